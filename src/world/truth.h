/* truth.h - what would really happen: the response of any (user, item, context, position), and a whole session's value.
 * Nothing that a design learns from may call these; evaluation and the online simulation do. */
#ifndef WORLD_TRUTH_H
#define WORLD_TRUTH_H
#include "world/world.h"

/* How the world has moved since the log: all zero for the log's own days. */
struct truth_drift {
    float taste; /* share of every user's taste replaced by a new one, [0,1] */
    float day;   /* days after the log's end at which this holds (appeal fades on) */
};
/* Who serves days after the log: fills items (n, list_size) with distinct live ones for requests (n), in time order. */
typedef bool (*log_serve)(void *arg, const struct request *requests, int n, int32_t *items, struct err *err);
/* Days after the log's end, while the world moves. The older policy goes on serving, or `serve` does. */
struct log_days {
    int after; /* days after the log that the log holds already */
    int days;
    float share;                     /* of the users that come at all, as often as ever */
    const float *traffic;            /* (days) times the usual number, NULL: 1 */
    const struct truth_drift *drift; /* (days) */
    log_serve serve; /* NULL: the older policy, lists as long as the log's; propensities of a served list are 1 */
    void *arg;
    int list_size; /* of serve's lists, at most 64 */
};
/* The log with those days behind it, its rows first and unchanged, counters and histories going on. A view of it wants
 * a world whose params.days is larger by after + days; truth wants the world as it was, with the day's drift. */
bool log_extend(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                struct progress *progress, struct blob *out, struct err *err) MUST_USE;

/* P(event | the person looks at the item), for every head but HEAD_WATCH, whose entry is E[seconds | click].
 * items (n), NULL: all items 0..n-1. out[h] (n) each, NULL for heads not wanted. Not live items answer too: the caller
 * filters. drift NULL: none. Allocates nothing. Cost O(n * latent width). */
void truth_respond(const struct world *world, const struct request *request, const int32_t *items, int n,
                   const struct truth_drift *drift, float *out[HEADS]);
/* P(the person looks at position p, 1-based, of a list). P(click at p) = examination(p) * click. */
float truth_examination(const struct world *world, int position);

/* P(positive) of every row of a logged request, as it was shown: at its position, with what the person had seen before.
 * out: as many as the request has rows. request->id is its row of the log. */
void truth_logged(const struct world *world, const struct log *log, const struct request *request, float label_s,
                  const struct truth_drift *drift, float *out);
/* What showing the item first is worth to the product: watch minutes (feed), what the advertiser pays (ads). */
float truth_worth(const struct world *world, const struct request *request, int32_t item,
                  const struct truth_drift *drift);
/* birth (items) as this request may see it: INFINITY for what is not to be shown to it, whatever is asked for (an ad
 * that is over, or whose advertiser does not want this person). No secret: the rules are the advertisers' own. */
void truth_offered(const struct world *world, const struct request *request, float *birth);
bool truth_targets(const struct world *world); /* whether that differs from world->birth */

/* Expected values of one session whose list is read top-down: examination by position, satiation on the latent topics
 * seen so far in the list, abandonment after what disappoints; conditional expectations, nothing is sampled. */
struct session_value {
    double clicks, impressions; /* expected clicks; places looked at (fewer when people leave early) */
    double watch_minutes, likes, comments, shares, hides;
    double return_rate; /* P(the person is back within 7 days) */
};
/* list (K), K <= 64; places with -1 are skipped. */
void truth_session(const struct world *world, const struct request *request, const int32_t *list, int K,
                   const struct truth_drift *drift, struct session_value *out);
/* The lists of K live items that are greedily best in each goal: the oracle of the online metrics. Each place takes the
 * item that adds most to the session so far, out of those that are best alone, which do not hang on K and take longest:
 * all items are looked at, 0.1 ms for 20,000. ids (GOALS,TRUTH_SHORTLIST), lists (GOALS,K), padded with -1. */
enum session_goal { GOAL_CLICKS, GOAL_WATCH, GOAL_RETURN, GOAL_FEW_HIDES, GOALS };
enum { TRUTH_SHORTLIST = 192 };
void truth_shortlists(const struct world *world, const struct request *request, const struct truth_drift *drift,
                      int32_t *ids, float *scratch /* (8 * items) */);
void truth_best_lists(const struct world *world, const struct request *request, const struct truth_drift *drift,
                      const int32_t *ids, int32_t *lists, int K);
/* P(positive | looked at) of items (n), NULL all: of a click (label_s <= 0) or a watch of at least label_s seconds
 * (below 1: that share of the item's length). out, scratch (n). */
void truth_positive(const struct world *world, const struct request *request, const int32_t *items, int n,
                    float label_s, const struct truth_drift *drift, float *out, float *scratch);
/* The relevant set P of a request: `want` distinct live items drawn in proportion to positive (items), what
 * truth_positive says of all; live is what birth (items) says, as truth_offered does. ids (want), padded with -1. Drawn
 * under (seed, "relevant", request id). scratch (items).
 */
void truth_relevant(const struct world *world, const struct request *request, const float *positive, const float *birth,
                    uint64_t seed, int want, int32_t *ids, float *scratch);
#endif
