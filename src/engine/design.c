#include "engine/design.h"
#include "base/mem.h"
#include "world/interactions.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct design {
    enum world_kind kind;
    char *case_name, *headline;
    char *text[KNOBS];  /* canonical; NULL for knobs of other kinds */
    char *given[KNOBS]; /* by the case, likewise */
    bool was_set[KNOBS];
};

static void put(struct design *d, enum knob_id id, const char *canonical) {
    char *copy = mem_string(canonical);
    free(d->text[id]);
    d->text[id] = copy;
}

static struct design *new_with(const struct case_info *c, bool naive, struct err *err) {
    struct design *d = mem_must(1, sizeof *d);
    d->kind = c->kind;
    d->case_name = mem_string(c->name);
    d->headline = mem_string(c->headline ? c->headline : "");
    char buffer[2048];
    for (enum knob_id id = 0; id < KNOBS; id++)
        if (knob_has_kind(knob_at(id), c->kind))
            put(d, id, knob_default(knob_at(id), c->kind, buffer, sizeof buffer));
    for (int i = 0; i < c->n_settings; i++)
        if (!design_set(d, c->settings[i].path, c->settings[i].value, err)) {
            err_context(err, "case %s", c->name);
            design_free(d);
            return NULL;
        }
    for (enum knob_id id = 0; id < KNOBS; id++)
        d->given[id] = mem_string(d->text[id]);
    for (enum knob_id id = 0; naive && id < KNOBS; id++) {
        const struct knob *knob = knob_at(id);
        if (d->text[id] && knob->step >= 2 && !text_starts(knob->path, "world."))
            put(d, id, knob_naive(knob, c->kind, buffer, sizeof buffer));
    }
    memset(d->was_set, 0, sizeof d->was_set);
    return d;
}

struct design *design_new(const struct case_info *c, struct err *err) {
    return new_with(c, false, err);
}

struct design *design_naive(const struct case_info *c, struct err *err) {
    return new_with(c, true, err);
}

struct design *design_copy(const struct design *d) {
    struct design *copy = mem_must(1, sizeof *copy);
    *copy = *d;
    copy->case_name = mem_string(d->case_name);
    copy->headline = mem_string(d->headline);
    for (enum knob_id id = 0; id < KNOBS; id++) {
        copy->text[id] = mem_string(d->text[id]);
        copy->given[id] = mem_string(d->given[id]);
    }
    return copy;
}

void design_free(struct design *d) {
    if (!d)
        return;
    for (enum knob_id id = 0; id < KNOBS; id++) {
        free(d->text[id]);
        free(d->given[id]);
    }
    free(d->case_name);
    free(d->headline);
    free(d);
}

enum world_kind design_kind(const struct design *d) {
    return d->kind;
}

const char *design_case(const struct design *d) {
    return d->case_name;
}

const char *design_headline(const struct design *d) {
    return d->headline;
}

/* A value for all classes ("policy.remove_threshold") takes the place of what was said of one
 * ("policy.remove_threshold[hate]"). */
static void forget_classes(struct design *d, const struct knob *knob) {
    size_t n = strlen(knob->path);
    char buffer[64];
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct knob *other = knob_at(id);
        if (d->text[id] && strncmp(other->path, knob->path, n) == 0 && other->path[n] == '[')
            put(d, id, knob_default(other, d->kind, buffer, sizeof buffer));
    }
}

bool design_set(struct design *d, const char *path, const char *value, struct err *err) {
    if (strcmp(path, "seed") == 0)
        return design_set(d, "seed.world", value, err) && design_set(d, "seed.train", value, err) &&
               design_set(d, "seed.eval", value, err);
    const struct knob *knob = knob_find(path, d->kind, err);
    if (!knob)
        return false;
    struct text canonical = {0};
    bool ok = knob_parse(knob, d->kind, value, &canonical, err);
    if (ok) {
        put(d, knob->id, text_str(&canonical));
        d->was_set[knob->id] = true;
        forget_classes(d, knob);
    }
    text_free(&canonical);
    return ok;
}

bool design_restore(struct design *d, const char *path, const char *value, bool was_set, struct err *err) {
    if (!design_set(d, path, value, err))
        return false;
    d->was_set[knob_named(path)->id] = was_set;
    return true;
}

bool design_set_pair(struct design *d, const char *pair, struct err *err) {
    const char *equals = strchr(pair, '=');
    if (!equals || equals == pair)
        return err_set(err, ERR_USAGE, "'%s' is not KEY=VALUE, such as retrieval.dim=32", pair);
    char path[128];
    snprintf(path, sizeof path, "%.*s", (int)(equals - pair), pair);
    return design_set(d, path, equals + 1, err);
}

const char *design_text(const struct design *d, enum knob_id id) {
    assert(d->text[id]);
    return d->text[id];
}

double design_real(const struct design *d, enum knob_id id) {
    if (knob_at(id)->type == KNOB_BOOL)
        return design_bool(d, id);
    return strtod(design_text(d, id), NULL);
}

int design_int(const struct design *d, enum knob_id id) {
    double value = design_real(d, id);
    assert(value >= INT_MIN && value <= INT_MAX);
    return (int)value;
}

uint64_t design_seed(const struct design *d, enum knob_id id) {
    return (uint64_t)design_real(d, id);
}

bool design_bool(const struct design *d, enum knob_id id) {
    return strcmp(design_text(d, id), "true") == 0;
}

bool design_is(const struct design *d, enum knob_id id, const char *choice) {
    return strcmp(design_text(d, id), choice) == 0;
}

const char *design_item(const struct design *d, enum knob_id id, int i) {
    return knob_list_item(design_text(d, id), i);
}

int design_items(const struct design *d, enum knob_id id) {
    return knob_list_count(design_text(d, id));
}

bool design_has(const struct design *d, enum knob_id id, const char *item) {
    return knob_list_has(design_text(d, id), item);
}

/* One term of an *active when*: "path=a|b", "path!=c" (of a text "path=", "path!=": empty or not), or "path~a|b" (a
 * list that holds one of them). A term about a knob that this kind of world does not have says nothing. */
static bool term_holds(const struct design *d, const char *term, size_t length) {
    size_t name = strcspn(term, "!=~");
    assert(name < length);
    char path[64], choices[128];
    snprintf(path, sizeof path, "%.*s", (int)name, term);
    const struct knob *knob = knob_named(path);
    assert(knob);
    if (!d->text[knob->id])
        return true;
    bool no = term[name] == '!', holds = term[name] == '~';
    const char *value = term + name + (no ? 2 : 1);
    snprintf(choices, sizeof choices, "%.*s", (int)(length - (size_t)(value - term)), value);
    bool any = !*choices && design_is(d, knob->id, "");
    for (char *save = NULL, *c = strtok_r(choices, "| ", &save); c; c = strtok_r(NULL, "| ", &save))
        any = any || (holds ? design_has(d, knob->id, c) : design_is(d, knob->id, c));
    return any != no;
}

bool design_active(const struct design *d, enum knob_id id) {
    if (!d->text[id])
        return false;
    char active[256];
    for (const char *p = knob_active(knob_at(id), d->kind, active, sizeof active); *p;) {
        p += strspn(p, " &");
        size_t length = strcspn(p, "&");
        if (!term_holds(d, p, length))
            return false;
        p += length;
    }
    return true;
}

const char *design_file(const struct design *d) {
    return d->text[K_WORLD_LOG] && *d->text[K_WORLD_LOG] ? d->text[K_WORLD_LOG] : NULL;
}

bool design_check_file(const struct design *d, struct err *err) {
    struct interactions rows;
    if (!design_file(d))
        return true;
    bool ok = interactions_read(design_file(d), &rows, err);
    interactions_free(&rows);
    return ok || err_context(err, "world.log");
}

bool design_was_set(const struct design *d, enum knob_id id) {
    return d->was_set[id];
}

const char *design_default(const struct design *d, enum knob_id id) {
    assert(d->given[id]);
    return d->given[id];
}

bool design_equal(const struct design *a, const struct design *b, enum knob_id id) {
    const char *x = a->text[id], *y = b->text[id];
    return x == y || (x && y && strcmp(x, y) == 0);
}

int design_knobs(const struct design *d, enum knob_id ids[KNOBS]) {
    int n = 0;
    for (enum knob_id id = 0; id < KNOBS; id++)
        if (d->text[id])
            ids[n++] = id;
    return n;
}
