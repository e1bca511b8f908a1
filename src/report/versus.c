#include "report/versus.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void versus_init(struct versus *v, const struct run *reference, const struct run *run) {
    *v = (struct versus){.reference = reference, .run = run};
    v->n = run_compare(reference, run, &v->rows, &v->why);
}

void versus_fini(struct versus *v) {
    free(v->rows);
    *v = (struct versus){0};
}

bool versus_same(const struct comparison *c) {
    return c->a == c->b || (isnan(c->a) && isnan(c->b));
}

static bool has(const struct run *run, enum knob_id id) {
    return knob_has_kind(knob_at(id), design_kind(run->design));
}

const char *versus_knob_text(const struct run *run, enum knob_id id) {
    if (!has(run, id))
        return "-";
    const char *text = design_text(run->design, id);
    return *text ? text : "(none)";
}

int versus_knobs(const struct run *const *runs, int n, enum knob_id ids[KNOBS], int *same) {
    int found = 0;
    *same = 0;
    for (enum knob_id id = 0; id < KNOBS; id++) {
        bool differs = false, matters = false, exists = false;
        for (int i = 0; i < n; i++) {
            exists |= has(runs[i], id);
            matters |= has(runs[i], id) && design_active(runs[i]->design, id);
            differs |= strcmp(versus_knob_text(runs[0], id), versus_knob_text(runs[i], id)) != 0;
        }
        if (differs && matters)
            ids[found++] = id;
        else
            *same += exists;
    }
    return found;
}
