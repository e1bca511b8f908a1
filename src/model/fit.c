#include "model/fit.h"
#include "base/mem.h"
#include "base/rng.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CURVE_POINTS = 100, PATIENCE = 2, AVERAGE_EVERY = 4, MEAN_SHARDS = 16 };
/* Above the best validation loss by this share, one epoch is enough to stop: what has come so far does not come back.
 */
static const double far_above = 0.01;

struct curve {
    double (*point)[2];
    int n, room;
};

struct fit {
    const struct fit_plan *plan;
    const struct fit_model *model;
    struct progress *progress;
    int32_t *train, *held; /* row numbers */
    int n_train, n_held;
    int steps_an_epoch, steps;
    struct curve loss, validation;
    double window_loss; /* since the last point of the curve */
    int window_steps;
    float *best;        /* (n_weights) */
    float *best_state;  /* (n_state) or NULL */
    float *mean, *last; /* (n_weights) plan->average: of the epoch's second half; where its last step ended */
    int n_mean;
    double best_loss;
    int bad_epochs;
};

static void curve_add(struct curve *c, double x, double y) {
    if (c->n == c->room) {
        c->room = c->room ? 2 * c->room : 64;
        c->point = mem_grow(c->point, (size_t)c->room, sizeof *c->point);
    }
    c->point[c->n][0] = x;
    c->point[c->n][1] = y;
    c->n++;
}

static bool curve_save(const struct curve *c, const char *name, struct blob *out, struct err *err) {
    double *points = blob_add(out, name, BLOB_F64, c->n, 2, 0, err);
    if (!points)
        return false;
    if (c->n > 0)
        memcpy(points, c->point, (size_t)c->n * sizeof *c->point);
    return true;
}

static bool split_rows(struct fit *f, struct err *err) {
    const struct fit_plan *plan = f->plan;
    f->train = mem_array_raw((size_t)plan->n_rows, sizeof *f->train, err);
    f->held = mem_array_raw((size_t)plan->n_rows, sizeof *f->held, err);
    if (!f->train || !f->held)
        return false;
    for (int i = 0; i < plan->n_rows; i++)
        if (plan->validation && plan->validation[i])
            f->held[f->n_held++] = i;
        else
            f->train[f->n_train++] = i;
    if (f->n_train == 0)
        return err_set(err, ERR_USAGE, "there is no row to train on");
    f->steps_an_epoch = (f->n_train + plan->batch - 1) / plan->batch;
    f->steps = f->steps_an_epoch * plan->epochs;
    return true;
}

static double share_done(const struct fit *f, int number) {
    return (double)number / (f->steps > 0 ? f->steps : 1);
}

static void note_loss(struct fit *f, double loss, int number) {
    f->window_loss += loss;
    f->window_steps++;
    /* A point whenever another hundredth of the way is behind. */
    if ((long long)number * CURVE_POINTS / f->steps == (long long)(number - 1) * CURVE_POINTS / f->steps)
        return;
    double x = (double)number / f->steps_an_epoch, y = f->window_loss / f->window_steps;
    curve_add(&f->loss, x, y);
    progress_point(f->progress, "loss", x, y, share_done(f, number));
    f->window_loss = 0;
    f->window_steps = 0;
}

static void mean_shard(void *arg, int shard, int worker) {
    const struct fit *f = arg;
    const float *w = f->model->weights;
    size_t n = f->model->n_weights, end = n * ((size_t)shard + 1) / MEAN_SHARDS;
    float share = 1.0f / (float)f->n_mean;
    (void)worker;
    for (size_t i = n * (size_t)shard / MEAN_SHARDS; i < end; i++)
        f->mean[i] += (w[i] - f->mean[i]) * share;
}

static void add_to_mean(struct fit *f, int step) {
    if (!f->mean || 2 * step < f->steps_an_epoch || (f->steps_an_epoch - 1 - step) % AVERAGE_EVERY != 0)
        return;
    f->n_mean++;
    pool_for(f->plan->pool, MEAN_SHARDS, mean_shard, f);
}

static void copy_floats(const struct fit *f, float *to, const float *from, size_t n) {
    pool_copy(f->plan->pool, to, from, n * sizeof *to);
}

static void swap_in_mean(struct fit *f) {
    if (!f->mean)
        return;
    copy_floats(f, f->last, f->model->weights, f->model->n_weights);
    copy_floats(f, f->model->weights, f->mean, f->model->n_weights);
    f->n_mean = 0;
}

/* In chunks of equal size, so that a loss over in-batch candidates means the same in each. */
static bool evaluate(struct fit *f, double done, double *loss, struct err *err) {
    int chunks = (f->n_held + f->plan->batch - 1) / f->plan->batch;
    double total = 0;
    for (int c = 0; c < chunks; c++) {
        int begin, end;
        pool_range(f->n_held, chunks, c, &begin, &end);
        total += (end - begin) * f->model->evaluate(f->model->self, f->held + begin, end - begin);
        if (!progress_step(f->progress, done, err))
            return false;
    }
    *loss = total / f->n_held;
    return true;
}

static bool is_far_above(const struct fit *f, double loss) {
    return loss > f->best_loss + far_above * fabs(f->best_loss);
}

static void note_validation(struct fit *f, double epochs_done, double loss) {
    curve_add(&f->validation, epochs_done, loss);
    progress_point(f->progress, "validation", epochs_done, loss, epochs_done / f->plan->epochs);
}

/* Behind the first quarter of a later epoch: sets *stop when validation is far above the best already. */
static bool look(struct fit *f, int steps_done, bool *stop, struct err *err) {
    double loss, epochs_done = (double)steps_done / f->steps_an_epoch;
    if (!evaluate(f, share_done(f, steps_done), &loss, err))
        return false;
    if (is_far_above(f, loss)) {
        *stop = true;
        f->bad_epochs++;
        note_validation(f, epochs_done, loss);
    }
    return true;
}

static bool run_epoch(struct fit *f, int epoch, bool *stop, struct err *err) {
    const struct fit_plan *plan = f->plan;
    int quarter = epoch > 0 && plan->look && f->n_held > 0 ? f->steps_an_epoch / 4 : 0;
    struct rng rng = rng_of(rng_draw(plan->seed, "fit.shuffle"), (uint64_t)epoch, 0);
    rng_shuffle(&rng, f->train, f->n_train);
    if (f->model->arrange && !f->model->arrange(f->model->self, f->train, f->n_train, epoch, err))
        return false;
    for (int s = 0; s < f->steps_an_epoch; s++) {
        int begin, end, number = epoch * f->steps_an_epoch + s + 1;
        pool_range(f->n_train, f->steps_an_epoch, s, &begin, &end);
        struct fit_step step = {epoch, number, plan->learning_rate * (float)(1 - 0.9 * share_done(f, number - 1))};
        note_loss(f, f->model->step(f->model->self, f->train + begin, end - begin, &step), number);
        add_to_mean(f, s);
        if (!progress_step(f->progress, share_done(f, number), err))
            return false;
        if (s + 1 == quarter && !look(f, number, stop, err))
            return false;
        if (*stop)
            return true;
    }
    swap_in_mean(f);
    return true;
}

static void keep_best(struct fit *f) {
    const struct fit_model *model = f->model;
    copy_floats(f, f->best, model->weights, model->n_weights);
    if (f->best_state)
        copy_floats(f, f->best_state, model->state, model->n_state);
}

static void go_back(const struct fit *f) {
    const struct fit_model *model = f->model;
    copy_floats(f, model->weights, f->best, model->n_weights);
    if (f->best_state)
        copy_floats(f, model->state, f->best_state, model->n_state);
}

/* Sets *stop when validation no longer gets better. */
static bool validate(struct fit *f, int epochs_done, bool *stop, struct err *err) {
    if (f->n_held == 0)
        return true;
    double loss;
    if (!evaluate(f, share_done(f, epochs_done * f->steps_an_epoch), &loss, err))
        return false;
    note_validation(f, epochs_done, loss);
    if (loss < f->best_loss) {
        f->best_loss = loss;
        f->bad_epochs = 0;
        keep_best(f);
    } else {
        f->bad_epochs++;
    }
    *stop = f->bad_epochs >= PATIENCE || is_far_above(f, loss);
    return true;
}

bool fit_run(const struct fit_plan *plan, const struct fit_model *model, struct progress *progress, struct blob *out,
             struct err *err) {
    assert(plan->batch > 0 && plan->epochs >= 0);
    struct fit f = {.plan = plan, .model = model, .progress = progress, .best_loss = INFINITY};
    bool ok = false, stop = false;
    if (!split_rows(&f, err))
        goto out;
    if (f.n_held > 0 && !(f.best = mem_array_raw(model->n_weights, sizeof *f.best, err)))
        goto out;
    if (f.n_held > 0 && model->state && !(f.best_state = mem_array_raw(model->n_state, sizeof *f.best_state, err)))
        goto out;
    if (plan->average && (!(f.mean = mem_array(model->n_weights, sizeof *f.mean, err)) ||
                          !(f.last = mem_array_raw(model->n_weights, sizeof *f.last, err))))
        goto out;
    for (int epoch = 0; epoch < plan->epochs && !stop; epoch++) {
        if (epoch > 0 && f.last)
            copy_floats(&f, model->weights, f.last, model->n_weights);
        if (!run_epoch(&f, epoch, &stop, err) || (!stop && !validate(&f, epoch + 1, &stop, err)))
            goto out;
    }
    if (isfinite(f.best_loss) && f.bad_epochs > 0)
        go_back(&f);
    ok = curve_save(&f.loss, "curve.loss", out, err) && curve_save(&f.validation, "curve.validation", out, err);
out:
    free(f.train);
    free(f.held);
    free(f.best);
    free(f.best_state);
    free(f.mean);
    free(f.last);
    free(f.loss.point);
    free(f.validation.point);
    return ok;
}

bool fit_newest(const struct fit_plan *plan, const struct fit_model *model, struct progress *progress,
                struct err *err) {
    struct fit f = {.plan = plan, .model = model, .progress = progress};
    bool ok = split_rows(&f, err);
    struct rng rng = rng_of(rng_draw(plan->seed, "fit.newest"), 0, 0);
    int steps = (f.n_held + plan->batch - 1) / plan->batch;
    if (ok)
        rng_shuffle(&rng, f.held, f.n_held);
    for (int s = 0; ok && s < steps; s++) {
        int begin, end;
        pool_range(f.n_held, steps, s, &begin, &end);
        struct fit_step step = {plan->epochs, f.steps + s + 1, plan->learning_rate / 3};
        model->step(model->self, f.held + begin, end - begin, &step);
        ok = progress_step(progress, 1, err);
    }
    free(f.train);
    free(f.held);
    return ok;
}
