/* How long a person waits: from the start to the first screen, and from a key to the screen, idle and while a model
 * learns. Measured on a pseudo-terminal, as a terminal would see it. The bounds are generous, for machines that have
 * other things to do; `make latency` prints the figures, whose aims are 50 ms and 16 ms. */
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STARTS = 7, KEYS = 60, STARTUP_BOUND_MS = 1500, KEY_BOUND_MS = 250, SEEN = 1 << 16 };

static const char *binary = "build/sevenstep";

struct screen {
    int fd;
    pid_t child;
    char seen[SEEN]; /* what came since screen_forget */
    size_t n;
};

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static struct screen screen_open(const char *folder) {
    struct screen s = {0};
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    s.child = forkpty(&s.fd, NULL, NULL, &size);
    if (s.child == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        setenv("XDG_DATA_HOME", folder, 1);
        setenv("XDG_CACHE_HOME", folder, 1);
        if (!getenv("LATENCY_DATA"))
            setenv("SEVENSTEP_DATA", "tests/screens/root", 1);
        execl(binary, binary, (char *)NULL);
        _exit(127);
    }
    assert_true(s.child > 0);
    return s;
}

static void screen_forget(struct screen *s) {
    s->n = 0;
}

static void take(struct screen *s, int wait_ms) {
    struct pollfd p = {.fd = s->fd, .events = POLLIN};
    if (poll(&p, 1, wait_ms) <= 0)
        return;
    if (s->n + 4096 > SEEN)
        s->n = 0;
    ssize_t got = read(s->fd, s->seen + s->n, 4096);
    if (got > 0)
        s->n += (size_t)got;
}

/* Milliseconds from `since` until the words were written; the test fails when they do not come. */
static double until(struct screen *s, const char *words, double since, double most_ms) {
    for (;;) {
        if (memmem(s->seen, s->n, words, strlen(words)))
            return now_ms() - since;
        if (now_ms() - since > most_ms)
            fail_msg("'%s' did not come within %.0f ms: %.*s", words, most_ms, (int)(s->n < 600 ? s->n : 600), s->seen);
        take(s, 20);
    }
}

static void type(struct screen *s, const char *keys) {
    size_t n = strlen(keys);
    assert_int_equal(write(s->fd, keys, n), (ssize_t)n);
}

/* Reads until nothing came for a while. */
static void settle(struct screen *s, int ms) {
    double end = now_ms() + ms;
    while (now_ms() < end) {
        size_t before = s->n;
        take(s, 5);
        if (s->n != before)
            end = now_ms() + ms;
    }
    screen_forget(s);
}

static void screen_close(struct screen *s) {
    kill(s->child, SIGTERM);
    double end = now_ms() + 5000;
    while (waitpid(s->child, NULL, WNOHANG) == 0 && now_ms() < end)
        take(s, 5);
    kill(s->child, SIGKILL);
    waitpid(s->child, NULL, 0);
    close(s->fd);
}

static int rising(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *what, double *ms, int n, double bound) {
    qsort(ms, (size_t)n, sizeof *ms, rising);
    print_message("%-44s median %6.1f ms   95 %% %6.1f ms   most %6.1f ms\n", what, ms[n / 2], ms[n * 95 / 100],
                  ms[n - 1]);
    assert_true(ms[n / 2] < bound);
}

static char folder[SCRATCH_PATH];

static int make_folder(void **state) {
    (void)state;
    scratch_folder(folder);
    return 0;
}

static void the_first_screen(void **state) {
    (void)state;
    double ms[STARTS];
    for (int i = -1; i < STARTS; i++) { /* the first fills the disk cache and makes the database */
        double since = now_ms();
        struct screen s = screen_open(folder);
        double took = until(&s, "quit", since, 10000);
        if (i >= 0)
            ms[i] = took;
        screen_close(&s);
    }
    report("start to first screen", ms, STARTS, STARTUP_BOUND_MS);
}

/* Letters that neither the screens nor the terminal's own sequences hold, typed into the filter; each is there again
 * when it is read back. */
static void type_letters(struct screen *s, const char *what) {
    static const char letters[] = "QVWYQWVY";
    double ms[KEYS];
    for (int i = 0; i < KEYS; i++) {
        char letter[2] = {letters[i % 8], '\0'};
        screen_forget(s);
        double since = now_ms();
        type(s, letter);
        ms[i] = until(s, letter, since, 10000);
        type(s, "\177");
        double pause = now_ms() + 25;
        while (now_ms() < pause)
            take(s, 5);
    }
    report(what, ms, KEYS, KEY_BOUND_MS);
}

static void keys_while_a_model_learns(void **state) {
    (void)state;
    struct screen s = screen_open(folder);
    until(&s, "quit", now_ms(), 10000);
    settle(&s, 300);
    type(&s, "e");
    until(&s, "Requirements", now_ms(), 20000);
    settle(&s, 300);
    type(&s, "/");
    settle(&s, 100);
    type_letters(&s, "key to screen, idle");
    type(&s, "\033");
    settle(&s, 200);
    type(&s, "r");
    until(&s, "part", now_ms(), 20000);
    type(&s, "\t"); /* from the result back to the knobs */
    type(&s, "/");
    take(&s, 100);
    type_letters(&s, "key to screen while the engine is at work");
    screen_close(&s);
}

/* Home, Enter: the case is read, the session begun and stored. */
static void a_session_begins(void **state) {
    (void)state;
    double ms[STARTS];
    for (int i = 0; i < STARTS; i++) {
        struct screen s = screen_open(folder);
        until(&s, "quit", now_ms(), 10000);
        settle(&s, 300);
        double since = now_ms();
        type(&s, "n");
        ms[i] = until(&s, "INTERVIEWER", since, 20000);
        screen_close(&s);
    }
    report("Enter to the interviewer's first words", ms, STARTS, STARTUP_BOUND_MS);
}

int main(int argc, char **argv) {
    static char beside[4096];
    const char *slash = strrchr(argv[0], '/');
    if (slash) { /* build/tests/test_latency: build/sevenstep */
        snprintf(beside, sizeof beside, "%.*s/../sevenstep", (int)(slash - argv[0]), argv[0]);
        binary = beside;
    }
    if (argc > 1)
        binary = argv[1];
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_first_screen), cmocka_unit_test(a_session_begins),
                                       cmocka_unit_test(keys_while_a_model_learns)};
    return cmocka_run_group_tests(tests, make_folder, NULL);
}
