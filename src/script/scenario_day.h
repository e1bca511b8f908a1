/* scenario_day.h - on_day: what happens on the days that step 7 plays through, recorded when the scenario loads.
 * A timeline is the text that serve/timeline.h reads: "day:fault:kind:name:size" or "day:drift:kind:name:size" joined
 * by
 * ";". Here entries are sorted by day and then as text, without repeats; name is empty for kinds that have none; size
 * is always there, in fewest digits: one timeline, one text, one hash. */
#ifndef SCRIPT_SCENARIO_DAY_H
#define SCRIPT_SCENARIO_DAY_H
#include "engine/design.h"
#include "script/value.h"
#include "serve/timeline.h"

/* Calls the file's on_day (when it has one) for each day up to world.replay_days, and sets world.timeline. */
bool scenario_days(struct lua_file *file, struct design *design, struct err *err) MUST_USE;
enum { TIMELINE_ENTRY_TEXT = 160 };
void timeline_entry_text(const struct timeline_entry *e, char *out, size_t n);
#endif
