/* bind_design.c - designs in Lua. A design reads and writes its knobs as fields, nested (d.retrieval.dim) or flat
 * (d["retrieval.dim"]); called with a table it gives a copy with those settings: design("case"){ ... }, with(d){ ... }.
 * A group (d.retrieval) is a design and a prefix; it keeps the design alive. */
#include "base/mem.h"
#include "repl/bind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_MAX_BYTES = 128, NESTING_MAX = 6 };

struct design **design_push(lua_State *lua) {
    struct design **box = lua_newuserdatauv(lua, sizeof *box, 0);
    *box = NULL;
    luaL_setmetatable(lua, REPL_DESIGN);
    return box;
}

struct design *design_check(lua_State *lua, int index) {
    struct design **box = luaL_checkudata(lua, index, REPL_DESIGN);
    luaL_argcheck(lua, *box, index, "a design that was freed");
    return *box;
}

static int design_gc(lua_State *lua) {
    struct design **box = luaL_checkudata(lua, 1, REPL_DESIGN);
    design_free(*box);
    *box = NULL;
    return 0;
}

static void list_value(lua_State *lua, const struct design *d, enum knob_id id) {
    lua_newtable(lua);
    for (int i = 0; i < design_items(d, id); i++) {
        lua_pushstring(lua, design_item(d, id, i));
        lua_rawseti(lua, -2, i + 1);
    }
}

void design_value(lua_State *lua, const struct design *d, enum knob_id id) {
    switch (knob_at(id)->type) {
    case KNOB_BOOL:
        lua_pushboolean(lua, design_bool(d, id));
        break;
    case KNOB_INT:
        lua_pushinteger(lua, (lua_Integer)design_real(d, id));
        break;
    case KNOB_REAL:
        lua_pushnumber(lua, design_real(d, id));
        break;
    case KNOB_LIST:
        list_value(lua, d, id);
        break;
    case KNOB_CHOICE:
    case KNOB_TEXT:
        lua_pushstring(lua, design_text(d, id));
        break;
    }
}

/* Whether some knob of the design begins with "path." */
static bool is_group(const struct design *d, const char *path) {
    size_t n = strlen(path);
    enum knob_id ids[KNOBS];
    int knobs = design_knobs(d, ids);
    for (int i = 0; i < knobs; i++)
        if (strncmp(knob_at(ids[i])->path, path, n) == 0 && knob_at(ids[i])->path[n] == '.')
            return true;
    return false;
}

/* Value, group or error for a path; `owner` is the index of the design. */
static int get_path(lua_State *lua, const struct design *d, int owner, const char *path) {
    struct err err = {0};
    if (is_group(d, path)) {
        char *prefix = lua_newuserdatauv(lua, PATH_MAX_BYTES, 1);
        snprintf(prefix, PATH_MAX_BYTES, "%s", path);
        lua_pushvalue(lua, owner);
        lua_setiuservalue(lua, -2, 1);
        luaL_setmetatable(lua, REPL_GROUP);
        return 1;
    }
    const struct knob *knob = knob_find(path, design_kind(d), &err);
    if (!knob)
        bind_raise(lua, &err);
    design_value(lua, d, knob->id);
    return 1;
}

/* A Lua value as -s has it; into repl->scratch. False: it has no such form. */
static bool value_text(lua_State *lua, int index, struct text *out) {
    char number[64];
    text_clear(out);
    text_add(out, "");
    switch (lua_type(lua, index)) {
    case LUA_TBOOLEAN:
        text_add(out, lua_toboolean(lua, index) ? "true" : "false");
        return true;
    case LUA_TNUMBER:
        show_number(lua, index, number, sizeof number);
        text_add(out, number);
        return true;
    case LUA_TSTRING:
        text_add(out, lua_tostring(lua, index));
        return true;
    case LUA_TTABLE:
        for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(lua, index); i++) {
            bool string = lua_rawgeti(lua, index, i) == LUA_TSTRING;
            if (string)
                text_format(out, "%s%s", i > 1 ? "+" : "", lua_tostring(lua, -1));
            lua_pop(lua, 1);
            if (!string)
                return false;
        }
        return true;
    default:
        return false;
    }
}

static void set_path(lua_State *lua, struct design *d, const char *path, int index, int depth) {
    struct repl *repl = bind_repl(lua);
    struct err err = {0};
    index = lua_absindex(lua, index);
    const struct knob *knob = knob_named(path);
    bool nested = lua_istable(lua, index) && !(knob && knob->type == KNOB_LIST);
    if (nested && is_group(d, path)) {
        if (depth > NESTING_MAX)
            luaL_error(lua, "settings are nested too deeply");
        luaL_checkstack(lua, 6, "settings");
        for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
            if (lua_type(lua, -2) != LUA_TSTRING)
                luaL_error(lua, "%s: settings have names, such as %s.dim = 32", path, path);
            char child[PATH_MAX_BYTES];
            snprintf(child, sizeof child, "%s.%s", path, lua_tostring(lua, -2));
            set_path(lua, d, child, -1, depth + 1);
        }
        return;
    }
    if (!value_text(lua, index, &repl->scratch))
        luaL_error(lua, "%s: a %s is no value of a knob", path, luaL_typename(lua, index));
    if (!design_set(d, path, text_str(&repl->scratch), &err))
        bind_raise(lua, &err);
}

void design_apply(lua_State *lua, struct design *d, int index) {
    index = lua_absindex(lua, index);
    luaL_checktype(lua, index, LUA_TTABLE);
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING)
            luaL_error(lua, "settings have names: { retrieval = { dim = 32 } } or { [\"retrieval.dim\"] = 32 }");
        const char *key = lua_tostring(lua, -2);
        if (strcmp(key, "design") == 0 && lua_istable(lua, -1)) /* as in a scenario file */
            design_apply(lua, d, -1);
        else
            set_path(lua, d, key, -1, 0);
    }
}

static int design_index(lua_State *lua) {
    const struct design *d = design_check(lua, 1);
    return get_path(lua, d, 1, luaL_checkstring(lua, 2));
}

/* All of an assignment fits, or nothing changes. */
static void assign(lua_State *lua, struct design **box, const char *path, int value) {
    struct design **trial = design_push(lua);
    *trial = design_copy(*box);
    set_path(lua, *trial, path, value, 0);
    struct design *old = *box;
    *box = *trial;
    *trial = old;
    lua_pop(lua, 1);
}

static int design_newindex(lua_State *lua) {
    design_check(lua, 1);
    struct design **box = lua_touserdata(lua, 1);
    assign(lua, box, luaL_checkstring(lua, 2), 3);
    return 0;
}

/* d{...}: a copy with these settings. */
static int design_call(lua_State *lua) {
    const struct design *d = design_check(lua, 1);
    luaL_checktype(lua, 2, LUA_TTABLE);
    struct design **box = design_push(lua);
    *box = design_copy(d);
    design_apply(lua, *box, 2);
    return 1;
}

static bool differs(const struct design *d, enum knob_id id) {
    return strcmp(design_text(d, id), design_default(d, id)) != 0;
}

static int design_tostring(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const struct design *d = design_check(lua, 1);
    enum knob_id ids[KNOBS];
    const char *cells[(KNOBS + 1) * 4] = {"knob", "value", "default", "effect"};
    static const bool number[4] = {false};
    int n = design_knobs(d, ids), rows = 1;
    for (int i = 0; i < n; i++)
        if (differs(d, ids[i])) {
            const char **cell = &cells[4 * rows++];
            cell[0] = knob_at(ids[i])->path;
            cell[1] = design_text(d, ids[i]);
            cell[2] = design_default(d, ids[i]);
            cell[3] = design_active(d, ids[i]) ? "" : "none here";
        }
    text_clear(&repl->scratch);
    if (repl->mode == MODE_TABLE || repl->mode == MODE_LINE)
        text_format(&repl->scratch, "design of %s: %s\n", design_case(d),
                    rows == 1 ? "every knob as the case has it" : "what differs from the case's defaults");
    if (rows > 1 || repl->mode == MODE_JSON || repl->mode == MODE_CSV)
        grid_show(&(struct grid){cells, number, 4, rows}, repl, &repl->scratch);
    return bind_push_scratch(lua, repl);
}

/* next(d, path): the knobs in the table's order. */
static int design_next(lua_State *lua) {
    const struct design *d = design_check(lua, 1);
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids), i = 0;
    if (!lua_isnoneornil(lua, 2)) {
        const char *path = luaL_checkstring(lua, 2);
        while (i < n && strcmp(knob_at(ids[i])->path, path) != 0)
            i++;
        i++;
    }
    if (i >= n)
        return 0;
    lua_pushstring(lua, knob_at(ids[i])->path);
    design_value(lua, d, ids[i]);
    return 2;
}

static int design_pairs(lua_State *lua) {
    design_check(lua, 1);
    lua_pushlightuserdata(lua, bind_repl(lua));
    lua_pushcclosure(lua, design_next, 1);
    lua_pushvalue(lua, 1);
    lua_pushnil(lua);
    return 3;
}

static int design_equals(lua_State *lua) {
    const struct design *a = design_check(lua, 1), *b = design_check(lua, 2);
    bool same = design_kind(a) == design_kind(b) && strcmp(design_case(a), design_case(b)) == 0;
    enum knob_id ids[KNOBS];
    int n = design_knobs(a, ids);
    for (int i = 0; same && i < n; i++)
        same = design_equal(a, b, ids[i]);
    lua_pushboolean(lua, same);
    return 1;
}

/* The path behind a group and a key; pushes the design. */
static const char *group_path(lua_State *lua, char path[PATH_MAX_BYTES]) {
    const char *prefix = luaL_checkudata(lua, 1, REPL_GROUP);
    snprintf(path, PATH_MAX_BYTES, "%s.%s", prefix, luaL_checkstring(lua, 2));
    lua_getiuservalue(lua, 1, 1);
    return path;
}

static int group_index(lua_State *lua) {
    char path[PATH_MAX_BYTES];
    group_path(lua, path);
    return get_path(lua, design_check(lua, -1), lua_gettop(lua), path);
}

static int group_newindex(lua_State *lua) {
    char path[PATH_MAX_BYTES];
    group_path(lua, path);
    design_check(lua, -1);
    assign(lua, lua_touserdata(lua, -1), path, 3);
    return 0;
}

static int group_tostring(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const char *prefix = luaL_checkudata(lua, 1, REPL_GROUP);
    lua_getiuservalue(lua, 1, 1);
    const struct design *d = design_check(lua, -1);
    enum knob_id ids[KNOBS];
    const char *cells[(KNOBS + 1) * 3] = {"knob", "value", "meaning"};
    static const bool number[3] = {false};
    int n = design_knobs(d, ids), rows = 1;
    size_t length = strlen(prefix);
    for (int i = 0; i < n; i++)
        if (strncmp(knob_at(ids[i])->path, prefix, length) == 0 && knob_at(ids[i])->path[length] == '.') {
            const char **cell = &cells[3 * rows++];
            cell[0] = knob_at(ids[i])->path;
            cell[1] = design_text(d, ids[i]);
            cell[2] = knob_at(ids[i])->meaning;
        }
    text_clear(&repl->scratch);
    grid_show(&(struct grid){cells, number, 3, rows}, repl, &repl->scratch);
    return bind_push_scratch(lua, repl);
}

/* design("case") or design("case/scenario") */
static int make_design(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const char *name = luaL_checkstring(lua, 1);
    struct err err = {0};
    struct design **box = design_push(lua);
    if (strchr(name, '/') || strchr(name, '.')) {
        struct scenario *scenario = scenario_load(&repl->ws->paths, name, &err);
        *box = scenario ? design_copy(scenario->design) : NULL;
        scenario_free(scenario);
    } else {
        const struct case_info *info = workspace_case(repl->ws, name, &err);
        *box = info ? design_new(info, &err) : NULL;
    }
    if (!*box)
        bind_raise(lua, &err);
    return 1;
}

/* naive("case"): what is built when nobody decides anything. */
static int make_naive(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const char *name = luaL_checkstring(lua, 1);
    struct err err = {0};
    struct design **box = design_push(lua);
    const struct case_info *info = workspace_case(repl->ws, name, &err);
    *box = info ? design_naive(info, &err) : NULL;
    if (!*box)
        bind_raise(lua, &err);
    return 1;
}

/* with(d){...}: d is called; with(d, {...}) does the same. */
static int with_design(lua_State *lua) {
    design_check(lua, 1);
    if (lua_istable(lua, 2))
        return design_call(lua);
    lua_settop(lua, 1);
    return 1;
}

void design_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg design[] = {{"__gc", design_gc},
                                      {"__index", design_index},
                                      {"__newindex", design_newindex},
                                      {"__call", design_call},
                                      {"__tostring", design_tostring},
                                      {"__pairs", design_pairs},
                                      {"__eq", design_equals},
                                      {NULL, NULL}};
    static const luaL_Reg group[] = {
        {"__index", group_index}, {"__newindex", group_newindex}, {"__tostring", group_tostring}, {NULL, NULL}};
    static const luaL_Reg functions[] = {
        {"design", make_design}, {"naive", make_naive}, {"with", with_design}, {NULL, NULL}};
    bind_metatable(lua, repl, REPL_DESIGN, design);
    bind_metatable(lua, repl, REPL_GROUP, group);
    lua_pushglobaltable(lua);
    bind_functions(lua, repl, functions);
    lua_pop(lua, 1);
}
