/* Any CPU: the compiler's own choice of instructions. */
#include "index/kernel.h"
#include "index/kernel_body.h"

static void dots_plain(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
static void dots_many_plain(float *out, const float *rows, const float *q, int n, int Q, int D) {
    dots_many_body(out, rows, q, n, Q, D);
}
static void dots_at_plain(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
static void dots_i8_plain(int32_t *out, const int8_t *codes, const int16_t *q, int n, int D) {
    for (int i = 0; i < n; i++) {
        int32_t sum = 0;
        for (int d = 0; d < D; d++)
            sum += codes[(size_t)i * (size_t)D + d] * q[d];
        out[i] = sum;
    }
}
static void scale_i32_plain(float *out, const int32_t *sums, const uint8_t *scales, float unit, int n) {
    scale_i32_body(out, sums, scales, unit, n);
}
static int at_least_plain(int32_t *where, const float *scores, float least, int n) {
    int found = 0;
    for (int i = 0; i < n; i++) { /* without a branch: written always, kept when it counts */
        where[found] = i;
        found += scores[i] >= least;
    }
    return found;
}
static int sums_u4_plain(int32_t *where, uint16_t *sums, const uint8_t *codes, const uint8_t *levels, int n, int S,
                         unsigned least) {
    int found = 0;
    for (int b = 0; b < n; b++) {
        uint16_t block[PQ_BLOCK] = {0};
        for (int s = 0; s < S; s++, codes += 16)
            for (int j = 0; j < 16; j++) {
                block[j] = (uint16_t)(block[j] + levels[16 * s + (codes[j] & 15)]);
                block[j + 16] = (uint16_t)(block[j + 16] + levels[16 * s + (codes[j] >> 4)]);
            }
        for (int j = 0; j < PQ_BLOCK; j++) {
            where[found] = b * PQ_BLOCK + j;
            sums[found] = block[j];
            found += block[j] >= least;
        }
    }
    return found;
}
const struct kernels kernels_plain = {"portable",    dots_plain,      dots_many_plain, dots_at_plain,
                                      dots_i8_plain, scale_i32_plain, at_least_plain,  sums_u4_plain};
