/* The end page: the two verdicts and why, what went well, what cost most, time, surprises, one drill. */
#include "practice/forecast.h"
#include "practice/moment.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_verdicts(const struct session *s, const struct marks *m, struct text *out) {
    text_format(out, "%s, %s, %s\n", s->content->info.title, session_mode_name(s->options.mode),
                session_level_name(s->options.level));
    text_format(out, "  What your design did        %3.0f of 100   %s\n", m->did, verdict_name(m->did_level));
    text_format(out, "  What an interviewer heard   %3.0f of 100   %s\n", m->heard, verdict_name(m->heard_level));
    enum verdict wanted = (enum verdict)(s->options.level + 1);
    text_format(out, "  Together: %s%s\n", m->headline >= wanted ? "yes at " : "no at ",
                session_level_name(s->options.level));
    if (m->headline < wanted && m->headline > VERDICT_NONE)
        text_format(out, "  (a yes at %s)\n", verdict_name(m->headline));
    text_format(out, "  %s\n", m->sentence);
    text_add(out, "  Made of:");
    const double part[] = {m->decisions, m->outcome, m->reasoning};
    static const char *const NAMES[] = {"decisions", "outcome", "estimates and forecasts"};
    for (int i = 0; i < 3; i++)
        if (!isnan(part[i]))
            text_format(out, "%s %s %.0f %%", i ? "," : "", NAMES[i], 100 * part[i]);
    text_add(out, ".\n");
    for (int i = 0; i < m->n; i++)
        if (m->items[i].kind == MARK_OUTCOME || m->items[i].kind == MARK_CONSTRAINT)
            text_format(out, "  %s: %s.\n", m->items[i].kind == MARK_OUTCOME ? "Outcome" : "Constraint",
                        m->items[i].evidence);
}

/* The n-th largest gain (sign 1) or loss (sign -1) among decisions, forecasts and what was heard; NULL past the end. */
static const struct mark *nth(const struct marks *m, int n, int sign) {
    const struct mark *best = NULL;
    const struct mark *taken[8];
    for (int k = 0; k <= n && k < 8; k++) {
        best = NULL;
        double best_size = 0;
        for (int i = 0; i < m->n; i++) {
            const struct mark *x = &m->items[i];
            bool said = x->kind == MARK_DECISION || x->kind == MARK_COVERAGE;
            double size = !said ? 0 : sign > 0 ? x->earned : x->points - x->earned;
            bool full = x->points > 0 && x->earned >= x->points;
            if (!said || (sign > 0 && !full) || (sign < 0 && full))
                continue;
            size *= x->kind == MARK_DECISION ? 1.5 : 1.0;
            bool used = false;
            for (int t = 0; t < k; t++)
                used = used || taken[t] == x;
            if (!used && size > best_size) {
                best_size = size;
                best = x;
            }
        }
        if (!best)
            return NULL;
        taken[k] = best;
    }
    return best;
}

static void add_mark(const struct mark *x, struct text *out) {
    text_format(out, "  step %d  %s (%.2g of %.2g): %s\n", x->step, x->id, x->earned, x->points, x->evidence);
    if (x->why && x->why[0])
        text_format(out, "          %s\n", x->why);
}

static void add_time(const struct session *s, const struct moment_style *style, struct text *out) {
    text_add(out, "Time\n");
    for (int step = 1; step <= STEPS; step++) {
        double spent = (double)s->spent_ms[step] / 60e3, budget = s->content->steps[step - 1].minutes;
        int bar = (int)(spent * 2 + 0.5);
        text_format(out, "  %d %-24.24s %5.1f of %4.1f min ", step, s->content->steps[step - 1].title, spent, budget);
        for (int i = 0; i < bar && i < 40; i++)
            text_add(out, style->unicode ? "▇" : "#");
        text_add(out, spent > 1.5 * budget ? "  over\n" : "\n");
    }
}

static void add_surprises(const struct session *s, struct text *out) {
    bool head = false;
    for (int i = 0; i < s->n_forecasts; i++) {
        const struct session_forecast *f = &s->forecasts[i];
        if (!f->scored || f->skill > 0)
            continue;
        if (!head)
            text_add(out, "Surprises\n");
        head = true;
        text_add(out, "  ");
        forecast_say(f, out);
        text_add(out, "\n");
    }
}

static int weakest(const struct marks *m) {
    int worst = 0;
    double low = INFINITY;
    for (int i = 0; i < STEPS; i++) {
        double did = m->step_did[i], heard = m->step_heard[i];
        double v = isnan(did) ? heard : isnan(heard) ? did : 0.5 * (did + heard);
        if (!isnan(v) && v < low) {
            low = v;
            worst = i;
        }
    }
    return worst + 1;
}

static void add_drill(const struct session *s, const struct marks *m, struct text *out) {
    int step = weakest(m);
    for (int i = 0; i < s->content->n_drills; i++)
        if (s->content->drills[i].step == step) {
            text_format(out, "Next: %s. %s\n", s->content->drills[i].title, s->content->drills[i].prompt);
            return;
        }
    text_format(out, "Next: step %d alone, against the clock: sevenstep practice %s --step %d\n", step,
                s->content->info.name, step);
}

void end_text(const struct session *s, const struct moment_style *style, struct text *out) {
    const struct marks *m = s->marks;
    add_verdicts(s, m, out);
    if (nth(m, 0, 1))
        text_add(out, "Well done\n");
    for (int i = 0; i < 2 && nth(m, i, 1); i++)
        add_mark(nth(m, i, 1), out);
    if (nth(m, 0, -1))
        text_add(out, "Moments that cost most\n");
    for (int i = 0; i < 3 && nth(m, i, -1); i++)
        add_mark(nth(m, i, -1), out);
    add_time(s, style, out);
    add_surprises(s, out);
    add_drill(s, m, out);
}
