#include "serve/timeline.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    bool fault, wants_name, wants_size;
    double usual_size, low, high;
    const char *kinds; /* of world, letters of "FAIP" */
} incidents[INCIDENTS] = {
    [FAULT_FEATURE_NULL] = {"feature_null", true, true, false, 1.0, 0.0, 1.0, "FAP"},
    [FAULT_FEATURE_STALE] = {"feature_stale", true, false, false, 1.0, 0.0, 1.0, "FAP"},
    [FAULT_TRAFFIC] = {"traffic", true, false, true, 3.0, 0.01, 20.0, "FAP"},
    [FAULT_INDEX_STALE] = {"index_stale", true, false, false, 1.0, 0.0, 1.0, "I"},
    [FAULT_COLOUR_ORDER] = {"colour_order", true, false, false, 1.0, 0.0, 1.0, "I"},
    [DRIFT_TASTE] = {"taste", false, false, true, 0.3, 0.0, 1.0, "FAP"},
    [DRIFT_STYLE] = {"style", false, false, true, 0.5, 0.0, 1.0, "I"},
    [DRIFT_CAMERA] = {"camera", false, false, true, 0.5, 0.0, 1.0, "I"},
};

bool incident_is_fault(enum incident kind) {
    return incidents[kind].fault;
}

const char *incident_name(enum incident kind) {
    return incidents[kind].name;
}

/* The next field of an entry, up to ':' or the entry's end. */
static const char *field(const char *p, const char *end, char *out, size_t n) {
    const char *colon = memchr(p, ':', (size_t)(end - p));
    const char *stop = colon ? colon : end;
    snprintf(out, n, "%.*s", (int)(stop - p), p);
    return colon ? colon + 1 : end;
}

static const char *feature_at(const void *arg, int i) {
    return ((const struct feature *)arg)[i].name;
}

static bool is_feature(enum world_kind kind, const char *what, const char *name, struct err *err) {
    int n;
    const struct feature *table = feature_table(kind, &n);
    for (int i = 0; i < n; i++)
        if (strcmp(table[i].name, name) == 0)
            return true;
    const char *near = text_nearest(name, feature_at, table, n);
    return err_set(err, ERR_USAGE, "%s wants the name of a feature, and '%s' is none; %s%s%s", what, name,
                   near ? "did you mean '" : "data.features lists them", near ? near : "", near ? "'?" : "");
}

static bool happens(int incident, bool fault, enum world_kind world) {
    return incidents[incident].fault == fault && strchr(incidents[incident].kinds, "FAIP"[world]);
}

/* "a, b and c" of what can happen in worlds of a kind. */
static void list_incidents(bool fault, enum world_kind world, char *out, size_t n) {
    int all = 0, said = 0;
    size_t used = 0;
    for (int k = 0; k < INCIDENTS; k++)
        all += happens(k, fault, world);
    for (int k = 0; k < INCIDENTS && used < n; k++)
        if (happens(k, fault, world)) {
            const char *joint = said == 0 ? "" : said == all - 1 ? " and " : ", ";
            used += (size_t)snprintf(out + used, n - used, "%s%s", joint, incidents[k].name);
            said++;
        }
}

static bool find_incident(const char *what, const char *name, enum world_kind world, enum incident *kind,
                          struct err *err) {
    bool fault = strcmp(what, "fault") == 0;
    if (!fault && strcmp(what, "drift") != 0)
        return err_set(err, ERR_USAGE, "'%s' is neither fault nor drift", what);
    for (int k = 0; k < INCIDENTS; k++)
        if (happens(k, fault, world) && strcmp(incidents[k].name, name) == 0) {
            *kind = (enum incident)k;
            return true;
        }
    char there[120] = "";
    list_incidents(fault, world, there, sizeof there);
    return err_set(err, ERR_USAGE, "no %s '%s'; there is %s", what, name, there);
}

static bool parse_entry(const char *p, const char *end, enum world_kind kind, struct timeline_entry *out,
                        struct err *err) {
    char day[32], what[32], name[64], size[32];
    long long date;
    int fields = 1;
    for (const char *c = p; c < end; c++)
        fields += *c == ':';
    p = field(p, end, day, sizeof day);
    p = field(p, end, what, sizeof what);
    p = field(p, end, name, sizeof name);
    if (!text_to_int(day, &date) || date < 1 || date > 366)
        return err_set(err, ERR_USAGE, "day '%s' is not in 1..366", day);
    if (!find_incident(what, name, kind, &out->kind, err))
        return false;
    out->day = (int)date;
    p = field(p, end, out->name, sizeof out->name);
    field(p, end, size, sizeof size);
    if (fields > 5)
        return err_set(err, ERR_USAGE, "an entry is day:fault|drift:kind:name:size, and this has %d parts", fields);
    if (incidents[out->kind].wants_name && !is_feature(kind, name, out->name, err))
        return false;
    out->size = incidents[out->kind].usual_size;
    if (*size && !text_to_double(size, &out->size))
        return err_set(err, ERR_USAGE, "size '%s' is not a number", size);
    if (out->size < incidents[out->kind].low || out->size > incidents[out->kind].high)
        return err_set(err, ERR_USAGE, "size %s of %s is not in %g..%g", size, name, incidents[out->kind].low,
                       incidents[out->kind].high);
    return true;
}

bool timeline_parse(const char *text, enum world_kind kind, struct timeline *out, struct err *err) {
    out->n = 0;
    while (*text) {
        const char *end = text + strcspn(text, ";");
        if (out->n == TIMELINE_MAX)
            return err_set(err, ERR_USAGE, "world.timeline: more than %d entries", TIMELINE_MAX);
        if (end > text && !parse_entry(text, end, kind, &out->entry[out->n++], err))
            return err_context(err, "world.timeline, entry '%.*s'", (int)(end - text > 80 ? 80 : end - text), text);
        text = end + (*end == ';');
    }
    return true;
}

int timeline_first(const struct timeline *t, enum incident kind, double *size) {
    int first = 0;
    for (int i = 0; i < t->n; i++)
        if (t->entry[i].kind == kind && (first == 0 || t->entry[i].day < first)) {
            first = t->entry[i].day;
            if (size)
                *size = t->entry[i].size;
        }
    return first;
}

int timeline_first_fault(const struct timeline *t) {
    int first = 0;
    for (int i = 0; i < t->n; i++)
        if (incidents[t->entry[i].kind].fault && (first == 0 || t->entry[i].day < first))
            first = t->entry[i].day;
    return first;
}

bool timeline_quiet(const struct timeline *t, int day) {
    for (int i = 0; i < t->n; i++)
        if (t->entry[i].day <= day)
            return false;
    return true;
}

void timeline_days(const struct timeline *t, int days, struct truth_drift *drift, float *traffic) {
    for (int d = 0; d < days; d++) {
        drift[d] = (struct truth_drift){.day = (float)d + 0.5f};
        traffic[d] = 1.0f;
        for (int i = 0; i < t->n; i++) {
            const struct timeline_entry *e = &t->entry[i];
            if (e->day > d + 1)
                continue;
            if (e->kind == DRIFT_TASTE)
                drift[d].taste = fmaxf(drift[d].taste, (float)e->size);
            else if (e->kind == FAULT_TRAFFIC)
                traffic[d] = (float)e->size;
        }
    }
}

void timeline_break(const struct timeline *t, int log_days, struct features *f) {
    for (int i = 0; i < t->n; i++) {
        const struct timeline_entry *e = &t->entry[i];
        if (e->kind == FAULT_FEATURE_NULL)
            features_null(f, e->name, (float)(log_days + e->day - 1));
        else if (e->kind == FAULT_FEATURE_STALE)
            features_freeze(f, log_days + e->day - 1);
    }
}
