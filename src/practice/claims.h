/* claims.h - where the rules of the content fit what was said; the first half of read-back (hear.h). Its parts: which
 * figure belongs to which claim (claims_quantities.h) and what it counts (claims_counts.h), items of lists
 * (claims_lists.h), which stage is meant (claims_stage.h), which of several claims stay (claims_rivals.h), what the
 * classifier thinks of them (belief.h). */
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
    bool spoken;    /* of a quantity: only spoken of or asked; what corrects it counts */
    bool beside;    /* of a quantity: the figure has to stand right beside it */
    bool weak;      /* one word, in its own step alone: gives way to what says more in the same sentence */
    bool apart;     /* its words lie apart in the sentence */
    bool rest;      /* of a quantity: the figure is what is left out */
    bool negative;  /* of a quantity: the figure is below zero, with or without a sign */
    bool ruled_out; /* a wording of `unsay`: what it covers is no statement */
    bool veto;      /* a wording of `unless` */
    bool learnt; /* no rule's: the classifier's (belief.h); `at` is the first word of its sentence until it has a figure
                  */
    bool doubted;           /* dropped because the classifier does not believe it */
    int figure, figure_end; /* words that hold the number; -1 none */
};
struct listener { /* what read-back works on */
    const struct content *content;
    struct lexicon *lexicon;
    const char *text;
    struct words words;
    struct claim *claims;
    int n, room;
    struct belief *belief; /* belief.h */
    struct hearing *out;
    int step;
};

/* Fills l->claims in the order of the text; of claims about one knob that share words, all but the most specific are
 * dropped. False: a rule names an unknown knob. */
bool claims_find(struct listener *l, struct err *err) MUST_USE;
/* For the parts of it: room for one more claim, all zero; whether `sign` stands in the text between word i and the
 * next. */
struct claim *claims_add(struct listener *l);
bool claims_sign_behind(const struct listener *l, int i, char sign);
#endif
