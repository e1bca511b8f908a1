/* `practice --plain`: the session as lines. What is said is a numbered line on standard output, each once, nothing is
 * redrawn: for screen readers, pipes and scripts. Standard input is read as it comes; its end is /quit. */
#include "cli/cli.h"
#include "cli/fitted.h"
#include "practice/driver.h"
#include "practice/forecast.h"
#include "practice/moment.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECOND_MS = 1000 };
struct plain {
    struct cli *cli;
    struct driver *driver;
    int shown;  /* lines of the dialogue that are out */
    int number; /* of the last line that was printed */
    int columns;
    uint64_t told;  /* forecasts whose outcome was told, a bit each */
    bool hint_told; /* what a hint costs was said */
    bool training;  /* a background training is not announced yet */
    struct text input;
    size_t taken; /* bytes of input that were handled */
    bool at_end;
};

enum { INDENT = 4 }; /* of all lines of a numbered one but its first */

/* A numbered line. Where it stands on a terminal it is parted at words; a picture never is wider than the columns. What
 * somebody said stays one line in a pipe. */
static bool print_line(struct plain *p, const char *who, const char *text, bool picture, struct err *err) {
    struct text out = {0};
    text_format(&out, "%d %s%s", ++p->number, who, *who ? ": " : "");
    bool fit = picture || p->cli->stdout_tty;
    fitted_add(&out, text, (int)out.length, INDENT, fit ? p->columns : INT_MAX / 2);
    bool ok = cli_print(text_str(&out), err);
    text_free(&out);
    return ok;
}

static bool print_numbered(struct plain *p, const char *who, const char *text, struct err *err) {
    return print_line(p, who, text, false, err);
}
static bool print_picture(struct plain *p, const char *who, const char *text, struct err *err) {
    return print_line(p, who, text, true, err);
}

/* What is new in the dialogue. What the person typed is on the terminal already; after a resume all of it is told. */
static bool print_lines(struct plain *p, bool yours, struct err *err) {
    static const char *const WHO[] = {
        [VOICE_INTERVIEWER] = "Interviewer", [VOICE_YOU] = "You", [VOICE_ENGINE] = "Engine", [VOICE_NOTE] = ""};
    int n;
    const struct session_line *lines = session_lines(driver_session(p->driver), &n);
    for (; p->shown < n; p->shown++)
        if ((yours || lines[p->shown].voice != VOICE_YOU) &&
            !print_numbered(p, WHO[lines[p->shown].voice], lines[p->shown].text, err))
            return false;
    return true;
}

static struct moment_style style_of(const struct plain *p) {
    int width = p->columns - INDENT;
    return (struct moment_style){width < 40 ? 40 : width, p->cli->utf8, cli_pictures(p->cli)};
}

static bool print_moment(struct plain *p, int step, struct err *err) {
    const struct run *run = driver_moment(p->driver, step);
    struct moment_style style = style_of(p);
    struct text out = {0};
    if (run)
        moment_text(driver_session(p->driver), step, run, &style, &out);
    bool ok = !run || print_picture(p, "Engine", text_str(&out), err);
    text_free(&out);
    return ok;
}

static bool print_end(struct plain *p, struct err *err) {
    struct moment_style style = style_of(p);
    struct text out = {0};
    bool whole = !session_options(driver_session(p->driver))->only_step, ok = true;
    if (whole) {
        text_add(&out, "what stands on the whiteboard\n");
        whiteboard_text(driver_session(p->driver), driver_moment(p->driver, 6), &style, &out);
        ok = print_picture(p, "Design", text_str(&out), err);
    }
    text_clear(&out);
    end_text(driver_session(p->driver), &style, &out);
    ok = ok && print_picture(p, "Verdict", text_str(&out), err);
    text_free(&out);
    return ok;
}

/* The loss curve of a training that has ended meanwhile, once. */
static bool tell_training(struct plain *p, struct err *err) {
    if (!p->training || !driver_moment(p->driver, 4))
        return true;
    p->training = false;
    return print_moment(p, 4, err);
}

static bool greet(struct plain *p, bool resumed, struct err *err);

static const char *const PAGES[EVENT_KINDS] = {[EVENT_FINDINGS] = "Findings",
                                               [EVENT_COMPARE] = "Comparison",
                                               [EVENT_HISTORY] = "History",
                                               [EVENT_MODEL] = "A model answer",
                                               [EVENT_SHOW] = "As it stands"};

static bool is_page(enum session_event_kind kind) {
    return PAGES[kind] != NULL;
}

static bool print_page(struct plain *p, const struct session_event *event, struct err *err) {
    struct moment_style style = style_of(p);
    struct text out = {0};
    struct err refused = {0};
    bool ok = driver_page(p->driver, event, &style, &out, &refused);
    if (ok)
        ok = print_picture(p, PAGES[event->kind], text_str(&out), err);
    else if (refused.code == ERR_USAGE || refused.code == ERR_NOT_FOUND)
        ok = print_numbered(p, "Not accepted", refused.message, err);
    else
        err_set(err, refused.code, "%s", refused.message);
    text_free(&out);
    return ok;
}

static bool export_file(struct plain *p, const char *file, struct err *err) {
    struct text out = {0}, said = {0};
    struct err refused = {0};
    bool ok =
        driver_export(p->driver, file, &out, &refused) && text_write_file(file, text_str(&out), out.length, &refused);
    text_format(&said, ok ? "Written: %s" : "%s", ok ? file : refused.message);
    bool printed = print_numbered(p, ok ? "" : "Not accepted", text_str(&said), err);
    text_free(&out);
    text_free(&said);
    return printed;
}

/* What the engine finds out after the marks; nobody has to wait for it, but a script that ends here may. */
static bool wait_for_findings(struct plain *p, struct err *err) {
    struct job_event event;
    struct session_effects effects;
    if (!driver_finds(p->driver))
        return true;
    if (!print_numbered(p, "Engine", "measuring where the gain came from.", err))
        return false;
    while (driver_finds(p->driver) && !atomic_load(p->cli->interrupt)) {
        if (!driver_poll(p->driver, &event, &effects, err))
            return false;
        struct pollfd ready = {.fd = driver_descriptor(p->driver), .events = POLLIN};
        if (ready.fd >= 0)
            poll(&ready, 1, 50);
        else if (!driver_send(p->driver, EVENT_TICK, "", &effects, err))
            return false; /* a tick lets the driver start what is due */
    }
    return true;
}

/* What was forecast beside what came, each once; `silent`: it was told before. */
static bool tell_forecasts(struct plain *p, bool silent, struct err *err) {
    struct text out = {0};
    int n;
    const struct session_forecast *all = session_forecasts(driver_session(p->driver), &n);
    for (int i = 0; i < n && i < 64; i++) {
        if (!all[i].scored || (p->told >> i & 1))
            continue;
        p->told |= UINT64_C(1) << i;
        if (all[i].ask->kind == FORECAST_DIRECTION && session_step(driver_session(p->driver)) <= STEPS)
            continue; /* the engine has said it in the dialogue */
        text_format(&out, "%s\n  %s ", out.length ? "" : "What you expected",
                    forecast_hit(&all[i]) ? "hit: " : "miss:");
        forecast_say(&all[i], &out);
    }
    bool ok = silent || !out.length || print_picture(p, "Forecasts", text_str(&out), err);
    text_free(&out);
    return ok;
}

/* The picture first: with /next the lines are those of the step after it. */
static bool show(struct plain *p, const struct session_effects *effects, struct err *err) {
    if (effects->other) {
        p->shown = 0;
        p->training = false;
        return greet(p, false, err);
    }
    bool moment = effects->moment && effects->purpose != RUN_TRAIN;
    if (!tell_training(p, err) || (moment && !print_moment(p, effects->moment, err)) ||
        (moment && !tell_forecasts(p, false, err)) || !print_lines(p, false, err))
        return false;
    p->training = p->training || effects->train;
    return tell_forecasts(p, false, err) && (!effects->ended || print_end(p, err));
}

static bool interrupted(struct plain *p) {
    return atomic_load(p->cli->interrupt);
}

/* Takes what standard input has; waits for it when there is nothing. */
static bool read_more(struct plain *p, struct err *err) {
    char block[4096];
    ssize_t n = read(0, block, sizeof block);
    if (n < 0 && errno != EINTR)
        return err_errno(err, "cannot read", "standard input");
    p->at_end = p->at_end || n == 0;
    if (n > 0)
        text_bytes(&p->input, block, (size_t)n);
    return true;
}

static int lines_waiting(const struct plain *p) {
    int n = 0;
    for (size_t i = p->taken; i < p->input.length; i++)
        n += p->input.bytes[i] == '\n';
    return n;
}

/* What was there before the engine began is a script's; each line that comes while it works gets a receipt. */
static bool take_early(struct plain *p, struct err *err) {
    struct pollfd ready = {.fd = 0, .events = POLLIN};
    while (!p->at_end && poll(&ready, 1, 0) > 0)
        if (!read_more(p, err))
            return false;
    return true;
}

static bool take_receipts(struct plain *p, struct err *err) {
    int before = lines_waiting(p);
    if (!read_more(p, err))
        return false;
    for (int n = lines_waiting(p) - before; n > 0; n--)
        if (!print_numbered(p, "", "Noted; read when the run is over. ^C stops the run.", err))
            return false;
    return true;
}

/* Until the engine owes nothing. The clock of the session stands meanwhile. */
static bool wait_for_engine(struct plain *p, struct err *err) {
    struct run_request request;
    struct job_event event;
    char stage[24] = "";
    bool told = false;
    while (session_wanted(driver_session(p->driver), &request)) {
        struct session_effects effects;
        if (interrupted(p))
            driver_cancel(p->driver);
        if (!told && (!take_early(p, err) || !print_numbered(p, "Engine", "at work; the clock stands.", err)))
            return false;
        told = true;
        if (!driver_poll(p->driver, &event, &effects, err) || !show(p, &effects, err))
            return false;
        if (event.kind == JOB_STEP && strcmp(stage, event.stage) != 0 && p->cli->stderr_tty) {
            snprintf(stage, sizeof stage, "%s", event.stage);
            fprintf(stderr, "  %s\n", stage);
        }
        struct pollfd ready[2] = {{.fd = driver_descriptor(p->driver), .events = POLLIN},
                                  {.fd = p->at_end ? -1 : 0, .events = POLLIN}};
        int n_ready = event.kind == JOB_NOTHING && ready[0].fd >= 0 ? poll(ready, 2, 50) : 0;
        if (n_ready > 0 && ready[1].revents && !take_receipts(p, err))
            return false;
        if (interrupted(p) && !driver_working(p->driver))
            return err_set(err, ERR_CANCELLED, "interrupted; the session is kept");
    }
    return true;
}

/* News of a job that nobody waits for. */
static bool take_news(struct plain *p, struct err *err) {
    struct job_event event;
    struct session_effects effects;
    do
        if (!driver_poll(p->driver, &event, &effects, err) ||
            (effects.found && !print_page(p, &(struct session_event){.kind = EVENT_FINDINGS, .text = ""}, err)))
            return false;
    while (event.kind != JOB_NOTHING && event.kind != JOB_ENDED);
    return tell_training(p, err);
}

/* Time that goes by is told when it says something: that a step's minutes are over. */
static bool tell_time(struct plain *p, struct err *err) {
    struct session_effects effects;
    return driver_send(p->driver, EVENT_TICK, "", &effects, err) && show(p, &effects, err);
}

/* One line without its newline, in *line until the next call; false at the end of input, on SIGINT or an error. While a
 * training runs its news are taken too. */
static bool read_line(struct plain *p, char **line, struct err *err) {
    for (;;) {
        char *start = p->input.bytes ? p->input.bytes + p->taken : NULL;
        char *newline = start ? memchr(start, '\n', p->input.length - p->taken) : NULL;
        if (newline || (p->at_end && p->input.length > p->taken)) {
            size_t n = newline ? (size_t)(newline - start) : p->input.length - p->taken;
            start[n] = '\0';
            if (n && start[n - 1] == '\r')
                start[n - 1] = '\0';
            p->taken += n + (newline != NULL);
            *line = start;
            return true;
        }
        if (p->at_end)
            return false;
        if (p->taken) {
            memmove(p->input.bytes, start, p->input.length - p->taken);
            p->input.length -= p->taken;
            p->taken = 0;
        }
        struct pollfd ready[2] = {{.fd = 0, .events = POLLIN}, {.fd = driver_descriptor(p->driver), .events = POLLIN}};
        int n_ready = poll(ready, 2, SECOND_MS);
        if (n_ready < 0 && errno != EINTR)
            return err_errno(err, "cannot wait for", "standard input");
        if (n_ready == 0 && !tell_time(p, err))
            return false;
        if (interrupted(p))
            return err_set(err, ERR_CANCELLED, "interrupted; the session is kept");
        if (ready[1].fd >= 0 && ready[1].revents && !take_news(p, err))
            return false;
        if (!ready[0].revents)
            continue;
        if (!read_more(p, err))
            return false;
    }
}

static bool print_help(struct plain *p, struct err *err) {
    struct text out = {0};
    session_help(driver_session(p->driver), &out);
    bool ok = print_picture(p, "", text_str(&out), err);
    text_free(&out);
    return ok;
}

/* The first hint of a session says what it costs before it is given. */
static bool tell_price(struct plain *p, bool *told, struct err *err) {
    int number, of;
    double cost;
    struct text out = {0};
    if (p->hint_told || !session_next_hint(driver_session(p->driver), &number, &of, &cost))
        return true;
    *told = p->hint_told = true;
    text_format(&out, "Hint %d of %d: costs %g point%s of what the interviewer heard. /hint again gives it.", number,
                of, cost, cost == 1 ? "" : "s");
    bool ok = print_numbered(p, "", text_str(&out), err);
    text_free(&out);
    return ok;
}

/* A line that is not accepted is said so and changes nothing; only a store or a pipe that fails ends the session. */
static bool take_line(struct plain *p, const char *line, bool *quit, struct err *err) {
    struct session_event event;
    struct session_effects effects;
    struct err refused = {0};
    int step = session_step(driver_session(p->driver));
    bool price = false;
    bool blank = !*line && (step > STEPS || !session_answer(driver_session(p->driver), step)[0]);
    if (blank)
        return true;
    bool known = session_parse(line, &event, &refused);
    if (known && event.kind == EVENT_HINT && (!tell_price(p, &price, err) || price))
        return price;
    if (!known || !driver_send(p->driver, event.kind, event.text, &effects, &refused)) {
        if (refused.code == ERR_USAGE || refused.code == ERR_NOT_FOUND)
            return print_numbered(p, "Not accepted", refused.message, err);
        return err_set(err, refused.code, "%s", refused.message);
    }
    *quit = event.kind == EVENT_QUIT;
    if (event.kind == EVENT_HELP && !print_help(p, err))
        return false;
    if (event.kind == EVENT_EXPORT && !export_file(p, event.text, err))
        return false;
    if (event.kind == EVENT_FINDINGS && !wait_for_findings(p, err))
        return false;
    if (is_page(event.kind) && !print_page(p, &event, err))
        return false;
    return show(p, &effects, err) && wait_for_engine(p, err) && take_news(p, err);
}

static bool converse(struct plain *p, struct err *err) {
    bool prompt = p->cli->stdin_tty && p->cli->stdout_tty, quit = false;
    char *line = NULL;
    while (!quit) {
        if (prompt && !cli_print("> ", err))
            return false;
        if (!read_line(p, &line, err)) {
            bool owed = err->code == ERR_NONE && driver_finds(p->driver);
            return err->code == ERR_NONE &&
                   (!owed || (wait_for_findings(p, err) &&
                              print_page(p, &(struct session_event){.kind = EVENT_FINDINGS, .text = ""}, err)));
        }
        if (!take_line(p, line, &quit, err))
            return false;
    }
    return true;
}

static bool greet(struct plain *p, bool resumed, struct err *err) {
    const struct session *s = driver_session(p->driver);
    char line[200];
    p->hint_told = session_hints(s) > 0;
    p->told = 0;
    if (!tell_forecasts(p, true, err))
        return false;
    snprintf(line, sizeof line, "Session %lld%s. /help says what one can do.", (long long)driver_id(p->driver),
             resumed ? ", where you left it" : "");
    if (!print_numbered(p, "", line, err) || !print_lines(p, true, err))
        return false;
    if (resumed && session_step(s) <= STEPS && session_answer(s, session_step(s))[0])
        return print_numbered(p, "Your answer so far", session_answer(s, session_step(s)), err);
    return true;
}

int cli_plain(struct cli *cli, const struct driver_options *options, int64_t session, bool fresh, struct err *err) {
    struct plain p = {.cli = cli, .columns = cli_columns(cli, 80)};
    if (!session && !fresh && !driver_find_unfinished(&cli->ws, options->case_name, &session, err))
        return err_exit_code(err->code);
    p.driver = session ? driver_open(&cli->ws, session, NULL, NULL, err) : driver_new(&cli->ws, options, err);
    bool ok = p.driver && greet(&p, session != 0, err) && wait_for_engine(&p, err) && converse(&p, err);
    driver_close(p.driver);
    text_free(&p.input);
    return ok ? 0 : err_exit_code(err->code);
}
