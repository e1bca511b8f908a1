/* counters.c - what a log implies: every user's clicks in time order, and the daily counters of every item. */
#include "world/kinds.h"

#include <string.h>

enum { SHARDS = 32 };

struct counting {
    const struct world *world;
    struct log log; /* the sections that are there already */
    int32_t *shown, *clicked;
    float *watched;
};

/* The first request at or after the start of a day. */
static int day_begin(const struct log *log, int day) {
    int low = 0, high = log->requests;
    while (low < high) {
        int middle = (low + high) / 2;
        if (log->request[middle].time < (float)day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool clicked(const struct log *log, int64_t row) {
    return log->event[row] >> HEAD_CLICK & 1;
}

/* Rows are in time order, so a user's clicks are too. */
static bool histories(const struct world *world, const struct log *log, struct blob *out, struct err *err) {
    int64_t *start = blob_add(out, "click_start", BLOB_I64, world->users + 1, 0, 0, err);
    if (!start)
        return false;
    for (int r = 0; r < log->requests; r++)
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++)
            start[log->request[r].user + 1] += clicked(log, row);
    for (int u = 0; u < world->users; u++)
        start[u + 1] += start[u];
    int64_t clicks = start[world->users];
    int32_t *rows = blob_add(out, "click_row", BLOB_I32, clicks, 0, 0, err);
    if (!rows)
        return false;
    for (int r = 0; r < log->requests; r++)
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++)
            if (clicked(log, row))
                rows[start[log->request[r].user]++] = (int32_t)row;
    for (int u = world->users; u > 0; u--) /* each start has moved on to its end: move them back */
        start[u] = start[u - 1];
    start[0] = 0;
    return true;
}

/* Row d of each table first holds what happened on day d-1; then days are summed up. */
static void count_day(void *arg, int day, int worker) {
    (void)worker;
    struct counting *c = arg;
    const struct log *log = &c->log;
    size_t table = ((size_t)day + 1) * (size_t)c->world->items;
    int64_t end = log->start[day_begin(log, day + 1)];
    for (int64_t row = log->start[day_begin(log, day)]; row < end; row++) {
        size_t at = table + (size_t)log->item[row];
        c->shown[at]++;
        c->clicked[at] += clicked(log, row);
        if (c->watched)
            c->watched[at] += log->watch_s[row];
    }
}

static void sum_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct counting *c = arg;
    size_t n = (size_t)c->world->items;
    int begin, end;
    pool_range(c->world->items, SHARDS, shard, &begin, &end);
    for (int d = 1; d <= c->world->params.days; d++)
        for (size_t i = (size_t)begin, at = (size_t)d * n + i; i < (size_t)end; i++, at++) {
            c->shown[at] += c->shown[at - n];
            c->clicked[at] += c->clicked[at - n];
            if (c->watched)
                c->watched[at] += c->watched[at - n];
        }
}

bool counters_build(const struct world *world, struct pool *pool, struct blob *out, struct err *err) {
    struct counting c = {.world = world,
                         .log = {.requests = (int)blob_length(out, "request"),
                                 .request = (const struct request *)blob_get(out, "request", BLOB_I32),
                                 .start = blob_get(out, "start", BLOB_I64),
                                 .item = blob_get(out, "item", BLOB_I32),
                                 .event = blob_get(out, "event", BLOB_U8),
                                 .watch_s = blob_find(out, "watch_s") ? blob_get(out, "watch_s", BLOB_F32) : NULL}};
    int64_t days = world->params.days + 1, items = world->items;
    c.shown = blob_add(out, "shown_before", BLOB_I32, days, items, 0, err);
    c.clicked = blob_add(out, "clicked_before", BLOB_I32, days, items, 0, err);
    if (c.log.watch_s)
        c.watched = blob_add(out, "watched_before", BLOB_F32, days, items, 0, err);
    if (!c.shown || !c.clicked || (c.log.watch_s && !c.watched) || !histories(world, &c.log, out, err))
        return false;
    pool_for(pool, world->params.days, count_day, &c);
    pool_for(pool, SHARDS, sum_shard, &c);
    return true;
}
