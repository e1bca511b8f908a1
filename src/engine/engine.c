#include "engine/engine.h"
#include "base/mem.h"
#include "engine/cache.h"
#include "engine/plan.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Artefacts of the last run stay open, so that the next "what if" finds them without the disk. */
struct held {
    struct hash128 key;
    struct blob *blob; /* NULL: not held */
};

struct engine {
    struct cache *cache;
    struct pool *pool;
    const struct clock *clock;
    struct held held[NODES];
};

struct engine *engine_new(const struct engine_options *options, struct err *err) {
    struct engine *engine = mem_must(1, sizeof *engine);
    engine->clock = options->clock;
    engine->pool = pool_new(options->threads, err);
    engine->cache = engine->pool ? cache_open(options->cache_dir, options->cache_bytes, err) : NULL;
    if (!engine->cache) {
        engine_free(engine);
        return NULL;
    }
    return engine;
}

void engine_free(struct engine *engine) {
    if (!engine)
        return;
    for (int i = 0; i < NODES; i++)
        blob_free(engine->held[i].blob);
    cache_close(engine->cache);
    pool_free(engine->pool);
    free(engine);
}

int engine_threads(const struct engine *engine) {
    return pool_threads(engine->pool);
}

static bool same(struct hash128 a, struct hash128 b) {
    return a.low == b.low && a.high == b.high;
}

/* In place of a node that asks the truth where there is none. */
static bool no_truth(const char *stage, const struct design *design, struct blob *blob, struct err *err) {
    struct measures measures = {0};
    for (int i = 0; *stage && i < metric_count(); i++)
        if (strcmp(metric_at(i)->stage, stage) == 0 && metric_has_kind(metric_at(i), design_kind(design)))
            measures_missing(&measures, metric_at(i)->name,
                             "world.log is a file of real interactions: nobody knows the truth behind it");
    bool ok = measures_pack(&measures, blob, err);
    measures_free(&measures);
    return ok;
}

static bool compute(struct engine *engine, const struct design *design, enum node_id id, struct progress *progress,
                    struct blob *blob, struct err *err) {
    const struct node *node = plan_node(id);
    struct node_run run = {
        .node = id, .design = design, .pool = engine->pool, .progress = progress, .clock = engine->clock};
    int inputs[NODE_INPUTS_MAX], n = plan_node_inputs((int)id, design_kind(design), inputs);
    for (int i = 0; i < n; i++)
        if (plan_node_has_kind((enum node_id)inputs[i], design_kind(design)))
            run.in[i] = engine->held[inputs[i]].blob;
    progress->stage = node->name;
    return progress_step(progress, 0.0, err) &&
           (node->asks_truth && design_file(design) ? no_truth(node->asks_truth, design, blob, err)
                                                    : node->run[design_kind(design)](&run, blob, err)) &&
           progress_step(progress, 1.0, err);
}

/* Puts the node's artefact into engine->held: from there, from the cache, or by running it. */
static bool provide(struct engine *engine, const struct design *design, enum node_id id, struct hash128 key,
                    struct progress *progress, bool *cached, struct err *err) {
    struct held *held = &engine->held[id];
    *cached = true;
    if (held->blob && same(held->key, key))
        return true;
    blob_free(held->blob);
    held->key = key;
    held->blob = cache_get(engine->cache, key);
    if (held->blob)
        return true;
    *cached = false;
    struct blob *blob = blob_new();
    if (!compute(engine, design, id, progress, blob, err)) {
        blob_free(blob);
        return err->code == ERR_CANCELLED ? false : err_context(err, "%s", plan_node_name(id));
    }
    held->blob = blob;
    if (!cache_put(engine->cache, key, blob, err)) {
        held->key = (struct hash128){0};
        return false;
    }
    return true;
}

/* Marks the nodes that the list names. */
static void mark_named(const char *list, bool needed[NODES]) {
    for (size_t n; *list; list += n + (list[n] == '+')) {
        bool found = false;
        n = strcspn(list, "+");
        for (enum node_id id = 0; id < NODES; id++)
            if (strlen(plan_node_name(id)) == n && strncmp(plan_node_name(id), list, n) == 0)
                found = needed[id] = true;
        assert(found); /* callers name nodes of the table */
    }
}

/* The nodes that `until` needs, those it names included; all that the kind has when it is NULL. */
static void mark_needed(enum world_kind kind, const char *until, bool needed[NODES]) {
    for (int i = 0; i < NODES; i++)
        needed[i] = !until;
    if (until)
        mark_named(until, needed);
    for (enum node_id i = NODES; i-- > 0;) {
        needed[i] = needed[i] && plan_node_has_kind(i, kind);
        int inputs[NODE_INPUTS_MAX], n = plan_node_inputs((int)i, kind, inputs);
        for (int k = 0; needed[i] && k < n; k++)
            needed[inputs[k]] = true;
    }
}

bool engine_run(struct engine *engine, const struct design *design, const char *until, struct progress *progress,
                struct outcome *out, struct err *err) {
    *out = (struct outcome){0};
    struct hash128 keys[NODES_MAX];
    plan_keys(design, pool_threads(engine->pool), keys);
    bool needed[NODES];
    mark_needed(design_kind(design), until, needed);
    int64_t start = clock_ns(engine->clock);
    out->nodes = mem_must(NODES, sizeof *out->nodes);
    out->world_key = keys[N_LOG];
    out->rows_key = keys[N_REQUESTS];
    for (enum node_id id = 0; id < NODES; id++) {
        if (!needed[id])
            continue;
        int64_t node_start = clock_ns(engine->clock);
        bool cached;
        if (!provide(engine, design, id, keys[id], progress, &cached, err)) {
            outcome_free(out);
            return false;
        }
        struct node_time *time = &out->nodes[out->n_nodes++];
        snprintf(time->node, sizeof time->node, "%s", plan_node_name(id));
        time->cached = cached;
        time->seconds = clock_seconds_since(engine->clock, node_start);
        struct measures measured;
        measures_unpack(&measured, engine->held[id].blob);
        measures_append(&out->measures, &measured);
    }
    out->wall_s = clock_seconds_since(engine->clock, start);
    return true;
}
