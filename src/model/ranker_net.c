#include "model/ranker_net.h"
#include "model/ranker_experts.h"
#include "model/ranker_int8.h"
#include "model/ranker_shared.h"
#include "num/layer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- shape ---- */

static int add(struct ranker_net *net, const char *name, int rows, int cols, float mean, float spread) {
    return params_add(&net->params, name, rows, cols, mean, spread);
}

static void plan_tables(struct ranker_net *net) {
    char name[32];
    for (int f = 0; f < net->F; f++) {
        net->embed[f] = net->linear[f] = -1;
        snprintf(name, sizeof name, "embed%d", f);
        if (net->E > 0)
            net->embed[f] = add(net, name, net->rows[f] + 1, net->E, 0, 0.05f);
        snprintf(name, sizeof name, "linear%d", f);
        if (net->has_linear)
            net->linear[f] = add(net, name, net->rows[f] + 1, net->H, 0, 0);
    }
    net->first_dense = net->params.size;
}

static void plan_deep(struct ranker_net *net) {
    int h1 = net->hidden[0], h2 = net->hidden[1];
    net->w1 = add(net, "deep.w1", net->W, h1, 0, sqrtf(6.0f / (float)net->W));
    net->b1 = add(net, "deep.b1", 1, h1, 0, 0);
    net->w2 = add(net, "deep.w2", h1, h2, 0, sqrtf(6.0f / (float)h1));
    net->b2 = add(net, "deep.b2", 1, h2, 0, 0);
    net->deep_head = add(net, "deep.head", h2, net->H, 0, sqrtf(1.0f / (float)h2));
}

static void plan_cross(struct ranker_net *net) {
    char name[32];
    for (int l = 0; l < RANKER_CROSSES; l++) {
        snprintf(name, sizeof name, "cross%d.v", l);
        net->cross_v[l] = add(net, name, net->W, net->rank, 0, sqrtf(3.0f / (float)net->W));
        snprintf(name, sizeof name, "cross%d.w", l);
        net->cross_w[l] = add(net, name, net->rank, net->W, 0, sqrtf(0.1f / (float)net->rank));
        snprintf(name, sizeof name, "cross%d.b", l);
        net->cross_b[l] = add(net, name, 1, net->W, 0, 0);
    }
    net->cross_head = add(net, "cross.head", net->W, net->H, 0, sqrtf(0.5f / (float)net->W));
}

static void plan_shapes(struct ranker_net *net) {
    enum ranker_kind k = net->kind;
    net->has_linear = k == RANKER_LOGISTIC || k == RANKER_FM || k == RANKER_DEEPFM;
    net->has_fm = k == RANKER_FM || k == RANKER_DEEPFM;
    net->has_deep = k == RANKER_MLP || k == RANKER_DEEPFM || k == RANKER_DCN_V2;
    net->has_cross = k == RANKER_DCN_V2;
    net->E = k == RANKER_LOGISTIC ? 0 : net->E;
    net->F = net->n_category + (net->bag_cardinality > 0);
    for (int f = 0; f < net->F; f++) {
        int cardinality = f < net->n_category ? net->cardinality[f] : net->bag_cardinality;
        net->rows[f] = cardinality < net->hash_buckets ? cardinality : net->hash_buckets;
    }
    net->W = k == RANKER_LOGISTIC ? 0 : net->F * net->E + net->D;
    net->rank = net->W < 64 ? net->W : 64;
    net->params = (struct params){0};
    plan_tables(net);
    if (net->has_linear && net->D > 0)
        net->linear_dense = add(net, "linear.dense", net->D, net->H, 0, 0);
    if (net->has_fm) {
        net->fm_dense = net->D > 0 ? add(net, "fm.dense", net->D, net->E, 0, 0.05f) : -1;
        net->fm_head = add(net, "fm.head", net->E, net->H, 1, 0);
    }
    net->experts = net->has_deep ? net->experts : 0;
    net->wide = net->hidden[0];
    if (net->experts > 0) {
        ranker_experts_size(net);
        ranker_experts_plan(net);
    } else if (net->has_deep) {
        plan_deep(net);
    }
    if (net->has_cross)
        plan_cross(net);
    net->bias = add(net, "bias", 1, net->H, 0, 0);
    if (net->positions > 0)
        net->position = add(net, "position", net->positions + 1, net->H, 0, 0);
}

void ranker_net_plan(struct ranker_net *net, const struct ranker_params *params, const struct ranker_data *data) {
    *net = (struct ranker_net){.kind = params->kind,
                               .E = params->embedding_dim,
                               .D = data->rows.n_dense,
                               .H = data->n_heads,
                               .hidden = {params->hidden[0], params->hidden[1]},
                               .experts = params->experts,
                               .positions = params->positions,
                               .hash_buckets = params->hash_buckets,
                               .n_category = data->rows.n_category,
                               .bag_cardinality = data->rows.bag_cardinality};
    memcpy(net->head, data->head, sizeof net->head);
    memcpy(net->cardinality, data->rows.cardinality, (size_t)net->n_category * sizeof *net->cardinality);
    for (int h = 0; h < RANKER_HEADS_MAX; h++)
        net->scale[h] = 1;
    plan_shapes(net);
}

void ranker_net_to(const struct ranker_net *net, int32_t config[RANKER_CONFIG]) {
    memset(config, 0, RANKER_CONFIG * sizeof *config);
    int32_t first[] = {(int32_t)net->kind,
                       net->E,
                       net->D,
                       net->H,
                       net->hidden[0],
                       net->hidden[1],
                       net->positions,
                       net->hash_buckets,
                       net->n_category,
                       net->bag_cardinality,
                       net->experts};
    memcpy(config, first, sizeof first);
    for (int h = 0; h < net->H; h++)
        config[16 + h] = (int32_t)net->head[h];
    memcpy(config + 16 + RANKER_HEADS_MAX, net->cardinality, (size_t)net->n_category * sizeof *config);
}

bool ranker_net_from(struct ranker_net *net, const int32_t config[RANKER_CONFIG], struct err *err) {
    const int32_t *c = config;
    if (c[0] < RANKER_LOGISTIC || c[0] > RANKER_DCN_V2 || c[3] < 1 || c[3] > RANKER_HEADS_MAX || c[8] < 0 ||
        c[8] > FIELDS_MAX || c[10] < 0 || c[10] > RANKER_EXPERTS_MAX)
        return err_set(err, ERR_DAMAGED, "a ranker of kind %d with %d heads and %d fields", c[0], c[3], c[8]);
    *net = (struct ranker_net){.kind = (enum ranker_kind)c[0],
                               .E = c[1],
                               .D = c[2],
                               .H = c[3],
                               .hidden = {c[4], c[5]},
                               .positions = c[6],
                               .hash_buckets = c[7],
                               .n_category = c[8],
                               .bag_cardinality = c[9],
                               .experts = c[10]};
    for (int h = 0; h < net->H; h++)
        net->head[h] = (enum head_kind)c[16 + h];
    memcpy(net->cardinality, c + 16 + RANKER_HEADS_MAX, (size_t)net->n_category * sizeof *c);
    plan_shapes(net);
    return true;
}

/* ---- ids ---- */

static int table_row(int cardinality, int rows, int field, int32_t id) {
    if (id < 0 || id >= cardinality)
        return rows; /* unknown */
    if (cardinality <= rows)
        return id;
    uint64_t h = ((uint64_t)(uint32_t)id + 1 + ((uint64_t)field << 32)) * 0x9e3779b97f4a7c15u; /* splitmix64's mixer */
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    return (int)(((h >> 32) * (uint64_t)rows) >> 32);
}

int ranker_field_row(const struct ranker_net *net, int field, int32_t id) {
    return table_row(net->cardinality[field], net->rows[field], field, id);
}

void ranker_rows_of(const struct ranker_net *net, const struct fields *rows, int row, int32_t *ids) {
    const int32_t *category = rows->category + (size_t)row * (size_t)rows->n_category;
    for (int f = 0; f < net->n_category; f++)
        ids[f] = ranker_field_row(net, f, category[f]);
}

int ranker_bag_row(const struct ranker_net *net, int32_t id) {
    return table_row(net->bag_cardinality, net->rows[net->n_category], net->n_category, id);
}

/* ---- room ---- */

static void carve(float **part, float *at, size_t *used, size_t floats) {
    if (at)
        *part = at + *used;
    *used += (floats + 15) / 16 * 16;
}

size_t ranker_state_carve(const struct ranker_net *net, struct ranker_state *state, float *at, int n, bool backward) {
    struct ranker_state unused;
    struct ranker_state *s = state ? state : &unused;
    size_t N = (size_t)n, W = (size_t)net->W, D = (size_t)net->D, E = (size_t)net->E, used = 0;
    size_t h1 = net->has_deep ? (size_t)net->wide : 0, mix = (size_t)net->experts * (size_t)net->H;
    size_t h2 = !net->has_deep ? 0 : net->experts > 0 ? (size_t)(net->experts * net->e2) : (size_t)net->hidden[1];
    size_t fm = net->has_fm ? E : 0, cross = net->has_cross ? W : 0, rank = net->has_cross ? (size_t)net->rank : 0;
    s->shared = NULL;
    s->int8 = NULL;
    carve(&s->x, at, &used, N * W);
    carve(&s->dense, at, &used, N * D);
    carve(&s->z, at, &used, N * (size_t)net->H);
    carve(&s->h1, at, &used, N * h1);
    carve(&s->h2, at, &used, N * h2);
    carve(&s->mix, at, &used, N * mix);
    carve(&s->fm, at, &used, N * fm);
    carve(&s->fm_sum, at, &used, N * fm);
    carve(&s->fm_room, at, &used, fm ? (N + E) * D + N * E + D * E : 0);
    for (int l = 0; l < RANKER_CROSSES; l++) {
        carve(&s->cross[l], at, &used, N * cross);
        carve(&s->cross_u[l], at, &used, N * rank);
        carve(&s->cross_c[l], at, &used, N * cross);
    }
    if (!backward)
        return used;
    carve(&s->dh1, at, &used, N * h1);
    carve(&s->dh2, at, &used, N * h2);
    carve(&s->dmix, at, &used, N * mix);
    carve(&s->dfm, at, &used, N * fm);
    carve(&s->dcross, at, &used, N * cross);
    carve(&s->dcross_in, at, &used, N * cross);
    carve(&s->room, at, &used, N * cross);
    carve(&s->du, at, &used, N * rank);
    return used;
}

/* ---- forward ---- */

static float bag_share(const struct fields *rows, int row) {
    int n = rows->bag_start[row + 1] - rows->bag_start[row];
    return n > 0 ? 1.0f / (float)n : 0;
}

void ranker_bag_mean(const struct ranker_net *net, const float *weights, const struct fields *rows, int row,
                     float *mean) {
    size_t E = (size_t)net->E;
    const float *table = params_get(&net->params, weights, net->embed[net->n_category]);
    memset(mean, 0, E * sizeof *mean);
    for (int b = rows->bag_start[row]; b < rows->bag_start[row + 1]; b++)
        row_add(mean, table + (size_t)ranker_bag_row(net, rows->bag[b]) * E, E);
    row_scale(mean, bag_share(rows, row), E);
}

/* z (H) += the mean of the linear weights of the bag. */
static void add_bag_linear(const struct ranker_net *net, const float *weights, const struct fields *rows, int row,
                           float *z) {
    const float *table = params_get(&net->params, weights, net->linear[net->n_category]);
    float share = bag_share(rows, row);
    for (int b = rows->bag_start[row]; b < rows->bag_start[row + 1]; b++)
        for (int h = 0; h < net->H; h++)
            z[h] += share * table[(size_t)ranker_bag_row(net, rows->bag[b]) * (size_t)net->H + (size_t)h];
}

bool ranker_codes_alone(const struct ranker_net *net, const struct ranker_state *state) {
    return state->int8 && !net->has_linear && !net->has_cross;
}

static int row_at(const struct ranker_batch *batch, int i) {
    return batch->row ? batch->row[i] : batch->first + i;
}

enum { AHEAD = 24, LINE = 16 }; /* rows; floats of a cache line */

/* Rows of a shuffled batch lie anywhere, in no cache: their ids and dense values are asked for early. */
static void fetch_row(const struct fields *rows, int row) {
    const int32_t *category = rows->category + (size_t)row * (size_t)rows->n_category;
    const float *dense = rows->dense + (size_t)row * (size_t)rows->n_dense;
    for (int f = 0; f < rows->n_category; f += LINE)
        __builtin_prefetch(category + f);
    for (int d = 0; d < rows->n_dense; d += LINE)
        __builtin_prefetch(dense + d);
}

void ranker_batch_ids(const struct ranker_net *net, const struct fields *rows, const struct ranker_batch *batch) {
    int32_t ids[FIELDS_MAX];
    for (int i = 0; i < batch->n; i++) {
        if (batch->row && i + AHEAD < batch->n)
            fetch_row(rows, batch->row[i + AHEAD]);
        ranker_rows_of(net, rows, row_at(batch, i), ids);
        for (int f = 0; f < net->n_category; f++)
            batch->ids[(size_t)f * batch->stride + (size_t)i] = ids[f];
    }
}

/* One field's embeddings of all rows into their columns of x. The table is in no cache: lines are asked for early. */
static void gather_field(float *x, int W, const float *table, const int32_t *ids, int n, int E) {
    for (int i = 0; i < n; i++, x += W) {
        if (i + AHEAD < n)
            for (int c = 0; c < E; c += LINE)
                __builtin_prefetch(table + (size_t)ids[i + AHEAD] * (size_t)E + c);
        const float *e = table + (size_t)ids[i] * (size_t)E;
        if (E == 8) /* a copy of known width */
            memcpy(x, e, 8 * sizeof *x);
        else if (E == 16)
            memcpy(x, e, 16 * sizeof *x);
        else
            memcpy(x, e, (size_t)E * sizeof *x);
    }
}

static void add_field_linear(float *z, const float *table, const int32_t *ids, int n, int H) {
    for (int i = 0; i < n; i++) {
        if (i + AHEAD < n)
            __builtin_prefetch(table + (size_t)ids[i + AHEAD] * (size_t)H);
        for (int h = 0; h < H; h++)
            z[i * H + h] += table[(size_t)ids[i] * (size_t)H + (size_t)h];
    }
}

void ranker_gather(const struct ranker_net *net, const float *weights, const struct fields *rows,
                   const struct ranker_batch *batch, struct ranker_state *s) {
    const struct params *p = &net->params;
    size_t E = (size_t)net->E, D = (size_t)net->D, H = (size_t)net->H, W = (size_t)net->W;
    int n = batch->n;
    memset(s->z, 0, (size_t)n * H * sizeof *s->z);
    for (int f = 0; f < (ranker_codes_alone(net, s) ? 0 : net->n_category); f++) {
        const int32_t *ids = batch->ids + (size_t)f * batch->stride;
        if (E > 0)
            gather_field(s->x + (size_t)f * E, net->W, params_get(p, weights, net->embed[f]), ids, n, net->E);
        if (net->has_linear)
            add_field_linear(s->z, params_get(p, weights, net->linear[f]), ids, n, net->H);
    }
    for (int i = 0; i < n; i++) {
        int row = row_at(batch, i);
        float *x = s->x + (size_t)i * W;
        if (net->bag_cardinality > 0 && E > 0)
            ranker_bag_mean(net, weights, rows, row, x + (size_t)net->n_category * E);
        if (net->bag_cardinality > 0 && net->has_linear)
            add_bag_linear(net, weights, rows, row, s->z + (size_t)i * H);
        if (D > 0) {
            const float *dense = rows->dense + (size_t)row * D;
            memcpy(s->dense + (size_t)i * D, dense, D * sizeof *dense);
            if (W > 0)
                memcpy(x + (size_t)net->F * E, dense, D * sizeof *dense);
        }
    }
}

static void forward_deep(const struct ranker_net *net, const float *w, struct ranker_state *s, int n) {
    const struct params *p = &net->params;
    int h1 = net->wide, h2 = net->hidden[1], columns = s->shared ? s->shared->n : net->W;
    const float *x = s->shared ? s->shared->x : s->x, *w1 = s->shared ? s->shared->w1 : params_get(p, w, net->w1);
    const float *b1 = s->shared ? s->shared->b1 : params_get(p, w, net->b1), *b2 = params_get(p, w, net->b2);
    if (s->shared)
        ranker_shared_pack(net, s->shared, s->x, n);
    if (net->experts > 0) { /* gates are sums: no ReLU */
        dense_forward(s->h1, x, w1, b1, false, n, columns, h1);
        ranker_experts_forward(net, w, s, n);
        return;
    }
    if (s->int8) {
        ranker_int8_forward(s->int8, net, w, s, s->first, n);
    } else {
        dense_forward(s->h1, x, w1, b1, true, n, columns, h1);
        dense_forward(s->h2, s->h1, params_get(p, w, net->w2), b2, true, n, h1, h2);
    }
    few_forward(s->z, s->h2, params_get(p, w, net->deep_head), n, h2, net->H);
}

static void forward_cross(const struct ranker_net *net, const float *w, struct ranker_state *s, int n) {
    const struct params *p = &net->params;
    const float *x = s->x;
    for (int l = 0; l < RANKER_CROSSES; l++) {
        cross_forward(s->cross[l], s->cross_u[l], s->cross_c[l], s->x, x, params_get(p, w, net->cross_v[l]),
                      params_get(p, w, net->cross_w[l]), params_get(p, w, net->cross_b[l]), n, net->W, net->rank);
        x = s->cross[l];
    }
    few_forward(s->z, x, params_get(p, w, net->cross_head), n, net->W, net->H);
}

void ranker_forward(const struct ranker_net *net, const float *w, struct ranker_state *s, int n) {
    const struct params *p = &net->params;
    const float *bias = params_get(p, w, net->bias);
    for (int i = 0; i < n; i++)
        for (int h = 0; h < net->H; h++)
            s->z[i * net->H + h] += bias[h];
    if (net->has_linear && net->D > 0)
        few_forward(s->z, s->dense, params_get(p, w, net->linear_dense), n, net->D, net->H);
    if (net->has_fm) {
        fm_forward(s->fm, s->fm_sum, s->x, net->W, s->dense, net->D > 0 ? params_get(p, w, net->fm_dense) : NULL,
                   s->fm_room, n, net->F, net->D, net->E);
        few_forward(s->z, s->fm, params_get(p, w, net->fm_head), n, net->E, net->H);
    }
    if (net->has_deep)
        forward_deep(net, w, s, n);
    if (net->has_cross)
        forward_cross(net, w, s, n);
}

static int position_row(const struct ranker_net *net, int position) {
    return position < 1 ? 1 : position > net->positions ? net->positions : position;
}

void ranker_add_position(const struct ranker_net *net, const float *w, int position, float *z) {
    const float *bias = params_get(&net->params, w, net->position) + (size_t)position_row(net, position) * net->H;
    for (int h = 0; h < net->H; h++)
        z[h] += bias[h];
}

/* ---- backward ---- */

float *ranker_grad(const struct ranker_net *net, float *grads, int param) {
    return grads + (net->params.param[param].offset - net->first_dense);
}

/* Sets dx. */
static void backward_deep(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s, float *dx,
                          const float *dz, int n) {
    const struct params *p = &net->params;
    int h1 = net->hidden[0], h2 = net->hidden[1], H = net->H;
    if (net->experts > 0) {
        ranker_experts_backward(net, w, g, s, dz, n);
        dense_backward(dx, ranker_grad(net, g, net->w1), ranker_grad(net, g, net->b1), s->dh1, NULL, s->x,
                       params_get(p, w, net->w1), n, net->W, net->wide);
        return;
    }
    few_backward(s->dh2, ranker_grad(net, g, net->deep_head), dz, s->h2, params_get(p, w, net->deep_head), n, h2, H);
    dense_backward(s->dh1, ranker_grad(net, g, net->w2), ranker_grad(net, g, net->b2), s->dh2, s->h2, s->h1,
                   params_get(p, w, net->w2), n, h1, h2);
    dense_backward(dx, ranker_grad(net, g, net->w1), ranker_grad(net, g, net->b1), s->dh1, s->h1, s->x,
                   params_get(p, w, net->w1), n, net->W, h1);
}

/* Adds to dx. */
static void backward_cross(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s, float *dx,
                           const float *dz, int n) {
    const struct params *p = &net->params;
    int W = net->W, R = net->rank;
    const float *top = s->cross[RANKER_CROSSES - 1];
    few_backward(s->dcross, ranker_grad(net, g, net->cross_head), dz, top, params_get(p, w, net->cross_head), n, W,
                 net->H);
    for (int l = RANKER_CROSSES - 1; l >= 0; l--) {
        const float *in = l > 0 ? s->cross[l - 1] : s->x;
        cross_backward(s->dcross_in, dx, ranker_grad(net, g, net->cross_v[l]), ranker_grad(net, g, net->cross_w[l]),
                       ranker_grad(net, g, net->cross_b[l]), s->dcross, s->x, in, s->cross_u[l], s->cross_c[l],
                       params_get(p, w, net->cross_v[l]), params_get(p, w, net->cross_w[l]), s->room, s->du, n, W, R);
        float *swap = s->dcross;
        s->dcross = s->dcross_in;
        s->dcross_in = swap;
    }
    row_add(dx, s->dcross, (size_t)n * (size_t)W);
}

static void backward_fm(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s, float *dx,
                        const float *dz, int n) {
    const struct params *p = &net->params;
    few_backward(s->dfm, ranker_grad(net, g, net->fm_head), dz, s->fm, params_get(p, w, net->fm_head), n, net->E,
                 net->H);
    fm_backward(dx, net->D > 0 ? ranker_grad(net, g, net->fm_dense) : NULL, s->dfm, s->fm_sum, s->x, net->W, s->dense,
                net->D > 0 ? params_get(p, w, net->fm_dense) : NULL, s->fm_room, n, net->F, net->D, net->E);
}

void ranker_backward(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s, float *dx,
                     const float *dz, int n) {
    float *bias = ranker_grad(net, g, net->bias);
    for (int i = 0; i < n; i++)
        for (int h = 0; h < net->H; h++)
            bias[h] += dz[i * net->H + h];
    if (net->has_linear && net->D > 0)
        few_backward(NULL, ranker_grad(net, g, net->linear_dense), dz, s->dense, NULL, n, net->D, net->H);
    if (net->has_deep)
        backward_deep(net, w, g, s, dx, dz, n);
    else
        memset(dx, 0, (size_t)n * (size_t)net->W * sizeof *dx);
    if (net->has_cross)
        backward_cross(net, w, g, s, dx, dz, n);
    if (net->has_fm)
        backward_fm(net, w, g, s, dx, dz, n);
}
