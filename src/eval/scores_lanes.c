#include "eval/scores_lanes.h"
#include "num/isa.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define EACH_LANE _Pragma("omp simd") for (int l = 0; l < LANES; l++)

/* From the highest score down. Rows of one score form a group; `rows` and `positives` hold what lies in groups above.
 */
struct walk {
    double rows[LANES], positives[LANES], group_rows[LANES], group_positives[LANES];
    double won[LANES], precision[LANES];
    double above[LANES];     /* weight of all rows so far, group or not */
    double gap[LANES];       /* predicted minus observed in the bin so far */
    double error[LANES];     /* of bins that are done */
    double bin_start[LANES]; /* weight below the bin */
    int bin[LANES];
};

/* Positives of the group beat the negatives still to come: counted from the other side, negatives of the group lose
 * against all positives above and tie with half of their own. */
static inline __attribute__((always_inline)) void end_group(struct walk *k, bool has_positives) {
    EACH_LANE {
        double negatives = k->group_rows[l] - k->group_positives[l];
        k->won[l] += negatives * (k->positives[l] + 0.5 * k->group_positives[l]);
        k->rows[l] += k->group_rows[l];
        k->positives[l] += k->group_positives[l];
    }
    if (has_positives) /* the same rows for all lanes; lanes that drew none of them add nothing */
        EACH_LANE {
            double rows = k->rows[l] > 0 ? k->rows[l] : 1.0;
            k->precision[l] += k->group_positives[l] * k->positives[l] / rows;
        }
    EACH_LANE k->group_rows[l] = k->group_positives[l] = 0;
}

static void enter_bin(struct walk *k, int l, int bin, double total) {
    k->bin[l] = bin;
    k->bin_start[l] = total * bin / CALIBRATION_BINS;
}

/* The row that is about to be counted lies in a lower bin than the last one, in some lanes. */
static void next_bins(struct walk *k, const double *total, const double *w) {
    for (int l = 0; l < LANES; l++)
        while (k->bin[l] > 0 && total[l] - k->above[l] - w[l] < k->bin_start[l]) {
            k->error[l] += fabs(k->gap[l]);
            k->gap[l] = 0;
            enter_bin(k, l, k->bin[l] - 1, total[l]);
        }
}

static void finish(struct scores_lanes *out, const struct walk *k, const double *total, bool probability) {
    for (int l = 0; l < LANES; l++) {
        double pairs = k->positives[l] * (k->rows[l] - k->positives[l]);
        out->roc_auc[l] = pairs > 0 ? k->won[l] / pairs : NAN;
        out->average_precision[l] = k->positives[l] > 0 ? k->precision[l] / k->positives[l] : NAN;
        out->calibration_error[l] = probability && total[l] > 0 ? (k->error[l] + fabs(k->gap[l])) / total[l] : NAN;
    }
}

NUM_KERNEL
void scores_run_lanes(struct scores_lanes *out, const struct scores *s, const uint8_t *times, const double *total) {
    struct walk k = {0};
    bool has_positives = false;
    for (int l = 0; l < LANES; l++)
        enter_bin(&k, l, CALIBRATION_BINS - 1, total[l]);
    for (int i = s->n - 1; i >= 0; i--) {
        const uint8_t *t = times + (size_t)s->unit[i] * LANES;
        double w[LANES], row_weight = s->weight ? s->weight[i] : 1.0, p = s->p[i], y = s->y[i];
        int below = 0;
        EACH_LANE w[l] = row_weight * t[l];
        _Pragma("omp simd reduction(+ : below)") for (int l = 0; l < LANES; l++) below +=
            total[l] - k.above[l] - w[l] < k.bin_start[l];
        if (below)
            next_bins(&k, total, w);
        EACH_LANE {
            k.above[l] += w[l];
            k.gap[l] += w[l] * (p - y);
            k.group_rows[l] += w[l];
            k.group_positives[l] += w[l] * y;
        }
        has_positives |= s->y[i] != 0;
        if (!s->tie[i]) {
            end_group(&k, has_positives);
            has_positives = false;
        }
    }
    finish(out, &k, total, s->probability);
}
