/* The posts kind: the stream and what is known of it, the classifier over its parts, and what moderation makes of it.
 */
#include "eval/scores.h"
#include "funnel/classifier.h"
#include "funnel/moderation.h"
#include "num/mat.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct pool *pool;
static struct progress progress;
static struct blob *stream, *label_blob;
static struct posts posts;
static struct labels labels;

static struct posts_params params_of(int n) {
    return (struct posts_params){.seed = 5, .authors = 2000, .posts = n, .days = 7, .copies = 0.15f, .reword = 0.1f};
}

static struct blob *generated(const struct posts_params *params, int first_day, int days, struct pool *by) {
    struct err err = {0};
    struct blob *blob = blob_new();
    if (!posts_generate(params, first_day, days, by, &progress, blob, &err))
        fail_msg("%s", err.message);
    return blob;
}

static int start(void **state) {
    (void)state;
    struct err err = {0};
    struct posts_params params = params_of(28000);
    pool = pool_new(2, &err);
    if (!pool || !mat_start(&err))
        return -1;
    stream = generated(&params, 0, params.days, pool);
    posts_open(stream, &posts);
    label_blob = blob_new();
    if (!labels_generate(&posts, NULL, pool, label_blob, &err))
        return -1;
    labels_open(label_blob, &labels);
    return 0;
}

static int stop(void **state) {
    (void)state;
    blob_free(stream);
    blob_free(label_blob);
    pool_free(pool);
    return 0;
}

/* --- the stream --- */

static void assert_same_blobs(const struct blob *a, const struct blob *b) {
    assert_int_equal(blob_sections(a), blob_sections(b));
    for (int i = 0; i < blob_sections(a); i++) {
        const struct section *x = blob_section(a, i), *y = blob_section(b, i);
        assert_int_equal(x->bytes, y->bytes);
        if (memcmp(x->data, y->data, x->bytes) != 0)
            fail_msg("%s differs", x->name);
    }
}

static void test_threads_do_not_matter(void **state) {
    (void)state;
    struct err err = {0};
    struct pool *one = pool_new(1, &err);
    struct posts_params params = params_of(28000);
    struct blob *again = generated(&params, 0, params.days, one), *same = blob_new();
    assert_same_blobs(stream, again);
    assert_true(labels_generate(&posts, NULL, one, same, &err));
    assert_same_blobs(label_blob, same);
    blob_free(again);
    blob_free(same);
    pool_free(one);
}

static void test_days_generated_apart_are_the_same(void **state) {
    (void)state;
    struct posts_params params = params_of(28000);
    struct blob *last = generated(&params, 5, 4, pool);
    struct posts view;
    posts_open(last, &view);
    int64_t from = posts.day_start[5], n = posts.day_start[7] - from;
    assert_int_equal(view.day_start[2], n);
    assert_memory_equal(view.token, posts.token + from * POST_TOKENS, (size_t)n * POST_TOKENS * sizeof(int32_t));
    assert_memory_equal(view.image, posts.image + from * POST_IMAGE, (size_t)n * POST_IMAGE * sizeof(float));
    blob_free(last);
}

static void test_weights_stand_for_the_stream(void **state) {
    (void)state;
    static const double prevalence[HARMS] = {0.005, 0.01, 0.003, 0.0005, 0.05};
    double all = 0.0, share[HARMS] = {0};
    for (int i = 0; i < posts.n; i++) {
        all += (double)posts.weight[i];
        for (int h = 0; h < HARMS; h++)
            share[h] += posts.harm[i] >> h & 1 ? (double)posts.weight[i] : 0.0;
    }
    assert_true(fabs(all / (posts_stream(&posts.params) * 7) - 1.0) < 0.01);
    for (int h = 0; h < HARMS; h++)
        if (share[h] / all < 0.99 * prevalence[h] ||
            share[h] / all > 1.25 * prevalence[h] + 1e-9) /* some come with another harm */
            fail_msg("%s: %g of the stream, not %g", harm_name((enum harm)h), share[h] / all, prevalence[h]);
}

/* The signs of language 0 stand at one place whatever the language: 12 of them, 3 for each of 4 things. */
static int sign_of(int i) {
    for (int t = 0; t < POST_TOKENS; t++)
        if (posts.token[i * POST_TOKENS + t] >= 100 && posts.token[i * POST_TOKENS + t] < 112)
            return (posts.token[i * POST_TOKENS + t] - 100) / 3;
    return -1;
}

static void test_a_sign_alone_says_little(void **state) {
    (void)state;
    double harmful[4] = {0}, benign[4] = {0};
    for (int i = 0; i < posts.n; i++) {
        int sign = sign_of(i);
        if (sign < 0 || (posts.harm[i] && posts.evidence[i] != EVIDENCE_BOTH))
            continue;
        *(posts.harm[i] ? &harmful[sign] : &benign[sign]) += 1.0;
    }
    for (int s = 0; s < 4; s++) { /* no sign is more harmful than another */
        double rate = harmful[s] / (harmful[s] + benign[s]), all = 0.0, sum = 0.0;
        for (int k = 0; k < 4; k++) {
            sum += harmful[k];
            all += harmful[k] + benign[k];
        }
        assert_true(harmful[s] > 100 && benign[s] > 500);
        assert_true(fabs(rate / (sum / all) - 1.0) < 0.2);
    }
}

static int new_words(const struct posts *p, int day) {
    int n = 0;
    for (int64_t i = p->day_start[day] * POST_TOKENS; i < p->day_start[day + 1] * POST_TOKENS; i++)
        n += p->token[i] % 1024 >= 172 && p->token[i] % 1024 < 284; /* what lexicons and signs give way to */
    return n;
}

static void test_words_change_after_the_log_alone(void **state) {
    (void)state;
    struct posts_params params = params_of(28000);
    struct blob *later = generated(&params, 7, 8, pool);
    struct posts view;
    posts_open(later, &view);
    for (int d = 0; d < 7; d++)
        assert_int_equal(new_words(&posts, d), 0);
    assert_true(new_words(&view, 0) > 0);
    assert_true(new_words(&view, 7) > 2 * new_words(&view, 0));
    blob_free(later);
}

static void test_copies_share_the_image(void **state) {
    (void)state;
    int pairs = 0;
    for (int i = 0; i < 4000; i++)
        for (int k = i + 1; k < 4000; k++) {
            if (posts.image_key[i] != posts.image_key[k])
                continue;
            double gap = 0.0;
            for (int d = 0; d < POST_IMAGE; d++)
                gap += fabs((double)(posts.image[i * POST_IMAGE + d] - posts.image[k * POST_IMAGE + d]));
            assert_true(gap / POST_IMAGE < 0.2);
            assert_int_equal(posts.harm[i] != 0, posts.harm[k] != 0);
            pairs++;
        }
    assert_true(pairs > 100);
}

static void test_wrong_worlds_are_refused(void **state) {
    (void)state;
    struct err err = {0};
    struct posts_params few = params_of(50), wild = params_of(1000);
    struct blob *out = blob_new();
    assert_false(posts_generate(&few, 0, 7, pool, &progress, out, &err));
    assert_int_equal(err.code, ERR_USAGE);
    err = (struct err){0};
    wild.copies = NAN;
    assert_false(posts_generate(&wild, 0, 7, pool, &progress, out, &err));
    assert_int_equal(err.code, ERR_USAGE);
    blob_free(out);
}

/* --- labels --- */

static void test_annotators_err_as_they_should(void **state) {
    (void)state;
    for (int reading = 0; reading < READINGS; reading++) {
        double asked = 0, benign = 0, wrong = 0, harms = 0, found = 0;
        for (int i = 0; i < posts.n; i++) {
            if (!labels.annotated[reading][i])
                continue;
            asked++;
            for (int h = 0; h < HARMS; h++) {
                bool said = labels.annotation[reading][i] >> h & 1, is = posts.harm[i] >> h & 1;
                *(is ? &harms : &benign) += 1;
                *(is ? &found : &wrong) += said;
            }
        }
        assert_true(fabs(asked / posts.n - (reading == READ_ONCE ? 0.9 : 0.6)) < 0.02);
        assert_true(fabs(found / harms - 0.9) < 0.02);
        assert_true(reading == READ_ONCE ? fabs(wrong / benign - 0.003) < 0.001 : wrong / benign < 0.0002);
    }
}

static void test_strikes_come_a_day_late(void **state) {
    (void)state;
    for (int64_t i = 0; i < posts.day_start[1]; i++)
        assert_true(labels.strikes[i] == 0.0f);
    double bad = 0, n_bad = 0, good = 0, n_good = 0;
    for (int64_t i = posts.day_start[4]; i < posts.n; i++) {
        *(posts.harm[i] ? &bad : &good) += (double)labels.strikes[i];
        *(posts.harm[i] ? &n_bad : &n_good) += 1;
    }
    assert_true(bad / n_bad > 2.0 * good / n_good);
}

static void test_reports_of_the_first_hour_are_some_of_all(void **state) {
    (void)state;
    for (int i = 0; i < posts.n; i++) {
        assert_true(labels.reports_in_hour[i] <= labels.reports_in_all[i]);
        assert_int_equal(labels.reported[i] != 0, labels.reports_in_all[i] > 0.0f);
    }
}

/* Reports that have not come are a counter of none, not a value in the middle; another part that is missing is 0. */
static void test_a_post_that_nobody_could_report_has_no_reports(void **state) {
    (void)state;
    unsigned reads = 1u << POST_ACCOUNT | 1u << POST_REPORTS | 1u << POST_ALL_REPORTS;
    int32_t reported = 0, unreported = 0;
    while (labels.reports_in_hour[reported] <= 0.0f)
        reported++;
    while (labels.reports_in_all[unreported] > 0.0f)
        unreported++;
    struct post_rows rows;
    struct err err = {0};
    assert_true(post_rows_new(&rows, reads, 1, &err));
    float none[3], late[3], known[3];
    post_rows_fill(&rows, &posts, &labels, &unreported, 1, ~0u);
    memcpy(none, rows.dense, sizeof none);
    post_rows_fill(&rows, &posts, &labels, &reported, 1, ~0u);
    memcpy(known, rows.dense, sizeof known);
    post_rows_fill(&rows, &posts, &labels, &reported, 1, 0u);
    memcpy(late, rows.dense, sizeof late);
    assert_true(late[0] == 0.0f && known[0] != 0.0f);
    assert_true(late[1] == none[1] && late[1] < known[1]);
    assert_true(late[2] == none[2] && late[2] < known[2]);
    post_rows_free(&rows);
}

/* --- the classifier --- */

static const unsigned all_parts = 1u << POST_TEXT | 1u << POST_PICTURE | 1u << POST_LANGUAGE | 1u << POST_HISTORY |
                                  1u << POST_ACCOUNT | 1u << POST_AUDIENCE;

static struct blob *trained(enum fusion fusion, bool multi_task, enum calibration_kind calibration) {
    struct err err = {0};
    struct blob *out = blob_new();
    int n = (int)posts.day_start[5];
    int32_t *post = calloc((size_t)n, sizeof *post);
    uint8_t *held = calloc((size_t)n, 1);
    for (int i = 0; i < n; i++) {
        post[i] = i;
        held[i] = i >= posts.day_start[4];
    }
    struct classifier_rows rows = {&posts, &labels, n, post, posts.harm, held};
    struct classifier_params params = {.fusion = fusion,
                                       .multi_task = multi_task,
                                       .reads = all_parts,
                                       .calibration = calibration,
                                       .net = {.kind = RANKER_MLP,
                                               .seed = 1,
                                               .hash_buckets = POST_WORDS,
                                               .embedding_dim = 16,
                                               .hidden = {64, 32},
                                               .epochs = 4,
                                               .batch = 128,
                                               .learning_rate = 4e-3f}};
    if (!classifier_train(NULL, &params, &rows, pool, &progress, out, &err))
        fail_msg("%s", err.message);
    free(post);
    free(held);
    return out;
}

/* Average precision of spam on the last two days, and predicted over found. */
static double judged(const struct blob *blob, unsigned alive, double *ratio) {
    struct err err = {0};
    struct classifier *c = classifier_open(blob, &err);
    assert_non_null(c);
    int first = (int)posts.day_start[5], n = posts.n - first;
    int32_t *post = calloc((size_t)n, sizeof *post);
    float *p = calloc((size_t)n * HARMS, sizeof *p);
    double *one = calloc((size_t)n, sizeof *one), *weight = calloc((size_t)n, sizeof *weight), predicted = 0, found = 0;
    uint8_t *y = calloc((size_t)n, 1);
    for (int i = 0; i < n; i++)
        post[i] = first + i;
    assert_true(classifier_score_all(c, &posts, &labels, post, n, alive, pool, p, &err));
    for (int i = 0; i < n; i++) {
        one[i] = (double)p[i * HARMS + HARM_SPAM];
        weight[i] = (double)posts.weight[first + i];
        y[i] = posts.harm[first + i] >> HARM_SPAM & 1;
        predicted += weight[i] * one[i];
        found += weight[i] * y[i];
    }
    struct scores s;
    assert_true(scores_sort(&s, one, y, weight, NULL, n, pool, &err));
    double value = scores_average_precision(&s, NULL);
    *ratio = predicted / found;
    scores_free(&s);
    struct classifier_scratch *scratch = classifier_scratch_new(c, &err);
    float single[HARMS];
    classifier_score(c, &posts, &labels, post + 17, 1, alive, scratch, single);
    for (int h = 0; h < HARMS; h++) /* one post alone, the same as among others */
        assert_float_equal(single[h], p[17 * HARMS + h], 1e-4);
    classifier_scratch_free(scratch);
    classifier_close(c);
    free(post);
    free(p);
    free(one);
    free(weight);
    free(y);
    return value;
}

static void test_every_fusion_learns(void **state) {
    (void)state;
    for (int fusion = FUSION_TEXT_ONLY; fusion <= FUSION_EARLY; fusion++) {
        struct blob *blob = trained((enum fusion)fusion, true, CALIBRATION_PLATT);
        double ratio, value = judged(blob, ~0u, &ratio);
        if (value < 0.3 || ratio < 0.6 || ratio > 1.6) /* five in a hundred are spam */
            fail_msg("fusion %d: average precision %g, predicted over found %g", fusion, value, ratio);
        blob_free(blob);
    }
}

static void test_a_network_for_each_harm(void **state) {
    (void)state;
    struct blob *blob = trained(FUSION_EARLY, false, CALIBRATION_ISOTONIC);
    double ratio;
    assert_true(judged(blob, ~0u, &ratio) > 0.3);
    blob_free(blob);
}

static void test_thinning_shows_without_calibration(void **state) {
    (void)state;
    struct blob *blob = trained(FUSION_EARLY, true, CALIBRATION_NONE);
    double ratio;
    judged(blob, ~0u, &ratio);
    assert_true(ratio > 1.2); /* the kept posts hold more spam than the stream */
    blob_free(blob);
}

static void test_a_part_that_is_missing_costs(void **state) {
    (void)state;
    struct blob *blob = trained(FUSION_EARLY, true, CALIBRATION_PLATT);
    double ratio, whole = judged(blob, ~0u, &ratio), blind = judged(blob, ~(1u << POST_TEXT), &ratio);
    assert_true(blind < 0.7 * whole);
    blob_free(blob);
}

static void test_no_classifier_is_refused(void **state) {
    (void)state;
    struct err err = {0};
    assert_null(classifier_open(label_blob, &err));
    assert_int_equal(err.code, ERR_DAMAGED);
}

/* --- moderation --- */

enum { HOUR = 300 };

static void hour_of(float *p, int32_t *post, uint8_t *passed) {
    for (int i = 0; i < HOUR; i++) {
        post[i] = i;
        passed[i] = 1;
        for (int h = 0; h < HARMS; h++)
            p[i * HARMS + h] = posts.harm[i] >> h & 1 ? 0.3f + 0.6f * (float)(i % 7) / 6.0f : 0.02f;
    }
}

static void test_actions_follow_thresholds(void **state) {
    (void)state;
    float p[HOUR * HARMS];
    int32_t post[HOUR];
    uint8_t passed[HOUR], action[HOUR];
    struct moderation_params params = {.remove = {0.8f, 0.8f, 0.8f, 0.8f, 0.85f}, .demote = 0.5f, .capacity = 0.0};
    hour_of(p, post, passed);
    passed[3] = 0;
    moderate_hour(&params, &posts, post, HOUR, p, passed, action);
    for (int i = 0; i < HOUR; i++) {
        bool remove = false, demote = false;
        for (int h = 0; h < HARMS; h++) {
            remove |= p[i * HARMS + h] >= params.remove[h];
            demote |= p[i * HARMS + h] >= params.demote;
        }
        assert_int_equal(action[i], !passed[i] ? ACTION_LEAVE
                                    : remove   ? ACTION_REMOVE
                                    : demote   ? ACTION_DEMOTE
                                               : ACTION_LEAVE);
    }
}

static void test_reviewers_see_the_most_pressing_first(void **state) {
    (void)state;
    float p[HOUR * HARMS];
    int32_t post[HOUR];
    uint8_t passed[HOUR], action[HOUR];
    struct moderation_params params = {
        .remove = {1.1f, 1.1f, 1.1f, 1.1f, 1.1f}, .demote = 1.0f, .capacity = 24.0 * 200.0, .order = REVIEW_HARM_REACH};
    hour_of(p, post, passed);
    moderate_hour(&params, &posts, post, HOUR, p, passed, action);
    double least = INFINITY, most = 0.0, load = 0.0;
    for (int i = 0; i < HOUR; i++) {
        double none = 1.0;
        for (int h = 0; h < HARMS; h++)
            none *= 1.0 - (double)p[i * HARMS + h];
        double worth = (1.0 - none) * pow(1.0 + (double)posts.audience[i], 0.9);
        assert_true(action[i] == ACTION_LEAVE || action[i] == ACTION_REVIEW);
        if (action[i] == ACTION_REVIEW) {
            least = fmin(least, worth);
            load += (double)posts.weight[i];
        } else
            most = fmax(most, worth);
    }
    assert_true(least >= most);
    assert_true(load >= 200.0 && load < 200.0 + 50.0); /* as much as fits, the last post whole */
}

static void test_what_comes_of_an_action(void **state) {
    (void)state;
    int harmful = 0, benign = 0;
    while (!posts.harm[harmful])
        harmful++;
    while (posts.harm[benign])
        benign++;
    struct moderated_post left, demoted, reviewed, removed;
    moderation_outcome(&posts, harmful, ACTION_LEAVE, &left);
    moderation_outcome(&posts, harmful, ACTION_DEMOTE, &demoted);
    moderation_outcome(&posts, harmful, ACTION_REVIEW, &reviewed);
    moderation_outcome(&posts, harmful, ACTION_REMOVE, &removed);
    assert_true(left.views > demoted.views && demoted.views > reviewed.views && reviewed.views > removed.views);
    assert_true(removed.views == 0.0 && removed.removed == 1.0 && left.removed == 0.0);
    assert_true(left.reported > 0.0 && removed.reported == 0.0);
    struct moderated_post fine, wrong;
    moderation_outcome(&posts, benign, ACTION_LEAVE, &fine);
    moderation_outcome(&posts, benign, ACTION_REMOVE, &wrong);
    assert_float_equal(fine.views, posts.views[benign], 1e-6 * posts.views[benign]);
    assert_true(wrong.upheld / wrong.appeals > 0.5 && removed.upheld / removed.appeals < 0.1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_do_not_matter),
        cmocka_unit_test(test_days_generated_apart_are_the_same),
        cmocka_unit_test(test_weights_stand_for_the_stream),
        cmocka_unit_test(test_a_sign_alone_says_little),
        cmocka_unit_test(test_words_change_after_the_log_alone),
        cmocka_unit_test(test_copies_share_the_image),
        cmocka_unit_test(test_wrong_worlds_are_refused),
        cmocka_unit_test(test_annotators_err_as_they_should),
        cmocka_unit_test(test_strikes_come_a_day_late),
        cmocka_unit_test(test_reports_of_the_first_hour_are_some_of_all),
        cmocka_unit_test(test_a_post_that_nobody_could_report_has_no_reports),
        cmocka_unit_test(test_every_fusion_learns),
        cmocka_unit_test(test_a_network_for_each_harm),
        cmocka_unit_test(test_thinning_shows_without_calibration),
        cmocka_unit_test(test_a_part_that_is_missing_costs),
        cmocka_unit_test(test_no_classifier_is_refused),
        cmocka_unit_test(test_actions_follow_thresholds),
        cmocka_unit_test(test_reviewers_see_the_most_pressing_first),
        cmocka_unit_test(test_what_comes_of_an_action),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
