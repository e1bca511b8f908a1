#include "num/isa.h"
#include "num/vecmath.h"
#include "world/policy.h"

#include <math.h>

/* Where the least stands, the first of several; n > 0. */
NUM_KERNEL static int least_at(const float *v, int n) {
    float least = v[0];
    int at = 0;
#pragma omp simd reduction(min : least)
    for (int k = 1; k < n; k++)
        least = v[k] < least ? v[k] : least;
    while (v[at] != least)
        at++;
    return at;
}

int policy_draw(const struct policy_pool *pool, struct rng *rng, int K, int32_t *items, float *propensity) {
    /* The item with the smallest Exp(1) / weight is drawn in proportion to the weights, and so on down the list. */
    float clock[POLICY_POOL];
    double left = 0.0;
    for (int k = 0; k < pool->n; k++)
        clock[k] = rng_uniformf(rng);
    vec_log(clock, clock, pool->n);
    for (int k = 0; k < pool->n; k++) {
        clock[k] = -clock[k] / pool->weight[k];
        left += pool->weight[k];
    }
    int n = K < pool->n ? K : pool->n;
    for (int p = 0; p < n; p++) {
        int best = least_at(clock, pool->n);
        items[p] = pool->item[best];
        propensity[p] = (float)fmin(pool->weight[best] / left, 1.0);
        left = fmax(left - pool->weight[best], pool->weight[best] * 1e-6);
        clock[best] = INFINITY;
    }
    return n;
}
