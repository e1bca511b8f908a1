/* claims_counts.h - what a figure counts: "256 GB" are no candidates, "a tenth of the users" of a test are people. A
 * part of claims.h. */
#ifndef PRACTICE_CLAIMS_COUNTS_H
#define PRACTICE_CLAIMS_COUNTS_H
#include "practice/amounts.h"
#include "practice/claims.h"

/* Whether the amount, `gap` words from the claim, can be what the claim's knob takes; *a is brought into its terms:
 * "a tenth of the users" of a test are people, "a million per arm" are two. */
bool counts_fit(const struct listener *l, const struct claim *c, struct amount *a, int gap);
#endif
