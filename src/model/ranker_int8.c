#include "model/ranker_int8.h"

enum { ROWS = 64 }; /* rows whose codes and sums stay in the cache beside the weights */

bool ranker_int8_init(struct ranker_int8 *layers, const struct ranker_net *net, const float *weights, struct err *err) {
    const struct params *p = &net->params;
    layers->first = int8_weights_new(params_get(p, weights, net->w1), net->W, net->hidden[0], err);
    layers->second =
        layers->first ? int8_weights_new(params_get(p, weights, net->w2), net->hidden[0], net->hidden[1], err) : NULL;
    if (!layers->second)
        ranker_int8_fini(layers);
    return layers->second != NULL;
}

void ranker_int8_fini(struct ranker_int8 *layers) {
    int8_weights_free(layers->first);
    int8_weights_free(layers->second);
    *layers = (struct ranker_int8){0};
}

size_t ranker_int8_carve(const struct ranker_int8 *layers, struct ranker_int8_use *use, float *at) {
    if (!layers->first)
        return 0;
    int W = layers->first->K, h1 = layers->first->O, h2 = layers->second->O;
    size_t room = int8_room_floats(ROWS, W > h1 ? W : h1, h1 > h2 ? h1 : h2);
    if (at)
        *use = (struct ranker_int8_use){*layers->first, *layers->second, at, (int8_t *)(at + room)};
    return room + (int8_packed_bytes(W, h1) + 63) / 64 * 16;
}

void ranker_int8_select(const struct ranker_int8 *layers, const struct ranker_shared *shared,
                        struct ranker_int8_use *use) {
    use->first = int8_select(layers->first, shared->column, shared->n, use->packed);
}

void ranker_int8_forward(const struct ranker_int8_use *use, struct ranker_state *state, const float *x, const float *b1,
                         const float *b2, int n) {
    const struct int8_weights *first = &use->first, *second = &use->second;
    for (int i = 0; i < n; i += ROWS) {
        int rows = n - i < ROWS ? n - i : ROWS;
        int8_dense(state->h1, x + (size_t)i * (size_t)first->K, first, b1, true, use->room, rows);
        int8_dense(state->h2 + (size_t)i * (size_t)second->O, state->h1, second, b2, true, use->room, rows);
    }
}
