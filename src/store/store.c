#include "base/mem.h"
#include "store/db.h"
#include "store/schema.sql.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION_ID = 0x37737470, /* "7stp" */
    SCHEMA_VERSION = 3,
    BUSY_MS = 5000,
    QUICK_CHECK_BYTES = 32 << 20,
    VALUE_BYTES_MAX = 64 << 20, /* one text or blob: what a query of the REPL can make */
    QUERY_STEPS = 1000,
    QUERY_CALLS = 100000 /* of the machine of SQLite, for one query of the REPL: a second or two */
};

/* Steps from one version to the next, forward only: migrations[i] leads from version i+1 to i+2. */
static const char *const migrations[] = {
    "ALTER TABLE sessions ADD COLUMN drill TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE forecasts ( session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, place "
    "INTEGER NOT NULL, step INTEGER NOT NULL, metric TEXT NOT NULL, kind TEXT NOT NULL, low REAL, high "
    "REAL, truth REAL, skill REAL, PRIMARY KEY (session, place) ) STRICT, WITHOUT ROWID; CREATE TABLE "
    "findings ( session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, place INTEGER NOT "
    "NULL, step INTEGER NOT NULL, decision INTEGER NOT NULL, effect REAL, low REAL, high REAL, PRIMARY "
    "KEY (session, place) ) STRICT, WITHOUT ROWID; ",
    "CREATE TABLE pictures (run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, place INTEGER NOT NULL,"
    " list INTEGER NOT NULL, position INTEGER NOT NULL, item INTEGER NOT NULL, grade INTEGER NOT NULL,"
    " caption TEXT NOT NULL, rgb BLOB NOT NULL, PRIMARY KEY (run, place)) STRICT, WITHOUT ROWID"};
static_assert(sizeof migrations / sizeof *migrations == SCHEMA_VERSION - 1, "a step to every version");

static bool pragma_int(struct store *s, const char *name, int64_t *value, struct err *err) {
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA %s", name);
    sqlite3_stmt *statement = db_prepare(s, err, sql, "");
    if (!db_row(s, statement, err))
        return err_set(err, ERR_DATABASE, "database '%s': no answer to %s", s->path, sql);
    *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return true;
}

/* Whether a file with this application id and schema version is for this program. */
static bool kind_known(const char *path, int64_t application, int64_t version, struct err *err) {
    if (application != APPLICATION_ID)
        return err_set(err, ERR_DATABASE, "'%s' is a database of another program; name another file with --db", path);
    if (version > SCHEMA_VERSION)
        return err_set(err, ERR_DATABASE,
                       "database '%s' is of a newer sevenstep (schema %lld, this one knows %d); update, or name "
                       "another with --db",
                       path, (long long)version, SCHEMA_VERSION);
    return version >= 1 || err_set(err, ERR_DATABASE,
                                   "database '%s' has no schema version: it is damaged, name another with --db", path);
}

/* What kind of file this is, without touching it: 0 empty or missing, else its schema version. */
static bool examine(struct store *s, int64_t *version, struct err *err) {
    int64_t application = 0, tables = 0;
    if (!pragma_int(s, "application_id", &application, err) || !pragma_int(s, "user_version", version, err) ||
        !pragma_int(s, "schema_version", &tables, err))
        return false;
    return (application == 0 && tables == 0 && *version == 0) || kind_known(s->path, application, *version, err);
}

static struct store *open_with(const char *path, int flags, struct err *err) {
    struct store *s = mem_must(1, sizeof *s);
    s->path = mem_string(path);
    s->read_only = flags & SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK) {
        db_fail(s, err);
        store_close(s);
        return NULL;
    }
    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
    return s;
}

static bool create(struct store *s, void *arg, struct err *err) {
    (void)arg;
    char sql[96];
    int64_t version;
    if (!examine(s, &version, err)) /* another process may have been first */
        return false;
    if (version == SCHEMA_VERSION)
        return true;
    snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID, SCHEMA_VERSION);
    return db_exec(s, embedded_store_schema_sql, err) && db_exec(s, sql, err);
}

static bool migrate(struct store *s, void *arg, struct err *err) {
    char sql[64];
    for (int64_t version = *(int64_t *)arg; version < SCHEMA_VERSION; version++) {
        snprintf(sql, sizeof sql, "PRAGMA user_version=%lld", (long long)version + 1);
        if (!db_exec(s, migrations[version - 1], err) || !db_exec(s, sql, err))
            return false;
    }
    return true;
}

/* A whole copy beside the file before anything in it changes: FILE.schemaN.bak, .bak2 ... */
static bool back_up(struct store *s, int64_t version, struct err *err) {
    struct text to = {0};
    for (int i = 1; i == 1 || access(text_str(&to), F_OK) == 0; i++) {
        text_clear(&to);
        text_format(&to, i == 1 ? "%s.schema%lld.bak" : "%s.schema%lld.bak%d", s->path, (long long)version, i);
    }
    bool ok = db_run(s, db_prepare(s, err, "VACUUM INTO ?", "t", text_str(&to)), err);
    text_free(&to);
    return ok;
}

static bool prepare(struct store *s, int64_t version, struct err *err) {
    if (!db_exec(s, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON", err))
        return false;
    if (version == 0)
        return db_transaction(s, create, NULL, err);
    return version == SCHEMA_VERSION || (back_up(s, version, err) && db_transaction(s, migrate, &version, err));
}

static uint32_t big_endian(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* What the first bytes of the file say (sqlite.org/fileformat2.html), so that what is foreign or newer is not even
 * opened: opening a WAL database may leave files beside it. An application id of 0 is left to SQLite: the first pages
 * may still be in the log of a program that was killed. */
static bool examine_header(const char *path, struct err *err) {
    unsigned char head[100] = {0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_errno(err, "cannot open the database", path);
    size_t n = fread(head, 1, sizeof head, file);
    fclose(file);
    if (n < sizeof head || memcmp(head, "SQLite format 3", 16) != 0)
        return err_set(err, ERR_DATABASE, "'%s' is not a database; name another file with --db", path);
    uint32_t version = big_endian(head + 60), application = big_endian(head + 68);
    return application == 0 || kind_known(path, application, version, err);
}

/* A log beside the file: somebody has it open, or was killed. */
static bool has_log(const char *path) {
    struct text wal = {0};
    text_format(&wal, "%s-wal", path);
    bool there = access(text_str(&wal), F_OK) == 0;
    text_free(&wal);
    return there;
}

/* "file:...": with immutable=1 SQLite makes no files beside it either. */
static void write_uri(const char *path, bool immutable, struct text *uri) {
    text_add(uri, "file:");
    for (const char *p = path; *p; p++)
        text_format(uri, strchr("%?#", *p) ? "%%%02x" : "%c", (unsigned char)*p);
    text_add(uri, immutable ? "?immutable=1" : "");
}

/* Finds damage before anything is written. Above a size only what SQLite reads anyway: every start would wait. */
static bool check_pages(struct store *s, off_t bytes, struct err *err) {
    if (bytes > QUICK_CHECK_BYTES)
        return true;
    sqlite3_stmt *row = db_prepare(s, err, "PRAGMA quick_check(1)", "");
    if (!db_row(s, row, err))
        return false;
    char said[120];
    db_copy(row, 0, said, sizeof said);
    sqlite3_finalize(row);
    return strcmp(said, "ok") == 0 ||
           err_set(err, ERR_DATABASE, "database '%s' is damaged (%s); keep a copy and name another with --db", s->path,
                   said);
}

static bool examine_pages(const char *path, bool immutable, off_t bytes, int64_t *version, struct err *err) {
    struct text uri = {0};
    write_uri(path, immutable, &uri);
    struct store *s = open_with(text_str(&uri), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    if (s) {
        free(s->path);
        s->path = mem_string(path); /* what errors show */
    }
    bool ok = s && examine(s, version, err) && check_pages(s, bytes, err);
    store_close(s);
    text_free(&uri);
    return ok;
}

/* Opened to read first: a file that is refused is left as it was, byte for byte. */
static bool examine_file(const char *path, int64_t *version, struct err *err) {
    struct stat info;
    *version = 0;
    if (stat(path, &info) != 0)
        return errno == ENOENT || err_errno(err, "cannot open the database", path);
    if (!S_ISREG(info.st_mode))
        return err_set(err, ERR_DATABASE, "'%s' is not a file; name one with --db", path);
    if (info.st_size == 0)
        return true;
    if (!examine_header(path, err))
        return false;
    bool immutable = !has_log(path);
    if (examine_pages(path, immutable, info.st_size, version, err))
        return true;
    if (!immutable || !has_log(path))
        return false;
    err_clear(err); /* somebody began to write while it was being read: once more, with locks */
    return examine_pages(path, false, info.st_size, version, err);
}

struct store *store_open(const char *path, struct err *err) {
    int64_t version;
    const char *slash = strrchr(path, '/');
    char folder[4096];
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 0, path);
    if (!examine_file(path, &version, err) || (*folder && !text_make_dirs(folder, err)))
        return NULL;
    struct store *s = open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (s && prepare(s, version, err))
        return s;
    store_close(s);
    return NULL;
}

struct store *store_open_read(const char *path, struct err *err) {
    struct stat info;
    int64_t version;
    if (stat(path, &info) != 0) {
        if (errno == ENOENT)
            err_set(err, ERR_NOT_FOUND,
                    "there is no database '%s' yet; `sevenstep run video_recommendation/default` makes one", path);
        else
            err_errno(err, "cannot open the database", path);
        return NULL;
    }
    if (!examine_file(path, &version, err))
        return NULL;
    if (version == 0) {
        err_set(err, ERR_NOT_FOUND, "the database '%s' is empty; `sevenstep run video_recommendation/default` fills it",
                path);
        return NULL;
    }
    if (version < SCHEMA_VERSION) { /* brought forward as on opening to write: what reads knows one schema */
        struct store *writer = store_open(path, err);
        store_close(writer);
        if (!writer)
            return NULL;
    }
    return open_with(path, SQLITE_OPEN_READONLY, err);
}

void store_close(struct store *s) {
    if (!s)
        return;
    sqlite3_close_v2(s->db);
    free(s->path);
    free(s);
}

bool store_check(struct store *s, struct text *out, struct err *err) {
    static const char *const checks[] = {"PRAGMA integrity_check", "PRAGMA foreign_key_check"};
    for (int i = 0; i < 2; i++) {
        sqlite3_stmt *row = db_prepare(s, err, checks[i], "");
        while (db_row(s, row, err)) {
            const char *said = (const char *)sqlite3_column_text(row, 0);
            text_format(out, "%s%s", out->length ? "; " : "", said ? said : "");
        }
        if (err->code != ERR_NONE)
            return false;
    }
    return true;
}

/* Only what reads: the REPL's query cannot change the database, nor attach another. */
static int authorise(void *arg, int action, const char *a, const char *b, const char *c, const char *d) {
    (void)arg, (void)a, (void)b, (void)c, (void)d;
    return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE
               ? SQLITE_OK
               : SQLITE_DENY;
}

/* Ends what would run for ever. */
static int count_down(void *left) {
    return --*(int *)left < 0;
}

static bool query_rows(sqlite3_stmt *statement, store_row f, void *arg, struct store *s, struct err *err) {
    enum { COLUMNS = 64 };
    const char *names[COLUMNS], *values[COLUMNS];
    int n = sqlite3_column_count(statement), code;
    if (n > COLUMNS)
        return err_set(err, ERR_USAGE, "sql: more than %d columns", COLUMNS);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < n; i++) {
            names[i] = sqlite3_column_name(statement, i);
            bool blob = sqlite3_column_type(statement, i) == SQLITE_BLOB;
            values[i] = blob ? "(blob)" : (const char *)sqlite3_column_text(statement, i);
        }
        if (!f(arg, n, names, values))
            return true;
    }
    if (code == SQLITE_INTERRUPT)
        return err_set(err, ERR_LIMIT, "sql: the query takes too long; give it less to do");
    return code == SQLITE_DONE || err_set(err, ERR_USAGE, "sql: %s", sqlite3_errmsg(s->db));
}

bool store_query(struct store *s, const char *sql, store_row f, void *arg, struct err *err) {
    const char *rest = "";
    sqlite3_stmt *statement = NULL;
    int left = QUERY_CALLS;
    sqlite3_set_authorizer(s->db, authorise, NULL);
    int code = sqlite3_prepare_v2(s->db, sql, -1, &statement, &rest);
    sqlite3_set_authorizer(s->db, NULL, NULL);
    if (code != SQLITE_OK || !statement)
        return err_set(err, ERR_USAGE, "sql: %s",
                       code == SQLITE_AUTH ? "only select is allowed"
                       : statement || code ? sqlite3_errmsg(s->db)
                                           : "there is no statement");
    sqlite3_progress_handler(s->db, QUERY_STEPS, count_down, &left);
    bool ok = rest[strspn(rest, " \t\n;")] == '\0' ? query_rows(statement, f, arg, s, err)
                                                   : err_set(err, ERR_USAGE, "sql: one statement at a time");
    sqlite3_progress_handler(s->db, 0, NULL, NULL);
    sqlite3_finalize(statement);
    return ok;
}

bool store_copy(const char *from, const char *to, struct err *err) {
    struct err missing = {0};
    struct store *s = store_open_read(from, &missing);
    if (!s)
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.message);
    bool ok = db_run(s, db_prepare(s, err, "VACUUM INTO ?", "t", to), err);
    store_close(s);
    return ok;
}
