#include "cli/cli.h"
#include "practice/driver.h"
#include "practice/history.h"

#include <string.h>

static int history_command(struct cli *cli, int argc, char **argv, struct err *err) {
    struct text out = {0};
    if (!cli_options(&command_history, &argc, argv, NULL, 0, err))
        return 2;
    if (argc > 2) {
        err_set(err, ERR_USAGE, "history: one case at a time, '%s' is a second", argv[2]);
        return 2;
    }
    const struct case_info *info = argc == 2 ? workspace_case(&cli->ws, argv[1], err) : NULL;
    if (argc == 2 && !info)
        return err_exit_code(err->code);
    const struct moment_style style = {.width = cli_width(cli), .unicode = cli->utf8};
    struct store *store = cli->ws.store = store_open_read(cli->ws.db, err);
    if (!store && err->code == ERR_NOT_FOUND) {
        err_clear(err);
        text_add(&out, "no sessions yet; `sevenstep practice` starts one\n");
    }
    bool ok = err->code == ERR_NONE && (!store || history_text(store, info ? info->name : NULL, &style, &out, err)) &&
              cli_print(text_str(&out), err);
    text_free(&out);
    return ok ? 0 : err_exit_code(err->code);
}

const struct command command_history = {
    "history", "[CASE]",
    "  sevenstep history\n"
    "  sevenstep history video_recommendation\n\n"
    "Finished sessions, the trend of every step, and how well forecasts are calibrated.\n",
    history_command};

static int export_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *file = NULL, *format = NULL;
    int session;
    struct text out = {0};
    const struct option_spec specs[] = {{.name = "-o", .value = &file}, {.name = "--format", .value = &format}};
    if (!cli_options(&command_export, &argc, argv, specs, 2, err))
        return 2;
    if (argc != 2) {
        err_set(err, ERR_USAGE, "export: which session? `sevenstep list sessions` has their numbers");
        return 2;
    }
    if (format && strcmp(format, "md") != 0 && strcmp(format, "lua") != 0) {
        err_set(err, ERR_USAGE, "export: the format is md or lua, not '%s'", format);
        return 2;
    }
    if (!cli_int("export: the session", argv[1], 1, 1 << 30, &session, err))
        return 2;
    const char *as = format ? strcmp(format, "lua") == 0 ? "x.lua" : "x.md" : file ? file : "x.md";
    struct driver *d = driver_read(&cli->ws, session, err);
    bool ok = d && driver_export(d, as, &out, err) &&
              (file ? text_write_file(file, text_str(&out), out.length, err) : cli_print(text_str(&out), err));
    driver_close(d);
    text_free(&out);
    return ok ? 0 : err_exit_code(err->code);
}

const struct command command_export = {
    "export", "SESSION [--format md|lua] [-o FILE]",
    "  sevenstep export 12 -o interview.md\n"
    "  sevenstep export 12 --format lua -o design.lua && sevenstep run design.lua\n\n"
    "A session for somebody else: brief, scorecard, what was said and the whiteboard as Markdown, which a person who "
    "plays\n"
    "the interviewer can use, too; or its design as a scenario that runs.\n"
    "  --format F     md or lua; by the name of FILE when it is not said, else md\n"
    "  -o FILE        writes there in place of standard output\n",
    export_command};
