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
AVX2 static void products_avx2(float *out, const float *rows, const float *q, int n, int Q, int D) {
    products_body(out, rows, q, n, Q, D);
}
AVX2 static void dots_at_avx2(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
AVX2 INLINE __m256i pair_of(const int16_t *levels) {
    int32_t two;
    memcpy(&two, levels, sizeof two);
    return _mm256_set1_epi32(two);
}
/* Eight places of a block. Bytes become 16-bit integers by a mask and by a shift, once for all Q queries; each then
 * takes one multiplication for sixteen products. */
AVX2 INLINE void half_sums(__m256i *sums, const struct sq_query *queries, const int Q, const uint8_t *codes, int G) {
#pragma GCC unroll 4
    for (int m = 0; m < Q; m++)
        sums[m] = _mm256_setzero_si256();
    for (int g = 0; g < G; g++, codes += 4 * SQ_BLOCK) {
        __m256i x = _mm256_loadu_si256((const __m256i *)codes);
        __m256i even = _mm256_and_si256(x, _mm256_set1_epi16(255)), odd = _mm256_srli_epi16(x, 8);
#pragma GCC unroll 4
        for (int m = 0; m < Q; m++) {
            sums[m] = _mm256_add_epi32(sums[m], _mm256_madd_epi16(even, pair_of(queries[m].levels + 4 * g)));
            sums[m] = _mm256_add_epi32(sums[m], _mm256_madd_epi16(odd, pair_of(queries[m].levels + 4 * g + 2)));
        }
    }
}
/* Q is a constant where this is used, so that all sums stay in registers; for those of a whole block there are too few.
 */
AVX2 INLINE void scan_blocks(struct sq_query *queries, const int Q, const uint8_t *codes, const uint8_t *scales, int n,
                             int G) {
    for (int b = 0; b < n; b++, codes += 4 * SQ_BLOCK * (size_t)G) {
        __m256i low[SQ_QUERIES_MOST], high[SQ_QUERIES_MOST];
        half_sums(low, queries, Q, codes, G);
        half_sums(high, queries, Q, codes + 2 * SQ_BLOCK, G);
#pragma GCC unroll 4
        for (int m = 0; m < Q; m++)
            put_found(&queries[m], b, low[m], high[m], scales + 2 * (size_t)b * SQ_BLOCK);
    }
}
AVX2 static void scan_u8_avx2(struct sq_query *queries, int Q, const uint8_t *codes, const uint8_t *scales, int n,
                              int G) {
    for (int m = 0; m < Q; m++)
        queries[m].found = 0;
    if (Q == 1)
        scan_blocks(queries, 1, codes, scales, n, G);
    else if (Q == 2)
        scan_blocks(queries, 2, codes, scales, n, G);
    else if (Q == 3)
        scan_blocks(queries, 3, codes, scales, n, G);
    else if (Q == 4)
        scan_blocks(queries, 4, codes, scales, n, G);
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
const struct kernels kernels_avx2 = {"avx2",       dots_avx2,    dots_many_avx2, products_avx2,
                                     dots_at_avx2, scan_u8_avx2, at_least_avx2,  sums_u4_avx2};
#endif
