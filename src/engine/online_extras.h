/* online_extras.h - what the online nodes of several kinds of world share. Internal to engine/. */
#ifndef ENGINE_ONLINE_EXTRAS_H
#define ENGINE_ONLINE_EXTRAS_H
#include "engine/parts.h"

/* Whether a request lies in a slice of people: "new_users" or "phone". */
bool online_in_slice(const struct parts *p, const char *slice, const struct request *request);
/* Adds metrics (metrics) that are ratios of sums over the online requests, for all of them and for each slice of people
 * that evaluation.slices names. parts: above and below the bar for request i. */
struct online_ratios {
    const char *const *name;
    int metrics;
    void (*parts)(const void *arg, int i, int metric, double *above, double *below);
    const void *arg;
};
bool add_online_ratios(struct measures *m, const struct node_run *run, const struct parts *p,
                       const struct evaluation *e, const struct online_ratios *of, struct err *err) MUST_USE;
/* Smallest relative change of what a user's rows are worth that the A/B test finds: two arms of n users, 80 % power, 5
 * % two-sided: delta = (1.96 + 0.84) sqrt(2 / n) CV. The spread of a user's total over the test comes from the log:
 * between users, and from day to day within a user, which longer tests average out. */
double detectable_effect(const struct parts *p, double (*worth)(const struct parts *p, int64_t row), double users,
                         int days);
#endif
