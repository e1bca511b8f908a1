/* The state machine: events in, dialogue, design and runs out; the same events always leave the same. */
#include "practice/marks.h"
#include "play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void lines_become_events(void **state) {
    (void)state;
    struct session_event e;
    struct err err = {0};
    assert_true(session_parse("two towers", &e, &err) && e.kind == EVENT_TEXT);
    assert_true(session_parse("how many users? ", &e, &err) && e.kind == EVENT_ASK);
    assert_true(session_parse("/set a=b", &e, &err) && e.kind == EVENT_SET);
    assert_string_equal(e.text, "a=b");
    assert_true(session_parse("/next", &e, &err) && e.kind == EVENT_NEXT);
    assert_string_equal(e.text, "");
    assert_true(session_parse("", &e, &err) && e.kind == EVENT_TEXT);
    assert_false(session_parse("/comit", &e, &err));
    assert_non_null(strstr(err.message, "/commit"));
    for (int i = 0; i < EVENT_KINDS; i++) {
        enum session_event_kind kind;
        assert_true(session_event_of(session_event_name((enum session_event_kind)i), &kind));
        assert_int_equal(kind, i);
    }
}

static void facts_are_given_when_asked_for(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "how many daily active users are there?"));
    assert_string_equal(last_line(&p, VOICE_INTERVIEWER), "About 500 million people a day.");
    assert_int_equal(session_facts(p.session), 1);
    assert_true(line(&p, "what is the colour of the logo?"));
    const char *said = last_line(&p, VOICE_INTERVIEWER);
    assert_true(strcmp(said, "Assume something.") == 0 || strcmp(said, "Nobody knows.") == 0);
    assert_true(line(&p, "which model should I use?"));
    assert_string_equal(last_line(&p, VOICE_INTERVIEWER), "That is for you to say.");
    assert_true(line(&p, "/assume 100 ms latency"));
    assert_non_null(strstr(last_line(&p, VOICE_INTERVIEWER), "Yes. 100 milliseconds"));
    assert_true(line(&p, "/assume 400 ms latency"));
    assert_non_null(strstr(last_line(&p, VOICE_INTERVIEWER), "Not quite."));
    assert_true(line(&p, "/assume there is free coffee"));
    assert_non_null(strstr(last_line(&p, VOICE_INTERVIEWER), "Your call."));
    assert_int_equal(session_facts(p.session), 2);
    end(&p);
}

static void the_design_starts_empty_and_fills_by_words(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(pass(&p) && pass(&p));
    results(&p, 3, 2, 5);
    assert_int_equal(session_step(p.session), 3);
    assert_string_equal(design(&p, K_SPLIT), "random");
    assert_true(line(&p, "A time-based split, since tomorrow is what counts."));
    assert_string_equal(session_answer(p.session, 3), "A time-based split, since tomorrow is what counts.");
    assert_string_equal(design(&p, K_SPLIT), "random");
    assert_true(line(&p, "/commit"));
    assert_string_equal(design(&p, K_SPLIT), "temporal");
    assert_string_equal(design(&p, K_POSITION_DEBIAS), "false");
    assert_string_equal(session_said(p.session, K_SPLIT), "A time-based split, since tomorrow is what counts");
    assert_null(session_said(p.session, K_POSITION_DEBIAS));
    end(&p);
}

static void a_correction_outlives_a_second_commit(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1, .only_step = 3});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "random split") && line(&p, "/commit"));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "/set data.split=temporal"));
    assert_true(line(&p, "and position bias is handled") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_SPLIT), "temporal");
    assert_string_equal(design(&p, K_POSITION_DEBIAS), "true");
    assert_false(line(&p, "/set data.splt=temporal"));
    assert_int_equal(p.err.code, ERR_NOT_FOUND);
    assert_false(line(&p, "/set scale.items=5"));
    end(&p);
}

static void forecasts_are_sealed_before_the_reveal(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1, .only_step = 5});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "We measure recall.") && line(&p, "/commit"));
    assert_int_equal(session_phase(p.session), PHASE_FORECAST);
    assert_true(line(&p, "/predict capacity.machines 100 1k"));
    assert_true(line(&p, "/predict retrieval.recall@100 middle"));
    assert_true(line(&p, "/predict retrieval.recall@100 down"));
    assert_false(line(&p, "/predict retrieval.recall 0.1 0.2"));
    assert_false(line(&p, "/predict capacity.machines 9 1"));
    assert_true(line(&p, "/run"));
    assert_int_equal(session_phase(p.session), PHASE_WORKING);
    assert_false(line(&p, "/next"));
    assert_true(line(&p, "typed while the engine works"));
    assert_false(line(&p, "/predict capacity.machines 1 2"));
    result(&p, 4);
    assert_int_equal(p.effects.moment, 5);
    assert_int_equal(session_phase(p.session), PHASE_ANSWERED);
    int n;
    const struct session_forecast *f = session_forecasts(p.session, &n);
    assert_int_equal(n, 3);
    assert_true(f[0].scored && f[0].skill > 0.4);
    assert_true(f[1].scored && fabs(f[1].truth - 0.5) < 1e-9 && f[1].skill > 0.5);
    assert_false(f[2].scored);
    end(&p);
}

static void strong(struct play *p) {
    static const char *const LINES[] = {"/estimate peak qps = 500e6*10/86400*3",
                                        "/next",
                                        "Optimise watch time, because clicks reward bait.",
                                        "/commit",
                                        "/next",
                                        "Split by time because a random split would leak the future.",
                                        "I model position bias, otherwise the model learns the old list.",
                                        "/commit",
                                        "/next",
                                        "Two-tower with sampled softmax and log Q, then an MLP.",
                                        "/commit",
                                        "/next",
                                        "Recall over the full corpus.",
                                        "/predict capacity.machines 100 1000",
                                        "/predict retrieval.recall@100 middle",
                                        "/commit",
                                        "/run",
                                        "/next",
                                        "IVF with nprobe 16 and 500 candidates.",
                                        "/commit",
                                        "/next",
                                        "Watch feature drift and retrain daily.",
                                        "/commit",
                                        "/next"};
    assert_true(send(p, EVENT_START, ""));
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        if (!line(p, LINES[i]))
            fail_msg("\"%s\": %s", LINES[i], p->err.message);
        results(p, 5, 2, 5);
    }
}

static void the_same_events_leave_the_same(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 3});
    strong(&p);
    assert_true(session_scored(p.session));
    struct session *again = session_new(&p.content, &(struct session_options){.seed = 3}, &p.err);
    for (int i = 0; i < p.n; i++)
        assert_true(session_apply(again, &p.events[i], &p.effects, &p.err));
    int n, m;
    const struct session_line *a = session_lines(p.session, &n), *b = session_lines(again, &m);
    assert_int_equal(n, m);
    for (int i = 0; i < n; i++)
        assert_string_equal(a[i].text, b[i].text);
    struct score_row *x, *y;
    int nx = marks_rows(session_marks(p.session), &x), ny = marks_rows(session_marks(again), &y);
    assert_int_equal(nx, ny);
    assert_memory_equal(x, y, (size_t)nx * sizeof *x);
    free(x);
    free(y);
    session_free(again);
    end(&p);
}

static void a_strong_design_scores_and_seven_silences_do_not(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    strong(&p);
    const struct marks *m = session_marks(p.session);
    assert_true(m->decisions > 0.99 && m->outcome > 0.99);
    assert_true(m->did_level >= VERDICT_SENIOR);
    end(&p);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        begin(&p, (struct session_options){.seed = seed});
        assert_true(send(&p, EVENT_START, ""));
        for (int i = 0; i < STEPS; i++) {
            assert_true(line(&p, "/commit"));
            results(&p, 9, 9, 9);
            assert_true(line(&p, "/next"));
            results(&p, 9, 9, 9);
        }
        assert_true(session_scored(p.session));
        assert_int_equal(session_marks(p.session)->headline, VERDICT_NONE);
        assert_int_equal(session_marks(p.session)->did_level, VERDICT_NONE);
        assert_int_equal(session_marks(p.session)->heard_level, VERDICT_NONE);
        end(&p);
    }
}

static void what_cannot_be_is_refused_and_changes_nothing(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1, .mode = MODE_INTERVIEW});
    assert_false(line(&p, "too early"));
    assert_true(send(&p, EVENT_START, ""));
    assert_false(send(&p, EVENT_START, ""));
    assert_false(line(&p, "/back"));
    assert_false(line(&p, "/pause"));
    assert_false(line(&p, "/overrule time_split"));
    assert_false(line(&p, "/estimate nothing"));
    assert_false(line(&p, "/estimate peak qps = 5 *"));
    assert_false(line(&p, "/ask"));
    assert_false(send(&p, EVENT_RESULT, "reveal 0 1 ok\n"));
    assert_false(send(&p, EVENT_RESULT, "nonsense"));
    assert_true(line(&p, "/hint") && line(&p, "/hint"));
    assert_false(line(&p, "/hint"));
    assert_int_equal(session_hints(p.session), 2);
    assert_int_equal(p.n, 3);
    end(&p);
}

/* After step 4 the weakest of what was said so far, after step 6 what measured weakest or another scale. */
static void deep_dives_go_where_it_is_weakest(void **state) {
    (void)state;
    struct play p;
    struct session_dive dive;
    begin(&p, (struct session_options){.seed = 1});
    int clock = session_total_ms(p.session);
    assert_true(send(&p, EVENT_START, "") && pass(&p));
    assert_true(line(&p, "Optimise watch time.") && line(&p, "/commit"));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "/next") && line(&p, "A random split.") && line(&p, "/commit"));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "/next") && line(&p, "Two-tower with softmax and log Q, then an MLP."));
    assert_false(session_dive(p.session, 4, &dive));
    int own = session_minutes_ms(p.session, 4);
    assert_true(line(&p, "/commit"));
    assert_true(session_dive(p.session, 4, &dive));
    assert_int_equal(dive.subject, 3); /* its split is not accepted, and position was left open */
    assert_int_equal(session_minutes_ms(p.session, 4), own + 4 * 60000);
    assert_int_equal(session_total_ms(p.session), clock);
    assert_true(line(&p, "Rather split by time, because position bias and leaks flatter.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_SPLIT), "temporal");
    assert_true(line(&p, "/next") && pass(&p));
    results(&p, 5, 2, 5);
    assert_int_equal(session_step(p.session), 6);
    assert_true(line(&p, "IVF with nprobe 16 and 500 candidates.") && line(&p, "/commit"));
    results(&p, 5, 2, 5);
    assert_true(session_dive(p.session, 6, &dive));
    assert_true(dive.curveball);
    assert_true(line(&p, "/run"));
    struct run_request r;
    assert_true(session_wanted(p.session, &r) && r.purpose == RUN_SERVE);
    result(&p, 5);
    assert_true(session_wanted(p.session, &r) && r.purpose == RUN_CURVEBALL);
    bool scaled = false;
    for (enum knob_id id = 0; id < KNOBS; id++)
        scaled = scaled ||
                 (text_starts(knob_at(id)->path, "scale.") && !design_equal(r.design, session_design(p.session), id));
    assert_true(scaled);
    result(&p, 5);
    assert_non_null(strstr(last_line(&p, VOICE_INTERVIEWER), "It cannot move"));
    assert_true(line(&p, "/next"));
    assert_true(line(&p, "We watch the features.") && line(&p, "/commit"));
    results(&p, 5, 2, 5);
    assert_true(session_dive(p.session, 7, &dive) && dive.which == INTERLUDE_CLOSE);
    assert_true(line(&p, "I change nothing, but first I would build a random split.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_SPLIT), "temporal"); /* closing words look back: they are no design */
    end(&p);
}

static void what_another_step_settled_stands(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, "") && pass(&p) && pass(&p));
    assert_true(line(&p, "A random split.") && line(&p, "/commit"));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "/next") && line(&p, "An MLP, and a split by time.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_SPLIT), "random");
    bool asked = false;
    int n;
    const struct session_line *lines = session_lines(p.session, &n);
    for (int i = 0; i < n; i++)
        asked = asked || strstr(lines[i].text, "I leave it at that");
    assert_true(asked);
    assert_true(line(&p, "I change the split: a split by time.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_SPLIT), "temporal");
    end(&p);
}

/* What was asked for holds the design to it: the accepted set is that for the facts known. */
static void a_known_fact_narrows_what_is_accepted(void **state) {
    (void)state;
    struct decision candidates = small_serving[2];
    char *given[] = {"300..400", NULL};
    for (int known = 0; known < 2; known++) {
        struct play p;
        begin(&p, (struct session_options){.seed = 1, .only_step = 6});
        small_serving[2].fact = "latency_budget_ms";
        small_serving[2].given = given;
        assert_true(send(&p, EVENT_START, ""));
        if (known)
            assert_true(line(&p, "/ask what is the latency budget?"));
        assert_true(line(&p, "IVF with nprobe 16 and 500 candidates.") && line(&p, "/score"));
        const struct marks *m = session_marks(p.session);
        assert_non_null(m);
        for (int i = 0; i < m->n; i++)
            if (strcmp(m->items[i].id, "retrieval.candidates") == 0)
                assert_true(m->items[i].earned == (known ? 0 : m->items[i].points));
        end(&p);
    }
    small_serving[2] = candidates;
}

/* A silent session has nothing to go deeper into, and /next always goes on. */
static void deep_dives_hold_nobody(void **state) {
    (void)state;
    struct play p;
    struct session_dive dive;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    for (int i = 0; i < STEPS; i++) {
        assert_true(line(&p, "/next"));
        assert_int_equal(session_step(p.session), i + 1);
        assert_non_null(strstr(last_line(&p, VOICE_NOTE), "nothing was said in it yet"));
        assert_true(line(&p, "/next"));
        results(&p, 3, 2, 5);
    }
    for (int step = 1; step <= STEPS; step++)
        assert_false(session_dive(p.session, step, &dive));
    assert_int_equal(session_step(p.session), STEPS + 1);
    end(&p);
}

static void a_failed_run_does_not_hold_the_session(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(pass(&p) && line(&p, "watch time") && line(&p, "/commit"));
    assert_true(send(&p, EVENT_RESULT, "baseline 0 0 failed: the disk is full\n"));
    assert_int_equal(session_phase(p.session), PHASE_ANSWERED);
    assert_non_null(strstr(last_line(&p, VOICE_ENGINE), "the disk is full"));
    assert_true(line(&p, "/next"));
    end(&p);
}

static void time_is_booked_to_the_step_it_was_spent_in(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    p.at_ms = 250000;
    assert_true(send(&p, EVENT_TICK, ""));
    assert_non_null(strstr(last_line(&p, VOICE_NOTE), "are over"));
    assert_true(pass(&p));
    assert_int_equal(session_spent_ms(p.session, 1), 252000 + 1000);
    assert_int_equal(session_spent_ms(p.session, 2), 0);
    end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_events),
        cmocka_unit_test(facts_are_given_when_asked_for),
        cmocka_unit_test(the_design_starts_empty_and_fills_by_words),
        cmocka_unit_test(a_correction_outlives_a_second_commit),
        cmocka_unit_test(forecasts_are_sealed_before_the_reveal),
        cmocka_unit_test(the_same_events_leave_the_same),
        cmocka_unit_test(a_strong_design_scores_and_seven_silences_do_not),
        cmocka_unit_test(what_cannot_be_is_refused_and_changes_nothing),
        cmocka_unit_test(deep_dives_go_where_it_is_weakest),
        cmocka_unit_test(a_known_fact_narrows_what_is_accepted),
        cmocka_unit_test(what_another_step_settled_stands),
        cmocka_unit_test(deep_dives_hold_nobody),
        cmocka_unit_test(a_failed_run_does_not_hold_the_session),
        cmocka_unit_test(time_is_booked_to_the_step_it_was_spent_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
