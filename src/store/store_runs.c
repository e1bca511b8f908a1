#include "base/mem.h"
#include "store/db.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add_knobs(struct store *s, const struct run *run, struct err *err) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(run->design, ids);
    bool ok = true;
    for (int i = 0; ok && i < n; i++)
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO knobs VALUES (?,?,?,?)", "itti", run->id, knob_at(ids[i])->path,
                               design_text(run->design, ids[i]), (int64_t)design_was_set(run->design, ids[i])),
                    err);
    return ok;
}

static bool add_metrics(struct store *s, const struct run *run, struct err *err) {
    const struct measures *m = &run->outcome.measures;
    bool ok = true;
    for (int i = 0; ok && i < m->n_metrics; i++) {
        const struct measure *x = &m->metrics[i];
        double low = NAN, high = NAN;
        run_interval(x, &low, &high);
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO metrics VALUES (?,?,?,?,?,?,?,?,?)", "iitdddddt", run->id,
                               (int64_t)i, x->name, x->value, low, high, x->baseline, x->oracle, x->why),
                    err);
        if (ok && x->n_replicates)
            ok = db_run(s,
                        db_prepare(s, err, "INSERT INTO replicates VALUES (?,?,?)", "itb", run->id, x->name,
                                   (const void *)x->replicates, (int)(x->n_replicates * (int)sizeof(double))),
                        err);
    }
    return ok;
}

static bool add_rest(struct store *s, const struct run *run, struct err *err) {
    const struct measures *m = &run->outcome.measures;
    bool ok = true;
    for (int i = 0; ok && i < m->n_curves; i++) {
        int bytes = m->curves[i].n * (int)sizeof(double);
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO curves VALUES (?,?,?,?,?)", "iitbb", run->id, (int64_t)i,
                               m->curves[i].name, (const void *)m->curves[i].x, bytes, (const void *)m->curves[i].y,
                               bytes),
                    err);
    }
    for (int i = 0; ok && i < m->n_stages; i++)
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO funnel VALUES (?,?,?,?,?,?,?)", "iitdddd", run->id, (int64_t)i,
                               m->stages[i].stage, m->stages[i].in, m->stages[i].out, m->stages[i].p50_ms,
                               m->stages[i].p99_ms),
                    err);
    for (int i = 0; ok && i < run->outcome.n_nodes; i++)
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO stages VALUES (?,?,?,?,?)", "iitid", run->id, (int64_t)i,
                               run->outcome.nodes[i].node, (int64_t)run->outcome.nodes[i].cached,
                               run->outcome.nodes[i].seconds),
                    err);
    for (int i = 0; ok && i < m->n_notes; i++)
        ok = db_run(s, db_prepare(s, err, "INSERT INTO notes VALUES (?,?,?)", "iit", run->id, (int64_t)i, m->notes[i]),
                    err);
    for (int i = 0; ok && i < m->n_pictures; i++) {
        const struct measured_picture *x = &m->pictures[i];
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO pictures VALUES (?,?,?,?,?,?,?,?)", "iiiiiitb", run->id, (int64_t)i,
                               (int64_t)x->row, (int64_t)x->place, (int64_t)x->id, (int64_t)x->grade, x->caption,
                               (const void *)x->rgb, (int)sizeof x->rgb),
                    err);
    }
    for (int i = 0; ok && i < run->n_thresholds; i++)
        ok = db_run(s,
                    db_prepare(s, err, "INSERT INTO thresholds VALUES (?,?,?,?,?,?)", "iittdi", run->id, (int64_t)i,
                               run->thresholds[i].metric, run->thresholds[i].rule, run->thresholds[i].value,
                               (int64_t)run->thresholds[i].passed),
                    err);
    return ok;
}

static bool add_run(struct store *s, void *arg, struct err *err) {
    struct run *run = arg;
    if (!db_run(
            s,
            db_prepare(s, err,
                       "INSERT INTO runs (name,case_name,scenario,seed,version,at,wall_s,world_key,rows_key) VALUES "
                       "(?,?,?,?,?,?,?,?,?)",
                       "tttitidbb", run->name, design_case(run->design), run->scenario,
                       (int64_t)design_seed(run->design, K_SEED_WORLD), run->version, run->at, run->outcome.wall_s,
                       (const void *)&run->outcome.world_key, (int)sizeof run->outcome.world_key,
                       (const void *)&run->outcome.rows_key, (int)sizeof run->outcome.rows_key),
            err))
        return false;
    run->id = sqlite3_last_insert_rowid(s->db);
    return add_knobs(s, run, err) && add_metrics(s, run, err) && add_rest(s, run, err);
}

bool store_run_add(struct store *s, struct run *run, struct err *err) {
    if (db_transaction(s, add_run, run, err))
        return true;
    run->id = 0;
    return false;
}

/* The row that RUN names: the newest by "last", an id, or the newest of that name. 0: none. */
static int64_t find_run(struct store *s, const char *name, struct err *err) {
    long long id;
    sqlite3_stmt *row;
    if (strcmp(name, "last") == 0)
        row = db_prepare(s, err, "SELECT max(id) FROM runs", "");
    else if (text_to_int(name, &id))
        row = db_prepare(s, err, "SELECT id FROM runs WHERE id=? OR name=? ORDER BY id=? DESC, id DESC", "iti",
                         (int64_t)id, name, (int64_t)id);
    else
        row = db_prepare(s, err, "SELECT max(id) FROM runs WHERE name=?", "t", name);
    if (!db_row(s, row, err))
        return 0;
    int64_t found = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return found;
}

struct names {
    char **name;
    int n;
};

static const char *name_at(const void *arg, int i) {
    return ((const struct names *)arg)->name[i];
}

static void not_found(struct store *s, const char *name, struct err *err) {
    struct names names = {0};
    sqlite3_stmt *row =
        db_prepare(s, err, "SELECT DISTINCT name FROM runs WHERE name<>'' ORDER BY id DESC LIMIT 1000", "");
    while (db_row(s, row, err)) {
        names.name = mem_grow(names.name, (size_t)names.n + 1, sizeof *names.name);
        names.name[names.n++] = db_text(row, 0);
    }
    const char *near = text_nearest(name, name_at, &names, names.n);
    err_set(err, ERR_NOT_FOUND, "no run '%s'; %s%s%s", name, near ? "did you mean '" : "`sevenstep list runs` has them",
            near ? near : "", near ? "'?" : "");
    for (int i = 0; i < names.n; i++)
        free(names.name[i]);
    free(names.name);
}

static bool get_knobs(struct store *s, struct run *run, const struct case_info *info, struct err *err) {
    if (!(run->design = design_new(info, err)))
        return false;
    sqlite3_stmt *row = db_prepare(s, err, "SELECT path,value,decided FROM knobs WHERE run=?", "i", run->id);
    while (db_row(s, row, err)) {
        struct err ignored = {0}; /* a knob that this program no longer has */
        const char *path = (const char *)sqlite3_column_text(row, 0),
                   *value = (const char *)sqlite3_column_text(row, 1);
        if (path && value && !design_restore(run->design, path, value, sqlite3_column_int(row, 2) != 0, &ignored))
            measures_note(&run->outcome.measures, "knob %s=%s of this run is not known any more", path, value);
    }
    return err->code == ERR_NONE;
}

static bool get_metrics(struct store *s, struct run *run, struct err *err) {
    struct measures *m = &run->outcome.measures;
    sqlite3_stmt *row = db_prepare(s, err,
                                   "SELECT m.name,m.value,m.baseline,m.oracle,m.why,r.vals FROM metrics m LEFT JOIN "
                                   "replicates r ON r.run=m.run AND r.name=m.name WHERE m.run=? ORDER BY m.place",
                                   "i", run->id);
    while (db_row(s, row, err)) {
        char name[MEASURE_NAME];
        db_copy(row, 0, name, sizeof name);
        const double *replicates = sqlite3_column_blob(row, 5);
        int n = replicates ? sqlite3_column_bytes(row, 5) / (int)sizeof(double) : 0;
        struct measure *x = measures_add(m, name, db_double(row, 1), replicates, n);
        x->baseline = db_double(row, 2);
        x->oracle = db_double(row, 3);
        db_copy(row, 4, x->why, sizeof x->why);
    }
    return err->code == ERR_NONE;
}

static bool get_charts(struct store *s, struct run *run, struct err *err) {
    struct measures *m = &run->outcome.measures;
    sqlite3_stmt *row = db_prepare(s, err, "SELECT name,xs,ys FROM curves WHERE run=? ORDER BY place", "i", run->id);
    while (db_row(s, row, err)) {
        char name[MEASURE_NAME];
        db_copy(row, 0, name, sizeof name);
        int n = sqlite3_column_bytes(row, 1) / (int)sizeof(double);
        if (sqlite3_column_bytes(row, 2) / (int)sizeof(double) == n)
            measures_curve(m, name, sqlite3_column_blob(row, 1), sqlite3_column_blob(row, 2), n);
    }
    row = db_prepare(s, err, "SELECT stage,items_in,items_out,p50_ms,p99_ms FROM funnel WHERE run=? ORDER BY place",
                     "i", run->id);
    while (db_row(s, row, err)) {
        char stage[24];
        db_copy(row, 0, stage, sizeof stage);
        measures_stage(m, stage, db_double(row, 1), db_double(row, 2), db_double(row, 3), db_double(row, 4));
    }
    row = db_prepare(s, err, "SELECT note FROM notes WHERE run=? ORDER BY place", "i", run->id);
    while (db_row(s, row, err)) {
        const char *note = (const char *)sqlite3_column_text(row, 0);
        measures_note(m, "%s", note ? note : "");
    }
    return err->code == ERR_NONE;
}

static bool get_pictures(struct store *s, struct run *run, struct err *err) {
    sqlite3_stmt *row = db_prepare(
        s, err, "SELECT list,position,item,grade,caption,rgb FROM pictures WHERE run=? ORDER BY place", "i", run->id);
    while (db_row(s, row, err)) {
        struct measured_picture x = {.row = sqlite3_column_int(row, 0),
                                     .place = sqlite3_column_int(row, 1),
                                     .id = sqlite3_column_int(row, 2),
                                     .grade = sqlite3_column_int(row, 3)};
        db_copy(row, 4, x.caption, sizeof x.caption);
        if (sqlite3_column_bytes(row, 5) != (int)sizeof x.rgb)
            continue;
        memcpy(x.rgb, sqlite3_column_blob(row, 5), sizeof x.rgb);
        measures_picture(&run->outcome.measures, &x);
    }
    return err->code == ERR_NONE;
}

static bool get_lists(struct store *s, struct run *run, struct err *err) {
    struct outcome *o = &run->outcome;
    sqlite3_stmt *row =
        db_prepare(s, err, "SELECT node,cached,seconds FROM stages WHERE run=? ORDER BY place", "i", run->id);
    while (db_row(s, row, err)) {
        o->nodes = mem_grow(o->nodes, (size_t)o->n_nodes + 1, sizeof *o->nodes);
        struct node_time *time = &o->nodes[o->n_nodes++];
        db_copy(row, 0, time->node, sizeof time->node);
        time->cached = sqlite3_column_int(row, 1);
        time->seconds = db_double(row, 2);
    }
    row =
        db_prepare(s, err, "SELECT metric,rule,value,passed FROM thresholds WHERE run=? ORDER BY place", "i", run->id);
    while (db_row(s, row, err)) {
        run->thresholds = mem_grow(run->thresholds, (size_t)run->n_thresholds + 1, sizeof *run->thresholds);
        struct threshold *t = &run->thresholds[run->n_thresholds++];
        db_copy(row, 0, t->metric, sizeof t->metric);
        db_copy(row, 1, t->rule, sizeof t->rule);
        t->value = db_double(row, 2);
        t->passed = sqlite3_column_int(row, 3);
    }
    return err->code == ERR_NONE;
}

static void get_key(sqlite3_stmt *row, int column, struct hash128 *key) {
    if (sqlite3_column_bytes(row, column) == (int)sizeof *key)
        memcpy(key, sqlite3_column_blob(row, column), sizeof *key);
}

struct run *store_run_get(struct store *s, const char *name,
                          const struct case_info *(*case_of)(void *arg, const char *name), void *arg, struct err *err) {
    int64_t id = find_run(s, name, err);
    sqlite3_stmt *row = id ? db_prepare(s, err,
                                        "SELECT name,scenario,version,at,wall_s,world_key,rows_key,case_name FROM runs "
                                        "WHERE id=?",
                                        "i", id)
                           : NULL;
    if (!db_row(s, row, err)) {
        if (err->code == ERR_NONE)
            not_found(s, name, err);
        return NULL;
    }
    struct run *run = mem_must(1, sizeof *run);
    run->id = id;
    run->name = db_text(row, 0);
    run->scenario = db_text(row, 1);
    run->version = db_text(row, 2);
    run->at = sqlite3_column_int64(row, 3);
    run->outcome.wall_s = db_double(row, 4);
    get_key(row, 5, &run->outcome.world_key);
    get_key(row, 6, &run->outcome.rows_key);
    char case_name[64];
    db_copy(row, 7, case_name, sizeof case_name);
    sqlite3_finalize(row);
    const struct case_info *info = case_of(arg, case_name);
    if (!info)
        err_set(err, ERR_NOT_FOUND, "run %lld is of case '%s', which is not here", (long long)id, case_name);
    else if (get_knobs(s, run, info, err) && get_metrics(s, run, err) && get_charts(s, run, err) &&
             get_pictures(s, run, err) && get_lists(s, run, err))
        return run;
    run_free(run);
    return NULL;
}

bool store_run_changes(struct store *s, int64_t run, int64_t *before, struct knob_change **rows, int *n,
                       struct err *err) {
    *rows = NULL;
    *n = 0;
    *before = 0;
    sqlite3_stmt *row = db_prepare(s, err,
                                   "SELECT max(b.id) FROM runs b JOIN runs r ON r.case_name=b.case_name"
                                   " WHERE r.id=? AND b.id<r.id",
                                   "i", run);
    while (db_row(s, row, err))
        *before = sqlite3_column_int64(row, 0);
    if (err->code != ERR_NONE || !*before)
        return err->code == ERR_NONE;
    row = db_prepare(s, err,
                     "SELECT k.path,b.value,k.value FROM knobs k JOIN knobs b ON b.run=? AND b.path=k.path"
                     " WHERE k.run=? AND k.value<>b.value",
                     "ii", *before, run);
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        struct knob_change *c = &(*rows)[(*n)++];
        db_copy(row, 0, c->path, sizeof c->path);
        db_copy(row, 1, c->from, sizeof c->from);
        db_copy(row, 2, c->to, sizeof c->to);
    }
    if (err->code == ERR_NONE)
        return true;
    free(*rows);
    *rows = NULL;
    *n = 0;
    return false;
}

/* The headline of a row is what its design's primary metric measured. */
bool store_runs(struct store *s, int limit, struct run_row **rows, int *n, struct err *err) {
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row = db_prepare(s, err,
                                   "SELECT r.id,r.at,r.name,r.case_name,r.scenario,r.seed,r.wall_s,h.value,h.name,"
                                   " NOT EXISTS (SELECT 1 FROM thresholds t WHERE t.run=r.id AND NOT t.passed)"
                                   " FROM runs r LEFT JOIN knobs k ON k.run=r.id AND k.path='evaluation.primary'"
                                   " LEFT JOIN metrics h ON h.run=r.id AND h.name=k.value ORDER BY r.id DESC LIMIT ?",
                                   "i", (int64_t)(limit > 0 ? limit : -1));
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        struct run_row *r = &(*rows)[(*n)++];
        *r = (struct run_row){.id = sqlite3_column_int64(row, 0),
                              .at = sqlite3_column_int64(row, 1),
                              .seed = (uint64_t)sqlite3_column_int64(row, 5),
                              .wall_s = db_double(row, 6),
                              .headline = db_double(row, 7),
                              .passed = sqlite3_column_int(row, 9)};
        db_copy(row, 2, r->name, sizeof r->name);
        db_copy(row, 3, r->case_name, sizeof r->case_name);
        db_copy(row, 4, r->scenario, sizeof r->scenario);
        db_copy(row, 8, r->headline_metric, sizeof r->headline_metric);
    }
    if (err->code == ERR_NONE)
        return true;
    free(*rows);
    *rows = NULL;
    *n = 0;
    return false;
}

bool store_node_seconds(struct store *s, const char *case_name, struct node_seconds **rows, int *n, struct err *err) {
    *rows = NULL;
    *n = 0;
    sqlite3_stmt *row =
        db_prepare(s, err,
                   "SELECT node,avg(seconds) FROM stages WHERE cached=0 AND run IN (SELECT id FROM runs "
                   "WHERE case_name=? ORDER BY id DESC LIMIT 20) GROUP BY node",
                   "t", case_name);
    while (db_row(s, row, err)) {
        *rows = mem_grow(*rows, (size_t)*n + 1, sizeof **rows);
        struct node_seconds *r = &(*rows)[(*n)++];
        db_copy(row, 0, r->node, sizeof r->node);
        r->seconds = sqlite3_column_double(row, 1);
    }
    if (err->code == ERR_NONE)
        return true;
    free(*rows);
    *rows = NULL;
    *n = 0;
    return false;
}
