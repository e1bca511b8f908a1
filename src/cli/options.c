#include "base/mem.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spec_names {
    const struct option_spec *specs;
};

static const char *spec_name(const void *arg, int i) {
    return ((const struct spec_names *)arg)->specs[i].name;
}

static const struct option_spec *find_spec(const struct option_spec *specs, int n, const char *arg, size_t length) {
    for (int i = 0; i < n; i++)
        if (strlen(specs[i].name) == length && strncmp(specs[i].name, arg, length) == 0)
            return &specs[i];
    return NULL;
}

static bool unknown_option(const struct command *command, const char *arg, const struct option_spec *specs, int n,
                           struct err *err) {
    struct spec_names names = {specs};
    const char *near = text_nearest(arg, spec_name, &names, n);
    return err_set(err, ERR_USAGE, "%s: unknown option '%s'; %s%s%s", command->name, arg,
                   near ? "did you mean '" : "`sevenstep ", near ? near : command->name,
                   near ? "'?" : " --help` has them");
}

bool cli_options(const struct command *command, int *argc, char **argv, const struct option_spec *specs, int n,
                 struct err *err) {
    int left = 1;
    bool only_names = false;
    for (int i = 1; i < *argc; i++) {
        char *arg = argv[i];
        if (only_names || arg[0] != '-' || arg[1] == '\0') {
            argv[left++] = arg;
            continue;
        }
        if (strcmp(arg, "--") == 0) {
            only_names = true;
            continue;
        }
        size_t length = text_starts(arg, "--") ? strcspn(arg, "=") : 2;
        const struct option_spec *spec = find_spec(specs, n, arg, length);
        if (!spec)
            return unknown_option(command, arg, specs, n, err);
        const char *value = arg[length] == '=' ? arg + length + 1 : arg[length] ? arg + length : NULL;
        if (spec->flag) {
            if (value)
                return err_set(err, ERR_USAGE, "%s: %s takes no value", command->name, spec->name);
            *spec->flag = true;
            continue;
        }
        if (!value && i + 1 >= *argc)
            return err_set(err, ERR_USAGE, "%s: %s needs a value", command->name, spec->name);
        if (!value)
            value = argv[++i];
        if (spec->many) {
            *spec->many = mem_grow(*spec->many, (size_t)*spec->n_many + 1, sizeof **spec->many);
            (*spec->many)[(*spec->n_many)++] = value;
        } else {
            *spec->value = value;
        }
    }
    argv[left] = NULL;
    *argc = left;
    return true;
}

bool cli_int(const char *what, const char *text, int low, int high, int *value, struct err *err) {
    long long whole;
    if (!text_to_int(text, &whole) || whole < low || whole > high)
        return err_set(err, ERR_USAGE, "%s: '%s' is not a whole number in %d..%d", what, text, low, high);
    *value = (int)whole;
    return true;
}

bool cli_seed(const char *text, uint64_t *seed, struct err *err) {
    long long whole;
    if (!text_to_int(text, &whole) || whole < 0 || whole > 1000000000000000)
        return err_set(err, ERR_USAGE, "--seed: '%s' is not a whole number in 0..1e15", text);
    *seed = (uint64_t)whole;
    return true;
}

bool cli_print(const char *text, struct err *err) {
    size_t n = strlen(text);
    if (fwrite(text, 1, n, stdout) == n && fflush(stdout) == 0)
        return true;
    return errno == EPIPE ? true : err_errno(err, "cannot write to", "standard output");
}

static void draw(void *arg, const struct progress_event *event) {
    struct progress_bar *bar = arg;
    int64_t now = clock_ns(bar->clock);
    if (bar->quiet || now - bar->last_ns < 50000000)
        return;
    bar->last_ns = now;
    bar->drawn = true;
    int node = 0, nodes = plan_nodes();
    for (int i = 0; i < nodes; i++)
        if (event->stage && strcmp(plan_node_name(i), event->stage) == 0)
            node = i;
    enum { WIDTH = 24 };
    int filled = (int)((node + event->done) / nodes * WIDTH);
    char cells[WIDTH + 1];
    for (int i = 0; i < WIDTH; i++)
        cells[i] = i < filled ? '#' : '.';
    cells[WIDTH] = '\0';
    fprintf(stderr, "\r\033[K[%s] %2d/%d %s", cells, node + 1, nodes, event->stage ? event->stage : "");
    if (event->curve)
        fprintf(stderr, "  %s %.4f", event->curve, event->y);
}

void cli_bar_init(struct progress_bar *bar, const struct cli *cli, bool quiet) {
    *bar = (struct progress_bar){.clock = cli->ws.clock, .quiet = quiet || !cli->stderr_tty, .draw = draw};
    bar->progress.report = draw;
    bar->progress.arg = bar;
}

void cli_bar_clear(struct progress_bar *bar) {
    if (bar->drawn)
        fprintf(stderr, "\r\033[K");
    bar->drawn = false;
}
