/* words.h - prose as sentences, clauses and words, for what listens: read-back, coverage, the interviewer.
 * Words are lower case, apart at hyphens and between figures and letters ("64d": 64, d), stemmed lightly, the same for
 * British and American spelling. Numbers carry their value, with suffix or sign: 10k, 2 million, 30 %, 1e6, "ten".
 * Life: words_of -> read -> words_free. Offsets point into the text that was given, which words_of does not keep. */
#ifndef PRACTICE_WORDS_H
#define PRACTICE_WORDS_H
#include "base/text.h"

#include <stdint.h>

struct word {
    char stem[28];
    char plain[28]; /* as it was written, in lower case */
    int start, end; /* bytes in the text */
    int clause;     /* counts through the whole text; a comma, a colon, "but" begin a new one */
    int sentence;
    bool stop;   /* carries no subject of its own: "the", "of", "we" */
    bool denies; /* "no", "without" */
    bool period; /* "day", "weeks": one may stand for another next to a number */
    bool figure; /* written in digits, or as plain as that: "two thousand" */
    bool digits;
    bool half;      /* "half", and what it took up: "half a million" */
    short decimals; /* spelt out behind "point"; below zero where the last is a ten ("point ninety") */
    bool named;     /* the figure belongs to a name: p99, recall@100, fp32 */
    bool number;    /* value holds: figures, and words such as "ten" */
    bool percent;
    bool minus;    /* a sign or "minus" stands before it; a dash may be just a dash, so value leaves it out */
    short concept; /* of a wording: "<watch_time>" stands for every name of that concept; -1 none (lexicon.h) */
    double value;
};
struct sentence {
    int first, n; /* words */
    int start, end;
    bool question;
    bool undecided, remark; /* nothing is decided in it, it only remarks on something; set by lexicon_text */
    bool dismissed;         /* it waves its subject off; set there, too */
};
struct words {
    struct word *word;
    struct sentence *sentence;
    int n, n_sentences;
    unsigned char
        *mark;     /* (concepts, n) words that a name of the concept takes up from here on; NULL: not looked for */
    bool *concept; /* (concepts) whether it is named at all */
    uint64_t starts[16]; /* a bit for the first two letters of every word: what surely does not occur is told by it */
};
struct words words_of(const char *text);
void words_free(struct words *w);
/* What a single word becomes: lower case, stemmed. */
void words_stem(const char *word, size_t n, char stem[28]);
/* Whether word i is in a list "|no|not|": as written or by its stem. i may be out of range. */
bool words_is(const struct words *w, int i, const char *list);
static inline const struct sentence *words_sentence(const struct words *w, int i) { /* that word i stands in */
    return &w->sentence[w->word[i].sentence];
}
static inline bool words_one_sentence(const struct words *w, int i, int j) { /* both stand in it */
    return w->word[i].sentence == w->word[j].sentence;
}

/* Where a wording stands: words [first, last]. */
struct span {
    int first, last;
    int weight; /* the larger, the more specific: two for each word that carries a subject, less what was passed over */
};
static inline bool span_meets(struct span a, struct span b) { /* they share a word */
    return a.first <= b.last && b.first <= a.last;
}
/* The next occurrence of the wording at or after word `from` and before `to`. Its words stand in order with at most
 * `slack` others of weight between two of them, or side by side in any order, within a clause. Stop words of the
 * wording need not be there when it has two others. measured: numbers may stand between, and any period of time for
 * another
 * ("run for days": "run for 2 weeks"). */
bool words_find(const struct words *w, const struct words *wording, int from, int to, int slack, bool measured,
                struct span *out);
/* Whether the wording surely stands nowhere in w: a concept of it is not named, or no word has the first letters of one
 * that it needs. Fast, and the answer to most of what is looked for; words_find asks it first. */
bool words_absent(const struct words *w, const struct words *wording, bool measured);
/* The next place where all words of the wording stand in [from,to), in any order and up to 16 words in all, none of
 * them denied and no "or" between. */
bool words_find_apart(const struct words *w, const struct words *wording, int from, int to, struct span *out);
/* How many words of w from i on (before `to`) are the word of a wording; 0 none. */
int words_same(const struct words *w, int i, int to, const struct word *want);
/* Whether word i sets what stands behind it against what stands before, which is chosen: the "over" of "prefer A over
 * B", "to" of "prefer A to B", "than", "instead". */
bool words_parts_rivals(const struct words *w, int i);
/* Whether the words [first,last] are denied where they stand: "no X", "not X", "instead of X", "rather than X",
 * "X is not needed", "from X to Y", "X I'd leave out". */
bool words_denied(const struct words *w, struct span at);
/* Whether they are only spoken of: a reason, a baseline, a fallback, supposed ("if we"), what exists today, what would
 * mislead, what others do, a plan that was given up ("I was going to"), what may come one day ("later we could").
 * compared: what stands "against X" is such a comparison. */
bool words_mentioned(const struct words *w, struct span at, bool compared);
/* Whether the sentence takes something back or changes it: "instead", "rather", "I switch to". */
bool words_change(const struct words *w, int sentence);
#endif
