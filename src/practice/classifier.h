/* classifier.h - which decisions a sentence states, as thousands of sentences teach it that many hands wrote
 * (tests/content): one logistic regression for each label against the rest, over single words, pairs of neighbours, the
 * concepts of data/vocabulary.lua, the first word, the step and the case; weighed by inverse document frequency,
 * normalised to length one. A label is "KNOB=VALUE" of a choice, a switch or an item of a list, or "KNOB=#": some
 * figure of the knob. It knows nothing of which figure, and little of order: the rules of the content (claims.h) do;
 * where both speak, belief.h weighs them. The weights are src/practice/classifier.weights, written by `make fit`
 * (tests/content/teach.c); nothing is learnt at run time. Source of the model: Fan, Chang, Hsieh, Wang, Lin, LIBLINEAR:
 * A library for large linear classification, JMLR 9, 2008. Life: classifier_new -> classifier_chances any number of
 * times -> classifier_free. Cost: classifier_new reads the weights once (some ms); a sentence costs its features times
 * the labels that have one. */
#ifndef PRACTICE_CLASSIFIER_H
#define PRACTICE_CLASSIFIER_H
#include "practice/words.h"
#include "script/content.h"

struct label {
    const struct knob *knob; /* NULL: the case does not have it; or it decides nothing */
    const char *value;       /* NULL: any figure */
};
struct classifier;
/* For one case; weights: text as teach.c writes it, NULL the product's own. False values in it are errors. */
struct classifier *classifier_new(const struct content *content, const char *weights, struct err *err);
void classifier_free(struct classifier *c);
bool classifier_knows_case(const struct classifier *c); /* statements about the case were among those it learnt from */
int classifier_labels(const struct classifier *c);
const struct label *classifier_label(const struct classifier *c, int i);
int classifier_nothing(const struct classifier *c); /* the label of what decides nothing; -1 none */
/* chance (labels) in 0..1 that the words [from,to) state it, said in this step. Labels the case lacks: 0. */
void classifier_chances(const struct classifier *c, int step, const struct words *w, int from, int to, double *chance);

/* The features of the words [from,to) of a text of the case, each once for every time it occurs. */
void classifier_features(const struct content *content, const struct words *w, int from, int to,
                         void (*take)(void *arg, const char *feature), void *arg);
enum { FEATURE_LONGEST = 64 };
#endif
