/* images_funnel.c - photographs through the three stages: found, scored, shown. */
#include "base/mem.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"
#include "num/vecmath.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- stage 1 --- */

struct finding {
    const struct node_run *run;
    const struct searched *s;
    const struct queries *queries;
    const struct index *index;
    struct index_query query;
    int depth, dim, shards;
    const float *vector; /* (online,dim) */
    int32_t *ids;
    float *scores;
    struct index_scratch **scratch; /* one a worker */
};

static void find_shard(void *arg, int shard, int worker) {
    const struct finding *f = arg;
    int begin, end;
    pool_range(f->queries->online, f->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&f->run->progress->cancel); i++) {
        struct index_query query = f->query;
        size_t at = (size_t)i * (size_t)f->depth;
        query.k = f->depth;
        query.birth = f->s->images.birth;
        query.born_by = index_born_by(f->run, query_photo(f->s, f->queries, i)->time);
        index_search(f->index, &query, f->vector + (size_t)i * (size_t)f->dim, f->scratch[worker], f->ids + at,
                     f->scores + at, NULL);
    }
}

static bool find_all(struct finding *f, struct err *err) {
    struct index_scratch *scratch[64] = {NULL};
    int threads = pool_threads(f->run->pool);
    bool ok = true;
    for (int t = 0; ok && t < threads; t++)
        ok = (scratch[t] = index_scratch_new(f->index, f->depth, err)) != NULL;
    f->scratch = scratch;
    if (ok)
        pool_for(f->run->pool, f->shards, find_shard, f);
    for (int t = 0; t < threads; t++)
        index_scratch_free(scratch[t]);
    return ok;
}

static bool embed_queries(const struct embedder *embedder, const struct finding *f, float *vector, struct err *err) {
    int n = f->queries->online;
    struct photo *photo = mem_array((size_t)n + 1, sizeof *photo, err);
    for (int i = 0; photo && i < n; i++)
        photo[i] = *query_photo(f->s, f->queries, i);
    bool ok = photo && embed_photos(embedder, &f->s->images, photo, n, f->run, vector, err);
    free(photo);
    return ok;
}

static void note_found(const struct finding *f, int candidates, struct measures *m) {
    double found = 0.0, live = 0.0;
    int n = f->queries->online, wanted = node_int(f->run, K_CANDIDATES);
    for (int i = 0; i < n; i++) {
        live += f->queries->live[i];
        for (int k = 0; k < candidates; k++)
            found += f->ids[(size_t)i * (size_t)f->depth + (size_t)k] >= 0;
    }
    if (wanted > candidates)
        measures_note(m, "retrieval.candidates %d is more than the %d items: %d used", wanted, f->s->images.items,
                      candidates);
    measures_stage(m, "embed", live / n, live / n, NAN, NAN); /* of the photograph: it narrows nothing */
    measures_stage(m, "retrieve", live / n, found / n, NAN, NAN);
}

bool images_candidates(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct queries queries;
    struct measures m = {0};
    struct embedder embedder;
    searched_open(&s, run);
    queries_open(&queries, node_in(run, N_REQUESTS));
    int wanted = node_int(run, K_CANDIDATES), most = s.images.items, candidates = wanted < most ? wanted : most;
    struct finding f = {.run = run, .s = &s, .queries = &queries, .query = index_query_of(run), .shards = 64};
    f.depth = candidates > SEARCH_DEPTH ? candidates : SEARCH_DEPTH;
    struct index *index = NULL;
    bool ok = embedder_open(&embedder, run, node_in(run, N_RETRIEVAL_MODEL), err) &&
              (f.index = index = index_open(node_in(run, N_INDEX), err));
    f.dim = embedder.dim;
    float *vector = ok ? blob_add(out, "query", BLOB_F32, queries.online, f.dim, 0, err) : NULL;
    int32_t *used = vector ? blob_add(out, "candidates", BLOB_I32, 1, 0, 0, err) : NULL;
    ok = used && (f.ids = blob_add(out, "ids", BLOB_I32, queries.online, f.depth, 0, err)) &&
         (f.scores = blob_add(out, "scores", BLOB_F32, queries.online, f.depth, 0, err)) &&
         embed_queries(&embedder, &f, vector, err);
    f.vector = vector;
    if (ok && (ok = find_all(&f, err))) {
        *used = candidates;
        note_found(&f, candidates, &m);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
    if (index)
        index_close(index);
    embedder_close(&embedder);
    measures_free(&m);
    return ok;
}

/* --- stage 2 --- */

enum { VOTERS = 30 };
static const float vote_sharpness = 20.0f;

/* value (n): the exact cosine; with attributes, what a query's nearest neighbours agree on adds to it: every one votes
 * for the category that its seller put it in, the nearer the louder. */
void images_score(const struct ranking_by *by, const float *query, const int32_t *ids, const float *scores, int n,
                  float *value) {
    float vote[IMAGE_CATEGORIES] = {0.0f}, all = 1e-9f, nearest = -INFINITY;
    for (int k = 0; k < n; k++) {
        value[k] = ids[k] < 0  ? -INFINITY
                   : by->exact ? vec_dot(query, by->vectors + (size_t)ids[k] * (size_t)by->dim, by->dim)
                               : scores[k];
        nearest = value[k] > nearest ? value[k] : nearest;
    }
    if (by->attribute_weight <= 0.0f)
        return;
    for (int k = 0; k < n && k < VOTERS; k++)
        if (ids[k] >= 0) {
            float loud = expf(vote_sharpness * (value[k] - nearest));
            vote[by->category[ids[k]]] += loud;
            all += loud;
        }
    for (int k = 0; k < n; k++)
        if (ids[k] >= 0)
            value[k] += by->attribute_weight * vote[by->category[ids[k]]] / all;
}

struct ranking_by ranking_by_of(const struct node_run *run, const struct images *images) {
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    bool attributes = node_is(run, K_RANKING_MODEL, "attributes");
    return (struct ranking_by){.exact = !node_is(run, K_RANKING_MODEL, "none"),
                               .attribute_weight = attributes ? (float)node_real(run, K_ATTRIBUTE_WEIGHT) : 0.0f,
                               .vectors = vectors->data,
                               .dim = (int)vectors->shape[1],
                               .category = images->category};
}

struct scoring {
    struct ranking_by by;
    const float *query, *scores;
    const int32_t *ids;
    int n, depth, candidates, shards;
    float *value;
};

static void score_shard(void *arg, int shard, int worker) {
    const struct scoring *s = arg;
    int begin, end;
    (void)worker;
    pool_range(s->n, s->shards, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        size_t at = (size_t)i * (size_t)s->depth;
        images_score(&s->by, s->query + (size_t)i * (size_t)s->by.dim, s->ids + at, s->scores + at, s->candidates,
                     s->value + (size_t)i * (size_t)s->candidates);
    }
}

bool images_scores(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct measures m = {0};
    searched_open(&s, run);
    const struct blob *candidates = node_in(run, N_CANDIDATES);
    struct scoring scoring = {.by = ranking_by_of(run, &s.images),
                              .query = blob_get(candidates, "query", BLOB_F32),
                              .scores = blob_get(candidates, "scores", BLOB_F32),
                              .ids = blob_get(candidates, "ids", BLOB_I32),
                              .n = (int)blob_length(candidates, "ids"),
                              .depth = (int)blob_find(candidates, "ids")->shape[1],
                              .candidates = *(const int32_t *)blob_get(candidates, "candidates", BLOB_I32),
                              .shards = 64};
    scoring.value = blob_add(out, "value", BLOB_F32, scoring.n, scoring.candidates, 0, err);
    if (!scoring.value)
        return false;
    pool_for(run->pool, scoring.shards, score_shard, &scoring);
    measures_stage(&m, "rank", scoring.candidates, scoring.candidates, NAN, NAN);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}

/* --- stage 3 --- */

static const char *const answers[GRADES] = {"something else", "the same look", "the same design", "the product itself"};

/* The first requests and what they were shown, for people to look at. */
static void add_pictures(struct measures *m, const struct searched *s, const struct queries *queries,
                         const int32_t *list, int size) {
    for (int i = 0; i < PICTURED_REQUESTS && i < queries->online; i++) {
        const struct photo *photo = query_photo(s, queries, i);
        struct measured_picture picture = {.row = i, .id = -1, .grade = -1};
        int category = image_category(s->images.look[s->images.design[photo->product]]);
        snprintf(picture.caption, sizeof picture.caption, "photograph: %s", image_category_name(category));
        images_draw_photo(&s->images, photo, picture.rgb);
        measures_picture(m, &picture);
        for (int p = 0; p < size && p < PICTURED_PLACES; p++) {
            int32_t item = list[(size_t)i * (size_t)size + (size_t)p];
            if (item < 0)
                continue;
            picture = (struct measured_picture){.row = i, .place = p + 1, .id = item};
            picture.grade = (int)images_grade(&s->images, photo->product, item);
            snprintf(picture.caption, sizeof picture.caption, "%s", answers[picture.grade]);
            images_draw_item(&s->images, item, picture.rgb);
            measures_picture(m, &picture);
        }
    }
}

static_assert((int)IMAGE_SIDE == (int)PICTURE_SIDE && (int)IMAGE_SIDE == (int)CNN_SIDE, "one size of picture");

/* What was left out of lists as too like something above, and what by the truth repeats a picture above. */
struct repeats_met {
    int64_t left_out, copies_left_out, copies_shown;
};

struct listing {
    const struct images *images;
    const int32_t *ids;
    const float *value, *vectors;
    int n, depth, candidates, dim, size, shards;
    float threshold;
    int32_t *list;
    int32_t *order;          /* (workers,candidates) */
    struct repeats_met *met; /* (shards) */
};

static bool repeats_above(const struct images *images, const int32_t *list, int above, int32_t item) {
    for (int k = 0; k < above; k++)
        if (images_duplicates(images, list[k], item))
            return true;
    return false;
}

/* Request i's list beside its candidates: what stands before the last of the list by value, and is not in it, was left
 * out. */
static void look_back(const struct listing *l, int i, struct repeats_met *met) {
    const int32_t *ids = l->ids + (size_t)i * (size_t)l->depth, *list = l->list + (size_t)i * (size_t)l->size;
    const float *value = l->value + (size_t)i * (size_t)l->candidates;
    int shown = 0;
    float last = -INFINITY; /* a list that is not full has seen them all */
    while (shown < l->size && list[shown] >= 0)
        shown++;
    for (int p = 0; p < shown; p++)
        met->copies_shown += repeats_above(l->images, list, p, list[p]);
    for (int k = 0; shown == l->size && k < l->candidates; k++)
        if (ids[k] == list[shown - 1])
            last = value[k];
    for (int k = 0; k < l->candidates; k++) {
        bool there = ids[k] < 0 || value[k] < last;
        for (int p = 0; p < shown && !there; p++)
            there = list[p] == ids[k];
        if (there)
            continue;
        met->left_out++;
        met->copies_left_out += repeats_above(l->images, list, shown, ids[k]);
    }
}

static void note_repeats(struct measures *m, const struct listing *l) {
    struct repeats_met all = {0};
    for (int s = 0; s < l->shards; s++) {
        all.left_out += l->met[s].left_out;
        all.copies_left_out += l->met[s].copies_left_out;
        all.copies_shown += l->met[s].copies_shown;
    }
    if (all.left_out > 0)
        measures_note(
            m,
            "near-duplicates: %lld were left out of lists as too like something above, %.0f %% of them copies; "
            "of the copies that came up %.0f %% were left out",
            (long long)all.left_out, 100.0 * (double)all.copies_left_out / (double)all.left_out,
            100.0 * (double)all.copies_left_out / fmax((double)(all.copies_left_out + all.copies_shown), 1.0));
}

static void list_shard(void *arg, int shard, int worker) {
    const struct listing *l = arg;
    int begin, end;
    pool_range(l->n, l->shards, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        images_list(l->ids + (size_t)i * (size_t)l->depth, l->value + (size_t)i * (size_t)l->candidates, l->candidates,
                    l->vectors, l->dim, l->threshold, l->size, l->order + (size_t)worker * (size_t)l->candidates,
                    l->list + (size_t)i * (size_t)l->size);
        look_back(l, i, &l->met[shard]);
    }
}

bool images_lists(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct queries queries;
    struct measures m = {0};
    searched_open(&s, run);
    queries_open(&queries, node_in(run, N_REQUESTS));
    const struct blob *candidates = node_in(run, N_CANDIDATES);
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    struct repeats_met met[64] = {{0}};
    struct listing l = {.images = &s.images,
                        .met = met,
                        .ids = blob_get(candidates, "ids", BLOB_I32),
                        .value = blob_get(node_in(run, N_SCORES), "value", BLOB_F32),
                        .vectors = vectors->data,
                        .n = queries.online,
                        .depth = (int)blob_find(candidates, "ids")->shape[1],
                        .candidates = *(const int32_t *)blob_get(candidates, "candidates", BLOB_I32),
                        .dim = (int)vectors->shape[1],
                        .size = node_int(run, K_LIST_SIZE),
                        .shards = 64,
                        .threshold = (float)node_real(run, K_DUPLICATE_THRESHOLD)};
    l.list = blob_add(out, "list", BLOB_I32, l.n, l.size, 0, err);
    l.order = l.list ? mem_array((size_t)pool_threads(run->pool) * (size_t)l.candidates, sizeof *l.order, err) : NULL;
    bool ok = l.order != NULL;
    if (ok) {
        pool_for(run->pool, l.shards, list_shard, &l);
        double shown = 0.0;
        for (size_t k = 0; k < (size_t)l.n * (size_t)l.size; k++)
            shown += l.list[k] >= 0;
        measures_stage(&m, "rerank", l.candidates, shown / l.n, NAN, NAN);
        note_repeats(&m, &l);
        add_pictures(&m, &s, &queries, l.list, l.size);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
    free(l.order);
    measures_free(&m);
    return ok;
}
