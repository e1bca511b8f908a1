/* scores_file.h - a file of label,score[,group] lines, read by all threads of a pool.
 * Life: scores_file_read -> use -> scores_file_free. Costs about 25 ns a line and thread, and the file's bytes while it
 * is read. */
#ifndef BENCH_SCORES_FILE_H
#define BENCH_SCORES_FILE_H
#include "base/err.h"
#include "base/pool.h"

#include <stdint.h>

struct scores_file {
    int n;
    double *score;   /* (n) finite */
    float *label;    /* (n) at least 0 */
    uint8_t *y;      /* (n) 1: the label is above 0 */
    uint64_t *group; /* (n) hash of the group's name; NULL when lines have none */
};
/* A first line whose label is no number is a heading; empty lines do not count. Either all lines have a group or none.
 * The first line that is wrong is named in err. */
bool scores_file_read(struct scores_file *out, const char *path, struct pool *pool, struct err *err) MUST_USE;
void scores_file_free(struct scores_file *f);
#endif
