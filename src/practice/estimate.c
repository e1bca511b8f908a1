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

/* Recursive descent: sum of products of powers of atoms. */
struct formula {
    const char *start, *at;
    formula_name name;
    void *arg;
    struct err *err;
    int depth;
    double *numbers; /* every number as it was read, NULL: not wanted */
    int n_numbers, room;
};
static bool sum(struct formula *f, double *value);

static void blanks(struct formula *f) {
    while (isspace((unsigned char)*f->at))
        f->at++;
}

static bool wrong(struct formula *f, const char *what) {
    return err_set(f->err, ERR_USAGE, "%s at \"%.20s\"", what, *f->at ? f->at : "the end");
}

static double suffix(struct formula *f) {
    static const struct {
        const char *name;
        double by;
    } SUFFIXES[] = {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"bn", 1e9},
                    {"k", 1e3},        {"M", 1e6},       {"G", 1e9},       {"B", 1e9},         {"T", 1e12},
                    {"P", 1e15},       {"m", 1e6},       {"%", 0.01}};
    const char *p = f->at;
    while (*p == ' ')
        p++;
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        size_t n = strlen(SUFFIXES[i].name);
        if (strncmp(p, SUFFIXES[i].name, n) != 0 || isalpha((unsigned char)p[n]) || p[n] == '_')
            continue;
        f->at = p + n;
        return SUFFIXES[i].by;
    }
    return 1.0;
}

static bool number(struct formula *f, double *value) {
    char digits[64];
    size_t k = 0;
    const char *p = f->at;
    for (; k + 1 < sizeof digits; p++) {
        bool group = (*p == ',' || *p == '_') && isdigit((unsigned char)p[1]) && isdigit((unsigned char)p[2]) &&
                     isdigit((unsigned char)p[3]);
        if (group)
            continue;
        bool power = (*p == 'e' || *p == 'E') &&
                     (isdigit((unsigned char)p[1]) || ((p[1] == '-' || p[1] == '+') && isdigit((unsigned char)p[2])));
        if (power) {
            digits[k++] = *p++;
            digits[k++] = *p;
        } else if (isdigit((unsigned char)*p) || *p == '.')
            digits[k++] = *p;
        else
            break;
    }
    digits[k] = '\0';
    if (!text_to_double(digits, value))
        return wrong(f, "not a number");
    f->at = p;
    *value *= suffix(f);
    if (f->numbers && f->n_numbers < f->room)
        f->numbers[f->n_numbers++] = *value;
    return true;
}

static bool atom(struct formula *f, double *value) {
    blanks(f);
    if (*f->at == '(') {
        if (++f->depth > 50)
            return wrong(f, "too many brackets");
        f->at++;
        if (!sum(f, value))
            return false;
        blanks(f);
        f->depth--;
        if (*f->at != ')')
            return wrong(f, "a bracket is not closed");
        f->at++;
        return true;
    }
    if (isdigit((unsigned char)*f->at) || *f->at == '.')
        return number(f, value);
    if (isalpha((unsigned char)*f->at)) {
        size_t n = 0;
        while (isalnum((unsigned char)f->at[n]) || f->at[n] == '_')
            n++;
        *value = f->name ? f->name(f->arg, f->at, n) : NAN;
        if (isnan(*value))
            return err_set(f->err, ERR_USAGE, "'%.*s' stands for no number that I know; write the number", (int)n,
                           f->at);
        f->at += n;
        return true;
    }
    return wrong(f, "a number or a name is missing");
}

static bool power(struct formula *f, double *value) {
    if (!atom(f, value))
        return false;
    blanks(f);
    if (*f->at != '^')
        return true;
    f->at++;
    double exponent;
    if (!power(f, &exponent))
        return false;
    *value = pow(*value, exponent);
    return true;
}

static int times(struct formula *f) { /* bytes of a sign for times; 0: none */
    if (*f->at == '*')
        return 1;
    if (strncmp(f->at, "×", 2) == 0)
        return 2;
    return *f->at == 'x' && !isalnum((unsigned char)f->at[1]) ? 1 : 0;
}

static bool product(struct formula *f, double *value) {
    if (!power(f, value))
        return false;
    for (;;) {
        blanks(f);
        int sign = times(f);
        double right;
        if (sign) {
            f->at += sign;
            if (!power(f, &right))
                return false;
            *value *= right;
        } else if (*f->at == '/') {
            const char *before = f->at++;
            blanks(f);
            if (isalpha((unsigned char)*f->at) && f->depth == 0 &&
                (!f->name || isnan(f->name(f->arg, f->at, strcspn(f->at, " */+-)"))))) {
                f->at = before; /* a unit begins: "174e3 /s" */
                return true;
            }
            if (!power(f, &right))
                return false;
            if (right == 0.0)
                return wrong(f, "division by zero");
            *value /= right;
        } else
            return true;
    }
}

static bool sum(struct formula *f, double *value) {
    if (!product(f, value))
        return false;
    for (;;) {
        blanks(f);
        char sign = *f->at;
        if (sign != '+' && sign != '-')
            return true;
        f->at++;
        double right;
        if (!product(f, &right))
            return false;
        *value += sign == '+' ? right : -right;
    }
}

static bool evaluate(struct formula *f, double *value) {
    if (!sum(f, value))
        return false;
    if (!isfinite(*value))
        return err_set(f->err, ERR_USAGE, "the result is no finite number");
    return true;
}

bool formula_eval(const char *text, formula_name name, void *arg, double *value, struct err *err) {
    struct formula f = {.start = text, .at = text, .name = name, .arg = arg, .err = err};
    if (!evaluate(&f, value))
        return false;
    blanks(&f);
    return !*f.at || wrong(&f, "this does not belong to a sum");
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

bool estimate_check(const struct content *content, const struct design *scenario, const bool *known, const char *text,
                    struct estimate_check *out, struct err *err) {
    *out = (struct estimate_check){0};
    const char *equals = strchr(text, '=');
    if (!equals)
        return err_set(err, ERR_USAGE, "an estimate reads NAME = CHAIN, as in \"peak qps = 500e6*10/86400*3\"");
    struct text name = {0};
    text_bytes(&name, text, (size_t)(equals - text));
    while (name.length && name.bytes[name.length - 1] == ' ')
        name.bytes[--name.length] = '\0';
    const char *start = text_str(&name);
    while (*start == ' ')
        start++;
    out->estimate = find_estimate(content, start, err);
    text_free(&name);
    if (!out->estimate)
        return false;
    size_t facts = (size_t)content->n_facts + 1;
    bool *wanted = mem_must(facts, sizeof *wanted), *named = mem_must(facts, sizeof *named);
    double numbers[32];
    struct names truth = {content, scenario, wanted}, said = {content, scenario, named};
    struct formula f = {.start = equals + 1,
                        .at = equals + 1,
                        .name = name_value,
                        .arg = &said,
                        .err = err,
                        .numbers = numbers,
                        .room = 32};
    bool ok = formula_eval(out->estimate->formula, name_value, &truth, &out->truth, err) && evaluate(&f, &out->value);
    if (ok && out->value <= 0.0)
        ok = err_set(err, ERR_USAGE, "the result is not above zero");
    if (ok) {
        double ratio = out->value / out->truth;
        out->orders = log10(ratio);
        out->right = fabs(out->orders) <= log10(2.0) + 1e-9;
        out->near = fabs(out->orders) <= 1.0 + 1e-9;
        out->unit_slip = out->right ? NULL : unit_slip(ratio);
        find_interim(content, scenario, out->estimate, named, numbers, f.n_numbers);
        check_inputs(out, content, scenario, known, wanted, named, numbers, f.n_numbers);
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
