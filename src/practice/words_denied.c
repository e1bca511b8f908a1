/* Whether what was named is denied where it stands. */
#include "practice/words.h"
#include "practice/words_stance.h"

#include <string.h>

static const char AVOIDING[] = "|avoid|remov|drop|exclud|";
static const char OTHER_THOUGHT[] = "|becaus|sinc|so|whil|which|when|if|otherwiz|"; /* what is denied lies behind it */
static const char MEANS[] = "|with|by|via|through|using|";
static const char PREFERRING[] = "|prefer|choos|chose|pick|favor|beat|tak|go|select|want|us|use|";
/* Before "X we leave out" or "X is dropped". */
static const char DOER[] = "|i|we|be|is|are|get|would|will|should|can|";

/* "Wrongful removals and appeals" are names, "remove and demote" what is done with a post; "removed above 0.9", "the
 * removal rate is 90 %" say from where on. */
static bool names_removal(const struct words *w, int i) {
    if (!words_is(w, i, "|remov|"))
        return false;
    if (words_is(w, i - 1, "|wrongful|wrong|fals|") ||
        words_is(w, i + 1, "|threshold|abov|above|at|when|and|or|demot|"))
        return true;
    for (int j = i + 1; j <= i + 7 && j < w->n && words_one_sentence(w, i, j); j++)
        if (w->word[j].number && (w->word[j].percent || w->word[j].value <= 1.0) &&
            (j <= i + 4 || words_is(w, j - 1, "|above|over|from|at|of|beyond|than|")))
            return true;
    return false;
}

/* "Yes or no", "click or no click". */
static bool names_both(const struct words *w, int i) {
    if (!words_is(w, i, "|no|not|"))
        return false;
    bool again = i > 1 && i + 1 < w->n && strcmp(w->word[i - 2].stem, w->word[i + 1].stem) == 0;
    return words_is(w, i - 1, "|yes|") || (words_is(w, i - 1, "|or|") && again);
}

/* "Skipped videos" are there. */
static bool names_skipped(const struct words *w, int i) {
    return words_is(w, i, "|skip|") && w->word[i].end - w->word[i].start > (int)strlen("skips");
}

/* A word that denies and means it: "not only", "no doubt" and their like deny nothing. */
static bool negates(const struct words *w, int i) {
    if (i < 0 || i >= w->n || !w->word[i].denies)
        return false;
    if (words_is(w, i, "|leav|")) { /* "leave X out", "leave X alone" only */
        for (int k = i + 2; k <= i + 5 && k < w->n && w->word[k].clause == w->word[i].clause; k++)
            if (words_is(w, k, "|alone|"))
                return true;
        return words_is(w, i + 1, "|out|");
    }
    return !names_skipped(w, i) && !names_removal(w, i) && !names_both(w, i) &&
           !words_is(w, i + 1, "|onli|just|doubt|matter|sur|mer|more|mor|less|fewer|");
}

/* "Clicks not": the last word of the clause. */
static bool bare_not_behind(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause, i = at.last + 1;
    return words_is(w, i, "|not|no|out|") && w->word[i].clause == clause &&
           (i + 1 >= w->n || w->word[i + 1].clause != clause);
}

/* "... at serving", "... when we serve": what is left out only there is used before. */
static bool at_serving(const struct words *w, int i) {
    if (!words_is(w, i, "|at|in|for|on|when|whil|while|during|dur|onc|once|"))
        return false;
    for (int k = i + 1; k < i + 3; k++)
        if (words_is(w, k, "|serv|infer|inference|predict|prediction|runtim|runtime|online|"))
            return true;
    return false;
}

/* "X I'd leave out", "X we drop for now": the object stands before its verb. */
static bool left_out_behind(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 5 && w->word[i].clause == clause; i++) {
        bool done = words_is(w, i - 1, DOER);
        if (words_is(w, i, "|leav|left|stai|stay|kept|keep|") && done &&
            (words_is(w, i + 1, "|out|away|asid|") || words_is(w, i + 2, "|out|")))
            return !at_serving(w, i + 2);
        bool last =
            i + 1 >= w->n || w->word[i + 1].clause != clause || words_is(w, i + 1, "|for|on|at|in|entir|complet|");
        if (done && last && words_is(w, i, "|skip|drop|omit|exclud|scrap|skipped|dropped|"))
            return !at_serving(w, i + 1);
    }
    return false;
}

/* "Instead of X", "rather than X", "as opposed to X", "in place of X", "in preference to X". */
static bool in_place_of(const struct words *w, int i) {
    return (words_is(w, i, "|instead|") && words_is(w, i + 1, "|of|")) ||
           (words_is(w, i, "|rather|oppos|opposed|") && words_is(w, i + 1, "|than|to|")) ||
           (words_is(w, i - 1, "|in|") && words_is(w, i, "|place|preference|lieu|") && words_is(w, i + 1, "|of|to|"));
}

/* "Switch from X", "replace X". */
static bool moves_away(const struct words *w, int i, int x) {
    return words_is(w, i, "|replac|switch|mov|") && (i + 1 == x || words_is(w, i + 1, "|from|the|a|away|"));
}

/* How far back the word that prefers may stand. */
static bool prefers_before(const struct words *w, int i, const char *words) {
    for (int k = i - 1; k >= 0 && k > i - 8 && w->word[k].clause == w->word[i].clause; k--)
        if (words_is(w, k, words))
            return true;
    return false;
}

bool words_parts_rivals(const struct words *w, int i) {
    return words_is(w, i, "|than|rather|instead|versus|vs|") ||
           (words_is(w, i, "|over|") && prefers_before(w, i, PREFERRING)) ||
           (words_is(w, i, "|to|") && prefers_before(w, i, "|prefer|favor|"));
}

/* "Prefer A over X", "prefer A to X". */
static bool less_than_preferred(const struct words *w, int i, int x) {
    return words_is(w, i, "|over|to|") && i + 2 >= x && words_parts_rivals(w, i);
}

/* What the words before it say, from it backwards. A negation reaches six words, and further over small ones: "I don't
 * want a popular list as a fallback". */
static enum verdict denied_before(const struct words *w, struct span at) {
    enum { NEAR = 6, FAR = 9, WEIGHTY = 5 };
    int clause = w->word[at.first].clause, means = 0, weighty = 0;
    bool to = false;      /* "switch from clicks to watch time" */
    bool subject = false; /* "rather than one head we take several": what follows "we" is chosen */
    for (int i = at.first - 1; i >= 0 && i >= at.first - FAR && weighty < WEIGHTY && w->word[i].clause == clause; i--) {
        weighty += !w->word[i].stop;
        if (at.first - i > NEAR && !words_is(w, i, "|no|not|never|without|"))
            continue;
        if (negates(w, i)) /* "remove the effect with X", "avoid leakage by X": X is the means */
            return means > i + 1 && words_is(w, i, AVOIDING) ? VERDICT_OPEN : VERDICT_YES;
        if (words_is(w, i, OTHER_THOUGHT))
            return VERDICT_OPEN;
        means = words_is(w, i, MEANS) ? i : means;
        subject = subject || (words_is(w, i, "|i|we|let|") && !words_is(w, i - 1, "|than|of|")); /* "than let it" */
        if (in_place_of(w, i))
            return subject ? VERDICT_NO : VERDICT_YES;
        to = to || words_is(w, i, "|to|");
        if ((!to && moves_away(w, i, at.first)) || less_than_preferred(w, i, at.first))
            return VERDICT_YES;
    }
    return VERDICT_OPEN;
}

/* "X is not needed", "X would be useless", "X is unnecessary". */
static bool denied_behind(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 4 && w->word[i].clause == clause; i++) {
        bool verb = words_is(w, i - 1, "|is|are|be|would|will|does|do|was|should|");
        if (words_is(w, i, "|isnt|arent|wont|wouldnt|doesnt|unnecessari|unneeded|unneed|") ||
            (verb && words_is(w, i, "|not|wrong|bad|useless|") && !words_is(w, i + 1, "|enough|sufficient|")))
            return true;
    }
    return false;
}

bool words_denied(const struct words *w, struct span at) {
    if (bare_not_behind(w, at) || left_out_behind(w, at))
        return true;
    enum verdict before = denied_before(w, at);
    return before == VERDICT_OPEN ? denied_behind(w, at) : before == VERDICT_YES;
}
