#include "num/optim.h"
#include "base/mem.h"
#include "num/isa.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct adam adam_at(float rate, int step) {
    struct adam a = {.rate = rate, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f};
    a.rate_now = (float)(rate / (1 - pow(a.beta1, step)));
    a.unbias2 = (float)(1 / (1 - pow(a.beta2, step)));
    return a;
}

NUM_KERNEL void adam_update(float *w, float *m, float *v, const float *g, float scale, size_t n,
                            const struct adam *adam) {
    float b1 = adam->beta1, b2 = adam->beta2, epsilon = adam->epsilon;
    float unbias2 = adam->unbias2, rate = adam->rate_now;
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;
        m[i] = b1 * m[i] + (1 - b1) * d;
        v[i] = b2 * v[i] + (1 - b2) * d * d;
        w[i] -= rate * m[i] / (sqrtf(v[i] * unbias2) + epsilon);
    }
}

NUM_KERNEL void adagrad_update(float *w, float *sum, const float *g, float scale, size_t n, float rate, float epsilon) {
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;
        sum[i] += d * d;
        w[i] -= rate * d / (sqrtf(sum[i]) + epsilon);
    }
}

bool group_init(struct group *g, int rows, int uses, struct err *err) {
    *g = (struct group){.rows = rows, .uses = uses};
    g->head = mem_array((size_t)rows, sizeof *g->head, err);
    g->tail = mem_array((size_t)rows, sizeof *g->tail, err);
    g->use = mem_array((size_t)uses, sizeof *g->use, err);
    g->touched = mem_array((size_t)uses, sizeof *g->touched, err);
    if (!g->head || !g->tail || !g->use || !g->touched) {
        group_fini(g);
        return false;
    }
    memset(g->head, 0xff, (size_t)rows * sizeof *g->head);
    return true;
}

void group_fini(struct group *g) {
    free(g->head);
    free(g->tail);
    free(g->use);
    free(g->touched);
    *g = (struct group){0};
}

void group_push(struct group *g, int row, int sample, float factor) {
    assert(g->n_use < g->uses && row >= 0 && row < g->rows);
    int u = g->n_use++;
    g->use[u] = (struct use){sample, -1, factor};
    if (g->head[row] < 0) {
        g->head[row] = u;
        g->touched[g->n_touched++] = row;
    } else {
        g->use[g->tail[row]].next = u;
    }
    g->tail[row] = u;
}

void group_clear(struct group *g) {
    for (int t = 0; t < g->n_touched; t++)
        g->head[g->touched[t]] = -1;
    g->n_use = g->n_touched = 0;
}

NUM_KERNEL static void sum_chain(float *sum, const struct group *g, int row, const struct gradients *from, int width) {
#pragma omp simd
    for (int c = 0; c < width; c++)
        sum[c] = 0;
    for (int u = g->head[row]; u >= 0; u = g->use[u].next) {
        int sample = g->use[u].sample;
        const float *d = sample < from->split
                             ? from->first + (size_t)sample * (size_t)from->first_row
                             : from->second + (size_t)(sample - from->split) * (size_t)from->second_row;
        float factor = g->use[u].factor;
#pragma omp simd
        for (int c = 0; c < width; c++)
            sum[c] += factor * d[c];
    }
}

void optim_rows(const struct optim_table *table, const struct group *g, const struct gradients *from, float scale,
                const struct adam *adam, float *sum) {
    size_t width = (size_t)table->width;
    for (int t = 0; t < g->n_touched; t++) {
        size_t at = (size_t)g->touched[t] * table->stride;
        sum_chain(sum, g, g->touched[t], from, table->width);
        if (table->kind == OPTIM_ADAM)
            adam_update(table->w + at, table->m + at, table->v + at, sum, scale, width, adam);
        else
            adagrad_update(table->w + at, table->m + at, sum, scale, width, adam->rate, 1e-7f);
    }
}
