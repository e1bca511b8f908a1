#include "model/tower_loss.h"
#include "model/tower_batch.h"
#include "num/layer.h"
#include "num/loss.h"
#include "num/mat.h"

#include <math.h>
#include <string.h>

/* Rows of a block, candidates of a tile, floats from one row of a tile to the next: no power of two, whose rows would
 * fall on the same lines of the cache. */
enum { ROWS = 128, COLUMNS = 512, STRIDE = COLUMNS + 16 };

/* Binary cross entropy: the negatives of a positive weigh as much as this many, however many candidates there are. */
static const float negatives_weight = 4;
/* How far above its row's reference a logit may stand; exp of it, summed over any batch, is far from the largest float.
 */
static const float headroom = 60;

struct row {
    float own;       /* logit of the row's positive */
    float reference; /* e = exp(z - reference) */
    double sum;      /* of e, or the loss of the negatives */
    double slope;    /* cross entropy: sum of e */
    float factor;    /* gradient of z: factor * e */
    float own_slope; /* gradient of `own` */
};

struct block {
    struct tower_batch *batch;
    int begin, n;      /* rows of the batch */
    int first, rivals; /* candidates [first, first + rivals) */
    bool moved;        /* a reference moved after e was made with it */
    struct row row[ROWS];
    float *tiles;      /* (tiles, ROWS, STRIDE) */
    float *references; /* (tiles, ROWS) of each tile when it was made */
    float *shift;      /* (rivals) added to their logits */
    float *scaled;     /* (ROWS, D) rows of U times their factors */
};

static int tiles_of(int C) {
    return (C + COLUMNS - 1) / COLUMNS;
}

size_t tower_loss_room(int C, int D) {
    size_t tiles = (size_t)tiles_of(C);
    return tiles * ROWS * STRIDE + tiles * ROWS + ((size_t)C + 15) / 16 * 16 + (size_t)ROWS * (size_t)D;
}

static float bias_of(const struct tower_batch *b) {
    return b->params->loss == TOWER_BCE ? *params_get(&b->net->params, b->weights, b->net->bias) : 0.0f;
}

static float scale_of(const struct block *k) {
    return 1.0f / k->batch->params->temperature;
}

static bool is_softmax(const struct block *k) {
    return k->batch->params->loss == TOWER_SAMPLED_SOFTMAX;
}

static float dot(const float *x, const float *y, int n) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static void start_rows(struct block *k) {
    const struct tower_batch *b = k->batch;
    int D = b->net->dim;
    float scale = scale_of(k), bias = bias_of(b);
    k->moved = false;
    for (int r = 0; r < k->n; r++) {
        size_t at = (size_t)(k->begin + r);
        float z = dot(b->state[TOWER_USER].y + at * D, b->state[TOWER_ITEM].y + at * D, D) * scale;
        z += bias - b->negatives.log_q[b->candidate[at]];
        k->row[r] = (struct row){.own = z, .reference = z};
    }
}

/* A logit so far above the reference that exp could overflow becomes the new one; what was summed is scaled to it. */
static void raise_reference(struct block *k, int r, float largest) {
    struct row *row = &k->row[r];
    if (largest <= row->reference + headroom)
        return;
    float factor = expf(row->reference - largest);
    int D = k->batch->net->dim;
    row_scale(k->batch->state[TOWER_USER].dy + (size_t)(k->begin + r) * D, factor, (size_t)D);
    row->sum *= factor;
    row->reference = largest;
    k->moved = true;
}

/* Logits of row r with candidates [first, first + n) become e. */
static void take_row(struct block *k, int r, float *z, int first, int n, float *reference) {
    struct row *row = &k->row[r];
    const int32_t *item = k->batch->candidate + first;
    int32_t own = k->batch->candidate[k->begin + r];
    const float *shift = k->shift + (first - k->first);
    if (is_softmax(k)) {
        raise_reference(k, r, loss_largest(z, shift, n));
        *reference = row->reference;
        row->sum += loss_softmax_rivals(z, shift, item, own, row->reference, n);
    } else {
        row->sum += loss_bce_rivals(z, shift, item, own, &row->slope, n);
    }
}

static void make_tiles(struct block *k) {
    const struct tower_batch *b = k->batch;
    int D = b->net->dim, end = k->first + k->rivals;
    const float *U = b->state[TOWER_USER].y + (size_t)k->begin * D, *V = b->state[TOWER_ITEM].y;
    float *dU = b->state[TOWER_USER].dy + (size_t)k->begin * D, *z = k->tiles, *reference = k->references;
    memset(dU, 0, (size_t)k->n * D * sizeof *dU);
    for (int first = k->first; first < end; first += COLUMNS, z += ROWS * STRIDE, reference += ROWS) {
        int n = end - first < COLUMNS ? end - first : COLUMNS;
        const float *v = V + (size_t)first * D;
        mat_nt_part(z, U, v, (struct mat_part){STRIDE, D, D}, k->n, n, D, scale_of(k), false);
        for (int r = 0; r < k->n; r++)
            take_row(k, r, z + r * STRIDE, first, n, reference + r);
        if (b->training)
            mat_nn_part(dU, z, v, (struct mat_part){D, STRIDE, D}, k->n, D, n, 1.0f, true);
    }
}

/* The sums are known: what each row multiplies its e by, and its loss. */
static double end_softmax(struct row *row, float weight) {
    double own = exp((double)row->own - row->reference), sum = own + row->sum;
    row->factor = (float)(weight / sum);
    row->own_slope = (float)(-weight * (row->sum / sum));
    return weight * (log(sum) + row->reference - row->own);
}

static double end_bce(struct row *row, float weight, int rivals) {
    row->factor = rivals > 0 ? weight * negatives_weight / (float)rivals : 0;
    return loss_bce(&row->own_slope, row->own, 1.0f, weight) + row->factor * row->sum;
}

static double end_rows(struct block *k, double *bias_grad) {
    const struct tower_batch *b = k->batch;
    int rivals = negatives_shared(b->params->negatives) ? k->rivals - 1 : k->rivals;
    double loss = 0;
    for (int r = 0; r < k->n; r++) {
        struct row *row = &k->row[r];
        float weight = b->row_weight[k->begin + r];
        loss += is_softmax(k) ? end_softmax(row, weight) : end_bce(row, weight, rivals);
        *bias_grad += is_softmax(k) ? 0 : row->own_slope + row->factor * row->slope;
    }
    return loss;
}

/* scaled: the rows of U times what they multiply a tile's e by. */
static void scale_users(struct block *k, const float *reference) {
    int D = k->batch->net->dim;
    const float *U = k->batch->state[TOWER_USER].y + (size_t)k->begin * D;
    memcpy(k->scaled, U, (size_t)k->n * D * sizeof *U);
    for (int r = 0; r < k->n; r++) {
        float factor = k->row[r].factor * scale_of(k);
        if (k->moved && reference[r] != k->row[r].reference)
            factor *= expf(reference[r] - k->row[r].reference);
        row_scale(k->scaled + (size_t)r * D, factor, (size_t)D);
    }
}

static void spread_tiles(struct block *k, float *dv) {
    int D = k->batch->net->dim, end = k->first + k->rivals;
    const float *z = k->tiles, *reference = k->references;
    for (int first = k->first; first < end; first += COLUMNS, z += ROWS * STRIDE, reference += ROWS) {
        int n = end - first < COLUMNS ? end - first : COLUMNS;
        if (first == k->first || k->moved)
            scale_users(k, reference);
        mat_tn_part(dv + (size_t)first * D, z, k->scaled, (struct mat_part){D, STRIDE, D}, n, D, k->n, 1.0f, true);
    }
}

static void spread_own(struct block *k, float *dv) {
    const struct tower_batch *b = k->batch;
    size_t D = (size_t)b->net->dim;
    for (int r = 0; r < k->n; r++) {
        size_t at = (size_t)(k->begin + r) * D;
        float *dU = b->state[TOWER_USER].dy + at, own = k->row[r].own_slope * scale_of(k);
        row_scale(dU, k->row[r].factor * scale_of(k), D);
        row_add_scaled(dU, b->state[TOWER_ITEM].y + at, own, D);
        row_add_scaled(dv + at, b->state[TOWER_USER].y + at, own, D);
    }
}

static void start_block(struct block *k, struct tower_batch *b, float *room) {
    size_t tiles = (size_t)tiles_of(b->C);
    bool shared = negatives_shared(b->params->negatives);
    k->batch = b;
    k->first = shared ? 0 : b->B;
    k->rivals = b->C - k->first;
    k->tiles = room;
    k->references = k->tiles + tiles * ROWS * STRIDE;
    k->shift = k->references + tiles * ROWS;
    k->scaled = k->shift + ((size_t)b->C + 15) / 16 * 16;
    float bias = bias_of(b);
    for (int j = 0; j < k->rivals; j++)
        k->shift[j] = bias - b->negatives.log_q[b->candidate[k->first + j]];
}

void tower_loss_shard(void *arg, int shard, int worker) {
    struct tower_batch *b = arg;
    struct block block;
    int begin, end;
    pool_range(b->B, TOWER_SHARDS, shard, &begin, &end);
    start_block(&block, b, b->z + (size_t)worker * b->room);
    float *dv = b->dv + (size_t)shard * b->C * b->net->dim;
    if (b->training)
        memset(dv, 0, (size_t)b->C * b->net->dim * sizeof *dv);
    b->loss[shard] = b->bias_grad[shard] = 0;
    for (block.begin = begin; block.begin < end; block.begin += block.n) {
        block.n = end - block.begin < ROWS ? end - block.begin : ROWS;
        start_rows(&block);
        make_tiles(&block);
        b->loss[shard] += end_rows(&block, &b->bias_grad[shard]);
        if (!b->training)
            continue;
        spread_tiles(&block, dv);
        spread_own(&block, dv);
    }
}
