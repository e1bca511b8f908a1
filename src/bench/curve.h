/* curve.h - a figure at a recall, between the points of a sweep that were measured. Shared by the suite and by the
 * programs under peers/, so that both are read off the same way; valid C and C++. */
#ifndef BENCH_CURVE_H
#define BENCH_CURVE_H
#include <math.h>

struct curve_point {
    double recall, value; /* value > 0 */
};
/* Linear in recall between the logarithms of the values. Points in ascending order of recall; NAN beyond the last; the
 * first value below the first, whose recall is more than asked. */
static inline double curve_at(const struct curve_point *p, int n, double recall) {
    for (int i = 0; i < n; i++)
        if (p[i].recall >= recall) {
            if (i == 0 || p[i].recall <= p[i - 1].recall)
                return p[i].value;
            double share = (recall - p[i - 1].recall) / (p[i].recall - p[i - 1].recall);
            return exp((1 - share) * log(p[i - 1].value) + share * log(p[i].value));
        }
    return NAN;
}
#endif
