/* funnel.h - a request through the stages: candidate generation, ranking, re-ranking.
 * The parts are views that the caller opened (from the plan's artefacts) and keeps alive. Evaluation, the load
 * measurement and the replayed days all go through the same functions, so what is measured is what is served.
 * Life: fill struct funnel -> funnel_scratch_new a thread -> any number of requests. A warm request allocates nothing.
 */
#ifndef FUNNEL_FUNNEL_H
#define FUNNEL_FUNNEL_H
#include "funnel/policy.h"
#include "index/index.h"
#include "model/calibrate.h"
#include "model/ranker.h"
#include "model/tower.h"
#include "world/ads.h"
#include "world/features.h"
#include "world/world.h"

enum { FUNNEL_HISTORY = 20 }; /* items of history that the user's tower reads */

/* Stage 1. */
struct retrieval_stage {
    const struct tower *tower; /* NULL: popularity, whose vectors are one wide and whose users are all alike */
    struct positive_rule history;
    const struct index *index;
    struct index_query query; /* k is set by each call */
    int candidates;
    bool strike_after; /* what does not want the request is struck from what was found, not left out of the search */
};
/* What a request is answered from: not always what is true when it comes. */
struct freshness {
    bool batch;         /* lists are computed at midnight: context unknown, counters and items of then */
    float cache_days;   /* a list is served again for this long */
    float refresh_days; /* the index takes in new items this often */
};
/* Stage 2. Heads of the ranker in this order; those that an objective does not need are absent. */
enum rank_head { RANK_POSITIVE, RANK_WATCH, RANK_LIKE, RANK_COMMENT, RANK_SHARE, RANK_HIDE, RANK_HEADS };
enum { RANK_CONVERSION = 1 }; /* of an ads ranker: P(conversion | click) */
/* The last two are those of ads, ordered by what the advertiser would pay: with a head for conversions, or one rate. */
enum objective {
    OBJECTIVE_CLICK,
    OBJECTIVE_WATCH_TIME,
    OBJECTIVE_MULTI_TASK,
    OBJECTIVE_PAYMENT,
    OBJECTIVE_PAYMENT_BY_CLICK
};
int objective_heads(enum objective objective); /* 1, 2 or RANK_HEADS */
/* Whether head h is a magnitude (seconds watched), not a probability. */
bool objective_weighs(enum objective objective, int head);
struct ranking_stage {
    const struct ranker *ranker; /* NULL: none, candidates stay in the order of retrieval */
    const struct features *features;
    struct calibration calibration; /* of the positive head */
    const float *examination; /* (positions+1) how likely each 1-based position is looked at, of a ranker that learnt
                                 what follows a look (inverse propensity); NULL: position is learnt in the ranker, or
                                 not at all */
    int positions;
    enum objective objective;
    float value[RANK_HEADS]; /* the value formula of multi_task: weight of each head, watch in minutes */
    const struct ads *ads;   /* whose advertisers pay, NULL: nobody */
    float conversion_rate;   /* of a click, where no head says */
    float negative_keep;     /* at which the ranker's negatives were kept, and whether that is undone */
    bool undo_downsampling;
};
struct funnel {
    const struct world *world;
    const struct log *log;
    struct retrieval_stage retrieval;
    struct freshness freshness;
    struct ranking_stage ranking;
    const struct policy *policy; /* stage 3; NULL when lists are not wanted */
    int list_size;
};
struct funnel_scratch;
/* For up to `items` candidates a request. */
struct funnel_scratch *funnel_scratch_new(const struct funnel *funnel, int items, struct err *err) MUST_USE;
void funnel_scratch_free(struct funnel_scratch *scratch); /* NULL is fine */

/* The request as the funnel sees it: its own, the night's, or the earlier one whose list is still cached. */
struct request funnel_seen(const struct funnel *funnel, const struct request *request);
/* Uploads up to this time can be found. */
float funnel_born_by(const struct funnel *funnel, const struct request *seen);
/* The user's vector (index_width), unit length. */
void funnel_user_vector(const struct funnel *funnel, const struct request *seen, struct funnel_scratch *scratch,
                        float *out);
/* The best k by the index. ids, scores (k): padded with -1, -INFINITY; in between too where something was struck. */
void funnel_retrieve(const struct funnel *funnel, const struct request *seen, int k, struct funnel_scratch *scratch,
                     int32_t *ids, float *scores);
/* Ranks ids (n; -1 padding gives -INFINITY). value (n): what orders. positive (n): probability of a positive at the
 * best position, or at `position` (n, from 1) when it is not NULL; positive may be NULL. retrieved (n): scores of stage
 * 1, the value when there is no ranker. */
void funnel_rank(const struct funnel *funnel, const struct request *seen, const int32_t *ids, const float *retrieved,
                 const int32_t *position, int n, struct funnel_scratch *scratch, float *value, float *positive);
/* The same for several lists without padding, in one product: ids, value, positive and position (NULL: the best) hold
 * the rows of list r of `requests` from start[r] - start[0] to start[r + 1] - start[0]. There must be a ranker. */
void funnel_rank_lists(const struct funnel *funnel, const struct request *const *seen, const int32_t *start,
                       int requests, const int32_t *ids, const int32_t *position, struct funnel_scratch *scratch,
                       float *value, float *positive);
/* The ranker's heads for the items of the last funnel_rank that were there, packed: (n, heads), calibrated but with the
 * thinning of negatives still in them. */
const float *funnel_heads(const struct funnel_scratch *scratch);
/* The whole: list (list_size), padded with -1. times (3) seconds a stage, NULL: not wanted (clock may be NULL then). */
struct clock;
void funnel_answer(const struct funnel *funnel, const struct request *request, struct funnel_scratch *scratch,
                   const struct clock *clock, double times[3], int32_t *list);

/* The vectors of all items as stage 1 sees them: out (items, width). Popularity (tower NULL, width 1): the log of the
 * clicks before day `day`, scaled below 1. */
bool funnel_item_vectors(const struct world *world, const struct log *log, const struct tower *tower, int day,
                         struct pool *pool, float *out, struct err *err) MUST_USE;
#endif
