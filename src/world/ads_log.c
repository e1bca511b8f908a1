/* ads_log.c - two weeks of an older ad server: who came when, which ads won the slots of the page, what people did.
 * It draws some of the ads that want the request, weighs each by its bid and a rough estimate of the click rate (what
 * it makes too much of is the advertiser's size: logging_bias), and draws the slots in proportion: propensities are
 * logged. Hours are simulated one after the other, because campaigns whose money is spent leave until midnight; within
 * an hour people are shared out over the pool, each with all of their requests, because what one has seen tires. */
#include "base/mem.h"
#include "num/vecmath.h"
#include "world/ads.h"
#include "world/kinds.h"
#include "world/policy.h"
#include "world/visits.h"
#include "world/log_rows.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CENTRES = 8, TRIES = 72, LIST_MAX = 64 };
static const float WEIGH = 1.3f, WEIGH_INTEREST = 0.6f, PAID = 0.8f, RATE_GUESS = 0.06f;

/* The last showings of one person. */
struct ring {
    float time[SEEN_ROWS];
    int32_t campaign[SEEN_ROWS];
    int n; /* showings so far */
};

/* An ad that runs today, with what its campaign wants, in one place. */
struct live {
    int32_t item, campaign, rules[ADS_RULES];
    float birth, end;
};

/* What one data centre knows. */
struct centre {
    float *spent;      /* (campaigns) today */
    struct live *live; /* (ADS_COUNTRIES, items) ads that run today and want the country */
    int live_of[ADS_COUNTRIES];
};

struct simulation {
    const struct ads *ads;
    int first_day, days, first_request, requests, day;
    float share;
    const struct truth_drift *drift; /* (days) NULL: none */
    const float *traffic;
    uint64_t find_draw, event_draw;
    int from, to; /* requests of the day */
    struct log_rows log;
    uint8_t *seen;       /* (rows) */
    float *convert_days; /* (rows) */
    float *allowance;    /* (campaigns) of a centre today */
    float *log_rate;     /* (campaigns) log of what a click is thought to be paid */
    struct ring *ring;   /* (users) */
    struct centre centre[CENTRES];
    struct progress *progress;
};

static void list_live(const struct ads *a, struct centre *centre, int day) {
    const struct world *w = a->world;
    memset(centre->live_of, 0, sizeof centre->live_of);
    for (int i = ADS_HOUSE; i < w->items; i++) {
        if (w->birth[i] >= (float)(day + 1) || a->end[i] <= (float)day)
            continue;
        int32_t c = a->campaign[i];
        const int32_t *rules = a->rules + (size_t)c * ADS_RULES;
        struct live live = {.item = i, .campaign = c, .birth = w->birth[i], .end = a->end[i]};
        memcpy(live.rules, rules, sizeof live.rules);
        for (int k = 0; k < ADS_COUNTRIES; k++)
            if (rules[RULE_COUNTRIES] >> k & 1)
                centre->live[(size_t)k * (size_t)w->items + (size_t)centre->live_of[k]++] = live;
    }
}

static bool among(const int32_t *campaigns, int n, int32_t campaign) {
    for (int k = 0; k < n; k++)
        if (campaigns[k] == campaign)
            return true;
    return false;
}

/* Ads that want the request (as ads_wants says), one a campaign; the publisher's own fill up. */
static void find(const struct simulation *s, const struct centre *centre, const struct request *request, struct rng *r,
                 struct policy_pool *pool) {
    const struct ads *a = s->ads;
    const struct world *w = a->world;
    size_t users = (size_t)w->users, u = (size_t)request->user;
    int country = w->country[u], n = centre->live_of[country], interest = a->field[USER_INTEREST * users + u];
    int32_t asked[ADS_RULES];
    ads_asked(a, request, asked);
    const struct live *live = centre->live + (size_t)country * (size_t)w->items;
    int32_t campaigns[POLICY_POOL];
    pool->n = 0;
    for (int k = 0; k < TRIES && n > 0; k++) {
        const struct live *l = &live[(uint64_t)rng_u32(r) * (uint64_t)n >> 32];
        if (ads_rules_hold(l->rules, asked) && l->birth <= request->time && request->time < l->end &&
            centre->spent[l->campaign] < s->allowance[l->campaign] && !among(campaigns, pool->n, l->campaign)) {
            campaigns[pool->n] = l->campaign;
            pool->item[pool->n++] = l->item;
        }
    }
    for (int k = 0; k < w->params.list_size && k < ADS_HOUSE; k++)
        pool->item[pool->n++] = k;
    for (int k = 0; k < pool->n; k++) {
        int32_t i = pool->item[k];
        pool->weight[k] =
            WEIGH * (s->log_rate[a->campaign[i]] + a->view[i] + (w->topic[i] == interest ? WEIGH_INTEREST : 0.0f));
    }
    vec_exp(pool->weight, pool->weight, pool->n);
}

static int seen_times(const struct ring *ring, float now, int32_t campaign) {
    int times = 0, n = ring->n < SEEN_ROWS ? ring->n : SEEN_ROWS;
    for (int k = 0; k < n; k++)
        times += ring->campaign[k] == campaign && ring->time[k] >= now - SEEN_DAYS;
    return times;
}

static void note_shown(struct ring *ring, float time, int32_t campaign) {
    int at = ring->n++ % SEEN_ROWS;
    ring->time[at] = time;
    ring->campaign[at] = campaign;
}

static void simulate(struct simulation *s, struct centre *centre, const struct request *request) {
    const struct ads *a = s->ads;
    int K = a->world->params.list_size;
    size_t row = (size_t)request->id * (size_t)K;
    float click[LIST_MAX], convert[LIST_MAX], hide[LIST_MAX];
    struct policy_pool pool;
    struct rng r = rng_of(s->find_draw, (uint64_t)request->id, 0);
    struct ring *ring = &s->ring[request->user];
    find(s, centre, request, &r, &pool);
    for (int n = policy_draw(&pool, &r, K, s->log.item + row, s->log.propensity + row); n < K; n++) {
        s->log.item[row + (size_t)n] = 0;
        s->log.propensity[row + (size_t)n] = 0.0f;
    }
    for (int p = 0; p < K; p++)
        s->seen[row + (size_t)p] = (uint8_t)seen_times(ring, request->time, a->campaign[s->log.item[row + (size_t)p]]);
    const struct truth_drift *drift = s->drift ? &s->drift[(int)request->time - s->first_day] : NULL;
    ads_respond(a, request, s->log.item + row, s->seen + row, K, drift, (struct ads_response){click, convert, hide});
    r = rng_of(s->event_draw, (uint64_t)request->id, 0);
    for (int p = 0; p < K; p++, row++) {
        s->log.position[row] = (uint8_t)(p + 1);
        s->log.row_time[row] = request->time;
        s->convert_days[row] = INFINITY;
        s->log.event[row] = 0;
        note_shown(ring, request->time, a->campaign[s->log.item[row]]);
        if (rng_uniform(&r) >= ads_examination(p + 1))
            continue;
        if (rng_uniform(&r) < click[p]) {
            s->log.event[row] = 1u << HEAD_CLICK;
            if (rng_uniform(&r) < convert[p])
                s->convert_days[row] = a->delay[a->world->creator[s->log.item[row]]] * (float)rng_exponential(&r);
        }
        if (rng_uniform(&r) < hide[p])
            s->log.event[row] |= 1u << HEAD_HIDE;
        int32_t c = a->campaign[s->log.item[row]];
        if (a->per_conversion[c] ? isfinite(s->convert_days[row]) : s->log.event[row] >> HEAD_CLICK & 1)
            centre->spent[c] += PAID * a->bid[c];
    }
}

static void centre_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct simulation *s = arg;
    struct centre *centre = &s->centre[shard];
    memset(centre->spent, 0, (size_t)s->ads->campaigns * sizeof *centre->spent);
    list_live(s->ads, centre, s->first_day + s->day);
    for (int r = s->from; r < s->to && !atomic_load(&s->progress->cancel); r++)
        if (s->log.request[r].user % CENTRES == shard)
            simulate(s, centre, &s->log.request[r]);
}

static bool simulate_days(struct simulation *s, const struct visits *visits, struct pool *pool, struct err *err) {
    const struct ads *a = s->ads;
    for (s->day = 0; s->day < s->days; s->day++) {
        float share = s->share * (s->traffic ? s->traffic[s->day] : 1.0f) / CENTRES;
        for (int c = 0; c < a->campaigns; c++)
            s->allowance[c] = a->budget[c] * share;
        s->from = visits->day_start[s->day];
        s->to = visits->day_start[s->day + 1];
        pool_for(pool, CENTRES, centre_shard, s);
        if (!progress_step(s->progress, (s->day + 1.0) / s->days, err))
            return false;
    }
    return true;
}

static bool open_centres(struct simulation *s, struct err *err) {
    size_t campaigns = (size_t)s->ads->campaigns, items = (size_t)s->ads->world->items;
    for (int k = 0; k < CENTRES; k++) {
        struct centre *centre = &s->centre[k];
        if (!(centre->spent = mem_array(campaigns, sizeof *centre->spent, err)) ||
            !(centre->live = mem_array(ADS_COUNTRIES * items, sizeof *centre->live, err)))
            return false;
    }
    return true;
}

static bool allocate(struct simulation *s, struct blob *out, struct err *err) {
    int64_t requests = s->requests, rows = requests * s->ads->world->params.list_size;
    size_t campaigns = (size_t)s->ads->campaigns;
    return log_rows_new(&s->log, requests, rows, out, err) &&
           (s->seen = blob_add_raw(out, "seen", BLOB_U8, rows, 0, 0, err)) &&
           (s->convert_days = blob_add_raw(out, "convert_days", BLOB_F32, rows, 0, 0, err)) &&
           (s->allowance = mem_array(campaigns, sizeof *s->allowance, err)) &&
           (s->log_rate = mem_array(campaigns, sizeof *s->log_rate, err)) &&
           (s->ring = mem_array((size_t)s->ads->world->users, sizeof *s->ring, err)) && open_centres(s, err);
}

/* The rows of the log that goes on, and what its last days leave in people's minds. */
static void go_on(struct simulation *s, const struct log *before, struct pool *pool) {
    const struct log_column own[] = {{s->seen, before->seen, sizeof *s->seen},
                                     {s->convert_days, before->convert_days, sizeof *s->convert_days}};
    log_rows_copy(&s->log, before, own, 2, pool);
    for (int r = 0; r < before->requests; r++)
        for (int64_t row = before->start[r]; row < before->start[r + 1]; row++)
            note_shown(&s->ring[before->request[r].user], before->request[r].time, s->ads->campaign[before->item[row]]);
}

/* Each person's requests in time order. */
static bool list_visits(const struct simulation *s, struct blob *out, struct err *err) {
    int users = s->ads->world->users;
    int64_t *start = blob_add(out, "visit_start", BLOB_I64, users + 1, 0, 0, err);
    int32_t *visit = start ? blob_add(out, "visit", BLOB_I32, s->requests, 0, 0, err) : NULL;
    if (!visit)
        return false;
    for (int r = 0; r < s->requests; r++)
        start[s->log.request[r].user + 1]++;
    for (int u = 0; u < users; u++)
        start[u + 1] += start[u];
    for (int r = 0; r < s->requests; r++)
        visit[start[s->log.request[r].user]++] = r;
    for (int u = users; u > 0; u--) /* each start has moved on to its end: move them back */
        start[u] = start[u - 1];
    start[0] = 0;
    return true;
}

/* Simulates the days that s names behind the rows of `before` (NULL: there are none). */
static bool generate(struct simulation *s, const struct log *before, struct pool *pool, struct progress *progress,
                     struct blob *out, struct err *err) {
    const struct ads *a = s->ads;
    const struct world *world = a->world;
    s->progress = progress;
    s->find_draw = rng_draw(world->params.seed, "ads.policy");
    s->event_draw = rng_draw(world->params.seed, "ads.event");
    struct visits visits = {.seed = world->params.seed,
                            .users = world->users,
                            .first_day = s->first_day,
                            .days = s->days,
                            .first_request = s->first_request,
                            .rate = world->params.requests_per_user_day,
                            .share = s->share,
                            .traffic = s->traffic,
                            .habit = a->user + AUDIENCE_ACTIVITY,
                            .stride = AUDIENCE_COLUMNS};
    bool ok = visits_count(&visits, pool, err);
    s->requests = visits.requests;
    ok = ok && allocate(s, out, err);
    if (ok) {
        if (before)
            go_on(s, before, pool);
        visits_make(&visits, pool, s->log.request);
        for (int r = 0; r <= s->requests; r++)
            s->log.start[r] = (int64_t)r * world->params.list_size;
        for (int c = 0; c < a->campaigns; c++)
            s->log_rate[c] = logf(a->bid[c] * (a->per_conversion[c] ? RATE_GUESS : 1.0f));
        ok = simulate_days(s, &visits, pool, err) && list_visits(s, out, err);
    }
    visits_free(&visits);
    for (int k = 0; k < CENTRES; k++) {
        free(s->centre[k].spent);
        free(s->centre[k].live);
    }
    free(s->allowance);
    free(s->log_rate);
    free(s->ring);
    return ok;
}

bool ads_log_generate(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                      struct err *err) {
    struct ads ads;
    ads_open(world, &ads);
    struct simulation s = {.ads = &ads, .days = world->params.days, .share = 1.0f};
    return generate(&s, NULL, pool, progress, out, err);
}

bool ads_log_extend(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                    struct progress *progress, struct blob *out, struct err *err) {
    struct ads ads;
    ads_open(world, &ads);
    assert(!days->serve); /* nobody plays the loop with ads */
    struct simulation s = {.ads = &ads,
                           .first_day = world->params.days + days->after,
                           .days = days->days,
                           .first_request = log->requests,
                           .share = days->share,
                           .traffic = days->traffic,
                           .drift = days->drift};
    return generate(&s, log, pool, progress, out, err);
}
