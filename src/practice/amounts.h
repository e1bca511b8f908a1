/* amounts.h - how much was said, in a knob's unit: figures, fractions ("one in ten", "a fifth"), periods ("every other
 * day", "hourly", "twice an hour"). */
#ifndef PRACTICE_AMOUNTS_H
#define PRACTICE_AMOUNTS_H
#include "engine/knob.h"
#include "practice/words.h"

struct amount {
    int first, last; /* words that say it */
    int reach;       /* words that may stand between it and what it is the amount of */
    bool figure;     /* a number in digits, or as plain as that */
    bool period;     /* of time */
    double value;
};
/* The amount that begins with word i. False: none, or one of something else than the knob takes. */
bool amount_at(const struct words *w, int i, const struct knob *knob, struct amount *out);
#endif
