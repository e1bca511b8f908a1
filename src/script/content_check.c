/* What a case names must exist: knobs, values, metrics, facts. A rule about a knob that is not there would never fire,
 * and nobody would see it. */
#include "base/measures.h"
#include "engine/knob.h"
#include "engine/metric.h"
#include "script/content_shape.h"
#include "serve/timeline.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct checking {
    const struct lua_file *file;
    struct content *c;
    struct err *err;
};

/* The field of the i-th item of a list; the item itself when it has none. */
static const struct value *place(const struct value *list, int i, const char *key) {
    const struct value *field = value_field(&list->items[i], key);
    return field ? field : &list->items[i];
}

static bool wrong(const struct checking *k, const struct value *at) {
    return value_context(k->file, at, k->err);
}

static const struct knob *check_knob(const struct checking *k, const struct value *at, const char *path) {
    const struct knob *knob = knob_find(path, k->c->info.kind, k->err);
    if (!knob)
        wrong(k, at);
    return knob;
}

/* Brings *value into canonical form. */
static bool check_value(const struct checking *k, const struct value *at, const struct knob *knob, const char **value) {
    struct text canonical = {0};
    bool ok = knob_parse(knob, k->c->info.kind, *value, &canonical, k->err) || wrong(k, at);
    if (ok)
        *value = arena_string(&k->c->arena, text_str(&canonical));
    text_free(&canonical);
    return ok;
}

static bool is_numeric(const struct knob *knob) {
    return knob->type == KNOB_INT || knob->type == KNOB_REAL;
}

/* "low..high" of a knob with numbers, or a value. */
static bool check_accepted(const struct checking *k, const struct value *at, const struct knob *knob, char **accept) {
    const char *dots = is_numeric(knob) ? strstr(*accept, "..") : NULL;
    const char *value = *accept;
    if (!dots) {
        bool ok = check_value(k, at, knob, &value);
        *accept = (char *)value;
        return ok;
    }
    const char *low = arena_format(&k->c->arena, "%.*s", (int)(dots - value), value), *high = dots + 2;
    if (!check_value(k, at, knob, &low) || !check_value(k, at, knob, &high))
        return false;
    if (strtod(low, NULL) > strtod(high, NULL))
        return value_error(k->file, at, k->err, ERR_USAGE, "'%s' goes from more to less", value);
    *accept = arena_format(&k->c->arena, "%s..%s", low, high);
    return true;
}

/* "KNOB=value" */
static bool check_pair(const struct checking *k, const struct value *at, const char *pair) {
    size_t n = strcspn(pair, "=");
    if (!pair[n])
        return value_error(k->file, at, k->err, ERR_USAGE, "'%s' is not KNOB=value", pair);
    const struct knob *knob = check_knob(k, at, arena_format(&k->c->arena, "%.*s", (int)n, pair));
    const char *value = pair + n + 1;
    return knob && check_value(k, at, knob, &value);
}

static bool check_metric(const struct checking *k, const struct value *at, const char *name) {
    return metric_find(name, k->c->info.kind, k->err) || wrong(k, at);
}

/* "always", "unsaid KNOB", "metric NAME < 0.5", "KNOB=value" */
static bool check_when(const struct checking *k, const struct value *at, const char *when) {
    char name[MEASURE_NAME], rule[3];
    double limit;
    int used = 0;
    if (strcmp(when, "always") == 0)
        return true;
    if (text_starts(when, "unsaid "))
        return check_knob(k, at, when + 7) != NULL;
    if (!text_starts(when, "metric "))
        return strchr(when, '=')
                   ? check_pair(k, at, when)
                   : value_error(k->file, at, k->err, ERR_USAGE,
                                 "'%s' is none of always, unsaid KNOB, KNOB=value, metric NAME < NUMBER", when);
    if (sscanf(when, "metric %63s %2[<>=] %lf %n", name, rule, &limit, &used) != 3 || when[used] ||
        strcmp(rule, "=") == 0)
        return value_error(k->file, at, k->err, ERR_USAGE, "'%s' is not metric NAME < NUMBER", when);
    return check_metric(k, at, name);
}

static const struct fact *fact_named(const struct content *c, const char *id, size_t n) {
    for (int i = 0; i < c->n_facts; i++)
        if (strlen(c->facts[i].id) == n && strncmp(c->facts[i].id, id, n) == 0)
            return &c->facts[i];
    return NULL;
}

static bool check_rubric(const struct checking *k, const struct value *list, const struct rubric_item *items, int n) {
    for (int i = 0; i < n; i++) {
        if (!items[i].query[0])
            return value_error(k->file, place(list, i, "query"), k->err, ERR_USAGE, "wants at least one wording");
        for (int j = 0; j < i; j++)
            if (strcmp(items[i].id, items[j].id) == 0)
                return value_error(k->file, place(list, i, "id"), k->err, ERR_USAGE, "'%s' is there twice",
                                   items[i].id);
    }
    return true;
}

/* What a probe asks for is an item of the same step's rubric. */
static bool check_item(const struct checking *k, const struct value *list, int probe, const struct step_content *step) {
    const char *item = step->probes[probe].item;
    bool known = !*item;
    for (int i = 0; i < step->n_rubric && !known; i++)
        known = strcmp(step->rubric[i].id, item) == 0;
    return known || value_error(k->file, place(list, probe, "item"), k->err, ERR_NOT_FOUND,
                                "no item of this step's rubric is called '%s'", item);
}

static bool check_step(const struct checking *k, int s) {
    struct step_content *step = &k->c->steps[s];
    const struct value *v = &value_field(&k->file->root, "steps")->items[s], *list = value_field(v, "decisions");
    if (step->minutes <= 0 || step->minutes > 60)
        return value_error(k->file, value_field(v, "minutes"), k->err, ERR_USAGE, "wants minutes from 1 to 60");
    for (int i = 0; i < step->n_decisions; i++) {
        struct decision *d = &step->decisions[i];
        const struct knob *knob = check_knob(k, place(list, i, "knob"), d->knob);
        for (char **a = d->accept; knob && *a; a++)
            if (!check_accepted(k, place(list, i, "accept"), knob, a))
                return false;
        for (char **a = d->given; knob && *a; a++)
            if (!check_accepted(k, place(list, i, "given"), knob, a))
                return false;
        if (knob && (*d->fact || d->given[0]) && (!d->given[0] || !fact_named(k->c, d->fact, strlen(d->fact))))
            return value_error(k->file, place(list, i, "fact"), k->err, ERR_USAGE,
                               "wants the id of a fact, and `given`: what is accepted once it is known");
        if (!knob)
            return false;
    }
    list = value_field(v, "probes");
    for (int i = 0; i < step->n_probes; i++)
        if (!check_when(k, place(list, i, "when"), step->probes[i].when) || !check_item(k, list, i, step))
            return false;
    list = value_field(v, "forecasts");
    for (int i = 0; i < step->n_forecasts; i++) {
        struct forecast_ask *f = &step->forecasts[i];
        if (!check_metric(k, place(list, i, "metric"), f->metric))
            return false;
        if ((f->kind == FORECAST_DIRECTION || *f->change) && !check_pair(k, place(list, i, "change"), f->change))
            return false;
    }
    return check_rubric(k, value_field(v, "rubric"), step->rubric, step->n_rubric);
}

static bool check_dives(const struct checking *k) {
    const struct content *c = k->c;
    const struct value *list = value_field(&k->file->root, "dives");
    for (int i = 0; i < c->n_dives; i++) {
        const struct dive *d = &c->dives[i];
        if (d->step < 1 || d->step > STEPS)
            return value_error(k->file, place(list, i, "step"), k->err, ERR_USAGE, "wants a step from 1 to %d", STEPS);
        if (!check_when(k, place(list, i, "when"), d->when) ||
            !check_rubric(k, d->n_rubric ? place(list, i, "rubric") : NULL, d->rubric, d->n_rubric))
            return false;
        for (int j = 0; j < i; j++)
            if (strcmp(c->dives[j].id, d->id) == 0)
                return value_error(k->file, place(list, i, "id"), k->err, ERR_USAGE, "'%s' is there twice", d->id);
    }
    list = value_field(&k->file->root, "curveballs");
    for (int i = 0; i < c->n_curveballs; i++) {
        const struct curveball *b = &c->curveballs[i];
        const struct knob *knob = check_knob(k, place(list, i, "knob"), b->knob);
        if (!knob)
            return false;
        if (!text_starts(b->knob, "scale.") || !is_numeric(knob))
            return value_error(k->file, place(list, i, "knob"), k->err, ERR_USAGE, "wants a number of scale.*");
        if (!(b->times > 0.0) || b->times > 1000.0)
            return value_error(k->file, place(list, i, "times"), k->err, ERR_USAGE, "wants a factor up to 1000");
    }
    return true;
}

/* Whether such a thing can happen in a world of the case's kind. */
static bool can_happen(enum world_kind kind, const char *incident) {
    int n;
    const struct feature *features = feature_table(kind, &n);
    for (int drift = 0; drift < 2; drift++) {
        char entry[160];
        struct timeline t;
        struct err ignored = {0};
        snprintf(entry, sizeof entry, "1:%s:%.40s:%.40s:", drift ? "drift" : "fault", incident,
                 strcmp(incident, incident_name(FAULT_FEATURE_NULL)) == 0 && n ? features[0].name : "");
        if (timeline_parse(entry, kind, &t, &ignored))
            return true;
    }
    return false;
}

static bool check_incidents(const struct checking *k) {
    const struct content *c = k->c;
    const struct value *list = value_field(&k->file->root, "incidents");
    for (int i = 0; i < c->n_incidents; i++) {
        const struct incident_told *x = &c->incidents[i];
        bool none = strcmp(x->kind, "none") == 0;
        if (!none && !can_happen(c->info.kind, x->kind))
            return value_error(k->file, place(list, i, "kind"), k->err, ERR_USAGE,
                               "nothing called '%s' happens in this kind of world", x->kind);
        if (!x->say[0])
            return value_error(k->file, place(list, i, "say"), k->err, ERR_USAGE, "wants at least one wording");
        if (!none && !*x->shows)
            return value_error(k->file, &list->items[i], k->err, ERR_USAGE,
                               "wants `shows`: how the curves tell it from others");
    }
    for (int kind = 0; kind < INCIDENTS && c->n_incidents; kind++) { /* any of them may be in a scenario */
        bool there = !can_happen(c->info.kind, incident_name((enum incident)kind));
        for (int i = 0; i < c->n_incidents && !there; i++)
            there = strcmp(c->incidents[i].kind, incident_name((enum incident)kind)) == 0;
        if (!there)
            return value_error(k->file, list, k->err, ERR_USAGE, "has no words for '%s'",
                               incident_name((enum incident)kind));
    }
    return true;
}

static bool check_rules(const struct checking *k) {
    struct content *c = k->c;
    const struct value *list = value_field(&k->file->root, "phrases");
    for (int i = 0; i < c->n_phrases; i++) {
        const struct knob *knob = check_knob(k, place(list, i, "knob"), c->phrases[i].knob);
        if (!knob || !check_value(k, place(list, i, "value"), knob, &c->phrases[i].value))
            return false;
        if (!c->phrases[i].say[0])
            return value_error(k->file, place(list, i, "say"), k->err, ERR_USAGE, "wants at least one wording");
    }
    list = value_field(&k->file->root, "quantities");
    for (int i = 0; i < c->n_quantities; i++) {
        const struct knob *knob = check_knob(k, place(list, i, "knob"), c->quantities[i].knob);
        if (!knob)
            return false;
        if (!is_numeric(knob))
            return value_error(k->file, place(list, i, "knob"), k->err, ERR_USAGE, "%s takes no number", knob->path);
    }
    return true;
}

/* "framing.objective, capacity.machines": knobs or metrics. */
static bool check_changes(const struct checking *k, const struct value *at, const char *changes) {
    for (const char *p = changes; *p;) {
        p += strspn(p, ", ");
        size_t n = strcspn(p, ",");
        char *name = arena_format(&k->c->arena, "%.*s", (int)n, p);
        const struct metric *metric = metric_named(name);
        if (*name && !(metric && metric_has_kind(metric, k->c->info.kind)) && !check_knob(k, at, name))
            return false;
        p += n;
    }
    return true;
}

static bool check_facts(const struct checking *k) {
    const struct content *c = k->c;
    const struct value *list = value_field(&k->file->root, "facts");
    for (int i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        if (!f->ask[0])
            return value_error(k->file, place(list, i, "ask"), k->err, ERR_USAGE, "wants at least one wording");
        if (fact_named(c, f->id, strlen(f->id)) != f)
            return value_error(k->file, place(list, i, "id"), k->err, ERR_USAGE, "'%s' is there twice", f->id);
        if (strstr(f->answer, "{value}") && isnan(f->value))
            return value_error(k->file, place(list, i, "answer"), k->err, ERR_USAGE,
                               "speaks of {value}, but the fact has no value");
        if (!check_changes(k, place(list, i, "changes"), f->changes))
            return false;
    }
    return true;
}

/* A formula over facts that have a value and numbers: + - * / ( ). */
static bool check_formula(const struct checking *k, const struct value *at, const char *formula) {
    int open = 0;
    bool operand = true; /* what comes next */
    for (const char *p = formula; *p;) {
        size_t word = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.");
        if (isspace((unsigned char)*p)) {
            p++;
            continue;
        }
        if (isdigit((unsigned char)*p) && operand) {
            char *end;
            strtod(p, &end);
            p = end;
            operand = false;
        } else if (word && operand) {
            const struct fact *f = fact_named(k->c, p, word);
            if (!f || isnan(f->value))
                return value_error(k->file, at, k->err, ERR_NOT_FOUND, "'%.*s' is no fact with a value", (int)word, p);
            p += word;
            operand = false;
        } else if (*p == '(' && operand) {
            open++;
            p++;
        } else if (!operand && (strchr("+-*/", *p) || (*p == ')' && open > 0))) {
            operand = *p != ')';
            open -= *p++ == ')';
        } else {
            return value_error(k->file, at, k->err, ERR_USAGE, "cannot read '%s' from '%s' on", formula, p);
        }
    }
    if (operand || open)
        return value_error(k->file, at, k->err, ERR_USAGE, "'%s' ends too early", formula);
    return true;
}

static bool check_rest(const struct checking *k) {
    const struct content *c = k->c;
    const struct value *list = value_field(&k->file->root, "estimates");
    for (int i = 0; i < c->n_estimates; i++)
        if (!check_formula(k, place(list, i, "formula"), c->estimates[i].formula))
            return false;
    list = value_field(&k->file->root, "drills");
    for (int i = 0; i < c->n_drills; i++)
        if (c->drills[i].step < 1 || c->drills[i].step > STEPS)
            return value_error(k->file, place(list, i, "step"), k->err, ERR_USAGE, "wants a step from 1 to %d", STEPS);
    if (!c->unknown[0] || !c->refusals[0])
        return value_error(k->file, value_field(&k->file->root, c->unknown[0] ? "refusals" : "unknown"), k->err,
                           ERR_USAGE, "wants at least one line");
    return true;
}

bool content_check(const struct lua_file *file, struct content *c, struct err *err) {
    const struct checking k = {file, c, err};
    if (!check_facts(&k) || !check_rules(&k) || !check_rest(&k) || !check_dives(&k) || !check_incidents(&k))
        return false;
    for (int s = 0; s < STEPS; s++)
        if (!check_step(&k, s))
            return false;
    return true;
}
