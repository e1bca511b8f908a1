#include "index/nearest.h"
#include "index/tile.h"
#include "num/isa.h"

#include <string.h>

/* Points that stay in the nearest cache with a panel; centroids that stay in the next. */
enum { TILE = 10 * TILE_ROWS, BLOCK = 64 * NEAREST_PANEL };

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
    i8 over = (half[0] >= *score) | (half[1] >= *score);
    if (!tile_any(&over))
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

/* products (6,16) are written when any of them reaches the best of its point; that is what is returned. */
INLINE bool panel_six(float *products, const float *const *x, const float *best, const float *panel, int D) {
    v8 p[2 * TILE_ROWS];
    tile_products(p, x, panel, D);
    i8 over = (p[0] >= best[0]) | (p[1] >= best[0]) | (p[2] >= best[1]) | (p[3] >= best[1]);
    over |= (p[4] >= best[2]) | (p[5] >= best[2]) | (p[6] >= best[3]) | (p[7] >= best[3]);
    over |= (p[8] >= best[4]) | (p[9] >= best[4]) | (p[10] >= best[5]) | (p[11] >= best[5]);
    if (!tile_any(&over))
        return false;
    memcpy(products, p, sizeof p);
    return true;
}

/* n <= TILE points against the panels of members [c,C), a panel at a time. */
NUM_KERNEL static void offer_tile(float *score, int32_t *cell, const float *points, const int32_t *ids, int first,
                                  int n, const float *panels, const int32_t *members, int c, int C, int D) {
    const float *x[TILE];
    float best[TILE], products[TILE_ROWS * NEAREST_PANEL];
    int32_t where[TILE];
    for (int i = 0; i < TILE; i++) { /* what is left over at the end is the last point again */
        where[i] = first + (i < n ? i : n - 1);
        if (ids)
            where[i] = ids[where[i]];
        x[i] = points + (size_t)where[i] * (size_t)D;
        best[i] = score[where[i]];
    }
    for (; c < C; c += NEAREST_PANEL, panels += NEAREST_PANEL * (size_t)D)
        for (int i = 0; i < n; i += TILE_ROWS) {
            if (!panel_six(products, x + i, best + i, panels, D))
                continue;
            for (int j = i; j < i + TILE_ROWS && j < n; j++) {
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
