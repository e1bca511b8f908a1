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

void flat_search_many(const struct index *index, const struct index_query *query, const float *q, int Q,
                      struct best *found, struct index_stats *stats) {
    float scores[SCAN_BLOCK];
    size_t D = (size_t)index->D;
    for (int j = 0; j < Q; j++)
        best_reset(&found[j], query->k);
    for (int first = 0; first < index->N; first += SCAN_BLOCK) {
        int n = index->N - first < SCAN_BLOCK ? index->N - first : SCAN_BLOCK;
        for (int j = 0; j < Q; j++) {
            index->kernels->dots(scores, index->vectors + (size_t)first * D, q + (size_t)j * D, n, index->D);
            scan_offer(index, &found[j].top, query, scores, NULL, first, n);
        }
    }
    stats->scored += (int64_t)Q * index->N;
}

void flat_search(const struct index *index, const struct index_query *query, const float *q,
                 struct index_scratch *scratch, struct index_stats *stats) {
    flat_search_many(index, query, q, 1, &scratch->found, stats);
}
