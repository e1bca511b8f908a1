/* editor.h - text being typed: an answer of many lines, or one line of a prompt.
 * Life: {0} is empty and ready -> editor_key ... -> editor_fini. Cursor and edits move by cluster, so that a letter
 * never loses its marks. Undo keeps whole texts, grouped by what one would call one edit. */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H
#include "tui/grid.h"

enum { EDITOR_UNDO = 200, EDITOR_LIMIT = 200000 };
struct editor_state {
    char *text;
    size_t cursor;
};
struct editor {
    struct text text;
    size_t cursor; /* byte, between clusters */
    bool one_line;
    int width, height; /* of the window, set by editor_fit */
    int scroll;        /* first row shown; in one line, first column */
    int goal;          /* 1 + the column that up and down aim at; 0: where the cursor is */
    struct editor_state undo[EDITOR_UNDO], redo[EDITOR_UNDO];
    int n_undo, n_redo;
    int last_edit; /* what kind the last edit was: those alike are one undo */
    char *killed;  /* what ^K, ^U, ^W took, for ^Y */
};
void editor_fini(struct editor *e);
const char *editor_text(const struct editor *e);
bool editor_empty(const struct editor *e);
void editor_set(struct editor *e, const char *text); /* forgets undo; the cursor at the end */
/* As one edit that can be undone: what came back from $EDITOR, or from a paste. */
void editor_replace(struct editor *e, const char *text);
void editor_insert(struct editor *e, const char *bytes, size_t n);
/* False: the key means nothing to an editor. In one line Enter, Tab, up and down mean nothing. */
bool editor_key(struct editor *e, int32_t key);
void editor_undo(struct editor *e);
void editor_redo(struct editor *e);
/* The line (between newlines) that the cursor is in, for what is carried out at its end. */
void editor_line(const struct editor *e, size_t *start, size_t *end);
void editor_cut(struct editor *e, size_t start, size_t end); /* one edit; the cursor at start */

/* Tells the window's size, and moves the view so that the cursor is in it. */
void editor_fit(struct editor *e, int width, int height);
int editor_rows(const struct editor *e, int width); /* wrapped, the cursor's row too */
void editor_draw(const struct editor *e, struct area a, bool focus, const char *placeholder);
#endif
