#include "model/ranker_shared.h"
#include "num/layer.h"

#include <string.h>

enum { FEWEST_ROWS = 64 }; /* below, the copy of the weights costs more than it saves */

static size_t whole_lines(size_t floats) {
    return (floats + 15) / 16 * 16;
}

size_t ranker_shared_carve(const struct ranker_net *net, struct ranker_shared *shared, float *at, int block) {
    if (!net->has_deep)
        return 0;
    size_t W = (size_t)net->W, h1 = (size_t)net->wide;
    size_t columns = whole_lines(W), weights = whole_lines(W * h1), bias = whole_lines(h1);
    if (at) {
        shared->column = (int32_t *)at; /* both are 4 bytes wide */
        shared->w1 = at + columns;
        shared->b1 = shared->w1 + weights;
        shared->x = shared->b1 + bias;
    }
    return columns + weights + bias + whole_lines((size_t)block * W);
}

/* Whether all n rows of x (n,width), 4 bytes a value, hold the same in column c. */
static bool same_everywhere(const void *x, int width, int c, int n) {
    const char *first = (const char *)x + (size_t)c * 4, *at = first;
    for (int i = 1; i < n; i++)
        if (memcmp(at += (size_t)width * 4, first, 4) != 0)
            return false;
    return true;
}

int ranker_shared_fields(const struct ranker_net *net, const struct fields *rows, bool *same) {
    int shared = 0;
    for (int f = 0; f < net->n_category; f++) {
        same[f] = rows->n >= FEWEST_ROWS && same_everywhere(rows->category, rows->n_category, f, rows->n);
        shared += same[f];
    }
    return shared;
}

static bool same_bags(const struct fields *rows) {
    int n = rows->n > 0 ? rows->bag_start[1] - rows->bag_start[0] : 0;
    for (int i = 1; i < rows->n; i++)
        if (rows->bag_start[i + 1] - rows->bag_start[i] != n ||
            memcmp(rows->bag + rows->bag_start[i], rows->bag + rows->bag_start[0], (size_t)n * sizeof *rows->bag) != 0)
            return false;
    return true;
}

bool ranker_shared_tail(const struct ranker_net *net, const struct fields *rows) {
    for (int d = 0; d < net->D; d++)
        if (!same_everywhere(rows->dense, net->D, d, rows->n))
            return false;
    return net->bag_cardinality == 0 || same_bags(rows);
}

/* A column of x that every row shares, of value x: its product joins the bias. */
static void join_bias(const struct ranker_net *net, const float *w1, struct ranker_shared *shared, int column,
                      float x) {
    size_t h1 = (size_t)net->wide;
    row_add_scaled(shared->b1, w1 + (size_t)column * h1, x, h1);
}

static void keep_columns(struct ranker_shared *shared, int first, int n) {
    for (int c = first; c < first + n; c++)
        shared->column[shared->n++] = c;
}

bool ranker_shared_find(const struct ranker_net *net, const float *weights, const struct fields *rows,
                        struct ranker_shared *shared) {
    if (!net->has_deep || rows->n < FEWEST_ROWS)
        return false;
    const struct params *p = &net->params;
    const float *w1 = params_get(p, weights, net->w1);
    size_t h1 = (size_t)net->wide;
    int32_t ids[FIELDS_MAX];
    shared->n = 0;
    memcpy(shared->b1, params_get(p, weights, net->b1), h1 * sizeof *shared->b1);
    bool same[FIELDS_MAX];
    ranker_rows_of(net, rows, 0, ids);
    ranker_shared_fields(net, rows, same);
    for (int f = 0; f < net->n_category; f++) {
        if (!same[f]) {
            keep_columns(shared, f * net->E, net->E);
            continue;
        }
        const float *e = params_get(p, weights, net->embed[f]) + (size_t)ids[f] * (size_t)net->E;
        for (int d = 0; d < net->E; d++)
            join_bias(net, w1, shared, f * net->E + d, e[d]);
    }
    if (net->bag_cardinality > 0) /* bags are compared by nobody: they count as different */
        keep_columns(shared, net->n_category * net->E, net->E);
    for (int d = 0; d < net->D; d++) {
        if (same_everywhere(rows->dense, net->D, d, rows->n))
            join_bias(net, w1, shared, net->F * net->E + d, rows->dense[d]);
        else
            keep_columns(shared, net->F * net->E + d, 1);
    }
    return shared->n < net->W;
}

void ranker_shared_select(const struct ranker_net *net, const float *weights, struct ranker_shared *shared) {
    const float *w1 = params_get(&net->params, weights, net->w1);
    size_t h1 = (size_t)net->wide;
    for (int c = 0; c < shared->n; c++)
        memcpy(shared->w1 + (size_t)c * h1, w1 + (size_t)shared->column[c] * h1, h1 * sizeof *w1);
}

void ranker_shared_pack(const struct ranker_net *net, const struct ranker_shared *shared, const float *x, int n) {
    float *out = shared->x;
    for (int i = 0; i < n; i++, x += net->W, out += shared->n)
        for (int c = 0; c < shared->n; c++)
            out[c] = x[shared->column[c]];
}
