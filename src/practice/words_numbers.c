#include "practice/words_numbers.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool number_word(const char *stem, double *value) {
    static const struct {
        const char *name;
        double value;
    } NAMES[] = {
        {"zero", 0},      {"one", 1},      {"two", 2},        {"three", 3},     {"thre", 3},       {"four", 4},
        {"fiv", 5},       {"five", 5},     {"six", 6},        {"seven", 7},     {"eight", 8},      {"nin", 9},
        {"nine", 9},      {"ten", 10},     {"eleven", 11},    {"twelv", 12},    {"thirteen", 13},  {"fourteen", 14},
        {"fifteen", 15},  {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},  {"twenti", 20},
        {"thirti", 30},   {"forti", 40},   {"fourti", 40},    {"fifti", 50},    {"sixti", 60},     {"seventi", 70},
        {"eighti", 80},   {"nineti", 90},  {"hundr", 100},    {"hundred", 100}, {"thousand", 1e3}, {"million", 1e6},
        {"billion", 1e9}, {"half", 0.5},   {"twic", 2},       {"dozen", 12},    {"quart", 0.25},   {"quarter", 0.25}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(stem, NAMES[i].name) == 0) {
            *value = NAMES[i].value;
            return true;
        }
    return false;
}

static double magnitude(const char *s, size_t n) {
    static const struct {
        const char *name;
        double by;
    } NAMES[] = {{"k", 1e3},        {"m", 1e6},       {"g", 1e9},       {"b", 1e9},  {"bn", 1e9},     {"t", 1e12},
                 {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"mn", 1e6}, {"hundred", 1e2}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strlen(NAMES[i].name) == n && strncasecmp(s, NAMES[i].name, n) == 0)
            return NAMES[i].by;
    return 0.0;
}

/* A small raised digit at j, as in 2²²: its value, -1 none; *n its bytes. */
static int raised(const char *text, int j, int *n) {
    static const char *const DIGITS[] = {"\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",
                                         "\xE2\x81\xB4", "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7",
                                         "\xE2\x81\xB8", "\xE2\x81\xB9"};
    for (int d = 0; d < 10; d++)
        if (text_starts(text + j, DIGITS[d])) {
            *n = (int)strlen(DIGITS[d]);
            return d;
        }
    return -1;
}

/* "2^22", "2 ** 22", "2²²", "2 to the power of 22": word takes the power, and its end is returned; of "2^k" nothing is
 * known. */
static int number_power(const char *text, int j, struct word *word) {
    static const char *const SIGNS[] = {"^", "**", "to the power of "};
    int m = j, digit, n;
    double exponent = 0.0;
    for (; (digit = raised(text, m, &n)) >= 0; m += n)
        exponent = 10.0 * exponent + digit;
    if (m > j) {
        word->value = pow(word->value, exponent);
        return m;
    }
    while (text[m] == ' ')
        m++;
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (!text_starts(text + m, SIGNS[i]))
            continue;
        m += (int)strlen(SIGNS[i]);
        while (text[m] == ' ')
            m++;
        if (!isdigit((unsigned char)text[m])) {
            word->named = true;
            return j;
        }
        for (; isdigit((unsigned char)text[m]) && exponent < 1000.0; m++)
            exponent = 10.0 * exponent + (text[m] - '0');
        word->value = pow(word->value, exponent);
        return m;
    }
    return j;
}

/* "16*64/0.0001 = 10 million": what is multiplied with another number belongs to a sum, not to what is chosen. */
static bool is_factor(const char *text, int from, int to, bool after_factor) {
    int m = to, b = from - 1;
    while (text[m] == ' ')
        m++;
    bool before = text[m] == '*';
    m += before;
    while (text[m] == ' ')
        m++;
    if (before && (isdigit((unsigned char)text[m]) || text[m] == '('))
        return true;
    while (b > 0 && text[b] == ' ')
        b--;
    if (b <= 0 || (text[b] != '*' && !(text[b] == '/' && after_factor)))
        return false;
    for (b--; b > 0 && text[b] == ' ';)
        b--;
    return isdigit((unsigned char)text[b]) || text[b] == ')';
}

int number_read(const char *text, int i, bool after_factor, struct word *word) {
    char digits[48];
    int k = 0, j = i;
    for (; text[j] && k < 40; j++) {
        bool group = text[j] == ',' && isdigit((unsigned char)text[j + 1]) && isdigit((unsigned char)text[j + 2]) &&
                     isdigit((unsigned char)text[j + 3]) && !isdigit((unsigned char)text[j + 4]);
        bool point = text[j] == '.' && isdigit((unsigned char)text[j + 1]);
        bool power = (text[j] == 'e' || text[j] == 'E') && k > 0 &&
                     (isdigit((unsigned char)text[j + 1]) ||
                      ((text[j + 1] == '-' || text[j + 1] == '+') && isdigit((unsigned char)text[j + 2])));
        if (group)
            continue;
        if (power) {
            digits[k++] = text[j++];
            digits[k++] = text[j];
            continue;
        }
        if (!isdigit((unsigned char)text[j]) && !point)
            break;
        digits[k++] = text[j];
    }
    digits[k] = '\0';
    word->value = strtod(digits, NULL);
    int m = j;
    while (text[m] == ' ')
        m++;
    int e = m;
    while (isalpha((unsigned char)text[e]))
        e++;
    double by = e > m && (m == j || e - m > 2) ? magnitude(text + m, (size_t)(e - m)) : 0.0;
    if (by == 0.0 && e - m == 1 && m == j + 1 && strchr("MGkB", text[m])) /* "500 M" */
        by = magnitude(text + m, 1);
    if (by > 0.0) {
        word->value *= by;
        j = m = e;
    }
    if (by == 0.0)
        j = m = number_power(text, j, word);
    word->named = word->named || is_factor(text, i, j, after_factor);
    while (text[m] == ' ')
        m++;
    if (text[m] == '%' || strncasecmp(text + m, "percent", 7) == 0 || strncasecmp(text + m, "per cent", 8) == 0) {
        word->percent = true;
        j = m + (text[m] == '%' ? 1 : text[m + 3] == 'c' ? 7 : 8);
    }
    word->figure = word->digits = word->number = true;
    snprintf(word->stem, sizeof word->stem, "%.15g%s", word->value, word->percent ? "%" : "");
    return j;
}

int number_magnitude(const char *text, int j, struct word *word) {
    int m = j;
    while (text[m] == ' ')
        m++;
    if (text_starts(text + m, "a "))
        m += 2;
    int e = m;
    while (isalpha((unsigned char)text[e]))
        e++;
    double by = e - m > 2 ? magnitude(text + m, (size_t)(e - m)) : 0.0;
    word->half = word->value == 0.5;
    if (by == 0.0 || (by < 1e3 && word->value >= 10.0)) /* "fifty-six hundred" is nobody's number */
        return j;
    word->value *= by;
    word->figure = true; /* as good as digits */
    snprintf(word->stem, sizeof word->stem, "%.15g", word->value);
    return e;
}

/* Spelt in letters, not in digits. */
static bool spelt(const struct word *word) {
    return word->number && !word->digits;
}

static void take_value(struct words *w, int into, double value, int words) {
    struct word *word = &w->word[into];
    word->value = value;
    word->end = w->word[w->n - 1].end;
    word->figure = word->figure || value >= 100.0 || value != floor(value); /* as plain as digits */
    snprintf(word->stem, sizeof word->stem, "%.15g", value);
    w->n -= words;
}

/* What two numbers in a row say: "five hundred", "fifty-six", "four thousand ninety"; NAN: two numbers. */
static double together(double before, double now) {
    bool scale = now == 1e2 || now == 1e3 || now == 1e6 || now == 1e9;
    if (scale && before >= 1.0 && before < now)
        return before * now;
    bool tens = fmod(before, 10.0) == 0.0 && fmod(before, 100.0) >= 20.0 && now < 10.0;
    bool hundreds = before >= 100.0 && fmod(before, 100.0) == 0.0 && now < 100.0;
    bool thousands = before >= 1000.0 && fmod(before, 1000.0) == 0.0 && now < 1000.0;
    return now >= 1.0 && now == floor(now) && (tens || hundreds || thousands) ? before + now : NAN;
}

/* "one and a half million": the half has taken the million; "two and a half". */
static bool and_a_half(struct words *w, int first) {
    int now = w->n - 1, before = now - 3;
    if (before < first || !words_is(w, now - 2, "|and|") || !words_is(w, now - 1, "|a|one|") || !w->word[before].number)
        return false;
    double half = w->word[now].value, scale = half * 2.0;
    if (!w->word[now].half)
        return false;
    take_value(w, before, w->word[before].value * scale + half, 3);
    return true;
}

enum { OPEN_TENS = -2 }; /* decimals of "point ninety", to which a "seven" may yet come */

/* Another figure behind the point: "point one FIVE", "point ninety SEVEN". */
static void more_decimals(struct words *w, int into, double digit) {
    struct word *word = &w->word[into];
    word->decimals = word->decimals == OPEN_TENS ? 2 : (short)(word->decimals + 1);
    take_value(w, into, round((word->value + digit * pow(10.0, -word->decimals)) * 1e9) / 1e9, 1);
}

/* "zero point one five", "point nine", "zero point ninety-seven". */
static bool after_point(struct words *w, int first) {
    int now = w->n - 1;
    double value = w->word[now].value;
    if (!spelt(&w->word[now]) || value >= 100.0 || value != floor(value))
        return false;
    if (now - 1 >= first && w->word[now - 1].decimals && value < 10.0) {
        more_decimals(w, now - 1, value);
        return true;
    }
    if (now - 1 < first || !words_is(w, now - 1, "|point|"))
        return false;
    bool whole = now - 2 >= first && spelt(&w->word[now - 2]);
    int into = whole ? now - 2 : now - 1;
    w->word[into].number = true;
    w->word[into].decimals = value < 10.0 ? 1 : value >= 20.0 && fmod(value, 10.0) == 0.0 ? OPEN_TENS : 2;
    take_value(w, into, (whole ? w->word[into].value : 0.0) + value / (value < 10.0 ? 10.0 : 100.0), now - into);
    return true;
}

void numbers_join(struct words *w, int first) {
    int now = w->n - 1, before = now - 1;
    if (after_point(w, first) || and_a_half(w, first) || !spelt(&w->word[now]))
        return;
    if (before > first && words_is(w, before, "|and|") && w->word[before - 1].value >= 100.0)
        before--; /* "two hundred and fifty" */
    if (before < first || !spelt(&w->word[before]) || w->word[before].decimals ||
        w->word[before].clause != w->word[now].clause)
        return;
    double value = together(w->word[before].value, w->word[now].value);
    if (!isnan(value))
        take_value(w, before, value, now - before);
}
