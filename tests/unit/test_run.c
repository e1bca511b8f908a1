/* Outcomes judged and compared: the grammar of thresholds, intervals, pairs. */
#include "engine/run.h"
#include "made_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* --- thresholds --- */

static struct threshold judged(const char *metric, const char *rule, const struct outcome *o) {
    struct threshold t = {.value = -1, .passed = true};
    struct err err = {0};
    if (!threshold_check(metric, rule, WORLD_FEED, &err))
        fail_msg("%s", err.message);
    snprintf(t.metric, sizeof t.metric, "%s", metric);
    snprintf(t.rule, sizeof t.rule, "%s", rule);
    threshold_judge(&t, o);
    return t;
}

static void test_rules_hold_or_not(void **state) {
    (void)state;
    static const struct {
        const char *rule;
        bool passes; /* of a value of 0.25 */
    } rules[] = {
        {"< 0.25", false},  {"<= 0.25", true},    {"> 0.25", false},   {">= 0.25", true},
        {"== 0.25", true},  {"==0.2500", true},   {"== 0.3", false},   {"0.25..0.25", true},
        {"0.2..0.3", true}, {"0.26..0.3", false}, {"-1..0.2", false},  {" >= 0.2", true},
        {">=2.5e-1", true}, {"<1e3", true},       {"-0.5..1e2", true}, {"> -1", true},
    };
    struct outcome o = {0};
    measures_add(&o.measures, "list.mrr", 0.25, NULL, 0);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct threshold t = judged("list.mrr", rules[i].rule, &o);
        assert_true(t.value == 0.25);
        if (t.passed != rules[i].passes)
            fail_msg("0.25 %s: %s", rules[i].rule, t.passed ? "passed" : "failed");
    }
    outcome_free(&o);
}

static void test_what_was_not_measured_fails(void **state) {
    (void)state;
    static const char *const rules[] = {"< 1e9", "<= 1e9", "> -1e9", ">= -1e9", "== 0", "-1e9..1e9"};
    struct outcome o = {0};
    measures_missing(&o.measures, "list.mrr", "nothing to measure it on");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct threshold null = judged("list.mrr", rules[i], &o), absent = judged("list.map@10", rules[i], &o);
        assert_true(isnan(null.value) && !null.passed);
        assert_true(isnan(absent.value) && !absent.passed);
    }
    outcome_free(&o);
}

static void test_wrong_rules_are_refused(void **state) {
    (void)state;
    static const char *const rules[] = {"",
                                        "0.2",
                                        "=> 1",
                                        "= 1",
                                        "< ",
                                        "< x",
                                        "<< 1",
                                        "1..",
                                        "..1",
                                        "2..1",
                                        "1...2",
                                        "< 1 2",
                                        "!= 1",
                                        "1-2",
                                        "< nan",
                                        "< inf",
                                        "> 1x",
                                        "a..b",
                                        ">= 0.2, < 3",
                                        "less than one",
                                        "< 0.0000000000000000000000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct err err = {0};
        if (threshold_check("list.mrr", rules[i], WORLD_FEED, &err))
            fail_msg("'%s' was taken", rules[i]);
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.message, "list.mrr"));
        assert_non_null(strstr(err.message, ">= 0.2"));
    }
}

static void test_thresholds_name_metrics(void **state) {
    (void)state;
    static const struct {
        const char *name, *message;
    } wrong[] = {
        {"list.mrrr", "did you mean 'list.mrr'"},
        {"retrieval.recall", "unknown metric"},
        {"[own]", "unknown metric"},
        {"retrieval.recall@100[own", "suffix"},
        {"retrieval.recall@100[]", "suffix"},
        {"retrieval.recall@100[own]]", "suffix"},
        {"serving.p99_ms[own]", "own protocol"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        if (threshold_check(wrong[i].name, "> 0", WORLD_FEED, &err))
            fail_msg("'%s' was taken", wrong[i].name);
        assert_int_equal(err.code, ERR_NOT_FOUND);
        if (!strstr(err.message, wrong[i].message))
            fail_msg("'%s': %s", wrong[i].name, err.message);
    }
    struct err err = {0};
    assert_false(threshold_check("list.mrr", "> 0", WORLD_POSTS, &err)); /* of another kind */
    assert_non_null(strstr(err.message, "posts"));
    err_clear(&err);
    assert_true(threshold_check("retrieval.recall@100[own]", "> 0", WORLD_FEED, &err));
    assert_true(threshold_check("retrieval.recall@100[new_items]", "> 0", WORLD_FEED, &err));
}

static void test_a_run_passes_when_every_threshold_does(void **state) {
    (void)state;
    struct run *run = made_run(1, "a", 0);
    assert_true(run_passed(run)); /* none */
    made_threshold(run, "list.mrr", "> 0.1");
    assert_true(run_passed(run));
    made_threshold(run, "list.mrr", "> 0.9");
    assert_false(run_passed(run));
    made_threshold(run, "list.mrr", "> 0.1");
    assert_false(run_passed(run));
    run_free(run);
    run_free(NULL);
}

/* --- intervals --- */

static void test_intervals_come_from_twenty_replicates(void **state) {
    (void)state;
    double replicates[201], low = -1, high = -1;
    for (int i = 0; i < 201; i++)
        replicates[i] = (i * 77) % 201; /* 0..200 in some order */
    struct measure m = {.replicates = replicates, .n_replicates = 201};
    assert_true(run_interval(&m, &low, &high));
    assert_true(low == 5.0 && high == 195.0); /* 2.5 % and 97.5 % of 0..200 */
    m.n_replicates = 19;
    low = -1;
    assert_false(run_interval(&m, &low, &high));
    assert_true(low == -1);
    m.n_replicates = 20;
    assert_true(run_interval(&m, &low, &high));
    m = (struct measure){0};
    assert_false(run_interval(&m, &low, &high));
}

/* --- comparison --- */

static const struct comparison *find(const struct comparison *all, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(all[i].name, name) == 0)
            return &all[i];
    fail_msg("'%s' is not compared", name);
    return NULL;
}

static void test_the_same_run_shows_no_difference(void **state) {
    (void)state;
    struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0);
    struct comparison *all;
    const char *why = "unset";
    int n = run_compare(a, b, &all, &why);
    assert_null(why);
    assert_int_equal(n, a->outcome.measures.n_metrics);
    for (int i = 0; i < n; i++) {
        bool timed = strcmp(all[i].metric->stage, "serving") == 0 || strcmp(all[i].metric->stage, "capacity") == 0 ||
                     strstr(all[i].name, "[own]");
        assert_string_equal(comparison_word(&all[i]), timed ? "not comparable" : "no evidence");
        assert_int_equal(all[i].paired, !timed);
        assert_true(all[i].a == all[i].b);
        if (i) /* in table order */
            assert_true(all[i - 1].metric <= all[i].metric);
    }
    free(all);
    run_free(a);
    run_free(b);
}

static void test_a_difference_has_its_direction(void **state) {
    (void)state;
    struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0.3); /* all values 30 % up, replicates with them */
    struct comparison *all;
    int n = run_compare(a, b, &all, NULL);
    assert_string_equal(comparison_word(find(all, n, "list.mrr")), "better");
    assert_string_equal(comparison_word(find(all, n, "ranking.log_loss")), "worse");
    assert_string_equal(comparison_word(find(all, n, "online.hides_per_1000")), "worse");
    assert_string_equal(comparison_word(find(all, n, "list.coverage")), "changed");
    assert_string_equal(comparison_word(find(all, n, "ranking.calibration_ratio")), "better"); /* nearer to 1 */
    const struct comparison *mrr = find(all, n, "list.mrr");
    assert_true(mrr->low > 0 && mrr->low <= mrr->b - mrr->a && mrr->b - mrr->a <= mrr->high);
    free(all);
    n = run_compare(b, a, &all, NULL);
    assert_string_equal(comparison_word(find(all, n, "list.mrr")), "worse");
    assert_true(find(all, n, "list.mrr")->high < 0);
    free(all);
    run_free(a);
    run_free(b);
}

/* The replicates pair: a difference far smaller than either interval is seen when it is there in every replicate. */
static void test_pairs_see_what_intervals_hide(void **state) {
    (void)state;
    struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0.001);
    struct comparison *all;
    double low_a, high_a, low_b, high_b;
    int n = run_compare(a, b, &all, NULL);
    assert_string_equal(comparison_word(find(all, n, "list.mrr")), "better");
    assert_true(run_interval(measures_find(&a->outcome.measures, "list.mrr"), &low_a, &high_a));
    assert_true(run_interval(measures_find(&b->outcome.measures, "list.mrr"), &low_b, &high_b));
    assert_true(low_b < high_a);
    free(all);
    run_free(a);
    run_free(b);
}

static void check_unpaired(const struct run *a, const struct run *b, const char *reason) {
    struct comparison *all;
    const char *why = NULL;
    int n = run_compare(a, b, &all, &why);
    assert_non_null(why);
    if (!strstr(why, reason))
        fail_msg("%s", why);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        assert_false(all[i].paired);
        assert_true(isnan(all[i].low) && isnan(all[i].high));
        assert_string_equal(comparison_word(&all[i]), "not comparable");
    }
    free(all);
}

static void test_other_worlds_and_rows_do_not_pair(void **state) {
    (void)state;
    struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0.3);
    b->outcome.world_key.high++;
    check_unpaired(a, b, "different worlds");
    b->outcome.world_key.high--;
    b->outcome.rows_key.low++;
    check_unpaired(a, b, "different requests");
    run_free(a);
    run_free(b);
}

static void test_what_one_of_them_lacks(void **state) {
    (void)state;
    struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0.3);
    made_missing(b, "list.mrr", "nothing to measure it on");
    measures_add(&a->outcome.measures, "retrieval.recall@100[tail_items]", 0.1, NULL, 0);
    measures_add(&b->outcome.measures, "retrieval.recall@100[new_items]", 0.2, NULL, 0);
    struct comparison *all;
    int n = run_compare(a, b, &all, NULL);
    const struct comparison *mrr = find(all, n, "list.mrr"), *tail = find(all, n, "retrieval.recall@100[tail_items]"),
                            *new = find(all, n, "retrieval.recall@100[new_items]");
    assert_true(!isnan(mrr->a) && isnan(mrr->b) && !mrr->paired);
    assert_true(tail->a == 0.1 && isnan(tail->b) && isnan(new->a) && new->b == 0.2);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(all[i].name, all[k].name);
    free(all);
    run_free(a);
    run_free(b);
}

/* Two designs whose own protocols hold out other rows do not pair under them, whatever the world. */
static void test_own_protocols_pair_when_they_are_alike(void **state) {
    (void)state;
    static const char *const decide[][2] = {{"data.split", "random"},
                                            {"framing.label", "30"},
                                            {"evaluation.protocol", "sampled"},
                                            {"data.signals", "click"}};
    double replicates[100];
    for (size_t i = 0; i <= sizeof decide / sizeof *decide; i++) {
        struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0);
        bool alike = i == sizeof decide / sizeof *decide;
        for (int side = 0; side < 2; side++) {
            for (int k = 0; k < 100; k++)
                replicates[k] = sin(k) + side;
            measures_add(side ? &b->outcome.measures : &a->outcome.measures, "ranking.roc_auc[own]", 0.5 + side,
                         replicates, 100);
        }
        if (!alike)
            made_set(b, decide[i][0], decide[i][1]);
        made_set(b, "retrieval.dim", "16"); /* which decides no rows */
        struct comparison *all;
        int n = run_compare(a, b, &all, NULL);
        assert_int_equal(find(all, n, "ranking.roc_auc[own]")->paired, alike);
        assert_true(find(all, n, "ranking.roc_auc")->paired);
        free(all);
        run_free(a);
        run_free(b);
    }
    struct run *a = made_run(1, "a", 0), *b = made_run(2, "b", 0);
    made_set(a, "data.split", "random");
    made_set(b, "data.split", "random");
    for (int i = 0; i < 100; i++)
        replicates[i] = i;
    measures_add(&a->outcome.measures, "ranking.roc_auc[own]", 0.5, replicates, 100);
    measures_add(&b->outcome.measures, "ranking.roc_auc[own]", 0.5, replicates, 100);
    for (int alike = 1; alike >= 0; alike--) { /* which rows a random split holds out follows from the seed */
        struct comparison *all;
        if (!alike)
            made_set(b, "seed.train", "2");
        int n = run_compare(a, b, &all, NULL);
        assert_int_equal(find(all, n, "ranking.roc_auc[own]")->paired, alike);
        free(all);
    }
    run_free(a);
    run_free(b);
}

/* --- the table of metrics --- */

static void test_every_metric_is_described(void **state) {
    (void)state;
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *m = metric_at(i);
        assert_true(strlen(m->definition) > 10 && strchr(m->name, '.') && *m->kinds);
        assert_true(strspn(m->kinds, "FAIP") == strlen(m->kinds));
        assert_true(strncmp(m->name, m->stage, strlen(m->stage)) == 0 && m->name[strlen(m->stage)] == '.');
        assert_int_equal(isnan(m->target), m->better != BETTER_TARGET);
        assert_ptr_equal(metric_named(m->name), m);
        assert_true(m->better != BETTER_NONE || !m->ruler); /* nothing to measure against without a better side */
        for (int k = 0; k < i; k++)
            assert_string_not_equal(m->name, metric_at(k)->name);
    }
    assert_null(metric_named(""));
    assert_null(metric_named("["));
}

static void test_better_is_ordered(void **state) {
    (void)state;
    const struct metric *higher = metric_named("list.mrr"), *lower = metric_named("ranking.log_loss"),
                        *target = metric_named("ranking.calibration_ratio"), *none = metric_named("list.coverage");
    assert_true(metric_compare(higher, 1, 2) > 0 && metric_compare(higher, 2, 1) < 0 && !metric_compare(higher, 1, 1));
    assert_true(metric_compare(lower, 1, 2) < 0 && metric_compare(lower, 2, 1) > 0);
    assert_true(metric_compare(target, 1.4, 0.9) > 0 && metric_compare(target, 1.0, 0.9) < 0);
    assert_true(metric_compare(none, 1, 2) == 0);
    assert_true(metric_compare(higher, NAN, 1) == 0 && metric_compare(lower, 1, NAN) == 0);
    assert_string_equal(metric_better_name(target->better), "target");
}

static void test_values_as_people_read_them(void **state) {
    (void)state;
    static const struct {
        const char *metric;
        double value;
        const char *text;
    } shown[] = {
        {"list.mrr", 0.43125, "0.4313"},
        {"serving.p99_ms", 14.23, "14.23 ms"},
        {"capacity.memory_bytes", 12.8e9, "12.8 GB"},
        {"retrieval.bytes_per_item", 270, "270 B"},
        {"capacity.machines", 1772, "1.77 k machines"},
        {"list.mrr", NAN, "-"},
        {"online.ab_detectable_effect", 0.0061, "0.0061"},
        {"capacity.machines", 1, "1 machine"},
        {"capacity.machines", 295, "295 machines"},
        {"monitoring.false_alarms", 0, "0 alerts"},
        {"monitoring.detection_delay_days", 2.5, "2.5 days"},
        {"list.mrr", 3.5e-26, "0"},
        {"serving.p99_ms", 0, "0 ms"},
    };
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        char buffer[64];
        assert_string_equal(metric_format(metric_named(shown[i].metric), shown[i].value, buffer, sizeof buffer),
                            shown[i].text);
    }
}

static void test_names_as_people_say_them(void **state) {
    (void)state;
    static const char *const spoken[][2] = {
        {"online.watch_minutes_per_session", "watch minutes/session"},
        {"online.wrongful_removal_rate", "wrongful removal rate"},
        {"online.return_rate_7d", "return within 7 days"},
        {"ranking.roc_auc[own]", "ROC-AUC"},
        {"monitoring.late_pr_auc", "late PR-AUC"},
        {"list.ndcg@10", "nDCG@10"},
        {"serving.p99_ms", "p99"},
        {"capacity.p99_ms", "p99 at scale"},
        {"capacity.machines", "machines"},
        {"online.ab_detectable_effect", "A/B detectable effect"},
        {"days.feature_distance", "feature distance"},
        {"online.ctr", "CTR"},
        {"log.click_rate_by_position", "click rate by position"},
    };
    char buffer[64];
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        assert_string_equal(metric_spoken(spoken[i][0], buffer, sizeof buffer), spoken[i][1]);
    for (int i = 0; i < metric_count(); i++) { /* and no key is left in a name */
        assert_null(strchr(metric_spoken(metric_at(i)->name, buffer, sizeof buffer), '_'));
        assert_null(strchr(buffer, '.'));
    }
    assert_string_equal(metric_spoken("online.watch_minutes_per_session", buffer, 6), "watch");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_hold_or_not),
        cmocka_unit_test(test_what_was_not_measured_fails),
        cmocka_unit_test(test_wrong_rules_are_refused),
        cmocka_unit_test(test_thresholds_name_metrics),
        cmocka_unit_test(test_a_run_passes_when_every_threshold_does),
        cmocka_unit_test(test_intervals_come_from_twenty_replicates),
        cmocka_unit_test(test_the_same_run_shows_no_difference),
        cmocka_unit_test(test_a_difference_has_its_direction),
        cmocka_unit_test(test_pairs_see_what_intervals_hide),
        cmocka_unit_test(test_other_worlds_and_rows_do_not_pair),
        cmocka_unit_test(test_what_one_of_them_lacks),
        cmocka_unit_test(test_own_protocols_pair_when_they_are_alike),
        cmocka_unit_test(test_every_metric_is_described),
        cmocka_unit_test(test_better_is_ordered),
        cmocka_unit_test(test_values_as_people_read_them),
        cmocka_unit_test(test_names_as_people_say_them),
    };
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
