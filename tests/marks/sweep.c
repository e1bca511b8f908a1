/* sweep - the properties that marks promise, tried on the real engine for every (case, decision, seed):
 *   a decision of a reference design swapped for one that is known to be worse lowers its step's mark,
 *   swapped for one that is equivalent within noise leaves it unchanged;
 *   random decisions with seven empty answers do not reach mid; the effects of the attribution sum to the total.
 * Known worse and equivalent are told by the headline, compared in pairs on the same people, and for a choice of what
 * finds candidates by 2 % of recall@100 as well; where the engine is no judge of a decision, by the case: outside its
 * accepted set, or inside it. One line a swap on standard output; exit
 * code 1 when fewer than 95 % of either kind hold. The engine's cache makes a second sweep cheap. usage: sweep
 * CACHE-FOLDER SEEDS [-s KEY=VALUE]... CASE... */
#include "base/mem.h"
#include "base/rng.h"
#include "engine/engine.h"
#include "practice/decision.h"
#include "practice/findings.h"
#include "practice/marks.h"
#include "practice/session.h"
#include "script/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VARIANTS = 3, PLAIN = 512 };
/* Worlds that are small, and large enough for what the cases teach; by kind, for each has sizes of its own. */
static const char *const SMALL[][3] = {[WORLD_FEED] = {"world.users=2500", "world.items=2500", "world.creators=250"},
                                       [WORLD_ADS] = {"world.users=2500", "world.items=2500", "world.advertisers=150"},
                                       [WORLD_IMAGES] = {"world.users=2500", "world.items=2000"},
                                       [WORLD_POSTS] = {"world.users=2500", "world.items=15000"}};
struct sweep {
    struct engine *engine;
    struct content *content;
    struct design *scale; /* world and scale of every session */
    uint64_t seed;
    struct run **runs;
    int n_runs;
    int worse, worse_held, alike, alike_held, faults;
};

static void die(const struct err *err) {
    fprintf(stderr, "sweep: %s\n", err->message);
    exit(3);
}

static bool alike(const struct design *a, const struct design *b) {
    for (enum knob_id id = 0; id < KNOBS; id++)
        if (knob_has_kind(knob_at(id), design_kind(a)) && !design_equal(a, b, id))
            return false;
    return true;
}

/* Each design is run once in a (case, seed); the sweep owns the run. NULL: it cannot run, as a session would be told.
 */
static const struct run *run_design(struct sweep *w, const struct design *design) {
    for (int i = 0; i < w->n_runs; i++)
        if (alike(w->runs[i]->design, design))
            return w->runs[i];
    struct run *run = mem_must(1, sizeof *run);
    struct err err = {0};
    struct progress silent = {0};
    run->design = design_copy(design);
    if (!engine_run(w->engine, run->design, findings_until(), &silent, &run->outcome, &err)) {
        if (err.code != ERR_USAGE && err.code != ERR_NOT_FOUND)
            die(&err);
        run_free(run);
        return NULL;
    }
    w->runs = mem_grow(w->runs, (size_t)w->n_runs + 1, sizeof *w->runs);
    return w->runs[w->n_runs++] = run;
}

static void apply(struct session *s, enum session_event_kind kind, const char *text) {
    struct session_effects effects;
    struct err err = {0};
    if (!session_apply(s, &(struct session_event){kind, text, 0}, &effects, &err))
        die(&err);
}

/* A session that says nothing and sets `pairs` of KEY=VALUE, measured and marked. */
static struct session *play(struct sweep *w, char **pairs, int n) {
    struct err err = {0};
    struct session_options o = {.mode = MODE_PRACTICE, .level = LEVEL_SENIOR, .seed = w->seed, .scenario = w->scale};
    struct session *s = session_new(w->content, &o, &err);
    if (!s)
        die(&err);
    apply(s, EVENT_START, "");
    for (int i = 0; i < n; i++)
        apply(s, EVENT_SET, pairs[i]);
    apply(s, EVENT_SCORE, "");
    const struct run *own = run_design(w, session_design(s));
    struct run_request r;
    while (session_wanted(s, &r)) {
        struct text row = {0};
        bool paired = r.purpose == RUN_CHANGE || r.purpose == RUN_SWAP;
        session_result(&r, run_design(w, r.design), paired ? own : NULL, "it cannot run", &row);
        apply(s, EVENT_RESULT, text_str(&row));
        text_free(&row);
    }
    if (!session_scored(s))
        die(&(struct err){.message = "a session was not marked"});
    return s;
}

static bool accepts_all(struct sweep *w, const struct decision *d, const char *value, bool *idle, char **pairs, int n) {
    struct err err = {0};
    struct session_options o = {.seed = w->seed, .scenario = w->scale};
    struct session *s = session_new(w->content, &o, &err);
    char pair[PLAIN * 2];
    apply(s, EVENT_START, "");
    for (int i = 0; i < n; i++)
        apply(s, EVENT_SET, pairs[i]);
    snprintf(pair, sizeof pair, "%.80s=%.500s", d->knob, value);
    apply(s, EVENT_SET, pair);
    struct design *context = decision_context(s);
    enum stand stand = decision_stand(s, context, d);
    *idle = stand == STAND_IDLE;
    design_free(context);
    session_free(s);
    return stand == STAND_ACCEPTED;
}

/* All decisions as a good design has them: the reference's value where it is accepted, else the first that is. */
static int good_pairs(struct sweep *w, int reference, char **pairs) {
    int n = 0, step;
    for (int i = 0; i < decision_count(w->content); i++) {
        const struct decision *d = decision_at(w->content, i, &step);
        const struct reference *ref = &w->content->references[reference];
        const char *value = NULL;
        bool idle;
        for (int k = 0; k < ref->n_settings; k++)
            if (strcmp(ref->settings[k].path, d->knob) == 0 &&
                accepts_all(w, d, ref->settings[k].value, &idle, pairs, n))
                value = ref->settings[k].value;
        const char *own = design_text(w->scale, knob_named(d->knob)->id); /* the case's default */
        if (!value && accepts_all(w, d, own, &idle, pairs, n))
            value = own;
        char first[PLAIN];
        if (!value && d->accept && d->accept[0]) {
            snprintf(first, sizeof first, "%.*s",
                     (int)(strstr(d->accept[0], "..") ? strstr(d->accept[0], "..") - d->accept[0]
                                                      : (long)strlen(d->accept[0])),
                     d->accept[0]);
            value = first;
        }
        if (!value)
            continue;
        char pair[PLAIN * 2];
        snprintf(pair, sizeof pair, "%.80s=%.500s", d->knob, value);
        pairs[n++] = mem_string(pair);
    }
    return n;
}

/* Other values of a knob: the naive one, choices, twice and half a number. */
static int variants(struct sweep *w, const struct knob *knob, const char *value, char out[VARIANTS][PLAIN]) {
    enum world_kind kind = w->content->info.kind;
    char naive[PLAIN * 4];
    int n = 0;
    double v;
    snprintf(out[n++], PLAIN, "%.500s", knob_naive(knob, kind, naive, sizeof naive));
    if (knob->type == KNOB_BOOL)
        snprintf(out[n++], PLAIN, "%s", strcmp(value, "true") == 0 ? "false" : "true");
    else if ((knob->type == KNOB_INT || knob->type == KNOB_REAL) && text_to_double(value, &v)) {
        for (int i = 0; i < 2 && n < VARIANTS; i++) {
            double x = i == 0 ? 2 * v : knob->type == KNOB_INT ? floor(v / 2) : v / 2;
            if (x >= knob->low && x <= knob->high)
                text_double(out[n++], PLAIN, x);
        }
    } else if (knob->type == KNOB_CHOICE)
        for (int i = 0; i < knob_choices(knob, kind) && n < VARIANTS; i++)
            snprintf(out[n++], PLAIN, "%s", knob_choice(knob, kind, i));
    return n;
}

static double step_mark(const struct session *s, int step) {
    return session_marks(s)->step_did[step - 1];
}

/* -1 worse, 0 within noise, +1 better: the headline of b against a, and how much less it finds, in shares of the recall
 * of a; 0 where that is within noise. */
static int headline_effect(const struct sweep *w, const struct run *a, const struct run *b, double *less) {
    struct comparison *all = NULL;
    int n = run_compare(a, b, &all, NULL), effect = 0;
    *less = 0;
    for (int i = 0; i < n; i++) {
        if (strcmp(all[i].name, w->content->info.headline) == 0 && all[i].paired)
            effect = all[i].verdict == COMPARE_BETTER ? 1 : all[i].verdict == COMPARE_WORSE ? -1 : 0;
        if (strcmp(all[i].name, "retrieval.recall@100") == 0 && all[i].paired && all[i].high < 0)
            *less = 1 - all[i].b / all[i].a;
    }
    free(all);
    return effect;
}

/* A retriever's choice, and not a number that trades for time: worse, too, when it finds visibly less. */
static bool finds(const struct knob *knob) {
    return text_starts(knob->path, "retrieval.") && knob->type != KNOB_INT && knob->type != KNOB_REAL;
}

static void one_swap(struct sweep *w, const struct session *base, const struct run *own, char **pairs, int n, int at,
                     const struct decision *d, int step, const char *value) {
    char pair[PLAIN * 2], *kept = pairs[at];
    bool idle;
    snprintf(pair, sizeof pair, "%.80s=%.500s", d->knob, value);
    bool accepted = accepts_all(w, d, value, &idle, pairs, n);
    if (idle)
        return;
    pairs[at] = pair;
    struct session *s = play(w, pairs, n);
    const struct run *run = run_design(w, session_design(s));
    if (!run) {
        pairs[at] = kept;
        session_free(s);
        return;
    }
    double less;
    int effect = headline_effect(w, own, run, &less), reference = 0;
    bool loses = effect < 0 || (finds(knob_named(d->knob)) && less > 0.02);
    bool judged = decision_reference(s, d, reference) != NULL;
    bool worse = !accepted && (!judged || loses), same = effect == 0 && (accepted || (judged && !loses));
    double before = step_mark(base, step), after = step_mark(s, step);
    bool held = worse ? after < before : fabs(after - before) < 1e-9;
    if (worse || same) {
        w->worse += worse;
        w->worse_held += worse && held;
        w->alike += same;
        w->alike_held += same && held;
        printf("%s seed %llu step %d %-32s %-24.60s -> %-24.60s %-10s %s %.3f -> %.3f%s", w->content->info.name,
               (unsigned long long)w->seed, step, d->knob, strchr(kept, '=') + 1, value, worse ? "worse" : "equivalent",
               held ? "ok" : "MISS", before, after, judged ? "" : " (by the case)");
        if (less > 0)
            printf(", finds %.1f %% less", 100 * less);
        printf("\n");
    }
    pairs[at] = kept;
    session_free(s);
}

static int index_of_pair(char **pairs, int n, const char *knob) {
    size_t length = strlen(knob);
    for (int i = 0; i < n; i++)
        if (strncmp(pairs[i], knob, length) == 0 && pairs[i][length] == '=')
            return i;
    return -1;
}

static void attribution_sums(struct sweep *w, struct session *s) {
    if (!run_design(w, session_design(s)))
        return;
    struct findings_work *work = findings_work_new(s);
    const struct design *design;
    int runs = 0;
    while ((design = findings_next(work))) {
        findings_take(work, run_design(w, design));
        runs++;
    }
    struct findings *f = findings_of(work);
    double sum = 0, total = findings_total(f)->effect;
    for (int step = 2; step <= STEPS; step++)
        sum += findings_step(f, step)->effect;
    bool ok = fabs(sum - total) <= 1e-9 * (1 + fabs(total)) && runs <= 12 + FINDINGS_OPEN_MAX;
    bool zero = findings_step(f, 7)->effect == 0.0; /* monitors move no list */
    w->faults += !ok + !zero;
    printf("%s seed %llu attribution: %d runs, steps sum to %.12g of %.12g %s; monitoring %g %s\n",
           w->content->info.name, (unsigned long long)w->seed, runs, sum, total, ok ? "ok" : "MISS",
           findings_step(f, 7)->effect, zero ? "ok" : "MISS");
    findings_free(f);
    findings_work_free(work);
}

/* Any value at all, for every decision. */
static void random_design(struct sweep *w, uint64_t draw) {
    struct rng rng = rng_of(rng_draw(w->seed, "sweep"), draw, 0);
    char *pairs[160];
    int n = 0, step;
    for (int i = 0; i < decision_count(w->content); i++) {
        const struct decision *d = decision_at(w->content, i, &step);
        const struct knob *knob = knob_named(d->knob);
        char out[VARIANTS][PLAIN], pair[PLAIN * 2];
        int m = variants(w, knob, design_text(w->scale, knob->id), out);
        snprintf(pair, sizeof pair, "%.80s=%.500s", d->knob, out[rng_below(&rng, (uint32_t)m)]);
        pairs[n++] = mem_string(pair);
    }
    struct session *s = play(w, pairs, n);
    const struct marks *m = session_marks(s);
    bool ok = m->headline == VERDICT_NONE;
    w->faults += !ok;
    printf("%s seed %llu random %llu: did %.0f %s, heard %.0f %s, headline %s %s\n", w->content->info.name,
           (unsigned long long)w->seed, (unsigned long long)draw, m->did, verdict_name(m->did_level), m->heard,
           verdict_name(m->heard_level), verdict_name(m->headline), ok ? "ok" : "MISS");
    session_free(s);
    for (int i = 0; i < n; i++)
        free(pairs[i]);
}

static int best_reference(struct sweep *w) {
    struct err err = {0};
    struct session_options o = {.seed = w->seed, .scenario = w->scale};
    struct session *s = session_new(w->content, &o, &err);
    const struct metric *metric = metric_named(w->content->info.headline);
    struct run_request r;
    double best = NAN;
    int which = 0;
    for (int i = 0; session_reference(s, i, &r); i++) {
        const struct run *run = run_design(w, r.design);
        const struct measure *m = run ? measures_find(&run->outcome.measures, metric->name) : NULL;
        if (m && !isnan(m->value) && (isnan(best) || metric_compare(metric, best, m->value) > 0)) {
            best = m->value;
            which = i;
        }
    }
    session_free(s);
    return which;
}

static void sweep_seed(struct sweep *w) {
    char *pairs[160];
    int n = good_pairs(w, best_reference(w), pairs), step;
    struct session *base = play(w, pairs, n);
    const struct run *own = run_design(w, session_design(base));
    struct session *again = play(w, pairs, n); /* the same session, the same mark */
    w->faults += session_marks(base)->did != session_marks(again)->did;
    session_free(again);
    printf("%s seed %llu: good design, did %.1f %s\n", w->content->info.name, (unsigned long long)w->seed,
           session_marks(base)->did, verdict_name(session_marks(base)->did_level));
    attribution_sums(w, base);
    for (int i = 0; i < decision_count(w->content); i++) {
        const struct decision *d = decision_at(w->content, i, &step);
        const struct knob *knob = knob_named(d->knob);
        int at = index_of_pair(pairs, n, d->knob);
        char out[VARIANTS][PLAIN];
        int m = at < 0 ? 0 : variants(w, knob, strchr(pairs[at], '=') + 1, out);
        for (int k = 0; k < m; k++) {
            bool seen = strcmp(out[k], strchr(pairs[at], '=') + 1) == 0;
            for (int j = 0; j < k; j++)
                seen = seen || strcmp(out[j], out[k]) == 0;
            if (!seen)
                one_swap(w, base, own, pairs, n, at, d, step, out[k]);
        }
    }
    for (uint64_t draw = 0; draw < 2; draw++)
        random_design(w, draw);
    for (int i = 0; i < w->n_runs; i++)
        run_free(w->runs[i]);
    w->n_runs = 0;
    session_free(base);
    for (int i = 0; i < n; i++)
        free(pairs[i]);
}

int main(int argc, char **argv) {
    struct err err = {0};
    if (argc < 4) {
        fprintf(stderr, "usage: sweep CACHE-FOLDER SEEDS [-s KEY=VALUE]... CASE...\n");
        return 2;
    }
    struct script_paths paths = {.data = "data", .scenarios = "scenarios"};
    struct sweep w = {0};
    setvbuf(stdout, NULL, _IOLBF, 0);
    w.engine = engine_new(&(struct engine_options){.cache_dir = argv[1], .clock = &clock_system}, &err);
    if (!w.engine)
        die(&err);
    const char *set[32];
    int n_set = 0, at = 3;
    for (; at + 1 < argc && strcmp(argv[at], "-s") == 0 && n_set < 32; at += 2)
        set[n_set++] = argv[at + 1];
    for (; at < argc; at++) {
        char name[PLAIN];
        snprintf(name, sizeof name, "%.100s/production", argv[at]);
        struct scenario *scenario = scenario_load(&paths, name, &err);
        w.content = content_load(&paths, argv[at], &err);
        if (!scenario || !w.content)
            die(&err);
        w.scale = scenario->design;
        for (int i = 0; i < 3; i++) {
            const char *size = SMALL[w.content->info.kind][i];
            if (size && !design_set_pair(w.scale, size, &err))
                die(&err);
        }
        for (int i = 0; i < n_set; i++)
            if (!design_set_pair(w.scale, set[i], &err))
                die(&err);
        for (w.seed = 1; w.seed <= strtoull(argv[2], NULL, 10); w.seed++)
            sweep_seed(&w);
        content_free(w.content);
        scenario_free(scenario);
    }
    engine_free(w.engine);
    printf(
        "known worse: %d of %d lower the step's mark (%.1f %%); equivalent: %d of %d leave it (%.1f %%); other faults: "
        "%d\n",
        w.worse_held, w.worse, 100.0 * w.worse_held / (w.worse ? w.worse : 1), w.alike_held, w.alike,
        100.0 * w.alike_held / (w.alike ? w.alike : 1), w.faults);
    return w.faults || w.worse_held < 0.95 * w.worse || w.alike_held < 0.95 * w.alike;
}
