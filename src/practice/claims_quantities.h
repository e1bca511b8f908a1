/* claims_quantities.h - which figure belongs to which wording of a quantity: the nearest one, one that corrects it
 * ("five epochs, no, three"), one that answers the speaker's own question ("how many candidates? 500"). A part of
 * claims.h. */
#ifndef PRACTICE_CLAIMS_QUANTITIES_H
#define PRACTICE_CLAIMS_QUANTITIES_H
#include "practice/claims.h"

/* l->claims from `first` on are of quantities and have no figure yet; those that get none are dropped. */
void quantities_pair(struct listener *l, int first);
#endif
