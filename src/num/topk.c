#include "num/topk.h"
#include "num/isa.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

typedef int64_t i4 __attribute__((vector_size(32), aligned(8), may_alias));
enum { LEAF = 32, SIDE_BY_SIDE = 16, SAMPLE = 16 }; /* keys that are sorted by counting */

void topk_init(struct topk *t, int k, int64_t *room, int64_t *aside) {
    assert(k >= 1);
    *t = (struct topk){room, aside, k, topk_room(k), 0, topk_key(-INFINITY, INT32_MAX)};
}

/* Largest first, n <= LEAF: the place of a key is how many are larger. More comparisons than other sorts make, but none
 * of them is a branch. */
NUM_KERNEL static void sort_by_counting(int64_t *keys, int n) {
    int64_t all[LEAF] = {0}, place[SIDE_BY_SIDE];
    memcpy(all, keys, (size_t)n * sizeof *keys);
    for (int i = 0; i < n; i += SIDE_BY_SIDE) {
        const i4 *own = (const i4 *)(all + i);
        i4 a = {0}, b = {0}, c = {0}, d = {0};
        for (int j = 0; j < n; j++) {
            i4 other = {all[j], all[j], all[j], all[j]};
            a -= other > own[0];
            b -= other > own[1];
            c -= other > own[2];
            d -= other > own[3];
        }
        i4 *places = (i4 *)place;
        places[0] = a, places[1] = b, places[2] = c, places[3] = d;
        for (int v = 0; v < SIDE_BY_SIDE && i + v < n; v++)
            keys[place[v]] = all[i + v];
    }
}

/* A key that about k of n are before: of sixteen that are spread over all, the one in its place. */
static int64_t key_near(const int64_t *keys, int n, int k) {
    int64_t sample[SAMPLE];
    int some = n < 4 * SAMPLE ? SAMPLE / 4 : SAMPLE;
    for (int i = 0; i < some; i++)
        sample[i] = keys[(int64_t)n * i / some];
    sort_by_counting(sample, some);
    return sample[(int64_t)k * some / n];
}

/* [0, result) are larger than the pivot, the others are not. Every key is written to both sides, and one of the two
 * grows: which of them is not to be guessed, a wrong guess costs more than many writes, and nothing that was written is
 * read again soon. aside (n). */
static int partition(int64_t *keys, int64_t *aside, int n, int64_t pivot) {
    size_t cut = 0;
    for (size_t i = 0; i < (size_t)n; i++) {
        int64_t key = keys[i];
        keys[cut] = key;
        aside[i - cut] = key;
        cut += key > pivot;
    }
    memcpy(keys + cut, aside, ((size_t)n - cut) * sizeof *keys);
    return (int)cut;
}

/* Brings the largest of all to the front: it was the pivot, and nothing is before it. */
static void swap_first(int64_t *keys, int64_t largest) {
    int64_t *at = keys;
    while (*at != largest)
        at++;
    *at = keys[0];
    keys[0] = largest;
}

/* Puts the k largest to the front, in no order. */
static void select_best(int64_t *keys, int64_t *aside, int n, int k) {
    while (n > LEAF && k > 0 && k < n) {
        int64_t pivot = key_near(keys, n, k);
        int cut = partition(keys, aside, n, pivot);
        if (cut == 0) {
            swap_first(keys, pivot);
            cut = 1;
        }
        if (k <= cut) {
            n = cut;
        } else {
            keys += cut;
            n -= cut;
            k -= cut;
        }
    }
    if (k > 0 && k < n)
        sort_by_counting(keys, n);
}

static void sort_best_first(int64_t *keys, int64_t *aside, int n) {
    while (n > LEAF) {
        int64_t pivot = key_near(keys, n, n / 2);
        int cut = partition(keys, aside, n, pivot);
        if (cut == 0) {
            swap_first(keys, pivot);
            cut = 1;
        }
        if (cut < n - cut) { /* the shorter part by itself, so that calls do not nest deeply */
            sort_best_first(keys, aside, cut);
            keys += cut;
            n -= cut;
        } else {
            sort_best_first(keys + cut, aside, n - cut);
            n = cut;
        }
    }
    sort_by_counting(keys, n);
}

void topk_part(struct topk *t, int n) {
    select_best(t->room, t->aside, t->n, n);
}

void topk_shrink(struct topk *t) {
    if (t->n <= t->k)
        return;
    topk_part(t, t->k);
    t->n = t->k;
    int64_t worst = t->room[0];
    for (int i = 1; i < t->k; i++)
        worst = t->room[i] < worst ? t->room[i] : worst;
    t->worst = worst;
}

/* A value that about k of n are above: of those that are spread over all, the one in its place. */
static float value_near(const float *v, int n, int k) {
    float sample[SAMPLE];
    int some = n < 4 * SAMPLE ? SAMPLE / 4 : SAMPLE;
    for (int i = 0; i < some; i++) {
        float x = v[(int64_t)n * i / some];
        int at = i;
        for (; at > 0 && sample[at - 1] < x; at--)
            sample[at] = sample[at - 1];
        sample[at] = x;
    }
    return sample[(int64_t)k * some / n];
}

/* Brings what is above the pivot to the front, with `equal` also what is the pivot; how many. No branch is to be
 * guessed. */
static int values_above(float *v, int n, float pivot, bool equal) {
    int cut = 0;
    for (int i = 0; i < n; i++) {
        float x = v[i];
        v[i] = v[cut];
        v[cut] = x;
        cut += equal ? x >= pivot : x > pivot;
    }
    return cut;
}

float topk_value(float *v, int n, int k) {
    while (n > 1) {
        float pivot = value_near(v, n, k);
        int above = values_above(v, n, pivot, false);
        if (k < above) {
            n = above;
            continue;
        }
        v += above, n -= above, k -= above;
        int same = values_above(v, n, pivot, true);
        if (k < same || same == 0) /* 0: NAN, which is nowhere */
            return pivot;
        v += same, n -= same, k -= same;
    }
    return v[0];
}

void topk_thin(struct topk *t) {
    int spare = (t->capacity - t->k) / 4;
    int64_t pivot = key_near(t->room, t->n, t->k + spare);
    int cut = partition(t->room, t->aside, t->n, pivot);
    if (cut < t->k || cut > t->capacity - spare) { /* an unlucky sample */
        topk_shrink(t);
        return;
    }
    t->worst = pivot;
    t->n = cut;
}

void topk_push_all(struct topk *t, const float *scores, int n, int32_t first) {
    for (int i = 0; i < n; i++)
        topk_push(t, first + i, scores[i]);
}

int topk_finish(struct topk *t, int32_t *ids, float *scores) {
    topk_shrink(t);
    sort_best_first(t->room, t->aside, t->n);
    for (int i = 0; i < t->k; i++) {
        if (ids)
            ids[i] = i < t->n ? topk_id(t->room[i]) : -1;
        if (scores)
            scores[i] = i < t->n ? topk_score(t->room[i]) : -INFINITY;
    }
    return t->n;
}
