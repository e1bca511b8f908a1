/* scan_u8.h - products with 8-bit codes, and with interleaved rows of floats, of any table of kernels against the
 * plainest loops. */
#ifndef TESTS_SCAN_U8_H
#define TESTS_SCAN_U8_H
#include "base/rng.h"
#include "index/kernel.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

enum { U8_BLOCKS = 3, U8_GROUPS = 33, U8_PLACES = U8_BLOCKS * SQ_BLOCK };

/* What a score is, from the layout and the formula that kernel.h gives. */
static float scan_u8_score(const struct sq_query *q, const uint8_t *codes, const uint8_t *scales, int place, int G) {
    static const int ORDER[4] = {0, 2, 1, 3};
    const uint8_t *block = codes + (size_t)(place / SQ_BLOCK) * (size_t)G * 4 * SQ_BLOCK;
    int64_t sum = 0;
    for (int g = 0; g < G; g++)
        for (int t = 0; t < 4; t++)
            sum += block[(g * SQ_BLOCK + place % SQ_BLOCK) * 4 + ORDER[t]] * q->levels[4 * g + t];
    assert_in_range(sum + INT32_MAX, 0, 2 * (int64_t)INT32_MAX);
    uint32_t bits = (uint32_t)scales[2 * place] << 16 | (uint32_t)scales[2 * place + 1] << 24;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return (float)(int32_t)(sum - q->bias) * q->unit * scale;
}

static void scan_u8_compare(const struct kernels *kernels, struct sq_query *queries, int Q, const uint8_t *codes,
                            const uint8_t *scales, int n, int G) {
    int32_t where[SQ_QUERIES_MOST][U8_PLACES + 1];
    float scores[SQ_QUERIES_MOST][U8_PLACES + 1];
    for (int m = 0; m < Q; m++) {
        queries[m].where = where[m];
        queries[m].scores = scores[m];
        where[m][n * SQ_BLOCK] = 77;
        scores[m][n * SQ_BLOCK] = 77;
    }
    kernels->scan_u8(queries, Q, codes, scales, codes, n, G);
    for (int m = 0; m < Q; m++) {
        int expected = 0;
        for (int place = 0; place < n * SQ_BLOCK; place++) {
            float score = scan_u8_score(&queries[m], codes, scales, place, G);
            if (!(score >= queries[m].least))
                continue;
            assert_true(expected < queries[m].found);
            assert_int_equal(where[m][expected], place);
            assert_memory_equal(&scores[m][expected++], &score, sizeof score);
        }
        assert_int_equal(queries[m].found, expected);
        assert_int_equal(where[m][n * SQ_BLOCK], 77); /* nothing is written behind the end */
        assert_true(scores[m][n * SQ_BLOCK] == 77);
    }
}

/* Random levels, and the largest that sq8 lets happen; bounds that all, some and none reach. */
static void scan_u8_check(const struct kernels *kernels) {
    static uint8_t codes[U8_BLOCKS * U8_GROUPS * 4 * SQ_BLOCK], scales[2 * U8_PLACES];
    static int16_t levels[SQ_QUERIES_MOST][4 * U8_GROUPS];
    static const float bounds[SQ_QUERIES_MOST] = {-INFINITY, 0, 0.4f, INFINITY};
    struct rng rng = rng_of(6, 0, 0);
    for (int largest = 0; largest < 2; largest++) {
        for (int i = 0; i < (int)sizeof codes; i++)
            codes[i] = (uint8_t)(largest ? 255 - 254 * (i / 64 % 2) : 1 + (int)rng_below(&rng, 255));
        for (int i = 0; i < 2 * U8_PLACES; i += 2) {
            scales[i] = (uint8_t)rng_below(&rng, 256);
            scales[i + 1] = (uint8_t)(0x38 + rng_below(&rng, 8));
        }
        for (int G = 1; G <= U8_GROUPS; G += G < 18 ? 1 : 15) {
            struct sq_query queries[SQ_QUERIES_MOST];
            int most = (int)(INT32_MAX / (255LL * 4 * G)) < 32767 ? (int)(INT32_MAX / (255LL * 4 * G)) : 32767;
            for (int m = 0; m < SQ_QUERIES_MOST; m++) {
                queries[m] = (struct sq_query){.levels = levels[m], .unit = 1e-6f, .least = bounds[(m + G) % 4]};
                for (int i = 0; i < 4 * G; i++) {
                    levels[m][i] = (int16_t)(largest ? (m % 2 ? most : -most)
                                                     : (int)rng_below(&rng, 2 * (uint32_t)most + 1) - most);
                    queries[m].bias += 128 * levels[m][i];
                }
            }
            for (int Q = 1; Q <= SQ_QUERIES_MOST; Q++)
                for (int n = 0; n <= U8_BLOCKS; n++)
                    scan_u8_compare(kernels, queries, Q, codes, scales, n, G);
        }
    }
}

/* Any number of queries and blocks together: the same bits as alone, and about the sum in double. */
static void products_check(const struct kernels *kernels) {
    enum { BLOCKS = 9, QUERIES = 11, WIDEST = 70, GAP = 3 };
    static float rows[BLOCKS * WIDEST * ROW_BLOCK], q[QUERIES * WIDEST], out[QUERIES * (BLOCKS * ROW_BLOCK + GAP)];
    static const int widths[] = {1, 2, 7, 16, WIDEST};
    struct rng rng = rng_of(6, 1, 0);
    for (int i = 0; i < BLOCKS * WIDEST * ROW_BLOCK; i++)
        rows[i] = (float)rng_normal(&rng);
    for (int i = 0; i < QUERIES * WIDEST; i++)
        q[i] = (float)rng_normal(&rng);
    for (int w = 0; w < 5; w++)
        for (int n = 0; n <= BLOCKS; n++)
            for (int Q = 0; Q <= QUERIES; Q++) {
                int D = widths[w], width = n * ROW_BLOCK + GAP;
                for (int i = 0; i < Q * width; i++)
                    out[i] = 77;
                kernels->products(out, (size_t)width, rows, q, n, Q, D);
                for (int i = 0; i < Q * width; i++) {
                    int j = i / width, row = i % width;
                    if (row >= n * ROW_BLOCK) {
                        assert_true(out[i] == 77);
                        continue;
                    }
                    const float *block = rows + row / ROW_BLOCK * D * ROW_BLOCK;
                    float one[ROW_BLOCK];
                    double sum = 0;
                    for (int d = 0; d < D; d++)
                        sum += (double)block[d * ROW_BLOCK + row % ROW_BLOCK] * q[j * D + d];
                    assert_float_equal(out[i], sum, 1e-4);
                    kernels->products(one, ROW_BLOCK, block, q + j * D, 1, 1, D);
                    assert_memory_equal(&out[i], &one[row % ROW_BLOCK], sizeof *out);
                }
            }
}
#endif
