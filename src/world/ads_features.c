/* ads_features.c - what models may read of an ads world: about twenty categorical fields, most of them with
 * heavy-tailed vocabularies, and counters as of the start of the request's day.
 *
 * Standardised by fixed transforms, so that a value means the same in every world and on every day; ctr is clicks by
 * impressions with n rows of the usual rate added (log(ctr / usual) / scale):
 *   user_ctr n 200 scale 0.5     ad_ctr n 100, 0.6     campaign_ctr n 200, 0.6     advertiser_ctr n 400, 0.5
 *   site_ctr n 400, 0.4          category_ctr n 400, 0.3
 *   ad_age (log(1 + days) - 1.6) / 0.9      ad_shown (log(1 + shown) - 5) / 2      campaign_seen log(1 + n)
 *   user_category_clicks 2 log(1 + n)       budget_left: not known to a log, so no feature */
#include "base/mem.h"
#include "world/ads_counters.h"
#include "world/history.h"
#include "world/kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum ads_feature {
    USER_ID,
    COUNTRY,
    REGION,
    LANGUAGE,
    AGE_BAND,
    GENDER,
    INTEREST,
    DEVICE,
    SYSTEM,
    BROWSER,
    HOUR,
    WEEKDAY,
    SITE,
    SITE_CATEGORY,
    PLACEMENT,
    AD_ID,
    CAMPAIGN,
    ADVERTISER,
    AD_CATEGORY,
    AD_FORMAT,
    QUALITY,
    USER_CTR,
    SITE_CTR,
    AD_CTR,
    CAMPAIGN_CTR,
    ADVERTISER_CTR,
    CATEGORY_CTR,
    AD_AGE,
    AD_SHOWN,
    ADVERTISER_SIZE,
    CAMPAIGN_SEEN,
    USER_CATEGORY_CLICKS,
    INTEREST_MATCH,
    AD_CTR_TOTAL,
    FEATURES
};

static const struct feature table[FEATURES] = {
    [USER_ID] = {"user_id", true, SIDE_USER, false, "who looks"},
    [COUNTRY] = {"country", true, SIDE_USER, false, "where the user lives"},
    [REGION] = {"region", true, SIDE_USER, false, "part of the country"},
    [LANGUAGE] = {"language", true, SIDE_USER, false, "language of the user's devices"},
    [AGE_BAND] = {"age_band", true, SIDE_USER, false, "how old the user is, in six bands"},
    [GENDER] = {"gender", true, SIDE_USER, false, "as the profile says"},
    [INTEREST] = {"interest", true, SIDE_USER, false, "category that the profile thinks the user likes most"},
    [DEVICE] = {"device", true, SIDE_CONTEXT, false, "phone, desktop or television"},
    [SYSTEM] = {"system", true, SIDE_CONTEXT, false, "operating system of the device"},
    [BROWSER] = {"browser", true, SIDE_CONTEXT, false, "browser or app shell"},
    [HOUR] = {"hour", true, SIDE_CONTEXT, false, "hour of the day where the user is"},
    [WEEKDAY] = {"weekday", true, SIDE_CONTEXT, false, "day of the week"},
    [SITE] = {"site", true, SIDE_CONTEXT, false, "site or app that the page belongs to"},
    [SITE_CATEGORY] = {"site_category", true, SIDE_CONTEXT, false, "what the site is about"},
    [PLACEMENT] = {"placement", true, SIDE_CONTEXT, false, "where on the page the slots are"},
    [AD_ID] = {"ad_id", true, SIDE_ITEM, false, "which ad"},
    [CAMPAIGN] = {"campaign", true, SIDE_ITEM, false, "campaign of the ad"},
    [ADVERTISER] = {"advertiser", true, SIDE_ITEM, false, "who pays for the ad"},
    [AD_CATEGORY] = {"ad_category", true, SIDE_ITEM, false, "what is advertised"},
    [AD_FORMAT] = {"ad_format", true, SIDE_ITEM, false, "banner, video, native and the like"},
    [QUALITY] = {"quality_shown", false, SIDE_ITEM, false, "a visible sign of the creative's quality"},
    [USER_CTR] = {"user_ctr", false, SIDE_USER, false, "clicks by impressions of the user before today, smoothed"},
    [SITE_CTR] = {"site_ctr", false, SIDE_CONTEXT, false, "clicks by impressions on the site before today, smoothed"},
    [AD_CTR] = {"ad_ctr", false, SIDE_ITEM, false, "clicks by impressions of the ad before today, smoothed"},
    [CAMPAIGN_CTR] = {"campaign_ctr", false, SIDE_ITEM, false, "the same of its campaign"},
    [ADVERTISER_CTR] = {"advertiser_ctr", false, SIDE_ITEM, false, "the same of its advertiser"},
    [CATEGORY_CTR] = {"category_ctr", false, SIDE_ITEM, false, "the same of its category"},
    [AD_AGE] = {"ad_age", false, SIDE_ITEM, false, "time since the ad started"},
    [AD_SHOWN] = {"ad_shown", false, SIDE_ITEM, false, "how often the ad was shown before today"},
    [ADVERTISER_SIZE] = {"advertiser_size", false, SIDE_ITEM, false, "how large the advertiser is"},
    [CAMPAIGN_SEEN] = {"campaign_seen", false, SIDE_CROSS, false,
                       "how often the user saw the campaign in the last three days"},
    [USER_CATEGORY_CLICKS] = {"user_category_clicks", false, SIDE_CROSS, false,
                              "the user's clicks on the ad's category so far"},
    [INTEREST_MATCH] = {"interest_match", true, SIDE_CROSS, false,
                        "whether the profile's interest is the ad's category"},
    [AD_CTR_TOTAL] = {"ad_ctr_total", false, SIDE_ITEM, true,
                      "clicks by impressions of the ad over the whole log, the future included"},
};

struct reader {
    struct ads ads;
    struct ads_counters counters;
    bool wants_page, wants_clicks;
};

static bool chosen(const struct features *f, enum ads_feature id) {
    for (int k = 0; k < f->n_dense; k++)
        if (f->dense[k] == (int)id)
            return true;
    for (int k = 0; k < f->n_category; k++)
        if (f->category[k] == (int)id)
            return true;
    return false;
}

static bool prepare(struct features *f, struct err *err) {
    struct reader *a = mem_must(1, sizeof *a);
    f->state = a;
    ads_open(f->world, &a->ads);
    a->wants_page = chosen(f, SYSTEM) || chosen(f, BROWSER) || chosen(f, SITE) || chosen(f, SITE_CATEGORY) ||
                    chosen(f, PLACEMENT) || chosen(f, SITE_CTR);
    a->wants_clicks = chosen(f, USER_CATEGORY_CLICKS);
    return ads_counters_new(&a->counters, &a->ads, f->log, chosen(f, USER_CTR) || chosen(f, SITE_CTR), err);
}

static void release(struct features *f) {
    struct reader *a = f->state;
    if (a)
        ads_counters_free(&a->counters);
    free(a);
}

static int cardinality_of(const struct world *w, int id) {
    static const int fixed[FEATURES] = {[COUNTRY] = ADS_COUNTRIES,
                                        [REGION] = ADS_REGIONS,
                                        [LANGUAGE] = ADS_LANGUAGES,
                                        [AGE_BAND] = ADS_AGE_BANDS,
                                        [GENDER] = ADS_GENDERS,
                                        [INTEREST] = ADS_CATEGORIES,
                                        [DEVICE] = ADS_DEVICES,
                                        [SYSTEM] = ADS_SYSTEMS,
                                        [BROWSER] = ADS_BROWSERS,
                                        [HOUR] = 24,
                                        [WEEKDAY] = 7,
                                        [SITE] = ADS_SITES,
                                        [SITE_CATEGORY] = ADS_SITE_CATEGORIES,
                                        [PLACEMENT] = ADS_PLACEMENTS,
                                        [AD_CATEGORY] = ADS_CATEGORIES,
                                        [AD_FORMAT] = ADS_FORMATS,
                                        [INTEREST_MATCH] = 2};
    return id == USER_ID      ? w->users
           : id == AD_ID      ? w->items
           : id == ADVERTISER ? w->creators
           : id == CAMPAIGN   ? (int)blob_length(w->blob, "campaign.bid")
                              : fixed[id];
}

/* What a request knows, whichever ad it is about. */
struct moment {
    struct page page;
    int day;
    int32_t clicks[ADS_CATEGORIES];
};

/* A category that all rows have in common; -1: it hangs on the ad. */
static int32_t common(const struct reader *a, const struct moment *m, enum ads_feature id, const struct request *r) {
    const struct world *w = a->ads.world;
    size_t users = (size_t)w->users, u = (size_t)r->user;
    switch (id) {
    case USER_ID:
        return r->user;
    case COUNTRY:
        return w->country[u];
    case REGION:
        return a->ads.field[USER_REGION * users + u];
    case LANGUAGE:
        return a->ads.field[USER_LANGUAGE * users + u];
    case AGE_BAND:
        return w->age_band[u];
    case GENDER:
        return a->ads.field[USER_GENDER * users + u];
    case INTEREST:
        return a->ads.field[USER_INTEREST * users + u];
    case DEVICE:
        return r->device;
    case SYSTEM:
        return m->page.system;
    case BROWSER:
        return m->page.browser;
    case HOUR:
        return r->hour;
    case WEEKDAY:
        return (int32_t)r->time % 7;
    case SITE:
        return m->page.site;
    case SITE_CATEGORY:
        return m->page.site_category;
    case PLACEMENT:
        return m->page.placement;
    default:
        return -1;
    }
}

static void fill_category(const struct reader *a, const struct moment *m, enum ads_feature id, const struct request *r,
                          const int32_t *items, int n, int32_t *out, int stride) {
    const struct world *w = a->ads.world;
    int32_t same = common(a, m, id, r);
    const int32_t *column = id == CAMPAIGN     ? a->ads.campaign
                            : id == ADVERTISER ? w->creator
                            : id == AD_FORMAT  ? a->ads.format
                                               : w->topic;
    int32_t interest = a->ads.field[USER_INTEREST * (size_t)w->users + (size_t)r->user];
    for (int j = 0; j < n; j++)
        out[j * stride] = same >= 0              ? same
                          : id == AD_ID          ? items[j]
                          : id == INTEREST_MATCH ? w->topic[items[j]] == interest
                                                 : column[items[j]];
}

static void fill_counter(const struct reader *a, const struct moment *m, enum ads_counter which, const int32_t *group,
                         const int32_t *items, int n, float *out, int stride) {
    const float *ctr = ads_counter(&a->counters, which, m->day);
    for (int j = 0; j < n; j++)
        out[j * stride] = ctr[group ? group[items[j]] : items[j]];
}

static void fill_same(float value, int n, float *out, int stride) {
    for (int j = 0; j < n; j++)
        out[j * stride] = value;
}

static void fill_seen(const struct features *f, const struct reader *a, const struct request *r, const int32_t *items,
                      int n, float *out, int stride) {
    enum { BLOCK = 256 };
    uint8_t seen[BLOCK];
    for (int at = 0; at < n; at += BLOCK) {
        int m = n - at < BLOCK ? n - at : BLOCK;
        ads_seen(&a->ads, f->log, r, items + at, m, seen);
        for (int j = 0; j < m; j++)
            out[(at + j) * stride] = seen[j] ? log1pf((float)seen[j]) : 0.0f;
    }
}

static void fill_ad(const struct features *f, const struct moment *m, enum ads_feature id, const struct request *r,
                    const int32_t *items, int n, float *out, int stride) {
    const struct reader *a = f->state;
    const struct world *w = a->ads.world;
    const float *total = ads_counter(&a->counters, COUNT_AD, f->serving ? m->day : w->params.days);
    for (int j = 0; j < n; j++) {
        int32_t i = items[j];
        out[j * stride] = id == QUALITY           ? w->quality_shown[i]
                          : id == AD_SHOWN        ? a->counters.shown[(size_t)m->day * (size_t)w->items + (size_t)i]
                          : id == AD_CTR_TOTAL    ? total[i]
                          : id == ADVERTISER_SIZE ? a->ads.size[w->creator[i]]
                          : id == AD_AGE ? (log1pf(fminf(fmaxf(r->time - w->birth[i], 0.0f), 30.0f)) - 1.6f) / 0.9f
                                         : 2.0f * log1pf((float)m->clicks[w->topic[i]]);
    }
}

static void fill_dense(const struct features *f, const struct moment *m, enum ads_feature id, const struct request *r,
                       const int32_t *items, int n, float *out, int stride) {
    const struct reader *a = f->state;
    const struct world *w = f->world;
    switch (id) {
    case USER_CTR:
        fill_same(ads_counter(&a->counters, COUNT_USER, m->day)[r->user], n, out, stride);
        return;
    case SITE_CTR:
        fill_same(ads_counter(&a->counters, COUNT_SITE, m->day)[m->page.site], n, out, stride);
        return;
    case AD_CTR:
        fill_counter(a, m, COUNT_AD, NULL, items, n, out, stride);
        return;
    case CAMPAIGN_CTR:
        fill_counter(a, m, COUNT_CAMPAIGN, a->ads.campaign, items, n, out, stride);
        return;
    case ADVERTISER_CTR:
        fill_counter(a, m, COUNT_ADVERTISER, w->creator, items, n, out, stride);
        return;
    case CATEGORY_CTR:
        fill_counter(a, m, COUNT_CATEGORY, w->topic, items, n, out, stride);
        return;
    case CAMPAIGN_SEEN:
        fill_seen(f, a, r, items, n, out, stride);
        return;
    default:
        fill_ad(f, m, id, r, items, n, out, stride);
    }
}

static void fill(const struct features *f, const struct request *request, int day, const int32_t *items, int n,
                 int32_t *category, float *dense) {
    const struct reader *a = f->state;
    struct moment m = {.day = day};
    if (a->wants_page)
        ads_page(&a->ads, request, &m.page);
    if (a->wants_clicks) {
        const int32_t *rows = f->log->click_row + f->log->click_start[request->user];
        int64_t clicks = history_before(f->log, request->user, request->time);
        for (int64_t k = 0; k < clicks; k++)
            m.clicks[f->world->topic[f->log->item[rows[k]]]]++;
    }
    for (int k = 0; k < f->n_category; k++)
        fill_category(a, &m, (enum ads_feature)f->category[k], request, items, n, category + k, f->n_category);
    for (int k = 0; k < f->n_dense; k++)
        fill_dense(f, &m, (enum ads_feature)f->dense[k], request, items, n, dense + k, f->n_dense);
}

/* --- the two sides as towers read them --- */

enum { TOWER_DAYPARTS = 4 };

static int tower_user_categories_of(const struct world *world, int cardinality[FIELDS_MAX]) {
    const int sizes[] = {world->users, ADS_COUNTRIES,       ADS_PEOPLE,     ADS_CATEGORIES,
                         ADS_DEVICES,  ADS_SITE_CATEGORIES, TOWER_DAYPARTS, ADS_PLACEMENTS};
    memcpy(cardinality, sizes, sizeof sizes);
    return sizeof sizes / sizeof *sizes;
}

static void tower_user(const struct world *world, const struct request *request, int32_t *category) {
    struct ads ads;
    struct page page;
    ads_open(world, &ads);
    ads_page(&ads, request, &page);
    size_t users = (size_t)world->users, u = (size_t)request->user;
    category[0] = request->user;
    category[1] = world->country[u];
    category[2] = world->age_band[u] * ADS_GENDERS + ads.field[USER_GENDER * users + u];
    category[3] = ads.field[USER_INTEREST * users + u];
    category[4] = request->device;
    category[5] = page.site_category;
    category[6] = page.daypart;
    category[7] = page.placement;
}

static int tower_item_categories_of(const struct world *world, int cardinality[FIELDS_MAX]) {
    const int sizes[] = {world->items, (int)blob_length(world->blob, "campaign.bid"), world->creators, ADS_CATEGORIES,
                         ADS_FORMATS};
    memcpy(cardinality, sizes, sizeof sizes);
    return sizeof sizes / sizeof *sizes;
}

static int tower_item_dense_of(const struct world *world) {
    return world->content_dim + 1;
}

static void tower_item(const struct world *world, int item, int32_t *category, float *dense) {
    category[0] = item;
    category[1] = ((const int32_t *)blob_get(world->blob, "ad.campaign", BLOB_I32))[item];
    category[2] = world->creator[item];
    category[3] = world->topic[item];
    category[4] = ((const int32_t *)blob_get(world->blob, "ad.format", BLOB_I32))[item];
    memcpy(dense, world->content + (size_t)item * ADS_CONTENT, ADS_CONTENT * sizeof *dense);
    dense[ADS_CONTENT] = world->quality_shown[item];
}

const struct feature_kind ads_feature_kind = {
    .table = table,
    .n = FEATURES,
    .prepare = prepare,
    .release = release,
    .cardinality = cardinality_of,
    .fill = fill,
    .tower_user_categories = tower_user_categories_of,
    .tower_user = tower_user,
    .tower_item_categories = tower_item_categories_of,
    .tower_item_dense = tower_item_dense_of,
    .tower_item = tower_item,
};
