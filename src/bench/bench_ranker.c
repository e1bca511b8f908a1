/* `ranker`: examples a second of ranker training, and the time to score the 1000 candidates of a request, on rows of 26
 * categorical fields of width 16 and 13 dense values under hidden layers of 512 and 256 units. Beside it the sgemm rate
 * of the same run. bench_ranker_peer.py does the same work in PyTorch. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "model/ranker.h"
#include "num/mat.h"

#include <math.h>
#include <stdlib.h>

enum {
    FIELDS = 26,
    ITEM_FIELDS = 10, /* that differ between the candidates of a request */
    DENSE = 13,
    WIDTH = 16,
    VOCABULARY = 10000,
    BATCH = 4096,
    ROWS = 8 * BATCH,
    CANDIDATES = 1000,
    REQUESTS = 60,
    INPUT = FIELDS * WIDTH + DENSE,
    HIDDEN = 512
};

struct ranker_bench {
    bool json;
    struct pool *pool;
    int32_t *category;    /* (ROWS,FIELDS) */
    float *dense, *label; /* (ROWS,DENSE), (ROWS) */
    double gflops;        /* one thread */
};

static void print(const struct ranker_bench *b, const char *name, double value, const char *unit, double share) {
    struct bench_line line = {.json = b->json};
    bench_string(&line, "name", name);
    bench_number(&line, "value", value);
    bench_string(&line, "unit", unit);
    bench_number(&line, "sgemm_share", share);
    bench_end(&line);
}

static void fill_rows(struct ranker_bench *b) {
    for (size_t i = 0; i < ROWS; i++) {
        struct rng rng = rng_of(rng_draw(1, "bench.ranker"), i, 0);
        for (size_t f = 0; f < FIELDS; f++) { /* heavy-tailed: the cube of a uniform */
            double u = rng_uniform(&rng);
            b->category[i * FIELDS + f] = (int32_t)(u * u * u * VOCABULARY);
        }
        for (size_t d = 0; d < DENSE; d++)
            b->dense[i * DENSE + d] = 2 * rng_uniformf(&rng) - 1;
        b->label[i] = rng_below(&rng, 5) == 0;
    }
}

static bool measure_sgemm(struct ranker_bench *b, struct err *err) {
    size_t x = CANDIDATES * INPUT, w = INPUT * HIDDEN, y = CANDIDATES * HIDDEN;
    float *m = mem_array(x + w + y, sizeof *m, err);
    if (!m || !mat_start(err)) {
        free(m);
        return false;
    }
    double best = INFINITY;
    for (int i = 0; i < 30; i++) {
        int64_t start = clock_ns(&clock_system);
        mat_nn(m + x + w, m, m + x, CANDIDATES, HIDDEN, INPUT, 1.0f, false);
        best = fmin(best, clock_seconds_since(&clock_system, start));
    }
    b->gflops = 2.0 * CANDIDATES * HIDDEN * INPUT / best * 1e-9;
    free(m);
    print(b, "sgemm.one_thread", b->gflops, "GFLOP/s", NAN);
    return true;
}

static struct fields rows_of(const struct ranker_bench *b, int n) {
    struct fields rows = {.n = n, .n_category = FIELDS, .category = b->category, .n_dense = DENSE, .dense = b->dense};
    for (int f = 0; f < FIELDS; f++)
        rows.cardinality[f] = VOCABULARY;
    return rows;
}

static bool train(const struct ranker_bench *b, enum ranker_kind kind, int epochs, struct blob *out, double *seconds,
                  struct err *err) {
    struct progress progress = {0};
    struct ranker_params params = {.kind = kind,
                                   .seed = 1,
                                   .hash_buckets = VOCABULARY,
                                   .embedding_dim = WIDTH,
                                   .hidden = {HIDDEN, HIDDEN / 2},
                                   .epochs = epochs,
                                   .batch = BATCH,
                                   .learning_rate = 0.001f};
    struct ranker_data data = {.rows = rows_of(b, ROWS), .n_heads = 1, .label = b->label};
    int64_t start = clock_ns(&clock_system);
    bool ok = ranker_train(&params, &data, b->pool, &progress, out, err);
    *seconds = clock_seconds_since(&clock_system, start);
    return ok;
}

static int by_value(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* A request's candidates: `differ` fields are each row's own, the rest and the dense values (when differ is less than
 * all) those of the first row. */
static bool measure_scoring(const struct ranker_bench *b, const struct ranker *ranker, const char *name, int differ,
                            struct err *err) {
    int32_t *category = mem_array(CANDIDATES * FIELDS, sizeof *category, err);
    float *dense = mem_array(CANDIDATES * DENSE, sizeof *dense, err), *out = mem_array(CANDIDATES, sizeof *out, err);
    float *scratch = mem_array(ranker_scratch_floats(ranker, CANDIDATES), sizeof *scratch, err);
    bool ok = category && dense && out && scratch;
    for (size_t i = 0; ok && i < CANDIDATES; i++) {
        for (size_t f = 0; f < FIELDS; f++)
            category[i * FIELDS + f] = b->category[(f < (size_t)differ ? i : 0) * FIELDS + f];
        for (size_t d = 0; d < DENSE; d++)
            dense[i * DENSE + d] = b->dense[(differ == FIELDS ? i : 0) * DENSE + d];
    }
    double times[REQUESTS];
    struct fields rows = rows_of(b, CANDIDATES);
    rows.category = category;
    rows.dense = dense;
    for (int i = -3; ok && i < REQUESTS; i++) {
        int64_t start = clock_ns(&clock_system);
        ranker_score(ranker, &rows, NULL, scratch, out);
        if (i >= 0)
            times[i] = clock_seconds_since(&clock_system, start) * 1e3;
    }
    if (ok) {
        struct text text = {0};
        qsort(times, REQUESTS, sizeof *times, by_value);
        double flop = ranker_flop_per_row(ranker) * CANDIDATES;
        text_format(&text, "score.%s.p50", name);
        print(b, text_str(&text), times[REQUESTS / 2], "ms",
              differ == FIELDS ? flop / (times[REQUESTS / 2] * 1e6) / b->gflops : NAN);
        text_free(&text);
        text = (struct text){0};
        text_format(&text, "score.%s.p99", name);
        print(b, text_str(&text), times[REQUESTS * 99 / 100], "ms", NAN);
        text_free(&text);
    }
    free(category);
    free(dense);
    free(out);
    free(scratch);
    return ok;
}

/* What one epoch more costs: without the set-up, which a longer training would not notice. */
static bool measure_model(const struct ranker_bench *b, enum ranker_kind kind, const char *name, struct err *err) {
    struct blob *once = blob_new(), *longer = blob_new();
    struct ranker *ranker = NULL;
    struct text text = {0};
    double first, all;
    bool ok = train(b, kind, 1, once, &first, err) && train(b, kind, 3, longer, &all, err) &&
              (ranker = ranker_open(once, err));
    if (ok) {
        double rate = 2.0 * ROWS / (all - first);
        text_format(&text, "train.%s", name);
        print(b, text_str(&text), rate, "examples/s",
              3 * ranker_flop_per_row(ranker) * rate * 1e-9 / (b->gflops * pool_threads(b->pool)));
        text_free(&text);
        ok = measure_scoring(b, ranker, name, FIELDS, err);
        text = (struct text){0};
        text_format(&text, "%s.request", name);
        ok = ok && measure_scoring(b, ranker, text_str(&text), ITEM_FIELDS, err) && ranker_lower(ranker, err);
        text_free(&text);
        text = (struct text){0};
        text_format(&text, "%s.int8", name);
        ok = ok && measure_scoring(b, ranker, text_str(&text), FIELDS, err);
        text_free(&text);
        text = (struct text){0};
        text_format(&text, "%s.request.int8", name);
        ok = ok && measure_scoring(b, ranker, text_str(&text), ITEM_FIELDS, err);
        text_free(&text);
        ranker_close(ranker);
    }
    blob_free(once);
    blob_free(longer);
    return ok;
}

bool bench_ranker(int argc, char **argv, struct err *err) {
    const char *format = NULL, *threads = NULL;
    int n = 0;
    const struct bench_option options[] = {{"--format", &format, NULL, NULL}, {"--threads", &threads, NULL, NULL}};
    struct ranker_bench b = {0};
    if (!bench_options(argc, argv, options, 2, err) || !bench_format(format, &b.json, err) ||
        !bench_int("--threads", threads, 1, 64, &n, err))
        return false;
    bool ok = (b.category = mem_array((size_t)ROWS * FIELDS, sizeof *b.category, err)) &&
              (b.dense = mem_array((size_t)ROWS * DENSE, sizeof *b.dense, err)) &&
              (b.label = mem_array(ROWS, sizeof *b.label, err)) && (b.pool = pool_new(n, err));
    if (ok)
        fill_rows(&b);
    ok = ok && measure_sgemm(&b, err) && measure_model(&b, RANKER_MLP, "mlp", err) &&
         measure_model(&b, RANKER_DEEPFM, "deepfm", err) && measure_model(&b, RANKER_DCN_V2, "dcn_v2", err);
    pool_free(b.pool);
    free(b.category);
    free(b.dense);
    free(b.label);
    return ok;
}
