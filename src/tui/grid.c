#include "tui/grid.h"
#include "base/mem.h"
#include "tui/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct cell blank = {.bytes = "", .width = 1, .style = STYLE_TEXT};

const char *style_name(int style) {
    static const char *const names[STYLES] = {"text", "quiet", "title", "focus", "good", "bad", "warning", "person"};
    int role = style & STYLE_ROLE;
    return role < STYLES ? names[role] : "?";
}

void grid_init(struct grid *g, int width, int height) {
    *g = (struct grid){0};
    grid_resize(g, width, height);
}

void grid_fini(struct grid *g) {
    free(g->cells);
    *g = (struct grid){0};
}

void grid_resize(struct grid *g, int width, int height) {
    if (width != g->width || height != g->height || !g->cells) {
        free(g->cells);
        g->width = width > 0 ? width : 1;
        g->height = height > 0 ? height : 1;
        g->cells = mem_must((size_t)g->width * (size_t)g->height, sizeof *g->cells);
    }
    grid_clear(g);
}

void grid_clear(struct grid *g) {
    for (int i = 0; i < g->width * g->height; i++)
        g->cells[i] = blank;
    g->cursor_x = g->cursor_y = -1;
    g->n_hots = 0;
}

static struct cell *at(const struct grid *g, int x, int y) {
    return &g->cells[y * g->width + x];
}

const struct cell *grid_cell(const struct grid *g, int x, int y) {
    return at(g, x, y);
}

const struct hot *grid_hot_at(const struct grid *g, int x, int y) {
    for (int i = g->n_hots - 1; i >= 0; i--) {
        const struct hot *h = &g->hots[i];
        if (x >= h->x && x < h->x + h->w && y >= h->y && y < h->y + h->h)
            return h;
    }
    return NULL;
}

void grid_text(const struct grid *g, struct text *out) {
    for (int y = 0; y < g->height; y++) {
        size_t before = out->length;
        size_t end = before;
        for (int x = 0; x < g->width; x++) {
            const struct cell *c = at(g, x, y);
            if (c->width == 0)
                continue;
            text_add(out, c->bytes[0] ? c->bytes : " ");
            if (c->bytes[0] && strcmp(c->bytes, " ") != 0)
                end = out->length;
        }
        out->length = end;
        text_add(out, "\n");
    }
}

static void style_run(struct text *out, int from, int to, int style) {
    text_format(out, " %d-%d %s%s%s", from, to, style_name(style), style & STYLE_BOLD ? " bold" : "",
                style & STYLE_REVERSED ? " reversed" : "");
}

void grid_styles(const struct grid *g, struct text *out) {
    for (int y = 0; y < g->height; y++) {
        bool any = false;
        for (int x = 0; x < g->width;) {
            int style = at(g, x, y)->style, from = x;
            while (x < g->width && at(g, x, y)->style == style)
                x++;
            if (style == STYLE_TEXT)
                continue;
            text_format(out, any ? "," : "%d:", y);
            style_run(out, from, x - 1, style);
            any = true;
        }
        if (any)
            text_add(out, "\n");
    }
}

struct area area_all(struct grid *g) {
    return (struct area){.grid = g, .w = g->width, .h = g->height, .right = g->width, .low = g->height};
}

static int least(int a, int b) {
    return a < b ? a : b;
}
static int most(int a, int b) {
    return a > b ? a : b;
}

struct area area_part(struct area a, int x, int y, int w, int h) {
    struct area p = {.grid = a.grid, .x = a.x + x, .y = a.y + y, .w = most(w, 0), .h = most(h, 0)};
    p.left = most(a.left, p.x);
    p.top = most(a.top, p.y);
    p.right = least(a.right, p.x + p.w);
    p.low = least(a.low, p.y + p.h);
    return p;
}

struct area area_scrolled(struct area a, int rows) {
    a.y -= rows;
    a.h += rows;
    return a;
}

static bool inside(struct area a, int x, int y) {
    return x >= a.left && x < a.right && y >= a.top && y < a.low;
}

/* A wide cell that loses one half becomes a blank. */
static void unpair(struct grid *g, int x, int y) {
    struct cell *c = at(g, x, y);
    if (c->width == 0 && x > 0)
        *at(g, x - 1, y) = blank;
    if (c->width == 2 && x + 1 < g->width)
        *at(g, x + 1, y) = blank;
}

static void put(struct area a, int x, int y, int style, const char *cluster, size_t n, int width) {
    int gx = a.x + x, gy = a.y + y;
    if (!inside(a, gx, gy))
        return;
    if (width == 2 && !inside(a, gx + 1, gy)) {
        cluster = " ";
        n = 1;
        width = 1;
    }
    while (n >= CELL_BYTES) /* more marks than a cell holds: the last go */
        n = utf8_cluster_before(cluster, n) ? utf8_cluster_before(cluster, n) : utf8_fit(cluster, 4, width);
    if ((unsigned char)cluster[0] < 0x20 || cluster[0] == 0x7f) {
        cluster = cluster[0] == '\t' ? " " : "?";
        n = 1;
    }
    unpair(a.grid, gx, gy);
    struct cell *c = at(a.grid, gx, gy);
    memset(c->bytes, 0, CELL_BYTES);
    memcpy(c->bytes, cluster, n);
    c->width = (uint8_t)width;
    c->style = (uint8_t)style;
    c->painted = false;
    c->upper = c->lower = 0;
    if (width == 2) {
        unpair(a.grid, gx + 1, gy);
        *at(a.grid, gx + 1, gy) = (struct cell){.bytes = "", .width = 0, .style = (uint8_t)style};
    }
}

int draw_bytes(struct area a, int x, int y, int style, const char *bytes, size_t n) {
    int from = x;
    for (size_t i = 0; i < n;) {
        int width;
        size_t length = utf8_cluster(bytes + i, n - i, &width);
        put(a, x, y, style, bytes + i, length, width);
        x += width;
        i += length;
    }
    return x - from;
}

int draw_text(struct area a, int x, int y, int style, const char *text) {
    return draw_bytes(a, x, y, style, text, strlen(text));
}

int draw_format(struct area a, int x, int y, int style, const char *format, ...) {
    struct text line = {0};
    va_list args;
    va_start(args, format);
    text_vformat(&line, format, args);
    va_end(args);
    int used = draw_bytes(a, x, y, style, text_str(&line), line.length);
    text_free(&line);
    return used;
}

int draw_cut_middle(struct area a, int x, int y, int w, int style, const char *text) {
    size_t n = strlen(text);
    int columns = utf8_width(text, n), head = (w - 1) / 3, tail = w - 1 - head;
    if (columns <= w || w < 5)
        return draw_cut(a, x, y, w, style, text);
    size_t from = utf8_fit(text, n, columns - tail);
    while (utf8_width(text + from, n - from) > tail) { /* a wide sign stood across the cut */
        int width;
        from += utf8_cluster(text + from, n - from, &width);
    }
    int used = draw_bytes(a, x, y, style, text, utf8_fit(text, n, head));
    used += draw_text(a, x + used, y, style, "…");
    return used + draw_bytes(a, x + used, y, style, text + from, n - from);
}

int draw_cut(struct area a, int x, int y, int w, int style, const char *text) {
    size_t n = strlen(text);
    if (w <= 0)
        return 0;
    if (utf8_width(text, n) <= w)
        return draw_bytes(a, x, y, style, text, n);
    int used = draw_bytes(a, x, y, style, text, utf8_fit(text, n, w - 1));
    return used + draw_text(a, x + used, y, style, "…");
}

void draw_right(struct area a, int end, int y, int style, const char *text) {
    draw_text(a, end - utf8_columns(text), y, style, text);
}

int draw_wrapped(struct area a, int x, int y, int w, int style, const char *text) {
    size_t n = strlen(text);
    int rows = 0;
    for (size_t at_byte = 0; at_byte < n; rows++) {
        struct wrapped line = utf8_wrap(text + at_byte, n - at_byte, most(w, 1));
        draw_bytes(a, x, y + rows, style, text + at_byte, line.bytes);
        at_byte += line.next;
    }
    return most(rows, 1);
}

int wrapped_rows(const char *text, int w) {
    size_t n = strlen(text);
    int rows = 0;
    for (size_t at_byte = 0; at_byte < n; rows++)
        at_byte += utf8_wrap(text + at_byte, n - at_byte, most(w, 1)).next;
    return most(rows, 1);
}

void draw_pixels(struct area a, int x, int y, uint8_t upper, uint8_t lower, char letter) {
    put(a, x, y, STYLE_TEXT, &letter, 1, 1);
    if (!inside(a, a.x + x, a.y + y))
        return;
    struct cell *c = at(a.grid, a.x + x, a.y + y);
    c->painted = true;
    c->upper = upper;
    c->lower = lower;
}

void draw_fill(struct area a, int x, int y, int w, int h, int style, const char *cluster) {
    for (int j = 0; j < h; j++)
        for (int i = 0; i < w; i++)
            put(a, x + i, y + j, style, cluster, strlen(cluster), 1);
}

void draw_hline(struct area a, int y, int style) {
    draw_fill(a, 0, y, a.w, 1, style, "─");
}

void draw_vline(struct area a, int x, int style) {
    draw_fill(a, x, 0, 1, a.h, style, "│");
}

void draw_titled_rule(struct area a, int y, const char *title, const char *right, int style) {
    draw_hline(a, y, STYLE_QUIET);
    if (*title)
        draw_text(a, 1, y, style, " ");
    int used = *title ? draw_cut(a, 2, y, a.w - 4, style, title) : 0;
    if (used)
        draw_text(a, 2 + used, y, style, " ");
    int columns = utf8_columns(right);
    if (*right && used + columns + 8 < a.w) {
        draw_text(a, a.w - columns - 3, y, STYLE_QUIET, " ");
        draw_text(a, a.w - columns - 2, y, STYLE_QUIET, right);
        draw_text(a, a.w - 2, y, STYLE_QUIET, " ");
    }
}

void draw_restyle(struct area a, int x, int y, int w, int flags) {
    for (int i = 0; i < w; i++)
        if (inside(a, a.x + x + i, a.y + y))
            at(a.grid, a.x + x + i, a.y + y)->style |= (uint8_t)flags;
}

void draw_cursor(struct area a, int x, int y) {
    if (inside(a, a.x + x, a.y + y)) {
        a.grid->cursor_x = a.x + x;
        a.grid->cursor_y = a.y + y;
    }
}

void draw_hot(struct area a, int x, int y, int w, int h, int action, int arg) {
    struct area p = area_part(a, x, y, w, h);
    if (p.right <= p.left || p.low <= p.top || a.grid->n_hots == HOTS_MAX)
        return;
    a.grid->hots[a.grid->n_hots++] = (struct hot){p.left, p.top, p.right - p.left, p.low - p.top, action, arg};
}
