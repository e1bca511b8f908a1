#include "world/kinds.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const char *const kind_names[WORLD_KINDS] = {"feed", "ads", "images", "posts"};
static const char *const head_names[HEADS] = {"click", "watch_time", "like", "comment", "share", "hide"};

const char *world_kind_name(enum world_kind kind) {
    return kind_names[kind];
}

const char *head_name(enum head head) {
    return head_names[head];
}

struct world_params world_defaults(enum world_kind kind) {
    struct world_params p = {
        .kind = kind,
        .seed = 1,
        .users = 20000,
        .items = 20000,
        .days = 14,
        .creators = 1500,
        .requests_per_user_day = 0.43f,
        .list_size = 10,
        .clickbait_share = 0.15f,
        .popularity = 1.0f,
        .fresh_share = 0.3f,
        .fade_days = 6.0f,
        .satiation = 1.0f,
        .taste_drift = 0.1f,
        .logging_bias = 1.0f,
        .interaction = 1.0f,
        .conversion_delay = 1.0f,
        .budget = 1.0f,
    };
    if (kind == WORLD_ADS) { /* about 2.4 M impressions: clicks are rare */
        p.items = 12000;
        p.creators = 600;
        p.requests_per_user_day = 2.1f;
        p.list_size = 4;
        p.fresh_share = 0.6f;
        p.taste_drift = 0.5f;
    }
    return p;
}

struct range {
    const char *name;
    double value, low, high;
};

static bool check(const struct world_params *p, struct err *err) {
    const struct range ranges[] = {
        {"users", p->users, 100, 1e7},
        {"items", p->items, 100, 1e7},
        {"days", p->days, 2, 365},
        {"creators", p->creators, 1, 1e6},
        {"requests_per_user_day", p->requests_per_user_day, 1e-3, 100},
        {"list_size", p->list_size, 1, 50},
        {"clickbait_share", p->clickbait_share, 0, 1},
        {"popularity", p->popularity, 0, 4},
        {"fresh_share", p->fresh_share, 0, 1},
        {"upload_days", p->upload_days, 0, 365},
        {"fade_days", p->fade_days, 0.05, 1e4},
        {"satiation", p->satiation, 0, 10},
        {"taste_drift", p->taste_drift, 0, 1},
        {"logging_bias", p->logging_bias, 0, 10},
        {"heavy_taste", p->heavy_taste, 0, 10},
        {"interaction", p->interaction, 0, 10},
        {"conversion_delay_days", p->conversion_delay, 0.01, 30},
        {"budget", p->budget, 0.001, 1000},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const struct range *r = &ranges[i];
        if (!(r->value >= r->low && r->value <= r->high)) /* NAN fails too */
            return err_set(err, ERR_USAGE, "world.%s: %g is not in %g..%g", r->name, r->value, r->low, r->high);
    }
    if ((double)p->users * p->days * p->requests_per_user_day * p->list_size > 1e9)
        return err_set(err, ERR_USAGE, "the world would log more than a thousand million impressions");
    return true;
}

/* The parameters, field by field: a struct's padding has no place in an artefact. */
bool world_pack(const struct world_params *p, struct blob *out, struct err *err) {
    const int64_t whole[] = {p->kind, (int64_t)p->seed, p->users,     p->items,
                             p->days, p->creators,      p->list_size, p->upload_days};
    const float real[] = {p->requests_per_user_day, p->clickbait_share, p->popularity,
                          p->fresh_share,           p->fade_days,       p->satiation,
                          p->taste_drift,           p->logging_bias,    p->interaction,
                          p->conversion_delay,      p->budget,          p->heavy_taste};
    int64_t *w = blob_add(out, "world.whole", BLOB_I64, sizeof whole / sizeof *whole, 0, 0, err);
    float *r = blob_add(out, "world.real", BLOB_F32, sizeof real / sizeof *real, 0, 0, err);
    if (!w || !r)
        return false;
    memcpy(w, whole, sizeof whole);
    memcpy(r, real, sizeof real);
    return true;
}

static struct world_params unpack(const struct blob *blob) {
    const int64_t *w = blob_get(blob, "world.whole", BLOB_I64);
    const float *r = blob_get(blob, "world.real", BLOB_F32);
    return (struct world_params){.kind = (enum world_kind)w[0],
                                 .seed = (uint64_t)w[1],
                                 .users = (int)w[2],
                                 .items = (int)w[3],
                                 .days = (int)w[4],
                                 .creators = (int)w[5],
                                 .list_size = (int)w[6],
                                 .upload_days = (int)w[7],
                                 .requests_per_user_day = r[0],
                                 .clickbait_share = r[1],
                                 .popularity = r[2],
                                 .fresh_share = r[3],
                                 .fade_days = r[4],
                                 .satiation = r[5],
                                 .taste_drift = r[6],
                                 .logging_bias = r[7],
                                 .interaction = r[8],
                                 .conversion_delay = r[9],
                                 .budget = r[10],
                                 .heavy_taste = r[11]};
}

const struct kind *kind_named(enum world_kind kind) {
    static const struct kind *const kinds[WORLD_KINDS] = {
        [WORLD_FEED] = &feed_kind, [WORLD_ADS] = &ads_kind, [WORLD_POSTS] = &posts_kind};
    return kinds[kind];
}

bool world_generate(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                    struct err *err) {
    const struct kind *kind = kind_named(params->kind);
    if (!kind || !kind->generate)
        return err_set(err, ERR_USAGE, "there is no generator for worlds of the kind '%s'",
                       world_kind_name(params->kind));
    return check(params, err) && world_pack(params, out, err) && kind->generate(params, pool, progress, out, err);
}

void world_open(const struct blob *blob, struct world *out) {
    struct world_params params = unpack(blob);
    *out = (struct world){
        .params = params,
        .users = params.users,
        .items = params.items,
        .creators = params.creators,
        .truth = !blob_find(blob, "logged.user"),
        .birth = blob_get(blob, "birth", BLOB_F32),
        .creator = blob_get(blob, "creator", BLOB_I32),
        .topic = blob_get(blob, "topic", BLOB_I32),
        .content = blob_get(blob, "content", BLOB_F32),
        .quality_shown = blob_get(blob, "quality_shown", BLOB_F32),
        .country = blob_get(blob, "country", BLOB_I32),
        .age_band = blob_get(blob, "age_band", BLOB_I32),
        .blob = blob,
    };
    kind_named(params.kind)->open(blob, out);
}

static_assert(sizeof(struct request) == 5 * sizeof(int32_t), "a request is stored as five words");

bool log_generate(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                  struct err *err) {
    return kind_of(world)->log(world, pool, progress, out, err) && counters_build(world, pool, out, err);
}

bool log_extend(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                struct progress *progress, struct blob *out, struct err *err) {
    struct world after = *world;
    after.params.days += days->after + days->days;
    return kind_of(world)->log_extend(world, log, days, pool, progress, out, err) &&
           counters_build(&after, pool, out, err);
}

void log_open(const struct blob *blob, struct log *out) {
    bool had = blob_find(blob, "had_row") != NULL, ads = blob_find(blob, "convert_days") != NULL;
    *out = (struct log){
        .requests = (int)blob_length(blob, "request"),
        .impressions = (int)blob_length(blob, "item"),
        .request = (const struct request *)blob_get(blob, "request", BLOB_I32),
        .start = blob_get(blob, "start", BLOB_I64),
        .item = blob_get(blob, "item", BLOB_I32),
        .position = blob_get(blob, "position", BLOB_U8),
        .propensity = blob_get(blob, "propensity", BLOB_F32),
        .event = blob_get(blob, "event", BLOB_U8),
        .watch_s = blob_find(blob, "watch_s") ? blob_get(blob, "watch_s", BLOB_F32) : NULL,
        .convert_days = ads ? blob_get(blob, "convert_days", BLOB_F32) : NULL,
        .seen = ads ? blob_get(blob, "seen", BLOB_U8) : NULL,
        .visit_start = ads ? blob_get(blob, "visit_start", BLOB_I64) : NULL,
        .visit = ads ? blob_get(blob, "visit", BLOB_I32) : NULL,
        .click_start = blob_get(blob, "click_start", BLOB_I64),
        .click_row = blob_get(blob, "click_row", BLOB_I32),
        .row_time = blob_get(blob, "row_time", BLOB_F32),
        .had_start = had ? blob_get(blob, "had_start", BLOB_I64) : NULL,
        .had_row = had ? blob_get(blob, "had_row", BLOB_I32) : NULL,
        .shown_before = blob_get(blob, "shown_before", BLOB_I32),
        .clicked_before = blob_get(blob, "clicked_before", BLOB_I32),
        .watched_before = blob_find(blob, "watched_before") ? blob_get(blob, "watched_before", BLOB_F32) : NULL,
    };
}
