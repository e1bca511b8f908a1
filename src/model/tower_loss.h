/* tower_loss.h - the loss of a batch over its candidates, forward and backward, a tile of logits at a time.
 *
 *     rows of a block, candidates of a tile:  z = U V^T / temperature -> e in place, row sums, dU += e V
 *     then, the sums known, tile after tile:  dV += e^T (U * row factor)
 *
 * e is exp(z - reference of the row), or sigmoid(z); what a row multiplies it by is known only when its sum is, so it
 * goes to dU at the end and to dV through U. A tile stays in the second-level cache while it is made; no matrix of
 * B x C is kept, only a block's rows. A row's own positive is left out of its tiles and added by itself. */
#ifndef MODEL_TOWER_LOSS_H
#define MODEL_TOWER_LOSS_H
#include <stddef.h>

/* Floats of scratch a worker wants for C candidates of width D. */
size_t tower_loss_room(int C, int D);
/* Pool body over TOWER_SHARDS shards of a struct tower_batch: its loss, bias_grad, dU (state[TOWER_USER].dy) and the
 * shard's dV. */
void tower_loss_shard(void *batch, int shard, int worker);
#endif
