/* Any CPU: the compiler's own choice of instructions. */
#include "index/kernel.h"
#include "index/kernel_body.h"

static void dots_plain(float *out, const float *rows, const float *q, int n, int D) {
    dots_body(out, rows, q, n, D);
}
static void dots_many_plain(float *out, const float *rows, const float *q, int n, int Q, int D) {
    dots_many_body(out, rows, q, n, Q, D);
}
static void products_plain(float *out, size_t width, const float *rows, const float *q, int n, int Q, int D) {
    products_body(out, width, rows, q, n, Q, D);
}
static void dots_at_plain(float *out, const float *rows, const int32_t *ids, const float *q, int n, int D) {
    dots_at_body(out, rows, ids, q, n, D);
}
/* Sixteen sums at once, which compilers turn into vectors. */
static void block_scores(float *out, const struct sq_query *q, const uint8_t *codes, const uint8_t *scales, int G) {
    int32_t sums[SQ_BLOCK] = {0};
    for (int g = 0; g < G; g++, codes += 4 * SQ_BLOCK) {
        const int16_t *level = q->levels + 4 * g;
        for (int i = 0; i < SQ_BLOCK; i++)
            sums[i] += codes[4 * i] * level[0] + codes[4 * i + 2] * level[1] + codes[4 * i + 1] * level[2] +
                       codes[4 * i + 3] * level[3];
    }
    for (int i = 0; i < SQ_BLOCK; i++) {
        uint32_t bits = (uint32_t)scales[2 * i] << 16 | (uint32_t)scales[2 * i + 1] << 24;
        float scale;
        memcpy(&scale, &bits, sizeof scale);
        out[i] = (float)(sums[i] - q->bias) * q->unit * scale;
    }
}
static void scan_u8_plain(struct sq_query *queries, int Q, const uint8_t *codes, const uint8_t *scales,
                          const uint8_t *next, int n, int G) {
    (void)next;
    for (struct sq_query *q = queries; q < queries + Q; q++) {
        q->found = 0;
        for (int b = 0; b < n; b++) {
            float scores[SQ_BLOCK];
            size_t block = (size_t)b * SQ_BLOCK;
            block_scores(scores, q, codes + 4 * block * (size_t)G, scales + 2 * block, G);
            for (int i = 0; i < SQ_BLOCK; i++) {
                q->where[q->found] = b * SQ_BLOCK + i;
                q->scores[q->found] = scores[i];
                q->found += scores[i] >= q->least;
            }
        }
    }
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
const struct kernels kernels_plain = {"portable",    dots_plain,    dots_many_plain, products_plain,
                                      dots_at_plain, scan_u8_plain, at_least_plain,  sums_u4_plain};
