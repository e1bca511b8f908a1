/* bind_look.c - what looks things up: case, cases, knobs, metrics, capacity, sql, help, print. */
#include "base/mem.h"
#include "repl/bind.h"
#include "report/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The vocabulary: what help() lists and completion offers. */
static const struct word {
    const char *name, *usage, *about;
} words[] = {
    {"design", "design(\"case\"){ retrieval = { dim = 32 } }", "a design: the case's defaults with these settings"},
    {"naive", "naive(\"case\")", "what is built when nobody decides anything"},
    {"with", "with(d){ ... }", "a copy of a design with more settings; d.retrieval.dim = 32 changes it in place"},
    {"run", "run(d [, name [, nodes]])",
     "trains, serves and measures a design; run(\"case/scenario\") runs a scenario; with nodes of the plan, \"online\" "
     "or "
     "\"lists+online\", only what they need, and nothing is stored"},
    {"runs", "runs() runs(12) runs(\"last\")", "the stored runs, or one of them"},
    {"compare", "compare(r1, r2, ...)", "what differs, with paired intervals, against the first"},
    {"sweep", "sweep(d, \"retrieval.nprobe\", {1, 4, 16} [, {metrics}])", "one run a value"},
    {"plot", "plot(sweep [, metric]) plot(run, curve) plot(xs, ys)", "a chart of characters"},
    {"capacity", "capacity(r)", "serving on this machine and the plan at production scale"},
    {"case", "case(\"name\")", "title, kind of world and headline metric of a case"},
    {"cases", "cases()", "all cases"},
    {"scenarios", "scenarios()", "all scenarios"},
    {"knobs", "knobs([prefix])", "the knobs whose names begin so"},
    {"metrics", "metrics([prefix])", "the metrics whose names begin so"},
    {"sql", "sql(\"select ...\")", "a query of the database of runs and sessions; it cannot write"},
    {"help", "help([name])", "this, or all about a knob, a metric or a word; NAME? is short for it"},
    {"print", "print(...)", "values as text, numbers with all their digits"},
};
enum { WORDS = sizeof words / sizeof *words };

const char *look_word(int i) {
    return i < WORDS ? words[i].name : NULL;
}

static void general_help(const struct repl *repl, struct text *out) {
    const char *cells[(WORDS + 1) * 2] = {"word", "what it does"};
    static const bool number[2] = {false};
    for (int i = 0; i < WORDS; i++) {
        cells[2 * (i + 1)] = words[i].usage;
        cells[2 * (i + 1) + 1] = words[i].about;
    }
    struct repl plain = *repl;
    plain.mode = MODE_TABLE;
    plain.rows_max = 0;
    text_add(out,
             "Lua 5.4 with these words. An expression prints its value; _ is the last one, last the last run.\n\n");
    grid_show(&(struct grid){cells, number, 2, WORDS + 1}, &plain, out);
    text_add(out, "\nhelp(\"retrieval.dim\") or retrieval.dim? tells about a knob or a metric; .help lists the dot "
                  "commands.\n");
}

bool look_help(const struct repl *repl, const char *name, struct text *out) {
    struct report_style style = bind_style(repl);
    const struct knob *knob = knob_named(name);
    const struct metric *metric = metric_named(name);
    if (!*name)
        general_help(repl, out);
    for (int i = 0; i < WORDS; i++)
        if (strcmp(words[i].name, name) == 0) {
            text_format(out, "%s\n  %s\n", words[i].usage, words[i].about);
            return true;
        }
    if (knob)
        reference_knob(knob, WORLD_FEED, &style, out);
    else if (metric)
        reference_metric(metric, &style, out);
    return !*name || knob || metric;
}

static const char *any_name(const void *arg, int i) {
    (void)arg;
    return i < KNOBS                    ? knob_at((enum knob_id)i)->path
           : i < KNOBS + metric_count() ? metric_at(i - KNOBS)->name
                                        : words[i - KNOBS - metric_count()].name;
}

static int help_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const char *name = luaL_optstring(lua, 1, "");
    text_clear(&repl->scratch);
    if (!look_help(repl, name, &repl->scratch)) {
        const char *near = text_nearest(name, any_name, NULL, KNOBS + metric_count() + WORDS);
        return luaL_error(lua, "there is no knob, metric or word '%s'%s%s%s", name,
                          near ? "; did you mean '" : "; help() lists the words", near ? near : "", near ? "'?" : "");
    }
    repl_print(repl, text_str(&repl->scratch), repl->scratch.length);
    return 0;
}

static int knobs_function(lua_State *lua) {
    static const char *const columns[] = {"knob", "default", "naive", "step", "meaning"};
    const char *prefix = luaL_optstring(lua, 1, "");
    char value[2048];
    rows_new(lua, columns, 5);
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct knob *knob = knob_at(id);
        enum world_kind kind = (enum world_kind)(strchr("FAIP", knob->kinds[0]) - "FAIP");
        if (!text_starts(knob->path, prefix))
            continue;
        lua_newtable(lua);
        bind_set_text(lua, "knob", knob->path);
        bind_set_text(lua, "default", knob_default(knob, kind, value, sizeof value));
        bind_set_text(lua, "naive", knob_naive(knob, kind, value, sizeof value));
        if (knob->step)
            bind_set_number(lua, "step", knob->step);
        bind_set_text(lua, "meaning", knob->meaning);
        rows_append(lua);
    }
    return 1;
}

static int metrics_function(lua_State *lua) {
    static const char *const columns[] = {"metric", "unit", "better", "definition"};
    const char *prefix = luaL_optstring(lua, 1, "");
    rows_new(lua, columns, 4);
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        if (!text_starts(metric->name, prefix))
            continue;
        lua_newtable(lua);
        bind_set_text(lua, "metric", metric->name);
        bind_set_text(lua, "unit", metric->unit);
        bind_set_text(lua, "better", metric_better_name(metric->better));
        bind_set_text(lua, "definition", metric->definition);
        rows_append(lua);
    }
    return 1;
}

/* What serving and capacity measured, and how each figure came about. */
static int capacity_function(lua_State *lua) {
    static const char *const columns[] = {"metric", "value", "unit", "how"};
    const struct run *run = run_check(lua, 1);
    rows_new(lua, columns, 4);
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        const struct measure *m = &run->outcome.measures.metrics[i];
        if (!text_starts(m->name, "serving.") && !text_starts(m->name, "capacity."))
            continue;
        const struct metric *metric = metric_named(m->name);
        lua_newtable(lua);
        bind_set_text(lua, "metric", m->name);
        bind_set_number(lua, "value", m->value);
        bind_set_text(lua, "unit", metric ? metric->unit : "");
        bind_set_text(lua, "how", *m->why ? m->why : "measured");
        rows_append(lua);
    }
    return 1;
}

static void push_case(lua_State *lua, const struct case_info *info) {
    lua_newtable(lua);
    bind_set_text(lua, "name", info->name);
    bind_set_text(lua, "title", info->title);
    bind_set_text(lua, "world", world_kind_name(info->kind));
    bind_set_text(lua, "headline", info->headline);
}

static int case_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    struct err err = {0};
    const struct case_info *info = workspace_case(repl->ws, luaL_checkstring(lua, 1), &err);
    if (!info)
        bind_raise(lua, &err);
    push_case(lua, info);
    bind_set_text(lua, "about", info->about);
    return 1;
}

/* An array of names that a raise must not lose: moved into Lua at once. */
static void push_names(lua_State *lua, char **names, int n) {
    struct repl *repl = bind_repl(lua);
    text_clear(&repl->scratch);
    for (int i = 0; i < n; i++) {
        text_format(&repl->scratch, "%s\n", names[i]);
        free(names[i]);
    }
    free(names);
    lua_newtable(lua);
    lua_Integer at = 0;
    for (const char *p = text_str(&repl->scratch); *p; p += strcspn(p, "\n") + 1) {
        lua_pushlstring(lua, p, strcspn(p, "\n"));
        lua_rawseti(lua, -2, ++at);
    }
}

static int cases_function(lua_State *lua) {
    static const char *const columns[] = {"name", "title", "world", "headline"};
    struct repl *repl = bind_repl(lua);
    struct err err = {0};
    char **names;
    int n;
    if (!case_list(&repl->ws->paths, &names, &n, &err))
        bind_raise(lua, &err);
    push_names(lua, names, n);
    int list = lua_gettop(lua);
    rows_new(lua, columns, 4);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(lua, list, i);
        const struct case_info *info = workspace_case(repl->ws, lua_tostring(lua, -1), &err);
        lua_pop(lua, 1);
        if (!info)
            bind_raise(lua, &err);
        push_case(lua, info);
        rows_append(lua);
    }
    return 1;
}

static int scenarios_function(lua_State *lua) {
    static const char *const columns[] = {"name"};
    struct repl *repl = bind_repl(lua);
    struct err err = {0};
    char **names;
    int n;
    if (!scenario_list(&repl->ws->paths, &names, &n, &err))
        bind_raise(lua, &err);
    push_names(lua, names, n);
    int list = lua_gettop(lua);
    rows_new(lua, columns, 1);
    for (int i = 1; i <= n; i++) {
        lua_newtable(lua);
        lua_rawgeti(lua, list, i);
        lua_setfield(lua, -2, "name");
        rows_append(lua);
    }
    return 1;
}

/* Rows of a query gather in an arena of Lua's, because the store calls back in the middle of its statement and must not
 * be jumped over; they become Lua tables afterwards. */
struct gathered {
    struct arena arena;
    const char **names;
    struct gathered_row {
        struct gathered_row *next;
        const char *values[];
    } * first, **end;
    int columns, rows;
};
enum { QUERY_ROWS_MAX = 100000 };

static int gathered_gc(lua_State *lua) {
    struct gathered *g = lua_touserdata(lua, 1);
    arena_free(&g->arena);
    return 0;
}

static bool gather(void *arg, int n, const char *const *names, const char *const *values) {
    struct gathered *g = arg;
    if (!g->names) {
        g->columns = n;
        g->names = arena_get(&g->arena, (size_t)n + 1, sizeof *g->names);
        for (int i = 0; i < n; i++)
            g->names[i] = arena_string(&g->arena, names[i]);
    }
    struct gathered_row *row = arena_get(&g->arena, 1, sizeof *row + (size_t)n * sizeof *row->values);
    for (int i = 0; i < n; i++)
        row->values[i] = arena_string(&g->arena, values[i]);
    *g->end = row;
    g->end = &row->next;
    return ++g->rows < QUERY_ROWS_MAX;
}

static int sql_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    const char *sql = luaL_checkstring(lua, 1);
    struct err err = {0};
    struct gathered *g = lua_newuserdatauv(lua, sizeof *g, 0);
    *g = (struct gathered){0};
    g->end = &g->first;
    luaL_setmetatable(lua, "sevenstep.gathered");
    struct store *store = workspace_store(repl->ws, &err);
    bool ok = store && store_query(store, sql, gather, g, &err);
    if (g->rows >= QUERY_ROWS_MAX)
        return luaL_error(lua, "the query gives %d rows or more; add a limit", (int)QUERY_ROWS_MAX);
    if (!ok)
        bind_raise(lua, &err);
    rows_new(lua, g->names, g->columns);
    for (const struct gathered_row *row = g->first; row; row = row->next) {
        lua_createtable(lua, 0, g->columns);
        for (int i = 0; i < g->columns; i++) {
            double value;
            if (!row->values[i])
                continue;
            if (text_to_double(row->values[i], &value))
                bind_set_number(lua, g->names[i], value);
            else
                bind_set_text(lua, g->names[i], row->values[i]);
        }
        rows_append(lua);
    }
    return 1;
}

static int print_function(lua_State *lua) {
    struct repl *repl = bind_repl(lua);
    int n = lua_gettop(lua);
    bool ended = false;
    for (int i = 1; i <= n; i++) {
        if (i > 1)
            repl_print(repl, "\t", 1);
        ended = show_value(lua, repl, i);
    }
    if (!ended)
        repl_print(repl, "\n", 1);
    return 0;
}

void look_open(lua_State *lua, struct repl *repl) {
    static const luaL_Reg gathered[] = {{"__gc", gathered_gc}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"help", help_function},           {"knobs", knobs_function},
                                         {"metrics", metrics_function},     {"capacity", capacity_function},
                                         {"case", case_function},           {"cases", cases_function},
                                         {"scenarios", scenarios_function}, {"sql", sql_function},
                                         {"print", print_function},         {NULL, NULL}};
    bind_metatable(lua, repl, "sevenstep.gathered", gathered);
    lua_pushglobaltable(lua);
    bind_functions(lua, repl, functions);
    lua_pop(lua, 1);
}
