/* compare_data.c - a comparison for programs: JSON and CSV. */
#include "report/csv.h"
#include "report/json.h"
#include "report/versus.h"

#include <math.h>

static json_t *run_head(const struct run *run) {
    json_t *object = json_object();
    json_object_set_new(object, "run", json_integer(run->id));
    json_object_set_new(object, "name", json_text(run->name ? run->name : ""));
    json_object_set_new(object, "case", json_text(design_case(run->design)));
    json_object_set_new(object, "scenario", json_text(run->scenario ? run->scenario : ""));
    json_object_set_new(object, "seed", json_integer((json_int_t)design_seed(run->design, K_SEED_WORLD)));
    return object;
}

static json_t *knobs(const struct run *const *runs, int n, int *same) {
    json_t *array = json_array();
    enum knob_id ids[KNOBS];
    int differing = versus_knobs(runs, n, ids, same);
    for (int k = 0; k < differing; k++) {
        json_t *row = json_object(), *values = json_array();
        json_object_set_new(row, "knob", json_text(knob_at(ids[k])->path));
        for (int i = 0; i < n; i++)
            json_array_append_new(values, knob_has_kind(knob_at(ids[k]), design_kind(runs[i]->design))
                                              ? json_knob(runs[i]->design, ids[k])
                                              : json_null());
        json_object_set_new(row, "values", values);
        json_array_append_new(array, row);
    }
    return array;
}

/* Without a pairing there is no difference to speak of. */
static double difference(const struct versus *v, const struct comparison *c) {
    return v->why ? NAN : c->b - c->a;
}

static json_t *metrics(const struct versus *v) {
    json_t *array = json_array();
    for (int i = 0; i < v->n; i++) {
        const struct comparison *c = &v->rows[i];
        json_t *row = json_object();
        json_object_set_new(row, "name", json_text(c->name));
        json_object_set_new(row, "reference", json_number(c->a));
        json_object_set_new(row, "value", json_number(c->b));
        json_object_set_new(row, "difference", json_number(difference(v, c)));
        json_object_set_new(row, "low", json_number(c->low));
        json_object_set_new(row, "high", json_number(c->high));
        json_object_set_new(row, "paired", json_boolean(c->paired));
        json_object_set_new(row, "verdict", json_text(versus_same(c) ? "same" : comparison_word(c)));
        json_object_set_new(row, "unit", json_text(c->metric->unit));
        json_object_set_new(row, "better", json_text(metric_better_name(c->metric->better)));
        json_array_append_new(array, row);
    }
    return array;
}

json_t *json_comparison(const struct run *const *runs, int n) {
    json_t *root = json_object(), *others = json_array();
    int same;
    json_object_set_new(root, "reference", run_head(runs[0]));
    json_object_set_new(root, "knobs", knobs(runs, n, &same));
    json_object_set_new(root, "same_knobs", json_integer(same));
    for (int i = 1; i < n; i++) {
        struct versus v;
        versus_init(&v, runs[0], runs[i]);
        json_t *run = run_head(runs[i]);
        json_object_set_new(run, "paired", json_boolean(v.why == NULL));
        json_object_set_new(run, "why", json_text(v.why));
        json_object_set_new(run, "metrics", metrics(&v));
        json_array_append_new(others, run);
        versus_fini(&v);
    }
    json_object_set_new(root, "runs", others);
    return root;
}

void csv_comparison(const struct run *const *runs, int n, struct text *out) {
    text_add(out, "reference,run,name,metric,reference_value,value,difference,low,high,verdict,unit,better,why\n");
    for (int i = 1; i < n; i++) {
        struct versus v;
        versus_init(&v, runs[0], runs[i]);
        for (int k = 0; k < v.n; k++) {
            const struct comparison *c = &v.rows[k];
            text_format(out, "%lld,%lld,", (long long)runs[0]->id, (long long)runs[i]->id);
            csv_text(out, runs[i]->name, ',');
            csv_text(out, c->name, ',');
            csv_number(out, c->a, ',');
            csv_number(out, c->b, ',');
            csv_number(out, difference(&v, c), ',');
            csv_number(out, c->low, ',');
            csv_number(out, c->high, ',');
            csv_text(out, versus_same(c) ? "same" : comparison_word(c), ',');
            csv_text(out, c->metric->unit, ',');
            csv_text(out, metric_better_name(c->metric->better), ',');
            csv_text(out, v.why ? v.why : "", '\n');
        }
        versus_fini(&v);
    }
}
