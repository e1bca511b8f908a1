#include "index/fresh.h"
#include "base/hash.h"
#include "base/mem.h"
#include "index/batch.h"
#include "index/flat.h"

#include <assert.h>
#include <stdlib.h>

enum { FIRST_ROOM = 256 };
enum { FRESH_N, FRESH_D, FRESH_INSERTED, FRESH_REMOVED, FRESH_HASH_LOW, FRESH_HASH_HIGH, FRESH_HEAD };

struct fresh {
    const struct index *base;
    float *vectors; /* (room,D), the first n inserted */
    int n, room;
    uint64_t *removed; /* (words(N + room)) */
    int removed_count;
};

static size_t words(int64_t ids) {
    return (size_t)(ids + 63) / 64;
}

struct fresh *fresh_new(const struct index *base) {
    struct fresh *fresh = mem_must(1, sizeof *fresh);
    fresh->base = base;
    fresh->removed = mem_must(words(base->N), sizeof *fresh->removed);
    return fresh;
}

void fresh_free(struct fresh *fresh) {
    if (!fresh)
        return;
    free(fresh->vectors);
    free(fresh->removed);
    free(fresh);
}

int fresh_ids(const struct fresh *fresh) {
    return fresh->base->N + fresh->n;
}

int fresh_live(const struct fresh *fresh) {
    return fresh_ids(fresh) - fresh->removed_count;
}

bool fresh_lives(const struct fresh *fresh, int32_t id) {
    return id >= 0 && id < fresh_ids(fresh) && !id_removed(fresh->removed, id);
}

/* --- changes --- */

/* Room for n inserted vectors and for the bits of all ids; what is there stays. */
static bool reserve(struct fresh *fresh, int n, struct err *err) {
    int64_t N = fresh->base->N, D = fresh->base->D;
    if (n <= fresh->room)
        return true;
    int64_t room = fresh->room ? 2 * (int64_t)fresh->room : FIRST_ROOM;
    room = room < n ? n : room < INT32_MAX - N ? room : INT32_MAX - N;
    float *vectors = mem_array((size_t)room * (size_t)D, sizeof *vectors, err);
    uint64_t *removed = vectors ? mem_array(words(N + room), sizeof *removed, err) : NULL;
    if (!removed) {
        free(vectors);
        return false;
    }
    if (fresh->n > 0)
        memcpy(vectors, fresh->vectors, (size_t)fresh->n * (size_t)D * sizeof *vectors);
    memcpy(removed, fresh->removed, words(N + fresh->n) * sizeof *removed);
    free(fresh->vectors);
    free(fresh->removed);
    fresh->vectors = vectors;
    fresh->removed = removed;
    fresh->room = (int)room;
    return true;
}

bool fresh_insert(struct fresh *fresh, const float *vectors, int n, int32_t *first, struct err *err) {
    size_t D = (size_t)fresh->base->D;
    assert(n >= 1);
    if (n > INT32_MAX - 1 - fresh_ids(fresh))
        return err_set(err, ERR_USAGE, "an index has room for %d ids: %d are given out and %d more wanted",
                       INT32_MAX - 1, fresh_ids(fresh), n);
    if (!reserve(fresh, fresh->n + n, err))
        return false;
    memcpy(fresh->vectors + (size_t)fresh->n * D, vectors, (size_t)n * D * sizeof *vectors);
    if (first)
        *first = fresh_ids(fresh);
    fresh->n += n;
    return true;
}

bool fresh_remove(struct fresh *fresh, int32_t id) {
    if (!fresh_lives(fresh, id))
        return false;
    fresh->removed[id / 64] |= UINT64_C(1) << id % 64;
    fresh->removed_count++;
    return true;
}

/* --- search --- */

/* The query as the base gets it. */
static struct index_query live_of(const struct fresh *fresh, const struct index_query *query) {
    struct index_query live = *query;
    assert(!query->removed);
    live.removed = fresh->removed_count > 0 ? fresh->removed : NULL;
    return live;
}

/* What was inserted, to the collectors of Q queries. */
static void offer_inserted(const struct fresh *fresh, const struct index_query *live, const float *q, int Q,
                           struct best *found, struct index_stats *stats) {
    flat_offer(fresh->base, live, (struct flat_rows){fresh->vectors, fresh->n, fresh->base->N}, q, Q, found);
    if (stats)
        stats->scored += (int64_t)Q * fresh->n;
}

void fresh_search(const struct fresh *fresh, const struct index_query *query, const float *q,
                  struct index_scratch *scratch, int32_t *ids, float *scores, struct index_stats *stats) {
    struct index_query live = live_of(fresh, query);
    index_collect(fresh->base, &live, q, scratch, stats);
    offer_inserted(fresh, &live, q, 1, &scratch->found, stats);
    topk_finish(&scratch->found.top, ids, scores);
}

static void offer_to_many(const void *arg, const struct index_query *live, const float *q, int n, struct best *found,
                          struct index_stats *stats) {
    const struct fresh *fresh = arg;
    for (int j = 0; j < n; j += FLAT_TOGETHER)
        offer_inserted(fresh, live, q + (size_t)j * (size_t)fresh->base->D,
                       n - j < FLAT_TOGETHER ? n - j : FLAT_TOGETHER, found + j, stats);
}

bool fresh_search_all(const struct fresh *fresh, const struct index_query *query, const float *q, int Q,
                      struct pool *pool, int32_t *ids, float *scores, struct index_stats *stats, struct err *err) {
    struct index_query live = live_of(fresh, query);
    struct index_more more = {offer_to_many, fresh};
    return index_batch(fresh->base, &live, &more, q, Q, pool, ids, scores, stats, err);
}

/* --- compaction --- */

/* was (L): the old id of each new one. out (L,D): their vectors. */
static bool gather(const struct fresh *fresh, int32_t *was, float *out, struct err *err) {
    const struct index *base = fresh->base;
    int L = 0, ids = fresh_ids(fresh);
    size_t D = (size_t)base->D;
    int32_t *place = base->kind == INDEX_IVF ? mem_array((size_t)base->N, sizeof *place, err) : NULL;
    if (base->kind == INDEX_IVF && !place)
        return false;
    for (int i = 0; place && i < base->N; i++) /* its vectors stand by place in the lists */
        place[base->ids[i]] = i;
    for (int32_t id = 0; id < ids; id++) {
        if (!fresh_lives(fresh, id))
            continue;
        const float *x = id >= base->N ? fresh->vectors + (size_t)(id - base->N) * D
                                       : base->vectors + (size_t)(place ? place[id] : id) * D;
        memcpy(out + (size_t)L * D, x, D * sizeof *out);
        was[L++] = id;
    }
    free(place);
    return true;
}

bool fresh_compact(const struct fresh *fresh, const struct index_params *params, struct pool *pool,
                   struct progress *progress, struct blob *out, struct err *err) {
    int L = fresh_live(fresh), D = fresh->base->D;
    if (L == 0)
        return err_set(err, ERR_USAGE, "no item is left to build an index of");
    int32_t *was = blob_add(out, "fresh.was", BLOB_I32, L, 0, 0, err);
    float *vectors = was ? mem_array((size_t)L * (size_t)D, sizeof *vectors, err) : NULL;
    bool ok =
        vectors && gather(fresh, was, vectors, err) && index_build(params, vectors, L, D, pool, progress, out, err);
    free(vectors);
    return ok;
}

/* --- keeping --- */

static struct hash128 hash_of(const struct index *base) {
    return hash_128(base->vectors, (size_t)base->N * (size_t)base->D * sizeof *base->vectors);
}

bool fresh_save(const struct fresh *fresh, struct blob *out, struct err *err) {
    const struct index *base = fresh->base;
    int64_t bits = (int64_t)words(fresh_ids(fresh));
    int64_t *head = blob_add(out, "fresh.head", BLOB_I64, FRESH_HEAD, 0, 0, err);
    float *vectors = head ? blob_add(out, "fresh.vectors", BLOB_F32, fresh->n, base->D, 0, err) : NULL;
    int64_t *removed = vectors ? blob_add(out, "fresh.removed", BLOB_I64, bits, 0, 0, err) : NULL;
    if (!removed)
        return false;
    struct hash128 hash = hash_of(base);
    head[FRESH_N] = base->N;
    head[FRESH_D] = base->D;
    head[FRESH_INSERTED] = fresh->n;
    head[FRESH_REMOVED] = fresh->removed_count;
    head[FRESH_HASH_LOW] = (int64_t)hash.low;
    head[FRESH_HASH_HIGH] = (int64_t)hash.high;
    if (fresh->n > 0)
        memcpy(vectors, fresh->vectors, (size_t)fresh->n * (size_t)base->D * sizeof *vectors);
    memcpy(removed, fresh->removed, (size_t)bits * sizeof *removed);
    return true;
}

static bool check_head(const struct index *base, const int64_t *head, struct err *err) {
    if (head[FRESH_N] != base->N || head[FRESH_D] != base->D)
        return err_set(err, ERR_DAMAGED, "index: section 'fresh.head' belongs to another index");
    if (head[FRESH_INSERTED] < 0 || head[FRESH_INSERTED] > INT32_MAX - 1 - base->N || head[FRESH_REMOVED] < 0 ||
        head[FRESH_REMOVED] > base->N + head[FRESH_INSERTED])
        return err_set(err, ERR_DAMAGED, "index: section 'fresh.head' has a number out of range");
    struct hash128 hash = hash_of(base);
    if ((uint64_t)head[FRESH_HASH_LOW] != hash.low || (uint64_t)head[FRESH_HASH_HIGH] != hash.high)
        return err_set(err, ERR_DAMAGED, "index: section 'fresh.head' belongs to another index");
    return true;
}

/* As many bits as the head says, none behind the last of the ids. */
static bool check_removed(const uint64_t *removed, int64_t ids, int64_t count, struct err *err) {
    for (size_t i = 0; i < words(ids); i++)
        count -= __builtin_popcountll(removed[i]);
    if (count != 0 || (ids % 64 != 0 && removed[ids / 64] >> ids % 64 != 0))
        return err_set(err, ERR_DAMAGED, "index: section 'fresh.removed' does not fit the number of ids");
    return true;
}

struct fresh *fresh_open(const struct index *base, const struct blob *blob, struct err *err) {
    const int64_t *head = index_section(blob, "fresh.head", BLOB_I64, FRESH_HEAD, 0, 0, err);
    if (!head || !check_head(base, head, err))
        return NULL;
    int64_t n = head[FRESH_INSERTED], ids = base->N + n;
    const float *vectors = index_section(blob, "fresh.vectors", BLOB_F32, n, base->D, 0, err);
    const uint64_t *removed =
        vectors ? index_section(blob, "fresh.removed", BLOB_I64, (int64_t)words(ids), 0, 0, err) : NULL;
    if (!removed || !check_removed(removed, ids, head[FRESH_REMOVED], err))
        return NULL;
    struct fresh *fresh = fresh_new(base);
    if (n > 0 && !fresh_insert(fresh, vectors, (int)n, NULL, err)) {
        fresh_free(fresh);
        return NULL;
    }
    memcpy(fresh->removed, removed, words(ids) * sizeof *removed);
    fresh->removed_count = (int)head[FRESH_REMOVED];
    return fresh;
}
