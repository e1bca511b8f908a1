#include "num/vecmath.h"
#include "num/expf.h"
#include "num/isa.h"

#include <math.h>

NUM_KERNEL void vec_exp(float *out, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        out[i] = num_exp(x[i]);
}

NUM_KERNEL void vec_sigmoid(float *out, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        out[i] = 1.0f / (1.0f + num_exp(-x[i]));
}

NUM_KERNEL void vec_log(float *out, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        out[i] = num_log(x[i]);
}

NUM_KERNEL float vec_dot(const float *x, const float *y, int n) {
    float sum = 0.0f;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

void vec_normalise(float *x, int n) {
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += (double)x[i] * x[i];
    float scale = sum > 0.0 ? (float)(1.0 / sqrt(sum)) : 0.0f;
    for (int i = 0; i < n; i++)
        x[i] *= scale;
}
