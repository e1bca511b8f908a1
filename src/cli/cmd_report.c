#include "base/mem.h"
#include "cli/cli.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

static bool write_out(struct cli *cli, const struct run *const *runs, int n, enum report_format format,
                      const char *path, struct err *err) {
    struct report_style style = {cli_width(cli), cli->colour && cli->stdout_tty && !path, cli->utf8,
                                 path ? GALLERY_LETTERS : cli_pictures(cli)};
    struct text out = {0};
    bool ok = report_write(runs, n, format, &style, &out, err);
    if (ok && path)
        ok = text_write_file(path, text_str(&out), out.length, err);
    else if (ok)
        ok = cli_print(text_str(&out), err);
    text_free(&out);
    return ok;
}

static int report_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *format_name = "text", *path = NULL;
    enum report_format format = REPORT_TEXT;
    const struct option_spec specs[] = {{.name = "--format", .value = &format_name}, {.name = "-o", .value = &path}};
    if (!cli_options(&command_report, &argc, argv, specs, 2, err) || !report_format_of(format_name, &format, err))
        return 2;
    char *last[] = {"report", "last", NULL};
    if (argc < 2) {
        argc = 2;
        argv = last;
    }
    /* Looking is not writing: a report leaves no database behind where there was none. */
    if (!cli->ws.store && !(cli->ws.store = store_open_read(cli->ws.db, err)))
        return err_exit_code(err->code);
    struct run **runs = mem_must((size_t)argc, sizeof *runs);
    int n = 0;
    while (n < argc - 1 && (runs[n] = workspace_run(&cli->ws, argv[n + 1], err)))
        n++;
    bool ok = n == argc - 1 && write_out(cli, (const struct run *const *)runs, n, format, path, err);
    for (int i = 0; i < n; i++)
        run_free(runs[i]);
    free(runs);
    return ok ? 0 : err_exit_code(err->code);
}

const struct command command_report = {
    "report", "[RUN...] [--format text|md|html|csv|json] [-o FILE]",
    "  sevenstep report                      the last run\n"
    "  sevenstep report 12 15 --format html -o compare.html\n\n"
    "One run: its report. Several: what differs, compared with the first. RUN is an id, a name or `last`.\n"
    "  --format F     text, md, html (one file, no network), csv or json\n"
    "  -o FILE        writes there in place of standard output\n",
    report_command};
