/* What each ranker computes, against its formula written out in plain loops over the same weights: logistic regression,
 * factorization machine, hidden layers, cross network, mixture of experts. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "model/ranker_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 300, FIELDS = 3, DENSE = 2, HEADS = 2, WIDEST = 64 };

struct rows {
    struct ranker_data data;
    int32_t category[ROWS * FIELDS], bag_start[ROWS + 1], bag[3 * ROWS], position[ROWS];
    float dense[ROWS * DENSE], label[ROWS * HEADS];
};

static struct rows *rows_new(void) {
    struct rows *t = mem_must(1, sizeof *t);
    for (int i = 0; i < ROWS; i++) {
        struct rng r = rng_of(rng_draw(4, "forward"), (uint64_t)i, 0);
        for (int f = 0; f < FIELDS; f++)
            t->category[i * FIELDS + f] = (int32_t)rng_below(&r, f == 1 ? 500 : 7); /* 500 ids share 100 rows */
        for (int d = 0; d < DENSE; d++)
            t->dense[i * DENSE + d] = (float)rng_normal(&r);
        t->bag_start[i + 1] = t->bag_start[i];
        for (int n = (int)rng_below(&r, 4); n > 0; n--)
            t->bag[t->bag_start[i + 1]++] = (int32_t)rng_below(&r, 9);
        for (int h = 0; h < HEADS; h++)
            t->label[i * HEADS + h] = rng_below(&r, 2) ? 1.0f : 0.0f;
        t->position[i] = 1 + (int32_t)rng_below(&r, 6);
    }
    t->data =
        (struct ranker_data){.rows = {ROWS, FIELDS, {7, 500, 7}, t->category, DENSE, t->dense, 9, t->bag_start, t->bag},
                             .n_heads = HEADS,
                             .head = {HEAD_PROBABILITY, HEAD_WEIGHTED},
                             .label = t->label,
                             .position = t->position};
    return t;
}

/* A row as the formulas see it: what each field's embedding is, then the dense values. */
struct seen {
    double x[WIDEST], linear[HEADS];
    int W;
};

static double at(const struct ranker *r, int param, int row, int column) {
    int columns = r->net.params.param[param].cols;
    return (double)params_get(&r->net.params, r->weights, param)[(size_t)row * (size_t)columns + (size_t)column];
}

static void add_table_row(const struct ranker *r, struct seen *s, int field, int row, double share) {
    for (int e = 0; e < r->net.E; e++)
        s->x[field * r->net.E + e] += share * at(r, r->net.embed[field], row, e);
    for (int h = 0; h < HEADS && r->net.linear[field] >= 0; h++)
        s->linear[h] += share * at(r, r->net.linear[field], row, h);
}

static struct seen see(const struct ranker *r, const struct rows *t, int i) {
    struct seen s = {.W = (FIELDS + 1) * r->net.E + DENSE};
    int32_t ids[FIELDS];
    ranker_rows_of(&r->net, &t->data.rows, i, ids);
    for (int f = 0; f < FIELDS; f++)
        add_table_row(r, &s, f, ids[f], 1);
    int n = t->bag_start[i + 1] - t->bag_start[i];
    for (int b = t->bag_start[i]; b < t->bag_start[i + 1]; b++)
        add_table_row(r, &s, FIELDS, ranker_bag_row(&r->net, t->bag[b]), 1.0 / n);
    for (int d = 0; d < DENSE; d++)
        s.x[s.W - DENSE + d] = (double)t->dense[i * DENSE + d];
    return s;
}

static double relu(double x) {
    return x > 0 ? x : 0;
}

/* sum_i x_i w_i, and the dense values' own. */
static double linear_part(const struct ranker *r, const struct seen *s, int head) {
    double z = s->linear[head];
    for (int d = 0; d < DENSE; d++)
        z += s->x[s->W - DENSE + d] * at(r, r->net.linear_dense, d, head);
    return z;
}

/* sum over pairs i < j of v_i v_j, value by value, under the head's weights: Rendle 2010 with weights all 1. */
static double pairs_part(const struct ranker *r, const struct seen *s, int head) {
    enum { ALL = FIELDS + 1 + DENSE };
    double z = 0;
    for (int e = 0; e < r->net.E; e++) {
        double v[ALL], pairs = 0;
        for (int f = 0; f <= FIELDS; f++)
            v[f] = s->x[f * r->net.E + e];
        for (int d = 0; d < DENSE; d++)
            v[FIELDS + 1 + d] = s->x[s->W - DENSE + d] * at(r, r->net.fm_dense, d, e);
        for (int i = 0; i < ALL; i++)
            for (int j = i + 1; j < ALL; j++)
                pairs += v[i] * v[j];
        z += pairs * at(r, r->net.fm_head, e, head);
    }
    return z;
}

static double hidden_part(const struct ranker *r, const struct seen *s, int head) {
    double h1[WIDEST], z = 0;
    for (int u = 0; u < r->net.hidden[0]; u++) {
        h1[u] = at(r, r->net.b1, 0, u);
        for (int c = 0; c < s->W; c++)
            h1[u] += s->x[c] * at(r, r->net.w1, c, u);
    }
    for (int v = 0; v < r->net.hidden[1]; v++) {
        double h2 = at(r, r->net.b2, 0, v);
        for (int u = 0; u < r->net.hidden[0]; u++)
            h2 += relu(h1[u]) * at(r, r->net.w2, u, v);
        z += relu(h2) * at(r, r->net.deep_head, v, head);
    }
    return z;
}

/* x_{l+1} = x_0 * (V_l W_l applied to x_l, + b_l) + x_l: Wang et al. 2021. */
static double cross_part(const struct ranker *r, const struct seen *s, int head) {
    double x[WIDEST], next[WIDEST], z = 0;
    memcpy(x, s->x, sizeof x);
    for (int l = 0; l < RANKER_CROSSES; l++) {
        for (int c = 0; c < s->W; c++) {
            double sum = at(r, r->net.cross_b[l], 0, c);
            for (int k = 0; k < r->net.rank; k++) {
                double low = 0;
                for (int b = 0; b < s->W; b++)
                    low += x[b] * at(r, r->net.cross_v[l], b, k);
                sum += low * at(r, r->net.cross_w[l], k, c);
            }
            next[c] = s->x[c] * sum + x[c];
        }
        memcpy(x, next, sizeof x);
    }
    for (int c = 0; c < s->W; c++)
        z += x[c] * at(r, r->net.cross_head, c, head);
    return z;
}

/* sum over experts of softmax(gates of the head) times what the expert says to it: Ma et al. 2018. */
static double experts_part(const struct ranker *r, const struct seen *s, int head) {
    const struct ranker_net *net = &r->net;
    double first[WIDEST * 4], gates = 0, z = 0;
    for (int u = 0; u < net->wide; u++) {
        first[u] = at(r, net->b1, 0, u);
        for (int c = 0; c < s->W; c++)
            first[u] += s->x[c] * at(r, net->w1, c, u);
    }
    const double *gate = first + net->experts * net->e1 + head * net->experts;
    for (int k = 0; k < net->experts; k++) {
        double says = 0;
        for (int v = 0; v < net->e2; v++) {
            double h2 = at(r, net->b2, k, v);
            for (int u = 0; u < net->e1; u++)
                h2 += relu(first[k * net->e1 + u]) * at(r, net->w2, k * net->e1 + u, v);
            says += relu(h2) * at(r, net->deep_head, v, head);
        }
        z += exp(gate[k]) * says;
        gates += exp(gate[k]);
    }
    return z / gates;
}

static double formula(const struct ranker *r, const struct seen *s, int head, int position) {
    enum ranker_kind kind = r->net.kind;
    double z = at(r, r->net.bias, 0, head) + at(r, r->net.position, position > 4 ? 4 : position, head);
    if (kind == RANKER_LOGISTIC || kind == RANKER_FM || kind == RANKER_DEEPFM)
        z += linear_part(r, s, head);
    if (kind == RANKER_FM || kind == RANKER_DEEPFM)
        z += pairs_part(r, s, head);
    if (kind == RANKER_MLP || kind == RANKER_DEEPFM || kind == RANKER_DCN_V2)
        z += r->net.experts > 0 ? experts_part(r, s, head) : hidden_part(r, s, head);
    if (kind == RANKER_DCN_V2)
        z += cross_part(r, s, head);
    return z;
}

static void check(enum ranker_kind kind, int experts) {
    struct rows *t = rows_new();
    struct ranker_params params = {.kind = kind,
                                   .seed = 2,
                                   .hash_buckets = 100,
                                   .embedding_dim = 4,
                                   .hidden = {24, 6},
                                   .experts = experts,
                                   .epochs = 3,
                                   .batch = 50,
                                   .learning_rate = 0.05f,
                                   .positions = 4};
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(1, &err);
    struct blob *blob = blob_new();
    if (!ranker_train(&params, &t->data, pool, &progress, blob, &err))
        fail_msg("%s", err.message);
    struct ranker *r = ranker_open(blob, &err);
    float out[ROWS * HEADS], *scratch = mem_must(ranker_scratch_floats(r, ROWS), sizeof *scratch);
    ranker_score(r, &t->data.rows, t->position, scratch, out);
    double spread = 0;
    for (int i = 0; i < ROWS; i++) {
        struct seen s = see(r, t, i);
        for (int h = 0; h < HEADS; h++) {
            double z = formula(r, &s, h, t->position[i]), p = (double)out[i * HEADS + h];
            double got = h == 0 ? log(p / (1 - p)) : log(p / (double)r->net.scale[1]);
            if (fabs(got - z) > 1e-4)
                fail_msg("kind %d, %d experts, row %d, head %d: logit %.6f, by the formula %.6f", kind, experts, i, h,
                         got, z);
            spread = fmax(spread, fabs(z));
        }
    }
    assert_true(spread > 0.1); /* weights were moved: the rows differ */
    free(scratch);
    ranker_close(r);
    blob_free(blob);
    pool_free(pool);
    free(t);
}

static void test_formulas(void **state) {
    (void)state;
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2; kind++)
        check((enum ranker_kind)kind, 0);
}

static void test_experts(void **state) {
    (void)state;
    for (int kind = RANKER_MLP; kind <= RANKER_DCN_V2; kind++)
        check((enum ranker_kind)kind, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_formulas), cmocka_unit_test(test_experts)};
    return cmocka_run_group_tests_name("ranker_forward", tests, NULL, NULL);
}
