/* feed_parts.c - what a feed adds to the parts: what it optimises, and negatives that nobody was shown. */
#include "engine/parts_kind.h"

static enum objective objective(const struct node_run *run) {
    return node_is(run, K_OBJECTIVE, "click")        ? OBJECTIVE_CLICK
           : node_is(run, K_OBJECTIVE, "watch_time") ? OBJECTIVE_WATCH_TIME
                                                     : OBJECTIVE_MULTI_TASK;
}

static void label(struct rank_rules *rules, const struct node_run *run) {
    rules->unshown = (float)node_real(run, K_UNSHOWN);
}

const struct parts_kind feed_parts = {.positive = 1u << HEAD_WATCH, .objective = objective, .label = label};
