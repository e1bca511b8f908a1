/* What a ranker learns from: every shown row that is kept, and a few items that nobody showed the request. */
#include "engine/rank_rows.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { K = 10 };
static struct fixture shared;
static struct features *features;

static int make_shared(void **state) {
    (void)state;
    static const char *const names[] = {"user_id", "item_id", "item_ctr"};
    struct err err = {0};
    struct world_params p = fixture_params(5);
    shared = fixture_make(&p, 2);
    features = features_new(&shared.world, &shared.log, names, 3, &err);
    return features ? 0 : -1;
}

static int free_shared(void **state) {
    (void)state;
    features_free(features);
    fixture_free(&shared);
    return 0;
}

/* Every third request is held out, every fifth left alone. */
static enum part some_part(void *arg, int request) {
    (void)arg;
    return request % 5 == 4 ? PART_TEST : request % 3 == 0 ? PART_VALIDATION : PART_TRAIN;
}

static struct rank_rows rows_of(float unshown, uint64_t seed, int threads) {
    struct rank_rows rows = {0};
    struct rank_rules rules = {.label = {1u << HEAD_WATCH, 10.0f},
                               .objective = OBJECTIVE_WATCH_TIME,
                               .unshown = unshown,
                               .negative_keep = 1.0f,
                               .seed = seed,
                               .tower = true};
    struct progress progress = {0};
    struct err err = {0};
    struct pool *pool = pool_new(threads, &err);
    assert_non_null(pool);
    if (!rank_rows_fill(&rows, &shared.log, &shared.world, features, &rules, 0, shared.log.requests, some_part, NULL,
                        pool, &progress, &err))
        fail_msg("%s", err.message);
    pool_free(pool);
    return rows;
}

static bool was_shown(int request, int32_t item) {
    for (int64_t row = shared.log.start[request]; row < shared.log.start[request + 1]; row++)
        if (shared.log.item[row] == item)
            return true;
    return false;
}

static void without_any_the_rows_are_the_log(void **state) {
    (void)state;
    struct rank_rows rows = rows_of(0.0f, 1, 2);
    int n = 0;
    for (int r = 0; r < shared.log.requests; r++)
        for (int64_t row = shared.log.start[r]; some_part(NULL, r) != PART_TEST && row < shared.log.start[r + 1]; row++)
            assert_int_equal(rows.category[2 * n++ + 1], shared.log.item[row]);
    assert_int_equal(n, rows.n);
    rank_rows_free(&rows);
}

/* Behind the rows of each training request come items that it was not shown, live, negative, in the first place. */
static void unshown_items_are_negatives(void **state) {
    (void)state;
    static const float rates[] = {0.06f, 0.5f, 2.0f};
    for (int i = 0; i < 3; i++) {
        struct rank_rows rows = rows_of(rates[i], 1, 2);
        int at = 0, drawn = 0, trained = 0;
        double popular = 0.0, usual = (double)shared.log.impressions / shared.world.items;
        for (int r = 0; r < shared.log.requests; r++) {
            const struct request *request = &shared.log.request[r];
            if (some_part(NULL, r) == PART_TEST)
                continue;
            for (int k = 0; k < K; k++, at++)
                assert_int_equal(rows.validation[at], some_part(NULL, r) == PART_VALIDATION);
            trained += some_part(NULL, r) == PART_TRAIN ? K : 0;
            /* a shown first place is followed by the second */
            for (; at < rows.n && rows.position[at] == 1 && !(at + 1 < rows.n && rows.position[at + 1] == 2);
                 at++, drawn++) {
                int32_t item = rows.category[2 * at + 1];
                assert_true(some_part(NULL, r) == PART_TRAIN && rows.category[2 * at] == request->user);
                assert_true(shared.world.birth[item] <= request->time && !was_shown(r, item));
                assert_true(rows.label[2 * at] == 0.0f && rows.label[2 * at + 1] == 0.0f && !rows.validation[at]);
                popular +=
                    shared.log
                        .shown_before[(size_t)shared.world.params.days * (size_t)shared.world.items + (size_t)item];
            }
        }
        assert_int_equal(at, rows.n); /* nothing else is there */
        if (fabs(drawn - (double)rates[i] * trained) > 0.02 * rates[i] * trained + 5.0 * sqrt(trained * 0.1))
            fail_msg("%d items drawn for %d rows at a rate of %g", drawn, trained, (double)rates[i]);
        assert_true(popular / drawn > 1.2 * usual); /* half of them as others were shown them */
        rank_rows_free(&rows);
    }
}

static void draws_hang_on_the_seed_alone(void **state) {
    (void)state;
    struct rank_rows a = rows_of(0.5f, 1, 1), b = rows_of(0.5f, 1, 4), c = rows_of(0.5f, 2, 1);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.category, b.category, (size_t)a.n * 2 * sizeof *a.category);
    assert_memory_equal(a.label, b.label, (size_t)a.n * 2 * sizeof *a.label);
    assert_true(a.n != c.n || memcmp(a.category, c.category, (size_t)a.n * 2 * sizeof *a.category) != 0);
    rank_rows_free(&a);
    rank_rows_free(&b);
    rank_rows_free(&c);
}

static int trained(const struct parts *p, int user, const uint8_t *over) {
    int n = 0;
    for (int r = 0; r < p->log.requests; r++)
        n += p->log.request[r].user == user && log_part(&p->world, &p->log.request[r], false, 1) == PART_TRAIN &&
             !(over && over[r]);
    return n;
}

/* What is left is the cap, or what there was; nothing but training requests goes, and each is as likely to stay. */
static void nobody_has_more_than_the_cap(void **state) {
    (void)state;
    enum { CAP = 2 };
    struct parts p = {.world = shared.world, .log = shared.log};
    struct err err = {0};
    uint8_t *over = NULL;
    int capped = 0;
    double early = 0.0, left = 0.0;
    assert_true(parts_over_cap(&p, 0, false, 1, &over, &err) && !over);
    assert_true(parts_over_cap(&p, CAP, false, 1, &over, &err));
    for (int u = 0; u < p.world.users; u++) {
        int had = trained(&p, u, NULL);
        assert_int_equal(trained(&p, u, over), had < CAP ? had : CAP);
        capped += had > CAP;
        for (int r = 0, seen = 0; had > CAP && r < p.log.requests; r++)
            if (p.log.request[r].user == u && log_part(&p.world, &p.log.request[r], false, 1) == PART_TRAIN) {
                early += !over[r] && 2 * seen + 1 < had;
                left += !over[r] && 2 * seen + 1 != had;
                seen++;
            }
    }
    assert_true(capped > 100);
    assert_true(fabs(early - 0.5 * left) < 5.0 * sqrt(0.25 * left)); /* the first half is not preferred */
    for (int r = 0; r < p.log.requests; r++)
        assert_true(!over[r] || log_part(&p.world, &p.log.request[r], false, 1) == PART_TRAIN);
    free(over);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_any_the_rows_are_the_log),
        cmocka_unit_test(unshown_items_are_negatives),
        cmocka_unit_test(draws_hang_on_the_seed_alone),
        cmocka_unit_test(nobody_has_more_than_the_cap),
    };
    return cmocka_run_group_tests_name("rank_rows", tests, make_shared, free_shared);
}
