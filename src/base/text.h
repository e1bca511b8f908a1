/* text.h - growing text, names, and numbers as people read them. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H
#include "base/err.h"
#include <stdarg.h>
#include <stddef.h>

/* A growing string; {0} is empty, always NUL-terminated once written to, text_free gives it back. */
struct text {
    char *bytes; /* NULL while nothing was written */
    size_t length, room;
};
void text_add(struct text *t, const char *more);
void text_bytes(struct text *t, const char *bytes, size_t n);
void text_format(struct text *t, const char *format, ...) PRINTF_LIKE(2, 3);
void text_vformat(struct text *t, const char *format, va_list args);
void text_clear(struct text *t);
void text_free(struct text *t);
const char *text_str(const struct text *t); /* never NULL */
char *text_take(struct text *t);            /* the caller's to free(); t is empty afterwards; never NULL */

/* Edits (insert, delete, replace, swap neighbours) between two names, ASCII case ignored. */
int text_distance(const char *a, const char *b);
/* The candidate nearest to `name`, or NULL when none is near enough to be meant. candidate(arg, i) for i in [0,n). */
const char *text_nearest(const char *name, const char *(*candidate)(const void *arg, int i), const void *arg, int n);

/* A number with its SI or binary prefix, at most 4 figures: 12800000000 -> "12.8 G". buffer 16 bytes or more. */
char *text_si(char *buffer, size_t n, double value);
/* A double in the fewest digits that read back the same (at most 17). */
char *text_double(char *buffer, size_t n, double value);
/* Reads a whole string as a finite number; suffixes k M G and the like are not read. */
bool text_to_double(const char *text, double *value) MUST_USE;
bool text_to_int(const char *text, long long *value) MUST_USE; /* "500e6" counts: what is whole is an integer */
bool text_starts(const char *text, const char *prefix);
/* A list "a, b and c" of names for messages. */
void text_list(struct text *t, const char *(*name)(const void *arg, int i), const void *arg, int n);

/* Reads a whole file of at most `limit` bytes; *out is the caller's, NUL-terminated, *length its bytes without the NUL.
 */
bool text_read_file(const char *path, size_t limit, char **out, size_t *length, struct err *err) MUST_USE;
/* Writes beside `path`, syncs, renames: readers see the old file or the new one, never half. */
bool text_write_file(const char *path, const char *bytes, size_t n, struct err *err) MUST_USE;
/* mkdir -p, mode 0700 for what it makes. */
bool text_make_dirs(const char *path, struct err *err) MUST_USE;
#endif
