/* fresh.h - an index that takes in and gives up items while it is searched: an opened index, the base, which never
 * changes, and beside it what came since: inserted vectors, compared one by one with every query, and a bit for every
 * removed id. The shape of a log-structured merge: changes are cheap, searches pay for what has gathered, a compaction
 * makes a base of it all.
 * Life: fresh_new (or fresh_open of what fresh_save kept) -> fresh_insert, fresh_remove, fresh_search in any order ->
 * fresh_compact into a blob, which is opened as the next base -> fresh_free. Borrows the base, which outlives it; owns
 * copies of the inserted vectors.
 * Ids: the base has 0 .. N-1, inserted vectors follow in order of arrival. An id never comes to mean another vector and
 * is never given out again, until a compaction numbers what lives anew, in the same order.
 * Threads: searches run beside each other, each with a scratch of its own (index_scratch_new of the base). Insert,
 * remove and free want the index for themselves; fresh_save and fresh_compact only read, like a search. Nothing here
 * locks.
 * Costs, n inserted so far: an insert copies D floats, amortised (the room doubles, so a single one may copy n D; the
 * peak is three times the vectors held). A remove is O(1). A search costs the base's search plus n D products, whether
 * or not the inserted were removed again, plus what the base pays to fill up behind removed ids (index_query.removed).
 * Memory: at most 8 n D bytes, and a bit an id. */
#ifndef INDEX_FRESH_H
#define INDEX_FRESH_H
#include "index/index.h"

struct fresh;

struct fresh *fresh_new(const struct index *base); /* never NULL: nothing inserted, nothing removed */
void fresh_free(struct fresh *fresh);              /* NULL is fine */

/* vectors (n,D), n >= 1, found from the next search on. *first: the id of the first, the others follow; may be NULL.
 * All or none: ERR_MEMORY; ERR_USAGE when that made more than 2^31 - 2 ids. */
bool fresh_insert(struct fresh *fresh, const float *vectors, int n, int32_t *first, struct err *err) MUST_USE;
/* True when the id lived until now; an id that was removed before, or never given out, changes nothing. */
bool fresh_remove(struct fresh *fresh, int32_t id);
bool fresh_lives(const struct fresh *fresh, int32_t id);
int fresh_ids(const struct fresh *fresh);  /* N + inserted: every id is below */
int fresh_live(const struct fresh *fresh); /* of these not removed */

/* index_search over all that lives: the base as its kind and the query have it, the inserted exactly. query->removed is
 * NULL; query->birth, when there is one, has fresh_ids entries. With a flat base, and with an ivf base all of whose
 * cells are probed, the result is that of a flat index of the live vectors to the last bit. Where the base returns
 * scores of codes (ivf_sq8, ivf_pq, refine 0) they are compared with exact ones: refine makes the two alike. */
void fresh_search(const struct fresh *fresh, const struct index_query *query, const float *q,
                  struct index_scratch *scratch, int32_t *ids, float *scores, struct index_stats *stats);
/* Q queries (Q,D) over the pool: what fresh_search says of each, to the last bit; the inserted pass through the cache
 * once for many of them. ids, scores (Q,k). */
bool fresh_search_all(const struct fresh *fresh, const struct index_query *query, const float *q, int Q,
                      struct pool *pool, int32_t *ids, float *scores, struct index_stats *stats,
                      struct err *err) MUST_USE;

/* Builds an index of all that lives, of any kind. Its ids are new, 0 .. L-1 in the order of the old ones, so ties fall
 * as before; section fresh.was I32 (L) of the blob has the old id of each. Costs an index_build of L vectors and a copy
 * of them. ERR_USAGE when nothing lives; otherwise as index_build. */
bool fresh_compact(const struct fresh *fresh, const struct index_params *params, struct pool *pool,
                   struct progress *progress, struct blob *out, struct err *err) MUST_USE;

/* What was inserted and removed, without the base, but with a hash of the base's vectors: O(N D) at the speed of
 * memory, here and in fresh_open. Sections:
 *   fresh.head     I64 (6)    N, D, inserted, removed, the hash's low and high half
 *   fresh.vectors  F32 (n,D)  the inserted
 *   fresh.removed  I64 (..)   a bit an id, 64 to a word, lowest first; bits behind the last id are 0 */
bool fresh_save(const struct fresh *fresh, struct blob *out, struct err *err) MUST_USE;
/* Copies out of the blob, which may go. NULL: ERR_DAMAGED naming the section, also when it was saved beside another
 * base; ERR_MEMORY. */
struct fresh *fresh_open(const struct index *base, const struct blob *blob, struct err *err) MUST_USE;
#endif
