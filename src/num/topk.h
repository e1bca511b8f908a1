/* topk.h - the k largest of many scores, ties to the lower id.
 * Life: topk_init over caller's room -> topk_push any number of times, in any order of ids -> topk_finish.
 * A push is one comparison until the room is full; then a good part of it is thrown away in linear time: n pushes cost
 * O(n), whatever k. Scores are not NaN; an id is pushed once. No allocation. */
#ifndef NUM_TOPK_H
#define NUM_TOPK_H
#include <stddef.h>
#include <stdint.h>

struct ranked {
    float score;
    int32_t id;
};
struct topk {
    struct ranked *room; /* (2 capacity), the caller's */
    int k, capacity, n;
    struct ranked worst; /* what a newcomer has to beat; while n < k everything does */
};

/* How many entries of room serve k best: 2 k + 64 that gather, and as many to part them in. */
#define TOPK_ROOM(k) (2 * (2 * (k) + 64))
static inline int topk_room(int k) {
    return TOPK_ROOM(k);
}
/* Better first: the larger score, then the lower id. */
static inline int topk_before(struct ranked a, struct ranked b) {
    return (a.score > b.score) | ((a.score == b.score) & (a.id < b.id)); /* without a branch */
}
/* room (topk_room(k)); k >= 1. */
void topk_init(struct topk *t, int k, struct ranked *room);
void topk_part(struct topk *t, int n); /* puts the n best of what was pushed to the front of room, in no order */
void topk_shrink(struct topk *t);      /* keeps the k best, in no order */
void topk_thin(struct topk *t);        /* makes room, keeps at least the k best; topk_push calls it */

static inline void topk_push(struct topk *t, int32_t id, float score) {
    struct ranked r = {score, id};
    if (!topk_before(r, t->worst))
        return;
    t->room[t->n++] = r;
    if (t->n == t->capacity)
        topk_thin(t);
}
/* The score that a newcomer has to reach; -INFINITY while there is room. */
static inline float topk_threshold(const struct topk *t) {
    return t->worst.score;
}
/* Scores (n) of the ids first, first+1, ... */
void topk_push_all(struct topk *t, const float *scores, int n, int32_t first);
/* ids, scores (k): best first, padded with -1 and -INFINITY; either may be NULL. Returns how many there were. t is used
 * up. */
int topk_finish(struct topk *t, int32_t *ids, float *scores);

/* The value at place k, from 0, were v (n) sorted with the largest first. v is shuffled: before place k stands nothing
 * smaller, behind it nothing larger. O(n). */
float topk_value(float *v, int n, int k);
#endif
