/* The suite of `make bench`: what the engine's parts reach, beside what this machine can do, measured in the same run.
 * Yardsticks: the rate of OpenBLAS on large squares (one thread), and the rate of reading memory once through. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "eval/bootstrap.h"
#include "index/index.h"
#include "num/isa.h"
#include "num/mat.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    N = 200000,
    D = 64,
    Q = 512,
    K = 100,
    ROWS = 1000000,
    UNITS = 20000,
    REPLICATES = 16,
    SQUARE = 512,
    SINGLES = 64,
    GRAPH = 50000
};

struct suite {
    const struct bench_run *run;
    float *vectors, *queries; /* (N,D), (Q,D) */
    int32_t *ids;             /* (Q,K) */
    float *scores;
};

void bench_print(const struct bench_run *run, const char *name, double value, const char *unit, double yardstick) {
    struct bench_line line = {.json = run->json};
    bench_string(&line, "name", name);
    bench_number(&line, "value", value);
    bench_string(&line, "unit", unit);
    bench_number(&line, "yardstick", yardstick);
    bench_number(&line, "ratio", value / yardstick);
    bench_end(&line);
}

double bench_best_seconds(bool (*body)(void *arg, struct err *err), void *arg, struct err *err) {
    double best = INFINITY, all = 0;
    for (int i = 0; i < 50 && (all < 0.5 || i < 3); i++) {
        int64_t start = clock_ns(&clock_system);
        if (!body(arg, err))
            return NAN;
        double seconds = clock_seconds_since(&clock_system, start);
        best = seconds < best ? seconds : best;
        all += seconds;
    }
    return best;
}

/* --- yardsticks --- */

static bool run_square(void *arg, struct err *err) {
    float *m = arg;
    (void)err;
    mat_nn(m, m + SQUARE * SQUARE, m + 2 * SQUARE * SQUARE, SQUARE, SQUARE, SQUARE, 1.0f, false);
    return true;
}

static void square_shard(void *arg, int shard, int worker) {
    (void)shard;
    (void)run_square((float *)arg + (size_t)worker * 3 * SQUARE * SQUARE, NULL);
}

struct squares {
    float *m;
    struct pool *pool;
};
enum { SQUARES = 8 }; /* a thread */

static bool run_squares(void *arg, struct err *err) {
    const struct squares *j = arg;
    (void)err;
    pool_for(j->pool, SQUARES * pool_threads(j->pool), square_shard, j->m);
    return true;
}

enum { READ_FLOATS = 1 << 26 }; /* far larger than any cache */

struct read_job {
    const float *x;
    volatile float sum;
};

NUM_KERNEL static float sum_of(const float *x, size_t n) {
    float sum[64] = {0}; /* enough independent sums that additions do not wait for each other */
    for (size_t i = 0; i + 64 <= n; i += 64)
        _Pragma("omp simd") for (int j = 0; j < 64; j++) sum[j] += x[i + (size_t)j];
    for (int j = 1; j < 64; j++)
        sum[0] += sum[j];
    return sum[0];
}

static bool run_read(void *arg, struct err *err) {
    struct read_job *job = arg;
    (void)err;
    job->sum = sum_of(job->x, READ_FLOATS);
    return true;
}

static bool measure_yardsticks(struct bench_run *run, struct err *err) {
    int threads = pool_threads(run->pool);
    size_t squares = (size_t)threads * 3 * SQUARE * SQUARE;
    float *m = mem_array(squares, sizeof *m, err), *x = mem_array(READ_FLOATS, sizeof *x, err);
    bool ok = m && x && mat_start(err);
    if (ok) {
        double flops = 2.0 * SQUARE * SQUARE * SQUARE;
        for (size_t i = 0; i < squares; i++)
            m[i] = (float)(i % 7) - 3;
        memset(x, 1, READ_FLOATS * sizeof *x); /* pages of its own, not the shared page of zeros */
        run->gflops = flops / bench_best_seconds(run_square, m, err) * 1e-9;
        struct squares all = {m, run->pool};
        run->gflops_pool = SQUARES * threads * flops / bench_best_seconds(run_squares, &all, err) * 1e-9;
        struct read_job job = {x, 0};
        run->gigabytes_s = (double)READ_FLOATS * 4 / bench_best_seconds(run_read, &job, err) * 1e-9;
        bench_print(run, "sgemm", run->gflops, "GFLOP/s", NAN);
        bench_print(run, "sgemm.pool", run->gflops_pool, "GFLOP/s", threads * run->gflops);
        bench_print(run, "read", run->gigabytes_s, "GB/s", NAN);
    }
    free(m);
    free(x);
    return ok;
}

/* --- indexes --- */

struct search_job {
    const struct suite *s;
    const struct index *index;
    struct index_query query;
    struct index_scratch *scratch;
    int queries;
};

static bool run_batch(void *arg, struct err *err) {
    const struct search_job *j = arg;
    return index_search_all(j->index, &j->query, j->s->queries, j->queries, j->s->run->pool, j->s->ids, j->s->scores,
                            NULL, err);
}

static bool run_singles(void *arg, struct err *err) {
    const struct search_job *j = arg;
    (void)err;
    for (int q = 0; q < SINGLES; q++)
        index_search(j->index, &j->query, j->s->queries + (size_t)q * D, j->scratch, j->s->ids, j->s->scores, NULL);
    return true;
}

static bool measure_index(struct suite *s, enum index_kind kind, struct err *err) {
    struct index_params params = {.kind = kind, .seed = 1, .nlist = 1024, .pq_bytes = 32, .hnsw_m = 16};
    struct search_job job = {.s = s, .query = {.k = K, .nprobe = 32, .ef_search = K, .refine = 4}, .queries = Q};
    struct blob *blob = blob_new();
    struct index *index = NULL;
    char name[64];
    int n = kind == INDEX_HNSW ? GRAPH : N; /* a graph takes its time */
    int64_t start = clock_ns(&clock_system);
    bool ok = index_build(&params, s->vectors, n, D, s->run->pool, s->run->progress, blob, err);
    double build = clock_seconds_since(&clock_system, start);
    ok = ok && (index = index_open(blob, err)) && (job.scratch = index_scratch_new(index, K, err));
    if (ok) {
        job.index = index;
        double batch = Q / bench_best_seconds(run_batch, &job, err),
               one = bench_best_seconds(run_singles, &job, err) / SINGLES;
        bool flat = kind == INDEX_FLAT;
        snprintf(name, sizeof name, "%s.batch", index_kind_name(kind));
        bench_print(s->run, name, batch, "queries/s", flat ? s->run->gflops_pool * 1e9 / (2.0 * N * D) : NAN);
        snprintf(name, sizeof name, "%s.single", index_kind_name(kind));
        bench_print(s->run, name, 1 / one, "queries/s", flat ? s->run->gigabytes_s * 1e9 / (4.0 * N * D) : NAN);
        snprintf(name, sizeof name, "%s.build", index_kind_name(kind));
        bench_print(s->run, name, n / build, "vectors/s", NAN);
        snprintf(name, sizeof name, "%s.bytes", index_kind_name(kind));
        bench_print(s->run, name, index_bytes_per_vector(index), "bytes/vector", 4.0 * D);
    }
    index_scratch_free(job.scratch);
    index_close(index);
    blob_free(blob);
    return ok;
}

/* Directions around 500 centres. */
static void fill_vectors(float *x, int n, uint32_t stream) {
    uint64_t centres = rng_draw(1, "bench.centre"), points = rng_draw(1, "bench.point");
    for (int i = 0; i < n; i++) {
        struct rng own = rng_of(points, (uint64_t)i, stream);
        struct rng centre = rng_of(centres, rng_below(&own, 500), 0);
        float *row = x + (size_t)i * D;
        float length = 0;
        for (int d = 0; d < D; d++) { /* sums of uniforms: near enough to normal, and quick */
            row[d] = 2 * rng_uniformf(&centre) - 1 + rng_uniformf(&own) + rng_uniformf(&own) - 1;
            length += row[d] * row[d];
        }
        for (int d = 0; d < D; d++)
            row[d] /= sqrtf(length);
    }
}

static bool run_search(const struct bench_run *run, struct err *err) {
    struct suite s = {.run = run};
    bool ok = (s.vectors = mem_array((size_t)N * D, sizeof *s.vectors, err)) &&
              (s.queries = mem_array((size_t)Q * D, sizeof *s.queries, err)) &&
              (s.ids = mem_array((size_t)Q * K, sizeof *s.ids, err)) &&
              (s.scores = mem_array((size_t)Q * K, sizeof *s.scores, err));
    if (ok) {
        fill_vectors(s.vectors, N, 0);
        fill_vectors(s.queries, Q, 1);
    }
    for (int kind = INDEX_FLAT; ok && kind <= INDEX_HNSW; kind++)
        ok = measure_index(&s, (enum index_kind)kind, err);
    free(s.vectors);
    free(s.queries);
    free(s.ids);
    free(s.scores);
    return ok;
}

/* --- metrics --- */

static bool run_scores(const struct bench_run *run, struct err *err) {
    double *p = mem_array(ROWS, sizeof *p, err), *replicates = mem_array(SCORES_METRICS * REPLICATES, sizeof *p, err);
    uint8_t *y = mem_array(ROWS, sizeof *y, err), *times = mem_array((size_t)UNITS * REPLICATES, 1, err);
    int32_t *unit = mem_array(ROWS, sizeof *unit, err);
    struct scores scores = {0};
    double value[SCORES_METRICS];
    bool ok = p && replicates && y && times && unit;
    for (int i = 0; ok && i < ROWS; i++) {
        struct rng rng = rng_of(2, (uint64_t)i, 0);
        p[i] = rng_uniformf(&rng) * rng_uniformf(&rng);
        y[i] = rng_uniformf(&rng) < p[i];
        unit[i] = (int32_t)rng_below(&rng, UNITS);
    }
    int64_t start = clock_ns(&clock_system);
    ok = ok && scores_sort(&scores, p, y, NULL, unit, ROWS, run->pool, err);
    if (ok) {
        scores_all(value, &scores, 0.5);
        bench_print(run, "metrics", ROWS / clock_seconds_since(&clock_system, start), "rows/s", NAN);
        start = clock_ns(&clock_system);
        bootstrap_times(times, NULL, UNITS, REPLICATES, 1, run->pool);
        ok = bootstrap_scores(replicates, &scores, 0.5, times, REPLICATES, UNITS, run->pool, err);
        bench_print(run, "bootstrap", (double)ROWS * REPLICATES / clock_seconds_since(&clock_system, start), "rows/s",
                    NAN);
    }
    scores_free(&scores);
    free(p);
    free(replicates);
    free(y);
    free(times);
    free(unit);
    return ok;
}

/* --- the parts --- */

static const struct bench_part PARTS[] = {
    {"search", run_search},
    {"scores", run_scores},
    {"fresh", bench_fresh},
};
enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

bool bench_is_part(const char *name) {
    for (int i = 0; i < PART_COUNT; i++)
        if (strcmp(PARTS[i].name, name) == 0)
            return true;
    return false;
}

bool bench_suite(int argc, char **argv, struct err *err) {
    const char *format = NULL;
    const struct bench_option options[] = {{"--format", &format, NULL, NULL}};
    struct progress progress = {0};
    struct bench_run run = {.progress = &progress};
    if (!bench_options(argc, argv, options, 1, err) || !bench_format(format, &run.json, err))
        return false;
    bool one = bench_is_part(argv[0]);
    bool ok = (run.pool = pool_new(0, err)) && measure_yardsticks(&run, err);
    for (int i = 0; ok && i < PART_COUNT; i++)
        if (!one || strcmp(PARTS[i].name, argv[0]) == 0)
            ok = PARTS[i].run(&run, err);
    pool_free(run.pool);
    return ok;
}
