/* scratch.h - the files of a test: all in one folder of the process, below TMPDIR or /tmp, which goes when the process
 * ends, whether its tests passed or not. scripts/test gives every test a TMPDIR and clears it, for those that are
 * killed. */
#ifndef SCRATCH_H
#define SCRATCH_H
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRATCH_PATH = 128 };

static char scratch_root[SCRATCH_PATH];
static pid_t scratch_owner; /* a child that exits leaves the folder to its parent */

static inline int scratch_remove_one(const char *path, const struct stat *info, int type, struct FTW *at) {
    (void)info;
    (void)type;
    (void)at;
    return remove(path);
}

/* A folder with all that is in it. */
static inline void scratch_remove(const char *path) {
    nftw(path, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void scratch_end(void) {
    if (getpid() == scratch_owner)
        scratch_remove(scratch_root);
}

/* A path that nothing has yet; it ends in `ending`. */
static inline void scratch_file(char path[SCRATCH_PATH], const char *ending) {
    static int made;
    if (!*scratch_root) {
        const char *base = getenv("TMPDIR");
        snprintf(scratch_root, sizeof scratch_root, "%s/sevenstep-test-XXXXXX",
                 base && *base && strlen(base) < SCRATCH_PATH / 2 ? base : "/tmp");
        if (!mkdtemp(scratch_root) || atexit(scratch_end) != 0)
            abort();
        scratch_owner = getpid();
    }
    char name[32];
    snprintf(name, sizeof name, "/%d%.16s", made++, ending);
    snprintf(path, SCRATCH_PATH, "%.90s%s", scratch_root, name);
}

/* An empty folder; a test that fills it with much removes it itself. */
static inline void scratch_folder(char path[SCRATCH_PATH]) {
    scratch_file(path, "");
    if (mkdir(path, 0700) != 0)
        abort();
}
#endif
