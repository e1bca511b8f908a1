/* feed_policy.c - the older policy that served the log: it finds about a hundred items by rules, weighs them by what it
 * can see, and draws the list. What it sees is taste by topic, an estimate of the appeal, the age, and the creator's
 * size; it makes too much of the last ones (logging_bias): the size of a creator plays no part in the truth. */
#include "num/isa.h"
#include "num/vecmath.h"
#include "world/feed.h"

#include <math.h>
#include <string.h>

/* Where a pool comes from: tries, before what is not live yet or there already is dropped. */
enum { FROM_TOPICS = 64, FROM_POPULAR = 16, FROM_FOLLOWED = 12, FROM_FRESH = 16, FROM_ANYWHERE = 14 };
enum { TRIES = FROM_TOPICS + FROM_POPULAR + FROM_FOLLOWED + FROM_FRESH + FROM_ANYWHERE };
enum { TABLE = 512 }; /* at least four times the pool */
static const float WEIGH_TOPIC = 7.0f, WEIGH_VIEW = 0.65f, WEIGH_BIAS = 0.25f, WEIGH_SIZE = 0.5f, WEIGH_NEW = 0.8f,
                   WEIGH_FOLLOWED = 0.9f, FRESH_DAYS = 2.0f, PICK_TOPIC = 10.0f;

struct search {
    const struct feed *feed;
    const struct request *request;
    struct policy_pool *pool;
    int32_t tried[TRIES];
    int tries;
    int16_t slot[TABLE]; /* 1 + place in the pool, 0: empty */
};

static void try_item(struct search *s, int32_t item) {
    s->tried[s->tries++] = item;
}

/* Adds an item that is not there yet. */
static void offer(struct search *s, int32_t item) {
    if (s->pool->n == POLICY_POOL)
        return;
    unsigned at = (unsigned)item * 0x9e3779b1u >> 23;
    for (; s->slot[at] != 0; at = (at + 1) % TABLE)
        if (s->pool->item[s->slot[at] - 1] == item)
            return;
    s->pool->item[s->pool->n++] = item;
    s->slot[at] = (int16_t)s->pool->n;
}

/* The live ones of what was tried, in order. All are found before the first is looked at, and whether one is live is
 * no branch: both wait for memory, and a wrong guess would wait with them. */
static void offer_tried(struct search *s) {
    const float *birth = s->feed->world->birth;
    int32_t live[TRIES];
    int n = 0;
    for (int k = 0; k < s->tries; k++) {
        live[n] = s->tried[k];
        n += birth[s->tried[k]] <= s->request->time;
    }
    for (int k = 0; k < n; k++)
        offer(s, live[k]);
}

/* A place among n that are sorted best first: the earlier the likelier. */
static int early(struct rng *rng, int n, float steep) {
    int k = (int)((float)n * powf(rng_uniformf(rng), steep));
    return k < n ? k : n - 1;
}

/* The first topic whose running sum exceeds u, or the last: as many as are not above it, counted without a branch. */
static int topic_at(const float sum[FEED_TOPICS], float u) {
    int t = 0;
#pragma omp simd reduction(+ : t)
    for (int k = 0; k < FEED_TOPICS - 1; k++)
        t += sum[k] <= u;
    return t;
}

static void from_topics(struct search *s, struct rng *rng) {
    const struct feed *f = s->feed;
    const float *estimate = f->policy_topic + (size_t)s->request->user * FEED_TOPICS;
    float sum[FEED_TOPICS], total = 0.0f;
    for (int t = 0; t < FEED_TOPICS; t++)
        sum[t] = PICK_TOPIC * estimate[t];
    vec_exp(sum, sum, FEED_TOPICS);
    for (int t = 0; t < FEED_TOPICS; t++)
        sum[t] = total += sum[t];
    for (int k = 0; k < FROM_TOPICS; k++) {
        int t = topic_at(sum, rng_uniformf(rng) * total);
        int n = f->topic_start[t + 1] - f->topic_start[t];
        if (n > 0)
            try_item(s, f->by_topic[f->topic_start[t] + early(rng, n, 1.8f)]);
    }
}

static void from_followed(struct search *s, struct rng *rng) {
    const struct feed *f = s->feed;
    for (int k = 0; k < FROM_FOLLOWED; k++) {
        int32_t c = f->followed[(size_t)s->request->user * FEED_FOLLOWED + (size_t)(k % FEED_FOLLOWED)];
        int n = f->creator_start[c + 1] - f->creator_start[c];
        if (n > 0)
            try_item(s, f->by_creator[f->creator_start[c] + early(rng, n, 1.5f)]);
    }
}

/* How many items were born at or before `time`. */
static int born_by(const struct feed *f, float time) {
    int low = 0, high = f->world->items;
    while (low < high) {
        int middle = (low + high) / 2;
        if (f->world->birth[f->by_birth[middle]] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void from_fresh(struct search *s, struct rng *rng) {
    int end = born_by(s->feed, s->request->time), begin = born_by(s->feed, s->request->time - FRESH_DAYS);
    for (int k = 0; k < FROM_FRESH && begin < end; k++)
        try_item(s, s->feed->by_birth[begin + (int)rng_below(rng, (uint32_t)(end - begin))]);
}

static void weigh(struct search *s) {
    const struct feed *f = s->feed;
    const struct world *w = f->world;
    const float *topic = f->policy_topic + (size_t)s->request->user * FEED_TOPICS;
    const int32_t *followed = f->followed + (size_t)s->request->user * FEED_FOLLOWED;
    float fade[POLICY_POOL], *weight = s->pool->weight, bias = w->params.logging_bias;
    int n = s->pool->n;
    for (int k = 0; k < n; k++)
        fade[k] = -0.69314718f / w->params.fade_days * (s->request->time - w->birth[s->pool->item[k]]);
    vec_exp(fade, fade, n);
    for (int k = 0; k < n; k++) {
        int32_t i = s->pool->item[k], c = w->creator[i];
        bool follows = false;
        for (int j = 0; j < FEED_FOLLOWED; j++)
            follows |= followed[j] == c;
        float hot = 0.45f + 0.55f * fade[k];
        weight[k] = WEIGH_TOPIC * topic[w->topic[i]] + (WEIGH_VIEW + WEIGH_BIAS * bias) * f->policy_view[i] * hot +
                    WEIGH_SIZE * bias * f->followers[c] + WEIGH_NEW * fade[k] + (follows ? WEIGH_FOLLOWED : 0.0f);
    }
    vec_exp(weight, weight, n);
}

void policy_find(const struct feed *feed, const struct request *request, struct rng *rng, struct policy_pool *out) {
    struct search s = {.feed = feed, .request = request, .pool = out};
    const struct world *w = feed->world;
    out->n = 0;
    from_topics(&s, rng);
    for (int k = 0; k < FROM_POPULAR; k++)
        try_item(&s, feed->by_view[early(rng, w->items, 2.5f)]);
    from_followed(&s, rng);
    from_fresh(&s, rng);
    for (int k = 0; k < FROM_ANYWHERE; k++)
        try_item(&s, (int32_t)rng_below(rng, (uint32_t)w->items));
    offer_tried(&s);
    /* Where little is live a list would come out short: then the oldest items fill it. */
    for (int k = 0; k < w->items && out->n < w->params.list_size && w->birth[feed->by_birth[k]] <= request->time; k++)
        offer(&s, feed->by_birth[k]);
    weigh(&s);
}
