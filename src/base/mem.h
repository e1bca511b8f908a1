/* mem.h - memory: the two ways to get it, and the arena.
 * What grows with the world (arrays over users, items, rows) can fail and says so: mem_array.
 * What is small and fixed (a struct, a name) aborts when the machine has nothing left: mem_must. */
#ifndef BASE_MEM_H
#define BASE_MEM_H
#include "base/err.h"
#include <stddef.h>

/* n*size zeroed bytes, 64-byte aligned; free() them. NULL and ERR_MEMORY when there are none or n*size overflows. */
void *mem_array(size_t n, size_t size, struct err *err) MUST_USE;
/* The same, not zeroed: for what is filled whole, by several threads. Whoever touches a page first waits for it. */
void *mem_array_raw(size_t n, size_t size, struct err *err) MUST_USE;
/* n*size zeroed bytes, never NULL; free() them. */
void *mem_must(size_t n, size_t size) MUST_USE;
/* `old` (NULL or from mem_must) with room for `n` of `size` bytes; never NULL. New bytes are not zeroed. */
void *mem_grow(void *old, size_t n, size_t size) MUST_USE;
char *mem_string(const char *text) MUST_USE; /* a copy; free() it. NULL stays NULL. */

/* Memory that is given back at once. One arena a request or a file read; single-threaded. */
struct arena {
    struct arena_block *first;
};
void *arena_get(struct arena *arena, size_t n, size_t size); /* zeroed, 16-byte aligned, never NULL */
char *arena_string(struct arena *arena, const char *text); /* a copy that lives as long as the arena; NULL stays NULL */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
void arena_free(struct arena *arena); /* frees all; the arena is empty and usable again */
#endif
