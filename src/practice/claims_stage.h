/* claims_stage.h - which stage is meant by what both stages have: retrieval or ranking. A part of claims.h. */
#ifndef PRACTICE_CLAIMS_STAGE_H
#define PRACTICE_CLAIMS_STAGE_H
#include "practice/claims.h"

/* Gives such claims the knob of the stage that their sentence is about; one whose value that stage has not is
 * dropped. */
void stage_turn(struct listener *l);
#endif
