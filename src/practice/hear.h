/* hear.h - the read-back: which decisions a person's own words state.
 * Phrase rules and quantities of the content are looked for sentence by sentence. A denied one ("no log Q", "not a
 * random split") rules its value out, one that is only spoken of ("against a popularity baseline") sets nothing, a
 * later statement replaces an earlier one, and where two values stand side by side ("A or B", "maybe A") or the
 * sentence says that nothing is decided ("it depends", "not sure yet") nothing is set and an open question is asked.
 * Questions are not statements. A word says one thing: what belongs to a statement about this step says nothing about
 * another. Beside the rules stands a classifier (belief.h): what it does not believe is asked about, what it alone is
 * sure of is heard. */
#ifndef PRACTICE_HEAR_H
#define PRACTICE_HEAR_H
#include "engine/design.h"
#include "script/content.h"

struct lexicon;
struct heard {
    const struct knob *knob;
    char *value; /* canonical */
    char *words; /* of the person, the evidence */
};
struct heard_item { /* of a list, as one sentence has it: what is decided already can be changed by it alone */
    const struct knob *knob;
    char *item, *words;
    bool denied; /* it is to be left out */
    bool alone;  /* it and what is said with it are the whole list */
};
struct open_question {
    const struct knob *knob;
    char *text;
    bool settled; /* asked although the session has a value: whether it is to change */
};
struct hearing {
    struct heard *heard; /* one a knob, in order of the knob table */
    int n_heard;
    struct heard_item *items; /* in the order in which they were said; also of lists that `heard` does not have */
    int n_items;
    const struct knob **unsaid; /* decisions of the step that nothing was said about, and that matter in this design */
    int n_unsaid;
    struct open_question *open;
    int n_open;
};
/* step 1..7: whose decisions may be unsaid; statements about any step are heard. False: only when a knob of the content
 * is unknown (a content that was checked has none). */
bool hear(const struct content *content, int step, const char *text, struct hearing *out, struct err *err) MUST_USE;
/* The same, for many texts of one case. */
bool hear_with(struct lexicon *lexicon, int step, const char *text, struct hearing *out, struct err *err) MUST_USE;
void hearing_free(struct hearing *h);
const struct heard *hearing_of(const struct hearing *h, enum knob_id knob); /* NULL: not heard */
/* "position debias" from "data.position_debias": how a decision is named in speech. */
void knob_spoken(const struct knob *knob, struct text *out);
/* A heard value in speech: "two-tower", "64 values", "no". */
void knob_value_spoken(const struct knob *knob, const char *value, struct text *out);
#endif
