/* node_retrieval.c - stage 1: the retriever is trained, its item vectors indexed, candidates fetched, and its recall
 * measured against the truth and under the design's own protocol. */
#include "base/mem.h"
#include "base/rng.h"
#include "engine/nodes.h"
#include "engine/rank_rows.h"
#include "eval/bootstrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 1000 }; /* recall is looked at down to here, whatever the number of candidates */

/* Rows of the positives that a design may train on, in time order; validation marks those that it holds out. */
struct positives {
    int n;
    int64_t *row;
    uint8_t *validation;
    int32_t *request;
};

static bool find_positives(const struct parts *p, const struct node_run *run, struct positives *out, struct err *err) {
    const struct log *log = &p->log;
    struct positive_rule rule = parts_history_rule(run);
    bool random_split = node_is(run, K_SPLIT, "random");
    uint64_t seed = node_seed(run, K_SEED_TRAIN);
    size_t most = (size_t)log->click_start[p->world.users]; /* every positive is a click */
    if (!rule.signals)
        return err_set(err, ERR_USAGE,
                       "data.signals: a retriever learns from at least one signal; retrieval.model=popularity needs "
                       "none");
    out->row = mem_array(most, sizeof *out->row, err);
    out->validation = out->row ? mem_array(most, 1, err) : NULL;
    out->request = out->validation ? mem_array(most, sizeof *out->request, err) : NULL;
    if (!out->request)
        return false;
    for (int r = 0; r < log->requests; r++) {
        enum part part = log_part(&p->world, &log->request[r], random_split, seed);
        if (part != PART_TRAIN && part != PART_VALIDATION)
            continue;
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++)
            if (log_positive(&p->world, log, row, &rule)) {
                out->row[out->n] = row;
                out->request[out->n] = r;
                out->validation[out->n++] = part == PART_VALIDATION;
            }
    }
    return out->n > 0 || err_set(err, ERR_USAGE,
                                 "the log's training days hold no positive; a lower framing.label or a "
                                 "larger world.users has some");
}

static void positives_free(struct positives *p) {
    free(p->row);
    free(p->validation);
    free(p->request);
}

/* Both sides of every positive, as of the moment of its request. */
struct tower_rows {
    struct tower_data data;
    int32_t *user_category, *bag_start, *bag, *positive, *item_category;
    float *item_dense;
};

static bool tower_rows_fill(const struct parts *p, const struct node_run *run, const struct positives *pos,
                            struct tower_rows *t, struct err *err) {
    struct fields *users = &t->data.users, *items = &t->data.items;
    struct positive_rule rule = parts_history_rule(run);
    users->n = pos->n;
    users->n_category = tower_user_categories(&p->world, users->cardinality);
    users->bag_cardinality = p->world.items;
    items->n = p->world.items;
    items->n_category = tower_item_categories(&p->world, items->cardinality);
    items->n_dense = tower_item_dense(&p->world);
    size_t n = (size_t)pos->n, N = (size_t)items->n;
    if (!(t->user_category = mem_array(n * (size_t)users->n_category, sizeof(int32_t), err)) ||
        !(t->bag_start = mem_array(n + 1, sizeof(int32_t), err)) ||
        !(t->bag = mem_array(n * FUNNEL_HISTORY, sizeof(int32_t), err)) ||
        !(t->positive = mem_array(n, sizeof(int32_t), err)) ||
        !(t->item_category = mem_array(N * (size_t)items->n_category, sizeof(int32_t), err)) ||
        !(t->item_dense = mem_array(N * (size_t)items->n_dense, sizeof(float), err)))
        return false;
    for (int i = 0; i < pos->n; i++) {
        int n_bag;
        tower_user_fill(&p->world, &p->log, &p->log.request[pos->request[i]], &rule, FUNNEL_HISTORY,
                        t->user_category + (size_t)i * (size_t)users->n_category, t->bag + t->bag_start[i], &n_bag);
        t->bag_start[i + 1] = t->bag_start[i] + n_bag;
        t->positive[i] = p->log.item[pos->row[i]];
    }
    for (int i = 0; i < items->n; i++)
        tower_item_fill(&p->world, i, t->item_category + (size_t)i * (size_t)items->n_category,
                        t->item_dense + (size_t)i * (size_t)items->n_dense);
    users->category = t->user_category;
    users->bag_start = t->bag_start;
    users->bag = t->bag;
    items->category = t->item_category;
    items->dense = t->item_dense;
    t->data.positive = t->positive;
    t->data.validation = pos->validation;
    return true;
}

static void tower_rows_free(struct tower_rows *t) {
    void *const all[] = {t->user_category, t->bag_start, t->bag, t->positive, t->item_category, t->item_dense};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

bool node_retrieval_model(const struct node_run *run, struct blob *out, struct err *err) {
    if (node_is(run, K_RETRIEVAL_MODEL, "popularity"))
        return true; /* counting is not training: the item vectors are the counts */
    struct parts parts = {0};
    parts_world(&parts, run);
    bool ids_only = node_is(run, K_RETRIEVAL_MODEL, "matrix_factorization");
    struct tower_params params = {
        .seed = node_seed(run, K_SEED_TRAIN),
        .dim = node_int(run, K_RETRIEVAL_DIM),
        .hidden = ids_only ? 0 : 128,
        .ids_only = ids_only,
        .epochs = node_int(run, K_RETRIEVAL_EPOCHS),
        .batch = 1024,
        .learning_rate = 0.005f,
        .temperature = (float)node_real(run, K_TEMPERATURE),
        .loss = node_is(run, K_RETRIEVAL_LOSS, "bce") ? TOWER_BCE : TOWER_SAMPLED_SOFTMAX,
        .negatives = node_is(run, K_NEGATIVES, "in_batch")     ? NEGATIVES_IN_BATCH
                     : node_is(run, K_NEGATIVES, "random")     ? NEGATIVES_RANDOM
                     : node_is(run, K_NEGATIVES, "popularity") ? NEGATIVES_POPULARITY
                                                               : NEGATIVES_MIXED,
        .logq = node_bool(run, K_LOGQ),
    };
    struct positives positives = {0};
    struct tower_rows rows = {0};
    bool ok = find_positives(&parts, run, &positives, err) && tower_rows_fill(&parts, run, &positives, &rows, err) &&
              tower_train(&params, &rows.data, run->pool, run->progress, out, err);
    if (ok) {
        struct measures measures = {0};
        add_training_curves(&measures, out, "retrieval_model");
        ok = measures_pack(&measures, out, err);
        measures_free(&measures);
    }
    tower_rows_free(&rows);
    positives_free(&positives);
    return ok;
}

bool node_item_vectors(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    parts_world(&parts, run);
    bool popularity = node_is(run, K_RETRIEVAL_MODEL, "popularity");
    if (!popularity && !(parts.tower = tower_open(node_in(run, N_RETRIEVAL_MODEL), err)))
        return false;
    int width = popularity ? 1 : tower_dim(parts.tower);
    float *vectors = blob_add(out, "vectors", BLOB_F32, parts.world.items, width, 0, err);
    bool ok = vectors && funnel_item_vectors(&parts.world, &parts.log, parts.tower, parts.world.params.days - TEST_DAYS,
                                             run->pool, vectors, err);
    parts_close(&parts);
    return ok;
}

bool node_index(const struct node_run *run, struct blob *out, struct err *err) {
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    int N = (int)vectors->shape[0], D = (int)vectors->shape[1];
    struct measures notes = {0};
    struct index_params params = {.seed = node_seed(run, K_SEED_TRAIN),
                                  .nlist = node_int(run, K_NLIST),
                                  .pq_bytes = node_int(run, K_PQ_BYTES),
                                  .hnsw_m = node_int(run, K_HNSW_M)};
    if (!index_kind_of(node_text(run, K_INDEX), &params.kind))
        return err_set(err, ERR_USAGE, "retrieval.index: no such index");
    if (params.nlist > N) {
        measures_note(&notes, "retrieval.nlist %d is more than the %d items: %d used", params.nlist, N, N);
        params.nlist = N;
    }
    if (params.kind == INDEX_IVF_PQ && 2 * params.pq_bytes > D) {
        int most = D / 2 < 1 ? 1 : D / 2;
        measures_note(&notes, "retrieval.pq_bytes %d is more than half of the vectors' width %d: %d used",
                      params.pq_bytes, D, most);
        params.pq_bytes = most;
    }
    bool ok = index_build(&params, vectors->data, N, D, run->pool, run->progress, out, err);
    struct index *index = ok ? index_open(out, err) : NULL;
    if (index)
        measures_add(&notes, "retrieval.bytes_per_item", index_bytes_per_vector(index), NULL, 0);
    ok = index && measures_pack(&notes, out, err);
    if (index)
        index_close(index);
    measures_free(&notes);
    return ok;
}

/* One loop over the evaluation requests: a shard is a run of them, a worker has its scratch. */
struct fetching {
    const struct parts *parts;
    const struct evaluation *evaluation;
    struct funnel_scratch **scratch; /* (workers) */
    struct progress *progress;
    int depth, shards;
    int32_t *ids;  /* (online, depth) */
    float *scores; /* (online, depth) */
};

static void fetch_shard(void *arg, int shard, int worker) {
    struct fetching *f = arg;
    int begin, end;
    pool_range(f->evaluation->online, f->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&f->progress->cancel); i++) {
        const struct funnel *funnel = &f->parts->funnel;
        struct request seen = funnel_seen(funnel, &f->parts->log.request[f->evaluation->request[i]]);
        size_t at = (size_t)i * (size_t)f->depth;
        funnel_retrieve(funnel, &seen, f->depth, f->scratch[worker], f->ids + at, f->scores + at);
    }
}

bool node_candidates(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation evaluation;
    struct measures notes = {0};
    struct funnel_scratch **scratch = NULL;
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&evaluation, node_in(run, N_REQUESTS));
    if (!parts_retrieval(&parts, run, err))
        goto out;
    parts.funnel.freshness = (struct freshness){.batch = node_is(run, K_SERVING_MODE, "batch"),
                                                .cache_days = (float)(node_real(run, K_CACHE) / 86400.0),
                                                .refresh_days = (float)(node_real(run, K_REFRESH) / 1440.0)};
    int wanted = node_int(run, K_CANDIDATES), candidates = parts.funnel.retrieval.candidates;
    if (wanted > candidates)
        measures_note(&notes, "retrieval.candidates %d is more than the %d items: %d used", wanted, parts.world.items,
                      candidates);
    int depth = candidates > DEPTH ? candidates : DEPTH;
    depth = depth < parts.world.items ? depth : parts.world.items;
    scratch = scratches_new(run, &parts.funnel, depth, err);
    struct fetching f = {&parts, &evaluation, scratch, run->progress, depth, 64, NULL, NULL};
    f.ids = scratch ? blob_add(out, "ids", BLOB_I32, evaluation.online, depth, 0, err) : NULL;
    f.scores = f.ids ? blob_add(out, "scores", BLOB_F32, evaluation.online, depth, 0, err) : NULL;
    int32_t *used = f.scores ? blob_add(out, "candidates", BLOB_I32, 1, 0, 0, err) : NULL;
    float *seen = used ? blob_add(out, "seen", BLOB_F32, evaluation.online, 3, 0, err) : NULL;
    if (!seen)
        goto out;
    used[0] = candidates;
    pool_for(run->pool, f.shards, fetch_shard, &f);
    double found = 0.0, live = 0.0;
    for (int i = 0; i < evaluation.online; i++) {
        struct request as = funnel_seen(&parts.funnel, &parts.log.request[evaluation.request[i]]);
        seen[3 * i] = as.time;
        seen[3 * i + 1] = (float)as.hour;
        seen[3 * i + 2] = (float)as.device;
        live += evaluation.live[i];
        for (int k = 0; k < candidates; k++)
            found += f.ids[(size_t)i * (size_t)depth + (size_t)k] >= 0;
    }
    measures_stage(&notes, "retrieve", live / evaluation.online, found / evaluation.online, NAN, NAN);
    ok = node_progress(run, 1.0, err) && measures_pack(&notes, out, err);
out:
    scratches_free(scratch);
    measures_free(&notes);
    parts_close(&parts);
    return ok;
}

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
        const int32_t *relevant = r->evaluation->relevant + (size_t)i * RELEVANT;
        int32_t kept[RELEVANT];
        int m = count_relevant(relevant, RELEVANT), inside = 0;
        for (int j = 0; j < m; j++)
            if (!slice || in_slice(r->parts, slice, &r->parts->log.request[r->evaluation->request[i]], relevant[j]))
                kept[inside++] = relevant[j];
        r->value[i] = recall_of(r->ids + (size_t)i * (size_t)r->depth, r->depth, k, kept, inside);
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

static float inner(const float *a, const float *b, int n) {
    float sum = 0.0f;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static double sampled_hits(const struct owning *o, const float *user, const struct request *request,
                           const int32_t *positive, int m, int k) {
    const struct world *w = &o->parts->world;
    struct rng r = rng_of(o->draw, (uint64_t)request->id, 0);
    int hits = 0;
    for (int j = 0; j < m; j++) {
        float own = inner(user, o->vectors + (size_t)positive[j] * (size_t)o->width, o->width);
        int above = 0;
        for (int s = 0; s < OWN_SAMPLE; s++) {
            int32_t other = (int32_t)rng_below(&r, (uint32_t)w->items);
            above += w->birth[other] <= request->time &&
                     inner(user, o->vectors + (size_t)other * (size_t)o->width, o->width) > own;
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
        struct parts with = *p;
        with.funnel = funnel;
        struct evaluation some = *r->evaluation;
        some.online = n;
        ok = (scratch = scratches_new(run, &funnel, k, err)) != NULL;
        struct fetching f = {&with, &some, scratch, run->progress, k, 64, all, scores};
        if (ok)
            pool_for(run->pool, f.shards, fetch_shard, &f);
    }
    for (int i = 0; ok && i < n; i++) {
        const int32_t *best = all + (size_t)i * (size_t)k, *found = r->ids + (size_t)i * (size_t)r->depth;
        uint8_t *mark = mem_must((size_t)p->world.items, 1);
        int live = 0, hits = 0;
        for (int j = 0; j < k; j++)
            if (best[j] >= 0) {
                mark[best[j]] = 1;
                live++;
            }
        for (int j = 0; j < live; j++)
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
    add_recall(&r, "retrieval.recall@100", 100, NULL);
    add_recall(&r, "retrieval.recall@1000", 1000, NULL);
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
