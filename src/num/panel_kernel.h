/* panel_kernel.h - the loops of panel.h over vectors of LANES floats. Each panel_*.c includes it once, compiled for its
 * kind of CPU, with TABLE and NAME of its table and PRODUCT_ROWS, the rows of a tile that stays in registers:
 *
 *     product: PRODUCT_ROWS x 2 vectors of sums        logits: 4 x 3 vectors
 *
 * A tile that has fewer rows reads its last row again and stores what is there. */
#include "num/panel.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")
enum { LOGIT_ROWS = 4, LOGIT_VECTORS = 3, COLUMNS = 2 * LANES, RIVALS = LOGIT_VECTORS * LANES };

typedef float vec __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t ivec __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef uint32_t uvec __attribute__((vector_size(4 * LANES), aligned(4), may_alias)); /* sums may wrap */

INLINE vec load(const float *p) {
    return *(const vec *)p;
}
INLINE void store(float *p, vec x) {
    *(vec *)p = x;
}

/* ---- product ---- */

/* acc += a (PRODUCT_ROWS,K) b (K,COLUMNS) */
INLINE void accumulate(vec acc[PRODUCT_ROWS][2], const float *const row[PRODUCT_ROWS], size_t step, const float *b,
                       int K) {
    const float *a = row[0];
    ptrdiff_t offset[PRODUCT_ROWS];
    UNROLL for (int r = 0; r < PRODUCT_ROWS; r++) offset[r] = row[r] - a;
    for (int k = 0; k < K; k++, b += COLUMNS, a += step) {
        vec low = load(b), high = load(b + LANES);
        UNROLL for (int r = 0; r < PRODUCT_ROWS; r++) {
            acc[r][0] += a[offset[r]] * low;
            acc[r][1] += a[offset[r]] * high;
        }
    }
}

INLINE vec finish(vec x, const float *c, const float *start, const struct panel_tail *tail, const float *keep) {
    vec zero = {0};
    if (start)
        x += load(start);
    if (tail->add)
        x += load(c);
    if (tail->rectify)
        x = (vec)((ivec)x & (x > zero));
    if (keep)
        x = (vec)((ivec)x & (load(keep) > zero));
    return x;
}

INLINE void store_tile(float *c, size_t c_row, vec acc[PRODUCT_ROWS][2], int rows, const struct panel_tail *tail,
                       const float *start, const float *keep) {
    UNROLL for (int r = 0; r < PRODUCT_ROWS; r++) {
        if (r >= rows)
            return;
        store(c, finish(acc[r][0], c, start, tail, keep));
        store(c + LANES, finish(acc[r][1], c + LANES, start ? start + LANES : NULL, tail, keep ? keep + LANES : NULL));
        c += c_row;
        keep = keep ? keep + tail->keep_row : NULL;
    }
}

/* The last panel, of fewer columns than a tile: by way of rows that have room. */
static void store_part(float *c, size_t c_row, vec acc[PRODUCT_ROWS][2], int rows, int columns,
                       const struct panel_tail *tail, const float *start, const float *keep) {
    for (int r = 0; r < rows && r < PRODUCT_ROWS; r++, c += c_row) {
        float product[COLUMNS], first[COLUMNS] = {0}, kept[COLUMNS] = {0};
        memcpy(first, c, (size_t)columns * sizeof *c);
        if (keep)
            memcpy(kept, keep + (size_t)r * tail->keep_row, (size_t)columns * sizeof *c);
        float begin[COLUMNS] = {0};
        if (start)
            memcpy(begin, start, (size_t)columns * sizeof *c);
        for (int v = 0; v < 2; v++)
            store(product + v * LANES, finish(acc[r][v], first + v * LANES, start ? begin + v * LANES : NULL, tail,
                                              keep ? kept + v * LANES : NULL));
        memcpy(c, product, (size_t)columns * sizeof *c);
    }
}

INLINE void product_tile(float *c, size_t c_row, const float *const row[PRODUCT_ROWS], size_t step, const float *b,
                         int K, int rows, int columns, const struct panel_tail *tail, const float *start,
                         const float *keep) {
    vec acc[PRODUCT_ROWS][2];
    UNROLL for (int r = 0; r < PRODUCT_ROWS; r++) acc[r][0] = acc[r][1] = (vec){0};
    accumulate(acc, row, step, b, K);
    if (columns >= COLUMNS)
        store_tile(c, c_row, acc, rows, tail, start, keep);
    else
        store_part(c, c_row, acc, rows, columns, tail, start, keep);
}

/* The tile of rows from m on and panel n. */
INLINE void product_at(float *c, size_t c_row, const struct panel_left *a, const struct panel_right *b, int m, int n,
                       int M, int N, int K, const struct panel_tail *tail) {
    const float *row[PRODUCT_ROWS];
    size_t at = (size_t)n * COLUMNS;
    UNROLL for (int r = 0; r < PRODUCT_ROWS; r++) row[r] = a->at + (size_t)(m + r < M ? m + r : M - 1) * a->row;
    product_tile(c + (size_t)m * c_row + at, c_row, row, a->k, b->packed + (size_t)n * b->panel, K, M - m, N - (int)at,
                 tail, tail->start ? tail->start + at : NULL,
                 tail->keep ? tail->keep + (size_t)m * tail->keep_row + at : NULL);
}

/* Panel by panel, which stays in the first-level cache; but where a step in k leaves the line of the left-hand side,
 * its lines are the ones to keep, through all panels. */
static void product(float *c, size_t c_row, struct panel_left a, struct panel_right b, int M, int N, int K,
                    struct panel_tail tail) {
    int tiles = (M + PRODUCT_ROWS - 1) / PRODUCT_ROWS, panels = (N + COLUMNS - 1) / COLUMNS;
    bool rows_first = a.k > 1;
    int outer = rows_first ? tiles : panels, inner = rows_first ? panels : tiles;
    for (int i = 0; i < outer; i++)
        for (int j = 0; j < inner; j++)
            product_at(c, c_row, &a, &b, (rows_first ? i : j) * PRODUCT_ROWS, rows_first ? j : i, M, N, K, &tail);
}

/* ---- logits ---- */

/* Products of LOGIT_ROWS rows of u, from r on, with one panel. */
INLINE void logit_tile(vec acc[LOGIT_ROWS][LOGIT_VECTORS], const struct panel_logits *l, int r, const float *v) {
    const float *u = l->u + (size_t)r * l->u_row;
    ptrdiff_t offset[LOGIT_ROWS];
    UNROLL for (int i = 0; i < LOGIT_ROWS; i++) {
        offset[i] = (ptrdiff_t)(r + i < l->n ? i : l->n - 1 - r) * (ptrdiff_t)l->u_row;
        UNROLL for (int c = 0; c < LOGIT_VECTORS; c++) acc[i][c] = (vec){0};
    }
    for (int d = 0; d < l->D; d++, u++, v += RIVALS) {
        vec one = load(v), two = load(v + LANES), three = load(v + 2 * LANES);
        UNROLL for (int i = 0; i < LOGIT_ROWS; i++) {
            acc[i][0] += u[offset[i]] * one;
            acc[i][1] += u[offset[i]] * two;
            acc[i][2] += u[offset[i]] * three;
        }
    }
}

static void logits(float *z, const struct panel_logits *l) {
    for (int p = 0; p < l->columns; p += RIVALS)
        for (int r = 0; r < l->n; r += LOGIT_ROWS) {
            vec acc[LOGIT_ROWS][LOGIT_VECTORS];
            logit_tile(acc, l, r, l->v + (size_t)p * (size_t)l->D);
            UNROLL for (int i = 0; i < LOGIT_ROWS; i++) {
                if (r + i >= l->n)
                    break;
                UNROLL for (int c = 0; c < LOGIT_VECTORS; c++)
                    store(z + (size_t)(r + i) * l->row + p + c * LANES, acc[i][c] * l->scale);
            }
        }
}

/* 2^t for |t| up to 126, 0 for what is smaller: t = whole + part, |part| <= 1/2; a polynomial (least relative error,
 * 8e-8) for the part, the exponent bits for the whole. Adding 1.5 * 2^23 rounds, and leaves the whole in the low bits.
 */
INLINE vec power_of_2(vec t) {
    vec shifted = t + 12582912.0f, part = t - (shifted - 12582912.0f), p = (vec){0} + 1.3276471519e-3f;
    p = p * part + 9.6755413307e-3f;
    p = p * part + 5.5507132750e-2f;
    p = p * part + 2.4022119724e-1f;
    p = p * part + 6.9314696706e-1f;
    p = p * part + 1.0000000717f;
    return (vec)(((uvec)p + ((uvec)shifted << 23)) & (uvec)(t > -126.0f));
}

static const float log2_of_e = 1.44269504f;

struct rivals { /* of one panel, in powers of two */
    vec shift[LOGIT_VECTORS];
    ivec item[LOGIT_VECTORS];
};

/* A row's logits become e; returns their sums by lane. */
INLINE vec take_row(float *e, const vec acc[LOGIT_VECTORS], const struct rivals *rivals, float scale, float reference,
                    int32_t own) {
    vec sum = {0};
    UNROLL for (int c = 0; c < LOGIT_VECTORS; c++) {
        vec x = power_of_2(acc[c] * scale + (rivals->shift[c] - reference));
        x = (vec)((ivec)x & (rivals->item[c] != own));
        store(e + c * LANES, x);
        sum += x;
    }
    return sum;
}

static void rivals_panel(float *e, vec *sums, const struct panel_logits *l, const float *v, const float *shift,
                         const int32_t *item, const int32_t *own, const float *reference) {
    struct rivals rivals;
    UNROLL for (int c = 0; c < LOGIT_VECTORS; c++) {
        rivals.shift[c] = load(shift + c * LANES) * log2_of_e;
        rivals.item[c] = *(const ivec *)(item + c * LANES);
    }
    float scale = l->scale * log2_of_e;
    for (int r = 0; r < l->n; r += LOGIT_ROWS) {
        vec acc[LOGIT_ROWS][LOGIT_VECTORS];
        logit_tile(acc, l, r, v);
        UNROLL for (int i = 0; i < LOGIT_ROWS; i++) if (r + i < l->n) sums[r + i] +=
            take_row(e + (size_t)(r + i) * l->row, acc[i], &rivals, scale, reference[r + i] * log2_of_e, own[r + i]);
    }
}

static void rivals_exp(float *e, double *sum, const struct panel_logits *l, const float *shift, const int32_t *item,
                       const int32_t *own, const float *reference) {
    vec sums[PANEL_LOGIT_ROWS];
    for (int r = 0; r < l->n; r++)
        sums[r] = (vec){0};
    for (int p = 0; p < l->columns; p += RIVALS)
        rivals_panel(e + p, sums, l, l->v + (size_t)p * (size_t)l->D, shift + p, item + p, own, reference);
    for (int r = 0; r < l->n; r++)
        for (int c = 0; c < LANES; c++)
            sum[r] += sums[r][c];
}

const struct panel_kernels TABLE = {NAME, COLUMNS, RIVALS, product, logits, rivals_exp};
