#include "model/tower_loss.h"
#include "base/mem.h"
#include "model/tower_batch.h"
#include "num/layer.h"
#include "num/loss.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows of a block, candidates of a tile, floats from one row of a tile to the next: no power of two, whose rows would
 * fall on the same lines of the cache. */
enum { ROWS = PANEL_LOGIT_ROWS, COLUMNS = PANEL_LOGITS, STRIDE = COLUMNS + 8 };

/* Binary cross entropy: the negatives of a positive weigh as much as this many, however many candidates there are. */
static const float negatives_weight = 4;
/* How far above its row's reference a logit may stand; exp of it, summed over any batch, is far from the largest float.
 */
static const float headroom = 60;

struct block {
    struct tower_batch *batch;
    const struct panel_kernels *kernels;
    int begin, n; /* rows of the batch */
    /* (n) */
    float own[ROWS];       /* logit of the row's positive */
    float reference[ROWS]; /* e = exp(z - reference) */
    int32_t item[ROWS];    /* the positive */
    double sum[ROWS];      /* of e, or the loss of the negatives */
    double slope[ROWS];    /* cross entropy: sum of e */
    float factor[ROWS];    /* gradient of z: factor * e */
    float own_slope[ROWS]; /* gradient of `own` */
    float *tiles;          /* (tiles, ROWS, STRIDE) */
    float *scaled;         /* (ROWS, D) rows of U times their factors */
    float *packed;         /* the same, packed */
};

static int tiles_of(int C) {
    return (C + COLUMNS - 1) / COLUMNS;
}

size_t tower_loss_room(int C, int D) {
    return (size_t)tiles_of(C) * ROWS * STRIDE + (size_t)ROWS * (size_t)D + panel_floats(ROWS, D);
}

static float bias_of(const struct tower_batch *b) {
    return b->params->loss == TOWER_BCE ? *params_get(&b->net->params, b->weights, b->net->bias) : 0.0f;
}

static float scale_of(const struct tower_batch *b) {
    return 1.0f / b->params->temperature;
}

static bool is_softmax(const struct block *k) {
    return k->batch->params->loss == TOWER_SAMPLED_SOFTMAX;
}

/* ---- the candidates ---- */

bool tower_rivals_init(struct tower_rivals *r, int C, int D, struct err *err) {
    size_t n = ((size_t)C + PANEL_MOST - 1) / PANEL_MOST * PANEL_MOST;
    r->columns = mem_array(n * (size_t)D, sizeof *r->columns, err);
    r->rows = mem_array(panel_floats(C, D), sizeof *r->rows, err);
    r->shift = mem_array(n, sizeof *r->shift, err);
    r->item = mem_array(n, sizeof *r->item, err);
    return r->columns && r->rows && r->shift && r->item;
}

void tower_rivals_fini(struct tower_rivals *r) {
    free(r->columns);
    free(r->rows);
    free(r->shift);
    free(r->item);
}

void tower_rivals_start(struct tower_batch *b) {
    struct tower_rivals *r = &b->rivals;
    int panel = panel_best()->rivals;
    float bias = bias_of(b);
    r->first = negatives_shared(b->params->negatives) ? 0 : b->B;
    r->n = b->C - r->first;
    r->largest = -INFINITY;
    for (int j = 0; j < r->n; j++) {
        r->item[j] = b->candidate[r->first + j];
        r->shift[j] = bias - negatives_log_q(&b->negatives, r->item[j], b->training);
        r->largest = r->shift[j] > r->largest ? r->shift[j] : r->largest;
    }
    for (int j = r->n; j % panel; j++) {
        r->item[j] = -1;
        r->shift[j] = -1e30f;
    }
}

void tower_rivals_pack(struct tower_batch *b, int begin, int end) {
    const struct panel_kernels *k = panel_best();
    struct tower_rivals *r = &b->rivals;
    size_t D = (size_t)b->net->dim, n = (size_t)r->n;
    begin = begin > r->first ? begin : r->first;
    end = end < b->C ? end : b->C; /* a sample to mine from stands farther back */
    if (begin >= end)
        return;
    const float *V = b->state[TOWER_ITEM].y + (size_t)r->first * D;
    int from = begin - r->first, to = end - r->first, width = (int)D;
    panel_pack(r->columns, D * (size_t)k->rivals, k->rivals, V, 1, D, width, from, to);
    if (to == r->n)
        panel_pack(r->columns, D * (size_t)k->rivals, k->rivals, NULL, 0, 0, width, to,
                   (to + k->rivals - 1) / k->rivals * k->rivals);
    float *rows = r->rows + (size_t)from * (size_t)k->columns;
    panel_pack(rows, n * (size_t)k->columns, k->columns, V + (size_t)from * D, D, 1, to - from, 0, width);
    panel_pack(rows, n * (size_t)k->columns, k->columns, NULL, 0, 0, to - from, width,
               (width + k->columns - 1) / k->columns * k->columns);
}

/* ---- forward, and what goes to the users ---- */

static void start_rows(struct block *k) {
    const struct tower_batch *b = k->batch;
    int D = b->net->dim;
    float scale = scale_of(b), bias = bias_of(b);
    for (int r = 0; r < k->n; r++) {
        size_t at = (size_t)(k->begin + r);
        float z = vec_dot(b->state[TOWER_USER].y + at * D, b->state[TOWER_ITEM].y + at * D, D) * scale;
        k->item[r] = b->candidate[at];
        k->own[r] = k->reference[r] = z + bias - negatives_log_q(&b->negatives, k->item[r], b->training);
        k->sum[r] = k->slope[r] = 0;
    }
}

static struct panel_logits logits_of(const struct block *k, int first, int n) {
    const struct tower_batch *b = k->batch;
    int D = b->net->dim, panel = k->kernels->rivals;
    return (struct panel_logits){.u = b->state[TOWER_USER].y + (size_t)k->begin * D,
                                 .u_row = (size_t)D,
                                 .v = b->rivals.columns + (size_t)first * (size_t)D,
                                 .scale = scale_of(b),
                                 .n = k->n,
                                 .columns = (n + panel - 1) / panel * panel,
                                 .D = D,
                                 .row = STRIDE};
}

static int tile_columns(const struct block *k, int first) {
    int left = k->batch->rivals.n - first;
    return left < COLUMNS ? left : COLUMNS;
}

/* Whether a rival could stand so far above a row's positive that exp overflows: no cosine is above 1. */
static bool may_overflow(const struct block *k) {
    float most = scale_of(k->batch) * 1.001f + k->batch->rivals.largest;
    for (int r = 0; r < k->n; r++)
        if (most > k->own[r] + headroom)
            return true;
    return false;
}

static void raise_references(struct block *k) {
    const struct tower_rivals *rivals = &k->batch->rivals;
    for (int first = 0; first < rivals->n; first += COLUMNS) {
        int n = tile_columns(k, first);
        struct panel_logits logits = logits_of(k, first, n);
        k->kernels->logits(k->tiles, &logits);
        for (int r = 0; r < k->n; r++) {
            float largest = loss_largest(k->tiles + r * STRIDE, rivals->shift + first, n);
            k->reference[r] = largest > k->reference[r] ? largest : k->reference[r];
        }
    }
}

static void make_tile(struct block *k, float *e, int first, int n) {
    const struct tower_rivals *rivals = &k->batch->rivals;
    struct panel_logits logits = logits_of(k, first, n);
    const float *shift = rivals->shift + first;
    const int32_t *item = rivals->item + first;
    if (is_softmax(k)) {
        k->kernels->rivals_exp(e, k->sum, &logits, shift, item, k->item, k->reference);
        return;
    }
    k->kernels->logits(e, &logits);
    for (int r = 0; r < k->n; r++)
        k->sum[r] += loss_bce_rivals(e + r * STRIDE, shift, item, k->item[r], &k->slope[r], n);
}

static void make_tiles(struct block *k) {
    const struct tower_batch *b = k->batch;
    int D = b->net->dim, columns = k->kernels->columns;
    float *dU = b->state[TOWER_USER].dy + (size_t)k->begin * D, *e = k->tiles;
    if (is_softmax(k) && may_overflow(k))
        raise_references(k);
    for (int first = 0; first < b->rivals.n; first += COLUMNS, e += ROWS * STRIDE) {
        int n = tile_columns(k, first);
        make_tile(k, e, first, n);
        struct panel_right v = {b->rivals.rows + (size_t)first * (size_t)columns, (size_t)b->rivals.n * columns};
        if (b->training)
            k->kernels->product(dU, (size_t)D, (struct panel_left){e, STRIDE, 1}, v, k->n, D, n,
                                (struct panel_tail){.add = first > 0});
    }
}

/* ---- the sums are known ---- */

/* What the row multiplies its e by, and its loss. */
static double end_softmax(struct block *k, int r, float weight) {
    double own = exp((double)k->own[r] - k->reference[r]), sum = own + k->sum[r];
    k->factor[r] = (float)(weight / sum);
    k->own_slope[r] = (float)(-weight * (k->sum[r] / sum));
    return weight * (log(sum) + k->reference[r] - k->own[r]);
}

static double end_bce(struct block *k, int r, float weight, int rivals) {
    k->factor[r] = rivals > 0 ? weight * negatives_weight / (float)rivals : 0;
    return loss_bce(&k->own_slope[r], k->own[r], 1.0f, weight) + k->factor[r] * k->sum[r];
}

static double end_rows(struct block *k, double *bias_grad) {
    const struct tower_batch *b = k->batch;
    int rivals = negatives_shared(b->params->negatives) ? b->rivals.n - 1 : b->rivals.n;
    double loss = 0;
    for (int r = 0; r < k->n; r++) {
        float weight = b->row_weight[k->begin + r];
        loss += is_softmax(k) ? end_softmax(k, r, weight) : end_bce(k, r, weight, rivals);
        *bias_grad += is_softmax(k) ? 0 : k->own_slope[r] + k->factor[r] * k->slope[r];
    }
    return loss;
}

/* The rows of U times what they multiply a tile's e by. */
static struct panel_right scale_users(struct block *k) {
    int D = k->batch->net->dim;
    const float *U = k->batch->state[TOWER_USER].y + (size_t)k->begin * D;
    memcpy(k->scaled, U, (size_t)k->n * D * sizeof *U);
    for (int r = 0; r < k->n; r++)
        row_scale(k->scaled + (size_t)r * D, k->factor[r] * scale_of(k->batch), (size_t)D);
    return panel_pack_all(k->packed, k->kernels->columns, k->scaled, (size_t)D, 1, k->n, D);
}

/* dv (C,D) of the shard; its first block sets it. */
static void spread_tiles(struct block *k, float *dv, bool first_block) {
    const struct tower_rivals *rivals = &k->batch->rivals;
    size_t D = (size_t)k->batch->net->dim;
    struct panel_right users = scale_users(k);
    const float *e = k->tiles;
    if (first_block)
        memset(dv, 0, (size_t)rivals->first * D * sizeof *dv);
    dv += (size_t)rivals->first * D;
    for (int first = 0; first < rivals->n; first += COLUMNS, e += ROWS * STRIDE)
        k->kernels->product(dv + (size_t)first * D, D, (struct panel_left){e, 1, STRIDE}, users, tile_columns(k, first),
                            (int)D, k->n, (struct panel_tail){.add = !first_block});
}

static void spread_own(struct block *k, float *dv) {
    const struct tower_batch *b = k->batch;
    size_t D = (size_t)b->net->dim;
    float scale = scale_of(b);
    for (int r = 0; r < k->n; r++) {
        size_t at = (size_t)(k->begin + r) * D;
        float *dU = b->state[TOWER_USER].dy + at, own = k->own_slope[r] * scale;
        row_scale(dU, k->factor[r] * scale, D);
        row_add_scaled(dU, b->state[TOWER_ITEM].y + at, own, D);
        row_add_scaled(dv + at, b->state[TOWER_USER].y + at, own, D);
    }
}

void tower_loss_shard(void *arg, int shard, int worker) {
    struct tower_batch *b = arg;
    int begin, end, D = b->net->dim;
    struct block block = {.batch = b, .kernels = panel_best(), .tiles = b->z + (size_t)worker * b->room};
    block.scaled = block.tiles + (size_t)tiles_of(b->C) * ROWS * STRIDE;
    block.packed = block.scaled + (size_t)ROWS * (size_t)D;
    pool_range(b->B, TOWER_SHARDS, shard, &begin, &end);
    float *dv = b->dv + (size_t)shard * b->C * D;
    if (b->training && begin == end)
        memset(dv, 0, (size_t)b->C * D * sizeof *dv);
    b->loss[shard] = b->bias_grad[shard] = 0;
    for (block.begin = begin; block.begin < end; block.begin += block.n) {
        block.n = end - block.begin < ROWS ? end - block.begin : ROWS;
        start_rows(&block);
        make_tiles(&block);
        b->loss[shard] += end_rows(&block, &b->bias_grad[shard]);
        if (!b->training)
            continue;
        spread_tiles(&block, dv, block.begin == begin);
        spread_own(&block, dv);
    }
}
