/* cnn_batch.h - one batch of a network of pictures: views, forward, loss, backward, update.
 *
 *     by shard of pictures   both views of its pairs are asked for, forward     -> unit vectors U, V (B,D)
 *     cnn_loss.h                                                                -> dU, dV
 *     by shard of pictures   backward                                           -> gradients of each shard
 *     by part of the weights gradients summed in shard order                    -> Adam
 *
 * The number of shards and parts is fixed: the same numbers for any thread count. A picture's slot is its pair for the
 * first view, B + its pair for the second. Once progress->cancel is set, blocks are skipped: what comes out is thrown
 * away. */
#ifndef MODEL_CNN_BATCH_H
#define MODEL_CNN_BATCH_H
#include "model/cnn_loss.h"
#include "model/cnn_net.h"
#include "model/fit.h"
#include "num/optim.h"

enum { CNN_SHARDS = 16, CNN_PARTS = 8 };

struct cnn_batch {
    const struct cnn_params *params;
    const struct cnn_data *data;
    const struct cnn_net *net;
    struct pool *pool;
    const struct progress *progress;
    float *weights, *m, *v; /* (params.size); weights are the caller's */
    struct cnn_layers layers;
    struct cnn_loss loss;
    struct adam adam;
    float *bank; /* (P,D) each training pair's first view as it last was; NULL: not kept */
    /* the batch at hand */
    const int32_t *rows; /* (B) */
    int B, round;
    int32_t *item;           /* (B) */
    struct cnn_state state;  /* of 2B pictures; vector holds U, then V */
    float *floats, *dvector; /* dvector (2B,D) */
    float *grads;            /* (S, params.size) */
    float *rooms;            /* (workers, room) */
    size_t room;
};

/* Borrows everything; batch->weights and batch->bank are the caller's to set before the first step. */
bool cnn_batch_init(struct cnn_batch *batch, const struct cnn_params *params, const struct cnn_data *data,
                    const struct cnn_net *net, struct pool *pool, const struct progress *progress,
                    struct err *err) MUST_USE;
void cnn_batch_fini(struct cnn_batch *batch);
/* The mean loss of the pairs rows (n), at most params.batch; see fit.h. */
double cnn_batch_step(void *batch, const int32_t *rows, int n, const struct fit_step *step);
double cnn_batch_evaluate(void *batch, const int32_t *rows, int n);
/* All but the update, for tests of the gradients: leaves their sums in the first shard's. */
double cnn_batch_gradients(struct cnn_batch *batch, const int32_t *rows, int n, int round);
#endif
