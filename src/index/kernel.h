/* kernel.h - the loops that indexes spend their time in, one table for each kind of CPU.
 * Every dot product of floats adds in one order (eight lanes, then a fixed tree, then the odd dimensions), whichever
 * function computes it and wherever the row lies, so the score of a vector does not depend on how it was found: a
 * refined or a probed vector scores to the last bit what flat search says. Between tables the last bits may differ
 * (fused multiply-add or not); integers never do. Rows are row-major and need no alignment. */
#ifndef INDEX_KERNEL_H
#define INDEX_KERNEL_H
#include <stdint.h>

enum { PQ_BLOCK = 32 }; /* 4-bit codes interleaved */

struct kernels {
    const char *name;
    /* out (n) = rows (n,D) . q (D) */
    void (*dots)(float *out, const float *rows, const float *q, int n, int D);
    /* out (Q,n) = q (Q,D) . rows (n,D)': what dots says of each query, at several times its speed */
    void (*dots_many)(float *out, const float *rows, const float *q, int n, int Q, int D);
    /* out (n) = rows[ids[i]] . q (D); rows (N,D), fetched ahead */
    void (*dots_at)(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D);
    /* out (n) = codes (n,D) . q (D), exact as long as 127 D max|q| < 2^31 */
    void (*dots_i8)(int32_t *out, const int8_t *codes, const int16_t *q, int n, int D);
    /* out (n) = sums[i] unit scale i; scales (n): the upper half of a float each, little end first */
    void (*scale_i32)(float *out, const int32_t *sums, const uint8_t *scales, float unit, int n);
    /* where (n): the positions of scores (n) that are at least `least`, ascending; returns how many */
    int (*at_least)(int32_t *where, const float *scores, float least, int n);
    /* Sums levels[s][code] over the S sub-codes (even, largest sum < 2^16) of n blocks of PQ_BLOCK places; codes
     * (n,S,16), byte j of a sub-code has places j (lower half) and j+16 of its block; levels (S,16). where, sums
     * (n PQ_BLOCK): the places, ascending, whose sum is at least `least`, and the sums; returns how many. */
    int (*sums_u4)(int32_t *where, uint16_t *sums, const uint8_t *codes, const uint8_t *levels, int n, int S,
                   unsigned least);
};

extern const struct kernels kernels_plain; /* any CPU */
#if defined(__x86_64__)
extern const struct kernels kernels_avx2;   /* with FMA */
extern const struct kernels kernels_avx512; /* F, BW, VL, VNNI */
#endif
/* All tables this CPU can run, best first, the plain one last; *count of them. */
const struct kernels *const *kernels_all(int *count);
static inline const struct kernels *kernels_best(void) {
    int count;
    return kernels_all(&count)[0];
}
#endif
