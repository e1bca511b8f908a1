/* What a script gets: base, table, string, math, utf8 without what reaches files, code or the collector, and with
 * bounds on what loops inside C, where no hook fires. Tables with metamethods are refused by table.*: a __len that says
 * 1e18 is a loop that nothing stops. Finalisers are refused too: Lua runs them with hooks off. */
#include "script/sandbox_state.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>

enum { REP_BYTES_MAX = 4 << 20, RANGE_MAX = 1000000, RESULTS_MAX = 65536 };

/* Calls the wrapped function (upvalue 1) with the arguments as they are. */
static int call_wrapped(lua_State *lua) {
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, LUA_MULTRET);
    return lua_gettop(lua);
}

static void plain_table(lua_State *lua, int i) {
    luaL_checktype(lua, i, LUA_TTABLE);
    if (lua_getmetatable(lua, i))
        luaL_error(lua, "a table with a metatable is not taken here; copy it into a plain one");
}

/* Length of from..to, 0 when empty; raises when it is more than `most`. */
static int64_t range(lua_State *lua, lua_Integer from, lua_Integer to, int64_t most, const char *what) {
    if (from > to)
        return 0;
    uint64_t n = (uint64_t)to - (uint64_t)from; /* one less than the length: that may not fit */
    if (n >= (uint64_t)most)
        sandbox_trip_guard(lua, "%s over more than %lld elements", what, (long long)most);
    return (int64_t)n + 1;
}

static int guard_concat(lua_State *lua) {
    plain_table(lua, 1);
    lua_Integer from = luaL_optinteger(lua, 3, 1), to = luaL_optinteger(lua, 4, (lua_Integer)lua_rawlen(lua, 1));
    sandbox_charge(lua, range(lua, from, to, RANGE_MAX, "table.concat"));
    return call_wrapped(lua);
}

static int guard_shift(lua_State *lua) { /* insert, remove */
    plain_table(lua, 1);
    sandbox_charge(lua, (int64_t)lua_rawlen(lua, 1) / 4);
    return call_wrapped(lua);
}

static int guard_move(lua_State *lua) {
    plain_table(lua, 1);
    if (!lua_isnoneornil(lua, 5))
        plain_table(lua, 5);
    sandbox_charge(lua, range(lua, luaL_checkinteger(lua, 2), luaL_checkinteger(lua, 3), RANGE_MAX, "table.move"));
    return call_wrapped(lua);
}

static int guard_unpack(lua_State *lua) {
    plain_table(lua, 1);
    lua_Integer from = luaL_optinteger(lua, 2, 1), to = luaL_optinteger(lua, 3, (lua_Integer)lua_rawlen(lua, 1));
    sandbox_charge(lua, range(lua, from, to, RESULTS_MAX, "table.unpack"));
    return call_wrapped(lua);
}

/* n log n comparisons, each as long as the longest string. */
static int guard_sort(lua_State *lua) {
    plain_table(lua, 1);
    int64_t n = range(lua, 1, (lua_Integer)lua_rawlen(lua, 1), RANGE_MAX, "table.sort"), longest = 0, log2 = 1;
    for (lua_Integer i = 1; i <= n; i++) {
        int64_t length = lua_rawgeti(lua, 1, i) == LUA_TSTRING ? (int64_t)lua_rawlen(lua, -1) : 0;
        longest = length > longest ? length : longest;
        lua_pop(lua, 1);
    }
    while ((int64_t)1 << log2 < n)
        log2++;
    sandbox_charge(lua, n * log2 * (1 + longest / 16));
    return call_wrapped(lua);
}

static int guard_rep(lua_State *lua) {
    size_t length, separator = 0;
    luaL_checklstring(lua, 1, &length);
    lua_Integer n = luaL_checkinteger(lua, 2);
    luaL_optlstring(lua, 3, "", &separator);
    if (n <= 0 || length + separator == 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    if ((uint64_t)n > REP_BYTES_MAX / (length + separator))
        sandbox_trip_guard(lua, "string.rep makes a string of more than %d MiB", REP_BYTES_MAX >> 20);
    sandbox_charge(lua, n / 4); /* one small copy each; the bytes are charged where they are allocated */
    return call_wrapped(lua);
}

static int guard_byte(lua_State *lua) {
    size_t length;
    luaL_checklstring(lua, 1, &length);
    lua_Integer from = luaL_optinteger(lua, 2, 1), to = luaL_optinteger(lua, 3, from);
    if (from < 0)
        from = -from > (lua_Integer)length ? 1 : (lua_Integer)length + from + 1;
    if (to < 0)
        to = -to > (lua_Integer)length ? 0 : (lua_Integer)length + to + 1;
    if (to > (lua_Integer)length)
        to = (lua_Integer)length;
    sandbox_charge(lua, range(lua, from, to, RESULTS_MAX, "string.byte"));
    return call_wrapped(lua);
}

static int guard_text(lua_State *lua) { /* what reads its first argument from end to end */
    if (lua_type(lua, 1) == LUA_TSTRING)
        sandbox_charge(lua, (int64_t)lua_rawlen(lua, 1) / 8);
    return call_wrapped(lua);
}

static int guard_codepoint(lua_State *lua) {
    size_t length;
    luaL_checklstring(lua, 1, &length);
    lua_Integer from = luaL_optinteger(lua, 2, 1), to = luaL_optinteger(lua, 3, from);
    if (to < 0)
        to = (lua_Integer)length;
    if (from < 0)
        from = 1;
    sandbox_charge(lua, range(lua, from, to, RESULTS_MAX, "utf8.codepoint"));
    return call_wrapped(lua);
}

static int guard_setmetatable(lua_State *lua) {
    if (lua_istable(lua, 2)) {
        lua_pushliteral(lua, "__gc");
        if (lua_rawget(lua, 2) != LUA_TNIL)
            return luaL_error(lua, "a sandbox has no finalisers; leave __gc out");
        lua_pop(lua, 1);
    }
    return call_wrapped(lua);
}

/* Lua calls the handler where the error is raised: for a tripped hook, inside the hook, with hooks off. So the handler
 * is called once the call has failed. */
static int guard_xpcall(lua_State *lua) {
    luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_pushvalue(lua, 2);
    lua_remove(lua, 2);
    lua_insert(lua, 1); /* handler, function, arguments */
    bool ok = lua_pcall(lua, lua_gettop(lua) - 2, LUA_MULTRET, 0) == LUA_OK;
    lua_pushboolean(lua, ok);
    if (ok) {
        lua_replace(lua, 1);
        return lua_gettop(lua);
    }
    lua_insert(lua, 1); /* false, handler, error */
    lua_call(lua, 1, LUA_MULTRET);
    return lua_gettop(lua);
}

static int guard_randomseed(lua_State *lua) {
    if (lua_isnoneornil(lua, 1))
        return luaL_error(lua, "math.randomseed wants a number: what a file draws is the same every time");
    return call_wrapped(lua);
}

struct guard {
    const char *library, *name;
    lua_CFunction f; /* NULL: taken out */
};
static const struct guard guards[] = {
    {"_G", "dofile", NULL},
    {"_G", "loadfile", NULL},
    {"_G", "load", NULL},
    {"_G", "collectgarbage", NULL},
    {"_G", "print", NULL}, /* a face that has somewhere to print brings its own */
    {"_G", "warn", NULL},
    {"_G", "setmetatable", guard_setmetatable},
    {"_G", "tonumber", guard_text},
    {"_G", "xpcall", guard_xpcall},
    {"string", "dump", NULL},
    {"string", "pack", NULL},
    {"string", "unpack", NULL},
    {"string", "packsize", NULL},
    {"string", "rep", guard_rep},
    {"string", "byte", guard_byte},
    {"string", "format", guard_text},
    {"table", "concat", guard_concat},
    {"table", "insert", guard_shift},
    {"table", "remove", guard_shift},
    {"table", "move", guard_move},
    {"table", "unpack", guard_unpack},
    {"table", "sort", guard_sort},
    {"utf8", "len", guard_text},
    {"utf8", "offset", guard_text},
    {"utf8", "codes", guard_text},
    {"utf8", "codepoint", guard_codepoint},
    {"math", "randomseed", guard_randomseed},
};

static void put_guards(lua_State *lua) {
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++) {
        lua_getglobal(lua, guards[i].library);
        if (guards[i].f) {
            lua_getfield(lua, -1, guards[i].name);
            lua_pushcclosure(lua, guards[i].f, 1);
        } else {
            lua_pushnil(lua);
        }
        lua_setfield(lua, -2, guards[i].name);
        lua_pop(lua, 1);
    }
}

/* Lua draws a seed from the clock when it opens math. */
static void seed_random(lua_State *lua, uint64_t seed) {
    lua_getglobal(lua, "math");
    lua_getfield(lua, -1, "randomseed");
    lua_pushinteger(lua, (lua_Integer)seed);
    lua_pushinteger(lua, 0);
    lua_call(lua, 2, 0);
    lua_pop(lua, 1);
}

int sandbox_open_libraries(lua_State *lua) {
    static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},
                                         {LUA_TABLIBNAME, luaopen_table},
                                         {LUA_STRLIBNAME, luaopen_string},
                                         {LUA_MATHLIBNAME, luaopen_math},
                                         {LUA_UTF8LIBNAME, luaopen_utf8}};
    const uint64_t *seed = lua_touserdata(lua, 1);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(lua, libraries[i].name, libraries[i].func, 1);
        lua_pop(lua, 1);
    }
    seed_random(lua, *seed);
    put_guards(lua);
    lua_getglobal(lua, LUA_STRLIBNAME);
    sandbox_open_patterns(lua);
    lua_pop(lua, 1);
    lua_pushliteral(lua, ""); /* ("x"):rep is string.rep; nobody changes what strings can do */
    lua_getmetatable(lua, -1);
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    lua_pop(lua, 2);
    return 0;
}
