/* What this machine can do, measured before the parts: the rate of OpenBLAS on squares, on one thread and on every
 * thread at once, and the rate of reading memory once through. */
#include "base/mem.h"
#include "bench/bench.h"
#include "num/isa.h"
#include "num/mat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SQUARE = 512,
    SQUARES = 8,           /* a thread */
    READ_FLOATS = 1 << 26, /* far larger than any cache */
};

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

static bool run_squares(void *arg, struct err *err) {
    const struct squares *j = arg;
    (void)err;
    pool_for(j->pool, SQUARES * pool_threads(j->pool), square_shard, j->m);
    return true;
}

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

bool bench_measure_yardsticks(struct bench_run *run, struct err *err) {
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
    }
    free(m);
    free(x);
    return ok;
}

bool bench_yardsticks(struct bench_run *run, struct err *err) {
    if (!bench_measure_yardsticks(run, err))
        return false;
    bench_print(run, "sgemm", run->gflops, "GFLOP/s", NAN);
    bench_print(run, "sgemm.pool", run->gflops_pool, "GFLOP/s", pool_threads(run->pool) * run->gflops);
    bench_print(run, "read", run->gigabytes_s, "GB/s", NAN);
    return true;
}
