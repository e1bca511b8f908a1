/* ads_truth.c - what a person does with an ad on a page, as ads.h states it. */
#include "base/rng.h"
#include "num/vecmath.h"
#include "world/ads.h"
#include "world/history.h"
#include "world/kinds.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 128 };

static const float CLICK_BASE = -4.25f, CLICK_MATCH = 1.1f, CLICK_BAIT = 0.6f, CLICK_PAIR = 0.35f, CLICK_TIRED = 0.4f;
static const float CONVERT_BASE = -2.8f, CONVERT_MATCH = 0.4f, CONVERT_BAIT = -1.2f;
static const float HIDE_BASE = -6.6f, HIDE_BAIT = 1.6f, HIDE_SEEN = 0.35f, HIDE_MATCH = -0.8f;

static uint32_t mix(uint32_t h) { /* the finaliser of MurmurHash3 (A. Appleby) */
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    return h ^ h >> 16;
}

/* About N(0,1), the same for ever for this advertiser and these people: the sum of the four bytes of a hash. */
static float pair_of(uint32_t key, int32_t advertiser) {
    uint32_t h = mix(key ^ ((uint32_t)advertiser + 1u) * 0x9e3779b1u);
    uint32_t sum = (h & 255u) + (h >> 8 & 255u) + (h >> 16 & 255u) + (h >> 24);
    return (float)((int32_t)sum - 510) * (1.0f / 147.80f);
}

void ads_page(const struct ads *ads, const struct request *request, struct page *out) {
    struct rng r = rng_of(ads->page_draw, (uint64_t)request->id, 0);
    size_t users = (size_t)ads->world->users, u = (size_t)request->user;
    if (rng_uniformf(&r) < 0.6f) {
        out->site = ads->home[u * ADS_HOME_SITES + rng_below(&r, ADS_HOME_SITES)];
    } else {
        float at = rng_uniformf(&r);
        int low = 0, high = ADS_SITES - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (ads->site_sum[middle] < at)
                low = middle + 1;
            else
                high = middle;
        }
        out->site = low;
    }
    out->site_category = ads->site_category[out->site];
    /* a site has three placements of its own */
    out->placement = (int32_t)(((uint32_t)out->site * 5u + rng_below(&r, 3) * 3u) % ADS_PLACEMENTS);
    out->system = request->device == 0   ? ads->field[USER_SYSTEM * users + u]
                  : request->device == 1 ? ads->field[USER_DESKTOP * users + u]
                                         : ADS_SYSTEMS - 1;
    out->browser = request->device == 2 ? ADS_BROWSERS - 1 : ads->field[USER_BROWSER * users + u];
    out->weekday = (int32_t)request->time % 7;
    out->daypart = request->hour / 6;
}

void ads_asked(const struct ads *ads, const struct request *request, int32_t asked[ADS_RULES]) {
    const struct world *w = ads->world;
    size_t u = (size_t)request->user;
    int gender = ads->field[USER_GENDER * (size_t)w->users + u];
    asked[RULE_COUNTRIES] = 1 << w->country[u];
    asked[RULE_PEOPLE] = 1 << (w->age_band[u] * ADS_GENDERS + gender);
    asked[RULE_DEVICES] = 1 << request->device;
    asked[RULE_HOURS] = 1 << request->hour;
}

static bool runs(const struct ads *ads, float time, int32_t item) {
    return ads->world->birth[item] <= time && time < ads->end[item];
}

bool ads_wants(const struct ads *ads, const struct request *request, int32_t item) {
    int32_t asked[ADS_RULES];
    ads_asked(ads, request, asked);
    return runs(ads, request->time, item) &&
           ads_rules_hold(ads->rules + (size_t)ads->campaign[item] * ADS_RULES, asked);
}

int ads_wanting(const struct ads *ads, const struct request *request, int32_t *items) {
    int32_t asked[ADS_RULES];
    int n = 0;
    ads_asked(ads, request, asked);
    for (int i = 0; i < ads->world->items; i++)
        if (runs(ads, request->time, i) && ads_rules_hold(ads->rules + (size_t)ads->campaign[i] * ADS_RULES, asked))
            items[n++] = i;
    return n;
}

/* The campaigns of the last showings before the request. */
static int shown_lately(const struct ads *ads, const struct log *log, const struct request *request,
                        int32_t campaigns[SEEN_ROWS]) {
    const int32_t *visit = log->visit + log->visit_start[request->user];
    int64_t low = 0, high = log->visit_start[request->user + 1] - log->visit_start[request->user];
    while (low < high) { /* the user's visits before this one */
        int64_t middle = (low + high) / 2;
        if (log->request[visit[middle]].time < request->time)
            low = middle + 1;
        else
            high = middle;
    }
    int n = 0;
    for (int64_t k = low - 1; k >= 0 && n < SEEN_ROWS; k--) {
        const struct request *before = &log->request[visit[k]];
        if (before->time < request->time - SEEN_DAYS)
            break;
        for (int64_t row = log->start[before->id + 1] - 1; row >= log->start[before->id] && n < SEEN_ROWS; row--)
            campaigns[n++] = ads->campaign[log->item[row]];
    }
    return n;
}

void ads_seen(const struct ads *ads, const struct log *log, const struct request *request, const int32_t *items, int n,
              uint8_t *seen) {
    int32_t campaigns[SEEN_ROWS];
    int rows = shown_lately(ads, log, request, campaigns);
    for (int i = 0; i < n; i++) {
        int32_t c = items[i] < 0 ? -1 : ads->campaign[items[i]];
        int times = 0;
        for (int k = 0; k < rows; k++)
            times += campaigns[k] == c;
        seen[i] = (uint8_t)times;
    }
}

/* Everything about a page that does not depend on the ad. */
struct scene {
    float taste[ADS_LATENT], now, interaction;
    float category[ADS_CATEGORIES], format[ADS_FORMATS], convert[ADS_CATEGORIES];
    uint32_t pair_key;
};

/* A row of a table that turns, at this moment: from cos a + to sin a, and a share of it replaced. */
static void turned(const struct ads *ads, enum ads_table from, int row, float angle, float replaced, float *add) {
    const float *a = ads->table[from] + row * ADS_CATEGORIES, *b = ads->table[from + 1] + row * ADS_CATEGORIES,
                *c = ads->table[from + 2] + row * ADS_CATEGORIES;
    float x = cosf(angle), y = sinf(angle), keep = sqrtf(1.0f - replaced), other = sqrtf(replaced);
    for (int k = 0; k < ADS_CATEGORIES; k++)
        add[k] += ads->world->params.interaction * (keep * (x * a[k] + y * b[k]) + other * c[k]);
}

static void scene_of(const struct ads *ads, const struct request *request, const struct truth_drift *drift,
                     struct scene *out) {
    const struct world *w = ads->world;
    const struct world_params *p = &w->params;
    const float *user = ads->user + (size_t)request->user * AUDIENCE_COLUMNS;
    int age = w->age_band[request->user], gender = ads->field[USER_GENDER * (size_t)w->users + (size_t)request->user],
        people = age * ADS_GENDERS + gender;
    struct page page;
    ads_page(ads, request, &page);
    memcpy(out->taste, user + AUDIENCE_TASTE, sizeof out->taste);
    out->now = request->time;
    out->interaction = p->interaction;
    float same = CLICK_BASE + user[AUDIENCE_BIAS] + ads->table[TABLE_COUNTRY][w->country[request->user]] +
                 ads->table[TABLE_AGE][age];
    float angle = p->taste_drift * out->now / (float)p->days * 1.5707963f;
    float replaced = drift ? fminf(fmaxf(drift->taste, 0.0f), 1.0f) : 0.0f;
    for (int k = 0; k < ADS_CATEGORIES; k++) {
        out->category[k] = same;
        out->convert[k] =
            CONVERT_BASE + user[AUDIENCE_CONVERTS] + ads->table[TABLE_CONVERT][people * ADS_CATEGORIES + k];
    }
    turned(ads, TABLE_SITE_FROM, page.site_category, angle, replaced, out->category);
    turned(ads, TABLE_DAYPART_FROM, page.daypart * ADS_AGE_BANDS + age, angle, replaced, out->category);
    for (int k = 0; k < ADS_FORMATS; k++)
        out->format[k] =
            p->interaction *
            (ads->table[TABLE_SYSTEM][page.system * ADS_FORMATS + k] +
             ads->table[TABLE_PLACEMENT][(page.placement * ADS_DEVICES + request->device) * ADS_FORMATS + k]);
    uint64_t seed = p->seed * 0x9e3779b97f4a7c15u;
    out->pair_key = mix(mix((uint32_t)seed ^ (uint32_t)(seed >> 32)) ^ mix((uint32_t)people * 0x9e3779b1u + 1u));
}

static void respond_block(const struct ads *ads, const struct scene *s, const int32_t *items, const uint8_t *seen,
                          int n, float *click, float *convert, float *hide) {
    const struct world *w = ads->world;
    size_t stride = (size_t)w->items;
    for (int j = 0; j < n; j++) {
        size_t i = (size_t)items[j];
        const float *column = ads->hidden + i;
        float match = 0.0f, times = seen ? (float)seen[j] : 0.0f;
        for (int d = 0; d < ADS_LATENT; d++)
            match += s->taste[d] * column[(size_t)d * stride];
        int32_t topic = w->topic[i], advertiser = w->creator[i];
        float bait = column[AD_BAIT * stride], age = fmaxf(s->now - w->birth[i], 0.0f);
        click[j] = s->category[topic] + s->format[ads->format[i]] + column[AD_QUALITY * stride] -
                   column[AD_WEAR * stride] * fminf(age, 20.0f) + CLICK_MATCH * match + CLICK_BAIT * bait +
                   s->interaction * CLICK_PAIR * pair_of(s->pair_key, advertiser);
        if (times > 0.0f)
            click[j] -= CLICK_TIRED * log1pf(times);
        convert[j] = s->convert[topic] + ads->converts[advertiser] + CONVERT_MATCH * match + CONVERT_BAIT * bait;
        hide[j] = HIDE_BASE + HIDE_BAIT * bait + HIDE_SEEN * times + HIDE_MATCH * match;
    }
}

void ads_respond(const struct ads *ads, const struct request *request, const int32_t *items, const uint8_t *seen, int n,
                 const struct truth_drift *drift, struct ads_response out) {
    struct scene scene;
    scene_of(ads, request, drift, &scene);
    for (int at = 0; at < n; at += BLOCK) {
        int m = n - at < BLOCK ? n - at : BLOCK;
        float click[BLOCK], convert[BLOCK], hide[BLOCK];
        int32_t all[BLOCK];
        for (int j = 0; j < m; j++)
            all[j] = items ? items[at + j] : at + j;
        respond_block(ads, &scene, all, seen ? seen + at : NULL, m, click, convert, hide);
        if (out.click)
            vec_sigmoid(out.click + at, click, m);
        if (out.convert)
            vec_sigmoid(out.convert + at, convert, m);
        if (out.hide)
            vec_sigmoid(out.hide + at, hide, m);
    }
}

float ads_examination(int slot) {
    return powf((float)slot, -0.6f);
}

/* --- as every kind of world answers --- */

static float examination(const struct world *world, int position) {
    (void)world;
    return ads_examination(position);
}

static void respond(const struct world *world, const struct request *request, const int32_t *items, int n,
                    const struct truth_drift *drift, float *out[HEADS]) {
    struct ads ads;
    ads_open(world, &ads);
    ads_respond(&ads, request, items, NULL, n, drift,
                (struct ads_response){.click = out[HEAD_CLICK], .hide = out[HEAD_HIDE]});
}

static void positive(const struct world *world, const struct request *request, const int32_t *items, int n,
                     float label_s, const struct truth_drift *drift, float *out, float *scratch) {
    (void)label_s; /* a click is a click */
    (void)scratch;
    struct ads ads;
    ads_open(world, &ads);
    ads_respond(&ads, request, items, NULL, n, drift, (struct ads_response){.click = out});
}

static void logged(const struct world *world, const struct log *log, const struct request *request, float label_s,
                   const struct truth_drift *drift, float *out) {
    (void)label_s;
    struct ads ads;
    ads_open(world, &ads);
    int64_t first = log->start[request->id];
    int n = (int)(log->start[request->id + 1] - first);
    ads_respond(&ads, request, log->item + first, log->seen + first, n, drift, (struct ads_response){.click = out});
    for (int k = 0; k < n; k++)
        out[k] *= ads_examination(log->position[first + k]);
}

/* What the advertiser pays at its bid. */
static float worth(const struct world *world, const struct request *request, int32_t item,
                   const struct truth_drift *drift) {
    struct ads ads;
    float click, convert;
    ads_open(world, &ads);
    ads_respond(&ads, request, &item, NULL, 1, drift, (struct ads_response){.click = &click, .convert = &convert});
    int32_t c = ads.campaign[item];
    return click * ads.bid[c] * (ads.per_conversion[c] ? convert : 1.0f);
}

static void offered(const struct world *world, const struct request *request, float *birth) {
    struct ads ads;
    int32_t asked[ADS_RULES];
    ads_open(world, &ads);
    ads_asked(&ads, request, asked);
    for (int i = 0; i < world->items; i++) {
        bool over = ads.end[i] <= request->time;
        bool wants = !over && (world->birth[i] > request->time ||
                               ads_rules_hold(ads.rules + (size_t)ads.campaign[i] * ADS_RULES, asked));
        birth[i] = wants ? world->birth[i] : INFINITY;
    }
}

const struct kind ads_kind = {
    .generate = ads_generate,
    .open = ads_columns,
    .log = ads_log_generate,
    .log_extend = ads_log_extend,
    .respond = respond,
    .examination = examination,
    .positive = positive,
    .logged = logged,
    .worth = worth,
    .offered = offered,
    .features = &ads_feature_kind,
};
