/* work.c - where long work stands: a row with stage, bar and time, and the curves that training draws. */
#include "tui/app.h"
#include "tui/chart.h"

#include "engine/engine.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMOOTH_FROM = 24 };         /* points; fewer are shown as they are */
static const double SMOOTH = 0.12; /* share of the newest batch in the loss that is drawn: single batches are noise */

void work_begin(struct work *w, int64_t now_ns) {
    *w = (struct work){.running = true, .since_ns = now_ns, .usual = w->usual, .n_usual = w->n_usual};
}

void work_usual(struct work *w, struct node_seconds *take, int n) {
    free(w->usual);
    w->usual = take;
    w->n_usual = n;
}

/* Seconds that are left, from what the parts that stand after this one took when they were last computed; parts that
 * are known already will take less. NAN: nothing to go by. */
static double seconds_left(const struct work *w) {
    double left = 0;
    bool any = false;
    for (int i = 0; i < w->n_usual; i++)
        for (int node = w->node; node < w->nodes; node++)
            if (strcmp(plan_node_name(node), w->usual[i].node) == 0) {
                left += w->usual[i].seconds * (node == w->node ? 1 - w->done : 1);
                any = true;
            }
    return any && w->nodes > 0 && w->nodes <= plan_nodes() ? left : NAN;
}

static void left_words(const struct work *w, char *buffer, size_t n) {
    double left = seconds_left(w);
    buffer[0] = '\0';
    if (left >= 90)
        snprintf(buffer, n, "at most %.0f min left   ", ceil(left / 60));
    else if (left >= 1)
        snprintf(buffer, n, "at most %.0f s left   ", left < 10 ? ceil(left) : ceil(left / 5) * 5);
}

static struct job_curve *curve_named(struct work *w, const char *name) {
    for (int i = 0; i < w->n_curves; i++)
        if (strcmp(w->curves[i].name, name) == 0)
            return &w->curves[i];
    struct job_curve *c = &w->curves[w->n_curves < JOB_CURVES ? w->n_curves++ : JOB_CURVES - 1];
    snprintf(c->name, sizeof c->name, "%s", name);
    c->n = 0;
    return c;
}

/* A full curve keeps every other point: its shape stays. */
static void halve(struct job_curve *c) {
    for (int i = 0; i < c->n / 2; i++) {
        c->x[i] = c->x[2 * i];
        c->y[i] = c->y[2 * i];
    }
    c->n /= 2;
}

void work_news(struct work *w, const struct job_event *event) {
    if (event->kind == JOB_ENDED)
        return;
    if (event->stage[0])
        snprintf(w->stage, sizeof w->stage, "%s", event->stage);
    if (event->nodes) {
        w->node = event->node;
        w->nodes = event->nodes;
    }
    w->done = event->done;
    if (event->kind != JOB_POINT || !event->curve[0])
        return;
    if (strcmp(w->drawn, event->stage) != 0) { /* another model learns: its curves alone */
        snprintf(w->drawn, sizeof w->drawn, "%s", event->stage);
        w->n_curves = 0;
    }
    struct job_curve *c = curve_named(w, event->curve);
    if (c->n == CURVE_POINTS)
        halve(c);
    double before = c->n ? c->y[c->n - 1] : event->y,
           share = c->n >= SMOOTH_FROM && strcmp(c->name, "loss") == 0 ? SMOOTH : 1;
    c->x[c->n] = event->x;
    c->y[c->n++] = before + share * (event->y - before);
}

static double share(const struct work *w) {
    double s = w->nodes ? (w->node + w->done) / w->nodes : w->done;
    return s < 0 ? 0 : s > 1 ? 1 : s;
}

static void words(const struct work *w, int more, struct text *out) {
    char stage[sizeof w->stage];
    snprintf(stage, sizeof stage, "%s", w->stage[0] ? w->stage : "starting");
    for (char *p = stage; *p; p++)
        if (*p == '_')
            *p = ' ';
    text_format(out, "%s%s", w->cancelling ? "stopping: " : "", stage);
    if (w->nodes)
        text_format(out, ", part %d of %d", w->node + 1, w->nodes);
    if (more > 0)
        text_format(out, " · %d more run%s to come", more, more == 1 ? "" : "s");
}

void work_draw_curves(const struct app *app, struct area a) {
    static const int styles[JOB_CURVES] = {STYLE_FOCUS, STYLE_WARNING, STYLE_GOOD, STYLE_PERSON};
    const struct work *w = &app->work;
    struct curve curves[JOB_CURVES];
    for (int i = 0; i < w->n_curves; i++)
        curves[i] = (struct curve){w->curves[i].name, w->curves[i].x, w->curves[i].y, w->curves[i].n, styles[i], i > 0};
    draw_curves(a, curves, w->n_curves, "");
}

void work_draw(const struct app *app, struct area a) {
    const struct work *w = &app->work;
    struct text line = {0};
    char time[80], left[40];
    const struct session *s = app->screen == SCREEN_PRACTICE ? app->practice.now.session : NULL;
    words(w, s ? session_runs_owed(s) - 1 : 0, &line);
    left_words(w, left, sizeof left);
    snprintf(time, sizeof time, "%s%.0f s   ^C stops", a.w >= 70 ? left : "",
             (double)(app->now_ns - w->since_ns) * 1e-9);
    draw_titled_rule(a, 0, text_str(&line), time, STYLE_TEXT);
    draw_progress(a, 1, 1, a.w - 9, share(w));
    draw_format(a, a.w - 6, 1, STYLE_TEXT, "%3.0f %%", share(w) * 100);
    if (w->n_curves && a.h >= 7)
        work_draw_curves(app, area_part(a, 1, 3, a.w - 2, a.h - 3));
    text_free(&line);
}
