/* value.h - what a Lua file returns, as a tree of plain C values with paths and lines: from here on nothing can raise.
 * Life: lua_file_read -> read root -> lua_file_close. Values live as long as the file. */
#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H
#include "base/mem.h"
#include "script/sandbox.h"

struct source;
enum value_type { VALUE_BOOL, VALUE_NUMBER, VALUE_TEXT, VALUE_TABLE, VALUE_FUNCTION };
struct value {
    enum value_type type;
    const char *path; /* "" of the root, "steps[3].decisions[2].knob" */
    const char *key;  /* of a field; NULL in lists */
    int line;
    bool computed;    /* the file does not say it at its place: `line` is of what is around it */
    const char *text; /* bools and numbers too, canonical: "true", "0.2", "500000000" */
    double number;
    struct value *items, *fields; /* a list's, in order; a table's, by line */
    int n_items, n_fields;
};
struct lua_file {
    const char *name; /* as errors show it */
    struct arena arena;
    struct sandbox *sandbox; /* the table that the file returned is left on its stack */
    struct source *source;
    char *text;
    struct value root;
};

/* Reads (at most 1 MiB of UTF-8), runs, converts. Errors read "file.lua:3: what; mend". Never to be skipped:
 * lua_file_close, on failure too. */
bool lua_file_read(struct lua_file *file, const char *path, struct err *err) MUST_USE;
void lua_file_close(struct lua_file *file);
/* Runs f(lua), protected, with two arguments: arg as light userdata and the table that the file returned. */
bool lua_file_call(struct lua_file *file, lua_CFunction f, void *arg, struct err *err) MUST_USE;
/* NULL: there is no such field. */
const struct value *value_field(const struct value *table, const char *key);
const char *value_kind(const struct value *value); /* "a text", "a list", ... for messages */
/* Sets "file.lua:7: steps[1].minutes: what". Always false. */
bool value_error(const struct lua_file *file, const struct value *value, struct err *err, enum err_code code,
                 const char *format, ...) PRINTF_LIKE(5, 6);
/* Puts the same before a message that is there. Always false. */
bool value_context(const struct lua_file *file, const struct value *value, struct err *err);
#endif
