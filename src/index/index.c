#include "index/index.h"
#include "base/mem.h"
#include "index/parts.h"

#include <assert.h>
#include <stdlib.h>

static const char *const NAMES[] = {"flat", "ivf", "ivf_sq8", "ivf_pq", "hnsw"};

const char *index_kind_name(enum index_kind kind) {
    return NAMES[kind];
}

bool index_kind_of(const char *name, enum index_kind *kind) {
    for (int i = 0; i < (int)(sizeof NAMES / sizeof *NAMES); i++)
        if (strcmp(NAMES[i], name) == 0) {
            *kind = (enum index_kind)i;
            return true;
        }
    return false;
}

/* --- build --- */

static bool put_head(const struct build *build, struct err *err) {
    int64_t *head = blob_add(build->out, "index.head", BLOB_I64, HEAD_LENGTH, 0, 0, err);
    if (!head)
        return false;
    const struct index_params *p = build->params;
    head[HEAD_KIND] = p->kind;
    head[HEAD_N] = build->N;
    head[HEAD_D] = build->D;
    head[HEAD_CELLS] = blob_length(build->out, "index.start");
    head[HEAD_CELLS] -= head[HEAD_CELLS] > 0; /* start has one more */
    head[HEAD_SUBCODES] = blob_length(build->out, "index.codebook");
    const struct section *links = blob_find(build->out, "index.links");
    head[HEAD_LINKS] = links ? links->shape[1] / 2 : 0;
    return true;
}

static bool check_params(const struct index_params *p, int N, int D, struct err *err) {
    if (N < 1 || D < 1)
        return err_set(err, ERR_USAGE, "an index needs at least one vector of one dimension: %d of %d given", N, D);
    if (p->kind >= INDEX_IVF && p->kind <= INDEX_IVF_PQ && p->nlist < 1)
        return err_set(err, ERR_USAGE, "retrieval.nlist: %d is not at least 1", p->nlist);
    if (p->kind == INDEX_IVF_PQ && p->pq_bytes < 1)
        return err_set(err, ERR_USAGE, "retrieval.pq_bytes: %d is not at least 1", p->pq_bytes);
    if (p->kind == INDEX_HNSW && p->hnsw_m < 2)
        return err_set(err, ERR_USAGE, "retrieval.hnsw_m: %d is not at least 2", p->hnsw_m);
    return true;
}

bool index_build(const struct index_params *params, const float *vectors, int N, int D, struct pool *pool,
                 struct progress *progress, struct blob *out, struct err *err) {
    struct build build = {params, vectors, N, D, pool, progress, out};
    if (!check_params(params, N, D, err))
        return false;
    bool ok = params->kind == INDEX_FLAT   ? flat_build(&build, err)
              : params->kind == INDEX_HNSW ? hnsw_build(&build, err)
                                           : ivf_build(&build, err);
    return ok && put_head(&build, err);
}

/* --- the view --- */

static bool has_refine_copy(enum index_kind kind) {
    return kind == INDEX_IVF_SQ8 || kind == INDEX_IVF_PQ;
}

struct index *index_open(const struct blob *blob, struct err *err) {
    if (!index_check(blob, err))
        return NULL;
    const int64_t *head = blob_get(blob, "index.head", BLOB_I64);
    struct index *ix = mem_must(1, sizeof *ix);
    ix->kind = (enum index_kind)head[HEAD_KIND];
    ix->N = (int)head[HEAD_N];
    ix->D = (int)head[HEAD_D];
    ix->C = (int)head[HEAD_CELLS];
    ix->S = ix->kind == INDEX_IVF_PQ ? (int)head[HEAD_SUBCODES] : 0;
    ix->M = ix->kind == INDEX_HNSW ? (int)head[HEAD_LINKS] : 0;
    ix->kernels = kernels_best();
    ix->vectors = blob_get(blob, "index.vectors", BLOB_F32);
    if (ix->C > 0) {
        ix->centroids = blob_get(blob, "index.centroids", BLOB_F32);
        ix->start = blob_get(blob, "index.start", BLOB_I32);
        ix->ids = blob_get(blob, "index.ids", BLOB_I32);
    }
    if (has_refine_copy(ix->kind)) {
        ix->codes = blob_get(blob, "index.codes", BLOB_U8);
        ix->code_error = *(const float *)blob_get(blob, "index.error", BLOB_F32);
    }
    if (ix->kind == INDEX_IVF_SQ8)
        ix->scales = blob_get(blob, "index.scales", BLOB_U8);
    if (ix->kind == INDEX_IVF_PQ)
        ix->codebook = blob_get(blob, "index.codebook", BLOB_F32);
    if (ix->kind == INDEX_HNSW) {
        ix->links = blob_get(blob, "index.links", BLOB_I32);
        ix->upper = blob_get(blob, "index.upper", BLOB_I32);
        ix->tower = blob_get(blob, "index.tower", BLOB_I32);
        ix->entry = blob_get(blob, "index.entry", BLOB_I32);
    }
    for (int i = 0; i < blob_sections(blob); i++) {
        const struct section *section = blob_section(blob, i);
        if (strncmp(section->name, "index.", 6) == 0)
            ix->bytes += section->bytes;
        if (strcmp(section->name, "index.vectors") == 0 && has_refine_copy(ix->kind))
            ix->refine_bytes = section->bytes;
    }
    return ix;
}

void index_close(struct index *index) {
    free(index);
}

int index_size(const struct index *index) {
    return index->N;
}

int index_width(const struct index *index) {
    return index->D;
}

double index_bytes_per_vector(const struct index *index) {
    return (double)(index->bytes - index->refine_bytes) / index->N;
}

size_t index_bytes_total(const struct index *index) {
    return index->bytes;
}

/* --- scratch --- */

void best_reset(struct best *best, int k) {
    if (topk_room(k) > best->size) {
        best->size = topk_room(k);
        best->room = mem_grow(best->room, (size_t)best->size, sizeof *best->room);
        best->aside = mem_grow(best->aside, (size_t)best->size, sizeof *best->aside);
    }
    topk_init(&best->top, k, best->room, best->aside);
}

void best_free(struct best *best) {
    free(best->room);
    free(best->aside);
    *best = (struct best){0};
}

struct index_scratch *index_scratch_new(const struct index *index, int max_k, struct err *err) {
    struct index_scratch *s = mem_must(1, sizeof *s);
    s->max_k = max_k;
    best_reset(&s->found, max_k);
    if (index->C > 0 && !(s->ivf = ivf_room_new(index, 1, err))) {
        index_scratch_free(s);
        return NULL;
    }
    if (index->kind == INDEX_HNSW && !(s->beam = beam_new(index->N, index->M, err))) {
        index_scratch_free(s);
        return NULL;
    }
    return s;
}

void index_scratch_free(struct index_scratch *scratch) {
    if (!scratch)
        return;
    best_free(&scratch->found);
    ivf_room_free(scratch->ivf);
    beam_free(scratch->beam);
    free(scratch);
}

/* --- search --- */

void index_add_stats(struct index_stats *to, const struct index_stats *more) {
    to->scored += more->scored;
    to->refined += more->refined;
    to->cells += more->cells;
}

void index_collect(const struct index *index, const struct index_query *query, const float *q,
                   struct index_scratch *scratch, struct index_stats *stats) {
    struct index_stats counted = {0};
    assert(query->k >= 1 && query->k <= scratch->max_k);
    if (index->kind == INDEX_FLAT)
        flat_search(index, query, q, scratch, &counted);
    else if (index->kind == INDEX_HNSW)
        hnsw_search(index, query, q, scratch, &counted);
    else
        ivf_search_many(index, query, q, 1, &scratch->found, scratch->ivf, &counted);
    if (stats)
        index_add_stats(stats, &counted);
}

void index_search(const struct index *index, const struct index_query *query, const float *q,
                  struct index_scratch *scratch, int32_t *ids, float *scores, struct index_stats *stats) {
    index_collect(index, query, q, scratch, stats);
    topk_finish(&scratch->found.top, ids, scores);
}
