#include "practice/belief.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Chances, chosen on the 450 statements of hands n and o (tests/content/hands) with weights that were fitted without
 * these, and before any rule was: where more statements right and fewer with a wrong knob balance. The unheard hand
 * (tests/content/unheard) had no part in it. */
/* ALONE: of the classifier alone. RULE, FIGURE: below these it doubts a rule's value or figure. NOTHING, SURE: where
 * the chance that the sentence decides nothing is above the first, it doubts what is below the second. DENIED: above
 * this it doubts that a value was ruled out. */
static const double ALONE = 0.45, RULE = 0.1, FIGURE = 0.05, NOTHING = 0.2, SURE = 0.5, DENIED = 0.7;

struct belief {
    const struct intents *intents;
    int labels, sentences;
    double *chance; /* (sentences, labels) */
    double *most;   /* (labels) of all sentences, alone and with the one before: "How many? Four hundred." */
};

static void keep_most(struct belief *b, const double *chance) {
    for (int i = 0; i < b->labels; i++)
        b->most[i] = chance[i] > b->most[i] ? chance[i] : b->most[i];
}

struct belief *belief_new(const struct intents *intents, int step, const struct words *w) {
    struct belief *b = mem_must(1, sizeof *b);
    *b = (struct belief){.intents = intents,
                         .labels = intents_knows_case(intents) ? intents_labels(intents) : 0,
                         .sentences = w->n_sentences};
    b->chance = mem_must((size_t)(b->sentences * b->labels) + 1, sizeof *b->chance);
    b->most = mem_must((size_t)b->labels + 1, sizeof *b->most);
    double *both = mem_must((size_t)b->labels + 1, sizeof *both);
    for (int s = 0; s < b->sentences && b->labels; s++) {
        double *chance = b->chance + (size_t)s * (size_t)b->labels;
        int end = w->sentence[s].first + w->sentence[s].n;
        intents_chances(intents, step, w, w->sentence[s].first, end, chance);
        keep_most(b, chance);
        if (s) {
            intents_chances(intents, step, w, w->sentence[s - 1].first, end, both);
            keep_most(b, both);
        }
    }
    free(both);
    return b;
}

void belief_free(struct belief *b) {
    if (!b)
        return;
    free(b->chance);
    free(b->most);
    free(b);
}

static double chance_in(const struct belief *b, int sentence, int label) {
    return b->chance[(size_t)sentence * (size_t)b->labels + (size_t)label];
}

/* The label of what a claim comes to once it is decided; false: it rules a value out, and another may be left. */
static bool outcome(const struct claim *c, const char **value) {
    *value = c->knob->type == KNOB_INT || c->knob->type == KNOB_REAL ? NULL : c->value;
    if (!c->denied)
        return true;
    if (c->knob->type == KNOB_BOOL)
        *value = strcmp(c->value, "true") == 0 ? "false" : "true";
    return c->knob->type == KNOB_BOOL;
}

static bool is_label(const struct label *label, const struct knob *knob, const char *value) {
    return label->knob == knob && (value ? label->value && strcmp(label->value, value) == 0 : !label->value);
}

/* Whether the classifier sees next to nothing of it in the whole text, or another value in its sentence. */
static bool doubts(const struct listener *l, const struct claim *c) {
    const struct belief *b = l->belief;
    const char *value;
    bool settles = outcome(c, &value);
    int s = l->words.word[c->at.first].sentence;
    double chance = -1.0, other = 0.0, here = 0.0;
    for (int i = 0; i < b->labels; i++) {
        const struct label *label = intents_label(b->intents, i);
        if (is_label(label, c->knob, value))
            chance = b->most[i], here = chance_in(b, s, i);
        else if (label->knob == c->knob && c->knob->type != KNOB_LIST && chance_in(b, s, i) > other)
            other = chance_in(b, s, i);
    }
    if (!settles) /* ruled out: "for conversions that have not come yet" */
        return here > DENIED;
    if (chance < 0.0) /* too rare for it to have learnt */
        return false;
    int nothing = intents_nothing(b->intents);
    if (nothing >= 0 && chance_in(b, s, nothing) > NOTHING && chance < SURE)
        return true;
    return chance < (value ? RULE : FIGURE) || (other > ALONE && other > chance);
}

/* Whether a claim is about the label's knob, of a list about its item: a rule's, anywhere in the text, or the
 * classifier's in this sentence. One that rules a value out says nothing about others. */
static bool claimed(const struct listener *l, const struct label *label, int sentence) {
    for (int i = 0; i < l->n; i++) {
        const struct claim *c = &l->claims[i];
        bool here = !c->learnt || l->words.word[c->at.first].sentence == sentence;
        bool same = c->value && strcmp(c->value, label->value) == 0;
        if (c->knob == label->knob && here && !c->dropped && (same || (!c->denied && c->knob->type != KNOB_LIST)))
            return true;
    }
    return false;
}

static struct claim *add(struct listener *l, const struct label *label, int sentence) {
    int first = l->words.sentence[sentence].first;
    struct claim *c = claims_add(l);
    *c = (struct claim){.knob = label->knob,
                        .value = label->value,
                        .at = {first, first, 0}, /* it stands for the sentence */
                        .length = 1,
                        .figure = -1,
                        .learnt = true};
    return c;
}

static bool has_figure(const struct listener *l, int quantities, const struct knob *knob) {
    for (int i = quantities; i < l->n; i++)
        if (l->claims[i].knob == knob && (!l->claims[i].dropped || l->claims[i].learnt))
            return true;
    return false;
}

void belief_look_for_figures(struct listener *l, int quantities) {
    const struct belief *b = l->belief;
    for (int s = 0; s < b->sentences; s++)
        for (int i = 0; i < b->labels && !l->words.sentence[s].question; i++) {
            const struct label *label = intents_label(b->intents, i);
            if (label->knob && !label->value && chance_in(b, s, i) >= ALONE && !has_figure(l, quantities, label->knob))
                add(l, label, s);
        }
}

/* The likeliest value of the label's knob in the sentence; items of a list are each for themselves. */
static bool likeliest(const struct belief *b, int sentence, int label) {
    const struct knob *knob = intents_label(b->intents, label)->knob;
    for (int i = 0; i < b->labels && knob->type != KNOB_LIST; i++)
        if (intents_label(b->intents, i)->knob == knob && chance_in(b, sentence, i) > chance_in(b, sentence, label))
            return false;
    return true;
}

void belief_settle(struct listener *l) {
    const struct belief *b = l->belief;
    for (int i = 0; i < l->n; i++) {
        struct claim *c = &l->claims[i];
        c->doubted = !c->dropped && !c->learnt && doubts(l, c);
        c->dropped = c->dropped || c->doubted;
    }
    for (int s = 0; s < b->sentences; s++)
        for (int i = 0; i < b->labels && !l->words.sentence[s].question; i++) {
            const struct label *label = intents_label(b->intents, i);
            if (label->knob && label->value && chance_in(b, s, i) >= ALONE && likeliest(b, s, i) &&
                !claimed(l, label, s))
                add(l, label, s);
        }
}
