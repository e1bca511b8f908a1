#include "model/ranker_int8.h"
#include "base/mem.h"
#include "model/ranker_shared.h"
#include "num/layer.h"
#include "num/mat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 32 }; /* rows whose codes and sums stay in the cache beside the weights */

static size_t whole_lines(size_t floats) {
    return (floats + 15) / 16 * 16;
}
static size_t bytes_as_floats(size_t bytes) {
    return whole_lines((bytes + 3) / 4);
}
static size_t outputs_of(const struct int8_weights *weights) {
    return (size_t)weights->P * INT8_PANEL;
}

/* ---- lowering ---- */

/* The range of each column of a table (n,E). */
static void ranges_of(float *low, float *step, const float *table, size_t n, int E) {
    for (int d = 0; d < E; d++) {
        float least = table[d], most = table[d];
        for (size_t r = 1; r < n; r++) {
            float x = table[r * (size_t)E + (size_t)d];
            least = x < least ? x : least;
            most = x > most ? x : most;
        }
        low[d] = least;
        step[d] = (most - least) / INT8_MOST;
    }
}

static void code_table(uint8_t *codes, const float *table, size_t n, const float *low, const float *step, int E) {
    for (size_t r = 0; r < n; r++)
        int8_code_run(codes + r * int8_run_bytes(E), table + r * (size_t)E, low, step, E);
}

/* base = b1 + low w1 over the columns of the category fields. */
static void base_of(float *base, const struct ranker_net *net, const float *weights, const float *low) {
    size_t h1 = (size_t)net->hidden[0];
    const float *w1 = params_get(&net->params, weights, net->w1);
    memcpy(base, params_get(&net->params, weights, net->b1), h1 * sizeof *base);
    for (int k = 0; k < net->n_category * net->E; k++)
        row_add_scaled(base, w1 + (size_t)k * h1, low[k], h1);
}

bool ranker_int8_init(struct ranker_int8 *layers, const struct ranker_net *net, const float *weights, struct err *err) {
    const struct params *p = &net->params;
    int h1 = net->hidden[0], h2 = net->hidden[1], E = net->E;
    size_t bytes = 0, columns = (size_t)net->n_category * (size_t)E;
    for (int f = 0; f < net->n_category; f++) {
        layers->table[f] = bytes;
        bytes += ((size_t)net->rows[f] + 1) * int8_run_bytes(E);
    }
    float *low = mem_array(columns, sizeof *low, err), *step = mem_array(columns, sizeof *step, err);
    layers->codes = mem_array(bytes, 1, err);
    layers->base = mem_array((size_t)h1, sizeof *layers->base, err);
    bool ok = low && step && layers->codes && layers->base;
    for (int f = 0; ok && f < net->n_category; f++) {
        const float *table = params_get(p, weights, net->embed[f]);
        size_t n = (size_t)net->rows[f] + 1, at = (size_t)f * (size_t)E;
        ranges_of(low + at, step + at, table, n, E);
        code_table(layers->codes + layers->table[f], table, n, low + at, step + at, E);
    }
    if (ok)
        base_of(layers->base, net, weights, low);
    ok = ok && (layers->first = int8_weights_new(params_get(p, weights, net->w1), step, net->n_category, E, h1, err)) &&
         (layers->second = int8_weights_new(params_get(p, weights, net->w2), NULL, 1, h1, h2, err));
    layers->bytes = bytes + (size_t)(2 * h1 + h2) * sizeof(float) + int8_packed_bytes(net->n_category, E, h1) +
                    int8_packed_bytes(1, h1, h2);
    free(low);
    free(step);
    if (!ok)
        ranker_int8_fini(layers);
    return ok;
}

void ranker_int8_fini(struct ranker_int8 *layers) {
    int8_weights_free(layers->first);
    int8_weights_free(layers->second);
    free(layers->codes);
    free(layers->base);
    *layers = (struct ranker_int8){0};
}

/* ---- a request ---- */

static void *take(float *at, size_t *used, size_t floats) {
    void *part = at ? at + *used : NULL;
    *used += floats;
    return part;
}

size_t ranker_int8_carve(const struct ranker_int8 *layers, const struct ranker_net *net, struct ranker_int8_use *use,
                         float *at) {
    if (!layers->first)
        return 0;
    const struct int8_weights *first = layers->first, *second = layers->second;
    size_t O1 = outputs_of(first), O2 = outputs_of(second), h1 = (size_t)net->hidden[0], used = 0;
    struct ranker_int8_use parts = {
        .layers = layers,
        .start = take(at, &used, O1),
        .base = take(at, &used, whole_lines(h1)),
        .codes = take(at, &used, bytes_as_floats(ROWS * (size_t)first->S * INT8_STEP)),
        .codes2 = take(at, &used, bytes_as_floats(ROWS * (size_t)second->S * INT8_STEP)),
        .sums = take(at, &used, ROWS * (O1 > O2 ? O1 : O2)),
        .tail = take(at, &used, whole_lines(ROWS * h1)),
        .h1 = take(at, &used, whole_lines(h1)),
        .packed = take(at, &used, bytes_as_floats(int8_packed_bytes(first->runs, first->run, first->O))),
    };
    if (at)
        *use = parts;
    return used;
}

/* The codes of one field of a row. */
static const uint8_t *codes_of(const struct ranker_int8 *layers, const struct ranker_net *net,
                               const struct fields *rows, int row, int f) {
    int32_t id = rows->category[(size_t)row * (size_t)rows->n_category + (size_t)f];
    return layers->codes + layers->table[f] + (size_t)ranker_field_row(net, f, id) * int8_run_bytes(net->E);
}

/* What all rows share in the tables, from the codes of the first; the others' codes count as 0 for now. */
static void start_sums(const struct ranker_net *net, const struct fields *rows, const bool *same,
                       struct ranker_int8_use *use) {
    size_t run = int8_run_bytes(net->E);
    memset(use->codes, 0, int8_row_bytes(net->n_category, net->E));
    for (int f = 0; f < net->n_category; f++)
        if (same[f])
            memcpy(use->codes + (size_t)f * run, codes_of(use->layers, net, rows, 0, f), run);
    int8_product(use->start, NULL, use->codes, use->layers->first, 1);
}

/* The columns of bag and dense values that the rows share, times their weights. */
static void add_tail(const struct ranker_net *net, const float *weights, const struct fields *rows,
                     struct ranker_int8_use *use) {
    size_t h1 = (size_t)net->hidden[0];
    const float *w1 = params_get(&net->params, weights, net->w1) + (size_t)(net->n_category * net->E) * h1;
    float mean[RANKER_EMBEDDING_MAX];
    if (net->bag_cardinality > 0) {
        ranker_bag_mean(net, weights, rows, 0, mean);
        for (int d = 0; d < net->E; d++, w1 += h1)
            row_add_scaled(use->base, w1, mean[d], h1);
    }
    for (int d = 0; d < net->D; d++, w1 += h1)
        row_add_scaled(use->base, w1, rows->dense[d], h1);
}

void ranker_int8_begin(const struct ranker_int8 *layers, const struct ranker_net *net, const float *weights,
                       const struct fields *rows, struct ranker_int8_use *use) {
    bool same[FIELDS_MAX];
    int differ = 0, shared = ranker_shared_fields(net, rows, same);
    for (int f = 0; f < net->n_category; f++)
        if (!same[f])
            use->field[differ++] = f;
    use->rows = rows;
    use->first = shared > 0 ? int8_select(layers->first, use->field, differ, use->packed) : *layers->first;
    memcpy(use->base, layers->base, (size_t)net->hidden[0] * sizeof *use->base);
    memset(use->start, 0, outputs_of(layers->first) * sizeof *use->start);
    if (shared > 0)
        start_sums(net, rows, same, use);
    use->tail_shared = ranker_shared_tail(net, rows);
    if (use->tail_shared && rows->n > 0)
        add_tail(net, weights, rows, use);
}

/* Where the codes (n,fields that differ) of rows first... stand: on their way to the cache while the rows before them
 * are scored. */
static void find_codes(const struct ranker_int8_use *use, const struct ranker_net *net, int first, int n,
                       const uint8_t **from) {
    int fields = use->first.runs, width = use->rows->n_category;
    const int32_t *category = use->rows->category + (size_t)first * (size_t)width;
    size_t run = int8_run_bytes(net->E);
    for (int r = 0; r < fields; r++) {
        int f = use->field[r];
        const uint8_t *table = use->layers->codes + use->layers->table[f];
        for (int i = 0; i < n; i++) {
            int row = ranker_field_row(net, f, category[(size_t)i * (size_t)width + (size_t)f]);
            const uint8_t *at = table + (size_t)row * run;
            __builtin_prefetch(at);
            from[i * fields + r] = at;
        }
    }
}

static void copy_codes(const struct ranker_int8_use *use, const struct ranker_net *net, const uint8_t *const *from,
                       int n) {
    int fields = use->first.runs;
    size_t run = int8_run_bytes(net->E), width = int8_row_bytes(fields, use->first.run), used = (size_t)fields * run;
    uint8_t *to = use->codes;
    for (int i = 0; i < n; i++, from += fields, to += width) {
        if (run == 16) /* copies of known width */
            for (int r = 0; r < fields; r++)
                memcpy(to + r * 16, from[r], 16);
        else
            for (int r = 0; r < fields; r++)
                memcpy(to + (size_t)r * run, from[r], run);
        memset(to + used, 0, width - used);
    }
}

/* use->tail (n,h1) = base + the columns of bag and dense values times their weights. */
static void tail_of(const struct ranker_int8_use *use, const struct ranker_net *net, const float *weights,
                    const float *x, int n) {
    int h1 = net->hidden[0], skip = net->n_category * net->E;
    const float *w1 = params_get(&net->params, weights, net->w1) + (size_t)skip * (size_t)h1;
    struct mat_part part = {.c_row = h1, .a_row = net->W, .b_row = h1};
    for (int i = 0; i < n; i++)
        memcpy(use->tail + (size_t)i * (size_t)h1, use->base, (size_t)h1 * sizeof *use->tail);
    mat_nn_part(use->tail, x + skip, w1, part, n, h1, net->W - skip, 1.0f, true);
}

void ranker_int8_forward(const struct ranker_int8_use *use, const struct ranker_net *net, const float *weights,
                         struct ranker_state *state, int first, int n) {
    const struct int8_weights *second = use->layers->second;
    const float *b2 = params_get(&net->params, weights, net->b2);
    int h1 = net->hidden[0], h2 = net->hidden[1];
    size_t O1 = outputs_of(&use->first), O2 = outputs_of(second), width2 = int8_row_bytes(1, h1);
    const uint8_t *from[ROWS * FIELDS_MAX];
    find_codes(use, net, first, n < ROWS ? n : ROWS, from);
    for (int begin = 0; begin < n; begin += ROWS) {
        int rows = n - begin < ROWS ? n - begin : ROWS, next = n - begin - rows;
        float step[ROWS];
        copy_codes(use, net, from, rows);
        find_codes(use, net, first + begin + rows, next < ROWS ? next : ROWS, from);
        if (!use->tail_shared)
            tail_of(use, net, weights, state->x + (size_t)begin * (size_t)net->W, rows);
        int8_product(use->sums, use->start, use->codes, &use->first, rows);
        for (int i = 0; i < rows; i++) {
            const float *b = use->tail_shared ? use->base : use->tail + (size_t)i * (size_t)h1;
            int8_decode(use->h1, use->sums + (size_t)i * O1, use->first.scale, 1.0f, b, 0.0f, h1);
            step[i] = int8_code_row(use->codes2 + (size_t)i * width2, use->h1, h1);
        }
        int8_product(use->sums, NULL, use->codes2, second, rows);
        for (int i = 0; i < rows; i++)
            int8_decode(state->h2 + (size_t)(begin + i) * (size_t)h2, use->sums + (size_t)i * O2, second->scale,
                        step[i], b2, 0.0f, h2);
    }
}
