/* bootstrap.h - Poisson bootstrap over units (users, queries, posts): how far a metric moves when people are drawn
 * again. Unit u counts Poisson(1) times in replicate b, drawn under (seed, "bootstrap", unit id, b): every run on the
 * same world draws the same, so that two runs compare paired, replicate by replicate (Chamandy et al. 2012).
 * Dims: B replicates, U units, N rows. */
#ifndef EVAL_BOOTSTRAP_H
#define EVAL_BOOTSTRAP_H
#include "eval/scores.h"

enum { BOOTSTRAP_REPLICATES = 200 };

/* times (B,U): how often each unit counts in each replicate; id (U) are the units' own ids, NULL: 0..U-1. */
void bootstrap_times(uint8_t *times, const int32_t *id, int U, int B, uint64_t seed, struct pool *pool);

/* replicates (B): sum over units of times * sum over sum of times * count. count NULL: 1 each, a mean over units.
 * Units whose sum is NAN (nothing to measure) count as absent. NAN when nothing is left. */
void bootstrap_ratio(double *replicates, const uint8_t *times, int B, int U, const double *sum, const double *count,
                     struct pool *pool);

/* replicates (SCORES_METRICS,B) of every metric of scores_all, over rows grouped by s->unit. Costs O(B N). */
bool bootstrap_scores(double *replicates, const struct scores *s, double threshold, const uint8_t *times, int B, int U,
                      struct pool *pool, struct err *err) MUST_USE;

/* The 2.5 % and 97.5 % percentiles of the replicates, linear between order statistics; replicates that are NAN are left
 * out. Both NAN with fewer than 20. */
struct interval {
    double low, high;
};
struct interval bootstrap_interval(const double *replicates, int B);
/* The interval of b - a, replicate by replicate. */
struct interval bootstrap_difference(const double *a, const double *b, int B);
#endif
