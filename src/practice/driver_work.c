/* The engine's part: what is to be run next, the job that runs it, the runs that are kept for pictures. */
#include "practice/driver_state.h"
#include "practice/findings.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void merge(struct session_effects *into, const struct session_effects *more) {
    if (!into)
        return;
    into->save = into->save || more->save;
    into->said += more->said;
    into->answer_changed = more->answer_changed ? more->answer_changed : into->answer_changed;
    into->run = into->run || more->run;
    into->train = into->train || more->train;
    if (more->moment) {
        into->moment = more->moment;
        into->purpose = more->purpose;
    }
    into->scored = into->scored || more->scored;
    into->ended = into->ended || more->ended;
    into->found = into->found || more->found;
}

static int step_of(enum run_purpose purpose) {
    static const int STEP[RUN_PURPOSES] = {
        [RUN_BASELINE] = 2, [RUN_LOG] = 3, [RUN_TRAIN] = 4, [RUN_REVEAL] = 5, [RUN_SERVE] = 6, [RUN_DAYS] = 7};
    return STEP[purpose];
}

/* Keeps the run for its step's picture. `latest` is the person's design as it was last measured whole: a newer run of
 * the same step always takes its place before that one is freed. */
static void keep_run(struct driver *d, enum run_purpose purpose, struct run *run) {
    int step = step_of(purpose);
    if (purpose == RUN_FINAL || step >= 5)
        d->latest = run;
    if (purpose == RUN_FINAL) {
        run_free(d->final);
        d->final = run;
    } else if (purpose == RUN_CURVEBALL) {
        run_free(d->ball);
        d->ball = run;
    } else if (!step)
        run_free(run);
    else {
        run_free(d->before[step]);
        d->before[step] = d->moment[step];
        d->moment[step] = run;
    }
}

static struct run *read_run(struct driver *d, int64_t id) {
    struct err ignored = {0}; /* a run that is gone has no picture */
    char name[32];
    snprintf(name, sizeof name, "%lld", (long long)id);
    return id ? workspace_run(d->ws, name, &ignored) : NULL;
}

/* What a changed design is compared with; after a resume it is in the store. */
static const struct run *final_run(struct driver *d) {
    const struct result *own = result_of_design(d->session);
    if (!d->latest && own)
        d->latest = d->final = read_run(d, own->run);
    return d->latest;
}

static bool take_result(struct driver *d, struct run *run, const char *why, struct session_effects *effects,
                        struct err *err) {
    struct session_effects more;
    struct text row = {0};
    bool paired = d->at_work.purpose == RUN_CHANGE || d->at_work.purpose == RUN_SWAP;
    bool revealed = session_against_revealed(d->session, d->at_work.purpose, d->at_work.index);
    const struct run *against = !paired || !run ? NULL : revealed ? driver_moment(d, 5) : final_run(d);
    session_result(&d->at_work, run, against, why, &row);
    int64_t id = run ? run->id : 0;
    enum run_purpose purpose = d->at_work.purpose;
    int step = session_step(d->session);
    if (run)
        keep_run(d, purpose, run);
    bool ok = driver_apply(d, EVENT_RESULT, text_str(&row), &more, err) &&
              (!id || store_session_run(d->store, d->row.id, step, id, err));
    if (ok)
        merge(effects, &more);
    text_free(&row);
    return ok;
}

/* What is kept of a session is found again by a name that says what it was: "s3-reveal", "s3-reference2". */
static void name_run(struct driver *d, const struct run_request *request) {
    bool many = request->purpose == RUN_REFERENCE || request->purpose == RUN_CHANGE || request->purpose == RUN_SWAP ||
                request->purpose == RUN_CURVEBALL;
    char index[12] = "";
    if (many)
        snprintf(index, sizeof index, "%d", request->index + 1);
    snprintf(d->run_name, sizeof d->run_name, "s%lld-%s%s", (long long)d->row.id, run_purpose_name(request->purpose),
             index);
}

static struct job_spec spec_of(struct driver *d, const struct run_request *request) {
    name_run(d, request);
    return (struct job_spec){
        .design = request->design, .name = d->run_name, .scenario = d->row.scenario, .until = request->until};
}

/* The next thing that the engine should do; a training in the background gives way to nothing that is owed. */
static bool next_work(struct driver *d, struct run_request *out) {
    if (session_wanted(d->session, out))
        return true;
    if (!d->train)
        return false;
    session_training(d->session, out);
    return true;
}

/* From step 5 on the engine idles while the person speaks: it fills the cache with what the end will need, the
 * reference designs and the person's own with other settings. A changed design begins the latter anew; what it shares
 * is there. Nothing of it is kept but artefacts, so no row depends on it. */
static void work_ahead(struct driver *d) {
    int step = session_step(d->session), references = session_content(d->session)->n_references;
    struct run_request request;
    if (d->job || d->runner || step < 5 || step > STEPS || session_options(d->session)->only_step)
        return;
    if (d->ahead_version != d->session->version && d->n_ahead > references)
        d->n_ahead = references;
    d->ahead_version = d->session->version;
    if (!session_ahead(d->session, d->n_ahead, &request))
        return;
    struct err ignored = {0};
    struct job_spec spec = spec_of(d, &request);
    if (!spec.until)
        spec.until = plan_node_name(plan_nodes() - 1); /* the whole plan, and no row of a run */
    d->at_work = request;
    d->at_work.design = NULL;
    d->n_ahead++;
    d->job = job_start(d->ws, &spec, &ignored);
    d->ahead = d->job ? AHEAD : NOT_AHEAD;
}

/* After the marks are given: what each step earned, one design after the other. */
static bool work_on_findings(struct driver *d, struct session_effects *effects, struct err *err) {
    if (d->job || d->runner)
        return true;
    const struct design *design = driver_finding(d, effects, err);
    if (!design)
        return err->code == ERR_NONE;
    struct err ignored = {0};
    struct run_request request = {.purpose = RUN_SWAP, .design = design, .until = findings_until()};
    struct job_spec spec = spec_of(d, &request);
    d->at_work = request;
    d->at_work.design = NULL;
    d->job = job_start(d->ws, &spec, &ignored);
    d->ahead = d->job ? FINDING : NOT_AHEAD;
    return true;
}

static struct job_spec spec_to_look(const struct driver *d) {
    return (struct job_spec){.design = session_design(d->session),
                             .name = "",
                             .scenario = "",
                             .until = steps_until(d->look == 3 ? RUN_LOG : RUN_TRAIN)};
}

static void start_looking(struct driver *d) {
    struct err ignored = {0}; /* without a picture, then */
    struct job_spec spec = spec_to_look(d);
    d->at_work = (struct run_request){.purpose = d->look == 3 ? RUN_LOG : RUN_TRAIN};
    d->job = job_start(d->ws, &spec, &ignored);
    d->looking = d->job != NULL;
    d->look = 0;
}

/* Starts the job thread if there is work and none is running. A job that cannot start is a run that failed. */
bool driver_start_work(struct driver *d, struct session_effects *effects, struct err *err) {
    struct run_request wanted;
    if ((d->ahead == AHEAD || d->ahead == FINDING) && (d->look || next_work(d, &wanted))) {
        d->n_ahead -= d->ahead == AHEAD && d->n_ahead > 0; /* to be taken up again: what it has done is in the cache */
        d->ahead = AHEAD_STOPPING;
        job_cancel(d->job);
        return true;
    }
    struct run_request request;
    while (!d->job && !d->runner && next_work(d, &request)) {
        struct err why = {0};
        struct job_spec spec = spec_of(d, &request);
        d->at_work = request;
        d->at_work.design = NULL;
        d->train = d->train && request.purpose != RUN_TRAIN;
        d->job = job_start(d->ws, &spec, &why);
        if (!d->job && request.purpose != RUN_TRAIN && !take_result(d, NULL, why.message, effects, err))
            return false;
    }
    if (d->look && !d->job && !d->runner)
        start_looking(d);
    work_ahead(d);
    return work_on_findings(d, effects, err);
}

/* What step 4 trained, or why it could not: nobody waits for it, but who looks is told, and it is not tried again for
 * the same design. */
static void keep_training(struct driver *d, struct run *run, const struct err *why) {
    d->untrained = run ? (struct err){0} : *why;
    d->untrained_version = d->session->version;
    if (run)
        keep_run(d, RUN_TRAIN, run);
}

static bool run_in_place(struct driver *d, struct session_effects *effects, struct err *err) {
    struct run_request request;
    struct err why = {0};
    if (!next_work(d, &request)) {
        const struct design *design = driver_finding(d, effects, err);
        if (design) {
            request = (struct run_request){.purpose = RUN_SWAP, .design = design, .until = findings_until()};
            struct job_spec spec = spec_of(d, &request);
            struct run *run = d->runner(d->runner_arg, d->ws, &spec, &why);
            findings_take(d->findings, run);
            run_free(run);
        }
        return err->code == ERR_NONE;
    }
    struct job_spec spec = spec_of(d, &request);
    d->at_work = request;
    struct run *run = d->runner(d->runner_arg, d->ws, &spec, &why);
    d->at_work.design = NULL;
    if (request.purpose == RUN_TRAIN) {
        d->train = false;
        keep_training(d, run, &why);
        return true;
    }
    return take_result(d, run, why.message, effects, err);
}

static bool end_job(struct driver *d, struct session_effects *effects, struct err *err) {
    struct err why = {0};
    struct run *run = job_finish(d->job, &why);
    d->job = NULL;
    if (d->looking) {
        d->looking = false;
        if (run && effects)
            effects->moment = step_of(d->at_work.purpose);
        if (d->at_work.purpose == RUN_TRAIN)
            keep_training(d, run, &why);
        else if (run)
            keep_run(d, d->at_work.purpose, run);
    } else if (d->ahead) {
        if (d->ahead == FINDING && d->findings)
            findings_take(d->findings, run);
        d->ahead = NOT_AHEAD;
        run_free(run);
    } else if (d->at_work.purpose == RUN_TRAIN) {
        keep_training(d, run, &why);
    } else if (!take_result(d, run, why.message, effects, err))
        return false;
    return driver_start_work(d, effects, err);
}

bool driver_finds(const struct driver *d) {
    return session_owes_findings(d->session);
}

bool driver_working(const struct driver *d) {
    struct run_request request;
    return (d->job != NULL && !d->ahead) || (d->runner && (session_wanted(d->session, &request) || d->train));
}

int driver_descriptor(const struct driver *d) {
    return d->job ? job_descriptor(d->job) : -1;
}

bool driver_poll(struct driver *d, struct job_event *event, struct session_effects *effects, struct err *err) {
    struct job_event ignored;
    event = event ? event : &ignored;
    *event = (struct job_event){.kind = JOB_NOTHING};
    if (effects)
        *effects = (struct session_effects){0};
    if (d->runner)
        return run_in_place(d, effects, err);
    while (d->job && job_poll(d->job, event)) {
        if (event->kind == JOB_ENDED) {
            bool ahead = d->ahead != NOT_AHEAD;
            bool ok = end_job(d, effects, err);
            if (ahead)
                event->kind = JOB_NOTHING;
            return ok;
        }
        if (!d->ahead)
            return true;
    }
    event->kind = JOB_NOTHING;
    return true;
}

bool driver_wait(struct driver *d, struct err *err) {
    struct run_request request;
    struct job_event event;
    while (session_wanted(d->session, &request)) {
        if (!driver_poll(d, &event, NULL, err))
            return false;
        struct pollfd ready = {.fd = driver_descriptor(d), .events = POLLIN};
        if (event.kind == JOB_NOTHING && ready.fd >= 0)
            poll(&ready, 1, 100);
    }
    return true;
}

void driver_cancel(struct driver *d) {
    if (d->job && !d->ahead)
        job_cancel(d->job);
}

const char *driver_untrained(const struct driver *d) {
    bool now = d->untrained.code != ERR_NONE && d->untrained_version == d->session->version;
    return now && !d->train ? d->untrained.message : NULL;
}

/* A part of the plan whose artefacts should be in the cache: nobody is made to wait for it. */
static void look_again(struct driver *d, int step) {
    struct err ignored = {0};
    if (d->looking || d->train || (d->job && !d->ahead) || (step == 4 && driver_untrained(d)))
        return;
    d->look = step;
    if (d->runner) {
        struct job_spec spec = spec_to_look(d);
        d->moment[step] = d->runner(d->runner_arg, d->ws, &spec, &ignored);
        d->look = 0;
    } else if (!driver_start_work(d, NULL, &ignored))
        err_clear(&ignored);
}

const struct run *driver_moment(struct driver *d, int step) {
    static const enum run_purpose PURPOSE[STEPS + 1] = {
        [2] = RUN_BASELINE, [3] = RUN_LOG, [4] = RUN_TRAIN, [5] = RUN_REVEAL, [6] = RUN_SERVE, [7] = RUN_DAYS};
    if (step < 2 || step > STEPS)
        return NULL;
    if (d->moment[step])
        return d->moment[step];
    if (step == 4) {
        if (session_committed(d->session, 4) && session_step(d->session) == 4 &&
            session_phase(d->session) == PHASE_ANSWERED)
            look_again(d, step);
        return d->moment[step];
    }
    const struct result *r = result_latest(d->session, PURPOSE[step], 0);
    if (!r || !r->ok)
        return NULL;
    if (r->run)
        d->moment[step] = read_run(d, r->run);
    else
        look_again(d, step);
    return d->moment[step];
}

const struct run *driver_curveball(struct driver *d) {
    const struct asked_dive *dive = dive_of(d->session, 6);
    const struct result *r = dive && dive->ball ? result_latest(d->session, RUN_CURVEBALL, dive->ball_index) : NULL;
    if (!r || !r->ok)
        return NULL;
    if (!d->ball)
        d->ball = read_run(d, r->run);
    return d->ball;
}

const struct run *driver_moment_before(struct driver *d, int step) {
    return step >= 2 && step <= STEPS ? d->before[step] : NULL;
}
