/* requests.h - what an interviewer is asked that is no question about the product: to give the solution away, or small
 * talk. Told by how it is put, in patterns over the stems of words.h; which of them stand against a fact that would fit
 * is the caller's to weigh. Nothing is allocated; a call costs the words of the line times the patterns. */
#ifndef PRACTICE_REQUESTS_H
#define PRACTICE_REQUESTS_H
#include "practice/words.h"

enum asked_for { ASKED_FACT, ASKED_DECISION, ASKED_SOLUTION, ASKED_CHAT };
/* DECISION: "what should the X be" asks for a decision, unless X is plainly something that the interviewer knows. */
enum asked_for asked_for(const struct words *w);
#endif
