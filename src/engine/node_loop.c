/* node_loop.c - step 7, the loop closed: the days after the log are played with the design itself serving them. What
 * its lists show is what the counters of tomorrow and the next retraining learn from, so what nobody is shown stays
 * unknown, and what exploration costs today can be paid back later.
 * Lists are made from what was known at midnight, by the whole funnel; retrieval is not trained again. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/rank_rows.h"
#include "serve/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOOP_SHARE 1.0f /* of the usual requests: how much an item is shown decides what is known of it */
enum { LOOP_DAYS_MAX = 60, LOOP_SHARDS = 64, YOUNG_DAYS = 7 };

struct answer { /* of one request */
    double minutes, plain, young_minutes, young_share;
};
struct loop {
    const struct node_run *run;
    struct world world;   /* as it was: what the truth is asked about */
    struct parts parts;   /* its world and log grow by a day at a time */
    struct blob *grown;   /* that log, NULL: still the plan's */
    struct blob *model;   /* the ranker that serves, NULL: still the plan's */
    struct policy *plain; /* as the design's, without exploration */
    struct timeline timeline;
    struct truth_drift drift[LOOP_DAYS_MAX];
    float traffic[LOOP_DAYS_MAX];
    int days, day, every, places, shards; /* places: of a list that are logged */
    int first[LOOP_DAYS_MAX + 1];         /* first request of each day */
    struct funnel_scratch **scratch;
    int32_t *ids; /* (workers, candidates) */
    float *retrieved, *value;
    float *policy; /* (workers, policy_floats) */
    size_t policy_floats;
    /* the day's requests, while they are served */
    const struct request *request;
    int32_t *items; /* (n, places) */
    struct answer *answer;
    int requests;
    double curve[4][LOOP_DAYS_MAX]; /* by the fields of struct answer */
};

static bool listed(const int32_t *list, int n, int32_t item) {
    for (int k = 0; k < n; k++)
        if (list[k] == item)
            return true;
    return false;
}

/* Caps and few candidates may leave places empty; what is logged is a full list: the best that are left, then any. */
static void fill_up(const struct loop *l, const struct request *request, const int32_t *ids, int n, int32_t *list) {
    int next = 0, any = 0;
    for (int k = 0; k < l->places; k++) {
        while (list[k] < 0 && next < n) {
            int32_t item = ids[next++];
            if (item >= 0 && !listed(list, l->places, item))
                list[k] = item;
        }
        for (; list[k] < 0 && any < l->world.items; any++)
            if (l->world.birth[any] <= request->time && !listed(list, l->places, any))
                list[k] = any;
    }
}

/* What the young items of a list bring: minutes a session, and their share of the places. */
static void weigh_young(const struct loop *l, const struct request *request, const int32_t *list, int n,
                        struct answer *out) {
    float click[POLICY_LIST_MAX], watch[POLICY_LIST_MAX], *heads[HEADS] = {[HEAD_CLICK] = click, [HEAD_WATCH] = watch};
    int shown = 0, young = 0;
    for (int k = 0; k < n && list[k] >= 0; k++)
        shown++;
    truth_respond(&l->world, request, list, shown, &l->drift[l->day], heads);
    for (int k = 0; k < shown; k++) {
        if (request->time - l->world.birth[list[k]] > YOUNG_DAYS)
            continue;
        out->young_minutes += (double)truth_examination(&l->world, k + 1) * click[k] * watch[k] / 60.0;
        young++;
    }
    out->young_share = shown ? (double)young / shown : 0.0;
}

static void serve_one(struct loop *l, int i, int worker) {
    const struct funnel *f = &l->parts.funnel;
    const struct request *request = &l->request[i];
    const struct truth_drift *drift = &l->drift[l->day];
    int n = f->retrieval.candidates, size = f->list_size;
    int32_t *ids = l->ids + (size_t)worker * (size_t)n, list[POLICY_LIST_MAX], plain[POLICY_LIST_MAX];
    float *retrieved = l->retrieved + (size_t)worker * (size_t)n, *value = l->value + (size_t)worker * (size_t)n;
    float *scratch = l->policy + (size_t)worker * l->policy_floats;
    struct session_value session;
    struct answer *answer = &l->answer[i];
    funnel_retrieve(f, request, n, l->scratch[worker], ids, retrieved);
    funnel_rank(f, request, ids, retrieved, NULL, n, l->scratch[worker], value, NULL);
    policy_apply(f->policy, request, ids, value, n, scratch, list);
    policy_apply(l->plain, request, ids, value, n, scratch, plain);
    truth_session(&l->world, request, list, size, drift, &session);
    answer->minutes = session.watch_minutes;
    truth_session(&l->world, request, plain, size, drift, &session);
    answer->plain = session.watch_minutes;
    weigh_young(l, request, plain, size, answer);
    fill_up(l, request, ids, n, list);
    memcpy(l->items + (size_t)i * (size_t)l->places, list, (size_t)l->places * sizeof *list);
}

static void serve_shard(void *arg, int shard, int worker) {
    struct loop *l = arg;
    int begin, end;
    pool_range(l->requests, LOOP_SHARDS, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&l->run->progress->cancel); i++)
        serve_one(l, i, worker);
}

/* Answers a day's requests, and measures the answers. */
static bool serve_day(void *arg, const struct request *requests, int n, int32_t *items, struct err *err) {
    struct loop *l = arg;
    struct answer sum = {0};
    l->request = requests;
    l->requests = n;
    l->items = items;
    l->answer = mem_array((size_t)n + 1, sizeof *l->answer, err);
    if (!l->answer)
        return false;
    pool_for(l->run->pool, LOOP_SHARDS, serve_shard, l);
    for (int i = 0; i < n; i++) {
        sum.minutes += l->answer[i].minutes;
        sum.plain += l->answer[i].plain;
        sum.young_minutes += l->answer[i].young_minutes;
        sum.young_share += l->answer[i].young_share;
    }
    free(l->answer);
    const double total[] = {sum.minutes, sum.plain, sum.young_minutes, sum.young_share};
    for (int k = 0; k < 4; k++)
        l->curve[k][l->day] = n ? total[k] / n : NAN;
    return node_progress(l->run, (l->day + 0.5) / l->days, err);
}

/* The log takes in a day that the design serves. */
static bool play_day(struct loop *l, struct err *err) {
    struct log_days day = {.after = l->day,
                           .days = 1,
                           .share = LOOP_SHARE,
                           .traffic = &l->traffic[l->day],
                           .drift = &l->drift[l->day],
                           .serve = serve_day,
                           .arg = l,
                           .list_size = l->places};
    struct blob *longer = blob_new();
    l->first[l->day] = l->parts.log.requests;
    if (!log_extend(&l->world, &l->parts.log, &day, l->run->pool, l->run->progress, longer, err)) {
        blob_free(longer);
        return false;
    }
    log_open(longer, &l->parts.log);
    blob_free(l->grown);
    l->grown = longer;
    l->parts.world.params.days++;
    return true;
}

/* Features of the log as it is now, broken as the timeline says. */
static bool refresh_features(struct loop *l, struct err *err) {
    if (!l->parts.features)
        return true;
    features_free(l->parts.features);
    l->parts.features = parts_features(&l->parts.world, &l->parts.log, l->run, err);
    parts_serve(l->parts.features, l->run);
    if (l->parts.features)
        timeline_break(&l->timeline, l->world.params.days, l->parts.features);
    l->parts.funnel.ranking.features = l->parts.features;
    return l->parts.features != NULL;
}

/* Goes on training from the weights that serve, on the days since the last time. */
static bool retrain(struct loop *l, struct err *err) {
    struct rank_rows rows = {0};
    struct rank_rules rules = retraining_rules_of(l->run);
    struct ranker_params params = retraining_params_of(l->run, l->world.params.list_size);
    struct blob *model = blob_new();
    struct ranker *from =
        ranker_open(l->model ? l->model : node_in(l->run, N_RANKING_MODEL), err); /* at full precision */
    bool ok =
        from &&
        rank_rows_fill(&rows, &l->parts.log, &l->parts.world, l->parts.features, &rules, l->first[l->day - l->every],
                       l->parts.log.requests, NULL, NULL, l->run->pool, l->run->progress, err) &&
        ranker_train_on(from, &params, &rows.data, l->run->pool, l->run->progress, model, err);
    rank_rows_free(&rows);
    if (from)
        ranker_close(from);
    if (!ok) {
        blob_free(model);
        return false;
    }
    ranker_close(l->parts.ranker);
    blob_free(l->model);
    l->model = model;
    l->parts.ranker = parts_ranker(model, l->run, err);
    l->parts.funnel.ranking.ranker = l->parts.ranker;
    return l->parts.ranker != NULL;
}

static bool loop_open(struct loop *l, struct err *err) {
    const struct node_run *run = l->run;
    struct parts *p = &l->parts;
    parts_world(p, run);
    l->world = p->world;
    l->days = node_int(run, K_WORLD_REPLAY_DAYS);
    l->every = node_is(run, K_RANKING_MODEL, "none") ? 0 : node_int(run, K_RETRAIN_DAYS);
    if (!timeline_parse(node_text(run, K_WORLD_TIMELINE), l->world.params.kind, &l->timeline, err) ||
        !parts_retrieval(p, run, err) || !parts_ranking(p, run, err) || !parts_policy(p, run, err))
        return false;
    struct policy_params plain = parts_policy_params(run);
    plain.exploration = 0.0f;
    l->plain = policy_new(&plain, &p->world, &p->log, err);
    timeline_days(&l->timeline, l->days, l->drift, l->traffic);
    l->places = p->funnel.list_size < l->world.params.list_size ? p->funnel.list_size : l->world.params.list_size;
    size_t workers = (size_t)pool_threads(run->pool), n = (size_t)p->funnel.retrieval.candidates;
    l->policy_floats = policy_scratch_floats(p->policy, (int)n);
    return l->plain && (l->scratch = scratches_new(run, &p->funnel, (int)n, err)) &&
           (l->ids = mem_array(workers * n, sizeof *l->ids, err)) &&
           (l->retrieved = mem_array(workers * n, sizeof(float), err)) &&
           (l->value = mem_array(workers * n, sizeof(float), err)) &&
           (l->policy = mem_array(workers * l->policy_floats, sizeof(float), err));
}

static void loop_close(struct loop *l) {
    scratches_free(l->scratch);
    policy_free(l->plain);
    parts_close(&l->parts);
    blob_free(l->grown);
    blob_free(l->model);
    void *all[] = {l->ids, l->retrieved, l->value, l->policy};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    free(l);
}

static bool pack_curves(const struct loop *l, struct blob *out, struct err *err) {
    static const char *const names[] = {"loop.watch_minutes", "loop.watch_minutes_unexplored", "loop.young_minutes",
                                        "loop.young_share"};
    struct measures m = {0};
    for (int k = 0; k < 4; k++) {
        double x[LOOP_DAYS_MAX], y[LOOP_DAYS_MAX];
        int n = 0;
        for (int d = 0; d < l->days; d++)
            if (!isnan(l->curve[k][d])) { /* somebody came */
                x[n] = d + 1;
                y[n++] = l->curve[k][d];
            }
        if (n)
            measures_curve(&m, names[k], x, y, n);
    }
    bool ok = measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}

bool node_loop(const struct node_run *run, struct blob *out, struct err *err) {
    if (!node_bool(run, K_CLOSED_LOOP))
        return true;
    struct loop *l = mem_must(1, sizeof *l);
    l->run = run;
    bool ok = loop_open(l, err);
    for (l->day = 0; ok && l->day < l->days; l->day++) {
        ok = refresh_features(l, err);
        if (ok && l->every && l->day && l->day % l->every == 0)
            ok = retrain(l, err);
        ok = ok && play_day(l, err);
    }
    ok = ok && pack_curves(l, out, err);
    loop_close(l);
    return ok;
}
