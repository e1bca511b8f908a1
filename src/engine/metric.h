/* metric.h - the table of metrics: name, unit, which way is better, stage, definition. The rows are in metrics.def.
 * A measured name may carry a suffix: "[own]", the design's own protocol, or "[CLASS]", one class or slice. */
#ifndef ENGINE_METRIC_H
#define ENGINE_METRIC_H
#include "base/text.h"
#include "world/world.h"

enum metric_better { BETTER_HIGHER, BETTER_LOWER, BETTER_TARGET, BETTER_NONE };
struct metric {
    const char *name, *unit;
    enum metric_better better;
    const char *stage;
    const char *kinds; /* letters of "FAIP" */
    bool own, ruler;
    const char *definition;
    double target; /* of BETTER_TARGET */
};
int metric_count(void);
const struct metric *metric_at(int i);
/* With or without a suffix; NULL when there is none. */
const struct metric *metric_named(const char *name);
/* As metric_named; ERR_NOT_FOUND with the nearest right name, or with why this kind of world has it not. */
const struct metric *metric_find(const char *name, enum world_kind kind, struct err *err) MUST_USE;
bool metric_has_kind(const struct metric *metric, enum world_kind kind);
const char *metric_better_name(enum metric_better better); /* "higher", "lower", "target", "none" */
/* > 0 when b is better than a, < 0 when worse, 0 when alike or not ordered. */
int metric_compare(const struct metric *metric, double a, double b);
/* A name as it is spoken, without its stage and suffix: "watch minutes/session", "ROC-AUC", "p99 at scale". Curves,
 * which are named alike ("days.ctr"), too. */
char *metric_spoken(const char *name, char *buffer, size_t n);
/* A value as people read it, with its unit: "0.431", "14.2 ms", "12.8 GB", "1 machine". */
char *metric_format(const struct metric *metric, double value, char *buffer, size_t n);
#endif
