#include "engine/cache.h"
#include "base/mem.h"
#include "base/text.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { KEY_DIGITS = 32, STALE_SECONDS = 3600 };
static const char SUFFIX[] = ".art";

struct cache {
    char *folder;
    uint64_t limit;
};

struct file {
    char name[NAME_MAX + 1];
    uint64_t bytes;
    struct timespec used;
};

struct cache *cache_open(const char *folder, uint64_t bytes, struct err *err) {
    if (!text_make_dirs(folder, err)) {
        err_context(err, "cache");
        return NULL;
    }
    if (access(folder, W_OK | X_OK) != 0) {
        err_errno(err, "cache: cannot write in", folder);
        return NULL;
    }
    struct cache *cache = mem_must(1, sizeof *cache);
    cache->folder = mem_string(folder);
    cache->limit = bytes ? bytes : (uint64_t)4 << 30;
    return cache;
}

void cache_close(struct cache *cache) {
    if (!cache)
        return;
    free(cache->folder);
    free(cache);
}

static void path_of(const struct cache *cache, struct hash128 key, char *path, size_t n) {
    char hex[KEY_DIGITS + 1];
    hash_hex(key, hex);
    snprintf(path, n, "%s/%s%s", cache->folder, hex, SUFFIX);
}

/* Ours are 32 hex digits and ".art", or that with ".XXXXXX.tmp" behind it while being written. */
static bool is_ours(const char *name, bool *unfinished) {
    if (strspn(name, "0123456789abcdef") != KEY_DIGITS || !text_starts(name + KEY_DIGITS, SUFFIX))
        return false;
    const char *rest = name + KEY_DIGITS + strlen(SUFFIX);
    size_t length = strlen(rest);
    *unfinished = length > 4 && rest[0] == '.' && strcmp(rest + length - 4, ".tmp") == 0;
    return *rest == '\0' || *unfinished;
}

/* Finished artefacts of the folder; what a killed process left half written goes once it is an hour old. */
static int list_files(const struct cache *cache, struct file **files) {
    int n = 0, room = 0;
    *files = NULL;
    DIR *folder = opendir(cache->folder);
    if (!folder)
        return 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct stat info;
        bool unfinished = false;
        if (!is_ours(entry->d_name, &unfinished) || fstatat(dirfd(folder), entry->d_name, &info, 0) != 0)
            continue;
        if (unfinished) {
            if (time(NULL) - info.st_mtime > STALE_SECONDS)
                unlinkat(dirfd(folder), entry->d_name, 0);
            continue;
        }
        if (n == room) {
            room = room ? 2 * room : 64;
            *files = mem_grow(*files, (size_t)room, sizeof **files);
        }
        struct file *file = &(*files)[n++];
        snprintf(file->name, sizeof file->name, "%s", entry->d_name);
        file->bytes = (uint64_t)info.st_size;
        file->used = info.st_mtim;
    }
    closedir(folder);
    return n;
}

static int by_use(const void *a, const void *b) {
    const struct file *x = a, *y = b;
    if (x->used.tv_sec != y->used.tv_sec)
        return x->used.tv_sec < y->used.tv_sec ? -1 : 1;
    if (x->used.tv_nsec != y->used.tv_nsec)
        return x->used.tv_nsec < y->used.tv_nsec ? -1 : 1;
    return strcmp(x->name, y->name);
}

uint64_t cache_bytes(const struct cache *cache) {
    struct file *files;
    int n = list_files(cache, &files);
    uint64_t bytes = 0;
    for (int i = 0; i < n; i++)
        bytes += files[i].bytes;
    free(files);
    return bytes;
}

static void make_room(const struct cache *cache) {
    struct file *files;
    int n = list_files(cache, &files);
    uint64_t bytes = 0;
    for (int i = 0; i < n; i++)
        bytes += files[i].bytes;
    if (bytes > cache->limit)
        qsort(files, (size_t)n, sizeof *files, by_use);
    for (int i = 0; i < n && bytes > cache->limit; i++) {
        struct text path = {0};
        text_format(&path, "%s/%s", cache->folder, files[i].name);
        if (unlink(text_str(&path)) == 0)
            bytes -= files[i].bytes;
        text_free(&path);
    }
    free(files);
}

struct blob *cache_get(struct cache *cache, struct hash128 key) {
    char path[4096];
    path_of(cache, key, path, sizeof path);
    struct err err = {0};
    struct blob *blob = blob_map(path, key, &err);
    if (blob)
        utimensat(AT_FDCWD, path, NULL, 0); /* used now; a refusal only ages it */
    else if (err.code == ERR_DAMAGED)
        unlink(path);
    return blob;
}

bool cache_put(struct cache *cache, struct hash128 key, const struct blob *blob, struct err *err) {
    char path[4096];
    path_of(cache, key, path, sizeof path);
    if (!blob_write(blob, path, key, err))
        return err_context(err, "cache");
    make_room(cache);
    return true;
}
