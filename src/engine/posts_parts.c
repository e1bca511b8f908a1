#include "engine/posts_parts.h"
#include "base/mem.h"
#include "base/rng.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void moderated_open(struct moderated *m, const struct node_run *run) {
    posts_open(node_in(run, N_WORLD), &m->posts);
    labels_open(node_in(run, N_LOG), &m->labels);
    int days = m->posts.days;
    m->first_test = (int)m->posts.day_start[days > TEST_DAYS ? days - TEST_DAYS : 0];
    m->tests = m->posts.n - m->first_test;
}

unsigned posts_reads(const struct node_run *run, struct err *err) {
    int n = node_items(run, K_FEATURES);
    char names[POST_FEATURES][64];
    const char *list[POST_FEATURES];
    assert(n <= POST_FEATURES);
    for (int i = 0; i < n; i++) {
        snprintf(names[i], sizeof names[i], "%s", node_item(run, K_FEATURES, i));
        list[i] = names[i];
    }
    if (n == 0) {
        err_set(err, ERR_USAGE, "data.features: a classifier needs at least one feature");
        return 0;
    }
    return post_features_named(list, n, err);
}

unsigned posts_served(const struct node_run *run) {
    unsigned late = 1u << POST_REPORTS | 1u << POST_ALL_REPORTS, missing = 0;
    for (int i = 0; i < node_items(run, K_MISSING); i++)
        for (int f = 0; f < POST_FEATURES; f++)
            if (strcmp(post_features[f].name, node_item(run, K_MISSING, i)) == 0)
                missing |= 1u << f;
    return ~(late | missing);
}

struct label_source label_source_of(const struct node_run *run) {
    return (struct label_source){.human = !node_is(run, K_LABELS, "reports"),
                                 .reports = !node_is(run, K_LABELS, "human"),
                                 .reading = node_bool(run, K_DOUBLE_REVIEW) ? READ_TWICE : READ_ONCE};
}

bool label_of(const struct label_source *source, const struct labels *labels, int post, uint8_t *harm) {
    if (source->human && labels->annotated[source->reading][post]) {
        *harm = labels->annotation[source->reading][post];
        return true;
    }
    *harm = labels->reported[post];
    return source->reports;
}

enum part post_part(const struct posts *posts, int post, bool random_split, uint64_t seed) {
    float end = (float)(posts->first_day + posts->days), time = posts->time[post];
    if (time >= end - TEST_DAYS)
        return PART_TEST;
    if (!random_split)
        return time >= end - TEST_DAYS - VALIDATION_DAYS ? PART_VALIDATION : PART_TRAIN;
    struct rng r = rng_of(rng_draw(seed, "data.split"), (uint64_t)post, 0);
    return rng_below(&r, 10) == 0 ? PART_VALIDATION : PART_TRAIN;
}

bool learnt_new(struct learnt *l, const struct posts *posts, const struct labels *labels, int first, int last,
                const struct label_source *source, const struct post_split *split, struct err *err) {
    size_t most = (size_t)(last - first) + 1;
    int held = 0;
    *l = (struct learnt){0};
    if (!(l->post = mem_array(most, sizeof *l->post, err)) || !(l->label = mem_array(most, 1, err)) ||
        !(l->validation = mem_array(most, 1, err)))
        return false;
    for (int i = first; i < last; i++) {
        enum part part = split ? post_part(posts, i, split->random, split->seed) : PART_TRAIN;
        uint8_t harm;
        if (part == PART_TEST || !label_of(source, labels, i, &harm))
            continue;
        l->post[l->n] = i;
        l->label[l->n] = harm;
        held += l->validation[l->n++] = part == PART_VALIDATION;
    }
    if (l->n - held < 1)
        return err_set(err, ERR_USAGE, "no post before the test days has a label; a larger world.items has some");
    return true;
}

void learnt_free(struct learnt *l) {
    free(l->post);
    free(l->label);
    free(l->validation);
    *l = (struct learnt){0};
}

struct classifier_params classifier_params_of(const struct node_run *run, unsigned reads) {
    return (struct classifier_params){.fusion = node_is(run, K_RANKING_MODEL, "text_only")     ? FUSION_TEXT_ONLY
                                                : node_is(run, K_RANKING_MODEL, "late_fusion") ? FUSION_LATE
                                                                                               : FUSION_EARLY,
                                      .multi_task = node_bool(run, K_MULTI_TASK),
                                      .class_weights = node_bool(run, K_CLASS_WEIGHTS),
                                      .reads = reads,
                                      .calibration = node_is(run, K_CALIBRATION, "none")    ? CALIBRATION_NONE
                                                     : node_is(run, K_CALIBRATION, "platt") ? CALIBRATION_PLATT
                                                                                            : CALIBRATION_ISOTONIC,
                                      .net = {.kind = RANKER_MLP,
                                              .seed = node_seed(run, K_SEED_TRAIN),
                                              .hash_buckets = POST_WORDS,
                                              .embedding_dim = 32,
                                              .hidden = {128, 64},
                                              .epochs = node_int(run, K_RANKING_EPOCHS),
                                              .batch = 256,
                                              .learning_rate = 4e-3f,
                                              .loss = node_is(run, K_RANKING_LOSS, "focal") ? RANKER_FOCAL : RANKER_BCE,
                                              .focal_gamma = 2.0f}};
}

int32_t *post_range(int first, int n, struct err *err) {
    int32_t *post = mem_array((size_t)n + 1, sizeof *post, err);
    for (int i = 0; post && i < n; i++)
        post[i] = first + i;
    return post;
}

/* --- the screening --- */

struct screening {
    unsigned reads;
    struct ranker *model;
    const int32_t *known; /* (n_known) image keys in ascending order */
    int n_known;
};

static int by_key(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

bool screening_train(const struct moderated *m, const struct learnt *rows, unsigned reads, uint64_t seed,
                     struct pool *pool, struct progress *progress, struct blob *out, struct err *err) {
    struct post_rows room = {0};
    size_t n = (size_t)rows->n;
    int known = 0;
    float *label = mem_array(n, sizeof *label, err);
    bool ok = label && post_rows_new(&room, reads, rows->n, err);
    for (size_t i = 0; ok && i < n; i++)
        known += (label[i] = rows->label[i] ? 1.0f : 0.0f) > 0.0f;
    int32_t *key = ok ? blob_add(out, "known", BLOB_I32, known + 1, 0, 0, err) : NULL;
    if (key) {
        int at = 0;
        for (size_t i = 0; i < n; i++)
            if (rows->label[i])
                key[at++] = m->posts.image_key[rows->post[i]];
        key[known] = -1; /* none: keys are not negative, and a blob's array is not empty */
        qsort(key, (size_t)known + 1, sizeof *key, by_key);
        post_rows_fill(&room, &m->posts, &m->labels, rows->post, rows->n, ~0u);
        struct ranker_params params = {.kind = RANKER_LOGISTIC,
                                       .seed = seed,
                                       .hash_buckets = POST_WORDS,
                                       .embedding_dim = 1,
                                       .epochs = 6,
                                       .batch = 512,
                                       .learning_rate = 0.1f}; /* a bag is a mean: a word's weight is a twelfth */
        struct ranker_data data = {.rows = room.fields, .n_heads = 1, .label = label, .validation = rows->validation};
        ok = ranker_train(&params, &data, pool, progress, out, err);
    }
    post_rows_free(&room);
    free(label);
    return ok && key;
}

struct screening *screening_open(const struct blob *blob, unsigned reads, struct err *err) {
    struct screening *s = mem_must(1, sizeof *s);
    s->reads = reads;
    s->known = blob_get(blob, "known", BLOB_I32);
    s->n_known = (int)blob_length(blob, "known");
    if ((s->model = ranker_open(blob, err)))
        return s;
    free(s);
    return NULL;
}

void screening_close(struct screening *s) {
    if (!s)
        return;
    ranker_close(s->model);
    free(s);
}

bool screening_knows(const struct screening *s, int32_t image_key) {
    return bsearch(&image_key, s->known, (size_t)s->n_known, sizeof image_key, by_key) != NULL;
}

double screening_flop(const struct screening *s) {
    return ranker_flop_per_row(s->model);
}

bool screening_scratch_new(const struct screening *s, int most, struct screening_scratch *scratch, struct err *err) {
    *scratch = (struct screening_scratch){0};
    return post_rows_new(&scratch->rows, s->reads, most, err) &&
           (scratch->floats = mem_array(ranker_scratch_floats(s->model, most), sizeof *scratch->floats, err));
}

void screening_scratch_free(struct screening_scratch *scratch) {
    post_rows_free(&scratch->rows);
    free(scratch->floats);
    scratch->floats = NULL;
}

void screening_score_here(const struct screening *s, const struct posts *posts, const struct labels *labels,
                          const int32_t *post, int n, unsigned alive, struct screening_scratch *scratch, float *score) {
    post_rows_fill(&scratch->rows, posts, labels, post, n, alive);
    ranker_score(s->model, &scratch->rows.fields, NULL, scratch->floats, score);
}

enum { SIFT_BLOCK = 256, SIFT_SHARDS = 32 };
struct sifting {
    const struct screening *s;
    const struct moderated *m;
    const int32_t *post;
    int n;
    unsigned alive;
    struct screening_scratch *scratch; /* a worker each */
    float *score;
};

static void sift_shard(void *arg, int shard, int worker) {
    struct sifting *f = arg;
    int begin, end;
    pool_range((f->n + SIFT_BLOCK - 1) / SIFT_BLOCK, SIFT_SHARDS, shard, &begin, &end);
    for (int b = begin; b < end; b++) {
        int first = b * SIFT_BLOCK, n = f->n - first < SIFT_BLOCK ? f->n - first : SIFT_BLOCK;
        screening_score_here(f->s, &f->m->posts, &f->m->labels, f->post + first, n, f->alive, &f->scratch[worker],
                             f->score + first);
    }
}

bool screening_score(const struct screening *s, const struct moderated *m, const int32_t *post, int n, unsigned alive,
                     struct pool *pool, float *score, struct err *err) {
    int workers = pool_threads(pool);
    bool ok = true;
    struct sifting f = {.s = s, .m = m, .post = post, .n = n, .alive = alive, .score = score};
    f.scratch = mem_must((size_t)workers, sizeof *f.scratch);
    for (int w = 0; ok && w < workers; w++)
        ok = screening_scratch_new(s, SIFT_BLOCK, &f.scratch[w], err);
    if (ok)
        pool_for(pool, SIFT_SHARDS, sift_shard, &f);
    for (int w = 0; w < workers; w++)
        screening_scratch_free(&f.scratch[w]);
    free(f.scratch);
    return ok;
}

struct reviews reviews_of(const struct node_run *run, const struct posts *posts) {
    struct reviews r = {.stream = node_real(run, K_SCALE_USERS) * node_real(run, K_SCALE_REQUESTS),
                        .simulated_stream = posts_stream(&posts->params),
                        .read = node_real(run, K_REVIEW_CAPACITY),
                        .staff = node_real(run, K_SCALE_REVIEWS)};
    if (r.read < 0.0)
        r.read = r.staff;
    r.simulated_read = r.read * r.simulated_stream / r.stream;
    return r;
}
