/* scores.h - how well scores tell positive rows from others: ROC-AUC, average precision, log loss and its kin, F1,
 * calibration, and curves. In double throughout; definitions are those of the metric table.
 * Life: scores_sort once -> any number of metrics, each one linear pass -> scores_free. A metric may be asked for with
 * `times` (U): how often each unit (a user, a query) counts, which is what a bootstrap replicate is; NULL: once each.
 * Dims: N rows, U units. Sorting costs O(N) (radix), a metric O(N). */
#ifndef EVAL_SCORES_H
#define EVAL_SCORES_H
#include "base/err.h"
#include "base/pool.h"
#include <stdint.h>

/* N rows in ascending order of score, ties in the order they came. */
struct scores {
    int n;
    double *p;        /* (N) */
    uint8_t *y;       /* (N) 1: positive */
    uint8_t *tie;     /* (N) 1: the same score as the row before */
    double *weight;   /* (N), NULL: all 1 */
    int32_t *unit;    /* (N) in [0,U), NULL: times cannot be asked for */
    int32_t *row;     /* (N) where the row was in the input */
    bool probability; /* every score lies in [0,1] */
};

/* p (N) finite, y (N) 0 or 1, weight (N) >= 0 or NULL, unit (N) or NULL; all copied. */
bool scores_sort(struct scores *out, const double *p, const uint8_t *y, const double *weight, const int32_t *unit,
                 int n, struct pool *pool, struct err *err) MUST_USE;
void scores_free(struct scores *s);

/* --- metrics that depend on the order; NAN where they say nothing --- */

/* P(a positive row scores above another), ties half. NAN without positives or without negatives. */
double scores_roc_auc(const struct scores *s, const uint8_t *times);
/* Average precision: sum over distinct scores, from the highest, of (recall gained) * precision; no trapezoid.
 * NAN without positives. */
double scores_average_precision(const struct scores *s, const uint8_t *times);
/* Sum over 15 bins of equal count, by ascending score, of n_b/n |mean p - mean y|; when rows do not divide, the first
 * bins have one more. NAN unless the scores are probabilities. */
double scores_calibration_error(const struct scores *s, const uint8_t *times);
enum { CALIBRATION_BINS = 15 };
/* The threshold of highest F1 among the scores (rows at or above it count as positive), the highest one on ties;
 * *f1 may be NULL. NAN without positives. */
double scores_best_threshold(const struct scores *s, double *f1);

/* --- metrics that are sums over rows: they add up over units, too --- */

struct scores_sums { /* weighted */
    double rows, positives, predicted /* sum of p */;
    double loss;          /* sum of -ln of the probability given to what happened, p clipped to [1e-15, 1 - 1e-15] */
    double flagged, hits; /* rows at or above the threshold; positives among them */
};
double scores_row_loss(double p, uint8_t y);
struct scores_sums scores_sum(const struct scores *s, double threshold);
void scores_sum_by_unit(struct scores_sums *sums /* (U) */, int U, const struct scores *s, double threshold);
double sums_log_loss(const struct scores_sums *s);           /* nats a row */
double sums_normalized_entropy(const struct scores_sums *s); /* log loss over the entropy of the base rate */
double sums_calibration_ratio(const struct scores_sums *s);  /* predicted over positives */
double sums_f1(const struct scores_sums *s);                 /* 2 hits / (flagged + positives) */

/* --- all of them --- */

enum scores_metric {
    SCORES_ROC_AUC,
    SCORES_PR_AUC,
    SCORES_LOG_LOSS,
    SCORES_NORMALIZED_ENTROPY,
    SCORES_F1,
    SCORES_CALIBRATION_ERROR,
    SCORES_CALIBRATION_RATIO,
    SCORES_METRICS
};
const char *scores_metric_name(enum scores_metric metric); /* "roc_auc" */
/* Log loss, its entropy, both calibrations and F1 are NAN unless the scores are probabilities.
 * pool: NULL for the caller's thread alone, as inside a shard; the same values to the last bit. */
void scores_all(double value[SCORES_METRICS], const struct scores *s, double threshold, struct pool *pool);
/* Only those that follow from sums. */
void scores_from_sums(double value[SCORES_METRICS], const struct scores *s, const struct scores_sums *sums);

/* --- curves: at most CURVE_POINTS points into x and y; how many --- */

enum { CURVE_POINTS = 101 };
int scores_roc_curve(const struct scores *s, double *x, double *y);         /* false against true positive rate */
int scores_pr_curve(const struct scores *s, double *x, double *y);          /* recall against precision */
int scores_reliability_curve(const struct scores *s, double *x, double *y); /* mean p against mean y, a point a bin */

/* --- lists: grade (n) of what was shown, best first, 0 irrelevant --- */

/* Gain 2^g - 1, discount log2(rank + 1), over the same of the best order of the relevant ones, relevant (m) grades in
 * any order, at most LIST_MAX of them matter. NAN when none is positive. */
enum { LIST_MAX = 1024 };
double list_ndcg(const float *grade, int n, int k, const float *relevant, int m);
/* Those below take m, how many relevant ones exist; NAN when m is 0. */
double list_average_precision(const float *grade, int n, int k, int m); /* over min(k,m) */
double list_reciprocal_rank(const float *grade, int n, int m);          /* 0 when none is there */
double list_precision(const float *grade, int n, int k, int m);         /* over k, however short the list */
double list_recall(const float *grade, int n, int k, int m);            /* over min(k,m) */
#endif
