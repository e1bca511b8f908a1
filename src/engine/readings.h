/* readings.h - what the monitors read of a day: how far its features, scores, calibration and click rate lie from the
 * days that the model was last trained on, and how much of that may be chance. Internal to engine/.
 * Life: fill struct looks -> reference_learn on those days -> reference_usual once, on an earlier quiet day ->
 * read_monitors on every other -> looks_free, reference_free. */
#ifndef ENGINE_READINGS_H
#define ENGINE_READINGS_H
#include "base/pool.h"
#include "engine/alarms.h"
#include "world/features.h"

/* What the rows of some requests look like to the monitors. */
struct looks {
    int rows, columns;    /* columns: features, then the score */
    float *value;         /* (columns, rows) */
    double *p, *oracle;   /* (rows) at the logged position: the model's, the truth's */
    uint8_t *y;           /* (rows) positives */
    double clicks, worth; /* worth: what the truth expects of the item that the model would show first (truth_worth) */
    double squares;       /* of the clicks of a request: what chance moves their sum by */
    int requests;
};
void looks_free(struct looks *looks);

/* What a day is compared with: the days that the model now serving was last trained on. {0} before the first. */
struct reference {
    int columns;
    struct monitor *column;   /* (columns) */
    int ageing;               /* the column of item_age, -1 none: it moves by itself while nothing is uploaded */
    double ctr, ctr_variance; /* the latter relative to the former's square */
    int requests;
    double *usual; /* (columns) distances that quiet days have from one another: counters of a few large groups jump
                      from bin to bin. What is learnt stays when the reference is learnt anew */
};
bool reference_learn(struct reference *ref, const struct looks *looks, const struct features *f, struct pool *pool,
                     struct err *err) MUST_USE;
/* Learns from a day before the reference's, as far from it as a day may be from the last training. */
bool reference_usual(struct reference *ref, const struct looks *before, enum drift_metric metric, struct pool *pool,
                     struct err *err) MUST_USE;
void reference_free(struct reference *ref);

enum { MONITOR_FEATURES, MONITOR_SCORES, MONITOR_CALIBRATION, MONITOR_CTR, MONITORS };
extern const char *const monitor_names[MONITORS];

/* ranker: whether there are scores; columns are read in parallel. calibration: the day's predicted over seen. */
void read_monitors(const struct reference *ref, const struct looks *day, enum drift_metric metric, bool ranker,
                   double calibration, struct pool *pool, struct deviation seen[MONITORS]);
#endif
