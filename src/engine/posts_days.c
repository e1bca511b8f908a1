/* posts_days.c - step 7 for posts: the days after the log. Adversaries reword, a feature may break; the classifier is
 * retrained on what annotators and users say of the newest posts; monitors watch. */
#include "base/mem.h"
#include "engine/alarms.h"
#include "engine/nodes.h"
#include "engine/posts_parts.h"
#include "eval/scores.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS = 7 };

/* The last days of the log come first: what a retraining on the first replayed days still learns from. */
bool posts_days_log(const struct node_run *run, struct blob *out, struct err *err) {
    struct posts posts, after;
    posts_open(node_in(run, N_WORLD), &posts);
    int days = posts.params.days, first = days > WINDOW_DAYS ? days - WINDOW_DAYS : 0;
    struct blob *stream = blob_new(), *labels = blob_new();
    bool ok = posts_generate(&posts.params, first, days - first + node_int(run, K_WORLD_REPLAY_DAYS), run->pool,
                             run->progress, stream, err);
    if (ok) {
        posts_open(stream, &after);
        ok = labels_generate(&after, &posts, run->pool, labels, err) && blob_nest(out, "posts.", stream, err) &&
             blob_nest(out, "labels.", labels, err);
    }
    blob_free(stream);
    blob_free(labels);
    return ok;
}

struct replay {
    struct blob *stream, *label_blob;
    struct posts posts;
    struct labels labels;
    int days, window; /* replayed; days of the log before them */
    struct timeline timeline;
};

static bool replay_open(struct replay *r, const struct node_run *run, struct err *err) {
    r->stream = blob_nested(node_in(run, N_DAYS_LOG), "posts.");
    r->label_blob = blob_nested(node_in(run, N_DAYS_LOG), "labels.");
    posts_open(r->stream, &r->posts);
    labels_open(r->label_blob, &r->labels);
    r->days = node_int(run, K_WORLD_REPLAY_DAYS);
    r->window = r->posts.days - r->days;
    return timeline_parse(node_text(run, K_WORLD_TIMELINE), WORLD_POSTS, &r->timeline, err);
}

static void replay_close(struct replay *r) {
    blob_free(r->stream);
    blob_free(r->label_blob);
}

/* The features that arrive on a replayed day (from 0). */
static unsigned alive_on(const struct replay *r, int day) {
    unsigned alive = ~0u;
    for (int i = 0; i < r->timeline.n; i++) {
        const struct timeline_entry *e = &r->timeline.entry[i];
        for (int f = 0; e->kind == FAULT_FEATURE_NULL && e->day <= day + 1 && f < POST_FEATURES; f++)
            if (strcmp(post_features[f].name, e->name) == 0)
                alive &= ~(1u << f);
    }
    return alive;
}

static void model_prefix(char prefix[16], int n) {
    snprintf(prefix, 16, "model%d.", n % REPLAY_DAYS_MAX);
}

/* Retrained every so many days, on the labels of the last WINDOW_DAYS days, from the weights of the one before. */
bool posts_days_model(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    int every = node_int(run, K_RETRAIN_DAYS), made = 0;
    unsigned reads = posts_reads(run, err);
    bool ok = reads && replay_open(&r, run, err);
    struct blob *held = NULL;
    struct classifier *last = ok ? classifier_open(node_in(run, N_RANKING_MODEL), err) : NULL;
    ok = ok && last;
    struct label_source source = label_source_of(run);
    for (int day = every; ok && every && day < r.days; day += every) {
        int end = r.window + day, begin = end > WINDOW_DAYS ? end - WINDOW_DAYS : 0;
        struct learnt rows = {0};
        struct blob *model = blob_new();
        char prefix[16];
        model_prefix(prefix, made++);
        struct classifier_params params = classifier_params_of(run, reads);
        params.net.epochs = (params.net.epochs + 1) / 2;
        params.net.learning_rate *= 0.5f;
        ok = learnt_new(&rows, &r.posts, &r.labels, (int)r.posts.day_start[begin], (int)r.posts.day_start[end], &source,
                        NULL, err);
        for (int i = 0; ok && i < rows.n; i++) /* the newest day calibrates */
            rows.validation[i] = rows.post[i] >= r.posts.day_start[end - 1];
        struct classifier_rows data = {&r.posts, &r.labels, rows.n, rows.post, rows.label, rows.validation};
        ok = ok && classifier_train(last, &params, &data, run->pool, run->progress, model, err) &&
             blob_nest(out, prefix, model, err);
        learnt_free(&rows);
        classifier_close(last);
        blob_free(held);
        held = model;
        last = ok ? classifier_open(model, err) : NULL;
        ok = ok && last;
    }
    classifier_close(last);
    blob_free(held);
    replay_close(&r);
    return ok;
}

/* --- a day as the monitors see it --- */

enum { COLUMNS_MAX = POST_IMAGE + 8 };
struct look {
    int n, columns, first; /* posts; values of each; the first post */
    float *value;          /* (columns,n) dense features, then the largest probability */
    float *p;              /* (n,HARMS) */
};

static void look_free(struct look *look) {
    free(look->value);
    free(look->p);
    *look = (struct look){0};
}

static bool look_at(struct look *look, const struct replay *r, const struct classifier *c, unsigned reads, int begin,
                    int end, unsigned alive, struct pool *pool, struct err *err) {
    struct post_rows rows = {0};
    look->first = (int)r->posts.day_start[begin];
    look->n = (int)r->posts.day_start[end] - look->first;
    size_t n = (size_t)look->n;
    int32_t *post = post_range(look->first, look->n, err);
    bool ok = post && post_rows_new(&rows, reads, look->n, err);
    int D = rows.fields.n_dense;
    look->columns = D + 1;
    ok = ok && (look->value = mem_array(((size_t)D + 1) * n + 1, sizeof *look->value, err)) &&
         (look->p = mem_array(n * HARMS + 1, sizeof *look->p, err)) &&
         classifier_score_all(c, &r->posts, &r->labels, post, look->n, alive, pool, look->p, err);
    if (ok) {
        post_rows_fill(&rows, &r->posts, &r->labels, post, look->n, alive);
        for (size_t i = 0; i < n; i++) {
            float largest = 0.0f;
            for (int d = 0; d < D; d++)
                look->value[(size_t)d * n + i] = rows.dense[i * (size_t)D + (size_t)d];
            for (int h = 0; h < HARMS; h++)
                largest = fmaxf(largest, look->p[i * HARMS + (size_t)h]);
            look->value[(size_t)D * n + i] = largest;
        }
    }
    post_rows_free(&rows);
    free(post);
    return ok;
}

/* What annotators found, and what the classifier said of the same posts, as the stream has them. */
struct audit {
    double predicted, squares, found, asked, found_squares;
};

static struct audit audit_of(const struct replay *r, const struct look *look, enum reading reading) {
    struct audit a = {0};
    for (int i = 0; i < look->n; i++) {
        int post = look->first + i;
        if (!r->labels.annotated[reading][post])
            continue;
        double weight = (double)r->posts.weight[post], p = 0.0, y = 0.0;
        for (int h = 0; h < HARMS; h++) {
            p += (double)look->p[(size_t)i * HARMS + (size_t)h];
            y += r->labels.annotation[reading][post] >> h & 1;
        }
        a.predicted += weight * p;
        a.found += weight * y;
        a.asked += weight;
        a.squares += weight * weight * (p - y) * (p - y);
        a.found_squares += weight * weight * y * y;
    }
    return a;
}

struct reference {
    int columns, rows;
    struct monitor column[COLUMNS_MAX];
    struct audit audit;
};

static bool reference_learn(struct reference *ref, const struct look *look, struct audit audit, struct err *err) {
    ref->columns = look->columns;
    ref->rows = look->n;
    ref->audit = audit;
    float *work = mem_array((size_t)look->n + 1, sizeof *work, err);
    for (int c = 0; work && c < look->columns; c++)
        monitor_learn(&ref->column[c], look->value + (size_t)c * (size_t)look->n, look->n, work);
    bool ok = work != NULL;
    free(work);
    return ok;
}

enum { MONITOR_FEATURES, MONITOR_SCORES, MONITOR_CALIBRATION, MONITOR_PREVALENCE, MONITORS };
static const char *const monitor_names[MONITORS] = {"features", "scores", "calibration", "prevalence"};

static struct deviation read_column(const struct reference *ref, const struct look *look, enum drift_metric metric,
                                    int c, int monitors) {
    return deviation_of(&ref->column[c], metric, look->value + (size_t)c * (size_t)look->n, look->n, ref->rows,
                        monitors);
}

static double predicted_ratio(const struct audit *a) {
    return a->predicted / fmax(a->found, 1.0);
}

/* From one audit to another: of a rate, and how far chance moves the two. */
static struct deviation read_rate(double now, double then, double variance, double found, double was_variance,
                                  double was_found) {
    return (struct deviation){fabs(now / then - 1.0), STANDARD_ERRORS * sqrt(variance) / fmax(found, 1.0) +
                                                          STANDARD_ERRORS * sqrt(was_variance) / fmax(was_found, 1.0)};
}

static void read_monitors(const struct reference *ref, const struct look *look, struct audit audit,
                          enum drift_metric metric, struct deviation out[MONITORS]) {
    out[MONITOR_FEATURES] = (struct deviation){NAN, 0.0};
    for (int c = 0; c < look->columns - 1; c++)
        out[MONITOR_FEATURES] =
            deviation_worse(out[MONITOR_FEATURES], read_column(ref, look, metric, c, look->columns - 1));
    out[MONITOR_SCORES] = read_column(ref, look, metric, look->columns - 1, 1);
    const struct audit *was = &ref->audit;
    out[MONITOR_CALIBRATION] =
        read_rate(predicted_ratio(&audit), predicted_ratio(was), audit.squares, audit.found, was->squares, was->found);
    out[MONITOR_PREVALENCE] = read_rate(audit.found / fmax(audit.asked, 1.0), was->found / fmax(was->asked, 1.0),
                                        audit.found_squares, audit.found, was->found_squares, was->found);
}

struct watch {
    struct alarms alarms;
    double pr_auc[REPLAY_DAYS_MAX], calibration[REPLAY_DAYS_MAX], distance[REPLAY_DAYS_MAX];
};

/* The mean over harms of the day's average precision, against the truth. */
static bool day_pr_auc(const struct replay *r, const struct look *look, struct pool *pool, double *mean,
                       struct err *err) {
    size_t n = (size_t)look->n;
    double *p = mem_array(n + 1, sizeof *p, err), *weight = mem_array(n + 1, sizeof *weight, err);
    uint8_t *y = mem_array(n + 1, 1, err);
    bool ok = p && weight && y;
    int harms = 0;
    *mean = 0.0;
    for (int h = 0; ok && h < HARMS; h++) {
        struct scores s;
        for (size_t i = 0; i < n; i++) {
            p[i] = (double)look->p[i * HARMS + (size_t)h];
            weight[i] = (double)r->posts.weight[look->first + (int)i];
            y[i] = r->posts.harm[look->first + (int)i] >> h & 1;
        }
        ok = scores_sort(&s, p, y, weight, NULL, look->n, pool, err);
        if (!ok)
            break;
        double value = scores_average_precision(&s, NULL);
        if (!isnan(value)) {
            *mean += value;
            harms++;
        }
        scores_free(&s);
    }
    *mean = harms ? *mean / harms : NAN;
    free(p);
    free(weight);
    free(y);
    return ok;
}

static bool watch_day(struct watch *w, int d, const struct node_run *run, const struct replay *r,
                      const struct reference *ref, const struct look *look, enum reading reading, struct err *err) {
    struct deviation seen[MONITORS];
    struct audit audit = audit_of(r, look, reading);
    read_monitors(ref, look, audit, drift_metric_of(run), seen);
    w->calibration[d] = predicted_ratio(&audit);
    w->distance[d] = seen[MONITOR_FEATURES].distance;
    alarms_day(&w->alarms, d, run, monitor_names, seen, MONITORS);
    return day_pr_auc(r, look, run->pool, &w->pr_auc[d], err);
}

static void add_watch(struct measures *m, const struct watch *w, const struct timeline *t) {
    enum { LATE_DAYS = 3 };
    double late = 0.0;
    int days = w->alarms.days, last = days < LATE_DAYS ? days : LATE_DAYS;
    for (int d = days - last; d < days; d++)
        late += w->pr_auc[d] / last;
    if (isnan(late))
        measures_missing(m, "monitoring.late_pr_auc", "a replayed day has no harmful post");
    else
        measures_add(m, "monitoring.late_pr_auc", late, NULL, 0);
    measures_curve(m, "days.pr_auc", w->alarms.day, w->pr_auc, days);
    measures_curve(m, "days.calibration", w->alarms.day, w->calibration, days);
    measures_curve(m, "days.feature_distance", w->alarms.day, w->distance, days);
    alarms_measure(&w->alarms, t, m);
}

bool posts_days(const struct node_run *run, struct blob *out, struct err *err) {
    struct replay r = {0};
    struct reference *ref = mem_must(1, sizeof *ref);
    struct watch *watch = mem_must(1, sizeof *watch);
    struct look look = {0};
    struct measures measures = {0};
    struct blob *held = NULL;
    struct classifier *c = classifier_open(node_in(run, N_RANKING_MODEL), err);
    unsigned reads = c ? posts_reads(run, err) : 0;
    enum reading reading = node_bool(run, K_DOUBLE_REVIEW) ? READ_TWICE : READ_ONCE;
    int every = node_int(run, K_RETRAIN_DAYS);
    bool ok = reads && replay_open(&r, run, err) &&
              look_at(&look, &r, c, reads, r.window - 1, r.window, ~0u, run->pool, err) &&
              reference_learn(ref, &look, audit_of(&r, &look, reading), err);
    alarms_start(&watch->alarms, r.days, &r.timeline);
    for (int d = 0; ok && d < r.days; d++) {
        if (every && d && d % every == 0) {
            char prefix[16];
            model_prefix(prefix, d / every - 1);
            classifier_close(c);
            blob_free(held);
            held = blob_nested(node_in(run, N_DAYS_MODEL), prefix);
            look_free(&look);
            ok = (c = classifier_open(held, err)) &&
                 look_at(&look, &r, c, reads, r.window + d - 1, r.window + d, alive_on(&r, d - 1), run->pool, err) &&
                 reference_learn(ref, &look, audit_of(&r, &look, reading), err);
        }
        look_free(&look);
        ok = ok && look_at(&look, &r, c, reads, r.window + d, r.window + d + 1, alive_on(&r, d), run->pool, err) &&
             watch_day(watch, d, run, &r, ref, &look, reading, err) && node_progress(run, (d + 1.0) / r.days, err);
    }
    if (ok) {
        add_watch(&measures, watch, &r.timeline);
        ok = measures_pack(&measures, out, err);
    }
    look_free(&look);
    classifier_close(c);
    blob_free(held);
    replay_close(&r);
    measures_free(&measures);
    free(watch);
    free(ref);
    return ok;
}
