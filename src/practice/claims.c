#include "practice/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct claim *claim_add(struct listener *l) {
    if (l->n == l->room)
        l->claims = mem_grow(l->claims, (size_t)(l->room = l->room * 2 + 16), sizeof *l->claims);
    l->claims[l->n] = (struct claim){0};
    return &l->claims[l->n++];
}

static const char LISTS[] = "|featur|sign|signal|guardrail|slic|monitor|";

/* Items of a list and names of metrics are everyday words ("creator", "watch time per session"): they count in their
 * own step, and elsewhere in a sentence that says what they are. */
static bool in_place(const struct listener *l, const struct knob *knob, const struct sentence *sentence) {
    bool list = knob->type == KNOB_LIST, metric = !list && strcmp(knob->choices, "@metrics") == 0;
    if ((!list && !metric) || knob->step == l->step)
        return true;
    for (int i = sentence->first; i < sentence->first + sentence->n; i++) {
        if (metric && words_is(&l->words, i, "|primari|decid|decis|success|"))
            return true;
        if (list && words_is(&l->words, i, LISTS) &&
            strncmp(strchr(knob->path, '.') + 1, l->words.word[i].stem, 4) == 0)
            return true;
    }
    return false;
}

/* "must not rise" is said with its own negation: one before it is another's. */
static bool negates(const struct words *wording) {
    for (int i = 0; i < wording->n; i++)
        if (words_is(wording, i, "|no|not|without|never|dont|"))
            return true;
    return false;
}

static void find_wording(struct listener *l, const struct knob *knob, const char *value, const char *wording,
                         bool ruled_out) {
    struct words want = words_of(wording);
    bool compared = !text_starts(knob->path, "evaluation."); /* "recall against the whole catalogue" says how */
    for (int s = 0; s < l->words.n_sentences; s++) {
        const struct sentence *sentence = &l->words.sentence[s];
        struct span at;
        int from = sentence->first, to = sentence->first + sentence->n;
        while (!sentence->question && in_place(l, knob, sentence) &&
               words_find(&l->words, &want, from, to, 1, value == NULL, &at)) {
            from = at.first + 1;
            if (words_mentioned(&l->words, at, compared) && !words_denied(&l->words, at))
                continue;
            *claim_add(l) = (struct claim){.knob = knob,
                                           .value = value,
                                           .at = at,
                                           .length = want.n,
                                           .figure = -1,
                                           .ruled_out = ruled_out,
                                           .denied = ruled_out || (!negates(&want) && words_denied(&l->words, at))};
        }
    }
    words_free(&want);
}

static bool names_list(const struct listener *l, const struct knob *knob, int i) {
    return words_is(&l->words, i, LISTS) && strncmp(strchr(knob->path, '.') + 1, l->words.word[i].stem, 4) == 0;
}

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
        if (l->words.word[i].stop || names_list(l, knob, i))
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
static void find_item(struct listener *l, const struct knob *knob, const char *item) {
    char spaced[64];
    snprintf(spaced, sizeof spaced, "%s", item);
    for (char *c = spaced; *c; c++)
        *c = *c == '_' ? ' ' : *c;
    struct words name = words_of(spaced);
    for (int s = 0; s < l->words.n_sentences; s++) {
        const struct sentence *sentence = &l->words.sentence[s];
        int end = sentence->first + sentence->n, at = sentence->first;
        while (at < end && !names_list(l, knob, at))
            at++;
        for (int to; at < end && !sentence->question; at = to + words_is(&l->words, to, "|and|plus|")) {
            struct span span;
            to = part_end(&l->words, at, end);
            if (part_is(l, knob, at, to, &name, &span))
                *claim_add(l) = (struct claim){.knob = knob,
                                               .value = item,
                                               .at = span,
                                               .length = name.n,
                                               .figure = -1,
                                               .denied = words_denied(&l->words, span)};
        }
    }
    words_free(&name);
}

/* Seconds in a unit of time, 0 for other words. */
static double time_unit(const char *stem) {
    static const struct {
        const char *stem;
        double seconds;
    } UNITS[] = {{"ms", 1e-3},     {"millisecond", 1e-3}, {"s", 1.0},         {"sec", 1.0},        {"second", 1.0},
                 {"min", 60.0},    {"minut", 60.0},       {"h", 3600.0},      {"hour", 3600.0},    {"dai", 86400.0},
                 {"day", 86400.0}, {"d", 86400.0},        {"week", 604800.0}, {"month", 2592000.0}};
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strcmp(UNITS[i].stem, stem) == 0)
            return UNITS[i].seconds;
    return 0.0;
}

static double knob_time_unit(const struct knob *knob) {
    char stem[28];
    size_t n = strcspn(knob->unit, ", /");
    words_stem(knob->unit, n, stem);
    return n ? time_unit(stem) : 0.0;
}

/* The number at word i in the knob's unit; NAN: a number of something else. */
static double number_for(const struct words *w, int i, const struct knob *knob) {
    const struct word *word = &w->word[i];
    if (word->named)
        return NAN;
    if (word->percent)
        return knob->type == KNOB_INT ? NAN : word->value / 100.0;
    for (int k = i + 1; k <= i + 2 && k + 1 < w->n && knob->high <= 1.0; k++) /* "one in ten", "one negative in ten" */
        if (words_is(w, k, "|in|") && w->word[k + 1].number && w->word[k + 1].value > word->value)
            return word->value / w->word[k + 1].value;
    double own = knob_time_unit(knob), said = 0.0;
    if (i + 1 < w->n && w->word[i + 1].sentence == word->sentence)
        said = time_unit(w->word[i + 1].stem);
    if (said > 0.0 && strcmp(w->word[i + 1].stem, "d") == 0 && own == 0.0)
        said = 0.0; /* "64 d" is a width */
    if (said > 0.0)
        return own > 0.0 ? word->value * said / own : NAN;
    return word->minus && knob->low < 0.0 ? -word->value : word->value;
}

/* Words between the number and the wording; a number on the far side of a comma is farther. -1: not near. */
static int distance(const struct words *w, struct span at, int i) {
    int gap = i < at.first ? at.first - i - 1 : i - at.last - 1;
    if (i >= at.first && i <= at.last)
        return 0;
    if (w->word[i].clause != w->word[at.first].clause)
        gap += 4;
    bool period = i + 1 < w->n && time_unit(w->word[i + 1].stem) > 0.0;
    int reach = w->word[i].figure || period ? 4 : w->word[i].value == 1.0 ? 0 : 1;
    return gap <= reach ? gap : -1;
}

/* Every wording takes the number that is nearest to it, nearest pairs first, a number once. */
struct pair {
    int claim, number, gap;
};
static int pair_order(const void *a, const void *b) {
    const struct pair *p = a, *q = b;
    if (p->gap != q->gap)
        return p->gap - q->gap;
    return p->claim != q->claim ? p->claim - q->claim : p->number - q->number;
}

static void find_quantities(struct listener *l) {
    struct pair *pairs = NULL;
    int n_pairs = 0, room = 0, first = l->n;
    for (int q = 0; q < l->content->n_quantities; q++) {
        const struct quantity *rule = &l->content->quantities[q];
        for (char **near = rule->near; near && *near; near++)
            find_wording(l, knob_named(rule->knob), NULL, *near, false);
    }
    for (int c = first; c < l->n; c++) {
        l->claims[c].dropped = true;
        const struct sentence *s = &l->words.sentence[l->words.word[l->claims[c].at.first].sentence];
        for (int i = s->first; i < s->first + s->n; i++) {
            int gap = l->words.word[i].number ? distance(&l->words, l->claims[c].at, i) : -1;
            struct span at = {i, i, 1};
            if (gap < 0 || isnan(number_for(&l->words, i, l->claims[c].knob)) || words_denied(&l->words, at) ||
                words_mentioned(&l->words, at, true))
                continue;
            if (n_pairs == room)
                pairs = mem_grow(pairs, (size_t)(room = room * 2 + 16), sizeof *pairs);
            /* of two as near, the one before: "64 dimensions and 500 candidates" */
            pairs[n_pairs++] = (struct pair){c, i, gap * 2 + (i > l->claims[c].at.last)};
        }
    }
    if (n_pairs)
        qsort(pairs, (size_t)n_pairs, sizeof *pairs, pair_order);
    bool *used = mem_must((size_t)l->words.n + 1, sizeof *used);
    for (int p = 0; p < n_pairs; p++) {
        struct claim *c = &l->claims[pairs[p].claim];
        if (!c->dropped || used[pairs[p].number])
            continue;
        used[pairs[p].number] = true;
        c->dropped = false;
        c->figure = pairs[p].number;
        c->number = number_for(&l->words, pairs[p].number, c->knob);
        c->denied = false;
    }
    for (int c = first; c < l->n; c++) { /* "no cache", "we do not explore" */
        struct claim *x = &l->claims[c];
        bool zero_is_off = strcmp(x->knob->unit, "days") != 0 && strcmp(x->knob->unit, "probability") != 0;
        if (x->dropped && x->denied && x->knob->low <= 0.0 && zero_is_off) {
            x->dropped = x->denied = false;
            x->number = 0.0;
        }
    }
    free(used);
    free(pairs);
}

static bool overlap(struct span a, struct span b) {
    return a.first <= b.last && b.first <= a.last;
}

/* Of two claims about one knob that share words, the more specific wording was meant. */
static void drop_overlaps(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            struct claim *a = &l->claims[i], *b = &l->claims[j];
            if (i == j || a->dropped || b->dropped || a->knob != b->knob || !overlap(a->at, b->at))
                continue;
            if (a->knob->type == KNOB_LIST && a->value && b->value && strcmp(a->value, b->value) != 0)
                continue;
            if (a->ruled_out != b->ruled_out && a->value && b->value) {
                if (a->ruled_out && strcmp(a->value, b->value) == 0)
                    b->dropped = true;
                continue;
            }
            if ((a->figure >= 0) != (b->figure >= 0)) { /* "every two hours" says more than "hourly" */
                b->dropped = b->dropped || a->figure >= 0;
                continue;
            }
            bool longer = a->at.weight != b->at.weight ? a->at.weight > b->at.weight
                          : a->length != b->length     ? a->length > b->length
                                                       : i < j;
            if (longer)
                b->dropped = true;
        }
}

static int claim_order(const void *x, const void *y) {
    const struct claim *a = x, *b = y;
    if (a->at.first != b->at.first)
        return a->at.first - b->at.first;
    return a->knob != b->knob ? (int)a->knob->id - (int)b->knob->id : b->length - a->length;
}

bool claims_find(struct listener *l, struct err *err) {
    for (int p = 0; p < l->content->n_phrases; p++) {
        const struct phrase *rule = &l->content->phrases[p];
        const struct knob *knob = knob_named(rule->knob);
        if (!knob)
            return err_set(err, ERR_NOT_FOUND, "unknown knob '%s' among the phrases", rule->knob);
        for (char **say = rule->say; say && *say; say++)
            find_wording(l, knob, rule->value, *say, false);
        if (knob->type == KNOB_LIST)
            find_item(l, knob, rule->value);
        for (char **say = rule->unsay; say && *say; say++)
            find_wording(l, knob, rule->value, *say, true);
    }
    find_quantities(l);
    drop_overlaps(l);
    if (l->n)
        qsort(l->claims, (size_t)l->n, sizeof *l->claims, claim_order);
    return true;
}
