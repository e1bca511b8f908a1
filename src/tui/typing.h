/* typing.h - a letter pressed in a pane that is read, beside an answer that is being written: a command, or the first
 * of a sentence by somebody who believes to be in the answer? The next key tells. Two letters in one breath are text,
 * both of them, and so is a letter that is no key here. What only moves or shows is done at once all the same; what
 * does more waits for the breath to be over (MSG_IDLE). */
#ifndef TUI_TYPING_H
#define TUI_TYPING_H
#include "tui/action.h"

enum { TYPING_BREATH_MS = 400 }; /* between two letters: 30 words a minute */
struct typing {
    int32_t key; /* the letter before, in this breath; 0: none */
    bool waits;  /* and it is not carried out yet */
};
enum typing_verdict { TYPING_COMMAND, TYPING_WAITS, TYPING_TEXT };
/* `a`: what the key does here, NULL nothing. TYPING_TEXT: t->key (when there is one) and this one are text. */
enum typing_verdict typing_judge(struct typing *t, const struct action *a, int32_t key);
/* The breath is over: the letter that is to be carried out now; 0: none. */
int32_t typing_settle(struct typing *t);
#endif
