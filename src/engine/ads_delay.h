/* ads_delay.h - how late conversions come, learnt from those that have come: an exponential delay for each advertiser
 * (the delay of Chapelle 2014), drawn towards the mean of all where an advertiser has few. A click of e days ago that
 * will convert has done so by now with probability 1 - exp(-e / mean).
 * What is known at a moment are the short delays of the recent clicks: a plain mean of them is too short, so each
 * conversion counts for what its click had time for (right truncation, by expectation maximisation).
 * Life: delay_learn -> delay_seen any number of times -> delay_free. Costs one pass over the log. Internal to engine/.
 */
#ifndef ENGINE_ADS_DELAY_H
#define ENGINE_ADS_DELAY_H
#include "world/world.h"

struct delay {
    int advertisers;
    float *mean; /* (advertisers) days; NULL: nothing is learnt, all is seen at once */
};
/* From the conversions that are known by `now`. */
bool delay_learn(struct delay *delay, const struct world *world, const struct log *log, float now,
                 struct err *err) MUST_USE;
void delay_free(struct delay *delay);
/* Share of an advertiser's conversions that have come `days` after their clicks. */
float delay_seen(const struct delay *delay, int32_t advertiser, float days);
#endif
