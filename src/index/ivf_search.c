/* Search of the inverted files, for one query or for many at once. Many first choose their cells by one product of
 * matrices; then cells, not queries, are gone through, so that the codes of a cell are read from memory once for all
 * queries that look into it. What a query finds does not depend on the order in which it meets its cells, nor on who
 * else is asking. */
#include "base/mem.h"
#include "index/parts.h"

#include <assert.h>
#include <stdlib.h>

enum { TILE_ROWS = 64 }; /* with IVF_TILE queries they stay in the nearest cache */
enum { TOGETHER_MOST = 1024, TOGETHER_BYTES = 16 << 20 };
/* A score from codes is taken to be off by no more than so many times the root mean square error of the worst code. */
static const float ERRORS_MOST = 3;
/* Cells that hold so many times what a query wants are looked into ahead of the others. */
enum { AHEAD = 2 };

struct search {
    const struct index *index;
    const struct index_query *query;
    const float *q; /* (Q,D) */
    int Q, wanted, nprobe;
    struct best *found;
    struct ivf_room *room;
    struct index_stats *stats;
};

/* --- room --- */

struct ivf_room *ivf_room_new(const struct index *index, int Q, struct err *err) {
    struct ivf_room *room = mem_must(1, sizeof *room);
    size_t S = (size_t)index->S, C = (size_t)index->C, D = (size_t)index->D;
    size_t levels = index->kind == INDEX_IVF_SQ8 ? 4 * (size_t)sq8_groups(index->D) : 0;
    room->Q = Q;
    room->queries = mem_must((size_t)Q, sizeof *room->queries);
    room->first = mem_must(C + 1, sizeof *room->first);
    room->ranked = mem_must(C, sizeof *room->ranked);
    room->largest = mem_must(C, sizeof *room->largest);
    room->together = mem_must(IVF_TILE * D, sizeof *room->together);
    room->padded = mem_must(D + 2 * S, sizeof *room->padded);
    room->products = mem_array((size_t)(Q < IVF_CHOOSE ? Q : IVF_CHOOSE) * (size_t)ivf_blocks(index->C) * ROW_BLOCK,
                               sizeof *room->products, err);
    room->sq_levels = mem_array((size_t)Q * levels, sizeof *room->sq_levels, err);
    room->pq_levels = mem_array((size_t)Q * 16 * S, sizeof *room->pq_levels, err);
    room->pq_exact = mem_array((size_t)Q * 16 * S, sizeof *room->pq_exact, err);
    if (!room->products || !room->sq_levels || !room->pq_levels || !room->pq_exact) {
        ivf_room_free(room);
        return NULL;
    }
    for (size_t j = 0; j < (size_t)Q; j++) {
        room->queries[j].levels = room->sq_levels + j * levels;
        room->queries[j].pq.levels = room->pq_levels + j * 16 * S;
    }
    return room;
}

void ivf_room_free(struct ivf_room *room) {
    if (!room)
        return;
    best_free(&room->cells);
    free(room->queries);
    free(room->sq_levels);
    free(room->pq_levels);
    free(room->pq_exact);
    free(room->order);
    free(room->centres);
    free(room->probes);
    free(room->first);
    free(room->ranked);
    free(room->products);
    free(room->largest);
    free(room->together);
    free(room->padded);
    free(room->again);
    free(room);
}

static void reserve_probes(struct ivf_room *room, size_t n) {
    if (n <= room->probes_room)
        return;
    room->probes_room = n;
    room->order = mem_grow(room->order, n, sizeof *room->order);
    room->centres = mem_grow(room->centres, n, sizeof *room->centres);
    room->probes = mem_grow(room->probes, n, sizeof *room->probes);
}

/* --- what a query wants --- */

static bool coded(const struct index *index) {
    return index->kind != INDEX_IVF;
}

int ivf_wanted(const struct index *index, const struct index_query *query) {
    int64_t wanted = coded(index) && query->refine > 1 ? (int64_t)query->k * query->refine : query->k;
    if (wanted > index->N)
        wanted = index->N > query->k ? index->N : query->k;
    return (int)wanted;
}

static int nprobe_of(const struct index *index, const struct index_query *query) {
    return query->nprobe < 1 ? 1 : query->nprobe < index->C ? query->nprobe : index->C;
}

int ivf_queries_together(const struct index *index, const struct index_query *query) {
    size_t bytes = (size_t)topk_room(ivf_wanted(index, query)) * sizeof(int64_t) +
                   (size_t)nprobe_of(index, query) * 32 + 80 * (size_t)index->S + 2 * (size_t)index->D;
    size_t most = TOGETHER_BYTES / bytes;
    return most < 1 ? 1 : most < TOGETHER_MOST ? (int)most : TOGETHER_MOST;
}

/* --- scanning --- */

/* How many of its best cells a query looks into ahead of the others: as many as hold several times what it wants. Their
 * codes raise its threshold, so that of the others' codes few have to be kept for a while. */
static int ahead_of(const struct search *s, const int32_t *order) {
    int64_t held = 0;
    int i = 0;
    for (; i < s->nprobe && held < AHEAD * (int64_t)s->wanted; i++)
        held += s->index->start[order[i] + 1] - s->index->start[order[i]];
    return i;
}

/* probes: by cell, within a cell by query; of every query those that go ahead, or the others. */
static void group_probes(const struct search *s, bool ahead) {
    struct ivf_room *room = s->room;
    size_t nprobe = (size_t)s->nprobe;
    memset(room->first, 0, ((size_t)s->index->C + 1) * sizeof *room->first);
    for (int put = 0; put < 2; put++) {
        for (size_t j = 0; j < (size_t)s->Q; j++) {
            const int32_t *order = room->order + j * nprobe;
            const float *centres = room->centres + j * nprobe;
            int begin = ahead ? 0 : room->queries[j].ahead, end = ahead ? room->queries[j].ahead : s->nprobe;
            for (int i = begin; i < end; i++)
                if (put)
                    room->probes[room->first[order[i]]++] = (struct probe){(int32_t)j, centres[i]};
                else
                    room->first[order[i] + 1]++;
        }
        for (int c = 0; !put && c < s->index->C; c++)
            room->first[c + 1] += room->first[c];
    }
}

/* n <= IVF_TILE queries on the full vectors of a cell. */
static void scan_vectors(const struct search *s, int c, const struct probe *probes, int n) {
    const struct index *ix = s->index;
    size_t D = (size_t)ix->D;
    float products[IVF_TILE * TILE_ROWS];
    for (int m = 0; m < n; m++)
        memcpy(s->room->together + (size_t)m * D, s->q + (size_t)probes[m].query * D, D * sizeof *s->q);
    for (int first = ix->start[c]; first < ix->start[c + 1]; first += TILE_ROWS) {
        int rows = ix->start[c + 1] - first < TILE_ROWS ? ix->start[c + 1] - first : TILE_ROWS;
        ix->kernels->dots_many(products, ix->vectors + (size_t)first * D, s->room->together, rows, n, ix->D);
        for (int m = 0; m < n; m++)
            scan_offer(ix, &s->found[probes[m].query].top, s->query, products + (size_t)m * (size_t)rows,
                       ix->ids + first, 0, rows);
    }
}

static void prefetch_query(const struct search *s, int j) {
    const struct ivf_query *query = &s->room->queries[j];
    __builtin_prefetch(query);
    __builtin_prefetch(&s->found[j]);
    for (int d = 0; s->index->kind == INDEX_IVF_SQ8 && d < s->index->D; d += 32)
        __builtin_prefetch(query->levels + d);
}

static void scan_cell(const struct search *s, int c, const struct probe *probes, int n) {
    const struct index *ix = s->index;
    int most = ix->kind == INDEX_IVF ? IVF_TILE : SQ_QUERIES_MOST;
    s->stats->scored += (int64_t)(ix->start[c + 1] - ix->start[c]) * n;
    s->stats->cells += n;
    for (int m = 0; m < n; m += most) {
        int some = n - m < most ? n - m : most;
        for (int i = m + most; i < n && i < m + 2 * most; i++) /* the next ones */
            prefetch_query(s, probes[i].query);
        if (ix->kind == INDEX_IVF)
            scan_vectors(s, c, probes + m, some);
        else if (ix->kind == INDEX_IVF_SQ8)
            sq8_scan_cell(ix, s->query, s->room->queries, s->found, c, probes + m, some);
        for (int i = m; ix->kind == INDEX_IVF_PQ && i < m + some; i++)
            pq_scan_cell(ix, s->query, &s->room->queries[probes[i].query].pq, &s->found[probes[i].query].top, c,
                         probes[i].centre, s->query->refine < 1);
    }
}

/* Best first, so that little has to be thrown away again. */
static void scan_for_one(const struct search *s) {
    const struct index *ix = s->index;
    const struct ivf_room *room = s->room;
    if (ix->kind != INDEX_IVF_SQ8) {
        for (int i = 0; i < s->nprobe; i++)
            scan_cell(s, room->order[i], &(struct probe){0, room->centres[i]}, 1);
        return;
    }
    sq8_scan_cells(ix, s->query, room->queries, &s->found->top, room->order, s->nprobe);
    for (int i = 0; i < s->nprobe; i++)
        s->stats->scored += ix->start[room->order[i] + 1] - ix->start[room->order[i]];
    s->stats->cells += s->nprobe;
}

static void scan_cells(const struct search *s) {
    struct ivf_room *room = s->room;
    ivf_choose(s->index, s->q, s->Q, s->nprobe, room, room->order, room->centres);
    if (s->Q == 1) {
        scan_for_one(s);
        return;
    }
    for (int j = 0; j < s->Q; j++)
        room->queries[j].ahead = ahead_of(s, room->order + (size_t)j * (size_t)s->nprobe);
    for (int round = 0; round < 2; round++) {
        group_probes(s, round == 0);
        for (int c = 0, begin = 0; c < s->index->C; begin = room->first[c++]) /* first[c] now says where c's end */
            scan_cell(s, c, room->probes + begin, room->first[c] - begin);
        for (int j = 0; round == 0 && j < s->Q; j++)
            topk_shrink(&s->found[j].top);
    }
}

/* When the filter took so much that fewer were found than the cells hold, further ones are opened until it has been
 * made good: a filter costs time, not results. */
static void fill_up(const struct search *s, int j) {
    const struct index *ix = s->index;
    struct ivf_room *room = s->room;
    struct best *cells = &room->cells;
    const struct topk *top = &s->found[j].top;
    int64_t held = 0;
    for (int i = 0; i < s->nprobe; i++) {
        int c = room->order[(size_t)j * (size_t)s->nprobe + (size_t)i];
        held += ix->start[c + 1] - ix->start[c];
    }
    if (top->n >= s->wanted || top->n >= held)
        return;
    ix->kernels->products(room->products, 0, ix->centroids, s->q + (size_t)j * (size_t)ix->D, ivf_blocks(ix->C), 1,
                          ix->D);
    best_reset(cells, ix->C);
    topk_push_all(&cells->top, room->products, ix->C, 0);
    topk_finish(&cells->top, room->ranked, NULL);
    for (int i = s->nprobe; i < ix->C && top->n < s->wanted && top->n < held; i++)
        scan_cell(s, room->ranked[i], &(struct probe){j, room->products[room->ranked[i]]}, 1);
}

/* --- refinement --- */

/* Scores keys (n) again from the full vectors. */
static void score_again(const struct search *s, int j, int64_t *keys, int n) {
    const struct index *ix = s->index;
    int32_t *again = s->room->again;
    float scores[SCAN_BLOCK];
    for (int i = 0; i < n; i++)
        again[i] = topk_id(keys[i]);
    for (int first = 0; first < n; first += SCAN_BLOCK) {
        int have = n - first < SCAN_BLOCK ? n - first : SCAN_BLOCK;
        ix->kernels->dots_at(scores, ix->vectors, again + first, s->q + (size_t)j * (size_t)ix->D, have, ix->D);
        for (int i = 0; i < have; i++)
            keys[first + i] = topk_key(scores[i], again[first + i]);
    }
    s->stats->refined += n;
}

static float length_of(const float *x, int D) {
    float sum = 0;
    for (int d = 0; d < D; d++)
        sum += x[d] * x[d];
    return sqrtf(sum);
}

/* The k best by their codes are scored again; of the others those that may be as good as the worst of these, were their
 * codes off by as much as codes ever are. */
static void refine(const struct search *s, int j) {
    struct topk *top = &s->found[j].top;
    struct ivf_room *room = s->room;
    int k = s->query->k, kept;
    if (s->wanted > room->again_room) {
        room->again_room = s->wanted;
        room->again = mem_grow(room->again, (size_t)s->wanted, sizeof *room->again);
    }
    topk_shrink(top); /* which they are matters, not their order */
    int64_t *keys = top->room;
    int n = top->n;
    topk_part(top, k);
    kept = n < k ? n : k;
    score_again(s, j, keys, kept);
    if (n > k) {
        int64_t worst = keys[0];
        float slack = ERRORS_MOST * s->index->code_error;
        for (int i = 1; i < k; i++)
            worst = keys[i] < worst ? keys[i] : worst;
        slack *= length_of(s->q + (size_t)j * (size_t)s->index->D, s->index->D);
        for (int i = k; i < n; i++)
            if (topk_score(keys[i]) + slack >= topk_score(worst))
                keys[kept++] = keys[i];
        score_again(s, j, keys + k, kept - k);
    }
    top->k = k; /* the same room, as a collector of k */
    top->n = kept;
    top->worst = topk_key(-INFINITY, INT32_MAX);
    topk_shrink(top);
}

void ivf_search_many(const struct index *index, const struct index_query *query, const float *q, int Q,
                     struct best *found, struct ivf_room *room, struct index_stats *stats) {
    int nprobe = nprobe_of(index, query), wanted = ivf_wanted(index, query);
    struct search s = {index, query, q, Q, wanted, nprobe, found, room, stats};
    assert(Q <= room->Q);
    reserve_probes(room, (size_t)Q * (size_t)nprobe);
    for (int j = 0; j < Q; j++) {
        const float *own = q + (size_t)j * (size_t)index->D;
        best_reset(&found[j], wanted);
        if (index->kind == INDEX_IVF_SQ8)
            sq8_prepare(index, own, &room->queries[j]);
        if (index->kind == INDEX_IVF_PQ) { /* the exact tables are kept when they are what scores */
            room->queries[j].pq.exact = room->pq_exact + (query->refine > 0 ? 0 : (size_t)j * 16 * (size_t)index->S);
            pq_prepare(index, own, room->padded, &room->queries[j].pq);
        }
    }
    scan_cells(&s);
    for (int j = 0; j < Q; j++) {
        if (query->birth || query->removed)
            fill_up(&s, j);
        if (coded(index) && query->refine > 0)
            refine(&s, j);
    }
}
