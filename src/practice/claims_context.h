/* claims_context.h - what the surroundings of a claim make of it: what a figure counts, what a list is a list of, which
 * stage a sentence is about, that a name is explained by its parts. The second half of claims.h. */
#ifndef PRACTICE_CLAIMS_CONTEXT_H
#define PRACTICE_CLAIMS_CONTEXT_H
#include "practice/amounts.h"
#include "practice/claims.h"

/* Whether the amount, `gap` words from the claim, can be what the claim's knob takes; *a is brought into its terms:
 * "a tenth of the users" of a test are people, "a million per arm" are two. */
bool context_takes(const struct listener *l, const struct claim *c, struct amount *a, int gap);
/* Whether `sign` stands in the text between word i and the next. */
bool context_sign_behind(const struct listener *l, int i, char sign);
/* Drops and turns claims by what stands around them. */
void context_weigh(struct listener *l);
#endif
