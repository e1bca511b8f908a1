#include "script/scenario.h"
#include "script/find.h"
#include "script/scenario_day.h"
#include "script/shape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct top { /* what is plain text at the top of a scenario */
    const char *case_name, *title, *about;
};
static const struct shape_field top_fields[] = {
    {"case", FIELD_TEXT, true, offsetof(struct top, case_name), 0, NULL, NULL, 0},
    {"title", FIELD_TEXT, false, offsetof(struct top, title), 0, NULL, NULL, 0},
    {"about", FIELD_TEXT, false, offsetof(struct top, about), 0, NULL, NULL, 0},
    {"seed", FIELD_OTHER, false, 0, 0, NULL, NULL, 0},
    {"scale", FIELD_OTHER, false, 0, 0, NULL, NULL, 0},
    {"world", FIELD_OTHER, false, 0, 0, NULL, NULL, 0},
    {"design", FIELD_OTHER, false, 0, 0, NULL, NULL, 0},
    {"thresholds", FIELD_OTHER, false, 0, 0, NULL, NULL, 0},
    {"on_day", FIELD_OTHER, false, 0, 0, NULL, NULL, 0}};
static const struct shape top_shape = {"a scenario", sizeof(struct top), top_fields, 9};
static const char *const sections[] = {"framing", "data",       "retrieval", "screening", "ranking",
                                       "policy",  "evaluation", "serving",   "monitoring"};
enum { SECTIONS = sizeof sections / sizeof *sections };

static const char *section_name(const void *arg, int i) {
    return ((const char *const *)arg)[i];
}

/* A file says numbers as numbers and choices as texts; text that merely reads as a number is a slip. */
static bool type_fits(const struct lua_file *file, const struct value *v, const struct knob *knob, struct err *err) {
    bool list = v->type == VALUE_TABLE && v->n_fields == 0, fits = false;
    const char *wanted = "a text";
    switch (knob->type) {
    case KNOB_BOOL:
        fits = v->type == VALUE_BOOL;
        wanted = "true or false";
        break;
    case KNOB_INT:
    case KNOB_REAL:
        fits = v->type == VALUE_NUMBER;
        wanted = "a number";
        break;
    case KNOB_CHOICE:
    case KNOB_TEXT:
        fits = v->type == VALUE_TEXT;
        break;
    case KNOB_LIST:
        fits = list;
        wanted = "a list of texts";
        break;
    }
    return fits || value_error(file, v, err, ERR_USAGE, "wants %s, has %s", wanted, value_kind(v));
}

/* A file that a scenario names lies where the scenario says, from wherever it is run. */
static void beside_scenario(const struct lua_file *file, struct text *path) {
    const char *slash = strrchr(file->name, '/');
    if (!slash || !*text_str(path) || *text_str(path) == '/')
        return;
    struct text whole = {0};
    text_bytes(&whole, file->name, (size_t)(slash + 1 - file->name));
    text_add(&whole, text_str(path));
    text_clear(path);
    text_add(path, text_str(&whole));
    text_free(&whole);
}

static bool set_knob(const struct lua_file *file, const struct value *v, const char *path, struct design *d,
                     struct err *err) {
    const struct knob *knob = knob_find(path, design_kind(d), err);
    if (!knob)
        return value_context(file, v, err);
    struct text value = {0};
    bool ok = type_fits(file, v, knob, err) && shape_setting(file, v, &value, err);
    if (ok && knob->id == K_WORLD_LOG)
        beside_scenario(file, &value);
    if (ok && !design_set(d, path, text_str(&value), err))
        ok = value_context(file, v, err);
    text_free(&value);
    return ok;
}

static bool has_knobs_below(const char *path) {
    size_t n = strlen(path);
    for (int i = 0; i < KNOBS; i++)
        if (strncmp(knob_at((enum knob_id)i)->path, path, n) == 0 && knob_at((enum knob_id)i)->path[n] == '.')
            return true;
    return false;
}

/* retrieval = { dim = 64 } with prefix "retrieval"; value = { like = 1 } within framing goes one deeper. */
static bool set_section(const struct lua_file *file, const struct value *table, const char *prefix, struct design *d,
                        struct err *err) {
    if (table->type != VALUE_TABLE || table->n_items > 0)
        return value_error(file, table, err, ERR_USAGE, "wants a table of knobs, has %s", value_kind(table));
    for (int i = 0; i < table->n_fields; i++) {
        const struct value *v = &table->fields[i];
        struct text path = {0};
        text_format(&path, "%s.%s", prefix, v->key);
        bool deeper = v->type == VALUE_TABLE && has_knobs_below(text_str(&path));
        bool ok = deeper ? set_section(file, v, text_str(&path), d, err) : set_knob(file, v, text_str(&path), d, err);
        text_free(&path);
        if (!ok)
            return false;
    }
    return true;
}

static bool set_design(const struct lua_file *file, const struct value *table, struct design *d, struct err *err) {
    if (table->type != VALUE_TABLE || table->n_items > 0)
        return value_error(file, table, err, ERR_USAGE, "wants a table of sections, has %s", value_kind(table));
    for (int i = 0; i < table->n_fields; i++) {
        const struct value *v = &table->fields[i];
        int s = 0;
        while (s < SECTIONS && strcmp(sections[s], v->key) != 0)
            s++;
        if (s < SECTIONS) {
            if (!set_section(file, v, v->key, d, err))
                return false;
            continue;
        }
        const char *near = text_nearest(v->key, section_name, sections, SECTIONS);
        struct text all = {0};
        text_list(&all, section_name, sections, SECTIONS);
        if (strcmp(v->key, "world") == 0 || strcmp(v->key, "scale") == 0 || strcmp(v->key, "seed") == 0)
            value_error(file, v, err, ERR_USAGE, "'%s' stands beside design, not in it", v->key);
        else if (near)
            value_error(file, v, err, ERR_USAGE, "unknown section '%s'; did you mean '%s'?", v->key, near);
        else
            value_error(file, v, err, ERR_USAGE, "unknown section '%s'; there are %s", v->key, text_str(&all));
        text_free(&all);
        return false;
    }
    return true;
}

/* seed = 7, or seed = { world = 1, train = 2, eval = 3 } */
static bool set_seed(const struct lua_file *file, const struct value *v, struct design *d, struct err *err) {
    if (v->type == VALUE_TABLE)
        return set_section(file, v, "seed", d, err);
    if (v->type != VALUE_NUMBER)
        return value_error(file, v, err, ERR_USAGE, "wants a number, has %s", value_kind(v));
    return design_set(d, "seed", v->text, err) || value_context(file, v, err);
}

static bool read_thresholds(const struct lua_file *file, const struct value *v, struct scenario *s, struct err *err) {
    if (v->type != VALUE_TABLE || v->n_items > 0)
        return value_error(file, v, err, ERR_USAGE, "wants a table such as { [\"serving.p99_ms\"] = \"< 100\" }");
    s->thresholds = mem_must((size_t)v->n_fields, sizeof *s->thresholds);
    for (int i = 0; i < v->n_fields; i++) {
        const struct value *rule = &v->fields[i];
        if (rule->type != VALUE_TEXT)
            return value_error(file, rule, err, ERR_USAGE, "wants a rule such as \"< 100\", has %s", value_kind(rule));
        if (!threshold_check(rule->key, rule->text, s->info->kind, err))
            return value_context(file, rule, err);
        struct threshold *t = &s->thresholds[s->n_thresholds++];
        t->value = NAN;
        if (snprintf(t->metric, sizeof t->metric, "%s", rule->key) >= (int)sizeof t->metric ||
            snprintf(t->rule, sizeof t->rule, "%s", rule->text) >= (int)sizeof t->rule)
            return value_error(file, rule, err, ERR_USAGE, "the rule is too long");
    }
    return true;
}

static bool set_all(const struct lua_file *file, struct scenario *s, struct err *err) {
    const struct value *root = &file->root;
    for (int i = 0; i < root->n_fields; i++) { /* in the order of the file: so the first error is its first */
        const struct value *v = &root->fields[i];
        bool ok = true;
        if (strcmp(v->key, "seed") == 0)
            ok = set_seed(file, v, s->design, err);
        else if (strcmp(v->key, "scale") == 0 || strcmp(v->key, "world") == 0)
            ok = set_section(file, v, v->key, s->design, err);
        else if (strcmp(v->key, "design") == 0)
            ok = set_design(file, v, s->design, err);
        else if (strcmp(v->key, "thresholds") == 0)
            ok = read_thresholds(file, v, s, err);
        if (!ok)
            return false;
    }
    return true;
}

static bool read_scenario(struct lua_file *file, const struct script_paths *paths, struct scenario *s,
                          struct err *err) {
    struct top top = {0};
    if (!shape_read(file, &file->root, &top_shape, &file->arena, &top, err))
        return false;
    s->title = mem_string(top.title);
    s->about = mem_string(top.about);
    s->info = case_load(paths, top.case_name, err);
    if (!s->info)
        return value_context(file, value_field(&file->root, "case"), err);
    s->design = design_new(s->info, err);
    if (!s->design || !set_all(file, s, err))
        return false;
    return scenario_days(file, s->design, err);
}

struct scenario *scenario_load(const struct script_paths *paths, const char *name, struct err *err) {
    struct scenario *s = mem_must(1, sizeof *s);
    struct lua_file file = {0};
    s->name = mem_string(name);
    s->path = find_scenario(paths, name, err);
    bool ok = s->path && lua_file_read(&file, s->path, err) && read_scenario(&file, paths, s, err);
    lua_file_close(&file);
    if (!ok) {
        scenario_free(s);
        return NULL;
    }
    return s;
}

void scenario_free(struct scenario *s) {
    if (!s)
        return;
    free(s->name);
    free(s->path);
    free(s->title);
    free(s->about);
    case_info_free(s->info);
    design_free(s->design);
    free(s->thresholds);
    free(s);
}
