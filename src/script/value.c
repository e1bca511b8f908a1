#include "script/value.h"
#include "base/text.h"
#include "script/source.h"

#include <lauxlib.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_BYTES_MAX = 1 << 20,
    DEPTH_MAX = 20,
    VALUES_MAX = 200000,
    TEXT_BYTES_MAX = 8 << 20,
    STEPS_MAX = 50000000,
    PATH = 256
};

bool value_error(const struct lua_file *file, const struct value *value, struct err *err, enum err_code code,
                 const char *format, ...) {
    char what[800];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    err_set(err, code, "%s", what);
    return value_context(file, value, err);
}

static int line_at(const char *text, ptrdiff_t offset) {
    int line = 1;
    for (ptrdiff_t i = 0; i < offset; i++)
        line += text[i] == '\n';
    return line;
}

/* Of a computed text: the line that first has it in quotes, if any does. */
static int line_of(const struct lua_file *file, const struct value *value) {
    if (!value->computed || value->type != VALUE_TEXT || !value->text || !*value->text)
        return value->line;
    struct text quoted = {0};
    text_format(&quoted, "\"%s\"", value->text);
    const char *at = strstr(file->text, text_str(&quoted));
    text_free(&quoted);
    return at ? line_at(file->text, at - file->text) : value->line;
}

bool value_context(const struct lua_file *file, const struct value *value, struct err *err) {
    return err_context(err, "%s:%d%s%.100s", file->name, line_of(file, value), *value->path ? ": " : "", value->path);
}

const struct value *value_field(const struct value *table, const char *key) {
    for (int i = 0; i < table->n_fields; i++)
        if (strcmp(table->fields[i].key, key) == 0)
            return &table->fields[i];
    return NULL;
}

const char *value_kind(const struct value *value) {
    switch (value->type) {
    case VALUE_BOOL:
        return "a boolean";
    case VALUE_NUMBER:
        return "a number";
    case VALUE_TEXT:
        return "a text";
    case VALUE_FUNCTION:
        return "a function";
    case VALUE_TABLE:
        break;
    }
    return value->n_items > 0 ? "a list" : "a table";
}

/* Offset of the first byte that is no UTF-8, or -1. */
static ptrdiff_t utf8_flaw(const char *text, size_t n) {
    const unsigned char *s = (const unsigned char *)text;
    for (size_t i = 0; i < n;) {
        int more = s[i] < 0x80 ? 0 : s[i] >= 0xC2 && s[i] < 0xE0 ? 1 : (s[i] & 0xF0) == 0xE0 ? 2 : 3;
        bool bad = (s[i] >= 0x80 && s[i] < 0xC2) || s[i] > 0xF4 || i + (size_t)more >= n + (more == 0);
        for (int k = 1; !bad && k <= more; k++)
            bad = (s[i + (size_t)k] & 0xC0) != 0x80;
        if (!bad && more == 2)
            bad = (s[i] == 0xE0 && s[i + 1] < 0xA0) || (s[i] == 0xED && s[i + 1] > 0x9F);
        if (!bad && more == 3)
            bad = (s[i] == 0xF0 && s[i + 1] < 0x90) || (s[i] == 0xF4 && s[i + 1] > 0x8F);
        if (bad)
            return (ptrdiff_t)i;
        i += (size_t)more + 1;
    }
    return -1;
}

struct conversion { /* of one table; runs inside the sandbox, where any call may raise: the arena keeps what was made */
    struct lua_file *file;
    struct err *err;
    int values;
    size_t bytes; /* of texts: one string may be in many fields */
};

static bool convert(struct conversion *c, lua_State *lua, struct value *out, int depth);

static void place(const struct lua_file *file, struct value *v) {
    bool exact;
    v->line = source_line(file->source, v->path, &exact);
    v->computed = !exact;
}

/* The string at `index`, copied: UTF-8 without control characters. NULL: an error is set. */
static const char *copy_text(struct conversion *c, lua_State *lua, int index, const struct value *at) {
    size_t n;
    const char *s = lua_tolstring(lua, index, &n);
    c->bytes += n + 1;
    if (c->bytes > TEXT_BYTES_MAX) {
        value_error(c->file, at, c->err, ERR_LIMIT, "the file's texts take more than %d MiB", TEXT_BYTES_MAX >> 20);
        return NULL;
    }
    if (utf8_flaw(s, n) >= 0) {
        value_error(c->file, at, c->err, ERR_USAGE, "the text is not UTF-8");
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)s[i] < 32 && s[i] != '\n' && s[i] != '\t') || s[i] == 127) {
            value_error(c->file, at, c->err, ERR_USAGE, "the text holds a control character (code %d)", s[i]);
            return NULL;
        }
    return arena_string(&c->file->arena, s);
}

static bool convert_number(struct conversion *c, lua_State *lua, struct value *out) {
    char digits[40];
    out->number = lua_tonumber(lua, -1);
    if (!isfinite(out->number))
        return value_error(c->file, out, c->err, ERR_USAGE, "the number is not finite");
    if (lua_isinteger(lua, -1))
        snprintf(digits, sizeof digits, "%lld", (long long)lua_tointeger(lua, -1));
    else if (out->number == floor(out->number) && fabs(out->number) < 1e15)
        snprintf(digits, sizeof digits, "%.0f", out->number + 0.0);
    else
        text_double(digits, sizeof digits, out->number);
    out->text = arena_string(&c->file->arena, digits);
    return true;
}

static int by_line(const void *a, const void *b) {
    const struct value *x = a, *y = b;
    return x->line != y->line ? (x->line > y->line) - (x->line < y->line) : strcmp(x->key, y->key);
}

/* Of the list on top, which has one. */
static int first_missing(lua_State *lua) {
    int i = 0;
    bool there = true;
    while (there) {
        there = lua_rawgeti(lua, -1, ++i) != LUA_TNIL;
        lua_pop(lua, 1);
    }
    return i;
}

/* Counts the fields and items of the table on top; refuses keys that are neither names nor 1, 2, 3 ... */
static bool count_entries(struct conversion *c, lua_State *lua, struct value *out) {
    lua_Integer largest = 0;
    for (lua_pushnil(lua); lua_next(lua, -2); lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING) {
            out->n_fields++;
        } else if (lua_isinteger(lua, -2) && lua_tointeger(lua, -2) > 0) {
            out->n_items++;
            largest = lua_tointeger(lua, -2) > largest ? lua_tointeger(lua, -2) : largest;
        } else {
            return value_error(c->file, out, c->err, ERR_USAGE, "a key is a %s; keys are names, or 1, 2, 3 ...",
                               lua_isnumber(lua, -2) ? "number below 1 or with a fraction" : luaL_typename(lua, -2));
        }
    }
    if (largest != out->n_items)
        return value_error(c->file, out, c->err, ERR_USAGE, "the list has a hole: it has no item %d, but an item %lld",
                           first_missing(lua), (long long)largest);
    c->values += out->n_fields + out->n_items;
    if (c->values > VALUES_MAX)
        return value_error(c->file, out, c->err, ERR_LIMIT, "the file holds more than %d values", VALUES_MAX);
    return true;
}

static bool convert_items(struct conversion *c, lua_State *lua, struct value *out, int depth) {
    out->items = arena_get(&c->file->arena, (size_t)out->n_items, sizeof *out->items);
    for (int i = 0; i < out->n_items; i++) {
        char path[PATH];
        snprintf(path, sizeof path, "%.200s[%d]", out->path, i + 1);
        out->items[i].path = arena_string(&c->file->arena, path);
        place(c->file, &out->items[i]);
        lua_rawgeti(lua, -1, i + 1);
        bool ok = convert(c, lua, &out->items[i], depth + 1);
        lua_pop(lua, 1);
        if (!ok)
            return false;
    }
    return true;
}

/* Two passes: where each field stands, then their values in that order, so that the first error is the file's first. */
static bool convert_fields(struct conversion *c, lua_State *lua, struct value *out, int depth) {
    struct arena *arena = &c->file->arena;
    out->fields = arena_get(arena, (size_t)out->n_fields, sizeof *out->fields);
    int n = 0;
    for (lua_pushnil(lua); lua_next(lua, -2); lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING)
            continue;
        struct value *field = &out->fields[n++];
        char path[PATH];
        if (!(field->key = copy_text(c, lua, -2, out)))
            return false;
        field->path = arena_string(arena, source_join(path, sizeof path, out->path, field->key));
        place(c->file, field);
    }
    if (n > 1)
        qsort(out->fields, (size_t)n, sizeof *out->fields, by_line);
    for (int i = 0; i < n; i++) {
        lua_pushstring(lua, out->fields[i].key);
        lua_rawget(lua, -2);
        bool ok = convert(c, lua, &out->fields[i], depth + 1);
        lua_pop(lua, 1);
        if (!ok)
            return false;
    }
    return true;
}

static bool convert_table(struct conversion *c, lua_State *lua, struct value *out, int depth) {
    if (depth > DEPTH_MAX)
        return value_error(c->file, out, c->err, ERR_LIMIT, "tables nest deeper than %d: does one hold itself?",
                           DEPTH_MAX);
    if (lua_getmetatable(lua, -1)) {
        lua_pop(lua, 1);
        return value_error(c->file, out, c->err, ERR_USAGE,
                           "a table with a metatable is not read; write its fields out or copy them");
    }
    luaL_checkstack(lua, 8, "nested tables");
    return count_entries(c, lua, out) && convert_fields(c, lua, out, depth) && convert_items(c, lua, out, depth);
}

/* The value on top of the stack, which stays there. out has path and line. */
static bool convert(struct conversion *c, lua_State *lua, struct value *out, int depth) {
    switch (lua_type(lua, -1)) {
    case LUA_TBOOLEAN:
        out->type = VALUE_BOOL;
        out->number = lua_toboolean(lua, -1);
        out->text = lua_toboolean(lua, -1) ? "true" : "false";
        return true;
    case LUA_TNUMBER:
        out->type = VALUE_NUMBER;
        return convert_number(c, lua, out);
    case LUA_TSTRING:
        out->type = VALUE_TEXT;
        return (out->text = copy_text(c, lua, -1, out)) != NULL;
    case LUA_TTABLE:
        out->type = VALUE_TABLE;
        return convert_table(c, lua, out, depth);
    case LUA_TFUNCTION:
        out->type = VALUE_FUNCTION;
        return true;
    default:
        return value_error(c->file, out, c->err, ERR_USAGE, "a %s is no value for a file", luaL_typename(lua, -1));
    }
}

static int convert_protected(lua_State *lua) {
    struct conversion *c = lua_touserdata(lua, 1);
    struct value *root = &c->file->root;
    if (convert(c, lua, root, 0) && root->type != VALUE_TABLE)
        value_error(c->file, root, c->err, ERR_USAGE, "the file returns %s; it must end with return { ... }",
                    value_kind(root));
    return 0;
}

/* Errors that Lua gave no place, such as a table raised. Always false. */
static bool with_name(const struct lua_file *file, struct err *err) {
    return text_starts(err->message, file->name) ? false : err_context(err, "%s:1", file->name);
}

bool lua_file_call(struct lua_file *file, lua_CFunction f, void *arg, struct err *err) {
    lua_State *lua = sandbox_lua(file->sandbox);
    if (!lua_checkstack(lua, 4))
        return err_set(err, ERR_LIMIT, "%s:1: the script's stack is full", file->name);
    lua_pushcfunction(lua, f); /* none of these three allocates: nothing here may raise */
    lua_pushlightuserdata(lua, arg);
    lua_pushvalue(lua, -3);
    return sandbox_call(file->sandbox, 2, 0, err) || with_name(file, err);
}

/* The result of the chunk is on the stack and stays there. */
static bool convert_result(struct lua_file *file, struct err *err) {
    file->root.path = "";
    place(file, &file->root);
    if (lua_isnil(sandbox_lua(file->sandbox), -1))
        return err_set(err, ERR_USAGE, "%s:1: the file returns nothing; it must end with return { ... }", file->name);
    struct conversion c = {file, err, 0, 0};
    return lua_file_call(file, convert_protected, &c, err) && err->code == ERR_NONE;
}

static bool read_text(struct lua_file *file, const char *path, size_t *length, struct err *err) {
    if (!text_read_file(path, FILE_BYTES_MAX, &file->text, length, err))
        return false;
    if (*length > 0 && file->text[0] == LUA_SIGNATURE[0])
        return err_set(err, ERR_USAGE, "%s:1: this is compiled Lua; only text is read", path);
    ptrdiff_t flaw = utf8_flaw(file->text, *length);
    if (flaw >= 0)
        return err_set(err, ERR_USAGE, "%s:%d: the file is not UTF-8 text; save it as UTF-8", path,
                       line_at(file->text, flaw));
    if (text_starts(file->text, "\xEF\xBB\xBF")) /* a mark that some editors put first */
        memset(file->text, ' ', 3);
    if (file->text[0] == '#') /* #!/usr/bin/env sevenstep */
        memset(file->text, ' ', strcspn(file->text, "\n"));
    return true;
}

bool lua_file_read(struct lua_file *file, const char *path, struct err *err) {
    *file = (struct lua_file){0};
    size_t length;
    file->name = arena_string(&file->arena, path);
    if (!read_text(file, path, &length, err))
        return false;
    file->source = source_new(file->text, length);
    file->sandbox = sandbox_new(&(struct sandbox_limits){.instructions = STEPS_MAX, .cpu_seconds = 20}, 1, err);
    if (!file->sandbox)
        return false;
    char *chunk = arena_format(&file->arena, "@%s", path);
    if (!sandbox_load(file->sandbox, file->text, length, chunk, err) || !sandbox_call(file->sandbox, 0, 1, err))
        return with_name(file, err);
    return convert_result(file, err);
}

void lua_file_close(struct lua_file *file) {
    sandbox_free(file->sandbox);
    source_free(file->source);
    free(file->text);
    arena_free(&file->arena);
    *file = (struct lua_file){0};
}
