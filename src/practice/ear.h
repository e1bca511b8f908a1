/* ear.h - which fact of a case a question or an assumption is about, or that it is about none of them.
 * Every wording of a fact is an example. A line is compared with each fact in a handful of ways: how much it is like
 * the closest wording, which share of what it says the fact knows and how much that is, whether the fact knows the
 * words that are asked for, how many words are of the kind that no product has facts about. Rare words weigh more than
 * common ones, words that mean the same in an interview are one ("viewer", "user", "people"), a typing error is
 * forgiven. The sum of these, weighted, is the fact's utility in a conditional logit in which "none of them" has the
 * utility 0 (McFadden, Conditional logit analysis of qualitative choice behavior, 1974); the weights are constants
 * (ear.c), so nothing is learnt at run time and the same line is always heard the same. Life: ear_new -> ear_hear any
 * number of times -> ear_free. Cost of a line: its words times all wordings. */
#ifndef PRACTICE_EAR_H
#define PRACTICE_EAR_H
#include "practice/requests.h"
#include "practice/words.h"
#include "script/content.h"

struct ear;
struct ear *ear_new(const struct content *content, bool assumptions); /* assumptions: their wordings count too */
void ear_free(struct ear *ear);
/* The fact that the words [from,to) are about, -1 none; *score in 0..1, against none of
 * them: below EAR_FLOOR it was not understood. */
int ear_hear(const struct ear *ear, const struct words *line, int from, int to, double *score);
enum asked_for ear_asked_for(const struct ear *ear, const struct words *line);
bool ear_knows(const struct ear *ear, const struct word *word); /* some fact is asked for in it */
#define EAR_FLOOR 0.72
#endif
