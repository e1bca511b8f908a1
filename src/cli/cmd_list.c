#include "base/mem.h"
#include "cli/cli.h"
#include "report/reference.h"
#include "report/report.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char *date(int64_t at, char *buffer, size_t n) {
    time_t seconds = (time_t)at;
    struct tm day;
    localtime_r(&seconds, &day);
    strftime(buffer, n, "%Y-%m-%d %H:%M", &day);
    return buffer;
}

/* A list of rows in either format: head names the columns, and the keys of the JSON objects. */
struct listing {
    const char *const *head;
    const bool *right;
    const bool *number; /* of the JSON value */
    int columns, rows;
    char **cells; /* (rows+1, columns), row 0 the head; owned */
};

static void row_add(struct listing *list, ...) {
    list->cells = mem_grow(list->cells, (size_t)(list->rows + 2) * (size_t)list->columns, sizeof *list->cells);
    if (list->rows == 0)
        for (int i = 0; i < list->columns; i++)
            list->cells[i] = mem_string(list->head[i]);
    list->rows++;
    va_list args;
    va_start(args, list);
    for (int i = 0; i < list->columns; i++)
        list->cells[list->rows * list->columns + i] = mem_string(va_arg(args, const char *));
    va_end(args);
}

static void as_json(const struct listing *list, struct text *out) {
    json_t *all = json_array();
    for (int row = 1; row <= list->rows; row++) {
        json_t *object = json_object();
        for (int i = 0; i < list->columns; i++) {
            const char *cell = list->cells[row * list->columns + i];
            double value;
            bool number = list->number[i] && text_to_double(cell, &value);
            json_t *json = !number                 ? (list->number[i] ? json_null() : json_string(cell))
                           : value == floor(value) ? json_integer((json_int_t)value)
                                                   : json_real(value);
            json_object_set_new(object, list->head[i], json);
        }
        json_array_append_new(all, object);
    }
    char *text = json_dumps(all, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    text_add(out, text ? text : "[]");
    text_add(out, "\n");
    free(text);
    json_decref(all);
}

static void listing_write(struct listing *list, const struct cli *cli, bool json, const char *nothing,
                          struct text *out) {
    if (json)
        as_json(list, out);
    else if (list->rows == 0)
        text_format(out, "%s\n", nothing);
    else
        report_table(
            &(struct report_table){list->columns, list->rows + 1, (const char *const *)list->cells, list->right},
            &(struct report_style){.width = cli_width(cli), .unicode = cli->utf8}, out);
    for (int i = 0; list->rows > 0 && i < (list->rows + 1) * list->columns; i++)
        free(list->cells[i]);
    free(list->cells);
}

static bool list_cases(struct cli *cli, bool json, struct text *out, struct err *err) {
    static const char *const head[] = {"name", "world", "title", "headline"};
    static const bool right[4] = {false}, number[4] = {false};
    struct listing list = {head, right, number, 4, 0, NULL};
    char **names;
    int n;
    if (!case_list(&cli->ws.paths, &names, &n, err))
        return false;
    bool ok = true;
    for (int i = 0; i < n; i++) {
        const struct case_info *info = ok ? workspace_case(&cli->ws, names[i], err) : NULL;
        ok = info != NULL;
        if (ok)
            row_add(&list, info->name, world_kind_name(info->kind), info->title, info->headline);
        free(names[i]);
    }
    free(names);
    listing_write(&list, cli, json, "no cases", out);
    return ok;
}

static bool list_scenarios(struct cli *cli, bool json, struct text *out, struct err *err) {
    static const char *const head[] = {"name", "case", "title"};
    static const bool right[3] = {false}, number[3] = {false};
    struct listing list = {head, right, number, 3, 0, NULL};
    char **names;
    int n;
    if (!scenario_list(&cli->ws.paths, &names, &n, err))
        return false;
    bool ok = true;
    for (int i = 0; i < n; i++) {
        struct scenario *s = ok ? scenario_load(&cli->ws.paths, names[i], err) : NULL;
        ok = s != NULL;
        if (ok)
            row_add(&list, s->name, s->info->name, s->title);
        scenario_free(s);
        free(names[i]);
    }
    free(names);
    listing_write(&list, cli, json, "no scenarios", out);
    return ok;
}

/* Lists read: where there is no database yet, there is nothing to list. */
static bool open_to_read(struct cli *cli, struct err *err) {
    if (cli->ws.store || (cli->ws.store = store_open_read(cli->ws.db, err)))
        return true;
    if (err->code != ERR_NOT_FOUND)
        return false;
    err_clear(err);
    return true;
}

static bool list_runs(struct cli *cli, bool json, struct text *out, struct err *err) {
    static const char *const head[] = {"id", "name", "case", "scenario", "seed", "headline", "passed", "seconds", "at"};
    static const bool right[9] = {true, false, false, false, true, true, false, true, false};
    static const bool number[9] = {true, false, false, false, true, true, false, true, false};
    struct listing list = {head, right, number, 9, 0, NULL};
    struct run_row *rows = NULL;
    int n = 0;
    if (!open_to_read(cli, err) || (cli->ws.store && !store_runs(cli->ws.store, 0, &rows, &n, err)))
        return false;
    for (int i = 0; i < n; i++) {
        char id[24], seed[24], headline[32] = "-", wall[24], at[32];
        snprintf(id, sizeof id, "%lld", (long long)rows[i].id);
        snprintf(seed, sizeof seed, "%llu", (unsigned long long)rows[i].seed);
        snprintf(wall, sizeof wall, "%.1f", rows[i].wall_s);
        if (!isnan(rows[i].headline))
            snprintf(headline, sizeof headline, json ? "%.17g" : "%.4g", rows[i].headline);
        row_add(&list, id, rows[i].name, rows[i].case_name, rows[i].scenario, seed, headline,
                rows[i].passed ? "yes" : "no", wall, date(rows[i].at, at, sizeof at));
    }
    free(rows);
    listing_write(&list, cli, json, "no runs yet; `sevenstep run video_recommendation/default` makes one", out);
    return true;
}

static bool list_sessions(struct cli *cli, bool json, struct text *out, struct err *err) {
    static const char *const head[] = {"id", "case", "scenario", "mode", "level", "step", "verdict", "last"};
    static const bool right[8] = {true, false, false, false, false, true, false, false};
    static const bool number[8] = {true, false, false, false, false, true, false, false};
    struct listing list = {head, right, number, 8, 0, NULL};
    struct session_row *rows = NULL;
    int n = 0;
    if (!open_to_read(cli, err) || (cli->ws.store && !store_sessions(cli->ws.store, &rows, &n, err)))
        return false;
    for (int i = 0; i < n; i++) {
        char id[24], step[8], at[32];
        snprintf(id, sizeof id, "%lld", (long long)rows[i].id);
        snprintf(step, sizeof step, "%d", rows[i].step);
        row_add(&list, id, rows[i].case_name, rows[i].scenario, rows[i].mode, rows[i].level, step,
                rows[i].finished ? rows[i].verdict : "open", date(rows[i].last, at, sizeof at));
    }
    free(rows);
    listing_write(&list, cli, json, "no sessions yet; `sevenstep practice` starts one", out);
    return true;
}

static bool list_knobs(struct cli *cli, bool json, struct text *out, struct err *err) {
    (void)err;
    struct report_style style = {.width = cli_width(cli), .unicode = cli->utf8};
    reference_knobs(json ? REPORT_JSON : REPORT_TEXT, &style, out);
    return true;
}

static bool list_metrics(struct cli *cli, bool json, struct text *out, struct err *err) {
    (void)err;
    struct report_style style = {.width = cli_width(cli), .unicode = cli->utf8};
    reference_metrics(json ? REPORT_JSON : REPORT_TEXT, &style, out);
    return true;
}

static bool list_plan(struct cli *cli, bool json, struct text *out, struct err *err) {
    (void)err;
    struct report_style style = {.width = cli_width(cli), .unicode = cli->utf8};
    reference_plan(json ? REPORT_JSON : REPORT_TEXT, &style, out);
    return true;
}

static const struct {
    const char *name;
    bool (*list)(struct cli *cli, bool json, struct text *out, struct err *err);
} lists[] = {{"cases", list_cases}, {"scenarios", list_scenarios}, {"runs", list_runs}, {"sessions", list_sessions},
             {"knobs", list_knobs}, {"metrics", list_metrics},     {"plan", list_plan}};
enum { LISTS = sizeof lists / sizeof *lists };

static const char *list_name(const void *arg, int i) {
    (void)arg;
    return lists[i].name;
}

/* The lists that are pages of docs/ too. */
static void (*reference_page(const char *list))(enum report_format, const struct report_style *, struct text *) {
    return strcmp(list, "knobs") == 0     ? reference_knobs
           : strcmp(list, "metrics") == 0 ? reference_metrics
           : strcmp(list, "plan") == 0    ? reference_plan
                                          : NULL;
}

static int list_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *format = "text";
    const struct option_spec specs[] = {{.name = "--format", .value = &format}};
    if (!cli_options(&command_list, &argc, argv, specs, 1, err))
        return 2;
    bool json = strcmp(format, "json") == 0;
    if (argc == 2 && strcmp(format, "md") == 0 && reference_page(argv[1])) {
        struct text page = {0};
        reference_page(argv[1])(REPORT_MARKDOWN, NULL, &page);
        bool printed = cli_print(text_str(&page), err);
        text_free(&page);
        return printed ? 0 : err_exit_code(err->code);
    }
    if (!json && strcmp(format, "text") != 0) {
        err_set(err, ERR_USAGE, "list: '%s' is not a format; it takes text and json", format);
        return 2;
    }
    for (int i = 0; argc == 2 && i < LISTS; i++) {
        if (strcmp(lists[i].name, argv[1]) != 0)
            continue;
        struct text out = {0};
        bool ok = lists[i].list(cli, json, &out, err) && cli_print(text_str(&out), err);
        text_free(&out);
        return ok ? 0 : err_exit_code(err->code);
    }
    const char *near = argc == 2 ? text_nearest(argv[1], list_name, NULL, LISTS) : NULL;
    err_set(err, ERR_USAGE, "list: %s%s%s",
            near ? "did you mean '" : "one of cases, scenarios, runs, sessions, knobs, metrics, plan", near ? near : "",
            near ? "'?" : "");
    return 2;
}

const struct command command_list = {"list", "cases|scenarios|runs|sessions|knobs|metrics|plan [--format text|json]",
                                     "  sevenstep list knobs\n"
                                     "  sevenstep list runs --format json\n"
                                     "  sevenstep list plan                   what a run consists of\n",
                                     list_command};
