#include "practice/drill.h"
#include "practice/coverage.h"
#include "practice/session_state.h"

#include <math.h>
#include <string.h>

int drill_step(const struct session *s) {
    const struct marks *m = s->marks;
    int worst = s->options.only_step ? s->options.only_step : 1;
    double low = INFINITY;
    for (int step = 1; step <= STEPS && !s->options.only_step; step++) {
        double did = m->step_did[step - 1], heard = m->step_heard[step - 1];
        double share = isnan(did) ? heard : isnan(heard) ? did : 0.5 * (did + heard);
        if (!isnan(share) && share < low) {
            low = share;
            worst = step;
        }
    }
    return worst;
}

/* What was missing most in the step: the reason behind it, to find the exercise that is about it. */
static const char *missed(const struct marks *m, int step) {
    const struct mark *most = NULL;
    for (int i = 0; i < m->n; i++) {
        const struct mark *x = &m->items[i];
        if (x->step == step && x->why && x->points > x->earned &&
            (!most || x->points - x->earned > most->points - most->earned))
            most = x;
    }
    return most ? most->why : "";
}

const struct drill *drill_next(const struct session *s) {
    int step = drill_step(s);
    const char *why = missed(s->marks, step);
    const struct drill *best = NULL;
    double nearest = -1;
    for (int i = 0; i < s->content->n_drills; i++) {
        const struct drill *d = &s->content->drills[i];
        if (d->step != step || strcmp(d->id, s->options.drill) == 0)
            continue;
        double near = coverage_overlap(d->prompt, why);
        if (near > nearest) {
            nearest = near;
            best = d;
        }
    }
    return best;
}

const struct drill *drill_named(const struct content *content, const char *id) {
    for (int i = 0; i < content->n_drills; i++)
        if (strcmp(content->drills[i].id, id) == 0)
            return &content->drills[i];
    return NULL;
}
