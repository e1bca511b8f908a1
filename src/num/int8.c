#include "num/int8.h"
#include "base/mem.h"
#include "num/int8_kernel.h"
#include "num/isa.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_MOST = 127, INPUT_MOST = 32767 };

static size_t pairs_of(int K) {
    return ((size_t)K + 1) / 2;
}
static size_t panels_of(int O) {
    return ((size_t)O + INT8_PANEL - 1) / INT8_PANEL;
}

size_t int8_packed_bytes(int K, int O) {
    return pairs_of(K) * panels_of(O) * 2 * INT8_PANEL;
}

/* ---- weights ---- */

/* The largest magnitude of each column of w (K,O), 127 steps. */
static void scales_of(float *scale, const float *w, int K, int O) {
    memset(scale, 0, (size_t)O * sizeof *scale);
    for (int k = 0; k < K; k++)
        for (int o = 0; o < O; o++)
            scale[o] = fmaxf(scale[o], fabsf(w[(size_t)k * (size_t)O + (size_t)o]));
    for (int o = 0; o < O; o++)
        scale[o] /= CODE_MOST;
}

/* n rows of codes (K,O), those of `input` or (NULL) the first, as kernels read them; what fills up panels and pairs is
 * 0. */
static void pack(int8_t *packed, const int8_t *codes, const int32_t *input, int n, int O) {
    size_t L = pairs_of(n);
    memset(packed, 0, int8_packed_bytes(n, O));
    for (int i = 0; i < n; i++) {
        const int8_t *row = codes + (size_t)(input ? input[i] : i) * (size_t)O;
        int8_t *to = packed + (size_t)(i / 2) * 2 * INT8_PANEL + (size_t)(i % 2);
        for (int o = 0; o < O; o += INT8_PANEL, to += L * 2 * INT8_PANEL)
            for (int c = 0; c < INT8_PANEL && o + c < O; c++)
                to[2 * c] = row[o + c];
    }
}

struct int8_weights *int8_weights_new(const float *w, int K, int O, struct err *err) {
    struct int8_weights *weights = mem_must(1, sizeof *weights);
    size_t n = (size_t)K * (size_t)O;
    int8_t *codes = mem_array(n, 1, err), *packed = codes ? mem_array(int8_packed_bytes(K, O), 1, err) : NULL;
    float *scale = packed ? mem_array((size_t)O, sizeof *scale, err) : NULL;
    *weights = (struct int8_weights){K, O, codes, packed, scale};
    if (!scale) {
        int8_weights_free(weights);
        return NULL;
    }
    scales_of(scale, w, K, O);
    for (size_t i = 0; i < n; i++) {
        float step = scale[i % (size_t)O];
        codes[i] = (int8_t)(step > 0 ? lrintf(w[i] / step) : 0);
    }
    pack(packed, codes, NULL, K, O);
    return weights;
}

void int8_weights_free(struct int8_weights *weights) {
    if (!weights)
        return;
    free((void *)weights->codes);
    free((void *)weights->packed);
    free((void *)weights->scale);
    free(weights);
}

struct int8_weights int8_select(const struct int8_weights *weights, const int32_t *input, int n, int8_t *packed) {
    pack(packed, weights->codes, input, n, weights->O);
    return (struct int8_weights){n, weights->O, NULL, packed, weights->scale};
}

/* ---- a layer ---- */

static size_t whole_lines(size_t floats) {
    return (floats + 15) / 16 * 16;
}

size_t int8_room_floats(int B, int K, int O) {
    size_t rows = (size_t)B;
    return whole_lines(rows) + whole_lines(rows * pairs_of(K)) + whole_lines(rows * panels_of(O) * INT8_PANEL);
}

/* codes (K, and 0 behind an odd K) of x (K), at most `most` in magnitude; returns the step. Adding 1.5 * 2^23 rounds to
 * an integer, which then stands in the low bits. */
NUM_KERNEL static float code_row(int16_t *codes, const float *x, int K, float most) {
    float largest = 0;
#pragma omp simd reduction(max : largest)
    for (int k = 0; k < K; k++) {
        float magnitude = fabsf(x[k]);
        largest = magnitude > largest ? magnitude : largest;
    }
    float per_step = largest > 0 ? most / largest : 0;
#pragma omp simd
    for (int k = 0; k < K; k++) {
        float shifted = x[k] * per_step + 12582912.0f;
        uint32_t bits;
        memcpy(&bits, &shifted, sizeof bits);
        codes[k] = (int16_t)bits;
    }
    if (K % 2)
        codes[K] = 0;
    return largest / most;
}

NUM_KERNEL static void decode_row(float *y, const int32_t *sums, const float *scale, float step, const float *b,
                                  float least, int O) {
#pragma omp simd
    for (int o = 0; o < O; o++) {
        float v = (float)sums[o] * (scale[o] * step) + b[o];
        y[o] = v < least ? least : v;
    }
}

void int8_dense(float *y, const float *x, const struct int8_weights *weights, const float *b, bool relu, float *room,
                int B) {
    int K = weights->K, O = weights->O, count;
    size_t L = pairs_of(K), P = panels_of(O);
    float *step = room;
    int16_t *codes = (int16_t *)(step + whole_lines((size_t)B));
    int32_t *sums = (int32_t *)(step + whole_lines((size_t)B) + whole_lines((size_t)B * L));
    /* Sums stay within 32 bits: a layer of more than 516 inputs has them a little coarser. */
    int most = K > 0 ? INT32_MAX / CODE_MOST / (int)(2 * L) : INPUT_MOST;
    most = most > INPUT_MOST ? INPUT_MOST : most;
    for (int i = 0; i < B; i++)
        step[i] = code_row(codes + (size_t)i * 2 * L, x + (size_t)i * (size_t)K, K, (float)most);
    int8_kernels(&count)[0]->product(sums, codes, weights->packed, B, (int)L, (int)P);
    for (int i = 0; i < B; i++)
        decode_row(y + (size_t)i * (size_t)O, sums + (size_t)i * P * INT8_PANEL, weights->scale, step[i], b,
                   relu ? 0 : -INFINITY, O);
}
