/* Six rows by sixteen outputs stay in twelve registers; weights are widened to 16 bits once for the six rows, and one
 * instruction multiplies and adds the pairs of eight outputs. */
#include "num/int8.h"
#include "num/int8_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#define AVX2 __attribute__((target("avx2")))
enum { TILE = 6 };

/* `rows`, at most TILE, is a constant wherever this is inlined. */
AVX2 static inline __attribute__((always_inline)) void tile(int32_t *sums, const int16_t *x, const int8_t *w, int rows,
                                                            int L, int P) {
    __m256i low[TILE], high[TILE];
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++)
        low[r] = high[r] = _mm256_setzero_si256();
    for (int l = 0; l < L; l++, w += 2 * INT8_PANEL) {
        __m256i w0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)w));
        __m256i w1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + INT8_PANEL)));
#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            int32_t pair;
            memcpy(&pair, x + ((size_t)r * (size_t)L + (size_t)l) * 2, sizeof pair);
            __m256i both = _mm256_set1_epi32(pair);
            low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(both, w0));
            high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(both, w1));
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
        int32_t *out = sums + (size_t)r * (size_t)P * INT8_PANEL;
        _mm256_storeu_si256((__m256i *)out, low[r]);
        _mm256_storeu_si256((__m256i *)(out + 8), high[r]);
    }
}

AVX2 static void product_avx2(int32_t *sums, const int16_t *x, const int8_t *w, int B, int L, int P) {
    size_t in = 2 * (size_t)L, out = (size_t)P * INT8_PANEL;
    for (int p = 0; p < P; p++, w += in * INT8_PANEL) {
        const int16_t *row = x;
        int32_t *sum = sums + (size_t)p * INT8_PANEL;
        int left = B;
        for (; left >= TILE; left -= TILE, row += TILE * in, sum += TILE * out)
            tile(sum, row, w, TILE, L, P);
        if (left >= 4) {
            tile(sum, row, w, 4, L, P);
            left -= 4, row += 4 * in, sum += 4 * out;
        }
        for (; left > 0; left--, row += in, sum += out)
            tile(sum, row, w, 1, L, P);
    }
}
const struct int8_kernel int8_avx2 = {"avx2", product_avx2};
#endif
