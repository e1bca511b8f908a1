/* sevenstep-bench index: recall, speed and size of an index on vectors from a file. */
#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/index_report.h"
#include "engine/knob.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const PATHS[AXES] = {"retrieval.nlist",  "retrieval.pq_bytes",  "retrieval.hnsw_m",
                                        "retrieval.nprobe", "retrieval.ef_search", "retrieval.refine"};
enum { VALUES_MAX = 64, TARGETS_MAX = 16 };
struct axis { /* one value, unused, where the kind does not read the knob */
    int value[VALUES_MAX], n;
};

struct job {
    enum index_kind kind;
    bool l2, json;
    int N, Q, D, width, k, threads; /* D of the file; width as indexed */
    struct axis axis[AXES];
    float *base, *queries; /* (N,width), (Q,width) */
    int32_t *exact;        /* (Q,k) */
    int32_t *ids;
    float *scores;              /* (Q,k) */
    const char *found;          /* where to write what was found; NULL: nowhere */
    double target[TARGETS_MAX]; /* recalls */
    int n_targets;
    struct index_result *results; /* of one build, in room that grows */
    int n_results;
    struct bench_run yard; /* the machine's rates */
    struct pool *pool;
    struct progress progress;
};

static double seconds_since(int64_t start) {
    return clock_seconds_since(&clock_system, start);
}

static bool reads(enum index_kind kind, int axis) {
    switch (axis) {
    case NLIST:
    case NPROBE:
        return kind == INDEX_IVF || kind == INDEX_IVF_SQ8 || kind == INDEX_IVF_PQ;
    case PQ_BYTES:
        return kind == INDEX_IVF_PQ;
    case REFINE:
        return kind == INDEX_IVF_SQ8 || kind == INDEX_IVF_PQ;
    default:
        return kind == INDEX_HNSW;
    }
}

/* --- arguments --- */

static bool parse_setting(struct job *job, const char *setting, struct err *err) {
    char path[64], value[64];
    struct text canonical = {0};
    size_t length = strcspn(setting, "=");
    if (setting[length] != '=' || length >= sizeof path)
        return err_set(err, ERR_USAGE, "-s: '%s' is not KNOB=VALUE,VALUE...", setting);
    memcpy(path, setting, length);
    path[length] = '\0';
    const struct knob *knob = knob_find(path, WORLD_FEED, err);
    if (!knob)
        return false;
    int axis = 0;
    while (axis < AXES && strcmp(PATHS[axis], path) != 0)
        axis++;
    if (axis == AXES)
        return err_set(err, ERR_USAGE,
                       "-s: %s does not change an index; nlist, nprobe, refine, pq_bytes, hnsw_m and "
                       "ef_search of retrieval do",
                       path);
    job->axis[axis].n = 0;
    for (const char *p = setting + length + 1;; p++) {
        size_t n = strcspn(p, ",");
        if (n >= sizeof value || job->axis[axis].n == VALUES_MAX)
            return err_set(err, ERR_USAGE, "-s: too long a value, or more than %d of them, in '%s'", VALUES_MAX,
                           setting);
        memcpy(value, p, n);
        value[n] = '\0';
        bool ok = knob_parse(knob, WORLD_FEED, value, &canonical, err);
        if (ok)
            job->axis[axis].value[job->axis[axis].n++] = (int)strtod(text_str(&canonical), NULL);
        text_free(&canonical);
        if (!ok)
            return false;
        p += n;
        if (*p == '\0')
            return true;
    }
}

/* What is not told: cells in proportion to the root of N (a list then costs about what choosing lists costs), half a
 * byte a dimension, and as many exact re-scores as let nprobe alone reach high recall. */
static void fill_defaults(struct job *job) {
    int cells = 1;
    while (cells * 2.0 <= 4.1 * sqrt(job->N))
        cells *= 2;
    int defaults[AXES] = {[NLIST] = cells,   [PQ_BYTES] = (job->D + 1) / 2,
                          [HNSW_M] = 16,     [NPROBE] = 24,
                          [EF_SEARCH] = 100, [REFINE] = job->kind == INDEX_IVF_PQ ? 3 : 2};
    for (int a = 0; a < AXES; a++)
        if (job->axis[a].n == 0 || !reads(job->kind, a))
            job->axis[a] = (struct axis){{defaults[a]}, 1};
}

/* --- l2 as an inner product --- */

static double column_mean(const float *x, int N, int D, int d) {
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += x[(size_t)i * (size_t)D + (size_t)d];
    return sum / N;
}

/* One more coordinate, -|x|^2/2 against 1 in the query: the product then orders like the distance. Both are centred
 * first, which distances do not see, so that the coordinate stays small; it is scaled to the spread of the others, so
 * that directions still mean something to the cells. */
static bool lift_for_l2(struct job *job, struct err *err) {
    int D = job->D, W = D + 1;
    float *base = mem_array((size_t)job->N * (size_t)W, sizeof *base, err);
    float *queries = mem_array((size_t)job->Q * (size_t)W, sizeof *queries, err);
    float *half = mem_array((size_t)job->N, sizeof *half, err);
    if (!base || !queries || !half) {
        free(base);
        free(queries);
        free(half);
        return false;
    }
    for (int d = 0; d < D; d++) {
        float mean = (float)column_mean(job->base, job->N, D, d);
        for (int i = 0; i < job->N; i++)
            base[(size_t)i * (size_t)W + (size_t)d] = job->base[(size_t)i * (size_t)D + (size_t)d] - mean;
        for (int i = 0; i < job->Q; i++)
            queries[(size_t)i * (size_t)W + (size_t)d] = job->queries[(size_t)i * (size_t)D + (size_t)d] - mean;
    }
    double total = 0, spread = 0, mean;
    for (int i = 0; i < job->N; i++) {
        double length = 0;
        for (int d = 0; d < D; d++)
            length += (double)base[(size_t)i * (size_t)W + (size_t)d] * base[(size_t)i * (size_t)W + (size_t)d];
        half[i] = (float)(-length / 2);
        total += length;
    }
    mean = -total / 2 / job->N;
    for (int i = 0; i < job->N; i++)
        spread += (half[i] - mean) * (half[i] - mean);
    double scale = spread > 0 ? sqrt(total / D / spread) : 1.0;
    for (int i = 0; i < job->N; i++)
        base[(size_t)i * (size_t)W + (size_t)D] = (float)((half[i] - mean) * scale);
    for (int i = 0; i < job->Q; i++)
        queries[(size_t)i * (size_t)W + (size_t)D] = (float)(1 / scale);
    free(half);
    free(job->base);
    free(job->queries);
    job->base = base;
    job->queries = queries;
    job->width = W;
    return true;
}

/* --- measuring --- */

static bool search_all(const struct job *job, const struct index *index, const struct index_query *query, int32_t *ids,
                       struct index_stats *stats, struct err *err) {
    return index_search_all(index, query, job->queries, job->Q, job->pool, ids, job->scores, stats, err);
}

static bool find_exact(struct job *job, struct err *err) {
    struct index_params params = {.kind = INDEX_FLAT};
    struct index_query query = {.k = job->k};
    struct blob *blob = blob_new();
    struct index *index = NULL;
    bool ok = index_build(&params, job->base, job->N, job->width, job->pool, &job->progress, blob, err) &&
              (index = index_open(blob, err)) && search_all(job, index, &query, job->exact, NULL, err);
    index_close(index);
    blob_free(blob);
    return ok;
}

/* The ids found, best first, in the form of .ivecs: k, then k ids, for each query. The last combination stays. */
static bool write_found(const struct job *job, struct err *err) {
    struct text out = {0};
    for (int q = 0; q < job->Q; q++) {
        text_bytes(&out, (const char *)&job->k, sizeof job->k);
        text_bytes(&out, (const char *)(job->ids + (size_t)q * (size_t)job->k), (size_t)job->k * sizeof *job->ids);
    }
    bool ok = text_write_file(job->found, text_str(&out), out.length, err);
    text_free(&out);
    return ok;
}

/* One query at a time on one thread, once to warm up and once for the clock. ms (Q). */
static bool time_single(const struct job *job, const struct index *index, const struct index_query *query, double *ms,
                        struct err *err) {
    struct index_scratch *scratch = index_scratch_new(index, query->k, err);
    if (!scratch)
        return false;
    for (int pass = 0; pass < 2; pass++)
        for (int q = 0; q < job->Q; q++) {
            int64_t start = clock_ns(&clock_system);
            index_search(index, query, job->queries + (size_t)q * (size_t)job->width, scratch, job->ids, job->scores,
                         NULL);
            ms[q] = seconds_since(start) * 1e3;
        }
    index_scratch_free(scratch);
    return true;
}

/* All queries as one batch, again until a quarter of a second has passed. stats: of one batch. */
static bool time_batch(const struct job *job, const struct index *index, const struct index_query *query, double *qps,
                       struct index_stats *stats, struct err *err) {
    int passes = 0;
    double seconds;
    if (!search_all(job, index, query, job->ids, stats, err)) /* warms up */
        return false;
    int64_t start = clock_ns(&clock_system);
    do {
        if (!search_all(job, index, query, job->ids, NULL, err))
            return false;
        passes++;
        seconds = seconds_since(start);
    } while (seconds < 0.25);
    *qps = passes * (double)job->Q / seconds;
    return true;
}

/* Bytes that a product with one vector of the lists, or of the graph, reads. */
static double bytes_of_one(const struct job *job, const int *value) {
    switch (job->kind) {
    case INDEX_IVF_SQ8:
        return job->width + 2.0;
    case INDEX_IVF_PQ:
        return value[PQ_BYTES];
    default:
        return 4.0 * job->width;
    }
}

static void fill_limits(const struct job *job, const int *value, const struct index_stats *stats,
                        struct index_result *r) {
    double cells = reads(job->kind, NLIST) ? value[NLIST] : 0, Q = job->Q, D = job->width;
    double products = cells + (double)(stats->scored + stats->refined) / Q;
    double bytes = bytes_of_one(job, value) * (double)stats->scored / Q + 4 * D * (cells + (double)stats->refined / Q);
    r->limit_qps = job->yard.gflops_pool * 1e9 / (2 * D * products);
    r->limit_ms = bytes / (job->yard.gigabytes_s * 1e6);
}

/* value (AXES): this combination. */
static bool measure(struct job *job, const struct index *index, const int *value, double build_s, struct err *err) {
    struct index_query query = {
        .k = job->k, .nprobe = value[NPROBE], .ef_search = value[EF_SEARCH], .refine = value[REFINE]};
    struct index_result r = {
        .kind = job->kind, .l2 = job->l2, .n = job->N, .dim = job->D, .k = job->k, .threads = job->threads};
    struct index_stats stats = {0};
    double *ms = mem_must((size_t)job->Q, sizeof *ms);
    bool ok = time_single(job, index, &query, ms, err) && time_batch(job, index, &query, &r.qps, &stats, err);
    ok = ok && (!job->found || write_found(job, err));
    if (ok) {
        for (int a = 0; a < AXES; a++)
            r.knob[a] = reads(job->kind, a) ? value[a] : NAN;
        if (r.knob[NLIST] > job->N)
            r.knob[NLIST] = job->N;
        bench_percentiles(ms, job->Q, &r.p50_ms, &r.p99_ms);
        r.recall = bench_recall(job->ids, job->exact, job->Q, job->k);
        r.build_s = build_s;
        r.bytes = index_bytes_per_vector(index);
        r.bytes_total = (double)index_bytes_total(index) / job->N;
        fill_limits(job, value, &stats, &r);
        index_result_print(&r, job->json);
        job->results = mem_grow(job->results, (size_t)job->n_results + 1, sizeof *job->results);
        job->results[job->n_results++] = r;
    }
    free(ms);
    return ok;
}

/* The next combination of axes [from,to), the last one fastest; false after the last. */
static bool next_combination(const struct job *job, int *at, int from, int to) {
    for (int a = to - 1; a >= from; a--) {
        if (++at[a] < job->axis[a].n)
            return true;
        at[a] = 0;
    }
    return false;
}

static void values_at(const struct job *job, const int *at, int *value) {
    for (int a = 0; a < AXES; a++)
        value[a] = job->axis[a].value[at[a]];
}

static bool build_and_measure(struct job *job, int *at, struct err *err) {
    int value[AXES];
    values_at(job, at, value);
    struct index_params params = {
        .kind = job->kind, .seed = 1, .nlist = value[NLIST], .pq_bytes = value[PQ_BYTES], .hnsw_m = value[HNSW_M]};
    struct blob *blob = blob_new();
    struct index *index = NULL;
    int64_t start = clock_ns(&clock_system);
    bool ok = index_build(&params, job->base, job->N, job->width, job->pool, &job->progress, blob, err);
    double build_s = seconds_since(start);
    ok = ok && (index = index_open(blob, err));
    if (ok)
        do {
            values_at(job, at, value);
            ok = measure(job, index, value, build_s, err);
        } while (ok && next_combination(job, at, BUILD_AXES, AXES));
    if (ok)
        index_results_summarise(job->results, job->n_results, job->target, job->n_targets, job->json);
    job->n_results = 0;
    index_close(index);
    blob_free(blob);
    return ok;
}

/* --- the command --- */

struct arguments {
    const char *base, *query, *k, *index, *metric, *threads, *format, *found, *targets, *settings[BENCH_MANY];
    int n_settings;
};

/* text NULL: three of them, for people to read. */
static bool parse_targets(struct job *job, const char *text, struct err *err) {
    const char *p = text ? text : job->json ? "" : "0.90,0.95,0.99";
    while (*p) {
        char *end;
        double target = strtod(p, &end);
        if (end == p || (*end != ',' && *end) || !(target > 0 && target <= 1) || job->n_targets == TARGETS_MAX)
            return err_set(err, ERR_USAGE, "--targets: '%s' is not a list of at most %d recalls above 0 and up to 1",
                           text, TARGETS_MAX);
        job->target[job->n_targets++] = target;
        p = *end ? end + 1 : end;
    }
    return true;
}

static bool check(struct job *job, const struct arguments *a, struct err *err) {
    if (!a->base || !a->query)
        return err_set(err, ERR_USAGE, "index: --base F.fvecs and --query F.fvecs are needed");
    if (a->index && !index_kind_of(a->index, &job->kind))
        return err_set(err, ERR_USAGE, "--index: '%s' is not flat, ivf, ivf_sq8, ivf_pq or hnsw", a->index);
    job->found = a->found;
    job->l2 = a->metric && strcmp(a->metric, "l2") == 0;
    if (a->metric && !job->l2 && strcmp(a->metric, "ip") != 0)
        return err_set(err, ERR_USAGE, "--metric: '%s' is not ip or l2", a->metric);
    for (int i = 0; i < a->n_settings; i++)
        if (!parse_setting(job, a->settings[i], err))
            return false;
    return bench_int("--k", a->k, 1, 1000000, &job->k, err) &&
           bench_int("--threads", a->threads, 1, 64, &job->threads, err) && bench_format(a->format, &job->json, err) &&
           parse_targets(job, a->targets, err);
}

static bool load(struct job *job, const struct arguments *a, struct err *err) {
    int width;
    if (!fvecs_read(a->base, &job->base, &job->N, &job->D, err) ||
        !fvecs_read(a->query, &job->queries, &job->Q, &width, err))
        return false;
    if (width != job->D)
        return err_set(err, ERR_USAGE, "%s has %d dimensions, %s has %d", a->query, width, a->base, job->D);
    job->width = job->D;
    job->k = job->k < job->N ? job->k : job->N;
    fill_defaults(job);
    size_t n = (size_t)job->Q * (size_t)job->k;
    return (!job->l2 || lift_for_l2(job, err)) && (job->exact = mem_array(n, sizeof *job->exact, err)) &&
           (job->ids = mem_array(n, sizeof *job->ids, err)) && (job->scores = mem_array(n, sizeof *job->scores, err));
}

bool bench_index(int argc, char **argv, struct err *err) {
    struct arguments a = {0};
    const struct bench_option options[] = {
        {"--base", &a.base, NULL, NULL},
        {"--query", &a.query, NULL, NULL},
        {"--k", &a.k, NULL, NULL},
        {"--index", &a.index, NULL, NULL},
        {"--metric", &a.metric, NULL, NULL},
        {"--threads", &a.threads, NULL, NULL},
        {"--format", &a.format, NULL, NULL},
        {"--found", &a.found, NULL, NULL},
        {"--targets", &a.targets, NULL, NULL},
        {"-s", NULL, a.settings, &a.n_settings},
    };
    struct job job = {.kind = INDEX_IVF, .k = 100};
    int at[AXES] = {0};
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        fputs(BENCH_INDEX_HELP, stdout);
        return true;
    }
    bool ok = bench_options(argc, argv, options, sizeof options / sizeof *options, err) && check(&job, &a, err) &&
              load(&job, &a, err) && (job.pool = pool_new(job.threads, err));
    if (ok) {
        job.threads = pool_threads(job.pool);
        job.yard.pool = job.pool;
        ok = bench_measure_yardsticks(&job.yard, err) && find_exact(&job, err);
    }
    if (ok)
        do
            ok = build_and_measure(&job, at, err);
        while (ok && next_combination(&job, at, 0, BUILD_AXES));
    pool_free(job.pool);
    free(job.base);
    free(job.queries);
    free(job.results);
    free(job.exact);
    free(job.ids);
    free(job.scores);
    return ok;
}
