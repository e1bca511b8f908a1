/* AVX-512 with VNNI: six rows by two panels of sixteen outputs, one instruction to multiply the four inputs of a step
 * by the weights of sixteen outputs and add them to their sums. A test includes this file with INT8_EMULATED, which
 * puts SIMDe's emulation in the place of the instructions, so that a CPU without them checks the same source. */
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
enum { TILE512 = 6, PANELS512 = 2, LINE = INT8_STEP * INT8_PANEL };

/* `rows`, at most TILE512, and `panels`, at most PANELS512, are constants wherever this is inlined. */
AVX512 static inline __attribute__((always_inline)) void tile512(int32_t *sums, const int32_t *start, const uint8_t *x,
                                                                 const int8_t *w, int rows, int panels, int S, int P) {
    __m512i sum[TILE512][PANELS512], weights[PANELS512];
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (int p = 0; p < panels; p++)
            sum[r][p] = start ? _mm512_loadu_si512((const void *)(start + p * INT8_PANEL)) : _mm512_setzero_si512();
    for (int s = 0; s < S; s++, x += INT8_STEP, w += LINE) {
#pragma GCC unroll 2
        for (int p = 0; p < panels; p++)
            weights[p] = _mm512_loadu_si512((const void *)(w + (size_t)p * (size_t)S * LINE));
#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, x + (size_t)r * INT8_STEP * (size_t)S, sizeof four);
            __m512i inputs = _mm512_set1_epi32(four);
#pragma GCC unroll 2
            for (int p = 0; p < panels; p++)
                sum[r][p] = _mm512_dpbusd_epi32(sum[r][p], inputs, weights[p]);
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (int p = 0; p < panels; p++)
            _mm512_storeu_si512((void *)(sums + ((size_t)r * (size_t)P + (size_t)p) * INT8_PANEL), sum[r][p]);
}

AVX512 static inline __attribute__((always_inline)) void panels512(int32_t *sums, const int32_t *start,
                                                                   const uint8_t *x, const int8_t *w, int B, int panels,
                                                                   int S, int P) {
    size_t in = INT8_STEP * (size_t)S, out = (size_t)P * INT8_PANEL;
    for (; B >= TILE512; B -= TILE512, x += TILE512 * in, sums += TILE512 * out)
        tile512(sums, start, x, w, TILE512, panels, S, P);
    for (; B > 0; B--, x += in, sums += out)
        tile512(sums, start, x, w, 1, panels, S, P);
}

AVX512 static void product_avx512(int32_t *sums, const int32_t *start, const uint8_t *x, const int8_t *w, int B, int S,
                                  int P) {
    size_t panel = INT8_PANEL * INT8_STEP * (size_t)S;
    int p = 0;
    for (; p + PANELS512 <= P; p += PANELS512, w += PANELS512 * panel)
        panels512(sums + (size_t)p * INT8_PANEL, start ? start + (size_t)p * INT8_PANEL : NULL, x, w, B, PANELS512, S,
                  P);
    if (p < P)
        panels512(sums + (size_t)p * INT8_PANEL, start ? start + (size_t)p * INT8_PANEL : NULL, x, w, B, 1, S, P);
}
const struct int8_kernel int8_avx512 = {"avx512", product_avx512};
#endif
