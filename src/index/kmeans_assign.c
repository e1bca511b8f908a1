/* Points to their centroids: every centroid is compared, or, when it is known where the points were before the
 * centroids moved a little, those that stand nearest to the one they had (Wang et al., "Fast approximate k-means via
 * cluster closures", CVPR 2012). Trees over the centroids were tried for the first kind: at a quarter of the work they
 * put one vector in seventy into a wrong cell, where no search looks for it. */
#include "base/mem.h"
#include "index/kmeans.h"
#include "index/nearest.h"
#include "num/mat.h"
#include "num/topk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024, NEIGHBOURS = 256, CLOSURE_CELLS = 4 * NEIGHBOURS }; /* fewer cells are all compared */

struct assign {
    int32_t *cell;
    float *score;
    const float *points, *centroids;
    int N, C, D, first;             /* first: the shard that this round of the pool begins with */
    float *panels;                  /* all centroids packed, or room for NEIGHBOURS a thread */
    size_t panels_step;             /* floats from one thread's room to the next */
    const int32_t *members, *start; /* points by the cell they were in */
    int R;
    int32_t *near; /* (C,R) best first */
    float *products;
};

/* Runs shards of the pool in rounds of about 10 ms, between which it can be cancelled. */
static bool in_rounds(struct assign *a, int shards, double shard_flop, pool_body body, struct pool *pool,
                      struct progress *progress, double from, double to, struct err *err) {
    double most = 1e9 / shard_flop;
    int step = most < 16 ? 16 : most > 1e6 ? 1000000 : (int)most;
    for (a->first = 0; a->first < shards; a->first += step) {
        int n = shards - a->first < step ? shards - a->first : step;
        pool_for(pool, n, body, a);
        if (!progress_step(progress, from + (to - from) * (a->first + n) / shards, err))
            return false;
    }
    return true;
}

/* --- every centroid --- */

static void exact_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct assign *a = arg;
    int begin = (a->first + shard) * CHUNK, n = a->N - begin < CHUNK ? a->N - begin : CHUNK;
    for (int i = begin; i < begin + n; i++) {
        a->cell[i] = 0;
        a->score[i] = -INFINITY;
    }
    nearest_offer(a->score + begin, a->cell + begin, a->points + (size_t)begin * (size_t)a->D, NULL, n, a->panels, NULL,
                  a->C, a->D);
}

static bool assign_exactly(struct assign *a, struct pool *pool, struct progress *progress, double from, double to,
                           struct err *err) {
    a->panels = mem_array(nearest_room(a->C, a->D), sizeof *a->panels, err);
    if (!a->panels)
        return false;
    nearest_pack(a->panels, a->centroids, NULL, a->C, a->D);
    bool ok = in_rounds(a, (int)(((int64_t)a->N + CHUNK - 1) / CHUNK), 2.0 * CHUNK * a->C * a->D, exact_shard, pool,
                        progress, from, to, err);
    free(a->panels);
    return ok;
}

/* --- the neighbours of the centroid before --- */

enum { NEAR_ROWS = 16 };

static void near_shard(void *arg, int shard, int worker) {
    const struct assign *a = arg;
    int begin = (a->first + shard) * NEAR_ROWS, n = a->C - begin < NEAR_ROWS ? a->C - begin : NEAR_ROWS;
    float *products = a->products + (size_t)worker * NEAR_ROWS * (size_t)a->C;
    mat_nt(products, a->centroids + (size_t)begin * (size_t)a->D, a->centroids, n, a->C, a->D, 1.0f, false);
    for (int i = 0; i < n; i++) {
        int64_t room[TOPK_ROOM(NEIGHBOURS)], aside[TOPK_ROOM(NEIGHBOURS)];
        struct topk top;
        topk_init(&top, a->R, room, aside);
        topk_push_all(&top, products + (size_t)i * (size_t)a->C, a->C, 0);
        topk_finish(&top, a->near + (size_t)(begin + i) * (size_t)a->R, NULL);
    }
}

/* All points of a cell against the neighbours of its centroid, which is one of them. */
static void again_shard(void *arg, int shard, int worker) {
    const struct assign *a = arg;
    int c = a->first + shard, begin = a->start[c], end = a->start[c + 1];
    const int32_t *near = a->near + (size_t)c * (size_t)a->R;
    float *panels = a->panels + (size_t)worker * a->panels_step;
    if (begin == end)
        return;
    for (int m = begin; m < end; m++) {
        a->cell[a->members[m]] = c;
        a->score[a->members[m]] = -INFINITY;
    }
    nearest_pack(panels, a->centroids, near, a->R, a->D);
    nearest_offer(a->score, a->cell, a->points, a->members + begin, end - begin, panels, near, a->R, a->D);
}

static bool assign_again(struct assign *a, struct pool *pool, struct progress *progress, double from, double to,
                         struct err *err) {
    size_t threads = (size_t)pool_threads(pool);
    a->R = NEIGHBOURS;
    a->panels_step = nearest_room(a->R, a->D);
    a->near = mem_array((size_t)a->C * (size_t)a->R, sizeof *a->near, err);
    a->products = mem_array(threads * NEAR_ROWS * (size_t)a->C, sizeof *a->products, err);
    a->panels = mem_array(threads * a->panels_step, sizeof *a->panels, err);
    bool ok = a->near && a->products && a->panels &&
              in_rounds(a, (a->C + NEAR_ROWS - 1) / NEAR_ROWS, 2.0 * NEAR_ROWS * a->C * a->D, near_shard, pool,
                        progress, from, from, err) &&
              in_rounds(a, a->C, 2.0 * a->N / a->C * a->R * a->D, again_shard, pool, progress, from, to, err);
    free(a->near);
    free(a->products);
    free(a->panels);
    a->products = a->panels = NULL;
    return ok;
}

bool kmeans_reassign(int32_t *cell, float *score, const int32_t *members, const int32_t *start, const float *points,
                     int N, const float *centroids, int C, int D, struct pool *pool, struct progress *progress,
                     double from, double to, struct err *err) {
    struct assign a = {cell, score, points, centroids, N, C, D, .members = members, .start = start};
    if (C < CLOSURE_CELLS)
        return assign_exactly(&a, pool, progress, from, to, err);
    return mat_start(err) && assign_again(&a, pool, progress, from, to, err);
}

bool kmeans_assign(int32_t *cell, float *score, const float *points, int N, const float *centroids, int C, int D,
                   struct pool *pool, struct progress *progress, double from, double to, struct err *err) {
    struct assign a = {.cell = cell, .score = score, .points = points, .centroids = centroids, .N = N, .C = C, .D = D};
    return assign_exactly(&a, pool, progress, from, to, err);
}
