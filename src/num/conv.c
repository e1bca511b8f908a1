#include "num/conv.h"
#include "num/isa.h"
#include "num/layer.h"

#include <string.h>

/* The part of a window's row that lies within the picture: pixels [begin, end) of `kernel`, from pixel `from` on. */
struct span {
    int begin, end, from;
};

static struct span span_of(const struct conv *c, int at) {
    int from = at * c->stride - c->kernel / 2;
    struct span s = {.end = c->kernel, .from = from};
    if (from < 0) {
        s.begin = -from;
        s.from = 0;
    }
    if (from + c->kernel > c->side)
        s.end = c->side - from;
    return s;
}

static inline void clear(float *to, int n) {
    for (int i = 0; i < n; i++)
        to[i] = 0;
}

/* A row of a window that does not lie within the picture. */
static void take_part(float *to, const float *line, const struct span *s, const struct conv *c) {
    int before = s->begin * c->in, within = (s->end - s->begin) * c->in;
    clear(to, before);
    memcpy(to + before, line + s->from * c->in, (size_t)within * sizeof *to);
    clear(to + before + within, c->kernel * c->in - before - within);
}

/* Row `line` of the picture (NULL: outside it) in the windows of one row of outputs, `floats` each. */
static inline __attribute__((always_inline)) void take_line(float *to, const float *line, const struct conv *c,
                                                            int floats) {
    int side = conv_side(c), K = conv_width(c);
    for (int ox = 0; ox < side; ox++, to += K) {
        struct span across = span_of(c, ox);
        if (!line)
            clear(to, floats);
        else if (across.end - across.begin < c->kernel)
            take_part(to, line, &across, c);
        else
            memcpy(to, line + across.from * c->in, (size_t)floats * sizeof *to);
    }
}

NUM_KERNEL void conv_columns(float *columns, const float *x, const struct conv *c, int n) {
    int side = conv_side(c), K = conv_width(c), floats = c->kernel * c->in;
    size_t row = (size_t)c->side * c->in;
    for (int i = 0; i < n; i++, x += row * (size_t)c->side)
        for (int oy = 0; oy < side; oy++, columns += side * K)
            for (int ky = 0; ky < c->kernel; ky++) {
                int iy = oy * c->stride - c->kernel / 2 + ky;
                const float *line = iy >= 0 && iy < c->side ? x + (size_t)iy * row : NULL;
                switch (floats) { /* of lengths that the compiler knows a copy is a few moves */
                case 9:
                    take_line(columns + ky * floats, line, c, 9);
                    break;
                case 48:
                    take_line(columns + ky * floats, line, c, 48);
                    break;
                case 96:
                    take_line(columns + ky * floats, line, c, 96);
                    break;
                default:
                    take_line(columns + ky * floats, line, c, floats);
                }
            }
}

NUM_KERNEL void conv_scatter(float *dx, const float *dcolumns, const struct conv *c, int n) {
    int side = conv_side(c), K = conv_width(c), line = c->kernel * c->in;
    size_t picture = (size_t)c->side * c->side * c->in;
    memset(dx, 0, (size_t)n * picture * sizeof *dx);
    for (int i = 0; i < n; i++, dx += picture)
        for (int oy = 0; oy < side; oy++) {
            struct span down = span_of(c, oy);
            for (int ox = 0; ox < side; ox++, dcolumns += K) {
                struct span across = span_of(c, ox);
                int floats = (across.end - across.begin) * c->in;
                float *to = dx + ((size_t)down.from * c->side + across.from) * c->in;
                const float *from = dcolumns + down.begin * line + across.begin * c->in;
                for (int ky = down.begin; ky < down.end; ky++, to += c->side * c->in, from += line)
                    for (int j = 0; j < floats; j++)
                        to[j] += from[j];
            }
        }
}

void conv_forward(float *y, float *columns, const float *x, struct panel_right w, const float *b, const struct conv *c,
                  int n) {
    int K = conv_width(c);
    conv_columns(columns, x, c, n);
    panel_best()->product(y, (size_t)c->out, (struct panel_left){columns, (size_t)K, 1}, w, conv_rows(c, n), c->out, K,
                          (struct panel_tail){.start = b, .rectify = true});
}

/* dy is masked where y is 0, and its columns' sums go to db. */
NUM_KERNEL static void mask_and_sum(float *db, float *dy, const float *y, int P, int C) {
    for (int p = 0; p < P; p++, dy += C, y += C)
        for (int i = 0; i < C; i++) {
            dy[i] = y[i] > 0 ? dy[i] : 0;
            db[i] += dy[i];
        }
}

size_t conv_room(const struct conv *c, int n) {
    size_t P = (size_t)conv_rows(c, n);
    return (P * (size_t)conv_width(c) + panel_floats((int)P, c->out) + 15) / 16 * 16;
}

void conv_backward(float *dx, float *dw, float *db, float *dy, const float *y, const float *x,
                   struct panel_right w_back, const struct conv *c, int n, float *room) {
    const struct panel_kernels *k = panel_best();
    int P = conv_rows(c, n), K = conv_width(c);
    float *columns = room + panel_floats(P, c->out);
    mask_and_sum(db, dy, y, P, c->out);
    conv_columns(columns, x, c, n);
    struct panel_right right = panel_pack_all(room, k->columns, dy, (size_t)c->out, 1, P, c->out);
    k->product(dw, (size_t)c->out, (struct panel_left){columns, 1, (size_t)K}, right, K, c->out, P,
               (struct panel_tail){.add = true});
    if (!dx)
        return;
    k->product(columns, (size_t)K, (struct panel_left){dy, (size_t)c->out, 1}, w_back, P, K, c->out,
               (struct panel_tail){0});
    conv_scatter(dx, columns, c, n);
}

NUM_KERNEL void pool_forward(float *y, const float *x, const float *w, int n, int positions, int C) {
    memset(y, 0, (size_t)n * (size_t)C * sizeof *y);
    for (int i = 0; i < n; i++, y += C)
        for (int p = 0; p < positions; p++, x += C)
            for (int c = 0; c < C; c++)
                y[c] += w[(size_t)p * (size_t)C + (size_t)c] * x[c];
}

NUM_KERNEL void pool_backward(float *dx, float *dw, const float *dy, const float *x, const float *w, int n,
                              int positions, int C) {
    for (int i = 0; i < n; i++, dy += C)
        for (int p = 0; p < positions; p++, x += C, dx += C)
            for (int c = 0; c < C; c++) {
                size_t at = (size_t)p * (size_t)C + (size_t)c;
                dw[at] += dy[c] * x[c];
                dx[c] = dy[c] * w[at];
            }
}
