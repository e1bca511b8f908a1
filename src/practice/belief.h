/* belief.h - the second opinion of read-back: what the classifier (classifier.h) holds of each sentence, and how that
 * is weighed against the rules. A rule that fires where the classifier sees next to nothing of the kind is not
 * believed: the person is asked. What no rule heard and the classifier is rather sure of is heard. Which figure is
 * meant stays with the rules of amounts. Of a case that it has not learnt from the classifier holds nothing, and the
 * rules stand alone. A part of claims.h. */
#ifndef PRACTICE_BELIEF_H
#define PRACTICE_BELIEF_H
#include "practice/classifier.h"
#include "practice/claims.h"

struct belief; /* of one text */
struct belief *belief_of(const struct classifier *classifier, int step, const struct words *w);
void belief_free(struct belief *b);
/* Adds claims of quantities of which the classifier sees a figure in a sentence where no rule looks for one. */
void belief_look_for_figures(struct listener *l);
/* Marks claims that it does not believe as doubted, and adds those that no rule made. */
void belief_settle(struct listener *l);
#endif
