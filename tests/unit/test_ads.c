/* The ads kind: its world and log against what ads.h states, its features against counting again, and the auction
 * against arithmetic. */
#include "funnel/auction.h"
#include "world/features.h"
#include "world/kinds.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct fixture shared;
static struct ads ads;

static struct world_params small(uint64_t seed) {
    struct world_params p = world_defaults(WORLD_ADS);
    p.seed = seed;
    p.users = 1500;
    p.items = 1200;
    p.creators = 80;
    return p;
}

static int start(void **state) {
    (void)state;
    struct world_params p = small(7);
    shared = fixture_make(&p, 2);
    ads_open(&shared.world, &ads);
    return 0;
}

static int stop(void **state) {
    (void)state;
    fixture_free(&shared);
    return 0;
}

/* --- world and log --- */

static bool same(const struct blob *a, const struct blob *b) {
    if (blob_sections(a) != blob_sections(b))
        return false;
    for (int i = 0; i < blob_sections(a); i++) {
        const struct section *x = blob_section(a, i), *y = blob_find(b, x->name);
        if (!y || x->bytes != y->bytes || memcmp(x->data, y->data, x->bytes) != 0)
            return false;
    }
    return true;
}

static void any_number_of_threads_makes_the_same_world(void **state) {
    (void)state;
    struct world_params p = small(3);
    struct fixture one = fixture_make(&p, 1), three = fixture_make(&p, 3);
    assert_true(same(one.world_blob, three.world_blob));
    assert_true(same(one.log_blob, three.log_blob));
    fixture_free(&three);
    p.seed = 4;
    three = fixture_make(&p, 1);
    assert_false(same(one.log_blob, three.log_blob));
    fixture_free(&one);
    fixture_free(&three);
}

static void the_log_is_what_advertisers_want(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    double clicks = 0.0, converted = 0.0;
    for (int r = 0; r < log->requests; r++)
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++) {
            int32_t item = log->item[row];
            bool click = log->event[row] >> HEAD_CLICK & 1;
            assert_true(ads_wants(&ads, &log->request[r], item));
            assert_int_equal(log->position[row], row - log->start[r] + 1);
            assert_true(log->propensity[row] > 0.0f && log->propensity[row] <= 1.0f);
            assert_true(click || isinf(log->convert_days[row]));
            assert_true(log->row_time[row] == log->request[r].time);
            for (int64_t other = log->start[r]; other < row; other++)
                assert_true(log->item[other] != item);
            clicks += click;
            converted += isfinite(log->convert_days[row]);
        }
    assert_in_range((int)(1e4 * clicks / log->impressions), 80, 400); /* 0.8 to 4 % */
    assert_in_range((int)(1e3 * converted / clicks), 15, 200);
}

static void what_was_seen_is_what_was_shown_before(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    int tired = 0;
    for (int r = log->requests - 1; r >= 0; r -= 7) {
        uint8_t seen[8];
        int n = (int)(log->start[r + 1] - log->start[r]);
        ads_seen(&ads, log, &log->request[r], log->item + log->start[r], n, seen);
        for (int k = 0; k < n; k++) {
            assert_int_equal(seen[k], log->seen[log->start[r] + k]);
            tired += seen[k] > 0;
        }
    }
    assert_true(tired > 100);
}

/* A data centre stops a campaign at its part of the budget; the click that passes it is the last. */
static void budgets_run_out(void **state) {
    (void)state;
    enum { CENTRES = 8 };
    const struct log *log = &shared.log;
    double *spent = calloc((size_t)ads.campaigns, sizeof *spent);
    int day = 0, out = 0;
    for (int64_t row = 0; row <= log->impressions; row++) {
        if (row == log->impressions || (int)log->row_time[row] != day) {
            for (int c = 1; c < ads.campaigns; c++) {
                assert_true(spent[c] <= (double)ads.budget[c] + CENTRES * (double)ads.bid[c]);
                out += spent[c] >= (double)ads.budget[c];
                spent[c] = 0.0;
            }
            day++;
        }
        if (row == log->impressions)
            break;
        int32_t c = ads.campaign[log->item[row]];
        bool due = ads.per_conversion[c] ? isfinite(log->convert_days[row]) : log->event[row] >> HEAD_CLICK & 1;
        spent[c] += due ? 0.8 * (double)ads.bid[c] : 0.0;
    }
    assert_true(out > 0);
    free(spent);
}

static void new_ads_come_every_day_and_old_ones_end(void **state) {
    (void)state;
    const struct world *w = &shared.world;
    for (int day = 0; day < w->params.days + 10; day++) {
        int born = 0, ended = 0; /* within three days: the world is small */
        for (int i = 0; i < w->items; i++) {
            assert_true(ads.end[i] > w->birth[i]);
            born += fabsf(floorf(w->birth[i]) - (float)day) <= 1.0f;
            ended += fabsf(floorf(ads.end[i]) - (float)day) <= 1.0f;
        }
        assert_true(born > 0 && ended > 0);
    }
}

static void the_log_goes_on(void **state) {
    (void)state;
    struct err err = {0};
    struct progress progress = {0};
    struct truth_drift drift[3] = {{0}};
    float traffic[3] = {1.0f, 2.0f, 1.0f};
    struct log_days days = {.days = 3, .share = 0.5f, .traffic = traffic, .drift = drift};
    struct pool *pool = pool_new(2, &err);
    struct blob *blob = blob_new();
    struct log longer;
    assert_true(log_extend(&shared.world, &shared.log, &days, pool, &progress, blob, &err));
    log_open(blob, &longer);
    assert_true(longer.requests > shared.log.requests);
    assert_memory_equal(longer.item, shared.log.item, (size_t)shared.log.impressions * sizeof(int32_t));
    assert_memory_equal(longer.seen, shared.log.seen, (size_t)shared.log.impressions);
    int by_day[3] = {0};
    for (int r = shared.log.requests; r < longer.requests; r++)
        by_day[(int)longer.request[r].time - shared.world.params.days]++;
    assert_true(by_day[1] > by_day[0] + by_day[0] / 2);
    blob_free(blob);
    pool_free(pool);
}

/* --- truth --- */

/* One ad alone on every placement: what only fields together say is gone when its strength is 0. */
static void interactions_are_the_interaction_knob(void **state) {
    (void)state;
    for (int strength = 0; strength < 2; strength++) {
        struct world world = shared.world;
        world.params.interaction = (float)strength;
        struct ads here;
        ads_open(&world, &here);
        float low = 1.0f, high = 0.0f;
        for (int r = 0; r < 400; r++) {
            struct request request = shared.log.request[0];
            int32_t item = 0;
            float click;
            request.id = r; /* another page for the same person, time and ad */
            ads_respond(&here, &request, &item, NULL, 1, NULL, (struct ads_response){.click = &click});
            low = fminf(low, click);
            high = fmaxf(high, click);
        }
        assert_true(strength ? high > 1.5f * low : high < 1.0001f * low);
    }
}

static void showing_again_tires(void **state) {
    (void)state;
    const struct request *request = &shared.log.request[shared.log.requests / 2];
    int32_t items[2] = {20, 20};
    uint8_t seen[2] = {0, 5};
    float click[2], convert[2], hide[2];
    ads_respond(&ads, request, items, seen, 2, NULL, (struct ads_response){click, convert, hide});
    assert_true(click[1] < click[0] && hide[1] > hide[0] && convert[1] == convert[0]);
}

static void what_sites_do_to_categories_moves(void **state) {
    (void)state;
    struct request early = shared.log.request[100], late = early;
    struct truth_drift drift = {.taste = 0.5f};
    early.time = 0.5f;
    late.time = 13.5f;
    float a[60], b[60], c[60];
    int32_t items[60];
    double moved = 0.0, drifted = 0.0;
    for (int i = 0; i < 60; i++)
        items[i] = i + 20;
    ads_respond(&ads, &early, items, NULL, 60, NULL, (struct ads_response){.click = a});
    ads_respond(&ads, &late, items, NULL, 60, NULL, (struct ads_response){.click = b});
    ads_respond(&ads, &late, items, NULL, 60, &drift, (struct ads_response){.click = c});
    for (int i = 0; i < 60; i++) {
        moved += fabs(log((double)a[i] / (double)b[i])) / 60.0;
        drifted += fabs(log((double)c[i] / (double)b[i])) / 60.0;
    }
    assert_true(moved > 0.1 && drifted > 0.1);
}

/* --- features --- */

static void counters_know_the_past_alone(void **state) {
    (void)state;
    const struct world *w = &shared.world;
    const struct log *rows = &shared.log;
    struct err err = {0};
    const char *names[] = {"ad_ctr", "ad_ctr_total", "campaign_seen", "site_ctr"};
    struct features *f = features_new(w, rows, names, 4, &err), *served = features_new(w, rows, names, 4, &err);
    assert_true(f && served);
    assert_int_equal(features_dense(f), 4);
    int site = -1, ctr = -1, total = -1, seen = -1;
    for (int i = 0; i < 4; i++) {
        const char *name = features_dense_name(f, i);
        *(strcmp(name, "ad_ctr") == 0         ? &ctr
          : strcmp(name, "ad_ctr_total") == 0 ? &total
          : strcmp(name, "site_ctr") == 0     ? &site
                                              : &seen) = i;
    }
    double apart = 0.0;
    for (int r = rows->requests / 2; r < rows->requests; r += rows->requests / 40) {
        const struct request *request = &rows->request[r];
        int32_t item = rows->item[rows->start[r]];
        float dense[4];
        features_fill(f, request, &item, 1, NULL, dense);
        double shown = 0.0, clicked = 0.0;
        for (int64_t row = 0; row < rows->impressions && rows->row_time[row] < floorf(request->time); row++)
            if (rows->item[row] == item) {
                shown++;
                clicked += rows->event[row] >> HEAD_CLICK & 1;
            }
        double expected = log((clicked + 100.0 * 0.02) / ((shown + 100.0) * 0.02)) / 0.6;
        assert_true(fabs(expected - (double)dense[ctr]) < 1e-4);
        assert_true(fabsf(dense[seen] - log1pf((float)rows->seen[rows->start[r]])) < 1e-6f);
        apart += fabs((double)dense[total] - (double)dense[ctr]);
        features_serve(served, NULL, 0);
        features_fill(served, request, &item, 1, NULL, dense);
        assert_true(dense[total] == dense[ctr]); /* a server has no future */
    }
    assert_true(apart > 0.0);
    features_free(served);
    features_null(f, "site_ctr", 0.0f);
    float dense[4];
    features_fill(f, &rows->request[5], rows->item, 1, NULL, dense);
    assert_true(dense[site] == 0.0f);
    features_free(f);
}

static void few_ads_may_have_many_advertisers(void **state) {
    (void)state;
    struct world_params p = small(5);
    p.users = 300;
    p.items = 120;
    p.creators = 900;
    struct fixture few = fixture_make(&p, 2);
    const struct log *rows = &few.log;
    const struct request *request = &rows->request[rows->requests - 1];
    const char *name = "advertiser_ctr";
    struct err err = {0};
    struct features *f = features_new(&few.world, rows, &name, 1, &err);
    assert_non_null(f);
    for (int32_t item = 0; item < few.world.items; item++) {
        double shown = 0.0, clicked = 0.0;
        float dense;
        for (int64_t row = 0; row < rows->impressions && rows->row_time[row] < floorf(request->time); row++)
            if (few.world.creator[rows->item[row]] == few.world.creator[item]) {
                shown++;
                clicked += rows->event[row] >> HEAD_CLICK & 1;
            }
        features_fill(f, request, &item, 1, NULL, &dense);
        assert_true(fabs(log((clicked + 400.0 * 0.02) / ((shown + 400.0) * 0.02)) / 0.5 - (double)dense) < 1e-4);
    }
    features_free(f);
    fixture_free(&few);
}

static void every_category_stays_in_its_vocabulary(void **state) {
    (void)state;
    int n, cardinality[FIELDS_MAX];
    const struct feature *table = feature_table(WORLD_ADS, &n);
    const char *names[2 * FIELDS_MAX];
    struct err err = {0};
    for (int i = 0; i < n; i++)
        names[i] = table[i].name;
    struct features *f = features_new(&shared.world, &shared.log, names, n, &err);
    assert_non_null(f);
    assert_true(features_categories(f) >= 20);
    features_cardinalities(f, cardinality);
    int32_t category[4 * FIELDS_MAX];
    float dense[4 * FIELDS_MAX];
    for (int r = 0; r < shared.log.requests; r += 11) {
        features_fill(f, &shared.log.request[r], shared.log.item + shared.log.start[r], 4, category, dense);
        for (int k = 0; k < 4 * features_categories(f); k++)
            assert_in_range(category[k], 0, cardinality[k % features_categories(f)] - 1);
        for (int k = 0; k < 4 * features_dense(f); k++)
            assert_true(isfinite(dense[k]) && fabsf(dense[k]) < 20.0f);
    }
    features_free(f);
    const char *wrong = "ad_ctrr";
    assert_null(features_new(&shared.world, &shared.log, &wrong, 1, &err));
    assert_non_null(strstr(err.message, "ad_ctr"));
}

/* --- the auction --- */

/* The first request late enough that counters and ads are there, and four ads of different campaigns. */
struct market {
    const struct request *request;
    int32_t item[4];
    float value[4];
};

static struct market market_of(void) {
    struct market m = {.request = &shared.log.request[shared.log.requests / 2]};
    int32_t *all = malloc((size_t)shared.world.items * sizeof *all);
    int n = ads_wanting(&ads, m.request, all), found = 0;
    for (int i = 0; i < n && found < 4; i++) {
        bool taken = all[i] < ADS_HOUSE;
        for (int k = 0; k < found; k++)
            taken |= ads.campaign[m.item[k]] == ads.campaign[all[i]];
        if (!taken)
            m.item[found++] = all[i];
    }
    assert_int_equal(found, 4);
    for (int k = 0; k < 4; k++)
        m.value[k] = 0.04f - 0.01f * (float)k;
    free(all);
    return m;
}

static struct sold sell(struct auction_rules rules, const struct market *m) {
    struct err err = {0};
    struct offers offers = {4, m->item, m->value, NULL};
    struct sold sold;
    struct auction *auction = auction_new(&rules, &ads, &shared.log, 1.0f, &err);
    assert_non_null(auction);
    auction_choose(auction, m->request, &offers, &sold);
    auction_free(auction);
    return sold;
}

static float bid_of(int32_t item) {
    return ads.bid[ads.campaign[item]];
}

static void the_next_in_line_sets_a_second_price(void **state) {
    (void)state;
    struct market m = market_of();
    struct sold sold = sell((struct auction_rules){.second_price = true, .slots = 3, .multiplier = 1.0f}, &m);
    assert_int_equal(sold.n, 3);
    for (int k = 0; k < 3; k++) {
        assert_int_equal(sold.item[k], m.item[k]);
        assert_true(fabsf(sold.price[k] - bid_of(m.item[k]) * m.value[k + 1] / m.value[k]) < 1e-5f * sold.price[k]);
    }
}

static void a_first_price_is_the_shaded_bid(void **state) {
    (void)state;
    struct market m = market_of();
    struct sold sold = sell((struct auction_rules){.slots = 1, .multiplier = 1.0f}, &m);
    int32_t c = ads.campaign[sold.item[0]];
    assert_true(fabsf(sold.price[0] - ads.bid[c] * (1.0f - ads.shade[c])) < 1e-5f * ads.bid[c]);
}

static void a_reserve_leaves_slots_unsold(void **state) {
    (void)state;
    struct market m = market_of();
    struct sold sold =
        sell((struct auction_rules){.second_price = true, .slots = 4, .multiplier = 1.0f, .reserve = 0.025f}, &m);
    assert_int_equal(sold.n, 2);
    assert_true(fabsf(sold.price[1] - bid_of(m.item[1]) * 0.025f / 0.03f) < 1e-5f); /* the reserve sets the last */
}

/* Law 12: a factor that all predictions share moves neither allocation nor prices, until there is a reserve; one that
 * differs moves both. */
static void a_common_factor_changes_nothing_without_a_reserve(void **state) {
    (void)state;
    struct market m = market_of();
    struct auction_rules rules = {.second_price = true, .slots = 3, .multiplier = 1.0f}, twice = rules;
    twice.multiplier = 2.0f;
    struct sold a = sell(rules, &m), b = sell(twice, &m);
    assert_int_equal(a.n, b.n);
    for (int k = 0; k < a.n; k++) {
        assert_int_equal(a.item[k], b.item[k]);
        assert_true(fabsf(a.price[k] - b.price[k]) < 1e-5f * a.price[k]);
    }
    rules.reserve = twice.reserve = 0.035f;
    assert_true(sell(rules, &m).n == 1 && sell(twice, &m).n == 3);
    rules.reserve = 0.0f;
    m.value[3] *= 5.0f; /* one ad is flattered */
    b = sell(rules, &m);
    assert_int_equal(b.item[0], m.item[3]);
    assert_true(b.price[0] < bid_of(m.item[3]));
}

static void who_has_spent_the_budget_sits_out(void **state) {
    (void)state;
    struct market m = market_of();
    struct err err = {0};
    struct offers offers = {1, m.item, m.value, NULL};
    struct auction_rules rules = {.slots = 1, .multiplier = 1.0f};
    struct auction *auction = auction_new(&rules, &ads, &shared.log, 1e-4f, &err);
    struct page_value page;
    struct sold sold;
    assert_non_null(auction);
    int shown = 0;
    for (int k = 0; k < 10000; k++) {
        auction_choose(auction, m.request, &offers, &sold);
        auction_settle(auction, m.request, &sold, &page);
        shown += sold.n;
    }
    assert_true(shown > 0 && shown < 10000);
    auction_free(auction);
}

static void nobody_sees_a_campaign_too_often(void **state) {
    (void)state;
    const struct log *log = &shared.log;
    struct err err = {0};
    struct auction_rules rules = {.slots = 1, .cap = 1, .multiplier = 1.0f};
    struct auction *auction = auction_new(&rules, &ads, log, 1.0f, &err);
    assert_non_null(auction);
    int refused = 0;
    for (int r = log->requests / 2; r < log->requests && refused < 5; r++) {
        int64_t row = log->start[r];
        float value = 1.0f;
        struct offers offers = {1, log->item + row, &value, NULL};
        struct sold sold;
        if (log->seen[row] == 0)
            continue;
        auction_choose(auction, &log->request[r], &offers, &sold);
        assert_int_equal(sold.n, 0);
        refused++;
    }
    assert_int_equal(refused, 5);
    auction_free(auction);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_makes_the_same_world),
        cmocka_unit_test(the_log_is_what_advertisers_want),
        cmocka_unit_test(what_was_seen_is_what_was_shown_before),
        cmocka_unit_test(budgets_run_out),
        cmocka_unit_test(new_ads_come_every_day_and_old_ones_end),
        cmocka_unit_test(the_log_goes_on),
        cmocka_unit_test(interactions_are_the_interaction_knob),
        cmocka_unit_test(showing_again_tires),
        cmocka_unit_test(what_sites_do_to_categories_moves),
        cmocka_unit_test(counters_know_the_past_alone),
        cmocka_unit_test(few_ads_may_have_many_advertisers),
        cmocka_unit_test(every_category_stays_in_its_vocabulary),
        cmocka_unit_test(the_next_in_line_sets_a_second_price),
        cmocka_unit_test(a_first_price_is_the_shaded_bid),
        cmocka_unit_test(a_reserve_leaves_slots_unsold),
        cmocka_unit_test(a_common_factor_changes_nothing_without_a_reserve),
        cmocka_unit_test(who_has_spent_the_budget_sits_out),
        cmocka_unit_test(nobody_sees_a_campaign_too_often),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
