#include "num/int8.h"
#include "base/mem.h"
#include "num/int8_kernel.h"
#include "num/isa.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAIR_MOST = 128 }; /* of two weights of one sign; rounding may add 1 */

static size_t steps_of(int run) {
    return ((size_t)run + INT8_STEP - 1) / INT8_STEP;
}
static size_t even(size_t n) {
    return n + n % 2;
}
static size_t panels_of(int O) {
    return ((size_t)O + INT8_PANEL - 1) / INT8_PANEL;
}

size_t int8_run_bytes(int run) {
    return steps_of(run) * INT8_STEP;
}

size_t int8_row_bytes(int runs, int run) {
    return even((size_t)runs * steps_of(run)) * INT8_STEP;
}

size_t int8_packed_bytes(int runs, int run, int O) {
    return int8_row_bytes(runs, run) * panels_of(O) * INT8_PANEL;
}

/* ---- weights ---- */

/* The scale of each output of w (K,O), K = runs * run: the largest weight is at most 127 of it, and no pair of
 * neighbours comes to more than PAIR_MOST. */
static void scales_of(float *scale, const float *w, const float *step, int runs, int run, int O) {
    memset(scale, 0, (size_t)O * sizeof *scale);
    for (int k = 0; k < runs * run; k++) {
        const float *row = w + (size_t)k * (size_t)O;
        bool second = k % run % 2 == 1; /* pairs never reach from run to run */
        for (int o = 0; o < O; o++) {
            float here = row[o] * (step ? step[k] : 1.0f);
            float before = second ? row[o - O] * (step ? step[k - 1] : 1.0f) : 0.0f;
            float pair = here * before > 0 ? fabsf(here + before) : 0.0f;
            scale[o] = fmaxf(scale[o], fmaxf(fabsf(here) / INT8_MOST, pair / PAIR_MOST));
        }
    }
}

/* Where the code of input `at` of run `r`, counted among `S` steps of selected runs, stands for output o. */
static size_t place(int r, int at, int o, int run, int S) {
    size_t s = (size_t)r * steps_of(run) + (size_t)(at / INT8_STEP);
    return (((size_t)(o / INT8_PANEL) * (size_t)S + s) * INT8_PANEL + (size_t)(o % INT8_PANEL)) * INT8_STEP +
           (size_t)(at % INT8_STEP);
}

struct int8_weights *int8_weights_new(const float *w, const float *step, int runs, int run, int O, struct err *err) {
    struct int8_weights *weights = mem_must(1, sizeof *weights);
    int8_t *packed = mem_array(int8_packed_bytes(runs, run, O), 1, err);
    float *scale = packed ? mem_array((size_t)O, sizeof *scale, err) : NULL;
    int S = (int)(int8_row_bytes(runs, run) / INT8_STEP);
    *weights = (struct int8_weights){runs, run, O, S, (int)panels_of(O), packed, scale};
    if (!scale) {
        int8_weights_free(weights);
        return NULL;
    }
    scales_of(scale, w, step, runs, run, O);
    for (int k = 0; k < runs * run; k++)
        for (int o = 0; o < O; o++) {
            float value = w[(size_t)k * (size_t)O + (size_t)o] * (step ? step[k] : 1.0f);
            long code = scale[o] > 0 ? lrintf(value / scale[o]) : 0;
            packed[place(k / run, k % run, o, run, S)] = (int8_t)code;
        }
    return weights;
}

void int8_weights_free(struct int8_weights *weights) {
    if (!weights)
        return;
    free((void *)weights->packed);
    free((void *)weights->scale);
    free(weights);
}

struct int8_weights int8_select(const struct int8_weights *weights, const int32_t *runs, int n, int8_t *packed) {
    size_t block = steps_of(weights->run) * INT8_STEP * INT8_PANEL;
    size_t S = int8_row_bytes(n, weights->run) / INT8_STEP, line = INT8_STEP * INT8_PANEL;
    for (int p = 0; p < weights->P; p++) {
        const int8_t *from = weights->packed + (size_t)p * (size_t)weights->S * line;
        int8_t *to = packed + (size_t)p * S * line;
        for (int r = 0; r < n; r++)
            memcpy(to + (size_t)r * block, from + (size_t)runs[r] * block, block);
        memset(to + (size_t)n * block, 0, S * line - (size_t)n * block);
    }
    return (struct int8_weights){n, weights->run, weights->O, (int)S, weights->P, packed, weights->scale};
}

/* ---- a layer ---- */

void int8_product(int32_t *sums, const int32_t *start, const uint8_t *codes, const struct int8_weights *weights,
                  int B) {
    int count;
    int8_kernels(&count)[0]->product(sums, start, codes, weights->packed, B, weights->S, weights->P);
}

NUM_KERNEL void int8_decode(float *y, const int32_t *sums, const float *scale, float step, const float *b, float least,
                            int O) {
#pragma omp simd
    for (int o = 0; o < O; o++) {
        float v = (float)sums[o] * (scale[o] * step) + b[o];
        y[o] = v < least ? least : v;
    }
}

/* Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits. */
static inline uint8_t low_byte(float x) {
    float shifted = x + 12582912.0f;
    uint32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    return (uint8_t)bits;
}

NUM_KERNEL float int8_code_row(uint8_t *codes, const float *x, int K) {
    float largest = 0;
#pragma omp simd reduction(max : largest)
    for (int k = 0; k < K; k++)
        largest = x[k] > largest ? x[k] : largest;
    float per_step = largest > 1e-30f ? INT8_MOST / largest : 0;
#pragma omp simd
    for (int k = 0; k < K; k++)
        codes[k] = low_byte(x[k] * per_step);
    memset(codes + K, 0, int8_row_bytes(1, K) - (size_t)K);
    return largest / INT8_MOST;
}

void int8_code_run(uint8_t *codes, const float *x, const float *low, const float *step, int K) {
    memset(codes, 0, int8_run_bytes(K));
    for (int k = 0; k < K; k++)
        codes[k] = step[k] > 0 ? low_byte((x[k] - low[k]) / step[k]) : 0;
}
