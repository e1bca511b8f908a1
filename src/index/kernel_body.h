/* kernel_body.h - the loops of the kernels in GCC's vectors. Each kernel_*.c includes them and gives them its target,
 * so that all tables add in the one order that kernel.h promises. */
#ifndef INDEX_KERNEL_BODY_H
#define INDEX_KERNEL_BODY_H
#include "index/kernel.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* GCC's vectors say the order of additions exactly, which a reduction left to the compiler does not. */
typedef float v4 __attribute__((vector_size(16)));
typedef float v8 __attribute__((vector_size(32)));
typedef float v8_any __attribute__((vector_size(32), aligned(4), may_alias)); /* at any address of a float */
enum { PRODUCT_SUMS = 6 };
#define PICK   __builtin_shufflevector
#define INLINE static inline __attribute__((always_inline))

/* Four horizontal sums at once: fold halves of two rows, then quarters, then pairs; then the odd dimensions d.. . */
INLINE void fold_four(float *out, v8 a0, v8 a1, v8 a2, v8 a3, const float *r0, const float *r1, const float *r2,
                      const float *r3, const float *q, int d, int D) {
    v8 t02 = PICK(a0, a2, 0, 1, 2, 3, 12, 13, 14, 15) + PICK(a0, a2, 4, 5, 6, 7, 8, 9, 10, 11);
    v8 t13 = PICK(a1, a3, 0, 1, 2, 3, 12, 13, 14, 15) + PICK(a1, a3, 4, 5, 6, 7, 8, 9, 10, 11);
    v8 u = PICK(t02, t13, 0, 8, 1, 9, 4, 12, 5, 13) + PICK(t02, t13, 2, 10, 3, 11, 6, 14, 7, 15);
    v4 sum = PICK(u, u, 0, 1, 4, 5) + PICK(u, u, 2, 3, 6, 7);
    for (; d < D; d++) {
        v4 column = {r0[d], r1[d], r2[d], r3[d]};
        sum += column * q[d];
    }
    memcpy(out, &sum, sizeof sum);
}

/* out[0..3] = the dot products of four rows with q. */
INLINE void dot_four(float *out, const float *r0, const float *r1, const float *r2, const float *r3, const float *q,
                     int D) {
    v8 a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0};
    int d = 0;
    for (; d + 8 <= D; d += 8) {
        v8 x = *(const v8_any *)(q + d);
        a0 += x * *(const v8_any *)(r0 + d);
        a1 += x * *(const v8_any *)(r1 + d);
        a2 += x * *(const v8_any *)(r2 + d);
        a3 += x * *(const v8_any *)(r3 + d);
    }
    fold_four(out, a0, a1, a2, a3, r0, r1, r2, r3, q, d, D);
}

/* Four rows (4,D) with three queries (3,D) in twelve sums, which is what sixteen registers hold: 7 loads for 12
 * products, where one query alone needs 5 for 4. */
INLINE void dot_four_three(float *o0, float *o1, float *o2, const float *rows, const float *q, int D) {
    size_t step = (size_t)D;
    const float *r0 = rows, *r1 = r0 + step, *r2 = r1 + step, *r3 = r2 + step, *q1 = q + step, *q2 = q1 + step;
    v8 a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
    v8 c0 = {0}, c1 = {0}, c2 = {0}, c3 = {0};
    int d = 0;
#define ROW(r, a, b, c)                                                                                                \
    row = *(const v8_any *)(r + d);                                                                                    \
    a += x * row;                                                                                                      \
    b += y * row;                                                                                                      \
    c += z * row
    for (; d + 8 <= D; d += 8) {
        v8 x = *(const v8_any *)(q + d), y = *(const v8_any *)(q1 + d), z = *(const v8_any *)(q2 + d), row;
        ROW(r0, a0, b0, c0);
        ROW(r1, a1, b1, c1);
        ROW(r2, a2, b2, c2);
        ROW(r3, a3, b3, c3);
    }
#undef ROW
    fold_four(o0, a0, a1, a2, a3, r0, r1, r2, r3, q, d, D);
    fold_four(o1, b0, b1, b2, b3, r0, r1, r2, r3, q1, d, D);
    fold_four(o2, c0, c1, c2, c3, r0, r1, r2, r3, q2, d, D);
}

/* What is left over at the end runs through the same code, with its last row repeated. */
INLINE void dots_body(float *out, const float *rows, const float *q, int n, int D) {
    size_t step = (size_t)D;
    int i = 0;
    for (; i + 4 <= n; i += 4, rows += 4 * step)
        dot_four(out + i, rows, rows + step, rows + 2 * step, rows + 3 * step, q, D);
    if (i < n) {
        int last = n - i - 1;
        float four[4];
        dot_four(four, rows, rows + (last < 1 ? 0 : step), rows + (last < 2 ? 0 : 2 * step), rows, q, D);
        memcpy(out + i, four, (size_t)(n - i) * sizeof *out);
    }
}

INLINE void dots_many_body(float *out, const float *rows, const float *q, int n, int Q, int D) {
    size_t step = (size_t)D, width = (size_t)n;
    int whole = n / 4 * 4, j = 0;
    for (; j + 3 <= Q; j += 3, q += 3 * step, out += 3 * width) {
        for (int i = 0; i < whole; i += 4)
            dot_four_three(out + i, out + width + i, out + 2 * width + i, rows + (size_t)i * step, q, D);
        for (int m = 0; m < 3 && whole < n; m++)
            dots_body(out + (size_t)m * width + whole, rows + (size_t)whole * step, q + (size_t)m * step, n - whole, D);
    }
    for (; j < Q; j++, q += step, out += width)
        dots_body(out, rows, q, n, D);
}

/* N blocks of interleaved rows with Q queries: 2 N Q sums, at most twelve, which stay in registers. */
INLINE void block_products(float *out, size_t width, const float *rows, const float *q, const int N, const int Q,
                           int D) {
    v8 low[PRODUCT_SUMS], high[PRODUCT_SUMS];
#pragma GCC unroll 6
    for (int i = 0; i < N * Q; i++)
        low[i] = high[i] = (v8){0};
    for (int d = 0; d < D; d++)
#pragma GCC unroll 4
        for (int b = 0; b < N; b++) {
            const v8_any *row = (const v8_any *)(rows + ((size_t)b * (size_t)D + (size_t)d) * ROW_BLOCK);
            v8 x = row[0], y = row[1];
#pragma GCC unroll 6
            for (int m = 0; m < Q; m++) {
                float one = q[(size_t)m * (size_t)D + (size_t)d];
                v8 all = {one, one, one, one, one, one, one, one};
                low[b * Q + m] += all * x;
                high[b * Q + m] += all * y;
            }
        }
#pragma GCC unroll 4
    for (int b = 0; b < N; b++)
#pragma GCC unroll 6
        for (int m = 0; m < Q; m++) {
            *(v8_any *)(out + (size_t)m * width + b * ROW_BLOCK) = low[b * Q + m];
            *(v8_any *)(out + (size_t)m * width + b * ROW_BLOCK + 8) = high[b * Q + m];
        }
}

/* Few queries take several blocks at once: sums enough to hide how long an addition takes. */
INLINE void products_body(float *out, size_t width, const float *rows, const float *q, int n, int Q, int D) {
    size_t block = (size_t)D * ROW_BLOCK;
    int m = 0;
#define BLOCKS(step, some)                                                                                             \
    for (; i + step <= n; i += step)                                                                                   \
    block_products(out + (size_t)m * width + (size_t)i * ROW_BLOCK, width, rows + (size_t)i * block,                   \
                   q + (size_t)m * (size_t)D, step, some, D)
    for (; m + 6 <= Q; m += 6) {
        int i = 0;
        BLOCKS(1, 6);
    }
    for (; m + 3 <= Q; m += 3) {
        int i = 0;
        BLOCKS(2, 3);
        BLOCKS(1, 3);
    }
    for (; m < Q; m++) {
        int i = 0;
        BLOCKS(4, 1);
        BLOCKS(1, 1);
    }
#undef BLOCKS
}

INLINE void dots_at_body(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    size_t step = (size_t)D;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
        for (int ahead = i + 4; ahead < i + 8 && ahead < n; ahead++)
            for (int d = 0; d < D; d += 16)
                __builtin_prefetch(rows + (size_t)ids[ahead] * step + d);
        dot_four(out + i, rows + (size_t)ids[i] * step, rows + (size_t)ids[i + 1] * step,
                 rows + (size_t)ids[i + 2] * step, rows + (size_t)ids[i + 3] * step, q, D);
    }
    if (i < n) {
        const float *r0 = rows + (size_t)ids[i] * step, *r1 = rows + (size_t)ids[n - 1 > i ? i + 1 : i] * step;
        const float *r2 = rows + (size_t)ids[n - 1] * step;
        float four[4];
        dot_four(four, r0, r1, r2, r0, q, D);
        memcpy(out + i, four, (size_t)(n - i) * sizeof *out);
    }
}
#endif
