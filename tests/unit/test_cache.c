/* The cache folder: bounded, least recently used first, shared, and never half written. */
#include "engine/cache.h"
#include "base/mem.h"
#include "base/text.h"
#include "scratch.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

enum { KB = 1024, PAYLOAD = 64 * KB };

struct folder {
    char path[SCRATCH_PATH];
};

static int make_folder(void **state) {
    struct folder *folder = mem_must(1, sizeof *folder);
    scratch_folder(folder->path);
    *state = folder;
    return 0;
}

static int remove_folder(void **state) {
    struct folder *folder = *state;
    chmod(folder->path, 0700);
    scratch_remove(folder->path);
    free(folder);
    return 0;
}

static struct cache *open_cache(void **state, uint64_t bytes) {
    struct err err = {0};
    struct cache *cache = cache_open(((struct folder *)*state)->path, bytes, &err);
    if (!cache)
        fail_msg("%s", err.message);
    return cache;
}

static struct hash128 key_of(int i) {
    return (struct hash128){(uint64_t)i * 0x9E3779B97F4A7C15u, (uint64_t)i};
}

/* n bytes whose content follows from `seed`. */
static struct blob *blob_of(int seed, int n) {
    struct err err = {0};
    struct blob *blob = blob_new();
    uint8_t *bytes = blob_add(blob, "bytes", BLOB_U8, n, 0, 0, &err);
    assert_non_null(bytes);
    for (int i = 0; i < n; i++)
        bytes[i] = (uint8_t)(i * 31 + seed * 7);
    return blob;
}

static bool holds(const struct blob *blob, int seed, int n) {
    const uint8_t *bytes = blob_get(blob, "bytes", BLOB_U8);
    bool same = blob_length(blob, "bytes") == n;
    for (int i = 0; same && i < n; i++)
        same = bytes[i] == (uint8_t)(i * 31 + seed * 7);
    return same;
}

static void put(struct cache *cache, int i, int n) {
    struct err err = {0};
    struct blob *blob = blob_of(i, n);
    if (!cache_put(cache, key_of(i), blob, &err))
        fail_msg("%s", err.message);
    blob_free(blob);
}

static bool has(struct cache *cache, int i, int n) {
    struct blob *blob = cache_get(cache, key_of(i));
    bool found = blob != NULL;
    if (found)
        assert_true(holds(blob, i, n));
    blob_free(blob);
    return found;
}

static void path_in(void **state, const char *name, char path[512]) {
    snprintf(path, 512, "%s/%s", ((struct folder *)*state)->path, name);
}

static void artefact_path(void **state, int i, char path[512]) {
    char hex[33], name[64];
    hash_hex(key_of(i), hex);
    snprintf(name, sizeof name, "%s.art", hex);
    path_in(state, name, path);
}

static void write_file(const char *path, const char *bytes) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

static void set_age(const char *path, long seconds) {
    struct timespec times[2];
    clock_gettime(CLOCK_REALTIME, &times[0]);
    times[0].tv_sec -= seconds;
    times[1] = times[0];
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static bool exists(const char *path) {
    return access(path, F_OK) == 0;
}

static int files_ending(void **state, const char *end) {
    int n = 0;
    DIR *folder = opendir(((struct folder *)*state)->path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        n += length >= strlen(end) && strcmp(entry->d_name + length - strlen(end), end) == 0;
    }
    closedir(folder);
    return n;
}

/* --- one user of the folder --- */

static void test_gives_back_what_was_put(void **state) {
    struct cache *cache = open_cache(state, 0);
    assert_int_equal(cache_bytes(cache), 0);
    assert_false(has(cache, 1, 0));
    for (int i = 1; i <= 4; i++)
        put(cache, i, i * 1000);
    for (int i = 1; i <= 4; i++)
        assert_true(has(cache, i, i * 1000));
    assert_false(has(cache, 5, 0));
    assert_true(cache_bytes(cache) > 10000);
    assert_int_equal(files_ending(state, ".tmp"), 0);
    cache_close(cache);
    cache = open_cache(state, 0); /* and after a restart */
    assert_true(has(cache, 3, 3000));
    cache_close(cache);
}

static void test_stays_below_its_bound(void **state) {
    struct cache *cache = open_cache(state, 5 * PAYLOAD);
    for (int i = 1; i <= 20; i++) {
        put(cache, i, PAYLOAD);
        assert_true(cache_bytes(cache) <= 5 * PAYLOAD);
        assert_true(has(cache, i, PAYLOAD)); /* the newest is what somebody needs now */
    }
    assert_int_equal(files_ending(state, ".art"), 4); /* headers take some room */
    cache_close(cache);
}

static void test_drops_the_least_recently_used(void **state) {
    struct cache *cache = open_cache(state, 4 * PAYLOAD + 8 * KB);
    char path[512];
    for (int i = 1; i <= 4; i++) {
        put(cache, i, PAYLOAD);
        artefact_path(state, i, path);
        set_age(path, 100 - i); /* 1 is the oldest */
    }
    assert_true(has(cache, 1, PAYLOAD)); /* used now: 2 is the one to go */
    put(cache, 5, PAYLOAD);
    assert_true(has(cache, 1, PAYLOAD));
    assert_false(has(cache, 2, PAYLOAD));
    for (int i = 3; i <= 5; i++)
        assert_true(has(cache, i, PAYLOAD));
    cache_close(cache);
}

/* Who holds a mapping keeps it, whatever the cache does to the file. */
static void test_a_dropped_artefact_stays_readable(void **state) {
    struct cache *cache = open_cache(state, PAYLOAD + 8 * KB);
    put(cache, 1, PAYLOAD);
    struct blob *held = cache_get(cache, key_of(1));
    char path[512];
    artefact_path(state, 1, path);
    set_age(path, 10);
    put(cache, 2, PAYLOAD);
    assert_false(exists(path));
    assert_true(holds(held, 1, PAYLOAD));
    blob_free(held);
    cache_close(cache);
}

static void test_an_artefact_larger_than_the_bound_is_no_error(void **state) {
    struct cache *cache = open_cache(state, 8 * KB);
    put(cache, 1, PAYLOAD);
    assert_true(cache_bytes(cache) <= 8 * KB);
    assert_false(has(cache, 1, PAYLOAD));
    cache_close(cache);
}

/* --- damage --- */

static void damage(const char *path, off_t at) {
    int fd = open(path, O_RDWR);
    uint8_t byte;
    assert_true(fd >= 0 && pread(fd, &byte, 1, at) == 1);
    byte ^= 0x10;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

static void test_a_damaged_file_is_none_and_goes(void **state) {
    struct cache *cache = open_cache(state, 0);
    char path[512];
    artefact_path(state, 1, path);
    put(cache, 1, 5000);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    for (off_t at = 0; at < info.st_size; at += at < 64 ? 1 : 97) {
        put(cache, 1, 5000);
        damage(path, at);
        if (has(cache, 1, 5000))
            fail_msg("a flipped bit of byte %ld was not seen", (long)at);
        assert_false(exists(path));
    }
    put(cache, 1, 5000);
    assert_true(has(cache, 1, 5000));
    cache_close(cache);
}

static void test_a_cut_or_foreign_file_is_none(void **state) {
    struct cache *cache = open_cache(state, 0);
    char path[512], other[512];
    artefact_path(state, 1, path);
    for (off_t bytes = 0; bytes < 5000; bytes += bytes < 70 ? 1 : 501) {
        put(cache, 1, 5000);
        assert_int_equal(truncate(path, bytes), 0);
        assert_false(has(cache, 1, 5000));
        assert_false(exists(path));
    }
    write_file(path, "not an artefact at all, and yet it has the name of one, and more bytes than a header has");
    assert_false(has(cache, 1, 5000));
    put(cache, 2, 5000); /* a whole artefact under another key's name */
    artefact_path(state, 2, other);
    assert_int_equal(rename(other, path), 0);
    assert_false(has(cache, 1, 5000));
    cache_close(cache);
}

/* --- what is not ours --- */

static void test_foreign_files_are_left_alone(void **state) {
    static const char *const names[] = {"notes.txt",
                                        "0123456789abcdef.art",
                                        "0123456789abcdef0123456789abcdef.art.bak",
                                        "0123456789ABCDEF0123456789ABCDEF.art",
                                        "x0123456789abcdef0123456789abcdef.art",
                                        "0123456789abcdef0123456789abcdef",
                                        "other.tmp",
                                        ".tmp"};
    char path[512];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        path_in(state, names[i], path);
        write_file(path, "of somebody else, and longer than what the bound of this cache allows to stay");
        set_age(path, 100000);
    }
    struct cache *cache = open_cache(state, 2 * KB);
    assert_int_equal(cache_bytes(cache), 0);
    for (int i = 1; i <= 5; i++)
        put(cache, i, KB);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        path_in(state, names[i], path);
        if (!exists(path))
            fail_msg("'%s' is gone", names[i]);
    }
    cache_close(cache);
}

static void test_stale_halves_go_and_fresh_ones_stay(void **state) {
    char stale[512], fresh[512];
    path_in(state, "0123456789abcdef0123456789abcdef.art.4242.tmp", stale);
    path_in(state, "0123456789abcdef0123456789abcdee.art.4243.tmp", fresh);
    write_file(stale, "half");
    write_file(fresh, "half");
    set_age(stale, 2 * 3600);
    struct cache *cache = open_cache(state, 0);
    put(cache, 1, KB);
    assert_false(exists(stale));
    assert_true(exists(fresh)); /* another process may be writing it */
    cache_close(cache);
}

static void test_refuses_a_folder_it_cannot_have(void **state) {
    char path[512];
    struct err err = {0};
    path_in(state, "a file", path);
    write_file(path, "");
    assert_null(cache_open(path, 0, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, path));
    char below[600];
    snprintf(below, sizeof below, "%s/below", path);
    err_clear(&err);
    assert_null(cache_open(below, 0, &err));
    assert_int_equal(err.code, ERR_IO);
    path_in(state, "new/and/deep", path);
    err_clear(&err);
    struct cache *cache = cache_open(path, 0, &err);
    assert_non_null(cache);
    put(cache, 1, KB);
    cache_close(cache);
}

static void test_says_when_it_cannot_write(void **state) {
    struct cache *cache = open_cache(state, 0);
    struct err err = {0};
    struct blob *blob = blob_of(1, KB);
    assert_int_equal(rmdir(((struct folder *)*state)->path), 0);
    assert_false(cache_put(cache, key_of(1), blob, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_null(cache_get(cache, key_of(1)));
    assert_int_equal(mkdir(((struct folder *)*state)->path, 0700), 0);
    err_clear(&err);
    assert_true(cache_put(cache, key_of(1), blob, &err));
    blob_free(blob);
    cache_close(cache);
}

/* --- several users of the folder --- */

/* Puts and gets the same few keys; the bound makes them fall out all the time. */
static bool work_on(const char *folder, int rounds) {
    struct err err = {0};
    struct cache *cache = cache_open(folder, 3 * PAYLOAD, &err);
    bool ok = cache != NULL;
    for (int i = 0; ok && i < rounds; i++) {
        int k = 1 + i % 6;
        struct blob *blob = cache_get(cache, key_of(k));
        if (!blob) {
            blob = blob_of(k, PAYLOAD);
            ok = cache_put(cache, key_of(k), blob, &err);
        }
        ok = ok && holds(blob, k, PAYLOAD);
        blob_free(blob);
    }
    if (!ok)
        fprintf(stderr, "work_on: %s\n", err.message);
    cache_close(cache);
    return ok;
}

static void test_processes_share_the_folder(void **state) {
    const char *path = ((struct folder *)*state)->path;
    pid_t child[3];
    for (int i = 0; i < 3; i++) {
        child[i] = fork();
        assert_true(child[i] >= 0);
        if (child[i] == 0)
            _exit(work_on(path, 120) ? 0 : 1);
    }
    bool ok = work_on(path, 120);
    for (int i = 0; i < 3; i++) {
        int status;
        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    assert_true(ok);
    assert_int_equal(files_ending(state, ".tmp"), 0);
}

struct user {
    const char *path;
    bool ok;
};

static void *use(void *arg) {
    struct user *user = arg;
    user->ok = work_on(user->path, 120);
    return NULL;
}

/* The REPL's thread and the job's may each have an engine on the same folder. */
static void test_threads_share_the_folder(void **state) {
    enum { USERS = 4 };
    pthread_t thread[USERS];
    struct user user[USERS];
    for (int i = 0; i < USERS; i++) {
        user[i] = (struct user){((struct folder *)*state)->path, false};
        assert_int_equal(pthread_create(&thread[i], NULL, use, &user[i]), 0);
    }
    for (int i = 0; i < USERS; i++)
        pthread_join(thread[i], NULL);
    for (int i = 0; i < USERS; i++)
        assert_true(user[i].ok);
    assert_int_equal(files_ending(state, ".tmp"), 0);
}

/* kill -9 in the middle of a write leaves the old artefact or the new one, and at most a file aside. */
static void test_a_killed_writer_leaves_nothing_half(void **state) {
    const char *path = ((struct folder *)*state)->path;
    enum { LARGE = 4 * 1024 * KB };
    for (int round = 0; round < 12; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct err err = {0};
            struct cache *cache = cache_open(path, 0, &err);
            for (int i = 1;; i = i % 3 + 1) {
                struct blob *blob = blob_of(i, LARGE);
                if (!cache || !cache_put(cache, key_of(i), blob, &err))
                    _exit(1);
                blob_free(blob);
            }
        }
        usleep(15000 + (unsigned)round * 4700);
        kill(child, SIGKILL);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        struct err err = {0};
        for (int i = 1; i <= 3; i++) {
            char file[512];
            artefact_path(state, i, file);
            struct blob *blob = blob_map(file, key_of(i), &err);
            if (!blob)
                assert_int_equal(err.code, ERR_NOT_FOUND); /* never ERR_DAMAGED */
            else
                assert_true(holds(blob, i, LARGE));
            blob_free(blob);
            err_clear(&err);
        }
    }
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_gives_back_what_was_put),
        TEST(test_stays_below_its_bound),
        TEST(test_drops_the_least_recently_used),
        TEST(test_a_dropped_artefact_stays_readable),
        TEST(test_an_artefact_larger_than_the_bound_is_no_error),
        TEST(test_a_damaged_file_is_none_and_goes),
        TEST(test_a_cut_or_foreign_file_is_none),
        TEST(test_foreign_files_are_left_alone),
        TEST(test_stale_halves_go_and_fresh_ones_stay),
        TEST(test_refuses_a_folder_it_cannot_have),
        TEST(test_says_when_it_cannot_write),
        TEST(test_processes_share_the_folder),
        TEST(test_threads_share_the_folder),
        TEST(test_a_killed_writer_leaves_nothing_half),
    };
    return cmocka_run_group_tests_name("cache", tests, NULL, NULL);
}
