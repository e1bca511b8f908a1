/* rank_rows.h - rows of a log as a ranker learns from them: which are kept, their features, labels, positions.
 * A log shows what an older policy thought well of. A ranker that learns from nothing else errs on other candidates
 * (sample selection bias: Ma et al. 2018, Chen et al. 2020), and the more of them it is handed the more it errs. So, as
 * in pre-ranking, a few items that a request was not shown stand among its rows as negatives. A few, because to have
 * been shown is itself a sign of liking: with more of them, what the ranker says of items that are shown is less true.
 * Used by the ranking node and by the replayed days, which retrain by the same rules. Internal to engine/.
 * Life: {0} -> rank_rows_fill -> rank_rows_free. */
#ifndef ENGINE_RANK_ROWS_H
#define ENGINE_RANK_ROWS_H
#include "engine/examination.h"
#include "engine/parts.h"

/* Whether a click that has not converted within the window is a negative; the same, but a conversion counts for all
 * those of its advertiser that the window misses; or every click teaches at once, by what could show by now. */
enum delayed_labels { DELAYED_WAIT, DELAYED_REWEIGHTED, DELAYED_FEEDBACK };
struct rank_rules {
    struct positive_rule label;
    enum objective objective;
    float unshown;       /* unshown items drawn for a row that was shown, as negatives of the training part */
    float negative_keep; /* share of the rows without any event that is kept */
    uint64_t seed;
    bool tower;                     /* position is learnt beside the model */
    struct examination examination; /* what was looked at weighs by the inverse of it; positions 0: all alike */
    enum delayed_labels delayed;    /* ads: what is made of conversions that may yet come, */
    float window, now;              /* how long one is waited for, and when the labels are taken (days) */
};
struct rank_rows {
    struct ranker_data data;
    int n;
    int32_t *category, *position;
    float *dense, *label, *weight, *zero_weight; /* the last two NULL without examination */
    float *visible;                              /* NULL but for DELAYED_FEEDBACK */
    uint8_t *validation;
};
/* Rows of requests [first, last) for which part(r) is PART_TRAIN or PART_VALIDATION; NULL part: all of them train. */
typedef enum part (*part_of)(void *arg, int request);
/* The parts that a design's split makes: arg is a struct split. */
struct split {
    const struct parts *parts;
    bool random;
    uint64_t seed;
    const uint8_t *over; /* (log.requests) 1: beyond the user's cap, of no part; NULL: there is none */
};
enum part split_part(void *arg, int request);
bool rank_rows_fill(struct rank_rows *rows, const struct log *log, const struct world *world,
                    const struct features *features, const struct rank_rules *rules, int first, int last, part_of part,
                    void *arg, struct pool *pool, struct progress *progress, struct err *err) MUST_USE;
void rank_rows_free(struct rank_rows *rows);
/* What node ranking_model and retraining share. The first leaves the examination to the caller, who estimates it where
 * rank_by_inverse_propensity wants one; retraining goes on with the trained ranker's. */
bool rank_by_inverse_propensity(const struct node_run *run);
struct rank_rules rank_rules_of(const struct node_run *run);
struct rank_rules retraining_rules_of(const struct node_run *run);
struct ranker_params rank_params_of(const struct node_run *run, int list_size);
/* The same for going on from trained weights: one pass, in smaller steps, because the new rows are few. */
struct ranker_params retraining_params_of(const struct node_run *run, int list_size);
/* Moves the training curves that a model left in its blob into measures named after the node. */
void add_training_curves(struct measures *m, const struct blob *model, const char *node);
#endif
