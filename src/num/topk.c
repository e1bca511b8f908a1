#include "num/topk.h"

#include <assert.h>
#include <math.h>

void topk_init(struct topk *t, int k, struct ranked *room) {
    assert(k >= 1);
    *t = (struct topk){room, k, topk_room(k), 0, {-INFINITY, INT32_MAX}};
}

static void swap(struct ranked *a, struct ranked *b) {
    struct ranked c = *a;
    *a = *b;
    *b = c;
}

/* Lomuto's partition: [0, result) are before r[result], the others after it. Every entry is swapped, whether it counts
 * or not: which of them do is not to be guessed, and a wrong guess costs more than many swaps. */
static int partition(struct ranked *r, int n) {
    struct ranked a = r[0], b = r[n / 2], c = r[n - 1];
    int middle = topk_before(a, b) ? (topk_before(b, c)   ? n / 2
                                      : topk_before(a, c) ? n - 1
                                                          : 0)
                                   : (topk_before(a, c)   ? 0
                                      : topk_before(b, c) ? n - 1
                                                          : n / 2);
    swap(&r[middle], &r[n - 1]);
    struct ranked pivot = r[n - 1];
    int cut = 0;
    for (int i = 0; i < n - 1; i++) {
        struct ranked one = r[i];
        r[i] = r[cut];
        r[cut] = one;
        cut += topk_before(one, pivot);
    }
    swap(&r[cut], &r[n - 1]);
    return cut;
}

static void insertion_sort(struct ranked *r, int n) {
    for (int i = 1; i < n; i++)
        for (int j = i; j > 0 && topk_before(r[j], r[j - 1]); j--)
            swap(&r[j], &r[j - 1]);
}

/* Puts the k best to the front, in no order. */
static void select_best(struct ranked *r, int n, int k) {
    while (n > 16 && k > 0 && k < n) {
        int cut = partition(r, n);
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

static void sort_best_first(struct ranked *r, int n) {
    while (n > 16) {
        int cut = partition(r, n);
        if (cut <= n / 2) {
            sort_best_first(r, cut);
            r += cut + 1;
            n -= cut + 1;
        } else {
            sort_best_first(r + cut + 1, n - cut - 1);
            n = cut;
        }
    }
    insertion_sort(r, n);
}

void topk_shrink(struct topk *t) {
    if (t->n <= t->k)
        return;
    select_best(t->room, t->n, t->k);
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

void topk_push_all(struct topk *t, const float *scores, int n, int32_t first) {
    for (int i = 0; i < n; i++)
        topk_push(t, first + i, scores[i]);
}

int topk_finish(struct topk *t, int32_t *ids, float *scores) {
    topk_shrink(t);
    sort_best_first(t->room, t->n);
    for (int i = 0; i < t->k; i++) {
        if (ids)
            ids[i] = i < t->n ? t->room[i].id : -1;
        if (scores)
            scores[i] = i < t->n ? t->room[i].score : -INFINITY;
    }
    return t->n;
}
