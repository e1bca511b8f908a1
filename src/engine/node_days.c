/* node_days.c - step 7: the days after the log. The older policy goes on serving while tastes drift and something
 * breaks; the design's ranker predicts every impression, is retrained when it is due, and its monitors look at every
 * day. */
#include "base/mem.h"
#include "engine/alarms.h"
#include "engine/nodes.h"
#include "engine/rank_rows.h"
#include "engine/readings.h"
#include "eval/scores.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLAY_SHARE 0.2f /* of the usual requests: enough to measure a day by, little enough to wait for */
enum { RANKED_ROWS = 256 /* that the ranker takes at once */ };

struct replay {
    struct parts parts; /* the world and log as they were, and the ranker's parts */
    struct world after; /* the world whose days include the replayed ones */
    struct log log;     /* the log with them behind it */
    struct timeline timeline;
    int days, log_days;
    int first[REPLAY_DAYS_MAX + 2]; /* first request of each replayed day; [days] is the end */
};

static bool replay_timeline(struct replay *r, const struct node_run *run, struct err *err) {
    parts_world(&r->parts, run);
    r->days = node_int(run, K_WORLD_REPLAY_DAYS);
    r->log_days = r->parts.world.params.days;
    return timeline_parse(node_text(run, K_WORLD_TIMELINE), r->parts.world.params.kind, &r->timeline, err);
}

static bool replay_open(struct replay *r, const struct node_run *run, struct err *err) {
    if (!replay_timeline(r, run, err))
        return false;
    r->after = r->parts.world;
    r->after.params.days += r->days;
    log_open(node_in(run, N_DAYS_LOG), &r->log);
    int request = r->parts.log.requests;
    for (int d = 0; d <= r->days; d++) {
        while (request < r->log.requests && r->log.request[request].time < (float)(r->log_days + d))
            request++;
        r->first[d] = request;
    }
    r->parts.funnel.world = &r->after;
    r->parts.funnel.log = &r->log;
    return true;
}

bool node_days_log(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    struct truth_drift drift[REPLAY_DAYS_MAX];
    float traffic[REPLAY_DAYS_MAX];
    if (!replay_timeline(&r, run, err))
        return false;
    timeline_days(&r.timeline, r.days, drift, traffic);
    struct log_days days = {.days = r.days, .share = REPLAY_SHARE, .traffic = traffic, .drift = drift};
    return log_extend(&r.parts.world, &r.parts.log, &days, run->pool, run->progress, out, err);
}

/* Features of the replay: of the longer log, broken as the timeline says. */
static struct features *replay_features(const struct replay *r, const struct node_run *run, struct err *err) {
    struct features *f = parts_features(&r->after, &r->log, run, err);
    if (f)
        timeline_break(&r->timeline, r->log_days, f);
    return f;
}

static void model_prefix(char prefix[16], int retraining) {
    snprintf(prefix, 16, "m%d.", retraining);
}

bool node_days_model(const struct node_run *run, struct blob *out, struct err *err) {
    int every = node_int(run, K_RETRAIN_DAYS);
    if (node_is(run, K_RANKING_MODEL, "none") || every == 0)
        return true;
    struct replay r = {0};
    struct ranker *last = NULL;
    struct blob *held = NULL;
    bool ok = replay_open(&r, run, err) && (last = ranker_open(node_in(run, N_RANKING_MODEL), err));
    struct features *features = ok ? replay_features(&r, run, err) : NULL;
    struct rank_rules rules = retraining_rules_of(run);
    struct ranker_params params = retraining_params_of(run, r.parts.world.params.list_size);
    ok = ok && features;
    for (int day = every, n = 0; ok && day < r.days; day += every, n++) {
        struct rank_rows rows = {0};
        struct blob *model = blob_new();
        char prefix[16];
        rules.now = (float)(r.log_days + day);
        ok = rank_rows_fill(&rows, &r.log, &r.after, features, &rules, r.first[day - every], r.first[day], NULL, NULL,
                            run->pool, run->progress, err) &&
             ranker_train_on(last, &params, &rows.data, run->pool, run->progress, model, err);
        rank_rows_free(&rows);
        ranker_close(last);
        blob_free(held);
        held = model;
        last = ok ? ranker_open(held, err) : NULL;
        model_prefix(prefix, n);
        ok = ok && last && blob_nest(out, prefix, held, err);
    }
    if (last)
        ranker_close(last);
    blob_free(held);
    if (features)
        features_free(features);
    parts_close(&r.parts);
    return ok;
}

struct looking {
    const struct replay *r;
    const struct node_run *run;
    struct funnel_scratch **scratch;
    const struct truth_drift *drift; /* of that day; NULL in the log */
    struct positive_rule label;
    struct looks *out;
    int first, stride, shards, requests, list_size; /* every stride-th request from the first on */
    bool debias;
    double *click, *worth; /* (requests) */
    int32_t *category;     /* (workers, list, F) */
    float *dense;          /* (workers, list, D) */
};

static const struct request *looked_at(const struct looking *l, int i) {
    return &l->r->log.request[l->first + i * l->stride];
}

/* What was shown to the i-th request and what came of it: features, labels. */
static void look_at(struct looking *l, int i, int worker) {
    const struct replay *r = l->r;
    const struct request *request = looked_at(l, i);
    const struct features *f = r->parts.funnel.ranking.features;
    int n = l->list_size, F = features_categories(f), D = features_dense(f);
    int64_t row = r->log.start[request->id];
    size_t at = (size_t)i * (size_t)n, rows = (size_t)l->out->rows;
    int32_t *category = l->category + (size_t)worker * (size_t)(n * F);
    float *dense = l->dense + (size_t)worker * (size_t)(n * D);
    for (int k = 0; k < n; k++) {
        l->out->y[at + (size_t)k] = log_positive(&r->after, &r->log, row + k, &l->label);
        l->click[i] += r->log.event[row + k] >> HEAD_CLICK & 1;
    }
    features_fill(f, request, r->log.item + row, n, category, dense);
    for (int k = 0; k < n; k++) {
        for (int c = 0; c < F; c++)
            l->out->value[(size_t)c * rows + at + (size_t)k] = (float)category[k * F + c];
        for (int c = 0; c < D; c++)
            l->out->value[(size_t)(F + c) * rows + at + (size_t)k] = dense[k * D + c];
    }
}

/* The model's word on the i-th request, value and positive (list), beside the truth's. */
static void judge(struct looking *l, int i, const float *value, const float *positive) {
    const struct replay *r = l->r;
    const struct request *request = looked_at(l, i);
    int n = l->list_size, best = 0;
    int64_t row = r->log.start[request->id];
    size_t at = (size_t)i * (size_t)n, score = (size_t)(l->out->columns - 1) * (size_t)l->out->rows;
    float truth[POLICY_LIST_MAX];
    for (int k = 0; k < n; k++) {
        l->out->p[at + (size_t)k] = positive[k];
        l->out->value[score + at + (size_t)k] = positive[k];
        best = value[k] > value[best] ? k : best;
    }
    l->worth[i] = (double)truth_worth(&r->parts.world, request, r->log.item[row + best], l->drift);
    truth_logged(&r->parts.world, &r->log, request, TRUE_LABEL_SECONDS, l->drift, truth);
    for (int k = 0; k < n; k++)
        l->out->oracle[at + (size_t)k] = (double)truth[k];
}

/* As many requests from i on, up to `end`, as the ranker takes in one product; how many. */
static int predict_some(struct looking *l, int i, int end, int worker) {
    const struct replay *r = l->r;
    const struct request *seen[RANKED_ROWS];
    int32_t start[RANKED_ROWS + 1] = {0}, item[RANKED_ROWS], position[RANKED_ROWS];
    float value[RANKED_ROWS], positive[RANKED_ROWS];
    int requests = 0;
    do { /* a list is never longer than what the ranker takes */
        int k = requests++;
        seen[k] = looked_at(l, i + k);
        start[k + 1] = start[k] + l->list_size;
        int64_t row = r->log.start[seen[k]->id];
        for (int at = start[k]; at < start[k + 1]; at++, row++) {
            item[at] = r->log.item[row];
            position[at] = r->log.position[row];
        }
    } while (requests < end - i && start[requests] + l->list_size <= RANKED_ROWS);
    funnel_rank_lists(&r->parts.funnel, seen, start, requests, item, l->debias ? position : NULL, l->scratch[worker],
                      value, positive);
    for (int k = 0; k < requests; k++)
        judge(l, i + k, value + start[k], positive + start[k]);
    return requests;
}

static void look_shard(void *arg, int shard, int worker) {
    struct looking *l = arg;
    int begin, end;
    pool_range(l->requests, l->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&l->run->progress->cancel); i++)
        look_at(l, i, worker);
    bool ranker = l->r->parts.funnel.ranking.ranker;
    for (int i = begin; ranker && i < end && !atomic_load(&l->run->progress->cancel);)
        i += predict_some(l, i, end, worker);
}

/* Every stride-th of requests [first, last) of the longer log, predicted by the model that is in r->parts.funnel now.
 */
static bool look(struct looking *l, int first, int last, int stride, struct looks *out, struct err *err) {
    const struct features *f = l->r->parts.funnel.ranking.features;
    size_t threads = (size_t)pool_threads(l->run->pool);
    int requests = (last - first + stride - 1) / stride;
    *out = (struct looks){.requests = requests,
                          .rows = requests * l->list_size,
                          .columns = features_categories(f) + features_dense(f) + 1};
    l->out = out;
    l->first = first;
    l->stride = stride;
    l->requests = requests;
    size_t n = (size_t)l->requests, list = (size_t)l->list_size;
    bool ok = (out->value = mem_array((size_t)out->columns * (size_t)out->rows, sizeof(float), err)) &&
              (out->p = mem_array((size_t)out->rows, sizeof(double), err)) &&
              (out->oracle = mem_array((size_t)out->rows, sizeof(double), err)) &&
              (out->y = mem_array((size_t)out->rows, 1, err)) && (l->click = mem_array(n, sizeof(double), err)) &&
              (l->worth = mem_array(n, sizeof(double), err)) &&
              (l->category = mem_array(threads * list * (size_t)features_categories(f), sizeof(int32_t), err)) &&
              (l->dense = mem_array(threads * list * (size_t)features_dense(f), sizeof(float), err));
    if (ok) {
        pool_for(l->run->pool, l->shards, look_shard, l);
        for (size_t i = 0; i < n; i++) {
            out->clicks += l->click[i];
            out->squares += l->click[i] * l->click[i];
            out->worth += l->worth[i];
        }
    }
    free(l->click);
    free(l->worth);
    free(l->category);
    free(l->dense);
    l->click = l->worth = NULL;
    l->category = NULL;
    l->dense = NULL;
    return ok;
}

static int first_request_of_day(const struct log *log, int day) {
    int request = 0;
    while (request < log->requests && log->request[request].time < (float)day)
        request++;
    return request;
}

/* Until the first retraining a day is compared with the log's last. How far quiet days lie apart, the log knows too:
 * from its last day back to one as far away as a day may be from the last training, a week at most. */
static bool learn_quiet(struct looking *l, int every, struct reference *reference, struct err *err) {
    enum { STRIDE = (int)(1.0f / REPLAY_SHARE) };
    const struct replay *r = l->r;
    int last = r->log_days - 1, apart = every > 0 && every < 7 ? every : 7;
    apart = apart < last / 2 ? apart : last / 2; /* a log's first days are not quiet: counters begin at nothing */
    int from = first_request_of_day(&r->log, last), before = first_request_of_day(&r->log, last - apart),
        until = first_request_of_day(&r->log, last - apart + 1);
    struct looks looks = {0};
    bool ok = look(l, from, r->first[0], STRIDE, &looks, err) &&
              reference_learn(reference, &looks, r->parts.features, l->run->pool, err);
    looks_free(&looks);
    if (ok && apart > 0 && until > before) {
        ok = look(l, before, until, STRIDE, &looks, err) &&
             reference_usual(reference, &looks, drift_metric_of(l->run), l->run->pool, err);
        looks_free(&looks);
    }
    return ok;
}

struct watch {
    struct alarms alarms;
    double ctr[REPLAY_DAYS_MAX], entropy[REPLAY_DAYS_MAX], calibration[REPLAY_DAYS_MAX];
    double worth[REPLAY_DAYS_MAX], feature_distance[REPLAY_DAYS_MAX], excess[REPLAY_DAYS_MAX];
};

/* Excess: of the normalized entropy over that of the true probabilities. */
static bool predict_day(const struct looks *day, const struct node_run *run, double *entropy, double *calibration,
                        double *excess, struct err *err) {
    struct scores s;
    if (!scores_sort(&s, day->p, day->y, NULL, NULL, day->rows, run->pool, err))
        return false;
    struct scores_sums sums = scores_sum(&s, 0.5);
    *entropy = sums_normalized_entropy(&sums);
    *calibration = sums_calibration_ratio(&sums);
    double least = 0.0;
    for (int i = 0; i < day->rows; i++)
        least += scores_row_loss(day->oracle[i], day->y[i]);
    *excess = *entropy * (1.0 - least / sums.loss);
    scores_free(&s);
    return true;
}

static bool watch_day(struct watch *w, int d, const struct node_run *run, const struct reference *ref,
                      const struct looks *day, bool ranker, struct err *err) {
    struct deviation seen[MONITORS];
    w->ctr[d] = day->clicks / day->rows;
    w->worth[d] = day->worth / day->requests;
    w->entropy[d] = w->calibration[d] = w->excess[d] = NAN;
    if (ranker && !predict_day(day, run, &w->entropy[d], &w->calibration[d], &w->excess[d], err))
        return false;
    read_monitors(ref, day, drift_metric_of(run), ranker, w->calibration[d], run->pool, seen);
    w->feature_distance[d] = seen[MONITOR_FEATURES].distance;
    alarms_day(&w->alarms, d, run, monitor_names, seen, MONITORS);
    return true;
}

static void add_curve(struct measures *m, const struct watch *w, const char *name, const double *y) {
    double x[REPLAY_DAYS_MAX], v[REPLAY_DAYS_MAX];
    int n = 0;
    for (int d = 0; d < w->alarms.days; d++)
        if (!isnan(y[d])) {
            x[n] = w->alarms.day[d];
            v[n++] = y[d];
        }
    if (n)
        measures_curve(m, name, x, v, n);
}

static const char *const worth_names[WORLD_KINDS] = {
    [WORLD_FEED] = "days.watch_minutes_of_first", [WORLD_ADS] = "days.payment_of_first"};

/* Mean and least-squares slope of the excess over the days that could be predicted. */
static void add_decay(struct measures *m, const struct watch *w) {
    double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
    for (int d = 0; d < w->alarms.days; d++)
        if (isfinite(w->excess[d])) {
            n++;
            x += d;
            y += w->excess[d];
            xx += (double)d * d;
            xy += d * w->excess[d];
        }
    if (n < 2.0) {
        measures_missing(m, "monitoring.excess_entropy", "too few of the replayed days hold a click");
        measures_missing(m, "monitoring.decay_per_day", "too few of the replayed days hold a click");
        return;
    }
    measures_add(m, "monitoring.excess_entropy", y / n, NULL, 0);
    measures_add(m, "monitoring.decay_per_day", (xy - x * y / n) / (xx - x * x / n), NULL, 0);
    add_curve(m, w, "days.excess_entropy", w->excess);
}

static void add_watch(struct measures *m, const struct watch *w, const struct timeline *t, enum world_kind kind) {
    if (metric_has_kind(metric_named("monitoring.decay_per_day"), kind))
        add_decay(m, w);
    add_curve(m, w, "days.ctr", w->ctr);
    add_curve(m, w, "days.normalized_entropy", w->entropy);
    add_curve(m, w, "days.calibration", w->calibration);
    add_curve(m, w, worth_names[kind], w->worth);
    add_curve(m, w, "days.feature_distance", w->feature_distance);
    alarms_measure(&w->alarms, t, m);
}

/* Takes the n-th retrained model in place of the one that serves. */
static bool change_model(struct replay *r, const struct node_run *run, int n, struct blob **held, struct err *err) {
    char prefix[16];
    model_prefix(prefix, n);
    ranker_close(r->parts.ranker);
    blob_free(*held);
    *held = blob_nested(node_in(run, N_DAYS_MODEL), prefix);
    r->parts.ranker = parts_ranker(*held, run, err);
    r->parts.funnel.ranking.ranker = r->parts.ranker;
    return r->parts.ranker != NULL;
}

/* The model and its stage for the replay; without a ranker the features are still watched. */
static bool replay_ranking(struct replay *r, const struct node_run *run, struct err *err) {
    if (!parts_ranking(&r->parts, run, err))
        return false;
    if (r->parts.features)
        features_free(r->parts.features);
    r->parts.features = replay_features(r, run, err);
    r->parts.funnel.ranking.features = r->parts.features;
    return r->parts.features != NULL;
}

bool node_days(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    struct reference reference = {0};
    struct looks looks = {0};
    struct measures measures = {0};
    struct blob *held = NULL;
    struct watch *watch = mem_must(1, sizeof *watch);
    struct truth_drift drift[REPLAY_DAYS_MAX];
    float traffic[REPLAY_DAYS_MAX];
    bool ok = false, ranker = !node_is(run, K_RANKING_MODEL, "none");
    int every = ranker ? node_int(run, K_RETRAIN_DAYS) : 0;
    struct looking l = {.r = &r,
                        .run = run,
                        .shards = 64,
                        .label = parts_label_rule(run),
                        .debias = ranker && node_bool(run, K_POSITION_DEBIAS)};
    if (!replay_open(&r, run, err) || !replay_ranking(&r, run, err))
        goto out;
    timeline_days(&r.timeline, r.days, drift, traffic);
    l.list_size = r.parts.world.params.list_size;
    if (!(l.scratch = scratches_new(run, &r.parts.funnel, RANKED_ROWS, err)))
        goto out;
    if (!learn_quiet(&l, every, &reference, err))
        goto out;
    alarms_start(&watch->alarms, r.days, &r.timeline);
    for (int d = 0; d < r.days; d++) {
        if (every && d && d % every == 0) {
            l.drift = &drift[d - 1];
            looks_free(&looks);
            if (!change_model(&r, run, d / every - 1, &held, err) ||
                !look(&l, r.first[d - every], r.first[d], 1, &looks, err) ||
                !reference_learn(&reference, &looks, r.parts.features, run->pool, err))
                goto out;
        }
        l.drift = &drift[d];
        looks_free(&looks);
        if (!look(&l, r.first[d], r.first[d + 1], 1, &looks, err) ||
            !watch_day(watch, d, run, &reference, &looks, ranker, err) || !node_progress(run, (d + 1.0) / r.days, err))
            goto out;
    }
    add_watch(&measures, watch, &r.timeline, r.parts.world.params.kind);
    ok = measures_pack(&measures, out, err);
out:
    looks_free(&looks);
    reference_free(&reference);
    scratches_free(l.scratch);
    measures_free(&measures);
    parts_close(&r.parts);
    blob_free(held);
    free(watch);
    return ok;
}
