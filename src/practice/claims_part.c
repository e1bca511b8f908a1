#include "practice/claims_part.h"

#include <string.h>

/* "policy.remove_threshold[violence]" of "policy.remove_threshold". */
static bool is_part(const struct knob *part, const struct knob *whole) {
    size_t n = strlen(whole->path);
    return strncmp(part->path, whole->path, n) == 0 && part->path[n] == '[';
}

/* Whether the part is named, without a figure of its own, before the claim's figure: in its clause, or in the one
 * before ("spam: remove at 0.85"). */
static bool named_before(const struct words *w, const struct claim *part, const struct claim *c) {
    int behind = w->word[c->figure].clause - w->word[part->at.first].clause;
    return part->figure < 0 && !part->veto && part->at.last < c->figure && behind >= 0 && behind <= 1 &&
           words_one_sentence(w, part->at.first, c->figure);
}

void part_turn(struct listener *l) {
    for (int i = 0; i < l->n; i++) {
        struct claim *c = &l->claims[i];
        const struct knob *only = NULL;
        bool several = false;
        for (int j = 0; j < l->n && c->figure >= 0 && !c->dropped; j++) {
            const struct claim *part = &l->claims[j];
            if (!is_part(part->knob, c->knob) || !named_before(&l->words, part, c))
                continue;
            several = several || (only && only != part->knob);
            only = part->knob;
        }
        if (only && !several && c->number >= only->low && c->number <= only->high)
            c->knob = only;
    }
}
