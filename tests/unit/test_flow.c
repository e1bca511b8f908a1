/* What the interviewer says along the way: read-backs, probes, what is not built, where /next leads. */
#include "practice/forecast.h"
#include "play.h"

/* Lines that hold a text. */
static int said(const struct play *p, const char *text) {
    int n, found = 0;
    const struct session_line *lines = session_lines(p->session, &n);
    for (int i = 0; i < n; i++)
        found += strstr(lines[i].text, text) != NULL;
    return found;
}

static void at_step(struct play *p, int step, enum session_mode mode) {
    begin(p, (struct session_options){.seed = 1, .only_step = step, .mode = mode});
    assert_true(send(p, EVENT_START, ""));
}

static void what_was_said_is_not_asked(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 3, MODE_PRACTICE);
    assert_true(line(&p, "Split by time, because tomorrow counts.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "How would you know that it works tomorrow?"), 0);
    assert_int_equal(said(&p, "Where do the rows come from that are no clicks?"), 1);
    end(&p);
    /* a question about the same decision was put already: the probe on it is not */
    at_step(&p, 3, MODE_PRACTICE);
    assert_true(line(&p, "Negatives are what was shown and not clicked.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "How do you hold rows out?"), 1);
    assert_int_equal(said(&p, "How would you know that it works tomorrow?"), 0);
    assert_int_equal(said(&p, "What does a random split see"), 0);
    assert_int_equal(said(&p, "Where do the rows come from that are no clicks?"), 0);
    end(&p);
}

static void a_risk_that_was_named_is_not_raised(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 3, MODE_PRACTICE);
    assert_true(line(&p, "No zeros, and nothing else to tell.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "And the zeros in your rows?"), 0);
    end(&p);
}

static void a_subject_is_asked_once(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 3, MODE_PRACTICE);
    assert_true(line(&p, "A random split.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "What does a random split see"), 1); /* a challenge to what was chosen */
    assert_int_equal(said(&p, "Where do the rows come from that are no clicks?"), 1);
    for (int i = 0; i < 3; i++) {
        results(&p, 3, 2, 5);
        assert_true(line(&p, "More of it.") && line(&p, "/commit"));
    }
    assert_int_equal(said(&p, "What does a random split see"), 1);
    assert_int_equal(said(&p, "Where do the rows come from that are no clicks?"), 1);
    assert_int_equal(said(&p, "And the zeros in your rows?"), 0); /* the same rubric item */
    end(&p);
}

static void settings_are_named_as_they_are_spoken(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 6, MODE_PRACTICE);
    assert_true(line(&p, "/set index refresh=10"));
    assert_string_equal(design(&p, K_REFRESH), "10");
    assert_true(line(&p, "/set Index refresh every = 20 minutes"));
    assert_string_equal(design(&p, K_REFRESH), "20");
    assert_true(line(&p, "/set retrieval model=Two-Tower"));
    assert_string_equal(design(&p, K_RETRIEVAL_MODEL), "two_tower");
    assert_true(line(&p, "/set fallback=yes"));
    assert_string_equal(design(&p, K_FALLBACK), "true");
    assert_true(line(&p, "/set exploration = 5 %"));
    assert_string_equal(design(&p, K_EXPLORATION), "0.05");
    assert_true(line(&p, "/set serving.replicas=3"));
    assert_false(line(&p, "/set retrieval=two-tower"));
    assert_non_null(strstr(p.err.message, "retrieval.model"));
    assert_non_null(strstr(p.err.message, "retrieval.loss"));
    assert_false(line(&p, "/set fallbakc=yes"));
    assert_non_null(strstr(p.err.message, "nearest: fallback"));
    assert_false(line(&p, "/set fallback"));
    assert_false(line(&p, "/set scale.items=5"));
    assert_non_null(strstr(p.err.message, "not yours"));
    end(&p);
}

static void what_is_not_built_is_said_once(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 4, MODE_INTERVIEW);
    assert_true(line(&p, "Boosted trees rank, XGBoost at first. No Kafka.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "There are no boosted trees here; the nearest that is built: an MLP. Your words count"),
                     1);
    assert_int_equal(said(&p, "no streaming"), 0);
    assert_true(line(&p, "Boosted trees, fed by Kafka.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "There are no boosted trees"), 1);
    assert_int_equal(said(&p, "There is no streaming here. Your words count"), 1);
    end(&p);
}

static void next_says_why_it_stays(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "It is about videos.") && line(&p, "/next"));
    assert_int_equal(session_step(p.session), 1);
    assert_non_null(strstr(last_line(&p, VOICE_NOTE), "Still in step 1: /next again goes on"));
    assert_true(line(&p, "/next") && pass(&p));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "A random split.") && line(&p, "/next"));
    assert_int_equal(session_step(p.session), 3);
    assert_int_equal(said(&p, "Still in step 3: the engine answers first"), 1);
    results(&p, 3, 2, 5);
    assert_true(line(&p, "Where the rows are from, I can say: negatives are unclicked.") && line(&p, "/next"));
    assert_int_equal(session_step(p.session), 3);
    end(&p);
}

static void an_empty_step_is_left_at_the_second_word(void **state) {
    (void)state;
    for (int mode = 0; mode < MODES; mode++) {
        struct play p;
        begin(&p, (struct session_options){.seed = 1, .mode = (enum session_mode)mode});
        assert_true(send(&p, EVENT_START, "") && pass(&p));
        assert_int_equal(session_step(p.session), 2);
        assert_true(line(&p, "/next"));
        assert_int_equal(session_step(p.session), 2);
        assert_false(session_committed(p.session, 2));
        assert_non_null(strstr(last_line(&p, VOICE_NOTE), "nothing was said in it yet"));
        assert_true(line(&p, "/next"));
        assert_int_equal(session_step(p.session), 3);
        /* what is left at once puts no question that nobody could answer */
        assert_int_equal(said(&p, "What is the ranker trained for?"), 0);
        /* a commit stays and says what nobody spoke of */
        assert_true(line(&p, "/commit") && session_committed(p.session, 3));
        assert_int_equal(session_step(p.session), 3);
        assert_int_equal(said(&p, "How do you hold rows out?"), 1);
        end(&p);
    }
}

static void requirements_are_read_back(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "We assume 500 million daily users and a latency of 400 ms."));
    assert_true(line(&p, "The goal is that people return. Out of scope: ads."));
    assert_true(line(&p, "Target: 2 % more watch time than today."));
    assert_true(line(&p, "/commit"));
    assert_int_equal(said(&p, "\"We assume 500 million daily users\" (yes)"), 1);
    assert_int_equal(said(&p, "\"a latency of 400 ms\" (no: 100 milliseconds"), 1);
    assert_int_equal(said(&p, "the goal \"The goal is that people return\""), 1);
    assert_int_equal(said(&p, "the target \"Target: 2 % more watch time than today\""), 1);
    assert_int_equal(said(&p, "the scope \"Out of scope: ads\""), 1);
    assert_int_equal(session_facts(p.session), 2);
    assert_true(line(&p, "So latency is 400 ms by my sum.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "by my sum\" (no"), 0); /* worked out, not assumed */
    assert_true(line(&p, "The page reads 1.33 where more was promised.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "the target \"The page reads"), 0);
    assert_true(line(&p, "Peak is three times the average.") && line(&p, "/commit")); /* what is new alone */
    assert_int_equal(said(&p, "Out of scope: ads\""), 1);
    assert_int_equal(said(&p, "Noted: assumed \"Peak is three times the average\" (yes)."), 1);
    end(&p);
}

static void what_cannot_be_is_said_before_it_runs(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 6, MODE_PRACTICE);
    assert_true(line(&p, "/set retrieval.index=ivf") && line(&p, "/set nlist=65536"));
    assert_int_equal(said(&p, "65,536 cells for the 20,000 items that are simulated: 20,000 are used."), 1);
    assert_true(line(&p, "IVF with nprobe 16 and 500 candidates.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "65,536 cells for the"), 1);
    assert_int_equal(session_runs_owed(p.session), 1); /* nothing has run */
    end(&p);
}

static void a_read_back_tells_what_is_new(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 6, MODE_PRACTICE);
    assert_true(line(&p, "HNSW and 500 candidates.") && line(&p, "/set candidates=300") && line(&p, "/commit"));
    assert_int_equal(said(&p, "candidates 300 items (your correction)"), 1);
    assert_string_equal(design(&p, K_CANDIDATES), "300");
    results(&p, 3, 2, 5);
    assert_true(line(&p, "A cache of 60 seconds.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "I heard, new or changed: cache 60 seconds."), 1);
    results(&p, 3, 2, 5);
    assert_true(line(&p, "That is all.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_CANDIDATES), "300");
    assert_int_equal(said(&p, "I heard no new decision; the others stand."), 1);
    end(&p);
}

static void a_list_put_in_by_hand_is_changed_by_speech(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 7, MODE_PRACTICE);
    assert_true(line(&p, "We watch feature drift.") && line(&p, "/set monitors=features+ctr+calibration"));
    assert_true(line(&p, "/commit"));
    assert_string_equal(design(&p, K_MONITORS), "features+calibration+ctr"); /* said before it was put in */
    assert_int_equal(said(&p, "monitors features, calibration, ctr (your correction)"), 1);
    results(&p, 3, 2, 5);
    assert_true(line(&p, "On second thought, no feature drift.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_MONITORS), "calibration+ctr");
    assert_int_equal(said(&p, "I heard, new or changed: monitors calibration, ctr."), 1);
    results(&p, 3, 2, 5);
    assert_true(line(&p, "And calibration, as I said.") && line(&p, "/commit")); /* stays, and is not told as new */
    assert_int_equal(said(&p, "I heard, new or changed: monitors calibration, ctr."), 1);
    assert_string_equal(design(&p, K_MONITORS), "calibration+ctr");
    results(&p, 3, 2, 5);
    assert_true(line(&p, "/set monitors=ctr") && line(&p, "Then psi per feature again.") && line(&p, "/commit"));
    assert_string_equal(design(&p, K_MONITORS), "features+ctr");
    end(&p);
}

static void an_answer_to_a_question_is_reacted_to(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 3, MODE_PRACTICE);
    assert_true(line(&p, "Split by time, because tomorrow counts.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "Where do the rows come from that are no clicks?"), 1);
    results(&p, 3, 2, 5);
    assert_true(line(&p, "Negatives are what was shown and not clicked.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "I heard there: where negatives come from."), 1);
    assert_int_equal(said(&p, "no new decision"), 0);
    assert_int_equal(said(&p, "Nothing about"), 1);               /* what was told is not told again */
    assert_true(line(&p, "That is all.") && line(&p, "/commit")); /* no question is open now */
    assert_int_equal(said(&p, "I heard no new decision; the others stand."), 1);
    end(&p);
    at_step(&p, 3, MODE_PRACTICE);
    assert_true(line(&p, "Split by time, because tomorrow counts.") && line(&p, "/commit"));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "There are cats and dogs.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "Noted. The point that I was after I did not hear for certain."), 1);
    end(&p);
    at_step(&p, 3, MODE_INTERVIEW);
    assert_true(line(&p, "Split by time, because tomorrow counts.") && line(&p, "/commit"));
    results(&p, 3, 2, 5);
    assert_true(line(&p, "Negatives are what was shown and not clicked.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "I heard there"), 0);
    assert_string_equal(last_line(&p, VOICE_INTERVIEWER), "Noted.");
    end(&p);
}

static void risks_and_sums_of_the_first_step_are_read_back(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "I assume a peak of three times the average, so roughly 175,000 requests a second."));
    assert_true(line(&p, "The biggest risk is a log that flatters old items.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "\"so roughly 175,000 requests a second\" (yes)"), 1);
    assert_int_equal(said(&p, "the risk \"The biggest risk is a log"), 1);
    end(&p);
}

static void a_forecast_of_a_change_is_answered_in_a_step(void **state) {
    (void)state;
    struct play p;
    struct run_request r;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    for (int step = 1; step < 4; step++) {
        assert_true(step != 2 || (line(&p, "Watch time is the objective.") && line(&p, "/commit")));
        results(&p, 3, 2, 5);
        assert_true(pass(&p));
        results(&p, 3, 2, 5);
    }
    assert_true(line(&p, "Two-tower with sampled softmax and log Q.") && line(&p, "/commit") && pass(&p));
    assert_int_equal(session_step(p.session), 5);
    assert_true(line(&p, "We measure recall.") && line(&p, "/commit"));
    assert_true(line(&p, "/predict retrieval.recall@100 down") && line(&p, "/run"));
    assert_true(send(&p, EVENT_RESULT, "reveal 0 7 ok\nmetric online.watch_minutes_per_session 3 2 9\n"));
    assert_int_equal(said(&p, "The simple rule stands at 2"), 1); /* step 2 had another one */
    assert_int_equal(said(&p, "is measured against this design while we go on: step 6 answers it."), 1);
    assert_true(pass(&p) && line(&p, "HNSW and 500 candidates.") && line(&p, "/commit"));
    assert_int_equal(session_runs_owed(p.session), 2);
    result(&p, 3);
    assert_true(session_wanted(p.session, &r) && r.purpose == RUN_CHANGE);
    assert_true(session_against_revealed(p.session, r.purpose, r.index));
    assert_string_equal(r.until, "retrieval_quality"); /* no further than the metric that it is about */
    assert_string_equal(design_text(r.design, K_LOGQ), "false");
    assert_string_not_equal(design_text(r.design, K_INDEX), "hnsw"); /* the design of step 5, not of now */
    result(&p, 3);
    assert_int_equal(said(&p, "log-Q correction no: you said down, it went down, as you expected."), 1);
    assert_true(send(&p, EVENT_SCORE, ""));
    while (session_wanted(p.session, &r)) {
        assert_int_not_equal(r.purpose, RUN_CHANGE); /* it is answered */
        result(&p, 3);
    }
    end(&p);
}

static void dialogue_has_spoken_names(void **state) {
    (void)state;
    struct play p;
    at_step(&p, 5, MODE_PRACTICE);
    assert_true(line(&p, "We measure recall.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "Up and down are against your own design as it stands, with one thing changed."), 1);
    assert_int_equal(said(&p, "Without log Q? Your design has: log-Q correction yes.  /predict 3 up|down|same"), 1);
    assert_true(line(&p, "/predict retrieval.logq_correction=false down"));
    assert_false(line(&p, "/predict capacity.machines up")); /* the step's own is meant, and it is no direction */
    assert_string_equal(last_line(&p, VOICE_YOU), "Forecast: recall@100 with log-Q correction no: down");
    int n;
    const struct session_forecast *f = session_forecasts(p.session, &n);
    static const char *const KEYS[][2] = {{"3 down", "retrieval.logq_correction=false down"},
                                          {"1 10 20", "capacity.machines 10 20"},
                                          {"Recall@100 middle", "retrieval.recall@100 middle"},
                                          {"retrieval.recall@100 0 1", "retrieval.recall@100 0 1"},
                                          {"9 10 20", "9 10 20"}};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        struct text key = {0};
        forecast_key(f, n, 5, KEYS[i][0], &key);
        assert_string_equal(text_str(&key), KEYS[i][1]);
        text_free(&key);
    }
    assert_true(line(&p, "/set guardrails=hides/1000, watch minutes/session"));
    assert_string_equal(design(&p, K_GUARDRAILS), "online.watch_minutes_per_session+online.hides_per_1000");
    end(&p);
    at_step(&p, 4, MODE_GUIDED);
    assert_true(line(&p, "Something ranks.") && line(&p, "/commit"));
    int lines;
    const struct session_line *all = session_lines(p.session, &lines);
    for (int i = 0; i < lines; i++)
        assert_null(strchr(all[i].text, '_'));
    end(&p);
}

static void a_clock_that_grows_is_told(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1});
    assert_true(send(&p, EVENT_START, ""));
    for (int step = 1; step < 4; step++) {
        assert_true(pass(&p));
        results(&p, 3, 2, 5);
    }
    char grown[80];
    int before = session_minutes_ms(p.session, 4) / 60000;
    assert_true(line(&p, "Two-tower with sampled softmax and log Q.") && line(&p, "/commit"));
    snprintf(grown, sizeof grown, "A deep dive: 4 minutes more (to %d:00), then /next.", before + 4);
    assert_int_equal(said(&p, grown), 1);
    end(&p);
}

static void machines_have_a_size(void **state) {
    (void)state;
    struct play p;
    begin(&p, (struct session_options){.seed = 1, .only_step = 5, .cores = 4});
    assert_true(send(&p, EVENT_START, ""));
    assert_true(line(&p, "We measure recall.") && line(&p, "/commit"));
    assert_int_equal(said(&p, "How many machines? A machine is one of 4 cores.  /predict 1 LOW HIGH"), 1);
    end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_said_is_not_asked),
        cmocka_unit_test(a_subject_is_asked_once),
        cmocka_unit_test(a_risk_that_was_named_is_not_raised),
        cmocka_unit_test(settings_are_named_as_they_are_spoken),
        cmocka_unit_test(what_is_not_built_is_said_once),
        cmocka_unit_test(next_says_why_it_stays),
        cmocka_unit_test(an_empty_step_is_left_at_the_second_word),
        cmocka_unit_test(requirements_are_read_back),
        cmocka_unit_test(what_cannot_be_is_said_before_it_runs),
        cmocka_unit_test(a_read_back_tells_what_is_new),
        cmocka_unit_test(a_list_put_in_by_hand_is_changed_by_speech),
        cmocka_unit_test(an_answer_to_a_question_is_reacted_to),
        cmocka_unit_test(risks_and_sums_of_the_first_step_are_read_back),
        cmocka_unit_test(a_forecast_of_a_change_is_answered_in_a_step),
        cmocka_unit_test(dialogue_has_spoken_names),
        cmocka_unit_test(a_clock_that_grows_is_told),
        cmocka_unit_test(machines_have_a_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
