#include "num/vecmath.h"
#include "num/isa.h"

#include <stdint.h>
#include <string.h>

static inline float float_of_bits(uint32_t bits) {
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}

static inline uint32_t bits_of_float(float f) {
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    return bits;
}

/* x = n ln 2 + r with |r| <= ln 2 / 2; e^r by a polynomial (coefficients of Cephes' expf, S. Moshier), 2^n by the
 * exponent bits. Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits. */
static inline float exp_one(float x) {
    x = x < -87.3f ? -87.3f : x;
    x = x > 88.3f ? 88.3f : x;
    float shifted = x * 1.44269504f + 12582912.0f;
    float n = shifted - 12582912.0f;
    float r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r;
    return (p + 1.0f) * float_of_bits((bits_of_float(shifted) + 127u) << 23);
}

/* x = 2^e m with m in [sqrt(1/2), sqrt(2)); log m by a polynomial (Cephes' logf). */
static inline float log_one(float x) {
    x = x > 1.17549435e-38f ? x : 1.17549435e-38f;
    uint32_t bits = bits_of_float(x) - 0x3f3504f3u; /* sqrt(1/2): the exponent field counts from there */
    float e = (float)((int32_t)bits >> 23);
    float m = float_of_bits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
    float p = 7.0376836292e-2f;
    p = p * m + -1.1514610310e-1f;
    p = p * m + 1.1676998740e-1f;
    p = p * m + -1.2420140846e-1f;
    p = p * m + 1.4249322787e-1f;
    p = p * m + -1.6668057665e-1f;
    p = p * m + 2.0000714765e-1f;
    p = p * m + -2.4999993993e-1f;
    p = p * m + 3.3333331174e-1f;
    float square = m * m;
    float tail = p * m * square;
    tail = tail + e * -2.12194440e-4f;
    tail = tail + square * -0.5f;
    float sum = m + tail;
    return sum + e * 0.693359375f;
}

NUM_KERNEL void vec_exp(float *out, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        out[i] = exp_one(x[i]);
}

NUM_KERNEL void vec_sigmoid(float *out, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        out[i] = 1.0f / (1.0f + exp_one(-x[i]));
}

NUM_KERNEL void vec_log(float *out, const float *x, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        out[i] = log_one(x[i]);
}
