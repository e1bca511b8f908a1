#include "practice/belief.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Chances from which on something is heard: by the classifier alone; a rule's value; a rule's figure, which has to fit
 * the knob's unit and range besides; and what it takes in a sentence that may well decide nothing. Chosen on 450
 * statements by two hands that neither the rules nor the weights had seen, where more statements right and fewer with a
 * wrong knob balance. */
static const double ALONE = 0.45, RULE = 0.1, FIGURE = 0.05, NOTHING = 0.2, SURE = 0.5;

struct belief {
    const struct classifier *classifier;
    int labels, sentences;
    double *chance; /* (sentences, labels) */
    double *most;   /* (labels) of all sentences, alone and with the one before: "How many? Four hundred." */
};

static void keep_most(struct belief *b, const double *chance) {
    for (int i = 0; i < b->labels; i++)
        b->most[i] = chance[i] > b->most[i] ? chance[i] : b->most[i];
}

struct belief *belief_of(const struct classifier *classifier, int step, const struct words *w) {
    struct belief *b = mem_must(1, sizeof *b);
    *b = (struct belief){.classifier = classifier,
                         .labels = classifier_knows_case(classifier) ? classifier_labels(classifier) : 0,
                         .sentences = w->n_sentences};
    b->chance = mem_must((size_t)(b->sentences * b->labels) + 1, sizeof *b->chance);
    b->most = mem_must((size_t)b->labels + 1, sizeof *b->most);
    double *both = mem_must((size_t)b->labels + 1, sizeof *both);
    for (int s = 0; s < b->sentences && b->labels; s++) {
        double *chance = b->chance + (size_t)s * (size_t)b->labels;
        int end = w->sentence[s].first + w->sentence[s].n;
        classifier_chances(classifier, step, w, w->sentence[s].first, end, chance);
        keep_most(b, chance);
        if (s) {
            classifier_chances(classifier, step, w, w->sentence[s - 1].first, end, both);
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

/* What a claim comes to once it is decided; false: there is no label for that, or it is not one value. */
static bool outcome(const struct claim *c, const char **value) {
    *value = c->value;
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
    if (!outcome(c, &value))
        return false;
    int s = l->words.word[c->at.first].sentence;
    double chance = -1.0, other = 0.0;
    for (int i = 0; i < b->labels; i++) {
        const struct label *label = classifier_label(b->classifier, i);
        if (is_label(label, c->knob, value))
            chance = b->most[i];
        else if (label->knob == c->knob && c->knob->type != KNOB_LIST && chance_in(b, s, i) > other)
            other = chance_in(b, s, i);
    }
    if (chance < 0.0) /* too rare for it to have learnt */
        return false;
    int nothing = classifier_nothing(b->classifier);
    if (nothing >= 0 && chance_in(b, s, nothing) > NOTHING && chance < SURE)
        return true;
    return chance < (value ? RULE : FIGURE) || (other > ALONE && other > chance);
}

/* Whether a claim is about the label's knob, of a list about its item: a rule's, anywhere in the text, or the
 * classifier's in this sentence. live: one that was not dropped. */
static bool claimed(const struct listener *l, const struct label *label, int sentence, bool live) {
    for (int i = 0; i < l->n; i++) {
        const struct claim *c = &l->claims[i];
        bool here = !c->learnt || l->words.word[c->at.first].sentence == sentence;
        if (c->knob == label->knob && here && !(live && c->dropped) &&
            (c->knob->type != KNOB_LIST || (c->value && strcmp(c->value, label->value) == 0)))
            return true;
    }
    return false;
}

static struct claim *add(struct listener *l, const struct label *label, int sentence) {
    int first = l->words.sentence[sentence].first;
    struct claim *c = claims_add(l);
    *c = (struct claim){.knob = label->knob,
                        .value = label->value,
                        .at = {first, first - !label->value, 0}, /* of a figure: nowhere yet */
                        .length = 1,
                        .figure = -1,
                        .learnt = true};
    return c;
}

void belief_look_for_figures(struct listener *l) {
    const struct belief *b = l->belief;
    for (int s = 0; s < b->sentences; s++)
        for (int i = 0; i < b->labels && !l->words.sentence[s].question; i++) {
            const struct label *label = classifier_label(b->classifier, i);
            if (label->knob && !label->value && chance_in(b, s, i) >= ALONE && !claimed(l, label, s, false))
                add(l, label, s);
        }
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
            const struct label *label = classifier_label(b->classifier, i);
            if (label->knob && label->value && chance_in(b, s, i) >= ALONE && !claimed(l, label, s, true))
                add(l, label, s);
        }
}
