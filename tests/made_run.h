/* made_run.h - runs made by hand for tests of what shows and keeps them: every metric of the feed kind with a value,
 * rulers where the table has them, replicates where they pair. Nothing is measured. */
#ifndef TESTS_MADE_RUN_H
#define TESTS_MADE_RUN_H
#include "base/mem.h"
#include "engine/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline struct case_info made_case(void) {
    return (struct case_info){.name = "video_recommendation",
                              .title = "Video recommendation",
                              .about = "",
                              .kind = WORLD_FEED,
                              .headline = "online.watch_minutes_per_session"};
}

static inline void made_metric(struct measures *m, const struct metric *row, double shift) {
    double value = strcmp(row->unit, "bytes") == 0 ? 1.28e9 : strcmp(row->unit, "minutes") == 0 ? 31.25 : 0.43;
    double replicates[100];
    bool times = strcmp(row->stage, "serving") == 0 || strcmp(row->stage, "capacity") == 0;
    value *= 1 + shift;
    for (int i = 0; i < 100; i++)
        replicates[i] = value * (1 + 0.02 * sin(i * 1.7));
    struct measure *measure = measures_add(m, row->name, value, replicates, times ? 0 : 100);
    if (strcmp(row->stage, "capacity") == 0)
        snprintf(measure->why, sizeof measure->why, "extrapolated: linear in items");
    if (row->ruler)
        measures_ruler(m, row->name, value * 0.5 / (1 + shift), value * 1.4 / (1 + shift));
}

/* Values are `shift` (relative) away from those of shift 0. Free with run_free. */
static inline struct run *made_run(int64_t id, const char *name, double shift) {
    struct run *run = mem_must(1, sizeof *run);
    struct case_info info = made_case();
    struct err err = {0};
    run->design = design_new(&info, &err);
    if (!run->design) {
        fprintf(stderr, "made_run: %s\n", err.message);
        abort();
    }
    run->id = id;
    run->name = mem_string(name);
    run->scenario = mem_string("video_recommendation/default");
    run->version = mem_string("0.1.0");
    run->at = 1763719200;
    struct outcome *o = &run->outcome;
    for (int i = 0; i < metric_count(); i++)
        if (metric_has_kind(metric_at(i), WORLD_FEED))
            made_metric(&o->measures, metric_at(i), shift);
    measures_add(&o->measures, "retrieval.recall@100[own]", 0.61, NULL, 0);
    measures_stage(&o->measures, "retrieve", 20000, 500, 0.41, 0.93);
    measures_stage(&o->measures, "rank", 500, 100, 5.8, 8.1);
    measures_stage(&o->measures, "policy", 100, 10, 0.2, 0.31);
    measures_curve(&o->measures, "retrieval_model.loss", (double[]){1, 2, 3}, (double[]){5.1, 4.0, 3.2}, 3);
    measures_note(&o->measures, "retrieval.candidates 1000 is more than the %d live items: 300 used", 300);
    o->n_nodes = 2;
    o->nodes = mem_must(2, sizeof *o->nodes);
    o->nodes[0] = (struct node_time){"world", true, 0.01};
    o->nodes[1] = (struct node_time){"retrieval_model", false, 1.9};
    o->world_key = (struct hash128){1, 2};
    o->rows_key = (struct hash128){3, 4};
    o->wall_s = 3.2;
    return run;
}

static inline void made_set(struct run *run, const char *path, const char *value) {
    struct err err = {0};
    if (!design_set(run->design, path, value, &err)) {
        fprintf(stderr, "made_set: %s\n", err.message);
        abort();
    }
}

/* Makes a metric of the run one that could not be measured. */
static inline void made_missing(struct run *run, const char *name, const char *why) {
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        struct measure *m = &run->outcome.measures.metrics[i];
        if (strcmp(m->name, name) == 0) {
            m->value = m->baseline = m->oracle = NAN;
            snprintf(m->why, sizeof m->why, "%s", why);
        }
    }
}

static inline void made_threshold(struct run *run, const char *metric, const char *rule) {
    run->thresholds = mem_grow(run->thresholds, (size_t)run->n_thresholds + 1, sizeof *run->thresholds);
    struct threshold *t = &run->thresholds[run->n_thresholds++];
    *t = (struct threshold){.value = NAN};
    snprintf(t->metric, sizeof t->metric, "%s", metric);
    snprintf(t->rule, sizeof t->rule, "%s", rule);
    threshold_judge(t, &run->outcome);
}
#endif
