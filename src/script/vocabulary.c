/* What all cases share of the words in which a design is said: data/vocabulary.lua. A data folder may lack it. */
#include "engine/knob.h"
#include "script/content_shape.h"
#include "script/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A list in the arena: the first n of `a` (size bytes each), then m of `b`. */
static void *joined(struct arena *arena, const void *a, int n, const void *b, int m, size_t size) {
    char *list = arena_get(arena, (size_t)(n + m) + 1, size);
    if (n)
        memcpy(list, a, (size_t)n * size);
    if (m)
        memcpy(list + (size_t)n * size, b, (size_t)m * size);
    return list;
}

static bool knows(enum world_kind kind, const char *path, const char **value, struct arena *arena) {
    struct err ignored = {0};
    const struct knob *knob = knob_find(path, kind, &ignored);
    struct text canonical = {0};
    bool ok = knob && (!value || knob_parse(knob, kind, *value, &canonical, &ignored));
    if (ok && value)
        *value = arena_string(arena, text_str(&canonical));
    text_free(&canonical);
    return ok;
}

static int n_ways(char **ways) {
    int n = 0;
    while (ways && ways[n])
        n++;
    return n;
}

/* A case's names for a concept that is there already go with the others; what is left of the case's is its own. */
static void merge_concepts(struct content *c, struct vocabulary *v) {
    int own = 0;
    for (int i = 0; i < c->n_concepts; i++) {
        struct concept *shared = NULL, *of_case = &c->concepts[i];
        for (int k = 0; k < v->n_concepts && !shared; k++)
            shared = strcmp(v->concepts[k].name, of_case->name) == 0 ? &v->concepts[k] : NULL;
        if (shared)
            shared->ways = joined(&c->arena, of_case->ways, n_ways(of_case->ways), shared->ways, n_ways(shared->ways),
                                  sizeof *shared->ways);
        else
            c->concepts[own++] = *of_case;
    }
    c->concepts = joined(&c->arena, v->concepts, v->n_concepts, c->concepts, own, sizeof *c->concepts);
    c->n_concepts = v->n_concepts + own;
}

static void merge_questions(struct content *c, const struct vocabulary *v) {
    for (int q = 0; q < v->n_questions; q++)
        for (int f = 0; f < c->n_facts; f++)
            if (strcmp(c->facts[f].id, v->questions[q].fact) == 0)
                c->facts[f].ask = joined(&c->arena, c->facts[f].ask, n_ways(c->facts[f].ask), v->questions[q].ask,
                                         n_ways(v->questions[q].ask), sizeof *c->facts[f].ask);
}

/* "feed+ads"; "" holds everywhere. */
static bool of_kind(const char *kinds, enum world_kind kind) {
    const char *name = world_kind_name(kind);
    for (const char *p = kinds; *p; p += strcspn(p, "+"), p += *p == '+')
        if (strcspn(p, "+") == strlen(name) && text_starts(p, name))
            return true;
    return !*kinds;
}

static void merge(struct content *c, struct vocabulary *v) {
    int phrases = 0, quantities = 0, unbuilt = 0;
    for (int i = 0; i < v->n_unbuilt; i++)
        if (of_kind(v->unbuilt[i].kinds, c->info.kind))
            v->unbuilt[unbuilt++] = v->unbuilt[i];
    c->unbuilt = joined(&c->arena, c->unbuilt, c->n_unbuilt, v->unbuilt, unbuilt, sizeof *c->unbuilt);
    c->n_unbuilt += unbuilt;
    for (int i = 0; i < v->n_phrases; i++)
        if (knows(c->info.kind, v->phrases[i].knob, &v->phrases[i].value, &c->arena))
            v->phrases[phrases++] = v->phrases[i];
    for (int i = 0; i < v->n_quantities; i++)
        if (knows(c->info.kind, v->quantities[i].knob, NULL, &c->arena))
            v->quantities[quantities++] = v->quantities[i];
    merge_concepts(c, v);
    merge_questions(c, v);
    c->phrases = joined(&c->arena, c->phrases, c->n_phrases, v->phrases, phrases, sizeof *c->phrases);
    c->n_phrases += phrases;
    c->quantities = joined(&c->arena, c->quantities, c->n_quantities, v->quantities, quantities, sizeof *c->quantities);
    c->n_quantities += quantities;
}

/* Fields whose texts are wordings. */
static bool holds_wordings(const char *key) {
    static const char *const KEYS[] = {"say", "unsay", "unless", "near", "ways", "query", "wrong"};
    for (size_t i = 0; key && i < sizeof KEYS / sizeof *KEYS; i++)
        if (strcmp(KEYS[i], key) == 0)
            return true;
    return false;
}

static const char *concept_named(const void *content, int i) {
    return ((const struct content *)content)->concepts[i].name;
}

/* A misspelt concept would match nothing, ever, and nobody would see it. */
static bool check_wording(const struct lua_file *file, const struct value *at, const struct content *c,
                          struct err *err) {
    for (const char *p = strchr(at->text, '<'); p; p = strchr(p + 1, '<')) {
        size_t n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
        if (n == 0 || p[1 + n] != '>')
            continue;
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)n, p + 1);
        bool known = false;
        for (int i = 0; i < c->n_concepts && !known; i++)
            known = strcmp(c->concepts[i].name, name) == 0;
        if (known)
            continue;
        const char *near = text_nearest(name, concept_named, c, c->n_concepts);
        return near ? value_error(file, at, err, ERR_NOT_FOUND, "unknown concept <%s>; did you mean <%s>?", name, near)
                    : value_error(file, at, err, ERR_NOT_FOUND,
                                  "unknown concept <%s>; `concepts` here or data/vocabulary.lua have to name it", name);
    }
    return true;
}

static bool check_wordings(const struct lua_file *file, const struct value *at, bool wordings, const struct content *c,
                           struct err *err) {
    if (at->type == VALUE_TEXT && wordings && !check_wording(file, at, c, err))
        return false;
    for (int i = 0; i < at->n_items; i++)
        if (!check_wordings(file, &at->items[i], wordings, c, err))
            return false;
    for (int i = 0; i < at->n_fields; i++)
        if (!check_wordings(file, &at->fields[i], holds_wordings(at->fields[i].key), c, err))
            return false;
    return true;
}

bool content_add_vocabulary(const struct lua_file *file, struct content *c, const struct script_paths *paths,
                            struct err *err) {
    struct text path = {0};
    text_format(&path, "%s/vocabulary.lua", paths->data);
    bool ok = true;
    if (access(text_str(&path), F_OK) == 0) {
        struct lua_file shared = {0};
        struct vocabulary v = {0};
        ok = lua_file_read(&shared, text_str(&path), err) &&
             shape_read(&shared, &shared.root, &vocabulary_shape, &c->arena, &v, err);
        if (ok)
            merge(c, &v);
        ok = ok && check_wordings(&shared, &shared.root, false, c, err);
        lua_file_close(&shared);
    }
    text_free(&path);
    return ok && check_wordings(file, &file->root, false, c, err);
}
