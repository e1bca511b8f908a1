#include "base/mem.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

bool store_session_add(struct store *s, struct session_row *row, struct err *err) {
    bool ok =
        db_run(s,
               db_prepare(s, err,
                          "INSERT INTO sessions (case_name,scenario,mode,focus,level,seed,started,last,step,untimed,"
                          "finished,verdict,name,parent,drill) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,nullif(?,0),?)",
                          "tttttiiiiiittit", row->case_name, row->scenario, row->mode, row->focus, row->level,
                          (int64_t)row->seed, row->started, row->last, (int64_t)row->step, (int64_t)row->untimed,
                          (int64_t)row->finished, row->verdict, row->name, row->parent, row->drill),
               err);
    if (ok)
        row->id = sqlite3_last_insert_rowid(s->db);
    return ok;
}

bool store_session_update(struct store *s, const struct session_row *row, struct err *err) {
    return db_run(s,
                  db_prepare(s, err,
                             "UPDATE sessions SET scenario=?,mode=?,focus=?,level=?,last=?,step=?,untimed=?,finished=?,"
                             "verdict=?,name=? WHERE id=?",
                             "ttttiiiitti", row->scenario, row->mode, row->focus, row->level, row->last,
                             (int64_t)row->step, (int64_t)row->untimed, (int64_t)row->finished, row->verdict, row->name,
                             row->id),
                  err);
}

bool store_sessions(struct store *s, struct session_row **rows, int *n, struct err *err) {
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row =
        db_prepare(s, err,
                   "SELECT id,started,last,case_name,scenario,mode,focus,level,seed,step,untimed,finished,"
                   "verdict,name,ifnull(parent,0),drill FROM sessions ORDER BY last DESC, id DESC",
                   "");
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        struct session_row *r = &(*rows)[(*n)++];
        *r = (struct session_row){.id = sqlite3_column_int64(row, 0),
                                  .started = sqlite3_column_int64(row, 1),
                                  .last = sqlite3_column_int64(row, 2),
                                  .seed = (uint64_t)sqlite3_column_int64(row, 8),
                                  .step = sqlite3_column_int(row, 9),
                                  .untimed = sqlite3_column_int(row, 10),
                                  .finished = sqlite3_column_int(row, 11),
                                  .parent = sqlite3_column_int64(row, 14)};
        db_copy(row, 3, r->case_name, sizeof r->case_name);
        db_copy(row, 4, r->scenario, sizeof r->scenario);
        db_copy(row, 5, r->mode, sizeof r->mode);
        db_copy(row, 6, r->focus, sizeof r->focus);
        db_copy(row, 7, r->level, sizeof r->level);
        db_copy(row, 12, r->verdict, sizeof r->verdict);
        db_copy(row, 13, r->name, sizeof r->name);
        db_copy(row, 15, r->drill, sizeof r->drill);
    }
    return err->code == ERR_NONE;
}

bool store_event_add(struct store *s, int64_t session, const struct event_row *event, struct err *err) {
    return db_run(
        s,
        db_prepare(s, err,
                   "INSERT INTO events SELECT ?1,ifnull(max(place),0)+1,?2,?3,?4,?5 FROM events WHERE session=?1",
                   "iiitt", session, event->at_ms, (int64_t)event->step, event->kind, event->text),
        err);
}

bool store_events(struct store *s, int64_t session, struct event_row **rows, int *n, struct err *err) {
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row =
        db_prepare(s, err, "SELECT at_ms,step,kind,text FROM events WHERE session=? ORDER BY place", "i", session);
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        (*rows)[(*n)++] = (struct event_row){sqlite3_column_int64(row, 0), sqlite3_column_int(row, 1), db_text(row, 2),
                                             db_text(row, 3)};
    }
    if (err->code == ERR_NONE)
        return true;
    store_events_free(*rows, *n);
    *rows = NULL;
    *n = 0;
    return false;
}

void store_events_free(struct event_row *rows, int n) {
    for (int i = 0; i < n; i++) {
        free(rows[i].kind);
        free(rows[i].text);
    }
    free(rows);
}

bool store_answer_put(struct store *s, int64_t session, int step, const char *text, struct err *err) {
    return db_run(s,
                  db_prepare(s, err, "INSERT INTO answers VALUES (?,?,?) ON CONFLICT DO UPDATE SET text=excluded.text",
                             "iit", session, (int64_t)step, text),
                  err);
}

struct scores {
    int64_t session;
    const struct score_row *rows;
    int n;
};

static bool put_scores(struct store *s, void *arg, struct err *err) {
    const struct scores *scores = arg;
    bool ok = db_run(s, db_prepare(s, err, "DELETE FROM scores WHERE session=?", "i", scores->session), err);
    for (int i = 0; ok && i < scores->n; i++) {
        const struct score_row *r = &scores->rows[i];
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO scores VALUES (?,?,?,?,?,?,?)", "iiitddt", scores->session,
                               (int64_t)i, (int64_t)r->step, r->item, r->points, r->earned, r->evidence),
                    err);
    }
    return ok;
}

bool store_scores_put(struct store *s, int64_t session, const struct score_row *rows, int n, struct err *err) {
    struct scores scores = {session, rows, n};
    return db_transaction(s, put_scores, &scores, err);
}

bool store_step_history(struct store *s, struct step_history *out, struct err *err) {
    *out = (struct step_history){0};
    sqlite3_stmt *row = db_prepare(
        s, err,
        "SELECT step,sum(max(earned,0)),sum(points) FROM scores WHERE step BETWEEN 1 AND 7 AND points>0 GROUP BY step",
        "");
    while (db_row(s, row, err)) {
        int step = sqlite3_column_int(row, 0);
        out->earned[step] = sqlite3_column_double(row, 1);
        out->points[step] = sqlite3_column_double(row, 2);
    }
    return err->code == ERR_NONE;
}

bool store_session_run(struct store *s, int64_t session, int step, int64_t run, struct err *err) {
    return db_run(s,
                  db_prepare(s, err, "INSERT INTO session_runs VALUES (?,?,?) ON CONFLICT DO NOTHING", "iii", session,
                             (int64_t)step, run),
                  err);
}
