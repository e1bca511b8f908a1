#include "practice/estimate.h"
#include "practice/words.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double fact_value(const struct fact *fact, const struct design *scenario) {
    char path[96], digits[40];
    snprintf(path, sizeof path, "scale.%s", fact->id);
    const struct knob *knob = scenario ? knob_named(path) : NULL;
    if (!knob || !knob_has_kind(knob, design_kind(scenario)))
        return fact->value;
    snprintf(digits, sizeof digits, "%s", design_text(scenario, knob->id));
    double value;
    return text_to_double(digits, &value) ? value : fact->value;
}

const struct fact *fact_named(const struct content *content, const char *id) {
    for (int i = 0; i < content->n_facts; i++)
        if (strcmp(content->facts[i].id, id) == 0)
            return &content->facts[i];
    return NULL;
}

struct names {
    const struct content *content;
    const struct design *scenario;
    bool *used; /* (n_facts) set for those that are read; may be NULL */
};

static double name_value(void *arg, const char *name, size_t n) {
    const struct names *names = arg;
    for (int i = 0; i < names->content->n_facts; i++) {
        const struct fact *fact = &names->content->facts[i];
        if (strlen(fact->id) != n || strncmp(fact->id, name, n) != 0)
            continue;
        if (names->used)
            names->used[i] = true;
        return fact_value(fact, names->scenario);
    }
    return NAN;
}

static const char *estimate_id(const void *arg, int i) {
    return ((const struct content *)arg)->estimates[i].id;
}

/* By id, else by the most words shared with a title. */
static const struct estimate *find_estimate(const struct content *content, const char *name, struct err *err) {
    for (int i = 0; i < content->n_estimates; i++)
        if (strcasecmp(content->estimates[i].id, name) == 0)
            return &content->estimates[i];
    struct words said = words_of(name);
    const struct estimate *best = NULL;
    double best_share = 0.34;
    for (int i = 0; i < content->n_estimates; i++) {
        struct text both = {0};
        text_format(&both, "%s %s", content->estimates[i].id, content->estimates[i].title);
        for (char *p = both.bytes; *p; p++)
            *p = *p == '_' ? ' ' : *p;
        struct words title = words_of(text_str(&both));
        int shared = 0, subject = 0;
        for (int k = 0; k < said.n; k++) {
            subject += !said.word[k].stop;
            bool there = false;
            for (int t = 0; t < title.n && !there; t++)
                there = strcmp(title.word[t].stem, said.word[k].stem) == 0;
            shared += there && !said.word[k].stop;
        }
        double share = subject ? (double)shared / subject - 1e-3 * title.n : 0.0;
        if (share > best_share) {
            best_share = share;
            best = &content->estimates[i];
        }
        words_free(&title);
        text_free(&both);
    }
    words_free(&said);
    if (best)
        return best;
    const char *near = text_nearest(name, estimate_id, content, content->n_estimates);
    err_set(err, ERR_NOT_FOUND, "I cannot tell what '%s' estimates%s%s; name it as in \"peak qps = 500e6*10/86400*3\"",
            name, near ? "; nearest: " : "", near ? near : "");
    return NULL;
}

static const char *unit_slip(double ratio) {
    static const struct {
        double by;
        const char *what;
    } SLIPS[] = {{86400, "it is a day's where a second's was asked"},
                 {1.0 / 86400, "it is a second's where a day's was asked"},
                 {3600, "it is an hour's where a second's was asked"},
                 {24, "a day has 24 hours: one side counts days, the other hours"},
                 {1.0 / 24, "a day has 24 hours: one side counts days, the other hours"},
                 {8, "these are bits where bytes were asked"},
                 {0.125, "bytes and bits are mixed up"},
                 {1000, "a factor of a thousand: check the prefix of the unit"},
                 {1e-3, "a factor of a thousand: check the prefix of the unit"},
                 {1e6, "a factor of a million: check the prefix of the unit"},
                 {1e-6, "a factor of a million: check the prefix of the unit"}};
    for (size_t i = 0; i < sizeof SLIPS / sizeof *SLIPS; i++)
        if (fabs(log(ratio / SLIPS[i].by)) < log(1.1))
            return SLIPS[i].what;
    return NULL;
}

static bool matches(double a, double b) {
    return a == b || (a != 0.0 && b != 0.0 && fabs(log(fabs(a / b))) < log(1.11));
}

static void check_inputs(struct estimate_check *out, const struct content *content, const struct design *scenario,
                         const bool *known, const bool *wanted, const bool *named, const double *numbers, int n) {
    for (int i = 0; i < content->n_facts && out->n_inputs < ESTIMATE_INPUTS; i++) {
        if (!wanted[i])
            continue;
        double value = fact_value(&content->facts[i], scenario);
        bool used = named[i];
        for (int k = 0; k < n && !used; k++)
            used = matches(numbers[k], value);
        out->input[out->n_inputs].fact = &content->facts[i];
        out->input[out->n_inputs].used = used;
        out->input[out->n_inputs++].known = known && known[i];
    }
}

static const double INTERIM = 1000.0; /* smaller numbers come up by chance */

/* A number that another estimate comes to carries that one's facts: 174,000 has users, requests and the peak in it. */
static void find_interim(const struct content *content, const struct design *scenario, const struct estimate *own,
                         bool *named, const double *numbers, int n) {
    bool *of = mem_must((size_t)content->n_facts + 1, sizeof *of);
    struct names names = {content, scenario, of};
    for (int e = 0; e < content->n_estimates; e++) {
        double value;
        struct err ignored = {0};
        memset(of, 0, (size_t)content->n_facts * sizeof *of);
        if (&content->estimates[e] == own ||
            !formula_eval(content->estimates[e].formula, name_value, &names, &value, &ignored) || value < INTERIM)
            continue;
        for (int k = 0; k < n; k++)
            for (int i = 0; i < content->n_facts && matches(numbers[k], value); i++)
                named[i] = named[i] || of[i];
    }
    free(of);
}

const struct estimate *estimate_of(const struct content *content, const struct design *scenario, double value) {
    struct names names = {content, scenario, NULL};
    for (int e = 0; e < content->n_estimates && value >= INTERIM; e++) {
        double truth;
        struct err ignored = {0};
        if (formula_eval(content->estimates[e].formula, name_value, &names, &truth, &ignored) &&
            fabs(value - truth) <= truth / 6)
            return &content->estimates[e];
    }
    return NULL;
}

static bool has_digit(const char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (isdigit((unsigned char)text[i]))
            return true;
    return false;
}

/* Where the sum begins, behind "NAME ="; the text itself: it has no name. Figures before the "=" are a sum already, but
 * in a title. */
static const char *sum_of(const struct content *content, const char *text) {
    const char *equals = strchr(text, '=');
    size_t n = equals ? (size_t)(equals - text) : 0;
    bool title = false;
    for (int e = 0; e < content->n_estimates; e++) {
        const char *names[] = {content->estimates[e].id, content->estimates[e].title};
        for (int k = 0; k < 2; k++)
            title = title ||
                    (strlen(names[k]) <= n && strncasecmp(text + strspn(text, " "), names[k], strlen(names[k])) == 0);
    }
    return !equals || (has_digit(text, n) && !title) ? text : equals + 1;
}

/* The estimate of a sum without a name: the one with most of its facts in the sum, then the nearest to its value;
 * within an order of magnitude, and not without any of its facts: else it could be any. */
static const struct estimate *nearest(const struct content *content, const struct design *scenario, double value,
                                      const struct formula_numbers *said) {
    bool *of = mem_must((size_t)content->n_facts + 1, sizeof *of);
    struct names names = {content, scenario, of};
    const struct estimate *best = NULL;
    double best_fit = -1e9;
    for (int e = 0; e < content->n_estimates; e++) {
        double truth, orders, fit = 0;
        struct err ignored = {0};
        memset(of, 0, (size_t)content->n_facts * sizeof *of);
        if (!formula_eval(content->estimates[e].formula, name_value, &names, &truth, &ignored))
            continue;
        for (int i = 0; i < content->n_facts; i++)
            for (int k = 0; of[i] && k < said->n; k++)
                if (matches(said->value[k], fact_value(&content->facts[i], scenario))) {
                    fit += 1;
                    break;
                }
        orders = fabs(log10(value / truth));
        if (orders < 1 && fit > 0 && fit - orders > best_fit) {
            best_fit = fit - orders;
            best = &content->estimates[e];
        }
    }
    free(of);
    return best;
}

static bool no_estimate(const struct content *content, struct err *err) {
    struct text names = {0};
    for (int e = 0; e < content->n_estimates && e < 3; e++)
        text_format(&names, "%s%s", e ? ", " : "", content->estimates[e].title);
    err_set(err, ERR_USAGE,
            "say what it is and how you get there: NAME = SUM, as in \"%s = 5 million users times 3\"%s%s",
            content->n_estimates ? content->estimates[0].title : "peak load", names.length ? "; there are " : "",
            text_str(&names));
    text_free(&names);
    return false;
}

/* The steps of a sum, parted by "="; the last one is what it comes to. */
static bool evaluate_steps(const char *sum, struct names *said, struct formula_numbers *numbers, double *value,
                           struct err *err) {
    struct text written = {0};
    bool ok = true, any = false;
    formula_written(sum, name_value, said, &written);
    char *rest = written.bytes;
    for (char *step = strsep(&rest, "="); step && ok; step = strsep(&rest, "=")) {
        while (*step && strchr(" /", step[strlen(step) - 1])) /* "over the day" */
            step[strlen(step) - 1] = '\0';
        if (!*step)
            continue;
        any = true;
        ok = formula_value(step, name_value, said, numbers, value, err);
    }
    if (ok && !any)
        ok = err_set(err, ERR_USAGE, "a number or a name is missing in \"%.40s\"", sum);
    if (ok && *value <= 0.0)
        ok = err_set(err, ERR_USAGE, "the result is not above zero");
    text_free(&written);
    return ok;
}

static bool find_named(const struct content *content, const char *text, size_t n, const struct estimate **out,
                       struct err *err) {
    struct text name = {0};
    text_bytes(&name, text + strspn(text, " "), n - strspn(text, " "));
    while (name.length && name.bytes[name.length - 1] == ' ')
        name.bytes[--name.length] = '\0';
    *out = find_estimate(content, text_str(&name), err);
    text_free(&name);
    return *out != NULL;
}

bool estimate_check(const struct content *content, const struct design *scenario, const bool *known, const char *text,
                    struct estimate_check *out, struct err *err) {
    *out = (struct estimate_check){0};
    const char *sum = sum_of(content, text);
    if (!has_digit(text, strlen(text)) && sum == text)
        return no_estimate(content, err);
    if (sum > text && !find_named(content, text, (size_t)(sum - text) - 1, &out->estimate, err))
        return false;
    size_t facts = (size_t)content->n_facts + 1;
    bool *wanted = mem_must(facts, sizeof *wanted), *named = mem_must(facts, sizeof *named);
    struct formula_numbers numbers = {0};
    struct names truth = {content, scenario, wanted}, said = {content, scenario, named};
    bool ok = evaluate_steps(sum, &said, &numbers, &out->value, err);
    if (ok && !out->estimate)
        out->estimate = nearest(content, scenario, out->value, &numbers);
    if (ok && !out->estimate)
        ok = no_estimate(content, err);
    ok = ok && formula_eval(out->estimate->formula, name_value, &truth, &out->truth, err);
    if (ok) {
        double ratio = out->value / out->truth;
        out->orders = log10(ratio);
        out->right = fabs(out->orders) <= log10(2.0) + 1e-9;
        out->near = fabs(out->orders) <= 1.0 + 1e-9;
        out->unit_slip = out->right ? NULL : unit_slip(ratio);
        find_interim(content, scenario, out->estimate, named, numbers.value, numbers.n);
        check_inputs(out, content, scenario, known, wanted, named, numbers.value, numbers.n);
    }
    free(wanted);
    free(named);
    return ok;
}

void estimate_say(const struct estimate_check *c, struct text *out) {
    char value[32];
    text_format(out, "%s: you have %s %s. ", c->estimate->title, text_si(value, sizeof value, c->value),
                c->estimate->unit);
    if (c->right)
        text_add(out, fabs(c->orders) < 0.05 ? "The product stands." : "Close enough: within a factor of two.");
    else if (c->unit_slip)
        text_format(out, "The unit slips: %s.", c->unit_slip);
    else
        text_format(out, "It is off by %.1f orders of magnitude, too %s.", fabs(c->orders),
                    c->orders > 0 ? "large" : "small");
    for (int i = 0; i < c->n_inputs; i++) {
        struct text spoken = {0};
        for (const char *p = c->input[i].fact->id; *p; p++)
            text_bytes(&spoken, *p == '_' ? " " : p, 1);
        if (!c->input[i].used && !c->right)
            text_format(out, " I do not see the %s in it.", text_str(&spoken));
        else if (c->input[i].used && !c->input[i].known)
            text_format(out, " The %s is your assumption: say so.", text_str(&spoken));
        text_free(&spoken);
    }
}
