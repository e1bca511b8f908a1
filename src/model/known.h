/* known.h - which ids of a model's tables training has met, so that the others get a vector that says "nothing known"
 * instead of the noise they started from.
 * A table of n ids has n+1 rows; row n is 'unknown'. Life: known_init -> known_add for each table -> known_mark ... ->
 * known_settle at the end of training; the flags are saved with the model, because training may go on. */
#ifndef MODEL_KNOWN_H
#define MODEL_KNOWN_H
#include "base/blob.h"

enum { KNOWN_TABLES = 80 };

struct known {
    int n, ids[KNOWN_TABLES];
    size_t at[KNOWN_TABLES], size;
    uint8_t *flags; /* (size) table t's stand at at[t] .. at[t] + ids[t] */
};
void known_add(struct known *k, int ids); /* before known_ready */
/* All false, or as another training left them. */
bool known_ready(struct known *k, const uint8_t *before, struct err *err) MUST_USE;
void known_fini(struct known *k);
static inline void known_mark(struct known *k, int table, int id) {
    k->flags[k->at[table] + (size_t)id] = 1;
}
static inline const uint8_t *known_flags(const struct known *k, int table) {
    return k->flags + k->at[table];
}
/* Sets row n of a table w (n+1, width) to the mean of the known rows. */
void known_average(const struct known *k, int table, float *w, int width);
/* Copies row n over all rows of ids that are not known. */
void known_settle(const struct known *k, int table, float *w, int width);
#endif
