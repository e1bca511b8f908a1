/* feed.h - what only the feed kind's own files know: the hidden columns, the constants of its truth, the older policy.
 * A person u meets an item i at time t:
 *
 *   logit P(click | looks) = base + bias_u + affinity * taste_u(t).latent_i     (constants: feed_truth.c)
 *       + popularity * appeal_i * hot_i(t) + new * fade_i(t) + bait_i + quality_i
 *       + daypart x topic + device x length + pair(u, creator_i)
 *   fade_i(t) = 2^(-age / fade_days)
 *   hot_i(t)  = evergreen_i + (1 - evergreen_i) fade_i(t)
 *
 * The share of its length that is watched after a click is Beta(1, b): P(share >= x) = (1-x)^b, mean 1/(1+b), with
 * logit mean = affinity + quality - bait - log length + device x length.
 * pair(u, c) is a hash of both, about normal: as a matrix it has full rank, so no product of short vectors holds it. */
#ifndef WORLD_FEED_H
#define WORLD_FEED_H
#include "base/rng.h"
#include "world/kinds.h"
#include "world/policy.h"
#include "world/truth.h"

#include <assert.h>

enum { FEED_LATENT = 16, FEED_TOPICS = 24, FEED_DAYPARTS = 4, FEED_CONTENT = 32, FEED_DEVICES = 3, FEED_FOLLOWED = 6 };
enum { FEED_COUNTRIES = 12, FEED_AGE_BANDS = 6 };
/* log activity = spread * normal - shift: lognormal with mean 1. */
#define FEED_ACTIVITY_SPREAD 0.9f
#define FEED_ACTIVITY_SHIFT  0.405f

/* Columns of "item.hidden" (ITEM_COLUMNS, items). */
enum item_column {
    ITEM_LATENT = 0,           /* FEED_LATENT of them: a unit vector around its topic's centre */
    ITEM_APPEAL = FEED_LATENT, /* >= 0, exponential: as odds heavy-tailed */
    ITEM_EVERGREEN,            /* share of the appeal that does not fade */
    ITEM_QUALITY,              /* about N(0,1) */
    ITEM_BAIT,                 /* 0, or the strength of the clickbait */
    ITEM_LOG_LENGTH,           /* standardised */
    ITEM_BIRTH,
    ITEM_COLUMNS
};
/* The same of one item after the other, "item.rows" (items, ITEM_ROW): for who picks single items, a line or two of the
 * processor's cache each in place of twenty. */
enum { ITEM_ROW = 24 };
static_assert((int)ITEM_COLUMNS <= (int)ITEM_ROW, "a row holds every column");
/* Columns of "user.hidden" (users, USER_COLUMNS). */
enum user_column {                               /* those from USER_ACTIVITY on are the habits of visits.h */
                   USER_TASTE = 0,               /* unit vector at the start of the log */
                   USER_LATER = FEED_LATENT,     /* where it drifts to by itself (taste_drift) */
                   USER_OTHER = 2 * FEED_LATENT, /* what replaces it when the world drifts (struct truth_drift) */
                   USER_BIAS = 3 * FEED_LATENT,  /* how readily this person clicks */
                   USER_LOYALTY,
                   USER_ACTIVITY, /* return; requests relative to the mean */
                   USER_PEAK_HOUR,
                   USER_PHONE,
                   USER_TELEVISION, /* usual hour; shares of the devices */
                   USER_COLUMNS
};

struct feed { /* view of a feed world's blob */
    const struct world *world;
    const float *item;          /* (ITEM_COLUMNS, items) */
    const float *row;           /* (items, ITEM_ROW) */
    const float *user;          /* (users, USER_COLUMNS) */
    const float *centre;        /* (topics, FEED_LATENT) */
    const float *daypart_topic; /* (FEED_DAYPARTS, topics) logits */
    const float *followers;     /* (creators) visible: log of the creator's size, standardised */
    /* what the older policy knows and how it finds items */
    const float *policy_topic;                    /* (users, topics) its estimate of taste . centre */
    const float *policy_view;                     /* (items) its estimate of the appeal */
    const int32_t *topic_start;                   /* (topics+1) into by_topic, each topic's items best view first */
    const int32_t *by_topic, *by_view, *by_birth; /* (items) */
    const int32_t *creator_start;                 /* (creators+1) into by_creator */
    const int32_t *by_creator;                    /* (items) */
    const int32_t *followed;                      /* (users, FEED_FOLLOWED) creators that the person follows */
};
void feed_open(const struct world *world, struct feed *out); /* costs a copy */
/* What world_open leaves to the kind: its columns, by their names once, and not once a request. */
void feed_open_columns(const struct blob *blob, struct world *out);
bool feed_generate(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                   struct err *err) MUST_USE;
bool feed_log_generate(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                       struct err *err) MUST_USE;

static inline int feed_daypart(int hour) { /* night, morning, afternoon, evening */
    return hour / 6;
}
/* About N(0,1), the same for ever for this user and creator. */
float feed_pair(const struct world *world, int user, int creator);

bool feed_log_extend(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                     struct progress *progress, struct blob *out, struct err *err) MUST_USE;

/* Everything about a request that does not depend on the item. */
struct moment {
    float taste[FEED_LATENT];
    float topic_logit[FEED_TOPICS]; /* constant, user's bias, daypart x topic */
    float now, popularity, fade_rate, device_click, device_watch;
    float loyalty;
    uint32_t pair_key;
};
void moment_of(const struct feed *feed, const struct request *request, const struct truth_drift *drift,
               struct moment *out);
/* The parts of the truth for items (n), NULL: first..first+n-1; every output (n). */
struct response {
    float *click; /* logit of P(click | looks), nothing of the list being tiring yet */
    float *share; /* logit of the mean watched share */
    float *hide;  /* logit of P(hide | looks) */
};
void moment_respond(const struct feed *feed, const struct moment *moment, const int32_t *items, int first, int n,
                    struct response out);

/* What truth_respond says. */
void feed_respond(const struct feed *feed, const struct request *request, const int32_t *items, int n,
                  const struct truth_drift *drift, float *const out[HEADS]);

/* What the older policy finds for a request. */
void policy_find(const struct feed *feed, const struct request *request, struct rng *rng, struct policy_pool *out);
#endif
