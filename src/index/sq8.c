/* Scalar quantisation: one signed byte a dimension and one scale a vector. The scale is the upper half of a float,
 * rounded up so that no byte overflows: half the bytes, and as the codes are made with the rounded scale, no added
 * error worth naming. The query becomes 16-bit integers, so its own rounding is 256 times finer than the codes'. */
#include "index/parts.h"

static uint16_t scale_up(float scale) {
    uint32_t bits;
    memcpy(&bits, &scale, sizeof bits);
    return (uint16_t)((bits + 0xFFFF) >> 16);
}

static float scale_of(const uint8_t *two) {
    uint32_t bits = (uint32_t)two[0] << 16 | (uint32_t)two[1] << 24;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return scale;
}

static float largest(const float *x, int D) {
    float most = 0;
    for (int d = 0; d < D; d++)
        most = fabsf(x[d]) > most ? fabsf(x[d]) : most;
    return most;
}

struct encode {
    const float *vectors;
    const int32_t *ids;
    int N, D;
    int8_t *codes;
    uint8_t *scales;
};
enum { SHARDS = 32 };

static void encode_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct encode *e = arg;
    int begin, end;
    pool_range(e->N, SHARDS, shard, &begin, &end);
    for (int place = begin; place < end; place++) {
        const float *x = e->vectors + (size_t)e->ids[place] * (size_t)e->D;
        int8_t *code = e->codes + (size_t)place * (size_t)e->D;
        uint16_t half = scale_up(largest(x, e->D) / 127.0f);
        uint8_t two[2] = {(uint8_t)half, (uint8_t)(half >> 8)};
        memcpy(e->scales + 2 * (size_t)place, two, 2);
        float scale = scale_of(two), inverse = scale > 0 ? 1.0f / scale : 0.0f;
        for (int d = 0; d < e->D; d++) {
            float level = rintf(x[d] * inverse);
            code[d] = (int8_t)(level > 127.0f ? 127.0f : level < -127.0f ? -127.0f : level);
        }
    }
}

bool sq8_encode(const struct build *build, const int32_t *ids, struct err *err) {
    uint8_t *codes = blob_add(build->out, "index.codes", BLOB_U8, build->N, build->D, 0, err);
    uint8_t *scales = codes ? blob_add(build->out, "index.scales", BLOB_U8, build->N, 2, 0, err) : NULL;
    if (!scales)
        return false;
    struct encode e = {build->vectors, ids, build->N, build->D, (int8_t *)codes, scales};
    pool_for(build->pool, SHARDS, encode_shard, &e);
    return true;
}

float sq8_prepare(const struct index *index, const float *q, int16_t *query16) {
    /* 127 D levels < 2^31, so that the integer sum cannot overflow. */
    int levels = (int)(INT32_MAX / (127LL * index->D));
    levels = levels > 32767 ? 32767 : levels;
    float most = largest(q, index->D), inverse = most > 0 ? (float)levels / most : 0.0f;
    for (int d = 0; d < index->D; d++) {
        float level = rintf(q[d] * inverse);
        query16[d] = (int16_t)(level > (float)levels ? (float)levels : level < (float)-levels ? (float)-levels : level);
    }
    return most / (float)levels;
}

void sq8_scores(const struct index *index, float *scores, int first, int n, const int16_t *query16, float unit) {
    int32_t sums[SCAN_BLOCK];
    index->kernels->dots_i8(sums, (const int8_t *)index->codes + (size_t)first * (size_t)index->D, query16, n,
                            index->D);
    index->kernels->scale_i32(scores, sums, index->scales + 2 * (size_t)first, unit, n);
}
