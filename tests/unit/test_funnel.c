/* The funnel and its stage 3: what a request is answered from, and lists against slow twins that follow the
 * definitions. */
#include "funnel/funnel.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct fixture world;
static struct pool *pool;

static int start(void **state) {
    struct world_params p = fixture_little(3);
    struct err err = {0};
    (void)state;
    p.requests_per_user_day = 3.0f; /* so that caches have something to do */
    p.fresh_share = 0.5f;
    world = fixture_make(&p, 2);
    pool = pool_new(2, &err);
    return pool ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    pool_free(pool);
    fixture_free(&world);
    return 0;
}

static const struct request *late_request(int i) {
    return &world.log.request[world.log.requests - 1 - i * 7];
}

/* --- stage 3 against a slow twin --- */

enum { POOL = 60 };
struct candidates {
    int n;
    int32_t id[POOL];
    float value[POOL];
};

/* n distinct items with values that repeat now and then, in no order, and padding between them. */
static struct candidates draw_candidates(int n, uint64_t seed, bool padding) {
    struct candidates c = {.n = n};
    struct rng r = rng_of(seed, 77, 0);
    for (int i = 0; i < n; i++) {
        if (padding && rng_below(&r, 5) == 0) {
            c.id[i] = -1;
            c.value[i] = -INFINITY;
            continue;
        }
        bool again = true;
        while (again) {
            c.id[i] = (int32_t)rng_below(&r, (uint32_t)world.world.items);
            again = false;
            for (int k = 0; k < i; k++)
                again = again || c.id[k] == c.id[i];
        }
        c.value[i] = (float)rng_below(&r, 40) * 0.25f - 3.0f;
    }
    return c;
}

static double cosine(int32_t a, int32_t b) {
    double sum = 0.0;
    int D = world.world.content_dim;
    for (int d = 0; d < D; d++)
        sum += (double)world.world.content[a * D + d] * (double)world.world.content[b * D + d];
    return sum;
}

/* What is considered: the best `keep`, with their relevance. */
static struct candidates considered(const struct candidates *c, const struct policy_params *p,
                                    const struct request *request, double relevance[POOL]) {
    struct candidates kept = {0};
    bool used[POOL] = {false};
    double low = INFINITY, high = -INFINITY;
    for (int k = 0; k < p->keep; k++) {
        int best = -1;
        for (int i = 0; i < c->n; i++)
            if (!used[i] && c->id[i] >= 0 &&
                (best < 0 || c->value[i] > c->value[best] || (c->value[i] == c->value[best] && c->id[i] < c->id[best])))
                best = i;
        if (best < 0)
            break;
        used[best] = true;
        kept.id[kept.n] = c->id[best];
        kept.value[kept.n++] = c->value[best];
        low = fmin(low, c->value[best]);
        high = fmax(high, c->value[best]);
    }
    for (int i = 0; i < kept.n; i++) {
        double age = fmax(request->time - world.world.birth[kept.id[i]], 0.0);
        relevance[i] = (high > low ? (kept.value[i] - low) / (high - low) : 0.0) + p->freshness_boost * exp2(-age);
    }
    return kept;
}

/* log det of the matrix L of the list, L_ij = q_i S_ij q_j with q = exp(relevance (1-w)/w), by Cholesky. */
static double log_det(const struct candidates *kept, const double *relevance, const int *list, int n, double w) {
    double L[16][16], sum = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double q = exp((relevance[list[i]] + relevance[list[j]]) * (1.0 - w) / w);
            L[i][j] = q * (i == j ? 1.0 : cosine(kept->id[list[i]], kept->id[list[j]]));
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double x = L[i][j];
            for (int k = 0; k < j; k++)
                x -= L[i][k] * L[j][k];
            if (i == j) {
                L[i][i] = sqrt(fmax(x, 1e-12));
                sum += 2.0 * log(L[i][i]);
            } else
                L[i][j] = x / L[j][j];
        }
    return sum;
}

/* What the next place gains by item i, by the definitions. */
static double gain_of(const struct candidates *kept, const double *relevance, const struct policy_params *p, int *list,
                      int n, int i) {
    double w = p->diversity_weight, nearest = -INFINITY;
    switch (p->diversity) {
    case DIVERSITY_MMR:
        for (int k = 0; k < n; k++)
            nearest = fmax(nearest, cosine(kept->id[list[k]], kept->id[i]));
        return (1.0 - w) * relevance[i] - (n ? w * nearest : 0.0);
    case DIVERSITY_DPP:
        list[n] = i;
        return 0.5 * w * (log_det(kept, relevance, list, n + 1, w) - log_det(kept, relevance, list, n, w));
    case DIVERSITY_NONE:
        break;
    }
    return relevance[i];
}

/* Each place of the list must hold what the twin finds best, up to rounding. */
static void check_list(const struct candidates *c, const struct policy_params *p, const struct request *request,
                       const int32_t *list) {
    double relevance[POOL];
    struct candidates kept = considered(c, p, request, relevance);
    int chosen[POLICY_LIST_MAX], n = 0;
    for (int slot = 0; slot < p->list_size; slot++) {
        double best = -INFINITY, its = -INFINITY;
        int at = -1;
        for (int i = 0; i < kept.n; i++) {
            bool taken = false;
            int creators = 0, categories = 0;
            for (int k = 0; k < n; k++) {
                taken = taken || chosen[k] == i;
                creators += world.world.creator[kept.id[chosen[k]]] == world.world.creator[kept.id[i]];
                categories += world.world.topic[kept.id[chosen[k]]] == world.world.topic[kept.id[i]];
            }
            if (taken || (p->creator_cap && creators >= p->creator_cap) ||
                (p->category_cap && categories >= p->category_cap))
                continue;
            double gain = gain_of(&kept, relevance, p, chosen, n, i);
            best = fmax(best, gain);
            if (kept.id[i] == list[slot]) {
                its = gain;
                at = i;
            }
        }
        if (best == -INFINITY) {
            assert_int_equal(list[slot], -1);
            continue;
        }
        if (at < 0)
            fail_msg("place %d holds %d, which is no candidate that may stand there", slot, list[slot]);
        if (its < best - 2e-4)
            fail_msg("place %d gains %.6f, and %.6f was to be had", slot, its, best);
        chosen[n++] = at;
    }
}

static void apply(const struct policy_params *p, const struct request *request, const struct candidates *c,
                  int32_t *list) {
    struct err err = {0};
    struct policy *policy = policy_new(p, &world.world, &world.log, &err);
    assert_non_null(policy);
    float *scratch = mem_must(policy_scratch_floats(policy, c->n) + 1, sizeof *scratch);
    policy_apply(policy, request, c->id, c->value, c->n, scratch, list);
    free(scratch);
    policy_free(policy);
}

static void check_policies(enum diversity diversity, const float *weights, int n_weights) {
    int32_t list[POLICY_LIST_MAX];
    for (int w = 0; w < n_weights; w++)
        for (uint64_t seed = 1; seed <= 12; seed++) {
            struct candidates c = draw_candidates((int)(10 + seed * 4), seed, seed % 3 == 0);
            struct policy_params p = {.list_size = 10,
                                      .keep = seed % 2 ? 20 : 100,
                                      .diversity = diversity,
                                      .diversity_weight = weights[w],
                                      .freshness_boost = seed % 4 == 0 ? 0.5f : 0.0f,
                                      .creator_cap = seed % 5 == 0 ? 1 : 0,
                                      .category_cap = seed % 6 == 1 ? 2 : 0,
                                      .seed = 1};
            apply(&p, late_request((int)seed), &c, list);
            check_list(&c, &p, late_request((int)seed), list);
        }
}

static void test_plain_order(void **state) {
    (void)state;
    check_policies(DIVERSITY_NONE, (float[]){0.3f}, 1);
}

static void test_mmr_against_its_definition(void **state) {
    (void)state;
    check_policies(DIVERSITY_MMR, (float[]){0.0f, 0.2f, 0.7f, 1.0f}, 4);
}

static void test_dpp_against_determinants(void **state) {
    (void)state;
    check_policies(DIVERSITY_DPP, (float[]){0.2f, 0.5f, 0.9f}, 3);
}

static double alikeness(const int32_t *list, int n) {
    double sum = 0.0;
    int pairs = 0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++, pairs++)
            sum += cosine(list[i], list[k]);
    return sum / pairs;
}

static void test_both_make_lists_less_alike(void **state) {
    (void)state;
    double sum[3] = {0};
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct candidates c = draw_candidates(POOL, seed, false);
        for (enum diversity d = DIVERSITY_NONE; d <= DIVERSITY_DPP; d++) {
            int32_t list[10];
            struct policy_params p = {.list_size = 10, .keep = POOL, .diversity = d, .diversity_weight = 0.6f};
            apply(&p, late_request(0), &c, list);
            sum[d] += alikeness(list, 10);
        }
    }
    assert_true(sum[DIVERSITY_MMR] < sum[DIVERSITY_NONE] - 0.5);
    assert_true(sum[DIVERSITY_DPP] < sum[DIVERSITY_NONE] - 0.5);
}

/* --- padding, caps, freshness, exploration --- */

static void test_short_lists_are_padded(void **state) {
    (void)state;
    for (enum diversity d = DIVERSITY_NONE; d <= DIVERSITY_DPP; d++)
        for (int n = 0; n <= 6; n++) {
            struct candidates c = draw_candidates(n, 9, false);
            struct policy_params p = {.list_size = 50, .keep = 10, .diversity = d, .diversity_weight = 0.5f};
            int32_t list[POLICY_LIST_MAX];
            memset(list, 0x55, sizeof list);
            apply(&p, late_request(0), &c, list);
            for (int i = 0; i < 50; i++)
                assert_int_equal(list[i] >= 0, i < n);
            assert_int_equal(list[50], 0x55555555); /* nothing behind the list is written */
            for (int i = 0; i < n; i++)
                c.id[i] = -1; /* nothing but padding */
            apply(&p, late_request(0), &c, list);
            for (int i = 0; i < 50; i++)
                assert_int_equal(list[i], -1);
        }
}

/* However they are chosen, by rank, diversity or exploration: no group has more than `cap` places. */
static void check_cap(const int32_t *group, const struct policy_params *p, uint64_t seed, int cap) {
    struct candidates c = draw_candidates(POOL, seed, false);
    int32_t list[POLICY_LIST_MAX];
    apply(p, late_request((int)seed), &c, list);
    assert_true(list[0] >= 0);
    for (int i = 0; i < p->list_size && list[i] >= 0; i++) {
        int same = 0;
        for (int k = 0; k < p->list_size; k++)
            same += list[k] >= 0 && group[list[k]] == group[list[i]];
        assert_in_range(same, 1, cap);
    }
}

static void test_caps_hold(void **state) {
    (void)state;
    for (int cap = 1; cap <= 3; cap++)
        for (uint64_t seed = 1; seed <= 10; seed++) {
            struct policy_params p = {.list_size = 20,
                                      .keep = POOL,
                                      .diversity = (enum diversity)(seed % 3),
                                      .diversity_weight = 0.3f,
                                      .exploration = 0.3f,
                                      .seed = seed};
            p.creator_cap = cap;
            check_cap(world.world.creator, &p, seed, cap);
            p.category_cap = cap; /* both together */
            check_cap(world.world.creator, &p, seed, cap);
            p.creator_cap = 0;
            check_cap(world.world.topic, &p, seed, cap);
        }
}

static void test_freshness_lifts_what_is_new(void **state) {
    (void)state;
    const struct request *request = late_request(0);
    struct candidates c = draw_candidates(POOL, 4, false);
    double age[2];
    for (int boosted = 0; boosted < 2; boosted++) {
        struct policy_params p = {.list_size = 10, .keep = POOL, .freshness_boost = boosted ? 5.0f : 0.0f};
        int32_t list[10];
        apply(&p, request, &c, list);
        check_list(&c, &p, request, list);
        age[boosted] = 0.0;
        for (int i = 0; i < 10; i++)
            age[boosted] += fmax(request->time - world.world.birth[list[i]], 0.0) / 10;
    }
    assert_true(age[1] < age[0] * 0.7);
}

static void test_exploration_has_its_share(void **state) {
    (void)state;
    enum { REQUESTS = 400, SIZE = 10 };
    static const float shares[] = {0.0f, 0.1f, 0.4f};
    const struct world *w = &world.world;
    for (size_t s = 0; s < sizeof shares / sizeof *shares; s++) {
        struct policy_params p = {.list_size = SIZE, .keep = 60, .exploration = shares[s], .seed = 1};
        int explored = 0, young = 0;
        for (int i = 0; i < REQUESTS; i++) {
            const struct request *request = late_request(i);
            struct candidates c = {0}; /* old items alone: what is young was explored */
            for (int32_t item = 0; item < w->items && c.n < POOL; item++)
                if (w->birth[item] < request->time - 4.0f) {
                    c.id[c.n] = item;
                    c.value[c.n++] = (float)-item;
                }
            int32_t list[SIZE];
            apply(&p, request, &c, list);
            for (int k = 0; k < SIZE; k++) {
                assert_true(list[k] >= 0);
                for (int j = 0; j < k; j++)
                    assert_int_not_equal(list[k], list[j]);
                double age = request->time - w->birth[list[k]];
                if (age >= 4.0)
                    continue;
                explored++;
                int day = (int)request->time;
                young += age >= 0.0 && age < 3.0 &&
                         world.log.shown_before[(size_t)day * (size_t)w->items + (size_t)list[k]] <= 50;
            }
        }
        assert_int_equal(young, explored); /* born, within three days, little shown */
        double share = (double)explored / (REQUESTS * SIZE),
               error = sqrt(shares[s] * (1 - shares[s]) / (REQUESTS * SIZE));
        if (fabs(share - shares[s]) > 4 * error + 0.02 * shares[s])
            fail_msg("exploration %g: %g of the slots", (double)shares[s], share);
    }
}

static void test_lists_are_pure(void **state) {
    (void)state;
    struct candidates c = draw_candidates(POOL, 2, true), turned = c;
    struct policy_params p = {.list_size = 20,
                              .keep = 30,
                              .diversity = DIVERSITY_DPP,
                              .diversity_weight = 0.4f,
                              .exploration = 0.5f,
                              .freshness_boost = 0.2f,
                              .creator_cap = 3,
                              .seed = 5};
    for (int i = 0; i < c.n; i++) { /* the order in which candidates come does not matter */
        turned.id[i] = c.id[c.n - 1 - i];
        turned.value[i] = c.value[c.n - 1 - i];
    }
    int32_t a[20], b[20], other[20];
    apply(&p, late_request(1), &c, a);
    apply(&p, late_request(1), &turned, b);
    assert_memory_equal(a, b, sizeof a);
    p.seed = 6;
    apply(&p, late_request(1), &c, other);
    assert_memory_not_equal(a, other, sizeof a);
}

/* --- what a request is answered from --- */

static void test_a_request_in_real_time_is_itself(void **state) {
    (void)state;
    struct funnel f = {.world = &world.world, .log = &world.log};
    struct request seen = funnel_seen(&f, late_request(3));
    assert_memory_equal(&seen, late_request(3), sizeof seen);
    assert_true(funnel_born_by(&f, &seen) == seen.time);
}

static void test_a_batch_knows_midnight(void **state) {
    (void)state;
    struct funnel f = {.world = &world.world, .log = &world.log, .freshness = {.batch = true}};
    for (int i = 0; i < 100; i++) {
        const struct request *request = late_request(i);
        struct request seen = funnel_seen(&f, request);
        assert_true(seen.user == request->user && seen.id == request->id);
        assert_true(seen.time == floorf(request->time) && seen.hour == 0 && seen.device == 0);
    }
}

/* The cache as it works: a list is made, served for as long as it is kept, made anew by the next request after that. */
static void check_cache(float keep) {
    struct funnel f = {.world = &world.world, .log = &world.log, .freshness = {.cache_days = keep}};
    int32_t *made = mem_must((size_t)world.world.users, sizeof *made), hits = 0;
    for (int u = 0; u < world.world.users; u++)
        made[u] = -1;
    for (int r = 0; r < world.log.requests; r++) {
        const struct request *request = &world.log.request[r];
        int32_t *own = &made[request->user];
        if (*own < 0 || request->time - world.log.request[*own].time >= keep)
            *own = r;
        hits += *own != r;
        struct request seen = funnel_seen(&f, request);
        if (seen.id != *own || memcmp(&seen, &world.log.request[*own], sizeof seen) != 0)
            fail_msg("kept %g days: request %d is answered from %d, not %d", (double)keep, r, seen.id, *own);
    }
    assert_true(hits > 0);
    free(made);
}

static void test_a_cache_serves_what_was_made(void **state) {
    (void)state;
    check_cache(1.0f / 24);
    check_cache(0.25f);
    check_cache(1.0f);
}

static void test_the_index_refreshes_now_and_then(void **state) {
    (void)state;
    struct funnel f = {.world = &world.world, .log = &world.log, .freshness = {.refresh_days = 0.5f}};
    struct request r = {.time = 3.7f};
    assert_true(funnel_born_by(&f, &r) == 3.5f);
    r.time = 3.5f;
    assert_true(funnel_born_by(&f, &r) == 3.5f);
    f.freshness.refresh_days = 2.0f;
    assert_true(funnel_born_by(&f, &r) == 2.0f);
}

/* --- the whole, by popularity --- */

struct popular {
    struct blob *blob;
    struct index *index;
    struct policy *policy;
    struct funnel funnel;
    float *vectors;
};

static struct popular open_popular(int candidates, int list_size) {
    struct popular p = {.blob = blob_new(), .vectors = mem_must((size_t)world.world.items, sizeof(float))};
    struct err err = {0};
    struct progress progress = {0};
    struct index_params params = {.kind = INDEX_FLAT};
    struct policy_params policy = {.list_size = list_size, .keep = 1000};
    assert_true(funnel_item_vectors(&world.world, &world.log, NULL, 12, pool, p.vectors, &err));
    assert_true(index_build(&params, p.vectors, world.world.items, 1, pool, &progress, p.blob, &err));
    p.index = index_open(p.blob, &err);
    p.policy = policy_new(&policy, &world.world, &world.log, &err);
    assert_true(p.index && p.policy);
    p.funnel = (struct funnel){.world = &world.world,
                               .log = &world.log,
                               .retrieval = {.index = p.index, .candidates = candidates},
                               .policy = p.policy,
                               .list_size = list_size};
    return p;
}

static void close_popular(struct popular *p) {
    index_close(p->index);
    policy_free(p->policy);
    blob_free(p->blob);
    free(p->vectors);
}

static void test_popularity_counts_clicks(void **state) {
    (void)state;
    struct popular p = open_popular(10, 5);
    const int32_t *clicks = world.log.clicked_before + 12 * (size_t)world.world.items;
    for (int a = 0; a < world.world.items; a++) {
        assert_true(p.vectors[a] >= 0.0f && p.vectors[a] <= 1.0f);
        if (a)
            assert_int_equal(clicks[a] > clicks[a - 1], p.vectors[a] > p.vectors[a - 1]);
    }
    close_popular(&p);
}

static void test_answers_go_through_all_stages(void **state) {
    (void)state;
    enum { K = 40, SIZE = 10 };
    struct popular p = open_popular(K, SIZE);
    struct err err = {0};
    struct funnel_scratch *scratch = funnel_scratch_new(&p.funnel, K, &err);
    assert_non_null(scratch);
    for (int i = 0; i < 50; i++) {
        const struct request *request = late_request(i);
        int32_t list[SIZE], again[SIZE], ids[K], best = -1;
        float scores[K], value[K], positive[K];
        double times[3] = {-1, -1, -1};
        funnel_answer(&p.funnel, request, scratch, NULL, NULL, list);
        funnel_answer(&p.funnel, request, scratch, &clock_system, times, again);
        assert_memory_equal(list, again, sizeof list);
        assert_true(times[0] >= 0 && times[1] >= 0 && times[2] >= 0);
        funnel_retrieve(&p.funnel, request, K, scratch, ids, scores);
        for (int k = 0; k < K; k++) {
            assert_true(ids[k] >= 0 && world.world.birth[ids[k]] <= request->time);
            assert_true(k == 0 || scores[k] <= scores[k - 1]);
        }
        for (int item = 0; item < world.world.items; item++) /* the most popular of what is there */
            if (world.world.birth[item] <= request->time && (best < 0 || p.vectors[item] > p.vectors[best]))
                best = item;
        assert_int_equal(ids[0], best);
        assert_int_equal(list[0], best);
        ids[3] = -1;
        funnel_rank(&p.funnel, request, ids, scores, NULL, K, scratch, value, positive); /* no ranker: as they came */
        for (int k = 0; k < K; k++)
            assert_true(k == 3 ? value[k] == -INFINITY : value[k] == scores[k]);
    }
    funnel_scratch_free(scratch);
    funnel_scratch_free(NULL);
    close_popular(&p);
}

static void test_more_candidates_than_items(void **state) {
    (void)state;
    int items = world.world.items, live = 0;
    struct popular p = open_popular(items, 5);
    struct err err = {0};
    struct funnel_scratch *scratch = funnel_scratch_new(&p.funnel, items, &err);
    struct request early = world.log.request[0];
    int32_t *ids = mem_must((size_t)items, sizeof *ids);
    float *scores = mem_must((size_t)items, sizeof *scores);
    for (int i = 0; i < items; i++)
        live += world.world.birth[i] <= early.time;
    funnel_retrieve(&p.funnel, &early, items, scratch, ids, scores);
    assert_true(live > 0 && live < items);
    for (int i = 0; i < items; i++)
        assert_int_equal(ids[i] >= 0, i < live);
    free(ids);
    free(scores);
    funnel_scratch_free(scratch);
    close_popular(&p);
}

/* --- stage 2: what heads become --- */

static struct blob *train_ranker(const struct features *f, enum objective objective) {
    struct err err = {0};
    struct progress progress = {0};
    struct blob *blob = blob_new();
    int n = (int)(world.log.start[400]), F = features_categories(f), D = features_dense(f),
        H = objective_heads(objective);
    int32_t *category = mem_must((size_t)(n * F) + 1, sizeof *category);
    float *dense = mem_must((size_t)(n * D) + 1, sizeof *dense), *label = mem_must((size_t)(n * H), sizeof *label);
    static const enum head heads[RANK_HEADS] = {HEAD_CLICK, HEAD_WATCH, HEAD_LIKE, HEAD_COMMENT, HEAD_SHARE, HEAD_HIDE};
    struct ranker_data data = {.rows = {.n = n, .n_category = F, .category = category, .n_dense = D, .dense = dense},
                               .n_heads = H,
                               .label = label};
    struct ranker_params params = {
        .kind = RANKER_LOGISTIC, .seed = 1, .hash_buckets = 1000, .epochs = 2, .batch = 256, .learning_rate = 0.05f};
    features_cardinalities(f, data.rows.cardinality);
    for (int r = 0; r < 400; r++) {
        int64_t first = world.log.start[r];
        int rows = (int)(world.log.start[r + 1] - first);
        features_fill(f, &world.log.request[r], world.log.item + first, rows, category + first * F, dense + first * D);
        for (int64_t row = first; row < first + rows; row++)
            for (int h = 0; h < H; h++) {
                data.head[h] = h == RANK_WATCH ? HEAD_WEIGHTED : HEAD_PROBABILITY;
                label[row * H + h] =
                    h == RANK_WATCH ? world.log.watch_s[row] / 60.0f : (float)(world.log.event[row] >> heads[h] & 1);
            }
    }
    assert_true(ranker_train(&params, &data, pool, &progress, blob, &err));
    free(category);
    free(dense);
    free(label);
    return blob;
}

static void check_values(enum objective objective, float keep, bool undo) {
    enum { K = 20 };
    static const char *const names[] = {"item_ctr", "topic", "length"};
    struct err err = {0};
    struct features *f = features_new(&world.world, &world.log, names, 3, &err);
    struct blob *blob = train_ranker(f, objective);
    struct ranker *ranker = ranker_open(blob, &err);
    struct funnel funnel = {.world = &world.world,
                            .log = &world.log,
                            .ranking = {.ranker = ranker,
                                        .features = f,
                                        .objective = objective,
                                        .value = {0.2f, 1.0f, 2.0f, 0.5f, -1.0f, -4.0f},
                                        .negative_keep = keep,
                                        .undo_downsampling = undo}};
    struct funnel_scratch *scratch = funnel_scratch_new(&funnel, K, &err);
    int H = objective_heads(objective);
    int32_t ids[K], category[K];
    float retrieved[K] = {0}, value[K], positive[K], dense[K * 2], heads[K * RANK_HEADS];
    for (int i = 0; i < K; i++)
        ids[i] = i * 7 % world.world.items;
    funnel_rank(&funnel, late_request(0), ids, retrieved, NULL, K, scratch, value, positive);
    struct fields rows = {.n = K, .n_category = 1, .category = category, .n_dense = 2, .dense = dense};
    features_cardinalities(f, rows.cardinality);
    features_fill(f, late_request(0), ids, K, category, dense);
    float *room = mem_must(ranker_scratch_floats(ranker, K), sizeof *room);
    ranker_score(ranker, &rows, NULL, room, heads);
    for (int i = 0; i < K; i++) {
        double p = heads[i * H], back = undo ? p / (p + (1 - p) / keep) : p, scale = back / p, expected = back;
        if (objective == OBJECTIVE_WATCH_TIME)
            expected = heads[i * H + RANK_WATCH] * scale;
        for (int h = 0; objective == OBJECTIVE_MULTI_TASK && h < H; h++)
            expected = (h ? expected : 0.0) + (double)funnel.ranking.value[h] * heads[i * H + h] * scale;
        assert_true(fabs(positive[i] - back) < 1e-6);
        if (fabs(value[i] - expected) > 1e-5 * fmax(1, fabs(expected)))
            fail_msg("objective %d, kept %g: value %g, not %g", (int)objective, (double)keep, (double)value[i],
                     expected);
        assert_true(p > 0.0 && p < 1.0);
    }
    int32_t holes[K]; /* padding between them changes nothing for the others */
    float with[K];
    for (int i = 0; i < K; i++)
        holes[i] = i % 3 == 1 ? -1 : ids[i];
    funnel_rank(&funnel, late_request(0), holes, retrieved, NULL, K, scratch, with, positive);
    for (int i = 0; i < K; i++)
        assert_true(i % 3 == 1 ? with[i] == -INFINITY && positive[i] == 0.0f : fabsf(with[i] - value[i]) < 1e-5f);
    free(room);
    funnel_scratch_free(scratch);
    ranker_close(ranker);
    blob_free(blob);
    features_free(f);
}

static void test_heads_become_values(void **state) {
    (void)state;
    for (enum objective o = OBJECTIVE_CLICK; o <= OBJECTIVE_MULTI_TASK; o++) {
        check_values(o, 1.0f, true);
        check_values(o, 0.1f, true);
        check_values(o, 0.1f, false);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_order),
        cmocka_unit_test(test_mmr_against_its_definition),
        cmocka_unit_test(test_dpp_against_determinants),
        cmocka_unit_test(test_both_make_lists_less_alike),
        cmocka_unit_test(test_short_lists_are_padded),
        cmocka_unit_test(test_caps_hold),
        cmocka_unit_test(test_freshness_lifts_what_is_new),
        cmocka_unit_test(test_exploration_has_its_share),
        cmocka_unit_test(test_lists_are_pure),
        cmocka_unit_test(test_a_request_in_real_time_is_itself),
        cmocka_unit_test(test_a_batch_knows_midnight),
        cmocka_unit_test(test_a_cache_serves_what_was_made),
        cmocka_unit_test(test_the_index_refreshes_now_and_then),
        cmocka_unit_test(test_popularity_counts_clicks),
        cmocka_unit_test(test_answers_go_through_all_stages),
        cmocka_unit_test(test_more_candidates_than_items),
        cmocka_unit_test(test_heads_become_values),
    };
    return cmocka_run_group_tests_name("funnel", tests, start, stop);
}
