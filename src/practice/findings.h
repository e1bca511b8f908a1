/* findings.h - what the engine finds out after the marks are given: where the design's gain over the naive one comes
 * from, and what decisions that were left open would have brought. For the end page; no mark depends on it.
 * Attribution by step: the designs that take over steps 2..k from the naive design, and those that take over k..7, are
 * measured; a step's effect is the mean of what it adds in the forward and in the reverse order, so that the effects
 * sum to the total. Equal designs are measured once: a step that changes nothing has exactly 0. Intervals come from the
 * replicates of all these runs, which share their draws. At most 12 runs of the attribution and 2 of open decisions.
 * Life: findings_work_new -> findings_next, findings_take until findings_next is NULL -> findings_of -> _free. */
#ifndef PRACTICE_FINDINGS_H
#define PRACTICE_FINDINGS_H
#include "practice/session.h"

enum { FINDINGS_OPEN_MAX = 2 };
struct finding {
    int step;         /* 1..7; 0 the total */
    int decision;     /* of decision_at: what taking the reference's value would have added; -1: of a whole step */
    double effect;    /* in the case's headline; NAN: could not be measured */
    double low, high; /* 95 %, NAN without an interval */
};
struct findings {
    struct finding *items; /* total, steps 2..7, then decisions */
    int n;
};
const struct finding *findings_total(const struct findings *f);                  /* NULL: nothing was measured */
const struct finding *findings_step(const struct findings *f, int step);         /* NULL */
const struct finding *findings_decision(const struct findings *f, int decision); /* NULL */
bool finding_visible(const struct finding *x);                                   /* beyond noise */
void findings_free(struct findings *f);                                          /* the struct too; NULL is fine */

/* Shows them on the end page; taken over by the session. */
void session_take_findings(struct session *s, struct findings *take);
const struct findings *session_findings(const struct session *s); /* NULL: not yet */
/* Whether there is anything to find: the session is over, something was decided, and it is not one step alone. */
bool session_owes_findings(const struct session *s);

struct findings_work;
struct findings_work *findings_work_new(const struct session *s);  /* session_owes_findings; NULL: a setting fails */
const struct design *findings_next(const struct findings_work *w); /* to be run; NULL: all are */
const char *findings_until(void);                                  /* how far */
/* What the engine says of that design; NULL: the run failed. */
void findings_take(struct findings_work *w, const struct run *run);
struct findings *findings_of(const struct findings_work *w);
void findings_work_free(struct findings_work *w); /* NULL is fine */
#endif
