/* How a decision stands: what was said of it, whether the case accepts that, what the engine measured against it. */
#include "practice/decision.h"
#include "practice/session_state.h"
#include "world/features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* The accepted set for the facts known: what was asked for or assumed holds the design to it. */
static char **accepted_set(const struct session *s, const struct decision *d) {
    for (int i = 0; d->fact && *d->fact && i < s->content->n_facts; i++)
        if (s->known[i] && strcmp(s->content->facts[i].id, d->fact) == 0)
            return d->given;
    return d->accept;
}

static bool accepted(const struct session *s, const struct decision *d, const struct knob *knob, const char *value) {
    char **set = accepted_set(s, d);
    if (!set || !set[0])
        return as_a_reference(s->content, knob, value);
    if (holds_trap(knob, s->content->info.kind, value))
        return false;
    for (char **a = set; *a; a++)
        if (accepts(knob, *a, value))
            return true;
    return false;
}

/* Whether what was said of a knob is a decision of the case, and not an accepted one. */
static bool refused(const struct session *s, const struct knob *knob) {
    int step;
    const struct decision *d;
    for (int i = 0; (d = decision_at(s->content, i, &step)); i++)
        if (strcmp(d->knob, knob->path) == 0)
            return !accepted(s, d, knob, design_text(s->design, knob->id));
    return false;
}

/* Whether a decision matters, given what was said: all that was not said, or was said and is not accepted, as the case
 * has it. Neither silence nor another choice makes the questions behind it go away. */
struct design *decision_context(const struct session *s) {
    struct err ignored = {0};
    struct design *d = design_new(&s->content->info, &ignored);
    for (enum knob_id id = 0; d && id < KNOBS; id++) {
        const struct setting *x = decided_setting(s, id);
        if (x && !refused(s, x->knob) && !design_set(d, x->knob->path, x->value, &ignored))
            err_clear(&ignored); /* it was accepted before: it fits */
    }
    return d;
}

const struct decision *decision_at(const struct content *content, int i, int *step) {
    for (*step = 1; *step <= STEPS; ++*step) {
        const struct step_content *part = &content->steps[*step - 1];
        if (i < part->n_decisions)
            return &part->decisions[i];
        i -= part->n_decisions;
    }
    return NULL;
}

int decision_count(const struct content *content) {
    int n = 0;
    for (int step = 0; step < STEPS; step++)
        n += content->steps[step].n_decisions;
    return n;
}

enum stand decision_stand(const struct session *s, const struct design *context, const struct decision *d) {
    const struct knob *knob = knob_named(d->knob);
    if (!knob || !context || !design_active(context, knob->id))
        return STAND_IDLE;
    if (!decided_setting(s, knob->id))
        return STAND_UNSAID;
    /* lists grow over the steps: the design has the whole */
    if (accepted(s, d, knob, design_text(s->design, knob->id)))
        return STAND_ACCEPTED;
    return design_active(s->design, knob->id) ? STAND_OTHER : STAND_IDLE; /* nothing could be measured of it */
}

/* Where the engine is a judge of a decision: what shapes candidates, scores and lists shows in the headline. How rows
 * are parted, what is measured, what is watched and what happens when a machine fails does not: there the accepted set
 * alone counts. A set of features may hold one that knows the future: that flatters itself. */
static bool engine_judges(const struct knob *knob) {
    static const char *const GROUPS[] = {"framing.", "data.", "retrieval.", "ranking.", "policy.", "screening."};
    static const char *const NEVER[] = {"data.split", "data.features"};
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        if (strcmp(knob->path, NEVER[i]) == 0)
            return false;
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++)
        if (text_starts(knob->path, GROUPS[i]))
            return true;
    return false;
}

const char *decision_reference(const struct session *s, const struct decision *d, int from) {
    const struct knob *knob = knob_named(d->knob);
    if (!knob || !engine_judges(knob))
        return NULL;
    for (int i = 0; i < s->content->n_references; i++) {
        const struct reference *r = &s->content->references[(from + i) % s->content->n_references];
        for (int k = 0; k < r->n_settings; k++)
            if (strcmp(r->settings[k].path, d->knob) == 0 && accepted(s, d, knob, r->settings[k].value))
                return r->settings[k].value;
    }
    if (!d->accept || !d->accept[0] || strstr(d->accept[0], ".."))
        return NULL;
    return d->accept[0];
}

static const char FOUND[] = "retrieval.recall@100";
static const double FOUND_LESS = 0.02;

/* A change is judged by the headline. Which model, loss or correction finds candidates is judged by what it finds, too:
 * a ranker may hide for a while that less is found. Pairs tell recalls apart that nobody would: a loss counts from 2 %
 * of the recall on. A number (how wide, how many) trades for time and memory: the headline alone says whether it went
 * too far. */
static bool lost(const struct session *s, const struct knob *knob, const struct result_metric *theirs) {
    const struct metric *metric = metric_named(theirs->name);
    if (!theirs->has_effect || !theirs->effect || !metric || metric_compare(metric, 0, theirs->effect) <= 0)
        return false;
    if (strcmp(theirs->name, s->content->info.headline) == 0)
        return true;
    const struct result_metric *mine = result_metric(result_of_design(s), theirs->name);
    bool number = knob->type == KNOB_INT || knob->type == KNOB_REAL;
    return !number && text_starts(knob->path, "retrieval.") && strcmp(theirs->name, FOUND) == 0 && mine &&
           mine->value < (1 - FOUND_LESS) * theirs->value;
}

enum loss decision_loss(const struct session *s, int i, double *cost) {
    int step;
    const struct decision *d = decision_at(s->content, i, &step);
    const struct knob *knob = d ? knob_named(d->knob) : NULL;
    const char *headline = s->content->info.headline;
    const struct result *r = result_latest(s, RUN_SWAP, i);
    const struct result_metric *mine = result_metric(result_of_design(s), headline), *theirs;
    *cost = NAN;
    if (!knob || !r || !r->ok || r->version != s->version)
        return LOSS_UNKNOWN;
    theirs = result_metric(r, headline);
    if (mine && theirs)
        *cost = theirs->value - mine->value;
    bool known = false;
    for (int k = 0; k < r->n_metrics; k++) {
        known = known || (r->metrics[k].has_effect && strcmp(r->metrics[k].name, headline) == 0);
        if (lost(s, knob, &r->metrics[k]))
            return LOSS_MEASURED;
    }
    return known ? LOSS_NONE : LOSS_UNKNOWN;
}
