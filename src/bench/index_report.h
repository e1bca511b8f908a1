/* index_report.h - what `sevenstep-bench index` prints: a line for each combination of knobs, and what a sweep reaches
 * at given recalls. */
#ifndef BENCH_INDEX_REPORT_H
#define BENCH_INDEX_REPORT_H
#include "bench/bench.h"
#include "index/index.h"

/* Knobs of an index. A combination takes one value of each. */
enum { NLIST, PQ_BYTES, HNSW_M, NPROBE, EF_SEARCH, REFINE, AXES, BUILD_AXES = NPROBE };

struct index_result {
    enum index_kind kind;
    bool l2;
    int n, dim, k, threads;
    double knob[AXES]; /* NAN: this kind does not read it */
    double recall, qps, p50_ms, p99_ms, build_s;
    double bytes, bytes_total; /* a vector; with the full vectors for refinement */
    /* What the machine allows, measured in the same run: the same products at the rate of sgemm on all threads; reading
     * the same bytes from memory once, on one thread. Narrow codes, and what the caches keep, may do better. */
    double limit_qps, limit_ms;
};

void index_result_print(const struct index_result *r, bool json);
/* results (n) of one build, in any order: what each target takes, read off between the combinations that nothing beats
 * (linear in recall between logarithms); nothing ("-", null) beyond the highest recall. */
void index_results_summarise(const struct index_result *results, int n, const double *targets, int n_targets,
                             bool json);

extern const char BENCH_INDEX_HELP[];
#endif
