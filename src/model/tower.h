/* tower.h - two-tower retrieval: one network embeds the user's side of a request, the other embeds items; relevance is
 * their inner product (cosine over a temperature). Matrix factorisation is the same thing with the ids alone and no
 * layers. Yi et al., "Sampling-bias-corrected neural modeling for large corpus item recommendations", RecSys 2019.
 * Life: tower_train into a blob -> tower_open a view -> tower_embed_* any number of times -> tower_close.
 * Determinism: the batch is cut into a fixed number of shards, reduced in order: same numbers for any thread count. */
#ifndef MODEL_TOWER_H
#define MODEL_TOWER_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"
#include "num/fields.h"
#include "num/optim.h"

enum tower_loss { TOWER_SAMPLED_SOFTMAX, TOWER_BCE };
enum tower_negatives { NEGATIVES_IN_BATCH, NEGATIVES_RANDOM, NEGATIVES_POPULARITY, NEGATIVES_MIXED, NEGATIVES_HARD };

struct tower_params {
    uint64_t seed;
    int dim;       /* D of the vectors */
    int hidden;    /* width of the hidden layer on each side, 0: none */
    bool ids_only; /* matrix factorisation: the first categorical field (the id) of each side only, no layers */
    int epochs, batch;
    float learning_rate;
    float temperature; /* logits are cosine / temperature; matrix factorisation too */
    enum tower_loss loss;
    enum tower_negatives negatives;
    bool logq; /* subtract log of the probability with which a candidate is a negative (formula: tower_negatives.h) */
    bool logq_added;           /* the sign the wrong way round: it is added */
    enum optim_kind optimizer; /* of the tables; layers have Adam */
    bool newest; /* once the best epoch is known, one pass over the validation rows too: the newest positives, and the
                    only ones of the newest items */
};
struct tower_data {
    struct fields users;       /* (P) the user's side of each positive, as of its moment */
    const int32_t *positive;   /* (P) the item of each positive, in 0..items.n */
    const float *weight;       /* (P) weight of each positive, NULL: 1 */
    struct fields items;       /* (N) every item */
    const uint8_t *validation; /* (P) 1: held out, for the validation curve and early stopping; NULL: none */
};
struct tower; /* a view */

/* Curves "loss" and "validation" go to progress and, as sections, into the blob ("curve.loss" (n,2) f64). */
bool tower_train(const struct tower_params *params, const struct tower_data *data, struct pool *pool,
                 struct progress *progress, struct blob *out, struct err *err) MUST_USE;
/* As tower_train, but starting from the weights of `from` (same shapes): what a nightly retrain does. */
bool tower_train_on(const struct tower *from, const struct tower_params *params, const struct tower_data *data,
                    struct pool *pool, struct progress *progress, struct blob *out, struct err *err) MUST_USE;
struct tower *tower_open(const struct blob *blob, struct err *err) MUST_USE;
void tower_close(struct tower *tower);
int tower_dim(const struct tower *tower);
/* out (rows.n, dim), unit length (matrix factorisation too: its vectors are normalised like the others). */
bool tower_embed_users(const struct tower *tower, const struct fields *rows, struct pool *pool, float *out,
                       struct err *err) MUST_USE;
bool tower_embed_items(const struct tower *tower, const struct fields *rows, struct pool *pool, float *out,
                       struct err *err) MUST_USE;
/* One row without a pool and without allocating: what a server does. scratch (tower_scratch_floats). */
void tower_embed_user(const struct tower *tower, const struct fields *rows, int row, float *scratch, float *out);
size_t tower_scratch_floats(const struct tower *tower);
#endif
