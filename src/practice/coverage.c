#include "practice/coverage.h"
#include "practice/lexicon.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char REASON[] = "|becaus|sinc|so|otherwiz|due|therefor|thu|thus|hence|henc|avoid|prevent|"
                             "caus|lead|els|else|means|mean|reason|why|leak|punish|ensur|protect|enabl|allow|";
static const char PRICE[] =
    "|but|cost|trad|tradeof|against|versus|vs|whil|wherea|although|though|howev|pric|slow|slower|cheap|cheaper|"
    "expens|expensiv|los|loss|lost|wors|fewer|less|more|mor|buy|bui|sacrific|instead|short|expense|"
    "give|risk|lower|rais|hurt|";

static bool any_word(const struct words *w, int from, int to, const char *list) {
    for (int i = from; i < to; i++)
        if (words_is(w, i, list))
            return true;
    return false;
}

/* An arrow or a colon in notes stands for "because" or "so". */
static bool arrow(const char *text, int from, int to) {
    for (int i = from; i < to; i++)
        if (strncmp(text + i, "->", 2) == 0 || strncmp(text + i, "=>", 2) == 0 || strncmp(text + i, "→", 3) == 0 ||
            (text[i] == ':' && text[i + 1] == ' '))
            return true;
    return false;
}

struct hearer {
    const char *text;
    struct lexicon *lexicon;
    struct words w;
    int *load; /* (sentences) items whose subject stands in it */
};

static bool has_reason(const struct hearer *h, int s) {
    const struct sentence *x = &h->w.sentence[s];
    return any_word(&h->w, x->first, x->first + x->n, REASON) || arrow(h->text, x->start, x->end);
}

/* A figure that is no part of a name: "100 ms", but not the 99 of p99 or the 100 of recall@100. */
static bool has_number(const struct hearer *h, int s) {
    const struct sentence *x = &h->w.sentence[s];
    for (int i = x->first; i < x->first + x->n; i++)
        if (h->w.word[i].figure && !h->w.word[i].named)
            return true;
    return false;
}

static bool has_price(const struct hearer *h, int s) {
    const struct sentence *x = &h->w.sentence[s];
    return any_word(&h->w, x->first, x->first + x->n, PRICE);
}

static bool meets(const struct hearer *h, int s, const struct rubric_item *item) {
    switch (item->needs) {
    case NEEDS_NOTHING:
        return true;
    case NEEDS_REASON:
        return has_reason(h, s);
    case NEEDS_NUMBER:
        return has_number(h, s);
    case NEEDS_TRADEOFF:
        return has_price(h, s);
    }
    return false;
}

/* Terms with hardly a small word between them: nobody says anything with such a sentence. */
static bool bare_list(const struct hearer *h, int s) {
    const struct sentence *x = &h->w.sentence[s];
    int small = 0;
    for (int i = x->first; i < x->first + x->n; i++)
        small += h->w.word[i].stop;
    if (any_word(&h->w, x->first, x->first + x->n, "|but|although|though|whil|wherea|howev|"))
        return false;
    return !has_number(h, s) && !has_reason(h, s) && (x->n < 3 || small * 6 < x->n);
}

/* Whether the sentence speaks of the wording: in a row with up to four words between, or all of its subject words, but
 * one of those when there are four or more. */
static bool speaks_of(const struct hearer *h, int s, const struct words *want, bool exact) {
    const struct sentence *x = &h->w.sentence[s];
    struct span at;
    if (words_find(&h->w, want, x->first, x->first + x->n, 3, false, &at))
        return !words_denied(&h->w, at) && !(exact && words_mentioned(&h->w, at, true));
    if (exact)
        return false;
    int subject = 0, there = 0, first = -1, last = -1;
    for (int k = 0; k < want->n; k++) {
        if (want->word[k].stop)
            continue;
        subject++;
        for (int i = x->first; i < x->first + x->n; i++)
            if (words_same(&h->w, i, x->first + x->n, &want->word[k])) {
                there++;
                first = first < 0 || i < first ? i : first;
                last = i > last ? i : last;
                break;
            }
    }
    if (subject < 2 || there < subject - (subject >= 4))
        return false;
    return !words_denied(&h->w, (struct span){first, last, there});
}

/* The first sentence that speaks of one of the wordings; one that meets the item's need before others. -1: none. */
static int find_sentence(const struct hearer *h, char **wordings, const struct rubric_item *item, bool exact) {
    int best = -1, best_rank = 0;
    for (char **query = wordings; query && *query; query++) {
        const struct words *want = lexicon_wording(h->lexicon, *query, false);
        for (int s = 0; s < h->w.n_sentences; s++) {
            if (!speaks_of(h, s, want, exact))
                continue;
            bool next = s + 1 < h->w.n_sentences && item->needs != NEEDS_NOTHING && meets(h, s + 1, item) &&
                        any_word(&h->w, h->w.sentence[s + 1].first, h->w.sentence[s + 1].first + 1,
                                 "|that|this|it|becaus|otherwiz|so|els|else|which|but|they|without|");
            int rank = meets(h, s, item) && !bare_list(h, s) ? 4 : next ? 3 : !bare_list(h, s) ? 2 : 1;
            if (rank > best_rank || (rank == best_rank && s < best)) {
                best = s;
                best_rank = rank;
            }
        }
    }
    return best;
}

static char *sentence_text(const struct hearer *h, int s) {
    const struct sentence *x = &h->w.sentence[s];
    int from = h->w.word[x->first].start, to = h->w.word[x->first + x->n - 1].end;
    struct text t = {0};
    text_bytes(&t, h->text + from, (size_t)(to - from));
    return text_take(&t);
}

static bool next_meets(const struct hearer *h, int s, const struct rubric_item *item) {
    if (s + 1 >= h->w.n_sentences || item->needs == NEEDS_NOTHING)
        return false;
    int first = h->w.sentence[s + 1].first;
    return meets(h, s + 1, item) &&
           any_word(&h->w, first, first + 1, "|that|this|it|becaus|otherwiz|so|els|else|which|but|they|without|");
}

static struct covered cover(const struct hearer *h, const struct rubric_item *item, int *sentence) {
    struct covered c = {.item = item};
    int wrong = find_sentence(h, item->wrong, item, true);
    int s = find_sentence(h, item->query, item, false);
    *sentence = s;
    if (item->points < 0) {
        c.wrong = s >= 0;
        c.earned = s >= 0 ? item->points : 0.0;
    } else if (s >= 0 && s != wrong) {
        bool bare = bare_list(h, s);
        c.full = !bare && (meets(h, s, item) || next_meets(h, s, item));
        c.earned = item->points * (c.full ? 1.0 : bare ? 0.1 : 0.25);
    }
    if (wrong >= 0 && item->points > 0 && (s < 0 || wrong >= s)) { /* a later right statement takes it back */
        c.wrong = true;
        c.full = false;
        c.earned = -0.5 * item->points;
        s = wrong;
    }
    c.evidence = s >= 0 ? sentence_text(h, s) : mem_string("");
    return c;
}

struct coverage coverage_of(const struct content *content, int step, enum level level, const char *text) {
    struct lexicon *lexicon = lexicon_new(content);
    struct coverage c = coverage_with(lexicon, step, level, text);
    lexicon_free(lexicon);
    return c;
}

struct coverage coverage_with(struct lexicon *lexicon, int step, enum level level, const char *text) {
    const struct step_content *part = &lexicon_content(lexicon)->steps[step - 1];
    struct hearer h = {.text = text, .lexicon = lexicon, .w = lexicon_text(lexicon, text)};
    h.load = mem_must((size_t)h.w.n_sentences + 1, sizeof *h.load);
    struct coverage c = {.items = mem_must((size_t)part->n_rubric + 1, sizeof *c.items)};
    int *where = mem_must((size_t)part->n_rubric + 1, sizeof *where);
    for (int i = 0; i < part->n_rubric; i++) {
        if (part->rubric[i].level > level)
            continue;
        c.items[c.n] = cover(&h, &part->rubric[i], &where[c.n]);
        if (where[c.n] >= 0 && part->rubric[i].points > 0)
            h.load[where[c.n]]++;
        c.n++;
    }
    for (int i = 0; i < c.n; i++) {
        struct covered *x = &c.items[i];
        /* One sentence that names five subjects and more argues for none of them in earnest. */
        if (where[i] >= 0 && x->earned > 0.0 && h.load[where[i]] > 4)
            x->earned *= 4.0 / h.load[where[i]];
        c.score += x->earned;
        c.max += x->item->points > 0 ? x->item->points : 0.0;
    }
    c.score = c.score < 0.0 ? 0.0 : c.score;
    free(where);
    free(h.load);
    words_free(&h.w);
    return c;
}

void coverage_free(struct coverage *c) {
    for (int i = 0; i < c->n; i++)
        free(c->items[i].evidence);
    free(c->items);
    *c = (struct coverage){0};
}

int coverage_tradeoffs(const char *text) {
    struct hearer h = {.text = text, .w = words_of(text)};
    int n = 0;
    for (int s = 0; s < h.w.n_sentences; s++)
        n += has_number(&h, s) && has_price(&h, s) && !h.w.sentence[s].question;
    words_free(&h.w);
    return n;
}

double coverage_overlap(const char *text, const char *query) {
    struct words have = words_of(text), want = words_of(query);
    int subject = 0, there = 0;
    for (int k = 0; k < want.n; k++) {
        subject += !want.word[k].stop;
        bool found = false;
        for (int i = 0; i < have.n && !found && !want.word[k].stop; i++)
            found = strcmp(have.word[i].stem, want.word[k].stem) == 0;
        there += found;
    }
    words_free(&have);
    words_free(&want);
    return subject ? (double)there / subject : 0.0;
}
