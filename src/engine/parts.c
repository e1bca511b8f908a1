#include "engine/parts.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"
#include "engine/parts_kind.h"
#include "eval/bootstrap.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void parts_world(struct parts *p, const struct node_run *run) {
    world_open(node_in(run, N_WORLD), &p->world);
    log_open(node_in(run, N_LOG), &p->log);
    p->funnel.world = &p->world;
    p->funnel.log = &p->log;
    const struct parts_kind *kind = parts_kind_of(p->world.params.kind);
    if (kind->open)
        kind->open(p);
}

const struct parts_kind *parts_kind_of(enum world_kind kind) {
    static const struct parts_kind *const kinds[WORLD_KINDS] = {[WORLD_FEED] = &feed_parts, [WORLD_ADS] = &ads_parts};
    assert(kinds[kind]);
    return kinds[kind];
}

struct positive_rule parts_history_rule(const struct node_run *run) {
    struct positive_rule rule = {.label_s = (float)node_real(run, K_LABEL)};
    for (enum head head = 0; head < HEADS; head++)
        if (node_has(run, K_SIGNALS, head_name(head)))
            rule.signals |= 1u << head;
    return rule;
}

struct positive_rule parts_label_rule(const struct node_run *run) {
    return (struct positive_rule){parts_kind_of(design_kind(run->design))->positive, (float)node_real(run, K_LABEL)};
}

struct positive_rule true_label_rule(enum world_kind kind) {
    return (struct positive_rule){parts_kind_of(kind)->positive, TRUE_LABEL_SECONDS};
}

static int wide_nprobe(const struct parts *p, const struct node_run *run) {
    int wanted = node_int(run, K_CANDIDATES), depth = wanted > RETRIEVAL_DEPTH ? wanted : RETRIEVAL_DEPTH;
    double cells = fmin(node_int(run, K_NLIST), p->world.items), each = p->world.items / cells;
    return (int)fmin(cells, fmax(node_int(run, K_NPROBE), ceil(2.0 * depth / each)));
}

bool parts_retrieval(struct parts *p, const struct node_run *run, struct err *err) {
    struct retrieval_stage *stage = &p->funnel.retrieval;
    if (!node_is(run, K_RETRIEVAL_MODEL, "popularity") &&
        !(p->tower = tower_open(node_in(run, N_RETRIEVAL_MODEL), err)))
        return false;
    if (!(p->index = index_open(node_in(run, N_INDEX), err)))
        return false;
    int live = p->world.items;
    stage->tower = p->tower;
    stage->history = parts_history_rule(run);
    stage->index = p->index;
    stage->query.nprobe = p->world.truth ? node_int(run, K_NPROBE) : wide_nprobe(p, run);
    stage->query.ef_search = node_int(run, K_EF_SEARCH);
    stage->query.refine = node_int(run, K_REFINE);
    stage->candidates = node_int(run, K_CANDIDATES);
    if (stage->candidates > live)
        stage->candidates = live;
    const struct parts_kind *kind = parts_kind_of(p->world.params.kind);
    if (kind->retrieve)
        kind->retrieve(p, run);
    return true;
}

enum objective parts_objective(const struct node_run *run) {
    return parts_kind_of(design_kind(run->design))->objective(run);
}

struct features *parts_features(const struct world *world, const struct log *log, const struct node_run *run,
                                struct err *err) {
    int n = node_items(run, K_FEATURES);
    char names[FIELDS_MAX * 2][64];
    const char *list[FIELDS_MAX * 2];
    assert(n <= FIELDS_MAX * 2);
    for (int i = 0; i < n; i++) {
        snprintf(names[i], sizeof names[i], "%s", node_item(run, K_FEATURES, i));
        list[i] = names[i];
    }
    if (n == 0) {
        err_set(err, ERR_USAGE, "data.features: a ranker needs at least one feature; ranking.model=none needs none");
        return NULL;
    }
    return features_new(world, log, list, n, err);
}

void parts_serve(struct features *features, const struct node_run *run) {
    int n = features ? node_items(run, K_MISSING) : 0;
    if (features)
        features_serve(features, NULL, 0);
    for (int i = 0; i < n; i++) {
        const char *name = node_item(run, K_MISSING, i);
        features_serve(features, &name, 1);
    }
}

const char *parts_calibration(bool lowered) {
    return lowered ? "calibrate.int8" : "calibrate";
}

struct ranker *parts_ranker(const struct blob *blob, const struct node_run *run, struct err *err) {
    struct ranker *ranker = ranker_open(blob, err);
    if (ranker && node_is(run, K_PRECISION, "int8") && !ranker_lower(ranker, err)) {
        ranker_close(ranker);
        return NULL;
    }
    return ranker;
}

bool parts_ranks(const struct parts *p, const struct node_run *run) {
    bool negatives = p->world.truth || p->log.click_start[p->world.users] < p->log.impressions;
    return negatives && !node_is(run, K_RANKING_MODEL, "none");
}

bool parts_ranking(struct parts *p, const struct node_run *run, struct err *err) {
    struct ranking_stage *stage = &p->funnel.ranking;
    if (!parts_ranks(p, run))
        return true;
    static const enum knob_id weights[RANK_HEADS] = {K_VALUE_CLICK,   K_VALUE_WATCH, K_VALUE_LIKE,
                                                     K_VALUE_COMMENT, K_VALUE_SHARE, K_VALUE_HIDE};
    const struct blob *blob = node_in(run, N_RANKING_MODEL);
    p->ranker = parts_ranker(blob, run, err);
    p->features = p->ranker ? parts_features(&p->world, &p->log, run, err) : NULL;
    if (!p->features)
        return false;
    stage->ranker = p->ranker;
    stage->features = p->features;
    if (!node_is(run, K_CALIBRATION, "none"))
        stage->calibration = calibration_open(blob, parts_calibration(node_is(run, K_PRECISION, "int8")));
    const struct section *examination = blob_find(blob, "examination");
    stage->examination = examination ? examination->data : NULL;
    stage->positions = examination ? (int)examination->shape[0] - 1 : 0;
    stage->objective = parts_objective(run);
    for (int h = 0; h < RANK_HEADS; h++)
        stage->value[h] = (float)node_real(run, weights[h]);
    stage->negative_keep = (float)node_real(run, K_NEGATIVE_KEEP);
    stage->undo_downsampling = node_bool(run, K_DOWNSAMPLING_CORRECTION);
    const struct parts_kind *kind = parts_kind_of(p->world.params.kind);
    if (kind->rank)
        kind->rank(p);
    return true;
}

struct policy_params parts_policy_params(const struct node_run *run) {
    return (struct policy_params){
        .list_size = node_int(run, K_LIST_SIZE),
        .keep = node_int(run, K_KEEP),
        .diversity = node_is(run, K_DIVERSITY, "mmr")   ? DIVERSITY_MMR
                     : node_is(run, K_DIVERSITY, "dpp") ? DIVERSITY_DPP
                                                        : DIVERSITY_NONE,
        .diversity_weight = (float)node_real(run, K_DIVERSITY_WEIGHT),
        .exploration = (float)node_real(run, K_EXPLORATION),
        .freshness_boost = (float)node_real(run, K_FRESHNESS),
        .creator_cap = node_int(run, K_CREATOR_CAP),
        .category_cap = node_int(run, K_CATEGORY_CAP),
        .seed = node_seed(run, K_SEED_EVAL),
    };
}

bool parts_policy(struct parts *p, const struct node_run *run, struct err *err) {
    struct policy_params params = parts_policy_params(run);
    p->policy = policy_new(&params, &p->world, &p->log, err);
    p->funnel.policy = p->policy;
    p->funnel.list_size = params.list_size;
    return p->policy != NULL;
}

void parts_close(struct parts *p) {
    if (p->tower)
        tower_close(p->tower);
    if (p->index)
        index_close(p->index);
    if (p->ranker)
        ranker_close(p->ranker);
    if (p->features)
        features_free(p->features);
    policy_free(p->policy);
}

struct funnel_scratch **scratches_new(const struct node_run *run, const struct funnel *funnel, int items,
                                      struct err *err) {
    int n = pool_threads(run->pool);
    struct funnel_scratch **all = mem_must((size_t)n + 1, sizeof(struct funnel_scratch *));
    for (int i = 0; i < n; i++)
        if (!(all[i] = funnel_scratch_new(funnel, items, err))) {
            scratches_free(all);
            return NULL;
        }
    return all;
}

void scratches_free(struct funnel_scratch **all) {
    for (int i = 0; all && all[i]; i++)
        funnel_scratch_free(all[i]);
    free(all);
}

struct freshness parts_freshness(const struct node_run *run) {
    return (struct freshness){.batch = node_is(run, K_SERVING_MODE, "batch"),
                              .cache_days = (float)(node_real(run, K_CACHE) / 86400.0),
                              .refresh_days = (float)(node_real(run, K_REFRESH) / 1440.0)};
}

struct fetching {
    const struct funnel *funnel;
    const struct evaluation *evaluation;
    struct funnel_scratch **scratch;
    struct progress *progress;
    int n, depth, shards;
    int32_t *ids;
    float *scores;
};

static void fetch_shard(void *arg, int shard, int worker) {
    struct fetching *f = arg;
    int begin, end;
    pool_range(f->n, f->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&f->progress->cancel); i++) {
        struct request seen = funnel_seen(f->funnel, &f->funnel->log->request[f->evaluation->request[i]]);
        size_t at = (size_t)i * (size_t)f->depth;
        funnel_retrieve(f->funnel, &seen, f->depth, f->scratch[worker], f->ids + at, f->scores + at);
    }
}

void retrieve_all(const struct node_run *run, const struct funnel *funnel, const struct evaluation *e, int n, int depth,
                  struct funnel_scratch **scratch, int32_t *ids, float *scores) {
    struct fetching f = {funnel, e, scratch, run->progress, n, depth, 64, ids, scores};
    pool_for(run->pool, f.shards, fetch_shard, &f);
}

struct popular {
    float popularity;
    int32_t item;
};

static int by_popularity(const void *a, const void *b) {
    const struct popular *x = a, *y = b;
    if (x->popularity != y->popularity)
        return x->popularity > y->popularity ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

bool parts_popular(const struct parts *p, struct pool *pool, int32_t *popular, float *popularity, struct err *err) {
    size_t items = (size_t)p->world.items;
    float *value = mem_array(items, sizeof *value, err);
    struct popular *order = value ? mem_array(items, sizeof *order, err) : NULL;
    bool ok =
        order && funnel_item_vectors(&p->world, &p->log, NULL, p->world.params.days - TEST_DAYS, pool, value, err);
    for (size_t i = 0; ok && i < items; i++)
        order[i] = (struct popular){value[i], (int32_t)i};
    if (ok)
        qsort(order, items, sizeof *order, by_popularity);
    for (size_t i = 0; ok && i < items; i++)
        popular[i] = order[i].item;
    if (ok && popularity)
        memcpy(popularity, value, items * sizeof *value);
    free(value);
    free(order);
    return ok;
}

void evaluation_open(struct evaluation *e, const struct blob *blob) {
    e->request = blob_get(blob, "request", BLOB_I32);
    e->unit = blob_get(blob, "unit", BLOB_I32);
    e->relevant = blob_get(blob, "relevant", BLOB_I32);
    e->most = (int)blob_find(blob, "relevant")->shape[1];
    e->live = blob_get(blob, "live", BLOB_I32);
    e->online = (int)blob_length(blob, "request");
    e->offline = (int)blob_length(blob, "relevant");
}

void seen_write(const struct request *as, double *seen, int i) {
    const double row[SEEN] = {as->id, as->time, as->hour, as->device};
    memcpy(seen + (size_t)i * SEEN, row, sizeof row);
}

struct request seen_request(const struct parts *p, const double *seen, int i) {
    const double *row = seen + (size_t)i * SEEN;
    struct request request = p->log.request[(int)row[0]];
    request.time = (float)row[1];
    request.hour = (int32_t)row[2];
    request.device = (int32_t)row[3];
    return request;
}

enum part log_part(const struct world *world, const struct request *request, bool random_split, uint64_t seed) {
    float end = (float)world->params.days;
    if (request->time >= end - TEST_DAYS)
        return PART_TEST;
    if (!random_split)
        return request->time >= end - TEST_DAYS - VALIDATION_DAYS ? PART_VALIDATION : PART_TRAIN;
    struct rng r = rng_of(rng_draw(seed, "data.split"), (uint64_t)request->id, 0);
    return rng_below(&r, 10) == 0 ? PART_VALIDATION : PART_TRAIN;
}

/* Draws `cap` of a user's requests one after the other (selection sampling, Knuth vol. 2, 3.4.2 S). */
bool parts_over_cap(const struct parts *p, int cap, bool random_split, uint64_t seed, uint8_t **over, struct err *err) {
    *over = NULL;
    if (cap <= 0)
        return true;
    int requests = p->log.requests;
    size_t users = (size_t)p->world.users;
    uint64_t draw = rng_draw(seed, "data.user_cap");
    uint8_t *out = mem_array((size_t)requests + 1, sizeof *out, err);
    int32_t *left = out ? mem_array(2 * users, sizeof *left, err) : NULL, *wanted = left ? left + users : NULL;
    if (!left) {
        free(out);
        return false;
    }
    for (int r = 0; r < requests; r++)
        left[p->log.request[r].user] += log_part(&p->world, &p->log.request[r], random_split, seed) == PART_TRAIN;
    for (size_t u = 0; u < users; u++)
        wanted[u] = cap;
    for (int r = 0; r < requests; r++) {
        const struct request *request = &p->log.request[r];
        if (log_part(&p->world, request, random_split, seed) != PART_TRAIN)
            continue;
        struct rng any = rng_of(draw, (uint64_t)request->id, 0);
        bool keep = rng_below(&any, (uint32_t)left[request->user]) < (uint32_t)wanted[request->user];
        left[request->user]--;
        wanted[request->user] -= keep;
        out[r] = !keep;
    }
    free(left);
    *over = out;
    return true;
}

double mean_known(const double *value, int n) {
    double sum = 0.0;
    int count = 0;
    for (int i = 0; i < n; i++)
        if (!isnan(value[i])) {
            sum += value[i];
            count++;
        }
    return count ? sum / count : NAN;
}

void add_ratio(struct measures *m, const char *name, const double *sum, const double *count, const uint8_t *times,
               int U, struct pool *pool) {
    double total = 0.0, n = 0.0, replicates[BOOTSTRAP_REPLICATES];
    for (int u = 0; u < U; u++)
        if (!isnan(sum[u])) {
            total += sum[u];
            n += count ? count[u] : 1.0;
        }
    if (n <= 0.0) {
        measures_missing(m, name, "no evaluation request has anything to measure it on");
        return;
    }
    bootstrap_ratio(replicates, times, BOOTSTRAP_REPLICATES, U, sum, count, pool);
    measures_add(m, name, total / n, replicates, BOOTSTRAP_REPLICATES);
}
