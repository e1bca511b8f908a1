/* kernel_found.h - what both AVX tables do with the sums of a block of 8-bit codes: score them, keep what suffices.
 * Whoever includes it has the intrinsics of AVX2 and says in WIDE for which target they are compiled. */
#ifndef INDEX_KERNEL_FOUND_H
#define INDEX_KERNEL_FOUND_H
#include "index/kernel.h"
#include "index/kernel_body.h"

/* The scores (SQ_BLOCK) of a block that reach q->least are put behind those found before. */
WIDE INLINE void put_found(struct sq_query *q, int block, __m256i low, __m256i high, const uint8_t *scales) {
    __m256i bias = _mm256_set1_epi32(q->bias), halves = _mm256_loadu_si256((const __m256i *)scales);
    __m256 unit = _mm256_set1_ps(q->unit), bound = _mm256_set1_ps(q->least);
    __m256i low_scale = _mm256_slli_epi32(_mm256_cvtepu16_epi32(_mm256_castsi256_si128(halves)), 16);
    __m256i high_scale = _mm256_slli_epi32(_mm256_cvtepu16_epi32(_mm256_extracti128_si256(halves, 1)), 16);
    __m256 x = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_sub_epi32(low, bias)), unit);
    __m256 y = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_sub_epi32(high, bias)), unit);
    x = _mm256_mul_ps(x, _mm256_castsi256_ps(low_scale));
    y = _mm256_mul_ps(y, _mm256_castsi256_ps(high_scale));
    unsigned mask = (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(x, bound, _CMP_GE_OQ)) |
                    (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(y, bound, _CMP_GE_OQ)) << 8;
    if (!mask)
        return;
    float scores[SQ_BLOCK];
    _mm256_storeu_ps(scores, x);
    _mm256_storeu_ps(scores + 8, y);
    for (; mask; mask &= mask - 1, q->found++) {
        int i = __builtin_ctz(mask);
        q->where[q->found] = block * SQ_BLOCK + i;
        q->scores[q->found] = scores[i];
    }
}
#endif
