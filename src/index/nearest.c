#include "index/nearest.h"
#include "num/isa.h"

#include <stdbool.h>

typedef float v8 __attribute__((vector_size(32)));
typedef float v8_any __attribute__((vector_size(32), aligned(4), may_alias)); /* at any address of a float */
typedef int32_t i8 __attribute__((vector_size(32)));
typedef int64_t i4 __attribute__((vector_size(32)));
#define INLINE static inline __attribute__((always_inline))

/* Points at a time in registers; points that stay in the nearest cache with a panel; centroids that stay in the next.
 */
enum { POINTS = 6, TILE = 60, BLOCK = 64 * NEAREST_PANEL };

void nearest_pack(float *panels, const float *centroids, const int32_t *members, int C, int D) {
    for (int c = 0; c < C; c += NEAREST_PANEL, panels += NEAREST_PANEL * (size_t)D)
        for (int j = 0; j < NEAREST_PANEL; j++) {
            int place = c + j < C ? c + j : C - 1; /* behind the end the last one again, which changes nothing */
            const float *row = centroids + (size_t)(members ? members[place] : place) * (size_t)D;
            for (int d = 0; d < D; d++)
                panels[(size_t)d * NEAREST_PANEL + (size_t)j] = row[d];
        }
}

/* products (16) of one point: those that reach its best, one by one. */
INLINE void take(float *score, int32_t *cell, const float *products, const int32_t *members, int first, int C) {
    const v8_any *half = (const v8_any *)products;
    i4 any = (i4)((half[0] >= *score) | (half[1] >= *score));
    if ((any[0] | any[1] | any[2] | any[3]) == 0)
        return;
    for (int j = 0; j < NEAREST_PANEL && first + j < C; j++) {
        if (products[j] < *score)
            continue;
        int32_t c = members ? members[first + j] : first + j;
        if (products[j] > *score || c < *cell)
            *cell = c;
        *score = products[j];
    }
}

/* A panel with six points: twelve sums, which with two columns of the panel is what sixteen registers hold. products
 * (6,16) are written when any of them reaches the best of its point; that is what is returned. */
INLINE bool panel_six(float *products, const float *const *x, const float *best, const float *panel, int D) {
    const float *x0 = x[0], *x1 = x[1], *x2 = x[2], *x3 = x[3], *x4 = x[4], *x5 = x[5];
    v8 a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, a4 = {0}, a5 = {0};
    v8 b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0}, b4 = {0}, b5 = {0};
#define POINT(x, a, b)                                                                                                 \
    a += left * x[d];                                                                                                  \
    b += right * x[d]
#pragma GCC unroll 4
    for (int d = 0; d < D; d++, panel += NEAREST_PANEL) {
        v8 left = *(const v8_any *)panel, right = *(const v8_any *)(panel + 8);
        POINT(x0, a0, b0);
        POINT(x1, a1, b1);
        POINT(x2, a2, b2);
        POINT(x3, a3, b3);
        POINT(x4, a4, b4);
        POINT(x5, a5, b5);
    }
#undef POINT
    i8 over = {0};
#define REACH(i, a, b) over |= (a >= best[i]) | (b >= best[i])
    REACH(0, a0, b0);
    REACH(1, a1, b1);
    REACH(2, a2, b2);
    REACH(3, a3, b3);
    REACH(4, a4, b4);
    REACH(5, a5, b5);
#undef REACH
    i4 any = (i4)over;
    if ((any[0] | any[1] | any[2] | any[3]) == 0)
        return false;
    v8_any *out = (v8_any *)products;
    out[0] = a0, out[1] = b0, out[2] = a1, out[3] = b1, out[4] = a2, out[5] = b2;
    out[6] = a3, out[7] = b3, out[8] = a4, out[9] = b4, out[10] = a5, out[11] = b5;
    return true;
}

/* n <= TILE points against the panels of members [c,C), a panel at a time. */
NUM_KERNEL static void offer_tile(float *score, int32_t *cell, const float *points, const int32_t *ids, int first,
                                  int n, const float *panels, const int32_t *members, int c, int C, int D) {
    const float *x[TILE];
    float best[TILE], products[POINTS * NEAREST_PANEL];
    int32_t where[TILE];
    for (int i = 0; i < TILE; i++) { /* what is left over at the end is the last point again */
        where[i] = first + (i < n ? i : n - 1);
        if (ids)
            where[i] = ids[where[i]];
        x[i] = points + (size_t)where[i] * (size_t)D;
        best[i] = score[where[i]];
    }
    for (; c < C; c += NEAREST_PANEL, panels += NEAREST_PANEL * (size_t)D)
        for (int i = 0; i < n; i += POINTS) {
            if (!panel_six(products, x + i, best + i, panels, D))
                continue;
            for (int j = i; j < i + POINTS && j < n; j++) {
                take(&score[where[j]], &cell[where[j]], products + (j - i) * NEAREST_PANEL, members, c, C);
                best[j] = score[where[j]];
            }
        }
}

void nearest_offer(float *score, int32_t *cell, const float *points, const int32_t *ids, int n, const float *panels,
                   const int32_t *members, int C, int D) {
    for (int c = 0; c < C; c += BLOCK, panels += BLOCK * (size_t)D)
        for (int first = 0; first < n; first += TILE)
            offer_tile(score, cell, points, ids, first, n - first < TILE ? n - first : TILE, panels, members, c,
                       C - c < BLOCK ? C : c + BLOCK, D);
}
