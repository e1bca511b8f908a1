/* features.c - the features that somebody chose, whatever the kind of world: names, columns, faults. */
#include "base/mem.h"
#include "base/text.h"
#include "world/history.h"
#include "world/kinds.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct feature *feature_table(enum world_kind kind, int *n) {
    const struct kind *k = kind_named(kind);
    *n = k ? k->features->n : 0;
    return k ? k->features->table : NULL;
}

static const char *name_of(const void *arg, int i) {
    return ((const struct feature *)arg)[i].name;
}

static int find(const struct feature_kind *kind, const char *name) {
    for (int i = 0; i < kind->n; i++)
        if (strcmp(kind->table[i].name, name) == 0)
            return i;
    return -1;
}

static bool choose(struct features *f, const char *const *names, int n, struct err *err) {
    bool chosen[4 * FIELDS_MAX] = {false};
    const struct feature_kind *kind = f->kind;
    assert(kind->n <= 2 * FIELDS_MAX);
    for (int k = 0; k < n; k++) {
        int i = find(kind, names[k]);
        if (i < 0) {
            const char *near = text_nearest(names[k], name_of, kind->table, kind->n);
            return near ? err_set(err, ERR_NOT_FOUND, "unknown feature '%s', did you mean '%s'?", names[k], near)
                        : err_set(err, ERR_NOT_FOUND, "unknown feature '%s'", names[k]);
        }
        chosen[i] = true;
    }
    for (int i = 0; i < kind->n; i++) {
        if (chosen[i] && kind->table[i].categorical)
            f->category[f->n_category++] = i;
        else if (chosen[i])
            f->dense[f->n_dense++] = i;
    }
    return true;
}

struct features *features_new(const struct world *world, const struct log *log, const char *const *names, int n,
                              struct err *err) {
    struct features *f = mem_must(1, sizeof *f);
    *f = (struct features){.world = world, .log = log, .kind = kind_of(world)->features, .null = -1, .frozen = -1};
    if (!choose(f, names, n, err) || !f->kind->prepare(f, err)) {
        features_free(f);
        return NULL;
    }
    return f;
}

void features_free(struct features *f) {
    if (!f)
        return;
    f->kind->release(f);
    free(f);
}

void features_null(struct features *f, const char *name, float from) {
    f->null = name ? find(f->kind, name) : -1;
    f->null_from = from;
}

void features_freeze(struct features *f, int day) {
    f->frozen = day;
}

void features_serve(struct features *f, const char *const *missing, int n) {
    f->serving = true;
    for (int k = 0; k < n; k++) {
        int i = find(f->kind, missing[k]);
        if (i >= 0)
            f->missing[i] = true;
    }
}

bool features_trapped(const struct features *f) {
    bool trapped = false;
    for (int k = 0; k < f->n_category; k++)
        trapped |= f->kind->table[f->category[k]].trap;
    for (int k = 0; k < f->n_dense; k++)
        trapped |= f->kind->table[f->dense[k]].trap;
    return trapped;
}

int features_categories(const struct features *f) {
    return f->n_category;
}

int features_dense(const struct features *f) {
    return f->n_dense;
}

const char *features_category_name(const struct features *f, int i) {
    return f->kind->table[f->category[i]].name;
}

const char *features_dense_name(const struct features *f, int i) {
    return f->kind->table[f->dense[i]].name;
}

void features_cardinalities(const struct features *f, int cardinality[FIELDS_MAX]) {
    for (int i = 0; i < f->n_category; i++)
        cardinality[i] = f->kind->cardinality(f->world, f->category[i]);
}

static bool is_empty(const struct features *f, int feature, const struct request *request) {
    return f->missing[feature] || (feature == f->null && request->time >= f->null_from);
}

void features_fill(const struct features *f, const struct request *request, const int32_t *items, int n,
                   int32_t *category, float *dense) {
    int last = f->world->params.days, today = request->time < (float)last ? (int)request->time : last;
    int day = f->frozen >= 0 && f->frozen < today ? f->frozen : today;
    f->kind->fill(f, request, day, items, n, category, dense);
    for (int k = 0; k < f->n_category; k++)
        for (int j = 0; j < n && is_empty(f, f->category[k], request); j++)
            category[j * f->n_category + k] = 0;
    for (int k = 0; k < f->n_dense; k++)
        for (int j = 0; j < n && is_empty(f, f->dense[k], request); j++)
            dense[j * f->n_dense + k] = 0.0f;
}

int tower_user_categories(const struct world *world, int cardinality[FIELDS_MAX]) {
    return kind_of(world)->features->tower_user_categories(world, cardinality);
}

void tower_user_fill(const struct world *world, const struct log *log, const struct request *request,
                     const struct positive_rule *rule, int history, int32_t *category, int32_t *bag, int *n_bag) {
    kind_of(world)->features->tower_user(world, request, category);
    const int32_t *rows = log->click_row + log->click_start[request->user];
    int n = 0;
    for (int64_t k = history_before(log, request->user, request->time) - 1; k >= 0 && n < history; k--)
        if (log_positive(world, log, rows[k], rule))
            bag[n++] = log->item[rows[k]];
    *n_bag = n;
}

int tower_item_categories(const struct world *world, int cardinality[FIELDS_MAX]) {
    return kind_of(world)->features->tower_item_categories(world, cardinality);
}

int tower_item_dense(const struct world *world) {
    return kind_of(world)->features->tower_item_dense(world);
}

void tower_item_fill(const struct world *world, int item, int32_t *category, float *dense) {
    kind_of(world)->features->tower_item(world, item, category, dense);
}
