#include "model/ranker_step.h"
#include "base/mem.h"
#include "num/layer.h"
#include "num/loss.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Under hidden layers, embeddings learn at this share of the rate: rare ids are met a few times an epoch, always with
 * full steps, and are otherwise known by heart in the second epoch (the watch head first). */
static const float embedding_rate = 0.3f;

/* Whether to go on is looked at every block of a shard's rows, which take some 30 ms. */
static const double block_flops = 3e9;
enum { BLOCK_LEAST = 16, BLOCK_MOST = 512, LARGE_TABLE = 1000, MANY_FIELDS = 16 };

/* ---- A ---- */

static double head_loss(const struct ranker_steps *t, int row, int h, float *dz, float z, float label, float weight) {
    if (t->net.head[h] == HEAD_WEIGHTED)
        return loss_weighted(dz, z, label / t->net.scale[h], weight);
    if (t->net.head[h] == HEAD_DELAYED)
        return loss_delayed(dz, z, label, t->data->visible[row], weight);
    if (t->params->loss == RANKER_FOCAL)
        return loss_focal(dz, z, label, weight, t->params->focal_gamma);
    return loss_bce(dz, z, label, weight);
}

/* The loss of one row's logits z (H); their gradients into dz (H). */
static double row_loss(const struct ranker_steps *t, int row, const float *z, float *dz) {
    const struct ranker_net *net = &t->net;
    float weight = t->data->weight ? t->data->weight[row] * t->weight_scale : 1.0f;
    float zero_weight = t->data->zero_weight ? t->data->zero_weight[row] * t->weight_scale : 0.0f, zero;
    double loss = 0;
    for (int h = 0; h < net->H; h++) {
        float label = t->data->label[(size_t)row * (size_t)net->H + (size_t)h];
        dz[h] = 0;
        if (isnan(label))
            continue;
        loss += head_loss(t, row, h, &dz[h], z[h], label, weight);
        if (zero_weight != 0.0f) {
            loss += head_loss(t, row, h, &zero, z[h], 0.0f, zero_weight);
            dz[h] += zero;
        }
    }
    return loss;
}

static void add_position_gradient(const struct ranker_steps *t, float *grads, int row, const float *dz) {
    int position = t->data->position[row];
    if (position <= 1) /* the bias of position 1 is held at 0 */
        return;
    position = position > t->net.positions ? t->net.positions : position;
    float *g = ranker_grad(&t->net, grads, t->net.position) + (size_t)position * (size_t)t->net.H;
    for (int h = 0; h < t->net.H; h++)
        g[h] += dz[h];
}

/* Rows of a shuffled batch lie anywhere, in no cache: what the loss of n rows reads is asked for early. */
static void fetch_labels(const struct ranker_steps *t, int begin, int n) {
    for (int i = begin; i < begin + n; i++) {
        int row = t->rows[i];
        __builtin_prefetch(t->data->label + (size_t)row * (size_t)t->net.H);
        if (t->data->weight)
            __builtin_prefetch(t->data->weight + row);
        if (t->net.positions > 0)
            __builtin_prefetch(t->data->position + row);
    }
}

/* Losses of the n rows from `begin` on; dz is set; with a gradient, that of positions grows. */
static double block_loss(struct ranker_steps *t, const struct ranker_state *s, float *grads, int begin, int n) {
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

bool ranker_step_cancelled(const struct ranker_steps *t) {
    return atomic_load_explicit(&t->progress->cancel, memory_order_relaxed);
}

/* Once somebody wants to stop, what is left of the batch is left out: its sums are never used. */
static void batch_shard(void *arg, int shard, int worker) {
    struct ranker_steps *t = arg;
    const struct ranker_net *net = &t->net;
    size_t layers = net->params.size - net->first_dense, H = (size_t)net->H, W = (size_t)net->W;
    float *grads = t->grads + (size_t)shard * layers;
    int first, end;
    pool_range(t->B, RANKER_SHARDS, shard, &first, &end);
    if (t->backward)
        memset(grads, 0, layers * sizeof *grads);
    t->loss[shard] = 0;
    for (int begin = first; begin < end && !ranker_step_cancelled(t); begin += t->block) {
        int n = end - begin < t->block ? end - begin : t->block;
        struct ranker_state s;
        ranker_state_carve(net, &s, t->scratch + (size_t)worker * t->scratch_floats, n, true);
        struct ranker_batch batch = {t->rows + begin, 0, n, t->ids + begin, (size_t)t->B};
        ranker_batch_ids(net, &t->data->rows, &batch);
        fetch_labels(t, begin, n);
        ranker_gather(net, t->weights, &t->data->rows, &batch, &s);
        ranker_forward(net, t->weights, &s, n);
        t->loss[shard] += block_loss(t, &s, grads, begin, n);
        if (t->backward)
            ranker_backward(net, t->weights, grads, &s, t->dx + (size_t)begin * W, t->dz + (size_t)begin * H, n);
    }
}

static double run_batch(struct ranker_steps *t, const int32_t *rows, int n, bool backward) {
    t->rows = rows;
    t->B = n;
    t->backward = backward;
    pool_for(t->pool, RANKER_SHARDS, batch_shard, t);
    double loss = 0;
    for (int s = 0; s < RANKER_SHARDS; s++)
        loss += t->loss[s];
    return loss / n;
}

/* ---- B ---- */

static void pick(const struct ranker_task *task, struct group_picks *picks, int row, int sample, float factor) {
    if (task->parts == 1)
        group_pick(picks, true, row, sample, factor);
    else
        group_pick(picks, row % RANKER_PARTS == task->part, row / RANKER_PARTS, sample, factor);
}

static void collect(struct ranker_steps *t, struct ranker_task *task) {
    const struct ranker_net *net = &t->net;
    const struct fields *rows = &t->data->rows;
    struct group_picks picks = {.group = &task->group};
    if (task->field < net->n_category) {
        for (int i = 0; i < t->B; i++)
            pick(task, &picks, t->ids[(size_t)task->field * (size_t)t->B + (size_t)i], i, 1.0f);
        group_push_picked(&picks);
        return;
    }
    for (int i = 0; i < t->B; i++) {
        int begin = rows->bag_start[t->rows[i]], end = rows->bag_start[t->rows[i] + 1];
        for (int b = begin; b < end; b++)
            pick(task, &picks, ranker_bag_row(net, rows->bag[b]), i, 1.0f / (float)(end - begin));
    }
    group_push_picked(&picks);
}

static void update_rows(struct ranker_steps *t, const struct ranker_task *task, int param, struct gradients from,
                        float *sum) {
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

static void update_field(struct ranker_steps *t, struct ranker_task *task, float *sum) {
    const struct ranker_net *net = &t->net;
    collect(t, task);
    if (net->embed[task->field] >= 0)
        update_rows(t, task, net->embed[task->field],
                    (struct gradients){.first = t->dx + task->field * net->E, .first_row = net->W}, sum);
    if (net->linear[task->field] >= 0)
        update_rows(t, task, net->linear[task->field], (struct gradients){.first = t->dz, .first_row = net->H}, sum);
    group_clear(&task->group);
}

static void update_layers(struct ranker_steps *t, int part) {
    size_t layers = t->net.params.size - t->net.first_dense;
    int begin, end;
    pool_range((int)layers, RANKER_PARTS, part, &begin, &end);
    size_t n = (size_t)(end - begin), at = t->net.first_dense + (size_t)begin;
    for (int s = 1; s < RANKER_SHARDS; s++)
        row_add(t->grads + begin, t->grads + (size_t)s * layers + begin, n);
    adam_update(t->weights + at, t->m + at, t->v + at, t->grads + begin, 1.0f / (float)t->B, n, &t->adam);
}

static void update_shard(void *arg, int shard, int worker) {
    struct ranker_steps *t = arg;
    if (ranker_step_cancelled(t))
        return;
    if (shard < t->n_tasks)
        update_field(t, &t->task[shard], t->sum + (size_t)worker * t->widest);
    else
        update_layers(t, shard - t->n_tasks);
}

double ranker_step(void *self, const int32_t *rows, int n, const struct fit_step *fit) {
    struct ranker_steps *t = self;
    double loss = run_batch(t, rows, n, true);
    t->adam = adam_at(fit->rate, fit->number);
    pool_for(t->pool, t->n_tasks + RANKER_PARTS, update_shard, t);
    return loss;
}

double ranker_step_evaluate(void *self, const int32_t *rows, int n) {
    return run_batch(self, rows, n, false);
}

/* ---- room ---- */

static bool add_tasks(struct ranker_steps *t, int B, struct err *err) {
    t->task = mem_must(RANKER_FIELDS * RANKER_PARTS, sizeof *t->task);
    for (int f = t->net.F - 1; f >= 0; f--) { /* the bag, which has the most uses, first */
        bool bag = f == t->net.n_category;    /* many fields are parts enough */
        int rows = t->net.rows[f] + 1,
            parts = rows >= LARGE_TABLE && (bag || t->net.F < MANY_FIELDS) ? RANKER_PARTS : 1;
        int uses = f < t->net.n_category ? B : B * fields_longest_bag(&t->data->rows);
        for (int part = 0; part < parts; part++) {
            struct ranker_task *task = &t->task[t->n_tasks];
            *task = (struct ranker_task){.field = f, .part = part, .parts = parts};
            if (!group_init(&task->group, (rows + parts - 1) / parts, uses, err))
                return false;
            t->n_tasks++;
        }
    }
    return true;
}

/* A row multiplies and adds each weight of the layers three times: forward, and twice backward. */
static int block_rows(size_t layers) {
    double rows = block_flops / (6.0 * (double)layers);
    return rows < BLOCK_LEAST ? BLOCK_LEAST : rows > BLOCK_MOST ? BLOCK_MOST : (int)rows;
}

bool ranker_step_room(struct ranker_steps *t, struct err *err) {
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
    t->grads = mem_array(RANKER_SHARDS * layers, sizeof(float), err);
    t->sum = mem_array(t->widest * threads, sizeof(float), err);
    return t->weights && t->m && t->v && t->ids && t->dx && t->dz && t->scratch && t->grads && t->sum &&
           add_tasks(t, B, err);
}

void ranker_step_fini(struct ranker_steps *t) {
    for (int i = 0; i < t->n_tasks; i++)
        group_fini(&t->task[i].group);
    void *all[] = {t->task, t->weights, t->m, t->v, t->ids, t->dx, t->dz, t->scratch, t->grads, t->sum};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}
