/* page_markdown.c - a page as GitHub-flavoured Markdown. A ruler becomes its two ends, a bar is left out. */
#include "base/gallery.h"
#include "report/page.h"

#include <string.h>

/* Text in a table cell or a line: what Markdown would read as its own is escaped. */
static void escaped(struct text *out, const char *text) {
    for (; text && *text; text++) {
        if (strchr("|\\*<>", *text))
            text_add(out, "\\");
        text_bytes(out, *text == '\n' ? " " : text, 1);
    }
}

static void cell(struct text *out, const struct cell *c) {
    const char *strong = c->tone == TONE_BAD || c->tone == TONE_STRONG ? "**" : "";
    text_add(out, " ");
    if (c->graph.kind == GRAPH_RULER)
        text_format(out, "%s .. %s", c->graph.at_low, c->graph.at_high);
    else if (c->text && *c->text) {
        text_add(out, strong);
        escaped(out, c->text);
        text_add(out, strong);
    }
    text_add(out, " |");
}

/* A column that holds nothing but bars says nothing here. */
static bool only_bars(const struct table *table, int c) {
    for (const struct row *row = table->first; row; row = row->next)
        if (row->cells[c].graph.kind != GRAPH_BAR && (row->cells[c].text || row->cells[c].graph.kind))
            return false;
    return table->columns[c].graph;
}

static void table_markdown(const struct table *table, struct text *out) {
    text_add(out, "\n|");
    for (int c = 0; c < table->n_columns; c++)
        if (!only_bars(table, c))
            cell(out, &(struct cell){.text = table->columns[c].head});
    text_add(out, "\n|");
    for (int c = 0; c < table->n_columns; c++)
        if (!only_bars(table, c))
            text_add(out, table->columns[c].right ? "---:|" : "---|");
    text_add(out, "\n");
    for (const struct row *row = table->first; row; row = row->next) {
        text_add(out, row->section ? "|" : "");
        for (int c = 0; row->section && c < table->n_columns; c++)
            if (!only_bars(table, c))
                cell(out, &(struct cell){.text = c == 0 ? row->section : "", .tone = TONE_STRONG});
        text_add(out, row->section ? "\n|" : "|");
        for (int c = 0; c < table->n_columns; c++)
            if (!only_bars(table, c))
                cell(out, &row->cells[c]);
        text_add(out, "\n");
    }
    text_add(out, "\n");
}

/* What the pictures are and what they are worth; the pictures themselves are in the HTML. */
static void pictures_markdown(const struct measures *m, struct text *out) {
    struct gallery_list list = {0};
    text_add(out, "\n");
    while (gallery_next(m, &list)) {
        text_add(out, "- ");
        for (int i = list.begin; i < list.end; i++) {
            const struct measured_picture *p = &m->pictures[i];
            text_add(out, i == list.begin ? "" : i == list.begin + 1 ? ": " : ", ");
            escaped(out, i == list.begin && *p->caption ? p->caption
                         : i == list.begin              ? "asked"
                                                        : gallery_word(p->grade));
        }
        text_add(out, "\n");
    }
}

void page_markdown(const struct page *page, struct text *out) {
    for (const struct block *block = page->first; block; block = block->next) {
        static const char *const mark[] = {
            [BLOCK_TITLE] = "# ", [BLOCK_HEAD] = "\n## ", [BLOCK_LINE] = "\n", [BLOCK_ITEM] = "- "};
        switch (block->kind) {
        case BLOCK_TITLE:
        case BLOCK_HEAD:
        case BLOCK_LINE:
        case BLOCK_ITEM:
            text_add(out, mark[block->kind]);
            escaped(out, block->text);
            text_add(out, "\n");
            break;
        case BLOCK_CODE:
            text_format(out, "\n    %s\n", block->text);
            break;
        case BLOCK_TABLE:
            table_markdown(block->table, out);
            break;
        case BLOCK_PICTURES:
            pictures_markdown(block->pictures, out);
            break;
        case BLOCK_FIGURES:
        case BLOCK_CHART: /* HTML draws it; its numbers are in the JSON */
            break;
        }
    }
}
