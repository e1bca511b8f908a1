/* node_world.c - the world, its log, what the log shows at a glance, and the requests that everything is evaluated on.
 */
#include "base/mem.h"
#include "engine/choose.h"
#include "engine/nodes.h"
#include "engine/parts.h"
#include "eval/scores.h"
#include "num/isa.h"
#include "world/history.h"
#include "world/logged.h"
#include "world/truth.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool world_of_file(const struct node_run *run, const char *path, struct blob *out, struct err *err) {
    struct interactions rows;
    if (!interactions_read(path, &rows, err))
        return false;
    bool ok = logged_world(&rows, node_int(run, K_WORLD_DAYS), (float)node_real(run, K_WORLD_POSITIVE), out, err) ||
              err_context(err, "%s", path);
    interactions_free(&rows);
    return ok;
}

bool node_world(const struct node_run *run, struct blob *out, struct err *err) {
    if (*node_text(run, K_WORLD_LOG))
        return world_of_file(run, node_text(run, K_WORLD_LOG), out, err);
    struct world_params params = world_defaults(WORLD_FEED);
    params.seed = node_seed(run, K_SEED_WORLD);
    params.users = node_int(run, K_WORLD_USERS);
    params.items = node_int(run, K_WORLD_ITEMS);
    params.days = node_int(run, K_WORLD_DAYS);
    params.creators = node_int(run, K_WORLD_CREATORS);
    if (params.creators > params.items) {
        struct measures notes = {0};
        measures_note(&notes, "world.creators %d is more than the %d items: %d used", params.creators, params.items,
                      params.items);
        bool ok = measures_pack(&notes, out, err);
        measures_free(&notes);
        if (!ok)
            return false;
        params.creators = params.items;
    }
    params.requests_per_user_day = (float)node_real(run, K_WORLD_REQUESTS);
    params.clickbait_share = (float)node_real(run, K_WORLD_CLICKBAIT);
    params.popularity = (float)node_real(run, K_WORLD_POPULARITY);
    params.fresh_share = (float)node_real(run, K_WORLD_FRESH);
    params.upload_days = node_int(run, K_WORLD_UPLOAD_DAYS);
    params.fade_days = (float)node_real(run, K_WORLD_FADE);
    params.satiation = (float)node_real(run, K_WORLD_SATIATION);
    params.taste_drift = (float)node_real(run, K_WORLD_TASTE_DRIFT);
    params.logging_bias = (float)node_real(run, K_WORLD_LOGGING_BIAS);
    params.heavy_taste = (float)node_real(run, K_WORLD_HEAVY_TASTE);
    return world_generate(&params, run->pool, run->progress, out, err);
}

bool node_world_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct world_params params = world_defaults(WORLD_ADS);
    params.seed = node_seed(run, K_SEED_WORLD);
    params.users = node_int(run, K_WORLD_USERS);
    params.items = node_int(run, K_WORLD_ITEMS);
    params.days = node_int(run, K_WORLD_DAYS);
    params.creators = node_int(run, K_WORLD_ADVERTISERS);
    params.requests_per_user_day = (float)node_real(run, K_WORLD_REQUESTS);
    params.fresh_share = (float)node_real(run, K_WORLD_FRESH);
    params.taste_drift = (float)node_real(run, K_WORLD_TASTE_DRIFT);
    params.logging_bias = (float)node_real(run, K_WORLD_LOGGING_BIAS);
    params.interaction = (float)node_real(run, K_WORLD_INTERACTION);
    params.conversion_delay = (float)node_real(run, K_WORLD_CONVERSION_DELAY);
    params.budget = (float)node_real(run, K_WORLD_BUDGET);
    return world_generate(&params, run->pool, run->progress, out, err);
}

bool node_log(const struct node_run *run, struct blob *out, struct err *err) {
    struct world world;
    world_open(node_in(run, N_WORLD), &world);
    if (!world.truth)
        return logged_log(&world, run->pool, out, err);
    return log_generate(&world, run->pool, run->progress, out, err);
}

/* Rulers of what is measured against the relevant sets: by popularity, and by the true probability. */
enum ruler_metric {
    RULER_RECALL_20,
    RULER_RECALL_100,
    RULER_RECALL_1000,
    RULER_NDCG_20,
    RULER_NDCG,
    RULER_MAP,
    RULER_MRR,
    RULER_PRECISION,
    RULERS
};
static const char *const ruler_names[RULERS] = {"retrieval.recall@20",
                                                "retrieval.recall@100",
                                                "retrieval.recall@1000",
                                                "retrieval.ndcg@20",
                                                "list.ndcg@10",
                                                "list.map@10",
                                                "list.mrr",
                                                "list.precision@10"};

struct ruling {
    const struct parts *parts;
    struct evaluation evaluation;
    uint64_t seed;
    int32_t *relevant, *live;
    const float *births;    /* (items) ascending */
    const int32_t *popular; /* (items) most popular first */
    double *value;          /* (2, RULERS, offline) */
    struct progress *progress;
    float *scratch; /* (workers, 3 items) */
    uint8_t *mark;  /* (workers, items) enum mark, all 0 between requests */
    int shards;
};

enum { RULER_DEPTH = 1000 };
enum mark { MARK_RELEVANT = 1, MARK_HAD = 2 };

/* The metrics of an order for one request: grade (k), 1 where a relevant item stands; value[metric * stride]. */
static void measure_order(const float *grade, int k, int relevant, double *value, size_t stride) {
    float ideal[RELEVANT_MOST];
    for (int i = 0; i < relevant; i++)
        ideal[i] = 1.0f;
    value[RULER_RECALL_20 * stride] = list_recall(grade, k, 20, relevant);
    value[RULER_NDCG_20 * stride] = list_ndcg(grade, k, 20, ideal, relevant);
    value[RULER_RECALL_100 * stride] = list_recall(grade, k, 100, relevant);
    value[RULER_RECALL_1000 * stride] = list_recall(grade, k, 1000, relevant);
    value[RULER_NDCG * stride] = list_ndcg(grade, k, 10, ideal, relevant);
    value[RULER_MAP * stride] = list_average_precision(grade, k, 10, relevant);
    value[RULER_MRR * stride] = list_reciprocal_rank(grade, k < 10 ? k : 10, relevant);
    value[RULER_PRECISION * stride] = list_precision(grade, k, 10, relevant);
}

/* Sets or clears the marks of what the user had before, which is not offered again, and of relevant (n). */
static void mark_items(const struct log *log, const struct request *request, const int32_t *relevant, int n, bool set,
                       uint8_t *mark) {
    for (int k = 0; k < n; k++)
        mark[relevant[k]] = set ? MARK_RELEVANT : 0;
    int64_t had = had_before(log, request->user, request->time);
    for (int64_t k = 0; k < had; k++)
        mark[log->item[log->had_row[log->had_start[request->user] + k]]] = set ? MARK_HAD : 0;
}

/* The grades of the k most popular items that the user may be offered; zeros where there are fewer. */
static void grade_popular(const struct ruling *r, const struct request *request, const float *birth,
                          const uint8_t *mark, int k, float *grade) {
    const struct world *w = &r->parts->world;
    int n = 0;
    for (int at = 0; at < w->items && n < k; at++) {
        int32_t item = r->popular[at];
        if (birth[item] <= request->time && mark[item] != MARK_HAD)
            grade[n++] = mark[item] == MARK_RELEVANT;
    }
    while (n < k)
        grade[n++] = 0.0f;
}

/* How many of the items stand before `at` by score, ties by the lower id; -INFINITY: no item of the list. */
NUM_KERNEL static int standing_before(const float *score, int items, int at) {
    float own = score[at];
    int before = 0;
#pragma omp simd reduction(+ : before)
    for (int i = 0; i < at; i++)
        before += score[i] >= own;
#pragma omp simd reduction(+ : before)
    for (int i = at + 1; i < items; i++)
        before += score[i] > own;
    return before;
}

/* The grades of the k items of highest true probability. Only the places of the relevant ones (n) matter: to count
 * who stands before each is quicker than to sort. score (items) is changed. */
static void grade_likely(const struct world *w, const struct request *request, const float *birth,
                         const int32_t *relevant, int n, float *score, int k, float *grade) {
    for (int i = 0; i < w->items; i++)
        score[i] = birth[i] <= request->time ? score[i] : -INFINITY;
    memset(grade, 0, (size_t)k * sizeof *grade);
    for (int i = 0; i < n; i++) {
        int place = standing_before(score, w->items, relevant[i]);
        if (place < k)
            grade[place] = 1.0f;
    }
}

static int born_by(const float *births, int items, float time) {
    int low = 0, high = items;
    while (low < high) {
        int middle = (low + high) / 2;
        if (births[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many items the request may be shown, where each has its own. */
static int offered_items(const struct ruling *r, const struct request *request, int worker) {
    size_t items = (size_t)r->parts->world.items;
    float *birth = r->scratch + (size_t)worker * 3 * items;
    int n = 0;
    truth_offered(&r->parts->world, request, birth);
    for (size_t i = 0; i < items; i++)
        n += birth[i] <= request->time;
    return n;
}

static void rule_request(struct ruling *r, int i, int worker) {
    const struct world *w = &r->parts->world;
    const struct request *request = &r->parts->log.request[r->evaluation.request[i]];
    size_t items = (size_t)w->items, offline = (size_t)r->evaluation.offline;
    int most = r->evaluation.most, k = w->items < RULER_DEPTH ? w->items : RULER_DEPTH, n = 0;
    int32_t *relevant = r->relevant + (size_t)i * (size_t)most;
    float grade[RULER_DEPTH], *positive = r->scratch + (size_t)worker * 3 * items, *spare = positive + items,
                              *own = spare + items;
    const float *birth = w->birth;
    if (truth_targets(w)) {
        truth_offered(w, request, own);
        birth = own;
    }
    uint8_t *mark = r->mark + (size_t)worker * items;
    if (w->truth) {
        truth_positive(w, request, NULL, w->items, TRUE_LABEL_SECONDS, NULL, positive, spare);
        truth_relevant(w, request, positive, birth, r->seed, most, relevant, spare);
    } else {
        choose_relevant(r->parts, request, relevant, most);
    }
    while (n < most && relevant[n] >= 0)
        n++;
    mark_items(&r->parts->log, request, relevant, n, true, mark);
    grade_popular(r, request, birth, mark, k, grade);
    mark_items(&r->parts->log, request, relevant, n, false, mark);
    measure_order(grade, k, n, r->value + i, offline);
    if (!w->truth)
        return;
    grade_likely(w, request, birth, relevant, n, positive, k, grade);
    measure_order(grade, k, n, r->value + RULERS * offline + (size_t)i, offline);
}

static void rule_shard(void *arg, int shard, int worker) {
    struct ruling *r = arg;
    int begin, end;
    pool_range(r->evaluation.online, r->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&r->progress->cancel); i++) {
        const struct request *request = &r->parts->log.request[r->evaluation.request[i]];
        r->live[i] = truth_targets(&r->parts->world) ? offered_items(r, request, worker)
                                                     : born_by(r->births, r->parts->world.items, request->time);
        if (i < r->evaluation.offline)
            rule_request(r, i, worker);
    }
}

/* Width of the relevant sets: what the world draws, or the longest that the log holds. */
static int relevant_most(const struct parts *p, const int32_t *chosen, int n) {
    int most = 1;
    if (p->world.truth)
        return RELEVANT;
    for (int i = 0; i < n; i++) {
        int own = choose_relevant(p, &p->log.request[chosen[i]], NULL, RELEVANT_MOST);
        most = own > most ? own : most;
    }
    return most;
}

static int by_time(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static bool nothing_to_evaluate(const struct parts *p, struct err *err) {
    if (!p->world.truth)
        return err_set(err, ERR_USAGE,
                       "nobody has a positive in the last %d of %d parts of the file; a longer file, or a lower "
                       "world.log_positive, has some",
                       TEST_DAYS, p->world.params.days);
    return err_set(
        err, ERR_USAGE,
        "the last %d days of the log hold no request; a larger world.users or world.requests_per_user_day has "
        "some",
        TEST_DAYS);
}

bool node_requests(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    parts_world(&parts, run);
    int32_t chosen[ONLINE_REQUESTS];
    int n = choose_requests(&parts, node_seed(run, K_SEED_EVAL), chosen, ONLINE_REQUESTS, err);
    if (n < 0)
        return false;
    if (n == 0)
        return nothing_to_evaluate(&parts, err);
    int offline = n < OFFLINE_REQUESTS ? n : OFFLINE_REQUESTS, items = parts.world.items;
    int most = relevant_most(&parts, chosen, offline);
    struct ruling r = {.parts = &parts, .seed = node_seed(run, K_SEED_EVAL), .shards = 64, .progress = run->progress};
    size_t threads = (size_t)pool_threads(run->pool);
    int32_t *request = blob_add(out, "request", BLOB_I32, n, 0, 0, err), *popular = NULL;
    int32_t *unit = request ? blob_add(out, "unit", BLOB_I32, n, 0, 0, err) : NULL;
    float *births = NULL;
    r.live = unit ? blob_add(out, "live", BLOB_I32, n, 0, 0, err) : NULL;
    r.relevant = r.live ? blob_add(out, "relevant", BLOB_I32, offline, most, 0, err) : NULL;
    double *rulers = r.relevant ? blob_add(out, "rulers", BLOB_F64, 2, RULERS, 0, err) : NULL;
    bool ok = rulers && (births = mem_array((size_t)items, sizeof *births, err)) &&
              (popular = mem_array((size_t)items, sizeof *popular, err)) &&
              (r.value = mem_array(2 * RULERS * (size_t)offline, sizeof *r.value, err)) &&
              (r.scratch = mem_array(threads * 3 * (size_t)items, sizeof *r.scratch, err)) &&
              (r.mark = mem_array(threads * (size_t)items, 1, err)) &&
              parts_popular(&parts, run->pool, popular, NULL, err);
    if (ok) {
        memcpy(births, parts.world.birth, (size_t)items * sizeof *births);
        qsort(births, (size_t)items, sizeof *births, by_time);
        for (int i = 0; i < n; i++) {
            request[i] = chosen[i];
            unit[i] = parts.log.request[chosen[i]].user;
        }
        r.births = births;
        r.popular = popular;
        r.evaluation = (struct evaluation){n, offline, most, request, unit, r.relevant, r.live};
        pool_for(run->pool, r.shards, rule_shard, &r);
        for (int k = 0; k < 2 * RULERS; k++)
            rulers[k] =
                !parts.world.truth && k >= RULERS ? NAN : mean_known(r.value + (size_t)k * (size_t)offline, offline);
        ok = node_progress(run, 1.0, err);
    }
    free(births);
    free(popular);
    free(r.value);
    free(r.scratch);
    free(r.mark);
    return ok;
}

void rulers_apply(struct measures *m, const struct blob *requests) {
    const double *rulers = blob_get(requests, "rulers", BLOB_F64);
    for (int k = 0; k < RULERS; k++)
        measures_ruler(m, ruler_names[k], rulers[k], rulers[RULERS + k]);
}
