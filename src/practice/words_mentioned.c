/* Whether what was named is only spoken of: somebody else's, supposed, compared with, turned down by what follows. */
#include "practice/words.h"
#include "practice/words_stance.h"

static const char JUDGEMENT[] =
    "|mistak|wrong|trap|leak|flatter|cheat|mislead|danger|dangerou|overkill|hurt|optimist|unrealist|wast|wasteful|"
    "fool|tempt|tempting|inflat|promis|too|joke|silly|ridiculous|nonsense|absurd|insane|";
/* A limit follows. */
static const char EXCEEDING[] = "|exceed|exceeds|above|over|below|under|than|reaches|least|beyond|";
/* The judgement behind these is on something else. */
static const char GOES_ON[] =
    "|and|to|with|in|on|for|because|since|otherwise|else|while|so|that|who|which|when|as|where|";
static const char OTHERS[] =
    "|some|other|others|mani|many|most|peopl|folk|colleagu|competitor|textbook|blog|everybodi|everyon|you|one|paper|"
    "team|";
static const char OTHERS_DO[] =
    "|would|do|might|mai|us|use|uses|using|go|prefer|tak|like|lik|suggest|recommend|sai|say|argu|swear|claim|lov|love|"
    "report|choos|pick|";
static const char ASIDE[] = "|fallback|altern|alternativ|baselin|reject|scop|scope|degrad|";
static const char MAIN_AGAIN[] = "|then|next|final|finalli|ship|i|we|afterward|main|";
static const char WORSE[] = "|than|versus|vs|unlike|compared|beat|beats|outperform|outperforms|";
static const char SUPPOSED[] = "|suppos|current|exist|todai|legaci|previous|alternativ|";
static const char CERTAINTY[] = "|sure|certain|confident|probability|confidence|certainty|";
static const char EVERYONE[] = "|everyone|everybody|everything|someone|somebody|anyone|nobody|nothing|anything|";
/* "Several heads come later", but "on a later day". */
static const char TIMES[] = "|dai|day|days|week|data|date|period|slice|hour|impress|row|month|";

/* ---- Before it. */

/* "I was going to", "had planned": a plan that was given up. */
static bool former_plan(const struct words *w, int i) {
    return (words_is(w, i, "|was|were|") && words_is(w, i + 1, "|go|going|about|think|plan|tempt|")) ||
           (words_is(w, i, "|had|") && words_is(w, i + 1, "|plan|thought|first|in|want|")) ||
           (words_is(w, i, "|first|initi|origin|") && words_is(w, i + 1, "|thought|plan|idea|instinct|impuls|"));
}

/* "Some people use", "others would", "the textbook says": what is not the speaker's own. */
static bool of_others(const struct words *w, int i) {
    if (!words_is(w, i, OTHERS))
        return false;
    if (words_is(w, i, "|you|one|"))
        return words_is(w, i + 1, "|could|might|mai|may|can|");
    int verb = i + 1 + words_is(w, i + 1, "|peopl|team|paper|compani|would|might|other|engin|folk|");
    return words_is(w, verb, OTHERS_DO) || words_is(w, verb - 1, OTHERS_DO);
}

/* "Later I would", "eventually we can": not this design. "Later days" are days. */
static bool some_day(const struct words *w, int i) {
    if (words_is(w, i, "|someday|dream|"))
        return true;
    return words_is(w, i, "|later|eventu|afterward|") &&
           words_is(w, i + 1, "|i|we|one|it|you|can|could|mai|may|might|mayb|perhap|maybe|");
}

/* "Fallback: the popular ones", "Alternatives: IVF": what the first words of the sentence put aside. */
static bool headed_aside(const struct words *w, struct span at) {
    const struct sentence *s = &w->sentence[w->word[at.first].sentence];
    int head = w->word[s->first].clause, i = s->first;
    bool aside = false;
    for (; i < at.first && w->word[i].clause == head; i++)
        aside = aside || words_is(w, i, ASIDE);
    if (!aside || i > s->first + 3 || w->word[at.first].clause == head)
        return false;
    for (; i < at.first; i++)
        if (words_is(w, i, MAIN_AGAIN))
            return false;
    return true;
}

/* "Better than X", "versus X", "X as a fallback"; "more than 10 seconds" compares nothing. */
static bool set_against(const struct words *w, int i, bool compared) {
    if (words_is(w, i, WORSE))
        return !words_is(w, i, "|than|") || !w->word[i + 1].number;
    return (compared && words_is(w, i, "|against|")) || words_is(w, i, "|fallback|fall|baselin|");
}

/* "If the model is at least 80 % sure, the post comes down", "drop it if the cosine exceeds 0.95" are rules, as is
 * "positive if watched". */
static bool states_rule(const struct words *w, int i) {
    if (words_is(w, i - 1, "|positiv|count|label|alert|alarm|pag|"))
        return true;
    for (int k = i + 1; k < w->n && k <= i + 9 && words_one_sentence(w, i, k); k++)
        if (words_is(w, k, CERTAINTY) || (words_is(w, k, EXCEEDING) && k + 1 < w->n && w->word[k + 1].number))
            return true;
    return false;
}

/* "If we had X", "suppose X", "the current X". */
static bool supposed(const struct words *w, int i) {
    return words_is(w, i, "|if|") ? !states_rule(w, i) : words_is(w, i, SUPPOSED);
}

/* "Because" opens a reason, "everyone else" does not. */
static bool opens_reason(const struct words *w, int i) {
    return words_is(w, i, "|because|since|otherwise|else|") && !words_is(w, i - 1, EVERYONE);
}

/* What the words before it say, from it backwards; some count only near to it, or where no "and" lies between. */
static enum verdict mentioned_before(const struct words *w, struct span at, bool compared) {
    int clause = w->word[at.first].clause;
    bool joined = false;
    for (int i = at.first - 1; i >= 0 && i >= at.first - 8 && w->word[i].clause == clause; i--) {
        bool near = i >= at.first - 5;
        if (former_plan(w, i) || some_day(w, i) || words_is(w, i, "|wonder|"))
            return VERDICT_YES;
        if (near && !joined && (of_others(w, i) || set_against(w, i, compared)))
            return VERDICT_YES;
        if (near && words_is(w, i, "|source|sources|") && words_is(w, i + 1, "|of|")) /* "a second source of ..." */
            return VERDICT_YES;
        /* what stands in a reason is not what was decided: "watch time, because clicks reward bait"; but "because of
         * the thinning, ..." */
        if (opens_reason(w, i))
            return !words_is(w, i + 1, "|of|") || i + 4 >= at.first ? VERDICT_YES : VERDICT_NO;
        if (near && supposed(w, i))
            return VERDICT_YES;
        joined = joined || words_is(w, i, "|and|then|");
    }
    return VERDICT_OPEN;
}

/* ---- Behind it. */

/* "The popular ones as a fallback". */
static bool put_aside_behind(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 4 && w->word[i].clause == clause; i++) {
        if (words_is(w, i, "|and|then|"))
            return false;
        if (words_is(w, i, "|baseline|fallback|"))
            return true;
    }
    return false;
}

static bool comes_later(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 6 && w->word[i].clause == clause; i++)
        if (words_is(w, i, "|later|eventu|") && !words_is(w, i + 1, TIMES))
            return true;
    return false;
}

/* What is said about something after its name: that it would mislead, or that it is too slow. */
static bool judged(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 6 && w->word[i].clause == clause; i++) {
        if (words_is(w, i, JUDGEMENT))
            return true;
        if (words_is(w, i, GOES_ON))
            return false;
        if (words_is(w, i, "|would|") && !words_is(w, i + 1, "|be|work|do|help|have|pai|bid|offer|") &&
            i <= at.last + 2)
            return true;
    }
    return false;
}

bool words_mentioned(const struct words *w, struct span at, bool compared) {
    if (headed_aside(w, at) || w->sentence[w->word[at.first].sentence].remark)
        return true;
    enum verdict before = mentioned_before(w, at, compared);
    if (before != VERDICT_OPEN)
        return before == VERDICT_YES;
    return put_aside_behind(w, at) || comes_later(w, at) || judged(w, at);
}
