/* line.c - the REPL at a terminal, over libedit: prompt, continuation, completion, history, Ctrl-C, .edit.
 * A statement of several lines is one entry of the history. Ctrl-C stops what runs; at the prompt it drops the line;
 * Ctrl-D leaves. The history lies beside the database, 0600, and keeps the newest 1000 entries. */
#include "base/mem.h"
#include "repl/bind.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <limits.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

extern char **environ;
enum { HISTORY_MAX = 1000, LISTED_MAX = 60, EDITED_MAX = 1 << 20 };

struct terminal {
    struct repl *repl;
    atomic_bool *stop;
    EditLine *el;
    History *history;
    char *history_path;
    struct text statement; /* lines so far */
    bool keep;             /* the history of this session */
};

static struct terminal *terminal_of(EditLine *el) {
    void *data = NULL;
    el_get(el, EL_CLIENTDATA, &data);
    return data;
}

static char *prompt(EditLine *el) {
    static char first[] = "> ", more[] = ">> ";
    return terminal_of(el)->statement.length ? more : first;
}

/* One character; -1 when Ctrl-C came. libedit's own reader would try again. */
static int read_char(EditLine *el, wchar_t *c) {
    struct terminal *t = terminal_of(el);
    char bytes[MB_LEN_MAX];
    size_t n = 0;
    for (;;) {
        struct pollfd p = {.fd = 0, .events = POLLIN};
        int ready = poll(&p, 1, 200);
        if (atomic_load(t->stop))
            return -1;
        if (ready <= 0)
            continue;
        ssize_t got = read(0, &bytes[n], 1);
        if (got == 0)
            return 0;
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return -1;
        mbstate_t state = {0};
        size_t used = mbrtowc(c, bytes, ++n, &state);
        if (used == (size_t)-2 && n < sizeof bytes)
            continue;
        if (used == (size_t)-1 || used == (size_t)-2)
            *c = (unsigned char)bytes[0];
        return 1;
    }
}

static void list_words(struct terminal *t, char **words, int n) {
    int width = 1, columns;
    for (int i = 0; i < n && i < LISTED_MAX; i++)
        width = (int)strlen(words[i]) + 2 > width ? (int)strlen(words[i]) + 2 : width;
    columns = t->repl->width / width > 0 ? t->repl->width / width : 1;
    fputs("\n", stdout);
    for (int i = 0; i < n && i < LISTED_MAX; i++)
        fprintf(stdout, "%-*s%s", width, words[i], (i + 1) % columns == 0 ? "\n" : "");
    if (n > LISTED_MAX)
        fprintf(stdout, "and %d more", n - LISTED_MAX);
    fputs("\n", stdout);
    fflush(stdout);
}

static size_t common_prefix(char **words, int n) {
    size_t common = strlen(words[0]);
    for (int i = 1; i < n; i++)
        for (size_t k = 0; k < common; k++)
            if (words[i][k] != words[0][k])
                common = k;
    return common;
}

/* The word before the cursor, as repl_complete splits it: what a completion replaces ends the same way it begins. */
static unsigned char complete(EditLine *el, int key) {
    (void)key;
    struct terminal *t = terminal_of(el);
    const LineInfo *line = el_line(el);
    char *before = mem_must((size_t)(line->cursor - line->buffer) + 1, 1);
    memcpy(before, line->buffer, (size_t)(line->cursor - line->buffer));
    char **words = NULL;
    int n = repl_complete(t->repl, before, &words);
    unsigned char result = CC_REFRESH_BEEP;
    if (n > 0) {
        size_t common = common_prefix(words, n), typed = strlen(before), have = common < typed ? common : typed;
        while (have > 0 && strncmp(before + typed - have, words[0], have) != 0)
            have--;
        char *rest = mem_must(common - have + 1, 1);
        memcpy(rest, words[0] + have, common - have);
        if (*rest)
            el_insertstr(el, rest);
        else if (n > 1)
            list_words(t, words, n);
        result = *rest ? CC_REFRESH : n > 1 ? CC_REDISPLAY : CC_REFRESH_BEEP;
        free(rest);
    }
    for (int i = 0; i < n; i++)
        free(words[i]);
    free(words);
    free(before);
    return result;
}

static void remember(struct terminal *t, const char *text) {
    HistEvent event;
    char *entry = mem_string(text);
    for (size_t end = strlen(entry); end > 0 && (entry[end - 1] == '\n' || entry[end - 1] == ' ');)
        entry[--end] = '\0';
    if (*entry)
        history(t->history, &event, H_ENTER, entry);
    free(entry);
}

/* The folder of the history: the first session may have stored nothing yet. */
static bool make_home(struct terminal *t, struct err *err) {
    char *slash = strrchr(t->history_path, '/');
    if (!slash)
        return true;
    *slash = '\0';
    bool ok = text_make_dirs(t->history_path, err);
    *slash = '/';
    return ok;
}

static void save_history(struct terminal *t) {
    HistEvent event;
    struct err ignored = {0};
    if (!t->keep || !make_home(t, &ignored))
        return;
    int fd = open(t->history_path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return; /* a folder that cannot be written is no reason to fail on leaving */
    (void)!fchmod(fd, 0600);
    close(fd);
    history(t->history, &event, H_SAVE, t->history_path);
}

static void show_history(struct terminal *t) {
    HistEvent event;
    for (int ok = history(t->history, &event, H_LAST); ok >= 0; ok = history(t->history, &event, H_PREV))
        fprintf(stdout, "%5d  %s\n", event.num, event.str);
}

/* Runs the editor on a file beside the history; true when it left cleanly. */
static bool edit_file(const char *path, struct err *err) {
    const char *editor = getenv("VISUAL");
    editor = editor && *editor ? editor : getenv("EDITOR");
    editor = editor && *editor ? editor : "vi";
    /* the variable may hold arguments, so a shell splits it; the path goes beside, not into the command */
    const char *const argv[] = {"sh", "-c", "exec $0 \"$1\"", editor, path, NULL};
    pid_t pid;
    int status = 1, failed = posix_spawnp(&pid, "sh", NULL, NULL, (char *const *)argv, environ);
    if (failed)
        return err_set(err, ERR_IO, "cannot start %s: %s", editor, strerror(failed));
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return err_set(err, ERR_USAGE, "the editor did not end cleanly: nothing was run");
    return true;
}

static bool edit(struct terminal *t, struct err *err) {
    struct text path = {0};
    const char *last = t->repl->last ? t->repl->last : "";
    char *edited = NULL;
    size_t length;
    text_format(&path, "%s.%ld.lua", t->history_path, (long)getpid());
    bool ok = make_home(t, err) && text_write_file(text_str(&path), last, strlen(last), err) &&
              edit_file(text_str(&path), err) && text_read_file(text_str(&path), EDITED_MAX, &edited, &length, err);
    unlink(text_str(&path));
    if (ok) {
        remember(t, edited);
        fprintf(stdout, "%s%s", edited, length && edited[length - 1] == '\n' ? "" : "\n");
        ok = repl_evaluate(t->repl, edited, t->repl->width, NULL, err);
    }
    free(edited);
    text_free(&path);
    return ok;
}

/* Commands that need the terminal come before the others. */
static bool evaluate(struct terminal *t, const char *text, struct err *err) {
    struct winsize window;
    int width = ioctl(1, TIOCGWINSZ, &window) == 0 && window.ws_col >= 20 ? window.ws_col : 80;
    if (text_starts(text, ".edit"))
        return edit(t, err);
    if (text_starts(text, ".history")) {
        if (strstr(text, " off"))
            t->keep = false;
        else if (strstr(text, " on"))
            t->keep = true;
        else
            show_history(t);
        return true;
    }
    return repl_evaluate(t->repl, text, width, NULL, err);
}

static void one_line(struct terminal *t, const char *line) {
    struct err err = {0};
    text_add(&t->statement, line);
    if (repl_incomplete(t->repl, text_str(&t->statement)))
        return;
    remember(t, text_str(&t->statement));
    char *statement = text_take(&t->statement);
    atomic_store(t->stop, false);
    bool ok = evaluate(t, statement + strspn(statement, " \t"), &err);
    main_clear_progress(t->repl);
    if (!ok)
        fprintf(stderr, "%s\n", err.code == ERR_CANCELLED ? "stopped" : err.message);
    atomic_store(t->stop, false);
    free(statement);
}

static void terminal_open(struct terminal *t) {
    HistEvent event;
    t->history = history_init();
    history(t->history, &event, H_SETSIZE, HISTORY_MAX);
    history(t->history, &event, H_SETUNIQUE, 1);
    history(t->history, &event, H_LOAD, t->history_path);
    t->el = el_init("sevenstep", stdin, stdout, stderr);
    el_set(t->el, EL_CLIENTDATA, t);
    el_set(t->el, EL_PROMPT, prompt);
    el_set(t->el, EL_EDITOR, "emacs");
    el_set(t->el, EL_SIGNAL, 0);
    el_set(t->el, EL_GETCFN, read_char);
    el_set(t->el, EL_HIST, history, t->history);
    el_set(t->el, EL_ADDFN, "complete", "completes the word", complete);
    el_set(t->el, EL_BIND, "\t", "complete", NULL);
    el_set(t->el, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(t->el, EL_BIND, "^W", "ed-delete-prev-word", NULL);
}

static char *history_path(const struct workspace *ws) {
    const char *slash = strrchr(ws->db, '/');
    struct text path = {0};
    text_format(&path, "%.*srepl_history", slash ? (int)(slash - ws->db + 1) : 0, ws->db);
    return text_take(&path);
}

bool line_loop(struct repl *repl, atomic_bool *stop, struct err *err) {
    (void)err;
    struct terminal t = {.repl = repl, .stop = stop, .history_path = history_path(repl->ws), .keep = true};
    terminal_open(&t);
    repl->emit = main_emit;
    repl->emit_arg = repl;
    fputs("sevenstep: the design REPL. help() lists the words, .quit or Ctrl-D leaves.\n", stdout);
    bool reminded = false;
    while (!repl->quit) {
        int n = 0;
        el_resize(t.el);
        const char *line = el_gets(t.el, &n);
        if (line && n > 0) {
            reminded = false;
            one_line(&t, line);
        } else if (atomic_exchange(stop, false)) {
            fputs(t.statement.length || reminded ? "^C\n" : "^C  (Ctrl-D or .quit leaves)\n", stdout);
            reminded = !t.statement.length;
            text_clear(&t.statement);
            el_reset(t.el);
        } else {
            fputs("\n", stdout);
            break;
        }
    }
    save_history(&t);
    el_end(t.el);
    history_end(t.history);
    free(t.history_path);
    text_free(&t.statement);
    return true;
}
