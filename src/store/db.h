/* db.h - small helpers over SQLite shared by the files of this room: one prepared statement at a time, first error
 * wins. Internal to store/. */
#ifndef STORE_DB_H
#define STORE_DB_H
#include "store/store.h"

#include <sqlite3.h>

struct store {
    sqlite3 *db;
    char *path;
    bool read_only;
};

/* ERR_DATABASE (ERR_IO when the disk is full or refuses) with the file and SQLite's words. Always false. */
bool db_fail(struct store *s, struct err *err);
bool db_exec(struct store *s, const char *sql, struct err *err) MUST_USE;
/* BEGIN IMMEDIATE ... COMMIT around f; anything that fails rolls back. */
bool db_transaction(struct store *s, bool (*f)(struct store *s, void *arg, struct err *err), void *arg,
                    struct err *err) MUST_USE;

/* A statement with its parameters bound in order by a format of letters: i int64_t, d double (NAN: NULL), t text,
 * b blob (const void *, int). NULL and err when it cannot be prepared. */
sqlite3_stmt *db_prepare(struct store *s, struct err *err, const char *sql, const char *types, ...) MUST_USE;
/* Runs it to its end and finalises it. */
bool db_run(struct store *s, sqlite3_stmt *statement, struct err *err) MUST_USE;
/* True while there is a row; at the end, or on failure (err is set), finalises and returns false. */
bool db_row(struct store *s, sqlite3_stmt *statement, struct err *err);

double db_double(sqlite3_stmt *row, int column); /* NULL: NAN */
char *db_text(sqlite3_stmt *row, int column);    /* a copy, never NULL */
void db_copy(sqlite3_stmt *row, int column, char *to, size_t n);
#endif
