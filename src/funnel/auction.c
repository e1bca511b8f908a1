#include "funnel/auction.h"
#include "base/mem.h"
#include "base/rng.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "Young with little exposure", as policy.c has it. */
enum { YOUNG_DAYS = 3, LITTLE_EXPOSURE = 50, HOURS = 24 };
static const float PACE_SLACK = 0.12f, PACE_STEP = 0.25f, PACE_LEAST = 0.1f;

struct auction {
    struct auction_rules rules;
    const struct ads *ads;
    const struct log *log;
    float share;
    float *plan; /* (campaigns, HOURS + 1) of the day's traffic that a campaign wants, the part before each hour */
    int day, hour;
    float *spent;  /* (campaigns) today */
    float *factor; /* (campaigns) of the bid, under PACING_MULTIPLIER */
    uint64_t draw;
};

/* When people come, from the log, in the hours that a campaign wants: who sells lunch is not late at noon. */
static void learn_plans(struct auction *a) {
    double by_hour[HOURS] = {0};
    for (int r = 0; r < a->log->requests; r++)
        by_hour[a->log->request[r].hour]++;
    for (int c = 0; c < a->ads->campaigns; c++) {
        int32_t wanted = a->ads->rules[(size_t)c * ADS_RULES + RULE_HOURS];
        float *plan = a->plan + (size_t)c * (HOURS + 1);
        double sum = 0.0, all = 0.0;
        for (int h = 0; h < HOURS; h++)
            all += wanted >> h & 1 ? by_hour[h] : 0.0;
        for (int h = 0; h < HOURS; h++) {
            plan[h] = (float)(sum / fmax(all, 1.0));
            sum += wanted >> h & 1 ? by_hour[h] : 0.0;
        }
        plan[HOURS] = 1.0f;
    }
}

struct auction *auction_new(const struct auction_rules *rules, const struct ads *ads, const struct log *log,
                            float share, struct err *err) {
    assert(rules->slots >= 1 && rules->slots <= AUCTION_SLOTS);
    struct auction *a = mem_must(1, sizeof *a);
    *a = (struct auction){.rules = *rules,
                          .ads = ads,
                          .log = log,
                          .share = share,
                          .day = -1,
                          .hour = -1,
                          .draw = rng_draw(rules->seed, "auction.exploration")};
    a->spent = mem_array((size_t)ads->campaigns, sizeof *a->spent, err);
    a->factor = a->spent ? mem_array((size_t)ads->campaigns, sizeof *a->factor, err) : NULL;
    a->plan = a->factor ? mem_array((size_t)ads->campaigns * (HOURS + 1), sizeof *a->plan, err) : NULL;
    if (!a->plan) {
        auction_free(a);
        return NULL;
    }
    learn_plans(a);
    return a;
}

void auction_free(struct auction *a) {
    if (!a)
        return;
    free(a->spent);
    free(a->factor);
    free(a->plan);
    free(a);
}

/* Hours of the day that have gone by. */
static float elapsed(const struct request *request) {
    return (request->time - floorf(request->time)) * HOURS;
}

/* Share of a campaign's day that has come by then. */
static float planned(const struct auction *a, int32_t campaign, float hours) {
    const float *plan = a->plan + (size_t)campaign * (HOURS + 1);
    int h = (int)hours < HOURS - 1 ? (int)hours : HOURS - 1;
    return plan[h] + (hours - (float)h) * (plan[h + 1] - plan[h]);
}

/* At midnight nothing is spent; every hour the multipliers move towards the plan. */
static void move_on(struct auction *a, const struct request *request) {
    int day = (int)request->time;
    if (day != a->day) {
        memset(a->spent, 0, (size_t)a->ads->campaigns * sizeof *a->spent);
        for (int c = 0; c < a->ads->campaigns; c++)
            a->factor[c] = 1.0f;
        a->day = day;
    } else if (request->hour != a->hour) {
        for (int c = 0; c < a->ads->campaigns; c++) {
            float ahead = a->spent[c] / (a->ads->budget[c] * a->share) - planned(a, c, (float)request->hour);
            float moved = a->factor[c] * (ahead > 0.0f ? 1.0f - PACE_STEP : 1.0f + PACE_STEP);
            a->factor[c] = fminf(fmaxf(moved, PACE_LEAST), 1.0f);
        }
    }
    a->hour = request->hour;
}

static bool may_spend(const struct auction *a, int32_t campaign, float hours) {
    float budget = a->ads->budget[campaign] * a->share, spent = a->spent[campaign];
    return spent < budget &&
           (a->rules.pacing != PACING_THROTTLE || spent <= budget * (planned(a, campaign, hours) + PACE_SLACK));
}

/* What the campaign bids, as a share of the most that it would pay. */
static float bids(const struct auction *a, int32_t campaign) {
    float share = a->rules.second_price ? 1.0f : 1.0f - a->ads->shade[campaign];
    return a->rules.pacing == PACING_MULTIPLIER ? share * a->factor[campaign] : share;
}

/* Those that stand for the slots, best first, one a campaign; one more than there are slots sets the last price. */
struct standing {
    int n;
    int32_t item[AUCTION_SLOTS + 1], campaign[AUCTION_SLOTS + 1];
    float order[AUCTION_SLOTS + 1], value[AUCTION_SLOTS + 1];
};

static void stand(struct standing *s, int most, int32_t item, int32_t campaign, float order, float value) {
    if (s->n == most && !(order > s->order[s->n - 1]))
        return;
    int at = 0;
    while (at < s->n && s->campaign[at] != campaign)
        at++;
    if (at < s->n && s->order[at] >= order)
        return; /* the campaign has a better ad there */
    if (at == s->n && s->n < most)
        s->n++;
    else if (at == s->n)
        at = s->n - 1;
    for (; at > 0 && order > s->order[at - 1]; at--) {
        s->item[at] = s->item[at - 1];
        s->campaign[at] = s->campaign[at - 1];
        s->order[at] = s->order[at - 1];
        s->value[at] = s->value[at - 1];
    }
    s->item[at] = item;
    s->campaign[at] = campaign;
    s->order[at] = order;
    s->value[at] = value;
}

static bool unexplored(const struct auction *a, const struct request *request, int32_t item) {
    const struct world *w = a->ads->world;
    int day = (int)request->time < w->params.days ? (int)request->time : w->params.days;
    return request->time - w->birth[item] <= YOUNG_DAYS &&
           a->log->shown_before[(size_t)day * (size_t)w->items + (size_t)item] <= LITTLE_EXPOSURE;
}

/* With the chance that is set aside, the last slot goes to a young ad that could not win it. */
static void explore(struct auction *a, const struct request *request, const struct offers *offers, float hours,
                    const uint8_t *seen, struct standing *s) {
    struct rng r = rng_of(a->draw, (uint64_t)request->id, 0);
    if (a->rules.exploration <= 0.0f || rng_uniformf(&r) >= a->rules.exploration)
        return;
    int32_t chosen = -1;
    float value = 0.0f;
    int found = 0;
    for (int i = 0; i < offers->n; i++) {
        int32_t item = offers->item[i];
        bool taken = item < 0 || !unexplored(a, request, item) || !may_spend(a, a->ads->campaign[item], hours) ||
                     (a->rules.cap > 0 && seen[i] >= a->rules.cap);
        for (int k = 0; !taken && k < s->n; k++)
            taken = s->campaign[k] == a->ads->campaign[item];
        if (!taken && rng_below(&r, (uint32_t)++found) == 0) { /* each of those found with the same chance */
            chosen = item;
            value = offers->value[i] * a->rules.multiplier * bids(a, a->ads->campaign[item]);
        }
    }
    if (chosen < 0)
        return;
    int at = s->n < a->rules.slots ? s->n : a->rules.slots - 1;
    s->n = at + 1;
    s->item[at] = chosen;
    s->campaign[at] = a->ads->campaign[chosen];
    s->value[at] = s->order[at] = value;
}

void auction_choose(struct auction *a, const struct request *request, const struct offers *offers, struct sold *out) {
    enum { BLOCK = 1024 };
    uint8_t seen[BLOCK];
    float hours = elapsed(request);
    struct standing s = {0};
    move_on(a, request);
    for (int at = 0; at < offers->n; at += BLOCK) {
        int m = offers->n - at < BLOCK ? offers->n - at : BLOCK;
        if (a->rules.cap > 0)
            ads_seen(a->ads, a->log, request, offers->item + at, m, seen);
        for (int j = 0; j < m; j++) {
            int i = at + j;
            int32_t item = offers->item[i];
            if (item < 0 || (a->rules.cap > 0 && seen[j] >= a->rules.cap))
                continue;
            int32_t c = a->ads->campaign[item];
            float value = offers->value[i] * a->rules.multiplier * bids(a, c);
            if (value < a->rules.reserve || !may_spend(a, c, hours))
                continue;
            stand(&s, a->rules.slots + 1, item, c, offers->order ? offers->order[i] : value, value);
        }
    }
    if (offers->n <= BLOCK)
        explore(a, request, offers, hours, seen, &s);
    out->n = s.n < a->rules.slots ? s.n : a->rules.slots;
    for (int k = 0; k < out->n; k++) {
        float next = fmaxf(k + 1 < s.n ? s.value[k + 1] : 0.0f, a->rules.reserve);
        float share = a->rules.second_price && s.value[k] > 0.0f ? fminf(next / s.value[k], 1.0f) : 1.0f;
        out->item[k] = s.item[k];
        out->price[k] = a->ads->bid[s.campaign[k]] * bids(a, s.campaign[k]) * share;
    }
}

void auction_settle(struct auction *a, const struct request *request, const struct sold *sold, struct page_value *out) {
    uint8_t seen[AUCTION_SLOTS];
    float click[AUCTION_SLOTS], convert[AUCTION_SLOTS], hide[AUCTION_SLOTS];
    *out = (struct page_value){.shown = sold->n};
    ads_seen(a->ads, a->log, request, sold->item, sold->n, seen);
    ads_respond(a->ads, request, sold->item, seen, sold->n, NULL, (struct ads_response){click, convert, hide});
    for (int k = 0; k < sold->n; k++) {
        int32_t c = a->ads->campaign[sold->item[k]];
        double looks = ads_examination(k + 1), clicks = looks * (double)click[k],
               converts = clicks * (double)convert[k];
        double paid = (double)sold->price[k] * (a->ads->per_conversion[c] ? converts : clicks);
        out->clicks += clicks;
        out->hides += looks * (double)hide[k];
        out->revenue += paid;
        out->value += converts * (double)a->ads->value[c];
        a->spent[c] += (float)paid;
    }
}

void auction_budgets(const struct auction *a, int *spent, int *spending) {
    *spent = *spending = 0;
    for (int c = 0; c < a->ads->campaigns; c++) {
        *spending += a->spent[c] > 0.0f;
        *spent += a->spent[c] >= a->ads->budget[c] * a->share;
    }
}
