/* posts_rows.c - standardised by fixed transforms, so that a value means the same in every world and on every day. */
#include "world/posts_rows.h"
#include "base/mem.h"
#include "base/text.h"
#include "world/kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct feature post_features[POST_FEATURES] = {
    [POST_TEXT] = {"text", true, SIDE_ITEM, false, "the words of the post"},
    [POST_PICTURE] = {"image", false, SIDE_ITEM, false, "the vector that a general image encoder gives"},
    [POST_LANGUAGE] = {"language", true, SIDE_ITEM, false, "the language of the words"},
    [POST_HOUR] = {"hour", true, SIDE_CONTEXT, false, "hour of the day at which it was posted"},
    [POST_HISTORY] = {"author_history", false, SIDE_USER, false,
                      "harms of the author that were confirmed at least a day before"},
    [POST_ACCOUNT] = {"account_age", false, SIDE_USER, false, "days since the account was opened"},
    [POST_AUDIENCE] = {"audience", false, SIDE_USER, false, "people who follow the author"},
    [POST_REPORTS] = {"reports_first_hour", false, SIDE_CROSS, false,
                      "reports of the first hour: they are there an hour late"},
    [POST_ALL_REPORTS] = {"reports_total", false, SIDE_CROSS, true,
                          "all reports the post ever got, those to come included"},
};

static const struct feature_kind features = {.table = post_features, .n = POST_FEATURES};
const struct kind posts_kind = {.features = &features};

static const char *name_at(const void *arg, int i) {
    (void)arg;
    return post_features[i].name;
}

unsigned post_features_named(const char *const *names, int n, struct err *err) {
    unsigned reads = 0;
    for (int k = 0; k < n; k++) {
        int f = 0;
        while (f < POST_FEATURES && strcmp(post_features[f].name, names[k]) != 0)
            f++;
        if (f == POST_FEATURES) {
            const char *near = text_nearest(names[k], name_at, NULL, POST_FEATURES);
            err_set(err, ERR_NOT_FOUND, "unknown feature '%s'%s%s", names[k], near ? "; did you mean " : "",
                    near ? near : "");
            return 0;
        }
        reads |= 1u << f;
    }
    return reads;
}

static int categories_of(unsigned reads) {
    return (int)(reads >> POST_LANGUAGE & 1) + (int)(reads >> POST_HOUR & 1);
}

static int dense_of(unsigned reads) {
    int n = reads >> POST_PICTURE & 1 ? POST_IMAGE : 0;
    for (int f = POST_HISTORY; f < POST_FEATURES; f++)
        n += (int)(reads >> f & 1);
    return n;
}

bool post_rows_new(struct post_rows *rows, unsigned reads, int most, struct err *err) {
    size_t n = (size_t)most, F = (size_t)categories_of(reads), D = (size_t)dense_of(reads);
    *rows = (struct post_rows){.reads = reads, .most = most};
    rows->fields = (struct fields){.n_category = (int)F, .n_dense = (int)D};
    int f = 0;
    if (reads >> POST_LANGUAGE & 1)
        rows->fields.cardinality[f++] = POST_LANGUAGES;
    if (reads >> POST_HOUR & 1)
        rows->fields.cardinality[f] = 24;
    if (reads >> POST_TEXT & 1)
        rows->fields.bag_cardinality = POST_WORDS;
    return (rows->category = mem_array(n * F + 1, sizeof *rows->category, err)) &&
           (rows->dense = mem_array(n * D + 1, sizeof *rows->dense, err)) &&
           (rows->bag_start = mem_array(n + 1, sizeof *rows->bag_start, err)) &&
           (rows->bag = mem_array(n * POST_TOKENS + 1, sizeof *rows->bag, err));
}

void post_rows_free(struct post_rows *rows) {
    free(rows->category);
    free(rows->dense);
    free(rows->bag_start);
    free(rows->bag);
    *rows = (struct post_rows){0};
}

/* A counter that is not there yet counts nothing; what else is missing is 0, a value like any other. */
static float standard(const struct posts *posts, const struct labels *labels, enum post_feature f, int32_t post,
                      bool alive) {
    switch (f) {
    case POST_HISTORY:
        return alive ? 1.5f * log1pf(labels->strikes[post]) - 0.5f : 0.0f;
    case POST_ACCOUNT:
        return alive ? (logf(1.0f + posts->account_age[post]) - 5.3f) / 1.2f : 0.0f;
    case POST_AUDIENCE:
        return alive ? (logf(1.0f + posts->audience[post]) - 4.5f) / 1.7f : 0.0f;
    case POST_REPORTS:
        return 1.5f * log1pf(alive ? labels->reports_in_hour[post] : 0.0f) - 0.3f;
    case POST_ALL_REPORTS:
        return 1.5f * log1pf(alive ? labels->reports_in_all[post] : 0.0f) - 0.5f;
    default:
        return 0.0f;
    }
}

void post_rows_fill(struct post_rows *rows, const struct posts *posts, const struct labels *labels, const int32_t *post,
                    int n, unsigned alive) {
    unsigned reads = rows->reads;
    int32_t *category = rows->category;
    float *dense = rows->dense;
    rows->bag_start[0] = 0;
    for (int i = 0; i < n; i++) {
        size_t p = (size_t)post[i];
        if (reads >> POST_LANGUAGE & 1)
            *category++ = alive >> POST_LANGUAGE & 1 ? posts->language[p] : 0;
        if (reads >> POST_HOUR & 1)
            *category++ = alive >> POST_HOUR & 1 ? (int)(posts->time[p] * 24.0f) % 24 : 0;
        if (reads >> POST_PICTURE & 1) {
            if (alive >> POST_PICTURE & 1)
                memcpy(dense, posts->image + p * POST_IMAGE, POST_IMAGE * sizeof *dense);
            else
                memset(dense, 0, POST_IMAGE * sizeof *dense);
            dense += POST_IMAGE;
        }
        for (int f = POST_HISTORY; f < POST_FEATURES; f++)
            if (reads >> f & 1)
                *dense++ = standard(posts, labels, (enum post_feature)f, post[i], alive >> f & 1);
        int32_t at = rows->bag_start[i];
        if (reads & alive & 1u << POST_TEXT) {
            memcpy(rows->bag + at, posts->token + p * POST_TOKENS, POST_TOKENS * sizeof *rows->bag);
            at += POST_TOKENS;
        }
        rows->bag_start[i + 1] = at;
    }
    rows->fields.n = n;
    rows->fields.category = rows->category;
    rows->fields.dense = rows->dense;
    rows->fields.bag_start = rows->bag_start;
    rows->fields.bag = rows->bag;
}
