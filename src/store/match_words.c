/* Normal form of prose: what two people who mean the same type alike. No dictionary: rules that change both sides in
 * the same way do no harm where they are wrong. */
#include "store/match.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WORD = 64 };

struct ending {
    const char *from, *to;
    int least; /* letters of the whole word */
};
/* British to American, longest first: one spelling for both. */
static const struct ending endings[] = {
    {"isations", "izations", 9}, {"isation", "ization", 8}, {"ouring", "oring", 7}, {"ourite", "orite", 7},
    {"oural", "oral", 7},        {"oured", "ored", 6},      {"ising", "izing", 6},  {"ysing", "yzing", 6},
    {"isers", "izers", 6},       {"iser", "izer", 5},       {"ised", "ized", 5},    {"ises", "izes", 5},
    {"ysed", "yzed", 6},         {"yses", "yzes", 6},       {"yse", "yze", 5},      {"ise", "ize", 5},
    {"ours", "ors", 6},          {"our", "or", 6},          {"ogues", "ogs", 8},    {"ogue", "og", 7},
    {"tred", "tered", 6},        {"tres", "ters", 6},       {"tre", "ter", 5},
};
static const struct ending words[] = {
    {"defence", "defense", 0},    {"offence", "offense", 0},     {"licence", "license", 0},
    {"programme", "program", 0},  {"programmes", "programs", 0}, {"grey", "gray", 0},
    {"judgement", "judgment", 0}, {"artefact", "artifact", 0},   {"artefacts", "artifacts", 0},
    {"ageing", "aging", 0},       {"cheque", "check", 0},        {"sceptical", "skeptical", 0},
    {"fulfil", "fulfill", 0},     {"per-cent", "percent", 0},
};

static void respell(char word[WORD]) {
    size_t n = strlen(word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i].from) == 0) {
            snprintf(word, WORD, "%s", words[i].to);
            return;
        }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i].from);
        if (n < (size_t)endings[i].least || n <= tail || strcmp(word + n - tail, endings[i].from) != 0)
            continue;
        snprintf(word + n - tail, WORD - (n - tail), "%s", endings[i].to);
        return;
    }
}

static void add_word(struct text *out, const char *from, size_t n) {
    char word[WORD];
    snprintf(word, sizeof word, "%.*s", (int)(n < WORD - 1 ? n : WORD - 1), from);
    for (char *p = word; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    respell(word);
    text_format(out, "%s%s", out->length ? " " : "", word);
}

static bool is_letter(const char *p) { /* bytes of UTF-8 beyond ASCII belong to words */
    return isalpha((unsigned char)*p) || (unsigned char)*p >= 0x80;
}

/* "1,000,000.5", "1e6", "500": as one number without separators. Returns the byte behind it. */
static const char *add_number(struct text *out, const char *p) {
    char digits[WORD];
    size_t n = 0;
    for (;; p++) {
        bool inside = *p && isdigit((unsigned char)p[1]);
        bool thousand = *p == ',' && inside && isdigit((unsigned char)p[2]) && isdigit((unsigned char)p[3]) &&
                        !isdigit((unsigned char)p[4]);
        if (thousand)
            continue;
        bool exponent = (*p == 'e' || *p == 'E') && inside;
        if (!isdigit((unsigned char)*p) && !(*p == '.' && inside) && !exponent)
            break;
        if (n + 1 < sizeof digits)
            digits[n++] = *p;
    }
    text_format(out, "%s%.*s", out->length ? " " : "", (int)n, digits);
    return p;
}

/* U+2019 as an apostrophe; other typographic marks part words. */
static size_t mark_bytes(const char *p, bool *apostrophe) {
    *apostrophe = *p == '\'';
    if (*apostrophe)
        return 1;
    if ((unsigned char)p[0] != 0xE2 || (unsigned char)p[1] != 0x80 || !p[2])
        return 0;
    *apostrophe = (unsigned char)p[2] == 0x99;
    return 3;
}

void match_normalise(const char *line, struct text *out) {
    text_clear(out);
    text_add(out, "");
    for (const char *p = line; *p;) {
        bool apostrophe;
        if (isdigit((unsigned char)*p)) {
            p = add_number(out, p);
            continue;
        }
        if (*p == '%') {
            add_word(out, "percent", 7);
            p++;
            continue;
        }
        size_t mark = mark_bytes(p, &apostrophe);
        if (mark || !is_letter(p)) {
            p += mark ? mark : 1;
            continue;
        }
        char word[2 * WORD];
        size_t n = 0;
        for (; *p; p++) { /* "don't" is dont */
            mark = mark_bytes(p, &apostrophe);
            if (mark && apostrophe && is_letter(p + mark)) {
                p += mark - 1;
                continue;
            }
            if (mark || !is_letter(p))
                break;
            if (n + 1 < sizeof word)
                word[n++] = *p;
        }
        add_word(out, word, n);
    }
}
