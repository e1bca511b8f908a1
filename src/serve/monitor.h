/* monitor.h - how far a day's values are from the training days': PSI and the Kolmogorov-Smirnov distance.
 * Both are effect sizes, not p-values: they do not grow with the number of rows. What chance alone gives shrinks with
 * the rows, so a day with fewer than MONITOR_ROWS says nothing. */
#ifndef SERVE_MONITOR_H
#define SERVE_MONITOR_H
#include "base/err.h"

enum drift_metric { DRIFT_PSI, DRIFT_KS };
enum { MONITOR_BINS = 10, MONITOR_ROWS = 200 };
/* The reference: bins of equal count of the training days' values. Few distinct values have a bin each. */
struct monitor {
    int bins;
    double edge[MONITOR_BINS]; /* upper edges of all bins but the last */
    double share[MONITOR_BINS];
};
/* values (n) are copied and sorted. */
bool monitor_learn(struct monitor *m, const float *values, int n, struct err *err) MUST_USE;
/* Distance of values (n) from the reference; NAN with fewer than MONITOR_ROWS. PSI: sum over bins of
 * (p - q) ln(p / q), shares below 1e-4 taken as that. KS: the largest gap of the two distributions at a bin's edge. */
double monitor_distance(const struct monitor *m, enum drift_metric metric, const float *values, int n);
#endif
