/* charts.c - which curves of a run belong in one picture, and how its axes are called. */
#include "report/pages.h"
#include "world/features.h"
#include "world/posts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Curves that are known by name; others are drawn with their names alone. */
static const struct known {
    const char *prefix, *title, *x, *y;
    bool together; /* all curves with the prefix in one picture */
    bool diagonal;
    enum series_look look;
} known[] = {
    {"retrieval_model.", "Training the retriever", "epoch", "loss", true, false, SERIES_LINE},
    {"ranking_model.", "Training the ranker", "epoch", "loss", true, false, SERIES_LINE},
    {"ranking.roc", "ROC curve", "false positive rate", "true positive rate", false, true, SERIES_LINE},
    {"ranking.pr", "Precision and recall", "recall", "precision", false, false, SERIES_LINE},
    {"ranking.calibration", "Reliability", "predicted probability", "observed rate", false, true, SERIES_POINTS},
    {"ranking.examination", "Positions: how likely each is looked at", "position", "looked at", false, false,
     SERIES_POINTS},
    {"serving.latency", "Latency of a request", "percentile", "ms", false, false, SERIES_LINE},
    {"log.click_rate_by_position", "The log: clicks by position", "position", "click rate", false, false,
     SERIES_POINTS},
    {"log.popularity", "The log: concentration", "share of items, most shown first", "share of impressions", false,
     false, SERIES_LINE},
    {"log.feature_auc", "The log: single features", "", "AUC alone", false, false, SERIES_BARS},
    {"log.reported_share", "The log: how much of each harm is reported", "", "share reported", false, false,
     SERIES_BARS},
    {"log.conversion_delay", "The log: how late conversions come", "hours after the click", "share that has come",
     false, false, SERIES_LINE},
    {"log.position", "The log: choices by position", "position", "choices", false, false, SERIES_POINTS},
    {"online.revenue_by_hour", "Revenue by hour of the day", "hour", "per 1000 requests", false, false, SERIES_POINTS},
    {"days.alerts", "Days: alerts", "day", "alerts", false, false, SERIES_BARS},
    {"days.", "Days", "day", "", false, false, SERIES_POINTS},
};

static const struct known *known_of(const char *name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_starts(name, known[i].prefix))
            return &known[i];
    return NULL;
}

static void add_series(struct page *page, struct chart *chart, const struct measured_curve *curve,
                       enum series_look look) {
    if (chart->n_series == CHART_SERIES)
        return;
    const char *dot = strchr(curve->name, '.');
    chart->series[chart->n_series++] = (struct series){.name = arena_string(&page->arena, dot ? dot + 1 : curve->name),
                                                       .x = curve->x,
                                                       .y = curve->y,
                                                       .n = curve->n,
                                                       .look = look};
}

static void diagonal(struct chart *chart) {
    static const double ends[] = {0, 1};
    chart->series[chart->n_series++] = (struct series){.name = "diagonal", .x = ends, .y = ends, .n = 2};
}

/* The budget as a line, where the curve comes near enough for one picture to hold both. */
static void budget(struct chart *chart, const struct run *run, const struct measured_curve *curve) {
    double most = 0, limit = design_real(run->design, K_SCALE_LATENCY);
    for (int i = 0; i < curve->n; i++)
        most = fmax(most, curve->y[i]);
    if (limit < 4 * most) {
        chart->limit = limit;
        chart->limit_name = "latency budget";
    }
}

/* x are places in the table of features. */
static void feature_names(struct page *page, struct chart *chart, const struct run *run,
                          const struct measured_curve *curve) {
    int n;
    const struct feature *features = feature_table(design_kind(run->design), &n);
    const char **names = arena_get(&page->arena, (size_t)curve->n, sizeof *names);
    for (int i = 0; i < curve->n; i++)
        names[i] = curve->x[i] >= 0 && curve->x[i] < n ? features[(int)curve->x[i]].name : "";
    chart->x_names = names;
}

static void harm_names(struct page *page, struct chart *chart, const struct measured_curve *curve) {
    const char **names = arena_get(&page->arena, (size_t)curve->n, sizeof *names);
    for (int i = 0; i < curve->n; i++)
        names[i] = curve->x[i] >= 0 && curve->x[i] < HARMS ? harm_name((enum harm)curve->x[i]) : "";
    chart->x_names = names;
}

static void one_chart(struct page *page, const struct run *run, int i) {
    static const struct known unknown = {"", "", "", "", false, false, SERIES_LINE};
    const struct measures *m = &run->outcome.measures;
    const struct measured_curve *curve = &m->curves[i];
    const struct known *k = known_of(curve->name) ? known_of(curve->name) : &unknown;
    const char *dot = strchr(curve->name, '.');
    const char *own = dot ? dot + 1 : curve->name;
    char title[2 * MEASURE_NAME];
    bool several = !k->together && (!*k->prefix || k->prefix[strlen(k->prefix) - 1] == '.');
    snprintf(title, sizeof title, "%s%s%s", k->title, several && *k->title ? ": " : "", several ? own : "");
    struct chart *chart = page_chart(page, title, k->x, *k->y ? k->y : own);
    add_series(page, chart, curve, k->look);
    for (int j = i + 1; k->together && j < m->n_curves; j++)
        if (known_of(m->curves[j].name) == k)
            add_series(page, chart, &m->curves[j], k->look);
    if (k->diagonal)
        diagonal(chart);
    if (strcmp(curve->name, "serving.latency") == 0)
        budget(chart, run, curve);
    if (strcmp(curve->name, "log.feature_auc") == 0)
        feature_names(page, chart, run, curve);
    if (strcmp(curve->name, "log.reported_share") == 0)
        harm_names(page, chart, curve);
}

void page_charts(struct page *page, const struct run *run) {
    const struct measures *m = &run->outcome.measures;
    for (int i = 0; i < m->n_curves; i++) {
        const struct known *k = known_of(m->curves[i].name);
        bool drawn = false;
        for (int j = 0; k && k->together && j < i; j++)
            drawn |= known_of(m->curves[j].name) == k;
        if (!drawn && m->curves[i].n > 1)
            one_chart(page, run, i);
    }
}
