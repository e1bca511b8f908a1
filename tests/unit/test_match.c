#include "store/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void normal(const char *line, const char *want) {
    struct text out = {0};
    match_normalise(line, &out);
    assert_string_equal(text_str(&out), want);
    text_free(&out);
}

static void normal_form(void **state) {
    (void)state;
    normal("", "");
    normal("  ... !? ", "");
    normal("64d vectors", "64 d vectors");
    normal("100ms", "100 ms");
    normal("500M users", "500 m users");
    normal("1,000,000.5 and 1e6, 3.", "1000000.5 and 1e6 3");
    normal("10,20", "10 20");
    normal("5% CTR", "5 percent ctr");
    normal("two-tower model", "two tower model");
    normal("Don't, it\xE2\x80\x99s", "dont its");
    normal("in\xE2\x80\x94"
           "batch",
           "in batch");
    normal("optimise optimisation personalised organisers analyse",
           "optimize optimization personalized organizers analyze");
    normal("behaviour neighbours favoured centre catalogue programme",
           "behavior neighbors favored center catalog program");
    normal("four hour our this is", "four hour our this is");
    normal("na\xC3\xAFve", "na\xC3\xAFve");
}

static struct matcher *facts(void) {
    static const struct {
        int id;
        const char *text;
    } rows[] = {{1, "how many daily active users"},          {1, "what is the scale in users"},
                {2, "what is the latency budget"},           {2, "how fast must it respond"},
                {3, "what are we optimising for"},           {3, "do we care about clicks or watch time"},
                {4, "how many videos are in the catalogue"}, {5, "is there personalisation today"}};
    struct err err = {0};
    struct matcher *m = matcher_new(&err);
    assert_non_null(m);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(matcher_add(m, rows[i].id, rows[i].text, &err));
    return m;
}

static int best(struct matcher *m, const char *line) {
    struct err err = {0};
    struct match found[8];
    int n = matcher_find(m, line, found, 8, &err);
    assert_true(n >= 0);
    for (int i = 1; i < n; i++) {
        assert_true(found[i].score <= found[i - 1].score);
        for (int k = 0; k < i; k++)
            assert_int_not_equal(found[i].id, found[k].id);
    }
    return n ? found[0].id : 0;
}

static void finds_what_is_meant(void **state) {
    (void)state;
    struct matcher *m = facts();
    assert_int_equal(best(m, "How many users are active each day?"), 1);
    assert_int_equal(best(m, "and the latency?"), 2);
    assert_int_equal(best(m, "what should we optimize"), 3);
    assert_int_equal(best(m, "size of the catalog?"), 4);
    assert_int_equal(best(m, "personalization"), 5);
    assert_int_equal(best(m, "watching clicks"), 3);          /* stems */
    assert_int_equal(best(m, "which latancy do we have"), 2); /* a slip */
    assert_int_equal(best(m, "how about penguins"), 0);
    assert_int_equal(best(m, ""), 0);
    assert_int_equal(best(m, "\"users\" OR * AND NEAR(col:1) -x ^ ('"), 1); /* no syntax of queries gets through */
    matcher_free(m);
}

static void cover_is_a_share(void **state) {
    (void)state;
    struct matcher *m = facts();
    struct err err = {0};
    struct match found[2];
    assert_int_equal(matcher_find(m, "the latency budget", found, 2, &err), 1);
    assert_float_equal(found[0].cover, 1.0, 0.0);
    assert_int_equal(matcher_find(m, "a budget", found, 2, &err), 1);
    assert_float_equal(found[0].cover, 0.5, 0.0);
    assert_int_equal(matcher_find(m, "users videos latency", found, 2, &err), 2); /* room for two of three */
    matcher_free(m);
}

static void nothing_added_finds_nothing(void **state) {
    (void)state;
    struct err err = {0};
    struct matcher *m = matcher_new(&err);
    struct match found[1];
    assert_int_equal(matcher_find(m, "anything", found, 1, &err), 0);
    assert_true(matcher_add(m, 1, "", &err));
    assert_true(matcher_add(m, 2, "the of we", &err)); /* only words without a subject: they count then */
    assert_int_equal(matcher_find(m, "of the", found, 1, &err), 1);
    assert_int_equal(found[0].id, 2);
    matcher_free(m);
}

static void near_words(void **state) {
    (void)state;
    struct err err = {0};
    struct matcher *m = matcher_new(&err);
    assert_true(matcher_near(m, "We split the data by time, so nothing leaks", "time split", 4));
    assert_false(matcher_near(m, "We split the data by time, so nothing leaks", "time split", 3));
    assert_false(matcher_near(m, "We split the data", "time split", 20));
    assert_true(matcher_near(m, "popularity baselines come first", "baseline popularity", 1));
    assert_true(matcher_near(m, "calibrated with isotonic regresion", "isotonic regression", 2));
    assert_true(matcher_near(m, "100ms at p99", "100 ms", 1));
    assert_false(matcher_near(m, "", "time", 5));
    assert_false(matcher_near(m, "time", "", 5));
    matcher_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_form),      cmocka_unit_test(finds_what_is_meant),
        cmocka_unit_test(cover_is_a_share), cmocka_unit_test(nothing_added_finds_nothing),
        cmocka_unit_test(near_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
