#include "tui/library.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void names_free(char **names, int n) {
    for (int i = 0; i < n; i++)
        free(names[i]);
    free(names);
}

static bool load_cases(struct library *l, struct workspace *ws, struct err *err) {
    char **names = NULL;
    int n = 0;
    if (!case_list(&ws->paths, &names, &n, err))
        return false;
    bool ok = n > 0 || err_set(err, ERR_NOT_FOUND, "no case in '%s/cases': set SEVENSTEP_DATA to the data folder",
                               ws->paths.data ? ws->paths.data : "");
    l->cases = mem_must((size_t)n + 1, sizeof *l->cases);
    for (int i = 0; i < n && ok; i++) {
        const struct case_info *info = workspace_case(ws, names[i], err);
        ok = info != NULL;
        if (ok)
            l->cases[l->n_cases++] =
                (struct library_case){mem_string(info->name), mem_string(info->title), mem_string(info->about)};
    }
    names_free(names, n);
    return ok;
}

/* A scenario that does not load stays in the list, with the reason. */
static bool load_scenarios(struct library *l, struct workspace *ws, struct err *err) {
    char **names = NULL;
    int n = 0;
    if (!scenario_list(&ws->paths, &names, &n, err))
        return false;
    l->scenarios = mem_must((size_t)n + 1, sizeof *l->scenarios);
    for (int i = 0; i < n; i++) {
        struct err why = {0};
        struct scenario *s = scenario_load(&ws->paths, names[i], &why);
        struct library_scenario *row = &l->scenarios[l->n_scenarios++];
        row->name = mem_string(names[i]);
        row->title = mem_string(s && s->title ? s->title : "");
        row->about = mem_string(s && s->about ? s->about : "");
        row->why = s ? NULL : mem_string(why.message);
        scenario_free(s);
    }
    names_free(names, n);
    return true;
}

bool library_reload(struct library *l, struct workspace *ws, struct err *err) {
    struct store *store = workspace_store(ws, err);
    if (!store)
        return false;
    free(l->sessions);
    free(l->runs);
    l->sessions = NULL;
    l->runs = NULL;
    l->n_sessions = l->n_runs = 0;
    return store_sessions(store, &l->sessions, &l->n_sessions, err) &&
           store_runs(store, 500, &l->runs, &l->n_runs, err);
}

bool library_load(struct library *l, struct workspace *ws, struct err *err) {
    *l = (struct library){0};
    bool ok = load_cases(l, ws, err) && load_scenarios(l, ws, err) && library_reload(l, ws, err);
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
    free(l->sessions);
    free(l->runs);
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
