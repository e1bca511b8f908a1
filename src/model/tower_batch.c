#include "model/tower_batch.h"
#include "base/mem.h"
#include "base/rng.h"
#include "num/layer.h"
#include "num/mat.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Share of the ids of a field that drops that stand in the unknown row while training. */
static const float drop_share = 0.1f;

/* ---- A: table rows, gather, forward ---- */

/* Which rows of the fields the slots of a side's batch are. */
static const int32_t *rows_of_side(const struct tower_batch *b, int s) {
    return s == TOWER_USER ? b->rows : b->candidate;
}

/* Ids of a side's slots [begin, end) become 'unknown' now and then; how many are left between two has the geometric
 * distribution. */
static void drop_ids(struct tower_batch *b, int s, int f, int begin, int end) {
    const struct tower_side *side = &b->net->side[s];
    struct rng rng = rng_of(b->drop_draw[s], (uint64_t)b->number, (uint32_t)(f * b->data->users.n + begin));
    for (int i = begin;; i++) {
        double left = log(rng_uniform(&rng)) / log1p(-drop_share);
        if (left >= end - i)
            return;
        i += (int)left;
        b->ids[s][(size_t)i * side->n_fields + f] = side->cardinality[f];
    }
}

/* Rows of a shuffled batch lie anywhere, in no cache: what is read of them is asked for early. */
static void fetch_row(const struct fields *rows, int row) {
    enum { LINE = 16 };
    const float *dense = rows->dense + (size_t)row * (size_t)rows->n_dense;
    __builtin_prefetch(rows->category + (size_t)row * (size_t)rows->n_category);
    if (rows->bag_cardinality > 0)
        __builtin_prefetch(rows->bag_start + row);
    for (int d = 0; d < rows->n_dense; d += LINE)
        __builtin_prefetch(dense + d);
}

/* Table rows of the ids of a side's slots [begin, end). */
static void take_ids(struct tower_batch *b, int s, int begin, int end) {
    const struct tower_side *side = &b->net->side[s];
    const struct fields *rows = s == TOWER_USER ? &b->data->users : &b->data->items;
    for (int i = begin; i < end; i++)
        fetch_row(rows, rows_of_side(b, s)[i]);
    for (int i = begin; i < end; i++) {
        int32_t *ids = b->ids[s] + (size_t)i * side->n_fields;
        tower_rows_of(side, rows, rows_of_side(b, s)[i], ids);
        for (int f = 0; f < side->n_fields; f++)
            ids[f] = b->row_map[s][f][ids[f]];
    }
    for (int f = 0; b->training && f < side->n_fields; f++)
        if (tower_drops(side, f))
            drop_ids(b, s, f, begin, end);
}

static void gather(struct tower_batch *b, int s, int slot) {
    const struct tower_net *net = b->net;
    const struct tower_side *side = &net->side[s];
    const struct fields *rows = s == TOWER_USER ? &b->data->users : &b->data->items;
    bool shared = s == TOWER_USER && side->bag_table == net->side[TOWER_ITEM].table[0];
    tower_gather(net, side, b->weights, rows, rows_of_side(b, s)[slot], b->ids[s] + (size_t)slot * side->n_fields,
                 shared ? b->row_map[TOWER_ITEM][0] : NULL, b->state[s].x + (size_t)slot * tower_stride(side->in),
                 b->state[s].y + (size_t)slot * net->dim);
}

/* Slots [begin, end) of a side: ids first, so that the tables' rows, which are in no cache, can be asked for some slots
 * before their turn. */
static void gather_all(struct tower_batch *b, int s, int begin, int end) {
    enum { AHEAD = 8 };
    const struct tower_side *side = &b->net->side[s];
    take_ids(b, s, begin, end);
    for (int i = begin; i < end && i < begin + AHEAD; i++)
        tower_fetch(b->net, side, b->weights, b->ids[s] + (size_t)i * side->n_fields);
    for (int i = begin; i < end; i++) {
        if (i + AHEAD < end)
            tower_fetch(b->net, side, b->weights, b->ids[s] + (size_t)(i + AHEAD) * side->n_fields);
        gather(b, s, i);
    }
}

static void forward_users(struct tower_batch *b, int begin, int end) {
    for (int i = begin; i < end; i++)
        b->row_weight[i] = b->data->weight ? b->data->weight[b->rows[i]] * b->weight_scale : 1.0f;
    gather_all(b, TOWER_USER, begin, end);
    tower_forward(b->net, TOWER_USER, b->layers, b->weights, &b->state[TOWER_USER], begin, end);
}

static void forward_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct tower_batch *b = arg;
    int begin, end;
    pool_range(b->B, TOWER_SHARDS, shard, &begin, &end);
    if (!b->users_done)
        forward_users(b, begin, end);
    pool_range(b->slot_end - b->slot_begin, TOWER_SHARDS, shard, &begin, &end);
    begin += b->slot_begin, end += b->slot_begin;
    gather_all(b, TOWER_ITEM, begin, end);
    tower_forward(b->net, TOWER_ITEM, b->layers, b->weights, &b->state[TOWER_ITEM], begin, end);
    tower_rivals_pack(b, begin, end);
}

static void forward(struct tower_batch *b, int slot_begin, int slot_end, bool users_done) {
    b->slot_begin = slot_begin;
    b->slot_end = slot_end;
    b->users_done = users_done;
    pool_for(b->pool, TOWER_SHARDS, forward_shard, b);
}

/* ---- hard negatives ---- */

/* Every second row of the batch scores the whole sample, which stands behind the positives. */
static void mine_shard(void *arg, int shard, int worker) {
    enum { ROWS = 16 };
    struct tower_batch *b = arg;
    int begin, end, D = b->net->dim, n = b->miner.n;
    pool_range(b->C - b->B, TOWER_SHARDS, shard, &begin, &end);
    const float *U = b->state[TOWER_USER].y, *sample = b->state[TOWER_ITEM].y + (size_t)b->B * D;
    float *scores = b->z + (size_t)worker * b->room;
    for (int at = begin; at < end; at += ROWS) {
        int rows = end - at < ROWS ? end - at : ROWS;
        mat_nt_part(scores, U + (size_t)2 * at * D, sample, (struct mat_part){n, 2 * D, D}, rows, n, D, 1.0f, false);
        for (int i = 0; i < rows; i++)
            b->mined[at + i] = miner_take(&b->miner, b->data, b->rows[2 * (at + i)], b->number, scores + (size_t)i * n);
    }
}

/* The sample takes the slots behind the positives, then what was mined takes them. */
static void forward_and_mine(struct tower_batch *b) {
    int mined = b->C - b->B;
    miner_start(&b->miner, b->data, b->number);
    memcpy(b->candidate + b->B, b->miner.sample, (size_t)b->miner.n * sizeof *b->candidate);
    forward(b, 0, b->B + b->miner.n, false);
    pool_for(b->pool, TOWER_SHARDS, mine_shard, b);
    memcpy(b->candidate + b->B, b->mined, (size_t)mined * sizeof *b->candidate);
    tower_rivals_start(b);
    forward(b, b->B, b->C, true);
}

/* ---- C: both towers backward ---- */

static void backward_shard(void *arg, int shard, int worker) {
    struct tower_batch *b = arg;
    const struct tower_net *net = b->net;
    size_t layers = net->params.size - net->first_dense, D = (size_t)net->dim;
    float *grads = b->grads + (size_t)shard * layers, *room = b->z + (size_t)worker * b->room;
    int begin, end;
    pool_range(b->C, TOWER_SHARDS, shard, &begin, &end);
    float *dv = b->state[TOWER_ITEM].dy;
    size_t n = (size_t)(end - begin) * D;
    memcpy(dv + begin * D, b->dv + begin * D, n * sizeof *dv);
    for (int s = 1; s < TOWER_SHARDS; s++)
        row_add(dv + begin * D, b->dv + ((size_t)s * b->C + begin) * D, n);
    tower_backward(net, TOWER_ITEM, b->layers, grads, &b->state[TOWER_ITEM], begin, end, room);
    pool_range(b->B, TOWER_SHARDS, shard, &begin, &end);
    tower_backward(net, TOWER_USER, b->layers, grads, &b->state[TOWER_USER], begin, end, room);
    grads[net->params.param[net->bias].offset - net->first_dense] = (float)b->bias_grad[shard];
}

double tower_batch_gradients(struct tower_batch *b, const int32_t *rows, int n, int number, bool training) {
    bool mines = b->params->negatives == NEGATIVES_HARD;
    int drawn = mines && !training ? 0 : negatives_drawn(b->params->negatives, n);
    b->rows = rows;
    b->B = n;
    b->C = n + drawn;
    b->number = number;
    b->training = training;
    for (int i = 0; i < n; i++)
        b->candidate[i] = b->data->positive[rows[i]];
    if (!mines)
        negatives_draw(&b->negatives, (uint64_t)number, number ? 0 : (uint32_t)rows[0], b->candidate + n, drawn);
    tower_rivals_start(b);
    tower_layers_pack(b->layers, b->net, b->weights, training);
    if (mines && training)
        forward_and_mine(b);
    else
        forward(b, 0, b->C, false);
    pool_for(b->pool, TOWER_SHARDS, tower_loss_shard, b);
    if (training)
        pool_for(b->pool, TOWER_SHARDS, backward_shard, b);
    double loss = 0, weight = 0;
    for (int s = 0; s < TOWER_SHARDS; s++)
        loss += b->loss[s];
    for (int i = 0; i < n; i++)
        weight += b->row_weight[i];
    return weight > 0 ? loss / weight : 0;
}

/* ---- D: update ---- */

static void pick(const struct tower_task *task, struct group_picks *picks, int row, int sample, float factor) {
    group_pick(picks, (row & ((1 << task->shift) - 1)) == task->part, row >> task->shift, sample, factor);
}

/* The uses of the user's bag; samples count from `first`. */
static void pick_bag(struct tower_batch *b, const struct tower_task *task, struct group_picks *picks, int first,
                     const int32_t *map) {
    const struct tower_side *side = &b->net->side[TOWER_USER];
    const struct fields *users = &b->data->users;
    for (int i = 0; i < b->B; i++) {
        int begin = users->bag_start[b->rows[i]], end = users->bag_start[b->rows[i] + 1];
        for (int u = begin; u < end; u++) {
            int row = tower_bag_row(side, users->bag[u]);
            pick(task, picks, map ? map[row] : row, first + i, 1.0f / (float)(end - begin));
        }
    }
}

/* Fills the task's group and says where the gradients are. */
static struct gradients collect(struct tower_batch *b, struct tower_task *task) {
    const struct tower_side *side = &b->net->side[task->side], *user = &b->net->side[TOWER_USER];
    const struct tower_state *state = &b->state[task->side], *users = &b->state[TOWER_USER];
    int n = task->side == TOWER_USER ? b->B : b->C, D = b->net->dim, at = 0;
    struct gradients from = {.split = n, .second = users->dx + user->bag_at, .second_row = tower_stride(user->in)};
    struct group_picks picks = {.group = &task->group};
    if (task->field < 0) {
        from.split = 0;
        pick_bag(b, task, &picks, 0, NULL);
        group_push_picked(&picks);
        return from;
    }
    for (int f = 1; f < task->field; f++)
        at += side->width[f];
    from.first = task->field == 0 ? state->dy : state->dx + at;
    from.first_row = task->field == 0 ? D : tower_stride(side->in);
    for (int i = 0; i < n; i++)
        pick(task, &picks, b->ids[task->side][(size_t)i * side->n_fields + task->field], i, 1.0f);
    if (task->side == TOWER_ITEM && task->field == 0 && user->bag_table == side->table[0])
        pick_bag(b, task, &picks, n, b->row_map[TOWER_ITEM][0]);
    group_push_picked(&picks);
    return from;
}

static void update_table(struct tower_batch *b, struct tower_task *task, float *sum) {
    const struct tower_side *side = &b->net->side[task->side];
    const struct param *param = &b->net->params.param[task->field < 0 ? side->bag_table : side->table[task->field]];
    size_t at = param->offset + (size_t)task->part * (size_t)param->cols;
    struct optim_table table = {
        b->params->optimizer, b->weights + at, b->m + at, b->v + at, param->cols, (size_t)param->cols << task->shift};
    struct gradients from = collect(b, task);
    optim_rows(&table, &task->group, &from, 1.0f / (float)b->B, &b->adam, sum);
    group_clear(&task->group);
}

static void update_layers(struct tower_batch *b, int part) {
    size_t layers = b->net->params.size - b->net->first_dense;
    int begin, end;
    pool_range((int)layers, TOWER_PARTS, part, &begin, &end);
    size_t n = (size_t)(end - begin), at = b->net->first_dense + (size_t)begin;
    for (int s = 1; s < TOWER_SHARDS; s++)
        row_add(b->grads + begin, b->grads + (size_t)s * layers + begin, n);
    adam_update(b->weights + at, b->m + at, b->v + at, b->grads + begin, 1.0f / (float)b->B, n, &b->adam);
}

static void update_shard(void *arg, int shard, int worker) {
    struct tower_batch *b = arg;
    int widest = b->net->dim > 32 ? b->net->dim : 32;
    if (shard < b->n_tasks)
        update_table(b, &b->task[shard], b->sum + (size_t)worker * widest);
    else
        update_layers(b, shard - b->n_tasks);
}

double tower_batch_step(void *self, const int32_t *rows, int n, const struct fit_step *step) {
    struct tower_batch *b = self;
    double loss = tower_batch_gradients(b, rows, n, step->number, true);
    b->adam = adam_at(step->rate, step->number);
    pool_for(b->pool, b->n_tasks + TOWER_PARTS, update_shard, b);
    if (b->params->negatives == NEGATIVES_HARD)
        negatives_note_mined(&b->negatives, b->candidate + n, b->C - n);
    return loss;
}

double tower_batch_evaluate(void *self, const int32_t *rows, int n) {
    return tower_batch_gradients(self, rows, n, 0, false);
}

/* ---- room ---- */

static bool add_task(struct tower_batch *b, int side, int field, int rows, int uses, struct err *err) {
    int shift = rows >= 1000 ? TOWER_PARTS_SHIFT : 0, parts = 1 << shift;
    for (int part = 0; part < parts; part++) {
        struct tower_task *task = &b->task[b->n_tasks];
        *task = (struct tower_task){.side = side, .field = field, .part = part, .shift = shift};
        if (!group_init(&task->group, (rows + parts - 1) / parts, uses, err))
            return false;
        b->n_tasks++;
    }
    return true;
}

static bool add_tasks(struct tower_batch *b, int B, int C, struct err *err) {
    b->task = mem_must((2 * FIELDS_MAX + 2) * TOWER_PARTS, sizeof *b->task);
    const struct tower_side *user = &b->net->side[TOWER_USER], *item = &b->net->side[TOWER_ITEM];
    int bag = user->bag_cardinality > 0 ? B * fields_longest_bag(&b->data->users) : 0;
    bool shared = bag > 0 && user->bag_table == item->table[0];
    for (int f = 0; f < item->n_fields; f++) /* the largest first, so that the threads end together */
        if (!add_task(b, TOWER_ITEM, f, item->cardinality[f] + 1, C + (f == 0 && shared ? bag : 0), err))
            return false;
    if (bag > 0 && !shared && !add_task(b, TOWER_USER, -1, user->bag_cardinality + 1, bag, err))
        return false;
    for (int f = 0; f < user->n_fields; f++)
        if (!add_task(b, TOWER_USER, f, user->cardinality[f] + 1, B, err))
            return false;
    return true;
}

static bool state_init(struct tower_state *state, const struct tower_net *net, int s, int n, struct err *err) {
    size_t N = (size_t)n, D = (size_t)net->dim;
    size_t W = (size_t)tower_stride(net->side[s].in), H = (size_t)tower_stride(net->hidden);
    state->x = mem_array(N * W, sizeof(float), err);
    state->dx = mem_array(N * W, sizeof(float), err);
    state->h = mem_array(N * H, sizeof(float), err);
    state->dh = mem_array(N * H, sizeof(float), err);
    state->y = mem_array(N * D, sizeof(float), err);
    state->dy = mem_array(N * D, sizeof(float), err);
    state->norm = mem_array(N, sizeof(float), err);
    return state->x && state->dx && state->h && state->dh && state->y && state->dy && state->norm;
}

bool tower_batch_init(struct tower_batch *b, const struct tower_params *params, const struct tower_data *data,
                      const struct tower_net *net, struct pool *pool, struct err *err) {
    *b = (struct tower_batch){.params = params, .data = data, .net = net, .pool = pool, .weight_scale = 1};
    b->drop_draw[TOWER_USER] = rng_draw(params->seed, "tower.drop.user");
    b->drop_draw[TOWER_ITEM] = rng_draw(params->seed, "tower.drop.item");
    int rows = data->users.n > 0 ? data->users.n : 1, B = params->batch < rows ? params->batch : rows;
    int C = B + negatives_drawn(params->negatives, B), threads = pool_threads(pool);
    bool mines = params->negatives == NEGATIVES_HARD;
    int slots = mines && B + miner_sample_size(data) > C ? B + miner_sample_size(data) : C;
    size_t layers = net->params.size - net->first_dense, widest = (size_t)(net->dim > 32 ? net->dim : 32);
    size_t loss_room = tower_loss_room(C, net->dim), back_room = tower_backward_room(net, C / TOWER_SHARDS + 1);
    _Static_assert(16 * MINE_SAMPLE <= PANEL_LOGIT_ROWS * PANEL_LOGITS, "scores of mining fit into a tile");
    b->room = ((loss_room > back_room ? loss_room : back_room) + 15) / 16 * 16;
    b->moments = mem_array_raw(2 * net->params.size, sizeof(float), err);
    if (b->moments)
        pool_clear(pool, b->moments, 2 * net->params.size * sizeof(float));
    b->m = b->moments;
    b->v = b->moments ? b->moments + net->params.size : NULL;
    b->candidate = mem_array((size_t)slots, sizeof(int32_t), err);
    b->mined = mem_array((size_t)(C - B), sizeof(int32_t), err);
    b->ids[TOWER_USER] = mem_array((size_t)B * net->side[TOWER_USER].n_fields, sizeof(int32_t), err);
    b->ids[TOWER_ITEM] = mem_array((size_t)slots * net->side[TOWER_ITEM].n_fields, sizeof(int32_t), err);
    b->row_weight = mem_array((size_t)B, sizeof(float), err);
    b->z = mem_array(b->room * (size_t)threads, sizeof(float), err);
    b->dv = mem_array((size_t)TOWER_SHARDS * C * net->dim, sizeof(float), err);
    b->grads = mem_array(TOWER_SHARDS * layers, sizeof(float), err);
    b->bias_grad = mem_must(TOWER_SHARDS, sizeof(double));
    b->loss = mem_must(TOWER_SHARDS, sizeof(double));
    b->sum = mem_array(widest * (size_t)threads, sizeof(float), err);
    if (!b->moments || !b->candidate || !b->mined || !b->ids[0] || !b->ids[1] || !b->row_weight || !b->z || !b->dv ||
        !b->grads || !b->sum)
        return false;
    return tower_layers_init(b->layers, net, err) && tower_rivals_init(&b->rivals, C, net->dim, err) &&
           state_init(&b->state[TOWER_USER], net, TOWER_USER, B, err) &&
           state_init(&b->state[TOWER_ITEM], net, TOWER_ITEM, slots, err) &&
           (!mines || miner_init(&b->miner, data, params->seed, err)) && add_tasks(b, B, C, err);
}

static void state_fini(struct tower_state *s) {
    float *all[] = {s->x, s->dx, s->h, s->dh, s->y, s->dy, s->norm};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

void tower_batch_fini(struct tower_batch *b) {
    for (int i = 0; i < b->n_tasks; i++)
        group_fini(&b->task[i].group);
    void *all[] = {b->task, b->mined, b->moments, b->candidate, b->ids[0], b->ids[1], b->row_weight,
                   b->z,    b->dv,    b->grads,   b->bias_grad, b->loss,   b->sum};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    state_fini(&b->state[0]);
    state_fini(&b->state[1]);
    tower_layers_fini(b->layers);
    tower_rivals_fini(&b->rivals);
    negatives_fini(&b->negatives);
    miner_fini(&b->miner);
}
