#include "practice/marks.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const VERDICTS[] = {"none", "mid", "senior", "staff"};

const char *verdict_name(enum verdict v) {
    return VERDICTS[v];
}

struct mark *marks_add(struct marks *m, enum mark_kind kind, int step, const char *id, double points, double earned) {
    m->items = mem_grow(m->items, (size_t)m->n + 1, sizeof *m->items);
    struct mark *x = &m->items[m->n++];
    *x = (struct mark){.kind = kind, .step = step, .points = points, .earned = earned, .cost = NAN};
    snprintf(x->id, sizeof x->id, "%s", id);
    return x;
}

/* Cut at a whole character when it is too long. */
static void copy_cut(char *out, size_t room, const char *text) {
    size_t n = strlen(text);
    if (n >= room) {
        n = room - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(out, text, n);
    out[n] = '\0';
}

void marks_evidence(struct mark *mark, const char *format, ...) {
    struct text t = {0};
    va_list args;
    va_start(args, format);
    text_vformat(&t, format, args);
    va_end(args);
    copy_cut(mark->evidence, sizeof mark->evidence, text_str(&t));
    text_free(&t);
}

bool marks_in_scope(const struct session *s, int step) {
    return !s->options.only_step || s->options.only_step == step;
}

double marks_focus(const struct session *s, int step) {
    static const double WEIGHT[FOCUSES][STEPS] = {[FOCUS_BALANCED] = {1, 1, 1, 1, 1, 1, 1},
                                                  [FOCUS_MODELLING] = {0.75, 1, 1.5, 1.5, 1.25, 0.5, 0.5},
                                                  [FOCUS_SERVING] = {1, 0.75, 0.75, 0.75, 0.75, 1.75, 1.5}};
    return WEIGHT[s->options.focus][step - 1];
}

/* Shares of what could be earned in each step, for the table and the drill. */
static void shares_by_step(struct marks *m) {
    for (int step = 1; step <= STEPS; step++) {
        double did = 0, did_of = 0, heard = 0, heard_of = 0;
        for (int i = 0; i < m->n; i++) {
            const struct mark *x = &m->items[i];
            if (x->step != step || x->points <= 0)
                continue;
            bool design = x->kind == MARK_DECISION || x->kind == MARK_FORECAST || x->kind == MARK_ESTIMATE ||
                          x->kind == MARK_DIAGNOSIS;
            if (design) {
                did += x->earned > 0 ? x->earned : 0;
                did_of += x->points;
            } else if (x->kind == MARK_COVERAGE) {
                heard += x->earned;
                heard_of += x->points;
            }
        }
        m->step_did[step - 1] = did_of > 0 ? did / did_of : NAN;
        m->step_heard[step - 1] = heard_of > 0 ? (heard > 0 ? heard / heard_of : 0.0) : NAN;
    }
}

static double step_share(const struct marks *m, int step) {
    double did = m->step_did[step], heard = m->step_heard[step];
    return isnan(did) ? heard : isnan(heard) ? did : 0.5 * (did + heard);
}

static void sentence(const struct session *s, struct marks *m) {
    int best = -1, worst = -1;
    for (int i = 0; i < STEPS; i++) {
        double v = step_share(m, i);
        if (isnan(v))
            continue;
        best = best < 0 || v > step_share(m, best) ? i : best;
        worst = worst < 0 || v < step_share(m, worst) ? i : worst;
    }
    const char *lead = m->headline == VERDICT_NONE ? "Not yet" : "A yes";
    if (s->n_settings == 0)
        snprintf(m->sentence, sizeof m->sentence, "Nothing was decided, so there is nothing to say yes to.");
    else if (best < 0 || best == worst)
        snprintf(m->sentence, sizeof m->sentence, "%s: the design %s what was said about it.", lead,
                 m->did_level > m->heard_level ? "is better than" : "bears out");
    else
        snprintf(m->sentence, sizeof m->sentence, "%s%s%s: strongest in %s, weakest in %s%s.", lead,
                 m->headline ? " at " : "", m->headline ? verdict_name(m->headline) : "", s->content->steps[best].title,
                 s->content->steps[worst].title,
                 m->did_level > m->heard_level   ? "; the design is better than what was said about it"
                 : m->did_level < m->heard_level ? "; it was argued better than it was designed"
                                                 : "");
}

enum verdict marks_level_did(double did, bool constraints_held) {
    if (did >= 82 && constraints_held)
        return VERDICT_STAFF;
    if (did >= 65 && constraints_held)
        return VERDICT_SENIOR;
    return did >= 50 ? VERDICT_MID : VERDICT_NONE;
}

struct marks *marks_of(const struct session *s) {
    struct marks *m = mem_must(1, sizeof *m);
    marks_did(s, m);
    marks_heard(s, m);
    m->did_level = marks_level_did(m->did, m->constraints_held);
    m->headline = m->did_level < m->heard_level ? m->did_level : m->heard_level;
    shares_by_step(m);
    sentence(s, m);
    return m;
}

static const char *const KINDS[] = {"decision",  "outcome", "constraint", "estimate", "forecast", "coverage",
                                    "tradeoffs", "risks",   "driving",    "hints",    "dive",     "diagnosis"};

int marks_rows(const struct marks *m, struct score_row **rows) {
    *rows = mem_must((size_t)m->n + 4, sizeof **rows);
    const struct {
        const char *name;
        double value;
        enum verdict level;
    } whole[] = {{"verdict.did", m->did, m->did_level},
                 {"verdict.heard", m->heard, m->heard_level},
                 {"verdict", fmin(m->did, m->heard), m->headline}};
    int n = 0;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++, n++) {
        struct score_row *row = &(*rows)[n];
        row->points = 100;
        row->earned = whole[i].value;
        snprintf(row->item, sizeof row->item, "%s", whole[i].name);
        snprintf(row->evidence, sizeof row->evidence, "%s", verdict_name(whole[i].level));
    }
    for (int i = 0; i < m->n; i++, n++) {
        const struct mark *x = &m->items[i];
        struct score_row *row = &(*rows)[n];
        row->step = x->step;
        row->points = x->points;
        row->earned = x->earned;
        snprintf(row->item, sizeof row->item, "%s.%.50s", KINDS[x->kind], x->id);
        struct text evidence = {0};
        text_format(&evidence, "%s%s", x->overruled ? "(overruled) " : "", x->evidence);
        copy_cut(row->evidence, sizeof row->evidence, text_str(&evidence));
        text_free(&evidence);
    }
    return n;
}

void marks_free(struct marks *m) {
    if (!m)
        return;
    free(m->items);
    free(m);
}
