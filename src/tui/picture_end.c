/* picture_end.c - the end page: verdicts, time and the steps as bars, the prose between them as it is; and where the
 * gain came from, a bar a step on either side of nothing. */
#include "practice/findings.h"
#include "practice/marks.h"
#include "practice/moment.h"
#include "tui/chart.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void draw_verdict(struct area a, int y, const char *name, double points, const char *level) {
    int label = a.w >= 60 ? 28 : 18, tail = 16;
    char value[16];
    draw_cut(a, 0, y, label - 1, STYLE_TEXT, name);
    draw_track(a, label, y, a.w - label - tail, points / 100, STYLE_FOCUS);
    snprintf(value, sizeof value, "%.0f", points);
    draw_right(a, a.w - tail + 5, y, STYLE_TEXT | STYLE_BOLD, value);
    draw_text(a, a.w - tail + 7, y, STYLE_TITLE | STYLE_BOLD, level);
}

static int draw_verdicts(const struct session *s, struct area a, int y) {
    const struct marks *m = session_marks(s);
    enum verdict wanted = (enum verdict)(session_options(s)->level + 1);
    bool yes = m->headline >= wanted;
    char level[40];
    draw_verdict(a, y++, a.w >= 60 ? "What your design did" : "design did", m->did, verdict_name(m->did_level));
    draw_verdict(a, y++, a.w >= 60 ? "What an interviewer heard" : "was heard", m->heard, verdict_name(m->heard_level));
    snprintf(level, sizeof level, "%s at %s", yes ? "✓ YES" : "✗ NO", session_level_name(session_options(s)->level));
    int x = draw_text(a, 0, ++y, (yes ? STYLE_GOOD : STYLE_BAD) | STYLE_BOLD, level);
    if (!yes && m->headline > VERDICT_NONE)
        draw_format(a, x, y, STYLE_TEXT, "  ·  yes at %s", verdict_name(m->headline));
    y++;
    struct text sentence = {0};
    text_format(&sentence, "“%s”", m->sentence);
    y += draw_wrapped(a, 0, y, a.w, STYLE_TEXT, text_str(&sentence));
    text_free(&sentence);
    return y + 1;
}

static int draw_part(const struct session *s, enum end_part part, struct area a, int y, bool unicode) {
    const struct moment_style style = {.width = a.w < 40 ? 40 : a.w < 96 ? a.w : 96, .unicode = unicode};
    struct text out = {0};
    end_part_text(s, part, &style, &out);
    if (out.length)
        y = picture_text(text_str(&out), a, y) + 1;
    text_free(&out);
    return y;
}

/* The whole time as one strip, a piece a step as long as it took; what went over its share is marked. */
static int draw_time(const struct session *s, struct area a, int y) {
    int64_t all = 0;
    char right[40];
    for (int step = 1; step <= STEPS; step++)
        all += session_spent_ms(s, step);
    int minutes = session_total_ms(s) / 60000;
    snprintf(right, sizeof right, "%d:%02d of %d:00", (int)(all / 60000), (int)(all / 1000 % 60), minutes);
    y = picture_heading(a, y, "time", session_options(s)->untimed ? "" : right);
    int x = 0;
    for (int step = 1; step <= STEPS && all > 0; step++) {
        int64_t spent = session_spent_ms(s, step);
        int w = (int)llround((double)spent / (double)all * (a.w - STEPS));
        bool over = spent > session_minutes_ms(s, step) * 3 / 2 && !session_options(s)->untimed;
        w = w < (spent > 0 ? 2 : 0) ? 2 : w;
        draw_fill(a, x, y, w, 1, over ? STYLE_WARNING : STYLE_FOCUS, step % 2 ? "▇" : "▅");
        if (w)
            draw_format(a, x, y + 1, over ? STYLE_WARNING : STYLE_QUIET, "%d%s", step, over ? "!" : "");
        x += w + (w > 0);
    }
    return y + 3;
}

/* A bar to the right for what was gained, to the left for what was lost, with its interval in words. */
static void draw_effect(const struct finding *x, const struct metric *metric, double most, struct area a, int y) {
    char value[32];
    int middle = a.w / 4, room = a.w - middle - 18;
    if (!x || isnan(x->effect)) {
        draw_text(a, middle, y, STYLE_QUIET, "not measured");
        return;
    }
    bool visible = finding_visible(x);
    int style = !visible ? STYLE_QUIET : metric_compare(metric, 0, x->effect) >= 0 ? STYLE_GOOD : STYLE_BAD;
    draw_text(a, middle, y, STYLE_QUIET, "│");
    if (x->effect > 0)
        draw_bar(a, middle + 1, y, room, x->effect / most, style);
    else if (x->effect < 0) {
        int w = (int)lround(-x->effect / most * middle);
        draw_fill(a, middle - w, y, w, 1, style, "█");
    }
    snprintf(value, sizeof value, "%+.3g", x->effect);
    draw_right(a, a.w - 9, y, x->effect == 0 ? STYLE_QUIET : STYLE_TEXT | STYLE_BOLD, x->effect == 0 ? "0" : value);
    draw_right(a, a.w, y, STYLE_QUIET, visible || x->effect == 0 ? "" : "in noise");
}

static double largest(const struct findings *f) {
    double most = 1e-12;
    for (int i = 0; i < f->n; i++)
        if (f->items[i].step && !isnan(f->items[i].effect))
            most = fmax(most, fabs(f->items[i].effect));
    return most;
}

static int draw_findings(const struct session *s, struct area a, int y) {
    const struct findings *f = session_findings(s);
    const struct metric *metric = metric_named(session_content(s)->info.headline);
    const struct finding *total = findings_total(f);
    if (!f || !total || !metric)
        return y;
    char label[MEASURE_NAME], value[32], head[120];
    snprintf(value, sizeof value, "%+.3g", total->effect);
    snprintf(head, sizeof head, "%s over the naive design", value);
    struct text title = {0};
    text_format(&title, "where the gain came from: %s", metric_spoken(metric->name, label, sizeof label));
    y = picture_heading(a, y, text_str(&title), head);
    text_free(&title);
    int name = a.w >= 60 ? 22 : 14;
    for (int step = 2; step <= STEPS; step++, y++) {
        draw_format(a, 0, y, STYLE_TEXT, "%d %s", step, session_content(s)->steps[step - 1].id);
        draw_effect(findings_step(f, step), metric, largest(f), area_part(a, name, 0, a.w - name, y + 1), y);
    }
    return y + 1;
}

/* What was decided and what was heard, step by step. */
static int draw_steps(const struct session *s, struct area a, int y) {
    const struct marks *m = session_marks(s);
    y = picture_heading(a, y, "step by step", "decided · heard");
    int name = a.w >= 60 ? 22 : 12, w = (a.w - name - 16) / 2;
    for (int step = 1; step <= STEPS; step++) {
        double share[] = {m->step_did[step - 1], m->step_heard[step - 1]};
        if (isnan(share[0]) && isnan(share[1]))
            continue;
        draw_format(a, 0, y, STYLE_TEXT, "%d %s", step, session_content(s)->steps[step - 1].id);
        for (int i = 0; i < 2; i++) {
            int x = name + i * (w + 8);
            char value[16];
            if (isnan(share[i])) {
                draw_text(a, x, y, STYLE_QUIET, "–");
                continue;
            }
            draw_track(a, x, y, w, share[i], i ? STYLE_PERSON : STYLE_FOCUS);
            snprintf(value, sizeof value, "%.0f %%", 100 * share[i]);
            draw_right(a, x + w + 6, y, STYLE_TEXT, value);
        }
        y++;
    }
    return y + 1;
}

int picture_end(const struct session *s, bool unicode, struct area a, int y) {
    y = draw_verdicts(s, a, y);
    y = draw_part(s, END_WELL, a, y, unicode);
    y = draw_part(s, END_MOMENTS, a, y, unicode);
    y = draw_time(s, a, y);
    y = draw_part(s, END_SURPRISES, a, y, unicode);
    y = draw_part(s, END_NEXT, a, y, unicode);
    y = draw_steps(s, a, y);
    y = draw_part(s, END_MADE_OF, a, y, unicode);
    y = draw_findings(s, a, y);
    return draw_part(s, END_CHANGE, a, y, unicode);
}
