/* ear.h - which fact of a case a question or an assumption is about, or that it is about none of them: gist.h with the
 * facts as topics, their wordings as examples and their answers as background. Life: ear_new -> ear_hear any number of
 * times -> ear_free. Cost of a line: its words times all wordings. */
#ifndef PRACTICE_EAR_H
#define PRACTICE_EAR_H
#include "practice/gist.h"
#include "practice/requests.h"
#include "script/content.h"

struct ear;
struct ear *ear_new(const struct content *content, bool assumptions); /* assumptions: their wordings count too */
void ear_free(struct ear *ear);
/* The fact that the words [from,to) are about, -1 none; *score in 0..1, against none of
 * them: below EAR_FLOOR it was not understood. */
int ear_hear(const struct ear *ear, const struct words *line, int from, int to, double *score);
enum asked_for ear_asked_for(const struct ear *ear, const struct words *line);
bool ear_knows(const struct ear *ear, const struct word *word); /* some fact is asked for in it */
/* What speaks for each fact (facts, GIST_XS); the caller's. For who fits the weights. */
double (*ear_features(const struct ear *ear, const struct words *line, int from, int to))[GIST_XS];
#define EAR_FLOOR 0.72
#endif
