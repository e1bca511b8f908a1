#include "practice/intents.h"
#include "base/hash.h"
#include "base/mem.h"
#include "engine/knob.h"
#include "practice/intents.weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABELS_MOST = UINT16_MAX }; /* their numbers are kept in 16 bits */
struct feature {
    uint64_t hash;   /* of its name; 0: an empty place of the table */
    float idf;       /* 0: of the step or the case, outside the length that is normalised */
    int first, last; /* of its weights: [first, last) */
};
struct intents {
    const struct content *content;
    struct label *label;
    char *names; /* of the labels, cut into knob and value */
    double *bias;
    int n_labels, nothing; /* the label of that name; -1 none */
    struct feature *table; /* (places), open addressing */
    size_t places, n_features;
    uint16_t *of;  /* (weights) the label */
    float *weight; /* (weights) */
    int n_weights, room;
};

/* ---- reading the weights */

struct reader {
    const char *at;
    int line;
};

static bool damaged(const struct reader *r, const char *what, struct err *err) {
    return err_set(err, ERR_DAMAGED, "intents.weights:%d: %s; make fit writes the file anew", r->line, what);
}

/* The text up to a tab or the end of the line; *n its length. */
static const char *field(struct reader *r, size_t *n) {
    const char *start = r->at;
    *n = strcspn(start, "\t\n");
    r->at += *n;
    if (*r->at == '\t')
        r->at++;
    return start;
}

/* A finite number up to a tab or the end of the line. */
static bool number(struct reader *r, double *value) {
    char *end;
    if (*r->at == '\n' || *r->at == '\t')
        return false;
    *value = strtod(r->at, &end);
    bool ok = end != r->at && isfinite(*value) && (*end == '\t' || *end == '\n');
    r->at = end + (*end == '\t');
    return ok;
}

static void next_line(struct reader *r) {
    r->at += strcspn(r->at, "\n");
    r->at += *r->at == '\n';
    r->line++;
}

/* Whether the case has the knob, and the knob there the value. */
static bool takes(const struct intents *c, const struct knob *knob, const char *value) {
    enum world_kind kind = c->content->info.kind;
    struct text canonical = {0};
    struct err ignored = {0};
    bool ok = knob_has_kind(knob, kind) && (!value || knob_parse(knob, kind, value, &canonical, &ignored));
    text_free(&canonical);
    return ok;
}

/* "labels N", then N lines: KNOB=VALUE, bias. */
static bool read_labels(struct intents *c, struct reader *r, struct err *err) {
    double n, bias;
    if (!text_starts(r->at, "labels "))
        return damaged(r, "\"labels N\" expected", err);
    r->at += strlen("labels ");
    if (!number(r, &n) || n < 1 || n > LABELS_MOST)
        return damaged(r, "not a number of labels", err);
    next_line(r);
    c->n_labels = (int)n;
    c->label = mem_must((size_t)c->n_labels, sizeof *c->label);
    c->bias = mem_must((size_t)c->n_labels, sizeof *c->bias);
    c->names = mem_must(strlen(r->at) + 1, 1);
    char *name = c->names;
    for (int i = 0; i < c->n_labels; i++) {
        size_t length;
        const char *text = field(r, &length), *equals = memchr(text, '=', length);
        c->bias[i] = 0.0;
        if (length == 1 && *text == '-') {
            c->nothing = i;
            if (!number(r, &c->bias[i]))
                return damaged(r, "a bias expected", err);
            next_line(r);
            continue;
        }
        if (!equals || !number(r, &bias))
            return damaged(r, "KNOB=VALUE and a bias expected", err);
        memcpy(name, text, length);
        name[equals - text] = '\0';
        const struct knob *knob = knob_named(name);
        const char *value = name + (equals - text) + 1;
        if (!knob)
            return damaged(r, "no such knob", err);
        bool figure = strcmp(value, "#") == 0;
        c->label[i] = (struct label){takes(c, knob, figure ? NULL : value) ? knob : NULL, figure ? NULL : value};
        c->bias[i] = bias;
        name += length + 1;
        next_line(r);
    }
    return true;
}

static struct feature *place_of(const struct intents *c, uint64_t hash) {
    size_t i = hash & (c->places - 1);
    while (c->table[i].hash && c->table[i].hash != hash)
        i = (i + 1) & (c->places - 1);
    return &c->table[i];
}

static uint64_t name_hash(const char *name, size_t n) {
    uint64_t hash = hash_64(name, n, 0);
    return hash ? hash : 1;
}

/* "label:weight", blanks between, up to the end of the line. */
static bool read_weights(struct intents *c, struct reader *r, struct err *err) {
    while (*r->at && *r->at != '\n') {
        char *end;
        long label = strtol(r->at, &end, 10);
        if (end == r->at || *end != ':' || label < 0 || label >= c->n_labels)
            return damaged(r, "LABEL:WEIGHT expected", err);
        r->at = end + 1;
        double weight = strtod(r->at, &end);
        if (end == r->at || !isfinite(weight))
            return damaged(r, "a weight expected", err);
        r->at = end + (*end == ' ');
        if (!c->label[label].knob && label != c->nothing)
            continue; /* this case cannot say it */
        if (c->n_weights == c->room) {
            c->room = c->room * 2 + 65536;
            c->of = mem_grow(c->of, (size_t)c->room, sizeof *c->of);
            c->weight = mem_grow(c->weight, (size_t)c->room, sizeof *c->weight);
        }
        c->of[c->n_weights] = (uint16_t)label;
        c->weight[c->n_weights++] = (float)weight;
    }
    return true;
}

/* "features N", then N lines: name, inverse document frequency, weights. */
static bool read_features(struct intents *c, struct reader *r, struct err *err) {
    double n, idf;
    if (!text_starts(r->at, "features "))
        return damaged(r, "\"features N\" expected", err);
    r->at += strlen("features ");
    if (!number(r, &n) || n < 1 || n > 1e6)
        return damaged(r, "not a number of features", err);
    next_line(r);
    c->n_features = (size_t)n;
    for (c->places = 1024; c->places < 2 * c->n_features;)
        c->places *= 2;
    c->table = mem_must(c->places, sizeof *c->table);
    for (size_t i = 0; i < c->n_features; i++) {
        size_t length;
        const char *name = field(r, &length);
        if (!length || !number(r, &idf))
            return damaged(r, "a feature and its weight expected", err);
        uint64_t hash = name_hash(name, length);
        struct feature *f = place_of(c, hash);
        if (f->hash)
            return damaged(r, "the feature stands there twice", err);
        *f = (struct feature){.hash = hash, .idf = (float)idf, .first = c->n_weights};
        if (!read_weights(c, r, err))
            return false;
        f->last = c->n_weights;
        next_line(r);
    }
    return true;
}

struct intents *intents_new(const struct content *content, const char *weights, struct err *err) {
    struct intents *c = mem_must(1, sizeof *c);
    struct reader r = {weights ? weights : embedded_practice_intents_weights, 1};
    c->content = content;
    c->nothing = -1;
    if (read_labels(c, &r, err) && read_features(c, &r, err) && (!*r.at || damaged(&r, "more than the features", err)))
        return c;
    intents_free(c);
    return NULL;
}

void intents_free(struct intents *c) {
    if (!c)
        return;
    free(c->label);
    free(c->names);
    free(c->bias);
    free(c->table);
    free(c->of);
    free(c->weight);
    free(c);
}

bool intents_knows_case(const struct intents *c) {
    char name[FEATURE_LONGEST];
    snprintf(name, sizeof name, "case %s", c->content->info.name);
    return place_of(c, name_hash(name, strlen(name)))->hash != 0;
}

int intents_labels(const struct intents *c) {
    return c->n_labels;
}

int intents_nothing(const struct intents *c) {
    return c->nothing;
}

const struct label *intents_label(const struct intents *c, int i) {
    return &c->label[i];
}

/* ---- features */

/* A word as features have it: any figure is one. */
static const char *told(const struct word *word) {
    return !word->number ? word->stem : word->percent ? "#%" : "#";
}

void intents_features(const struct content *content, const struct words *w, int from, int to,
                      void (*take)(void *arg, const char *feature), void *arg) {
    char name[FEATURE_LONGEST];
    for (int i = from; i < to; i++) {
        const char *word = told(&w->word[i]);
        snprintf(name, sizeof name, "w %s", word);
        take(arg, name);
        bool first = i == from || !words_one_sentence(w, i - 1, i);
        snprintf(name, sizeof name, first ? "f %s%s" : "p %s %s", first ? "" : told(&w->word[i - !first]), word);
        take(arg, name);
        for (int c = 0; w->mark && c < content->n_concepts; c++)
            if (w->concept[c] && w->mark[(size_t)c * (size_t)w->n + (size_t)i]) {
                snprintf(name, sizeof name, "c %s", content->concepts[c].name);
                take(arg, name);
            }
    }
}

struct tally {
    const struct intents *c;
    const struct feature **feature; /* (n) those known, each once */
    int *count;
    int n;
};

static void count(void *arg, const char *name) {
    struct tally *t = arg;
    const struct feature *f = place_of(t->c, name_hash(name, strlen(name)));
    int i = 0;
    if (!f->hash)
        return;
    while (i < t->n && t->feature[i] != f)
        i++;
    if (i == t->n) {
        t->feature = mem_grow(t->feature, (size_t)t->n + 1, sizeof *t->feature);
        t->count = mem_grow(t->count, (size_t)t->n + 1, sizeof *t->count);
        t->count[t->n] = 0;
        t->feature[t->n++] = f;
    }
    t->count[i]++;
}

static void add(const struct intents *c, const struct feature *f, double x, double *logit) {
    for (int i = f->first; i < f->last; i++)
        logit[c->of[i]] += x * (double)c->weight[i];
}

static void add_named(const struct intents *c, const char *name, double *logit) {
    add(c, place_of(c, name_hash(name, strlen(name))), 1.0, logit);
}

void intents_chances(const struct intents *c, int step, const struct words *w, int from, int to, double *chance) {
    struct tally t = {.c = c};
    char name[FEATURE_LONGEST];
    double square = 0.0;
    memcpy(chance, c->bias, (size_t)c->n_labels * sizeof *chance);
    intents_features(c->content, w, from, to, count, &t);
    for (int i = 0; i < t.n; i++) {
        double x = (1.0 + log(t.count[i])) * (double)t.feature[i]->idf;
        square += x * x;
    }
    for (int i = 0; i < t.n; i++)
        add(c, t.feature[i], (1.0 + log(t.count[i])) * (double)t.feature[i]->idf / sqrt(square), chance);
    snprintf(name, sizeof name, "step %d", step);
    add_named(c, name, chance);
    snprintf(name, sizeof name, "case %s", c->content->info.name);
    add_named(c, name, chance);
    for (int i = 0; i < c->n_labels; i++)
        chance[i] = c->label[i].knob || i == c->nothing ? 1.0 / (1.0 + exp(-chance[i])) : 0.0;
    free(t.feature);
    free(t.count);
}
