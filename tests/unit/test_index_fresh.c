/* An index with insertions and removals against an index built of what lives. */
#include "base/mem.h"
#include "base/rng.h"
#include "index/fresh.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { KINDS = 5, MOST = 3000, GROUPS = 30 };

/* What the index should be: every vector that was ever given to it, and which of them live. */
struct model {
    int N, D, n; /* base, width, all */
    float *vectors;
    float birth[MOST];
    bool lives[MOST];
    struct blob *blob;
    struct index *base;
    struct fresh *fresh;
    struct index_scratch *scratch;
    struct pool *pool;
    struct progress progress;
};

/* Points around GROUPS centres; few distinct values when coarse, so that scores are often the same. */
static void put_point(float *x, int D, uint64_t i, uint32_t stream, bool coarse) {
    struct rng own = rng_of(21, i, stream);
    struct rng centre = rng_of(22, rng_below(&own, GROUPS), 0);
    for (int d = 0; d < D; d++) {
        float value = (float)(rng_normal(&centre) + 0.7 * rng_normal(&own));
        x[d] = coarse ? rintf(value) : value;
    }
}

static struct index_params params_of(enum index_kind kind) {
    return (struct index_params){.kind = kind, .seed = 3, .nlist = 16, .pq_bytes = 8, .hnsw_m = 8};
}

static void model_init(struct model *m, enum index_kind kind, int N, int D, bool coarse, uint32_t seed) {
    struct err err = {0};
    struct index_params params = params_of(kind);
    *m = (struct model){.N = N, .D = D, .n = N};
    m->vectors = mem_must((size_t)MOST * (size_t)D, sizeof *m->vectors);
    for (int i = 0; i < MOST; i++) {
        put_point(m->vectors + (size_t)i * (size_t)D, D, (uint64_t)i, seed, coarse);
        m->birth[i] = (float)(i * 7 % 10);
        m->lives[i] = i < N;
    }
    m->pool = pool_new(2, &err);
    m->blob = blob_new();
    assert_true(index_build(&params, m->vectors, N, D, m->pool, &m->progress, m->blob, &err));
    m->base = index_open(m->blob, &err);
    assert_non_null(m->base);
    m->fresh = fresh_new(m->base);
    m->scratch = index_scratch_new(m->base, MOST, &err);
    assert_non_null(m->scratch);
}

static void model_fini(struct model *m) {
    index_scratch_free(m->scratch);
    fresh_free(m->fresh);
    index_close(m->base);
    blob_free(m->blob);
    pool_free(m->pool);
    free(m->vectors);
}

static void insert(struct model *m, int n) {
    struct err err = {0};
    int32_t first = -1;
    assert_true(m->n + n <= MOST);
    assert_true(fresh_insert(m->fresh, m->vectors + (size_t)m->n * (size_t)m->D, n, &first, &err));
    assert_int_equal(first, m->n);
    for (int i = 0; i < n; i++)
        m->lives[m->n++] = true;
}

static void take_out(struct model *m, int32_t id) {
    bool lived = id >= 0 && id < m->n && m->lives[id];
    assert_true(fresh_remove(m->fresh, id) == lived);
    if (lived)
        m->lives[id] = false;
}

static int living(const struct model *m) {
    int L = 0;
    for (int i = 0; i < m->n; i++)
        L += m->lives[i];
    return L;
}

/* ids, scores (k): flat search over an index of what lives and is born. */
static void exact(struct model *m, struct index_query query, const float *q, int32_t *ids, float *scores) {
    struct err err = {0};
    struct index_params params = params_of(INDEX_FLAT);
    float *vectors = mem_must((size_t)MOST * (size_t)m->D, sizeof *vectors);
    static int32_t was[MOST];
    int L = 0;
    for (int i = 0; i < query.k; i++) {
        ids[i] = -1;
        scores[i] = -INFINITY;
    }
    for (int i = 0; i < m->n; i++)
        if (m->lives[i] && (!query.birth || m->birth[i] <= query.born_by)) {
            memcpy(vectors + (size_t)L * (size_t)m->D, m->vectors + (size_t)i * (size_t)m->D,
                   (size_t)m->D * sizeof *vectors);
            was[L++] = i;
        }
    if (L > 0) {
        struct blob *blob = blob_new();
        struct index_query plain = {.k = query.k};
        assert_true(index_build(&params, vectors, L, m->D, m->pool, &m->progress, blob, &err));
        struct index *index = index_open(blob, &err);
        struct index_scratch *scratch = index_scratch_new(index, query.k, &err);
        index_search(index, &plain, q, scratch, ids, scores, NULL);
        for (int i = 0; i < query.k; i++)
            ids[i] = ids[i] < 0 ? -1 : was[ids[i]];
        index_scratch_free(scratch);
        index_close(index);
        blob_free(blob);
    }
    free(vectors);
}

/* The share of the exact results that are found; all of them have to be, with the same scores, when `same`. */
static double check_search(struct model *m, struct index_query query, uint64_t which, bool coarse, bool same) {
    static int32_t ids[MOST], expected[MOST];
    static float scores[MOST], expected_scores[MOST];
    float q[64];
    struct index_stats stats = {0};
    int k = query.k, hits = 0, wanted = 0;
    put_point(q, m->D, which, 99, coarse);
    exact(m, query, q, expected, expected_scores);
    fresh_search(m->fresh, &query, q, m->scratch, ids, scores, &stats);
    assert_true(stats.scored >= m->n - m->N);
    if (same) {
        assert_memory_equal(ids, expected, (size_t)k * sizeof *ids);
        assert_memory_equal(scores, expected_scores, (size_t)k * sizeof *scores);
    }
    for (int i = 0; i < k; i++) {
        assert_true((ids[i] < 0) == (scores[i] == -INFINITY));
        assert_true(i == 0 || scores[i] < scores[i - 1] || ids[i] < 0 ||
                    (scores[i] == scores[i - 1] && ids[i] > ids[i - 1]));
        assert_true(ids[i] < 0 || (m->lives[ids[i]] && (!query.birth || m->birth[ids[i]] <= query.born_by)));
        wanted += expected[i] >= 0;
        for (int j = 0; j < k && expected[i] >= 0; j++)
            hits += ids[j] == expected[i];
    }
    return wanted ? (double)hits / wanted : 1.0;
}

/* Effort that leaves nothing out: every cell, every code refined, a beam as wide as the graph. */
static struct index_query whole(int k) {
    return (struct index_query){.k = k, .nprobe = 16, .ef_search = MOST, .refine = MOST};
}

/* Insertions and removals as they come; after each a search. Every kind, left no way out, finds what flat search over
 * the living finds: ids, order and scores. */
static void random_changes(enum index_kind kind, uint32_t seed) {
    static const int widths[] = {1, 5, 16, 33};
    struct model m;
    struct rng rng = rng_of(31, seed, (uint32_t)kind);
    bool coarse = seed % 2;
    model_init(&m, kind, 1 + (int)rng_below(&rng, 300), widths[seed % 4], coarse, seed);
    for (int step = 0; step < 40; step++) {
        if (rng_below(&rng, 2) && m.n < 900)
            insert(&m, 1 + (int)rng_below(&rng, 40));
        for (int i = (int)rng_below(&rng, 30); i > 0; i--)
            take_out(&m, (int32_t)rng_below(&rng, (uint32_t)m.n + 2) - 1);
        assert_int_equal(fresh_ids(m.fresh), m.n);
        assert_int_equal(fresh_live(m.fresh), living(&m));
        for (int i = -1; i <= m.n; i++)
            assert_true(fresh_lives(m.fresh, i) == (i >= 0 && i < m.n && m.lives[i]));
        struct index_query query = whole(1 + (int)rng_below(&rng, 60));
        if (rng_below(&rng, 3) == 0) {
            query.birth = m.birth;
            query.born_by = (float)rng_below(&rng, 11) - 1;
        }
        (void)check_search(&m, query, (uint64_t)step, coarse, true);
    }
    model_fini(&m);
}

static void test_changes_as_flat_search_over_the_living(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        for (uint32_t seed = 0; seed < 8; seed++)
            random_changes((enum index_kind)kind, seed);
}

static void test_flat_counts_what_it_compares(void **state) {
    (void)state;
    struct model m;
    struct index_stats stats = {0};
    struct index_query query = {.k = 5};
    int32_t ids[5];
    float scores[5];
    model_init(&m, INDEX_FLAT, 100, 8, false, 1);
    insert(&m, 30);
    take_out(&m, 3);
    take_out(&m, 110);
    fresh_search(m.fresh, &query, m.vectors, m.scratch, ids, scores, &stats);
    fresh_search(m.fresh, &query, m.vectors, m.scratch, ids, scores, &stats);
    assert_int_equal(stats.scored, 2 * 130);
    fresh_search(m.fresh, &query, m.vectors, m.scratch, ids, scores, NULL);
    model_fini(&m);
}

/* At the effort of every day: a third of all removed, a tenth inserted, and now and then a birth day as well. */
static void test_recall_holds_at_modest_effort(void **state) {
    (void)state;
    static const double least[KINDS] = {1.0, 0.95, 0.95, 0.9, 0.95};
    for (int kind = 0; kind < KINDS; kind++) {
        struct model m;
        struct index_query query = {.k = 10, .nprobe = 6, .ef_search = 60, .refine = 8};
        double before = 0, after = 0, births = 0;
        enum { Q = 40 };
        model_init(&m, (enum index_kind)kind, 2000, 16, false, 5);
        for (int q = 0; q < Q; q++)
            before += check_search(&m, query, (uint64_t)q, false, kind == INDEX_FLAT);
        insert(&m, 200);
        for (int i = 0; i < m.n; i += 3)
            take_out(&m, i);
        for (int q = 0; q < Q; q++)
            after += check_search(&m, query, (uint64_t)q, false, kind == INDEX_FLAT);
        query.birth = m.birth;
        query.born_by = 4;
        for (int q = 0; q < Q; q++)
            births += check_search(&m, query, (uint64_t)q, false, kind == INDEX_FLAT);
        if (after / Q < least[kind] || births / Q < least[kind] || after / Q < before / Q - 0.02)
            fail_msg("%s: recall %.4f, after changes %.4f, with births %.4f", index_kind_name((enum index_kind)kind),
                     before / Q, after / Q, births / Q);
        model_fini(&m);
    }
}

/* One cell probed and its best removed: further ones are opened, k are found as long as k live there. */
static void test_removals_take_no_results_away(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct model m;
        struct index_query query = {.k = 20, .nprobe = 1, .ef_search = 20, .refine = 2};
        int32_t ids[20];
        float scores[20];
        model_init(&m, (enum index_kind)kind, 1500, 16, false, 6);
        const float *q = m.vectors;
        fresh_search(m.fresh, &query, q, m.scratch, ids, scores, NULL);
        for (int round = 0; ids[0] >= 0 && round < 60; round++) { /* the best go, again and again */
            for (int i = 0; i < 20; i++)
                if (ids[i] >= 0)
                    take_out(&m, ids[i]);
            fresh_search(m.fresh, &query, q, m.scratch, ids, scores, NULL);
            for (int i = 0; i < 20; i++)
                assert_true(ids[i] >= 0 && m.lives[ids[i]]);
        }
        model_fini(&m);
    }
}

static void test_all_removed_and_then_one_inserted(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct model m;
        struct err err = {0};
        model_init(&m, (enum index_kind)kind, 200, 9, false, 2);
        insert(&m, 70);
        for (int i = 0; i < m.n; i++) {
            take_out(&m, i);
            take_out(&m, i); /* a second time it no longer lives */
        }
        take_out(&m, -1);
        take_out(&m, m.n);
        take_out(&m, INT32_MAX);
        take_out(&m, INT32_MIN);
        assert_int_equal(fresh_live(m.fresh), 0);
        (void)check_search(&m, whole(300), 1, false, true);
        struct blob *blob = blob_new();
        struct index_params params = params_of(INDEX_FLAT);
        assert_false(fresh_compact(m.fresh, &params, m.pool, &m.progress, blob, &err));
        assert_int_equal(err.code, ERR_USAGE);
        blob_free(blob);
        insert(&m, 1);
        assert_int_equal(fresh_live(m.fresh), 1);
        (void)check_search(&m, whole(300), 1, false, true);
        model_fini(&m);
    }
}

static void test_room_grows_one_by_one(void **state) {
    (void)state;
    struct model m;
    struct err err = {0};
    model_init(&m, INDEX_FLAT, 61, 3, true, 3);
    for (int i = 0; i < 1200; i++) {
        insert(&m, 1);
        if (i % 5 == 0)
            take_out(&m, m.n - 1);
        if (i % 100 == 0 || (i > 250 && i < 260))
            (void)check_search(&m, whole(40), (uint64_t)i, true, true);
    }
    int before = fresh_ids(m.fresh);
    assert_false(fresh_insert(m.fresh, m.vectors, INT32_MAX - before, NULL, &err)); /* refused before it is read */
    assert_int_equal(err.code, ERR_USAGE);
    assert_int_equal(fresh_ids(m.fresh), before);
    (void)check_search(&m, whole(40), 7, true, true);
    model_fini(&m);
}

/* --- searches beside each other --- */

enum { SHARDS = 64 };
struct beside {
    struct model *m;
    struct index_query query;
    struct index_scratch *scratch[3];
    int32_t ids[SHARDS][10];
    float scores[SHARDS][10];
};

static void search_shard(void *arg, int shard, int worker) {
    struct beside *b = arg;
    fresh_search(b->m->fresh, &b->query, b->m->vectors + (size_t)shard * (size_t)b->m->D, b->scratch[worker],
                 b->ids[shard], b->scores[shard], NULL);
}

static void test_searches_beside_each_other(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct model m;
        struct err err = {0};
        struct pool *pool = pool_new(3, &err);
        static struct beside b;
        model_init(&m, (enum index_kind)kind, 600, 12, false, 4);
        insert(&m, 100);
        for (int i = 0; i < m.n; i += 4)
            take_out(&m, i);
        b = (struct beside){.m = &m, .query = {.k = 10, .nprobe = 3, .ef_search = 20, .refine = 2}};
        for (int t = 0; t < 3; t++)
            assert_non_null(b.scratch[t] = index_scratch_new(m.base, 10, &err));
        pool_for(pool, SHARDS, search_shard, &b);
        for (int s = 0; s < SHARDS; s++) {
            int32_t ids[10];
            float scores[10];
            fresh_search(m.fresh, &b.query, m.vectors + (size_t)s * 12, m.scratch, ids, scores, NULL);
            assert_memory_equal(ids, b.ids[s], sizeof ids);
            assert_memory_equal(scores, b.scores[s], sizeof scores);
        }
        for (int t = 0; t < 3; t++)
            index_scratch_free(b.scratch[t]);
        pool_free(pool);
        model_fini(&m);
    }
}

/* --- compaction --- */

/* The new ids are the living in order; a search of the new index finds what the old one did, under new names. */
static void test_compaction_finds_the_same(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        for (int to = INDEX_FLAT; to <= INDEX_IVF; to++) {
            struct model m;
            struct err err = {0};
            struct index_query query = whole(50);
            int32_t old[50], new[50];
            float old_scores[50], new_scores[50];
            model_init(&m, (enum index_kind)kind, 400, 10, true, 5);
            insert(&m, 150);
            for (int i = 0; i < m.n; i += 3)
                take_out(&m, i);
            struct blob *blob = blob_new();
            struct index_params params = params_of((enum index_kind)to);
            assert_true(fresh_compact(m.fresh, &params, m.pool, &m.progress, blob, &err));
            const int32_t *was = blob_get(blob, "fresh.was", BLOB_I32);
            assert_int_equal(blob_length(blob, "fresh.was"), living(&m));
            for (int i = 0, L = 0; i < m.n; i++)
                if (m.lives[i])
                    assert_int_equal(was[L++], i);
            struct index *index = index_open(blob, &err);
            assert_int_equal(index_size(index), living(&m));
            struct index_scratch *scratch = index_scratch_new(index, 50, &err);
            for (int q = 0; q < 20; q++) {
                const float *x = m.vectors + (size_t)q * 10;
                fresh_search(m.fresh, &query, x, m.scratch, old, old_scores, NULL);
                index_search(index, &query, x, scratch, new, new_scores, NULL);
                for (int i = 0; i < 50; i++)
                    assert_int_equal(was[new[i]], old[i]);
                assert_memory_equal(new_scores, old_scores, sizeof new_scores);
            }
            index_scratch_free(scratch);
            index_close(index);
            blob_free(blob);
            model_fini(&m);
        }
}

static void test_compaction_can_be_stopped(void **state) {
    (void)state;
    struct model m;
    struct err err = {0};
    struct index_params params = params_of(INDEX_IVF);
    struct blob *blob = blob_new();
    model_init(&m, INDEX_FLAT, 100, 6, false, 5);
    atomic_store(&m.progress.cancel, true);
    assert_false(fresh_compact(m.fresh, &params, m.pool, &m.progress, blob, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    blob_free(blob);
    model_fini(&m);
}

/* --- keeping --- */

static void expect_same(struct model *m, const struct fresh *again) {
    int32_t a[30], b[30];
    float sa[30], sb[30];
    struct index_query query = {.k = 30, .nprobe = 4, .ef_search = 40, .refine = 3};
    assert_int_equal(fresh_ids(again), fresh_ids(m->fresh));
    assert_int_equal(fresh_live(again), fresh_live(m->fresh));
    for (int q = 0; q < 20; q++) {
        const float *x = m->vectors + (size_t)q * (size_t)m->D;
        fresh_search(m->fresh, &query, x, m->scratch, a, sa, NULL);
        fresh_search(again, &query, x, m->scratch, b, sb, NULL);
        assert_memory_equal(a, b, sizeof a);
        assert_memory_equal(sa, sb, sizeof sa);
    }
}

/* Through a file; then both go on alike. inserted 0 and removed 0 as well. */
static void test_reopened_it_is_the_same(void **state) {
    (void)state;
    struct hash128 key = {3, 4};
    char path[SCRATCH_PATH];
    scratch_file(path, ".blob");
    for (int kind = 0; kind < KINDS; kind++)
        for (int inserted = 0; inserted <= 90; inserted += 45) {
            struct model m;
            struct err err = {0};
            model_init(&m, (enum index_kind)kind, 300, 11, false, 8);
            if (inserted)
                insert(&m, inserted);
            for (int i = 1; i < m.n && inserted != 45; i += 4)
                take_out(&m, i);
            struct blob *kept = blob_new();
            assert_true(fresh_save(m.fresh, kept, &err));
            assert_true(blob_write(kept, path, key, &err));
            blob_free(kept);
            struct blob *mapped = blob_map(path, key, &err);
            assert_non_null(mapped);
            struct fresh *again = fresh_open(m.base, mapped, &err);
            assert_non_null(again);
            blob_free(mapped); /* nothing points into it */
            expect_same(&m, again);
            assert_true(fresh_insert(again, m.vectors + (size_t)m.n * 11, 20, NULL, &err));
            assert_true(fresh_remove(again, 2));
            insert(&m, 20);
            take_out(&m, 2);
            expect_same(&m, again);
            fresh_free(again);
            model_fini(&m);
        }
    unlink(path);
}

static void test_of_another_base_it_is_refused(void **state) {
    (void)state;
    struct model m, other;
    for (int which = 0; which < 3; which++) { /* other vectors, another number, another width */
        struct err err = {0};
        model_init(&m, INDEX_FLAT, 100, 8, false, 1);
        model_init(&other, INDEX_FLAT, which == 1 ? 101 : 100, which == 2 ? 9 : 8, false, which == 0 ? 2 : 1);
        insert(&m, 10);
        struct blob *kept = blob_new();
        assert_true(fresh_save(m.fresh, kept, &err));
        assert_null(fresh_open(other.base, kept, &err));
        assert_int_equal(err.code, ERR_DAMAGED);
        assert_non_null(strstr(err.message, "another index"));
        blob_free(kept);
        model_fini(&m);
        model_fini(&other);
    }
}

/* Any bit of any integer: all are under a check, so all are refused. Each section left out or a row short as well. */
static void test_damaged_it_is_refused(void **state) {
    (void)state;
    struct model m;
    struct err err = {0};
    model_init(&m, INDEX_IVF, 90, 4, false, 1);
    insert(&m, 25);
    for (int i = 0; i < m.n; i += 6)
        take_out(&m, i);
    struct blob *kept = blob_new();
    assert_true(fresh_save(m.fresh, kept, &err));
    for (int s = 0; s < blob_sections(kept); s++) {
        const struct section *section = blob_section(kept, s);
        for (size_t bit = 0; section->type == BLOB_I64 && bit < 8 * section->bytes; bit++) {
            struct err why = {0};
            ((uint8_t *)section->data)[bit / 8] ^= (uint8_t)(1u << bit % 8);
            assert_null(fresh_open(m.base, kept, &why));
            assert_int_equal(why.code, ERR_DAMAGED);
            ((uint8_t *)section->data)[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        for (int less = 0; less < 2; less++) {
            struct err why = {0};
            struct blob *part = blob_new();
            for (int t = 0; t < blob_sections(kept); t++) {
                const struct section *x = blob_section(kept, t);
                if (t == s && !less)
                    continue;
                int64_t rows = x->shape[0] - (t == s);
                void *copy = blob_add(part, x->name, x->type, rows, x->rank > 1 ? x->shape[1] : 0, 0, &why);
                memcpy(copy, x->data, x->bytes / (size_t)x->shape[0] * (size_t)rows);
            }
            assert_null(fresh_open(m.base, part, &why));
            assert_int_equal(why.code, ERR_DAMAGED);
            assert_non_null(strstr(why.message, section->name));
            blob_free(part);
        }
    }
    struct fresh *again = fresh_open(m.base, kept, &err); /* whole again */
    assert_non_null(again);
    expect_same(&m, again);
    fresh_free(again);
    blob_free(kept);
    model_fini(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes_as_flat_search_over_the_living),
        cmocka_unit_test(test_flat_counts_what_it_compares),
        cmocka_unit_test(test_recall_holds_at_modest_effort),
        cmocka_unit_test(test_removals_take_no_results_away),
        cmocka_unit_test(test_all_removed_and_then_one_inserted),
        cmocka_unit_test(test_room_grows_one_by_one),
        cmocka_unit_test(test_searches_beside_each_other),
        cmocka_unit_test(test_compaction_finds_the_same),
        cmocka_unit_test(test_compaction_can_be_stopped),
        cmocka_unit_test(test_reopened_it_is_the_same),
        cmocka_unit_test(test_of_another_base_it_is_refused),
        cmocka_unit_test(test_damaged_it_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
