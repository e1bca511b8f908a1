/* remark.h - which items of a step's rubric a few sentences speak of, in whatever words: gist.h with the items as
 * topics, their wordings and the remarks under `said` as examples, what they are about and why as background. Life:
 * remark_gist -> remark_chances any number of times -> gist_free. */
#ifndef PRACTICE_REMARK_H
#define PRACTICE_REMARK_H
#include "practice/gist.h"
#include "script/content.h"

struct gist *remark_gist(const struct rubric_item *items, int n);
/* Words: a text under `wrong` that is shorter is a wording, looked for word by word; the others are compared with. */
enum { REMARK_LONG = 6 };
/* The same for the chance that they get it wrong; from MISTAKE_FLOOR on they do. */
void remark_mistakes(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                     const int *terms, int from, int to, double *chance);
#define MISTAKE_FLOOR 0.5
/* What speaks for each of the items (n) in the words [from,to); terms: gist_terms. */
void remark_features(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                     const int *terms, int from, int to, double (*x)[GIST_XS]);
/* chance (n) in 0..1 that they speak of the item; from REMARK_FLOOR on they do. */
void remark_chances(const struct gist *g, const struct rubric_item *items, int n, const struct words *w,
                    const int *terms, int from, int to, double *chance);
#define REMARK_FLOOR 0.7
#endif
