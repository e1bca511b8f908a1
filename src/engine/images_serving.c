/* images_serving.c - step 6 for images: single photographs timed through the network, the index, the scores and the
 * list; and how fast a catalogue is turned into vectors. The queue and production scale are as for every kind. */
#include "base/mem.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"
#include "engine/serving.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDEXED_PICTURES = 256 };

struct timing {
    struct searched s;
    struct queries q;
    struct embedder embedder;
    struct index *index;
    struct index_scratch *scratch;
    struct ranking_by by;
    int k;
    int32_t *ids;
    float *scores, *value, *query;
    double embed[TIMED_REQUESTS];
};

static bool timing_open(struct timing *t, const struct node_run *run, struct err *err) {
    searched_open(&t->s, run);
    queries_open(&t->q, node_in(run, N_REQUESTS));
    t->k = node_int(run, K_CANDIDATES) < t->s.images.items ? node_int(run, K_CANDIDATES) : t->s.images.items;
    if (!embedder_open(&t->embedder, run, node_in(run, N_RETRIEVAL_MODEL), err) ||
        !(t->index = index_open(node_in(run, N_INDEX), err)))
        return false;
    t->by = ranking_by_of(run, &t->s.images);
    size_t k = (size_t)t->k;
    return (t->scratch = index_scratch_new(t->index, t->k, err)) && (t->ids = mem_array(k, sizeof *t->ids, err)) &&
           (t->scores = mem_array(2 * k, sizeof *t->scores, err)) &&
           (t->query = mem_array((size_t)t->embedder.dim, sizeof *t->query, err));
}

static void timing_close(struct timing *t) {
    index_scratch_free(t->scratch);
    if (t->index)
        index_close(t->index);
    embedder_close(&t->embedder);
    free(t->ids);
    free(t->scores);
    free(t->query);
}

/* seconds: embedding; search; scores. The photograph comes in drawn. */
static void time_one(struct timing *t, const struct node_run *run, const struct photo *photo, double seconds[3]) {
    uint8_t rgb[IMAGE_BYTES];
    struct index_query query = index_query_of(run);
    images_draw_photo(&t->s.images, photo, rgb);
    query.k = t->k;
    query.birth = t->s.images.birth;
    query.born_by = photo->time;
    int64_t start = clock_ns(run->clock);
    embed_one(&t->embedder, rgb, t->query);
    int64_t embedded = clock_ns(run->clock);
    index_search(t->index, &query, t->query, t->scratch, t->ids, t->scores, NULL);
    int64_t found = clock_ns(run->clock);
    images_score(&t->by, t->query, t->ids, t->scores, t->k, t->scores + t->k);
    seconds[0] = (double)(embedded - start) * 1e-9;
    seconds[1] = (double)(found - embedded) * 1e-9;
    seconds[2] = (double)(clock_ns(run->clock) - found) * 1e-9;
}

static double indexing_rate(struct timing *t, const struct node_run *run) {
    int n = INDEXED_PICTURES < t->s.images.items ? INDEXED_PICTURES : t->s.images.items;
    uint8_t *rgb = mem_must((size_t)n * IMAGE_BYTES, 1);
    for (int i = 0; i < n; i++)
        images_draw_item(&t->s.images, i, rgb + (size_t)i * IMAGE_BYTES);
    int64_t start = clock_ns(run->clock);
    for (int i = 0; i < n; i++)
        embed_one(&t->embedder, rgb + (size_t)i * IMAGE_BYTES, t->query);
    double seconds = clock_seconds_since(run->clock, start);
    free(rgb);
    return n / fmax(seconds, 1e-9);
}

/* What does not grow with the catalogue, the network and the scores, counts as the rest of the request. */
bool images_stage_times(const struct node_run *run, struct blob *out, struct err *err) {
    struct timing *t = mem_must(1, sizeof *t);
    struct measures m = {0};
    double *search = blob_add(out, "seconds", BLOB_F64, 2, TIMED_REQUESTS, 0, err), *rest = search + TIMED_REQUESTS;
    double *rank = mem_must(TIMED_REQUESTS, sizeof *rank);
    bool ok = search && timing_open(t, run, err);
    for (int i = -WARM_UP_REQUESTS; ok && i < TIMED_REQUESTS; i++) {
        double seconds[3];
        time_one(t, run, query_photo(&t->s, &t->q, (i + WARM_UP_REQUESTS) % t->q.online), seconds);
        if (i >= 0) {
            t->embed[i] = seconds[0];
            search[i] = seconds[1];
            rank[i] = seconds[2];
            rest[i] = seconds[0] + seconds[2];
        }
        ok = i % 8 || node_progress(run, (double)(i > 0 ? i : 0) / TIMED_REQUESTS, err);
    }
    if (ok) {
        add_stage_times(&m, "embed", t->embed, TIMED_REQUESTS);
        add_stage_times(&m, "retrieve", search, TIMED_REQUESTS);
        add_stage_times(&m, "rank", rank, TIMED_REQUESTS);
        measures_add(&m, "serving.indexing_rate", indexing_rate(t, run), NULL, 0);
        ok = measures_pack(&m, out, err);
    }
    timing_close(t);
    free(rank);
    free(t);
    measures_free(&m);
    return ok;
}

bool images_policy_times(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    const struct blob *candidates = node_in(run, N_CANDIDATES);
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    const struct section *ids = blob_find(candidates, "ids"), *value = blob_find(node_in(run, N_SCORES), "value");
    int n = (int)ids->shape[0], k = (int)value->shape[1];
    float threshold = (float)node_real(run, K_DUPLICATE_THRESHOLD);
    double *seconds = blob_add(out, "seconds", BLOB_F64, TIMED_REQUESTS, 0, 0, err);
    int32_t *order = seconds ? mem_array((size_t)k, sizeof *order, err) : NULL;
    for (int i = -WARM_UP_REQUESTS; order && i < TIMED_REQUESTS; i++) {
        size_t at = (size_t)((i + WARM_UP_REQUESTS) % n);
        int32_t list[POLICY_LIST_MAX];
        int64_t start = clock_ns(run->clock);
        images_list((const int32_t *)ids->data + at * (size_t)ids->shape[1],
                    (const float *)value->data + at * (size_t)k, k, vectors->data, (int)vectors->shape[1], threshold,
                    node_int(run, K_LIST_SIZE), order, list);
        if (i >= 0)
            seconds[i] = (double)(clock_ns(run->clock) - start) * 1e-9;
    }
    bool ok = order != NULL;
    if (ok) {
        add_stage_times(&m, "rerank", seconds, TIMED_REQUESTS);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
    free(order);
    measures_free(&m);
    return ok;
}
