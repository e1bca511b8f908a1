/* optim.h - Adam over dense weights, and Adam or Adagrad over the touched rows of embedding tables alone.
 * Kingma and Ba 2015; "lazy" Adam: the moments of a row move only when the row is used, as in PyTorch's SparseAdam.
 * Duchi et al. 2011 for Adagrad.
 *
 * The uses of a table in a batch are grouped by row: a row's gradients are summed in the order in which its uses were
 * pushed, and each row is updated once, so that the numbers do not depend on who does which rows:
 *
 *     head[row] -> use -> next -> ... -> -1        touched: the rows that have a chain, in the order of first use
 *
 * Life of a group: group_init -> (group_push ... -> optim_rows -> group_clear) again and again -> group_fini. */
#ifndef NUM_OPTIM_H
#define NUM_OPTIM_H
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct adam {
    float rate;                  /* what the caller asked for */
    float beta1, beta2, epsilon; /* 0.9, 0.999, 1e-8 */
    float rate_now, unbias2;     /* with the bias corrections of this step */
};
/* Step 1 is the first update. */
struct adam adam_at(float rate, int step);
/* w, m, v, g (n); g is scaled by `scale` first. */
void adam_update(float *w, float *m, float *v, const float *g, float scale, size_t n, const struct adam *adam);
/* sum (n) of squares; w -= rate g / (sqrt(sum) + epsilon). */
void adagrad_update(float *w, float *sum, const float *g, float scale, size_t n, float rate, float epsilon);

struct use {
    int32_t sample, next;
    float factor;
};
struct group {
    int32_t *head, *tail; /* (rows) -1 between batches */
    struct use *use;      /* (uses) */
    int32_t *touched;     /* (uses) */
    int n_use, n_touched, rows, uses;
};
bool group_init(struct group *g, int rows, int uses, struct err *err) MUST_USE;
void group_fini(struct group *g); /* {0} is fine */
/* Row `row` was used with `factor` by sample `sample`. At most `uses` a batch. */
void group_push(struct group *g, int row, int sample, float factor);

/* Uses on their way into a group, which takes those of a part of a table: which they are is not guessed at by a branch,
 * and where a row's chain stands is in no cache and is asked for before its turn.
 * {.group = g} -> group_pick any number of times -> group_push_picked. */
enum { GROUP_PICKED = 64 };
struct group_picks {
    struct group *group;
    int n;
    struct {
        int32_t row, sample;
        float factor;
    } use[GROUP_PICKED];
};
void group_push_picked(struct group_picks *picks);
/* As group_push, when `mine`. */
static inline void group_pick(struct group_picks *picks, bool mine, int row, int sample, float factor) {
    picks->use[picks->n].row = row;
    picks->use[picks->n].sample = sample;
    picks->use[picks->n].factor = factor;
    picks->n += mine;
    if (picks->n == GROUP_PICKED)
        group_push_picked(picks);
}

/* Where the gradient of a sample's use stands: first + sample * first_row for samples below `split`, else second +
 * (sample - split) * second_row. */
struct gradients {
    const float *first, *second;
    int first_row, second_row, split;
};
/* Adagrad's steps shrink with every use of a row, Adam's do not: at the rate an Adam is given it starts that much
 * higher. */
enum { ADAGRAD_RATE = 8 };
enum optim_kind { OPTIM_ADAM, OPTIM_ADAGRAD };
/* A table: w, m, v with `width` floats a row, row r at r * stride. Adagrad leaves v alone. */
struct optim_table {
    enum optim_kind kind;
    float *w, *m, *v;
    int width;
    size_t stride;
};
/* Updates the touched rows. sum (width) is scratch. g stays as it is: it may serve a second table. */
void optim_rows(const struct optim_table *table, const struct group *g, const struct gradients *from, float scale,
                const struct adam *adam, float *sum);
void group_clear(struct group *g);
#endif
