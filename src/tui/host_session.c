/* host_session.c - the session behind the screen: events to its driver, news back, pages and files that a line asks
 * for.
 */
#include "tui/host_session.h"
#include "practice/history.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* At work, or waiting to be: a run is owed while another one ends. */
bool host_session_works(const struct host *h) {
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
                                      .working = host_session_works(h),
                                      .untrained = driver_untrained(h->driver),
                                      .line_refused = line && refused,
                                      .exported = h->exported,
                                      .quit = quit};
        news.other = effects && effects->other;
        bool same = !news.other && old->session == s && old->moment_step == step && !(effects && effects->moment);
        if (effects && effects->moment) {
            news.moment_step = effects->moment;
            news.show = true;
        } else if (same) {
            news.moment_step = old->moment_step;
        }
        if (news.moment_step) {
            news.moment = driver_moment(h->driver, news.moment_step);
            news.moment_before = driver_moment_before(h->driver, news.moment_step);
            news.curveball = news.moment_step == 6 ? driver_curveball(h->driver) : NULL;
            news.naive = news.moment_step >= 5 ? driver_moment(h->driver, 2) : NULL;
        }
        if (news.working && !h->app.work.running)
            host_know_usual(h, session_content(s)->info.name);
        if (news.working && !h->app.work.running)
            work_begin(&h->app.work, h->app.now_ns);
        if (!news.working && !h->job)
            h->app.work.running = h->app.work.cancelling = false;
    }
    host_message(h, &(struct msg){.kind = MSG_SESSION, .text = refused, .news = &news});
}

static void session_begin(struct host *h, struct driver *d, struct err *err) {
    if (!d) {
        host_note(h, err);
        return;
    }
    driver_close(h->driver);
    h->driver = d;
    h->exported = false;
    send_news(h, NULL, NULL, false, false);
}

/* What takes a while is said before it begins: whoever looks on sees that the key was taken. */
static void say_first(struct host *h, const char *words) {
    app_note(&h->app, STYLE_FOCUS, "%s", words);
    if (h->show)
        h->show(h->arg);
    h->app.note[0] = '\0';
}

void host_session_new(struct host *h, int step) {
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
    say_first(h, "starting the session …");
    driver_close(h->driver);
    h->driver = NULL;
    session_begin(h, host_engine_ready(h, &err) ? driver_new(h->ws, &o, &err) : NULL, &err);
}

void host_session_open(struct host *h, int64_t id) {
    struct err err = {0};
    say_first(h, "opening the session: all that was said in it is gone through again …");
    driver_close(h->driver);
    h->driver = NULL;
    session_begin(h, host_engine_ready(h, &err) ? driver_open(h->ws, id, NULL, NULL, &err) : NULL, &err);
}

static struct moment_style page_style(const struct host *h) {
    int width = h->app.width - 3;
    return (struct moment_style){.width = width < 40 ? 40 : width, .unicode = h->app.unicode};
}

static void show_page(struct host *h, const char *title, const struct text *text) {
    host_message(h, &(struct msg){.kind = MSG_PAGE, .text = text_str(text), .title = title});
}

/* What a line asks to see or to write, beyond what the session keeps of it. */
static bool session_asks(struct host *h, const struct session_event *event, struct err *err) {
    static const char *const titles[EVENT_KINDS] = {[EVENT_FINDINGS] = "Where the gain came from",
                                                    [EVENT_COMPARE] = "Against the session it was forked from",
                                                    [EVENT_HISTORY] = "All your sessions",
                                                    [EVENT_MODEL] = "A model answer",
                                                    [EVENT_SHOW] = "As it stands",
                                                    [EVENT_HELP] = "What one can do now"};
    struct text out = {0};
    struct moment_style style = page_style(h);
    bool ok = true;
    if (event->kind == EVENT_EXPORT) {
        ok = driver_export(h->driver, event->text, &out, err) &&
             text_write_file(event->text, text_str(&out), out.length, err);
        h->exported = ok;
        if (ok)
            app_note(&h->app, STYLE_GOOD, "written: %s", event->text);
    } else if (event->kind == EVENT_HELP) {
        session_help(driver_session(h->driver), &out);
    } else if (titles[event->kind]) {
        ok = driver_page(h->driver, event, &style, &out, err);
    }
    if (ok && event->kind == EVENT_FINDINGS && !out.length)
        text_add(&out, driver_finds(h->driver) ? "Being measured in the background: look again in a while."
                                               : "Nothing was decided in this session: there is no gain to part.");
    if (ok && titles[event->kind])
        show_page(h, titles[event->kind], &out);
    text_free(&out);
    return ok;
}

static bool session_line(struct host *h, const char *line, struct session_effects *effects, bool *quit,
                         struct err *err) {
    struct session_event event;
    if (!session_parse(line, &event, err))
        return false;
    *quit = event.kind == EVENT_QUIT;
    return driver_send(h->driver, event.kind, event.text, effects, err) && session_asks(h, &event, err);
}

void host_history(struct host *h) {
    struct text out = {0};
    struct err err = {0};
    struct moment_style style = page_style(h);
    struct store *store = workspace_store(h->ws, &err);
    if (store && history_text(store, NULL, &style, &out, &err))
        show_page(h, "All your sessions", &out);
    else
        host_note(h, &err);
    text_free(&out);
}

void host_session_send(struct host *h, const struct effect *e) {
    struct session_effects effects = {0};
    struct err err = {0};
    bool quit = false, ok, line = e->kind == EFFECT_SESSION_LINE;
    if (!h->driver)
        return;
    if (line)
        ok = session_line(h, e->text, &effects, &quit, &err);
    else
        ok = driver_send(h->driver, (enum session_event_kind)e->arg, e->text ? e->text : "", &effects, &err);
    send_news(h, ok ? &effects : NULL, ok ? NULL : err.message, line && e->arg, quit);
}

void host_session_export(struct host *h, const char *file, bool though_it_exists) {
    struct session_effects effects = {0};
    struct err err = {0};
    struct text line = {0};
    bool quit = false;
    if (!h->driver)
        return;
    if (!though_it_exists && access(file, F_OK) == 0) {
        practice_confirm_export(&h->app);
        return;
    }
    text_format(&line, "/export %s", file);
    bool ok = session_line(h, text_str(&line), &effects, &quit, &err);
    send_news(h, ok ? &effects : NULL, ok ? NULL : err.message, false, quit);
    text_free(&line);
}

void host_session_moment(struct host *h, int step) {
    struct session_effects effects = {.moment = step};
    if (h->driver && driver_moment(h->driver, step))
        send_news(h, &effects, NULL, false, false);
}

void host_session_close(struct host *h) {
    driver_close(h->driver);
    h->driver = NULL;
    send_news(h, NULL, NULL, false, false);
    if (!h->job)
        h->app.work.running = false;
}

bool host_session_poll(struct host *h) {
    bool any = false;
    while (h->driver) {
        struct job_event event = {0};
        struct session_effects effects = {0};
        struct err err = {0};
        bool working = host_session_works(h), ok = driver_poll(h->driver, &event, &effects, &err);
        if (event.kind == JOB_STEP || event.kind == JOB_POINT)
            host_message(h, &(struct msg){.kind = MSG_JOB, .job = &event});
        else if (!ok)
            send_news(h, NULL, err.message, false, false);
        else if (event.kind == JOB_ENDED || effects.said || effects.moment || effects.ended || effects.found ||
                 working != host_session_works(h))
            send_news(h, &effects, NULL, false, false);
        if (event.kind == JOB_NOTHING)
            break;
        any = true;
    }
    return any;
}

void host_session_tick(struct host *h) {
    struct session_effects effects = {0};
    struct err err = {0};
    bool ok = driver_send(h->driver, EVENT_TICK, "", &effects, &err);
    send_news(h, ok ? &effects : NULL, NULL, false, false);
}
