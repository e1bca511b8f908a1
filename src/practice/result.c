/* What runs measured, as text of one event row and back: the session and its marks know runs by these rows alone.
 *   reveal 0 12 ok             purpose, index, run id, "ok" or "failed: why"
 *   latency held|missed        the 99th percentile against the scenario's budget
 *   metric NAME VALUE BASELINE ORACLE     nan: none
 *   effect NAME -1|0|1         of a change, paired against the final design */
#include "practice/forecast.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_number(struct text *out, double value) {
    char digits[40];
    text_format(out, " %s", isnan(value) ? "nan" : text_double(digits, sizeof digits, value));
}

static void add_latency(const struct run *run, struct text *out) {
    const struct measure *p99 = measures_find(&run->outcome.measures, "capacity.p99_ms");
    if (!p99 || isnan(p99->value))
        p99 = measures_find(&run->outcome.measures, "serving.p99_ms");
    if (p99 && !isnan(p99->value))
        text_format(out, "latency %s\n", p99->value <= design_real(run->design, K_SCALE_LATENCY) ? "held" : "missed");
}

static void add_effects(const struct run *run, const struct run *against, struct text *out) {
    struct comparison *all = NULL;
    int n = run_compare(against, run, &all, NULL);
    for (int i = 0; i < n; i++) {
        const struct comparison *c = &all[i];
        if (!c->paired)
            continue;
        int effect = c->low > 0.0 ? 1 : c->high < 0.0 ? -1 : 0;
        text_format(out, "effect %s %d\n", c->name, effect);
    }
    free(all);
}

void session_result(const struct run_request *request, const struct run *run, const struct run *against,
                    const char *why, struct text *out) {
    const char *purpose = run_purpose_name(request->purpose);
    if (!run) {
        text_format(out, "%s %d 0 failed: %s\n", purpose, request->index, why);
        return;
    }
    text_format(out, "%s %d %lld ok\n", purpose, request->index, (long long)run->id);
    add_latency(run, out);
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        const struct measure *m = &run->outcome.measures.metrics[i];
        if (isnan(m->value))
            continue;
        text_format(out, "metric %s", m->name);
        add_number(out, m->value);
        add_number(out, m->baseline);
        add_number(out, m->oracle);
        text_add(out, "\n");
    }
    if (against)
        add_effects(run, against, out);
}

static bool purpose_of(const char *name, enum run_purpose *purpose) {
    for (int i = 0; i < RUN_PURPOSES; i++)
        if (strcmp(run_purpose_name((enum run_purpose)i), name) == 0) {
            *purpose = (enum run_purpose)i;
            return true;
        }
    return false;
}

static struct result_metric *metric_for(struct result *r, const char *name) {
    for (int i = 0; i < r->n_metrics; i++)
        if (strcmp(r->metrics[i].name, name) == 0)
            return &r->metrics[i];
    r->metrics = mem_grow(r->metrics, (size_t)r->n_metrics + 1, sizeof *r->metrics);
    struct result_metric *m = &r->metrics[r->n_metrics++];
    *m = (struct result_metric){.value = NAN, .baseline = NAN, .oracle = NAN};
    snprintf(m->name, sizeof m->name, "%s", name);
    return m;
}

static void read_line(const char *line, struct result *out) {
    char name[MEASURE_NAME], a[40], b[40], c[40];
    int effect;
    if (sscanf(line, "metric %63s %39s %39s %39s", name, a, b, c) == 4) {
        struct result_metric *m = metric_for(out, name);
        m->value = strtod(a, NULL);
        m->baseline = strtod(b, NULL);
        m->oracle = strtod(c, NULL);
    } else if (sscanf(line, "effect %63s %d", name, &effect) == 2) {
        struct result_metric *m = metric_for(out, name);
        m->effect = effect;
        m->has_effect = true;
    } else if (text_starts(line, "latency ")) {
        out->latency_known = true;
        out->latency_held = text_starts(line, "latency held");
    }
}

bool result_read(const char *text, struct result *out, struct err *err) {
    *out = (struct result){0};
    char purpose[24], state[8];
    long long run;
    if (sscanf(text, "%23s %d %lld %7s", purpose, &out->index, &run, state) != 4 || !purpose_of(purpose, &out->purpose))
        return err_set(err, ERR_USAGE, "this is no result of a run: \"%.40s\"", text);
    out->run = run;
    out->ok = strcmp(state, "ok") == 0;
    for (const char *line = strchr(text, '\n'); line; line = strchr(line, '\n'))
        read_line(++line, out);
    return true;
}

void result_free(struct result *r) {
    free(r->metrics);
    *r = (struct result){0};
}

const struct result *result_latest(const struct session *s, enum run_purpose purpose, int index) {
    for (int i = s->n_results - 1; i >= 0; i--)
        if (s->results[i].purpose == purpose && s->results[i].index == index)
            return &s->results[i];
    return NULL;
}

bool result_is_own(enum run_purpose purpose) {
    return purpose == RUN_REVEAL || purpose == RUN_SERVE || purpose == RUN_DAYS || purpose == RUN_FINAL;
}

const struct result *result_of_design(const struct session *s) {
    for (int i = s->n_results - 1; i >= 0; i--) {
        const struct result *r = &s->results[i];
        if (result_is_own(r->purpose) && r->ok)
            return r;
    }
    return NULL;
}

const struct result_metric *result_metric(const struct result *r, const char *name) {
    for (int i = 0; r && i < r->n_metrics; i++)
        if (strcmp(r->metrics[i].name, name) == 0)
            return &r->metrics[i];
    return NULL;
}

void results_score_forecasts(struct session *s) {
    const struct result *own = result_of_design(s);
    for (int i = 0; i < s->n_forecasts; i++) {
        struct session_forecast *f = &s->forecasts[i];
        if (!f->given || !f->sealed)
            continue;
        if (f->ask->kind == FORECAST_DIRECTION) {
            const struct result_metric *m = result_metric(result_latest(s, RUN_CHANGE, i), f->ask->metric);
            if (m && m->has_effect)
                forecast_score(f, m->effect, NAN, NAN);
        } else if (!f->scored) { /* the first measurement after the seal counts: the design may be mended later */
            const struct result_metric *m = result_metric(own, f->ask->metric);
            if (m && own - s->results >= f->sealed_after)
                forecast_score(f, m->value, m->baseline, m->oracle);
        }
    }
}
