/* Turns of phrase: the matcher itself, and what interviewers are asked beside facts, told by it. */
#include "practice/requests.h"
#include "practice/words_stance.h"
#include "practice/words_turn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static bool stands(const char *turn, const char *text) {
    const char *const written[] = {turn, NULL};
    struct turns *turns = turns_new(written);
    struct words w = words_of(text);
    bool found = turns_in(turns, &w, 0, w.n);
    words_free(&w);
    turns_free(turns);
    return found;
}

struct row {
    const char *turn, *text;
    bool found;
};
static void check(const struct row *rows, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (stands(rows[i].turn, rows[i].text) != rows[i].found)
            fail_msg("\"%s\" in \"%s\": %s", rows[i].turn, rows[i].text, rows[i].found ? "not found" : "found");
}
#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void slots_are_filled_in_order(void **state) {
    (void)state;
    static const struct row ROWS[] = {
        {"you decide|choose", "I'd say you choose.", true},
        {"you decide|choose", "You decide", true},
        {"you decide|choose", "You should choose.", false},
        {"you decide|choose", "We choose you.", false},
        {"you decide|choose", "You", false},
        {"you decide|choose", "", false},
        {"no|not idea|clue here", "No, no clue here.", true},
        {"no|not idea|clue here", "No clue.", false},
    };
    CHECK(ROWS);
}

static void gaps_let_others_stand_between(void **state) {
    (void)state;
    static const struct row ROWS[] = {
        {"tell ~ answer", "Tell answer", true},
        {"tell ~ answer", "Tell one two three four five answer", true},
        {"tell ~ answer", "Tell one two three four five six answer", false},
        {"not * sure", "not sure", true},
        {"not * sure", "not a bit sure", true},
        {"not * sure", "not one little bit sure", false},
        {"let * * decide", "let the many new numbers decide", true},
        {"let * * decide", "let all of the many numbers decide", false},
        {"is ~ right ~ or", "is that right, is it right now, or", true}, /* the first "right" is tried first */
        {"tell ~ answer now", "tell the answer, the answer now", true},
    };
    CHECK(ROWS);
}

static void a_dollar_is_the_end_of_a_sentence(void **state) {
    (void)state;
    static const struct row ROWS[] = {
        {"is that right $", "Is that right?", true},        {"is that right $", "Is that right? I think so.", true},
        {"is that right $", "Is that right now?", false},   {"time left ~ me|$", "How much time left?", true},
        {"time left ~ me|$", "Time left for all me", true}, {"tell me ~ exactly $", "tell me the value exactly.", true},
    };
    CHECK(ROWS);
}

static void one_form_stands_for_all(void **state) {
    (void)state;
    static const struct row ROWS[] = {
        {"optimise", "how to optimize it", true},
        {"optimize", "we are optimising it", true},
        {"favor", "the favours", true},
        {"behaviour", "user behavior", true},
        {"metric", "both metrics", true},
        {"undecided", "I'm UNDECIDED", true},
        {"can not say", "I can't say", true},
        {"=known", "it is known", true},
        {"=depends", "it depends", true},
        {"=depends", "features that depend on it", false},
        {"good|=interesting", "an interest", false},
        {"good|=interesting", "goods", true},
    };
    CHECK(ROWS);
}

static void a_search_stays_within_its_words(void **state) {
    (void)state;
    static const char *const WRITTEN[] = {"you decide", "decide $", NULL};
    struct turns *turns = turns_new(WRITTEN);
    struct words w = words_of("Do you decide later?");
    assert_true(turns_in(turns, &w, 0, w.n));
    assert_true(turns_in(turns, &w, 1, 3));
    assert_false(turns_in(turns, &w, 0, 2));
    assert_false(turns_in(turns, &w, 2, w.n)); /* "decide later" ends with another word */
    assert_true(turns_in(turns, &w, 2, 3));    /* the last word that is looked at ends what is */
    assert_false(turns_in(turns, &w, 1, 1));
    words_free(&w);
    turns_free(turns);
    turns_free(NULL);
}

/* ---- What is asked for. */

static const char *name_of(enum asked_for asked) {
    static const char *const NAMES[] = {"a fact", "a decision", "the solution", "small talk"};
    return NAMES[asked];
}

static void requests_are_told_by_how_they_are_put(void **state) {
    (void)state;
    static const struct {
        enum asked_for want;
        const char *line;
    } ROWS[] = {
        {ASKED_SOLUTION, "Just tell me the right answer."},
        {ASKED_SOLUTION, "What would you use here?"},
        {ASKED_SOLUTION, "I have no idea. You decide!"},
        {ASKED_SOLUTION, "Which one is better, HNSW or IVF?"},
        {ASKED_SOLUTION, "What would a strong candidate say?"},
        {ASKED_SOLUTION, "Can you draw the whole architecture for me?"},
        {ASKED_SOLUTION, "Is that right?"},
        {ASKED_SOLUTION, "What do I say next?"},
        {ASKED_CHAT, "How are you today?"},
        {ASKED_CHAT, "Can you hear me?"},
        {ASKED_CHAT, "How much time is left?"},
        {ASKED_CHAT, "Can we take a short break?"},
        {ASKED_CHAT, "Do you enjoy your job?"},
        {ASKED_DECISION, "What should the embedding dimension be?"},
        {ASKED_DECISION, "Should we train every day?"},
        {ASKED_DECISION, "How should I handle new videos?"},
        {ASKED_DECISION, "What is the best loss for this?"},
        {ASKED_DECISION, "Ought I to optimize the ranker for clicks?"},
        {ASKED_FACT, "How many users are there?"},
        {ASKED_FACT, "What is the latency budget?"},
        {ASKED_FACT, "How old are the videos when they are watched?"}, /* "how old are you" is chat */
        {ASKED_FACT, "How long is a video?"},                          /* "how long is left" is chat */
        {ASKED_FACT, "Which languages do people speak?"},
        {ASKED_FACT, "Do users tell us what they like?"},
        {ASKED_FACT, "Is the training log complete?"},
        {ASKED_FACT, ""},
    };
    struct requests *requests = requests_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct words w = words_of(ROWS[i].line);
        enum asked_for got = asked_for(requests, &w);
        words_free(&w);
        if (got != ROWS[i].want)
            fail_msg("\"%s\" asks for %s, not for %s", ROWS[i].line, name_of(ROWS[i].want), name_of(got));
    }
    requests_free(requests);
    requests_free(NULL);
}

/* ---- What a sentence does with its subject. */

static void sentences_leave_open_or_only_remark(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool undecided, remark; /* of the first sentence */
    } ROWS[] = {
        {"I am not sure yet about HNSW.", true, false},
        {"HNSW or IVF: depends on the deletes.", true, false},
        {"Focal loss could help. Undecided.", true, false},
        {"Focal loss could help. I leave that open for now, since much else is to do first.", false, false},
        {"The temperature I'd leave to a sweep.", true, false},
        {"Two features depend on the clock.", false, false},
        {"Popularity bias is a common problem.", false, true},
        {"At Google they used two towers.", false, true},
        {"We use two towers.", false, false},
        {"I still think two towers are enough.", false, false},
    };
    struct stances *stances = stances_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct words w = words_of(ROWS[i].text);
        stances_mark(stances, &w);
        if (w.sentence[0].undecided != ROWS[i].undecided || w.sentence[0].remark != ROWS[i].remark)
            fail_msg("\"%s\": undecided %d, remark %d", ROWS[i].text, w.sentence[0].undecided, w.sentence[0].remark);
        words_free(&w);
    }
    struct words none = words_of("");
    stances_mark(stances, &none);
    assert_int_equal(none.n_sentences, 0);
    words_free(&none);
    stances_free(stances);
}

/* What is ruled out beforehand, by first letters, must be what would not be found. */
static void wordings_are_found_joined_and_parted(void **state) {
    (void)state;
    static const struct row ROWS[] = {
        {"logq", "with log q", true},
        {"logq", "with log-Q", true},
        {"log q", "with logQ", true},
        {"correct by logq", "correct it by log q", true},
        {"correct log q", "correct logq", true},
        {"email", "send it by e-mail", true},
        {"send email", "send it by e-mail", true},
        {"e mail", "by email", true},
        {"email", "a mail", false},
        {"two towers", "2 towers", true},
        {"two towers", "towers, two", false}, /* another clause */
        {"two towers", "towers two", true},
        {"every day", "every week", false},
        {"the towers", "towers", false}, /* a word alone needs the small ones around it */
        {"", "towers", false},
        {"towers", "", false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct words w = words_of(ROWS[i].text), want = words_of(ROWS[i].turn);
        struct span at;
        bool found = words_find(&w, &want, 0, w.n, 1, false, &at);
        if (found != ROWS[i].found || (found && words_absent(&w, &want, false)))
            fail_msg("\"%s\" in \"%s\": %s", ROWS[i].turn, ROWS[i].text, found ? "found" : "not found");
        words_free(&w);
        words_free(&want);
    }
}

/* The first figure of a text. */
static double figure(const char *text) {
    struct words w = words_of(text);
    double value = -1.0;
    for (int i = w.n - 1; i >= 0; i--)
        value = w.word[i].number ? w.word[i].value : value;
    words_free(&w);
    return value;
}

static void figures_behind_a_spoken_point(void **state) {
    (void)state;
    static const struct {
        const char *said;
        double value;
    } SAID[] = {{"zero point nine", 0.9},
                {"point one five", 0.15},
                {"zero point ninety-seven", 0.97},
                {"zero point twenty-five", 0.25},
                {"point nine zero five", 0.905},
                {"one point twelve", 1.12},
                {"point ninety", 0.9}};
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        assert_float_equal(figure(SAID[i].said), SAID[i].value, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_are_filled_in_order),
        cmocka_unit_test(gaps_let_others_stand_between),
        cmocka_unit_test(wordings_are_found_joined_and_parted),
        cmocka_unit_test(a_dollar_is_the_end_of_a_sentence),
        cmocka_unit_test(one_form_stands_for_all),
        cmocka_unit_test(a_search_stays_within_its_words),
        cmocka_unit_test(requests_are_told_by_how_they_are_put),
        cmocka_unit_test(sentences_leave_open_or_only_remark),
        cmocka_unit_test(figures_behind_a_spoken_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
