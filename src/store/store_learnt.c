/* What sessions leave for later ones: forecasts against what was measured, findings, the runs they made. */
#include "base/mem.h"
#include "store/db.h"

#include <stdlib.h>

struct forecasts {
    int64_t session;
    const struct forecast_row *rows;
    int n;
};

static bool put_forecasts(struct store *s, void *arg, struct err *err) {
    const struct forecasts *f = arg;
    bool ok = db_run(s, db_prepare(s, err, "DELETE FROM forecasts WHERE session=?", "i", f->session), err);
    for (int i = 0; ok && i < f->n; i++) {
        const struct forecast_row *r = &f->rows[i];
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO forecasts VALUES (?,?,?,?,?,?,?,?,?)", "iiittdddd", f->session,
                               (int64_t)i, (int64_t)r->step, r->metric, r->kind, r->low, r->high, r->truth, r->skill),
                    err);
    }
    return ok;
}

bool store_forecasts_put(struct store *s, int64_t session, const struct forecast_row *rows, int n, struct err *err) {
    struct forecasts forecasts = {session, rows, n};
    return db_transaction(s, put_forecasts, &forecasts, err);
}

bool store_forecasts(struct store *s, const char *case_name, struct forecast_row **rows, int *n, struct err *err) {
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row = db_prepare(s, err,
                                   "SELECT f.step,f.metric,f.kind,f.low,f.high,f.truth,f.skill FROM forecasts f JOIN "
                                   "sessions s ON s.id=f.session WHERE ?1='' OR s.case_name=?1 ORDER BY "
                                   "f.session,f.place",
                                   "t", case_name ? case_name : "");
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        struct forecast_row *r = &(*rows)[(*n)++];
        *r = (struct forecast_row){.step = sqlite3_column_int(row, 0),
                                   .low = db_double(row, 3),
                                   .high = db_double(row, 4),
                                   .truth = db_double(row, 5),
                                   .skill = db_double(row, 6)};
        db_copy(row, 1, r->metric, sizeof r->metric);
        db_copy(row, 2, r->kind, sizeof r->kind);
    }
    return err->code == ERR_NONE;
}

struct findings_rows {
    int64_t session;
    const struct finding_row *rows;
    int n;
};

static bool put_findings(struct store *s, void *arg, struct err *err) {
    const struct findings_rows *f = arg;
    bool ok = db_run(s, db_prepare(s, err, "DELETE FROM findings WHERE session=?", "i", f->session), err);
    for (int i = 0; ok && i < f->n; i++) {
        const struct finding_row *r = &f->rows[i];
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO findings VALUES (?,?,?,?,?,?,?)", "iiiiddd", f->session, (int64_t)i,
                               (int64_t)r->step, (int64_t)r->decision, r->effect, r->low, r->high),
                    err);
    }
    return ok;
}

bool store_findings_put(struct store *s, int64_t session, const struct finding_row *rows, int n, struct err *err) {
    struct findings_rows findings = {session, rows, n};
    return db_transaction(s, put_findings, &findings, err);
}

bool store_findings(struct store *s, int64_t session, struct finding_row **rows, int *n, struct err *err) {
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row = db_prepare(
        s, err, "SELECT step,decision,effect,low,high FROM findings WHERE session=? ORDER BY place", "i", session);
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        (*rows)[(*n)++] = (struct finding_row){sqlite3_column_int(row, 0), sqlite3_column_int(row, 1),
                                               db_double(row, 2), db_double(row, 3), db_double(row, 4)};
    }
    return err->code == ERR_NONE;
}

bool store_step_shares(struct store *s, const char *case_name, struct step_share **rows, int *n, struct err *err) {
    static const char SQL[] =
        "SELECT c.session,c.step,"
        "sum(iif(c.item LIKE 'decision.%' OR c.item LIKE 'forecast.%' OR c.item LIKE 'estimate.%',max(c.earned,0),0))"
        "/sum(iif(c.item LIKE 'decision.%' OR c.item LIKE 'forecast.%' OR c.item LIKE 'estimate.%',c.points,NULL)),"
        "max(0,sum(iif(c.item LIKE 'coverage.%' AND c.points>0,c.earned,0)))"
        "/sum(iif(c.item LIKE 'coverage.%' AND c.points>0,c.points,NULL)) "
        "FROM scores c JOIN sessions s ON s.id=c.session "
        "WHERE c.step>0 AND s.finished AND (?1='' OR s.case_name=?1) GROUP BY c.session,c.step ORDER BY s.started,s.id";
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row = db_prepare(s, err, SQL, "t", case_name ? case_name : "");
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        (*rows)[(*n)++] = (struct step_share){sqlite3_column_int64(row, 0), sqlite3_column_int(row, 1),
                                              db_double(row, 2), db_double(row, 3)};
    }
    return err->code == ERR_NONE;
}

bool store_session_runs(struct store *s, int64_t session, int64_t **ids, int *n, struct err *err) {
    *ids = NULL;
    *n = 0;
    sqlite3_stmt *row =
        db_prepare(s, err, "SELECT DISTINCT run FROM session_runs WHERE session=? ORDER BY run DESC", "i", session);
    while (db_row(s, row, err)) {
        *ids = mem_grow(*ids, (size_t)*n + 1, sizeof **ids);
        (*ids)[(*n)++] = sqlite3_column_int64(row, 0);
    }
    return err->code == ERR_NONE;
}
