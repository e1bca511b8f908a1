/* ranker_int8.h - the hidden layers of a ranker in 8 bits (num/int8.h), for scoring.
 * Embeddings are coded once, when the ranker is lowered: every column of a table has its own low and step, and a
 * request's rows copy codes. What the rows of a request share in the tables is summed once and is where every row's
 * sums start; a row scores the same, whatever it shares. What has no range known beforehand stays float: bags and dense
 * values (few columns, added to the first layer's sums), and the last product. FM and crosses multiply embeddings with
 * each other and read them as floats; an mlp reads no float table and no float of its hidden layers any more, but for
 * the columns of bag and dense values. */
#ifndef MODEL_RANKER_INT8_H
#define MODEL_RANKER_INT8_H
#include "model/ranker_net.h"
#include "num/int8.h"

struct ranker_int8 {
    struct int8_weights *first, *second;
    uint8_t *codes;           /* the tables of the category fields, int8_run_bytes(E) a row */
    size_t table[FIELDS_MAX]; /* (n_category) where a field's rows begin in codes */
    float *base;              /* (h1) b1, and what the lows of all columns give */
    size_t bytes;             /* of all that */
};
/* Of a net with hidden layers. */
bool ranker_int8_init(struct ranker_int8 *layers, const struct ranker_net *net, const float *weights,
                      struct err *err) MUST_USE;
void ranker_int8_fini(struct ranker_int8 *layers);

/* What scoring wants of one request. */
struct ranker_int8_use {
    const struct ranker_int8 *layers;
    const struct fields *rows;
    struct int8_weights first; /* of the fields that differ */
    int32_t field[FIELDS_MAX]; /* those */
    int32_t *start;            /* (P*16) sums of the fields that all rows share */
    bool tail_shared;          /* bag and dense values are the same in all rows, or there are none */
    float *base;               /* (h1) layers->base, and the tail if it is shared */
    /* room for a few rows */
    uint8_t *codes, *codes2;
    int32_t *sums;
    float *tail, *h1;
    int8_t *packed;
};
/* Floats of room; carves them out of `at` unless NULL. */
size_t ranker_int8_carve(const struct ranker_int8 *layers, const struct ranker_net *net, struct ranker_int8_use *use,
                         float *at);
/* Looks at what the rows share. */
void ranker_int8_begin(const struct ranker_int8 *layers, const struct ranker_net *net, const float *weights,
                       const struct fields *rows, struct ranker_int8_use *use);
/* state->h2 (n,hidden) of rows first... of the request; of state->x (n,W) the columns of bag and dense values are read.
 */
void ranker_int8_forward(const struct ranker_int8_use *use, const struct ranker_net *net, const float *weights,
                         struct ranker_state *state, int first, int n);
#endif
