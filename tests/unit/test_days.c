/* The replayed days: drift costs, retraining wins back, faults are seen, and quiet days are quiet. */
#include "engine_fixture.h"

/* Few people who come often: enough rows a day that chance does not raise alarms, and a model that trains fast. */
#define WORLD "world.users=2000 world.items=2000 world.creators=150 world.requests_per_user_day=2 ranking.epochs=1 "
#define NEVER "monitoring.retrain_every_days=0 "
enum { DAYS = 14 };

static char folder[SCRATCH_PATH];
static struct engine *engine;

static int start(void **state) {
    (void)state;
    scratch_folder(folder);
    engine = rig_engine(folder, 2);
    return 0;
}

static int stop(void **state) {
    (void)state;
    engine_free(engine);
    scratch_remove(folder);
    return 0;
}

static struct outcome days_of(const char *pairs) {
    char all[512];
    snprintf(all, sizeof all, "%s%s", WORLD, pairs);
    struct design *d = rig_design(all);
    struct outcome o = rig_run_design(engine, d, "days");
    design_free(d);
    return o;
}

/* Mean of a curve over days [first, last], counted from 1. */
static double mean_of(const struct outcome *o, const char *curve, int first, int last) {
    const struct measured_curve *c = rig_curve(o, curve);
    double sum = 0.0;
    int n = 0;
    for (int i = 0; i < c->n; i++)
        if (c->x[i] >= first && c->x[i] <= last) {
            sum += c->y[i];
            n++;
        }
    assert_int_equal(n, last - first + 1);
    return sum / n;
}

static void assert_same_until(const struct outcome *a, const struct outcome *b, const char *curve, int days) {
    const struct measured_curve *x = rig_curve(a, curve), *y = rig_curve(b, curve);
    if (!rig_same_bits(x->y, y->y, days))
        fail_msg("%s differs before day %d", curve, days + 1);
    assert_false(rig_same_bits(x->y, y->y, DAYS));
}

static void test_every_day_is_measured(void **state) {
    (void)state;
    static const char *const curves[] = {"days.ctr",
                                         "days.normalized_entropy",
                                         "days.calibration",
                                         "days.watch_minutes_of_first",
                                         "days.feature_distance",
                                         "days.alerts"};
    struct outcome o = days_of("");
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++) {
        const struct measured_curve *c = rig_curve(&o, curves[i]);
        assert_int_equal(c->n, DAYS);
        for (int d = 0; d < DAYS; d++)
            assert_true(c->x[d] == d + 1 && isfinite(c->y[d]) && c->y[d] >= 0.0);
    }
    outcome_free(&o);
    o = days_of("world.replay_days=3");
    assert_int_equal(rig_curve(&o, "days.ctr")->n, 3);
    outcome_free(&o);
}

/* However few rows a day has: the last world has a tenth of the first one's. */
static void test_quiet_days_are_quiet(void **state) {
    (void)state;
    static const char *const worlds[] = {"", "world.requests_per_user_day=0.5 monitoring.drift_metric=ks",
                                         "world.requests_per_user_day=0.2 monitoring.drift_metric=psi"};
    for (size_t i = 0; i < sizeof worlds / sizeof *worlds; i++) {
        char pairs[256];
        snprintf(pairs, sizeof pairs, "monitoring.monitors=features+scores+calibration+ctr %s", worlds[i]);
        struct outcome o = days_of(pairs);
        double alarms = rig_value(&o, "monitoring.false_alarms"), sum = mean_of(&o, "days.alerts", 1, DAYS) * DAYS;
        assert_true(alarms == sum); /* on quiet days every alert is false */
        if (alarms > 1)
            fail_msg("%g alarms in %d quiet days, %s", alarms, DAYS, pairs);
        const struct measure *delay = measures_find(&o.measures, "monitoring.detection_delay_days");
        assert_true(isnan(delay->value)); /* nothing to detect, and that is said */
        assert_non_null(strstr(delay->why, "no fault"));
        outcome_free(&o);
    }
}

/* What chance may give is taken off, and a broken feature still stands far above it with few rows. */
static void test_a_fault_is_detected_with_few_rows(void **state) {
    (void)state;
    struct outcome o = days_of(NEVER "world.requests_per_user_day=0.5 world.timeline=9:fault:feature_null:item_ctr "
                                     "monitoring.monitors=features+scores+calibration+ctr");
    assert_true(rig_value(&o, "monitoring.detection_delay_days") == 0.0);
    assert_true(rig_value(&o, "monitoring.false_alarms") <= 1.0);
    outcome_free(&o);
}

static void test_drift_costs(void **state) {
    (void)state;
    struct outcome quiet = days_of(NEVER), drift = days_of(NEVER "world.timeline=4:drift:taste::0.6"),
                   mild = days_of(NEVER "world.timeline=4:drift:taste::0.2");
    assert_same_until(&quiet, &drift, "days.ctr", 3); /* what is to come changes nothing before */
    assert_same_until(&quiet, &drift, "days.normalized_entropy", 3);
    double before = mean_of(&quiet, "days.normalized_entropy", 4, DAYS),
           after = mean_of(&drift, "days.normalized_entropy", 4, DAYS);
    if (!(before + 0.05 < after))
        fail_msg("normalized entropy %g without drift, %g with it", before, after);
    double clicks = mean_of(&quiet, "days.ctr", 4, DAYS), fewer = mean_of(&mild, "days.ctr", 4, DAYS);
    assert_true(fewer < 0.97 * clicks && mean_of(&drift, "days.ctr", 4, DAYS) < 0.8 * fewer); /* the more, the worse */
    assert_true(rig_value(&drift, "monitoring.false_alarms") <= 3); /* of the quiet days before it alone */
    outcome_free(&quiet);
    outcome_free(&drift);
    outcome_free(&mild);
}

static void test_retraining_wins_back(void **state) {
    (void)state;
    struct outcome never = days_of(NEVER "world.timeline=4:drift:taste::0.6"),
                   often = days_of("monitoring.retrain_every_days=3 world.timeline=4:drift:taste::0.6");
    assert_same_until(&never, &often, "days.normalized_entropy", 3); /* the first retraining comes after day 3 */
    double stale = mean_of(&never, "days.normalized_entropy", 10, DAYS),
           fresh = mean_of(&often, "days.normalized_entropy", 10, DAYS);
    if (!(fresh + 0.03 < stale))
        fail_msg("normalized entropy of the last days: %g when never retrained, %g every 3 days", stale, fresh);
    outcome_free(&often);
    often = days_of("monitoring.retrain_every_days=365 world.timeline=4:drift:taste::0.6"); /* later than all days */
    rig_assert_same(&never, &often, true);
    outcome_free(&never);
    outcome_free(&often);
}

static void test_a_fault_is_detected(void **state) {
    (void)state;
    static const char *const monitors[] = {"features", "features monitoring.drift_metric=ks"};
    for (size_t i = 0; i < sizeof monitors / sizeof *monitors; i++) {
        char pairs[256];
        snprintf(pairs, sizeof pairs, NEVER "world.timeline=9:fault:feature_null:item_ctr monitoring.monitors=%s",
                 monitors[i]);
        struct outcome o = days_of(pairs);
        assert_true(rig_value(&o, "monitoring.detection_delay_days") == 0.0);
        assert_true(rig_value(&o, "monitoring.false_alarms") == 0.0);
        assert_true(mean_of(&o, "days.alerts", 1, 8) == 0.0 && mean_of(&o, "days.alerts", 9, DAYS) == 1.0);
        outcome_free(&o);
    }
}

/* Who does not look does not see: the days that are left count. */
static void test_a_fault_that_nobody_sees(void **state) {
    (void)state;
    static const char *const blind[] = {"monitoring.monitors=", "monitoring.alert_threshold=100"};
    for (size_t i = 0; i < sizeof blind / sizeof *blind; i++) {
        char pairs[256];
        snprintf(pairs, sizeof pairs, NEVER "world.timeline=9:fault:feature_null:item_ctr %s", blind[i]);
        struct outcome o = days_of(pairs);
        assert_true(rig_value(&o, "monitoring.detection_delay_days") == 6.0); /* days 9 to 14 */
        assert_true(rig_value(&o, "monitoring.false_alarms") == 0.0);
        outcome_free(&o);
    }
    struct outcome late = days_of(NEVER "world.timeline=15:fault:feature_null:item_ctr"); /* after the last day */
    assert_true(isnan(rig_value(&late, "monitoring.detection_delay_days")));
    outcome_free(&late);
}

/* A broken feature hurts the predictions of a model that leans on it. */
static void test_a_fault_costs(void **state) {
    (void)state;
    struct outcome whole = days_of(NEVER), broken = days_of(NEVER "world.timeline=9:fault:feature_null:item_ctr");
    assert_same_until(&whole, &broken, "days.normalized_entropy", 8);
    assert_true(rig_same_bits(rig_curve(&whole, "days.ctr")->y, rig_curve(&broken, "days.ctr")->y, DAYS));
    assert_true(mean_of(&broken, "days.normalized_entropy", 9, DAYS) >
                mean_of(&whole, "days.normalized_entropy", 9, DAYS) + 0.003);
    outcome_free(&whole);
    outcome_free(&broken);
}

static void test_lower_thresholds_alert_more(void **state) {
    (void)state;
    static const char *const thresholds[] = {"0.0001", "0.05", "0.2", "100"};
    double last = INFINITY, first = 0.0;
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++) {
        char pairs[256];
        snprintf(pairs, sizeof pairs,
                 NEVER "world.timeline=2:drift:taste::0.6 monitoring.monitors=features+scores+calibration+ctr "
                       "monitoring.alert_threshold=%s",
                 thresholds[i]);
        struct outcome o = days_of(pairs);
        double alerts = mean_of(&o, "days.alerts", 1, DAYS);
        assert_true(alerts <= last);
        first = i == 0 ? alerts : first;
        last = alerts;
        outcome_free(&o);
    }
    if (!(first > 1.5 && last == 0.0))
        fail_msg("%g alerts a day at the lowest threshold, %g at the highest", first, last);
}

static void test_days_without_a_ranker(void **state) {
    (void)state;
    struct outcome o = days_of("ranking.model=none world.timeline=9:fault:feature_null:item_ctr "
                               "monitoring.monitors=features+scores+calibration+ctr");
    assert_true(rig_value(&o, "monitoring.detection_delay_days") == 0.0); /* features are watched all the same */
    for (int i = 0; i < o.measures.n_curves; i++)                         /* and there is nothing that predicts */
        assert_string_not_equal(o.measures.curves[i].name, "days.calibration");
    outcome_free(&o);
}

static void test_traffic_is_no_drift(void **state) {
    (void)state;
    struct outcome quiet = days_of(NEVER "monitoring.monitors=features"),
                   busy = days_of(NEVER "monitoring.monitors=features world.timeline=6:fault:traffic::4");
    assert_same_until(&quiet, &busy, "days.ctr", 5);
    double a = mean_of(&quiet, "days.ctr", 6, DAYS), b = mean_of(&busy, "days.ctr", 6, DAYS);
    assert_true(fabs(a - b) < 0.1 * a); /* four times the people, who are alike */
    outcome_free(&quiet);
    outcome_free(&busy);
}

#define LOOP                                                                                                           \
    "world.users=300 world.items=600 world.creators=60 world.requests_per_user_day=1 world.replay_days=5 "             \
    "retrieval.epochs=1 retrieval.candidates=60 ranking.epochs=1 monitoring.closed_loop=true "

static struct outcome loop_of(const char *pairs) {
    char all[512];
    snprintf(all, sizeof all, "%s%s", LOOP, pairs);
    struct design *d = rig_design(all);
    struct outcome o = rig_run_design(engine, d, "loop");
    design_free(d);
    return o;
}

static void test_the_loop_is_measured(void **state) {
    (void)state;
    struct outcome none = loop_of("policy.exploration=0"), some = loop_of("policy.exploration=0.3");
    assert_int_equal(rig_curve(&none, "loop.watch_minutes")->n, 5);
    assert_true(rig_same_bits(rig_curve(&none, "loop.watch_minutes")->y,
                              rig_curve(&none, "loop.watch_minutes_unexplored")->y, 5));
    double cost = 0.0;
    for (int d = 0; d < 5; d++) {
        cost += rig_curve(&some, "loop.watch_minutes_unexplored")->y[d] - rig_curve(&some, "loop.watch_minutes")->y[d];
        assert_true(rig_curve(&some, "loop.watch_minutes")->y[d] > 0.0);
        double share = rig_curve(&some, "loop.young_share")->y[d];
        assert_true(share >= 0.0 && share <= 1.0);
    }
    assert_true(cost > 0.0);
    /* On the first day both serve the same model on the same log; from then on they learn from what they showed. */
    assert_true(rig_same_bits(rig_curve(&none, "loop.watch_minutes")->y,
                              rig_curve(&some, "loop.watch_minutes_unexplored")->y, 1));
    assert_false(rig_same_bits(rig_curve(&none, "loop.watch_minutes")->y + 1,
                               rig_curve(&some, "loop.watch_minutes_unexplored")->y + 1, 1));
    outcome_free(&none);
    outcome_free(&some);
    none = loop_of("monitoring.closed_loop=false");
    for (int i = 0; i < none.measures.n_curves; i++)
        assert_false(strncmp(none.measures.curves[i].name, "loop.", 5) == 0);
    outcome_free(&none);
}

static void test_retraining_changes_the_loop_when_it_is_due(void **state) {
    (void)state;
    struct outcome never = loop_of(NEVER), often = loop_of("monitoring.retrain_every_days=2");
    const double *a = rig_curve(&never, "loop.watch_minutes")->y, *b = rig_curve(&often, "loop.watch_minutes")->y;
    assert_true(rig_same_bits(a, b, 2));
    assert_false(rig_same_bits(a + 2, b + 2, 1));
    outcome_free(&never);
    outcome_free(&often);
}

/* Designs with nothing to train, and lists that candidates and caps cannot fill. */
static void test_the_loop_takes_any_design(void **state) {
    (void)state;
    static const char *const designs[] = {"ranking.model=none retrieval.model=popularity",
                                          "policy.creator_cap=1 policy.list_size=50 retrieval.candidates=10",
                                          "policy.list_size=5 world.upload_days=19",
                                          "world.timeline=2:drift:taste::0.5;3:fault:traffic::0.2"};
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++) {
        struct outcome o = loop_of(designs[i]);
        for (int d = 0; d < 5; d++)
            assert_true(rig_curve(&o, "loop.watch_minutes")->y[d] > 0.0);
        outcome_free(&o);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day_is_measured),
        cmocka_unit_test(test_quiet_days_are_quiet),
        cmocka_unit_test(test_drift_costs),
        cmocka_unit_test(test_retraining_wins_back),
        cmocka_unit_test(test_a_fault_is_detected),
        cmocka_unit_test(test_a_fault_is_detected_with_few_rows),
        cmocka_unit_test(test_a_fault_that_nobody_sees),
        cmocka_unit_test(test_a_fault_costs),
        cmocka_unit_test(test_lower_thresholds_alert_more),
        cmocka_unit_test(test_days_without_a_ranker),
        cmocka_unit_test(test_traffic_is_no_drift),
        cmocka_unit_test(test_the_loop_is_measured),
        cmocka_unit_test(test_retraining_changes_the_loop_when_it_is_due),
        cmocka_unit_test(test_the_loop_takes_any_design),
    };
    return cmocka_run_group_tests_name("days", tests, start, stop);
}
