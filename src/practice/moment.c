/* What the engine answers, step by step, as lines. */
#include "practice/moment.h"
#include "practice/session_state.h"
#include "practice/wrapped.h"
#include "world/features.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Columns of a line of figures, by the width that there is: what has no room goes, the ends of a ruler before the ruler
 * itself. A name that is too long is cut. */
struct layout {
    int name, value, ruler;
    bool interval, ends;
};

static struct layout layout_of(const struct moment_style *style) {
    int w = style->width;
    if (w >= 88)
        return (struct layout){24, 26, w >= 110 ? 24 : 14, true, true};
    if (w >= 76)
        return (struct layout){24, 14, 14, false, true};
    return (struct layout){w >= 56 ? 24 : 20, 14, w >= 56 ? 12 : 0, false, false};
}

static const struct measure *find(const struct run *run, const char *name) {
    const struct measure *m = measures_find(&run->outcome.measures, name);
    return m && !isnan(m->value) ? m : NULL;
}

static void add_value(const char *name, double value, struct text *out) {
    char buffer[40];
    const struct metric *metric = metric_named(name);
    text_add(out, metric ? metric_format(metric, value, buffer, sizeof buffer) : text_si(buffer, sizeof buffer, value));
}

/* Text in a column, cut with an ellipsis where it is too long; columns 0: as it is. Names are ASCII. */
static void add_cell(const char *text, int columns, const struct moment_style *style, struct text *out) {
    int n = (int)strlen(text);
    if (n <= columns || columns == 0)
        text_format(out, "%-*s", columns, text);
    else
        text_format(out, "%.*s%s", columns - 1, text, style->unicode ? "…" : ".");
}

static void add_name(const char *name, int columns, const struct moment_style *style, struct text *out) {
    char spoken[MEASURE_NAME + 16];
    add_cell(metric_spoken(name, spoken, sizeof spoken), columns, style, out);
}

/* The value without its unit where both are too wide. */
static void add_fitting(const char *name, double value, int columns, struct text *out) {
    struct text cell = {0};
    add_value(name, value, &cell);
    const char *unit = metric_named(name)->unit, *text = text_str(&cell);
    size_t n = cell.length, behind = strlen(unit);
    if ((int)n > columns && behind && n > behind + 1 && strcmp(text + n - behind, unit) == 0)
        n -= behind + 1;
    text_bytes(out, text, n);
    text_free(&cell);
}

/* |----o-----| from baseline to oracle */
static void add_ruler(double value, double baseline, double oracle, int width, bool unicode, struct text *out) {
    double share = (value - baseline) / (oracle - baseline);
    int at = share < 0 ? 0 : share > 1 ? width - 1 : (int)(share * (width - 1) + 0.5);
    text_add(out, unicode ? "├" : "|");
    for (int i = 0; i < width; i++)
        text_add(out, i == at ? (unicode ? "●" : "o") : unicode ? "─" : "-");
    text_add(out, unicode ? "┤" : "|");
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
    struct layout at = layout_of(style);
    if (!m)
        return;
    struct text cell = {0};
    double low, high;
    bool ruler = !isnan(m->baseline) && !isnan(m->oracle) && m->baseline != m->oracle && at.ruler;
    add_fitting(name, m->value, ruler ? at.value : 40, &cell);
    if (at.interval && run_interval(m, &low, &high))
        text_format(&cell, " [%.3g, %.3g]", low, high);
    text_add(out, "  ");
    add_name(name, at.name, style, out);
    text_format(out, " %-*s", ruler ? at.value : 0, text_str(&cell));
    if (ruler && at.ends) {
        text_add(out, " ");
        add_end(name, m->baseline, 8, out);
    }
    if (ruler) {
        text_add(out, " ");
        add_ruler(m->value, m->baseline, m->oracle, at.ruler, style->unicode, out);
    }
    if (ruler && at.ends) {
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

static const char *stage_title(const char *stage) {
    static const char *const titles[][2] = {{"screening", "Screening"},
                                            {"retrieval", "Retrieval"},
                                            {"ranking", "Ranking"},
                                            {"list", "The list"},
                                            {"online", "Online, simulated users"}};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (strcmp(titles[i][0], stage) == 0)
            return titles[i][1];
    return stage;
}

static void moment_baselines(const struct run *run, const struct moment_style *style, struct text *out) {
    const char *stage = "";
    int name = layout_of(style).name, room = (style->width - 4 - name) / 2 < 14 ? 9 : 14;
    text_add(out, "The numbers to beat\n");
    wrapped_add("simple rules on this world (baseline), and the best that truth allows (oracle)", 2, style->width, out);
    text_format(out, "  %*s %*s %*s\n", name, "", room, "baseline", room, "oracle");
    for (int i = 0; i < metric_count(); i++) {
        const struct measure *m = measures_find(&run->outcome.measures, metric_at(i)->name);
        struct text a = {0}, b = {0};
        if (!m || isnan(m->baseline))
            continue;
        if (strcmp(stage, metric_at(i)->stage) != 0)
            text_format(out, "%s\n", stage_title(stage = metric_at(i)->stage));
        add_fitting(m->name, m->baseline, room, &a);
        if (!isnan(m->oracle))
            add_fitting(m->name, m->oracle, room, &b);
        text_add(out, "  ");
        add_name(m->name, name, style, out);
        text_format(out, " %*s %*s\n", room, text_str(&a), room, text_str(&b));
        text_free(&a);
        text_free(&b);
    }
}

/* An end of a curve: what is too small to be anything but rounding is nothing. */
static const char *curve_end(double v, char *buffer, size_t n) {
    if (fabs(v) >= 1000)
        return text_si(buffer, n, v);
    snprintf(buffer, n, "%.3g", fabs(v) < 1e-12 ? 0.0 : v);
    return buffer;
}

enum { CURVE_NAME = 26, CURVE_ENDS = 22 };

/* A curve as eight levels of blocks, or a dot a point in ASCII; its bars below its name where there is little room. */
static void add_curve(const struct measured_curve *c, const char *name, const struct moment_style *style,
                      struct text *out) {
    static const char *const BLOCKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const DOTS[] = {"_", "_", ".", ".", "-", "-", "=", "#"};
    bool below = style->width < 72;
    int room = style->width - (below ? 4 : CURVE_NAME + 3) - CURVE_ENDS;
    int width = room > 60 ? 60 : room;
    char from[24], to[24];
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < c->n; i++) {
        low = fmin(low, c->y[i]);
        high = fmax(high, c->y[i]);
    }
    text_add(out, "  ");
    add_cell(name, below ? 0 : CURVE_NAME, style, out);
    text_add(out, below ? "\n    " : " ");
    int columns = c->n < width ? c->n : width;
    for (int k = 0; k < columns; k++) {
        double y = c->y[(size_t)k * (size_t)c->n / (size_t)columns];
        int level = high > low && isfinite(y) ? (int)((y - low) / (high - low) * 7.0 + 0.5) : 0;
        text_add(out, style->unicode ? BLOCKS[level] : DOTS[level]);
    }
    text_format(out, "  %s to %s\n", curve_end(c->y[0], from, sizeof from), curve_end(c->y[c->n - 1], to, sizeof to));
}

static void add_curves(const struct run *run, const char *prefix, const struct moment_style *style, struct text *out) {
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        char name[MEASURE_NAME + 16];
        if (c->n > 0 && strncmp(c->name, prefix, strlen(prefix)) == 0)
            add_curve(c, metric_spoken(c->name, name, sizeof name), style, out);
    }
}

/* Underscores and dots of keys as blanks. */
static char *in_words(const char *key, char *buffer, size_t n) {
    snprintf(buffer, n, "%s", key);
    for (char *p = buffer; *p; p++)
        *p = *p == '_' || *p == '.' ? ' ' : *p;
    return buffer;
}

/* AUC of each feature alone, in the order of the table: which one is too good is for the person to see. */
static void add_features(const struct run *run, const struct measured_curve *c, const struct moment_style *style,
                         struct text *out) {
    int n;
    const struct feature *table = feature_table(design_kind(run->design), &n);
    text_add(out, "  AUC of one feature alone\n");
    for (int i = 0; i < c->n; i++) {
        int at = (int)c->x[i], most = style->width - 36 < 30 ? style->width - 36 : 30;
        char name[64];
        text_format(out, "    %-24s %.3f  ", at >= 0 && at < n ? in_words(table[at].name, name, sizeof name) : "?",
                    c->y[i]);
        for (int k = 0; k < (int)((c->y[i] - 0.5) * 2 * most + 0.5) && k < most; k++)
            text_add(out, style->unicode ? "▇" : "#");
        text_add(out, "\n");
    }
}

/* All that the node measured, unmarked: which of it to trust is the question. */
static void moment_log(const struct run *run, const struct moment_style *style, struct text *out) {
    text_add(out, "The log, as it is. Which of these would you not trust?\n");
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        const struct measure *m = &run->outcome.measures.metrics[i];
        char value[24], name[2 * MEASURE_NAME];
        const char *slice = strchr(m->name, '[');
        if (isnan(m->value))
            continue;
        metric_spoken(m->name, name, MEASURE_NAME);
        if (slice) /* of a class: "report rate, violence" */
            snprintf(name + strlen(name), MEASURE_NAME, ", %.*s", (int)strcspn(slice + 1, "]"), slice + 1);
        if (fabs(m->value) >= 1000)
            text_si(value, sizeof value, m->value);
        else
            snprintf(value, sizeof value, "%.4g", m->value);
        text_add(out, "  ");
        add_cell(name, 34, style, out);
        text_format(out, " %s\n", value);
    }
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        char name[MEASURE_NAME + 16];
        if (strcmp(c->name, "log.feature_auc") == 0)
            add_features(run, c, style, out);
        else if (c->n > 0)
            add_curve(c, metric_spoken(c->name, name, sizeof name), style, out);
    }
}

static void moment_training(const struct run *run, const struct moment_style *style, struct text *out) {
    text_add(out, "Training. What it is worth comes in step 5.\n");
    for (int i = 0; i < run->outcome.measures.n_curves; i++) {
        const struct measured_curve *c = &run->outcome.measures.curves[i];
        char name[MEASURE_NAME];
        if (c->n > 0 && (strstr(c->name, "model.loss") || strstr(c->name, "model.validation")))
            add_curve(c, in_words(c->name, name, sizeof name), style, out);
    }
}

/* The design's own protocol beside the truth, where it measured itself. */
static void add_own(const struct run *run, const struct moment_style *style, struct text *out) {
    bool head = false, below = style->width < 74;
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
        text_add(out, "  ");
        add_name(metric_at(i)->name, below ? 0 : 24, style, out);
        text_add(out, below ? "\n    " : " ");
        text_format(out, "yours %-12s truth ", text_str(&a));
        text_format(out, flatters ? "%-12s flatters\n" : "%s\n", text_str(&b));
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
    static const char *const stages[] = {"screening", "retrieval", "ranking", "list", "online"};
    text_add(out, "Your design, between a simple rule (baseline, left) and the best that truth allows (right)\n");
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        struct text rows = {0};
        add_stage(run, stages[i], style, &rows);
        if (rows.length)
            text_format(out, "%s\n%s", stage_title(stages[i]), text_str(&rows));
        text_free(&rows);
    }
    add_own(run, style, out);
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
            text_format(out, " p50 %6.2f ms  ", s->p50_ms);
            if (style->width >= 64)
                text_format(out, "p99 %6.2f ms  ", s->p99_ms);
            int room = style->width - (style->width >= 64 ? 65 : 49), most = room > 24 ? 24 : room;
            int bar = longest > 0 && most > 0 ? (int)(s->p50_ms / longest * most + 0.5) : 0;
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
        text_add(out, "  ");
        add_name(m->name, 24, style, out);
        text_format(out, " %s\n", text_str(&value));
        wrapped_add(m->why, 4, style->width, out);
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
        wrapped_add(run->outcome.measures.notes[i], 4, style->width, out);
    }
}
