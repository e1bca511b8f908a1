/* The network of pictures: its layers and its loss beside plain loops and finite differences, and what its training
 * promises. */
#include "scratch.h"
#include "slopes.h"

#include "model/cnn.h"
#include "model/cnn_batch.h"
#include "model/cnn_mine.h"
#include "num/layer.h"
#include "num/mat.h"

#include <stdio.h>
#include <unistd.h>

/* ---- convolution ---- */

enum { PICTURES = 2 };
struct layer {
    struct conv conv;
    float *x, *w, *b, *y, *dy, *room, *packed;
};

static struct layer layer_new(struct conv conv) {
    struct layer t = {.conv = conv};
    size_t K = (size_t)conv_width(&conv), P = (size_t)conv_rows(&conv, PICTURES), out = (size_t)conv.out;
    size_t x = (size_t)(PICTURES * conv.side * conv.side * conv.in);
    t.x = mem_must(x, sizeof(float));
    t.w = mem_must(K * out, sizeof(float));
    t.b = mem_must(out, sizeof(float));
    t.y = mem_must(P * out, sizeof(float));
    t.dy = mem_must(P * out, sizeof(float));
    t.room = mem_must(conv_room(&conv, PICTURES), sizeof(float));
    t.packed = mem_must(panel_floats((int)K, conv.out) + panel_floats(conv.out, (int)K), sizeof(float));
    fill(t.x, x, "x", 1), fill(t.w, K * out, "w", 0.5f), fill(t.b, out, "b", 0.5f), fill(t.dy, P * out, "dy", 1);
    return t;
}

static void layer_free(struct layer *t) {
    float *all[] = {t->x, t->w, t->b, t->y, t->dy, t->room, t->packed};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static double layer_loss(void *arg) {
    struct layer *t = arg;
    const struct conv *c = &t->conv;
    int K = conv_width(c);
    struct panel_right w = panel_pack_all(t->packed, panel_best()->columns, t->w, (size_t)c->out, 1, K, c->out);
    conv_forward(t->y, t->room, t->x, w, t->b, c, PICTURES);
    return along(t->y, t->dy, (size_t)conv_rows(c, PICTURES) * (size_t)c->out);
}

/* One output by its definition. */
static double naive(const struct layer *t, int picture, int oy, int ox, int o) {
    const struct conv *c = &t->conv;
    double sum = t->b[o];
    for (int ky = 0; ky < c->kernel; ky++)
        for (int kx = 0; kx < c->kernel; kx++)
            for (int i = 0; i < c->in; i++) {
                int y = oy * c->stride + ky - c->kernel / 2, x = ox * c->stride + kx - c->kernel / 2;
                if (y >= 0 && y < c->side && x >= 0 && x < c->side)
                    sum += (double)t->x[((picture * c->side + y) * c->side + x) * c->in + i] *
                           t->w[((ky * c->kernel + kx) * c->in + i) * c->out + o];
            }
    return sum > 0 ? sum : 0;
}

static const struct conv shapes[] = {{7, 3, 5, 3, 2},  {8, 4, 16, 3, 2}, {5, 2, 3, 3, 1}, {9, 1, 17, 5, 2},
                                     {4, 6, 40, 3, 2}, {1, 2, 3, 3, 2},  {6, 3, 4, 1, 1}, {10, 7, 2, 5, 3}};

static void test_convolution(void **state) {
    (void)state;
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        struct layer t = layer_new(shapes[s]);
        int side = conv_side(&t.conv);
        layer_loss(&t);
        for (int p = 0, at = 0; p < PICTURES; p++)
            for (int oy = 0; oy < side; oy++)
                for (int ox = 0; ox < side; ox++)
                    for (int o = 0; o < t.conv.out; o++, at++)
                        assert_float_equal(t.y[at], naive(&t, p, oy, ox, o), 1e-4);
        layer_free(&t);
    }
}

static void test_convolution_gradients(void **state) {
    (void)state;
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        struct layer t = layer_new(shapes[s]);
        const struct conv *c = &t.conv;
        int K = conv_width(c);
        size_t x = (size_t)(PICTURES * c->side * c->side * c->in), w = (size_t)(K * c->out), out = (size_t)c->out;
        size_t y = (size_t)conv_rows(c, PICTURES) * out;
        float *dx = mem_must(x, sizeof *dx), *dw = mem_must(w, sizeof *dw), *db = mem_must(out, sizeof *db);
        float *dy = mem_must(y, sizeof *dy);
        layer_loss(&t);
        memcpy(dy, t.dy, y * sizeof *dy);
        struct panel_right back =
            panel_pack_all(t.packed + panel_floats(K, c->out), panel_best()->columns, t.w, 1, out, c->out, K);
        conv_backward(dx, dw, db, dy, t.y, t.x, back, c, PICTURES, t.room);
        check("conv x", layer_loss, &t, t.x, dx, x);
        check("conv w", layer_loss, &t, t.w, dw, w);
        check("conv b", layer_loss, &t, t.b, db, out);
        free(dx), free(dw), free(db), free(dy);
        layer_free(&t);
    }
}

enum { POSITIONS = 5, CHANNELS = 6 };
enum { VALUES = POSITIONS * CHANNELS };
struct pooled {
    float x[PICTURES * VALUES], w[VALUES], y[PICTURES * CHANNELS], dy[PICTURES * CHANNELS];
};

static double pooled_loss(void *arg) {
    struct pooled *t = arg;
    pool_forward(t->y, t->x, t->w, PICTURES, POSITIONS, CHANNELS);
    return along(t->y, t->dy, PICTURES * CHANNELS);
}

static void test_pool_gradients(void **state) {
    (void)state;
    struct pooled t;
    float dx[PICTURES * VALUES], dw[VALUES] = {0};
    fill(t.x, PICTURES * VALUES, "x", 1), fill(t.w, VALUES, "w", 1), fill(t.dy, PICTURES * CHANNELS, "dy", 1);
    pool_backward(dx, dw, t.dy, t.x, t.w, PICTURES, POSITIONS, CHANNELS);
    check("pool x", pooled_loss, &t, t.x, dx, PICTURES * VALUES);
    check("pool w", pooled_loss, &t, t.w, dw, VALUES);
    pooled_loss(&t); /* the checks left the outputs of moved values */
    for (int i = 0; i < PICTURES * CHANNELS; i++) {
        double sum = 0;
        for (int p = 0; p < POSITIONS; p++)
            sum += (double)t.w[p * CHANNELS + i % CHANNELS] *
                   t.x[(i / CHANNELS * POSITIONS + p) * CHANNELS + i % CHANNELS];
        assert_float_equal(t.y[i], sum, 1e-5);
    }
}

/* ---- the loss ---- */

enum { MOST = 40, WIDTH = 5 };
struct contrast {
    struct cnn_pairs pairs;
    struct cnn_loss loss;
    struct pool *pool;
    float U[MOST * WIDTH], V[MOST * WIDTH];
    int32_t item[MOST];
};

static struct contrast *contrast_new(int B, float temperature) {
    struct err err = {0};
    struct contrast *t = mem_must(1, sizeof *t);
    t->pairs = (struct cnn_pairs){B, WIDTH, temperature, t->U, t->V, t->item};
    fill(t->U, MOST * WIDTH, "U", 0.6f), fill(t->V, MOST * WIDTH, "V", 0.6f);
    for (int i = 0; i < B; i++)
        t->item[i] = i % 7 == 6 ? t->item[i - 3] : i; /* some pairs show the same thing */
    t->pool = pool_new(2, &err);
    assert_true(t->pool && mat_start(&err) && cnn_loss_init(&t->loss, B, &err));
    return t;
}

static void contrast_free(struct contrast *t) {
    cnn_loss_fini(&t->loss);
    pool_free(t->pool);
    free(t);
}

static double contrast_loss(void *arg) {
    struct contrast *t = arg;
    return cnn_loss(&t->loss, &t->pairs, NULL, NULL, t->pool);
}

static double logit(const struct contrast *t, int i, int j) {
    return along(t->U + i * WIDTH, t->V + j * WIDTH, WIDTH) / t->pairs.temperature;
}

static double naive_loss(const struct contrast *t) {
    double total = 0;
    for (int i = 0; i < t->pairs.B; i++) {
        double by_row = 0, by_column = 0;
        for (int j = 0; j < t->pairs.B; j++)
            if (j == i || t->item[j] != t->item[i]) {
                by_row += exp(logit(t, i, j) - logit(t, i, i));
                by_column += exp(logit(t, j, i) - logit(t, i, i));
            }
        total += (log(by_row) + log(by_column)) / 2;
    }
    return total / t->pairs.B;
}

static void test_loss(void **state) {
    (void)state;
    static const int sizes[] = {1, 2, 5, 8, 23, MOST};
    static const float temperatures[] = {1.0f, 0.3f, 0.02f};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t k = 0; k < sizeof temperatures / sizeof *temperatures; k++) {
            struct contrast *t = contrast_new(sizes[s], temperatures[k]);
            double expected = naive_loss(t);
            assert_float_equal(contrast_loss(t), expected, 1e-5 * (1 + expected));
            contrast_free(t);
        }
}

static void test_loss_gradients(void **state) {
    (void)state;
    static const int sizes[] = {2, 5, 23, MOST};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct contrast *t = contrast_new(sizes[s], 0.5f);
        size_t n = (size_t)(sizes[s] * WIDTH);
        float dU[MOST * WIDTH], dV[MOST * WIDTH];
        cnn_loss(&t->loss, &t->pairs, dU, dV, t->pool);
        check("contrast U", contrast_loss, t, t->U, dU, n);
        check("contrast V", contrast_loss, t, t->V, dV, n);
        contrast_free(t);
    }
}

/* The order of the pairs is nothing to the loss; and which view is called the first neither. */
static void test_loss_order(void **state) {
    (void)state;
    struct contrast *t = contrast_new(23, 0.2f), *other = contrast_new(23, 0.2f);
    for (int i = 0; i < 23; i++) {
        int from = (i * 5 + 3) % 23;
        memcpy(other->V + i * WIDTH, t->U + from * WIDTH, WIDTH * sizeof(float));
        memcpy(other->U + i * WIDTH, t->V + from * WIDTH, WIDTH * sizeof(float));
        other->item[i] = t->item[from];
    }
    assert_float_equal(contrast_loss(t), contrast_loss(other), 1e-5);
    contrast_free(t), contrast_free(other);
}

/* ---- pictures of a small world: a square of a thing's own colour on a ground of its own, anywhere, in any light ----
 */

enum { PAIRS = 240, HELD_EVERY = 6 };
struct things {
    struct cnn_params params;
    struct cnn_data data;
    struct pool *pool;
    uint8_t validation[PAIRS];
    bool unrelated; /* held-out pairs show two things that have nothing to do with each other */
    _Atomic int asked, stop_after;
    struct progress *progress;
};

static void draw(void *arg, int row, int view, int round, uint8_t *rgb) {
    struct things *t = arg;
    int thing = t->unrelated && t->validation[row] && view ? row + 1000 : row;
    struct rng colours = rng_of(rng_draw(5, "thing"), (uint64_t)thing, 0);
    struct rng place = rng_of(rng_draw(6, "view"), (uint64_t)row, (uint32_t)(2 * (round + 1) + view));
    float ground[3], square[3], light = 0.8f + 0.4f * rng_uniformf(&place);
    for (int c = 0; c < 3; c++) {
        ground[c] = 200 * rng_uniformf(&colours) * light;
        square[c] = 200 * rng_uniformf(&colours) * light;
    }
    int left = (int)rng_below(&place, 16), top = (int)rng_below(&place, 16);
    for (int y = 0; y < CNN_SIDE; y++)
        for (int x = 0; x < CNN_SIDE; x++)
            for (int c = 0; c < 3; c++) {
                bool within = x >= left && x < left + 16 && y >= top && y < top + 16;
                rgb[(y * CNN_SIDE + x) * 3 + c] = (uint8_t)(within ? square[c] : ground[c]);
            }
    if (t->stop_after && ++t->asked == t->stop_after)
        atomic_store(&t->progress->cancel, true);
}

static struct things *things_new(int threads) {
    struct err err = {0};
    struct things *t = mem_must(1, sizeof *t);
    for (int i = 0; i < PAIRS; i++)
        t->validation[i] = i % HELD_EVERY == 0;
    t->data = (struct cnn_data){.n = PAIRS, .pictures = {draw, t}, .validation = t->validation};
    t->params = (struct cnn_params){
        .seed = 1, .dim = 12, .width = 8, .epochs = 3, .batch = 50, .learning_rate = 0.005f, .temperature = 0.1f};
    t->pool = pool_new(threads, &err);
    assert_non_null(t->pool);
    return t;
}

static void things_free(struct things *t) {
    pool_free(t->pool);
    free(t);
}

static struct blob *train(struct things *t, const struct cnn *from) {
    struct err err = {0};
    struct progress progress = {.stage = "retrieval_model"};
    struct blob *blob = blob_new();
    bool ok = from ? cnn_train_on(from, &t->params, &t->data, t->pool, &progress, blob, &err)
                   : cnn_train(&t->params, &t->data, t->pool, &progress, blob, &err);
    if (!ok)
        fail_msg("%s", err.message);
    return blob;
}

static struct cnn *open_blob(const struct blob *blob) {
    struct err err = {0};
    struct cnn *cnn = cnn_open(blob, &err);
    if (!cnn)
        fail_msg("%s", err.message);
    return cnn;
}

static void embed(struct things *t, const struct cnn *cnn, int first, int n, float *out) {
    struct err err = {0};
    struct progress progress = {.stage = "item_vectors"};
    if (!cnn_embed(cnn, &t->data.pictures, first, n, t->pool, &progress, out, &err))
        fail_msg("%s", err.message);
}

/* One picture's vector, the way a server makes it. */
static void embed_view(struct things *t, const struct cnn *cnn, int row, int view, float *out) {
    uint8_t rgb[CNN_BYTES];
    float *scratch = aligned_alloc(64, (cnn_scratch_floats(cnn) * sizeof(float) + 63) / 64 * 64);
    draw(t, row, view, CNN_HELD, rgb);
    cnn_embed_one(cnn, rgb, scratch, out);
    free(scratch);
}

/* Share of the things whose second view is nearest to their own first view. */
static double found(struct things *t, const struct cnn *cnn) {
    int D = cnn_dim(cnn), right = 0;
    float *first = mem_must((size_t)(PAIRS * D), sizeof *first), *second = mem_must((size_t)D, sizeof *second);
    embed(t, cnn, 0, PAIRS, first);
    for (int i = 0; i < PAIRS; i++) {
        int best = 0;
        embed_view(t, cnn, i, 1, second);
        for (int j = 0; j < PAIRS; j++)
            if (along(second, first + j * D, (size_t)D) > along(second, first + best * D, (size_t)D))
                best = j;
        right += best == i;
    }
    free(first), free(second);
    return (double)right / PAIRS;
}

/* ---- the whole network ---- */

struct whole {
    struct things *things;
    struct cnn_net net;
    struct cnn_batch batch;
    struct progress progress;
    float *weights;
    int32_t rows[11];
};

static double whole_loss(void *arg) {
    struct whole *w = arg;
    return cnn_batch_evaluate(&w->batch, w->rows, 11);
}

static void test_network_gradients(void **state) {
    (void)state;
    struct err err = {0};
    struct whole w = {.things = things_new(2)};
    struct things *t = w.things;
    t->params.temperature = 0.5f;
    cnn_net_plan(&w.net, t->params.dim, t->params.width);
    w.weights = mem_must(w.net.params.size, sizeof *w.weights);
    cnn_net_init(&w.net, w.weights, 3);
    for (int i = 0; i < 11; i++)
        w.rows[i] = 20 * i;
    assert_true(mat_start(&err) && cnn_batch_init(&w.batch, &t->params, &t->data, &w.net, t->pool, &w.progress, &err));
    w.batch.weights = w.weights;
    double loss = cnn_batch_gradients(&w.batch, w.rows, 11, CNN_HELD);
    float *grads = mem_must(w.net.params.size, sizeof *grads);
    memcpy(grads, w.batch.grads, w.net.params.size * sizeof *grads);
    assert_float_equal(loss, whole_loss(&w), 1e-9);
    for (int i = 0; i < w.net.params.n; i++) {
        const struct param *p = &w.net.params.param[i];
        check(p->name, whole_loss, &w, w.weights + p->offset, grads + p->offset, (size_t)p->rows * (size_t)p->cols);
    }
    cnn_batch_fini(&w.batch);
    free(grads), free(w.weights);
    things_free(t);
}

static void test_learns(void **state) {
    (void)state;
    struct things *t = things_new(2);
    t->params.epochs = 0;
    struct blob *start = train(t, NULL);
    t->params.epochs = 12;
    struct blob *end = train(t, NULL);
    struct cnn *before = open_blob(start), *after = open_blob(end);
    double was = found(t, before), is = found(t, after);
    if (!(is > was + 0.3 && is > 0.6))
        fail_msg("found %g before, %g after training", was, is);
    const double *curve = blob_get(end, "curve.validation", BLOB_F64);
    int64_t epochs = blob_length(end, "curve.validation");
    assert_true(epochs >= 3 && curve[2 * epochs - 1] < curve[1]);
    assert_true(blob_length(end, "curve.loss") >= 24);
    cnn_close(before), cnn_close(after);
    blob_free(start), blob_free(end);
    things_free(t);
}

static void test_same_for_any_threads(void **state) {
    (void)state;
    for (int hard = 0; hard <= 3; hard += 3) {
        struct blob *made[3];
        for (int i = 0; i < 3; i++) {
            struct things *t = things_new(1 + 2 * i);
            t->params.hard_negatives = hard;
            made[i] = train(t, NULL);
            things_free(t);
        }
        const struct section *weights = blob_find(made[0], "weights");
        for (int i = 1; i < 3; i++)
            assert_memory_equal(weights->data, blob_get(made[i], "weights", BLOB_F32), weights->bytes);
        for (int i = 0; i < 3; i++)
            blob_free(made[i]);
    }
}

/* A vector has unit length, and is the same wherever its picture stands, and alone. */
static void test_embedding_alone(void **state) {
    (void)state;
    enum { N = 201, AT = 3 };
    struct things *t = things_new(2);
    t->params.epochs = 1;
    struct blob *blob = train(t, NULL);
    struct cnn *cnn = open_blob(blob);
    size_t D = (size_t)cnn_dim(cnn);
    float *all = mem_must(N * D, sizeof *all), *some = mem_must(N * D, sizeof *some), *one = mem_must(D, sizeof *one);
    embed(t, cnn, 0, N, all);
    embed(t, cnn, AT, N - AT, some);
    assert_memory_equal(all + AT * D, some, (N - AT) * D * sizeof *all);
    for (int i = 0; i < N; i += 40) {
        embed_view(t, cnn, i, 0, one);
        assert_memory_equal(all + (size_t)i * D, one, D * sizeof *one);
        assert_float_equal(along(one, one, D), 1.0, 1e-5);
    }
    free(all), free(some), free(one);
    cnn_close(cnn);
    blob_free(blob);
    things_free(t);
}

/* Pairs that are held out and have nothing to do with each other: learning can only make them worse, so it stops, and
 * what it returns is the epoch that was best. */
static void test_early_stopping(void **state) {
    (void)state;
    struct things *t = things_new(2);
    t->unrelated = true;
    t->params.epochs = 30;
    struct blob *blob = train(t, NULL);
    const double *curve = blob_get(blob, "curve.validation", BLOB_F64);
    int64_t epochs = blob_length(blob, "curve.validation");
    assert_true(epochs >= 2 && epochs < 30);
    double best = curve[1];
    for (int64_t e = 1; e < epochs; e++)
        best = curve[2 * e + 1] < best ? curve[2 * e + 1] : best;
    double last = curve[2 * epochs - 1], before = curve[2 * epochs - 3];
    assert_true(last > 1.01 * best || (last > best && before > best)); /* much worse once, or worse twice */

    struct cnn *cnn = open_blob(blob);
    assert_true(PAIRS / HELD_EVERY == MOST && MOST <= t->params.batch); /* one chunk */
    float vectors[2][MOST][12];
    double total = 0;
    for (int i = 0; i < MOST; i++)
        for (int view = 0; view < 2; view++)
            embed_view(t, cnn, i * HELD_EVERY, view, vectors[view][i]);
    for (int i = 0; i < MOST; i++) {
        double by_row = 0, by_column = 0, own = along(vectors[0][i], vectors[1][i], 12);
        for (int j = 0; j < MOST; j++) {
            by_row += exp((along(vectors[0][i], vectors[1][j], 12) - own) / t->params.temperature);
            by_column += exp((along(vectors[0][j], vectors[1][i], 12) - own) / t->params.temperature);
        }
        total += (log(by_row) + log(by_column)) / 2;
    }
    assert_float_equal(total / MOST, best, 1e-4 * best);
    cnn_close(cnn);
    blob_free(blob);
    things_free(t);
}

/* Once it is cancelled each worker ends at most the block it has at hand. */
static void test_cancel(void **state) {
    (void)state;
    static const int after[] = {1, 30, 101, 250, 500}; /* in the first batch, between, while it validates */
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        struct err err = {0};
        struct progress progress = {.stage = "retrieval_model"};
        struct things *t = things_new(2);
        struct blob *blob = blob_new();
        t->progress = &progress;
        t->stop_after = after[i];
        assert_false(cnn_train(&t->params, &t->data, t->pool, &progress, blob, &err));
        assert_int_equal(err.code, ERR_CANCELLED);
        assert_true(t->asked >= after[i] && t->asked < after[i] + 2 * CNN_BLOCK);
        blob_free(blob);
        things_free(t);
    }
}

static void test_cancel_embedding(void **state) {
    (void)state;
    struct err err = {0};
    struct progress progress = {.stage = "item_vectors"};
    struct things *t = things_new(2);
    t->params.epochs = 0;
    struct blob *blob = train(t, NULL);
    struct cnn *cnn = open_blob(blob);
    float *out = mem_must((size_t)(PAIRS * cnn_dim(cnn)), sizeof *out);
    t->progress = &progress;
    t->stop_after = 20;
    assert_false(cnn_embed(cnn, &t->data.pictures, 0, PAIRS, t->pool, &progress, out, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_true(t->asked < 20 + 2 * CNN_BLOCK);
    free(out);
    cnn_close(cnn);
    blob_free(blob);
    things_free(t);
}

static void test_save_and_load(void **state) {
    (void)state;
    struct err err = {0};
    struct hash128 key = {1, 2};
    char path[SCRATCH_PATH];
    scratch_file(path, ".blob");
    struct things *t = things_new(2);
    t->params.epochs = 1;
    struct blob *made = train(t, NULL);
    assert_true(blob_write(made, path, key, &err));
    struct blob *mapped = blob_map(path, key, &err);
    assert_non_null(mapped);
    struct cnn *one = open_blob(made), *other = open_blob(mapped);
    float a[12], b[12];
    embed_view(t, one, 7, 0, a), embed_view(t, other, 7, 0, b);
    assert_memory_equal(a, b, sizeof a);
    /* 256*27*8 + 64*72*16 + 16*144*32 + 16*32 + 32*12 */
    assert_float_equal(cnn_multiply_adds(other), 203648.0, 0.5);
    cnn_close(one), cnn_close(other);
    blob_free(made), blob_free(mapped);
    unlink(path);
    things_free(t);
}

static void test_goes_on(void **state) {
    (void)state;
    struct err err = {0};
    struct progress progress = {0};
    struct things *t = things_new(2);
    t->params.epochs = 8;
    struct blob *first = train(t, NULL);
    struct cnn *cnn = open_blob(first);
    t->params.epochs = 1;
    struct blob *cold = train(t, NULL), *warm = train(t, cnn);
    const double *cold_curve = blob_get(cold, "curve.validation", BLOB_F64);
    const double *warm_curve = blob_get(warm, "curve.validation", BLOB_F64);
    assert_true(warm_curve[1] < cold_curve[1]);
    t->params.dim = 13;
    struct blob *none = blob_new();
    assert_false(cnn_train_on(cnn, &t->params, &t->data, t->pool, &progress, none, &err));
    assert_int_equal(err.code, ERR_USAGE);
    cnn_close(cnn);
    blob_free(first), blob_free(cold), blob_free(warm), blob_free(none);
    things_free(t);
}

static void expect_refused(const struct cnn_params *params, int n) {
    struct err err = {0};
    struct progress progress = {0};
    struct things *t = things_new(1);
    struct blob *blob = blob_new();
    t->data.n = n;
    assert_false(cnn_train(params, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_true(strlen(err.message) > 0);
    blob_free(blob);
    things_free(t);
}

static void test_refusals(void **state) {
    (void)state;
    struct things *t = things_new(1);
    const struct cnn_params good = t->params;
    struct cnn_params p = good;
    p.dim = 0, expect_refused(&p, PAIRS), p = good;
    p.width = 4, expect_refused(&p, PAIRS), p = good;
    p.batch = 1, expect_refused(&p, PAIRS), p = good;
    p.temperature = 0, expect_refused(&p, PAIRS), p = good;
    p.learning_rate = -1, expect_refused(&p, PAIRS), p = good;
    p.hard_negatives = -1, expect_refused(&p, PAIRS);
    expect_refused(&good, 0);
    memset(t->validation, 1, sizeof t->validation); /* nothing is left to train on */
    struct err err = {0};
    struct progress progress = {0};
    struct blob *blob = blob_new();
    assert_false(cnn_train(&good, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_null(cnn_open(blob, &err));
    blob_free(blob);
    things_free(t);
}

/* ---- hard negatives ---- */

enum { MINED = CNN_MINE_WINDOW + 300, CLUSTER = 4 };

/* Vectors in tight clusters of four, met in any order, come to stand together, unless they show the same thing; and
 * every row is still there once. */
static void test_mining(void **state) {
    (void)state;
    struct err err = {0};
    struct pool *pool = pool_new(2, &err);
    float *bank = mem_must(MINED * 8, sizeof *bank);
    int32_t *rows = mem_must(MINED, sizeof *rows), *item = mem_must(MINED, sizeof *item);
    for (int same = 0; same < 2; same++) {
        int seen[MINED] = {0}, together = 0;
        for (int i = 0; i < MINED; i++) {
            struct rng centre = rng_of(rng_draw(1, "centre"), (uint64_t)(i / CLUSTER), 0);
            struct rng noise = rng_of(rng_draw(1, "noise"), (uint64_t)i, 0);
            float length;
            for (int d = 0; d < 8; d++)
                bank[i * 8 + d] = (float)(rng_normal(&centre) + 0.01 * rng_normal(&noise));
            norm_forward(bank + i * 8, &length, bank + i * 8, 1, 8);
            rows[i] = i;
            item[i] = same ? i / CLUSTER : i;
        }
        struct rng shuffle = rng_of(rng_draw(2, "shuffle"), 0, 0);
        rng_shuffle(&shuffle, rows, MINED);
        struct cnn_mine mine = {rows, MINED, 1, 8, bank, item};
        assert_true(cnn_mine(&mine, pool, &err));
        for (int i = 0; i < MINED; i++) {
            seen[rows[i]]++;
            together += i % 2 && rows[i] / CLUSTER == rows[i - 1] / CLUSTER;
        }
        for (int i = 0; i < MINED; i++)
            assert_int_equal(seen[i], 1);
        assert_true(same ? together < MINED / 20 : together > MINED / 4);
    }
    free(bank), free(rows), free(item);
    pool_free(pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_convolution),
        cmocka_unit_test(test_convolution_gradients),
        cmocka_unit_test(test_pool_gradients),
        cmocka_unit_test(test_loss),
        cmocka_unit_test(test_loss_gradients),
        cmocka_unit_test(test_loss_order),
        cmocka_unit_test(test_network_gradients),
        cmocka_unit_test(test_learns),
        cmocka_unit_test(test_same_for_any_threads),
        cmocka_unit_test(test_embedding_alone),
        cmocka_unit_test(test_early_stopping),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_cancel_embedding),
        cmocka_unit_test(test_save_and_load),
        cmocka_unit_test(test_goes_on),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_mining),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
