/* expf.h - exp and log for loops that the compiler turns into vectors: no call, no branch, no table.
 * Relative error below 3e-7 over the range of float; exp clamps to [exp(-87), exp(88)], so it neither overflows nor
 * gives a denormal. Polynomials after Moshier's Cephes. */
#ifndef NUM_EXPF_H
#define NUM_EXPF_H
#include <stdint.h>
#include <string.h>

static inline float num_exp(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    float magic = 12582912.0f; /* 1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits */
    float shifted = x * 1.44269504f + magic;
    float k = shifted - magic;
    float r = x - k * 0.693359375f;
    r -= k * -2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    int32_t bits;
    memcpy(&bits, &shifted, 4);
    bits = (int32_t)((uint32_t)(bits - 0x4b400000 + 127) << 23);
    float power;
    memcpy(&power, &bits, 4);
    return p * power;
}

/* log of a positive normal number. */
static inline float num_log(float x) {
    int32_t bits;
    memcpy(&bits, &x, 4);
    int32_t e = ((bits - 0x3f3504f3) >> 23); /* so that the mantissa is in [sqrt(1/2), sqrt(2)) */
    bits -= (int32_t)((uint32_t)e << 23);
    float m;
    memcpy(&m, &bits, 4);
    m -= 1.0f;
    float z = m * m, k = (float)e;
    float p = 7.0376836292e-2f;
    p = p * m - 1.1514610310e-1f;
    p = p * m + 1.1676998740e-1f;
    p = p * m - 1.2420140846e-1f;
    p = p * m + 1.4249322787e-1f;
    p = p * m - 1.6668057665e-1f;
    p = p * m + 2.0000714765e-1f;
    p = p * m - 2.4999993993e-1f;
    p = p * m + 3.3333331174e-1f;
    p = p * m * z + k * -2.12194440e-4f - 0.5f * z;
    return m + p + k * 0.693359375f;
}
#endif
