/* The two-tower model on planted corpora: what it recovers, what logQ mends, how new items are placed; and what holds
 * for any training: threads, going on, cancel, refusals. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "model/tower.h"
#include "model/tower_batch.h"
#include "model/tower_loss.h"
#include "model/tower_negatives.h"
#include "num/mat.h"
#include "num/params.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Users and items live in GROUPS groups; a user's positives come from its own group, by the items' popularity. */
enum { USERS = 200, ITEMS = 120, GROUPS = 6, P = 12000, SEEN = 110, CONTENT = 8, BAG = 5 };

struct planted {
    struct tower_params params;
    struct tower_data data;
    int32_t user[2 * P], item[2 * ITEMS], positive[P], bag_start[P + 1], bag[BAG * P];
    float content[CONTENT * ITEMS], popularity[ITEMS];
    uint8_t validation[P];
    struct pool *pool;
};

static int group_of_item(int i) {
    return i % GROUPS;
}
static int group_of_user(int u) {
    return u % GROUPS;
}

/* An item for a user: popularity, times 30 within the group. Items from SEEN on never come up. */
static int32_t draw_item(const struct planted *t, int user, struct rng *r) {
    double total = 0, weight[SEEN];
    for (int i = 0; i < SEEN; i++)
        total += weight[i] = t->popularity[i] * (group_of_item(i) == group_of_user(user) ? 30 : 1);
    double at = rng_uniform(r) * total;
    for (int i = 0; i < SEEN - 1; i++)
        if ((at -= weight[i]) < 0)
            return i;
    return SEEN - 1;
}

static void plant_items(struct planted *t) {
    for (int i = 0; i < ITEMS; i++) {
        struct rng r = rng_of(rng_draw(4, "item"), (uint64_t)i, 0);
        t->popularity[i] = (float)exp(1.0 * rng_normal(&r));
        t->item[2 * i] = i;
        t->item[2 * i + 1] = (int32_t)rng_below(&r, 10); /* says nothing */
        for (int c = 0; c < CONTENT; c++)
            t->content[i * CONTENT + c] = (float)(0.3 * rng_normal(&r) + (c == group_of_item(i)));
    }
}

static void plant_positives(struct planted *t) {
    int32_t last[USERS][BAG], n_last[USERS] = {0};
    for (int p = 0; p < P; p++) {
        struct rng r = rng_of(rng_draw(4, "positive"), (uint64_t)p, 0);
        int u = (int)rng_below(&r, USERS), n = n_last[u] < BAG ? n_last[u] : BAG;
        t->user[2 * p] = u;
        t->user[2 * p + 1] = (int32_t)rng_below(&r, 3);
        t->positive[p] = draw_item(t, u, &r);
        t->validation[p] = p % 10 == 9;
        memcpy(t->bag + t->bag_start[p], last[u], (size_t)n * sizeof *t->bag);
        t->bag_start[p + 1] = t->bag_start[p] + n;
        last[u][n_last[u]++ % BAG] = t->positive[p];
    }
}

static struct planted *planted_new(void) {
    struct err err = {0};
    struct planted *t = mem_must(1, sizeof *t);
    plant_items(t);
    plant_positives(t);
    t->data = (struct tower_data){
        .users = {P, 2, {USERS, 3}, t->user, 0, NULL, ITEMS, t->bag_start, t->bag},
        .positive = t->positive,
        .items = {ITEMS, 2, {ITEMS, 10}, t->item, CONTENT, t->content, 0, NULL, NULL},
        .validation = t->validation,
    };
    t->params = (struct tower_params){.seed = 1,
                                      .dim = 16,
                                      .hidden = 16,
                                      .epochs = 6,
                                      .batch = 128,
                                      .learning_rate = 0.01f,
                                      .temperature = 0.2f,
                                      .logq = true};
    t->pool = pool_new(2, &err);
    return t;
}

static void planted_free(struct planted *t) {
    pool_free(t->pool);
    free(t);
}

static struct blob *train(struct planted *t, const struct tower *from) {
    struct err err = {0};
    struct progress progress = {.stage = "retrieval_model"};
    struct blob *blob = blob_new();
    bool ok = from ? tower_train_on(from, &t->params, &t->data, t->pool, &progress, blob, &err)
                   : tower_train(&t->params, &t->data, t->pool, &progress, blob, &err);
    if (!ok)
        fail_msg("%s", err.message);
    return blob;
}

/* Logits (USERS,ITEMS) of each user, as of its last row. */
static void logits_of(struct planted *t, const struct blob *blob, float *logits) {
    struct err err = {0};
    struct tower *tower = tower_open(blob, &err);
    assert_non_null(tower);
    int D = tower_dim(tower);
    float *items = mem_must((size_t)ITEMS * (size_t)D, sizeof *items), *user = mem_must((size_t)D, sizeof *user);
    float *scratch = mem_must(tower_scratch_floats(tower), sizeof *scratch);
    assert_true(tower_embed_items(tower, &t->data.items, t->pool, items, &err));
    for (int p = 0; p < P; p++) {
        tower_embed_user(tower, &t->data.users, p, scratch, user);
        mat_nt(logits + t->user[2 * p] * ITEMS, user, items, 1, ITEMS, D, 1 / t->params.temperature, false);
    }
    free(items), free(user), free(scratch);
    tower_close(tower);
}

/* How far softmax(logits) is from the distribution that positives were drawn from: mean total variation distance over
 * users, on the items that can come up. */
static double distance(const struct planted *t, const float *logits) {
    double sum = 0;
    for (int u = 0; u < USERS; u++) {
        double z = 0, w = 0;
        for (int i = 0; i < SEEN; i++) {
            z += exp(logits[u * ITEMS + i]);
            w += t->popularity[i] * (group_of_item(i) == group_of_user(u) ? 30 : 1);
        }
        for (int i = 0; i < SEEN; i++)
            sum += 0.5 / USERS *
                   fabs(exp(logits[u * ITEMS + i]) / z -
                        t->popularity[i] * (group_of_item(i) == group_of_user(u) ? 30 : 1) / w);
    }
    return sum;
}

static double train_distance(struct planted *t) {
    static float logits[USERS * ITEMS];
    struct blob *blob = train(t, NULL);
    logits_of(t, blob, logits);
    blob_free(blob);
    return distance(t, logits);
}

/* Share of users whose best `k` items are all of their own group. */
static double purity(const float *logits, int k, int first) {
    double pure = 0;
    for (int u = 0; u < USERS; u++) {
        bool used[ITEMS] = {false};
        for (int n = 0; n < k; n++) {
            int best = -1;
            for (int i = first; i < ITEMS; i++)
                if (!used[i] && (best < 0 || logits[u * ITEMS + i] > logits[u * ITEMS + best]))
                    best = i;
            used[best] = true;
            pure += group_of_item(best) == group_of_user(u) ? 1.0 / (USERS * k) : 0;
        }
    }
    return pure;
}

/* The corrected softmax finds the distribution itself, whatever the negatives; the uncorrected one finds it divided by
 * the negatives' distribution; a correction of the wrong sign or scale would be farther still. */
static void test_logq(void **state) {
    (void)state;
    struct planted *t = planted_new();
    for (int n = NEGATIVES_IN_BATCH; n <= NEGATIVES_MIXED; n++) {
        t->params.negatives = (enum tower_negatives)n;
        t->params.logq = true;
        double with = train_distance(t);
        t->params.logq = false;
        double without = train_distance(t);
        assert_true(with < 0.16);
        if (n == NEGATIVES_RANDOM)
            assert_true(fabs(with - without) < 1e-6); /* uniform negatives need none */
        else
            assert_true(without > with + (n == NEGATIVES_MIXED ? 0.03 : 0.1));
    }
    planted_free(t);
}

/* Added where it is to be subtracted, it is worse than nothing. */
static void test_logq_of_the_wrong_sign(void **state) {
    (void)state;
    struct planted *t = planted_new();
    t->params.negatives = NEGATIVES_IN_BATCH;
    t->params.logq = false;
    double without = train_distance(t);
    t->params.logq = t->params.logq_added = true;
    assert_true(train_distance(t) > without + 0.1);
    planted_free(t);
}

/* q as documented, relative to its mean. */
static void test_logq_formula(void **state) {
    (void)state;
    struct err err = {0};
    const int32_t count[4] = {1, 10, 29, 60};
    for (int n = NEGATIVES_IN_BATCH; n <= NEGATIVES_MIXED; n++) {
        struct tower_params params = {.seed = 1, .batch = 20, .negatives = (enum tower_negatives)n, .logq = true};
        struct negatives negatives;
        assert_true(negatives_init(&negatives, &params, count, 4, 100, &err));
        double q[4], mean = 0, powers = 0;
        for (int j = 0; j < 4; j++)
            powers += pow(count[j], 0.75);
        for (int j = 0; j < 4; j++) {
            double f = count[j] / 100.0;
            q[j] = n == NEGATIVES_IN_BATCH     ? f
                   : n == NEGATIVES_RANDOM     ? 0.25
                   : n == NEGATIVES_POPULARITY ? pow(count[j], 0.75) / powers
                                               : 20 * f + 10 * 0.25;
            mean += q[j] / 4;
        }
        for (int j = 0; j < 4; j++)
            assert_float_equal(negatives.log_q[j], log(q[j] / mean), 1e-5);
        /* and they are drawn that way */
        enum { DRAWS = 40000 };
        static int32_t drawn[DRAWS];
        double seen[4] = {0};
        negatives_draw(&negatives, 5, 0, drawn, DRAWS);
        for (int i = 0; i < DRAWS; i++)
            seen[drawn[i]] += 1.0 / DRAWS;
        for (int j = 0; j < 4; j++)
            assert_float_equal(seen[j], n == NEGATIVES_POPULARITY ? pow(count[j], 0.75) / powers : 0.25, 0.01);
        negatives_fini(&negatives);
    }
}

static void test_groups_are_found(void **state) {
    (void)state;
    static float logits[USERS * ITEMS];
    for (int k = 0; k < 5;
         k++) { /* a tower, one without a hidden layer, factorisation, cross entropy, hard negatives */
        struct planted *t = planted_new();
        t->params.negatives = k == 4 ? NEGATIVES_HARD : NEGATIVES_IN_BATCH;
        t->params.hidden = k == 1 ? 0 : 16;
        t->params.ids_only = k == 2;
        t->params.loss = k == 3 ? TOWER_BCE : TOWER_SAMPLED_SOFTMAX;
        struct blob *blob = train(t, NULL);
        logits_of(t, blob, logits);
        assert_true(purity(logits, 10, 0) > 0.9);
        blob_free(blob);
        planted_free(t);
    }
}

/* Items that no training row has seen are placed by their content; matrix factorisation cannot. */
static void test_new_items(void **state) {
    (void)state;
    static float logits[USERS * ITEMS];
    for (int ids_only = 0; ids_only < 2; ids_only++) {
        struct planted *t = planted_new();
        t->params.ids_only = ids_only;
        struct blob *blob = train(t, NULL);
        logits_of(t, blob, logits);
        double pure = purity(logits, 1, SEEN);
        assert_true(ids_only ? pure < 0.5 : pure > 0.8);
        blob_free(blob);
        planted_free(t);
    }
}

static void test_vectors(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new();
    t->params.epochs = 1;
    struct blob *blob = train(t, NULL);
    struct tower *tower = tower_open(blob, &err);
    int D = tower_dim(tower);
    float *users = mem_must((size_t)P * (size_t)D, sizeof *users), *items = mem_must((size_t)ITEMS * 16, sizeof *items);
    float scratch[4096], one[16];
    assert_true(tower_scratch_floats(tower) <= 4096);
    assert_true(tower_embed_users(tower, &t->data.users, t->pool, users, &err));
    assert_true(tower_embed_items(tower, &t->data.items, t->pool, items, &err));
    for (int p = 0; p < P; p += 97) {
        double size = 0;
        tower_embed_user(tower, &t->data.users, p, scratch, one);
        assert_memory_equal(one, users + p * D, sizeof one); /* evaluated and served alike */
        for (int d = 0; d < D; d++)
            size += (double)one[d] * one[d];
        assert_float_equal(size, 1, 1e-5);
    }
    for (int i = 0; i < ITEMS; i++) {
        double size = 0;
        for (int d = 0; d < D; d++)
            size += (double)items[i * D + d] * items[i * D + d];
        assert_float_equal(size, 1, 1e-5);
    }
    /* ids from outside the vocabulary are unknown, like ids that training never met */
    int32_t strange[4] = {-1, 0, USERS + 5, 0};
    int32_t none[] = {0, 0, 0};
    struct fields rows = {2, 2, {USERS, 3}, strange, 0, NULL, ITEMS, none, none};
    assert_true(tower_embed_users(tower, &rows, t->pool, users, &err));
    assert_memory_equal(users, users + D, (size_t)D * sizeof *users);
    rows.n_category = 1;
    assert_false(tower_embed_users(tower, &rows, t->pool, users, &err));
    assert_int_equal(err.code, ERR_USAGE);
    tower_close(tower);
    blob_free(blob), free(users), free(items);
    planted_free(t);
}

static void test_threads(void **state) {
    (void)state;
    struct err err = {0};
    for (int n = NEGATIVES_IN_BATCH; n <= NEGATIVES_HARD; n++) {
        struct planted *t = planted_new();
        t->params.negatives = (enum tower_negatives)n;
        t->params.epochs = 1;
        t->params.loss = n % 2 ? TOWER_BCE : TOWER_SAMPLED_SOFTMAX;
        struct blob *blob[3];
        const int threads[] = {1, 2, 3};
        for (int k = 0; k < 3; k++) {
            pool_free(t->pool);
            t->pool = pool_new(threads[k], &err);
            blob[k] = train(t, NULL);
            const char *const names[] = {"weights", "curve.loss", "curve.validation"};
            for (int s = 0; s < 3; s++)
                assert_memory_equal(blob_find(blob[k], names[s])->data, blob_find(blob[0], names[s])->data,
                                    blob_find(blob[0], names[s])->bytes);
        }
        for (int k = 0; k < 3; k++)
            blob_free(blob[k]);
        planted_free(t);
    }
}

/* A batch of factorisation over hard negatives: unit vectors are the tables' rows, so that every score can be had from
 * the weights. */
struct mined {
    struct planted *t;
    struct tower_net net;
    struct tower_batch batch;
    float *weights;
    int32_t map[USERS + ITEMS], rows[128];
};

static struct mined *mined_new(void) {
    struct err err = {0};
    struct mined *m = mem_must(1, sizeof *m);
    int32_t count[ITEMS] = {0};
    m->t = planted_new();
    m->t->params.negatives = NEGATIVES_HARD;
    m->t->params.ids_only = true;
    tower_net_plan(&m->net, m->t->params.dim, 0, true, &m->t->data.users, &m->t->data.items);
    m->weights = mem_must(m->net.params.size, sizeof *m->weights);
    params_init(&m->net.params, m->weights, 1);
    assert_true(tower_batch_init(&m->batch, &m->t->params, &m->t->data, &m->net, m->t->pool, &err));
    for (int i = 0; i < P; i++)
        count[m->t->positive[i]]++;
    assert_true(negatives_init(&m->batch.negatives, &m->t->params, count, ITEMS, P, &err));
    m->batch.weights = m->weights;
    for (int i = 0; i < USERS + ITEMS; i++)
        m->map[i] = i;
    m->batch.row_map[TOWER_USER][0] = m->batch.row_map[TOWER_ITEM][0] = m->map;
    for (int i = 0; i < 128; i++)
        m->rows[i] = 71 * i;
    return m;
}

static void mined_free(struct mined *m) {
    tower_batch_fini(&m->batch);
    planted_free(m->t);
    free(m->weights);
    free(m);
}

static bool was_positive(const struct planted *t, int row, int32_t item) {
    for (int p = 0; p < P; p++)
        if (t->user[2 * p] == t->user[2 * row] && t->positive[p] == item && (p == row || !t->validation[p]))
            return true;
    for (int b = t->bag_start[row]; b < t->bag_start[row + 1]; b++)
        if (t->bag[b] == item)
            return true;
    return false;
}

static double cosine_of(const struct mined *m, int row, int32_t item) {
    const float *u = params_get(&m->net.params, m->weights, m->net.side[TOWER_USER].table[0]);
    const float *v = params_get(&m->net.params, m->weights, m->net.side[TOWER_ITEM].table[0]);
    double dot = 0, size = 0;
    u += m->t->user[2 * row] * m->net.dim;
    v += item * m->net.dim;
    for (int d = 0; d < m->net.dim; d++) {
        dot += (double)u[d] * v[d];
        size += (double)v[d] * v[d];
    }
    return dot / sqrt(size);
}

/* The catalogue is smaller than the sample: what is mined for a row is among the best of all that are no positive. */
static void test_mined_negatives(void **state) {
    (void)state;
    struct mined *m = mined_new();
    tower_batch_gradients(&m->batch, m->rows, 128, 5, true);
    assert_int_equal(m->batch.C, 128 + 64);
    int first = 0;
    for (int i = 0; i < 64; i++) {
        int row = m->rows[2 * i], above = 0;
        int32_t item = m->batch.candidate[128 + i];
        assert_false(was_positive(m->t, row, item));
        for (int32_t j = 0; j < ITEMS; j++)
            above += !was_positive(m->t, row, j) && cosine_of(m, row, j) > cosine_of(m, row, item) + 1e-6;
        assert_true(above < MINE_BEST);
        first += above == 0;
    }
    assert_true(first > 0 && first < 40); /* not always the hardest */
    tower_batch_gradients(&m->batch, m->rows, 128, 0, false);
    assert_int_equal(m->batch.C, 128); /* validation mines nothing */
    mined_free(m);
}

/* log q of an item that is mined again and again comes to what it is expected: as a positive, and mined. */
static void test_logq_of_mined(void **state) {
    (void)state;
    struct mined *m = mined_new();
    struct negatives *n = &m->batch.negatives;
    double before = negatives_log_q(n, 7, true) - negatives_log_q(n, 8, true);
    assert_float_equal(before, log((n->shared[7] + 64.0 / ITEMS) / (n->shared[8] + 64.0 / ITEMS)), 1e-5);
    int32_t items[64];
    for (int i = 0; i < 64; i++)
        items[i] = i % 4 ? 7 : 9; /* 48 and 16 a step */
    for (int step = 0; step < 12 * MINED_MEMORY; step++)
        negatives_note_mined(n, items, 64);
    assert_float_equal(negatives_log_q(n, 7, true) - negatives_log_q(n, 9, true),
                       log((n->shared[7] + 48.0) / (n->shared[9] + 16.0)), 1e-3);
    assert_float_equal(negatives_log_q(n, 7, false), n->log_q[7], 0); /* validation: in the batch alone */
    mined_free(m);
}

/* The loss of a batch and dU, dV in double, from the unit vectors that the batch has. */
struct reference {
    double loss, *dU, *dV, *z; /* (B,D), (C,D), (C) */
};

static void reference_row(const struct tower_batch *b, struct reference *ref, int i) {
    int D = b->net->dim;
    const float *U = b->state[TOWER_USER].y, *V = b->state[TOWER_ITEM].y;
    double scale = 1 / (double)b->params->temperature, sum = 0, largest = -INFINITY;
    for (int j = 0; j < b->C; j++) {
        double dot = 0;
        for (int d = 0; d < D; d++)
            dot += (double)U[i * D + d] * V[j * D + d];
        bool again = j != i && b->candidate[j] == b->candidate[i];
        ref->z[j] = again ? -INFINITY : dot * scale - b->negatives.log_q[b->candidate[j]];
        largest = fmax(largest, ref->z[j]);
    }
    for (int j = 0; j < b->C; j++)
        sum += exp(ref->z[j] - largest);
    ref->loss += (log(sum) + largest - ref->z[i]) / b->B;
    for (int j = 0; j < b->C; j++) {
        double g = (exp(ref->z[j] - largest) / sum - (j == i)) * scale;
        for (int d = 0; d < D; d++) {
            ref->dU[i * D + d] += g * V[j * D + d];
            ref->dV[j * D + d] += g * U[i * D + d];
        }
    }
}

static void compare(const struct tower_batch *b, const struct reference *ref, double loss) {
    int D = b->net->dim;
    double scale = 1 / (double)b->params->temperature;
    assert_float_equal(loss, ref->loss, 1e-4 * (1 + ref->loss));
    for (int i = 0; i < b->B * D; i++)
        assert_float_equal(b->state[TOWER_USER].dy[i], ref->dU[i], 2e-4 * scale);
    for (int i = 0; i < b->C * D; i++) {
        double sum = 0;
        for (int s = 0; s < TOWER_SHARDS; s++)
            sum += b->dv[(size_t)s * (size_t)(b->C * D) + (size_t)i];
        assert_float_equal(sum, ref->dV[i], 2e-3 * scale);
    }
}

/* Batches of several tiles and blocks, and temperatures whose logits are far beyond what exp can take. */
static void test_tiles(void **state) {
    (void)state;
    struct err err = {0};
    const float temperature[] = {0.2f, 0.005f};
    for (int k = 0; k < 2; k++) {
        struct planted *t = planted_new();
        int B = t->params.batch = 1300;
        t->params.temperature = temperature[k];
        t->params.negatives = k ? NEGATIVES_MIXED : NEGATIVES_IN_BATCH;
        struct tower_net net;
        struct tower_batch b;
        int32_t count[ITEMS] = {0}, map[USERS + ITEMS], rows[1300];
        tower_net_plan(&net, t->params.dim, t->params.hidden, false, &t->data.users, &t->data.items);
        float *weights = mem_must(net.params.size, sizeof *weights);
        params_init(&net.params, weights, 1);
        assert_true(tower_batch_init(&b, &t->params, &t->data, &net, t->pool, &err));
        for (int i = 0; i < P; i++)
            count[t->positive[i]]++;
        for (int i = 0; i < USERS + ITEMS; i++)
            map[i] = i;
        for (int i = 0; i < B; i++)
            rows[i] = i;
        assert_true(negatives_init(&b.negatives, &t->params, count, ITEMS, P, &err));
        b.weights = weights;
        for (int s = 0; s < 2; s++)
            b.row_map[s][0] = b.row_map[s][1] = map;
        double loss = tower_batch_gradients(&b, rows, B, 1, true);
        pool_for(t->pool, TOWER_SHARDS, tower_loss_shard, &b); /* the backward pass has written over dU */
        struct reference ref = {.dU = mem_must((size_t)(B * net.dim), sizeof(double)),
                                .dV = mem_must((size_t)(b.C * net.dim), sizeof(double)),
                                .z = mem_must((size_t)b.C, sizeof(double))};
        for (int i = 0; i < B; i++)
            reference_row(&b, &ref, i);
        assert_true(k == 0 || ref.loss > 60); /* or no reference had to move */
        compare(&b, &ref, loss);
        free(ref.dU), free(ref.dV), free(ref.z), free(weights);
        tower_batch_fini(&b);
        planted_free(t);
    }
}

static void test_going_on(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new();
    t->data.validation = NULL;
    t->params.epochs = 3;
    struct blob *first = train(t, NULL);
    struct tower *tower = tower_open(first, &err);
    t->params.learning_rate = 0.002f;
    struct blob *second = train(t, tower);
    const double *a = blob_get(first, "curve.loss", BLOB_F64), *b = blob_get(second, "curve.loss", BLOB_F64);
    int last = (int)blob_length(first, "curve.loss") - 1;
    assert_true(last >= 50 && last < 200);
    assert_true(a[1] - a[2 * last + 1] > 0.4);
    assert_float_equal(b[1], a[2 * last + 1], 0.12);
    t->params.dim = 8;
    struct progress progress = {0};
    struct blob *third = blob_new();
    assert_false(tower_train_on(tower, &t->params, &t->data, t->pool, &progress, third, &err));
    assert_int_equal(err.code, ERR_USAGE);
    tower_close(tower);
    blob_free(first), blob_free(second), blob_free(third);
    planted_free(t);
}

/* Items that only the validation rows have: the last pass gives them vectors of their own. */
static void test_newest(void **state) {
    (void)state;
    static float logits[USERS * ITEMS];
    double pure[2];
    for (int newest = 0; newest < 2; newest++) {
        struct planted *t = planted_new();
        t->params.newest = newest;
        memset(t->content, 0, sizeof t->content); /* nothing but the id tells them apart */
        for (int p = 0; p < P; p++) {
            t->validation[p] = p >= P / 2;
            if (p >= P / 2 && p % 3 == 0) /* the first new item of the user's group */
                t->positive[p] = SEEN + (GROUPS + group_of_user(t->user[2 * p]) - SEEN % GROUPS) % GROUPS;
        }
        struct blob *blob = train(t, NULL);
        logits_of(t, blob, logits);
        pure[newest] = purity(logits, 1, SEEN);
        blob_free(blob);
        planted_free(t);
    }
    assert_true(pure[0] < 0.5 && pure[1] > 0.9);
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
    struct planted *t = planted_new();
    struct progress progress = {.stage = "retrieval_model"};
    struct stopper stopper = {&progress, 0, 10};
    progress.report = stop_soon;
    progress.arg = &stopper;
    struct blob *blob = blob_new();
    assert_false(tower_train(&t->params, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_true(stopper.calls <= 12);
    blob_free(blob);
    planted_free(t);
}

/* Looks are a step apart: a stopper that asks at its first look sees no more than the step that was under way. */
static void count_looks(void *arg, const struct progress_event *event) {
    struct stopper *s = arg;
    (void)event;
    s->calls++;
}

static void test_nothing_after_a_cancel(void **state) {
    (void)state;
    for (int n = NEGATIVES_IN_BATCH; n <= NEGATIVES_HARD; n++) {
        struct err err = {0};
        struct planted *t = planted_new();
        struct progress progress = {.stage = "retrieval_model", .report = count_looks};
        struct stopper stopper = {&progress, 0, 0};
        progress.arg = &stopper;
        t->params.negatives = (enum tower_negatives)n;
        t->params.epochs = 1000; /* minutes, were it to run */
        atomic_store(&progress.cancel, true);
        struct blob *blob = blob_new();
        assert_false(tower_train(&t->params, &t->data, t->pool, &progress, blob, &err));
        assert_int_equal(err.code, ERR_CANCELLED);
        assert_true(stopper.calls <= 1);
        blob_free(blob);
        planted_free(t);
    }
}

static void expect_refused(struct planted *t) {
    struct err err = {0};
    struct progress progress = {0};
    struct blob *blob = blob_new();
    assert_false(tower_train(&t->params, &t->data, t->pool, &progress, blob, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_true(strlen(err.message) > 0);
    blob_free(blob);
}

static void test_refusals(void **state) {
    (void)state;
    struct err err = {0};
    struct planted *t = planted_new();
    const struct tower_params good = t->params;
    t->params.temperature = 0;
    expect_refused(t);
    t->params = good;
    t->params.dim = 0;
    expect_refused(t);
    t->params = good;
    t->positive[3] = ITEMS;
    expect_refused(t);
    t->positive[3] = 0;
    t->data.users.n = 0;
    expect_refused(t);
    struct blob *other = blob_new();
    assert_null(tower_open(other, &err));
    assert_int_equal(err.code, ERR_DAMAGED);
    blob_free(other);
    planted_free(t);
}

/* A positive of weight 0 teaches nothing: the users of one group lose theirs, and are no longer told apart. */
static void test_weights(void **state) {
    (void)state;
    static float logits[USERS * ITEMS], weight[P];
    struct planted *t = planted_new();
    t->params.ids_only = true;
    for (int p = 0; p < P; p++)
        weight[p] = group_of_user(t->user[2 * p]) != 0;
    t->data.weight = weight;
    struct blob *blob = train(t, NULL);
    logits_of(t, blob, logits);
    double own = 0, others = 0;
    for (int u = 0; u < USERS; u++)
        for (int i = 0; i < SEEN; i++)
            if (group_of_item(i) == group_of_user(u))
                *(group_of_user(u) ? &others : &own) += logits[u * ITEMS + i] * t->params.temperature;
    assert_true(fabs(own) < 0.3 * others / (GROUPS - 1));
    blob_free(blob);
    planted_free(t);
}

int main(void) {
    struct err err = {0};
    if (!mat_start(&err))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logq),
        cmocka_unit_test(test_logq_of_the_wrong_sign),
        cmocka_unit_test(test_logq_formula),
        cmocka_unit_test(test_groups_are_found),
        cmocka_unit_test(test_new_items),
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_going_on),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_nothing_after_a_cancel),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_newest),
        cmocka_unit_test(test_tiles),
        cmocka_unit_test(test_mined_negatives),
        cmocka_unit_test(test_logq_of_mined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
