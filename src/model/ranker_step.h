/* ranker_step.h - one batch of a ranker's training. Two rounds over the pool:
 *     A  by shard of rows: table rows, gather, forward, loss, backward -> dx, dz, and layer gradients of each shard
 *     B  by task: a part of a table's rows, or a part of the layers    -> Adam
 * The numbers of shards and parts are fixed, sums run in shard order: the same numbers for any thread count.
 * Life: params, data, net, pool and progress set, the rest 0 -> ranker_step_room -> weights and weight_scale set ->
 * ranker_step, ranker_step_evaluate -> ranker_step_fini. Internal to model/. */
#ifndef MODEL_RANKER_STEP_H
#define MODEL_RANKER_STEP_H
#include "model/fit.h"
#include "model/ranker_net.h"
#include "num/optim.h"

enum { RANKER_SHARDS = 8, RANKER_PARTS = 4 };

struct ranker_task { /* rows r of field f's tables with r % parts == part */
    int field, part, parts;
    struct group group;
};

struct ranker_steps {
    const struct ranker_params *params;
    const struct ranker_data *data;
    struct ranker_net net;
    struct pool *pool;
    struct progress *progress;
    float *weights, *m, *v; /* (params.size) */
    float weight_scale;     /* so that the weights of the rows are 1 in the mean */
    /* the batch at hand */
    const int32_t *rows;
    int B;
    bool backward;
    int32_t *ids;           /* (n_category,B) */
    float *dx, *dz;         /* (B,W), (B,H) */
    int block;              /* rows of a shard at a time */
    float *scratch, *grads; /* (workers, scratch_floats), (S, layers) */
    size_t scratch_floats;
    double loss[RANKER_SHARDS];
    struct adam adam;
    struct ranker_task *task;
    int n_tasks;
    float *sum; /* (workers, widest) */
    size_t widest;
};

/* Zeroed weights and all that a batch needs. What was got before a failure is ranker_step_fini's to free. */
bool ranker_step_room(struct ranker_steps *steps, struct err *err) MUST_USE;
void ranker_step_fini(struct ranker_steps *steps);
/* The mean loss of the rows (n); for struct fit_model. */
double ranker_step(void *steps, const int32_t *rows, int n, const struct fit_step *fit);
double ranker_step_evaluate(void *steps, const int32_t *rows, int n);
bool ranker_step_cancelled(const struct ranker_steps *steps);
#endif
