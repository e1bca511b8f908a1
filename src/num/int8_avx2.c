/* Four rows by sixteen outputs. One instruction multiplies 32 pairs of bytes and adds neighbours to 16 bits; the sums
 * of two steps fit there, and only then are they widened: three multiplications for 64 products where 16-bit inputs
 * would take four. */
#include "num/int8.h"
#include "num/int8_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#define AVX2 __attribute__((target("avx2")))
enum { TILE = 4, HALF = INT8_STEP * INT8_PANEL / 2 };

AVX2 static inline __attribute__((always_inline)) __m256i broadcast(const uint8_t *x) {
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
}

/* Two steps of eight outputs in 32 bits. */
AVX2 static inline __attribute__((always_inline)) __m256i both_steps(__m256i x0, __m256i x1, __m256i w0, __m256i w1) {
    __m256i sum = _mm256_add_epi16(_mm256_maddubs_epi16(x0, w0), _mm256_maddubs_epi16(x1, w1));
    return _mm256_madd_epi16(sum, _mm256_set1_epi16(1));
}

/* `rows`, at most TILE, is a constant wherever this is inlined. */
AVX2 static inline __attribute__((always_inline)) void tile(int32_t *sums, const int32_t *start, const uint8_t *x,
                                                            const int8_t *w, int rows, int S, int P) {
    __m256i low[TILE], high[TILE];
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
        low[r] = start ? _mm256_loadu_si256((const __m256i *)start) : _mm256_setzero_si256();
        high[r] = start ? _mm256_loadu_si256((const __m256i *)(start + 8)) : _mm256_setzero_si256();
    }
    for (int s = 0; s < S; s += 2, x += 2 * INT8_STEP, w += 4 * HALF) {
        __m256i w00 = _mm256_loadu_si256((const __m256i *)w);
        __m256i w01 = _mm256_loadu_si256((const __m256i *)(w + HALF));
        __m256i w10 = _mm256_loadu_si256((const __m256i *)(w + 2 * HALF));
        __m256i w11 = _mm256_loadu_si256((const __m256i *)(w + 3 * HALF));
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            const uint8_t *at = x + (size_t)r * INT8_STEP * (size_t)S;
            __m256i x0 = broadcast(at), x1 = broadcast(at + INT8_STEP);
            low[r] = _mm256_add_epi32(low[r], both_steps(x0, x1, w00, w10));
            high[r] = _mm256_add_epi32(high[r], both_steps(x0, x1, w01, w11));
        }
    }
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
        int32_t *out = sums + (size_t)r * (size_t)P * INT8_PANEL;
        _mm256_storeu_si256((__m256i *)out, low[r]);
        _mm256_storeu_si256((__m256i *)(out + 8), high[r]);
    }
}

AVX2 static void product_avx2(int32_t *sums, const int32_t *start, const uint8_t *x, const int8_t *w, int B, int S,
                              int P) {
    size_t in = INT8_STEP * (size_t)S, out = (size_t)P * INT8_PANEL;
    for (int p = 0; p < P; p++, w += in * INT8_PANEL) {
        const int32_t *from = start ? start + (size_t)p * INT8_PANEL : NULL;
        const uint8_t *row = x;
        int32_t *sum = sums + (size_t)p * INT8_PANEL;
        int left = B;
        for (; left >= TILE; left -= TILE, row += TILE * in, sum += TILE * out)
            tile(sum, from, row, w, TILE, S, P);
        for (; left > 0; left--, row += in, sum += out)
            tile(sum, from, row, w, 1, S, P);
    }
}
const struct int8_kernel int8_avx2 = {"avx2", product_avx2};
#endif
