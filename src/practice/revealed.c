/* The design that step 5 reveals, and what was forecast of changes to it. */
#include "practice/forecast.h"
#include "practice/session_state.h"

#include <math.h>
#include <string.h>

/* A changed design is run as far as the metric that the forecast is about. */
const char *revealed_until(const struct session *s, int forecast) {
    static const struct {
        const char *stage, *node;
    } NODES[] = {{"retrieval", "retrieval_quality"},
                 {"ranking", "ranking_quality"},
                 {"list", "list_quality"},
                 {"online", "online"}};
    const struct metric *metric = metric_named(s->forecasts[forecast].ask->metric);
    for (size_t i = 0; metric && i < sizeof NODES / sizeof *NODES; i++)
        if (strcmp(metric->stage, NODES[i].stage) == 0)
            return NODES[i].node;
    return NULL;
}

/* Forecasts of changes up to a step that no run has answered. */
int revealed_open(const struct session *s, int until_step, int i) {
    for (; i < s->n_forecasts; i++) {
        const struct session_forecast *f = &s->forecasts[i];
        const struct result *r = result_latest(s, RUN_CHANGE, i);
        if (f->given && f->sealed && f->ask->kind == FORECAST_DIRECTION && f->step <= until_step && !(r && r->ok))
            return i;
    }
    return -1;
}

/* The rulers of what is online go through the design's own last stage, so they stand elsewhere than in step 2, where
 * nobody had decided it. Told of the one that moved most. */
static void tell_rulers(struct session *s, const struct result *own) {
    const struct result *naive = result_latest(s, RUN_BASELINE, 0);
    const struct result_metric *moved = NULL;
    double before = 0, most = 0.02; /* less is no other figure */
    for (int i = 0; naive && i < own->n_metrics; i++) {
        const struct result_metric *now = &own->metrics[i], *then = result_metric(naive, now->name);
        const struct metric *metric = metric_named(now->name);
        if (!metric || strcmp(metric->stage, "online") != 0 || !then || isnan(now->baseline) || isnan(then->baseline) ||
            fabs(now->baseline - then->baseline) <= most * fabs(then->baseline))
            continue;
        most = fabs(now->baseline - then->baseline) / fabs(then->baseline);
        before = then->baseline;
        moved = now;
    }
    if (!moved)
        return;
    char name[64], a[40], b[40];
    const struct metric *metric = metric_named(moved->name);
    talk(s, VOICE_NOTE,
         "The simple rule stands at %s in %s, where step 2 had %s: it goes through your own last stage here, and went "
         "through nobody's there.",
         metric_format(metric, moved->baseline, a, sizeof a), metric_spoken(moved->name, name, sizeof name),
         metric_format(metric, before, b, sizeof b));
}

/* The design as it was revealed: what was forecast of it by then is measured against it, in the background while the
 * person speaks of what follows. */
void revealed_take(struct session *s) {
    design_free(s->revealed);
    s->revealed = design_copy(s->design);
    tell_rulers(s, &s->results[s->n_results - 1]);
    int open = 0;
    for (int i = revealed_open(s, REVEAL_STEP, 0); i >= 0; i = revealed_open(s, REVEAL_STEP, i + 1))
        open++;
    if (open && !s->options.only_step && s->n_wishes == 0)
        talk(s, VOICE_NOTE, "What you expect of %s is measured against this design while we go on: step %d answers it.",
             open == 1 ? "one change" : "changes", REVEAL_STEP + 1);
}

/* At the end the page has them all. */
void revealed_tell(struct session *s, int index) {
    struct text line = {0};
    results_score_forecasts(s);
    if (s->step > STEPS || !s->forecasts[index].scored)
        return;
    forecast_say(&s->forecasts[index], &line);
    talk(s, VOICE_ENGINE, "%s%s.", text_str(&line), forecast_hit(&s->forecasts[index]) ? ", as you expected" : "");
    text_free(&line);
}
