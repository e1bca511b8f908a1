/* node_policy.c - stage 3: lists are made, and measured against the relevant sets and the catalogue. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/parts.h"
#include "eval/bootstrap.h"
#include "world/truth.h"

#include <math.h>
#include <stdlib.h>

struct listing {
    const struct parts *parts;
    const struct evaluation *evaluation;
    const int32_t *ids;
    const float *value;
    const double *seen;
    int depth, candidates, shards;
    int32_t *list; /* (online, list_size) */
    float *scratch;
    size_t scratch_floats;
    struct progress *progress;
};

static void list_shard(void *arg, int shard, int worker) {
    struct listing *l = arg;
    int begin, end, size = l->parts->funnel.list_size;
    pool_range(l->evaluation->online, l->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&l->progress->cancel); i++) {
        struct request seen = seen_request(l->parts, l->seen, i);
        policy_apply(l->parts->policy, &seen, l->ids + (size_t)i * (size_t)l->depth,
                     l->value + (size_t)i * (size_t)l->candidates, l->candidates,
                     l->scratch + (size_t)worker * l->scratch_floats, l->list + (size_t)i * (size_t)size);
    }
}

bool node_lists(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation evaluation;
    struct measures measures = {0};
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&evaluation, node_in(run, N_REQUESTS));
    const struct blob *in = node_in(run, N_CANDIDATES);
    struct listing l = {.parts = &parts,
                        .evaluation = &evaluation,
                        .shards = 64,
                        .progress = run->progress,
                        .ids = blob_get(in, "ids", BLOB_I32),
                        .depth = (int)blob_find(in, "ids")->shape[1],
                        .seen = blob_get(in, "seen", BLOB_F64),
                        .value = blob_get(node_in(run, N_SCORES), "value", BLOB_F32),
                        .candidates = (int)blob_find(node_in(run, N_SCORES), "value")->shape[1]};
    if (!parts_policy(&parts, run, err))
        goto out;
    int size = parts.funnel.list_size, keep = node_int(run, K_KEEP);
    l.scratch_floats = policy_scratch_floats(parts.policy, l.candidates);
    l.scratch = mem_array((size_t)pool_threads(run->pool) * l.scratch_floats, sizeof(float), err);
    l.list = l.scratch ? blob_add(out, "list", BLOB_I32, evaluation.online, size, 0, err) : NULL;
    if (!l.list)
        goto out;
    pool_for(run->pool, l.shards, list_shard, &l);
    double found = 0.0, kept = 0.0, shown = 0.0;
    for (int i = 0; i < evaluation.online; i++) {
        int n = 0;
        for (int k = 0; k < l.candidates; k++)
            n += l.ids[(size_t)i * (size_t)l.depth + (size_t)k] >= 0;
        found += n;
        kept += n < keep ? n : keep;
        for (int k = 0; k < size; k++)
            shown += l.list[(size_t)i * (size_t)size + (size_t)k] >= 0;
    }
    if (keep < size)
        measures_note(&measures, "ranking.keep %d is less than policy.list_size %d: lists are no longer than that",
                      keep, size);
    measures_stage(&measures, "rank", found / evaluation.online, kept / evaluation.online, NAN, NAN);
    measures_stage(&measures, "rerank", kept / evaluation.online, shown / evaluation.online, NAN, NAN);
    ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
out:
    free(l.scratch);
    measures_free(&measures);
    parts_close(&parts);
    return ok;
}

static double similarity(const struct world *w, int32_t a, int32_t b) {
    const float *x = w->content + (size_t)a * (size_t)w->content_dim,
                *y = w->content + (size_t)b * (size_t)w->content_dim;
    double sum = 0.0;
    for (int i = 0; i < w->content_dim; i++)
        sum += (double)x[i] * y[i];
    return sum;
}

static double list_diversity(const struct world *w, const int32_t *list, int size) {
    double sum = 0.0;
    int pairs = 0;
    for (int a = 0; a < size; a++)
        for (int b = a + 1; b < size; b++)
            if (list[a] >= 0 && list[b] >= 0) {
                sum += 1.0 - similarity(w, list[a], list[b]);
                pairs++;
            }
    return pairs ? sum / pairs : NAN;
}

enum list_metric { LIST_NDCG, LIST_MAP, LIST_MRR, LIST_PRECISION, LIST_DIVERSITY, LIST_NEW, LIST_METRICS };

static void measure_list(const struct parts *p, const struct request *request, const int32_t *list, int size,
                         const int32_t *relevant, int most, double *value, size_t stride) {
    float grade[POLICY_LIST_MAX], ideal[RELEVANT_MOST];
    int m = 0, shown = 0, young = 0;
    for (; m < most && relevant[m] >= 0; m++)
        ideal[m] = 1.0f;
    for (int k = 0; k < size; k++) {
        grade[k] = 0.0f;
        for (int j = 0; j < m; j++)
            grade[k] = list[k] == relevant[j] ? 1.0f : grade[k];
        if (list[k] >= 0) {
            shown++;
            young += request->time - p->world.birth[list[k]] <= 2.0f;
        }
    }
    value[LIST_NDCG * stride] = list_ndcg(grade, size, 10, ideal, m);
    value[LIST_MAP * stride] = list_average_precision(grade, size, 10, m);
    value[LIST_MRR * stride] = list_reciprocal_rank(grade, size, m);
    value[LIST_PRECISION * stride] = list_precision(grade, size, 10, m);
    value[LIST_DIVERSITY * stride] = list_diversity(&p->world, list, size);
    value[LIST_NEW * stride] = shown ? (double)young / shown : NAN;
}

/* Items live when requests came, in the mean; where requests are targeted, those that some of them could be shown. */
static double live_items(const struct parts *p, const struct evaluation *e) {
    enum { EVERY = 16 };
    size_t items = (size_t)p->world.items;
    double live = 0.0;
    if (!truth_targets(&p->world)) {
        for (int i = 0; i < e->online; i++)
            live += e->live[i];
        return live / e->online;
    }
    float *birth = mem_must(items, sizeof *birth);
    uint8_t *offered = mem_must(items, 1);
    for (int i = 0; i < e->online; i += EVERY) {
        const struct request *request = &p->log.request[e->request[i]];
        truth_offered(&p->world, request, birth);
        for (size_t k = 0; k < items; k++)
            offered[k] |= birth[k] <= request->time;
    }
    for (size_t k = 0; k < items; k++)
        live += offered[k];
    free(birth);
    free(offered);
    return live;
}

/* Distinct items shown over items live: a set's size has no units to draw again, so it has no interval. */
static double coverage(const struct parts *p, const struct evaluation *e, const int32_t *list, int size) {
    uint8_t *seen = mem_must((size_t)p->world.items, 1);
    int distinct = 0;
    for (size_t k = 0; k < (size_t)e->online * (size_t)size; k++)
        if (list[k] >= 0 && !seen[list[k]]) {
            seen[list[k]] = 1;
            distinct++;
        }
    free(seen);
    return distinct / live_items(p, e);
}

static const char *const not_in_file = "a file of interactions says nothing of content or of uploads";

bool node_list_quality(const struct node_run *run, struct blob *out, struct err *err) {
    static const char *const names[LIST_METRICS] = {"list.ndcg@10",      "list.map@10",    "list.mrr",
                                                    "list.precision@10", "list.diversity", "list.new_item_share"};
    struct parts parts = {0};
    struct evaluation e;
    struct measures measures = {0};
    parts_world(&parts, run);
    evaluation_open(&e, node_in(run, N_REQUESTS));
    const struct section *lists = blob_find(node_in(run, N_LISTS), "list");
    int size = (int)lists->shape[1];
    size_t n = (size_t)e.offline;
    double *value = mem_array(LIST_METRICS * n, sizeof *value, err);
    uint8_t *times = value ? mem_array(BOOTSTRAP_REPLICATES * n, 1, err) : NULL;
    bool ok = times != NULL;
    for (int i = 0; ok && i < e.offline; i++)
        measure_list(&parts, &parts.log.request[e.request[i]], (const int32_t *)lists->data + (size_t)i * (size_t)size,
                     size, e.relevant + (size_t)i * (size_t)e.most, e.most, value + i, n);
    if (ok) {
        bootstrap_times(times, e.unit, e.offline, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
        for (int k = 0; k < LIST_METRICS; k++)
            if (!metric_has_kind(metric_named(names[k]), parts.world.params.kind))
                continue;
            else if (!parts.world.truth && (k == LIST_DIVERSITY || k == LIST_NEW))
                measures_missing(&measures, names[k], not_in_file);
            else
                add_ratio(&measures, names[k], value + (size_t)k * n, NULL, times, e.offline, run->pool);
        measures_add(&measures, "list.coverage", coverage(&parts, &e, lists->data, size), NULL, 0);
        rulers_apply(&measures, node_in(run, N_REQUESTS));
        ok = measures_pack(&measures, out, err);
    }
    free(value);
    free(times);
    measures_free(&measures);
    return ok;
}
