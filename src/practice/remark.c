#include "practice/remark.h"
#include "base/mem.h"

#include <stdlib.h>

static const double ABOUT = 0.7, WHY = 0.5; /* what a word of these counts beside one of a wording */

/* Fitted by tests/content/fit.c ("items"). */
static const double WEIGHT[GIST_XS] = {
    [X_ONE] = -3.79,   [X_LIKE] = 2.85, [X_SHARE] = 2.44,   [X_ENOUGH] = 3.31,  [X_SINGLE] = -1.82, [X_DOUBLE] = -1.15,
    [X_ASKING] = 0.69, [X_LEAD] = 3.28, [X_FIGURES] = 3.24, [X_AGAINST] = 0.38, [X_WAVED] = -1.10,
};

/* Set by hand: with one or two mistakes an item, the fit ("mistakes"), which keeps each back in turn, hears hardly more
 * than what waves the subject off. Of 850 remarks that say the right thing 1 in 150 passes the floor, of 50 mistakes
 * three in four. */
static const double MISTAKEN[GIST_XS] = {
    [X_ONE] = -5.0, [X_AGAINST] = 8.0, [X_LIKE] = -2.0, [X_WAVED] = 2.0, [X_ENOUGH] = 2.0,
};

static bool is_long(const char *text) {
    int blanks = 0;
    for (const char *p = text; *p; p++)
        blanks += *p == ' ';
    return blanks >= REMARK_LONG - 1;
}

struct gist *remark_gist(const struct rubric_item *items, int n) {
    struct gist *g = gist_new(n, false);
    for (int i = 0; i < n; i++) {
        for (char **q = items[i].query; q && *q; q++)
            gist_teach(g, i, *q);
        for (char **q = items[i].said; q && *q; q++)
            gist_teach(g, i, *q);
        for (char **q = items[i].wrong; q && *q; q++)
            if (is_long(*q))
                gist_warn(g, i, *q);
        gist_tell(g, i, items[i].about ? items[i].about : "", ABOUT);
        gist_tell(g, i, items[i].why ? items[i].why : "", WHY);
    }
    gist_ready(g);
    return g;
}

void remark_features(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                     const int *terms, int from, int to, double (*x)[GIST_XS]) {
    int figures = 0;
    bool waved = false;
    for (int i = from; i < to; i++) {
        figures += figures < 3 && w->word[i].figure && !w->word[i].named;
        waved = waved || words_sentence(w, i)->dismissed;
    }
    gist_measure(g, w, terms, from, to, x);
    for (int i = 0; i < n; i++) {
        x[i][X_FIGURES] = items[i].needs == NEEDS_NUMBER ? figures / 3.0 : 0.0;
        x[i][X_WAVED] = waved;
    }
}

static void chances(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                    const int *terms, int from, int to, const double weight[GIST_XS], double *chance) {
    double(*x)[GIST_XS] = mem_must((size_t)n + 1, sizeof *x);
    remark_features(g, items, n, w, terms, from, to, x);
    for (int i = 0; i < n; i++)
        chance[i] = gist_chance(x[i], weight);
    free(x);
}

void remark_chances(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                    const int *terms, int from, int to, double *chance) {
    chances(g, items, n, w, terms, from, to, WEIGHT, chance);
}

void remark_mistakes(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                     const int *terms, int from, int to, double *chance) {
    chances(g, items, n, w, terms, from, to, MISTAKEN, chance);
}
