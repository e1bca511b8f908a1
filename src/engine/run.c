#include "engine/run.h"
#include "base/mem.h"
#include "eval/bootstrap.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void outcome_free(struct outcome *o) {
    measures_free(&o->measures);
    free(o->nodes);
    *o = (struct outcome){0};
}

void run_free(struct run *run) {
    if (!run)
        return;
    free(run->name);
    free(run->scenario);
    free(run->version);
    design_free(run->design);
    outcome_free(&run->outcome);
    free(run->thresholds);
    free(run);
}

bool run_passed(const struct run *run) {
    for (int i = 0; i < run->n_thresholds; i++)
        if (!run->thresholds[i].passed)
            return false;
    return true;
}

bool run_interval(const struct measure *m, double *low, double *high) {
    struct interval interval = bootstrap_interval(m->replicates, m->n_replicates);
    if (isnan(interval.low))
        return false;
    *low = interval.low;
    *high = interval.high;
    return true;
}

enum rule { RULE_LESS, RULE_AT_MOST, RULE_MORE, RULE_AT_LEAST, RULE_EQUAL, RULE_WITHIN };

static bool parse_rule(const char *text, enum rule *rule, double *a, double *b) {
    static const struct {
        const char *sign;
        enum rule rule;
    } signs[] = {{"<=", RULE_AT_MOST}, {">=", RULE_AT_LEAST}, {"==", RULE_EQUAL}, {"<", RULE_LESS}, {">", RULE_MORE}};
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_starts(text, signs[i].sign)) {
            *rule = signs[i].rule;
            text += strlen(signs[i].sign);
            return text_to_double(text + strspn(text, " "), a);
        }
    const char *dots = strstr(text, "..");
    char low[40];
    if (!dots || (size_t)(dots - text) >= sizeof low)
        return false;
    snprintf(low, sizeof low, "%.*s", (int)(dots - text), text);
    *rule = RULE_WITHIN;
    return text_to_double(low, a) && text_to_double(dots + 2, b) && *a <= *b;
}

bool threshold_check(const char *metric, const char *rule, enum world_kind kind, struct err *err) {
    enum rule kind_of_rule;
    double a, b;
    if (!metric_find(metric, kind, err))
        return false;
    if (strlen(metric) >= MEASURE_NAME || strlen(rule) >= sizeof((struct threshold *)0)->rule ||
        !parse_rule(rule, &kind_of_rule, &a, &b))
        return err_set(err, ERR_USAGE,
                       "threshold on %s: '%s' is not a rule such as \">= 0.2\", \"< 100\" or \"0.95..1.05\"", metric,
                       rule);
    return true;
}

void threshold_judge(struct threshold *t, const struct outcome *o) {
    const struct measure *m = measures_find(&o->measures, t->metric);
    enum rule rule;
    double a = 0, b = 0;
    bool ok = parse_rule(t->rule, &rule, &a, &b);
    assert(ok); /* threshold_check came first */
    t->value = m ? m->value : NAN;
    double v = t->value; /* NAN compares false with everything: what was not measured fails */
    t->passed = ok && (rule == RULE_LESS       ? v < a
                       : rule == RULE_AT_MOST  ? v <= a
                       : rule == RULE_MORE     ? v > a
                       : rule == RULE_AT_LEAST ? v >= a
                       : rule == RULE_EQUAL    ? v == a
                                               : v >= a && v <= b);
}

static bool same_key(struct hash128 a, struct hash128 b) {
    return a.low == b.low && a.high == b.high;
}

/* What a design measures by its own protocol pairs only when both protocols choose and label the same rows. */
static bool same_protocol(const struct design *a, const struct design *b) {
    static const enum knob_id decide[] = {K_LABEL, K_SPLIT, K_SIGNALS, K_PROTOCOL};
    for (size_t i = 0; i < sizeof decide / sizeof *decide; i++)
        if (!design_equal(a, b, decide[i]))
            return false;
    return design_is(a, K_SPLIT, "temporal") || design_equal(a, b, K_SEED_TRAIN);
}

static void compare_one(struct comparison *c, const struct measure *a, const struct measure *b, bool pairable) {
    c->low = c->high = NAN;
    c->a = a ? a->value : NAN;
    c->b = b ? b->value : NAN;
    c->verdict = COMPARE_NOT_COMPARABLE;
    if (isnan(c->a) || isnan(c->b))
        return;
    if (!pairable || a->n_replicates != b->n_replicates)
        return;
    struct interval interval = bootstrap_difference(a->replicates, b->replicates, a->n_replicates);
    c->paired = !isnan(interval.low);
    if (!c->paired)
        return;
    c->low = interval.low;
    c->high = interval.high;
    if (c->low <= 0.0 && c->high >= 0.0)
        c->verdict = COMPARE_NO_EVIDENCE;
    else {
        int better = metric_compare(c->metric, c->a, c->b);
        c->verdict = c->metric->better == BETTER_NONE ? COMPARE_CHANGED : better > 0 ? COMPARE_BETTER : COMPARE_WORSE;
    }
}

int run_compare(const struct run *a, const struct run *b, struct comparison **out, const char **why) {
    const struct measures *x = &a->outcome.measures, *y = &b->outcome.measures;
    bool world = same_key(a->outcome.world_key, b->outcome.world_key);
    bool rows = same_key(a->outcome.rows_key, b->outcome.rows_key);
    if (why)
        *why = !world  ? "the runs are of different worlds, so their difference is not measured on the same people"
               : !rows ? "the runs were evaluated on different requests or labels, so they do not pair"
                       : NULL;
    bool own = same_protocol(a->design, b->design);
    struct comparison *all = mem_must((size_t)(x->n_metrics + y->n_metrics) + 1, sizeof *all);
    int n = 0;
    for (int row = 0; row < metric_count(); row++) {
        const struct metric *metric = metric_at(row);
        for (int side = 0; side < 2; side++) {
            const struct measures *m = side == 0 ? x : y;
            for (int i = 0; i < m->n_metrics; i++) {
                const char *name = m->metrics[i].name;
                if (metric_named(name) != metric || (side == 1 && measures_find(x, name)))
                    continue;
                struct comparison *c = &all[n++];
                c->metric = metric;
                snprintf(c->name, sizeof c->name, "%s", name);
                compare_one(c, measures_find(x, name), measures_find(y, name),
                            world && rows && (own || !strstr(name, "[own]")));
            }
        }
    }
    *out = all;
    return n;
}

const char *comparison_word(const struct comparison *c) {
    static const char *const words[] = {"no evidence", "better", "worse", "changed", "not comparable"};
    return words[c->verdict];
}
