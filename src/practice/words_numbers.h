/* words_numbers.h - numbers as they are written and spoken: "1,500", "10k", "30 %", ".9", "two hundred and fifty-six",
 * "one and a half million", "zero point one five". For words.c. */
#ifndef PRACTICE_WORDS_NUMBERS_H
#define PRACTICE_WORDS_NUMBERS_H
#include "practice/words.h"

/* Digits with separators of thousands, a fraction, an exponent, a power ("2^22"); then a magnitude that belongs to it.
 * What is a factor of a written sum, as a divisor also behind one, names no choice. Returns its end. */
int number_read(const char *text, int i, bool after_factor, struct word *word);
/* Whether a stem names a number. */
bool number_word(const char *stem, double *value);
/* "two thousand", "half a million": the word's value takes what follows. Returns its end. */
int number_magnitude(const char *text, int j, struct word *word);
/* The last word of w is a number: together with those before it, from word `first` on, it may say one number. */
void numbers_join(struct words *w, int first);
#endif
