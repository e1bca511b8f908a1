#include "index/kmeans.h"
#include "base/mem.h"
#include "base/rng.h"
#include "num/topk.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- spherical k-means --- */

struct update {
    float *centroids;
    const float *points;
    const int32_t *members, *start; /* points by cell, ids ascending: members[start[c] .. start[c+1]) */
    int C, D;
};
enum { UPDATE_SHARDS = 32, EXACT_ROUNDS = 3 }; /* afterwards centroids move little enough for closures */

static void update_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct update *u = arg;
    int begin, end;
    pool_range(u->C, UPDATE_SHARDS, shard, &begin, &end);
    for (int c = begin; c < end; c++) {
        if (u->start[c] == u->start[c + 1])
            continue;
        float *centroid = u->centroids + (size_t)c * (size_t)u->D;
        memset(centroid, 0, (size_t)u->D * sizeof *centroid);
        for (int m = u->start[c]; m < u->start[c + 1]; m++) {
            const float *x = u->points + (size_t)u->members[m] * (size_t)u->D;
            for (int d = 0; d < u->D; d++)
                centroid[d] += x[d];
        }
        vec_normalise(centroid, u->D);
    }
}

void kmeans_group(int32_t *members, int32_t *start, const int32_t *cell, int N, int C) {
    memset(start, 0, ((size_t)C + 1) * sizeof *start);
    for (int i = 0; i < N; i++)
        start[cell[i] + 1]++;
    for (int c = 0; c < C; c++)
        start[c + 1] += start[c];
    for (int i = 0; i < N; i++)
        members[start[cell[i]]++] = i;
    for (int c = C; c > 0; c--)
        start[c] = start[c - 1];
    start[0] = 0;
}

/* Every empty cell takes over the worst served point of a cell that has more than one. */
static void reseed_empty(const struct update *u, const int32_t *cell, const float *score, int N) {
    int empty = 0;
    for (int c = 0; c < u->C; c++)
        empty += u->start[c] == u->start[c + 1];
    if (empty == 0)
        return;
    struct topk worst;
    int64_t *room = mem_must(2 * (size_t)topk_room(empty), sizeof *room);
    int32_t *taken = mem_must((size_t)empty, sizeof *taken);
    topk_init(&worst, empty, room, room + topk_room(empty));
    for (int i = 0; i < N; i++)
        if (u->start[cell[i] + 1] - u->start[cell[i]] > 1)
            topk_push(&worst, i, -score[i]);
    int found = topk_finish(&worst, taken, NULL), next = 0;
    for (int c = 0; c < u->C && next < found; c++) {
        if (u->start[c] != u->start[c + 1])
            continue;
        float *centroid = u->centroids + (size_t)c * (size_t)u->D;
        memcpy(centroid, u->points + (size_t)taken[next++] * (size_t)u->D, (size_t)u->D * sizeof *centroid);
        vec_normalise(centroid, u->D);
    }
    free(room);
    free(taken);
}

static void start_from_points(float *centroids, int C, const float *points, int N, int D, uint64_t seed,
                              int32_t *shuffled) {
    struct rng rng = rng_of(rng_draw(seed, "index.kmeans"), 0, 0);
    for (int i = 0; i < N; i++)
        shuffled[i] = i;
    rng_shuffle(&rng, shuffled, N);
    for (int c = 0; c < C; c++) {
        float *centroid = centroids + (size_t)c * (size_t)D;
        memcpy(centroid, points + (size_t)shuffled[c] * (size_t)D, (size_t)D * sizeof *centroid);
        vec_normalise(centroid, D);
    }
}

bool kmeans_cells(float *centroids, int C, const float *points, int N, int D, int rounds, uint64_t seed,
                  struct pool *pool, struct progress *progress, double from, double to, struct err *err) {
    bool ok = false;
    int32_t *cell = mem_array((size_t)N, sizeof *cell, err), *members = mem_array((size_t)N, sizeof *members, err);
    int32_t *start = mem_array((size_t)C + 1, sizeof *start, err);
    float *score = mem_array((size_t)N, sizeof *score, err);
    if (!cell || !members || !start || !score)
        goto out;
    start_from_points(centroids, C, points, N, D, seed, members);
    for (int round = 0; round < rounds; round++) {
        double a = from + (to - from) * round / rounds, b = from + (to - from) * (round + 1) / rounds;
        bool assigned =
            round < EXACT_ROUNDS
                ? kmeans_assign(cell, score, points, N, centroids, C, D, pool, progress, a, b, err)
                : kmeans_reassign(cell, score, members, start, points, N, centroids, C, D, pool, progress, a, b, err);
        if (!assigned)
            goto out;
        kmeans_group(members, start, cell, N, C);
        struct update u = {centroids, points, members, start, C, D};
        pool_for(pool, UPDATE_SHARDS, update_shard, &u);
        reseed_empty(&u, cell, score, N);
    }
    ok = true;
out:
    free(cell);
    free(members);
    free(start);
    free(score);
    return ok;
}

/* --- sub-codes --- */

static inline __attribute__((always_inline)) int nearest_code(const float *centroids, const float *x, int W) {
    int best = 0;
    float least = INFINITY;
    for (int c = 0; c < KMEANS_CODES; c++) {
        float distance = 0;
        for (int w = 0; w < W; w++) {
            float gap = x[w] - centroids[c * W + w];
            distance += gap * gap;
        }
        if (distance < least) {
            least = distance;
            best = c;
        }
    }
    return best;
}

/* One or two columns are what most codes have: with their number known the loop over codes has no inner one, which is
 * several times as fast. */
int kmeans_nearest_code(const float *centroids, const float *x, int W) {
    return W == 1   ? nearest_code(centroids, x, 1)
           : W == 2 ? nearest_code(centroids, x, 2)
                    : nearest_code(centroids, x, W);
}

void kmeans_codes(float *centroids, const float *points, int N, size_t stride, int W, int rounds, uint64_t draw_key,
                  uint32_t block, double *sums) {
    struct rng rng = rng_of(draw_key, 0, block);
    for (int c = 0; c < KMEANS_CODES; c++) /* fewer points than codes: some repeat, and are never chosen */
        memcpy(centroids + c * W, points + (size_t)rng_below(&rng, (uint32_t)N) * stride,
               (size_t)W * sizeof *centroids);
    double *counts = sums + KMEANS_CODES * W;
    for (int round = 0; round < rounds; round++) {
        memset(sums, 0, (size_t)(KMEANS_CODES * (W + 1)) * sizeof *sums);
        for (int i = 0; i < N; i++) {
            const float *x = points + (size_t)i * stride;
            int c = kmeans_nearest_code(centroids, x, W);
            counts[c] += 1;
            for (int w = 0; w < W; w++)
                sums[c * W + w] += x[w];
        }
        for (int c = 0; c < KMEANS_CODES; c++) {
            /* A code without points starts again at some point: likely in a dense place, which can use it. */
            const float *again = points + (size_t)rng_below(&rng, (uint32_t)N) * stride;
            for (int w = 0; w < W; w++)
                centroids[c * W + w] = counts[c] > 0 ? (float)(sums[c * W + w] / counts[c]) : again[w];
        }
    }
}
