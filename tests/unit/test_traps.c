/* Choices that look harmless: what a server lacks costs online and shows in no metric of the log, what only the log can
 * know shows in these alone, and who calls nothing harmful is nearly always right. `make traps` has how much. */
#include "engine_fixture.h"

#define VIDEO "world.users=2000 world.items=2000 world.creators=150 "
#define POSTS "world.users=4000 world.items=20000 ranking.epochs=4 "
#define ADS                                                                                                            \
    "world.users=2500 world.items=1500 world.advertisers=100 retrieval.epochs=1 ranking.epochs=1 "                     \
    "retrieval.dim=16 "

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

static struct outcome measured(enum world_kind kind, const char *world, const char *choice, const char *nodes) {
    char pairs[600];
    snprintf(pairs, sizeof pairs, "%s%s", world, choice);
    struct design *d = rig_design_of(kind, pairs);
    struct outcome out = rig_run_design(engine, d, nodes);
    design_free(d);
    return out;
}

/* How much larger a metric is for the choice than without it. */
static double gain(enum world_kind kind, const char *world, const char *choice, const char *nodes, const char *metric) {
    struct outcome with = measured(kind, world, choice, nodes), without = measured(kind, world, "", nodes);
    double more = rig_value(&with, metric) - rig_value(&without, metric);
    outcome_free(&with);
    outcome_free(&without);
    return more;
}

static void what_a_server_lacks_does_not_show_on_the_log(void **state) {
    (void)state;
    static const char nodes[] = "ranking_quality+online";
    static const struct {
        enum world_kind kind;
        const char *world, *choice, *own, *offline, *online;
        int worse; /* the sign of what is worse online */
    } traps[] = {
        {WORLD_FEED, VIDEO, "serving.missing_features=user_topic_clicks+history_similarity+item_ctr",
         "ranking.roc_auc[own]", "ranking.roc_auc", "online.watch_minutes_per_session", -1},
        {WORLD_ADS, ADS, "serving.missing_features=ad_ctr+campaign_ctr+advertiser_ctr+site_ctr+quality_shown",
         "ranking.roc_auc[own]", "ranking.roc_auc", "online.ctr", -1},
        {WORLD_POSTS, POSTS, "serving.missing_features=text", "ranking.pr_auc[own]", "ranking.pr_auc",
         "online.prevalence", 1},
    };
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
        assert_true(gain(traps[i].kind, traps[i].world, traps[i].choice, nodes, traps[i].own) == 0.0);
        assert_true(gain(traps[i].kind, traps[i].world, traps[i].choice, nodes, traps[i].offline) < 0.0);
        double online = gain(traps[i].kind, traps[i].world, traps[i].choice, nodes, traps[i].online);
        if (online * traps[i].worse <= 0.0)
            fail_msg("%s: %s %+g", traps[i].choice, traps[i].online, online);
    }
}

static void a_name_that_is_not_read_changes_nothing(void **state) {
    (void)state;
    struct outcome with = measured(WORLD_FEED, VIDEO, "serving.missing_features=item_ctr_total", NULL),
                   without = measured(WORLD_FEED, VIDEO, "", NULL);
    rig_assert_same(&with, &without, false);
    outcome_free(&with);
    outcome_free(&without);
}

/* A counter that holds the future lifts the figures of the log, and those of a server fall. */
static void what_only_the_log_knows_is_of_no_use_online(void **state) {
    (void)state;
    static const char nodes[] = "ranking_quality+online";
    static const struct {
        enum world_kind kind;
        const char *world, *choice, *own, *served;
    } traps[] = {
        {WORLD_FEED, VIDEO,
         "data.features=user_id+item_id+creator+topic+hour+device+age_band+item_age+item_ctr+item_popularity+item_"
         "watch+"
         "length+history_similarity+item_ctr_total",
         "ranking.roc_auc[own]", "ranking.roc_auc"},
        {WORLD_ADS, ADS, "data.features=age_band+device+hour+ad_id+campaign+ad_ctr+campaign_ctr+ad_ctr_total",
         "ranking.roc_auc[own]", "ranking.roc_auc"},
        {WORLD_POSTS, POSTS, "data.features=text+image+language+author_history+account_age+audience+reports_total",
         "ranking.pr_auc[own]", "ranking.pr_auc"},
    };
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
        struct outcome out = measured(traps[i].kind, traps[i].world, traps[i].choice, "ranking_quality");
        double flattery = rig_value(&out, traps[i].own) - rig_value(&out, traps[i].served);
        if (flattery < 0.02)
            fail_msg("%s: %s over %s %+g", traps[i].choice, traps[i].own, traps[i].served, flattery);
        outcome_free(&out);
    }
    assert_true(gain(WORLD_POSTS, POSTS, traps[2].choice, nodes, "ranking.pr_auc[own]") > 0.05);
    assert_true(gain(WORLD_POSTS, POSTS, traps[2].choice, nodes, "ranking.pr_auc") < 0.0);
    assert_true(gain(WORLD_POSTS, POSTS, traps[2].choice, nodes, "online.prevalence") > 0.0);
}

static void who_calls_nothing_harmful_is_nearly_always_right(void **state) {
    (void)state;
    struct outcome out = measured(WORLD_POSTS, POSTS, "", "ranking_quality");
    const struct measure *m = measures_find(&out.measures, "ranking.accuracy[misinformation]");
    assert_true(m && m->baseline > 0.998 && m->oracle == 1.0 && fabs(m->value - m->baseline) < 0.002);
    double mean = 0.0;
    static const char *const harms[] = {"violence", "nudity", "hate", "misinformation", "spam"};
    for (int h = 0; h < 5; h++) {
        char name[MEASURE_NAME];
        snprintf(name, sizeof name, "ranking.accuracy[%s]", harms[h]);
        mean += rig_value(&out, name) / 5.0;
    }
    assert_float_equal(mean, rig_value(&out, "ranking.accuracy"), 1e-12);
    outcome_free(&out);
}

/* In a world where people who come often like other things, and in one where they do not. */
static void a_cap_runs(void **state) {
    (void)state;
    struct outcome apart =
                       measured(WORLD_FEED, VIDEO, "world.heavy_taste=2 data.user_cap=3", "retrieval_quality+online"),
                   alike = measured(WORLD_FEED, VIDEO, "data.user_cap=3", "retrieval_quality+online"),
                   none = measured(WORLD_FEED, VIDEO, "data.user_cap=100000", "retrieval_quality+online"),
                   base = measured(WORLD_FEED, VIDEO, "", "retrieval_quality+online");
    rig_assert_same(&none, &base, false); /* nobody comes so often */
    assert_true(rig_value(&alike, "retrieval.recall@100") != rig_value(&base, "retrieval.recall@100"));
    assert_true(rig_value(&apart, "retrieval.recall@100") > 0.0);
    outcome_free(&apart);
    outcome_free(&alike);
    outcome_free(&none);
    outcome_free(&base);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_server_lacks_does_not_show_on_the_log),
        cmocka_unit_test(a_name_that_is_not_read_changes_nothing),
        cmocka_unit_test(what_only_the_log_knows_is_of_no_use_online),
        cmocka_unit_test(who_calls_nothing_harmful_is_nearly_always_right),
        cmocka_unit_test(a_cap_runs),
    };
    return cmocka_run_group_tests_name("traps", tests, start, stop);
}
