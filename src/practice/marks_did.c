/* What the design did: decisions, outcome, estimates and forecasts. */
#include "practice/forecast.h"
#include "practice/session_state.h"
#include "world/features.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESTIMATES_ASKED = 3 };

static bool has_items(const char *value, const char *wanted) {
    char *copy = mem_string(wanted), *rest = copy;
    bool all = true;
    for (char *item = strsep(&rest, "+"); item && all; item = strsep(&rest, "+")) {
        size_t n = strlen(item);
        const char *at = value;
        bool there = false;
        while (!there && (at = strstr(at, item))) {
            there = (at == value || at[-1] == '+') && (at[n] == '+' || !at[n]);
            at += n ? n : 1;
            if (!n)
                break;
        }
        all = there;
    }
    free(copy);
    return all;
}

/* Whether a list of features holds one that knows what it could not have known: no company makes that right. */
static bool holds_trap(const struct knob *knob, enum world_kind kind, const char *value) {
    int n = 0;
    const struct feature *table = strcmp(knob->choices, "@features") == 0 ? feature_table(kind, &n) : NULL;
    for (int i = 0; i < n; i++)
        if (table[i].trap && has_items(value, table[i].name))
            return true;
    return false;
}

/* A value, "low..high" for numbers, for lists the items that must be among them. */
static bool accepts(const struct knob *knob, const char *accept, const char *value) {
    const char *dots = strstr(accept, "..");
    double v, low, high;
    if (dots && text_to_double(value, &v)) {
        char *head = mem_string(accept);
        head[dots - accept] = '\0';
        bool ok = text_to_double(head, &low) && text_to_double(dots + 2, &high) && v >= low && v <= high;
        free(head);
        return ok;
    }
    if (knob->type == KNOB_LIST)
        return has_items(value, accept);
    if (text_to_double(value, &v) && text_to_double(accept, &low))
        return v == low;
    return strcmp(accept, value) == 0;
}

/* Without a list of accepted values: what one of the references has, numbers within a factor of two. */
static bool as_a_reference(const struct content *content, const struct knob *knob, const char *value) {
    for (int r = 0; r < content->n_references; r++)
        for (int i = 0; i < content->references[r].n_settings; i++) {
            const struct knob_setting *x = &content->references[r].settings[i];
            double a, b;
            if (strcmp(x->path, knob->path) != 0)
                continue;
            if (strcmp(x->value, value) == 0 || (text_to_double(x->value, &a) && text_to_double(value, &b) && a > 0 &&
                                                 b > 0 && fabs(log2(a / b)) <= 1.0))
                return true;
        }
    return false;
}

static bool accepted(const struct session *s, const struct decision *d, const struct knob *knob, const char *value) {
    if (!d->accept || !d->accept[0])
        return as_a_reference(s->content, knob, value);
    if (holds_trap(knob, s->content->info.kind, value))
        return false;
    for (char **a = d->accept; *a; a++)
        if (accepts(knob, *a, value))
            return true;
    return false;
}

/* Whether a decision matters, given what was said: all that was not said as the case has it, so that silence does not
 * make the questions go away. */
static struct design *said_design(const struct session *s) {
    struct err ignored = {0};
    struct design *d = design_new(&s->content->info, &ignored);
    for (enum knob_id id = 0; d && id < KNOBS; id++) {
        const struct setting *x = decided_setting(s, id);
        if (x && !design_set(d, x->knob->path, x->value, &ignored))
            err_clear(&ignored); /* it was accepted before: it fits */
    }
    return d;
}

static void mark_decision(const struct session *s, struct marks *m, const struct design *said, int step,
                          const struct decision *d, double *earned, double *of) {
    const struct knob *knob = knob_named(d->knob);
    if (!knob || !said || !design_active(said, knob->id))
        return;
    const struct setting *x = decided_setting(s, knob->id);
    const char *value = design_text(s->design, knob->id); /* lists grow over the steps: the design has the whole */
    bool right = x && accepted(s, d, knob, value);
    struct mark *mark = marks_add(m, MARK_DECISION, step, d->knob, d->points, right ? d->points : 0.0);
    mark->why = d->why;
    if (x)
        marks_evidence(mark, "%.60s: \"%.150s\"", value, x->words);
    else
        marks_evidence(mark, "nothing was said: built with %.80s", value[0] ? value : "none");
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
            best = (struct best){v, s->content->references[i].name, pass == 0};
        }
    return best;
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
    double share = (mine - naive) / (0.9 * (best->value - naive));
    snprintf(evidence, n, "%s %.4g; nobody's design %.4g, %s %.4g", s->content->info.headline, mine, naive, best->name,
             best->value);
    return share < 0 ? 0 : share > 1 ? 1 : share;
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
    struct design *said = said_design(s);
    for (int step = 1; step <= STEPS; step++)
        for (int i = 0; i < s->content->steps[step - 1].n_decisions && marks_in_scope(s, step); i++)
            mark_decision(s, m, said, step, &s->content->steps[step - 1].decisions[i], &earned, &of);
    design_free(said);
    m->decisions = of > 0 ? earned / of : NAN;
    mark_outcome(s, m);
    earned = of = 0;
    mark_estimates(s, m, &earned, &of);
    mark_forecasts(s, m, &earned, &of);
    m->reasoning = of > 0 ? earned / of : NAN;
    const double part[] = {m->decisions, m->outcome, m->reasoning}, weight[] = {50, 30, 20};
    double sum = 0, all = 0;
    for (int i = 0; i < 3; i++)
        if (!isnan(part[i])) {
            sum += weight[i] * part[i];
            all += weight[i];
        }
    m->did = all > 0 ? 100 * sum / all : 0;
}
