/* argued.h - what a sentence holds beside its subject: a reason, a number, a price; and whether it is a sentence at all
 * or a list of terms. */
#ifndef PRACTICE_ARGUED_H
#define PRACTICE_ARGUED_H
#include "practice/words.h"

/* Sentences [s,s+n) of w, read from text. A reason is said outright ("because", "otherwise", "->"), or by what follows:
 * "as that leaks", "or the net learns the slot", and in a sentence beside the first what would, can not, never comes of
 * it ("random rows would leak"). */
bool argued_reason(const char *text, const struct words *w, int s, int n);
bool argued_number(const struct words *w, int s, int n); /* a figure that is no part of a name */
bool argued_price(const struct words *w, int s, int n);  /* one thing against another */
/* Terms with hardly a small word between them: nobody says anything with such a sentence. */
bool argued_list(const char *text, const struct words *w, int s);
bool argued_onward(const struct words *w, int s); /* it goes on about what was said before: "that", "otherwise" */
#endif
