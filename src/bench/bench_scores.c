/* Metrics over many scores, and their bootstrap. The yardstick of the metrics is memory: every row (a score, a label)
 * read once. src/bench/peers/scores.py is the same work in scikit-learn, on the same rows. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "eval/bootstrap.h"

#include <math.h>
#include <stdlib.h>

enum { UNITS = 20000, REPLICATES = 16, BOOTSTRAP_ROWS = 1000000, SHARDS = 64 };

static void fill_shard(void *arg, int shard, int worker) {
    struct bench_rows *r = arg;
    int begin, end;
    (void)worker;
    pool_range(r->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        struct rng rng = rng_of(2, (uint64_t)i, 0);
        r->p[i] = rng_uniform(&rng) * rng_uniform(&rng);
        r->y[i] = rng_uniform(&rng) < r->p[i];
        r->unit[i] = (int32_t)rng_below(&rng, UNITS);
    }
}

bool bench_rows_make(struct bench_rows *r, int n, struct pool *pool, struct err *err) {
    *r = (struct bench_rows){.n = n};
    if (!(r->p = mem_array((size_t)n, sizeof *r->p, err)) || !(r->y = mem_array((size_t)n, sizeof *r->y, err)) ||
        !(r->unit = mem_array((size_t)n, sizeof *r->unit, err))) {
        bench_rows_free(r);
        return false;
    }
    pool_for(pool, SHARDS, fill_shard, r);
    return true;
}

void bench_rows_free(struct bench_rows *r) {
    free(r->p);
    free(r->y);
    free(r->unit);
    *r = (struct bench_rows){0};
}

struct metrics_job {
    const struct bench_run *run;
    const struct bench_rows *rows;
    int n;
    double sort_s, all_s; /* of the quickest */
};

static bool run_metrics(void *arg, struct err *err) {
    struct metrics_job *j = arg;
    struct scores scores;
    double value[SCORES_METRICS];
    int64_t start = clock_ns(&clock_system);
    if (!scores_sort(&scores, j->rows->p, j->rows->y, NULL, NULL, j->n, j->run->pool, err))
        return false;
    j->sort_s = fmin(j->sort_s, clock_seconds_since(&clock_system, start));
    start = clock_ns(&clock_system);
    scores_all(value, &scores, 0.5, j->run->pool);
    j->all_s = fmin(j->all_s, clock_seconds_since(&clock_system, start));
    scores_free(&scores);
    return true;
}

static bool measure_bootstrap(const struct bench_run *run, const struct bench_rows *r, struct err *err) {
    double *replicates = mem_array(SCORES_METRICS * REPLICATES, sizeof *replicates, err);
    uint8_t *times = mem_array((size_t)UNITS * REPLICATES, 1, err);
    struct scores scores = {0};
    bool ok = replicates && times && scores_sort(&scores, r->p, r->y, NULL, r->unit, BOOTSTRAP_ROWS, run->pool, err);
    if (ok) {
        int64_t start = clock_ns(&clock_system);
        bootstrap_times(times, NULL, UNITS, REPLICATES, 1, run->pool);
        ok = bootstrap_scores(replicates, &scores, 0.5, times, REPLICATES, UNITS, run->pool, err);
        bench_print(run, "bootstrap", (double)BOOTSTRAP_ROWS * REPLICATES / clock_seconds_since(&clock_system, start),
                    "rows/s", NAN);
    }
    scores_free(&scores);
    free(replicates);
    free(times);
    return ok;
}

bool bench_scores(const struct bench_run *run, struct err *err) {
    struct bench_rows rows;
    if (!bench_rows_make(&rows, run->quick ? BENCH_ROWS_QUICK : BENCH_ROWS, run->pool, err))
        return false;
    struct metrics_job job = {run, &rows, rows.n, INFINITY, INFINITY};
    double seconds = bench_best_seconds(run_metrics, &job, err);
    bool ok = seconds > 0;
    if (ok) {
        bench_print(run, "metrics", rows.n / seconds, "rows/s", run->gigabytes_s * 1e9 / (sizeof(double) + 1));
        bench_print(run, "metrics.sort", job.sort_s * 1e3, "ms", NAN);
        bench_print(run, "metrics.all", job.all_s * 1e3, "ms", NAN);
    }
    ok = ok && measure_bootstrap(run, &rows, err);
    bench_rows_free(&rows);
    return ok;
}
