/* Vectors like those of a trained two-tower model: a mixture of 2000 clusters whose sizes follow Zipf's law, on a
 * spectrum that decays, with heavy-tailed noise, turned by a random rotation (so that no coordinate means anything by
 * itself), of unit length. Queries come from the same mixture. */
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "num/mat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CLUSTERS = 2000, SHARDS = 64, D = BENCH_DIM };

struct mixture {
    float *centre;           /* (CLUSTERS,D) */
    float *rotation;         /* (D,D) */
    double *sizes;           /* (CLUSTERS) running sums of 1/rank */
    float spread[BENCH_DIM]; /* standard deviation by coordinate, before the rotation */
    uint64_t points;
    uint32_t stream;
    int n;
    float *raw, *out; /* (n,D) */
};

/* Rows of normals made orthogonal one after the other (Gram-Schmidt). */
static void fill_rotation(float *r) {
    struct rng rng = rng_of(rng_draw(1, "bench.rotation"), 0, 0);
    for (int i = 0; i < D; i++) {
        float *row = r + (size_t)i * D;
        double length = 0;
        for (int d = 0; d < D; d++)
            row[d] = (float)rng_normal(&rng);
        for (int j = 0; j < i; j++) {
            double along = 0;
            for (int d = 0; d < D; d++)
                along += row[d] * r[(size_t)j * D + (size_t)d];
            for (int d = 0; d < D; d++)
                row[d] -= (float)along * r[(size_t)j * D + (size_t)d];
        }
        for (int d = 0; d < D; d++)
            length += row[d] * row[d];
        for (int d = 0; d < D; d++)
            row[d] /= (float)sqrt(length);
    }
}

static void fill_centres(struct mixture *m) {
    uint64_t draw = rng_draw(1, "bench.centre");
    for (int d = 0; d < D; d++)
        m->spread[d] = (float)pow(d + 1, -0.35);
    for (int c = 0; c < CLUSTERS; c++) {
        struct rng rng = rng_of(draw, (uint64_t)c, 0);
        for (int d = 0; d < D; d++)
            m->centre[(size_t)c * D + (size_t)d] = m->spread[d] * (float)rng_normal(&rng);
        m->sizes[c] = (c > 0 ? m->sizes[c - 1] : 0) + 1.0 / (c + 1);
    }
}

static void fill_row(const struct mixture *m, int i) {
    struct rng rng = rng_of(m->points, (uint64_t)i, m->stream);
    double at = rng_uniform(&rng) * m->sizes[CLUSTERS - 1];
    int low = 0, high = CLUSTERS - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (m->sizes[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    /* Student's t with 5 degrees of freedom: a normal over the root of a gamma */
    float noise = (float)(0.55 / sqrt(rng_gamma(&rng, 2.5) / 2.5)), *x = m->raw + (size_t)i * D;
    double length = 0;
    for (int d = 0; d < D; d++) {
        x[d] = m->centre[(size_t)low * D + (size_t)d] + noise * m->spread[d] * (float)rng_normal(&rng);
        length += x[d] * x[d];
    }
    for (int d = 0; d < D; d++)
        x[d] /= (float)sqrt(length);
}

static void fill_shard(void *arg, int shard, int worker) {
    const struct mixture *m = arg;
    int begin, end;
    (void)worker;
    pool_range(m->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        fill_row(m, i);
    if (end > begin)
        mat_nn(m->out + (size_t)begin * D, m->raw + (size_t)begin * D, m->rotation, end - begin, D, D, 1.0f, false);
}

float *bench_vectors(int n, uint32_t stream, struct pool *pool, struct err *err) {
    struct mixture m = {.points = rng_draw(1, "bench.point"), .stream = stream, .n = n};
    m.centre = mem_array(CLUSTERS * D, sizeof *m.centre, err);
    m.rotation = mem_array(D * D, sizeof *m.rotation, err);
    m.sizes = mem_array(CLUSTERS, sizeof *m.sizes, err);
    m.raw = mem_array((size_t)n * D, sizeof *m.raw, err);
    m.out = mem_array((size_t)n * D, sizeof *m.out, err);
    if (m.centre && m.rotation && m.sizes && m.raw && m.out && mat_start(err)) {
        fill_rotation(m.rotation);
        fill_centres(&m);
        pool_for(pool, SHARDS, fill_shard, &m);
    } else {
        free(m.out);
        m.out = NULL;
    }
    free(m.centre);
    free(m.rotation);
    free(m.sizes);
    free(m.raw);
    return m.out;
}

static int ascending_id(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

double bench_recall(int32_t *found, int32_t *exact, int Q, int K) {
    int64_t hits = 0;
    size_t k = (size_t)K;
    for (int q = 0; q < Q; q++) {
        int32_t *a = found + (size_t)q * k, *b = exact + (size_t)q * k;
        qsort(a, k, sizeof *a, ascending_id);
        qsort(b, k, sizeof *b, ascending_id);
        for (size_t i = 0, j = 0; i < k && j < k;) {
            hits += a[i] == b[j] && a[i] >= 0;
            int32_t x = a[i], y = b[j];
            i += x <= y;
            j += y <= x;
        }
    }
    return (double)hits / ((double)Q * K);
}
