/* bench.h - sevenstep-bench: how fast and how exact the engine's parts are, each figure beside a yardstick of the same
 * run. One file a command: `index` on files of vectors, `metrics` on a file of scores, and without a command the suite
 * of `make bench`, or by name a part of it. Results are lines on standard output; a failure is in err and main prints
 * it. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H
#include "base/pool.h"
#include "base/progress.h"
#include "base/text.h"

#include <stdint.h>

struct bench_option {
    const char *name;   /* "--base" */
    const char **value; /* set to the argument that follows, or to what stands behind = */
    const char **many;  /* instead: an array of BENCH_MANY for an option that repeats */
    int *n_many;
};
enum { BENCH_MANY = 32 };
/* Reads argv[1..]; anything but these options is ERR_USAGE. */
bool bench_options(int argc, char **argv, const struct bench_option *options, int n, struct err *err) MUST_USE;
bool bench_int(const char *name, const char *text, int low, int high, int *value, struct err *err) MUST_USE;
/* "json" or "text" (the default). */
bool bench_format(const char *text, bool *json, struct err *err) MUST_USE;

/* Objects of one line: {.json = ...}, then fields; bench_end prints it. In text, fields are "name value" in columns. */
struct bench_line {
    struct text text;
    bool json, some;
};
void bench_number(struct bench_line *line, const char *name, double value); /* NAN: null, "-" in text */
void bench_string(struct bench_line *line, const char *name, const char *value);
void bench_end(struct bench_line *line);

/* vectors of a .fvecs file (a little-endian int32 width, then that many floats, for each vector); free() them. */
bool fvecs_read(const char *path, float **vectors, int *N, int *D, struct err *err) MUST_USE;

bool bench_index(int argc, char **argv, struct err *err) MUST_USE;
bool bench_metrics(int argc, char **argv, struct err *err) MUST_USE;
/* --- the suite --- */

enum {
    BENCH_DIM = 64,
    BENCH_VECTORS = 1000000,
    BENCH_VECTORS_QUICK = 200000,
    BENCH_QUERIES = 1000,
    BENCH_ROWS = 10000000,
    BENCH_ROWS_QUICK = 1000000,
};
/* What figures of this run are to reach, and whether they do: a table behind the last part. */
struct bench_goal {
    const char *name;
    double is, wanted;
    const char *unit; /* of both */
    bool reached;
};
struct bench_goals {
    struct bench_goal goal[BENCH_MANY];
    int n;
};
/* What a part gets. The yardsticks were measured in the same run, before the first part. */
struct bench_run {
    bool json, quick;
    struct pool *pool; /* a thread a core */
    struct progress *progress;
    double gflops, gflops_pool; /* sgemm: one thread; every thread of the pool on squares of its own */
    double gigabytes_s;         /* reading memory once through, one thread */
    struct bench_goals *goals;  /* bench_print notes them */
};
/* A part of the suite, and a command of its name. */
struct bench_part {
    const char *name, *about;
    bool (*run)(const struct bench_run *run, struct err *err);
};
/* A line of the suite. yardstick: the limit in the same unit, NAN where there is none; for times the least there is. */
void bench_print(const struct bench_run *run, const char *name, double value, const char *unit, double yardstick);
/* The best of repeated runs within about half a second, at least 3 unless they take seconds: noise only ever adds time.
 * NAN: body failed. */
double bench_best_seconds(bool (*body)(void *arg, struct err *err), void *arg, struct err *err);
void bench_percentiles(double *values, int n, double *p50, double *p99);        /* sorts values (n) */
bool bench_measure_yardsticks(struct bench_run *run, struct err *err) MUST_USE; /* fills them; run has a pool */
bool bench_yardsticks(struct bench_run *run, struct err *err) MUST_USE;         /* and prints them */
bool bench_search(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_tower(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_cnn(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_ranker(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_scores(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_program(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_fresh(const struct bench_run *run, struct err *err) MUST_USE;
bool bench_is_part(const char *name);
/* argv[0]: the part to run; otherwise all of them. */
bool bench_suite(int argc, char **argv, struct err *err) MUST_USE;

/* --- the data of the suite: the same for us and for the peers --- */

/* (n, BENCH_DIM) unit vectors; stream 0 the items, 1 the queries. free() them. */
float *bench_vectors(int n, uint32_t stream, struct pool *pool, struct err *err) MUST_USE;
/* |found and exact| / k over all queries; both (Q,K), and both are sorted by id. */
double bench_recall(int32_t *found, int32_t *exact, int Q, int K);
struct bench_rows { /* scores with the labels that they would have if they were right */
    int n;
    double *p;     /* (n) */
    uint8_t *y;    /* (n) */
    int32_t *unit; /* (n) */
};
bool bench_rows_make(struct bench_rows *rows, int n, struct pool *pool, struct err *err) MUST_USE;
void bench_rows_free(struct bench_rows *rows);
/* The command that writes them for the peers. */
bool bench_data(int argc, char **argv, struct err *err) MUST_USE;
#endif
