/* picture_serving.c - step 6: the funnel with counts and times, the load test, the plan at the scenario's scale. */
#include "tui/chart.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A funnel drawn to the logarithm of what is left, one step narrower a stage. */
static void draw_level(struct area a, int y, double count, double first) {
    double share = first > 1 && count >= 1 ? log10(count + 1) / log10(first + 1) : 1;
    int w = (int)lround(share * (a.w - 2)), x = (a.w - w) / 2;
    char n[16];
    text_si(n, sizeof n, round(count));
    w = w < utf8_columns(n) + 2 ? utf8_columns(n) + 2 : w;
    x = (a.w - w) / 2;
    draw_fill(a, x, y, w, 1, STYLE_FOCUS, "▒");
    int at = (a.w - utf8_columns(n) - 2) / 2;
    draw_format(a, at, y, STYLE_TEXT | STYLE_BOLD, " %s ", n);
}

static void draw_times(const struct measured_stage *s, double slowest, struct area a, int y) {
    char time[40];
    if (isnan(s->p50_ms)) {
        draw_text(a, 0, y, STYLE_QUIET, "not timed");
        return;
    }
    snprintf(time, sizeof time, s->p50_ms < 1 ? "%.2f ms" : "%.1f ms", s->p50_ms);
    draw_right(a, 9, y, STYLE_TEXT | STYLE_BOLD, time);
    int tail = a.w >= 34 ? 15 : 0, w = a.w - 11 - tail;
    if (w > 0)
        draw_bar(a, 11, y, w, slowest > 0 ? s->p50_ms / slowest : 0, STYLE_FOCUS);
    snprintf(time, sizeof time, s->p99_ms < 1 ? "p99 %.2f ms" : "p99 %.1f ms", s->p99_ms);
    if (tail)
        draw_right(a, a.w, y, STYLE_QUIET, time);
}

int picture_funnel(const struct run *run, struct area a, int y) {
    const struct measures *m = &run->outcome.measures;
    if (!m->n_stages)
        return y;
    double slowest = 0, first = m->stages[0].in;
    for (int i = 0; i < m->n_stages; i++)
        slowest = fmax(slowest, isnan(m->stages[i].p50_ms) ? 0 : m->stages[i].p50_ms);
    y = picture_heading(a, y, "the funnel", "items · time of the median request");
    int w = a.w >= 60 ? 24 : 16;
    draw_level(area_part(a, 0, 0, w, y + 1), y, first, first);
    draw_cut(a, w + 2, y++, a.w - w - 2, STYLE_QUIET, "what a request begins with");
    for (int i = 0; i < m->n_stages; i++) {
        const struct measured_stage *s = &m->stages[i];
        draw_text(a, w / 2 - 1, y, STYLE_QUIET, "▼");
        draw_cut(a, w + 2, y, 10, STYLE_TEXT, s->stage);
        draw_times(s, slowest, area_part(a, w + 13, 0, a.w - w - 13, y + 1), y);
        draw_level(area_part(a, 0, 0, w, y + 2), y + 1, s->out, first);
        y += 2;
    }
    return y + 1;
}

/* Against the budget: a bar that is full at the budget, and says by how much it is over. */
static void draw_budget(struct area a, int y, double ms, double budget) {
    bool over = ms > budget;
    char words[48];
    snprintf(words, sizeof words, over ? "✗ over %.4g ms" : "✓ of %.4g ms", budget);
    int w = a.w - utf8_columns(words) - 2;
    if (w >= 6)
        draw_track(a, 0, y, w, ms / budget, over ? STYLE_BAD : STYLE_GOOD);
    draw_right(a, a.w, y, over ? STYLE_BAD : STYLE_GOOD, words);
}

/* Rows of a stage; times stand against the latency budget. */
static int draw_rows(const struct run *run, const char *stage, struct area a, int y) {
    char label[MEASURE_NAME], value[32];
    int name = a.w >= 60 ? 23 : 18;
    double budget = design_real(run->design, K_SCALE_LATENCY);
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        const struct measure *m = measures_find(&run->outcome.measures, metric->name);
        if (!m || strcmp(metric->stage, stage) != 0)
            continue;
        picture_name(a, 0, y, name - 1, STYLE_TEXT, m->name);
        metric_spoken(m->name, label, sizeof label);
        if (isnan(m->value)) {
            draw_cut(a, name, y, a.w - name, STYLE_QUIET, m->why);
        } else {
            draw_right(a, name + 10, y, STYLE_TEXT | STYLE_BOLD, picture_figure(metric, m->value, value, sizeof value));
            const char *unit = strcmp(metric->unit, "bytes") == 0 || strstr(label, metric->unit) ? "" : metric->unit;
            draw_cut(a, name + 11, y, a.w - name - 11, STYLE_QUIET, unit);
            if (strstr(metric->name, "p99_ms"))
                draw_budget(area_part(a, name + 14, 0, a.w - name - 14, y + 1), y, m->value, budget); /* behind "ms" */
        }
        y++;
    }
    return y;
}

/* Time by percentile, the axis in nines: what is slow once in a hundred has as much room as the other half. */
static int draw_latency(const struct run *run, struct area a, int y) {
    enum { HEIGHT = 7, POINTS = 200 };
    const struct measured_curve *c = picture_curve(run, "serving.latency");
    double nines[POINTS], ms[POINTS];
    int n = 0;
    for (int i = 0; c && i < c->n && n < POINTS; i++)
        if (c->x[i] < 100) {
            nines[n] = -log10(1 - c->x[i] / 100);
            ms[n++] = c->y[i];
        }
    if (n < 2)
        return y;
    const struct curve curve = {"", nines, ms, n, STYLE_FOCUS, false};
    struct area box = area_part(a, 0, y, a.w, HEIGHT);
    draw_chart(box, &(struct chart){.curves = &curve,
                                    .n = 1,
                                    .x_name = "slowest in a hundred",
                                    .x_low = "fastest",
                                    .x_high = "",
                                    .log_y = true,
                                    .limit = design_real(run->design, K_SCALE_LATENCY),
                                    .limit_name = " budget "});
    if (a.w >= 60)
        draw_text(box, 7 + (a.w - 8) / 2, HEIGHT - 1, STYLE_QUIET, "1 in 10");
    return y + HEIGHT;
}

/* Why a figure of the plan is what it is: told once for all that share it. */
static int draw_laws(const struct run *run, struct area a, int y) {
    const char *told[8];
    int n = 0;
    for (int i = 0; i < metric_count(); i++) {
        const struct measure *m = measures_find(&run->outcome.measures, metric_at(i)->name);
        bool said = !m || strcmp(metric_at(i)->stage, "capacity") != 0 || !m->why[0];
        for (int k = 0; k < n && !said; k++)
            said = strcmp(told[k], m->why) == 0;
        if (said || n == 8)
            continue;
        told[n++] = m->why;
        y += draw_wrapped(a, 2, y, a.w - 2, STYLE_QUIET, m->why);
    }
    return y;
}

static int draw_plan(const struct run *run, const char *title, struct area a, int y) {
    char items[16], users[16], right[64];
    double corpus = design_real(run->design, K_SCALE_ITEMS);
    snprintf(right, sizeof right, "%s items, %s users a day", text_si(items, sizeof items, corpus),
             text_si(users, sizeof users, design_real(run->design, K_SCALE_USERS)));
    y = picture_heading(a, y, title, right);
    return draw_rows(run, "capacity", a, y);
}

int picture_plan(const struct run *run, struct area a, int y) {
    return draw_laws(run, a, draw_plan(run, "the plan at the scenario's scale", a, y));
}

int picture_load(const struct run *run, struct area a, int y) {
    y = picture_heading(a, y, "the load test, on this machine", "queueing included");
    y = draw_rows(run, "serving", a, y);
    return draw_latency(run, a, y) + 1;
}

int picture_serving(const struct picture *p, struct area a, int y) {
    const struct run *run = p->run;
    if (p->curveball) /* the newest answer first; what follows is of the scale before */
        y = draw_plan(p->curveball, "the plan at the interviewer's scale", a, y) + 1;
    y = picture_funnel(run, a, y);
    y = picture_found(run, 1, a, y);
    y = picture_load(run, a, y);
    y = picture_plan(run, a, y);
    for (int i = 0; i < run->outcome.measures.n_notes; i++)
        y += draw_wrapped(a, 2, y, a.w - 2, STYLE_WARNING, run->outcome.measures.notes[i]);
    return y;
}
