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

static void check_kernel(const struct int8_kernel *kernel, int B, int L, int P, int most) {
    static int16_t x[ROWS * WIDEST];
    static int8_t w[WIDEST * 5 * INT8_PANEL];
    static int32_t sums[ROWS * 5 * INT8_PANEL + 1];
    struct rng rng = rng_of(5, (uint64_t)B, (uint64_t)L);
    for (int i = 0; i < B * 2 * L; i++) /* the extremes often: overflow is at their sums */
        x[i] = (int16_t)(rng_below(&rng, 2) ? most : (int)rng_below(&rng, 2 * (uint32_t)most + 1) - most);
    for (int i = 0; i < 2 * L * P * INT8_PANEL; i++)
        w[i] = (int8_t)(rng_below(&rng, 2) ? 127 : (int)rng_below(&rng, 255) - 127);
    sums[B * P * INT8_PANEL] = 77;
    kernel->product(sums, x, w, B, L, P);
    for (int i = 0; i < B; i++)
        for (int o = 0; o < P * INT8_PANEL; o++) {
            int64_t sum = 0;
            for (int k = 0; k < 2 * L; k++)
                sum += x[i * 2 * L + k] * w[((o / INT8_PANEL * L + k / 2) * INT8_PANEL + o % INT8_PANEL) * 2 + k % 2];
            assert_true(sums[i * P * INT8_PANEL + o] == sum);
        }
    assert_int_equal(sums[B * P * INT8_PANEL], 77); /* nothing is written behind the end */
}

static void check_every_size(const struct int8_kernel *kernel) {
    for (int B = 0; B <= ROWS; B++)
        for (int L = 0; L <= 9; L += B % 2 ? 4 : 3)
            check_kernel(kernel, B, L, 1 + B % 5, 32767);
    check_kernel(kernel, ROWS, 258, 2, 32767); /* the longest rows at full magnitude */
    check_kernel(kernel, ROWS, 300, 2, 28000);
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

struct layer {
    float x[ROWS * WIDEST], w[WIDEST * OUTPUTS], b[OUTPUTS];
    float exact[ROWS * OUTPUTS], y[ROWS * OUTPUTS];
};

static void fill(float *a, int n, float spread, struct rng *rng) {
    for (int i = 0; i < n; i++)
        a[i] = spread * (2 * rng_uniformf(rng) - 1);
}

static void run(struct layer *t, const struct int8_weights *weights, bool relu, int B) {
    struct err err = {0};
    float *room = mem_array(int8_room_floats(B, weights->K, weights->O), sizeof *room, &err);
    int8_dense(t->y, t->x, weights, t->b, relu, room, B);
    free(room);
}

/* Every sum is off by at most half a step of each weight times its input, and half a step of each input. */
static void check_layer(struct layer *t, int B, int K, int O, bool relu) {
    struct err err = {0};
    struct int8_weights *weights = int8_weights_new(t->w, K, O, &err);
    assert_non_null(weights);
    for (int i = 0; i < B; i++)
        dense_row(t->exact + i * O, t->x + i * K, t->w, t->b, relu, K, O);
    run(t, weights, relu, B);
    for (int i = 0; i < B; i++) {
        float inputs = 0, largest = 0;
        for (int k = 0; k < K; k++) {
            inputs += fabsf(t->x[i * K + k]);
            largest = fmaxf(largest, fabsf(t->x[i * K + k]));
        }
        for (int o = 0; o < O; o++) {
            float bound = weights->scale[o] * (0.5f * inputs + 127.0f * 0.5f * (float)K * largest / 27000.0f);
            assert_true(fabsf(t->y[i * O + o] - t->exact[i * O + o]) <= bound + 1e-5f);
        }
    }
    int8_weights_free(weights);
}

static void test_layer_is_near_floats(void **state) {
    (void)state;
    static const int widths[] = {1, 2, 7, 64, 429, 600};
    struct layer *t = mem_must(1, sizeof *t);
    struct rng rng = rng_of(6, 0, 0);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int O = 1; O <= OUTPUTS; O += 23) {
            fill(t->x, ROWS * widths[i], 3, &rng);
            fill(t->w, widths[i] * O, 0.2f, &rng);
            fill(t->b, O, 1, &rng);
            memset(t->x, 0, (size_t)widths[i] * sizeof *t->x); /* a row of nothing but its bias */
            for (int k = 0; k < widths[i]; k++)
                t->w[k * O] = 0; /* an output that reads nothing */
            check_layer(t, ROWS, widths[i], O, i % 2);
        }
    free(t);
}

/* Some of the inputs, on their own, are the layer with the others at 0. */
static void test_selection(void **state) {
    (void)state;
    enum { K = 31, O = 20, SOME = 11 };
    struct err err = {0};
    struct layer *t = mem_must(1, sizeof *t);
    struct rng rng = rng_of(7, 0, 0);
    int32_t input[SOME];
    float some[ROWS * SOME], all[ROWS * O];
    fill(t->w, K * O, 1, &rng);
    fill(t->b, O, 1, &rng);
    fill(some, ROWS * SOME, 1, &rng);
    for (int c = 0; c < SOME; c++)
        input[c] = 2 * c + c / 4;
    for (int i = 0; i < ROWS * SOME; i++)
        t->x[i / SOME * K + input[i % SOME]] = some[i];
    struct int8_weights *weights = int8_weights_new(t->w, K, O, &err);
    assert_non_null(weights);
    run(t, weights, false, ROWS);
    memcpy(all, t->y, sizeof all);
    int8_t *packed = mem_must(int8_packed_bytes(SOME, O), 1);
    struct int8_weights selected = int8_select(weights, input, SOME, packed);
    memcpy(t->x, some, sizeof some);
    run(t, &selected, false, ROWS);
    for (int i = 0; i < ROWS * O; i++)
        assert_true(t->y[i] == all[i]);
    free(packed);
    int8_weights_free(weights);
    free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernels_are_exact),
        cmocka_unit_test(test_layer_is_near_floats),
        cmocka_unit_test(test_selection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
