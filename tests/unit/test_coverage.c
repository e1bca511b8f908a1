/* Coverage of prose: an argument outranks notes without reasons, a list of terms, a fluent nothing and a wrong claim.
 */
#include "practice/coverage.h"
#include "script/scenario.h"
#include "small_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static double score(const char *text) {
    struct content content = small_case();
    struct coverage c = coverage_of(&content, 3, LEVEL_STAFF, text);
    double v = c.score;
    coverage_free(&c);
    return v;
}

static double earned(const char *text, const char *id) {
    struct content content = small_case();
    struct coverage c = coverage_of(&content, 3, LEVEL_STAFF, text);
    double v = NAN;
    for (int i = 0; i < c.n; i++)
        if (strcmp(c.items[i].item->id, id) == 0)
            v = c.items[i].earned;
    coverage_free(&c);
    return v;
}

static void arguments_earn_names_do_not(void **state) {
    (void)state;
    assert_true(earned("I split by time because the future would leak.", "time_split") == 2);
    assert_true(earned("I split by time. Otherwise the future would leak.", "time_split") == 2);
    assert_true(earned("split by time -> no leak from the future", "time_split") == 2);
    assert_true(earned("I would like to split by time in this system.", "time_split") == 0.5);
    assert_true(earned("temporal split, negatives, position bias, exploration", "time_split") < 0.5);
    assert_true(earned("Rows a day: plenty.", "volume") == 0.25);
    assert_true(earned("We log 50 G rows a day.", "volume") == 1);
    assert_true(earned("Exploration is nice.", "explore_cost") == 0.5);
    assert_true(earned("Exploration costs some clicks now but buys data on new videos.", "explore_cost") == 2);
}

static void what_is_denied_or_wrong_earns_nothing(void **state) {
    (void)state;
    assert_true(earned("There is no position bias because users see all.", "position") == 0);
    assert_true(earned("I take a random split because it is simple.", "time_split") < 0);
    assert_true(earned("Not a random split: I split by time because the future would leak.", "time_split") == 2);
    assert_true(earned("random split. Sorry, no: split by time, because the future would leak.", "time_split") == 2);
    assert_true(score("I take a random split.") == 0); /* never below zero */
}

static void mistakes_in_other_words_cost_points(void **state) {
    (void)state;
    const char *claim = "I shuffle all rows first, because then both halves look the same and nothing leaks.";
    assert_true(earned(claim, "time_split") == -1);
    assert_true(earned("I do not need position bias here, I shuffle all rows first, then both halves look the same and "
                       "nothing leaks.",
                       "position") == 0);
    assert_true(earned("I shuffle all rows first, no: I split by time, as it would leak.", "time_split") == 2);
    /* it shares words with the mistake, and says the right thing */
    assert_true(earned("A temporal split, because both halves of shuffled rows leak.", "time_split") == 2);
}

/* Reasons, figures and prices without the words that name them. */
static void arguments_come_in_other_grammar(void **state) {
    (void)state;
    assert_true(earned("I split by time. With shuffled rows, tomorrow's clips sit in training.", "time_split") == 2);
    assert_true(earned("I split by time, which shuffled rows can never stand for.", "time_split") == 2);
    assert_true(earned("Split by time, days 1 to 12. With a luckier cut.", "time_split") == 0.5);
    assert_true(earned("Rows a day arrive within two hours.", "volume") == 1);
    assert_true(earned("Rows a day: one would like to know.", "volume") == 0.25);
    assert_true(earned("Exploration: we forgo a little today.", "explore_cost") == 2);
    assert_true(earned("Exploration: steeper, and it narrows.", "explore_cost") == 2);
}

/* A reason beside the name of a subject is no point about it. */
static void one_word_is_a_name(void **state) {
    (void)state;
    assert_true(earned("Our negatives come cheap.", "negatives") == 1); /* wants nothing but the subject */
    assert_true(earned("The baseline was slow, because its machines were old.", "baseline") == 0.5);
    assert_true(earned("A baseline first, since a model has to be worth more than the popular list.", "baseline") == 2);
}

static void evidence_quotes_the_sentence(void **state) {
    (void)state;
    struct content content = small_case();
    struct coverage c = coverage_of(&content, 3, LEVEL_MID, "Well.  I split by time, since it leaks; fine.");
    assert_int_equal(c.n, 2); /* items of the level and below */
    assert_string_equal(c.items[0].evidence, "I split by time, since it leaks");
    assert_string_equal(c.items[1].evidence, "");
    assert_true(c.max == 3);
    coverage_free(&c);
    c = coverage_of(&content, 3, LEVEL_STAFF, "");
    assert_true(c.score == 0);
    coverage_free(&c);
}

static void tradeoffs_need_both_sides_and_a_number(void **state) {
    (void)state;
    assert_int_equal(coverage_tradeoffs("Twice the probes buys 2 % recall but costs 3 ms. Recall is good."), 1);
    assert_int_equal(coverage_tradeoffs("It costs more but is better. We have 5 servers. p99 but not p50."), 0);
    assert_int_equal(coverage_tradeoffs("Does it cost 3 ms more?"), 0);
}

/* Answers to step 3 of the real case, by worth. */
static const char *const ANSWERS[] = {
    "Rows are logged impressions joined with clicks and watch seconds. I split by time, because a random split lets "
    "tomorrow's popularity leak into training and flatters the metrics. Features are snapshotted when the request "
    "starts, otherwise a counter over the whole log knows the label. For retrieval I mix in-batch and random "
    "negatives, because in-batch alone never shows items nobody clicked. Position goes into a side model that is "
    "dropped at serving, since clicks follow the slot. I keep 10 % of negatives and correct the probabilities back, so "
    "that calibration holds.",
    "time split, random would leak tomorrow's popularity. features as of request time, else counters leak the label. "
    "in-batch plus random negatives because unclicked items never appear otherwise. position -> side tower, dropped at "
    "serving, since clicks follow the slot. keep 10% negatives, correct probabilities.",
    "I would use impressions with clicks and watch time as labels. I would split by time. I use user features, video "
    "features and context features. Position bias should be considered.",
    "Data is the foundation of every successful system, and I would make sure that our pipelines are robust, scalable "
    "and well documented, because quality matters. We would clean all relevant data and work with stakeholders.",
    "time split, position bias, negatives, in-batch, random negatives, features, leakage, counters, snapshot, "
    "calibration, downsampling, correction, heavy users, bots, label delay, content features, cold start, exploration",
    "I shuffle the rows and take a random split, because that makes the sets equal. Position can be ignored because "
    "users see everything. A click counter over the whole log is the best feature.",
    "The interface should be written with server-side rendering, because that makes the first paint fast. Videos are "
    "transcoded and stored behind a CDN, so that playback starts within 200 ms."};
enum { STRONG, NOTES, MEDIUM, FLUENT, KEYWORDS, WRONG, OFF_TOPIC, KINDS };

static void answers_rank_by_worth(void **state) {
    (void)state;
    struct err err = {0};
    struct script_paths paths = {.data = (char *)"data", .scenarios = (char *)"scenarios"};
    struct content *content = content_load(&paths, "video_recommendation", &err);
    if (!content)
        fail_msg("%s", err.message);
    double score_of[KINDS];
    for (int i = 0; i < KINDS; i++) {
        struct coverage c = coverage_of(content, 3, LEVEL_STAFF, ANSWERS[i]);
        score_of[i] = c.score / c.max;
        coverage_free(&c);
    }
    for (int i = FLUENT; i < KINDS; i++) {
        assert_true(score_of[MEDIUM] > score_of[i]);
        assert_true(score_of[i] < 0.06);
    }
    assert_true(score_of[STRONG] >= score_of[NOTES]);
    assert_true(score_of[NOTES] > 2 * score_of[MEDIUM]);
    assert_true(score_of[STRONG] > 0.4);
    content_free(content);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_earn_names_do_not),
        cmocka_unit_test(what_is_denied_or_wrong_earns_nothing),
        cmocka_unit_test(mistakes_in_other_words_cost_points),
        cmocka_unit_test(arguments_come_in_other_grammar),
        cmocka_unit_test(one_word_is_a_name),
        cmocka_unit_test(evidence_quotes_the_sentence),
        cmocka_unit_test(tradeoffs_need_both_sides_and_a_number),
        cmocka_unit_test(answers_rank_by_worth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
