/* node_retrieval_quality.c - how much of what is relevant stage 1 finds: against the truth, against exact search on the
 * same vectors, and under the design's own protocol. */
#include "base/mem.h"
#include "base/rng.h"
#include "engine/nodes.h"
#include "engine/parts.h"
#include "eval/bootstrap.h"
#include "eval/scores.h"
#include "num/vecmath.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_relevant(const int32_t *relevant, int m, int32_t id) {
    for (int j = 0; j < m; j++)
        if (relevant[j] == id)
            return true;
    return false;
}

/* |top-k found and relevant| / min(k, |relevant|) of one request; NAN when nothing is relevant. */
static double recall_of(const int32_t *ids, int depth, int k, const int32_t *relevant, int m) {
    if (m == 0)
        return NAN;
    int hits = 0;
    for (int i = 0; i < depth && i < k; i++)
        hits += ids[i] >= 0 && is_relevant(relevant, m, ids[i]);
    return (double)hits / (k < m ? k : m);
}

static int count_relevant(const int32_t *relevant, int most) {
    int m = 0;
    while (m < most && relevant[m] >= 0)
        m++;
    return m;
}

/* Slices of the relevant items: recall is counted within them. */
static bool in_slice(const struct parts *p, const char *slice, const struct request *request, int32_t item) {
    const struct world *w = &p->world;
    int day = w->params.days - TEST_DAYS;
    if (strcmp(slice, "new_items") == 0)
        return request->time - w->birth[item] <= 2.0f;
    if (strcmp(slice, "tail_items") == 0)
        return p->log.shown_before[(size_t)day * (size_t)w->items + (size_t)item] < p->log.impressions / (4 * w->items);
    return false;
}

enum { NDCG_DEPTH = 20 };
struct recalls {
    const struct node_run *run;
    const struct parts *parts;
    const struct evaluation *evaluation;
    const int32_t *ids;
    int depth;
    uint8_t *times;
    double *value; /* (offline) */
    struct measures *out;
};

static void add_recall(struct recalls *r, const char *name, int k, const char *slice) {
    int n = r->evaluation->offline;
    for (int i = 0; i < n; i++) {
        int most = r->evaluation->most;
        const int32_t *relevant = r->evaluation->relevant + (size_t)i * (size_t)most;
        int32_t kept[RELEVANT_MOST];
        int m = count_relevant(relevant, most), inside = 0;
        for (int j = 0; j < m; j++)
            if (!slice || in_slice(r->parts, slice, &r->parts->log.request[r->evaluation->request[i]], relevant[j]))
                kept[inside++] = relevant[j];
        r->value[i] = recall_of(r->ids + (size_t)i * (size_t)r->depth, r->depth, k, kept, inside);
    }
    add_ratio(r->out, name, r->value, NULL, r->times, n, r->run->pool);
}

/* Order within the first k: what recall does not see. */
static void add_ndcg(struct recalls *r, const char *name, int k) {
    int n = r->evaluation->offline, most = r->evaluation->most, shown = r->depth < k ? r->depth : k;
    float grade[NDCG_DEPTH], ideal[RELEVANT_MOST];
    for (int i = 0; i < n; i++) {
        const int32_t *relevant = r->evaluation->relevant + (size_t)i * (size_t)most;
        const int32_t *ids = r->ids + (size_t)i * (size_t)r->depth;
        int m = count_relevant(relevant, most);
        for (int j = 0; j < m; j++)
            ideal[j] = 1.0f;
        for (int j = 0; j < shown; j++)
            grade[j] = ids[j] >= 0 && is_relevant(relevant, m, ids[j]) ? 1.0f : 0.0f;
        r->value[i] = list_ndcg(grade, shown, k, ideal, m);
    }
    add_ratio(r->out, name, r->value, NULL, r->times, n, r->run->pool);
}

/* The design's own recall: logged positives, of the test days or of the requests that its random split held out. With
 * the sampled protocol each positive is ordered among 100 sampled items in place of the catalogue: what flatters. */
enum { OWN_REQUESTS = 2000, OWN_SAMPLE = 100 };
struct owning {
    const struct node_run *run;
    const struct parts *parts;
    struct funnel_scratch **scratch;
    const float *vectors;
    int width, depth, n, shards;
    bool sampled;
    int32_t *request; /* (n) */
    double *hits_100, *hits_1000;
    int32_t *ids;  /* (workers, depth) */
    float *scores; /* (workers, depth) */
    float *vector; /* (workers, width) */
    uint64_t draw;
};

static double sampled_hits(const struct owning *o, const float *user, const struct request *request,
                           const int32_t *positive, int m, int k) {
    const struct world *w = &o->parts->world;
    struct rng r = rng_of(o->draw, (uint64_t)request->id, 0);
    int hits = 0;
    for (int j = 0; j < m; j++) {
        float own = vec_dot(user, o->vectors + (size_t)positive[j] * (size_t)o->width, o->width);
        int above = 0;
        for (int s = 0; s < OWN_SAMPLE; s++) {
            int32_t other = (int32_t)rng_below(&r, (uint32_t)w->items);
            above += w->birth[other] <= request->time &&
                     vec_dot(user, o->vectors + (size_t)other * (size_t)o->width, o->width) > own;
        }
        hits += above < k * (OWN_SAMPLE + 1) / w->items + 1; /* the same share of what is ordered */
    }
    return (double)hits / (k < m ? k : m);
}

static void own_shard(void *arg, int shard, int worker) {
    struct owning *o = arg;
    const struct parts *p = o->parts;
    struct positive_rule rule = parts_history_rule(o->run);
    int begin, end;
    pool_range(o->n, o->shards, shard, &begin, &end);
    int32_t *ids = o->ids + (size_t)worker * (size_t)o->depth;
    float *scores = o->scores + (size_t)worker * (size_t)o->depth,
          *user = o->vector + (size_t)worker * (size_t)o->width;
    for (int i = begin; i < end && !atomic_load(&o->run->progress->cancel); i++) {
        const struct request *request = &p->log.request[o->request[i]];
        int32_t positive[64];
        int m = 0;
        for (int64_t row = p->log.start[request->id]; row < p->log.start[request->id + 1] && m < 64; row++)
            if (log_positive(&p->world, &p->log, row, &rule))
                positive[m++] = p->log.item[row];
        if (o->sampled) {
            funnel_user_vector(&p->funnel, request, o->scratch[worker], user);
            o->hits_100[i] = sampled_hits(o, user, request, positive, m, 100);
            o->hits_1000[i] = sampled_hits(o, user, request, positive, m, 1000);
        } else {
            funnel_retrieve(&p->funnel, request, o->depth, o->scratch[worker], ids, scores);
            o->hits_100[i] = recall_of(ids, o->depth, 100, positive, m);
            o->hits_1000[i] = recall_of(ids, o->depth, 1000, positive, m);
        }
    }
}

/* Requests with a positive, from the part of the log that the design holds out for its own numbers; spread evenly. */
static int own_requests(const struct parts *p, const struct node_run *run, int32_t *chosen) {
    bool random_split = node_is(run, K_SPLIT, "random");
    uint64_t seed = node_seed(run, K_SEED_TRAIN);
    struct positive_rule rule = parts_history_rule(run);
    int found = 0, n = 0;
    for (int pass = 0; pass < 2; pass++) {
        int step = found > OWN_REQUESTS ? found / OWN_REQUESTS : 1, seen = 0;
        for (int r = 0; r < p->log.requests; r++) {
            enum part part = log_part(&p->world, &p->log.request[r], random_split, seed);
            if (part != (random_split ? PART_VALIDATION : PART_TEST))
                continue;
            bool any = false;
            for (int64_t row = p->log.start[r]; row < p->log.start[r + 1] && !any; row++)
                any = log_positive(&p->world, &p->log, row, &rule);
            if (any && pass == 0)
                found++;
            else if (any && seen++ % step == 0 && n < OWN_REQUESTS)
                chosen[n++] = r;
        }
    }
    return n;
}

static bool add_own(struct recalls *r, const struct node_run *run, struct funnel_scratch **scratch, struct err *err) {
    int32_t chosen[OWN_REQUESTS], unit[OWN_REQUESTS];
    size_t threads = (size_t)pool_threads(run->pool);
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    struct owning o = {.run = run,
                       .parts = r->parts,
                       .scratch = scratch,
                       .vectors = vectors->data,
                       .width = (int)vectors->shape[1],
                       .depth = r->depth,
                       .shards = 64,
                       .sampled = node_is(run, K_PROTOCOL, "sampled"),
                       .request = chosen,
                       .draw = rng_draw(node_seed(run, K_SEED_EVAL), "own.sample")};
    o.n = own_requests(r->parts, run, chosen);
    if (o.n == 0) {
        measures_missing(r->out, "retrieval.recall@100[own]", "the held-out requests hold no logged positive");
        measures_missing(r->out, "retrieval.recall@1000[own]", "the held-out requests hold no logged positive");
        return true;
    }
    for (int i = 0; i < o.n; i++)
        unit[i] = r->parts->log.request[chosen[i]].user;
    o.hits_100 = mem_array((size_t)o.n, sizeof(double), err);
    o.hits_1000 = o.hits_100 ? mem_array((size_t)o.n, sizeof(double), err) : NULL;
    o.ids = o.hits_1000 ? mem_array(threads * (size_t)o.depth, sizeof(int32_t), err) : NULL;
    o.scores = o.ids ? mem_array(threads * (size_t)o.depth, sizeof(float), err) : NULL;
    o.vector = o.scores ? mem_array(threads * (size_t)o.width, sizeof(float), err) : NULL;
    uint8_t *times = o.vector ? mem_array((size_t)BOOTSTRAP_REPLICATES * (size_t)o.n, 1, err) : NULL;
    if (times) {
        pool_for(run->pool, o.shards, own_shard, &o);
        bootstrap_times(times, unit, o.n, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
        add_ratio(r->out, "retrieval.recall@100[own]", o.hits_100, NULL, times, o.n, run->pool);
        add_ratio(r->out, "retrieval.recall@1000[own]", o.hits_1000, NULL, times, o.n, run->pool);
    }
    free(o.hits_100);
    free(o.hits_1000);
    free(o.ids);
    free(o.scores);
    free(o.vector);
    free(times);
    return times != NULL;
}

/* Exact search on the same vectors with the same filter, for a part of the requests: it costs a whole scan each. */
enum { EXACT_REQUESTS = 500 };

static bool add_index_recall(struct recalls *r, const struct node_run *run, struct err *err) {
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    const struct parts *p = r->parts;
    int n = r->evaluation->offline < EXACT_REQUESTS ? r->evaluation->offline : EXACT_REQUESTS;
    int k = p->funnel.retrieval.candidates, D = (int)vectors->shape[1];
    struct index_params flat = {.kind = INDEX_FLAT};
    struct blob *blob = blob_new();
    struct index *exact = NULL;
    struct funnel funnel = p->funnel;
    struct funnel_scratch **scratch = NULL;
    int32_t *all = mem_array((size_t)n * (size_t)k, sizeof *all, err);
    float *scores = all ? mem_array((size_t)n * (size_t)k, sizeof *scores, err) : NULL;
    bool ok = scores &&
              index_build(&flat, vectors->data, (int)vectors->shape[0], D, run->pool, run->progress, blob, err) &&
              (exact = index_open(blob, err));
    if (ok) {
        funnel.retrieval.index = exact;
        funnel.freshness =
            parts_freshness(run); /* as the candidates were fetched: what the index misses, not serving */
        ok = (scratch = scratches_new(run, &funnel, k, err)) != NULL;
    }
    if (ok)
        retrieve_all(run, &funnel, r->evaluation, n, k, scratch, all, scores);
    for (int i = 0; ok && i < n; i++) {
        const int32_t *best = all + (size_t)i * (size_t)k, *found = r->ids + (size_t)i * (size_t)r->depth;
        uint8_t *mark = mem_must((size_t)p->world.items, 1);
        int live = 0, hits = 0;
        for (int j = 0; j < k; j++)
            if (best[j] >= 0) {
                mark[best[j]] = 1;
                live++;
            }
        for (int j = 0; j < k; j++) /* places may be empty in between */
            hits += found[j] >= 0 && mark[found[j]];
        r->value[i] = live ? (double)hits / live : NAN;
        free(mark);
    }
    if (ok)
        add_ratio(r->out, "retrieval.index_recall", r->value, NULL, r->times, n, run->pool);
    scratches_free(scratch);
    if (exact)
        index_close(exact);
    blob_free(blob);
    free(all);
    free(scores);
    return ok;
}

bool node_retrieval_quality(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation evaluation;
    struct measures measures = {0};
    struct funnel_scratch **scratch = NULL;
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&evaluation, node_in(run, N_REQUESTS));
    const struct section *ids = blob_find(node_in(run, N_CANDIDATES), "ids");
    struct recalls r = {.run = run,
                        .parts = &parts,
                        .evaluation = &evaluation,
                        .ids = ids->data,
                        .depth = (int)ids->shape[1],
                        .out = &measures};
    r.value = mem_array((size_t)evaluation.offline, sizeof *r.value, err);
    r.times = r.value ? mem_array((size_t)BOOTSTRAP_REPLICATES * (size_t)evaluation.offline, 1, err) : NULL;
    if (!r.times || !parts_retrieval(&parts, run, err) || !(scratch = scratches_new(run, &parts.funnel, r.depth, err)))
        goto out;
    bootstrap_times(r.times, evaluation.unit, evaluation.offline, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL),
                    run->pool);
    add_recall(&r, "retrieval.recall@20", 20, NULL);
    add_recall(&r, "retrieval.recall@100", 100, NULL);
    add_recall(&r, "retrieval.recall@1000", 1000, NULL);
    add_ndcg(&r, "retrieval.ndcg@20", NDCG_DEPTH);
    static const char *const slices[] = {"new_items", "tail_items"};
    for (int i = 0; i < 2; i++)
        if (node_has(run, K_SLICES, slices[i])) {
            char name[MEASURE_NAME];
            snprintf(name, sizeof name, "retrieval.recall@100[%s]", slices[i]);
            add_recall(&r, name, 100, slices[i]);
        }
    rulers_apply(&measures, node_in(run, N_REQUESTS));
    ok = add_index_recall(&r, run, err) && add_own(&r, run, scratch, err) && node_progress(run, 1.0, err) &&
         measures_pack(&measures, out, err);
out:
    scratches_free(scratch);
    free(r.value);
    free(r.times);
    measures_free(&measures);
    parts_close(&parts);
    return ok;
}
