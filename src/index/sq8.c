/* Scalar quantisation: one byte a dimension and one scale a vector. The scale is the upper half of a float, rounded up
 * so that no byte overflows: half the bytes, and as the codes are made with the rounded scale, no added error worth
 * naming. The query becomes 16-bit integers, so its own rounding is 256 times finer than the codes'.
 *
 * Codes lie in blocks of SQ_BLOCK = 16 places, four dimensions after four dimensions, so that one register holds the
 * same dimensions of many vectors and sums need not be added up across it: byte t of place j in group g of a block is
 * [g][j][t], the level of dimension 4g + t plus 128. Blocks are counted through all lists; a cell begins and ends
 * anywhere in one, and only the very last is padded. */
#include "index/parts.h"

enum { SHARDS = 32, OFFSET = 128, STEP_BLOCKS = SCAN_BLOCK / SQ_BLOCK };

int sq8_groups(int D) {
    return (D + 3) / 4;
}

static uint16_t scale_up(float scale) {
    uint32_t bits;
    memcpy(&bits, &scale, sizeof bits);
    return (uint16_t)((bits + 0xFFFF) >> 16);
}

static float scale_of(uint16_t half) {
    uint32_t bits = (uint32_t)half << 16;
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

/* --- codes --- */

struct encode {
    const float *vectors;
    const int32_t *ids;
    int N, D;
    uint8_t *codes, *scales;
    double *error; /* (SHARDS): the largest square of what a code misses */
};

/* The codes of a place; returns the square of what they miss. */
static double encode_place(const struct encode *e, int place) {
    int G = sq8_groups(e->D);
    const float *x = e->vectors + (size_t)e->ids[place] * (size_t)e->D;
    uint8_t *code = e->codes + (size_t)(place / SQ_BLOCK) * (size_t)G * (4 * SQ_BLOCK) + 4 * (place % SQ_BLOCK);
    uint16_t half = scale_up(largest(x, e->D) / 127.0f);
    float scale = scale_of(half), inverse = scale > 0 ? 1.0f / scale : 0.0f;
    double error = 0;
    e->scales[2 * (size_t)place] = (uint8_t)half;
    e->scales[2 * (size_t)place + 1] = (uint8_t)(half >> 8);
    for (int d = 0; d < e->D; d++) {
        float level = rintf(x[d] * inverse);
        level = level > 127.0f ? 127.0f : level < -127.0f ? -127.0f : level;
        code[(size_t)(d / 4) * (4 * SQ_BLOCK) + (size_t)(d % 4)] = (uint8_t)((int)level + OFFSET);
        double miss = (double)x[d] - (double)level * scale;
        error += miss * miss;
    }
    return error;
}

static void encode_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct encode *e = arg;
    int begin, end;
    pool_range(e->N, SHARDS, shard, &begin, &end);
    for (int place = begin; place < end; place++)
        e->error[shard] = fmax(e->error[shard], encode_place(e, place));
}

bool sq8_encode(const struct build *build, const int32_t *ids, struct err *err) {
    int G = sq8_groups(build->D), blocks = sq8_blocks(build->N);
    uint8_t *codes = blob_add(build->out, "index.codes", BLOB_U8, blocks, G, 4 * SQ_BLOCK, err);
    uint8_t *scales = codes ? blob_add(build->out, "index.scales", BLOB_U8, blocks, 2 * SQ_BLOCK, 0, err) : NULL;
    float *error = scales ? blob_add(build->out, "index.error", BLOB_F32, 1, 0, 0, err) : NULL;
    if (!error)
        return false;
    double squares[SHARDS] = {0}, most = 0;
    struct encode e = {build->vectors, ids, build->N, build->D, codes, scales, squares};
    pool_for(build->pool, SHARDS, encode_shard, &e);
    for (int s = 0; s < SHARDS; s++)
        most = fmax(most, squares[s]);
    *error = (float)sqrt(most / build->D);
    return true;
}

/* --- search --- */

void sq8_prepare(const struct index *index, const float *q, struct ivf_query *to) {
    static const int ORDER[4] = {0, 2, 1, 3}; /* see struct sq_query */
    int D = index->D, G = sq8_groups(D);
    /* 255 4G levels < 2^31, so that the integer sum cannot overflow. */
    int levels = (int)(INT32_MAX / (255LL * 4 * G));
    levels = levels > 32767 ? 32767 : levels;
    float most = largest(q, D), inverse = most > 0 ? (float)levels / most : 0.0f;
    to->bias = 0;
    for (int i = 0; i < 4 * G; i++) {
        int d = i / 4 * 4 + ORDER[i % 4];
        float level = d < D ? rintf(q[d] * inverse) : 0.0f;
        level = level > (float)levels ? (float)levels : level < (float)-levels ? (float)-levels : level;
        to->levels[i] = (int16_t)level;
        to->bias += OFFSET * to->levels[i];
    }
    to->unit = most / (float)levels;
}

static void offer(const struct index *index, const struct index_query *query, const struct sq_query *s, int first,
                  int begin, int end, struct topk *top) {
    for (int i = 0; i < s->found; i++) {
        int place = first + s->where[i];
        if (place >= begin && place < end &&
            query_accepts(query, index->ids[place])) /* else a neighbour in the block */
            topk_push(top, index->ids[place], s->scores[i]);
    }
}

static const uint8_t *codes_at(const struct index *index, int block) {
    return index->codes + (size_t)block * (size_t)sq8_groups(index->D) * (4 * SQ_BLOCK);
}

/* Scans at most STEP_BLOCKS blocks from `block` on, before `blocks`; returns where to go on. next: what is read then.
 */
static int scan_step(const struct index *index, struct sq_query *queries, int Q, int block, int blocks,
                     const uint8_t *next) {
    int end = blocks - block < STEP_BLOCKS ? blocks : block + STEP_BLOCKS;
    index->kernels->scan_u8(queries, Q, codes_at(index, block), index->scales + (size_t)block * (2 * SQ_BLOCK),
                            end < blocks ? codes_at(index, end) : next, end - block, sq8_groups(index->D));
    return end;
}

void sq8_scan_cell(const struct index *index, const struct index_query *query, const struct ivf_query *prepared,
                   struct best *found, int c, const struct probe *probes, int n) {
    int32_t where[SQ_QUERIES_MOST][SCAN_BLOCK];
    float scores[SQ_QUERIES_MOST][SCAN_BLOCK];
    struct sq_query some[SQ_QUERIES_MOST];
    int begin = index->start[c], end = index->start[c + 1], blocks = sq8_blocks(end);
    for (int m = 0; m < n; m++) {
        const struct ivf_query *p = &prepared[probes[m].query];
        const struct topk *top = &found[probes[m].query].top;
        some[m] = (struct sq_query){p->levels, p->bias, p->unit, 0, where[m], scores[m], 0};
        __builtin_prefetch(top->room + top->n, 1);
    }
    for (int block = begin / SQ_BLOCK, next; block < blocks; block = next) {
        for (int m = 0; m < n; m++)
            some[m].least = topk_threshold(&found[probes[m].query].top);
        next = scan_step(index, some, n, block, blocks, codes_at(index, blocks)); /* the next cell lies behind it */
        for (int m = 0; m < n; m++)
            offer(index, query, &some[m], block * SQ_BLOCK, begin, end, &found[probes[m].query].top);
    }
}

/* --- one query --- */

/* What a step found, until it is offered. */
struct step {
    struct sq_query query;
    int32_t where[SCAN_BLOCK];
    float scores[SCAN_BLOCK];
    int first, begin, end; /* places: of the step, of its cell */
};

/* The scales where a cell begins: too few lines for the machine to see where they lead. */
static void fetch_scales(const struct index *index, int c) {
    for (int line = 0; line < 2; line++)
        __builtin_prefetch(index->scales + (size_t)index->start[c] / SQ_BLOCK * (2 * SQ_BLOCK) + 64 * line);
}

/* Nothing of this is in a cache, so all of it is asked for ahead: codes and scales of the next cell, and the ids of
 * what one step found, which are offered when the next one has been scanned. */
void sq8_scan_cells(const struct index *index, const struct index_query *query, const struct ivf_query *prepared,
                    struct topk *top, const int32_t *order, int n) {
    struct step steps[2], *now = &steps[0], *last = NULL;
    for (int i = 0; i < n; i++) {
        int begin = index->start[order[i]], end = index->start[order[i] + 1], blocks = sq8_blocks(end);
        int c = order[i + 1 < n ? i + 1 : i];
        fetch_scales(index, c);
        for (int block = begin / SQ_BLOCK, next; block < blocks; block = next) {
            now->query = (struct sq_query){.levels = prepared->levels,
                                           .bias = prepared->bias,
                                           .unit = prepared->unit,
                                           .least = topk_threshold(top),
                                           .where = now->where,
                                           .scores = now->scores};
            now->first = block * SQ_BLOCK, now->begin = begin, now->end = end;
            next = scan_step(index, &now->query, 1, block, blocks, codes_at(index, index->start[c] / SQ_BLOCK));
            for (int j = 0; j < now->query.found; j++)
                __builtin_prefetch(index->ids + now->first + now->where[j]);
            if (last)
                offer(index, query, &last->query, last->first, last->begin, last->end, top);
            last = now;
            now = now == &steps[0] ? &steps[1] : &steps[0];
        }
    }
    if (last)
        offer(index, query, &last->query, last->first, last->begin, last->end, top);
}
