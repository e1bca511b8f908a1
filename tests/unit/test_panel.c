/* The products of panel.h, on every kind of CPU that this one can run and on AVX-512's loops over any, against sums in
 * double. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

/* The source of the widest kind, its vectors made of what this CPU has. */
#pragma GCC diagnostic ignored "-Wpsabi"
#define PANEL_EMULATED
#define panel_avx512 panel_emulated /* beside the native table, which the library has */
#include "num/panel_avx512.c"
#undef panel_avx512

#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>

enum { KINDS = 4, ROOM = 300 * 300 };

static int all_kinds(const struct panel_kernels *kinds[KINDS]) {
    int count;
    const struct panel_kernels *const *all = panel_all(&count);
    for (int k = 0; k < count; k++)
        kinds[k] = all[k];
#if defined(__x86_64__)
    kinds[count++] = &panel_emulated;
#endif
    return count;
}

static void fill(float *x, size_t n, const char *draw) {
    struct rng r = rng_of(rng_draw(8, draw), 0, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = (float)rng_normal(&r);
}

struct product_case {
    int M, N, K;
    bool columns;   /* the left-hand side is read by columns */
    bool transpose; /* the right-hand side is packed from its transpose */
    struct panel_tail tail;
};

static double expected(const struct product_case *c, const float *a, const float *b, const float *before, int m,
                       int n) {
    double x = c->tail.add ? before[m * c->N + n] : 0;
    x += c->tail.start ? c->tail.start[n] : 0;
    for (int k = 0; k < c->K; k++)
        x += (double)(c->columns ? a[k * c->M + m] : a[m * c->K + k]) * b[c->transpose ? n * c->K + k : k * c->N + n];
    if (c->tail.rectify && x < 0)
        x = 0;
    return c->tail.keep && c->tail.keep[m * c->N + n] <= 0 ? 0 : x;
}

static void check_product(const struct panel_kernels *kind, struct product_case c) {
    static float a[ROOM], b[ROOM], packed[ROOM], out[ROOM], before[ROOM], start[300], keep[ROOM];
    fill(a, (size_t)(c.M * c.K), "a"), fill(b, (size_t)(c.N * c.K), "b"), fill(before, ROOM, "c");
    fill(start, 300, "start"), fill(keep, ROOM, "keep");
    memcpy(out, before, sizeof out);
    c.tail.start = c.tail.start ? start : NULL;
    c.tail.keep = c.tail.keep ? keep : NULL;
    c.tail.keep_row = (size_t)c.N;
    assert_true(panel_floats(c.K, c.N) <= ROOM);
    struct panel_right right = panel_pack_all(packed, kind->columns, b, c.transpose ? 1 : (size_t)c.N,
                                              c.transpose ? (size_t)c.K : 1, c.K, c.N);
    struct panel_left left = {a, c.columns ? 1 : (size_t)c.K, c.columns ? (size_t)c.M : 1};
    kind->product(out, (size_t)c.N, left, right, c.M, c.N, c.K, c.tail);
    for (int m = 0; m < c.M; m++)
        for (int n = 0; n < c.N; n++)
            assert_float_equal(out[m * c.N + n], expected(&c, a, b, before, m, n), 2e-6 * (c.K + 8));
    assert_memory_equal(out + c.M * c.N, before + c.M * c.N, (size_t)(ROOM - c.M * c.N) * sizeof *out);
}

static void test_products(void **state) {
    (void)state;
    const int shape[][3] = {{1, 1, 1}, {5, 3, 7}, {6, 16, 1}, {7, 17, 33}, {64, 70, 90}, {25, 96, 128}, {8, 32, 0}};
    static const float wanted = 1;
    const struct panel_tail tails[] = {
        {0}, {.add = true}, {.start = &wanted, .rectify = true}, {.keep = &wanted}, {.add = true, .start = &wanted}};
    const struct panel_kernels *kinds[KINDS];
    int n = all_kinds(kinds);
    for (int k = 0; k < n; k++)
        for (int s = 0; s < 7; s++)
            for (int t = 0; t < 5; t++)
                for (int way = 0; way < 4; way++)
                    check_product(kinds[k], (struct product_case){shape[s][0], shape[s][1], shape[s][2], way & 1,
                                                                  way & 2, tails[t]});
}

/* A number is the same wherever its row stands in a block, or shards of other sizes would say other things. */
static void test_a_row_alone(void **state) {
    (void)state;
    enum { M = 19, N = 37, K = 41 };
    static float a[M * K], b[N * K], packed[ROOM], all[M * N], one[N];
    fill(a, M * K, "a"), fill(b, N * K, "b");
    const struct panel_kernels *kinds[KINDS];
    int n = all_kinds(kinds);
    for (int k = 0; k < n; k++) {
        struct panel_right right = panel_pack_all(packed, kinds[k]->columns, b, N, 1, K, N);
        kinds[k]->product(all, N, (struct panel_left){a, K, 1}, right, M, N, K, (struct panel_tail){0});
        for (int m = 0; m < M; m++) {
            kinds[k]->product(one, N, (struct panel_left){a + m * K, K, 1}, right, 1, N, K, (struct panel_tail){0});
            assert_memory_equal(one, all + m * N, sizeof one);
        }
    }
}

/* Packed by parts, in any order, as shards do. */
static void test_packing_by_parts(void **state) {
    (void)state;
    enum { K = 5, N = 60 };
    static float b[N * K], whole[ROOM], parts[ROOM];
    fill(b, N * K, "b");
    const struct panel_kernels *kinds[KINDS];
    int n = all_kinds(kinds);
    for (int k = 0; k < n; k++)
        for (int width = kinds[k]->columns;; width = kinds[k]->rivals) {
            size_t panel = (size_t)(K * width);
            panel_pack_all(whole, width, b, 1, K, K, N);
            panel_pack(parts, panel, width, b, 1, K, K, 31, N);
            panel_pack(parts, panel, width, b, 1, K, K, 0, 31);
            panel_pack(parts, panel, width, NULL, 0, 0, K, N, (N + width - 1) / width * width);
            assert_memory_equal(parts, whole, (size_t)((N + width - 1) / width * width * K) * sizeof *whole);
            if (width == kinds[k]->rivals)
                break;
        }
}

static void check_logits(const struct panel_kernels *kind, int n, int C, int D) {
    enum { ROW = PANEL_LOGITS + 8 };
    static float u[PANEL_LOGIT_ROWS * 70], v[PANEL_LOGITS * 70], packed[ROOM], z[PANEL_LOGIT_ROWS * ROW];
    static float e[PANEL_LOGIT_ROWS * ROW], shift[PANEL_LOGITS], reference[PANEL_LOGIT_ROWS];
    static int32_t item[PANEL_LOGITS], own[PANEL_LOGIT_ROWS];
    double sum[PANEL_LOGIT_ROWS];
    int columns = (C + kind->rivals - 1) / kind->rivals * kind->rivals;
    fill(u, (size_t)(n * D), "u"), fill(v, (size_t)(C * D), "v"), fill(shift, PANEL_LOGITS, "shift");
    fill(reference, PANEL_LOGIT_ROWS, "reference");
    panel_pack_all(packed, kind->rivals, v, 1, (size_t)D, D, C);
    for (int c = 0; c < columns; c++)
        item[c] = c < C ? c % 11 : -1;
    for (int c = C; c < columns; c++)
        shift[c] = -1e30f;
    for (int r = 0; r < n; r++) {
        own[r] = r % 13;
        sum[r] = 5;
    }
    reference[0] = 500; /* all of its exponents are too small */
    struct panel_logits l = {u, (size_t)D, packed, 1.7f, n, columns, D, ROW};
    kind->logits(z, &l);
    kind->rivals_exp(e, sum, &l, shift, item, own, reference);
    for (int r = 0; r < n; r++) {
        double total = 5;
        for (int c = 0; c < columns; c++) {
            double dot = 0;
            for (int d = 0; d < D && c < C; d++)
                dot += 1.7 * u[r * D + d] * v[c * D + d];
            assert_float_equal(z[r * ROW + c], dot, 1e-5 * (D + 1));
            double x = item[c] == own[r] || c >= C || r == 0 ? 0 : exp(dot + shift[c] - reference[r]);
            assert_float_equal(e[r * ROW + c], x, x * 3e-5);
            total += x;
        }
        assert_float_equal(sum[r], total, total * 3e-5);
    }
}

static void test_logits(void **state) {
    (void)state;
    const struct panel_kernels *kinds[KINDS];
    int n = all_kinds(kinds);
    for (int k = 0; k < n; k++) {
        check_logits(kinds[k], PANEL_LOGIT_ROWS, PANEL_LOGITS, 16);
        check_logits(kinds[k], 5, 100, 7);
        check_logits(kinds[k], 1, 1, 1);
        check_logits(kinds[k], 33, 49, 20);
    }
}

/* exp over its whole range: one row, one dimension, the logit in the candidate. */
static void test_exp(void **state) {
    (void)state;
    const struct panel_kernels *kinds[KINDS];
    int n = all_kinds(kinds);
    for (int k = 0; k < n; k++)
        for (float from = -86; from < 86; from += 1.37f) {
            float u = 1, reference = 0, v[PANEL_LOGITS], shift[PANEL_LOGITS] = {0}, e[PANEL_LOGITS];
            int32_t item[PANEL_LOGITS] = {0}, own = 1;
            double sum = 0;
            for (int c = 0; c < PANEL_LOGITS; c++)
                v[c] = from + (float)c * 0.0071f;
            struct panel_logits l = {&u, 1, v, 1, 1, PANEL_LOGITS, 1, PANEL_LOGITS};
            kinds[k]->rivals_exp(e, &sum, &l, shift, item, &own, &reference);
            for (int c = 0; c < PANEL_LOGITS; c++)
                assert_true(fabs(e[c] / exp((double)v[c]) - 1) < 1e-7 * fabs(v[c]) + 3e-7);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products), cmocka_unit_test(test_a_row_alone), cmocka_unit_test(test_packing_by_parts),
        cmocka_unit_test(test_logits),   cmocka_unit_test(test_exp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
