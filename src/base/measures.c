#include "base/measures.h"
#include "base/mem.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sections of a blob: "m.metrics" (rows of struct metric_row), "m.replicates" (all, behind each other), likewise
 * curves. */
struct metric_row {
    char name[MEASURE_NAME], why[MEASURE_WHY];
    double value, baseline, oracle;
    int64_t n_replicates;
};
struct curve_row {
    char name[MEASURE_NAME];
    int64_t n;
};

static double *copy_doubles(const double *from, int n) {
    if (n == 0)
        return NULL;
    double *to = mem_must((size_t)n, sizeof *to);
    memcpy(to, from, (size_t)n * sizeof *to);
    return to;
}

struct measure *measures_add(struct measures *m, const char *name, double value, const double *replicates, int n) {
    m->metrics = mem_grow(m->metrics, (size_t)m->n_metrics + 1, sizeof *m->metrics);
    struct measure *measure = &m->metrics[m->n_metrics++];
    *measure = (struct measure){.value = value, .baseline = NAN, .oracle = NAN, .n_replicates = n};
    snprintf(measure->name, sizeof measure->name, "%s", name);
    measure->replicates = copy_doubles(replicates, n);
    return measure;
}

void measures_missing(struct measures *m, const char *name, const char *why) {
    struct measure *measure = measures_add(m, name, NAN, NULL, 0);
    snprintf(measure->why, sizeof measure->why, "%s", why);
}

void measures_ruler(struct measures *m, const char *name, double baseline, double oracle) {
    for (int i = 0; i < m->n_metrics; i++)
        if (strcmp(m->metrics[i].name, name) == 0) {
            m->metrics[i].baseline = baseline;
            m->metrics[i].oracle = oracle;
        }
}

void measures_curve(struct measures *m, const char *name, const double *x, const double *y, int n) {
    m->curves = mem_grow(m->curves, (size_t)m->n_curves + 1, sizeof *m->curves);
    struct measured_curve *curve = &m->curves[m->n_curves++];
    *curve = (struct measured_curve){.n = n, .x = copy_doubles(x, n), .y = copy_doubles(y, n)};
    snprintf(curve->name, sizeof curve->name, "%s", name);
}

void measures_stage(struct measures *m, const char *stage, double in, double out, double p50_ms, double p99_ms) {
    for (int i = 0; i < m->n_stages; i++)
        if (strcmp(m->stages[i].stage, stage) == 0) {
            struct measured_stage *row = &m->stages[i];
            row->in = isnan(in) ? row->in : in;
            row->out = isnan(out) ? row->out : out;
            row->p50_ms = isnan(p50_ms) ? row->p50_ms : p50_ms;
            row->p99_ms = isnan(p99_ms) ? row->p99_ms : p99_ms;
            return;
        }
    m->stages = mem_grow(m->stages, (size_t)m->n_stages + 1, sizeof *m->stages);
    struct measured_stage *row = &m->stages[m->n_stages++];
    *row = (struct measured_stage){.in = in, .out = out, .p50_ms = p50_ms, .p99_ms = p99_ms};
    snprintf(row->stage, sizeof row->stage, "%s", stage);
}

void measures_note(struct measures *m, const char *format, ...) {
    struct text note = {0};
    va_list args;
    va_start(args, format);
    text_vformat(&note, format, args);
    va_end(args);
    m->notes = mem_grow(m->notes, (size_t)m->n_notes + 1, sizeof *m->notes);
    m->notes[m->n_notes++] = text_take(&note);
}

void measures_picture(struct measures *m, const struct measured_picture *picture) {
    m->pictures = mem_grow(m->pictures, (size_t)m->n_pictures + 1, sizeof *m->pictures);
    m->pictures[m->n_pictures++] = *picture;
}

const struct measure *measures_find(const struct measures *m, const char *name) {
    for (int i = 0; i < m->n_metrics; i++)
        if (strcmp(m->metrics[i].name, name) == 0)
            return &m->metrics[i];
    return NULL;
}

static void *join(void *to, int *n, void *from, int *m, size_t size) {
    if (*m == 0)
        return to;
    to = mem_grow(to, (size_t)(*n + *m), size);
    memcpy((char *)to + (size_t)*n * size, from, (size_t)*m * size);
    *n += *m;
    *m = 0;
    return to;
}

void measures_append(struct measures *to, struct measures *from) {
    to->metrics = join(to->metrics, &to->n_metrics, from->metrics, &from->n_metrics, sizeof *to->metrics);
    to->curves = join(to->curves, &to->n_curves, from->curves, &from->n_curves, sizeof *to->curves);
    for (int i = 0; i < from->n_stages; i++) {
        const struct measured_stage *row = &from->stages[i];
        measures_stage(to, row->stage, row->in, row->out, row->p50_ms, row->p99_ms);
    }
    to->pictures = join(to->pictures, &to->n_pictures, from->pictures, &from->n_pictures, sizeof *to->pictures);
    to->notes = join(to->notes, &to->n_notes, from->notes, &from->n_notes, sizeof *to->notes);
    measures_free(from);
}

void measures_free(struct measures *m) {
    for (int i = 0; i < m->n_metrics; i++)
        free(m->metrics[i].replicates);
    for (int i = 0; i < m->n_curves; i++) {
        free(m->curves[i].x);
        free(m->curves[i].y);
    }
    for (int i = 0; i < m->n_notes; i++)
        free(m->notes[i]);
    free(m->metrics);
    free(m->curves);
    free(m->stages);
    free(m->pictures);
    free(m->notes);
    *m = (struct measures){0};
}

static bool pack_bytes(struct blob *out, const char *name, const void *bytes, size_t n, struct err *err) {
    void *to = blob_add(out, name, BLOB_U8, (int64_t)n, 0, 0, err);
    if (to && n)
        memcpy(to, bytes, n);
    return to != NULL;
}

bool measures_pack(const struct measures *m, struct blob *out, struct err *err) {
    struct text metrics = {0}, curves = {0}, numbers = {0}, notes = {0};
    for (int i = 0; i < m->n_metrics; i++) {
        const struct measure *x = &m->metrics[i];
        struct metric_row row = {
            .value = x->value, .baseline = x->baseline, .oracle = x->oracle, .n_replicates = x->n_replicates};
        memcpy(row.name, x->name, sizeof row.name);
        memcpy(row.why, x->why, sizeof row.why);
        text_bytes(&metrics, (const char *)&row, sizeof row);
        text_bytes(&numbers, (const char *)x->replicates, (size_t)x->n_replicates * sizeof(double));
    }
    for (int i = 0; i < m->n_curves; i++) {
        const struct measured_curve *x = &m->curves[i];
        struct curve_row row = {.n = x->n};
        memcpy(row.name, x->name, sizeof row.name);
        text_bytes(&curves, (const char *)&row, sizeof row);
        text_bytes(&numbers, (const char *)x->x, (size_t)x->n * sizeof(double));
        text_bytes(&numbers, (const char *)x->y, (size_t)x->n * sizeof(double));
    }
    for (int i = 0; i < m->n_notes; i++)
        text_bytes(&notes, m->notes[i], strlen(m->notes[i]) + 1);
    bool ok = pack_bytes(out, "measures.metrics", text_str(&metrics), metrics.length, err) &&
              pack_bytes(out, "measures.curves", text_str(&curves), curves.length, err) &&
              pack_bytes(out, "measures.numbers", text_str(&numbers), numbers.length, err) &&
              pack_bytes(out, "measures.stages", m->stages, (size_t)m->n_stages * sizeof *m->stages, err) &&
              pack_bytes(out, "measures.pictures", m->pictures, (size_t)m->n_pictures * sizeof *m->pictures, err) &&
              pack_bytes(out, "measures.notes", text_str(&notes), notes.length, err);
    text_free(&metrics);
    text_free(&curves);
    text_free(&numbers);
    text_free(&notes);
    return ok;
}

void measures_unpack(struct measures *m, const struct blob *blob) {
    *m = (struct measures){0};
    const struct section *metrics = blob_find(blob, "measures.metrics");
    if (!metrics)
        return;
    const struct section *curves = blob_find(blob, "measures.curves"), *stages = blob_find(blob, "measures.stages");
    const struct section *notes = blob_find(blob, "measures.notes");
    const struct section *pictures = blob_find(blob, "measures.pictures");
    const double *numbers = blob_get(blob, "measures.numbers", BLOB_U8);
    for (size_t i = 0; i < metrics->bytes / sizeof(struct metric_row); i++) {
        const struct metric_row *row = (const struct metric_row *)metrics->data + i;
        struct measure *x = measures_add(m, row->name, row->value, numbers, (int)row->n_replicates);
        x->baseline = row->baseline;
        x->oracle = row->oracle;
        memcpy(x->why, row->why, sizeof x->why);
        numbers += row->n_replicates;
    }
    for (size_t i = 0; i < curves->bytes / sizeof(struct curve_row); i++) {
        const struct curve_row *row = (const struct curve_row *)curves->data + i;
        measures_curve(m, row->name, numbers, numbers + row->n, (int)row->n);
        numbers += 2 * row->n;
    }
    for (size_t i = 0; i < stages->bytes / sizeof(struct measured_stage); i++) {
        const struct measured_stage *row = (const struct measured_stage *)stages->data + i;
        measures_stage(m, row->stage, row->in, row->out, row->p50_ms, row->p99_ms);
    }
    for (size_t i = 0; i < pictures->bytes / sizeof(struct measured_picture); i++)
        measures_picture(m, (const struct measured_picture *)pictures->data + i);
    const char *note = notes->data;
    for (size_t used = 0; used < notes->bytes; used += strlen(note + used) + 1)
        measures_note(m, "%s", note + used);
}
