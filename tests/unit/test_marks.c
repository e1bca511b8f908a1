/* The two verdicts: what each part counts, and what must not move them. */
#include "practice/marks.h"
#include "small_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* What a person says in each step, and what the engine measures of own, naive and reference design. */
struct script {
    const char *say[STEPS];
    double own, naive, reference;
    bool late, all_late; /* the latency budget is broken; by the reference too */
    bool failed;
    struct session_options options;
    const char *extra; /* one more line in step 1 */
};

static void apply(struct session *s, enum session_event_kind kind, const char *text, int64_t *at) {
    struct session_effects effects;
    struct err err = {0};
    struct session_event event = {kind, text, *at += 1000};
    if (!session_apply(s, &event, &effects, &err))
        fail_msg("%s: %s", session_event_name(kind), err.message);
}

static void answer_runs(struct session *s, const struct script *script, int64_t *at) {
    struct run_request r;
    while (session_wanted(s, &r)) {
        char text[300];
        double value = r.purpose == RUN_BASELINE    ? script->naive
                       : r.purpose == RUN_REFERENCE ? script->reference
                                                    : script->own;
        if (script->failed)
            snprintf(text, sizeof text, "%s %d 0 failed: no\n", run_purpose_name(r.purpose), r.index);
        else
            snprintf(text, sizeof text, "%s %d 1 ok\nlatency %s\nmetric online.watch_minutes_per_session %g nan nan\n",
                     run_purpose_name(r.purpose), r.index,
                     script->all_late || (script->late && r.purpose != RUN_REFERENCE) ? "missed" : "held", value);
        apply(s, EVENT_RESULT, text, at);
    }
}

static struct session *play(struct content *content, const struct script *script) {
    struct err err = {0};
    struct session_options options = script->options;
    options.seed = 1;
    *content = small_case();
    struct session *s = session_new(content, &options, &err);
    assert_non_null(s);
    int64_t at = 0;
    apply(s, EVENT_START, "", &at);
    if (script->extra) {
        struct session_event e;
        assert_true(session_parse(script->extra, &e, &err));
        apply(s, e.kind, e.text, &at);
    }
    while (session_step(s) <= STEPS) {
        const char *say = script->say[session_step(s) - 1];
        if (say)
            apply(s, EVENT_TEXT, say, &at);
        apply(s, EVENT_COMMIT, "", &at);
        answer_runs(s, script, &at);
        if (session_phase(s) == PHASE_FORECAST) {
            apply(s, EVENT_RUN, "", &at);
            answer_runs(s, script, &at);
        }
        apply(s, EVENT_NEXT, "", &at);
        answer_runs(s, script, &at);
    }
    assert_true(session_scored(s));
    return s;
}

static struct marks copy_of(const struct script *script) {
    struct content content;
    struct session *s = play(&content, script);
    struct marks m = *session_marks(s);
    m.items = NULL; /* theirs */
    session_free(s);
    return m;
}

static const struct script GOOD = {
    .say = {"We serve 500 million people.", "Optimise watch time.", "Split by time. Position bias is handled.",
            "Two-tower with sampled softmax and log Q, then an MLP.", "Recall.",
            "IVF with nprobe 16 and 500 candidates.", "Watch feature drift and retrain daily."},
    .own = 5,
    .naive = 2,
    .reference = 5};

static void parts_are_weighed_and_renormalised(void **state) {
    (void)state;
    struct marks m = copy_of(&GOOD);
    assert_true(fabs(m.decisions - 1) < 1e-9 && fabs(m.outcome - 1) < 1e-9 && m.reasoning == 0);
    assert_true(fabs(m.did - 80) < 1e-9);
    struct script s = GOOD;
    s.failed = true; /* no outcome was measured: the rest counts for all */
    m = copy_of(&s);
    assert_true(isnan(m.outcome));
    assert_true(fabs(m.did - 100 * 50.0 / 70.0) < 1e-9);
}

static void outcome_is_full_at_nine_tenths_of_the_way(void **state) {
    (void)state;
    struct script s = GOOD;
    s.own = 2 + 0.9 * 3;
    assert_true(fabs(copy_of(&s).outcome - 1) < 1e-9);
    s.own = 2 + 0.45 * 3;
    assert_true(fabs(copy_of(&s).outcome - 0.5) < 1e-9);
    s.own = 1;
    assert_true(copy_of(&s).outcome == 0);
    s.own = 5;
    s.late = true;
    struct marks m = copy_of(&s);
    assert_true(fabs(m.outcome - 0.5) < 1e-9);
    assert_false(m.constraints_held);
    assert_true(m.did_level <= VERDICT_MID);
    s.all_late = true; /* what no reference design can hold is no constraint */
    m = copy_of(&s);
    assert_true(fabs(m.outcome - 1) < 1e-9);
    assert_true(m.constraints_held);
    s.reference = 1; /* and a reference that is worse than the naive design says nothing */
    assert_true(isnan(copy_of(&s).outcome));
}

static void a_worse_decision_lowers_its_steps_mark(void **state) {
    (void)state;
    static const struct {
        int step;
        const char *say;
    } WORSE[] = {{2, "Optimise clicks."},
                 {3, "Random split. Position bias is handled."},
                 {3, "Split by time. No position bias handling."},
                 {4, "Matrix factorization with sampled softmax and log Q, then an MLP."},
                 {4, "Two-tower with sampled softmax and no log Q, then an MLP."},
                 {4, "Two-tower with sampled softmax and log Q, then logistic regression."},
                 {6, "IVF with nprobe 1 and 500 candidates."},
                 {6, "IVF with nprobe 16 and 20 candidates."},
                 {7, "Watch CTR and retrain daily."}};
    struct marks good = copy_of(&GOOD);
    for (size_t i = 0; i < sizeof WORSE / sizeof *WORSE; i++) {
        struct script s = GOOD;
        s.say[WORSE[i].step - 1] = WORSE[i].say;
        struct marks m = copy_of(&s);
        if (!(m.step_did[WORSE[i].step - 1] < good.step_did[WORSE[i].step - 1] && m.did < good.did))
            fail_msg("\"%s\" costs nothing", WORSE[i].say);
    }
}

static void an_accepted_alternative_changes_nothing(void **state) {
    (void)state;
    struct script s = GOOD;
    s.say[5] = "IVF with nprobe 32 and 1000 candidates.";
    assert_true(copy_of(&s).did == copy_of(&GOOD).did);
}

static void silence_cannot_pass(void **state) {
    (void)state;
    for (int late = 0; late < 2; late++) {
        struct script s = {.own = 9, .naive = 9, .reference = 9, .late = late};
        struct marks m = copy_of(&s);
        assert_true(m.did == 0 && m.heard == 0);
        assert_int_equal(m.headline, VERDICT_NONE);
    }
}

static void words_do_not_raise_the_headline_above_the_design(void **state) {
    (void)state;
    struct script s = {.own = 2, .naive = 2, .reference = 5};
    s.say[2] =
        "It would be good to split by time because the future leaks, and there is position bias because of slots, "
        "and exploration costs 3 clicks but buys data. We log 50 G rows a day. Negatives matter, because.";
    struct marks m = copy_of(&s);
    assert_true(m.headline <= m.did_level);
    assert_true(m.headline <= m.heard_level);
}

static void a_design_without_reasons_is_not_heard_above_mid(void **state) {
    (void)state;
    struct marks m = copy_of(&GOOD);
    assert_true(m.did_level >= VERDICT_SENIOR);
    assert_true(m.heard_level <= VERDICT_MID);
    assert_true(m.headline <= VERDICT_MID);
}

static void hints_cost_what_they_say(void **state) {
    (void)state;
    struct script s = GOOD;
    s.say[2] =
        "Split by time because the future would leak. Position bias is handled since clicks follow slots. Rows a "
        "day: 50 G. Negatives come from the batch.";
    s.options.mode = MODE_PRACTICE;
    double before = copy_of(&s).heard;
    s.extra = "/hint";
    assert_true(fabs(before - copy_of(&s).heard - 2) < 1e-9);
}

static void overruling_is_kept_and_moves_nothing(void **state) {
    (void)state;
    struct content content;
    struct session *s = play(&content, &GOOD);
    double did = session_marks(s)->did, heard = session_marks(s)->heard;
    int64_t at = session_at_ms(s);
    apply(s, EVENT_OVERRULE, "time_split", &at);
    const struct marks *m = session_marks(s);
    assert_true(m->did == did && m->heard == heard);
    int kept = 0;
    for (int i = 0; i < m->n; i++)
        kept += m->items[i].overruled;
    assert_int_equal(kept, 1);
    session_free(s);
}

static void one_step_alone_is_marked_by_itself(void **state) {
    (void)state;
    struct script s = GOOD;
    s.options.only_step = 3;
    struct marks m = copy_of(&s);
    assert_true(isnan(m.outcome) && isnan(m.reasoning));
    assert_true(fabs(m.did - 100) < 1e-9);
    assert_true(isnan(m.step_did[3]));
}

static void rows_hold_the_verdicts_and_the_evidence(void **state) {
    (void)state;
    struct content content;
    struct session *s = play(&content, &GOOD);
    struct score_row *rows;
    int n = marks_rows(session_marks(s), &rows);
    assert_string_equal(rows[2].item, "verdict");
    bool split = false;
    for (int i = 0; i < n; i++)
        split = split || (strcmp(rows[i].item, "decision.data.split") == 0 && rows[i].step == 3 &&
                          rows[i].earned == 2 && strstr(rows[i].evidence, "Split by time"));
    assert_true(split);
    free(rows);
    session_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_weighed_and_renormalised),
        cmocka_unit_test(outcome_is_full_at_nine_tenths_of_the_way),
        cmocka_unit_test(a_worse_decision_lowers_its_steps_mark),
        cmocka_unit_test(an_accepted_alternative_changes_nothing),
        cmocka_unit_test(silence_cannot_pass),
        cmocka_unit_test(words_do_not_raise_the_headline_above_the_design),
        cmocka_unit_test(a_design_without_reasons_is_not_heard_above_mid),
        cmocka_unit_test(hints_cost_what_they_say),
        cmocka_unit_test(overruling_is_kept_and_moves_nothing),
        cmocka_unit_test(one_step_alone_is_marked_by_itself),
        cmocka_unit_test(rows_hold_the_verdicts_and_the_evidence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
