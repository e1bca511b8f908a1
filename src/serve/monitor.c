#include "serve/monitor.h"
#include "num/topk.h"

#include <math.h>
#include <string.h>

/* How many edges are below: counted without a branch, since where a value lies is not to be guessed. */
static int bin_of(const struct monitor *m, float value) {
    int bin = 0;
    for (int b = 0; b < m->bins - 1; b++)
        bin += (double)value > m->edge[b];
    return bin;
}

static void shares_of(const struct monitor *m, const float *values, int n, double share[MONITOR_BINS]) {
    memset(share, 0, MONITOR_BINS * sizeof *share);
    for (int i = 0; i < n; i++)
        share[bin_of(m, values[i])] += 1.0 / n;
}

/* at[b] = what would stand at b / MONITOR_BINS of the values, were they sorted; at[MONITOR_BINS] the largest. */
static void quantiles(const float *values, int n, float *work, float at[MONITOR_BINS + 1]) {
    int behind = 0; /* work[0..behind) holds what is larger than all that is still looked for */
    memcpy(work, values, (size_t)n * sizeof *work);
    for (int b = MONITOR_BINS; b > 0; b--) {
        int place = b == MONITOR_BINS ? 0 : n - 1 - (int)((int64_t)n * b / MONITOR_BINS);
        if (place < behind) { /* few values: the one that was found last */
            at[b] = at[b + 1];
            continue;
        }
        at[b] = topk_value(work + behind, n - behind, place - behind);
        behind = place + 1;
    }
}

/* Smallest value of each bin; returns the spread of all. */
static double look_over(const struct monitor *m, const float *values, int n, float low[MONITOR_BINS]) {
    double sum = 0.0, squares = 0.0;
    for (int b = 0; b < m->bins; b++)
        low[b] = INFINITY;
    for (int i = 0; i < n; i++) {
        int b = bin_of(m, values[i]);
        low[b] = fminf(low[b], values[i]);
        sum += (double)values[i];
        squares += (double)values[i] * (double)values[i];
    }
    return sqrt(fmax(squares / n - sum / n * (sum / n), 0.0));
}

/* Lifts each edge off the value that it is: where many rows share a value, such as a counter of a large group, its
 * smallest step must not carry them all into the next bin. By a twentieth of the spread, half the gap at most. */
static void lift_edges(struct monitor *m, const float low[MONITOR_BINS], double spread) {
    for (int b = 0; b < m->bins - 1; b++)
        m->edge[b] += fmin(0.05 * spread, ((double)low[b + 1] - m->edge[b]) / 2.0);
}

/* A value that fills a bin alone, the counter of the largest group, keeps a tenth of the spread around it to itself,
 * whatever else is near: up and down by that much it moves without anything having happened. Between two such values
 * the middle is the border. at: quantiles, of which a value that fills a bin is two in a row. */
static void room_for_atoms(struct monitor *m, const float at[MONITOR_BINS + 1], double spread) {
    double atom[MONITOR_BINS], room = 0.1 * spread;
    int atoms = 0, bins = 1;
    for (int b = 1; b < MONITOR_BINS; b++)
        if (at[b] == at[b + 1] && (atoms == 0 || (double)at[b] > atom[atoms - 1]))
            atom[atoms++] = (double)at[b];
    for (int k = 0; k < atoms; k++) {
        double above = k + 1 < atoms ? fmin(room, (atom[k + 1] - atom[k]) / 2.0) : room;
        double below = k > 0 ? fmin(room, (atom[k] - atom[k - 1]) / 2.0) : room;
        for (int b = 0; b < m->bins - 1; b++) {
            double off = m->edge[b] - atom[k];
            if (off < 0.0 ? -off < below : off < above)
                m->edge[b] = off < 0.0 ? atom[k] - below : atom[k] + above;
        }
    }
    for (int b = 1; b < m->bins - 1; b++) /* edges that met are one */
        if (m->edge[b] > m->edge[bins - 1])
            m->edge[bins++] = m->edge[b];
    m->bins = m->bins > 1 ? bins + 1 : 1;
}

void monitor_learn(struct monitor *m, const float *values, int n, float *work) {
    float at[MONITOR_BINS + 1], low[MONITOR_BINS];
    *m = (struct monitor){.bins = 1};
    if (n > 0)
        quantiles(values, n, work, at);
    for (int b = 1; b < MONITOR_BINS && n > 0; b++) {
        /* An edge is the last value of its bin: equal neighbours share one, the largest value needs none. */
        if (at[b] < at[MONITOR_BINS] && (m->bins == 1 || at[b] > m->edge[m->bins - 2]))
            m->edge[m->bins++ - 1] = at[b];
    }
    if (n > 0) {
        double spread = look_over(m, values, n, low);
        lift_edges(m, low, spread);
        if (n >= MONITOR_ROWS)
            room_for_atoms(m, at, spread);
    }
    shares_of(m, values, n, m->share);
}

double monitor_distance(const struct monitor *m, enum drift_metric metric, const float *values, int n) {
    if (n < MONITOR_ROWS)
        return NAN;
    double share[MONITOR_BINS], psi = 0.0, gap = 0.0, below = 0.0;
    shares_of(m, values, n, share);
    for (int b = 0; b < m->bins; b++) {
        double p = fmax(share[b], 1e-4), q = fmax(m->share[b], 1e-4);
        psi += (p - q) * log(p / q);
        below += share[b] - m->share[b];
        gap = fmax(gap, fabs(below));
    }
    return metric == DRIFT_PSI ? psi : gap;
}

/* The normal deviate that is passed with probability a (Abramowitz and Stegun 26.2.23; error below 4.5e-4). */
static double normal_above(double a) {
    double t = sqrt(-2.0 * log(a));
    return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

double monitor_chance(const struct monitor *m, enum drift_metric metric, double now, double then, int monitors) {
    double h = 1.0 / now + 1.0 / then, a = 1e-3 / monitors, freedom = m->bins - 1.0;
    if (freedom < 1.0)
        return 0.0;
    if (metric == DRIFT_KS)
        return sqrt(h * log(2.0 / a) / 2.0);
    double v = 2.0 / (9.0 * freedom);
    return h * freedom * pow(1.0 - v + normal_above(a) * sqrt(v), 3.0);
}
