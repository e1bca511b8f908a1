/* Training of the rankers. A batch is two rounds over the pool:
 *     A  by shard of rows: table rows, gather, forward, loss, backward -> dx, dz, and layer gradients of each shard
 *     B  by task: a part of a table's rows, or a part of the layers    -> Adam
 * The numbers of shards and parts are fixed, sums run in shard order: the same numbers for any thread count. */
#include "base/mem.h"
#include "model/fit.h"
#include "model/known.h"
#include "model/ranker.h"
#include "model/ranker_view.h"
#include "num/layer.h"
#include "num/loss.h"
#include "num/mat.h"
#include "num/optim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Under hidden layers, embeddings learn at this share of the rate: rare ids are met a few times an epoch, always with
 * full steps, and are otherwise known by heart in the second epoch (the watch head first). */
static const float embedding_rate = 0.3f;

/* Whether to go on is looked at every block of a shard's rows, which take some 30 ms, and every LOOK rows of what is
 * prepared. */
static const double block_flops = 3e9;
enum { BLOCK_LEAST = 16, BLOCK_MOST = 512, LOOK = 1 << 16, START_SHARDS = 64 };
enum { SHARDS = 8, PARTS = 4, LARGE_TABLE = 1000, MANY_FIELDS = 16 };

struct task { /* rows r of field f's tables with r % parts == part */
    int field, part, parts;
    struct group group;
};

struct training {
    const struct ranker_params *params;
    const struct ranker_data *data;
    struct ranker_net net;
    struct known known; /* a table a field */
    struct pool *pool;
    struct progress *progress;
    float *weights, *m, *v;
    float weight_scale; /* so that the weights of the rows are 1 in the mean */
    /* the batch at hand */
    const int32_t *rows;
    int B;
    bool backward;
    int32_t *ids;           /* (n_category,B) */
    float *dx, *dz;         /* (B,W), (B,H) */
    int block;              /* rows of a shard at a time */
    float *scratch, *grads; /* (workers, scratch_floats), (S, layers) */
    size_t scratch_floats;
    double loss[SHARDS];
    struct adam adam;
    struct task *task;
    int n_tasks;
    float *sum; /* (workers, widest) */
    size_t widest;
};

/* ---- A ---- */

static double head_loss(const struct training *t, int h, float *dz, float z, float label, float weight) {
    if (t->net.head[h] == HEAD_WEIGHTED)
        return loss_weighted(dz, z, label / t->net.scale[h], weight);
    if (t->params->loss == RANKER_FOCAL)
        return loss_focal(dz, z, label, weight, t->params->focal_gamma);
    return loss_bce(dz, z, label, weight);
}

/* The loss of one row's logits z (H); their gradients into dz (H). */
static double row_loss(const struct training *t, int row, const float *z, float *dz) {
    const struct ranker_net *net = &t->net;
    float weight = t->data->weight ? t->data->weight[row] * t->weight_scale : 1.0f;
    float zero_weight = t->data->zero_weight ? t->data->zero_weight[row] * t->weight_scale : 0.0f, zero;
    double loss = 0;
    for (int h = 0; h < net->H; h++) {
        float label = t->data->label[(size_t)row * (size_t)net->H + (size_t)h];
        dz[h] = 0;
        if (isnan(label))
            continue;
        loss += head_loss(t, h, &dz[h], z[h], label, weight);
        if (zero_weight != 0.0f) {
            loss += head_loss(t, h, &zero, z[h], 0.0f, zero_weight);
            dz[h] += zero;
        }
    }
    return loss;
}

static void add_position_gradient(const struct training *t, float *grads, int row, const float *dz) {
    int position = t->data->position[row];
    if (position <= 1) /* the bias of position 1 is held at 0 */
        return;
    position = position > t->net.positions ? t->net.positions : position;
    float *g = ranker_grad(&t->net, grads, t->net.position) + (size_t)position * (size_t)t->net.H;
    for (int h = 0; h < t->net.H; h++)
        g[h] += dz[h];
}

/* Losses of the n rows from `begin` on; dz is set; with a gradient, that of positions grows. */
static double block_loss(struct training *t, const struct ranker_state *s, float *grads, int begin, int n) {
    const struct ranker_net *net = &t->net;
    size_t H = (size_t)net->H;
    float *dz = t->dz + (size_t)begin * H;
    double loss = 0;
    for (int i = 0; i < n; i++) {
        int row = t->rows[begin + i];
        if (net->positions > 0)
            ranker_add_position(net, t->weights, t->data->position[row], s->z + (size_t)i * H);
        loss += row_loss(t, row, s->z + (size_t)i * H, dz + (size_t)i * H);
        if (t->backward && net->positions > 0)
            add_position_gradient(t, grads, row, dz + (size_t)i * H);
    }
    return loss;
}

static bool is_cancelled(const struct training *t) {
    return atomic_load_explicit(&t->progress->cancel, memory_order_relaxed);
}

/* Once somebody wants to stop, what is left of the batch is left out: its sums are never used. */
static void batch_shard(void *arg, int shard, int worker) {
    struct training *t = arg;
    const struct ranker_net *net = &t->net;
    size_t layers = net->params.size - net->first_dense, H = (size_t)net->H, W = (size_t)net->W;
    float *grads = t->grads + (size_t)shard * layers;
    int first, end;
    pool_range(t->B, SHARDS, shard, &first, &end);
    if (t->backward)
        memset(grads, 0, layers * sizeof *grads);
    t->loss[shard] = 0;
    for (int begin = first; begin < end && !is_cancelled(t); begin += t->block) {
        int n = end - begin < t->block ? end - begin : t->block;
        struct ranker_state s;
        ranker_state_carve(net, &s, t->scratch + (size_t)worker * t->scratch_floats, n, true);
        struct ranker_batch batch = {t->rows + begin, 0, n, t->ids + begin, (size_t)t->B};
        ranker_batch_ids(net, &t->data->rows, &batch);
        ranker_gather(net, t->weights, &t->data->rows, &batch, &s);
        ranker_forward(net, t->weights, &s, n);
        t->loss[shard] += block_loss(t, &s, grads, begin, n);
        if (t->backward)
            ranker_backward(net, t->weights, grads, &s, t->dx + (size_t)begin * W, t->dz + (size_t)begin * H, n);
    }
}

static double run_batch(struct training *t, const int32_t *rows, int n, bool backward) {
    t->rows = rows;
    t->B = n;
    t->backward = backward;
    pool_for(t->pool, SHARDS, batch_shard, t);
    double loss = 0;
    for (int s = 0; s < SHARDS; s++)
        loss += t->loss[s];
    return loss / n;
}

/* ---- B ---- */

static void push(struct task *task, int row, int sample, float factor) {
    if (task->parts == 1)
        group_push(&task->group, row, sample, factor);
    else if (row % task->parts == task->part)
        group_push(&task->group, row / task->parts, sample, factor);
}

static void collect(struct training *t, struct task *task) {
    const struct ranker_net *net = &t->net;
    const struct fields *rows = &t->data->rows;
    if (task->field < net->n_category) {
        for (int i = 0; i < t->B; i++)
            push(task, t->ids[(size_t)task->field * (size_t)t->B + (size_t)i], i, 1.0f);
        return;
    }
    for (int i = 0; i < t->B; i++) {
        int begin = rows->bag_start[t->rows[i]], end = rows->bag_start[t->rows[i] + 1];
        for (int b = begin; b < end; b++)
            push(task, ranker_bag_row(net, rows->bag[b]), i, 1.0f / (float)(end - begin));
    }
}

static void update_rows(struct training *t, const struct task *task, int param, struct gradients from, float *sum) {
    const struct param *p = &t->net.params.param[param];
    size_t at = p->offset + (size_t)task->part * (size_t)p->cols;
    struct optim_table table = {
        t->params->optimizer, t->weights + at, t->m + at, t->v + at, p->cols, (size_t)p->cols * (size_t)task->parts};
    struct adam adam = t->adam;
    if (t->net.has_deep && param == t->net.embed[task->field])
        adam.rate_now *= embedding_rate, adam.rate *= embedding_rate;
    from.split = t->B;
    optim_rows(&table, &task->group, &from, 1.0f / (float)t->B, &adam, sum);
}

static void update_field(struct training *t, struct task *task, float *sum) {
    const struct ranker_net *net = &t->net;
    collect(t, task);
    if (net->embed[task->field] >= 0)
        update_rows(t, task, net->embed[task->field],
                    (struct gradients){.first = t->dx + task->field * net->E, .first_row = net->W}, sum);
    if (net->linear[task->field] >= 0)
        update_rows(t, task, net->linear[task->field], (struct gradients){.first = t->dz, .first_row = net->H}, sum);
    group_clear(&task->group);
}

static void update_layers(struct training *t, int part) {
    size_t layers = t->net.params.size - t->net.first_dense;
    int begin, end;
    pool_range((int)layers, PARTS, part, &begin, &end);
    size_t n = (size_t)(end - begin), at = t->net.first_dense + (size_t)begin;
    for (int s = 1; s < SHARDS; s++)
        row_add(t->grads + begin, t->grads + (size_t)s * layers + begin, n);
    adam_update(t->weights + at, t->m + at, t->v + at, t->grads + begin, 1.0f / (float)t->B, n, &t->adam);
}

static void update_shard(void *arg, int shard, int worker) {
    struct training *t = arg;
    if (is_cancelled(t))
        return;
    if (shard < t->n_tasks)
        update_field(t, &t->task[shard], t->sum + (size_t)worker * t->widest);
    else
        update_layers(t, shard - t->n_tasks);
}

static double step(void *self, const int32_t *rows, int n, const struct fit_step *fit) {
    struct training *t = self;
    double loss = run_batch(t, rows, n, true);
    t->adam = adam_at(fit->rate, fit->number);
    pool_for(t->pool, t->n_tasks + PARTS, update_shard, t);
    return loss;
}

static double evaluate(void *self, const int32_t *rows, int n) {
    return run_batch(self, rows, n, false);
}

/* ---- before and after ---- */

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

/* Weighted mean label of head h over the training rows; NAN: nobody has one. */
static double mean_label(const struct ranker_data *d, int h) {
    double sum = 0, weight = 0;
    for (int i = 0; i < d->rows.n; i++) {
        float label = d->label[(size_t)i * (size_t)d->n_heads + (size_t)h], w = d->weight ? d->weight[i] : 1;
        if (isnan(label) || !is_training(d, i))
            continue;
        sum += (double)w * label;
        weight += row_weight(d, i);
    }
    return weight > 0 ? sum / weight : NAN;
}

/* A probability starts at the base rate; a magnitude is measured in units of its mean, so that its odds start at 1. */
static void start_heads(struct training *t) {
    float *bias = params_at(&t->net.params, t->weights, t->net.bias);
    for (int h = 0; h < t->net.H; h++) {
        double mean = mean_label(t->data, h);
        if (t->net.head[h] == HEAD_WEIGHTED)
            t->net.scale[h] = mean > 0 ? (float)mean : 1;
        else if (mean > 0 && mean < 1)
            bias[h] = (float)log(mean / (1 - mean));
    }
}

static bool find_known(struct training *t, const uint8_t *before, struct err *err) {
    const struct ranker_net *net = &t->net;
    const struct fields *rows = &t->data->rows;
    int32_t ids[FIELDS_MAX];
    for (int f = 0; f < net->F; f++)
        known_add(&t->known, net->rows[f]);
    if (!known_ready(&t->known, before, err))
        return false;
    for (int i = 0; i < rows->n; i++) {
        if (i % LOOK == 0 && !progress_step(t->progress, 0, err))
            return false;
        if (!is_training(t->data, i))
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
    for (int f = 0; f < t->net.F; f++) {
        int tables[2] = {t->net.embed[f], t->net.linear[f]};
        for (int k = 0; k < 2; k++) {
            if (tables[k] < 0)
                continue;
            float *w = params_at(&t->net.params, t->weights, tables[k]);
            int width = t->net.params.param[tables[k]].cols;
            known_average(&t->known, f, w, width);
            known_settle(&t->known, f, w, width);
        }
    }
}

static int longest_bag(const struct fields *rows) {
    int longest = 0;
    for (int i = 0; rows->bag_cardinality > 0 && i < rows->n; i++)
        if (rows->bag_start[i + 1] - rows->bag_start[i] > longest)
            longest = rows->bag_start[i + 1] - rows->bag_start[i];
    return longest;
}

static bool add_tasks(struct training *t, int B, struct err *err) {
    t->task = mem_must(RANKER_FIELDS * PARTS, sizeof *t->task);
    for (int f = t->net.F - 1; f >= 0; f--) { /* the bag, which has the most uses, first */
        bool bag = f == t->net.n_category;    /* many fields are parts enough */
        int rows = t->net.rows[f] + 1, parts = rows >= LARGE_TABLE && (bag || t->net.F < MANY_FIELDS) ? PARTS : 1;
        int uses = f < t->net.n_category ? B : B * longest_bag(&t->data->rows);
        for (int part = 0; part < parts; part++) {
            struct task *task = &t->task[t->n_tasks];
            *task = (struct task){.field = f, .part = part, .parts = parts};
            if (!group_init(&task->group, (rows + parts - 1) / parts, uses, err))
                return false;
            t->n_tasks++;
        }
    }
    return true;
}

static void start_shard(void *arg, int shard, int worker) {
    struct training *t = arg;
    (void)worker;
    if (!is_cancelled(t))
        params_init_part(&t->net.params, t->weights, t->params->seed, shard, START_SHARDS);
}

/* A row multiplies and adds each weight of the layers three times: forward, and twice backward. */
static int block_rows(size_t layers) {
    double rows = block_flops / (6.0 * (double)layers);
    return rows < BLOCK_LEAST ? BLOCK_LEAST : rows > BLOCK_MOST ? BLOCK_MOST : (int)rows;
}

static bool prepare(struct training *t, const struct ranker *from, struct err *err) {
    const struct ranker_net *net = &t->net;
    int rows = t->data->rows.n > 0 ? t->data->rows.n : 1, B = t->params->batch < rows ? t->params->batch : rows;
    size_t threads = (size_t)pool_threads(t->pool), layers = net->params.size - net->first_dense;
    t->block = block_rows(layers);
    t->scratch_floats = ranker_state_carve(net, NULL, NULL, t->block, true);
    t->widest = (size_t)(net->E > net->H ? net->E : net->H);
    t->weights = mem_array(net->params.size, sizeof(float), err);
    t->m = mem_array(net->params.size, sizeof(float), err);
    t->v = mem_array(net->params.size, sizeof(float), err);
    t->ids = mem_array((size_t)B * (size_t)net->n_category, sizeof(int32_t), err);
    t->dx = mem_array((size_t)B * (size_t)net->W, sizeof(float), err);
    t->dz = mem_array((size_t)B * (size_t)net->H, sizeof(float), err);
    t->scratch = mem_array(t->scratch_floats * threads, sizeof(float), err);
    t->grads = mem_array(SHARDS * layers, sizeof(float), err);
    t->sum = mem_array(t->widest * threads, sizeof(float), err);
    if (!t->weights || !t->m || !t->v || !t->ids || !t->dx || !t->dz || !t->scratch || !t->grads || !t->sum ||
        !add_tasks(t, B, err) || !find_known(t, from ? from->known : NULL, err))
        return false;
    double weight = 0;
    for (int i = 0; i < t->data->rows.n; i++)
        weight += row_weight(t->data, i);
    t->weight_scale = weight > 0 ? (float)(t->data->rows.n / weight) : 1;
    if (from) {
        memcpy(t->weights, from->weights, net->params.size * sizeof(float));
        memcpy(t->net.scale, from->net.scale, sizeof t->net.scale);
    } else {
        pool_for(t->pool, START_SHARDS, start_shard, t);
        start_heads(t);
    }
    return progress_step(t->progress, 0, err);
}

static bool save(const struct training *t, struct blob *out, struct err *err) {
    int32_t *config = blob_add(out, "ranker.config", BLOB_I32, RANKER_CONFIG, 0, 0, err);
    float *scale = blob_add(out, "ranker.scale", BLOB_F32, RANKER_HEADS_MAX, 0, 0, err);
    uint8_t *known = blob_add(out, "ranker.known", BLOB_U8, (int64_t)t->known.size, 0, 0, err);
    if (!config || !scale || !known)
        return false;
    ranker_net_to(&t->net, config);
    memcpy(scale, t->net.scale, sizeof t->net.scale);
    if (t->known.size > 0)
        memcpy(known, t->known.flags, t->known.size);
    return params_save(&t->net.params, t->weights, out, err);
}

static void finish(struct training *t) {
    for (int i = 0; i < t->n_tasks; i++)
        group_fini(&t->task[i].group);
    void *all[] = {t->task, t->weights, t->m, t->v, t->ids, t->dx, t->dz, t->scratch, t->grads, t->sum};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    known_fini(&t->known);
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
    struct training t = {.params = params, .data = data, .pool = pool, .progress = progress};
    bool ok = false;
    ranker_net_plan(&t.net, params, data);
    if ((from && !same_shape(&from->net, &t.net, err)) || !prepare(&t, from, err))
        goto out;
    struct fit_plan plan = {.seed = params->seed,
                            .epochs = params->epochs,
                            .batch = params->batch,
                            .learning_rate = params->learning_rate,
                            .n_rows = data->rows.n,
                            .validation = data->validation,
                            .average = true};
    struct fit_model model = {&t, t.weights, t.net.params.size, step, evaluate, NULL};
    if (!fit_run(&plan, &model, progress, out, err))
        goto out;
    settle_unknown(&t);
    ok = save(&t, out, err);
out:
    finish(&t);
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
