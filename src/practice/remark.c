#include "practice/remark.h"
#include "base/mem.h"

#include <stdlib.h>

static const double ABOUT = 0.7, WHY = 0.5; /* what a word of these counts beside one of a wording */

/* Fitted by tests/content/fit.c ("items"). */
static const double WEIGHT[GIST_XS] = {
    [X_ONE] = -3.32,    [X_LIKE] = 1.92,   [X_SHARE] = 1.11, [X_ENOUGH] = 3.31,  [X_SINGLE] = -2.21,
    [X_DOUBLE] = -1.33, [X_ASKING] = 0.51, [X_LEAD] = 3.64,  [X_FIGURES] = 3.50,
};

struct gist *remark_gist(const struct rubric_item *items, int n) {
    struct gist *g = gist_new(n, false);
    for (int i = 0; i < n; i++) {
        for (char **q = items[i].query; q && *q; q++)
            gist_teach(g, i, *q);
        for (char **q = items[i].said; q && *q; q++)
            gist_teach(g, i, *q);
        gist_tell(g, i, items[i].about ? items[i].about : "", ABOUT);
        gist_tell(g, i, items[i].why ? items[i].why : "", WHY);
    }
    gist_ready(g);
    return g;
}

void remark_features(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                     const int *terms, int from, int to, double (*x)[GIST_XS]) {
    int figures = 0;
    for (int i = from; i < to && figures < 3; i++)
        figures += w->word[i].figure && !w->word[i].named;
    gist_measure(g, w, terms, from, to, x);
    for (int i = 0; i < n; i++)
        x[i][X_FIGURES] = items[i].needs == NEEDS_NUMBER ? figures / 3.0 : 0.0;
}

void remark_chances(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                    const int *terms, int from, int to, double *chance) {
    double(*x)[GIST_XS] = mem_must((size_t)n + 1, sizeof *x);
    remark_features(g, items, n, w, terms, from, to, x);
    for (int i = 0; i < n; i++)
        chance[i] = gist_chance(x[i], WEIGHT);
    free(x);
}
