#include "funnel/funnel.h"
#include "base/clock.h"
#include "base/mem.h"
#include "world/history.h"
#include "world/truth.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int objective_heads(enum objective objective) {
    static const int heads[] = {[OBJECTIVE_CLICK] = 1,
                                [OBJECTIVE_WATCH_TIME] = 2,
                                [OBJECTIVE_MULTI_TASK] = RANK_HEADS,
                                [OBJECTIVE_PAYMENT] = 2,
                                [OBJECTIVE_PAYMENT_BY_CLICK] = 1};
    return heads[objective];
}

bool objective_weighs(enum objective objective, int head) {
    return head == RANK_WATCH && (objective == OBJECTIVE_WATCH_TIME || objective == OBJECTIVE_MULTI_TASK);
}

struct funnel_scratch {
    int items;
    struct index_scratch *index;
    float *tower, *vector, *ranker, *policy;
    int32_t bag[FUNNEL_HISTORY], bag_start[2], user_category[FIELDS_MAX];
    int32_t *category, *packed, *packed_position, *ids;
    float *dense, *heads, *scores, *value, *packed_value, *packed_positive;
    float *birth; /* (all items) as the world's, but for what the request's user had; NULL where nothing is left out */
};

/* Room for `n` floats or nothing; the first failure stays in err. */
static void *room(size_t n, struct err *err) {
    return err->code == ERR_NONE ? mem_array(n, sizeof(float), err) : NULL;
}

struct funnel_scratch *funnel_scratch_new(const struct funnel *f, int items, struct err *err) {
    struct funnel_scratch *s = mem_must(1, sizeof *s);
    size_t n = (size_t)items;
    s->items = items;
    if (f->retrieval.index) {
        s->index = index_scratch_new(f->retrieval.index, items, err);
        s->vector = room((size_t)index_width(f->retrieval.index), err);
    }
    if (f->retrieval.index && (f->log->had_row || truth_targets(f->world)) &&
        (s->birth = room((size_t)f->world->items, err)))
        memcpy(s->birth, f->world->birth, (size_t)f->world->items * sizeof *s->birth);
    if (f->retrieval.tower)
        s->tower = room(tower_scratch_floats(f->retrieval.tower), err);
    if (f->ranking.ranker) {
        s->category = room(n * (size_t)features_categories(f->ranking.features), err);
        s->dense = room(n * (size_t)features_dense(f->ranking.features), err);
        s->heads = room(n * (size_t)ranker_heads(f->ranking.ranker), err);
        s->ranker = room(ranker_scratch_floats(f->ranking.ranker, items), err);
        s->packed = room(n, err);
        s->packed_position = room(n, err);
        s->packed_value = room(n, err);
        s->packed_positive = room(n, err);
    }
    if (f->policy)
        s->policy = room(policy_scratch_floats(f->policy, items), err);
    s->ids = room(n, err);
    s->scores = room(n, err);
    s->value = room(n, err);
    if (err->code == ERR_NONE)
        return s;
    funnel_scratch_free(s);
    return NULL;
}

void funnel_scratch_free(struct funnel_scratch *s) {
    if (!s)
        return;
    if (s->index)
        index_scratch_free(s->index);
    void *const all[] = {s->tower,  s->vector,          s->ranker, s->policy,       s->category,
                         s->packed, s->packed_position, s->ids,    s->dense,        s->heads,
                         s->scores, s->value,           s->birth,  s->packed_value, s->packed_positive};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    free(s);
}

/* The request whose list is still kept when this one comes; itself when there is none. What is kept may itself have
 * been served instead of another list, so look back to a time when nothing was kept, and go forward from there. */
static struct request cached_request(const struct funnel *f, const struct request *request) {
    float keep = f->freshness.cache_days;
    int first = request->id;
    for (int r = request->id - 1; r >= 0 && f->log->request[first].time - f->log->request[r].time < keep; r--)
        if (f->log->request[r].user == request->user)
            first = r;
    int made = first;
    for (int r = first + 1; r <= request->id; r++) {
        const struct request *next = &f->log->request[r];
        if (next->user == request->user && next->time - f->log->request[made].time >= keep)
            made = r;
    }
    return f->log->request[made];
}

struct request funnel_seen(const struct funnel *f, const struct request *request) {
    struct request seen = *request;
    if (f->freshness.batch) {
        seen.time = floorf(request->time); /* computed at midnight, for no particular hour or device */
        seen.hour = 0;
        seen.device = 0;
    } else if (f->freshness.cache_days > 0.0f) {
        seen = cached_request(f, request);
    }
    return seen;
}

float funnel_born_by(const struct funnel *f, const struct request *seen) {
    float every = f->freshness.refresh_days;
    return every > 0.0f ? floorf(seen->time / every) * every : seen->time;
}

void funnel_user_vector(const struct funnel *f, const struct request *seen, struct funnel_scratch *s, float *out) {
    if (!f->retrieval.tower) {
        out[0] = 1.0f;
        return;
    }
    struct fields row = {.n = 1, .category = s->user_category, .bag_start = s->bag_start, .bag = s->bag};
    int n_bag;
    row.n_category = tower_user_categories(f->world, row.cardinality);
    row.bag_cardinality = f->world->items;
    tower_user_fill(f->world, f->log, seen, &f->retrieval.history, FUNNEL_HISTORY, s->user_category, s->bag, &n_bag);
    s->bag_start[1] = n_bag;
    tower_embed_user(f->retrieval.tower, &row, 0, s->tower, out);
}

/* What the user had before the request counts as not born while it is answered. */
static void leave_out_had(const struct funnel *f, const struct request *seen, struct funnel_scratch *s, bool out) {
    const struct log *log = f->log;
    const int32_t *row = log->had_row + log->had_start[seen->user];
    int64_t n = had_before(log, seen->user, seen->time);
    for (int64_t k = 0; k < n; k++)
        s->birth[log->item[row[k]]] = out ? INFINITY : f->world->birth[log->item[row[k]]];
}

/* Strikes what is not to be shown: its place stays empty, so the first k found are fewer than k. */
static void strike(const float *birth, float now, int k, int32_t *ids, float *scores) {
    for (int i = 0; i < k; i++)
        if (ids[i] >= 0 && birth[ids[i]] > now) {
            ids[i] = -1;
            scores[i] = -INFINITY;
        }
}

void funnel_retrieve(const struct funnel *f, const struct request *seen, int k, struct funnel_scratch *s, int32_t *ids,
                     float *scores) {
    struct index_query query = f->retrieval.query;
    query.k = k;
    bool targets = truth_targets(f->world);
    if (targets)
        truth_offered(f->world, seen, s->birth);
    query.birth = s->birth && !(targets && f->retrieval.strike_after) ? s->birth : f->world->birth;
    query.born_by = funnel_born_by(f, seen);
    funnel_user_vector(f, seen, s, s->vector);
    if (f->log->had_row)
        leave_out_had(f, seen, s, true);
    index_search(f->retrieval.index, &query, s->vector, s->index, ids, scores, NULL);
    if (f->log->had_row)
        leave_out_had(f, seen, s, false);
    if (targets && f->retrieval.strike_after)
        strike(s->birth, seen->time, k, ids, scores);
}

/* What a click is expected to bring from the ad's advertiser at its bid. */
static float payment(const struct ranking_stage *stage, int32_t item, float converts) {
    int32_t c = stage->ads->campaign[item];
    return stage->ads->bid[c] * (stage->ads->per_conversion[c] ? converts : 1.0f);
}

/* What the heads say, made true again after negatives were thinned, joined into what orders. heads (H). */
static float value_of(const struct ranking_stage *stage, const float *heads, int32_t item, float *positive) {
    float p = heads[RANK_POSITIVE], w = stage->negative_keep, scale = 1.0f;
    if (stage->undo_downsampling && w < 1.0f) {
        /* Of 1 kept row, p are positives and 1-p stand for (1-p)/w rows: every head's odds shrink by their sum. */
        scale = 1.0f / (p + (1.0f - p) / w);
        p *= scale;
    }
    *positive = p;
    switch (stage->objective) {
    case OBJECTIVE_CLICK:
        return p;
    case OBJECTIVE_WATCH_TIME:
        return heads[RANK_WATCH] * scale;
    case OBJECTIVE_PAYMENT:
        return p * payment(stage, item, heads[RANK_CONVERSION]);
    case OBJECTIVE_PAYMENT_BY_CLICK:
        return p * payment(stage, item, stage->conversion_rate);
    case OBJECTIVE_MULTI_TASK:
        break;
    }
    float value = stage->value[RANK_POSITIVE] * p;
    for (int h = RANK_WATCH; h < RANK_HEADS; h++)
        value += stage->value[h] * heads[h] * scale;
    return value;
}

/* The positive head as a probability at a position. */
static float at_position(const struct ranking_stage *stage, float p, int position) {
    float e = stage->examination[position < stage->positions ? position : stage->positions];
    return calibration_at_place(p, e, stage->negative_keep);
}

/* The value of one row's heads, which are left calibrated, at the position when it is not NULL. */
static float rank_row(const struct ranking_stage *stage, float *heads, int32_t item, const int32_t *position,
                      float *positive) {
    if (position && stage->examination)
        heads[RANK_POSITIVE] = at_position(stage, heads[RANK_POSITIVE], *position);
    calibration_apply(&stage->calibration, &heads[RANK_POSITIVE], 1);
    return value_of(stage, heads, item, positive);
}

void funnel_rank_lists(const struct funnel *f, const struct request *const *seen, const int32_t *start, int requests,
                       const int32_t *ids, const int32_t *position, struct funnel_scratch *s, float *value,
                       float *positive) {
    const struct ranking_stage *stage = &f->ranking;
    int n = start[requests] - start[0], H = ranker_heads(stage->ranker);
    assert(n <= s->items);
    struct fields rows = {.n = n,
                          .n_category = features_categories(stage->features),
                          .category = s->category,
                          .n_dense = features_dense(stage->features),
                          .dense = s->dense};
    features_cardinalities(stage->features, rows.cardinality);
    for (int r = 0; r < requests; r++) {
        size_t at = (size_t)(start[r] - start[0]);
        features_fill(stage->features, seen[r], ids + at, start[r + 1] - start[r],
                      s->category + at * (size_t)rows.n_category, s->dense + at * (size_t)rows.n_dense);
    }
    ranker_score(stage->ranker, &rows, position, s->ranker, s->heads);
    for (int i = 0; i < n; i++)
        value[i] =
            rank_row(stage, s->heads + (size_t)i * (size_t)H, ids[i], position ? position + i : NULL, &positive[i]);
}

void funnel_rank(const struct funnel *f, const struct request *seen, const int32_t *ids, const float *retrieved,
                 const int32_t *position, int n, struct funnel_scratch *s, float *value, float *positive) {
    assert(n <= s->items);
    if (!f->ranking.ranker) {
        for (int i = 0; i < n; i++) {
            value[i] = ids[i] < 0 ? -INFINITY : retrieved[i];
            if (positive)
                positive[i] = value[i];
        }
        return;
    }
    int32_t start[2] = {0, 0}; /* padding is left out of the product */
    for (int i = 0; i < n; i++)
        if (ids[i] >= 0) {
            if (position)
                s->packed_position[start[1]] = position[i];
            s->packed[start[1]++] = ids[i];
        }
    funnel_rank_lists(f, &seen, start, 1, s->packed, position ? s->packed_position : NULL, s, s->packed_value,
                      s->packed_positive);
    for (int i = 0, row = 0; i < n; i++) {
        value[i] = ids[i] < 0 ? -INFINITY : s->packed_value[row];
        if (positive)
            positive[i] = ids[i] < 0 ? 0.0f : s->packed_positive[row];
        row += ids[i] >= 0;
    }
}

const float *funnel_heads(const struct funnel_scratch *scratch) {
    return scratch->heads;
}

void funnel_answer(const struct funnel *f, const struct request *request, struct funnel_scratch *s,
                   const struct clock *clock, double times[3], int32_t *list) {
    int n = f->retrieval.candidates;
    int64_t start = times ? clock_ns(clock) : 0;
    struct request seen = funnel_seen(f, request);
    funnel_retrieve(f, &seen, n, s, s->ids, s->scores);
    int64_t retrieved = times ? clock_ns(clock) : 0;
    funnel_rank(f, &seen, s->ids, s->scores, NULL, n, s, s->value, NULL);
    int64_t ranked = times ? clock_ns(clock) : 0;
    if (f->policy)
        policy_apply(f->policy, &seen, s->ids, s->value, n, s->policy, list);
    if (times) {
        times[0] = (double)(retrieved - start) * 1e-9;
        times[1] = (double)(ranked - retrieved) * 1e-9;
        times[2] = (double)(clock_ns(clock) - ranked) * 1e-9;
    }
}

static void popularity_vectors(const struct world *world, const struct log *log, int day, float *out) {
    const int32_t *clicks = log->clicked_before + (size_t)day * (size_t)world->items;
    float most = 1.0f;
    for (int i = 0; i < world->items; i++)
        most = fmaxf(most, (float)clicks[i]);
    for (int i = 0; i < world->items; i++)
        out[i] = log1pf((float)clicks[i]) / log1pf(most);
}

bool funnel_item_vectors(const struct world *world, const struct log *log, const struct tower *tower, int day,
                         struct pool *pool, float *out, struct err *err) {
    if (!tower) {
        popularity_vectors(world, log, day, out);
        return true;
    }
    struct fields rows = {.n = world->items, .n_dense = tower_item_dense(world)};
    rows.n_category = tower_item_categories(world, rows.cardinality);
    size_t n = (size_t)world->items;
    int32_t *category = mem_array(n * (size_t)rows.n_category, sizeof *category, err);
    float *dense = category ? mem_array(n * (size_t)rows.n_dense, sizeof *dense, err) : NULL;
    bool ok = dense != NULL;
    for (int i = 0; ok && i < world->items; i++)
        tower_item_fill(world, i, category + (size_t)i * (size_t)rows.n_category,
                        dense + (size_t)i * (size_t)rows.n_dense);
    rows.category = category;
    rows.dense = dense;
    ok = ok && tower_embed_items(tower, &rows, pool, out, err);
    free(category);
    free(dense);
    return ok;
}
