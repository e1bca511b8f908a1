/* topk.h - the k largest of many scores, ties to the lower id.
 * Life: topk_init over caller's room -> topk_push any number of times, in any order of ids -> topk_finish.
 * Collectors that are not used at the same moment may share the room they part keys in, so that it stays in the cache.
 * A push is one comparison until the room is full; then a good part of it is thrown away in linear time: n pushes cost
 * O(n), whatever k. Scores are not NaN; an id is pushed once. No allocation. */
#ifndef NUM_TOPK_H
#define NUM_TOPK_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Score and id in one number, larger for the larger score, then for the lower id: one comparison says which is before.
 * Bits of a float order like integers, but for the sign. Adding zero makes -0 and +0 the same score. */
static inline int64_t topk_key(float score, int32_t id) {
    int32_t bits;
    score += 0.0f;
    memcpy(&bits, &score, sizeof bits);
    bits ^= bits >> 31 & INT32_MAX;
    return (int64_t)((uint64_t)(uint32_t)bits << 32 | (uint32_t)~id);
}
static inline int32_t topk_id(int64_t key) {
    return (int32_t) ~(uint32_t)key;
}
static inline float topk_score(int64_t key) {
    int32_t bits = (int32_t)(key >> 32);
    float score;
    bits ^= bits >> 31 & INT32_MAX;
    memcpy(&score, &bits, sizeof score);
    return score;
}

struct topk {
    int64_t *room, *aside; /* (capacity) keys, and where they are parted: the caller's */
    int k, capacity, n;
    int64_t worst; /* what a newcomer has to beat; while n < k everything does */
};

/* How many keys of room serve k best. */
#define TOPK_ROOM(k) (2 * (k) + 64)
static inline int topk_room(int k) {
    return TOPK_ROOM(k);
}
/* room, aside (topk_room(k)); k >= 1. */
void topk_init(struct topk *t, int k, int64_t *room, int64_t *aside);
void topk_part(struct topk *t, int n); /* puts the n best of what was pushed to the front of room, in no order */
void topk_shrink(struct topk *t);      /* keeps the k best, in no order */
void topk_thin(struct topk *t);        /* makes room, keeps at least the k best; topk_push calls it */

static inline void topk_push(struct topk *t, int32_t id, float score) {
    int64_t key = topk_key(score, id);
    if (key <= t->worst)
        return;
    t->room[t->n++] = key;
    if (t->n == t->capacity)
        topk_thin(t);
}
/* The score that a newcomer has to reach; -INFINITY while there is room. */
static inline float topk_threshold(const struct topk *t) {
    return topk_score(t->worst);
}
/* The caller knows that k scores are at least `least`: what is below is turned away from now on. */
static inline void topk_raise(struct topk *t, float least) {
    int64_t below = topk_key(least, INT32_MAX);
    t->worst = below > t->worst ? below : t->worst;
}
/* Goes on as a collector of k, for which there is room. What the fewer turned away stays away: unless k keys come to be
 * found, there may have been better ones. */
static inline void topk_widen(struct topk *t, int k) {
    t->k = k;
    t->capacity = topk_room(k);
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
