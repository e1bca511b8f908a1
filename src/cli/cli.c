#include "cli/cli.h"
#include "base/mem.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct command *const commands[] = {
    &command_practice, &command_run,  &command_report, &command_repl,    &command_list,   &command_ask,
    &command_grade,    &command_hear, &command_check,  &command_history, &command_export,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static atomic_bool interrupted;

static void on_interrupt(int signal_number) {
    (void)signal_number;
    if (atomic_exchange(&interrupted, true))
        _exit(130); /* asked twice: whatever runs does not listen */
}

static const char *environment(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value && *value ? value : otherwise;
}

static char *joined(const char *folder, const char *rest) {
    struct text path = {0};
    text_format(&path, "%s/%s", folder, rest);
    return text_take(&path);
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* XDG base directory: $VARIABLE/sevenstep, else $HOME/fallback/sevenstep. */
static char *xdg(const char *variable, const char *fallback) {
    struct text path = {0};
    const char *base = environment(variable, "");
    if (*base == '/')
        text_format(&path, "%s/sevenstep", base);
    else
        text_format(&path, "%s/%s/sevenstep", environment("HOME", "/tmp"), fallback);
    return text_take(&path);
}

/* SEVENSTEP_DATA (which holds data/ and scenarios/, or is data/ itself), else beside the binary, else in share/ of the
 * tree that it was installed into, wherever that was moved, else under PREFIX. */
static void find_files(struct script_paths *paths) {
    char binary[PATH_MAX] = "";
    ssize_t n = readlink("/proc/self/exe", binary, sizeof binary - 1);
    binary[n < 0 ? 0 : n] = '\0';
    for (int up = 0; up < 2; up++) { /* build/sevenstep -> the folder above build */
        char *slash = strrchr(binary, '/');
        if (slash)
            *slash = '\0';
    }
    const char *said = environment("SEVENSTEP_DATA", NULL);
    char *share = joined(binary, "share/sevenstep");
    const char *const roots[] = {said, binary, share, SEVENSTEP_PREFIX "/share/sevenstep"};
    bool found = false;
    for (int i = said ? 0 : 1; !found && i < (said ? 1 : 4); i++) {
        char *data = joined(roots[i], "data"), *scenarios = joined(roots[i], "scenarios");
        found = *roots[i] && is_folder(data) && is_folder(scenarios);
        if (found) {
            *paths = (struct script_paths){data, scenarios};
        } else {
            free(data);
            free(scenarios);
        }
    }
    free(share);
    if (found)
        return;
    /* Nothing there: errors will name what was looked for. SEVENSTEP_DATA may also be data/ itself. */
    paths->data = said && is_folder(said) ? mem_string(said) : joined(said ? said : binary, "data");
    paths->scenarios = joined(paths->data, "../scenarios");
}

static void print_error(const struct err *err) {
    fprintf(stderr, "sevenstep: %s\n", err->message);
}

static void usage(struct text *out) {
    text_add(out,
             "sevenstep " SEVENSTEP_VERSION " - practise machine learning system design; the whiteboard design runs\n\n"
             "  sevenstep                                 the screen: practise, lab, runs\n"
             "  sevenstep run video_recommendation/default    one run and its report\n"
             "  sevenstep practice video_recommendation --plain\n\n"
             "commands\n");
    for (int i = 0; i < COMMANDS; i++)
        text_format(out, "  %-9s %s\n", commands[i]->name, commands[i]->usage);
    text_add(out,
             "\nglobal options\n"
             "  --db FILE      the database (SEVENSTEP_DB; default under XDG_DATA_HOME)\n"
             "  --cache DIR    artefacts of runs (SEVENSTEP_CACHE; default under XDG_CACHE_HOME)\n"
             "  --tour         the screen on a copy of the database: look and try, nothing is kept\n"
             "  --keys FILE    the screen without a terminal: keys from a file   --size 80x24\n"
             "  --help         of a command: sevenstep COMMAND --help           --version\n\n"
             "exit codes: 0 done; 1 done, and a threshold failed; 2 bad usage or input; 3 the environment failed;\n"
             "130 interrupted\n");
}

struct globals {
    const char *db, *cache, *keys, *size;
    bool help, version, tour;
};

/* Takes the global options out of argv, wherever they stand before "--". */
static bool take_globals(int *argc, char **argv, struct globals *g, struct err *err) {
    const struct {
        const char *name;
        const char **value;
        bool *flag;
    } options[] = {{"--db", &g->db, NULL},           {"--cache", &g->cache, NULL}, {"--keys", &g->keys, NULL},
                   {"--size", &g->size, NULL},       {"--help", NULL, &g->help},   {"-h", NULL, &g->help},
                   {"--version", NULL, &g->version}, {"--tour", NULL, &g->tour}};
    int left = 1;
    for (int i = 1; i < *argc; i++) {
        bool taken = false;
        if (strcmp(argv[i], "--") == 0) {
            while (i < *argc)
                argv[left++] = argv[i++];
            break;
        }
        for (size_t k = 0; k < sizeof options / sizeof *options && !taken; k++) {
            size_t length = strlen(options[k].name);
            bool whole = strcmp(argv[i], options[k].name) == 0;
            bool equals = !whole && strncmp(argv[i], options[k].name, length) == 0 && argv[i][length] == '=';
            if (options[k].flag && whole) {
                *options[k].flag = taken = true;
            } else if (options[k].value && (whole || equals)) {
                if (whole && i + 1 >= *argc)
                    return err_set(err, ERR_USAGE, "%s needs a value", options[k].name);
                *options[k].value = equals ? argv[i] + length + 1 : argv[++i];
                taken = true;
            }
        }
        if (!taken)
            argv[left++] = argv[i];
    }
    argv[left] = NULL;
    *argc = left;
    return true;
}

static const char *command_name(const void *arg, int i) {
    (void)arg;
    return commands[i]->name;
}

static const struct command *find_command(const char *name, struct err *err) {
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    const char *near = text_nearest(name, command_name, NULL, COMMANDS);
    err_set(err, ERR_USAGE, "unknown command '%s'; %s%s%s", name,
            near ? "did you mean '" : "`sevenstep --help` has them all", near ? near : "", near ? "'?" : "");
    return NULL;
}

static enum gallery_colours palette_of(bool colour) {
    const char *deep = environment("COLORTERM", ""), *term = environment("TERM", "");
    if (!colour)
        return GALLERY_LETTERS;
    if (strcmp(deep, "truecolor") == 0 || strcmp(deep, "24bit") == 0)
        return GALLERY_TRUE;
    return strstr(term, "256color") || strstr(term, "direct") ? GALLERY_256 : GALLERY_LETTERS;
}

static void setup(struct cli *cli, const struct globals *g) {
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* numbers are read and written with a point */
    signal(SIGPIPE, SIG_IGN);
    struct sigaction action = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &action, NULL);
    cli->interrupt = &interrupted;
    cli->stdin_tty = isatty(0);
    cli->stdout_tty = isatty(1);
    cli->stderr_tty = isatty(2);
    cli->colour = !*environment("NO_COLOR", "") && strcmp(environment("TERM", "dumb"), "dumb") != 0;
    cli->palette = palette_of(cli->colour);
    cli->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    find_files(&cli->ws.paths);
    char *data = xdg("XDG_DATA_HOME", ".local/share");
    cli->ws.db = g->db                                               ? mem_string(g->db)
                 : getenv("SEVENSTEP_DB") && *getenv("SEVENSTEP_DB") ? mem_string(getenv("SEVENSTEP_DB"))
                                                                     : joined(data, "sevenstep.db");
    free(data);
    cli->ws.cache = g->cache                                                  ? mem_string(g->cache)
                    : getenv("SEVENSTEP_CACHE") && *getenv("SEVENSTEP_CACHE") ? mem_string(getenv("SEVENSTEP_CACHE"))
                                                                              : xdg("XDG_CACHE_HOME", ".cache");
    cli->ws.clock = &clock_system;
    cli->keys = g->keys;
    cli->size = g->size;
}

static int dispatch(struct cli *cli, struct globals *g, int argc, char **argv, struct err *err) {
    struct text out = {0};
    int code = 0;
    if (g->version) {
        text_add(&out, "sevenstep " SEVENSTEP_VERSION "\n");
    } else if (argc < 2 && g->help) {
        usage(&out);
    } else if (argc < 2) {
        return cli_home(cli, err);
    } else {
        const struct command *command = find_command(argv[1], err);
        if (!command)
            return 2;
        if (!g->help)
            return command->run(cli, argc - 1, argv + 1, err);
        text_format(&out, "sevenstep %s %s\n\n%s", command->name, command->usage, command->help);
    }
    if (!cli_print(text_str(&out), err))
        code = 3;
    text_free(&out);
    return code;
}

/* The tour: everything works, on a copy of the database that goes away afterwards. */
static bool begin_tour(struct cli *cli, struct err *err) {
    const char *folder = environment("TMPDIR", "/tmp");
    cli->tour = joined(*folder ? folder : "/tmp", "sevenstep-tour-XXXXXX");
    if (!mkdtemp(cli->tour)) {
        free(cli->tour);
        cli->tour = NULL;
        return err_errno(err, "cannot make a folder for the tour in", folder);
    }
    char *copy = joined(cli->tour, "sevenstep.db");
    bool ok = store_copy(cli->ws.db, copy, err);
    free(cli->ws.db);
    cli->ws.db = copy;
    return ok;
}

static void end_tour(struct cli *cli) {
    static const char *const files[] = {"sevenstep.db", "sevenstep.db-wal", "sevenstep.db-shm"};
    for (size_t i = 0; i < sizeof files / sizeof *files && cli->tour; i++) {
        char *path = joined(cli->tour, files[i]);
        unlink(path);
        free(path);
    }
    if (cli->tour)
        rmdir(cli->tour);
    free(cli->tour);
}

int cli_main(int argc, char **argv, cli_screen screen) {
    struct err err = {0};
    struct globals globals = {0};
    struct cli cli = {.screen = screen};
    int code = 2;
    if (take_globals(&argc, argv, &globals, &err)) {
        setup(&cli, &globals);
        code = globals.tour && !begin_tour(&cli, &err) ? 3 : dispatch(&cli, &globals, argc, argv, &err);
    }
    if (err.code != ERR_NONE) {
        print_error(&err);
        code = err_exit_code(err.code);
    }
    workspace_close(&cli.ws);
    end_tour(&cli);
    return code;
}
