#include "model/known.h"
#include "base/mem.h"
#include "num/layer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void known_add(struct known *k, int ids) {
    assert(k->n < KNOWN_TABLES && !k->flags);
    k->ids[k->n] = ids;
    k->at[k->n++] = k->size;
    k->size += (size_t)ids + 1;
}

bool known_ready(struct known *k, const uint8_t *before, struct err *err) {
    k->flags = mem_array(k->size, sizeof *k->flags, err);
    if (k->flags && before)
        memcpy(k->flags, before, k->size);
    return k->flags != NULL;
}

void known_fini(struct known *k) {
    free(k->flags);
    *k = (struct known){0};
}

void known_average(const struct known *k, int table, float *w, int width) {
    const uint8_t *known = known_flags(k, table);
    int n = k->ids[table], count = 0;
    float *unknown = w + (size_t)n * (size_t)width;
    memset(unknown, 0, (size_t)width * sizeof *w);
    for (int id = 0; id < n; id++)
        if (known[id]) {
            row_add(unknown, w + (size_t)id * (size_t)width, (size_t)width);
            count++;
        }
    row_scale(unknown, count > 0 ? 1.0f / (float)count : 0, (size_t)width);
}

void known_settle(const struct known *k, int table, float *w, int width) {
    const uint8_t *known = known_flags(k, table);
    size_t n = (size_t)k->ids[table], row = (size_t)width;
    for (size_t id = 0; id < n; id++)
        if (!known[id])
            memcpy(w + id * row, w + n * row, row * sizeof *w);
}
