/* feed_truth.c - the response of a person to an item, as feed.h states it. One loop over a block of items at a time; a
 * block lies in columns, so that the loops run several items abreast. */
#include "num/isa.h"
#include "num/vecmath.h"
#include "world/feed.h"
#include "world/feed_features.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { BLOCK = 128 };

/* The weights of the truth. Affinity and appeal are on the scale of the base: an item that nobody in particular likes
 * is clicked by less than one in a hundred who look at it, a hot one of one's own topic by two in three. */
static const float CLICK_BASE = -9.5f, CLICK_AFFINITY = 8.0f, CLICK_NEW = 0.5f, CLICK_BAIT = 1.0f,
                   CLICK_QUALITY = 0.15f, CLICK_PAIR = 1.0f;
static const float SHARE_BASE = -0.9f, SHARE_AFFINITY = 1.3f, SHARE_BAIT = -1.7f, SHARE_QUALITY = 0.45f,
                   SHARE_LENGTH = -0.6f;
static const float HIDE_BASE = -4.6f, HIDE_AFFINITY = -1.6f, HIDE_BAIT = 1.9f, HIDE_QUALITY = -0.4f;
/* How much each device prefers long items: phone, desktop, television. */
static const float HEAVY_SHORT = 0.4f; /* of log length, for who comes one deviation more often than usual */
static const float DEVICE_CLICK[FEED_DEVICES] = {-0.4f, 0.1f, 0.6f}, DEVICE_WATCH[FEED_DEVICES] = {-0.15f, 0.05f, 0.3f};

static uint32_t mix(uint32_t h) { /* the finaliser of MurmurHash3 (A. Appleby) */
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    return h ^ h >> 16;
}

static uint32_t pair_key(const struct world *world, int user) {
    uint64_t seed = world->params.seed * 0x9e3779b97f4a7c15u;
    return mix(mix((uint32_t)seed ^ (uint32_t)(seed >> 32)) ^ mix((uint32_t)user * 0x9e3779b1u + 1u));
}

/* The sum of the four bytes of a hash: mean 510, variance 4 (256^2 - 1) / 12. */
static inline float pair_of(uint32_t key, int32_t creator) {
    uint32_t h = key ^ ((uint32_t)creator + 1u) * 0x9e3779b1u;
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    h ^= h >> 16;
    uint32_t sum = (h & 255u) + (h >> 8 & 255u) + (h >> 16 & 255u) + (h >> 24);
    return (float)((int32_t)sum - 510) * (1.0f / 147.80f);
}

float feed_pair(const struct world *world, int user, int creator) {
    return pair_of(pair_key(world, user), creator);
}

static void towards(float *taste, const float *to, float share) {
    double sum = 0.0;
    for (int d = 0; d < FEED_LATENT; d++) {
        taste[d] += share * (to[d] - taste[d]);
        sum += (double)taste[d] * taste[d];
    }
    float scale = sum > 1e-12 ? (float)(1.0 / sqrt(sum)) : 0.0f;
    for (int d = 0; d < FEED_LATENT; d++)
        taste[d] *= scale;
}

/* How much more often than usual a person comes, in standard deviations of the logarithm, within two. */
static float often(float activity) {
    return fminf(fmaxf((logf(activity) + FEED_ACTIVITY_SHIFT) / FEED_ACTIVITY_SPREAD, -2.0f), 2.0f);
}

void moment_of(const struct feed *feed, const struct request *request, const struct truth_drift *drift,
               struct moment *out) {
    const struct world_params *p = &feed->world->params;
    const float *user = feed->user + (size_t)request->user * USER_COLUMNS;
    out->now = drift && drift->day > 0.0f ? (float)p->days + drift->day : request->time;
    memcpy(out->taste, user + USER_TASTE, sizeof out->taste);
    float moved = p->taste_drift * out->now / (float)p->days;
    if (moved > 0.0f)
        towards(out->taste, user + USER_LATER, fminf(moved, 1.0f));
    if (drift && drift->taste > 0.0f)
        towards(out->taste, user + USER_OTHER, fminf(drift->taste, 1.0f));
    const float *daypart = feed->daypart_topic + feed_daypart(request->hour) * FEED_TOPICS;
    for (int t = 0; t < FEED_TOPICS; t++)
        out->topic_logit[t] = CLICK_BASE + user[USER_BIAS] + daypart[t];
    out->popularity = p->popularity;
    out->fade_rate = -0.69314718f / p->fade_days;
    out->device_click = DEVICE_CLICK[request->device];
    out->device_watch = DEVICE_WATCH[request->device];
    if (p->heavy_taste > 0.0f)
        out->device_click -= HEAVY_SHORT * p->heavy_taste * often(user[USER_ACTIVITY]);
    out->loyalty = user[USER_LOYALTY];
    out->pair_key = pair_key(feed->world, request->user);
}

/* Items side by side: column c of item j is column[c * stride + j]. */
struct block {
    const float *column;
    size_t stride;
    const int32_t *topic, *creator;
    int n;
};

NUM_KERNEL static void affinities(const struct moment *m, const struct block *b, float *restrict out) {
    const float *restrict z = b->column;
    size_t stride = b->stride;
#pragma omp simd
    for (int j = 0; j < b->n; j++) {
        float sum = 0.0f;
#pragma GCC unroll 16
        for (int d = 0; d < FEED_LATENT; d++)
            sum += m->taste[d] * z[(size_t)d * stride + (size_t)j];
        out[j] = sum;
    }
}

NUM_KERNEL static void fades(const struct moment *m, const struct block *b, float *restrict out) {
    const float *birth = b->column + ITEM_BIRTH * b->stride;
#pragma omp simd
    for (int j = 0; j < b->n; j++) {
        float age = m->now - birth[j];
        out[j] = m->fade_rate * (age > 0.0f ? age : 0.0f);
    }
}

NUM_KERNEL static void click_logits(const struct moment *m, const struct block *b, const float *affinity,
                                    const float *fade, float *restrict out) {
    const float *appeal = b->column + ITEM_APPEAL * b->stride, *evergreen = b->column + ITEM_EVERGREEN * b->stride,
                *bait = b->column + ITEM_BAIT * b->stride, *quality = b->column + ITEM_QUALITY * b->stride,
                *length = b->column + ITEM_LOG_LENGTH * b->stride;
#pragma omp simd
    for (int j = 0; j < b->n; j++) {
        float hot = evergreen[j] + (1.0f - evergreen[j]) * fade[j];
        float logit = m->topic_logit[b->topic[j]] + CLICK_AFFINITY * affinity[j];
        logit += m->popularity * (appeal[j] * hot) + CLICK_NEW * fade[j];
        logit += CLICK_BAIT * bait[j] + CLICK_QUALITY * quality[j];
        out[j] = logit + m->device_click * length[j] + CLICK_PAIR * pair_of(m->pair_key, b->creator[j]);
    }
}

NUM_KERNEL static void share_logits(const struct moment *m, const struct block *b, const float *affinity,
                                    float *restrict out) {
    const float *bait = b->column + ITEM_BAIT * b->stride, *quality = b->column + ITEM_QUALITY * b->stride,
                *length = b->column + ITEM_LOG_LENGTH * b->stride;
#pragma omp simd
    for (int j = 0; j < b->n; j++)
        out[j] = SHARE_BASE + SHARE_AFFINITY * affinity[j] + SHARE_BAIT * bait[j] + SHARE_QUALITY * quality[j] +
                 (SHARE_LENGTH + m->device_watch) * length[j];
}

NUM_KERNEL static void hide_logits(const struct block *b, const float *affinity, float *restrict out) {
    const float *bait = b->column + ITEM_BAIT * b->stride, *quality = b->column + ITEM_QUALITY * b->stride;
#pragma omp simd
    for (int j = 0; j < b->n; j++)
        out[j] = HIDE_BASE + HIDE_AFFINITY * affinity[j] + HIDE_BAIT * bait[j] + HIDE_QUALITY * quality[j];
}

static void respond_block(const struct moment *m, const struct block *b, struct response out) {
    float affinity[BLOCK], fade[BLOCK];
    affinities(m, b, affinity);
    if (out.click) {
        fades(m, b, fade);
        vec_exp(fade, fade, b->n);
        click_logits(m, b, affinity, fade, out.click);
    }
    if (out.share)
        share_logits(m, b, affinity, out.share);
    if (out.hide)
        hide_logits(b, affinity, out.hide);
}

static float *from(float *p, int at) {
    return p ? p + at : NULL;
}

void moment_respond(const struct feed *feed, const struct moment *m, const int32_t *items, int first, int n,
                    struct response out) {
    const struct world *w = feed->world;
    enum { STRIDE = BLOCK + 16 }; /* no power of two: columns would meet in a few sets of the cache */
    float column[ITEM_COLUMNS * STRIDE];
    int32_t topic[BLOCK], creator[BLOCK];
    for (int at = 0; at < n; at += BLOCK) {
        struct block b = {.n = n - at < BLOCK ? n - at : BLOCK};
        if (items) {
            for (int j = 0; j < b.n; j++) {
                int32_t i = items[at + j];
                const float *row = feed->row + (size_t)i * ITEM_ROW;
                topic[j] = w->topic[i];
                creator[j] = w->creator[i];
                for (int c = 0; c < ITEM_COLUMNS; c++)
                    column[c * STRIDE + j] = row[c];
            }
            b.column = column;
            b.stride = STRIDE;
            b.topic = topic;
            b.creator = creator;
        } else {
            b.column = feed->item + first + at;
            b.stride = (size_t)w->items;
            b.topic = w->topic + first + at;
            b.creator = w->creator + first + at;
        }
        respond_block(m, &b, (struct response){from(out.click, at), from(out.share, at), from(out.hide, at)});
    }
}

/* P(event | click) of the rarer heads depends on how much of the item was watched on average. */
static void rare_heads(const struct feed *feed, const int32_t *items, int at, int n, const float *click,
                       const float *mean, float *const out[HEADS]) {
    static const struct {
        enum head head;
        float base, watched, bait;
    } rare[] = {{HEAD_LIKE, -3.0f, 3.2f, -1.4f}, {HEAD_COMMENT, -4.4f, 2.2f, 0.3f}, {HEAD_SHARE, -4.8f, 3.0f, -1.0f}};
    const float *bait = feed->item + (size_t)ITEM_BAIT * (size_t)feed->world->items;
    for (size_t k = 0; k < sizeof rare / sizeof *rare; k++) {
        if (!out[rare[k].head])
            continue;
        float given_click[BLOCK];
        for (int j = 0; j < n; j++)
            given_click[j] =
                rare[k].base + rare[k].watched * mean[j] + rare[k].bait * bait[items ? items[at + j] : at + j];
        vec_sigmoid(given_click, given_click, n);
        for (int j = 0; j < n; j++)
            out[rare[k].head][at + j] = click[j] * given_click[j];
    }
}

void feed_respond(const struct feed *feed, const struct request *request, const int32_t *items, int n,
                  const struct truth_drift *drift, float *const out[HEADS]) {
    const float *length_s = feed->world->length_s;
    struct moment moment;
    moment_of(feed, request, drift, &moment);
    bool rare = out[HEAD_LIKE] || out[HEAD_COMMENT] || out[HEAD_SHARE];
    for (int at = 0; at < n; at += BLOCK) {
        int m = n - at < BLOCK ? n - at : BLOCK;
        float click[BLOCK], share[BLOCK];
        bool want_share = out[HEAD_WATCH] || rare, want_click = out[HEAD_CLICK] || rare;
        struct response logits = {want_click ? click : NULL, want_share ? share : NULL, from(out[HEAD_HIDE], at)};
        moment_respond(feed, &moment, items ? items + at : NULL, at, m, logits);
        if (want_click)
            vec_sigmoid(click, click, m);
        if (want_share)
            vec_sigmoid(share, share, m);
        if (out[HEAD_CLICK])
            memcpy(out[HEAD_CLICK] + at, click, (size_t)m * sizeof *click);
        if (out[HEAD_HIDE])
            vec_sigmoid(out[HEAD_HIDE] + at, out[HEAD_HIDE] + at, m);
        for (int j = 0; out[HEAD_WATCH] && j < m; j++)
            out[HEAD_WATCH][at + j] = share[j] * length_s[items ? items[at + j] : at + j];
        if (rare)
            rare_heads(feed, items, at, m, click, share, out);
    }
}

static void respond(const struct world *world, const struct request *request, const int32_t *items, int n,
                    const struct truth_drift *drift, float *out[HEADS]) {
    struct feed feed;
    feed_open(world, &feed);
    feed_respond(&feed, request, items, n, drift, out);
}

/* Near 1/rank. */
static float examination(const struct world *world, int position) {
    (void)world;
    return powf((float)position, -0.8f);
}

/* What is left of an item behind what it takes to count: 1 - t/length, and the negated logits. */
NUM_KERNEL static void enough_parts(const float *length, int n, float label_s, const float *share_logit,
                                    float *restrict left, float *restrict b) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        float share = label_s < 1.0f ? label_s : label_s / length[j];
        left[j] = 1.0f - (share < 1.0f ? share : 1.0f);
        b[j] = -share_logit[j];
    }
}

NUM_KERNEL static void scale_positive(float *restrict p, const float *enough, const float *left, int n) {
#pragma omp simd
    for (int j = 0; j < n; j++)
        p[j] *= left[j] > 0.0f ? enough[j] : 0.0f;
}

/* Of p (n), P(click), makes P(click) P(watch >= t | click): (1 - t/length)^b with b = 1/mean - 1 = exp(-logit of the
 * mean). length (n) seconds. */
static void watched_enough_too(const float *length, int n, float label_s, const float *share_logit, float *p) {
    float b[BLOCK], left[BLOCK], enough[BLOCK];
    enough_parts(length, n, label_s, share_logit, left, b);
    vec_exp(b, b, n);
    vec_log(enough, left, n);
    for (int j = 0; j < n; j++)
        enough[j] *= b[j];
    vec_exp(enough, enough, n);
    scale_positive(p, enough, left, n);
}

static void positive(const struct world *world, const struct request *request, const int32_t *items, int n,
                     float label_s, const struct truth_drift *drift, float *out, float *scratch) {
    struct feed feed;
    struct moment moment;
    feed_open(world, &feed);
    moment_of(&feed, request, drift, &moment);
    bool by_watch = label_s > 0.0f;
    moment_respond(&feed, &moment, items, 0, n, (struct response){out, by_watch ? scratch : NULL, NULL});
    vec_sigmoid(out, out, n);
    for (int at = 0; by_watch && at < n; at += BLOCK) {
        int m = n - at < BLOCK ? n - at : BLOCK;
        float length[BLOCK];
        for (int j = 0; items && j < m; j++)
            length[j] = world->length_s[items[at + j]];
        watched_enough_too(items ? length : world->length_s + at, m, label_s, scratch + at, out + at);
    }
}

static void logged(const struct world *world, const struct log *log, const struct request *request, float label_s,
                   const struct truth_drift *drift, float *out) {
    int64_t first = log->start[request->id];
    int n = (int)(log->start[request->id + 1] - first);
    for (int at = 0; at < n; at += BLOCK) {
        int m = n - at < BLOCK ? n - at : BLOCK;
        float scratch[2 * BLOCK];
        positive(world, request, log->item + first + at, m, label_s, drift, out + at, scratch);
        for (int j = 0; j < m; j++)
            out[at + j] *= examination(world, log->position[first + at + j]);
    }
}

/* Watch minutes. */
static float worth(const struct world *world, const struct request *request, int32_t item,
                   const struct truth_drift *drift) {
    float click, watch, *heads[HEADS] = {[HEAD_CLICK] = &click, [HEAD_WATCH] = &watch};
    respond(world, request, &item, 1, drift, heads);
    return (float)((double)click * watch / 60.0);
}

const struct kind feed_kind = {
    .generate = feed_generate,
    .open = feed_open_columns,
    .log = feed_log_generate,
    .log_extend = feed_log_extend,
    .respond = respond,
    .examination = examination,
    .positive = positive,
    .logged = logged,
    .worth = worth,
    .features = &feed_feature_kind,
};
