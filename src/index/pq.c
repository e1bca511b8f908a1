/* Product quantisation (Jegou, Douze, Schmid 2011): the columns are cut into S blocks, each coded by the nearest of 16
 * centroids of its own: 4 bits. What is coded is the vector minus its cell's centroid. For Euclidean distance that
 * would cost a table of its own for every cell; for inner products it is free, since q.x = q.c + q.(x-c), and q.c is
 * known from choosing the cells. Residuals are shorter than vectors, so the same bytes leave a smaller error. The query
 * is never quantised (asymmetric): pq_scan.c has tables of q.centroid for each of the 16.
 *
 * Codes lie in blocks of PQ_BLOCK = 32 places, sub-code by sub-code, so that one shuffle looks up one sub-code of 16
 * vectors: byte j of a sub-code's 16 has the code of place j in its lower and of place j+16 in its upper half. Blocks
 * are counted through all lists; a cell begins and ends anywhere in one, and only the very last is padded. */
#include "base/mem.h"
#include "base/rng.h"
#include "index/kmeans.h"
#include "index/parts.h"

#include <stdlib.h>

enum { TRAIN_POINTS = 8192, TRAIN_ROUNDS = 12, SHARDS = 32 };

int pq_subcodes(int pq_bytes, int D) {
    int most = (D + 1) / 2 * 2;
    return 2 * pq_bytes < most ? 2 * pq_bytes : most;
}

int pq_width(int S, int D) {
    return (D + S - 1) / S;
}

/* Columns [begin,end) of sub-code s; the last may have none when D is odd. */
static void columns(int S, int D, int s, int *begin, int *end) {
    pool_range(D, S, s, begin, end);
}

void pq_put_residual(float *padded, const float *x, const float *centroid, int S, int W, int D) {
    for (int s = 0; s < S; s++) {
        int begin, end;
        columns(S, D, s, &begin, &end);
        for (int w = 0; w < W; w++)
            padded[s * W + w] = begin + w < end ? x[begin + w] - (centroid ? centroid[begin + w] : 0.0f) : 0.0f;
    }
}

struct train {
    float *codebook;        /* (S,16,W) */
    const float *residuals; /* (n,S,W) */
    int n, S, W;
    uint64_t draw_key;
    double *sums; /* (S,16*(W+1)) */
};

static void train_shard(void *arg, int s, int worker) {
    (void)worker;
    const struct train *t = arg;
    kmeans_codes(t->codebook + (size_t)s * KMEANS_CODES * (size_t)t->W, t->residuals + (size_t)s * (size_t)t->W, t->n,
                 (size_t)t->S * (size_t)t->W, t->W, TRAIN_ROUNDS, t->draw_key, (uint32_t)s,
                 t->sums + (size_t)s * KMEANS_CODES * (size_t)(t->W + 1));
}

struct encode {
    const struct build *build;
    const int32_t *ids, *cell;
    const float *centroids, *codebook;
    int S, W;
    uint8_t *codes;
    float *padded; /* (SHARDS,S,W) */
    double *error; /* (SHARDS): the largest square of what a code misses */
};

/* Whole blocks, whose bytes have the codes of two vectors. */
static void encode_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct encode *e = arg;
    int begin, end, D = e->build->D;
    pool_range(pq_blocks(e->build->N), SHARDS, shard, &begin, &end);
    float *padded = e->padded + (size_t)shard * (size_t)(e->S * e->W);
    for (int place = begin * PQ_BLOCK; place < end * PQ_BLOCK && place < e->build->N; place++) {
        int32_t id = e->ids[place];
        pq_put_residual(padded, e->build->vectors + (size_t)id * (size_t)D,
                        e->centroids + (size_t)e->cell[id] * (size_t)D, e->S, e->W, D);
        double square = 0;
        uint8_t *block = e->codes + (size_t)(place / PQ_BLOCK) * (size_t)e->S * 16;
        for (int s = 0; s < e->S; s++) {
            int nearest = kmeans_nearest_code(e->codebook + (size_t)(s * KMEANS_CODES * e->W), padded + s * e->W, e->W);
            block[16 * s + place % 16] |= (uint8_t)(nearest << (place % PQ_BLOCK < 16 ? 0 : 4));
            const float *code = e->codebook + (size_t)((s * KMEANS_CODES + nearest) * e->W);
            for (int w = 0; w < e->W; w++) {
                double miss = (double)padded[s * e->W + w] - code[w];
                square += miss * miss;
            }
        }
        e->error[shard] = fmax(e->error[shard], square);
    }
}

/* Residuals of at most TRAIN_POINTS vectors, spread evenly over the lists: every cell sends its share. */
static bool train(const struct build *build, const struct encode *e, float *codebook, struct err *err) {
    bool ok = false;
    int n = build->N < TRAIN_POINTS ? build->N : TRAIN_POINTS, width = e->S * e->W;
    float *residuals = mem_array((size_t)n * (size_t)width, sizeof *residuals, err);
    double *sums = mem_array((size_t)e->S * KMEANS_CODES * (size_t)(e->W + 1), sizeof *sums, err);
    if (!residuals || !sums)
        goto out;
    for (int i = 0; i < n; i++) {
        int32_t id = e->ids[(int64_t)i * build->N / n];
        pq_put_residual(residuals + (size_t)i * (size_t)width, build->vectors + (size_t)id * (size_t)build->D,
                        e->centroids + (size_t)e->cell[id] * (size_t)build->D, e->S, e->W, build->D);
    }
    struct train t = {codebook, residuals, n, e->S, e->W, rng_draw(build->params->seed, "index.pq"), sums};
    pool_for(build->pool, e->S, train_shard, &t);
    ok = true;
out:
    free(residuals);
    free(sums);
    return ok;
}

bool pq_encode(const struct build *build, const int32_t *ids, const int32_t *cell, const float *centroids,
               struct err *err) {
    bool ok = false;
    int S = pq_subcodes(build->params->pq_bytes, build->D), W = pq_width(S, build->D);
    float *padded = mem_array((size_t)SHARDS * (size_t)(S * W), sizeof *padded, err);
    float *codebook = padded ? blob_add(build->out, "index.codebook", BLOB_F32, S, KMEANS_CODES, W, err) : NULL;
    uint8_t *codes = codebook ? blob_add(build->out, "index.codes", BLOB_U8, pq_blocks(build->N), S, 16, err) : NULL;
    float *error = codes ? blob_add(build->out, "index.error", BLOB_F32, 1, 0, 0, err) : NULL;
    if (!error)
        goto out;
    double squares[SHARDS] = {0}, most = 0;
    struct encode e = {build, ids, cell, centroids, codebook, S, W, codes, padded, squares};
    if (!train(build, &e, codebook, err) || !progress_step(build->progress, 0.9, err))
        goto out;
    pool_for(build->pool, SHARDS, encode_shard, &e);
    for (int s = 0; s < SHARDS; s++)
        most = fmax(most, squares[s]);
    *error = (float)sqrt(most / build->D);
    ok = true;
out:
    free(padded);
    return ok;
}
