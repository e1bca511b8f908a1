/* claims_lists.h - claims about lists, whose items are everyday words: "Features: device, topic and creator". A part of
 * claims.h. */
#ifndef PRACTICE_CLAIMS_LISTS_H
#define PRACTICE_CLAIMS_LISTS_H
#include "practice/claims.h"

/* Whether word i is the noun of the list: "features", "guardrails". */
bool lists_noun(const struct listener *l, const struct knob *knob, int i);
/* Adds a claim wherever the item stands as a bare name behind the noun of its list. */
void lists_find_item(struct listener *l, const struct knob *knob, const char *item);
/* Drops items that are of another list, lie in another step with no noun that leads to them, or are only warned of. */
void lists_weigh(struct listener *l);
#endif
