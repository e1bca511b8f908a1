#include "world/feed.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

enum { K = 10, SEEDS = 3 };
static struct fixture shared;
static float *values[HEADS], *scratch;

static int make_shared(void **state) {
    (void)state;
    struct world_params p = fixture_params(3);
    shared = fixture_make(&p, 2);
    for (int h = 0; h < HEADS; h++)
        values[h] = calloc((size_t)p.items, sizeof(float));
    scratch = calloc((size_t)p.items * 8, sizeof *scratch);
    return 0;
}

static int free_shared(void **state) {
    (void)state;
    fixture_free(&shared);
    for (int h = 0; h < HEADS; h++)
        free(values[h]);
    free(scratch);
    return 0;
}

static const struct request *late(const struct fixture *f, int k) { /* requests of the last days */
    return &f->log.request[f->log.requests - 1 - k];
}

static void all_and_some_agree(void **state) {
    (void)state;
    int32_t items[300];
    float some[HEADS][300], *out[HEADS];
    for (int h = 0; h < HEADS; h++)
        out[h] = some[h];
    for (int j = 0; j < 300; j++)
        items[j] = (j * 7919) % shared.world.items;
    struct truth_drift drift = {0.3f, 2.0f};
    for (int k = 0; k < 20; k++) {
        const struct truth_drift *d = k % 2 ? &drift : NULL;
        truth_respond(&shared.world, late(&shared, k), NULL, shared.world.items, d, values);
        truth_respond(&shared.world, late(&shared, k), items, 300, d, out);
        for (int h = 0; h < HEADS; h++)
            for (int j = 0; j < 300; j++)
                assert_true(some[h][j] == values[h][items[j]]);
    }
}

static void responses_are_possible(void **state) {
    (void)state;
    for (int k = 0; k < 50; k++) {
        truth_respond(&shared.world, late(&shared, k * 11), NULL, shared.world.items, NULL, values);
        for (int i = 0; i < shared.world.items; i++) {
            assert_true(values[HEAD_CLICK][i] > 0.0f && values[HEAD_CLICK][i] < 1.0f);
            assert_true(values[HEAD_WATCH][i] > 0.0f && values[HEAD_WATCH][i] < shared.world.length_s[i]);
            for (int h = HEAD_LIKE; h <= HEAD_SHARE; h++)
                assert_true(values[h][i] > 0.0f && values[h][i] <= values[HEAD_CLICK][i]);
            assert_true(values[HEAD_HIDE][i] > 0.0f && values[HEAD_HIDE][i] < 0.6f);
        }
    }
}

/* A sum of independent events against the sum of their probabilities, in standard deviations. */
struct balance {
    double happened, expected, variance;
};

static void weigh(struct balance *b, bool event, double p) {
    b->happened += event;
    b->expected += p;
    b->variance += p * (1.0 - p);
}

static void assert_balanced(const struct balance *b) {
    assert_true(b->expected > 20.0);
    assert_true(fabs(b->happened - b->expected) < 4.5 * sqrt(b->variance));
}

static void log_follows_the_truth(void **state) {
    (void)state;
    struct balance head[HEADS] = {{0}}, place[K + 1] = {{0}}, band[5] = {{0}};
    double watched = 0.0, expected = 0.0;
    const struct log *log = &shared.log;
    for (int r = 0; r < log->requests; r++) {
        truth_respond(&shared.world, &log->request[r], log->item + log->start[r], K, NULL, values);
        for (int p = 0; p < K; p++) {
            int64_t row = log->start[r] + p;
            double looks = truth_examination(&shared.world, p + 1);
            for (int h = 0; h < HEADS; h++)
                if (h != HEAD_WATCH)
                    weigh(&head[h], log->event[row] >> h & 1, looks * values[h][p]);
            double click = values[HEAD_CLICK][p];
            weigh(&place[p + 1], log->event[row] >> HEAD_CLICK & 1, looks * click);
            weigh(&band[(int)(click * 5.0)], log->event[row] >> HEAD_CLICK & 1, looks * click);
            watched += log->watch_s[row];
            expected += looks * click * values[HEAD_WATCH][p];
        }
    }
    for (int h = 0; h < HEADS; h++)
        if (h != HEAD_WATCH)
            assert_balanced(&head[h]);
    for (int p = 1; p <= K; p++)
        assert_balanced(&place[p]);
    for (int k = 0; k < 5; k++)
        assert_balanced(&band[k]);
    assert_true(fabs(watched / expected - 1.0) < 0.04);
}

/* The closed form of P(watched enough) against what the log's people did. */
static void positives_follow_the_truth(void **state) {
    (void)state;
    const float rules[] = {0.0f, 2.0f, 10.0f, 60.0f, 400.0f, 0.5f, 0.9f};
    const struct log *log = &shared.log;
    for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
        struct balance b = {0}, lower = {0};
        for (int r = 0; r < log->requests; r++) {
            float positive[K];
            truth_positive(&shared.world, &log->request[r], log->item + log->start[r], K, rules[k], NULL, positive,
                           scratch);
            for (int p = 0; p < K; p++) {
                int64_t row = log->start[r] + p;
                float length = shared.world.length_s[log->item[row]];
                float enough = rules[k] < 1.0f ? rules[k] * length : rules[k];
                bool happened = (log->event[row] >> HEAD_CLICK & 1) && log->watch_s[row] >= enough;
                weigh(&b, happened, truth_examination(&shared.world, p + 1) * positive[p]);
                weigh(&lower, happened && p >= 3, p >= 3 ? truth_examination(&shared.world, p + 1) * positive[p] : 0.0);
                assert_true(length > enough || positive[p] == 0.0f);
            }
        }
        assert_balanced(&b);
        assert_balanced(&lower);
    }
}

static void draw_relevant(const struct world *world, const struct request *q, float label_s, uint64_t seed, int want,
                          int32_t *ids) {
    float *positive = calloc((size_t)world->items, sizeof *positive);
    truth_positive(world, q, NULL, world->items, label_s, NULL, positive, scratch);
    truth_relevant(world, q, positive, world->birth, seed, want, ids, scratch);
    free(positive);
}

static void relevant_sets_are_distinct_and_live(void **state) {
    (void)state;
    int32_t ids[20], again[20], other[20];
    int differ = 0;
    for (int k = 0; k < 100; k++) {
        const struct request *q = &shared.log.request[k * (shared.log.requests / 100)];
        draw_relevant(&shared.world, q, 10.0f, 5, 20, ids);
        draw_relevant(&shared.world, q, 10.0f, 5, 20, again);
        draw_relevant(&shared.world, q, 10.0f, 6, 20, other);
        assert_memory_equal(ids, again, sizeof ids);
        differ += memcmp(ids, other, sizeof ids) != 0;
        for (int a = 0; a < 20; a++) {
            assert_true(ids[a] >= 0 && ids[a] < shared.world.items && shared.world.birth[ids[a]] <= q->time);
            for (int b = 0; b < a; b++)
                assert_true(ids[a] != ids[b]);
        }
    }
    assert_int_equal(differ, 100);
}

static void relevant_sets_follow_the_probabilities(void **state) {
    (void)state;
    enum { DRAWS = 4000 };
    const struct request *q = late(&shared, 1);
    int n = shared.world.items, *drawn = calloc((size_t)n, sizeof *drawn);
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        int32_t id;
        draw_relevant(&shared.world, q, 0.0f, seed, 1, &id);
        drawn[id]++;
    }
    double total = 0.0;
    truth_positive(&shared.world, q, NULL, n, 0.0f, NULL, values[0], scratch);
    for (int i = 0; i < n; i++)
        total += shared.world.birth[i] <= q->time ? values[0][i] : 0.0;
    for (int i = 0; i < n; i++) {
        double mean = shared.world.birth[i] <= q->time ? DRAWS * values[0][i] / total : 0.0;
        assert_true(fabs(drawn[i] - mean) <= 5.0 * sqrt(mean) + (mean > 0.0 ? 4.0 : 0.0));
    }
    free(drawn);
}

/* Asking for more than there is gives all there is, each once, then -1. */
static void relevant_sets_end_with_the_catalogue(void **state) {
    (void)state;
    struct world_params p = fixture_params(9);
    p.users = p.items = 100, p.creators = 20;
    struct fixture f = fixture_make(&p, 1);
    const struct request *q = &f.log.request[0];
    int32_t ids[120];
    bool seen[100] = {false};
    int live = 0, found = 0;
    for (int i = 0; i < 100; i++)
        live += f.world.birth[i] <= q->time;
    draw_relevant(&f.world, q, 0.0f, 1, 120, ids);
    for (int k = 0; k < 120; k++)
        if (ids[k] >= 0) {
            assert_true(k == found && !seen[ids[k]]);
            seen[ids[k]] = true;
            found++;
        }
    assert_int_equal(found, live);
    fixture_free(&f);
}

static void pairs_are_normal_and_unrelated(void **state) {
    (void)state;
    enum { N = 400 };
    double sum = 0.0, square = 0.0, fourth = 0.0, cross = 0.0;
    for (int u = 0; u < N; u++)
        for (int c = 0; c < N; c++) {
            double x = feed_pair(&shared.world, u, c);
            sum += x;
            square += x * x;
            fourth += x * x * x * x;
            cross += x * feed_pair(&shared.world, u + 1, c) + x * feed_pair(&shared.world, u, c + 1);
        }
    double n = (double)N * N;
    assert_true(fabs(sum / n) < 0.01 && fabs(square / n - 1.0) < 0.02 && fabs(cross / n) < 0.02);
    assert_true(fourth / n > 2.5 && fourth / n < 3.2);
}

static void examination_falls(void **state) {
    (void)state;
    assert_true(truth_examination(&shared.world, 1) == 1.0f);
    for (int p = 1; p < 64; p++)
        assert_true(truth_examination(&shared.world, p + 1) < truth_examination(&shared.world, p));
    assert_true(fabsf(truth_examination(&shared.world, 10) - 0.15f) < 0.06f);
}

static void drift_moves_the_world(void **state) {
    (void)state;
    struct truth_drift none = {0.0f, 0.0f}, taste = {1.0f, 0.0f}, later = {0.0f, 60.0f};
    double before = 0.0, same = 0.0, aged = 0.0, kept = 0.0, moved = 0.0;
    float *now = values[0], *then = values[1];
    for (int k = 0; k < 100; k++) {
        const struct request *q = late(&shared, k);
        const int32_t *items = shared.log.item + shared.log.start[q->id];
        float *out_now[HEADS] = {now}, *out_then[HEADS] = {then};
        truth_respond(&shared.world, q, items, K, NULL, out_now);
        truth_respond(&shared.world, q, items, K, &none, out_then);
        for (int p = 0; p < K; p++) {
            before += now[p];
            same += then[p];
        }
        truth_respond(&shared.world, q, items, K, &later, out_then);
        for (int p = 0; p < K; p++)
            aged += then[p];
        truth_respond(&shared.world, q, items, K, &taste, out_then);
        for (int p = 0; p < K; p++) {
            kept += now[p];
            moved += then[p];
        }
    }
    assert_true(same == before);
    assert_true(aged < 0.9 * before); /* appeal fades */
    assert_true(moved < 0.6 * kept);  /* lists made for the taste of before */
}

static void sessions_add_up(void **state) {
    (void)state;
    struct session_value v;
    const struct request *q = late(&shared, 3);
    int32_t none[2] = {-1, -1}, one[3] = {-1, 17, -1}, twice[2] = {17, 17};
    truth_session(&shared.world, q, none, 2, NULL, &v);
    assert_true(v.clicks == 0.0 && v.impressions == 0.0 && v.return_rate > 0.0 && v.return_rate < 1.0);
    double idle = v.return_rate;
    truth_respond(&shared.world, q, &one[1], 1, NULL, values);
    truth_session(&shared.world, q, &one[1], 1, NULL, &v);
    assert_true(fabs(v.clicks - values[HEAD_CLICK][0]) < 1e-6 && v.impressions == 1.0);
    assert_true(fabs(v.watch_minutes - values[HEAD_CLICK][0] * values[HEAD_WATCH][0] / 60.0) < 1e-5);
    assert_true(fabs(v.likes - values[HEAD_LIKE][0]) < 1e-6 && fabs(v.hides - values[HEAD_HIDE][0]) < 1e-6);
    assert_true(fabs(v.comments - values[HEAD_COMMENT][0]) < 1e-6 && fabs(v.shares - values[HEAD_SHARE][0]) < 1e-6);
    double first = v.clicks;
    truth_session(&shared.world, q, one, 3, NULL, &v); /* alone at the second place */
    assert_true(fabs(v.clicks - first * truth_examination(&shared.world, 2)) < 1e-6);
    truth_session(&shared.world, q, twice, 2, NULL, &v); /* the same again tires */
    assert_true(v.clicks - first < 0.7 * first * truth_examination(&shared.world, 2) && v.clicks > first);
    assert_true(isfinite(v.return_rate) && v.return_rate != idle);
}

static double value_of(const struct session_value *v, enum session_goal goal) {
    return goal == GOAL_CLICKS   ? v->clicks
           : goal == GOAL_WATCH  ? v->watch_minutes
           : goal == GOAL_RETURN ? v->return_rate
                                 : -v->hides;
}

static int by_value(const void *a, const void *b, void *value) {
    const float *v = value;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    return v[i] != v[j] ? (v[i] > v[j] ? -1 : 1) : (i > j) - (i < j);
}

/* The live items by value, best first; order (items). */
static int ranked(const struct fixture *f, const struct request *q, float *value, int32_t *order) {
    int n = 0;
    for (int i = 0; i < f->world.items; i++)
        if (f->world.birth[i] <= q->time)
            order[n++] = i;
    qsort_r(order, (size_t)n, sizeof *order, by_value, value);
    return n;
}

/* Perfect predictions per item: click, or expected watch of an impression. */
static void predict(const struct fixture *f, const struct request *q, float *click, float *watch) {
    float *out[HEADS] = {click, watch};
    truth_respond(&f->world, q, NULL, f->world.items, NULL, out);
    for (int i = 0; i < f->world.items; i++)
        watch[i] *= click[i];
}

/* The oracle of each goal beats what was logged, the rankings by perfect single predictions, and the other oracles. */
static void best_lists_are_best(void **state) {
    (void)state;
    enum { REQUESTS = 200 };
    double oracle[GOALS][GOALS] = {{0}}, logged[GOALS] = {0}, top[2][GOALS] = {{0}};
    int32_t *order = calloc((size_t)shared.world.items, sizeof *order);
    for (int k = 0; k < REQUESTS; k++) {
        const struct request *q = late(&shared, 3 * k);
        int32_t ids[GOALS][TRUTH_SHORTLIST], lists[GOALS][K];
        struct session_value v;
        truth_shortlists(&shared.world, q, NULL, ids[0], scratch);
        truth_best_lists(&shared.world, q, NULL, ids[0], lists[0], K);
        for (int goal = 0; goal < GOALS; goal++) {
            const int32_t *single = lists[goal];
            for (int a = 0; a < K; a++) {
                assert_true(single[a] >= 0 && shared.world.birth[single[a]] <= q->time);
                for (int b = 0; b < a; b++)
                    assert_true(single[a] != single[b]);
            }
            truth_session(&shared.world, q, single, K, NULL, &v);
            for (int g = 0; g < GOALS; g++)
                oracle[goal][g] += value_of(&v, g);
        }
        truth_session(&shared.world, q, shared.log.item + shared.log.start[q->id], K, NULL, &v);
        for (int g = 0; g < GOALS; g++)
            logged[g] += value_of(&v, g);
        predict(&shared, q, values[0], values[1]);
        for (int by = 0; by < 2; by++) {
            ranked(&shared, q, values[by], order);
            truth_session(&shared.world, q, order, K, NULL, &v);
            for (int g = 0; g < GOALS; g++)
                top[by][g] += value_of(&v, g);
        }
    }
    for (int g = 0; g < GOALS; g++) {
        assert_true(oracle[g][g] > logged[g] && oracle[g][g] >= top[0][g] && oracle[g][g] >= top[1][g]);
        for (int goal = 0; goal < GOALS; goal++)
            assert_true(oracle[g][g] >= oracle[goal][g]);
    }
    free(order);
}

static void best_lists_of_small_catalogues_are_padded(void **state) {
    (void)state;
    struct world_params p = fixture_params(2);
    p.users = p.items = 100, p.creators = 20, p.fresh_share = 1.0f;
    struct fixture f = fixture_make(&p, 1);
    const struct request *q = &f.log.request[0];
    int32_t lists[GOALS][64];
    int live = 0;
    for (int i = 0; i < 100; i++)
        live += f.world.birth[i] <= q->time;
    assert_true(live < 64);
    int32_t ids[GOALS][TRUTH_SHORTLIST];
    truth_shortlists(&f.world, q, NULL, ids[0], scratch);
    truth_best_lists(&f.world, q, NULL, ids[0], lists[0], 64);
    for (int g = 0; g < GOALS; g++)
        for (int k = 0; k < 64; k++)
            assert_true((lists[g][k] >= 0) == (k < live));
    fixture_free(&f);
}

/* Law 4 with perfect predictors: what is optimised decides, not how well it is predicted. */
static void ranking_by_click_wins_clicks_and_loses_the_rest(void **state) {
    (void)state;
    for (uint64_t seed = 11; seed < 11 + SEEDS; seed++) {
        struct world_params p = fixture_params(seed);
        struct fixture f = fixture_make(&p, 2);
        int32_t *order = calloc((size_t)p.items, sizeof *order);
        struct session_value v, sum[2] = {0};
        for (int k = 0; k < 200; k++) {
            const struct request *q = late(&f, 3 * k);
            predict(&f, q, values[0], values[1]);
            for (int by = 0; by < 2; by++) {
                ranked(&f, q, values[by], order);
                truth_session(&f.world, q, order, K, NULL, &v);
                sum[by].clicks += v.clicks;
                sum[by].watch_minutes += v.watch_minutes;
                sum[by].return_rate += v.return_rate;
                sum[by].hides += v.hides;
            }
        }
        assert_true(sum[0].clicks > 1.05 * sum[1].clicks);
        assert_true(sum[0].watch_minutes < 0.85 * sum[1].watch_minutes);
        assert_true(sum[0].return_rate < 0.95 * sum[1].return_rate);
        assert_true(sum[0].hides > 1.3 * sum[1].hides);
        free(order);
        fixture_free(&f);
    }
}

static float cosine(const struct world *w, int i, int j) {
    float sum = 0.0f;
    for (int d = 0; d < w->content_dim; d++)
        sum += w->content[i * w->content_dim + d] * w->content[j * w->content_dim + d];
    return sum;
}

/* Maximal marginal relevance over the 100 best: (1-w) relevance (min-max) - w largest similarity to what is chosen. */
static void diversify(const struct world *w, const int32_t *order, const float *value, float weight, int32_t *list) {
    enum { KEEP = 100 };
    float high = value[order[0]], low = value[order[KEEP - 1]], similar[KEEP] = {0};
    bool taken[KEEP] = {false};
    for (int p = 0; p < K; p++) {
        int best = -1;
        float most = 0.0f;
        for (int k = 0; k < KEEP; k++) {
            float score = (1.0f - weight) * (value[order[k]] - low) / (high - low) - weight * similar[k];
            if (!taken[k] && (best < 0 || score > most)) {
                best = k;
                most = score;
            }
        }
        taken[best] = true;
        list[p] = order[best];
        for (int k = 0; k < KEEP; k++)
            similar[k] = fmaxf(similar[k], cosine(w, order[best], order[k]));
    }
}

/* Law 6 with perfect predictors: some diversity lifts watch minutes a session, much of it lowers them. */
static void moderate_diversity_helps_and_much_hurts(void **state) {
    (void)state;
    const float weights[] = {0.0f, 0.3f, 0.8f};
    for (uint64_t seed = 21; seed < 21 + SEEDS; seed++) {
        struct world_params p = fixture_params(seed);
        struct fixture f = fixture_make(&p, 2);
        int32_t *order = calloc((size_t)p.items, sizeof *order), list[K];
        struct session_value v;
        double minutes[3] = {0};
        for (int k = 0; k < 200; k++) {
            const struct request *q = late(&f, 3 * k);
            predict(&f, q, values[0], values[1]);
            ranked(&f, q, values[1], order);
            for (int w = 0; w < 3; w++) {
                diversify(&f.world, order, values[1], weights[w], list);
                truth_session(&f.world, q, list, K, NULL, &v);
                minutes[w] += v.watch_minutes;
            }
        }
        assert_true(minutes[1] > 1.01 * minutes[0]);
        assert_true(minutes[2] < 0.95 * minutes[0]);
        free(order);
        fixture_free(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_and_some_agree),
        cmocka_unit_test(responses_are_possible),
        cmocka_unit_test(log_follows_the_truth),
        cmocka_unit_test(positives_follow_the_truth),
        cmocka_unit_test(relevant_sets_are_distinct_and_live),
        cmocka_unit_test(relevant_sets_follow_the_probabilities),
        cmocka_unit_test(relevant_sets_end_with_the_catalogue),
        cmocka_unit_test(pairs_are_normal_and_unrelated),
        cmocka_unit_test(examination_falls),
        cmocka_unit_test(drift_moves_the_world),
        cmocka_unit_test(sessions_add_up),
        cmocka_unit_test(best_lists_are_best),
        cmocka_unit_test(best_lists_of_small_catalogues_are_padded),
        cmocka_unit_test(ranking_by_click_wins_clicks_and_loses_the_rest),
        cmocka_unit_test(moderate_diversity_helps_and_much_hurts),
    };
    return cmocka_run_group_tests(tests, make_shared, free_shared);
}
