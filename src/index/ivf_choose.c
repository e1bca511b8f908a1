/* Which cells a query looks into: of all centroids those of largest product. Centroids are parted into groups, and of
 * each the largest product is kept: that many cells reach at least the nprobe-th largest of these. With twice as many
 * groups as cells are wanted little more than those reach it, and only they have to be put in order. */
#include "index/parts.h"
#include "num/isa.h"

enum { TILE_ROWS = 64 }; /* a multiple of ROW_BLOCK; with the queries they stay in the nearest cache */
enum { GROUPS_A_CELL = 2 };

/* Groups for so many cells, whole tiles of them; 0: too many cells are wanted for groups to tell anything. */
static int groups_for(int nprobe, int C) {
    int64_t groups = ((int64_t)GROUPS_A_CELL * nprobe + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
    return groups <= C / 2 ? (int)groups : 0;
}

NUM_KERNEL static void raise_largest(float *largest, const float *products, int n) {
    _Pragma("omp simd") for (int i = 0; i < n; i++) largest[i] = products[i] > largest[i] ? products[i] : largest[i];
}

/* Group g has the centroids g, g + groups, g + 2 groups ... */
static void offer_groups(struct topk *top, float *largest, const float *products, int groups, int C) {
    memcpy(largest, products, (size_t)groups * sizeof *largest);
    for (int first = groups; first < C; first += groups)
        raise_largest(largest, products + first, C - first < groups ? C - first : groups);
    topk_push_all(top, largest, groups, 0);
    topk_shrink(top);
}

static void choose(const struct index *index, const float *products, int nprobe, struct ivf_room *room, int32_t *order,
                   float *centres) {
    static const struct index_query any = {.k = 1};
    int C = index->C, groups = groups_for(nprobe, C);
    float least = -INFINITY;
    struct topk *top = &room->cells.top;
    best_reset(&room->cells, nprobe);
    if (groups > 0) {
        offer_groups(top, room->largest, products, groups, C);
        least = topk_threshold(top);
        best_reset(&room->cells, nprobe);
        topk_raise(top, least);
    }
    for (int first = 0; first < C; first += SCAN_BLOCK)
        scan_offer(index, top, &any, products + first, NULL, first, C - first < SCAN_BLOCK ? C - first : SCAN_BLOCK);
    topk_finish(top, order, centres);
}

void ivf_choose(const struct index *index, const float *q, int Q, int nprobe, struct ivf_room *room, int32_t *order,
                float *centres) {
    size_t D = (size_t)index->D, width = (size_t)ivf_blocks(index->C) * ROW_BLOCK;
    for (int begin = 0; begin < Q; begin += IVF_CHOOSE) {
        int some = Q - begin < IVF_CHOOSE ? Q - begin : IVF_CHOOSE, step = some > 1 ? TILE_ROWS : (int)width;
        for (int first = 0; first < (int)width; first += step) {
            int rows = (int)width - first < step ? (int)width - first : step;
            index->kernels->products(room->products + first, width, index->centroids + (size_t)first * D,
                                     q + (size_t)begin * D, rows / ROW_BLOCK, some, index->D);
        }
        for (int j = 0; j < some; j++)
            choose(index, room->products + (size_t)j * width, nprobe, room,
                   order + ((size_t)begin + (size_t)j) * (size_t)nprobe,
                   centres + ((size_t)begin + (size_t)j) * (size_t)nprobe);
    }
}
