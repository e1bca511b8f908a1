#include "practice/words_stance.h"
#include "practice/words_stance_lists.h"
#include "practice/words_turn.h"
#include "base/mem.h"

#include <stdlib.h>

struct stances {
    struct turns *undecided, *remarks, *dismissals, *still_meant;
};

struct stances *stances_new(void) {
    struct stances *stances = mem_must(1, sizeof *stances);
    *stances =
        (struct stances){turns_new(UNDECIDED), turns_new(REMARKS), turns_new(DISMISSALS), turns_new(STILL_MEANT)};
    return stances;
}

void stances_free(struct stances *stances) {
    if (!stances)
        return;
    turns_free(stances->undecided);
    turns_free(stances->remarks);
    turns_free(stances->dismissals);
    turns_free(stances->still_meant);
    free(stances);
}

/* "HNSW or IVF: depends on the deletes". */
static bool depends(const struct words *w, const struct sentence *s) {
    for (int i = s->first; i < s->first + s->n; i++)
        if (words_is(w, i, "|depends|") && (i == s->first || w->word[i - 1].clause != w->word[i].clause))
            return true;
    return false;
}

void stances_mark(const struct stances *stances, struct words *w) {
    bool next = false; /* a short sentence speaks of the one before: "Focal could help. Undecided." */
    for (int i = w->n_sentences - 1; i >= 0; i--) {
        struct sentence *s = &w->sentence[i];
        bool open = turns_in(stances->undecided, w, s->first, s->first + s->n);
        s->remark = turns_in(stances->remarks, w, s->first, s->first + s->n);
        s->dismissed = turns_in(stances->dismissals, w, s->first, s->first + s->n) &&
                       !turns_in(stances->still_meant, w, s->first, s->first + s->n);
        s->undecided = open || next || depends(w, s);
        next = open && s->n <= 5 && !s->question;
    }
}

bool words_change(const struct words *w, int sentence) {
    const struct sentence *s = &w->sentence[sentence];
    for (int i = s->first; i < s->first + s->n; i++)
        if (words_is(w, i,
                     "|change|changed|instead|switch|actually|rather|correct|correction|scrap|revise|replace|sorry|"
                     "mean|meant|"))
            return true;
    return false;
}
