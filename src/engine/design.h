/* design.h - a design: a value for every knob that its kind of world has.
 * Life: design_new (the case's defaults) or design_naive -> design_set any number of times -> design_free. */
#ifndef ENGINE_DESIGN_H
#define ENGINE_DESIGN_H
#include "engine/case.h"
#include "engine/knob.h"

struct design;

/* Defaults of the kind, then the case's settings. NULL: a setting of the case is wrong. */
struct design *design_new(const struct case_info *c, struct err *err) MUST_USE;
/* As design_new, but every knob of steps 2..7 takes its naive value: what is built when nobody decides anything.
 * The world's own knobs (step 0, world.*) and scale.* keep the case's. */
struct design *design_naive(const struct case_info *c, struct err *err) MUST_USE;
struct design *design_copy(const struct design *d);
void design_free(struct design *d); /* NULL is fine */
enum world_kind design_kind(const struct design *d);
const char *design_case(const struct design *d);
const char *design_headline(const struct design *d); /* the case's metric that sums a design up; "" when it has none */

/* Sets one knob from text ("0.3", "true", "a+b" for lists; a list also reads commas). Fails with the nearest name, the
 * range or the choices; the design is unchanged then. "seed" sets the three seeds. */
bool design_set(struct design *d, const char *path, const char *value, struct err *err) MUST_USE;
/* What a store gives back: as design_set, but says itself whether the knob was decided. */
bool design_restore(struct design *d, const char *path, const char *value, bool was_set, struct err *err) MUST_USE;
/* "retrieval.dim=32" */
bool design_set_pair(struct design *d, const char *pair, struct err *err) MUST_USE;

const char *design_text(const struct design *d, enum knob_id id); /* canonical text */
double design_real(const struct design *d, enum knob_id id);      /* real, int (exact to 2^53), bool as 0/1 */
int design_int(const struct design *d, enum knob_id id);          /* asserts that it fits */
uint64_t design_seed(const struct design *d, enum knob_id id);
bool design_bool(const struct design *d, enum knob_id id);
bool design_is(const struct design *d, enum knob_id id, const char *choice);
bool design_has(const struct design *d, enum knob_id id, const char *item); /* of a list */
int design_items(const struct design *d, enum knob_id id);                  /* length of a list */
const char *design_item(const struct design *d, enum knob_id id, int i);
/* Whether the knob matters in this design (its *active when*). */
bool design_active(const struct design *d, enum knob_id id);
/* The file of real interactions that stands in place of the world (world.log); NULL when it is a generated one. */
const char *design_file(const struct design *d);
/* Reads that file for its errors' sake, before anything is opened or made: ERR_USAGE. True without one. */
bool design_check_file(const struct design *d, struct err *err) MUST_USE;
/* Whether it was set by design_set after design_new: what a scenario or a person decided. */
bool design_was_set(const struct design *d, enum knob_id id);
/* The value that the case gives it, canonical: what a design that decides nothing more would have. */
const char *design_default(const struct design *d, enum knob_id id);
bool design_equal(const struct design *a, const struct design *b, enum knob_id id);
/* Calls f for each knob of the design's kind, in table order. */
int design_knobs(const struct design *d, enum knob_id ids[KNOBS]);
#endif
