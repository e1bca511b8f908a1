/* alarms.h - the alerts of a replay, day by day, whatever it is that a kind of world monitors. Internal to engine/.
 * Life: alarms_start -> alarms_day for every replayed day in order -> alarms_measure. Owns nothing. */
#ifndef ENGINE_ALARMS_H
#define ENGINE_ALARMS_H
#include "engine/plan.h"
#include "serve/monitor.h"
#include "serve/timeline.h"

enum {
    REPLAY_DAYS_MAX = 60, /* the bound of world.replay_days */
    STANDARD_ERRORS = 3   /* of a rate, within which it is where it was */
};

/* How far a monitor is on a day from where it was, NAN where it has nothing to look at, and how much of that may be
 * chance. */
struct deviation {
    double distance, chance;
};
/* The one that is further beyond chance; of a NAN the other. */
struct deviation deviation_worse(struct deviation a, struct deviation b);
/* Of values (n) from those that m has learnt from, which were as many as `then`; one of so many monitors that look at
 * once. */
struct deviation deviation_of(const struct monitor *m, enum drift_metric metric, const float *values, int n, int then,
                              int monitors);
enum drift_metric drift_metric_of(const struct node_run *run); /* monitoring.drift_metric */

struct alarms {
    int days, fault, first_alert; /* from 1; 0: none. first_alert: on or after the fault's day */
    double day[REPLAY_DAYS_MAX], alerts[REPLAY_DAYS_MAX];
};
void alarms_start(struct alarms *alarms, int days, const struct timeline *timeline);
/* Day d, from 0. monitor, seen (n): an alert is a monitor that the design chose (monitoring.monitors) and whose
 * distance passes monitoring.alert_threshold by more than chance. */
void alarms_day(struct alarms *alarms, int d, const struct node_run *run, const char *const *monitor,
                const struct deviation *seen, int n);
/* Adds monitoring.detection_delay_days, monitoring.false_alarms and the curve days.alerts. */
void alarms_measure(const struct alarms *alarms, const struct timeline *timeline, struct measures *m);
#endif
