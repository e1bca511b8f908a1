/* tower_mine.h - hard negatives: items that the model, as it stands at this step, ranks high for a user and that the
 * user has no positive with.
 *
 * Each step a sample of the catalogue is drawn uniformly and embedded with the rest of the batch; for every second row
 * all of it is scored (exact search over the sample), and one of the MINE_BEST best that are no positive of the row's
 * user - not its own, not in its history, not in another training row of the user - becomes a candidate of the whole
 * batch. Not always the very best: that one is too often liked and merely never shown (Huang et al. 2020, section 6.1:
 * ranks in the hundreds beat the hardest). Mined anew each step, so never by an older model than the one that trains.
 * Costs B/2 x MINE_SAMPLE x D multiply-adds a step, and the sample's way through the item tower. */
#ifndef MODEL_TOWER_MINE_H
#define MODEL_TOWER_MINE_H
#include "model/tower.h"

enum { MINE_SAMPLE = 512, MINE_BEST = 8 };

struct miner {           /* {0}: mines nothing */
    int users;           /* ids of the user side's first field */
    int32_t *start;      /* (users+1) where each user's positives begin in item */
    int32_t *item;       /* training positives of each user */
    int32_t *sample;     /* (MINE_SAMPLE) items of this step */
    int n;               /* how many; never more than the catalogue has */
    uint64_t draw, pick; /* streams of samples, and of which of the best is taken */
};
bool miner_init(struct miner *m, const struct tower_data *data, uint64_t seed, struct err *err) MUST_USE;
void miner_fini(struct miner *m);
int miner_sample_size(const struct tower_data *data);
/* Draws the sample of step `number`. */
void miner_start(struct miner *m, const struct tower_data *data, int number);
/* Whether item is a positive of row's user, as far as training knows. */
bool miner_is_positive(const struct miner *m, const struct tower_data *data, int row, int32_t item);
/* The item mined for `row` under scores (n) of the sample; an item of the sample at random when all are positives. */
int32_t miner_take(const struct miner *m, const struct tower_data *data, int row, int number, const float *scores);
#endif
