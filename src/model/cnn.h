/* cnn.h - a small convolutional network that embeds pictures: unit vectors whose inner product says how alike two are.
 * Trained from scratch by contrast: two views of the same thing attract each other, views of all others in the batch
 * repel (InfoNCE in both directions; van den Oord et al. 2018, Radford et al. 2021).
 * Life: cnn_train into a blob -> cnn_open a view -> cnn_embed any number of times -> cnn_close.
 * Pictures are asked for when they are needed, by a callback, so that every epoch can have views of its own.
 * Determinism: the batch is cut into a fixed number of shards, reduced in order: same numbers for any thread count;
 * a picture's vector does not depend on what is embedded beside it. */
#ifndef MODEL_CNN_H
#define MODEL_CNN_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"

enum { CNN_SIDE = 32, CNN_BYTES = CNN_SIDE * CNN_SIDE * 3, CNN_HELD = -1 };

/* Where pictures come from. get writes rgb (CNN_SIDE,CNN_SIDE,3), rows from the top, red first: view 0 or 1 of row
 * `row` in round `round`: the epoch from 0 on, or CNN_HELD for validation and embedding, which are to be the same
 * every time. Several threads call it at once; the same arguments give the same picture. */
struct cnn_pictures {
    void (*get)(void *arg, int row, int view, int round, uint8_t *rgb);
    void *arg;
};

struct cnn_params {
    uint64_t seed;
    int dim;   /* D of the vectors */
    int width; /* channels of the first layer, 8..64; each next one has twice as many */
    int epochs, batch;
    float learning_rate;
    float temperature;  /* logits are cosine / temperature */
    int hard_negatives; /* how many of the things that look most alike to the model so far stand in the batch beside
                           each row, from the second epoch on; 0: batches are drawn at random */
};
struct cnn_data {
    int n; /* P pairs of views */
    struct cnn_pictures pictures;
    const int32_t *item;       /* (P) which thing a pair shows: pairs of the same one do not repel; NULL: all differ */
    const uint8_t *validation; /* (P) 1: held out, for the validation curve and early stopping; NULL: none */
};
struct cnn; /* a view */

/* Curves "loss" and "validation" go to progress and, as sections, into the blob ("curve.loss" (n,2) f64). Looks at
 * progress->cancel every few pictures. */
bool cnn_train(const struct cnn_params *params, const struct cnn_data *data, struct pool *pool,
               struct progress *progress, struct blob *out, struct err *err) MUST_USE;
/* As cnn_train, but starting from the weights of `from` (same shapes). */
bool cnn_train_on(const struct cnn *from, const struct cnn_params *params, const struct cnn_data *data,
                  struct pool *pool, struct progress *progress, struct blob *out, struct err *err) MUST_USE;
struct cnn *cnn_open(const struct blob *blob, struct err *err) MUST_USE; /* the blob outlives it */
void cnn_close(struct cnn *cnn);
int cnn_dim(const struct cnn *cnn);
/* out (n, dim), unit length, of view 0 of rows [first, first + n) in round CNN_HELD. */
bool cnn_embed(const struct cnn *cnn, const struct cnn_pictures *pictures, int first, int n, struct pool *pool,
               struct progress *progress, float *out, struct err *err) MUST_USE;
/* One picture without a pool and without allocating, the same numbers: what a server does. scratch
 * (cnn_scratch_floats), 64-byte aligned. */
void cnn_embed_one(const struct cnn *cnn, const uint8_t *rgb, float *scratch, float *out);
size_t cnn_scratch_floats(const struct cnn *cnn);
/* Multiply-adds of one picture, forward: for capacity and for the bench. */
double cnn_multiply_adds(const struct cnn *cnn);
#endif
