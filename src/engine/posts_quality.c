/* posts_quality.c - how good the screening and the classifier are, against the truth on the test days' posts, and by
 * the design's own labels on what it held out. Every post counts with its weight in the stream. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/posts_parts.h"
#include "eval/bootstrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum slice { SLICE_TEXT, SLICE_IMAGE, SLICE_BOTH, SLICE_LANGUAGES, SLICES };
static const char *const slice_names[SLICES] = {"text", "image", "combination", "small_languages"};

/* Harmful posts of the slice; benign ones belong to all but the slice of languages. */
static bool in_slice(const struct posts *posts, int post, int slice) {
    if (slice == SLICE_LANGUAGES)
        return posts->language[post] >= 2;
    return !posts->harm[post] || posts->evidence[post] == EVIDENCE_TEXT + slice;
}

/* --- stage 1 --- */

static void add_screening(struct measures *m, const struct node_run *run, const struct moderated *d,
                          const uint8_t *passed, const uint8_t *times, int slice, double *sum, double *count) {
    char name[MEASURE_NAME] = "screening.recall";
    double all = 0.0, kept = 0.0;
    if (slice < SLICES)
        snprintf(name, sizeof name, "screening.recall[%s]", slice_names[slice]);
    for (int i = 0; i < d->tests; i++) {
        int post = d->first_test + i;
        double weight = (double)d->posts.weight[post];
        bool harmful = d->posts.harm[post] && (slice == SLICES || in_slice(&d->posts, post, slice));
        count[i] = harmful ? weight : 0.0;
        sum[i] = harmful && passed[i] ? weight : 0.0;
        all += weight;
        kept += passed[i] ? weight : 0.0;
    }
    add_ratio(m, name, sum, count, times, d->tests, run->pool);
    measures_ruler(m, name, kept / all, 1.0); /* as many posts by lot; the truth */
}

bool posts_screening_quality(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated d;
    struct measures m = {0};
    moderated_open(&d, run);
    size_t n = (size_t)d.tests;
    const uint8_t *passed = blob_get(node_in(run, N_CANDIDATES), "passed", BLOB_U8);
    uint8_t *times = mem_array(n * BOOTSTRAP_REPLICATES + 1, 1, err);
    double *sum = times ? mem_array(2 * n + 1, sizeof *sum, err) : NULL;
    bool ok = sum != NULL;
    if (ok) {
        bootstrap_times(times, NULL, d.tests, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
        for (int slice = SLICES; slice >= 0; slice--)
            if (slice == SLICES || node_has(run, K_SLICES, slice_names[slice]))
                add_screening(&m, run, &d, passed, times, slice, sum, sum + n);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
    free(times);
    free(sum);
    measures_free(&m);
    return ok;
}

/* --- stage 2 --- */

struct judged { /* posts with the probabilities that the design gives them */
    int n;
    int32_t *post;
    float *p; /* (n,HARMS) */
    uint8_t *label;
    const struct posts *posts;
};

static void judged_free(struct judged *j) {
    free(j->post);
    free(j->p);
    free(j->label);
    *j = (struct judged){0};
}

/* alive: the features that there are (posts_served). */
static bool judge(const struct node_run *run, const struct moderated *d, const struct classifier *c, unsigned alive,
                  struct judged *j, struct err *err) {
    j->posts = &d->posts;
    return (j->p = mem_array((size_t)j->n * HARMS + 1, sizeof *j->p, err)) &&
           classifier_score_all(c, &d->posts, &d->labels, j->post, j->n, alive, run->pool, j->p, err) &&
           node_progress(run, 0.3, err);
}

/* The test posts, as they were there to be judged, and their truth. */
static bool judge_tests(const struct node_run *run, const struct moderated *d, const struct classifier *c,
                        struct judged *j, struct err *err) {
    j->n = d->tests;
    if (!(j->post = post_range(d->first_test, d->tests, err)) || !(j->label = mem_array((size_t)j->n + 1, 1, err)))
        return false;
    memcpy(j->label, d->posts.harm + d->first_test, (size_t)j->n);
    return judge(run, d, c, posts_served(run), j, err);
}

/* What the design held out, by its own labels and as the log has it: validation posts under a random split, else those
 * of the test days. */
static bool judge_own(const struct node_run *run, const struct moderated *d, const struct classifier *c, enum part part,
                      struct judged *j, struct err *err) {
    struct label_source source = label_source_of(run);
    bool random = node_is(run, K_SPLIT, "random");
    size_t most = (size_t)d->posts.n + 1;
    if (!(j->post = mem_array(most, sizeof *j->post, err)) || !(j->label = mem_array(most, 1, err)))
        return false;
    for (int i = 0; i < d->posts.n; i++)
        if (post_part(&d->posts, i, random, node_seed(run, K_SEED_TRAIN)) == part &&
            label_of(&source, &d->labels, i, &j->label[j->n]))
            j->post[j->n++] = i;
    return judge(run, d, c, ~0u, j, err);
}

/* One harm's rows, in order of score. slice SLICES: all. */
static bool sort_harm(const struct judged *j, int harm, int slice, struct pool *pool, struct scores *s,
                      struct err *err) {
    size_t most = (size_t)j->n + 1;
    double *p = mem_array(most, sizeof *p, err), *weight = mem_array(most, sizeof *weight, err);
    uint8_t *y = mem_array(most, 1, err);
    int32_t *unit = mem_array(most, sizeof *unit, err);
    int n = 0;
    for (int i = 0; p && weight && y && unit && i < j->n; i++) {
        bool positive = j->label[i] >> harm & 1;
        if (slice < SLICES && (slice == SLICE_LANGUAGES || positive) && !in_slice(j->posts, j->post[i], slice))
            continue;
        p[n] = (double)j->p[i * HARMS + harm];
        weight[n] = (double)j->posts->weight[j->post[i]];
        unit[n] = i;
        y[n++] = positive;
    }
    bool ok = p && weight && y && unit && scores_sort(s, p, y, weight, unit, n, pool, err);
    free(p);
    free(weight);
    free(y);
    free(unit);
    return ok;
}

enum { RECALL_AT_PRECISION = SCORES_METRICS, ACCURACY, MEASURED };

static const char *measured_name(int k) {
    return k == RECALL_AT_PRECISION ? "recall@p90"
           : k == ACCURACY          ? "accuracy"
                                    : scores_metric_name((enum scores_metric)k);
}

/* The share that is on the right side of even odds. */
static double accuracy(const struct scores *s, const uint8_t *times) {
    double right = 0.0, all = 0.0;
    for (int i = 0; i < s->n; i++) {
        double weight = s->weight[i] * (times ? times[s->unit[i]] : 1);
        all += weight;
        right += (s->p[i] >= 0.5) == (s->y[i] != 0) ? weight : 0.0;
    }
    return all > 0.0 ? right / all : NAN;
}

/* The largest recall among thresholds whose precision is at least 0.9; 0 when there is none. */
static double recall_at_precision(const struct scores *s, const uint8_t *times) {
    double flagged = 0.0, hits = 0.0, best = 0.0, positives = 0.0;
    for (int i = 0; i < s->n; i++)
        positives += s->y[i] * s->weight[i] * (times ? times[s->unit[i]] : 1);
    for (int i = s->n - 1; i >= 0; i--) {
        double weight = s->weight[i] * (times ? times[s->unit[i]] : 1);
        flagged += weight;
        hits += s->y[i] * weight;
        if (!s->tie[i] && hits >= 0.9 * flagged && hits > best)
            best = hits;
    }
    return positives > 0.0 ? best / positives : NAN;
}

/* Values and replicates of one harm. value (MEASURED), replicates (MEASURED,BOOTSTRAP_REPLICATES). */
static bool measure_harm(const struct node_run *run, const struct judged *j, int harm, int slice, double threshold,
                         const uint8_t *times, double *value, double *replicates, struct scores *s, struct err *err) {
    if (!sort_harm(j, harm, slice, run->pool, s, err))
        return false;
    scores_all(value, s, threshold, run->pool);
    value[RECALL_AT_PRECISION] = recall_at_precision(s, NULL);
    value[ACCURACY] = accuracy(s, NULL);
    for (int b = 0; b < BOOTSTRAP_REPLICATES; b++) {
        const uint8_t *drawn = times + (size_t)b * (size_t)j->n;
        replicates[RECALL_AT_PRECISION * BOOTSTRAP_REPLICATES + b] = recall_at_precision(s, drawn);
        replicates[ACCURACY * BOOTSTRAP_REPLICATES + b] = accuracy(s, drawn);
    }
    return bootstrap_scores(replicates, s, threshold, times, BOOTSTRAP_REPLICATES, j->n, run->pool, err);
}

static void add_value(struct measures *m, int k, const char *suffix, double value, const double *replicates) {
    char name[MEASURE_NAME];
    snprintf(name, sizeof name, "ranking.%s%s", measured_name(k), suffix);
    if (isnan(value))
        measures_missing(m, name, "a harm has no positive among these posts: a larger world.items has some");
    else
        measures_add(m, name, value, replicates, BOOTSTRAP_REPLICATES);
}

/* Rulers of one harm: a constant base rate for losses and precision, the author's strikes for the order; the truth
 * itself as the oracle. */
static bool ruler_of(const struct node_run *run, const struct moderated *d, const struct judged *j, int harm,
                     double baseline[MEASURED], struct err *err) {
    struct judged strikes = *j;
    struct scores s;
    double value[SCORES_METRICS], positives = 0.0, all = 0.0;
    if (!(strikes.p = mem_array((size_t)j->n * HARMS + 1, sizeof *strikes.p, err)))
        return false;
    for (int i = 0; i < j->n; i++) {
        double weight = (double)j->posts->weight[j->post[i]];
        strikes.p[i * HARMS + harm] = d->labels.strikes[j->post[i]];
        all += weight;
        positives += j->label[i] >> harm & 1 ? weight : 0.0;
    }
    bool ok = sort_harm(&strikes, harm, SLICES, run->pool, &s, err);
    free(strikes.p);
    if (!ok)
        return false;
    scores_all(value, &s, 0.5, run->pool);
    scores_free(&s);
    double base = positives / all;
    for (int k = 0; k < MEASURED; k++)
        baseline[k] = NAN;
    baseline[SCORES_ROC_AUC] = value[SCORES_ROC_AUC];
    baseline[SCORES_PR_AUC] = base;
    baseline[SCORES_LOG_LOSS] = -base * log(base) - (1.0 - base) * log(1.0 - base);
    baseline[SCORES_NORMALIZED_ENTROPY] = 1.0;
    baseline[RECALL_AT_PRECISION] = 0.0;
    baseline[ACCURACY] = 1.0 - base; /* nothing is called harmful */
    return true;
}

static const double oracle_of[MEASURED] = {[SCORES_ROC_AUC] = 1.0,
                                           [SCORES_PR_AUC] = 1.0,
                                           [SCORES_LOG_LOSS] = 0.0,
                                           [SCORES_NORMALIZED_ENTROPY] = 0.0,
                                           [SCORES_F1] = NAN,
                                           [SCORES_CALIBRATION_ERROR] = NAN,
                                           [SCORES_CALIBRATION_RATIO] = NAN,
                                           [RECALL_AT_PRECISION] = 1.0,
                                           [ACCURACY] = 1.0};

static void add_ruler(struct measures *m, int k, const char *suffix, double baseline) {
    char name[MEASURE_NAME];
    snprintf(name, sizeof name, "ranking.%s%s", measured_name(k), suffix);
    const struct measure *there = measures_find(m, name);
    if (!isnan(baseline) && there && !isnan(there->value))
        measures_ruler(m, name, baseline, oracle_of[k]);
}

struct suite {                                                /* the unweighted mean over harms grows in `sum` */
    double sum[MEASURED], base[MEASURED], *replicates, *mean; /* (MEASURED,BOOTSTRAP_REPLICATES) */
};

/* All harms of one slice, and their mean. own: by the design's labels. */
static bool add_suite(struct measures *m, const struct node_run *run, const struct moderated *d, const struct judged *j,
                      const double threshold[HARMS], int slice, const char *own, struct err *err) {
    struct suite u = {0};
    size_t wide = MEASURED * BOOTSTRAP_REPLICATES;
    uint8_t *times = mem_array((size_t)j->n * BOOTSTRAP_REPLICATES + 1, 1, err);
    bool ok = times && (u.replicates = mem_array(wide, sizeof(double), err)) &&
              (u.mean = mem_array(wide, sizeof(double), err));
    if (ok)
        bootstrap_times(times, j->post, j->n, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
    for (int h = 0; ok && h < HARMS; h++) {
        struct scores s;
        double value[MEASURED], base[MEASURED];
        char suffix[48];
        ok = measure_harm(run, j, h, slice, threshold[h], times, value, u.replicates, &s, err) &&
             ruler_of(run, d, j, h, base, err);
        if (!ok)
            break;
        snprintf(suffix, sizeof suffix, "[%s]", harm_name((enum harm)h));
        for (int k = 0; k < MEASURED; k++) {
            u.sum[k] += value[k] / HARMS;
            u.base[k] += base[k] / HARMS;
            for (int b = 0; b < BOOTSTRAP_REPLICATES; b++)
                u.mean[k * BOOTSTRAP_REPLICATES + b] += u.replicates[k * BOOTSTRAP_REPLICATES + b] / HARMS;
            if (slice == SLICES && !*own) {
                add_value(m, k, suffix, value[k], u.replicates + (size_t)k * BOOTSTRAP_REPLICATES);
                add_ruler(m, k, suffix, base[k]);
            }
        }
        scores_free(&s);
    }
    for (int k = 0; ok && k < MEASURED; k++) {
        char suffix[48];
        if (slice < SLICES && k != SCORES_ROC_AUC && k != SCORES_PR_AUC && k != RECALL_AT_PRECISION)
            continue;
        if (*own && k >= SCORES_METRICS)
            continue;
        snprintf(suffix, sizeof suffix, "%s", own);
        if (slice < SLICES)
            snprintf(suffix, sizeof suffix, "[%s]", slice_names[slice]);
        add_value(m, k, suffix, u.sum[k], u.mean + (size_t)k * BOOTSTRAP_REPLICATES);
        if (slice == SLICES && !*own)
            add_ruler(m, k, suffix, u.base[k]);
    }
    free(times);
    free(u.replicates);
    free(u.mean);
    return ok;
}

/* Curves of the harm that is hardest to tell for its rarity, where ROC and PR part most. */
static bool add_curves(struct measures *m, const struct node_run *run, const struct judged *j, struct err *err) {
    struct scores s;
    double x[CURVE_POINTS], y[CURVE_POINTS];
    if (!sort_harm(j, HARM_HATE, SLICES, run->pool, &s, err))
        return false;
    measures_curve(m, "ranking.roc", x, y, scores_roc_curve(&s, x, y));
    measures_curve(m, "ranking.pr", x, y, scores_pr_curve(&s, x, y));
    measures_curve(m, "ranking.calibration", x, y, scores_reliability_curve(&s, x, y));
    scores_free(&s);
    return true;
}

static bool best_thresholds(const struct node_run *run, const struct judged *j, double threshold[HARMS],
                            struct err *err) {
    for (int h = 0; h < HARMS; h++) {
        struct scores s;
        if (!sort_harm(j, h, SLICES, run->pool, &s, err))
            return false;
        double best = s.n ? scores_best_threshold(&s, NULL) : NAN;
        threshold[h] = isnan(best) ? 0.5 : best;
        scores_free(&s);
    }
    return true;
}

bool posts_classifier_quality(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated d;
    struct measures m = {0};
    struct judged tests = {0}, held = {0}, own = {0};
    double threshold[HARMS];
    moderated_open(&d, run);
    bool random = node_is(run, K_SPLIT, "random");
    struct classifier *c = classifier_open(node_in(run, N_RANKING_MODEL), err);
    bool ok = c && judge_own(run, &d, c, PART_VALIDATION, &held, err) && best_thresholds(run, &held, threshold, err) &&
              judge_tests(run, &d, c, &tests, err) &&
              judge_own(run, &d, c, random ? PART_VALIDATION : PART_TEST, &own, err) &&
              add_suite(&m, run, &d, &tests, threshold, SLICES, "", err) &&
              add_suite(&m, run, &d, &own, threshold, SLICES, "[own]", err);
    for (int slice = 0; ok && slice < SLICES; slice++)
        ok = !node_has(run, K_SLICES, slice_names[slice]) || add_suite(&m, run, &d, &tests, threshold, slice, "", err);
    ok = ok && add_curves(&m, run, &tests, err) && node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    classifier_close(c);
    judged_free(&tests);
    judged_free(&held);
    judged_free(&own);
    measures_free(&m);
    return ok;
}
