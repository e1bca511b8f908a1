/* claims_part.h - for which part a threshold is meant, where parts have their own: "for violence remove from 0.8". A
 * part of claims.h. */
#ifndef PRACTICE_CLAIMS_PART_H
#define PRACTICE_CLAIMS_PART_H
#include "practice/claims.h"

/* Gives a claim about "policy.remove_threshold" the knob "policy.remove_threshold[violence]" when violence alone is
 * named before its figure. */
void part_turn(struct listener *l);
#endif
