#include "practice/ear.h"
#include "practice/ear_lists.h"
#include "practice/words_lists.h"
#include "base/hash.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct term {
    char stem[28]; /* the one that stands for its row */
    double weight; /* the rarer, the more it says */
    int next;      /* in its bucket, -1 the last */
};
struct alike {
    char stem[28], as[28];
    bool alien; /* of what no product has facts about */
    int next;
};
enum { BUCKETS = 1024 };
enum { PLAIN, SMALL, VAGUE, ASKING, CARRIES }; /* what a word does, the last: it may be the subject */
struct example {
    int fact, n;
    int *term;           /* (n) */
    unsigned char *does; /* (n) */
    double total;
};
struct ear {
    struct term *term;
    int n_terms, term_room, n_facts;
    double rarest; /* weight of a word that one fact alone is asked for in */
    struct example *example;
    int n, room;
    float *known; /* (facts, terms): wordings of the fact that have the word, squashed to 0..1 */
    struct alike *alike;
    int n_alike, alike_room;
    int term_bucket[BUCKETS], alike_bucket[BUCKETS];
    struct requests *requests;
};

/* Of a word's weight, by what it does: a number or "the", one that goes with any subject, "how many" and "who". */
#ifndef TUNE
#define TUNE static const
#endif
TUNE double PART[] = {[SMALL] = 0.15, [VAGUE] = 0.35, [ASKING] = 0.4, [CARRIES] = 1.0};
TUNE double STRANGE = 0.70; /* of the rarest word's weight: a word that no fact knows */
TUNE double FOREIGN = 1.5;  /* the same, one of the list of what no product has facts about */
TUNE double ENOUGH = 2.2;   /* so many of the rarest words in common are as good as can be, however much was said */
TUNE double ANSWERED = 0.3; /* what a word of the answer counts beside one of a wording */

TUNE float FAMILIAR = 2.0f; /* so many wordings it takes until a fact half knows one of those */

static int bucket(const char *stem) {
    return (int)(hash_64(stem, strlen(stem), 0) % BUCKETS);
}

static struct alike *alike_find(const struct ear *ear, const char *stem) {
    for (int i = ear->alike_bucket[bucket(stem)]; i >= 0; i = ear->alike[i].next)
        if (strcmp(ear->alike[i].stem, stem) == 0)
            return &ear->alike[i];
    return NULL;
}

static void alike_add(struct ear *ear, const char *stem, const char *as, bool alien) {
    struct alike *have = alike_find(ear, stem);
    if (have) {
        have->alien = have->alien || alien;
        return;
    }
    if (ear->n_alike == ear->alike_room)
        ear->alike = mem_grow(ear->alike, (size_t)(ear->alike_room = ear->alike_room * 2 + 512), sizeof *ear->alike);
    struct alike *a = &ear->alike[ear->n_alike];
    int b = bucket(stem);
    *a = (struct alike){.alien = alien, .next = ear->alike_bucket[b]};
    snprintf(a->stem, sizeof a->stem, "%s", stem);
    snprintf(a->as, sizeof a->as, "%s", as);
    ear->alike_bucket[b] = ear->n_alike++;
}

static void read_rows(struct ear *ear, const char *const *rows, size_t n, bool alien) {
    for (size_t r = 0; r < n; r++) {
        struct words row = words_of(rows[r]);
        for (int i = 0; i < row.n; i++)
            alike_add(ear, row.word[i].stem, row.word[alien ? i : 0].stem, alien);
        words_free(&row);
    }
}

static bool is_alien(const struct ear *ear, const char *stem) {
    const struct alike *a = alike_find(ear, stem);
    return a && a->alien;
}

static const char *stands_for(const struct ear *ear, const char *stem) {
    const struct alike *a = alike_find(ear, stem);
    return a ? a->as : stem;
}

static int term_find(const struct ear *ear, const char *stem) {
    for (int i = ear->term_bucket[bucket(stem)]; i >= 0; i = ear->term[i].next)
        if (strcmp(ear->term[i].stem, stem) == 0)
            return i;
    return -1;
}

static int term_add(struct ear *ear, const char *stem) {
    int t = term_find(ear, stem);
    if (t >= 0)
        return t;
    if (ear->n_terms == ear->term_room)
        ear->term = mem_grow(ear->term, (size_t)(ear->term_room = ear->term_room * 2 + 128), sizeof *ear->term);
    t = ear->n_terms++;
    int b = bucket(stem);
    ear->term[t] = (struct term){.next = ear->term_bucket[b]};
    ear->term_bucket[b] = t;
    snprintf(ear->term[t].stem, sizeof ear->term[t].stem, "%s", stem);
    return t;
}

static unsigned char does(const struct words *w, int i) {
    return words_is(w, i, ASKING_WORDS)           ? ASKING
           : w->word[i].stop || w->word[i].number ? SMALL
           : words_is(w, i, VAGUE_WORDS)          ? VAGUE
                                                  : CARRIES;
}

static void example_add(struct ear *ear, int fact, const char *text) {
    struct words w = words_of(text);
    if (ear->n == ear->room)
        ear->example = mem_grow(ear->example, (size_t)(ear->room = ear->room * 2 + 64), sizeof *ear->example);
    struct example *e = &ear->example[ear->n++];
    *e = (struct example){.fact = fact, .n = w.n};
    e->term = mem_must((size_t)w.n + 1, sizeof *e->term);
    e->does = mem_must((size_t)w.n + 1, sizeof *e->does);
    for (int i = 0; i < w.n; i++) {
        e->term[i] = term_add(ear, stands_for(ear, w.word[i].stem));
        e->does[i] = does(&w, i);
    }
    words_free(&w);
}

/* How well each fact knows each term, and what a term weighs: the inverse of how many facts are asked for in it. */
static void weigh(struct ear *ear, const struct content *content) {
    size_t T = (size_t)ear->n_terms;
    ear->known = mem_must((size_t)ear->n_facts * T + 1, sizeof *ear->known);
    for (int e = 0; e < ear->n; e++)
        for (int i = 0; i < ear->example[e].n; i++)
            ear->known[(size_t)ear->example[e].fact * T + (size_t)ear->example[e].term[i]] += 1.0f;
    ear->rarest = log(1.0 + ear->n_facts / 1.5);
    for (size_t t = 0; t < T; t++) {
        double facts = 0.0;
        for (int f = 0; f < ear->n_facts; f++) {
            double k = (double)ear->known[(size_t)f * T + t];
            facts += k > 0.0 ? 0.5 + 0.5 * k / (k + 0.5) : 0.0;
        }
        ear->term[t].weight = log(1.0 + ear->n_facts / (facts + 0.5));
    }
    for (int f = 0; f < ear->n_facts; f++) {
        struct words answer = words_of(content->facts[f].answer);
        float *known = ear->known + (size_t)f * T;
        for (int i = 0; i < answer.n; i++) {
            int t = does(&answer, i) == CARRIES ? term_find(ear, stands_for(ear, answer.word[i].stem)) : -1;
            if (t >= 0 && known[t] < 1.0f)
                known[t] = (float)ANSWERED;
        }
        words_free(&answer);
        for (size_t t = 0; t < T; t++)
            known[t] /= known[t] + (is_alien(ear, ear->term[t].stem) ? FAMILIAR : 0.5f);
    }
    for (int e = 0; e < ear->n; e++)
        for (int i = 0; i < ear->example[e].n; i++)
            ear->example[e].total += ear->term[ear->example[e].term[i]].weight * PART[ear->example[e].does[i]];
}

struct ear *ear_new(const struct content *content, bool assumptions) {
    struct ear *ear = mem_must(1, sizeof *ear);
    ear->n_facts = content->n_facts;
    ear->requests = requests_new();
    memset(ear->term_bucket, -1, sizeof ear->term_bucket);
    memset(ear->alike_bucket, -1, sizeof ear->alike_bucket);
    read_rows(ear, ALIKE, sizeof ALIKE / sizeof *ALIKE, false);
    read_rows(ear, ALIEN, sizeof ALIEN / sizeof *ALIEN, true);
    for (int f = 0; f < content->n_facts; f++) {
        for (char **w = content->facts[f].ask; w && *w; w++)
            example_add(ear, f, *w);
        for (char **w = content->facts[f].assume; w && *w && assumptions; w++)
            example_add(ear, f, *w);
    }
    for (int f = 0; f < content->n_facts; f++) {
        struct words answer = words_of(content->facts[f].answer);
        for (int i = 0; i < answer.n; i++)
            if (does(&answer, i) == CARRIES)
                term_add(ear, stands_for(ear, answer.word[i].stem));
        words_free(&answer);
    }
    weigh(ear, content);
    return ear;
}

void ear_free(struct ear *ear) {
    if (!ear)
        return;
    for (int e = 0; e < ear->n; e++) {
        free(ear->example[e].term);
        free(ear->example[e].does);
    }
    free(ear->example);
    free(ear->term);
    free(ear->known);
    free(ear->alike);
    requests_free(ear->requests);
    free(ear);
}

enum asked_for ear_asked_for(const struct ear *ear, const struct words *line) {
    return asked_for(ear->requests, line);
}

/* The word's term, a typing error forgiven; -1: no fact knows it. */
static int term_of(const struct ear *ear, const struct word *word) {
    int t = term_find(ear, stands_for(ear, word->stem));
    if (t >= 0 || word->stop || word->number || strlen(word->stem) < 5 || is_alien(ear, word->stem))
        return t;
    for (int i = 0; i < ear->n_alike; i++)
        if (!ear->alike[i].alien && strlen(ear->alike[i].stem) >= 5 && word->stem[0] == ear->alike[i].stem[0] &&
            text_distance(word->stem, ear->alike[i].stem) == 1)
            return term_find(ear, ear->alike[i].as);
    for (int i = 0; i < ear->n_terms; i++)
        if (strlen(ear->term[i].stem) >= 5 && word->stem[0] == ear->term[i].stem[0] &&
            text_distance(word->stem, ear->term[i].stem) == 1)
            return i;
    return -1;
}

bool ear_knows(const struct ear *ear, const struct word *word) {
    return !in_list(VAGUE_WORDS, word->stem) && term_of(ear, word) >= 0;
}

struct line {
    int n;
    int term[64];
    double weight[64];
    unsigned char does[64];
    bool alien[64], focus[64]; /* focus: what is asked for */
    double total;
};

/* What a question asks for: the first words that may be a subject behind "what", "how many", "how large is", "do we
 * have", as far as they stand side by side: [*first, *end). */
static void find_focus(const struct words *w, int from, int to, int *first, int *end) {
    int i = from;
    while (i < to && !words_is(w, i, "|what|which|how|whose|whos|have|has|there|"))
        i++;
    if (i + 1 < to && words_is(w, i, "|how|") && !words_is(w, i + 1, "|many|much|"))
        i++;
    for (i++; i < to && does(w, i) != CARRIES;)
        i++;
    *first = i;
    while (i < to && does(w, i) == CARRIES && w->word[i].clause == w->word[*first].clause)
        i++;
    *end = i;
}

static struct line read_line(const struct ear *ear, const struct words *w, int from, int to) {
    struct line line = {0};
    int first, end;
    find_focus(w, from, to, &first, &end);
    for (int i = from; i < to && line.n < 64; i++) {
        int t = term_of(ear, &w->word[i]), k = 0;
        while (k < line.n && (t < 0 || line.term[k] != t))
            k++;
        if (k < line.n) /* again */
            continue;
        line.focus[k] = i >= first && i < end;
        line.does[k] = does(w, i);
        line.alien[k] = is_alien(ear, w->word[i].stem);
        line.term[k] = t;
        double rare = t >= 0 ? ear->term[t].weight : (line.alien[k] ? FOREIGN : STRANGE) * ear->rarest;
        line.weight[k] = PART[line.does[k]] * rare;
        line.total += line.weight[line.n++];
    }
    return line;
}

/* Twice what is common over what both have: 1 the same words, 0 none. */
static double likeness(const struct line *line, const struct example *e) {
    double both = 0.0;
    for (int k = 0; k < line->n; k++)
        for (int i = 0; i < e->n; i++)
            if (e->term[i] == line->term[k]) {
                both += line->weight[k];
                break;
            }
    return line->total + e->total > 0.0 ? 2.0 * both / (line->total + e->total) : 0.0;
}

/* What speaks for a fact, and how much. The weights are those of a conditional logit (McFadden 1974: facts are the
 * alternatives, that none is meant has the utility 0), fitted with a ridge of 2 to the wordings of all cases, each a
 * question to an ear that had not heard it nor a quarter of the others, and to questions of the tests' kind, answerable
 * and not; fitted on four cases they do as well on the fifth. */
enum { X_ONE, X_LIKE, X_SHARE, X_ENOUGH, X_SINGLE, X_DOUBLE, X_ALIEN, X_FOCUS, X_ASKING, XS };
TUNE double WEIGHT[XS] = {
    [X_ONE] = -4.89,    [X_LIKE] = 6.26, /* how much the line is like the fact's closest wording */
    [X_SHARE] = 4.78,                    /* the share of the line's weight that the fact knows */
    [X_ENOUGH] = 3.33,                   /* how much that is in all */
    [X_SINGLE] = -0.45,                  /* only one subject word of several is known */
    [X_DOUBLE] = -0.61,                  /* only two of three or more */
    [X_ALIEN] = -2.35,                   /* words of the list of what no product has facts about, for each */
    [X_FOCUS] = -0.58,                   /* the share of the words asked for that it does not know */
    [X_ASKING] = 1.30,                   /* the fact is asked for by "how many", or "who", as the line is */
};

/* False: the fact has nothing to do with it. */
static bool features(const struct ear *ear, const struct line *line, int fact, double closest, double x[XS]) {
    const float *known = ear->known + (size_t)fact * (size_t)ear->n_terms;
    double found = 0.0, sure = 0.0;
    int carrying = 0, met = 0, asked = 0;
    memset(x, 0, XS * sizeof *x);
    for (int k = 0; k < line->n; k++) {
        double knows = line->term[k] >= 0 ? (double)known[line->term[k]] : 0.0;
        found += line->weight[k] * knows;
        if (line->does[k] == ASKING)
            x[X_ASKING] = fmax(x[X_ASKING], knows);
        if (line->does[k] != CARRIES)
            continue;
        sure += line->weight[k] * knows;
        carrying++;
        met += knows > 0.0;
        asked += line->focus[k];
        x[X_ALIEN] += line->alien[k] ? 1.0 - knows : 0.0;
        x[X_FOCUS] += knows == 0.0 && line->focus[k];
    }
    x[X_ONE] = 1.0;
    x[X_FOCUS] /= asked ? asked : 1;
    x[X_LIKE] = closest;
    x[X_SHARE] = line->total > 0.0 ? found / line->total : 0.0;
    x[X_ENOUGH] = fmin(1.0, sure / (ENOUGH * ear->rarest));
    x[X_SINGLE] = met <= 1 && carrying > 1;
    x[X_DOUBLE] = met == 2 && carrying > 2;
    return found > 0.0;
}

int ear_hear(const struct ear *ear, const struct words *w, int from, int to, double *score) {
    struct line line = read_line(ear, w, from, to);
    double *closest = mem_must((size_t)ear->n_facts + 1, sizeof *closest);
    for (int e = 0; e < ear->n; e++) {
        double v = likeness(&line, &ear->example[e]);
        double *c = &closest[ear->example[e].fact];
        *c = v > *c ? v : *c;
    }
    int best = -1;
    *score = 0.0;
    for (int f = 0; f < ear->n_facts; f++) {
        double x[XS], v = 0.0;
        if (!features(ear, &line, f, closest[f], x))
            continue;
        for (int i = 0; i < XS; i++)
            v += WEIGHT[i] * x[i];
        v = 1.0 / (1.0 + exp(-v));
        if (v > *score) {
            *score = v;
            best = f;
        }
    }
    free(closest);
    return best;
}
