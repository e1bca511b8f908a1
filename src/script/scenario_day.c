#include "script/scenario_day.h"
#include "base/text.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    int day;
    char text[TIMELINE_ENTRY_TEXT];
};
struct recorder {
    const struct design *design;
    int day, n;
    struct entry entries[TIMELINE_MAX];
};
/* The script's own line: "file.lua:7: what". Does not return. */
static void refuse(lua_State *lua, const char *format, ...) PRINTF_LIKE(2, 3);
static void refuse(lua_State *lua, const char *format, ...) {
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    luaL_error(lua, "%s", what);
}

/* { name = ..., size = ... } at `index`, or nothing, as ":name:size": raw access, so that no metamethod runs. */
static void read_details(lua_State *lua, int index, const char *kind, char *out, size_t n) {
    const char *name = "";
    char size[40] = "";
    if (!lua_isnoneornil(lua, index)) {
        luaL_checktype(lua, index, LUA_TTABLE);
        for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
            const char *key = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : luaL_typename(lua, -2);
            if (strcmp(key, "name") == 0 && lua_type(lua, -1) == LUA_TSTRING)
                name = lua_tostring(lua, -1); /* stays alive: it is in the caller's table */
            else if (strcmp(key, "size") == 0 && lua_type(lua, -1) == LUA_TNUMBER)
                text_double(size, sizeof size, lua_tonumber(lua, -1));
            else
                refuse(lua, "%s: '%s' is none of name (a text) and size (a number)", kind, key);
        }
    }
    if (strpbrk(name, ":;"))
        refuse(lua, "%s: there is no feature '%s'", kind, name);
    snprintf(out, n, ":%.80s:%s", name, size);
}

void timeline_entry_text(const struct timeline_entry *e, char *out, size_t n) {
    char size[40];
    snprintf(out, n, "%d:%s:%s:%s:%s", e->day, incident_is_fault(e->kind) ? "fault" : "drift", incident_name(e->kind),
             e->name, text_double(size, sizeof size, e->size));
}

/* What serve/ makes of the entry, written out again with every part filled in. */
static void record_entry(lua_State *lua, struct recorder *r, const char *entry) {
    struct err err = {0};
    struct timeline parsed;
    if (!timeline_parse(entry, design_kind(r->design), &parsed, &err))
        refuse(lua, "%s", err.message);
    if (r->n == TIMELINE_MAX)
        refuse(lua, "more than %d faults and drifts; what has begun lasts, so one call is enough", TIMELINE_MAX);
    const struct timeline_entry *e = &parsed.entry[0];
    struct entry *out = &r->entries[r->n++];
    out->day = e->day;
    timeline_entry_text(e, out->text, sizeof out->text);
}

static int record(lua_State *lua, const char *verb) {
    struct recorder *r = lua_touserdata(lua, lua_upvalueindex(1));
    char details[TIMELINE_ENTRY_TEXT], entry[2 * TIMELINE_ENTRY_TEXT];
    luaL_checktype(lua, 1, LUA_TTABLE); /* world:fault, not world.fault */
    const char *kind = luaL_checkstring(lua, 2);
    if (!*kind || strpbrk(kind, ":;"))
        refuse(lua, "world:%s knows no '%s'", verb, kind);
    read_details(lua, 3, kind, details, sizeof details);
    snprintf(entry, sizeof entry, "%d:%s:%.80s%s", r->day, verb, kind, details);
    record_entry(lua, r, entry);
    return 0;
}

static int record_fault(lua_State *lua) {
    return record(lua, "fault");
}

static int record_drift(lua_State *lua) {
    return record(lua, "drift");
}

static int refuse_reading(lua_State *lua) {
    const char *key = lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : luaL_typename(lua, 2);
    refuse(lua, "world.%s: on_day gets a recorder with world:fault and world:drift; the world itself cannot be read",
           key);
    return 0;
}

static void push_recorder(lua_State *lua, struct recorder *r) {
    lua_newtable(lua);
    lua_pushlightuserdata(lua, r);
    lua_pushcclosure(lua, record_fault, 1);
    lua_setfield(lua, -2, "fault");
    lua_pushlightuserdata(lua, r);
    lua_pushcclosure(lua, record_drift, 1);
    lua_setfield(lua, -2, "drift");
    lua_newtable(lua);
    lua_pushcfunction(lua, refuse_reading);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, refuse_reading);
    lua_setfield(lua, -2, "__newindex");
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
}

/* Arguments: the recorder, the table that the file returned. */
static int call_days(lua_State *lua) {
    struct recorder *r = lua_touserdata(lua, 1);
    int days = design_int(r->design, K_WORLD_REPLAY_DAYS);
    lua_pushliteral(lua, "on_day");
    lua_rawget(lua, 2);
    push_recorder(lua, r);
    for (r->day = 1; r->day <= days; r->day++) {
        lua_pushvalue(lua, -2);
        lua_pushinteger(lua, r->day);
        lua_pushvalue(lua, -3);
        lua_call(lua, 2, 0);
    }
    return 0;
}

static int by_day(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    return x->day != y->day ? (x->day > y->day) - (x->day < y->day) : strcmp(x->text, y->text);
}

static bool set_timeline(struct recorder *r, struct design *design, struct err *err) {
    struct text timeline = {0};
    text_add(&timeline, "");
    qsort(r->entries, (size_t)r->n, sizeof *r->entries, by_day);
    for (int i = 0; i < r->n; i++)
        if (i == 0 || strcmp(r->entries[i].text, r->entries[i - 1].text) != 0)
            text_format(&timeline, "%s%s", i ? ";" : "", r->entries[i].text);
    bool ok = design_set(design, "world.timeline", text_str(&timeline), err);
    text_free(&timeline);
    return ok;
}

bool scenario_days(struct lua_file *file, struct design *design, struct err *err) {
    const struct value *v = value_field(&file->root, "on_day");
    if (!v)
        return true;
    if (v->type != VALUE_FUNCTION)
        return value_error(file, v, err, ERR_USAGE, "wants a function(day, world), has %s", value_kind(v));
    if (!knob_has_kind(knob_at(K_WORLD_TIMELINE), design_kind(design)))
        return value_error(file, v, err, ERR_USAGE, "worlds of kind %s have no days to play through",
                           world_kind_name(design_kind(design)));
    if (design_was_set(design, K_WORLD_TIMELINE))
        return value_error(file, v, err, ERR_USAGE, "world.timeline is given too; one of the two is enough");
    struct recorder *r = mem_must(1, sizeof *r);
    r->design = design;
    bool ok = lua_file_call(file, call_days, r, err) && set_timeline(r, design, err);
    free(r);
    return ok;
}
