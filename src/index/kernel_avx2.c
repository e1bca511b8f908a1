/* AVX2 with fused multiply-add. */
#include "index/kernel.h"
#include "index/kernel_body.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,fma")))
#define WIDE AVX2
#include "index/kernel_found.h"

AVX2 static void dots_avx2(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
AVX2 static void dots_many_avx2(float *out, const float *rows, const float *q, int n, int Q, int D) {
    dots_many_body(out, rows, q, n, Q, D);
}
AVX2 static void products_avx2(float *out, size_t width, const float *rows, const float *q, int n, int Q, int D) {
    products_body(out, width, rows, q, n, Q, D);
}
AVX2 static void dots_at_avx2(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
AVX2 INLINE __m256i pair_of(const int16_t *levels) {
    int32_t two;
    memcpy(&two, levels, sizeof two);
    return _mm256_set1_epi32(two);
}
/* Bytes of four dimensions of eight places become 16-bit integers by a mask and by a shift, once for all queries; each
 * then takes one multiplication for sixteen products. */
AVX2 INLINE __m256i add_products(__m256i sum, __m256i even, __m256i odd, __m256i even_levels, __m256i odd_levels) {
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(even, even_levels));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(odd, odd_levels));
}
/* Both halves of a block side by side, for Q <= 3 queries: more sums than these do not stay in registers. */
AVX2 INLINE void block_of_codes(__m256i *low, __m256i *high, const struct sq_query *queries, const int Q,
                                const uint8_t *codes, const uint8_t *ahead, int G) {
    const __m256i byte = _mm256_set1_epi16(255);
#pragma GCC unroll 3
    for (int m = 0; m < Q; m++)
        low[m] = high[m] = _mm256_setzero_si256();
    for (int g = 0; g < G; g++, codes += 4 * SQ_BLOCK, ahead += 4 * SQ_BLOCK) {
        __builtin_prefetch(ahead);
        __m256i x = _mm256_loadu_si256((const __m256i *)codes), y = _mm256_loadu_si256((const __m256i *)codes + 1);
        __m256i x_even = _mm256_and_si256(x, byte), x_odd = _mm256_srli_epi16(x, 8);
        __m256i y_even = _mm256_and_si256(y, byte), y_odd = _mm256_srli_epi16(y, 8);
#pragma GCC unroll 3
        for (int m = 0; m < Q; m++) {
            __m256i even = pair_of(queries[m].levels + 4 * g), odd = pair_of(queries[m].levels + 4 * g + 2);
            low[m] = add_products(low[m], x_even, x_odd, even, odd);
            high[m] = add_products(high[m], y_even, y_odd, even, odd);
        }
    }
}
/* One half of a block, for four queries. */
AVX2 INLINE void half_of_codes(__m256i *sums, const struct sq_query *queries, const uint8_t *codes, int G) {
#pragma GCC unroll 4
    for (int m = 0; m < 4; m++)
        sums[m] = _mm256_setzero_si256();
    for (int g = 0; g < G; g++, codes += 4 * SQ_BLOCK) {
        __m256i x = _mm256_loadu_si256((const __m256i *)codes);
        __m256i even = _mm256_and_si256(x, _mm256_set1_epi16(255)), odd = _mm256_srli_epi16(x, 8);
#pragma GCC unroll 4
        for (int m = 0; m < 4; m++)
            sums[m] = add_products(sums[m], even, odd, pair_of(queries[m].levels + 4 * g),
                                   pair_of(queries[m].levels + 4 * g + 2));
    }
}
/* Q is a constant where this is used. */
AVX2 INLINE void scan_blocks(struct sq_query *queries, const int Q, const uint8_t *codes, const uint8_t *scales,
                             const uint8_t *next, int n, int G) {
    const uint8_t *end = codes + 4 * SQ_BLOCK * (size_t)G * (size_t)n;
    for (int b = 0; b < n; b++, codes += 4 * SQ_BLOCK * (size_t)G) {
        __m256i low[SQ_QUERIES_MOST], high[SQ_QUERIES_MOST];
        if (Q < 4) {
            block_of_codes(low, high, queries, Q, codes, codes_ahead(codes, end, next), G);
        } else {
            half_of_codes(low, queries, codes, G);
            half_of_codes(high, queries, codes + 2 * SQ_BLOCK, G);
        }
#pragma GCC unroll 4
        for (int m = 0; m < Q; m++)
            put_found(&queries[m], b, low[m], high[m], scales + 2 * (size_t)b * SQ_BLOCK);
    }
}
/* The positions of the bits of four, and how many there are: all are written, those that count stay. A branch on each
 * bit would cost more, because none can be foreseen. */
AVX2 INLINE int put_bits(int32_t *where, int first, unsigned four) {
    static const uint8_t bits[16][4] = {{0}, {0},    {1},    {0, 1},    {2},    {0, 2},    {1, 2},    {0, 1, 2},
                                        {3}, {0, 3}, {1, 3}, {0, 1, 3}, {2, 3}, {0, 2, 3}, {1, 2, 3}, {0, 1, 2, 3}};
    static const uint8_t counts[16] = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};
    int32_t all;
    memcpy(&all, bits[four], sizeof all);
    __m128i places = _mm_add_epi32(_mm_cvtepu8_epi32(_mm_cvtsi32_si128(all)), _mm_set1_epi32(first));
    _mm_storeu_si128((__m128i *)where, places);
    return counts[four];
}
AVX2 INLINE int put_eight(int32_t *where, int first, __m256 over) {
    unsigned mask = (unsigned)_mm256_movemask_ps(over);
    int found = put_bits(where, first, mask & 15);
    return found + put_bits(where + found, first + 4, mask >> 4);
}
AVX2 static int at_least_avx2(int32_t *where, const float *scores, float least, int n) {
    __m256 bound = _mm256_set1_ps(least);
    int found = 0, i = 0;
    for (; i + 32 <= n; i += 32) { /* often none suffices */
        __m256 a = _mm256_cmp_ps(_mm256_loadu_ps(scores + i), bound, _CMP_GE_OQ);
        __m256 b = _mm256_cmp_ps(_mm256_loadu_ps(scores + i + 8), bound, _CMP_GE_OQ);
        __m256 c = _mm256_cmp_ps(_mm256_loadu_ps(scores + i + 16), bound, _CMP_GE_OQ);
        __m256 d = _mm256_cmp_ps(_mm256_loadu_ps(scores + i + 24), bound, _CMP_GE_OQ);
        if (!_mm256_movemask_ps(_mm256_or_ps(_mm256_or_ps(a, b), _mm256_or_ps(c, d))))
            continue;
        found += put_eight(where + found, i, a);
        found += put_eight(where + found, i + 8, b);
        found += put_eight(where + found, i + 16, c);
        found += put_eight(where + found, i + 24, d);
    }
    for (; i + 8 <= n; i += 8)
        found += put_eight(where + found, i, _mm256_cmp_ps(_mm256_loadu_ps(scores + i), bound, _CMP_GE_OQ));
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
const struct kernels kernels_avx2 = {"avx2",       dots_avx2,    dots_many_avx2, products_avx2,
                                     dots_at_avx2, scan_u8_wide, at_least_avx2,  sums_u4_avx2};
#endif
