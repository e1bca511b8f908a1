/* ads_delivery.h - the evaluation requests of an ads world served in time order, budgets running out: what the design's
 * stage 3, the trivial rule's and the truth's own all go through. Internal to engine/. */
#ifndef ENGINE_ADS_DELIVERY_H
#define ENGINE_ADS_DELIVERY_H
#include "engine/parts.h"
#include "funnel/auction.h"

/* The knobs of stage 3 that only ads have. */
#define AUCTIONING K_AUCTION, K_RESERVE, K_SLOTS, K_PACING, K_FREQUENCY_CAP, K_SCORE_MULTIPLIER
struct auction_rules auction_rules_of(const struct node_run *run);
/* The offers for the i-th evaluation request. */
typedef struct offers (*offers_of)(const void *arg, int i);
/* list (online, slots), padded with -1, NULL: not wanted; page (online); revenue_by_hour (24), expected payments over
 * requests, NULL: not wanted. Several may run at once. */
bool deliver(const struct node_run *run, const struct parts *p, const struct evaluation *e,
             const struct auction_rules *rules, offers_of offers, const void *arg, int32_t *list,
             struct page_value *page, double *revenue_by_hour, struct measures *notes, struct err *err) MUST_USE;
/* Who competes in the rulers of stage 3, in the order of enum online_metric from RIVAL_CLICK on. */
enum rival { RIVAL_TRIVIAL, RIVAL_CLICK, RIVAL_HIDE, RIVAL_REVENUE, RIVAL_VALUE, RIVALS };
struct rivals { /* view of the requests' artefact: (online, some) each */
    const int32_t *item;
    const float *value, *order;
};
struct rivals rivals_open(const struct blob *requests, enum rival rival);
struct offers offers_of_rivals(const void *rivals, int i);
/* What deliver works on: the share of the test days' traffic that the evaluation requests are. */
float delivery_share(const struct parts *p, const struct evaluation *e);
#endif
