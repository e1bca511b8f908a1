/* The inverted file: vectors in the lists of their nearest centroids, full or as codes. */
#include "base/mem.h"
#include "base/rng.h"
#include "index/kmeans.h"
#include "index/parts.h"

#include <assert.h>
#include <stdlib.h>

enum { TRAIN_PER_CELL = 64, TRAIN_ROUNDS = 10 };

/* A sample without replacement of n of the vectors, in the order of their ids. */
static float *sample_of(const struct build *build, int n, struct err *err) {
    int32_t *ids = mem_array((size_t)build->N, sizeof *ids, err);
    float *points = ids ? mem_array((size_t)n * (size_t)build->D, sizeof *points, err) : NULL;
    if (points) {
        struct rng rng = rng_of(rng_draw(build->params->seed, "index.sample"), 0, 0);
        int taken = 0;
        for (int i = 0; i < build->N && taken < n; i++) /* Knuth's selection sampling */
            if (rng_below(&rng, (uint32_t)(build->N - i)) < (uint32_t)(n - taken))
                memcpy(points + (size_t)taken++ * (size_t)build->D, build->vectors + (size_t)i * (size_t)build->D,
                       (size_t)build->D * sizeof *points);
        assert(taken == n);
    }
    free(ids);
    return points;
}

static bool train_cells(const struct build *build, float *centroids, int C, struct err *err) {
    const float *points = build->vectors;
    float *sample = NULL;
    int n = build->N;
    if (n / TRAIN_PER_CELL > C) {
        n = TRAIN_PER_CELL * C;
        points = sample = sample_of(build, n, err);
        if (!sample)
            return false;
    }
    bool ok = kmeans_cells(centroids, C, points, n, build->D, TRAIN_ROUNDS, build->params->seed, build->pool,
                           build->progress, 0.0, 0.6, err);
    free(sample);
    return ok;
}

/* Full vectors: by place for ivf, whose lists they are, by id for refinement. */
static bool put_vectors(const struct build *build, const int32_t *ids, struct err *err) {
    float *vectors = blob_add(build->out, "index.vectors", BLOB_F32, build->N, build->D, 0, err);
    if (!vectors)
        return false;
    size_t D = (size_t)build->D;
    for (int i = 0; i < build->N; i++) {
        int32_t id = build->params->kind == INDEX_IVF ? ids[i] : i;
        memcpy(vectors + (size_t)i * D, build->vectors + (size_t)id * D, D * sizeof *vectors);
    }
    return true;
}

static bool put_centroids(const struct build *build, const float *centroids, int C, struct err *err) {
    int D = build->D;
    float *blocks = blob_add(build->out, "index.centroids", BLOB_F32, ivf_blocks(C), D, ROW_BLOCK, err);
    for (int c = 0; blocks && c < C; c++)
        for (int d = 0; d < D; d++)
            blocks[((size_t)(c / ROW_BLOCK) * (size_t)D + (size_t)d) * ROW_BLOCK + (size_t)(c % ROW_BLOCK)] =
                centroids[(size_t)c * (size_t)D + (size_t)d];
    return blocks != NULL;
}

bool ivf_build(const struct build *build, struct err *err) {
    bool ok = false;
    int N = build->N, D = build->D, C = build->params->nlist < N ? build->params->nlist : N;
    float *score = mem_array((size_t)N, sizeof *score, err);
    int32_t *cell = mem_array((size_t)N, sizeof *cell, err);
    float *centroids = mem_array((size_t)C * (size_t)D, sizeof *centroids, err);
    int32_t *start = blob_add(build->out, "index.start", BLOB_I32, C + 1, 0, 0, err);
    int32_t *ids = blob_add(build->out, "index.ids", BLOB_I32, N, 0, 0, err);
    if (!score || !cell || !centroids || !start || !ids)
        goto out;
    if (!train_cells(build, centroids, C, err) ||
        !kmeans_assign(cell, score, build->vectors, N, centroids, C, D, build->pool, build->progress, 0.6, 0.8, err))
        goto out;
    kmeans_group(ids, start, cell, N, C);
    if (!put_vectors(build, ids, err))
        goto out;
    if (build->params->kind == INDEX_IVF_SQ8 && !sq8_encode(build, ids, err))
        goto out;
    if (build->params->kind == INDEX_IVF_PQ && !pq_encode(build, ids, cell, centroids, err))
        goto out;
    ok = put_centroids(build, centroids, C, err) && progress_step(build->progress, 1.0, err);
out:
    free(centroids);
    free(score);
    free(cell);
    return ok;
}
