#include "engine/alarms.h"

#include <assert.h>
#include <math.h>

struct deviation deviation_worse(struct deviation a, struct deviation b) {
    return isnan(a.distance) || b.distance - b.chance > a.distance - a.chance ? b : a;
}

struct deviation deviation_of(const struct monitor *m, enum drift_metric metric, const float *values, int n, int then,
                              int monitors) {
    return (struct deviation){monitor_distance(m, metric, values, n), monitor_chance(m, metric, n, then, monitors)};
}

enum drift_metric drift_metric_of(const struct node_run *run) {
    return node_is(run, K_DRIFT_METRIC, "ks") ? DRIFT_KS : DRIFT_PSI;
}

void alarms_start(struct alarms *alarms, int days, const struct timeline *timeline) {
    assert(days <= REPLAY_DAYS_MAX);
    *alarms = (struct alarms){.days = days, .fault = timeline_first_fault(timeline)};
}

void alarms_day(struct alarms *alarms, int d, const struct node_run *run, const char *const *monitor,
                const struct deviation *seen, int n) {
    double threshold = node_real(run, K_ALERT_THRESHOLD);
    alarms->day[d] = d + 1;
    for (int k = 0; k < n; k++) /* a NAN passes nothing */
        alarms->alerts[d] += node_has(run, K_MONITORS, monitor[k]) && seen[k].distance > threshold + seen[k].chance;
    if (alarms->alerts[d] > 0.0 && alarms->fault && d + 1 >= alarms->fault && !alarms->first_alert)
        alarms->first_alert = d + 1;
}

void alarms_measure(const struct alarms *alarms, const struct timeline *timeline, struct measures *m) {
    double false_alarms = 0.0;
    for (int d = 0; d < alarms->days; d++)
        false_alarms += timeline_quiet(timeline, d + 1) ? alarms->alerts[d] : 0.0;
    int detected =
        alarms->first_alert ? alarms->first_alert : alarms->days + 1; /* never: all the days that were left */
    if (alarms->fault == 0 || alarms->fault > alarms->days)
        measures_missing(m, "monitoring.detection_delay_days", "the scenario has no fault on the replayed days");
    else
        measures_add(m, "monitoring.detection_delay_days", detected - alarms->fault, NULL, 0);
    measures_add(m, "monitoring.false_alarms", false_alarms, NULL, 0);
    measures_curve(m, "days.alerts", alarms->day, alarms->alerts, alarms->days);
}
