/* Sessions begun, resumed, forked, found. */
#include "practice/drill.h"
#include "practice/driver_state.h"
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many rows a copy takes over: all, less the word that asked for it; from the end page, what came before the end;
 * of a rewind, what came before the step was first entered. */
static int rows_to_keep(const struct driver *d, const struct event_row *rows, int n, int step) {
    int keep = n;
    if (step) {
        for (keep = 0; keep < n && rows[keep].step < step;)
            keep++;
        return keep ? keep : n > 0; /* the first row begins the session */
    }
    while (keep > 0 && (rows[keep - 1].step > STEPS || strcmp(rows[keep - 1].kind, "fork") == 0))
        keep--;
    if (session_step(d->session) > STEPS) { /* back to before it was ended; a result may have come after the word */
        while (keep > 0 && strcmp(rows[keep - 1].kind, "next") != 0 && strcmp(rows[keep - 1].kind, "score") != 0)
            keep--;
        keep -= keep > 0;
    }
    return keep;
}

bool driver_fork(struct driver *d, const char *name, int step, int64_t *id, struct err *err) {
    struct session_row copy = d->row;
    struct event_row *rows = NULL;
    int n = 0;
    copy.id = 0;
    copy.parent = d->row.id;
    copy.finished = false;
    copy.verdict[0] = '\0';
    copy.started = copy.last = clock_wall(d->ws->clock);
    snprintf(copy.name, sizeof copy.name, "%s", name);
    if (!store_events(d->store, d->row.id, &rows, &n, err))
        return false;
    int keep = rows_to_keep(d, rows, n, step);
    copy.step = step ? step : keep > 0 ? rows[keep - 1].step : copy.step;
    bool ok = store_session_add(d->store, &copy, err);
    for (int i = 0; i < keep && ok; i++)
        ok = store_event_add(d->store, copy.id, &rows[i], err);
    store_events_free(rows, n);
    *id = copy.id;
    return ok;
}

/* The driver stays, the session behind it is another one from here on. */
static bool go_on_with(struct driver *d, struct driver *other) {
    if (!other)
        return false;
    struct driver was = *d;
    *d = *other;
    *other = was;
    driver_close(other);
    return true;
}

bool driver_rewind(struct driver *d, const char *name, int step, struct err *err) {
    int64_t id;
    return driver_fork(d, name, step, &id, err) && go_on_with(d, driver_open(d->ws, id, d->runner, d->runner_arg, err));
}

bool driver_drill(struct driver *d, const char *drill, int step, struct err *err) {
    const struct session_options *own = session_options(d->session);
    const struct drill *x = drill_named(d->content, drill);
    struct driver_options o = {.case_name = d->row.case_name,
                               .scenario = d->row.scenario,
                               .mode = own->mode == MODE_INTERVIEW ? MODE_PRACTICE : own->mode,
                               .focus = own->focus,
                               .level = own->level,
                               .only_step = x ? x->step : step,
                               .seed = own->seed,
                               .runner = d->runner,
                               .runner_arg = d->runner_arg};
    snprintf(o.drill, sizeof o.drill, "%s", x ? x->id : "");
    return go_on_with(d, driver_new(d->ws, &o, err));
}

/* Scenario of the session: the one that was named, else the case's own at production scale when it has one. */
static bool load_scenario(struct workspace *ws, const char *case_name, const char *wanted, char name[160],
                          struct scenario **out, struct err *err) {
    struct err missing = {0};
    char production[160];
    *out = NULL;
    name[0] = '\0';
    snprintf(production, sizeof production, "%.120s/production", case_name);
    bool named = wanted && *wanted;
    struct scenario *s = scenario_load(&ws->paths, named ? wanted : production, named ? err : &missing);
    if (!s)
        return !named && (missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.message));
    if (strcmp(s->info->name, case_name) != 0) {
        err_set(err, ERR_USAGE, "the scenario '%s' is one of '%s', not of '%s'", s->name, s->info->name, case_name);
        scenario_free(s);
        return false;
    }
    snprintf(name, 160, "%.159s", named ? wanted : production);
    *out = s;
    return true;
}

/* Everything but rows: content, scenario, an empty session. */
static struct driver *prepare(struct workspace *ws, const struct driver_options *o, struct err *err) {
    struct scenario *scenario = NULL;
    struct driver *d = mem_must(1, sizeof *d);
    d->ws = ws;
    d->runner = o->runner;
    d->runner_arg = o->runner_arg;
    d->content = content_load(&ws->paths, o->case_name, err);
    if (!d->content || !load_scenario(ws, d->content->info.name, o->scenario, d->row.scenario, &scenario, err))
        goto out;
    struct session_options options = {.mode = o->mode,
                                      .focus = o->focus,
                                      .level = o->level,
                                      .only_step = o->only_step,
                                      .seed = o->seed,
                                      .untimed = o->untimed,
                                      .cores = pool_cores(),
                                      .scenario = scenario ? scenario->design : NULL};
    snprintf(options.drill, sizeof options.drill, "%s", o->drill);
    d->session = session_new(d->content, &options, err);
    if (d->session)
        d->store = workspace_store(ws, err);
out:
    scenario_free(scenario);
    if (d->store)
        return d;
    driver_close(d);
    return NULL;
}

/* The row has no columns for one step alone: its mode says so, "practice:4". */
static void write_mode(char mode[16], const struct driver_options *o) {
    if (o->only_step)
        snprintf(mode, 16, "%s:%d", session_mode_name(o->mode), o->only_step);
    else
        snprintf(mode, 16, "%s", session_mode_name(o->mode));
}

static bool read_mode(const char *text, struct driver_options *o, struct err *err) {
    char mode[16];
    snprintf(mode, sizeof mode, "%.*s", (int)strcspn(text, ":"), text);
    const char *step = strchr(text, ':');
    o->only_step = step && step[1] >= '1' && step[1] <= '7' ? step[1] - '0' : 0;
    return session_mode_of(mode, &o->mode, err);
}

struct driver *driver_new(struct workspace *ws, const struct driver_options *options, struct err *err) {
    struct driver *d = prepare(ws, options, err);
    if (!d)
        return NULL;
    d->row.started = d->row.last = clock_wall(ws->clock);
    d->row.seed = options->seed;
    d->row.untimed = options->untimed;
    d->row.step = session_step(d->session);
    snprintf(d->row.case_name, sizeof d->row.case_name, "%.63s", d->content->info.name);
    snprintf(d->row.focus, sizeof d->row.focus, "%s", session_focus_name(options->focus));
    snprintf(d->row.level, sizeof d->row.level, "%s", session_level_name(options->level));
    snprintf(d->row.drill, sizeof d->row.drill, "%s", options->drill);
    write_mode(d->row.mode, options);
    if (store_session_add(d->store, &d->row, err)) {
        driver_set_clock(d, 0);
        if (driver_send(d, EVENT_START, "", NULL, err))
            return d;
    }
    driver_close(d);
    return NULL;
}

static bool replay(struct driver *d, struct err *err) {
    struct event_row *rows = NULL;
    int n = 0;
    if (!store_events(d->store, d->row.id, &rows, &n, err))
        return false;
    bool ok = true;
    for (int i = 0; i < n && ok; i++) {
        struct session_effects effects;
        struct session_event event = {.text = rows[i].text, .at_ms = rows[i].at_ms};
        ok = session_event_of(rows[i].kind, &event.kind) ||
             err_set(err, ERR_DATABASE, "event %d of session %lld is a '%s', which this version does not know", i + 1,
                     (long long)d->row.id, rows[i].kind);
        ok = ok && (session_apply(d->session, &event, &effects, err) ||
                    err_context(err, "session %lld, event %d", (long long)d->row.id, i + 1));
    }
    store_events_free(rows, n);
    return ok;
}

static bool find_row(struct store *store, int64_t id, struct session_row *out, struct err *err) {
    struct session_row *rows = NULL;
    int n = 0;
    if (!store_sessions(store, &rows, &n, err))
        return false;
    bool found = false;
    for (int i = 0; i < n && !found; i++)
        if (rows[i].id == id) {
            *out = rows[i];
            found = true;
        }
    free(rows);
    return found ||
           err_set(err, ERR_NOT_FOUND, "there is no session %lld; `sevenstep list sessions` has them", (long long)id);
}

struct driver *driver_open(struct workspace *ws, int64_t session, driver_runner runner, void *runner_arg,
                           struct err *err) {
    struct session_row row = {0};
    struct store *store = workspace_store(ws, err);
    if (!store || !find_row(store, session, &row, err))
        return NULL;
    struct driver_options o = {.case_name = row.case_name,
                               .scenario = row.scenario,
                               .seed = row.seed,
                               .untimed = row.untimed,
                               .runner = runner,
                               .runner_arg = runner_arg};
    snprintf(o.drill, sizeof o.drill, "%s", row.drill);
    if (!read_mode(row.mode, &o, err) || !session_focus_of(row.focus, &o.focus, err) ||
        !session_level_of(row.level, &o.level, err))
        return NULL;
    struct driver *d = prepare(ws, &o, err);
    if (!d)
        return NULL;
    d->row = row;
    if (replay(d, err)) {
        driver_set_clock(d, session_at_ms(d->session));
        int n;
        bool started = session_lines(d->session, &n) && n > 0; /* killed before its first row: begins now */
        if ((started || driver_send(d, EVENT_START, "", NULL, err)) && driver_read_findings(d, err) &&
            driver_start_work(d, NULL, err))
            return d;
    }
    d->row.id = 0; /* leaves the stored row alone */
    driver_close(d);
    return NULL;
}

static struct run *no_run(void *arg, struct workspace *ws, const struct job_spec *spec, struct err *err) {
    (void)arg, (void)ws, (void)spec;
    err_set(err, ERR_CANCELLED, "nothing is run while a session is only looked at");
    return NULL;
}

struct driver *driver_read(struct workspace *ws, int64_t session, struct err *err) {
    struct driver *d = driver_open(ws, session, no_run, NULL, err);
    if (d)
        d->reads = true;
    return d;
}

bool driver_find_unfinished(struct workspace *ws, const char *case_name, int64_t *id, struct err *err) {
    struct session_row *rows = NULL;
    int n = 0;
    *id = 0;
    struct store *store = workspace_store(ws, err);
    if (!store || !store_sessions(store, &rows, &n, err))
        return false;
    for (int i = 0; i < n && !*id; i++) /* newest first */
        if (!rows[i].finished && (!case_name || strcmp(rows[i].case_name, case_name) == 0))
            *id = rows[i].id;
    free(rows);
    return true;
}
