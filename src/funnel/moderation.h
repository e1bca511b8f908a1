/* moderation.h - stage 3 of the posts kind: what is done with a post, and what comes of it.
 * An hour's posts are decided together: those above a harm's threshold are removed at once; of the rest the reviewers
 * take, in the order of the queue, as many as an hour's share of their capacity allows; what is left and above the
 * lower threshold is shown to fewer people. Pure: same posts, same decisions. */
#ifndef FUNNEL_MODERATION_H
#define FUNNEL_MODERATION_H
#include "world/posts.h"

enum action { ACTION_LEAVE, ACTION_DEMOTE, ACTION_REVIEW, ACTION_REMOVE, ACTIONS };
enum review_order { REVIEW_ARRIVAL, REVIEW_PROBABILITY, REVIEW_HARM_REACH };
struct moderation_params {
    float remove[HARMS]; /* probability of a harm from which a post is removed */
    float demote;        /* of any harm from which it is demoted; 1: never */
    double capacity;     /* posts of the stream that people review a day */
    enum review_order order;
};
/* post (n): one hour's; p (n,HARMS); passed (n): 0, the screening let it go and nobody looks. action (n). */
void moderate_hour(const struct moderation_params *params, const struct posts *posts, const int32_t *post, int n,
                   const float *p, const uint8_t *passed, uint8_t *action);

/* What comes of an action, as the truth has it: expectations, nothing is drawn.
 *   views run out with a half-life of six hours; a removal comes before the first, a review half an hour after the
 * post, and the reviewer finds 95 % of harms, and one in 2 % of posts that do none a demoted post is seen by a fifth
 *   whatever was not acted on may be reported, at the harm's rate a view; reports are read twelve hours later
 *   a fifth of the authors who did no harm appeal, and 90 % of them are right in the end; of the others 5 %, and 3 % */
struct moderated_post {
    double views;             /* that are left */
    double removed, reported; /* P(removed by the design), P(removed after a report) */
    double appeals, upheld;
};
void moderation_outcome(const struct posts *posts, int post, enum action action, struct moderated_post *out);
#endif
