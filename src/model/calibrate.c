#include "model/calibrate.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A fitted calibrator: "NAME.kind" i32 (1); "NAME.platt" f64 (2): p' = 1 / (1 + exp(a z + b)), z the logit of p;
 * "NAME.x", "NAME.y" f32 (n): the corners of the isotonic curve, linear between them. */
struct section_name {
    char text[40];
};
static struct section_name part_of(const char *name, const char *part) {
    struct section_name section;
    snprintf(section.text, sizeof section.text, "%s.%s", name, part);
    return section;
}

static float logit_of(float p) {
    float q = p < 1e-7f ? 1e-7f : p > 1 - 1e-7f ? 1 - 1e-7f : p;
    return logf(q / (1 - q));
}

/* ---- Platt: Newton's method with backtracking, after Lin, Lin and Weng 2007 ---- */

struct platt {
    const float *p, *y, *weight;
    double *z; /* (n) logits of p */
    int n;
    double target[2]; /* smoothed: of negatives and of positives */
};

static double weight_of(const float *weight, int i) {
    return weight ? weight[i] : 1;
}

/* Cross entropy at (a,b); gradient g and Hessian h (aa, ab, bb) when wanted. */
static double platt_loss(const struct platt *f, double a, double b, double *g, double *h) {
    double loss = 0;
    if (g)
        memset(g, 0, 2 * sizeof *g), memset(h, 0, 3 * sizeof *h);
    for (int i = 0; i < f->n; i++) {
        double w = weight_of(f->weight, i), t = f->target[f->y[i] > 0.5f], s = a * f->z[i] + b;
        double p = s >= 0 ? exp(-s) / (1 + exp(-s)) : 1 / (1 + exp(s));
        loss += w * (s >= 0 ? t * s + log1p(exp(-s)) : (t - 1) * s + log1p(exp(s)));
        if (!g)
            continue;
        double d = w * (t - p), dd = w * p * (1 - p);
        g[0] += d * f->z[i];
        g[1] += d;
        h[0] += dd * f->z[i] * f->z[i];
        h[1] += dd * f->z[i];
        h[2] += dd;
    }
    return loss;
}

static void platt_newton(const struct platt *f, double *a, double *b) {
    double g[2], h[3], loss = platt_loss(f, *a, *b, g, h);
    for (int iteration = 0; iteration < 100; iteration++) {
        double haa = h[0] + 1e-9, hbb = h[2] + 1e-9, det = haa * hbb - h[1] * h[1];
        if (fabs(g[0]) + fabs(g[1]) < 1e-9 * (1 + f->n) || !(det > 0))
            return;
        double da = -(hbb * g[0] - h[1] * g[1]) / det, db = -(haa * g[1] - h[1] * g[0]) / det;
        double slope = g[0] * da + g[1] * db, step = 1;
        while (step > 1e-10 &&
               !(platt_loss(f, *a + step * da, *b + step * db, NULL, NULL) < loss + 1e-4 * step * slope))
            step /= 2;
        if (step <= 1e-10)
            return;
        *a += step * da;
        *b += step * db;
        loss = platt_loss(f, *a, *b, g, h);
    }
}

static bool fit_platt(const char *name, const float *p, const float *y, const float *weight, int n, struct blob *out,
                      struct err *err) {
    double *ab = blob_add(out, part_of(name, "platt").text, BLOB_F64, 2, 0, 0, err);
    double *z = mem_array((size_t)n, sizeof *z, err);
    if (!ab || !z) {
        free(z);
        return false;
    }
    double positives = 0, negatives = 0;
    for (int i = 0; i < n; i++) {
        z[i] = logit_of(p[i]);
        *(y[i] > 0.5f ? &positives : &negatives) += weight_of(weight, i);
    }
    struct platt f = {p, y, weight, z, n, {1 / (negatives + 2), (positives + 1) / (positives + 2)}};
    ab[0] = -1; /* the identity; p' falls with a z + b */
    ab[1] = 0;
    platt_newton(&f, &ab[0], &ab[1]);
    free(z);
    return true;
}

/* ---- isotonic: pool adjacent violators, the steps centred (Oron and Flournoy 2017) ---- */

enum { ISOTONIC_ROWS = 10 }; /* of either label in a step */

struct pair {
    float p, y;
    double weight;
};
struct block {
    double sum, weight, centre; /* sums of y w, of w, of p w */
    int rows[2];                /* without and with a label */
};

static int by_p(const void *a, const void *b) {
    const struct pair *x = a, *y = b;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    if (x->y != y->y)
        return x->y < y->y ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

static double mean_of(const struct block *b) {
    return b->sum / b->weight;
}

static struct block joined(struct block a, struct block b) {
    return (struct block){
        a.sum + b.sum, a.weight + b.weight, a.centre + b.centre, {a.rows[0] + b.rows[0], a.rows[1] + b.rows[1]}};
}

/* Blocks (n at most) of rising means; rows of equal p share one. Returns how many. */
static int pool_violators(const struct pair *pairs, int n, struct block *blocks) {
    int count = 0;
    for (int i = 0, next; i < n; i = next) {
        struct block b = {0};
        for (next = i; next < n && pairs[next].p == pairs[i].p; next++) {
            b.sum += (double)pairs[next].y * pairs[next].weight;
            b.weight += pairs[next].weight;
            b.centre += (double)pairs[next].p * pairs[next].weight;
            b.rows[pairs[next].y > 0.5f]++;
        }
        while (count > 0 && mean_of(&blocks[count - 1]) >= mean_of(&b))
            b = joined(blocks[--count], b);
        blocks[count++] = b;
    }
    return count;
}

static bool is_small(const struct block *b) {
    return b->rows[0] < ISOTONIC_ROWS || b->rows[1] < ISOTONIC_ROWS;
}

/* Few rows make a step of any height, and none with a label a step to nothing, which costs a logarithm of it: blocks
 * are joined until each has enough of both. */
static int join_small(struct block *blocks, int n) {
    int count = 0;
    for (int i = 0; i < n; i++)
        if (count > 0 && is_small(&blocks[count - 1]))
            blocks[count - 1] = joined(blocks[count - 1], blocks[i]);
        else
            blocks[count++] = blocks[i];
    if (count > 1 && is_small(&blocks[count - 1])) {
        count--;
        blocks[count - 1] = joined(blocks[count - 1], blocks[count]);
    }
    return count;
}

/* The curve runs through the centres of the blocks, and from 0 to 1: no two p become one. */
static bool save_corners(const char *name, const struct block *blocks, int n, struct blob *out, struct err *err) {
    float *x = blob_add(out, part_of(name, "x").text, BLOB_F32, (int64_t)n + 2, 0, 0, err);
    float *y = blob_add(out, part_of(name, "y").text, BLOB_F32, (int64_t)n + 2, 0, 0, err);
    if (!x || !y)
        return false;
    for (int i = 0; i < n; i++) {
        x[i + 1] = (float)(blocks[i].centre / blocks[i].weight);
        y[i + 1] = (float)mean_of(&blocks[i]);
    }
    x[n + 1] = y[n + 1] = 1.0f;
    return true;
}

static bool fit_isotonic(const char *name, const float *p, const float *y, const float *weight, int n, struct blob *out,
                         struct err *err) {
    struct pair *pairs = mem_array((size_t)n, sizeof *pairs, err);
    struct block *blocks = mem_array((size_t)n, sizeof *blocks, err);
    bool ok = pairs && blocks;
    int used = 0;
    for (int i = 0; ok && i < n; i++)
        if (weight_of(weight, i) > 0)
            pairs[used++] = (struct pair){p[i], y[i], weight_of(weight, i)};
    if (ok) {
        qsort(pairs, (size_t)used, sizeof *pairs, by_p);
        ok = save_corners(name, blocks, join_small(blocks, pool_violators(pairs, used, blocks)), out, err);
    }
    free(pairs);
    free(blocks);
    return ok;
}

bool calibration_fit(enum calibration_kind kind, const char *name, const float *p, const float *y, const float *weight,
                     int n, struct blob *out, struct err *err) {
    int32_t *stored = blob_add(out, part_of(name, "kind").text, BLOB_I32, 1, 0, 0, err);
    if (!stored)
        return false;
    *stored = n > 0 ? (int32_t)kind : CALIBRATION_NONE;
    if (*stored == CALIBRATION_PLATT)
        return fit_platt(name, p, y, weight, n, out, err);
    if (*stored == CALIBRATION_ISOTONIC)
        return fit_isotonic(name, p, y, weight, n, out, err);
    return true;
}

/* ---- applying ---- */

/* Linear between the corners, of which the first is at 0 and the last at 1. */
static float interpolate(const float *x, const float *y, int n, float p) {
    if (!(p > x[0]))
        return y[0];
    if (p >= x[n - 1])
        return y[n - 1];
    int low = 0, high = n - 1; /* x[low] < p <= x[high] */
    while (high - low > 1) {
        int middle = (low + high) / 2;
        *(x[middle] < p ? &low : &high) = middle;
    }
    float width = x[high] - x[low];
    return width > 0 ? y[low] + (y[high] - y[low]) * (p - x[low]) / width : y[high];
}

struct calibration calibration_open(const struct blob *blob, const char *name) {
    struct calibration c = {0};
    c.kind = (enum calibration_kind) * (const int32_t *)blob_get(blob, part_of(name, "kind").text, BLOB_I32);
    if (c.kind == CALIBRATION_PLATT) {
        const double *ab = blob_get(blob, part_of(name, "platt").text, BLOB_F64);
        c.slope = ab[0];
        c.shift = ab[1];
    } else if (c.kind == CALIBRATION_ISOTONIC) {
        c.corners = (int)blob_length(blob, part_of(name, "x").text);
        c.x = blob_get(blob, part_of(name, "x").text, BLOB_F32);
        c.y = blob_get(blob, part_of(name, "y").text, BLOB_F32);
    }
    return c;
}

void calibration_apply(const struct calibration *c, float *p, int n) {
    for (int i = 0; i < n && c->kind == CALIBRATION_PLATT; i++)
        p[i] = (float)(1 / (1 + exp(c->slope * logit_of(p[i]) + c->shift)));
    for (int i = 0; i < n && c->corners > 0; i++)
        p[i] = interpolate(c->x, c->y, c->corners, p[i]);
}
