/* blob.h - named arrays in memory and in one file: what every node of the plan returns, and what the cache keeps.
 * A blob is built (blob_new, blob_add ...) or mapped (blob_map); after that it is read only, and views of it (struct
 * world, struct index, ...) point into it. A mapped blob is private and read only: a writer renames, never changes.
 *
 *   file   magic "7STEPART" | format u32 | sections u32 | key 16 B | bytes u64 | XXH3-128 of all behind the header
 *          section table: name[40] type u32 rank u32 shape[3] i64 offset u64 bytes u64
 *          arrays, each at a multiple of 64 */
#ifndef BASE_BLOB_H
#define BASE_BLOB_H
#include "base/err.h"
#include "base/hash.h"
#include <stddef.h>
#include <stdint.h>

enum blob_type { BLOB_U8, BLOB_I32, BLOB_I64, BLOB_F32, BLOB_F64 };

struct section {
    char name[40];
    enum blob_type type;
    int rank; /* 1..3 */
    int64_t shape[3];
    size_t bytes;
    void *data; /* 64-byte aligned; not to be written once the blob is finished or mapped */
};
struct blob;

struct blob *blob_new(void);       /* never NULL */
void blob_free(struct blob *blob); /* unmaps or frees; NULL is fine */
/* A new zeroed array (a,b,c), c innermost; b and c 0 when it has fewer dimensions. Names are unique. NULL: ERR_MEMORY.
 * Pointers stay valid until blob_free. */
void *blob_add(struct blob *blob, const char *name, enum blob_type type, int64_t a, int64_t b, int64_t c,
               struct err *err) MUST_USE;
/* The same, not zeroed: for what the shards of a loop fill whole. The first touch of a page costs more than writing it,
 * and is theirs then. */
void *blob_add_raw(struct blob *blob, const char *name, enum blob_type type, int64_t a, int64_t b, int64_t c,
                   struct err *err) MUST_USE;
/* A copy of a string as U8 with its NUL. */
bool blob_add_text(struct blob *blob, const char *name, const char *text, struct err *err) MUST_USE;
const struct section *blob_find(const struct blob *blob, const char *name); /* NULL when there is none */
/* The array's data; asserts that it exists with that type: a view of another kind of blob is a broken invariant. */
const void *blob_get(const struct blob *blob, const char *name, enum blob_type type);
int64_t blob_length(const struct blob *blob, const char *name); /* shape[0]; 0 when there is none */
/* Copies every section of `inner` into `out` under prefix + name: several artefacts of one kind in one. */
bool blob_nest(struct blob *out, const char *prefix, const struct blob *inner, struct err *err) MUST_USE;
/* What blob_nest put there, under its own names again: points into `outer`, which outlives it. blob_free frees it. */
struct blob *blob_nested(const struct blob *outer, const char *prefix);
int blob_sections(const struct blob *blob);
const struct section *blob_section(const struct blob *blob, int i);
size_t blob_bytes(const struct blob *blob);

/* Writes aside and renames. Does not wait for the disk: after a loss of power a file that is not whole is found by its
 * sum, and what it held can be made again. */
bool blob_write(const struct blob *blob, const char *path, struct hash128 key, struct err *err) MUST_USE;
/* NULL: ERR_NOT_FOUND when there is no file, ERR_DAMAGED when it is not what blob_write wrote under this key. */
struct blob *blob_map(const char *path, struct hash128 key, struct err *err) MUST_USE;
#endif
