#include "script/scenario_day.h"
#include "base/text.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct happening happenings[] = {
    {"fault", "feature_null", true, 0.01, 1, 1},     /* share of requests that lose the feature */
    {"fault", "feature_stale", true, 1, 60, 1},      /* days that its values are behind */
    {"fault", "index_stale", false, 1, 60, 1},       /* days that the index is behind */
    {"fault", "position_change", false, 0.1, 10, 2}, /* factor on how steeply attention falls with position */
    {"fault", "traffic", false, 0.1, 1000, 3},       /* factor on the load */
    {"drift", "taste", false, 0.001, 1, 0.1},        /* share of every taste that moves that day */
    {"drift", "popularity", false, 0.001, 1, 0.1},   /* share of items whose appeal is drawn anew */
    {"drift", "uploads", false, 0.1, 100, 2},        /* factor on new items */
};
enum { HAPPENINGS = sizeof happenings / sizeof *happenings, ENTRIES_MAX = 1000 };

int happening_count(void) {
    return HAPPENINGS;
}

const struct happening *happening_at(int i) {
    return &happenings[i];
}

struct entry {
    int day;
    char text[160];
};
struct recorder {
    const struct design *design;
    int day, n;
    struct entry entries[ENTRIES_MAX];
};
struct word_list { /* for the nearest one */
    const char *words[HAPPENINGS];
    int n;
};

static const char *word(const void *arg, int i) {
    return ((const struct word_list *)arg)->words[i];
}

static const char *feature(const void *arg, int i) {
    return knob_choice(knob_at(K_FEATURES), design_kind(arg), i);
}

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

static const struct happening *find_happening(lua_State *lua, const char *verb, const char *kind) {
    struct word_list list = {0};
    char all[200] = "";
    for (int i = 0; i < HAPPENINGS; i++) {
        if (strcmp(happenings[i].verb, verb) != 0)
            continue;
        if (strcmp(happenings[i].kind, kind) == 0)
            return &happenings[i];
        size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s", list.n ? ", " : "", happenings[i].kind);
        list.words[list.n++] = happenings[i].kind;
    }
    const char *near = text_nearest(kind, word, &list, list.n);
    if (near)
        refuse(lua, "world:%s knows no '%s'; did you mean '%s'?", verb, kind, near);
    refuse(lua, "world:%s knows no '%s'; it knows %s", verb, kind, all);
    return NULL;
}

/* Names of features end up in memory of the thread: found by index, once. */
static void check_feature(lua_State *lua, const struct design *d, const char *kind, const char *name) {
    int n = knob_choices(knob_at(K_FEATURES), design_kind(d));
    for (int i = 0; i < n; i++)
        if (strcmp(feature(d, i), name) == 0)
            return;
    char near[80] = "";
    int best = 6;
    for (int i = 0; i < n; i++) {
        int distance = text_distance(name, feature(d, i));
        if (distance < best && distance <= 1 + (int)strlen(name) / 3) {
            best = distance;
            snprintf(near, sizeof near, "%s", feature(d, i));
        }
    }
    if (near[0])
        refuse(lua, "%s: there is no feature '%s'; did you mean '%s'?", kind, name, near);
    refuse(lua, "%s: there is no feature '%s'; data.features lists them", kind, name);
}

/* { name = ..., size = ... } at `index`, or nothing: raw access, so that no metamethod runs. */
static void read_details(lua_State *lua, int index, const struct happening *h, const char **name, double *size) {
    *name = "";
    *size = h->usual;
    if (lua_isnoneornil(lua, index)) {
        if (h->feature)
            refuse(lua, "%s wants { name = \"a feature\" }", h->kind);
        return;
    }
    luaL_checktype(lua, index, LUA_TTABLE);
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
        const char *key = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : "";
        if (strcmp(key, "name") == 0 && h->feature && lua_type(lua, -1) == LUA_TSTRING)
            *name = lua_tostring(lua, -1); /* stays alive: it is in the caller's table */
        else if (strcmp(key, "size") == 0 && lua_type(lua, -1) == LUA_TNUMBER)
            *size = lua_tonumber(lua, -1);
        else if (strcmp(key, "name") == 0 || strcmp(key, "size") == 0)
            refuse(lua, "%s wants no such %s: %s", h->kind, key,
                   *key == 's'  ? "a size is a number"
                   : h->feature ? "a name is a text"
                                : "it has no name");
        else
            refuse(lua, "%s takes %s", h->kind, h->feature ? "name and size alone" : "size alone");
    }
    if (h->feature && !**name)
        refuse(lua, "%s wants { name = \"a feature\" }", h->kind);
    if (!(*size >= h->low && *size <= h->high))
        refuse(lua, "%s: size %g is out of range; it takes %g..%g", h->kind, *size, h->low, h->high);
}

static int record(lua_State *lua, const char *verb) {
    struct recorder *r = lua_touserdata(lua, lua_upvalueindex(1));
    luaL_checktype(lua, 1, LUA_TTABLE); /* world:fault, not world.fault */
    const struct happening *h = find_happening(lua, verb, luaL_checkstring(lua, 2));
    const char *name;
    double size;
    char digits[40];
    read_details(lua, 3, h, &name, &size);
    if (h->feature)
        check_feature(lua, r->design, h->kind, name);
    if (r->n == ENTRIES_MAX)
        refuse(lua, "more than %d faults and drifts", ENTRIES_MAX);
    struct entry *e = &r->entries[r->n++];
    e->day = r->day;
    snprintf(e->text, sizeof e->text, "%d:%s:%s:%s:%s", r->day, h->verb, h->kind, name,
             text_double(digits, sizeof digits, size));
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
