/* belief.h - the second opinion of read-back: what the classifier (intents.h) holds of each sentence, and how that
 * is weighed against the rules. A rule that fires where the classifier sees next to nothing of the kind is not
 * believed: the person is asked, of another step's decision when that step comes. What no rule heard and the classifier
 * is rather sure of is heard. Which figure is meant stays with the rules of amounts. About a case that it was not
 * taught the classifier says nothing, and the rules stand alone. A part of claims.h. */
#ifndef PRACTICE_BELIEF_H
#define PRACTICE_BELIEF_H
#include "practice/intents.h"
#include "practice/claims.h"

struct belief; /* of one text */
struct belief *belief_new(const struct intents *intents, int step, const struct words *w);
void belief_free(struct belief *b);
/* Adds claims of quantities of which the classifier sees a figure in a sentence and no rule has found one; from
 * `quantities` on l->claims are of quantities. */
void belief_look_for_figures(struct listener *l, int quantities);
/* Marks claims that it does not believe as doubted, and adds those that no rule made. */
void belief_settle(struct listener *l);
#endif
