#include "practice/argued.h"

#include <string.h>

static const char REASON[] =
    "|becaus|sinc|so|otherwiz|due|therefor|thu|thus|hence|henc|avoid|prevent|"
    "caus|lead|els|else|means|mean|reason|why|leak|punish|ensur|protect|enabl|allow|given|unles|";
static const char PRICE[] =
    "|but|cost|trad|tradeof|against|versus|vs|whil|wherea|although|though|howev|pric|slow|slower|cheap|cheaper|"
    "expens|expensiv|los|loss|lost|wors|fewer|less|more|mor|buy|bui|sacrific|instead|short|expense|"
    "give|giv|given|risk|lower|rais|hurt|worth|yet|accept|doubl|afford|forgo|forgoe|behind|below|paid|pai|pay|"
    "save|sav|saved|saves|drop|stale|stalen|staleness|halv|half|twice|dear|dearer|either|unnotic|return|"
    "tight|tighter|loos|loose|looser|narrow|narrower|wide|wider|steep|steeper|flat|flatter|longer|shorter|larger|"
    "smaller|sharper|blunter|fresher|stricter|milder|quicker|faster|";
static const char ONWARD[] = "|that|this|it|becaus|otherwiz|so|els|else|which|but|they|without|";
/* Who "as" or "or" goes on with when it gives a reason: "as it", "or the", but not "as features", "or clicks". */
static const char GOES_ON[] =
    "|it|its|the|a|an|that|thes|those|they|we|i|you|he|she|what|which|there|one|our|their|his|"
    "her|my|each|every|everi|all|most|nobodi|noth|only|onli|if|when|with|no|any|ani|at|in|for|";
/* What comes of it: said of anything but oneself. */
static const char FOLLOWS[] =
    "|would|wouldnt|cant|cannot|can|couldnt|could|never|nev|nobodi|noth|wont|will|miss|hide|hid|mask|"
    "break|useless|inflat|flatt|garbag|wast|starv|drown|bias|wrong|fake|nobody|nothing|no|not|"
    "longer|silent|silentli|quietli|just|alone|alon|onli|if|makes|earn|earns|free|give|giv|tel|tells|worth|flatter|"
    "flatters|leaks|";
/* What a second sentence supposes, to say what comes of it: "With shuffled rows, later views land in training." */
static const char SUPPOSES[] = "|with|without|if|under|had|were|once|do|doing|on|";
static const char RELATES[] = "|which|who|that|where|whose|";
static const char SELF[] = "|i|we|id|ill|wed|youd|";

/* Whatever is counted in these is a figure, spelt out or not: "two hours", "within a second". */
static const char PERIODS[] = "|second|minute|minut|hour|day|dai|week|month|quarter|year|";
static const char UNITS[] =
    "|second|minute|minut|hour|day|dai|week|month|quarter|year|percent|per|thousand|million|billion|hundred|point|"
    "user|people|person|post|view|click|core|machin|machine|heads|slice|time|of|in|out|";

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

static bool is_ing(const struct words *w, int i) {
    size_t n = strlen(w->word[i].plain);
    return n > 4 && strcmp(w->word[i].plain + n - 3, "ing") == 0;
}

/* "as <clause>", "as <doing>", "or <clause>" behind a comma, and what comes of it if something else is the case. */
static bool gives_ground(const struct words *w, int from, int to) {
    for (int i = from + 1; i + 1 < to; i++) {
        bool begins = w->word[i].clause != w->word[i - 1].clause;
        if (begins && words_is(w, i, "|as|or|") && i + 3 < to)
            return true;
        if (words_is(w, i, "|as|") && (words_is(w, i + 1, GOES_ON) || is_ing(w, i + 1)) && i + 3 < to && i > from + 2)
            return true;
    }
    return false;
}

/* A statement of its own behind a semicolon argues for what stands before it, unless one speaks of oneself. */
static bool goes_with(const char *text, const struct words *w, int s) {
    const struct sentence *x = &w->sentence[s];
    int end = w->sentence[s - 1].end, start = x->start;
    bool joined = false;
    for (int i = end > 0 ? end - 1 : 0; i <= start && text[i]; i++)
        joined = joined || text[i] == ';';
    return joined && x->n >= 5 && !any_word(w, x->first, x->first + x->n, SELF);
}

/* What one gains or loses by it in a clause of its own: "in one network, which a dot product never lets you do". */
static bool relates(const struct words *w, int from, int to) {
    for (int i = from + 1; i < to; i++) {
        if (!words_is(w, i, RELATES) || w->word[i].clause == w->word[i - 1].clause)
            continue;
        for (int k = i + 1; k < to && w->word[k].clause == w->word[i].clause; k++)
            if (words_is(w, k, FOLLOWS))
                return true;
    }
    return false;
}

/* Two clauses: what is supposed, and what then happens to others than oneself. */
static bool supposes(const struct words *w, int from, int to) {
    return to - from >= 6 && words_is(w, from, SUPPOSES) && w->word[from].clause != w->word[to - 1].clause &&
           !words_is(w, to - 1, SELF);
}

static bool follows(const struct words *w, int from, int to) {
    for (int i = from; i < to; i++)
        if (words_is(w, i, FOLLOWS) && !(i > from && words_is(w, i - 1, SELF)))
            return true;
    return false;
}

bool argued_reason(const char *text, const struct words *w, int s, int n) {
    for (int k = s; k < s + n; k++) {
        const struct sentence *x = &w->sentence[k];
        int from = x->first, to = x->first + x->n;
        if (any_word(w, from, to, REASON) || arrow(text, x->start, x->end) || gives_ground(w, from, to) ||
            relates(w, from, to) || (k > s && supposes(w, from, to)) || (n > 1 && x->n >= 4 && follows(w, from, to)) ||
            (k > s && goes_with(text, w, k)))
            return true;
    }
    return false;
}

bool argued_number(const struct words *w, int s, int n) {
    const struct sentence *last = &w->sentence[s + n - 1];
    for (int i = w->sentence[s].first; i < last->first + last->n; i++)
        if ((w->word[i].figure && !w->word[i].named) || (w->word[i].number && words_is(w, i + 1, UNITS)) ||
            (words_is(w, i, "|a|an|") && words_is(w, i + 1, PERIODS) && words_is(w, i - 1, "|within|in|under|below|")))
            return true;
    return false;
}

bool argued_price(const struct words *w, int s, int n) {
    const struct sentence *last = &w->sentence[s + n - 1];
    return any_word(w, w->sentence[s].first, last->first + last->n, PRICE);
}

bool argued_list(const char *text, const struct words *w, int s) {
    const struct sentence *x = &w->sentence[s];
    int small = 0;
    for (int i = x->first; i < x->first + x->n; i++)
        small += w->word[i].stop;
    if (any_word(w, x->first, x->first + x->n, "|but|although|though|whil|wherea|howev|"))
        return false;
    return !argued_number(w, s, 1) && !argued_reason(text, w, s, 1) && (x->n < 3 || small * 6 < x->n);
}

bool argued_onward(const struct words *w, int s) {
    return words_is(w, w->sentence[s].first, ONWARD);
}
