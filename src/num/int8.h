/* int8.h - dense layers with weights of 8 bits: serving at low precision.
 * Weights are coded symmetrically, a scale an output (column): w[k][o] ~ scale[o] code[k][o], |code| <= 127. Inputs are
 * coded a row at a time when they come, in 16 bits: values of unlike size stand side by side in a row (embeddings,
 * standardised counts), and 8 bits for the largest would leave little of the rest. Sums are integers, exact in 32 bits,
 * so that they do not hang on the instructions or on the rows beside a row.
 * Life: int8_weights_new -> int8_dense any number of times, from any thread with a room each -> int8_weights_free.
 * Source: Jacob et al. 2018 (arXiv:1712.05877), section 2. */
#ifndef NUM_INT8_H
#define NUM_INT8_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

enum { INT8_PANEL = 16 }; /* outputs that kernels work on side by side */

struct int8_weights {
    int K, O;            /* inputs, outputs */
    const int8_t *codes; /* (K,O); NULL in a selection */
    const int8_t *packed;
    const float *scale; /* (O) */
};
/* Of w (K,O). */
struct int8_weights *int8_weights_new(const float *w, int K, int O, struct err *err) MUST_USE;
void int8_weights_free(struct int8_weights *weights);
/* The weights of n of the inputs, ascending, in packed (int8_packed_bytes(n, O)), which has to live as long. */
struct int8_weights int8_select(const struct int8_weights *weights, const int32_t *input, int n, int8_t *packed);
size_t int8_packed_bytes(int K, int O);

/* Floats of room that B rows through layers of at most K inputs and O outputs want. */
size_t int8_room_floats(int B, int K, int O);
/* y (B,O) = x (B,K) w + b (O), through ReLU when asked. */
void int8_dense(float *y, const float *x, const struct int8_weights *weights, const float *b, bool relu, float *room,
                int B);
#endif
