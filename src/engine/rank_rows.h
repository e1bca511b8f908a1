/* rank_rows.h - rows of a log as a ranker learns from them: which are kept, their features, labels, positions.
 * Used by the ranking node and by the replayed days, which retrain by the same rules. Internal to engine/.
 * Life: {0} -> rank_rows_fill -> rank_rows_free. */
#ifndef ENGINE_RANK_ROWS_H
#define ENGINE_RANK_ROWS_H
#include "engine/parts.h"

struct rank_rules {
    struct positive_rule label;
    enum objective objective;
    float negative_keep; /* share of the rows without any event that is kept */
    uint64_t seed;
    bool debias;       /* position is learnt beside the model */
    float window, now; /* ads: how long a conversion is waited for, and when the labels are taken (days) */
};
struct rank_rows {
    struct ranker_data data;
    int n;
    int32_t *category, *position;
    float *dense, *label;
    uint8_t *validation;
};
/* Rows of requests [first, last) for which part(r) is PART_TRAIN or PART_VALIDATION; NULL part: all of them train. */
typedef enum part (*part_of)(void *arg, int request);
bool rank_rows_fill(struct rank_rows *rows, const struct log *log, const struct world *world,
                    const struct features *features, const struct rank_rules *rules, int first, int last, part_of part,
                    void *arg, struct pool *pool, struct progress *progress, struct err *err) MUST_USE;
void rank_rows_free(struct rank_rows *rows);
/* What node ranking_model and the nightly retraining share. */
struct rank_rules rank_rules_of(const struct node_run *run);
struct ranker_params rank_params_of(const struct node_run *run, int list_size);
/* Moves the training curves that a model left in its blob into measures named after the node. */
void add_training_curves(struct measures *m, const struct blob *model, const char *node);
#endif
