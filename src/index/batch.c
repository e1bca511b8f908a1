/* Many queries over the pool, in shards that search together. */
#include "index/batch.h"
#include "base/mem.h"
#include "index/flat.h"

#include <stdlib.h>

struct batch {
    const struct index *index;
    const struct index_query *query;
    const struct index_more *more;
    const float *q;
    int Q, together; /* queries a shard */
    int32_t *ids;
    float *scores;
    struct index_scratch **scratch; /* (threads) hnsw */
    struct ivf_room **rooms;        /* (threads) ivf kinds */
    struct best *found;             /* (threads,together) */
    int64_t *entries;               /* the room of all found */
    struct index_stats *stats;      /* (threads) */
};

/* Shards of queries do not depend on each other, so how many make one may depend on the threads. */
static int queries_together(const struct batch *b, int threads) {
    int most = b->index->C > 0 ? ivf_queries_together(b->index, b->query) : FLAT_TOGETHER;
    int share = (b->Q + threads - 1) / threads;
    return b->index->C > 0 && share < most ? (share > 0 ? share : 1) : most;
}

/* One by one, each into its own collector. */
static void walk_all(const struct batch *b, const float *q, int n, struct best *found, int worker) {
    struct index_scratch *scratch = b->scratch[worker];
    struct best own = scratch->found;
    for (int j = 0; j < n; j++) {
        scratch->found = found[j];
        index_collect(b->index, b->query, q + (size_t)j * (size_t)b->index->D, scratch, &b->stats[worker]);
        found[j] = scratch->found;
    }
    scratch->found = own;
}

static void batch_shard(void *arg, int shard, int worker) {
    const struct batch *b = arg;
    int begin = shard * b->together, n = b->Q - begin < b->together ? b->Q - begin : b->together;
    size_t k = (size_t)b->query->k;
    struct best *found = b->found + (size_t)worker * (size_t)b->together;
    const float *q = b->q + (size_t)begin * (size_t)b->index->D;
    struct index_stats *stats = &b->stats[worker];
    if (b->index->kind == INDEX_FLAT)
        flat_search_many(b->index, b->query, q, n, found, stats);
    else if (b->index->kind == INDEX_HNSW)
        walk_all(b, q, n, found, worker);
    else
        ivf_search_many(b->index, b->query, q, n, found, b->rooms[worker], stats);
    if (b->more)
        b->more->offer(b->more->arg, b->query, q, n, found, stats);
    for (size_t j = 0; j < (size_t)n; j++)
        topk_finish(&found[j].top, b->ids + ((size_t)begin + j) * k, b->scores + ((size_t)begin + j) * k);
}

/* The collectors of many queries in one piece of memory, which is quicker to reach than thousands of small ones; those
 * of a thread part their keys in one place. */
static bool room_in_one(struct batch *b, int threads, struct err *err) {
    size_t size = (size_t)topk_room(b->index->C > 0 ? ivf_wanted(b->index, b->query) : b->query->k);
    size_t together = (size_t)b->together, own = (together + 1) * size;
    b->entries = mem_array((size_t)threads * own, sizeof *b->entries, err);
    for (size_t j = 0; b->entries && j < (size_t)threads * together; j++) {
        int64_t *room = b->entries + j / together * own;
        b->found[j] = (struct best){.room = room + (1 + j % together) * size, .aside = room, .size = (int)size};
    }
    return b->entries != NULL;
}

static void batch_fini(struct batch *b, int threads) {
    for (int t = 0; t < threads; t++) {
        index_scratch_free(b->scratch[t]);
        ivf_room_free(b->rooms[t]);
    }
    free(b->entries);
    free(b->scratch);
    free(b->rooms);
    free(b->found);
    free(b->stats);
}

bool index_batch(const struct index *index, const struct index_query *query, const struct index_more *more,
                 const float *q, int Q, struct pool *pool, int32_t *ids, float *scores, struct index_stats *stats,
                 struct err *err) {
    bool ok = false;
    int threads = pool_threads(pool);
    struct batch b = {.index = index, .query = query, .more = more, .q = q, .Q = Q, .ids = ids, .scores = scores};
    b.together = queries_together(&b, threads);
    b.scratch = mem_must((size_t)threads, sizeof *b.scratch);
    b.rooms = mem_must((size_t)threads, sizeof *b.rooms);
    b.found = mem_must((size_t)threads * (size_t)b.together, sizeof *b.found);
    b.stats = mem_must((size_t)threads, sizeof *b.stats);
    for (int t = 0; t < threads; t++) {
        if (index->kind == INDEX_HNSW && !(b.scratch[t] = index_scratch_new(index, query->k, err)))
            goto out;
        if (index->C > 0 && !(b.rooms[t] = ivf_room_new(index, b.together, err)))
            goto out;
    }
    if (!room_in_one(&b, threads, err))
        goto out;
    pool_for(pool, (Q + b.together - 1) / b.together, batch_shard, &b);
    for (int t = 0; t < threads && stats; t++)
        index_add_stats(stats, &b.stats[t]);
    ok = true;
out:
    batch_fini(&b, threads);
    return ok;
}

bool index_search_all(const struct index *index, const struct index_query *query, const float *q, int Q,
                      struct pool *pool, int32_t *ids, float *scores, struct index_stats *stats, struct err *err) {
    return index_batch(index, query, NULL, q, Q, pool, ids, scores, stats, err);
}
