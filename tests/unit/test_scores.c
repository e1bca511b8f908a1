/* Metrics against reference values (tests/ref/scores.py), and what must hold on any data. */
#include "eval/scores.h"
#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ref/scores_ref.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))

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

static void assert_near(double got, double want, double tolerance, const char *what) {
    if (isnan(got) != isnan(want) || fabs(got - want) > tolerance)
        fail_msg("%s: %.17g, not %.17g", what, got, want);
}

static struct scores sorted(const double *p, const uint8_t *y, const double *weight, const int32_t *unit, int n) {
    struct err err = {0};
    struct scores s;
    assert_true(scores_sort(&s, p, y, weight, unit, n, pool, &err));
    return s;
}

static void test_rows_match_the_reference(void **state) {
    (void)state;
    for (int c = 0; c < COUNT(ROW_CASES); c++) {
        const struct row_case *r = &ROW_CASES[c];
        struct scores s = sorted(r->p, r->y, r->weight, NULL, r->n);
        double value[SCORES_METRICS], f1, threshold = scores_best_threshold(&s, &f1);
        char what[100];
        scores_all(value, &s, 0.5, NULL);
        for (int m = 0; m < SCORES_METRICS; m++) {
            snprintf(what, sizeof what, "%s of '%s'", scores_metric_name((enum scores_metric)m), r->name);
            assert_near(value[m], r->value[m], 1e-12, what);
        }
        assert_near(threshold, r->threshold, 0, r->name);
        assert_near(f1, r->best_f1, 1e-12, r->name);
        scores_free(&s);
    }
}

static void test_lists_match_the_reference(void **state) {
    (void)state;
    for (int c = 0; c < COUNT(LIST_CASES); c++) {
        const struct list_case *l = &LIST_CASES[c];
        assert_near(list_ndcg(l->grade, l->n, l->k, l->relevant, l->m), l->ndcg, 1e-14, "ndcg");
        assert_near(list_average_precision(l->grade, l->n, l->k, l->m), l->average_precision, 1e-14, "map");
        assert_near(list_reciprocal_rank(l->grade, l->n, l->m), l->reciprocal_rank, 1e-15, "mrr");
        assert_near(list_precision(l->grade, l->n, l->k, l->m), l->precision, 1e-15, "precision");
        assert_near(list_recall(l->grade, l->n, l->k, l->m), l->recall, 1e-15, "recall");
    }
}

/* --- the sort --- */

struct pair {
    double p;
    int32_t row;
};

static int by_score_then_row(const void *a, const void *b) {
    const struct pair *x = a, *y = b;
    return x->p < y->p ? -1 : x->p > y->p ? 1 : (x->row > y->row) - (x->row < y->row);
}

static double some_score(struct rng *rng, int kind) {
    switch (kind) {
    case 0:
        return rng_normal(rng) * 1e3; /* all digits differ, both signs */
    case 1:
        return (double)(float)rng_uniform(rng); /* what was once a float */
    case 2:
        return (double)rng_below(rng, 7) - 3; /* ties */
    default:
        return rng_below(rng, 2) ? 0.0 : -0.0; /* one value */
    }
}

static void test_sort_is_stable_and_keeps_rows_together(void **state) {
    (void)state;
    enum { N = 5000 };
    static struct pair want[N];
    static double p[N], weight[N];
    static uint8_t y[N];
    static int32_t unit[N];
    for (int kind = 0; kind < 4; kind++)
        for (int n = 0; n <= N; n = n < 3 ? n + 1 : n * 17) {
            struct rng rng = rng_of(4, (uint64_t)n, (uint32_t)kind);
            for (int i = 0; i < n; i++) {
                p[i] = some_score(&rng, kind);
                y[i] = (uint8_t)rng_below(&rng, 2);
                weight[i] = i;
                unit[i] = n - i;
                want[i] = (struct pair){p[i], i};
            }
            qsort(want, (size_t)n, sizeof *want, by_score_then_row);
            struct scores s = sorted(p, y, weight, unit, n);
            for (int i = 0; i < n; i++) {
                int32_t row = want[i].row;
                assert_int_equal(s.row[i], row);
                assert_true(s.p[i] == p[row] && s.y[i] == y[row] && s.weight[i] == weight[row]);
                assert_int_equal(s.unit[i], unit[row]);
                assert_int_equal(s.tie[i], i > 0 && s.p[i] == s.p[i - 1]);
            }
            scores_free(&s);
        }
}

static void test_only_scores_in_0_1_are_probabilities(void **state) {
    (void)state;
    static const double margins[] = {-2.0, 3.0, 0.5}, shares[] = {0.0, 1.0, 0.5};
    static const uint8_t y[] = {0, 1, 1};
    double value[SCORES_METRICS];
    struct scores s = sorted(margins, y, NULL, NULL, 3);
    scores_all(value, &s, 0.5, NULL);
    assert_true(value[SCORES_ROC_AUC] == 1.0 && value[SCORES_PR_AUC] == 1.0);
    for (int m = SCORES_LOG_LOSS; m < SCORES_METRICS; m++)
        assert_true(isnan(value[m]));
    double x[CURVE_POINTS], z[CURVE_POINTS];
    assert_int_equal(scores_reliability_curve(&s, x, z), 0);
    scores_free(&s);
    s = sorted(shares, y, NULL, NULL, 3);
    assert_true(s.probability);
    scores_free(&s);
}

/* --- what holds on any data --- */

enum { ROWS = 3000, UNITS = 50 };
struct data {
    double p[ROWS], weight[ROWS];
    uint8_t y[ROWS];
    int32_t unit[ROWS];
};

static void fill(struct data *d, uint64_t seed) {
    for (int i = 0; i < ROWS; i++) {
        struct rng rng = rng_of(seed, (uint64_t)i, 0);
        d->p[i] = round(rng_uniform(&rng) * 400) / 400;
        d->y[i] = rng_uniform(&rng) < d->p[i];
        d->weight[i] = (double)rng_below(&rng, 4);
        d->unit[i] = (int32_t)rng_below(&rng, UNITS);
    }
}

/* Counting a unit t times is having its rows t times. */
static void test_times_are_repeated_rows(void **state) {
    (void)state;
    static struct data d, repeated;
    uint8_t times[UNITS];
    fill(&d, 1);
    int n = 0;
    for (int u = 0; u < UNITS; u++)
        times[u] = u % 3 == 0 ? 0 : u % 3 == 1 && u < 20 ? 2 : 1;
    for (int i = 0; i < ROWS; i++)
        for (int t = 0; t < times[d.unit[i]] && n < ROWS; t++, n++) {
            repeated.p[n] = d.p[i];
            repeated.y[n] = d.y[i];
        }
    assert_true(n < ROWS);
    struct scores s = sorted(d.p, d.y, NULL, d.unit, ROWS), r = sorted(repeated.p, repeated.y, NULL, NULL, n);
    assert_near(scores_roc_auc(&s, times), scores_roc_auc(&r, NULL), 1e-12, "roc_auc");
    assert_near(scores_average_precision(&s, times), scores_average_precision(&r, NULL), 1e-12, "pr_auc");
    assert_near(scores_calibration_error(&s, times), scores_calibration_error(&r, NULL), 5.0 * CALIBRATION_BINS / n,
                "calibration_error"); /* bins may part by a row */
    scores_free(&s);
    scores_free(&r);
}

static void test_auc_knows_order_alone(void **state) {
    (void)state;
    static struct data d;
    fill(&d, 2);
    struct scores s = sorted(d.p, d.y, d.weight, NULL, ROWS);
    double auc = scores_roc_auc(&s, NULL), ap = scores_average_precision(&s, NULL);
    scores_free(&s);
    for (int i = 0; i < ROWS; i++)
        d.p[i] = exp(3 * d.p[i]) - 7;
    s = sorted(d.p, d.y, d.weight, NULL, ROWS);
    assert_near(scores_roc_auc(&s, NULL), auc, 0, "roc_auc");
    assert_near(scores_average_precision(&s, NULL), ap, 0, "pr_auc");
    scores_free(&s);
    for (int i = 0; i < ROWS; i++)
        d.p[i] = -d.p[i];
    s = sorted(d.p, d.y, d.weight, NULL, ROWS);
    assert_near(scores_roc_auc(&s, NULL), 1 - auc, 1e-12, "roc_auc reversed");
    scores_free(&s);
}

static void test_sums_by_unit_add_up(void **state) {
    (void)state;
    static struct data d;
    fill(&d, 3);
    struct scores s = sorted(d.p, d.y, d.weight, d.unit, ROWS);
    struct scores_sums by_unit[UNITS], all = scores_sum(&s, 0.6), sum = {0};
    scores_sum_by_unit(by_unit, UNITS, &s, 0.6);
    for (int u = 0; u < UNITS; u++) {
        sum.rows += by_unit[u].rows;
        sum.loss += by_unit[u].loss;
        sum.hits += by_unit[u].hits;
        sum.flagged += by_unit[u].flagged;
        sum.predicted += by_unit[u].predicted;
        sum.positives += by_unit[u].positives;
    }
    assert_near(sums_log_loss(&sum), sums_log_loss(&all), 1e-12, "log_loss");
    assert_near(sums_f1(&sum), sums_f1(&all), 1e-12, "f1");
    assert_near(sums_calibration_ratio(&sum), sums_calibration_ratio(&all), 1e-12, "calibration_ratio");
    assert_true(sums_normalized_entropy(&all) > 0.5 && sums_normalized_entropy(&all) < 1);
    scores_free(&s);
}

/* --- curves --- */

static void test_curves(void **state) {
    (void)state;
    static struct data d;
    double x[CURVE_POINTS], y[CURVE_POINTS], area = 0;
    fill(&d, 4);
    struct scores s = sorted(d.p, d.y, NULL, NULL, ROWS);
    int n = scores_roc_curve(&s, x, y);
    assert_in_range(n, 50, CURVE_POINTS);
    assert_true(x[0] == 0 && y[0] == 0 && x[n - 1] == 1 && y[n - 1] == 1);
    for (int i = 1; i < n; i++) {
        assert_true(x[i] >= x[i - 1] && y[i] >= y[i - 1]);
        area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    }
    assert_near(area, scores_roc_auc(&s, NULL), 2e-3, "area below the ROC curve");
    n = scores_pr_curve(&s, x, y);
    assert_in_range(n, 50, CURVE_POINTS);
    assert_true(x[n - 1] == 1);
    area = x[0] * y[0];
    for (int i = 1; i < n; i++) {
        assert_true(x[i] > x[i - 1]);
        area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    }
    assert_near(area, scores_average_precision(&s, NULL), 5e-3, "area below the precision-recall curve");
    n = scores_reliability_curve(&s, x, y);
    assert_int_equal(n, CALIBRATION_BINS);
    for (int i = 0; i < n; i++)
        assert_near(y[i], x[i], 0.12, "a calibrated bin");
    scores_free(&s);
}

static void test_curves_of_little(void **state) {
    (void)state;
    double x[CURVE_POINTS], y[CURVE_POINTS];
    static const double p[] = {0.5, 0.5, 0.5};
    static const uint8_t mixed[] = {1, 0, 1}, none[] = {0, 0, 0};
    struct scores s = sorted(p, mixed, NULL, NULL, 3);
    assert_int_equal(scores_roc_curve(&s, x, y), 2);
    assert_int_equal(scores_pr_curve(&s, x, y), 1);
    assert_near(y[0], 2.0 / 3, 1e-15, "precision");
    scores_free(&s);
    s = sorted(p, none, NULL, NULL, 3);
    assert_int_equal(scores_roc_curve(&s, x, y), 0);
    assert_int_equal(scores_pr_curve(&s, x, y), 0);
    scores_free(&s);
    s = sorted(p, none, NULL, NULL, 0);
    assert_true(isnan(scores_roc_auc(&s, NULL)) && isnan(scores_calibration_error(&s, NULL)));
    assert_int_equal(scores_reliability_curve(&s, x, y), 0);
    scores_free(&s);
}

/* A perfectly ranked long list: far more points than a curve may have. */
static void test_curves_never_overflow(void **state) {
    (void)state;
    static struct data d;
    double x[CURVE_POINTS], y[CURVE_POINTS];
    for (int shape = 0; shape < 4; shape++) {
        for (int i = 0; i < ROWS; i++) {
            d.p[i] = (double)i / ROWS;
            d.y[i] = shape == 0 ? i >= ROWS / 2 : shape == 1 ? i < ROWS / 2 : shape == 2 ? i % 2 : i == 7;
        }
        struct scores s = sorted(d.p, d.y, NULL, NULL, ROWS);
        assert_in_range(scores_roc_curve(&s, x, y), 2, CURVE_POINTS);
        assert_in_range(scores_pr_curve(&s, x, y), 1, CURVE_POINTS);
        scores_free(&s);
    }
}

/* --- those that know nothing --- */

static void test_null_ranker(void **state) {
    (void)state;
    static struct data d;
    double value[SCORES_METRICS], alone[SCORES_METRICS];
    for (int i = 0; i < ROWS; i++) {
        d.p[i] = 0.3;
        d.y[i] = i % 5 == 0;
    }
    struct scores s = sorted(d.p, d.y, NULL, NULL, ROWS);
    scores_all(value, &s, 0.5, pool);
    scores_all(alone, &s, 0.5, NULL);
    assert_memory_equal(value, alone, sizeof value);
    assert_true(value[SCORES_ROC_AUC] == 0.5);
    assert_near(value[SCORES_PR_AUC], (ROWS + 4) / 5 / (double)ROWS, 1e-15, "average precision is the base rate");
    assert_true(value[SCORES_F1] == 0);
    scores_free(&s);
}

/* k items drawn from N hold k/N of the relevant ones; the standard error over the queries says how closely. */
static void test_null_retriever(void **state) {
    (void)state;
    enum { N = 500, K = 50, RELEVANT_ITEMS = 50, QUERIES = 4000 };
    double sum = 0;
    for (int q = 0; q < QUERIES; q++) {
        struct rng rng = rng_of(17, (uint64_t)q, 0);
        int32_t items[N];
        float grade[K];
        for (int i = 0; i < N; i++)
            items[i] = i;
        rng_shuffle(&rng, items, N);
        for (int i = 0; i < K; i++)
            grade[i] = items[i] < RELEVANT_ITEMS;
        sum += list_recall(grade, K, K, RELEVANT_ITEMS);
    }
    double share = (double)K / N, error = sqrt(share * (1 - share) / ((double)RELEVANT_ITEMS * QUERIES));
    assert_near(sum / QUERIES, share, 5 * error, "recall by chance");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_match_the_reference),
        cmocka_unit_test(test_lists_match_the_reference),
        cmocka_unit_test(test_sort_is_stable_and_keeps_rows_together),
        cmocka_unit_test(test_only_scores_in_0_1_are_probabilities),
        cmocka_unit_test(test_times_are_repeated_rows),
        cmocka_unit_test(test_auc_knows_order_alone),
        cmocka_unit_test(test_sums_by_unit_add_up),
        cmocka_unit_test(test_curves),
        cmocka_unit_test(test_curves_of_little),
        cmocka_unit_test(test_curves_never_overflow),
        cmocka_unit_test(test_null_ranker),
        cmocka_unit_test(test_null_retriever),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
