/* The suite of `make bench`: what the engine's parts reach, beside what this machine can do, measured in the same run.
 * A part is one file bench_NAME.c and one line of the table below. */
#include "base/clock.h"
#include "bench/bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a figure is to reach: at least a share of its yardstick (of a time: at most so many times the least), or at most
 * a value in its own unit. */
struct goal {
    const char *name;
    double share, most; /* 0: the other one */
};
static const struct goal GOALS[] = {
    {"flat.k100.qps", .share = 0.80},     {"ivf_sq8.bytes", .most = 73}, /* 72 a vector, and the cells' centres */
    {"ivf_pq.bytes", .most = 40},         {"tower.batch1024", .share = 0.75}, {"tower.batch4096", .share = 0.75},
    {"train.mlp", .share = 0.75},         {"train.deepfm", .share = 0.75},    {"train.dcn_v2", .share = 0.75},
    {"score.mlp.p50", .share = 1 / 0.85}, {"run.cold.wall", .most = 10},      {"run.cold.memory", .most = 1024},
};

static const struct goal *goal_of(const char *name) {
    for (size_t i = 0; i < sizeof GOALS / sizeof *GOALS; i++)
        if (strcmp(GOALS[i].name, name) == 0)
            return &GOALS[i];
    return NULL;
}

/* A time's yardstick is what it cannot go below. */
static bool is_time(const char *unit) {
    return strcmp(unit, "s") == 0 || strcmp(unit, "ms") == 0;
}

static void note_goal(struct bench_goals *seen, const struct goal *goal, double value, const char *unit,
                      double yardstick) {
    if (!goal || seen->n == BENCH_MANY)
        return;
    double share = value / yardstick;
    struct bench_goal *g = &seen->goal[seen->n++];
    bool reached = goal->most > 0 ? value <= goal->most : is_time(unit) ? share <= goal->share : share >= goal->share;
    *g = (struct bench_goal){goal->name, goal->most > 0 ? value : share, goal->most > 0 ? goal->most : goal->share,
                             goal->most > 0  ? unit
                             : is_time(unit) ? "times the least"
                                             : "of the limit",
                             reached};
}

static void print_goals(const struct bench_goals *seen) {
    int reached = 0;
    for (int i = 0; i < seen->n; i++)
        reached += seen->goal[i].reached;
    printf("goals: %d of %d reached\n", reached, seen->n);
    for (int i = 0; i < seen->n; i++)
        printf("  %-32s %12.4g  goal %-8.4g %-16s %s\n", seen->goal[i].name, seen->goal[i].is, seen->goal[i].wanted,
               seen->goal[i].unit, seen->goal[i].reached ? "reached" : "missed");
}

void bench_print(const struct bench_run *run, const char *name, double value, const char *unit, double yardstick) {
    struct bench_line line = {.json = run->json};
    note_goal(run->goals, goal_of(name), value, unit, yardstick);
    if (run->json) {
        bench_string(&line, "name", name);
        bench_number(&line, "value", value);
        bench_string(&line, "unit", unit);
        bench_number(&line, "yardstick", yardstick);
        bench_number(&line, "ratio", value / yardstick);
        bench_end(&line);
        return;
    }
    char shown[32] = "-";
    if (isfinite(value))
        snprintf(shown, sizeof shown, fabs(value) >= 1000 ? "%.0f" : "%.4g", value);
    printf("  %-32s %12s %-12s", name, shown, unit);
    if (isfinite(yardstick))
        printf(is_time(unit) ? "  %.2f x %.4g" : "  %.2f of %.4g", value / yardstick, yardstick);
    putchar('\n');
    fflush(stdout);
}

double bench_best_seconds(bool (*body)(void *arg, struct err *err), void *arg, struct err *err) {
    double best = INFINITY, all = 0;
    for (int i = 0; i < 50 && (all < 0.5 || (i < 3 && all < 4)); i++) {
        int64_t start = clock_ns(&clock_system);
        if (!body(arg, err))
            return NAN;
        double seconds = clock_seconds_since(&clock_system, start);
        best = seconds < best ? seconds : best;
        all += seconds;
    }
    return best;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void bench_percentiles(double *values, int n, double *p50, double *p99) {
    qsort(values, (size_t)n, sizeof *values, ascending);
    *p50 = values[(n - 1) / 2];
    *p99 = values[(int)(0.99 * (n - 1) + 0.5)];
}

static const struct bench_part PARTS[] = {
    {"search", "indexes: vectors of width 64, inner product", bench_search},
    {"fresh", "an index that takes in new items", bench_fresh},
    {"tower", "two-tower training", bench_tower},
    {"cnn", "the network of pictures: training, and embedding a catalogue", bench_cnn},
    {"ranker", "ranker: training, and scoring the 1000 candidates of a request", bench_ranker},
    {"scores", "metrics over many scores", bench_scores},
    {"run", "the program: a default run without and with its cache; one request through the funnel", bench_program},
};
enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

bool bench_is_part(const char *name) {
    for (int i = 0; i < PART_COUNT; i++)
        if (strcmp(PARTS[i].name, name) == 0)
            return true;
    return false;
}

static void heading(const struct bench_run *run, const char *about) {
    if (!run->json)
        printf("%s\n", about);
}

bool bench_suite(int argc, char **argv, struct err *err) {
    const char *format = NULL;
    char *kept[8];
    int n = 0;
    const struct bench_option options[] = {{"--format", &format, NULL, NULL}};
    struct progress progress = {0};
    struct bench_goals goals = {0};
    struct bench_run run = {.progress = &progress, .goals = &goals};
    for (int i = 0; i < argc && n < 8; i++) /* the one option without a value */
        if (i > 0 && strcmp(argv[i], "--quick") == 0)
            run.quick = true;
        else
            kept[n++] = argv[i];
    if (!bench_options(n, kept, options, 1, err) || !bench_format(format, &run.json, err))
        return false;
    bool one = bench_is_part(argv[0]);
    heading(&run, "this machine; behind a figure: its share of the limit that follows from these, or\n"
                  "for a time how many times the least");
    bool ok = (run.pool = pool_new(0, err)) && bench_yardsticks(&run, err);
    for (int i = 0; ok && i < PART_COUNT; i++)
        if (!one || strcmp(PARTS[i].name, argv[0]) == 0) {
            heading(&run, PARTS[i].about);
            ok = PARTS[i].run(&run, err);
        }
    if (ok && !run.json && goals.n > 0)
        print_goals(&goals);
    pool_free(run.pool);
    return ok;
}
