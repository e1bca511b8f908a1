/* What all cases share of the words in which a design is said: data/vocabulary.lua. A data folder may lack it. */
#include "engine/knob.h"
#include "script/content_shape.h"
#include "script/scenario.h"

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
    bool one = knob && knob->type == KNOB_CHOICE && strcmp(knob->choices, "@metrics") != 0 &&
               knob_choices(knob, kind) == 1; /* nothing to choose: nothing to hear */
    bool ok = knob && !one && (!value || knob_parse(knob, kind, *value, &canonical, &ignored));
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

static void merge(struct content *c, struct vocabulary *v) {
    int phrases = 0, quantities = 0;
    for (int i = 0; i < v->n_phrases; i++)
        if (knows(c->info.kind, v->phrases[i].knob, &v->phrases[i].value, &c->arena))
            v->phrases[phrases++] = v->phrases[i];
    for (int i = 0; i < v->n_quantities; i++)
        if (knows(c->info.kind, v->quantities[i].knob, NULL, &c->arena))
            v->quantities[quantities++] = v->quantities[i];
    merge_concepts(c, v);
    c->phrases = joined(&c->arena, c->phrases, c->n_phrases, v->phrases, phrases, sizeof *c->phrases);
    c->n_phrases += phrases;
    c->quantities = joined(&c->arena, c->quantities, c->n_quantities, v->quantities, quantities, sizeof *c->quantities);
    c->n_quantities += quantities;
}

bool content_add_vocabulary(struct content *c, const struct script_paths *paths, struct err *err) {
    struct text path = {0};
    text_format(&path, "%s/vocabulary.lua", paths->data);
    bool ok = true;
    if (access(text_str(&path), F_OK) == 0) {
        struct lua_file file = {0};
        struct vocabulary v = {0};
        ok = lua_file_read(&file, text_str(&path), err) &&
             shape_read(&file, &file.root, &vocabulary_shape, &c->arena, &v, err);
        if (ok)
            merge(c, &v);
        lua_file_close(&file);
    }
    text_free(&path);
    return ok;
}
