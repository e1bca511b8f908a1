/* params.h - the weights of a model: one block of floats, and one table of named matrices in it, which drives
 * initialising, optimising, saving and loading.
 * Life: params_add for each matrix, in an order that is the file's order -> mem_array(size) -> params_init, or
 * params_load of what params_save wrote. Each matrix starts at a multiple of 64 bytes. */
#ifndef NUM_PARAMS_H
#define NUM_PARAMS_H
#include "base/blob.h"

enum { PARAMS_MAX = 96 };

struct param {
    char name[32];
    int rows, cols;
    size_t offset; /* in floats */
    float mean, spread;
};
struct params {
    struct param param[PARAMS_MAX];
    int n;
    size_t size; /* floats in the block */
};

/* A matrix (rows, cols) that starts uniform in mean +- spread. Returns its place in the table. */
int params_add(struct params *p, const char *name, int rows, int cols, float mean, float spread);
static inline float *params_at(const struct params *p, float *block, int i) {
    return block + p->param[i].offset;
}
static inline const float *params_get(const struct params *p, const float *block, int i) {
    return block + p->param[i].offset;
}
/* block (size). Every row has its own stream: keyed by (seed, name, row). */
void params_init(const struct params *p, float *block, uint64_t seed);
/* The same in parts, from any thread: of every matrix the rows that part `part` of `parts` has. */
void params_init_part(const struct params *p, float *block, uint64_t seed, int part, int parts);
/* As sections "weights" (size) and "weights.table", the names and shapes as text. */
bool params_save(const struct params *p, const float *block, struct blob *out, struct err *err) MUST_USE;
/* The block in the blob; NULL and ERR_DAMAGED when it holds other names or shapes than p. */
const float *params_load(const struct params *p, const struct blob *blob, struct err *err) MUST_USE;
#endif
