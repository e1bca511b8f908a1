/* intents.h - which decisions a sentence states, learnt from thousands of sentences by many hands
 * (tests/content): one logistic regression for each label against the rest, over single words, pairs of neighbours, the
 * concepts of data/vocabulary.lua, the first word, the step and the case; weighed by inverse document frequency,
 * normalised to length one. A label is "KNOB=VALUE" of a choice, a switch or an item of a list, or "KNOB=#": some
 * figure of the knob. It knows nothing of which figure, and little of order: the rules of the content (claims.h) do;
 * where both speak, belief.h weighs them. The weights are src/practice/intents.weights, written by `make fit`
 * (tests/content/teach.c); nothing is learnt at run time. Source of the model: Fan, Chang, Hsieh, Wang, Lin, LIBLINEAR:
 * A library for large linear classification, JMLR 9, 2008. Life: intents_new -> intents_chances any number of
 * times -> intents_free. Cost: intents_new reads the weights once (some ms); a sentence costs its features times
 * the labels that have one. */
#ifndef PRACTICE_INTENTS_H
#define PRACTICE_INTENTS_H
#include "practice/words.h"
#include "script/content.h"

struct label {
    const struct knob *knob; /* NULL: the case does not have it, or not with this value; or it decides nothing */
    const char *value;       /* NULL: any figure */
};
struct intents;
/* For one case; weights: text as teach.c writes it, NULL the product's own. False values in it are errors. */
struct intents *intents_new(const struct content *content, const char *weights, struct err *err) MUST_USE;
void intents_free(struct intents *c);
bool intents_knows_case(const struct intents *c); /* statements about the case were among those it learnt from */
int intents_labels(const struct intents *c);
const struct label *intents_label(const struct intents *c, int i);
int intents_nothing(const struct intents *c); /* the label of what decides nothing; -1 none */
/* chance (labels) in 0..1 that the words [from,to) state it, said in this step. Labels the case lacks: 0. */
void intents_chances(const struct intents *c, int step, const struct words *w, int from, int to, double *chance);

/* The features of the words [from,to) of a text of the case, each once for every time it occurs. */
void intents_features(const struct content *content, const struct words *w, int from, int to,
                      void (*take)(void *arg, const char *feature), void *arg);
enum { FEATURE_LONGEST = 64 };
#endif
