#include "report/page.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

void page_add(struct page *page, enum block_kind kind, enum tone tone, const char *text) {
    struct block *block = arena_get(&page->arena, 1, sizeof *block);
    block->kind = kind;
    block->tone = tone;
    block->text = arena_string(&page->arena, text);
    if (page->last)
        page->last->next = block;
    else
        page->first = block;
    page->last = block;
}

void page_format(struct page *page, enum block_kind kind, enum tone tone, const char *format, ...) {
    struct text line = {0};
    va_list args;
    va_start(args, format);
    text_vformat(&line, format, args);
    va_end(args);
    page_add(page, kind, tone, text_str(&line));
    text_free(&line);
}

struct table *page_new_table(struct page *page, const struct column *columns, int n_columns) {
    struct table *table = arena_get(&page->arena, 1, sizeof *table);
    table->columns = columns;
    table->n_columns = n_columns;
    return table;
}

struct table *page_table(struct page *page, const struct column *columns, int n_columns) {
    struct table *table = page_new_table(page, columns, n_columns);
    page_add(page, BLOCK_TABLE, TONE_PLAIN, NULL);
    page->last->table = table;
    return table;
}

struct cell *page_row(struct page *page, struct table *table, const char *section) {
    size_t bytes = sizeof(struct row) + (size_t)table->n_columns * sizeof(struct cell);
    struct row *row = arena_get(&page->arena, 1, bytes);
    row->section = arena_string(&page->arena, section);
    if (table->last)
        table->last->next = row;
    else
        table->first = row;
    table->last = row;
    table->n_rows++;
    return row->cells;
}

struct chart *page_chart(struct page *page, const char *title, const char *x, const char *y) {
    struct chart *chart = arena_get(&page->arena, 1, sizeof *chart);
    *chart = (struct chart){.title = arena_string(&page->arena, title),
                            .x = arena_string(&page->arena, x),
                            .y = arena_string(&page->arena, y),
                            .limit = NAN};
    page_add(page, BLOCK_CHART, TONE_PLAIN, title);
    page->last->chart = chart;
    return chart;
}

void page_pictures(struct page *page, const struct measures *pictures) {
    page_add(page, BLOCK_PICTURES, TONE_PLAIN, NULL);
    page->last->pictures = pictures;
}

void page_free(struct page *page) {
    arena_free(&page->arena);
    *page = (struct page){0};
}

/* One code point at *text, which moves behind it; a byte that is no UTF-8 counts as one character. */
static unsigned decode(const char **text) {
    const unsigned char *s = (const unsigned char *)*text;
    int more = *s >= 0xf0 ? 3 : *s >= 0xe0 ? 2 : *s >= 0xc0 ? 1 : 0;
    unsigned point = more == 3 ? *s & 7u : more == 2 ? *s & 15u : more == 1 ? *s & 31u : *s;
    int i = 1;
    for (; i <= more && (s[i] & 0xc0) == 0x80; i++)
        point = point << 6 | (s[i] & 63u);
    if (i <= more) {
        i = 1;
        point = *s;
    }
    *text += i;
    return point;
}

static int point_columns(unsigned p) {
    if (p < 0x20 || (p >= 0x300 && p <= 0x36f) || (p >= 0x200b && p <= 0x200f) || (p >= 0xfe00 && p <= 0xfe0f))
        return 0;
    bool wide = (p >= 0x1100 && p <= 0x115f) || (p >= 0x2e80 && p <= 0xa4cf) || (p >= 0xac00 && p <= 0xd7a3) ||
                (p >= 0xf900 && p <= 0xfaff) || (p >= 0xfe30 && p <= 0xfe6f) || (p >= 0xff00 && p <= 0xff60) ||
                (p >= 0xffe0 && p <= 0xffe6) || (p >= 0x1f300 && p <= 0x1faff) || (p >= 0x20000 && p <= 0x3fffd);
    return wide ? 2 : 1;
}

int page_columns(const char *text) {
    int columns = 0;
    while (*text)
        columns += point_columns(decode(&text));
    return columns;
}

int page_fit(const char *text, int columns) {
    const char *start = text;
    while (*text) {
        const char *next = text;
        columns -= point_columns(decode(&next));
        if (columns < 0)
            break;
        text = next;
    }
    return (int)(text - start);
}
