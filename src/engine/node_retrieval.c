/* node_retrieval.c - stage 1: the retriever is trained, its item vectors indexed, candidates fetched. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/rank_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    uint8_t *over;
    if (!parts_over_cap(p, node_int(run, K_USER_CAP), random_split, seed, &over, err))
        return false;
    for (int r = 0; r < log->requests; r++) {
        enum part part = log_part(&p->world, &log->request[r], random_split, seed);
        if (over && over[r])
            continue;
        if (part != PART_TRAIN && part != PART_VALIDATION)
            continue;
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++)
            if (log_positive(&p->world, log, row, &rule)) {
                out->row[out->n] = row;
                out->request[out->n] = r;
                out->validation[out->n++] = part == PART_VALIDATION;
            }
    }
    free(over);
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
        .batch = 512,
        .learning_rate = 0.005f,
        .optimizer = node_is(run, K_RETRIEVAL_OPTIMIZER, "adagrad") ? OPTIM_ADAGRAD : OPTIM_ADAM,
        .newest = !node_is(run, K_SPLIT, "random"), /* at random, the newest rows are not those held out */
        .temperature = (float)node_real(run, K_TEMPERATURE),
        .loss = node_is(run, K_RETRIEVAL_LOSS, "bce") ? TOWER_BCE : TOWER_SAMPLED_SOFTMAX,
        .negatives = node_is(run, K_NEGATIVES, "in_batch")     ? NEGATIVES_IN_BATCH
                     : node_is(run, K_NEGATIVES, "random")     ? NEGATIVES_RANDOM
                     : node_is(run, K_NEGATIVES, "popularity") ? NEGATIVES_POPULARITY
                     : node_is(run, K_NEGATIVES, "hard")       ? NEGATIVES_HARD
                                                               : NEGATIVES_MIXED,
        .logq = node_bool(run, K_LOGQ),
        .logq_added = node_is(run, K_LOGQ_SIGN, "plus"),
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
    parts.funnel.freshness = parts_freshness(run);
    int wanted = node_int(run, K_CANDIDATES), candidates = parts.funnel.retrieval.candidates;
    if (wanted > candidates)
        measures_note(&notes, "retrieval.candidates %d is more than the %d items: %d used", wanted, parts.world.items,
                      candidates);
    int depth = candidates > RETRIEVAL_DEPTH ? candidates : RETRIEVAL_DEPTH;
    depth = depth < parts.world.items ? depth : parts.world.items;
    scratch = scratches_new(run, &parts.funnel, depth, err);
    int32_t *ids = scratch ? blob_add(out, "ids", BLOB_I32, evaluation.online, depth, 0, err) : NULL;
    float *scores = ids ? blob_add(out, "scores", BLOB_F32, evaluation.online, depth, 0, err) : NULL;
    int32_t *used = scores ? blob_add(out, "candidates", BLOB_I32, 1, 0, 0, err) : NULL;
    double *seen = used ? blob_add(out, "seen", BLOB_F64, evaluation.online, SEEN, 0, err) : NULL;
    if (!seen)
        goto out;
    used[0] = candidates;
    retrieve_all(run, &parts.funnel, &evaluation, evaluation.online, depth, scratch, ids, scores);
    double found = 0.0, live = 0.0;
    for (int i = 0; i < evaluation.online; i++) {
        struct request as = funnel_seen(&parts.funnel, &parts.log.request[evaluation.request[i]]);
        seen_write(&as, seen, i);
        live += evaluation.live[i];
        for (int k = 0; k < candidates; k++)
            found += ids[(size_t)i * (size_t)depth + (size_t)k] >= 0;
    }
    measures_stage(&notes, "retrieve", live / evaluation.online, found / evaluation.online, NAN, NAN);
    ok = node_progress(run, 1.0, err) && measures_pack(&notes, out, err);
out:
    scratches_free(scratch);
    measures_free(&notes);
    parts_close(&parts);
    return ok;
}
