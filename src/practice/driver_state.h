/* driver_state.h - the inside of a driver, for its files. */
#ifndef PRACTICE_DRIVER_STATE_H
#define PRACTICE_DRIVER_STATE_H
#include "practice/driver.h"
#include "practice/session_state.h"

struct driver {
    struct workspace *ws;
    struct store *store;
    struct content *content;
    struct session *session;
    struct session_row row;
    driver_runner runner;
    void *runner_arg;
    bool reads; /* nothing is written */
    struct job *job;
    struct run_request at_work; /* of the job; its design may be gone */
    char run_name[48];          /* of the job's run: "s3-reveal" */
    bool train;                 /* a background training is asked for and not started */
    enum {
        NOT_AHEAD,
        AHEAD,
        FINDING,
        AHEAD_STOPPING
    } ahead;     /* the job fills the cache for the end, or measures findings: nobody waits, it gives way */
    int n_ahead; /* of session_ahead, computed */
    int ahead_version;
    int look; /* a moment that is wanted again after a resume, 0 none; it owes no result */
    bool looking;
    int untrained_version; /* of the session whose design could not be trained in step 4 */
    struct err untrained;  /* why; ERR_NONE: it was not tried, or it learnt */
    struct findings_work *findings;
    struct run *moment[STEPS + 1], *before[STEPS + 1], *final; /* owned */
    struct run *ball;                                          /* owned: at the scale that the interviewer asked for */
    struct run *latest;                                        /* one of them: the person's design, measured whole */
    int64_t base_ms, since_ns;                                 /* the candidate's clock at a moment of the machine's */
    bool running;
};

/* Stamps an event, applies it and keeps all that follows from it; starts no run. */
bool driver_apply(struct driver *d, enum session_event_kind kind, const char *text, struct session_effects *effects,
                  struct err *err) MUST_USE;
void driver_set_clock(struct driver *d, int64_t at_ms);
/* driver_work.c */
bool driver_start_work(struct driver *d, struct session_effects *effects, struct err *err);
/* driver_learn.c: what is kept of forecasts and findings */
bool driver_keep_forecasts(struct driver *d, struct err *err) MUST_USE;
bool driver_read_findings(struct driver *d, struct err *err) MUST_USE;
/* The next design of the findings, NULL when they are complete (kept, and the session has them) or not owed. */
const struct design *driver_finding(struct driver *d, struct session_effects *effects, struct err *err);
/* A copy under a name, as a session of its own: as it stands, or as it stood on entering `step`. */
bool driver_fork(struct driver *d, const char *name, int step, int64_t *id, struct err *err);
/* Both leave the session as it is and go on with a new one behind the same driver. */
bool driver_rewind(struct driver *d, const char *name, int step, struct err *err);
bool driver_drill(struct driver *d, const char *drill, int step, struct err *err);
#endif
