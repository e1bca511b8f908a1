#include "world/feed.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static struct fixture shared;

static int make_shared(void **state) {
    (void)state;
    struct world_params p = fixture_params(3);
    shared = fixture_make(&p, 2);
    return 0;
}

static int free_shared(void **state) {
    (void)state;
    fixture_free(&shared);
    return 0;
}

static bool refused(struct world_params p, const char *word) {
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(1, &err);
    struct blob *blob = blob_new();
    bool ok = world_generate(&p, pool, &progress, blob, &err);
    blob_free(blob);
    pool_free(pool);
    return !ok && err.code == ERR_USAGE && strstr(err.message, word);
}

static void bad_parameters_are_refused(void **state) {
    (void)state;
    struct world_params p = fixture_params(1), bad = p;
    bad.users = 99;
    assert_true(refused(bad, "world.users"));
    bad = p, bad.items = 10;
    assert_true(refused(bad, "world.items"));
    bad = p, bad.fade_days = NAN;
    assert_true(refused(bad, "world.fade_days"));
    bad = p, bad.clickbait_share = 1.5f;
    assert_true(refused(bad, "world.clickbait_share"));
    bad = p, bad.list_size = 0;
    assert_true(refused(bad, "world.list_size"));
    bad = p, bad.requests_per_user_day = 90.0f, bad.users = 10000000;
    assert_true(refused(bad, "impressions"));
    bad = p, bad.kind = WORLD_IMAGES;
    assert_true(refused(bad, "images"));
}

static void cancel_stops(void **state) {
    (void)state;
    struct world_params p = fixture_params(1);
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(1, &err);
    struct blob *blob = blob_new(), *log = blob_new();
    atomic_store(&progress.cancel, true);
    assert_false(world_generate(&p, pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    err_clear(&err);
    assert_false(log_generate(&shared.world, pool, &progress, log, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    blob_free(log);
    blob_free(blob);
    pool_free(pool);
}

static bool same(const struct blob *a, const struct blob *b) {
    if (blob_sections(a) != blob_sections(b))
        return false;
    for (int i = 0; i < blob_sections(a); i++) {
        const struct section *x = blob_section(a, i), *y = blob_section(b, i);
        if (strcmp(x->name, y->name) != 0 || x->bytes != y->bytes || memcmp(x->data, y->data, x->bytes) != 0)
            return false;
    }
    return true;
}

static void threads_do_not_matter(void **state) {
    (void)state;
    struct world_params p = fixture_params(3);
    struct fixture one = fixture_make(&p, 1);
    assert_true(same(one.world_blob, shared.world_blob));
    assert_true(same(one.log_blob, shared.log_blob));
    p.seed = 4;
    struct fixture other = fixture_make(&p, 2);
    assert_false(same(one.world_blob, other.world_blob));
    fixture_free(&one);
    fixture_free(&other);
}

static void parameters_survive(void **state) {
    (void)state;
    struct world_params p = fixture_params(3), q = shared.world.params;
    assert_true(p.seed == q.seed && p.users == q.users && p.items == q.items && p.days == q.days);
    assert_true(p.creators == q.creators && p.list_size == q.list_size && p.kind == q.kind);
    assert_true(p.requests_per_user_day == q.requests_per_user_day && p.clickbait_share == q.clickbait_share);
    assert_true(p.popularity == q.popularity && p.fresh_share == q.fresh_share && p.fade_days == q.fade_days);
    assert_true(p.satiation == q.satiation && p.taste_drift == q.taste_drift && p.logging_bias == q.logging_bias);
}

/* What every log must be, however odd the world: full lists of distinct live items, in time order, nobody from nowhere.
 */
static void check_log(const struct fixture *f) {
    const struct world *w = &f->world;
    const struct log *log = &f->log;
    assert_true(log->requests > 0);
    assert_int_equal(log->start[0], 0);
    assert_int_equal(log->start[log->requests], log->impressions);
    for (int r = 0; r < log->requests; r++) {
        const struct request *q = &log->request[r];
        assert_int_equal(q->id, r);
        assert_true(q->user >= 0 && q->user < w->users && q->device >= 0 && q->device < FEED_DEVICES);
        assert_true(q->time >= 0.0f && q->time < (float)w->params.days);
        assert_int_equal(q->hour, (int)((q->time - floorf(q->time)) * 24.0f));
        assert_true(r == 0 || q->time >= q[-1].time);
        assert_int_equal(log->start[r + 1] - log->start[r], w->params.list_size);
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++) {
            assert_true(log->item[row] >= 0 && log->item[row] < w->items);
            assert_true(w->birth[log->item[row]] <= q->time && log->row_time[row] == q->time);
            assert_int_equal(log->position[row], row - log->start[r] + 1);
            assert_true(log->propensity[row] > 0.0f && log->propensity[row] <= 1.0f);
            bool clicked = log->event[row] >> HEAD_CLICK & 1;
            assert_int_equal(log->event[row] >> HEAD_WATCH & 1, clicked);
            assert_true(clicked || (log->event[row] & ~(1u << HEAD_HIDE)) == 0);
            assert_true(log->watch_s[row] >= 0.0f && log->watch_s[row] <= w->length_s[log->item[row]]);
            assert_true(clicked || log->watch_s[row] == 0.0f);
            for (int64_t before = log->start[r]; before < row; before++)
                assert_true(log->item[before] != log->item[row]);
        }
    }
}

static void log_is_well_formed(void **state) {
    (void)state;
    check_log(&shared);
}

static void odd_worlds_work(void **state) {
    (void)state;
    struct world_params p = fixture_params(5);
    p.users = p.items = 100;
    p.creators = 1;
    struct world_params odd[5] = {p, p, p, p, p};
    odd[0].fresh_share = 1.0f, odd[0].days = 2;
    odd[1].list_size = 50, odd[1].clickbait_share = 1.0f;
    odd[2].fade_days = 0.05f, odd[2].days = 60, odd[2].creators = 5000;
    odd[3].requests_per_user_day = 0.001f, odd[3].days = 2; /* hardly anybody comes, perhaps nobody */
    odd[4].popularity = 4.0f, odd[4].logging_bias = 10.0f, odd[4].taste_drift = 1.0f, odd[4].list_size = 1;
    for (int k = 0; k < 5; k++) {
        struct fixture f = fixture_make(&odd[k], 1);
        check_log(&f);
        fixture_free(&f);
    }
}

static void worlds_columns_are_sound(void **state) {
    (void)state;
    const struct world *w = &shared.world;
    int fresh = 0, bait = 0;
    struct feed feed;
    feed_open(w, &feed);
    for (int i = 0; i < w->items; i++) {
        assert_true(w->creator[i] >= 0 && w->creator[i] < w->creators && w->topic[i] >= 0 && w->topic[i] < w->topics);
        assert_true(w->length_s[i] >= 15.0f && w->length_s[i] <= 3600.0f);
        double norm = 0.0;
        for (int d = 0; d < w->content_dim; d++)
            norm += pow(w->content[(size_t)i * (size_t)w->content_dim + (size_t)d], 2);
        assert_true(fabs(norm - 1.0) < 1e-4);
        assert_true(w->birth[i] < (float)w->params.days);
        fresh += w->birth[i] > 0.0f;
        bait += feed.item[ITEM_BAIT * w->items + i] > 0.0f;
    }
    assert_true(fabs((double)fresh / w->items - w->params.fresh_share) < 0.04);
    assert_true(fabs((double)bait / w->items - w->params.clickbait_share) < 0.03);
    for (int u = 0; u < w->users; u++)
        assert_true(w->country[u] >= 0 && w->country[u] < FEED_COUNTRIES && w->age_band[u] >= 0 &&
                    w->age_band[u] < FEED_AGE_BANDS);
}

static void labels_are_balanced(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    double event[HEADS] = {0}, ten = 0, half = 0;
    for (int row = 0; row < log->impressions; row++) {
        for (int h = 0; h < HEADS; h++)
            event[h] += log->event[row] >> h & 1;
        ten += log->watch_s[row] >= 10.0f;
        half += log->watch_s[row] >= 0.5f * shared.world.length_s[log->item[row]];
    }
    double clicks = event[HEAD_CLICK];
    assert_true(clicks / log->impressions > 0.06 && clicks / log->impressions < 0.17);
    assert_true(ten / clicks > 0.6 && ten / clicks < 0.97);  /* the label rule is a decision */
    assert_true(half / clicks > 0.2 && half / clicks < 0.6); /* that moves the base rate */
    assert_true(event[HEAD_LIKE] / clicks > 0.05 && event[HEAD_LIKE] / clicks < 0.4);
    assert_true(event[HEAD_COMMENT] > 50 && event[HEAD_SHARE] > 50 && event[HEAD_HIDE] > 50);
    assert_true(event[HEAD_COMMENT] < event[HEAD_LIKE] && event[HEAD_SHARE] < event[HEAD_LIKE]);
}

static void clicks_fall_with_position(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    double clicks[16] = {0};
    for (int row = 0; row < log->impressions; row++)
        clicks[log->position[row]] += log->event[row] >> HEAD_CLICK & 1;
    for (int p = 1; p < 5; p++)
        assert_true(clicks[p] > clicks[p + 1]);
    assert_true(clicks[1] > 5 * clicks[10]);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double gini(double *v, int n) {
    double sum = 0.0, ranked = 0.0;
    qsort(v, (size_t)n, sizeof *v, ascending);
    for (int i = 0; i < n; i++) {
        sum += v[i];
        ranked += v[i] * (i + 1);
    }
    return 2.0 * ranked / (n * sum) - (n + 1.0) / n;
}

/* Inequality of what people would click if everybody looked at everything: popularity in taste, not in exposure. */
static double gini_of_taste(const struct fixture *f) {
    int n = f->world.items;
    double *sum = calloc((size_t)n, sizeof *sum);
    float *click = malloc((size_t)n * sizeof *click), *out[HEADS] = {click};
    for (int r = 0; r < f->log.requests; r += f->log.requests / 300) {
        truth_respond(&f->world, &f->log.request[r], NULL, n, NULL, out);
        for (int i = 0; i < n; i++)
            sum[i] += click[i];
    }
    double g = gini(sum, n);
    free(sum);
    free(click);
    return g;
}

static void popularity_is_heavy_tailed(void **state) {
    (void)state;
    const struct world *w = &shared.world;
    const int32_t *clicked = shared.log.clicked_before + (size_t)w->params.days * (size_t)w->items;
    double *clicks = calloc((size_t)w->items, sizeof *clicks), *active = calloc((size_t)w->users, sizeof *active);
    for (int i = 0; i < w->items; i++)
        clicks[i] = clicked[i];
    for (int r = 0; r < shared.log.requests; r++)
        active[shared.log.request[r].user]++;
    assert_true(gini(clicks, w->items) > 0.7);
    assert_true(gini(active, w->users) > 0.4);
    double with = gini_of_taste(&shared);
    assert_true(with > 0.5);
    struct world_params p = fixture_params(3);
    p.popularity = 0.0f;
    struct fixture flat = fixture_make(&p, 2);
    assert_true(gini_of_taste(&flat) < with - 0.1);
    fixture_free(&flat);
    free(clicks);
    free(active);
}

/* What the older policy shows at the top is what it over-ranks: large creators, which play no part in the truth. */
static void bias_of_the_policy_shows(void **state) {
    (void)state;
    double size[2] = {0}, rows[2] = {0};
    struct world_params p = fixture_params(3);
    for (int k = 0; k < 2; k++) {
        p.logging_bias = (float)k;
        struct fixture f = fixture_make(&p, 2);
        struct feed feed;
        feed_open(&f.world, &feed);
        for (int row = 0; row < f.log.impressions; row++)
            if (f.log.position[row] == 1) {
                size[k] += feed.followers[f.world.creator[f.log.item[row]]];
                rows[k]++;
            }
        fixture_free(&f);
    }
    assert_true(size[1] / rows[1] > size[0] / rows[0] + 0.2);
}

static void new_items_are_shown_sometimes(void **state) {
    (void)state;
    int fresh = 0;
    for (int row = 0; row < shared.log.impressions; row++)
        fresh += shared.log.row_time[row] - shared.world.birth[shared.log.item[row]] < 2.0f;
    double share = (double)fresh / shared.log.impressions;
    assert_true(share > 0.02 && share < 0.4);
}

/* Many draws from one pool: what is drawn at places 1 and 3 is what the propensities promised. */
static void propensities_are_calibrated(void **state) {
    (void)state;
    enum { DRAWS = 40000, K = 5 };
    struct feed feed;
    struct policy_pool pool;
    feed_open(&shared.world, &feed);
    struct rng rng = rng_of(17, 0, 0);
    policy_find(&feed, &shared.log.request[shared.log.requests / 2], &rng, &pool);
    assert_true(pool.n >= 40 && pool.n <= POLICY_POOL);
    double total = 0.0, drawn[K][POLICY_POOL] = {{0}}, promised[K][POLICY_POOL] = {{0}};
    for (int k = 0; k < pool.n; k++)
        total += pool.weight[k];
    for (int d = 0; d < DRAWS; d++) {
        int32_t items[K];
        float propensity[K];
        bool gone[POLICY_POOL] = {false};
        double left = total;
        assert_int_equal(policy_draw(&pool, &rng, K, items, propensity), K);
        for (int p = 0; p < K; p++) {
            int at = 0;
            while (pool.item[at] != items[p])
                at++;
            for (int k = 0; k < pool.n; k++)
                promised[p][k] += gone[k] ? 0.0 : pool.weight[k] / left;
            assert_true(!gone[at] && fabs(propensity[p] - pool.weight[at] / left) < 1e-4);
            drawn[p][at]++;
            gone[at] = true;
            left -= pool.weight[at];
        }
    }
    for (int p = 0; p < K; p++)
        for (int k = 0; k < pool.n; k++)
            assert_true(fabs(drawn[p][k] - promised[p][k]) < 5.0 * sqrt(promised[p][k]) + 5.0);
}

static void counters_are_right(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    int items = shared.world.items, days = shared.world.params.days;
    for (int i = 0; i < items; i += 37)
        for (int d = 0; d <= days; d += 3) {
            int shown = 0, clicked = 0;
            double watched = 0.0;
            for (int row = 0; row < log->impressions; row++)
                if (log->item[row] == i && log->row_time[row] < (float)d) {
                    shown++;
                    clicked += log->event[row] >> HEAD_CLICK & 1;
                    watched += log->watch_s[row];
                }
            assert_int_equal(log->shown_before[d * items + i], shown);
            assert_int_equal(log->clicked_before[d * items + i], clicked);
            assert_true(fabs(log->watched_before[d * items + i] - watched) <= 1e-3 * (1.0 + watched));
        }
}

static void histories_are_right(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    int clicks = 0;
    for (int row = 0; row < log->impressions; row++)
        clicks += log->event[row] >> HEAD_CLICK & 1;
    assert_int_equal(log->click_start[shared.world.users], clicks);
    for (int u = 0; u < shared.world.users; u++)
        for (int64_t k = log->click_start[u]; k < log->click_start[u + 1]; k++) {
            int row = log->click_row[k];
            assert_true(log->event[row] >> HEAD_CLICK & 1);
            assert_int_equal(log->request[row / shared.world.params.list_size].user, u);
            assert_true(k == log->click_start[u] || log->click_row[k - 1] < row);
        }
}

/* Share of the clicks (marked 2) that went to the 100 items with most clicks (marked 1). */
static double share_of_favourites(const struct fixture *f, const uint8_t *mark) {
    int n = f->world.items;
    double *learnt = calloc((size_t)n, sizeof *learnt), *sorted = calloc((size_t)n, sizeof *sorted), hit = 0, all = 0;
    for (int row = 0; row < f->log.impressions; row++)
        learnt[f->log.item[row]] += mark[row] == 1;
    for (int i = 0; i < n; i++)
        sorted[i] = learnt[i] += 1e-7 * i;
    qsort(sorted, (size_t)n, sizeof *sorted, ascending);
    for (int row = 0; row < f->log.impressions; row++) {
        hit += mark[row] == 2 && learnt[f->log.item[row]] >= sorted[n - 100];
        all += mark[row] == 2;
    }
    free(learnt);
    free(sorted);
    return hit / all;
}

/* Law 5 in small: what was popular explains held-out clicks of the same days better than those of the days after. */
static void random_splits_flatter(void **state) {
    (void)state;
    uint8_t *mark = calloc((size_t)shared.log.impressions, sizeof *mark);
    float end = (float)shared.world.params.days - 3.0f;
    double share[2];
    for (int by_time = 0; by_time < 2; by_time++) {
        for (int row = 0; row < shared.log.impressions; row++) {
            bool clicked = shared.log.event[row] >> HEAD_CLICK & 1, late = shared.log.row_time[row] >= end;
            int split = by_time ? 1 + late : late ? 0 : 1 + (row % 5 == 0);
            mark[row] = (uint8_t)(clicked ? split : 0);
        }
        share[by_time] = share_of_favourites(&shared, mark);
    }
    assert_true(share[0] > 1.25 * share[1]);
    free(mark);
}

static void names_are_there(void **state) {
    (void)state;
    assert_string_equal(world_kind_name(WORLD_FEED), "feed");
    assert_string_equal(world_kind_name(WORLD_POSTS), "posts");
    assert_string_equal(head_name(HEAD_WATCH), "watch_time");
    assert_string_equal(head_name(HEAD_HIDE), "hide");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_parameters_are_refused),
        cmocka_unit_test(cancel_stops),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(parameters_survive),
        cmocka_unit_test(log_is_well_formed),
        cmocka_unit_test(odd_worlds_work),
        cmocka_unit_test(worlds_columns_are_sound),
        cmocka_unit_test(labels_are_balanced),
        cmocka_unit_test(clicks_fall_with_position),
        cmocka_unit_test(popularity_is_heavy_tailed),
        cmocka_unit_test(bias_of_the_policy_shows),
        cmocka_unit_test(new_items_are_shown_sometimes),
        cmocka_unit_test(propensities_are_calibrated),
        cmocka_unit_test(counters_are_right),
        cmocka_unit_test(histories_are_right),
        cmocka_unit_test(random_splits_flatter),
        cmocka_unit_test(names_are_there),
    };
    return cmocka_run_group_tests(tests, make_shared, free_shared);
}
