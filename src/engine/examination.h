/* examination.h - how likely each position is looked at, estimated from a log alone.
 * The rate of clicks by position says little: the old policy puts the better items higher. But it draws its lists, one
 * item after the other in proportion to weights, and logs the propensity of each draw: with a = P(i first) and b = P(j
 * next | i first), the same two items stood the other way round with probability a' b', so that, given the two,
 *
 *     P(this order) = (1 - b(1-a)) / ((1 - b(1-a)) + (1 - a))
 *
 * Which of two neighbours stands higher is thus a swap experiment whose odds are known. Clicks of both places weighted
 * by 1 / P(this order) are what the same pairs give in the one place and in the other:
 *
 *     examination(p+1) / examination(p) = sum click(p+1) / P(order)  /  sum click(p) / P(order)
 *
 * and the curve is the product of these ratios, 1 in the first place: it says how likely a place is looked at by whom
 * looks at the first. Joachims, Swaminathan, Schnabel 2017 (swap interventions, inverse propensity); Wang et al. 2018
 * (pairs of positions); Agarwal et al. 2019 (interventions harvested from a log). Internal to engine/. */
#ifndef ENGINE_EXAMINATION_H
#define ENGINE_EXAMINATION_H
#include "world/world.h"

enum { EXAMINATION_MAX = 64 };
/* Below it is taken for this: no row weighs more than 20 times the first place's. The estimator of a place that is
 * looked at less is then biased towards the log, and its variance bounded. */
#define EXAMINATION_LEAST 0.05f

struct examination {
    int positions;                     /* 0: none */
    float at[EXAMINATION_MAX + 1];     /* by 1-based position, in [EXAMINATION_LEAST, 1] */
    double ratio[EXAMINATION_MAX + 1]; /* as estimated, before it is held in those bounds */
    double error[EXAMINATION_MAX + 1]; /* its standard error, requests being what was drawn */
};
/* From requests [0, n) of which use(r) is true; use NULL: all. A place without a click counts as the one above. */
void examination_estimate(struct examination *out, const struct log *log, int n, bool (*use)(void *arg, int request),
                          void *arg);
/* Inverse propensity weights of a row at a position: `weight` as it stands, and `zero_weight` once more with every
 * label 0 (struct ranker_data), so that in the mean over who looked and who did not the log counts as it would if every
 * place were looked at. A row with an event was looked at: it counts 1 / examination, and the (1 / examination - 1)
 * rows by which that is too many are taken away from those without an event, which are more than were looked at. Of
 * rows that are thinned to `keep` it takes as many as were kept; always_kept: this row is of none of those. */
void examination_weigh(const struct examination *e, int position, bool event, bool always_kept, float keep,
                       float *weight, float *zero_weight);
float examination_at(const struct examination *e, int position);
/* The estimate kept in a blob, and read from one; a blob without it: positions 0. */
bool examination_save(const struct examination *e, struct blob *out, struct err *err) MUST_USE;
void examination_open(const struct blob *blob, struct examination *out);
#endif
