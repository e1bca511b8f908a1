/* node_online.c - the design's lists answered by the truth, beside the popular list through the same stage 3 and beside
 * the list that is greedily best in each metric. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/online_extras.h"
#include "engine/parts.h"
#include "eval/bootstrap.h"
#include "world/truth.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHARDS = 64 };
enum online_metric { ONLINE_CTR, ONLINE_WATCH, ONLINE_RETURN, ONLINE_HIDES, ONLINE_METRICS };
static const char *const online_names[ONLINE_METRICS] = {"online.ctr", "online.watch_minutes_per_session",
                                                         "online.return_rate_7d", "online.hides_per_1000"};

/* A metric is sum over requests of numerator over sum of denominator. */
static double numerator(const struct session_value *v, enum online_metric metric) {
    switch (metric) {
    case ONLINE_CTR:
        return v->clicks;
    case ONLINE_WATCH:
        return v->watch_minutes;
    case ONLINE_RETURN:
        return v->return_rate;
    case ONLINE_HIDES:
    case ONLINE_METRICS:
        break;
    }
    return 1000.0 * v->hides;
}

/* Clicks are counted over the places of the list, looked at or not: who leaves early must not flatter the rate. */
static double denominator(int places, enum online_metric metric) {
    return metric == ONLINE_CTR ? places : 1.0;
}

static double ratio_of(const struct session_value *values, int n, int places, enum online_metric metric) {
    double above = 0.0, below = 0.0;
    for (int i = 0; i < n; i++) {
        above += numerator(&values[i], metric);
        below += denominator(places, metric);
    }
    return below > 0.0 ? above / below : NAN;
}

struct answering {
    const struct parts *parts;
    const struct evaluation *evaluation;
    struct progress *progress;
    int size;
    const int32_t *list;          /* (online, size) */
    const int32_t *shortlists;    /* (online, GOALS, TRUTH_SHORTLIST) */
    struct session_value *values; /* (online) or (GOALS, online) */
    float *scratch;               /* (workers, scratch_floats) */
    size_t scratch_floats;
    const int32_t *popular; /* (items) most popular first */
    const float *popularity;
    int keep;
};

struct shortlisting {
    const struct parts *parts;
    const struct evaluation *evaluation;
    struct progress *progress;
    int32_t *ids;   /* (online, GOALS, TRUTH_SHORTLIST) */
    float *scratch; /* (workers, 8 * items) */
};

static void shortlist_shard(void *arg, int shard, int worker) {
    const struct shortlisting *s = arg;
    int begin, end;
    pool_range(s->evaluation->online, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&s->progress->cancel); i++)
        truth_shortlists(&s->parts->world, &s->parts->log.request[s->evaluation->request[i]], NULL,
                         s->ids + (size_t)i * GOALS * TRUTH_SHORTLIST,
                         s->scratch + (size_t)worker * 8 * (size_t)s->parts->world.items);
}

bool node_shortlists(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    struct shortlisting s = {.parts = &parts, .evaluation = &e, .progress = run->progress};
    if (!(s.ids = blob_add(out, "shortlists", BLOB_I32, e.online, GOALS, TRUTH_SHORTLIST, err)) ||
        !(s.scratch = mem_array((size_t)pool_threads(run->pool) * 8 * (size_t)parts.world.items, sizeof(float), err)))
        return false;
    pool_for(run->pool, SHARDS, shortlist_shard, &s);
    free(s.scratch);
    return node_progress(run, 1.0, err);
}

static void oracle_shard(void *arg, int shard, int worker) {
    struct answering *a = arg;
    const struct world *w = &a->parts->world;
    int begin, end, n = a->evaluation->online;
    int32_t lists[GOALS * POLICY_LIST_MAX];
    (void)worker;
    pool_range(n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&a->progress->cancel); i++) {
        const struct request *request = &a->parts->log.request[a->evaluation->request[i]];
        truth_best_lists(w, request, NULL, a->shortlists + (size_t)i * GOALS * TRUTH_SHORTLIST, lists, a->size);
        for (int goal = 0; goal < GOALS; goal++)
            truth_session(w, request, lists + goal * a->size, a->size, NULL, &a->values[goal * n + i]);
    }
}

bool node_online_oracle(const struct node_run *run, struct blob *out, struct err *err) {
    /* The metric that each goal's list is best in. */
    static const enum session_goal goal_of[ONLINE_METRICS] = {GOAL_CLICKS, GOAL_WATCH, GOAL_RETURN, GOAL_FEW_HIDES};
    struct parts parts = {0};
    struct evaluation e;
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    struct answering a = {.parts = &parts,
                          .evaluation = &e,
                          .progress = run->progress,
                          .size = node_int(run, K_LIST_SIZE),
                          .shortlists = blob_get(node_in(run, N_SHORTLISTS), "shortlists", BLOB_I32)};
    double *oracle = blob_add(out, "oracle", BLOB_F64, ONLINE_METRICS, 0, 0, err);
    a.values = oracle ? mem_array((size_t)(GOALS * e.online), sizeof *a.values, err) : NULL;
    bool ok = a.values != NULL;
    if (ok) {
        pool_for(run->pool, SHARDS, oracle_shard, &a);
        for (int k = 0; k < ONLINE_METRICS; k++)
            oracle[k] =
                ratio_of(a.values + (size_t)goal_of[k] * (size_t)e.online, e.online, a.size, (enum online_metric)k);
        ok = node_progress(run, 1.0, err);
    }
    free(a.values);
    return ok;
}

static void answer_shard(void *arg, int shard, int worker) {
    struct answering *a = arg;
    int begin, end;
    (void)worker;
    pool_range(a->evaluation->online, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        truth_session(&a->parts->world, &a->parts->log.request[a->evaluation->request[i]],
                      a->list + (size_t)i * (size_t)a->size, a->size, NULL, &a->values[i]);
}

/* The popular list: the most popular live items through the design's own stage 3. */
static void popular_shard(void *arg, int shard, int worker) {
    struct answering *a = arg;
    const struct world *w = &a->parts->world;
    int begin, end;
    float *scratch = a->scratch + (size_t)worker * a->scratch_floats, *value = scratch + a->scratch_floats - a->keep;
    int32_t *ids = (int32_t *)(value - a->keep), list[POLICY_LIST_MAX];
    pool_range(a->evaluation->online, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&a->progress->cancel); i++) {
        const struct request *request = &a->parts->log.request[a->evaluation->request[i]];
        int n = 0;
        for (int k = 0; k < w->items && n < a->keep; k++)
            if (w->birth[a->popular[k]] <= request->time) {
                ids[n] = a->popular[k];
                value[n++] = a->popularity[a->popular[k]];
            }
        policy_apply(a->parts->policy, request, ids, value, n, scratch, list);
        truth_session(w, request, list, a->size, NULL, &a->values[i]);
    }
}

static bool measure_baseline(const struct node_run *run, struct answering *a, double baseline[ONLINE_METRICS],
                             struct err *err) {
    const struct world *w = &a->parts->world;
    size_t items = (size_t)w->items;
    float *popularity = mem_array(items, sizeof *popularity, err);
    int32_t *popular = popularity ? mem_array(items, sizeof *popular, err) : NULL;
    a->keep = node_int(run, K_KEEP);
    a->scratch_floats = policy_scratch_floats(a->parts->policy, a->keep) + 2 * (size_t)a->keep;
    a->scratch = popular ? mem_array((size_t)pool_threads(run->pool) * a->scratch_floats, sizeof(float), err) : NULL;
    bool ok = a->scratch && parts_popular(a->parts, run->pool, popular, popularity, err);
    if (ok) {
        a->popular = popular;
        a->popularity = popularity;
        pool_for(run->pool, SHARDS, popular_shard, a);
        for (int k = 0; k < ONLINE_METRICS; k++)
            baseline[k] = ratio_of(a->values, a->evaluation->online, a->size, (enum online_metric)k);
    }
    free(popularity);
    free(popular);
    free(a->scratch);
    return ok;
}

static double watch_minutes(const struct parts *p, int64_t row) {
    return (double)(p->log.watch_s[row] / 60.0f);
}

double detectable_effect(const struct parts *p, double (*worth)(const struct parts *p, int64_t row), double users,
                         int days) {
    const struct log *log = &p->log;
    int D = p->world.params.days, U = p->world.users;
    float *daily = mem_must((size_t)U * (size_t)D, sizeof *daily);
    for (int r = 0; r < log->requests; r++)
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++)
            daily[(size_t)log->request[r].user * (size_t)D + (size_t)log->request[r].time] += (float)worth(p, row);
    double grand = 0.0, within = 0.0, between = 0.0;
    for (size_t i = 0; i < (size_t)U * (size_t)D; i++)
        grand += daily[i];
    grand /= (double)U * D;
    for (int u = 0; u < U; u++) {
        double mean = 0.0;
        for (int d = 0; d < D; d++)
            mean += daily[(size_t)u * (size_t)D + (size_t)d] / D;
        for (int d = 0; d < D; d++) {
            double off = daily[(size_t)u * (size_t)D + (size_t)d] - mean;
            within += off * off / ((double)U * (D - 1));
        }
        between += (mean - grand) * (mean - grand) / (U - 1);
    }
    free(daily);
    between = fmax(between - within / D, 0.0); /* the means' own noise is no difference between people */
    double cv = sqrt(between + within / days) / grand;
    return (1.959964 + 0.841621) * sqrt(2.0 / (users / 2.0)) * cv;
}

bool online_in_slice(const struct parts *p, const char *slice, const struct request *request) {
    if (strcmp(slice, "phone") == 0)
        return request->device == 0;
    const struct log *log = &p->log; /* new_users: fewer than three clicks before the request */
    int before = 0;
    for (int64_t k = log->click_start[request->user]; k < log->click_start[request->user + 1] && before < 3; k++)
        before += log->row_time[log->click_row[k]] < request->time;
    return before < 3;
}

bool add_online_ratios(struct measures *m, const struct node_run *run, const struct parts *p,
                       const struct evaluation *e, const struct online_ratios *of, struct err *err) {
    static const char *const slices[] = {NULL, "new_users", "phone"};
    size_t n = (size_t)e->online;
    double *above = mem_array(n, sizeof *above, err), *below = above ? mem_array(n, sizeof *below, err) : NULL;
    uint8_t *times = below ? mem_array(BOOTSTRAP_REPLICATES * n, 1, err) : NULL;
    if (times)
        bootstrap_times(times, e->unit, e->online, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
    for (int s = 0; times && s < 3; s++) {
        if (slices[s] && !node_has(run, K_SLICES, slices[s]))
            continue;
        for (int k = 0; k < of->metrics; k++) {
            char name[MEASURE_NAME];
            snprintf(name, sizeof name, "%s%s%s%s", of->name[k], s ? "[" : "", s ? slices[s] : "", s ? "]" : "");
            for (int i = 0; i < e->online; i++) {
                of->parts(of->arg, i, k, &above[i], &below[i]);
                if (s && !online_in_slice(p, slices[s], &p->log.request[e->request[i]])) {
                    above[i] = NAN;
                    below[i] = 0.0;
                }
            }
            add_ratio(m, name, above, below, times, e->online, run->pool);
        }
    }
    free(above);
    free(below);
    free(times);
    return times != NULL;
}

static void ratio_parts(const void *arg, int i, int metric, double *above, double *below) {
    const struct answering *a = arg;
    *above = numerator(&a->values[i], (enum online_metric)metric);
    *below = denominator(a->size, (enum online_metric)metric);
}

bool node_online(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures measures = {0};
    double baseline[ONLINE_METRICS];
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    const double *oracle = blob_get(node_in(run, N_ONLINE_ORACLE), "oracle", BLOB_F64);
    struct answering a = {.parts = &parts,
                          .evaluation = &e,
                          .progress = run->progress,
                          .list = blob_get(node_in(run, N_LISTS), "list", BLOB_I32),
                          .size = (int)blob_find(node_in(run, N_LISTS), "list")->shape[1]};
    struct online_ratios ratios = {online_names, ONLINE_METRICS, ratio_parts, &a};
    a.values = mem_array((size_t)e.online, sizeof *a.values, err);
    if (!a.values || !parts_policy(&parts, run, err) || !measure_baseline(run, &a, baseline, err))
        goto out;
    pool_for(run->pool, SHARDS, answer_shard, &a);
    if (!add_online_ratios(&measures, run, &parts, &e, &ratios, err))
        goto out;
    for (int k = 0; k < ONLINE_METRICS; k++)
        measures_ruler(&measures, online_names[k], baseline[k], oracle[k]);
    measures_add(&measures, "online.ab_detectable_effect",
                 detectable_effect(&parts, watch_minutes, node_real(run, K_AB_USERS), node_int(run, K_AB_DAYS)), NULL,
                 0);
    ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
out:
    free(a.values);
    measures_free(&measures);
    parts_close(&parts);
    return ok;
}
