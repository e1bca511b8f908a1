/* What a blob must hold before a view of it is followed anywhere: sections of the right type and shape, and every
 * number that is used as a place within bounds. Reads all integers once, O(N) and O(links); floats and codes are any
 * bits and are not read (blob_map has compared their checksum). */
#include "base/mem.h"
#include "index/parts.h"

#include <stdlib.h>

enum { LINKS_MOST = 128 };

static bool damaged(const char *name, const char *what, struct err *err) {
    return err_set(err, ERR_DAMAGED, "index: section '%s' %s", name, what);
}

const void *index_section(const struct blob *blob, const char *name, enum blob_type type, int64_t a, int64_t b,
                          int64_t c, struct err *err) {
    const int64_t shape[3] = {a, b, c};
    const struct section *section = blob_find(blob, name);
    bool ok = section && section->type == type && section->rank == (c > 0 ? 3 : b > 0 ? 2 : 1);
    for (int i = 0; ok && i < section->rank; i++)
        ok = section->shape[i] == shape[i];
    if (!ok) {
        (void)damaged(name, section ? "has the wrong type or shape" : "is missing", err);
        return NULL;
    }
    return section->data;
}

/* Values (n) within [least,most]. */
static bool within(const char *name, const int32_t *values, size_t n, int32_t least, int32_t most, struct err *err) {
    for (size_t i = 0; i < n; i++)
        if (values[i] < least || values[i] > most)
            return damaged(name, "has a number out of range", err);
    return true;
}

/* Places (n+1) from 0 to the last that never fall. */
static bool rising(const char *name, const int32_t *places, int64_t n, struct err *err) {
    if (places[0] != 0)
        return damaged(name, "does not begin with 0", err);
    for (int64_t i = 0; i < n; i++)
        if (places[i + 1] < places[i])
            return damaged(name, "falls", err);
    return true;
}

/* Every id stands in one list, once: no search can return it twice. */
static bool check_lists(const struct blob *blob, int64_t N, int64_t D, int64_t C, struct err *err) {
    if (!index_section(blob, "index.centroids", BLOB_F32, ivf_blocks((int)C), D, ROW_BLOCK, err))
        return false;
    const int32_t *start = index_section(blob, "index.start", BLOB_I32, C + 1, 0, 0, err);
    const int32_t *ids = start ? index_section(blob, "index.ids", BLOB_I32, N, 0, 0, err) : NULL;
    if (!ids || !rising("index.start", start, C, err) || !within("index.ids", ids, (size_t)N, 0, (int32_t)N - 1, err))
        return false;
    if (start[C] != N)
        return damaged("index.start", "does not end with the number of vectors", err);
    uint8_t *met = mem_array((size_t)N, sizeof *met, err);
    if (!met)
        return false;
    bool once = true;
    for (int64_t i = 0; i < N && once; i++)
        once = !met[ids[i]]++;
    free(met);
    return once ? true : damaged("index.ids", "has an id twice", err);
}

/* A link at a layer leads to a node that stands in that layer: otherwise its row would be another node's. */
static bool check_layers(const int32_t *upper, const int32_t *tower, int64_t N, int64_t M, struct err *err) {
    for (int64_t id = 0; id < N; id++)
        for (int64_t row = tower[id]; row < tower[id + 1]; row++)
            for (int64_t j = 0; j < M; j++) {
                int32_t to = upper[row * M + j];
                if (to >= 0 && tower[to + 1] - tower[to] <= row - tower[id])
                    return damaged("index.upper", "has a link to a node of a lower layer", err);
            }
    return true;
}

static bool check_graph(const struct blob *blob, int64_t N, int64_t M, struct err *err) {
    if (M < 2 || M > LINKS_MOST)
        return damaged("index.head", "has a number of links out of range", err);
    int32_t last = (int32_t)N - 1;
    const int32_t *tower = index_section(blob, "index.tower", BLOB_I32, N + 1, 0, 0, err);
    if (!tower || !rising("index.tower", tower, N, err))
        return false;
    int64_t rows = tower[N] > 0 ? tower[N] : 1;
    const int32_t *links = index_section(blob, "index.links", BLOB_I32, N, 2 * M, 0, err);
    const int32_t *upper = links ? index_section(blob, "index.upper", BLOB_I32, rows, M, 0, err) : NULL;
    const int32_t *entry = upper ? index_section(blob, "index.entry", BLOB_I32, 1, 0, 0, err) : NULL;
    return entry && within("index.links", links, (size_t)(N * 2 * M), -1, last, err) &&
           within("index.upper", upper, (size_t)(rows * M), -1, last, err) &&
           within("index.entry", entry, 1, 0, last, err) && check_layers(upper, tower, N, M, err);
}

static bool check_bytes(const struct blob *blob, int64_t N, int64_t D, struct err *err) {
    int blocks = sq8_blocks((int)N);
    return index_section(blob, "index.codes", BLOB_U8, blocks, sq8_groups((int)D), 4 * SQ_BLOCK, err) &&
           index_section(blob, "index.scales", BLOB_U8, blocks, 2 * SQ_BLOCK, 0, err) &&
           index_section(blob, "index.error", BLOB_F32, 1, 0, 0, err);
}

static bool check_codebook(const struct blob *blob, int64_t N, int64_t D, int64_t S, struct err *err) {
    if (S < 2 || S % 2 != 0 || S > D + 1)
        return damaged("index.head", "has a number of sub-codes out of range", err);
    return index_section(blob, "index.codebook", BLOB_F32, S, 16, pq_width((int)S, (int)D), err) &&
           index_section(blob, "index.codes", BLOB_U8, pq_blocks((int)N), S, 16, err) &&
           index_section(blob, "index.error", BLOB_F32, 1, 0, 0, err);
}

bool index_check(const struct blob *blob, struct err *err) {
    const int64_t *head = index_section(blob, "index.head", BLOB_I64, HEAD_LENGTH, 0, 0, err);
    if (!head)
        return false;
    int64_t kind = head[HEAD_KIND], N = head[HEAD_N], D = head[HEAD_D], C = head[HEAD_CELLS];
    bool lists = kind >= INDEX_IVF && kind <= INDEX_IVF_PQ;
    if (kind < INDEX_FLAT || kind > INDEX_HNSW || N < 1 || N >= INT32_MAX || D < 1 || D >= INT32_MAX ||
        (lists ? C < 1 || C > N : C != 0))
        return damaged("index.head", "has a number out of range", err);
    if (!index_section(blob, "index.vectors", BLOB_F32, N, D, 0, err) || (lists && !check_lists(blob, N, D, C, err)))
        return false;
    if (kind == INDEX_IVF_SQ8)
        return check_bytes(blob, N, D, err);
    if (kind == INDEX_IVF_PQ)
        return check_codebook(blob, N, D, head[HEAD_SUBCODES], err);
    return kind != INDEX_HNSW || check_graph(blob, N, head[HEAD_LINKS], err);
}
