/* A whole design of the ads kind, from the world to the replayed days: nothing is left unmeasured, and the numbers do
 * not hang on the threads. */
#include "engine_fixture.h"
#include "engine/metric.h"

#define SMALL                                                                                                          \
    "world.users=3000 world.items=2500 world.advertisers=150 retrieval.dim=16 retrieval.epochs=2 ranking.epochs=1 "    \
    "world.replay_days=4 world.timeline=2:fault:feature_null:ad_ctr "

static char folder[2][SCRATCH_PATH];
static struct engine *engine[2];

static int start(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        scratch_folder(folder[i]);
        engine[i] = rig_engine(folder[i], i + 1);
    }
    return 0;
}

static int stop(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        engine_free(engine[i]);
        scratch_remove(folder[i]);
    }
    return 0;
}

static struct outcome run_ads(int which, const char *pairs, const char *until) {
    char all[1024];
    snprintf(all, sizeof all, "%s%s", SMALL, pairs);
    struct design *d = rig_design_of(WORLD_ADS, all);
    struct outcome o = rig_run_design(engine[which], d, until);
    design_free(d);
    return o;
}

static void every_metric_of_the_kind_is_measured(void **state) {
    (void)state;
    struct outcome o = run_ads(0, "", NULL);
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        if (!metric_has_kind(metric, WORLD_ADS))
            continue;
        const struct measure *m = measures_find(&o.measures, metric->name);
        if (!m || !isfinite(m->value))
            fail_msg("%s: %s", metric->name, m ? m->why : "not there");
        if (metric->ruler && (!isfinite(m->baseline) || !isfinite(m->oracle)))
            fail_msg("%s has no rulers", metric->name);
    }
    assert_true(rig_value(&o, "log.click_rate") > 0.005 && rig_value(&o, "log.click_rate") < 0.04);
    const struct measure *revenue = measures_find(&o.measures, "online.revenue_per_1000");
    assert_true(revenue->value < revenue->oracle && revenue->baseline < revenue->oracle);
    outcome_free(&o);
}

static void any_number_of_threads_gives_the_same_numbers(void **state) {
    (void)state;
    struct outcome one = run_ads(0, "", NULL), two = run_ads(1, "", NULL);
    rig_assert_same(&one, &two, false);
    outcome_free(&one);
    outcome_free(&two);
}

static double of(const char *pairs, const char *until, const char *metric) {
    struct outcome o = run_ads(0, pairs, until);
    double value = rig_value(&o, metric);
    outcome_free(&o);
    return value;
}

static void a_reserve_leaves_slots_empty_and_a_cap_spares_people(void **state) {
    (void)state;
    double usual = of("", "lists", "list.fill_rate"), high = of("policy.reserve=60", "lists", "list.fill_rate");
    assert_true(high < usual - 0.05);
    assert_true(of("policy.frequency_cap=1", "online", "online.hides_per_1000") <=
                of("policy.frequency_cap=0", "online", "online.hides_per_1000"));
}

static void thinning_without_correction_is_seen_by_calibration(void **state) {
    (void)state;
    double right = of("", "ranking_quality", "ranking.calibration_ratio"),
           wrong = of("data.downsampling_correction=false", "ranking_quality", "ranking.calibration_ratio");
    assert_true(wrong > 4.0 * right);
    assert_true(fabs(of("", "ranking_quality", "ranking.roc_auc") -
                     of("data.downsampling_correction=false", "ranking_quality", "ranking.roc_auc")) < 1e-4);
}

static void a_filter_after_the_search_leaves_less(void **state) {
    (void)state;
    struct outcome before = run_ads(0, "retrieval.candidates=50", "candidates");
    struct outcome after = run_ads(0, "retrieval.candidates=50 retrieval.targeting=after", "candidates");
    assert_true(after.measures.stages[0].out < 0.7 * before.measures.stages[0].out);
    outcome_free(&before);
    outcome_free(&after);
}

static void waiting_a_short_time_believes_in_few_conversions(void **state) {
    (void)state;
    static const char *const calibration = "ranking.conversion_calibration_ratio";
    double hour = of("data.delayed_labels=wait framing.label_window_hours=1", "ranking_quality", calibration),
           days = of("data.delayed_labels=wait framing.label_window_hours=72", "ranking_quality", calibration);
    assert_true(hour < 0.3 && hour < days);
    assert_true(of("data.delayed_labels=reweighted framing.label_window_hours=24", "ranking_quality", calibration) >
                of("data.delayed_labels=wait framing.label_window_hours=24", "ranking_quality", calibration));
    double late = of("", "ranking_quality", calibration);
    if (late < 0.75 || late > 1.3)
        fail_msg("delayed feedback: %g", late);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_metric_of_the_kind_is_measured),
        cmocka_unit_test(any_number_of_threads_gives_the_same_numbers),
        cmocka_unit_test(a_reserve_leaves_slots_empty_and_a_cap_spares_people),
        cmocka_unit_test(thinning_without_correction_is_seen_by_calibration),
        cmocka_unit_test(a_filter_after_the_search_leaves_less),
        cmocka_unit_test(waiting_a_short_time_believes_in_few_conversions),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
