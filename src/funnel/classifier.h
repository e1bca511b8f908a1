/* classifier.h - stage 2 of the posts kind: the probability of each harm, from the words, the image and the author.
 * One or several ranking networks (model/ranker.h) make it:
 *   text only      a network that does not see the image
 *   late fusion    a network for all but the image, one for all but the words, and a logistic regression over what both
 *                  say of all harms: it weighs scores, and sees nothing of what stands in both
 *   early fusion   one network that sees everything
 * each with a head a harm on a shared bottom (multi-task), or as a network of its own for each harm.
 * Life: classifier_train into a blob -> classifier_open -> classifier_score any number of times -> classifier_close. */
#ifndef FUNNEL_CLASSIFIER_H
#define FUNNEL_CLASSIFIER_H
#include "model/calibrate.h"
#include "model/ranker.h"
#include "world/posts_rows.h"

enum fusion { FUSION_TEXT_ONLY, FUSION_LATE, FUSION_EARLY };
struct classifier_params {
    enum fusion fusion;
    bool multi_task;
    bool class_weights; /* a harm's positives weigh the more the rarer they are: by the root of negatives a positive */
    unsigned reads;     /* features, bits of enum post_feature */
    struct ranker_params net;
    enum calibration_kind calibration; /* of each harm, on validation rows that count with their weight in the stream:
                                          it undoes thinning, class weights and focal loss at once */
};
struct classifier_rows { /* what it learns from */
    const struct posts *posts;
    const struct labels *labels;
    int n;
    const int32_t *post;       /* (n) */
    const uint8_t *label;      /* (n) bits of enum harm */
    const uint8_t *validation; /* (n) 1: held out */
};
struct classifier; /* borrows its blob */

/* from NULL, or the classifier whose weights are the start: a retraining. */
bool classifier_train(const struct classifier *from, const struct classifier_params *params,
                      const struct classifier_rows *rows, struct pool *pool, struct progress *progress,
                      struct blob *out, struct err *err) MUST_USE;
struct classifier *classifier_open(const struct blob *blob, struct err *err) MUST_USE;
void classifier_close(struct classifier *classifier); /* NULL is fine */

struct classifier_scratch;
struct classifier_scratch *classifier_scratch_new(const struct classifier *classifier, struct err *err) MUST_USE;
void classifier_scratch_free(struct classifier_scratch *scratch); /* NULL is fine */
/* p (n,HARMS) of post (n). A feature that is missing from `alive` arrives empty (~0u: none). Allocates nothing. */
void classifier_score(const struct classifier *classifier, const struct posts *posts, const struct labels *labels,
                      const int32_t *post, int n, unsigned alive, struct classifier_scratch *scratch, float *p);
/* All of `posts`, or n of them, over the pool. */
bool classifier_score_all(const struct classifier *classifier, const struct posts *posts, const struct labels *labels,
                          const int32_t *post, int n, unsigned alive, struct pool *pool, float *p,
                          struct err *err) MUST_USE;
double classifier_flop_per_post(const struct classifier *classifier);
#endif
