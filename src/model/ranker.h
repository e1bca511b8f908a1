/* ranker.h - the ranking models: logistic, FM, MLP, DeepFM, DCN-v2 over hashed categorical fields and dense values,
 * with one or several heads on a shared bottom or on a mixture of experts (ranker_experts.h); position as a shallow
 * side tower that is left out when serving. Rendle 2010 (FM), Guo et al. 2017 (DeepFM), Wang et al. 2021 (DCN-v2),
 * Covington et al. 2016 (weighted logistic). Life: ranker_train into a blob -> ranker_open -> ranker_score any number
 * of times -> ranker_close. */
#ifndef MODEL_RANKER_H
#define MODEL_RANKER_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"
#include "num/fields.h"
#include "num/optim.h"

enum ranker_kind { RANKER_LOGISTIC, RANKER_FM, RANKER_MLP, RANKER_DEEPFM, RANKER_DCN_V2 };
enum ranker_loss { RANKER_BCE, RANKER_FOCAL };
enum { RANKER_HEADS_MAX = 8, RANKER_EXPERTS_MAX = 8, RANKER_EMBEDDING_MAX = 1024 };

struct ranker_params {
    enum ranker_kind kind;
    uint64_t seed;
    int hash_buckets;  /* categorical ids are hashed to at most this many rows a field; a smaller field keeps its own */
    int embedding_dim; /* per field */
    int hidden[2];     /* widths of the two hidden layers of mlp, deepfm and dcn_v2 */
    int experts;       /* 2..RANKER_EXPERTS_MAX: that many in the place of the hidden layers; 0: one shared bottom */
    int epochs, batch;
    float learning_rate;
    enum optim_kind optimizer; /* of the tables; layers have Adam */
    enum ranker_loss loss;
    float focal_gamma;
    int positions; /* > 0: a bias a position and head is learnt beside the model (1..positions), that of position 1
                      held at 0, and left out when serving */
};
/* A head is a probability (label 0/1), or a magnitude learnt by weighted logistic regression: every row counts as one
 * unit negative, a positive row adds a positive of weight `label`, so that the odds are exactly the expected label of a
 * row; or a probability of which the label 1 comes late (loss_delayed). */
enum head_kind { HEAD_PROBABILITY, HEAD_WEIGHTED, HEAD_DELAYED };
struct ranker_data {
    struct fields rows; /* (M) */
    int n_heads;        /* H */
    enum head_kind head[RANKER_HEADS_MAX];
    const float *label;       /* (M,H); NAN: this head does not learn from this row */
    const float *visible;     /* (M) of HEAD_DELAYED: probability that a label that will be 1 is 1 already */
    const float *weight;      /* (M), NULL: 1 */
    const float *zero_weight; /* (M), NULL: 0. The weight of the same row once more with every label 0; below 0 it takes
                                 away, no more than the row is itself: inverse propensity (engine/examination.h) */
    const int32_t *position;  /* (M) 1-based, NULL when params.positions is 0 */
    const uint8_t *validation; /* (M) 1: held out for early stopping, NULL: none */
};
struct ranker; /* a view */

bool ranker_train(const struct ranker_params *params, const struct ranker_data *data, struct pool *pool,
                  struct progress *progress, struct blob *out, struct err *err) MUST_USE;
/* Starting from the weights of `from`: what a nightly retrain does. */
bool ranker_train_on(const struct ranker *from, const struct ranker_params *params, const struct ranker_data *data,
                     struct pool *pool, struct progress *progress, struct blob *out, struct err *err) MUST_USE;
struct ranker *ranker_open(const struct blob *blob, struct err *err) MUST_USE;
void ranker_close(struct ranker *ranker);
/* From now on the hidden layers, if it has any, score in 8 bits, about 2.6 times as fast under AVX2 when they are wide
 * (model/ranker_int8.h); experts stay as they are. An mlp then reads no table of the blob any more. Before scratch is
 * asked for. */
bool ranker_lower(struct ranker *ranker, struct err *err) MUST_USE;
int ranker_heads(const struct ranker *ranker);
/* out (rows.n, H): probabilities, or expected labels of weighted heads, as in the first place (position NULL) or at the
 * logged positions (position (n), 1-based). scratch (ranker_scratch_floats(ranker, rows.n)).
 * Columns that all rows have in common (the user's and the context's, in a request) go through the first layer once.
 * Allocates nothing, safe from several threads with a scratch each. */
void ranker_score(const struct ranker *ranker, const struct fields *rows, const int32_t *position, float *scratch,
                  float *out);
size_t ranker_scratch_floats(const struct ranker *ranker, int n);
double ranker_flop_per_row(const struct ranker *ranker);
/* Of weights that scoring reads. */
size_t ranker_bytes(const struct ranker *ranker);
#endif
