/* feed_log.c - two weeks of an older policy: who came when, what was shown at which position, what they did.
 * Requests come first (a Poisson number for every user and day), in time order; every request is then simulated from
 * its own stream, and has as many rows as a list has places, so all rows have their place before the work is shared
 * out. A row's events hang on the row alone: P(click) = examination(position) * P(click | looks). That a list tires
 * people is left to the truth's sessions. */
#include "base/mem.h"
#include "num/vecmath.h"
#include "world/feed.h"
#include "world/visits.h"
#include "world/log_rows.h"

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
    int requests, round;
    uint64_t find_draw, event_draw;
    struct log_rows log;
    float *watch_s;
    float examination[LIST_MAX];
};

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
    int n = policy_draw(&pool, &find, s->K, s->log.item + row, s->log.propensity + row);
    for (; n < s->K; n++) { /* fewer items are live than a list has places */
        s->log.item[row + (size_t)n] = 0;
        s->log.propensity[row + (size_t)n] = 0.0f;
    }
}

static void simulate(struct simulation *s, const struct request *request) {
    const struct world *w = s->feed->world;
    int K = s->K;
    size_t row = (size_t)s->log.start[request->id];
    if (!s->serve)
        show_list(s, request, row);
    float value[HEADS][LIST_MAX], *out[HEADS];
    for (int h = 0; h < HEADS; h++)
        out[h] = value[h];
    const struct truth_drift *drift = s->drift ? &s->drift[(int)request->time - s->first_day] : NULL;
    feed_respond(s->feed, request, s->log.item + row, K, drift, out);
    struct rng r = rng_of(s->event_draw, (uint64_t)request->id, 0);
    for (int p = 0; p < K; p++, row++) {
        s->log.position[row] = (uint8_t)(p + 1);
        s->log.row_time[row] = request->time;
        s->watch_s[row] = 0.0f;
        s->log.event[row] = 0;
        if (rng_uniform(&r) >= s->examination[p])
            continue;
        float here[HEADS];
        for (int h = 0; h < HEADS; h++)
            here[h] = value[h][p];
        if (rng_uniform(&r) < here[HEAD_CLICK])
            s->log.event[row] = act(here, w->length_s[s->log.item[row]], &r, &s->watch_s[row]);
        if (rng_uniform(&r) < here[HEAD_HIDE])
            s->log.event[row] |= 1u << HEAD_HIDE;
    }
}

static void simulate_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct simulation *s = arg;
    int begin, end;
    pool_range(s->requests - s->first_request, ROUNDS * SHARDS, s->round * SHARDS + shard, &begin, &end);
    for (int r = begin; r < end; r++)
        simulate(s, &s->log.request[s->first_request + r]);
}

static bool allocate(struct simulation *s, struct blob *out, struct err *err) {
    int64_t requests = s->requests, rows = s->first_row + (requests - s->first_request) * s->K;
    return log_rows_new(&s->log, requests, rows, out, err) &&
           (s->watch_s = blob_add_raw(out, "watch_s", BLOB_F32, rows, 0, 0, err));
}

static bool serve_lists(struct simulation *s, struct err *err) {
    int64_t rows = s->log.start[s->requests];
    for (int64_t row = s->first_row; row < rows; row++)
        s->log.propensity[row] = 1.0f;
    return s->serve(s->arg, s->log.request + s->first_request, s->requests - s->first_request,
                    s->log.item + s->first_row, err);
}

/* Simulates the days that s names behind the rows of `before` (NULL: there are none). */
static bool generate(struct simulation *s, const struct log *before, struct pool *pool, struct progress *progress,
                     struct blob *out, struct err *err) {
    const struct world *world = s->feed->world;
    bool ok = false;
    for (int p = 0; p < s->K; p++)
        s->examination[p] = truth_examination(world, p + 1);
    struct visits visits = {.seed = world->params.seed,
                            .users = world->users,
                            .first_day = s->first_day,
                            .days = s->days,
                            .first_request = s->first_request,
                            .rate = world->params.requests_per_user_day,
                            .share = s->share,
                            .traffic = s->traffic,
                            .habit = s->feed->user + USER_ACTIVITY,
                            .stride = USER_COLUMNS};
    if (!visits_count(&visits, pool, err))
        goto out;
    s->requests = visits.requests;
    if (!allocate(s, out, err))
        goto out;
    if (before)
        log_rows_copy(&s->log, before, &(struct log_column){s->watch_s, before->watch_s, sizeof *s->watch_s}, 1, pool);
    visits_make(&visits, pool, s->log.request);
    for (int r = s->first_request; r <= s->requests; r++)
        s->log.start[r] = s->first_row + (int64_t)(r - s->first_request) * s->K;
    if (s->serve && !serve_lists(s, err))
        goto out;
    for (s->round = 0; s->round < ROUNDS; s->round++) {
        if (!progress_step(progress, (double)s->round / ROUNDS, err))
            goto out;
        pool_for(pool, SHARDS, simulate_shard, s);
    }
    ok = progress_step(progress, 1.0, err);
out:
    visits_free(&visits);
    return ok;
}

static struct simulation simulation_of(const struct feed *feed) {
    uint64_t seed = feed->world->params.seed;
    return (struct simulation){.feed = feed,
                               .K = feed->world->params.list_size,
                               .share = 1.0f,
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
