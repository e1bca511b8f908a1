#include "engine/rank_rows.h"
#include "base/mem.h"
#include "base/rng.h"
#include "engine/ads_delay.h"
#include "engine/parts_kind.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below it a conversion would count for more than twenty. */
static const float LEAST_VISIBLE = 0.05f;
enum { ROW_SHARDS = 64, LONGEST_LIST = 64, UNSHOWN_MAX = 128, UNSHOWN_TRIES = 16 };

struct filling {
    struct rank_rows *rows;
    const struct log *log;
    const struct world *world;
    const struct features *features;
    const struct rank_rules *rules;
    const uint8_t *part; /* (last-first) enum part */
    int first, last;
    int32_t *start; /* (last-first+1) first row of each request */
    uint64_t draw, unshown_draw;
    struct delay delay;
    struct progress *progress;
};

static bool always_kept(const struct filling *f, int64_t row) {
    return f->rules->negative_keep >= 1.0f || (f->log->event[row] & ~(1u << HEAD_CLICK | 1u << HEAD_WATCH)) ||
           log_positive(f->world, f->log, row, &f->rules->label);
}

static bool keeps(const struct filling *f, int64_t row) {
    if (always_kept(f, row))
        return true;
    struct rng r = rng_of(f->draw, (uint64_t)row, 0);
    return rng_uniformf(&r) < f->rules->negative_keep;
}

enum part split_part(void *arg, int request) {
    const struct split *split = arg;
    if (split->over && split->over[request])
        return PART_UNUSED;
    return log_part(&split->parts->world, &split->parts->log.request[request], split->random, split->seed);
}

static bool wanted(const struct filling *f, int request) {
    enum part part = f->part[request - f->first];
    return part == PART_TRAIN || part == PART_VALIDATION;
}

/* Items that the request was not shown: half of them as often as others were shown them before, half at random. */
static int draw_unshown(const struct filling *f, int request, int32_t items[UNSHOWN_MAX]) {
    const struct log *log = f->log;
    int64_t first = log->start[request], last = log->start[request + 1];
    if (f->rules->unshown <= 0.0f || f->part[request - f->first] != PART_TRAIN)
        return 0;
    struct rng r = rng_of(f->unshown_draw, (uint64_t)request, 0);
    int want = (int)(f->rules->unshown * (float)(last - first) + rng_uniformf(&r)), n = 0;
    for (int tries = 0; n < want && n < UNSHOWN_MAX && tries < UNSHOWN_TRIES * want; tries++) {
        bool popular = rng_below(&r, 2) && first > 0;
        int32_t item =
            popular ? log->item[rng_below(&r, (uint32_t)first)] : (int32_t)rng_below(&r, (uint32_t)f->world->items);
        bool fits = f->world->birth[item] <= log->request[request].time;
        for (int64_t row = first; row < last; row++)
            fits &= log->item[row] != item;
        if (fits)
            items[n++] = item;
    }
    return n;
}

static void count_shard(void *arg, int shard, int worker) {
    struct filling *f = arg;
    int begin, end;
    (void)worker;
    pool_range(f->last - f->first, ROW_SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        int request = f->first + i, kept = 0;
        int32_t items[UNSHOWN_MAX];
        if (wanted(f, request)) {
            for (int64_t row = f->log->start[request]; row < f->log->start[request + 1]; row++)
                kept += keeps(f, row);
            kept += draw_unshown(f, request, items);
        }
        f->start[i + 1] = kept;
    }
}

/* Of a click: whether it has converted, as far as labels may say. Where the window has to close first, and has not, the
 * click teaches nothing. *visible: how likely a conversion would have shown. */
static float conversion_label(const struct filling *f, int64_t row, bool click, float *visible) {
    const struct rank_rules *rules = f->rules;
    float had = rules->now - f->log->row_time[row], waited = fminf(had, rules->window);
    *visible = 1.0f;
    if (!click || had <= 0.0f || (rules->delayed != DELAYED_FEEDBACK && had < rules->window))
        return NAN;
    bool converted = f->log->convert_days[row] <= waited;
    if (rules->delayed == DELAYED_WAIT)
        return converted;
    *visible = delay_seen(&f->delay, f->world->creator[f->log->item[row]], waited);
    return converted && rules->delayed == DELAYED_REWEIGHTED ? 1.0f / fmaxf(*visible, LEAST_VISIBLE) : converted;
}

static void label_row(const struct filling *f, int64_t row, float *label, float *visible) {
    static const enum head heads[RANK_HEADS] = {HEAD_CLICK, HEAD_WATCH, HEAD_LIKE, HEAD_COMMENT, HEAD_SHARE, HEAD_HIDE};
    bool positive = log_positive(f->world, f->log, row, &f->rules->label);
    if (f->rules->objective == OBJECTIVE_PAYMENT || f->rules->objective == OBJECTIVE_PAYMENT_BY_CLICK) {
        label[RANK_POSITIVE] = positive;
        if (f->rules->objective == OBJECTIVE_PAYMENT)
            label[RANK_CONVERSION] = conversion_label(f, row, positive, visible);
        return;
    }
    for (int h = 0; h < objective_heads(f->rules->objective); h++)
        label[h] = h == RANK_POSITIVE ? positive
                   : h == RANK_WATCH  ? (positive ? f->log->watch_s[row] / 60.0f : 0.0f)
                                      : (f->log->event[row] >> heads[h] & 1);
}

static void fill_shard(void *arg, int shard, int worker) {
    struct filling *f = arg;
    struct rank_rows *rows = f->rows;
    int begin, end, H = rows->data.n_heads, F = rows->data.rows.n_category, D = rows->data.rows.n_dense;
    (void)worker;
    pool_range(f->last - f->first, ROW_SHARDS, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&f->progress->cancel); i++) {
        int request = f->first + i, n = 0;
        int32_t items[LONGEST_LIST + UNSHOWN_MAX];
        if (!wanted(f, request))
            continue;
        size_t at = (size_t)f->start[i];
        for (int64_t row = f->log->start[request]; row < f->log->start[request + 1]; row++) {
            if (!keeps(f, row))
                continue;
            float visible = 1.0f;
            label_row(f, row, rows->label + (at + (size_t)n) * (size_t)H, &visible);
            if (rows->visible)
                rows->visible[at + (size_t)n] = visible;
            rows->position[at + (size_t)n] = f->log->position[row];
            rows->validation[at + (size_t)n] = f->part[i] == PART_VALIDATION;
            if (rows->weight)
                examination_weigh(&f->rules->examination, f->log->position[row], f->log->event[row] != 0,
                                  always_kept(f, row), f->rules->negative_keep, &rows->weight[at + (size_t)n],
                                  &rows->zero_weight[at + (size_t)n]);
            items[n++] = f->log->item[row];
        }
        for (int more = draw_unshown(f, request, items + n); more > 0; more--, n++) {
            rows->position[at + (size_t)n] = 1; /* where position adds nothing; labels and validation stay 0 */
            if (rows->weight)
                rows->weight[at + (size_t)n] = 1.0f;
        }
        features_fill(f->features, &f->log->request[request], items, n, rows->category + at * (size_t)F,
                      rows->dense + at * (size_t)D);
    }
}

static enum head_kind head_kind_of(const struct rank_rules *rules, int head) {
    if (rules->objective == OBJECTIVE_PAYMENT && head == RANK_CONVERSION && rules->delayed == DELAYED_FEEDBACK)
        return HEAD_DELAYED;
    return objective_weighs(rules->objective, head) ? HEAD_WEIGHTED : HEAD_PROBABILITY;
}

/* What labels that come late need to know. */
static bool learn_delay(struct filling *f, struct err *err) {
    const struct rank_rules *rules = f->rules;
    if (rules->objective != OBJECTIVE_PAYMENT || rules->delayed == DELAYED_WAIT)
        return true;
    if (rules->delayed == DELAYED_FEEDBACK &&
        !(f->rows->visible = mem_array((size_t)f->rows->n, sizeof *f->rows->visible, err)))
        return false;
    return delay_learn(&f->delay, f->world, f->log, rules->now, err);
}

/* Room for rows->n rows, and what they are made of. */
static bool allocate(struct rank_rows *rows, const struct features *features, const struct rank_rules *rules,
                     struct err *err) {
    struct fields *fields = &rows->data.rows;
    size_t n = (size_t)rows->n;
    fields->n = rows->n;
    fields->n_category = features_categories(features);
    fields->n_dense = features_dense(features);
    features_cardinalities(features, fields->cardinality);
    rows->data.n_heads = objective_heads(rules->objective);
    for (int h = 0; h < rows->data.n_heads; h++)
        rows->data.head[h] = head_kind_of(rules, h);
    return (rows->category = mem_array_raw(n * (size_t)fields->n_category, sizeof *rows->category, err)) &&
           (rows->dense = mem_array_raw(n * (size_t)fields->n_dense, sizeof *rows->dense, err)) &&
           (rows->label = mem_array(n * (size_t)rows->data.n_heads, sizeof *rows->label, err)) &&
           (rules->examination.positions == 0 ||
            ((rows->weight = mem_array(n, sizeof *rows->weight, err)) &&
             (rows->zero_weight = mem_array(n, sizeof *rows->zero_weight, err)))) &&
           (rows->position = mem_array(n, sizeof *rows->position, err)) &&
           (rows->validation = mem_array(n, sizeof *rows->validation, err));
}

/* The columns as the ranker reads them. */
static void show_rows(struct rank_rows *rows, bool tower) {
    rows->data.rows.category = rows->category;
    rows->data.rows.dense = rows->dense;
    rows->data.label = rows->label;
    rows->data.position = tower ? rows->position : NULL;
    rows->data.visible = rows->visible;
    rows->data.weight = rows->weight;
    rows->data.zero_weight = rows->zero_weight;
    rows->data.validation = rows->validation;
}

bool rank_rows_fill(struct rank_rows *rows, const struct log *log, const struct world *world,
                    const struct features *features, const struct rank_rules *rules, int first, int last, part_of part,
                    void *arg, struct pool *pool, struct progress *progress, struct err *err) {
    size_t requests = (size_t)(last - first);
    struct filling f = {.rows = rows,
                        .log = log,
                        .world = world,
                        .features = features,
                        .rules = rules,
                        .first = first,
                        .last = last,
                        .draw = rng_draw(rules->seed, "data.negatives"),
                        .unshown_draw = rng_draw(rules->seed, "data.unshown"),
                        .progress = progress};
    uint8_t *parts = mem_array(requests, 1, err);
    f.start = parts ? mem_array(requests + 1, sizeof *f.start, err) : NULL;
    bool ok = f.start != NULL;
    for (int r = first; ok && r < last; r++)
        parts[r - first] = (uint8_t)(part ? part(arg, r) : PART_TRAIN);
    f.part = parts;
    if (ok) {
        pool_for(pool, ROW_SHARDS, count_shard, &f);
        for (size_t i = 0; i < requests; i++)
            f.start[i + 1] += f.start[i];
        rows->n = f.start[requests];
        ok = allocate(rows, features, rules, err) && learn_delay(&f, err);
    }
    if (ok) {
        pool_for(pool, ROW_SHARDS, fill_shard, &f);
        show_rows(rows, rules->tower);
        ok = progress_step(progress, 0.1, err);
    }
    delay_free(&f.delay);
    free(parts);
    free(f.start);
    return ok;
}

void rank_rows_free(struct rank_rows *rows) {
    free(rows->category);
    free(rows->dense);
    free(rows->label);
    free(rows->visible);
    free(rows->weight);
    free(rows->zero_weight);
    free(rows->position);
    free(rows->validation);
    *rows = (struct rank_rows){0};
}

static bool by_tower(const struct node_run *run) {
    return node_bool(run, K_POSITION_DEBIAS) && node_is(run, K_POSITION_METHOD, "tower");
}

bool rank_by_inverse_propensity(const struct node_run *run) {
    return node_bool(run, K_POSITION_DEBIAS) && node_is(run, K_POSITION_METHOD, "inverse_propensity");
}

struct rank_rules rank_rules_of(const struct node_run *run) {
    const struct parts_kind *kind = parts_kind_of(design_kind(run->design));
    struct rank_rules rules = {.label = parts_label_rule(run),
                               .objective = parts_objective(run),
                               .negative_keep = (float)node_real(run, K_NEGATIVE_KEEP),
                               .seed = node_seed(run, K_SEED_TRAIN),
                               .tower = by_tower(run),
                               .delayed = DELAYED_WAIT};
    if (kind->label)
        kind->label(&rules, run);
    return rules;
}

struct rank_rules retraining_rules_of(const struct node_run *run) {
    struct rank_rules rules = rank_rules_of(run);
    examination_open(node_in(run, N_RANKING_MODEL), &rules.examination);
    return rules;
}

struct ranker_params rank_params_of(const struct node_run *run, int list_size) {
    static const struct {
        const char *name;
        enum ranker_kind kind;
    } kinds[] = {{"logistic", RANKER_LOGISTIC},
                 {"fm", RANKER_FM},
                 {"mlp", RANKER_MLP},
                 {"deepfm", RANKER_DEEPFM},
                 {"dcn_v2", RANKER_DCN_V2}};
    struct ranker_params params = {.seed = node_seed(run, K_SEED_TRAIN),
                                   .hash_buckets = node_int(run, K_HASH_BUCKETS),
                                   .embedding_dim = node_int(run, K_EMBEDDING_DIM),
                                   .hidden = {64, 32},
                                   .epochs = node_int(run, K_RANKING_EPOCHS),
                                   .batch = 1024,
                                   .learning_rate = 0.025f,
                                   .optimizer =
                                       node_is(run, K_RANKING_OPTIMIZER, "adagrad") ? OPTIM_ADAGRAD : OPTIM_ADAM,
                                   .loss = node_is(run, K_RANKING_LOSS, "focal") ? RANKER_FOCAL : RANKER_BCE,
                                   .focal_gamma = 2.0f,
                                   .positions = by_tower(run) ? list_size : 0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (node_is(run, K_RANKING_MODEL, kinds[i].name))
            params.kind = kinds[i].kind;
    if (parts_objective(run) == OBJECTIVE_MULTI_TASK && params.kind >= RANKER_MLP && node_is(run, K_SHARING, "mmoe"))
        params.experts = node_int(run, K_EXPERTS);
    return params;
}

struct ranker_params retraining_params_of(const struct node_run *run, int list_size) {
    struct ranker_params params = rank_params_of(run, list_size);
    params.epochs = 1;
    params.learning_rate *= 0.2f; /* larger steps follow the news better and set off false alarms (docs/laws.md) */
    return params;
}

void add_training_curves(struct measures *m, const struct blob *model, const char *node) {
    static const char *const names[] = {"loss", "validation"};
    for (int i = 0; i < 2; i++) {
        char section[40], name[MEASURE_NAME];
        snprintf(section, sizeof section, "curve.%s", names[i]);
        snprintf(name, sizeof name, "%s.%s", node, names[i]);
        const struct section *curve = blob_find(model, section);
        int n = curve ? (int)curve->shape[0] : 0;
        if (n == 0)
            continue;
        const double *points = curve->data;
        double *x = mem_must(2 * (size_t)n, sizeof *x);
        for (int k = 0; k < n; k++) {
            x[k] = points[2 * k];
            x[n + k] = points[2 * k + 1];
        }
        measures_curve(m, name, x, x + n, n);
        free(x);
    }
}
