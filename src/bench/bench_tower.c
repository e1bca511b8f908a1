/* Training of the two-tower model: examples a second, beside what the rate of sgemm would allow.
 * The workload: on each side an id (D) and two fields that a hidden layer reads, D = 64, hidden 128; 12.8 M weights in
 * tables; softmax over the batch itself; rows drawn uniformly, which is the hardest case for caches.
 * src/bench/peers/tower.py is the same model in PyTorch. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "model/tower_batch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { IDS = 50000, FIELDS = 3, DIM = 64, HIDDEN = 128, STEPS = 40 };

struct tower_bench {
    struct pool *pool;
    struct tower_params params;
    struct tower_data data;
    struct tower_net net;
    struct tower_batch batch;
    int32_t *user, *item, *positive, *rows, *map;
    float *weights;
};

static void fill_fields(struct fields *fields, int32_t *category, int n, const char *stream, bool ids) {
    *fields = (struct fields){.n = n, .n_category = FIELDS, .category = category};
    uint64_t draw = rng_draw(1, stream);
    for (int f = 0; f < FIELDS; f++)
        fields->cardinality[f] = IDS;
    for (int i = 0; i < n; i++) {
        struct rng rng = rng_of(draw, (uint64_t)i, 0);
        for (int f = 0; f < FIELDS; f++)
            category[(size_t)i * FIELDS + f] = f == 0 && ids ? i : (int32_t)rng_below(&rng, IDS);
    }
}

static bool make_rows(struct tower_bench *t, int n, struct err *err) {
    t->user = mem_array((size_t)n * FIELDS, sizeof *t->user, err);
    t->item = mem_array((size_t)IDS * FIELDS, sizeof *t->item, err);
    t->positive = mem_array((size_t)n, sizeof *t->positive, err);
    t->rows = mem_array((size_t)n, sizeof *t->rows, err);
    t->map = mem_array(IDS + 1, sizeof *t->map, err);
    if (!t->user || !t->item || !t->positive || !t->rows || !t->map)
        return false;
    fill_fields(&t->data.users, t->user, n, "bench.user", false);
    fill_fields(&t->data.items, t->item, IDS, "bench.item", true);
    uint64_t draw = rng_draw(1, "bench.positive");
    for (int i = 0; i < n; i++) {
        struct rng rng = rng_of(draw, (uint64_t)i, 0);
        t->positive[i] = (int32_t)rng_below(&rng, IDS);
        t->rows[i] = i;
    }
    for (int id = 0; id <= IDS; id++)
        t->map[id] = id;
    t->data.positive = t->positive;
    return true;
}

static bool make_batch(struct tower_bench *t, struct err *err) {
    tower_net_plan(&t->net, DIM, HIDDEN, false, &t->data.users, &t->data.items);
    t->weights = mem_array(t->net.params.size, sizeof *t->weights, err);
    int32_t *count = mem_array(IDS, sizeof *count, err);
    bool ok = t->weights && count;
    if (ok) {
        params_init(&t->net.params, t->weights, 1);
        for (int i = 0; i < t->data.users.n; i++)
            count[t->positive[i]]++;
        ok = tower_batch_init(&t->batch, &t->params, &t->data, &t->net, t->pool, err) &&
             negatives_init(&t->batch.negatives, &t->params, count, IDS, t->data.users.n, err);
    }
    free(count);
    t->batch.weights = t->weights;
    for (int s = 0; s < 2; s++)
        for (int f = 0; f < FIELDS; f++)
            t->batch.row_map[s][f] = t->map;
    return ok;
}

static void fini(struct tower_bench *t) {
    tower_batch_fini(&t->batch);
    void *all[] = {t->user, t->item, t->positive, t->rows, t->map, t->weights};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* The median of STEPS steps, which have rows of their own; the first few warm up. */
static double median_step(struct tower_bench *t, int before) {
    enum { WARM = 4 };
    double seconds[STEPS];
    int B = t->params.batch;
    for (int s = 0; s < WARM + STEPS; s++) {
        struct fit_step step = {0, before + s + 1, t->params.learning_rate};
        int64_t start = clock_ns(&clock_system);
        tower_batch_step(&t->batch, t->rows + (size_t)s % STEPS * B, B, &step);
        if (s >= WARM)
            seconds[s - WARM] = clock_seconds_since(&clock_system, start);
    }
    double p50, p99;
    bench_percentiles(seconds, STEPS, &p50, &p99);
    return p50;
}

/* The best of the repeats of two seconds, at least three of them: sgemm, which stands beside it, is the best of repeats
 * too. */
static double step_seconds(struct tower_bench *t) {
    enum { REPEATS_LEAST = 3 };
    double best = INFINITY;
    int64_t start = clock_ns(&clock_system);
    for (int i = 0; i < REPEATS_LEAST || clock_seconds_since(&clock_system, start) < 2; i++)
        best = fmin(best, median_step(t, 2 * STEPS * i));
    return best;
}

/* Multiply-adds of the layers and of the logits, forward, and twice as many backward. */
static double flop_an_example(const struct tower_net *net, int B) {
    double madds = (double)B * DIM;
    for (int s = 0; s < 2; s++)
        madds += ((double)net->side[s].in + DIM) * HIDDEN;
    return 6 * madds;
}

static bool measure(const struct bench_run *run, int B, struct err *err) {
    struct tower_bench t = {.pool = run->pool};
    char name[48];
    t.params = (struct tower_params){.seed = 1,
                                     .dim = DIM,
                                     .hidden = HIDDEN,
                                     .epochs = 1,
                                     .batch = B,
                                     .learning_rate = 1e-3f,
                                     .temperature = 0.1f,
                                     .logq = true};
    bool ok = make_rows(&t, B * STEPS, err) && make_batch(&t, err);
    if (ok) {
        snprintf(name, sizeof name, "tower.batch%d", B);
        bench_print(run, name, B / step_seconds(&t), "examples/s", run->gflops_pool * 1e9 / flop_an_example(&t.net, B));
    }
    fini(&t);
    return ok;
}

bool bench_tower(const struct bench_run *run, struct err *err) {
    return measure(run, 1024, err) && measure(run, 4096, err);
}
