/* What is learnt of late conversions, against a world that knows how late they are. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "engine/ads_delay.h"
#include "world/ads.h"

#include <math.h>
#include <stdlib.h>

static struct blob *world_blob, *log_blob;
static struct world world;
static struct log shown;
static struct ads ads;

static int start(void **state) {
    (void)state;
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(2, &err);
    struct world_params params = world_defaults(WORLD_ADS);
    params.users = 8000;
    params.items = 3000;
    params.creators = 60;
    world_blob = blob_new();
    log_blob = blob_new();
    bool ok = pool && world_generate(&params, pool, &progress, world_blob, &err);
    if (ok) {
        world_open(world_blob, &world);
        ok = log_generate(&world, pool, &progress, log_blob, &err);
    }
    if (ok) {
        log_open(log_blob, &shown);
        ads_open(&world, &ads);
    }
    pool_free(pool);
    return ok ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    blob_free(world_blob);
    blob_free(log_blob);
    return 0;
}

/* Of the conversions after clicks of the last three days before `now`: how many a plan says have come, over how many
 * have. */
static double told(const struct delay *delay, float now) {
    double expected = 0.0, come = 0.0;
    for (int64_t row = 0; row < shown.impressions && shown.row_time[row] < now; row++) {
        float had = now - shown.row_time[row];
        if (!isfinite(shown.convert_days[row]) || had > 3.0f)
            continue;
        expected += (double)delay_seen(delay, world.creator[shown.item[row]], had);
        come += shown.convert_days[row] <= had;
    }
    return expected / come;
}

static void late_conversions_are_foreseen(void **state) {
    (void)state;
    struct err err = {0};
    struct delay delay;
    assert_true(delay_learn(&delay, &world, &shown, 12.0f, &err));
    assert_float_equal(told(&delay, 12.0f), 1.0, 0.12);
    /* advertisers are told apart: the means learnt go with the true ones */
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (int a = 0; a < world.params.creators; a++) {
        double learnt = log((double)delay.mean[a]), truth = log((double)ads.delay[a]);
        x += learnt, y += truth, xx += learnt * learnt, yy += truth * truth, xy += learnt * truth;
    }
    double n = world.params.creators;
    double correlation = (n * xy - x * y) / sqrt((n * xx - x * x) * (n * yy - y * y));
    if (correlation < 0.5)
        fail_msg("correlation of the logarithms %g", correlation);
    assert_true(delay_seen(&delay, 0, 0.0f) == 0.0f && delay_seen(&delay, 0, 1000.0f) > 0.999f);
    delay_free(&delay);
}

static void the_future_is_not_looked_at(void **state) {
    (void)state;
    struct err err = {0};
    struct delay early, again;
    assert_true(delay_learn(&early, &world, &shown, 6.0f, &err));
    float *later = mem_must((size_t)shown.impressions, sizeof *later); /* what comes after day 6 never comes */
    struct log cut = shown;
    for (int64_t row = 0; row < shown.impressions; row++)
        later[row] = shown.row_time[row] + shown.convert_days[row] <= 6.0f ? shown.convert_days[row] : INFINITY;
    cut.convert_days = later;
    assert_true(delay_learn(&again, &world, &cut, 6.0f, &err));
    for (int a = 0; a < world.params.creators; a++)
        assert_true(early.mean[a] == again.mean[a]);
    delay_free(&early);
    delay_free(&again);
    free(later);
}

static void without_conversions_all_is_seen(void **state) {
    (void)state;
    struct err err = {0};
    struct delay delay;
    assert_true(delay_learn(&delay, &world, &shown, 0.0f, &err));
    assert_true(delay.mean == NULL && delay_seen(&delay, 3, 0.1f) == 1.0f);
    delay_free(&delay);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_conversions_are_foreseen),
        cmocka_unit_test(the_future_is_not_looked_at),
        cmocka_unit_test(without_conversions_all_is_seen),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
