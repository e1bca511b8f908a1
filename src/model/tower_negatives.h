/* tower_negatives.h - which items a positive competes with, and with what probability each of them got there.
 *
 * The candidates of a batch of B positives are columns:
 *     in_batch     the B positives themselves; item j is expected B f_j times, f_j its share of the training positives
 *     random       R = B items drawn uniformly: R / N times
 *     popularity   R = B items drawn in proportion to count^0.75 (Mikolov et al. 2013): R p_j times
 *     mixed        the B positives and R = B/2 uniform ones (Yang et al. 2020): B f_j + R / N times
 *     hard         the B positives and R = B/2 mined by the model itself (tower_mine.h): B f_j + m_j times, m_j how
 * often item j was mined a batch of late: a mean over the last MINED_MEMORY steps or so, R / N at first With random and
 * popularity a row has its own positive beside the drawn columns.
 *
 * logQ (Yi et al. 2019): a candidate's logit loses log q_j, q_j the number of times it is expected among the
 * candidates, its own positive's too. Without it the softmax learns log P(j | user) - log q_j, and popular items, which
 * are negatives most often, come out too low. Here q_j is relative to its mean over the items: a constant changes no
 * softmax, and is taken up by the bias under binary cross entropy. For the row that an item was mined for q_j is too
 * low, for all others it is right. Validation has nothing to mine with, and no mined candidates: hard is in_batch
 * there. */
#ifndef MODEL_TOWER_NEGATIVES_H
#define MODEL_TOWER_NEGATIVES_H
#include "model/tower.h"

enum { MINED_MEMORY = 64 }; /* steps */

struct negatives {
    enum tower_negatives kind;
    int n_items;
    bool logq;
    float sign;         /* 1; -1: log q is added where it is to be subtracted */
    double mean;        /* hard: of the expected number over the items, while training */
    float *shared;      /* (n_items) hard: expected among the batch's positives */
    float *mined;       /* (n_items) hard: expected among those mined */
    double *cumulative; /* (n_items) of count^0.75, popularity alone */
    float *log_q;       /* (n_items), zeros when the correction is off */
    uint64_t draw;
};
/* count (n_items): training positives of each item, `positives` in all. */
bool negatives_init(struct negatives *n, const struct tower_params *params, const int32_t *count, int n_items,
                    int positives, struct err *err) MUST_USE;
void negatives_fini(struct negatives *n);
/* How many are drawn, or mined, for a batch of B positives. */
int negatives_drawn(enum tower_negatives kind, int B);
/* What an item's logit loses, log q; 0 when the correction is off. */
float negatives_log_q(const struct negatives *n, int32_t item, bool training);
/* A step is done in which these were mined. */
void negatives_note_mined(struct negatives *n, const int32_t *items, int count);
/* Whether the other rows' positives are candidates. */
static inline bool negatives_shared(enum tower_negatives kind) {
    return kind == NEGATIVES_IN_BATCH || kind == NEGATIVES_MIXED || kind == NEGATIVES_HARD;
}
/* items (count), under the stream (a, b). */
void negatives_draw(const struct negatives *n, uint64_t a, uint32_t b, int32_t *items, int count);
#endif
