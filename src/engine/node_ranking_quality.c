/* node_ranking_quality.c - the ranker's predictions measured on the impressions of the test days, as it would have
 * served them, and under the design's own protocol, from what the log has of them. */
#include "base/mem.h"
#include "base/rng.h"
#include "engine/nodes.h"
#include "engine/rank_quality.h"
#include "engine/rank_rows.h"
#include "eval/bootstrap.h"
#include "world/truth.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Impressions with a prediction: of the test days, or of what the design held out. */
enum {
    QUALITY_ROWS = 300000,
    RANKED_ROWS =
        256 /* that the ranker takes at once: lists are short, and a product of four rows is mostly overhead */
};
struct predicting {
    const struct node_run *run;
    const struct parts *parts;
    struct funnel_scratch **scratch;
    const float *vectors; /* item vectors, for designs that order by retrieval alone */
    int width, requests, shards;
    const int32_t *request; /* (requests) */
    const int32_t *start;   /* (requests+1) rows */
    struct positive_rule label;
    bool debias, rulers;
    float *vector;             /* (workers, width) */
    double *p, *rate, *oracle; /* (rows) */
    uint8_t *y;
    int32_t *unit, *log_row;
};

static void ruler_rows(struct predicting *q, const struct request *request, const int32_t *items, int n, size_t at) {
    const struct world *w = &q->parts->world;
    const struct log *log = &q->parts->log;
    float truth[POLICY_LIST_MAX];
    if (w->truth)
        truth_logged(w, log, request, TRUE_LABEL_SECONDS, NULL, truth);
    size_t day = (size_t)request->time * (size_t)w->items;
    for (int i = 0; i < n; i++) {
        double shown = log->shown_before[day + (size_t)items[i]], clicked = log->clicked_before[day + (size_t)items[i]];
        q->oracle[at + (size_t)i] = w->truth ? (double)truth[i] : 0.0;
        q->rate[at + (size_t)i] = (clicked + 1.0) / (shown + 10.0); /* smoothed item rate */
    }
}

/* The impressions of one request: everything but the prediction. */
static void shown_rows(struct predicting *q, int i) {
    const struct parts *p = q->parts;
    const struct request *request = &p->log.request[q->request[i]];
    int64_t first = p->log.start[request->id];
    int n = q->start[i + 1] - q->start[i];
    size_t at = (size_t)q->start[i];
    for (int k = 0; k < n; k++) {
        q->y[at + (size_t)k] = log_positive(&p->world, &p->log, first + k, &q->label);
        q->unit[at + (size_t)k] = request->user;
        q->log_row[at + (size_t)k] = (int32_t)(first + k);
    }
    if (q->rulers)
        ruler_rows(q, request, p->log.item + first, n, at);
}

/* Predictions of a design without a ranker: the scores of retrieval. */
static void retrieved_rows(struct predicting *q, int i, int worker) {
    const struct parts *p = q->parts;
    const struct request *request = &p->log.request[q->request[i]];
    const int32_t *items = p->log.item + p->log.start[request->id];
    float *user = q->vector + (size_t)worker * (size_t)q->width;
    funnel_user_vector(&p->funnel, request, q->scratch[worker], user);
    for (int at = q->start[i]; at < q->start[i + 1]; at++) {
        const float *item = q->vectors + (size_t)items[at - q->start[i]] * (size_t)q->width;
        float score = 0.0f;
        for (int d = 0; d < q->width; d++)
            score += user[d] * item[d];
        q->p[at] = score;
    }
}

/* Requests from `first` on, up to `end`, whose rows the ranker takes in one product; how many. */
static int ranked_rows(struct predicting *q, int first, int end, int worker) {
    const struct parts *p = q->parts;
    const struct request *seen[RANKED_ROWS];
    int32_t items[RANKED_ROWS], position[RANKED_ROWS];
    float value[RANKED_ROWS], positive[RANKED_ROWS];
    int requests = 0, n = 0, i = first;
    do { /* a list is never longer */
        seen[requests] = &p->log.request[q->request[i]];
        int64_t row = p->log.start[seen[requests]->id];
        for (int k = q->start[i]; k < q->start[i + 1]; k++, row++, n++) {
            items[n] = p->log.item[row];
            position[n] = p->log.position[row];
        }
        requests++;
    } while (++i < end && q->start[i + 1] - q->start[first] <= RANKED_ROWS);
    funnel_rank_lists(&p->funnel, seen, q->start + first, requests, items, q->debias ? position : NULL,
                      q->scratch[worker], value, positive);
    for (int k = 0; k < n; k++)
        q->p[q->start[first] + k] = positive[k];
    return requests;
}

static void predict_shard(void *arg, int shard, int worker) {
    struct predicting *q = arg;
    int begin, end;
    pool_range(q->requests, q->shards, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        shown_rows(q, i);
    for (int i = begin; i < end && !atomic_load(&q->run->progress->cancel);) {
        if (q->parts->funnel.ranking.ranker)
            i += ranked_rows(q, i, end, worker);
        else
            retrieved_rows(q, i++, worker);
    }
}

/* Requests of a part, by hash when they hold more than QUALITY_ROWS impressions. */
static int choose_rows(const struct parts *p, struct split *split, enum part part, uint64_t seed, int32_t *request,
                       int32_t *start) {
    int64_t all = 0;
    for (int r = 0; r < p->log.requests; r++)
        if (split_part(split, r) == part)
            all += p->log.start[r + 1] - p->log.start[r];
    double share = all > QUALITY_ROWS ? (double)QUALITY_ROWS / (double)all : 1.0;
    uint64_t draw = rng_draw(seed, "evaluation.rows");
    int n = 0;
    start[0] = 0;
    for (int r = 0; r < p->log.requests; r++) {
        struct rng rng = rng_of(draw, (uint64_t)r, 0);
        int rows = (int)(p->log.start[r + 1] - p->log.start[r]);
        if (split_part(split, r) != part || (share < 1.0 && rng_uniform(&rng) >= share) ||
            start[n] + rows > QUALITY_ROWS)
            continue;
        request[n] = r;
        start[n + 1] = start[n] + rows;
        n++;
    }
    return n;
}

static void predicted_free(struct predicted *out) {
    free(out->p);
    free(out->rate);
    free(out->oracle);
    free(out->y);
    free(out->unit);
    free(out->log_row);
}

static bool predict(struct predicting *q, struct split *split, enum part part, uint64_t seed, struct predicted *out,
                    struct err *err) {
    size_t requests = (size_t)q->parts->log.requests;
    int32_t *request = mem_array(requests, sizeof *request, err);
    int32_t *start = request ? mem_array(requests + 1, sizeof *start, err) : NULL;
    bool ok = start != NULL;
    if (ok) {
        q->requests = choose_rows(q->parts, split, part, seed, request, start);
        q->request = request;
        q->start = start;
        out->rows = start[q->requests];
        size_t n = (size_t)out->rows;
        ok = (out->p = mem_array(n, sizeof *out->p, err)) && (out->rate = mem_array(n, sizeof *out->rate, err)) &&
             (out->oracle = mem_array(n, sizeof *out->oracle, err)) && (out->y = mem_array(n, 1, err)) &&
             (out->unit = mem_array(n, sizeof *out->unit, err)) &&
             (out->log_row = mem_array(n, sizeof *out->log_row, err));
    }
    if (ok) {
        q->p = out->p;
        q->rate = out->rate;
        q->oracle = out->oracle;
        q->y = out->y;
        q->unit = out->unit;
        q->log_row = out->log_row;
        pool_for(q->run->pool, q->shards, predict_shard, q);
        ok = node_progress(q->run, 0.5, err);
    }
    free(request);
    free(start);
    return ok;
}

static const char *const no_probability = "the design orders by retrieval alone: its scores are no probabilities";

static void add_scores(struct measures *m, const char *suffix, const double value[SCORES_METRICS],
                       const double *replicates, bool probability) {
    for (int k = 0; k < SCORES_METRICS; k++) {
        char name[MEASURE_NAME];
        snprintf(name, sizeof name, "ranking.%s%s", scores_metric_name((enum scores_metric)k), suffix);
        if (isnan(value[k]))
            measures_missing(m, name, probability ? "the rows hold positives alone, or none" : no_probability);
        else
            measures_add(m, name, value[k], replicates + (size_t)k * BOOTSTRAP_REPLICATES, BOOTSTRAP_REPLICATES);
    }
}

/* Adds the suite for one set of rows, under one or more of the suffixes "" and "[own]". */
static bool add_suite(struct measures *m, const struct node_run *run, const struct predicted *rows, double threshold,
                      const char *const *suffix, int n_suffix, int users, struct err *err) {
    struct scores s;
    double value[SCORES_METRICS];
    uint8_t *times = mem_array((size_t)BOOTSTRAP_REPLICATES * (size_t)users, 1, err);
    double *replicates = times ? mem_array((size_t)SCORES_METRICS * BOOTSTRAP_REPLICATES, sizeof(double), err) : NULL;
    bool ok = replicates && scores_sort(&s, rows->p, rows->y, NULL, rows->unit, rows->rows, run->pool, err);
    if (ok) {
        bootstrap_times(times, NULL, users, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
        ok = bootstrap_scores(replicates, &s, threshold, times, BOOTSTRAP_REPLICATES, users, run->pool, err);
        scores_all(value, &s, threshold, run->pool);
        for (int i = 0; ok && i < n_suffix; i++)
            add_scores(m, suffix[i], value, replicates, s.probability);
        if (ok && !*suffix[0]) {
            double x[CURVE_POINTS], y[CURVE_POINTS];
            measures_curve(m, "ranking.roc", x, y, scores_roc_curve(&s, x, y));
            measures_curve(m, "ranking.pr", x, y, scores_pr_curve(&s, x, y));
            if (s.probability)
                measures_curve(m, "ranking.calibration", x, y, scores_reliability_curve(&s, x, y));
        }
        scores_free(&s);
    }
    free(times);
    free(replicates);
    return ok;
}

static bool sorted_metric(const struct node_run *run, const double *p, const struct predicted *rows,
                          double value[SCORES_METRICS], struct err *err) {
    struct scores s;
    if (!scores_sort(&s, p, rows->y, NULL, NULL, rows->rows, run->pool, err))
        return false;
    scores_all(value, &s, 0.5, run->pool);
    scores_free(&s);
    return true;
}

/* Baselines: item rate for the order, prevalence, a constant base rate; the oracle predicts the true probability. */
static bool add_rulers(struct measures *m, const struct node_run *run, const struct predicted *rows, bool truth,
                       struct err *err) {
    double rate[SCORES_METRICS], oracle[SCORES_METRICS], positives = 0.0;
    for (int k = 0; k < SCORES_METRICS; k++)
        oracle[k] = NAN;
    if (!sorted_metric(run, rows->rate, rows, rate, err) ||
        (truth && !sorted_metric(run, rows->oracle, rows, oracle, err)))
        return false;
    for (int i = 0; i < rows->rows; i++)
        positives += rows->y[i];
    double base = positives / rows->rows, entropy = -base * log(base) - (1.0 - base) * log(1.0 - base);
    measures_ruler(m, "ranking.roc_auc", rate[SCORES_ROC_AUC], oracle[SCORES_ROC_AUC]);
    measures_ruler(m, "ranking.pr_auc", base, oracle[SCORES_PR_AUC]);
    measures_ruler(m, "ranking.log_loss", entropy, oracle[SCORES_LOG_LOSS]);
    measures_ruler(m, "ranking.normalized_entropy", 1.0, oracle[SCORES_NORMALIZED_ENTROPY]);
    return true;
}

/* The threshold of best F1 on the rows that the design validates on. */
static bool validation_threshold(struct predicting *q, struct split *split, double *threshold, struct err *err) {
    struct predicted rows = {0};
    struct scores s;
    bool ok = predict(q, split, PART_VALIDATION, split->seed, &rows, err) &&
              scores_sort(&s, rows.p, rows.y, NULL, NULL, rows.rows, q->run->pool, err);
    *threshold = 0.5;
    if (ok) {
        double best = scores_best_threshold(&s, NULL);
        *threshold = isnan(best) ? 0.5 : best;
        scores_free(&s);
    }
    predicted_free(&rows);
    return ok;
}

/* Whether a server fills rows otherwise than the log does. */
static bool served_apart(const struct node_run *run, const struct parts *p) {
    return p->features && (features_trapped(p->features) || node_items(run, K_MISSING) > 0);
}

/* What the design's own protocol measures on, where it has predictions of its own: other rows when it splits at random,
 * else the test rows, filled as the log has them. */
static bool own_predictions(struct predicting *q, struct split *split, uint64_t seed, struct predicted *own,
                            struct err *err) {
    if (split->random)
        return predict(q, split, PART_VALIDATION, split->seed, own, err);
    return !served_apart(q->run, q->parts) || predict(q, split, PART_TEST, seed, own, err);
}

/* Else the test rows with its own label, of which the predictions are there already. */
static bool own_rows(struct predicting *q, const struct predicted *test, struct predicted *own, struct err *err) {
    if (own->rows)
        return true;
    size_t n = (size_t)test->rows;
    own->rows = test->rows;
    if (!(own->p = mem_array(n, sizeof *own->p, err)) || !(own->y = mem_array(n, 1, err)) ||
        !(own->unit = mem_array(n, sizeof *own->unit, err)))
        return false;
    memcpy(own->p, test->p, n * sizeof *own->p);
    memcpy(own->unit, test->unit, n * sizeof *own->unit);
    for (size_t i = 0; i < n; i++)
        own->y[i] = log_positive(&q->parts->world, &q->parts->log, test->log_row[i], &q->label);
    return true;
}

/* Both suites; where both protocols see the same rows and labels they are one. */
static bool add_suites(struct measures *m, const struct node_run *run, const struct predicted *rows,
                       const struct predicted *own, double threshold, int users, struct err *err) {
    static const char *const suffix[] = {"", "[own]"};
    size_t n = (size_t)rows->rows;
    bool same = own->rows == rows->rows && memcmp(own->y, rows->y, n) == 0 &&
                memcmp(own->p, rows->p, n * sizeof *own->p) == 0 &&
                memcmp(own->unit, rows->unit, n * sizeof *own->unit) == 0;
    return same ? add_suite(m, run, rows, threshold, suffix, 2, users, err)
                : add_suite(m, run, rows, threshold, suffix, 1, users, err) &&
                      add_suite(m, run, own, threshold, suffix + 1, 1, users, err);
}

/* A file that names only what was liked: nothing to tell apart. */
static bool nothing_to_rank(struct measures *m, struct blob *out, struct err *err) {
    static const char *const suffix[] = {"", "[own]"};
    for (int s = 0; s < 2; s++)
        for (int k = 0; k < SCORES_METRICS; k++) {
            char name[MEASURE_NAME];
            snprintf(name, sizeof name, "ranking.%s%s", scores_metric_name((enum scores_metric)k), suffix[s]);
            measures_missing(m, name, "the file has positives alone: a ranker needs what was not liked too");
        }
    bool ok = measures_pack(m, out, err);
    measures_free(m);
    return ok;
}

/* What a kind measures beside the suite. */
static bool (*const extras[WORLD_KINDS])(struct measures *m, const struct node_run *run, const struct parts *p,
                                         const struct predicted *rows,
                                         struct err *err) = {[WORLD_ADS] = ads_ranking_extras};

bool node_ranking_quality(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct measures measures = {0};
    struct predicted rows = {0}, own = {0};
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    uint64_t seed = node_seed(run, K_SEED_EVAL);
    bool ok = false, none = node_is(run, K_RANKING_MODEL, "none");
    double threshold = 0.5;
    parts_world(&parts, run);
    if (!parts.world.truth && parts.log.click_start[parts.world.users] == parts.log.impressions)
        return nothing_to_rank(&measures, out, err);
    struct split split = {&parts, node_is(run, K_SPLIT, "random"), node_seed(run, K_SEED_TRAIN), NULL};
    struct predicting q = {.run = run,
                           .parts = &parts,
                           .vectors = vectors->data,
                           .width = (int)vectors->shape[1],
                           .shards = 64,
                           .debias = !none && node_bool(run, K_POSITION_DEBIAS),
                           .label = parts_label_rule(run)};
    if (!node_is(run, K_RETRIEVAL_MODEL, "popularity") &&
        !(parts.tower = tower_open(node_in(run, N_RETRIEVAL_MODEL), err)))
        goto out;
    parts.funnel.retrieval.tower = parts.tower;
    parts.funnel.retrieval.history = parts_history_rule(run);
    if (!parts_ranking(&parts, run, err) || !(q.scratch = scratches_new(run, &parts.funnel, RANKED_ROWS, err)) ||
        (none && !(q.vector = mem_array((size_t)pool_threads(run->pool) * (size_t)q.width, sizeof(float), err))) ||
        !validation_threshold(&q, &split, &threshold, err) || !own_predictions(&q, &split, seed, &own, err))
        goto out;
    parts_serve(parts.features, run);
    q.label = true_label_rule(parts.world.params.kind);
    q.rulers = true;
    if (!predict(&q, &split, PART_TEST, seed, &rows, err))
        goto out;
    q.label = parts_label_rule(run);
    q.rulers = false;
    ok = own_rows(&q, &rows, &own, err) && add_suites(&measures, run, &rows, &own, threshold, parts.world.users, err) &&
         add_rulers(&measures, run, &rows, parts.world.truth, err) &&
         (!extras[parts.world.params.kind] || extras[parts.world.params.kind](&measures, run, &parts, &rows, err)) &&
         node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
out:
    scratches_free(q.scratch);
    free(q.vector);
    predicted_free(&rows);
    predicted_free(&own);
    measures_free(&measures);
    parts_close(&parts);
    return ok;
}
