/* parts.h - what the files of this room share: the view of a blob, the scratch of a thread, and each kind's build and
 * search. Sections of a blob, all named index.*:
 *
 *   index.head       I64 (HEAD_LENGTH)  kind, N, D, C, sub-codes, links
 *   index.vectors    F32 (N,D)   flat, hnsw: by id; ivf_sq8, ivf_pq: by id, for refinement; ivf: by place in the lists
 *   index.centroids  F32 (B,D,16) ivf kinds, length one: C in blocks of 16, dimension by dimension, the last padded
 *                    with zeros
 *   index.start      I32 (C+1)   places of cell c: start[c] .. start[c+1]
 *   index.ids        I32 (N)     the id at each place, ascending within a cell
 *   index.codes      U8 (B,G,64) ivf_sq8: B blocks of 16 places; how a block is laid out stands in sq8.c
 *                    U8 (B,S,16) ivf_pq: B blocks of 32 places; how a block is laid out stands in pq.c
 *   index.scales     U8 (B,32)   ivf_sq8: the upper half of a float a place, little end first
 *   index.error      F32 (1)     ivf_sq8, ivf_pq: of the worst code, root mean square of what it misses of a column
 *   index.codebook   F32 (S,16,W) ivf_pq: S sub-codes, columns padded with zeros to the widest, W
 *   index.links      I32 (N,2M)  hnsw, lowest layer, padded with -1
 *   index.upper      I32 (..,M)  hnsw, layers above: node i has rows tower[i] .. tower[i+1], layer 1 first
 *   index.tower      I32 (N+1)   hnsw
 *   index.entry      I32 (1)     hnsw, where a search starts */
#ifndef INDEX_PARTS_H
#define INDEX_PARTS_H
#include "index/index.h"
#include "index/kernel.h"
#include "num/topk.h"

#include <math.h>
#include <string.h>

enum { HEAD_KIND, HEAD_N, HEAD_D, HEAD_CELLS, HEAD_SUBCODES, HEAD_LINKS, HEAD_LENGTH };
enum { SCAN_BLOCK = 256 }; /* vectors or codes scored at a time: scores stay in the nearest cache */

struct index {
    enum index_kind kind;
    int N, D;
    int C; /* cells, ivf kinds */
    int S; /* sub-codes, ivf_pq */
    int M; /* links, hnsw */
    const struct kernels *kernels;
    const float *vectors;
    const float *centroids;
    const int32_t *start, *ids;
    const uint8_t *codes, *scales;
    const float *codebook;
    float code_error; /* of a score for a query of length one, about; ivf_sq8, ivf_pq */
    const int32_t *links, *upper, *tower, *entry;
    size_t bytes, refine_bytes; /* all sections; of these the copy for refinement */
};

/* The best k of a stream, in room of its own that grows when k does; aside is its own too or that of several. */
struct best {
    struct topk top;
    int64_t *room, *aside;
    int size;
};
void best_reset(struct best *best, int k); /* k >= 1 */
void best_free(struct best *best);

/* ivf_pq: q . centroid for every sub-code and code, as floats and as whole levels: exact = least of its sub-code +
 * scale level, all but for half a level. */
struct pq_tables {
    float *exact;    /* (S,16) */
    uint8_t *levels; /* (S,16) */
    float scale;     /* one level */
    float bias;      /* the sum of the least of every sub-code */
    float reach;     /* the sum of the largest magnitude of every sub-code */
};

/* A query that looks into a cell, whose centroid has this product with it. */
struct probe {
    int32_t query;
    float centre;
};
/* A query as its kind needs it. */
struct ivf_query {
    int ahead;           /* cells that are looked into before the others */
    struct pq_tables pq; /* pq */
    int16_t *levels;     /* (G,4) sq8: as kernel.h has it */
    int32_t bias;
    float unit;
};
/* What Q queries that are searched together need, apart from what they find. */
struct ivf_room {
    int Q;
    struct ivf_query *queries; /* (Q) */
    struct best cells;         /* while they are chosen */
    int16_t *sq_levels;        /* (Q,4 G): the queries' levels */
    uint8_t *pq_levels;        /* (Q,S,16): likewise */
    float *pq_exact;           /* (Q,S,16) */
    int32_t *order;            /* (Q,nprobe): cells, best first */
    float *centres;            /* (Q,nprobe): their centroids' products */
    struct probe *probes;      /* (Q,nprobe): by cell */
    size_t probes_room;
    int32_t *first;  /* (C+1): where the probes of a cell begin */
    int32_t *ranked; /* (C): all cells, best first */
    float *products; /* (IVF_CHOOSE, at most Q; C, rounded up to ROW_BLOCK) of queries with the centroids */
    float *largest;  /* (C) of groups of products */
    float *together; /* (IVF_TILE,D) queries */
    float *padded;   /* (S W) pq: the query with its columns padded */
    int32_t *again;  /* (again_room) ids to be scored again from the full vectors */
    int again_room;
};
enum { IVF_TILE = 12, IVF_CHOOSE = 2 * IVF_TILE }; /* queries in one product; those that choose their cells together */
struct ivf_room *ivf_room_new(const struct index *index, int Q, struct err *err) MUST_USE;
void ivf_room_free(struct ivf_room *room);

struct beam; /* hnsw: what a walk through the graph needs */
struct index_scratch {
    int max_k;
    struct best found;
    struct ivf_room *ivf; /* for one query */
    struct beam *beam;
};

/* The section with exactly this type and shape; b and c 0 when it has fewer dimensions. NULL: ERR_DAMAGED. */
const void *index_section(const struct blob *blob, const char *name, enum blob_type type, int64_t a, int64_t b,
                          int64_t c, struct err *err) MUST_USE;
/* False and ERR_DAMAGED when the blob is no index whose places can be followed. */
bool index_check(const struct blob *blob, struct err *err) MUST_USE;

/* What every node of a build needs. */
struct build {
    const struct index_params *params;
    const float *vectors;
    int N, D;
    struct pool *pool;
    struct progress *progress;
    struct blob *out;
};

static inline bool id_removed(const uint64_t *removed, int32_t id) {
    return removed[id / 64] >> id % 64 & 1;
}
/* True when the query may return this id. */
static inline bool query_accepts(const struct index_query *query, int32_t id) {
    return (!query->birth || query->birth[id] <= query->born_by) && !(query->removed && id_removed(query->removed, id));
}
/* index_search up to the point where scratch->found holds the best, in no order: whoever has more to offer goes on. */
void index_collect(const struct index *index, const struct index_query *query, const float *q,
                   struct index_scratch *scratch, struct index_stats *stats);
void index_add_stats(struct index_stats *to, const struct index_stats *more);
/* Offers n <= SCAN_BLOCK scores of ids[i], or of first+i when ids is NULL. */
void scan_offer(const struct index *index, struct topk *top, const struct index_query *query, const float *scores,
                const int32_t *ids, int32_t first, int n);

bool flat_build(const struct build *build, struct err *err) MUST_USE;
void flat_search(const struct index *index, const struct index_query *query, const float *q,
                 struct index_scratch *scratch, struct index_stats *stats);
/* Q queries at once, each into its own collector; the vectors pass through the cache once for all of them. */
void flat_search_many(const struct index *index, const struct index_query *query, const float *q, int Q,
                      struct best *found, struct index_stats *stats);

bool ivf_build(const struct build *build, struct err *err) MUST_USE;
/* Q queries at once, at most as many as the room has, each into its own collector: the codes of a cell pass through the
 * cache once for all that look into it. */
void ivf_search_many(const struct index *index, const struct index_query *query, const float *q, int Q,
                     struct best *found, struct ivf_room *room, struct index_stats *stats);
/* order, centres (Q,nprobe): of each of the queries q (Q,D) the cells of largest product, best first, and these. */
void ivf_choose(const struct index *index, const float *q, int Q, int nprobe, struct ivf_room *room, int32_t *order,
                float *centres);
/* How many codes are collected for a query: k, or what is refined. */
int ivf_wanted(const struct index *index, const struct index_query *query);
/* How many queries are worth searching together. */
int ivf_queries_together(const struct index *index, const struct index_query *query);

static inline int ivf_blocks(int C) {
    return (int)(((int64_t)C + ROW_BLOCK - 1) / ROW_BLOCK);
}
static inline int sq8_blocks(int N) {
    return (int)(((int64_t)N + SQ_BLOCK - 1) / SQ_BLOCK);
}
int sq8_groups(int D); /* G: of four dimensions each */
/* Codes of vectors in the order of ids (N). */
bool sq8_encode(const struct build *build, const int32_t *ids, struct err *err) MUST_USE;
void sq8_prepare(const struct index *index, const float *q, struct ivf_query *to);
/* Offers the codes of cell c to n <= SQ_QUERIES_MOST queries. prepared, found: by probe.query. */
void sq8_scan_cell(const struct index *index, const struct index_query *query, const struct ivf_query *prepared,
                   struct best *found, int c, const struct probe *probes, int n);
/* Offers the codes of the cells order (n) to one query. */
void sq8_scan_cells(const struct index *index, const struct index_query *query, const struct ivf_query *prepared,
                    struct topk *top, const int32_t *order, int n);

int pq_subcodes(int pq_bytes, int D); /* S: even, at most the D columns rounded up to even */
int pq_width(int S, int D);           /* W: columns of the widest sub-code */
static inline int pq_blocks(int N) {
    return (int)(((int64_t)N + PQ_BLOCK - 1) / PQ_BLOCK);
}
/* padded (S,W) = x - centroid (D each; NULL: 0), the columns of each sub-code padded with zeros. */
void pq_put_residual(float *padded, const float *x, const float *centroid, int S, int W, int D);
/* Codes of vectors minus their centroids, in the order of ids (N); cell (N) by id. */
bool pq_encode(const struct build *build, const int32_t *ids, const int32_t *cell, const float *centroids,
               struct err *err) MUST_USE;
/* Fills the tables for this query; padded (S W) is scratch. */
void pq_prepare(const struct index *index, const float *q, float *padded, struct pq_tables *to);
/* Offers the codes of cell c, whose centroid has the product `centre` with the query. exact: scored by the float
 * tables, else by the levels, which serves a refinement. */
void pq_scan_cell(const struct index *index, const struct index_query *query, const struct pq_tables *tables,
                  struct topk *top, int c, float centre, bool exact);

bool hnsw_build(const struct build *build, struct err *err) MUST_USE;
void hnsw_search(const struct index *index, const struct index_query *query, const float *q,
                 struct index_scratch *scratch, struct index_stats *stats);
struct beam *beam_new(int N, int M, struct err *err) MUST_USE;
void beam_free(struct beam *beam);
#endif
