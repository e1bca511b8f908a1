/* cnn_mine.h - hard negatives by company: the order of an epoch's pairs is changed so that those which look alike to
 * the model come into the same batch, where they are each other's negatives. No picture is made for it: the vectors are
 * those of the last time each pair was trained on (a memory bank, Wu et al. 2018), and likeness is looked for within
 * windows of the shuffled order, so that two pairs meet in some epochs and not in others.
 * Costs n * window * D / (hard + 1) multiply-adds. */
#ifndef MODEL_CNN_MINE_H
#define MODEL_CNN_MINE_H
#include "base/pool.h"
#include <stdint.h>

enum { CNN_MINE_WINDOW = 2048 };

struct cnn_mine {
    int32_t *rows;       /* (n) reordered: a pair, then the `hard` most alike that are left, and so on */
    int n, hard, D;      /* hard >= 1 */
    const float *bank;   /* (P,D) */
    const int32_t *item; /* (P) pairs of the same thing are not put together for it; NULL: all differ */
};
bool cnn_mine(const struct cnn_mine *mine, struct pool *pool, struct err *err) MUST_USE;
#endif
