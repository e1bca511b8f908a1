#include "index/parts.h"

bool flat_build(const struct build *build, struct err *err) {
    float *vectors = blob_add(build->out, "index.vectors", BLOB_F32, build->N, build->D, 0, err);
    if (!vectors)
        return false;
    memcpy(vectors, build->vectors, (size_t)build->N * (size_t)build->D * sizeof *vectors);
    return progress_step(build->progress, 1.0, err);
}

void scan_offer(const struct index *index, struct topk *top, const struct index_query *query, const float *scores,
                const int32_t *ids, int32_t first, int n) {
    int32_t where[SCAN_BLOCK];
    int found = index->kernels->at_least(where, scores, topk_threshold(top), n);
    for (int j = 0; j < found; j++) { /* the threshold rises meanwhile: topk_push looks again */
        int32_t id = ids ? ids[where[j]] : first + where[j];
        if (query_accepts(query, id))
            topk_push(top, id, scores[where[j]]);
    }
}

enum { FLAT_QUERIES = 12, FLAT_ROWS = 64 }; /* the rows and the queries stay in the nearest cache together */

void flat_search_many(const struct index *index, const struct index_query *query, const float *q, int Q,
                      struct best *found, struct index_stats *stats) {
    float scores[FLAT_QUERIES * FLAT_ROWS];
    size_t D = (size_t)index->D;
    for (int j = 0; j < Q; j++)
        best_reset(&found[j], query->k);
    for (int first = 0; first < index->N; first += FLAT_ROWS) {
        int n = index->N - first < FLAT_ROWS ? index->N - first : FLAT_ROWS;
        for (int j = 0; j < Q; j += FLAT_QUERIES) {
            int some = Q - j < FLAT_QUERIES ? Q - j : FLAT_QUERIES;
            index->kernels->dots_many(scores, index->vectors + (size_t)first * D, q + (size_t)j * D, n, some, index->D);
            for (int m = 0; m < some; m++)
                scan_offer(index, &found[j + m].top, query, scores + (size_t)m * (size_t)n, NULL, first, n);
        }
    }
    stats->scored += (int64_t)Q * index->N;
}

void flat_search(const struct index *index, const struct index_query *query, const float *q,
                 struct index_scratch *scratch, struct index_stats *stats) {
    flat_search_many(index, query, q, 1, &scratch->found, stats);
}
