/* What the design did: decisions, outcome, and what the person could tell before and after: estimates, forecasts, the
 * diagnosis of what happened in step 7. */
#include "practice/decision.h"
#include "practice/forecast.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESTIMATES_ASKED = 3 };

/* The points of one decision: full in the accepted set; full, too, where the engine finds no loss against a reference's
 * value. What was left unsaid is no decision. */
static void mark_decision(const struct session *s, struct marks *m, const struct design *context, int i, double *earned,
                          double *of) {
    int step;
    double cost = NAN;
    const struct decision *d = decision_at(s->content, i, &step);
    enum stand stand = decision_stand(s, context, d);
    if (stand == STAND_IDLE || !marks_in_scope(s, step))
        return;
    const struct knob *knob = knob_named(d->knob);
    const struct setting *x = decided_setting(s, knob->id);
    enum loss loss = stand == STAND_OTHER ? decision_loss(s, i, &cost) : LOSS_UNKNOWN;
    bool right = stand == STAND_ACCEPTED || loss == LOSS_NONE;
    const char *value = design_text(s->design, knob->id);
    struct mark *mark = marks_add(m, MARK_DECISION, step, d->knob, d->points, right ? d->points : 0.0);
    mark->why = d->why;
    mark->cost = cost;
    if (!x)
        marks_evidence(mark, "nothing was said: built with %.80s", value[0] ? value : "none");
    else
        marks_evidence(mark, "%.60s: \"%.130s\"%s", value, x->words,
                       loss == LOSS_NONE       ? " (measured: no loss)"
                       : loss == LOSS_MEASURED ? " (measured: a loss)"
                                               : "");
    double weight = marks_focus(s, step);
    *earned += weight * mark->earned;
    *of += weight * mark->points;
}

static double headline(const struct session *s, const struct result *r) {
    const struct result_metric *m = r && r->ok ? result_metric(r, s->content->info.headline) : NULL;
    return m ? m->value : NAN;
}

struct best {
    double value;
    int index;
    const char *name;
    bool held; /* it keeps the latency, and so do not all */
};

/* The best reference that keeps the latency; where none that beats the naive design does, the best of all: what no
 * listed design can hold is no constraint of this session. */
static struct best best_reference(const struct session *s, double naive) {
    const struct metric *metric = metric_named(s->content->info.headline);
    struct best best = {.value = NAN};
    for (int pass = 0; pass < 2 && isnan(best.value); pass++)
        for (int i = 0; i < s->content->n_references; i++) {
            const struct result *r = result_latest(s, RUN_REFERENCE, i);
            double v = headline(s, r);
            bool keeps = r && (!r->latency_known || r->latency_held);
            if (isnan(v) || (pass == 0 && !keeps) || metric_compare(metric, naive, v) <= 0 ||
                (!isnan(best.value) && metric_compare(metric, best.value, v) <= 0))
                continue;
            best = (struct best){v, i, s->content->references[i].name, pass == 0};
        }
    return best;
}

int marks_best_reference(const struct session *s) {
    struct best best = best_reference(s, headline(s, result_latest(s, RUN_BASELINE, 0)));
    return isnan(best.value) ? 0 : best.index;
}

double marks_outcome_of(const struct session *s, double value) {
    double naive = headline(s, result_latest(s, RUN_BASELINE, 0));
    struct best best = best_reference(s, naive);
    if (isnan(value) || isnan(naive) || isnan(best.value))
        return NAN;
    double share = (value - naive) / (0.9 * (best.value - naive));
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* The share of 90 % of the way from the naive design to the best reference. NAN: not measured. */
static double outcome_share(const struct session *s, const struct result *own, struct best *best, char *evidence,
                            size_t n) {
    double mine = headline(s, own), naive = headline(s, result_latest(s, RUN_BASELINE, 0));
    if (s->n_settings == 0) {
        snprintf(evidence, n, "nothing was decided: this is the naive design");
        return 0.0;
    }
    *best = best_reference(s, naive);
    if (isnan(mine) || isnan(naive) || isnan(best->value))
        return NAN;
    char name[64];
    snprintf(evidence, n, "%s %.4g; nobody's design %.4g, %s %.4g",
             metric_spoken(s->content->info.headline, name, sizeof name), mine, naive, best->name, best->value);
    return marks_outcome_of(s, mine);
}

static void mark_outcome(const struct session *s, struct marks *m) {
    const struct result *own = result_of_design(s);
    struct best best = {.value = NAN};
    char evidence[200];
    m->outcome = s->options.only_step ? NAN : outcome_share(s, own, &best, evidence, sizeof evidence);
    m->constraints_held = !own || !own->latency_known || own->latency_held || !best.held;
    if (isnan(m->outcome))
        return;
    m->outcome *= m->constraints_held ? 1.0 : 0.5;
    struct mark *mark = marks_add(m, MARK_OUTCOME, 0, s->content->info.headline, 30, 30 * m->outcome);
    marks_evidence(mark, "%s", evidence);
    if (!own || !own->latency_known)
        return;
    mark = marks_add(m, MARK_CONSTRAINT, 6, "latency", 0, 0);
    marks_evidence(mark, "the 99th percentile %s the budget%s", own->latency_held ? "keeps" : "breaks",
                   own->latency_held     ? ""
                   : m->constraints_held ? "; no better reference design keeps it either"
                                         : ": half of the outcome is lost");
}

static double estimate_quality(const struct estimate_check *c) {
    int used = 0;
    for (int i = 0; i < c->n_inputs; i++)
        used += c->input[i].used;
    double chain = c->n_inputs ? (double)used / c->n_inputs : 1.0;
    return c->right ? 0.5 + 0.5 * chain : c->near ? 0.5 * chain : 0.0;
}

static int larger_first(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (y > x) - (y < x);
}

/* The best three sums of the session count. */
static void mark_estimates(const struct session *s, struct marks *m, double *earned, double *of) {
    if (s->content->n_estimates == 0 || !marks_in_scope(s, 1))
        return;
    double *quality = mem_must((size_t)s->content->n_estimates, sizeof *quality);
    int n = 0;
    for (int i = 0; i < s->content->n_estimates; i++) {
        if (!s->estimates[i].given)
            continue;
        const struct estimate_check *c = &s->estimates[i].check;
        quality[n++] = estimate_quality(c);
        char value[24];
        struct mark *mark = marks_add(m, MARK_ESTIMATE, 1, c->estimate->id, 1, quality[n - 1]);
        mark->why = c->estimate->why;
        marks_evidence(mark, "%s %s, %.1f orders of magnitude off", text_si(value, sizeof value, c->value),
                       c->estimate->unit, fabs(c->orders));
    }
    int asked = s->content->n_estimates < ESTIMATES_ASKED ? s->content->n_estimates : ESTIMATES_ASKED;
    if (n == 0) {
        struct mark *mark = marks_add(m, MARK_ESTIMATE, 1, "estimates", asked, 0);
        marks_evidence(mark, "no sum was done");
    } else
        qsort(quality, (size_t)n, sizeof *quality, larger_first);
    for (int i = 0; i < asked && i < n; i++)
        *earned += quality[i];
    *of += asked;
    free(quality);
}

static void mark_forecasts(const struct session *s, struct marks *m, double *earned, double *of) {
    for (int i = 0; i < s->n_forecasts; i++) {
        const struct session_forecast *f = &s->forecasts[i];
        if (!marks_in_scope(s, f->step) || (f->given && !f->scored))
            continue; /* what could not be measured is nobody's fault */
        double skill = f->given && f->skill > 0 ? f->skill : 0.0;
        struct mark *mark = marks_add(m, MARK_FORECAST, f->step, f->ask->metric, 1, skill);
        struct text say = {0};
        if (f->given)
            forecast_say(f, &say);
        marks_evidence(mark, "%s", f->given ? text_str(&say) : "no forecast was made");
        text_free(&say);
        *earned += skill;
        *of += 1;
    }
}

void marks_did(const struct session *s, struct marks *m) {
    double earned = 0, of = 0;
    struct design *context = decision_context(s);
    for (int i = 0; i < decision_count(s->content); i++)
        mark_decision(s, m, context, i, &earned, &of);
    design_free(context);
    m->decisions = of > 0 ? earned / of : NAN;
    mark_outcome(s, m);
    earned = of = 0;
    mark_estimates(s, m, &earned, &of);
    mark_forecasts(s, m, &earned, &of);
    double seen = diagnosis_mark(s, m);
    earned += isnan(seen) ? 0 : DIAGNOSIS_POINTS * seen;
    of += isnan(seen) ? 0 : DIAGNOSIS_POINTS;
    m->reasoning = of > 0 ? earned / of : NAN;
    m->did = marks_together(m->decisions, m->outcome, m->reasoning);
}

double marks_together(double decisions, double outcome, double reasoning) {
    const double part[] = {decisions, outcome, reasoning}, weight[] = {50, 30, 20};
    double sum = 0, all = 0;
    for (int i = 0; i < 3; i++)
        if (!isnan(part[i])) {
            sum += weight[i] * part[i];
            all += weight[i];
        }
    return all > 0 ? 100 * sum / all : 0;
}
