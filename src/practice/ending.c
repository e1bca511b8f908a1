/* The end page, in its order: the verdict pair and a sentence; two things done well; three moments; the strip of time;
 * surprises; one drill. Then the table: parts and steps, where the gain came from, what would have moved the verdict.
 */
#include "practice/decision.h"
#include "practice/drill.h"
#include "practice/findings.h"
#include "practice/forecast.h"
#include "practice/moment.h"
#include "practice/session_state.h"
#include "practice/wrapped.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SIDES = 6, SHORT_VALUE = 40 }; /* columns of a moment's clock and its space; a value that is said in a line */

static void add_verdicts(const struct session *s, const struct marks *m, struct text *out) {
    enum verdict wanted = (enum verdict)(s->options.level + 1);
    text_format(out, "%s, %s, %s\n", s->content->info.title, session_mode_name(s->options.mode),
                session_level_name(s->options.level));
    text_format(out, "  What your design did        %3.0f of 100   %s\n", m->did, verdict_name(m->did_level));
    text_format(out, "  What an interviewer heard   %3.0f of 100   %s\n", m->heard, verdict_name(m->heard_level));
    text_format(out, "  Together: %s%s%s%s\n", m->headline >= wanted ? "yes at " : "no at ",
                session_level_name(s->options.level),
                m->headline < wanted && m->headline > VERDICT_NONE ? ", yes at " : "",
                m->headline < wanted && m->headline > VERDICT_NONE ? verdict_name(m->headline) : "");
    text_format(out, "  \"%s\"\n", m->sentence);
}

static const struct setting *setting_of(const struct session *s, const struct mark *x) {
    const struct knob *knob = x->kind == MARK_DECISION ? knob_named(x->id) : NULL;
    return knob ? decided_setting(s, knob->id) : NULL;
}

/* What it is about, for people: "index: hnsw", or the rubric's words. */
static void add_subject(const struct session *s, const struct mark *x, struct text *out) {
    const struct step_content *part = &s->content->steps[x->step - 1];
    const struct knob *knob = x->kind == MARK_DECISION ? knob_named(x->id) : NULL;
    for (int i = 0; !knob && i < part->n_rubric; i++)
        if (strcmp(part->rubric[i].id, x->id) == 0)
            text_add(out, part->rubric[i].about);
    if (knob)
        knob_spoken(knob, out);
}

/* How much a gain (sign 1) or a loss (-1) weighs on the page. What was said and was wrong comes before silence. */
static double weight_of(const struct session *s, const struct mark *x, int sign) {
    bool design = x->kind == MARK_DECISION, full = x->points > 0 && x->earned >= x->points;
    if ((!design && x->kind != MARK_COVERAGE) || full != (sign > 0))
        return 0;
    double size = (sign > 0 ? x->earned : x->points - x->earned) * (design ? 1.5 : 1.0);
    bool words = design ? setting_of(s, x) != NULL : x->earned != 0;
    return size * (words ? 2.0 : 1.0) * (!isnan(x->cost) ? 1.25 : 1.0);
}

/* The n-th heaviest, no two of one step where there is a choice; NULL past the end. */
static const struct mark *nth(const struct session *s, const struct marks *m, int n, int sign) {
    const struct mark *taken[8], *best = NULL;
    for (int k = 0; k <= n && k < 8; k++) {
        double most = 0;
        best = NULL;
        for (int i = 0; i < m->n; i++) {
            const struct mark *x = &m->items[i];
            double size = weight_of(s, x, sign);
            bool used = false;
            for (int t = 0; t < k; t++) {
                used = used || taken[t] == x;
                size *= taken[t]->step == x->step ? 0.5 : 1.0;
            }
            if (!used && size > most) {
                most = size;
                best = x;
            }
        }
        if (!best)
            return NULL;
        taken[k] = best;
    }
    return best;
}

static void add_clock(int64_t ms, struct text *out) {
    text_format(out, "  %2d:%02d ", (int)(ms / 60000), (int)(ms / 1000 % 60));
}

/* When a step was left: what was not heard has no moment of its own. */
static int64_t end_of_step(const struct session *s, int step) {
    int64_t at = 0;
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].step == step)
            at = s->lines[i].at_ms;
    return at;
}

static void add_moment(const struct session *s, const struct mark *x, bool lost, int width, struct text *out) {
    const struct setting *said = setting_of(s, x);
    struct text t = {0};
    add_clock(said ? said->at_ms : end_of_step(s, x->step), out);
    bool words = said || (x->kind == MARK_COVERAGE && x->earned != 0);
    if (words)
        text_format(&t, "\"%s\"", said ? said->words : x->evidence);
    else
        text_format(&t, "step %d: nothing about ", x->step);
    if (!words)
        add_subject(s, x, &t);
    else {
        text_add(&t, " (");
        add_subject(s, x, &t);
        if (said && strlen(said->value) < SHORT_VALUE) { /* "five, no, three": which of them it was */
            text_add(&t, ": ");
            knob_value_spoken(said->knob, said->value, &t);
        }
        text_add(&t, ")");
    }
    const char *first = text_str(&t);
    struct text wrapped = {0};
    wrapped_add(first, 2 + SIDES, width, &wrapped);
    text_add(out, text_str(&wrapped) + 2 + SIDES);
    text_free(&wrapped);
    text_clear(&t);
    if (x->why && x->why[0])
        text_format(&t, "%s%s", lost ? "A senior adds: " : "", x->why);
    if (lost && !isnan(x->cost)) {
        char value[40], name[64];
        const struct metric *metric = metric_named(s->content->info.headline);
        text_format(&t, " It cost %s of %s.", metric_format(metric, fabs(x->cost), value, sizeof value),
                    metric_spoken(metric->name, name, sizeof name));
    } else if (lost && x->earned < 0.0) /* something wrong was said */
        text_format(&t, " It cost its %.2g points, and %.2g more.", x->points, -x->earned);
    else if (lost)
        text_format(&t, " It cost %.2g of %.2g points.", x->points - x->earned, x->points);
    wrapped_add(text_str(&t), 2 + SIDES, width, out);
    text_free(&t);
}

static void add_time(const struct session *s, const struct moment_style *style, struct text *out) {
    text_add(out, "Time\n  ");
    for (int step = 1; step <= STEPS; step++) {
        double spent = (double)s->spent_ms[step] / 60e3, budget = (double)session_minutes_ms(s, step) / 60e3;
        int bar = (int)(spent + 0.5);
        if (!marks_in_scope(s, step))
            continue;
        for (int i = 0; i < bar && i < 12; i++)
            text_add(out, style->unicode ? "▇" : "#");
        text_format(out, "%s%d%s  ", bar ? " " : style->unicode ? "▁ " : "_ ", step, spent > 1.5 * budget ? "!" : "");
    }
    int64_t all = 0;
    for (int step = 1; step <= STEPS; step++)
        all += s->spent_ms[step];
    text_format(out, " %d:%02d of %d:00\n", (int)(all / 60000), (int)(all / 1000 % 60), session_total_ms(s) / 60000);
}

static void add_surprises(const struct session *s, int width, struct text *out) {
    bool head = false;
    for (int i = 0; i < s->n_forecasts; i++) {
        const struct session_forecast *f = &s->forecasts[i];
        if (!f->scored || forecast_hit(f)) /* a wide range that held surprises nobody, little as it says */
            continue;
        text_add(out, head ? "" : "Surprises\n");
        head = true;
        struct text line = {0};
        forecast_say(f, &line);
        wrapped_add(text_str(&line), 2, width, out);
        text_free(&line);
    }
}

static void add_drill(const struct session *s, int width, struct text *out) {
    struct text line = {0};
    const struct drill *drill = drill_next(s);
    if (drill)
        text_format(&line, "%s. %s", drill->title, drill->prompt);
    else
        text_format(&line, "Step %d alone, against the clock.", drill_step(s));
    text_add(out, "Next: five minutes, /drill starts them\n");
    wrapped_add(text_str(&line), 2, width, out);
    text_free(&line);
}

static void add_parts(const struct marks *m, int width, struct text *out) {
    const double part[] = {m->decisions, m->outcome, m->reasoning};
    static const char *const NAMES[] = {"decisions", "outcome", "estimates and forecasts"};
    struct text line = {0};
    for (int i = 0; i < 3; i++)
        if (!isnan(part[i]))
            text_format(&line, "%s %s %.0f %%", line.length ? "," : "Made of:", NAMES[i], 100 * part[i]);
    text_add(&line, line.length ? "." : "");
    wrapped_add(text_str(&line), 2, width, out);
    for (int i = 0; i < m->n; i++)
        if (m->items[i].kind == MARK_OUTCOME || m->items[i].kind == MARK_CONSTRAINT) {
            text_clear(&line);
            text_format(&line, "%s: %s.", m->items[i].kind == MARK_OUTCOME ? "Outcome" : "Constraint",
                        m->items[i].evidence);
            wrapped_add(text_str(&line), 2, width, out);
        }
    text_free(&line);
}

static void add_effect(const struct finding *x, struct text *out) {
    if (!x || isnan(x->effect))
        text_add(out, "      -");
    else if (x->effect == 0.0)
        text_add(out, "      0");
    else
        text_format(out, "%+8.4g%s", x->effect, finding_visible(x) ? "" : "  no visible effect");
}

static void add_table(const struct session *s, const struct marks *m, struct text *out) {
    text_format(out, "  %-26s %9s %9s   %s\n", "", "decided", "heard", s->findings ? "earned the headline" : "");
    for (int step = 1; step <= STEPS; step++) {
        if (!marks_in_scope(s, step))
            continue;
        double share[] = {m->step_did[step - 1], m->step_heard[step - 1]};
        text_format(out, "  %d %-24.24s", step, s->content->steps[step - 1].title);
        for (int i = 0; i < 2; i++) {
            if (isnan(share[i]))
                text_add(out, "         -");
            else
                text_format(out, "     %3.0f %%", 100 * share[i]);
        }
        text_add(out, " ");
        if (step > 1 && s->findings)
            add_effect(findings_step(s->findings, step), out);
        text_add(out, "\n");
    }
    const struct finding *total = findings_total(s->findings);
    if (!total)
        return;
    text_format(out, "  %-46s", "  all, over the naive design");
    add_effect(total, out);
    text_add(out, "\n");
}

static void add_marks(const struct session *s, const struct marks *m, int n, int sign, int width, struct text *out) {
    text_add(out, !nth(s, m, 0, sign) ? "" : sign > 0 ? "Well done\n" : "Moments\n");
    for (int i = 0; i < n && nth(s, m, i, sign); i++)
        add_moment(s, nth(s, m, i, sign), sign < 0, width, out);
}

static void add_change(const struct session *s, const struct marks *m, int width, struct text *out) {
    struct text change = {0};
    marks_change(s, m, &change);
    wrapped_add(text_str(&change), 2, width, out);
    if (session_owes_findings(s))
        text_add(out, "  Where the gain came from is being measured in the background.\n");
    text_free(&change);
}

void end_part_text(const struct session *s, enum end_part part, const struct moment_style *style, struct text *out) {
    const struct marks *m = s->marks;
    switch (part) {
    case END_VERDICT:
        add_verdicts(s, m, out);
        break;
    case END_WELL:
        add_marks(s, m, 2, 1, style->width, out);
        break;
    case END_MOMENTS:
        add_marks(s, m, 3, -1, style->width, out);
        break;
    case END_TIME:
        add_time(s, style, out);
        break;
    case END_SURPRISES:
        add_surprises(s, style->width, out);
        break;
    case END_NEXT:
        add_drill(s, style->width, out);
        break;
    case END_MADE_OF:
        text_add(out, "The table\n");
        add_parts(m, style->width, out);
        break;
    case END_STEPS:
        add_table(s, m, out);
        break;
    case END_CHANGE:
        add_change(s, m, style->width, out);
        break;
    case END_PARTS:
        break;
    }
}

void end_text(const struct session *s, const struct moment_style *style, struct text *out) {
    for (int part = 0; part < END_PARTS; part++)
        end_part_text(s, (enum end_part)part, style, out);
}

void findings_text(const struct session *s, const struct moment_style *style, struct text *out) {
    struct text change = {0};
    if (!s->findings || !s->marks)
        return;
    char name[64];
    text_format(out, "Where the gain came from, in %s\n", metric_spoken(s->content->info.headline, name, sizeof name));
    wrapped_add("by step: what it adds in the forward and in the reverse order, averaged", 2, style->width, out);
    for (int i = 0; i < s->findings->n; i++) {
        const struct finding *x = &s->findings->items[i];
        int step;
        const struct decision *d = x->decision >= 0 ? decision_at(s->content, x->decision, &step) : NULL;
        struct text row = {0};
        if (d) {
            text_add(&row, "left open: ");
            knob_spoken(knob_named(d->knob), &row);
        } else
            text_add(&row, x->step ? s->content->steps[x->step - 1].title : "all, over the naive design");
        text_format(out, "  %-34.34s", text_str(&row));
        add_effect(x, out);
        text_add(out, "\n");
        text_free(&row);
    }
    marks_change(s, s->marks, &change);
    wrapped_add(text_str(&change), 2, style->width, out);
    text_free(&change);
}
