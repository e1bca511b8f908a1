/* AVX2 with fused multiply-add. */
#include "index/kernel.h"
#include "index/kernel_body.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,fma")))

AVX2 static void dots_avx2(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
AVX2 static void dots_at_avx2(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
/* Sixteen codes a step: widened to 16 bits, multiplied and added in pairs. */
AVX2 static void dots_i8_avx2(int32_t *out, const int8_t *codes, const int16_t *q, int n, int D) {
    for (int i = 0; i < n; i++) {
        const int8_t *code = codes + (size_t)i * (size_t)D;
        __m256i a = _mm256_setzero_si256(), b = a;
        int d = 0;
        for (; d + 32 <= D; d += 32) {
            __m256i low = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(code + d)));
            __m256i high = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(code + d + 16)));
            a = _mm256_add_epi32(a, _mm256_madd_epi16(low, _mm256_loadu_si256((const __m256i *)(q + d))));
            b = _mm256_add_epi32(b, _mm256_madd_epi16(high, _mm256_loadu_si256((const __m256i *)(q + d + 16))));
        }
        a = _mm256_add_epi32(a, b);
        __m128i s = _mm_add_epi32(_mm256_castsi256_si128(a), _mm256_extracti128_si256(a, 1));
        s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4E));
        s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0xB1));
        int32_t sum = _mm_cvtsi128_si32(s);
        for (; d < D; d++)
            sum += code[d] * q[d];
        out[i] = sum;
    }
}
AVX2 static void sums_u8_avx2(float *out, const uint8_t *codes, const float *tables, int n, int B) {
    sums_u8_body(out, codes, tables, n, B);
}
const struct kernels kernels_avx2 = {"avx2", dots_avx2, dots_at_avx2, dots_i8_avx2, sums_u8_avx2};
#endif
