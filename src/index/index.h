/* index.h - the k vectors of largest inner product: flat (exact), IVF and its compressed forms, HNSW, behind one
 * interface. Life: index_build into a blob (which the cache writes and maps) -> index_open a view of it ->
 * index_search, any number of times, from any thread (each with its own scratch) -> index_close. Dims: N items, D
 * width, Q queries, K results, C cells. Cost of a query: flat O(N D); ivf O(C D + nprobe/C N D). Vectors that are to be
 * compared by cosine come in normalised. Ids are positions 0..N-1 in the array given to build. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"

enum index_kind { INDEX_FLAT, INDEX_IVF, INDEX_IVF_SQ8, INDEX_IVF_PQ, INDEX_HNSW };

struct index_params {
    enum index_kind kind;
    uint64_t seed;
    int nlist;    /* C, cells of the ivf kinds; clamped to N by the caller */
    int pq_bytes; /* bytes a vector of ivf_pq codes: 4-bit sub-codes, two a byte */
    int hnsw_m;   /* links a node of hnsw */
};
struct index_query {
    int k;
    int nprobe;    /* cells looked into, ivf kinds */
    int ef_search; /* beam of hnsw, at least k is used */
    int refine;    /* exact re-scores as a multiple of k from the full vectors, 0 none; flat and hnsw ignore it */
    /* Only items with birth[id] <= born_by whose bit in removed is not set are found; NULL: all. Filtered while
     * searching: ivf kinds open cells beyond nprobe until they found as many (at most k) as the first nprobe cells hold
     * without the filter; flat and hnsw find k when k exist. */
    const float *birth; /* (N) */
    float born_by;
    const uint64_t *removed; /* (N bits) id is bit id % 64 of word id / 64 */
};
struct index_stats {
    int64_t scored;  /* vectors or codes compared */
    int64_t refined; /* exact re-scores */
    int64_t cells;   /* lists opened */
};
struct index;         /* a view: pointers into a blob */
struct index_scratch; /* one a thread; a warm search allocates nothing */

/* vectors (N,D), copied. N >= 1. The same seed gives the same index for any thread count. */
bool index_build(const struct index_params *params, const float *vectors, int N, int D, struct pool *pool,
                 struct progress *progress, struct blob *out, struct err *err) MUST_USE;
/* Borrows the blob, which outlives the view. Reads its integers once to see that they hold together. NULL: ERR_DAMAGED
 * naming the section, ERR_MEMORY. */
struct index *index_open(const struct blob *blob, struct err *err) MUST_USE;
void index_close(struct index *index);
struct index_scratch *index_scratch_new(const struct index *index, int max_k, struct err *err) MUST_USE;
void index_scratch_free(struct index_scratch *scratch);

/* One query q (D). ids, scores (K): best first, ties to the lower id, short rows padded with -1 and -INFINITY.
 * stats may be NULL, else added to. */
void index_search(const struct index *index, const struct index_query *query, const float *q,
                  struct index_scratch *scratch, int32_t *ids, float *scores, struct index_stats *stats);
/* Q queries (Q,D) over the pool: the same results as one by one. ids, scores (Q,K). */
bool index_search_all(const struct index *index, const struct index_query *query, const float *q, int Q,
                      struct pool *pool, int32_t *ids, float *scores, struct index_stats *stats,
                      struct err *err) MUST_USE;

int index_size(const struct index *index);  /* N */
int index_width(const struct index *index); /* D */
const char *index_kind_name(enum index_kind kind);
bool index_kind_of(const char *name, enum index_kind *kind) MUST_USE;
/* Codes + ids + lists, divided by N, without the refinement copy. */
double index_bytes_per_vector(const struct index *index);
size_t index_bytes_total(const struct index *index); /* with the refinement copy */
#endif
