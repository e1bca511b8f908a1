#include "made_run.h"
#include "scratch.h"
#include "store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[SCRATCH_PATH], path[SCRATCH_PATH + 16];

static int make_folder(void **state) {
    (void)state;
    scratch_folder(folder);
    snprintf(path, sizeof path, "%s/a.db", folder);
    return 0;
}

static int drop_folder(void **state) {
    (void)state;
    scratch_remove(folder);
    return 0;
}

static struct store *opened(void) {
    struct err err = {0};
    struct store *s = store_open(path, &err);
    if (!s)
        fail_msg("%s", err.message);
    return s;
}

static const struct case_info *case_of(void *arg, const char *name) {
    return strcmp(name, ((struct case_info *)arg)->name) == 0 ? arg : NULL;
}

static struct run *get(struct store *s, const char *name, struct err *err) {
    static struct case_info info;
    info = made_case();
    return store_run_get(s, name, case_of, &info, err);
}

static void same_doubles(const double *a, const double *b, int n) {
    assert_memory_equal(a, b, (size_t)n * sizeof *a);
}

static void same_run(const struct run *a, const struct run *b) {
    const struct measures *x = &a->outcome.measures, *y = &b->outcome.measures;
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->scenario, b->scenario);
    assert_string_equal(a->version, b->version);
    assert_true(a->at == b->at && a->outcome.wall_s == b->outcome.wall_s);
    assert_memory_equal(&a->outcome.world_key, &b->outcome.world_key, sizeof(struct hash128));
    assert_memory_equal(&a->outcome.rows_key, &b->outcome.rows_key, sizeof(struct hash128));
    for (enum knob_id id = 0; id < KNOBS; id++)
        if (knob_has_kind(knob_at(id), WORLD_FEED)) {
            assert_true(design_equal(a->design, b->design, id));
            assert_int_equal(design_was_set(a->design, id), design_was_set(b->design, id));
        }
    assert_int_equal(x->n_metrics, y->n_metrics);
    for (int i = 0; i < x->n_metrics; i++) {
        const struct measure *m = &x->metrics[i], *k = &y->metrics[i];
        assert_string_equal(m->name, k->name);
        assert_string_equal(m->why, k->why);
        assert_true(m->value == k->value || (isnan(m->value) && isnan(k->value)));
        assert_true(m->baseline == k->baseline || (isnan(m->baseline) && isnan(k->baseline)));
        assert_true(m->oracle == k->oracle || (isnan(m->oracle) && isnan(k->oracle)));
        assert_int_equal(m->n_replicates, k->n_replicates);
        same_doubles(m->replicates, k->replicates, m->n_replicates);
    }
    assert_int_equal(x->n_curves, y->n_curves);
    for (int i = 0; i < x->n_curves; i++) {
        assert_string_equal(x->curves[i].name, y->curves[i].name);
        assert_int_equal(x->curves[i].n, y->curves[i].n);
        same_doubles(x->curves[i].x, y->curves[i].x, x->curves[i].n);
        same_doubles(x->curves[i].y, y->curves[i].y, x->curves[i].n);
    }
    assert_int_equal(x->n_stages, y->n_stages);
    for (int i = 0; i < x->n_stages; i++) {
        assert_string_equal(x->stages[i].stage, y->stages[i].stage);
        assert_true(x->stages[i].out == y->stages[i].out);
        assert_true(isnan(x->stages[i].p99_ms) ? isnan(y->stages[i].p99_ms)
                                               : x->stages[i].p99_ms == y->stages[i].p99_ms);
    }
    assert_int_equal(x->n_notes, y->n_notes);
    for (int i = 0; i < x->n_notes; i++)
        assert_string_equal(x->notes[i], y->notes[i]);
    assert_int_equal(a->outcome.n_nodes, b->outcome.n_nodes);
    for (int i = 0; i < a->outcome.n_nodes; i++) {
        assert_string_equal(a->outcome.nodes[i].node, b->outcome.nodes[i].node);
        assert_int_equal(a->outcome.nodes[i].cached, b->outcome.nodes[i].cached);
        assert_true(a->outcome.nodes[i].seconds == b->outcome.nodes[i].seconds);
    }
    assert_int_equal(a->n_thresholds, b->n_thresholds);
    for (int i = 0; i < a->n_thresholds; i++) {
        assert_string_equal(a->thresholds[i].metric, b->thresholds[i].metric);
        assert_string_equal(a->thresholds[i].rule, b->thresholds[i].rule);
        assert_int_equal(a->thresholds[i].passed, b->thresholds[i].passed);
    }
}

static void runs_come_back_the_same(void **state) {
    (void)state;
    struct store *s = opened();
    struct err err = {0};
    struct run *run = made_run(0, "first \"one\"; DROP TABLE runs", 1.0 / 3.0);
    made_set(run, "retrieval.dim", "32");
    made_set(run, "seed", "1000000000000000"); /* the largest there is */
    made_missing(run, "list.mrr", "nothing was shown");
    made_threshold(run, "serving.p99_ms", "< 1e-3");
    made_threshold(run, "list.mrr", "> 0");
    run->outcome.measures.metrics[0].replicates[0] = 5e-324; /* the smallest double, and one that is none */
    run->outcome.measures.metrics[0].replicates[1] = NAN;
    measures_stage(&run->outcome.measures, "untimed", 1, 1, NAN, NAN);
    measures_note(&run->outcome.measures, "100 %% of \"it\"\n");
    assert_true(store_run_add(s, run, &err));
    assert_int_equal(run->id, 1);
    store_close(s);
    s = store_open_read(path, &err);
    assert_non_null(s);
    struct run *back = get(s, "1", &err);
    assert_non_null(back);
    same_run(run, back);
    run_free(back);
    store_close(s);
    run_free(run);
}

static void runs_are_found(void **state) {
    (void)state;
    struct store *s = opened();
    struct err err = {0};
    struct run_row *rows;
    int n;
    assert_null(get(s, "last", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err_clear(&err);
    static const char *const names[] = {"base", "wide", "base", "", "1"};
    for (int i = 0; i < 5; i++) {
        struct run *run = made_run(0, names[i], i);
        if (i == 1)
            made_threshold(run, "serving.p99_ms", "< 0");
        assert_true(store_run_add(s, run, &err));
        run_free(run);
    }
    static const struct {
        const char *name;
        int id;
    } found[] = {{"last", 5}, {"base", 3}, {"wide", 2}, {"4", 4}, {"1", 1}};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct run *run = get(s, found[i].name, &err);
        assert_non_null(run);
        assert_int_equal(run->id, found[i].id);
        run_free(run);
    }
    assert_null(get(s, "wdie", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "did you mean 'wide'?"));
    err_clear(&err);
    assert_null(get(s, "77", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err_clear(&err);
    assert_true(store_runs(s, 3, &rows, &n, &err));
    assert_int_equal(n, 3);
    assert_int_equal(rows[0].id, 5);
    assert_string_equal(rows[0].headline_metric, "online.watch_minutes_per_session");
    assert_true(rows[0].headline == 31.25 * 5);
    free(rows);
    assert_true(store_runs(s, 0, &rows, &n, &err));
    assert_int_equal(n, 5);
    assert_false(rows[3].passed);
    assert_true(rows[4].passed);
    free(rows);
    struct case_info other = made_case();
    other.name = "another";
    assert_null(store_run_get(s, "1", case_of, &other, &err));
    assert_non_null(strstr(err.message, "'video_recommendation', which is not here"));
    store_close(s);
}

static struct session_row a_session(const char *name) {
    struct session_row row = {.started = 100, .last = 200, .seed = 3, .step = 2, .untimed = true};
    snprintf(row.case_name, sizeof row.case_name, "video_recommendation");
    snprintf(row.scenario, sizeof row.scenario, "video_recommendation/default");
    snprintf(row.mode, sizeof row.mode, "interview");
    snprintf(row.focus, sizeof row.focus, "balanced");
    snprintf(row.level, sizeof row.level, "senior");
    snprintf(row.name, sizeof row.name, "%s", name);
    return row;
}

static bool count_rows(void *arg, int n, const char *const *names, const char *const *values) {
    (void)n, (void)names;
    snprintf(arg, 64, "%s", values[0] ? values[0] : "NULL");
    return true;
}

static void expect_query(struct store *s, const char *sql, const char *want) {
    char got[64] = "";
    struct err err = {0};
    if (!store_query(s, sql, count_rows, got, &err))
        fail_msg("%s: %s", sql, err.message);
    assert_string_equal(got, want);
}

static void sessions_keep_every_event(void **state) {
    (void)state;
    struct store *s = opened();
    struct err err = {0};
    struct session_row first = a_session(""), fork = a_session("fork"), *rows;
    struct event_row *events;
    int n;
    assert_true(store_session_add(s, &first, &err));
    fork.parent = first.id;
    fork.last = 300;
    assert_true(store_session_add(s, &fork, &err));
    for (int i = 0; i < 20; i++) {
        char text[40];
        snprintf(text, sizeof text, "line %d, 'quoted' \xC3\xA4\n", i);
        char kind[] = "line";
        assert_true(
            store_event_add(s, i % 2 ? fork.id : first.id, &(struct event_row){i * 10, i / 5, kind, text}, &err));
    }
    assert_true(store_events(s, fork.id, &events, &n, &err));
    assert_int_equal(n, 10);
    for (int i = 0; i < n; i++)
        assert_int_equal(events[i].at_ms, (2 * i + 1) * 10);
    assert_string_equal(events[9].text, "line 19, 'quoted' \xC3\xA4\n");
    store_events_free(events, n);
    fork.finished = true;
    fork.step = 8;
    snprintf(fork.verdict, sizeof fork.verdict, "senior");
    assert_true(store_session_update(s, &fork, &err));
    assert_true(store_sessions(s, &rows, &n, &err));
    assert_int_equal(n, 2);
    assert_memory_equal(&rows[0], &fork, sizeof fork);
    assert_memory_equal(&rows[1], &first, sizeof first);
    free(rows);
    assert_true(store_answer_put(s, first.id, 1, "a", &err));
    assert_true(store_answer_put(s, first.id, 1, "a b", &err));
    expect_query(s, "SELECT text FROM answers", "a b");
    struct score_row scores[2] = {{0, "whole", "", 10, 5.5}, {3, "split", "by time", 2, 2}};
    assert_true(store_scores_put(s, first.id, scores, 2, &err));
    assert_true(store_scores_put(s, first.id, scores, 2, &err)); /* again: in place of the old ones */
    expect_query(s, "SELECT sum(earned) FROM scores", "7.5");
    struct run *run = made_run(0, "", 0);
    assert_true(store_run_add(s, run, &err));
    assert_true(store_session_run(s, first.id, 4, run->id, &err));
    assert_true(store_session_run(s, first.id, 4, run->id, &err));
    expect_query(s, "SELECT count(*) FROM session_runs", "1");
    run_free(run);
    /* nothing hangs on a session that is not there */
    char kind[] = "line", text[] = "x";
    assert_false(store_event_add(s, 99, &(struct event_row){0, 1, kind, text}, &err));
    assert_int_equal(err.code, ERR_DATABASE);
    store_close(s);
}

static void queries_only_read(void **state) {
    (void)state;
    struct store *s = opened();
    static const struct {
        const char *sql, *part;
        enum err_code code;
    } wrong[] = {
        {"DELETE FROM runs", "only select", ERR_USAGE},
        {"ATTACH '/tmp/x.db' AS x", "only select", ERR_USAGE},
        {"PRAGMA journal_mode=DELETE", "only select", ERR_USAGE},
        {"CREATE TABLE x (y)", "only select", ERR_USAGE},
        {"SELECT 1; SELECT 2", "one statement", ERR_USAGE},
        {"SELECT nme FROM runs", "no such column: nme", ERR_USAGE},
        {"", "no statement", ERR_USAGE},
        {"WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM t) SELECT count(*) FROM t", "too long", ERR_LIMIT},
        {"SELECT zeroblob(1000000000)", "too big", ERR_USAGE}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        char got[64];
        assert_false(store_query(s, wrong[i].sql, count_rows, got, &err));
        assert_int_equal(err.code, wrong[i].code);
        if (!strstr(err.message, wrong[i].part))
            fail_msg("%s: %s", wrong[i].sql, err.message);
    }
    expect_query(s, "SELECT count(*) FROM runs;", "0");
    expect_query(s, "SELECT NULL", "NULL");
    struct text said = {0};
    struct err err = {0};
    assert_true(store_check(s, &said, &err));
    assert_string_equal(text_str(&said), "ok");
    text_free(&said);
    store_close(s);
}

static void write_file(const char *to, const void *bytes, size_t n) {
    struct err err = {0};
    assert_true(text_write_file(to, bytes, n, &err));
}

/* Neither door opens it, both say why, and no byte of the folder changes. */
static void left_alone(const char *part) {
    struct err err = {0};
    char *before, *after, beside[160];
    size_t n, k;
    assert_true(text_read_file(path, 1 << 26, &before, &n, &err));
    for (int door = 0; door < 2; door++) {
        struct store *s = door ? store_open_read(path, &err) : store_open(path, &err);
        if (s)
            fail_msg("was opened: %s", part);
        assert_int_equal(err_exit_code(err.code), 3);
        if (!strstr(err.message, part) || !strstr(err.message, path))
            fail_msg("%s", err.message);
        err_clear(&err);
    }
    assert_true(text_read_file(path, 1 << 26, &after, &k, &err));
    assert_int_equal(n, k);
    assert_memory_equal(before, after, n);
    snprintf(beside, sizeof beside, "%s-wal", path);
    assert_int_not_equal(access(beside, F_OK), 0);
    snprintf(beside, sizeof beside, "%s-shm", path);
    assert_int_not_equal(access(beside, F_OK), 0);
    free(before);
    free(after);
}

static void shell(const char *format, ...) PRINTF_LIKE(1, 2);
static void shell(const char *format, ...) {
    char command[600];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    assert_int_equal(system(command), 0);
}

/* A database with a few runs, closed: everything is in the one file. Returns its bytes. */
static char *filled(size_t *n) {
    struct err err = {0};
    struct store *s = opened();
    for (int i = 0; i < 3; i++) {
        struct run *run = made_run(0, "x", i);
        assert_true(store_run_add(s, run, &err));
        run_free(run);
    }
    store_close(s);
    char *bytes;
    assert_true(text_read_file(path, 1 << 26, &bytes, n, &err));
    return bytes;
}

static void foreign_files_are_left_alone(void **state) {
    (void)state;
    char text[3000];
    memset(text, 'x', sizeof text);
    write_file(path, text, sizeof text);
    left_alone("is not a database");
    write_file(path, "hello", 5);
    left_alone("is not a database");
    size_t n;
    unlink(path);
    char *good = filled(&n);
    char *bad = mem_must(n, 1);
    memcpy(bad, good, n);
    memcpy(bad + 68, "abcd", 4); /* application id */
    write_file(path, bad, n);
    left_alone("of another program");
    memcpy(bad, good, n);
    memset(bad + 68, 0, 4); /* a database of somebody who set none */
    write_file(path, bad, n);
    left_alone("of another program");
    memcpy(bad, good, n);
    bad[63] = 99; /* user version */
    write_file(path, bad, n);
    left_alone("of a newer sevenstep (schema 99");
    free(bad);
    free(good);
}

/* A file as schema 1 left it: what it held is there afterwards, a copy lies beside it, and new tables are in place. */
static void an_older_schema_is_brought_forward(void **state) {
    (void)state;
    struct err err = {0};
    char *schema, copy[160];
    size_t n;
    sqlite3 *db;
    unlink(path);
    assert_true(text_read_file("tests/data/schema1.sql", 1 << 20, &schema, &n, &err));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, schema, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "PRAGMA application_id=930313328; PRAGMA user_version=1;"
                     "INSERT INTO sessions VALUES (7,'c','','practice','balanced','senior',1,2,3,4,0,1,'mid','',NULL);"
                     "INSERT INTO events VALUES (7,1,0,1,'start','')",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    free(schema);
    struct store *s = store_open_read(path, &err); /* what only reads knows one schema, too */
    if (!s)
        fail_msg("%s", err.message);
    struct session_row *rows;
    int count;
    assert_true(store_sessions(s, &rows, &count, &err));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].id, 7);
    assert_string_equal(rows[0].verdict, "mid");
    assert_string_equal(rows[0].drill, "");
    free(rows);
    store_close(s);
    snprintf(copy, sizeof copy, "%s.schema1.bak", path);
    assert_int_equal(access(copy, F_OK), 0);
    s = opened();
    const struct forecast_row row = {4, "online.ctr", "interval", 0.1, 0.2, NAN, NAN};
    assert_true(store_forecasts_put(s, 7, &row, 1, &err));
    struct forecast_row *back;
    assert_true(store_forecasts(s, "c", &back, &count, &err));
    assert_int_equal(count, 1);
    assert_true(back[0].low == 0.1 && isnan(back[0].truth));
    free(back);
    const struct finding_row finding = {4, -1, 0.5, 0.1, NAN};
    struct finding_row *findings;
    assert_true(store_findings_put(s, 7, &finding, 1, &err));
    assert_true(store_findings(s, 7, &findings, &count, &err));
    assert_int_equal(count, 1);
    assert_true(findings[0].effect == 0.5 && isnan(findings[0].high) && findings[0].decision == -1);
    free(findings);
    store_close(s);
}

static void damage_is_found(void **state) {
    (void)state;
    size_t n;
    char *good = filled(&n), *bad = mem_must(n, 1);
    write_file(path, good, n / 2);
    left_alone("damaged");
    write_file(path, good, 50);
    left_alone("is not a database");
    for (size_t page = 1; page < 8; page++) { /* a page of noise */
        memcpy(bad, good, n);
        memset(bad + page * 4096, 0x5A, 4096);
        write_file(path, bad, n);
        left_alone("damaged");
    }
    write_file(path, good, n);
    store_close(opened());
    free(good);
    free(bad);
}

static void bad_places_are_refused(void **state) {
    (void)state;
    struct err err = {0};
    char below[200];
    assert_null(store_open_read(path, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_not_equal(access(path, F_OK), 0); /* looking makes nothing */
    err_clear(&err);
    assert_null(store_open(folder, &err));
    assert_non_null(strstr(err.message, "is not a file"));
    assert_int_equal(err_exit_code(err.code), 3);
    err_clear(&err);
    snprintf(below, sizeof below, "%s/file", folder);
    write_file(below, "x", 1);
    snprintf(below, sizeof below, "%s/file/deep/a.db", folder);
    assert_null(store_open(below, &err));
    assert_int_equal(err_exit_code(err.code), 3);
    err_clear(&err);
    snprintf(below, sizeof below, "%s/new/deep er/a?b#c%%.db", folder);
    for (int i = 0; i < 2; i++) { /* made, then opened again */
        struct store *s = store_open(below, &err);
        if (!s)
            fail_msg("%s", err.message);
        store_close(s);
    }
    if (geteuid() == 0)
        return; /* root writes anywhere */
    shell("mkdir %s/closed && chmod 500 %s/closed", folder, folder);
    snprintf(below, sizeof below, "%s/closed/a.db", folder);
    assert_null(store_open(below, &err));
    assert_int_equal(err_exit_code(err.code), 3);
}

static void empty_files_are_filled(void **state) {
    (void)state;
    struct err err = {0};
    write_file(path, "", 0);
    assert_null(store_open_read(path, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    store_close(opened());
    err_clear(&err);
    struct store *s = store_open_read(path, &err);
    assert_non_null(s);
    struct run *run = made_run(0, "", 0);
    assert_false(store_run_add(s, run, &err)); /* read only */
    assert_int_equal(err_exit_code(err.code), 3);
    assert_int_equal(run->id, 0);
    run_free(run);
    store_close(s);
}

/* A child that types and is killed without warning: what store_event_add returned from is there. */
static void killed_writers_lose_nothing(void **state) {
    (void)state;
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        struct store *s = store_open(path, &err);
        struct session_row row = a_session("");
        char kind[] = "line", text[] = "typed";
        if (!s || !store_session_add(s, &row, &err))
            _exit(1);
        for (int i = 1;; i++) {
            if (!store_event_add(s, row.id, &(struct event_row){i, 1, kind, text}, &err) ||
                write(ready[1], "x", 1) != 1)
                _exit(1);
        }
    }
    char x;
    int told = 0, status;
    close(ready[1]);
    while (told < 20 && read(ready[0], &x, 1) == 1)
        told++;
    kill(child, SIGKILL);
    while (read(ready[0], &x, 1) == 1)
        told++;
    close(ready[0]);
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status) && told >= 20);
    struct err err = {0};
    struct store *s = opened();
    struct event_row *events;
    int n;
    assert_true(store_events(s, 1, &events, &n, &err));
    assert_true(n == told || n == told + 1); /* one may have been on disk before it was told */
    store_events_free(events, n);
    expect_query(s, "SELECT count(*) FROM sessions", "1");
    store_close(s);
}

/* Four programs begin with the same new file at once and write to it. */
static void writers_take_turns(void **state) {
    (void)state;
    enum { WRITERS = 4, EVENTS = 15 };
    pid_t child[WRITERS];
    for (int w = 0; w < WRITERS; w++) {
        child[w] = fork();
        if (child[w] != 0)
            continue;
        struct err err = {0};
        struct store *s = store_open(path, &err);
        struct session_row row = a_session("");
        char kind[] = "line", text[] = "typed";
        bool ok = s && store_session_add(s, &row, &err);
        for (int i = 0; ok && i < EVENTS; i++) {
            ok = store_event_add(s, row.id, &(struct event_row){i, 1, kind, text}, &err);
            struct run *run = made_run(0, "r", 0);
            ok = ok && (i % 5 || store_run_add(s, run, &err));
            run_free(run);
        }
        store_close(s);
        if (!ok)
            fprintf(stderr, "writer %d: %s\n", w, err.message);
        _exit(!ok);
    }
    for (int w = 0; w < WRITERS; w++) {
        int status;
        waitpid(child[w], &status, 0);
        assert_int_equal(status, 0);
    }
    struct store *s = opened();
    expect_query(s, "SELECT count(*) || ' ' || count(DISTINCT session) || ' ' || max(place) FROM events", "60 4 15");
    expect_query(s, "SELECT count(*) FROM runs", "12");
    expect_query(
        s, "SELECT count(*) FROM replicates r JOIN metrics m ON m.run=r.run AND m.name=r.name WHERE m.value IS NULL",
        "0");
    store_close(s);
}

int main(void) {
#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, drop_folder)
    const struct CMUnitTest tests[] = {
        STORE_TEST(runs_come_back_the_same),
        STORE_TEST(runs_are_found),
        STORE_TEST(sessions_keep_every_event),
        STORE_TEST(queries_only_read),
        STORE_TEST(foreign_files_are_left_alone),
        STORE_TEST(damage_is_found),
        STORE_TEST(an_older_schema_is_brought_forward),
        STORE_TEST(bad_places_are_refused),
        STORE_TEST(empty_files_are_filled),
        STORE_TEST(killed_writers_lose_nothing),
        STORE_TEST(writers_take_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
