/* images_quality.c - how good retrieval and lists are, against the grades, and by the design's own held-out pairs. */
#include "base/mem.h"
#include "base/rng.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"
#include "eval/bootstrap.h"
#include "num/mat.h"
#include "num/topk.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- slices of requests --- */

enum slice { SLICE_NEW, SLICE_RARE, SLICE_HARD, SLICES };
static const char *const slice_names[SLICES] = {"new_items", "rare_items", "hard_photos"};

/* new_items: everything of the product was uploaded on the test days or the two before. rare_items: nobody had chosen
 * anything of it. hard_photos: the nearest 64 by colour hold nothing of it. */
static bool in_slice(const struct searched *s, const struct queries *q, int i, enum slice slice) {
    const struct photo *photo = query_photo(s, q, i);
    int day = s->images.params.days - TEST_DAYS;
    const int32_t *popularity = s->log.popularity + (size_t)day * (size_t)s->images.items;
    for (int k = 0; slice == SLICE_HARD && k < COLOUR_DEPTH; k++) {
        int32_t item = q->colour[(size_t)i * COLOUR_DEPTH + (size_t)k];
        if (item >= 0 && s->images.product[item] == photo->product)
            return false;
    }
    for (int k = 0; slice != SLICE_HARD && k < q->live[i]; k++)
        if (s->images.product[k] == photo->product &&
            (slice == SLICE_NEW ? s->images.birth[k] < (float)(day - 2) : popularity[k] > 0))
            return false;
    return true;
}

/* --- retrieval --- */

/* |top-k and of the product| / min(k, of the product). */
static double recall_of(const struct images *images, int product, const int32_t *ids, int n, int k, int relevant) {
    int hits = 0;
    for (int i = 0; i < n && i < k; i++)
        hits += ids[i] >= 0 && images->product[ids[i]] == product;
    return relevant > 0 ? (double)hits / (k < relevant ? k : relevant) : NAN;
}

enum { DEPTHS = 3 };
static const int depths[DEPTHS] = {1, 10, 100};
static const char *const recall_names[DEPTHS] = {"retrieval.recall@1", "retrieval.recall@10", "retrieval.recall@100"};

struct judging {
    const struct node_run *run;
    const struct searched *s;
    const struct queries *q;
    uint8_t *times; /* (B,offline) */
    double *value;  /* (offline) */
    struct measures *out;
};

static bool judging_open(struct judging *j, struct err *err) {
    size_t n = (size_t)j->q->offline;
    if (!(j->times = mem_array(n * BOOTSTRAP_REPLICATES + 1, 1, err)) ||
        !(j->value = mem_array(n + 1, sizeof *j->value, err)))
        return false;
    bootstrap_times(j->times, j->q->unit, (int)n, BOOTSTRAP_REPLICATES, node_seed(j->run, K_SEED_EVAL), j->run->pool);
    return true;
}

static void judging_close(struct judging *j) {
    free(j->times);
    free(j->value);
}

/* Mean recall of lists (offline, width); slice SLICES: of all requests. */
static void add_recall(struct judging *j, const char *name, const int32_t *ids, int width, int k, enum slice slice) {
    for (int i = 0; i < j->q->offline; i++)
        j->value[i] =
            slice < SLICES && !in_slice(j->s, j->q, i, slice)
                ? NAN
                : recall_of(&j->s->images, query_photo(j->s, j->q, i)->product, ids + (size_t)i * (size_t)width, width,
                            k, j->q->graded[i * GRADES + GRADE_PRODUCT]);
    add_ratio(j->out, name, j->value, NULL, j->times, j->q->offline, j->run->pool);
}

/* What most was chosen of before the test days: the baseline of what stands against the grades. */
static bool popular_items(const struct searched *s, int n, int32_t *popular, struct err *err) {
    const int32_t *count = s->log.popularity + (size_t)(s->images.params.days - TEST_DAYS) * (size_t)s->images.items;
    int64_t *room = mem_array(2 * (size_t)topk_room(n), sizeof *room, err);
    if (!room)
        return false;
    struct topk best;
    topk_init(&best, n, room, room + topk_room(n));
    for (int i = 0; i < images_live(&s->images, (float)(s->images.params.days - TEST_DAYS)); i++)
        topk_push(&best, i, (float)count[i]);
    topk_finish(&best, popular, NULL);
    free(room);
    return true;
}

/* --- retrieval by the design's own protocol: the pairs that its split held out --- */

enum { OWN_PAIRS = 2000, OWN_SAMPLE = 100 };
struct owning {
    struct progress *progress;
    const struct searched *s;
    const struct pairs *pairs;
    const struct embedder *embedder;
    const float *vectors;
    int n, shards;
    bool sampled;
    uint64_t draw;
    int32_t *pair;  /* (n) */
    uint8_t *rgb;   /* (n,IMAGE_BYTES) */
    float *query;   /* (n,dim) */
    double *hit[2]; /* (n) each: at 10, at 100 */
    float *cosine;  /* (workers,LIKENESS_BLOCK,N) */
    bool vary;
};

static void draw_own(void *arg, int row, int view, int round, uint8_t *rgb) {
    const struct owning *o = arg;
    int i = o->pair[row], photo = o->pairs->row[i];
    (void)view;
    (void)round;
    if (photo >= 0) {
        images_draw_photo(&o->s->images, &o->s->log.photo[photo], rgb);
        return;
    }
    uint8_t plain[IMAGE_BYTES];
    struct image_change change = {o->vary ? 0.8f : 0.0f, o->draw};
    images_draw_item(&o->s->images, o->pairs->item[i], plain);
    image_augment(&change, (uint64_t)i, 0, plain, rgb);
}

/* How many are nearer than the pair's item: of the catalogue, or of a sample, whose places stand for more. */
static void own_shard(void *arg, int shard, int worker) {
    const struct owning *o = arg;
    int begin, end, D = o->embedder->dim, N = o->s->images.items;
    float *block = o->cosine + (size_t)worker * LIKENESS_BLOCK * (size_t)N;
    pool_range(o->n, o->shards, shard, &begin, &end);
    for (int k = begin; k < end && !atomic_load(&o->progress->cancel); k++) {
        int item = o->pairs->item[o->pair[k]], above = 0;
        const float *cosine = likeness(block, o->query, o->vectors, N, D, begin, end, k);
        float own = cosine[item];
        struct rng r = rng_of(o->draw, (uint64_t)o->pair[k], 1);
        for (int i = 0; i < (o->sampled ? OWN_SAMPLE : N); i++) {
            int other = o->sampled ? (int)rng_below(&r, (uint32_t)N) : i;
            above += other != item && cosine[other] > own;
        }
        o->hit[0][k] = above < 10;
        o->hit[1][k] = above < 100;
    }
}

static bool own_vectors(struct owning *o, const struct node_run *run, struct err *err) {
    size_t n = (size_t)o->n, D = (size_t)o->embedder->dim;
    if (!(o->query = mem_array(n * D + 1, sizeof *o->query, err)))
        return false;
    if (o->embedder->kind == EMBED_CNN) {
        struct cnn_pictures pictures = {draw_own, o};
        return cnn_embed(o->embedder->cnn, &pictures, 0, o->n, run->pool, run->progress, o->query, err);
    }
    for (int k = 0; k < o->n; k++) {
        uint8_t rgb[IMAGE_BYTES];
        draw_own(o, k, 0, CNN_HELD, rgb);
        embed_one(o->embedder, rgb, o->query + (size_t)k * D);
    }
    return true;
}

/* Under a split by time: the pairs of the test days. Else what was held out before them. */
static bool own_pairs(struct owning *o, struct pairs *pairs, const struct node_run *run, struct err *err) {
    float end = (float)o->s->images.params.days, test = end - TEST_DAYS;
    bool temporal = node_is(run, K_SPLIT, "temporal");
    if (!pairs_new(pairs, o->s, run, temporal ? test : -1.0f, temporal ? end : test, NULL, err) ||
        !(o->pair = mem_array((size_t)pairs->n + 1, sizeof *o->pair, err)))
        return false;
    for (int i = 0; i < pairs->n && o->n < OWN_PAIRS; i++)
        if (temporal || pairs->validation[i])
            o->pair[o->n++] = i;
    size_t n = (size_t)o->n + 1;
    return (o->hit[0] = mem_array(n, sizeof(double), err)) && (o->hit[1] = mem_array(n, sizeof(double), err));
}

static bool add_own(struct judging *j, const struct embedder *embedder, const float *vectors, struct err *err) {
    struct pairs pairs = {0};
    struct owning o = {.progress = j->run->progress,
                       .s = j->s,
                       .pairs = &pairs,
                       .embedder = embedder,
                       .vectors = vectors,
                       .shards = 64,
                       .sampled = node_is(j->run, K_PROTOCOL, "sampled"),
                       .vary = node_bool(j->run, K_AUGMENTATION),
                       .draw = rng_draw(node_seed(j->run, K_SEED_TRAIN), "images.own_protocol")};
    bool ok = own_pairs(&o, &pairs, j->run, err) && own_vectors(&o, j->run, err);
    size_t floats = (size_t)pool_threads(j->run->pool) * LIKENESS_BLOCK * (size_t)j->s->images.items;
    ok = ok && mat_start(err) && (o.cosine = mem_array(floats, sizeof *o.cosine, err));
    uint8_t *times = ok ? mem_array((size_t)o.n * BOOTSTRAP_REPLICATES + 1, 1, err) : NULL;
    if (times) {
        static const char *const names[2] = {"retrieval.recall@10[own]", "retrieval.recall@100[own]"};
        pool_for(j->run->pool, o.shards, own_shard, &o);
        bootstrap_times(times, NULL, o.n, BOOTSTRAP_REPLICATES, node_seed(j->run, K_SEED_EVAL), j->run->pool);
        for (int d = 0; d < 2; d++)
            add_ratio(j->out, names[d], o.hit[d], NULL, times, o.n, j->run->pool);
    }
    free(times);
    free(o.pair);
    free(o.query);
    free(o.cosine);
    free(o.hit[0]);
    free(o.hit[1]);
    pairs_free(&pairs);
    return times != NULL;
}

/* --- the index against exact search on the same vectors --- */

enum { INDEX_QUERIES = 400 };
static bool index_recall(const struct judging *j, const struct blob *candidates, const struct section *vectors,
                         double *recall, struct err *err) {
    int D = (int)vectors->shape[1], k = *(const int32_t *)blob_get(candidates, "candidates", BLOB_I32);
    int depth = (int)blob_find(candidates, "ids")->shape[1];
    const float *query = blob_get(candidates, "query", BLOB_F32);
    const int32_t *ids = blob_get(candidates, "ids", BLOB_I32);
    int64_t *room = mem_array(2 * (size_t)topk_room(k), sizeof *room, err);
    int32_t *exact = room ? mem_array((size_t)k + 1, sizeof *exact, err) : NULL;
    uint8_t *found = exact ? mem_array((size_t)j->s->images.items, 1, err) : NULL;
    double hits = 0.0, all = 0.0;
    for (int i = 0; found && i < j->q->online && i < INDEX_QUERIES; i++) {
        float born_by = index_born_by(j->run, query_photo(j->s, j->q, i)->time);
        struct topk best;
        topk_init(&best, k, room, room + topk_room(k));
        for (int n = 0; n < images_live(&j->s->images, born_by); n++)
            topk_push(&best, n,
                      vec_dot(query + (size_t)i * (size_t)D, (const float *)vectors->data + (size_t)n * D, D));
        int live = topk_finish(&best, exact, NULL);
        const int32_t *had = ids + (size_t)i * (size_t)depth;
        for (int p = 0; p < k; p++)
            if (had[p] >= 0)
                found[had[p]] = 1;
        for (int p = 0; p < live; p++)
            hits += found[exact[p]];
        for (int p = 0; p < k; p++)
            if (had[p] >= 0)
                found[had[p]] = 0;
        all += live;
    }
    *recall = all > 0.0 ? hits / all : NAN;
    free(room);
    free(exact);
    bool ok = found != NULL;
    free(found);
    return ok;
}

static void add_recall_rulers(struct judging *j, const char *name, int k, const int32_t *popular) {
    double baseline = 0.0;
    for (int i = 0; i < j->q->offline; i++)
        baseline += recall_of(&j->s->images, query_photo(j->s, j->q, i)->product, popular, SEARCH_DEPTH, k,
                              j->q->graded[i * GRADES + GRADE_PRODUCT]) /
                    j->q->offline;
    measures_ruler(j->out, name, baseline, 1.0); /* the truth finds the product's items first */
}

static bool add_recalls(struct judging *j, const struct blob *candidates, struct err *err) {
    const int32_t *ids = blob_get(candidates, "ids", BLOB_I32);
    int depth = (int)blob_find(candidates, "ids")->shape[1];
    int32_t popular[SEARCH_DEPTH];
    if (!popular_items(j->s, SEARCH_DEPTH, popular, err))
        return false;
    for (int d = 0; d < DEPTHS; d++) {
        add_recall(j, recall_names[d], ids, depth, depths[d], SLICES);
        add_recall_rulers(j, recall_names[d], depths[d], popular);
    }
    for (enum slice slice = 0; slice < SLICES; slice++)
        if (node_has(j->run, K_SLICES, slice_names[slice])) {
            char name[MEASURE_NAME];
            snprintf(name, sizeof name, "retrieval.recall@10[%s]", slice_names[slice]);
            add_recall(j, name, ids, depth, 10, slice);
        }
    add_recall(j, "retrieval.colour_recall@10", j->q->colour, COLOUR_DEPTH, 10, SLICES);
    return true;
}

bool images_retrieval_quality(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct queries q;
    struct measures m = {0};
    struct embedder embedder;
    searched_open(&s, run);
    queries_open(&q, node_in(run, N_REQUESTS));
    struct judging j = {.run = run, .s = &s, .q = &q, .out = &m};
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    const struct blob *candidates = node_in(run, N_CANDIDATES);
    double found;
    bool ok = embedder_open(&embedder, run, node_in(run, N_RETRIEVAL_MODEL), err) && judging_open(&j, err) &&
              add_recalls(&j, candidates, err) && node_progress(run, 0.3, err) &&
              add_own(&j, &embedder, vectors->data, err) && index_recall(&j, candidates, vectors, &found, err);
    if (ok) {
        measures_add(&m, "retrieval.index_recall", found, NULL, 0);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
    judging_close(&j);
    embedder_close(&embedder);
    measures_free(&m);
    return ok;
}

/* --- lists --- */

enum list_metric { LIST_NDCG, LIST_MAP, LIST_MRR, LIST_PRECISION, LIST_METRICS };
static const char *const list_names[LIST_METRICS] = {"list.ndcg@10", "list.map@10", "list.mrr", "list.precision@10"};
enum { LIST_DEPTH = 10 };

/* graded (GRADES): how many live items have each grade. */
static void list_values(const struct images *images, int product, const int32_t *list, int n, const int32_t *graded,
                        double value[LIST_METRICS]) {
    float grade[64], relevant[64], ideal[LIST_DEPTH];
    int best = 0;
    for (int g = GRADE_PRODUCT; g > GRADE_NONE; g--)
        for (int k = 0; k < graded[g] && best < LIST_DEPTH; k++)
            ideal[best++] = (float)g;
    n = n < 64 ? n : 64;
    for (int p = 0; p < n; p++) {
        grade[p] = list[p] >= 0 ? (float)images_grade(images, product, list[p]) : 0.0f;
        relevant[p] = grade[p] >= GRADE_DESIGN ? 1.0f : 0.0f;
    }
    int m = graded[GRADE_PRODUCT] + graded[GRADE_DESIGN];
    value[LIST_NDCG] = list_ndcg(grade, n, LIST_DEPTH, ideal, best);
    value[LIST_MAP] = list_average_precision(relevant, n, LIST_DEPTH, m);
    value[LIST_MRR] = list_reciprocal_rank(relevant, n, m);
    value[LIST_PRECISION] = list_precision(relevant, n, LIST_DEPTH, m);
}

/* The list that the truth orders, by its values alone. */
static void best_values(const int32_t *graded, double value[LIST_METRICS]) {
    int m = graded[GRADE_PRODUCT] + graded[GRADE_DESIGN];
    value[LIST_NDCG] = value[LIST_MAP] = value[LIST_MRR] = m > 0 ? 1.0 : NAN;
    value[LIST_PRECISION] = m > 0 ? (m < LIST_DEPTH ? m : LIST_DEPTH) / (double)LIST_DEPTH : NAN;
}

static bool add_list_metrics(struct judging *j, const int32_t *list, int size, struct err *err) {
    size_t n = (size_t)j->q->offline;
    double *own = mem_array(3 * LIST_METRICS * n + 1, sizeof *own, err);
    int32_t popular[SEARCH_DEPTH];
    bool ok = own && popular_items(j->s, SEARCH_DEPTH, popular, err);
    for (size_t i = 0; ok && i < n; i++) {
        double value[3][LIST_METRICS];
        int product = query_photo(j->s, j->q, (int)i)->product;
        const int32_t *graded = j->q->graded + i * GRADES;
        list_values(&j->s->images, product, list + i * (size_t)size, size, graded, value[0]);
        list_values(&j->s->images, product, popular, size, graded, value[1]);
        best_values(graded, value[2]);
        for (int v = 0; v < 3; v++)
            for (size_t k = 0; k < LIST_METRICS; k++)
                own[((size_t)v * LIST_METRICS + k) * n + i] = value[v][k];
    }
    for (size_t k = 0; ok && k < LIST_METRICS; k++) {
        add_ratio(j->out, list_names[k], own + k * n, NULL, j->times, (int)n, j->run->pool);
        measures_ruler(j->out, list_names[k], mean_known(own + (LIST_METRICS + k) * n, (int)n),
                       mean_known(own + (2 * LIST_METRICS + k) * n, (int)n));
    }
    free(own);
    return ok;
}

/* Over all requests' lists: what is shown at all, how new it is, how much of it repeats itself. */
static bool add_shares(struct judging *j, const int32_t *list, int size, struct err *err) {
    const struct images *images = &j->s->images;
    uint8_t *seen = mem_array((size_t)images->items, 1, err);
    double distinct = 0.0, live = 0.0;
    size_t n = (size_t)j->q->offline;
    double *sum = seen ? mem_array(3 * n + 1, sizeof *sum, err) : NULL, *places = sum + n, *repeated = sum + 2 * n;
    if (!sum) {
        free(seen);
        return false;
    }
    for (int i = 0; i < j->q->online; i++) {
        double shown = 0.0, fresh = 0.0, again = 0.0;
        live = fmax(live, j->q->live[i]);
        for (int p = 0; p < size; p++) {
            int32_t item = list[(size_t)i * (size_t)size + (size_t)p];
            if (item < 0)
                continue;
            distinct += !seen[item];
            seen[item] = 1;
            shown++;
            fresh += query_photo(j->s, j->q, i)->time - images->birth[item] <= 2.0f;
            for (int k = 0; k < p; k++)
                if (images_duplicates(images, item, list[(size_t)i * (size_t)size + (size_t)k])) {
                    again++;
                    break;
                }
        }
        if (i < (int)n) {
            sum[i] = fresh;
            places[i] = shown;
            repeated[i] = again;
        }
    }
    measures_add(j->out, "list.coverage", distinct / live, NULL, 0);
    add_ratio(j->out, "list.new_item_share", sum, places, j->times, (int)n, j->run->pool);
    add_ratio(j->out, "list.duplicate_share", repeated, places, j->times, (int)n, j->run->pool);
    free(seen);
    free(sum);
    return true;
}

bool images_list_quality(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct queries q;
    struct measures m = {0};
    searched_open(&s, run);
    queries_open(&q, node_in(run, N_REQUESTS));
    const int32_t *list = blob_get(node_in(run, N_LISTS), "list", BLOB_I32);
    int size = (int)blob_find(node_in(run, N_LISTS), "list")->shape[1];
    struct judging j = {.run = run, .s = &s, .q = &q, .out = &m};
    bool ok = judging_open(&j, err) && add_list_metrics(&j, list, size, err) && add_shares(&j, list, size, err) &&
              node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    judging_close(&j);
    measures_free(&m);
    return ok;
}
