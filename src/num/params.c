#include "num/params.h"
#include "base/rng.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int params_add(struct params *p, const char *name, int rows, int cols, float mean, float spread) {
    assert(p->n < PARAMS_MAX && rows > 0 && cols > 0);
    struct param *param = &p->param[p->n];
    snprintf(param->name, sizeof param->name, "%s", name);
    param->rows = rows;
    param->cols = cols;
    param->offset = p->size;
    param->mean = mean;
    param->spread = spread;
    size_t floats = (size_t)rows * (size_t)cols;
    p->size += (floats + 15) / 16 * 16;
    return p->n++;
}

static void init_rows(const struct param *param, float *row, uint64_t key, int begin, int end) {
    row += (size_t)begin * (size_t)param->cols;
    for (int r = begin; r < end; r++, row += param->cols) {
        struct rng rng = rng_of(key, (uint64_t)r, 0);
        for (int c = 0; c < param->cols; c++)
            row[c] = param->spread == 0 ? param->mean : param->mean + param->spread * (2 * rng_uniformf(&rng) - 1);
    }
}

void params_init_part(const struct params *p, float *block, uint64_t seed, int part, int parts) {
    for (int i = 0; i < p->n; i++) {
        const struct param *param = &p->param[i];
        char draw[64];
        snprintf(draw, sizeof draw, "params.%s", param->name);
        int begin = (int)((long long)param->rows * part / parts),
            end = (int)((long long)param->rows * (part + 1) / parts);
        init_rows(param, params_at(p, block, i), rng_draw(seed, draw), begin, end);
    }
}

void params_init(const struct params *p, float *block, uint64_t seed) {
    params_init_part(p, block, seed, 0, 1);
}

static void describe(const struct params *p, struct text *out) {
    for (int i = 0; i < p->n; i++)
        text_format(out, "%s %d %d\n", p->param[i].name, p->param[i].rows, p->param[i].cols);
}

bool params_save(const struct params *p, const float *block, struct blob *out, struct err *err) {
    struct text table = {0};
    describe(p, &table);
    float *weights = blob_add_raw(out, "weights", BLOB_F32, (int64_t)p->size, 0, 0, err);
    bool ok = weights && blob_add_text(out, "weights.table", text_str(&table), err);
    if (ok)
        memcpy(weights, block, p->size * sizeof *block);
    text_free(&table);
    return ok;
}

const float *params_load(const struct params *p, const struct blob *blob, struct err *err) {
    const struct section *weights = blob_find(blob, "weights"), *names = blob_find(blob, "weights.table");
    struct text table = {0};
    describe(p, &table);
    bool same = weights && names && weights->type == BLOB_F32 && weights->shape[0] == (int64_t)p->size &&
                names->bytes == table.length + 1 && strcmp(names->data, text_str(&table)) == 0;
    text_free(&table);
    if (!same) {
        err_set(err, ERR_DAMAGED, "the stored weights have other shapes than this model");
        return NULL;
    }
    return weights->data;
}
