/* world.h - a world: a columnar data set, and the truth behind it.
 * Life: world_generate into a blob, log_generate into another (both are nodes of the plan: cached, mapped) ->
 * world_open, log_open give views, plain structs of const pointers that live as long as the blobs. Time is in days
 * since the log began, as float; item i is live from birth[i] on. Everything is decided by (seed, name of draw, ids):
 * the same for any thread count. This header has what is common to every kind; what is special to the feed kind is in
 * feed.h. */
#ifndef WORLD_WORLD_H
#define WORLD_WORLD_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"
#include "num/fields.h"

#include <stdalign.h>

enum world_kind { WORLD_FEED, WORLD_ADS, WORLD_IMAGES, WORLD_POSTS, WORLD_KINDS };
const char *world_kind_name(enum world_kind kind); /* "feed" */

/* What a person can do with an item. HEAD_WATCH is a magnitude (seconds), the others are events. */
enum head { HEAD_CLICK, HEAD_WATCH, HEAD_LIKE, HEAD_COMMENT, HEAD_SHARE, HEAD_HIDE, HEADS };
const char *head_name(enum head head); /* "click", "watch_time", "like", "comment", "share", "hide" */

struct world_params {
    enum world_kind kind;
    uint64_t seed;
    int users, items, days, creators;
    float requests_per_user_day;
    int list_size;         /* items that the old policy showed a request */
    float clickbait_share; /* of items, [0,1] */
    float popularity;      /* weight of appeal in taste, 1 by default; 0: everybody likes everything alike */
    float fresh_share;     /* of items uploaded during the log, [0,1] */
    int upload_days;       /* over which those are uploaded, from the log's start on; 0: the log's days */
    float fade_days;       /* half-life of an item's appeal after upload */
    float satiation;       /* how fast a topic tires within one list */
    float taste_drift;     /* how far tastes move over the log, 0 none */
    float logging_bias;    /* how far the old policy over-ranks popular items and large creators */
    float
        heavy_taste; /* feed: how far people who come often prefer what is short, and the others what is long, 0 none */
    /* ads alone; there an item is an ad, a creator an advertiser, and list_size the slots of a page */
    float interaction;      /* strength of the terms that only several fields together hold, 1 by default */
    float conversion_delay; /* mean days from a click to its conversion */
    float budget;           /* times the usual daily budgets */
};

/* A request is all that is known when it starts. Candidates and features are frozen at this moment. */
struct request {
    int32_t id; /* row of the request in the log */
    int32_t user;
    float time;     /* days since the log began */
    int32_t hour;   /* 0..23 local */
    int32_t device; /* 0 phone, 1 desktop, 2 television */
};

struct world { /* view; (n) is the shape */
    struct world_params params;
    int users, items, creators, topics, content_dim;
    bool truth; /* false: a file of real interactions (logged.h), and nobody knows what is behind it */
    /* what everybody can see */
    const float *birth;                /* (items) <= 0: there before the log began */
    const int32_t *creator;            /* (items) */
    const int32_t *topic;              /* (items) the editor's category */
    const float *length_s;             /* (items); NULL where an item has no length (ads) */
    const float *content;              /* (items, content_dim) unit vectors from the item itself: text, image, sound */
    const float *quality_shown;        /* (items) a noisy visible sign of quality, such as resolution */
    const int32_t *country, *age_band; /* (users) */
    const struct blob *blob;           /* the kind's own columns, hidden ones too: read by the kind's file alone */
    alignas(8) char own[512];          /* the kind's own view of them, likewise */
};

/* Impressions are grouped by request, in time order: those of request r are rows [start[r], start[r+1]). */
struct log { /* view */
    int requests, impressions;
    const struct request *request; /* (requests) in time order */
    const int64_t *start;          /* (requests+1) */
    const int32_t *item;           /* (impressions) */
    const uint8_t *position;       /* (impressions) 1-based */
    const float *propensity;       /* (impressions) probability that the old policy showed this item at this position */
    const uint8_t *event; /* (impressions) bit h: the head's event happened; HEAD_WATCH's bit is HEAD_CLICK's */
    const float *watch_s; /* (impressions) seconds watched, 0 without a click; NULL where nothing is watched (ads) */
    /* ads alone, else NULL: days from the click to the conversion, INFINITY without one; how often the person had seen
     * the row's campaign in the days before (ads.h); the requests of user u in time order. */
    const float *convert_days;  /* (impressions) */
    const uint8_t *seen;        /* (impressions) */
    const int64_t *visit_start; /* (users+1) */
    const int32_t *visit;       /* (requests) */
    /* What happened to whom, for histories: rows of clicked impressions of user u, in time order. */
    const int64_t *click_start; /* (users+1) */
    const int32_t *click_row;   /* rows of impressions */
    const float *row_time;      /* (impressions) time of the row's request */
    /* Rows of user u, clicked or not, in time order, where what somebody had before is not offered again (a log of a
     * file: people rate a film once); NULL where it may be. */
    const int64_t *had_start; /* (users+1) */
    const int32_t *had_row;
    /* Counters that a stream keeps by day: of item i before day d (d = 0..days) all impressions and clicks so far. */
    const int32_t *shown_before, *clicked_before; /* (days+1, items) */
    const float *watched_before;                  /* (days+1, items) seconds; NULL where watch_s is */
};

/* What a world is when nobody says otherwise: 20,000 users, 20,000 items, 14 days, about 1.2 M impressions. */
struct world_params world_defaults(enum world_kind kind);
/* ERR_USAGE: a parameter outside its range (users and items from 100), or a kind that has no generator. */
bool world_generate(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                    struct err *err) MUST_USE;
void world_open(const struct blob *blob, struct world *out); /* the view borrows the blob */
bool log_generate(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                  struct err *err) MUST_USE;
void log_open(const struct blob *blob, struct log *out);

/* What counts as a positive: an impression with one of the signals. HEAD_WATCH's is a watch of at least label_s seconds
 * (below 1: that share of the item's length; 0: any click). */
struct positive_rule {
    unsigned signals; /* bit h of enum head */
    float label_s;
};
static inline bool watched_enough(float watch_s, float length_s, float label_s) {
    return watch_s >= (label_s < 1.0f ? label_s * length_s : label_s);
}
static inline bool log_positive(const struct world *world, const struct log *log, int64_t row,
                                const struct positive_rule *rule) {
    unsigned events = log->event[row];
    if (events & rule->signals & ~(1u << HEAD_WATCH))
        return true;
    return (rule->signals & 1u << HEAD_WATCH) && (events & 1u << HEAD_CLICK) &&
           watched_enough(log->watch_s[row], world->length_s[log->item[row]], rule->label_s);
}
#endif
