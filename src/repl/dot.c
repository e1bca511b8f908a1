/* dot.c - lines that begin with a dot: they speak to the REPL, not to Lua. Files are reached here alone, by what a
 * person types; Lua code cannot. */
#include "base/mem.h"
#include "repl/bind.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCRIPT_BYTES_MAX = 4 << 20 };

static void say(struct repl *repl, const char *line) {
    repl_print(repl, line, strlen(line));
}

static const char *const mode_names[] = {"table", "csv", "json", "markdown", "line"};
enum { MODES = sizeof mode_names / sizeof *mode_names };

static bool dot_mode(struct repl *repl, const char *value, struct err *err) {
    for (int i = 0; i < MODES; i++)
        if (strcmp(value, mode_names[i]) == 0) {
            repl->mode = (enum repl_mode)i;
            return true;
        }
    if (*value)
        return err_set(err, ERR_USAGE, ".mode: '%s' is no mode; it takes table, csv, json, markdown or line", value);
    say(repl, mode_names[repl->mode]);
    say(repl, "\n");
    return true;
}

static bool read_switch(const char *name, const char *value, bool *flag, struct err *err) {
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0)
        return err_set(err, ERR_USAGE, "%s takes on or off", name);
    *flag = strcmp(value, "on") == 0;
    return true;
}

static bool dot_timer(struct repl *repl, const char *value, struct err *err) {
    return read_switch(".timer", value, &repl->timer, err);
}

static bool dot_bail(struct repl *repl, const char *value, struct err *err) {
    return read_switch(".bail", value, &repl->bail, err);
}

static bool dot_rows(struct repl *repl, const char *value, struct err *err) {
    long long n;
    if (!text_to_int(value, &n) || n < 0 || n > 1000000)
        return err_set(err, ERR_USAGE, ".rows takes a number; 0 shows all of them");
    repl->rows_max = (int)n;
    return true;
}

static bool dot_read(struct repl *repl, const char *value, struct err *err) {
    char *text;
    size_t length;
    if (!*value)
        return err_set(err, ERR_USAGE, ".read wants a file");
    if (!text_read_file(value, SCRIPT_BYTES_MAX, &text, &length, err))
        return false;
    struct text chunk = {0};
    text_format(&chunk, "@%s", value);
    struct text *out = repl->out;
    bool ok = script_run(repl, text, text_str(&chunk), err);
    repl->out = out;
    text_free(&chunk);
    free(text);
    return ok;
}

static void emit_file(void *arg, const char *bytes, size_t n) {
    fwrite(bytes, 1, n, arg);
    fflush(arg);
}

void dot_close(struct repl *repl) {
    if (repl->emit != emit_file)
        return;
    fclose(repl->emit_arg);
    repl->emit = repl->face_emit;
    repl->emit_arg = repl->face_emit_arg;
    repl->face_emit = NULL;
}

/* .output FILE sends what is printed there; .output alone brings it back. The face's own way out is kept aside. */
static bool dot_output(struct repl *repl, const char *value, struct err *err) {
    FILE *file = *value ? fopen(value, "w") : NULL;
    if (*value && !file)
        return err_errno(err, "cannot write", value);
    dot_close(repl);
    if (file) {
        repl->face_emit = repl->emit;
        repl->face_emit_arg = repl->emit_arg;
        repl->emit = emit_file;
        repl->emit_arg = file;
    }
    return true;
}

/* The design that the last run had, pushed down as text: inside a protected call. */
struct save {
    char *text;
};

static int write_last(lua_State *lua) {
    struct save *save = lua_touserdata(lua, 1);
    lua_getglobal(lua, "last");
    if (luaL_testudata(lua, -1, REPL_RUN)) {
        const struct run *run = run_check(lua, -1);
        save->text = scenario_write(run->design, *run->name ? run->name : "From the REPL", "");
    }
    return 0;
}

static bool dot_save(struct repl *repl, const char *value, struct err *err) {
    struct save save = {0};
    if (!*value)
        return err_set(err, ERR_USAGE, ".save wants a file for the design of the last run, as a scenario");
    if (!sandbox_protect(repl->sandbox, write_last, &save, err))
        return false;
    if (!save.text)
        return err_set(err, ERR_USAGE, ".save: nothing has run yet; run(d) first");
    bool ok = text_write_file(value, save.text, strlen(save.text), err);
    free(save.text);
    return ok;
}

static bool dot_quit(struct repl *repl, const char *value, struct err *err) {
    (void)value;
    (void)err;
    repl->quit = true;
    return true;
}

static bool only_at_the_prompt(struct repl *repl, const char *value, struct err *err) {
    (void)repl;
    (void)value;
    return err_set(err, ERR_USAGE, "this works at the prompt of `sevenstep repl` in a terminal alone");
}

static bool dot_help(struct repl *repl, const char *value, struct err *err);
static const struct dot {
    const char *name, *usage, *about;
    bool (*run)(struct repl *repl, const char *value, struct err *err);
} dots[] = {
    {".help", ".help", "this; help() lists the words of Lua", dot_help},
    {".mode", ".mode table|csv|json|markdown|line", "how tables of results are shown", dot_mode},
    {".rows", ".rows N", "rows shown before the rest is counted; 0, all", dot_rows},
    {".timer", ".timer on|off", "time of every statement, on the wall and of the processor", dot_timer},
    {".output", ".output [FILE]", "what is printed goes to the file, or back here", dot_output},
    {".read", ".read FILE", "runs a script", dot_read},
    {".save", ".save FILE", "the design of the last run as a scenario", dot_save},
    {".bail", ".bail on|off", "whether a script ends at its first error (it does)", dot_bail},
    {".edit", ".edit", "the last statement in $VISUAL or $EDITOR; runs what it leaves", only_at_the_prompt},
    {".history", ".history [on|off]", "what was typed; off: this session is not kept", only_at_the_prompt},
    {".quit", ".quit", "leaves; so does Ctrl-D", dot_quit},
};
enum { DOTS = sizeof dots / sizeof *dots };

const char *dot_word(int i) {
    return i < DOTS ? dots[i].name : NULL;
}

static bool dot_help(struct repl *repl, const char *value, struct err *err) {
    (void)value;
    (void)err;
    struct text out = {0};
    for (int i = 0; i < DOTS; i++)
        text_format(&out, "%-36s %s\n", dots[i].usage, dots[i].about);
    text_add(&out, "\nTab completes, Ctrl-R searches, Ctrl-C stops a statement, NAME? tells about a knob or metric.\n");
    say(repl, text_str(&out));
    text_free(&out);
    return true;
}

static const char *dot_name(const void *arg, int i) {
    (void)arg;
    return dots[i].name;
}

bool dot_command(struct repl *repl, const char *line, struct text *out, struct err *err) {
    char name[32];
    size_t length = strcspn(line, " \t");
    snprintf(name, sizeof name, "%.*s", (int)length, line);
    const char *value = line + length + strspn(line + length, " \t");
    repl->out = out;
    for (int i = 0; i < DOTS; i++)
        if (strcmp(dots[i].name, name) == 0)
            return dots[i].run(repl, value, err);
    const char *near = text_nearest(name, dot_name, NULL, DOTS);
    return err_set(err, ERR_USAGE, "unknown command '%s'%s%s%s", name, near ? "; did you mean '" : "; .help lists them",
                   near ? near : "", near ? "'?" : "");
}
