/* flat.h - every row of some vectors offered to the collectors of some queries: exact search, and what was inserted
 * since an index was built (fresh.h). Scores are those of kernels->dots, to the last bit, whatever Q is. */
#ifndef INDEX_FLAT_H
#define INDEX_FLAT_H
#include "index/parts.h"

enum { FLAT_TOGETHER = 64 }; /* queries that are worth offering together: whole panels */

struct flat_rows {
    const float *x; /* (n,D) */
    int n;
    int32_t first; /* id of the first, the others follow */
};
/* q (Q,D), found (Q). Costs 2 Q n D flop, for many queries near the machine's rate of multiply-adds; a single query
 * reads the rows at the speed of memory and allocates nothing. */
void flat_offer(const struct index *index, const struct index_query *query, struct flat_rows rows, const float *q,
                int Q, struct best *found);
#endif
