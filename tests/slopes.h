/* slopes.h - gradients that backward gives, against what the loss does when its arguments move. */
#ifndef SLOPES_H
#define SLOPES_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static inline void fill(float *x, size_t n, const char *draw, float spread) {
    struct rng r = rng_of(rng_draw(7, draw), 0, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = spread * (float)rng_normal(&r);
}

/* The derivative of f along `direction` (n) at x, by central differences; x is left as it was. */
static inline double slope(double (*f)(void *arg), void *arg, float *x, const float *direction, size_t n, float h) {
    float *kept = mem_must(n, sizeof *kept);
    memcpy(kept, x, n * sizeof *x);
    double side[2];
    for (int s = 0; s < 2; s++) {
        for (size_t i = 0; i < n; i++)
            x[i] = kept[i] + (s ? -h : h) * direction[i];
        side[s] = f(arg);
    }
    memcpy(x, kept, n * sizeof *x);
    free(kept);
    return (side[0] - side[1]) / (2.0 * h);
}

static inline double along(const float *gradient, const float *direction, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)gradient[i] * direction[i];
    return sum;
}

/* Three random directions for one array. */
static inline void check(const char *what, double (*f)(void *arg), void *arg, float *x, const float *gradient,
                         size_t n) {
    float *direction = mem_must(n, sizeof *direction);
    for (int trial = 0; trial < 3; trial++) {
        struct rng r = rng_of(rng_draw(11, what), (uint64_t)trial, 0);
        double size = 0;
        for (size_t i = 0; i < n; i++) {
            direction[i] = (float)rng_normal(&r) / sqrtf((float)n);
            size += fabs((double)gradient[i]);
        }
        double numeric = slope(f, arg, x, direction, n, 1e-3f), analytic = along(gradient, direction, n);
        double scale = fabs(numeric) + fabs(analytic) + 0.05 * size / sqrt((double)n) + 1e-4;
        if (fabs(numeric - analytic) > 0.02 * scale)
            fail_msg("%s: the loss changes by %g, backward says %g", what, numeric, analytic);
    }
    free(direction);
}
#endif
