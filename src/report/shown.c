#include "report/shown.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int shown_measures(struct arena *arena, const struct run *run, const struct measure ***out) {
    const struct measures *m = &run->outcome.measures;
    const struct measure **all = arena_get(arena, (size_t)m->n_metrics + 1, sizeof(struct measure *));
    int n = 0;
    for (int row = 0; row < metric_count(); row++)
        for (int i = 0; i < m->n_metrics; i++)
            if (metric_named(m->metrics[i].name) == metric_at(row))
                all[n++] = &m->metrics[i];
    *out = all;
    return n;
}

static bool is_own(const char *name) {
    return strstr(name, "[own]") != NULL;
}

int shown_metrics(struct arena *arena, const struct run *run, struct shown **out) {
    const struct measure **all;
    int n_all = shown_measures(arena, run, &all), n = 0;
    struct shown *shown = arena_get(arena, (size_t)n_all + 1, sizeof *shown);
    for (int i = 0; i < n_all; i++) {
        char own[MEASURE_NAME + 8];
        snprintf(own, sizeof own, "%s", all[i]->name);
        if (is_own(own)) { /* it stands beside its metric, or alone when that is missing */
            *strstr(own, "[own]") = '\0';
            if (measures_find(&run->outcome.measures, own))
                continue;
        }
        struct shown *s = &shown[n++];
        s->metric = metric_named(all[i]->name);
        s->measure = all[i];
        if (!strchr(all[i]->name, '[')) {
            snprintf(own, sizeof own, "%s[own]", all[i]->name);
            s->own = measures_find(&run->outcome.measures, own);
        }
        s->has_interval = !isnan(all[i]->value) && run_interval(all[i], &s->low, &s->high);
    }
    *out = shown;
    return n;
}

bool shown_decided(const struct design *d, enum knob_id id) {
    return strcmp(design_text(d, id), design_default(d, id)) != 0 && design_active(d, id) &&
           !text_starts(knob_at(id)->path, "seed.");
}

void shown_settings(const struct design *d, struct text *out) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    for (int i = 0; i < n; i++)
        if (shown_decided(d, ids[i]))
            text_format(out, " -s %s=%s", knob_at(ids[i])->path, design_text(d, ids[i]));
}

const char *shown_number(struct arena *arena, const struct metric *metric, double value) {
    char buffer[64], unit[40];
    metric_format(metric, value, buffer, sizeof buffer);
    snprintf(unit, sizeof unit, " %s", metric->unit);
    size_t length = strlen(buffer), behind = strlen(unit);
    if (*metric->unit && length > behind && strcmp(buffer + length - behind, unit) == 0)
        buffer[length - behind] = '\0';
    return arena_string(arena, buffer);
}

const char *shown_unit(const struct metric *metric) {
    bool inside = strcmp(metric->unit, "bytes") == 0; /* "12.8 GB": the number carries it */
    bool plain = strcmp(metric->unit, "relative") == 0 || strcmp(metric->unit, "share") == 0;
    return inside || plain ? "" : metric->unit;
}

/* `part` on the scale on which `value` is shown: 1.3e9 beside "12.8 GB" is 1.3. *digits: those behind the point. */
static double scaled(struct arena *arena, const struct metric *metric, double value, double part, int *digits) {
    const char *number = shown_number(arena, metric, value);
    const char *dot = strchr(number, '.');
    *digits = dot ? (int)strspn(dot + 1, "0123456789") : 0;
    double read = strtod(number, NULL);
    bool si = fabs(value) >= 1000.0 && read != 0;
    return si ? part * read / value : part;
}

const char *shown_half(struct arena *arena, const struct shown *shown) {
    if (!shown->has_interval)
        return "";
    int digits;
    double half = scaled(arena, shown->metric, shown->measure->value, (shown->high - shown->low) / 2.0, &digits);
    return arena_format(arena, "%.*f", digits, half);
}

const char *shown_difference(struct arena *arena, const struct metric *metric, double value, double difference) {
    int digits;
    double d = scaled(arena, metric, value, difference, &digits);
    const char *number = shown_number(arena, metric, value);
    if (fabs(difference) >= 1000.0 && fabs(difference) > 10 * fabs(value)) /* from 145 k to 27: its own scale */
        return arena_format(arena, "%c%s", difference < 0 ? '-' : '+', shown_number(arena, metric, fabs(difference)));
    return arena_format(arena, "%+.*f%s", digits, d, number + strcspn(number, " "));
}

const char *shown_time(struct arena *arena, int64_t at) {
    time_t seconds = (time_t)at;
    struct tm tm;
    char buffer[64];
    if (!gmtime_r(&seconds, &tm) || !strftime(buffer, sizeof buffer, "%Y-%m-%d %H:%M UTC", &tm))
        return "";
    return arena_string(arena, buffer);
}

const char *shown_count(struct arena *arena, double count) {
    if (isnan(count))
        return "-";
    if (count != floor(count) && fabs(count) < 1000)
        return arena_format(arena, "%.1f", count);
    char digits[48], grouped[64];
    snprintf(digits, sizeof digits, "%.0f", count);
    int n = (int)strlen(digits), at = 0;
    for (int i = 0; i < n && at < (int)sizeof grouped - 2; i++) {
        grouped[at++] = digits[i];
        if ((n - i - 1) % 3 == 0 && i + 1 < n && digits[i] != '-')
            grouped[at++] = ',';
    }
    grouped[at] = '\0';
    return arena_string(arena, grouped);
}

const char *shown_ms(struct arena *arena, double ms) {
    if (isnan(ms))
        return "-";
    return arena_format(arena, "%.*f", ms < 1 ? 3 : ms < 100 ? 2 : 0, ms);
}

const char *shown_scenario(const struct run *run) {
    const char *scenario = run->scenario ? run->scenario : "";
    const char *slash = strrchr(scenario, '/');
    return (*scenario == '/' || *scenario == '.' || *scenario == '~') && slash ? slash + 1 : scenario;
}

const char *shown_tag(struct arena *arena, const struct run *run, int i) {
    return run->id ? arena_format(arena, "#%lld", (long long)run->id) : arena_format(arena, "run %d", i + 1);
}

const char *shown_run(struct arena *arena, const struct run *run) {
    const char *name = run->name ? run->name : "";
    if (run->id == 0)
        return *name ? arena_string(arena, name) : "not stored";
    return arena_format(arena, "#%lld%s%s", (long long)run->id, *name ? " " : "", name);
}
