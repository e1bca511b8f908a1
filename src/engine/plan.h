/* plan.h - the plan: one static table of nodes in order, each with its inputs, the knobs it reads and what it runs.
 * key(node) = XXH3-128(build hash, SIMD level, name, values of its active knobs, keys of its inputs); nodes that time
 * also hash the CPU model and the threads. Same key, same artefact: that is the whole of caching, resuming and "what
 * if". A node gets a view that holds only its declared knobs; reading another asserts. Internal to engine/. */
#ifndef ENGINE_PLAN_H
#define ENGINE_PLAN_H
#include "base/blob.h"
#include "base/clock.h"
#include "base/pool.h"
#include "engine/engine.h"

enum node_id {
    N_WORLD,
    N_LOG,
    N_LOG_STATISTICS,
    N_REQUESTS,
    N_RETRIEVAL_MODEL,
    N_ITEM_VECTORS,
    N_INDEX,
    N_RANKING_MODEL,
    N_CANDIDATES,
    N_SCORES,
    N_LISTS,
    N_RETRIEVAL_QUALITY,
    N_RANKING_QUALITY,
    N_LIST_QUALITY,
    N_SHORTLISTS,
    N_ONLINE_ORACLE,
    N_ONLINE,
    N_STAGE_TIMES,
    N_POLICY_TIMES,
    N_SERVING,
    N_CAPACITY,
    N_DAYS_LOG,
    N_DAYS_MODEL,
    N_DAYS,
    N_LOOP,
    NODES
};

struct node_run {
    enum node_id node;
    const struct design *design;            /* read through knob_* below */
    const struct blob *in[NODE_INPUTS_MAX]; /* in the order of the node's inputs; NULL: the kind has it not */
    struct pool *pool;
    struct progress *progress;
    const struct clock *clock;
};
struct node {
    const char *name, *makes; /* makes: in a few words, for people */
    bool times;
    enum node_id inputs[NODE_INPUTS_MAX]; /* ended by NODES */
    const enum knob_id *knobs;            /* ended by KNOBS; of every kind that has them */
    /* By kind of world; NULL: this kind has no such stage, and the plan goes on without it. */
    bool (*run[WORLD_KINDS])(const struct node_run *run, struct blob *out, struct err *err);
    /* Not NULL: it asks the truth, and does not run on a file of real interactions; the metrics of this stage ("" none)
     * are null then, and say so. */
    const char *asks_truth;
    const enum knob_id *more[WORLD_KINDS]; /* knobs that this node reads in worlds of one kind alone; NULL: none */
    const enum node_id *also[WORLD_KINDS]; /* inputs behind the others in worlds of one kind alone; NULL: none */
};
const struct node *plan_node(enum node_id node);
bool plan_node_has_kind(enum node_id node, enum world_kind kind);
/* The input blob that a node declared, by its id. */
const struct blob *node_in(const struct node_run *run, enum node_id input);
bool node_progress(const struct node_run *run, double done, struct err *err) MUST_USE;

/* A declared knob's value; asserts that the node declared it. */
double node_real(const struct node_run *run, enum knob_id id);
int node_int(const struct node_run *run, enum knob_id id);
bool node_bool(const struct node_run *run, enum knob_id id);
bool node_is(const struct node_run *run, enum knob_id id, const char *choice);
bool node_has(const struct node_run *run, enum knob_id id, const char *item);
const char *node_text(const struct node_run *run, enum knob_id id);
uint64_t node_seed(const struct node_run *run, enum knob_id id);
int node_items(const struct node_run *run, enum knob_id id);
const char *node_item(const struct node_run *run, enum knob_id id, int i);
#endif
