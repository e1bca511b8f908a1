#include "practice/claims_lists.h"
#include "world/features.h"

#include <stdio.h>
#include <string.h>

static const char LISTS[] = "|featur|sign|signal|guardrail|slic|monitor|";

bool lists_noun(const struct listener *l, const struct knob *knob, int i) {
    return words_is(&l->words, i, LISTS) && strncmp(strchr(knob->path, '.') + 1, l->words.word[i].stem, 4) == 0;
}

/* ---- Finding items. */

/* A part of a list from word `at` on: where the next comma, "and" or `end` closes it. */
static int part_end(const struct words *w, int at, int end) {
    int i = at;
    while (i < end && !words_is(w, i, "|and|plus|") && w->word[i].clause == w->word[at].clause)
        i++;
    return i;
}

/* Whether the words from..to say the item's name and, but for small words and the list's own noun, nothing else. */
static bool part_is(const struct listener *l, const struct knob *knob, int from, int to, const struct words *name,
                    struct span *at) {
    int got = 0;
    for (int i = from; i < to; i++) {
        if (l->words.word[i].stop || lists_noun(l, knob, i))
            continue;
        if (got == name->n || strcmp(l->words.word[i].stem, name->word[got].stem) != 0)
            return false;
        at->first = got++ ? at->first : i;
        at->last = i;
    }
    at->weight = got;
    return got > 0 && got == name->n;
}

/* Lists are said as bare names after their noun: "Features: device, topic and creator". */
void lists_find_item(struct listener *l, const struct knob *knob, const char *item) {
    char spaced[64];
    const char *dot = strrchr(item, '.'); /* "ranking.calibration_ratio" is said without its stage */
    snprintf(spaced, sizeof spaced, "%s", dot ? dot + 1 : item);
    for (char *c = spaced; *c; c++)
        *c = *c == '_' ? ' ' : *c;
    struct words name = words_of(spaced);
    for (int s = 0; s < l->words.n_sentences; s++) {
        const struct sentence *sentence = &l->words.sentence[s];
        int end = sentence->first + sentence->n, at = sentence->first;
        while (at < end && !lists_noun(l, knob, at))
            at++;
        for (int to; at < end && !sentence->question; at = to + words_is(&l->words, to, "|and|plus|")) {
            struct span span;
            to = part_end(&l->words, at, end);
            if (part_is(l, knob, at, to, &name, &span))
                *claims_add(l) = (struct claim){.knob = knob,
                                                .value = item,
                                                .at = span,
                                                .length = name.n,
                                                .figure = -1,
                                                .denied = words_denied(&l->words, span)};
        }
    }
    words_free(&name);
}

/* ---- What a list is a list of. */

static const char OTHER_HEADS[] =
    "|featur|signal|guardrail|slic|monitor|filter|target|elig|fallback|metric|consent|alarm|alert|log|";

/* The last word before the colon that opens the list word i is in; -1: no colon before it in the sentence. */
static int list_head(const struct listener *l, int i) {
    const struct sentence *s = words_sentence(&l->words, i);
    for (int k = i - 1; k >= s->first; k--)
        if (claims_sign_behind(l, k, ':'))
            return k;
    return -1;
}

/* "Targeting filter: country, device" are no features. */
static bool of_another_list(const struct listener *l, const struct claim *c) {
    int head = list_head(l, c->at.first);
    if (head < 0)
        return false;
    bool other = false;
    for (int k = head; k >= 0 && k > head - 4 && l->words.word[k].clause == l->words.word[head].clause; k--) {
        if (lists_noun(l, c->knob, k))
            return false;
        other = other || words_is(&l->words, k, OTHER_HEADS);
    }
    return other;
}

/* Elsewhere than in its own step an item counts where the list's noun leads to it: "device as a feature", "the features
 * are device and hour". */
static bool led_to(const struct listener *l, const struct claim *c) {
    const struct words *w = &l->words;
    const struct sentence *s = words_sentence(&l->words, c->at.first);
    for (int i = s->first; i < s->first + s->n; i++) {
        if (!lists_noun(l, c->knob, i))
            continue;
        bool opens = claims_sign_behind(l, i, ':') || claims_sign_behind(l, i + 1, ':');
        opens = opens || words_is(w, i + 1, "|are|is|includ|like|such|from|contain|wer|cover|") ||
                (words_is(w, i + 1, "|i|we|that|the|would|to|here|for|") &&
                 words_is(w, i + 2, "|are|is|includ|take|tak|us|use|need|start|add|includ|want|"));
        bool near = w->word[i].clause == w->word[c->at.first].clause && i - c->at.last <= 4 && c->at.first - i <= 8;
        if (near || (opens && i < c->at.first))
            return true;
    }
    return false;
}

static bool is_trap(const struct listener *l, const struct claim *c) {
    int n = 0;
    const struct feature *table =
        strcmp(c->knob->choices, "@features") == 0 ? feature_table(l->content->info.kind, &n) : NULL;
    for (int i = 0; i < n && c->value; i++)
        if (table[i].trap && strcmp(table[i].name, c->value) == 0)
            return true;
    return false;
}

/* Of what knows the future one mostly speaks to turn it down: it is taken only where nothing speaks against it. */
static bool distrusted(const struct listener *l, const struct claim *c) {
    static const char DOUBT[] =
        "|leak|leakag|leaki|futur|drop|avoid|suspici|suspect|distrust|trust|trap|contamin|care|careful|bewar|cheat|"
        "proven|until|wrong|peek|hindsight|check|look|danger|dangerou|know|knows|fals|contain|exclud|remov|never|"
        "investig|doubt|instead|rather|tempt|good|true|";
    const struct sentence *s = words_sentence(&l->words, c->at.first);
    for (int i = s->first; i < s->first + s->n; i++)
        if (words_is(&l->words, i, DOUBT))
            return true;
    return false;
}

void lists_weigh(struct listener *l) {
    for (int i = 0; i < l->n; i++) {
        struct claim *c = &l->claims[i];
        if (c->dropped || c->knob->type != KNOB_LIST)
            continue;
        if (of_another_list(l, c) || (c->knob->step != l->step && !led_to(l, c)) ||
            (!c->denied && is_trap(l, c) && distrusted(l, c)))
            c->dropped = true;
    }
}
