#include "report/json.h"
#include "report/report.h"
#include "report/shown.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

json_t *json_text(const char *text) {
    if (!text)
        return json_null();
    json_t *string = json_string(text);
    if (string)
        return string;
    char *ascii = mem_string(text);
    for (char *p = ascii; *p; p++)
        if ((unsigned char)*p >= 0x80)
            *p = '?';
    string = json_string(ascii);
    free(ascii);
    return string;
}

json_t *json_number(double value) {
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *json_knob(const struct design *d, enum knob_id id) {
    json_t *list;
    switch (knob_at(id)->type) {
    case KNOB_BOOL:
        return json_boolean(design_bool(d, id));
    case KNOB_INT:
        return json_integer((json_int_t)design_real(d, id));
    case KNOB_REAL:
        return json_number(design_real(d, id));
    case KNOB_LIST:
        list = json_array();
        for (int i = 0; i < design_items(d, id); i++)
            json_array_append_new(list, json_text(design_item(d, id, i)));
        return list;
    case KNOB_CHOICE:
    case KNOB_TEXT:
        break;
    }
    return json_text(design_text(d, id));
}

void json_write(json_t *take, struct text *out) {
    char *line = json_dumps(take, JSON_COMPACT | JSON_REAL_PRECISION(17));
    text_add(out, line ? line : "null");
    free(line);
    json_decref(take);
}

static json_t *knobs(const struct design *d) {
    json_t *object = json_object();
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    for (int i = 0; i < n; i++)
        json_object_set_new(object, knob_at(ids[i])->path, json_knob(d, ids[i]));
    return object;
}

static json_t *metric(const struct measure *m) {
    const struct metric *row = metric_named(m->name);
    double low = NAN, high = NAN;
    json_t *object = json_object();
    if (!isnan(m->value) && !run_interval(m, &low, &high))
        low = high = NAN;
    json_object_set_new(object, "name", json_text(m->name));
    json_object_set_new(object, "value", json_number(m->value));
    json_object_set_new(object, "low", json_number(low));
    json_object_set_new(object, "high", json_number(high));
    json_object_set_new(object, "baseline", json_number(m->baseline));
    json_object_set_new(object, "oracle", json_number(m->oracle));
    json_object_set_new(object, "unit", json_text(row->unit));
    json_object_set_new(object, "better", json_text(metric_better_name(row->better)));
    if (row->better == BETTER_TARGET)
        json_object_set_new(object, "target", json_number(row->target));
    if (isnan(m->value))
        json_object_set_new(object, "why", json_text(*m->why ? m->why : "not measured"));
    else if (*m->why)
        json_object_set_new(object, "why", json_text(m->why));
    return object;
}

static json_t *metrics(const struct run *run) {
    json_t *array = json_array();
    struct arena arena = {0};
    const struct measure **all;
    int n = shown_measures(&arena, run, &all);
    for (int i = 0; i < n; i++)
        json_array_append_new(array, metric(all[i]));
    arena_free(&arena);
    return array;
}

static json_t *funnel(const struct run *run) {
    json_t *array = json_array();
    for (int i = 0; i < run->outcome.measures.n_stages; i++) {
        const struct measured_stage *s = &run->outcome.measures.stages[i];
        json_t *row = json_object();
        json_object_set_new(row, "stage", json_text(s->stage));
        json_object_set_new(row, "in", json_number(s->in));
        json_object_set_new(row, "out", json_number(s->out));
        json_object_set_new(row, "p50_ms", json_number(s->p50_ms));
        json_object_set_new(row, "p99_ms", json_number(s->p99_ms));
        json_array_append_new(array, row);
    }
    return array;
}

static json_t *stages(const struct run *run) {
    json_t *array = json_array();
    for (int i = 0; i < run->outcome.n_nodes; i++) {
        const struct node_time *node = &run->outcome.nodes[i];
        json_t *row = json_object();
        json_object_set_new(row, "node", json_text(node->node));
        json_object_set_new(row, "cached", json_boolean(node->cached));
        json_object_set_new(row, "seconds", json_number(node->seconds));
        json_array_append_new(array, row);
    }
    return array;
}

static json_t *thresholds(const struct run *run) {
    json_t *array = json_array();
    for (int i = 0; i < run->n_thresholds; i++) {
        const struct threshold *t = &run->thresholds[i];
        json_t *row = json_object();
        json_object_set_new(row, "metric", json_text(t->metric));
        json_object_set_new(row, "rule", json_text(t->rule));
        json_object_set_new(row, "value", json_number(t->value));
        json_object_set_new(row, "passed", json_boolean(t->passed));
        json_array_append_new(array, row);
    }
    return array;
}

static json_t *curves(const struct run *run) {
    json_t *array = json_array();
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        json_t *row = json_object(), *x = json_array(), *y = json_array();
        for (int k = 0; k < c->n; k++) {
            json_array_append_new(x, json_number(c->x[k]));
            json_array_append_new(y, json_number(c->y[k]));
        }
        json_object_set_new(row, "name", json_text(c->name));
        json_object_set_new(row, "x", x);
        json_object_set_new(row, "y", y);
        json_array_append_new(array, row);
    }
    return array;
}

static json_t *notes(const struct run *run) {
    json_t *array = json_array();
    for (int i = 0; i < run->outcome.measures.n_notes; i++)
        json_array_append_new(array, json_text(run->outcome.measures.notes[i]));
    return array;
}

void report_run_json(const struct run *run, struct text *out) {
    json_t *root = json_object();
    json_object_set_new(root, "run", json_integer(run->id));
    json_object_set_new(root, "name", json_text(run->name ? run->name : ""));
    json_object_set_new(root, "case", json_text(design_case(run->design)));
    json_object_set_new(root, "scenario", json_text(run->scenario ? run->scenario : ""));
    json_object_set_new(root, "seed", json_integer((json_int_t)design_seed(run->design, K_SEED_WORLD)));
    json_object_set_new(root, "version", json_text(run->version ? run->version : ""));
    json_object_set_new(root, "wall_s", json_number(run->outcome.wall_s));
    json_object_set_new(root, "at", json_integer(run->at));
    json_object_set_new(root, "knobs", knobs(run->design));
    json_object_set_new(root, "metrics", metrics(run));
    json_object_set_new(root, "funnel", funnel(run));
    json_object_set_new(root, "stages", stages(run));
    json_object_set_new(root, "thresholds", thresholds(run));
    json_object_set_new(root, "curves", curves(run));
    json_object_set_new(root, "notes", notes(run));
    json_write(root, out);
}
