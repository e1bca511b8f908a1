#include "tui/host.h"
#include "practice/moment.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_time(struct host *h) {
    h->app.now_ns = clock_ns(h->ws->clock);
    h->app.now_wall = clock_wall(h->ws->clock);
}

static void note(struct host *h, const struct err *err) {
    app_note(&h->app, STYLE_BAD, "%s", err->message);
}

/* The engine measures real time even where the screen's clock is frozen. */
static bool engine_ready(struct host *h, struct err *err) {
    const struct clock *shown = h->ws->clock;
    h->ws->clock = h->engine_clock;
    bool ok = workspace_engine(h->ws, err) != NULL;
    h->ws->clock = shown;
    return ok;
}

/* At work, or waiting to be: a run is owed while another one ends. */
static bool session_works(const struct host *h) {
    struct run_request owed;
    return h->driver && (driver_working(h->driver) || session_wanted(driver_session(h->driver), &owed));
}

/* How the session stands, with what is new in it. */
static void send_news(struct host *h, const struct session_effects *effects, const char *refused, bool line,
                      bool quit) {
    struct practice_news news = {0};
    if (h->driver) {
        const struct session *s = driver_session(h->driver);
        const struct practice_news *old = &h->app.practice.now;
        int step = session_step(s);
        news = (struct practice_news){.session = s,
                                      .scenario = driver_scenario(h->driver),
                                      .clock_ms = driver_clock_ms(h->driver),
                                      .step_ms = driver_step_ms(h->driver, step < STEPS ? step : STEPS),
                                      .working = session_works(h),
                                      .line_refused = line && refused,
                                      .page = h->page,
                                      .quit = quit};
        bool same = old->session == s && old->moment_step == step && !(effects && effects->moment);
        if (effects && effects->moment) {
            news.moment_step = effects->moment;
            news.show = true;
        } else if (same) {
            news.moment_step = old->moment_step;
        }
        if (news.moment_step) {
            news.moment = driver_moment(h->driver, news.moment_step);
            news.moment_before = driver_moment_before(h->driver, news.moment_step);
            news.naive = news.moment_step >= 5 ? driver_moment(h->driver, 2) : NULL;
        }
        if (news.working && !h->app.work.running)
            work_begin(&h->app.work, h->app.now_ns);
        if (!news.working && !h->job)
            h->app.work.running = h->app.work.cancelling = false;
    }
    host_message(h, &(struct msg){.kind = MSG_SESSION, .text = refused, .news = &news});
}

static bool is_page(enum session_event_kind kind) {
    return kind == EVENT_FINDINGS || kind == EVENT_COMPARE || kind == EVENT_HISTORY;
}

/* A page that was asked for, shown in place of the picture; the caller frees it. */
static char *make_page(struct host *h, enum session_event_kind kind, struct err *err) {
    int width = h->app.width < 100 ? h->app.width : 100;
    const struct moment_style style = {.width = width - 6 < 40 ? 40 : width - 6, .unicode = h->app.unicode};
    struct text page = {0};
    bool ok = driver_page(h->driver, kind, &style, &page, err);
    if (ok && !page.length)
        text_add(&page, "Being measured in the background.");
    if (ok)
        return text_take(&page);
    text_free(&page);
    return NULL;
}

/* Into the folder where the program was started. */
static bool export_session(struct host *h, const char *file, struct err *err) {
    char own[64];
    struct text out = {0};
    snprintf(own, sizeof own, "session-%lld.md", (long long)driver_id(h->driver));
    file = *file ? file : own;
    bool ok = driver_export(h->driver, file, &out, err) && text_write_file(file, text_str(&out), out.length, err);
    if (ok)
        app_note(&h->app, STYLE_GOOD, "written: %s", file);
    text_free(&out);
    return ok;
}

static void session_begin(struct host *h, struct driver *d, struct err *err) {
    if (!d) {
        note(h, err);
        return;
    }
    driver_close(h->driver);
    h->driver = d;
    send_news(h, NULL, NULL, false, false);
}

static void session_new_effect(struct host *h, int step) {
    const struct home *home = &h->app.home;
    const struct driver_options o = {.case_name = home_case(&h->app),
                                     .scenario = home->scenario,
                                     .mode = home->mode,
                                     .focus = home->focus,
                                     .level = home->level,
                                     .only_step = step ? step : home->only_step,
                                     .seed = home->seed,
                                     .untimed = home->untimed};
    struct err err = {0};
    driver_close(h->driver);
    h->driver = NULL;
    session_begin(h, engine_ready(h, &err) ? driver_new(h->ws, &o, &err) : NULL, &err);
}

static void session_open_effect(struct host *h, int64_t id) {
    struct err err = {0};
    driver_close(h->driver);
    h->driver = NULL;
    session_begin(h, engine_ready(h, &err) ? driver_open(h->ws, id, NULL, NULL, &err) : NULL, &err);
}

static void session_send(struct host *h, const struct effect *e) {
    struct session_effects effects = {0};
    struct err err = {0};
    bool quit = false, ok, line = e->kind == EFFECT_SESSION_LINE;
    if (!h->driver)
        return;
    struct session_event event = {.kind = (enum session_event_kind)e->arg, .text = e->text ? e->text : ""};
    if (line)
        ok = session_parse(e->text, &event, &err) && driver_line(h->driver, e->text, &effects, &quit, &err);
    else
        ok = driver_send(h->driver, event.kind, event.text, &effects, &err);
    char *page = ok && is_page(event.kind) ? make_page(h, event.kind, &err) : NULL;
    ok = ok && (page || !is_page(event.kind)) && (event.kind != EVENT_EXPORT || export_session(h, event.text, &err));
    h->page = page;
    send_news(h, ok ? &effects : NULL, ok ? NULL : err.message, line, quit);
    h->page = NULL;
    free(page);
}

static void session_moment(struct host *h, int step) {
    struct session_effects effects = {.moment = step};
    if (h->driver && driver_moment(h->driver, step))
        send_news(h, &effects, NULL, false, false);
}

static void session_close(struct host *h) {
    driver_close(h->driver);
    h->driver = NULL;
    send_news(h, NULL, NULL, false, false);
    if (!h->job)
        h->app.work.running = false;
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
        note(h, &err);
}

static void start_job(struct host *h) {
    const struct lab *lab = &h->app.lab;
    struct err err = {0};
    const struct job_spec spec = {.design = lab->design,
                                  .name = "",
                                  .scenario = lab->scenario,
                                  .thresholds = lab->thresholds,
                                  .n_thresholds = lab->n_thresholds};
    h->job = engine_ready(h, &err) ? job_start(h->ws, &spec, &err) : NULL;
    if (!h->job)
        host_message(h, &(struct msg){.kind = MSG_JOB_ENDED, .text = err.message});
}

static void reload(struct host *h) {
    struct err err = {0};
    if (!library_reload(&h->app.library, h->ws, &err))
        note(h, &err);
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
        session_new_effect(h, e->arg);
        break;
    case EFFECT_SESSION_OPEN:
        session_open_effect(h, e->id);
        break;
    case EFFECT_SESSION_SEND:
    case EFFECT_SESSION_LINE:
        session_send(h, e);
        break;
    case EFFECT_SESSION_MOMENT:
        session_moment(h, e->arg);
        break;
    case EFFECT_SESSION_STOP:
        if (h->driver)
            driver_cancel(h->driver);
        break;
    case EFFECT_SESSION_CLOSE:
        session_close(h);
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
    if (h->driver && h->app.screen == SCREEN_PRACTICE) {
        struct session_effects effects = {0};
        struct err err = {0};
        bool ok = driver_send(h->driver, EVENT_TICK, "", &effects, &err);
        send_news(h, ok ? &effects : NULL, NULL, false, false);
    }
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

static bool poll_session(struct host *h) {
    bool any = false;
    while (h->driver) {
        struct job_event event = {0};
        struct session_effects effects = {0};
        struct err err = {0};
        bool working = session_works(h), ok = driver_poll(h->driver, &event, &effects, &err);
        if (event.kind == JOB_STEP || event.kind == JOB_POINT)
            host_message(h, &(struct msg){.kind = MSG_JOB, .job = &event});
        else if (!ok)
            send_news(h, NULL, err.message, false, false);
        else if (event.kind == JOB_ENDED || effects.said || effects.moment || effects.ended || effects.found ||
                 working != session_works(h))
            send_news(h, &effects, NULL, false, false);
        if (event.kind == JOB_NOTHING)
            break;
        any = true;
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
    bool job = poll_job(h), session = poll_session(h), repl = poll_repl(h);
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
    return h->job || repl_worker_running(h->repl) || session_works(h);
}

static void take_options(struct host *h, const struct tui_options *o) {
    struct app *app = &h->app;
    app->home.mode = o->mode;
    app->home.focus = o->focus;
    app->home.level = o->level;
    app->home.untimed = o->untimed;
    app->home.only_step = o->step;
    app->home.seed = o->seed;
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
