/* online_extras.h - what the online nodes of several kinds of world share. Internal to engine/. */
#ifndef ENGINE_ONLINE_EXTRAS_H
#define ENGINE_ONLINE_EXTRAS_H
#include "engine/parts.h"

/* Whether a request lies in a slice of people: "new_users" or "phone". */
bool online_in_slice(const struct parts *p, const char *slice, const struct request *request);
/* Smallest relative change of what a user's rows are worth that the A/B test finds: two arms of n users, 80 % power, 5
 * % two-sided: delta = (1.96 + 0.84) sqrt(2 / n) CV. The spread of a user's total over the test comes from the log:
 * between users, and from day to day within a user, which longer tests average out. */
double detectable_effect(const struct parts *p, double (*worth)(const struct parts *p, int64_t row), double users,
                         int days);
#endif
