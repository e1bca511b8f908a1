#include "num/vecmath.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { N = 100003 }; /* odd: the last lanes too */
static float x[N], y[N];

static double worst_relative(double (*exact)(double)) {
    double worst = 0.0;
    for (int i = 0; i < N; i++) {
        double want = exact(x[i]), error = fabs(y[i] - want) / fmax(fabs(want), 1.2e-38);
        worst = fmax(worst, error);
    }
    return worst;
}

static double logistic(double v) {
    return 1.0 / (1.0 + exp(-v));
}

static void fill(double from, double to) {
    for (int i = 0; i < N; i++)
        x[i] = (float)(from + (to - from) * i / (N - 1));
}

static void exp_is_accurate(void **state) {
    (void)state;
    fill(-87.0, 88.0);
    vec_exp(y, x, N);
    assert_true(worst_relative(exp) < 1e-6);
    fill(-1.0, 1.0);
    vec_exp(y, x, N);
    assert_true(worst_relative(exp) < 3e-7);
}

static void sigmoid_is_accurate(void **state) {
    (void)state;
    fill(-86.0, 86.0);
    vec_sigmoid(y, x, N);
    assert_true(worst_relative(logistic) < 1e-6);
}

static void log_is_accurate(void **state) {
    (void)state;
    for (int i = 0; i < N; i++)
        x[i] = (float)exp(-85.0 + 170.0 * i / (N - 1));
    vec_log(y, x, N);
    for (int i = 0; i < N; i++)
        assert_true(fabs(y[i] - log(x[i])) <= 1e-6 * fmax(fabs(log(x[i])), 0.5));
}

static void ends_are_finite(void **state) {
    (void)state;
    float ends[6] = {-INFINITY, -1000.0f, 1000.0f, INFINITY, NAN, 0.0f}, out[6];
    vec_exp(out, ends, 6);
    assert_true(out[0] > 0.0f && out[0] < 2e-38f && out[1] == out[0]);
    assert_true(isfinite(out[2]) && out[2] > 1e38f && out[3] == out[2]);
    assert_true(isnan(out[4]) && out[5] == 1.0f);
    vec_sigmoid(out, ends, 6);
    assert_true(out[0] >= 0.0f && out[3] == 1.0f && out[5] == 0.5f);
    float zero[2] = {0.0f, -1.0f};
    vec_log(zero, zero, 2);
    assert_true(isfinite(zero[0]) && zero[0] < -87.0f && zero[1] == zero[0]);
}

/* An element's value must not depend on how many others it is computed with. */
static void place_does_not_matter(void **state) {
    (void)state;
    fill(-20.0, 20.0);
    vec_sigmoid(y, x, N);
    for (int i = 0; i < N; i += 97) {
        float alone;
        vec_sigmoid(&alone, x + i, 1);
        assert_true(alone == y[i]);
    }
    vec_exp(y, x, N);
    for (int i = 0; i < N; i += 97) {
        float alone;
        vec_exp(&alone, x + i, 1);
        assert_true(alone == y[i]);
    }
}

static void dot_is_the_plain_sum(void **state) {
    (void)state;
    fill(-1.0, 1.0);
    for (int n = 0; n < 70; n++) { /* every remainder of the lanes */
        double sum = 0.0;
        for (int i = 0; i < n; i++)
            sum += (double)x[1000 * i] * (double)x[N - 1 - 1001 * i];
        float a[70], b[70];
        for (int i = 0; i < n; i++) {
            a[i] = x[1000 * i];
            b[i] = x[N - 1 - 1001 * i];
        }
        assert_true(fabs((double)vec_dot(a, b, n) - sum) < 1e-5);
    }
}

static void length_becomes_one(void **state) {
    (void)state;
    float v[3] = {3.0f, 0.0f, -4.0f}, none[2] = {0.0f, 0.0f};
    vec_normalise(v, 3);
    assert_true(fabsf(v[0] - 0.6f) < 1e-7f && v[1] == 0.0f && fabsf(v[2] + 0.8f) < 1e-7f);
    vec_normalise(none, 2);
    assert_true(none[0] == 0.0f && none[1] == 0.0f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_accurate),       cmocka_unit_test(sigmoid_is_accurate),
        cmocka_unit_test(log_is_accurate),       cmocka_unit_test(ends_are_finite),
        cmocka_unit_test(place_does_not_matter), cmocka_unit_test(dot_is_the_plain_sum),
        cmocka_unit_test(length_becomes_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
