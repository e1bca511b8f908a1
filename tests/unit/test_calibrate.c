/* Calibrators on a planted distortion, on what breaks naive ones, and the correction for thinned negatives. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rng.h"
#include "model/calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 40000, BINS = 15 };
static float truth[N], p[N], y[N];

static int by_value(const void *a, const void *b) {
    float x = *(const float *)a, z = *(const float *)b;
    return (x > z) - (x < z);
}

/* Mean |p - truth| over the rows: what no bins can hide. */
static double distance(void) {
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += fabs((double)p[i] - truth[i]) / N;
    return sum;
}

/* Rows whose p is the truth bent: shifted and flattened in the logit, or (odd) bent so that no logistic mends it. */
static void plant(bool odd) {
    for (int i = 0; i < N; i++) {
        struct rng r = rng_of(rng_draw(2, "plant"), (uint64_t)i, 0);
        double z = -2 + 1.5 * rng_normal(&r), bent = odd ? z + 0.8 * sin(1.2 * z) + 0.5 : 0.5 * z + 1;
        truth[i] = (float)(1 / (1 + exp(-z)));
        y[i] = rng_uniform(&r) < truth[i];
        p[i] = (float)(1 / (1 + exp(-bent)));
    }
}

static void apply(const struct blob *blob, float *x, int n) {
    struct calibration calibration = calibration_open(blob, "calibrate");
    calibration_apply(&calibration, x, n);
}

static void fit_and_apply(enum calibration_kind kind, int n) {
    struct err err = {0};
    struct blob *blob = blob_new();
    assert_true(calibration_fit(kind, "calibrate", p, y, NULL, n, blob, &err));
    apply(blob, p, N);
    blob_free(blob);
}

static void test_platt(void **state) {
    (void)state;
    plant(false);
    assert_true(distance() > 0.1);
    fit_and_apply(CALIBRATION_PLATT, N);
    assert_true(distance() < 0.005);
}

/* Two of them in one blob: each goes its own way. */
static void test_two(void **state) {
    (void)state;
    struct err err = {0};
    struct blob *blob = blob_new();
    float x[4] = {0.1f, 0.4f, 0.6f, 0.9f}, one[4], same[4], label[4] = {0, 0, 1, 1};
    assert_true(calibration_fit(CALIBRATION_ISOTONIC, "calibrate", x, label, NULL, 4, blob, &err));
    assert_true(calibration_fit(CALIBRATION_PLATT, "calibrate.int8", x, label, NULL, 0, blob, &err));
    struct calibration curve = calibration_open(blob, "calibrate"), none = calibration_open(blob, "calibrate.int8");
    memcpy(one, x, sizeof x), memcpy(same, x, sizeof x);
    calibration_apply(&curve, one, 4);
    calibration_apply(&none, same, 4);
    assert_true(curve.corners == 3 && memcmp(one, x, sizeof x) == 0); /* one step, half of it positive, at a half */
    assert_memory_equal(same, x, sizeof x);
    blob_free(blob);
}

static void test_isotonic(void **state) {
    (void)state;
    plant(true);
    double before = distance();
    fit_and_apply(CALIBRATION_PLATT, N);
    double platt = distance();
    plant(true);
    static float sorted[N];
    memcpy(sorted, p, sizeof p);
    fit_and_apply(CALIBRATION_ISOTONIC, N);
    assert_true(before > 0.04 && distance() < 0.01 && distance() < 0.5 * platt);
    /* it never turns an order round */
    struct err err = {0};
    struct blob *blob = blob_new();
    plant(true);
    assert_true(calibration_fit(CALIBRATION_ISOTONIC, "calibrate", p, y, NULL, N, blob, &err));
    qsort(sorted, N, sizeof *sorted, by_value);
    apply(blob, sorted, N);
    for (int i = 1; i < N; i++)
        assert_true(sorted[i] >= sorted[i - 1]);
    blob_free(blob);
}

/* Pool adjacent violators by hand. Rows of 0.1 and 0.3 have a tenth and three tenths of labels, 0.2 has six tenths, so
 * that it is one step with 0.3; 0.9 has labels alone, and joins what is below it. */
static void test_isotonic_by_hand(void **state) {
    (void)state;
    enum { ROWS = 100 };
    static const float at[] = {0.1f, 0.2f, 0.3f, 0.6f, 0.9f};
    static const int labels[] = {10, 60, 30, 80, 20}, rows[] = {100, 100, 100, 100, 20};
    float x[5 * ROWS], label[5 * ROWS], weight[5 * ROWS];
    int n = 0;
    for (int k = 0; k < 5; k++)
        for (int i = 0; i < rows[k]; i++, n++) {
            x[n] = at[k];
            label[n] = i < labels[k];
            weight[n] = k == 2 ? 3.0f : 1.0f;
        }
    struct err err = {0};
    struct blob *blob = blob_new();
    assert_true(calibration_fit(CALIBRATION_ISOTONIC, "calibrate", x, label, weight, n, blob, &err));
    /* steps: 0.1 at 0.1; 0.2 and 0.3 at 0.275 with (60 + 90) / 400; 0.6 and 0.9 at 0.65 with 100 / 120 */
    float asked[] = {0, 0.05f, 0.1f, 0.1875f, 0.275f, 0.65f, 0.825f, 1};
    const float expected[] = {0, 0.05f, 0.1f, 0.2375f, 0.375f, 0.833333f, 0.916667f, 1};
    apply(blob, asked, 8);
    for (int i = 0; i < 8; i++)
        assert_float_equal(asked[i], expected[i], 1e-5);
    blob_free(blob);
}

/* Ten labels among a thousand rows, the lowest hundreds without any: nothing becomes impossible, and no two p one. */
static void test_isotonic_of_few_labels(void **state) {
    (void)state;
    enum { ROWS = 1000 };
    float x[ROWS], label[ROWS];
    for (int i = 0; i < ROWS; i++) {
        x[i] = (float)(i + 1) / (2.0f * ROWS);
        label[i] = i % 50 == 0 && i >= 500;
    }
    struct err err = {0};
    struct blob *blob = blob_new();
    assert_true(calibration_fit(CALIBRATION_ISOTONIC, "calibrate", x, label, NULL, ROWS, blob, &err));
    apply(blob, x, ROWS);
    for (int i = 0; i < ROWS; i++)
        assert_true(x[i] > 0.0f && x[i] < 1.0f && (i == 0 || x[i] > x[i - 1]));
    blob_free(blob);
}

static void test_identity(void **state) {
    (void)state;
    plant(false);
    static float kept[N];
    memcpy(kept, p, sizeof p);
    fit_and_apply(CALIBRATION_NONE, N);
    assert_memory_equal(p, kept, sizeof p);
    fit_and_apply(CALIBRATION_PLATT, 0); /* nothing to learn from */
    fit_and_apply(CALIBRATION_ISOTONIC, 0);
    assert_memory_equal(p, kept, sizeof p);
}

/* One class alone, certain predictions: Platt's smoothed targets keep the answer inside (0,1). */
static void test_one_class(void **state) {
    (void)state;
    struct err err = {0};
    float certain[] = {0, 1, 0.5f, 1}, ones[] = {1, 1, 1, 1};
    struct blob *blob = blob_new();
    assert_true(calibration_fit(CALIBRATION_PLATT, "calibrate", certain, ones, NULL, 4, blob, &err));
    apply(blob, certain, 4);
    for (int i = 0; i < 4; i++)
        assert_true(certain[i] > 0.5f && certain[i] < 1);
    blob_free(blob);
}

static void test_weights_count_as_rows(void **state) {
    (void)state;
    struct err err = {0};
    const float x[] = {0.2f, 0.6f, 0.2f, 0.6f}, label[] = {0, 1, 1, 0}, weight[] = {3, 2, 1, 1};
    const float xs[] = {0.2f, 0.2f, 0.2f, 0.6f, 0.6f, 0.2f, 0.6f}, labels[] = {0, 0, 0, 1, 1, 1, 0};
    for (int kind = CALIBRATION_PLATT; kind <= CALIBRATION_ISOTONIC; kind++) {
        struct blob *a = blob_new(), *b = blob_new();
        assert_true(calibration_fit((enum calibration_kind)kind, "calibrate", x, label, weight, 4, a, &err));
        assert_true(calibration_fit((enum calibration_kind)kind, "calibrate", xs, labels, NULL, 7, b, &err));
        float one[] = {0.2f, 0.4f, 0.6f}, other[] = {0.2f, 0.4f, 0.6f};
        apply(a, one, 3);
        apply(b, other, 3);
        for (int i = 0; i < 3; i++)
            assert_float_equal(one[i], other[i], 1e-5);
        blob_free(a), blob_free(b);
    }
}

/* Thin the negatives to a share w: the rate among what is left, put back, is the rate before. */
static void test_downsampling(void **state) {
    (void)state;
    for (float rate = 0.01f; rate < 1; rate += 0.07f)
        for (float w = 0.05f; w <= 1; w += 0.19f) {
            float thinned = rate / (rate + (1 - rate) * w);
            assert_float_equal(calibration_undo_downsampling(thinned, w), rate, 1e-5);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_platt),
        cmocka_unit_test(test_two),
        cmocka_unit_test(test_isotonic),
        cmocka_unit_test(test_isotonic_by_hand),
        cmocka_unit_test(test_isotonic_of_few_labels),
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_one_class),
        cmocka_unit_test(test_weights_count_as_rows),
        cmocka_unit_test(test_downsampling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
