/* main.c - `sevenstep repl`: -e, a script on standard input, or a terminal. */
#include "base/mem.h"
#include "repl/bind.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SCRIPT_BYTES_MAX = 16 << 20 };

static atomic_bool stop; /* a signal handler can reach nothing else */
static atomic_int asked;

static void on_interrupt(int signal_number) {
    (void)signal_number;
    if (!atomic_exchange(&stop, true))
        atomic_store(&asked, 1);
    else if (atomic_fetch_add(&asked, 1) >= 2)
        _exit(130); /* asked three times: whatever runs does not listen */
}

void main_clear_progress(struct repl *repl) {
    if (repl->progress_shown)
        fputs("\r\033[K", stderr);
    repl->progress_shown = false;
}

void main_emit(void *arg, const char *bytes, size_t n) {
    main_clear_progress(arg);
    fwrite(bytes, 1, n, stdout);
    fflush(stdout);
}

/* One line on standard error that is drawn over itself while something trains. */
static void draw_progress(void *arg, const struct progress_event *event) {
    struct repl *repl = arg;
    int64_t now = clock_ns(repl->ws->clock);
    if (now - repl->progress_ns < 100000000)
        return;
    repl->progress_ns = now;
    repl->progress_shown = true;
    fprintf(stderr, "\r%s %.0f %%\033[K", event->stage ? event->stage : "", 100 * event->done);
}

static bool read_all(struct text *out, struct err *err) {
    char buffer[65536];
    for (;;) {
        ssize_t n = read(0, buffer, sizeof buffer);
        if (n == 0)
            return true;
        if (n < 0 && errno == EINTR && !atomic_load(&stop))
            continue;
        if (n < 0)
            return errno == EINTR ? err_set(err, ERR_CANCELLED, "stopped") : err_errno(err, "cannot read", "stdin");
        if (memchr(buffer, '\0', (size_t)n))
            return err_set(err, ERR_USAGE, "stdin:1: this is no text");
        text_bytes(out, buffer, (size_t)n);
        if (out->length > SCRIPT_BYTES_MAX)
            return err_set(err, ERR_LIMIT, "stdin: a script of more than %d MiB", SCRIPT_BYTES_MAX >> 20);
    }
}

/* d = the scenario's design. */
static bool load_scenario(struct repl *repl, const char *scenario, struct err *err) {
    struct text line = {0};
    text_add(&line, "d = design(\"");
    for (const char *p = scenario; *p; p++)
        text_format(&line, *p == '"' || *p == '\\' ? "\\%c" : *p == '\n' ? "\\n" : "%c", *p);
    text_add(&line, "\")");
    bool ok = repl_evaluate(repl, text_str(&line), 80, NULL, err);
    text_free(&line);
    return ok;
}

static bool run_script(struct repl *repl, const char *code, struct err *err) {
    struct text text = {0};
    repl->emit = main_emit;
    repl->emit_arg = repl;
    repl->rows_max = 0; /* nobody scrolls back in a pipe: all of it */
    bool ok = code || read_all(&text, err);
    if (ok)
        ok = script_run(repl, code ? code : text_str(&text), code ? "=-e" : "=stdin", err);
    text_free(&text);
    return ok;
}

int repl_main(struct workspace *ws, const char *scenario, const char *code, struct err *err) {
    struct progress progress = {.report = isatty(2) ? draw_progress : NULL};
    struct sigaction action = {.sa_handler = on_interrupt}, before;
    struct winsize window;
    atomic_store(&stop, false);
    struct repl *repl = repl_new(ws, &stop, &progress, err);
    if (!repl)
        return err_exit_code(err->code);
    progress.arg = repl;
    repl->width = isatty(1) && ioctl(1, TIOCGWINSZ, &window) == 0 && window.ws_col >= 20 ? window.ws_col : 100;
    sigaction(SIGINT, &action, &before);
    bool ok = !scenario || load_scenario(repl, scenario, err);
    if (ok && !code && isatty(0))
        ok = line_loop(repl, &stop, err);
    else if (ok)
        ok = run_script(repl, code, err);
    main_clear_progress(repl);
    sigaction(SIGINT, &before, NULL);
    repl_free(repl);
    return ok ? 0 : err_exit_code(err->code);
}
