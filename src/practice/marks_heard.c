/* What an interviewer heard: coverage by level, trade-offs with numbers, risks raised first, driving; less the hints.
 */
#include "practice/coverage.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct tally {
    double earned[LEVELS], of[LEVELS];
    int tradeoffs, risks;
};

static bool overruled(const struct session *s, const char *id) {
    for (int i = 0; i < s->n_overruled; i++)
        if (strcmp(s->overruled[i], id) == 0)
            return true;
    return false;
}

static void mark_step(const struct session *s, struct marks *m, int step, struct tally *t) {
    struct text all = {0};
    text_format(&all, "%s\n%s", text_str(&s->answer[step - 1]), text_str(&s->spoken[step - 1]));
    struct coverage c = coverage_of(s->content, step, LEVEL_STAFF, text_str(&all));
    double weight = marks_focus(s, step);
    for (int i = 0; i < c.n; i++) {
        const struct covered *x = &c.items[i];
        t->earned[x->item->level] += weight * x->earned;
        t->of[x->item->level] += x->item->points > 0 ? weight * x->item->points : 0;
        struct mark *mark = marks_add(m, MARK_COVERAGE, step, x->item->id, x->item->points, x->earned);
        mark->why = x->item->why;
        mark->overruled = overruled(s, x->item->id);
        marks_evidence(mark, "%s", x->evidence[0] ? x->evidence : "not heard");
    }
    t->tradeoffs += coverage_tradeoffs(text_str(&s->answer[step - 1]));
    coverage_free(&c);
    text_free(&all);
}

/* A risk counts when it is one that an interviewer would have raised, and was not raised already. */
static void mark_risks(const struct session *s, struct marks *m, struct tally *t) {
    for (int i = 0; i < s->n_risks; i++) {
        bool known = false;
        for (int step = 0; step < STEPS && !known; step++)
            for (int p = 0; p < s->content->steps[step].n_probes && !known; p++) {
                const struct probe *probe = &s->content->steps[step].probes[p];
                known = probe->risk && probe->risk[0] && !s->probed[step][p] &&
                        coverage_overlap(s->risks[i].text, probe->risk) >= 0.5;
            }
        t->risks += known;
        struct mark *mark = marks_add(m, MARK_RISKS, s->risks[i].step, "risk", 1, known ? 1 : 0);
        marks_evidence(mark, "%s", s->risks[i].text);
    }
}

/* Order, pace and breadth: steps that were answered, most of them within one and a half times their minutes. */
static double driving(const struct session *s, struct marks *m) {
    int steps = 0, answered = 0, in_time = 0;
    for (int step = 1; step <= STEPS; step++) {
        if (!marks_in_scope(s, step))
            continue;
        steps++;
        bool said = s->answer[step - 1].length || s->spoken[step - 1].length;
        answered += said;
        in_time += said && (s->options.untimed || s->spent_ms[step] <= session_minutes_ms(s, step) * 3 / 2);
    }
    double share = steps ? (0.5 * answered + 0.5 * in_time) / steps : 0;
    share *= s->backs > 2 ? 0.75 : 1.0;
    struct mark *mark = marks_add(m, MARK_DRIVING, 0, "driving", 10, 10 * share);
    marks_evidence(mark, "%d of %d steps answered, %d in their time, %d steps back", answered, steps, in_time,
                   s->backs);
    return share;
}

static double hint_cost(const struct session *s, struct marks *m) {
    double cost = 0;
    int n = 0;
    for (int step = 1; step <= STEPS; step++)
        for (int i = 0; i < s->hints[step - 1]; i++, n++)
            cost += steps_hint_cost(s, i);
    if (n) {
        struct mark *mark = marks_add(m, MARK_HINTS, 0, "hints", 0, -cost);
        marks_evidence(mark, "%d taken", n);
    }
    return cost;
}

static double share(const struct tally *t, enum level level) {
    return t->of[level] > 0 ? fmax(0, t->earned[level]) / t->of[level] : 1.0;
}

static enum verdict level_heard(const struct tally *t, const struct marks *m) {
    double mid = share(t, LEVEL_MID), senior = share(t, LEVEL_SENIOR), staff = share(t, LEVEL_STAFF);
    if (mid < 0.4 || m->heard < 25)
        return VERDICT_NONE;
    if (mid < 0.5 || senior < 0.4 || t->tradeoffs < 2)
        return VERDICT_MID;
    if (senior < 0.55 || staff < 0.35 || t->tradeoffs < 3 || t->risks < 1)
        return VERDICT_SENIOR;
    return VERDICT_STAFF;
}

void marks_heard(const struct session *s, struct marks *m) {
    struct tally t = {0};
    for (int step = 1; step <= STEPS; step++)
        if (marks_in_scope(s, step))
            mark_step(s, m, step, &t);
    mark_risks(s, m, &t);
    double earned = 0, of = 0;
    for (int level = 0; level <= (int)s->options.level; level++) {
        earned += t.earned[level];
        of += t.of[level];
    }
    double coverage = of > 0 ? fmax(0, earned) / of : 0;
    double tradeoffs = fmin(1, t.tradeoffs / (s->options.only_step ? 1.0 : 4.0)), risks = fmin(1, t.risks / 2.0);
    struct mark *mark = marks_add(m, MARK_TRADEOFFS, 0, "tradeoffs", 10, 10 * tradeoffs);
    marks_evidence(mark, "%d sentences weigh one thing against another with a number", t.tradeoffs);
    double heard = 75 * coverage + 10 * tradeoffs + 5 * risks + 10 * driving(s, m) - hint_cost(s, m);
    m->heard = heard < 0 ? 0 : heard > 100 ? 100 : heard;
    m->heard_level = level_heard(&t, m);
}
