/* bind_sweep.c - sweep(d, "retrieval.nprobe", {1, 4, 16} [, {"metric", ...}]): one run a value. A sweep is an array of
 * its runs with the fields path, values and metrics; it prints as a table of the metrics beside the values. */
#include "base/mem.h"
#include "repl/bind.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SWEEP_MAX = 1000, METRICS_MAX = 12 };

/* Checks every value against the knob before the first run starts. */
static void check_values(lua_State *lua, const struct design *d, const char *path) {
    lua_Integer n = (lua_Integer)lua_rawlen(lua, 3);
    luaL_argcheck(lua, n > 0 && n <= SWEEP_MAX, 3, "1 to 1000 values are wanted");
    struct design **trial = design_push(lua);
    for (lua_Integer i = 1; i <= n; i++) {
        if (*trial)
            design_free(*trial);
        *trial = NULL;
        *trial = design_copy(d);
        lua_newtable(lua);
        lua_rawgeti(lua, 3, i);
        lua_setfield(lua, -2, path);
        design_apply(lua, *trial, -1);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

/* The metrics to show: those asked for, else the headline and what a sweep usually trades. Pushes an array. */
static void push_metrics(lua_State *lua, const struct design *d) {
    if (lua_istable(lua, 4)) {
        for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(lua, 4); i++) {
            struct err err = {0};
            lua_rawgeti(lua, 4, i);
            if (!metric_find(luaL_checkstring(lua, -1), design_kind(d), &err))
                bind_raise(lua, &err);
            lua_pop(lua, 1);
        }
        lua_pushvalue(lua, 4);
        return;
    }
    const char *const usual[] = {design_headline(d), "retrieval.recall@100", "list.ndcg@10", "serving.p99_ms"};
    lua_newtable(lua);
    lua_Integer n = 0;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        const struct metric *metric = metric_named(usual[i]);
        if (metric && metric_has_kind(metric, design_kind(d))) {
            lua_pushstring(lua, usual[i]);
            lua_rawseti(lua, -2, ++n);
        }
    }
}

static int sweep_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const struct design *d = design_check(lua, 1);
    const char *path = luaL_checkstring(lua, 2);
    luaL_checktype(lua, 3, LUA_TTABLE);
    lua_settop(lua, 4);
    check_values(lua, d, path);
    lua_newtable(lua);
    int sweep = lua_gettop(lua);
    bind_set_text(lua, "path", path);
    lua_pushvalue(lua, 3);
    lua_setfield(lua, sweep, "values");
    push_metrics(lua, d);
    lua_setfield(lua, sweep, "metrics");
    luaL_setmetatable(lua, REPL_SWEEP);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(lua, 3); i++) {
        struct design **point = design_push(lua);
        *point = design_copy(d);
        lua_newtable(lua);
        lua_rawgeti(lua, 3, i);
        lua_setfield(lua, -2, path);
        design_apply(lua, *point, -1);
        run_carry_out(lua, repl, &(struct job_spec){.design = *point, .name = "", .scenario = ""});
        lua_rawseti(lua, sweep, i);
        lua_settop(lua, sweep);
    }
    return 1;
}

/* A row of the printed table for the run on top of the stack. */
static void push_row(lua_State *lua, int sweep, const char *path, lua_Integer i) {
    const struct run *run = run_check(lua, -1);
    lua_newtable(lua);
    lua_getfield(lua, sweep, "values");
    lua_rawgeti(lua, -1, i);
    lua_remove(lua, -2);
    if (lua_istable(lua, -1)) { /* a list: as -s has it */
        const struct knob *knob = knob_named(path);
        lua_pop(lua, 1);
        lua_pushstring(lua, knob ? design_text(run->design, knob->id) : "");
    }
    lua_setfield(lua, -2, path);
    bind_set_number(lua, "run", (double)run->id);
    lua_getfield(lua, sweep, "metrics");
    for (lua_Integer k = 1; k <= (lua_Integer)lua_rawlen(lua, -1) && k <= METRICS_MAX; k++) {
        lua_rawgeti(lua, -1, k);
        const char *name = luaL_checkstring(lua, -1);
        const struct measure *m = measures_find(&run->outcome.measures, name);
        lua_pop(lua, 1);
        if (m && !isnan(m->value)) {
            lua_pushnumber(lua, m->value);
            lua_setfield(lua, -3, name);
        }
    }
    lua_pop(lua, 1);
}

static int sweep_tostring(lua_State *lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    if (lua_getfield(lua, 1, "path") != LUA_TSTRING || lua_getfield(lua, 1, "metrics") != LUA_TTABLE)
        return luaL_error(lua, "a sweep without its path or metrics");
    const char *columns[METRICS_MAX + 2] = {lua_tostring(lua, 2), "run"};
    int n = 2;
    for (lua_Integer k = 1; k <= (lua_Integer)lua_rawlen(lua, 3) && n < METRICS_MAX + 2; k++) {
        lua_rawgeti(lua, 3, k); /* stays on the stack, so that the text stays */
        columns[n++] = luaL_checkstring(lua, -1);
    }
    rows_new(lua, columns, n);
    int rows = lua_gettop(lua);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(lua, 1); i++) {
        lua_rawgeti(lua, 1, i);
        push_row(lua, 1, columns[0], i);
        lua_rawseti(lua, rows, i);
        lua_settop(lua, rows);
    }
    luaL_tolstring(lua, rows, NULL);
    return 1;
}

void sweep_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg sweep[] = {{"__tostring", sweep_tostring}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"sweep", sweep_function}, {NULL, NULL}};
    bind_metatable(lua, repl, REPL_SWEEP, sweep);
    lua_pushglobaltable(lua);
    bind_functions(lua, repl, functions);
    lua_pop(lua, 1);
}
