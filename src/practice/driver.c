/* Events into rows: what is sent is stamped, applied, stored. Runs are in driver_work.c. */
#include "practice/drill.h"
#include "practice/driver_state.h"
#include "practice/findings.h"
#include "practice/forecast.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t driver_clock_ms(const struct driver *d) {
    return d->base_ms + (d->running ? (clock_ns(d->ws->clock) - d->since_ns) / 1000000 : 0);
}

int64_t driver_step_ms(const struct driver *d, int step) {
    int64_t spent = session_spent_ms(d->session, step);
    return step == session_step(d->session) ? spent + driver_clock_ms(d) - session_at_ms(d->session) : spent;
}

/* The clock runs while it is the person's turn. */
void driver_set_clock(struct driver *d, int64_t at_ms) {
    struct run_request wanted;
    d->base_ms = at_ms;
    d->since_ns = clock_ns(d->ws->clock);
    d->running =
        !session_paused(d->session) && session_step(d->session) <= STEPS && !session_wanted(d->session, &wanted);
}

static bool store_scores(struct driver *d, struct err *err) {
    struct score_row *rows;
    int n = marks_rows(session_marks(d->session), &rows);
    bool ok = store_scores_put(d->store, d->row.id, rows, n, err);
    free(rows);
    return ok;
}

static bool store_row_now(struct driver *d, struct err *err) {
    const struct marks *marks = session_marks(d->session);
    d->row.last = clock_wall(d->ws->clock);
    d->row.step = session_step(d->session);
    d->row.finished = session_scored(d->session);
    if (marks)
        snprintf(d->row.verdict, sizeof d->row.verdict, "%s", verdict_name(marks->headline));
    return store_session_update(d->store, &d->row, err);
}

/* Applies one event and keeps all that follows from it. */
bool driver_apply(struct driver *d, enum session_event_kind kind, const char *text, struct session_effects *effects,
                  struct err *err) {
    int64_t at = driver_clock_ms(d);
    int step = session_step(d->session);
    struct session_event event = {.kind = kind, .text = text, .at_ms = at};
    if (!session_apply(d->session, &event, effects, err))
        return false;
    driver_set_clock(d, at);
    if (!effects->save)
        return true;
    struct event_row row = {
        .at_ms = at, .step = step, .kind = (char *)session_event_name(kind), .text = (char *)(text ? text : "")};
    if (!store_event_add(d->store, d->row.id, &row, err))
        return false;
    if (effects->answer_changed && !store_answer_put(d->store, d->row.id, effects->answer_changed,
                                                     session_answer(d->session, effects->answer_changed), err))
        return false;
    if (effects->scored && (!store_scores(d, err) || !driver_keep_forecasts(d, err)))
        return false;
    int64_t copy;
    if (effects->fork && !effects->rewind && !driver_fork(d, effects->fork, 0, &copy, err))
        return false;
    if (effects->rewind || effects->drill) {
        effects->other = true;
        return effects->rewind ? driver_rewind(d, effects->fork, effects->rewind, err)
                               : driver_drill(d, effects->drill, drill_step(d->session), err);
    }
    d->train = d->train || effects->train;
    bool moved = session_step(d->session) != step || effects->scored;
    return !moved || store_row_now(d, err);
}

bool driver_send(struct driver *d, enum session_event_kind kind, const char *text, struct session_effects *effects,
                 struct err *err) {
    struct session_effects own;
    effects = effects ? effects : &own;
    *effects = (struct session_effects){0};
    struct text key = {0}; /* one name in the rows, however it was called */
    if (kind == EVENT_PREDICT && text) {
        int n;
        const struct session_forecast *asked = session_forecasts(d->session, &n);
        forecast_key(asked, n, session_step(d->session), text, &key);
        text = text_str(&key);
    }
    bool ok = driver_apply(d, kind, text ? text : "", effects, err) && driver_start_work(d, effects, err);
    text_free(&key);
    return ok;
}

bool driver_line(struct driver *d, const char *line, struct session_effects *effects, bool *quit, struct err *err) {
    struct session_event event;
    *quit = false;
    if (effects)
        *effects = (struct session_effects){0};
    if (!session_parse(line, &event, err))
        return false;
    *quit = event.kind == EVENT_QUIT;
    return driver_send(d, event.kind, event.text, effects, err);
}

const struct session *driver_session(const struct driver *d) {
    return d->session;
}

int64_t driver_id(const struct driver *d) {
    return d->row.id;
}

const char *driver_scenario(const struct driver *d) {
    return d->row.scenario;
}

static void free_runs(struct driver *d) {
    for (int i = 0; i <= STEPS; i++) {
        run_free(d->moment[i]);
        run_free(d->before[i]);
    }
    run_free(d->final);
    run_free(d->ball);
}

void driver_close(struct driver *d) {
    if (!d)
        return;
    struct err ignored = {0}; /* every event is on disk already: this is the date alone */
    if (d->job) {
        job_cancel(d->job);
        run_free(job_finish(d->job, &ignored));
    }
    if (d->session && d->row.id && !d->reads && !store_row_now(d, &ignored))
        err_clear(&ignored);
    free_runs(d);
    findings_work_free(d->findings);
    session_free(d->session);
    content_free(d->content);
    free(d);
}
