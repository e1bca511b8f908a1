/* scores_lanes.h - the metrics that need the order, for LANES bootstrap replicates in one pass over the rows: what is
 * read of a row is read once, and the replicates run side by side in vector registers. The one-replicate functions of
 * scores.h say what is meant, and are what this is tested against. */
#ifndef EVAL_SCORES_LANES_H
#define EVAL_SCORES_LANES_H
#include "eval/scores.h"

enum { LANES = 8 };
struct scores_lanes {
    double roc_auc[LANES], average_precision[LANES], calibration_error[LANES]; /* NAN as in scores.h */
};
/* times (U,LANES): how often unit u counts in each replicate; total (LANES): weight of all rows in each. */
void scores_run_lanes(struct scores_lanes *out, const struct scores *s, const uint8_t *times, const double *total);
#endif
