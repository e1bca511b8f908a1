#include "eval/bootstrap.h"
#include "base/mem.h"
#include "base/rng.h"
#include "eval/scores_lanes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- weights --- */

/* Poisson(1) by inversion of 32 bits: P(more than k) * 2^32. */
static const uint32_t MORE_THAN[] = {2714937127u, 1134906959u, 344891874u, 81553513u, 15718922u, 2552004u,
                                     357518u,     44020u,      4833u,      479u,      43u,       4u};

static uint8_t poisson_of(uint32_t bits) {
    uint8_t k = 0;
    while (k < sizeof MORE_THAN / sizeof *MORE_THAN && bits < MORE_THAN[k])
        k++;
    return k;
}

struct times {
    uint8_t *times;
    const int32_t *id;
    int U, B;
    uint64_t draw;
};
enum { SHARDS = 16 };

/* Four replicates share one block of random words. */
static void times_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct times *t = arg;
    int begin, end;
    pool_range(t->U, SHARDS, shard, &begin, &end);
    for (int b = 0; b < t->B; b += 4)
        for (int u = begin; u < end; u++) {
            struct rng rng = rng_of(t->draw, (uint64_t)(t->id ? t->id[u] : u), (uint32_t)(b / 4));
            for (int i = b; i < b + 4 && i < t->B; i++)
                t->times[(size_t)i * (size_t)t->U + (size_t)u] = poisson_of(rng_u32(&rng));
        }
}

void bootstrap_times(uint8_t *times, const int32_t *id, int U, int B, uint64_t seed, struct pool *pool) {
    struct times t = {times, id, U, B, rng_draw(seed, "bootstrap")};
    pool_for(pool, SHARDS, times_shard, &t);
}

/* --- replicates --- */

struct ratio {
    double *replicates;
    const uint8_t *times;
    int U;
    const double *sum, *count;
};

static void ratio_shard(void *arg, int b, int worker) {
    (void)worker;
    const struct ratio *r = arg;
    const uint8_t *times = r->times + (size_t)b * (size_t)r->U;
    double sum = 0, count = 0;
    for (int u = 0; u < r->U; u++) {
        if (isnan(r->sum[u]))
            continue;
        sum += times[u] * r->sum[u];
        count += times[u] * (r->count ? r->count[u] : 1.0);
    }
    r->replicates[b] = count > 0 ? sum / count : NAN;
}

void bootstrap_ratio(double *replicates, const uint8_t *times, int B, int U, const double *sum, const double *count,
                     struct pool *pool) {
    struct ratio r = {replicates, times, U, sum, count};
    pool_for(pool, B, ratio_shard, &r);
}

struct replicate {
    double *replicates; /* (SCORES_METRICS,B) */
    const struct scores *s;
    const struct scores_sums *by_unit; /* (U) */
    const uint8_t *times;
    uint8_t *lanes; /* (threads,U,LANES) */
    int B, U;
};

static struct scores_sums sum_replicate(const struct scores_sums *by_unit, const uint8_t *times, int U) {
    struct scores_sums sums = {0};
    for (int u = 0; u < U; u++) {
        sums.rows += times[u] * by_unit[u].rows;
        sums.positives += times[u] * by_unit[u].positives;
        sums.predicted += times[u] * by_unit[u].predicted;
        sums.loss += times[u] * by_unit[u].loss;
        sums.flagged += times[u] * by_unit[u].flagged;
        sums.hits += times[u] * by_unit[u].hits;
    }
    return sums;
}

/* LANES replicates; those past the last are replicates of nothing. */
static void replicate_shard(void *arg, int shard, int worker) {
    const struct replicate *r = arg;
    uint8_t *lanes = r->lanes + (size_t)worker * (size_t)r->U * LANES;
    struct scores_sums sums[LANES] = {0};
    double total[LANES];
    memset(lanes, 0, (size_t)r->U * LANES);
    for (int l = 0; l < LANES; l++) {
        int b = shard * LANES + l;
        if (b < r->B) {
            const uint8_t *times = r->times + (size_t)b * (size_t)r->U;
            sums[l] = sum_replicate(r->by_unit, times, r->U);
            for (int u = 0; u < r->U; u++)
                lanes[(size_t)u * LANES + (size_t)l] = times[u];
        }
        total[l] = sums[l].rows;
    }
    struct scores_lanes ordered;
    scores_run_lanes(&ordered, r->s, lanes, total);
    for (int l = 0; l < LANES && shard * LANES + l < r->B; l++) {
        double value[SCORES_METRICS];
        scores_from_sums(value, r->s, &sums[l]);
        value[SCORES_ROC_AUC] = ordered.roc_auc[l];
        value[SCORES_PR_AUC] = ordered.average_precision[l];
        value[SCORES_CALIBRATION_ERROR] = ordered.calibration_error[l];
        for (int m = 0; m < SCORES_METRICS; m++)
            r->replicates[(size_t)m * (size_t)r->B + (size_t)(shard * LANES + l)] = value[m];
    }
}

bool bootstrap_scores(double *replicates, const struct scores *s, double threshold, const uint8_t *times, int B, int U,
                      struct pool *pool, struct err *err) {
    struct scores_sums *by_unit = mem_array((size_t)U, sizeof *by_unit, err);
    uint8_t *lanes = mem_array((size_t)pool_threads(pool) * (size_t)U, LANES, err);
    if (by_unit && lanes) {
        scores_sum_by_unit(by_unit, U, s, threshold);
        struct replicate r = {replicates, s, by_unit, times, lanes, B, U};
        pool_for(pool, (B + LANES - 1) / LANES, replicate_shard, &r);
    }
    bool ok = by_unit && lanes;
    free(by_unit);
    free(lanes);
    return ok;
}

/* --- intervals --- */

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(const double *sorted, int n, double share) {
    double at = share * (n - 1);
    int below = (int)at;
    double above = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + (at - below) * (above - sorted[below]);
}

struct interval bootstrap_difference(const double *a, const double *b, int B) {
    struct interval interval = {NAN, NAN};
    double *sorted = mem_must((size_t)B, sizeof *sorted);
    int n = 0;
    for (int i = 0; i < B; i++) {
        double difference = b[i] - (a ? a[i] : 0);
        if (!isnan(difference))
            sorted[n++] = difference;
    }
    qsort(sorted, (size_t)n, sizeof *sorted, ascending);
    if (n >= 20)
        interval = (struct interval){percentile(sorted, n, 0.025), percentile(sorted, n, 0.975)};
    free(sorted);
    return interval;
}

struct interval bootstrap_interval(const double *replicates, int B) {
    return bootstrap_difference(NULL, replicates, B);
}
