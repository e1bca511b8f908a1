#include "store/db.h"
#include "base/mem.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool db_fail(struct store *s, struct err *err) {
    int code = s->db ? sqlite3_errcode(s->db) & 0xff : SQLITE_NOMEM;
    const char *mend = code == SQLITE_BUSY || code == SQLITE_LOCKED ? "; another program holds it, try again"
                       : code == SQLITE_FULL                        ? "; the disk is full"
                       : code == SQLITE_READONLY                    ? "; it cannot be written, --db names another"
                       : code == SQLITE_CORRUPT || code == SQLITE_NOTADB
                           ? "; it is damaged, keep a copy and name another with --db"
                           : "";
    return err_set(err, ERR_DATABASE, "database '%s': %s%s", s->path, s->db ? sqlite3_errmsg(s->db) : "no memory",
                   mend);
}

bool db_exec(struct store *s, const char *sql, struct err *err) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(s, err);
}

bool db_transaction(struct store *s, bool (*f)(struct store *s, void *arg, struct err *err), void *arg,
                    struct err *err) {
    if (!db_exec(s, "BEGIN IMMEDIATE", err))
        return false;
    if (f(s, arg, err) && db_exec(s, "COMMIT", err))
        return true;
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL); /* the first failure is what is reported */
    return false;
}

static int bind_one(sqlite3_stmt *statement, int at, char type, va_list *args) {
    switch (type) {
    case 'i':
        return sqlite3_bind_int64(statement, at, va_arg(*args, int64_t));
    case 'd': {
        double value = va_arg(*args, double);
        return isnan(value) ? sqlite3_bind_null(statement, at) : sqlite3_bind_double(statement, at, value);
    }
    case 't':
        return sqlite3_bind_text(statement, at, va_arg(*args, const char *), -1, SQLITE_TRANSIENT);
    default:
        break;
    }
    const void *bytes = va_arg(*args, const void *);
    int n = va_arg(*args, int);
    return sqlite3_bind_blob(statement, at, n ? bytes : "", n, SQLITE_TRANSIENT);
}

sqlite3_stmt *db_prepare(struct store *s, struct err *err, const char *sql, const char *types, ...) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        db_fail(s, err);
        return NULL;
    }
    va_list args;
    va_start(args, types);
    bool ok = true;
    for (int i = 0; ok && types[i]; i++)
        ok = bind_one(statement, i + 1, types[i], &args) == SQLITE_OK;
    va_end(args);
    if (ok)
        return statement;
    db_fail(s, err);
    sqlite3_finalize(statement);
    return NULL;
}

bool db_run(struct store *s, sqlite3_stmt *statement, struct err *err) {
    if (!statement)
        return false;
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        continue;
    bool ok = code == SQLITE_DONE || db_fail(s, err);
    sqlite3_finalize(statement);
    return ok;
}

bool db_row(struct store *s, sqlite3_stmt *statement, struct err *err) {
    if (!statement)
        return false;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        db_fail(s, err);
    sqlite3_finalize(statement);
    return false;
}

double db_double(sqlite3_stmt *row, int column) {
    return sqlite3_column_type(row, column) == SQLITE_NULL ? NAN : sqlite3_column_double(row, column);
}

char *db_text(sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    return mem_string(text ? text : "");
}

void db_copy(sqlite3_stmt *row, int column, char *to, size_t n) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    snprintf(to, n, "%s", text ? text : "");
}
