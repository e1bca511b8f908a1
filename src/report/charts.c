/* charts.c - which curves of a run belong in one picture, and how its axes are called. */
#include "report/pages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Curves that are known by name; others are drawn with their names alone. */
static const struct known {
    const char *prefix, *title, *x, *y;
    bool together; /* all curves with the prefix in one picture */
} known[] = {
    {"retrieval_model.", "Training the retriever", "epoch", "loss", true},
    {"ranking_model.", "Training the ranker", "epoch", "loss", true},
    {"days_model.", "Retraining over the days", "day", "loss", true},
    {"roc", "ROC curve", "false positive rate", "true positive rate", false},
    {"pr", "Precision and recall", "recall", "precision", false},
    {"calibration", "Reliability", "predicted probability", "observed rate", false},
    {"serving.latency", "Latency of a request", "percentile", "ms", false},
    {"serving.load", "Latency under load", "requests/s", "p99 ms", false},
    {"days.", "Over the days", "day", "", false},
};

static const struct known *known_of(const char *name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_starts(name, known[i].prefix))
            return &known[i];
    return NULL;
}

static void add_series(struct page *page, struct chart *chart, const struct measured_curve *curve) {
    if (chart->n_series == CHART_SERIES)
        return;
    const char *dot = strchr(curve->name, '.');
    chart->series[chart->n_series++] = (struct series){.name = arena_string(&page->arena, dot ? dot + 1 : curve->name),
                                                       .x = curve->x,
                                                       .y = curve->y,
                                                       .n = curve->n,
                                                       .points = curve->n <= 40};
}

static void diagonal(struct chart *chart) {
    static const double ends[] = {0, 1};
    chart->series[chart->n_series++] = (struct series){.name = "chance or perfect", .x = ends, .y = ends, .n = 2};
}

static void one_chart(struct page *page, const struct run *run, int i) {
    const struct measures *m = &run->outcome.measures;
    const struct measured_curve *curve = &m->curves[i];
    const struct known *k = known_of(curve->name);
    char title[2 * MEASURE_NAME];
    snprintf(title, sizeof title, "%s%s%s", k ? k->title : curve->name, k && !k->together ? ": " : "",
             k && !k->together ? curve->name : "");
    struct chart *chart = page_chart(page, title, k ? k->x : "x", k && *k->y ? k->y : curve->name);
    add_series(page, chart, curve);
    for (int j = i + 1; k && k->together && j < m->n_curves; j++)
        if (known_of(m->curves[j].name) == k)
            add_series(page, chart, &m->curves[j]);
    if (strcmp(curve->name, "roc") == 0 || strcmp(curve->name, "calibration") == 0)
        diagonal(chart);
    if (text_starts(curve->name, "serving.")) {
        chart->limit = design_real(run->design, K_SCALE_LATENCY);
        chart->limit_name = "latency budget";
    }
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
