#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What is read at random over so much memory is slowed by the look-up of its page more than by the read. */
enum { HUGE_PAGE = 2 << 20 };

void *mem_array_raw(size_t n, size_t size, struct err *err) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX - 63) {
        err_set(err, ERR_MEMORY, "no memory for %zu elements of %zu bytes", n, size);
        return NULL;
    }
    size_t unit = bytes >= HUGE_PAGE ? HUGE_PAGE : 64, whole = bytes ? (bytes + unit - 1) / unit * unit : unit;
    void *p = whole >= bytes ? aligned_alloc(unit, whole) : NULL;
    if (!p) {
        err_set(err, ERR_MEMORY, "no memory for %zu MiB; a smaller world.users or world.items needs less", bytes >> 20);
        return NULL;
    }
#ifdef MADV_HUGEPAGE
    if (unit == HUGE_PAGE)
        madvise(p, whole, MADV_HUGEPAGE); /* a refusal costs speed, nothing else */
#endif
    return p;
}

void *mem_array(size_t n, size_t size, struct err *err) {
    void *p = mem_array_raw(n, size, err);
    return p ? memset(p, 0, n * size) : NULL;
}

void *mem_must(size_t n, size_t size) {
    void *p = calloc(n ? n : 1, size ? size : 1);
    if (!p)
        abort();
    return p;
}

void *mem_grow(void *old, size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes))
        abort();
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        abort();
    return p;
}

char *mem_string(const char *text) {
    if (!text)
        return NULL;
    size_t n = strlen(text) + 1;
    return memcpy(mem_must(n, 1), text, n);
}

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    _Alignas(16) unsigned char bytes[];
};

void *arena_get(struct arena *arena, size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 2)
        abort();
    bytes = (bytes + 15) & ~(size_t)15;
    struct arena_block *block = arena->first;
    if (!block || block->size - block->used < bytes) {
        size_t room = bytes > 65536 - sizeof *block ? bytes : 65536 - sizeof *block;
        block = mem_must(1, sizeof *block + room);
        block->size = room;
        block->next = arena->first;
        arena->first = block;
    }
    void *p = block->bytes + block->used;
    block->used += bytes;
    return p;
}

char *arena_string(struct arena *arena, const char *text) {
    if (!text)
        return NULL;
    size_t n = strlen(text) + 1;
    return memcpy(arena_get(arena, n, 1), text, n);
}

char *arena_format(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = arena_get(arena, (size_t)(n < 0 ? 0 : n) + 1, 1);
    if (n >= 0)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

void arena_free(struct arena *arena) {
    while (arena->first) {
        struct arena_block *next = arena->first->next;
        free(arena->first);
        arena->first = next;
    }
}
