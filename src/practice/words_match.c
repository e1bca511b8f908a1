/* Where wordings stand among words, and what is done to them there: denied, or only spoken of. */
#include "practice/words.h"
#include "practice/words_lists.h"

#include <string.h>

static const char PERIODS[] = "|dai|day|week|hour|minut|second|month|"; /* one for another next to a number */

static bool is_joined(const char *whole, const char *first, const char *second) {
    size_t n = strlen(first);
    return strncmp(whole, first, n) == 0 && strcmp(whole + n, second) == 0;
}

/* "logq" is "log q" is "log-q": how many words of w at i make up the word `want`; 0: none. */
static int same(const struct words *w, int i, int to, const struct word *want, bool measured) {
    if (i >= to)
        return 0;
    const struct word *have = &w->word[i];
    if (want->concept >= 0) {
        int taken = w->mark ? w->mark[(size_t)want->concept * (size_t)w->n + (size_t)i] : 0;
        return i + taken <= to ? taken : 0;
    }
    if (have->number && want->number && have->value == want->value)
        return 1;
    if (strcmp(have->stem, want->stem) == 0)
        return 1;
    if (measured && in_list(PERIODS, have->stem) && in_list(PERIODS, want->stem))
        return 1;
    if (i + 1 < to && !have->stop) {
        if (is_joined(want->stem, have->stem, w->word[i + 1].stem))
            return 2;
    }
    return 0;
}

int words_same(const struct words *w, int i, int to, const struct word *want) {
    return same(w, i, to, want, false);
}

static bool needed(const struct words *wording, int k, bool any) {
    const struct word *word = &wording->word[k];
    return !any || !word->stop || in_list(NEGATION, word->stem);
}

/* A wording word may itself be written joined in the text: "log", "q" against "logq". */
static int pair_in_one(const struct words *w, int i, const struct words *wording, int k) {
    if (k + 1 >= wording->n)
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
    if (in_list(NEGATION, word->stem) || strcmp(word->stem, "per") == 0 ||
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

/* Side by side, or with a few words between where concepts are meant, in whatever order, within a clause. */
static bool any_order(const struct words *w, const struct words *wording, int at, int to, int slack, struct span *out) {
    int want = subject_words(wording), last = at - 1, skipped = 0;
    if (want < 2 || want > 8 || want != wording->n) /* with small words the order carries the meaning */
        return false;
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
        if (!taken && (!may_skip(w, i, false, &skipped, slack) || words_is(w, i, NEGATION)))
            return false;
        i += taken ? taken - 1 : 0;
    }
    *out = (struct span){at, last, 2 * want - 3 * skipped};
    return left == 0;
}

bool words_find(const struct words *w, const struct words *wording, int from, int to, int slack, bool measured,
                struct span *out) {
    if (wording->n == 0)
        return false;
    /* One word alone, "what time it is", says too little without the small words around it. */
    int subject = subject_words(wording);
    bool any = subject >= 2 || subject == wording->n, loose = false;
    for (int k = 0; k < wording->n && !loose; k++)
    loose = wording->word[k].concept >= 0;
    for (int at = from; at < to; at++)
        if (in_order(w, wording, at, to, slack, any, measured, out) ||
            any_order(w, wording, at, to, loose ? slack : 0, out))
            return true;
    return false;
}

/* "not only", "no doubt" and their like deny nothing. */
static bool plain_negation(const struct words *w, int i) {
    if (!words_is(w, i, NEGATION))
        return false;
    if (words_is(w, i, "|skip|") && w->word[i].end - w->word[i].start > 5) /* "skipped videos" are there */
        return false;
    if (words_is(w, i, "|leav|")) /* "leave X out" only */
        return words_is(w, i + 1, "|out|");
    if (words_is(w, i, "|remov|") && (words_is(w, i - 1, "|wrongful|wrong|fals|") ||
                                      words_is(w, i + 1, "|threshold|abov|above|at|when|and|or|demot|")))
        return false; /* "wrongful removals and appeals" are names, "remove and demote" what is done with a post */
    if (words_is(w, i,
                 "|remov|")) /* "removed above 0.9", "the removal rate is 90 %": what is done, and from where on */
        for (int j = i + 1; j <= i + 4 && j < w->n && w->word[j].sentence == w->word[i].sentence; j++)
            if (w->word[j].number && (w->word[j].percent || w->word[j].value <= 1.0))
                return false;
    return !words_is(w, i + 1, "|onli|just|doubt|matter|sur|mer|more|mor|less|fewer|");
}

bool words_denied(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause, means = 0;
    bool to = false;      /* "switch from clicks to watch time" */
    bool subject = false; /* "rather than one head we take several": what follows "we" is chosen */
    if (words_is(w, at.last + 1, "|not|no|out|") && w->word[at.last + 1].clause == clause &&
        (at.last + 2 >= w->n || w->word[at.last + 2].clause != clause))
        return true; /* "clicks not" */
    for (int i = at.first - 1; i >= 0 && i >= at.first - 6 && w->word[i].clause == clause; i--) {
        if (plain_negation(w, i)) {
            /* "remove the effect with X", "avoid leakage by X": X is the means */
            if (means > i + 1 && words_is(w, i, "|avoid|remov|drop|exclud|"))
                break;
            return true;
        }
        if (words_is(w, i, "|becaus|sinc|so|whil|which|when|if|otherwiz|")) /* what is denied lies in another thought */
            break;
        if (words_is(w, i, "|with|by|via|through|using|"))
            means = i;
        subject = subject || words_is(w, i, "|i|we|let|");
        if (words_is(w, i, "|instead|") && words_is(w, i + 1, "|of|"))
            return !subject;
        if (words_is(w, i, "|rather|oppos|opposed|") && words_is(w, i + 1, "|than|to|"))
            return !subject;
        to = to || words_is(w, i, "|to|");
        if (!to && words_is(w, i, "|replac|switch|mov|") &&
            (i + 1 == at.first || words_is(w, i + 1, "|from|the|a|away|")))
            return true;
        if (words_is(w, i, "|over|") && i + 2 >= at.first) /* "prefer A over B" */
            for (int j = i - 1; j >= 0 && j > i - 8; j--)
                if (words_is(w, j, "|prefer|choos|chose|pick|favor|beat|tak|go|select|want|us|use|"))
                    return true;
    }
    for (int i = at.last + 1; i < w->n && i <= at.last + 4 && w->word[i].clause == clause; i++) {
        bool verb = words_is(w, i - 1, "|is|are|be|would|will|does|do|was|should|");
        if (words_is(w, i, "|isnt|arent|wont|wouldnt|doesnt|") || (verb && words_is(w, i, "|not|wrong|bad|useless|")))
            return true;
        if (words_is(w, i, "|unnecessari|unneeded|unneed|")) /* "X is unnecessary" */
            return true;
    }
    return false;
}

/* What is said about something after its name: that it would mislead, or that it is too slow. */
static bool judged(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 6 && w->word[i].clause == clause; i++) {
        if (words_is(w, i,
                     "|mistak|wrong|trap|leak|flatter|cheat|mislead|danger|dangerou|overkill|hurt|optimist|"
                     "unrealist|wast|wasteful|fool|tempt|tempting|inflat|promis|too|"))
            return true;
        if (words_is(w, i, "|and|to|with|in|on|for|becaus|sinc|otherwiz|els|whil|so|"))
            return false;
        if (words_is(w, i, "|would|") && !words_is(w, i + 1, "|be|work|do|help|") && i <= at.last + 2)
            return true;
    }
    return false;
}

bool words_mentioned(const struct words *w, struct span at, bool compared) {
    int clause = w->word[at.first].clause;
    bool joined = false; /* "and", "then" lie between: what stands before them is not about this */
    for (int i = at.first - 1; i >= 0 && i >= at.first - 8 && w->word[i].clause == clause; i--) {
        bool close = i >= at.first - 5;
        if (close && !joined && words_is(w, i, "|than|versus|vs|unlik|compar|beat|outperform|") &&
            !(words_is(w, i, "|than|") && w->word[i + 1].number)) /* "more than 10 seconds" compares nothing */
            return true;
        if (close && !joined && compared && words_is(w, i, "|against|"))
            return true;
        /* what stands in a reason is not what was decided: "watch time, because clicks reward bait" */
        if (words_is(w, i, "|becaus|sinc|otherwiz|els|"))
            return !words_is(w, i + 1, "|of|") || i + 4 >= at.first; /* "because of the thinning, ..." */
        if (close && !joined && words_is(w, i, "|fallback|fall|baselin|"))
            return true;
        if (words_is(w, i, "|if|") && words_is(w, i - 1, "|positiv|count|label|alert|alarm|pag|")) /* a rule, no if */
            continue;
        if (close && words_is(w, i, "|if|suppos|current|exist|todai|legaci|previous|alternativ|"))
            return true;
        joined = joined || words_is(w, i, "|and|then|");
    }
    for (int i = at.last + 1; i < w->n && i <= at.last + 3 && w->word[i].clause == clause; i++) {
        if (words_is(w, i, "|and|then|"))
            break;
        if (words_is(w, i, "|baselin|fallback|"))
            return true;
    }
    for (int i = at.last + 1; i < w->n && i <= at.last + 6 && w->word[i].clause == clause; i++)
        if (words_is(w, i, "|later|eventu|")) /* "several heads come later" */
            return true;
    return judged(w, at);
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
