#include "script/shape.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static const char *field_name(const void *arg, int i) {
    return ((const struct shape *)arg)->fields[i].key;
}

/* Every key of the table is one of the shape. */
static bool keys_known(const struct lua_file *file, const struct value *table, const struct shape *shape,
                       struct err *err) {
    if (table->n_items > 0)
        return value_error(file, &table->items[0], err, ERR_USAGE, "%s has named fields alone, no list items",
                           shape->what);
    for (int i = 0; i < table->n_fields; i++) {
        const struct value *v = &table->fields[i];
        bool known = false;
        for (int k = 0; k < shape->n_fields && !known; k++)
            known = strcmp(shape->fields[k].key, v->key) == 0;
        if (known)
            continue;
        const char *near = text_nearest(v->key, field_name, shape, shape->n_fields);
        struct text all = {0};
        text_list(&all, field_name, shape, shape->n_fields);
        value_error(file, v, err, ERR_USAGE, "%s has no field '%s'; %s%s%s", shape->what, v->key,
                    near ? "did you mean '" : "it has ", near ? near : text_str(&all), near ? "'?" : "");
        text_free(&all);
        return false;
    }
    return true;
}

static bool wants(const struct lua_file *file, const struct value *v, const char *what, struct err *err) {
    return value_error(file, v, err, ERR_USAGE, "wants %s, has %s", what, value_kind(v));
}

static bool is_scalar(const struct value *v) {
    return v->type == VALUE_TEXT || v->type == VALUE_NUMBER || v->type == VALUE_BOOL;
}

static bool read_texts(const struct lua_file *file, const struct value *v, bool scalars, struct arena *arena,
                       char ***out, struct err *err) {
    int n = v ? v->n_items : 0;
    if (v && (v->type != VALUE_TABLE || v->n_fields > 0))
        return wants(file, v, "a list", err);
    *out = arena_get(arena, (size_t)n + 1, sizeof **out);
    for (int i = 0; i < n; i++) {
        const struct value *item = &v->items[i];
        if (scalars ? !is_scalar(item) : item->type != VALUE_TEXT)
            return wants(file, item, scalars ? "a text, number or boolean" : "a text", err);
        if (item->type == VALUE_TEXT && !scalars && item->text[strspn(item->text, " \t\n")] == '\0')
            return value_error(file, item, err, ERR_USAGE, "the text is empty");
        (*out)[i] = arena_string(arena, item->text);
    }
    return true;
}

/* The wording from p on, up to a "|" or the end, in single spaces. */
static char *one_wording(const char *p, struct arena *arena) {
    size_t left = strcspn(p, "|"), n = 0;
    char *wording = arena_get(arena, left + 1, 1);
    for (; left > 0; p++, left--)
        if (!strchr(" \t\n", *p))
            wording[n++] = *p;
        else if (n > 0 && wording[n - 1] != ' ')
            wording[n++] = ' ';
    n -= n > 0 && wording[n - 1] == ' ';
    wording[n] = '\0';
    return wording;
}

static bool read_wordings(const struct lua_file *file, const struct value *v, struct arena *arena, char ***out,
                          struct err *err) {
    if (v && v->type != VALUE_TEXT && v->type != VALUE_TABLE)
        return wants(file, v, "a list, or a text with \"|\" between its wordings", err);
    if (!v || v->type == VALUE_TABLE)
        return read_texts(file, v, false, arena, out, err);
    int n = 1;
    for (const char *p = v->text; *p; p++)
        n += *p == '|';
    *out = arena_get(arena, (size_t)n + 1, sizeof **out);
    const char *p = v->text;
    for (int i = 0; i < n; i++, p += strcspn(p, "|") + 1) {
        (*out)[i] = one_wording(p, arena);
        if (*(*out)[i] == '\0')
            return value_error(file, v, err, ERR_USAGE, "wording %d is empty", i + 1);
    }
    return true;
}

static bool read_choice(const struct lua_file *file, const struct value *v, const char *choices, int *out,
                        struct err *err) {
    if (v->type != VALUE_TEXT)
        return wants(file, v, "a text", err);
    int i = 0;
    for (const char *p = choices; *p; i++) {
        size_t length = strcspn(p, "|");
        if (strlen(v->text) == length && strncmp(p, v->text, length) == 0) {
            *out = i;
            return true;
        }
        p += length + (p[length] == '|');
    }
    return value_error(file, v, err, ERR_USAGE, "'%s' is none of %s", v->text, choices);
}

static bool read_list(const struct lua_file *file, const struct value *v, const struct shape *shape,
                      struct arena *arena, void **out, int *count, struct err *err) {
    if (v && (v->type != VALUE_TABLE || v->n_fields > 0))
        return wants(file, v, "a list", err);
    int n = v ? v->n_items : 0;
    char *rows = arena_get(arena, (size_t)n + 1, shape->size);
    for (int i = 0; i < n; i++)
        if (!shape_read(file, &v->items[i], shape, arena, rows + (size_t)i * shape->size, err))
            return false;
    *out = rows;
    *count = n;
    return true;
}

static bool read_present(const struct lua_file *file, const struct value *v, const struct shape_field *f,
                         struct arena *arena, void *at, struct err *err) {
    switch (f->kind) {
    case FIELD_TEXT:
        if (v->type != VALUE_TEXT)
            return wants(file, v, "a text", err);
        *(char **)at = arena_string(arena, v->text);
        return true;
    case FIELD_SCALAR:
        if (!is_scalar(v))
            return wants(file, v, "a text, number or boolean", err);
        *(char **)at = arena_string(arena, v->text);
        return true;
    case FIELD_REAL:
    case FIELD_INT:
        if (v->type != VALUE_NUMBER)
            return wants(file, v, "a number", err);
        if (f->kind == FIELD_REAL)
            *(double *)at = v->number;
        else if (v->number != floor(v->number) || fabs(v->number) > 1e9)
            return value_error(file, v, err, ERR_USAGE, "%s is not a whole number", v->text);
        else
            *(int *)at = (int)v->number;
        return true;
    case FIELD_CHOICE:
        return read_choice(file, v, f->choices, at, err);
    case FIELD_TEXTS:
    case FIELD_WORDINGS:
    case FIELD_SCALARS:
    case FIELD_LIST:
    case FIELD_OTHER:
        break;
    }
    return true;
}

static bool read_field(const struct lua_file *file, const struct value *table, const struct shape *shape,
                       const struct shape_field *f, struct arena *arena, char *out, struct err *err) {
    const struct value *v = value_field(table, f->key);
    if (!v && f->required)
        return value_error(file, table, err, ERR_USAGE, "%s wants a field '%s'", shape->what, f->key);
    void *at = out + f->at;
    if (f->kind == FIELD_TEXTS || f->kind == FIELD_SCALARS)
        return read_texts(file, v, f->kind == FIELD_SCALARS, arena, at, err);
    if (f->kind == FIELD_WORDINGS)
        return read_wordings(file, v, arena, at, err);
    if (f->kind == FIELD_LIST)
        return read_list(file, v, f->shape, arena, at, (int *)(void *)(out + f->count), err);
    if (v)
        return read_present(file, v, f, arena, at, err);
    if (f->kind == FIELD_TEXT || f->kind == FIELD_SCALAR)
        *(char **)at = arena_string(arena, "");
    else if (f->kind == FIELD_REAL)
        *(double *)at = f->fallback;
    return true;
}

bool shape_read(const struct lua_file *file, const struct value *table, const struct shape *shape, struct arena *arena,
                void *out, struct err *err) {
    if (table->type != VALUE_TABLE)
        return wants(file, table, shape->what, err);
    if (!keys_known(file, table, shape, err))
        return false;
    for (int i = 0; i < shape->n_fields; i++)
        if (!read_field(file, table, shape, &shape->fields[i], arena, out, err))
            return false;
    return true;
}

bool shape_setting(const struct lua_file *file, const struct value *v, struct text *out, struct err *err) {
    text_clear(out);
    if (is_scalar(v)) {
        text_add(out, v->text);
        return true;
    }
    if (v->type != VALUE_TABLE || v->n_fields > 0)
        return wants(file, v, "a text, number, boolean or list", err);
    text_add(out, "");
    for (int i = 0; i < v->n_items; i++) {
        if (v->items[i].type != VALUE_TEXT)
            return wants(file, &v->items[i], "a text", err);
        text_format(out, "%s%s", i ? "+" : "", v->items[i].text);
    }
    return true;
}
