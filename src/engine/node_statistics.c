/* node_statistics.c - what the log shows before anything is trained: how much there is, how skewed, what one feature
 * alone can tell. Step 3 shows these unmarked; which of them one would not trust is the person's to say. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/parts.h"
#include "eval/scores.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AUC_ROWS = 60000, SMALL_VOCABULARY = 100 };

/* How many clicks convert, and how late: curve "log.conversion_delay", hours against the share that has converted. */
static void add_conversions(struct measures *m, const struct log *log, double clicks) {
    enum { POINTS = 57, STEP_HOURS = 3 };
    double within[POINTS] = {0}, x[POINTS], all = 0.0;
    for (int64_t row = 0; row < log->impressions; row++) {
        double hours = 24.0 * (double)log->convert_days[row];
        if (!isfinite(hours))
            continue;
        all++;
        for (int k = (int)ceil(hours / STEP_HOURS); k < POINTS; k++)
            within[k]++;
    }
    for (int k = 0; k < POINTS; k++) {
        x[k] = k * STEP_HOURS;
        within[k] = all > 0.0 ? within[k] / all : 0.0;
    }
    measures_add(m, "log.conversion_rate", all / fmax(clicks, 1.0), NULL, 0);
    if (all > 0.0)
        measures_add(m, "log.converted_in_a_day", within[24 / STEP_HOURS], NULL, 0);
    else
        measures_missing(m, "log.converted_in_a_day", "nothing in the log converted");
    measures_curve(m, "log.conversion_delay", x, within, POINTS);
}

static void add_counts(struct measures *m, const struct parts *p, int64_t *shown) {
    const struct log *log = &p->log;
    struct positive_rule rule = true_label_rule(p->world.params.kind);
    double clicks = 0.0, positives = 0.0;
    enum { POSITIONS = 64 };
    double by_position[POSITIONS] = {0}, clicked_at[POSITIONS] = {0}, x[POSITIONS];
    int last = 0;
    for (int64_t row = 0; row < log->impressions; row++) {
        int at = log->position[row] - 1;
        bool click = log->event[row] & 1u << HEAD_CLICK;
        shown[log->item[row]]++;
        clicks += click;
        positives += log_positive(&p->world, log, row, &rule);
        if (at < POSITIONS) {
            by_position[at]++;
            clicked_at[at] += click;
            last = at > last ? at : last;
        }
    }
    for (int i = 0; i <= last; i++) {
        x[i] = i + 1;
        clicked_at[i] = by_position[i] > 0.0 ? clicked_at[i] / by_position[i] : 0.0;
    }
    measures_add(m, "log.impressions", log->impressions, NULL, 0);
    measures_add(m, "log.click_rate", clicks / log->impressions, NULL, 0);
    if (log->convert_days)
        add_conversions(m, log, clicks);
    else
        measures_add(m, "log.positive_rate", positives / log->impressions, NULL, 0);
    measures_curve(m, "log.click_rate_by_position", x, clicked_at, last + 1);
}

static int descending(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

/* Share of impressions that the most shown share of items has, and its Gini coefficient. Sorts shown. */
static void add_popularity(struct measures *m, int64_t *shown, int items) {
    enum { POINTS = 50 };
    double total = 0.0, sum = 0.0, weighted = 0.0, x[POINTS + 1], y[POINTS + 1];
    qsort(shown, (size_t)items, sizeof *shown, descending);
    for (int i = 0; i < items; i++) {
        total += (double)shown[i];
        weighted += (double)shown[i] * (i + 1);
    }
    int done = 0;
    for (int point = 0; point <= POINTS; point++) {
        int until = (int)((int64_t)items * point / POINTS);
        for (; done < until; done++)
            sum += (double)shown[done];
        x[point] = (double)until / items;
        y[point] = total > 0.0 ? sum / total : 0.0;
    }
    measures_curve(m, "log.popularity", x, y, POINTS + 1);
    measures_add(m, "log.popularity_gini", (items + 1.0 - 2.0 * weighted / total) / items, NULL, 0);
}

/* Who of the users was shown which of the items at all: user by user, so that one mark an item is enough. */
static bool add_sparsity(struct measures *m, const struct parts *p, struct err *err) {
    const struct log *log = &p->log;
    size_t users = (size_t)p->world.users;
    int32_t *start = mem_array(users + 1, sizeof *start, err); /* into of_user: a user's requests */
    int32_t *of_user = start ? mem_array((size_t)log->requests, sizeof *of_user, err) : NULL;
    int32_t *last = of_user ? mem_array((size_t)p->world.items, sizeof *last, err) : NULL; /* 1 + user */
    double distinct = 0.0;
    for (int r = 0; last && r < log->requests; r++)
        start[log->request[r].user + 1]++;
    for (size_t u = 0; last && u < users; u++)
        start[u + 1] += start[u];
    for (int r = log->requests - 1; last && r >= 0; r--) /* from behind, so that each end moves back to its start */
        of_user[--start[log->request[r].user + 1]] = r;
    for (int k = 0; last && k < log->requests; k++) {
        int r = of_user[k];
        for (int64_t row = log->start[r]; row < log->start[r + 1]; row++) {
            distinct += last[log->item[row]] != log->request[r].user + 1;
            last[log->item[row]] = log->request[r].user + 1;
        }
    }
    if (last)
        measures_add(m, "log.sparsity", 1.0 - distinct / ((double)p->world.users * p->world.items), NULL, 0);
    free(start);
    free(of_user);
    free(last);
    return last != NULL;
}

/* One request in so many, all its rows, with every feature of the kind. */
struct sample {
    int n, categories, dense;
    int32_t *category;
    float *values;
    uint8_t *y;
};

static bool take_sample(const struct parts *p, const struct features *f, struct sample *s, struct err *err) {
    const struct log *log = &p->log;
    int every = log->impressions / AUC_ROWS + 1;
    s->categories = features_categories(f);
    s->dense = features_dense(f);
    size_t most = (size_t)log->impressions / (size_t)every + 4096;
    if (!(s->category = mem_array(most * (size_t)s->categories, sizeof *s->category, err)) ||
        !(s->values = mem_array(most * (size_t)s->dense, sizeof *s->values, err)) || !(s->y = mem_array(most, 1, err)))
        return false;
    for (int r = 0; r < log->requests; r += every) {
        int64_t first = log->start[r];
        int n = (int)(log->start[r + 1] - first);
        if ((size_t)(s->n + n) > most)
            break;
        features_fill(f, &log->request[r], log->item + first, n, s->category + (size_t)s->n * (size_t)s->categories,
                      s->values + (size_t)s->n * (size_t)s->dense);
        for (int k = 0; k < n; k++)
            s->y[s->n++] = log->event[first + k] >> HEAD_CLICK & 1;
    }
    return true;
}

/* ROC-AUC of one column against clicks, either direction; NAN for vocabularies too large to rate by their own rows. */
static double column_auc(const struct sample *s, bool categorical, int column, int cardinality, double *p,
                         struct pool *pool, struct err *err) {
    if (categorical && cardinality > SMALL_VOCABULARY)
        return NAN;
    double rate[SMALL_VOCABULARY + 1] = {0}, count[SMALL_VOCABULARY + 1] = {0};
    for (int i = 0; categorical && i < s->n; i++) {
        int32_t id = s->category[(size_t)i * (size_t)s->categories + (size_t)column];
        rate[id] += s->y[i];
        count[id]++;
    }
    for (int i = 0; i < s->n; i++) {
        int32_t id = categorical ? s->category[(size_t)i * (size_t)s->categories + (size_t)column] : 0;
        p[i] = categorical ? rate[id] / count[id] : (double)s->values[(size_t)i * (size_t)s->dense + (size_t)column];
    }
    struct scores scores;
    if (!scores_sort(&scores, p, s->y, NULL, NULL, s->n, pool, err))
        return NAN;
    double auc = scores_roc_auc(&scores, NULL);
    scores_free(&scores);
    return auc < 0.5 ? 1.0 - auc : auc;
}

/* Curve "log.feature_auc": x is the place in the kind's feature table, y the AUC. */
static bool add_feature_auc(struct measures *m, const struct node_run *run, const struct parts *p, struct err *err) {
    int n, points = 0;
    const struct feature *table = feature_table(p->world.params.kind, &n);
    const char *names[2 * FIELDS_MAX];
    double x[2 * FIELDS_MAX], y[2 * FIELDS_MAX];
    int cardinality[FIELDS_MAX], category = 0, dense = 0;
    for (int i = 0; i < n; i++)
        names[i] = table[i].name;
    struct features *f = features_new(&p->world, &p->log, names, n, err);
    struct sample s = {0};
    bool ok = f && take_sample(p, f, &s, err);
    double *column = ok ? mem_array((size_t)s.n, sizeof *column, err) : NULL;
    if (column)
        features_cardinalities(f, cardinality);
    for (int i = 0; column && i < n && err->code == ERR_NONE; i++) {
        bool categorical = table[i].categorical;
        int at = categorical ? category++ : dense++;
        double auc = column_auc(&s, categorical, at, categorical ? cardinality[at] : 0, column, run->pool, err);
        if (isnan(auc))
            continue;
        x[points] = i;
        y[points++] = auc;
    }
    if (column)
        measures_curve(m, "log.feature_auc", x, y, points);
    ok = column != NULL && err->code == ERR_NONE;
    free(column);
    free(s.category);
    free(s.values);
    free(s.y);
    if (f)
        features_free(f);
    return ok;
}

bool node_log_statistics(const struct node_run *run, struct blob *out, struct err *err) {
    struct parts parts = {0};
    struct measures measures = {0};
    parts_world(&parts, run);
    int64_t *shown = mem_array((size_t)parts.world.items, sizeof *shown, err);
    bool ok = shown != NULL;
    if (ok) {
        add_counts(&measures, &parts, shown);
        add_popularity(&measures, shown, parts.world.items);
        ok = node_progress(run, 0.3, err) && add_sparsity(&measures, &parts, err) && node_progress(run, 0.6, err) &&
             add_feature_auc(&measures, run, &parts, err) && measures_pack(&measures, out, err);
    }
    free(shown);
    measures_free(&measures);
    return ok;
}
