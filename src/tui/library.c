#include "tui/library.h"
#include "base/mem.h"
#include "practice/hear.h"
#include "script/find.h"
#include "tui/glance.h"

#include <stdlib.h>
#include <string.h>

static void names_free(char **names, int n) {
    for (int i = 0; i < n; i++)
        free(names[i]);
    free(names);
}

/* "video_recommendation" as "Video recommendation" */
static char *in_words(const char *name) {
    char *words = mem_string(name);
    for (char *p = words; *p; p++)
        *p = *p == '_' ? ' ' : *p;
    if (words[0] >= 'a' && words[0] <= 'z')
        words[0] = (char)(words[0] - 'a' + 'A');
    return words;
}

static void put(char **text, const char *now) {
    free(*text);
    *text = mem_string(now ? now : "");
}

/* Title and description as the file has them, so that the first screen is as the second; library_more knows better. */
static void glance_file(char *(*find)(const struct script_paths *, const char *, struct err *), struct workspace *ws,
                        const char *name, char **title, char **about) {
    enum { MOST = 4 << 20 };
    struct err ignored = {0};
    struct text field = {0};
    char *path = find(&ws->paths, name, &ignored), *lua = NULL;
    size_t length;
    if (path && text_read_file(path, MOST, &lua, &length, &ignored)) {
        if (glance(lua, "title", &field))
            put(title, text_str(&field));
        text_clear(&field);
        if (about && glance(lua, "about", &field))
            put(about, text_str(&field));
    }
    text_free(&field);
    free(lua);
    free(path);
}

static void glance_case(struct library_case *c, struct workspace *ws) {
    glance_file(find_case, ws, c->name, &c->title, &c->about);
}

static bool list_cases(struct library *l, struct workspace *ws, struct err *err) {
    char **names = NULL;
    int n = 0;
    if (!case_list(&ws->paths, &names, &n, err))
        return false;
    l->cases = mem_must((size_t)n + 1, sizeof *l->cases);
    for (int i = 0; i < n; i++)
        l->cases[l->n_cases++] = (struct library_case){mem_string(names[i]), in_words(names[i]), mem_string(""), false};
    names_free(names, n);
    for (int i = 0; i < n; i++)
        glance_case(&l->cases[i], ws);
    return n > 0 ||
           err_set(err, ERR_NOT_FOUND, "no case in '%s/cases': set SEVENSTEP_DATA to the folder that holds data",
                   ws->paths.data ? ws->paths.data : "");
}

static bool list_scenarios(struct library *l, struct workspace *ws, struct err *err) {
    char **names = NULL;
    int n = 0;
    if (!scenario_list(&ws->paths, &names, &n, err))
        return false;
    l->scenarios = mem_must((size_t)n + 1, sizeof *l->scenarios);
    for (int i = 0; i < n; i++)
        l->scenarios[l->n_scenarios++] =
            (struct library_scenario){mem_string(names[i]), mem_string(""), mem_string(""), NULL, false};
    names_free(names, n);
    for (int i = 0; i < n; i++)
        glance_file(find_scenario, ws, l->scenarios[i].name, &l->scenarios[i].title, NULL);
    return true;
}

static void know_case(struct library_case *c, struct workspace *ws) {
    struct err why = {0};
    const struct case_info *info = workspace_case(ws, c->name, &why);
    c->known = true;
    if (info)
        put(&c->title, info->title);
    put(&c->about, info ? info->about : why.message);
}

/* A scenario that does not load stays in the list, with the reason. */
static void know_scenario(struct library_scenario *row, struct workspace *ws) {
    struct err why = {0};
    struct scenario *s = scenario_load(&ws->paths, row->name, &why);
    row->known = true;
    row->why = s ? NULL : mem_string(why.message);
    put(&row->title, s ? s->title : "");
    put(&row->about, s ? s->about : "");
    scenario_free(s);
}

bool library_more(struct library *l, struct workspace *ws, const char *first) {
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < l->n_cases; i++)
            if (!l->cases[i].known && (pass || strcmp(l->cases[i].name, first) == 0)) {
                know_case(&l->cases[i], ws);
                return true;
            }
        for (int i = 0; i < l->n_scenarios; i++)
            if (!l->scenarios[i].known && (pass || library_scenario_of(l, i, first))) {
                know_scenario(&l->scenarios[i], ws);
                return true;
            }
    }
    return false;
}

static void drop_rows(struct library *l) {
    for (int i = 0; l->changes && i < l->n_runs; i++)
        free(l->changes[i]);
    free(l->changes);
    free(l->sessions);
    free(l->runs);
    l->changes = NULL;
    l->sessions = NULL;
    l->runs = NULL;
    l->n_sessions = l->n_runs = 0;
}

bool library_reload(struct library *l, struct workspace *ws, struct err *err) {
    struct store *store = workspace_store(ws, err);
    if (!store)
        return false;
    drop_rows(l);
    bool ok = store_sessions(store, &l->sessions, &l->n_sessions, err) &&
              store_runs(store, 500, &l->runs, &l->n_runs, err) && store_step_history(store, &l->history, err);
    l->changes = mem_must((size_t)l->n_runs + 1, sizeof *l->changes);
    return ok;
}

/* "label 10 s → 3 s, split temporal → random and 2 more" */
static void say_changes(const struct knob_change *rows, int n, struct text *out) {
    enum { SAID = 4 };
    for (int i = 0; i < n && i < SAID; i++) {
        const struct knob *knob = knob_named(rows[i].path);
        text_add(out, i ? ", " : "");
        if (!knob) {
            text_format(out, "%s %s → %s", rows[i].path, rows[i].from, rows[i].to);
            continue;
        }
        knob_spoken(knob, out);
        text_add(out, " ");
        knob_value_spoken(knob, rows[i].from, out);
        text_add(out, " → ");
        knob_value_spoken(knob, rows[i].to, out);
    }
    if (n > SAID)
        text_format(out, " and %d more", n - SAID);
}

void library_know_run(struct library *l, struct workspace *ws, int i) {
    struct err err = {0};
    struct knob_change *rows = NULL;
    struct text words = {0};
    int64_t before = 0;
    int n = 0;
    struct store *store = workspace_store(ws, &err);
    if (!store || !store_run_changes(store, l->runs[i].id, &before, &rows, &n, &err))
        text_add(&words, err.message);
    else if (!before)
        text_add(&words, "the first of its case");
    else if (!n)
        text_format(&words, "the design of #%lld", (long long)before);
    else
        text_format(&words, "against #%lld: ", (long long)before);
    say_changes(rows, n, &words);
    free(rows);
    free(l->changes[i]);
    l->changes[i] = text_take(&words);
}

bool library_load(struct library *l, struct workspace *ws, struct err *err) {
    *l = (struct library){0};
    bool ok = list_cases(l, ws, err) && list_scenarios(l, ws, err) && library_reload(l, ws, err);
    if (!ok)
        library_fini(l);
    return ok;
}

void library_fini(struct library *l) {
    for (int i = 0; i < l->n_cases; i++) {
        free(l->cases[i].name);
        free(l->cases[i].title);
        free(l->cases[i].about);
    }
    for (int i = 0; i < l->n_scenarios; i++) {
        free(l->scenarios[i].name);
        free(l->scenarios[i].title);
        free(l->scenarios[i].about);
        free(l->scenarios[i].why);
    }
    free(l->cases);
    free(l->scenarios);
    drop_rows(l);
    *l = (struct library){0};
}

bool library_scenario_of(const struct library *l, int i, const char *case_name) {
    size_t n = strlen(case_name);
    return strncmp(l->scenarios[i].name, case_name, n) == 0 && l->scenarios[i].name[n] == '/';
}

const struct session_row *library_session(const struct library *l, const char *case_name) {
    for (int i = 0; i < l->n_sessions; i++)
        if (strcmp(l->sessions[i].case_name, case_name) == 0)
            return &l->sessions[i];
    return NULL;
}

const struct session_row *library_marked(const struct library *l, const char *case_name) {
    for (int i = 0; i < l->n_sessions; i++)
        if (l->sessions[i].finished && strcmp(l->sessions[i].case_name, case_name) == 0)
            return &l->sessions[i];
    return NULL;
}

int library_weakest(const struct library *l, int but, double *share) {
    int worst = 0;
    for (int step = 1; step <= 7; step++) {
        double points = l->history.points[step];
        if (points <= 0 || step == but || (worst && l->history.earned[step] / points >= *share))
            continue;
        worst = step;
        *share = l->history.earned[step] / points;
    }
    return worst;
}
