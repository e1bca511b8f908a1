/* ads_rivals.c - whom the rulers of stage 3 send into the auction: of every evaluation request the best ads by the
 * trivial rule (an ad's smoothed click rate) and by the truth, in each outcome. No knob of stage 3 changes them, so
 * they are made with the requests. */
#include "base/mem.h"
#include "engine/ads_delivery.h"
#include "engine/nodes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All ads that want the request compete; the auction sees the SHORTLIST best of them. */
enum { SHORTLIST = 64 };
struct shortlists {
    const struct parts *parts;
    const int32_t *request; /* (online) */
    int online, shards;
    float converts; /* of a click, as the log says: the trivial rule's */
    int32_t *item;  /* (RIVALS, online, SHORTLIST) */
    float *value, *order;
    float *scratch; /* (workers, 7 items) */
    struct progress *progress;
};

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

/* The rivals of one request by every rule. Scratch of the worker (7 items). */
static void shortlist_request(const struct shortlists *s, int i, float *scratch) {
    const struct parts *p = s->parts;
    const struct ads *ads = &p->ads;
    const struct request *request = &p->log.request[s->request[i]];
    size_t items = (size_t)p->world.items, day = (size_t)request->time * items;
    float *click = scratch, *convert = click + items, *hide = convert + items, *value = hide + items;
    int32_t *ids = (int32_t *)(value + items), *best = ids + items, *rows = best + items;
    int n = ads_wanting(ads, request, ids);
    for (int rival = 0; rival < RIVALS; rival++) {
        if (rival == RIVAL_TRIVIAL)
            for (int k = 0; k < n; k++) {
                double shown = p->log.shown_before[day + (size_t)ids[k]],
                       clicked = p->log.clicked_before[day + (size_t)ids[k]];
                click[k] = (float)((clicked + 2.0) / (shown + 100.0));
                convert[k] = s->converts;
                hide[k] = 0.0f; /* it knows nothing of hides */
            }
        if (rival == RIVAL_CLICK)
            ads_respond(ads, request, ids, NULL, n, NULL, (struct ads_response){click, convert, hide});
        if (rival == RIVAL_TRIVIAL || rival == RIVAL_CLICK)
            for (int k = 0; k < n; k++) {
                int32_t c = ads->campaign[ids[k]];
                value[k] = click[k] * ads->bid[c] * (ads->per_conversion[c] ? convert[k] : 1.0f);
                convert[k] *= click[k] * ads->value[c];
                hide[k] = -hide[k];
            }
        const float *order[RIVALS] = {value, click, hide, value, convert};
        size_t at = ((size_t)rival * (size_t)s->online + (size_t)i) * SHORTLIST;
        int m = one_a_campaign(ads, ids, order[rival], n, best, rows);
        shortlist(ids, order[rival], value, rows, m, s->item + at, s->order + at, s->value + at);
    }
}

static void shortlist_shard(void *arg, int shard, int worker) {
    const struct shortlists *s = arg;
    int begin, end;
    pool_range(s->online, s->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&s->progress->cancel); i++)
        shortlist_request(s, i, s->scratch + (size_t)worker * 7 * (size_t)s->parts->world.items);
}

/* Conversions of a click that the design's day could know of. */
static float conversion_rate(const struct parts *p) {
    double converted = 1.0, clicks = 20.0;
    for (int64_t row = 0; row < p->log.impressions; row++)
        if (p->log.row_time[row] < (float)(p->world.params.days - TEST_DAYS) && p->log.event[row] >> HEAD_CLICK & 1) {
            clicks++;
            converted += p->log.convert_days[row] < 1.0f;
        }
    return (float)(converted / clicks);
}

bool node_requests_ads(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    parts_world(&parts, run);
    if (!node_requests(run, out, err))
        return false;
    const struct section *request = blob_find(out, "request");
    struct shortlists s = {.parts = &parts,
                           .request = request->data,
                           .online = (int)request->shape[0],
                           .shards = 64,
                           .converts = conversion_rate(&parts),
                           .progress = run->progress};
    int64_t n = (int64_t)RIVALS * s.online;
    s.scratch = mem_array((size_t)pool_threads(run->pool) * 7 * (size_t)parts.world.items, sizeof *s.scratch, err);
    bool ok = s.scratch && (s.item = blob_add(out, "rival.item", BLOB_I32, n, SHORTLIST, 0, err)) &&
              (s.value = blob_add(out, "rival.value", BLOB_F32, n, SHORTLIST, 0, err)) &&
              (s.order = blob_add(out, "rival.order", BLOB_F32, n, SHORTLIST, 0, err));
    if (ok) {
        pool_for(run->pool, s.shards, shortlist_shard, &s);
        ok = node_progress(run, 1.0, err);
    }
    free(s.scratch);
    return ok;
}

struct rivals rivals_open(const struct blob *requests, enum rival rival) {
    const struct section *item = blob_find(requests, "rival.item");
    size_t online = (size_t)blob_find(requests, "request")->shape[0], at = (size_t)rival * online * SHORTLIST;
    return (struct rivals){(const int32_t *)item->data + at,
                           (const float *)blob_get(requests, "rival.value", BLOB_F32) + at,
                           (const float *)blob_get(requests, "rival.order", BLOB_F32) + at};
}

struct offers offers_of_rivals(const void *arg, int i) {
    const struct rivals *r = arg;
    size_t at = (size_t)i * SHORTLIST;
    return (struct offers){SHORTLIST, r->item + at, r->value + at, r->order + at};
}
