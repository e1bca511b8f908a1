#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message is one line: what came from a user's file may hold newlines. */
static void one_line(char *text) {
    for (; *text; text++)
        if (*text == '\n' || *text == '\r' || *text == '\t')
            *text = ' ';
}

bool err_set(struct err *err, enum err_code code, const char *format, ...) {
    if (err->code != ERR_NONE)
        return false;
    err->code = code;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    one_line(err->message);
    return false;
}

bool err_context(struct err *err, const char *format, ...) {
    char tail[sizeof err->message];
    memcpy(tail, err->message, sizeof tail);
    va_list args;
    va_start(args, format);
    int used = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (used >= 0 && (size_t)used < sizeof err->message)
        snprintf(err->message + used, sizeof err->message - (size_t)used, ": %.900s", tail);
    one_line(err->message);
    return false;
}

bool err_errno(struct err *err, const char *what, const char *path) {
    int code = errno;
    return err_set(err, code == ENOMEM ? ERR_MEMORY : ERR_IO, "%s '%s': %s", what, path, strerror(code));
}

void err_clear(struct err *err) {
    err->code = ERR_NONE;
    err->message[0] = '\0';
}

int err_exit_code(enum err_code code) {
    switch (code) {
    case ERR_NONE:
        return 0;
    case ERR_USAGE:
    case ERR_NOT_FOUND:
    case ERR_LIMIT:
        return 2;
    case ERR_CANCELLED:
        return 130;
    case ERR_IO:
    case ERR_MEMORY:
    case ERR_DATABASE:
    case ERR_DAMAGED:
        break;
    }
    return 3;
}
