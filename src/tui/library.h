/* library.h - what there is to choose from: cases, scenarios, sessions and runs.
 * Life: library_load -> library_more until it is false -> library_fini. Loading lists names, sessions and runs, in a
 * few milliseconds, so that the first screen is there at once; titles stand in the files, and evaluating one takes tens
 * of milliseconds: library_more does one at a time, when nothing else is to be done. */
#ifndef TUI_LIBRARY_H
#define TUI_LIBRARY_H
#include "job/workspace.h"

struct library_case {
    char *name, *title, *about; /* until known, the title is the name in words */
    bool known;
};
struct library_scenario {
    char *name, *title, *about; /* "video_recommendation/default" */
    char *why;                  /* it cannot be used: the error; NULL when it can */
    bool known;
};
struct library {
    struct library_case *cases;
    struct library_scenario *scenarios; /* of all cases, sorted */
    struct session_row *sessions;       /* newest first */
    struct run_row *runs;               /* newest first */
    char **changes;                     /* of each run, against the one before, in words; NULL: not looked up yet */
    struct step_history history;        /* of all marked sessions */
    int n_cases, n_scenarios, n_sessions, n_runs;
};
bool library_load(struct library *l, struct workspace *ws, struct err *err) MUST_USE;
/* Reads the next file: the case named first and its scenarios before the others. False: all are known. */
bool library_more(struct library *l, struct workspace *ws, const char *first);
/* Sessions and runs alone, again. */
bool library_reload(struct library *l, struct workspace *ws, struct err *err) MUST_USE;
/* Looks up what run i changed against the one of its case before it. */
void library_know_run(struct library *l, struct workspace *ws, int i);
void library_fini(struct library *l);
/* Whether scenario i belongs to a case: its name begins with "CASE/". */
bool library_scenario_of(const struct library *l, int i, const char *case_name);
/* The step with the least earned so far, and its share; 0: nothing was marked yet. `but` is left out (0: none). */
int library_weakest(const struct library *l, int but, double *share);
/* The newest session of a case that was marked; NULL when there is none. */
const struct session_row *library_marked(const struct library *l, const char *case_name);
/* The newest session of a case, finished or not; NULL when there is none. */
const struct session_row *library_session(const struct library *l, const char *case_name);
#endif
