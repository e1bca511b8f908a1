#include "model/ranker.h"
#include "base/mem.h"
#include "model/ranker_shared.h"
#include "model/ranker_view.h"
#include "num/mat.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SCORE_ROWS = 256 }; /* rows whose activations stay in the cache together */

struct ranker *ranker_open(const struct blob *blob, struct err *err) {
    const struct section *config = blob_find(blob, "ranker.config"), *scale = blob_find(blob, "ranker.scale");
    const struct section *known = blob_find(blob, "ranker.known");
    if (!config || config->shape[0] != RANKER_CONFIG || !scale || scale->shape[0] != RANKER_HEADS_MAX || !known) {
        err_set(err, ERR_DAMAGED, "this is no ranker");
        return NULL;
    }
    struct ranker *r = mem_must(1, sizeof *r);
    r->known = known->data;
    if (!mat_start(err) || !ranker_net_from(&r->net, config->data, err) ||
        !(r->weights = params_load(&r->net.params, blob, err))) {
        free(r);
        return NULL;
    }
    memcpy(r->net.scale, scale->data, sizeof r->net.scale);
    return r;
}

bool ranker_lower(struct ranker *ranker, struct err *err) {
    return !ranker->net.has_deep || ranker->net.experts > 0 || ranker->int8.first ||
           ranker_int8_init(&ranker->int8, &ranker->net, ranker->weights, err);
}

void ranker_close(struct ranker *ranker) {
    if (!ranker)
        return;
    ranker_int8_fini(&ranker->int8);
    free(ranker);
}

int ranker_heads(const struct ranker *ranker) {
    return ranker->net.H;
}

/* The ids stand before the floats; both are 4 bytes wide. */
static size_t id_floats(const struct ranker_net *net) {
    return ((size_t)SCORE_ROWS * (size_t)net->n_category + 15) / 16 * 16;
}

size_t ranker_scratch_floats(const struct ranker *ranker, int n) {
    (void)n;
    return id_floats(&ranker->net) + ranker_state_carve(&ranker->net, NULL, NULL, SCORE_ROWS, false) +
           ranker_shared_carve(&ranker->net, NULL, NULL, SCORE_ROWS) +
           ranker_int8_carve(&ranker->int8, &ranker->net, NULL, NULL);
}

/* A logit as the head's value. */
static float value_of(const struct ranker_net *net, int head, float z) {
    if (net->head[head] != HEAD_WEIGHTED)
        return 1.0f / (1.0f + expf(-z));
    return net->scale[head] * expf(z < 30.0f ? z : 30.0f);
}

void ranker_score(const struct ranker *ranker, const struct fields *rows, const int32_t *position, float *scratch,
                  float *out) {
    const struct ranker_net *net = &ranker->net;
    assert(rows->n_category == net->n_category && rows->n_dense == net->D);
    int32_t *ids = (int32_t *)scratch;
    struct ranker_state state;
    struct ranker_shared shared;
    struct ranker_int8_use int8;
    size_t used = id_floats(net);
    used += ranker_state_carve(net, &state, scratch + used, SCORE_ROWS, false);
    used += ranker_shared_carve(net, &shared, scratch + used, SCORE_ROWS);
    if (ranker_int8_carve(&ranker->int8, net, &int8, scratch + used) > 0) {
        ranker_int8_begin(&ranker->int8, net, ranker->weights, rows, &int8);
        state.int8 = &int8;
    } else if (ranker_shared_find(net, ranker->weights, rows, &shared)) {
        ranker_shared_select(net, ranker->weights, &shared);
        state.shared = &shared;
    }
    for (int begin = 0; begin < rows->n; begin += SCORE_ROWS) {
        int n = rows->n - begin < SCORE_ROWS ? rows->n - begin : SCORE_ROWS;
        struct ranker_batch batch = {NULL, begin, n, ids, SCORE_ROWS};
        if (!ranker_codes_alone(net, &state))
            ranker_batch_ids(net, rows, &batch);
        state.first = begin;
        ranker_gather(net, ranker->weights, rows, &batch, &state);
        ranker_forward(net, ranker->weights, &state, n);
        for (int i = 0; i < n; i++) {
            float *z = state.z + i * net->H;
            if (position && net->positions > 0)
                ranker_add_position(net, ranker->weights, position[begin + i], z);
            for (int h = 0; h < net->H; h++)
                out[(size_t)(begin + i) * (size_t)net->H + (size_t)h] = value_of(net, h, z[h]);
        }
    }
}

double ranker_flop_per_row(const struct ranker *ranker) {
    const struct ranker_net *net = &ranker->net;
    double W = net->W, H = net->H, E = net->E, D = net->D, flop = H;
    if (net->has_linear)
        flop += (net->F + 2 * D) * H;
    if (net->has_fm)
        flop += 3 * net->F * E + 4 * D * E + 3 * E + 2 * E * H;
    if (net->experts > 0)
        flop += 2 * (W * net->wide + net->experts * ((double)net->e1 * net->e2 + net->e2 * H + 3 * H));
    else if (net->has_deep)
        flop += 2 * (W * net->hidden[0] + (double)net->hidden[0] * net->hidden[1] + net->hidden[1] * H);
    if (net->has_cross)
        flop += RANKER_CROSSES * (4 * W * net->rank + 3 * W) + 2 * W * H;
    return flop;
}

size_t ranker_bytes(const struct ranker *ranker) {
    const struct ranker_net *net = &ranker->net;
    size_t bytes = net->params.size * sizeof(float);
    if (!ranker->int8.first)
        return bytes;
    size_t coded = (size_t)(net->n_category * net->E + net->hidden[1]) * (size_t)net->hidden[0]; /* of w1, w2 */
    for (int f = 0; f < net->n_category && net->kind == RANKER_MLP; f++)
        coded += (size_t)(net->rows[f] + 1) * (size_t)net->E;
    return bytes - coded * sizeof(float) + ranker->int8.bytes;
}
