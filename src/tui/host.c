#include "tui/host.h"
#include "tui/host_session.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_time(struct host *h) {
    h->app.now_ns = clock_ns(h->ws->clock);
    h->app.now_wall = clock_wall(h->ws->clock);
}

void host_note(struct host *h, const struct err *err) {
    app_note(&h->app, STYLE_BAD, "%s", err->message);
}

/* The engine measures real time even where the screen's clock is frozen. */
bool host_engine_ready(struct host *h, struct err *err) {
    const struct clock *shown = h->ws->clock;
    h->ws->clock = h->engine_clock;
    bool ok = workspace_engine(h->ws, err) != NULL;
    h->ws->clock = shown;
    return ok;
}

void host_know_usual(struct host *h, const char *case_name) {
    struct err ignored = {0}; /* without it no time is foretold */
    struct node_seconds *rows = NULL;
    int n = 0;
    struct store *store = workspace_store(h->ws, &ignored);
    if (store && store_node_seconds(store, case_name, &rows, &n, &ignored))
        work_usual(&h->app.work, rows, n);
}

static void load_run(struct host *h, const struct effect *e) {
    struct err err = {0};
    char id[32];
    snprintf(id, sizeof id, "%lld", (long long)e->id);
    struct run *run = workspace_run(h->ws, id, &err);
    host_message(h, &(struct msg){.kind = MSG_RUN, .run = run, .arg = e->arg, .text = err.message});
}

/* A scenario by name; a case without scenario files by its own numbers. */
static void load_scenario(struct host *h, const char *name) {
    struct err err = {0};
    struct scenario *s = NULL;
    if (strchr(name, '/') || strchr(name, '.')) {
        s = scenario_load(&h->ws->paths, name, &err);
        host_message(h, &(struct msg){.kind = MSG_SCENARIO, .scenario = s, .text = err.message});
        return;
    }
    const struct case_info *info = workspace_case(h->ws, name, &err);
    struct design *d = info ? design_new(info, &err) : NULL;
    if (d)
        lab_take(&h->app, d, name);
    else
        host_note(h, &err);
}

static void start_job(struct host *h) {
    const struct lab *lab = &h->app.lab;
    struct err err = {0};
    const struct job_spec spec = {.design = lab->design,
                                  .name = "",
                                  .scenario = lab->scenario,
                                  .thresholds = lab->thresholds,
                                  .n_thresholds = lab->n_thresholds};
    host_know_usual(h, design_case(lab->design));
    h->job = host_engine_ready(h, &err) ? job_start(h->ws, &spec, &err) : NULL;
    if (!h->job)
        host_message(h, &(struct msg){.kind = MSG_JOB_ENDED, .text = err.message});
}

static void reload(struct host *h) {
    struct err err = {0};
    if (!library_reload(&h->app.library, h->ws, &err))
        host_note(h, &err);
    host_message(h, &(struct msg){.kind = MSG_LIBRARY});
}

static void evaluate(struct host *h, const struct effect *e) {
    if (!h->repl)
        h->repl = repl_worker_new(h->ws, h->engine_clock);
    repl_worker_send(h->repl, e->text, e->arg);
}

static void complete(struct host *h, const char *prefix) {
    char **words = NULL;
    if (!h->repl)
        h->repl = repl_worker_new(h->ws, h->engine_clock);
    int n = repl_worker_complete(h->repl, prefix, &words);
    host_message(h, &(struct msg){.kind = MSG_COMPLETIONS, .words = words, .n = n});
    for (int i = 0; i < n; i++)
        free(words[i]);
    free(words);
}

static void carry_out(struct host *h, const struct effect *e) {
    switch (e->kind) {
    case EFFECT_QUIT:
        h->quit = true;
        break;
    case EFFECT_LIBRARY:
        reload(h);
        break;
    case EFFECT_RUN_LOAD:
        load_run(h, e);
        break;
    case EFFECT_RUNS_KNOW:
        for (int i = h->app.runs.list.top, end = i + h->app.runs.list.height; i < end && i < h->app.runs.n_rows; i++)
            if (!h->app.library.changes[h->app.runs.rows[i]])
                library_know_run(&h->app.library, h->ws, h->app.runs.rows[i]);
        break;
    case EFFECT_SCENARIO_LOAD:
        load_scenario(h, e->text);
        break;
    case EFFECT_JOB_START:
        start_job(h);
        break;
    case EFFECT_JOB_CANCEL:
        if (h->job)
            job_cancel(h->job);
        break;
    case EFFECT_REPL:
        evaluate(h, e);
        break;
    case EFFECT_REPL_STOP:
        if (h->repl)
            repl_worker_stop(h->repl);
        break;
    case EFFECT_REPL_COMPLETE:
        complete(h, e->text);
        break;
    case EFFECT_SESSION_NEW:
        host_session_new(h, e->arg);
        break;
    case EFFECT_SESSION_OPEN:
        host_session_open(h, e->id);
        break;
    case EFFECT_SESSION_SEND:
    case EFFECT_SESSION_LINE:
        host_session_send(h, e);
        break;
    case EFFECT_SESSION_EXPORT:
        host_session_export(h, e->text, e->arg);
        break;
    case EFFECT_SESSION_MOMENT:
        host_session_moment(h, e->arg);
        break;
    case EFFECT_SESSION_STOP:
        if (h->driver)
            driver_cancel(h->driver);
        break;
    case EFFECT_SESSION_CLOSE:
        host_session_close(h);
        break;
    case EFFECT_HISTORY:
        host_history(h);
        break;
    case EFFECT_EDITOR:
    case EFFECT_SUSPEND:
    case EFFECT_REDRAW:
    case EFFECT_MOUSE:
        if (!h->terminal(h->arg, e))
            app_note(&h->app, STYLE_WARNING, "the editor did not end well; the answer is as it was");
        break;
    }
}

/* Effects of effects come after those that are there already. */
static void drain(struct host *h) {
    while (h->app.n_effects) {
        struct effect e = h->app.effects[0];
        h->app.n_effects--;
        memmove(h->app.effects, h->app.effects + 1, (size_t)h->app.n_effects * sizeof e);
        carry_out(h, &e);
        free(e.text);
    }
}

void host_message(struct host *h, const struct msg *msg) {
    set_time(h);
    app_update(&h->app, msg);
    drain(h);
}

void host_key(struct host *h, int32_t key) {
    host_message(h, &(struct msg){.kind = MSG_KEY, .key = key});
}

bool host_more(struct host *h) {
    return library_more(&h->app.library, h->ws, home_case(&h->app));
}

void host_tick(struct host *h) {
    if (h->driver && h->app.screen == SCREEN_PRACTICE)
        host_session_tick(h);
    host_message(h, &(struct msg){.kind = MSG_TICK});
}

static bool poll_job(struct host *h) {
    struct job_event event;
    bool any = false;
    while (h->job && job_poll(h->job, &event)) {
        any = true;
        if (event.kind != JOB_ENDED) {
            host_message(h, &(struct msg){.kind = MSG_JOB, .job = &event});
            continue;
        }
        struct err err = {0};
        struct run *run = job_finish(h->job, &err);
        h->job = NULL;
        host_message(h, &(struct msg){.kind = MSG_JOB_ENDED, .run = run, .text = err.message});
        reload(h);
    }
    return any;
}

static bool poll_repl(struct host *h) {
    bool ok = false, more = false;
    char *out = h->repl ? repl_worker_take(h->repl, &ok, &more) : NULL;
    if (!out)
        return false;
    host_message(h, &(struct msg){.kind = MSG_REPL,
                                  .text = out,
                                  .arg = more ? REPL_MORE
                                         : ok ? REPL_DONE
                                              : REPL_FAILED});
    free(out);
    reload(h); /* it may have run something */
    return true;
}

bool host_poll(struct host *h) {
    bool job = poll_job(h), session = host_session_poll(h), repl = poll_repl(h);
    return job || session || repl;
}

int host_descriptors(const struct host *h, int fds[3]) {
    const int all[3] = {h->job ? job_descriptor(h->job) : -1, h->driver ? driver_descriptor(h->driver) : -1,
                        repl_worker_descriptor(h->repl)};
    int n = 0;
    for (int i = 0; i < 3; i++)
        if (all[i] >= 0)
            fds[n++] = all[i];
    return n;
}

bool host_working(const struct host *h) {
    return h->job || repl_worker_running(h->repl) || host_session_works(h);
}

static void take_options(struct host *h, const struct tui_options *o) {
    struct app *app = &h->app;
    app->home.mode = o->mode;
    app->home.focus = o->focus;
    app->home.level = o->level;
    app->home.untimed = o->untimed;
    app->home.only_step = o->step;
    app->home.seed = o->seed;
    app->tour = o->tour;
    if (!o->practice && !app->library.n_sessions)
        app->home.mode = MODE_GUIDED; /* the first time */
    app->db = h->ws->db;
    app->cache = h->ws->cache;
    app->data = h->ws->paths.data;
    home_choose(app, o->case_name, o->scenario);
    if (!o->practice)
        return;
    const struct session_row *left = home_unfinished(app);
    if (left && !o->fresh)
        app_effect(app, EFFECT_SESSION_OPEN, left->id, 0, NULL);
    else
        app_effect(app, EFFECT_SESSION_NEW, 0, 0, NULL);
}

bool host_init(struct host *h, struct workspace *ws, const struct tui_options *options, int width, int height,
               struct err *err) {
    struct library library;
    *h = (struct host){.ws = ws, .engine_clock = ws->clock};
    if (!library_load(&library, ws, err))
        return false;
    app_init(&h->app, width, height, &library);
    set_time(h);
    take_options(h, options);
    return true;
}

void host_fini(struct host *h) {
    if (h->job) {
        struct err err = {0};
        job_cancel(h->job);
        run_free(job_finish(h->job, &err));
    }
    repl_worker_free(h->repl);
    driver_close(h->driver);
    app_fini(&h->app);
}
