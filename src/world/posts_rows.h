/* posts_rows.h - a post as models read it: parts, chosen by name as data.features lists them. */
#ifndef WORLD_POSTS_ROWS_H
#define WORLD_POSTS_ROWS_H
#include "num/fields.h"
#include "world/features.h"
#include "world/posts.h"

/* In the order of the table of features, which is the order of columns. */
enum post_feature {
    POST_TEXT,        /* the words, as a bag */
    POST_PICTURE,     /* the image vector */
    POST_LANGUAGE,    /* a category */
    POST_HOUR,        /* of the day: a category */
    POST_HISTORY,     /* strikes of the author */
    POST_ACCOUNT,     /* age of the account */
    POST_AUDIENCE,    /* followers */
    POST_REPORTS,     /* those of the first hour */
    POST_ALL_REPORTS, /* a trap */
    POST_FEATURES
};
extern const struct feature post_features[POST_FEATURES];
/* Sets of features, bit f of enum post_feature. */
unsigned post_features_named(const char *const *names, int n, struct err *err) MUST_USE; /* 0: an unknown one */

/* Room for rows of posts. Life: post_rows_new -> post_rows_fill any number of times -> post_rows_free. */
struct post_rows {
    unsigned reads; /* features */
    int most;       /* rows that there is room for */
    int32_t *category, *bag_start, *bag;
    float *dense;
    struct fields fields; /* of the last fill; points into the above */
};
bool post_rows_new(struct post_rows *rows, unsigned reads, int most, struct err *err) MUST_USE;
void post_rows_free(struct post_rows *rows); /* {0} is fine */
/* Rows for post (n); a feature that is missing from `alive` arrives empty, which is a fault, but for reports: as long
 * as they are not there a post has none. Allocates nothing. */
void post_rows_fill(struct post_rows *rows, const struct posts *posts, const struct labels *labels, const int32_t *post,
                    int n, unsigned alive);
#endif
