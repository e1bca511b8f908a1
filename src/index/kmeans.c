#include "index/kmeans.h"
#include "base/mem.h"
#include "base/rng.h"
#include "index/kernel.h"
#include "num/mat.h"
#include "num/topk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- assignment --- */

enum { CHUNK = 64, BLOCK = 256 }; /* points a shard, centroids at a time */

struct assign {
    int32_t *cell;
    float *score;
    const float *points, *centroids;
    int first, end, C, D; /* points [first,end) in this round */
    const struct kernels *kernels;
};

/* One product for each block of centroids. The shapes depend on N, C and the shard alone, so the bits do too. */
static void assign_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct assign *a = arg;
    int begin = a->first + shard * CHUNK, points = a->end - begin < CHUNK ? a->end - begin : CHUNK;
    float scores[CHUNK * BLOCK];
    int32_t where[BLOCK];
    for (int i = begin; i < begin + points; i++) {
        a->cell[i] = 0;
        a->score[i] = -INFINITY;
    }
    for (int c = 0; c < a->C; c += BLOCK) {
        int n = a->C - c < BLOCK ? a->C - c : BLOCK;
        mat_nt(scores, a->points + (size_t)begin * (size_t)a->D, a->centroids + (size_t)c * (size_t)a->D, points, n,
               a->D, 1.0f, false);
        for (int i = 0; i < points; i++) { /* few reach the best so far: those alone are compared one by one */
            const float *row = scores + (size_t)i * (size_t)n;
            int found = a->kernels->at_least(where, row, a->score[begin + i], n);
            for (int j = 0; j < found; j++)
                if (row[where[j]] > a->score[begin + i]) {
                    a->score[begin + i] = row[where[j]];
                    a->cell[begin + i] = c + where[j];
                }
        }
    }
}

bool kmeans_assign(int32_t *cell, float *score, const float *points, int N, const float *centroids, int C, int D,
                   struct pool *pool, struct progress *progress, double from, double to, struct err *err) {
    struct assign a = {cell, score, points, centroids, 0, 0, C, D, kernels_best()};
    if (!mat_start(err))
        return false;
    /* A round of the pool is about 200 million products, some 10 ms: short enough to be cancelled between. */
    double round_points = 2e8 / ((double)C * D);
    int step = round_points > 1e6 ? 1000000 : (int)round_points;
    step = step < 16 * CHUNK ? 16 * CHUNK : step;
    for (int i = 0; i < N; i = a.end) {
        a.first = i;
        a.end = N - i < step ? N : i + step;
        pool_for(pool, (a.end - a.first + CHUNK - 1) / CHUNK, assign_shard, &a);
        if (!progress_step(progress, from + (to - from) * a.end / N, err))
            return false;
    }
    return true;
}

/* --- spherical k-means --- */

struct update {
    float *centroids;
    const float *points;
    const int32_t *members, *start; /* points by cell, ids ascending: members[start[c] .. start[c+1]) */
    int C, D;
};
enum { UPDATE_SHARDS = 32 };

static void normalise(float *v, int D) {
    double length = 0;
    for (int d = 0; d < D; d++)
        length += (double)v[d] * v[d];
    float scale = length > 0 ? (float)(1.0 / sqrt(length)) : 0.0f;
    for (int d = 0; d < D; d++)
        v[d] *= scale;
}

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
        normalise(centroid, u->D);
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
    struct ranked *room = mem_must((size_t)topk_room(empty), sizeof *room);
    int32_t *taken = mem_must((size_t)empty, sizeof *taken);
    topk_init(&worst, empty, room);
    for (int i = 0; i < N; i++)
        if (u->start[cell[i] + 1] - u->start[cell[i]] > 1)
            topk_push(&worst, i, -score[i]);
    int found = topk_finish(&worst, taken, NULL), next = 0;
    for (int c = 0; c < u->C && next < found; c++) {
        if (u->start[c] != u->start[c + 1])
            continue;
        float *centroid = u->centroids + (size_t)c * (size_t)u->D;
        memcpy(centroid, u->points + (size_t)taken[next++] * (size_t)u->D, (size_t)u->D * sizeof *centroid);
        normalise(centroid, u->D);
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
        normalise(centroid, D);
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
        if (!kmeans_assign(cell, score, points, N, centroids, C, D, pool, progress, a, b, err))
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

int kmeans_nearest_code(const float *centroids, const float *x, int W) {
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
