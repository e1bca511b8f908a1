/* store.h - everything that is kept: runs with all they measured, sessions with every event. One SQLite file.
 * Life: store_open -> anything -> store_close. One connection, one thread. WAL, foreign keys, STRICT tables; the schema
 * is store/schema.sql, documented in docs/database.md. What is stored is on disk when the call returns. A newer,
 * damaged or foreign file is refused and left as it was; an older one is migrated after a backup copy beside it. */
#ifndef STORE_STORE_H
#define STORE_STORE_H
#include "engine/run.h"

struct store;
struct store *store_open(const char *path, struct err *err) MUST_USE; /* makes folders and file when missing */
/* Without writing anything: for `check`, list and report; an older file is migrated first. A missing file:
 * ERR_NOT_FOUND. */
struct store *store_open_read(const char *path, struct err *err) MUST_USE;
void store_close(struct store *store);
/* A copy of the whole file as it stands; `to` must not exist. A missing `from` leaves nothing. */
bool store_copy(const char *from, const char *to, struct err *err) MUST_USE;

/* Sets run->id. */
bool store_run_add(struct store *store, struct run *run, struct err *err) MUST_USE;
/* RUN is an id, a name (the newest of that name) or "last"; nearest names when there is none. With replicates and
 * curves. The case's kind comes from `info`, found by the caller: see store_run_case. NULL: ERR_NOT_FOUND. */
struct run *store_run_get(struct store *store, const char *run,
                          const struct case_info *(*case_of)(void *arg, const char *name), void *arg,
                          struct err *err) MUST_USE;
struct run_row {
    int64_t id, at;
    char name[80], case_name[64], scenario[160];
    uint64_t seed;
    double wall_s, headline; /* NAN: not measured */
    char headline_metric[MEASURE_NAME];
    bool passed;
};
/* Newest first; *rows is the caller's to free(). limit 0: all. */
bool store_runs(struct store *store, int limit, struct run_row **rows, int *n, struct err *err) MUST_USE;
/* What a run's design has otherwise than the run of its case before it (*before; 0: there is none). *rows is the
 * caller's to free(). */
struct knob_change {
    char path[64], from[120], to[120];
};
bool store_run_changes(struct store *store, int64_t run, int64_t *before, struct knob_change **rows, int *n,
                       struct err *err) MUST_USE;

/* Mean seconds that the nodes of the plan took in the last runs of a case when they were computed: what is told of a
 * run that has begun. *rows is the caller's to free(). */
struct node_seconds {
    char node[24];
    double seconds;
};
bool store_node_seconds(struct store *store, const char *case_name, struct node_seconds **rows, int *n,
                        struct err *err) MUST_USE;

/* Sessions: every accepted line or edit is an event row; answers derive from events. */
struct session_row {
    int64_t id, started, last; /* seconds since 1970 */
    char case_name[64], scenario[160], mode[16], focus[16], level[16];
    uint64_t seed;
    int step; /* where it stands, 1..7; 8 done */
    bool untimed, finished;
    char verdict[40];
    char name[80];  /* of a fork */
    int64_t parent; /* the session it was forked from, 0 none */
    char drill[40]; /* of a drill: which one of the case's, "" none */
};
struct event_row {
    int64_t at_ms; /* of the session's own clock: candidate time */
    int step;
    char *kind, *text; /* owned by the array: store_events_free */
};
bool store_session_add(struct store *store, struct session_row *row, struct err *err) MUST_USE; /* sets id */
bool store_session_update(struct store *store, const struct session_row *row, struct err *err) MUST_USE;
bool store_sessions(struct store *store, struct session_row **rows, int *n,
                    struct err *err) MUST_USE; /* newest first */
bool store_event_add(struct store *store, int64_t session, const struct event_row *event, struct err *err) MUST_USE;
bool store_events(struct store *store, int64_t session, struct event_row **rows, int *n, struct err *err) MUST_USE;
void store_events_free(struct event_row *rows, int n);
/* The derived text of one step, kept so that people can query it. */
bool store_answer_put(struct store *store, int64_t session, int step, const char *text, struct err *err) MUST_USE;
struct score_row {
    int step; /* 0: the whole */
    char item[64], evidence[240];
    double points, earned;
};
bool store_scores_put(struct store *store, int64_t session, const struct score_row *rows, int n,
                      struct err *err) MUST_USE;
/* What was earned of what there was to earn, step by step over all marked sessions: index 1..7. */
struct step_history {
    double earned[8], points[8];
};
bool store_step_history(struct store *store, struct step_history *out, struct err *err) MUST_USE;
struct forecast_row {
    int step;
    char metric[MEASURE_NAME], kind[16];
    double low, high, truth, skill; /* truth, skill: NAN when not measured */
};
/* Those of one session, in place of what was there. */
bool store_forecasts_put(struct store *store, int64_t session, const struct forecast_row *rows, int n,
                         struct err *err) MUST_USE;
/* Of all sessions, or of one case's (NULL: all), oldest first; *rows is the caller's to free(). */
bool store_forecasts(struct store *store, const char *case_name, struct forecast_row **rows, int *n,
                     struct err *err) MUST_USE;
struct finding_row {
    int step, decision;
    double effect, low, high;
};
bool store_findings_put(struct store *store, int64_t session, const struct finding_row *rows, int n,
                        struct err *err) MUST_USE;
bool store_findings(struct store *store, int64_t session, struct finding_row **rows, int *n, struct err *err) MUST_USE;
/* What share of its points each step of each finished session earned, oldest first; NAN where it had none. case_name
 * NULL: all. *rows is the caller's to free(). */
struct step_share {
    int64_t session;
    int step;
    double did, heard;
};
bool store_step_shares(struct store *store, const char *case_name, struct step_share **rows, int *n,
                       struct err *err) MUST_USE;
/* Runs of a session, the newest first; *ids is the caller's to free(). */
bool store_session_runs(struct store *store, int64_t session, int64_t **ids, int *n, struct err *err) MUST_USE;
bool store_session_run(struct store *store, int64_t session, int step, int64_t run,
                       struct err *err) MUST_USE; /* links */

/* A read-only query for the REPL: one statement, rows as text to f; ERR_USAGE with SQLite's message otherwise. */
typedef bool (*store_row)(void *arg, int n, const char *const *names, const char *const *values);
bool store_query(struct store *store, const char *sql, store_row f, void *arg, struct err *err) MUST_USE;
/* "ok", or what PRAGMA integrity_check and foreign_key_check say. */
bool store_check(struct store *store, struct text *out, struct err *err) MUST_USE;
#endif
