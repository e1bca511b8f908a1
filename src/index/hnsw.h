/* hnsw.h - walking a navigable small world graph (Malkov and Yashunin 2018): shared by its build and its search.
 * Similarity is the inner product. While the graph is built each vector has one more coordinate, its lift, that gives
 * all of them the same length (Bachrach et al. 2014): among lifted vectors the inner product orders like a distance,
 * which choosing diverse neighbours relies on; a query has lift 0 and sees plain inner products. */
#ifndef INDEX_HNSW_H
#define INDEX_HNSW_H
#include "index/parts.h"

struct graph {
    const struct kernels *kernels;
    const float *vectors; /* (N,D) */
    const float *lift;    /* (N) while building, else NULL */
    int N, D, M;
    const int32_t *links, *upper, *tower;
};
struct walker {
    const float *q; /* (D) */
    float lift;
};

/* What one walk at a time needs; the best ones of a walk are where the next walk, a layer lower, starts. */
struct beam {
    int N;
    uint32_t *seen, walk; /* (N) the number of the last walk that saw a node */
    int64_t *ahead;       /* (N) heap: nodes to expand, best on top */
    int64_t *best;        /* (room) heap: complements of the keys found, worst on top */
    int n_ahead, n_best, room;
    int32_t *ids;  /* (2M) */
    float *scores; /* (2M) */
};

/* Links of a node at a layer: rows of *width ids, padded with -1. */
static inline const int32_t *graph_row(const struct graph *g, int32_t id, int layer, int *width) {
    *width = layer == 0 ? 2 * g->M : g->M;
    if (layer == 0)
        return g->links + (size_t)id * 2 * (size_t)g->M;
    return g->upper + (size_t)(g->tower[id] + layer - 1) * (size_t)g->M;
}
static inline int graph_level(const struct graph *g, int32_t id) {
    return g->tower[id + 1] - g->tower[id];
}
/* out (n): similarity of the walker to each of ids (n). */
void graph_scores(const struct graph *g, float *out, const int32_t *ids, struct walker w, int n);
/* The best list is this one node. */
void beam_start(struct beam *beam, const struct graph *g, struct walker w, int32_t entry);
/* The best ef nodes of the layer that the query accepts (NULL: any). Returns how many were scored. */
int64_t beam_walk(struct beam *beam, const struct graph *g, struct walker w, int layer, int ef,
                  const struct index_query *query);
/* One more node beside what the walk found. */
void beam_add(struct beam *beam, float score, int32_t id);
/* Empties the list into keys, best first; how many there were. */
int beam_take(struct beam *beam, int64_t *keys);
#endif
