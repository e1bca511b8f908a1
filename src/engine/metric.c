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

/* Words of names that are written otherwise: those of two before their parts; none is longer than what it stands for
 * by more than two letters. */
static const struct {
    const char *plain, *spoken;
} spellings[] = {
    {"roc auc", "ROC-AUC"},
    {"pr auc", "PR-AUC"},
    {"auc", "AUC"},
    {"ndcg", "nDCG"},
    {"map", "MAP"},
    {"mrr", "MRR"},
    {"ctr", "CTR"},
    {"f1", "F1"},
    {"qps", "QPS"},
    {"ab", "A/B"},
    {"p50 ms", "p50"},
    {"p95 ms", "p95"},
    {"p99 ms", "p99"},
    {"psi", "PSI"},
    {"js", "JS"},
    {"memory bytes", "memory"},
    {"return rate 7d", "return within 7 days"},
};

/* The spelling of what begins at `text`, when it ends where a word does. */
static const char *spelt(const char *text, size_t *length) {
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        *length = strlen(spellings[i].plain);
        char after = strncmp(text, spellings[i].plain, *length) == 0 ? text[*length] : 'x';
        if (after == '\0' || after == ' ' || after == '@' || after == '/')
            return spellings[i].spoken;
    }
    return NULL;
}

char *metric_spoken(const char *name, char *buffer, size_t n) {
    const struct metric *metric = metric_named(name);
    const char *dot = strchr(name, '.'), *last = dot ? dot + 1 : name;
    struct text words = {0}, out = {0};
    text_bytes(&words, last, strcspn(last, "["));
    for (char *c = words.bytes; c && *c; c++)
        *c = *c == '_' ? ' ' : *c;
    for (const char *c = text_str(&words); *c;) {
        size_t length = 0;
        bool start = c == text_str(&words) || c[-1] == ' ';
        const char *as = start ? spelt(c, &length) : NULL;
        if (as) {
            text_add(&out, as);
        } else if (text_starts(c, " per ")) {
            text_add(&out, "/");
            length = strlen(" per ");
        } else {
            text_bytes(&out, c, length = 1);
        }
        c += length;
    }
    /* the load test here and the plan there measure things of one name */
    if (metric && strcmp(metric->stage, "capacity") == 0 && strcmp(metric->unit, "machines") != 0)
        text_add(&out, " at scale");
    snprintf(buffer, n, "%s", text_str(&out));
    text_free(&words);
    text_free(&out);
    return buffer;
}

/* Machines, days, alerts: without decimals where they are whole, and one of them in the singular. */
static bool format_count(const struct metric *metric, double value, char *buffer, size_t n) {
    static const char *const counted[] = {"machines", "days", "alerts"};
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        if (strcmp(metric->unit, counted[i]) != 0 || fabs(value) >= 1000)
            continue;
        int letters = (int)strlen(counted[i]) - (value == 1.0);
        snprintf(buffer, n, "%.*f %.*s", value == floor(value) || fabs(value) >= 100 ? 0 : 1, value, letters,
                 counted[i]);
        return true;
    }
    return false;
}

/* What is too small to be anything but rounding counts as nothing. */
static const double NOTHING = 1e-12;

char *metric_format(const struct metric *metric, double value, char *buffer, size_t n) {
    char number[32];
    bool unit = metric->unit[0] && strcmp(metric->unit, "relative") != 0;
    double size = fabs(value);
    if (isnan(value))
        snprintf(buffer, n, "-");
    else if (strcmp(metric->unit, "bytes") == 0)
        snprintf(buffer, n, "%s%sB", text_si(number, sizeof number, value), value < 1000 ? " " : "");
    else if (format_count(metric, size < NOTHING ? 0.0 : value, buffer, n))
        return buffer;
    else if (size >= 1000.0)
        snprintf(buffer, n, "%s%s%s", text_si(number, sizeof number, value), unit ? " " : "", unit ? metric->unit : "");
    else if (size < NOTHING)
        snprintf(buffer, n, "0%s%s", unit ? " " : "", unit ? metric->unit : "");
    else
        snprintf(buffer, n, "%.*f%s%s",
                 size >= 100  ? 1
                 : size >= 10 ? 2
                 : size >= 1  ? 3
                              : 4,
                 value, unit ? " " : "", unit ? metric->unit : "");
    return buffer;
}
