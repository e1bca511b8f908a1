/* The network of pictures: training and embedding, pictures a second, beside what the rate of sgemm would allow. The
 * pictures are there already: what drawing them costs is no matter of the network. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "bench/bench.h"
#include "model/cnn_batch.h"
#include "num/mat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS = 2048, WIDTH = 16, DIM = 64, BATCH = 256, STEPS = 24 };

struct cnn_bench {
    const struct bench_run *run;
    struct cnn_params params;
    struct cnn_data data;
    uint8_t *rgb; /* (2 PAIRS,CNN_BYTES) */
    float *out;   /* (PAIRS,DIM) */
    struct cnn *cnn;
};

static void copy_picture(void *arg, int row, int view, int round, uint8_t *rgb) {
    (void)round;
    memcpy(rgb, (const uint8_t *)arg + (size_t)(2 * row + view) * CNN_BYTES, CNN_BYTES);
}

/* Ramps of a random colour and slope: smooth, as pictures are. */
static void fill_pictures(uint8_t *rgb) {
    for (size_t i = 0; i < 2 * PAIRS; i++) {
        struct rng rng = rng_of(rng_draw(1, "bench.picture"), i, 0);
        for (size_t c = 0; c < 3; c++) {
            uint32_t base = rng_below(&rng, 128), across = rng_below(&rng, 3), down = rng_below(&rng, 3);
            for (size_t p = 0; p < CNN_SIDE * CNN_SIDE; p++)
                rgb[i * CNN_BYTES + p * 3 + c] =
                    (uint8_t)(base + across * (uint32_t)(p % CNN_SIDE) + down * (uint32_t)(p / CNN_SIDE));
        }
    }
}

/* The median step. */
static double step_seconds(struct cnn_batch *batch) {
    enum { WARM = 2 };
    double seconds[STEPS], p50, p99;
    int32_t rows[BATCH];
    for (int s = 0; s < WARM + STEPS; s++) {
        struct fit_step step = {0, s + 1, batch->params->learning_rate};
        for (int i = 0; i < BATCH; i++)
            rows[i] = (s * BATCH + i) % PAIRS;
        int64_t start = clock_ns(&clock_system);
        cnn_batch_step(batch, rows, BATCH, &step);
        if (s >= WARM)
            seconds[s - WARM] = clock_seconds_since(&clock_system, start);
    }
    bench_percentiles(seconds, STEPS, &p50, &p99);
    return p50;
}

/* Multiply-adds of the layers forward, twice as many backward but for the gradient of the pictures, which nobody wants;
 * and of the logits. */
static double flop_a_picture(const struct cnn_bench *b) {
    double first = 256.0 * 27 * WIDTH;
    return 6 * cnn_multiply_adds(b->cnn) - 2 * first + 3.0 * BATCH * DIM;
}

static bool measure_training(struct cnn_bench *b, struct err *err) {
    struct cnn_net net;
    struct cnn_batch batch;
    cnn_net_plan(&net, DIM, WIDTH);
    float *weights = mem_array(net.params.size, sizeof *weights, err);
    bool ok = cnn_batch_init(&batch, &b->params, &b->data, &net, b->run->pool, b->run->progress, err) && weights;
    if (ok) {
        cnn_net_init(&net, weights, 1);
        batch.weights = weights;
        bench_print(b->run, "cnn.train", 2 * BATCH / step_seconds(&batch), "pictures/s",
                    b->run->gflops_pool * 1e9 / flop_a_picture(b));
    }
    cnn_batch_fini(&batch);
    free(weights);
    return ok;
}

static bool embed_all(void *arg, struct err *err) {
    const struct cnn_bench *b = arg;
    return cnn_embed(b->cnn, &b->data.pictures, 0, PAIRS, b->run->pool, b->run->progress, b->out, err);
}

static bool measure_embedding(struct cnn_bench *b, struct err *err) {
    double seconds = bench_best_seconds(embed_all, b, err);
    if (isnan(seconds))
        return false;
    bench_print(b->run, "cnn.embed", PAIRS / seconds, "pictures/s",
                b->run->gflops_pool * 1e9 / (2 * cnn_multiply_adds(b->cnn)));
    return true;
}

bool bench_cnn(const struct bench_run *run, struct err *err) {
    struct cnn_bench b = {.run = run};
    b.params = (struct cnn_params){.seed = 1,
                                   .dim = DIM,
                                   .width = WIDTH,
                                   .epochs = 0,
                                   .batch = BATCH,
                                   .learning_rate = 1e-3f,
                                   .temperature = 0.1f};
    b.rgb = mem_array(2 * PAIRS, CNN_BYTES, err);
    b.out = mem_array((size_t)PAIRS * DIM, sizeof *b.out, err);
    b.data = (struct cnn_data){.n = PAIRS, .pictures = {copy_picture, b.rgb}};
    struct blob *blob = blob_new();
    bool ok = b.rgb && b.out && mat_start(err) && cnn_train(&b.params, &b.data, run->pool, run->progress, blob, err) &&
              (b.cnn = cnn_open(blob, err));
    if (ok) {
        fill_pictures(b.rgb);
        ok = measure_training(&b, err) && measure_embedding(&b, err);
    }
    cnn_close(b.cnn);
    blob_free(blob);
    free(b.rgb);
    free(b.out);
    return ok;
}
