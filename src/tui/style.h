/* style.h - what a piece of text means; term.c alone knows the colours. A style never sets a background, so screens
 * read on light and dark terminals alike, and never carries a meaning alone: words and signs say the same. */
#ifndef TUI_STYLE_H
#define TUI_STYLE_H

enum style {
    STYLE_TEXT,
    STYLE_QUIET,   /* what need not be read: rules, units, hints */
    STYLE_TITLE,   /* headings */
    STYLE_FOCUS,   /* where one is, and keys */
    STYLE_GOOD,    /* better, held, done */
    STYLE_BAD,     /* worse, failed */
    STYLE_WARNING, /* changed, late, in doubt */
    STYLE_PERSON,  /* what the person said */
    STYLES,
    STYLE_ROLE = 0x0f,
    STYLE_REVERSED = 0x10, /* the selected row, beside its marker */
    STYLE_BOLD = 0x20
};
const char *style_name(int style); /* of its role: "text", "quiet", ... */
#endif
