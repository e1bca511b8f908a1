/* driver.h - carries out what a session asks for: rows into the store, runs through job/, results back as events.
 * The TUI and --plain are thin clients of it: they send events and show lines.
 * Life: driver_new or driver_open -> driver_send, driver_poll ... -> driver_close. One a workspace at a time; not
 * thread-safe. Every accepted event is a row on disk before driver_send returns.
 * A rewind and a drill go on with another session behind the same driver: effects.other says so, driver_session is new.
 * The candidate's clock runs while it is the person's turn and stands while paused, while a run is awaited, and at the
 * end. */
#ifndef PRACTICE_DRIVER_H
#define PRACTICE_DRIVER_H
#include "job/job.h"
#include "practice/session.h"

struct driver;
/* Carries out one run in place of job/: for tests. NULL in the options: the job thread. */
typedef struct run *(*driver_runner)(void *arg, struct workspace *ws, const struct job_spec *spec, struct err *err);
struct driver_options {
    const char *case_name;
    const char *scenario; /* "": CASE/production when there is one, else the case alone */
    enum session_mode mode;
    enum session_focus focus;
    enum level level;
    int only_step;
    char drill[40]; /* an exercise of the case, with only_step; "" none */
    uint64_t seed;
    bool untimed;
    driver_runner runner; /* NULL: the job thread */
    void *runner_arg;
};
/* Starts a session: its row, its START event, the opening said. */
struct driver *driver_new(struct workspace *ws, const struct driver_options *options, struct err *err) MUST_USE;
/* Resumes a stored one by applying its rows; an outstanding run is started again. */
struct driver *driver_open(struct workspace *ws, int64_t session, driver_runner runner, void *runner_arg,
                           struct err *err) MUST_USE;
/* The same to look at: no run is started and nothing is written, not even that somebody was there. */
struct driver *driver_read(struct workspace *ws, int64_t session, struct err *err) MUST_USE;
/* The newest unfinished session, of one case or of any (NULL); *id = 0: none. */
bool driver_find_unfinished(struct workspace *ws, const char *case_name, int64_t *id, struct err *err) MUST_USE;
/* Writes the session's row a last time, cancels a job, frees. NULL is fine. */
void driver_close(struct driver *d);

const struct session *driver_session(const struct driver *d);
int64_t driver_id(const struct driver *d);
const char *driver_scenario(const struct driver *d);
int64_t driver_clock_ms(const struct driver *d);          /* the candidate's clock now */
int64_t driver_step_ms(const struct driver *d, int step); /* spent in a step, up to now */

/* Stamps the time, applies, stores, starts a run when one is wanted. effects may be NULL. False: not accepted (the
 * session stands as it was: ERR_USAGE, ERR_NOT_FOUND), or the store failed (ERR_DATABASE, ERR_IO). */
bool driver_send(struct driver *d, enum session_event_kind kind, const char *text, struct session_effects *effects,
                 struct err *err) MUST_USE;
/* session_parse and driver_send. EVENT_QUIT comes back as *quit. */
bool driver_line(struct driver *d, const char *line, struct session_effects *effects, bool *quit,
                 struct err *err) MUST_USE;

/* A page that an event asked for (EVENT_FINDINGS, EVENT_COMPARE, EVENT_HISTORY, EVENT_MODEL, EVENT_SHOW), as lines of
 * text. */
struct moment_style;
bool driver_page(struct driver *d, const struct session_event *event, const struct moment_style *style,
                 struct text *out, struct err *err) MUST_USE;
/* EVENT_EXPORT: what is to be written into `file`: "x.lua" the design as a scenario that runs, any other name brief and
 * scorecard as Markdown. */
bool driver_export(const struct driver *d, const char *file, struct text *out, struct err *err) MUST_USE;
/* Whether findings are being measured in the background, or are about to be. */
bool driver_finds(const struct driver *d);

/* The job: whether one is at work, a descriptor that is readable when it has news (-1 none), and its news. When a run
 * ends, its result is applied as an event and effects say what follows (more runs may). False only when the store
 * failed; a failed run is a result like any other. event, effects may be NULL. */
bool driver_working(const struct driver *d);
int driver_descriptor(const struct driver *d);
bool driver_poll(struct driver *d, struct job_event *event, struct session_effects *effects, struct err *err) MUST_USE;
/* Blocks until no result is owed. A background run is not waited for. */
bool driver_wait(struct driver *d, struct err *err) MUST_USE;
void driver_cancel(struct driver *d);

/* The run behind a step's engine moment: 2..7; NULL when there is none yet. On a resumed session it is read back from
 * the store; what is not kept there, the log's statistics of step 3 and the curves of step 4, is looked up again in the
 * background (mostly in the cache), and driver_poll's effects say when it is there. Owned by the driver. */
const struct run *driver_moment(struct driver *d, int step);
/* The design at the scale to which the interviewer changed in step 6; NULL: there was no such change, or it is not
 * answered. Owned by the driver. */
const struct run *driver_curveball(struct driver *d);
/* Why the design as it stands could not be trained in step 4; NULL: it was not tried, or it learnt. */
const char *driver_untrained(const struct driver *d);
/* The run that an earlier one of the same step left, for "before and after"; NULL. */
const struct run *driver_moment_before(struct driver *d, int step);
#endif
