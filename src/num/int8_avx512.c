/* AVX-512 with VNNI: twelve rows by sixteen outputs, one instruction to multiply the pairs of sixteen outputs and add
 * them to their sums. A test includes this file with INT8_EMULATED, which puts SIMDe's emulation in the place of the
 * instructions, so that a CPU without them checks the same source. */
#include "num/int8.h"
#include "num/int8_kernel.h"

#include <string.h>

#if defined(INT8_EMULATED)
#define AVX512
#elif defined(__x86_64__)
#include <immintrin.h>
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))
#endif

#if defined(AVX512)
enum { TILE512 = 12 };

/* `rows`, at most TILE512, is a constant wherever this is inlined. */
AVX512 static inline __attribute__((always_inline)) void tile512(int32_t *sums, const int16_t *x, const int8_t *w,
                                                                 int rows, int L, int P) {
    __m512i sum[TILE512];
#pragma GCC unroll 12
    for (int r = 0; r < rows; r++)
        sum[r] = _mm512_setzero_si512();
    for (int l = 0; l < L; l++, w += 2 * INT8_PANEL) {
        __m512i wide = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)w));
#pragma GCC unroll 12
        for (int r = 0; r < rows; r++) {
            int32_t pair;
            memcpy(&pair, x + ((size_t)r * (size_t)L + (size_t)l) * 2, sizeof pair);
            sum[r] = _mm512_dpwssd_epi32(sum[r], wide, _mm512_set1_epi32(pair));
        }
    }
#pragma GCC unroll 12
    for (int r = 0; r < rows; r++)
        _mm512_storeu_si512((void *)(sums + (size_t)r * (size_t)P * INT8_PANEL), sum[r]);
}

AVX512 static void product_avx512(int32_t *sums, const int16_t *x, const int8_t *w, int B, int L, int P) {
    size_t in = 2 * (size_t)L, out = (size_t)P * INT8_PANEL;
    for (int p = 0; p < P; p++, w += in * INT8_PANEL) {
        const int16_t *row = x;
        int32_t *sum = sums + (size_t)p * INT8_PANEL;
        int left = B;
        for (; left >= TILE512; left -= TILE512, row += TILE512 * in, sum += TILE512 * out)
            tile512(sum, row, w, TILE512, L, P);
        for (; left >= 4; left -= 4, row += 4 * in, sum += 4 * out)
            tile512(sum, row, w, 4, L, P);
        for (; left > 0; left--, row += in, sum += out)
            tile512(sum, row, w, 1, L, P);
    }
}
const struct int8_kernel int8_avx512 = {"avx512", product_avx512};
#endif
