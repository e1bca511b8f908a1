/* claims_rivals.h - of claims that cannot all be meant, which stay: each rule says when one claim outdoes another,
 * which is dropped then. The rules are applied in their order, to what the ones before left. A part of claims.h; every
 * rule costs the square of the claims. */
#ifndef PRACTICE_CLAIMS_RIVALS_H
#define PRACTICE_CLAIMS_RIVALS_H
#include "practice/claims.h"

/* Vetoes drop what stands near them, and go themselves; before anything else was dropped. */
void rivals_obey_vetoes(struct listener *l);
/* What overlaps, what says less in the same sentence, what is of another step. */
void rivals_settle(struct listener *l);
/* What only explains another claim, or gives it a second role: once every claim has its knob and its figure. */
void rivals_settle_in_context(struct listener *l);
#endif
