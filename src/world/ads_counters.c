#include "world/ads_counters.h"
#include "base/mem.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float USUAL = 0.02f;

static const struct {
    float rows, scale;
} smoothing[COUNTERS] = {
    [COUNT_USER] = {200.0f, 0.5f},     [COUNT_SITE] = {400.0f, 0.4f},       [COUNT_AD] = {100.0f, 0.6f},
    [COUNT_CAMPAIGN] = {200.0f, 0.6f}, [COUNT_ADVERTISER] = {400.0f, 0.5f}, [COUNT_CATEGORY] = {400.0f, 0.3f}};

static void to_ratios(const float *shown, const float *clicked, int n, enum ads_counter which, float *out) {
    for (int i = 0; i < n; i++)
        out[i] = (clicked[i] + smoothing[which].rows * USUAL) / ((shown[i] + smoothing[which].rows) * USUAL);
    vec_log(out, out, n);
    for (int i = 0; i < n; i++)
        out[i] /= smoothing[which].scale;
}

/* Impressions and clicks of each user or site: shown, clicked (days+1, n), summed up over the days. */
static void count_requests(const struct ads *ads, const struct log *log, enum ads_counter which, size_t n, size_t days,
                           float *shown, float *clicked) {
    for (int r = 0; r < log->requests; r++) {
        const struct request *request = &log->request[r];
        size_t at = (size_t)request->user, day = (size_t)request->time + 1;
        if (which == COUNT_SITE) {
            struct page page;
            ads_page(ads, request, &page);
            at = (size_t)page.site;
        }
        if (day > days)
            continue;
        shown[day * n + at] += (float)(log->start[r + 1] - log->start[r]);
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++)
            clicked[day * n + at] += (float)(log->event[row] >> HEAD_CLICK & 1);
    }
    for (size_t at = n; at < (days + 1) * n; at++) {
        shown[at] += shown[at - n];
        clicked[at] += clicked[at - n];
    }
}

static bool count_people(struct ads_counters *c, const struct ads *ads, const struct log *log, enum ads_counter which,
                         struct err *err) {
    size_t days = (size_t)ads->world->params.days, n = (size_t)c->n[which];
    float *shown = mem_array((days + 1) * n, sizeof *shown, err);
    float *clicked = shown ? mem_array((days + 1) * n, sizeof *clicked, err) : NULL;
    if (clicked) {
        count_requests(ads, log, which, n, days, shown, clicked);
        for (size_t day = 0; day <= days; day++)
            to_ratios(shown + day * n, clicked + day * n, c->n[which], which, c->ctr[which] + day * n);
    }
    bool ok = clicked != NULL;
    free(shown);
    free(clicked);
    return ok;
}

/* Sums ads' counters before a day over what they belong to; group NULL: the ads themselves. */
static void fold(const struct log *log, size_t items, const int32_t *group, size_t day, float *shown, float *clicked) {
    for (size_t i = 0; i < items; i++) {
        size_t to = group ? (size_t)group[i] : i;
        shown[to] += (float)log->shown_before[day * items + i];
        clicked[to] += (float)log->clicked_before[day * items + i];
    }
}

static bool count_ads(struct ads_counters *c, const struct ads *ads, const struct log *log, struct err *err) {
    const struct world *w = ads->world;
    const int32_t *group[COUNTERS] = {
        [COUNT_CAMPAIGN] = ads->campaign, [COUNT_ADVERTISER] = w->creator, [COUNT_CATEGORY] = w->topic};
    size_t days = (size_t)w->params.days, items = (size_t)w->items, most = 0; /* few ads may have many advertisers */
    for (int which = COUNT_AD; which < COUNTERS; which++)
        most = (size_t)c->n[which] > most ? (size_t)c->n[which] : most;
    float *shown = mem_array(2 * most, sizeof *shown, err);
    if (!shown)
        return false;
    float *clicked = shown + most;
    for (size_t day = 0; day <= days; day++)
        for (int which = COUNT_AD; which < COUNTERS; which++) {
            memset(shown, 0, 2 * most * sizeof *shown);
            fold(log, items, group[which], day, shown, clicked);
            to_ratios(shown, clicked, c->n[which], (enum ads_counter)which, c->ctr[which] + day * (size_t)c->n[which]);
            if (which == COUNT_AD)
                for (size_t i = 0; i < items; i++)
                    c->shown[day * items + i] = (log1pf(shown[i]) - 5.0f) / 2.0f;
        }
    free(shown);
    return true;
}

bool ads_counters_new(struct ads_counters *c, const struct ads *ads, const struct log *log, bool people,
                      struct err *err) {
    const struct world *w = ads->world;
    const int n[COUNTERS] = {w->users, ADS_SITES, w->items, ads->campaigns, w->creators, ADS_CATEGORIES};
    size_t rows = (size_t)w->params.days + 1;
    for (int which = 0; which < COUNTERS; which++) {
        c->n[which] = n[which];
        if (!(c->ctr[which] = mem_array(rows * (size_t)n[which], sizeof(float), err)))
            return false;
    }
    return (c->shown = mem_array(rows * (size_t)w->items, sizeof(float), err)) &&
           (!people || (count_people(c, ads, log, COUNT_USER, err) && count_people(c, ads, log, COUNT_SITE, err))) &&
           count_ads(c, ads, log, err);
}

void ads_counters_free(struct ads_counters *c) {
    for (int which = 0; which < COUNTERS; which++)
        free(c->ctr[which]);
    free(c->shown);
}
