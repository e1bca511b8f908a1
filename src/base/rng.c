#include "base/rng.h"
#include "base/hash.h"

#include <math.h>
#include <string.h>

void rng_philox(uint32_t out[4], const uint32_t counter[4], const uint32_t key[2]) {
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3], k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
        uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c1 = (uint32_t)p1;
        c3 = (uint32_t)p0;
        c0 = n0;
        c2 = n2;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

uint64_t rng_draw(uint64_t seed, const char *draw) {
    return hash_64(draw, strlen(draw), seed);
}

struct rng rng_of(uint64_t draw_key, uint64_t a, uint32_t b) {
    return (struct rng){.key = {(uint32_t)draw_key, (uint32_t)(draw_key >> 32)},
                        .counter = {0, b, (uint32_t)a, (uint32_t)(a >> 32)}};
}

uint32_t rng_below(struct rng *r, uint32_t n) {
    /* Lemire 2019: multiply, reject the few low products that would bias. */
    uint64_t m = (uint64_t)rng_u32(r) * n;
    if ((uint32_t)m < n) {
        uint32_t threshold = -n % n;
        while ((uint32_t)m < threshold)
            m = (uint64_t)rng_u32(r) * n;
    }
    return (uint32_t)(m >> 32);
}

double rng_normal(struct rng *r) {
    double radius = sqrt(-2.0 * log(rng_uniform(r)));
    return radius * cos(6.283185307179586 * rng_uniform(r));
}

double rng_exponential(struct rng *r) {
    return -log(rng_uniform(r));
}

double rng_gamma(struct rng *r, double shape) {
    if (shape < 1.0)
        return rng_gamma(r, shape + 1.0) * pow(rng_uniform(r), 1.0 / shape);
    double d = shape - 1.0 / 3.0, c = 1.0 / sqrt(9.0 * d);
    for (;;) {
        double x = rng_normal(r), v = 1.0 + c * x;
        if (v <= 0.0)
            continue;
        v = v * v * v;
        if (log(rng_uniform(r)) < 0.5 * x * x + d - d * v + d * log(v))
            return d * v;
    }
}

int rng_poisson(struct rng *r, double mean) {
    if (mean <= 0.0)
        return 0;
    if (mean > 30.0) {
        double x = floor(mean + sqrt(mean) * rng_normal(r) + 0.5);
        return x < 0.0 ? 0 : (int)x;
    }
    double u = rng_uniform(r), p = exp(-mean), sum = p;
    int k = 0;
    while (u > sum && k < 1000) {
        k++;
        p *= mean / k;
        sum += p;
    }
    return k;
}

void rng_shuffle(struct rng *r, int32_t *ids, int n) {
    for (int i = n - 1; i > 0; i--) {
        int j = (int)rng_below(r, (uint32_t)i + 1);
        int32_t t = ids[i];
        ids[i] = ids[j];
        ids[j] = t;
    }
}

int rng_pick(struct rng *r, const double *sum, int n) {
    double u = rng_uniform(r) * sum[n - 1];
    int low = 0, high = n - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (sum[middle] < u)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int rng_harmonic(struct rng *r, int n, int offset) {
    double total = 0.0;
    for (int k = 0; k < n; k++)
        total += 1.0 / (k + offset);
    double u = rng_uniform(r) * total;
    int k = 0;
    while (k < n - 1 && (u -= 1.0 / (k + offset)) > 0.0)
        k++;
    return k;
}
