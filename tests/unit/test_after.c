/* After the marks: findings that sum, rewind and comparison, drills, history and calibration, export. A runner in place
 * of the engine makes numbers that add up decision by decision. */
#include "practice/driver.h"
#include "practice/findings.h"
#include "practice/history.h"
#include "practice/marks.h"
#include "scratch.h"
#include "script/scenario.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { REPLICATES = 40 };
static char folder[SCRATCH_PATH];
static const char HEADLINE[] = "online.watch_minutes_per_session";

struct stage {
    struct workspace ws;
    struct clock clock;
    int runs;
    struct err err;
};

static void setup(struct stage *s, const char *name) {
    *s = (struct stage){0};
    struct text db = {0}, cache = {0};
    text_format(&db, "%s/%s.db", folder, name);
    text_format(&cache, "%s/cache", folder);
    s->clock = clock_frozen(0, 1700000000);
    s->ws = (struct workspace){.paths = {mem_string("data"), mem_string("scenarios")},
                               .db = text_take(&db),
                               .cache = text_take(&cache),
                               .clock = &s->clock};
}

/* What each decision is worth; two that depend on each other, so that their order matters. The replicates move together
 * but for a little noise of the ranker's. */
static double worth(const struct design *d, double noise) {
    bool towers = design_is(d, K_RETRIEVAL_MODEL, "two_tower"), ranker = design_is(d, K_RANKING_MODEL, "mlp");
    double watch = 1.0 + (towers ? 0.5 : 0.0) + (ranker ? 0.4 + noise : 0.0) + (towers && ranker ? 0.6 : 0.0);
    watch += design_is(d, K_OBJECTIVE, "watch_time") && ranker ? 0.5 : 0.0;
    return watch - (design_is(d, K_INDEX, "ivf") ? 0.1 : 0.0);
}

static struct run *made_run(void *arg, struct workspace *ws, const struct job_spec *spec, struct err *err) {
    struct stage *stage = arg;
    double replicates[REPLICATES];
    stage->runs++;
    struct run *run = mem_must(1, sizeof *run);
    run->name = mem_string("");
    run->scenario = mem_string("");
    run->version = mem_string("test");
    run->design = design_copy(spec->design);
    for (int b = 0; b < REPLICATES; b++)
        replicates[b] = worth(spec->design, 0.002 * (b % 7 - 3)) + 0.01 * (b % 5 - 2);
    measures_add(&run->outcome.measures, HEADLINE, worth(spec->design, 0), replicates, REPLICATES);
    measures_ruler(&run->outcome.measures, HEADLINE, 0.5, 5.0);
    measures_add(&run->outcome.measures, "capacity.p99_ms", 50, NULL, 0);
    measures_add(&run->outcome.measures, "capacity.machines", 300, NULL, 0);
    if (!spec->until && !store_run_add(workspace_store(ws, err), run, err)) {
        run_free(run);
        return NULL;
    }
    return run;
}

static struct driver *begin(struct stage *s) {
    struct driver_options o = {.case_name = "video_recommendation",
                               .mode = MODE_PRACTICE,
                               .level = LEVEL_SENIOR,
                               .seed = 1,
                               .runner = made_run,
                               .runner_arg = s};
    struct driver *d = driver_new(&s->ws, &o, &s->err);
    if (!d)
        fail_msg("%s", s->err.message);
    return d;
}

static bool line(struct stage *s, struct driver *d, const char *text) {
    bool quit;
    s->err = (struct err){0};
    s->clock.frozen_ns += 5000000000;
    return driver_line(d, text, NULL, &quit, &s->err) && driver_wait(d, &s->err);
}

/* /next stays once where nothing was said, or a question waits. */
static bool next(struct stage *s, struct driver *d) {
    int step = session_step(driver_session(d));
    for (int tries = 0; tries < 3 && session_step(driver_session(d)) == step; tries++)
        if (!line(s, d, "/next"))
            return false;
    return session_step(driver_session(d)) > step;
}

static void say(struct stage *s, struct driver *d, const char *const *lines) {
    for (; *lines; lines++)
        if (!(strcmp(*lines, "/next") == 0 ? next(s, d) : line(s, d, *lines)))
            fail_msg("\"%s\": %s", *lines, s->err.message);
}

static const char *const SESSION[] = {"/next",
                                      "Optimise watch time, because clicks reward bait.",
                                      "/commit",
                                      "/predict online.ctr middle",
                                      "/predict framing.objective=click down",
                                      "/next",
                                      "Split by time.",
                                      "/commit",
                                      "/next",
                                      "Two-tower model with an MLP ranker.",
                                      "/set ranking.model=mlp",
                                      "/commit",
                                      "/next",
                                      "I would look at the figures.",
                                      "/commit",
                                      "/next",
                                      "IVF index.",
                                      "/commit",
                                      "/predict capacity.machines 200 500",
                                      "/predict capacity.p99_ms 900 1000",
                                      "/next",
                                      "Monitor feature drift.",
                                      "/commit",
                                      "/next",
                                      NULL};

static void find_all(struct stage *s, struct driver *d) {
    for (int i = 0; i < 40 && driver_finds(d); i++)
        assert_true(driver_poll(d, NULL, NULL, &s->err));
    assert_false(driver_finds(d));
}

static void attribution_sums_and_idle_steps_have_none(void **state) {
    (void)state;
    struct stage s;
    setup(&s, "findings");
    struct driver *d = begin(&s);
    say(&s, d, SESSION);
    assert_true(session_scored(driver_session(d)));
    double did = session_marks(driver_session(d))->did;
    assert_true(driver_finds(d));
    int before = s.runs;
    find_all(&s, d);
    assert_true(s.runs - before <= 12 + FINDINGS_OPEN_MAX);
    const struct findings *f = session_findings(driver_session(d));
    const struct finding *total = findings_total(f);
    double sum = 0;
    for (int step = 2; step <= STEPS; step++)
        sum += findings_step(f, step)->effect;
    assert_true(fabs(sum - total->effect) < 1e-12);
    assert_true(findings_step(f, 5)->effect == 0.0 && findings_step(f, 7)->effect == 0.0);
    assert_false(finding_visible(findings_step(f, 7)));
    assert_true(findings_step(f, 4)->effect > 0 && finding_visible(findings_step(f, 4)));
    assert_true(fabs(findings_step(f, 6)->effect + 0.1) < 1e-12); /* the index costs the same in either order */
    assert_true(session_marks(driver_session(d))->did == did);    /* no mark depends on it */
    struct text page = {0};
    const struct moment_style style = {.width = 90, .unicode = false};
    assert_true(driver_page(d, &(struct session_event){.kind = EVENT_FINDINGS, .text = ""}, &style, &page, &s.err));
    assert_non_null(strstr(text_str(&page), "all, over the naive design"));
    /* they are in the store: nothing is run again */
    before = s.runs;
    struct driver *e = driver_open(&s.ws, driver_id(d), made_run, &s, &s.err);
    assert_non_null(e);
    assert_false(driver_finds(e));
    assert_true(findings_total(session_findings(driver_session(e)))->effect == total->effect);
    assert_int_equal(s.runs, before);
    text_free(&page);
    driver_close(e);
    driver_close(d);
    workspace_close(&s.ws);
}

static void a_decision_without_a_loss_is_full(void **state) {
    (void)state;
    struct stage s;
    setup(&s, "tolerant");
    struct driver *d = begin(&s);
    say(&s, d,
        (const char *const[]){"/set framing.objective=watch_time", "/set ranking.model=mlp",
                              "/set retrieval.model=matrix_factorization", "/set policy.diversity_weight=0.9",
                              "/set retrieval.dim=8", "/score", NULL});
    const struct marks *m = session_marks(driver_session(d));
    int seen = 0;
    for (int i = 0; i < m->n; i++) {
        const struct mark *x = &m->items[i];
        if (x->kind == MARK_DECISION &&
            strcmp(x->id, "retrieval.dim") == 0) { /* 8 is outside the set, and loses nothing */
            assert_true(x->earned == x->points);
            assert_non_null(strstr(x->evidence, "no loss"));
            seen++;
        }
        if (x->kind == MARK_DECISION &&
            strcmp(x->id, "retrieval.model") == 0) { /* towers would have brought 1.1 more */
            assert_true(x->earned == 0 && fabs(x->cost - 1.1) < 1e-9);
            seen++;
        }
    }
    assert_int_equal(seen, 2);
    driver_close(d);
    workspace_close(&s.ws);
}

static void a_rewound_session_goes_on_from_its_step(void **state) {
    (void)state;
    struct stage s;
    struct text page = {0};
    const struct moment_style style = {.width = 90, .unicode = false};
    setup(&s, "rewind");
    struct driver *d = begin(&s);
    say(&s, d, SESSION);
    int64_t old = driver_id(d);
    assert_false(driver_page(d, &(struct session_event){.kind = EVENT_COMPARE, .text = ""}, &style, &page, &s.err));
    assert_false(line(&s, d, "/rewind 8"));
    assert_true(line(&s, d, "/rewind 4 without a ranker"));
    assert_int_not_equal(driver_id(d), old);
    const struct session *now = driver_session(d);
    assert_int_equal(session_step(now), 4);
    assert_string_equal(session_answer(now, 3), "Split by time.");
    assert_string_equal(session_answer(now, 4), "");
    assert_false(session_scored(now));
    say(&s, d, (const char *const[]){"Two-tower model alone.", "/commit", "/run", "/next", "/score", NULL});
    assert_true(session_scored(driver_session(d)));
    s.err = (struct err){0};
    assert_true(driver_page(d, &(struct session_event){.kind = EVENT_COMPARE, .text = ""}, &style, &page, &s.err));
    assert_non_null(strstr(text_str(&page), "ranking model"));
    assert_non_null(strstr(text_str(&page), "worse"));
    struct driver *e = driver_open(&s.ws, old, made_run, &s, &s.err); /* the first one is as it was */
    assert_non_null(e);
    assert_true(session_scored(driver_session(e)));
    assert_string_equal(session_answer(driver_session(e), 4), "Two-tower model with an MLP ranker.");
    text_free(&page);
    driver_close(e);
    driver_close(d);
    workspace_close(&s.ws);
}

static void a_drill_is_five_minutes_on_one_step(void **state) {
    (void)state;
    struct stage s;
    setup(&s, "drill");
    struct driver *d = begin(&s);
    assert_false(line(&s, d, "/drill"));
    say(&s, d, SESSION);
    assert_false(line(&s, d, "/drill no_such"));
    assert_true(line(&s, d, "/drill budget"));
    const struct session *now = driver_session(d);
    assert_int_equal(session_options(now)->only_step, 6);
    assert_int_equal(session_minutes_ms(now, 6), 5 * 60000);
    assert_int_equal(session_total_ms(now), 5 * 60000);
    int n;
    const struct session_line *lines = session_lines(now, &n);
    assert_non_null(strstr(lines[n - 1].text, "Split the budget"));
    say(&s, d,
        (const char *const[]){"IVF with nprobe 16, because an exact scan is slow.", "/commit", "/run", "/next", NULL});
    assert_true(session_scored(driver_session(d)));
    assert_false(driver_finds(d));
    int64_t id = driver_id(d);
    driver_close(d);
    d = driver_open(&s.ws, id, made_run, &s, &s.err); /* and comes back as one */
    assert_non_null(d);
    assert_string_equal(session_options(driver_session(d))->drill, "budget");
    driver_close(d);
    workspace_close(&s.ws);
}

static void forecasts_are_calibrated_over_sessions(void **state) {
    (void)state;
    struct stage s;
    struct calibration c;
    struct text page = {0};
    const struct moment_style style = {.width = 90, .unicode = true};
    setup(&s, "history");
    struct driver *d = begin(&s);
    assert_true(history_calibration(s.ws.store, NULL, &c, &s.err));
    assert_true(c.n == 0 && isnan(c.skill));
    say(&s, d, SESSION);
    driver_close(d);
    d = begin(&s);
    say(&s, d, SESSION);
    assert_true(history_calibration(s.ws.store, "video_recommendation", &c, &s.err));
    assert_int_equal(c.intervals, 4); /* twice two: one held the truth, one missed it */
    assert_int_equal(c.held, 2);
    assert_int_equal(c.directions, 2);
    assert_int_equal(c.right, 2);
    assert_true(c.skill < 1 && c.skill > -1);
    assert_true(history_calibration(s.ws.store, "news_feed", &c, &s.err));
    assert_int_equal(c.n, 0);
    assert_true(driver_page(d, &(struct session_event){.kind = EVENT_HISTORY, .text = ""}, &style, &page, &s.err));
    assert_non_null(strstr(text_str(&page), "2 of 4 held the truth"));
    assert_non_null(strstr(text_str(&page), "4 decided"));
    text_free(&page);
    driver_close(d);
    workspace_close(&s.ws);
}

static void a_session_goes_out_as_a_scorecard_and_as_a_scenario(void **state) {
    (void)state;
    struct stage s;
    struct text out = {0}, file = {0};
    setup(&s, "export");
    struct driver *d = begin(&s);
    say(&s, d, SESSION);
    assert_true(driver_export(d, "x.md", &out, &s.err));
    static const char *const PARTS[] = {"## Brief",         "## Scorecard",
                                        "## What was said", "## The whiteboard",
                                        "Two-tower model",  "| `retrieval.model` | `two_tower` |",
                                        "## Forecasts",     "What your design did"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (!strstr(text_str(&out), PARTS[i]))
            fail_msg("no \"%s\" in the Markdown", PARTS[i]);
    text_clear(&out);
    assert_true(driver_export(d, "x.lua", &out, &s.err));
    text_format(&file, "%s/out.lua", folder);
    assert_true(text_write_file(text_str(&file), text_str(&out), out.length, &s.err));
    struct scenario *back = scenario_load(&s.ws.paths, text_str(&file), &s.err);
    if (!back)
        fail_msg("%s", s.err.message);
    const struct design *own = session_design(driver_session(d));
    for (enum knob_id id = 0; id < KNOBS; id++)
        if (knob_has_kind(knob_at(id), design_kind(own)) && !design_equal(own, back->design, id))
            fail_msg("%s is '%s', was '%s'", knob_at(id)->path, design_text(back->design, id), design_text(own, id));
    assert_false(driver_export(d, "", &out, &s.err));
    scenario_free(back);
    text_free(&out);
    text_free(&file);
    driver_close(d);
    workspace_close(&s.ws);
}

static int make_folder(void **state) {
    (void)state;
    scratch_folder(folder);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attribution_sums_and_idle_steps_have_none),
        cmocka_unit_test(a_decision_without_a_loss_is_full),
        cmocka_unit_test(a_rewound_session_goes_on_from_its_step),
        cmocka_unit_test(a_drill_is_five_minutes_on_one_step),
        cmocka_unit_test(forecasts_are_calibrated_over_sessions),
        cmocka_unit_test(a_session_goes_out_as_a_scorecard_and_as_a_scenario),
    };
    return cmocka_run_group_tests(tests, make_folder, NULL);
}
