/* versus.h - several runs against the first: what differs, worked out once for every format. */
#ifndef REPORT_VERSUS_H
#define REPORT_VERSUS_H
#include "engine/run.h"

struct versus {
    const struct run *reference, *run;
    struct comparison *rows; /* (n) in table order */
    int n;
    const char *why; /* why they do not pair; NULL when they do */
};
void versus_init(struct versus *v, const struct run *reference, const struct run *run);
void versus_fini(struct versus *v);
/* Exactly the same value on both sides, or missing on both. */
bool versus_same(const struct comparison *c);
/* Knobs whose values are not the same in all runs and that matter in one of them; those of one kind of world only are
 * among them. *same: how many are alike. */
int versus_knobs(const struct run *const *runs, int n, enum knob_id ids[KNOBS], int *same);
/* The value in this run as text; "-" where its kind of world has no such knob, "(none)" for an empty list. */
const char *versus_knob_text(const struct run *run, enum knob_id id);
#endif
