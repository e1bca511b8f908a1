/* lexicon.h - the concepts of a case as wordings use them: "<watch_time>" stands for all names of that concept.
 * Names come from data/vocabulary.lua and the case itself; a name may use concepts that stand before its own.
 * Life: lexicon_new -> lexicon_text, lexicon_wording any number of times -> lexicon_free. A text costs its words times
 * all names. */
#ifndef PRACTICE_LEXICON_H
#define PRACTICE_LEXICON_H
#include "practice/words.h"
#include "script/content.h"

struct lexicon;
struct lexicon *lexicon_new(const struct content *content);
void lexicon_free(struct lexicon *lexicon);
/* What was said, with the concepts found in it and the stance of its sentences: as words_of, and freed by words_free.
 */
struct words lexicon_text(const struct lexicon *lexicon, const char *text);
/* What is looked for: read once, and the lexicon's. `wording` is a string of the content, or lives as long. every: its
 * small words are needed too. */
const struct words *lexicon_wording(struct lexicon *lexicon, const char *wording, bool every);
struct gist;
const struct gist *lexicon_items(struct lexicon *lexicon, int step); /* of the rubric (remark.h), read once; its own */
struct intents; /* of the case (intents.h), read once; its own. NULL: the product's weights are damaged */
const struct intents *lexicon_intents(struct lexicon *lexicon, struct err *err) MUST_USE;
const struct content *lexicon_content(const struct lexicon *lexicon);
#endif
