/* bind_run.c - runs in Lua. A run reads like a table: r.id, r.case, r.metrics["retrieval.recall@100"].value, r.funnel,
 * r.design. Its tables are made when they are first asked for and kept with it. */
#include "base/mem.h"
#include "repl/bind.h"
#include "report/pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run **run_push(lua_State *lua) {
    struct run **box = lua_newuserdatauv(lua, sizeof *box, 1);
    *box = NULL;
    luaL_setmetatable(lua, REPL_RUN);
    lua_newtable(lua);
    lua_setiuservalue(lua, -2, 1);
    return box;
}

struct run *run_check(lua_State *lua, int index) {
    struct run **box = luaL_checkudata(lua, index, REPL_RUN);
    luaL_argcheck(lua, *box, index, "a run that was freed");
    return *box;
}

static int run_gc(lua_State *lua) {
    struct run **box = luaL_checkudata(lua, 1, REPL_RUN);
    run_free(*box);
    *box = NULL;
    return 0;
}

static void push_metric(lua_State *lua, const struct measure *m) {
    const struct metric *metric = metric_named(m->name);
    double low = NAN, high = NAN;
    if (!isnan(m->value) && !run_interval(m, &low, &high))
        low = high = NAN;
    lua_newtable(lua);
    bind_set_text(lua, "name", m->name);
    const struct {
        const char *key;
        double value;
    } numbers[] = {{"value", m->value}, {"low", low}, {"high", high}, {"baseline", m->baseline}, {"oracle", m->oracle}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!isnan(numbers[i].value)) {
            lua_pushnumber(lua, numbers[i].value);
            lua_setfield(lua, -2, numbers[i].key);
        }
    if (metric) {
        bind_set_text(lua, "unit", metric->unit);
        bind_set_text(lua, "better", metric_better_name(metric->better));
    }
    if (*m->why)
        bind_set_text(lua, "why", m->why);
    luaL_setmetatable(lua, REPL_METRIC);
}

static int metric_tostring(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    text_clear(&repl->scratch);
    static const char *const keys[] = {"value", "low", "high", "baseline", "oracle", "unit", "better", "why"};
    lua_getfield(lua, 1, "name");
    text_add(&repl->scratch, lua_isstring(lua, -1) ? lua_tostring(lua, -1) : "metric");
    lua_pop(lua, 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char number[64];
        lua_getfield(lua, 1, keys[i]);
        if (lua_type(lua, -1) == LUA_TNUMBER) {
            show_number(lua, -1, number, sizeof number);
            text_format(&repl->scratch, "  %s %s", keys[i], number);
        } else if (lua_type(lua, -1) == LUA_TSTRING && *lua_tostring(lua, -1)) {
            text_format(&repl->scratch, "  %s %s", keys[i], lua_tostring(lua, -1));
        }
        lua_pop(lua, 1);
    }
    return bind_push_scratch(lua, repl);
}

static void push_metrics(lua_State *lua, const struct run *run) {
    lua_newtable(lua);
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        push_metric(lua, &run->outcome.measures.metrics[i]);
        lua_setfield(lua, -2, run->outcome.measures.metrics[i].name);
    }
    luaL_setmetatable(lua, REPL_METRICS);
}

/* A metric of the table that this run has not is nil; what is no metric at all is an error with the nearest name. */
static int metrics_index(lua_State *lua) {
    const char *name = luaL_checkstring(lua, 2);
    struct err err = {0};
    if (!metric_named(name) && !metric_find(name, WORLD_FEED, &err))
        bind_raise(lua, &err);
    return 0;
}

static int metrics_tostring(lua_State *lua) {
    static const char *const columns[] = {"name", "value", "low", "high", "baseline", "oracle", "unit", "why"};
    luaL_checktype(lua, 1, LUA_TTABLE);
    rows_new(lua, columns, 8);
    for (int i = 0; i < metric_count(); i++)
        for (lua_pushnil(lua); lua_next(lua, 1);) {
            if (lua_type(lua, -2) == LUA_TSTRING && metric_named(lua_tostring(lua, -2)) == metric_at(i)) {
                lua_pushvalue(lua, -1);
                lua_rawseti(lua, -4, (lua_Integer)lua_rawlen(lua, -4) + 1);
            }
            lua_pop(lua, 1);
        }
    luaL_tolstring(lua, -1, NULL);
    return 1;
}

static void push_curve(lua_State *lua, const struct measured_curve *curve) {
    lua_createtable(lua, 0, 2);
    for (int side = 0; side < 2; side++) {
        const double *values = side ? curve->y : curve->x;
        lua_createtable(lua, curve->n, 0);
        for (int i = 0; i < curve->n; i++) {
            lua_pushnumber(lua, values[i]);
            lua_rawseti(lua, -2, i + 1);
        }
        lua_setfield(lua, -2, side ? "y" : "x");
    }
}

static void push_curves(lua_State *lua, const struct run *run) {
    lua_newtable(lua);
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        push_curve(lua, &run->outcome.measures.curves[i]);
        lua_setfield(lua, -2, run->outcome.measures.curves[i].name);
    }
}

static void push_funnel(lua_State *lua, const struct run *run) {
    static const char *const columns[] = {"stage", "in", "out", "p50_ms", "p99_ms"};
    rows_new(lua, columns, 5);
    for (int i = 0; i < run->outcome.measures.n_stages; i++) {
        const struct measured_stage *s = &run->outcome.measures.stages[i];
        lua_newtable(lua);
        bind_set_text(lua, "stage", s->stage);
        bind_set_number(lua, "in", s->in);
        bind_set_number(lua, "out", s->out);
        bind_set_number(lua, "p50_ms", s->p50_ms);
        bind_set_number(lua, "p99_ms", s->p99_ms);
        rows_append(lua);
    }
}

static void push_stages(lua_State *lua, const struct run *run) {
    static const char *const columns[] = {"node", "cached", "seconds"};
    rows_new(lua, columns, 3);
    for (int i = 0; i < run->outcome.n_nodes; i++) {
        lua_newtable(lua);
        bind_set_text(lua, "node", run->outcome.nodes[i].node);
        lua_pushboolean(lua, run->outcome.nodes[i].cached);
        lua_setfield(lua, -2, "cached");
        bind_set_number(lua, "seconds", run->outcome.nodes[i].seconds);
        rows_append(lua);
    }
}

static void push_thresholds(lua_State *lua, const struct run *run) {
    static const char *const columns[] = {"metric", "rule", "value", "passed"};
    rows_new(lua, columns, 4);
    for (int i = 0; i < run->n_thresholds; i++) {
        lua_newtable(lua);
        bind_set_text(lua, "metric", run->thresholds[i].metric);
        bind_set_text(lua, "rule", run->thresholds[i].rule);
        bind_set_number(lua, "value", run->thresholds[i].value);
        lua_pushboolean(lua, run->thresholds[i].passed);
        lua_setfield(lua, -2, "passed");
        rows_append(lua);
    }
}

static void push_notes(lua_State *lua, const struct run *run) {
    lua_newtable(lua);
    for (int i = 0; i < run->outcome.measures.n_notes; i++) {
        lua_pushstring(lua, run->outcome.measures.notes[i]);
        lua_rawseti(lua, -2, i + 1);
    }
}

static void push_design(lua_State *lua, const struct run *run) {
    *design_push(lua) = design_copy(run->design);
}

static void push_id(lua_State *lua, const struct run *run) {
    lua_pushinteger(lua, (lua_Integer)run->id);
}

static void push_name(lua_State *lua, const struct run *run) {
    lua_pushstring(lua, run->name);
}

static void push_case(lua_State *lua, const struct run *run) {
    lua_pushstring(lua, design_case(run->design));
}

static void push_scenario(lua_State *lua, const struct run *run) {
    lua_pushstring(lua, run->scenario);
}

static void push_seed(lua_State *lua, const struct run *run) {
    lua_pushinteger(lua, (lua_Integer)design_seed(run->design, K_SEED_WORLD));
}

static void push_version(lua_State *lua, const struct run *run) {
    lua_pushstring(lua, run->version);
}

static void push_wall(lua_State *lua, const struct run *run) {
    lua_pushnumber(lua, run->outcome.wall_s);
}

static void push_at(lua_State *lua, const struct run *run) {
    lua_pushinteger(lua, (lua_Integer)run->at);
}

static void push_passed(lua_State *lua, const struct run *run) {
    lua_pushboolean(lua, run_passed(run));
}

static const struct field {
    const char *name;
    void (*push)(lua_State *lua, const struct run *run);
} fields[] = {{"id", push_id},
              {"name", push_name},
              {"case", push_case},
              {"scenario", push_scenario},
              {"seed", push_seed},
              {"version", push_version},
              {"wall_s", push_wall},
              {"at", push_at},
              {"passed", push_passed},
              {"metrics", push_metrics},
              {"curves", push_curves},
              {"funnel", push_funnel},
              {"stages", push_stages},
              {"notes", push_notes},
              {"thresholds", push_thresholds},
              {"design", push_design}};
enum { FIELDS = sizeof fields / sizeof *fields };

static const char *field_name(const void *arg, int i) {
    (void)arg;
    return fields[i].name;
}

static int run_index(lua_State *lua) {
    const struct run *run = run_check(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    lua_getiuservalue(lua, 1, 1);
    if (lua_getfield(lua, -1, name) != LUA_TNIL)
        return 1;
    for (int i = 0; i < FIELDS; i++)
        if (strcmp(fields[i].name, name) == 0) {
            fields[i].push(lua, run);
            if (fields[i].push == push_design) /* a copy each time: it is there to be changed */
                return 1;
            lua_pushvalue(lua, -1);
            lua_setfield(lua, -4, name);
            return 1;
        }
    const char *near = text_nearest(name, field_name, NULL, FIELDS);
    return luaL_error(lua, "a run has no '%s'%s%s%s", name,
                      near ? "; did you mean '" : "; it has id, case, metrics, funnel, curves, design and more",
                      near ? near : "", near ? "'?" : "");
}

static int run_tostring(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const struct run *run = run_check(lua, 1);
    struct report_style style = bind_style(repl);
    struct page page = {0};
    text_clear(&repl->scratch);
    if (repl->mode == MODE_JSON) {
        report_run_json(run, &repl->scratch);
        text_add(&repl->scratch, "\n");
    } else if (repl->mode == MODE_CSV) {
        report_run_csv(run, true, &repl->scratch);
    } else {
        page_of_run(&page, run, true);
        if (repl->mode == MODE_MARKDOWN)
            page_markdown(&page, &repl->scratch);
        else
            page_text(&page, &style, &repl->scratch);
        page_free(&page);
    }
    return bind_push_scratch(lua, repl);
}

/* Stops the engine when the REPL is to stop, and passes on what it reports. */
struct watched {
    struct progress progress;
    struct repl *repl;
};

static void watch(void *arg, const struct progress_event *event) {
    struct watched *watched = arg;
    struct repl *repl = watched->repl;
    if ((repl->stop && atomic_load(repl->stop)) || (repl->outer && atomic_load(&repl->outer->cancel)))
        atomic_store(&watched->progress.cancel, true);
    if (repl->outer && repl->outer->report)
        repl->outer->report(repl->outer->arg, event);
}

void run_carry_out(lua_State *lua, struct repl *repl, const struct job_spec *spec) {
    struct err err = {0};
    struct watched watched = {.repl = repl, .progress = {.report = watch, .arg = &watched}};
    struct run **box = run_push(lua);
    *box = job_run(repl->ws, spec, &watched.progress, &err);
    if (!*box)
        bind_raise(lua, &err);
    lua_pushvalue(lua, -1);
    lua_setglobal(lua, "last");
}

/* Frees the scenario that a call holds when a raise jumps over us. */
static int scenario_gc(lua_State *lua) {
    struct scenario **box = lua_touserdata(lua, 1);
    scenario_free(*box);
    *box = NULL;
    return 0;
}

static void run_scenario(lua_State *lua, struct repl *repl, const char *path, const char *name) {
    struct err err = {0};
    struct scenario **box = lua_newuserdatauv(lua, sizeof *box, 0);
    *box = NULL;
    luaL_setmetatable(lua, "sevenstep.scenario");
    *box = scenario_load(&repl->ws->paths, path, &err);
    if (!*box)
        bind_raise(lua, &err);
    struct scenario *s = *box;
    run_carry_out(lua, repl,
                  &(struct job_spec){.design = s->design,
                                     .name = name,
                                     .scenario = s->name,
                                     .thresholds = s->thresholds,
                                     .n_thresholds = s->n_thresholds});
}

static const char *node_name(const void *arg, int i) {
    (void)arg;
    return plan_node_name(i);
}

/* "online" or "retrieval_quality+online": every name is a node of the plan. */
static void check_nodes(lua_State *lua, const char *list) {
    luaL_argcheck(lua, *list, 3, "a node of the plan is wanted");
    for (size_t n; *list; list += n + (list[n] == '+')) {
        bool found = false;
        n = strcspn(list, "+");
        lua_pushlstring(lua, list, n);
        const char *name = lua_tostring(lua, -1), *near = text_nearest(name, node_name, NULL, plan_nodes());
        for (int i = 0; i < plan_nodes(); i++)
            found = found || strcmp(plan_node_name(i), name) == 0;
        if (!found)
            luaL_error(lua, "the plan has no node '%s'%s%s%s", name, near ? "; did you mean '" : "", near ? near : "",
                       near ? "'?" : "");
        lua_pop(lua, 1);
    }
}

/* run(design [, name [, nodes]]) or run("case/scenario" [, name]). With nodes, only what they need runs, and the run is
 * not stored. */
static int run_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const char *name = luaL_optstring(lua, 2, "");
    if (lua_type(lua, 1) == LUA_TSTRING) {
        run_scenario(lua, repl, lua_tostring(lua, 1), name);
        return 1;
    }
    const struct design *d = design_check(lua, 1);
    const char *until = luaL_optstring(lua, 3, NULL);
    if (until)
        check_nodes(lua, until);
    run_carry_out(lua, repl, &(struct job_spec){.design = d, .name = name, .scenario = "", .until = until});
    return 1;
}

/* runs(): those that are stored, newest first; runs(12), runs("name"), runs("last"): one of them. */
static int runs_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    struct err err = {0};
    if (!lua_isnoneornil(lua, 1)) {
        const char *which = luaL_checkstring(lua, 1);
        struct run **box = run_push(lua);
        *box = workspace_run(repl->ws, which, &err);
        if (!*box)
            bind_raise(lua, &err);
        return 1;
    }
    static const char *const columns[] = {"id", "name", "case", "scenario", "seed", "headline", "passed", "wall_s"};
    rows_new(lua, columns, 8);
    struct store *store = workspace_store(repl->ws, &err);
    struct run_row **box = lua_newuserdatauv(lua, sizeof *box, 0);
    *box = NULL;
    luaL_setmetatable(lua, "sevenstep.block");
    int n = 0;
    if (!store || !store_runs(store, 0, box, &n, &err))
        bind_raise(lua, &err);
    lua_insert(lua, -2); /* rows on top */
    for (int i = 0; i < n; i++) {
        const struct run_row *row = &(*box)[i];
        lua_newtable(lua);
        bind_set_number(lua, "id", (double)row->id);
        bind_set_text(lua, "name", row->name);
        bind_set_text(lua, "case", row->case_name);
        bind_set_text(lua, "scenario", row->scenario);
        bind_set_number(lua, "seed", (double)row->seed);
        bind_set_number(lua, "headline", row->headline);
        lua_pushboolean(lua, row->passed);
        lua_setfield(lua, -2, "passed");
        bind_set_number(lua, "wall_s", row->wall_s);
        rows_append(lua);
    }
    return 1;
}

static int block_gc(lua_State *lua) {
    void **box = lua_touserdata(lua, 1);
    free(*box);
    *box = NULL;
    return 0;
}

void run_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg run[] = {
        {"__gc", run_gc}, {"__index", run_index}, {"__tostring", run_tostring}, {NULL, NULL}};
    static const luaL_Reg metric[] = {{"__tostring", metric_tostring}, {NULL, NULL}};
    static const luaL_Reg metrics[] = {{"__index", metrics_index}, {"__tostring", metrics_tostring}, {NULL, NULL}};
    static const luaL_Reg scenario[] = {{"__gc", scenario_gc}, {NULL, NULL}};
    static const luaL_Reg block[] = {{"__gc", block_gc}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"run", run_function}, {"runs", runs_function}, {NULL, NULL}};
    bind_metatable(lua, repl, REPL_RUN, run);
    bind_metatable(lua, repl, REPL_METRIC, metric);
    bind_metatable(lua, repl, REPL_METRICS, metrics);
    bind_metatable(lua, repl, "sevenstep.scenario", scenario);
    bind_metatable(lua, repl, "sevenstep.block", block);
    lua_pushglobaltable(lua);
    bind_functions(lua, repl, functions);
    lua_pop(lua, 1);
}
