/* When training stops, and what it leaves, on a model whose validation losses are written down. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/fit.h"

enum { ROWS = 80, HELD = 16, BATCH = 8, EPOCH = (ROWS - HELD) / BATCH };

/* Its one weight counts the steps; validation is what stands in the list for that many. */
struct scripted {
    float weight;
    double quarter, second; /* the loss a quarter into the second epoch, and at its end */
    int evaluations;
};

static double step(void *self, const int32_t *rows, int n, const struct fit_step *fit) {
    struct scripted *m = self;
    (void)rows, (void)n, (void)fit;
    m->weight += 1;
    return 1;
}

static double evaluate(void *self, const int32_t *rows, int n) {
    struct scripted *m = self;
    (void)rows, (void)n;
    m->evaluations++;
    switch ((int)m->weight) {
    case EPOCH:
        return 1.0;
    case EPOCH + EPOCH / 4:
        return m->quarter;
    case 2 * EPOCH:
        return m->second;
    default:
        return 1.005;
    }
}

/* Trains; the validation curve, as pairs of epochs and loss, is in out. */
static void train(struct scripted *m, int epochs, bool look, struct blob *out) {
    struct err err = {0};
    struct pool *pool = pool_new(1, &err);
    uint8_t validation[ROWS] = {0};
    struct progress progress = {0};
    for (int i = 0; i < HELD; i++)
        validation[5 * i] = 1;
    struct fit_plan plan = {.pool = pool,
                            .seed = 1,
                            .epochs = epochs,
                            .batch = BATCH,
                            .learning_rate = 0.1f,
                            .n_rows = ROWS,
                            .validation = validation,
                            .look = look};
    struct fit_model model = {.self = m, .weights = &m->weight, .n_weights = 1, .step = step, .evaluate = evaluate};
    assert_true(fit_run(&plan, &model, &progress, out, &err));
    pool_free(pool);
}

static void expect_curve(const struct blob *out, const double (*expected)[2], int n) {
    const double *curve = blob_get(out, "curve.validation", BLOB_F64);
    assert_int_equal(blob_length(out, "curve.validation"), n);
    for (int i = 0; i < 2 * n; i++)
        assert_float_equal(curve[i], expected[0][i], 1e-6);
}

static void test_an_epoch_that_is_far_above_the_best_early_is_not_finished(void **state) {
    (void)state;
    struct scripted m = {.quarter = 1.02, .second = 0.5};
    struct blob *out = blob_new();
    train(&m, 2, true, out);
    assert_float_equal(m.weight, EPOCH, 0); /* the best epoch's, though the second's end would have been better */
    expect_curve(out, (const double[][2]){{1, 1.0}, {1.25, 1.02}}, 2);
    blob_free(out);
}

static void test_an_epoch_that_is_near_the_best_early_goes_on_to_its_end(void **state) {
    (void)state;
    struct scripted m = {.quarter = 1.009, .second = 0.5};
    struct blob *out = blob_new();
    train(&m, 2, true, out);
    assert_float_equal(m.weight, 2 * EPOCH, 0);
    expect_curve(out, (const double[][2]){{1, 1.0}, {2, 0.5}}, 2);
    blob_free(out);
}

static void test_without_the_look_only_ends_of_epochs_count(void **state) {
    (void)state;
    struct scripted m = {.quarter = 1.02, .second = 0.5};
    struct blob *out = blob_new();
    train(&m, 2, false, out);
    assert_float_equal(m.weight, 2 * EPOCH, 0);
    assert_int_equal(m.evaluations, 2 * (HELD / BATCH));
    blob_free(out);
}

static void test_a_hundredth_above_the_best_ends_training_at_the_best(void **state) {
    (void)state;
    struct scripted m = {.quarter = 1.0, .second = 1.02};
    struct blob *out = blob_new();
    train(&m, 6, false, out);
    assert_float_equal(m.weight, EPOCH, 0);
    expect_curve(out, (const double[][2]){{1, 1.0}, {2, 1.02}}, 2);
    blob_free(out);
}

static void test_two_epochs_without_a_better_loss_end_training(void **state) {
    (void)state;
    struct scripted m = {.quarter = 1.0, .second = 1.005};
    struct blob *out = blob_new();
    train(&m, 6, true, out);
    assert_float_equal(m.weight, EPOCH, 0);
    expect_curve(out, (const double[][2]){{1, 1.0}, {2, 1.005}, {3, 1.005}}, 3);
    blob_free(out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_epoch_that_is_far_above_the_best_early_is_not_finished),
        cmocka_unit_test(test_an_epoch_that_is_near_the_best_early_goes_on_to_its_end),
        cmocka_unit_test(test_without_the_look_only_ends_of_epochs_count),
        cmocka_unit_test(test_a_hundredth_above_the_best_ends_training_at_the_best),
        cmocka_unit_test(test_two_epochs_without_a_better_loss_end_training),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
