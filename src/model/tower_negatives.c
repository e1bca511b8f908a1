#include "model/tower_negatives.h"
#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>

int negatives_drawn(enum tower_negatives kind, int B) {
    switch (kind) {
    case NEGATIVES_IN_BATCH:
        return 0;
    case NEGATIVES_MIXED:
    case NEGATIVES_HARD:
        return (B + 1) / 2;
    default:
        return B;
    }
}

/* How often item j is expected among the candidates of a batch of B. Items without a training positive (they occur
 * while validating) count as if they had one. */
static double expected(const struct negatives *n, const int32_t *count, int j, int positives, int B) {
    double f = (double)(count[j] > 0 ? count[j] : 1) / positives, uniform = 1.0 / n->n_items;
    int R = negatives_drawn(n->kind, B);
    switch (n->kind) {
    case NEGATIVES_IN_BATCH:
    case NEGATIVES_HARD: /* but for those mined */
        return B * f;
    case NEGATIVES_RANDOM:
        return R * uniform;
    case NEGATIVES_POPULARITY:
        return R * pow(count[j] > 0 ? count[j] : 1, 0.75) / n->cumulative[n->n_items - 1];
    case NEGATIVES_MIXED:
        return B * f + R * uniform;
    }
    return 1;
}

static void correct(struct negatives *n, const int32_t *count, int positives, int B) {
    double mean = 0;
    for (int j = 0; j < n->n_items; j++)
        mean += expected(n, count, j, positives, B) / n->n_items;
    for (int j = 0; j < n->n_items; j++)
        n->log_q[j] = (float)log(expected(n, count, j, positives, B) / mean);
}

static bool start_mined(struct negatives *n, const int32_t *count, int positives, int B, struct err *err) {
    n->shared = mem_array((size_t)n->n_items, sizeof *n->shared, err);
    n->mined = mem_array((size_t)n->n_items, sizeof *n->mined, err);
    if (!n->shared || !n->mined)
        return false;
    double R = negatives_drawn(n->kind, B), sum = 0;
    for (int j = 0; j < n->n_items; j++) {
        n->shared[j] = (float)expected(n, count, j, positives, B);
        n->mined[j] = (float)(R / n->n_items);
        sum += n->shared[j];
    }
    n->mean = (sum + R) / n->n_items;
    return true;
}

void negatives_note_mined(struct negatives *n, const int32_t *items, int count) {
    const float share = 1.0f / MINED_MEMORY;
    if (!n->mined)
        return;
    for (int j = 0; j < n->n_items; j++)
        n->mined[j] *= 1 - share;
    for (int i = 0; i < count; i++)
        n->mined[items[i]] += share;
}

float negatives_log_q(const struct negatives *n, int32_t item, bool training) {
    if (n->kind != NEGATIVES_HARD || !training || !n->logq)
        return n->sign * n->log_q[item];
    return n->sign * (float)log((n->shared[item] + n->mined[item]) / n->mean);
}

bool negatives_init(struct negatives *n, const struct tower_params *params, const int32_t *count, int n_items,
                    int positives, struct err *err) {
    *n = (struct negatives){.kind = params->negatives, .n_items = n_items, .logq = params->logq && positives > 0};
    n->sign = params->logq_added ? -1.0f : 1.0f;
    n->draw = rng_draw(params->seed, "tower.negatives");
    n->cumulative = mem_array((size_t)n_items, sizeof *n->cumulative, err);
    n->log_q = mem_array((size_t)n_items, sizeof *n->log_q, err);
    if (!n->cumulative || !n->log_q) {
        negatives_fini(n);
        return false;
    }
    double sum = 0;
    for (int j = 0; j < n_items; j++)
        n->cumulative[j] = sum += count[j] > 0 ? pow(count[j], 0.75) : 0;
    int B = params->batch < positives ? params->batch : positives;
    if (n->logq)
        correct(n, count, positives, B);
    if (n->kind == NEGATIVES_HARD && n->logq && !start_mined(n, count, positives, B, err)) {
        negatives_fini(n);
        return false;
    }
    return true;
}

void negatives_fini(struct negatives *n) {
    free(n->cumulative);
    free(n->log_q);
    free(n->shared);
    free(n->mined);
    *n = (struct negatives){0};
}

static int32_t draw_popular(const struct negatives *n, double u) {
    double at = u * n->cumulative[n->n_items - 1];
    int low = 0, high = n->n_items - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (n->cumulative[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void negatives_draw(const struct negatives *n, uint64_t a, uint32_t b, int32_t *items, int count) {
    struct rng rng = rng_of(n->draw, a, b);
    for (int i = 0; i < count; i++)
        items[i] = n->kind == NEGATIVES_POPULARITY ? draw_popular(n, rng_uniform(&rng))
                                                   : (int32_t)rng_below(&rng, (uint32_t)n->n_items);
}
