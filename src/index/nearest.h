/* nearest.h - of some centroids the one of largest inner product, for many points: the product of two matrices whose
 * result stays in registers. Centroids are packed once (nearest_pack) and offered to any number of points
 * (nearest_offer). A product adds its dimensions in order, so its bits depend on the point and the centroid alone, not
 * on what else is in the tile. Costs 2 D flop a pair, near the machine's rate of multiply-adds. */
#ifndef INDEX_NEAREST_H
#define INDEX_NEAREST_H
#include <stddef.h>
#include <stdint.h>

enum { NEAREST_PANEL = 16 }; /* centroids side by side */

/* Floats that C packed centroids take. */
static inline size_t nearest_room(int C, int D) {
    return ((size_t)C + NEAREST_PANEL - 1) / NEAREST_PANEL * NEAREST_PANEL * (size_t)D;
}
/* panels (nearest_room): the rows members (C) of centroids (..,D); NULL: the rows 0..C-1. Any order will do; the likely
 * ones first is the fastest, since what comes later seldom reaches the best so far. */
void nearest_pack(float *panels, const float *centroids, const int32_t *members, int C, int D);

/* For each of the points ids (n): when a member's product is larger than score[id], or as large and the member lower
 * than cell[id], both are replaced. ids NULL: the points 0..n-1. points (..,D); members as packed. */
void nearest_offer(float *score, int32_t *cell, const float *points, const int32_t *ids, int n, const float *panels,
                   const int32_t *members, int C, int D);
#endif
