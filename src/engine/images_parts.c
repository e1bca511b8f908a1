#include "engine/images_parts.h"
#include "base/mem.h"
#include "num/mat.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void searched_open(struct searched *s, const struct node_run *run) {
    images_open(node_in(run, N_WORLD), &s->images);
    image_log_open(node_in(run, N_LOG), &s->log);
}

void queries_open(struct queries *q, const struct blob *blob) {
    q->request = blob_get(blob, "request", BLOB_I32);
    q->unit = blob_get(blob, "unit", BLOB_I32);
    q->live = blob_get(blob, "live", BLOB_I32);
    q->graded = blob_get(blob, "graded", BLOB_I32);
    q->colour = blob_get(blob, "colour", BLOB_I32);
    q->online = (int)blob_length(blob, "request");
    q->offline = q->online < OFFLINE_REQUESTS ? q->online : OFFLINE_REQUESTS;
}

bool embedder_open(struct embedder *e, const struct node_run *run, const struct blob *model, struct err *err) {
    *e = (struct embedder){.kind = node_is(run, K_RETRIEVAL_MODEL, "popularity")         ? EMBED_POPULARITY
                                   : node_is(run, K_RETRIEVAL_MODEL, "colour_histogram") ? EMBED_COLOUR
                                                                                         : EMBED_CNN};
    e->dim = e->kind == EMBED_POPULARITY ? 1 : IMAGE_HISTOGRAM;
    if (e->kind != EMBED_CNN)
        return true;
    if (!(e->cnn = cnn_open(model, err)))
        return false;
    e->dim = cnn_dim(e->cnn);
    e->scratch = mem_array(cnn_scratch_floats(e->cnn), sizeof *e->scratch, err);
    return e->scratch != NULL;
}

void embedder_close(struct embedder *e) {
    if (e->cnn)
        cnn_close(e->cnn);
    free(e->scratch);
    *e = (struct embedder){0};
}

/* Rows of pictures: items from `first` on, or photographs. */
struct drawing {
    struct progress *progress;
    const struct embedder *embedder;
    const struct images *images;
    const struct photo *photo; /* NULL: items */
    int first, n, shards;
    float *out;
};

static void draw_row(const struct drawing *d, int row, uint8_t *rgb) {
    if (d->photo)
        images_draw_photo(d->images, &d->photo[row], rgb);
    else
        images_draw_item(d->images, d->first + row, rgb);
    if (d->embedder->swapped)
        image_swap_colours(rgb);
}

static void get_row(void *arg, int row, int view, int round, uint8_t *rgb) {
    (void)view;
    (void)round;
    draw_row(arg, row, rgb);
}

static void colour_shard(void *arg, int shard, int worker) {
    const struct drawing *d = arg;
    int begin, end;
    uint8_t rgb[IMAGE_BYTES];
    (void)worker;
    pool_range(d->n, d->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&d->progress->cancel); i++) {
        draw_row(d, i, rgb);
        image_histogram(rgb, d->out + (size_t)i * IMAGE_HISTOGRAM);
    }
}

static bool embed(struct drawing *d, const struct node_run *run, struct err *err) {
    d->progress = run->progress;
    if (d->embedder->kind == EMBED_COLOUR) {
        pool_for(run->pool, d->shards, colour_shard, d);
        return true;
    }
    struct cnn_pictures pictures = {get_row, d};
    return cnn_embed(d->embedder->cnn, &pictures, 0, d->n, run->pool, run->progress, d->out, err);
}

bool embed_items(const struct embedder *e, const struct images *images, const int32_t *popularity, int first, int n,
                 const struct node_run *run, float *out, struct err *err) {
    for (int i = 0; e->kind == EMBED_POPULARITY && i < n; i++)
        out[i] = popularity ? (float)popularity[first + i] : 0.0f;
    struct drawing d = {.embedder = e, .images = images, .first = first, .n = n, .shards = 64, .out = out};
    return e->kind == EMBED_POPULARITY || embed(&d, run, err);
}

bool embed_photos(const struct embedder *e, const struct images *images, const struct photo *photo, int n,
                  const struct node_run *run, float *out, struct err *err) {
    for (int i = 0; e->kind == EMBED_POPULARITY && i < n; i++)
        out[i] = 1.0f;
    struct drawing d = {.embedder = e, .images = images, .photo = photo, .n = n, .shards = 64, .out = out};
    return e->kind == EMBED_POPULARITY || embed(&d, run, err);
}

void embed_one(const struct embedder *e, const uint8_t *rgb, float *out) {
    if (e->kind == EMBED_CNN)
        cnn_embed_one(e->cnn, rgb, e->scratch, out);
    else if (e->kind == EMBED_COLOUR)
        image_histogram(rgb, out);
    else
        *out = 1.0f;
}

const float *likeness(float *block, const float *query, const float *vectors, int N, int dim, int begin, int end,
                      int i) {
    int row = (i - begin) % LIKENESS_BLOCK, rows = end - i < LIKENESS_BLOCK ? end - i : LIKENESS_BLOCK;
    if (row == 0)
        mat_nt(block, query + (size_t)i * (size_t)dim, vectors, rows, N, dim, 1.0f, false);
    return block + (size_t)row * (size_t)N;
}

struct index_query index_query_of(const struct node_run *run) {
    return (struct index_query){
        .nprobe = node_int(run, K_NPROBE), .ef_search = node_int(run, K_EF_SEARCH), .refine = node_int(run, K_REFINE)};
}

float index_born_by(const struct node_run *run, float time) {
    double days = node_real(run, K_REFRESH) / 1440.0;
    return (float)(floor((double)time / days) * days);
}

static bool repeats(const float *vectors, int dim, float threshold, const int32_t *list, int shown, int32_t id) {
    for (int p = 0; threshold < 1.0f && p < shown; p++)
        if (vec_dot(vectors + (size_t)id * (size_t)dim, vectors + (size_t)list[p] * (size_t)dim, dim) >= threshold)
            return true;
    return false;
}

/* Lists are short: the best of what is left is looked for place by place. */
void images_list(const int32_t *ids, const float *value, int n, const float *vectors, int dim, float threshold,
                 int size, int32_t *order, int32_t *list) {
    int shown = 0, left = 0;
    for (int i = 0; i < n; i++)
        if (ids[i] >= 0)
            order[left++] = i;
    while (shown < size && left > 0) {
        int best = 0;
        for (int k = 1; k < left; k++)
            if (value[order[k]] > value[order[best]] ||
                (value[order[k]] == value[order[best]] && ids[order[k]] < ids[order[best]]))
                best = k;
        int32_t id = ids[order[best]];
        order[best] = order[--left];
        if (!repeats(vectors, dim, threshold, list, shown, id))
            list[shown++] = id;
    }
    while (shown < size)
        list[shown++] = -1;
}
