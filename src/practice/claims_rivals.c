#include "practice/claims_rivals.h"

#include <string.h>

/* Whether `a` outdoes `b`; both are claims of l, not dropped, and not the same. */
typedef bool outdoes(const struct listener *l, const struct claim *a, const struct claim *b);

static void drop_outdone(struct listener *l, outdoes *rule) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n && !l->claims[i].dropped; j++)
            if (i != j && !l->claims[j].dropped && rule(l, &l->claims[i], &l->claims[j]))
                l->claims[j].dropped = true;
}

static bool one_sentence(const struct listener *l, const struct claim *a, const struct claim *b) {
    return words_one_sentence(&l->words, a->at.first, b->at.first);
}

static bool both_choose(const struct claim *a, const struct claim *b) { /* a value of one knob */
    return a->knob == b->knob && a->value && b->value;
}

static bool one_value(const struct claim *a, const struct claim *b) {
    return a->value && b->value ? strcmp(a->value, b->value) == 0 : a->value == b->value;
}

/* What stands in the same sentence as a wording of `unless`, near it, says nothing; a single word says so of its own
 * clause. */
static bool vetoes(const struct listener *l, const struct claim *a, const struct claim *b) {
    bool near = a->at.first - b->at.last <= 6 && b->at.first - a->at.last <= 6;
    if (!a->veto || b->veto || a->knob != b->knob)
        return false;
    bool reaches = a->length > 1 || l->words.word[a->at.first].clause == l->words.word[b->at.last].clause;
    return one_value(a, b) && near && reaches && one_sentence(l, a, b);
}

/* The words of a combination stand apart in its sentence: "b" is one of them alone. */
static bool combines(const struct listener *l, const struct claim *a, const struct claim *b) {
    return a->apart && !b->apart && both_choose(a, b) && a->knob->type != KNOB_LIST && one_sentence(l, a, b);
}

/* Whether two claims that share words may both be meant: two items of a list; "no diversity" chooses none and turns MMR
 * down. */
static bool compatible(const struct claim *a, const struct claim *b) {
    if (!both_choose(a, b) || one_value(a, b))
        return false;
    return a->knob->type == KNOB_LIST || (a->denied != b->denied && !a->ruled_out && !b->ruled_out);
}

/* Of two claims about one knob that share words, the more specific wording was meant; of two as specific, the one that
 * was found first. */
static bool more_specific(const struct listener *l, const struct claim *a, const struct claim *b) {
    if (a->knob != b->knob)
        return false;
    if (combines(l, a, b))
        return true;
    if (!span_meets(a->at, b->at) || compatible(a, b))
        return false;
    if (a->ruled_out != b->ruled_out && both_choose(a, b))
        return a->ruled_out && one_value(a, b);
    if ((a->figure >= 0) != (b->figure >= 0)) /* "every two hours" says more than "hourly" */
        return a->figure >= 0;
    if (a->at.weight != b->at.weight)
        return a->at.weight > b->at.weight;
    return a->length != b->length ? a->length > b->length : a < b;
}

/* "Mining: similar wrong ones join the batch": a single everyday word gives way to what says more about its knob. */
static bool says_more(const struct listener *l, const struct claim *a, const struct claim *b) {
    return b->weak && !b->denied && !a->weak && !a->denied && a->knob == b->knob && a->knob->type == KNOB_CHOICE &&
           a->at.weight >= 4 && one_sentence(l, a, b);
}

/* "IVF with product quantisation": of two values of which one is the other and more, the larger was meant. */
static bool contains_value(const struct listener *l, const struct claim *a, const struct claim *b) {
    if (!both_choose(a, b) || a->knob->type != KNOB_CHOICE || a->denied || b->denied)
        return false;
    return text_starts(a->value, b->value) && a->value[strlen(b->value)] == '_' && one_sentence(l, a, b);
}

/* A word says one thing: what lies within a claim of this step says nothing about another step. Of the same words two
 * rules may make two things. */
static bool of_this_step(const struct listener *l, const struct claim *a, const struct claim *b) {
    if (a->knob->step != l->step || b->knob->step == l->step)
        return false;
    bool within = b->at.first >= a->at.first && b->at.last <= a->at.last;
    bool around = b->at.first <= a->at.first && b->at.last >= a->at.last;
    return within && around ? b->denied : within || (around && b->value);
}

/* "PSI above 0.2, hides above 7": a figure beside the knob's own name goes before one beside an everyday word. */
static bool figure_named(const struct listener *l, const struct claim *a, const struct claim *b) {
    return a->knob == b->knob && a->figure >= 0 && b->figure >= 0 && !a->weak && b->weak && one_sentence(l, a, b);
}

/* Whether what stands behind the claim, up to word `to`, tells what it is: "DeepFM for the ranker: ...", "DeepFM
 * (...)", "DeepFM, which combines ...". */
static bool explained_until(const struct listener *l, const struct claim *c, int to) {
    const struct words *w = &l->words;
    const struct sentence *s = words_sentence(w, c->at.last);
    int i = c->at.last, last = i, end = s->first + s->n;
    while (last + 1 < end && w->word[last + 1].clause == w->word[i].clause)
        last++;
    bool bracket = claims_sign_behind(l, i, '(');
    bool opens = bracket || claims_sign_behind(l, last, ':') || claims_sign_behind(l, i, '=') ||
                 (words_is(w, i + 1, "|that|which|") && words_is(w, i + 2, "|is|mean|combin|join|ha|has|")) ||
                 words_is(w, i + 1, "|mean|consist|combin|compris|made|");
    if (!opens)
        return false;
    for (int k = i + 1; k < to && k < end; k++)
        if (words_is(w, k, "|no|not|actual|rather|wait|instead|then|later|next|or|sorri|if|but|") ||
            (bracket && claims_sign_behind(l, k, ')')))
            return false;
    return true;
}

/* "A DeepFM: a factorisation machine plus a small MLP" stays a DeepFM. */
static bool explained_by(const struct listener *l, const struct claim *a, const struct claim *b) {
    return both_choose(a, b) && a->knob->type == KNOB_CHOICE && !a->denied && !a->ruled_out && !b->denied &&
           b->at.first > a->at.last && !one_value(a, b) && one_sentence(l, a, b) && explained_until(l, a, b->at.first);
}

/* "Primary: NDCG; guardrails: p99 and hides" in one sentence: what decides is no guardrail as well, unless it is said
 * to be one right beside the word. */
static bool decides_already(const struct listener *l, const struct claim *a, const struct claim *b) {
    return a->knob->id == K_PRIMARY && b->knob->id == K_GUARDRAILS && b->apart && !a->denied && one_value(a, b) &&
           one_sentence(l, a, b);
}

void rivals_obey_vetoes(struct listener *l) {
    drop_outdone(l, vetoes);
    for (int i = 0; i < l->n; i++) {
        struct claim *c = &l->claims[i];
        if (c->dropped)
            c->denied = false;
        c->dropped = c->dropped || c->veto;
    }
}

void rivals_settle(struct listener *l) {
    drop_outdone(l, more_specific);
    drop_outdone(l, says_more);
    drop_outdone(l, contains_value);
    drop_outdone(l, of_this_step);
}

void rivals_settle_in_context(struct listener *l) {
    drop_outdone(l, figure_named);
    drop_outdone(l, explained_by);
    drop_outdone(l, decides_already);
}
