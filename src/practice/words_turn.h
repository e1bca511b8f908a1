/* words_turn.h - turns of phrase: what is said in so many words, whatever the subject ("not sure yet", "you decide").
 * A turn is written as slots apart by blanks, each the words that may fill it, apart by "|":
 *     "should|shall i ~ pick|choose"      "not|never * sure|certain"      "am i right|wrong|correct $"
 * A word of a text fills a slot by its stem (words_stem), so one form stands for all and for both spellings; "=known"
 * takes the word only as it is written. "~" lets up to five others stand before the next slot, "*" up to two, "* *" up
 * to four. "$" is the end of a sentence, alone or as one of the words of a slot. Contractions are two words in a text,
 * and so in a turn: "can not"; of "I'd" the verb is lost.
 * Life: turns_new -> turns_in any number of times -> turns_free. turns_new stems every word once; a search costs a
 * look-up for each word of the text, and the turns that may begin with it. */
#ifndef PRACTICE_WORDS_TURN_H
#define PRACTICE_WORDS_TURN_H
#include "practice/words.h"

struct turns;
struct turns *turns_new(const char *const *written); /* ends with NULL; not kept */
void turns_free(struct turns *turns);
/* Whether one of the turns stands among words [from,to); "$" is there too. */
bool turns_in(const struct turns *turns, const struct words *w, int from, int to);
#endif
