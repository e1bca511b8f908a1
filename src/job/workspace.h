/* workspace.h - what every face works with: where files are, the clock, the database and the engine, opened when
 * needed. The face resolves arguments and environment into paths; nothing below reads either. */
#ifndef JOB_WORKSPACE_H
#define JOB_WORKSPACE_H
#include "engine/engine.h"
#include "script/scenario.h"
#include "store/store.h"

struct workspace {
    struct script_paths paths;
    char *db, *cache; /* file, folder */
    int threads;      /* 0: one a core */
    const struct clock *clock;
    struct store *store;      /* NULL until workspace_store */
    struct engine *engine;    /* NULL until workspace_engine */
    struct case_info **cases; /* those loaded so far */
    int n_cases;
};
struct store *workspace_store(struct workspace *ws, struct err *err) MUST_USE;
struct engine *workspace_engine(struct workspace *ws, struct err *err) MUST_USE;
/* Loaded once, owned by the workspace. */
const struct case_info *workspace_case(struct workspace *ws, const char *name, struct err *err) MUST_USE;
/* RUN: an id, a name or "last". The caller frees it. */
struct run *workspace_run(struct workspace *ws, const char *run, struct err *err) MUST_USE;
void workspace_close(struct workspace *ws); /* frees all that the workspace owns, paths too */
#endif
