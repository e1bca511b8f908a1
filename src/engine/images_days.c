/* images_days.c - step 7 for images: the days after the log. New things come up for sale, in new styles perhaps;
 * cameras change; the index or the decoder breaks; the network is trained on with what the newest pictures tell. */
#include "base/mem.h"
#include "engine/alarms.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"
#include "num/mat.h"
#include "num/topk.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS = 7, THIN = 3, LOOKED_AT = 600, DAY_DEPTH = 10 };

struct replay {
    struct blob *world, *log_blob;
    struct searched s; /* the catalogue as it grows on; the log of the replayed days */
    int log_days, days;
    struct timeline timeline;
};

static bool replay_timeline(struct replay *r, const struct node_run *run, struct images *before, struct err *err) {
    images_open(node_in(run, N_WORLD), before);
    r->log_days = before->params.days;
    r->days = node_int(run, K_WORLD_REPLAY_DAYS);
    return timeline_parse(node_text(run, K_WORLD_TIMELINE), WORLD_IMAGES, &r->timeline, err);
}

static bool replay_open(struct replay *r, const struct node_run *run, struct err *err) {
    struct images before;
    if (!replay_timeline(r, run, &before, err))
        return false;
    r->world = blob_nested(node_in(run, N_DAYS_LOG), "world.");
    r->log_blob = blob_nested(node_in(run, N_DAYS_LOG), "log.");
    images_open(r->world, &r->s.images);
    image_log_open(r->log_blob, &r->s.log);
    return true;
}

static void replay_close(struct replay *r) {
    blob_free(r->world);
    blob_free(r->log_blob);
}

static struct images_drift drift_of(const struct replay *r) {
    struct images_drift drift = images_still;
    double style = 0.0, camera = 0.0;
    int style_day = timeline_first(&r->timeline, DRIFT_STYLE, &style);
    int camera_day = timeline_first(&r->timeline, DRIFT_CAMERA, &camera);
    if (style_day)
        drift.style_day = (float)(r->log_days + style_day - 1);
    if (camera_day)
        drift.camera_day = (float)(r->log_days + camera_day - 1);
    drift.style = (float)style;
    drift.camera = (float)camera;
    return drift;
}

/* The older system serves on, for a third of the requests; the last day of the log comes first, for comparison. */
bool images_days_log(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    struct images before, after;
    struct image_log log;
    if (!replay_timeline(&r, run, &before, err))
        return false;
    struct images_drift drift = drift_of(&r);
    struct blob *world = blob_new(), *served = blob_new();
    bool ok = images_generate(&before.params, r.log_days + r.days, &drift, run->progress, world, err);
    if (ok) {
        images_open(world, &after);
        image_log_open(node_in(run, N_LOG), &log);
        struct image_log_days days = {.first = r.log_days - 1,
                                      .days = r.days + 1,
                                      .thin = THIN,
                                      .known = before.items,
                                      .before = log.popularity + (size_t)(r.log_days - 1) * (size_t)before.items};
        ok = image_log_generate(&after, &days, run->pool, run->progress, served, err) &&
             blob_nest(out, "world.", world, err) && blob_nest(out, "log.", served, err);
    }
    blob_free(world);
    blob_free(served);
    return ok;
}

static void model_prefix(char prefix[16], int n) {
    snprintf(prefix, 16, "model%d.", n % REPLAY_DAYS_MAX);
}

static bool retrains(const struct node_run *run) {
    return node_is(run, K_RETRIEVAL_MODEL, "cnn") && node_int(run, K_RETRAIN_DAYS) > 0;
}

/* Every so many days, from the weights of the one before, on the last WINDOW_DAYS days and all that is for sale. */
bool images_days_model(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    struct embedder first = {0};
    struct blob *held = NULL;
    int every = node_int(run, K_RETRAIN_DAYS), made = 0;
    if (!retrains(run))
        return true;
    bool ok = replay_open(&r, run, err) && embedder_open(&first, run, node_in(run, N_RETRIEVAL_MODEL), err);
    struct cnn *last = first.cnn;
    for (int day = every; ok && day < r.days; day += every) {
        float to = (float)(r.log_days + day), from = to - WINDOW_DAYS;
        struct pairs pairs = {0};
        struct blob *model = blob_new();
        char prefix[16];
        model_prefix(prefix, made++);
        ok = pairs_new(&pairs, &r.s, run, from, to, NULL, err) && pairs_train(&pairs, &r.s, run, last, 1, model, err) &&
             blob_nest(out, prefix, model, err);
        pairs_free(&pairs);
        if (last != first.cnn)
            cnn_close(last);
        blob_free(held);
        held = model;
        last = ok ? cnn_open(model, err) : NULL;
        ok = last != NULL;
    }
    if (last && last != first.cnn)
        cnn_close(last);
    blob_free(held);
    embedder_close(&first);
    replay_close(&r);
    return ok;
}

/* --- a day as the monitors see it --- */

struct look {
    int n, dim;
    float *query;                    /* (n,dim) */
    float *column;                   /* (dim+1,n) the same by coordinate, then the nearest cosine */
    double recall, choices, missing; /* missing: share of the last days' uploads that the index has not */
};

static void look_free(struct look *l) {
    free(l->query);
    free(l->column);
    *l = (struct look){0};
}

struct looking {
    const struct node_run *run;
    const struct replay *r;
    const float *vectors; /* (N,dim) */
    const struct photo *photo;
    float index_until; /* what came later is not in the index */
    struct look *look;
    double *recall, *choices; /* (n) */
    float *cosine;            /* (workers,LIKENESS_BLOCK,N) */
    int shards;
};

static void look_shard(void *arg, int shard, int worker) {
    const struct looking *l = arg;
    const struct images *images = &l->r->s.images;
    struct look *out = l->look;
    int64_t room[2 * TOPK_ROOM(DAY_DEPTH)];
    int begin, end;
    float *block = l->cosine + (size_t)worker * LIKENESS_BLOCK * (size_t)images->items;
    pool_range(out->n, l->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&l->run->progress->cancel); i++) {
        const float *query = out->query + (size_t)i * (size_t)out->dim;
        const struct photo *photo = &l->photo[i];
        int live = images_live(images, photo->time), relevant = 0, hits = 0;
        float born_by = index_born_by(l->run, photo->time), scores[DAY_DEPTH];
        int32_t ids[DAY_DEPTH];
        int there = images_live(images, born_by < l->index_until ? born_by : l->index_until);
        struct topk best;
        topk_init(&best, DAY_DEPTH, room, room + TOPK_ROOM(DAY_DEPTH));
        topk_push_all(&best, likeness(block, out->query, l->vectors, images->items, out->dim, begin, end, i), there, 0);
        topk_finish(&best, ids, scores);
        for (int k = 0; k < live; k++)
            relevant += images->product[k] == photo->product;
        for (int p = 0; p < DAY_DEPTH; p++)
            hits += ids[p] >= 0 && images->product[ids[p]] == photo->product;
        l->recall[i] = relevant ? (double)hits / (relevant < DAY_DEPTH ? relevant : DAY_DEPTH) : NAN;
        l->choices[i] = (double)images_answer(images, photo, ids, DAY_DEPTH, NULL).choice;
        for (int d = 0; d < out->dim; d++)
            out->column[(size_t)d * (size_t)out->n + (size_t)i] = query[d];
        out->column[(size_t)out->dim * (size_t)out->n + (size_t)i] = scores[0];
    }
}

static double missing_share(const struct looking *l, float now) {
    const struct images *images = &l->r->s.images;
    float born_by = index_born_by(l->run, now);
    int live = images_live(images, now), then = images_live(images, now - 3.0f);
    int there = images_live(images, born_by < l->index_until ? born_by : l->index_until);
    there = there > then ? there : then;
    return live > then ? (double)(live - there) / (live - then) : 0.0;
}

/* day -1 is the log's last. */
static bool look_at(struct looking *l, struct embedder *embedder, int day, struct look *out, struct err *err) {
    const struct replay *r = l->r;
    int each = r->s.log.requests / (r->days + 1);
    int wrong = timeline_first(&r->timeline, FAULT_COLOUR_ORDER, NULL);
    look_free(out);
    *out = (struct look){.n = each < LOOKED_AT ? each : LOOKED_AT, .dim = embedder->dim};
    size_t n = (size_t)out->n, D = (size_t)out->dim;
    double *value = NULL;
    l->photo = r->s.log.photo + (size_t)(day + 1) * (size_t)each;
    l->look = out;
    embedder->swapped = wrong && day + 1 >= wrong;
    bool ok = (out->query = mem_array(n * D + 1, sizeof *out->query, err)) &&
              (out->column = mem_array(n * (D + 1) + 1, sizeof *out->column, err)) &&
              (value = mem_array(2 * n + 1, sizeof *value, err)) &&
              embed_photos(embedder, &r->s.images, l->photo, out->n, l->run, out->query, err);
    embedder->swapped = false;
    if (ok) {
        l->recall = value;
        l->choices = value + n;
        pool_for(l->run->pool, l->shards, look_shard, l);
        out->recall = mean_known(l->recall, out->n);
        out->choices = mean_known(l->choices, out->n);
        out->missing = missing_share(l, (float)(r->log_days + day + 1));
    }
    free(value);
    return ok;
}

enum { MONITOR_EMBEDDINGS, MONITOR_SCORES, MONITOR_INDEX_AGE, MONITOR_CHOICES, MONITORS };
static const char *const monitor_names[MONITORS] = {"embeddings", "scores", "index_age", "choices"};

struct reference { /* the day that the network now serving was first seen on */
    int columns, rows;
    struct monitor *column; /* (columns) */
    double choices;
};

static bool reference_learn(struct reference *ref, const struct look *l, struct err *err) {
    free(ref->column);
    *ref = (struct reference){.columns = l->dim + 1, .rows = l->n, .choices = l->choices};
    ref->column = mem_must((size_t)ref->columns, sizeof *ref->column);
    float *work = mem_array((size_t)l->n + 1, sizeof *work, err);
    for (int c = 0; work && c < ref->columns; c++)
        monitor_learn(&ref->column[c], l->column + (size_t)c * (size_t)l->n, l->n, work);
    bool ok = work != NULL;
    free(work);
    return ok;
}

static struct deviation read_column(const struct reference *ref, const struct look *l, enum drift_metric metric, int c,
                                    int monitors) {
    return deviation_of(&ref->column[c], metric, l->column + (size_t)c * (size_t)l->n, l->n, ref->rows, monitors);
}

static void read_monitors(const struct reference *ref, const struct look *l, enum drift_metric metric,
                          struct deviation out[MONITORS]) {
    out[MONITOR_EMBEDDINGS] = (struct deviation){NAN, 0.0};
    for (int c = 0; c < l->dim; c++)
        out[MONITOR_EMBEDDINGS] = deviation_worse(out[MONITOR_EMBEDDINGS], read_column(ref, l, metric, c, l->dim));
    out[MONITOR_SCORES] = read_column(ref, l, metric, l->dim, 1);
    out[MONITOR_INDEX_AGE] = (struct deviation){l->missing, 0.0};
    double spread = (1.0 - ref->choices) / fmax(ref->choices, 1e-6) * (1.0 / l->n + 1.0 / ref->rows);
    out[MONITOR_CHOICES] =
        (struct deviation){fabs(l->choices / fmax(ref->choices, 1e-6) - 1.0), STANDARD_ERRORS * sqrt(spread)};
}

struct watch {
    struct alarms alarms;
    double recall[REPLAY_DAYS_MAX], choices[REPLAY_DAYS_MAX], distance[REPLAY_DAYS_MAX];
    double before; /* recall on the log's last day */
};

static void watch_day(struct watch *w, int d, const struct node_run *run, const struct reference *ref,
                      const struct look *l) {
    struct deviation seen[MONITORS];
    read_monitors(ref, l, drift_metric_of(run), seen);
    w->recall[d] = l->recall;
    w->choices[d] = l->choices;
    w->distance[d] = seen[MONITOR_EMBEDDINGS].distance;
    alarms_day(&w->alarms, d, run, monitor_names, seen, MONITORS);
}

static void add_watch(struct measures *m, const struct watch *w, const struct timeline *t) {
    int days = w->alarms.days;
    measures_add(m, "monitoring.recall_lost", w->before - mean_known(w->recall, days), NULL, 0);
    measures_curve(m, "days.recall", w->alarms.day, w->recall, days);
    measures_curve(m, "days.success", w->alarms.day, w->choices, days);
    if (!isnan(w->distance[0]))
        measures_curve(m, "days.embedding_distance", w->alarms.day, w->distance, days);
    alarms_measure(&w->alarms, t, m);
}

/* Vectors of the whole catalogue to come: by one network all the same, so they are made once for each. */
static bool embed_catalogue(struct embedder *embedder, const struct replay *r, const struct node_run *run,
                            const struct section *known, float *vectors, struct err *err) {
    int have = known ? (int)known->shape[0] : 0, D = embedder->dim, N = r->s.images.items;
    const int32_t *popularity = r->s.log.popularity;
    if (known)
        memcpy(vectors, known->data, (size_t)have * (size_t)D * sizeof *vectors);
    return have >= N || embed_items(embedder, &r->s.images, popularity, have, N - have, run,
                                    vectors + (size_t)have * (size_t)D, err);
}

/* The network that was trained on before day d takes over, with vectors of its own. */
static bool take_over(struct embedder *embedder, struct blob **held, int d, const struct replay *r,
                      const struct node_run *run, float *vectors, struct err *err) {
    char prefix[16];
    model_prefix(prefix, d / node_int(run, K_RETRAIN_DAYS) - 1);
    embedder_close(embedder);
    blob_free(*held);
    *held = blob_nested(node_in(run, N_DAYS_MODEL), prefix);
    return embedder_open(embedder, run, *held, err) && embed_catalogue(embedder, r, run, NULL, vectors, err);
}

static bool replay_all(struct watch *w, const struct replay *r, const struct node_run *run, struct err *err) {
    struct embedder embedder = {0};
    struct reference ref = {0};
    struct look look = {0};
    struct blob *held = NULL;
    int every = retrains(run) ? node_int(run, K_RETRAIN_DAYS) : 0;
    int stale = timeline_first(&r->timeline, FAULT_INDEX_STALE, NULL);
    const struct section *known = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    float *vectors = mem_array((size_t)r->s.images.items * (size_t)known->shape[1], sizeof *vectors, err);
    size_t rows = (size_t)pool_threads(run->pool) * LIKENESS_BLOCK;
    float *cosine = mem_array(rows * (size_t)r->s.images.items, sizeof *cosine, err);
    struct looking l = {
        .run = run, .r = r, .vectors = vectors, .cosine = cosine, .shards = 64, .index_until = INFINITY};
    bool ok = vectors && cosine && mat_start(err) &&
              embedder_open(&embedder, run, node_in(run, N_RETRIEVAL_MODEL), err) &&
              embed_catalogue(&embedder, r, run, known, vectors, err) && look_at(&l, &embedder, -1, &look, err) &&
              reference_learn(&ref, &look, err);
    w->before = look.recall;
    for (int d = 0; ok && d < r->days; d++) {
        bool new_model = every && d && d % every == 0;
        if (stale && d + 1 >= stale)
            l.index_until = (float)(r->log_days + stale - 1);
        ok = (!new_model || take_over(&embedder, &held, d, r, run, vectors, err)) &&
             look_at(&l, &embedder, d, &look, err) && (!new_model || reference_learn(&ref, &look, err));
        if (ok)
            watch_day(w, d, run, &ref, &look);
        ok = ok && node_progress(run, (d + 1.0) / r->days, err);
    }
    look_free(&look);
    embedder_close(&embedder);
    blob_free(held);
    free(ref.column);
    free(vectors);
    free(cosine);
    return ok;
}

bool images_days(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    struct measures measures = {0};
    struct watch *watch = mem_must(1, sizeof *watch);
    bool ok = replay_open(&r, run, err);
    if (ok)
        alarms_start(&watch->alarms, r.days, &r.timeline);
    ok = ok && replay_all(watch, &r, run, err);
    if (ok) {
        add_watch(&measures, watch, &r.timeline);
        ok = measures_pack(&measures, out, err);
    }
    replay_close(&r);
    measures_free(&measures);
    free(watch);
    return ok;
}
