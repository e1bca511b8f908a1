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

/* -log(1 - p v) = softplus(z) - softplus(z + log(1 - v)) */
double loss_delayed(float *dlogit, float logit, float label, float visible, float weight) {
    if (label > 0.5f || visible >= 1.0f)
        return loss_bce(dlogit, logit, label, weight);
    float later = logit + log1pf(-visible);
    *dlogit = weight * (loss_sigmoid(logit) - loss_sigmoid(later));
    return weight * (loss_softplus(logit) - loss_softplus(later));
}

double loss_weighted(float *dlogit, float logit, float label, float weight) {
    float p = loss_sigmoid(logit);
    *dlogit = weight * (p - label * (1.0f - p));
    return weight * (loss_softplus(logit) + (double)label * loss_softplus(-(double)logit));
}

NUM_KERNEL float loss_largest(const float *z, const float *shift, int n) {
    float largest = -INFINITY;
#pragma omp simd reduction(max : largest)
    for (int c = 0; c < n; c++)
        largest = z[c] + shift[c] > largest ? z[c] + shift[c] : largest;
    return largest;
}

NUM_KERNEL double loss_softmax_rivals(float *z, const float *shift, const int32_t *item, int32_t own, float reference,
                                      int n) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < n; c++) {
        float e = num_exp(z[c] + (shift[c] - reference));
        z[c] = item[c] == own ? 0.0f : e;
        sum += z[c];
    }
    return sum;
}

NUM_KERNEL double loss_bce_rivals(float *z, const float *shift, const int32_t *item, int32_t own, double *slope,
                                  int n) {
    float total = 0, slopes = 0;
#pragma omp simd reduction(+ : total, slopes)
    for (int c = 0; c < n; c++) {
        float x = z[c] + shift[c], e = num_exp(x > 0 ? -x : x); /* exp(-|x|) */
        float loss = (x > 0 ? x : 0.0f) + num_log(1.0f + e), p = (x > 0 ? 1.0f : e) / (1.0f + e);
        z[c] = item[c] == own ? 0.0f : p;
        total += item[c] == own ? 0.0f : loss;
        slopes += z[c];
    }
    *slope += slopes;
    return total;
}
