/* timeline.h - what happens on the days after the log: faults of the system and drifts of the world, as a scenario's
 * on_day recorded them in the knob world.timeline: "day:fault:kind:name:size" or "day:drift:kind:name:size", joined by
 * ';', day counting from 1. Kinds: fault feature_null (name: a feature that arrives empty from that day on), fault
 * feature_stale (counters stop), fault traffic (size: times the usual number of requests), drift taste (size: share of
 * every taste that is replaced). Images: fault index_stale (the index takes in no new items), fault colour_order
 * (photographs come with red and blue in the wrong order), drift style (size: share of new designs in a style of which
 * the log knows nothing), drift camera (size: how far another sensor, in other light, is from the usual ones). */
#ifndef SERVE_TIMELINE_H
#define SERVE_TIMELINE_H
#include "world/features.h"
#include "world/truth.h"

enum incident {
    FAULT_FEATURE_NULL,
    FAULT_FEATURE_STALE,
    FAULT_TRAFFIC,
    FAULT_INDEX_STALE,
    FAULT_COLOUR_ORDER,
    DRIFT_TASTE,
    DRIFT_STYLE,
    DRIFT_CAMERA,
    INCIDENTS
};
struct timeline_entry {
    int day; /* 1-based */
    enum incident kind;
    char name[64]; /* of a feature; "" else */
    double size;
};
enum { TIMELINE_MAX = 64 };
struct timeline {
    int n;
    struct timeline_entry entry[TIMELINE_MAX];
};
/* Reads the knob's text; ERR_USAGE says which entry, what is wrong, and what there is. kind: whose features exist. */
bool timeline_parse(const char *text, enum world_kind kind, struct timeline *out, struct err *err) MUST_USE;
/* The first day on which a kind of incident is in force, 0: never; *size (may be NULL) its size. */
int timeline_first(const struct timeline *t, enum incident kind, double *size);
bool incident_is_fault(enum incident kind);
const char *incident_name(enum incident kind); /* "feature_null" */
/* First day with a fault, 0: none. */
int timeline_first_fault(const struct timeline *t);
/* Whether a fault or a drift is in force on a day; what has begun lasts. */
bool timeline_quiet(const struct timeline *t, int day);
/* The world on days 1..days: drift and traffic (days) each. */
void timeline_days(const struct timeline *t, int days, struct truth_drift *drift, float *traffic);
/* Puts the feature faults into f; log_days: days of the log, at whose end day 1 begins. */
void timeline_break(const struct timeline *t, int log_days, struct features *f);
#endif
