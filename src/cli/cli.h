/* cli.h - the command line of the contract: arguments and environment into paths and options, one function a command.
 * Only cli/ reads the environment. Each command lives in cmd_NAME.c, is one entry of the table in cli.c, and gets its
 * own arguments (argv[0] is its name). Arguments, case, scenario and knobs are checked before terminal, database and
 * cache. */
#ifndef CLI_CLI_H
#define CLI_CLI_H
#include "base/gallery.h"
#include "job/workspace.h"

struct driver_options;

struct screen_request;
struct cli {
    struct workspace ws;
    bool stdin_tty, stdout_tty, stderr_tty;
    enum gallery_colours palette; /* of the terminal, by TERM and COLORTERM; letters without colour */
    bool colour;                  /* NO_COLOR unset or empty, TERM not dumb */
    bool utf8;                    /* the locale's */
    atomic_bool *interrupt;       /* set by SIGINT */
    bool (*screen)(struct workspace *ws, const struct screen_request *request, struct err *err);
    const char *keys, *size; /* --keys FILE, --size 80x24; NULL when not given */
    char *tour;              /* --tour: the folder of the copy that is thrown away; owned, NULL without it */
};
struct command {
    const char *name, *usage, *help; /* usage: the arguments; help: examples first, then options */
    /* Returns the exit code; a failure is in err and cli_main prints it. */
    int (*run)(struct cli *cli, int argc, char **argv, struct err *err);
};
extern const struct command command_practice, command_run, command_report, command_repl, command_list, command_ask,
    command_grade, command_hear, command_check, command_history, command_export;

/* What the screen is asked for. cli/ and tui/ do not know each other: main.c hands one to the other. */
struct screen_request {
    bool practice;                        /* begin in a session instead of at home */
    bool fresh;                           /* a new session even when one was left */
    const struct driver_options *session; /* of that session */
    const char *keys, *editor;            /* --keys FILE; $VISUAL or $EDITOR, NULL neither */
    int width, height;                    /* --size, 0: not given */
    bool colour, ascii;
    bool tour; /* the database is a copy: nothing is kept */
};
typedef bool (*cli_screen)(struct workspace *ws, const struct screen_request *request, struct err *err);

int cli_main(int argc, char **argv, cli_screen screen);
/* `sevenstep` alone: the screen, at home. */
int cli_home(struct cli *cli, struct err *err);

/* One option of a command: "--name VALUE", "--name=VALUE" or a switch. */
struct option_spec {
    const char *name;   /* "--seed", "-s" */
    const char **value; /* set to the argument; NULL for a switch */
    bool *flag;         /* set true by a switch */
    const char ***many; /* for repeated ones: an array that grows; free() it */
    int *n_many;
};
/* Takes options out of argv; what is left (positional) is moved to the front and counted in *argc. ERR_USAGE with the
 * nearest option otherwise. argv[0] stays. */
bool cli_options(const struct command *command, int *argc, char **argv, const struct option_spec *specs, int n,
                 struct err *err) MUST_USE;
bool cli_seed(const char *text, uint64_t *seed, struct err *err) MUST_USE;
bool cli_int(const char *what, const char *text, int low, int high, int *value, struct err *err) MUST_USE;
/* Writes to standard output; ERR_IO when it does not take it all (a closed pipe is no failure). */
enum gallery_colours cli_pictures(const struct cli *cli); /* what standard output's terminal can show them with */
/* Columns of standard output's terminal, at least 40; where it is none, COLUMNS, and without that `unknown`. */
int cli_columns(const struct cli *cli, int unknown);
int cli_width(const struct cli *cli); /* the same, 100 when unknown */
bool cli_print(const char *text, struct err *err) MUST_USE;
/* `practice --plain`: the session as lines on standard input and output (plain.c). session: id of the one to resume; 0:
 * the unfinished one of the case unless `fresh`, else a new one by options. */
int cli_plain(struct cli *cli, const struct driver_options *options, int64_t session, bool fresh, struct err *err);
/* A progress bar on standard error, when it is a terminal. */
struct progress_bar {
    struct progress progress;
    const struct clock *clock;
    int64_t last_ns;
    bool drawn, quiet;
    void (*draw)(void *bar, const struct progress_event *event); /* what progress.report is at first */
};
void cli_bar_init(struct progress_bar *bar, const struct cli *cli, bool quiet);
void cli_bar_clear(struct progress_bar *bar);
#endif
