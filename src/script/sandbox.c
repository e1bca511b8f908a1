/* How running away is stopped. The count hook charges instructions; the allocator charges bytes (a string of 1 MiB is
 * one instruction); guards charge what loops in C. When the budget is used up, or memory is, the sandbox trips: the
 * hook then fires at every instruction and raises, so that a script's own pcall only gets to the next raise. */
#include "script/sandbox.h"
#include "base/mem.h"
#include "base/text.h"
#include "script/sandbox_state.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    HOOK_EVERY = 1000,
    BYTES_A_UNIT = 32,         /* allocated bytes that cost as much as one instruction */
    TRIPPED_SMALL = 4096,      /* what unwinding may still allocate at once */
    TRIPPED_SLACK = 1 << 18,   /* and beyond the cap in all */
    STRING_BYTES_MAX = 4 << 20 /* comparing two strings is one instruction, so strings stay small */
};
static const char LONG_NAME[] = "=\1"; /* stands for sandbox->name in Lua's messages */

static double cpu_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct sandbox *sandbox_of(lua_State *lua) {
    void *arg;
    lua_getallocf(lua, &arg);
    return arg;
}

static void hook(lua_State *lua, lua_Debug *ar);

/* "file.lua:3: " of the innermost Lua function, for the message. Allocates nothing: it runs inside the allocator too.
 */
static void note_where(struct sandbox *s) {
    lua_Debug ar;
    s->where[0] = '\0';
    for (int level = 0; s->lua && level < 50 && lua_getstack(s->lua, level, &ar); level++) {
        if (!lua_getinfo(s->lua, "Sl", &ar) || ar.currentline <= 0)
            continue;
        snprintf(s->where, sizeof s->where, "%s:%d: ", ar.short_src, ar.currentline);
        return;
    }
}

static void trip(struct sandbox *s, enum trip reason) {
    if (s->tripped)
        return;
    s->tripped = reason;
    note_where(s);
    char *why = s->why;
    size_t n = sizeof s->why;
    switch (reason) {
    case TRIP_INSTRUCTIONS:
        snprintf(why, n, "the script took more than %.4g million steps; look for a loop that does not end",
                 (double)s->budget / 1e6);
        break;
    case TRIP_MEMORY:
        snprintf(why, n,
                 "the script wants more than %zu MiB of memory, or a string of more than %d MiB; make it smaller",
                 s->cap >> 20, STRING_BYTES_MAX >> 20);
        break;
    case TRIP_TIME:
        snprintf(why, n, "the script ran for more than %.3g s; look for a loop that does not end", s->cpu_limit);
        break;
    case TRIP_STOPPED:
        snprintf(why, n, "stopped");
        break;
    case TRIP_GUARD: /* the guard wrote why */
    case TRIP_NONE:
        break;
    }
    if (s->lua) {
        s->every = 1;
        lua_sethook(s->lua, hook, LUA_MASKCOUNT, 1);
    }
}

static bool allocation_fits(struct sandbox *s, void *block, size_t from, size_t to) {
    size_t old = block ? from : 0, after = s->used - old + to;
    if (to <= old || s->depth == 0) /* Lua relies on shrinking; outside a call nothing of the script's runs */
        return to <= old || after <= s->cap + TRIPPED_SLACK;
    s->left -= (int64_t)(to / BYTES_A_UNIT);
    if (s->left < 0)
        trip(s, TRIP_INSTRUCTIONS);
    if (s->tripped)
        return to <= TRIPPED_SMALL && after <= s->cap + TRIPPED_SLACK;
    bool string = !block && from == LUA_TSTRING; /* Lua passes the kind of a new object in the old size */
    if (after <= s->cap && !(string && to > STRING_BYTES_MAX + 64)) {
        s->refused.to = 0;
        return true;
    }
    if (s->refused.block == block && s->refused.from == from && s->refused.to == to)
        trip(s, TRIP_MEMORY);
    s->refused.block = block, s->refused.from = from, s->refused.to = to;
    return false;
}

static void *allocate(void *arg, void *block, size_t from, size_t to) {
    struct sandbox *s = arg;
    size_t old = block ? from : 0;
    if (to == 0) {
        free(block);
        s->used -= old;
        return NULL;
    }
    if (!allocation_fits(s, block, from, to))
        return NULL;
    void *p = realloc(block, to);
    if (p)
        s->used += to - old;
    return p;
}

static void raise_trip(lua_State *lua, const struct sandbox *s) {
    lua_pushfstring(lua, "%s%s", s->where, s->why);
    lua_error(lua);
}

static void hook(lua_State *lua, lua_Debug *ar) {
    (void)ar;
    struct sandbox *s = sandbox_of(lua);
    s->left -= s->every;
    if (s->stop && atomic_load_explicit(s->stop, memory_order_relaxed))
        trip(s, TRIP_STOPPED);
    else if (s->left < 0)
        trip(s, TRIP_INSTRUCTIONS);
    else if (s->cpu_limit > 0 && cpu_now() - s->cpu_start > s->cpu_limit)
        trip(s, TRIP_TIME);
    if (s->tripped)
        raise_trip(lua, s);
}

void sandbox_charge(lua_State *lua, int64_t units) {
    struct sandbox *s = sandbox_of(lua);
    s->left -= units < 0 ? 0 : units;
    if (s->left < 0)
        trip(s, TRIP_INSTRUCTIONS);
    if (s->tripped)
        raise_trip(lua, s);
}

void sandbox_trip_guard(lua_State *lua, const char *format, ...) {
    struct sandbox *s = sandbox_of(lua);
    if (!s->tripped) {
        va_list args;
        va_start(args, format);
        vsnprintf(s->why, sizeof s->why, format, args);
        va_end(args);
        trip(s, TRIP_GUARD);
    }
    raise_trip(lua, s);
}

struct sandbox *sandbox_new(const struct sandbox_limits *limits, uint64_t seed, struct err *err) {
    struct sandbox *s = mem_must(1, sizeof *s);
    s->cap = limits && limits->memory_bytes ? limits->memory_bytes : (size_t)64 << 20;
    s->budget = limits && limits->instructions ? limits->instructions : 200000000;
    s->cpu_limit = limits ? limits->cpu_seconds : 0.0;
    s->stop = limits ? limits->stop : NULL;
    s->lua = lua_newstate(allocate, s);
    if (!s->lua) {
        err_set(err, ERR_MEMORY, "no memory for a Lua state");
        goto fail;
    }
    if (!sandbox_protect(s, sandbox_open_libraries, &seed, err))
        goto fail;
    return s;
fail:
    sandbox_free(s);
    return NULL;
}

void sandbox_free(struct sandbox *s) {
    if (!s)
        return;
    if (s->lua)
        lua_close(s->lua);
    free(s->name);
    free(s);
}

lua_State *sandbox_lua(struct sandbox *s) {
    return s->lua;
}

static void begin(struct sandbox *s) {
    if (s->depth++ > 0)
        return;
    s->tripped = TRIP_NONE;
    s->left = s->budget;
    s->refused.to = 0;
    s->every = HOOK_EVERY;
    s->cpu_start = s->cpu_limit > 0 ? cpu_now() : 0.0;
    lua_sethook(s->lua, hook, LUA_MASKCOUNT, HOOK_EVERY);
}

static void end(struct sandbox *s) {
    s->depth--;
}

/* What scripts of other programs use, and where it went: "attempt to index a nil value (global 'os')". */
static const char *missing_global(const char *message) {
    static const char *const names[] = {"os",    "io",     "package",  "debug",          "require",   "load",
                                        "print", "dofile", "loadfile", "collectgarbage", "coroutine", "loadstring"};
    const char *at = strstr(message, "(global '");
    for (size_t i = 0; at && i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncmp(at + 9, names[i], n) == 0 && at[9 + n] == '\'')
            return names[i];
    }
    return NULL;
}

/* One line, printable: what a script raises may hold anything. Puts the real name where Lua has the short one. */
static void clean_message(const struct sandbox *s, const char *raw, size_t n, struct text *out) {
    for (size_t i = 0; i < n && out->length < 700; i++) {
        unsigned char c = (unsigned char)raw[i];
        if (c == LONG_NAME[1] && s->name)
            text_add(out, s->name);
        else if (c == '\n' || c == '\t')
            text_add(out, " ");
        else if (c < 32 || c == 127)
            text_add(out, "?");
        else
            text_bytes(out, raw + i, 1);
    }
    const char *missing = missing_global(text_str(out));
    if (missing)
        text_format(out, "; a file runs in a sandbox, which has no %s", missing);
    else if (strstr(text_str(out), "stack overflow"))
        text_add(out, "; does a function call itself without end?");
}

/* Takes the error object off the stack. Nothing here may raise: it is outside the protected call. */
static bool fail(struct sandbox *s, int status, struct err *err) {
    lua_State *lua = s->lua;
    struct text message = {0};
    enum err_code code = ERR_USAGE;
    if (s->tripped) {
        code = s->tripped == TRIP_STOPPED ? ERR_CANCELLED : ERR_LIMIT;
        struct text raw = {0};
        text_format(&raw, "%s%s", s->where, s->why);
        clean_message(s, text_str(&raw), raw.length, &message);
        text_free(&raw);
    } else if (status == LUA_ERRMEM) {
        code = ERR_LIMIT;
        text_add(&message, "the script has no memory left");
    } else if (lua_type(lua, -1) == LUA_TSTRING) {
        size_t n;
        const char *raw = lua_tolstring(lua, -1, &n);
        clean_message(s, raw, n, &message);
    } else {
        text_format(&message, "the script raised a %s where a message was wanted", luaL_typename(lua, -1));
    }
    lua_pop(lua, 1);
    err_set(err, code, "%s", text_str(&message));
    text_free(&message);
    return false;
}

bool sandbox_load(struct sandbox *s, const char *text, size_t length, const char *name, struct err *err) {
    if (length > 0 && text[0] == LUA_SIGNATURE[0])
        return err_set(err, ERR_USAGE, "%s:1: this is compiled Lua; only text is read", name + 1);
    if (!lua_checkstack(s->lua, 4))
        return err_set(err, ERR_LIMIT, "%s: the script's stack is full", name + 1);
    if (strlen(name) >= LUA_IDSIZE) {
        free(s->name);
        s->name = mem_string(name + 1);
        name = LONG_NAME;
    }
    begin(s);
    int status = luaL_loadbufferx(s->lua, text, length, name, "t");
    bool ok = status == LUA_OK || fail(s, status, err);
    end(s);
    return ok;
}

bool sandbox_call(struct sandbox *s, int n_args, int n_results, struct err *err) {
    lua_State *lua = s->lua;
    int below = lua_gettop(lua) - n_args - 1;
    begin(s);
    int status = lua_pcall(lua, n_args, n_results, 0);
    bool ok = status == LUA_OK;
    if (!ok) {
        fail(s, status, err);
    } else if (s->tripped) { /* caught by the script's own pcall in its last instruction */
        lua_settop(lua, below);
        lua_pushboolean(lua, 0);
        ok = fail(s, status, err);
    }
    end(s);
    return ok;
}

bool sandbox_protect(struct sandbox *s, lua_CFunction f, void *arg, struct err *err) {
    if (!lua_checkstack(s->lua, 4))
        return err_set(err, ERR_LIMIT, "the script's stack is full");
    lua_pushcfunction(s->lua, f);
    lua_pushlightuserdata(s->lua, arg);
    return sandbox_call(s, 1, 0, err);
}
