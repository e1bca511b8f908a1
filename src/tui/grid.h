/* grid.h - a screen as cells, and the pens that draw on it. No terminal here: term.c copies a grid to one, tests read
 * it. Life: grid_init -> draw any number of times (grid_clear between) -> grid_fini.
 * An area is a window on a grid: drawing outside it is cut off, so no caller needs to count. Copies are free. */
#ifndef TUI_GRID_H
#define TUI_GRID_H
#include "base/text.h"
#include "tui/style.h"
#include <stdint.h>

enum { CELL_BYTES = 14 };
struct cell {
    char bytes[CELL_BYTES]; /* one cluster, NUL-terminated; "" is a blank, or the right half of a wide one */
    uint8_t width;          /* 1, 2; 0: the right half of the cell before */
    uint8_t style;          /* enum style: role and flags */
    bool painted;           /* of a picture: where there are 256 colours, two pixels in the place of the letter */
    uint8_t upper, lower;   /* their colours */
};
/* A place that answers to the mouse: what a click there means is the screen's business. */
struct hot {
    int x, y, w, h, action, arg;
};
enum { HOTS_MAX = 160 };
struct grid {
    int width, height;
    struct cell *cells;     /* (height, width) */
    int cursor_x, cursor_y; /* -1: hidden */
    struct hot hots[HOTS_MAX];
    int n_hots;
};
void grid_init(struct grid *g, int width, int height);
void grid_fini(struct grid *g);
void grid_resize(struct grid *g, int width, int height); /* clears */
void grid_clear(struct grid *g);
const struct cell *grid_cell(const struct grid *g, int x, int y);
/* The last place added that holds (x,y); NULL when there is none. */
const struct hot *grid_hot_at(const struct grid *g, int x, int y);
/* Replaces every sign beyond ASCII by one that looks alike, cell by cell: for terminals that have no others. */
void grid_to_ascii(struct grid *g);
/* The same for braille alone: for terminals whose font has boxes and blocks, but no dots. */
void grid_without_braille(struct grid *g);
/* Rows as UTF-8 lines without trailing blanks. */
void grid_text(const struct grid *g, struct text *out);
/* One line a row that holds anything but plain text: "3: 0-9 title, 10-79 focus reversed". */
void grid_styles(const struct grid *g, struct text *out);

/* An area of a width and nothing else ({.w = 60}) draws nothing and measures: what draws says how high it would be. */
struct area {
    struct grid *grid;
    int x, y, w, h;            /* where, on the grid; also what is clipped to */
    int top, left, right, low; /* the clip, in grid coordinates: [left,right) x [top,low) */
};
struct area area_all(struct grid *g);
/* A part of `a`, in its coordinates; cut to what `a` shows. */
struct area area_part(struct area a, int x, int y, int w, int h);
/* `a` seen through a window that has moved `rows` down: row `rows` is drawn on top. */
struct area area_scrolled(struct area a, int rows);

/* All take coordinates of the area and give back the columns used. */
int draw_text(struct area a, int x, int y, int style, const char *text);
int draw_bytes(struct area a, int x, int y, int style, const char *bytes, size_t n);
int draw_format(struct area a, int x, int y, int style, const char *format, ...) PRINTF_LIKE(5, 6);
/* At most w columns; what is cut ends in an ellipsis. */
int draw_cut(struct area a, int x, int y, int w, int style, const char *text);
/* The same with the ellipsis in the middle: both ends of a path say something. */
int draw_cut_middle(struct area a, int x, int y, int w, int style, const char *text);
void draw_right(struct area a, int end, int y, int style, const char *text); /* ends before column `end` */
/* Wrapped at words into w columns; the number of rows used (1 for an empty text). */
int draw_wrapped(struct area a, int x, int y, int w, int style, const char *text);
int wrapped_rows(const char *text, int w); /* what draw_wrapped would use */
/* Two pixels, one above the other, by their colours of 256; letter: what stands for them where there are fewer. */
void draw_pixels(struct area a, int x, int y, uint8_t upper, uint8_t lower, char letter);
void draw_fill(struct area a, int x, int y, int w, int h, int style, const char *cluster);
void draw_hline(struct area a, int y, int style);
void draw_vline(struct area a, int x, int style);
/* A rule with a word in it: "── training ────────── 3 s ─". right may be "". */
void draw_titled_rule(struct area a, int y, const char *title, const char *right, int style);
void draw_restyle(struct area a, int x, int y, int w, int flags); /* adds flags to what is there */
void draw_cursor(struct area a, int x, int y);
void draw_hot(struct area a, int x, int y, int w, int h, int action, int arg);
#endif
