/* content_shape.h - the fields of a case file, and the check that what it names exists. Shared by content*.c alone. */
#ifndef SCRIPT_CONTENT_SHAPE_H
#define SCRIPT_CONTENT_SHAPE_H
#include "script/content.h"
#include "script/shape.h"

/* What content_load reads first: everything whose struct in content.h is no list. */
struct case_top {
    const char *name, *title, *about, *headline;
    int world;
};
extern const struct shape case_shape;    /* struct case_top; the rest FIELD_OTHER */
extern const struct shape content_shape; /* struct content: lists and texts; steps, references, info FIELD_OTHER */
extern const struct shape step_shape;    /* struct step_content */
/* The headline, knobs, values, metrics, ids: errors name the path and line. Brings values into canonical form. */
bool content_check(const struct lua_file *file, struct content *c, struct err *err) MUST_USE;
#endif
