/* monitor.h - how far a day's values are from the training days': PSI and the Kolmogorov-Smirnov distance.
 * Both are effect sizes, not p-values: they do not grow with the number of rows. What chance alone gives shrinks with
 * the rows: monitor_chance bounds it, and an alert is a distance that passes its threshold by more. A day with fewer
 * than MONITOR_ROWS says nothing. */
#ifndef SERVE_MONITOR_H
#define SERVE_MONITOR_H
enum drift_metric { DRIFT_PSI, DRIFT_KS };
enum { MONITOR_BINS = 10, MONITOR_ROWS = 200 };
/* The reference: bins of equal count of the training days' values. Few distinct values have a bin each, and room to
 * move in. */
struct monitor {
    int bins;
    double edge[MONITOR_BINS]; /* upper edges of all bins but the last, a little above their largest value */
    double share[MONITOR_BINS];
};
/* values, work (n): linear time. */
void monitor_learn(struct monitor *m, const float *values, int n, float *work);
/* Distance of values (n) from the reference; NAN with fewer than MONITOR_ROWS. PSI: sum over bins of
 * (p - q) ln(p / q), shares below 1e-4 taken as that. KS: the largest gap of the two distributions at a bin's edge. */
double monitor_distance(const struct monitor *m, enum drift_metric metric, const float *values, int n);
/* What the largest of `monitors` distances from this reference stays below without drift, but for one day in a
 * thousand. now and then are the numbers of *independent* draws of the day and of the reference: rows of one request
 * share a person, so they are fewer than rows. With h = 1/now + 1/then, PSI / h is near chi-square with bins - 1
 * degrees of freedom (Yurdakul, 2018; quantile by Wilson and Hilferty, 1931); KS: sqrt(h ln(2 / a) / 2) (Smirnov). */
double monitor_chance(const struct monitor *m, enum drift_metric metric, double now, double then, int monitors);
#endif
