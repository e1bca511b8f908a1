#include "repl/bind.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PRINTED_MAX = 16 << 20 }; /* bytes that one evaluation may print into memory */

struct repl *bind_repl(lua_State *lua) {
    return lua_touserdata(lua, lua_upvalueindex(1));
}

int bind_raise(lua_State *lua, const struct err *err) {
    struct repl *repl = bind_repl(lua);
    repl->raised = *err;
    luaL_where(lua, 1);
    lua_pushstring(lua, err->message);
    lua_concat(lua, 2);
    lua_error(lua);
    abort(); /* lua_error does not return */
}

void bind_functions(lua_State *lua, struct repl *repl, const luaL_Reg *functions) {
    lua_pushlightuserdata(lua, repl);
    luaL_setfuncs(lua, functions, 1);
}

void bind_metatable(lua_State *lua, struct repl *repl, const char *name, const luaL_Reg *functions) {
    luaL_newmetatable(lua, name);
    bind_functions(lua, repl, functions);
    lua_pushliteral(lua, "locked"); /* scripts cannot take a __gc away */
    lua_setfield(lua, -2, "__metatable");
    lua_pop(lua, 1);
}

struct report_style bind_style(const struct repl *repl) {
    return (struct report_style){.width = repl->width, .unicode = MB_CUR_MAX > 1};
}

int bind_push_scratch(lua_State *lua, struct repl *repl) {
    lua_pushlstring(lua, text_str(&repl->scratch), repl->scratch.length);
    return 1;
}

void bind_set_text(lua_State *lua, const char *key, const char *value) {
    lua_pushstring(lua, value);
    lua_setfield(lua, -2, key);
}

void bind_set_number(lua_State *lua, const char *key, double value) {
    if (isnan(value))
        return;
    if (value == floor(value) && fabs(value) < 9e15)
        lua_pushinteger(lua, (lua_Integer)value);
    else
        lua_pushnumber(lua, value);
    lua_setfield(lua, -2, key);
}

void repl_print(struct repl *repl, const char *bytes, size_t n) {
    if (repl->emit)
        repl->emit(repl->emit_arg, bytes, n);
    else if (repl->out && repl->out->length + n < PRINTED_MAX)
        text_bytes(repl->out, bytes, n);
}
