#include "model/ranker_experts.h"
#include "num/expf.h"
#include "num/layer.h"
#include "num/mat.h"

#include <math.h>

/* ---- shape ---- */

/* Weights below the heads, with experts e1 wide: (W + 1) (K e1 + H K) + K (e1 + 1) e2; the shared bottom's: (W + 1) h1
 * + (h1 + 1) h2. */
void ranker_experts_size(struct ranker_net *net) {
    int64_t K = net->experts, W = net->W + 1, H = net->H, h1 = net->hidden[0], h2 = net->hidden[1];
    int64_t shared = W * h1 + (h1 + 1) * h2, fixed = W * H * K + K * h2;
    int64_t e1 = (shared - fixed) / (K * (W + h2));
    net->e1 = e1 > RANKER_EXPERT_LEAST ? (int)e1 : RANKER_EXPERT_LEAST;
    net->e2 = net->hidden[1];
    net->wide = (int)(K * net->e1 + H * K);
}

void ranker_experts_plan(struct ranker_net *net) {
    int K = net->experts, e1 = net->e1, e2 = net->e2;
    struct params *p = &net->params;
    net->w1 = params_add(p, "experts.w1", net->W, net->wide, 0, sqrtf(6.0f / (float)net->W));
    net->b1 = params_add(p, "experts.b1", 1, net->wide, 0, 0);
    net->w2 = params_add(p, "experts.w2", K * e1, e2, 0, sqrtf(6.0f / (float)e1));
    net->b2 = params_add(p, "experts.b2", K, e2, 0, 0);
    net->deep_head = params_add(p, "experts.head", e2, net->H, 0, sqrtf(1.0f / (float)e2));
}

/* ---- rows ---- */

static void relu(float *x, int n) {
    for (int c = 0; c < n; c++)
        x[c] = x[c] > 0 ? x[c] : 0;
}

/* Clears the gradients of units that were at rest. */
static void relu_backward(float *dx, const float *y, int n) {
    for (int c = 0; c < n; c++)
        dx[c] = y[c] > 0 ? dx[c] : 0;
}

static void softmax(float *x, int n) {
    float top = x[0], sum = 0;
    for (int k = 1; k < n; k++)
        top = x[k] > top ? x[k] : top;
    for (int k = 0; k < n; k++)
        sum += x[k] = num_exp(x[k] - top);
    row_scale(x, 1.0f / sum, (size_t)n);
}

/* ---- forward ---- */

static void second_layer(const struct ranker_net *net, const float *w, struct ranker_state *s, int n) {
    int K = net->experts, e1 = net->e1, e2 = net->e2;
    const float *w2 = params_get(&net->params, w, net->w2), *b2 = params_get(&net->params, w, net->b2);
    struct mat_part part = {.c_row = K * e2, .a_row = net->wide, .b_row = e2};
    for (int k = 0; k < K; k++)
        mat_nn_part(s->h2 + k * e2, s->h1 + k * e1, w2 + (size_t)k * (size_t)(e1 * e2), part, n, e2, e1, 1.0f, false);
    for (int i = 0; i < n; i++) {
        float *row = s->h2 + (size_t)i * (size_t)(K * e2);
        row_add(row, b2, (size_t)(K * e2));
        relu(row, K * e2);
    }
}

void ranker_experts_forward(const struct ranker_net *net, const float *w, struct ranker_state *s, int n) {
    int K = net->experts, H = net->H, e2 = net->e2, units = K * net->e1;
    const float *head = params_get(&net->params, w, net->deep_head);
    struct mat_part part = {.c_row = K * H, .a_row = K * e2, .b_row = H};
    for (int i = 0; i < n; i++) {
        float *row = s->h1 + (size_t)i * (size_t)net->wide;
        relu(row, units);
        for (int h = 0; h < H; h++)
            softmax(row + units + h * K, K);
    }
    second_layer(net, w, s, n);
    for (int k = 0; k < K; k++)
        mat_nn_part(s->mix + k * H, s->h2 + k * e2, head, part, n, H, e2, 1.0f, false);
    for (int i = 0; i < n; i++) {
        const float *gate = s->h1 + (size_t)i * (size_t)net->wide + units, *mix = s->mix + (size_t)i * (size_t)(K * H);
        for (int h = 0; h < H; h++)
            for (int k = 0; k < K; k++)
                s->z[(size_t)i * (size_t)H + (size_t)h] += gate[h * K + k] * mix[k * H + h];
    }
}

/* ---- backward ---- */

/* One row's mixture: gate (H,K), mix (K,H), dz (H) -> dgate (H,K) of the gates' sums, dmix (K,H). */
static void mixture_backward(float *dgate, float *dmix, const float *gate, const float *mix, const float *dz, int H,
                             int K) {
    for (int h = 0; h < H; h++) {
        float mean = 0;
        for (int k = 0; k < K; k++)
            mean += gate[h * K + k] * mix[k * H + h];
        for (int k = 0; k < K; k++) {
            dmix[k * H + h] = gate[h * K + k] * dz[h];
            dgate[h * K + k] = dmix[k * H + h] * (mix[k * H + h] - mean);
        }
    }
}

static void heads_backward(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s, int n) {
    int K = net->experts, H = net->H, e2 = net->e2;
    const float *head = params_get(&net->params, w, net->deep_head);
    float *dhead = ranker_grad(net, g, net->deep_head);
    struct mat_part down = {.c_row = H, .a_row = K * e2, .b_row = K * H};
    struct mat_part back = {.c_row = K * e2, .a_row = K * H, .b_row = H};
    for (int k = 0; k < K; k++) {
        mat_tn_part(dhead, s->h2 + k * e2, s->dmix + k * H, down, e2, H, n, 1.0f, true);
        mat_nt_part(s->dh2 + k * e2, s->dmix + k * H, head, back, n, e2, H, 1.0f, false);
    }
    relu_backward(s->dh2, s->h2, n * K * e2);
}

static void second_layer_backward(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s,
                                  int n) {
    int K = net->experts, e1 = net->e1, e2 = net->e2;
    const float *w2 = params_get(&net->params, w, net->w2);
    float *dw2 = ranker_grad(net, g, net->w2), *db2 = ranker_grad(net, g, net->b2);
    struct mat_part down = {.c_row = e2, .a_row = net->wide, .b_row = K * e2};
    struct mat_part back = {.c_row = net->wide, .a_row = K * e2, .b_row = e2};
    for (int i = 0; i < n; i++)
        row_add(db2, s->dh2 + (size_t)i * (size_t)(K * e2), (size_t)(K * e2));
    for (int k = 0; k < K; k++) {
        size_t at = (size_t)k * (size_t)(e1 * e2);
        mat_tn_part(dw2 + at, s->h1 + k * e1, s->dh2 + k * e2, down, e1, e2, n, 1.0f, true);
        mat_nt_part(s->dh1 + k * e1, s->dh2 + k * e2, w2 + at, back, n, e1, e2, 1.0f, false);
    }
    for (int i = 0; i < n; i++)
        relu_backward(s->dh1 + (size_t)i * (size_t)net->wide, s->h1 + (size_t)i * (size_t)net->wide, K * e1);
}

void ranker_experts_backward(const struct ranker_net *net, const float *w, float *g, struct ranker_state *s,
                             const float *dz, int n) {
    int K = net->experts, H = net->H, units = K * net->e1;
    for (int i = 0; i < n; i++) {
        size_t first = (size_t)i * (size_t)net->wide + (size_t)units, at = (size_t)i * (size_t)(K * H);
        mixture_backward(s->dh1 + first, s->dmix + at, s->h1 + first, s->mix + at, dz + (size_t)i * (size_t)H, H, K);
    }
    heads_backward(net, w, g, s, n);
    second_layer_backward(net, w, g, s, n);
}
