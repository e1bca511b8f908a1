/* images_people.c - who photographs what, what the older system shows them, and what they choose: the log, and the
 * truth's answer to any list. */
#include "base/mem.h"
#include "base/rng.h"
#include "num/topk.h"
#include "world/images.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* People ask for an item the more, the more it appeals; for new ones twice as much. Who did not find tries again. */
static const float new_days = 3.0f, new_factor = 2.0f;
static const double tries_again = 0.25;
enum { RECENT = 24 }; /* requests back to which somebody tries again */

static int requests_a_day(const struct images *im) {
    return (int)lroundf(im->params.requests_per_user_day * (float)im->params.users);
}

int images_requests_most(const struct images *im) {
    return requests_a_day(im);
}

int images_day(const struct images *im, int day, struct photo *photos) {
    uint64_t key = rng_draw(im->params.seed, "images.request");
    int n = requests_a_day(im), live = images_live(im, (float)day);
    double *sum = mem_must((size_t)live + 1, sizeof *sum), total = 0.0;
    for (int i = 0; i < live; i++)
        sum[i] = total += (double)(im->appeal[i] * ((float)day - im->birth[i] < new_days ? new_factor : 1.0f));
    for (int k = 0; k < n; k++) {
        struct rng r = rng_of(key, (uint64_t)day, (uint32_t)k);
        double when = ((double)k + rng_uniform(&r)) / n, again = rng_uniform(&r);
        struct photo *p = &photos[k];
        if (again < tries_again && k > RECENT) {
            *p = photos[k - 1 - (int)rng_below(&r, RECENT)];
            p->crop = k;
        } else {
            p->user = (int32_t)rng_below(&r, (uint32_t)im->params.users);
            p->product = im->product[rng_pick(&r, sum, live)];
            p->shot = day * n + k;
            p->crop = 0;
        }
        p->time = (float)(day + when);
    }
    free(sum);
    return n;
}

/* --- the truth --- */

static const float choose_by_grade[GRADES] = {0.004f, 0.08f, 0.35f, 0.8f};
static const float buy_by_grade[GRADES] = {0.0f, 0.1f, 0.25f, 0.6f};
static const float repeated = 0.1f; /* what is left of the wish for what was seen just above */

float images_examination(int place) {
    return powf((float)place, -0.45f);
}

float images_choose_rate(enum grade grade) {
    return choose_by_grade[grade];
}

float images_buy_rate(enum grade grade) {
    return buy_by_grade[grade];
}

float images_repeated(int place) {
    return 1.0f - (1.0f - repeated) * images_examination(place);
}

struct images_answer images_answer(const struct images *im, const struct photo *photo, const int32_t *items, int n,
                                   float *choose) {
    struct images_answer answer = {0.0f, 0.0f};
    float still = 1.0f; /* nothing chosen so far */
    for (int p = 0; p < n; p++) {
        float chosen = 0.0f;
        if (items[p] >= 0) {
            enum grade grade = images_grade(im, photo->product, items[p]);
            float wish = choose_by_grade[grade];
            for (int q = 0; q < p; q++)
                if (items[q] >= 0 && images_duplicates(im, items[p], items[q])) {
                    wish *= images_repeated(q + 1);
                    break;
                }
            chosen = still * images_examination(p + 1) * wish;
            answer.purchase += chosen * buy_by_grade[grade];
        }
        if (choose)
            choose[p] = chosen;
        answer.choice += chosen;
        still -= chosen;
    }
    return answer;
}

/* --- the older system: the category that people tap, then colour, then what sells --- */

static const double right_category = 0.85;

enum { ROOM = 2 * TOPK_ROOM(IMAGE_LIST) };
struct logging {
    const struct images *im;
    struct progress *progress;
    const float *histogram; /* (N,IMAGE_HISTOGRAM) */
    const struct photo *photo;
    const float *boost; /* (N) what an item's popularity before the day adds */
    uint64_t tap, choice;
    int first, n, shards; /* the day's requests */
    int32_t *shown, *chosen;
    int64_t **room; /* one a worker */
};

static int tapped(const struct logging *l, int request) {
    struct rng r = rng_of(l->tap, (uint64_t)l->photo[request].shot, (uint32_t)l->photo[request].crop);
    int category = image_category(l->im->look[l->im->design[l->photo[request].product]]);
    return rng_uniform(&r) < right_category ? category : (int)rng_below(&r, IMAGE_CATEGORIES);
}

static float alike(const float *a, const float *b) {
    float sum[8] = {0.0f};
    for (int i = 0; i < IMAGE_HISTOGRAM; i += 8)
        for (int k = 0; k < 8; k++)
            sum[k] += a[i + k] * b[i + k];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

static void serve_older(const struct logging *l, int request, int64_t *room, int32_t *list) {
    const struct photo *photo = &l->photo[request];
    uint8_t rgb[IMAGE_BYTES];
    float histogram[IMAGE_HISTOGRAM];
    struct topk best;
    images_draw_photo(l->im, photo, rgb);
    image_histogram(rgb, histogram);
    topk_init(&best, IMAGE_LIST, room, room + TOPK_ROOM(IMAGE_LIST));
    int category = tapped(l, request), live = images_live(l->im, photo->time);
    for (int i = 0; i < live; i++)
        if (l->im->category[i] == category)
            topk_push(&best, i, alike(histogram, l->histogram + (size_t)i * IMAGE_HISTOGRAM) + l->boost[i]);
    topk_finish(&best, list, NULL);
}

static int32_t choose_one(const struct logging *l, int request, const int32_t *list) {
    float choose[IMAGE_LIST];
    images_answer(l->im, &l->photo[request], list, IMAGE_LIST, choose);
    struct rng r = rng_of(l->choice, (uint64_t)l->photo[request].shot, (uint32_t)l->photo[request].crop);
    float u = rng_uniformf(&r);
    for (int p = 0; p < IMAGE_LIST; u -= choose[p++])
        if (u < choose[p])
            return list[p];
    return -1;
}

static void serve_shard(void *arg, int shard, int worker) {
    struct logging *l = arg;
    int begin, end;
    pool_range(l->n, l->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&l->progress->cancel); i++) {
        int request = l->first + i;
        int32_t *list = l->shown + (size_t)request * IMAGE_LIST;
        serve_older(l, request, l->room[worker], list);
        l->chosen[request] = choose_one(l, request, list);
    }
}

struct histograms {
    struct progress *progress;
    const struct images *im;
    int shards;
    float *out;
};

static void histogram_shard(void *arg, int shard, int worker) {
    struct histograms *h = arg;
    int begin, end;
    (void)worker;
    pool_range(h->im->items, h->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&h->progress->cancel); i++) {
        uint8_t rgb[IMAGE_BYTES];
        images_draw_item(h->im, i, rgb);
        image_histogram(rgb, h->out + (size_t)i * IMAGE_HISTOGRAM);
    }
}

/* One day: who comes, what the older search shows them, what they choose. boost (items); asked has room for all that
 * come; before, after (items): how often each was chosen before the day and after it. */
static void log_day(struct logging *l, int day, int thin, float *boost, struct photo *photo, struct photo *asked,
                    const int32_t *before, int32_t *after, struct pool *pool) {
    size_t N = (size_t)l->im->items;
    for (size_t i = 0; i < N; i++)
        boost[i] = 0.05f * l->im->params.logging_bias * log1pf((float)before[i]);
    images_day(l->im, day, asked);
    for (int k = 0; k < l->n; k++)
        photo[l->first + k] = asked[k * thin];
    pool_for(pool, l->shards, serve_shard, l);
    memcpy(after, before, N * sizeof *after);
    for (int i = l->first; i < l->first + l->n; i++)
        if (l->chosen[i] >= 0)
            after[l->chosen[i]]++;
}

bool image_log_generate(const struct images *im, const struct image_log_days *of, struct pool *pool,
                        struct progress *progress, struct blob *out, struct err *err) {
    int days = of->days, all = requests_a_day(im), each = (all + of->thin - 1) / of->thin;
    int threads = pool_threads(pool);
    size_t requests = (size_t)each * (size_t)days, N = (size_t)im->items;
    struct photo *photo = (struct photo *)blob_add(out, "photo", BLOB_I32, (int64_t)requests, 5, 0, err);
    int32_t *shown = photo ? blob_add(out, "shown", BLOB_I32, (int64_t)requests, IMAGE_LIST, 0, err) : NULL;
    int32_t *chosen = shown ? blob_add(out, "chosen", BLOB_I32, (int64_t)requests, 0, 0, err) : NULL;
    int32_t *popularity = chosen ? blob_add(out, "popularity", BLOB_I32, days + 1, im->items, 0, err) : NULL;
    float *histogram = popularity ? mem_array(N * IMAGE_HISTOGRAM, sizeof *histogram, err) : NULL;
    float *boost = histogram ? mem_array(N, sizeof *boost, err) : NULL;
    struct photo *asked = boost ? mem_array((size_t)all + 1, sizeof *asked, err) : NULL;
    int64_t *room = asked ? mem_array((size_t)threads * ROOM, sizeof *room, err) : NULL;
    bool ok = room != NULL;
    if (ok) {
        int64_t *rooms[64];
        for (int t = 0; t < threads; t++)
            rooms[t] = room + (size_t)t * ROOM;
        struct histograms h = {progress, im, 64, histogram};
        pool_for(pool, h.shards, histogram_shard, &h);
        struct logging l = {.im = im,
                            .progress = progress,
                            .histogram = histogram,
                            .boost = boost,
                            .photo = photo,
                            .tap = rng_draw(im->params.seed, "images.tap"),
                            .choice = rng_draw(im->params.seed, "images.choice"),
                            .n = each,
                            .shards = 64,
                            .shown = shown,
                            .chosen = chosen,
                            .room = rooms};
        if (of->before)
            memcpy(popularity, of->before, (size_t)of->known * sizeof *popularity);
        for (int d = 0; ok && d < days; d++) {
            l.first = d * each;
            log_day(&l, of->first + d, of->thin, boost, photo, asked, popularity + (size_t)d * N,
                    popularity + ((size_t)d + 1) * N, pool);
            ok = progress_step(progress, (d + 1.0) / days, err);
        }
    }
    free(histogram);
    free(boost);
    free(asked);
    free(room);
    return ok;
}

static_assert(sizeof(struct photo) == 5 * sizeof(int32_t), "a photograph is stored as five words");

void image_log_open(const struct blob *blob, struct image_log *out) {
    *out = (struct image_log){
        .requests = (int)blob_length(blob, "photo"),
        .photo = (const struct photo *)blob_get(blob, "photo", BLOB_I32),
        .shown = blob_get(blob, "shown", BLOB_I32),
        .chosen = blob_get(blob, "chosen", BLOB_I32),
        .popularity = blob_get(blob, "popularity", BLOB_I32),
    };
}
