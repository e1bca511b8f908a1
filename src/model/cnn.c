#include "model/cnn.h"
#include "base/mem.h"
#include "model/cnn_view.h"
#include "num/mat.h"

#include <stdlib.h>
#include <string.h>

enum { EMBED_SHARD = 64 }; /* pictures */

struct cnn *cnn_open(const struct blob *blob, struct err *err) {
    const struct section *config = blob_find(blob, "cnn.config");
    if (!config || config->shape[0] != CNN_CONFIG) {
        err_set(err, ERR_DAMAGED, "this is no network of pictures");
        return NULL;
    }
    struct cnn *cnn = mem_must(1, sizeof *cnn);
    if (!mat_start(err) || !cnn_net_from(&cnn->net, config->data, err) ||
        !(cnn->weights = params_load(&cnn->net.params, blob, err)) || !cnn_layers_init(&cnn->layers, &cnn->net, err)) {
        cnn_close(cnn);
        return NULL;
    }
    cnn_layers_pack(&cnn->layers, &cnn->net, cnn->weights, false);
    return cnn;
}

void cnn_close(struct cnn *cnn) {
    if (!cnn)
        return;
    cnn_layers_fini(&cnn->layers);
    free(cnn);
}

int cnn_dim(const struct cnn *cnn) {
    return cnn->net.dim;
}

double cnn_multiply_adds(const struct cnn *cnn) {
    const struct cnn_net *net = &cnn->net;
    double sum = (double)cnn_channels(net) * (conv_rows(&net->conv[CNN_LAYERS - 1], 1) + net->dim);
    for (int l = 0; l < CNN_LAYERS; l++)
        sum += (double)conv_rows(&net->conv[l], 1) * conv_width(&net->conv[l]) * net->conv[l].out;
    return sum;
}

/* ---- scratch of a block: what forward leaves, what it wants ---- */

size_t cnn_scratch_floats(const struct cnn *cnn) {
    return cnn_state_floats(&cnn->net, CNN_BLOCK) + cnn_room(&cnn->net);
}

/* out (n,D) of rgb (n,CNN_BYTES), at most CNN_BLOCK. */
static void embed_block(const struct cnn *cnn, uint8_t *rgb, int n, float *scratch, float *out) {
    struct cnn_state state = {.rgb = rgb};
    cnn_state_place(&state, &cnn->net, CNN_BLOCK, scratch);
    cnn_forward(&cnn->net, &cnn->layers, cnn->weights, &state, 0, n, scratch + cnn_state_floats(&cnn->net, CNN_BLOCK));
    memcpy(out, state.vector, (size_t)n * (size_t)cnn->net.dim * sizeof *out);
}

void cnn_embed_one(const struct cnn *cnn, const uint8_t *rgb, float *scratch, float *out) {
    embed_block(cnn, (uint8_t *)rgb, 1, scratch, out);
}

/* ---- many, over the pool ---- */

struct embedding {
    const struct cnn *cnn;
    const struct cnn_pictures *pictures;
    const struct progress *progress;
    int first, begin, end; /* of out's rows, those at hand */
    uint8_t *rgb;          /* (workers,CNN_BLOCK,CNN_BYTES) */
    float *scratch;        /* (workers,room) */
    size_t room;
    float *out;
};

static void embed_shard(void *arg, int shard, int worker) {
    const struct embedding *e = arg;
    uint8_t *rgb = e->rgb + (size_t)worker * CNN_BLOCK * CNN_BYTES;
    int begin = e->begin + shard * EMBED_SHARD, end = begin + EMBED_SHARD < e->end ? begin + EMBED_SHARD : e->end;
    for (int at = begin; at < end && !atomic_load_explicit(&e->progress->cancel, memory_order_relaxed);
         at += CNN_BLOCK) {
        int n = end - at < CNN_BLOCK ? end - at : CNN_BLOCK;
        for (int i = 0; i < n; i++)
            e->pictures->get(e->pictures->arg, e->first + at + i, 0, CNN_HELD, rgb + (size_t)i * CNN_BYTES);
        embed_block(e->cnn, rgb, n, e->scratch + (size_t)worker * e->room, e->out + (size_t)at * e->cnn->net.dim);
    }
}

/* Parts of so many pictures that progress is told often enough. */
static bool embed_parts(struct embedding *e, int n, struct pool *pool, struct progress *progress, struct err *err) {
    int part = EMBED_SHARD * 4 * pool_threads(pool);
    for (e->begin = 0; e->begin < n; e->begin = e->end) {
        e->end = n - e->begin < part ? n : e->begin + part;
        pool_for(pool, (e->end - e->begin + EMBED_SHARD - 1) / EMBED_SHARD, embed_shard, e);
        if (!progress_step(progress, (double)e->end / n, err))
            return false;
    }
    return true;
}

bool cnn_embed(const struct cnn *cnn, const struct cnn_pictures *pictures, int first, int n, struct pool *pool,
               struct progress *progress, float *out, struct err *err) {
    struct embedding e = {.cnn = cnn, .pictures = pictures, .progress = progress, .first = first, .out = out};
    size_t threads = (size_t)pool_threads(pool);
    e.room = cnn_scratch_floats(cnn);
    e.rgb = mem_array(threads * CNN_BLOCK, CNN_BYTES, err);
    e.scratch = mem_array(threads * e.room, sizeof *e.scratch, err);
    bool ok = e.rgb && e.scratch && embed_parts(&e, n, pool, progress, err);
    free(e.rgb);
    free(e.scratch);
    return ok;
}
