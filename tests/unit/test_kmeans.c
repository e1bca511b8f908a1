/* Points to centroids: the tiles against a plain loop, closures against every centroid. */
#include "index/kmeans.h"
#include "base/mem.h"
#include "base/rng.h"
#include "index/nearest.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Directions around centres, few distinct values when coarse so that products tie. */
static float *points(int n, int D, uint32_t stream, int centres, bool coarse) {
    struct err err = {0};
    float *x = mem_array((size_t)n * (size_t)D, sizeof *x, &err);
    assert_non_null(x);
    for (int i = 0; i < n; i++) {
        struct rng own = rng_of(31, (uint64_t)i, stream), centre = rng_of(32, rng_below(&own, (uint32_t)centres), 0);
        double length = 0;
        for (int d = 0; d < D; d++) {
            x[i * D + d] = coarse ? (float)rng_below(&own, 3) - 1 : (float)(rng_normal(&centre) + rng_normal(&own));
            length += (double)x[i * D + d] * x[i * D + d];
        }
        for (int d = 0; d < D && !coarse; d++)
            x[i * D + d] /= (float)sqrt(length);
    }
    return x;
}

static float product(const float *a, const float *b, int D) {
    float sum = 0;
    for (int d = 0; d < D; d++)
        sum += a[d] * b[d];
    return sum;
}

/* Small integers, whose sums are exact in any order: the very same choice is asked for, ties included. */
static void test_nearest_is_the_plain_loop(void **state) {
    (void)state;
    static const int sizes[][3] = {{1, 1, 1}, {5, 3, 2}, {6, 16, 8}, {7, 17, 5}, {61, 33, 64}, {130, 1100, 7}};
    for (int s = 0; s < (int)(sizeof sizes / sizeof *sizes); s++) {
        int n = sizes[s][0], C = sizes[s][1], D = sizes[s][2];
        float *x = points(n, D, 0, 9, true), *centroids = points(C, D, 1, 9, true);
        float *panels = mem_must(nearest_room(C, D), sizeof *panels), *score = mem_must((size_t)n, sizeof *score);
        int32_t *cell = mem_must((size_t)n, sizeof *cell), *members = mem_must((size_t)C, sizeof *members);
        int32_t *ids = mem_must((size_t)n, sizeof *ids);
        struct rng rng = rng_of(33, (uint64_t)s, 0);
        for (int c = 0; c < C; c++)
            members[c] = c;
        for (int i = 0; i < n; i++)
            ids[i] = i;
        rng_shuffle(&rng, ids, n);
        for (int listed = 0; listed < 2; listed++) { /* then a half of the centroids, in any order, and of the points */
            int some = listed ? (C + 1) / 2 : C, asked = listed ? (n + 1) / 2 : n;
            if (listed)
                rng_shuffle(&rng, members, C);
            for (int i = 0; i < n; i++) {
                cell[i] = -1;
                score[i] = -INFINITY;
            }
            nearest_pack(panels, centroids, listed ? members : NULL, some, D);
            nearest_offer(score, cell, x, listed ? ids : NULL, asked, panels, listed ? members : NULL, some, D);
            for (int i = 0; i < n; i++) {
                int32_t id = ids[i], best = -1;
                float most = -INFINITY;
                for (int j = 0; j < some && (!listed || i < asked); j++) {
                    float p = product(x + id * D, centroids + members[j] * D, D);
                    if (p > most || (p == most && members[j] < best)) {
                        most = p;
                        best = members[j];
                    }
                }
                assert_int_equal(cell[id], best);
                assert_true(score[id] == most);
            }
        }
        free(x);
        free(centroids);
        free(panels);
        free(score);
        free(cell);
        free(members);
        free(ids);
    }
}

enum { N = 9000, C = 1100, D = 12 };

/* Centroids moved by one round: the closures find nearly every point's best, and what they find is a true product. */
static void test_closures_are_nearly_exact(void **state) {
    (void)state;
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(2, &err);
    float *x = points(N, D, 0, 300, false), *centroids = mem_must(C * D, sizeof *centroids);
    float *score = mem_must(N, sizeof *score), *again = mem_must(N, sizeof *again);
    int32_t *cell = mem_must(N, sizeof *cell), *closure = mem_must(N, sizeof *closure);
    int32_t *members = mem_must(N, sizeof *members), *start = mem_must(C + 1, sizeof *start);
    assert_true(kmeans_cells(centroids, C, x, N, D, 2, 1, pool, &progress, 0, 1, &err));
    assert_true(kmeans_assign(cell, score, x, N, centroids, C, D, pool, &progress, 0, 1, &err));
    kmeans_group(members, start, cell, N, C);
    assert_true(kmeans_cells(centroids, C, x, N, D, 3, 1, pool, &progress, 0, 1, &err));
    assert_true(kmeans_assign(cell, score, x, N, centroids, C, D, pool, &progress, 0, 1, &err));
    assert_true(kmeans_reassign(closure, again, members, start, x, N, centroids, C, D, pool, &progress, 0, 1, &err));
    int right = 0;
    for (int i = 0; i < N; i++) {
        assert_true(again[i] <= score[i]);
        assert_float_equal(again[i], product(x + i * D, centroids + closure[i] * D, D), 1e-5);
        right += closure[i] == cell[i];
    }
    assert_true(right > N * 0.98);
    pool_free(pool);
    free(x);
    free(centroids);
    free(score);
    free(again);
    free(cell);
    free(closure);
    free(members);
    free(start);
}

static void test_threads_and_cancel(void **state) {
    (void)state;
    struct err err = {0};
    float *x = points(N, D, 0, 300, false), *centroids[3];
    for (int threads = 1; threads <= 3; threads++) { /* five rounds: the last two by closures */
        struct progress progress = {0};
        struct pool *pool = pool_new(threads, &err);
        centroids[threads - 1] = mem_must(C * D, sizeof *x);
        assert_true(kmeans_cells(centroids[threads - 1], C, x, N, D, 5, 1, pool, &progress, 0, 1, &err));
        assert_memory_equal(centroids[threads - 1], centroids[0], C * D * sizeof *x);
        pool_free(pool);
    }
    struct progress progress = {0};
    struct pool *pool = pool_new(2, &err);
    atomic_store(&progress.cancel, true);
    assert_false(kmeans_cells(centroids[0], C, x, N, D, 5, 1, pool, &progress, 0, 1, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    pool_free(pool);
    for (int i = 0; i < 3; i++)
        free(centroids[i]);
    free(x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest_is_the_plain_loop),
        cmocka_unit_test(test_closures_are_nearly_exact),
        cmocka_unit_test(test_threads_and_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
