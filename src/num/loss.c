#include "num/loss.h"
#include "num/expf.h"
#include "num/isa.h"

#include <math.h>

float loss_sigmoid(float x) {
    return 1.0f / (1.0f + num_exp(-x));
}

double loss_softplus(double x) {
    return (x > 0 ? x : 0) + log1p(exp(-fabs(x)));
}

NUM_KERNEL void loss_sigmoid_all(float *p, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        p[i] = 1.0f / (1.0f + num_exp(-x[i]));
}

double loss_bce(float *dlogit, float logit, float label, float weight) {
    *dlogit = weight * (loss_sigmoid(logit) - label);
    return (double)weight * (loss_softplus(logit) - (double)label * logit);
}

double loss_focal(float *dlogit, float logit, float label, float weight, float gamma) {
    double z = label > 0.5f ? logit : -logit; /* the logit of what happened */
    double pt = 1 / (1 + exp(-z)), wrong = 1 / (1 + exp(z)), nll = loss_softplus(-z);
    double factor = pow(wrong, gamma);
    /* d/dz wrong^g nll = -wrong^g (g pt nll + wrong) */
    double dz = -factor * (gamma * pt * nll + wrong);
    *dlogit = (float)(weight * (label > 0.5f ? dz : -dz));
    return weight * factor * nll;
}

double loss_weighted(float *dlogit, float logit, float label, float weight) {
    float p = loss_sigmoid(logit);
    *dlogit = weight * (p - label * (1.0f - p));
    return weight * (loss_softplus(logit) + (double)label * loss_softplus(-(double)logit));
}

/* z (C) becomes exp(z - max), whose sum is returned; *max too. */
NUM_KERNEL static float exponentials(float *z, int C, float *max) {
    float m = -INFINITY;
#pragma omp simd reduction(max : m)
    for (int c = 0; c < C; c++)
        m = z[c] > m ? z[c] : m;
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < C; c++) {
        z[c] = num_exp(z[c] - m);
        sum += z[c];
    }
    *max = m;
    return sum;
}

NUM_KERNEL static void scale(float *z, float factor, int C) {
#pragma omp simd
    for (int c = 0; c < C; c++)
        z[c] *= factor;
}

double loss_softmax(float *z, const int *target, const float *weight, int R, int C) {
    double total = 0;
    for (int r = 0; r < R; r++) {
        float *row = z + (size_t)r * C, w = weight ? weight[r] : 1.0f, true_logit = row[target[r]], max;
        float sum = exponentials(row, C, &max);
        total += w * (log(sum) + max - true_logit);
        scale(row, w / sum, C);
        row[target[r]] -= w;
    }
    return total;
}

/* Logits z (C) of negatives of weight w become gradients; returns the sum of softplus(z), without w. */
NUM_KERNEL static double negatives(float *z, float w, int C) {
    double total = 0;
#pragma omp simd reduction(+ : total)
    for (int c = 0; c < C; c++) {
        float e = num_exp(z[c] > 0 ? -z[c] : z[c]); /* exp(-|z|) */
        total += (z[c] > 0 ? z[c] : 0.0f) + num_log(1.0f + e);
        z[c] = w * (z[c] > 0 ? 1.0f : e) / (1.0f + e);
    }
    return total;
}

double loss_bce_rows(float *z, const int *target, const float *weight, float negative, int R, int C) {
    double total = 0;
    for (int r = 0; r < R; r++) {
        float *row = z + (size_t)r * C, w = weight ? weight[r] : 1.0f, logit = row[target[r]], d;
        row[target[r]] = -INFINITY; /* no negative of its own row */
        total += w * negative * negatives(row, w * negative, C);
        total += loss_bce(&d, logit, 1.0f, w);
        row[target[r]] = d;
    }
    return total;
}
