/* The cheapest found change that would have moved the verdict. Found means: measured. Tried are single decisions whose
 * reference value was run (those that were not accepted, and open ones that the engine tried afterwards) and single
 * items that were not heard; where no single one moves the verdict, the best decisions together, one after the other.
 * The cheapest is the one that takes fewest changes; of two, the one that trains nothing anew; then the larger gain. */
#include "practice/decision.h"
#include "practice/findings.h"
#include "practice/hear.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIED_MAX = 16, TOGETHER_MAX = 4 };
struct tried {
    const struct decision *decision;
    int index, step;
    double gain; /* of the headline; NAN: not measured */
    double did;  /* what it alone would have made of `did` */
    bool retrains;
};

static bool retrains(const char *path) {
    return !text_starts(path, "policy.") && !text_starts(path, "serving.") && !text_starts(path, "monitoring.") &&
           !text_starts(path, "evaluation.") && strcmp(path, "retrieval.candidates") != 0 &&
           strcmp(path, "retrieval.nprobe") != 0 && strcmp(path, "ranking.keep") != 0;
}

/* Earned and possible points of decisions as marks_did weighs them, with those of `also` earned in full. */
static double decisions_with(const struct session *s, const struct marks *m, const struct tried *also, int n) {
    double earned = 0, of = 0;
    for (int i = 0; i < m->n; i++) {
        const struct mark *x = &m->items[i];
        if (x->kind != MARK_DECISION)
            continue;
        double weight = marks_focus(s, x->step), got = x->earned;
        for (int k = 0; k < n; k++)
            if (strcmp(also[k].decision->knob, x->id) == 0)
                got = x->points;
        earned += weight * got;
        of += weight * x->points;
    }
    return of > 0 ? earned / of : NAN;
}

/* `did` with these changes made. Gains of several are added up: each was measured alone. */
static double did_with(const struct session *s, const struct marks *m, const struct tried *also, int n) {
    const struct result_metric *own = result_metric(result_of_design(s), s->content->info.headline);
    double outcome = m->outcome;
    if (own && !isnan(outcome)) {
        double value = own->value;
        for (int k = 0; k < n; k++)
            value += isnan(also[k].gain) ? 0 : also[k].gain;
        outcome = marks_outcome_of(s, value) * (m->constraints_held ? 1.0 : 0.5);
        outcome = outcome > m->outcome ? outcome : m->outcome;
    }
    return marks_together(decisions_with(s, m, also, n), outcome, m->reasoning);
}

static int collect(const struct session *s, const struct marks *m, struct tried *out) {
    struct design *context = decision_context(s);
    int n = 0, step;
    for (int i = 0; i < decision_count(s->content) && n < TRIED_MAX; i++) {
        const struct decision *d = decision_at(s->content, i, &step);
        enum stand stand = decision_stand(s, context, d);
        const struct finding *found = findings_decision(s->findings, i);
        double cost = NAN;
        bool lost = stand == STAND_OTHER && decision_loss(s, i, &cost) != LOSS_NONE;
        if (!marks_in_scope(s, step) || (!lost && stand != STAND_UNSAID))
            continue;
        if (stand == STAND_UNSAID && found)
            cost = found->effect;
        struct tried x = {.decision = d, .index = i, .step = step, .gain = cost, .retrains = retrains(d->knob)};
        x.did = did_with(s, m, &x, 1);
        out[n++] = x;
    }
    design_free(context);
    return n;
}

static bool better(const struct tried *a, const struct tried *b) {
    return a->retrains != b->retrains ? !a->retrains : a->did > b->did;
}

static int more_first(const void *a, const void *b) {
    const struct tried *x = a, *y = b;
    return x->did != y->did ? (x->did < y->did) - (x->did > y->did) : x->index - y->index;
}

static void say_change(const struct session *s, const struct tried *x, struct text *out) {
    const struct knob *knob = knob_named(x->decision->knob);
    const char *value = decision_reference(s, x->decision, marks_best_reference(s));
    knob_spoken(knob, out);
    const char *range = x->decision->accept ? x->decision->accept[0] : NULL;
    if (value) {
        text_add(out, " ");
        knob_value_spoken(knob, value, out);
    } else if (range && strstr(range, "..")) /* no reference decides it: what is accepted */
        text_format(out, " %.*s to %s", (int)(strstr(range, "..") - range), range, strstr(range, "..") + 2);
}

/* No few changes are enough: where to begin. */
static void say_most(const struct session *s, const struct tried *tried, int n, struct text *out) {
    text_add(out, n ? "No change of a few decisions would have moved what the design did; worth most: "
                    : "No change of a decision that was tried would have moved what the design did.");
    for (int i = 0; i < n && i < 3; i++) {
        text_add(out, i ? "; " : "");
        say_change(s, &tried[i], out);
    }
    text_add(out, n ? "." : "");
}

static void say_design(const struct session *s, const struct marks *m, struct tried *tried, int n, struct text *out) {
    const struct tried *one = NULL;
    for (int i = 0; i < n; i++)
        if (marks_level_did(tried[i].did, m->constraints_held) > m->did_level && (!one || better(&tried[i], one)))
            one = &tried[i];
    int many = one ? 1 : 0;
    if (!one) {
        qsort(tried, (size_t)n, sizeof *tried, more_first);
        int most = n < TOGETHER_MAX ? n : TOGETHER_MAX;
        for (many = 2; many <= most; many++)
            if (marks_level_did(did_with(s, m, tried, many), m->constraints_held) > m->did_level)
                break;
        if (many > most) {
            say_most(s, tried, most, out);
            return;
        }
    }
    double did = one ? one->did : did_with(s, m, tried, many);
    text_format(out, "%s would have moved what the design did to %s (%.0f to %.0f): ",
                many == 1 ? "One change" : "Together these", verdict_name(marks_level_did(did, m->constraints_held)),
                m->did, did);
    for (int i = 0; i < many; i++) {
        text_add(out, i ? "; " : "");
        say_change(s, one ? one : &tried[i], out);
    }
    text_add(out, ".");
}

static const struct rubric_item *item_of(const struct session *s, const struct mark *x) {
    const struct step_content *part = &s->content->steps[x->step - 1];
    for (int i = 0; i < part->n_rubric; i++)
        if (strcmp(part->rubric[i].id, x->id) == 0)
            return &part->rubric[i];
    return NULL;
}

/* The item of the rubric that alone would have lifted what was heard; else the one that was worth most. */
static void say_heard(const struct session *s, const struct marks *m, struct text *out) {
    const struct rubric_item *lifts = NULL, *worth = NULL;
    int lifts_step = 0, worth_step = 0;
    double most = 0, of = 0;
    for (int level = 0; level <= (int)s->options.level; level++)
        of += m->said.of[level];
    for (int i = 0; i < m->n; i++) {
        const struct mark *x = &m->items[i];
        const struct rubric_item *item = x->kind == MARK_COVERAGE ? item_of(s, x) : NULL;
        double missing = item ? marks_focus(s, x->step) * (x->points - x->earned) : 0;
        if (missing <= 0 || item->level > s->options.level)
            continue;
        struct marks with = *m;
        with.said.earned[item->level] += missing;
        with.heard += of > 0 ? 75 * missing / of : 0;
        if (marks_level_heard(&with) > m->heard_level && !lifts) {
            lifts = item;
            lifts_step = x->step;
        }
        if (missing > most) {
            most = missing;
            worth = item;
            worth_step = x->step;
        }
    }
    if (lifts)
        text_format(out, "One thing said would have moved what was heard: %s (step %d).", lifts->about, lifts_step);
    else if (worth)
        text_format(out, "No single sentence would have moved what was heard; worth most: %s (step %d).", worth->about,
                    worth_step);
}

void marks_change(const struct session *s, const struct marks *m, struct text *out) {
    if (s->n_settings == 0 || m->headline == VERDICT_STAFF)
        return;
    if (m->did_level <= m->heard_level) {
        struct tried tried[TRIED_MAX];
        int n = collect(s, m, tried);
        say_design(s, m, tried, n, out);
    }
    if (m->heard_level <= m->did_level) {
        text_add(out, out->length ? " " : "");
        say_heard(s, m, out);
    }
}
