/* node_ranking.c - stage 2: the ranker is trained and calibrated, the candidates are scored. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/rank_rows.h"

#include <stdlib.h>

/* Of the rows that are held out, the positive head's p and labels y, as the ranker scores them at the position each was
 * shown at; *held of them. */
static bool score_held(const struct node_run *run, const struct rank_rules *rules, const struct rank_rows *rows,
                       const struct ranker *ranker, float *p, float *y, int *held, struct err *err) {
    enum { BLOCK = 1024 };
    int H = rows->data.n_heads, F = rows->data.rows.n_category, D = rows->data.rows.n_dense;
    float *scratch = mem_array(ranker_scratch_floats(ranker, BLOCK), sizeof(float), err);
    float *heads = scratch ? mem_array((size_t)BLOCK * (size_t)H, sizeof(float), err) : NULL;
    bool ok = heads != NULL;
    *held = 0;
    for (int first = 0; ok && first < rows->n; first += BLOCK) {
        int n = rows->n - first < BLOCK ? rows->n - first : BLOCK;
        struct fields block = rows->data.rows;
        block.n = n;
        block.category += (size_t)first * (size_t)F;
        block.dense += (size_t)first * (size_t)D;
        ranker_score(ranker, &block, rows->data.position ? rows->data.position + first : NULL, scratch, heads);
        for (int i = 0; i < n; i++)
            if (rows->validation[first + i]) {
                p[*held] = heads[(size_t)i * (size_t)H];
                if (rules->examination.positions > 0)
                    p[*held] = calibration_at_place(
                        p[*held], examination_at(&rules->examination, rows->position[first + i]), rules->negative_keep);
                y[(*held)++] = rows->label[(size_t)(first + i) * (size_t)H];
            }
        ok = node_progress(run, 1.0, err);
    }
    free(scratch);
    free(heads);
    return ok;
}

/* Calibrators see validation rows sampled like training. What is fitted is what serves: one calibration of float
 * scores, and one of the scores in 8 bits, so that a change of serving.precision trains nothing anew. */
static bool calibrate(const struct node_run *run, const struct rank_rules *rules, const struct rank_rows *rows,
                      struct blob *out, struct err *err) {
    enum calibration_kind kind = node_is(run, K_CALIBRATION, "platt") ? CALIBRATION_PLATT : CALIBRATION_ISOTONIC;
    struct ranker *ranker = ranker_open(out, err);
    size_t most = (size_t)rows->n + 1;
    float *p = ranker ? mem_array(most, sizeof *p, err) : NULL, *y = p ? mem_array(most, sizeof *y, err) : NULL;
    bool ok = y != NULL;
    for (int lowered = 0; ok && lowered < 2; lowered++) {
        int held;
        ok = (!lowered || ranker_lower(ranker, err)) && score_held(run, rules, rows, ranker, p, y, &held, err) &&
             calibration_fit(kind, parts_calibration(lowered), p, y, NULL, held, out, err);
    }
    ranker_close(ranker);
    free(p);
    free(y);
    return ok;
}

static bool learns_from(void *split, int request) {
    enum part part = split_part(split, request);
    return part == PART_TRAIN || part == PART_VALIDATION;
}

/* Estimates how likely positions are looked at, keeps it beside the ranker and shows it. */
static bool examine(struct split *split, struct examination *e, struct measures *m, struct blob *out, struct err *err) {
    double x[EXAMINATION_MAX + 1];
    int most = 0;
    examination_estimate(e, &split->parts->log, split->parts->log.requests, learns_from, split);
    for (int p = 1; p <= e->positions; p++) {
        x[p] = p;
        most += e->ratio[p] >= (double)EXAMINATION_LEAST;
    }
    measures_curve(m, "ranking.examination", x + 1, e->ratio + 1, e->positions);
    if (most < e->positions)
        measures_note(m, "inverse propensity: %d of %d positions are looked at less than 1 in %g: they weigh %g",
                      e->positions - most, e->positions, 1.0 / (double)EXAMINATION_LEAST,
                      1.0 / (double)EXAMINATION_LEAST);
    return examination_save(e, out, err);
}

bool node_ranking_model(const struct node_run *run, struct blob *out, struct err *err) {
    if (node_is(run, K_RANKING_MODEL, "none"))
        return true;
    struct parts parts = {0};
    struct rank_rows rows = {0};
    struct measures measures = {0};
    parts_world(&parts, run);
    if (!parts_ranks(&parts, run)) {
        measures_note(&measures,
                      "the file has positives alone: no ranker is trained, lists keep the order of retrieval");
        bool noted = measures_pack(&measures, out, err);
        measures_free(&measures);
        return noted;
    }
    struct rank_rules rules = rank_rules_of(run);
    rules.now = (float)(parts.world.params.days - TEST_DAYS);
    struct ranker_params params = rank_params_of(run, parts.world.params.list_size);
    struct split split = {&parts, node_is(run, K_SPLIT, "random"), node_seed(run, K_SEED_TRAIN), NULL};
    uint8_t *over = NULL;
    bool ok = parts_over_cap(&parts, node_int(run, K_USER_CAP), split.random, split.seed, &over, err);
    split.over = over;
    ok = ok && (!rank_by_inverse_propensity(run) || examine(&split, &rules.examination, &measures, out, err)) &&
         (parts.features = parts_features(&parts.world, &parts.log, run, err)) &&
         rank_rows_fill(&rows, &parts.log, &parts.world, parts.features, &rules, 0, parts.log.requests, split_part,
                        &split, run->pool, run->progress, err) &&
         ranker_train(&params, &rows.data, run->pool, run->progress, out, err) &&
         (node_is(run, K_CALIBRATION, "none") || calibrate(run, &rules, &rows, out, err));
    if (ok) {
        add_training_curves(&measures, out, "ranking_model");
        ok = measures_pack(&measures, out, err);
    }
    measures_free(&measures);
    rank_rows_free(&rows);
    free(over);
    parts_close(&parts);
    return ok;
}

struct scoring {
    const struct parts *parts;
    const struct evaluation *evaluation;
    struct funnel_scratch **scratch;
    struct progress *progress;
    const int32_t *ids; /* (online, depth) */
    const float *retrieved;
    const double *seen;
    int depth, candidates, shards;
    float *value; /* (online, candidates) */
};

static void score_shard(void *arg, int shard, int worker) {
    struct scoring *s = arg;
    int begin, end;
    pool_range(s->evaluation->online, s->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&s->progress->cancel); i++) {
        struct request seen = seen_request(s->parts, s->seen, i);
        size_t at = (size_t)i * (size_t)s->depth;
        funnel_rank(&s->parts->funnel, &seen, s->ids + at, s->retrieved + at, NULL, s->candidates, s->scratch[worker],
                    s->value + (size_t)i * (size_t)s->candidates, NULL);
    }
}

bool node_scores(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct evaluation evaluation;
    struct funnel_scratch **scratch = NULL;
    bool ok = false;
    parts_world(&parts, run);
    evaluation_open(&evaluation, node_in(run, N_REQUESTS));
    const struct blob *in = node_in(run, N_CANDIDATES);
    int candidates = *(const int32_t *)blob_get(in, "candidates", BLOB_I32);
    struct scoring s = {.parts = &parts,
                        .evaluation = &evaluation,
                        .progress = run->progress,
                        .shards = 64,
                        .ids = blob_get(in, "ids", BLOB_I32),
                        .retrieved = blob_get(in, "scores", BLOB_F32),
                        .seen = blob_get(in, "seen", BLOB_F64),
                        .candidates = candidates,
                        .depth = (int)blob_find(in, "ids")->shape[1]};
    if (!parts_ranking(&parts, run, err) || !(scratch = scratches_new(run, &parts.funnel, candidates, err)) ||
        !(s.value = blob_add(out, "value", BLOB_F32, evaluation.online, candidates, 0, err)))
        goto out;
    parts_serve(parts.features, run);
    s.scratch = scratch;
    pool_for(run->pool, s.shards, score_shard, &s);
    ok = node_progress(run, 1.0, err);
out:
    scratches_free(scratch);
    parts_close(&parts);
    return ok;
}
