#include "model/tower_net.h"
#include "base/mem.h"
#include "num/layer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Wide enough for what a vocabulary can tell apart: about 4 times its fourth root. */
static int width_of(int cardinality) {
    int width = 4 * (int)ceil(pow(cardinality, 0.25));
    return width < 4 ? 4 : width > 32 ? 32 : width;
}

static const char *const side_name[2] = {"user", "item"};

static void plan_tables(struct tower_net *net, int s) {
    struct tower_side *side = &net->side[s];
    char name[32];
    side->in = 0;
    for (int f = 0; f < side->n_fields; f++) {
        side->width[f] = f == 0 ? net->dim : width_of(side->cardinality[f]);
        side->in += f == 0 ? 0 : side->width[f];
        snprintf(name, sizeof name, "%s.field%d", side_name[s], f);
        /* The id's rows start small beside what the layers give: until it has been seen often, content speaks. */
        float spread = f == 0 ? 0.25f / sqrtf((float)net->dim) : 0.3f;
        side->table[f] = params_add(&net->params, name, side->cardinality[f] + 1, side->width[f], 0, spread);
    }
    side->bag_at = side->in;
    side->in += side->bag_cardinality > 0 ? net->dim : 0;
    side->dense_at = side->in;
    side->in += side->n_dense;
}

static void plan_bag(struct tower_net *net, int s) {
    struct tower_side *side = &net->side[s];
    side->bag_table = -1;
    if (side->bag_cardinality == 0)
        return;
    if (s == TOWER_USER && side->bag_cardinality == net->side[TOWER_ITEM].cardinality[0]) {
        side->bag_table = net->side[TOWER_ITEM].table[0];
        return;
    }
    char name[32];
    snprintf(name, sizeof name, "%s.bag", side_name[s]);
    side->bag_table =
        params_add(&net->params, name, side->bag_cardinality + 1, net->dim, 0, 0.25f / sqrtf((float)net->dim));
}

static int add_layer(struct tower_net *net, int s, const char *what, int rows, int cols, float spread) {
    char name[32];
    snprintf(name, sizeof name, "%s.%s", side_name[s], what);
    return params_add(&net->params, name, rows, cols, 0, spread);
}

static void plan_layers(struct tower_net *net, int s) {
    struct tower_side *side = &net->side[s];
    side->w1 = side->b1 = side->w2 = side->b2 = -1;
    if (side->in == 0)
        return;
    int in = side->in;
    if (net->hidden > 0) {
        side->w1 = add_layer(net, s, "w1", in, net->hidden, sqrtf(6.0f / (float)in));
        side->b1 = add_layer(net, s, "b1", 1, net->hidden, 0);
        in = net->hidden;
    }
    side->w2 = add_layer(net, s, "w2", in, net->dim, sqrtf(3.0f / (float)in) / sqrtf((float)net->dim));
    side->b2 = add_layer(net, s, "b2", 1, net->dim, 0);
}

static void plan_shapes(struct tower_net *net) {
    net->params = (struct params){0};
    plan_tables(net, TOWER_USER);
    plan_tables(net, TOWER_ITEM);
    plan_bag(net, TOWER_USER);
    plan_bag(net, TOWER_ITEM);
    net->first_dense = net->params.size;
    plan_layers(net, TOWER_USER);
    plan_layers(net, TOWER_ITEM);
    net->bias = params_add(&net->params, "bias", 1, 1, 0, 0);
}

static void take_fields(struct tower_side *side, const struct fields *rows, bool ids_only) {
    *side = (struct tower_side){0};
    side->n_fields = ids_only ? 1 : rows->n_category;
    memcpy(side->cardinality, rows->cardinality, (size_t)side->n_fields * sizeof *side->cardinality);
    side->bag_cardinality = ids_only ? 0 : rows->bag_cardinality;
    side->n_dense = ids_only ? 0 : rows->n_dense;
}

void tower_net_plan(struct tower_net *net, int dim, int hidden, bool ids_only, const struct fields *users,
                    const struct fields *items) {
    *net = (struct tower_net){.dim = dim, .hidden = ids_only ? 0 : hidden};
    take_fields(&net->side[TOWER_USER], users, ids_only);
    take_fields(&net->side[TOWER_ITEM], items, ids_only);
    plan_shapes(net);
}

void tower_net_to(const struct tower_net *net, int32_t config[TOWER_CONFIG]) {
    memset(config, 0, TOWER_CONFIG * sizeof *config);
    config[0] = net->dim;
    config[1] = net->hidden;
    for (int s = 0; s < 2; s++) {
        const struct tower_side *side = &net->side[s];
        int32_t *c = config + 8 + s * (FIELDS_MAX + 4);
        c[0] = side->n_fields;
        c[1] = side->bag_cardinality;
        c[2] = side->n_dense;
        memcpy(c + 4, side->cardinality, (size_t)side->n_fields * sizeof *c);
    }
}

bool tower_net_from(struct tower_net *net, const int32_t config[TOWER_CONFIG], struct err *err) {
    *net = (struct tower_net){.dim = config[0], .hidden = config[1]};
    for (int s = 0; s < 2; s++) {
        struct tower_side *side = &net->side[s];
        const int32_t *c = config + 8 + s * (FIELDS_MAX + 4);
        if (c[0] < 1 || c[0] > FIELDS_MAX)
            return err_set(err, ERR_DAMAGED, "a tower with %d fields", c[0]);
        side->n_fields = c[0];
        side->bag_cardinality = c[1];
        side->n_dense = c[2];
        memcpy(side->cardinality, c + 4, (size_t)c[0] * sizeof *c);
    }
    plan_shapes(net);
    return true;
}

/* Vocabularies may have grown since training: what is new counts as unknown. The columns must be the same. */
bool tower_net_fits(const struct tower_net *net, int s, const struct fields *rows, struct err *err) {
    const struct tower_side *side = &net->side[s];
    bool ids_only = side->in == 0;
    if (rows->n_category < side->n_fields || (!ids_only && rows->n_category != side->n_fields) ||
        (!ids_only && rows->n_dense != side->n_dense) || (side->bag_cardinality > 0 && rows->bag_cardinality == 0))
        return err_set(err, ERR_USAGE,
                       "the %s rows have %d fields and %d dense values, the tower was trained with %d and %d",
                       side_name[s], rows->n_category, rows->n_dense, side->n_fields, side->n_dense);
    return true;
}

bool tower_drops(const struct tower_side *side, int f) {
    return side->in > 0 && side->cardinality[f] >= 100;
}

void tower_rows_of(const struct tower_side *side, const struct fields *rows, int row, int32_t *ids) {
    const int32_t *category = rows->category + (size_t)row * (size_t)rows->n_category;
    for (int f = 0; f < side->n_fields; f++) {
        int32_t id = category[f];
        ids[f] = id >= 0 && id < side->cardinality[f] ? id : side->cardinality[f];
    }
}

void tower_fetch(const struct tower_net *net, const struct tower_side *side, const float *weights, const int32_t *ids) {
    enum { LINE = 16 }; /* floats */
    for (int f = 0; f < side->n_fields; f++) {
        int width = side->width[f];
        const float *row = params_get(&net->params, weights, side->table[f]) + (size_t)ids[f] * (size_t)width;
        for (int c = 0; c < width; c += LINE)
            __builtin_prefetch(row + c);
    }
}

/* The mean of the bag's vectors into x's part, and added to the straight part. */
static void gather_bag(const struct tower_net *net, const struct tower_side *side, const float *weights,
                       const struct fields *rows, int row, const int32_t *bag_map, float *mean, float *straight) {
    const float *table = params_get(&net->params, weights, side->bag_table);
    int begin = rows->bag_start[row], end = rows->bag_start[row + 1];
    memset(mean, 0, (size_t)net->dim * sizeof *mean);
    for (int b = begin; b < end; b++) {
        int at = tower_bag_row(side, rows->bag[b]);
        row_add(mean, table + (size_t)(bag_map ? bag_map[at] : at) * (size_t)net->dim, (size_t)net->dim);
    }
    row_scale(mean, end > begin ? 1.0f / (float)(end - begin) : 0, (size_t)net->dim);
    row_add(straight, mean, (size_t)net->dim);
}

void tower_gather(const struct tower_net *net, const struct tower_side *side, const float *weights,
                  const struct fields *rows, int row, const int32_t *ids, const int32_t *bag_map, float *x,
                  float *straight) {
    for (int f = 0; f < side->n_fields; f++) {
        const float *table = params_get(&net->params, weights, side->table[f]);
        size_t width = (size_t)side->width[f];
        memcpy(f == 0 ? straight : x, table + (size_t)ids[f] * width, width * sizeof *x);
        x += f == 0 ? 0 : width;
    }
    if (side->bag_cardinality > 0) {
        gather_bag(net, side, weights, rows, row, bag_map, x, straight);
        x += net->dim;
    }
    if (side->n_dense > 0)
        memcpy(x, rows->dense + (size_t)row * (size_t)side->n_dense, (size_t)side->n_dense * sizeof *x);
}

/* ---- layers ---- */

static size_t layer_floats(int in, int out) {
    return panel_floats(in, out) + panel_floats(out, in);
}

static size_t side_floats(const struct tower_net *net, const struct tower_side *side) {
    int H = net->hidden, D = net->dim;
    return side->w2 < 0 ? 0 : side->w1 < 0 ? layer_floats(side->in, D) : layer_floats(side->in, H) + layer_floats(H, D);
}

bool tower_layers_init(struct tower_layers layers[2], const struct tower_net *net, struct err *err) {
    for (int s = 0; s < 2; s++) {
        layers[s] = (struct tower_layers){.block = NULL};
        layers[s].block = mem_array(side_floats(net, &net->side[s]), sizeof(float), err);
        if (!layers[s].block)
            return false;
    }
    return true;
}

void tower_layers_fini(struct tower_layers layers[2]) {
    free(layers[0].block);
    free(layers[1].block);
}

void tower_layers_pack(struct tower_layers layers[2], const struct tower_net *net, const float *weights,
                       bool backward) {
    for (int s = 0; s < 2; s++) {
        const struct tower_side *side = &net->side[s];
        struct tower_layers *l = &layers[s];
        float *to = l->block;
        if (side->w1 >= 0)
            to = panel_pack_layer(to, &l->w1, &l->w1_back, params_get(&net->params, weights, side->w1), side->in,
                                  net->hidden, backward);
        if (side->w2 >= 0)
            panel_pack_layer(to, &l->w2, &l->w2_back, params_get(&net->params, weights, side->w2),
                             side->w1 >= 0 ? net->hidden : side->in, net->dim, backward);
    }
}

void tower_forward(const struct tower_net *net, int s, const struct tower_layers *layers, const float *weights,
                   struct tower_state *state, int begin, int end) {
    const struct tower_side *side = &net->side[s];
    const struct panel_kernels *k = panel_best();
    const struct params *p = &net->params;
    const struct tower_layers *l = &layers[s];
    int n = end - begin, D = net->dim, H = net->hidden, width = side->in;
    float *y = state->y + (size_t)begin * D;
    if (side->w2 >= 0) {
        size_t row = (size_t)tower_stride(width), h_row = (size_t)tower_stride(H);
        const float *in = state->x + (size_t)begin * row;
        if (side->w1 >= 0) {
            float *h = state->h + (size_t)begin * h_row;
            struct panel_tail tail = {.start = params_get(p, weights, side->b1), .rectify = true};
            k->product(h, h_row, (struct panel_left){in, row, 1}, l->w1, n, H, width, tail);
            in = h;
            width = H;
            row = h_row;
        }
        struct panel_tail tail = {.start = params_get(p, weights, side->b2), .add = true};
        k->product(y, (size_t)D, (struct panel_left){in, row, 1}, l->w2, n, D, width, tail);
    }
    norm_forward(y, state->norm + begin, y, n, D);
}

/* The history went two ways: the straight one's gradient is that of the sum. */
static void add_straight(const struct tower_net *net, const struct tower_side *side, float *dx, const float *dy,
                         int n) {
    for (int i = 0; i < n; i++)
        row_add(dx + (size_t)i * tower_stride(side->in) + side->bag_at, dy + (size_t)i * net->dim, (size_t)net->dim);
}

static float *grad_of(const struct tower_net *net, float *grads, int param) {
    return grads + (net->params.param[param].offset - net->first_dense);
}

/* Gradients of a layer w (I,O), b (O) of n rows, x_row and dy_row floats from one to the next. */
struct layer {
    float *dw, *db;
    const float *x, *dy;
    size_t x_row, dy_row;
    int I, O;
};

static void weight_gradients(const struct layer *l, int n, float *room) {
    const struct panel_kernels *k = panel_best();
    struct panel_right dy = panel_pack_all(room, k->columns, l->dy, l->dy_row, 1, n, l->O);
    k->product(l->dw, (size_t)l->O, (struct panel_left){l->x, 1, l->x_row}, dy, l->I, l->O, n, (struct panel_tail){0});
    memset(l->db, 0, (size_t)l->O * sizeof *l->db);
    for (int i = 0; i < n; i++)
        row_add(l->db, l->dy + (size_t)i * l->dy_row, (size_t)l->O);
}

size_t tower_backward_room(const struct tower_net *net, int n) {
    return panel_floats(n, net->dim > net->hidden ? net->dim : net->hidden);
}

void tower_backward(const struct tower_net *net, int s, const struct tower_layers *layers, float *grads,
                    struct tower_state *state, int begin, int end, float *room) {
    const struct tower_side *side = &net->side[s];
    const struct panel_kernels *k = panel_best();
    const struct tower_layers *l = &layers[s];
    int n = end - begin, D = net->dim, H = net->hidden;
    size_t row = (size_t)tower_stride(side->in), h_row = (size_t)tower_stride(H);
    float *dy = state->dy + (size_t)begin * D;
    norm_backward(dy, dy, state->y + (size_t)begin * D, state->norm + begin, n, D);
    if (side->w2 < 0)
        return;
    float *x = state->x + (size_t)begin * row, *dx = state->dx + (size_t)begin * row;
    float *dw2 = grad_of(net, grads, side->w2), *db2 = grad_of(net, grads, side->b2);
    struct panel_left down = {dy, (size_t)D, 1};
    if (side->w1 >= 0) {
        float *h = state->h + (size_t)begin * h_row, *dh = state->dh + (size_t)begin * h_row;
        struct layer second = {dw2, db2, h, dy, h_row, (size_t)D, H, D};
        struct layer first = {
            grad_of(net, grads, side->w1), grad_of(net, grads, side->b1), x, dh, row, h_row, side->in, H};
        weight_gradients(&second, n, room);
        k->product(dh, h_row, down, l->w2_back, n, H, D, (struct panel_tail){.keep = h, .keep_row = h_row});
        weight_gradients(&first, n, room);
        k->product(dx, row, (struct panel_left){dh, h_row, 1}, l->w1_back, n, side->dense_at, H,
                   (struct panel_tail){0});
    } else {
        struct layer only = {dw2, db2, x, dy, row, (size_t)D, side->in, D};
        weight_gradients(&only, n, room);
        k->product(dx, row, down, l->w2_back, n, side->dense_at, D, (struct panel_tail){0});
    }
    if (side->bag_cardinality > 0)
        add_straight(net, side, dx, dy, n);
}
