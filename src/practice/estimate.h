/* estimate.h - "peak qps = 500e6*10/86400*3": the arithmetic checked as a chain, inputs, unit, product. */
#ifndef PRACTICE_ESTIMATE_H
#define PRACTICE_ESTIMATE_H
#include "engine/design.h"
#include "practice/formula.h"
#include "script/content.h"

/* The number behind a fact: the scenario's where the fact is one of scale.*, else the content's; NAN: it has none. */
double fact_value(const struct fact *fact, const struct design *scenario);
const struct fact *fact_named(const struct content *content, const char *id); /* NULL */

enum { ESTIMATE_INPUTS = 16 };
struct estimate_check {
    const struct estimate *estimate;
    double value, truth;   /* what was said, and what the formula gives at this scale */
    double orders;         /* log10(value / truth) */
    bool right;            /* within a factor of 2 */
    bool near;             /* within one order of magnitude */
    const char *unit_slip; /* "a day in place of a second": the product is right but for a unit; NULL */
    struct {
        const struct fact *fact;
        bool used;  /* its number stands in the chain, within a tenth */
        bool known; /* asked or assumed before */
    } input[ESTIMATE_INPUTS];
    int n_inputs;
};
/* text: "NAME = CHAIN [unit]", NAME an estimate's id or words of its title, or the same in words, in steps: "500
 * million users times 10 pages is 5 billion a day, over 86400 is 58k a second": the last step counts; without a name it
 * is the estimate that it comes nearest to. known[i]: fact i was asked for or assumed. */
bool estimate_check(const struct content *content, const struct design *scenario, const bool *known, const char *text,
                    struct estimate_check *out, struct err *err) MUST_USE;
/* The estimate of the case that comes to this number, within a sixth; NULL: none. */
const struct estimate *estimate_of(const struct content *content, const struct design *scenario, double value);
void estimate_say(const struct estimate_check *check, struct text *out);
#endif
