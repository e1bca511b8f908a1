#include "script/content.h"
#include "engine/design.h"
#include "script/content_shape.h"
#include "script/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* knobs = { ["retrieval.dim"] = 64 }, or NULL: settings in the arena, each checked against the kind's knobs. */
static bool read_settings(const struct lua_file *file, const struct value *v, enum world_kind kind, struct arena *arena,
                          struct knob_setting **out, int *count, struct err *err) {
    int n = v ? v->n_fields : 0;
    if (v && (v->type != VALUE_TABLE || v->n_items > 0))
        return value_error(file, v, err, ERR_USAGE, "wants a table of knobs such as { [\"retrieval.dim\"] = 64 }");
    *out = arena_get(arena, (size_t)n + 1, sizeof **out);
    *count = n;
    struct text value = {0}, canonical = {0};
    bool ok = true;
    for (int i = 0; i < n && ok; i++) {
        const struct value *field = &v->fields[i];
        const struct knob *knob = knob_find(field->key, kind, err);
        ok = knob ? shape_setting(file, field, &value, err) : value_context(file, field, err);
        if (ok && !knob_parse(knob, kind, text_str(&value), &canonical, err))
            ok = value_context(file, field, err);
        (*out)[i] = (struct knob_setting){arena_string(arena, field->key), arena_string(arena, text_str(&canonical))};
    }
    text_free(&value);
    text_free(&canonical);
    return ok;
}

/* The engine's part. Its strings live in the arena. */
static bool read_info(const struct lua_file *file, struct arena *arena, struct case_info *out, struct err *err) {
    struct case_top top = {0};
    const struct value *root = &file->root;
    if (!shape_read(file, root, &case_shape, arena, &top, err))
        return false;
    out->name = (char *)top.name;
    out->title = (char *)top.title;
    out->about = (char *)top.about;
    out->headline = (char *)top.headline;
    out->kind = (enum world_kind)top.world;
    if (!metric_find(out->headline, out->kind, err))
        return value_context(file, value_field(root, "headline"), err);
    return read_settings(file, value_field(root, "knobs"), out->kind, arena, &out->settings, &out->n_settings, err);
}

static bool read_steps(const struct lua_file *file, struct content *c, struct err *err) {
    const struct value *steps = value_field(&file->root, "steps");
    if (steps->type != VALUE_TABLE || steps->n_fields > 0 || steps->n_items != STEPS)
        return value_error(file, steps, err, ERR_USAGE, "wants a list of %d steps, has %d", STEPS, steps->n_items);
    for (int i = 0; i < STEPS; i++)
        if (!shape_read(file, &steps->items[i], &step_shape, &c->arena, &c->steps[i], err))
            return false;
    return true;
}

static bool read_references(const struct lua_file *file, struct content *c, struct err *err) {
    static const struct shape_field fields[] = {
        {"name", FIELD_TEXT, true, offsetof(struct reference, name), 0, NULL, NULL, 0},
        {"knobs", FIELD_OTHER, true, 0, 0, NULL, NULL, 0}};
    static const struct shape shape = {"a reference", sizeof(struct reference), fields, 2};
    const struct value *list = value_field(&file->root, "references");
    if (list->type != VALUE_TABLE || list->n_fields > 0 || list->n_items < 1 || list->n_items > REFERENCES_MAX)
        return value_error(file, list, err, ERR_USAGE, "wants a list of 1 to %d references", REFERENCES_MAX);
    c->n_references = list->n_items;
    for (int i = 0; i < list->n_items; i++) {
        struct reference *r = &c->references[i];
        if (!shape_read(file, &list->items[i], &shape, &c->arena, r, err) ||
            !read_settings(file, value_field(&list->items[i], "knobs"), c->info.kind, &c->arena, &r->settings,
                           &r->n_settings, err))
            return false;
    }
    return true;
}

struct content *content_load(const struct script_paths *paths, const char *name, struct err *err) {
    struct content *c = mem_must(1, sizeof *c);
    struct lua_file file = {0};
    char *path = find_case(paths, name, err);
    bool ok = path && lua_file_read(&file, path, err) && read_info(&file, &c->arena, &c->info, err) &&
              shape_read(&file, &file.root, &content_shape, &c->arena, c, err) && read_steps(&file, c, err) &&
              read_references(&file, c, err) && content_check(&file, c, err) &&
              content_add_vocabulary(&file, c, paths, err);
    lua_file_close(&file);
    free(path);
    if (!ok) {
        content_free(c);
        return NULL;
    }
    return c;
}

void content_free(struct content *c) {
    if (!c)
        return;
    arena_free(&c->arena);
    free(c);
}

/* case_info_free gives each string back on its own, so the arena's are copied. */
static struct case_info *info_copy(const struct case_info *from) {
    struct case_info *info = mem_must(1, sizeof *info);
    info->name = mem_string(from->name);
    info->title = mem_string(from->title);
    info->about = mem_string(from->about);
    info->headline = mem_string(from->headline);
    info->kind = from->kind;
    info->n_settings = from->n_settings;
    info->settings = mem_must((size_t)from->n_settings, sizeof *info->settings);
    for (int i = 0; i < from->n_settings; i++)
        info->settings[i] =
            (struct knob_setting){mem_string(from->settings[i].path), mem_string(from->settings[i].value)};
    return info;
}

struct case_info *case_load(const struct script_paths *paths, const char *name, struct err *err) {
    struct lua_file file = {0};
    struct arena arena = {0};
    struct case_info read = {0}, *info = NULL;
    char *path = find_case(paths, name, err);
    if (path && lua_file_read(&file, path, err) && read_info(&file, &arena, &read, err))
        info = info_copy(&read);
    lua_file_close(&file);
    arena_free(&arena);
    free(path);
    return info;
}

void case_info_free(struct case_info *info) {
    if (!info)
        return;
    free(info->name);
    free(info->title);
    free(info->about);
    free(info->headline);
    for (int i = 0; i < info->n_settings; i++) {
        free(info->settings[i].path);
        free(info->settings[i].value);
    }
    free(info->settings);
    free(info);
}
