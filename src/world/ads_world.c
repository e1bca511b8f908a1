/* ads_world.c - makes the people, advertisers, campaigns, ads and sites of an ads world, and the tables of its truth.
 * Every entity has its own random stream, so the shards may run in any order. */
#include "base/mem.h"
#include "base/rng.h"
#include "num/vecmath.h"
#include "world/ads.h"
#include "world/kinds.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHARDS = 64, ADS_A_CAMPAIGN = 6, AHEAD_DAYS = 16 };

struct build {
    const struct world_params *p;
    struct blob *blob;
    int campaigns;
    float *birth, *end, *content, *quality_shown, *hidden, *view;
    int32_t *creator, *topic, *campaign, *format;
    int32_t *rules, *c_advertiser, *c_category;
    float *bid, *value, *budget, *shade, *size, *converts, *delay;
    uint8_t *per_conversion;
    int32_t *country, *age_band, *field, *home, *site_category;
    float *user, *site_sum, *table[ADS_TABLES];
    float *centre;     /* (ADS_CATEGORIES, ADS_LATENT) scratch */
    float *projection; /* (ADS_CONTENT, ADS_LATENT) scratch */
    double *advertiser_sum, *campaign_sum;
};

/* Shapes of the tables, and the spread of what stands in them: logits. */
static const struct {
    const char *name;
    int rows, columns;
    float spread;
} tables[ADS_TABLES] = {
    [TABLE_COUNTRY] = {"table.country", ADS_COUNTRIES, 1, 0.35f},
    [TABLE_AGE] = {"table.age", ADS_AGE_BANDS, 1, 0.25f},
    [TABLE_SITE_FROM] = {"table.site_from", ADS_SITE_CATEGORIES, ADS_CATEGORIES, 0.65f},
    [TABLE_SITE_TO] = {"table.site_to", ADS_SITE_CATEGORIES, ADS_CATEGORIES, 0.65f},
    [TABLE_SITE_OTHER] = {"table.site_other", ADS_SITE_CATEGORIES, ADS_CATEGORIES, 0.65f},
    [TABLE_SYSTEM] = {"table.system", ADS_SYSTEMS, ADS_FORMATS, 0.4f},
    [TABLE_PLACEMENT] = {"table.placement", ADS_PLACEMENTS *ADS_DEVICES, ADS_FORMATS, 0.8f},
    [TABLE_DAYPART_FROM] = {"table.daypart_from", ADS_DAYPARTS *ADS_AGE_BANDS, ADS_CATEGORIES, 0.4f},
    [TABLE_DAYPART_TO] = {"table.daypart_to", ADS_DAYPARTS *ADS_AGE_BANDS, ADS_CATEGORIES, 0.4f},
    [TABLE_DAYPART_OTHER] = {"table.daypart_other", ADS_DAYPARTS *ADS_AGE_BANDS, ADS_CATEGORIES, 0.4f},
    [TABLE_CONVERT] = {"table.convert", ADS_PEOPLE, ADS_CATEGORIES, 0.4f},
};

static struct rng stream(const struct build *b, const char *draw, uint64_t id) {
    return rng_of(rng_draw(b->p->seed, draw), id, 0);
}

static bool allocate(struct build *b, struct err *err) {
    int64_t items = b->p->items, users = b->p->users, campaigns = b->campaigns, advertisers = b->p->creators;
    const struct {
        void **to;
        const char *name;
        enum blob_type type;
        int64_t rows, columns;
    } sections[] = {
        {(void **)&b->birth, "birth", BLOB_F32, items, 0},
        {(void **)&b->end, "ad.end", BLOB_F32, items, 0},
        {(void **)&b->creator, "creator", BLOB_I32, items, 0},
        {(void **)&b->topic, "topic", BLOB_I32, items, 0},
        {(void **)&b->content, "content", BLOB_F32, items, ADS_CONTENT},
        {(void **)&b->quality_shown, "quality_shown", BLOB_F32, items, 0},
        {(void **)&b->campaign, "ad.campaign", BLOB_I32, items, 0},
        {(void **)&b->format, "ad.format", BLOB_I32, items, 0},
        {(void **)&b->hidden, "ad.hidden", BLOB_F32, AD_COLUMNS, items},
        {(void **)&b->view, "policy.view", BLOB_F32, items, 0},
        {(void **)&b->rules, "campaign.rules", BLOB_I32, campaigns, ADS_RULES},
        {(void **)&b->bid, "campaign.bid", BLOB_F32, campaigns, 0},
        {(void **)&b->value, "campaign.value", BLOB_F32, campaigns, 0},
        {(void **)&b->budget, "campaign.budget", BLOB_F32, campaigns, 0},
        {(void **)&b->shade, "campaign.shade", BLOB_F32, campaigns, 0},
        {(void **)&b->per_conversion, "campaign.per_conversion", BLOB_U8, campaigns, 0},
        {(void **)&b->size, "advertiser.size", BLOB_F32, advertisers, 0},
        {(void **)&b->converts, "advertiser.converts", BLOB_F32, advertisers, 0},
        {(void **)&b->delay, "advertiser.delay", BLOB_F32, advertisers, 0},
        {(void **)&b->country, "country", BLOB_I32, users, 0},
        {(void **)&b->age_band, "age_band", BLOB_I32, users, 0},
        {(void **)&b->field, "user.fields", BLOB_I32, USER_FIELDS, users},
        {(void **)&b->home, "user.home", BLOB_I32, users, ADS_HOME_SITES},
        {(void **)&b->user, "user.hidden", BLOB_F32, users, AUDIENCE_COLUMNS},
        {(void **)&b->site_category, "site.category", BLOB_I32, ADS_SITES, 0},
        {(void **)&b->site_sum, "site.sum", BLOB_F32, ADS_SITES, 0},
    };
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        *sections[i].to =
            blob_add(b->blob, sections[i].name, sections[i].type, sections[i].rows, sections[i].columns, 0, err);
        if (!*sections[i].to)
            return false;
    }
    for (int t = 0; t < ADS_TABLES; t++)
        if (!(b->table[t] = blob_add(b->blob, tables[t].name, BLOB_F32, tables[t].rows, tables[t].columns, 0, err)))
            return false;
    return (b->centre = mem_array(ADS_CATEGORIES * ADS_LATENT, sizeof(float), err)) &&
           (b->projection = mem_array(ADS_CONTENT * ADS_LATENT, sizeof(float), err)) &&
           (b->c_advertiser = mem_array((size_t)campaigns, sizeof(int32_t), err)) &&
           (b->c_category = mem_array((size_t)campaigns, sizeof(int32_t), err)) &&
           (b->advertiser_sum = mem_array((size_t)advertisers, sizeof(double), err)) &&
           (b->campaign_sum = mem_array((size_t)campaigns, sizeof(double), err));
}

static void make_tables(struct build *b) {
    for (int t = 0; t < ADS_TABLES; t++) {
        struct rng r = stream(b, tables[t].name, 0);
        int rows = tables[t].rows, columns = tables[t].columns;
        for (int i = 0; i < rows * columns; i++)
            b->table[t][i] = tables[t].spread * (float)rng_normal(&r);
        for (int i = 0; i < rows && columns > 1; i++) { /* mean zero: a counter of one field sees nothing */
            float mean = 0.0f;
            for (int k = 0; k < columns; k++)
                mean += b->table[t][i * columns + k] / (float)columns;
            for (int k = 0; k < columns; k++)
                b->table[t][i * columns + k] -= mean;
        }
    }
    for (int c = 0; c < ADS_CATEGORIES; c++) {
        struct rng r = stream(b, "ads.category", (uint64_t)c);
        for (int d = 0; d < ADS_LATENT; d++)
            b->centre[c * ADS_LATENT + d] = (float)rng_normal(&r);
        vec_normalise(b->centre + c * ADS_LATENT, ADS_LATENT);
    }
    struct rng r = stream(b, "ads.projection", 0);
    for (int i = 0; i < ADS_CONTENT * ADS_LATENT; i++)
        b->projection[i] = (float)rng_normal(&r) * 0.35f;
}

static void make_sites(struct build *b) {
    double sum = 0.0, total = 0.0;
    for (int s = 0; s < ADS_SITES; s++)
        total += 1.0 / (s + 3);
    for (int s = 0; s < ADS_SITES; s++) {
        struct rng r = stream(b, "ads.site", (uint64_t)s);
        b->site_category[s] = (int32_t)rng_below(&r, ADS_SITE_CATEGORIES);
        sum += 1.0 / (s + 3) / total;
        b->site_sum[s] = (float)sum;
    }
    b->site_sum[ADS_SITES - 1] = 1.0f;
}

/* Categories have sizes of their own: category c in proportion to 1/(c+5). */
static int some_category(struct rng *r) {
    return rng_harmonic(r, ADS_CATEGORIES, 5);
}

/* Sizes are Pareto with exponent 1.1, cut at 3,000 times the smallest. */
static void make_advertisers(struct build *b) {
    double sum = 0.0;
    for (int a = 0; a < b->p->creators; a++) {
        struct rng r = stream(b, "ads.advertiser", (uint64_t)a);
        double log_size = fmin(rng_exponential(&r) / 1.1, 8.0);
        b->size[a] = (float)((log_size - 0.9) / 0.9);
        b->converts[a] = 0.7f * (float)rng_normal(&r);
        b->delay[a] = b->p->conversion_delay * expf(1.0f * (float)rng_normal(&r) - 0.5f);
        b->advertiser_sum[a] = sum += exp(0.7 * log_size);
    }
}

/* All of `n`, or a few that lie side by side. */
static int32_t some_mask(struct rng *r, double all, int n, int least, int most) {
    if (rng_uniform(r) < all)
        return (int32_t)((1u << n) - 1u);
    int width = least + (int)rng_below(r, (uint32_t)(most - least + 1)), first = (int)rng_below(r, (uint32_t)n);
    int32_t mask = 0;
    for (int k = 0; k < width; k++)
        mask |= 1 << (first + k) % n;
    return mask;
}

/* Most campaigns sell in the large countries, as most people live there. */
static int32_t some_countries(struct rng *r) {
    double how = rng_uniform(r);
    int n = how < 0.2 ? ADS_COUNTRIES : how < 0.5 ? 3 : 1;
    int32_t mask = 0;
    for (int k = 0; k < n; k++) {
        double u = rng_uniform(r);
        mask |= 1 << (int)(ADS_COUNTRIES * u * u);
    }
    return n == ADS_COUNTRIES ? (1 << ADS_COUNTRIES) - 1 : mask;
}

static int32_t people_of(int32_t ages, int32_t genders) {
    int32_t people = 0;
    for (int age = 0; age < ADS_AGE_BANDS; age++)
        for (int gender = 0; gender < ADS_GENDERS; gender++)
            if ((ages >> age & 1) && (genders >> gender & 1))
                people |= 1 << (age * ADS_GENDERS + gender);
    return people;
}

static void make_campaign(struct build *b, int c, double *weight) {
    struct rng r = stream(b, "ads.campaign", (uint64_t)c);
    int a = b->c_advertiser[c] = rng_pick(&r, b->advertiser_sum, b->p->creators);
    b->c_category[c] = some_category(&r);
    int32_t *rules = b->rules + (size_t)c * ADS_RULES;
    rules[RULE_COUNTRIES] = some_countries(&r);
    int32_t devices = some_mask(&r, 0.65, ADS_DEVICES, 1, 2), ages = some_mask(&r, 0.5, ADS_AGE_BANDS, 2, 3),
            genders = some_mask(&r, 0.75, ADS_GENDERS, 1, 2);
    rules[RULE_HOURS] = some_mask(&r, 0.8, 24, 8, 14);
    rules[RULE_PEOPLE] = people_of(ages, genders);
    rules[RULE_DEVICES] = devices;
    b->per_conversion[c] = rng_uniform(&r) < 0.3;
    float worth = 8.0f * expf(0.6f * (float)rng_normal(&r)), guess = 0.3f * (float)rng_normal(&r);
    float rate = 1.0f / (1.0f + expf(2.8f - b->converts[a]));
    b->value[c] = worth;
    b->bid[c] = b->per_conversion[c] ? worth * 0.85f : worth * rate * expf(guess) * 0.85f;
    b->shade[c] = (float)(0.1 + 0.25 * rng_uniform(&r));
    *weight = exp(0.9 * (double)b->size[a] + 0.8 * rng_normal(&r));
    if (c == 0) { /* the publisher's own */
        for (int k = 0; k < ADS_RULES; k++)
            rules[k] = 0x7fffffff;
        b->per_conversion[c] = 0;
        b->bid[c] = 0.01f;
        b->value[c] = 0.1f;
        *weight = 0.0;
    }
}

/* Budgets share out what the traffic could earn, so that some run out and others do not. */
static bool make_campaigns(struct build *b, struct err *err) {
    double *weight = mem_array((size_t)b->campaigns, sizeof *weight, err), total = 0.0, sum = 0.0;
    if (!weight)
        return false;
    for (int c = 0; c < b->campaigns; c++) {
        make_campaign(b, c, &weight[c]);
        total += weight[c];
        b->campaign_sum[c] = sum += c ? sqrt(weight[c]) : 0.0;
    }
    double traffic = (double)b->p->users * b->p->requests_per_user_day * b->p->list_size;
    double earned = traffic * 0.02 * 0.45; /* clicks a day, and what one is paid */
    for (int c = 0; c < b->campaigns; c++) {
        double click = b->per_conversion[c] ? b->bid[c] * 0.06 : b->bid[c];
        double share = earned * weight[c] / total * 6.0; /* a sixth of the campaigns run at a time, many not all day */
        b->budget[c] = c ? (float)(b->p->budget * fmax(share, 8.0 * click)) : 1e12f;
    }
    free(weight);
    return true;
}

/* Half of the ads are there when the log starts; the others come day by day, beyond its end too. Four in five last some
 * days, the others stay. */
static void some_life(const struct build *b, struct rng *r, int i) {
    bool fresh = rng_uniform(r) < b->p->fresh_share;
    double when = rng_uniform(r) * (b->p->days + AHEAD_DAYS), age = 10.0 * rng_exponential(r);
    double lasts = rng_uniform(r) < 0.8 ? 1.5 + 6.0 * rng_exponential(r) : 1e6;
    if (i < ADS_HOUSE) {
        b->birth[i] = -30.0f;
        b->end[i] = 1e6f;
        return;
    }
    b->birth[i] = fresh ? (float)when : -(float)age;
    b->end[i] = (float)((fresh ? when : 0.0) + lasts);
}

static void make_ad(struct build *b, int i) {
    struct rng r = stream(b, "ads.ad", (uint64_t)i);
    size_t n = (size_t)b->p->items, at = (size_t)i;
    int c = i < ADS_HOUSE ? 0 : rng_pick(&r, b->campaign_sum, b->campaigns);
    b->campaign[i] = c;
    b->creator[i] = b->c_advertiser[c];
    b->topic[i] = b->c_category[c];
    b->format[i] = (int32_t)rng_below(&r, ADS_FORMATS);
    some_life(b, &r, i);
    float latent[ADS_LATENT];
    for (int d = 0; d < ADS_LATENT; d++)
        latent[d] = b->centre[b->topic[i] * ADS_LATENT + d] + 0.25f * (float)rng_normal(&r);
    vec_normalise(latent, ADS_LATENT);
    for (int d = 0; d < ADS_LATENT; d++)
        b->hidden[(size_t)(AD_LATENT + d) * n + at] = latent[d];
    for (int k = 0; k < ADS_CONTENT; k++) {
        float seen = 0.15f * (float)rng_normal(&r);
        for (int d = 0; d < ADS_LATENT; d++)
            seen += b->projection[k * ADS_LATENT + d] * latent[d];
        b->content[at * ADS_CONTENT + (size_t)k] = seen;
    }
    vec_normalise(b->content + at * ADS_CONTENT, ADS_CONTENT);
    float quality = 0.5f * (float)rng_normal(&r);
    b->hidden[AD_QUALITY * n + at] = quality;
    b->hidden[AD_WEAR * n + at] = 0.06f * rng_uniformf(&r);
    b->hidden[AD_BAIT * n + at] = rng_uniform(&r) < 0.12 ? 0.5f + 0.5f * rng_uniformf(&r) : 0.0f;
    b->quality_shown[i] = quality + 0.5f * (float)rng_normal(&r);
    b->view[i] = 0.5f * quality + 0.4f * (float)rng_normal(&r) + 0.3f * b->p->logging_bias * b->size[b->creator[i]];
}

static void make_taste(const struct build *b, struct rng *r, float *user, int32_t *interest) {
    float own[ADS_LATENT];
    int first = some_category(r), second = some_category(r);
    for (int d = 0; d < ADS_LATENT; d++)
        own[d] =
            b->centre[first * ADS_LATENT + d] + 0.5f * b->centre[second * ADS_LATENT + d] + 0.2f * (float)rng_normal(r);
    vec_normalise(own, ADS_LATENT);
    memcpy(user + AUDIENCE_TASTE, own, sizeof own);
    *interest = rng_uniform(r) < 0.75 ? first : some_category(r); /* what the profile says, not always right */
}

static void make_person(struct build *b, int u) {
    struct rng r = stream(b, "ads.user", (uint64_t)u);
    size_t users = (size_t)b->p->users, at = (size_t)u;
    float *user = b->user + at * AUDIENCE_COLUMNS;
    make_taste(b, &r, user, &b->field[USER_INTEREST * users + at]);
    user[AUDIENCE_BIAS] = 0.4f * (float)rng_normal(&r);
    user[AUDIENCE_CONVERTS] = 0.4f * (float)rng_normal(&r);
    user[AUDIENCE_ACTIVITY] = expf(0.9f * (float)rng_normal(&r) - 0.405f); /* lognormal with mean 1 */
    user[AUDIENCE_PEAK_HOUR] = (float)fmod(19.0 + 4.0 * rng_normal(&r) + 48.0, 24.0);
    user[AUDIENCE_PHONE] = 0.3f + 0.6f * rng_uniformf(&r);
    user[AUDIENCE_TELEVISION] = 0.5f * (1.0f - user[AUDIENCE_PHONE]) * rng_uniformf(&r);
    double u1 = rng_uniform(&r), u2 = rng_uniform(&r);
    int country = (int)(ADS_COUNTRIES * u1 * u1);
    b->country[u] = country;
    b->age_band[u] = (int32_t)(ADS_AGE_BANDS * rng_uniform(&r));
    b->field[USER_REGION * users + at] = (int32_t)((country * 7 + (int)(6.0 * u2 * u2)) % ADS_REGIONS);
    b->field[USER_LANGUAGE * users + at] =
        rng_uniform(&r) < 0.8 ? country % ADS_LANGUAGES : (int32_t)rng_below(&r, ADS_LANGUAGES);
    double gender = rng_uniform(&r);
    b->field[USER_GENDER * users + at] = gender < 0.48 ? 0 : gender < 0.96 ? 1 : 2;
    b->field[USER_SYSTEM * users + at] = rng_uniform(&r) < 0.6 ? 0 : 1;
    double desktop = rng_uniform(&r);
    b->field[USER_DESKTOP * users + at] = desktop < 0.65 ? 2 : desktop < 0.9 ? 3 : 4;
    double browser = rng_uniform(&r);
    b->field[USER_BROWSER * users + at] = (int32_t)(ADS_BROWSERS * browser * browser * browser);
    for (int k = 0; k < ADS_HOME_SITES; k++) {
        double site = rng_uniform(&r);
        b->home[at * ADS_HOME_SITES + (size_t)k] = (int32_t)(ADS_SITES * site * site);
    }
}

static void ads_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct build *b = arg;
    int begin, end;
    pool_range(b->p->items, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        make_ad(b, i);
}

static void people_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct build *b = arg;
    int begin, end;
    pool_range(b->p->users, SHARDS, shard, &begin, &end);
    for (int u = begin; u < end; u++)
        make_person(b, u);
}

bool ads_generate(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                  struct err *err) {
    struct build b = {.p = params, .blob = out, .campaigns = params->items / ADS_A_CAMPAIGN + 2};
    bool ok = allocate(&b, err) && progress_step(progress, 0.0, err);
    if (ok) {
        make_tables(&b);
        make_sites(&b);
        make_advertisers(&b);
        ok = make_campaigns(&b, err);
    }
    if (ok) {
        pool_for(pool, SHARDS, ads_shard, &b);
        pool_for(pool, SHARDS, people_shard, &b);
        ok = progress_step(progress, 1.0, err);
    }
    free(b.centre);
    free(b.projection);
    free(b.c_advertiser);
    free(b.c_category);
    free(b.advertiser_sum);
    free(b.campaign_sum);
    return ok;
}

void ads_open(const struct world *world, struct ads *out) {
    memcpy(out, world->own, sizeof *out);
    out->world = world;
}

void ads_columns(const struct blob *blob, struct world *out) {
    static_assert(sizeof(struct ads) <= sizeof out->own, "room for the kind's view");
    struct ads ads = {
        .campaigns = (int)blob_length(blob, "campaign.bid"),
        .end = blob_get(blob, "ad.end", BLOB_F32),
        .campaign = blob_get(blob, "ad.campaign", BLOB_I32),
        .format = blob_get(blob, "ad.format", BLOB_I32),
        .hidden = blob_get(blob, "ad.hidden", BLOB_F32),
        .view = blob_get(blob, "policy.view", BLOB_F32),
        .rules = blob_get(blob, "campaign.rules", BLOB_I32),
        .bid = blob_get(blob, "campaign.bid", BLOB_F32),
        .value = blob_get(blob, "campaign.value", BLOB_F32),
        .budget = blob_get(blob, "campaign.budget", BLOB_F32),
        .shade = blob_get(blob, "campaign.shade", BLOB_F32),
        .per_conversion = blob_get(blob, "campaign.per_conversion", BLOB_U8),
        .size = blob_get(blob, "advertiser.size", BLOB_F32),
        .converts = blob_get(blob, "advertiser.converts", BLOB_F32),
        .delay = blob_get(blob, "advertiser.delay", BLOB_F32),
        .field = blob_get(blob, "user.fields", BLOB_I32),
        .home = blob_get(blob, "user.home", BLOB_I32),
        .user = blob_get(blob, "user.hidden", BLOB_F32),
        .site_category = blob_get(blob, "site.category", BLOB_I32),
        .site_sum = blob_get(blob, "site.sum", BLOB_F32),
    };
    for (int t = 0; t < ADS_TABLES; t++)
        ads.table[t] = blob_get(blob, tables[t].name, BLOB_F32);
    ads.page_draw = rng_draw(out->params.seed, "ads.page");
    out->topics = ADS_CATEGORIES;
    out->content_dim = ADS_CONTENT;
    memcpy(out->own, &ads, sizeof ads);
}
