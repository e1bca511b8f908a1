/* Where wordings stand among words. */
#include "practice/words.h"
#include "practice/words_lists.h"

#include <string.h>

static bool is_joined(const char *whole, const char *first, const char *second) {
    size_t n = strlen(first);
    return strncmp(whole, first, n) == 0 && strcmp(whole + n, second) == 0;
}

/* Every word of a text is held against every wording of a case: nearly all part at their first letter. */
static inline bool may_be(const struct word *have, const struct word *want) {
    return have->stem[0] == want->stem[0] || want->concept >= 0 || (have->number && want->number) ||
           (have->period && want->period);
}

/* "logq" is "log q" is "log-q": how many words of w at i make up the word `want`; 0: none. */
static int same(const struct words *w, int i, int to, const struct word *want, bool measured) {
    if (i >= to || !may_be(&w->word[i], want))
        return 0;
    const struct word *have = &w->word[i];
    if (want->concept >= 0) {
        int taken = w->mark ? w->mark[(size_t)want->concept * (size_t)w->n + (size_t)i] : 0;
        return i + taken <= to ? taken : 0;
    }
    if (have->number && want->number && have->value == want->value)
        return 1;
    if (measured && have->period && want->period)
        return 1;
    if (strcmp(have->stem, want->stem) == 0)
        return 1;
    return i + 1 < to && !have->stop && is_joined(want->stem, have->stem, w->word[i + 1].stem) ? 2 : 0;
}

int words_same(const struct words *w, int i, int to, const struct word *want) {
    return same(w, i, to, want, false);
}

static bool needed(const struct words *wording, int k, bool any) {
    const struct word *word = &wording->word[k];
    return !any || !word->stop || word->denies;
}

/* A wording word may itself be written joined in the text: "log", "q" against "logq". */
static int pair_in_one(const struct words *w, int i, const struct words *wording, int k) {
    if (k + 1 >= wording->n || w->word[i].stem[0] != wording->word[k].stem[0])
        return 0;
    return is_joined(w->word[i].stem, wording->word[k].stem, wording->word[k + 1].stem);
}

static int subject_words(const struct words *wording) {
    int n = 0;
    for (int k = 0; k < wording->n; k++)
        n += needed(wording, k, true);
    return n;
}

/* "retrain every 7 days" is not "retrain every day", nor is "split not by time" "split by time". */
static bool may_skip(const struct words *w, int i, bool measured, int *skipped, int slack) {
    const struct word *word = &w->word[i];
    if (word->denies || words_is(w, i, measured ? "|per|or|and|" : "|per|or|") || words_parts_rivals(w, i) ||
        (word->number && !measured && !word->named && !word->percent &&
         (word->figure || word->value < 1.0 || strcmp(word->stem, "twic") == 0)))
        return false;
    *skipped += !word->stop && !word->number;
    return *skipped <= slack;
}

static bool in_order(const struct words *w, const struct words *wording, int at, int to, int slack, bool any,
                     bool measured, struct span *out) {
    int i = at, last = at - 1, k = 0, passed = 0;
    bool begun = false;
    while (k < wording->n) {
        if (!needed(wording, k, any)) {
            k++;
            continue;
        }
        int taken = 0, skipped = 0; /* words that carry a subject, between the last one and this */
        for (int skip = 0; skip <= (begun ? 4 : 0) && i + skip < to; skip++) {
            if (skip && !may_skip(w, i + skip - 1, measured, &skipped, slack))
                break;
            if (skip && w->word[i + skip].clause > w->word[last].clause)
                break;
            if (pair_in_one(w, i + skip, wording, k)) {
                taken = 1;
                k++;
            } else
                taken = same(w, i + skip, to, &wording->word[k], measured);
            if (taken) {
                passed += skipped;
                i += skip;
                break;
            }
        }
        if (!taken)
            return false;
        begun = true;
        i += taken;
        last = i - 1;
        k++;
    }
    *out = (struct span){at, last, 2 * subject_words(wording) - 3 * passed}; /* words passed over make it less sure */
    return begun;
}

/* Whether its words may stand in whatever order: with small words the order carries the meaning, and "not retrain" is
 * not "models aren't". */
static bool orderless(const struct words *wording) {
    int subject = subject_words(wording);
    bool denies = false;
    for (int k = 0; k < wording->n; k++)
        denies = denies || wording->word[k].denies;
    return subject >= 2 && subject <= 8 && subject == wording->n && !denies;
}

/* Side by side, or with a few words between where concepts are meant, in whatever order, within a clause. */
static bool any_order(const struct words *w, const struct words *wording, int at, int to, int slack, struct span *out) {
    int want = wording->n, last = at - 1, skipped = 0;
    int end = at + wording->n + 2 + 2 * slack < to ? at + wording->n + 2 + 2 * slack : to;
    bool used[8] = {false};
    int left = want;
    for (int i = at; i < end && left > 0; i++) {
        int taken = 0;
        if (w->word[i].clause != w->word[at].clause)
            return false;
        for (int k = 0; k < wording->n && !taken; k++)
            if (!used[k] && (taken = same(w, i, to, &wording->word[k], false)) > 0) {
                used[k] = true;
                left--;
                last = i + taken - 1;
            }
        if (i == at && !taken)
            return false;
        if (!taken && (!may_skip(w, i, false, &skipped, slack) || w->word[i].denies))
            return false;
        i += taken ? taken - 1 : 0;
    }
    *out = (struct span){at, last, 2 * want - 3 * skipped};
    return left == 0;
}

static bool written_as_one(const struct words *w, const struct words *wording, int k) {
    for (int i = 0; i < w->n; i++)
        if (pair_in_one(w, i, wording, k))
            return true;
    return false;
}

/* One word alone, "what time it is", says too little without the small words around it. */
static bool any_without_small(const struct words *wording) {
    int subject = subject_words(wording);
    return subject >= 2 || subject == wording->n;
}

bool words_absent(const struct words *w, const struct words *wording, bool measured) {
    bool any = any_without_small(wording);
    for (int k = 0; k < wording->n; k++) {
        const struct word *want = &wording->word[k];
        if (want->concept >= 0) {
            if (w->concept && !w->concept[want->concept])
                return true;
        } else if (needed(wording, k, any) && !want->number && strlen(want->stem) > 1 && !(measured && want->period)) {
            unsigned start = word_start(want->stem);
            if (!(w->starts[start / 64] >> start % 64 & 1) && (k == 0 || !written_as_one(w, wording, k - 1)))
                return true;
        }
    }
    return false;
}

bool words_find(const struct words *w, const struct words *wording, int from, int to, int slack, bool measured,
                struct span *out) {
    if (wording->n == 0)
        return false;
    if (words_absent(w, wording, measured))
        return false;
    int lead = 0;
    bool any = any_without_small(wording), loose = false, free_order = orderless(wording);
    while (lead + 1 < wording->n && !needed(wording, lead, any))
        lead++;
    for (int k = 0; k < wording->n && !loose; k++)
    loose = wording->word[k].concept >= 0;
    for (int at = from; at < to; at++)
        if ((may_be(&w->word[at], &wording->word[lead]) && in_order(w, wording, at, to, slack, any, measured, out)) ||
            (free_order && any_order(w, wording, at, to, loose ? slack : 0, out)))
            return true;
    return false;
}

bool words_find_apart(const struct words *w, const struct words *wording, int from, int to, struct span *out) {
    for (int at = from; at < to; at++) {
        bool first = false, all = true;
        int last = at;
        for (int k = 0; k < wording->n && all; k++) {
            all = false;
            for (int i = at, taken; i < to && i < at + 16 && !all; i++)
                if ((taken = same(w, i, to, &wording->word[k], false)) > 0 &&
                    !words_denied(w, (struct span){i, i + taken - 1, 1})) {
                    all = true;
                    first = first || i == at;
                    last = i + taken - 1 > last ? i + taken - 1 : last;
                }
        }
        for (int i = at; i <= last && all; i++)
            all = !words_is(w, i, "|or|instead|");
        if (all && first) {
            *out = (struct span){at, last, 2 * wording->n + 1};
            return true;
        }
    }
    return false;
}
