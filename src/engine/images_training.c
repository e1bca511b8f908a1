/* images_training.c - stage 1 for images: which pictures are said to show the same, how they are varied, the network
 * trained on them, and a vector of every item. */
#include "base/mem.h"
#include "base/rng.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* People who are asked are seldom wrong. */
static const double human_error = 0.03;

enum { CNN_WIDTH = 16, HARD_NEGATIVES = 1 };
static const float learning_rate = 4e-3f;

/* How much a picture is varied where it would be compared with itself. Photographs are various as they are: turning and
 * lighting them once more costs more than it teaches (recall@10 of 0.50 in place of 0.54 at half this strength). */
static const float vary_own = 0.8f;

/* --- pairs --- */

static void add_pair(struct pairs *p, int row, int item) {
    p->row[p->n] = row;
    p->item[p->n++] = item;
}

static void add_choices(struct pairs *p, const struct searched *s, float from, float to) {
    for (int r = 0; r < s->log.requests; r++)
        if (s->log.chosen[r] >= 0 && s->log.photo[r].time >= from && s->log.photo[r].time < to)
            add_pair(p, r, s->log.chosen[r]);
}

/* Some item of the product that was there: what a person who knows the catalogue finds first. */
static int item_of(const struct images *images, const struct photo *photo, struct rng *r) {
    int live = images_live(images, photo->time), begin = (int)rng_below(r, (uint32_t)live);
    for (int k = 0; k < live; k++) {
        int i = begin + k < live ? begin + k : begin + k - live;
        if (images->product[i] == photo->product)
            return i;
    }
    return -1;
}

/* `labels` photographs of the whole log, as many of these days as is their share. */
static void add_named(struct pairs *p, const struct searched *s, int labels, float from, float to) {
    uint64_t key = rng_draw(s->images.params.seed, "images.human");
    double share = (double)labels / s->log.requests;
    for (int r = 0; r < s->log.requests; r++) {
        const struct photo *photo = &s->log.photo[r];
        struct rng rng = rng_of(key, (uint64_t)r, 0);
        bool asked = rng_uniform(&rng) < share, wrong = rng_uniform(&rng) < human_error;
        if (!asked || photo->time < from || photo->time >= to)
            continue;
        int live = images_live(&s->images, photo->time);
        int item = wrong ? (int)rng_below(&rng, (uint32_t)live) : item_of(&s->images, photo, &rng);
        if (item >= 0)
            add_pair(p, r, item);
    }
}

/* Items with themselves: all that are live, or `most` of them by lot. */
static void add_own(struct pairs *p, const struct searched *s, uint64_t seed, int most, float to) {
    int live = images_live(&s->images, to);
    uint64_t key = rng_draw(seed, "images.own");
    for (int i = 0; i < live; i++) {
        struct rng r = rng_of(key, (uint64_t)i, 0);
        if (rng_uniform(&r) * live < most)
            add_pair(p, -1, i);
    }
}

static bool held_out(const struct pairs *p, int i, const struct searched *s, const struct node_run *run, float to) {
    if (node_is(run, K_SPLIT, "temporal"))
        return p->row[i] >= 0 && s->log.photo[p->row[i]].time >= to - VALIDATION_DAYS;
    bool by_item = node_is(run, K_SPLIT, "item");
    struct rng r = rng_of(rng_draw(node_seed(run, K_SEED_TRAIN), by_item ? "data.split.item" : "data.split"),
                          (uint64_t)(by_item          ? p->thing[i]
                                     : p->row[i] >= 0 ? p->row[i]
                                                      : p->item[i]),
                          p->row[i] < 0 && !by_item);
    return rng_below(&r, 10) == 0;
}

/* Which thing each pair shows: its item, or the first that a copy is of. */
static bool name_things(struct pairs *p, const struct searched *s, const struct node_run *run, float to,
                        struct measures *noted, struct err *err) {
    int live = images_live(&s->images, to);
    int32_t *thing = node_bool(run, K_DEDUPLICATE) ? mem_array((size_t)live + 1, sizeof *thing, err) : NULL;
    bool ok = !node_bool(run, K_DEDUPLICATE) || (thing && copies_found(&s->images, live, run->pool, thing, err));
    for (int i = 0; ok && i < p->n; i++)
        p->thing[i] = thing ? thing[p->item[i]] : p->item[i];
    if (ok && thing && noted)
        copies_note(&s->images, thing, live, noted);
    free(thing);
    return ok;
}

bool pairs_new(struct pairs *p, const struct searched *s, const struct node_run *run, float from, float to,
               struct measures *noted, struct err *err) {
    size_t most = 2 * (size_t)s->log.requests + 2 * (size_t)s->images.items + 1;
    bool mix = node_is(run, K_POSITIVES, "mix");
    *p = (struct pairs){0};
    if (!(p->row = mem_array(most, sizeof *p->row, err)) || !(p->item = mem_array(most, sizeof *p->item, err)) ||
        !(p->thing = mem_array(most, sizeof *p->thing, err)) || !(p->validation = mem_array(most, 1, err)))
        return false;
    if (mix || node_is(run, K_POSITIVES, "click"))
        add_choices(p, s, from, to);
    if (mix || node_is(run, K_POSITIVES, "human"))
        add_named(p, s, node_int(run, K_HUMAN_LABELS), from, to);
    if (mix || node_is(run, K_POSITIVES, "augment"))
        add_own(p, s, node_seed(run, K_SEED_TRAIN), mix ? p->n / 2 : s->images.items, to);
    if (!name_things(p, s, run, to, noted, err))
        return false;
    for (int i = 0; i < p->n; i++)
        p->validation[i] = held_out(p, i, s, run, to);
    return p->n > 0 || err_set(err, ERR_USAGE,
                               "data.positives: nothing in the log says which pictures show the same; more "
                               "data.human_labels, or mix, has some");
}

void pairs_free(struct pairs *p) {
    free(p->row);
    free(p->item);
    free(p->thing);
    free(p->validation);
    *p = (struct pairs){0};
}

/* --- pictures, drawn once and varied each time --- */

struct album {
    struct progress *progress;
    const struct pairs *pairs;
    const struct searched *searched;
    bool augment;
    uint64_t vary;
    int shards;
    uint8_t *first, *second; /* (n,IMAGE_BYTES) */
};

static void draw_shard(void *arg, int shard, int worker) {
    struct album *a = arg;
    int begin, end;
    (void)worker;
    pool_range(a->pairs->n, a->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&a->progress->cancel); i++) {
        uint8_t *second = a->second + (size_t)i * IMAGE_BYTES, *first = a->first + (size_t)i * IMAGE_BYTES;
        images_draw_item(&a->searched->images, a->pairs->item[i], second);
        if (a->pairs->row[i] >= 0)
            images_draw_photo(&a->searched->images, &a->searched->log.photo[a->pairs->row[i]], first);
        else
            memcpy(first, second, IMAGE_BYTES);
    }
}

/* Held-out pairs are varied too, the same way every time. */
static void get_pair(void *arg, int row, int view, int round, uint8_t *rgb) {
    const struct album *a = arg;
    const uint8_t *from = (view == 0 ? a->first : a->second) + (size_t)row * IMAGE_BYTES;
    bool vary = a->augment && view == 0 && a->pairs->row[row] < 0;
    struct image_change change = {vary ? vary_own : 0.0f, a->vary};
    image_augment(&change, (uint64_t)row, (uint32_t)(round + 1), from, rgb);
}

bool pairs_train(const struct pairs *p, const struct searched *s, const struct node_run *run, const struct cnn *from,
                 int epochs, struct blob *out, struct err *err) {
    struct album album = {.progress = run->progress,
                          .pairs = p,
                          .searched = s,
                          .augment = node_bool(run, K_AUGMENTATION),
                          .vary = rng_draw(node_seed(run, K_SEED_TRAIN), "images.vary"),
                          .shards = 64};
    struct cnn_params params = {.seed = node_seed(run, K_SEED_TRAIN),
                                .dim = node_int(run, K_RETRIEVAL_DIM),
                                .width = CNN_WIDTH,
                                .epochs = epochs,
                                .batch = node_int(run, K_BATCH),
                                .learning_rate = from ? 0.3f * learning_rate : learning_rate,
                                .temperature = (float)node_real(run, K_TEMPERATURE),
                                .hard_negatives = node_is(run, K_NEGATIVES, "hard") ? HARD_NEGATIVES : 0};
    struct cnn_data data = {.n = p->n, .pictures = {get_pair, &album}, .item = p->thing, .validation = p->validation};
    bool ok = (album.first = mem_array((size_t)p->n * IMAGE_BYTES, 1, err)) &&
              (album.second = mem_array((size_t)p->n * IMAGE_BYTES, 1, err));
    if (ok) {
        pool_for(run->pool, album.shards, draw_shard, &album);
        ok = from ? cnn_train_on(from, &params, &data, run->pool, run->progress, out, err)
                  : cnn_train(&params, &data, run->pool, run->progress, out, err);
    }
    free(album.first);
    free(album.second);
    return ok;
}

/* --- the nodes --- */

static bool add_curves(const struct blob *trained, struct measures *m, struct blob *out, struct err *err) {
    static const char *const sections[] = {"curve.loss", "curve.validation"};
    static const char *const names[] = {"retrieval_model.loss", "retrieval_model.validation"};
    for (int c = 0; c < 2; c++) {
        const struct section *section = blob_find(trained, sections[c]);
        int n = section ? (int)section->shape[0] : 0;
        double *x = mem_must((size_t)n + 1, sizeof *x), *y = mem_must((size_t)n + 1, sizeof *y);
        for (int i = 0; i < n; i++) {
            x[i] = ((const double *)section->data)[2 * i];
            y[i] = ((const double *)section->data)[2 * i + 1];
        }
        if (n > 0)
            measures_curve(m, names[c], x, y, n);
        free(x);
        free(y);
    }
    return measures_pack(m, out, err);
}

bool images_model(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct pairs pairs = {0};
    struct measures m = {0};
    if (!node_is(run, K_RETRIEVAL_MODEL, "cnn"))
        return true; /* the other rules learn nothing */
    searched_open(&s, run);
    float end = (float)(s.images.params.days - TEST_DAYS);
    bool ok = pairs_new(&pairs, &s, run, -1.0f, end, &m, err) &&
              pairs_train(&pairs, &s, run, NULL, node_int(run, K_RETRIEVAL_EPOCHS), out, err) &&
              add_curves(out, &m, out, err);
    pairs_free(&pairs);
    measures_free(&m);
    return ok;
}

bool images_vectors(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct embedder embedder;
    searched_open(&s, run);
    const int32_t *popularity = s.log.popularity + (size_t)(s.images.params.days - TEST_DAYS) * (size_t)s.images.items;
    bool ok = embedder_open(&embedder, run, node_in(run, N_RETRIEVAL_MODEL), err);
    float *vectors = ok ? blob_add(out, "vectors", BLOB_F32, s.images.items, embedder.dim, 0, err) : NULL;
    ok = vectors && embed_items(&embedder, &s.images, popularity, 0, s.images.items, run, vectors, err);
    embedder_close(&embedder);
    return ok;
}
