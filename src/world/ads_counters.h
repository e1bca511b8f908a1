/* ads_counters.h - clicks by impressions of what an ads log counts by, as of the start of each day: the features' raw
 * material, brought into its final form. Internal to world/.
 * A counter is log(ctr / usual) / scale, with some rows of the usual rate added to both; how many, and the scales,
 * stand in ads_features.c's head. D days, row d what came before day d, rows 0..D.
 * Life: ads_counters_new -> ads_counter -> ads_counters_free. Costs O(rows of the log + D items). */
#ifndef WORLD_ADS_COUNTERS_H
#define WORLD_ADS_COUNTERS_H
#include "world/ads.h"

enum ads_counter { COUNT_USER, COUNT_SITE, COUNT_AD, COUNT_CAMPAIGN, COUNT_ADVERTISER, COUNT_CATEGORY, COUNTERS };
struct ads_counters {
    int n[COUNTERS];
    float *ctr[COUNTERS]; /* (D+1, n) */
    float *shown;         /* (D+1, items) (log(1 + impressions) - 5) / 2 */
};
/* Users' and sites' counters, which the log does not keep, only where `people` says so: zeros otherwise. Half made when
 * it fails: to be freed all the same. */
bool ads_counters_new(struct ads_counters *c, const struct ads *ads, const struct log *log, bool people,
                      struct err *err) MUST_USE;
void ads_counters_free(struct ads_counters *c);
/* (n) of a day */
static inline const float *ads_counter(const struct ads_counters *c, enum ads_counter which, int day) {
    return c->ctr[which] + (size_t)day * (size_t)c->n[which];
}
#endif
