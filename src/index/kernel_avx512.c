/* AVX-512 with VNNI. Floats keep the eight lanes of the other tables, whose order of additions is promised; integers,
 * which have no order, take the full width. A test includes this file with KERNEL_EMULATED, which puts SIMDe's
 * emulation in the place of the instructions, so that a CPU without them checks the same source. */
#include "index/kernel.h"
#include "index/kernel_body.h"

#if defined(KERNEL_EMULATED)
#define AVX512
#elif defined(__x86_64__)
#include <immintrin.h>
#define AVX512 __attribute__((target("avx2,fma,avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

#if defined(AVX512)
AVX512 static void dots_avx512(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
AVX512 static void dots_many_avx512(float *out, const float *rows, const float *q, int n, int Q, int D) {
    dots_many_body(out, rows, q, n, Q, D);
}
AVX512 static void dots_at_avx512(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
/* Thirty-two codes a step: widened to 16 bits, multiplied, added in pairs and to the sum by one instruction. */
AVX512 static void dots_i8_avx512(int32_t *out, const int8_t *codes, const int16_t *q, int n, int D) {
    for (int i = 0; i < n; i++) {
        const int8_t *code = codes + (size_t)i * (size_t)D;
        __m512i wide = _mm512_setzero_si512();
        int d = 0;
        for (; d + 32 <= D; d += 32) {
            __m512i levels = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(code + d)));
            wide = _mm512_dpwssd_epi32(wide, levels, _mm512_loadu_si512((const void *)(q + d)));
        }
        __m256i a = _mm256_add_epi32(_mm512_castsi512_si256(wide), _mm512_extracti64x4_epi64(wide, 1));
        __m128i s = _mm_add_epi32(_mm256_castsi256_si128(a), _mm256_extracti128_si256(a, 1));
        s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4E));
        s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0xB1));
        int32_t sum = _mm_cvtsi128_si32(s);
        for (; d < D; d++)
            sum += code[d] * q[d];
        out[i] = sum;
    }
}
/* Plain conversions and products, which the compiler widens by itself. */
AVX512 static void scale_i32_avx512(float *out, const int32_t *sums, const uint8_t *scales, float unit, int n) {
    scale_i32_body(out, sums, scales, unit, n);
}
AVX512 static int at_least_avx512(int32_t *where, const float *scores, float least, int n) {
    __m512 bound = _mm512_set1_ps(least);
    int found = 0, i = 0;
    for (; i + 16 <= n; i += 16)
        for (unsigned mask = _mm512_cmp_ps_mask(_mm512_loadu_ps(scores + i), bound, _CMP_GE_OQ); mask; mask &= mask - 1)
            where[found++] = i + __builtin_ctz(mask);
    for (; i < n; i++)
        if (scores[i] >= least)
            where[found++] = i;
    return found;
}
AVX512 static void sums_u8_avx512(float *out, const uint8_t *codes, const float *tables, int n, int B) {
    sums_u8_body(out, codes, tables, n, B);
}
const struct kernels kernels_avx512 = {"avx512",       dots_avx512,      dots_many_avx512, dots_at_avx512,
                                       dots_i8_avx512, scale_i32_avx512, at_least_avx512,  sums_u8_avx512};
#endif
