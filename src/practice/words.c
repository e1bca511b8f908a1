#include "practice/words.h"
#include "practice/words_lists.h"
#include "practice/words_numbers.h"
#include "base/mem.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char STOP[] =
    "|a|an|the|of|to|in|on|at|by|for|with|and|or|is|are|be|it|its|this|that|these|those|we|i|you|they|our|my|will|"
    "would|"
    "should|can|could|do|does|as|from|so|then|than|us|was|has|have|had|also|into|over|each|use|using|used|uses|"
    "well|let|want|go|just|such|some|there|what|which|who|how|many|much|any|your|me|need|if|about|"
    "please|tell|know|not|no|without|never|going|gonna|simply|basically|really|actually|probably|";

static const char PERIODS[] = "|dai|day|week|hour|minut|second|month|";

bool words_is(const struct words *w, int i, const char *list) {
    if (i < 0 || i >= w->n)
        return false;
    const struct word *word = &w->word[i];
    return in_list(list, word->stem) || (strcmp(word->stem, word->plain) != 0 && in_list(list, word->plain));
}

static bool ends(const char *s, size_t n, const char *tail) {
    size_t t = strlen(tail);
    return n > t && strcmp(s + n - t, tail) == 0;
}

/* One pass of endings, longest first: crude, but the same for the wording and for what is said. */
static void strip_ending(char *s) {
    if (strncmp(s, "listing", 7) == 0) { /* a thing for sale, no list */
        s[7] = '\0';
        return;
    }
    static const struct {
        const char *tail, *to;
        size_t least; /* letters that must remain */
    } RULES[] = {
        {"ization", "iz", 3}, {"isation", "iz", 3}, {"izations", "iz", 3}, {"isations", "iz", 3}, {"izing", "iz", 3},
        {"ising", "iz", 4},   {"ized", "iz", 3},    {"ised", "iz", 4},     {"ize", "iz", 3},      {"ise", "iz", 4},
        {"izer", "iz", 3},    {"iser", "iz", 4},    {"ations", "at", 3},   {"ation", "at", 3},    {"ating", "at", 3},
        {"ated", "at", 3},    {"ates", "at", 3},    {"ate", "at", 3},      {"ally", "", 4},       {"ies", "y", 2},
        {"sses", "ss", 2},    {"ings", "", 3},      {"ing", "", 3},        {"ions", "", 4},       {"ion", "", 4},
        {"edly", "", 4},      {"ers", "", 6},       {"als", "", 4},        {"ed", "", 3},         {"er", "", 6},
        {"al", "", 4},        {"ly", "", 4},        {"es", "", 3},         {"ity", "", 4},        {"ness", "", 4},
    };
    size_t n = strlen(s);
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        size_t t = strlen(RULES[i].tail);
        if (!ends(s, n, RULES[i].tail) || n - t < RULES[i].least)
            continue;
        strcpy(s + n - t, RULES[i].to);
        return;
    }
    if (n > 3 && s[n - 1] == 's' && s[n - 2] != 's' && s[n - 2] != 'u' && s[n - 2] != 'i' && !ends(s, n, "ias"))
        s[n - 1] = '\0';
}

/* Bytes of a word without what is joined to it: "I'd", "we'll", "it's", "user's"; "don't" stays a negation. */
static size_t bare_length(const char *word, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (word[i] == '\'' && i + 1 < n && tolower((unsigned char)word[i + 1]) != 't')
            return i;
    return n;
}

static void lower(const char *word, size_t n, char plain[28]) {
    size_t k = 0;
    n = bare_length(word, n);
    for (size_t i = 0; i < n && k + 1 < 28; i++)
        if (word[i] != '\'')
            plain[k++] = (char)tolower((unsigned char)word[i]);
    plain[k] = '\0';
}

void words_stem(const char *word, size_t n, char stem[28]) {
    lower(word, n, stem);
    size_t k = strlen(stem);
    if (in_list(STOP, stem) || in_list(NEGATION, stem))
        return;
    if (strcmp(stem, "listings") == 0) /* what is for sale, no list */
        stem[--k] = '\0';
    if (strcmp(stem, "listing") == 0)
        return;
    if (k > 3)
        strip_ending(stem);
    k = strlen(stem);
    if (k > 4 && ends(stem, k, "our")) { /* behaviour, behavior */
        strcpy(stem + k - 3, "or");
        k--;
    }
    if (k > 3 && stem[k - 1] == 'e')
        stem[--k] = '\0';
    if (k > 3 && stem[k - 1] == stem[k - 2] && isalpha((unsigned char)stem[k - 1]) && stem[k - 1] != 's' &&
        stem[k - 1] != 'l')
        stem[k - 1] = '\0'; /* splitting: splitt, split */
    if (k > 3 && stem[k - 1] == 'y')
        stem[k - 1] = 'i'; /* diversity, diversify meet elsewhere; query, queries here */
}

struct reader {
    struct words *w;
    int room, sentence_room, clause, first;
    int sentence_start;
};

static void end_sentence(struct reader *r, int at, bool question) {
    struct words *w = r->w;
    r->clause++;
    if (w->n == r->first) {
        r->sentence_start = at;
        return;
    }
    if (w->n_sentences == r->sentence_room)
        w->sentence = mem_grow(w->sentence, (size_t)(r->sentence_room = r->sentence_room * 2 + 8), sizeof *w->sentence);
    w->sentence[w->n_sentences++] = (struct sentence){
        .first = r->first, .n = w->n - r->first, .start = r->sentence_start, .end = at, .question = question};
    r->first = w->n;
    r->sentence_start = at;
}

/* "I think I'd stop after 5 epochs?": said with a doubt in the voice, and said. */
static bool tells(const struct words *w, int first) {
    int i = first;
    while (words_is(w, i, "|um|uh|er|so|well|then|and|ok|okay|hmm|"))
        i++;
    return words_is(w, i, "|i|") && !words_is(w, i + 1, "|wonder|not|do|know|am|forgot|");
}

static struct word *add_word(struct reader *r, int start) {
    struct words *w = r->w;
    if (w->n == r->room)
        w->word = mem_grow(w->word, (size_t)(r->room = r->room * 2 + 32), sizeof *w->word);
    struct word *word = &w->word[w->n++];
    *word = (struct word){.start = start, .clause = r->clause, .sentence = w->n_sentences, .concept = -1};
    return word;
}

static bool abbreviation(const char *text, int dot) {
    static const char *const NAMES[] = {"e.g", "i.e", "vs", "approx", "etc", "ca", "resp", "cf"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        int n = (int)strlen(NAMES[i]);
        if (dot >= n && strncasecmp(text + dot - n, NAMES[i], (size_t)n) == 0 &&
            (dot == n || !isalpha((unsigned char)text[dot - n - 1])))
            return true;
    }
    return text[dot + 1] && isalnum((unsigned char)text[dot + 1]); /* a dot within a name */
}

#define MINUS      "\xE2\x88\x92"
#define TIMES      "\xC3\x97"
#define APOSTROPHE "\xE2\x80\x99"
/* "-8", "(-8", "= −8", "minus 8"; not "4-8", nor "step-8". */
static bool has_minus(const struct words *w, const char *text, int i) {
    if (w->n > 1 && words_is(w, w->n - 2, "|minus|minu|"))
        return true;
    bool sign = i > 0 && text[i - 1] == '-', long_sign = i > 2 && strncmp(text + i - 3, MINUS, 3) == 0;
    int before = i - (sign ? 2 : 4), after = i;
    while (isdigit((unsigned char)text[after]) || text[after] == '.')
        after++;
    if (i > 1 && strncmp(text + i - 2, "- ", 2) == 0 && text[after] == '*') /* "+ 2*like - 8*hide" */
        return true;
    return (sign || long_sign) && (before < 0 || strchr(" (=:\n\t", text[before]));
}

/* "<watch_time>" in a wording: the end of the name, 0 when it is none. */
static int concept_name(const char *text, int i) {
    int j = i + 1;
    while (islower((unsigned char)text[j]) || text[j] == '_')
        j++;
    return j > i + 2 && text[j] == '>' ? j + 1 : 0;
}

/* "isn't", "dont": two words, the second "not". Adds nothing to what is no such word. */
static void part_contraction(struct reader *r) {
    static const char *const VERBS[] = {"is",  "are", "do",   "does", "did",  "will", "would", "should", "could",
                                        "can", "was", "were", "has",  "have", "had",  "must",  "need",   "might"};
    struct word *word = &r->w->word[r->w->n - 1];
    char *stem = word->stem;
    const char *verb = strcmp(stem, "wont") == 0                                  ? "will"
                       : strcmp(stem, "cannot") == 0 || strcmp(stem, "cant") == 0 ? "can"
                                                                                  : NULL;
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS && !verb; i++)
        if (text_starts(stem, VERBS[i]) && strcmp(stem + strlen(VERBS[i]), "nt") == 0)
            verb = VERBS[i];
    if (!verb)
        return;
    strcpy(stem, verb);
    strcpy(word->plain, verb);
    word->stop = true;
    int start = word->start, end = word->end;
    struct word *not = add_word(r, start);
    strcpy(not ->stem, "not");
    not ->stop = true;
    not ->end = end;
}

/* Returns the index after the character or word at i. */
static int read_one(struct reader *r, const char *text, int i) {
    unsigned char c = (unsigned char)text[i];
    if (isdigit(c) || (c == '.' && isdigit((unsigned char)text[i + 1]))) {
        struct word *word = add_word(r, i);
        word->named = i > 0 && (isalpha((unsigned char)text[i - 1]) || text[i - 1] == '@' ||
                                (text[i - 1] == '-' && words_is(r->w, r->w->n - 2, "|top|"))); /* "top-1" */
        word->minus = has_minus(r->w, text, i);
        const struct word *last = r->w->n > 1 ? word - 1 : NULL;
        return word->end = number_read(text, i, last && last->number && last->named, word);
    }
    int name = c == '<' ? concept_name(text, i) : 0;
    if (name) {
        struct word *word = add_word(r, i);
        snprintf(word->stem, sizeof word->stem, "%.*s", name - i, text + i);
        return word->end = name;
    }
    if (strncmp(text + i, TIMES, 2) == 0)
        return i + 2;
    if (isalpha(c) || c >= 0xC3) { /* letters beyond ASCII join words; UTF-8 dashes and quotes begin with E2 or C2 */
        if (c == 0xE2) { /* an arrow, a dash, a curly quote: parts clauses unless it is an apostrophe or a minus */
            if (strncmp(text + i, APOSTROPHE, 3) != 0 && strncmp(text + i, MINUS, 3) != 0)
                r->clause++;
            int skip = 1;
            while (((unsigned char)text[i + skip] & 0xC0) == 0x80)
                skip++;
            return i + skip;
        }
        int j = i;
        while (isalpha((unsigned char)text[j]) || (unsigned char)text[j] >= 0x80 || text[j] == '\'') {
            if ((unsigned char)text[j] == 0xE2)
                break;
            j++;
        }
        struct word *word = add_word(r, i);
        word->end = j;
        words_stem(text + i, (size_t)(j - i), word->stem);
        lower(text + i, (size_t)(j - i), word->plain);
        word->stop = in_list(STOP, word->stem);
        word->number = !(j - i == 4 && strncasecmp(text + i, "ones", 4) == 0) &&
                       (number_word(word->plain, &word->value) || number_word(word->stem, &word->value));
        if (word->number) {
            word->end = j = number_magnitude(text, j, word);
            word->minus = words_is(r->w, r->w->n - 2, "|minus|minu|");
            word->figure =
                word->figure || (word->value >= 1e3 && words_is(r->w, r->w->n - 2, "|a|")); /* as plain as digits */
        }
        if (strcmp(word->stem, "but") == 0 || strcmp(word->stem, "wherea") == 0 || strcmp(word->stem, "instead") == 0)
            word->clause = ++r->clause;
        if (word->number)
            numbers_join(r->w, r->first);
        else
            part_contraction(r); /* may move the words */
        return j;
    }
    if (c == '\n' || c == '!' || c == ';' || (c == '.' && !abbreviation(text, i)))
        end_sentence(r, i + 1, false);
    else if (c == '?')
        end_sentence(r, i + 1, !tells(r->w, r->first));
    else if (strchr(",:()|", c) || (strchr("-/", c) && text[i + 1] == ' ') || (c == '-' && text[i + 1] == '>'))
        r->clause++;
    return i + 1;
}

static void note_start(struct words *w, const char *stem) {
    unsigned start = word_start(stem);
    w->starts[start / 64] |= 1ULL << start % 64;
}

struct words words_of(const char *text) {
    struct words w = {0};
    struct reader r = {.w = &w};
    int i = 0;
    while (text[i])
        i = read_one(&r, text, i);
    end_sentence(&r, i, false);
    for (int k = 0; k < w.n; k++) {
        w.word[k].denies = in_list(NEGATION, w.word[k].stem);
        w.word[k].period = in_list(PERIODS, w.word[k].stem);
        note_start(&w, w.word[k].stem);
        if (!w.word[k].stem[1] && k + 1 < w.n) /* "e-mail" may be meant as one word */
            note_start(&w, (char[2]){w.word[k].stem[0], w.word[k + 1].stem[0]});
    }
    return w;
}

void words_free(struct words *w) {
    free(w->word);
    free(w->sentence);
    free(w->mark);
    free(w->concept);
    *w = (struct words){0};
}
