/* policy.h - how an older policy's list is drawn, whatever it weighed the items by. */
#ifndef WORLD_POLICY_H
#define WORLD_POLICY_H
#include "base/rng.h"

/* What it found for a request, and its Plackett-Luce weights. */
enum { POLICY_POOL = 128 };
struct policy_pool {
    int n;
    int32_t item[POLICY_POOL];
    float weight[POLICY_POOL];
};
/* Draws a list without replacement: positions 1..K, each in proportion to the weights that are left. propensity[p] is
 * that proportion: the probability of this item at this position given the pool and the items above it. */
int policy_draw(const struct policy_pool *pool, struct rng *rng, int K, int32_t *items, float *propensity);
#endif
