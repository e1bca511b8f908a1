/* decision.h - one decision of a case in a session: what was said, whether it is accepted, what it cost by measurement.
 * A decision is full when its value is in the accepted set, or when the engine finds no loss beyond noise against the
 * value of a reference: the design is run once more with that value, and the two runs are compared in pairs. */
#ifndef PRACTICE_DECISION_H
#define PRACTICE_DECISION_H
#include "practice/session.h"

enum stand {
    STAND_IDLE, /* does not matter in this design */
    STAND_UNSAID,
    STAND_OTHER, /* said, and not in the accepted set */
    STAND_ACCEPTED
};
enum loss { LOSS_UNKNOWN, LOSS_NONE, LOSS_MEASURED };

/* The i-th decision of the case over all steps, NULL past the end; *step: 1..7. */
const struct decision *decision_at(const struct content *content, int i, int *step);
int decision_count(const struct content *content);
/* The case's own design with what was said and is accepted: whether a decision matters is asked of it, so that neither
 * silence nor another choice makes questions go away. The caller frees it. */
struct design *decision_context(const struct session *s);
enum stand decision_stand(const struct session *s, const struct design *context, const struct decision *d);
/* The value to measure against: that of reference design `from`, or of the next whose value is accepted, else the first
 * accepted value; NULL: the engine is no judge of this decision. */
const char *decision_reference(const struct session *s, const struct decision *d, int from);
/* What the run with the reference's value says of decision i. *cost: headline of that run less the design's own, NAN
 * when not measured. */
enum loss decision_loss(const struct session *s, int i, double *cost);
#endif
