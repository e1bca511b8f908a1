/* interactions.h - a file of real interactions, read: who did what with which item, and when.
 * The MovieLens forms: fields by tab, comma or `::` (decided by the first line); user, item, rating, timestamp, or
 * user, item, timestamp where nothing was rated. Ids are any text without the separator; timestamps whole seconds. A
 * header, quotes around a field, CRLF, a byte order mark and blank lines are accepted.
 * Life: interactions_read or interactions_parse fills it, interactions_free empties it. Rows are in time order, ties in
 * the file's order; users and items are numbered as the file first names them. Cost: linear in the file, and a sort. */
#ifndef WORLD_INTERACTIONS_H
#define WORLD_INTERACTIONS_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

struct interactions {
    int rows, users, items;
    bool rated;           /* false: the file has no ratings, every row counts as a positive */
    int32_t *user, *item; /* (rows) */
    float *rating;        /* (rows) 0 when not rated */
    int64_t *time;        /* (rows) seconds, as the file has them */
};

/* `name` stands in the messages. ERR_USAGE with "name:line: what; mend" at the first line that cannot be read. On
 * failure `out` is empty. */
bool interactions_parse(const char *text, size_t bytes, const char *name, struct interactions *out,
                        struct err *err) MUST_USE;
/* The same of a file; ERR_USAGE as well when it is missing or no plain file. */
bool interactions_read(const char *path, struct interactions *out, struct err *err) MUST_USE;
void interactions_free(struct interactions *in); /* an empty one is fine */
#endif
