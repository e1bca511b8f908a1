/* engine_fixture.h - an engine over a cache folder of its own, designs of a small world, and runs of them. */
#ifndef ENGINE_FIXTURE_H
#define ENGINE_FIXTURE_H
#include "engine/engine.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

/* --- designs --- */

/* `pairs`: "path=value" separated by spaces, on top of the kind's defaults. */
static inline struct design *rig_design_of(enum world_kind kind, const char *pairs) {
    static const struct case_info cases[WORLD_KINDS] = {
        {.name = "feed", .title = "", .about = "", .kind = WORLD_FEED, .headline = "online.watch_minutes_per_session"},
        {.name = "ads", .title = "", .about = "", .kind = WORLD_ADS, .headline = "ranking.normalized_entropy"},
        {.name = "images", .title = "", .about = "", .kind = WORLD_IMAGES, .headline = "list.ndcg@10"},
        {.name = "posts", .title = "", .about = "", .kind = WORLD_POSTS, .headline = "ranking.pr_auc"}};
    struct err err = {0};
    struct design *d = design_new(&cases[kind], &err);
    char *copy = strdup(pairs), *save = NULL;
    if (!d || !copy)
        fail_msg("%s", err.message);
    for (char *pair = strtok_r(copy, " ", &save); pair; pair = strtok_r(NULL, " ", &save))
        if (!design_set_pair(d, pair, &err))
            fail_msg("%s", err.message);
    free(copy);
    return d;
}

static inline struct design *rig_design(const char *pairs) {
    return rig_design_of(WORLD_FEED, pairs);
}

/* --- engines and runs --- */

static inline struct engine *rig_engine(const char *folder, int threads) {
    struct err err = {0};
    struct engine_options options = {.cache_dir = folder, .threads = threads, .clock = &clock_system};
    struct engine *engine = engine_new(&options, &err);
    if (!engine)
        fail_msg("%s", err.message);
    return engine;
}

static inline struct outcome rig_run_design(struct engine *engine, const struct design *d, const char *until) {
    struct err err = {0};
    struct progress progress = {0};
    struct outcome out;
    if (!engine_run(engine, d, until, &progress, &out, &err))
        fail_msg("%s", err.message);
    return out;
}

static inline struct outcome rig_run(struct engine *engine, const char *pairs) {
    struct design *d = rig_design(pairs);
    struct outcome out = rig_run_design(engine, d, NULL);
    design_free(d);
    return out;
}

static inline double rig_value(const struct outcome *o, const char *metric) {
    const struct measure *m = measures_find(&o->measures, metric);
    if (!m)
        fail_msg("'%s' is not there", metric);
    return m->value;
}

static inline const struct measured_curve *rig_curve(const struct outcome *o, const char *name) {
    for (int i = 0; i < o->measures.n_curves; i++)
        if (strcmp(o->measures.curves[i].name, name) == 0)
            return &o->measures.curves[i];
    fail_msg("no curve '%s'", name);
    return NULL;
}

/* --- outcomes --- */

/* What is a time, or follows from one. */
static inline bool rig_timed(const char *name) {
    return strncmp(name, "serving.", 8) == 0 || strncmp(name, "capacity.", 9) == 0;
}

static inline bool rig_same_bits(const double *a, const double *b, int n) {
    return n == 0 || memcmp(a, b, (size_t)n * sizeof *a) == 0;
}

/* Every metric, replicate, curve and count to the last bit, times left out unless `times`. */
static inline void rig_assert_same(const struct outcome *a, const struct outcome *b, bool times) {
    const struct measures *x = &a->measures, *y = &b->measures;
    assert_int_equal(x->n_metrics, y->n_metrics);
    for (int i = 0; i < x->n_metrics; i++) {
        const struct measure *m = &x->metrics[i], *n = &y->metrics[i];
        assert_string_equal(m->name, n->name);
        if (rig_timed(m->name) && !times)
            continue;
        assert_int_equal(m->n_replicates, n->n_replicates);
        if (!rig_same_bits(&m->value, &n->value, 1) || !rig_same_bits(&m->baseline, &n->baseline, 1) ||
            !rig_same_bits(&m->oracle, &n->oracle, 1) || !rig_same_bits(m->replicates, n->replicates, m->n_replicates))
            fail_msg("%s: %.17g and %.17g", m->name, m->value, n->value);
    }
    assert_int_equal(x->n_curves, y->n_curves);
    for (int i = 0; i < x->n_curves; i++) {
        const struct measured_curve *c = &x->curves[i], *d = &y->curves[i];
        assert_string_equal(c->name, d->name);
        assert_int_equal(c->n, d->n);
        if ((times || !rig_timed(c->name)) && (!rig_same_bits(c->x, d->x, c->n) || !rig_same_bits(c->y, d->y, c->n)))
            fail_msg("curve %s differs", c->name);
    }
    assert_int_equal(x->n_stages, y->n_stages);
    for (int i = 0; i < x->n_stages; i++) {
        assert_string_equal(x->stages[i].stage, y->stages[i].stage);
        assert_true(x->stages[i].in == y->stages[i].in && x->stages[i].out == y->stages[i].out);
    }
}

static inline bool rig_sanitized(void) {
#if defined(__SANITIZE_ADDRESS__)
    return true;
#else
    return false;
#endif
}
#endif
