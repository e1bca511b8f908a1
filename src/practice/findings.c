#include "practice/findings.h"
#include "practice/decision.h"
#include "practice/session_state.h"
#include "eval/bootstrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct measured_design {
    struct design *design;
    bool done;
    double value;
    double *replicates;
    int n_replicates;
};
struct open_decision {
    int index, step, design;
};
struct findings_work {
    char *headline;
    struct measured_design *designs;
    int n, next;
    int forward[STEPS + 1], reverse[STEPS + 2]; /* steps 2..k, and k..7; forward[1] and reverse[8] are the naive one */
    struct open_decision open[FINDINGS_OPEN_MAX];
    int n_open;
};

bool finding_visible(const struct finding *x) {
    return x && !isnan(x->effect) && !isnan(x->low) && (x->low > 0.0 || x->high < 0.0);
}

static const struct finding *find(const struct findings *f, int step, int decision) {
    for (int i = 0; f && i < f->n; i++)
        if (f->items[i].decision == decision && (decision >= 0 || f->items[i].step == step))
            return &f->items[i];
    return NULL;
}

const struct finding *findings_total(const struct findings *f) {
    return find(f, 0, -1);
}

const struct finding *findings_step(const struct findings *f, int step) {
    return find(f, step, -1);
}

const struct finding *findings_decision(const struct findings *f, int decision) {
    return find(f, 0, decision);
}

void findings_free(struct findings *f) {
    if (!f)
        return;
    free(f->items);
    free(f);
}

void session_take_findings(struct session *s, struct findings *take) {
    findings_free(s->findings);
    s->findings = take;
}

const struct findings *session_findings(const struct session *s) {
    return s->findings;
}

bool session_owes_findings(const struct session *s) {
    return s->scored && !s->findings && s->n_settings > 0 && !s->options.only_step;
}

static bool alike(const struct design *a, const struct design *b) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(a, ids);
    for (int i = 0; i < n; i++)
        if (!design_equal(a, b, ids[i]))
            return false;
    return true;
}

/* Its place among the designs, each once. Takes the design. */
static int add_design(struct findings_work *w, struct design *take) {
    for (int i = 0; i < w->n; i++)
        if (alike(w->designs[i].design, take)) {
            design_free(take);
            return i;
        }
    w->designs = mem_grow(w->designs, (size_t)w->n + 1, sizeof *w->designs);
    w->designs[w->n] = (struct measured_design){.design = take, .value = NAN};
    return w->n++;
}

/* The naive design with the person's knobs of steps from..to. */
static struct design *partial(const struct session *s, int from, int to) {
    struct err ignored = {0}; /* the values stand in a design already */
    struct design *d = design_copy(s->blank);
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    for (int i = 0; i < n; i++) {
        int step = knob_at(ids[i])->step;
        if (step >= from && step <= to &&
            !design_set(d, knob_at(ids[i])->path, design_text(s->design, ids[i]), &ignored))
            err_clear(&ignored);
    }
    return d;
}

/* Decisions that nobody spoke of and the engine can judge: those worth most. */
static void add_open(const struct session *s, struct findings_work *w) {
    struct design *context = decision_context(s);
    int best = marks_best_reference(s), n = decision_count(s->content);
    bool *taken = mem_must((size_t)n + 1, sizeof *taken);
    while (w->n_open < FINDINGS_OPEN_MAX) {
        int worth = -1, worth_step = 0, step;
        double points = 0;
        for (int i = 0; i < n; i++) {
            const struct decision *d = decision_at(s->content, i, &step);
            if (taken[i] || d->points <= points || decision_stand(s, context, d) != STAND_UNSAID ||
                !decision_reference(s, d, best))
                continue;
            points = d->points;
            worth = i;
            worth_step = step;
        }
        if (worth < 0)
            break;
        taken[worth] = true;
        const struct decision *d = decision_at(s->content, worth, &step);
        struct err ignored = {0};
        struct design *with = design_copy(s->design);
        if (design_set(with, d->knob, decision_reference(s, d, best), &ignored))
            w->open[w->n_open++] = (struct open_decision){worth, worth_step, add_design(w, with)};
        else
            design_free(with);
    }
    free(taken);
    design_free(context);
}

struct findings_work *findings_work_new(const struct session *s) {
    struct findings_work *w = mem_must(1, sizeof *w);
    w->headline = mem_string(s->content->info.headline);
    w->forward[1] = w->reverse[STEPS + 1] = add_design(w, design_copy(s->blank));
    for (int k = 2; k <= STEPS; k++)
        w->forward[k] = add_design(w, partial(s, 2, k));
    for (int k = STEPS; k >= 2; k--)
        w->reverse[k] = add_design(w, partial(s, k, STEPS));
    add_open(s, w);
    return w;
}

const char *findings_until(void) {
    return steps_until(RUN_SWAP);
}

const struct design *findings_next(const struct findings_work *w) {
    return w->next < w->n ? w->designs[w->next].design : NULL;
}

void findings_take(struct findings_work *w, const struct run *run) {
    struct measured_design *d = &w->designs[w->next++];
    const struct measure *m = run ? measures_find(&run->outcome.measures, w->headline) : NULL;
    d->done = true;
    if (!m || isnan(m->value))
        return;
    d->value = m->value;
    d->n_replicates = m->n_replicates;
    d->replicates = mem_must((size_t)m->n_replicates + 1, sizeof *d->replicates);
    memcpy(d->replicates, m->replicates, (size_t)m->n_replicates * sizeof *d->replicates);
}

/* The sum of weight * design over terms, with its interval. */
struct term {
    double weight;
    int design;
};
static struct finding combine(const struct findings_work *w, const struct term *terms, int n) {
    struct finding x = {.decision = -1, .low = NAN, .high = NAN};
    int B = w->designs[terms[0].design].n_replicates;
    for (int i = 0; i < n; i++) {
        const struct measured_design *d = &w->designs[terms[i].design];
        x.effect += terms[i].weight * d->value;
        B = d->n_replicates == B ? B : 0;
    }
    if (B == 0 || isnan(x.effect))
        return x;
    double *sum = mem_must((size_t)B, sizeof *sum);
    for (int i = 0; i < n; i++)
        for (int b = 0; b < B; b++)
            sum[b] += terms[i].weight * w->designs[terms[i].design].replicates[b];
    struct interval interval = bootstrap_interval(sum, B);
    x.low = interval.low;
    x.high = interval.high;
    free(sum);
    return x;
}

struct findings *findings_of(const struct findings_work *w) {
    struct findings *f = mem_must(1, sizeof *f);
    f->items = mem_must((size_t)(STEPS + FINDINGS_OPEN_MAX), sizeof *f->items);
    int own = w->forward[STEPS], naive = w->forward[1];
    f->items[f->n++] = combine(w, (struct term[]){{1, own}, {-1, naive}}, 2);
    for (int k = 2; k <= STEPS; k++) {
        const struct term terms[] = {
            {0.5, w->forward[k]}, {-0.5, w->forward[k - 1]}, {0.5, w->reverse[k]}, {-0.5, w->reverse[k + 1]}};
        bool same = w->forward[k] == w->forward[k - 1] && w->reverse[k] == w->reverse[k + 1];
        f->items[f->n] = same ? (struct finding){.decision = -1} : combine(w, terms, 4);
        f->items[f->n++].step = k;
    }
    for (int i = 0; i < w->n_open; i++) {
        f->items[f->n] = combine(w, (struct term[]){{1, w->open[i].design}, {-1, own}}, 2);
        f->items[f->n].step = w->open[i].step;
        f->items[f->n++].decision = w->open[i].index;
    }
    return f;
}

void findings_work_free(struct findings_work *w) {
    if (!w)
        return;
    for (int i = 0; i < w->n; i++) {
        design_free(w->designs[i].design);
        free(w->designs[i].replicates);
    }
    free(w->designs);
    free(w->headline);
    free(w);
}
