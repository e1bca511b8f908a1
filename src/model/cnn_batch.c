#include "model/cnn_batch.h"
#include "base/mem.h"
#include "num/layer.h"

#include <stdlib.h>
#include <string.h>

static bool cancelled(const struct cnn_batch *b) {
    return atomic_load_explicit(&b->progress->cancel, memory_order_relaxed);
}

/* ---- views and forward ---- */

static void take_picture(struct cnn_batch *b, int slot) {
    const struct cnn_pictures *pictures = &b->data->pictures;
    int view = slot >= b->B;
    pictures->get(pictures->arg, b->rows[slot - view * b->B], view, b->round, b->state.rgb + (size_t)slot * CNN_BYTES);
}

static void forward_shard(void *arg, int shard, int worker) {
    struct cnn_batch *b = arg;
    int begin, end;
    pool_range(2 * b->B, CNN_SHARDS, shard, &begin, &end);
    for (int at = begin; at < end && !cancelled(b); at += CNN_BLOCK) {
        int to = at + CNN_BLOCK < end ? at + CNN_BLOCK : end;
        for (int slot = at; slot < to; slot++)
            take_picture(b, slot);
        cnn_forward(b->net, &b->layers, b->weights, &b->state, at, to, b->rooms + (size_t)worker * b->room);
    }
}

static double forward(struct cnn_batch *b, const int32_t *rows, int n, int round, bool training) {
    size_t D = (size_t)b->net->dim, V = (size_t)n * D;
    b->rows = rows;
    b->B = n;
    b->round = round;
    for (int i = 0; i < n; i++)
        b->item[i] = b->data->item ? b->data->item[rows[i]] : rows[i];
    cnn_layers_pack(&b->layers, b->net, b->weights, training);
    pool_for(b->pool, CNN_SHARDS, forward_shard, b);
    struct cnn_pairs pairs = {n, b->net->dim, b->params->temperature, b->state.vector, b->state.vector + V, b->item};
    return cnn_loss(&b->loss, &pairs, training ? b->dvector : NULL, training ? b->dvector + V : NULL, b->pool);
}

/* ---- backward and update ---- */

static void backward_shard(void *arg, int shard, int worker) {
    struct cnn_batch *b = arg;
    size_t size = b->net->params.size;
    float *grads = b->grads + (size_t)shard * size;
    int begin, end;
    memset(grads, 0, size * sizeof *grads);
    pool_range(2 * b->B, CNN_SHARDS, shard, &begin, &end);
    for (int at = begin; at < end && !cancelled(b); at += CNN_BLOCK)
        cnn_backward(b->net, &b->layers, b->weights, grads, &b->state, b->dvector, at,
                     at + CNN_BLOCK < end ? at + CNN_BLOCK : end, b->rooms + (size_t)worker * b->room);
}

static void sum_part(void *arg, int part, int worker) {
    (void)worker;
    struct cnn_batch *b = arg;
    size_t size = b->net->params.size;
    int begin, end;
    pool_range((int)size, CNN_PARTS, part, &begin, &end);
    for (int s = 1; s < CNN_SHARDS; s++)
        row_add(b->grads + begin, b->grads + (size_t)s * size + (size_t)begin, (size_t)(end - begin));
}

static void update_part(void *arg, int part, int worker) {
    struct cnn_batch *b = arg;
    int begin, end;
    sum_part(arg, part, worker);
    pool_range((int)b->net->params.size, CNN_PARTS, part, &begin, &end);
    adam_update(b->weights + begin, b->m + begin, b->v + begin, b->grads + begin, 1.0f, (size_t)(end - begin),
                &b->adam);
}

static void keep_vectors(struct cnn_batch *b) {
    size_t D = (size_t)b->net->dim;
    for (int i = 0; i < b->B; i++)
        memcpy(b->bank + (size_t)b->rows[i] * D, b->state.vector + (size_t)i * D, D * sizeof *b->bank);
}

double cnn_batch_step(void *self, const int32_t *rows, int n, const struct fit_step *step) {
    struct cnn_batch *b = self;
    double loss = forward(b, rows, n, step->epoch, true);
    pool_for(b->pool, CNN_SHARDS, backward_shard, b);
    b->adam = adam_at(step->rate, step->number);
    pool_for(b->pool, CNN_PARTS, update_part, b);
    if (b->bank)
        keep_vectors(b);
    return loss;
}

double cnn_batch_evaluate(void *self, const int32_t *rows, int n) {
    return forward(self, rows, n, CNN_HELD, false);
}

double cnn_batch_gradients(struct cnn_batch *b, const int32_t *rows, int n, int round) {
    double loss = forward(b, rows, n, round, true);
    pool_for(b->pool, CNN_SHARDS, backward_shard, b);
    pool_for(b->pool, CNN_PARTS, sum_part, b);
    return loss;
}

/* ---- room ---- */

bool cnn_batch_init(struct cnn_batch *b, const struct cnn_params *params, const struct cnn_data *data,
                    const struct cnn_net *net, struct pool *pool, const struct progress *progress, struct err *err) {
    *b = (struct cnn_batch){.params = params, .data = data, .net = net, .pool = pool, .progress = progress};
    int B = params->batch < data->n ? params->batch : data->n, N = 2 * B;
    size_t size = net->params.size;
    b->room = (cnn_room(net) + 15) / 16 * 16;
    b->m = mem_array(size, sizeof *b->m, err);
    b->v = mem_array(size, sizeof *b->v, err);
    b->item = mem_array((size_t)B, sizeof *b->item, err);
    b->state.rgb = mem_array((size_t)N * CNN_BYTES, 1, err);
    b->floats = mem_array(cnn_state_floats(net, N), sizeof *b->floats, err);
    b->dvector = mem_array((size_t)N * (size_t)net->dim, sizeof *b->dvector, err);
    b->grads = mem_array(CNN_SHARDS * size, sizeof *b->grads, err);
    b->rooms = mem_array(b->room * (size_t)pool_threads(pool), sizeof *b->rooms, err);
    if (!b->m || !b->v || !b->item || !b->state.rgb || !b->floats || !b->dvector || !b->grads || !b->rooms)
        return false;
    cnn_state_place(&b->state, net, N, b->floats);
    return cnn_layers_init(&b->layers, net, err) && cnn_loss_init(&b->loss, B, err);
}

void cnn_batch_fini(struct cnn_batch *b) {
    void *all[] = {b->m, b->v, b->item, b->state.rgb, b->floats, b->dvector, b->grads, b->rooms};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    cnn_layers_fini(&b->layers);
    cnn_loss_fini(&b->loss);
}
