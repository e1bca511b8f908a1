/* page_text.c - a page as text of a given width.
 * A table that is wider than the window first loses the columns that may go (and says so), then wraps the column that
 * may wrap, then cuts what is still too long. Colour only repeats what words say. */
#include "base/gallery.h"
#include "report/page.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2, COLUMNS_MAX = 48, BAR_MIN = 9, BAR_MAX = 33, WRAP_MIN = 14, WRAP_MAX = 72 };

struct layout {
    const struct table *table;
    const struct report_style *style;
    int width[COLUMNS_MAX];                  /* 0: left out */
    int low[COLUMNS_MAX], high[COLUMNS_MAX]; /* of a graph column: the widths of the rulers' ends */
    int indent, room;
};

static const char *cell_text(const struct cell *cell) {
    return cell->text ? cell->text : "";
}

static void spaces(struct text *out, int n) {
    for (; n > 0; n--)
        text_add(out, " ");
}

static void tone_begin(struct text *out, const struct report_style *style, enum tone tone) {
    static const char *const code[] = {"", "\033[1m", "\033[32m", "\033[31m", "\033[2m"};
    if (style->colour)
        text_add(out, code[tone]);
}

static void tone_end(struct text *out, const struct report_style *style, enum tone tone) {
    if (style->colour && tone != TONE_PLAIN)
        text_add(out, "\033[0m");
}

static int larger(int a, int b) {
    return a > b ? a : b;
}

/* The width that column c would like. */
static int natural(struct layout *lay, int c) {
    const struct column *column = &lay->table->columns[c];
    int width = page_columns(column->head);
    bool ruler = false;
    for (const struct row *row = lay->table->first; row; row = row->next) {
        const struct graph *graph = &row->cells[c].graph;
        width = larger(width, page_columns(cell_text(&row->cells[c])));
        if (graph->kind == GRAPH_RULER) {
            lay->low[c] = larger(lay->low[c], page_columns(graph->at_low));
            lay->high[c] = larger(lay->high[c], page_columns(graph->at_high));
        }
        ruler |= graph->kind != GRAPH_NONE;
    }
    if (ruler)
        width = larger(width, lay->low[c] + lay->high[c] + 2 + BAR_MAX);
    return column->wrap && width > WRAP_MAX ? WRAP_MAX : width;
}

static int least(const struct layout *lay, int c) {
    const struct column *column = &lay->table->columns[c];
    int ends = lay->low[c] + lay->high[c];
    if (column->graph)
        return larger(page_columns(column->head), ends ? ends + 2 + BAR_MIN : WRAP_MIN);
    if (column->wrap)
        return larger(page_columns(column->head), column->least ? column->least : WRAP_MIN);
    return lay->width[c];
}

/* Columns that the table takes with every column at `width` or, where it may shrink, at its least. */
static int total(const struct layout *lay, bool shrunk) {
    int sum = 0, shown = 0;
    for (int c = 0; c < lay->table->n_columns; c++)
        if (lay->width[c]) {
            int few = least(lay, c);
            sum += shrunk && few < lay->width[c] ? few : lay->width[c];
            shown++;
        }
    return sum + (shown ? (shown - 1) * GAP : 0);
}

static int most_droppable(const struct layout *lay) {
    int best = -1;
    for (int c = 0; c < lay->table->n_columns; c++)
        if (lay->width[c] && lay->table->columns[c].drop &&
            (best < 0 || lay->table->columns[c].drop >= lay->table->columns[best].drop))
            best = c;
    return best;
}

/* Takes `excess` columns away from column c, down to `floor`; what is still too much comes back. */
static int shrink(struct layout *lay, int c, int floor, int excess) {
    int give = lay->width[c] - floor;
    if (give <= 0 || excess <= 0)
        return excess;
    give = give < excess ? give : excess;
    lay->width[c] -= give;
    return excess - give;
}

static int widest_text(const struct layout *lay) {
    int best = 0;
    for (int c = 0; c < lay->table->n_columns; c++)
        if (lay->width[c] > lay->width[best])
            best = c;
    return best;
}

static void fit(struct layout *lay) {
    const struct table *table = lay->table;
    for (int c = 0; c < table->n_columns; c++) {
        lay->width[c] = natural(lay, c);
    }
    for (int c; total(lay, true) > lay->room && (c = most_droppable(lay)) >= 0;)
        lay->width[c] = 0;
    int excess = total(lay, false) - lay->room;
    for (int c = table->n_columns - 1; c >= 0; c--)
        if (table->columns[c].graph || table->columns[c].wrap)
            excess = shrink(lay, c, least(lay, c), excess);
    while (excess > 0) { /* nothing may go: cut the widest */
        int c = widest_text(lay);
        int left = shrink(lay, c, 4, excess > 4 ? 4 : excess);
        if (left == (excess > 4 ? 4 : excess))
            break;
        excess -= (excess > 4 ? 4 : excess) - left;
    }
}

/* The part of text for one line of `width` columns, broken at a space or behind a '+' where there is one; *rest is what
 * follows. */
static int wrap_line(const char *text, int width, const char **rest) {
    int cut = page_fit(text, width);
    if (text[cut]) {
        int at = cut;
        while (at > 0 && text[at] != ' ' && text[at - 1] != '+')
            at--;
        if (at > 0)
            cut = at;
        if (cut == 0) /* not even one character fits: take it anyway */
            cut = (int)strlen(text);
    }
    *rest = text + cut;
    while (**rest == ' ')
        (*rest)++;
    return cut;
}

static void draw_ruler(struct text *out, const struct layout *lay, int c, const struct graph *graph) {
    bool wide = lay->style->unicode;
    int cells = lay->width[c] - lay->low[c] - lay->high[c] - 2;
    double span = graph->oracle - graph->baseline;
    double at = span != 0 ? (graph->value - graph->baseline) / span : 0.5;
    double from = isfinite(graph->low) && span != 0 ? (graph->low - graph->baseline) / span : at;
    double to = isfinite(graph->high) && span != 0 ? (graph->high - graph->baseline) / span : at;
    if (from > to) {
        double t = from;
        from = to;
        to = t;
    }
    int last = cells - 1;
    int mark = at <= 0 ? 0 : at >= 1 ? last : (int)lround(at * last);
    spaces(out, lay->low[c] - page_columns(graph->at_low));
    text_add(out, graph->at_low);
    text_add(out, " ");
    for (int i = 0; i < cells; i++) {
        bool inside = i >= lround(from * last) && i <= lround(to * last);
        const char *rail = inside ? (wide ? "━" : "=") : (wide ? "─" : "-");
        if (i == mark)
            text_add(out, at < -0.005 ? "<" : at > 1.005 ? ">" : wide ? "●" : "o");
        else if (i == 0)
            text_add(out, wide ? "├" : "|");
        else if (i == last)
            text_add(out, wide ? "┤" : "|");
        else
            text_add(out, rail);
    }
    text_add(out, " ");
    text_add(out, graph->at_high);
    spaces(out, lay->high[c] - page_columns(graph->at_high));
}

static void draw_bar(struct text *out, const struct layout *lay, int c, double share) {
    int cells = lay->width[c] < BAR_MAX ? lay->width[c] : BAR_MAX;
    int full = (int)lround((share < 0 ? 0 : share > 1 ? 1 : share) * cells);
    for (int i = 0; i < full; i++)
        text_add(out, lay->style->unicode ? "█" : "#");
    spaces(out, lay->width[c] - full);
}

/* One line of one cell; true when text is left for the next line. */
static bool draw_cell(struct text *out, const struct layout *lay, int c, const struct cell *cell, const char **rest,
                      bool first) {
    const struct column *column = &lay->table->columns[c];
    int width = lay->width[c];
    if (first && cell->graph.kind == GRAPH_RULER) {
        draw_ruler(out, lay, c, &cell->graph);
        return false;
    }
    if (first && cell->graph.kind == GRAPH_BAR) {
        draw_bar(out, lay, c, cell->graph.share);
        return false;
    }
    const char *text = *rest;
    bool wraps = column->wrap || column->graph;
    bool cut = !wraps && page_columns(text) > width;
    const char *ellipsis = lay->style->unicode ? "…" : "...";
    int bytes = wraps ? wrap_line(text, width, rest)
                      : page_fit(text, cut && width > 3 ? width - page_columns(ellipsis) : width);
    char *part = mem_must((size_t)bytes + 1, 1);
    memcpy(part, text, (size_t)bytes);
    int used = page_columns(part) + (cut && width > 3 ? page_columns(ellipsis) : 0);
    if (column->right)
        spaces(out, width - used);
    tone_begin(out, lay->style, *part ? cell->tone : TONE_PLAIN);
    text_add(out, part);
    if (cut && width > 3)
        text_add(out, ellipsis);
    tone_end(out, lay->style, *part ? cell->tone : TONE_PLAIN);
    if (!column->right)
        spaces(out, width - used);
    free(part);
    return wraps && **rest;
}

static void trim_line(struct text *out) {
    while (out->length && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    text_add(out, "\n");
}

static void draw_row(struct text *out, const struct layout *lay, const struct cell *cells) {
    const char *rest[COLUMNS_MAX];
    int n = lay->table->n_columns;
    for (int c = 0; c < n; c++)
        rest[c] = cell_text(&cells[c]);
    bool more = true;
    for (bool first = true; more; first = false) {
        more = false;
        spaces(out, lay->indent);
        bool begun = false;
        for (int c = 0; c < n; c++) {
            if (!lay->width[c])
                continue;
            if (begun)
                spaces(out, GAP);
            begun = true;
            static const struct cell empty;
            const struct cell *cell = first || *rest[c] ? &cells[c] : &empty;
            const char *nothing = "";
            bool wraps = lay->table->columns[c].wrap || lay->table->columns[c].graph;
            more |= draw_cell(out, lay, c, cell, first || wraps ? &rest[c] : &nothing, first);
        }
        trim_line(out);
    }
}

static void draw_head(struct text *out, const struct layout *lay) {
    const struct table *table = lay->table;
    struct cell cells[COLUMNS_MAX] = {{0}};
    bool any = false;
    for (int c = 0; c < table->n_columns; c++) {
        cells[c] = (struct cell){.text = table->columns[c].head, .tone = TONE_QUIET};
        any |= *table->columns[c].head != '\0';
    }
    if (any)
        draw_row(out, lay, cells);
}

/* Text in lines of the style's width; `hang` blanks begin every line but the first, which begins with `mark`. */
static void wrapped(struct text *out, const struct report_style *style, const char *mark, int hang, enum tone tone,
                    const char *text) {
    int width = (style->width ? style->width : 80) - hang;
    const char *rest = text;
    bool first = true;
    do {
        const char *line = rest;
        int bytes = wrap_line(line, width, &rest);
        if (first)
            text_add(out, mark);
        else
            spaces(out, hang);
        tone_begin(out, style, tone);
        text_bytes(out, line, (size_t)bytes);
        tone_end(out, style, tone);
        text_add(out, "\n");
        first = false;
    } while (*rest);
}

static void note_dropped(struct text *out, const struct layout *lay) {
    struct text names = {0};
    for (int c = 0; c < lay->table->n_columns; c++)
        if (!lay->width[c] && *lay->table->columns[c].head)
            text_format(&names, "%s%s", names.length ? ", " : "(left out for the width: ", lay->table->columns[c].head);
    if (names.length) {
        text_add(&names, ")");
        wrapped(out, lay->style, lay->indent ? "  " : "", lay->indent, TONE_QUIET, text_str(&names));
    }
    text_free(&names);
}

void page_table_text(const struct table *table, const struct report_style *style, int indent, struct text *out) {
    assert(table->n_columns <= COLUMNS_MAX);
    struct layout lay = {.table = table, .style = style, .indent = indent};
    lay.room = (style->width ? style->width : 80) - indent;
    fit(&lay);
    draw_head(out, &lay);
    for (const struct row *row = table->first; row; row = row->next) {
        if (row->section) {
            spaces(out, indent ? indent - 2 : 0);
            tone_begin(out, style, TONE_STRONG);
            text_add(out, row->section);
            tone_end(out, style, TONE_STRONG);
            text_add(out, "\n");
        }
        draw_row(out, &lay, row->cells);
    }
    note_dropped(out, &lay);
}

static void pictures_text(const struct measures *pictures, const struct report_style *style, struct text *out) {
    enum { LISTS = 4 }; /* the HTML report has all */
    struct gallery_style look = {style->width ? style->width : 80, style->unicode, style->pictures};
    gallery_text(pictures, &look, LISTS, out);
}

void page_text(const struct page *page, const struct report_style *style, struct text *out) {
    for (const struct block *block = page->first; block; block = block->next) {
        switch (block->kind) {
        case BLOCK_TITLE:
            wrapped(out, style, "", 2, TONE_STRONG, block->text);
            break;
        case BLOCK_HEAD:
            text_add(out, "\n");
            wrapped(out, style, "", 2, TONE_STRONG, block->text);
            break;
        case BLOCK_LINE:
            wrapped(out, style, "", 2, block->tone, block->text);
            break;
        case BLOCK_ITEM:
            wrapped(out, style, "  - ", 4, block->tone, block->text);
            break;
        case BLOCK_CODE:
            text_format(out, "  %s\n", block->text);
            break;
        case BLOCK_TABLE:
            page_table_text(block->table, style, 2, out);
            break;
        case BLOCK_PICTURES:
            pictures_text(block->pictures, style, out);
            break;
        case BLOCK_FIGURES:
        case BLOCK_CHART: /* the table beside it says the same */
            break;
        }
    }
}

void report_table(const struct report_table *from, const struct report_style *style, struct text *out) {
    assert(from->columns > 0 && from->columns <= COLUMNS_MAX);
    struct page page = {0};
    struct column columns[COLUMNS_MAX] = {{0}};
    for (int c = 0; c < from->columns; c++)
        columns[c] = (struct column){.head = from->cells[c], .right = from->right && from->right[c], .drop = c};
    struct table *table = page_table(&page, columns, from->columns);
    for (int r = 1; r < from->rows; r++) {
        struct cell *cells = page_row(&page, table, NULL);
        for (int c = 0; c < from->columns; c++)
            cells[c].text = from->cells[r * from->columns + c];
    }
    page_table_text(table, style, 0, out);
    page_free(&page);
}
