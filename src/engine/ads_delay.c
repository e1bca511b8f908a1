#include "engine/ads_delay.h"
#include "base/mem.h"
#include "world/truth.h"

#include <math.h>
#include <stdlib.h>

/* Conversions that the mean of all advertisers counts for beside an advertiser's own. */
static const double PRIOR = 3.0;
enum { ROUNDS = 30 };

/* A conversion that is known: its delay, and the time that its click has had. */
struct known_delay {
    int32_t advertiser;
    float days, had;
};

static int list_known(const struct world *w, const struct log *log, float now, struct known_delay *out) {
    int n = 0;
    for (int64_t row = 0; row < log->impressions && log->row_time[row] < now; row++) {
        float had = now - log->row_time[row];
        if (log->convert_days[row] > had)
            continue;
        if (out)
            out[n] = (struct known_delay){w->creator[log->item[row]], log->convert_days[row], had};
        n++;
    }
    return n;
}

/* What lies beyond `had` is missing from the mean of the delays below it: the mean m of all satisfies
 * E[d | d < had] = m - had / (exp(had / m) - 1). */
static double missing(double had, double mean) {
    return had / expm1(fmin(had / mean, 500.0));
}

/* One round: each advertiser's mean given the last one's, then the mean that advertisers have. */
static void one_round(const struct known_delay *known, int n, int advertisers, double *sum, double *count, double *mean,
                      double *usual) {
    for (int a = 0; a < advertisers; a++)
        sum[a] = count[a] = 0.0;
    for (int i = 0; i < n; i++) {
        int32_t a = known[i].advertiser;
        sum[a] += (double)known[i].days + missing((double)known[i].had, mean[a]);
        count[a]++;
    }
    double all = 0.0, weight = 0.0;
    for (int a = 0; a < advertisers; a++) {
        mean[a] = (sum[a] + PRIOR * *usual) / (count[a] + PRIOR);
        all += count[a] * mean[a];
        weight += count[a];
    }
    *usual = all / weight;
}

bool delay_learn(struct delay *delay, const struct world *world, const struct log *log, float now, struct err *err) {
    int n = list_known(world, log, now, NULL), advertisers = world->params.creators;
    *delay = (struct delay){.advertisers = advertisers};
    if (n == 0)
        return true;
    struct known_delay *known = mem_array((size_t)n, sizeof *known, err);
    double *room = known ? mem_array(3 * (size_t)advertisers, sizeof *room, err) : NULL;
    delay->mean = room ? mem_array((size_t)advertisers, sizeof *delay->mean, err) : NULL;
    if (delay->mean) {
        double *mean = room + 2 * (size_t)advertisers, usual = 0.0;
        list_known(world, log, now, known);
        for (int i = 0; i < n; i++)
            usual += (double)known[i].days / n;
        usual = fmax(usual, 1e-4);
        for (int a = 0; a < advertisers; a++)
            mean[a] = usual;
        for (int round = 0; round < ROUNDS; round++)
            one_round(known, n, advertisers, room, room + advertisers, mean, &usual);
        for (int a = 0; a < advertisers; a++)
            delay->mean[a] = (float)mean[a];
    }
    free(known);
    free(room);
    return delay->mean != NULL;
}

void delay_free(struct delay *delay) {
    free(delay->mean);
    *delay = (struct delay){0};
}

float delay_seen(const struct delay *delay, int32_t advertiser, float days) {
    return delay->mean ? 1.0f - expf(-days / delay->mean[advertiser]) : 1.0f;
}
