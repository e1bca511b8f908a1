/* sevenstep-bench fresh: insertions a second, and what a search costs with as many as a hundredth of the base inserted
 * and a hundredth of it removed, beside the same search of the base alone. Uniform directions. */
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "index/fresh.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 100000, D = 64, INSERTED = N / 100, QUERIES = 64, K = 100 };

struct fresh_bench {
    float *vectors; /* (N + INSERTED + QUERIES,D) */
    struct index *base;
    struct fresh *fresh;
    struct index_scratch *scratch;
    bool alone; /* search the base without the changes */
};

static bool run_inserts(void *arg, struct err *err) {
    struct fresh_bench *b = arg;
    struct fresh *fresh = fresh_new(b->base);
    bool ok = true;
    for (int i = 0; i < N && ok; i++)
        ok = fresh_insert(fresh, b->vectors + (size_t)i * D, 1, NULL, err);
    fresh_free(fresh);
    return ok;
}

static bool run_searches(void *arg, struct err *err) {
    const struct fresh_bench *b = arg;
    const struct index_query query = {.k = K, .nprobe = 16, .ef_search = K, .refine = 4};
    int32_t ids[K];
    float scores[K];
    (void)err;
    for (int i = 0; i < QUERIES; i++) {
        const float *q = b->vectors + (size_t)(N + INSERTED + i) * D;
        if (b->alone)
            index_search(b->base, &query, q, b->scratch, ids, scores, NULL);
        else
            fresh_search(b->fresh, &query, q, b->scratch, ids, scores, NULL);
    }
    return true;
}

static bool measure_searches(const struct bench_run *run, struct fresh_bench *b, const char *name, struct err *err) {
    if (!fresh_insert(b->fresh, b->vectors + (size_t)N * D, INSERTED, NULL, err))
        return false;
    for (int id = 0; id < N; id += N / INSERTED)
        (void)fresh_remove(b->fresh, id);
    b->alone = true;
    double alone = bench_best_seconds(run_searches, b, err);
    b->alone = false;
    double changed = bench_best_seconds(run_searches, b, err);
    char label[64];
    snprintf(label, sizeof label, "fresh.%s", name);
    bench_print(run, label, QUERIES / changed, "queries/s", QUERIES / alone);
    return true;
}

static bool measure_kind(const struct bench_run *run, struct fresh_bench *b, enum index_kind kind, struct err *err) {
    struct index_params params = {.kind = kind, .seed = 1, .nlist = 512};
    struct blob *blob = blob_new();
    bool ok = index_build(&params, b->vectors, N, D, run->pool, run->progress, blob, err) &&
              (b->base = index_open(blob, err)) && (b->scratch = index_scratch_new(b->base, K, err));
    if (ok && kind == INDEX_FLAT) { /* no insert looks at the base */
        double seconds = bench_best_seconds(run_inserts, b, err);
        ok = err->code == ERR_NONE;
        bench_print(run, "fresh.insert", N / seconds, "vectors/s", NAN);
    }
    if (ok) {
        b->fresh = fresh_new(b->base);
        ok = measure_searches(run, b, index_kind_name(kind), err);
    }
    fresh_free(b->fresh);
    index_scratch_free(b->scratch);
    index_close(b->base);
    blob_free(blob);
    *b = (struct fresh_bench){.vectors = b->vectors};
    return ok;
}

bool bench_fresh(const struct bench_run *run, struct err *err) {
    struct fresh_bench b = {.vectors = mem_array((size_t)(N + INSERTED + QUERIES) * D, sizeof(float), err)};
    bool ok = b.vectors != NULL;
    uint64_t draw = rng_draw(1, "bench.fresh");
    for (int i = 0; ok && i < N + INSERTED + QUERIES; i++) {
        struct rng rng = rng_of(draw, (uint64_t)i, 0);
        float *row = b.vectors + (size_t)i * D, length = 0;
        for (int d = 0; d < D; d++) {
            row[d] = rng_uniformf(&rng) + rng_uniformf(&rng) - 1;
            length += row[d] * row[d];
        }
        for (int d = 0; d < D; d++)
            row[d] /= sqrtf(length);
    }
    for (int kind = INDEX_FLAT; ok && kind <= INDEX_IVF; kind++)
        ok = measure_kind(run, &b, (enum index_kind)kind, err);
    free(b.vectors);
    return ok;
}
