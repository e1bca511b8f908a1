#include "num/vecmath.h"
#include "world/policy.h"

#include <math.h>

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
        int best = 0;
        for (int k = 1; k < pool->n; k++)
            best = clock[k] < clock[best] ? k : best;
        items[p] = pool->item[best];
        propensity[p] = (float)fmin(pool->weight[best] / left, 1.0);
        left = fmax(left - pool->weight[best], pool->weight[best] * 1e-6);
        clock[best] = INFINITY;
    }
    return n;
}
