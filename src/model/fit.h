/* fit.h - the loop that both models are trained with: epochs over shuffled batches, the learning curve, validation,
 * early stopping that keeps the best epoch's weights.
 * The learning rate falls linearly to a tenth over the planned steps. Training stops after two epochs without a better
 * validation loss, or after one that is a hundredth above the best (Prechelt 1998, "Early stopping, but when?": the
 * generalisation loss). Cancel and progress are looked at once a step. */
#ifndef MODEL_FIT_H
#define MODEL_FIT_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"

struct fit_plan {
    struct pool *pool; /* copies of the weights */
    uint64_t seed;
    int epochs, batch;
    float learning_rate;
    int n_rows;
    const uint8_t *validation; /* (n_rows) or NULL */
    bool average; /* what an epoch leaves is the mean of the weights over its second half, not where the last step
                     happened to end: two trainings that differ in the seed alone come out more alike, and better
                     (Izmailov et al. 2018). The next epoch goes on from the last step. */
    bool look;    /* validation is looked at behind the first quarter of a later epoch, too: a model that is mostly ids
                     knows its rows by heart as soon as it meets them a second time (Zhang et al. 2022, "Towards
                     understanding the overfitting phenomenon of deep click-through rate models"), and what is left of
                     such an epoch is never used. Not for a model whose epochs end in a mean, or whose loss wavers by a
                     hundredth on its way down */
};
/* Where a step stands: number counts from 1 over all epochs. */
struct fit_step {
    int epoch, number;
    float rate;
};
/* What a model has to offer. rows (n) are row numbers; both return the mean loss of those rows. */
struct fit_model {
    void *self;
    float *weights; /* (n_weights) what is kept of the best epoch */
    size_t n_weights;
    float *state; /* (n_state) the optimiser's, kept with them for fit_newest: what follows the best epoch must not hang
                     on how long training went on behind it. NULL: nothing follows */
    size_t n_state;
    double (*step)(void *self, const int32_t *rows, int n, const struct fit_step *step);
    double (*evaluate)(void *self, const int32_t *rows, int n);
    /* Puts an epoch's rows (n), shuffled, in the order in which they make batches; NULL: as they are. */
    bool (*arrange)(void *self, int32_t *rows, int n, int epoch, struct err *err);
};

/* Leaves the weights as training left them, and the curves in the blob: "curve.loss", "curve.validation" (n,2) f64: x
 * in epochs. */
bool fit_run(const struct fit_plan *plan, const struct fit_model *model, struct progress *progress, struct blob *out,
             struct err *err) MUST_USE;
/* One more pass, at a third of the rate, over the rows that were held out, which are the newest: what a team does once
 * validation has had its say. No curve, no early stopping. */
bool fit_newest(const struct fit_plan *plan, const struct fit_model *model, struct progress *progress,
                struct err *err) MUST_USE;
#endif
