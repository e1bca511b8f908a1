#include "eval/scores.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

static inline double weight_of(const struct scores *s, const uint8_t *times, int i) {
    double w = s->weight ? s->weight[i] : 1.0;
    return times ? w * times[s->unit[i]] : w;
}

double scores_roc_auc(const struct scores *s, const uint8_t *times) {
    double won = 0, below = 0, positives = 0; /* pairs won; negatives of lower groups; positives so far */
    double group_positives = 0, group_negatives = 0;
    assert(!times || s->unit);
    for (int i = 0; i < s->n; i++) {
        if (!s->tie[i]) {
            won += group_positives * (below + 0.5 * group_negatives);
            below += group_negatives;
            positives += group_positives;
            group_positives = group_negatives = 0;
        }
        double w = weight_of(s, times, i), positive = s->y[i] * w;
        group_positives += positive;
        group_negatives += w - positive;
    }
    won += group_positives * (below + 0.5 * group_negatives);
    double pairs = (positives + group_positives) * (below + group_negatives);
    return pairs > 0 ? won / pairs : NAN;
}

double scores_average_precision(const struct scores *s, const uint8_t *times) {
    double sum = 0, rows = 0, positives = 0, group_rows = 0, group_positives = 0;
    assert(!times || s->unit);
    for (int i = s->n - 1; i >= 0; i--) { /* from the highest score; a group ends where its lowest row is no tie */
        double w = weight_of(s, times, i);
        group_rows += w;
        group_positives += s->y[i] * w;
        if (s->tie[i])
            continue;
        rows += group_rows;
        positives += group_positives;
        if (group_positives > 0)
            sum += group_positives * (positives / rows);
        group_rows = group_positives = 0;
    }
    return positives > 0 ? sum / positives : NAN;
}

/* --- calibration --- */

struct bins {
    double rows[CALIBRATION_BINS], predicted[CALIBRATION_BINS], positives[CALIBRATION_BINS];
};

/* Weight that lies before bin b: whole rows when all count once, else shares of the whole. */
static double bin_start(const struct scores *s, const uint8_t *times, double total, int b) {
    if (s->weight || times)
        return total * b / CALIBRATION_BINS;
    int extra = s->n % CALIBRATION_BINS;
    return (double)(s->n / CALIBRATION_BINS) * b + (b < extra ? b : extra);
}

static double fill_bins(struct bins *bins, const struct scores *s, const uint8_t *times) {
    double total = 0, before = 0;
    *bins = (struct bins){0};
    for (int i = 0; i < s->n; i++)
        total += weight_of(s, times, i);
    int b = 0;
    double next = bin_start(s, times, total, 1);
    for (int i = 0; i < s->n; i++) {
        while (before >= next && b < CALIBRATION_BINS - 1)
            next = bin_start(s, times, total, ++b + 1);
        double w = weight_of(s, times, i);
        bins->rows[b] += w;
        bins->predicted[b] += w * s->p[i];
        bins->positives[b] += w * s->y[i];
        before += w;
    }
    return total;
}

double scores_calibration_error(const struct scores *s, const uint8_t *times) {
    struct bins bins;
    assert(!times || s->unit);
    if (!s->probability)
        return NAN;
    double total = fill_bins(&bins, s, times), sum = 0;
    for (int b = 0; b < CALIBRATION_BINS; b++)
        sum += fabs(bins.predicted[b] - bins.positives[b]);
    return total > 0 ? sum / total : NAN;
}

/* --- thresholds --- */

double scores_best_threshold(const struct scores *s, double *f1) {
    double all = 0, flagged = 0, hits = 0, best = -1, threshold = NAN;
    for (int i = 0; i < s->n; i++)
        all += weight_of(s, NULL, i) * s->y[i];
    for (int i = s->n - 1; i >= 0 && all > 0; i--) {
        double w = weight_of(s, NULL, i);
        flagged += w;
        hits += w * s->y[i];
        if (s->tie[i])
            continue;
        double value = 2 * hits / (flagged + all);
        if (value > best) {
            best = value;
            threshold = s->p[i];
        }
    }
    if (f1)
        *f1 = all > 0 ? best : NAN;
    return threshold;
}

/* --- sums --- */

static inline double given_to_what_happened(double p, uint8_t y) {
    double clipped = p < 1e-15 ? 1e-15 : p > 1 - 1e-15 ? 1 - 1e-15 : p;
    return y ? clipped : 1 - clipped;
}

double scores_row_loss(double p, uint8_t y) {
    return -log(given_to_what_happened(p, y));
}

static void add_row(struct scores_sums *sums, const struct scores *s, int i, double threshold) {
    double w = weight_of(s, NULL, i);
    sums->rows += w;
    sums->positives += w * s->y[i];
    sums->predicted += w * s->p[i];
    sums->loss += w * scores_row_loss(s->p[i], s->y[i]);
    if (s->p[i] >= threshold) {
        sums->flagged += w;
        sums->hits += w * s->y[i];
    }
}

/* Logarithms are dear: the sum of those of LOG_ROWS rows is the one of their product, which stays far from underflow
 * (1e-15 to the 16th) and is off by as many roundings, some 1e-16 a row. */
enum { LOG_ROWS = 16 };

static double loss_of(const double *p, const uint8_t *y, int n) {
    double product = 1;
    for (int i = 0; i < n; i++)
        product *= given_to_what_happened(p[i], y[i]);
    return -log(product);
}

static struct scores_sums sum_equal_rows(const struct scores *s, int begin, int end, double threshold) {
    struct scores_sums sums = {.rows = end - begin};
    int64_t positives = 0, flagged = 0, hits = 0;
    for (int i = begin; i < end; i += LOG_ROWS) {
        int n = end - i < LOG_ROWS ? end - i : LOG_ROWS;
        sums.loss += loss_of(s->p + i, s->y + i, n);
        for (int j = i; j < i + n; j++) {
            bool over = s->p[j] >= threshold;
            positives += s->y[j];
            flagged += over;
            hits += over & s->y[j];
            sums.predicted += s->p[j];
        }
    }
    sums.positives = (double)positives;
    sums.flagged = (double)flagged;
    sums.hits = (double)hits;
    return sums;
}

struct scores_sums scores_sum(const struct scores *s, double threshold) {
    struct scores_sums sums = {0};
    if (!s->weight)
        return sum_equal_rows(s, 0, s->n, threshold);
    for (int i = 0; i < s->n; i++)
        add_row(&sums, s, i, threshold);
    return sums;
}

void scores_sum_by_unit(struct scores_sums *sums, int U, const struct scores *s, double threshold) {
    assert(s->unit);
    for (int u = 0; u < U; u++)
        sums[u] = (struct scores_sums){0};
    for (int i = 0; i < s->n; i++)
        add_row(&sums[s->unit[i]], s, i, threshold);
}

double sums_log_loss(const struct scores_sums *s) {
    return s->rows > 0 ? s->loss / s->rows : NAN;
}

double sums_normalized_entropy(const struct scores_sums *s) {
    double rate = s->positives / s->rows, entropy = -(rate * log(rate) + (1 - rate) * log1p(-rate));
    return rate > 0 && rate < 1 ? s->loss / s->rows / entropy : NAN;
}

double sums_calibration_ratio(const struct scores_sums *s) {
    return s->positives > 0 ? s->predicted / s->positives : NAN;
}

double sums_f1(const struct scores_sums *s) {
    double all = s->flagged + s->positives;
    return all > 0 ? 2 * s->hits / all : 0;
}

/* --- all --- */

static const char *const NAMES[SCORES_METRICS] = {
    [SCORES_ROC_AUC] = "roc_auc",
    [SCORES_PR_AUC] = "pr_auc",
    [SCORES_LOG_LOSS] = "log_loss",
    [SCORES_NORMALIZED_ENTROPY] = "normalized_entropy",
    [SCORES_F1] = "f1",
    [SCORES_CALIBRATION_ERROR] = "calibration_error",
    [SCORES_CALIBRATION_RATIO] = "calibration_ratio",
};

const char *scores_metric_name(enum scores_metric metric) {
    return NAMES[metric];
}

void scores_from_sums(double value[SCORES_METRICS], const struct scores *s, const struct scores_sums *sums) {
    value[SCORES_LOG_LOSS] = s->probability ? sums_log_loss(sums) : NAN;
    value[SCORES_NORMALIZED_ENTROPY] = s->probability ? sums_normalized_entropy(sums) : NAN;
    value[SCORES_F1] = s->probability ? sums_f1(sums) : NAN;
    value[SCORES_CALIBRATION_RATIO] = s->probability ? sums_calibration_ratio(sums) : NAN;
}

/* Each is one pass over the rows, and a pass is not divided: its sum is the same however many threads there are. */
enum pass { PASS_SUMS, PASS_ROC_AUC, PASS_PR_AUC, PASS_CALIBRATION, PASSES };
struct all {
    const struct scores *s;
    double threshold, *value;
};

static void run_pass(void *arg, int shard, int worker) {
    const struct all *all = arg;
    (void)worker;
    switch ((enum pass)shard) {
    case PASS_SUMS: {
        struct scores_sums sums = scores_sum(all->s, all->threshold);
        scores_from_sums(all->value, all->s, &sums);
        break;
    }
    case PASS_ROC_AUC:
        all->value[SCORES_ROC_AUC] = scores_roc_auc(all->s, NULL);
        break;
    case PASS_PR_AUC:
        all->value[SCORES_PR_AUC] = scores_average_precision(all->s, NULL);
        break;
    case PASS_CALIBRATION:
        all->value[SCORES_CALIBRATION_ERROR] = scores_calibration_error(all->s, NULL);
        break;
    case PASSES:
        break;
    }
}

void scores_all(double value[SCORES_METRICS], const struct scores *s, double threshold, struct pool *pool) {
    struct all all = {s, threshold, value};
    if (pool)
        pool_for(pool, PASSES, run_pass, &all);
    else
        for (int pass = 0; pass < PASSES; pass++)
            run_pass(&all, pass, 0);
}

/* --- curves --- */

static void whole(const struct scores *s, double *rows, double *positives) {
    *rows = *positives = 0;
    for (int i = 0; i < s->n; i++) {
        *rows += weight_of(s, NULL, i);
        *positives += weight_of(s, NULL, i) * s->y[i];
    }
}

int scores_roc_curve(const struct scores *s, double *x, double *y) {
    double rows, all, flagged = 0, hits = 0, last = 0;
    int n = 1;
    whole(s, &rows, &all);
    if (!(all > 0 && rows > all))
        return 0;
    x[0] = y[0] = 0;
    for (int i = s->n - 1; i >= 0; i--) {
        flagged += weight_of(s, NULL, i);
        hits += weight_of(s, NULL, i) * s->y[i];
        if (s->tie[i])
            continue;
        double right = hits / all, wrong = (flagged - hits) / (rows - all), way = right + wrong;
        if (way - last < 2.0 / (CURVE_POINTS - 3)) /* points at even steps along the curve */
            continue;
        last = way;
        x[n] = wrong;
        y[n++] = right;
    }
    if (x[n - 1] < 1 || y[n - 1] < 1) {
        x[n] = 1;
        y[n++] = 1;
    }
    return n;
}

int scores_pr_curve(const struct scores *s, double *x, double *y) {
    double rows, all, flagged = 0, hits = 0;
    int n = 0;
    whole(s, &rows, &all);
    for (int i = s->n - 1; i >= 0 && all > 0; i--) {
        flagged += weight_of(s, NULL, i);
        hits += weight_of(s, NULL, i) * s->y[i];
        if (s->tie[i] || hits <= 0)
            continue;
        double recall = hits / all;
        if (n > 0 && recall - x[n - 1] < (hits < all ? 1.0 / (CURVE_POINTS - 3) : 1e-12))
            continue;
        x[n] = recall;
        y[n++] = hits / flagged;
    }
    return n;
}

int scores_reliability_curve(const struct scores *s, double *x, double *y) {
    struct bins bins;
    int n = 0;
    if (!s->probability)
        return 0;
    fill_bins(&bins, s, NULL);
    for (int b = 0; b < CALIBRATION_BINS; b++) {
        if (!(bins.rows[b] > 0))
            continue;
        x[n] = bins.predicted[b] / bins.rows[b];
        y[n++] = bins.positives[b] / bins.rows[b];
    }
    return n;
}
