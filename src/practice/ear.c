#include "practice/ear.h"
#include "base/mem.h"

#include <stdlib.h>

struct ear {
    struct gist *gist;
    struct requests *requests;
    int n_facts;
};
static const double ANSWERED = 0.3; /* what a word of the answer counts beside one of a wording */

/* Fitted by tests/content/fit.c ("facts"). */
static const double WEIGHT[GIST_XS] = {
    [X_ONE] = -5.55,    [X_LIKE] = 5.88,   [X_SHARE] = 7.13,  [X_ENOUGH] = 2.28, [X_SINGLE] = -0.20,
    [X_DOUBLE] = -0.32, [X_ALIEN] = -1.72, [X_FOCUS] = -0.39, [X_ASKING] = 1.08, [X_LEAD] = -0.93,
};

struct ear *ear_new(const struct content *content, bool assumptions) {
    struct ear *ear = mem_must(1, sizeof *ear);
    ear->n_facts = content->n_facts;
    ear->requests = requests_new();
    ear->gist = gist_new(content->n_facts, true);
    for (int f = 0; f < content->n_facts; f++) {
        const struct fact *fact = &content->facts[f];
        for (char **w = fact->ask; w && *w; w++)
            gist_teach(ear->gist, f, *w);
        for (char **w = fact->assume; w && *w && assumptions; w++)
            gist_teach(ear->gist, f, *w);
        gist_tell(ear->gist, f, fact->answer, ANSWERED);
    }
    gist_ready(ear->gist);
    return ear;
}

void ear_free(struct ear *ear) {
    if (!ear)
        return;
    gist_free(ear->gist);
    requests_free(ear->requests);
    free(ear);
}

enum asked_for ear_asked_for(const struct ear *ear, const struct words *line) {
    return asked_for(ear->requests, line);
}

bool ear_knows(const struct ear *ear, const struct word *word) {
    return gist_knows(ear->gist, word);
}

double (*ear_features(const struct ear *ear, const struct words *w, int from, int to))[GIST_XS] {
    double(*x)[GIST_XS] = mem_must((size_t)ear->n_facts + 1, sizeof *x);
    int *terms = gist_terms(ear->gist, w);
    gist_measure(ear->gist, w, terms, from, to, x);
    free(terms);
    return x;
}

int ear_hear(const struct ear *ear, const struct words *w, int from, int to, double *score) {
    double(*x)[GIST_XS] = ear_features(ear, w, from, to);
    int best = -1;
    *score = 0.0;
    for (int f = 0; f < ear->n_facts; f++) {
        double chance = x[f][X_ENOUGH] > 0.0 ? gist_chance(x[f], WEIGHT) : 0.0; /* "and" alone asks for nothing */
        if (chance > *score) {
            *score = chance;
            best = f;
        }
    }
    free(x);
    return best;
}
