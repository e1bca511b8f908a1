#include "model/cnn_net.h"
#include "base/mem.h"
#include "num/isa.h"
#include "num/layer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int add_layer(struct cnn_net *net, const char *what, int rows, int cols, float spread) {
    char name[32];
    snprintf(name, sizeof name, "cnn.%s", what);
    return params_add(&net->params, name, rows, cols, 0, spread);
}

/* Weights start as He et al. 2015 have it: a layer under ReLU keeps the variance of what it is given. */
void cnn_net_plan(struct cnn_net *net, int dim, int width) {
    *net = (struct cnn_net){.dim = dim, .width = width};
    int side = CNN_SIDE, in = 3;
    for (int l = 0; l < CNN_LAYERS; l++) {
        struct conv *c = &net->conv[l];
        char name[16];
        *c = (struct conv){.side = side, .in = in, .out = width << l, .kernel = 3, .stride = 2};
        snprintf(name, sizeof name, "conv%d.w", l + 1);
        net->w[l] = add_layer(net, name, conv_width(c), c->out, sqrtf(6.0f / (float)conv_width(c)));
        snprintf(name, sizeof name, "conv%d.b", l + 1);
        net->b[l] = add_layer(net, name, 1, c->out, 0);
        side = conv_side(c);
        in = c->out;
    }
    net->pool_w = params_add(&net->params, "cnn.pool.w", side * side, in, 1.0f / (float)(side * side), 0);
    net->dense_w = add_layer(net, "dense.w", in, dim, sqrtf(3.0f / (float)in));
    net->dense_b = add_layer(net, "dense.b", 1, dim, 0);
}

void cnn_net_to(const struct cnn_net *net, int32_t config[CNN_CONFIG]) {
    config[0] = net->dim;
    config[1] = net->width;
}

bool cnn_net_from(struct cnn_net *net, const int32_t config[CNN_CONFIG], struct err *err) {
    if (config[0] < 1 || config[0] > 4096 || config[1] < 1 || config[1] > 256)
        return err_set(err, ERR_DAMAGED, "a network of pictures of width %d and vectors of %d", config[1], config[0]);
    cnn_net_plan(net, config[0], config[1]);
    return true;
}

/* Where a thing most often is: weights over positions that fall off from the middle, and sum to 1. */
static void start_pool(const struct cnn_net *net, float *weights) {
    const struct param *p = &net->params.param[net->pool_w];
    int side = conv_side(&net->conv[CNN_LAYERS - 1]);
    float *w = params_at(&net->params, weights, net->pool_w), total = 0, middle = (float)(side - 1) / 2;
    for (int at = 0; at < p->rows; at++) {
        float y = (float)(at / side) - middle, x = (float)(at % side) - middle, near = expf(-(x * x + y * y) / 2.0f);
        total += near;
        for (int c = 0; c < p->cols; c++)
            w[at * p->cols + c] = near;
    }
    for (int at = 0; at < p->rows * p->cols; at++)
        w[at] /= total;
}

void cnn_net_init(const struct cnn_net *net, float *weights, uint64_t seed) {
    params_init(&net->params, weights, seed);
    start_pool(net, weights);
}

/* ---- weights as products read them ---- */

bool cnn_layers_init(struct cnn_layers *layers, const struct cnn_net *net, struct err *err) {
    int C = cnn_channels(net);
    size_t floats = panel_floats(C, net->dim) + panel_floats(net->dim, C);
    for (int l = 0; l < CNN_LAYERS; l++) {
        const struct conv *c = &net->conv[l];
        floats += panel_floats(conv_width(c), c->out) + panel_floats(c->out, conv_width(c));
    }
    layers->block = mem_array(floats, sizeof *layers->block, err);
    return layers->block != NULL;
}

void cnn_layers_fini(struct cnn_layers *layers) {
    free(layers->block);
}

void cnn_layers_pack(struct cnn_layers *layers, const struct cnn_net *net, const float *weights, bool backward) {
    const struct params *p = &net->params;
    float *to = layers->block;
    for (int l = 0; l < CNN_LAYERS; l++)
        to = panel_pack_layer(to, &layers->w[l], &layers->back[l], params_get(p, weights, net->w[l]),
                              conv_width(&net->conv[l]), net->conv[l].out, backward);
    panel_pack_layer(to, &layers->dense, &layers->dense_back, params_get(p, weights, net->dense_w), cnn_channels(net),
                     net->dim, backward);
}

/* ---- state ---- */

static size_t outputs(const struct cnn_net *net, int l) { /* floats a picture */
    const struct conv *c = &net->conv[l];
    return (size_t)conv_rows(c, 1) * (size_t)c->out;
}

static size_t rounded(size_t floats) {
    return (floats + 15) / 16 * 16;
}

size_t cnn_state_floats(const struct cnn_net *net, int n) {
    size_t N = (size_t)n, floats = rounded(N * (size_t)cnn_channels(net)) + rounded(N * (size_t)net->dim) + rounded(N);
    for (int l = 0; l < CNN_LAYERS; l++)
        floats += rounded(N * outputs(net, l));
    return floats;
}

void cnn_state_place(struct cnn_state *state, const struct cnn_net *net, int n, float *floats) {
    size_t N = (size_t)n;
    for (int l = 0; l < CNN_LAYERS; l++) {
        state->y[l] = floats;
        floats += rounded(N * outputs(net, l));
    }
    state->pooled = floats;
    floats += rounded(N * (size_t)cnn_channels(net));
    state->vector = floats;
    floats += rounded(N * (size_t)net->dim);
    state->norm = floats;
}

/* ---- forward and backward ---- */

NUM_KERNEL void cnn_floats(float *x, const uint8_t *rgb, int n) {
    for (int i = 0; i < n * CNN_BYTES; i++)
        x[i] = (float)rgb[i] * (2.0f / 255.0f) - 1.0f;
}

/* The scratch of a block: the pictures as floats, what a layer wants, gradients of outputs. */
struct room {
    float *x, *layer, *dpooled, *dy[2];
};

static size_t most_outputs(const struct cnn_net *net) {
    size_t most = 0;
    for (int l = 0; l < CNN_LAYERS; l++)
        most = outputs(net, l) > most ? outputs(net, l) : most;
    return most;
}

static size_t layer_floats(const struct cnn_net *net) {
    size_t most = panel_floats(CNN_BLOCK, net->dim);
    for (int l = 0; l < CNN_LAYERS; l++) {
        size_t floats = conv_room(&net->conv[l], CNN_BLOCK);
        most = floats > most ? floats : most;
    }
    return rounded(most);
}

static struct room room_at(const struct cnn_net *net, float *floats) {
    struct room r = {.x = floats, .layer = floats + CNN_BLOCK * CNN_BYTES};
    r.dpooled = r.layer + layer_floats(net);
    r.dy[0] = r.dpooled + rounded(CNN_BLOCK * (size_t)cnn_channels(net));
    r.dy[1] = r.dy[0] + rounded(CNN_BLOCK * most_outputs(net));
    return r;
}

size_t cnn_room(const struct cnn_net *net) {
    return CNN_BLOCK * CNN_BYTES + layer_floats(net) + rounded(CNN_BLOCK * (size_t)cnn_channels(net)) +
           2 * rounded(CNN_BLOCK * most_outputs(net));
}

void cnn_forward(const struct cnn_net *net, const struct cnn_layers *layers, const float *weights,
                 struct cnn_state *state, int begin, int end, float *room) {
    const struct params *p = &net->params;
    struct room r = room_at(net, room);
    int n = end - begin, C = cnn_channels(net), D = net->dim;
    const float *x = r.x;
    cnn_floats(r.x, state->rgb + (size_t)begin * CNN_BYTES, n);
    for (int l = 0; l < CNN_LAYERS; l++) {
        float *y = state->y[l] + (size_t)begin * outputs(net, l);
        conv_forward(y, r.layer, x, layers->w[l], params_get(p, weights, net->b[l]), &net->conv[l], n);
        x = y;
    }
    float *pooled = state->pooled + (size_t)begin * C, *vector = state->vector + (size_t)begin * D;
    pool_forward(pooled, x, params_get(p, weights, net->pool_w), n, conv_rows(&net->conv[CNN_LAYERS - 1], 1), C);
    panel_best()->product(vector, (size_t)D, (struct panel_left){pooled, (size_t)C, 1}, layers->dense, n, D, C,
                          (struct panel_tail){.start = params_get(p, weights, net->dense_b)});
    norm_forward(vector, state->norm + begin, vector, n, D);
}

/* Gradients of the dense layer: its weights' grow; dx (n,4W) is set. */
static void backward_dense(const struct cnn_net *net, const struct cnn_layers *layers, float *grads, float *dx,
                           const float *dy, const float *x, int n, float *room) {
    const struct panel_kernels *k = panel_best();
    int C = cnn_channels(net), D = net->dim;
    struct panel_right right = panel_pack_all(room, k->columns, dy, (size_t)D, 1, n, D);
    k->product(params_at(&net->params, grads, net->dense_w), (size_t)D, (struct panel_left){x, 1, (size_t)C}, right, C,
               D, n, (struct panel_tail){.add = true});
    for (int i = 0; i < n; i++)
        row_add(params_at(&net->params, grads, net->dense_b), dy + (size_t)i * D, (size_t)D);
    k->product(dx, (size_t)C, (struct panel_left){dy, (size_t)D, 1}, layers->dense_back, n, C, D,
               (struct panel_tail){0});
}

void cnn_backward(const struct cnn_net *net, const struct cnn_layers *layers, const float *weights, float *grads,
                  struct cnn_state *state, float *dvector, int begin, int end, float *room) {
    const struct params *p = &net->params;
    struct room r = room_at(net, room);
    int n = end - begin, C = cnn_channels(net), D = net->dim;
    size_t at = (size_t)begin;
    float *dv = dvector + at * D, *dy = r.dy[0], *dx = r.dy[1];
    norm_backward(dv, dv, state->vector + at * D, state->norm + at, n, D);
    backward_dense(net, layers, grads, r.dpooled, dv, state->pooled + at * C, n, r.layer);
    const struct conv *last = &net->conv[CNN_LAYERS - 1];
    pool_backward(dy, params_at(p, grads, net->pool_w), r.dpooled,
                  state->y[CNN_LAYERS - 1] + at * outputs(net, CNN_LAYERS - 1), params_get(p, weights, net->pool_w), n,
                  conv_rows(last, 1), C);
    cnn_floats(r.x, state->rgb + at * CNN_BYTES, n);
    for (int l = CNN_LAYERS - 1; l >= 0; l--) {
        const float *x = l > 0 ? state->y[l - 1] + at * outputs(net, l - 1) : r.x;
        conv_backward(l > 0 ? dx : NULL, params_at(p, grads, net->w[l]), params_at(p, grads, net->b[l]), dy,
                      state->y[l] + at * outputs(net, l), x, layers->back[l], &net->conv[l], n, r.layer);
        float *below = dx;
        dx = dy;
        dy = below;
    }
}
