/* What is done to a subject where it stands: denied, only spoken of, left open. */
#include "practice/words.h"
#include "practice/words_lists.h"
#include "practice/words_stance_lists.h"

#include <stdio.h>
#include <string.h>

/* Whether word i is one of "this/that/it". */
static bool one_of(const struct words *w, int i, const char *want, size_t n) {
    char list[160];
    snprintf(list, sizeof list, "|%.*s|", (int)n, want);
    for (char *c = list; *c; c++)
        *c = *c == '/' ? '|' : *c;
    return words_is(w, i, list);
}

static bool turn_from(const struct words *w, int i, int end, const char *turn) {
    while (*turn == ' ')
        turn++;
    if (!*turn)
        return true;
    if (*turn == '*') {
        for (int skip = 0; skip <= 2; skip++)
            if (turn_from(w, i + skip, end, turn + 1))
                return true;
        return false;
    }
    size_t n = strcspn(turn, " ");
    return i < end && one_of(w, i, turn, n) && turn_from(w, i + 1, end, turn + n);
}

/* Whether one of the turns of phrase stands in the sentence. */
static bool has_turn(const struct words *w, int sentence, const char *const *turns) {
    int first = w->sentence[sentence].first, end = first + w->sentence[sentence].n;
    for (; *turns; turns++)
        for (int i = first; i < end; i++)
            if (turn_from(w, i, end, *turns))
                return true;
    return false;
}

bool words_undecided(const struct words *w, int sentence) {
    int first = w->sentence[sentence].first, end = first + w->sentence[sentence].n;
    for (int i = first; i < end; i++) /* "HNSW or IVF: depends on the deletes" */
        if (words_is(w, i, "|depends|") && (i == first || w->word[i - 1].clause != w->word[i].clause))
            return true;
    if (has_turn(w, sentence, UNDECIDED))
        return true;
    int next = sentence + 1; /* "Focal could help. Undecided." */
    return next < w->n_sentences && w->sentence[next].n <= 5 && !w->sentence[next].question &&
           has_turn(w, next, UNDECIDED);
}

/* "not only", "no doubt" and their like deny nothing. */
static bool plain_negation(const struct words *w, int i) {
    if (i < 0 || i >= w->n || !w->word[i].denies)
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
    if (words_is(w, i, "|no|not|") &&
        (words_is(w, i - 1, "|yes|") || (words_is(w, i - 1, "|or|") && i > 1 && i + 1 < w->n &&
                                         strcmp(w->word[i - 2].stem, w->word[i + 1].stem) == 0)))
        return false; /* "yes or no", "click or no click" */
    return !words_is(w, i + 1, "|onli|just|doubt|matter|sur|mer|more|mor|less|fewer|");
}

/* "X I'd leave out", "X we drop for now": the object stands before its verb. */
static bool left_out_behind(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause;
    for (int i = at.last + 1; i < w->n && i <= at.last + 5 && w->word[i].clause == clause; i++) {
        bool done = words_is(w, i - 1, "|i|we|be|is|are|get|would|will|should|can|");
        if (words_is(w, i, "|leav|left|stai|stay|kept|keep|") && done &&
            (words_is(w, i + 1, "|out|away|asid|") || words_is(w, i + 2, "|out|")))
            return true;
        bool last =
            i + 1 >= w->n || w->word[i + 1].clause != clause || words_is(w, i + 1, "|for|on|at|in|entir|complet|");
        if (done && last && words_is(w, i, "|skip|drop|omit|exclud|scrap|skipped|dropped|"))
            return true;
    }
    return false;
}

bool words_denied(const struct words *w, struct span at) {
    int clause = w->word[at.first].clause, means = 0;
    bool to = false;      /* "switch from clicks to watch time" */
    bool subject = false; /* "rather than one head we take several": what follows "we" is chosen */
    if (words_is(w, at.last + 1, "|not|no|out|") && w->word[at.last + 1].clause == clause &&
        (at.last + 2 >= w->n || w->word[at.last + 2].clause != clause))
        return true; /* "clicks not" */
    if (left_out_behind(w, at))
        return true;
    int weighty = 0; /* "I don't want a popular list as a fallback": six words back, small ones hardly counted */
    for (int i = at.first - 1; i >= 0 && i >= at.first - 9 && weighty < 5 && w->word[i].clause == clause; i--) {
        weighty += !w->word[i].stop;
        if (at.first - i > 6 && !words_is(w, i, "|no|not|never|without|"))
            continue;
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
                     "unrealist|wast|wasteful|fool|tempt|tempting|inflat|promis|too|joke|silly|ridiculous|nonsense|"
                     "absurd|insane|"))
            return true;
        if (words_is(w, i,
                     "|and|to|with|in|on|for|because|since|otherwise|else|while|so|that|who|which|when|as|where|"))
            return false;
        if (words_is(w, i, "|would|") && !words_is(w, i + 1, "|be|work|do|help|have|pai|bid|offer|") &&
            i <= at.last + 2)
            return true;
    }
    return false;
}

/* "I was going to", "had planned": a plan that was given up. */
static bool former_plan(const struct words *w, int i) {
    return (words_is(w, i, "|was|were|") && words_is(w, i + 1, "|go|going|about|think|plan|tempt|")) ||
           (words_is(w, i, "|had|") && words_is(w, i + 1, "|plan|thought|first|in|want|")) ||
           (words_is(w, i, "|first|initi|origin|") && words_is(w, i + 1, "|thought|plan|idea|instinct|impuls|"));
}

/* "Some people use", "others would", "the textbook says": what is not the speaker's own. */
static bool of_others(const struct words *w, int i) {
    static const char SAID[] =
        "|would|do|might|mai|us|use|uses|using|go|prefer|tak|like|lik|suggest|recommend|sai|say|argu|swear|claim|"
        "lov|love|report|choos|pick|";
    if (!words_is(w, i,
                  "|some|other|others|mani|many|most|peopl|folk|colleagu|competitor|textbook|blog|everybodi|everyon|"
                  "you|one|paper|team|"))
        return false;
    if (words_is(w, i, "|you|one|"))
        return words_is(w, i + 1, "|could|might|mai|may|can|");
    int verb = i + 1 + words_is(w, i + 1, "|peopl|team|paper|compani|would|might|other|engin|folk|");
    return words_is(w, verb, SAID) || words_is(w, verb - 1, SAID);
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
    bool aside = false;
    int i = s->first;
    for (; i < at.first && w->word[i].clause == w->word[s->first].clause; i++)
        aside = aside || words_is(w, i, "|fallback|altern|alternativ|baselin|reject|scop|scope|degrad|");
    if (!aside || i > s->first + 3 || w->word[at.first].clause == w->word[s->first].clause)
        return false;
    for (; i < at.first; i++)
        if (words_is(w, i, "|then|next|final|finalli|ship|i|we|afterward|main|"))
            return false;
    return true;
}

/* "If the model is at least 80 % sure, the post comes down" is a rule. */
static bool rule_of_certainty(const struct words *w, int i) {
    for (int k = i + 1; k < w->n && k <= i + 9 && w->word[k].sentence == w->word[i].sentence; k++)
        if (words_is(w, k, "|sure|certain|confident|probability|confidence|certainty|"))
            return true;
    return false;
}

bool words_mentioned(const struct words *w, struct span at, bool compared) {
    int clause = w->word[at.first].clause;
    if (headed_aside(w, at) || has_turn(w, w->word[at.first].sentence, REMARKS))
        return true;
    bool joined = false; /* "and", "then" lie between: what stands before them is not about this */
    for (int i = at.first - 1; i >= 0 && i >= at.first - 8 && w->word[i].clause == clause; i--) {
        bool close = i >= at.first - 5;
        if (former_plan(w, i) || some_day(w, i) || words_is(w, i, "|wonder|"))
            return true;
        if (close && !joined && of_others(w, i))
            return true;
        if (close && !joined && words_is(w, i, "|than|versus|vs|unlike|compared|beat|beats|outperform|outperforms|") &&
            !(words_is(w, i, "|than|") && w->word[i + 1].number)) /* "more than 10 seconds" compares nothing */
            return true;
        if (close && !joined && compared && words_is(w, i, "|against|"))
            return true;
        if (close && words_is(w, i, "|source|sources|") && words_is(w, i + 1, "|of|")) /* "a second source of ..." */
            return true;
        /* what stands in a reason is not what was decided: "watch time, because clicks reward bait" */
        if (words_is(w, i, "|because|since|otherwise|else|") &&
            !words_is(w, i - 1, "|everyone|everybody|everything|someone|somebody|anyone|nobody|nothing|anything|"))
            return !words_is(w, i + 1, "|of|") || i + 4 >= at.first; /* "because of the thinning, ..." */
        if (close && !joined && words_is(w, i, "|fallback|fall|baselin|"))
            return true;
        if (words_is(w, i, "|if|") && words_is(w, i - 1, "|positiv|count|label|alert|alarm|pag|")) /* a rule, no if */
            continue;
        if (words_is(w, i, "|if|") && rule_of_certainty(w, i))
            continue;
        if (close && words_is(w, i, "|if|suppos|current|exist|todai|legaci|previous|alternativ|"))
            return true;
        joined = joined || words_is(w, i, "|and|then|");
    }
    for (int i = at.last + 1; i < w->n && i <= at.last + 4 && w->word[i].clause == clause; i++) {
        if (words_is(w, i, "|and|then|"))
            break;
        if (words_is(w, i, "|baseline|fallback|"))
            return true;
    }
    for (int i = at.last + 1; i < w->n && i <= at.last + 6 && w->word[i].clause == clause; i++)
        if (words_is(w, i, "|later|eventu|") && /* "several heads come later", but "on a later day" */
            !words_is(w, i + 1, "|dai|day|days|week|data|date|period|slice|hour|impress|row|month|"))
            return true;
    return judged(w, at);
}

bool words_change(const struct words *w, int sentence) {
    const struct sentence *s = &w->sentence[sentence];
    for (int i = s->first; i < s->first + s->n; i++)
        if (words_is(w, i,
                     "|change|changed|instead|switch|actually|rather|correct|correction|scrap|revise|replace|sorry|"
                     "mean|meant|"))
            return true;
    return false;
}
