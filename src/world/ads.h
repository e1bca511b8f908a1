/* ads.h - the ads kind: people, advertisers with campaigns and ads, pages with slots. Items of the world are ads,
 * creators are advertisers, topics are ad categories. A person u on a page (a site, a placement, an hour, a device)
 * looks at an ad i of campaign c, advertiser a:
 *
 *   logit P(click | looks) = base + bias_u + country + age
 *       + quality_i - wear_i age_i(t) + match (taste_u . latent_i) + bait_i
 *       + I { category x site category (t)                      two fields, moving by day
 *           + advertiser x age and gender + format x system     two fields
 *           + format x placement x device                       three fields
 *           + category x part of the day x age (t) }            three fields, moving by day
 *       - tired log(1 + seen)        seen: showings of c to u in the last SEEN_DAYS
 *
 * I is params.interaction; what moves turns from one drawn table to another by taste_drift of a right angle over the
 * log. No counter of one field holds those terms: their rows have mean zero. P(conversion | click) and the delay, an
 * exponential whose mean hangs on the advertiser, are the truth's too. The rules of targeting, the bids and the daily
 * budgets are the advertisers' own and no secret: a design may read them.
 * A campaign pays by the click or by the conversion; `bid` is what that is worth to it at most. */
#ifndef WORLD_ADS_H
#define WORLD_ADS_H
#include "world/truth.h"

enum {
    ADS_LATENT = 8,
    ADS_CONTENT = 24,
    ADS_CATEGORIES = 24,
    ADS_COUNTRIES = 12,
    ADS_REGIONS = 50,
    ADS_LANGUAGES = 8,
    ADS_AGE_BANDS = 6,
    ADS_GENDERS = 3,
    ADS_PEOPLE = ADS_AGE_BANDS * ADS_GENDERS,
    ADS_DEVICES = 3,
    ADS_SYSTEMS = 6, /* two of phones, three of desktops, one of televisions */
    ADS_BROWSERS = 7,
    ADS_SITES = 1500,
    ADS_SITE_CATEGORIES = 20,
    ADS_PLACEMENTS = 8,
    ADS_FORMATS = 5,
    ADS_DAYPARTS = 4,
    ADS_HOME_SITES = 4, /* sites that a person keeps coming back to */
    ADS_HOUSE = 16      /* the first ads are the publisher's own: for everybody, always there, paid next to nothing */
};
/* How tiring is counted: at most the last SEEN_ROWS showings of the last SEEN_DAYS. */
#define SEEN_DAYS 3.0f
enum { SEEN_ROWS = 24 };

/* Columns of "ad.hidden" (AD_COLUMNS, items). */
enum ad_column { AD_LATENT = 0, AD_QUALITY = ADS_LATENT, AD_WEAR, AD_BAIT, AD_COLUMNS };
/* Columns of "user.hidden" (users, AUDIENCE_COLUMNS); those from AUDIENCE_ACTIVITY on are the habits of visits.h. */
enum audience_column {
    AUDIENCE_TASTE = 0,
    AUDIENCE_BIAS = ADS_LATENT,
    AUDIENCE_CONVERTS,
    AUDIENCE_ACTIVITY,
    AUDIENCE_PEAK_HOUR,
    AUDIENCE_PHONE,
    AUDIENCE_TELEVISION,
    AUDIENCE_COLUMNS
};
/* Visible columns of "user.fields" (USER_FIELDS, users). */
enum user_field {
    USER_REGION,
    USER_LANGUAGE,
    USER_GENDER,
    USER_INTEREST,
    USER_SYSTEM,
    USER_DESKTOP,
    USER_BROWSER,
    USER_FIELDS
};
/* Whom a campaign wants: bit masks. People: bit gender + ADS_GENDERS age. */
enum campaign_rule { RULE_COUNTRIES, RULE_PEOPLE, RULE_DEVICES, RULE_HOURS, ADS_RULES };
/* The tables of the truth, each "table.NAME". */
enum ads_table {
    TABLE_COUNTRY,      /* (ADS_COUNTRIES) */
    TABLE_AGE,          /* (ADS_AGE_BANDS) */
    TABLE_SITE_FROM,    /* (ADS_SITE_CATEGORIES, ADS_CATEGORIES), and the three below: where the turn starts, */
    TABLE_SITE_TO,      /* where it goes, */
    TABLE_SITE_OTHER,   /* and what truth_drift.taste replaces it by */
    TABLE_SYSTEM,       /* (ADS_SYSTEMS, ADS_FORMATS) */
    TABLE_PLACEMENT,    /* (ADS_PLACEMENTS, ADS_DEVICES, ADS_FORMATS) */
    TABLE_DAYPART_FROM, /* (ADS_DAYPARTS, ADS_AGE_BANDS, ADS_CATEGORIES) */
    TABLE_DAYPART_TO,
    TABLE_DAYPART_OTHER,
    TABLE_CONVERT, /* (ADS_PEOPLE, ADS_CATEGORIES) */
    ADS_TABLES
};

struct ads { /* view of an ads world's blob */
    const struct world *world;
    int campaigns;
    /* ads (items): world->birth, ->creator, ->topic and */
    const float *end; /* day on which it stops */
    const int32_t *campaign, *format;
    const float *hidden; /* (AD_COLUMNS, items) */
    /* campaigns (campaigns) */
    const int32_t *rules; /* (campaigns, ADS_RULES) bit masks of whom it wants */
    const float *bid;     /* most it pays for a click, or a conversion */
    const float *value;   /* what a conversion is worth to it */
    const float *budget;  /* a day */
    const float *shade;   /* share by which it bids less where it would pay its bid */
    const uint8_t *per_conversion;
    /* advertisers (creators) */
    const float *size;             /* visible: log of its size, standardised */
    const float *converts, *delay; /* hidden: logit; mean days from click to conversion */
    /* people */
    const int32_t *field; /* (USER_FIELDS, users) */
    const int32_t *home;  /* (users, ADS_HOME_SITES) */
    const float *user;    /* (users, AUDIENCE_COLUMNS) */
    /* sites */
    const int32_t *site_category; /* (ADS_SITES) */
    const float *site_sum;        /* (ADS_SITES) running sum of their popularity, the last 1 */
    const float *view;            /* (items) what the older policy thinks of an ad */
    uint64_t page_draw;
    const float *table[ADS_TABLES];
};
void ads_open(const struct world *world, struct ads *out); /* costs nothing: world_open has done it */
void ads_columns(const struct blob *blob, struct world *out);
bool ads_generate(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                  struct err *err) MUST_USE;
bool ads_log_generate(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                      struct err *err) MUST_USE;
bool ads_log_extend(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                    struct progress *progress, struct blob *out, struct err *err) MUST_USE;

/* Where a request is made: it hangs on the request's id and user alone. */
struct page {
    int32_t site, site_category, placement, system, browser, weekday, daypart;
};
void ads_page(const struct ads *ads, const struct request *request, struct page *out);
/* Whether campaign and ad may be shown to this request, budgets aside. */
bool ads_wants(const struct ads *ads, const struct request *request, int32_t item);
/* All ads that may be shown to it, into items (as many as the world has); how many. */
int ads_wanting(const struct ads *ads, const struct request *request, int32_t *items);
/* The bits that the rules of a campaign must hold for this request. */
void ads_asked(const struct ads *ads, const struct request *request, int32_t asked[ADS_RULES]);
static inline bool ads_rules_hold(const int32_t *rules, const int32_t *asked) {
    bool all = true;
    for (int k = 0; k < ADS_RULES; k++)
        all &= (rules[k] & asked[k]) != 0;
    return all;
}
/* Showings of each item's campaign to the request's user in the days before it. seen (n). Allocates nothing. */
void ads_seen(const struct ads *ads, const struct log *log, const struct request *request, const int32_t *items, int n,
              uint8_t *seen);

/* What the truth says of items (n) on the request's page: probabilities given a look; convert: given a click. seen (n),
 * NULL: nothing. Outputs (n), NULL: not wanted. */
struct ads_response {
    float *click, *convert, *hide;
};
void ads_respond(const struct ads *ads, const struct request *request, const int32_t *items, const uint8_t *seen, int n,
                 const struct truth_drift *drift, struct ads_response out);
float ads_examination(int slot); /* P(looks at slot p, 1-based) */

struct feature_kind;
extern const struct feature_kind ads_feature_kind;
#endif
