/* kernel_found.h - what both AVX tables share of scanning 8-bit codes: loops whose number of queries is a constant, and
 * what becomes of the sums of a block: they are scored, and what suffices is kept. Whoever includes it has the
 * intrinsics of AVX2, says in WIDE for which target they are compiled, and defines scan_blocks. */
#ifndef INDEX_KERNEL_FOUND_H
#define INDEX_KERNEL_FOUND_H
#include "index/kernel.h"
#include "index/kernel_body.h"

/* Codes are asked for so many bytes before their turn: cells are too short for the machine to see where they lead.
 * Behind the last of a cell those of the next one have their turn. */
enum { CODES_AHEAD = 4096 };
INLINE const uint8_t *codes_ahead(const uint8_t *codes, const uint8_t *end, const uint8_t *next) {
    size_t left = (size_t)(end - codes);
    return left > CODES_AHEAD ? codes + CODES_AHEAD : next + (CODES_AHEAD - left);
}

/* Q is a constant where this is called, so that the sums of all queries stay in registers. */
WIDE INLINE void scan_blocks(struct sq_query *queries, const int Q, const uint8_t *codes, const uint8_t *scales,
                             const uint8_t *next, int n, int G);
WIDE static void scan_u8_wide(struct sq_query *queries, int Q, const uint8_t *codes, const uint8_t *scales,
                              const uint8_t *next, int n, int G) {
    for (int m = 0; m < Q; m++)
        queries[m].found = 0;
    if (Q == 1)
        scan_blocks(queries, 1, codes, scales, next, n, G);
    else if (Q == 2)
        scan_blocks(queries, 2, codes, scales, next, n, G);
    else if (Q == 3)
        scan_blocks(queries, 3, codes, scales, next, n, G);
    else if (Q == 4)
        scan_blocks(queries, 4, codes, scales, next, n, G);
}

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
