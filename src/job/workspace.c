#include "job/workspace.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct store *workspace_store(struct workspace *ws, struct err *err) {
    if (!ws->store)
        ws->store = store_open(ws->db, err);
    return ws->store;
}

struct engine *workspace_engine(struct workspace *ws, struct err *err) {
    if (!ws->engine)
        ws->engine = engine_new(
            &(struct engine_options){.cache_dir = ws->cache, .threads = ws->threads, .clock = ws->clock}, err);
    return ws->engine;
}

const struct case_info *workspace_case(struct workspace *ws, const char *name, struct err *err) {
    for (int i = 0; i < ws->n_cases; i++)
        if (strcmp(ws->cases[i]->name, name) == 0)
            return ws->cases[i];
    struct case_info *info = case_load(&ws->paths, name, err);
    if (!info)
        return NULL;
    ws->cases = mem_grow(ws->cases, (size_t)ws->n_cases + 1, sizeof *ws->cases);
    return ws->cases[ws->n_cases++] = info;
}

static const struct case_info *case_of(void *arg, const char *name) {
    struct err ignored = {0}; /* the store says that the run's case is gone */
    return workspace_case(arg, name, &ignored);
}

struct run *workspace_run(struct workspace *ws, const char *run, struct err *err) {
    struct store *store = workspace_store(ws, err);
    return store ? store_run_get(store, run, case_of, ws, err) : NULL;
}

void workspace_close(struct workspace *ws) {
    engine_free(ws->engine);
    if (ws->store)
        store_close(ws->store);
    for (int i = 0; i < ws->n_cases; i++)
        case_info_free(ws->cases[i]);
    free(ws->cases);
    free(ws->paths.data);
    free(ws->paths.scenarios);
    free(ws->db);
    free(ws->cache);
    *ws = (struct workspace){0};
}
