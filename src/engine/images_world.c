/* images_world.c - the nodes before anything is learnt: the catalogue, the log, what the log shows at a glance, and the
 * photographs that everything is evaluated on. */
#include "base/mem.h"
#include "engine/choose.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"
#include "num/mat.h"
#include "num/topk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool images_world(const struct node_run *run, struct blob *out, struct err *err) {
    struct images_params params = {
        .seed = node_seed(run, K_SEED_WORLD),
        .users = node_int(run, K_WORLD_USERS),
        .items = node_int(run, K_WORLD_ITEMS),
        .days = node_int(run, K_WORLD_DAYS),
        .requests_per_user_day = (float)node_real(run, K_WORLD_REQUESTS),
        .fresh_share = (float)node_real(run, K_WORLD_FRESH),
        .duplicates = (float)node_real(run, K_WORLD_DUPLICATES),
        .camera_gap = (float)node_real(run, K_WORLD_CAMERA_GAP),
        .logging_bias = (float)node_real(run, K_WORLD_LOGGING_BIAS),
    };
    return images_generate(&params, params.days, &images_still, run->progress, out, err);
}

bool images_log(const struct node_run *run, struct blob *out, struct err *err) {
    struct images images;
    images_open(node_in(run, N_WORLD), &images);
    struct image_log_days days = {.days = images.params.days, .thin = 1};
    return image_log_generate(&images, &days, run->pool, run->progress, out, err);
}

/* --- statistics --- */

static int ascending_count(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static double gini(int64_t *count, int n) {
    double sum = 0.0, ranked = 0.0;
    qsort(count, (size_t)n, sizeof *count, ascending_count);
    for (int i = 0; i < n; i++) {
        sum += (double)count[i];
        ranked += (double)count[i] * (i + 1.0);
    }
    return sum > 0.0 ? 2.0 * ranked / (n * sum) - (n + 1.0) / n : 0.0;
}

bool images_statistics(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct measures m = {0};
    double shown[IMAGE_LIST] = {0}, chosen[IMAGE_LIST] = {0}, x[IMAGE_LIST], impressions = 0.0, choices = 0.0;
    searched_open(&s, run);
    int64_t *of_item = mem_array((size_t)s.images.items, sizeof *of_item, err);
    if (!of_item)
        return false;
    for (int r = 0; r < s.log.requests; r++)
        for (int p = 0; p < IMAGE_LIST; p++) {
            int32_t item = s.log.shown[r * IMAGE_LIST + p];
            if (item < 0)
                continue;
            shown[p]++;
            impressions++;
            of_item[item]++;
            chosen[p] += s.log.chosen[r] == item;
            choices += s.log.chosen[r] == item;
        }
    for (int p = 0; p < IMAGE_LIST; p++) {
        x[p] = p + 1;
        chosen[p] = shown[p] > 0.0 ? chosen[p] / shown[p] : 0.0;
    }
    measures_add(&m, "log.impressions", impressions, NULL, 0);
    measures_add(&m, "log.click_rate", choices / fmax(impressions, 1.0), NULL, 0);
    measures_add(&m, "log.choice_rate", choices / s.log.requests, NULL, 0);
    measures_add(&m, "log.popularity_gini", gini(of_item, s.images.items), NULL, 0);
    measures_curve(&m, "log.position", x, chosen, IMAGE_LIST);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    free(of_item);
    measures_free(&m);
    return ok;
}

/* --- the photographs of the evaluation --- */

/* The first request of everybody who searched on the test days, in an order by lot; how many. */
static int choose_photos(const struct searched *s, uint64_t seed, struct lot *all) {
    uint64_t draw = lot_draw(seed);
    uint8_t *had = mem_must((size_t)s->images.params.users, 1);
    int n = 0;
    for (int r = 0; r < s->log.requests; r++) {
        const struct photo *photo = &s->log.photo[r];
        if (photo->time < (float)(s->images.params.days - TEST_DAYS) || had[photo->user])
            continue;
        had[photo->user] = 1;
        all[n++] = lot_of(draw, photo->user, r);
    }
    free(had);
    lots_sort(all, n);
    return n < ONLINE_REQUESTS ? n : ONLINE_REQUESTS;
}

struct preparing {
    struct progress *progress;
    const struct searched *s;
    const int32_t *request;
    const float *item, *photo; /* colour histograms */
    int n, shards;
    int32_t *live, *graded, *colour;
    float *alike; /* (workers,LIKENESS_BLOCK,N) */
};

static void prepare_shard(void *arg, int shard, int worker) {
    struct preparing *p = arg;
    const struct images *images = &p->s->images;
    int64_t room[2 * TOPK_ROOM(COLOUR_DEPTH)];
    int begin, end;
    float *block = p->alike + (size_t)worker * LIKENESS_BLOCK * (size_t)images->items;
    pool_range(p->n, p->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&p->progress->cancel); i++) {
        const struct photo *photo = &p->s->log.photo[p->request[i]];
        struct topk nearest;
        topk_init(&nearest, COLOUR_DEPTH, room, room + TOPK_ROOM(COLOUR_DEPTH));
        p->live[i] = images_live(images, photo->time);
        topk_push_all(&nearest, likeness(block, p->photo, p->item, images->items, IMAGE_HISTOGRAM, begin, end, i),
                      p->live[i], 0);
        for (int k = 0; k < p->live[i]; k++)
            p->graded[i * GRADES + (int)images_grade(images, photo->product, k)]++;
        topk_finish(&nearest, p->colour + (size_t)i * COLOUR_DEPTH, NULL);
    }
}

static bool prepare(struct preparing *p, const struct node_run *run, struct err *err) {
    const struct images *images = &p->s->images;
    struct embedder colour = {.kind = EMBED_COLOUR, .dim = IMAGE_HISTOGRAM};
    float *item = mem_array((size_t)images->items * IMAGE_HISTOGRAM, sizeof *item, err);
    float *photo = item ? mem_array((size_t)p->n * IMAGE_HISTOGRAM, sizeof *photo, err) : NULL;
    struct photo *asked = photo ? mem_array((size_t)p->n + 1, sizeof *asked, err) : NULL;
    for (int i = 0; asked && i < p->n; i++)
        asked[i] = p->s->log.photo[p->request[i]];
    size_t floats = (size_t)pool_threads(run->pool) * LIKENESS_BLOCK * (size_t)images->items;
    bool ok = asked && mat_start(err) && (p->alike = mem_array(floats, sizeof *p->alike, err)) &&
              embed_items(&colour, images, NULL, 0, images->items, run, item, err) &&
              embed_photos(&colour, images, asked, p->n, run, photo, err);
    if (ok) {
        p->item = item;
        p->photo = photo;
        pool_for(run->pool, p->shards, prepare_shard, p);
    }
    free(item);
    free(photo);
    free(asked);
    free(p->alike);
    return ok;
}

bool images_requests(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    searched_open(&s, run);
    struct lot *all = mem_array((size_t)s.log.requests + 1, sizeof *all, err);
    if (!all)
        return false;
    struct preparing p = {
        .progress = run->progress, .s = &s, .shards = 64, .n = choose_photos(&s, node_seed(run, K_SEED_EVAL), all)};
    int32_t *request = blob_add(out, "request", BLOB_I32, p.n, 0, 0, err);
    int32_t *unit = request ? blob_add(out, "unit", BLOB_I32, p.n, 0, 0, err) : NULL;
    bool ok = unit && (p.live = blob_add(out, "live", BLOB_I32, p.n, 0, 0, err)) &&
              (p.graded = blob_add(out, "graded", BLOB_I32, p.n, GRADES, 0, err)) &&
              (p.colour = blob_add(out, "colour", BLOB_I32, p.n, COLOUR_DEPTH, 0, err));
    for (int i = 0; ok && i < p.n; i++) {
        request[i] = all[i].request;
        unit[i] = s.log.photo[all[i].request].user;
    }
    p.request = request;
    ok = ok && prepare(&p, run, err) && node_progress(run, 1.0, err);
    free(all);
    return ok;
}
