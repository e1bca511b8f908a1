#include "world/feed.h"
#include "world/features.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

enum { K = 10 };
static struct fixture shared;
static const char *names[FIELDS_MAX];
static int n_names;

static int make_shared(void **state) {
    (void)state;
    struct world_params p = fixture_params(3);
    shared = fixture_make(&p, 2);
    const struct feature *table = feature_table(WORLD_FEED, &n_names);
    for (int i = 0; i < n_names; i++)
        names[i] = table[i].name;
    return 0;
}

static int free_shared(void **state) {
    (void)state;
    fixture_free(&shared);
    return 0;
}

static struct features *choose(const struct fixture *f, const char *const *chosen, int n) {
    struct err err = {0};
    struct features *features = features_new(&f->world, &f->log, chosen, n, &err);
    assert_non_null(features);
    return features;
}

static int dense_at(const struct features *f, const char *name) {
    for (int i = 0; i < features_dense(f); i++)
        if (strcmp(features_dense_name(f, i), name) == 0)
            return i;
    fail_msg("no dense feature %s", name);
    return -1;
}

static int category_at(const struct features *f, const char *name) {
    for (int i = 0; i < features_categories(f); i++)
        if (strcmp(features_category_name(f, i), name) == 0)
            return i;
    fail_msg("no categorical feature %s", name);
    return -1;
}

static const struct feature *named(const char *name) {
    int n;
    const struct feature *table = feature_table(WORLD_FEED, &n);
    for (int i = 0; i < n; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static void table_is_sound(void **state) {
    (void)state;
    int traps = 0, sides[4] = {0};
    assert_true(n_names > 20 && n_names <= FIELDS_MAX);
    for (int i = 0; i < n_names; i++) {
        assert_ptr_equal(named(names[i]), feature_table(WORLD_FEED, &n_names) + i); /* unique */
        assert_true(strlen(named(names[i])->help) > 5);
        traps += named(names[i])->trap;
        sides[named(names[i])->side]++;
    }
    assert_true(traps == 1 && named("item_ctr_total")->trap);
    for (int s = 0; s < 4; s++)
        assert_true(sides[s] > 0);
    int n = -1;
    assert_null(feature_table(WORLD_IMAGES, &n)); /* no kind that is there yet */
    assert_int_equal(n, 0);
    assert_non_null(feature_table(WORLD_POSTS, &n));
    assert_true(n > 5);
}

static void unknown_names_are_refused(void **state) {
    (void)state;
    struct err err = {0};
    const char *wrong[] = {"topic", "item_crt"}, *nonsense[] = {"zzzzzzzzzzzz"};
    assert_null(features_new(&shared.world, &shared.log, wrong, 2, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "item_crt"));
    assert_non_null(strstr(err.message, "item_ctr"));
    err_clear(&err);
    assert_null(features_new(&shared.world, &shared.log, nonsense, 1, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void chosen_ones_come_in_table_order(void **state) {
    (void)state;
    const char *some[] = {"item_ctr", "topic", "length", "age_band", "topic"};
    struct features *f = choose(&shared, some, 5);
    int cardinality[FIELDS_MAX];
    assert_int_equal(features_categories(f), 2);
    assert_int_equal(features_dense(f), 2);
    assert_string_equal(features_category_name(f, 0), "age_band");
    assert_string_equal(features_category_name(f, 1), "topic");
    assert_string_equal(features_dense_name(f, 0), "length");
    assert_string_equal(features_dense_name(f, 1), "item_ctr");
    features_cardinalities(f, cardinality);
    assert_int_equal(cardinality[1], shared.world.topics);
    features_free(f);
    f = choose(&shared, NULL, 0);
    assert_true(features_categories(f) == 0 && features_dense(f) == 0);
    features_fill(f, &shared.log.request[5], shared.log.item, K, NULL, NULL);
    features_free(f);
}

/* In range, finite, and dense ones roughly standardised; one row alone is the row among others. */
static void rows_are_sound(void **state) {
    (void)state;
    struct features *f = choose(&shared, names, n_names);
    int F = features_categories(f), D = features_dense(f), cardinality[FIELDS_MAX], rows = 0;
    int32_t category[K * FIELDS_MAX], one_category[FIELDS_MAX], most[FIELDS_MAX] = {0};
    float dense[K * FIELDS_MAX], one_dense[FIELDS_MAX];
    double sum[FIELDS_MAX] = {0}, square[FIELDS_MAX] = {0};
    features_cardinalities(f, cardinality);
    for (int r = 0; r < shared.log.requests; r += 3) {
        const struct request *q = &shared.log.request[r];
        const int32_t *items = shared.log.item + shared.log.start[r];
        features_fill(f, q, items, K, category, dense);
        features_fill(f, q, items + 7, 1, one_category, one_dense);
        assert_memory_equal(one_category, category + 7 * F, (size_t)F * sizeof *category);
        assert_memory_equal(one_dense, dense + 7 * D, (size_t)D * sizeof *dense);
        for (int j = 0; j < K; j++, rows++) {
            for (int k = 0; k < F; k++) {
                int32_t c = category[j * F + k];
                assert_true(c >= 0 && c < cardinality[k]);
                most[k] = c > most[k] ? c : most[k];
            }
            for (int k = 0; k < D; k++) {
                assert_true(isfinite(dense[j * D + k]));
                sum[k] += dense[j * D + k];
                square[k] += (double)dense[j * D + k] * dense[j * D + k];
            }
        }
    }
    for (int k = 0; k < F; k++)
        assert_true(most[k] > cardinality[k] / 2); /* cardinalities are not padded */
    for (int k = 0; k < D; k++) {
        double mean = sum[k] / rows, deviation = sqrt(square[k] / rows - mean * mean);
        assert_true(fabs(mean) < 1.6 && deviation > 0.15 && deviation < 2.5);
    }
    features_free(f);
}

static void counts_are_what_happened_before(void **state) {
    (void)state;
    const char *some[] = {"user_topic_clicks", "user_creator_clicks", "user_activity", "user_ctr", "item_age"};
    struct features *f = choose(&shared, some, 5);
    const struct world *w = &shared.world;
    const struct log *log = &shared.log;
    int D = features_dense(f);
    float dense[K * 8];
    int32_t none[1];
    for (int r = 100; r < log->requests; r += log->requests / 40) {
        const struct request *q = &log->request[r];
        features_fill(f, q, log->item + log->start[r], K, none, dense);
        for (int j = 0; j < K; j++) {
            int32_t item = log->item[log->start[r] + j];
            int topic = 0, creator = 0, today = 0, shown = 0;
            for (int64_t row = 0; row < log->start[r]; row++) {
                if (log->request[row / K].user != q->user || log->row_time[row] >= q->time)
                    continue;
                bool clicked = log->event[row] >> HEAD_CLICK & 1;
                topic += clicked && w->topic[log->item[row]] == w->topic[item];
                creator += clicked && w->creator[log->item[row]] == w->creator[item];
                today += clicked && log->row_time[row] < floorf(q->time);
                shown += log->row_time[row] < floorf(q->time);
            }
            const float *row = dense + j * D;
            assert_true(fabsf(row[dense_at(f, "user_topic_clicks")] - (log1pf((float)topic) - 0.5f)) < 1e-5f);
            assert_true(fabsf(row[dense_at(f, "user_creator_clicks")] - 2.0f * log1pf((float)creator)) < 1e-5f);
            assert_true(fabsf(row[dense_at(f, "user_activity")] - (log1pf((float)today) - 1.3f) / 1.1f) < 1e-5f);
            float ctr = ((float)today + 6.0f) / ((float)shown + 50.0f);
            assert_true(fabsf(row[dense_at(f, "user_ctr")] - logf(ctr / 0.12f) / 0.4f) < 1e-4f);
            float age = q->time - w->birth[item];
            assert_true(fabsf(row[dense_at(f, "item_age")] - (log1pf(age) - 2.3f) / 1.1f) < 1e-5f);
        }
    }
    features_free(f);
}

static void item_counters_are_those_of_the_morning(void **state) {
    (void)state;
    const char *some[] = {"item_ctr", "item_popularity", "item_watch"};
    struct features *f = choose(&shared, some, 3);
    const struct log *was = &shared.log;
    float dense[K * 3];
    int32_t none[1];
    for (int r = 0; r < was->requests; r += 97) {
        features_fill(f, &was->request[r], was->item + was->start[r], K, none, dense);
        for (int j = 0; j < K; j++) {
            size_t at =
                (size_t)was->request[r].time * (size_t)shared.world.items + (size_t)was->item[was->start[r] + j];
            double shown = was->shown_before[at], clicked = was->clicked_before[at], watched = was->watched_before[at];
            double ctr = log((clicked + 1.2) / (shown + 10.0) / 0.12), popular = (log(1.0 + shown) - 3.0) / 2.0,
                   watch = (log((watched + 200.0) / (clicked + 2.0)) - 4.6) / 0.6;
            assert_true(fabs(dense[j * 3 + dense_at(f, "item_ctr")] - ctr) < 1e-4);
            assert_true(fabs(dense[j * 3 + dense_at(f, "item_popularity")] - popular) < 1e-4);
            assert_true(fabs(dense[j * 3 + dense_at(f, "item_watch")] - watch) < 1e-4);
        }
    }
    features_free(f);
}

/* A log that is the same up to request `from` and something else afterwards. */
static struct blob *another_future(const struct fixture *f, int from) {
    struct err err = {0};
    struct blob *out = blob_new();
    const char *kept[] = {"request", "start", "item", "position", "event", "propensity", "watch_s", "row_time"};
    struct pool *pool = pool_new(1, &err);
    for (int k = 0; k < 8; k++) {
        const struct section *s = blob_find(f->log_blob, kept[k]);
        void *copy = blob_add(out, s->name, s->type, s->shape[0], s->shape[1], s->shape[2], &err);
        memcpy(copy, s->data, s->bytes);
    }
    int32_t *item = blob_find(out, "item")->data;
    uint8_t *event = blob_find(out, "event")->data;
    float *watch = blob_find(out, "watch_s")->data;
    for (int64_t row = f->log.start[from]; row < f->log.impressions; row++) {
        item[row] = (item[row] + 1) % f->world.items;
        event[row] ^= 1u << HEAD_CLICK | 1u << HEAD_WATCH | 1u << HEAD_LIKE;
        watch[row] = 7.0f;
    }
    assert_true(counters_build(&f->world, pool, out, &err));
    pool_free(pool);
    return out;
}

static void only_the_trap_reads_the_future(void **state) {
    (void)state;
    int from = shared.log.requests * 2 / 3;
    const struct request *q = &shared.log.request[from];
    struct fixture changed = shared;
    changed.log_blob = another_future(&shared, from);
    log_open(changed.log_blob, &changed.log);
    struct features *f = choose(&shared, names, n_names), *g = choose(&changed, names, n_names);
    int F = features_categories(f), D = features_dense(f), trap = dense_at(f, "item_ctr_total"), trapped = 0;
    const struct positive_rule any = {~0u, 0.0f};
    int32_t items[200], a[200 * FIELDS_MAX], b[200 * FIELDS_MAX], bag[50], other_bag[50], sides[8];
    float x[200 * FIELDS_MAX], y[200 * FIELDS_MAX];
    for (int j = 0; j < 200; j++)
        items[j] = shared.log.item[j * 13];
    for (int back = 0; back < 400; back++) { /* the request itself and those before it on the same day */
        if (q[-back].time < floorf(q->time))
            break;
        features_fill(f, q - back, items, 200, a, x);
        features_fill(g, q - back, items, 200, b, y);
        assert_memory_equal(a, b, (size_t)(200 * F) * sizeof *a);
        for (int j = 0; j < 200 * D; j++) {
            assert_true(j % D == trap || x[j] == y[j]);
            trapped += j % D == trap && x[j] != y[j];
        }
        int n, m;
        tower_user_fill(&shared.world, &shared.log, q - back, &any, 50, sides, bag, &n);
        tower_user_fill(&shared.world, &changed.log, q - back, &any, 50, sides, other_bag, &m);
        assert_int_equal(n, m);
        assert_memory_equal(bag, other_bag, (size_t)n * sizeof *bag);
    }
    assert_true(trapped > 0);
    features_free(f);
    features_free(g);
    blob_free(changed.log_blob);
}

/* A server has no future: there the trap is the counter of the day, and what is missing is 0. */
static void a_server_fills_what_it_has(void **state) {
    (void)state;
    static const char *const missing[] = {"topic", "length", "no_such_feature"};
    struct features *logged = choose(&shared, names, n_names), *served = choose(&shared, names, n_names);
    int F = features_categories(logged), D = features_dense(logged), trap = dense_at(logged, "item_ctr_total"),
        ctr = dense_at(logged, "item_ctr"), length = dense_at(logged, "length"), topic = category_at(logged, "topic"),
        known = 0;
    features_serve(served, missing, 3);
    for (int r = shared.log.requests / 2; r < shared.log.requests; r += 50) {
        const struct request *q = &shared.log.request[r];
        const int32_t *items = shared.log.item + shared.log.start[r];
        int32_t a[K * FIELDS_MAX], b[K * FIELDS_MAX];
        float x[K * FIELDS_MAX], y[K * FIELDS_MAX];
        features_fill(logged, q, items, K, a, x);
        features_fill(served, q, items, K, b, y);
        for (int j = 0; j < K * F; j++)
            assert_int_equal(b[j], j % F == topic ? 0 : a[j]);
        for (int j = 0; j < K * D; j++)
            assert_true(y[j] == (j % D == length ? 0.0f : x[j % D == trap ? j - trap + ctr : j]));
        for (int j = 0; j < K; j++)
            known += x[j * D + trap] != y[j * D + trap];
    }
    assert_true(known > 0);
    features_free(logged);
    features_free(served);
}

static void faults_can_be_planted(void **state) {
    (void)state;
    struct features *f = choose(&shared, names, n_names);
    int F = features_categories(f), D = features_dense(f), ctr = dense_at(f, "item_ctr"),
        topic = category_at(f, "topic"), emptied = 0;
    const struct request *q = &shared.log.request[shared.log.requests - 1];
    const int32_t *items = shared.log.item + shared.log.start[q->id];
    int32_t whole[K * FIELDS_MAX], broken[K * FIELDS_MAX];
    float x[K * FIELDS_MAX], y[K * FIELDS_MAX];
    features_fill(f, q, items, K, whole, x);
    features_null(f, "item_ctr", q->time + 0.01f); /* not yet */
    features_fill(f, q, items, K, broken, y);
    assert_memory_equal(x, y, (size_t)(K * D) * sizeof *x);
    features_null(f, "item_ctr", q->time);
    features_fill(f, q, items, K, broken, y);
    assert_memory_equal(whole, broken, (size_t)(K * F) * sizeof *whole);
    for (int j = 0; j < K * D; j++) {
        assert_true(y[j] == (j % D == ctr ? 0.0f : x[j]));
        emptied += y[j] != x[j];
    }
    assert_true(emptied > 0);
    features_null(f, "topic", 0.0f);
    features_fill(f, q, items, K, broken, y);
    assert_memory_equal(x, y, (size_t)(K * D) * sizeof *x);
    for (int j = 0; j < K * F; j++)
        assert_true(broken[j] == (j % F == topic ? 0 : whole[j]));
    features_null(f, NULL, 0.0f);
    features_freeze(f, 3); /* stale counters */
    features_fill(f, q, items, K, broken, y);
    assert_memory_equal(whole, broken, (size_t)(K * F) * sizeof *whole);
    assert_true(x[ctr] != y[ctr]);
    double shown = shared.log.shown_before[3 * shared.world.items + items[0]];
    assert_true(fabs(y[dense_at(f, "item_popularity")] - (log(1.0 + shown) - 3.0) / 2.0) < 1e-4);
    assert_true(y[dense_at(f, "user_topic_clicks")] == x[dense_at(f, "user_topic_clicks")]);
    features_freeze(f, -1);
    struct request after = *q; /* days behind the log read the last counters there are */
    after.time = (float)shared.world.params.days + 3.0f;
    features_fill(f, &after, items, K, broken, y);
    shown = shared.log.shown_before[shared.world.params.days * shared.world.items + items[0]];
    assert_true(fabs(y[dense_at(f, "item_popularity")] - (log(1.0 + shown) - 3.0) / 2.0) < 1e-4);
    features_free(f);
}

struct scored {
    float score;
    bool clicked;
};

static int by_score(const void *a, const void *b) {
    const struct scored *x = a, *y = b;
    return (x->score > y->score) - (x->score < y->score);
}

/* Area under the ROC curve, ties half. */
static double auc(struct scored *s, int n) {
    double positives = 0.0, ranks = 0.0;
    qsort(s, (size_t)n, sizeof *s, by_score);
    for (int i = 0, j; i < n; i = j) {
        for (j = i; j < n && s[j].score == s[i].score; j++)
            ;
        for (int k = i; k < j; k++) {
            positives += s[k].clicked;
            ranks += s[k].clicked ? 0.5 * (i + j + 1) : 0.0;
        }
    }
    return (ranks - positives * (positives + 1.0) / 2.0) / (positives * (n - positives));
}

/* At the first place, where everybody looks: features know something of the click, and the trap too much. */
static void features_know_something(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    const char *some[] = {"item_ctr", "user_topic_clicks", "user_creator_clicks", "history_similarity",
                          "item_ctr_total"};
    struct features *f = choose(&shared, some, 5);
    struct scored *rows = calloc((size_t)log->requests, sizeof *rows);
    double area[5];
    float dense[5];
    int32_t none[1];
    for (int k = 0; k < 5; k++) {
        int n = 0;
        for (int r = log->requests / 2; r < log->requests; r++) {
            features_fill(f, &log->request[r], log->item + log->start[r], 1, none, dense);
            rows[n++] = (struct scored){dense[dense_at(f, some[k])], log->event[log->start[r]] >> HEAD_CLICK & 1};
        }
        area[k] = auc(rows, n);
        assert_true(area[k] > 0.52);
    }
    assert_true(area[4] > area[0] + 0.01);
    free(rows);
    features_free(f);
}

/* A click on a creator says that this person likes this creator, beyond what vectors can hold. */
static void creator_clicks_reveal_the_pair(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    const char *some[] = {"user_creator_clicks"};
    struct features *f = choose(&shared, some, 1);
    double pair[2] = {0}, rows[2] = {0};
    float dense[K];
    int32_t none[1];
    for (int r = log->requests / 2; r < log->requests; r++) {
        features_fill(f, &log->request[r], log->item + log->start[r], K, none, dense);
        for (int j = 0; j < K; j++) {
            int known = dense[j] > 0.0f;
            pair[known] +=
                feed_pair(&shared.world, log->request[r].user, shared.world.creator[log->item[log->start[r] + j]]);
            rows[known]++;
        }
    }
    assert_true(rows[1] > 0.05 * rows[0]);
    assert_true(pair[1] / rows[1] > pair[0] / rows[0] + 0.3);
    features_free(f);
}

static void tower_sides_are_sound(void **state) {
    (void)state;
    const struct world *w = &shared.world;
    const struct log *log = &shared.log;
    int user[FIELDS_MAX], item[FIELDS_MAX], U = tower_user_categories(w, user), I = tower_item_categories(w, item);
    int32_t category[FIELDS_MAX], bag[64], liked[64];
    float dense[64];
    const struct positive_rule click = {1u << HEAD_CLICK, 0.0f}, like = {1u << HEAD_LIKE, 0.0f},
                               minute = {1u << HEAD_WATCH, 60.0f};
    int longest = 0, any_liked = 0, shorter = 0;
    assert_true(U == 5 && I == 4 && user[0] == w->users && item[0] == w->items);
    assert_int_equal(tower_item_dense(w), w->content_dim + 1);
    for (int i = 0; i < w->items; i++) {
        tower_item_fill(w, i, category, dense);
        for (int k = 0; k < I; k++)
            assert_true(category[k] >= 0 && category[k] < item[k]);
        assert_true(category[0] == i && dense[w->content_dim] == w->quality_shown[i]);
        assert_memory_equal(dense, w->content + (size_t)i * (size_t)w->content_dim,
                            (size_t)w->content_dim * sizeof *dense);
    }
    for (int r = 0; r < log->requests; r += 5) {
        const struct request *q = &log->request[r];
        int n, m, k = 0;
        tower_user_fill(w, log, q, &click, 12, category, bag, &n);
        tower_user_fill(w, log, q, &like, 64, category, liked, &m);
        for (int c = 0; c < U; c++)
            assert_true(category[c] >= 0 && category[c] < user[c]);
        for (int64_t at = log->click_start[q->user + 1] - 1; at >= log->click_start[q->user] && k < n; at--)
            if (log->row_time[log->click_row[at]] < q->time)
                assert_int_equal(bag[k++], log->item[log->click_row[at]]); /* the latest first */
        assert_true(k == n && n <= 12);
        tower_user_fill(w, log, q, &minute, 12, category, bag, &k); /* a stricter rule, so never more of them */
        assert_true(k <= n);
        shorter += k < n;
        longest = n > longest ? n : longest;
        any_liked += m > 0;
    }
    assert_true(longest == 12 && shorter > 100);
    assert_true(any_liked > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_sound),
        cmocka_unit_test(unknown_names_are_refused),
        cmocka_unit_test(chosen_ones_come_in_table_order),
        cmocka_unit_test(rows_are_sound),
        cmocka_unit_test(counts_are_what_happened_before),
        cmocka_unit_test(item_counters_are_those_of_the_morning),
        cmocka_unit_test(only_the_trap_reads_the_future),
        cmocka_unit_test(a_server_fills_what_it_has),
        cmocka_unit_test(faults_can_be_planted),
        cmocka_unit_test(features_know_something),
        cmocka_unit_test(creator_clicks_reveal_the_pair),
        cmocka_unit_test(tower_sides_are_sound),
    };
    return cmocka_run_group_tests(tests, make_shared, free_shared);
}
