#include "base/blob.h"
#include "base/mem.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_header {
    char magic[8];
    uint32_t format, sections;
    struct hash128 key;
    uint64_t bytes; /* of the whole file */
    struct hash128 sum;
    uint64_t unused;
};
struct file_section {
    char name[40];
    uint32_t type, rank;
    int64_t shape[3];
    uint64_t offset, bytes;
};
static_assert(sizeof(struct file_header) == 64, "packed without holes");
enum { FORMAT = 1 };
static const char MAGIC[8] = "7STEPART";

struct blob {
    struct section *sections;
    int n, room;
    void *map; /* NULL when built */
    size_t map_bytes;
    bool borrowed; /* the data belongs to another blob */
};

static size_t type_size(enum blob_type type) {
    switch (type) {
    case BLOB_U8:
        return 1;
    case BLOB_I32:
    case BLOB_F32:
        return 4;
    case BLOB_I64:
    case BLOB_F64:
        break;
    }
    return 8;
}

static size_t align64(size_t n) {
    return (n + 63) & ~(size_t)63;
}

struct blob *blob_new(void) {
    return mem_must(1, sizeof(struct blob));
}

void blob_free(struct blob *blob) {
    if (!blob)
        return;
    if (blob->map)
        munmap(blob->map, blob->map_bytes);
    else if (!blob->borrowed)
        for (int i = 0; i < blob->n; i++)
            free(blob->sections[i].data);
    free(blob->sections);
    free(blob);
}

static struct section *new_section(struct blob *blob) {
    if (blob->n == blob->room) {
        blob->room = blob->room ? blob->room * 2 : 16;
        blob->sections = mem_grow(blob->sections, (size_t)blob->room, sizeof *blob->sections);
    }
    struct section *section = &blob->sections[blob->n];
    *section = (struct section){0};
    return section;
}

void *blob_add_raw(struct blob *blob, const char *name, enum blob_type type, int64_t a, int64_t b, int64_t c,
                   struct err *err) {
    assert(!blob->map && strlen(name) < sizeof blob->sections->name && !blob_find(blob, name));
    assert(a >= 0 && b >= 0 && c >= 0 && (b > 0 || c == 0));
    int rank = c > 0 ? 3 : b > 0 ? 2 : 1;
    size_t count = (size_t)a * (rank > 1 ? (size_t)b : 1) * (rank > 2 ? (size_t)c : 1);
    void *data = mem_array_raw(count, type_size(type), err);
    if (!data)
        return NULL;
    struct section *section = new_section(blob);
    *section = (struct section){
        .type = type, .rank = rank, .shape = {a, b, c}, .bytes = count * type_size(type), .data = data};
    snprintf(section->name, sizeof section->name, "%s", name);
    blob->n++;
    return data;
}

void *blob_add(struct blob *blob, const char *name, enum blob_type type, int64_t a, int64_t b, int64_t c,
               struct err *err) {
    void *data = blob_add_raw(blob, name, type, a, b, c, err);
    return data ? memset(data, 0, blob->sections[blob->n - 1].bytes) : NULL;
}

bool blob_add_text(struct blob *blob, const char *name, const char *text, struct err *err) {
    size_t n = strlen(text) + 1;
    char *copy = blob_add(blob, name, BLOB_U8, (int64_t)n, 0, 0, err);
    if (!copy)
        return false;
    memcpy(copy, text, n);
    return true;
}

const struct section *blob_find(const struct blob *blob, const char *name) {
    for (int i = 0; i < blob->n; i++)
        if (strcmp(blob->sections[i].name, name) == 0)
            return &blob->sections[i];
    return NULL;
}

const void *blob_get(const struct blob *blob, const char *name, enum blob_type type) {
    const struct section *section = blob_find(blob, name);
    assert(section && section->type == type);
    return section->data;
}

int64_t blob_length(const struct blob *blob, const char *name) {
    const struct section *section = blob_find(blob, name);
    return section ? section->shape[0] : 0;
}

bool blob_nest(struct blob *out, const char *prefix, const struct blob *inner, struct err *err) {
    for (int i = 0; i < inner->n; i++) {
        const struct section *s = &inner->sections[i];
        char name[2 * sizeof s->name];
        snprintf(name, sizeof name, "%s%s", prefix, s->name);
        void *data = blob_add(out, name, s->type, s->shape[0], s->rank > 1 ? s->shape[1] : 0,
                              s->rank > 2 ? s->shape[2] : 0, err);
        if (!data)
            return false;
        if (s->bytes)
            memcpy(data, s->data, s->bytes);
    }
    return true;
}

struct blob *blob_nested(const struct blob *outer, const char *prefix) {
    struct blob *inner = blob_new();
    size_t length = strlen(prefix);
    inner->borrowed = true;
    for (int i = 0; i < outer->n; i++) {
        const struct section *s = &outer->sections[i];
        if (strncmp(s->name, prefix, length) != 0)
            continue;
        struct section *copy = new_section(inner);
        *copy = *s;
        memmove(copy->name, s->name + length, strlen(s->name + length) + 1);
        inner->n++;
    }
    return inner;
}

int blob_sections(const struct blob *blob) {
    return blob->n;
}

const struct section *blob_section(const struct blob *blob, int i) {
    assert(i >= 0 && i < blob->n);
    return &blob->sections[i];
}

size_t blob_bytes(const struct blob *blob) {
    size_t bytes = 0;
    for (int i = 0; i < blob->n; i++)
        bytes += align64(blob->sections[i].bytes);
    return bytes;
}

static bool put(FILE *file, struct hasher *sum, const void *bytes, size_t n, size_t pad) {
    static const char zeros[64];
    assert(pad < sizeof zeros);
    hasher_bytes(sum, bytes, n);
    hasher_bytes(sum, zeros, pad);
    return (n == 0 || fwrite(bytes, 1, n, file) == n) && (pad == 0 || fwrite(zeros, 1, pad, file) == pad);
}

static bool put_all(const struct blob *blob, FILE *file, struct hash128 key) {
    size_t table = sizeof(struct file_header) + (size_t)blob->n * sizeof(struct file_section);
    size_t offset = align64(table), table_pad = offset - table;
    struct file_section *entries = mem_must((size_t)blob->n + 1, sizeof *entries);
    for (int i = 0; i < blob->n; i++) {
        const struct section *s = &blob->sections[i];
        entries[i] = (struct file_section){.type = s->type,
                                           .rank = (uint32_t)s->rank,
                                           .offset = offset,
                                           .bytes = s->bytes,
                                           .shape = {s->shape[0], s->shape[1], s->shape[2]}};
        memcpy(entries[i].name, s->name, sizeof entries[i].name);
        offset += align64(s->bytes);
    }
    struct file_header header = {.format = FORMAT, .sections = (uint32_t)blob->n, .key = key, .bytes = offset};
    memcpy(header.magic, MAGIC, sizeof MAGIC);
    struct hasher *sum = hasher_new();
    bool ok = fwrite(&header, sizeof header, 1, file) == 1;
    ok = ok && put(file, sum, entries, (size_t)blob->n * sizeof *entries, table_pad);
    for (int i = 0; ok && i < blob->n; i++) {
        const struct section *s = &blob->sections[i];
        ok = put(file, sum, s->data, s->bytes, align64(s->bytes) - s->bytes);
    }
    free(entries);
    header.sum = hasher_end(sum);
    return ok && fseek(file, 0, SEEK_SET) == 0 && fwrite(&header, sizeof header, 1, file) == 1 && fflush(file) == 0;
}

bool blob_write(const struct blob *blob, const char *path, struct hash128 key, struct err *err) {
    char aside[4096]; /* a name of its own: two threads may be writing the same artefact */
    snprintf(aside, sizeof aside, "%s.XXXXXX.tmp", path);
    int fd = mkostemps(aside, 4, O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!file) {
        err_errno(err, "cannot write", path);
        if (fd >= 0) {
            close(fd);
            unlink(aside);
        }
        return false;
    }
    bool ok = put_all(blob, file, key);
    int code = errno; /* of what failed first */
    if (fclose(file) != 0 && ok) {
        ok = false;
        code = errno;
    }
    if (ok && rename(aside, path) == 0)
        return true;
    code = ok ? errno : code;
    unlink(aside);
    errno = code;
    return err_errno(err, "cannot write", path);
}

/* The table's entry holds together: its array lies in the file, and is as long as its shape says. */
static bool whole_section(const struct file_section *e, size_t file_bytes) {
    if (e->type > BLOB_F64 || e->rank < 1 || e->rank > 3 || e->offset % 64 != 0 || e->offset > file_bytes ||
        e->bytes > file_bytes - e->offset)
        return false;
    uint64_t bytes = type_size(e->type);
    for (uint32_t d = 0; d < e->rank; d++)
        if (e->shape[d] < 0 || __builtin_mul_overflow(bytes, (uint64_t)e->shape[d], &bytes))
            return false;
    return bytes == e->bytes;
}

/* Everything in the file is checked before a pointer into it is handed out. */
static bool open_sections(struct blob *blob, struct hash128 key, struct err *err) {
    const struct file_header *header = blob->map;
    const char *base = blob->map;
    if (blob->map_bytes < sizeof *header || memcmp(header->magic, MAGIC, sizeof MAGIC) != 0 ||
        header->format != FORMAT || header->bytes != blob->map_bytes || header->key.low != key.low ||
        header->key.high != key.high || header->unused != 0 || header->sections > 4096 ||
        sizeof *header + header->sections * sizeof(struct file_section) > blob->map_bytes)
        return false;
    struct hash128 sum = hash_128(base + sizeof *header, blob->map_bytes - sizeof *header);
    if (sum.low != header->sum.low || sum.high != header->sum.high)
        return false;
    const struct file_section *entries = (const void *)(base + sizeof *header);
    for (uint32_t i = 0; i < header->sections; i++) {
        const struct file_section *e = &entries[i];
        if (!whole_section(e, blob->map_bytes))
            return err_set(err, ERR_DAMAGED, "section %u of %u, '%.*s', does not have the length of its shape", i + 1,
                           header->sections, (int)sizeof e->name - 1, e->name);
        struct section *s = new_section(blob);
        *s = (struct section){.type = e->type,
                              .rank = (int)e->rank,
                              .shape = {e->shape[0], e->shape[1], e->shape[2]},
                              .bytes = e->bytes,
                              .data = (char *)blob->map + e->offset};
        memcpy(s->name, e->name, sizeof s->name);
        s->name[sizeof s->name - 1] = '\0';
        blob->n++;
    }
    return true;
}

struct blob *blob_map(const char *path, struct hash128 key, struct err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0) {
        err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open '%s': %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    struct blob *blob = blob_new();
    void *map = info.st_size > 0 ? mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (map != MAP_FAILED) {
        blob->map = map;
        blob->map_bytes = (size_t)info.st_size;
        if (open_sections(blob, key, err))
            return blob;
    }
    blob_free(blob);
    if (err->code == ERR_NONE)
        err_set(err, ERR_DAMAGED, "it is not a whole artefact");
    err_context(err, "%s", path);
    return NULL;
}
