/* formula.h - arithmetic as people write and say it. No state; a formula costs its length. */
#ifndef PRACTICE_FORMULA_H
#define PRACTICE_FORMULA_H
#include "base/err.h"
#include "base/text.h"

/* A formula: numbers (10k, 5e6, 2 M, 30 %), names, + - * / ^ ( ), x or × for times. name() gives the value behind a
 * name or NAN. False with ERR_USAGE and where it went wrong. */
typedef double (*formula_name)(void *arg, const char *name, size_t n);
bool formula_eval(const char *text, formula_name name, void *arg, double *value, struct err *err) MUST_USE;

enum { FORMULA_NUMBERS = 32 };
struct formula_numbers { /* every number as it was read */
    double value[FORMULA_NUMBERS];
    int n;
};
/* The value of the formula that `text` begins with; what follows, a unit, is nobody's business. numbers are added to.
 */
bool formula_value(const char *text, formula_name name, void *arg, struct formula_numbers *numbers, double *value,
                   struct err *err) MUST_USE;
/* A spoken sum in signs: "500 million users times 10 pages is 5 billion a day" becomes "500 million*10=5 billion".
 * Names that stand for a number stay. */
void formula_written(const char *said, formula_name name, void *arg, struct text *out);
#endif
