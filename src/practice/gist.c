#include "practice/gist.h"
#include "practice/gist_lists.h"
#include "practice/words_lists.h"
#include "base/hash.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 1024, LONGEST = 96 };
enum { PLAIN, SMALL, VAGUE, ASKING, TURNS, CARRIES }; /* what a word does, the last: it may be the subject */
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
struct example {
    int topic, n;
    bool mistaken;
    int *term;           /* (n) */
    unsigned char *does; /* (n) */
    double total;
};
struct gist {
    struct term *term;
    int n_terms, term_room, n_topics;
    bool aliens;
    double rarest; /* weight of a word that one topic alone is spoken of in */
    struct example *example;
    int n, room;
    struct example *told; /* background: does NULL, total its worth */
    int n_told, told_room;
    float *known; /* (topics, terms): examples of the topic that have the word, squashed to 0..1 */
    struct alike *alike;
    int n_alike, alike_room;
    int term_bucket[BUCKETS], alike_bucket[BUCKETS];
};

/* Of a word's weight, by what it does: a number or "the", one that goes with any subject, "how many" and "who", and
 * those that turn what is said: "never", "any". */
static const double PART[] = {[SMALL] = 0.15, [VAGUE] = 0.35, [ASKING] = 0.4, [TURNS] = 0.4, [CARRIES] = 1.0};
static const double STRANGE = 0.70;   /* of the rarest word's weight: a word that no topic knows */
static const double FOREIGN = 1.5;    /* the same, one of the list of what no product has facts about */
static const double ENOUGH = 2.2;     /* so many of the rarest words in common are as good as can be */
static const float FAMILIAR = 2.0f;   /* so many examples it takes until a topic half knows an alien word */
static const float ACQUAINTED = 0.5f; /* and one of the others */
enum { FOLD = 7 };                    /* letters of a stem that count */

static int bucket(const char *stem) {
    return (int)(hash_64(stem, strlen(stem), 0) % BUCKETS);
}

/* "advertising", "advertized" and "advertiser" speak of the same: what the stem of words.h tells apart is one here. */
static void fold(const char *stem, char out[28]) {
    size_t n = 0;
    for (const char *p = stem; *p && n < FOLD; p++)
        if (!(p[0] == 'u' && p > stem && p[-1] == 'o')) /* colour, color */
            out[n++] = *p == 'z' ? 's' : *p;
    n -= n > 3 && n < FOLD && (out[n - 1] == 'i' || out[n - 1] == 'y');
    out[n] = '\0';
}

static struct alike *alike_find(const struct gist *g, const char *stem) {
    for (int i = g->alike_bucket[bucket(stem)]; i >= 0; i = g->alike[i].next)
        if (strcmp(g->alike[i].stem, stem) == 0)
            return &g->alike[i];
    return NULL;
}

static void alike_add(struct gist *g, const char *stem, const char *as, bool alien) {
    struct alike *have = alike_find(g, stem);
    if (have) {
        have->alien = have->alien || alien;
        return;
    }
    if (g->n_alike == g->alike_room)
        g->alike = mem_grow(g->alike, (size_t)(g->alike_room = g->alike_room * 2 + 512), sizeof *g->alike);
    struct alike *a = &g->alike[g->n_alike];
    int b = bucket(stem);
    *a = (struct alike){.alien = alien, .next = g->alike_bucket[b]};
    snprintf(a->stem, sizeof a->stem, "%s", stem);
    snprintf(a->as, sizeof a->as, "%s", as);
    g->alike_bucket[b] = g->n_alike++;
}

static void read_rows(struct gist *g, const char *const *rows, size_t n, bool alien) {
    for (size_t r = 0; r < n; r++) {
        struct words row = words_of(rows[r]);
        for (int i = 0; i < row.n; i++) {
            char stem[28], as[28];
            fold(row.word[i].stem, stem);
            fold(row.word[alien ? i : 0].stem, as);
            alike_add(g, stem, as, alien);
        }
        words_free(&row);
    }
}

static bool is_alien(const struct gist *g, const char *folded) {
    const struct alike *a = g->aliens ? alike_find(g, folded) : NULL;
    return a && a->alien;
}

static const char *stands_for(const struct gist *g, const char *folded) {
    const struct alike *a = alike_find(g, folded);
    return a ? a->as : folded;
}

static int term_find(const struct gist *g, const char *stem) {
    for (int i = g->term_bucket[bucket(stem)]; i >= 0; i = g->term[i].next)
        if (strcmp(g->term[i].stem, stem) == 0)
            return i;
    return -1;
}

static int term_add(struct gist *g, const char *stem) {
    char folded[28];
    fold(stem, folded);
    const char *as = stands_for(g, folded);
    int t = term_find(g, as);
    if (t >= 0)
        return t;
    if (g->n_terms == g->term_room)
        g->term = mem_grow(g->term, (size_t)(g->term_room = g->term_room * 2 + 128), sizeof *g->term);
    t = g->n_terms++;
    int b = bucket(as);
    g->term[t] = (struct term){.next = g->term_bucket[b]};
    g->term_bucket[b] = t;
    snprintf(g->term[t].stem, sizeof g->term[t].stem, "%s", as);
    return t;
}

static unsigned char does(const struct gist *g, const struct words *w, int i) {
    return words_is(w, i, ASKING_WORDS)                                                 ? ASKING
           : !g->aliens && words_is(w, i, TURNING_WORDS)                                ? TURNS
           : w->word[i].stop || w->word[i].number                                       ? SMALL
           : words_is(w, i, VAGUE_WORDS) || (!g->aliens && words_is(w, i, EMPTY_WORDS)) ? VAGUE
                                                                                        : CARRIES;
}

static struct example *examples_grow(struct example **list, int *n, int *room) {
    if (*n == *room)
        *list = mem_grow(*list, (size_t)(*room = *room * 2 + 64), sizeof **list);
    return &(*list)[(*n)++];
}

static void learn(struct gist *g, int topic, const char *text, bool mistaken) {
    struct words w = words_of(text);
    struct example *e = examples_grow(&g->example, &g->n, &g->room);
    *e = (struct example){.topic = topic, .mistaken = mistaken};
    e->term = mem_must((size_t)w.n + 1, sizeof *e->term);
    e->does = mem_must((size_t)w.n + 1, sizeof *e->does);
    for (int i = 0; i < w.n; i++) {
        int t = term_add(g, w.word[i].stem), k = 0;
        while (k < e->n && e->term[k] != t)
            k++;
        if (k < e->n) /* again */
            continue;
        e->term[e->n] = t;
        e->does[e->n++] = does(g, &w, i);
    }
    words_free(&w);
}

void gist_teach(struct gist *g, int topic, const char *example) {
    learn(g, topic, example, false);
}

void gist_warn(struct gist *g, int topic, const char *mistake) {
    learn(g, topic, mistake, true);
}

void gist_tell(struct gist *g, int topic, const char *text, double worth) {
    struct words w = words_of(text);
    struct example *e = examples_grow(&g->told, &g->n_told, &g->told_room);
    *e = (struct example){.topic = topic, .total = worth};
    e->term = mem_must((size_t)w.n + 1, sizeof *e->term);
    for (int i = 0; i < w.n; i++)
        if (does(g, &w, i) == CARRIES)
            e->term[e->n++] = term_add(g, w.word[i].stem);
    words_free(&w);
}

/* A term weighs the inverse of how many topics are spoken of in it. */
static void weigh_terms(struct gist *g) {
    size_t T = (size_t)g->n_terms;
    g->rarest = log(1.0 + g->n_topics / 1.5);
    for (size_t t = 0; t < T; t++) {
        double topics = 0.0;
        for (int f = 0; f < g->n_topics; f++) {
            double k = (double)g->known[(size_t)f * T + t];
            topics += k >= 1.0 ? 0.5 + 0.5 * k / (k + 0.5) : k / (k + 0.5);
        }
        g->term[t].weight = topics > 0.0 ? log(1.0 + g->n_topics / (topics + 0.5)) : STRANGE * g->rarest;
    }
}

void gist_ready(struct gist *g) {
    size_t T = (size_t)g->n_terms;
    g->known = mem_must((size_t)g->n_topics * T + 1, sizeof *g->known);
    for (int e = 0; e < g->n; e++)
        for (int i = 0; i < g->example[e].n && !g->example[e].mistaken; i++)
            g->known[(size_t)g->example[e].topic * T + (size_t)g->example[e].term[i]] += 1.0f;
    for (int e = 0; e < g->n_told; e++)
        for (int i = 0; i < g->told[e].n; i++) {
            float *known = &g->known[(size_t)g->told[e].topic * T + (size_t)g->told[e].term[i]];
            if (*known < (float)g->told[e].total)
                *known = (float)g->told[e].total;
        }
    weigh_terms(g);
    for (size_t t = 0; t < T; t++)
        for (int f = 0; f < g->n_topics; f++) {
            float *known = &g->known[(size_t)f * T + t];
            *known /= *known + (is_alien(g, g->term[t].stem) ? FAMILIAR : ACQUAINTED);
        }
    for (int e = 0; e < g->n; e++)
        for (int i = 0; i < g->example[e].n; i++)
            g->example[e].total += g->term[g->example[e].term[i]].weight * PART[g->example[e].does[i]];
}

struct gist *gist_new(int topics, bool aliens) {
    struct gist *g = mem_must(1, sizeof *g);
    g->n_topics = topics;
    g->aliens = aliens;
    memset(g->term_bucket, -1, sizeof g->term_bucket);
    memset(g->alike_bucket, -1, sizeof g->alike_bucket);
    read_rows(g, ALIKE, sizeof ALIKE / sizeof *ALIKE, false);
    if (aliens)
        read_rows(g, ALIEN, sizeof ALIEN / sizeof *ALIEN, true);
    return g;
}

void gist_free(struct gist *g) {
    if (!g)
        return;
    for (int e = 0; e < g->n; e++) {
        free(g->example[e].term);
        free(g->example[e].does);
    }
    for (int e = 0; e < g->n_told; e++)
        free(g->told[e].term);
    free(g->example);
    free(g->told);
    free(g->term);
    free(g->known);
    free(g->alike);
    free(g);
}

/* The word's term, a typing error forgiven; -1: no topic knows it. */
static int term_of(const struct gist *g, const struct word *word) {
    char folded[28];
    fold(word->stem, folded);
    int t = term_find(g, stands_for(g, folded));
    if (t >= 0 || word->stop || word->number || strlen(folded) < 5 || is_alien(g, folded))
        return t;
    for (int i = 0; i < g->n_alike; i++)
        if (!g->alike[i].alien && folded[0] == g->alike[i].stem[0] && strlen(g->alike[i].stem) >= 5 &&
            text_distance(folded, g->alike[i].stem) == 1)
            return term_find(g, g->alike[i].as);
    for (int i = 0; i < g->n_terms; i++)
        if (folded[0] == g->term[i].stem[0] && strlen(g->term[i].stem) >= 5 &&
            text_distance(folded, g->term[i].stem) == 1)
            return i;
    return -1;
}

int *gist_terms(const struct gist *g, const struct words *w) {
    int *terms = mem_must((size_t)w->n + 1, sizeof *terms);
    for (int i = 0; i < w->n; i++)
        terms[i] = term_of(g, &w->word[i]);
    return terms;
}

bool gist_knows(const struct gist *g, const struct word *word) {
    return !in_list(VAGUE_WORDS, word->stem) && term_of(g, word) >= 0;
}

struct line {
    int n;
    int term[LONGEST];
    double weight[LONGEST];
    unsigned char does[LONGEST];
    bool alien[LONGEST], focus[LONGEST]; /* focus: what is asked for */
    double total;
};

/* What a question asks for: the first words that may be a subject behind "what", "how many", "how large is", "do we
 * have", as far as they stand side by side: [*first, *end). */
static void find_focus(const struct gist *g, const struct words *w, int from, int to, int *first, int *end) {
    int i = from;
    while (i < to && !words_is(w, i, "|what|which|how|whose|whos|have|has|there|"))
        i++;
    if (i + 1 < to && words_is(w, i, "|how|") && !words_is(w, i + 1, "|many|much|"))
        i++;
    for (i++; i < to && does(g, w, i) != CARRIES;)
        i++;
    *first = i;
    while (i < to && does(g, w, i) == CARRIES && w->word[i].clause == w->word[*first].clause)
        i++;
    *end = i;
}

static void read_line(const struct gist *g, const struct words *w, const int *terms, int from, int to,
                      struct line *line) {
    int first = to, end = to;
    line->n = 0;
    line->total = 0.0;
    if (g->aliens)
        find_focus(g, w, from, to, &first, &end);
    for (int i = from; i < to && line->n < LONGEST; i++) {
        int t = terms[i], k = 0;
        while (k < line->n && (t < 0 || line->term[k] != t))
            k++;
        if (k < line->n) /* again */
            continue;
        char folded[28];
        fold(w->word[i].stem, folded);
        line->focus[k] = i >= first && i < end;
        line->does[k] = does(g, w, i);
        line->alien[k] = is_alien(g, folded);
        line->term[k] = t;
        double rare = t >= 0 ? g->term[t].weight : (line->alien[k] ? FOREIGN : STRANGE) * g->rarest;
        line->weight[k] = PART[line->does[k]] * rare;
        line->total += line->weight[line->n++];
    }
}

/* Twice what is common over what both have: 1 the same words, 0 none. said (terms): the line's weight of each. */
static double likeness(const double *said, double total, const struct example *e) {
    double both = 0.0;
    for (int i = 0; i < e->n; i++)
        both += said[e->term[i]];
    return total + e->total > 0.0 ? 2.0 * both / (total + e->total) : 0.0;
}

/* All but how like the closest example it is; what the topic surely knows of it. */
static double compare(const struct gist *g, const struct line *line, int topic, double x[GIST_XS]) {
    const float *known = g->known + (size_t)topic * (size_t)g->n_terms;
    double found = 0.0, sure = 0.0;
    int carrying = 0, met = 0, asked = 0;
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
    x[X_ONE] = found > 0.0;
    x[X_FOCUS] /= asked ? asked : 1;
    x[X_SHARE] = line->total > 0.0 ? found / line->total : 0.0;
    x[X_ENOUGH] = fmin(1.0, sure / (ENOUGH * g->rarest));
    x[X_SINGLE] = met <= 1 && carrying > 1;
    x[X_DOUBLE] = met == 2 && carrying > 2;
    return line->total > 0.0 ? sure / sqrt(line->total * g->rarest) : 0.0;
}

void gist_measure(const struct gist *g, const struct words *w, const int *terms, int from, int to,
                  double (*x)[GIST_XS]) {
    struct line line;
    read_line(g, w, terms, from, to, &line);
    double *said = mem_must((size_t)g->n_terms + 1, sizeof *said), best = 0.0, second = 0.0;
    for (int k = 0; k < line.n; k++)
        if (line.term[k] >= 0)
            said[line.term[k]] = line.weight[k];
    memset(x, 0, (size_t)g->n_topics * sizeof *x);
    for (int f = 0; f < g->n_topics; f++) {
        double sure = x[f][X_LEAD] = compare(g, &line, f, x[f]);
        second = sure > best ? best : fmax(second, sure);
        best = fmax(best, sure);
    }
    for (int f = 0; f < g->n_topics; f++)
        x[f][X_LEAD] -= x[f][X_LEAD] == best ? second : best;
    for (int e = 0; e < g->n; e++) {
        double *closest = &x[g->example[e].topic][g->example[e].mistaken ? X_AGAINST : X_LIKE],
               v = likeness(said, line.total, &g->example[e]);
        *closest = v > *closest ? v : *closest;
        if (v > 0.0)
            x[g->example[e].topic][X_ONE] = 1.0;
    }
    free(said);
}

double gist_chance(const double x[GIST_XS], const double weight[GIST_XS]) {
    double v = 0.0;
    for (int i = 0; i < GIST_XS; i++)
        v += weight[i] * x[i];
    return x[X_ONE] > 0.0 ? 1.0 / (1.0 + exp(-v)) : 0.0;
}
