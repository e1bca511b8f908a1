/* requests.h - what an interviewer is asked that is no question about the product: to give the solution away, or small
 * talk. Told by how it is put, in turns of phrase (words_turn.h); which of them stand against a fact that would fit is
 * the caller's to weigh. Life: requests_new -> asked_for any number of times -> requests_free. */
#ifndef PRACTICE_REQUESTS_H
#define PRACTICE_REQUESTS_H
#include "practice/words.h"

struct requests;
struct requests *requests_new(void);
void requests_free(struct requests *requests);

enum asked_for { ASKED_FACT, ASKED_DECISION, ASKED_SOLUTION, ASKED_CHAT };
/* DECISION: "what should the X be" asks for a decision, unless X is plainly something that the interviewer knows. */
enum asked_for asked_for(const struct requests *requests, const struct words *w);
#endif
