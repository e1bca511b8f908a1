/* Products with weights of 8 bits: every kernel, AVX-512's through SIMDe's emulation too, against the plain sum; a
 * layer against the same layer in floats. */
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>
#define INT8_EMULATED
#define int8_avx512 int8_emulated /* beside the native table, which the library has */
#include "num/int8_avx512.c"
#undef int8_avx512

#include "base/mem.h"
#include "base/rng.h"
#include "num/layer.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

enum { ROWS = 27, WIDEST = 600, OUTPUTS = 70 };

/* Weights as kernels may meet them: of each pair, those of one sign come to at most 129; the extremes often, since
 * overflow is at their sums. */
static void fill_weights(int8_t *w, int n, struct rng *rng) {
    for (int i = 0; i < n; i += 2) {
        bool extreme = rng_below(rng, 2), negative = rng_below(rng, 2);
        int first = extreme ? 127 : (int)rng_below(rng, 128), second = (int)rng_below(rng, (uint32_t)(130 - first));
        second = extreme ? 129 - first : second;
        w[i] = (int8_t)(negative ? -first : first);
        w[i + 1] = (int8_t)(negative ? -second : second);
        if (rng_below(rng, 4) == 0) /* of unlike sign: no bound but 127 each */
            w[i + 1] = (int8_t)(negative ? 127 : -127);
    }
}

static void check_kernel(const struct int8_kernel *kernel, int B, int S, int P, bool started) {
    static uint8_t x[ROWS * 2 * WIDEST];
    static int8_t w[WIDEST * 5 * INT8_PANEL * 2];
    static int32_t sums[ROWS * 5 * INT8_PANEL + 1], start[5 * INT8_PANEL];
    struct rng rng = rng_of(5, (uint64_t)B, (uint64_t)S);
    int K = S * INT8_STEP;
    for (int i = 0; i < B * K; i++)
        x[i] = (uint8_t)(rng_below(&rng, 2) ? INT8_MOST : rng_below(&rng, INT8_MOST + 1));
    fill_weights(w, K * P * INT8_PANEL, &rng);
    for (int o = 0; o < P * INT8_PANEL; o++)
        start[o] = (int32_t)rng_below(&rng, 2000000) - 1000000;
    sums[B * P * INT8_PANEL] = 77;
    kernel->product(sums, started ? start : NULL, x, w, B, S, P);
    for (int i = 0; i < B; i++)
        for (int o = 0; o < P * INT8_PANEL; o++) {
            int64_t sum = started ? start[o] : 0;
            for (int k = 0; k < K; k++)
                sum +=
                    x[i * K + k] *
                    w[((o / INT8_PANEL * S + k / INT8_STEP) * INT8_PANEL + o % INT8_PANEL) * INT8_STEP + k % INT8_STEP];
            assert_true(sums[i * P * INT8_PANEL + o] == sum);
        }
    assert_int_equal(sums[B * P * INT8_PANEL], 77); /* nothing is written behind the end */
}

static void check_every_size(const struct int8_kernel *kernel) {
    for (int B = 0; B <= ROWS; B++)
        for (int S = 0; S <= 10; S += B % 2 ? 2 : 4)
            check_kernel(kernel, B, S, 1 + B % 5, B % 3 > 0);
    check_kernel(kernel, ROWS, 298, 2, true);
}

static void test_kernels_are_exact(void **state) {
    (void)state;
    int count;
    const struct int8_kernel *const *all = int8_kernels(&count);
    assert_true(count >= 1 && all[count - 1] == &int8_plain);
    for (int i = 0; i < count; i++)
        check_every_size(all[i]);
    check_every_size(&int8_emulated);
}

static void fill(float *a, int n, float spread, struct rng *rng) {
    for (int i = 0; i < n; i++)
        a[i] = spread * (2 * rng_uniformf(rng) - 1);
}

/* Whatever the weights are like, neighbours stay within what kernels bear. */
static void test_pairs_fit(void **state) {
    (void)state;
    enum { RUNS = 3, RUN = 7, O = 21, K = RUNS * RUN };
    struct err err = {0};
    struct rng rng = rng_of(8, 0, 0);
    for (int round = 0; round < 200; round++) {
        float w[K * O];
        fill(w, K * O, 1, &rng);
        for (int i = 0; i < K * O; i++)
            w[i] = round % 2 ? copysignf(1, w[i]) : w[i];
        struct int8_weights *weights = int8_weights_new(w, NULL, RUNS, RUN, O, &err);
        assert_non_null(weights);
        int most = 0;
        for (size_t i = 0; i < int8_packed_bytes(RUNS, RUN, O); i += 2) {
            int a = weights->packed[i], b = weights->packed[i + 1];
            assert_true(abs(a) <= 127 && abs(b) <= 127 && (a * b <= 0 || abs(a + b) <= 129));
            most = abs(a) > most ? abs(a) : most;
        }
        assert_true(most >= 60); /* and the codes' range is made use of */
        int8_weights_free(weights);
    }
}

struct layer {
    float x[ROWS * WIDEST], w[WIDEST * OUTPUTS], b[OUTPUTS];
    float low[WIDEST], step[WIDEST], unit[WIDEST];
    float exact[OUTPUTS], y[OUTPUTS];
    uint8_t codes[ROWS * 2 * WIDEST];
    int32_t sums[ROWS * (OUTPUTS + INT8_PANEL)];
};

/* A sum is off by at most half a step of each weight times its code, and half a step of each input times its weight. */
static void check_near(const struct layer *t, const struct int8_weights *weights, const uint8_t *codes,
                       const float *step, float row_step, int K, int O) {
    for (int o = 0; o < O; o++) {
        float bound = 1e-5f;
        for (int k = 0; k < K; k++) {
            float code = codes[(size_t)(k / weights->run) * int8_run_bytes(weights->run) + (size_t)(k % weights->run)];
            bound += row_step *
                     (0.51f * weights->scale[o] * code + 0.51f * fabsf(t->w[k * O + o]) * (step ? step[k] : 1.0f));
        }
        assert_true(fabsf(t->y[o] - t->exact[o]) <= bound + 1e-5f * fabsf(t->exact[o]));
    }
}

/* Activations: a step a row. */
static void check_rows(struct layer *t, int K, int O, bool relu) {
    struct err err = {0};
    struct int8_weights *weights = int8_weights_new(t->w, NULL, 1, K, O, &err);
    assert_non_null(weights);
    size_t width = int8_row_bytes(1, K), out = (size_t)weights->P * INT8_PANEL;
    float step[ROWS];
    for (int i = 0; i < ROWS; i++)
        step[i] = int8_code_row(t->codes + (size_t)i * width, t->x + i * K, K);
    int8_product(t->sums, NULL, t->codes, weights, ROWS);
    for (int i = 0; i < ROWS; i++) {
        int8_decode(t->y, t->sums + (size_t)i * out, weights->scale, step[i], t->b, relu ? 0 : -INFINITY, O);
        dense_row(t->exact, t->x + i * K, t->w, t->b, relu, K, O);
        check_near(t, weights, t->codes + (size_t)i * width, NULL, step[i], K, O);
    }
    int8_weights_free(weights);
}

static void test_rows_are_near_floats(void **state) {
    (void)state;
    static const int widths[] = {1, 2, 7, 64, 429, 600};
    struct layer *t = mem_must(1, sizeof *t);
    struct rng rng = rng_of(6, 0, 0);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int O = 1; O <= OUTPUTS; O += 23) {
            fill(t->x, ROWS * widths[i], 3, &rng);
            for (int k = 0; k < ROWS * widths[i]; k++)
                t->x[k] = t->x[k] > 0 ? t->x[k] : 0;
            fill(t->w, widths[i] * O, 0.2f, &rng);
            fill(t->b, O, 1, &rng);
            memset(t->x, 0, (size_t)widths[i] * sizeof *t->x); /* a row of nothing but its bias */
            t->x[widths[i]] = 1e-38f;                          /* a row that is as good as nothing */
            for (int k = 0; k < widths[i]; k++)
                t->w[k * O] = 0; /* an output that reads nothing */
            check_rows(t, widths[i], O, i % 2);
        }
    free(t);
}

/* Embeddings: each column with a low and a step of its own, of very unlike size; what the lows give stands in b. */
static void test_columns_are_near_floats(void **state) {
    (void)state;
    enum { RUNS = 5, RUN = 6, K = RUNS * RUN, O = 20 };
    struct err err = {0};
    struct layer *t = mem_must(1, sizeof *t);
    struct rng rng = rng_of(9, 0, 0);
    size_t run = int8_run_bytes(RUN), width = int8_row_bytes(RUNS, RUN), out = 2 * INT8_PANEL;
    fill(t->w, K * O, 1, &rng);
    for (int k = 0; k < K; k++) {
        float spread = powf(10, (float)(k % 5) - 2);
        t->low[k] = -spread * rng_uniformf(&rng);
        t->step[k] = k == 4 ? 0 : spread / INT8_MOST; /* a column that is the same in all rows of its table */
        for (int i = 0; i < ROWS; i++)
            t->x[i * K + k] = t->low[k] + t->step[k] * INT8_MOST * rng_uniformf(&rng);
        for (int o = 0; o < O; o++)
            t->b[o] += t->low[k] * t->w[k * O + o];
    }
    struct int8_weights *weights = int8_weights_new(t->w, t->step, RUNS, RUN, O, &err);
    assert_non_null(weights);
    for (int i = 0; i < ROWS; i++)
        for (int r = 0; r < RUNS; r++)
            int8_code_run(t->codes + (size_t)i * width + (size_t)r * run, t->x + i * K + r * RUN, t->low + r * RUN,
                          t->step + r * RUN, RUN);
    int8_product(t->sums, NULL, t->codes, weights, ROWS);
    const float none[O] = {0};
    for (int i = 0; i < ROWS; i++) {
        int8_decode(t->y, t->sums + (size_t)i * out, weights->scale, 1, t->b, -INFINITY, O);
        dense_row(t->exact, t->x + i * K, t->w, none, false, K, O);
        check_near(t, weights, t->codes + (size_t)i * width, t->step, 1, K, O);
    }
    int8_weights_free(weights);
    free(t);
}

/* Some of the runs, after sums of the others, are the whole layer to the last bit. */
static void test_selection(void **state) {
    (void)state;
    enum { RUNS = 7, RUN = 5, K = RUNS * RUN, O = 20, OUT = 2 * INT8_PANEL };
    static const int32_t chosen[] = {0, 2, 3, 6};
    enum { SOME = sizeof chosen / sizeof *chosen };
    struct err err = {0};
    struct layer *t = mem_must(1, sizeof *t);
    struct rng rng = rng_of(7, 0, 0);
    size_t run = int8_run_bytes(RUN), width = int8_row_bytes(RUNS, RUN), some_width = int8_row_bytes(SOME, RUN);
    uint8_t others[RUNS * 8 + 8] = {0}, some[ROWS * (SOME * 8 + 8)] = {0};
    int32_t whole[ROWS * OUT], start[OUT];
    fill(t->w, K * O, 1, &rng);
    struct int8_weights *weights = int8_weights_new(t->w, NULL, RUNS, RUN, O, &err);
    assert_non_null(weights);
    for (int r = 0; r < RUNS; r++) /* of the runs that are not chosen, the same in all rows */
        for (int k = 0; k < RUN; k++)
            others[(size_t)r * run + (size_t)k] = (uint8_t)rng_below(&rng, INT8_MOST + 1);
    for (int c = 0; c < SOME; c++)
        memset(others + (size_t)chosen[c] * run, 0, run);
    for (int i = 0; i < ROWS; i++) {
        memcpy(t->codes + (size_t)i * width, others, width);
        for (int c = 0; c < SOME; c++)
            for (int k = 0; k < RUN; k++) {
                uint8_t code = (uint8_t)rng_below(&rng, INT8_MOST + 1);
                t->codes[(size_t)i * width + (size_t)chosen[c] * run + (size_t)k] = code;
                some[(size_t)i * some_width + (size_t)c * run + (size_t)k] = code;
            }
    }
    int8_product(whole, NULL, t->codes, weights, ROWS);
    int8_product(start, NULL, others, weights, 1);
    int8_t *packed = mem_must(int8_packed_bytes(SOME, RUN, O), 1);
    struct int8_weights selected = int8_select(weights, chosen, SOME, packed);
    int8_product(t->sums, start, some, &selected, ROWS);
    assert_memory_equal(t->sums, whole, sizeof whole);
    free(packed);
    int8_weights_free(weights);
    free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernels_are_exact),
        cmocka_unit_test(test_pairs_fit),
        cmocka_unit_test(test_rows_are_near_floats),
        cmocka_unit_test(test_columns_are_near_floats),
        cmocka_unit_test(test_selection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
