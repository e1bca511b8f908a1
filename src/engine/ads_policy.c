/* ads_policy.c - stage 3 of ads: the auction over the evaluation requests in time order, its outcome as the truth
 * expects it, beside the trivial rule (an ad's smoothed click rate) and the truth's own predictions through the same
 * auction. */
#include "base/mem.h"
#include "engine/ads_delivery.h"
#include "engine/nodes.h"
#include "engine/online_extras.h"
#include "engine/serving.h"
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

/* One pass of rivals through the auction; a task of the pool. */
struct ruling {
    const struct node_run *run;
    const struct parts *parts;
    const struct evaluation *e;
    struct auction_rules rules;
    struct rivals rivals;
    double mean[ONLINE_METRICS];
    struct err err;
    bool ok;
};

static void ruling_shard(void *arg, int task, int worker) {
    (void)worker;
    struct ruling *r = (struct ruling *)arg + task;
    struct page_value *page = mem_array((size_t)r->e->online, sizeof *page, &r->err);
    r->ok = page &&
            deliver(r->run, r->parts, r->e, &r->rules, offers_of_rivals, &r->rivals, NULL, page, NULL, NULL, &r->err);
    for (int k = 0; r->ok && k < ONLINE_METRICS; k++)
        r->mean[k] = mean_of(page, r->e->online, r->rules.slots, (enum online_metric)k);
    free(page);
}

/* Baselines: the trivial rule in everything. Oracles: the truth's best in each; the oracle's revenue is the better of
 * the two ways to spend a budget, as it comes and as the design paces it. */
bool node_online_oracle_ads(const struct node_run *run, struct blob *out, struct err *err) {
    enum { UNPACED = RIVALS, RULINGS };
    struct parts parts = {0};
    struct evaluation e;
    const struct blob *requests = node_in(run, N_REQUESTS);
    parts_world(&parts, run);
    evaluation_open(&e, requests);
    double *rulers = blob_add(out, "rulers", BLOB_F64, 2, ONLINE_METRICS, 0, err);
    if (!rulers)
        return false;
    struct ruling ruling[RULINGS];
    for (int k = 0; k < RULINGS; k++) {
        ruling[k] = (struct ruling){.run = run, .parts = &parts, .e = &e, .rules = auction_rules_of(run)};
        ruling[k].rivals = rivals_open(requests, k == UNPACED ? RIVAL_REVENUE : (enum rival)k);
        ruling[k].rules.multiplier = 1.0f;
        if (k != RIVAL_TRIVIAL)
            ruling[k].rules.exploration = 0.0f;
        if (k == UNPACED)
            ruling[k].rules.pacing = PACING_NONE;
    }
    pool_for(run->pool, RULINGS, ruling_shard, ruling);
    for (int k = 0; k < RULINGS; k++)
        if (!ruling[k].ok) {
            *err = ruling[k].err;
            return false;
        }
    for (int k = 0; k < ONLINE_METRICS; k++) {
        rulers[k] = ruling[RIVAL_TRIVIAL].mean[k];
        rulers[ONLINE_METRICS + k] = ruling[RIVAL_CLICK + k].mean[k];
    }
    rulers[ONLINE_METRICS + ONLINE_REVENUE] =
        fmax(ruling[RIVAL_REVENUE].mean[ONLINE_REVENUE], ruling[UNPACED].mean[ONLINE_REVENUE]);
    return node_progress(run, 1.0, err);
}

/* --- online --- */

static double row_payment(const struct parts *p, int64_t row) {
    int32_t c = p->ads.campaign[p->log.item[row]];
    bool due = p->ads.per_conversion[c] ? isfinite(p->log.convert_days[row]) : (p->log.event[row] >> HEAD_CLICK & 1);
    return due ? (double)p->ads.bid[c] : 0.0;
}

struct sold_pages {
    const struct page_value *page; /* (online) */
    int slots;
};

static void ratio_parts(const void *arg, int i, int metric, double *above, double *below) {
    const struct sold_pages *sold = arg;
    *above = numerator(&sold->page[i], (enum online_metric)metric);
    *below = denominator(sold->slots, (enum online_metric)metric);
}

bool node_online_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures m = {0};
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    const struct page_value *page = blob_get(node_in(run, N_LISTS), "page", BLOB_F64);
    const double *rulers = blob_get(node_in(run, N_ONLINE_ORACLE), "rulers", BLOB_F64);
    struct sold_pages sold = {page, (int)blob_find(node_in(run, N_LISTS), "list")->shape[1]};
    struct online_ratios ratios = {online_names, ONLINE_METRICS, ratio_parts, &sold};
    bool ok = add_online_ratios(&m, run, &parts, &e, &ratios, err);
    for (int k = 0; ok && k < ONLINE_METRICS; k++)
        measures_ruler(&m, online_names[k], rulers[k], rulers[ONLINE_METRICS + k]);
    if (ok) {
        measures_add(&m, "online.ab_detectable_effect",
                     detectable_effect(&parts, row_payment, node_real(run, K_AB_USERS), node_int(run, K_AB_DAYS)), NULL,
                     0);
        ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    }
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
