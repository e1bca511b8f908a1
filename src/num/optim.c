#include "num/optim.h"
#include "base/mem.h"
#include "num/isa.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

struct adam adam_at(float rate, int step) {
    struct adam a = {.rate = rate, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f};
    a.rate_now = (float)(rate / (1 - pow(a.beta1, step)));
    a.unbias2 = (float)(1 / (1 - pow(a.beta2, step)));
    return a;
}

INLINE void adam_row(float *w, float *m, float *v, const float *g, float scale, size_t n, const struct adam *adam) {
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

INLINE void adagrad_row(float *w, float *sum, const float *g, float scale, size_t n, float rate, float epsilon) {
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;
        sum[i] += d * d;
        w[i] -= rate * d / (sqrtf(sum[i]) + epsilon);
    }
}

NUM_KERNEL void adam_update(float *w, float *m, float *v, const float *g, float scale, size_t n,
                            const struct adam *adam) {
    adam_row(w, m, v, g, scale, n, adam);
}

NUM_KERNEL void adagrad_update(float *w, float *sum, const float *g, float scale, size_t n, float rate, float epsilon) {
    adagrad_row(w, sum, g, scale, n, rate, epsilon);
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

void group_push_picked(struct group_picks *picks) {
    enum { FETCHED = 12 };
    const struct group *g = picks->group;
    for (int u = 0; u < picks->n + FETCHED; u++) {
        if (u < picks->n) {
            __builtin_prefetch(&g->head[picks->use[u].row], 1);
            __builtin_prefetch(&g->tail[picks->use[u].row], 1);
        }
        int at = u - FETCHED;
        if (at >= 0)
            group_push(picks->group, picks->use[at].row, picks->use[at].sample, picks->use[at].factor);
    }
    picks->n = 0;
}

void group_clear(struct group *g) {
    for (int t = 0; t < g->n_touched; t++)
        g->head[g->touched[t]] = -1;
    g->n_use = g->n_touched = 0;
}

INLINE const float *gradient_of(const struct gradients *from, int sample) {
    return sample < from->split ? from->first + (size_t)sample * (size_t)from->first_row
                                : from->second + (size_t)(sample - from->split) * (size_t)from->second_row;
}

/* Uses in the order in which they are summed: those of the first touched row, of the second... */
struct cursor {
    int t, u; /* u < 0: behind the last */
};

INLINE struct cursor first_use(const struct group *g) {
    return (struct cursor){0, g->n_touched > 0 ? g->head[g->touched[0]] : -1};
}

INLINE void next_use(struct cursor *at, const struct group *g) {
    at->u = g->use[at->u].next;
    if (at->u < 0 && ++at->t < g->n_touched)
        at->u = g->head[g->touched[at->t]];
}

enum { AHEAD = 16, LINE = 16 }; /* uses; floats of a cache line */

/* Rows of a large table are in no cache, nor are gradients that another thread wrote: they are asked for some uses
 * before their turn. */
INLINE void fetch(struct cursor *at, const struct optim_table *table, const struct group *g,
                  const struct gradients *from, int width) {
    if (at->u < 0)
        return;
    size_t row = (size_t)g->touched[at->t] * table->stride;
    const float *d = gradient_of(from, g->use[at->u].sample);
    bool new_row = g->head[g->touched[at->t]] == at->u;
    for (int c = 0; c < width; c += LINE) {
        __builtin_prefetch(d + c);
        if (!new_row)
            continue;
        __builtin_prefetch(table->w + row + c, 1);
        __builtin_prefetch(table->m + row + c, 1);
        if (table->kind == OPTIM_ADAM)
            __builtin_prefetch(table->v + row + c, 1);
    }
    __builtin_prefetch(d + width - 1);
    next_use(at, g);
}

INLINE void sum_chain(float *sum, const struct optim_table *table, const struct group *g, int row,
                      const struct gradients *from, struct cursor *ahead, int width) {
#pragma omp simd
    for (int c = 0; c < width; c++)
        sum[c] = 0;
    for (int u = g->head[row]; u >= 0; u = g->use[u].next) {
        const float *d = gradient_of(from, g->use[u].sample);
        float factor = g->use[u].factor;
        fetch(ahead, table, g, from, width);
#pragma omp simd
        for (int c = 0; c < width; c++)
            sum[c] += factor * d[c];
    }
}

/* `width` is a constant where that is worth it: loops of known length have no remainder. */
INLINE void rows_of_width(const struct optim_table *table, const struct group *g, const struct gradients *from,
                          float scale, const struct adam *adam, float *sum, int width) {
    struct cursor ahead = first_use(g);
    for (int u = 0; u < AHEAD; u++)
        fetch(&ahead, table, g, from, width);
    for (int t = 0; t < g->n_touched; t++) {
        size_t at = (size_t)g->touched[t] * table->stride, n = (size_t)width;
        sum_chain(sum, table, g, g->touched[t], from, &ahead, width);
        if (table->kind == OPTIM_ADAM)
            adam_row(table->w + at, table->m + at, table->v + at, sum, scale, n, adam);
        else
            adagrad_row(table->w + at, table->m + at, sum, scale, n, ADAGRAD_RATE * adam->rate, 1e-7f);
    }
}

NUM_KERNEL void optim_rows(const struct optim_table *table, const struct group *g, const struct gradients *from,
                           float scale, const struct adam *adam, float *sum) {
    float wide[16];
    if (table->width == 1)
        rows_of_width(table, g, from, scale, adam, wide, 1);
    else if (table->width == 16)
        rows_of_width(table, g, from, scale, adam, wide, 16);
    else
        rows_of_width(table, g, from, scale, adam, sum, table->width);
}
