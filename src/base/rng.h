/* rng.h - counter-based random numbers: the same (seed, draw, a, b) gives the same stream, on any thread, in any order.
 * Philox4x32-10: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 * A draw is named for what it decides ("world.user.taste"), a and b are the ids it decides it for. */
#ifndef BASE_RNG_H
#define BASE_RNG_H
#include <stdint.h>

struct rng {
    uint32_t key[2], counter[4];
    uint32_t block[4];
    int left; /* words of block not yet used */
};

/* The key of a named draw; compute it once outside a loop over ids. */
uint64_t rng_draw(uint64_t seed, const char *draw);
/* The stream of one entity (a, b) under a draw's key. Costs nothing until the first number is taken. */
struct rng rng_of(uint64_t draw_key, uint64_t a, uint32_t b);

/* One block of Philox4x32-10. */
void rng_philox(uint32_t out[4], const uint32_t counter[4], const uint32_t key[2]);

static inline uint32_t rng_u32(struct rng *r) {
    if (r->left == 0) {
        rng_philox(r->block, r->counter, r->key);
        r->counter[0]++;
        r->left = 4;
    }
    return r->block[--r->left];
}

static inline uint64_t rng_u64(struct rng *r) {
    uint64_t high = rng_u32(r);
    return high << 32 | rng_u32(r);
}

static inline double rng_uniform(struct rng *r) { /* in (0,1), 53 bits */
    return ((double)(rng_u64(r) >> 11) + 0.5) * 0x1p-53;
}

static inline float rng_uniformf(struct rng *r) { /* in (0,1), 23 bits */
    return ((float)(rng_u32(r) >> 9) + 0.5f) * 0x1p-23f;
}

uint32_t rng_below(struct rng *r, uint32_t n); /* in [0,n), unbiased; n > 0 */
double rng_normal(struct rng *r);              /* mean 0, variance 1 */
double rng_exponential(struct rng *r);         /* mean 1 */
double rng_gamma(struct rng *r, double shape); /* scale 1, shape > 0 (Marsaglia and Tsang 2000) */
int rng_poisson(struct rng *r, double mean);   /* inversion below 30, rounded normal above */
void rng_shuffle(struct rng *r, int32_t *ids, int n);
/* One of n > 0 by weights, given as their running sum (n), the last above 0: O(log n). */
int rng_pick(struct rng *r, const double *sum, int n);
/* k of [0,n) in proportion to 1 / (k + offset): sizes as topics have them. O(n). */
int rng_harmonic(struct rng *r, int n, int offset);
#endif
