#include "tui/lab_result.h"
#include "base/mem.h"
#include "tui/picture.h"
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
    int name = wide ? 38 : 23, x = name + 20;
    char label[MEASURE_NAME];
    draw_cut(a, 0, y, name - 1, STYLE_TEXT, wide ? c->name : metric_spoken(c->name, label, sizeof label));
    if (isnan(c->a) || isnan(c->b)) {
        draw_text(a, name, y, STYLE_QUIET, "not measured in both");
        return;
    }
    draw_right(a, name + 8, y, STYLE_QUIET, picture_figure(c->metric, c->a, before, sizeof before));
    draw_right(a, name + 18, y, STYLE_TEXT | STYLE_BOLD, picture_figure(c->metric, c->b, after, sizeof after));
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
    y = picture_heading(a, y, "what the change did", right);
    y = draw_changes(before, after, a, y);
    if (why)
        y += draw_wrapped(a, 0, y, a.w, STYLE_WARNING, why) + 1;
    for (int i = 0; i < n; i++)
        draw_comparison(&rows[i], a, y++);
    free(rows);
    return y + 1;
}

/* All that was measured, in the order of the seven steps' pictures. */
static int draw_measured(const struct run *run, struct area a, int y) {
    static const char *const stages[] = {"screening", "retrieval", "ranking", "list", "online"};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        y = picture_metrics(run, stages[i], a, y);
    y = picture_own(run, a, y);
    y = picture_found(run, 4, a, y);
    y = picture_funnel(run, a, y);
    y = picture_load(run, a, y);
    y = picture_plan(run, a, y) + 1;
    if (picture_curve(run, "days.alerts"))
        y = picture_days(run, true, a, y);
    return picture_curves(run, "retrieval_model. screening_model. ranking_model. ranking. online.", a, y);
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
    return draw_measured(lab->run, a, y);
}
