/* Training of the rankers: what is looked at before the batches of ranker_step.h, and what is kept after them. */
#include "base/mem.h"
#include "model/known.h"
#include "model/ranker.h"
#include "model/ranker_step.h"
#include "model/ranker_view.h"
#include "num/mat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whether to go on is looked at every LOOK rows of what is prepared. */
enum { LOOK = 1 << 16, START_SHARDS = 64 };

struct training {
    struct ranker_steps steps;
    struct known known; /* a table a field */
};

static bool check(const struct ranker_params *p, const struct ranker_data *d, struct err *err) {
    bool deep = p->kind == RANKER_MLP || p->kind == RANKER_DEEPFM || p->kind == RANKER_DCN_V2;
    if (p->batch < 1 || p->epochs < 0 || !(p->learning_rate > 0) || p->hash_buckets < 1)
        return err_set(err, ERR_USAGE, "a ranker wants batch >= 1, epochs >= 0, learning_rate > 0, hash_buckets >= 1");
    if (p->kind != RANKER_LOGISTIC && (p->embedding_dim < 1 || p->embedding_dim > RANKER_EMBEDDING_MAX))
        return err_set(err, ERR_USAGE, "embeddings of %d values: 1..%d", p->embedding_dim, RANKER_EMBEDDING_MAX);
    if (deep && (p->hidden[0] < 1 || p->hidden[1] < 1 || p->hidden[0] > 8192 || p->hidden[1] > 8192))
        return err_set(err, ERR_USAGE, "hidden layers of %d and %d units: 1..8192", p->hidden[0], p->hidden[1]);
    if (p->experts != 0 && (!deep || p->experts < 2 || p->experts > RANKER_EXPERTS_MAX))
        return err_set(err, ERR_USAGE, "%d experts: 2..%d, of a ranker with hidden layers; 0: none", p->experts,
                       RANKER_EXPERTS_MAX);
    if (d->n_heads < 1 || d->n_heads > RANKER_HEADS_MAX)
        return err_set(err, ERR_USAGE, "%d heads: 1..%d", d->n_heads, RANKER_HEADS_MAX);
    if (d->rows.n_category + d->rows.n_dense + d->rows.bag_cardinality < 1)
        return err_set(err, ERR_USAGE, "a ranker wants at least one feature");
    for (int h = 0; h < d->n_heads; h++)
        if (d->head[h] == HEAD_DELAYED && !d->visible)
            return err_set(err, ERR_USAGE, "a head of late labels wants to know how many are visible");
    if (p->positions > 0 && !d->position)
        return err_set(err, ERR_USAGE, "a ranker that learns position wants the rows' positions");
    return true;
}

static bool is_training(const struct ranker_data *d, int i) {
    return !d->validation || !d->validation[i];
}

/* What a row counts, with its share of zero labels. */
static double row_weight(const struct ranker_data *d, int i) {
    return (d->weight ? (double)d->weight[i] : 1.0) + (d->zero_weight ? (double)d->zero_weight[i] : 0.0);
}

/* Weighted mean label of head h over the training rows, of those that could show by now; NAN: nobody has one. */
static double mean_label(const struct ranker_data *d, int h) {
    double sum = 0, weight = 0;
    for (int i = 0; i < d->rows.n; i++) {
        float label = d->label[(size_t)i * (size_t)d->n_heads + (size_t)h], w = d->weight ? d->weight[i] : 1;
        if (isnan(label) || !is_training(d, i))
            continue;
        sum += (double)w * label;
        weight += row_weight(d, i) * (d->head[h] == HEAD_DELAYED ? (double)d->visible[i] : 1.0);
    }
    return weight > 0 ? sum / weight : NAN;
}

/* A probability starts at the base rate; a magnitude is measured in units of its mean, so that its odds start at 1. */
static void start_heads(struct training *t) {
    float *bias = params_at(&t->steps.net.params, t->steps.weights, t->steps.net.bias);
    for (int h = 0; h < t->steps.net.H; h++) {
        double mean = mean_label(t->steps.data, h);
        if (t->steps.net.head[h] == HEAD_WEIGHTED)
            t->steps.net.scale[h] = mean > 0 ? (float)mean : 1;
        else if (mean > 0 && mean < 1)
            bias[h] = (float)log(mean / (1 - mean));
    }
}

static bool find_known(struct training *t, const uint8_t *before, struct err *err) {
    const struct ranker_net *net = &t->steps.net;
    const struct fields *rows = &t->steps.data->rows;
    int32_t ids[FIELDS_MAX];
    for (int f = 0; f < net->F; f++)
        known_add(&t->known, net->rows[f]);
    if (!known_ready(&t->known, before, err))
        return false;
    for (int i = 0; i < rows->n; i++) {
        if (i % LOOK == 0 && !progress_step(t->steps.progress, 0, err))
            return false;
        if (!is_training(t->steps.data, i))
            continue;
        ranker_rows_of(net, rows, i, ids);
        for (int f = 0; f < net->n_category; f++)
            known_mark(&t->known, f, ids[f]);
        for (int b = net->bag_cardinality > 0 ? rows->bag_start[i] : 0;
             net->bag_cardinality > 0 && b < rows->bag_start[i + 1]; b++)
            known_mark(&t->known, net->n_category, ranker_bag_row(net, rows->bag[b]));
    }
    return true;
}

/* What training never saw counts as the mean of what it saw. */
static void settle_unknown(struct training *t) {
    for (int f = 0; f < t->steps.net.F; f++) {
        int tables[2] = {t->steps.net.embed[f], t->steps.net.linear[f]};
        for (int k = 0; k < 2; k++) {
            if (tables[k] < 0)
                continue;
            float *w = params_at(&t->steps.net.params, t->steps.weights, tables[k]);
            int width = t->steps.net.params.param[tables[k]].cols;
            known_average(&t->known, f, w, width);
            known_settle(&t->known, f, w, width);
        }
    }
}

static void start_shard(void *arg, int shard, int worker) {
    struct training *t = arg;
    (void)worker;
    if (!ranker_step_cancelled(&t->steps))
        params_init_part(&t->steps.net.params, t->steps.weights, t->steps.params->seed, shard, START_SHARDS);
}
static bool prepare(struct training *t, const struct ranker *from, struct err *err) {
    struct ranker_steps *s = &t->steps;
    if (!ranker_step_room(s, err) || !find_known(t, from ? from->known : NULL, err))
        return false;
    double weight = 0;
    for (int i = 0; i < s->data->rows.n; i++)
        weight += row_weight(s->data, i);
    s->weight_scale = weight > 0 ? (float)(s->data->rows.n / weight) : 1;
    if (from) {
        memcpy(s->weights, from->weights, s->net.params.size * sizeof(float));
        memcpy(s->net.scale, from->net.scale, sizeof s->net.scale);
    } else {
        pool_for(s->pool, START_SHARDS, start_shard, t);
        start_heads(t);
    }
    return progress_step(s->progress, 0, err);
}

static bool save(const struct training *t, struct blob *out, struct err *err) {
    int32_t *config = blob_add(out, "ranker.config", BLOB_I32, RANKER_CONFIG, 0, 0, err);
    float *scale = blob_add(out, "ranker.scale", BLOB_F32, RANKER_HEADS_MAX, 0, 0, err);
    uint8_t *known = blob_add(out, "ranker.known", BLOB_U8, (int64_t)t->known.size, 0, 0, err);
    if (!config || !scale || !known)
        return false;
    ranker_net_to(&t->steps.net, config);
    memcpy(scale, t->steps.net.scale, sizeof t->steps.net.scale);
    if (t->known.size > 0)
        memcpy(known, t->known.flags, t->known.size);
    return params_save(&t->steps.net.params, t->steps.weights, out, err);
}

static bool same_shape(const struct ranker_net *a, const struct ranker_net *b, struct err *err) {
    int32_t one[RANKER_CONFIG], other[RANKER_CONFIG];
    ranker_net_to(a, one);
    ranker_net_to(b, other);
    if (memcmp(one, other, sizeof one) != 0)
        return err_set(err, ERR_USAGE, "the ranker to go on from has other features, heads or widths");
    return true;
}

static bool train(const struct ranker *from, const struct ranker_params *params, const struct ranker_data *data,
                  struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    if (!check(params, data, err) || !mat_start(err))
        return false;
    struct training t = {.steps = {.params = params, .data = data, .pool = pool, .progress = progress}};
    struct ranker_steps *steps = &t.steps;
    bool ok = false;
    ranker_net_plan(&steps->net, params, data);
    if ((from && !same_shape(&from->net, &steps->net, err)) || !prepare(&t, from, err))
        goto out;
    struct fit_plan plan = {.pool = pool,
                            .seed = params->seed,
                            .epochs = params->epochs,
                            .batch = params->batch,
                            .learning_rate = params->learning_rate,
                            .n_rows = data->rows.n,
                            .validation = data->validation,
                            .average = true};
    struct fit_model model = {.self = steps,
                              .weights = steps->weights,
                              .n_weights = steps->net.params.size,
                              .step = ranker_step,
                              .evaluate = ranker_step_evaluate};
    if (!fit_run(&plan, &model, progress, out, err))
        goto out;
    settle_unknown(&t);
    ok = save(&t, out, err);
out:
    ranker_step_fini(steps);
    known_fini(&t.known);
    return ok;
}

bool ranker_train(const struct ranker_params *params, const struct ranker_data *data, struct pool *pool,
                  struct progress *progress, struct blob *out, struct err *err) {
    return train(NULL, params, data, pool, progress, out, err);
}

bool ranker_train_on(const struct ranker *from, const struct ranker_params *params, const struct ranker_data *data,
                     struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    return train(from, params, data, pool, progress, out, err);
}
