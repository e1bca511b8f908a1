/* shape.h - what a table in a Lua file may hold, as a static table of fields, and how it becomes a C struct. What a
 * shape does not list is an error with the nearest name; what is required and missing, or of another type, is one too.
 * Strings and lists are made in the file's reader's arena. */
#ifndef SCRIPT_SHAPE_H
#define SCRIPT_SHAPE_H
#include "base/text.h"
#include "script/value.h"

enum field_kind {
    FIELD_TEXT,     /* const char *; absent: "" */
    FIELD_TEXTS,    /* char **, NULL-terminated; absent: empty */
    FIELD_WORDINGS, /* the same; may be one text too, its wordings parted by "|", whose line breaks are spaces */
    FIELD_SCALAR,   /* const char *: a text, number or boolean, as text */
    FIELD_SCALARS,  /* char ** of these */
    FIELD_REAL,     /* double; absent: `fallback` */
    FIELD_INT,      /* int */
    FIELD_CHOICE,   /* an enum: the index in `choices`, "a|b|c"; absent: 0 */
    FIELD_LIST,     /* T *, and int at `count`: a list of tables of `shape`; absent: empty */
    FIELD_OTHER     /* read by the caller */
};
struct shape;
struct shape_field {
    const char *key;
    enum field_kind kind;
    bool required;
    size_t at;           /* offset in the struct */
    double fallback;     /* of FIELD_REAL */
    const char *choices; /* of FIELD_CHOICE */
    const struct shape *shape;
    size_t count; /* offset of the length of FIELD_LIST */
};
struct shape {
    const char *what; /* "a fact" */
    size_t size;
    const struct shape_field *fields;
    int n_fields;
};
/* Fills `out`, a zeroed struct of the shape. */
bool shape_read(const struct lua_file *file, const struct value *table, const struct shape *shape, struct arena *arena,
                void *out, struct err *err) MUST_USE;
/* Scalar as text; a list of texts joined by "+": what design_set reads. */
bool shape_setting(const struct lua_file *file, const struct value *value, struct text *out, struct err *err) MUST_USE;
#endif
