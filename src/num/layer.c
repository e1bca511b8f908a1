#include "num/layer.h"
#include "num/isa.h"
#include "num/mat.h"

#include <math.h>
#include <string.h>

NUM_KERNEL void row_add(float *a, const float *b, size_t n) {
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        a[i] += b[i];
}

NUM_KERNEL void row_add_scaled(float *a, const float *b, float scale, size_t n) {
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        a[i] += scale * b[i];
}

NUM_KERNEL void row_scale(float *a, float scale, size_t n) {
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        a[i] *= scale;
}

NUM_KERNEL static void add_bias(float *y, const float *b, int B, int O) {
    for (int i = 0; i < B; i++, y += O)
#pragma omp simd
        for (int o = 0; o < O; o++)
            y[o] += b[o];
}

NUM_KERNEL static void add_bias_rectify(float *y, const float *b, int B, int O) {
    for (int i = 0; i < B; i++, y += O)
#pragma omp simd
        for (int o = 0; o < O; o++) {
            float s = y[o] + b[o];
            y[o] = s > 0 ? s : 0;
        }
}

static void activate(float *y, const float *b, bool relu, int B, int O) {
    if (relu)
        add_bias_rectify(y, b, B, O);
    else
        add_bias(y, b, B, O);
}

NUM_KERNEL static void add_rows(float *y, const float *x, const float *w, int I, int O) {
    for (int i = 0; i < I; i++, w += O)
#pragma omp simd
        for (int o = 0; o < O; o++)
            y[o] += x[i] * w[o];
}

/* dy (B,O) is cleared where y is not above 0; sums (O) grow by its columns. */
NUM_KERNEL static void mask_add_columns(float *sums, float *dy, const float *y, int B, int O) {
    for (int i = 0; i < B; i++, dy += O, y += O)
#pragma omp simd
        for (int o = 0; o < O; o++) {
            float d = y[o] > 0 ? dy[o] : 0;
            dy[o] = d;
            sums[o] += d;
        }
}

/* sums (O) grow by the columns of x (B,O). */
NUM_KERNEL static void add_columns(float *sums, const float *x, int B, int O) {
    for (int i = 0; i < B; i++, x += O)
#pragma omp simd
        for (int o = 0; o < O; o++)
            sums[o] += x[o];
}

void dense_forward(float *y, const float *x, const float *w, const float *b, bool relu, int B, int I, int O) {
    mat_nn(y, x, w, B, O, I, 1.0f, false);
    activate(y, b, relu, B, O);
}

void dense_row(float *y, const float *x, const float *w, const float *b, bool relu, int I, int O) {
    memset(y, 0, (size_t)O * sizeof *y);
    add_rows(y, x, w, I, O);
    activate(y, b, relu, 1, O);
}

void dense_backward(float *dx, float *dw, float *db, float *dy, const float *y, const float *x, const float *w, int B,
                    int I, int O) {
    if (y)
        mask_add_columns(db, dy, y, B, O);
    else
        add_columns(db, dy, B, O);
    mat_tn(dw, x, dy, I, O, B, 1.0f, true);
    if (dx)
        mat_nt(dx, dy, w, B, I, O, 1.0f, false);
}

NUM_KERNEL void norm_forward(float *y, float *norm, const float *x, int B, int O) {
    for (int i = 0; i < B; i++, x += O, y += O) {
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int o = 0; o < O; o++)
            sum += x[o] * x[o];
        norm[i] = sqrtf(sum) > 1e-12f ? sqrtf(sum) : 1e-12f;
        float scale = 1.0f / norm[i];
#pragma omp simd
        for (int o = 0; o < O; o++)
            y[o] = x[o] * scale;
    }
}

NUM_KERNEL void norm_backward(float *dx, const float *dy, const float *y, const float *norm, int B, int O) {
    for (int i = 0; i < B; i++, dx += O, dy += O, y += O) {
        float dot = 0, scale = 1.0f / norm[i];
#pragma omp simd reduction(+ : dot)
        for (int o = 0; o < O; o++)
            dot += y[o] * dy[o];
#pragma omp simd
        for (int o = 0; o < O; o++)
            dx[o] = (dy[o] - y[o] * dot) * scale;
    }
}

NUM_KERNEL static void cross_join(float *y, float *c, const float *x0, const float *x, const float *b, int B, int W) {
    for (int i = 0; i < B; i++, y += W, c += W, x0 += W, x += W)
#pragma omp simd
        for (int j = 0; j < W; j++) {
            c[j] += b[j];
            y[j] = x0[j] * c[j] + x[j];
        }
}

void cross_forward(float *y, float *u, float *c, const float *x0, const float *x, const float *v, const float *w,
                   const float *b, int B, int W, int R) {
    mat_nn(u, x, v, B, R, W, 1.0f, false);
    mat_nn(c, u, w, B, W, R, 1.0f, false);
    cross_join(y, c, x0, x, b, B, W);
}

/* dc = dy * x0, dx0 += dy * c, dx = dy */
NUM_KERNEL static void cross_split(float *dc, float *dx0, float *dx, const float *dy, const float *x0, const float *c,
                                   size_t n) {
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        dc[i] = dy[i] * x0[i];
        dx0[i] += dy[i] * c[i];
        dx[i] = dy[i];
    }
}

void cross_backward(float *dx, float *dx0, float *dv, float *dw, float *db, const float *dy, const float *x0,
                    const float *x, const float *u, const float *c, const float *v, const float *w, float *room,
                    float *du, int B, int W, int R) {
    cross_split(room, dx0, dx, dy, x0, c, (size_t)B * W);
    add_columns(db, room, B, W);
    mat_tn(dw, u, room, R, W, B, 1.0f, true);
    mat_nt(du, room, w, B, R, W, 1.0f, false);
    mat_tn(dv, x, du, W, R, B, 1.0f, true);
    mat_nt(dx, du, v, B, W, R, 1.0f, true);
}

/* z (B) += x (B,I) w (I) */
NUM_KERNEL static void one_forward(float *z, const float *x, const float *w, int B, int I) {
    for (int i = 0; i < B; i++, x += I) {
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int k = 0; k < I; k++)
            sum += x[k] * w[k];
        z[i] += sum;
    }
}

NUM_KERNEL static void one_backward(float *dx, float *dw, const float *dz, const float *x, const float *w, int B,
                                    int I) {
    for (int i = 0; i < B; i++, x += I) {
#pragma omp simd
        for (int k = 0; k < I; k++)
            dw[k] += dz[i] * x[k];
        if (!dx)
            continue;
#pragma omp simd
        for (int k = 0; k < I; k++)
            dx[k] = dz[i] * w[k];
        dx += I;
    }
}

/* BLAS copies its operands before it multiplies, which costs more than a product with one column. */
void few_forward(float *z, const float *x, const float *w, int B, int I, int H) {
    if (H == 1)
        one_forward(z, x, w, B, I);
    else
        mat_nn(z, x, w, B, H, I, 1.0f, true);
}

void few_backward(float *dx, float *dw, const float *dz, const float *x, const float *w, int B, int I, int H) {
    if (H == 1) {
        one_backward(dx, dw, dz, x, w, B, I);
        return;
    }
    mat_tn(dw, x, dz, I, H, B, 1.0f, true);
    if (dx)
        mat_nt(dx, dz, w, B, I, H, 1.0f, false);
}

NUM_KERNEL static void squares(float *out, const float *x, size_t n) {
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        out[i] = x[i] * x[i];
}

/* sum and out (B,E) hold what the dense values give to the sum and to the sum of squares. */
NUM_KERNEL static void fm_join(float *out, float *sum, const float *e, int stride, int B, int F, int E) {
    for (int i = 0; i < B; i++, e += stride, out += E, sum += E) {
        for (int f = 0; f < F; f++)
#pragma omp simd
            for (int d = 0; d < E; d++) {
                float value = e[f * E + d];
                sum[d] += value;
                out[d] += value * value;
            }
#pragma omp simd
        for (int d = 0; d < E; d++)
            out[d] = 0.5f * (sum[d] * sum[d] - out[d]);
    }
}

void fm_forward(float *out, float *sum, const float *e, int stride, const float *x, const float *v, float *room, int B,
                int F, int D, int E) {
    float *x2 = room, *v2 = room + (size_t)B * D;
    squares(x2, x, (size_t)B * D);
    squares(v2, v, (size_t)D * E);
    if (D > 0) {
        mat_nn(sum, x, v, B, E, D, 1.0f, false);
        mat_nn(out, x2, v2, B, E, D, 1.0f, false);
    } else {
        memset(sum, 0, (size_t)B * E * sizeof *sum);
        memset(out, 0, (size_t)B * E * sizeof *out);
    }
    fm_join(out, sum, e, stride, B, F, E);
}

NUM_KERNEL static void fm_split(float *de, float *dsum, const float *dout, const float *sum, const float *e, int stride,
                                int B, int F, int E) {
    for (int i = 0; i < B; i++, e += stride, de += stride, dout += E, sum += E, dsum += E) {
        for (int f = 0; f < F; f++)
#pragma omp simd
            for (int d = 0; d < E; d++)
                de[f * E + d] += dout[d] * (sum[d] - e[f * E + d]);
#pragma omp simd
        for (int d = 0; d < E; d++)
            dsum[d] = dout[d] * sum[d];
    }
}

/* a (n) -= b * c */
NUM_KERNEL static void subtract_products(float *a, const float *b, const float *c, size_t n) {
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        a[i] -= b[i] * c[i];
}

/* d/dv of the dense part: x^T (dout * sum) - v * (x^2)^T dout. */
void fm_backward(float *de, float *dv, const float *dout, const float *sum, const float *e, int stride, const float *x,
                 const float *v, float *room, int B, int F, int D, int E) {
    float *x2 = room, *dsum = x2 + (size_t)B * D, *own = dsum + (size_t)B * E;
    fm_split(de, dsum, dout, sum, e, stride, B, F, E);
    if (D == 0)
        return;
    squares(x2, x, (size_t)B * D);
    mat_tn(dv, x, dsum, D, E, B, 1.0f, true);
    mat_tn(own, x2, dout, D, E, B, 1.0f, false);
    subtract_products(dv, v, own, (size_t)D * E);
}
