/* node_world.c - the world, its log, what the log shows at a glance, and the requests that everything is evaluated on.
 */
#include "base/mem.h"
#include "engine/choose.h"
#include "engine/nodes.h"
#include "engine/parts.h"
#include "eval/scores.h"
#include "num/topk.h"
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
    params.fade_days = (float)node_real(run, K_WORLD_FADE);
    params.satiation = (float)node_real(run, K_WORLD_SATIATION);
    params.taste_drift = (float)node_real(run, K_WORLD_TASTE_DRIFT);
    params.logging_bias = (float)node_real(run, K_WORLD_LOGGING_BIAS);
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
    const float *popularity; /* (items) */
    double *value;           /* (2, RULERS, offline) */
    struct progress *progress;
    float *scratch; /* (workers, 4 items) */
    int shards;
};

enum { RULER_DEPTH = 1000, RULER_ROOM = 4096 };

/* The metrics of one order of all items (score, -INFINITY: not live) for one request; value[metric * stride]. */
static void measure_order(const float *score, int items, const int32_t *relevant, int most, double *value,
                          size_t stride) {
    int32_t top[RULER_DEPTH];
    float grade[RULER_DEPTH], ideal[RELEVANT_MOST];
    struct ranked room[RULER_ROOM];
    int k = items < RULER_DEPTH ? items : RULER_DEPTH, m = 0;
    assert(topk_room(k) <= RULER_ROOM);
    struct topk best;
    topk_init(&best, k, room);
    topk_push_all(&best, score, items, 0);
    topk_finish(&best, top, NULL);
    for (; m < most && relevant[m] >= 0; m++)
        ideal[m] = 1.0f;
    for (int i = 0; i < k; i++) {
        grade[i] = 0.0f;
        for (int j = 0; j < m; j++)
            grade[i] = top[i] == relevant[j] ? 1.0f : grade[i];
    }
    value[RULER_RECALL_20 * stride] = list_recall(grade, k, 20, m);
    value[RULER_NDCG_20 * stride] = list_ndcg(grade, k, 20, ideal, m);
    value[RULER_RECALL_100 * stride] = list_recall(grade, k, 100, m);
    value[RULER_RECALL_1000 * stride] = list_recall(grade, k, 1000, m);
    value[RULER_NDCG * stride] = list_ndcg(grade, k, 10, ideal, m);
    value[RULER_MAP * stride] = list_average_precision(grade, k, 10, m);
    value[RULER_MRR * stride] = list_reciprocal_rank(grade, k < 10 ? k : 10, m);
    value[RULER_PRECISION * stride] = list_precision(grade, k, 10, m);
}

/* What the user had before is not offered again. */
static void hide_had(const struct log *log, const struct request *request, float *score) {
    int64_t n = had_before(log, request->user, request->time);
    for (int64_t k = 0; k < n; k++)
        score[log->item[log->had_row[log->had_start[request->user] + k]]] = -INFINITY;
}

static void rule_shard(void *arg, int shard, int worker) {
    struct ruling *r = arg;
    const struct world *w = &r->parts->world;
    int begin, end, offline = r->evaluation.offline;
    size_t items = (size_t)w->items;
    float *scratch = r->scratch + (size_t)worker * 4 * items, *score = scratch + 2 * items,
          *offered = scratch + 3 * items;
    pool_range(r->evaluation.online, r->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&r->progress->cancel); i++) {
        const struct request *request = &r->parts->log.request[r->evaluation.request[i]];
        truth_offered(w, request, offered);
        r->live[i] = 0;
        for (int k = 0; k < w->items; k++)
            r->live[i] += offered[k] <= request->time;
        if (i >= offline)
            continue;
        int most = r->evaluation.most;
        int32_t *relevant = r->relevant + (size_t)i * (size_t)most;
        if (w->truth)
            truth_relevant(w, request, TRUE_LABEL_SECONDS, r->seed, most, relevant, scratch);
        else
            choose_relevant(r->parts, request, relevant, most);
        for (int ruler = 0; ruler < (w->truth ? 2 : 1); ruler++) {
            if (ruler == 0)
                memcpy(score, r->popularity, items * sizeof *score);
            else
                truth_positive(w, request, NULL, w->items, TRUE_LABEL_SECONDS, NULL, score, scratch);
            for (int k = 0; k < w->items; k++)
                if (offered[k] > request->time)
                    score[k] = -INFINITY;
            hide_had(&r->parts->log, request, score);
            measure_order(score, w->items, relevant, most, r->value + (size_t)(ruler * RULERS * offline + i),
                          (size_t)offline);
        }
    }
}

static double mean_of(const double *value, int n) {
    double sum = 0.0;
    int count = 0;
    for (int i = 0; i < n; i++)
        if (!isnan(value[i])) {
            sum += value[i];
            count++;
        }
    return count ? sum / count : NAN;
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

bool node_requests(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    parts_world(&parts, run);
    int32_t chosen[ONLINE_REQUESTS];
    int n = choose_requests(&parts, node_seed(run, K_SEED_EVAL), chosen, ONLINE_REQUESTS, err);
    if (n < 0)
        return false;
    if (n == 0 && !parts.world.truth)
        return err_set(err, ERR_USAGE,
                       "nobody has a positive in the last %d of %d parts of the file; a longer file, or a lower "
                       "world.log_positive, has some",
                       TEST_DAYS, parts.world.params.days);
    if (n == 0)
        return err_set(err, ERR_USAGE,
                       "the last %d days of the log hold no request; a larger world.users or "
                       "world.requests_per_user_day has some",
                       TEST_DAYS);
    int offline = n < OFFLINE_REQUESTS ? n : OFFLINE_REQUESTS, items = parts.world.items;
    int most = relevant_most(&parts, chosen, offline);
    struct ruling r = {.parts = &parts, .seed = node_seed(run, K_SEED_EVAL), .shards = 64, .progress = run->progress};
    int32_t *request = blob_add(out, "request", BLOB_I32, n, 0, 0, err);
    int32_t *unit = request ? blob_add(out, "unit", BLOB_I32, n, 0, 0, err) : NULL;
    r.live = unit ? blob_add(out, "live", BLOB_I32, n, 0, 0, err) : NULL;
    r.relevant = r.live ? blob_add(out, "relevant", BLOB_I32, offline, most, 0, err) : NULL;
    double *rulers = r.relevant ? blob_add(out, "rulers", BLOB_F64, 2, RULERS, 0, err) : NULL;
    float *popularity = rulers ? mem_array((size_t)items, sizeof *popularity, err) : NULL;
    r.value = popularity ? mem_array(2 * RULERS * (size_t)offline, sizeof *r.value, err) : NULL;
    r.scratch = r.value ? mem_array((size_t)pool_threads(run->pool) * 4 * (size_t)items, sizeof *r.scratch, err) : NULL;
    bool ok = r.scratch && funnel_item_vectors(&parts.world, &parts.log, NULL, parts.world.params.days - TEST_DAYS,
                                               run->pool, popularity, err);
    if (ok) {
        for (int i = 0; i < n; i++) {
            request[i] = chosen[i];
            unit[i] = parts.log.request[chosen[i]].user;
        }
        r.popularity = popularity;
        r.evaluation = (struct evaluation){n, offline, most, request, unit, r.relevant, r.live};
        pool_for(run->pool, r.shards, rule_shard, &r);
        for (int k = 0; k < 2 * RULERS; k++)
            rulers[k] =
                !parts.world.truth && k >= RULERS ? NAN : mean_of(r.value + (size_t)k * (size_t)offline, offline);
        ok = node_progress(run, 1.0, err);
    }
    free(popularity);
    free(r.value);
    free(r.scratch);
    return ok;
}

void rulers_apply(struct measures *m, const struct blob *requests) {
    const double *rulers = blob_get(requests, "rulers", BLOB_F64);
    for (int k = 0; k < RULERS; k++)
        measures_ruler(m, ruler_names[k], rulers[k], rulers[RULERS + k]);
}
