/* int8.h - dense layers with weights and inputs of 8 bits: serving at low precision.
 *
 *     y[o] = scale[o] * sum_k code(x)[k] code(w)[k][o] + what the lows give      x[k] = low[k] + step[k] code(x)[k]
 *
 * Weights are coded symmetrically, a scale an output. Inputs are coded 0..127, so that a product and its neighbour fit
 * 16 bits. Inputs whose range is known when the weights are made (embeddings) have a low and a step each; the step goes
 * into the weights, so that values of unlike size may stand side by side in a row. Inputs that are only known when they
 * come (activations behind ReLU, low 0) have a step a row. Sums are integers, exact in 32 bits: they do not hang on the
 * instructions, on the rows beside a row, or on what of them was summed beforehand.
 *
 * Inputs come in runs of one length (an embedding each); a run begins a step of four codes, and what fills up a step is
 * 0. So the weights of some of the runs are copied in blocks.
 *
 * In each pair of neighbouring inputs the weights of one sign come to at most 129 in magnitude, which the scale of an
 * output sees to: then even two pairs fit 16 bits (num/int8_kernel.h).
 * Life: int8_weights_new -> int8_product any number of times, from any thread -> int8_weights_free.
 * Source: Jacob et al. 2018 (arXiv:1712.05877), section 2. */
#ifndef NUM_INT8_H
#define NUM_INT8_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

enum { INT8_PANEL = 16, INT8_STEP = 4, INT8_MOST = 127 };

struct int8_weights {
    int runs, run, O;     /* K = runs * run inputs, outputs */
    int S, P;             /* steps of 4 codes in a row of inputs, even; panels of 16 outputs */
    const int8_t *packed; /* (P,S,16,4) */
    const float *scale;   /* (O) */
};
/* Of w (runs*run, O), for inputs of these steps (runs*run); NULL: 1, a row's step comes later. */
struct int8_weights *int8_weights_new(const float *w, const float *step, int runs, int run, int O,
                                      struct err *err) MUST_USE;
void int8_weights_free(struct int8_weights *weights);
/* The weights of n of the runs, in packed (int8_packed_bytes(n, run, O)), which has to live as long. */
struct int8_weights int8_select(const struct int8_weights *weights, const int32_t *runs, int n, int8_t *packed);
size_t int8_packed_bytes(int runs, int run, int O);
/* Codes of a run, and of a row of `runs` of them. */
size_t int8_run_bytes(int run);
size_t int8_row_bytes(int runs, int run);

/* sums (B,P*16) = start (P*16; NULL: 0) + codes (B,int8_row_bytes) times the weights. */
void int8_product(int32_t *sums, const int32_t *start, const uint8_t *codes, const struct int8_weights *weights, int B);
/* y (O) = sums * scale (O) * step + b (O), at least `least`. */
void int8_decode(float *y, const int32_t *sums, const float *scale, float step, const float *b, float least, int O);
/* codes (int8_row_bytes(1, K)) of x (K), none negative; returns their step. */
float int8_code_row(uint8_t *codes, const float *x, int K);
/* codes (int8_run_bytes(K)) of x (K) that lie between low and low + 127 step, each its own. */
void int8_code_run(uint8_t *codes, const float *x, const float *low, const float *step, int K);
#endif
