#include "num/topk.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void topk_init(struct topk *t, int k, struct ranked *room) {
    assert(k >= 1);
    *t = (struct topk){room, k, topk_room(k) / 2, 0, {-INFINITY, INT32_MAX}};
}

static void swap(struct ranked *a, struct ranked *b) {
    struct ranked c = *a;
    *a = *b;
    *b = c;
}

/* A number for each entry: the larger is before the smaller. Bits of a float order like integers, but for the sign. */
static inline int64_t key_of(struct ranked r) {
    int32_t bits;
    memcpy(&bits, &r.score, sizeof bits);
    bits = bits == INT32_MIN ? 0 : bits ^ (bits >> 31 & INT32_MAX); /* -0 is 0 */
    return (int64_t)((uint64_t)(uint32_t)bits << 32 | (uint32_t)~r.id);
}

static int middle_of(const struct ranked *r, int n) {
    struct ranked a = r[0], b = r[n / 2], c = r[n - 1];
    if (topk_before(a, b))
        return topk_before(b, c) ? n / 2 : topk_before(a, c) ? n - 1 : 0;
    return topk_before(a, c) ? 0 : topk_before(b, c) ? n - 1 : n / 2;
}

/* An entry that about k of n are before: of fifteen that are spread over all, the one in its place. */
static int entry_near(const struct ranked *r, int n, int k) {
    enum { SAMPLE = 15 };
    int64_t keys[SAMPLE];
    int where[SAMPLE];
    if (n < 4 * SAMPLE)
        return middle_of(r, n);
    for (int i = 0; i < SAMPLE; i++) {
        int at = (int)((int64_t)n * i / SAMPLE), j = i;
        int64_t key = key_of(r[at]);
        for (; j > 0 && keys[j - 1] < key; j--) {
            keys[j] = keys[j - 1];
            where[j] = where[j - 1];
        }
        keys[j] = key;
        where[j] = at;
    }
    return where[(int)((int64_t)k * SAMPLE / n)];
}

/* [0, result) are before r[result], the others after it; r[result] was at `at`. Every entry is written to both sides,
 * and one of the two grows: which of them is not to be guessed, a wrong guess costs more than many writes, and nothing
 * that was written is read again soon. aside (n). */
static int partition(struct ranked *r, struct ranked *aside, int n, int at) {
    swap(&r[at], &r[n - 1]);
    struct ranked pivot = r[n - 1];
    int64_t key = key_of(pivot);
    size_t cut = 0, last = (size_t)n - 1;
    for (size_t i = 0; i < last; i++) {
        struct ranked one;
        uint64_t whole; /* moved by one instruction, not member by member */
        memcpy(&whole, &r[i], sizeof whole);
        memcpy(&one, &whole, sizeof one);
        memcpy(&r[cut], &whole, sizeof whole);
        memcpy(&aside[i - cut], &whole, sizeof whole);
        cut += key_of(one) > key;
    }
    r[cut] = pivot;
    memcpy(r + cut + 1, aside, (last - cut) * sizeof *r);
    return (int)cut;
}

static void insertion_sort(struct ranked *r, int n) {
    for (int i = 1; i < n; i++)
        for (int j = i; j > 0 && topk_before(r[j], r[j - 1]); j--)
            swap(&r[j], &r[j - 1]);
}

/* Puts the k best to the front, in no order. */
static void select_best(struct ranked *r, struct ranked *aside, int n, int k) {
    while (n > 16 && k > 0 && k < n) {
        int cut = partition(r, aside, n, entry_near(r, n, k));
        if (k <= cut) {
            n = cut;
        } else {
            r += cut + 1;
            n -= cut + 1;
            k -= cut + 1;
        }
    }
    if (k > 0 && k < n)
        insertion_sort(r, n);
}

static void sort_best_first(struct ranked *r, struct ranked *aside, int n) {
    while (n > 16) {
        int cut = partition(r, aside, n, middle_of(r, n));
        if (cut <= n / 2) {
            sort_best_first(r, aside, cut);
            r += cut + 1;
            n -= cut + 1;
        } else {
            sort_best_first(r + cut + 1, aside, n - cut - 1);
            n = cut;
        }
    }
    insertion_sort(r, n);
}

void topk_part(struct topk *t, int n) {
    select_best(t->room, t->room + t->capacity, t->n, n);
}

void topk_shrink(struct topk *t) {
    if (t->n <= t->k)
        return;
    topk_part(t, t->k);
    t->n = t->k;
    t->worst = t->room[0];
    for (int i = 1; i < t->k; i++)
        if (topk_before(t->worst, t->room[i]))
            t->worst = t->room[i];
}

/* Hoare's find. */
float topk_value(float *v, int n, int k) {
    int low = 0, high = n - 1;
    while (low < high) {
        float pivot = v[(low + high) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (v[i] > pivot)
                i++;
            while (v[j] < pivot)
                j--;
            if (i <= j) {
                float t = v[i];
                v[i++] = v[j];
                v[j--] = t;
            }
        }
        if (k <= j)
            high = j;
        else if (k >= i)
            low = i;
        else
            break;
    }
    return v[k];
}

void topk_thin(struct topk *t) {
    int spare = (t->capacity - t->k) / 4;
    int cut = partition(t->room, t->room + t->capacity, t->n, entry_near(t->room, t->n, t->k + spare));
    if (cut < t->k || cut > t->capacity - spare) { /* an unlucky sample */
        topk_shrink(t);
        return;
    }
    t->worst = t->room[cut];
    t->n = cut;
}

void topk_push_all(struct topk *t, const float *scores, int n, int32_t first) {
    for (int i = 0; i < n; i++)
        topk_push(t, first + i, scores[i]);
}

int topk_finish(struct topk *t, int32_t *ids, float *scores) {
    topk_shrink(t);
    sort_best_first(t->room, t->room + t->capacity, t->n);
    for (int i = 0; i < t->k; i++) {
        if (ids)
            ids[i] = i < t->n ? t->room[i].id : -1;
        if (scores)
            scores[i] = i < t->n ? t->room[i].score : -INFINITY;
    }
    return t->n;
}
