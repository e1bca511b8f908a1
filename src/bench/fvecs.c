#include "base/mem.h"
#include "bench/bench.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool read_all(FILE *file, const char *path, float *vectors, int N, int D, struct err *err) {
    for (int i = 0; i < N; i++) {
        int32_t width;
        float *x = vectors + (size_t)i * (size_t)D;
        if (fread(&width, sizeof width, 1, file) != 1 || fread(x, sizeof *x, (size_t)D, file) != (size_t)D)
            return err_errno(err, "reading", path);
        if (width != D)
            return err_set(err, ERR_USAGE, "%s: vector %d has %d dimensions, the first has %d", path, i, width, D);
        for (int d = 0; d < D; d++)
            if (!isfinite(x[d]))
                return err_set(err, ERR_USAGE, "%s: vector %d holds a value that is not finite", path, i);
    }
    return true;
}

bool fvecs_read(const char *path, float **vectors, int *N, int *D, struct err *err) {
    struct stat info;
    int32_t width = 0;
    bool ok = false;
    *vectors = NULL;
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(err, ERR_USAGE, "%s: cannot be opened", path);
    if (fstat(fileno(file), &info) != 0 || !S_ISREG(info.st_mode) || fread(&width, sizeof width, 1, file) != 1) {
        err_set(err, ERR_USAGE, "%s: is not a file of vectors", path);
        goto out;
    }
    long long row = 4 + 4 * (long long)width;
    if (width < 1 || width > 65536 || info.st_size % row != 0 || info.st_size / row > INT_MAX) {
        err_set(err, ERR_USAGE, "%s: is not a .fvecs file (first width %d, %lld bytes)", path, width,
                (long long)info.st_size);
        goto out;
    }
    *D = width;
    *N = (int)(info.st_size / row);
    *vectors = mem_array((size_t)*N * (size_t)width, sizeof **vectors, err);
    rewind(file);
    ok = *vectors && read_all(file, path, *vectors, *N, width, err);
out:
    fclose(file);
    if (!ok) {
        free(*vectors);
        *vectors = NULL;
    }
    return ok;
}
