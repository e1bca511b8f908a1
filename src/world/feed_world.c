/* feed_world.c - makes the people, creators and items of a feed world, and what the older policy knows about them.
 * Every entity has its own random stream, so the shards may run in any order. */
#include "base/mem.h"
#include "num/vecmath.h"
#include "world/feed.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHARDS = 64, OLD_LISTS = 4 };

struct build {
    const struct world_params *p;
    struct blob *blob;
    float *item, *row, *user, *centre, *daypart_topic, *followers, *policy_topic, *policy_view;
    float *birth, *length_s, *content, *quality_shown;
    int32_t *creator, *topic, *country, *age_band, *followed;
    int32_t *topic_start, *by_topic, *by_view, *by_birth, *creator_start, *by_creator;
    int32_t *creator_topic;    /* (creators) scratch */
    float *creator_quality;    /* (creators) scratch */
    double *creator_cumulated; /* (creators) scratch: running sum of sizes */
    float *projection;         /* (FEED_CONTENT, FEED_LATENT) scratch */
};

static void random_direction(struct rng *r, float *v, int n) {
    for (int i = 0; i < n; i++)
        v[i] = (float)rng_normal(r);
    vec_normalise(v, n);
}

static struct rng stream(const struct build *b, const char *draw, uint64_t id) {
    return rng_of(rng_draw(b->p->seed, draw), id, 0);
}

static bool allocate(struct build *b, struct err *err) {
    const struct {
        void **to;
        const char *name;
        enum blob_type type;
        int64_t rows, columns;
    } sections[] = {
        {(void **)&b->item, "item.hidden", BLOB_F32, ITEM_COLUMNS, b->p->items},
        {(void **)&b->row, "item.rows", BLOB_F32, b->p->items, ITEM_ROW},
        {(void **)&b->user, "user.hidden", BLOB_F32, b->p->users, USER_COLUMNS},
        {(void **)&b->centre, "topic.centre", BLOB_F32, FEED_TOPICS, FEED_LATENT},
        {(void **)&b->daypart_topic, "topic.daypart", BLOB_F32, FEED_DAYPARTS, FEED_TOPICS},
        {(void **)&b->followers, "creator.followers", BLOB_F32, b->p->creators, 0},
        {(void **)&b->policy_topic, "policy.topic", BLOB_F32, b->p->users, FEED_TOPICS},
        {(void **)&b->policy_view, "policy.view", BLOB_F32, b->p->items, 0},
        {(void **)&b->birth, "birth", BLOB_F32, b->p->items, 0},
        {(void **)&b->length_s, "length_s", BLOB_F32, b->p->items, 0},
        {(void **)&b->content, "content", BLOB_F32, b->p->items, FEED_CONTENT},
        {(void **)&b->quality_shown, "quality_shown", BLOB_F32, b->p->items, 0},
        {(void **)&b->creator, "creator", BLOB_I32, b->p->items, 0},
        {(void **)&b->topic, "topic", BLOB_I32, b->p->items, 0},
        {(void **)&b->country, "country", BLOB_I32, b->p->users, 0},
        {(void **)&b->age_band, "age_band", BLOB_I32, b->p->users, 0},
        {(void **)&b->followed, "policy.followed", BLOB_I32, b->p->users, FEED_FOLLOWED},
        {(void **)&b->topic_start, "policy.topic_start", BLOB_I32, FEED_TOPICS + 1, 0},
        {(void **)&b->by_topic, "policy.by_topic", BLOB_I32, b->p->items, 0},
        {(void **)&b->by_view, "policy.by_view", BLOB_I32, b->p->items, 0},
        {(void **)&b->by_birth, "policy.by_birth", BLOB_I32, b->p->items, 0},
        {(void **)&b->creator_start, "policy.creator_start", BLOB_I32, b->p->creators + 1, 0},
        {(void **)&b->by_creator, "policy.by_creator", BLOB_I32, b->p->items, 0},
    };
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        *sections[i].to =
            blob_add(b->blob, sections[i].name, sections[i].type, sections[i].rows, sections[i].columns, 0, err);
        if (!*sections[i].to)
            return false;
    }
    size_t creators = (size_t)b->p->creators;
    return (b->creator_topic = mem_array(creators, sizeof(int32_t), err)) &&
           (b->creator_quality = mem_array(creators, sizeof(float), err)) &&
           (b->creator_cumulated = mem_array(creators, sizeof(double), err)) &&
           (b->projection = mem_array(FEED_CONTENT * FEED_LATENT, sizeof(float), err));
}

static void make_topics(struct build *b) {
    for (int t = 0; t < FEED_TOPICS; t++) {
        struct rng r = stream(b, "world.topic", (uint64_t)t);
        random_direction(&r, b->centre + t * FEED_LATENT, FEED_LATENT);
        for (int d = 0; d < FEED_DAYPARTS; d++)
            b->daypart_topic[d * FEED_TOPICS + t] = 0.55f * (float)rng_normal(&r);
    }
    struct rng r = stream(b, "world.projection", 0);
    for (int d = 0; d < FEED_CONTENT; d++)
        random_direction(&r, b->projection + d * FEED_LATENT, FEED_LATENT);
}

/* Topics have sizes of their own: topic t in proportion to 1/(t+4). */
static int some_topic(struct rng *r) {
    return rng_harmonic(r, FEED_TOPICS, 4);
}

/* Sizes are Pareto with exponent 1.2, cut at 2,000 times the smallest. */
static void make_creators(struct build *b) {
    double sum = 0.0;
    for (int c = 0; c < b->p->creators; c++) {
        struct rng r = stream(b, "world.creator", (uint64_t)c);
        double log_size = fmin(rng_exponential(&r) / 1.2, 7.6);
        b->creator_topic[c] = some_topic(&r);
        b->creator_quality[c] = (float)rng_normal(&r);
        b->followers[c] = (float)((log_size - 0.83) / 0.83);
        b->creator_cumulated[c] = sum += exp(0.8 * log_size); /* large creators upload more, but not in proportion */
    }
}

static int some_creator(const struct build *b, struct rng *r) {
    return rng_pick(r, b->creator_cumulated, b->p->creators);
}

/* A few items are always there from the start, so that the first list of the log is a full one. */
static float some_birth(const struct build *b, struct rng *r, int i) {
    bool fresh = rng_uniform(r) < b->p->fresh_share;
    int days = b->p->upload_days > 0 ? b->p->upload_days : b->p->days;
    double uploaded = rng_uniform(r) * days, age = 20.0 * rng_exponential(r);
    return fresh && i >= OLD_LISTS * b->p->list_size ? (float)uploaded : -(float)age;
}

static void place_item(struct build *b, struct rng *r, int i) {
    size_t n = (size_t)b->p->items;
    float latent[FEED_LATENT], off[FEED_LATENT], *content = b->content + (size_t)i * FEED_CONTENT;
    const float *centre = b->centre + b->topic[i] * FEED_LATENT;
    random_direction(r, off, FEED_LATENT);
    for (int d = 0; d < FEED_LATENT; d++)
        latent[d] = centre[d] + 0.65f * off[d];
    vec_normalise(latent, FEED_LATENT);
    for (int d = 0; d < FEED_LATENT; d++)
        b->item[(size_t)(ITEM_LATENT + d) * n + (size_t)i] = latent[d];
    /* Content is a noisy view of what the item is, with some things in it that matter to nobody. */
    for (int c = 0; c < FEED_CONTENT; c++) {
        double seen = 0.0;
        for (int d = 0; d < FEED_LATENT; d++)
            seen += (double)b->projection[c * FEED_LATENT + d] * latent[d];
        content[c] = (float)(seen + 0.14 * rng_normal(r));
    }
    vec_normalise(content, FEED_CONTENT);
}

static void make_item(struct build *b, int i) {
    struct rng r = stream(b, "world.item", (uint64_t)i);
    size_t n = (size_t)b->p->items, at = (size_t)i;
    int c = some_creator(b, &r);
    b->creator[i] = c;
    int other = some_topic(&r);
    b->topic[i] = rng_uniform(&r) < 0.7 ? b->creator_topic[c] : other;
    place_item(b, &r, i);
    float quality = 0.6f * b->creator_quality[c] + 0.8f * (float)rng_normal(&r);
    double strength = 0.6 + 0.8 * rng_uniform(&r);
    bool bait = rng_uniform(&r) < b->p->clickbait_share;
    float appeal = (float)fmin(1.3 * rng_exponential(&r), 7.0);
    float log_length = (float)rng_normal(&r);
    b->item[ITEM_APPEAL * n + at] = appeal;
    b->item[ITEM_EVERGREEN * n + at] = (float)(0.15 + 0.65 * rng_uniform(&r));
    b->item[ITEM_QUALITY * n + at] = quality;
    b->item[ITEM_BAIT * n + at] = bait ? (float)strength : 0.0f;
    b->item[ITEM_LOG_LENGTH * n + at] = log_length;
    b->length_s[i] = fminf(fmaxf(240.0f * expf(0.7f * log_length), 15.0f), 3600.0f);
    b->quality_shown[i] = 0.7f * quality + 0.7f * (float)rng_normal(&r);
    b->birth[i] = b->item[ITEM_BIRTH * n + at] = some_birth(b, &r, i);
    b->policy_view[i] = appeal + 0.5f * (float)rng_normal(&r);
}

/* A taste: one to three topics, and something of one's own. */
static void some_taste(const struct build *b, struct rng *r, float *taste) {
    float own[FEED_LATENT];
    random_direction(r, own, FEED_LATENT);
    for (int d = 0; d < FEED_LATENT; d++)
        taste[d] = 0.45f * own[d];
    int interests = 1 + (int)rng_below(r, 3);
    for (int k = 0; k < interests; k++) {
        const float *centre = b->centre + some_topic(r) * FEED_LATENT;
        float weight = (float)(0.5 + rng_uniform(r));
        for (int d = 0; d < FEED_LATENT; d++)
            taste[d] += weight * centre[d];
    }
    vec_normalise(taste, FEED_LATENT);
}

static float dot(const float *a, const float *b, int n) {
    float sum = 0.0f;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Whom a person follows: of some creators met by size, those they like best. */
static void follow(struct build *b, struct rng *r, const struct world *world, int u) {
    enum { MET = 40 };
    int32_t met[MET];
    float liking[MET];
    const float *taste = b->user + (size_t)u * USER_COLUMNS + USER_TASTE;
    for (int k = 0; k < MET; k++) {
        met[k] = some_creator(b, r);
        liking[k] = feed_pair(world, u, met[k]) +
                    3.0f * dot(taste, b->centre + b->creator_topic[met[k]] * FEED_LATENT, FEED_LATENT);
    }
    for (int k = 0; k < FEED_FOLLOWED; k++) {
        int best = k;
        for (int j = k + 1; j < MET; j++)
            best = liking[j] > liking[best] ? j : best;
        int32_t creator = met[best];
        met[best] = met[k];
        liking[best] = liking[k];
        b->followed[(size_t)u * FEED_FOLLOWED + (size_t)k] = creator;
    }
}

static void make_user(struct build *b, const struct world *world, int u) {
    struct rng r = stream(b, "world.user", (uint64_t)u);
    float *user = b->user + (size_t)u * USER_COLUMNS;
    some_taste(b, &r, user + USER_TASTE);
    some_taste(b, &r, user + USER_LATER);
    some_taste(b, &r, user + USER_OTHER);
    user[USER_BIAS] = 0.4f * (float)rng_normal(&r);
    user[USER_LOYALTY] = 0.5f * (float)rng_normal(&r);
    user[USER_ACTIVITY] = expf(FEED_ACTIVITY_SPREAD * (float)rng_normal(&r) - FEED_ACTIVITY_SHIFT);
    user[USER_PEAK_HOUR] = (float)fmod(19.5 + 3.5 * rng_normal(&r) + 48.0, 24.0);
    user[USER_PHONE] = 0.3f + 0.6f * rng_uniformf(&r);
    user[USER_TELEVISION] = 0.6f * (1.0f - user[USER_PHONE]) * rng_uniformf(&r);
    double u1 = rng_uniform(&r), u2 = rng_uniform(&r);
    b->country[u] = (int32_t)(FEED_COUNTRIES * u1 * u1);
    b->age_band[u] = (int32_t)(FEED_AGE_BANDS * u2);
    for (int t = 0; t < FEED_TOPICS; t++)
        b->policy_topic[(size_t)u * FEED_TOPICS + (size_t)t] =
            dot(user + USER_TASTE, b->centre + t * FEED_LATENT, FEED_LATENT) + 0.12f * (float)rng_normal(&r);
    follow(b, &r, world, u);
}

struct loop {
    struct build *b;
    const struct world *world;
};

static void items_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct loop *loop = arg;
    int begin, end;
    pool_range(loop->b->p->items, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        make_item(loop->b, i);
}

static void users_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct loop *loop = arg;
    int begin, end;
    pool_range(loop->b->p->users, SHARDS, shard, &begin, &end);
    for (int u = begin; u < end; u++)
        make_user(loop->b, loop->world, u);
}

static int by_key_then_id(const void *a, const void *b, void *key) {
    const float *k = key;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    return k[i] != k[j] ? (k[i] < k[j] ? -1 : 1) : (i > j) - (i < j);
}

static int by_view_then_id(const void *a, const void *b, void *key) {
    const float *k = key;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    return k[i] != k[j] ? (k[i] > k[j] ? -1 : 1) : (i > j) - (i < j);
}

/* Groups `order` (n) by group[] (n) in [0,groups), keeping its order within a group. start (groups+1). */
static void group_by(const int32_t *order, const int32_t *group, int n, int groups, int32_t *start, int32_t *out) {
    memset(start, 0, (size_t)(groups + 1) * sizeof *start);
    for (int i = 0; i < n; i++)
        start[group[i] + 1]++;
    for (int g = 0; g < groups; g++)
        start[g + 1] += start[g];
    for (int k = 0; k < n; k++)
        out[start[group[order[k]]]++] = order[k];
    for (int g = groups; g > 0; g--) /* each start has moved on to its end: move them back */
        start[g] = start[g - 1];
    start[0] = 0;
}

static void make_rows(struct build *b) {
    size_t n = (size_t)b->p->items;
    for (size_t i = 0; i < n; i++)
        for (size_t c = 0; c < ITEM_COLUMNS; c++)
            b->row[i * ITEM_ROW + c] = b->item[c * n + i];
}

static void make_orders(struct build *b) {
    int n = b->p->items;
    for (int i = 0; i < n; i++)
        b->by_view[i] = b->by_birth[i] = i;
    qsort_r(b->by_view, (size_t)n, sizeof(int32_t), by_view_then_id, b->policy_view);
    qsort_r(b->by_birth, (size_t)n, sizeof(int32_t), by_key_then_id, b->birth);
    group_by(b->by_view, b->topic, n, FEED_TOPICS, b->topic_start, b->by_topic);
    group_by(b->by_view, b->creator, n, b->p->creators, b->creator_start, b->by_creator);
}

bool feed_generate(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                   struct err *err) {
    struct build b = {.p = params, .blob = out};
    bool ok = false;
    if (!allocate(&b, err) || !progress_step(progress, 0.0, err))
        goto out;
    struct world world;
    world_open(out, &world); /* feed_pair wants the seed alone */
    make_topics(&b);
    make_creators(&b);
    pool_for(pool, SHARDS, items_shard, &(struct loop){&b, &world});
    if (!progress_step(progress, 0.4, err))
        goto out;
    make_rows(&b);
    make_orders(&b);
    pool_for(pool, SHARDS, users_shard, &(struct loop){&b, &world});
    ok = progress_step(progress, 1.0, err);
out:
    free(b.creator_topic);
    free(b.creator_quality);
    free(b.creator_cumulated);
    free(b.projection);
    return ok;
}

void feed_open(const struct world *world, struct feed *out) {
    memcpy(out, world->own, sizeof *out);
    out->world = world; /* a copy of a world has the same columns */
}

void feed_open_columns(const struct blob *blob, struct world *out) {
    static_assert(sizeof(struct feed) <= sizeof out->own, "room for the kind's view");
    out->topics = FEED_TOPICS;
    out->content_dim = FEED_CONTENT;
    out->length_s = blob_get(blob, "length_s", BLOB_F32);
    if (!out->truth)
        return; /* a file of real interactions has no hidden columns */
    struct feed feed = {
        .item = blob_get(blob, "item.hidden", BLOB_F32),
        .row = blob_get(blob, "item.rows", BLOB_F32),
        .user = blob_get(blob, "user.hidden", BLOB_F32),
        .centre = blob_get(blob, "topic.centre", BLOB_F32),
        .daypart_topic = blob_get(blob, "topic.daypart", BLOB_F32),
        .followers = blob_get(blob, "creator.followers", BLOB_F32),
        .policy_topic = blob_get(blob, "policy.topic", BLOB_F32),
        .policy_view = blob_get(blob, "policy.view", BLOB_F32),
        .topic_start = blob_get(blob, "policy.topic_start", BLOB_I32),
        .by_topic = blob_get(blob, "policy.by_topic", BLOB_I32),
        .by_view = blob_get(blob, "policy.by_view", BLOB_I32),
        .by_birth = blob_get(blob, "policy.by_birth", BLOB_I32),
        .creator_start = blob_get(blob, "policy.creator_start", BLOB_I32),
        .by_creator = blob_get(blob, "policy.by_creator", BLOB_I32),
        .followed = blob_get(blob, "policy.followed", BLOB_I32),
    };
    memcpy(out->own, &feed, sizeof feed);
}
