/* calibrate.h - making probabilities true: Platt scaling (Platt 1999, with its smoothed targets), isotonic regression
 * (pool adjacent violators; steps of few rows joined, and centred, so that no order is lost and nothing becomes
 * certain: Oron and Flournoy 2017), and the correction for negatives that were thinned before training. */
#ifndef MODEL_CALIBRATE_H
#define MODEL_CALIBRATE_H
#include "base/blob.h"

enum calibration_kind { CALIBRATION_NONE, CALIBRATION_PLATT, CALIBRATION_ISOTONIC };

/* Fits p (n), y (n) in {0,1}, weight (n) or NULL, into sections "NAME...." of a blob. n may be 0: then it is the
 * identity.
 */
bool calibration_fit(enum calibration_kind kind, const char *name, const float *p, const float *y, const float *weight,
                     int n, struct blob *out, struct err *err) MUST_USE;
/* A view of what was fitted; {0} is the identity. */
struct calibration {
    enum calibration_kind kind;
    double slope, shift; /* Platt */
    int corners;         /* isotonic */
    const float *x, *y;  /* (corners) in the blob */
};
struct calibration calibration_open(const struct blob *blob, const char *name);
/* p (n) in place. */
void calibration_apply(const struct calibration *calibration, float *p, int n);
/* He et al. 2014: the probability before negatives were kept at rate w, p / (p + (1-p)/w). */
static inline float calibration_undo_downsampling(float p, float w) {
    return p / (p + (1.0f - p) / w);
}
/* Of rows whose negatives were kept at rate w: p, given that somebody looks, as the probability at a place that is
 * looked at with probability e. */
static inline float calibration_at_place(float p, float e, float w) {
    float all = e * calibration_undo_downsampling(p, w);
    return all / (all + (1.0f - all) * w);
}
#endif
