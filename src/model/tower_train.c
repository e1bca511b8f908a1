#include "base/mem.h"
#include "model/known.h"
#include "model/tower.h"
#include "model/tower_batch.h"
#include "model/tower_view.h"
#include "num/mat.h"

#include <stdlib.h>
#include <string.h>

struct training {
    const struct tower_params *params;
    const struct tower_data *data;
    struct tower_net net;
    struct known known; /* tables in the order of tower_known_table */
    int32_t *maps;      /* (known.size) the row an id uses while training: its own, or 'unknown' */
    struct tower_batch batch;
    float *weights;
};

static bool check(const struct tower_params *p, const struct tower_data *d, struct err *err) {
    if (p->dim < 1 || p->dim > 4096 || p->hidden < 0 || p->hidden > 4096)
        return err_set(err, ERR_USAGE, "a tower of width %d over %d hidden units: 1..4096 and 0..4096", p->dim,
                       p->hidden);
    if (p->batch < 1 || p->epochs < 0 || !(p->temperature > 0) || !(p->learning_rate > 0))
        return err_set(err, ERR_USAGE, "a tower wants batch >= 1, epochs >= 0, temperature > 0, learning_rate > 0");
    if (d->users.n_category < 1 || d->items.n_category < 1 || d->items.n < 1)
        return err_set(err, ERR_USAGE, "a tower wants an id field on each side, and items");
    for (int i = 0; i < d->users.n; i++)
        if (d->positive[i] < 0 || d->positive[i] >= d->items.n)
            return err_set(err, ERR_USAGE, "positive %d is item %d of %d", i, d->positive[i], d->items.n);
    return true;
}

static bool is_training(const struct tower_data *d, int i) {
    return !d->validation || !d->validation[i];
}

/* Marks the ids of the training rows, or of those held out. */
static void mark_known(struct training *t, bool held) {
    int32_t ids[FIELDS_MAX];
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < t->data->users.n; i++) {
            if (is_training(t->data, i) == held)
                continue;
            const struct tower_side *side = &t->net.side[s];
            tower_rows_of(side, s == TOWER_USER ? &t->data->users : &t->data->items,
                          s == TOWER_USER ? i : t->data->positive[i], ids);
            for (int f = 0; f < side->n_fields; f++)
                known_mark(&t->known, tower_known_table(&t->net, s, f), ids[f]);
        }
}

static bool find_known(struct training *t, const uint8_t *before, struct err *err) {
    struct known *k = &t->known;
    for (int s = 0; s < 2; s++)
        for (int f = 0; f < t->net.side[s].n_fields; f++)
            known_add(k, t->net.side[s].cardinality[f]);
    t->maps = mem_array(k->size, sizeof *t->maps, err);
    if (!t->maps || !known_ready(k, before, err))
        return false;
    mark_known(t, false);
    return true;
}

static void map_unknown(struct training *t) {
    for (int s = 0; s < 2; s++)
        for (int f = 0; f < t->net.side[s].n_fields; f++) {
            int table = tower_known_table(&t->net, s, f), unknown = t->net.side[s].cardinality[f];
            int32_t *map = t->maps + t->known.at[table];
            for (int id = 0; id <= unknown; id++)
                map[id] = known_flags(&t->known, table)[id] ? id : unknown;
            t->batch.row_map[s][f] = map;
        }
}

/* Fields that never drop an id have no trained row for what is unknown: there it is the mean of the known. */
static void settle_unknown(struct training *t) {
    for (int s = 0; s < 2; s++)
        for (int f = 0; f < t->net.side[s].n_fields; f++) {
            const struct tower_side *side = &t->net.side[s];
            int table = tower_known_table(&t->net, s, f);
            float *w = params_at(&t->net.params, t->weights, side->table[f]);
            if (!tower_drops(side, f))
                known_average(&t->known, table, w, side->width[f]);
            known_settle(&t->known, table, w, side->width[f]);
        }
}

/* How candidates are drawn and corrected, from the items of the training rows or of those held out. */
static bool set_negatives(struct training *t, bool held, struct err *err) {
    const struct tower_data *d = t->data;
    int positives = 0;
    int32_t *count = mem_array((size_t)d->items.n, sizeof *count, err);
    if (!count)
        return false;
    for (int i = 0; i < d->users.n; i++)
        if (is_training(d, i) != held) {
            count[d->positive[i]]++;
            positives++;
        }
    negatives_fini(&t->batch.negatives);
    bool ok = negatives_init(&t->batch.negatives, t->params, count, d->items.n, positives, err);
    free(count);
    return ok;
}

static bool prepare_batch(struct training *t, struct pool *pool, struct err *err) {
    const struct tower_data *d = t->data;
    if (!tower_batch_init(&t->batch, t->params, d, &t->net, pool, err))
        return false;
    double weight = 0;
    for (int i = 0; i < d->users.n; i++)
        weight += d->weight ? d->weight[i] : 1;
    t->batch.weights = t->weights;
    t->batch.weight_scale = weight > 0 ? (float)(d->users.n / weight) : 1;
    map_unknown(t);
    return set_negatives(t, false, err);
}

/* Ids that only the newest rows have start from where 'unknown' has come to stand. */
static bool train_newest(struct training *t, const struct fit_plan *plan, const struct fit_model *model,
                         struct progress *progress, struct err *err) {
    settle_unknown(t);
    mark_known(t, true);
    map_unknown(t);
    return set_negatives(t, true, err) && fit_newest(plan, model, progress, err);
}

enum { START_SHARDS = 16 };

static void start_shard(void *arg, int shard, int worker) {
    const struct training *t = arg;
    (void)worker;
    params_init_part(&t->net.params, t->weights, t->params->seed, shard, START_SHARDS);
}

static bool start_weights(struct training *t, const struct tower *from, struct pool *pool, struct err *err) {
    t->weights = mem_array_raw(t->net.params.size, sizeof *t->weights, err);
    if (!t->weights)
        return false;
    if (from) {
        pool_copy(pool, t->weights, from->weights, t->net.params.size * sizeof *t->weights);
        return true;
    }
    pool_clear(pool, t->weights, t->net.params.size * sizeof *t->weights); /* what lies between the matrices too */
    pool_for(pool, START_SHARDS, start_shard, t);
    return true;
}

static bool save(const struct training *t, struct blob *out, struct err *err) {
    int32_t *config = blob_add(out, "tower.config", BLOB_I32, TOWER_CONFIG, 0, 0, err);
    uint8_t *known = blob_add(out, "tower.known", BLOB_U8, (int64_t)t->known.size, 0, 0, err);
    if (!config || !known)
        return false;
    tower_net_to(&t->net, config);
    memcpy(known, t->known.flags, t->known.size);
    return params_save(&t->net.params, t->weights, out, err);
}

static bool same_shape(const struct tower_net *a, const struct tower_net *b, struct err *err) {
    int32_t one[TOWER_CONFIG], other[TOWER_CONFIG];
    tower_net_to(a, one);
    tower_net_to(b, other);
    if (memcmp(one, other, sizeof one) != 0)
        return err_set(err, ERR_USAGE, "the tower to go on from has other fields or widths");
    return true;
}

static bool train(const struct tower *from, const struct tower_params *params, const struct tower_data *data,
                  struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    struct training t = {.params = params, .data = data};
    bool ok = false;
    if (!check(params, data, err) || !mat_start(err))
        return false;
    tower_net_plan(&t.net, params->dim, params->hidden, params->ids_only, &data->users, &data->items);
    if ((from && !same_shape(&from->net, &t.net, err)) || !find_known(&t, from ? from->known : NULL, err) ||
        !start_weights(&t, from, pool, err) || !prepare_batch(&t, pool, err))
        goto out;
    struct fit_plan plan = {.pool = pool,
                            .seed = params->seed,
                            .epochs = params->epochs,
                            .batch = params->batch,
                            .learning_rate = params->learning_rate,
                            .n_rows = data->users.n,
                            .validation = data->validation,
                            .look = true};
    struct fit_model model = {.self = &t.batch,
                              .weights = t.weights,
                              .n_weights = t.net.params.size,
                              .state = params->newest ? t.batch.moments : NULL,
                              .n_state = 2 * t.net.params.size,
                              .step = tower_batch_step,
                              .evaluate = tower_batch_evaluate};
    if (!fit_run(&plan, &model, progress, out, err))
        goto out;
    if (params->newest && data->validation && !train_newest(&t, &plan, &model, progress, err))
        goto out;
    settle_unknown(&t);
    ok = save(&t, out, err);
out:
    tower_batch_fini(&t.batch);
    known_fini(&t.known);
    free(t.maps);
    free(t.weights);
    return ok;
}

bool tower_train(const struct tower_params *params, const struct tower_data *data, struct pool *pool,
                 struct progress *progress, struct blob *out, struct err *err) {
    return train(NULL, params, data, pool, progress, out, err);
}

bool tower_train_on(const struct tower *from, const struct tower_params *params, const struct tower_data *data,
                    struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    return train(from, params, data, pool, progress, out, err);
}
