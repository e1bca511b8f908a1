/* log_rows.h - the columns that the log of every kind has, while it is written, and how a log goes on from another.
 * Life: log_rows_new in the blob of the log -> (log_rows_copy, when it goes on) -> filled by the kind. Borrows the
 * blob. */
#ifndef WORLD_LOG_ROWS_H
#define WORLD_LOG_ROWS_H
#include "base/pool.h"
#include "world/world.h"

struct log_rows {            /* as in struct log */
    struct request *request; /* (requests) */
    int64_t *start;          /* (requests+1) */
    int32_t *item;           /* (rows) */
    uint8_t *position, *event;
    float *propensity, *row_time;
};
bool log_rows_new(struct log_rows *rows, int64_t requests, int64_t n, struct blob *out, struct err *err) MUST_USE;

/* A column of the kind's own: (rows) elements of `size` bytes. `to` has room for all of the log's. */
struct log_column {
    void *to;
    const void *from;
    size_t size;
};
enum { LOG_OWN_COLUMNS = 8 };
/* The rows of `log` to the front of `rows`, and n <= LOG_OWN_COLUMNS columns of its own, by all threads. */
void log_rows_copy(const struct log_rows *rows, const struct log *log, const struct log_column *own, int n,
                   struct pool *pool);
#endif
