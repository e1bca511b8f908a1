/* A design: a value for every knob of its kind, who decided it, and whether it matters. */
#include "engine/design.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct knob_setting settings[] = {
    {"retrieval.dim", "48"}, {"world.users", "5e3"}, {"data.signals", "like+click"}};
static const struct case_info small = {.name = "small",
                                       .title = "",
                                       .about = "",
                                       .kind = WORLD_FEED,
                                       .headline = "list.mrr",
                                       .settings = settings,
                                       .n_settings = 3};

static struct design *new_design(void) {
    struct err err = {0};
    struct design *d = design_new(&small, &err);
    if (!d)
        fail_msg("%s", err.message);
    return d;
}

static void set(struct design *d, const char *path, const char *value) {
    struct err err = {0};
    if (!design_set(d, path, value, &err))
        fail_msg("%s", err.message);
}

static void test_defaults_then_the_case(void **state) {
    (void)state;
    struct design *d = new_design();
    char buffer[2048];
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    for (int i = 0; i < n; i++) {
        const struct knob *knob = knob_at(ids[i]);
        bool of_case = false;
        for (int k = 0; k < 3; k++)
            of_case = of_case || strcmp(settings[k].path, knob->path) == 0;
        if (!of_case)
            assert_string_equal(design_text(d, ids[i]), knob_default(knob, WORLD_FEED, buffer, sizeof buffer));
        assert_string_equal(design_default(d, ids[i]), design_text(d, ids[i]));
        assert_false(design_was_set(d, ids[i]));
        if (i)
            assert_true(ids[i - 1] < ids[i]);
    }
    assert_string_equal(design_text(d, K_RETRIEVAL_DIM), "48");
    assert_string_equal(design_text(d, K_WORLD_USERS), "5000");
    assert_string_equal(design_text(d, K_SIGNALS), "click+like");
    assert_string_equal(design_case(d), "small");
    assert_string_equal(design_headline(d), "list.mrr");
    assert_int_equal(design_kind(d), WORLD_FEED);
    design_free(d);
    design_free(NULL);
}

/* What is built when nobody decides anything: steps 2 to 7 naive, world and scale the case's. */
static void test_the_naive_design(void **state) {
    (void)state;
    struct err err = {0};
    struct design *d = design_naive(&small, &err), *given = new_design();
    char buffer[2048];
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    for (int i = 0; i < n; i++) {
        const struct knob *knob = knob_at(ids[i]);
        bool decided = knob->step >= 2 && strncmp(knob->path, "world.", 6) != 0;
        assert_string_equal(design_text(d, ids[i]),
                            decided ? knob_naive(knob, WORLD_FEED, buffer, sizeof buffer) : design_text(given, ids[i]));
        assert_false(design_was_set(d, ids[i]));
        assert_string_equal(design_default(d, ids[i]), design_text(given, ids[i]));
    }
    assert_string_equal(design_text(d, K_RETRIEVAL_DIM), "32"); /* a decision, even where the case has its own */
    assert_string_equal(design_text(d, K_WORLD_USERS), "5000");
    design_free(d);
    design_free(given);
}

static void test_a_case_with_a_wrong_setting(void **state) {
    (void)state;
    struct knob_setting wrong[] = {{"retrieval.dim", "1e9"}};
    struct case_info info = small;
    struct err err = {0};
    info.settings = wrong;
    info.n_settings = 1;
    assert_null(design_new(&info, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_non_null(strstr(err.message, "case small"));
    assert_non_null(strstr(err.message, "retrieval.dim"));
}

static void test_kinds_have_their_knobs(void **state) {
    (void)state;
    for (enum world_kind kind = 0; kind < WORLD_KINDS; kind++) {
        struct case_info info = {.name = "any", .kind = kind};
        struct err err = {0};
        struct design *d = design_new(&info, &err);
        assert_non_null(d);
        enum knob_id ids[KNOBS];
        int n = design_knobs(d, ids), expected = 0;
        for (enum knob_id id = 0; id < KNOBS; id++)
            expected += knob_has_kind(knob_at(id), kind);
        assert_int_equal(n, expected);
        for (int i = 0; i < n; i++) {
            assert_true(knob_has_kind(knob_at(ids[i]), kind));
            (void)design_active(d, ids[i]); /* conditions on knobs of other kinds say nothing, and do not abort */
        }
        assert_string_equal(design_headline(d), "");
        design_free(d);
    }
    struct case_info ads = {.name = "ads", .kind = WORLD_ADS};
    struct err err = {0};
    struct design *d = design_new(&ads, &err);
    assert_true(design_active(d, K_OBJECTIVE));
    assert_false(design_set(d, "policy.list_size", "10", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    design_free(d);
}

static void test_a_failed_set_changes_nothing(void **state) {
    (void)state;
    static const char *const wrong[][2] = {{"retrieval.dim", "1e9"},  {"retrieval.dmi", "32"}, {"policy.auction", "x"},
                                           {"ranking.model", "tree"}, {"seed", "-1"},          {"seed", "abc"}};
    struct design *d = new_design(), *before = design_copy(d);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        assert_false(design_set(d, wrong[i][0], wrong[i][1], &err));
        assert_true(err.code == ERR_USAGE || err.code == ERR_NOT_FOUND);
        for (enum knob_id id = 0; id < KNOBS; id++) {
            assert_true(design_equal(d, before, id));
            assert_false(design_was_set(d, id));
        }
    }
    design_free(d);
    design_free(before);
}

static void test_values_by_type(void **state) {
    (void)state;
    struct design *d = new_design();
    set(d, "retrieval.temperature", "0.07");
    set(d, "data.position_debias", "off");
    set(d, "seed.train", "123456789012345");
    set(d, "monitoring.monitors", "ctr+features");
    assert_true(design_real(d, K_TEMPERATURE) == 0.07);
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 48);
    assert_true(!design_bool(d, K_POSITION_DEBIAS) && design_real(d, K_POSITION_DEBIAS) == 0.0);
    assert_true(design_seed(d, K_SEED_TRAIN) == 123456789012345u);
    assert_true(design_is(d, K_RETRIEVAL_MODEL, "two_tower") && !design_is(d, K_RETRIEVAL_MODEL, "two"));
    assert_int_equal(design_items(d, K_MONITORS), 2);
    assert_string_equal(design_item(d, K_MONITORS, 0), "features");
    assert_string_equal(design_item(d, K_MONITORS, 1), "ctr");
    assert_null(design_item(d, K_MONITORS, 2));
    assert_true(design_has(d, K_MONITORS, "ctr") && !design_has(d, K_MONITORS, "scores"));
    design_free(d);
}

static void test_seed_sets_all_three(void **state) {
    (void)state;
    struct design *d = new_design();
    set(d, "seed", "42");
    assert_true(design_seed(d, K_SEED_WORLD) == 42 && design_seed(d, K_SEED_TRAIN) == 42 &&
                design_seed(d, K_SEED_EVAL) == 42);
    design_free(d);
}

static void test_pairs(void **state) {
    (void)state;
    struct design *d = new_design();
    struct err err = {0};
    assert_true(design_set_pair(d, "retrieval.dim=16", &err));
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 16);
    assert_true(design_set_pair(d, "data.signals=", &err));
    assert_int_equal(design_items(d, K_SIGNALS), 0);
    static const char *const wrong[] = {"", "=", "=3", "retrieval.dim", "retrieval.dim16"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        err_clear(&err);
        assert_false(design_set_pair(d, wrong[i], &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.message, "KEY=VALUE"));
    }
    char longer[400];
    memset(longer, 'k', sizeof longer);
    snprintf(longer + 300, sizeof longer - 300, "=1");
    err_clear(&err);
    assert_false(design_set_pair(d, longer, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    design_free(d);
}

static void test_who_decided(void **state) {
    (void)state;
    struct design *d = new_design();
    struct err err = {0};
    set(d, "retrieval.dim", "48"); /* what it was; decided all the same */
    assert_true(design_was_set(d, K_RETRIEVAL_DIM) && !design_was_set(d, K_TEMPERATURE));
    assert_true(design_restore(d, "retrieval.dim", "24", false, &err));
    assert_true(design_restore(d, "retrieval.temperature", "0.2", true, &err));
    assert_false(design_was_set(d, K_RETRIEVAL_DIM));
    assert_true(design_was_set(d, K_TEMPERATURE));
    assert_string_equal(design_default(d, K_RETRIEVAL_DIM), "48");
    assert_false(design_restore(d, "retrieval.dimm", "24", false, &err));
    struct design *copy = design_copy(d);
    set(d, "retrieval.dim", "8");
    assert_string_equal(design_text(copy, K_RETRIEVAL_DIM), "24");
    assert_true(design_was_set(copy, K_TEMPERATURE) && !design_was_set(copy, K_RETRIEVAL_DIM));
    assert_false(design_equal(copy, d, K_RETRIEVAL_DIM));
    assert_true(design_equal(copy, d, K_TEMPERATURE));
    design_free(d);
    assert_string_equal(design_case(copy), "small"); /* its own copy */
    design_free(copy);
}

static void test_what_is_active(void **state) {
    (void)state;
    static const struct {
        const char *set; /* "path=value path=value" */
        enum knob_id id;
        bool active;
    } cases[] = {
        {"", K_RETRIEVAL_MODEL, true},
        {"", K_RETRIEVAL_DIM, true},
        {"retrieval.model=popularity", K_RETRIEVAL_DIM, false},
        {"retrieval.model=popularity", K_LOGQ, false},
        {"retrieval.loss=bce", K_LOGQ, false},
        {"retrieval.loss=sampled_softmax", K_LOGQ, true},
        {"retrieval.index=flat", K_NPROBE, false},
        {"retrieval.index=ivf_pq", K_NPROBE, true},
        {"retrieval.index=ivf_pq", K_REFINE, true},
        {"retrieval.index=ivf", K_REFINE, false},
        {"framing.objective=multi_task", K_VALUE_LIKE, true},
        {"framing.objective=multi_task ranking.model=none", K_VALUE_LIKE, false},
        {"framing.objective=click", K_VALUE_LIKE, false},
        {"monitoring.monitors=ctr", K_DRIFT_METRIC, false},
        {"monitoring.monitors=ctr", K_ALERT_THRESHOLD, true},
        {"monitoring.monitors=scores+ctr", K_DRIFT_METRIC, true},
        {"monitoring.monitors=", K_ALERT_THRESHOLD, false},
        {"serving.mode=batch", K_CACHE, false},
        {"policy.diversity=none", K_DIVERSITY_WEIGHT, false},
        {"policy.diversity=dpp", K_DIVERSITY_WEIGHT, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct design *d = new_design();
        char pairs[128], *save = NULL;
        snprintf(pairs, sizeof pairs, "%s", cases[i].set);
        for (char *pair = strtok_r(pairs, " ", &save); pair; pair = strtok_r(NULL, " ", &save)) {
            struct err err = {0};
            if (!design_set_pair(d, pair, &err))
                fail_msg("%s", err.message);
        }
        if (design_active(d, cases[i].id) != cases[i].active)
            fail_msg("with '%s' %s is %s", cases[i].set, knob_at(cases[i].id)->path,
                     cases[i].active ? "not active" : "active");
        design_free(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults_then_the_case),
        cmocka_unit_test(test_the_naive_design),
        cmocka_unit_test(test_a_case_with_a_wrong_setting),
        cmocka_unit_test(test_kinds_have_their_knobs),
        cmocka_unit_test(test_a_failed_set_changes_nothing),
        cmocka_unit_test(test_values_by_type),
        cmocka_unit_test(test_seed_sets_all_three),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_who_decided),
        cmocka_unit_test(test_what_is_active),
    };
    return cmocka_run_group_tests_name("design", tests, NULL, NULL);
}
