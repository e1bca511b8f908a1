#include "world/log_copy.h"

#include <string.h>

enum { COPIES = 16 };

struct copying {
    const struct log *log;
    const struct log_column *columns;
    int n;
};

static void copy_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct copying *c = arg;
    int first, end;
    pool_range(c->log->requests, COPIES, shard, &first, &end);
    size_t row = (size_t)c->log->start[first], rows = (size_t)c->log->start[end] - row;
    for (int i = 0; i < c->n; i++) {
        const struct log_column *column = &c->columns[i];
        size_t from = column->of_requests ? (size_t)first : row, n = column->of_requests ? (size_t)(end - first) : rows;
        memcpy((char *)column->to + from * column->size, (const char *)column->from + from * column->size,
               n * column->size);
    }
}

void log_copy(const struct log *log, const struct log_column *columns, int n, struct pool *pool) {
    pool_for(pool, COPIES, copy_shard, &(struct copying){log, columns, n});
}
