#include "engine/readings.h"
#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const monitor_names[MONITORS] = {"features", "scores", "calibration", "ctr"};

void looks_free(struct looks *looks) {
    free(looks->value);
    free(looks->p);
    free(looks->oracle);
    free(looks->y);
    *looks = (struct looks){0};
}

/* Relative variance of a click rate: requests are independent, their rows are not. */
static double ctr_variance(const struct looks *looks) {
    double clicks = fmax(looks->clicks, 1.0);
    return fmax(looks->squares / (clicks * clicks) - 1.0 / looks->requests, 0.0);
}

struct learning {
    struct reference *ref;
    const struct looks *looks;
    float *work; /* (workers, rows) */
};

static void learn_shard(void *arg, int column, int worker) {
    const struct learning *l = arg;
    size_t rows = (size_t)l->looks->rows;
    monitor_learn(&l->ref->column[column], l->looks->value + (size_t)column * rows, l->looks->rows,
                  l->work + (size_t)worker * rows);
}

bool reference_learn(struct reference *ref, const struct looks *looks, const struct features *f, struct pool *pool,
                     struct err *err) {
    struct learning l = {ref, looks, mem_array((size_t)pool_threads(pool) * (size_t)looks->rows, sizeof(float), err)};
    if (!l.work)
        return false;
    free(ref->column);
    ref->columns = looks->columns;
    ref->column = mem_must((size_t)looks->columns, sizeof *ref->column);
    ref->ctr = looks->clicks / looks->rows;
    ref->ctr_variance = ctr_variance(looks);
    ref->requests = looks->requests;
    ref->ageing = -1;
    for (int c = 0; c < features_dense(f); c++)
        if (strcmp(features_dense_name(f, c), "item_age") == 0)
            ref->ageing = features_categories(f) + c;
    pool_for(pool, looks->columns, learn_shard, &l);
    free(l.work);
    return true;
}

void reference_free(struct reference *ref) {
    free(ref->column);
    free(ref->usual);
    *ref = (struct reference){0};
}

struct distances {
    const struct reference *ref;
    const struct looks *day;
    enum drift_metric metric;
    double *distance; /* (columns) */
};

static void distance_shard(void *arg, int column, int worker) {
    const struct distances *d = arg;
    (void)worker;
    d->distance[column] = monitor_distance(&d->ref->column[column], d->metric,
                                           d->day->value + (size_t)column * (size_t)d->day->rows, d->day->rows);
}

bool reference_usual(struct reference *ref, const struct looks *before, enum drift_metric metric, struct pool *pool,
                     struct err *err) {
    assert(before->columns == ref->columns);
    free(ref->usual);
    if (!(ref->usual = mem_array((size_t)ref->columns, sizeof *ref->usual, err)))
        return false;
    struct distances d = {ref, before, metric, ref->usual};
    pool_for(pool, before->columns, distance_shard, &d);
    return true;
}

/* How far column c may lie from the reference without anything having happened. */
static double quiet_distance(const struct distances *d, int c, int monitors) {
    double chance = monitor_chance(&d->ref->column[c], d->metric, d->day->requests, d->ref->requests, monitors);
    return chance + (d->ref->usual ? d->ref->usual[c] : 0.0);
}

/* Of the features the one that is furthest beyond chance. */
static struct deviation read_features(const struct distances *d) {
    struct deviation worst = {NAN, 0.0};
    for (int c = 0; c < d->day->columns - 1; c++)
        if (c != d->ref->ageing)
            worst =
                deviation_worse(worst, (struct deviation){d->distance[c], quiet_distance(d, c, d->day->columns - 2)});
    return worst;
}

static struct deviation read_scores(const struct distances *d) {
    int c = d->day->columns - 1;
    return (struct deviation){d->distance[c], quiet_distance(d, c, 1)};
}

/* The ratio of two sums over independent requests: its variance is that of predicted - ratio * seen. */
static struct deviation read_calibration(const struct looks *day, double ratio) {
    int list = day->rows / (day->requests ? day->requests : 1);
    double squares = 0.0, positives = 0.0;
    for (int i = 0; i < day->requests; i++) {
        double off = 0.0;
        for (int k = i * list; k < (i + 1) * list; k++) {
            off += day->p[k] - ratio * day->y[k];
            positives += day->y[k];
        }
        squares += off * off;
    }
    return (struct deviation){fabs(ratio - 1.0), STANDARD_ERRORS * sqrt(squares) / fmax(positives, 1.0)};
}

static struct deviation read_ctr(const struct reference *ref, const struct looks *day) {
    double ratio = day->clicks / day->rows / ref->ctr;
    double variance = ratio * ratio * (ctr_variance(day) + ref->ctr_variance);
    return (struct deviation){fabs(ratio - 1.0), STANDARD_ERRORS * sqrt(variance)};
}

void read_monitors(const struct reference *ref, const struct looks *day, enum drift_metric metric, bool ranker,
                   double calibration, struct pool *pool, struct deviation seen[MONITORS]) {
    double distance[2 * FIELDS_MAX + 1];
    struct distances d = {ref, day, metric, distance};
    pool_for(pool, day->columns, distance_shard, &d);
    seen[MONITOR_FEATURES] = read_features(&d);
    seen[MONITOR_SCORES] = ranker ? read_scores(&d) : (struct deviation){NAN, 0.0};
    seen[MONITOR_CALIBRATION] = ranker ? read_calibration(day, calibration) : (struct deviation){NAN, 0.0};
    seen[MONITOR_CTR] = read_ctr(ref, day);
}
