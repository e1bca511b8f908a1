/* panel.h - products of small dense matrices whose right-hand side is packed once and then used many times; and logits
 * whose exponentials are taken while they are in registers. Where mat.h goes through BLAS, which packs both sides on
 * every call, these read the left-hand side where it stands: the faster way for the blocks of a batch that one shard
 * multiplies.
 * A packed matrix (K,N) is a row of panels, each K rows of `columns` neighbouring columns, the last filled up with 0:
 *
 *     panel 0: k=0 [n=0 .. columns), k=1 [...], ... k=K-1;   panel 1: ...
 *
 * How many columns a panel has depends on the kind of CPU; buffers have room for any kind when columns are rounded up
 * to PANEL_MOST. Sums run over k in order, so that a number depends neither on its row's place in a block nor on the
 * thread. Between kinds of CPU the last bits may differ (fused multiply-add or not). Nothing here allocates.
 * Dims: M rows of the result, N its columns, K what is summed over. A product costs 2 M N K flop. */
#ifndef NUM_PANEL_H
#define NUM_PANEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PANEL_MOST = 48,       /* every kind's panels divide it */
    PANEL_LOGITS = 192,    /* most columns of logits at a time; whole panels of every kind */
    PANEL_LOGIT_ROWS = 128 /* most rows of logits at a time */
};

/* The left-hand side (M,K): floats from a row to the next, and from a k to the next. */
struct panel_left {
    const float *at;
    size_t row, k;
};
struct panel_right {
    const float *packed;
    size_t panel; /* floats from a panel to the next */
};
/* What becomes of a product: c = [c +] [start (N) +] product, then rectified, then 0 where keep (M,N) is not above 0.
 */
struct panel_tail {
    bool add, rectify;
    const float *start, *keep; /* NULL: none */
    size_t keep_row;
};
/* Logits of rows u (n,D) with candidates packed in panels of `rivals` columns: scale * u . v. */
struct panel_logits {
    const float *u;
    size_t u_row;
    const float *v; /* the first panel */
    float scale;
    int n, columns, D; /* at most PANEL_LOGIT_ROWS; whole panels, at most PANEL_LOGITS */
    size_t row;        /* floats from a row of the result to the next */
};

struct panel_kernels {
    const char *name;
    int columns, rivals; /* of a panel on the right of a product; of one of logits */
    void (*product)(float *c, size_t c_row, struct panel_left a, struct panel_right b, int M, int N, int K,
                    struct panel_tail tail);
    /* z (n,columns) */
    void (*logits)(float *z, const struct panel_logits *l);
    /* e (n,columns) = exp(logit + shift[c] - reference[r]), 0 where item[c] is own[r] and where the exponent is below
     * -87; sum (n) grows by each row's. No exponent may be above 87. Relative error below 1e-6. */
    void (*rivals_exp)(float *e, double *sum, const struct panel_logits *l, const float *shift, const int32_t *item,
                       const int32_t *own, const float *reference);
};

extern const struct panel_kernels panel_plain; /* any CPU */
#if defined(__x86_64__)
extern const struct panel_kernels panel_avx2;   /* with FMA */
extern const struct panel_kernels panel_avx512; /* F */
#endif
/* All tables this CPU can run, best first, the plain one last; *count of them. */
const struct panel_kernels *const *panel_all(int *count);
static inline const struct panel_kernels *panel_best(void) {
    int count;
    return panel_all(&count)[0];
}

/* Floats that a matrix (K,N) takes packed, on any kind of CPU. */
static inline size_t panel_floats(int K, int N) {
    return ((size_t)N + PANEL_MOST - 1) / PANEL_MOST * PANEL_MOST * (size_t)K;
}
/* Packs columns [first, end) of b, whose (k,n) stands at b[k * b_k + n * b_n], NULL: zeros; the other columns stay. */
void panel_pack(float *packed, size_t panel, int columns, const float *b, size_t b_k, size_t b_n, int K, int first,
                int end);
/* The whole of b (K,N), the last panel filled up. */
struct panel_right panel_pack_all(float *packed, int columns, const float *b, size_t b_k, size_t b_n, int K, int N);
/* A layer's weights w (I,O), and w^T (O,I) for the way back unless backward is false, which leaves its room alone.
 * Returns where the next layer goes: packed + panel_floats(I, O) + panel_floats(O, I). */
float *panel_pack_layer(float *packed, struct panel_right *ahead, struct panel_right *back, const float *w, int I,
                        int O, bool backward);
#endif
