/* picture_days.c - step 7: the days after the log, a strip a number, with what happened and when somebody noticed. */
#include "tui/chart.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 23, FIGURES = 16, EVENTS = 16 };

/* One entry of world.timeline, "day:fault:kind:name:size". */
struct event {
    int day;
    bool fault;
    char what[40];
};

static int events_of(const struct run *run, struct event events[EVENTS]) {
    const char *p = design_text(run->design, K_WORLD_TIMELINE);
    int n = 0;
    while (p && *p && n < EVENTS) {
        char kind[16], what[24], name[40] = "";
        struct event *e = &events[n];
        int fields = sscanf(p, "%d:%15[^:;]:%23[^:;]:%39[^:;]", &e->day, kind, what, name);
        if (fields >= 3) {
            e->fault = strcmp(kind, "fault") == 0;
            snprintf(e->what, sizeof e->what, "%.20s %.18s", what, name);
            for (char *c = e->what; *c; c++)
                *c = *c == '_' ? ' ' : *c;
            n++;
        }
        p += strcspn(p, ";");
        p += *p == ';';
    }
    return n;
}

static int day_column(struct area lane, struct range days, double day) {
    double share = days.high > days.low ? (day - days.low) / (days.high - days.low) : 0;
    return (int)lround(share * (lane.w - 1));
}

static struct area lane_of(struct area a, int y, int h) {
    int figures = a.w >= 60 ? FIGURES : 0;
    return area_part(a, NAME, y, a.w - NAME - figures, h);
}

/* The days as a scale, a number where there is room. */
static void draw_scale(struct area a, int y, struct range days) {
    struct area lane = lane_of(a, y, 1);
    draw_text(a, 0, y, STYLE_QUIET, "day");
    draw_fill(lane, 0, 0, lane.w, 1, STYLE_QUIET, "·");
    int last = -4;
    for (int day = (int)days.low; day <= (int)days.high; day++) {
        int x = day_column(lane, days, day);
        bool room = x - last >= 4 && (day == (int)days.high || day_column(lane, days, days.high) - x >= 3);
        if (room && x < lane.w - (day >= 10)) {
            draw_format(lane, day == (int)days.high && day >= 10 ? x - 1 : x, 0, STYLE_QUIET, "%d", day);
            last = x;
        }
    }
}

/* What broke and what drifted, by name below a mark on its day. */
static int draw_events(const struct event *events, int n, struct area a, int y, struct range days) {
    struct area lane = lane_of(a, y, 1);
    int shown = 0;
    for (int i = 0; i < n; i++)
        if (events[i].day >= days.low && events[i].day <= days.high) {
            draw_text(lane, day_column(lane, days, events[i].day), 0, events[i].fault ? STYLE_BAD : STYLE_WARNING,
                      events[i].fault ? "✗" : "~");
            shown++;
        }
    if (!shown)
        return y;
    draw_text(a, 0, y++, STYLE_TEXT, "what happened");
    for (int i = 0; i < n; i++)
        if (events[i].day >= days.low && events[i].day <= days.high) {
            struct text line = {0};
            text_format(&line, "%s day %d: %s", events[i].fault ? "✗" : "~", events[i].day, events[i].what);
            draw_cut(a, NAME, y++, a.w - NAME, STYLE_QUIET, text_str(&line));
            text_free(&line);
        }
    return y;
}

static int draw_alerts(const struct measured_curve *c, struct area a, int y, struct range days) {
    struct area lane = lane_of(a, y, 1);
    int alerts = 0;
    draw_text(a, 0, y, STYLE_TEXT, "alerts");
    for (int i = 0; i < c->n; i++) {
        bool rang = c->y[i] > 0;
        alerts += (int)c->y[i];
        draw_text(lane, day_column(lane, days, c->x[i]), 0, rang ? STYLE_WARNING | STYLE_BOLD : STYLE_QUIET,
                  rang ? "▲" : "·");
    }
    if (a.w >= 60)
        draw_format(a, a.w - FIGURES + 2, y, alerts ? STYLE_WARNING : STYLE_QUIET, "%d", alerts);
    return y + 1;
}

/* A strip of two rows: the number over the days, its first and last value at the right. */
static int draw_days(const struct measured_curve *c, struct area a, int y, struct range days) {
    char first[16], last[16];
    const struct curve curve = {"", c->x, c->y, c->n, STYLE_FOCUS, false};
    int h = 2;
    picture_name(a, 0, y + h - 1, NAME - 1, STYLE_TEXT, c->name);
    draw_strip(lane_of(a, y, h), &curve, days, curve_range(&curve));
    if (a.w >= 60) {
        double before = c->y[0], now = c->y[c->n - 1];
        char change[16];
        draw_format(a, a.w - FIGURES + 2, y, STYLE_QUIET, "%s →", chart_figure(first, sizeof first, before));
        draw_text(a, a.w - FIGURES + 2, y + 1, STYLE_TEXT | STYLE_BOLD, chart_figure(last, sizeof last, now));
        snprintf(change, sizeof change, "%+.0f %%", 100 * (now - before) / fabs(before));
        if (fabs(before) > 1e-9 && utf8_columns(last) + utf8_columns(change) < FIGURES - 2)
            draw_right(a, a.w, y + 1, STYLE_QUIET, change);
    }
    return y + h;
}

static bool any_value(const struct measured_curve *c) {
    const struct curve curve = {"", c->x, c->y, c->n, 0, false};
    struct range r = curve_range(&curve);
    return c->n > 1 && r.high >= r.low;
}

int picture_days(const struct run *run, bool told, struct area a, int y) {
    const struct measures *m = &run->outcome.measures;
    struct event events[EVENTS];
    struct range days = {1, 1};
    int n = events_of(run, events);
    for (int i = 0; i < m->n_curves; i++)
        if (text_starts(m->curves[i].name, "days.") && m->curves[i].n)
            days.high = fmax(days.high, m->curves[i].x[m->curves[i].n - 1]);
    y = picture_heading(a, y, "the days after the log", "");
    draw_scale(a, y++, days);
    if (told)
        y = draw_events(events, n, a, y, days);
    else if (n) {
        draw_text(a, 0, y, STYLE_TEXT, "what happened");
        draw_text(a, NAME, y++, STYLE_WARNING | STYLE_BOLD, "?");
    }
    const struct measured_curve *alerts = picture_curve(run, "days.alerts");
    if (alerts)
        y = draw_alerts(alerts, a, y, days);
    for (int i = 0; i < m->n_curves; i++)
        if (text_starts(m->curves[i].name, "days.") && &m->curves[i] != alerts && any_value(&m->curves[i]))
            y = draw_days(&m->curves[i], a, y, days);
    y = picture_metrics(run, "monitoring", a, y + 1);
    return picture_curves(run, "loop.", a, y);
}
