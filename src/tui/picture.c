/* picture.c - the moment of each step; arithmetic, baselines and training, which need little. */
#include "tui/picture.h"
#include "practice/estimate.h"
#include "tui/chart.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int expected(const struct picture *p, int step, struct area a, int y) {
    return p->session ? picture_forecasts(p->session, step, step, a, y + 1) : y;
}

int picture_moment(const struct picture *p, int step, struct area a) {
    if (step == 1)
        return picture_estimates(p->session, a, 0);
    if (!p->run)
        return 0;
    switch (step) {
    case 2:
        return picture_baselines(p->run, a, 0);
    case 3:
        return picture_log(p->run, a, 0);
    case 4:
        return picture_training(p->run, a, 0);
    case 5:
        return picture_reveal(p, a, 0);
    case 6:
        return expected(p, 6, a, picture_serving(p, a, 0));
    default:
        return expected(p, 7, a, picture_days(p->run, !p->session || session_days_told(p->session), a, 0));
    }
}

/* How far off, in powers of ten: "-2 ────┼──●─┼──── +2". */
static void draw_orders(struct area a, int x, int y, int w, double orders, int style) {
    if (w < 21)
        return;
    draw_fill(a, x, y, w, 1, STYLE_QUIET, "─");
    for (int at = -2; at <= 2; at++)
        draw_text(a, x + (at + 2) * (w - 1) / 4, y, STYLE_QUIET, at ? "┼" : "╋");
    double place = (orders + 2) / 4;
    draw_text(a, x + (int)lround(fmin(fmax(place, 0), 1) * (w - 1)), y, style, place < 0 ? "◂" : place > 1 ? "▸" : "●");
    draw_text(a, x, y + 1, STYLE_QUIET, "÷100");
    draw_text(a, x + (w - 1) / 4 - 1, y + 1, STYLE_QUIET, "÷10");
    draw_text(a, x + (w - 1) / 2 - 2, y + 1, STYLE_QUIET, "right");
    draw_text(a, x + 3 * (w - 1) / 4 - 1, y + 1, STYLE_QUIET, "×10");
    draw_text(a, x + w - 4, y + 1, STYLE_QUIET, "×100");
}

static int draw_inputs(const struct estimate_check *c, struct area a, int y) {
    for (int i = 0; i < c->n_inputs; i++, y++) {
        bool used = c->input[i].used, known = c->input[i].known;
        if (!used && c->right) { /* the chain went another way and arrived */
            y--;
            continue;
        }
        char name[80];
        snprintf(name, sizeof name, "%s", c->input[i].fact->id);
        for (char *p = name; *p; p++)
            *p = *p == '_' ? ' ' : *p;
        draw_text(a, 2, y, used ? STYLE_GOOD : STYLE_WARNING, used ? "✓" : "·");
        draw_cut(a, 4, y, 30, STYLE_TEXT, name);
        draw_cut(a, 34, y, a.w - 34, used && known ? STYLE_QUIET : STYLE_WARNING,
                 !used   ? "not in the chain"
                 : known ? "asked for"
                         : "assumed without saying so");
    }
    return y;
}

static int draw_estimate(const struct estimate_check *c, struct area a, int y) {
    char value[32];
    int style = c->right ? STYLE_GOOD : c->near ? STYLE_WARNING : STYLE_BAD;
    const char *word = c->right       ? "✓ the product stands"
                       : c->unit_slip ? "✗ the unit slips"
                       : c->near      ? "✗ near"
                                      : "✗ off";
    y = picture_heading(a, y, c->estimate->title, "");
    int used = draw_format(a, 0, y, STYLE_TEXT | STYLE_BOLD, "%s %s", text_si(value, sizeof value, c->value),
                           c->estimate->unit);
    draw_text(a, used + 3, y++, style, word);
    if (c->unit_slip)
        y += draw_wrapped(a, 2, y, a.w - 2, STYLE_WARNING, c->unit_slip);
    y = draw_inputs(c, a, y);
    draw_orders(a, 2, y, a.w - 4 < 60 ? a.w - 4 : 60, c->orders, style | STYLE_BOLD);
    return y + (a.w >= 25 ? 3 : 1);
}

int picture_estimates(const struct session *s, struct area a, int y) {
    int n = 0;
    const struct estimate_check *c;
    for (int i = 0; i < session_content(s)->n_estimates; i++)
        if ((c = session_estimate(s, i))) {
            y = draw_estimate(c, a, y);
            n++;
        }
    if (!n)
        y += draw_wrapped(
            a, 0, y, a.w, STYLE_QUIET,
            "No sum yet. Say how large this gets, as a chain: /estimate peak qps = 500e6*10/86400*3. The inputs, "
            "the unit and the product are checked here.");
    return y;
}

int picture_baselines(const struct run *run, struct area a, int y) {
    const struct measures *all = &run->outcome.measures;
    y += draw_wrapped(a, 0, y, a.w, STYLE_TEXT,
                      "The numbers to beat: simple rules measured on this world, and the best that truth allows.");
    const char *stage = "";
    char value[32];
    int name = a.w >= 66 ? 26 : 22, right = a.w - 9;
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        const struct measure *m = measures_find(all, metric->name);
        if (!m || isnan(m->baseline))
            continue;
        if (strcmp(stage, metric->stage) != 0)
            y = picture_heading(a, y + 1, stage = metric->stage, "baseline        oracle");
        bool headline = strcmp(metric->name, design_headline(run->design)) == 0;
        int style = headline ? STYLE_FOCUS | STYLE_BOLD : STYLE_TEXT;
        draw_text(a, 0, y, style, headline ? "▸" : "");
        picture_name(a, 2, y, name - 3, style, m->name);
        draw_right(a, name + 8, y, style, picture_figure(metric, m->baseline, value, sizeof value));
        if (!isnan(m->oracle)) {
            if (right - name - 10 >= 6)
                draw_ruler(a, name + 9, y, right - name - 10, NAN, STYLE_QUIET);
            draw_text(a, right, y, STYLE_QUIET, picture_figure(metric, m->oracle, value, sizeof value));
        }
        y++;
    }
    return y;
}

int picture_training(const struct run *run, struct area a, int y) {
    y += draw_wrapped(a, 0, y, a.w, STYLE_QUIET, "The loss alone. What it is worth comes in step 5.") + 1;
    int from = y;
    y = picture_curves(run, "retrieval_model. screening_model. ranking_model.", a, y);
    if (y == from)
        y += draw_wrapped(a, 0, y, a.w, STYLE_TEXT, "Nothing in this design learns.");
    return y;
}
