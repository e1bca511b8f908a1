/* The bootstrap: its draws, its replicates, its intervals. */
#include "eval/bootstrap.h"
#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { B = 200, U = 400, N = 4000 };

static struct pool *pool;

static int start(void **state) {
    struct err err = {0};
    (void)state;
    pool = pool_new(2, &err);
    return pool ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    pool_free(pool);
    return 0;
}

static uint8_t *draws(const int32_t *id, int units, int replicates, uint64_t seed) {
    uint8_t *times = mem_must((size_t)units * (size_t)replicates, 1);
    bootstrap_times(times, id, units, replicates, seed, pool);
    return times;
}

static void test_draws_are_poisson_of_mean_one(void **state) {
    (void)state;
    enum { MANY = 5000 };
    uint8_t *times = draws(NULL, MANY, B, 1);
    double share[8] = {0}, expect = exp(-1);
    for (int i = 0; i < MANY * B; i++)
        share[times[i] < 7 ? times[i] : 7] += 1.0 / (MANY * (double)B);
    for (int k = 0; k < 7; k++) {
        assert_true(fabs(share[k] - expect) < 5 * sqrt(expect / (MANY * (double)B))); /* five standard errors */
        expect /= k + 1;
    }
    free(times);
}

/* A unit draws by its own id: the same in any company, in any place, for any B, on any number of threads. */
static void test_draws_belong_to_the_unit(void **state) {
    (void)state;
    struct err err = {0};
    static const int32_t some[] = {70000, 3, 9, 12}, others[] = {12, 5, 70000};
    uint8_t *a = draws(some, 4, B, 7), *b = draws(others, 3, B, 7), *few = draws(some, 4, 33, 7);
    uint8_t *other_seed = draws(some, 4, B, 8), *alone = mem_must(4 * B, 1);
    struct pool *one = pool_new(1, &err);
    assert_non_null(one);
    bootstrap_times(alone, some, 4, B, 7, one);
    assert_memory_equal(alone, a, 4 * B);
    int differ = 0, unlike = 0;
    for (int r = 0; r < B; r++) {
        assert_int_equal(a[r * 4 + 0], b[r * 3 + 2]);
        assert_int_equal(a[r * 4 + 3], b[r * 3 + 0]);
        assert_true(r >= 33 || a[r * 4 + 1] == few[r * 4 + 1]);
        differ += a[r * 4 + 1] != other_seed[r * 4 + 1];
        unlike += a[r * 4 + 1] != a[r * 4 + 2];
    }
    assert_true(differ > B / 3 && unlike > B / 3);
    pool_free(one);
    free(a);
    free(b);
    free(few);
    free(other_seed);
    free(alone);
}

static void test_ratio_is_the_weighted_mean(void **state) {
    (void)state;
    static const uint8_t times[] = {1, 1, 1, 0, 2, 1, 0, 0, 0, 5, 0, 0};
    static const double sum[] = {3, 5, NAN}, count[] = {1, 4, 9};
    double replicates[4];
    bootstrap_ratio(replicates, times, 4, 3, sum, NULL, pool);
    assert_true(replicates[0] == 4 && replicates[1] == 5 && isnan(replicates[2]) && replicates[3] == 3);
    bootstrap_ratio(replicates, times, 4, 3, sum, count, pool);
    assert_true(replicates[0] == 1.6 && replicates[1] == 1.25 && replicates[3] == 3);
}

/* The spread of the mean's replicates is the standard error that theory gives. */
static void test_spread_is_the_standard_error(void **state) {
    (void)state;
    double value[U], replicates[B], mean = 0, variance = 0, centre = 0, spread = 0;
    for (int u = 0; u < U; u++) {
        struct rng rng = rng_of(11, (uint64_t)u, 0);
        value[u] = 2 + rng_normal(&rng);
        mean += value[u] / U;
    }
    for (int u = 0; u < U; u++)
        variance += (value[u] - mean) * (value[u] - mean) / U;
    uint8_t *times = draws(NULL, U, B, 5);
    bootstrap_ratio(replicates, times, B, U, value, NULL, pool);
    for (int b = 0; b < B; b++)
        centre += replicates[b] / B;
    for (int b = 0; b < B; b++)
        spread += (replicates[b] - centre) * (replicates[b] - centre) / B;
    double theory = sqrt(variance / U);
    assert_true(fabs(centre - mean) < 4 * theory / sqrt(B));
    assert_true(sqrt(spread) > 0.8 * theory && sqrt(spread) < 1.2 * theory);
    struct interval i = bootstrap_interval(replicates, B);
    assert_true(i.low < mean && mean < i.high && i.high - i.low > 3 * theory && i.high - i.low < 5 * theory);
    free(times);
}

static void test_interval_percentiles(void **state) {
    (void)state;
    double r[101], shifted[101];
    for (int i = 0; i < 101; i++) {
        r[i] = (i * 37) % 101; /* 0..100 in some order */
        shifted[i] = r[i] + 3 + 0.01 * i;
    }
    struct interval i = bootstrap_interval(r, 101);
    assert_float_equal(i.low, 2.5, 1e-12);
    assert_float_equal(i.high, 97.5, 1e-12);
    i = bootstrap_difference(r, shifted, 101); /* pairs: what both share cancels */
    assert_float_equal(i.low, 3.025, 1e-9);
    assert_float_equal(i.high, 3.975, 1e-9);
    for (int j = 0; j < 82; j++)
        r[j] = NAN;
    i = bootstrap_interval(r, 101);
    assert_true(isnan(i.low) && isnan(i.high));
    r[0] = 5;
    i = bootstrap_interval(r, 101);
    assert_true(i.low <= i.high);
}

struct rows {
    double p[N];
    uint8_t y[N];
    int32_t unit[N];
};

static struct scores some_rows(struct rows *d) {
    struct err err = {0};
    struct scores s;
    for (int i = 0; i < N; i++) {
        struct rng rng = rng_of(12, (uint64_t)i, 0);
        d->p[i] = rng_uniform(&rng) * rng_uniform(&rng);
        d->y[i] = rng_uniform(&rng) < d->p[i];
        d->unit[i] = i % U;
    }
    assert_true(scores_sort(&s, d->p, d->y, NULL, d->unit, N, pool, &err));
    return s;
}

static void test_replicates_of_scores(void **state) {
    (void)state;
    static struct rows d;
    static double replicates[SCORES_METRICS][B], again[SCORES_METRICS][B];
    struct err err = {0};
    struct pool *one = pool_new(1, &err);
    struct scores s = some_rows(&d);
    uint8_t *times = draws(NULL, U, B, 5);
    assert_true(one && bootstrap_scores(*replicates, &s, 0.3, times, B, U, pool, &err));
    assert_true(bootstrap_scores(*again, &s, 0.3, times, B, U, one, &err));
    assert_memory_equal(replicates, again, sizeof replicates);
    double value[SCORES_METRICS];
    scores_all(value, &s, 0.3, NULL);
    for (int m = 0; m < SCORES_METRICS; m++) {
        struct interval i = bootstrap_interval(replicates[m], B);
        assert_true(i.low < i.high);
        /* The calibration error is never below zero, so its replicates lie above the value. */
        assert_true(m == SCORES_CALIBRATION_ERROR ? i.high > value[m] : i.low < value[m] && value[m] < i.high);
    }
    /* One replicate by hand: the rows, each as often as its unit. */
    static double p[2 * N];
    static uint8_t y[2 * N];
    int n = 0;
    for (int i = 0; i < N; i++)
        for (int t = 0; t < times[17 * U + d.unit[i]] && n < 2 * N; t++, n++) {
            p[n] = d.p[i];
            y[n] = d.y[i];
        }
    struct scores r;
    assert_true(n < 2 * N && scores_sort(&r, p, y, NULL, NULL, n, pool, &err));
    scores_all(value, &r, 0.3, NULL);
    for (int m = 0; m < SCORES_METRICS; m++)
        assert_true(fabs(replicates[m][17] - value[m]) < (m == SCORES_CALIBRATION_ERROR ? 0.01 : 1e-12));
    scores_free(&r);
    scores_free(&s);
    pool_free(one);
    free(times);
}

/* The pass over many replicates at once against one replicate at a time, with weights and ties. */
static void test_lanes_are_single_replicates(void **state) {
    (void)state;
    static struct rows d;
    static double weight[N], replicates[SCORES_METRICS][19];
    struct err err = {0};
    struct scores s = some_rows(&d);
    scores_free(&s);
    for (int i = 0; i < N; i++) {
        d.p[i] = round(d.p[i] * 50) / 50;
        weight[i] = 0.5 * (i % 7);
    }
    assert_true(scores_sort(&s, d.p, d.y, weight, d.unit, N, pool, &err));
    uint8_t *times = draws(NULL, U, 19, 5); /* 19: the last lanes stay empty */
    memset(times + 3 * U, 0, U);            /* a replicate of nobody */
    assert_true(bootstrap_scores(*replicates, &s, 0.3, times, 19, U, pool, &err));
    for (int b = 0; b < 19; b++) {
        double want[] = {scores_roc_auc(&s, times + b * U), scores_average_precision(&s, times + b * U),
                         scores_calibration_error(&s, times + b * U)};
        static const enum scores_metric metric[] = {SCORES_ROC_AUC, SCORES_PR_AUC, SCORES_CALIBRATION_ERROR};
        for (int m = 0; m < 3; m++) {
            double got = replicates[metric[m]][b];
            assert_true(b == 3 ? isnan(got) && isnan(want[m]) : fabs(got - want[m]) < 1e-11);
        }
    }
    scores_free(&s);
    free(times);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws_are_poisson_of_mean_one), cmocka_unit_test(test_draws_belong_to_the_unit),
        cmocka_unit_test(test_ratio_is_the_weighted_mean),    cmocka_unit_test(test_spread_is_the_standard_error),
        cmocka_unit_test(test_interval_percentiles),          cmocka_unit_test(test_replicates_of_scores),
        cmocka_unit_test(test_lanes_are_single_replicates),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
