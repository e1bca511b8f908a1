/* node_serving.c - step 6: single requests timed stage by stage, then a queue in front of them, then production scale.
 */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/parts.h"
#include "engine/serving.h"

#include <stdlib.h>

bool node_stage_times(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures measures = {0};
    struct funnel_scratch *scratch = NULL;
    int32_t *ids = NULL;
    float *scores = NULL, *value = NULL;
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    if (!parts_retrieval(&parts, run, err) || !parts_ranking(&parts, run, err))
        goto out;
    int k = parts.funnel.retrieval.candidates;
    double *seconds = blob_add(out, "seconds", BLOB_F64, 2, TIMED_REQUESTS, 0, err);
    if (!seconds || !(scratch = funnel_scratch_new(&parts.funnel, k, err)) ||
        !(ids = mem_array((size_t)k, sizeof *ids, err)) || !(scores = mem_array((size_t)k, sizeof *scores, err)) ||
        !(value = mem_array((size_t)k, sizeof *value, err)))
        goto out;
    for (int i = -WARM_UP_REQUESTS; i < TIMED_REQUESTS; i++) {
        const struct request *request = &parts.log.request[e.request[(i + WARM_UP_REQUESTS) % e.online]];
        int64_t start = clock_ns(run->clock);
        funnel_retrieve(&parts.funnel, request, k, scratch, ids, scores);
        int64_t retrieved = clock_ns(run->clock);
        funnel_rank(&parts.funnel, request, ids, scores, NULL, k, scratch, value, NULL);
        int64_t ranked = clock_ns(run->clock);
        if (i >= 0) {
            seconds[i] = (double)(retrieved - start) * 1e-9;
            seconds[TIMED_REQUESTS + i] = (double)(ranked - retrieved) * 1e-9;
        }
        if (i % 8 == 0 && !node_progress(run, (double)i / TIMED_REQUESTS, err))
            goto out;
    }
    add_stage_times(&measures, "retrieve", seconds, TIMED_REQUESTS);
    add_stage_times(&measures, "rank", seconds + TIMED_REQUESTS, TIMED_REQUESTS);
    ok = measures_pack(&measures, out, err);
out:
    funnel_scratch_free(scratch);
    free(ids);
    free(scores);
    free(value);
    measures_free(&measures);
    parts_close(&parts);
    return ok;
}

bool node_policy_times(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation e;
    struct measures measures = {0};
    float *scratch = NULL;
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    const struct section *ids = blob_find(node_in(run, N_CANDIDATES), "ids");
    const struct section *value = blob_find(node_in(run, N_SCORES), "value");
    int k = (int)value->shape[1], depth = (int)ids->shape[1];
    double *seconds = blob_add(out, "seconds", BLOB_F64, TIMED_REQUESTS, 0, 0, err);
    if (!seconds || !parts_policy(&parts, run, err) ||
        !(scratch = mem_array(policy_scratch_floats(parts.policy, k), sizeof *scratch, err)))
        goto out;
    for (int i = -WARM_UP_REQUESTS; i < TIMED_REQUESTS; i++) {
        size_t at = (size_t)((i + WARM_UP_REQUESTS) % e.online);
        int32_t list[POLICY_LIST_MAX];
        int64_t start = clock_ns(run->clock);
        policy_apply(parts.policy, &parts.log.request[e.request[at]], (const int32_t *)ids->data + at * (size_t)depth,
                     (const float *)value->data + at * (size_t)k, k, scratch, list);
        if (i >= 0)
            seconds[i] = (double)(clock_ns(run->clock) - start) * 1e-9;
    }
    add_stage_times(&measures, "rerank", seconds, TIMED_REQUESTS);
    ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
out:
    free(scratch);
    measures_free(&measures);
    parts_close(&parts);
    return ok;
}

/* Times of a request, stage by stage, add: the two nodes timed the same requests in the same order. */
struct service {
    double retrieve[TIMED_REQUESTS], rest[TIMED_REQUESTS], whole[TIMED_REQUESTS];
};

static void service_open(struct service *s, const struct node_run *run) {
    const double *stage = blob_get(node_in(run, N_STAGE_TIMES), "seconds", BLOB_F64);
    const double *policy = blob_get(node_in(run, N_POLICY_TIMES), "seconds", BLOB_F64);
    for (int i = 0; i < TIMED_REQUESTS; i++) {
        s->retrieve[i] = stage[i];
        s->rest[i] = stage[TIMED_REQUESTS + i] + policy[i];
        s->whole[i] = s->retrieve[i] + s->rest[i];
    }
}

/* Share of the log's requests that come within the time to live after an earlier one of the same user. */
static double cache_hit_share(const struct node_run *run) {
    struct log log;
    float ttl = (float)(node_real(run, K_CACHE) / 86400.0);
    if (ttl <= 0.0f)
        return 0.0;
    log_open(node_in(run, N_LOG), &log);
    int32_t users = 0;
    for (int r = 0; r < log.requests; r++)
        users = log.request[r].user >= users ? log.request[r].user + 1 : users;
    float *made = mem_must((size_t)users, sizeof *made); /* when the cached list was made, 0: none */
    int hits = 0;
    for (int r = 0; r < log.requests; r++) {
        float *at = &made[log.request[r].user], now = log.request[r].time + 1.0f;
        if (*at > 0.0f && now - *at < ttl)
            hits++;
        else
            *at = now;
    }
    free(made);
    return (double)hits / log.requests;
}

/* Memory of one replica: the index with its full vectors, the models, what features are read from. */
struct memory {
    double index, models, features;
};

static bool memory_of(const struct node_run *run, struct memory *m, struct err *err) {
    struct index *index = index_open(node_in(run, N_INDEX), err);
    if (!index)
        return false;
    m->index = (double)index_bytes_total(index);
    index_close(index);
    const struct blob *ranking = node_in(run, N_RANKING_MODEL); /* some kinds have none */
    m->models = (double)(ranking ? blob_bytes(ranking) : 0) + (double)blob_bytes(node_in(run, N_RETRIEVAL_MODEL));
    const struct blob *log = node_in(run, N_LOG);
    int64_t days = blob_length(log, "shown_before");
    const struct section *shown = blob_find(log, "shown_before"), *clicks = blob_find(log, "click_row");
    /* one day's counters (shown, clicked, watched) and everybody's history; a search by pictures reads neither */
    m->features =
        (shown ? 3.0 * (double)shown->bytes / (double)(days ? days : 1) : 0.0) + (clicks ? (double)clicks->bytes : 0.0);
    return true;
}

bool node_serving(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    struct service service;
    struct memory memory;
    struct load_result result;
    double budget = node_real(run, K_SCALE_LATENCY), lookup = 20e-6; /* of a list in memory, network left out */
    bool batch = node_is(run, K_SERVING_MODE, "batch");
    service_open(&service, run);
    struct load load = {.service = batch ? &lookup : service.whole,
                        .n = batch ? 1 : TIMED_REQUESTS,
                        .cache_hit = batch ? 0.0 : cache_hit_share(run),
                        .cache_seconds = lookup};
    if (!memory_of(run, &memory, err) ||
        !add_load(&m, run, &load, memory.index + memory.models + memory.features, &result, err)) {
        measures_free(&m);
        return false;
    }
    if (result.over_budget > 0.0)
        measures_note(&m, "%.2f %% of requests are over the latency budget of %g ms: they get %s",
                      100.0 * result.over_budget, budget,
                      node_bool(run, K_FALLBACK) ? "the popular list" : "an empty page (serving.fallback is off)");
    if (load.cache_hit > 0.0)
        measures_note(&m, "%.1f %% of requests are answered from the cache", 100.0 * load.cache_hit);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}

static enum scan_law law_of(const struct node_run *run, double inventory) {
    if (node_is(run, K_INDEX, "flat"))
        return inventory > 0.0 ? SCAN_INVENTORY : SCAN_LINEAR;
    return node_is(run, K_INDEX, "hnsw") ? SCAN_GRAPH : SCAN_CELLS;
}

bool node_capacity(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    struct service service;
    struct memory memory;
    struct capacity_result plan;
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    bool batch = node_is(run, K_SERVING_MODE, "batch");
    service_open(&service, run);
    if (!memory_of(run, &memory, err))
        return false;
    int items = (int)vectors->shape[0];
    double lookup = 20e-6, zero = 0.0;
    struct capacity_input in = {.scale.inventory = node_real(run, K_SCALE_INVENTORY),
                                .law = batch ? SCAN_LOOKUP : law_of(run, node_real(run, K_SCALE_INVENTORY)),
                                .items = items,
                                .nlist = node_int(run, K_NLIST) < items ? node_int(run, K_NLIST) : items,
                                .nprobe = node_int(run, K_NPROBE),
                                .retrieve = batch ? &lookup : service.retrieve,
                                .rest = batch ? &zero : service.rest,
                                .n = batch ? 1 : TIMED_REQUESTS,
                                .bytes_per_item = (memory.index + memory.features) / items,
                                .fixed_bytes = memory.models,
                                .cache_hit = batch ? 0.0 : cache_hit_share(run)};
    if (in.nprobe > in.nlist)
        in.nprobe = in.nlist;
    if (!add_capacity(&m, run, &in, scan_law_text(in.law), "bytes an item as measured here", &plan, err)) {
        measures_free(&m);
        return false;
    }
    char count[16];
    measures_note(&m,
                  "capacity: %.0f requests a second at peak, %.2f ms of one core each, machines of %d cores planned to "
                  "%d %%; quality at %s items was not measured",
                  plan.peak_qps, plan.seconds_per_request * 1e3, in.cores, UTILISATION_PERCENT,
                  text_si(count, sizeof count, in.scale.items));
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}
