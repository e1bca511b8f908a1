/* history.h - what all sessions together say: verdicts one under the other, the trend of every step, and how well
 * forecasts are calibrated: intervals that claim 80 % should hold the truth that often, and skill over a naive
 * forecaster should be above 0. From the store's rows alone. */
#ifndef PRACTICE_HISTORY_H
#define PRACTICE_HISTORY_H
#include "practice/moment.h"

/* case_name NULL: all cases. Says so when there is nothing yet. */
bool history_text(struct store *store, const char *case_name, const struct moment_style *style, struct text *out,
                  struct err *err) MUST_USE;

struct calibration {
    int intervals, held; /* those that were measured, and that held the truth */
    int directions, right;
    int places;
    double skill; /* mean over all that were scored; NAN: none */
    int n;
};
bool history_calibration(struct store *store, const char *case_name, struct calibration *out, struct err *err) MUST_USE;
#endif
