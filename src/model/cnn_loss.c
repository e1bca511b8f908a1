#include "model/cnn_loss.h"
#include "base/mem.h"
#include "num/isa.h"
#include "num/mat.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float no_rival = -1e30f; /* its exponential is nothing beside the largest's, which is 1 */

bool cnn_loss_init(struct cnn_loss *l, int B, struct err *err) {
    size_t n = (size_t)B;
    *l = (struct cnn_loss){0};
    l->z = mem_array(n * n, sizeof *l->z, err);
    l->e = mem_array(n * n, sizeof *l->e, err);
    l->own = mem_array(n, sizeof *l->own, err);
    l->row_most = mem_array(n, sizeof *l->row_most, err);
    l->column_most = mem_array(CNN_LOSS_SHARDS * n, sizeof *l->column_most, err);
    l->row_sum = mem_array(n, sizeof *l->row_sum, err);
    l->column_sum = mem_array(CNN_LOSS_SHARDS * n, sizeof *l->column_sum, err);
    return l->z && l->e && l->own && l->row_most && l->column_most && l->row_sum && l->column_sum;
}

void cnn_loss_fini(struct cnn_loss *l) {
    void *all[] = {l->z, l->e, l->own, l->row_most, l->column_most, l->row_sum, l->column_sum};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* ---- logits ---- */

static void leave_out_same(float *z, const int32_t *item, int own, int B) {
    for (int j = 0; j < B; j++)
        if (item[j] == item[own] && j != own)
            z[j] = no_rival;
}

NUM_KERNEL static float row_largest(float *column_most, const float *z, int B) {
    float most = z[0];
#pragma omp simd reduction(max : most)
    for (int j = 0; j < B; j++) {
        most = z[j] > most ? z[j] : most;
        column_most[j] = z[j] > column_most[j] ? z[j] : column_most[j];
    }
    return most;
}

static void logits_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct cnn_loss *l = arg;
    const struct cnn_pairs *p = l->pairs;
    int begin, end, B = p->B, D = p->D;
    size_t n = (size_t)B;
    pool_range(B, CNN_LOSS_SHARDS, shard, &begin, &end);
    float *most = l->column_most + (size_t)shard * n;
    for (int j = 0; j < B; j++)
        most[j] = -INFINITY;
    if (begin == end)
        return;
    mat_nt(l->z + (size_t)begin * n, p->U + (size_t)begin * D, p->V, end - begin, B, D, 1.0f / p->temperature, false);
    for (int i = begin; i < end; i++) {
        float *z = l->z + (size_t)i * n;
        leave_out_same(z, p->item, i, B);
        l->own[i] = z[i];
        l->row_most[i] = row_largest(most, z, B);
    }
}

/* ---- exponentials ---- */

static void settle_most(struct cnn_loss *l) {
    for (int s = 1; s < CNN_LOSS_SHARDS; s++)
        for (int j = 0; j < l->pairs->B; j++)
            if (l->column_most[s * l->pairs->B + j] > l->column_most[j])
                l->column_most[j] = l->column_most[s * l->pairs->B + j];
}

NUM_KERNEL static void subtract(float *e, float *z, float most, const float *column_most, int B) {
    for (int j = 0; j < B; j++) {
        e[j] = z[j] - most;
        z[j] -= column_most[j];
    }
}

NUM_KERNEL static double add_up(double *column_sum, const float *e, const float *z, int B) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < B; j++) {
        sum += e[j];
        column_sum[j] += z[j];
    }
    return sum;
}

static void exp_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct cnn_loss *l = arg;
    int begin, end, B = l->pairs->B;
    size_t n = (size_t)B;
    double *column_sum = l->column_sum + (size_t)shard * n;
    memset(column_sum, 0, n * sizeof *column_sum);
    pool_range(B, CNN_LOSS_SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        float *z = l->z + (size_t)i * n, *e = l->e + (size_t)i * n;
        subtract(e, z, l->row_most[i], l->column_most, B);
        vec_exp(e, e, B);
        vec_exp(z, z, B);
        l->row_sum[i] = add_up(column_sum, e, z, B);
    }
}

static double settle_sums(struct cnn_loss *l) {
    int B = l->pairs->B;
    double loss = 0;
    for (int s = 1; s < CNN_LOSS_SHARDS; s++)
        for (int j = 0; j < B; j++)
            l->column_sum[j] += l->column_sum[s * B + j];
    for (int i = 0; i < B; i++)
        loss += log(l->row_sum[i]) + l->row_most[i] + log(l->column_sum[i]) + l->column_most[i] - 2.0 * l->own[i];
    return loss / (2.0 * B);
}

/* ---- gradients ---- */

/* e becomes dz of row i. */
NUM_KERNEL static void slopes(float *e, const float *z, double row_sum, const double *column_sum, int B) {
    float by_row = (float)(1.0 / row_sum), share = 0.5f / (float)B;
    for (int j = 0; j < B; j++)
        e[j] = (e[j] * by_row + z[j] / (float)column_sum[j]) * share;
}

static void rows_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct cnn_loss *l = arg;
    const struct cnn_pairs *p = l->pairs;
    int begin, end, B = p->B, D = p->D;
    size_t n = (size_t)B;
    pool_range(B, CNN_LOSS_SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        slopes(l->e + (size_t)i * n, l->z + (size_t)i * n, l->row_sum[i], l->column_sum, B);
        l->e[(size_t)i * n + (size_t)i] -= 1.0f / (float)B;
    }
    if (begin < end)
        mat_nn(l->dU + (size_t)begin * D, l->e + (size_t)begin * n, p->V, end - begin, D, B, 1.0f / p->temperature,
               false);
}

static void columns_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct cnn_loss *l = arg;
    const struct cnn_pairs *p = l->pairs;
    int begin, end, B = p->B, D = p->D;
    pool_range(B, CNN_LOSS_SHARDS, shard, &begin, &end);
    if (begin < end)
        mat_tn_part(l->dV + (size_t)begin * D, l->e + begin, p->U, (struct mat_part){D, B, D}, end - begin, D, B,
                    1.0f / p->temperature, false);
}

double cnn_loss(struct cnn_loss *l, const struct cnn_pairs *pairs, float *dU, float *dV, struct pool *pool) {
    l->pairs = pairs;
    l->dU = dU;
    l->dV = dV;
    pool_for(pool, CNN_LOSS_SHARDS, logits_shard, l);
    settle_most(l);
    pool_for(pool, CNN_LOSS_SHARDS, exp_shard, l);
    double loss = settle_sums(l);
    if (dU) {
        pool_for(pool, CNN_LOSS_SHARDS, rows_shard, l);
        pool_for(pool, CNN_LOSS_SHARDS, columns_shard, l);
    }
    return loss;
}
