/* err.h - why a call failed: one code, one line.
 * What can fail returns bool or a pointer, takes `struct err *err` last, and is MUST_USE; false or NULL means failed.
 * The first failure wins: setting an err that is set keeps the first message. `err` is never NULL. */
#ifndef BASE_ERR_H
#define BASE_ERR_H
#include <stdbool.h>

#define MUST_USE          __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE,     /* an argument, a knob, a value, a file of the user's is wrong: exit 2 */
    ERR_NOT_FOUND, /* a name that stands for nothing: exit 2 */
    ERR_LIMIT,     /* a sandbox limit was hit: exit 2 */
    ERR_IO,        /* the file system refused: exit 3 */
    ERR_MEMORY,    /* no memory: exit 3 */
    ERR_DATABASE,  /* the database refused, is damaged or newer than this program: exit 3 */
    ERR_DAMAGED,   /* a cached artefact does not match its checksum; the cache computes it again */
    ERR_CANCELLED, /* the user stopped it: exit 130 */
};

struct err {
    enum err_code code;
    char message[1000]; /* one line, no full stop, no newline */
};

/* Always false, so that a function can `return err_set(...)`. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);
/* Puts "context: " before the message that is there. Always false. */
bool err_context(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);
/* ERR_IO (ENOMEM: ERR_MEMORY) with "what 'path': strerror(errno)". Always false. */
bool err_errno(struct err *err, const char *what, const char *path);
void err_clear(struct err *err);
/* The process exit code of the contract: 0, 2, 3 or 130. */
int err_exit_code(enum err_code code);
#endif
