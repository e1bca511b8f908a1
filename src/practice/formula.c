/* Formulas: read as they are written, and written down as they are spoken. */
#include "practice/formula.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Recursive descent: sum of products of powers of atoms. */
struct formula {
    const char *start, *at;
    formula_name name;
    void *arg;
    struct err *err;
    int depth;
    struct formula_numbers *numbers; /* NULL: not wanted */
};
static bool sum(struct formula *f, double *value);

static void blanks(struct formula *f) {
    while (isspace((unsigned char)*f->at))
        f->at++;
}

static bool wrong(struct formula *f, const char *what) {
    return err_set(f->err, ERR_USAGE, "%s at \"%.20s\"", what, *f->at ? f->at : "the end");
}

static const struct {
    const char *name;
    double by;
} SUFFIXES[] = {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"bn", 1e9},
                {"k", 1e3},        {"M", 1e6},       {"G", 1e9},       {"B", 1e9},         {"T", 1e12},
                {"P", 1e15},       {"m", 1e6},       {"%", 0.01}};

static double suffix(struct formula *f) {
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
    if (f->numbers && f->numbers->n < FORMULA_NUMBERS)
        f->numbers->value[f->numbers->n++] = *value;
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

bool formula_value(const char *text, formula_name name, void *arg, struct formula_numbers *numbers, double *value,
                   struct err *err) {
    struct formula f = {.start = text, .at = text, .name = name, .arg = arg, .err = err, .numbers = numbers};
    return evaluate(&f, value);
}

/* What words of a spoken sum stand for; "" nothing, and the word behind it is a unit: "per second". */
static const char *sign_of(const char *word, size_t n) {
    static const char *const SIGNS[][2] = {{"times", "*"},   {"multiplied", "*"}, {"x", "*"},     {"over", "/"},
                                           {"divided", "/"}, {"plus", "+"},       {"minus", "-"}, {"is", "="},
                                           {"are", "="},     {"equals", "="},     {"makes", "="}, {"gives", "="},
                                           {"yields", "="},  {"so", "="},         {"per", ""}};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (strlen(SIGNS[i][0]) == n && strncasecmp(word, SIGNS[i][0], n) == 0)
            return SIGNS[i][1];
    return NULL;
}

static bool is_suffix(const char *word, size_t n) {
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
        if (strlen(SUFFIXES[i].name) == n && strncmp(SUFFIXES[i].name, word, n) == 0)
            return true;
    return false;
}

static size_t word_length(const char *p) {
    size_t n = 0;
    while (isalnum((unsigned char)p[n]) || p[n] == '_')
        n++;
    return n;
}

/* A word behind a number or a sign; returns how far to go on. Units and filling words are left out. */
static size_t write_word(const char *p, bool number, formula_name name, void *arg, struct text *out) {
    size_t n = word_length(p);
    const char *sign = sign_of(p, n);
    if (sign && *sign)
        text_add(out, sign);
    else if (sign) {
        n += strspn(p + n, " ");
        n += word_length(p + n);
    } else if (number && is_suffix(p, n))
        text_format(out, " %.*s", (int)n, p);
    else if (name && !isnan(name(arg, p, n)))
        text_format(out, "%.*s", (int)n, p);
    return n;
}

static size_t write_number(const char *p, struct text *out) {
    size_t n = 0;
    while (isdigit((unsigned char)p[n]) || (strchr(".,_", p[n]) && p[n] && isdigit((unsigned char)p[n + 1])) ||
           ((p[n] == 'e' || p[n] == 'E') && (isdigit((unsigned char)p[n + 1]) || strchr("+-", p[n + 1]))))
        n += (p[n] == 'e' || p[n] == 'E') ? 2 : 1;
    text_bytes(out, p, n);
    return n;
}

void formula_written(const char *said, formula_name name, void *arg, struct text *out) {
    bool number = false; /* stands before `p`, but for blanks */
    for (const char *p = said; *p;) {
        if (isdigit((unsigned char)*p) || (*p == '.' && isdigit((unsigned char)p[1]))) {
            text_add(out, number ? " " : "");
            p += write_number(p, out);
            number = true;
            continue;
        }
        if (isalpha((unsigned char)*p)) {
            p += write_word(p, number, name, arg, out);
            number = false;
            continue;
        }
        bool times = strncmp(p, "×", 2) == 0, about = strncmp(p, "≈", 3) == 0;
        const char *behind = p + 1 + strspn(p + 1, " ");
        bool unit =
            *p == '/' && isalpha((unsigned char)*behind) && (!name || isnan(name(arg, behind, word_length(behind))));
        if (unit) { /* "174e3 /s" */
            p = behind + word_length(behind);
            continue;
        }
        if (times || about || strchr("*/+-^()%=", *p))
            text_add(out, times ? "*" : about ? "=" : (char[2]){*p, '\0'});
        number = number && *p == ' ';
        p += times ? 2 : about ? 3 : 1;
    }
}
