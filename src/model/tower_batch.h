/* tower_batch.h - one batch of a two-tower model: forward, loss, backward, update.
 *
 *     A  by shard: table rows (with drops), gather, both towers forward         -> unit vectors U (B,D), V (C,D),
 * packed B  by shard of rows: loss over logits in tiles, see tower_loss.h          -> dU, and a dV of each shard C  by
 * shard: dV summed in shard order, both towers backward               -> dx, and layer gradients of each shard D  by
 * task: a part of a table's rows, or a part of the layers             -> Adam
 *
 * The number of shards and parts is fixed, sums run in shard order: the same numbers for any thread count.
 * Dims: B positives of the batch, C candidates (the positives first), D width, S shards. */
#ifndef MODEL_TOWER_BATCH_H
#define MODEL_TOWER_BATCH_H
#include "model/fit.h"
#include "model/tower.h"
#include "model/tower_loss.h"
#include "model/tower_mine.h"
#include "model/tower_negatives.h"
#include "model/tower_net.h"
#include "num/optim.h"

enum { TOWER_SHARDS = 8, TOWER_PARTS_SHIFT = 2, TOWER_PARTS = 1 << TOWER_PARTS_SHIFT };

struct tower_task {  /* rows r of one table whose lowest `shift` bits are `part` */
    int side, field; /* field -1: the side's bag, where its table is no id table */
    int part, shift;
    struct group group;
};

struct tower_batch {
    const struct tower_params *params;
    const struct tower_data *data;
    const struct tower_net *net;
    struct pool *pool;
    struct negatives negatives;
    struct miner miner;
    const int32_t *row_map[2][FIELDS_MAX]; /* (cardinality+1) the table row that an id uses while training */
    float *weights, *m, *v;                /* (params.size); m and v stand in */
    float *moments;                        /* (2 params.size) */
    float weight_scale;                    /* so that the weights of the positives are 1 in the mean */
    /* the batch at hand */
    const int32_t *rows; /* (B) */
    int B, C, number;
    bool training;
    bool users_done; /* phase A: the users' side is forward already */
    int slot_begin,
        slot_end;          /* of the item side, for phase A; hard negatives: the sample stands behind the positives */
    uint64_t drop_draw[2]; /* streams of the drops of each side, a stream a batch, field and shard */
    int32_t *candidate;    /* (C) items */
    int32_t *mined;        /* (C-B) hard negatives: those of the rows 0, 2, 4 ... */
    int32_t *ids[2];       /* (B, user fields), (C, item fields) table rows */
    float *row_weight;     /* (B) */
    struct tower_state state[2];
    struct tower_layers layers[2];
    struct tower_rivals rivals;
    float *z;                 /* (workers, room) */
    float *dv;                /* (S,C,D) */
    float *grads;             /* (S, layers) */
    double *bias_grad, *loss; /* (S) */
    float *sum;               /* (workers, widest row) */
    struct adam adam;
    struct tower_task *task;
    int n_tasks;
    size_t room; /* floats of scratch of a worker */
};

/* Borrows everything; batch->weights, row_map and weight_scale are the caller's to set before the first step. */
bool tower_batch_init(struct tower_batch *batch, const struct tower_params *params, const struct tower_data *data,
                      const struct tower_net *net, struct pool *pool, struct err *err) MUST_USE;
void tower_batch_fini(struct tower_batch *batch);
/* The weighted mean loss of the positives rows (n). */
double tower_batch_step(void *batch, const int32_t *rows, int n, const struct fit_step *step);
double tower_batch_evaluate(void *batch, const int32_t *rows, int n);
/* Phases A to C, for tests of the gradients: leaves them in the batch. */
double tower_batch_gradients(struct tower_batch *batch, const int32_t *rows, int n, int number, bool training);
#endif
