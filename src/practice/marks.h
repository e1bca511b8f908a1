/* marks.h - the two verdicts: what the design did, and what an interviewer heard. A pure function of what the session
 * keeps, which is a function of its rows: the same rows, the same marks.
 *   did    50 decisions, 30 outcome, 20 estimates and forecasts, renormalised where a part is absent
 *   heard  rubric coverage at the level asked for, quantified trade-offs, risks raised first, driving
 * The headline is the lower of the two levels: words cannot raise it above the design, and silence cannot pass. */
#ifndef PRACTICE_MARKS_H
#define PRACTICE_MARKS_H
#include "practice/session.h"

enum verdict { VERDICT_NONE, VERDICT_MID, VERDICT_SENIOR, VERDICT_STAFF };
const char *verdict_name(enum verdict v); /* "none", "mid", ... */

enum mark_kind {
    MARK_DECISION,
    MARK_OUTCOME,
    MARK_CONSTRAINT,
    MARK_ESTIMATE,
    MARK_FORECAST,
    MARK_COVERAGE,
    MARK_TRADEOFFS,
    MARK_RISKS,
    MARK_DRIVING,
    MARK_HINTS,
    MARK_DIVE,
    MARK_DIAGNOSIS
};
struct mark { /* one line of evidence */
    enum mark_kind kind;
    int step; /* 0: of the whole */
    char id[64];
    double points, earned;
    char evidence[240];
    const char *why; /* the content's, or NULL */
    double cost; /* of a decision, in the headline: what the reference's value would have changed; NAN: not measured */
    bool overruled;
};
struct marks {
    struct mark *items;
    int n;
    double decisions, outcome, reasoning;      /* shares 0..1; NAN: the session had none of it */
    double did, heard;                         /* 0..100 */
    double step_did[STEPS], step_heard[STEPS]; /* shares 0..1; NAN where a step was not part of it */
    enum verdict did_level, heard_level, headline;
    bool constraints_held;
    struct { /* what the level that was heard is made of */
        double earned[LEVELS], of[LEVELS];
        int tradeoffs, risks;
    } said;
    char sentence[240];
};
/* Rows for the store. *rows is the caller's to free(). */
int marks_rows(const struct marks *m, struct score_row **rows);
void marks_free(struct marks *m);
#endif
