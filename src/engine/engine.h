/* engine.h - the engine: a design in, an outcome out.
 * Life: engine_new once -> engine_run any number of times (one at a time) -> engine_free. Owns pool and cache. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H
#include "base/clock.h"
#include "base/progress.h"
#include "engine/run.h"

struct engine;
struct engine_options {
    const char *cache_dir;     /* made when missing; borrowed for the call */
    uint64_t cache_bytes;      /* 0: 4 GiB */
    int threads;               /* 0: one a core */
    const struct clock *clock; /* outlives the engine */
};
struct engine *engine_new(const struct engine_options *options, struct err *err) MUST_USE;
void engine_free(struct engine *engine);
int engine_threads(const struct engine *engine);

/* How much of the plan to run: every node up to and with the named one ("log_statistics" for step 3, "ranking_model"
 * for training alone; several are joined by +), NULL for all. The outcome holds what the nodes that ran measured. */
bool engine_run(struct engine *engine, const struct design *design, const char *until, struct progress *progress,
                struct outcome *out, struct err *err) MUST_USE;

/* The plan, for docs, tests and drawings. */
enum { NODE_INPUTS_MAX = 8, NODES_MAX = 32 };
int plan_nodes(void);
const char *plan_node_name(int node);
const char *plan_node_makes(int node); /* in a few words, for people */
/* In worlds of a kind; WORLD_KINDS: of any. */
int plan_node_inputs(int node, enum world_kind kind, int inputs[NODE_INPUTS_MAX]);
/* What the node reads in worlds of a kind; WORLD_KINDS: in any. */
int plan_node_knobs(int node, enum world_kind kind, enum knob_id knobs[KNOBS]);
bool plan_node_times(int node); /* its results are times: they hash the CPU and the threads too */
/* Keys of every node for a design: what the cache files are named after. */
void plan_keys(const struct design *design, int threads, struct hash128 keys[NODES_MAX]);
#endif
