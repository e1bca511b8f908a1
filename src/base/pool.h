/* pool.h - a pinned thread pool that runs the shards of one loop.
 * The number of shards is the caller's and does not depend on the number of threads: results that are reduced in shard
 * order are the same for any thread count. One loop at a time; a shard does not start loops of its own. */
#ifndef BASE_POOL_H
#define BASE_POOL_H
#include "base/err.h"
#include <stddef.h>

struct pool;
typedef void (*pool_body)(void *arg, int shard, int worker); /* worker in [0, pool_threads): for scratch memory */

int pool_cores(void); /* of this machine, 1 or more */
/* threads 1..64, the caller's included (1: no thread is started); 0: one a core. */
struct pool *pool_new(int threads, struct err *err) MUST_USE;
void pool_free(struct pool *pool); /* NULL is fine */
int pool_threads(const struct pool *pool);
/* Runs body(arg, s, worker) for s in [0,shards); returns when all are done. */
void pool_for(struct pool *pool, int shards, pool_body body, void *arg);

/* memcpy, and clearing, by all threads. Over much memory this is worth it where pages are touched for the first time,
 * which takes longer than writing them. */
void pool_copy(struct pool *pool, void *to, const void *from, size_t bytes);
void pool_clear(struct pool *pool, void *to, size_t bytes);

/* The half-open range of `n` things that shard s of `shards` has. */
static inline void pool_range(int n, int shards, int s, int *begin, int *end) {
    *begin = (int)((long long)n * s / shards);
    *end = (int)((long long)n * (s + 1) / shards);
}
#endif
