#include "base/text.h"
#include "base/mem.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void text_bytes(struct text *t, const char *bytes, size_t n) {
    if (t->length + n + 1 > t->room) {
        t->room = (t->length + n + 1) * 2 + 62;
        t->bytes = mem_grow(t->bytes, t->room, 1);
    }
    if (n)
        memcpy(t->bytes + t->length, bytes, n);
    t->length += n;
    t->bytes[t->length] = '\0';
}

void text_add(struct text *t, const char *more) {
    text_bytes(t, more, strlen(more));
}

void text_vformat(struct text *t, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0) {
        char *line = mem_must((size_t)n + 1, 1);
        vsnprintf(line, (size_t)n + 1, format, again);
        text_bytes(t, line, (size_t)n);
        free(line);
    }
    va_end(again);
}

void text_format(struct text *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    text_vformat(t, format, args);
    va_end(args);
}

void text_clear(struct text *t) {
    t->length = 0;
    if (t->bytes)
        t->bytes[0] = '\0';
}

void text_free(struct text *t) {
    free(t->bytes);
    *t = (struct text){0};
}

const char *text_str(const struct text *t) {
    return t->bytes ? t->bytes : "";
}

char *text_take(struct text *t) {
    char *bytes = t->bytes ? t->bytes : mem_string("");
    *t = (struct text){0};
    return bytes;
}

static int lower(const char *s, int i) {
    return tolower((unsigned char)s[i]);
}

int text_distance(const char *a, const char *b) {
    enum { MAX = 80 };
    int n = (int)strnlen(a, MAX), m = (int)strnlen(b, MAX);
    int rows[3][MAX + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (int j = 0; j <= m; j++)
        last[j] = j;
    for (int i = 1; i <= n; i++) {
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int same = lower(a, i - 1) == lower(b, j - 1);
            int best = last[j - 1] + !same;
            best = last[j] + 1 < best ? last[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            bool swapped = i > 1 && j > 1 && lower(a, i - 1) == lower(b, j - 2) && lower(a, i - 2) == lower(b, j - 1);
            if (swapped && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        int *t = before;
        before = last;
        last = now;
        now = t;
    }
    return last[m];
}

const char *text_nearest(const char *name, const char *(*candidate)(const void *arg, int i), const void *arg, int n) {
    const char *best = NULL;
    int best_distance = 1 + (int)strlen(name) / 3;
    if (best_distance > 5)
        best_distance = 5;
    best_distance++; /* strictly below */
    for (int i = 0; i < n; i++) {
        const char *c = candidate(arg, i);
        const char *dot = strrchr(c, '.');
        int d = text_distance(name, c);
        /* "lr" for "training.lr", "nprob" for "retrieval.nprobe": the last part alone may be what was meant */
        if (dot && !strchr(name, '.')) {
            int tail = text_distance(name, dot + 1);
            d = tail < d ? tail : d;
        }
        if (d < best_distance) {
            best_distance = d;
            best = c;
        }
    }
    return best;
}

char *text_si(char *buffer, size_t n, double value) {
    static const char *const unit[] = {"", " k", " M", " G", " T", " P"};
    int i = 0;
    double v = fabs(value);
    while (v >= 999.95 && i < 5) {
        v /= 1000.0;
        i++;
    }
    const char *sign = value < 0 ? "-" : "";
    if (i == 0 && v == floor(v))
        snprintf(buffer, n, "%s%.0f", sign, v);
    else
        snprintf(buffer, n, "%s%.*f%s", sign, v >= 100 ? 0 : v >= 10 ? 1 : 2, v, unit[i]);
    return buffer;
}

char *text_double(char *buffer, size_t n, double value) {
    if (value == floor(value) && fabs(value) < 1e15) { /* 100, not 1e+02 */
        snprintf(buffer, n, "%.0f", value + 0.0);
        return buffer;
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(buffer, n, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value)
            break;
    }
    return buffer;
}

bool text_to_double(const char *text, double *value) {
    if (!*text || isspace((unsigned char)*text))
        return false;
    char *end;
    double v = strtod(text, &end);
    if (*end || !isfinite(v))
        return false;
    *value = v;
    return true;
}

bool text_to_int(const char *text, long long *value) {
    double v;
    if (!text_to_double(text, &v) || v != floor(v) || fabs(v) > 9007199254740992.0)
        return false;
    *value = (long long)v;
    return true;
}

bool text_starts(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

void text_list(struct text *t, const char *(*name)(const void *arg, int i), const void *arg, int n) {
    for (int i = 0; i < n; i++)
        text_format(t, "%s%s", i == 0 ? "" : i == n - 1 ? " and " : ", ", name(arg, i));
}

bool text_read_file(const char *path, size_t limit, char **out, size_t *length, struct err *err) {
    bool ok = false;
    char *bytes = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0) {
        err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot read '%s': %s", path, strerror(errno));
        goto out;
    }
    if (S_ISDIR(info.st_mode)) {
        err_set(err, ERR_USAGE, "'%s' is a folder, not a file", path);
        goto out;
    }
    size_t used = 0, room = 0;
    for (;;) {
        if (used + 1 >= room) {
            room = room ? room * 2 : (size_t)info.st_size + 4096;
            bytes = mem_grow(bytes, room, 1);
        }
        ssize_t n = read(fd, bytes + used, room - used - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            err_errno(err, "cannot read", path);
            goto out;
        }
        used += (size_t)n;
        if (used > limit) {
            err_set(err, ERR_LIMIT, "'%s' is larger than %zu bytes", path, limit);
            goto out;
        }
        if (n == 0)
            break;
    }
    bytes[used] = '\0';
    *out = bytes;
    *length = used;
    bytes = NULL;
    ok = true;
out:
    free(bytes);
    if (fd >= 0)
        close(fd);
    return ok;
}

static bool write_all(int fd, const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        n -= (size_t)written;
    }
    return true;
}

bool text_write_file(const char *path, const char *bytes, size_t n, struct err *err) {
    struct text aside = {0};
    text_format(&aside, "%s.%ld.tmp", path, (long)getpid());
    bool ok = false;
    int fd = open(text_str(&aside), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        err_errno(err, "cannot write", path);
        goto out;
    }
    bool written = write_all(fd, bytes, n) && fsync(fd) == 0;
    if (close(fd) != 0 || !written || rename(text_str(&aside), path) != 0) {
        err_errno(err, "cannot write", path);
        unlink(text_str(&aside));
        goto out;
    }
    ok = true;
out:
    text_free(&aside);
    return ok;
}

bool text_make_dirs(const char *path, struct err *err) {
    char *copy = mem_string(path);
    bool ok = true;
    for (char *p = copy + 1; ok; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char was = *p;
        *p = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            ok = err_errno(err, "cannot make the folder", copy);
        *p = was;
        if (!was)
            break;
    }
    struct stat info;
    if (ok && (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)))
        ok = err_set(err, ERR_IO, "'%s' is not a folder", path);
    free(copy);
    return ok;
}
