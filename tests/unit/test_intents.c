/* The classifier of statements: its features, its arithmetic on weights made by hand, and what it says of damaged ones.
 * How well it hears is measured on texts (test_listening). */
#include "base/mem.h"
#include "practice/intents.h"
#include "practice/lexicon.h"
#include "script/find.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct content *content;
static struct lexicon *lexicon;

static int set_up(void **state) {
    struct script_paths paths = {(char *)"data", (char *)"scenarios"};
    struct err err = {0};
    (void)state;
    content = content_load(&paths, "video_recommendation", &err);
    lexicon = content ? lexicon_new(content) : NULL;
    return content ? 0 : -1;
}
static int tear_down(void **state) {
    (void)state;
    lexicon_free(lexicon);
    content_free(content);
    return 0;
}

static void note(void *arg, const char *feature) {
    text_format(arg, "[%s]", feature);
}

static void test_features(void **state) {
    (void)state;
    struct words w = words_of("Not 20 %. Two days"); /* without concepts */
    struct text got = {0};
    intents_features(content, &w, 0, w.n, note, &got);
    assert_string_equal(text_str(&got), "[w not][f not][w #%][p not #%][w #][f #][w day][p # day]");
    text_clear(&got);
    intents_features(content, &w, 2, w.n, note, &got); /* a part alone */
    assert_string_equal(text_str(&got), "[w #][f #][w day][p # day]");
    words_free(&w);
    text_clear(&got);
    w = lexicon_text(lexicon, "viewers");
    intents_features(content, &w, 0, w.n, note, &got);
    assert_non_null(strstr(text_str(&got), "[c user]"));
    words_free(&w);
    text_free(&got);
}

static const char WEIGHTS[] = "labels 3\n"
                              "data.split=temporal\t-1\n"
                              "-\t0.5\n"
                              "policy.auction=first_price\t3\n" /* of another kind of world */
                              "features 4\n"
                              "w shuffl\t2\t0:-1 1:0.25\n"
                              "w never\t1\t0:4 2:1\n"
                              "step 3\t0\t0:0.5\n"
                              "case video_recommendation\t0\t1:-0.5\n";

static double sigmoid(double x) {
    return 1.0 / (1.0 + exp(-x));
}

static void test_arithmetic(void **state) {
    (void)state;
    struct err err = {0};
    struct intents *c = intents_new(content, WEIGHTS, &err);
    assert_non_null(c);
    assert_int_equal(intents_labels(c), 3);
    assert_int_equal(intents_nothing(c), 1);
    assert_string_equal(intents_label(c, 0)->value, "temporal");
    assert_null(intents_label(c, 2)->knob);
    double chance[3];
    struct words w = words_of("never never shuffled, unheard of");
    intents_chances(c, 3, &w, 0, w.n, chance);
    double never = 1.0 + log(2.0), shuffle = 2.0, length = sqrt(never * never + shuffle * shuffle);
    assert_float_equal(chance[0], sigmoid(-1.0 + 4.0 * never / length - shuffle / length + 0.5), 1e-6);
    assert_float_equal(chance[1], sigmoid(0.5 + 0.25 * shuffle / length - 0.5), 1e-6);
    assert_float_equal(chance[2], 0.0, 0.0);
    intents_chances(c, 4, &w, 0, 0, chance); /* no word at all: what is left is the bias */
    assert_float_equal(chance[0], sigmoid(-1.0), 1e-6);
    words_free(&w);
    intents_free(c);
}

static void test_damaged(void **state) {
    static const struct {
        const char *weights, *line;
    } BAD[] = {{"", ":1:"},
               {"labels x\n", ":1:"},
               {"labels 1\nno_such.knob=1\t0\n", ":2:"},
               {"labels 1\ndata.split\t0\n", ":2:"},
               {"labels 1\ndata.split=random\t0\n", ":3:"},
               {"labels 1\ndata.split=random\t0\nfeatures 2\nw a\t1\t0:1\nw a\t1\t0:1\n", ":5:"},
               {"labels 1\ndata.split=random\t0\nfeatures 1\nw a\t1\t1:1\n", ":4:"},
               {"labels 1\ndata.split=random\t0\nfeatures 1\nw a\t1\t0:x\n", ":4:"},
               {"labels 1\ndata.split=random\nfeatures 1\nw a\t1\t0:1\n", ":2:"},
               {"labels 1\ndata.split=random\tnan\nfeatures 1\nw a\t1\t0:1\n", ":2:"},
               {"labels 1\ndata.split=random\t0\nfeatures 1\nw a\t1\t0:inf\n", ":4:"},
               {"labels 1\ndata.split=random\t0\nfeatures 1\nw a\t1\t0:1\nw b\t1\t0:1\n", ":5:"}};
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct err err = {0};
        assert_null(intents_new(content, BAD[i].weights, &err));
        assert_int_equal(err.code, ERR_DAMAGED);
        assert_non_null(strstr(err.message, BAD[i].line));
    }
}

/* The product's own: every label is a knob and a value of it, and what is plain is heard. */
static void test_own_weights(void **state) {
    (void)state;
    struct err err = {0};
    const struct intents *c = lexicon_intents(lexicon, &err);
    assert_non_null(c);
    double *chance = mem_must((size_t)intents_labels(c), sizeof *chance);
    struct words w = lexicon_text(lexicon, "Split by time, the last days are the test");
    intents_chances(c, 3, &w, 0, w.n, chance);
    int best = 0;
    for (int i = 0; i < intents_labels(c); i++) {
        const struct label *label = intents_label(c, i);
        struct text canonical = {0};
        assert_true(!label->knob || !label->value ||
                    knob_parse(label->knob, content->info.kind, label->value, &canonical, &err));
        text_free(&canonical);
        best = chance[i] > chance[best] ? i : best;
    }
    assert_non_null(intents_label(c, best)->knob);
    assert_string_equal(intents_label(c, best)->knob->path, "data.split");
    assert_string_equal(intents_label(c, best)->value, "temporal");
    words_free(&w);
    free(chance);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_features), cmocka_unit_test(test_arithmetic),
                                       cmocka_unit_test(test_damaged), cmocka_unit_test(test_own_weights)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
