/* run.h - one run: what was asked, and what came out. Plain values: made by job/, kept by store/, shown by the faces.
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H
#include "base/hash.h"
#include "base/measures.h"
#include "engine/design.h"
#include "engine/metric.h"

struct node_time {
    char node[24];
    bool cached;
    double seconds;
};
/* What the plan gives back. The metrics hold values, rulers and replicates; intervals come from run_interval. */
struct outcome {
    struct measures measures;
    struct node_time *nodes;
    int n_nodes;
    struct hash128 world_key; /* key of the node `log`: same world, same log */
    struct hash128 rows_key;  /* of the evaluation requests and relevant sets: with the world's, what pairs two runs */
    double wall_s;
};
void outcome_free(struct outcome *o);

struct threshold {
    char metric[MEASURE_NAME];
    char rule[40]; /* ">= 0.2", "< 100", "0.95..1.05" */
    double value;  /* NAN: not measured, which fails */
    bool passed;
};
/* Checks grammar (<, <=, >, >=, ==, or low..high) and the metric's name. */
bool threshold_check(const char *metric, const char *rule, enum world_kind kind, struct err *err) MUST_USE;
void threshold_judge(struct threshold *t, const struct outcome *o); /* fills value, passed */

struct run {
    int64_t id;     /* 0 until stored */
    char *name;     /* "" when it has none */
    char *scenario; /* as it was named; "" from the REPL or a session */
    char *version;
    int64_t at; /* seconds since 1970 */
    struct design *design;
    struct outcome outcome;
    struct threshold *thresholds;
    int n_thresholds;
};
void run_free(struct run *run);         /* the struct too; NULL is fine */
bool run_passed(const struct run *run); /* every threshold held */
/* 95 % interval of a metric from its replicates; false when it has none. */
bool run_interval(const struct measure *m, double *low, double *high);

/* The paired comparison of one metric of two runs. Paired needs equal world and rows keys. */
struct comparison {
    const struct metric *metric;
    char name[MEASURE_NAME];
    double a, b; /* NAN where not measured */
    bool paired; /* low, high hold the 95 % interval of b - a */
    double low, high;
    enum { COMPARE_NO_EVIDENCE, COMPARE_BETTER, COMPARE_WORSE, COMPARE_CHANGED, COMPARE_NOT_COMPARABLE } verdict;
    /* COMPARE_CHANGED: differs, of a metric with no better side. NOT_COMPARABLE: timings and unpaired ones have no
     * interval */
};
/* Metrics of either, in table order; *out is the caller's to free(). why (may be NULL): a static text, why no pairing.
 */
int run_compare(const struct run *a, const struct run *b, struct comparison **out, const char **why);
const char *comparison_word(
    const struct comparison *c); /* "better", "worse", "changed", "no evidence", "not comparable" */
#endif
