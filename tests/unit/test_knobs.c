/* The table of knobs: every row is sound for each of its kinds, and what people type is read, or refused with a mend.
 */
#include "engine/knob.h"
#include "engine/metric.h"
#include "world/features.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define EACH_KNOB(k)                                                                                                   \
    for (const struct knob *k = knob_at((enum knob_id)0); k; k = k->id + 1 < KNOBS ? knob_at(k->id + 1) : NULL)

static struct text canonical;

static int stop(void **state) {
    (void)state;
    text_free(&canonical);
    return 0;
}

static const char *parsed(const char *path, const char *value) {
    struct err err = {0};
    const struct knob *knob = knob_find(path, WORLD_FEED, &err);
    if (!knob || !knob_parse(knob, WORLD_FEED, value, &canonical, &err))
        fail_msg("%s", err.message);
    return text_str(&canonical);
}

static struct err refused(const char *path, const char *value, enum world_kind kind) {
    struct err err = {0};
    const struct knob *knob = knob_named(path);
    assert_non_null(knob);
    if (knob_parse(knob, kind, value, &canonical, &err))
        fail_msg("%s takes '%s'", path, value);
    assert_int_equal(err.code, ERR_USAGE);
    if (!strstr(err.message, path))
        fail_msg("'%s' does not name %s", err.message, path);
    return err;
}

static void assert_says(const struct err *err, const char *part) {
    if (!strstr(err->message, part))
        fail_msg("'%s' does not say '%s'", err->message, part);
}

/* --- every row --- */

static void test_rows_are_complete(void **state) {
    (void)state;
    int n = 0;
    EACH_KNOB(k) {
        n++;
        const char *dot = strrchr(k->path, '.');
        assert_true(dot && dot[1] && dot != k->path);
        assert_int_equal(strspn(k->path, "abcdefghijklmnopqrstuvwxyz_0123456789.[]"), strlen(k->path));
        if (strlen(k->meaning) < 10)
            fail_msg("%s has no meaning", k->path);
        assert_true(k->meaning[strlen(k->meaning) - 1] != '.');
        assert_in_range(k->step, 0, 7);
        assert_true(*k->kinds && strspn(k->kinds, "FAIP") == strlen(k->kinds));
        assert_true((k->type == KNOB_INT || k->type == KNOB_REAL)
                        ? k->low < k->high
                        : *k->choices || k->type == KNOB_BOOL || k->type == KNOB_TEXT);
        assert_string_not_equal(knob_type_name(k->type), "");
        assert_ptr_equal(knob_named(k->path), k);
        EACH_KNOB(other) assert_true(other == k || strcmp(other->path, k->path) != 0);
    }
    assert_int_equal(n, KNOBS);
}

static void check_value(const struct knob *k, enum world_kind kind, bool naive) {
    char buffer[2048], again[2048];
    struct err err = {0};
    const char *value =
        naive ? knob_naive(k, kind, buffer, sizeof buffer) : knob_default(k, kind, buffer, sizeof buffer);
    snprintf(again, sizeof again, "%s", value);
    if (!knob_parse(k, kind, again, &canonical, &err))
        fail_msg("%s of %s: %s", naive ? "naive" : "default", world_kind_name(kind), err.message);
    assert_string_equal(text_str(&canonical), again); /* what is canonical stays so */
    assert_null(strchr(again, ';'));
}

static void test_defaults_and_naive_values_parse(void **state) {
    (void)state;
    EACH_KNOB(k) {
        int kinds = 0;
        for (enum world_kind kind = 0; kind < WORLD_KINDS; kind++) {
            if (!knob_has_kind(k, kind))
                continue;
            kinds++;
            check_value(k, kind, false);
            check_value(k, kind, true);
        }
        assert_int_equal(kinds, strlen(k->kinds));
    }
}

static void test_kinds_have_their_own_defaults(void **state) {
    (void)state;
    char buffer[2048];
    const struct knob *k = knob_named("framing.objective");
    assert_string_equal(knob_default(k, WORLD_FEED, buffer, sizeof buffer), "watch_time");
    assert_string_equal(knob_default(k, WORLD_ADS, buffer, sizeof buffer), "click");
}

static void test_choices_are_all_taken(void **state) {
    (void)state;
    EACH_KNOB(k)
    for (enum world_kind kind = 0; kind < WORLD_KINDS; kind++) {
        if (!knob_has_kind(k, kind) || (k->type != KNOB_CHOICE && k->type != KNOB_LIST))
            continue;
        int n = knob_choices(k, kind);
        assert_true(n >= 1); /* one: what other kinds may choose, this kind has to take */
        assert_null(knob_choice(k, kind, n));
        assert_null(knob_choice(k, kind, -1));
        for (int i = 0; i < n; i++) {
            char choice[64];
            struct err err = {0};
            snprintf(choice, sizeof choice, "%s", knob_choice(k, kind, i));
            assert_true(*choice && strlen(choice) < 63);
            assert_true(knob_parse(k, kind, choice, &canonical, &err));
            assert_string_equal(text_str(&canonical), choice);
        }
    }
}

/* Every name in an *active when* is a knob, every value one of its choices, and no chain of them goes in a circle. */
/* Every choice of every knob says in one line what it means, short enough for a list of 80 columns. */
static void test_choices_say_what_they_mean(void **state) {
    (void)state;
    for (int id = 0; id < KNOBS; id++)
        for (int kind = 0; kind < WORLD_KINDS; kind++) {
            const struct knob *k = knob_at((enum knob_id)id);
            bool chosen = k->type == KNOB_CHOICE || k->type == KNOB_LIST;
            for (int i = 0;
                 chosen && knob_has_kind(k, (enum world_kind)kind) && i < knob_choices(k, (enum world_kind)kind); i++) {
                const char *choice = knob_choice(k, (enum world_kind)kind, i),
                           *meaning = knob_choice_meaning(k, (enum world_kind)kind, choice);
                if (!*meaning || (k->choices[0] != '@' && strlen(meaning) > 48))
                    fail_msg("%s=%s: '%s'", k->path, choice, meaning);
            }
        }
    assert_string_equal(knob_choice_meaning(knob_named("data.split"), WORLD_FEED, "nonsense"), "");
}

static void check_term(const struct knob *k, const char *term, size_t length, int depth) {
    char path[64], values[128];
    size_t name = strcspn(term, "!=~");
    snprintf(path, sizeof path, "%.*s", (int)name, term);
    const struct knob *on = knob_named(path);
    if (!on)
        fail_msg("%s hangs on '%s', which is no knob", k->path, path);
    if (depth > 4)
        fail_msg("%s hangs on itself", k->path);
    char sign = term[name];
    assert_int_equal(sign == '~', on->type == KNOB_LIST);
    assert_true(sign == '~' || on->type == KNOB_CHOICE || on->type == KNOB_BOOL || on->type == KNOB_TEXT);
    const char *first = term + name + (sign == '!' ? 2 : 1);
    assert_true(sign != '!' || term[name + 1] == '=');
    snprintf(values, sizeof values, "%.*s", (int)(length - (size_t)(first - term)), first);
    int checked = 0;
    char *save = NULL;
    for (char *value = strtok_r(values, "| ", &save); value; value = strtok_r(NULL, "| ", &save), checked++) {
        bool exists = false; /* in some kind of world */
        for (enum world_kind kind = 0; kind < WORLD_KINDS; kind++) {
            struct err err = {0};
            exists |= knob_has_kind(on, kind) && knob_parse(on, kind, value, &canonical, &err);
        }
        if (!exists)
            fail_msg("%s hangs on %s=%s, which it never is", k->path, path, value);
    }
    assert_true(on->type == KNOB_TEXT ? checked == 0 : checked > 0); /* of a text: empty or not */
    char active[256];
    for (const char *p = knob_active(on, WORLD_FEED, active, sizeof active); *p; p += strcspn(p, "&")) {
        p += strspn(p, " &");
        check_term(on, p, strcspn(p, "&"), depth + 1);
    }
}

static void test_conditions_name_knobs_and_choices(void **state) {
    (void)state;
    int terms = 0;
    EACH_KNOB(k)
    for (enum world_kind kind = 0; kind < WORLD_KINDS; kind++) {
        char active[256];
        if (!knob_has_kind(k, kind))
            continue;
        for (const char *p = knob_active(k, kind, active, sizeof active); *p; p += strcspn(p, "&")) {
            p += strspn(p, " &");
            check_term(k, p, strcspn(p, "&"), 0);
            terms++;
        }
    }
    assert_true(terms > 20);
}

/* --- what people type --- */

static void test_numbers(void **state) {
    (void)state;
    assert_string_equal(parsed("retrieval.dim", "32"), "32");
    assert_string_equal(parsed("retrieval.dim", "3.2e1"), "32");
    assert_string_equal(parsed("scale.daily_active_users", "500e6"), "500000000");
    assert_string_equal(parsed("retrieval.temperature", "0.070"), "0.07");
    assert_string_equal(parsed("policy.diversity_weight", "-0"), "0");
    assert_string_equal(parsed("seed.world", "1e15"), "1e+15");
    struct err err = refused("retrieval.dim", "32.5", WORLD_FEED);
    assert_says(&err, "whole");
    assert_says(&err, "2..512 values");
    err = refused("retrieval.dim", "1", WORLD_FEED);
    assert_says(&err, "out of range");
    err = refused("retrieval.dim", "513", WORLD_FEED);
    assert_says(&err, "2..512 values");
    err = refused("retrieval.dim", "many", WORLD_FEED);
    assert_says(&err, "not a number");
    static const char *const wrong[] = {"", " ", "nan", "inf", "1e400", "12 ", "1,5", "0x", "1;2"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refused("policy.diversity_weight", wrong[i], WORLD_FEED);
}

/* Both ends of every range are taken, and what lies just outside is not. */
static void test_ranges(void **state) {
    (void)state;
    EACH_KNOB(k) {
        if (k->type != KNOB_INT && k->type != KNOB_REAL)
            continue;
        char value[40];
        struct err err = {0};
        enum world_kind kind = (enum world_kind)(strchr("FAIP", *k->kinds) - "FAIP");
        const double ends[] = {k->low, k->high}, step = k->type == KNOB_INT ? 1 : (k->high - k->low) * 1e-6;
        for (int side = 0; side < 2; side++) {
            snprintf(value, sizeof value, "%.17g", ends[side]);
            if (!knob_parse(k, kind, value, &canonical, &err))
                fail_msg("%s", err.message);
            assert_true(strtod(text_str(&canonical), NULL) == ends[side]);
            snprintf(value, sizeof value, "%.17g", side ? ends[side] + step : ends[side] - step);
            refused(k->path, value, kind);
        }
    }
}

static void test_booleans(void **state) {
    (void)state;
    static const char *const yes[] = {"true", "yes", "on", "1", "TRUE", "On"}, *const no[] = {"false", "no", "off",
                                                                                              "0"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_string_equal(parsed("serving.fallback", yes[i]), "true");
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_string_equal(parsed("serving.fallback", no[i]), "false");
    refused("serving.fallback", "", WORLD_FEED);
    refused("serving.fallback", "maybe", WORLD_FEED);
}

static void test_choices(void **state) {
    (void)state;
    assert_string_equal(parsed("ranking.model", "dcn_v2"), "dcn_v2");
    struct err err = refused("ranking.model", "dcnv2", WORLD_FEED);
    assert_says(&err, "did you mean 'dcn_v2'?");
    err = refused("retrieval.index", "lsh-forest", WORLD_FEED);
    assert_says(&err, "flat, ivf, ivf_sq8, ivf_pq and hnsw");
    err = refused("ranking.model", "", WORLD_FEED);
    assert_says(&err, "not a choice");
    assert_string_equal(parsed("evaluation.primary", "list.ndcg@10"), "list.ndcg@10");
    err = refused("evaluation.primary", "list.ndcg", WORLD_FEED);
    assert_says(&err, "list.ndcg@10");
}

static void test_lists(void **state) {
    (void)state;
    assert_string_equal(parsed("data.signals", "like+click"), "click+like"); /* in the order of the choices */
    assert_string_equal(parsed("data.signals", "like, click , like"), "click+like");
    assert_string_equal(parsed("data.signals", ""), "");
    assert_string_equal(parsed("data.signals", "+click+"), "click");
    struct err err = refused("data.signals", "click+likes", WORLD_FEED);
    assert_says(&err, "did you mean 'like'?");
    err = refused("data.features", "item_crt", WORLD_FEED);
    assert_says(&err, "item_ctr");
    err = refused("data.features", "quite something else altogether that is longer than any name of a feature may be",
                  WORLD_FEED);
    assert_says(&err, "sevenstep list knobs");
    assert_int_equal(knob_list_count(""), 0);
    assert_int_equal(knob_list_count("a+b+c"), 3);
    assert_true(knob_list_has("a+bc", "bc") && !knob_list_has("a+bc", "b") && !knob_list_has("", ""));
    assert_string_equal(knob_list_item("a+bc+d", 1), "bc");
    assert_null(knob_list_item("a+bc", 2));
    assert_null(knob_list_item("", 0));
    int n;
    const struct feature *features = feature_table(WORLD_FEED, &n);
    assert_int_equal(knob_choices(knob_named("data.features"), WORLD_FEED), n);
    assert_string_equal(knob_choice(knob_named("data.features"), WORLD_FEED, n - 1), features[n - 1].name);
}

static void test_timelines_are_checked_when_typed(void **state) {
    (void)state;
    assert_string_equal(parsed("world.timeline", "5:drift:taste::0.3"), "5:drift:taste::0.3");
    assert_string_equal(parsed("world.timeline", ""), "");
    struct err err = refused("world.timeline", "5:drift:tase::0.3", WORLD_FEED);
    assert_says(&err, "tase");
}

static void test_names(void **state) {
    (void)state;
    struct err err = {0};
    assert_ptr_equal(knob_find("retrieval.nprobe", WORLD_FEED, &err), knob_named("retrieval.nprobe"));
    assert_null(knob_find("retrieval.nprob", WORLD_FEED, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_says(&err, "did you mean 'retrieval.nprobe'?");
    err_clear(&err);
    assert_null(knob_find("nprob", WORLD_FEED, &err)); /* the last part alone */
    assert_says(&err, "'retrieval.nprobe'");
    err_clear(&err);
    assert_null(knob_find("colour of the sky", WORLD_FEED, &err));
    assert_says(&err, "sevenstep list knobs");
    err_clear(&err);
    assert_null(knob_find("policy.auction", WORLD_FEED, &err)); /* of another kind */
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_says(&err, "ads");
    assert_says(&err, "not feed");
    err_clear(&err);
    assert_null(knob_find("retrieval.dim", WORLD_POSTS, &err));
    assert_says(&err, "feed");
    err_clear(&err);
    assert_null(knob_find("", WORLD_FEED, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_null(knob_named("nothing"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_complete),
        cmocka_unit_test(test_defaults_and_naive_values_parse),
        cmocka_unit_test(test_kinds_have_their_own_defaults),
        cmocka_unit_test(test_choices_are_all_taken),
        cmocka_unit_test(test_choices_say_what_they_mean),
        cmocka_unit_test(test_conditions_name_knobs_and_choices),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_timelines_are_checked_when_typed),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("knobs", tests, NULL, stop);
}
