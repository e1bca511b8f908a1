/* interviewer.h - answers as a person would: a fact when it was asked for, an honest "no idea" when it is not known, no
 * solutions. Matching is by the words that carry a subject, weighed by how rare they are among all wordings, one typing
 * error forgiven; small words only break ties. Deterministic. */
#ifndef PRACTICE_INTERVIEWER_H
#define PRACTICE_INTERVIEWER_H
#include "engine/design.h"
#include "script/content.h"

enum reply_kind { REPLY_FACT, REPLY_UNKNOWN, REPLY_REFUSAL, REPLY_CONFIRMED, REPLY_CORRECTED, REPLY_YOURS };
enum { REPLY_FACTS = 3 };
struct reply {
    enum reply_kind kind;
    int facts[REPLY_FACTS]; /* those that were given away */
    int n_facts;
    struct text text; /* what is said; reply_free */
};
/* scenario: whose scale the numbers are; seed: of the choice among several phrasings. */
void interviewer_ask(const struct content *content, const struct design *scenario, uint64_t seed, const char *question,
                     struct reply *out);
/* The same, for many questions about one case. */
struct ear;
void interviewer_ask_with(const struct ear *ear, const struct content *content, const struct design *scenario,
                          uint64_t seed, const char *question, struct reply *out);
void interviewer_assume(const struct content *content, const struct design *scenario, const char *assumption,
                        struct reply *out);
#define NOT_QUITE "Not quite. " /* what a correction begins with */
/* The same, for many; ear: one that knows assumptions. */
void interviewer_assume_with(const struct ear *ear, const struct content *content, const struct design *scenario,
                             const char *assumption, struct reply *out);
void reply_free(struct reply *reply);
/* "500 million" */
void number_spoken(double value, struct text *out);
#endif
