#include "index/hnsw.h"
#include "base/mem.h"

#include <stdlib.h>

/* --- a binary heap of keys, largest on top --- */

static void heap_push(int64_t *heap, int *n, int64_t key) {
    int i = (*n)++;
    for (int parent; i > 0 && heap[parent = (i - 1) / 2] < key; i = parent)
        heap[i] = heap[parent];
    heap[i] = key;
}

/* Puts key in the place of the top. */
static void heap_replace(int64_t *heap, int n, int64_t key) {
    int i = 0;
    for (int child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && heap[child + 1] > heap[child])
            child++;
        if (heap[child] <= key)
            break;
        heap[i] = heap[child];
    }
    heap[i] = key;
}

static int64_t heap_pop(int64_t *heap, int *n) {
    int64_t top = heap[0];
    if (--*n > 0)
        heap_replace(heap, *n, heap[*n]);
    return top;
}

/* --- the beam --- */

static void reserve_best(struct beam *beam, int ef) {
    if (ef <= beam->room)
        return;
    beam->room = ef;
    beam->best = mem_grow(beam->best, (size_t)ef, sizeof *beam->best);
}

struct beam *beam_new(int N, int M, struct err *err) {
    struct beam *beam = mem_must(1, sizeof *beam);
    beam->N = N;
    beam->seen = mem_array((size_t)N, sizeof *beam->seen, err);
    beam->ahead = mem_array((size_t)N, sizeof *beam->ahead, err);
    beam->ids = mem_must(2 * (size_t)M, sizeof *beam->ids);
    beam->scores = mem_must(2 * (size_t)M, sizeof *beam->scores);
    reserve_best(beam, 1);
    if (!beam->seen || !beam->ahead) {
        beam_free(beam);
        return NULL;
    }
    return beam;
}

void beam_free(struct beam *beam) {
    if (!beam)
        return;
    free(beam->seen);
    free(beam->ahead);
    free(beam->best);
    free(beam->ids);
    free(beam->scores);
    free(beam);
}

static void next_walk(struct beam *beam) {
    if (++beam->walk == 0) { /* once in four billion walks */
        memset(beam->seen, 0, (size_t)beam->N * sizeof *beam->seen);
        beam->walk = 1;
    }
}

void graph_scores(const struct graph *g, float *out, const int32_t *ids, struct walker w, int n) {
    g->kernels->dots_at(out, g->vectors, ids, w.q, n, g->D);
    if (g->lift)
        for (int i = 0; i < n; i++)
            out[i] += g->lift[ids[i]] * w.lift;
}

void beam_start(struct beam *beam, const struct graph *g, struct walker w, int32_t entry) {
    float score;
    graph_scores(g, &score, &entry, w, 1);
    reserve_best(beam, 1);
    beam->n_best = 1;
    beam->best[0] = ~topk_key(score, entry);
}

/* --- what memory is asked for before its turn --- */

enum { CACHE_LINE = 64, VECTORS_AHEAD = 8 };

static void fetch_row(const struct graph *g, int32_t id, int layer) {
    int width;
    const char *row = (const char *)graph_row(g, id, layer, &width);
    for (size_t at = 0; at < (size_t)width * sizeof(int32_t); at += CACHE_LINE)
        __builtin_prefetch(row + at);
}

static void fetch_vector(const struct graph *g, int32_t id) {
    const char *x = (const char *)(g->vectors + (size_t)id * (size_t)g->D);
    for (size_t at = 0; at < (size_t)g->D * sizeof(float); at += CACHE_LINE)
        __builtin_prefetch(x + at);
}

/* The unseen neighbours of a node into ids; how many. */
static int unseen_neighbours(struct beam *beam, const struct graph *g, int32_t id, int layer) {
    int width, have = 0, n = 0;
    const int32_t *row = graph_row(g, id, layer, &width);
    for (; have < width && row[have] >= 0; have++)
        __builtin_prefetch(&beam->seen[row[have]]);
    for (int i = 0; i < have; i++) { /* without a branch: half of them are seen, in no order */
        int32_t to = row[i];
        beam->ids[n] = to;
        n += beam->seen[to] != beam->walk;
        beam->seen[to] = beam->walk;
    }
    for (int i = 0; i < n && i < VECTORS_AHEAD; i++)
        fetch_vector(g, beam->ids[i]);
    return n;
}

static void consider(struct beam *beam, const struct graph *g, int layer, int64_t key, int ef,
                     const struct index_query *query) {
    bool full = beam->n_best == ef;
    if (full && key < ~beam->best[0])
        return;
    heap_push(beam->ahead, &beam->n_ahead, key); /* those the query refuses are still roads to others */
    if (beam->ahead[0] == key)
        fetch_row(g, topk_id(key), layer); /* it is likely the next */
    if (query && !query_accepts(query, topk_id(key)))
        return;
    if (full)
        heap_replace(beam->best, beam->n_best, ~key);
    else
        heap_push(beam->best, &beam->n_best, ~key);
}

int64_t beam_walk(struct beam *beam, const struct graph *g, struct walker w, int layer, int ef,
                  const struct index_query *query) {
    int64_t scored = 0;
    int starts = beam->n_best;
    reserve_best(beam, ef > starts ? ef : starts);
    next_walk(beam);
    beam->n_ahead = beam->n_best = 0;
    for (int i = 0; i < starts; i++) { /* place i is read before the heap of at most i entries can reach it */
        int64_t key = ~beam->best[i];
        beam->seen[topk_id(key)] = beam->walk;
        consider(beam, g, layer, key, ef, query);
    }
    while (beam->n_ahead > 0) {
        int64_t key = heap_pop(beam->ahead, &beam->n_ahead);
        if (beam->n_best == ef && key < ~beam->best[0])
            break;
        if (beam->n_ahead > 0)
            fetch_row(g, topk_id(beam->ahead[0]), layer);
        int n = unseen_neighbours(beam, g, topk_id(key), layer);
        graph_scores(g, beam->scores, beam->ids, w, n);
        scored += n;
        for (int i = 0; i < n; i++)
            consider(beam, g, layer, topk_key(beam->scores[i], beam->ids[i]), ef, query);
    }
    return scored;
}

void beam_add(struct beam *beam, float score, int32_t id) {
    reserve_best(beam, beam->n_best + 1);
    heap_push(beam->best, &beam->n_best, ~topk_key(score, id));
}

int beam_take(struct beam *beam, int64_t *keys) {
    int n = beam->n_best;
    for (int i = n - 1; i >= 0; i--)
        keys[i] = ~heap_pop(beam->best, &beam->n_best);
    return n;
}

/* --- search --- */

/* What the walk did not reach, one by one: few accepted items, or a graph in pieces. Rare, and k are found when k
 * exist. */
static int64_t scan_unseen(const struct index *ix, const struct index_query *query, const float *q,
                           struct index_scratch *scratch) {
    const struct beam *beam = scratch->beam;
    int64_t scored = 0;
    for (int32_t id = 0; id < ix->N; id++) {
        if (beam->seen[id] == beam->walk || !query_accepts(query, id))
            continue;
        float score;
        ix->kernels->dots(&score, ix->vectors + (size_t)id * (size_t)ix->D, q, 1, ix->D);
        topk_push(&scratch->found.top, id, score);
        scored++;
    }
    return scored;
}

void hnsw_search(const struct index *index, const struct index_query *query, const float *q,
                 struct index_scratch *scratch, struct index_stats *stats) {
    struct graph g = {index->kernels, index->vectors, NULL,         index->N,    index->D,
                      index->M,       index->links,   index->upper, index->tower};
    struct walker w = {q, 0};
    struct beam *beam = scratch->beam;
    int k = query->k < index->N ? query->k : index->N, ef = query->ef_search > k ? query->ef_search : k;
    ef = ef < index->N ? ef : index->N;
    int32_t entry = index->entry[0];
    beam_start(beam, &g, w, entry);
    stats->scored++;
    for (int layer = graph_level(&g, entry); layer > 0; layer--)
        stats->scored += beam_walk(beam, &g, w, layer, 1, NULL);
    stats->scored += beam_walk(beam, &g, w, 0, ef, query);
    best_reset(&scratch->found, query->k);
    int found = beam->n_best;
    for (int i = 0; i < found; i++)
        topk_push(&scratch->found.top, topk_id(~beam->best[i]), topk_score(~beam->best[i]));
    if (found < k)
        stats->scored += scan_unseen(index, query, q, scratch);
}
