#include "tui/lab_result.h"
#include "base/mem.h"
#include "tui/chart.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int draw_summary(const struct run *run, struct area a, int y) {
    int cached = 0;
    for (int i = 0; i < run->outcome.n_nodes; i++)
        cached += run->outcome.nodes[i].cached;
    struct text line = {0};
    text_format(&line, "run #%lld   %.1f s   %d parts computed, %d known already", (long long)run->id,
                run->outcome.wall_s, run->outcome.n_nodes - cached, cached);
    int rows = draw_wrapped(a, 0, y, a.w, STYLE_TEXT, text_str(&line));
    text_free(&line);
    for (int i = 0; i < run->n_thresholds; i++) {
        const struct threshold *t = &run->thresholds[i];
        rows += draw_format(a, 0, y + rows, t->passed ? STYLE_GOOD : STYLE_BAD, "%s %s %s",
                            t->passed ? "✓ held  " : "✗ failed", t->metric, t->rule) > 0;
    }
    for (int i = 0; i < run->outcome.measures.n_notes; i++)
        rows += draw_wrapped(a, 0, y + rows, a.w, STYLE_WARNING, run->outcome.measures.notes[i]);
    return y + rows + 1;
}

static const char *short_name(const char *name) {
    const char *dot = strchr(name, '.');
    return dot ? dot + 1 : name;
}

static int draw_heading(struct area a, int y, const char *words, const char *right) {
    draw_titled_rule(area_part(a, -1, 0, a.w + 1, y + 1), y, words, right, STYLE_TITLE | STYLE_BOLD);
    return y + 1;
}

/* "±0.01", or nothing. */
static void half_width(const struct measure *m, char *buffer, size_t n) {
    double low, high;
    buffer[0] = '\0';
    if (run_interval(m, &low, &high))
        snprintf(buffer, n, "±%.2g", (high - low) / 2);
}

/* Columns of a metric: name, value, half its interval, and where there is room the rulers. */
enum { NAME_COLUMNS = 23, VALUE_END = 37, HALF_AT = 38, RULERS_AT = 46, RULER_LEAST = 8, RULER_MOST = 36 };

/* "recall@100"; for "recall@100[own]" what varies, set in. */
static void draw_name(const char *name, struct area a, int y) {
    const char *bracket = strchr(name, '[');
    char varied[MEASURE_NAME];
    if (!bracket) {
        draw_cut(a, 0, y, NAME_COLUMNS - 1, STYLE_TEXT, short_name(name));
        return;
    }
    snprintf(varied, sizeof varied, "%s", strcmp(bracket, "[own]") == 0 ? "own protocol" : bracket + 1);
    for (char *p = varied; *p; p++)
        *p = *p == '_' ? ' ' : *p == ']' ? '\0' : *p;
    draw_cut(a, 2, y, NAME_COLUMNS - 3, STYLE_QUIET, varied);
}

/* Without its unit, which the name or the value beside it says; a prefix ("12.8 GB", "61.6 k") stays. */
static char *figure(const struct metric *metric, double v, char *buffer, size_t n) {
    metric_format(metric, v, buffer, n);
    char *space = strchr(buffer, ' ');
    if (space && metric->unit[0] && strcmp(space + 1, metric->unit) == 0)
        *space = '\0';
    return buffer;
}

static void draw_rulers(const struct measure *m, const struct metric *metric, struct area a, int y) {
    char base[32], oracle[32];
    int w = a.w - RULERS_AT - 17;
    if (isnan(m->baseline) || isnan(m->oracle) || w < RULER_LEAST)
        return;
    w = w < RULER_MOST ? w : RULER_MOST;
    double span = m->oracle - m->baseline;
    draw_right(a, RULERS_AT + 7, y, STYLE_QUIET, figure(metric, m->baseline, base, sizeof base));
    draw_ruler(a, RULERS_AT + 8, y, w, span == 0 ? NAN : (m->value - m->baseline) / span, STYLE_FOCUS | STYLE_BOLD);
    draw_text(a, RULERS_AT + 9 + w, y, STYLE_QUIET, figure(metric, m->oracle, oracle, sizeof oracle));
}

static void draw_measure(const struct measure *m, const struct metric *metric, struct area a, int y) {
    char value[32], half[24];
    draw_name(m->name, a, y);
    if (isnan(m->value)) {
        draw_cut(a, NAME_COLUMNS, y, a.w - NAME_COLUMNS, STYLE_QUIET, m->why[0] ? m->why : "not measured");
        return;
    }
    metric_format(metric, m->value, value, sizeof value);
    half_width(m, half, sizeof half);
    draw_right(a, VALUE_END, y, STYLE_TEXT | STYLE_BOLD, value);
    draw_text(a, HALF_AT, y, STYLE_QUIET, half);
    draw_rulers(m, metric, a, y);
}

/* In the order of the metric table; slices and the own protocol behind the metric that they vary. */
static int draw_metrics(const struct run *run, struct area a, int y) {
    const struct measures *all = &run->outcome.measures;
    const char *stage = "";
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        for (int j = 0; j < all->n_metrics; j++) {
            const struct measure *m = &all->metrics[j];
            if (metric_named(m->name) != metric)
                continue;
            if (strcmp(stage, metric->stage) != 0) {
                y = draw_heading(a, y + (*stage != '\0'), metric->stage,
                                 a.w >= RULERS_AT + 17 + RULER_LEAST ? "baseline to oracle" : "");
                stage = metric->stage;
            }
            draw_measure(m, metric, a, y++);
        }
    }
    return y + 1;
}

static int draw_changes(const struct run *before, const struct run *after, struct area a, int y) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(after->design, ids), changed = 0;
    for (int i = 0; i < n; i++) {
        if (design_equal(before->design, after->design, ids[i]))
            continue;
        const char *was = design_text(before->design, ids[i]), *is = design_text(after->design, ids[i]);
        struct text line = {0};
        text_format(&line, "%s  %s → %s", knob_at(ids[i])->path, was[0] ? was : "none", is[0] ? is : "none");
        y += draw_wrapped(a, 0, y, a.w, STYLE_WARNING, text_str(&line));
        text_free(&line);
        changed++;
    }
    if (!changed)
        draw_text(a, 0, y++, STYLE_QUIET, "no knob changed");
    return y + 1;
}

static void draw_comparison(const struct comparison *c, struct area a, int y) {
    char before[32], after[32], interval[64] = "";
    static const char *const signs[] = {"=", "▲", "▼", "◆", "·"};
    static const int styles[] = {STYLE_QUIET, STYLE_GOOD, STYLE_BAD, STYLE_WARNING, STYLE_QUIET};
    bool wide = a.w >= 100;
    int name = wide ? 38 : NAME_COLUMNS, x = name + 20;
    draw_cut(a, 0, y, name - 1, STYLE_TEXT, wide ? c->name : short_name(c->name));
    if (isnan(c->a) || isnan(c->b)) {
        draw_text(a, name, y, STYLE_QUIET, "not measured in both");
        return;
    }
    draw_right(a, name + 8, y, STYLE_QUIET, figure(c->metric, c->a, before, sizeof before));
    draw_right(a, name + 18, y, STYLE_TEXT | STYLE_BOLD, figure(c->metric, c->b, after, sizeof after));
    if (a.w - x >= 30) {
        if (c->paired)
            snprintf(interval, sizeof interval, "[%+.2g, %+.2g]", c->low, c->high);
        draw_text(a, x, y, STYLE_QUIET, interval);
        x += 16;
    }
    draw_format(a, x, y, styles[c->verdict], "%s %s", signs[c->verdict], comparison_word(c));
}

static int draw_what_if(const struct run *before, const struct run *after, struct area a, int y) {
    struct comparison *rows = NULL;
    const char *why = NULL;
    char right[64];
    int n = run_compare(before, after, &rows, &why);
    snprintf(right, sizeof right, "#%lld then #%lld", (long long)before->id, (long long)after->id);
    y = draw_heading(a, y, "what the change did", right);
    y = draw_changes(before, after, a, y);
    if (why)
        y += draw_wrapped(a, 0, y, a.w, STYLE_WARNING, why) + 1;
    for (int i = 0; i < n; i++)
        draw_comparison(&rows[i], a, y++);
    free(rows);
    return y + 1;
}

static int draw_funnel(const struct measures *m, struct area a, int y) {
    if (!m->n_stages)
        return y;
    double slowest = 0;
    for (int i = 0; i < m->n_stages; i++)
        slowest = fmax(slowest, isnan(m->stages[i].p50_ms) ? 0 : m->stages[i].p50_ms);
    y = draw_heading(a, y, "funnel", "items, and time of the median request");
    for (int i = 0; i < m->n_stages; i++) {
        const struct measured_stage *s = &m->stages[i];
        char in[16], time[32] = "";
        if (i == 0)
            draw_right(a, 10, y++, STYLE_TEXT | STYLE_BOLD, text_si(in, sizeof in, round(s->in)));
        draw_text(a, 9, y, STYLE_QUIET, "│");
        draw_cut(a, 12, y, 14, STYLE_TEXT, s->stage);
        if (!isnan(s->p50_ms)) {
            snprintf(time, sizeof time, "%.2f ms", s->p50_ms);
            draw_right(a, 37, y, STYLE_TEXT, time);
            draw_bar(a, 39, y, a.w - 40 < 40 ? a.w - 40 : 40, slowest > 0 ? s->p50_ms / slowest : 0, STYLE_FOCUS);
        }
        draw_right(a, 10, ++y, STYLE_TEXT | STYLE_BOLD, text_si(in, sizeof in, round(s->out)));
        y++;
    }
    return y + 1;
}

/* A model's training and validation loss belong into one picture; any other curve has its own axes. */
static bool is_loss(const char *name) {
    return strcmp(short_name(name), "loss") == 0 || strcmp(short_name(name), "validation") == 0;
}

static bool same_model(const char *a, const char *b) {
    size_t n = strcspn(a, ".");
    return is_loss(a) && is_loss(b) && strcspn(b, ".") == n && strncmp(a, b, n) == 0;
}

static void picture_title(const char *name, bool loss, char *title, size_t n) {
    snprintf(title, n, "%.*s", loss ? (int)strcspn(name, ".") : (int)strlen(name), name);
    for (char *p = title; *p; p++)
        *p = *p == '_' || *p == '.' ? ' ' : *p;
}

/* One picture, of curve i and those that belong to it, which are marked done; its rows. */
static int draw_picture(const struct measures *m, int i, bool *done, struct area a, int y) {
    const struct measured_curve *first = &m->curves[i];
    struct curve curves[2];
    bool loss = is_loss(first->name);
    char title[MEASURE_NAME];
    int n = 0, height = loss ? 9 : 6;
    for (int j = i; j < m->n_curves && n < 2; j++) {
        const struct measured_curve *c = &m->curves[j];
        if (j != i && !same_model(first->name, c->name))
            continue;
        curves[n] = (struct curve){.name = short_name(c->name),
                                   .x = c->x,
                                   .y = c->y,
                                   .n = c->n,
                                   .style = n ? STYLE_WARNING : STYLE_FOCUS,
                                   .dotted = n > 0};
        done[j] = true;
        n++;
    }
    picture_title(first->name, loss, title, sizeof title);
    draw_heading(a, y, title, "");
    draw_curves(area_part(a, 0, y + 1, a.w, height), curves, n, "");
    return height + 2;
}

/* In one column, or two side by side where there is room. */
static int draw_pictures(const struct measures *m, struct area a, int y) {
    int columns = a.w >= 110 ? 2 : 1, w = (a.w - (columns - 1) * 4) / columns, column = 0, row = 0;
    w = w < 90 ? w : 90;
    bool *done = mem_must((size_t)m->n_curves + 1, sizeof *done);
    for (int i = 0; i < m->n_curves; i++) {
        if (done[i] || m->curves[i].n < 2)
            continue;
        int rows = draw_picture(m, i, done, area_part(a, column * (w + 4), 0, w, y + 12), y);
        row = rows > row ? rows : row;
        column = (column + 1) % columns;
        if (column == 0) {
            y += row;
            row = 0;
        }
    }
    free(done);
    return y + row;
}

int lab_result_draw(const struct app *app, struct area a) {
    const struct lab *lab = &app->lab;
    if (!lab->run) {
        if (app->work.running)
            return 1;
        return draw_wrapped(
                   a, 1, 1, a.w - 2, STYLE_QUIET,
                   "No result yet. F5 builds this design and measures it; the first run of a design trains its models, "
                   "later ones compute only what a change touches.") +
               1;
    }
    int y = draw_summary(lab->run, a, 0);
    if (lab->what_if && lab->previous)
        y = draw_what_if(lab->previous, lab->run, a, y);
    y = draw_metrics(lab->run, a, y);
    y = draw_funnel(&lab->run->outcome.measures, a, y);
    return draw_pictures(&lab->run->outcome.measures, a, y);
}
