#include "world/log_rows.h"

#include <assert.h>
#include <string.h>

enum { COPIES = 16, COMMON = 5 };

bool log_rows_new(struct log_rows *rows, int64_t requests, int64_t n, struct blob *out, struct err *err) {
    return (rows->request = blob_add_raw(out, "request", BLOB_I32, requests, 5, 0, err)) &&
           (rows->start = blob_add_raw(out, "start", BLOB_I64, requests + 1, 0, 0, err)) &&
           (rows->item = blob_add_raw(out, "item", BLOB_I32, n, 0, 0, err)) &&
           (rows->position = blob_add_raw(out, "position", BLOB_U8, n, 0, 0, err)) &&
           (rows->event = blob_add_raw(out, "event", BLOB_U8, n, 0, 0, err)) &&
           (rows->propensity = blob_add_raw(out, "propensity", BLOB_F32, n, 0, 0, err)) &&
           (rows->row_time = blob_add_raw(out, "row_time", BLOB_F32, n, 0, 0, err));
}

struct copying {
    const struct log_rows *to;
    const struct log *log;
    struct log_column column[COMMON + LOG_OWN_COLUMNS]; /* an element a row */
    int n;
};

static void copy_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct copying *c = arg;
    int first, end;
    pool_range(c->log->requests, COPIES, shard, &first, &end);
    size_t row = (size_t)c->log->start[first], rows = (size_t)c->log->start[end] - row, n = (size_t)(end - first);
    memcpy(c->to->request + first, c->log->request + first, n * sizeof *c->to->request);
    memcpy(c->to->start + first, c->log->start + first, n * sizeof *c->to->start);
    for (int i = 0; i < c->n; i++) {
        const struct log_column *column = &c->column[i];
        memcpy((char *)column->to + row * column->size, (const char *)column->from + row * column->size,
               rows * column->size);
    }
}

void log_rows_copy(const struct log_rows *rows, const struct log *log, const struct log_column *own, int n,
                   struct pool *pool) {
    struct copying c = {.to = rows,
                        .log = log,
                        .column = {{rows->item, log->item, sizeof *rows->item},
                                   {rows->position, log->position, sizeof *rows->position},
                                   {rows->event, log->event, sizeof *rows->event},
                                   {rows->propensity, log->propensity, sizeof *rows->propensity},
                                   {rows->row_time, log->row_time, sizeof *rows->row_time}},
                        .n = COMMON + n};
    assert(n <= LOG_OWN_COLUMNS);
    memcpy(c.column + COMMON, own, (size_t)n * sizeof *own);
    pool_for(pool, COPIES, copy_shard, &c);
}
