#include "bench/index_report.h"
#include "base/mem.h"
#include "bench/curve.h"

#include <math.h>
#include <stdlib.h>

const char BENCH_INDEX_HELP[] =
    "sevenstep-bench index --base F.fvecs --query F.fvecs [--k N] [--index KIND] [--metric ip|l2]\n"
    "                      [-s retrieval.KNOB=V,V...]... [--threads N] [--targets R,R...] [--found F.ivecs]\n"
    "                      [--format json|text]\n"
    "    recall and speed of an index on vectors of yours; one build for each combination of the knobs of a build,\n"
    "    one line for each combination of all\n"
    "\n"
    "  --base, --query  .fvecs: for each vector a little-endian int32, the width, then as many floats\n"
    "  --index          flat, ivf (the default), ivf_sq8, ivf_pq, hnsw\n"
    "  --k              results a query (100)     --threads  of builds and batches (one a core)\n"
    "  --metric         ip, the inner product (the default), or l2\n"
    "  -s               of a build: retrieval.nlist, pq_bytes, hnsw_m; of a search: nprobe, refine, ef_search\n"
    "                   refine: exact re-scores as a multiple of k; 0: the codes alone\n"
    "  --targets        recalls to read throughput and times off the sweep at (text: 0.90,0.95,0.99; json: none)\n"
    "  --found          keeps the ids of the last line, as .ivecs\n"
    "\n"
    "  recall           share of the exact k best (by exhaustive search in the same run) that was found\n"
    "  qps              all queries as one batch on all threads\n"
    "  p50_ms, p99_ms   one query at a time on one thread\n"
    "  build_s          seconds to build             bytes_per_vector  codes, ids and lists\n"
    "  bytes_total      bytes a vector with the full vectors that refinement reads\n"
    "  limit_qps        the same products at the rate that sgemm has in this run, on as many threads\n"
    "  limit_ms         the same bytes read once from memory by one thread; narrow codes and caches may do better\n"
    "\n"
    "  throughput at recall 0.95 and 0.99, k 100, one thread:\n"
    "    sevenstep-bench index --base B.fvecs --query Q.fvecs --index ivf_sq8 --threads 1 \\\n"
    "        -s retrieval.nprobe=8,16,24,32,48,64,96,128,192\n"
    "  the codes alone, all lists probed:\n"
    "    sevenstep-bench index --base B.fvecs --query Q.fvecs --index ivf_sq8 --k 1000 \\\n"
    "        -s retrieval.nprobe=4096 -s retrieval.refine=0\n"
    "  FAISS and hnswlib on the same files in the same run: make bench-peers BASE=B.fvecs QUERY=Q.fvecs\n"
    "exit: 0 done; 2 bad usage or a file that is missing or damaged; 3 no memory\n";

static void begin(struct bench_line *line, const struct index_result *r) {
    bench_string(line, "index", index_kind_name(r->kind));
    bench_string(line, "metric", r->l2 ? "l2" : "ip");
    bench_number(line, "n", r->n);
    bench_number(line, "dim", r->dim);
    bench_number(line, "k", r->k);
    bench_number(line, "threads", r->threads);
}

/* In text, knobs that the kind does not read are left out. */
static void knob(struct bench_line *line, const char *name, double value) {
    if (line->json || isfinite(value))
        bench_number(line, name, value);
}

void index_result_print(const struct index_result *r, bool json) {
    struct bench_line line = {.json = json};
    begin(&line, r);
    knob(&line, "nlist", r->knob[NLIST]);
    knob(&line, "nprobe", r->knob[NPROBE]);
    knob(&line, "refine", r->knob[REFINE]);
    knob(&line, "pq_bytes", r->knob[PQ_BYTES]);
    knob(&line, "hnsw_m", r->knob[HNSW_M]);
    knob(&line, "ef_search", r->knob[EF_SEARCH]);
    bench_number(&line, "recall", r->recall);
    bench_number(&line, "qps", r->qps);
    bench_number(&line, "p50_ms", r->p50_ms);
    bench_number(&line, "p99_ms", r->p99_ms);
    bench_number(&line, "build_s", r->build_s);
    bench_number(&line, "bytes_per_vector", r->bytes);
    bench_number(&line, "bytes_total", r->bytes_total);
    bench_number(&line, "limit_qps", r->limit_qps);
    bench_number(&line, "limit_ms", r->limit_ms);
    bench_end(&line);
}

/* --- what a sweep reaches --- */

static int by_recall(const void *a, const void *b) {
    const struct index_result *const *x = a, *const *y = b;
    return ((*x)->recall > (*y)->recall) - ((*x)->recall < (*y)->recall);
}

/* The results that are not both slower and less exact than another, in ascending order of recall; how many. */
static int frontier(const struct index_result **kept, const struct index_result *results, int n) {
    int have = 0;
    const struct index_result **all = mem_must((size_t)n, sizeof *all);
    for (int i = 0; i < n; i++)
        all[i] = &results[i];
    qsort(all, (size_t)n, sizeof *all, by_recall);
    for (int i = 0; i < n; i++) { /* a new one that is as fast puts away those before it */
        while (have > 0 && kept[have - 1]->qps <= all[i]->qps)
            have--;
        kept[have++] = all[i];
    }
    free(all);
    return have;
}

static double at(const struct index_result *const *kept, int n, double target, size_t field) {
    struct curve_point *curve = mem_must((size_t)n, sizeof *curve);
    for (int i = 0; i < n; i++)
        curve[i] = (struct curve_point){kept[i]->recall, *(const double *)((const char *)kept[i] + field)};
    double value = curve_at(curve, n, target);
    free(curve);
    return value;
}

void index_results_summarise(const struct index_result *results, int n, const double *targets, int n_targets,
                             bool json) {
    const struct index_result **kept = mem_must((size_t)n, sizeof *kept);
    int have = frontier(kept, results, n);
    for (int t = 0; t < n_targets; t++) {
        struct bench_line line = {.json = json};
        begin(&line, results);
        bench_number(&line, "target", targets[t]);
        bench_number(&line, "qps", at(kept, have, targets[t], offsetof(struct index_result, qps)));
        bench_number(&line, "p50_ms", at(kept, have, targets[t], offsetof(struct index_result, p50_ms)));
        bench_number(&line, "p99_ms", at(kept, have, targets[t], offsetof(struct index_result, p99_ms)));
        bench_number(&line, "limit_qps", at(kept, have, targets[t], offsetof(struct index_result, limit_qps)));
        bench_number(&line, "limit_ms", at(kept, have, targets[t], offsetof(struct index_result, limit_ms)));
        bench_end(&line);
    }
    free(kept);
}
