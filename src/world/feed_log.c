/* feed_log.c - two weeks of an older policy: who came when, what was shown at which position, what they did.
 * Requests come first (a Poisson number for every user and day), in time order; every request is then simulated from
 * its own stream, and has as many rows as a list has places, so all rows have their place before the work is shared
 * out. A row's events hang on the row alone: P(click) = examination(position) * P(click | looks). That a list tires
 * people is left to the truth's sessions. */
#include "base/mem.h"
#include "num/vecmath.h"
#include "world/feed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 16, SHARDS = 16, LIST_MAX = 64 };

struct simulation {
    const struct feed *feed;
    int first_day, days;             /* those that are simulated */
    int first_request;               /* requests that the log has already */
    int64_t first_row;               /* and rows */
    int K;                           /* places of a list that is simulated */
    float share;                     /* of the usual number of visits that is simulated */
    const float *traffic;            /* (days) times the usual number, NULL: 1 */
    const struct truth_drift *drift; /* (days) NULL: none */
    log_serve serve;                 /* NULL: the older policy */
    void *arg;
    int requests, round, *day_start; /* (days+1) from first_request on */
    int32_t *visits;                 /* (days, users) scratch: requests of a user on a day */
    uint64_t visit_draw, find_draw, event_draw;
    struct request *request;
    int64_t *start;
    int32_t *item;
    uint8_t *position, *event;
    float *propensity, *watch_s, *row_time;
    float examination[LIST_MAX];
};

static struct request make_visit(const struct feed *f, struct rng *r, int user, int day) {
    const float *u = f->user + (size_t)user * USER_COLUMNS;
    double usual = fmod(u[USER_PEAK_HOUR] + 2.2 * rng_normal(r) + 48.0, 24.0), any = 24.0 * rng_uniform(r);
    double hour = rng_uniform(r) < 0.75 ? usual : any, which = rng_uniform(r);
    float time = (float)(day + hour / 24.0);
    if (time >= (float)(day + 1))
        time = nextafterf((float)(day + 1), 0.0f);
    bool evening = hour >= 18.0;
    double phone = u[USER_PHONE] * (evening ? 0.8 : 1.0), television = u[USER_TELEVISION] * (evening ? 1.8 : 0.6);
    int device = which < phone ? 0 : which < fmin(phone + television, 1.0) ? 2 : 1;
    int whole = (int)((time - (float)day) * 24.0f);
    return (struct request){.user = user, .time = time, .hour = whole < 23 ? whole : 23, .device = device};
}

static int by_time(const void *a, const void *b) {
    const struct request *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id); /* until they are sorted, ids count in the order of making */
}

static void day_shard(void *arg, int day, int worker) {
    (void)worker;
    struct simulation *s = arg;
    const struct world *w = s->feed->world;
    const int32_t *visits = s->visits + (size_t)day * (size_t)w->users;
    struct request *out = s->request + s->day_start[day];
    int n = 0;
    for (int u = 0; u < w->users; u++)
        for (int k = 0; k < visits[u]; k++) {
            int date = s->first_day + day;
            struct rng r = rng_of(s->visit_draw, (uint64_t)u << 16 | (uint64_t)date, (uint32_t)k + 1);
            out[n] = make_visit(s->feed, &r, u, date);
            out[n].id = n;
            n++;
        }
    qsort(out, (size_t)n, sizeof *out, by_time);
    for (int k = 0; k < n; k++)
        out[k].id = s->day_start[day] + k;
}

static void count_shard(void *arg, int day, int worker) {
    (void)worker;
    struct simulation *s = arg;
    const struct world *w = s->feed->world;
    float rate = w->params.requests_per_user_day * s->share * (s->traffic ? s->traffic[day] : 1.0f);
    int n = 0;
    for (int u = 0; u < w->users; u++) {
        struct rng r = rng_of(s->visit_draw, (uint64_t)u << 16 | (uint64_t)(s->first_day + day), 0);
        float mean = rate * s->feed->user[(size_t)u * USER_COLUMNS + USER_ACTIVITY];
        n += s->visits[(size_t)day * (size_t)w->users + (size_t)u] = rng_poisson(&r, mean);
    }
    s->day_start[day + 1] = n;
}

/* Numbers of visits, and where each day's requests begin. */
static void count_visits(struct simulation *s, struct pool *pool) {
    s->day_start[0] = s->first_request;
    pool_for(pool, s->days, count_shard, s);
    for (int d = 0; d < s->days; d++)
        s->day_start[d + 1] += s->day_start[d];
    if (s->day_start[s->days] == 0) { /* nobody came: one visit, so that a log is never empty */
        s->visits[0] = 1;
        for (int d = 0; d < s->days; d++)
            s->day_start[d + 1] = 1;
    }
    s->requests = s->day_start[s->days];
}

/* What a person who clicked did then: watched a share of it, and perhaps more. P(head | click) = p[head] / p[CLICK]. */
static uint8_t act(const float p[HEADS], float length, struct rng *r, float *watch_s) {
    uint8_t event = 1u << HEAD_CLICK | 1u << HEAD_WATCH;
    double mean = p[HEAD_WATCH] / length, b = 1.0 / mean - 1.0;
    *watch_s = length * (float)(1.0 - pow(rng_uniform(r), 1.0 / b));
    for (int h = HEAD_LIKE; h <= HEAD_SHARE; h++)
        if (rng_uniform(r) * p[HEAD_CLICK] < p[h])
            event |= (uint8_t)(1u << h);
    return event;
}

static void show_list(struct simulation *s, const struct request *request, size_t row) {
    struct policy_pool pool;
    struct rng find = rng_of(s->find_draw, (uint64_t)request->id, 0);
    policy_find(s->feed, request, &find, &pool);
    policy_draw(&pool, &find, s->K, s->item + row, s->propensity + row);
}

static void simulate(struct simulation *s, const struct request *request) {
    const struct world *w = s->feed->world;
    int K = s->K;
    size_t row = (size_t)s->start[request->id];
    if (!s->serve)
        show_list(s, request, row);
    float value[HEADS][LIST_MAX], *out[HEADS];
    for (int h = 0; h < HEADS; h++)
        out[h] = value[h];
    const struct truth_drift *drift = s->drift ? &s->drift[(int)request->time - s->first_day] : NULL;
    feed_respond(s->feed, request, s->item + row, K, drift, out);
    struct rng r = rng_of(s->event_draw, (uint64_t)request->id, 0);
    for (int p = 0; p < K; p++, row++) {
        s->position[row] = (uint8_t)(p + 1);
        s->row_time[row] = request->time;
        if (rng_uniform(&r) >= s->examination[p])
            continue;
        float here[HEADS];
        for (int h = 0; h < HEADS; h++)
            here[h] = value[h][p];
        if (rng_uniform(&r) < here[HEAD_CLICK])
            s->event[row] = act(here, w->length_s[s->item[row]], &r, &s->watch_s[row]);
        if (rng_uniform(&r) < here[HEAD_HIDE])
            s->event[row] |= 1u << HEAD_HIDE;
    }
}

static void simulate_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct simulation *s = arg;
    int begin, end;
    pool_range(s->requests - s->first_request, ROUNDS * SHARDS, s->round * SHARDS + shard, &begin, &end);
    for (int r = begin; r < end; r++)
        simulate(s, &s->request[s->first_request + r]);
}

static bool allocate(struct simulation *s, struct blob *out, struct err *err) {
    int64_t requests = s->requests, rows = s->first_row + (requests - s->first_request) * s->K;
    return (s->request = blob_add(out, "request", BLOB_I32, requests, 5, 0, err)) &&
           (s->start = blob_add(out, "start", BLOB_I64, requests + 1, 0, 0, err)) &&
           (s->item = blob_add(out, "item", BLOB_I32, rows, 0, 0, err)) &&
           (s->position = blob_add(out, "position", BLOB_U8, rows, 0, 0, err)) &&
           (s->event = blob_add(out, "event", BLOB_U8, rows, 0, 0, err)) &&
           (s->propensity = blob_add(out, "propensity", BLOB_F32, rows, 0, 0, err)) &&
           (s->watch_s = blob_add(out, "watch_s", BLOB_F32, rows, 0, 0, err)) &&
           (s->row_time = blob_add(out, "row_time", BLOB_F32, rows, 0, 0, err));
}

static void copy_rows(struct simulation *s, const struct log *before) {
    size_t rows = (size_t)before->impressions;
    memcpy(s->start, before->start, (size_t)before->requests * sizeof *s->start);
    memcpy(s->request, before->request, (size_t)before->requests * sizeof *s->request);
    memcpy(s->item, before->item, rows * sizeof *s->item);
    memcpy(s->position, before->position, rows * sizeof *s->position);
    memcpy(s->event, before->event, rows * sizeof *s->event);
    memcpy(s->propensity, before->propensity, rows * sizeof *s->propensity);
    memcpy(s->watch_s, before->watch_s, rows * sizeof *s->watch_s);
    memcpy(s->row_time, before->row_time, rows * sizeof *s->row_time);
}

static bool serve_lists(struct simulation *s, struct err *err) {
    int64_t rows = s->start[s->requests];
    for (int64_t row = s->first_row; row < rows; row++)
        s->propensity[row] = 1.0f;
    return s->serve(s->arg, s->request + s->first_request, s->requests - s->first_request, s->item + s->first_row, err);
}

/* Simulates the days that s names behind the rows of `before` (NULL: there are none). */
static bool generate(struct simulation *s, const struct log *before, struct pool *pool, struct progress *progress,
                     struct blob *out, struct err *err) {
    const struct world *world = s->feed->world;
    bool ok = false;
    for (int p = 0; p < s->K; p++)
        s->examination[p] = truth_examination(world, p + 1);
    s->day_start = mem_array((size_t)s->days + 1, sizeof *s->day_start, err);
    s->visits = mem_array((size_t)s->days * (size_t)world->users, sizeof *s->visits, err);
    if (!s->day_start || !s->visits)
        goto out;
    count_visits(s, pool);
    if (!allocate(s, out, err))
        goto out;
    if (before)
        copy_rows(s, before);
    pool_for(pool, s->days, day_shard, s);
    for (int r = s->first_request; r <= s->requests; r++)
        s->start[r] = s->first_row + (int64_t)(r - s->first_request) * s->K;
    if (s->serve && !serve_lists(s, err))
        goto out;
    for (s->round = 0; s->round < ROUNDS; s->round++) {
        if (!progress_step(progress, (double)s->round / ROUNDS, err))
            goto out;
        pool_for(pool, SHARDS, simulate_shard, s);
    }
    ok = progress_step(progress, 1.0, err);
out:
    free(s->day_start);
    free(s->visits);
    return ok;
}

static struct simulation simulation_of(const struct feed *feed) {
    uint64_t seed = feed->world->params.seed;
    return (struct simulation){.feed = feed,
                               .K = feed->world->params.list_size,
                               .share = 1.0f,
                               .visit_draw = rng_draw(seed, "log.visit"),
                               .find_draw = rng_draw(seed, "log.policy"),
                               .event_draw = rng_draw(seed, "log.event")};
}

bool feed_log_generate(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                       struct err *err) {
    struct feed feed;
    feed_open(world, &feed);
    struct simulation s = simulation_of(&feed);
    s.days = world->params.days;
    return generate(&s, NULL, pool, progress, out, err);
}

bool feed_log_extend(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                     struct progress *progress, struct blob *out, struct err *err) {
    struct feed feed;
    feed_open(world, &feed);
    struct simulation s = simulation_of(&feed);
    s.first_day = world->params.days + days->after;
    s.days = days->days;
    s.first_request = log->requests;
    s.first_row = log->impressions;
    s.serve = days->serve;
    s.arg = days->arg;
    if (days->serve)
        s.K = days->list_size;
    s.share = days->share;
    s.traffic = days->traffic;
    s.drift = days->drift;
    return generate(&s, log, pool, progress, out, err);
}
