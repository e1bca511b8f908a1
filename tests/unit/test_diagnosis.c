/* Step 7's question: what happened on the days after the log. Every case, in wordings that its content does not have.
 */
#include "practice/marks.h"
#include "practice/session.h"
#include "script/scenario.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct play {
    struct content *content;
    struct scenario *scenario;
    struct session *s;
};

static bool apply(struct session *s, enum session_event_kind kind, const char *text) {
    struct session_effects effects;
    struct err err = {0};
    bool ok = session_apply(s, &(struct session_event){kind, text, 0}, &effects, &err);
    if (!ok && kind != EVENT_NEXT)
        fail_msg("%s \"%s\": %s", session_event_name(kind), text, err.message);
    return ok;
}

static void answer_runs(struct session *s) {
    struct run_request r;
    while (session_wanted(s, &r)) {
        char row[120];
        snprintf(row, sizeof row, "%s %d 1 ok\nlatency held\n", run_purpose_name(r.purpose), r.index);
        apply(s, EVENT_RESULT, row);
    }
}

/* Stands in step 7 with the days measured. timeline: "9:fault:feature_null:item_ctr:" */
static void begin(struct play *p, const char *name, const char *timeline, enum session_mode mode, bool alone) {
    struct script_paths paths = {.data = "data", .scenarios = "scenarios"};
    struct err err = {0};
    char scenario[80];
    snprintf(scenario, sizeof scenario, "%s/production", name);
    p->content = content_load(&paths, name, &err);
    p->scenario = scenario_load(&paths, scenario, &err);
    if (!p->content || !p->scenario || !design_set(p->scenario->design, "world.timeline", timeline, &err))
        fail_msg("%s", err.message);
    struct session_options o = {
        .mode = mode, .level = LEVEL_SENIOR, .seed = 1, .only_step = alone ? 7 : 0, .scenario = p->scenario->design};
    p->s = session_new(p->content, &o, &err);
    assert_non_null(p->s);
    apply(p->s, EVENT_START, "");
    while (session_step(p->s) < 7) {
        apply(p->s, EVENT_NEXT, "");
        answer_runs(p->s);
    }
    apply(p->s, EVENT_TEXT, "We watch the drift of features and retrain daily, because the world moves.");
    apply(p->s, EVENT_COMMIT, "");
    apply(p->s, EVENT_RUN, "");
    answer_runs(p->s);
}

static void end(struct play *p) {
    session_free(p->s);
    scenario_free(p->scenario);
    content_free(p->content);
}

/* The share of the diagnosis in the marks; NAN: none. */
static double share(struct play *p) {
    while (session_step(p->s) <= STEPS) {
        apply(p->s, EVENT_NEXT, "");
        answer_runs(p->s);
    }
    const struct marks *m = session_marks(p->s);
    for (int i = 0; i < m->n; i++)
        if (m->items[i].kind == MARK_DIAGNOSIS)
            return m->items[i].earned / m->items[i].points;
    return NAN;
}

static bool heard(const struct session *s, const char *words) {
    int n;
    const struct session_line *lines = session_lines(s, &n);
    for (int i = 0; i < n; i++)
        if (strstr(lines[i].text, words))
            return true;
    return false;
}

static double said(const char *name, const char *timeline, const char *text) {
    struct play p;
    begin(&p, name, timeline, MODE_PRACTICE, true);
    assert_true(session_diagnosis(p.s));
    apply(p.s, EVENT_TEXT, text);
    apply(p.s, EVENT_COMMIT, "");
    answer_runs(p.s);
    double v = share(&p);
    end(&p);
    return v;
}

static const char NULL_9[] = "9:fault:feature_null:item_ctr:",
                  BOTH[] = "4:drift:taste::0.2;9:fault:feature_null:item_ctr:";

static void what_happened_is_understood(void **state) {
    (void)state;
    static const struct {
        const char *name, *timeline, *text;
        double low, high;
    } rows[] = {
        {"video_recommendation", NULL_9, "On day 9 one of the features went missing: the distance leaps overnight.", 1,
         1},
        {"video_recommendation", NULL_9, "From the 10th day on an input feature is empty, so the ranker is half blind.",
         1, 1},
        {"video_recommendation", NULL_9, "A feature broke, I would say around day 3.", 0.7, 0.7},
        {"video_recommendation", BOTH, "Around day 4 interests drifted, and on day 9 a feature arrived as null.", 1, 1},
        {"video_recommendation", BOTH, "The features on day 9 went null.", 0.6, 0.7},
        {"video_recommendation", BOTH, "Preferences have shifted since day 4.", 0.3, 0.4},
        {"video_recommendation", NULL_9, "It was no drift of tastes. A feature stopped arriving on day nine.", 1, 1},
        {"ad_click", "4:drift:taste::0.2;9:fault:feature_null:ad_ctr:",
         "On day 9 a feature stopped arriving, probably the counter came in empty. From day 4 on, a slow drift of "
         "taste.",
         1, 1},
        {"news_feed", BOTH, "From day 4 people's interests slowly shift. On day 9 one of the inputs is all nulls.", 1,
         1},
        {"news_feed", BOTH, "One of the inputs went to zero around day 9, people wanted other things since day 4.", 1,
         1},
        {"video_recommendation", NULL_9, "A bad deploy on day 9.", 0, 0},
        {"video_recommendation", NULL_9, "Tastes drifted from day 9 on.", 0, 0},
        {"video_recommendation", NULL_9,
         "Missing feature, stale features, taste drift, a traffic spike, a bad release or a stale index on day 9.", 0,
         0.1},
        {"news_feed", "6:fault:feature_stale", "The counters froze on day 6: nothing jumps, but fresh posts lose.", 1,
         1},
        {"news_feed", "6:fault:traffic::3", "Day 6 brought a surge of traffic; the rates are what they were.", 1, 1},
        {"news_feed", "6:drift:taste::0.3", "People's interests changed since day 5, slowly.", 1, 1},
        {"ad_click", "7:fault:feature_null:ad_ctr:", "One field came empty on day 7, calibration broke at once.", 1, 1},
        {"ad_click", "7:drift:taste::0.3", "The audience changed from day 7.", 1, 1},
        {"harmful_content",
         "9:fault:feature_null:image:", "Since day 9 the images are missing, so the combination is lost.", 1, 1},
        {"harmful_content", "5:drift:taste::0.4", "Spammers adapted: they use new words since day 5.", 1, 1},
        {"visual_search", "9:fault:colour_order", "On day 9 the colour channels of photographs were swapped.", 1, 1},
        {"visual_search", "9:fault:index_stale",
         "The index has not been refreshed since day 9, new items are not found.", 1, 1},
        {"visual_search", "4:drift:style::0.5", "New designs came into the catalogue on day 4, in a new style.", 1, 1},
        {"visual_search", "4:drift:camera::0.5", "From day 4 there is a new camera with another sensor.", 1, 1},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double v = said(rows[i].name, rows[i].timeline, rows[i].text);
        if (v >= rows[i].low - 1e-9 && v <= rows[i].high + 1e-9)
            continue;
        print_error("%s: \"%s\" earned %.2f, not %.2f to %.2f\n", rows[i].name, rows[i].text, v, rows[i].low,
                    rows[i].high);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void the_truth_comes_after_the_answer(void **state) {
    (void)state;
    struct play p;
    begin(&p, "video_recommendation", NULL_9, MODE_PRACTICE, false);
    assert_true(session_diagnosis(p.s) && !session_days_told(p.s));
    assert_true(heard(p.s, "Something happened on these days") && !heard(p.s, "item_ctr"));
    assert_false(heard(p.s, "1 minute to close")); /* one question at a time */
    apply(p.s, EVENT_TEXT, "I would page the owner of the pipeline.");
    apply(p.s, EVENT_COMMIT, "");
    answer_runs(p.s);
    assert_true(session_diagnosis(p.s) && !heard(p.s, "item_ctr")); /* nothing was named: it stays open */
    apply(p.s, EVENT_TEXT, "On day 9 a feature stopped arriving.");
    apply(p.s, EVENT_COMMIT, "");
    answer_runs(p.s);
    assert_true(!session_diagnosis(p.s) && session_days_told(p.s) && heard(p.s, "(item ctr)"));
    assert_true(heard(p.s, "1 minute to close"));
    apply(p.s, EVENT_TEXT, "No, a traffic spike."); /* the first answer stands */
    apply(p.s, EVENT_COMMIT, "");
    answer_runs(p.s);
    assert_true(fabs(share(&p) - 1) < 1e-9);
    end(&p);
}

static void an_interview_tells_it_at_the_end(void **state) {
    (void)state;
    struct play p;
    begin(&p, "ad_click", "7:fault:feature_null:ad_ctr:", MODE_INTERVIEW, false);
    apply(p.s, EVENT_TEXT, "On day 7 a field is missing.");
    apply(p.s, EVENT_COMMIT, "");
    answer_runs(p.s);
    assert_true(!session_diagnosis(p.s) && !session_days_told(p.s) && !heard(p.s, "(ad ctr)"));
    assert_true(fabs(share(&p) - 1) < 1e-9 && session_days_told(p.s));
    end(&p);
}

static void silence_earns_nothing_and_quiet_days_ask_nothing(void **state) {
    (void)state;
    struct play p;
    begin(&p, "video_recommendation", NULL_9, MODE_PRACTICE, false);
    assert_true(share(&p) == 0);
    end(&p);
    begin(&p, "video_recommendation", "", MODE_PRACTICE, false);
    assert_false(session_diagnosis(p.s));
    assert_true(session_days_told(p.s) && heard(p.s, "1 minute to close") && isnan(share(&p)));
    end(&p);
    begin(&p, "video_recommendation", "40:fault:traffic::3", MODE_PRACTICE, false); /* after the days that are played */
    assert_true(!session_diagnosis(p.s) && isnan(share(&p)));
    end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happened_is_understood),
        cmocka_unit_test(the_truth_comes_after_the_answer),
        cmocka_unit_test(an_interview_tells_it_at_the_end),
        cmocka_unit_test(silence_earns_nothing_and_quiet_days_ask_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
