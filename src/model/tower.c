#include "model/tower.h"
#include "base/mem.h"
#include "model/tower_view.h"
#include "num/layer.h"
#include "num/mat.h"

#include <stdlib.h>

enum { EMBED_ROWS = 128 }; /* rows of a shard of tower_embed_items */

struct tower *tower_open(const struct blob *blob, struct err *err) {
    const struct section *config = blob_find(blob, "tower.config"), *known = blob_find(blob, "tower.known");
    if (!config || config->shape[0] != TOWER_CONFIG || !known) {
        err_set(err, ERR_DAMAGED, "this is no two-tower model");
        return NULL;
    }
    struct tower *t = mem_must(1, sizeof *t);
    t->known = known->data;
    if (!mat_start(err) || !tower_net_from(&t->net, config->data, err) ||
        !(t->weights = params_load(&t->net.params, blob, err))) {
        free(t);
        return NULL;
    }
    return t;
}

void tower_close(struct tower *tower) {
    free(tower);
}

int tower_dim(const struct tower *tower) {
    return tower->net.dim;
}

/* ---- one row: plain loops, no BLAS ---- */

static size_t row_floats(const struct tower_net *net, int s) {
    return (size_t)net->side[s].in + (size_t)net->hidden + (size_t)net->dim;
}

size_t tower_scratch_floats(const struct tower *tower) {
    return row_floats(&tower->net, TOWER_USER);
}

void tower_embed_user(const struct tower *tower, const struct fields *rows, int row, float *scratch, float *out) {
    const struct tower_net *net = &tower->net;
    const struct tower_side *side = &net->side[TOWER_USER];
    const struct params *p = &net->params;
    const float *w = tower->weights;
    float *x = scratch, *h = x + side->in, *y = h + net->hidden, norm;
    int32_t ids[FIELDS_MAX];
    tower_rows_of(side, rows, row, ids);
    tower_gather(net, side, w, rows, row, ids, NULL, x, out);
    if (side->w2 >= 0) {
        int in = side->in;
        if (side->w1 >= 0) {
            dense_row(h, x, params_get(p, w, side->w1), params_get(p, w, side->b1), true, in, net->hidden);
            x = h;
            in = net->hidden;
        }
        dense_row(y, x, params_get(p, w, side->w2), params_get(p, w, side->b2), false, in, net->dim);
        row_add(out, y, (size_t)net->dim);
    }
    norm_forward(out, &norm, out, 1, net->dim);
}

/* ---- many rows, over the pool ---- */

struct embedding {
    const struct tower *tower;
    const struct fields *rows;
    struct tower_layers layers[2];
    float *scratch; /* (threads, room) */
    size_t room;
    float *out; /* (rows.n, dim) */
    int shards;
};

static void user_shard(void *arg, int shard, int worker) {
    const struct embedding *e = arg;
    int begin, end, D = e->tower->net.dim;
    pool_range(e->rows->n, e->shards, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        tower_embed_user(e->tower, e->rows, i, e->scratch + (size_t)worker * e->room, e->out + (size_t)i * (size_t)D);
}

static void item_shard(void *arg, int shard, int worker) {
    const struct embedding *e = arg;
    const struct tower_net *net = &e->tower->net;
    const struct tower_side *side = &net->side[TOWER_ITEM];
    int begin = shard * EMBED_ROWS, end = begin + EMBED_ROWS < e->rows->n ? begin + EMBED_ROWS : e->rows->n;
    int n = end - begin;
    float *x = e->scratch + (size_t)worker * e->room;
    float *h = x + (size_t)EMBED_ROWS * tower_stride(side->in);
    float *norm = h + (size_t)EMBED_ROWS * tower_stride(net->hidden);
    struct tower_state state = {.x = x, .h = h, .norm = norm, .y = e->out + (size_t)begin * net->dim};
    int32_t ids[FIELDS_MAX];
    for (int i = 0; i < n; i++) {
        tower_rows_of(side, e->rows, begin + i, ids);
        tower_gather(net, side, e->tower->weights, e->rows, begin + i, ids, NULL,
                     x + (size_t)i * tower_stride(side->in), state.y + (size_t)i * net->dim);
    }
    tower_forward(net, TOWER_ITEM, e->layers, e->tower->weights, &state, 0, n);
}

static bool embed(struct embedding *e, struct pool *pool, pool_body body, struct err *err) {
    e->scratch = mem_array(e->room * (size_t)pool_threads(pool), sizeof *e->scratch, err);
    if (!e->scratch)
        return false;
    e->shards = (e->rows->n + EMBED_ROWS - 1) / EMBED_ROWS;
    pool_for(pool, e->shards, body, e);
    free(e->scratch);
    return true;
}

bool tower_embed_users(const struct tower *tower, const struct fields *rows, struct pool *pool, float *out,
                       struct err *err) {
    struct embedding e = {
        .tower = tower, .rows = rows, .room = (tower_scratch_floats(tower) + 15) / 16 * 16, .out = out};
    return tower_net_fits(&tower->net, TOWER_USER, rows, err) && embed(&e, pool, user_shard, err);
}

bool tower_embed_items(const struct tower *tower, const struct fields *rows, struct pool *pool, float *out,
                       struct err *err) {
    const struct tower_net *net = &tower->net;
    size_t room = EMBED_ROWS * (size_t)(tower_stride(net->side[TOWER_ITEM].in) + tower_stride(net->hidden) + 1);
    struct embedding e = {.tower = tower, .rows = rows, .room = (room + 15) / 16 * 16, .out = out};
    bool ok = tower_net_fits(&tower->net, TOWER_ITEM, rows, err) && tower_layers_init(e.layers, &tower->net, err);
    if (ok) {
        tower_layers_pack(e.layers, &tower->net, tower->weights, false);
        ok = embed(&e, pool, item_shard, err);
    }
    tower_layers_fini(e.layers);
    return ok;
}
