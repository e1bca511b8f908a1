/* Indexes over a million vectors: build, size, recall against throughput, and the time of a single query. Exact search
 * stands beside the machine's limits; the others beside exact search, and beside FAISS and hnswlib on the same vectors
 * (peers/ann.cc). */
#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/curve.h"
#include "index/index.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { D = BENCH_DIM, Q = BENCH_QUERIES, K_MAX = 1000, GRAPH_SHARE = 5, STEPS_MAX = 8 };

struct search {
    const struct bench_run *run;
    int N;
    float *vectors, *queries; /* (N,D), (Q,D) */
    int32_t *exact, *ids;     /* (Q,K_MAX): best first; (Q,k) */
    float *scores;            /* (Q,k) */
    int32_t *wanted;          /* (Q,k) */
};
struct search_job {
    const struct search *s;
    const struct index *index;
    struct index_query query;
};

static void say(const struct search *s, const char *index, int k, const char *what, double value, const char *unit,
                double yardstick) {
    char name[96];
    if (k > 0)
        snprintf(name, sizeof name, "%s.k%d.%s", index, k, what);
    else
        snprintf(name, sizeof name, "%s.%s", index, what);
    bench_print(s->run, name, value, unit, yardstick);
}

static bool run_batch(void *arg, struct err *err) {
    const struct search_job *j = arg;
    return index_search_all(j->index, &j->query, j->s->queries, Q, j->s->run->pool, j->s->ids, j->s->scores, NULL, err);
}

static bool search_batch(const struct search_job *j, double *qps, struct err *err) {
    double seconds = bench_best_seconds(run_batch, (void *)j, err);
    *qps = Q / seconds;
    return seconds > 0;
}

static double recall_now(const struct search *s, int k) {
    for (size_t q = 0; q < Q; q++)
        memcpy(s->wanted + q * (size_t)k, s->exact + q * K_MAX, (size_t)k * sizeof *s->wanted);
    return bench_recall(s->ids, s->wanted, Q, k);
}

/* One query at a time on one thread: a second of them warms up, then all, or the first 4 seconds of them, are timed. */
static bool search_singles(const struct search_job *j, double *p50_ms, double *p99_ms, struct err *err) {
    struct index_scratch *scratch = index_scratch_new(j->index, j->query.k, err);
    double *ms = mem_must(Q, sizeof *ms);
    int n = 0;
    for (int pass = 0; scratch && pass < 2; pass++) {
        double spent_ms = 0, most_ms = pass == 0 ? 1e3 : 4e3;
        int least = pass == 0 ? 0 : 100;
        for (n = 0; n < Q && (spent_ms < most_ms || n < least); n++) {
            int64_t start = clock_ns(&clock_system);
            index_search(j->index, &j->query, j->s->queries + (size_t)n * D, scratch, j->s->ids, j->s->scores, NULL);
            ms[n] = clock_seconds_since(&clock_system, start) * 1e3;
            spent_ms += ms[n];
        }
    }
    if (n > 0)
        bench_percentiles(ms, n, p50_ms, p99_ms);
    free(ms);
    index_scratch_free(scratch);
    return scratch != NULL;
}

/* --- exact --- */

static bool measure_flat(struct search *s, int n, bool print, struct err *err) {
    struct index_params params = {.kind = INDEX_FLAT};
    struct blob *blob = blob_new();
    struct search_job job = {s, NULL, {.k = K_MAX}};
    struct index *index = NULL;
    double qps, p50, p99;
    bool ok = index_build(&params, s->vectors, n, D, s->run->pool, s->run->progress, blob, err) &&
              (index = index_open(blob, err));
    job.index = index;
    ok = ok && run_batch(&job, err);
    if (ok)
        memcpy(s->exact, s->ids, (size_t)Q * K_MAX * sizeof *s->exact);
    if (ok && print) {
        job.query.k = 100;
        ok = search_batch(&job, &qps, err) && search_singles(&job, &p50, &p99, err);
        if (ok) {
            say(s, "flat", 100, "qps", qps, "queries/s", s->run->gflops_pool * 1e9 / (2.0 * n * D));
            say(s, "flat", 100, "p50", p50, "ms", 4.0 * n * D / (s->run->gigabytes_s * 1e6));
            say(s, "flat", 100, "p99", p99, "ms", 4.0 * n * D / (s->run->gigabytes_s * 1e6));
        }
    }
    index_close(index);
    blob_free(blob);
    return ok;
}

/* --- approximate --- */

struct sweep {
    const char *knob;
    int *knob_value; /* in the job's query */
    const int *steps;
    int n;
};

static const double TARGETS[] = {0.90, 0.95, 0.99};
enum { TARGET_COUNT = sizeof TARGETS / sizeof *TARGETS };

/* Recall and throughput at each step; then what lies between, and single queries at the first step of recall 0.95. */
static bool measure_sweep(struct search_job *job, const char *name, const struct sweep *sweep, struct err *err) {
    const struct search *s = job->s;
    struct curve_point curve[STEPS_MAX];
    char what[64];
    int k = job->query.k, single = sweep->n - 1;
    for (int i = sweep->n - 1; i >= 0; i--) {
        *sweep->knob_value = sweep->steps[i];
        if (!search_batch(job, &curve[i].value, err))
            return false;
        curve[i].recall = recall_now(s, k);
        single = curve[i].recall >= 0.95 ? i : single;
    }
    for (int i = 0; i < sweep->n; i++) {
        snprintf(what, sizeof what, "%s%d.recall", sweep->knob, sweep->steps[i]);
        say(s, name, k, what, curve[i].recall, "", NAN);
        snprintf(what, sizeof what, "%s%d.qps", sweep->knob, sweep->steps[i]);
        say(s, name, k, what, curve[i].value, "queries/s", NAN);
    }
    for (int t = 0; t < TARGET_COUNT; t++) {
        snprintf(what, sizeof what, "qps@%.2f", TARGETS[t]);
        say(s, name, k, what, curve_at(curve, sweep->n, TARGETS[t]), "queries/s", NAN);
    }
    double p50, p99;
    *sweep->knob_value = sweep->steps[single];
    if (!search_singles(job, &p50, &p99, err))
        return false;
    snprintf(what, sizeof what, "%s%d.", sweep->knob, sweep->steps[single]);
    size_t end = strlen(what);
    snprintf(what + end, sizeof what - end, "p50");
    say(s, name, k, what, p50, "ms", NAN);
    snprintf(what + end, sizeof what - end, "p99");
    say(s, name, k, what, p99, "ms", NAN);
    return true;
}

static bool measure_index(struct search *s, enum index_kind kind, int n, struct err *err) {
    static const int PROBES[] = {4, 8, 16, 32, 64, 128, 256, 512}, BEAMS[] = {100, 200, 400, 800, 1600};
    const char *name = index_kind_name(kind);
    struct index_params params = {
        .kind = kind, .seed = 1, .nlist = s->run->quick ? 2048 : 4096, .pq_bytes = D / 2, .hnsw_m = 16};
    struct search_job job = {.s = s};
    struct blob *blob = blob_new();
    struct index *index = NULL;
    int64_t start = clock_ns(&clock_system);
    bool ok = index_build(&params, s->vectors, n, D, s->run->pool, s->run->progress, blob, err);
    double build = clock_seconds_since(&clock_system, start);
    ok = ok && (index = index_open(blob, err));
    if (ok) {
        say(s, name, 0, "build", build, "s", NAN);
        say(s, name, 0, "bytes", index_bytes_per_vector(index), "bytes/vector", 4.0 * D);
    }
    job.index = index;
    for (int k = 100; ok && k <= (kind == INDEX_HNSW ? 100 : 1000); k *= 10) {
        struct sweep sweep = {"nprobe", &job.query.nprobe, PROBES, sizeof PROBES / sizeof *PROBES};
        if (kind == INDEX_HNSW)
            sweep = (struct sweep){"ef", &job.query.ef_search, BEAMS, sizeof BEAMS / sizeof *BEAMS};
        job.query = (struct index_query){.k = k, .refine = kind == INDEX_IVF_PQ ? 3 : 2};
        ok = measure_sweep(&job, name, &sweep, err);
    }
    index_close(index);
    blob_free(blob);
    return ok;
}

bool bench_search(const struct bench_run *run, struct err *err) {
    struct search s = {.run = run, .N = run->quick ? BENCH_VECTORS_QUICK : BENCH_VECTORS};
    size_t room = (size_t)Q * K_MAX;
    int graph = s.N / GRAPH_SHARE;
    bool ok = (s.vectors = bench_vectors(s.N, 0, run->pool, err)) &&
              (s.queries = bench_vectors(Q, 1, run->pool, err)) && (s.exact = mem_array(room, sizeof *s.exact, err)) &&
              (s.ids = mem_array(room, sizeof *s.ids, err)) && (s.scores = mem_array(room, sizeof *s.scores, err)) &&
              (s.wanted = mem_array(room, sizeof *s.wanted, err)) && measure_flat(&s, s.N, true, err) &&
              measure_index(&s, INDEX_IVF, s.N, err) && measure_index(&s, INDEX_IVF_SQ8, s.N, err) &&
              measure_index(&s, INDEX_IVF_PQ, s.N, err) && measure_flat(&s, graph, false, err) && /* its own truth */
              measure_index(&s, INDEX_HNSW, graph, err);
    free(s.vectors);
    free(s.queries);
    free(s.exact);
    free(s.ids);
    free(s.scores);
    free(s.wanted);
    return ok;
}
