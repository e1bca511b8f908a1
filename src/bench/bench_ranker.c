/* Ranker: examples a second of ranker training, and the time to score the 1000 candidates of a request, on rows of 26
 * categorical fields of width 16 and 13 dense values under hidden layers of 512 and 256 units. Beside it what the
 * rate of sgemm would allow. peers/ranker.py does the same work in PyTorch. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "model/ranker.h"

#include <math.h>
#include <stdio.h>
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
    const struct bench_run *run;
    int32_t *category;    /* (ROWS,FIELDS) */
    float *dense, *label; /* (ROWS,DENSE), (ROWS) */
};

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
    bool ok = ranker_train(&params, &data, b->run->pool, &progress, out, err);
    *seconds = clock_seconds_since(&clock_system, start);
    return ok;
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
        /* where rows share fields, less arithmetic is needed than this limit assumes */
        double least = ranker_flop_per_row(ranker) * CANDIDATES / (b->run->gflops * 1e6), p50, p99;
        char line[64];
        bench_percentiles(times, REQUESTS, &p50, &p99);
        snprintf(line, sizeof line, "score.%s.p50", name);
        bench_print(b->run, line, p50, "ms", differ == FIELDS ? least : NAN);
        snprintf(line, sizeof line, "score.%s.p99", name);
        bench_print(b->run, line, p99, "ms", differ == FIELDS ? least : NAN);
    }
    free(category);
    free(dense);
    free(out);
    free(scratch);
    return ok;
}

/* Examples a second in epochs after the first: without the set-up, which a longer training would not notice. The best
 * of three tries, unless there is little time. */
static bool measure_training(const struct ranker_bench *b, enum ranker_kind kind, double *rate, struct err *err) {
    enum { EPOCHS = 3 };
    double first = INFINITY, all = INFINITY;
    for (int i = 0; i < (b->run->quick ? 1 : 3); i++) {
        struct blob *once = blob_new(), *longer = blob_new();
        double short_one, long_one;
        bool ok = train(b, kind, 1, once, &short_one, err) && train(b, kind, EPOCHS, longer, &long_one, err);
        blob_free(once);
        blob_free(longer);
        if (!ok)
            return false;
        first = fmin(first, short_one);
        all = fmin(all, long_one);
    }
    *rate = (EPOCHS - 1.0) * ROWS / (all - first);
    return true;
}

/* The four ways to score a request: rows that differ in all fields, in those of the item alone; in floats, in 8 bits.
 */
static bool measure_ways(const struct ranker_bench *b, struct ranker *ranker, const char *name, struct err *err) {
    for (int way = 0; way < 4; way++) {
        char line[48];
        bool request = way % 2, lowered = way / 2;
        snprintf(line, sizeof line, "%s%s%s", name, request ? ".request" : "", lowered ? ".int8" : "");
        if ((lowered && !ranker_lower(ranker, err)) ||
            !measure_scoring(b, ranker, line, request ? ITEM_FIELDS : FIELDS, err))
            return false;
    }
    return true;
}

static bool measure_model(const struct ranker_bench *b, enum ranker_kind kind, const char *name, struct err *err) {
    struct blob *blob = blob_new();
    struct ranker *ranker = NULL;
    char line[48];
    double seconds, rate;
    bool ok = train(b, kind, 1, blob, &seconds, err) && (ranker = ranker_open(blob, err)) &&
              measure_training(b, kind, &rate, err);
    if (ok) {
        snprintf(line, sizeof line, "train.%s", name);
        bench_print(b->run, line, rate, "examples/s", b->run->gflops_pool * 1e9 / (3 * ranker_flop_per_row(ranker)));
        ok = measure_ways(b, ranker, name, err);
    }
    ranker_close(ranker);
    blob_free(blob);
    return ok;
}

bool bench_ranker(const struct bench_run *run, struct err *err) {
    struct ranker_bench b = {.run = run};
    bool ok = (b.category = mem_array((size_t)ROWS * FIELDS, sizeof *b.category, err)) &&
              (b.dense = mem_array((size_t)ROWS * DENSE, sizeof *b.dense, err)) &&
              (b.label = mem_array(ROWS, sizeof *b.label, err));
    if (ok)
        fill_rows(&b);
    ok = ok && measure_model(&b, RANKER_MLP, "mlp", err) && measure_model(&b, RANKER_DEEPFM, "deepfm", err) &&
         measure_model(&b, RANKER_DCN_V2, "dcn_v2", err);
    free(b.category);
    free(b.dense);
    free(b.label);
    return ok;
}
