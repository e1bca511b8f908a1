#include "base/mem.h"
#include "cli/cli.h"
#include "script/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A scenario names its case; a case file has steps. Which it is decides whose complaint the user sees. */
static bool looks_like_case(const char *path) {
    char *bytes = NULL;
    size_t n;
    struct err ignored = {0};
    if (!text_read_file(path, 1 << 20, &bytes, &n, &ignored))
        return false;
    bool yes = strstr(bytes, "steps") && strstr(bytes, "opening");
    free(bytes);
    return yes;
}

static bool check_file(struct cli *cli, const char *name, struct text *out, struct err *err) {
    if (looks_like_case(name)) {
        struct content *content = content_load(&cli->ws.paths, name, err);
        if (!content)
            return false;
        text_format(out, "ok: case %s, %d facts, %d phrase rules, %d reference designs\n", content->info.name,
                    content->n_facts, content->n_phrases, content->n_references);
        content_free(content);
        return true;
    }
    struct scenario *s = scenario_load(&cli->ws.paths, name, err);
    if (!s)
        return false;
    int set = 0;
    for (enum knob_id id = 0; id < KNOBS; id++)
        set += knob_has_kind(knob_at(id), s->info->kind) && design_was_set(s->design, id);
    text_format(out, "ok: scenario %s of case %s, %d knobs set, %d thresholds\n", s->name, s->info->name, set,
                s->n_thresholds);
    scenario_free(s);
    return true;
}

static void say_path(struct text *out, const char *what, const char *path) {
    text_format(out, "%-12s %s%s\n", what, path, access(path, F_OK) == 0 ? "" : "  (not there yet)");
}

static bool has_program(const char *name) {
    const char *path = getenv("PATH");
    char file[4096];
    while (path && *path) {
        size_t n = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/%s", (int)n, path, name);
        if (access(file, X_OK) == 0)
            return true;
        path += n + (path[n] == ':');
    }
    return false;
}

static bool check_all(struct cli *cli, struct text *out, struct err *err) {
    text_add(out, "sevenstep " SEVENSTEP_VERSION "\n");
    say_path(out, "cases", cli->ws.paths.data);
    say_path(out, "scenarios", cli->ws.paths.scenarios);
    say_path(out, "database", cli->ws.db);
    say_path(out, "cache", cli->ws.cache);
    text_format(out, "%-12s %s\n", "pictures",
                has_program("gnuplot") ? "gnuplot" : "no gnuplot: reports draw their own, plainer ones");
    char **names = NULL;
    int n = 0;
    bool ok = scenario_list(&cli->ws.paths, &names, &n, err);
    for (int i = 0; ok && i < n; i++) {
        struct scenario *s = scenario_load(&cli->ws.paths, names[i], err);
        ok = s != NULL;
        scenario_free(s);
    }
    for (int i = 0; names && i < n; i++)
        free(names[i]);
    free(names);
    if (!ok)
        return false;
    text_format(out, "%-12s %d, each loads\n", "scenarios", n);
    cli->ws.store = store_open_read(cli->ws.db, err);
    if (!cli->ws.store && err->code == ERR_NOT_FOUND) {
        err_clear(err);
        return true;
    }
    struct text state = {0};
    ok = cli->ws.store && store_check(cli->ws.store, &state, err);
    if (ok)
        text_format(out, "%-12s %s\n", "integrity", text_str(&state));
    text_free(&state);
    return ok;
}

static int check_command(struct cli *cli, int argc, char **argv, struct err *err) {
    if (!cli_options(&command_check, &argc, argv, NULL, 0, err))
        return 2;
    if (argc > 2) {
        err_set(err, ERR_USAGE, "check: one file at a time");
        return 2;
    }
    struct text out = {0};
    bool ok = argc == 2 ? check_file(cli, argv[1], &out, err) : check_all(cli, &out, err);
    struct err print_err = {0};
    if (!cli_print(text_str(&out), &print_err) && ok)
        ok = err_set(err, print_err.code, "%s", print_err.message);
    text_free(&out);
    return ok ? 0 : err_exit_code(err->code);
}

const struct command command_check = {
    "check", "[FILE]",
    "  sevenstep check                where everything lives, and whether it is whole\n"
    "  sevenstep check my.lua         a scenario or a case file\n",
    check_command};
