/* bind_comparison.c - compare(a, b, ...): what differs, against the first. c["list.mrr"].verdict is of the second run;
 * c.runs has them all, c.why says why they do not pair (nil when they do). It prints as the report's comparison. */
#include "base/mem.h"
#include "repl/bind.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS_MAX = 64 };

/* Rows of a comparison, freed by Lua when a raise jumps over us. */
static void push_rows(lua_State *lua, const struct run *a, const struct run *b, int comparison) {
    const char *why = NULL;
    struct comparison **box = lua_newuserdatauv(lua, sizeof *box, 0);
    *box = NULL;
    luaL_setmetatable(lua, "sevenstep.block");
    int n = run_compare(a, b, box, &why);
    for (int i = 0; i < n; i++) {
        const struct comparison *c = &(*box)[i];
        lua_newtable(lua);
        bind_set_text(lua, "name", c->name);
        const struct {
            const char *key;
            double value;
        } numbers[] = {
            {"a", c->a}, {"b", c->b}, {"difference", why ? NAN : c->b - c->a}, {"low", c->low}, {"high", c->high}};
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            if (!isnan(numbers[k].value)) {
                lua_pushnumber(lua, numbers[k].value);
                lua_setfield(lua, -2, numbers[k].key);
            }
        lua_pushboolean(lua, c->paired);
        lua_setfield(lua, -2, "paired");
        bind_set_text(lua, "verdict", comparison_word(c));
        lua_setfield(lua, comparison, c->name);
    }
    lua_pop(lua, 1);
    if (why) {
        lua_pushstring(lua, why);
        lua_setfield(lua, comparison, "why");
    }
}

/* Runs as arguments, or one sweep or array of them. */
static int compare_function(lua_State *lua) {
    if (lua_gettop(lua) == 1 && lua_istable(lua, 1)) {
        int n = (int)lua_rawlen(lua, 1);
        luaL_argcheck(lua, n <= RUNS_MAX, 1, "64 runs at most");
        luaL_checkstack(lua, n + 8, "runs");
        for (int i = 1; i <= n; i++)
            lua_rawgeti(lua, 1, i);
        lua_remove(lua, 1);
    }
    int n = lua_gettop(lua);
    luaL_argcheck(lua, n >= 2 && n <= RUNS_MAX, 1, "two runs or more are wanted: compare(r1, r2)");
    for (int i = 1; i <= n; i++)
        run_check(lua, i);
    lua_newtable(lua);
    int comparison = lua_gettop(lua);
    lua_createtable(lua, n, 0);
    for (int i = 1; i <= n; i++) {
        lua_pushvalue(lua, i);
        lua_rawseti(lua, -2, i);
    }
    lua_setfield(lua, comparison, "runs");
    push_rows(lua, run_check(lua, 1), run_check(lua, 2), comparison);
    luaL_setmetatable(lua, REPL_COMPARISON);
    return 1;
}

static int comparison_tostring(lua_State *lua) {
    static const enum report_format formats[] = {[MODE_TABLE] = REPORT_TEXT,
                                                 [MODE_LINE] = REPORT_TEXT,
                                                 [MODE_CSV] = REPORT_CSV,
                                                 [MODE_JSON] = REPORT_JSON,
                                                 [MODE_MARKDOWN] = REPORT_MARKDOWN};
    struct repl *repl = bind_repl(lua);
    struct report_style style = bind_style(repl);
    const struct run *runs[RUNS_MAX];
    struct err err = {0};
    luaL_checktype(lua, 1, LUA_TTABLE);
    if (lua_getfield(lua, 1, "runs") != LUA_TTABLE)
        return luaL_error(lua, "a comparison without its runs");
    int n = (int)lua_rawlen(lua, -1);
    if (n > RUNS_MAX)
        n = RUNS_MAX;
    for (int i = 0; i < n; i++) {
        lua_rawgeti(lua, -1, i + 1);
        runs[i] = run_check(lua, -1);
        lua_pop(lua, 1); /* the table keeps it */
    }
    text_clear(&repl->scratch);
    if (!report_write(runs, n, formats[repl->mode], &style, &repl->scratch, &err))
        bind_raise(lua, &err);
    return bind_push_scratch(lua, repl);
}

void comparison_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg comparison[] = {{"__tostring", comparison_tostring}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"compare", compare_function}, {NULL, NULL}};
    bind_metatable(lua, repl, REPL_COMPARISON, comparison);
    lua_pushglobaltable(lua);
    bind_functions(lua, repl, functions);
    lua_pop(lua, 1);
}
