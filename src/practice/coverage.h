/* coverage.h - what an interviewer heard: each rubric item looked for in the prose, sentence by sentence.
 * An item is spoken of where one of its wordings stands, or where one to three sentences make its point in words of
 * their own (remark.h). It counts when they also hold what the item needs (a reason, a number, a trade-off: there, or
 * in a sentence beside it that makes no point of its own; argued.h). The subject alone earns a quarter, within a bare
 * list of terms a tenth: naming is not arguing. What a wording under `wrong` says costs half of the item's points.
 * Denied subjects count as not said. The evidence is the sentences that earned it. */
#ifndef PRACTICE_COVERAGE_H
#define PRACTICE_COVERAGE_H
#include "script/content.h"

struct lexicon;
struct covered {
    const struct rubric_item *item;
    double earned;  /* 0..points; below zero where something wrong was said */
    char *evidence; /* the person's words, or "" */
    bool wrong;     /* earned < 0 because of what was said */
    bool full;      /* said with all that it needs */
};
struct coverage {
    struct covered *items; /* those of the level and below, in the content's order */
    int n;
    double score, max; /* score: the sum, not below 0; max: of the points above zero */
};
struct coverage coverage_of(const struct content *content, int step, enum level level, const char *text);
/* The same, for many texts of one case. */
struct coverage coverage_with(struct lexicon *lexicon, int step, enum level level, const char *text);
/* By the wordings alone: for what was said where something else was asked. */
struct coverage coverage_closely(struct lexicon *lexicon, int step, enum level level, const char *text);
void coverage_free(struct coverage *c);
/* Sentences that argue with a number on one side of a trade-off: "twice the probes buys 2 % recall but costs 3 ms". */
int coverage_tradeoffs(const char *text);
/* The share of the subject words of `query` that stand in `text`: whether a risk that was raised is a probe's. */
double coverage_overlap(const char *text, const char *query);
#endif
