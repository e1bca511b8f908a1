/* posts_parts.h - a node's inputs opened, for worlds of posts. Internal to engine/. */
#ifndef ENGINE_POSTS_PARTS_H
#define ENGINE_POSTS_PARTS_H
#include "engine/parts.h"
#include "funnel/classifier.h"

struct moderated { /* views into the inputs */
    struct posts posts;
    struct labels labels;
    int first_test, tests; /* the posts of the last TEST_DAYS days stand together, at the end */
};
void moderated_open(struct moderated *m, const struct node_run *run);
/* The features that data.features lists; 0 with err when there is none. */
unsigned posts_reads(const struct node_run *run, struct err *err) MUST_USE;

/* What a design calls harmful, and in which posts it can tell. */
struct label_source {
    bool human, reports; /* data.labels */
    enum reading reading;
};
/* The features, bits of enum post_feature, that a post has when it is judged, which is as it is posted: without the
 * reports that are to come, and without serving.missing_features. */
unsigned posts_served(const struct node_run *run);
struct label_source label_source_of(const struct node_run *run);
/* False: it knows nothing of the post. */
bool label_of(const struct label_source *source, const struct labels *labels, int post, uint8_t *harm);
/* random: a tenth of the posts before the test days is held out, by hash under `seed`. */
enum part post_part(const struct posts *posts, int post, bool random_split, uint64_t seed);

/* The labelled posts of [first, last) that are not PART_TEST, as a classifier learns them. split NULL: all train. */
struct post_split {
    bool random;
    uint64_t seed;
};
struct learnt {
    int n;
    int32_t *post;
    uint8_t *label, *validation;
};
bool learnt_new(struct learnt *l, const struct posts *posts, const struct labels *labels, int first, int last,
                const struct label_source *source, const struct post_split *split, struct err *err) MUST_USE;
void learnt_free(struct learnt *l);
struct classifier_params classifier_params_of(const struct node_run *run, unsigned reads);

/* The screening: one linear model of whether a post does any harm, and the copies of what is known. */
struct screening;
bool screening_train(const struct moderated *m, const struct learnt *rows, unsigned reads, uint64_t seed,
                     struct pool *pool, struct progress *progress, struct blob *out, struct err *err) MUST_USE;
struct screening *screening_open(const struct blob *blob, unsigned reads, struct err *err) MUST_USE;
void screening_close(struct screening *s); /* NULL is fine */
/* score (n) of post (n): the higher, the more suspicious. A feature that is missing from `alive` arrives empty. */
bool screening_score(const struct screening *s, const struct moderated *m, const int32_t *post, int n, unsigned alive,
                     struct pool *pool, float *score, struct err *err) MUST_USE;
/* The same for one post, on this thread; allocates nothing. */
struct screening_scratch {
    struct post_rows rows;
    float *floats;
};
bool screening_scratch_new(const struct screening *s, int most, struct screening_scratch *scratch,
                           struct err *err) MUST_USE;
void screening_scratch_free(struct screening_scratch *scratch); /* {0} is fine */
void screening_score_here(const struct screening *s, const struct posts *posts, const struct labels *labels,
                          const int32_t *post, int n, unsigned alive, struct screening_scratch *scratch, float *score);
bool screening_knows(const struct screening *s, int32_t image_key); /* confirmed before the test days */
double screening_flop(const struct screening *s);

/* Reviews. What is said of them is of production; the simulated stream is a part of that, and has the same share of
 * them. This is the one place where the two meet. */
struct reviews {
    double stream, simulated_stream; /* posts a day, in production and here */
    double read, simulated_read;     /* of these, by people */
    double staff;                    /* posts a day that there are reviewers for, in production */
};
struct reviews reviews_of(const struct node_run *run, const struct posts *posts);

/* posts first..first+n as ids; free() it. */
int32_t *post_range(int first, int n, struct err *err) MUST_USE;
#endif
