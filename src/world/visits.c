#include "world/visits.h"
#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>

static struct request make_visit(const float *habit, struct rng *r, int user, int day) {
    double usual = fmod(habit[HABIT_PEAK_HOUR] + 2.2 * rng_normal(r) + 48.0, 24.0), any = 24.0 * rng_uniform(r);
    double hour = rng_uniform(r) < 0.75 ? usual : any, which = rng_uniform(r);
    float time = (float)(day + hour / 24.0);
    if (time >= (float)(day + 1))
        time = nextafterf((float)(day + 1), 0.0f);
    bool evening = hour >= 18.0;
    double phone = habit[HABIT_PHONE] * (evening ? 0.8 : 1.0),
           television = habit[HABIT_TELEVISION] * (evening ? 1.8 : 0.6);
    int device = which < phone ? 0 : which < fmin(phone + television, 1.0) ? 2 : 1;
    int whole = (int)((time - (float)day) * 24.0f);
    return (struct request){.user = user, .time = time, .hour = whole < 23 ? whole : 23, .device = device};
}

static int by_time(const void *a, const void *b) {
    const struct request *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id); /* until they are sorted, ids count in the order of making */
}

struct making {
    const struct visits *v;
    struct request *request;
};

static void day_shard(void *arg, int day, int worker) {
    (void)worker;
    const struct making *m = arg;
    const struct visits *v = m->v;
    const int32_t *number = v->number + (size_t)day * (size_t)v->users;
    struct request *out = m->request + v->day_start[day];
    int n = 0;
    for (int u = 0; u < v->users; u++)
        for (int k = 0; k < number[u]; k++) {
            int date = v->first_day + day;
            struct rng r = rng_of(v->draw, (uint64_t)u << 16 | (uint64_t)date, (uint32_t)k + 1);
            out[n] = make_visit(v->habit + (size_t)u * (size_t)v->stride, &r, u, date);
            out[n].id = n;
            n++;
        }
    qsort(out, (size_t)n, sizeof *out, by_time);
    for (int k = 0; k < n; k++)
        out[k].id = v->day_start[day] + k;
}

static void count_shard(void *arg, int day, int worker) {
    (void)worker;
    struct visits *v = arg;
    float rate = v->rate * (v->traffic ? v->traffic[day] : 1.0f);
    int n = 0;
    for (int u = 0; u < v->users; u++) {
        struct rng who = rng_of(v->draw, (uint64_t)u, UINT32_MAX);
        if (v->share < 1.0f && rng_uniformf(&who) >= v->share)
            continue;
        struct rng r = rng_of(v->draw, (uint64_t)u << 16 | (uint64_t)(v->first_day + day), 0);
        float mean = rate * v->habit[(size_t)u * (size_t)v->stride + HABIT_ACTIVITY];
        n += v->number[(size_t)day * (size_t)v->users + (size_t)u] = rng_poisson(&r, mean);
    }
    v->day_start[day + 1] = n;
}

bool visits_count(struct visits *v, struct pool *pool, struct err *err) {
    v->draw = rng_draw(v->seed, "log.visit");
    v->day_start = mem_array((size_t)v->days + 1, sizeof *v->day_start, err);
    v->number = v->day_start ? mem_array((size_t)v->days * (size_t)v->users, sizeof *v->number, err) : NULL;
    if (!v->number)
        return false;
    v->day_start[0] = v->first_request;
    pool_for(pool, v->days, count_shard, v);
    for (int d = 0; d < v->days; d++)
        v->day_start[d + 1] += v->day_start[d];
    if (v->day_start[v->days] == 0) { /* nobody came: one visit, so that a log is never empty */
        v->number[0] = 1;
        for (int d = 0; d < v->days; d++)
            v->day_start[d + 1] = 1;
    }
    v->requests = v->day_start[v->days];
    return true;
}

void visits_make(const struct visits *v, struct pool *pool, struct request *request) {
    struct making m = {v, request};
    pool_for(pool, v->days, day_shard, &m);
}

void visits_free(struct visits *v) {
    free(v->day_start);
    free(v->number);
}
