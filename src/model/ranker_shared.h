/* ranker_shared.h - what all candidates of a request have in common, through the first layer once.
 * The rows of one request differ in the features of the item; those of the user and the context are the same in all of
 * them. Columns of x that hold one value in every row add the same to every row's first layer, so they are multiplied
 * once and become a part of the bias; the product is over the columns that differ:
 *
 *     x w1 + b1  =  x[differ] w1[differ]  +  (x[same] w1[same] + b1)
 *
 * With C of W columns that differ a request of N rows costs 2 N C h1 flop instead of 2 N W h1, and a copy of C h1
 * weights. Last bits differ from those of the whole product. Which columns are the same is read off the ids and dense
 * values, so that callers say nothing. Scratch is the caller's; nothing is allocated. */
#ifndef MODEL_RANKER_SHARED_H
#define MODEL_RANKER_SHARED_H
#include "model/ranker_net.h"

struct ranker_shared {
    int n;           /* C: columns that differ */
    int32_t *column; /* (C) ascending */
    float *w1, *b1;  /* (C,h1), (h1) */
    float *x;        /* (rows,C) */
};
/* Floats that requests of any length want, when worked off `block` rows at a time; carves them out of `at` unless NULL.
 */
size_t ranker_shared_carve(const struct ranker_net *net, struct ranker_shared *shared, float *at, int block);
/* same (n_category): whether all rows hold the same id. Returns how many do; 0 for rows too few to be worth it. */
int ranker_shared_fields(const struct ranker_net *net, const struct fields *rows, bool *same);
/* Whether all rows hold the same bag and dense values, or have none. */
bool ranker_shared_tail(const struct ranker_net *net, const struct fields *rows);
/* Looks for what rows share; false: too little, or too few rows, to be worth it. */
bool ranker_shared_find(const struct ranker_net *net, const float *weights, const struct fields *rows,
                        struct ranker_shared *shared);
/* Copies the weights of the columns that differ into shared->w1. */
void ranker_shared_select(const struct ranker_net *net, const float *weights, struct ranker_shared *shared);
/* Copies the columns of x (n,W) that differ into shared->x. */
void ranker_shared_pack(const struct ranker_net *net, const struct ranker_shared *shared, const float *x, int n);
#endif
