/* bind_plot.c - plot: a chart of characters. plot(sweep, "metric"), plot(run, "curve"), plot({y, ...}), plot(xs, ys).
 */
#include "base/mem.h"
#include "repl/bind.h"
#include "report/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS_MAX = 10000, HEIGHT = 14 };

static double *numbers(lua_State *lua, int n) {
    luaL_argcheck(lua, n >= 0 && n <= POINTS_MAX, 1, "10000 points at most");
    return lua_newuserdatauv(lua, (size_t)(n ? n : 1) * sizeof(double), 0);
}

/* The array at `index` as doubles, what is no number as NAN; pushes what owns them. */
static double *array(lua_State *lua, int index, int n) {
    double *values = numbers(lua, n);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(lua, index, i + 1);
        values[i] = lua_isnumber(lua, -1) ? lua_tonumber(lua, -1) : NAN;
        lua_pop(lua, 1);
    }
    return values;
}

static int draw(lua_State *lua, struct chart *chart) {
    struct repl *repl = bind_repl(lua);
    struct report_style style = bind_style(repl);
    text_clear(&repl->scratch);
    chart_text(chart, &style, HEIGHT, &repl->scratch);
    repl_print(repl, text_str(&repl->scratch), repl->scratch.length);
    return 0;
}

static bool spans_decades(const double *x, int n) {
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < n; i++) {
        low = fmin(low, x[i]);
        high = fmax(high, x[i]);
    }
    return low > 0 && high / low >= 50;
}

static int plot_sweep(lua_State *lua) {
    int n = (int)lua_rawlen(lua, 1);
    lua_getfield(lua, 1, "path");
    const char *path = luaL_checkstring(lua, -1);
    if (lua_isnoneornil(lua, 2)) { /* the first metric that the sweep shows */
        lua_getfield(lua, 1, "metrics");
        lua_rawgeti(lua, -1, 1);
    } else {
        lua_pushvalue(lua, 2);
    }
    const char *metric = luaL_checkstring(lua, -1);
    struct err err = {0};
    if (!metric_named(metric) && !metric_find(metric, WORLD_FEED, &err))
        bind_raise(lua, &err);
    lua_getfield(lua, 1, "values");
    luaL_checktype(lua, -1, LUA_TTABLE);
    double *x = array(lua, lua_gettop(lua), n), *y = numbers(lua, n);
    for (int i = 0; i < n; i++) {
        if (isnan(x[i])) /* words: by their place */
            x[i] = i + 1;
        lua_rawgeti(lua, 1, i + 1);
        const struct measure *m = measures_find(&run_check(lua, -1)->outcome.measures, metric);
        y[i] = m ? m->value : NAN;
        lua_pop(lua, 1);
    }
    struct chart chart = {
        .title = metric, .x = path, .y = metric, .log_x = spans_decades(x, n), .limit = NAN, .n_series = 1};
    chart.series[0] = (struct series){.name = metric, .x = x, .y = y, .n = n};
    return draw(lua, &chart);
}

struct curve_names {
    const struct measures *m;
};

static const char *curve_name(const void *arg, int i) {
    return ((const struct curve_names *)arg)->m->curves[i].name;
}

static int plot_run(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const struct measures *m = &run_check(lua, 1)->outcome.measures;
    struct curve_names names = {m};
    if (lua_isnoneornil(lua, 2)) {
        text_clear(&repl->scratch);
        text_add(&repl->scratch, "curves: ");
        text_list(&repl->scratch, curve_name, &names, m->n_curves);
        text_add(&repl->scratch, "\n");
        repl_print(repl, text_str(&repl->scratch), repl->scratch.length);
        return 0;
    }
    const char *name = luaL_checkstring(lua, 2);
    for (int i = 0; i < m->n_curves; i++) {
        const struct measured_curve *c = &m->curves[i];
        if (strcmp(c->name, name) != 0)
            continue;
        struct chart chart = {.title = c->name, .x = "", .y = c->name, .limit = NAN, .n_series = 1};
        chart.series[0] = (struct series){.name = c->name, .x = c->x, .y = c->y, .n = c->n};
        return draw(lua, &chart);
    }
    const char *near = text_nearest(name, curve_name, &names, m->n_curves);
    return luaL_error(lua, "this run has no curve '%s'%s%s%s", name,
                      near ? "; did you mean '" : "; plot(r) lists those it has", near ? near : "", near ? "'?" : "");
}

/* plot({y...}) or plot({x...}, {y...}) */
static int plot_arrays(lua_State *lua) {
    bool both = lua_istable(lua, 2);
    int n = (int)lua_rawlen(lua, 1);
    luaL_argcheck(lua, !both || (int)lua_rawlen(lua, 2) == n, 2, "as many values as the first has are wanted");
    double *first = array(lua, 1, n), *second = both ? array(lua, 2, n) : numbers(lua, n);
    for (int i = 0; !both && i < n; i++)
        second[i] = i + 1;
    struct chart chart = {.title = "", .x = "", .y = "", .limit = NAN, .n_series = 1};
    chart.series[0] = (struct series){.name = "", .x = both ? first : second, .y = both ? second : first, .n = n};
    return draw(lua, &chart);
}

static int plot_function(lua_State *lua) {
    if (luaL_testudata(lua, 1, REPL_RUN))
        return plot_run(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    if (luaL_getmetafield(lua, 1, "__name") != LUA_TNIL) {
        bool sweep = strcmp(lua_tostring(lua, -1), REPL_SWEEP) == 0;
        lua_pop(lua, 1);
        if (sweep)
            return plot_sweep(lua);
    }
    return plot_arrays(lua);
}

void plot_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg functions[] = {{"plot", plot_function}, {NULL, NULL}};
    lua_pushglobaltable(lua);
    bind_functions(lua, repl, functions);
    lua_pop(lua, 1);
}
