#include "repl/bind.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 4, KEYS_MAX = 200 };

void show_number(lua_State *lua, int index, char *buffer, size_t n) {
    double value = lua_tonumber(lua, index);
    if (lua_isinteger(lua, index))
        snprintf(buffer, n, "%lld", (long long)lua_tointeger(lua, index));
    else if (value == floor(value) && fabs(value) < 1e15)
        snprintf(buffer, n, "%.1f", value);
    else
        snprintf(buffer, n, "%.17g", value);
}

static void show_nested(lua_State *lua, struct repl *repl, int index, int depth, struct text *out);

static int key_rank(int type) {
    return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2;
}

/* Keys in the order in which they are shown: numbers upwards, then strings, then the rest. */
static int key_order(lua_State *lua, int a, int b) {
    int rank = key_rank(lua_type(lua, a)), other = key_rank(lua_type(lua, b));
    if (rank != other || rank == 2)
        return rank - other;
    if (rank == 1)
        return strcmp(lua_tostring(lua, a), lua_tostring(lua, b));
    lua_Number x = lua_tonumber(lua, a), y = lua_tonumber(lua, b);
    return (x > y) - (x < y);
}

/* Pushes an array of the table's keys, sorted; at most KEYS_MAX. Returns how many the table has. */
static int sorted_keys(lua_State *lua, int index, int *shown) {
    int all = 0, n = 0;
    lua_newtable(lua);
    int keys = lua_gettop(lua);
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1))
        if (all++ < KEYS_MAX) {
            int at = ++n;
            for (; at > 1; at--) { /* insertion: moves larger keys up */
                lua_rawgeti(lua, keys, at - 1);
                bool larger = key_order(lua, lua_gettop(lua), lua_gettop(lua) - 2) > 0;
                if (larger)
                    lua_rawseti(lua, keys, at);
                else
                    lua_pop(lua, 1);
                if (!larger)
                    break;
            }
            lua_pushvalue(lua, -2);
            lua_rawseti(lua, keys, at);
        }
    *shown = n;
    return all;
}

static bool is_name(const char *text) {
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return *text && text[n] == '\0' && !(*text >= '0' && *text <= '9');
}

static void show_key(lua_State *lua, int key, int *next, struct text *out) {
    char number[64];
    if (lua_isinteger(lua, key) && lua_tointeger(lua, key) == *next) {
        (*next)++; /* 1, 2, 3: the place says it */
    } else if (lua_type(lua, key) == LUA_TSTRING) {
        const char *name = lua_tostring(lua, key);
        text_format(out, is_name(name) ? "%s = " : "[\"%s\"] = ", name);
    } else if (lua_type(lua, key) == LUA_TNUMBER) {
        show_number(lua, key, number, sizeof number);
        text_format(out, "[%s] = ", number);
    } else {
        text_format(out, "[%s] = ", luaL_typename(lua, key));
    }
}

static void new_line(struct text *out, int depth) {
    text_format(out, "\n%*s", 2 * depth, "");
}

static void show_table(lua_State *lua, struct repl *repl, int index, int depth, struct text *out) {
    luaL_checkstack(lua, 12, "a table is nested too deeply");
    if (depth >= DEPTH_MAX) {
        text_add(out, "{ ... }");
        return;
    }
    int shown, next = 1, all = sorted_keys(lua, index, &shown), keys = lua_gettop(lua);
    if (repl->rows_max && shown > repl->rows_max)
        shown = repl->rows_max;
    size_t start = out->length;
    for (int pass = 0; pass < 2; pass++) { /* in one line when it fits, else a line an entry */
        out->length = start;
        next = 1;
        text_add(out, all ? "{" : "{}");
        for (int i = 1; i <= shown; i++) {
            lua_rawgeti(lua, keys, i);
            text_add(out, i > 1 ? "," : "");
            if (pass == 0)
                text_add(out, " ");
            else
                new_line(out, depth + 1);
            show_key(lua, lua_gettop(lua), &next, out);
            lua_pushvalue(lua, -1);
            lua_rawget(lua, index);
            show_nested(lua, repl, lua_gettop(lua), depth + 1, out);
            lua_pop(lua, 2);
        }
        bool fits = !memchr(out->bytes + start, '\n', out->length - start) &&
                    out->length - start + 2 * (size_t)depth + 2 < (size_t)repl->width;
        if (all > shown)
            text_format(out, pass == 0 ? ", ... %d more" : ",\n%*s... %d more", pass ? 2 * depth + 2 : all - shown, "",
                        all - shown);
        if (pass == 0 && (fits || !all)) {
            text_add(out, all ? " }" : "");
            break;
        }
        if (pass == 1) {
            new_line(out, depth);
            text_add(out, "}");
        }
    }
    lua_pop(lua, 1);
}

static void show_nested(lua_State *lua, struct repl *repl, int index, int depth, struct text *out) {
    char number[64];
    switch (lua_type(lua, index)) {
    case LUA_TNUMBER:
        show_number(lua, index, number, sizeof number);
        text_add(out, number);
        break;
    case LUA_TSTRING:
        text_format(out, depth ? "\"%s\"" : "%s", lua_tostring(lua, index));
        break;
    case LUA_TTABLE:
        if (depth && luaL_getmetafield(lua, index, "__name") != LUA_TNIL) {
            text_format(out, "<%s>", lua_tostring(lua, -1) + strlen("sevenstep."));
            lua_pop(lua, 1);
        } else {
            show_table(lua, repl, index, depth, out);
        }
        break;
    case LUA_TUSERDATA:
        if (luaL_getmetafield(lua, index, "__name") != LUA_TNIL) {
            text_format(out, "<%s>", lua_tostring(lua, -1) + strlen("sevenstep."));
            lua_pop(lua, 1);
            break;
        }
        text_add(out, "userdata");
        break;
    case LUA_TBOOLEAN:
        text_add(out, lua_toboolean(lua, index) ? "true" : "false");
        break;
    default:
        text_add(out, luaL_typename(lua, index));
    }
}

bool show_value(lua_State *lua, struct repl *repl, int index) {
    size_t n;
    index = lua_absindex(lua, index);
    if (luaL_getmetafield(lua, index, "__tostring") != LUA_TNIL) {
        lua_pop(lua, 1);
        const char *text = luaL_tolstring(lua, index, &n);
        bool ended = n > 0 && text[n - 1] == '\n';
        repl_print(repl, text, n);
        lua_pop(lua, 1);
        return ended;
    }
    text_clear(&repl->scratch);
    show_nested(lua, repl, index, 0, &repl->scratch);
    repl_print(repl, text_str(&repl->scratch), repl->scratch.length);
    return false;
}
