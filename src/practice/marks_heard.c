/* What an interviewer heard: coverage by level, trade-offs with numbers, risks raised first, driving; less the hints.
 */
#include "practice/coverage.h"
#include "practice/lexicon.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct tally {
    double earned[LEVELS], of[LEVELS];
    int tradeoffs, risks;
    int dives, dived; /* asked, and the shares of their worth that were earned */
    double recovered;
};

static bool overruled(const struct session *s, const char *id) {
    for (int i = 0; i < s->n_overruled; i++)
        if (strcmp(s->overruled[i], id) == 0)
            return true;
    return false;
}

/* All that was said in a step: the answer, what was asked and assumed beside it. */
static void add_said(const struct session *s, int step, struct text *out) {
    text_format(out, "%s\n%s\n", text_str(&s->answer[step - 1]), text_str(&s->spoken[step - 1]));
}

/* What a step is about may have been said in another: an interviewer remembers. What is wrong counts where it is asked
 * alone. */
static void credit_elsewhere(const struct session *s, struct lexicon *lexicon, int step, struct coverage *c) {
    struct text others = {0};
    for (int other = 1; other <= STEPS; other++)
        if (other != step)
            add_said(s, other, &others);
    struct coverage elsewhere = coverage_closely(lexicon, step, LEVEL_STAFF, text_str(&others));
    for (int i = 0; i < c->n; i++)
        if (!c->items[i].wrong && elsewhere.items[i].full && elsewhere.items[i].earned > c->items[i].earned) {
            struct covered own = c->items[i];
            c->items[i] = elsewhere.items[i];
            elsewhere.items[i] = own;
        }
    coverage_free(&elsewhere);
    text_free(&others);
}

static void mark_step(const struct session *s, struct lexicon *lexicon, struct marks *m, int step, struct tally *t) {
    struct text all = {0};
    add_said(s, step, &all);
    for (int i = 0; i < INTERLUDES; i++) /* a deep dive that went back to this step is heard here, too */
        if (s->dives[i].asked && s->dives[i].subject == step && s->dives[i].step != step)
            dive_answer(s, &s->dives[i], &all);
    struct coverage c = coverage_with(lexicon, step, LEVEL_STAFF, text_str(&all));
    credit_elsewhere(s, lexicon, step, &c);
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

static void mark_dives(const struct session *s, struct marks *m, struct tally *t) {
    for (int i = 0; i < INTERLUDE_CLOSE; i++) {
        const struct asked_dive *d = &s->dives[i];
        if (!d->asked)
            continue;
        struct text said = {0};
        dive_answer(s, d, &said);
        double share = said.length ? dive_share(s, d->dive, d->subject, text_str(&said)) : 0;
        struct mark *mark = marks_add(m, MARK_DIVE, d->step, d->about, 4, 4 * share);
        marks_evidence(mark, "%s", said.length ? text_str(&said) : "the question was left unanswered");
        t->dives++;
        t->dived += said.length > 0;
        t->recovered += share;
        text_free(&said);
    }
}

/* Order, pace, breadth and recovery: steps that were answered, most of them within one and a half times their minutes,
 * and what came of the deep dives, where any were asked. */
static double driving(const struct session *s, struct marks *m, const struct tally *t) {
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
    if (t->dives)
        share = 0.7 * share + 0.3 * t->recovered / t->dives;
    share *= s->backs > 2 ? 0.75 : 1.0;
    struct mark *mark = marks_add(m, MARK_DRIVING, 0, "driving", 10, 10 * share);
    marks_evidence(mark, "%d of %d steps answered, %d in their time, %d steps back, %d of %d deep dives answered",
                   answered, steps, in_time, s->backs, t->dived, t->dives);
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

static double share(const struct marks *m, enum level level) {
    return m->said.of[level] > 0 ? fmax(0, m->said.earned[level]) / m->said.of[level] : 1.0;
}

enum verdict marks_level_heard(const struct marks *m) {
    double mid = share(m, LEVEL_MID), senior = share(m, LEVEL_SENIOR), staff = share(m, LEVEL_STAFF);
    if (mid < 0.4 || m->heard < 25)
        return VERDICT_NONE;
    if (mid < 0.5 || senior < 0.4 || m->said.tradeoffs < 2)
        return VERDICT_MID;
    if (senior < 0.55 || staff < 0.35 || m->said.tradeoffs < 3 || m->said.risks < 1)
        return VERDICT_SENIOR;
    return VERDICT_STAFF;
}

void marks_heard(const struct session *s, struct marks *m) {
    struct tally t = {0};
    for (int step = 1; step <= STEPS; step++)
        if (marks_in_scope(s, step))
            mark_step(s, s->lexicon, m, step, &t);
    mark_risks(s, m, &t);
    mark_dives(s, m, &t);
    double earned = 0, of = 0;
    for (int level = 0; level <= (int)s->options.level; level++) {
        earned += t.earned[level];
        of += t.of[level];
    }
    double coverage = of > 0 ? fmax(0, earned) / of : 0;
    double tradeoffs = fmin(1, t.tradeoffs / (s->options.only_step ? 1.0 : 4.0)), risks = fmin(1, t.risks / 2.0);
    struct mark *mark = marks_add(m, MARK_TRADEOFFS, 0, "tradeoffs", 10, 10 * tradeoffs);
    marks_evidence(mark, "%d sentences weigh one thing against another with a number", t.tradeoffs);
    double heard = 75 * coverage + 10 * tradeoffs + 5 * risks + 10 * driving(s, m, &t) - hint_cost(s, m);
    m->heard = heard < 0 ? 0 : heard > 100 ? 100 : heard;
    for (int level = 0; level < LEVELS; level++) {
        m->said.earned[level] = t.earned[level];
        m->said.of[level] = t.of[level];
    }
    m->said.tradeoffs = t.tradeoffs;
    m->said.risks = t.risks;
    m->heard_level = marks_level_heard(m);
}
