/* progress.h - how a long function tells where it is, and learns that it should stop.
 * Every long function takes a `struct progress *` (never NULL) and calls progress_step at least every 50 ms.
 * Only the job thread reports; `cancel` may be set from any thread or a signal handler. */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H
#include "base/err.h"
#include <stdatomic.h>

struct progress_event {
    const char *stage; /* a node of the plan: "retrieval_model" */
    double done;       /* share of the stage, 0..1 */
    const char *curve; /* NULL, or the curve that gained a point: "retrieval_model.loss" */
    double x, y;       /* the point */
};

struct progress {
    void (*report)(void *arg, const struct progress_event *event); /* NULL: nobody listens */
    void *arg;
    const char *stage; /* set by the plan before each node runs */
    atomic_bool cancel;
};

/* False with ERR_CANCELLED when the user asked to stop. */
bool progress_step(struct progress *progress, double done, struct err *err) MUST_USE;
/* Adds a point to a curve that people watch, a training loss for instance. */
void progress_point(struct progress *progress, const char *curve, double x, double y, double done);
#endif
