/* words_stance.h - what a sentence does with its subject as a whole: it leaves the matter open ("not sure yet"), only
 * remarks on it ("popularity bias is a common problem"), or waves it off ("calibration does not matter"). Told by turns
 * of phrase (words_turn.h). Life: stances_new -> stances_mark any number of times -> stances_free. */
#ifndef PRACTICE_WORDS_STANCE_H
#define PRACTICE_WORDS_STANCE_H
#include "practice/words.h"

struct stances;
struct stances *stances_new(void);
void stances_free(struct stances *stances);
/* Sets `undecided`, `remark` and `dismissed` of every sentence. */
void stances_mark(const struct stances *stances, struct words *w);

/* What the words on one side of a subject say of it. */
enum verdict { VERDICT_OPEN, VERDICT_NO, VERDICT_YES };
#endif
