/* library.h - what there is to choose from: cases, scenarios, sessions and runs, read at once for the screens.
 * Life: library_load -> read -> library_fini. */
#ifndef TUI_LIBRARY_H
#define TUI_LIBRARY_H
#include "job/workspace.h"

struct library_case {
    char *name, *title, *about;
};
struct library_scenario {
    char *name, *title, *about; /* "video_recommendation/default" */
    char *why;                  /* it cannot be used: the error; NULL when it can */
};
struct library {
    struct library_case *cases;
    struct library_scenario *scenarios; /* of all cases, sorted */
    struct session_row *sessions;       /* newest first */
    struct run_row *runs;               /* newest first */
    int n_cases, n_scenarios, n_sessions, n_runs;
};
bool library_load(struct library *l, struct workspace *ws, struct err *err) MUST_USE;
/* Sessions and runs alone, again. */
bool library_reload(struct library *l, struct workspace *ws, struct err *err) MUST_USE;
void library_fini(struct library *l);
/* Whether scenario i belongs to a case: its name begins with "CASE/". */
bool library_scenario_of(const struct library *l, int i, const char *case_name);
/* The newest session of a case, finished or not; NULL when there is none. */
const struct session_row *library_session(const struct library *l, const char *case_name);
#endif
