#include "funnel/policy.h"
#include "base/mem.h"
#include "base/rng.h"
#include "num/vecmath.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "Young with little exposure": uploaded in the last days, shown less than a median old item would be. */
enum { YOUNG_DAYS = 3, LITTLE_EXPOSURE = 50, EXPLORATION_TRIES = 16 };

struct policy {
    struct policy_params params;
    const struct world *world;
    const struct log *log;
    int32_t *by_birth; /* (items) in order of upload */
    uint64_t draw;
};

struct born {
    float birth;
    int32_t item;
};

static int by_birth(const void *a, const void *b) {
    const struct born *x = a, *y = b;
    if (x->birth != y->birth)
        return x->birth < y->birth ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

struct policy *policy_new(const struct policy_params *params, const struct world *world, const struct log *log,
                          struct err *err) {
    assert(params->list_size >= 1 && params->list_size <= POLICY_LIST_MAX);
    size_t items = (size_t)world->items;
    int32_t *order = mem_array(items, sizeof *order, err);
    struct born *born = order ? mem_array(items, sizeof *born, err) : NULL;
    if (!born) {
        free(order);
        return NULL;
    }
    for (size_t i = 0; i < items; i++)
        born[i] = (struct born){world->birth[i], (int32_t)i};
    qsort(born, items, sizeof *born, by_birth);
    for (size_t i = 0; i < items; i++)
        order[i] = born[i].item;
    free(born);
    struct policy *policy = mem_must(1, sizeof *policy);
    *policy = (struct policy){*params, world, log, order, rng_draw(params->seed, "policy.exploration")};
    return policy;
}

void policy_free(struct policy *policy) {
    if (!policy)
        return;
    free(policy->by_birth);
    free(policy);
}

/* What is considered for one request: views into the caller's scratch. */
struct pool_of {
    int n;
    int32_t *id;       /* (n) */
    float *relevance;  /* (n) 0..1, freshness added */
    float *nearest;    /* (n) largest cosine to the list so far (MMR) or the variance left (DPP) */
    int32_t *compared; /* (n) places of the list that `nearest` has been compared with (MMR) */
    float *rows;       /* (list_size, n) rows of the incremental Cholesky factor (DPP) */
    uint8_t *taken;    /* (n) */
};

size_t policy_scratch_floats(const struct policy *policy, int n) {
    int kept = n < policy->params.keep ? n : policy->params.keep;
    return (size_t)n * 2 + (size_t)kept * (size_t)(6 + policy->params.list_size) + 16;
}

static float cosine(const struct world *w, int32_t a, int32_t b) {
    const float *x = w->content + (size_t)a * (size_t)w->content_dim,
                *y = w->content + (size_t)b * (size_t)w->content_dim;
    return vec_dot(x, y, w->content_dim);
}

/* Whether a stands before b: higher value, then lower id. */
static bool before(float va, int32_t a, float vb, int32_t b) {
    return va > vb || (va == vb && a < b);
}

static void sift(int32_t *id, float *value, int n, int at) {
    for (;;) { /* a heap whose top is the worst of what is kept */
        int child = 2 * at + 1;
        if (child >= n)
            return;
        if (child + 1 < n && before(value[child], id[child], value[child + 1], id[child + 1]))
            child++;
        if (!before(value[at], id[at], value[child], id[child]))
            return;
        int32_t i = id[at];
        float v = value[at];
        id[at] = id[child];
        value[at] = value[child];
        id[child] = i;
        value[child] = v;
        at = child;
    }
}

/* The best `keep` of (ids, values), best first, into id, value. */
static int keep_best(const int32_t *ids, const float *values, int n, int keep, int32_t *id, float *value) {
    int kept = 0;
    for (int i = 0; i < n; i++) {
        if (ids[i] < 0)
            continue;
        if (kept < keep) {
            id[kept] = ids[i];
            value[kept++] = values[i];
            if (kept == keep)
                for (int at = kept / 2 - 1; at >= 0; at--)
                    sift(id, value, kept, at);
        } else if (before(values[i], ids[i], value[0], id[0])) {
            id[0] = ids[i];
            value[0] = values[i];
            sift(id, value, kept, 0);
        }
    }
    if (kept < keep)
        for (int at = kept / 2 - 1; at >= 0; at--)
            sift(id, value, kept, at);
    for (int last = kept - 1; last > 0; last--) { /* heap sort: the worst goes last */
        int32_t i = id[0];
        float v = value[0];
        id[0] = id[last];
        value[0] = value[last];
        id[last] = i;
        value[last] = v;
        sift(id, value, last, 0);
    }
    return kept;
}

static void to_relevance(const struct policy *policy, const struct request *request, struct pool_of *pool) {
    float low = INFINITY, high = -INFINITY;
    for (int i = 0; i < pool->n; i++) {
        low = fminf(low, pool->relevance[i]);
        high = fmaxf(high, pool->relevance[i]);
    }
    float scale = high > low ? 1.0f / (high - low) : 0.0f;
    for (int i = 0; i < pool->n; i++) {
        float age = fmaxf(request->time - policy->world->birth[pool->id[i]], 0.0f);
        pool->relevance[i] = (pool->relevance[i] - low) * scale + policy->params.freshness_boost * exp2f(-age);
    }
}

/* Whether the list already holds `cap` items that share the item's group (its creator, its category); 0: no cap. */
static bool group_full(const int32_t *group, int cap, int32_t item, const int32_t *list, int shown) {
    if (cap == 0)
        return false;
    int same = 0;
    for (int i = 0; i < shown; i++)
        same += list[i] >= 0 && group[list[i]] == group[item];
    return same >= cap;
}

static bool capped(const struct policy *policy, int32_t item, const int32_t *list, int shown) {
    return group_full(policy->world->creator, policy->params.creator_cap, item, list, shown) ||
           group_full(policy->world->topic, policy->params.category_cap, item, list, shown);
}

static bool contains(const int32_t *list, int n, int32_t item) {
    for (int i = 0; i < n; i++)
        if (list[i] == item)
            return true;
    return false;
}

/* Items born in (time - YOUNG_DAYS, time] are [first, end) of by_birth. */
static int born_by(const struct policy *policy, float time) {
    const struct world *w = policy->world;
    int low = 0, high = w->items;
    while (low < high) {
        int middle = (low + high) / 2;
        if (w->birth[policy->by_birth[middle]] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const int32_t *exposure(const struct policy *policy, const struct request *request) {
    int day = (int)request->time, days = policy->world->params.days;
    day = day < 0 ? 0 : day > days ? days : day;
    return policy->log->shown_before + (size_t)day * (size_t)policy->world->items;
}

/* Any of the candidates that are young and have little exposure: what stage 1 found may suit this person, so what
 * the showing teaches is about those whom the item is for. -1: there is none. */
static int32_t explore_candidates(const struct policy *policy, const struct request *request, int slot,
                                  const int32_t *ids, int n, const int32_t *list) {
    const int32_t *shown_before = exposure(policy, request);
    int32_t chosen = -1;
    uint64_t least = 0;
    for (int i = 0; i < n; i++) {
        int32_t item = ids[i];
        if (item < 0 || request->time - policy->world->birth[item] >= YOUNG_DAYS ||
            shown_before[item] > LITTLE_EXPOSURE || contains(list, slot, item) || capped(policy, item, list, slot))
            continue;
        struct rng r = rng_of(policy->draw, (uint64_t)request->id << 32 | (uint32_t)item, (uint32_t)slot + 1);
        uint64_t ticket = rng_u64(&r); /* by item, so that the order of the candidates decides nothing */
        if (chosen < 0 || ticket < least || (ticket == least && item < chosen)) {
            chosen = item;
            least = ticket;
        }
    }
    return chosen;
}

/* Any of the young items of the catalogue that have little exposure; -1 when the tries find none. */
static int32_t explore_catalogue(const struct policy *policy, const struct request *request, int slot,
                                 const int32_t *list, struct rng *r) {
    int end = born_by(policy, request->time), first = born_by(policy, request->time - YOUNG_DAYS);
    const int32_t *shown_before = exposure(policy, request);
    for (int try = 0; end > first && try < EXPLORATION_TRIES; try++) {
        int32_t item = policy->by_birth[first + (int)rng_below(r, (uint32_t)(end - first))];
        if (shown_before[item] <= LITTLE_EXPOSURE && !contains(list, slot, item) && !capped(policy, item, list, slot))
            return item;
    }
    return -1;
}

/* The item of a slot that goes to exploration; -1: it does not, or there is nothing to explore. */
static int32_t explore(const struct policy *policy, const struct request *request, int slot, const int32_t *ids, int n,
                       const int32_t *list) {
    if (policy->params.exploration <= 0.0f)
        return -1;
    struct rng r = rng_of(policy->draw, (uint64_t)request->id, (uint32_t)slot);
    if (rng_uniformf(&r) >= policy->params.exploration)
        return -1;
    int32_t item = explore_candidates(policy, request, slot, ids, n, list);
    return item >= 0 ? item : explore_catalogue(policy, request, slot, list, &r);
}

static float gain_of(const struct policy *policy, const struct pool_of *pool, int i, int shown) {
    float w = policy->params.diversity_weight;
    switch (policy->params.diversity) {
    case DIVERSITY_MMR:
        return (1.0f - w) * pool->relevance[i] - (shown ? w * pool->nearest[i] : 0.0f);
    case DIVERSITY_DPP:
        /* log det gain of L = diag(q) S diag(q) with q = exp(relevance (1-w) / w): 2 log q + log of the variance left
         */
        return (1.0f - w) * pool->relevance[i] + w * 0.5f * logf(fmaxf(pool->nearest[i], 1e-6f));
    case DIVERSITY_NONE:
        break;
    }
    return pool->relevance[i];
}

/* A cosine is no less, rounding included. */
static const float LEAST_COSINE = -1.001f;

/* What the gain cannot be more than: the nearest that there is only comes nearer. */
static float most_gain(const struct policy *policy, const struct pool_of *pool, int i) {
    float w = policy->params.diversity_weight, nearest = pool->compared[i] ? pool->nearest[i] : LEAST_COSINE;
    return (1.0f - w) * pool->relevance[i] - w * nearest;
}

static void compare(const struct policy *policy, struct pool_of *pool, int i, const int32_t *list, int shown) {
    for (int k = pool->compared[i]; k < shown; k++)
        if (list[k] >= 0) {
            float similarity = cosine(policy->world, pool->id[i], list[k]);
            pool->nearest[i] = k ? fmaxf(pool->nearest[i], similarity) : similarity;
        }
    pool->compared[i] = shown;
}

/* With MMR an item is compared with the list when it may be the best, and most never are (lazy evaluation: Minoux
 * 1978). */
static int best_left(const struct policy *policy, struct pool_of *pool, const int32_t *list, int shown) {
    int best = -1;
    float best_gain = -INFINITY;
    bool lazy = policy->params.diversity == DIVERSITY_MMR;
    for (int i = 0; i < pool->n; i++) {
        if (pool->taken[i] || capped(policy, pool->id[i], list, shown))
            continue;
        if (lazy && best >= 0 && most_gain(policy, pool, i) <= best_gain)
            continue;
        if (lazy)
            compare(policy, pool, i, list, shown);
        float gain = gain_of(policy, pool, i, shown);
        if (best < 0 || gain > best_gain) { /* pool is in order of value, then id: the first of equals stays */
            best = i;
            best_gain = gain;
        }
    }
    return best;
}

/* Tells the rest of the pool that `item` is in the list now, as its `shown`-th: what a determinant asks. */
static void spread(const struct policy *policy, struct pool_of *pool, int chosen, int32_t item, int shown) {
    if (policy->params.diversity != DIVERSITY_DPP)
        return;
    float *row = pool->rows + (size_t)shown * (size_t)pool->n;
    float left = chosen >= 0 ? fmaxf(pool->nearest[chosen], 1e-6f) : 1.0f;
    for (int i = 0; i < pool->n; i++) {
        if (pool->taken[i])
            continue;
        float similarity = cosine(policy->world, pool->id[i], item);
        float dot = 0.0f; /* Chen et al. 2018, equation 5: e_i = (L_ji - <c_j, c_i>) / d_j */
        for (int k = 0; chosen >= 0 && k < shown; k++)
            dot += pool->rows[(size_t)k * (size_t)pool->n + (size_t)chosen] *
                   pool->rows[(size_t)k * (size_t)pool->n + (size_t)i];
        row[i] = (similarity - dot) / sqrtf(left);
        pool->nearest[i] -= row[i] * row[i];
    }
}

void policy_apply(const struct policy *policy, const struct request *request, const int32_t *ids, const float *values,
                  int n, float *scratch, int32_t *list) {
    struct pool_of pool;
    int keep = n < policy->params.keep ? n : policy->params.keep;
    pool.id = (int32_t *)scratch;
    pool.relevance = scratch + keep;
    pool.nearest = scratch + 2 * (size_t)keep;
    pool.taken = (uint8_t *)(scratch + 3 * (size_t)keep);
    pool.compared = (int32_t *)(scratch + 4 * (size_t)keep);
    pool.rows = scratch + 5 * (size_t)keep;
    pool.n = keep_best(ids, values, n, keep, pool.id, pool.relevance);
    memset(pool.taken, 0, (size_t)pool.n);
    memset(pool.compared, 0, (size_t)pool.n * sizeof *pool.compared);
    to_relevance(policy, request, &pool);
    for (int i = 0; i < pool.n; i++)
        pool.nearest[i] = policy->params.diversity == DIVERSITY_DPP ? 1.0f : 0.0f;
    for (int slot = 0; slot < policy->params.list_size; slot++) {
        int32_t item = explore(policy, request, slot, ids, n, list);
        int chosen = -1;
        if (item >= 0) {
            for (int i = 0; i < pool.n; i++)
                if (pool.id[i] == item)
                    chosen = i;
        } else if ((chosen = best_left(policy, &pool, list, slot)) >= 0) {
            item = pool.id[chosen];
        }
        list[slot] = item;
        if (item < 0)
            continue;
        if (chosen >= 0)
            pool.taken[chosen] = 1;
        spread(policy, &pool, chosen, item, slot);
    }
}
