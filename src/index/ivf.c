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

bool ivf_build(const struct build *build, struct err *err) {
    bool ok = false;
    int N = build->N, D = build->D, C = build->params->nlist < N ? build->params->nlist : N;
    float *score = mem_array((size_t)N, sizeof *score, err);
    int32_t *cell = mem_array((size_t)N, sizeof *cell, err);
    float *centroids = blob_add(build->out, "index.centroids", BLOB_F32, C, D, 0, err);
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
    ok = progress_step(build->progress, 1.0, err);
out:
    free(score);
    free(cell);
    return ok;
}

/* --- search --- */

struct scan {
    const struct index *index;
    const struct index_query *query;
    const float *q;
    struct index_scratch *scratch;
    float unit; /* sq8 */
};

static void scan_cell(const struct scan *scan, int c) {
    const struct index *ix = scan->index;
    struct index_scratch *scratch = scan->scratch;
    float scores[SCAN_BLOCK];
    if (ix->kind == INDEX_IVF_PQ) {
        pq_scan_cell(ix, scan->query, scratch, c, scan->query->refine < 1);
        return;
    }
    for (int first = ix->start[c]; first < ix->start[c + 1]; first += SCAN_BLOCK) {
        int n = ix->start[c + 1] - first < SCAN_BLOCK ? ix->start[c + 1] - first : SCAN_BLOCK;
        if (ix->kind == INDEX_IVF) {
            ix->kernels->dots(scores, ix->vectors + (size_t)first * (size_t)ix->D, scan->q, n, ix->D);
        } else {
            sq8_scores(ix, scores, first, n, scratch->query16, scan->unit);
        }
        scan_offer(ix, &scratch->found.top, scan->query, scores, ix->ids + first, 0, n);
    }
}

static void rank_cells(const struct index *ix, struct index_scratch *scratch, int n) {
    best_reset(&scratch->cells, n);
    topk_push_all(&scratch->cells.top, scratch->centroid_scores, ix->C, 0);
    topk_finish(&scratch->cells.top, scratch->order, NULL);
}

/* Opens the nprobe best cells. When the filter took so much that fewer were found than these cells hold, further ones
 * are opened until it has been made good: a filter costs time, not results. */
static void scan_cells(const struct scan *scan, int nprobe, int wanted, struct index_stats *stats) {
    const struct index *ix = scan->index;
    struct index_scratch *scratch = scan->scratch;
    int64_t held = 0;
    int opened = 0;
    rank_cells(ix, scratch, nprobe);
    for (; opened < ix->C; opened++) {
        if (opened >= nprobe) {
            if (scratch->found.top.n >= wanted || scratch->found.top.n >= held)
                break;
            if (opened == nprobe)
                rank_cells(ix, scratch, ix->C);
        }
        int c = scratch->order[opened], size = ix->start[c + 1] - ix->start[c];
        held += opened < nprobe ? size : 0;
        stats->scored += size;
        scan_cell(scan, c);
    }
    stats->cells += opened;
}

static void refine(const struct scan *scan, int wanted, struct index_stats *stats) {
    struct index_scratch *scratch = scan->scratch;
    const struct index *ix = scan->index;
    if (wanted > scratch->again_room) {
        scratch->again_room = wanted;
        scratch->again = mem_grow(scratch->again, (size_t)wanted, sizeof *scratch->again);
    }
    topk_shrink(&scratch->found.top); /* which they are matters, not their order */
    int n = scratch->found.top.n;
    for (int i = 0; i < n; i++)
        scratch->again[i] = scratch->found.top.room[i].id;
    best_reset(&scratch->found, scan->query->k);
    for (int first = 0; first < n; first += SCAN_BLOCK) {
        float scores[SCAN_BLOCK];
        int have = n - first < SCAN_BLOCK ? n - first : SCAN_BLOCK;
        ix->kernels->dots_at(scores, ix->vectors, scratch->again + first, scan->q, have, ix->D);
        scan_offer(ix, &scratch->found.top, scan->query, scores, scratch->again + first, 0, have);
    }
    stats->refined += n;
}

void ivf_search(const struct index *index, const struct index_query *query, const float *q,
                struct index_scratch *scratch, struct index_stats *stats) {
    struct scan scan = {index, query, q, scratch, 0};
    bool coded = index->kind != INDEX_IVF;
    int64_t wanted = coded && query->refine > 1 ? (int64_t)query->k * query->refine : query->k;
    if (wanted > index->N)
        wanted = index->N > query->k ? index->N : query->k;
    int nprobe = query->nprobe < 1 ? 1 : query->nprobe < index->C ? query->nprobe : index->C;
    if (index->kind == INDEX_IVF_SQ8)
        scan.unit = sq8_prepare(index, q, scratch->query16);
    if (index->kind == INDEX_IVF_PQ)
        pq_prepare(index, q, scratch);
    index->kernels->dots(scratch->centroid_scores, index->centroids, q, index->C, index->D);
    best_reset(&scratch->found, (int)wanted);
    scan_cells(&scan, nprobe, (int)wanted, stats);
    if (coded && query->refine > 0)
        refine(&scan, (int)wanted, stats);
}
