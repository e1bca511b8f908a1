/* Many queries at once find what each finds alone, to the last bit: exact search, and an index with insertions. */
#include "base/mem.h"
#include "base/rng.h"
#include "index/fresh.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { KINDS = 5 };

/* Lengths over three decades; whole numbers when coarse, so that scores tie all the time. */
static float *rows(int n, int D, uint32_t stream, bool coarse) {
    float *x = mem_must((size_t)n * (size_t)D, sizeof *x);
    for (int i = 0; i < n; i++) {
        struct rng rng = rng_of(41, (uint64_t)i, stream);
        float length = coarse ? 1.0f : (float)pow(10, 3 * rng_uniform(&rng) - 2);
        for (int d = 0; d < D; d++)
            x[i * D + d] = coarse ? (float)rng_below(&rng, 3) - 1 : length * (float)rng_normal(&rng);
    }
    return x;
}

struct batch_case {
    int N, D, Q, k;
    bool coarse, filtered;
};

/* Inserts and removes when the base is to change; searches one by one and all at once. */
static void check(enum index_kind kind, struct batch_case c, bool changed, int threads) {
    struct err err = {0};
    struct progress progress = {0};
    struct index_params params = {.kind = kind, .seed = 1, .nlist = 8, .pq_bytes = 4, .hnsw_m = 6};
    int inserted = changed ? c.N / 3 + 1 : 0;
    float *x = rows(c.N + inserted, c.D, 0, c.coarse), *q = rows(c.Q, c.D, 1, c.coarse);
    float *birth = mem_must((size_t)(c.N + inserted), sizeof *birth);
    for (int i = 0; i < c.N + inserted; i++)
        birth[i] = (float)(i * 7 % 10);
    struct pool *pool = pool_new(threads, &err);
    struct blob *blob = blob_new();
    assert_true(index_build(&params, x, c.N, c.D, pool, &progress, blob, &err));
    struct index *index = index_open(blob, &err);
    struct fresh *fresh = fresh_new(index);
    if (changed) {
        assert_true(fresh_insert(fresh, x + (size_t)c.N * (size_t)c.D, inserted, NULL, &err));
        for (int id = 0; id < c.N + inserted; id += 3)
            assert_true(fresh_remove(fresh, id));
    }
    struct index_query query = {.k = c.k, .nprobe = 3, .ef_search = 20, .refine = 2};
    if (c.filtered) {
        query.birth = birth;
        query.born_by = 4;
    }
    size_t n = (size_t)c.Q * (size_t)c.k;
    int32_t *ids = mem_must(n, sizeof *ids), *one = mem_must((size_t)c.k, sizeof *one);
    float *scores = mem_must(n, sizeof *scores), *one_score = mem_must((size_t)c.k, sizeof *one_score);
    struct index_stats all = {0}, sum = {0};
    struct index_scratch *scratch = index_scratch_new(index, c.k, &err);
    assert_true(changed ? fresh_search_all(fresh, &query, q, c.Q, pool, ids, scores, &all, &err)
                        : index_search_all(index, &query, q, c.Q, pool, ids, scores, &all, &err));
    for (int j = 0; j < c.Q; j++) {
        if (changed)
            fresh_search(fresh, &query, q + j * c.D, scratch, one, one_score, &sum);
        else
            index_search(index, &query, q + j * c.D, scratch, one, one_score, &sum);
        assert_memory_equal(one, ids + (size_t)j * (size_t)c.k, (size_t)c.k * sizeof *one);
        assert_memory_equal(one_score, scores + (size_t)j * (size_t)c.k, (size_t)c.k * sizeof *one_score);
    }
    assert_memory_equal(&all, &sum, sizeof all);
    index_scratch_free(scratch);
    fresh_free(fresh);
    index_close(index);
    blob_free(blob);
    pool_free(pool);
    free(x);
    free(q);
    free(birth);
    free(ids);
    free(one);
    free(scores);
    free(one_score);
}

/* Rows enough for tiles and too few, whole panels of queries and parts of one. */
static const struct batch_case CASES[] = {
    {1000, 64, 70, 10, false, false}, {1000, 64, 70, 10, true, false},  {997, 33, 17, 5, true, true},
    {700, 7, 64, 40, false, false},   {61, 1, 9, 3, true, false},       {2000, 70, 130, 100, false, true},
    {30, 16, 8, 1, false, false},     {500, 12, 7, 60, true, true},     {1, 3, 20, 4, false, false},
    {5000, 10, 33, 50, true, true},   {5000, 16, 40, 70, false, false},
};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES };

static void test_exact_search(void **state) {
    (void)state;
    for (int i = 0; i < CASE_COUNT; i++)
        for (int threads = 1; threads <= 3; threads += 2)
            check(INDEX_FLAT, CASES[i], false, threads);
}

static void test_with_insertions(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < CASE_COUNT; i++)
            check((enum index_kind)kind, CASES[i], true, 2);
}

/* All at once and all the same: every score ties with the threshold. */
static void test_all_scores_tie(void **state) {
    (void)state;
    enum { N = 800, D = 8, Q = 40, K = 20 };
    struct err err = {0};
    struct progress progress = {0};
    struct index_params params = {.kind = INDEX_FLAT};
    struct index_query query = {.k = K};
    struct pool *pool = pool_new(2, &err);
    struct blob *blob = blob_new();
    float *x = mem_must(N * D, sizeof *x), scores[Q * K];
    int32_t ids[Q * K];
    for (int i = 0; i < N * D; i++)
        x[i] = 0.1f;
    assert_true(index_build(&params, x, N, D, pool, &progress, blob, &err));
    struct index *index = index_open(blob, &err);
    assert_true(index_search_all(index, &query, x, Q, pool, ids, scores, NULL, &err));
    for (int i = 0; i < Q * K; i++)
        assert_int_equal(ids[i], i % K);
    index_close(index);
    blob_free(blob);
    pool_free(pool);
    free(x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_search),
        cmocka_unit_test(test_with_insertions),
        cmocka_unit_test(test_all_scores_tie),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
