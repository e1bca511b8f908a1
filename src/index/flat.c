/* Exact search. One query reads every vector once, at the speed of memory. Many queries are a product of matrices: it
 * is made in the order that is fastest, and only tells which vectors may reach a query's threshold; those are scored
 * again in the one order that all scores of this room have (kernel.h), so that a batch says what single queries say. */
#include "index/flat.h"
#include "base/mem.h"
#include "index/nearest.h"
#include "index/tile.h"
#include "num/isa.h"

#include <float.h>
#include <stdlib.h>

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

static void offer_to_one(const struct index *index, const struct index_query *query, struct flat_rows rows,
                         const float *q, struct topk *top) {
    float scores[SCAN_BLOCK];
    for (int i = 0; i < rows.n; i += SCAN_BLOCK) {
        int n = rows.n - i < SCAN_BLOCK ? rows.n - i : SCAN_BLOCK;
        index->kernels->dots(scores, rows.x + (size_t)i * (size_t)index->D, q, n, index->D);
        scan_offer(index, top, query, scores, NULL, rows.first + i, n);
    }
}

/* --- many queries --- */

/* Rows that stay in the nearest cache with a panel of queries; rows of a query that wait to be scored again, at most,
 * and for how many tiles: no longer than they stay in the second cache. */
enum { TILE = 5 * TILE_ROWS, WAITING = 64, TILES_WAITED = 24 };

struct many {
    const struct index *index;
    const struct index_query *query;
    struct flat_rows rows;
    const float *q;     /* (Q,D) */
    const float *panel; /* the queries packed */
    int Q;
    struct best *found;
    /* by query, to a whole number of panels */
    float *least;                /* what a product has to reach, but for rounding */
    float *length;               /* of the query */
    int32_t (*waiting)[WAITING]; /* rows */
    int *n_waiting;
};

/* The rows that wait, scored and offered: the threshold rises. */
static void settle(const struct many *m, int j) {
    if (m->n_waiting[j] == 0)
        return;
    const struct index *ix = m->index;
    float scores[WAITING];
    struct topk *top = &m->found[j].top;
    ix->kernels->dots_at(scores, m->rows.x, m->waiting[j], m->q + (size_t)j * (size_t)ix->D, m->n_waiting[j], ix->D);
    for (int i = 0; i < m->n_waiting[j]; i++)
        m->waiting[j][i] += m->rows.first;
    scan_offer(ix, top, m->query, scores, m->waiting[j], 0, m->n_waiting[j]);
    m->n_waiting[j] = 0;
    m->least[j] = topk_threshold(top);
}

/* A bit for each of sixteen lanes that are set. */
INLINE unsigned bits_of(const i8 *left, const i8 *right) {
    const i8 low = {1, 2, 4, 8, 16, 32, 64, 128};
    i4 wide = (i4)((*left & low) | (*right & (low << 8)));
    uint64_t both = (uint64_t)(wide[0] | wide[1] | wide[2] | wide[3]);
    return (unsigned)(both | both >> 32);
}

/* reach: the queries of a panel that a row reaches; there it waits. */
static void wait_for(const struct many *m, unsigned reach, int row, int panel) {
    for (; reach; reach &= reach - 1) {
        int j = panel + __builtin_ctz(reach);
        m->waiting[j][m->n_waiting[j]++] = row;
        if (m->n_waiting[j] == WAITING)
            settle(m, j);
    }
}

/* The root of the sum of squares of n floats: no row among them is longer. */
INLINE float length_of(const float *x, size_t n) {
    v8 a = {0}, b = {0};
    float all = 0;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        v8 left = *(const v8_any *)(x + i), right = *(const v8_any *)(x + i + 8);
        a += left * left;
        b += right * right;
    }
    for (; i < n; i++)
        all += x[i] * x[i];
    a += b;
    for (int j = 0; j < 8; j++)
        all += a[j];
    return sqrtf(all);
}

/* n <= TILE rows from `first` on, and `next` rows behind them the next ones, with every panel of queries. Two sums of D
 * products in any two orders differ by less than (2 D + 16) 2^-24 |x| |q|. */
NUM_KERNEL static void offer_tile(const struct many *m, int first, int n, int next) {
    int D = m->index->D;
    const float *x[TILE], *rows = m->rows.x + (size_t)first * (size_t)D, *panel = m->panel;
    float rounding = length_of(rows, (size_t)n * (size_t)D) * (float)(2 * D + 16) * (FLT_EPSILON / 2);
    for (int i = 0; i < TILE; i++)
        x[i] = rows + (size_t)(i < n ? i : n - 1) * (size_t)D;
    for (int j = 0; j < m->Q; j += TILE_COLUMNS, panel += TILE_COLUMNS * (size_t)D) {
        v8 bound[2];
        for (int h = 0; h < 2; h++)
            bound[h] = ((const v8_any *)(m->least + j))[h] - rounding * ((const v8_any *)(m->length + j))[h];
        for (int i = 0; i < n; i += TILE_ROWS) {
            v8 p[2 * TILE_ROWS];
            for (int d = 0; j == 0 && d < TILE_ROWS * D; d += 16)
                __builtin_prefetch(x[i] + (size_t)next * (size_t)D + d);
            tile_products(p, x + i, panel, D);
            i8 over = (p[0] >= bound[0]) | (p[1] >= bound[1]) | (p[2] >= bound[0]) | (p[3] >= bound[1]);
            over |= (p[4] >= bound[0]) | (p[5] >= bound[1]) | (p[6] >= bound[0]) | (p[7] >= bound[1]);
            over |= (p[8] >= bound[0]) | (p[9] >= bound[1]) | (p[10] >= bound[0]) | (p[11] >= bound[1]);
            if (!tile_any(&over))
                continue;
            for (int r = 0; r < TILE_ROWS && i + r < n; r++) {
                i8 reach[2] = {p[2 * r] >= bound[0], p[2 * r + 1] >= bound[1]};
                wait_for(m, bits_of(&reach[0], &reach[1]), first + i + r, j);
            }
        }
    }
}

/* One in so many tiles is a sample; which of them are gone through. */
enum { SAMPLED = 16 };
enum tiles { TILES_ALL, TILES_SAMPLE, TILES_REST };

static void offer_tiles(const struct many *m, enum tiles which) {
    int waited = 0, step = which == TILES_SAMPLE ? SAMPLED : 1;
    for (int tile = 0; tile <= (m->rows.n - 1) / TILE; tile += step) {
        int first = tile * TILE, n = m->rows.n - first < TILE ? m->rows.n - first : TILE;
        if (which == TILES_REST && tile % SAMPLED == 0)
            continue;
        offer_tile(m, first, n, step * TILE);
        for (int j = 0; waited == TILES_WAITED - 1 && j < m->Q; j++)
            settle(m, j);
        waited = (waited + 1) % TILES_WAITED;
    }
    for (int j = 0; j < m->Q; j++)
        settle(m, j);
}

/* What a query's k best have to reach, from a sample: as many of it as make k of all, and by how much that may be
 * wrong. Should fewer than k of all reach it then, the query is asked again by itself. So few of the rows have to be
 * looked at a second time, and none is lost. */
static int sample_of(int k) {
    double share = (double)k / SAMPLED;
    return (int)(share + 4 * sqrt(share) + 4);
}

static void offer_from_sample(struct many *m) {
    int k = m->query->k;
    for (int j = 0; j < m->Q; j++)
        best_reset(&m->found[j], sample_of(k) < k ? sample_of(k) : k);
    offer_tiles(m, TILES_SAMPLE);
    for (int j = 0; j < m->Q; j++) {
        struct topk *top = &m->found[j].top;
        topk_shrink(top);
        topk_widen(top, k);
        m->least[j] = topk_threshold(top);
    }
    offer_tiles(m, TILES_REST);
    for (int j = 0; j < m->Q; j++)
        if (m->found[j].top.n < k && topk_threshold(&m->found[j].top) > -INFINITY) {
            best_reset(&m->found[j], k);
            offer_to_one(m->index, m->query, m->rows, m->q + (size_t)j * (size_t)m->index->D, &m->found[j].top);
        }
}

/* As many rows as queries keep, or few more, are scored one query at a time: nearly all of them would have to wait. */
enum { ROWS_A_RESULT = 16 };

void flat_offer(const struct index *index, const struct index_query *query, struct flat_rows rows, const float *q,
                int Q, struct best *found) {
    size_t D = (size_t)index->D;
    if (Q < TILE_COLUMNS / 2 || rows.n / ROWS_A_RESULT < query->k) {
        for (int j = 0; j < Q; j++)
            offer_to_one(index, query, rows, q + (size_t)j * D, &found[j].top);
        return;
    }
    size_t padded = ((size_t)Q + TILE_COLUMNS - 1) / TILE_COLUMNS * TILE_COLUMNS;
    float *panel = mem_must(nearest_room(Q, index->D), sizeof *panel);
    struct many m = {.index = index, .query = query, .rows = rows, .q = q, .panel = panel, .Q = Q, .found = found};
    m.least = mem_must(padded, sizeof *m.least);
    m.length = mem_must(padded, sizeof *m.length);
    m.waiting = mem_must(padded, sizeof *m.waiting);
    m.n_waiting = mem_must(padded, sizeof *m.n_waiting);
    nearest_pack(panel, q, NULL, Q, index->D);
    bool empty = true;
    for (int j = 0; j < (int)padded; j++) {
        empty = empty && (j >= Q || found[j].top.n == 0);
        m.least[j] = j < Q ? topk_threshold(&found[j].top) : NAN; /* which nothing reaches */
        m.length[j] = j < Q ? length_of(q + (size_t)j * D, D) : 0;
    }
    if (empty && rows.n / ROWS_A_RESULT / 4 > query->k)
        offer_from_sample(&m);
    else
        offer_tiles(&m, TILES_ALL);
    free(panel);
    free(m.least);
    free(m.length);
    free(m.waiting);
    free(m.n_waiting);
}

/* --- search --- */

void flat_search_many(const struct index *index, const struct index_query *query, const float *q, int Q,
                      struct best *found, struct index_stats *stats) {
    for (int j = 0; j < Q; j++)
        best_reset(&found[j], query->k);
    flat_offer(index, query, (struct flat_rows){index->vectors, index->N, 0}, q, Q, found);
    stats->scored += (int64_t)Q * index->N;
}

void flat_search(const struct index *index, const struct index_query *query, const float *q,
                 struct index_scratch *scratch, struct index_stats *stats) {
    flat_search_many(index, query, q, 1, &scratch->found, stats);
}
