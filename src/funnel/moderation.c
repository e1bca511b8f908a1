#include "funnel/moderation.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const double hours_half = 6.0, review_wait = 0.5, report_wait = 12.0, demoted_views = 0.2;
static const double reviewer_finds = 0.95, reviewer_errs = 0.02;

struct queued {
    double worth;
    int32_t at;
};

static int by_worth(const void *a, const void *b) {
    const struct queued *x = a, *y = b;
    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Expected harm: 1 minus the chance that none is done, harms taken as independent. */
static double any_harm(const float *p) {
    double none = 1.0;
    for (int h = 0; h < HARMS; h++)
        none *= 1.0 - (double)p[h];
    return 1.0 - none;
}

static double worth_of(const struct moderation_params *params, const struct posts *posts, int32_t post,
                       const float *p) {
    switch (params->order) {
    case REVIEW_ARRIVAL:
        return -(double)posts->time[post];
    case REVIEW_PROBABILITY:
        return any_harm(p);
    case REVIEW_HARM_REACH:
        return any_harm(p) * pow(1.0 + (double)posts->audience[post], 0.9);
    }
    return 0.0;
}

static enum action threshold_action(const struct moderation_params *params, const float *p) {
    enum action action = ACTION_LEAVE;
    for (int h = 0; h < HARMS; h++) {
        if (p[h] >= params->remove[h])
            return ACTION_REMOVE;
        if (params->demote < 1.0f && p[h] >= params->demote)
            action = ACTION_DEMOTE;
    }
    return action;
}

void moderate_hour(const struct moderation_params *params, const struct posts *posts, const int32_t *post, int n,
                   const float *p, const uint8_t *passed, uint8_t *action) {
    struct queued *queue = mem_must((size_t)n + 1, sizeof *queue);
    int waiting = 0;
    double room = params->capacity / 24.0;
    for (int i = 0; i < n; i++) {
        action[i] = passed[i] ? (uint8_t)threshold_action(params, p + (size_t)i * HARMS) : ACTION_LEAVE;
        if (passed[i] && action[i] != ACTION_REMOVE)
            queue[waiting++] = (struct queued){worth_of(params, posts, post[i], p + (size_t)i * HARMS), i};
    }
    qsort(queue, (size_t)waiting, sizeof *queue, by_worth);
    for (int k = 0; k < waiting && room > 0.0; k++) {
        int i = queue[k].at;
        action[i] = ACTION_REVIEW;
        room -= (double)posts->weight[post[i]];
    }
    free(queue);
}

void moderation_outcome(const struct posts *posts, int post, enum action action, struct moderated_post *out) {
    bool harmful = posts->harm[post] != 0;
    double views = (double)posts->views[post] * (action == ACTION_DEMOTE ? demoted_views : 1.0), rate = 0.0;
    double removed = action == ACTION_REMOVE   ? 1.0
                     : action == ACTION_REVIEW ? (harmful ? reviewer_finds : reviewer_errs)
                                               : 0.0;
    double seen_before = action == ACTION_REVIEW ? 1.0 - exp2(-review_wait / hours_half) : 0.0;
    for (int h = 0; h < HARMS; h++)
        rate += posts->harm[post] >> h & 1 ? post_report_rate((enum harm)h) : 0.0;
    double reported = harmful ? (1.0 - exp(-rate * views)) * (1.0 - removed) : 0.0;
    double late = exp2(-report_wait / hours_half); /* of the views, those after the report was read */
    out->views = views * (removed * seen_before + (1.0 - removed)) - views * reported * late;
    out->removed = removed;
    out->reported = reported;
    out->appeals = removed * (harmful ? 0.05 : 0.2);
    out->upheld = out->appeals * (harmful ? 0.03 : 0.9);
}
