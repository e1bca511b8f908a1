/* visits.h - who comes when: a Poisson number of visits for every user and day, in time order, with the hour and the
 * device of each. Common to the kinds whose requests are people.
 * Life: visits_count (so that the rows can be allocated) -> visits_make -> visits_free. */
#ifndef WORLD_VISITS_H
#define WORLD_VISITS_H
#include "base/pool.h"
#include "world/world.h"

/* What a user is used to, one after the other in a row of the kind's user table. */
enum habit { HABIT_ACTIVITY, HABIT_PEAK_HOUR, HABIT_PHONE, HABIT_TELEVISION, HABITS };
struct visits {
    uint64_t seed;
    int users, first_day, days;
    int first_request;    /* requests that the log has already */
    float rate;           /* mean visits a user and day */
    float share;          /* of the users that come at all, each as often as ever; 1, all */
    const float *traffic; /* (days) times the usual number, NULL: 1 */
    const float *habit;   /* (users, stride) HABITS values from each row's start */
    int stride;
    /* made by visits_count */
    int requests;    /* with those before */
    int *day_start;  /* (days+1) from first_request on */
    int32_t *number; /* (days, users) */
    uint64_t draw;
};
bool visits_count(struct visits *v, struct pool *pool, struct err *err) MUST_USE;
/* request (requests): fills those from first_request on. */
void visits_make(const struct visits *v, struct pool *pool, struct request *request);
void visits_free(struct visits *v);
#endif
