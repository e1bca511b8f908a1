/* Examination: the estimate against the worlds' own curve, a case by hand, and what inverse propensity weights make of
 * a log. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "engine/examination.h"
#include "model/calibrate.h"
#include "model/ranker.h"
#include "world/truth.h"
#include "world_fixture.h"

#include <math.h>
#include <string.h>

enum { PLACES = 10, SEEDS = 16 };

/* Over worlds that nothing was tuned on, the estimate lies about the curve as its standard errors say; clicks by
 * position, which are what one would look at first, do not. */
static void test_curve_of_worlds(void **state) {
    (void)state;
    double z[PLACES + 1] = {0}, squares = 0, naive[PLACES + 1] = {0}, mean[PLACES + 1] = {0};
    for (int s = 0; s < SEEDS; s++) {
        struct world_params params = fixture_params(100 + (uint64_t)s);
        params.logging_bias = s % 2 ? 1.0f : 3.0f;
        struct fixture f = fixture_make(&params, 2);
        struct examination e;
        examination_estimate(&e, &f.log, f.log.requests, NULL, NULL);
        assert_int_equal(e.positions, PLACES);
        double clicks[PLACES + 1] = {0};
        for (int row = 0; row < f.log.impressions; row++)
            clicks[f.log.position[row]] += f.log.event[row] >> HEAD_CLICK & 1;
        for (int p = 2; p <= PLACES; p++) {
            double truth = truth_examination(&f.world, p), off = (e.ratio[p] - truth) / e.error[p];
            z[p] += off / sqrt(SEEDS);
            squares += off * off / (SEEDS * (PLACES - 1));
            naive[p] += clicks[p] / clicks[1] / SEEDS;
            mean[p] += e.ratio[p] / SEEDS;
            assert_true(e.error[p] > 0.0 && e.error[p] < 0.3);
            assert_float_equal(e.at[p], e.ratio[p], 1e-6);
        }
        fixture_free(&f);
    }
    double missed = 0;
    for (int p = 2; p <= PLACES; p++) {
        double truth = pow(p, -0.8);
        print_message("position %2d: %.4f, estimated %.4f, clicks %.4f, z %+.2f\n", p, truth, mean[p], naive[p], z[p]);
        assert_true(fabs(z[p]) < 3.5);
        assert_float_equal(mean[p], truth, 0.03);
        missed = fmax(missed, fabs(naive[p] - truth));
    }
    print_message("mean square of (estimate - truth) / error: %.2f; clicks by position miss by %.3f\n", squares,
                  missed);
    assert_true(squares > 0.4 && squares < 2.2);
    assert_true(missed > 0.05);
}

/* Two requests of two places, drawn from three items of weights 3, 2, 1: 3 then 2, clicked below; 2 then 3, clicked
 * above; and a third, which is left out. */
static const uint8_t position[] = {1, 2, 1, 2, 1, 2};
static const uint8_t event[] = {0, 1, 1, 0, 1, 1};
static const float propensity[] = {3.0f / 6, 2.0f / 3, 2.0f / 6, 3.0f / 4, 1.0f / 6, 2.0f / 5};
static const int64_t start[] = {0, 2, 4, 6};

static bool but_the_last(void *arg, int request) {
    (void)arg;
    return request < 2;
}

static void test_by_hand(void **state) {
    (void)state;
    struct log log = {.requests = 3,
                      .impressions = 6,
                      .start = start,
                      .position = position,
                      .event = event,
                      .propensity = propensity};
    struct examination e;
    examination_estimate(&e, &log, 3, but_the_last, NULL);
    assert_int_equal(e.positions, 2);
    /* P(3 then 2) = 1/2 2/3, P(2 then 3) = 1/3 3/4: of the two orders 4/7 and 3/7. */
    double lower = 1 / (4.0 / 7), upper = 1 / (3.0 / 7);
    assert_float_equal(e.ratio[2], lower / upper, 1e-6);
    /* log ratio moves by 1 with the first request, by -1 with the second */
    assert_float_equal(e.error[2], lower / upper * sqrt(2.0), 1e-6);
    examination_estimate(&e, &log, 1, NULL, NULL); /* nobody clicked above: as the place above */
    assert_float_equal(e.ratio[2], 1, 0);
    examination_estimate(&e, &log, 0, NULL, NULL);
    assert_int_equal(e.positions, 1);
    assert_float_equal(examination_at(&e, 7), 1, 0);
}

static struct examination planted(const float *at, int positions) {
    struct examination e = {.positions = positions};
    for (int p = 1; p <= positions; p++)
        e.at[p] = at[p];
    return e;
}

/* A place that is looked at less than EXAMINATION_LEAST weighs 20, and so does what stands below the curve. */
static void test_bounds(void **state) {
    (void)state;
    static uint8_t far[2] = {1, 2}, clicks[1000];
    static float draw[1000];
    static int64_t begin[501];
    static uint8_t places[1000];
    for (int r = 0; r < 500; r++) { /* one click in the second place to 250 in the first, of two equal items */
        begin[r + 1] = 2 * r + 2;
        for (int k = 0; k < 2; k++) {
            places[2 * r + k] = far[k];
            draw[2 * r + k] = k == 0 ? 0.5f : 1.0f;
        }
        clicks[2 * r] = r < 250;
        clicks[2 * r + 1] = r == 0;
    }
    struct log log = {.start = begin, .position = places, .event = clicks, .propensity = draw};
    struct examination e, read;
    struct err err = {0};
    float weight, zero;
    examination_estimate(&e, &log, 500, NULL, NULL);
    assert_float_equal(e.ratio[2], 1.0 / 250, 1e-6);
    assert_float_equal(e.at[2], EXAMINATION_LEAST, 0);
    examination_weigh(&e, 2, true, true, 1, &weight, &zero);
    assert_float_equal(weight, 20, 1e-5);
    examination_weigh(&e, 9, true, true, 1, &weight, &zero);
    assert_float_equal(weight, 20, 1e-5);
    struct blob *blob = blob_new();
    examination_open(blob, &read);
    assert_int_equal(read.positions, 0);
    assert_true(examination_save(&e, blob, &err));
    examination_open(blob, &read);
    assert_int_equal(read.positions, 2);
    assert_memory_equal(read.at, e.at, 3 * sizeof *e.at);
    blob_free(blob);
}

/* Whoever looks likes with `good`, clicks without liking with `bait`, else does nothing. The mean over what can happen
 * at a place is what the first place would give, thinned or not. */
static void test_weights_in_the_mean(void **state) {
    (void)state;
    static const float curve[] = {0, 1, 0.5f, 0.1f};
    struct examination e = planted(curve, 3);
    const double good = 0.3, bait = 0.2;
    for (int p = 1; p <= 3; p++)
        for (int thin = 0; thin < 2; thin++) {
            double keep = thin ? 0.25 : 1.0, positives = 0, others = 0;
            const double chance[] = {curve[p] * good, curve[p] * bait * keep, (1 - curve[p] * (good + bait)) * keep};
            for (int what = 0; what < 3; what++) {
                float weight, zero;
                examination_weigh(&e, p, what < 2, what == 0, (float)keep, &weight, &zero);
                positives += what == 0 ? chance[what] * (double)weight : 0;
                others += chance[what] * ((double)zero + (what == 0 ? 0 : (double)weight));
            }
            assert_float_equal(positives, good, 1e-6);
            assert_float_equal(others, keep * (1 - good), 1e-6);
        }
    float sampled = 0.6f; /* odds 1.5, 3/8 before one in four was kept: 3/11; half of that is looked at: odds 3/19 */
    assert_float_equal(calibration_at_place(sampled, 0.5f, 0.25f), 12.0 / 31, 1e-6);
    assert_float_equal(calibration_at_place(sampled, 1, 0.25f), sampled, 1e-6);
}

/* ---- a ranker ---- */

enum { ROWS = 40000, LIKES = 8, ANSWERS = 2 };
struct rows {
    int n;
    int32_t category[ROWS];
    float dense[1], label[ANSWERS * ROWS], weight[ROWS], zero_weight[ROWS];
};

/* Rows of a list of three places where what is liked stands higher: a like, which also takes 2 minutes, with P = looked
 * at times liked; rows without one are kept at `keep`. */
static void fill(struct rows *t, const struct examination *e, float keep, bool weigh) {
    t->n = 0;
    for (int i = 0; i < ROWS; i++) {
        struct rng r = rng_of(rng_draw(3, "examination"), (uint64_t)i, 0);
        int a = (int)rng_below(&r, LIKES), high = (LIKES - 1 - a) * 3 / LIKES, place = 1 + high;
        if (rng_uniform(&r) < 0.3)
            place = 1 + (int)rng_below(&r, 3);
        bool like = rng_uniform(&r) < (double)e->at[place] * (0.1 + 0.1 * a);
        if (!like && rng_uniformf(&r) >= keep)
            continue;
        t->category[t->n] = a;
        t->label[ANSWERS * t->n] = like;
        t->label[ANSWERS * t->n + 1] = like ? 2 : 0;
        t->weight[t->n] = 1, t->zero_weight[t->n] = 0;
        if (weigh)
            examination_weigh(e, place, like, like, keep, &t->weight[t->n], &t->zero_weight[t->n]);
        t->n++;
    }
}

/* Largest error of P(like | looked at), and of the expected minutes, after thinning is undone. */
static void learn(struct rows *t, enum ranker_loss loss, float keep, double *p_error, double *minutes_error) {
    struct ranker_data data = {.rows = {.n = t->n, .n_category = 1, .cardinality = {LIKES}, .category = t->category},
                               .n_heads = ANSWERS,
                               .head = {HEAD_PROBABILITY, HEAD_WEIGHTED},
                               .label = t->label,
                               .weight = t->weight,
                               .zero_weight = t->zero_weight};
    struct ranker_params params = {.kind = RANKER_LOGISTIC,
                                   .seed = 1,
                                   .hash_buckets = 1000,
                                   .embedding_dim = 4,
                                   .epochs = 8,
                                   .batch = 256,
                                   .learning_rate = 0.05f,
                                   .loss = loss,
                                   .focal_gamma = 2};
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(2, &err);
    struct blob *blob = blob_new();
    if (!ranker_train(&params, &data, pool, &progress, blob, &err))
        fail_msg("%s", err.message);
    struct ranker *ranker = ranker_open(blob, &err);
    int32_t every[LIKES];
    float out[ANSWERS * LIKES], *scratch = mem_must(ranker_scratch_floats(ranker, LIKES), sizeof *scratch);
    for (int a = 0; a < LIKES; a++)
        every[a] = a;
    struct fields rows = data.rows;
    rows.n = LIKES;
    rows.category = every;
    ranker_score(ranker, &rows, NULL, scratch, out);
    *p_error = *minutes_error = 0;
    for (int a = 0; a < LIKES; a++) {
        double p = (double)out[ANSWERS * a], back = 1 / (p + (1 - p) / (double)keep), truth = 0.1 + 0.1 * a;
        *p_error = fmax(*p_error, fabs(p * back - truth));
        *minutes_error = fmax(*minutes_error, fabs((double)out[ANSWERS * a + 1] * back / (2 * truth) - 1));
    }
    free(scratch);
    ranker_close(ranker);
    blob_free(blob);
    pool_free(pool);
}

/* Weighted, a ranker that knows nothing of positions learns what holds where somebody looks, in both heads and from
 * thinned rows too; unweighted it takes the place for the taste. */
static void test_ranker(void **state) {
    (void)state;
    static const float curve[] = {0, 1, 0.5f, 0.3f};
    struct examination e = planted(curve, 3);
    struct rows *t = mem_must(1, sizeof *t);
    double p, minutes;
    for (int thin = 0; thin < 2; thin++) {
        float keep = thin ? 0.3f : 1.0f;
        fill(t, &e, keep, true);
        learn(t, RANKER_BCE, keep, &p, &minutes);
        print_message("weighted, kept %.1f: P off by %.3f, minutes by %.3f\n", (double)keep, p, minutes);
        assert_true(p < 0.06 && minutes < 0.12);
        fill(t, &e, keep, false);
        learn(t, RANKER_BCE, keep, &p, &minutes);
        print_message("as it came:           P off by %.3f, minutes by %.3f\n", p, minutes);
        assert_true(p > 0.15 && minutes > 0.4);
    }
    free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_curve_of_worlds),     cmocka_unit_test(test_by_hand), cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_weights_in_the_mean), cmocka_unit_test(test_ranker),
    };
    return cmocka_run_group_tests_name("examination", tests, NULL, NULL);
}
