#include "funnel/classifier.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Networks stand in the blob one after another: for each view (what a network sees) one, or one a harm. */
enum { VIEWS = 2, NETS = VIEWS * HARMS, BLOCK = 256, COMBINED = VIEWS * HARMS };

struct classifier {
    int views, nets; /* nets of a view */
    unsigned reads[VIEWS];
    struct blob *blob[NETS + 1];
    struct calibration calibration[HARMS];
    struct ranker *net[NETS], *combine; /* combine: NULL without late fusion */
    enum calibration_kind kind;
};

static void plan_views(const struct classifier_params *params, struct classifier *c) {
    unsigned all = params->reads, picture = 1u << POST_PICTURE, text = 1u << POST_TEXT;
    c->nets = params->multi_task ? 1 : HARMS;
    c->views = 1;
    c->reads[0] = params->fusion == FUSION_EARLY ? all : all & ~picture;
    if (params->fusion == FUSION_LATE) {
        c->views = 2;
        c->reads[1] = all & ~text;
    }
}

static void net_prefix(char prefix[16], int net) {
    snprintf(prefix, 16, "net%d.", net);
}

static float logit(float p) {
    p = fminf(fmaxf(p, 1e-6f), 1.0f - 1e-6f);
    return logf(p / (1.0f - p));
}

/* --- scoring --- */

struct classifier_scratch {
    struct post_rows rows[VIEWS];
    float *floats, *head; /* head (BLOCK, HARMS) */
    float *logits;        /* (BLOCK, COMBINED) */
};

struct classifier_scratch *classifier_scratch_new(const struct classifier *c, struct err *err) {
    struct classifier_scratch *s = mem_must(1, sizeof *s);
    size_t floats = c->combine ? ranker_scratch_floats(c->combine, BLOCK) : 0;
    for (int k = 0; k < c->views * c->nets; k++) {
        size_t own = ranker_scratch_floats(c->net[k], BLOCK);
        floats = own > floats ? own : floats;
    }
    bool ok = (s->floats = mem_array(floats, sizeof *s->floats, err)) &&
              (s->head = mem_array((size_t)BLOCK * HARMS, sizeof *s->head, err)) &&
              (s->logits = mem_array((size_t)BLOCK * COMBINED, sizeof *s->logits, err));
    for (int v = 0; ok && v < c->views; v++)
        ok = post_rows_new(&s->rows[v], c->reads[v], BLOCK, err);
    if (ok)
        return s;
    classifier_scratch_free(s);
    return NULL;
}

void classifier_scratch_free(struct classifier_scratch *s) {
    if (!s)
        return;
    for (int v = 0; v < VIEWS; v++)
        post_rows_free(&s->rows[v]);
    free(s->floats);
    free(s->head);
    free(s->logits);
    free(s);
}

/* p (n,HARMS) of one view. */
static void score_view(const struct classifier *c, int view, int n, struct classifier_scratch *s, float *p) {
    const struct fields *fields = &s->rows[view].fields;
    if (c->nets == 1) {
        ranker_score(c->net[view], fields, NULL, s->floats, p);
        return;
    }
    for (int h = 0; h < HARMS; h++) {
        ranker_score(c->net[view * HARMS + h], fields, NULL, s->floats, s->head);
        for (int i = 0; i < n; i++)
            p[i * HARMS + h] = s->head[i];
    }
}

static void fill_logits(const struct classifier *c, int n, struct classifier_scratch *s, float *p) {
    for (int v = 0; v < c->views; v++) {
        score_view(c, v, n, s, p);
        for (int i = 0; i < n; i++)
            for (int h = 0; h < HARMS; h++)
                s->logits[i * COMBINED + v * HARMS + h] = 0.25f * logit(p[i * HARMS + h]);
    }
}

static void score_raw(const struct classifier *c, const struct posts *posts, const struct labels *labels,
                      const int32_t *post, int n, unsigned alive, struct classifier_scratch *s, float *p) {
    for (int v = 0; v < c->views; v++)
        post_rows_fill(&s->rows[v], posts, labels, post, n, alive);
    if (!c->combine) {
        score_view(c, 0, n, s, p);
        return;
    }
    fill_logits(c, n, s, p);
    struct fields both = {.n = n, .n_dense = COMBINED, .dense = s->logits};
    ranker_score(c->combine, &both, NULL, s->floats, p);
}

static void calibrate(const struct classifier *c, int n, struct classifier_scratch *s, float *p) {
    for (int h = 0; c->kind != CALIBRATION_NONE && h < HARMS; h++) {
        for (int i = 0; i < n; i++)
            s->head[i] = p[i * HARMS + h];
        calibration_apply(&c->calibration[h], s->head, n);
        for (int i = 0; i < n; i++)
            p[i * HARMS + h] = s->head[i];
    }
}

void classifier_score(const struct classifier *c, const struct posts *posts, const struct labels *labels,
                      const int32_t *post, int n, unsigned alive, struct classifier_scratch *s, float *p) {
    for (int first = 0; first < n; first += BLOCK) {
        int here = n - first < BLOCK ? n - first : BLOCK;
        float *out = p + (size_t)first * HARMS;
        score_raw(c, posts, labels, post + first, here, alive, s, out);
        calibrate(c, here, s, out);
    }
}

struct scoring_all {
    const struct classifier *c;
    const struct posts *posts;
    const struct labels *labels;
    const int32_t *post;
    int n, shards;
    unsigned alive;
    bool raw;
    struct classifier_scratch **scratch; /* a worker each */
    float *p;
};

static void score_shard(void *arg, int shard, int worker) {
    struct scoring_all *a = arg;
    int begin, end;
    pool_range((a->n + BLOCK - 1) / BLOCK, a->shards, shard, &begin, &end);
    for (int b = begin; b < end; b++) {
        int first = b * BLOCK, n = a->n - first < BLOCK ? a->n - first : BLOCK;
        score_raw(a->c, a->posts, a->labels, a->post + first, n, a->alive, a->scratch[worker],
                  a->p + (size_t)first * HARMS);
        if (!a->raw)
            calibrate(a->c, n, a->scratch[worker], a->p + (size_t)first * HARMS);
    }
}

static bool score_all(struct scoring_all *a, struct pool *pool, struct err *err) {
    int workers = pool_threads(pool);
    bool ok = true;
    a->shards = 32;
    a->scratch = mem_must((size_t)workers, sizeof *a->scratch);
    for (int w = 0; ok && w < workers; w++)
        ok = (a->scratch[w] = classifier_scratch_new(a->c, err)) != NULL;
    if (ok)
        pool_for(pool, a->shards, score_shard, a);
    for (int w = 0; w < workers; w++)
        classifier_scratch_free(a->scratch[w]);
    free(a->scratch);
    return ok;
}

bool classifier_score_all(const struct classifier *c, const struct posts *posts, const struct labels *labels,
                          const int32_t *post, int n, unsigned alive, struct pool *pool, float *p, struct err *err) {
    struct scoring_all a = {.c = c, .posts = posts, .labels = labels, .post = post, .n = n, .alive = alive, .p = p};
    return score_all(&a, pool, err);
}

double classifier_flop_per_post(const struct classifier *c) {
    double flop = c->combine ? ranker_flop_per_row(c->combine) : 0.0;
    for (int k = 0; k < c->views * c->nets; k++)
        flop += ranker_flop_per_row(c->net[k]);
    return flop;
}

/* --- training --- */

struct training {
    const struct classifier_params *params;
    const struct classifier_rows *rows;
    const struct classifier *from;
    float *label;  /* (n,HARMS) */
    float *weight; /* (n), NULL: 1 each */
    struct pool *pool;
    struct progress *progress;
};

static bool fill_labels(struct training *t, struct err *err) {
    const struct classifier_rows *rows = t->rows;
    size_t n = (size_t)rows->n;
    double count[HARMS] = {0};
    if (!(t->label = mem_array(n * HARMS + 1, sizeof *t->label, err)) ||
        (t->params->class_weights && !(t->weight = mem_array(n + 1, sizeof *t->weight, err))))
        return false;
    for (size_t i = 0; i < n; i++)
        for (int h = 0; h < HARMS; h++)
            count[h] += t->label[i * HARMS + (size_t)h] = (float)(rows->label[i] >> h & 1);
    for (size_t i = 0; t->weight && i < n; i++) {
        t->weight[i] = 1.0f;
        for (int h = 0; h < HARMS; h++)
            if (rows->label[i] >> h & 1)
                t->weight[i] = fmaxf(t->weight[i], (float)fmin(sqrt((double)n / count[h]), 10.0));
    }
    return true;
}

/* One network: heads first..first+count of a view. */
static bool train_net(struct training *t, int view, int first, int count, unsigned reads, struct blob *out,
                      struct err *err) {
    const struct classifier_rows *rows = t->rows;
    struct post_rows room = {0};
    struct ranker_params params = t->params->net;
    size_t n = (size_t)rows->n;
    params.seed += (uint64_t)(view * HARMS + first);
    float *label = mem_array(n * (size_t)count + 1, sizeof *label, err);
    bool ok = label && post_rows_new(&room, reads, rows->n, err);
    if (ok) {
        for (size_t i = 0; i < n; i++)
            memcpy(label + i * (size_t)count, t->label + i * HARMS + first, (size_t)count * sizeof *label);
        post_rows_fill(&room, rows->posts, rows->labels, rows->post, rows->n, ~0u);
        struct ranker_data data = {
            .rows = room.fields, .n_heads = count, .label = label, .weight = t->weight, .validation = rows->validation};
        const struct ranker *from = t->from ? t->from->net[count == HARMS ? view : view * HARMS + first] : NULL;
        ok = from ? ranker_train_on(from, &params, &data, t->pool, t->progress, out, err)
                  : ranker_train(&params, &data, t->pool, t->progress, out, err);
    }
    post_rows_free(&room);
    free(label);
    return ok;
}

/* The logistic regression over what the views say. */
static bool train_combination(struct training *t, const struct classifier *c, struct blob *out, struct err *err) {
    const struct classifier_rows *rows = t->rows;
    size_t n = (size_t)rows->n;
    float *logits = mem_array(n * COMBINED + 1, sizeof *logits, err);
    float *p = mem_array((size_t)BLOCK * HARMS, sizeof *p, err);
    struct classifier_scratch *s = logits && p ? classifier_scratch_new(c, err) : NULL;
    bool ok = s != NULL;
    for (size_t first = 0; ok && first < n; first += BLOCK) {
        int here = (int)(n - first < BLOCK ? n - first : BLOCK);
        for (int v = 0; v < c->views; v++)
            post_rows_fill(&s->rows[v], rows->posts, rows->labels, rows->post + first, here, ~0u);
        fill_logits(c, here, s, p);
        memcpy(logits + first * COMBINED, s->logits, (size_t)here * COMBINED * sizeof *logits);
    }
    if (ok) {
        struct ranker_params params = t->params->net;
        params.kind = RANKER_LOGISTIC;
        params.experts = 0;
        params.epochs = 4;
        params.learning_rate = 0.02f;
        struct ranker_data data = {.rows = {.n = rows->n, .n_dense = COMBINED, .dense = logits},
                                   .n_heads = HARMS,
                                   .label = t->label,
                                   .weight = t->weight,
                                   .validation = rows->validation};
        ok = ranker_train(&params, &data, t->pool, t->progress, out, err);
    }
    classifier_scratch_free(s);
    free(logits);
    free(p);
    return ok;
}

/* Each harm's calibrator, on the validation rows, as many as the stream has of them. */
static bool fit_calibration(struct training *t, const struct classifier *c, struct blob *out, struct err *err) {
    const struct classifier_rows *rows = t->rows;
    size_t most = (size_t)rows->n + 1;
    int32_t *post = mem_array(most, sizeof *post, err);
    float *p = mem_array(most * HARMS, sizeof *p, err), *one = mem_array(most, sizeof *one, err);
    float *y = mem_array(most, sizeof *y, err), *weight = mem_array(most, sizeof *weight, err);
    uint8_t *bits = mem_array(most, 1, err);
    bool ok = post && p && one && y && weight && bits;
    int n = 0;
    for (int i = 0; ok && i < rows->n; i++)
        if (rows->validation[i]) {
            bits[n] = rows->label[i];
            weight[n] = rows->posts->weight[rows->post[i]];
            post[n++] = rows->post[i];
        }
    struct scoring_all a = {
        .c = c, .posts = rows->posts, .labels = rows->labels, .post = post, .n = n, .alive = ~0u, .raw = true, .p = p};
    ok = ok && score_all(&a, t->pool, err);
    for (int h = 0; ok && h < HARMS; h++) {
        for (int i = 0; i < n; i++) {
            one[i] = p[i * HARMS + h];
            y[i] = (float)(bits[i] >> h & 1);
        }
        ok = calibration_fit(t->params->calibration, harm_name((enum harm)h), one, y, weight, n, out, err);
    }
    free(post);
    free(p);
    free(one);
    free(y);
    free(weight);
    free(bits);
    return ok;
}

/* Trains network k into `out`, and opens it for what comes after. */
static bool add_net(struct training *t, struct classifier *c, int k, struct blob *out, struct err *err) {
    struct blob *own = c->blob[k] = blob_new();
    char prefix[16];
    net_prefix(prefix, k);
    bool ok = k == NETS      ? train_combination(t, c, own, err)
              : c->nets == 1 ? train_net(t, k, 0, HARMS, c->reads[k], own, err)
                             : train_net(t, k / HARMS, k % HARMS, 1, c->reads[k / HARMS], own, err);
    if (!ok || !blob_nest(out, prefix, own, err))
        return false;
    struct ranker **net = k == NETS ? &c->combine : &c->net[k];
    return (*net = ranker_open(own, err)) != NULL;
}

bool classifier_train(const struct classifier *from, const struct classifier_params *params,
                      const struct classifier_rows *rows, struct pool *pool, struct progress *progress,
                      struct blob *out, struct err *err) {
    struct training t = {.params = params, .rows = rows, .from = from, .pool = pool, .progress = progress};
    struct classifier *c = mem_must(1, sizeof *c);
    plan_views(params, c);
    int32_t *config = blob_add(out, "classifier", BLOB_I32, 6, 0, 0, err);
    bool ok = config && fill_labels(&t, err);
    if (config)
        memcpy(config,
               (int32_t[]){c->views, c->nets, (int32_t)c->reads[0], (int32_t)c->reads[1], params->fusion == FUSION_LATE,
                           (int32_t)params->calibration},
               6 * sizeof *config);
    for (int k = 0; ok && k < c->views * c->nets; k++)
        ok = add_net(&t, c, k, out, err);
    ok = ok && (params->fusion != FUSION_LATE || add_net(&t, c, NETS, out, err)) &&
         (params->calibration == CALIBRATION_NONE || fit_calibration(&t, c, out, err));
    free(t.label);
    free(t.weight);
    classifier_close(c);
    return ok;
}

struct classifier *classifier_open(const struct blob *blob, struct err *err) {
    const struct section *config = blob_find(blob, "classifier");
    struct classifier *c = mem_must(1, sizeof *c);
    const int32_t *w = config && config->shape[0] == 6 ? config->data : NULL;
    bool ok = w && w[0] >= 1 && w[0] <= VIEWS && (w[1] == 1 || w[1] == HARMS);
    if (!ok)
        err_set(err, ERR_DAMAGED, "no classifier of posts");
    else {
        c->views = w[0];
        c->nets = w[1];
        c->reads[0] = (unsigned)w[2];
        c->reads[1] = (unsigned)w[3];
        c->kind = (enum calibration_kind)w[5];
    }
    for (int k = 0; ok && k <= NETS; k++) {
        char prefix[16];
        net_prefix(prefix, k);
        if (k < NETS ? k >= c->views * c->nets : !w[4])
            continue;
        c->blob[k] = blob_nested(blob, prefix);
        struct ranker *net = ranker_open(c->blob[k], err);
        *(k == NETS ? &c->combine : &c->net[k]) = net;
        ok = net != NULL;
    }
    for (int h = 0; ok && c->kind != CALIBRATION_NONE && h < HARMS; h++)
        c->calibration[h] = calibration_open(blob, harm_name((enum harm)h));
    if (ok)
        return c;
    classifier_close(c);
    return NULL;
}

void classifier_close(struct classifier *c) {
    if (!c)
        return;
    for (int k = 0; k < NETS; k++)
        if (c->net[k])
            ranker_close(c->net[k]);
    if (c->combine)
        ranker_close(c->combine);
    for (int k = 0; k <= NETS; k++)
        blob_free(c->blob[k]);
    free(c);
}
