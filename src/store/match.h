/* match.h - matching of prose by SQLite FTS5 (porter stemming, bm25) in memory: which of a set of texts is meant by a
 * line. Texts and lines are normalised first: case, number|unit split, US/UK endings, nearest vocabulary word within
 * one edit. */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H
#include "base/text.h"

struct matcher;
struct match {
    int id;       /* as given to matcher_add */
    double score; /* bm25 turned round: larger is better */
    double
        cover; /* share of the row's stemmed words that the line has, 0..1; "the", "of" and their like do not count */
};
struct matcher *matcher_new(struct err *err) MUST_USE;
void matcher_free(struct matcher *m);
/* Several rows may share an id: wordings of one thing. */
bool matcher_add(struct matcher *m, int id, const char *text, struct err *err) MUST_USE;
/* Best first, one a distinct id, at most `room`; returns how many, or -1. The line's words are OR-ed and quoted. */
int matcher_find(struct matcher *m, const char *line, struct match *out, int room, struct err *err) MUST_USE;
/* Whether all words of `phrase` stand in `line`, within `within` words of each other, stemmed and normalised alike. */
bool matcher_near(struct matcher *m, const char *line, const char *phrase, int within);
/* Lower case, numbers apart from units, spelling; words parted by one space. */
void match_normalise(const char *line, struct text *out);
#endif
