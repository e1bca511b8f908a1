/* ranker_int8.h - the hidden layers of a ranker with weights of 8 bits (num/int8.h), for scoring. What tells rows
 * apart most sharply and costs little stays float: embeddings, the crosses, the last product, and what rows share. */
#ifndef MODEL_RANKER_INT8_H
#define MODEL_RANKER_INT8_H
#include "model/ranker_shared.h"
#include "num/int8.h"

struct ranker_int8 {
    struct int8_weights *first, *second;
};
/* Of a net with hidden layers. */
bool ranker_int8_init(struct ranker_int8 *layers, const struct ranker_net *net, const float *weights,
                      struct err *err) MUST_USE;
void ranker_int8_fini(struct ranker_int8 *layers);

/* What scoring wants of one request: the layers, and room. */
struct ranker_int8_use {
    struct int8_weights first, second;
    float *room;
    int8_t *packed;
};
/* Floats of room; carves them out of `at` unless NULL. */
size_t ranker_int8_carve(const struct ranker_int8 *layers, struct ranker_int8_use *use, float *at);
/* First layer: of the columns that differ only. */
void ranker_int8_select(const struct ranker_int8 *layers, const struct ranker_shared *shared,
                        struct ranker_int8_use *use);
/* h2 (n,hidden) of x (n, columns of the first layer); state->h1 is scratch. b1: with what rows share. */
void ranker_int8_forward(const struct ranker_int8_use *use, struct ranker_state *state, const float *x, const float *b1,
                         const float *b2, int n);
#endif
