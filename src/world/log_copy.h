/* log_copy.h - the rows of a log into the columns of one that goes on from it, by all threads. */
#ifndef WORLD_LOG_COPY_H
#define WORLD_LOG_COPY_H
#include "base/pool.h"
#include "world/world.h"

/* One column: (requests) or (rows) elements of `size` bytes. Both sides are the caller's; `to` has room for all of it.
 */
struct log_column {
    void *to;
    const void *from;
    size_t size;
    bool of_requests; /* an element a request; else one a row */
};
void log_copy(const struct log *log, const struct log_column *columns, int n, struct pool *pool);
#endif
