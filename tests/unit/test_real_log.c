/* world.log: the engine on files of interactions with planted tastes. Users and items belong to one of GROUPS groups;
 * who is asked rates own items high and others low. */
#include "engine_fixture.h"

#include "base/rng.h"
#include "engine/run.h"
#include "funnel/funnel.h"
#include "world/logged.h"

enum { USERS = 150, ITEMS = 240, GROUPS = 6, EACH = 40, ROWS = USERS * EACH };

static char folder[SCRATCH_PATH], rated[SCRATCH_PATH + 16], copied[SCRATCH_PATH + 16], unrated[SCRATCH_PATH + 16],
    changed[SCRATCH_PATH + 16];
static struct engine *engine;
static struct outcome tower;

struct planted {
    int user, item, rating;
};

/* Row r at second 1000 r. From row `from` on, another draw. */
static struct planted planted(int r, int from) {
    struct rng rng = rng_of(rng_draw(r < from ? 1 : 2, "planted"), (uint64_t)r, 0);
    struct planted p = {.user = (int)rng_below(&rng, USERS)};
    bool own = rng_uniform(&rng) < 0.75;
    int group = own ? p.user % GROUPS : (int)rng_below(&rng, GROUPS);
    /* a few items of each group are far more popular: what popularity alone can know */
    int within = (int)(ITEMS / GROUPS * rng_uniform(&rng) * rng_uniform(&rng));
    p.item = r < ITEMS ? r : within * GROUPS + group; /* every item is named early: what comes later adds none */
    group = p.item % GROUPS;
    p.rating = group == p.user % GROUPS ? 5 : 2;
    return p;
}

static void write_rows(const char *path, bool ratings, int from) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int r = 0; r < ROWS; r++) {
        struct planted p = planted(r, from);
        if (ratings)
            fprintf(file, "u%d\ti%d\t%d\t%d\n", p.user, p.item, p.rating, 1000 * r);
        else
            fprintf(file, "u%d,i%d,%d\n", p.user, p.item, 1000 * r);
    }
    fclose(file);
}

static struct outcome run_file(const char *path, const char *more) {
    char pairs[512];
    snprintf(pairs, sizeof pairs, "world.log=%s %s", path, more);
    return rig_run(engine, pairs);
}

static int start(void **state) {
    (void)state;
    scratch_folder(folder);
    snprintf(rated, sizeof rated, "%s/rated.tsv", folder);
    snprintf(copied, sizeof copied, "%s/copied.tsv", folder);
    snprintf(unrated, sizeof unrated, "%s/unrated.csv", folder);
    snprintf(changed, sizeof changed, "%s/changed.tsv", folder);
    write_rows(rated, true, ROWS);
    write_rows(copied, true, ROWS);
    write_rows(unrated, false, ROWS);
    write_rows(changed, true, ROWS * 12 / 14 + 1); /* the first row at or behind day 12 of 14 */
    engine = rig_engine(folder, 2);
    tower = run_file(rated, "");
    return 0;
}

static int stop(void **state) {
    (void)state;
    outcome_free(&tower);
    engine_free(engine);
    scratch_remove(folder);
    return 0;
}

static void models_find_the_planted_tastes(void **state) {
    (void)state;
    struct outcome mf = run_file(rated, "retrieval.model=matrix_factorization");
    struct outcome popular = run_file(rated, "retrieval.model=popularity");
    for (int i = 0; i < 2; i++) {
        const char *name = i ? "retrieval.ndcg@20" : "retrieval.recall@20";
        const struct measure *m = measures_find(&tower.measures, name);
        assert_true(m->value > 1.3 * m->baseline);
        assert_true(rig_value(&mf, name) > 1.3 * m->baseline);
        assert_true(m->baseline > 0.0 && isnan(m->oracle) && m->n_replicates > 0);
        assert_true(fabs(rig_value(&popular, name) - m->baseline) < 1e-12);
    }
    outcome_free(&mf);
    outcome_free(&popular);
}

static void every_metric_is_there_or_says_why(void **state) {
    (void)state;
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        if (!metric_has_kind(metric, WORLD_FEED))
            continue;
        const struct measure *m = measures_find(&tower.measures, metric->name);
        bool truth = strcmp(metric->stage, "online") == 0 || strcmp(metric->stage, "monitoring") == 0;
        if (!m)
            fail_msg("%s is absent", metric->name);
        if (truth != isnan(m->value) && strcmp(metric->name, "list.diversity") != 0 &&
            strcmp(metric->name, "list.new_item_share") != 0)
            fail_msg("%s is %g", metric->name, m->value);
        assert_true(!isnan(m->value) || *m->why);
        assert_true(isnan(m->oracle));
    }
}

static void a_threshold_on_the_truth_fails(void **state) {
    (void)state;
    struct threshold hard = {.metric = "online.ctr", .rule = ">= 0"},
                     soft = {.metric = "ranking.roc_auc", .rule = "> 0.6"};
    threshold_judge(&hard, &tower);
    threshold_judge(&soft, &tower);
    assert_false(hard.passed);
    assert_true(soft.passed);
}

static void without_ratings_nothing_is_ranked(void **state) {
    (void)state;
    struct outcome o = run_file(unrated, "");
    const struct measure *m = measures_find(&o.measures, "ranking.log_loss");
    assert_true(isnan(m->value) && strstr(m->why, "positives alone"));
    assert_true(rig_value(&o, "retrieval.recall@20") > measures_find(&o.measures, "retrieval.recall@20")->baseline);
    assert_true(rig_value(&o, "list.ndcg@10") > 0.0);
    outcome_free(&o);
}

static void the_key_is_the_content(void **state) {
    (void)state;
    struct outcome same = run_file(copied, ""), other = run_file(changed, "");
    for (int i = 0; i < same.n_nodes; i++)
        assert_true(same.nodes[i].cached);
    assert_memory_equal(&same.world_key, &tower.world_key, sizeof same.world_key);
    assert_memory_not_equal(&other.world_key, &tower.world_key, sizeof other.world_key);
    /* Only the test days differ: what was trained before them is the same to the last bit. */
    static const char *const curves[] = {"retrieval_model.loss", "retrieval_model.validation", "ranking_model.loss"};
    for (int i = 0; i < 3; i++) {
        const struct measured_curve *a = rig_curve(&tower, curves[i]), *b = rig_curve(&other, curves[i]);
        assert_int_equal(a->n, b->n);
        assert_true(rig_same_bits(a->y, b->y, a->n));
    }
    outcome_free(&same);
    outcome_free(&other);
}

static void generated_worlds_knobs_do_not_matter(void **state) {
    (void)state;
    struct outcome o = run_file(rated, "world.users=500 world.fresh_share=0.1 seed.world=7");
    for (int i = 0; i < o.n_nodes; i++)
        assert_true(o.nodes[i].cached);
    outcome_free(&o);
}

static void a_bad_file_is_an_error(void **state) {
    (void)state;
    struct err err = {0};
    struct progress progress = {0};
    struct outcome out;
    struct design *d = rig_design("world.log=/nowhere/at.all");
    assert_false(design_check_file(d, &err));
    assert_true(err.code == ERR_USAGE && strstr(err.message, "/nowhere/at.all"));
    err_clear(&err);
    assert_false(engine_run(engine, d, NULL, &progress, &out, &err));
    assert_int_equal(err.code, ERR_USAGE);
    design_free(d);
}

/* --- the columns --- */

static const char tiny[] = "a x 5 10\na y 1 10\nb x 4 20\nb z 3 30\na z 5 40\na x 5 50\nb y 5 60\nc x 5 70\n";

struct tiny_log {
    struct blob *world_blob, *log_blob;
    struct world world;
    struct log log;
    struct pool *pool;
};

static struct tiny_log tiny_open(void) {
    char text[sizeof tiny];
    struct interactions rows;
    struct err err = {0};
    struct tiny_log t = {.world_blob = blob_new(), .log_blob = blob_new(), .pool = pool_new(1, &err)};
    memcpy(text, tiny, sizeof tiny);
    for (char *c = text; *c; c++)
        *c = *c == ' ' ? ',' : *c;
    assert_true(interactions_parse(text, strlen(text), "tiny", &rows, &err));
    assert_true(logged_world(&rows, 4, 4.0f, t.world_blob, &err));
    interactions_free(&rows);
    world_open(t.world_blob, &t.world);
    assert_true(logged_log(&t.world, t.pool, t.log_blob, &err));
    log_open(t.log_blob, &t.log);
    return t;
}

static void tiny_close(struct tiny_log *t) {
    blob_free(t->world_blob);
    blob_free(t->log_blob);
    pool_free(t->pool);
}

static void rows_become_requests(void **state) {
    (void)state;
    struct tiny_log t = tiny_open();
    static const float time[] = {0, 0, 1, 1.5f, 2, 2.5f, 3, 3.5f}; /* rank * 4 days / 8 rows, one second together */
    assert_false(t.world.truth);
    assert_int_equal(t.log.requests, 8);
    for (int r = 0; r < 8; r++) {
        assert_true(t.log.request[r].time == time[r] && t.log.row_time[r] == time[r]);
        assert_int_equal(t.log.start[r], r);
    }
    static const bool liked[] = {true, false, true, false, true, true, true, true};
    for (int r = 0; r < 8; r++)
        assert_int_equal(t.log.event[r] >> HEAD_CLICK & 1, liked[r]);
    assert_true(t.world.birth[0] == 0 && t.world.birth[1] == 0 && t.world.birth[2] == 1.5f);
    assert_int_equal(t.log.had_start[1] - t.log.had_start[0], 4);     /* a: rated low counts as had */
    assert_int_equal(t.log.click_start[1] - t.log.click_start[0], 3); /* and is no click */
    assert_int_equal(t.log.clicked_before[2 * 3 + 0], 2);             /* x, before day 2 */
    tiny_close(&t);
}

static void what_was_had_is_not_found_again(void **state) {
    (void)state;
    struct tiny_log t = tiny_open();
    struct err err = {0};
    struct progress progress = {0};
    float vector[3];
    struct blob *index = blob_new();
    assert_true(funnel_item_vectors(&t.world, &t.log, NULL, 4, t.pool, vector, &err));
    assert_true(index_build(&(struct index_params){.kind = INDEX_FLAT}, vector, 3, 1, t.pool, &progress, index, &err));
    struct funnel f = {.world = &t.world, .log = &t.log};
    struct index *view = index_open(index, &err);
    f.retrieval.index = view;
    struct funnel_scratch *scratch = funnel_scratch_new(&f, 3, &err);
    int32_t ids[3];
    float scores[3];
    /* of row: what its user had before, and what was not born, is gone */
    static const int32_t want[8][3] = {{0, 1, -1},  {0, 1, -1},   {0, 1, -1},  {1, 2, -1},
                                       {2, -1, -1}, {-1, -1, -1}, {1, -1, -1}, {0, 1, 2}};
    for (int pass = 0; pass < 2; pass++)
        for (int r = 0; r < 8; r++) {
            bool seen[3] = {false}, wanted[3] = {false};
            funnel_retrieve(&f, &t.log.request[r], 3, scratch, ids, scores);
            for (int k = 0; k < 3; k++) {
                if (ids[k] >= 0)
                    seen[ids[k]] = true;
                if (want[r][k] >= 0)
                    wanted[want[r][k]] = true;
            }
            assert_memory_equal(seen, wanted, sizeof seen);
        }
    funnel_scratch_free(scratch);
    index_close(view);
    blob_free(index);
    tiny_close(&t);
}

static void too_few_rows(void **state) {
    (void)state;
    struct interactions rows;
    struct err err = {0};
    struct blob *blob = blob_new();
    assert_true(interactions_parse("a,x,5,1\nb,y,4,2\n", 16, "two", &rows, &err));
    assert_false(logged_world(&rows, 5, 4.0f, blob, &err));
    assert_int_equal(err.code, ERR_USAGE);
    interactions_free(&rows);
    blob_free(blob);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(models_find_the_planted_tastes),  cmocka_unit_test(every_metric_is_there_or_says_why),
        cmocka_unit_test(a_threshold_on_the_truth_fails),  cmocka_unit_test(without_ratings_nothing_is_ranked),
        cmocka_unit_test(the_key_is_the_content),          cmocka_unit_test(generated_worlds_knobs_do_not_matter),
        cmocka_unit_test(a_bad_file_is_an_error),          cmocka_unit_test(rows_become_requests),
        cmocka_unit_test(what_was_had_is_not_found_again), cmocka_unit_test(too_few_rows),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
