/* conv.h - convolution of square pictures by im2col: every output position becomes a row of columns, and a layer is one
 * product. Pictures are (side,side,channels), the channels of a pixel together, so that a row of a window is one run of
 * memory; outside the picture there are zeros, half a window on each side.
 * Dims: n pictures, P = n * out_side^2 positions, K = kernel^2 * in columns. A layer costs 2 P K out flop forward,
 * twice that backward. Nothing here allocates. Sums over positions run in order: cut a batch the same way for the same
 * numbers; a picture's output does not depend on the others'. */
#ifndef NUM_CONV_H
#define NUM_CONV_H
#include "num/panel.h"

struct conv {
    int side, in, out;  /* of a picture: pixels of an edge, channels; channels of the output */
    int kernel, stride; /* of a window: odd; pixels from one to the next */
};
static inline int conv_side(const struct conv *c) { /* of the output */
    return (c->side - 1) / c->stride + 1;
}
static inline int conv_rows(const struct conv *c, int n) {
    return n * conv_side(c) * conv_side(c);
}
static inline int conv_width(const struct conv *c) {
    return c->kernel * c->kernel * c->in;
}

/* columns (P,K) of x (n,side,side,in). */
void conv_columns(float *columns, const float *x, const struct conv *c, int n);
/* The way back: dx (n,side,side,in) = each pixel's sum over the windows that hold it. */
void conv_scatter(float *dx, const float *dcolumns, const struct conv *c, int n);

/* y (P,out) = ReLU(columns w + b); w (K,out) packed, columns (P,K) is scratch. */
void conv_forward(float *y, float *columns, const float *x, struct panel_right w, const float *b, const struct conv *c,
                  int n);
/* dy (P,out) is masked in place by y; dw (K,out), db (out) grow; dx is set, NULL: not wanted. w_back: w^T (out,K)
 * packed. room (conv_room) is scratch. */
void conv_backward(float *dx, float *dw, float *db, float *dy, const float *y, const float *x,
                   struct panel_right w_back, const struct conv *c, int n, float *room);
size_t conv_room(const struct conv *c, int n); /* floats; enough for conv_forward's columns too */

/* A weighted sum over positions, a weight a position and channel (a depthwise convolution as large as the picture): y
 * (n,C) of x (n,positions,C) with w (positions,C). Back: dw grows, dx is set. */
void pool_forward(float *y, const float *x, const float *w, int n, int positions, int C);
void pool_backward(float *dx, float *dw, const float *dy, const float *x, const float *w, int n, int positions, int C);
#endif
