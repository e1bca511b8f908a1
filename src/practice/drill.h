/* drill.h - the five minutes that a session ends with: one step, one exercise, from its weakest item.
 * A drill is a session of its own (session_options.drill, only_step): the exercise is its prompt, the step's rubric and
 * decisions are its marks. */
#ifndef PRACTICE_DRILL_H
#define PRACTICE_DRILL_H
#include "practice/session.h"

enum { DRILL_MINUTES = 5 };
/* The step that was weakest, 1..7; needs session_scored. */
int drill_step(const struct session *s);
/* The exercise of that step that is nearest to what was missing most in it; NULL: the case has none for it. */
const struct drill *drill_next(const struct session *s);
const struct drill *drill_named(const struct content *content, const char *id); /* NULL */
#endif
