#include "repl/repl.h"
#include "base/mem.h"
#include "repl/bind.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS_MAX = 60 };

static int open_all(lua_State *lua) {
    struct repl *repl = lua_touserdata(lua, 1);
    rows_open(lua, repl);
    design_open(lua, repl);
    run_open(lua, repl);
    sweep_open(lua, repl);
    comparison_open(lua, repl);
    look_open(lua, repl);
    plot_open(lua, repl);
    return 0;
}

struct repl *repl_new(struct workspace *ws, atomic_bool *stop, struct progress *progress, struct err *err) {
    struct repl *repl = mem_must(1, sizeof *repl);
    *repl = (struct repl){
        .ws = ws, .stop = stop, .outer = progress, .width = 80, .rows_max = ROWS_MAX, .chunk = "=repl", .bail = true};
    repl->sandbox = sandbox_new(&(struct sandbox_limits){.stop = stop}, 1, err);
    if (repl->sandbox && sandbox_protect(repl->sandbox, open_all, repl, err))
        return repl;
    repl_free(repl);
    return NULL;
}

void repl_free(struct repl *repl) {
    if (!repl)
        return;
    sandbox_free(repl->sandbox);
    dot_close(repl);
    text_free(&repl->scratch);
    free(repl->last);
    free(repl);
}

/* Leaves the chunk's function on the stack. Newlines in front keep the script's line numbers. */
static bool load(struct repl *repl, const char *before, const char *text, struct err *err) {
    struct text chunk = {0};
    for (int i = 0; i < repl->first_line; i++)
        text_add(&chunk, "\n");
    text_add(&chunk, before);
    text_add(&chunk, text);
    bool ok = sandbox_load(repl->sandbox, text_str(&chunk), chunk.length, repl->chunk, err);
    text_free(&chunk);
    return ok;
}

/* As an expression when it is one, else as statements. */
static bool load_any(struct repl *repl, const char *text, struct err *err) {
    struct err ignored = {0};
    return load(repl, "return ", text, &ignored) || load(repl, "", text, err);
}

bool repl_compiles(struct repl *repl, const char *text, struct err *err) {
    bool ok = load_any(repl, text, err);
    if (ok)
        lua_pop(sandbox_lua(repl->sandbox), 1);
    return ok;
}

bool repl_incomplete(struct repl *repl, const char *text) {
    struct err err = {0};
    text += strspn(text, " \t\r\n");
    if (*text == '.' || *text == '?' || !*text || repl_compiles(repl, text, &err))
        return false;
    return strstr(err.message, "near <eof>") ||
           strstr(err.message, "near '<eof>'"); /* the latter within a long string */
}

/* Arguments: the REPL, then the chunk's results. */
static int show_results(lua_State *lua) {
    struct repl *repl = lua_touserdata(lua, 1);
    for (int i = 2; i <= lua_gettop(lua); i++) {
        if (lua_isnil(lua, i) && lua_gettop(lua) == 2)
            break; /* a call for its effect */
        if (!show_value(lua, repl, i))
            repl_print(repl, "\n", 1);
    }
    if (lua_gettop(lua) >= 2 && !lua_isnil(lua, 2)) {
        lua_pushvalue(lua, 2);
        lua_setglobal(lua, "_");
        lua_pushfstring(lua, "_%d", ++repl->results);
        const char *name = lua_tostring(lua, -1);
        lua_pushvalue(lua, 2);
        lua_setglobal(lua, name);
    }
    return 0;
}

static bool call_and_show(struct repl *repl, struct err *err) {
    lua_State *lua = sandbox_lua(repl->sandbox);
    int base = lua_gettop(lua) - 1;
    bool ok = sandbox_call(repl->sandbox, 0, LUA_MULTRET, err);
    int results = lua_gettop(lua) - base;
    if (ok && results > 0) {
        ok = lua_checkstack(lua, 4) || err_set(err, ERR_LIMIT, "too many results");
        if (ok) {
            lua_pushcfunction(lua, show_results);
            lua_insert(lua, base + 1);
            lua_pushlightuserdata(lua, repl);
            lua_insert(lua, base + 2);
            ok = sandbox_call(repl->sandbox, results + 1, 0, err);
        }
    }
    lua_settop(lua, base);
    return ok;
}

static const char *word_at(const void *arg, int i) {
    (void)arg;
    return look_word(i);
}

/* "attempt to call a nil value (global 'knbs')": which word may have been meant. */
static void suggest(struct err *err) {
    const char *at = strstr(err->message, "(global '");
    char name[64] = "";
    int n = 0;
    while (look_word(n))
        n++;
    if (!at || sscanf(at, "(global '%63[^']", name) != 1)
        return;
    const char *near = text_nearest(name, word_at, NULL, n);
    size_t length = strlen(err->message);
    if (near && strcmp(near, name) != 0)
        snprintf(err->message + length, sizeof err->message - length, "; did you mean '%s'?", near);
}

/* Lua keeps a raised message, not its code: put it back when the error that came out is that one. */
static void restore_code(struct repl *repl, struct err *err) {
    if (repl->raised.code && err->code == ERR_USAGE && strstr(err->message, repl->raised.message))
        err->code = repl->raised.code;
    suggest(err);
}

/* "retrieval.dim?" or "?retrieval.dim" */
static bool is_question(const char *text, char *name, size_t n) {
    size_t length = strlen(text);
    bool before = *text == '?';
    if (!before && (length < 2 || text[length - 1] != '?'))
        return false;
    snprintf(name, n, "%.*s", (int)(length - 1), text + before);
    size_t from = strspn(name, " ");
    memmove(name, name + from, strlen(name + from) + 1);
    for (size_t end = strlen(name); end > 0 && name[end - 1] == ' ';)
        name[--end] = '\0';
    return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@[]") == strlen(name);
}

static bool evaluate_lua(struct repl *repl, const char *text, struct err *err) {
    char name[128];
    struct text call = {0};
    if (is_question(text, name, sizeof name)) {
        text_format(&call, "help(\"%s\")", name);
        text = text_str(&call);
    }
    repl->raised = (struct err){0};
    bool ok = load_any(repl, text, err) && call_and_show(repl, err);
    if (!ok)
        restore_code(repl, err);
    text_free(&call);
    return ok;
}

static void print_time(struct repl *repl, int64_t wall, clock_t cpu) {
    struct text line = {0};
    text_format(&line, "%.3f s, %.3f s of processor\n", clock_seconds_since(repl->ws->clock, wall),
                (double)(clock() - cpu) / CLOCKS_PER_SEC);
    repl_print(repl, text_str(&line), line.length);
    text_free(&line);
}

static char *trimmed(const char *text) {
    text += strspn(text, " \t\r\n");
    char *copy = mem_string(text);
    for (size_t end = strlen(copy); end > 0 && isspace((unsigned char)copy[end - 1]);)
        copy[--end] = '\0';
    return copy;
}

bool repl_evaluate(struct repl *repl, const char *text, int width, struct text *out, struct err *err) {
    char *line = trimmed(text);
    bool ok = true;
    repl->out = out;
    repl->width = width >= 20 ? width : 80;
    if (*line == '.') {
        ok = dot_command(repl, line, out, err);
    } else if (*line) {
        int64_t wall = clock_ns(repl->ws->clock);
        clock_t cpu = clock();
        ok = evaluate_lua(repl, line, err);
        if (repl->timer)
            print_time(repl, wall, cpu);
        free(repl->last);
        repl->last = mem_string(line);
    }
    repl->out = NULL;
    free(line);
    return ok;
}
