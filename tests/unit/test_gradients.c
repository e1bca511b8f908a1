/* Every layer, every loss and both whole networks: the gradients that backward gives, against what the loss does when
 * the weights move. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "model/ranker_net.h"
#include "model/tower_batch.h"
#include "num/layer.h"
#include "num/loss.h"
#include "num/mat.h"
#include "slopes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4096 };

/* ---- layers: the loss is a fixed random weighting of the output ---- */

enum { B = 6, I = 5, O = 4, R = 3, F = 4, D = 3, E = 5 };
struct layers {
    float x[ROOM], x0[ROOM], w[ROOM], b[ROOM], v[ROOM], y[ROOM], u[ROOM], c[ROOM], dy[ROOM], room[ROOM];
    bool relu;
};

static double dense_loss(void *arg) {
    struct layers *t = arg;
    dense_forward(t->y, t->x, t->w, t->b, t->relu, B, I, O);
    return along(t->y, t->dy, B * O);
}

static void test_dense(void **state) {
    (void)state;
    for (int relu = 0; relu < 2; relu++) {
        struct layers t = {.relu = relu};
        float dx[B * I], dw[I * O] = {0}, db[O] = {0}, dy[B * O];
        fill(t.x, B * I, "x", 1), fill(t.w, I * O, "w", 1), fill(t.b, O, "b", 1), fill(t.dy, B * O, "dy", 1);
        dense_loss(&t);
        memcpy(dy, t.dy, sizeof dy);
        dense_backward(dx, dw, db, dy, relu ? t.y : NULL, t.x, t.w, B, I, O);
        check("dense x", dense_loss, &t, t.x, dx, B * I);
        check("dense w", dense_loss, &t, t.w, dw, I * O);
        check("dense b", dense_loss, &t, t.b, db, O);
        float row[O];
        dense_loss(&t); /* the checks left the outputs of moved weights */
        for (int i = 0; i < B; i++) {
            dense_row(row, t.x + i * I, t.w, t.b, relu, I, O);
            for (int o = 0; o < O; o++)
                assert_float_equal(row[o], t.y[i * O + o], 1e-5);
        }
    }
}

/* ---- a few outputs ---- */

struct few {
    struct layers layers;
    int H;
};

static double few_loss(void *arg) {
    struct few *f = arg;
    struct layers *t = &f->layers;
    memset(t->y, 0, sizeof t->y);
    few_forward(t->y, t->x, t->w, B, I, f->H);
    return along(t->y, t->dy, (size_t)(B * f->H));
}

static void test_few(void **state) {
    (void)state;
    for (int H = 1; H <= 3; H++) {
        struct few f = {.H = H};
        struct layers *t = &f.layers;
        float dx[B * I], dw[I * 3] = {0}, again[I * 3] = {0};
        fill(t->x, B * I, "x", 1), fill(t->w, (size_t)(I * H), "w", 1), fill(t->dy, (size_t)(B * H), "dy", 1);
        few_backward(dx, dw, t->dy, t->x, t->w, B, I, H);
        few_backward(NULL, again, t->dy, t->x, t->w, B, I, H);
        assert_memory_equal(dw, again, sizeof dw);
        check("few x", few_loss, &f, t->x, dx, B * I);
        check("few w", few_loss, &f, t->w, dw, (size_t)(I * H));
    }
}

static double norm_loss(void *arg) {
    struct layers *t = arg;
    norm_forward(t->y, t->u, t->x, B, O);
    return along(t->y, t->dy, B * O);
}

static void test_norm(void **state) {
    (void)state;
    struct layers t = {0};
    float dx[B * O];
    fill(t.x, B * O, "x", 1), fill(t.dy, B * O, "dy", 1);
    norm_loss(&t);
    norm_backward(dx, t.dy, t.y, t.u, B, O);
    check("norm", norm_loss, &t, t.x, dx, B * O);
    for (int i = 0; i < B; i++)
        assert_float_equal(along(t.y + i * O, t.y + i * O, O), 1, 1e-5);
}

static double cross_loss(void *arg) {
    struct layers *t = arg;
    cross_forward(t->y, t->u, t->c, t->x0, t->x, t->v, t->w, t->b, B, I, R);
    return along(t->y, t->dy, B * I);
}

static void test_cross(void **state) {
    (void)state;
    struct layers t = {0};
    float dx[B * I], dx0[B * I] = {0}, dv[I * R] = {0}, dw[R * I] = {0}, db[I] = {0}, room[B * I], du[B * R];
    fill(t.x, B * I, "x", 1), fill(t.x0, B * I, "x0", 1), fill(t.v, I * R, "v", 1), fill(t.w, R * I, "w", 1);
    fill(t.b, I, "b", 1), fill(t.dy, B * I, "dy", 1);
    cross_loss(&t);
    cross_backward(dx, dx0, dv, dw, db, t.dy, t.x0, t.x, t.u, t.c, t.v, t.w, room, du, B, I, R);
    check("cross x", cross_loss, &t, t.x, dx, B * I);
    check("cross x0", cross_loss, &t, t.x0, dx0, B * I);
    check("cross v", cross_loss, &t, t.v, dv, I * R);
    check("cross w", cross_loss, &t, t.w, dw, R * I);
    check("cross b", cross_loss, &t, t.b, db, I);
}

static double fm_loss(void *arg) {
    struct layers *t = arg;
    fm_forward(t->y, t->u, t->x, F * E + D, t->x0, t->v, t->room, B, F, D, E);
    return along(t->y, t->dy, B * E);
}

static void test_fm(void **state) {
    (void)state;
    enum { STRIDE = F * E + D };
    struct layers t = {0};
    float de[B * STRIDE] = {0}, dv[D * E] = {0};
    fill(t.x, B * STRIDE, "x", 1), fill(t.x0, B * D, "x0", 1), fill(t.v, D * E, "v", 1), fill(t.dy, B * E, "dy", 1);
    fm_loss(&t);
    /* against the pairs written out */
    for (int i = 0; i < B; i++)
        for (int d = 0; d < E; d++) {
            double all[F + D], pairs = 0;
            for (int f = 0; f < F; f++)
                all[f] = t.x[i * STRIDE + f * E + d];
            for (int k = 0; k < D; k++)
                all[F + k] = t.x0[i * D + k] * t.v[k * E + d];
            for (int a = 0; a < F + D; a++)
                for (int b = 0; b < a; b++)
                    pairs += all[a] * all[b];
            assert_float_equal(t.y[i * E + d], pairs, 1e-4);
        }
    fm_backward(de, dv, t.dy, t.u, t.x, STRIDE, t.x0, t.v, t.room, B, F, D, E);
    check("fm e", fm_loss, &t, t.x, de, B * STRIDE);
    check("fm v", fm_loss, &t, t.v, dv, D * E);
}

/* ---- losses ---- */

struct point {
    float logit, label;
    int kind;
};

static double point_loss(void *arg) {
    const struct point *p = arg;
    float d;
    return p->kind == 0   ? loss_bce(&d, p->logit, p->label, 1.5f)
           : p->kind == 1 ? loss_focal(&d, p->logit, p->label, 1.5f, 2.0f)
                          : loss_weighted(&d, p->logit, p->label, 1.5f);
}

static void test_point_losses(void **state) {
    (void)state;
    const float logits[] = {-6, -1, 0, 0.5f, 3, 8}, labels[] = {0, 1}, magnitudes[] = {0, 0.3f, 4};
    for (int kind = 0; kind < 3; kind++)
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < (kind == 2 ? 3 : 2); j++) {
                struct point p = {logits[i], kind == 2 ? magnitudes[j] : labels[j], kind};
                float d, one = 1;
                double loss = point_loss(&p);
                assert_true(loss >= 0 && isfinite(loss));
                if (kind == 0)
                    loss_bce(&d, p.logit, p.label, 1.5f);
                else if (kind == 1)
                    loss_focal(&d, p.logit, p.label, 1.5f, 2.0f);
                else
                    loss_weighted(&d, p.logit, p.label, 1.5f);
                double numeric = slope(point_loss, &p, &p.logit, &one, 1, 1e-2f);
                assert_float_equal(d, numeric, 2e-3 * (1 + fabs(numeric)));
            }
}

struct late {
    float logit, label, visible;
};

static double late_loss(void *arg) {
    const struct late *l = arg;
    float d;
    return loss_delayed(&d, l->logit, l->label, l->visible, 1.5f);
}

/* All visible: cross entropy. Nothing visible: a 0 says nothing. Of 1000 rows with probability 0.3, half of the
 * positives visible: the logit of 0.3 is where the gradient vanishes. */
static void test_late_labels(void **state) {
    (void)state;
    const float logits[] = {-6, -1, 0, 3, 8}, visible[] = {0, 0.2f, 0.9f, 1};
    float d, plain, one = 1;
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 4; j++)
            for (int label = 0; label < 2; label++) {
                struct late l = {logits[i], (float)label, visible[j]};
                double loss = loss_delayed(&d, l.logit, l.label, l.visible, 1.5f);
                assert_true(loss >= 0 && isfinite(loss) && (label || visible[j] > 0 || (loss == 0 && d == 0)));
                double numeric = slope(late_loss, &l, &l.logit, &one, 1, 1e-2f);
                assert_float_equal(d, numeric, 2e-3 * (1 + fabs(numeric)));
                if (visible[j] == 1) {
                    assert_true(loss == loss_bce(&plain, l.logit, l.label, 1.5f));
                    assert_true(d == plain);
                }
            }
    float logit = logf(0.3f / 0.7f);
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
        loss_delayed(&d, logit, i < 150, 0.5f, 1);
        sum += d;
    }
    assert_float_equal(sum, 0, 1e-2);
}

/* Weighted logistic regression of one constant: the odds that make the gradient vanish are the mean label. */
static void test_weighted_odds(void **state) {
    (void)state;
    const float labels[] = {0, 0, 0, 12, 0, 3, 0, 0};
    double sum = 0;
    float logit = logf(15.0f / 8.0f), d;
    for (int i = 0; i < 8; i++) {
        loss_weighted(&d, logit, labels[i], 1);
        sum += d;
    }
    assert_float_equal(sum, 0, 1e-5);
}

struct rows_case {
    float z[5 * 7], shift[7], work[5 * 7], weight[5];
    int target[5];
    bool bce;
};

/* The rows' losses with the gradients in work, each row in two parts as the towers take them. */
static double rows_loss(void *arg) {
    static const int32_t item[7] = {0, 1, 2, 3, 4, 5, 6};
    struct rows_case *t = arg;
    double loss = 0;
    memcpy(t->work, t->z, sizeof t->z);
    for (int r = 0; r < 5; r++) {
        float *z = t->work + 7 * r, w = t->weight[r], own = z[t->target[r]] + t->shift[t->target[r]], d = 0;
        double sum = 0, slope = 0, factor = w;
        for (int part = 0; part < 7; part += 4) {
            int n = part ? 3 : 4, target = t->target[r];
            sum += t->bce ? loss_bce_rivals(z + part, t->shift + part, item + part, target, &slope, n)
                          : loss_softmax_rivals(z + part, t->shift + part, item + part, target, own, n);
        }
        loss += t->bce ? loss_bce(&d, own, 1, w) + w * sum : w * log(1 + sum);
        if (!t->bce) {
            factor = w / (1 + sum);
            d = (float)(-w * sum / (1 + sum));
        }
        for (int c = 0; c < 7; c++) {
            slope -= t->bce ? z[c] : 0;
            z[c] = c == t->target[r] ? d : (float)(factor * z[c]);
        }
        assert_float_equal(slope, 0, 1e-5);
    }
    return loss;
}

static void test_row_losses(void **state) {
    (void)state;
    for (int bce = 0; bce < 2; bce++) {
        struct rows_case t = {.weight = {1, 2, 0.5f, 1, 0}, .target = {0, 6, 3, 3, 1}, .bce = bce};
        float gradient[5 * 7];
        fill(t.z, 5 * 7, "z", 2);
        fill(t.shift, 7, "shift", 1);
        rows_loss(&t);
        memcpy(gradient, t.work, sizeof gradient);
        check(bce ? "bce rows" : "softmax", rows_loss, &t, t.z, gradient, 5 * 7);
        float largest = -INFINITY;
        for (int c = 0; c < 7; c++)
            largest = fmaxf(largest, t.z[7 + c] + t.shift[c]);
        assert_float_equal(loss_largest(t.z + 7, t.shift, 7), largest, 0);
        if (!bce) {
            double z[7], sum = 0;
            for (int c = 0; c < 7; c++)
                sum += z[c] = exp((double)t.z[2 * 7 + c] + t.shift[c]);
            for (int c = 0; c < 7; c++)
                assert_float_equal(gradient[2 * 7 + c], 0.5 * (z[c] / sum - (c == 3)), 1e-6);
        }
    }
}

/* ---- the whole ranker ---- */

enum { N = 24 };
struct ranker_case {
    struct ranker_net net;
    struct fields rows;
    float *weights, *scratch, *dx;
    float dense[N * 2], dz[N * 2], out[N * 2];
    int32_t category[N * 3], ids[N * 3], bag_start[N + 1], bag[4 * N];
    struct ranker_state state;
};

static void forward_ranker(struct ranker_case *t) {
    struct ranker_batch batch = {NULL, 0, N, t->ids, N};
    ranker_batch_ids(&t->net, &t->rows, &batch);
    ranker_gather(&t->net, t->weights, &t->rows, &batch, &t->state);
    ranker_forward(&t->net, t->weights, &t->state, N);
}

static double ranker_loss_of(void *arg) {
    struct ranker_case *t = arg;
    forward_ranker(t);
    return along(t->state.z, t->dz, N * 2);
}

static void build_ranker_case(struct ranker_case *t, enum ranker_kind kind, int experts) {
    struct err err = {0};
    struct rng r = rng_of(rng_draw(5, "rows"), 0, 0);
    for (int i = 0; i < N; i++) {
        t->category[3 * i] = (int32_t)rng_below(&r, 6);
        t->category[3 * i + 1] = (int32_t)rng_below(&r, 40);
        t->category[3 * i + 2] = (int32_t)rng_below(&r, 2);
        t->bag_start[i + 1] = t->bag_start[i] + (int)rng_below(&r, 4);
        for (int b = t->bag_start[i]; b < t->bag_start[i + 1]; b++)
            t->bag[b] = (int32_t)rng_below(&r, 9);
    }
    t->rows = (struct fields){N, 3, {6, 40, 2}, t->category, 2, t->dense, 9, t->bag_start, t->bag};
    fill(t->dense, N * 2, "dense", 1);
    fill(t->dz, N * 2, "dz", 1);
    struct ranker_params params = {
        .kind = kind, .hash_buckets = 16, .embedding_dim = 4, .hidden = {7, 5}, .experts = experts};
    struct ranker_data data = {.rows = t->rows, .n_heads = 2};
    ranker_net_plan(&t->net, &params, &data);
    t->weights = mem_array(t->net.params.size, sizeof(float), &err);
    t->scratch = mem_array(ranker_state_carve(&t->net, NULL, NULL, N, true), sizeof(float), &err);
    t->dx = mem_array((size_t)N * (size_t)t->net.W, sizeof(float), &err);
    ranker_state_carve(&t->net, &t->state, t->scratch, N, true);
    fill(t->weights, t->net.params.size, "weights", 0.4f);
}

/* The gradient of field f's tables, summed as the optimiser would. */
static void table_gradient(const struct ranker_case *t, int f, bool linear, float *out) {
    const struct ranker_net *net = &t->net;
    int width = linear ? net->H : net->E;
    memset(out, 0, (size_t)(net->rows[f] + 1) * (size_t)width * sizeof *out);
    for (int i = 0; i < N; i++) {
        const float *d = linear ? t->dz + i * net->H : t->dx + i * net->W + f * net->E;
        int begin = f < 3 ? 0 : t->bag_start[i], end = f < 3 ? 1 : t->bag_start[i + 1];
        for (int b = begin; b < end; b++) {
            int row = f < 3 ? t->ids[f * N + i] : ranker_bag_row(net, t->bag[b]);
            for (int c = 0; c < width; c++)
                out[row * width + c] += d[c] / (float)(end - begin);
        }
    }
}

static void test_rankers(void **state) {
    (void)state;
    static const char *const name[] = {"logistic", "fm", "mlp", "deepfm", "dcn_v2"};
    for (int one = RANKER_LOGISTIC; one <= 2 * RANKER_DCN_V2; one++) {
        int experts = one > RANKER_DCN_V2 ? 3 : 0, kind = experts > 0 ? one - RANKER_DCN_V2 : one;
        if (experts > 0 && kind < RANKER_MLP)
            continue;
        struct ranker_case *t = mem_must(1, sizeof *t);
        build_ranker_case(t, (enum ranker_kind)kind, experts);
        const struct params *p = &t->net.params;
        float *grads = mem_must(p->size, sizeof(float)), table[ROOM];
        forward_ranker(t);
        ranker_backward(&t->net, t->weights, grads, &t->state, t->dx, t->dz, N);
        for (int i = 0; i < p->n; i++) {
            char what[64];
            snprintf(what, sizeof what, "%s %d %s", name[kind], experts, p->param[i].name);
            size_t n = (size_t)p->param[i].rows * (size_t)p->param[i].cols;
            const float *gradient = grads + p->param[i].offset - t->net.first_dense;
            for (int f = 0; f < t->net.F; f++)
                if (i == t->net.embed[f] || i == t->net.linear[f]) {
                    table_gradient(t, f, i == t->net.linear[f], table);
                    gradient = table;
                }
            check(what, ranker_loss_of, t, params_at(p, t->weights, i), gradient, n);
        }
        free(grads), free(t->weights), free(t->scratch), free(t->dx), free(t);
    }
}

/* ---- the whole tower ---- */

enum { USERS = 18, ITEMS = 12, P = 30 };
struct tower_case {
    struct tower_params params;
    struct tower_data data;
    struct tower_net net;
    struct tower_batch batch;
    float *weights;
    struct pool *pool;
    int32_t user[P * 2], item[ITEMS * 2], positive[P], rows[P], bag_start[P + 1], bag[4 * P];
    float item_dense[ITEMS * 3], weight[P];
    int32_t map[ITEMS + 200];
};

static double tower_loss_of(void *arg) {
    struct tower_case *t = arg;
    double mean = tower_batch_gradients(&t->batch, t->rows, P, 3, true), weight = 0;
    for (int i = 0; i < P; i++)
        weight += t->weight[i];
    return mean * weight;
}

static void build_tower_case(struct tower_case *t, int hidden, bool ids_only, enum tower_loss loss,
                             enum tower_negatives negatives, int bag_cardinality) {
    struct err err = {0};
    struct rng r = rng_of(rng_draw(6, "tower"), 0, 0);
    for (int i = 0; i < P; i++) {
        t->user[2 * i] = (int32_t)rng_below(&r, USERS);
        t->user[2 * i + 1] = (int32_t)rng_below(&r, 3);
        t->positive[i] = (int32_t)rng_below(&r, ITEMS - 2);
        t->rows[i] = i;
        t->weight[i] = 0.5f + rng_uniformf(&r);
        t->bag_start[i + 1] = t->bag_start[i] + (int)rng_below(&r, 4);
        for (int b = t->bag_start[i]; b < t->bag_start[i + 1]; b++)
            t->bag[b] = (int32_t)rng_below(&r, ITEMS);
    }
    for (int i = 0; i < ITEMS; i++) {
        t->item[2 * i] = i;
        t->item[2 * i + 1] = (int32_t)rng_below(&r, 120);
    }
    for (int i = 0; i < ITEMS + 200; i++)
        t->map[i] = i;
    fill(t->item_dense, ITEMS * 3, "content", 1);
    t->params = (struct tower_params){.seed = 1,
                                      .dim = 6,
                                      .hidden = hidden,
                                      .ids_only = ids_only,
                                      .epochs = 1,
                                      .batch = P,
                                      .learning_rate = 0.01f,
                                      .temperature = 0.5f,
                                      .loss = loss,
                                      .negatives = negatives,
                                      .logq = true,
                                      .optimizer = OPTIM_ADAM};
    t->data = (struct tower_data){.users = {P, 2, {USERS, 3}, t->user, 0, NULL, bag_cardinality, t->bag_start, t->bag},
                                  .positive = t->positive,
                                  .weight = t->weight,
                                  .items = {ITEMS, 2, {ITEMS, 120}, t->item, 3, t->item_dense, 0, NULL, NULL}};
    t->pool = pool_new(2, &err);
    tower_net_plan(&t->net, 6, hidden, ids_only, &t->data.users, &t->data.items);
    assert_true(tower_batch_init(&t->batch, &t->params, &t->data, &t->net, t->pool, &err));
    int32_t count[ITEMS] = {0};
    for (int i = 0; i < P; i++)
        count[t->positive[i]]++;
    assert_true(negatives_init(&t->batch.negatives, &t->params, count, ITEMS, P, &err));
    t->weights = mem_array(t->net.params.size, sizeof(float), &err);
    fill(t->weights, t->net.params.size, "weights", 0.4f);
    t->batch.weights = t->weights;
    for (int s = 0; s < 2; s++)
        for (int f = 0; f < FIELDS_MAX; f++)
            t->batch.row_map[s][f] = t->map;
}

/* Adds to out what the uses of parameter i got. */
static void tower_table_gradient(const struct tower_case *t, int i, float *out) {
    for (int s = 0; s < 2; s++) {
        const struct tower_side *side = &t->net.side[s];
        const struct tower_state *state = &t->batch.state[s];
        int at = 0;
        for (int f = 0; f < side->n_fields; f++) {
            for (int k = 0; side->table[f] == i && k < (s ? t->batch.C : t->batch.B); k++)
                for (int c = 0; c < side->width[f]; c++)
                    out[t->batch.ids[s][k * side->n_fields + f] * side->width[f] + c] +=
                        f == 0 ? state->dy[k * t->net.dim + c] : state->dx[k * tower_stride(side->in) + at + c];
            at += f == 0 ? 0 : side->width[f];
        }
        for (int k = 0; s == TOWER_USER && side->bag_cardinality > 0 && side->bag_table == i && k < P; k++)
            for (int b = t->bag_start[k]; b < t->bag_start[k + 1]; b++)
                for (int c = 0; c < t->net.dim; c++)
                    out[t->bag[b] * t->net.dim + c] += state->dx[k * tower_stride(side->in) + side->bag_at + c] /
                                                       (float)(t->bag_start[k + 1] - t->bag_start[k]);
    }
}

static void tower_gradient(struct tower_case *t, float *out) {
    const struct tower_net *net = &t->net;
    tower_loss_of(t);
    memset(out, 0, net->params.size * sizeof *out);
    for (int i = 0; i < net->params.n; i++)
        if (net->params.param[i].offset < net->first_dense)
            tower_table_gradient(t, i, out + net->params.param[i].offset);
    size_t layers = net->params.size - net->first_dense;
    for (int s = 0; s < TOWER_SHARDS; s++)
        row_add(out + net->first_dense, t->batch.grads + (size_t)s * layers, layers);
}

static void close_tower_case(struct tower_case *t) {
    tower_batch_fini(&t->batch);
    pool_free(t->pool);
    free(t->weights);
    free(t);
}

static void check_tower(int hidden, bool ids_only, enum tower_loss loss, enum tower_negatives negatives, int bag) {
    struct tower_case *t = mem_must(1, sizeof *t);
    build_tower_case(t, hidden, ids_only, loss, negatives, bag);
    const struct params *p = &t->net.params;
    float *gradient = mem_must(p->size, sizeof(float));
    tower_gradient(t, gradient);
    for (int i = 0; i < p->n; i++) {
        if (i == t->net.bias && loss == TOWER_SAMPLED_SOFTMAX)
            continue;
        char what[80];
        snprintf(what, sizeof what, "tower %d/%d/%d/%d/%d %s", hidden, ids_only, loss, negatives, bag,
                 p->param[i].name);
        check(what, tower_loss_of, t, params_at(p, t->weights, i), gradient + p->param[i].offset,
              (size_t)p->param[i].rows * (size_t)p->param[i].cols);
    }
    free(gradient);
    close_tower_case(t);
}

static void test_towers(void **state) {
    (void)state;
    for (int loss = TOWER_SAMPLED_SOFTMAX; loss <= TOWER_BCE; loss++)
        for (int negatives = NEGATIVES_IN_BATCH; negatives <= NEGATIVES_HARD; negatives++)
            check_tower(5, false, (enum tower_loss)loss, (enum tower_negatives)negatives, ITEMS);
    check_tower(0, false, TOWER_SAMPLED_SOFTMAX, NEGATIVES_IN_BATCH, ITEMS);
    check_tower(5, false, TOWER_SAMPLED_SOFTMAX, NEGATIVES_IN_BATCH, ITEMS + 4); /* the bag has a table of its own */
    check_tower(5, false, TOWER_SAMPLED_SOFTMAX, NEGATIVES_IN_BATCH, 0);
    check_tower(0, true, TOWER_SAMPLED_SOFTMAX, NEGATIVES_IN_BATCH, ITEMS);
}

/* Adam's first step moves every weight that has a gradient by the rate, against its sign, and no other weight: so the
 * optimiser was given the gradients that were checked above. */
/* Every weight with a gradient moves by the first step of its optimiser, against its gradient; no other moves. */
static void check_step(int bag, enum optim_kind optimizer) {
    struct tower_case *t = mem_must(1, sizeof *t);
    build_tower_case(t, 5, false, TOWER_BCE, NEGATIVES_MIXED, bag);
    t->params.optimizer = optimizer;
    size_t n = t->net.params.size, moved = 0;
    float *gradient = mem_must(n, sizeof(float)), *before = mem_must(n, sizeof(float));
    tower_gradient(t, gradient);
    memcpy(before, t->weights, n * sizeof(float));
    struct fit_step step = {.epoch = 0, .number = 3, .rate = 0.01f};
    tower_batch_step(&t->batch, t->rows, P, &step);
    /* the moments are empty, but the step's number is 3: the bias corrections are those of step 3 */
    double adam = 0.01 * (0.1 / (1 - pow(0.9, 3))) / sqrt(0.001 / (1 - pow(0.999, 3)));
    for (size_t i = 0; i < n; i++) {
        double change = t->weights[i] - before[i];
        double size = i < t->net.first_dense && optimizer == OPTIM_ADAGRAD ? 0.01 * ADAGRAD_RATE : adam;
        if (gradient[i] == 0)
            assert_true(change == 0);
        else if (fabsf(gradient[i]) > 1e-3f)
            assert_float_equal(change, gradient[i] > 0 ? -size : size, 4e-3 * size), moved++;
    }
    assert_true(moved > 200);
    free(gradient), free(before);
    close_tower_case(t);
}

static void test_tower_step(void **state) {
    (void)state;
    for (int bag = ITEMS; bag <= ITEMS + 4; bag += 4) {
        check_step(bag, OPTIM_ADAM);
        check_step(bag, OPTIM_ADAGRAD);
    }
}

int main(void) {
    struct err err = {0};
    if (!mat_start(&err))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dense),       cmocka_unit_test(test_few),
        cmocka_unit_test(test_norm),        cmocka_unit_test(test_cross),
        cmocka_unit_test(test_fm),          cmocka_unit_test(test_point_losses),
        cmocka_unit_test(test_late_labels), cmocka_unit_test(test_weighted_odds),
        cmocka_unit_test(test_row_losses),  cmocka_unit_test(test_rankers),
        cmocka_unit_test(test_towers),      cmocka_unit_test(test_tower_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
