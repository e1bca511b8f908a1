#include "engine/examination.h"

#include <math.h>
#include <string.h>

/* What one request's pairs of neighbours (p, p+1) give to the upper and to the lower place. */
struct pairs {
    int places;
    double upper[EXAMINATION_MAX + 1], lower[EXAMINATION_MAX + 1];
};

static bool clicked(const struct log *log, int64_t row) {
    return log->event[row] >> HEAD_CLICK & 1;
}

static void pairs_of(const struct log *log, int request, struct pairs *out) {
    int64_t begin = log->start[request], end = log->start[request + 1];
    out->places = 0;
    memset(out->upper, 0, sizeof out->upper);
    memset(out->lower, 0, sizeof out->lower);
    for (int64_t row = begin; row < end && log->position[row] <= EXAMINATION_MAX; row++) {
        int p = log->position[row];
        out->places = p > out->places ? p : out->places;
        if (row + 1 == end || log->position[row + 1] != p + 1 || p == EXAMINATION_MAX)
            continue;
        double a = log->propensity[row], b = log->propensity[row + 1];
        double first = 1.0 - b * (1.0 - a), order = first / (first + (1.0 - a));
        if (!(order > 0.0) || (!clicked(log, row) && !clicked(log, row + 1)))
            continue;
        out->upper[p] += clicked(log, row) / order;
        out->lower[p] += clicked(log, row + 1) / order;
    }
}

/* log ratio(p) = sum over q < p of log lower(q) - log upper(q): to first order a request moves it by the sum of its
 * shares in both, and the variance is the sum of the squares. */
static void add_error(double *square, const struct pairs *mine, const struct pairs *all) {
    double moved = 0.0;
    for (int p = 1; p < all->places; p++) {
        if (all->upper[p] > 0.0 && all->lower[p] > 0.0)
            moved += mine->lower[p] / all->lower[p] - mine->upper[p] / all->upper[p];
        square[p + 1] += moved * moved;
    }
}

void examination_estimate(struct examination *out, const struct log *log, int n, bool (*use)(void *arg, int request),
                          void *arg) {
    struct pairs all = {.places = 1}, one;
    double square[EXAMINATION_MAX + 1] = {0.0};
    for (int r = 0; r < n; r++) {
        if (use && !use(arg, r))
            continue;
        pairs_of(log, r, &one);
        all.places = one.places > all.places ? one.places : all.places;
        for (int p = 1; p < one.places; p++) {
            all.upper[p] += one.upper[p];
            all.lower[p] += one.lower[p];
        }
    }
    for (int r = 0; r < n; r++)
        if (!use || use(arg, r)) {
            pairs_of(log, r, &one);
            add_error(square, &one, &all);
        }
    *out = (struct examination){.positions = all.places, .at = {[1] = 1.0f}, .ratio = {[1] = 1.0}};
    for (int p = 2; p <= all.places; p++) {
        double upper = all.upper[p - 1], lower = all.lower[p - 1];
        out->ratio[p] = out->ratio[p - 1] * (upper > 0.0 && lower > 0.0 ? lower / upper : 1.0);
        out->error[p] = out->ratio[p] * sqrt(square[p]);
        out->at[p] = fminf(fmaxf((float)out->ratio[p], EXAMINATION_LEAST), 1.0f);
    }
}

float examination_at(const struct examination *e, int position) {
    return e->at[position < 1 ? 1 : position > e->positions ? e->positions : position];
}

void examination_weigh(const struct examination *e, int position, bool event, bool always_kept, float keep,
                       float *weight, float *zero_weight) {
    *weight = event ? 1.0f / examination_at(e, position) : 1.0f;
    *zero_weight = (1.0f - *weight) * (always_kept ? keep : 1.0f);
}

bool examination_save(const struct examination *e, struct blob *out, struct err *err) {
    float *at = blob_add(out, "examination", BLOB_F32, e->positions + 1, 0, 0, err);
    if (at)
        memcpy(at, e->at, ((size_t)e->positions + 1) * sizeof *at);
    return at != NULL;
}

void examination_open(const struct blob *blob, struct examination *out) {
    const struct section *at = blob_find(blob, "examination");
    *out = (struct examination){0};
    if (!at || at->shape[0] < 2 || at->shape[0] > EXAMINATION_MAX + 1)
        return;
    out->positions = (int)at->shape[0] - 1;
    memcpy(out->at, at->data, (size_t)at->shape[0] * sizeof *out->at);
}
