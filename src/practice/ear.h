/* ear.h - which fact of a case a question or an assumption is about.
 * Every wording of a fact is an example. A line is compared with each fact in two ways: with the wording that is most
 * like it, and with all words that the fact is asked for in, the frequent ones first. Rare words weigh more than common
 * ones, words that mean the same in an interview are one ("viewer", "user", "people"), a typing error is forgiven, and
 * words that no fact knows count a little against every fact. Deterministic; nothing is learnt.
 * Life: ear_new -> ear_hear any number of times -> ear_free. Cost of a line: its words times all wordings. */
#ifndef PRACTICE_EAR_H
#define PRACTICE_EAR_H
#include "practice/words.h"
#include "script/content.h"

struct ear;
struct ear *ear_new(const struct content *content, bool assumptions); /* assumptions: their wordings count too */
void ear_free(struct ear *ear);
/* The fact that the words [from,to) are about, -1 none; *score in 0..1: below EAR_FLOOR it was not understood. */
int ear_hear(const struct ear *ear, const struct words *line, int from, int to, double *score);
bool ear_knows(const struct ear *ear, const struct word *word); /* some fact is asked for in it */
#define EAR_FLOOR 0.40
#endif
