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
/* data/vocabulary.lua */
struct question { /* wordings for the fact of that id, in every case that has it */
    const char *fact;
    char **ask;
};
struct vocabulary {
    struct concept *concepts;
    struct phrase *phrases;
    struct quantity *quantities;
    struct question *questions;
    struct unbuilt *unbuilt;
    int n_concepts, n_phrases, n_quantities, n_questions, n_unbuilt;
};
extern const struct shape vocabulary_shape;
extern const struct shape case_shape;    /* struct case_top; the rest FIELD_OTHER */
extern const struct shape content_shape; /* struct content: lists and texts; steps, references, info FIELD_OTHER */
extern const struct shape step_shape;    /* struct step_content */
/* Puts what is shared by all cases, as far as this kind of world knows the knob and the value and the case the fact,
 * beside the case's own: concepts before them, rules and questions after. Then every "<concept>" in a wording of the
 * case (whose file is given) or of the vocabulary must be there. */
bool content_add_vocabulary(const struct lua_file *file, struct content *c, const struct script_paths *paths,
                            struct err *err) MUST_USE;
/* The headline, knobs, values, metrics, ids: errors name the path and line. Brings values into canonical form. */
bool content_check(const struct lua_file *file, struct content *c, struct err *err) MUST_USE;
#endif
