#include "base/mem.h"
#include "model/cnn.h"
#include "model/cnn_batch.h"
#include "model/cnn_mine.h"
#include "model/cnn_view.h"
#include "num/mat.h"

#include <stdlib.h>
#include <string.h>

struct training {
    const struct cnn_params *params;
    const struct cnn_data *data;
    struct pool *pool;
    struct cnn_net net;
    struct cnn_batch batch;
    float *weights, *bank;
};

static bool check(const struct cnn_params *p, const struct cnn_data *d, struct err *err) {
    if (p->dim < 1 || p->dim > 4096 || p->width < 8 || p->width > 64)
        return err_set(err, ERR_USAGE, "a network of pictures of width %d and vectors of %d: 8..64 and 1..4096",
                       p->width, p->dim);
    if (p->batch < 2 || p->batch > 4096 || p->epochs < 0 || p->hard_negatives < 0)
        return err_set(err, ERR_USAGE, "a network of pictures wants batch 2..4096, epochs >= 0, hard negatives >= 0");
    if (!(p->temperature > 0) || !(p->learning_rate > 0))
        return err_set(err, ERR_USAGE, "a network of pictures wants temperature > 0 and learning_rate > 0");
    if (d->n < 1)
        return err_set(err, ERR_USAGE, "there is no pair of pictures to train on");
    return true;
}

static double step(void *self, const int32_t *rows, int n, const struct fit_step *at) {
    struct training *t = self;
    return cnn_batch_step(&t->batch, rows, n, at);
}

static double evaluate(void *self, const int32_t *rows, int n) {
    struct training *t = self;
    return cnn_batch_evaluate(&t->batch, rows, n);
}

static bool arrange(void *self, int32_t *rows, int n, int epoch, struct err *err) {
    struct training *t = self;
    if (epoch == 0 || !t->bank)
        return true;
    struct cnn_mine mine = {rows, n, t->params->hard_negatives, t->net.dim, t->bank, t->data->item};
    return cnn_mine(&mine, t->pool, err);
}

static bool prepare(struct training *t, const struct cnn *from, const struct progress *progress, struct err *err) {
    t->weights = mem_array(t->net.params.size, sizeof *t->weights, err);
    if (t->params->hard_negatives > 0)
        t->bank = mem_array((size_t)t->data->n * (size_t)t->net.dim, sizeof *t->bank, err);
    if (!t->weights || (t->params->hard_negatives > 0 && !t->bank))
        return false;
    if (from)
        memcpy(t->weights, from->weights, t->net.params.size * sizeof *t->weights);
    else
        cnn_net_init(&t->net, t->weights, t->params->seed);
    if (!cnn_batch_init(&t->batch, t->params, t->data, &t->net, t->pool, progress, err))
        return false;
    t->batch.weights = t->weights;
    t->batch.bank = t->bank;
    return true;
}

static bool save(const struct training *t, struct blob *out, struct err *err) {
    int32_t *config = blob_add(out, "cnn.config", BLOB_I32, CNN_CONFIG, 0, 0, err);
    if (!config)
        return false;
    cnn_net_to(&t->net, config);
    return params_save(&t->net.params, t->weights, out, err);
}

static bool train(const struct cnn *from, const struct cnn_params *params, const struct cnn_data *data,
                  struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    struct training t = {.params = params, .data = data, .pool = pool};
    if (!check(params, data, err) || !mat_start(err))
        return false;
    if (from && (from->net.dim != params->dim || from->net.width != params->width))
        return err_set(err, ERR_USAGE, "the network of pictures to go on from has other widths");
    cnn_net_plan(&t.net, params->dim, params->width);
    struct fit_plan plan = {.pool = pool,
                            .seed = params->seed,
                            .epochs = params->epochs,
                            .batch = params->batch,
                            .learning_rate = params->learning_rate,
                            .n_rows = data->n,
                            .validation = data->validation};
    bool ok = prepare(&t, from, progress, err);
    if (ok) {
        struct fit_model model = {.self = &t,
                                  .weights = t.weights,
                                  .n_weights = t.net.params.size,
                                  .step = step,
                                  .evaluate = evaluate,
                                  .arrange = arrange};
        ok = fit_run(&plan, &model, progress, out, err) && save(&t, out, err);
    }
    cnn_batch_fini(&t.batch);
    free(t.weights);
    free(t.bank);
    return ok;
}

bool cnn_train(const struct cnn_params *params, const struct cnn_data *data, struct pool *pool,
               struct progress *progress, struct blob *out, struct err *err) {
    return train(NULL, params, data, pool, progress, out, err);
}

bool cnn_train_on(const struct cnn *from, const struct cnn_params *params, const struct cnn_data *data,
                  struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    return train(from, params, data, pool, progress, out, err);
}
