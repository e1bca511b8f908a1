/* layer.h - layers, forward beside backward. Backward adds to gradients of weights, and sets gradients of inputs.
 * Dims: B rows of the batch, I inputs, O outputs, W width of an interaction, F fields of width E, R rank. */
#ifndef NUM_LAYER_H
#define NUM_LAYER_H
#include <stdbool.h>
#include <stddef.h>

/* a (n) += b (n); a (n) += scale * b (n); a (n) *= scale. */
void row_add(float *a, const float *b, size_t n);
void row_add_scaled(float *a, const float *b, float scale, size_t n);
void row_scale(float *a, float scale, size_t n);

/* y (B,O) = x (B,I) w (I,O) + b (O), through ReLU when asked. */
void dense_forward(float *y, const float *x, const float *w, const float *b, bool relu, int B, int I, int O);
/* The same for one row, without BLAS: y (O), x (I). Other last bits than a batch. */
void dense_row(float *y, const float *x, const float *w, const float *b, bool relu, int I, int O);
/* dy (B,O) is masked in place by ReLU's output y (NULL: there was none); dw (I,O), db (O) grow; dx (B,I) is set, NULL:
 * not wanted. */
void dense_backward(float *dx, float *dw, float *db, float *dy, const float *y, const float *x, const float *w, int B,
                    int I, int O);

/* y (B,O) = x / |x| by rows, norm (B) = |x| (at least 1e-12). y may be x. */
void norm_forward(float *y, float *norm, const float *x, int B, int O);
/* dx (B,O) = (dy - y (y.dy)) / norm. dx may be dy. */
void norm_backward(float *dx, const float *dy, const float *y, const float *norm, int B, int O);

/* A cross layer of DCN-v2 in its low-rank form: u (B,R) = x v (W,R); y = x0 * (u w (R,W) + b) + x, c (B,W) = u w + b is
 * kept for the way back. */
void cross_forward(float *y, float *u, float *c, const float *x0, const float *x, const float *v, const float *w,
                   const float *b, int B, int W, int R);
/* dx (B,W) is set, dx0 (B,W) grows, dv, dw, db grow; room (B,W) and du (B,R) are scratch. */
void cross_backward(float *dx, float *dx0, float *dv, float *dw, float *db, const float *dy, const float *x0,
                    const float *x, const float *u, const float *c, const float *v, const float *w, float *room,
                    float *du, int B, int W, int R);

/* A layer of a few outputs H, most often one, without a bias: z (B,H) grows by x (B,I) w (I,H). */
void few_forward(float *z, const float *x, const float *w, int B, int I, int H);
/* dx (B,I) is set, unless NULL; dw (I,H) grows. */
void few_backward(float *dx, float *dw, const float *dz, const float *x, const float *w, int B, int I, int H);

/* The pairwise interactions of a factorisation machine, by dimension: out (B,E) = ((sum_i e_i)^2 - sum_i e_i^2) / 2 in
 * O(n E), over F embeddings e (B,F,E), `stride` floats a row, and D dense values x (B,D), each with a vector of its
 * own, v (D,E): e_i = x_i v_i. sum (B,E) is kept. room ((B + E) D) is scratch. */
void fm_forward(float *out, float *sum, const float *e, int stride, const float *x, const float *v, float *room, int B,
                int F, int D, int E);
/* de (B,F,E), same stride, grows by dout * (sum - e); dv (D,E) grows. room ((B + E) D + B E + D E). */
void fm_backward(float *de, float *dv, const float *dout, const float *sum, const float *e, int stride, const float *x,
                 const float *v, float *room, int B, int F, int D, int E);
#endif
