/* sevenstep-bench data: the suite's own vectors and scores as files, so that other programs are measured on the same.
 */
#include "base/mem.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool write_bytes(const char *folder, const char *name, const void *bytes, size_t n, struct err *err) {
    struct text path = {0};
    text_format(&path, "%s/%s", folder, name);
    bool ok = text_write_file(text_str(&path), bytes, n, err);
    text_free(&path);
    return ok;
}

static bool write_vectors(const char *folder, const char *name, const float *x, int n, struct err *err) {
    size_t row = 1 + BENCH_DIM;
    float *out = mem_array((size_t)n * row, sizeof *out, err);
    const int32_t width = BENCH_DIM;
    for (size_t i = 0; out && i < (size_t)n; i++) {
        memcpy(out + i * row, &width, sizeof width);
        memcpy(out + i * row + 1, x + i * BENCH_DIM, BENCH_DIM * sizeof *x);
    }
    bool ok = out && write_bytes(folder, name, out, (size_t)n * row * sizeof *out, err);
    free(out);
    return ok;
}

static bool write_all(const char *folder, int vectors, int rows, struct pool *pool, struct err *err) {
    float *base = bench_vectors(vectors, 0, pool, err), *query = bench_vectors(BENCH_QUERIES, 1, pool, err);
    struct bench_rows r = {0};
    bool ok = base && query && bench_rows_make(&r, rows, pool, err) &&
              write_vectors(folder, "base.fvecs", base, vectors, err) &&
              write_vectors(folder, "query.fvecs", query, BENCH_QUERIES, err) &&
              write_bytes(folder, "scores.f64", r.p, (size_t)rows * sizeof *r.p, err) &&
              write_bytes(folder, "labels.u8", r.y, (size_t)rows, err);
    bench_rows_free(&r);
    free(base);
    free(query);
    return ok;
}

bool bench_data(int argc, char **argv, struct err *err) {
    const char *folder = NULL, *vectors = NULL, *rows = NULL;
    const struct bench_option options[] = {
        {"--out", &folder, NULL, NULL}, {"--vectors", &vectors, NULL, NULL}, {"--rows", &rows, NULL, NULL}};
    int n = BENCH_VECTORS, m = BENCH_ROWS;
    if (!bench_options(argc, argv, options, 3, err) || !bench_int("--vectors", vectors, 1, 100000000, &n, err) ||
        !bench_int("--rows", rows, 1, 100000000, &m, err))
        return false;
    if (!folder)
        return err_set(err, ERR_USAGE, "data: --out FOLDER is needed");
    struct pool *pool = pool_new(0, err);
    bool ok = pool && write_all(folder, n, m, pool, err);
    pool_free(pool);
    return ok;
}
