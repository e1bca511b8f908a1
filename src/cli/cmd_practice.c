#include "cli/cli.h"
#include "practice/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *case_at(const void *arg, int i) {
    return ((char *const *)arg)[i];
}

/* The case must exist before a terminal or a database is touched. */
static bool check_case(struct cli *cli, const char *name, struct err *err) {
    char **names;
    int n;
    if (!case_list(&cli->ws.paths, &names, &n, err))
        return false;
    bool found = false;
    for (int i = 0; i < n; i++)
        found = found || strcmp(names[i], name) == 0;
    if (!found) {
        const char *near = text_nearest(name, case_at, names, n);
        err_set(err, ERR_NOT_FOUND, "no case '%s'; %s%s%s", name,
                near ? "did you mean '" : "`sevenstep list cases` has them", near ? near : "", near ? "'?" : "");
    }
    for (int i = 0; i < n; i++)
        free(names[i]);
    free(names);
    return found;
}

struct asked {
    const char *scenario, *mode, *focus, *level, *step, *seed, *session;
    bool plain, untimed;
};

static bool parse_size(const char *text, int *width, int *height, struct err *err) {
    int used = 0;
    if (text && (sscanf(text, "%dx%d%n", width, height, &used) != 2 || text[used] != '\0' || *width < 1 ||
                 *height < 1 || *width > 1000 || *height > 1000))
        return err_set(err, ERR_USAGE, "--size: '%s' is not WIDTHxHEIGHT, such as 80x24", text);
    return true;
}

static const char *first_of(const char *a, const char *b) {
    const char *value = getenv(a);
    return value && *value ? value : (value = getenv(b)) && *value ? value : NULL;
}

static bool show(struct cli *cli, struct screen_request *request, struct err *err) {
    if (!cli->keys && (!cli->stdin_tty || !cli->stdout_tty))
        return err_set(err, ERR_USAGE,
                       "the screen needs a terminal; `sevenstep practice CASE --plain` works through pipes, "
                       "and --keys FILE without one");
    request->keys = cli->keys;
    request->tour = cli->tour != NULL;
    request->colour = cli->colour;
    request->ascii = !cli->utf8;
    request->editor = first_of("VISUAL", "EDITOR");
    return parse_size(cli->size, &request->width, &request->height, err) && cli->screen(&cli->ws, request, err);
}

int cli_home(struct cli *cli, struct err *err) {
    struct driver_options session = {.seed = 1, .level = LEVEL_SENIOR, .mode = MODE_PRACTICE};
    struct screen_request request = {.session = &session};
    return show(cli, &request, err) ? 0 : err_exit_code(err->code);
}

/* Reads and checks every argument; what was not given stays NULL. */
static bool parse(struct cli *cli, int argc, char **argv, const struct asked *a, struct driver_options *out,
                  struct err *err) {
    if (argc > 2)
        return err_set(err, ERR_USAGE, "practice: one case at a time, '%s' is a second", argv[2]);
    out->case_name = argc > 1 ? argv[1] : NULL;
    out->scenario = a->scenario ? a->scenario : "";
    out->untimed = a->untimed;
    struct scenario *scenario = NULL;
    bool ok = (!out->case_name || check_case(cli, out->case_name, err)) &&
              (!a->scenario || (scenario = scenario_load(&cli->ws.paths, a->scenario, err))) &&
              (!a->mode || session_mode_of(a->mode, &out->mode, err)) &&
              (!a->focus || session_focus_of(a->focus, &out->focus, err)) &&
              (!a->level || session_level_of(a->level, &out->level, err)) &&
              (!a->step || cli_int("--step", a->step, 1, STEPS, &out->only_step, err)) &&
              (!a->seed || cli_seed(a->seed, &out->seed, err));
    if (ok && scenario && out->case_name && strcmp(scenario->info->name, out->case_name) != 0)
        ok = err_set(err, ERR_USAGE, "scenario %s is of case %s, not %s", a->scenario, scenario->info->name,
                     out->case_name);
    scenario_free(scenario);
    return ok;
}

static int practice_command(struct cli *cli, int argc, char **argv, struct err *err) {
    struct asked a = {0};
    struct driver_options options = {.mode = MODE_PRACTICE, .level = LEVEL_SENIOR, .seed = 1};
    const struct option_spec specs[] = {
        {.name = "--scenario", .value = &a.scenario}, {.name = "--mode", .value = &a.mode},
        {.name = "--focus", .value = &a.focus},       {.name = "--level", .value = &a.level},
        {.name = "--step", .value = &a.step},         {.name = "--seed", .value = &a.seed},
        {.name = "--untimed", .flag = &a.untimed},    {.name = "--plain", .flag = &a.plain},
        {.name = "--resume", .value = &a.session},
    };
    if (!cli_options(&command_practice, &argc, argv, specs, sizeof specs / sizeof *specs, err) ||
        !parse(cli, argc, argv, &a, &options, err))
        return 2;
    int64_t session = 0;
    long long id;
    if (a.session && (!text_to_int(a.session, &id) || id < 1)) {
        err_set(err, ERR_USAGE, "--resume: '%s' is not the id of a session; `sevenstep list sessions` has them",
                a.session);
        return 2;
    }
    session = a.session ? id : 0;
    bool given = a.scenario || a.mode || a.focus || a.level || a.step || a.seed || a.untimed;
    if (a.plain) {
        if (!options.case_name && !session) {
            err_set(err, ERR_USAGE, "practice --plain: which case? `sevenstep list cases` has them");
            return 2;
        }
        return cli_plain(cli, &options, session, given, err);
    }
    struct screen_request request = {.practice = true, .fresh = given, .session = &options};
    return show(cli, &request, err) ? 0 : err_exit_code(err->code);
}

const struct command command_practice = {
    "practice",
    "[CASE] [--scenario FILE] [--mode M] [--focus F] [--level L] [--step N] [--seed N] [--untimed] [--plain]",
    "  sevenstep practice video_recommendation\n"
    "  sevenstep practice video_recommendation --plain < session.txt\n"
    "  sevenstep practice video_recommendation --step 5 --untimed\n\n"
    "An interview in seven steps; the design you describe is trained, served and measured. One that was left goes on.\n"
    "  --scenario S   whose scale and world, default CASE/production    --seed N    of world and training\n"
    "  --mode M       guided, practice or interview (no lists, no pause, nothing judged until the end)\n"
    "  --focus F      balanced, modelling or serving                     --level L   mid, senior or staff\n"
    "  --step N       one step alone                                     --untimed   no clock\n"
    "  --plain        the same as lines on standard input and output     --resume ID a session by its id\n",
    practice_command};
