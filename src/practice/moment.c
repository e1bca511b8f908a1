/* What the engine answers, step by step, as lines. */
#include "practice/moment.h"
#include "practice/session_state.h"
#include "practice/wrapped.h"
#include "world/features.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDE = 116 }; /* columns from which the ends of a ruler stand beside it */

static const struct measure *find(const struct run *run, const char *name) {
    const struct measure *m = measures_find(&run->outcome.measures, name);
    return m && !isnan(m->value) ? m : NULL;
}

static void add_value(const char *name, double value, struct text *out) {
    char buffer[40];
    const struct metric *metric = metric_named(name);
    text_add(out, metric ? metric_format(metric, value, buffer, sizeof buffer) : text_si(buffer, sizeof buffer, value));
}

/* "recall@100": the stage is said by the heading. */
static const char *short_name(const char *name) {
    const char *dot = strchr(name, '.');
    return dot ? dot + 1 : name;
}

/* |----o-----| from baseline to oracle */
static void add_ruler(double value, double baseline, double oracle, const struct moment_style *style,
                      struct text *out) {
    int width = style->width >= WIDE ? 24 : 14;
    double share = (value - baseline) / (oracle - baseline);
    int at = share < 0 ? 0 : share > 1 ? width - 1 : (int)(share * (width - 1) + 0.5);
    text_add(out, style->unicode ? "├" : "|");
    for (int i = 0; i < width; i++)
        text_add(out, i == at ? (style->unicode ? "●" : "o") : style->unicode ? "─" : "-");
    text_add(out, style->unicode ? "┤" : "|");
}

/* An end of a ruler: the number alone, since the unit stands beside the value. */
static void add_end(const char *name, double value, int width, struct text *out) {
    struct text cell = {0};
    add_value(name, value, &cell);
    text_format(out, "%*.*s", width, (int)strcspn(text_str(&cell), " "), text_str(&cell));
    text_free(&cell);
}

static void add_metric(const struct run *run, const char *name, const struct moment_style *style, struct text *out) {
    const struct measure *m = find(run, name);
    if (!m)
        return;
    struct text cell = {0};
    double low, high;
    add_value(name, m->value, &cell);
    if (run_interval(m, &low, &high))
        text_format(&cell, " [%.3g, %.3g]", low, high);
    text_format(out, "  %-26.26s %-30s", short_name(name), text_str(&cell));
    if (!isnan(m->baseline) && !isnan(m->oracle) && m->baseline != m->oracle) {
        text_add(out, " ");
        add_end(name, m->baseline, 8, out);
        text_add(out, " ");
        add_ruler(m->value, m->baseline, m->oracle, style, out);
        text_add(out, " ");
        add_end(name, m->oracle, 0, out);
    }
    text_add(out, "\n");
    text_free(&cell);
}

static void add_stage(const struct run *run, const char *stage, const struct moment_style *style, struct text *out) {
    for (int i = 0; i < metric_count(); i++)
        if (strcmp(metric_at(i)->stage, stage) == 0)
            add_metric(run, metric_at(i)->name, style, out);
}

static void moment_baselines(const struct run *run, const struct moment_style *style, struct text *out) {
    text_add(out,
             "The numbers to beat: heuristics on this world (baseline), and the best that truth allows (oracle)\n");
    text_format(out, "  %-34s %12s %12s\n", "", "baseline", "oracle");
    (void)style;
    for (int i = 0; i < metric_count(); i++) {
        const struct measure *m = measures_find(&run->outcome.measures, metric_at(i)->name);
        if (!m || isnan(m->baseline))
            continue;
        struct text a = {0}, b = {0};
        add_value(m->name, m->baseline, &a);
        if (!isnan(m->oracle))
            add_value(m->name, m->oracle, &b);
        text_format(out, "  %-34s %12s %12s\n", m->name, text_str(&a), text_str(&b));
        text_free(&a);
        text_free(&b);
    }
}

/* A curve as eight levels of blocks, or a dot a point in ASCII. */
static void add_curve(const struct measured_curve *c, const struct moment_style *style, struct text *out) {
    static const char *const BLOCKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const DOTS[] = {"_", "_", ".", ".", "-", "-", "=", "#"};
    int room = style->width - 58; /* what name and ends leave */
    int width = room < 16 ? 16 : room > 60 ? 60 : room;
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < c->n; i++) {
        low = fmin(low, c->y[i]);
        high = fmax(high, c->y[i]);
    }
    text_format(out, "  %-32.32s ", c->name);
    int columns = c->n < width ? c->n : width;
    for (int k = 0; k < columns; k++) {
        double y = c->y[(size_t)k * (size_t)c->n / (size_t)columns];
        int level = high > low && isfinite(y) ? (int)((y - low) / (high - low) * 7.0 + 0.5) : 0;
        text_add(out, style->unicode ? BLOCKS[level] : DOTS[level]);
    }
    text_format(out, "  %.4g to %.4g\n", c->y[0], c->y[c->n - 1]);
}

static void add_curves(const struct run *run, const char *prefix, const struct moment_style *style, struct text *out) {
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        if (c->n > 0 && strncmp(c->name, prefix, strlen(prefix)) == 0)
            add_curve(c, style, out);
    }
}

/* AUC of each feature alone, in the order of the table: which one is too good is for the person to see. */
static void add_features(const struct run *run, const struct measured_curve *c, const struct moment_style *style,
                         struct text *out) {
    int n;
    const struct feature *table = feature_table(design_kind(run->design), &n);
    text_add(out, "  AUC of one feature alone\n");
    for (int i = 0; i < c->n; i++) {
        int at = (int)c->x[i];
        text_format(out, "    %-24s %.3f  ", at >= 0 && at < n ? table[at].name : "?", c->y[i]);
        for (int k = 0; k < (int)((c->y[i] - 0.5) * 60 + 0.5) && k < 30; k++)
            text_add(out, style->unicode ? "▇" : "#");
        text_add(out, "\n");
    }
}

/* All that the node measured, unmarked: which of it to trust is the question. */
static void moment_log(const struct run *run, const struct moment_style *style, struct text *out) {
    text_add(out, "The log, as it is. Which of these would you not trust?\n");
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        const struct measure *m = &run->outcome.measures.metrics[i];
        char value[24];
        if (isnan(m->value))
            continue;
        if (fabs(m->value) >= 1000)
            text_si(value, sizeof value, m->value);
        else
            snprintf(value, sizeof value, "%.4g", m->value);
        text_format(out, "  %-38s %s\n", m->name, value);
    }
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        if (strcmp(c->name, "log.feature_auc") == 0)
            add_features(run, c, style, out);
        else if (c->n > 0)
            add_curve(c, style, out);
    }
}

static void moment_training(const struct run *run, const struct moment_style *style, struct text *out) {
    text_add(out, "Training. What it is worth comes in step 5.\n");
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        if (c->n > 0 && (strstr(c->name, "model.loss") || strstr(c->name, "model.validation")))
            add_curve(c, style, out);
    }
}

/* The design's own protocol beside the truth, where it measured itself. */
static void add_own(const struct run *run, struct text *out) {
    bool head = false;
    for (int i = 0; i < metric_count(); i++) {
        char own[MEASURE_NAME];
        snprintf(own, sizeof own, "%.50s[own]", metric_at(i)->name);
        const struct measure *truth = find(run, metric_at(i)->name), *mine = find(run, own);
        if (!truth || !mine || !metric_at(i)->own || truth->value == mine->value)
            continue;
        if (!head)
            text_add(out, "Your own protocol beside the truth\n");
        head = true;
        struct text a = {0}, b = {0};
        add_value(own, mine->value, &a);
        add_value(own, truth->value, &b);
        bool flatters = metric_compare(metric_at(i), truth->value, mine->value) > 0 &&
                        fabs(mine->value - truth->value) > 0.02 * fabs(truth->value);
        text_format(out, "  %-26.26s yours %-12s truth %-12s%s\n", short_name(metric_at(i)->name), text_str(&a),
                    text_str(&b), flatters ? " flatters" : "");
        text_free(&a);
        text_free(&b);
    }
}

/* What people asked with pictures, and what this design finds for them. */
static void add_pictures(const struct run *run, int most, const struct moment_style *style, struct text *out) {
    const struct gallery_style look = {style->width, style->unicode, style->pictures};
    if (run->outcome.measures.n_pictures == 0)
        return;
    text_add(out, "What was asked, and what was found\n");
    gallery_text(&run->outcome.measures, &look, most, out);
}

static void moment_reveal(const struct run *run, const struct moment_style *style, struct text *out) {
    text_format(out, "%-59s%s\n", "Retrieval", style->width >= WIDE ? "       baseline to oracle" : "baseline..oracle");
    add_stage(run, "retrieval", style, out);
    text_add(out, "Ranking\n");
    add_stage(run, "ranking", style, out);
    text_add(out, "The list\n");
    add_stage(run, "list", style, out);
    text_add(out, "Online, simulated users\n");
    add_stage(run, "online", style, out);
    add_own(run, out);
    add_pictures(run, 3, style, out);
}

static void add_funnel(const struct run *run, const struct moment_style *style, struct text *out) {
    double longest = 0;
    for (int i = 0; i < run->outcome.measures.n_stages; i++)
        if (!isnan(run->outcome.measures.stages[i].p50_ms))
            longest = fmax(longest, run->outcome.measures.stages[i].p50_ms);
    for (int i = 0; i < run->outcome.measures.n_stages; i++) {
        const struct measured_stage *s = &run->outcome.measures.stages[i];
        char in[16], result[16];
        text_format(out, "  %-10s %8s %s %-8s", s->stage, text_si(in, sizeof in, s->in), style->unicode ? "→" : "->",
                    text_si(result, sizeof result, s->out));
        if (!isnan(s->p50_ms)) {
            text_format(out, " p50 %6.2f ms  p99 %6.2f ms  ", s->p50_ms, s->p99_ms);
            int bar = longest > 0 ? (int)(s->p50_ms / longest * (style->width >= WIDE ? 24 : 12) + 0.5) : 0;
            for (int k = 0; k < bar; k++)
                text_add(out, style->unicode ? "█" : "#");
        }
        text_add(out, "\n");
    }
}

static void moment_serving(const struct run *run, const struct moment_style *style, struct text *out) {
    char budget[24];
    text_format(out, "The funnel, on this machine\n");
    add_funnel(run, style, out);
    add_pictures(run, 1, style, out);
    text_add(out, "Load\n");
    add_stage(run, "serving", style, out);
    text_format(out, "At the scenario's scale (budget %s ms at the 99th percentile)\n",
                text_si(budget, sizeof budget, design_real(run->design, K_SCALE_LATENCY)));
    for (int i = 0; i < metric_count(); i++) {
        const struct measure *m = find(run, metric_at(i)->name);
        if (!m || strcmp(metric_at(i)->stage, "capacity") != 0)
            continue;
        struct text value = {0};
        add_value(m->name, m->value, &value);
        text_format(out, "  %-26.26s %s\n", short_name(m->name), text_str(&value));
        wrapped_add(m->why, 4, style->width - 2, out);
        text_free(&value);
    }
}

static void moment_days(const struct run *run, const struct moment_style *style, struct text *out) {
    text_add(out, "The days after the log\n");
    add_curves(run, "days", style, out);
    add_stage(run, "monitoring", style, out);
}

void moment_text(const struct session *s, int step, const struct run *run, const struct moment_style *style,
                 struct text *out) {
    (void)s;
    if (step == 2)
        moment_baselines(run, style, out);
    else if (step == 3)
        moment_log(run, style, out);
    else if (step == 4)
        moment_training(run, style, out);
    else if (step == 5)
        moment_reveal(run, style, out);
    else if (step == 6)
        moment_serving(run, style, out);
    else
        moment_days(run, style, out);
    for (int i = 0; i < run->outcome.measures.n_notes && step == 6; i++) {
        text_add(out, i ? "" : "Notes\n");
        wrapped_add(run->outcome.measures.notes[i], 4, style->width - 2, out);
    }
}
