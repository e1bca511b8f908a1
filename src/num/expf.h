/* expf.h - exp and log of one float, for loops that the compiler turns into vectors: no call, no branch, no table.
 * vecmath.h has them over arrays. Relative error below 3e-7 for small arguments, 1e-6 over the range of float; exp
 * clamps to [exp(-87.3), exp(88.3)], so it neither overflows nor gives a denormal, and NAN stays NAN. Polynomials of
 * Cephes' expf and logf (S. Moshier). */
#ifndef NUM_EXPF_H
#define NUM_EXPF_H
#include <stdint.h>
#include <string.h>

static inline float num_float_of_bits(uint32_t bits) {
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}

static inline uint32_t num_bits_of_float(float f) {
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    return bits;
}

/* x = n ln 2 + r with |r| <= ln 2 / 2; e^r by a polynomial, 2^n by the exponent bits. Adding 1.5 * 2^23 rounds to an
 * integer, which then stands in the low bits. */
static inline float num_exp(float x) {
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
    return (p + 1.0f) * num_float_of_bits((num_bits_of_float(shifted) + 127u) << 23);
}

/* x = 2^e m with m in [sqrt(1/2), sqrt(2)); log m by a polynomial. What is below 1.2e-38 counts as that. */
static inline float num_log(float x) {
    x = x > 1.17549435e-38f ? x : 1.17549435e-38f;
    uint32_t bits = num_bits_of_float(x) - 0x3f3504f3u; /* sqrt(1/2): the exponent field counts from there */
    float e = (float)((int32_t)bits >> 23);
    float m = num_float_of_bits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
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
#endif
