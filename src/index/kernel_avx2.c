/* AVX2 with fused multiply-add. */
#include "index/kernel.h"
#include "index/kernel_body.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,fma")))

AVX2 static void dots_avx2(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
AVX2 static void dots_many_avx2(float *out, const float *rows, const float *q, int n, int Q, int D) {
    dots_many_body(out, rows, q, n, Q, D);
}
AVX2 static void dots_at_avx2(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
/* Sixteen codes a step: widened to 16 bits, multiplied and added in pairs. */
AVX2 INLINE __m256i products_i8(const int8_t *code, const int16_t *q) {
    __m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)code));
    return _mm256_madd_epi16(wide, _mm256_loadu_si256((const __m256i *)q));
}

/* Four rows side by side, so that their horizontal sums are one; integers add in any order. */
AVX2 INLINE void dot_four_i8(int32_t *out, const int8_t *r0, const int8_t *r1, const int8_t *r2, const int8_t *r3,
                             const int16_t *q, int D) {
    __m256i a0 = _mm256_setzero_si256(), a1 = a0, a2 = a0, a3 = a0;
    int d = 0;
    for (; d + 16 <= D; d += 16) {
        a0 = _mm256_add_epi32(a0, products_i8(r0 + d, q + d));
        a1 = _mm256_add_epi32(a1, products_i8(r1 + d, q + d));
        a2 = _mm256_add_epi32(a2, products_i8(r2 + d, q + d));
        a3 = _mm256_add_epi32(a3, products_i8(r3 + d, q + d));
    }
    __m256i all = _mm256_hadd_epi32(_mm256_hadd_epi32(a0, a1), _mm256_hadd_epi32(a2, a3));
    __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
    _mm_storeu_si128((__m128i *)out, sum);
    for (; d < D; d++) {
        out[0] += r0[d] * q[d];
        out[1] += r1[d] * q[d];
        out[2] += r2[d] * q[d];
        out[3] += r3[d] * q[d];
    }
}

AVX2 static void dots_i8_avx2(int32_t *out, const int8_t *codes, const int16_t *q, int n, int D) {
    size_t step = (size_t)D;
    int i = 0;
    for (; i + 4 <= n; i += 4, codes += 4 * step)
        dot_four_i8(out + i, codes, codes + step, codes + 2 * step, codes + 3 * step, q, D);
    if (i < n) { /* the last row stands in for those behind the end */
        int last = n - i - 1;
        int32_t four[4];
        dot_four_i8(four, codes, codes + (last < 1 ? 0 : step), codes + (last < 2 ? 0 : 2 * step), codes, q, D);
        memcpy(out + i, four, (size_t)(n - i) * sizeof *out);
    }
}
/* Eight scales a step: sixteen bits each, moved to the upper half of a float. */
AVX2 static void scale_i32_avx2(float *out, const int32_t *sums, const uint8_t *scales, float unit, int n) {
    __m256 factor = _mm256_set1_ps(unit);
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        __m128i halves = _mm_loadu_si128((const __m128i *)(scales + 2 * i));
        __m256 scale = _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16));
        __m256 sum = _mm256_cvtepi32_ps(_mm256_loadu_si256((const __m256i *)(sums + i)));
        _mm256_storeu_ps(out + i, _mm256_mul_ps(_mm256_mul_ps(sum, factor), scale));
    }
    scale_i32_body(out + i, sums + i, scales + 2 * i, unit, n - i);
}
AVX2 static int at_least_avx2(int32_t *where, const float *scores, float least, int n) {
    __m256 bound = _mm256_set1_ps(least);
    int found = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        __m256 over = _mm256_cmp_ps(_mm256_loadu_ps(scores + i), bound, _CMP_GE_OQ);
        for (unsigned mask = (unsigned)_mm256_movemask_ps(over); mask; mask &= mask - 1)
            where[found++] = i + __builtin_ctz(mask);
    }
    for (; i < n; i++)
        if (scores[i] >= least)
            where[found++] = i;
    return found;
}
/* Two sub-codes a step, one in each half of a register. Sums of even bytes gather the odd ones above them, which are
 * summed apart as well and taken off at the end: modulo 2^16 nothing is lost. */
AVX2 INLINE void block_sums(uint16_t *out, const uint8_t *codes, const uint8_t *levels, int S) {
    const __m256i low = _mm256_set1_epi8(15);
    __m256i a = _mm256_setzero_si256(), a_odd = a, b = a, b_odd = a;
    for (int s = 0; s < S; s += 2, codes += 32, levels += 32) {
        __m256i code = _mm256_loadu_si256((const __m256i *)codes), table = _mm256_loadu_si256((const __m256i *)levels);
        __m256i x = _mm256_shuffle_epi8(table, _mm256_and_si256(code, low));
        __m256i y = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(code, 4), low));
        a = _mm256_add_epi16(a, x);
        b = _mm256_add_epi16(b, y);
        a_odd = _mm256_add_epi16(a_odd, _mm256_srli_epi16(x, 8));
        b_odd = _mm256_add_epi16(b_odd, _mm256_srli_epi16(y, 8));
    }
    a = _mm256_sub_epi16(a, _mm256_slli_epi16(a_odd, 8));
    b = _mm256_sub_epi16(b, _mm256_slli_epi16(b_odd, 8));
    /* The halves folded: lower half of a register places 0.., upper half places 16.. */
    __m256i even = _mm256_add_epi16(_mm256_permute2x128_si256(a, b, 0x20), _mm256_permute2x128_si256(a, b, 0x31));
    __m256i odd =
        _mm256_add_epi16(_mm256_permute2x128_si256(a_odd, b_odd, 0x20), _mm256_permute2x128_si256(a_odd, b_odd, 0x31));
    __m256i first = _mm256_unpacklo_epi16(even, odd), last = _mm256_unpackhi_epi16(even, odd);
    _mm256_storeu_si256((__m256i *)out, _mm256_permute2x128_si256(first, last, 0x20));
    _mm256_storeu_si256((__m256i *)(out + 16), _mm256_permute2x128_si256(first, last, 0x31));
}
AVX2 static int sums_u4_avx2(int32_t *where, uint16_t *sums, const uint8_t *codes, const uint8_t *levels, int n, int S,
                             unsigned least) {
    __m256i bound = _mm256_set1_epi16((short)least), zero = _mm256_setzero_si256();
    int found = 0;
    for (int b = 0; b < n; b++, codes += 16 * (size_t)S) {
        uint16_t block[PQ_BLOCK];
        block_sums(block, codes, levels, S);
        /* bound - sum stops at 0, which is where the sum suffices */
        __m256i first = _mm256_subs_epu16(bound, _mm256_loadu_si256((const __m256i *)block));
        __m256i last = _mm256_subs_epu16(bound, _mm256_loadu_si256((const __m256i *)(block + 16)));
        __m256i over = _mm256_packs_epi16(_mm256_cmpeq_epi16(first, zero), _mm256_cmpeq_epi16(last, zero));
        over = _mm256_permute4x64_epi64(over, 0xD8);
        for (unsigned mask = (unsigned)_mm256_movemask_epi8(over); mask; mask &= mask - 1) {
            int j = __builtin_ctz(mask);
            where[found] = b * PQ_BLOCK + j;
            sums[found++] = block[j];
        }
    }
    return found;
}
const struct kernels kernels_avx2 = {"avx2",       dots_avx2,      dots_many_avx2, dots_at_avx2,
                                     dots_i8_avx2, scale_i32_avx2, at_least_avx2,  sums_u4_avx2};
#endif
