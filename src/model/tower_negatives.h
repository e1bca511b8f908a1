/* tower_negatives.h - which items a positive competes with, and with what probability each of them got there.
 *
 * The candidates of a batch of B positives are columns:
 *     in_batch     the B positives themselves; item j is expected B f_j times, f_j its share of the training positives
 *     random       R = B items drawn uniformly: R / N times
 *     popularity   R = B items drawn in proportion to count^0.75 (Mikolov et al. 2013): R p_j times
 *     mixed        the B positives and R = B/2 uniform ones (Yang et al. 2020): B f_j + R / N times
 * With random and popularity a row has its own positive beside the drawn columns.
 *
 * logQ (Yi et al. 2019): a candidate's logit loses log q_j, q_j the number of times it is expected among the
 * candidates, its own positive's too. Without it the softmax learns log P(j | user) - log q_j, and popular items, which
 * are negatives most often, come out too low. Here q_j is relative to its mean over the items: a constant changes no
 * softmax, and is taken up by the bias under binary cross entropy. */
#ifndef MODEL_TOWER_NEGATIVES_H
#define MODEL_TOWER_NEGATIVES_H
#include "model/tower.h"

struct negatives {
    enum tower_negatives kind;
    int n_items;
    double *cumulative; /* (n_items) of count^0.75, popularity alone */
    float *log_q;       /* (n_items), zeros when the correction is off */
    uint64_t draw;
};
/* count (n_items): training positives of each item, `positives` in all. */
bool negatives_init(struct negatives *n, const struct tower_params *params, const int32_t *count, int n_items,
                    int positives, struct err *err) MUST_USE;
void negatives_fini(struct negatives *n);
/* How many are drawn for a batch of B positives. */
int negatives_drawn(enum tower_negatives kind, int B);
/* Whether the other rows' positives are candidates. */
static inline bool negatives_shared(enum tower_negatives kind) {
    return kind == NEGATIVES_IN_BATCH || kind == NEGATIVES_MIXED;
}
/* items (count), under the stream (a, b). */
void negatives_draw(const struct negatives *n, uint64_t a, uint32_t b, int32_t *items, int count);
#endif
