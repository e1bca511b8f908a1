/* scenario_day.h - on_day: what happens on the days that step 7 plays through.
 * A timeline is text: entries "day:fault:kind:name:size" or "day:drift:kind:name:size" joined by ";", days from 1,
 * sorted by day and then as text, without repeats; name is empty for kinds that have none; size is in fewest digits.
 * docs/writing-scenarios.md says what each kind does. */
#ifndef SCRIPT_SCENARIO_DAY_H
#define SCRIPT_SCENARIO_DAY_H
#include "engine/design.h"
#include "script/value.h"

/* Calls the file's on_day (when it has one) for each day up to world.replay_days, and sets world.timeline. */
bool scenario_days(struct lua_file *file, struct design *design, struct err *err) MUST_USE;

struct happening {
    const char *verb, *kind; /* "fault", "feature_null" */
    bool feature;            /* its name is a feature; otherwise it has none */
    double low, high, usual; /* of size */
};
int happening_count(void);
const struct happening *happening_at(int i);
#endif
