/* posts_funnel.c - the test days' posts through the three stages: screened, classified, acted on hour by hour. Then
 * what came of it: the online metrics. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/posts_parts.h"
#include "eval/bootstrap.h"
#include "funnel/moderation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lowest score that passes: `keep` of the stream's posts are above it, as the validation day has them. */
static bool screening_threshold(const struct node_run *run, const struct moderated *m, const struct screening *s,
                                double keep, float *threshold, struct err *err) {
    int first = m->first_test;
    while (first > 0 && m->posts.time[first - 1] >= (float)(m->posts.days - TEST_DAYS - VALIDATION_DAYS))
        first--;
    int n = m->first_test - first;
    int32_t *post = post_range(first, n, err);
    float *score = post ? mem_array((size_t)n + 1, sizeof *score, err) : NULL;
    double *sorted = score ? mem_array((size_t)n + 1, sizeof *sorted, err) : NULL;
    struct scores ranked = {0};
    bool ok = sorted && screening_score(s, m, post, n, ~0u, run->pool, score, err);
    *threshold = -INFINITY;
    if (ok && keep < 1.0 && n > 0) {
        double *weight = mem_must((size_t)n, sizeof *weight), all = 0.0, above = 0.0;
        uint8_t *y = mem_must((size_t)n, 1);
        for (int i = 0; i < n; i++) {
            sorted[i] = (double)score[i];
            all += weight[i] = (double)m->posts.weight[first + i];
        }
        ok = scores_sort(&ranked, sorted, y, weight, NULL, n, run->pool, err);
        for (int i = n - 1; ok && i >= 0 && above < keep * all; i--) {
            above += ranked.weight[i];
            *threshold = (float)ranked.p[i];
        }
        scores_free(&ranked);
        free(weight);
        free(y);
    }
    free(post);
    free(score);
    free(sorted);
    return ok;
}

bool posts_screened(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct measures measures = {0};
    moderated_open(&m, run);
    unsigned reads = posts_reads(run, err);
    struct screening *s = reads ? screening_open(node_in(run, N_RETRIEVAL_MODEL), reads, err) : NULL;
    int32_t *post = s ? post_range(m.first_test, m.tests, err) : NULL;
    float *score = post ? blob_add(out, "score", BLOB_F32, m.tests, 0, 0, err) : NULL, threshold;
    uint8_t *passed = score ? blob_add(out, "passed", BLOB_U8, m.tests, 0, 0, err) : NULL;
    double *flop = passed ? blob_add(out, "flop", BLOB_F64, 1, 0, 0, err) : NULL, all = 0.0, kept = 0.0;
    bool known = node_bool(run, K_HASH_MATCH);
    bool ok = flop && screening_threshold(run, &m, s, node_real(run, K_SCREENING_KEEP), &threshold, err) &&
              screening_score(s, &m, post, m.tests, posts_served(run), run->pool, score, err);
    if (ok) {
        *flop = screening_flop(s);
        for (int i = 0; i < m.tests; i++) {
            passed[i] = score[i] >= threshold || (known && screening_knows(s, m.posts.image_key[post[i]]));
            all += (double)m.posts.weight[post[i]];
            kept += passed[i] ? (double)m.posts.weight[post[i]] : 0.0;
        }
        double hours = 24.0 * TEST_DAYS;
        measures_stage(&measures, "screen", all / hours, kept / hours, NAN, NAN);
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    screening_close(s);
    free(post);
    measures_free(&measures);
    return ok;
}

bool posts_scores(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct measures measures = {0};
    moderated_open(&m, run);
    const uint8_t *passed = blob_get(node_in(run, N_CANDIDATES), "passed", BLOB_U8);
    struct classifier *c = classifier_open(node_in(run, N_RANKING_MODEL), err);
    int32_t *post = c ? mem_array((size_t)m.tests + 1, sizeof *post, err) : NULL;
    float *p = post ? blob_add(out, "p", BLOB_F32, m.tests, HARMS, 0, err) : NULL;
    float *own = p ? mem_array((size_t)m.tests * HARMS + 1, sizeof *own, err) : NULL;
    int n = 0;
    double kept = 0.0, all = 0.0, hours = 24.0 * TEST_DAYS;
    for (int i = 0; own && i < m.tests; i++) {
        all += (double)m.posts.weight[m.first_test + i];
        if (passed[i]) {
            kept += (double)m.posts.weight[m.first_test + i];
            post[n++] = m.first_test + i;
        }
    }
    bool ok = own && classifier_score_all(c, &m.posts, &m.labels, post, n, posts_served(run), run->pool, own, err);
    for (int k = 0; ok && k < n; k++)
        memcpy(p + (size_t)(post[k] - m.first_test) * HARMS, own + (size_t)k * HARMS, HARMS * sizeof *p);
    if (ok) {
        double screen = *(const double *)blob_get(node_in(run, N_CANDIDATES), "flop", BLOB_F64);
        measures_add(&measures, "screening.compute_saved",
                     1.0 - kept / all - (kept < all ? screen / classifier_flop_per_post(c) : 0.0), NULL, 0);
        measures_stage(&measures, "classify", kept / hours, kept / hours, NAN, NAN);
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    classifier_close(c);
    free(post);
    free(own);
    measures_free(&measures);
    return ok;
}

static struct moderation_params moderation_of(const struct node_run *run, const struct posts *posts) {
    static const enum knob_id own[HARMS] = {K_REMOVE_VIOLENCE, K_REMOVE_NUDITY, K_REMOVE_HATE, K_REMOVE_MISINFORMATION,
                                            K_REMOVE_SPAM};
    struct moderation_params params = {.demote = (float)node_real(run, K_DEMOTE_THRESHOLD),
                                       .capacity = reviews_of(run, posts).simulated_read,
                                       .order = node_is(run, K_REVIEW_ORDER, "arrival")       ? REVIEW_ARRIVAL
                                                : node_is(run, K_REVIEW_ORDER, "probability") ? REVIEW_PROBABILITY
                                                                                              : REVIEW_HARM_REACH};
    for (int h = 0; h < HARMS; h++) {
        double threshold = node_real(run, own[h]);
        params.remove[h] = (float)(threshold > 0.0 ? threshold : node_real(run, K_REMOVE_THRESHOLD));
    }
    return params;
}

/* Hour by hour: action (tests). */
static void moderate(const struct moderation_params *params, const struct moderated *m, const float *p,
                     const uint8_t *passed, uint8_t *action) {
    int32_t *post = mem_must((size_t)m->tests + 1, sizeof *post);
    for (int i = 0; i < m->tests; i++)
        post[i] = m->first_test + i;
    for (int begin = 0, end; begin < m->tests; begin = end) {
        int hour = (int)(m->posts.time[post[begin]] * 24.0f);
        for (end = begin + 1; end < m->tests && (int)(m->posts.time[post[end]] * 24.0f) == hour;)
            end++;
        moderate_hour(params, &m->posts, post + begin, end - begin, p + (size_t)begin * HARMS, passed + begin,
                      action + begin);
    }
    free(post);
}

bool posts_actions(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct measures measures = {0};
    moderated_open(&m, run);
    struct moderation_params params = moderation_of(run, &m.posts);
    uint8_t *action = blob_add(out, "action", BLOB_U8, m.tests, 0, 0, err);
    if (!action)
        return false;
    moderate(&params, &m, blob_get(node_in(run, N_SCORES), "p", BLOB_F32),
             blob_get(node_in(run, N_CANDIDATES), "passed", BLOB_U8), action);
    double all = 0.0, acted = 0.0, hours = 24.0 * TEST_DAYS;
    const uint8_t *passed = blob_get(node_in(run, N_CANDIDATES), "passed", BLOB_U8);
    for (int i = 0; i < m.tests; i++) {
        all += passed[i] ? (double)m.posts.weight[m.first_test + i] : 0.0;
        acted += action[i] != ACTION_LEAVE ? (double)m.posts.weight[m.first_test + i] : 0.0;
    }
    measures_stage(&measures, "act", all / hours, acted / hours, NAN, NAN);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    measures_free(&measures);
    return ok;
}

/* --- what came of it --- */

enum tally { VIEWS, HARMFUL_VIEWS, REMOVED, WRONGLY, APPEALS, UPHELD, ACTED, REPORTED, TALLIES };

/* tally (TALLIES, tests): what every test post adds, under its weight. only: harmful views of one harm (HARMS: any). */
static void count_up(const struct moderated *m, const uint8_t *action, int only, double *tally) {
    size_t n = (size_t)m->tests;
    for (size_t i = 0; i < n; i++) {
        int post = m->first_test + (int)i;
        struct moderated_post came;
        double weight = (double)m->posts.weight[post];
        uint8_t harm = m->posts.harm[post];
        moderation_outcome(&m->posts, post, (enum action)action[i], &came);
        tally[VIEWS * n + i] = weight * came.views;
        tally[HARMFUL_VIEWS * n + i] = (only == HARMS ? harm != 0 : harm >> only & 1) ? weight * came.views : 0.0;
        tally[REMOVED * n + i] = weight * came.removed;
        tally[WRONGLY * n + i] = harm ? 0.0 : weight * came.removed;
        tally[APPEALS * n + i] = weight * came.appeals;
        tally[UPHELD * n + i] = weight * came.upheld;
        tally[ACTED * n + i] = harm ? weight * came.removed : 0.0;
        tally[REPORTED * n + i] = harm ? weight * (came.removed + came.reported) : 0.0;
    }
}

static double prevalence_of(const struct moderated *m, const uint8_t *action, int only, double *tally) {
    double views = 0.0, harmful = 0.0;
    count_up(m, action, only, tally);
    for (int i = 0; i < m->tests; i++) {
        views += tally[VIEWS * (size_t)m->tests + (size_t)i];
        harmful += tally[HARMFUL_VIEWS * (size_t)m->tests + (size_t)i];
    }
    return views > 0.0 ? harmful / views : NAN;
}

/* Left to reports alone; and where every harm is removed as it comes in. */
static void add_prevalence(struct measures *measures, const struct node_run *run, const struct moderated *m,
                           const uint8_t *action, const uint8_t *times, double *tally) {
    size_t n = (size_t)m->tests;
    uint8_t *other = mem_must(n + 1, 1);
    for (int only = 0; only <= HARMS; only++) {
        char name[MEASURE_NAME] = "online.prevalence";
        if (only < HARMS)
            snprintf(name, sizeof name, "online.prevalence[%s]", harm_name((enum harm)only));
        memset(other, ACTION_LEAVE, n);
        double reports = prevalence_of(m, other, only, tally);
        for (size_t i = 0; i < n; i++)
            other[i] = m->posts.harm[m->first_test + (int)i] ? ACTION_REMOVE : ACTION_LEAVE;
        double oracle = prevalence_of(m, other, only, tally);
        count_up(m, action, only, tally);
        add_ratio(measures, name, tally + HARMFUL_VIEWS * n, tally + VIEWS * n, times, m->tests, run->pool);
        measures_ruler(measures, name, reports, oracle);
    }
    free(other);
}

bool posts_online(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct measures measures = {0};
    moderated_open(&m, run);
    size_t n = (size_t)m.tests;
    const uint8_t *action = blob_get(node_in(run, N_LISTS), "action", BLOB_U8);
    uint8_t *times = mem_array(n * BOOTSTRAP_REPLICATES + 1, 1, err);
    double *tally = times ? mem_array(n * TALLIES + 1, sizeof *tally, err) : NULL;
    bool ok = tally != NULL;
    if (ok) {
        bootstrap_times(times, NULL, m.tests, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
        add_prevalence(&measures, run, &m, action, times, tally);
        double removed = 0.0, appeals = 0.0, found = 0.0;
        for (size_t i = 0; i < n; i++) {
            removed += tally[REMOVED * n + i];
            appeals += tally[APPEALS * n + i];
            found += tally[REPORTED * n + i];
        }
        static const char *const nothing = "nothing was removed";
        if (removed > 0.0)
            add_ratio(&measures, "online.wrongful_removal_rate", tally + WRONGLY * n, tally + REMOVED * n, times,
                      m.tests, run->pool);
        else
            measures_missing(&measures, "online.wrongful_removal_rate", nothing);
        if (appeals > 0.0)
            add_ratio(&measures, "online.valid_appeal_rate", tally + UPHELD * n, tally + APPEALS * n, times, m.tests,
                      run->pool);
        else
            measures_missing(&measures, "online.valid_appeal_rate", nothing);
        if (found > 0.0)
            add_ratio(&measures, "online.proactive_rate", tally + ACTED * n, tally + REPORTED * n, times, m.tests,
                      run->pool);
        else
            measures_missing(&measures, "online.proactive_rate", "no harmful post was found by anybody");
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    free(times);
    free(tally);
    measures_free(&measures);
    return ok;
}
