/* claims.h - where the rules of the content fit what was said; the first half of read-back (hear.h). */
#ifndef PRACTICE_CLAIMS_H
#define PRACTICE_CLAIMS_H
#include "practice/hear.h"
#include "practice/lexicon.h"
#include "practice/words.h"

/* One place where a rule fits. */
struct claim {
    const struct knob *knob;
    const char *value; /* of the rule; NULL: `number` */
    double number;
    struct span at;
    int length; /* words of the wording: of two that overlap, the longer one was meant */
    bool denied, dropped;
    bool spoken;            /* of a quantity: only spoken of or asked; what corrects it counts */
    bool beside;            /* of a quantity: the figure has to stand right beside it */
    bool weak;              /* one word, in its own step alone: gives way to what says more in the same sentence */
    bool apart;             /* its words lie apart in the sentence */
    bool rest;              /* of a quantity: the figure is what is left out */
    bool negative;          /* of a quantity: the figure is below zero, with or without a sign */
    bool ruled_out;         /* a wording of `unsay`: what it covers is no statement */
    bool veto;              /* a wording of `unless` */
    int figure, figure_end; /* words that hold the number; -1 none */
};
struct listener { /* what read-back works on */
    const struct content *content;
    struct lexicon *lexicon;
    const char *text;
    struct words words;
    struct claim *claims;
    int n, room;
    struct hearing *out;
    int step;
};

/* Fills l->claims in the order of the text; of claims about one knob that share words, all but the most specific are
 * dropped. False: a rule names an unknown knob. */
bool claims_find(struct listener *l, struct err *err) MUST_USE;
/* Whether word i is the noun of a list: "features", "guardrails". */
bool claims_list_noun(const struct listener *l, const struct knob *knob, int i);
#endif
