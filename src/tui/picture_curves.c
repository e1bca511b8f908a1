/* picture_curves.c - which curves of a run share a chart, and how their axes are called. */
#include "base/mem.h"
#include "tui/chart.h"
#include "tui/picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Curves that are known by name; others are drawn with their names in words. */
static const struct known {
    const char *name, *title, *x;
    bool diagonal;
} known[] = {
    {"retrieval_model", "the retriever learns", "epoch", false},
    {"ranking_model", "the ranker learns", "epoch", false},
    {"screening_model", "the screening learns", "epoch", false},
    {"ranking.roc", "ROC: true against false positives", "", true},
    {"ranking.pr", "precision against recall", "recall", false},
    {"ranking.calibration", "reliability: observed against predicted", "predicted", true},
    {"ranking.examination", "how likely a position is looked at", "position", false},
    {"serving.latency", "time of a request, ms", "percentile", false},
    {"log.click_rate_by_position", "clicks by position", "position", false},
    {"log.popularity", "share of impressions by share of items", "items", true},
};

static const struct known *known_of(const char *name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].name);
        if (strncmp(name, known[i].name, n) == 0 && (!name[n] || name[n] == '.'))
            return &known[i];
    }
    return NULL;
}

static bool wanted(const char *name, const char *prefixes) {
    while (*prefixes) {
        size_t n = strcspn(prefixes, " ");
        if (strncmp(name, prefixes, n) == 0)
            return true;
        prefixes += n + strspn(prefixes + n, " ");
    }
    return false;
}

static const char *short_name(const char *name) {
    const char *dot = strchr(name, '.');
    return dot ? dot + 1 : name;
}

/* A model's training and validation loss belong into one picture; any other curve has its own axes. */
static bool is_loss(const char *name) {
    return strcmp(short_name(name), "loss") == 0 || strcmp(short_name(name), "validation") == 0;
}

static bool same_model(const char *a, const char *b) {
    size_t n = strcspn(a, ".");
    return is_loss(a) && is_loss(b) && strcspn(b, ".") == n && strncmp(a, b, n) == 0;
}

static void title_of(const char *name, char *title, size_t n) {
    const struct known *k = known_of(name);
    snprintf(title, n, "%s", k ? k->title : name);
    for (char *p = title; !k && *p; p++)
        *p = *p == '_' || *p == '.' ? ' ' : *p;
}

/* One picture, of curve i and those that belong to it, which are marked done; its rows. */
static int draw_one(const struct measures *m, int i, bool *done, struct area a, int y) {
    double ends[] = {0, 0};
    const struct measured_curve *first = &m->curves[i];
    const struct known *k = known_of(first->name);
    struct curve curves[3];
    bool loss = is_loss(first->name);
    char title[MEASURE_NAME], name[2][MEASURE_NAME];
    int n = 0, height = loss ? 9 : 7;
    for (int j = i; j < m->n_curves && n < 2; j++) {
        const struct measured_curve *c = &m->curves[j];
        if (j != i && !same_model(first->name, c->name))
            continue;
        metric_spoken(c->name, name[n], sizeof name[n]);
        curves[n] = (struct curve){.name = loss ? name[n] : "",
                                   .x = c->x,
                                   .y = c->y,
                                   .n = c->n,
                                   .style = n ? STYLE_WARNING : STYLE_FOCUS,
                                   .dotted = n > 0};
        done[j] = true;
        n++;
    }
    for (int j = 0; j < first->n; j++) /* as far as there is something to compare with it */
        ends[1] = fmax(ends[1], fmax(first->x[j], first->y[j]));
    if (k && k->diagonal)
        curves[n++] = (struct curve){.name = "", .x = ends, .y = ends, .n = 2, .style = STYLE_QUIET, .dotted = true};
    title_of(first->name, title, sizeof title);
    picture_heading(a, y, title, "");
    draw_chart(area_part(a, 0, y + 1, a.w, height), &(struct chart){.curves = curves, .n = n, .x_name = k ? k->x : ""});
    return height + 2;
}

int picture_curves(const struct run *run, const char *prefixes, struct area a, int y) {
    const struct measures *m = &run->outcome.measures;
    int columns = a.w >= 96 ? 2 : 1, w = (a.w - (columns - 1) * 4) / columns, column = 0, row = 0;
    w = w < 90 ? w : 90;
    bool *done = mem_must((size_t)m->n_curves + 1, sizeof *done);
    for (int i = 0; i < m->n_curves; i++) {
        if (done[i] || m->curves[i].n < 2 || !wanted(m->curves[i].name, prefixes))
            continue;
        int rows = draw_one(m, i, done, area_part(a, column * (w + 4), 0, w, y + 12), y);
        row = rows > row ? rows : row;
        column = (column + 1) % columns;
        if (column == 0) {
            y += row;
            row = 0;
        }
    }
    free(done);
    return y + row;
}
