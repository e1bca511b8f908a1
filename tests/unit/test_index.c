/* Every kind of index against flat search, and flat search against a plain loop. */
#include "index/index.h"
#include "base/mem.h"
#include "base/rng.h"
#include "index/kernel.h"
#include "index/kmeans.h"

#include "../scan_u8.h"
#include "../sums_u4.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { KINDS = 5, GROUPS = 40 };

struct fixture {
    int N, D, Q;
    float *vectors, *queries;
    struct pool *pool;
    struct progress progress;
};

/* Points around GROUPS centres, length one: what an inverted file and a graph can make use of. */
static float *points(int n, int D, uint32_t stream) {
    struct err err = {0};
    float *x = mem_array((size_t)n * (size_t)D, sizeof *x, &err);
    assert_non_null(x);
    for (int i = 0; i < n; i++) {
        struct rng own = rng_of(rng_draw(7, "test.point"), (uint64_t)i, stream);
        struct rng centre = rng_of(rng_draw(7, "test.centre"), rng_below(&own, GROUPS), 0);
        double length = 0;
        for (int d = 0; d < D; d++) {
            x[i * D + d] = (float)(rng_normal(&centre) + 0.9 * rng_normal(&own));
            length += (double)x[i * D + d] * x[i * D + d];
        }
        for (int d = 0; d < D; d++)
            x[i * D + d] /= (float)sqrt(length);
    }
    return x;
}

static void fixture_init(struct fixture *f, int N, int D, int Q, int threads) {
    struct err err = {0};
    *f = (struct fixture){.N = N, .D = D, .Q = Q, .vectors = points(N, D, 0), .queries = points(Q, D, 1)};
    f->pool = pool_new(threads, &err);
    assert_non_null(f->pool);
}

static void fixture_fini(struct fixture *f) {
    free(f->vectors);
    free(f->queries);
    pool_free(f->pool);
}

static struct index_params params_of(enum index_kind kind) {
    return (struct index_params){.kind = kind, .seed = 3, .nlist = 32, .pq_bytes = 8, .hnsw_m = 8};
}

static struct blob *build(struct fixture *f, const struct index_params *params) {
    struct err err = {0};
    struct blob *blob = blob_new();
    if (!index_build(params, f->vectors, f->N, f->D, f->pool, &f->progress, blob, &err))
        fail_msg("%s", err.message);
    return blob;
}

struct result {
    int32_t *ids;
    float *scores;
    struct index_stats stats;
};

static struct result search(struct fixture *f, const struct blob *blob, struct index_query query) {
    struct err err = {0};
    struct index *index = index_open(blob, &err);
    size_t n = (size_t)f->Q * (size_t)query.k;
    struct result r = {mem_array(n, sizeof *r.ids, &err), mem_array(n, sizeof *r.scores, &err), {0}};
    assert_true(index && r.ids && r.scores);
    assert_true(index_search_all(index, &query, f->queries, f->Q, f->pool, r.ids, r.scores, &r.stats, &err));
    index_close(index);
    return r;
}

static void result_free(struct result r) {
    free(r.ids);
    free(r.scores);
}

static double recall(const struct result *found, const struct result *exact, int Q, int k) {
    int hits = 0;
    for (int q = 0; q < Q; q++)
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                hits += exact->ids[q * k + i] >= 0 && found->ids[q * k + j] == exact->ids[q * k + i];
    return (double)hits / ((double)Q * k);
}

static struct result exact_of(struct fixture *f, struct index_query query) {
    struct index_params params = params_of(INDEX_FLAT);
    struct blob *blob = build(f, &params);
    struct result r = search(f, blob, query);
    blob_free(blob);
    return r;
}

/* --- kernels and k-means --- */

static void check_kernels(const struct kernels *kernels) {
    static const int widths[] = {1, 3, 7, 8, 9, 31, 32, 33, 64, 100};
    struct rng rng = rng_of(1, 2, 3);
    enum { ROWS = 11, WIDEST = 100, QUERIES = 7 };
    float rows[ROWS * WIDEST], q[WIDEST], out[ROWS], again[ROWS];
    int32_t ids[ROWS];
    for (int i = 0; i < WIDEST; i++)
        q[i] = (float)rng_normal(&rng);
    for (int i = 0; i < ROWS * WIDEST; i++)
        rows[i] = (float)rng_normal(&rng);
    for (int i = 0; i < ROWS; i++)
        ids[i] = (i * 4 + 1) % ROWS;
    for (int w = 0; w < (int)(sizeof widths / sizeof *widths); w++)
        for (int n = 0; n <= ROWS; n++) {
            int D = widths[w];
            kernels->dots(out, rows, q, n, D);
            kernels->dots_at(again, rows, ids, q, n, D);
            for (int Q = 0; Q <= QUERIES; Q++) { /* any number of queries together: the same bits as one by one */
                float many[QUERIES * ROWS + 1], one[ROWS];
                many[Q * n] = 77;
                kernels->dots_many(many, rows, rows + D, n, Q, D);
                for (int j = 0; j < Q; j++) {
                    kernels->dots(one, rows, rows + (j + 1) * D, n, D);
                    assert_memory_equal(one, many + j * n, sizeof(float) * (size_t)n);
                }
                assert_true(many[Q * n] == 77);
            }
            for (int i = 0; i < n; i++) {
                double plain = 0;
                for (int d = 0; d < D; d++)
                    plain += (double)rows[i * D + d] * q[d];
                assert_float_equal(out[i], plain, 1e-4);
                if (n == ROWS) /* the same bits wherever the row lies */
                    assert_memory_equal(&again[i], &out[ids[i]], sizeof *out);
            }
        }
}

/* Ties with the bound, infinities, and an end that fills no register. */
static void check_threshold(const struct kernels *kernels) {
    enum { MOST = 67 };
    struct rng rng = rng_of(4, 4, 4);
    float scores[MOST];
    int32_t where[MOST], places[MOST];
    for (int i = 0; i < MOST; i++)
        scores[i] = (float)rng_below(&rng, 7);
    scores[5] = -INFINITY;
    scores[40] = INFINITY;
    static const float bounds[] = {-INFINITY, 0, 3, 6, 7, INFINITY};
    for (int n = 0; n <= MOST; n++) {
        for (int b = 0; b < (int)(sizeof bounds / sizeof *bounds); b++) {
            int found = kernels->at_least(where, scores, bounds[b], n), expected = 0;
            for (int i = 0; i < n; i++)
                if (scores[i] >= bounds[b])
                    places[expected++] = i;
            assert_int_equal(found, expected);
            assert_memory_equal(where, places, (size_t)found * sizeof *where);
        }
    }
}

static void test_kernels_agree_with_plain_loops(void **state) {
    (void)state;
    int count;
    const struct kernels *const *all = kernels_all(&count);
    assert_ptr_equal(all[count - 1], &kernels_plain);
    for (int which = 0; which < count; which++)
        check_kernels(all[which]);
    for (int which = 0; which < count; which++)
        check_threshold(all[which]);
    for (int which = 0; which < count; which++) {
        scan_u8_check(all[which]);
        products_check(all[which]);
        sums_u4_check(all[which]);
    }
}

static void test_kmeans_fills_every_cell(void **state) {
    (void)state;
    struct fixture f;
    struct err err = {0};
    enum { N = 400, C = 50, D = 6 };
    fixture_init(&f, N, D, 1, 2);
    for (int i = 0; i < 200; i++) /* half of all points are one point: many starts coincide */
        memcpy(f.vectors + i * D, f.vectors, D * sizeof(float));
    float centroids[C * D], score[N];
    int32_t cell[N], members[N], start[C + 1];
    assert_true(kmeans_cells(centroids, C, f.vectors, N, D, 10, 1, f.pool, &f.progress, 0, 1, &err));
    assert_true(kmeans_assign(cell, score, f.vectors, N, centroids, C, D, f.pool, &f.progress, 0, 1, &err));
    kmeans_group(members, start, cell, N, C);
    int empty = 0;
    for (int c = 0; c < C; c++) {
        double length = 0;
        for (int d = 0; d < D; d++)
            length += (double)centroids[c * D + d] * centroids[c * D + d];
        assert_float_equal(length, 1.0, 1e-5);
        empty += start[c] == start[c + 1];
        for (int m = start[c]; m < start[c + 1]; m++) {
            assert_int_equal(cell[members[m]], c);
            assert_true(m == start[c] || members[m] > members[m - 1]);
        }
    }
    assert_int_equal(start[C], N);
    assert_true(empty <= 3); /* without giving them new points, a dozen and more stay empty */
    fixture_fini(&f);
}

/* --- the kinds --- */

static void test_flat_is_exact(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 777, 17, 9, 2);
    struct index_query query = {.k = 25};
    struct result r = exact_of(&f, query);
    assert_int_equal(r.stats.scored, 777 * 9);
    for (int q = 0; q < f.Q; q++) {
        double worst = r.scores[q * 25 + 24];
        int better = 0;
        for (int i = 0; i < f.N; i++) {
            double dot = 0;
            for (int d = 0; d < f.D; d++)
                dot += (double)f.vectors[i * f.D + d] * f.queries[q * f.D + d];
            better += dot > worst + 1e-6;
            for (int j = 0; j < 25; j++)
                if (r.ids[q * 25 + j] == i)
                    assert_float_equal(r.scores[q * 25 + j], dot, 1e-5);
        }
        assert_true(better <= 24);
        for (int j = 1; j < 25; j++)
            assert_true(r.scores[q * 25 + j] <= r.scores[q * 25 + j - 1]);
    }
    result_free(r);
    fixture_fini(&f);
}

/* All cells probed, ivf scores the same vectors with the same kernel: the same bits. */
static void test_ivf_with_all_cells_is_flat(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 3000, 23, 40, 2);
    struct index_query query = {.k = 50, .nprobe = 32};
    struct index_params params = params_of(INDEX_IVF);
    struct blob *blob = build(&f, &params);
    struct result exact = exact_of(&f, query), found = search(&f, blob, query);
    assert_memory_equal(found.ids, exact.ids, sizeof(int32_t) * 40 * 50);
    assert_memory_equal(found.scores, exact.scores, sizeof(float) * 40 * 50);
    assert_int_equal(found.stats.cells, 32 * 40);
    assert_int_equal(found.stats.scored, 3000 * 40);
    result_free(exact);
    result_free(found);
    blob_free(blob);
    fixture_fini(&f);
}

static double recall_at(struct fixture *f, const struct blob *blob, struct index_query query) {
    struct result exact = exact_of(f, query), found = search(f, blob, query);
    double r = recall(&found, &exact, f->Q, query.k);
    result_free(exact);
    result_free(found);
    return r;
}

static void test_recall_rises_with_effort(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 3000, 24, 60, 2);
    for (int kind = INDEX_IVF; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = build(&f, &params);
        double last = -1;
        for (int effort = 1; effort <= 32; effort *= 2) {
            struct index_query query = {.k = 10, .nprobe = effort, .ef_search = 5 * effort, .refine = 8};
            double r = recall_at(&f, blob, query);
            assert_true(r >= last);
            last = r;
        }
        struct index_query least = {.k = 10, .nprobe = 1, .ef_search = 10};
        assert_true(last > recall_at(&f, blob, least) + 0.05);
        assert_true(last >= (kind == INDEX_HNSW || kind == INDEX_IVF_PQ ? 0.98 : 1.0));
        blob_free(blob);
    }
    fixture_fini(&f);
}

static void test_codes_lose_a_little_and_refinement_recovers_it(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 3000, 32, 60, 2);
    struct index_query codes = {.k = 100, .nprobe = 32}, refined = {.k = 100, .nprobe = 32, .refine = 6};
    struct index_params sq8 = params_of(INDEX_IVF_SQ8), pq = params_of(INDEX_IVF_PQ);
    struct blob *bytes = build(&f, &sq8), *narrow = build(&f, &pq);
    pq.pq_bytes = 16;
    struct blob *wide = build(&f, &pq);
    double r8 = recall_at(&f, bytes, codes), r_narrow = recall_at(&f, narrow, codes),
           r_wide = recall_at(&f, wide, codes);
    assert_true(r8 > 0.97 && r8 < 1.0);
    assert_true(r_wide > r_narrow + 0.05 && r_wide < r8 && r_narrow > 0.7);
    assert_true(recall_at(&f, bytes, refined) == 1.0);
    assert_true(recall_at(&f, narrow, refined) > r_narrow + 0.1);
    assert_true(recall_at(&f, wide, refined) > 0.995);
    /* A refined score is the exact one. */
    struct result exact = exact_of(&f, refined), found = search(&f, bytes, refined);
    assert_memory_equal(found.scores, exact.scores, sizeof(float) * 60 * 100);
    /* Fewer are looked at again than might be: those whose codes leave it open. */
    assert_in_range(found.stats.refined, 60 * 101, 60 * 300);
    result_free(exact);
    result_free(found);
    blob_free(bytes);
    blob_free(narrow);
    blob_free(wide);
    fixture_fini(&f);
}

/* Codes are sifted by rounded sums before they are scored. When k is N nothing can be sifted out: what a smaller k
 * finds are the first of these, to the last bit. Cells begin in the middle of blocks, and the last block is not full.
 */
static void test_sifting_of_codes_loses_nothing(void **state) {
    (void)state;
    static const int sizes[][3] = {{1501, 33, 17}, {1000, 24, 3}, {700, 5, 8}, {650, 300, 150}}; /* N, D, bytes */
    for (int s = 0; s < (int)(sizeof sizes / sizeof *sizes); s++) {
        struct fixture f;
        fixture_init(&f, sizes[s][0], sizes[s][1], 20, 2);
        struct index_params params = params_of(INDEX_IVF_PQ);
        params.pq_bytes = sizes[s][2];
        struct blob *blob = build(&f, &params);
        struct index_query all = {.k = f.N, .nprobe = 9}, few = {.k = 7, .nprobe = 9};
        struct result whole = search(&f, blob, all), found = search(&f, blob, few);
        for (int q = 0; q < f.Q; q++) {
            assert_memory_equal(found.ids + q * 7, whole.ids + q * f.N, 7 * sizeof(int32_t));
            assert_memory_equal(found.scores + q * 7, whole.scores + q * f.N, 7 * sizeof(float));
        }
        assert_int_equal(found.stats.scored, whole.stats.scored);
        assert_int_equal(found.stats.refined, 0);
        result_free(whole);
        result_free(found);
        blob_free(blob);
        fixture_fini(&f);
    }
}

/* Lengths that differ, where a graph made for cosine would go wrong. */
static void test_hnsw_finds_largest_products_of_uneven_lengths(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 2000, 16, 50, 2);
    for (int i = 0; i < f.N; i++) {
        struct rng rng = rng_of(9, (uint64_t)i, 0);
        float length = (float)exp(0.5 * rng_normal(&rng));
        for (int d = 0; d < f.D; d++)
            f.vectors[i * f.D + d] *= length;
    }
    struct index_params params = params_of(INDEX_HNSW);
    struct blob *blob = build(&f, &params);
    struct index_query query = {.k = 10, .ef_search = 200};
    assert_true(recall_at(&f, blob, query) > 0.97);
    blob_free(blob);
    fixture_fini(&f);
}

static void test_same_index_for_any_number_of_threads(void **state) {
    (void)state;
    struct fixture one, three;
    fixture_init(&one, 1501, 13, 33, 1);
    fixture_init(&three, 1501, 13, 33, 3);
    struct index_query query = {.k = 20, .nprobe = 4, .ef_search = 40, .refine = 2};
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *a = build(&one, &params), *b = build(&three, &params);
        assert_int_equal(blob_sections(a), blob_sections(b));
        for (int i = 0; i < blob_sections(a); i++) {
            const struct section *x = blob_section(a, i), *y = blob_section(b, i);
            assert_string_equal(x->name, y->name);
            assert_int_equal(x->bytes, y->bytes);
            assert_memory_equal(x->data, y->data, x->bytes);
        }
        struct result ra = search(&one, a, query), rb = search(&three, b, query);
        assert_memory_equal(ra.ids, rb.ids, sizeof(int32_t) * 33 * 20);
        assert_memory_equal(ra.scores, rb.scores, sizeof(float) * 33 * 20);
        assert_memory_equal(&ra.stats, &rb.stats, sizeof ra.stats);
        result_free(ra);
        result_free(rb);
        blob_free(a);
        blob_free(b);
    }
    fixture_fini(&one);
    fixture_fini(&three);
}

static void test_batch_is_one_by_one(void **state) {
    (void)state;
    struct fixture f;
    struct err err = {0};
    fixture_init(&f, 900, 20, 137, 2); /* more queries than choose their cells together */
    struct index_query query = {.k = 15, .nprobe = 3, .ef_search = 30, .refine = 3};
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = build(&f, &params);
        struct result all = search(&f, blob, query);
        struct index *index = index_open(blob, &err);
        struct index_scratch *scratch = index_scratch_new(index, 15, &err);
        struct index_stats stats = {0};
        for (int q = f.Q - 1; q >= 0; q--) { /* in another order: nothing is left over from a search */
            int32_t ids[15];
            float scores[15];
            index_search(index, &query, f.queries + q * f.D, scratch, ids, scores, &stats);
            assert_memory_equal(ids, all.ids + q * 15, sizeof ids);
            assert_memory_equal(scores, all.scores + q * 15, sizeof scores);
        }
        assert_memory_equal(&stats, &all.stats, sizeof stats);
        index_scratch_free(scratch);
        index_close(index);
        result_free(all);
        blob_free(blob);
    }
    fixture_fini(&f);
}

/* --- filters, small and odd sizes, ties --- */

static void test_filter_takes_no_results_away(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 2000, 16, 30, 2);
    float *birth = mem_must((size_t)f.N, sizeof *birth);
    for (int i = 0; i < f.N; i++)
        birth[i] = (float)(i % 20); /* born by day 0: one in twenty */
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = build(&f, &params);
        for (int day = 0; day < 20; day += 19) {
            struct index_query query = {.k = 40, .nprobe = 2, .ef_search = 60, .refine = 4, .birth = birth};
            query.born_by = (float)day;
            struct result r = search(&f, blob, query);
            for (int i = 0; i < f.Q * 40; i++) {
                assert_in_range(r.ids[i], 0, f.N - 1);
                assert_true(birth[r.ids[i]] <= (float)day);
            }
            result_free(r);
        }
        struct index_query all = {.k = 100, .nprobe = 32, .ef_search = 400, .refine = 20, .birth = birth, .born_by = 0};
        assert_true(recall_at(&f, blob, all) > 0.99);
        struct index_query none = {.k = 3, .nprobe = 1, .ef_search = 8, .birth = birth, .born_by = -1};
        struct result r = search(&f, blob, none);
        for (int i = 0; i < f.Q * 3; i++)
            assert_true(r.ids[i] == -1 && r.scores[i] == -INFINITY);
        result_free(r);
        blob_free(blob);
    }
    free(birth);
    fixture_fini(&f);
}

static void test_few_items_and_odd_widths(void **state) {
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 7}, {2, 3}, {5, 2}, {17, 9}, {70, 33}};
    for (int s = 0; s < (int)(sizeof sizes / sizeof *sizes); s++) {
        struct fixture f;
        fixture_init(&f, sizes[s][0], sizes[s][1], 3, 2);
        for (int kind = 0; kind < KINDS; kind++) {
            struct index_params params = params_of((enum index_kind)kind);
            struct blob *blob = build(&f, &params); /* more cells than items, more sub-codes than columns */
            struct index_query query = {.k = 80, .nprobe = 99, .ef_search = 1, .refine = 1};
            struct result r = search(&f, blob, query), exact = exact_of(&f, query);
            assert_memory_equal(r.ids, exact.ids, sizeof(int32_t) * 3 * 80);
            for (int q = 0; q < 3; q++)
                for (int i = 0; i < 80; i++) {
                    assert_true((r.ids[q * 80 + i] >= 0) == (i < f.N));
                    assert_true((r.scores[q * 80 + i] == -INFINITY) == (i >= f.N));
                }
            result_free(r);
            result_free(exact);
            blob_free(blob);
        }
        fixture_fini(&f);
    }
}

static void test_ties_go_to_the_lower_id(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 600, 12, 5, 2);
    for (int i = 300; i < 600; i++) /* every vector twice */
        memcpy(f.vectors + i * f.D, f.vectors + (i - 300) * f.D, (size_t)f.D * sizeof(float));
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = build(&f, &params);
        struct index_query query = {.k = 20, .nprobe = 32, .ef_search = 600};
        struct result r = search(&f, blob, query);
        for (int q = 0; q < f.Q; q++)
            for (int i = 1; i < 20; i++) {
                float a = r.scores[q * 20 + i - 1], b = r.scores[q * 20 + i];
                assert_true(a > b || (a == b && r.ids[q * 20 + i - 1] < r.ids[q * 20 + i]));
            }
        for (int q = 0; q < f.Q && kind != INDEX_IVF_PQ; q++) /* twins side by side */
            for (int i = 0; i < 20; i += 2)
                assert_int_equal(r.ids[q * 20 + i] + 300, r.ids[q * 20 + i + 1]);
        result_free(r);
        blob_free(blob);
    }
    fixture_fini(&f);
}

static void test_all_vectors_zero(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 100, 8, 2, 2);
    memset(f.vectors, 0, sizeof(float) * 100 * 8);
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = build(&f, &params);
        struct index_query query = {.k = 10, .nprobe = 32, .ef_search = 100, .refine = 10};
        struct result r = search(&f, blob, query);
        for (int i = 0; i < 20; i++) {
            assert_int_equal(r.ids[i], i % 10);
            assert_true(r.scores[i] == 0);
        }
        result_free(r);
        blob_free(blob);
    }
    fixture_fini(&f);
}

/* --- sizes, files, failures --- */

static void test_bytes_per_vector(void **state) {
    (void)state;
    struct fixture f;
    struct err err = {0};
    fixture_init(&f, 4000, 64, 1, 2);
    static const double least[KINDS] = {256, 260, 64 + 4 + 2, 8 + 4, 256 + 64};
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = build(&f, &params);
        struct index *index = index_open(blob, &err);
        double bytes = index_bytes_per_vector(index), cells = 32.0 * (64 * 4 + 4) / 4000;
        /* Above codes, ids and lists only a codebook, upper layers, and the head. */
        double codebook = kind == INDEX_IVF_PQ ? 16.0 * 64 * 4 / 4000 : 0, upper = kind == INDEX_HNSW ? 10 : 0;
        assert_true(bytes >= least[kind]);
        assert_true(bytes < least[kind] + (least[kind] < 260.5 && kind != 0 ? cells : 0) + codebook + upper + 0.1);
        bool copy = kind == INDEX_IVF_SQ8 || kind == INDEX_IVF_PQ;
        assert_float_equal((double)index_bytes_total(index) / 4000, bytes + (copy ? 256 : 0), 1e-9);
        assert_int_equal(index_size(index), 4000);
        assert_int_equal(index_width(index), 64);
        index_close(index);
        blob_free(blob);
    }
    fixture_fini(&f);
}

static void test_a_mapped_index_searches_the_same(void **state) {
    (void)state;
    struct fixture f;
    struct err err = {0};
    struct hash128 key = {1, 2};
    char path[SCRATCH_PATH];
    scratch_file(path, ".blob");
    fixture_init(&f, 500, 11, 8, 2);
    struct index_query query = {.k = 12, .nprobe = 5, .ef_search = 20, .refine = 2};
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *built = build(&f, &params);
        assert_true(blob_write(built, path, key, &err));
        struct blob *mapped = blob_map(path, key, &err);
        assert_non_null(mapped);
        struct result a = search(&f, built, query), b = search(&f, mapped, query);
        assert_memory_equal(a.ids, b.ids, sizeof(int32_t) * 8 * 12);
        assert_memory_equal(a.scores, b.scores, sizeof(float) * 8 * 12);
        result_free(a);
        result_free(b);
        blob_free(mapped);
        blob_free(built);
    }
    unlink(path);
    fixture_fini(&f);
}

static void test_bad_parameters_and_cancel(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, 300, 8, 1, 2);
    static const struct index_params bad[] = {{.kind = INDEX_IVF, .nlist = 0},
                                              {.kind = INDEX_IVF_PQ, .nlist = 4, .pq_bytes = 0},
                                              {.kind = INDEX_HNSW, .hnsw_m = 1}};
    for (int i = 0; i < 3; i++) {
        struct err err = {0};
        struct blob *blob = blob_new();
        assert_false(index_build(&bad[i], f.vectors, f.N, f.D, f.pool, &f.progress, blob, &err));
        assert_int_equal(err.code, ERR_USAGE);
        blob_free(blob);
    }
    for (int kind = 0; kind < KINDS; kind++) {
        struct err err = {0};
        struct index_params params = params_of((enum index_kind)kind);
        struct blob *blob = blob_new();
        atomic_store(&f.progress.cancel, true);
        assert_false(index_build(&params, f.vectors, f.N, f.D, f.pool, &f.progress, blob, &err));
        assert_int_equal(err.code, ERR_CANCELLED);
        blob_free(blob);
    }
    fixture_fini(&f);
}

static void test_names(void **state) {
    (void)state;
    enum index_kind kind;
    for (int i = 0; i < KINDS; i++) {
        assert_true(index_kind_of(index_kind_name((enum index_kind)i), &kind));
        assert_int_equal(kind, i);
    }
    assert_false(index_kind_of("ivfpq", &kind));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernels_agree_with_plain_loops),
        cmocka_unit_test(test_kmeans_fills_every_cell),
        cmocka_unit_test(test_flat_is_exact),
        cmocka_unit_test(test_ivf_with_all_cells_is_flat),
        cmocka_unit_test(test_recall_rises_with_effort),
        cmocka_unit_test(test_codes_lose_a_little_and_refinement_recovers_it),
        cmocka_unit_test(test_sifting_of_codes_loses_nothing),
        cmocka_unit_test(test_hnsw_finds_largest_products_of_uneven_lengths),
        cmocka_unit_test(test_same_index_for_any_number_of_threads),
        cmocka_unit_test(test_batch_is_one_by_one),
        cmocka_unit_test(test_filter_takes_no_results_away),
        cmocka_unit_test(test_few_items_and_odd_widths),
        cmocka_unit_test(test_ties_go_to_the_lower_id),
        cmocka_unit_test(test_all_vectors_zero),
        cmocka_unit_test(test_bytes_per_vector),
        cmocka_unit_test(test_a_mapped_index_searches_the_same),
        cmocka_unit_test(test_bad_parameters_and_cancel),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
