#include "base/mem.h"
#include "cli/cli.h"
#include "job/job.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SWEEP_RUNS_MAX = 1000 };

struct invocation {
    const char **settings;
    int n_settings;
    const char *seed, *threads, *name, *format;
    bool quiet;
};

/* "a=1,4,16" is a sweep: where its i-th value stands, and how many there are. A list knob joins with '+', so a comma is
 * never part of one value. */
static int sweep_values(const char *setting) {
    int n = 1;
    for (const char *p = strchr(setting, '='); p && *p; p++)
        n += *p == ',';
    return n;
}

static void sweep_pair(const char *setting, int i, struct text *pair) {
    const char *value = strchr(setting, '=');
    text_clear(pair);
    if (!value) {
        text_add(pair, setting);
        return;
    }
    text_bytes(pair, setting, (size_t)(value + 1 - setting));
    value++;
    for (; i > 0; i--)
        value += strcspn(value, ",") + 1;
    text_bytes(pair, value, strcspn(value, ","));
}

/* The design of point `point` of the grid that all sweeps span, last setting fastest. */
static struct design *design_at(const struct scenario *scenario, const struct invocation *asked, int point,
                                struct err *err) {
    struct design *d = design_copy(scenario->design);
    struct text pair = {0};
    bool ok = !asked->seed || design_set(d, "seed", asked->seed, err);
    for (int i = asked->n_settings - 1; ok && i >= 0; i--) {
        int values = sweep_values(asked->settings[i]);
        sweep_pair(asked->settings[i], point % values, &pair);
        point /= values;
        ok = design_set_pair(d, text_str(&pair), err);
    }
    text_free(&pair);
    if (ok)
        return d;
    design_free(d);
    return NULL;
}

static int points_of(const struct invocation *asked) {
    long points = 1;
    for (int i = 0; i < asked->n_settings && points <= SWEEP_RUNS_MAX; i++)
        points *= sweep_values(asked->settings[i]);
    return points > SWEEP_RUNS_MAX ? -1 : (int)points;
}

int cli_columns(const struct cli *cli, int unknown) {
    enum { LEAST = 40, MOST = 1000 };
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long long n = 0;
    if (cli->stdout_tty && ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        n = size.ws_col;
    else if (columns && text_to_int(columns, &n) && n > MOST)
        n = MOST;
    return n <= 0 ? unknown : n < LEAST ? LEAST : (int)n;
}

int cli_width(const struct cli *cli) {
    return cli_columns(cli, 100);
}

enum gallery_colours cli_pictures(const struct cli *cli) {
    return cli->stdout_tty ? cli->palette : GALLERY_LETTERS;
}

static bool print_run(struct cli *cli, const struct run *run, enum report_format format, bool first, struct err *err) {
    struct text out = {0};
    struct report_style style = {cli_width(cli), cli->colour && cli->stdout_tty, cli->utf8, cli_pictures(cli)};
    bool ok = true;
    if (format == REPORT_JSON) {
        report_run_json(run, &out);
        text_add(&out, "\n");
    } else if (format == REPORT_CSV) {
        report_run_csv(run, first, &out);
    } else {
        ok = report_write(&run, 1, format, &style, &out, err);
    }
    ok = ok && cli_print(text_str(&out), err);
    text_free(&out);
    return ok;
}

/* Passes SIGINT on to the run, wherever it is, through the progress it polls. */
struct watched {
    struct progress_bar bar;
    atomic_bool *interrupt;
};

static void watch(void *arg, const struct progress_event *event) {
    struct watched *watched = arg;
    if (atomic_load(watched->interrupt))
        atomic_store(&watched->bar.progress.cancel, true);
    watched->bar.draw(&watched->bar, event);
}

static struct run *run_one(struct cli *cli, const struct scenario *scenario, const struct design *design,
                           const struct invocation *asked, struct err *err) {
    struct watched watched = {.interrupt = cli->interrupt};
    cli_bar_init(&watched.bar, cli, asked->quiet);
    watched.bar.progress.report = watch;
    watched.bar.progress.arg = &watched;
    struct job_spec spec = {.design = design,
                            .name = asked->name,
                            .scenario = scenario->name,
                            .thresholds = scenario->thresholds,
                            .n_thresholds = scenario->n_thresholds};
    struct run *run = job_run(&cli->ws, &spec, &watched.bar.progress, err);
    cli_bar_clear(&watched.bar);
    return run;
}

static bool same_file(const struct design *a, const struct design *b) {
    return a && design_file(a) && design_file(b) && strcmp(design_file(a), design_file(b)) == 0;
}

/* Everything that a user could have mistyped is checked before the first run starts. */
static bool check_all(struct scenario **scenarios, int n, const struct invocation *asked, struct err *err) {
    int points = points_of(asked);
    if (points < 0)
        return err_set(err, ERR_USAGE, "run: the sweep has more than %d runs; name fewer values", SWEEP_RUNS_MAX);
    struct design *last = NULL;
    bool ok = true;
    for (int i = 0; i < n && ok; i++)
        for (int point = 0; point < points && ok; point++) {
            struct design *d = design_at(scenarios[i], asked, point, err);
            ok = d && (same_file(last, d) || design_check_file(d, err));
            design_free(last);
            last = d;
        }
    design_free(last);
    return ok;
}

static int run_all(struct cli *cli, struct scenario **scenarios, int n, const struct invocation *asked,
                   enum report_format format, struct err *err) {
    int points = points_of(asked), code = 0;
    for (int i = 0; i < n; i++)
        for (int point = 0; point < points; point++) {
            struct design *d = design_at(scenarios[i], asked, point, err);
            struct run *run = d ? run_one(cli, scenarios[i], d, asked, err) : NULL;
            design_free(d);
            bool ok =
                run && ((asked->quiet && format == REPORT_TEXT) || print_run(cli, run, format, i + point == 0, err));
            if (run && !run_passed(run))
                code = 1;
            run_free(run);
            if (!ok)
                return err_exit_code(err->code);
        }
    return code;
}

static int run_command(struct cli *cli, int argc, char **argv, struct err *err) {
    struct invocation asked = {.format = "text", .name = ""};
    enum report_format format = REPORT_TEXT;
    struct scenario **scenarios = NULL;
    int n = 0, code = 2;
    uint64_t seed;
    const struct option_spec specs[] = {
        {.name = "-s", .many = &asked.settings, .n_many = &asked.n_settings},
        {.name = "--seed", .value = &asked.seed},
        {.name = "--threads", .value = &asked.threads},
        {.name = "--name", .value = &asked.name},
        {.name = "--format", .value = &asked.format},
        {.name = "--quiet", .flag = &asked.quiet},
        {.name = "-q", .flag = &asked.quiet},
    };
    if (!cli_options(&command_run, &argc, argv, specs, sizeof specs / sizeof *specs, err) ||
        !report_format_of(asked.format, &format, err) || (asked.seed && !cli_seed(asked.seed, &seed, err)) ||
        (asked.threads && !cli_int("--threads", asked.threads, 1, 64, &cli->ws.threads, err)))
        goto out;
    if (format != REPORT_TEXT && format != REPORT_JSON && format != REPORT_CSV) {
        err_set(err, ERR_USAGE, "run: --format is text, json or csv; `sevenstep report` writes the others");
        goto out;
    }
    if (argc < 2) {
        err_set(err, ERR_USAGE, "run: which scenario? `sevenstep list scenarios` has them");
        goto out;
    }
    scenarios = mem_must((size_t)argc, sizeof *scenarios);
    for (int i = 1; i < argc; i++, n++)
        if (!(scenarios[n] = scenario_load(&cli->ws.paths, argv[i], err)))
            goto out;
    if (check_all(scenarios, n, &asked, err) && workspace_store(&cli->ws, err) && workspace_engine(&cli->ws, err))
        code = run_all(cli, scenarios, n, &asked, format, err);
out:
    for (int i = 0; i < n; i++)
        scenario_free(scenarios[i]);
    free(scenarios);
    free(asked.settings);
    return code;
}

const struct command command_run = {
    "run", "SCENARIO... [-s KEY=VALUE]... [--seed N] [--threads N] [--name NAME] [--format text|json|csv] [--quiet]",
    "  sevenstep run video_recommendation/default\n"
    "  sevenstep run video_recommendation/default -s retrieval.nprobe=1,4,16 --format csv\n"
    "  sevenstep run my.lua -s ranking.model=logistic --seed 7 --name small\n\n"
    "Runs each scenario, stores what it measured and prints its report.\n"
    "  -s KEY=VALUE   sets a knob; several values, comma between, are a sweep; a+b joins the items of a list\n"
    "  --seed N       of world, training and evaluation     --threads N   default: one a core\n"
    "  --name NAME    to find the run again: `sevenstep report NAME`\n"
    "  --format F     text, json (one object a run, one line each) or csv\n"
    "  --quiet, -q    no progress and no report: the exit code tells (1: a threshold failed); json and csv are still "
    "printed\n",
    run_command};
