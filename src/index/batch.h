/* batch.h - many queries over the pool: index_search_all, and fresh_search_all, which has more to offer than an index
 * holds. */
#ifndef INDEX_BATCH_H
#define INDEX_BATCH_H
#include "index/parts.h"

/* What is offered to the collectors of n queries q (n,D) behind the index, by the thread that has them. */
struct index_more {
    void (*offer)(const void *arg, const struct index_query *query, const float *q, int n, struct best *found,
                  struct index_stats *stats);
    const void *arg;
};
/* As index_search_all; more may be NULL. */
bool index_batch(const struct index *index, const struct index_query *query, const struct index_more *more,
                 const float *q, int Q, struct pool *pool, int32_t *ids, float *scores, struct index_stats *stats,
                 struct err *err) MUST_USE;
#endif
