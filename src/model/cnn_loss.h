/* cnn_loss.h - InfoNCE over a batch of pairs, in both directions, forward and backward.
 * With logits z = u.v / temperature, a pair's loss is the mean of two cross entropies: of its second view among all
 * second views given the first, and the other way round. Pairs of the same thing are no rivals of each other: their
 * logits are left out. Sources: van den Oord et al. 2018 (the loss), Radford et al. 2021 (both directions at once).
 *
 *     by shard of rows     z = U V^T / temperature; largest of each row, largest of each column among these rows
 *     by shard of rows     exponentials by row and by column, sums of the rows, parts of the sums of the columns
 *     by shard of rows     dz, dU = dz V / temperature
 *     by shard of columns  dV = dz^T U / temperature
 *
 * Dims: B pairs, D width, S shards. 6 B^2 D flop and 2 B^2 exponentials; two matrices of B x B are kept. */
#ifndef MODEL_CNN_LOSS_H
#define MODEL_CNN_LOSS_H
#include "base/pool.h"
#include <stdint.h>

enum { CNN_LOSS_SHARDS = 8 };

struct cnn_pairs {
    int B, D;
    float temperature;
    const float *U, *V;  /* (B,D) vectors of the views */
    const int32_t *item; /* (B) which thing each pair shows */
};
struct cnn_loss { /* scratch */
    const struct cnn_pairs *pairs;
    float *dU, *dV;
    float *z, *e;                  /* (B,B); later exponentials by column, and by row, and dz */
    float *own;                    /* (B) the pairs' own logits */
    float *row_most, *column_most; /* (B), (S,B) */
    double *row_sum, *column_sum;  /* (B), (S,B) */
};
/* Room for at most B pairs. */
bool cnn_loss_init(struct cnn_loss *loss, int B, struct err *err) MUST_USE;
void cnn_loss_fini(struct cnn_loss *loss); /* {0} is fine */
/* The mean loss of the pairs; dU, dV (B,D) are set to its gradient, NULL: not wanted. */
double cnn_loss(struct cnn_loss *loss, const struct cnn_pairs *pairs, float *dU, float *dV, struct pool *pool);
#endif
