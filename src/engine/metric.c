#include "engine/metric.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define HIGHER BETTER_HIGHER
#define LOWER  BETTER_LOWER
#define TARGET BETTER_TARGET
#define NONE   BETTER_NONE
static const struct metric table[] = {
#define METRIC(name, unit, better, stage, kinds, own, ruler, definition)                                               \
    {name, unit, better, stage, kinds, own, ruler, definition, (better) == TARGET ? 1.0 : NAN},
#include "engine/metrics.def"
#undef METRIC
};
#undef HIGHER
#undef LOWER
#undef TARGET
#undef NONE
enum { METRICS = sizeof table / sizeof *table };

int metric_count(void) {
    return METRICS;
}

const struct metric *metric_at(int i) {
    assert(i >= 0 && i < METRICS);
    return &table[i];
}

const struct metric *metric_named(const char *name) {
    size_t length = strcspn(name, "[");
    for (int i = 0; i < METRICS; i++)
        if (strncmp(table[i].name, name, length) == 0 && table[i].name[length] == '\0')
            return &table[i];
    return NULL;
}

bool metric_has_kind(const struct metric *metric, enum world_kind kind) {
    return strchr(metric->kinds, "FAIP"[kind]) != NULL;
}

static const char *name_at(const void *arg, int i) {
    (void)arg;
    return table[i].name;
}

const struct metric *metric_find(const char *name, enum world_kind kind, struct err *err) {
    const struct metric *metric = metric_named(name);
    const char *suffix = name + strcspn(name, "[");
    if (metric && *suffix && (strlen(suffix) < 3 || strchr(suffix, ']') != suffix + strlen(suffix) - 1)) {
        err_set(err, ERR_NOT_FOUND, "metric '%s': a suffix is [own] or [SLICE]", name);
        return NULL;
    }
    if (metric && strcmp(suffix, "[own]") == 0 && !metric->own) {
        err_set(err, ERR_NOT_FOUND, "metric '%s' is not measured by a design's own protocol; without [own] it is",
                metric->name);
        return NULL;
    }
    if (metric && metric_has_kind(metric, kind))
        return metric;
    if (metric) {
        err_set(err, ERR_NOT_FOUND, "metric '%s' is not measured in worlds of kind %s", name, world_kind_name(kind));
        return NULL;
    }
    const char *near = text_nearest(name, name_at, NULL, METRICS);
    if (near)
        err_set(err, ERR_NOT_FOUND, "unknown metric '%s'; did you mean '%s'?", name, near);
    else
        err_set(err, ERR_NOT_FOUND, "unknown metric '%s'; `sevenstep list metrics` has them all", name);
    return NULL;
}

const char *metric_better_name(enum metric_better better) {
    static const char *const names[] = {"higher", "lower", "target", "none"};
    return names[better];
}

int metric_compare(const struct metric *metric, double a, double b) {
    double gain = 0.0;
    switch (metric->better) {
    case BETTER_HIGHER:
        gain = b - a;
        break;
    case BETTER_LOWER:
        gain = a - b;
        break;
    case BETTER_TARGET:
        gain = fabs(a - metric->target) - fabs(b - metric->target);
        break;
    case BETTER_NONE:
        break;
    }
    return (gain > 0.0) - (gain < 0.0);
}

char *metric_format(const struct metric *metric, double value, char *buffer, size_t n) {
    char number[32];
    if (isnan(value))
        snprintf(buffer, n, "-");
    else if (strcmp(metric->unit, "bytes") == 0)
        snprintf(buffer, n, "%s%sB", text_si(number, sizeof number, value), value < 1000 ? " " : "");
    else if (fabs(value) >= 1000.0)
        snprintf(buffer, n, "%s%s%s", text_si(number, sizeof number, value), *metric->unit ? " " : "", metric->unit);
    else
        snprintf(buffer, n, "%.*f%s%s",
                 fabs(value) >= 100  ? 1
                 : fabs(value) >= 10 ? 2
                 : fabs(value) >= 1  ? 3
                                     : 4,
                 value, *metric->unit && strcmp(metric->unit, "relative") != 0 ? " " : "",
                 strcmp(metric->unit, "relative") != 0 ? metric->unit : "");
    return buffer;
}
