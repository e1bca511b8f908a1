/* rows.c - tables of results: made by bindings as arrays of Lua tables, shown in the mode that .mode chose. */
#include "base/mem.h"
#include "repl/bind.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void rows_new(lua_State *lua, const char *const *columns, int n) {
    lua_newtable(lua);
    lua_createtable(lua, n, 0);
    for (int i = 0; i < n; i++) {
        lua_pushstring(lua, columns[i]);
        lua_rawseti(lua, -2, i + 1);
    }
    lua_setfield(lua, -2, "columns");
    luaL_setmetatable(lua, REPL_ROWS);
}

void rows_append(lua_State *lua) {
    lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
}

static const char *cell(const struct grid *grid, int row, int column) {
    return grid->cells[row * grid->columns + column];
}

/* "list.ndcg@10" over figures is "ndcg@10": the stage would take the room of another column. */
static const char *short_head(const char *head, bool shorten) {
    const char *dot = strchr(head, '.');
    return shorten && dot && metric_named(head) ? dot + 1 : head;
}

static void as_table(const struct grid *grid, const struct repl *repl, int shown, bool markdown, struct text *out) {
    struct page page = {0};
    struct column *columns = arena_get(&page.arena, (size_t)grid->columns + 1, sizeof *columns);
    for (int c = 0; c < grid->columns; c++)
        columns[c] = (struct column){.head = short_head(cell(grid, 0, c), grid->number[c] && c > 0),
                                     .right = grid->number[c],
                                     .wrap = c > 0 && !grid->number[c],
                                     .least = 12,
                                     .drop = c};
    struct table *table = page_table(&page, columns, grid->columns);
    for (int r = 1; r <= shown; r++) {
        struct cell *cells = page_row(&page, table, NULL);
        for (int c = 0; c < grid->columns; c++)
            cells[c].text = cell(grid, r, c);
    }
    struct report_style style = bind_style(repl);
    if (markdown)
        page_markdown(&page, out);
    else
        page_table_text(table, &style, 0, out);
    if (shown < grid->rows - 1)
        text_format(out, "... %d more\n", grid->rows - 1 - shown);
    page_free(&page);
}

static void as_csv(const struct grid *grid, struct text *out) {
    for (int r = 0; r < grid->rows; r++)
        for (int c = 0; c < grid->columns; c++)
            csv_text(out, cell(grid, r, c), c + 1 < grid->columns ? ',' : '\n');
}

static void as_json(const struct grid *grid, struct text *out) {
    json_t *array = json_array();
    for (int r = 1; r < grid->rows; r++) {
        json_t *object = json_object();
        for (int c = 0; c < grid->columns; c++) {
            double value;
            bool number = grid->number[c] && text_to_double(cell(grid, r, c), &value);
            bool whole = number && value == floor(value) && fabs(value) < 9e15;
            json_object_set_new(object, cell(grid, 0, c),
                                whole             ? json_integer((json_int_t)value)
                                : number          ? json_number(value)
                                : grid->number[c] ? json_null()
                                                  : json_text(cell(grid, r, c)));
        }
        json_array_append_new(array, object);
    }
    json_write(array, out);
    text_add(out, "\n");
}

static void as_lines(const struct grid *grid, int shown, struct text *out) {
    int width = 0;
    for (int c = 0; c < grid->columns; c++)
        width = (int)strlen(cell(grid, 0, c)) > width ? (int)strlen(cell(grid, 0, c)) : width;
    for (int r = 1; r <= shown; r++) {
        for (int c = 0; c < grid->columns; c++)
            text_format(out, "%*s = %s\n", width, cell(grid, 0, c), cell(grid, r, c));
        text_add(out, r < shown ? "\n" : "");
    }
}

void grid_show(const struct grid *grid, const struct repl *repl, struct text *out) {
    int shown = grid->rows - 1;
    if (repl->rows_max && shown > repl->rows_max)
        shown = repl->rows_max;
    switch (repl->mode) {
    case MODE_CSV:
        as_csv(grid, out);
        break;
    case MODE_JSON:
        as_json(grid, out);
        break;
    case MODE_LINE:
        as_lines(grid, shown, out);
        break;
    case MODE_TABLE:
    case MODE_MARKDOWN:
        as_table(grid, repl, shown, repl->mode == MODE_MARKDOWN, out);
        break;
    }
}

/* Numbers for people in a table, in full elsewhere. */
static const char *cell_text(lua_State *lua, const struct repl *repl, int index, struct arena *arena) {
    char number[64];
    if (lua_type(lua, index) == LUA_TNUMBER) {
        bool people = repl->mode == MODE_TABLE || repl->mode == MODE_MARKDOWN;
        if (people && !lua_isinteger(lua, index))
            snprintf(number, sizeof number, "%.6g", lua_tonumber(lua, index));
        else
            show_number(lua, index, number, sizeof number);
        return arena_string(arena, number);
    }
    if (lua_isboolean(lua, index))
        return lua_toboolean(lua, index) ? "true" : "false";
    return lua_type(lua, index) == LUA_TSTRING ? arena_string(arena, lua_tostring(lua, index)) : "";
}

/* An arena that Lua frees when a raise jumps over us. */
static int arena_gc(lua_State *lua) {
    arena_free(lua_touserdata(lua, 1));
    return 0;
}

static struct arena *arena_push(lua_State *lua) {
    struct arena *arena = lua_newuserdatauv(lua, sizeof *arena, 0);
    *arena = (struct arena){0};
    luaL_setmetatable(lua, "sevenstep.arena");
    return arena;
}

static int rows_tostring(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    struct arena *arena = arena_push(lua);
    if (lua_getfield(lua, 1, "columns") != LUA_TTABLE)
        return luaL_error(lua, "rows without their columns");
    struct grid grid = {.columns = (int)lua_rawlen(lua, -1), .rows = (int)lua_rawlen(lua, 1) + 1};
    if (grid.columns == 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    const char **cells = arena_get(arena, (size_t)grid.columns * (size_t)grid.rows, sizeof *cells);
    bool *number = arena_get(arena, (size_t)grid.columns, sizeof *number);
    for (int c = 0; c < grid.columns; c++) {
        lua_rawgeti(lua, -1, c + 1);
        const char *name = arena_string(arena, luaL_checkstring(lua, -1));
        lua_pop(lua, 1);
        cells[c] = name;
        bool any = false;
        number[c] = true;
        for (int r = 1; r < grid.rows; r++) {
            lua_rawgeti(lua, 1, r);
            if (lua_istable(lua, -1))
                lua_getfield(lua, -1, name);
            else
                lua_pushnil(lua);
            number[c] = number[c] && (lua_type(lua, -1) == LUA_TNUMBER || lua_isnil(lua, -1));
            any = any || !lua_isnil(lua, -1);
            cells[r * grid.columns + c] = cell_text(lua, repl, -1, arena);
            lua_pop(lua, 2);
        }
        number[c] = number[c] && any;
    }
    grid.cells = cells;
    grid.number = number;
    text_clear(&repl->scratch);
    if (grid.rows == 1)
        text_add(&repl->scratch, repl->mode == MODE_JSON ? "[]\n" : "(no rows)\n");
    else
        grid_show(&grid, repl, &repl->scratch);
    return bind_push_scratch(lua, repl);
}

void rows_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg rows[] = {{"__tostring", rows_tostring}, {NULL, NULL}};
    static const luaL_Reg arena[] = {{"__gc", arena_gc}, {NULL, NULL}};
    bind_metatable(lua, repl, REPL_ROWS, rows);
    bind_metatable(lua, repl, "sevenstep.arena", arena);
}
