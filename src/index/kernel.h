/* kernel.h - the loops that indexes spend their time in, one table for each kind of CPU.
 * Every dot product of rows of floats adds in one order (eight lanes, then a fixed tree, then the odd dimensions),
 * whichever function computes it and wherever the row lies, so the score of a vector does not depend on how it was
 * found: a refined or a probed vector scores to the last bit what flat search says. Between tables the last bits may
 * differ (fused multiply-add or not); integers never do. Rows are row-major and need no alignment. */
#ifndef INDEX_KERNEL_H
#define INDEX_KERNEL_H
#include <stddef.h>
#include <stdint.h>

enum { ROW_BLOCK = 16 };                     /* rows of floats interleaved */
enum { PQ_BLOCK = 32 };                      /* 4-bit codes interleaved */
enum { SQ_BLOCK = 16, SQ_QUERIES_MOST = 4 }; /* 8-bit codes interleaved; queries that share the reading of them */

/* A query against 8-bit codes, and which of them it found. */
struct sq_query {
    const int16_t *levels; /* (G,4): of every four dimensions the first, the third, the second, the fourth */
    int32_t bias;          /* 128 times their sum, because codes are stored 128 above what they stand for */
    float unit, least;
    int32_t *where; /* (n SQ_BLOCK) */
    float *scores;  /* (n SQ_BLOCK) */
    int found;
};

struct kernels {
    const char *name;
    /* out (n) = rows (n,D) . q (D) */
    void (*dots)(float *out, const float *rows, const float *q, int n, int D);
    /* out (Q,n) = q (Q,D) . rows (n,D)': what dots says of each query, at several times its speed */
    void (*dots_many)(float *out, const float *rows, const float *q, int n, int Q, int D);
    /* out (Q,n ROW_BLOCK), rows of out `width` apart, = q (Q,D) . rows (n,D,ROW_BLOCK), of interleaved rows: the speed
     * of a product of matrices, and for one query of memory. Each product adds dimension after dimension, whatever Q
     * and n. */
    void (*products)(float *out, size_t width, const float *rows, const float *q, int n, int Q, int D);
    /* out (n) = rows[ids[i]] . q (D); rows (N,D), fetched ahead */
    void (*dots_at)(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D);
    /* scores[place] = (sum of code level - bias) unit scale, for n blocks of SQ_BLOCK places; codes (n,G,SQ_BLOCK,4),
     * scales (n,SQ_BLOCK): the upper half of a float each, little end first. Puts the places, ascending, whose score is
     * at least `least` and the scores into each of Q <= SQ_QUERIES_MOST queries. The sum is exact as long as
     * 255 4G max|level| < 2^31. next: the codes that are read after these, which may be anywhere; they are fetched
     * meanwhile. */
    void (*scan_u8)(struct sq_query *queries, int Q, const uint8_t *codes, const uint8_t *scales, const uint8_t *next,
                    int n, int G);
    /* where (n): the positions of scores (n) that are at least `least`, ascending; returns how many. What stands behind
     * them in where is undefined. */
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
