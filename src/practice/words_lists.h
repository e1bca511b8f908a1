/* words_lists.h - words by what they do, as lists of stems; for the two files of words.h. */
#ifndef PRACTICE_WORDS_LISTS_H
#define PRACTICE_WORDS_LISTS_H
#include <stdbool.h>
#include <string.h>

static const char NEGATION[] =
    "|no|not|without|never|avoid|skip|drop|dont|wont|wouldnt|isnt|cannot|cant|nor|neither|"
    "remov|exclud|refus|reject|doesnt|arent|shouldnt|unlik|leav|forgo|forget|disabl|omit|ditch|scrap|abandon|";

static inline bool in_list(const char *list, const char *stem) {
    size_t n = strlen(stem);
    if (n == 0)
        return false;
    for (const char *at = list; (at = strchr(at + 1, *stem));)
        if (at[-1] == '|' && strncmp(at, stem, n) == 0 && at[n] == '|')
            return true;
    return false;
}

/* A number for the first two letters of a stem, which are those of the word. */
enum { WORD_STARTS = 1024 };
static inline unsigned word_start(const char *stem) {
    return ((unsigned char)stem[0] * 31u + (unsigned char)stem[1]) % WORD_STARTS;
}
#endif
