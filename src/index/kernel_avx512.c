/* AVX-512 with VNNI. Floats keep the eight lanes of the other tables, whose order of additions is promised; integers,
 * which have no order, take the full width. A test includes this file with KERNEL_EMULATED, which puts SIMDe's
 * emulation in the place of the instructions, so that a CPU without them checks the same source. */
#include "index/kernel.h"
#include "index/kernel_body.h"

#include <stdbool.h>

#if defined(KERNEL_EMULATED)
#define AVX512
#elif defined(__x86_64__)
#include <immintrin.h>
#define AVX512 __attribute__((target("avx2,fma,avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

#if defined(AVX512)
#define WIDE AVX512
#include "index/kernel_found.h"

AVX512 static void dots_avx512(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
AVX512 static void dots_many_avx512(float *out, const float *rows, const float *q, int n, int Q, int D) {
    dots_many_body(out, rows, q, n, Q, D);
}
AVX512 static void products_avx512(float *out, size_t width, const float *rows, const float *q, int n, int Q, int D) {
    products_body(out, width, rows, q, n, Q, D);
}
AVX512 static void dots_at_avx512(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
AVX512 INLINE void put_all(struct sq_query *q, int block, __m512i sums, const uint8_t *scales) {
    put_found(q, block, _mm512_castsi512_si256(sums), _mm512_extracti64x4_epi64(sums, 1),
              scales + 2 * (size_t)block * SQ_BLOCK);
}
AVX512 INLINE __m512i pair_of(const int16_t *levels) {
    int32_t two;
    memcpy(&two, levels, sizeof two);
    return _mm512_set1_epi32(two);
}
/* Bytes become 16-bit integers by a mask and by a shift, once for all Q queries; each then takes one instruction for
 * thirty-two products and their sums. Q is a constant where this is used, so that all sums stay in registers. */
AVX512 INLINE void scan_blocks(struct sq_query *queries, const int Q, const uint8_t *codes, const uint8_t *scales,
                               const uint8_t *next, int n, int G) {
    const __m512i byte = _mm512_set1_epi16(255);
    const uint8_t *end = codes + 4 * SQ_BLOCK * (size_t)G * (size_t)n;
    for (int b = 0; b < n; b++) {
        const uint8_t *ahead = codes_ahead(codes, end, next);
        __m512i even[SQ_QUERIES_MOST], odd[SQ_QUERIES_MOST];
#pragma GCC unroll 4
        for (int m = 0; m < Q; m++)
            even[m] = odd[m] = _mm512_setzero_si512();
        for (int g = 0; g < G; g++, codes += 4 * SQ_BLOCK, ahead += 4 * SQ_BLOCK) {
            __builtin_prefetch(ahead);
            __m512i x = _mm512_loadu_si512((const void *)codes);
            __m512i x_even = _mm512_and_si512(x, byte), x_odd = _mm512_srli_epi16(x, 8);
#pragma GCC unroll 4
            for (int m = 0; m < Q; m++) {
                even[m] = _mm512_dpwssd_epi32(even[m], x_even, pair_of(queries[m].levels + 4 * g));
                odd[m] = _mm512_dpwssd_epi32(odd[m], x_odd, pair_of(queries[m].levels + 4 * g + 2));
            }
        }
#pragma GCC unroll 4
        for (int m = 0; m < Q; m++)
            put_all(&queries[m], b, _mm512_add_epi32(even[m], odd[m]), scales);
    }
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
AVX512 INLINE __m512i lower_half(const uint8_t *bytes) {
    return _mm512_inserti64x4(_mm512_setzero_si512(), _mm256_loadu_si256((const __m256i *)bytes), 0);
}
/* Four sub-codes a step, one in each quarter of a register; two that are left over find zeros beside them. Odd bytes
 * are summed apart and taken off the even ones, as AVX2 does. Returns places 0..15 and 16..31 of the block. */
AVX512 INLINE void block_sums(__m256i *first, __m256i *last, const uint8_t *codes, const uint8_t *levels, int S) {
    const __m512i low = _mm512_set1_epi8(15), zero = _mm512_setzero_si512();
    __m512i a = zero, a_odd = zero, b = zero, b_odd = zero;
    for (int s = 0; s < S; s += 4, codes += 64, levels += 64) {
        bool four = S - s >= 4;
        __m512i code = four ? _mm512_loadu_si512((const void *)codes) : lower_half(codes);
        __m512i table = four ? _mm512_loadu_si512((const void *)levels) : lower_half(levels);
        __m512i x = _mm512_shuffle_epi8(table, _mm512_and_si512(code, low));
        __m512i y = _mm512_shuffle_epi8(table, _mm512_and_si512(_mm512_srli_epi16(code, 4), low));
        a = _mm512_add_epi16(a, x);
        b = _mm512_add_epi16(b, y);
        a_odd = _mm512_add_epi16(a_odd, _mm512_srli_epi16(x, 8));
        b_odd = _mm512_add_epi16(b_odd, _mm512_srli_epi16(y, 8));
    }
    a = _mm512_sub_epi16(a, _mm512_slli_epi16(a_odd, 8));
    b = _mm512_sub_epi16(b, _mm512_slli_epi16(b_odd, 8));
    /* Even beside odd in every quarter, quarters folded to halves, halves to a quarter. */
    __m512i a_first = _mm512_unpacklo_epi16(a, a_odd), a_last = _mm512_unpackhi_epi16(a, a_odd);
    __m512i b_first = _mm512_unpacklo_epi16(b, b_odd), b_last = _mm512_unpackhi_epi16(b, b_odd);
    __m256i af = _mm256_add_epi16(_mm512_castsi512_si256(a_first), _mm512_extracti64x4_epi64(a_first, 1));
    __m256i al = _mm256_add_epi16(_mm512_castsi512_si256(a_last), _mm512_extracti64x4_epi64(a_last, 1));
    __m256i bf = _mm256_add_epi16(_mm512_castsi512_si256(b_first), _mm512_extracti64x4_epi64(b_first, 1));
    __m256i bl = _mm256_add_epi16(_mm512_castsi512_si256(b_last), _mm512_extracti64x4_epi64(b_last, 1));
    *first = _mm256_add_epi16(_mm256_permute2x128_si256(af, al, 0x20), _mm256_permute2x128_si256(af, al, 0x31));
    *last = _mm256_add_epi16(_mm256_permute2x128_si256(bf, bl, 0x20), _mm256_permute2x128_si256(bf, bl, 0x31));
}
AVX512 static int sums_u4_avx512(int32_t *where, uint16_t *sums, const uint8_t *codes, const uint8_t *levels, int n,
                                 int S, unsigned least) {
    __m512i bound = _mm512_set1_epi16((short)least);
    int found = 0;
    for (int b = 0; b < n; b++, codes += 16 * (size_t)S) {
        __m256i first, last;
        uint16_t block[PQ_BLOCK];
        block_sums(&first, &last, codes, levels, S);
        __m512i all = _mm512_inserti64x4(_mm512_castsi256_si512(first), last, 1);
        unsigned mask = _mm512_cmpge_epu16_mask(all, bound);
        if (!mask)
            continue;
        _mm512_storeu_si512((void *)block, all);
        for (; mask; mask &= mask - 1) {
            int j = __builtin_ctz(mask);
            where[found] = b * PQ_BLOCK + j;
            sums[found++] = block[j];
        }
    }
    return found;
}
const struct kernels kernels_avx512 = {"avx512",       dots_avx512,  dots_many_avx512, products_avx512,
                                       dots_at_avx512, scan_u8_wide, at_least_avx512,  sums_u4_avx512};
#endif
