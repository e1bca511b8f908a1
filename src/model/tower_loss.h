/* tower_loss.h - the loss of a batch over its candidates, forward and backward, a tile of logits at a time.
 *
 *     rows of a block, candidates of a tile:  z = U V^T / temperature -> e, row sums, dU += e V
 *     then, the sums known, tile after tile:  dV += e^T (U * row factor)
 *
 * e is exp(z - reference of the row), taken while the logits are in registers, or sigmoid(z); what a row multiplies it
 * by is known only when its sum is, so it goes to dU at the end and to dV through U. A row's reference is the logit of
 * its own positive, or, where a rival could stand so far above it that exp overflows, the largest: then the logits are
 * made once more, before. A tile stays in the second-level cache while it is made; no matrix of B x C is kept, only a
 * block's rows. A row's own positive is left out of its tiles and added by itself. The candidates' vectors are packed
 * once a batch for the two products that read them. */
#ifndef MODEL_TOWER_LOSS_H
#define MODEL_TOWER_LOSS_H
#include "base/err.h"
#include "num/panel.h"

/* What the loss reads of the candidates that rows share, in the order of the batch. */
struct tower_rivals {
    int first, n;   /* candidates [first, first + n): without shared positives, those that were drawn */
    float *columns; /* packed (D, n): for the logits */
    float *rows;    /* packed (n, D): for dU */
    float *shift;   /* (n) added to their logits; what fills the last panel up has none to speak of */
    int32_t *item;  /* (n) */
    float largest;  /* of shift */
};

struct tower_batch;
bool tower_rivals_init(struct tower_rivals *r, int C, int D, struct err *err) MUST_USE;
void tower_rivals_fini(struct tower_rivals *r);
/* Which candidates they are; once a batch, before its candidates' vectors are made. */
void tower_rivals_start(struct tower_batch *b);
/* Packs candidates [begin, end) of the batch, whose vectors are made. */
void tower_rivals_pack(struct tower_batch *b, int begin, int end);

/* Floats of scratch a worker wants for C candidates of width D. */
size_t tower_loss_room(int C, int D);
/* Pool body over TOWER_SHARDS shards of a struct tower_batch: its loss, bias_grad, dU (state[TOWER_USER].dy) and the
 * shard's dV. */
void tower_loss_shard(void *batch, int shard, int worker);
#endif
