/* job.h - one run carried out: on its own thread for a screen, or in place for the command line. Both store what came
 * out. Life: job_start -> poll the descriptor, job_poll until JOB_ENDED -> job_finish. Cancel at any time. One job at a
 * time. */
#ifndef JOB_JOB_H
#define JOB_JOB_H
#include "job/workspace.h"

struct job_spec {
    const struct design *design; /* copied */
    const char *name, *scenario; /* "" when it has none */
    const char *until; /* NULL: the whole plan, and the run is stored; else the node (or nodes, joined by +) to stop
                          after, not stored */
    const struct threshold *thresholds;
    int n_thresholds;
};
/* In place. progress NULL: none. The run is the caller's. */
struct run *job_run(struct workspace *ws, const struct job_spec *spec, struct progress *progress,
                    struct err *err) MUST_USE;

struct job;
enum job_event_kind { JOB_NOTHING, JOB_STEP, JOB_POINT, JOB_ENDED };
struct job_event {
    enum job_event_kind kind;
    char stage[24];  /* node that is running */
    int node, nodes; /* its place in the plan */
    double done;     /* share of that stage */
    char curve[24];  /* JOB_POINT: "loss", "validation" */
    double x, y;
};
struct job *job_start(struct workspace *ws, const struct job_spec *spec, struct err *err) MUST_USE;
int job_descriptor(const struct job *job);               /* readable when job_poll has something */
bool job_poll(struct job *job, struct job_event *event); /* false: nothing now */
void job_cancel(struct job *job);                        /* takes effect within about 50 ms */
/* Joins, stores, frees the job. NULL: why in err (ERR_CANCELLED after job_cancel). */
struct run *job_finish(struct job *job, struct err *err) MUST_USE;
#endif
