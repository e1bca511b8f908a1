/* ads_policy.c - stage 3 of ads: the auction over the evaluation requests in time order, its outcome as the truth
 * expects it, beside the trivial rule (an ad's smoothed click rate) and the truth's own predictions through the same
 * auction. */
#include "base/mem.h"
#include "engine/ads_delivery.h"
#include "engine/nodes.h"
#include "engine/online_extras.h"
#include "eval/bootstrap.h"
#include "world/truth.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_VALUES = sizeof(struct page_value) / sizeof(double) };

/* --- lists: the design's own auction --- */

struct design_offers {
    const int32_t *ids;
    const float *value;
    int depth, candidates;
};

static struct offers offers_of_design(const void *arg, int i) {
    const struct design_offers *d = arg;
    return (struct offers){.n = d->candidates,
                           .item = d->ids + (size_t)i * (size_t)d->depth,
                           .value = d->value + (size_t)i * (size_t)d->candidates};
}

static struct design_offers open_offers(const struct node_run *run) {
    const struct section *ids = blob_find(node_in(run, N_CANDIDATES), "ids");
    const struct section *value = blob_find(node_in(run, N_SCORES), "value");
    return (struct design_offers){ids->data, value->data, (int)ids->shape[1], (int)value->shape[1]};
}

static void add_funnel(struct measures *m, const struct design_offers *d, const struct evaluation *e,
                       const struct page_value *page, int slots) {
    double found = 0.0, shown = 0.0;
    for (int i = 0; i < e->online; i++) {
        for (int k = 0; k < d->candidates; k++)
            found += d->ids[(size_t)i * (size_t)d->depth + (size_t)k] >= 0;
        shown += page[i].shown;
    }
    measures_stage(m, "rank", found / e->online, found / e->online, NAN, NAN);
    measures_stage(m, "rerank", found / e->online, shown / e->online, NAN, NAN);
    measures_add(m, "list.fill_rate", shown / ((double)e->online * slots), NULL, 0);
}

bool node_lists_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures measures = {0};
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    struct design_offers offers = open_offers(run);
    struct auction_rules rules = auction_rules_of(run);
    double by_hour[24] = {0}, x[24];
    for (int h = 0; h < 24; h++)
        x[h] = h;
    int32_t *list = blob_add(out, "list", BLOB_I32, e.online, rules.slots, 0, err);
    struct page_value *page = list ? blob_add(out, "page", BLOB_F64, e.online, PAGE_VALUES, 0, err) : NULL;
    bool ok = page && deliver(run, &parts, &e, &rules, offers_of_design, &offers, list, page, by_hour, &measures, err);
    if (ok) {
        add_funnel(&measures, &offers, &e, page, rules.slots);
        measures_curve(&measures, "online.revenue_by_hour", x, by_hour, 24);
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    measures_free(&measures);
    return ok;
}

/* --- rulers: other predictions through the same auction --- */

enum online_metric { ONLINE_CTR, ONLINE_HIDES, ONLINE_REVENUE, ONLINE_VALUE, ONLINE_METRICS };
static const char *const online_names[ONLINE_METRICS] = {"online.ctr", "online.hides_per_1000",
                                                         "online.revenue_per_1000", "online.advertiser_value_per_1000"};

static double numerator(const struct page_value *v, enum online_metric metric) {
    switch (metric) {
    case ONLINE_CTR:
        return v->clicks;
    case ONLINE_HIDES:
        return 1000.0 * v->hides;
    case ONLINE_REVENUE:
        return 1000.0 * v->revenue;
    case ONLINE_VALUE:
    case ONLINE_METRICS:
        break;
    }
    return 1000.0 * v->value;
}

/* Clicks are counted over the slots of the page, sold or not. */
static double denominator(int slots, enum online_metric metric) {
    return metric == ONLINE_CTR ? slots : 1.0;
}

static double mean_of(const struct page_value *page, int n, int slots, enum online_metric metric) {
    double above = 0.0;
    for (int i = 0; i < n; i++)
        above += numerator(&page[i], metric);
    return above / (n * denominator(slots, metric));
}

/* The best ads of every request by some rule: all that want the request compete, and the auction sees those. */
enum { SHORTLIST = 64 };
struct shortlists {
    const struct parts *parts;
    const struct evaluation *e;
    int goals;      /* 1: by value alone; ONLINE_METRICS: one for each */
    bool truth;     /* predictions are the truth's, else the smoothed rate of the ad */
    float converts; /* of a click, without the truth */
    int32_t *item;  /* (goals, online, SHORTLIST) */
    float *value, *order;
    float *scratch; /* (workers, 7 items) */
    struct progress *progress;
    int shards;
};
struct goal_offers {
    const struct shortlists *s;
    int goal;
};

static struct offers offers_of_goal(const void *arg, int i) {
    const struct goal_offers *g = arg;
    size_t at = ((size_t)g->goal * (size_t)g->s->e->online + (size_t)i) * SHORTLIST;
    return (struct offers){SHORTLIST, g->s->item + at, g->s->value + at, g->s->order + at};
}

/* Of each campaign the ad of largest order: no two of them share a page. rows (n): which; how many. best (campaigns) is
 * all 0 between calls. */
static int one_a_campaign(const struct ads *ads, const int32_t *ids, const float *order, int n, int32_t *best,
                          int32_t *rows) {
    int m = 0;
    for (int k = 0; k < n; k++) {
        int32_t *own = &best[ads->campaign[ids[k]]]; /* 1 + row */
        if (*own == 0)
            rows[m++] = k;
        if (*own == 0 || order[k] > order[*own - 1])
            *own = k + 1;
    }
    for (int j = 0; j < m; j++) {
        int32_t *own = &best[ads->campaign[ids[rows[j]]]];
        rows[j] = *own - 1;
        *own = 0;
    }
    return m;
}

/* The SHORTLIST rows of largest order, by insertion: few get past the last. */
static void shortlist(const int32_t *ids, const float *order, const float *value, const int32_t *rows, int n,
                      int32_t *item, float *kept, float *values) {
    int m = 0;
    for (int j = 0; j < n; j++) {
        int i = rows[j];
        if (m == SHORTLIST && !(order[i] > kept[m - 1]))
            continue;
        int at = m < SHORTLIST ? m++ : m - 1;
        for (; at > 0 && order[i] > kept[at - 1]; at--) {
            item[at] = item[at - 1];
            kept[at] = kept[at - 1];
            values[at] = values[at - 1];
        }
        item[at] = ids[i];
        kept[at] = order[i];
        values[at] = value[i];
    }
    for (; m < SHORTLIST; m++) {
        item[m] = -1;
        kept[m] = values[m] = 0.0f;
    }
}

static void shortlist_shard(void *arg, int shard, int worker) {
    struct shortlists *s = arg;
    const struct parts *p = s->parts;
    const struct ads *ads = &p->ads;
    size_t items = (size_t)p->world.items;
    float *scratch = s->scratch + (size_t)worker * 7 * items, *click = scratch, *convert = scratch + items,
          *hide = scratch + 2 * items, *value = scratch + 3 * items;
    int32_t *ids = (int32_t *)(scratch + 4 * items), *best = ids + items, *rows = best + items;
    int begin, end;
    pool_range(s->e->online, s->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&s->progress->cancel); i++) {
        const struct request *request = &p->log.request[s->e->request[i]];
        int n = ads_wanting(ads, request, ids);
        size_t day = (size_t)request->time * items;
        if (s->truth)
            ads_respond(ads, request, ids, NULL, n, NULL, (struct ads_response){click, convert, hide});
        for (int k = 0; k < n; k++) {
            int32_t c = ads->campaign[ids[k]];
            double shown = p->log.shown_before[day + (size_t)ids[k]],
                   clicked = p->log.clicked_before[day + (size_t)ids[k]];
            if (!s->truth) {
                click[k] = (float)((clicked + 2.0) / (shown + 100.0));
                convert[k] = s->converts;
            }
            value[k] = click[k] * ads->bid[c] * (ads->per_conversion[c] ? convert[k] : 1.0f);
            convert[k] *= click[k] * ads->value[c];
            hide[k] = -hide[k];
        }
        const float *order[ONLINE_METRICS] = {click, hide, value, convert};
        for (int goal = 0; goal < s->goals; goal++) {
            size_t at = ((size_t)goal * (size_t)s->e->online + (size_t)i) * SHORTLIST;
            const float *by = s->goals > 1 ? order[goal] : value;
            int m = one_a_campaign(ads, ids, by, n, best, rows);
            shortlist(ids, by, value, rows, m, s->item + at, s->order + at, s->value + at);
        }
    }
}

static void shortlists_free(struct shortlists *s) {
    free(s->item);
    free(s->value);
    free(s->order);
    free(s->scratch);
}

static bool shortlists_make(struct shortlists *s, const struct node_run *run, struct err *err) {
    size_t n = (size_t)s->goals * (size_t)s->e->online * SHORTLIST;
    s->shards = 64;
    s->progress = run->progress;
    if (!(s->item = mem_array(n, sizeof *s->item, err)) || !(s->value = mem_array(n, sizeof *s->value, err)) ||
        !(s->order = mem_array(n, sizeof *s->order, err)) ||
        !(s->scratch =
              mem_array((size_t)pool_threads(run->pool) * 7 * (size_t)s->parts->world.items, sizeof(float), err)))
        return false;
    pool_for(run->pool, s->shards, shortlist_shard, s);
    return node_progress(run, 0.5, err);
}

/* out (ONLINE_METRICS): of the trivial rule, or the truth's best in each. The oracle's revenue is the better of the two
 * ways to spend a budget: as it comes, and as the design paces it. */
static bool measure_rulers(const struct node_run *run, const struct parts *p, const struct evaluation *e, bool truth,
                           double *out, struct err *err) {
    struct shortlists s = {.parts = p, .e = e, .goals = truth ? ONLINE_METRICS : 1, .truth = truth};
    struct auction_rules rules = auction_rules_of(run);
    struct page_value *page = mem_array((size_t)e->online, sizeof *page, err);
    double converted = 1.0, clicks = 20.0;
    for (int64_t row = 0; row < p->log.impressions; row++)
        if (p->log.row_time[row] < (float)(p->world.params.days - TEST_DAYS) && p->log.event[row] >> HEAD_CLICK & 1) {
            clicks++;
            converted += p->log.convert_days[row] < 1.0f;
        }
    s.converts = (float)(converted / clicks);
    rules.multiplier = 1.0f;
    if (truth)
        rules.exploration = 0.0f;
    bool ok = page && shortlists_make(&s, run, err);
    for (int goal = 0; ok && goal < s.goals; goal++) {
        struct goal_offers offers = {&s, goal};
        ok = deliver(run, p, e, &rules, offers_of_goal, &offers, NULL, page, NULL, NULL, err);
        for (int k = 0; ok && k < ONLINE_METRICS; k++)
            if (!truth || k == goal)
                out[k] = mean_of(page, e->online, rules.slots, (enum online_metric)k);
    }
    if (ok && truth && rules.pacing != PACING_NONE) {
        struct goal_offers offers = {&s, ONLINE_REVENUE};
        rules.pacing = PACING_NONE;
        ok = deliver(run, p, e, &rules, offers_of_goal, &offers, NULL, page, NULL, NULL, err);
        if (ok)
            out[ONLINE_REVENUE] = fmax(out[ONLINE_REVENUE], mean_of(page, e->online, rules.slots, ONLINE_REVENUE));
    }
    shortlists_free(&s);
    free(page);
    return ok;
}

bool node_online_oracle_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    double *rulers = blob_add(out, "rulers", BLOB_F64, 2, ONLINE_METRICS, 0, err);
    return rulers && measure_rulers(run, &parts, &e, false, rulers, err) &&
           measure_rulers(run, &parts, &e, true, rulers + ONLINE_METRICS, err) && node_progress(run, 1.0, err);
}

/* --- online --- */

static double row_payment(const struct parts *p, int64_t row) {
    int32_t c = p->ads.campaign[p->log.item[row]];
    bool due = p->ads.per_conversion[c] ? isfinite(p->log.convert_days[row]) : (p->log.event[row] >> HEAD_CLICK & 1);
    return due ? (double)p->ads.bid[c] : 0.0;
}

bool node_online_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures m = {0};
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    const struct page_value *page = blob_get(node_in(run, N_LISTS), "page", BLOB_F64);
    const double *rulers = blob_get(node_in(run, N_ONLINE_ORACLE), "rulers", BLOB_F64);
    int slots = (int)blob_find(node_in(run, N_LISTS), "list")->shape[1];
    size_t n = (size_t)e.online;
    double *sum = mem_array(n, sizeof *sum, err), *count = sum ? mem_array(n, sizeof *count, err) : NULL;
    uint8_t *times = count ? mem_array(BOOTSTRAP_REPLICATES * n, 1, err) : NULL;
    bool ok = times != NULL;
    static const char *const slices[] = {NULL, "new_users", "phone"};
    if (ok)
        bootstrap_times(times, e.unit, e.online, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
    for (int s = 0; ok && s < 3; s++) {
        if (slices[s] && !node_has(run, K_SLICES, slices[s]))
            continue;
        for (int k = 0; k < ONLINE_METRICS; k++) {
            char name[MEASURE_NAME];
            snprintf(name, sizeof name, "%s%s%s%s", online_names[k], s ? "[" : "", s ? slices[s] : "", s ? "]" : "");
            for (size_t i = 0; i < n; i++) {
                bool in = !s || online_in_slice(&parts, slices[s], &parts.log.request[e.request[i]]);
                sum[i] = in ? numerator(&page[i], (enum online_metric)k) : NAN;
                count[i] = in ? denominator(slots, (enum online_metric)k) : 0.0;
            }
            add_ratio(&m, name, sum, count, times, e.online, run->pool);
        }
    }
    for (int k = 0; ok && k < ONLINE_METRICS; k++)
        measures_ruler(&m, online_names[k], rulers[k], rulers[ONLINE_METRICS + k]);
    if (ok) {
        measures_add(&m, "online.ab_detectable_effect",
                     detectable_effect(&parts, row_payment, node_real(run, K_AB_USERS), node_int(run, K_AB_DAYS)), NULL,
                     0);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
    free(sum);
    free(count);
    free(times);
    measures_free(&m);
    return ok;
}

/* --- times --- */

bool node_policy_times_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures measures = {0};
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    struct design_offers offers = open_offers(run);
    struct auction_rules rules = auction_rules_of(run);
    struct auction *auction = auction_new(&rules, &parts.ads, &parts.log, delivery_share(&parts, &e), err);
    double *seconds = auction ? blob_add(out, "seconds", BLOB_F64, TIMED_REQUESTS, 0, 0, err) : NULL;
    bool ok = seconds != NULL;
    for (int i = -WARM_UP_REQUESTS; ok && i < TIMED_REQUESTS; i++) {
        int at = (i + WARM_UP_REQUESTS) % e.online;
        struct offers offered = offers_of_design(&offers, at);
        struct sold sold;
        int64_t start = clock_ns(run->clock);
        auction_choose(auction, &parts.log.request[e.request[at]], &offered, &sold);
        if (i >= 0)
            seconds[i] = (double)(clock_ns(run->clock) - start) * 1e-9;
    }
    auction_free(auction);
    if (ok) {
        add_stage_times(&measures, "rerank", seconds, TIMED_REQUESTS);
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    measures_free(&measures);
    return ok;
}
