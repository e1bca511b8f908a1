#include "job/job.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct run *new_run(const struct job_spec *spec, const struct clock *clock) {
    struct run *run = mem_must(1, sizeof *run);
    run->name = mem_string(spec->name ? spec->name : "");
    run->scenario = mem_string(spec->scenario ? spec->scenario : "");
    run->version = mem_string(SEVENSTEP_VERSION);
    run->at = clock_wall(clock);
    run->design = design_copy(spec->design);
    run->n_thresholds = spec->n_thresholds;
    run->thresholds = mem_must((size_t)spec->n_thresholds, sizeof *run->thresholds);
    if (spec->n_thresholds)
        memcpy(run->thresholds, spec->thresholds, (size_t)spec->n_thresholds * sizeof *run->thresholds);
    return run;
}

/* Training curves live in the models' artefacts; the plan has moved them into the outcome already. */
static bool carry_out(struct engine *engine, const char *until, struct run *run, struct progress *progress,
                      struct err *err) {
    if (!engine_run(engine, run->design, until, progress, &run->outcome, err))
        return false;
    for (int i = 0; i < run->n_thresholds; i++)
        threshold_judge(&run->thresholds[i], &run->outcome);
    return true;
}

/* A part of the plan is looked at, not kept. */
static bool keep(struct workspace *ws, const char *until, struct run *run, struct err *err) {
    if (until)
        return true;
    struct store *store = workspace_store(ws, err);
    return store && store_run_add(store, run, err);
}

struct run *job_run(struct workspace *ws, const struct job_spec *spec, struct progress *progress, struct err *err) {
    struct progress silent = {0};
    struct engine *engine = workspace_engine(ws, err);
    if (!engine)
        return NULL;
    struct run *run = new_run(spec, ws->clock);
    if (carry_out(engine, spec->until, run, progress ? progress : &silent, err) && keep(ws, spec->until, run, err))
        return run;
    run_free(run);
    return NULL;
}

struct job {
    struct workspace *ws;
    struct engine *engine;
    char *until;
    struct run *run;
    struct progress progress;
    struct err err;
    bool ok;
    pthread_t thread;
    int pipe[2]; /* whole struct job_event, each below PIPE_BUF: a write is whole or refused */
};

/* Drops an event when the screen is behind: the next one says more. The last one waits for room. */
static void tell(struct job *job, const struct job_event *event, bool must) {
    while (write(job->pipe[1], event, sizeof *event) < 0)
        if (errno == EINTR || (errno == EAGAIN && must))
            usleep(1000);
        else
            return;
}

static void report(void *arg, const struct progress_event *progress) {
    struct job *job = arg;
    struct job_event event = {.kind = progress->curve ? JOB_POINT : JOB_STEP,
                              .nodes = plan_nodes(),
                              .done = progress->done,
                              .x = progress->x,
                              .y = progress->y};
    snprintf(event.stage, sizeof event.stage, "%s", progress->stage ? progress->stage : "");
    snprintf(event.curve, sizeof event.curve, "%s", progress->curve ? progress->curve : "");
    for (int i = 0; i < event.nodes; i++)
        if (strcmp(plan_node_name(i), event.stage) == 0)
            event.node = i;
    tell(job, &event, false);
}

static void *job_main(void *arg) {
    struct job *job = arg;
    job->ok = carry_out(job->engine, job->until, job->run, &job->progress, &job->err);
    tell(job, &(struct job_event){.kind = JOB_ENDED}, true);
    return NULL;
}

struct job *job_start(struct workspace *ws, const struct job_spec *spec, struct err *err) {
    struct engine *engine = workspace_engine(ws, err);
    if (!engine)
        return NULL;
    struct job *job = mem_must(1, sizeof *job);
    *job = (struct job){.ws = ws, .engine = engine, .until = mem_string(spec->until), .pipe = {-1, -1}};
    job->progress.report = report;
    job->progress.arg = job;
    job->run = new_run(spec, ws->clock);
    if (pipe2(job->pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        err_errno(err, "cannot make", "a pipe");
    else if (pthread_create(&job->thread, NULL, job_main, job) != 0)
        err_set(err, ERR_MEMORY, "the job's thread could not be started");
    else
        return job;
    close(job->pipe[0]);
    close(job->pipe[1]);
    run_free(job->run);
    free(job->until);
    free(job);
    return NULL;
}

int job_descriptor(const struct job *job) {
    return job->pipe[0];
}

bool job_poll(struct job *job, struct job_event *event) {
    return read(job->pipe[0], event, sizeof *event) == (ssize_t)sizeof *event;
}

void job_cancel(struct job *job) {
    atomic_store(&job->progress.cancel, true);
}

struct run *job_finish(struct job *job, struct err *err) {
    struct job_event event; /* a full pipe must not keep the thread from ending */
    do
        while (job_poll(job, &event) && event.kind != JOB_ENDED)
            continue;
    while (pthread_tryjoin_np(job->thread, NULL) == EBUSY && usleep(500) == 0);
    struct run *run = job->run;
    if (!job->ok || !keep(job->ws, job->until, run, err)) {
        if (!job->ok)
            err_set(err, job->err.code, "%s", job->err.message);
        run_free(run);
        run = NULL;
    }
    close(job->pipe[0]);
    close(job->pipe[1]);
    free(job->until);
    free(job);
    return run;
}
