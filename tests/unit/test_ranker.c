/* Each ranker learns what it should on a small planted set, and not what it cannot; heads, position, going on, cancel.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "eval/scores.h"
#include "model/ranker.h"
#include "num/mat.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { M = 20000, A = 8, HEADS = 2 };

/* Rows of two categorical fields of A values, two dense values, and what the test wants of labels. */
struct planted {
    struct ranker_data data;
    struct ranker_params params;
    int32_t category[2 * M], position[M];
    float dense[2 * M], label[HEADS * M], truth[M];
    uint8_t validation[M];
    struct pool *pool;
};

static struct planted *planted_new(enum ranker_kind kind) {
    struct err err = {0};
    struct planted *t = mem_must(1, sizeof *t);
    for (int i = 0; i < M; i++) {
        struct rng r = rng_of(rng_draw(8, "ranker"), (uint64_t)i, 0);
        t->category[2 * i] = (int32_t)rng_below(&r, A);
        t->category[2 * i + 1] = (int32_t)rng_below(&r, A);
        t->dense[2 * i] = rng_below(&r, 2) ? 1 : -1;
        t->dense[2 * i + 1] = rng_below(&r, 2) ? 1 : -1;
        t->position[i] = 1 + (int32_t)rng_below(&r, 5);
    }
    t->data = (struct ranker_data){
        .rows =
            {.n = M, .n_category = 2, .cardinality = {A, A}, .category = t->category, .n_dense = 2, .dense = t->dense},
        .n_heads = 1,
        .label = t->label};
    t->params = (struct ranker_params){.kind = kind,
                                       .seed = 1,
                                       .hash_buckets = 1000,
                                       .embedding_dim = 4,
                                       .hidden = {16, 8},
                                       .epochs = 4,
                                       .batch = 256,
                                       .learning_rate = 0.01f};
    t->pool = pool_new(2, &err);
    return t;
}

static void planted_free(struct planted *t) {
    pool_free(t->pool);
    free(t);
}

static void draw_label(struct planted *t, int i, double z) {
    struct rng r = rng_of(rng_draw(8, "label"), (uint64_t)i, 0);
    t->truth[i] = (float)(1 / (1 + exp(-z)));
    t->label[i] = rng_uniform(&r) < t->truth[i];
}

static struct blob *train(struct planted *t, const struct ranker *from) {
    struct err err = {0};
    struct progress progress = {.stage = "ranking_model"};
    struct blob *blob = blob_new();
    bool ok = from ? ranker_train_on(from, &t->params, &t->data, t->pool, &progress, blob, &err)
                   : ranker_train(&t->params, &t->data, t->pool, &progress, blob, &err);
    if (!ok)
        fail_msg("%s", err.message);
    return blob;
}

static bool lowered; /* whether score serves in 8 bits */
/* out (M, heads) */
static void score(const struct blob *blob, const struct fields *rows, const int32_t *position, float *out) {
    struct err err = {0};
    struct ranker *ranker = ranker_open(blob, &err);
    assert_non_null(ranker);
    assert_true(!lowered || ranker_lower(ranker, &err));
    float *scratch = mem_array(ranker_scratch_floats(ranker, rows->n), sizeof *scratch, &err);
    ranker_score(ranker, rows, position, scratch, out);
    free(scratch);
    ranker_close(ranker);
}

/* Mean |p - truth| after training. */
static double distance(struct planted *t) {
    static float p[M];
    struct blob *blob = train(t, NULL);
    score(blob, &t->data.rows, NULL, p);
    double sum = 0;
    for (int i = 0; i < M; i++)
        sum += fabs((double)p[i] - t->truth[i]) / M;
    blob_free(blob);
    return sum;
}

static void plant_additive(struct planted *t) {
    for (int i = 0; i < M; i++)
        draw_label(
            t, i, -1 + 0.4 * (t->category[2 * i] - 3.5) - 0.3 * (t->category[2 * i + 1] - 3.5) + 0.7 * t->dense[2 * i]);
}

/* Whether both fields agree in parity: no sum over single fields says anything. */
static void plant_pairs(struct planted *t) {
    for (int i = 0; i < M; i++)
        draw_label(t, i, (t->category[2 * i] + t->category[2 * i + 1]) % 2 ? -1.5 : 1.5);
}

/* Exclusive or of the two dense values. */
static void plant_xor(struct planted *t) {
    for (int i = 0; i < M; i++)
        draw_label(t, i, t->dense[2 * i] * t->dense[2 * i + 1] > 0 ? -1.5 : 1.5);
}

static void test_additive(void **state) {
    (void)state;
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2; kind++) {
        struct planted *t = planted_new((enum ranker_kind)kind);
        plant_additive(t);
        assert_true(distance(t) < 0.03);
        planted_free(t);
    }
}

static void check_interactions(void (*plant)(struct planted *t)) {
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2; kind++) {
        struct planted *t = planted_new((enum ranker_kind)kind);
        plant(t);
        double d = distance(t);
        if (kind == RANKER_LOGISTIC)
            assert_true(d > 0.25); /* a constant is 0.318 away */
        else
            assert_true(d < 0.05);
        planted_free(t);
    }
}

static void test_pairs(void **state) {
    (void)state;
    check_interactions(plant_pairs);
}

static void test_xor(void **state) {
    (void)state;
    check_interactions(plant_xor);
}

/* Fewer buckets than ids: collisions cost accuracy, nothing breaks; ids outside the vocabulary are unknown. */
static void test_hashing(void **state) {
    (void)state;
    struct planted *t = planted_new(RANKER_LOGISTIC);
    plant_additive(t);
    double exact = distance(t);
    t->params.hash_buckets = 3;
    double hashed = distance(t);
    assert_true(hashed > exact + 0.02);
    t->params.hash_buckets = 1000;
    struct blob *blob = train(t, NULL);
    int32_t strange[] = {-1, A, 1 << 30, 3};
    float dense[] = {0, 0, 0, 0}, p[2];
    struct fields rows = t->data.rows;
    rows.n = 2, rows.category = strange, rows.dense = dense;
    score(blob, &rows, NULL, p);
    assert_true(p[0] > 0.1f && p[0] < 0.5f); /* like the mean id */
    blob_free(blob);
    planted_free(t);
}

/* An id that training never met counts as the mean of those it met. */
static void test_unseen_ids(void **state) {
    (void)state;
    struct planted *t = planted_new(RANKER_LOGISTIC);
    t->data.rows.cardinality[0] = A + 1;
    plant_additive(t);
    struct blob *blob = train(t, NULL);
    int32_t category[2 * (A + 1)];
    float dense[2 * (A + 1)] = {0}, p[A + 1];
    for (int a = 0; a <= A; a++) {
        category[2 * a] = a;
        category[2 * a + 1] = 0;
    }
    struct fields rows = t->data.rows;
    rows.n = A + 1, rows.category = category, rows.dense = dense;
    score(blob, &rows, NULL, p);
    double mean = 0;
    for (int a = 0; a < A; a++)
        mean += log(p[a] / (1 - p[a])) / A;
    assert_float_equal(log(p[A] / (1 - p[A])), mean, 1e-3);
    blob_free(blob);
    planted_free(t);
}

/* Weighted logistic regression: the odds of a segment are its mean label, whatever the spread within it. */
static void test_weighted_head(void **state) {
    (void)state;
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_MLP; kind += 2) {
        struct planted *t = planted_new((enum ranker_kind)kind);
        t->data.head[0] = HEAD_WEIGHTED;
        bool deep = kind == RANKER_MLP;
        t->params.epochs = deep ? 15 : 8;
        t->params.batch = 1000;
        t->params.learning_rate = deep ? 0.02f : 0.1f;
        double mean[A] = {0}, rows[A] = {0}, predicted[A] = {0};
        for (int i = 0; i < M; i++) {
            struct rng r = rng_of(rng_draw(8, "watch"), (uint64_t)i, 0);
            int a = t->category[2 * i];
            t->label[i] = rng_uniform(&r) < 0.1 + 0.05 * a ? (float)(20 * (a + 1) * rng_exponential(&r)) : 0;
            mean[a] += t->label[i];
            rows[a]++;
        }
        struct blob *blob = train(t, NULL);
        static float out[M];
        score(blob, &t->data.rows, NULL, out);
        for (int i = 0; i < M; i++)
            predicted[t->category[2 * i]] += out[i];
        for (int a = 0; a < A; a++)
            assert_float_equal(predicted[a] / mean[a], 1, deep ? 0.15 : 0.08);
        blob_free(blob);
        planted_free(t);
    }
}

/* Clicks thinned by position, more likable rows higher up: with position beside the model, serving without it gives
 * back what holds at position 1; without, the model takes position for liking. */
static void test_position(void **state) {
    (void)state;
    static const double examined[] = {0, 0, -1, -1.7, -2.2, -2.6};
    double distances[2];
    for (int debias = 0; debias < 2; debias++) {
        struct planted *t = planted_new(RANKER_LOGISTIC);
        t->params.positions = debias ? 5 : 0;
        t->params.epochs = 8;
        t->params.learning_rate = 0.05f;
        t->data.position = t->position;
        for (int i = 0; i < M; i++) {
            int a = t->category[2 * i];
            int place = (A - 1 - a) / 2 + t->position[i] - 2; /* -1..6: what is liked stands higher */
            t->position[i] = place < 1 ? 1 : place > 5 ? 5 : place;
            double z = 0.5 + 0.2 * (a - 3.5);
            draw_label(t, i, z + examined[t->position[i]]);
            t->truth[i] = (float)(1 / (1 + exp(-z)));
        }
        distances[debias] = distance(t);
        if (debias) { /* and with positions given, what was logged */
            static float p[M];
            struct blob *blob = train(t, NULL);
            score(blob, &t->data.rows, t->position, p);
            double sum = 0, clicks = 0;
            for (int i = 0; i < M; i++)
                sum += p[i], clicks += t->label[i];
            assert_float_equal(sum / clicks, 1, 0.03);
            blob_free(blob);
        }
        planted_free(t);
    }
    assert_true(distances[1] < 0.03 && distances[0] > 0.15);
}

/* Two tasks that want different things of the same rows: the first whether the fields' parities agree, the second
 * whether just one of parities and halves does. *distance is the mean |p - truth| of both heads. Returns bytes. */
static size_t learn_conflict(int experts, uint64_t seed, double *distance) {
    static float p[HEADS * M], truth[HEADS * M];
    struct planted *t = planted_new(RANKER_MLP);
    t->params.seed = seed;
    t->params.experts = experts;
    t->params.epochs = 8;
    t->params.learning_rate = 0.02f;
    t->params.embedding_dim = 8;
    t->params.hidden[0] = 32;
    t->params.hidden[1] = 6;
    t->data.n_heads = HEADS;
    for (int i = 0; i < M; i++) {
        struct rng r = rng_of(rng_draw(9, "conflict"), (uint64_t)i, 0);
        int a = t->category[2 * i], b = t->category[2 * i + 1];
        bool parities = (a & 1) == (b & 1), halves = (a >= A / 2) == (b >= A / 2);
        bool wanted[HEADS] = {parities, parities != halves};
        for (int h = 0; h < HEADS; h++) {
            truth[HEADS * i + h] = wanted[h] ? 0.8f : 0.2f;
            t->label[HEADS * i + h] = rng_uniformf(&r) < truth[HEADS * i + h];
        }
    }
    struct blob *blob = train(t, NULL);
    size_t bytes = blob_find(blob, "weights")->bytes;
    score(blob, &t->data.rows, NULL, p);
    *distance = 0;
    for (int i = 0; i < HEADS * M; i++)
        *distance += fabs((double)p[i] - truth[i]) / (HEADS * M);
    blob_free(blob);
    planted_free(t);
    return bytes;
}

/* Experts learn both where a shared bottom with as many weights, as wide above as one expert, often does not. */
static void test_experts(void **state) {
    (void)state;
    enum { SEEDS = 6, LINES = 10 * 64 }; /* every matrix starts at a whole line */
    double shared = 0, mixed = 0, one, other;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        size_t bytes = learn_conflict(0, seed, &one);
        assert_true(learn_conflict(4, seed, &other) <= bytes + LINES);
        shared += one / SEEDS;
        mixed += other / SEEDS;
    }
    print_message("mean |p - truth|: shared bottom %.4f, experts %.4f\n", shared, mixed);
    assert_true(mixed < 0.05 && mixed < shared);
}

/* Focal loss orders the same, and a head of NANs leaves the other as it would be alone. */
static void test_focal_and_missing_labels(void **state) {
    (void)state;
    struct planted *t = planted_new(RANKER_MLP);
    plant_additive(t);
    t->params.loss = RANKER_FOCAL;
    t->params.focal_gamma = 2;
    static float p[M], two[HEADS * M];
    struct blob *blob = train(t, NULL);
    score(blob, &t->data.rows, NULL, p);
    double n = 0, sp = 0, st = 0, spp = 0, stt = 0, spt = 0;
    for (int i = 0; i < M; i++) {
        double a = log(p[i] / (1 - p[i])), b = log(t->truth[i] / (1 - t->truth[i]));
        n++, sp += a, st += b, spp += a * a, stt += b * b, spt += a * b;
    }
    double r = (spt / n - sp / n * st / n) / sqrt((spp / n - sp / n * sp / n) * (stt / n - st / n * st / n));
    assert_true(r > 0.97);
    blob_free(blob);

    t->params.loss = RANKER_BCE;
    t->params.kind = RANKER_LOGISTIC;
    blob = train(t, NULL);
    score(blob, &t->data.rows, NULL, p);
    blob_free(blob);
    t->data.n_heads = 2;
    for (int i = M - 1; i >= 0; i--) {
        t->label[2 * i] = t->label[i];
        t->label[2 * i + 1] = NAN;
    }
    blob = train(t, NULL);
    score(blob, &t->data.rows, NULL, two);
    for (int i = 0; i < M; i++)
        assert_float_equal(two[2 * i], p[i], 1e-5);
    blob_free(blob);
    planted_free(t);
}

static void test_threads(void **state) {
    (void)state;
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2 + 1; kind++) { /* the last: experts */
        struct err err = {0};
        struct planted *t = planted_new(kind > RANKER_DCN_V2 ? RANKER_MLP : (enum ranker_kind)kind);
        plant_additive(t);
        t->params.experts = kind > RANKER_DCN_V2 ? 3 : 0;
        t->params.epochs = 1;
        struct blob *blob[3];
        const int threads[] = {1, 2, 3};
        for (int k = 0; k < 3; k++) {
            pool_free(t->pool);
            t->pool = pool_new(threads[k], &err);
            blob[k] = train(t, NULL);
            const struct section *w = blob_find(blob[k], "weights"), *first = blob_find(blob[0], "weights");
            assert_memory_equal(w->data, first->data, first->bytes);
            assert_memory_equal(blob_get(blob[k], "curve.loss", BLOB_F64), blob_get(blob[0], "curve.loss", BLOB_F64),
                                blob_find(blob[0], "curve.loss")->bytes);
        }
        for (int k = 0; k < 3; k++)
            blob_free(blob[k]);
        planted_free(t);
    }
}

/* Going on starts where training ended; from nothing it starts higher. Another shape is refused. */
static void test_going_on(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new(RANKER_MLP);
    plant_pairs(t);
    struct blob *first = train(t, NULL);
    struct ranker *ranker = ranker_open(first, &err);
    struct blob *second = train(t, ranker);
    const double *a = blob_get(first, "curve.loss", BLOB_F64), *b = blob_get(second, "curve.loss", BLOB_F64);
    int last = (int)blob_length(first, "curve.loss") - 1;
    assert_true(last >= 50 && last < 200);
    assert_true(a[1] - a[2 * last + 1] > 0.15);
    assert_float_equal(b[1], a[2 * last + 1], 0.05);
    t->params.embedding_dim = 5;
    struct progress progress = {0};
    struct blob *third = blob_new();
    assert_false(ranker_train_on(ranker, &t->params, &t->data, t->pool, &progress, third, &err));
    assert_int_equal(err.code, ERR_USAGE);
    ranker_close(ranker);
    blob_free(first), blob_free(second), blob_free(third);
    planted_free(t);
}

/* Rows marked as validation teach nothing, and the weights kept are those of the best epoch. */
static void test_validation(void **state) {
    (void)state;
    struct planted *t = planted_new(RANKER_MLP);
    plant_additive(t);
    t->data.validation = t->validation;
    for (int i = 0; i < M; i++)
        t->validation[i] = i >= 1500; /* few rows, many epochs: it learns them by heart */
    t->params.epochs = 60;
    t->params.batch = 64;
    t->params.embedding_dim = 16;
    struct blob *blob = train(t, NULL);
    const double *curve = blob_get(blob, "curve.validation", BLOB_F64);
    int epochs = (int)blob_length(blob, "curve.validation"), best = 0;
    for (int e = 0; e < epochs; e++)
        best = curve[2 * e + 1] < curve[2 * best + 1] ? e : best;
    assert_true(epochs < 60 && best >= epochs - 3 && best < epochs - 1); /* stopped after one or two worse ones */
    static float p[M];
    score(blob, &t->data.rows, NULL, p);
    double loss = 0;
    for (int i = 1500; i < M; i++)
        loss -= log(t->label[i] > 0 ? p[i] : 1 - p[i]) / (M - 1500);
    assert_float_equal(loss, curve[2 * best + 1], 2e-3);
    blob_free(blob);
    planted_free(t);
}

struct stopper {
    struct progress *progress;
    int calls, after;
};
static void stop_soon(void *arg, const struct progress_event *event) {
    struct stopper *s = arg;
    assert_true(event->done >= 0 && event->done <= 1);
    if (++s->calls == s->after)
        atomic_store(&s->progress->cancel, true);
}

static void test_cancel(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new(RANKER_DEEPFM);
    plant_additive(t);
    struct progress progress = {.stage = "ranking_model"};
    struct stopper stopper = {&progress, 0, 10};
    progress.report = stop_soon;
    progress.arg = &stopper;
    struct blob *blob = blob_new();
    assert_false(ranker_train(&t->params, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_true(stopper.calls <= 12);
    blob_free(blob);
    planted_free(t);
}

/* A batch that takes seconds is left within one block of rows of each thread, wherever in it the wish to stop comes;
 * what is prepared before it looks too. Time is that of the CPUs: what else the machine does is not counted. */
#if defined(__SANITIZE_ADDRESS__)
static const double patience = 3.0;
#else
static const double patience = 0.5;
#endif
struct wish {
    struct progress *progress;
    atomic_bool over;
    int wait_ms;
    struct timespec when;
};
static void *wish_to_stop(void *arg) {
    struct wish *w = arg;
    for (int ms = 0; ms < w->wait_ms && !atomic_load(&w->over); ms++)
        usleep(1000);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &w->when);
    atomic_store(&w->progress->cancel, true);
    return NULL;
}

static void test_cancel_within_a_batch(void **state) {
    (void)state;
    struct planted *t = planted_new(RANKER_MLP);
    plant_additive(t);
    t->params.batch = M;
    t->params.hidden[0] = t->params.hidden[1] = 1024; /* a batch of M rows: 126 Gflop */
    for (int wait = 0; wait <= 200; wait += 100) {
        struct err err = {0};
        struct progress progress = {.stage = "ranking_model"};
        struct wish wish = {.progress = &progress, .wait_ms = wait};
        struct timespec now;
        pthread_t thread;
        struct blob *blob = blob_new();
        assert_int_equal(pthread_create(&thread, NULL, wish_to_stop, &wish), 0);
        bool ok = ranker_train(&t->params, &t->data, t->pool, &progress, blob, &err);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        atomic_store(&wish.over, true);
        pthread_join(thread, NULL);
        assert_false(ok);
        assert_int_equal(err.code, ERR_CANCELLED);
        double late = (double)(now.tv_sec - wish.when.tv_sec) + (double)(now.tv_nsec - wish.when.tv_nsec) * 1e-9;
        if (late > patience)
            fail_msg("asked to stop after %d ms: another %.3f s of work", wait, late);
        blob_free(blob);
    }
    planted_free(t);
}

/* Nothing is begun for somebody who no longer waits. */
static void test_cancelled_before(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new(RANKER_MLP);
    plant_additive(t);
    struct progress progress = {.stage = "ranking_model"};
    struct stopper stopper = {&progress, 0, 0};
    progress.report = stop_soon;
    progress.arg = &stopper;
    atomic_store(&progress.cancel, true);
    struct blob *blob = blob_new();
    assert_false(ranker_train(&t->params, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_int_equal(stopper.calls, 0);
    blob_free(blob);
    planted_free(t);
}

static void expect_refused(struct planted *t, enum err_code code) {
    struct err err = {0};
    struct progress progress = {0};
    struct blob *blob = blob_new();
    assert_false(ranker_train(&t->params, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, code);
    assert_true(strlen(err.message) > 0);
    blob_free(blob);
}

static void test_refusals(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new(RANKER_MLP);
    plant_additive(t);
    struct planted good = *t;
    t->params.batch = 0;
    expect_refused(t, ERR_USAGE);
    t->params = good.params;
    t->params.hidden[1] = 0;
    expect_refused(t, ERR_USAGE);
    t->params = good.params;
    t->params.experts = 1;
    expect_refused(t, ERR_USAGE);
    t->params.experts = RANKER_EXPERTS_MAX + 1;
    expect_refused(t, ERR_USAGE);
    t->params.experts = 2;
    t->params.kind = RANKER_FM; /* has no hidden layers */
    expect_refused(t, ERR_USAGE);
    t->params = good.params;
    t->params.positions = 5; /* and no positions */
    expect_refused(t, ERR_USAGE);
    t->params = good.params;
    t->data.n_heads = 9;
    expect_refused(t, ERR_USAGE);
    t->data = good.data;
    memset(t->validation, 1, sizeof t->validation);
    t->data.validation = t->validation;
    expect_refused(t, ERR_USAGE);
    struct blob *other = blob_new();
    assert_null(ranker_open(other, &err));
    assert_int_equal(err.code, ERR_DAMAGED);
    blob_free(other);
    planted_free(t);
}

/* A bag is one more field: labels that hang on whether the bag holds 3. In 8 bits too. */
static void test_bag(void **state) {
    (void)state;
    for (int one = 2 * RANKER_LOGISTIC; one <= 2 * RANKER_DCN_V2 + 1; one++) {
        int kind = one / 2;
        struct planted *t = planted_new((enum ranker_kind)kind);
        lowered = one % 2;
        int32_t *start = mem_must(M + 1, sizeof *start), *bag = mem_must(3 * M, sizeof *bag);
        for (int i = 0; i < M; i++) {
            struct rng r = rng_of(rng_draw(8, "bag"), (uint64_t)i, 0);
            int n = (int)rng_below(&r, 3);
            bool holds = false;
            for (int b = 0; b < n; b++)
                holds |= (bag[start[i] + b] = (int32_t)rng_below(&r, 6)) == 3;
            start[i + 1] = start[i] + n;
            draw_label(t, i, holds ? 1.5 : -1.5);
        }
        t->data.rows.bag_cardinality = 6;
        t->data.rows.bag_start = start;
        t->data.rows.bag = bag;
        assert_true(distance(t) < (kind == RANKER_LOGISTIC ? 0.12 : 0.05)); /* a mean is not a maximum */
        lowered = false;
        free(start), free(bag);
        planted_free(t);
    }
}

/* Rows that have columns in common, as a request's candidates do, score as each does alone, in 8 bits too. */
static void test_shared_columns(void **state) {
    (void)state;
    enum { REQUEST = 300, FEW = 16 };
    for (int one = 2 * RANKER_MLP; one <= 2 * RANKER_DCN_V2 + 2; one++) { /* the last: experts */
        int kind = one / 2;
        struct planted *t = planted_new(kind > RANKER_DCN_V2 ? RANKER_MLP : (enum ranker_kind)kind);
        lowered = one % 2;
        plant_additive(t);
        t->params.experts = kind > RANKER_DCN_V2 ? 3 : 0;
        t->params.epochs = 1;
        struct blob *blob = train(t, NULL);
        for (int shared = 0; shared < 16; shared++) { /* any set of the four columns */
            int32_t category[2 * REQUEST];
            float dense[2 * REQUEST], together[REQUEST], apart[REQUEST];
            for (int i = 0; i < 2 * REQUEST; i++) {
                category[i] = t->category[shared >> (i % 2) & 1 ? i % 2 : i];
                dense[i] = t->dense[shared >> (2 + i % 2) & 1 ? i % 2 : i];
            }
            struct fields rows = t->data.rows;
            rows.n = REQUEST;
            rows.category = category;
            rows.dense = dense;
            score(blob, &rows, NULL, together);
            for (int first = 0; first < REQUEST; first += FEW) { /* too few to look for what they share */
                struct fields few = rows;
                few.n = first + FEW < REQUEST ? FEW : REQUEST - first;
                few.category += 2 * first;
                few.dense += 2 * first;
                score(blob, &few, NULL, apart + first);
            }
            for (int i = 0; i < REQUEST; i++)
                assert_float_equal(together[i], apart[i], 1e-5);
        }
        lowered = false;
        blob_free(blob);
        planted_free(t);
    }
}

static double roc_auc(const struct planted *t, const float *p) {
    struct err err = {0};
    struct scores s;
    double *score_of = mem_must(M, sizeof *score_of);
    uint8_t *y = mem_must(M, 1);
    for (int i = 0; i < M; i++) {
        score_of[i] = p[i];
        y[i] = t->label[i] > 0;
    }
    assert_true(scores_sort(&s, score_of, y, NULL, NULL, M, t->pool, &err));
    double auc = scores_roc_auc(&s, NULL);
    scores_free(&s);
    free(score_of), free(y);
    return auc;
}

/* Lowering leaves fewer bytes to read: hidden layers of bytes, and tables too where nothing else reads them. */
static void check_bytes(const struct blob *blob, int kind) {
    struct err err = {0};
    struct ranker *ranker = ranker_open(blob, &err);
    assert_non_null(ranker);
    size_t before = ranker_bytes(ranker);
    assert_true(ranker_lower(ranker, &err));
    size_t after = ranker_bytes(ranker);
    if (kind == RANKER_LOGISTIC || kind == RANKER_FM)
        assert_true(after == before);
    else
        assert_true(after < before * (kind == RANKER_MLP ? 2 : 3) / 4);
    ranker_close(ranker);
}

/* A lowered mlp reads no float of its tables: they may be anything. */
static void check_tables_unread(const struct blob *blob, const struct planted *t) {
    enum { TABLE = ((A + 1) * 4 + 15) / 16 * 16 }; /* floats; both stand in front of all else */
    struct err err = {0};
    static float before[M], after[M];
    float kept[2 * TABLE], *weights = blob_find(blob, "weights")->data;
    struct ranker *ranker = ranker_open(blob, &err);
    assert_non_null(ranker);
    assert_true(ranker_lower(ranker, &err));
    float *scratch = mem_array(ranker_scratch_floats(ranker, M), sizeof *scratch, &err);
    ranker_score(ranker, &t->data.rows, NULL, scratch, before);
    memcpy(kept, weights, sizeof kept);
    for (int i = 0; i < 2 * TABLE; i++)
        weights[i] = NAN;
    ranker_score(ranker, &t->data.rows, NULL, scratch, after);
    memcpy(weights, kept, sizeof kept);
    assert_memory_equal(before, after, sizeof before);
    free(scratch);
    ranker_close(ranker);
}

/* Serving in 8 bits orders rows as floats do, with and without columns in common, and at no score far from them. A
 * dense value is far larger than embeddings, which is where coarse inputs would show: it leaves little of the range of
 * the first layer's outputs to the others. */
static void test_8_bits(void **state) {
    (void)state;
    static float exact[M], low[M];
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2; kind++) {
        struct planted *t = planted_new((enum ranker_kind)kind);
        for (int i = 0; i < M; i++)
            t->dense[2 * i + 1] = 8 * t->dense[2 * i];
        t->params.hidden[0] = 70, t->params.hidden[1] = 33;
        t->params.learning_rate = 0.002f;
        plant_additive(t);
        struct blob *blob = train(t, NULL);
        bool same = true;
        for (int shared = 0; shared < 2; shared++) {
            for (int i = 0; shared && i < M; i++) /* a user's field and value, in each row */
                t->category[2 * i] = t->category[0], t->dense[2 * i] = t->dense[0];
            score(blob, &t->data.rows, NULL, exact);
            lowered = true;
            score(blob, &t->data.rows, NULL, low);
            lowered = false;
            for (int i = 0; i < M; i++) {
                assert_float_equal(low[i], exact[i], 0.02);
                same = same && low[i] == exact[i];
            }
            double auc = roc_auc(t, exact);
            assert_true(shared || auc > 0.7);
            assert_float_equal(roc_auc(t, low), auc, 0.001);
        }
        assert_true(same == (kind == RANKER_LOGISTIC || kind == RANKER_FM)); /* which have no hidden layers */
        check_bytes(blob, kind);
        if (kind == RANKER_MLP)
            check_tables_unread(blob, t);
        blob_free(blob);
        planted_free(t);
    }
}

int main(void) {
    struct err err = {0};
    if (!mat_start(&err))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_additive),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_xor),
        cmocka_unit_test(test_hashing),
        cmocka_unit_test(test_unseen_ids),
        cmocka_unit_test(test_weighted_head),
        cmocka_unit_test(test_position),
        cmocka_unit_test(test_experts),
        cmocka_unit_test(test_focal_and_missing_labels),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_going_on),
        cmocka_unit_test(test_validation),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_cancel_within_a_batch),
        cmocka_unit_test(test_cancelled_before),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_bag),
        cmocka_unit_test(test_shared_columns),
        cmocka_unit_test(test_8_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
