/* knob.h - the table of knobs: the one source of names, types, ranges, defaults, naive values, meaning.
 * Validation, -s, forms, completion, help and docs read it; nothing else lists knobs. The rows are in knobs.def. */
#ifndef ENGINE_KNOB_H
#define ENGINE_KNOB_H
#include "base/text.h"
#include "world/world.h"

enum knob_type { KNOB_BOOL, KNOB_INT, KNOB_REAL, KNOB_CHOICE, KNOB_LIST, KNOB_TEXT };
enum knob_id {
#define KNOB(id, ...) K_##id,
#include "engine/knobs.def"
#undef KNOB
    KNOBS
};
struct knob {
    enum knob_id id;
    const char *path;
    enum knob_type type;
    double low, high;    /* int, real */
    const char *choices; /* "a|b|c", or "@features", "@metrics": see knob_choice */
    const char *unit;
    int step;          /* 1..7; 0 none */
    const char *kinds; /* letters of "FAIP" */
    const char *defaults, *naive, *active, *meaning;
};

const struct knob *knob_at(enum knob_id id);
/* NULL and ERR_NOT_FOUND with the nearest right name, or with the kinds of world that have it. */
const struct knob *knob_find(const char *path, enum world_kind kind, struct err *err) MUST_USE;
const struct knob *knob_named(const char *path); /* of any kind; NULL when there is none */
bool knob_has_kind(const struct knob *knob, enum world_kind kind);
const char *knob_type_name(enum knob_type type); /* "bool", "int", ... */
/* Choices of a choice or list knob for a kind of world, tables resolved. */
int knob_choices(const struct knob *knob, enum world_kind kind);
const char *knob_choice(const struct knob *knob, enum world_kind kind, int i);
bool knob_has_choice(const struct knob *knob, enum world_kind kind, const char *choice);
/* What a choice means, in one line: of choices.def, or of the table that it comes from. "": nobody says. */
const char *knob_choice_meaning(const struct knob *knob, enum world_kind kind, const char *choice);
/* When it is active in worlds of a kind: knobs.def says how to read it. */
const char *knob_active(const struct knob *knob, enum world_kind kind, char *buffer, size_t n);
/* The value for a kind as text: canonical, NUL-terminated, in `buffer`. */
const char *knob_default(const struct knob *knob, enum world_kind kind, char *buffer, size_t n);
const char *knob_naive(const struct knob *knob, enum world_kind kind, char *buffer, size_t n);
/* Brings `text` into canonical form (numbers in fewest digits, lists in the order of the choices without repeats) or
 * says what is wrong: type, range with unit, or the nearest choice. */
bool knob_parse(const struct knob *knob, enum world_kind kind, const char *text, struct text *canonical,
                struct err *err) MUST_USE;
/* Lists in canonical form, "a+b+c": their length, whether one holds `item`, the i-th (valid until the next call of the
 * thread; NULL past the end). */
int knob_list_count(const char *list);
bool knob_list_has(const char *list, const char *item);
const char *knob_list_item(const char *list, int i);
#endif
