/* Products, selection, weights and optimisers against the plain way of doing them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "num/mat.h"
#include "num/optim.h"
#include "num/params.h"
#include "num/topk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- mat ---- */

static void random_floats(float *x, int n, const char *draw) {
    struct rng r = rng_of(rng_draw(3, draw), 0, 0);
    for (int i = 0; i < n; i++)
        x[i] = (float)rng_normal(&r);
}

/* a and b as functions of (row, column), whatever way they are stored */
static void check_product(int M, int N, int K, int way) {
    enum { ROOM = 70 * 90 };
    static float a[ROOM], b[ROOM], c[ROOM], start[ROOM];
    random_floats(a, M * K, "a"), random_floats(b, N * K, "b"), random_floats(start, M * N, "c");
    memcpy(c, start, sizeof c);
    if (way == 0)
        mat_nn(c, a, b, M, N, K, 0.5f, true);
    else if (way == 1)
        mat_nt(c, a, b, M, N, K, 0.5f, true);
    else
        mat_tn(c, a, b, M, N, K, 0.5f, true);
    for (int m = 0; m < M; m++)
        for (int n = 0; n < N; n++) {
            double sum = 0;
            for (int k = 0; k < K; k++)
                sum += (double)(way == 2 ? a[k * M + m] : a[m * K + k]) * (way == 1 ? b[n * K + k] : b[k * N + n]);
            assert_float_equal(c[m * N + n], start[m * N + n] + 0.5 * sum, 1e-4);
        }
}

static void test_products(void **state) {
    (void)state;
    const int shape[][3] = {{1, 1, 1}, {3, 5, 7}, {17, 1, 33}, {64, 70, 90}, {1, 63, 64}, {5, 4, 0}};
    for (int s = 0; s < 6; s++)
        for (int way = 0; way < 3; way++)
            check_product(shape[s][0], shape[s][1], shape[s][2], way);
}

static void test_part_of_a_matrix(void **state) {
    (void)state;
    float a[2 * 4] = {1, 2, 0, 0, 3, 4, 0, 0}, b[2 * 2] = {1, 0, 0, 1}, c[2 * 3] = {9, 9, 9, 9, 9, 9};
    mat_nn_part(c, a, b, (struct mat_part){3, 4, 2}, 2, 2, 2, 1, false);
    const float expected[] = {1, 2, 9, 3, 4, 9};
    assert_memory_equal(c, expected, sizeof c);
}

/* ---- topk ---- */

struct entry {
    float score;
    int32_t id;
};

static int better_first(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    return x->score > y->score || (x->score == y->score && x->id < y->id) ? -1 : 1;
}

static int descending(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x < y) - (x > y);
}

static void test_topk_value_is_that_of_sorting(void **state) {
    (void)state;
    enum { N = 200 };
    struct rng r = rng_of(17, 0, 0);
    for (int n = 1; n <= N; n++) {
        float v[N], sorted[N];
        int k = (int)rng_below(&r, (uint32_t)n);
        for (int i = 0; i < n; i++)
            v[i] = sorted[i] = n % 2 ? (float)rng_normal(&r) : (float)rng_below(&r, 7);
        qsort(sorted, (size_t)n, sizeof *sorted, descending);
        assert_true(topk_value(v, n, k) == sorted[k]);
        for (int i = 0; i < n; i++)
            assert_true(i < k ? v[i] >= sorted[k] : v[i] <= sorted[k]);
    }
}

static void test_topk(void **state) {
    (void)state;
    enum { MOST = 3000 };
    static struct entry all[MOST];
    static int64_t room[TOPK_ROOM(MOST)], aside[TOPK_ROOM(MOST)];
    static int32_t ids[MOST];
    static float scores[MOST];
    for (int trial = 0; trial < 200; trial++) {
        struct rng r = rng_of(rng_draw(9, "topk"), (uint64_t)trial, 0);
        int n = (int)rng_below(&r, MOST), k = 1 + (int)rng_below(&r, trial % 2 ? 20 : MOST);
        uint32_t levels = trial % 3 ? 10 : 1000000; /* many ties, or few */
        int step = trial % 5 ? 1 : -1;              /* ids may come in any order */
        struct topk t;
        topk_init(&t, k, room, aside);
        for (int i = 0; i < n; i++) {
            int32_t id = step > 0 ? i : n - 1 - i;
            all[i] = (struct entry){(float)rng_below(&r, levels) - 5, id};
            if (trial % 7 == 0) /* sorted input, the bad case of many selections */
                all[i].score = (float)(trial % 2 ? i : -i);
            topk_push(&t, id, all[i].score);
        }
        int found = topk_finish(&t, ids, scores);
        qsort(all, (size_t)n, sizeof *all, better_first);
        assert_int_equal(found, n < k ? n : k);
        for (int i = 0; i < k; i++) {
            assert_int_equal(ids[i], i < n ? all[i].id : -1);
            assert_true(scores[i] == (i < n ? all[i].score : -INFINITY));
        }
    }
}

/* ---- params ---- */

static void plan_params(struct params *p, int rows) {
    *p = (struct params){0};
    params_add(p, "table", rows, 3, 0, 0.5f);
    params_add(p, "bias", 1, 5, 2, 0);
}

static void test_params(void **state) {
    (void)state;
    struct err err = {0};
    struct params p, larger;
    plan_params(&p, 7);
    plan_params(&larger, 9);
    assert_int_equal(p.param[1].offset % 16, 0);
    float *w = mem_array(p.size, sizeof *w, &err), *again = mem_array(larger.size, sizeof *again, &err);
    params_init(&p, w, 4);
    params_init(&larger, again, 4);
    for (int i = 0; i < 21; i++) { /* a row's start does not depend on how many rows there are */
        assert_true(w[i] != 0 && fabsf(w[i]) <= 0.5f);
        assert_true(w[i] == again[i]);
    }
    for (int i = 0; i < 5; i++)
        assert_true(params_at(&p, w, 1)[i] == 2);
    struct blob *blob = blob_new();
    assert_true(params_save(&p, w, blob, &err));
    const float *loaded = params_load(&p, blob, &err);
    assert_non_null(loaded);
    assert_memory_equal(loaded, w, p.size * sizeof *w);
    assert_null(params_load(&larger, blob, &err));
    assert_int_equal(err.code, ERR_DAMAGED);
    blob_free(blob), free(w), free(again);
}

/* ---- optim ---- */

static void test_adam(void **state) {
    (void)state;
    enum { N = 19 };
    float w[N], m[N] = {0}, v[N] = {0}, g[N];
    double W[N], M[N] = {0}, V[N] = {0};
    random_floats(w, N, "w");
    for (int i = 0; i < N; i++)
        W[i] = w[i];
    for (int step = 1; step <= 20; step++) {
        random_floats(g, N, step % 2 ? "g1" : "g2");
        struct adam adam = adam_at(0.01f, step);
        adam_update(w, m, v, g, 0.5f, N, &adam);
        for (int i = 0; i < N; i++) {
            double d = 0.5 * g[i];
            M[i] = 0.9 * M[i] + 0.1 * d;
            V[i] = 0.999 * V[i] + 0.001 * d * d;
            W[i] -= 0.01 * (M[i] / (1 - pow(0.9, step))) / (sqrt(V[i] / (1 - pow(0.999, step))) + 1e-8);
        }
    }
    for (int i = 0; i < N; i++)
        assert_float_equal(w[i], W[i], 1e-5);
}

static void test_adagrad(void **state) {
    (void)state;
    enum { N = 19 };
    float w[N], sum[N] = {0}, g[N];
    double W[N], S[N] = {0};
    random_floats(w, N, "w");
    for (int i = 0; i < N; i++)
        W[i] = w[i];
    for (int step = 1; step <= 20; step++) {
        random_floats(g, N, step % 2 ? "g1" : "g2");
        adagrad_update(w, sum, g, 0.5f, N, 0.1f, 1e-7f);
        for (int i = 0; i < N; i++) {
            double d = 0.5 * g[i];
            S[i] += d * d;
            W[i] -= 0.1 * d / (sqrt(S[i]) + 1e-7);
        }
    }
    for (int i = 0; i < N; i++)
        assert_float_equal(w[i], W[i], 1e-5);
}

/* Rows of two sources with repeats and factors: the same as a dense update of the touched rows alone. */
static void check_rows(enum optim_kind kind) {
    enum { ROWS = 6, WIDTH = 3, USES = 7 };
    struct err err = {0};
    float w[ROWS * WIDTH], m[ROWS * WIDTH] = {0}, v[ROWS * WIDTH] = {0}, first[4 * WIDTH], second[3 * 5], sum[WIDTH];
    float w2[ROWS * WIDTH], m2[ROWS * WIDTH] = {0}, v2[ROWS * WIDTH] = {0}, g[ROWS * WIDTH] = {0};
    const int row[USES] = {4, 1, 4, 0, 1, 4, 5};
    random_floats(w, ROWS * WIDTH, "w"), random_floats(first, 4 * WIDTH, "f"), random_floats(second, 15, "s");
    memcpy(w2, w, sizeof w);
    struct group group;
    assert_true(group_init(&group, ROWS, USES, &err));
    for (int u = 0; u < USES; u++) {
        float factor = u == 5 ? 0.25f : 1;
        group_push(&group, row[u], u, factor);
        const float *d = u < 4 ? first + u * WIDTH : second + (u - 4) * 5;
        for (int c = 0; c < WIDTH; c++)
            g[row[u] * WIDTH + c] += factor * d[c];
    }
    assert_int_equal(group.n_touched, 4);
    struct adam adam = adam_at(0.1f, 1);
    struct gradients from = {first, second, WIDTH, 5, 4};
    struct optim_table table = {kind, w, m, v, WIDTH, WIDTH};
    optim_rows(&table, &group, &from, 1, &adam, sum);
    group_clear(&group);
    assert_int_equal(group.n_touched, 0);
    for (int r = 0; r < ROWS; r++) {
        if (r == 2 || r == 3)
            continue;
        if (kind == OPTIM_ADAM)
            adam_update(w2 + r * WIDTH, m2 + r * WIDTH, v2 + r * WIDTH, g + r * WIDTH, 1, WIDTH, &adam);
        else
            adagrad_update(w2 + r * WIDTH, m2 + r * WIDTH, g + r * WIDTH, 1, WIDTH, ADAGRAD_RATE * 0.1f, 1e-7f);
    }
    for (int i = 0; i < ROWS * WIDTH; i++)
        assert_float_equal(w[i], w2[i], 1e-6);
    optim_rows(&table, &group, &from, 1, &adam, sum); /* an empty group changes nothing */
    for (int i = 0; i < ROWS * WIDTH; i++)
        assert_float_equal(w[i], w2[i], 1e-6);
    group_fini(&group);
}

static void test_sparse_rows(void **state) {
    (void)state;
    check_rows(OPTIM_ADAM);
    check_rows(OPTIM_ADAGRAD);
}

/* Picks of one part of a table make the group that pushing them one by one makes, whole batches of picks and what is
 * left over. */
static void test_picks(void **state) {
    enum { ROWS = 50, USES = 3 * GROUP_PICKED + 5, PARTS = 2 };
    struct err err = {0};
    struct group pushed, picked;
    (void)state;
    assert_true(group_init(&pushed, ROWS, USES, &err) && group_init(&picked, ROWS, USES, &err));
    for (int part = 0; part < PARTS; part++) {
        struct group_picks picks = {.group = &picked};
        struct rng rng = rng_of(rng_draw(3, "picks"), 0, 0);
        for (int u = 0; u < PARTS * USES - 7; u++) {
            int row = (int)rng_below(&rng, ROWS);
            bool mine = u % PARTS == part;
            group_pick(&picks, mine, row, u, 0.5f * (float)u);
            if (mine)
                group_push(&pushed, row, u, 0.5f * (float)u);
        }
        group_push_picked(&picks);
        assert_int_equal(picked.n_use, pushed.n_use);
        assert_int_equal(picked.n_touched, pushed.n_touched);
        assert_true(picked.n_use > 3 * GROUP_PICKED);
        assert_memory_equal(picked.use, pushed.use, (size_t)pushed.n_use * sizeof *pushed.use);
        assert_memory_equal(picked.touched, pushed.touched, (size_t)pushed.n_touched * sizeof *pushed.touched);
        assert_memory_equal(picked.head, pushed.head, ROWS * sizeof *pushed.head);
        group_clear(&pushed);
        group_clear(&picked);
    }
    group_fini(&pushed);
    group_fini(&picked);
}

int main(void) {
    struct err err = {0};
    if (!mat_start(&err))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products),    cmocka_unit_test(test_part_of_a_matrix),
        cmocka_unit_test(test_topk),        cmocka_unit_test(test_topk_value_is_that_of_sorting),
        cmocka_unit_test(test_params),      cmocka_unit_test(test_adam),
        cmocka_unit_test(test_sparse_rows), cmocka_unit_test(test_adagrad),
        cmocka_unit_test(test_picks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
