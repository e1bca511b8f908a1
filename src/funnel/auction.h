/* auction.h - stage 3 of ads: who gets the slots of a page, and what is paid. Ads are ordered by what a showing is
 * expected to bring (predicted rates times the bid); budgets are spread over the day; nobody sees a campaign too often.
 * Generalised second price: Edelman, Ostrovsky and Schwarz 2007. Throttling and bid multipliers: Balseiro et al. 2017.
 *
 * State is what campaigns have spent today, so requests come in time order.
 * Life: auction_new -> auction_choose, auction_settle for each request in turn -> auction_free. Allocates nothing
 * between. A request costs O(candidates * slots). */
#ifndef FUNNEL_AUCTION_H
#define FUNNEL_AUCTION_H
#include "world/ads.h"

enum pacing { PACING_NONE, PACING_THROTTLE, PACING_MULTIPLIER };
enum { AUCTION_SLOTS = 8 };
struct auction_rules {
    bool second_price;
    enum pacing pacing;
    float reserve;     /* least that a showing must be expected to bring */
    int slots, cap;    /* cap: showings of a campaign to a person in SEEN_DAYS, 0: none */
    float multiplier;  /* of every prediction */
    float exploration; /* chance that the last slot goes to a young ad with little exposure */
    uint64_t seed;
};
/* Ads that may be shown to a request, budgets aside. */
struct offers {
    int n;
    const int32_t *item; /* (n) -1: none */
    const float *value;  /* (n) what a showing that is looked at is predicted to bring at the campaign's bid */
    const float *order;  /* (n) what decides in the place of value, NULL: value itself */
};
struct sold {
    int n;
    int32_t item[AUCTION_SLOTS];
    float price[AUCTION_SLOTS]; /* for a click, or a conversion */
};
/* Expected values of one page: conditional expectations, nothing is sampled. */
struct page_value {
    double clicks, revenue, value, hides, shown;
};

struct auction;
/* share: of the traffic that is simulated; every budget is worth that much. Borrows ads and log. */
struct auction *auction_new(const struct auction_rules *rules, const struct ads *ads, const struct log *log,
                            float share, struct err *err) MUST_USE;
void auction_free(struct auction *auction);
void auction_choose(struct auction *auction, const struct request *request, const struct offers *offers,
                    struct sold *out);
/* What the truth says that people do with the page; campaigns pay. */
void auction_settle(struct auction *auction, const struct request *request, const struct sold *sold,
                    struct page_value *out);
/* Campaigns that have spent their budget on the day so far, and those that have spent at all. */
void auction_budgets(const struct auction *auction, int *spent, int *spending);
#endif
