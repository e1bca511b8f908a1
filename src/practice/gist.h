/* gist.h - which of several topics a line is about, where no wording fits it word for word: which fact a question asks
 * for (ear.h), which item of a rubric a remark makes (remark.h).
 * A topic is taught by examples, short wordings or whole sentences, by background: what it is called, what an answer
 * says, and by warnings: what is said by who gets it wrong. A line is compared with each topic in a handful of ways:
 * how much it is like the closest example, which share of what it says the topic knows and how much that is, how far
 * that is ahead of the other topics. Rare words weigh more than common ones, words that mean the same in an interview
 * are one ("viewer", "user", "people"), so are words that begin with the same seven letters, a typing error is
 * forgiven. The weighted sum of these is the topic's utility in a conditional logit in which "none of them" has the
 * utility 0 (McFadden, Conditional logit analysis of qualitative choice behavior, 1974). The weights are constants of
 * whoever listens, fitted by tests/content/fit.c: nothing is learnt at run time, and the same line is always heard the
 * same. Life: gist_new -> gist_teach, gist_warn, gist_tell any number of times -> gist_ready once -> gist_terms,
 * gist_measure any number of times -> gist_free. Keeps no text. Dims: topics as given to gist_new, GIST_XS features.
 * Cost of gist_measure: the words of the line times those of all examples. */
#ifndef PRACTICE_GIST_H
#define PRACTICE_GIST_H
#include "practice/words.h"

enum {
    X_ONE,
    X_LIKE,    /* how much the line is like the topic's closest example: 1 the same words */
    X_SHARE,   /* the share of the line's weight that the topic knows */
    X_ENOUGH,  /* how much that is in all, up to a few rare words */
    X_SINGLE,  /* only one subject word of several is known */
    X_DOUBLE,  /* only two of three or more */
    X_ALIEN,   /* words of the list of what no product has facts about, each */
    X_FOCUS,   /* the share of the words asked for that it does not know */
    X_ASKING,  /* the topic is asked for by "how many", or "who", as the line is */
    X_LEAD,    /* what it knows of the line less what the next best topic does */
    X_FIGURES, /* the topic wants a figure, and so many are there, up to three: 1; set by remark.c */
    X_AGAINST, /* how much the line is like the closest text that gets the topic wrong */
    X_WAVED,   /* it waves its subject off; set by remark.c */
    GIST_XS
};
struct gist;
struct gist *gist_new(int topics, bool aliens); /* aliens: words that are strange to any product speak against all */
void gist_free(struct gist *g);
void gist_teach(struct gist *g, int topic, const char *example);
void gist_warn(struct gist *g, int topic, const char *mistake);
void gist_tell(struct gist *g, int topic, const char *background, double worth); /* worth: of a word, beside 1 */
void gist_ready(struct gist *g);
/* The terms of a text's words (words), read once for all lines in it; the caller's. */
int *gist_terms(const struct gist *g, const struct words *w);
/* x (topics, GIST_XS) of the words [from,to). x[X_ONE] is 0 where a topic has nothing in common with them, else 1. */
void gist_measure(const struct gist *g, const struct words *w, const int *terms, int from, int to,
                  double (*x)[GIST_XS]);
/* How likely it is the topic rather than none. */
double gist_chance(const double x[GIST_XS], const double weight[GIST_XS]);
bool gist_knows(const struct gist *g, const struct word *word); /* some topic is spoken of in it */
#endif
