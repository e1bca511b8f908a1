#include "practice/claims.h"
#include "practice/claims_context.h"
#include "practice/claims_quantities.h"

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

/* Which steps' decisions one speaks of in a step: whoever talks of serving also talks of the list that is served, but
 * what is said of models while the tests are planned tells what is tested. While requirements are asked for a model may
 * be named, and little else is meant. */
static bool goes_with(const struct listener *l, const struct knob *knob, int sentence) {
    static const unsigned WITH[] = {
        0,       [1] = 1 << 4, [2] = 1 << 3 | 1 << 4, [3] = 1 << 2 | 1 << 4, [4] = 1 << 2 | 1 << 3 | 1 << 6,
        [5] = 0, [6] = 1 << 4, [7] = 1 << 6};
    if (l->step == 1)
        return WITH[1] & 1u << knob->step && !text_starts(knob->path, "policy.");
    return knob->step == l->step || WITH[l->step] & 1u << knob->step || words_change(&l->words, sentence);
}

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

enum role { ROLE_SAY, ROLE_UNSAY, ROLE_UNLESS };

/* How a wording is meant, by the signs before it: "@" in the knob's own step alone, "&" its words anywhere in one
 * sentence, "=" right beside a figure, "?" also where it depends on an "if", "!" a figure
 * that says what is left out: 90 % are 10 %, "-" a figure below zero however it is said. */
struct manner {
    bool own_step, apart, beside, condition, rest, negative;
};
static struct manner manner_of(const char **wording) {
    struct manner m = {0};
    for (; **wording && strchr("@&=?!- ", **wording); (*wording)++) {
        m.own_step = m.own_step || **wording == '@' || **wording == '=';
        m.apart = m.apart || **wording == '&';
        m.beside = m.beside || **wording == '=';
        m.condition = m.condition || **wording == '?';
        m.rest = m.rest || **wording == '!';
        m.negative = m.negative || **wording == '-';
    }
    return m;
}

static bool has_concept(const struct words *wording) {
    for (int i = 0; i < wording->n; i++)
        if (wording->word[i].concept >= 0)
            return true;
    return false;
}

/* The next place of the wording: of all its words in one sentence, far apart, or in a row. What is said of another
 * step has to be said plainly. */
static bool find_next(const struct listener *l, const struct knob *knob, bool value, const struct words *want,
                      const struct manner *manner, int from, int to, bool measured, struct span *at) {
    if (manner->apart && knob->step == l->step)
        return words_find_apart(&l->words, want, from, to, at);
    bool concept = has_concept(want), own = knob->step == l->step;
    if (concept && !own && value && want->n == 2)
        return false; /* two everyday words may stand together in any step */
    int slack = negates(want) ? 0 : !concept ? 1 : own ? 3 : 0;
    return words_find(&l->words, want, from, to, slack, measured && want->n > 1, at);
}

/* "Cross entropy instead of softmax" is no "softmax instead". */
static bool across_instead(const struct words *w, struct span at) {
    for (int i = at.first; i < at.last; i++)
        if (words_is(w, i, "|instead|") && words_is(w, i + 1, "|of|"))
            return true;
    return false;
}

static void find_wording(struct listener *l, const struct knob *knob, const char *value, const char *wording,
                         enum role role) {
    struct manner manner = manner_of(&wording);
    if (manner.own_step && knob->step != l->step)
        return;
    const struct words *want = lexicon_wording(l->lexicon, wording, role == ROLE_UNLESS);
    bool compared = !text_starts(knob->path, "evaluation."); /* "recall against the whole catalogue" says how */
    for (int s = 0; s < l->words.n_sentences; s++) {
        const struct sentence *sentence = &l->words.sentence[s];
        struct span at;
        int from = sentence->first, to = sentence->first + sentence->n;
        bool quantity = !value && role == ROLE_SAY; /* that is asked may be answered in the next sentence */
        while ((!sentence->question || quantity) && goes_with(l, knob, s) && in_place(l, knob, sentence) &&
               find_next(l, knob, value != NULL, want, &manner, from, to, value == NULL, &at)) {
            from = at.first + 1;
            if (at.weight < -2 || across_instead(&l->words, at))
                continue; /* more was passed over than found */
            bool denied = words_denied(&l->words, at);
            bool spoken = sentence->question || (role != ROLE_UNLESS && !manner.condition && !denied &&
                                                 words_mentioned(&l->words, at, compared));
            if (spoken && !quantity)
                continue;
            *claim_add(l) = (struct claim){.knob = knob,
                                           .value = value,
                                           .at = at,
                                           .length = want->n,
                                           .figure = -1,
                                           .spoken = spoken,
                                           .ruled_out = role == ROLE_UNSAY,
                                           .veto = role == ROLE_UNLESS,
                                           .beside = manner.beside,
                                           .apart = manner.apart,
                                           .weak = manner.own_step && want->n == 1,
                                           .rest = manner.rest,
                                           .negative = manner.negative,
                                           .denied = role == ROLE_UNSAY || (!negates(want) && denied)};
        }
    }
}

bool claims_list_noun(const struct listener *l, const struct knob *knob, int i) {
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
        if (l->words.word[i].stop || claims_list_noun(l, knob, i))
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
    const char *dot = strrchr(item, '.'); /* "ranking.calibration_ratio" is said without its stage */
    snprintf(spaced, sizeof spaced, "%s", dot ? dot + 1 : item);
    for (char *c = spaced; *c; c++)
        *c = *c == '_' ? ' ' : *c;
    struct words name = words_of(spaced);
    for (int s = 0; s < l->words.n_sentences; s++) {
        const struct sentence *sentence = &l->words.sentence[s];
        int end = sentence->first + sentence->n, at = sentence->first;
        while (at < end && !claims_list_noun(l, knob, at))
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

/* What stands in the same sentence as a wording of `unless`, near it, says nothing. */
static void obey_vetoes(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n && l->claims[i].veto; j++) {
            const struct claim *a = &l->claims[i];
            struct claim *b = &l->claims[j];
            bool near = a->at.first - b->at.last <= 6 && b->at.first - a->at.last <= 6;
            if (!b->veto && a->knob == b->knob && !a->value == !b->value &&
                (!a->value || strcmp(a->value, b->value) == 0) && near &&
                l->words.word[a->at.first].sentence == l->words.word[b->at.first].sentence) {
                b->dropped = true;
                b->denied = false;
            }
        }
    for (int i = 0; i < l->n; i++)
        l->claims[i].dropped = l->claims[i].dropped || l->claims[i].veto;
}

static void find_quantities(struct listener *l) {
    int first = l->n;
    for (int q = 0; q < l->content->n_quantities; q++) {
        const struct quantity *rule = &l->content->quantities[q];
        const struct knob *knob = knob_named(rule->knob);
        for (char **near = rule->near; near && *near; near++)
            find_wording(l, knob, NULL, *near, ROLE_SAY);
        for (char **near = rule->unless; near && *near; near++)
            find_wording(l, knob, NULL, *near, ROLE_UNLESS);
    }
    obey_vetoes(l);
    quantities_pair(l, first);
}

/* Of two claims about one knob that share words, the more specific wording was meant. */
static void drop_overlaps(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            struct claim *a = &l->claims[i], *b = &l->claims[j];
            if (i == j || a->dropped || b->dropped || a->knob != b->knob)
                continue;
            if (a->apart && !b->apart && a->value && b->value && a->knob->type != KNOB_LIST &&
                l->words.word[a->at.first].sentence == l->words.word[b->at.first].sentence) {
                b->dropped = true; /* a word of its combination, further on */
                continue;
            }
            if (!span_meets(a->at, b->at))
                continue;
            if (a->knob->type == KNOB_LIST && a->value && b->value && strcmp(a->value, b->value) != 0)
                continue;
            if (a->value && b->value && a->denied != b->denied && !a->ruled_out && !b->ruled_out &&
                strcmp(a->value, b->value) != 0)
                continue; /* "no diversity" chooses none and turns MMR down */
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

/* "Mining: similar wrong ones join the batch": a single everyday word gives way to what says more about its knob. */
static void drop_weak(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            const struct claim *plain = &l->claims[i];
            struct claim *weak = &l->claims[j];
            if (weak->weak && !weak->denied && !plain->weak && !plain->dropped && !plain->denied &&
                plain->knob == weak->knob && plain->knob->type == KNOB_CHOICE && plain->at.weight >= 4 &&
                l->words.word[plain->at.first].sentence == l->words.word[weak->at.first].sentence)
                weak->dropped = true;
        }
}

/* "IVF with product quantisation": of two values of which one is the other and more, the larger was meant. */
static void drop_halves(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            const struct claim *whole = &l->claims[i];
            struct claim *half = &l->claims[j];
            if (whole->knob != half->knob || whole->knob->type != KNOB_CHOICE || whole->dropped || whole->denied ||
                half->denied || !whole->value || !half->value)
                continue;
            size_t n = strlen(half->value);
            if (strncmp(whole->value, half->value, n) == 0 && whole->value[n] == '_' &&
                l->words.word[whole->at.first].sentence == l->words.word[half->at.first].sentence)
                half->dropped = true;
        }
}

/* A word says one thing: what lies within a claim of this step says nothing about another step. Of the same words two
 * rules may make two things. */
static void drop_strangers(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            struct span own = l->claims[i].at, other = l->claims[j].at;
            if (l->claims[i].knob->step != l->step || l->claims[j].knob->step == l->step || l->claims[i].dropped)
                continue;
            bool within = other.first >= own.first && other.last <= own.last;
            bool around = other.first <= own.first && other.last >= own.last && l->claims[j].value;
            bool same = other.first == own.first && other.last == own.last;
            if (same ? l->claims[j].denied : within || around)
                l->claims[j].dropped = true;
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
            find_wording(l, knob, rule->value, *say, ROLE_SAY);
        if (knob->type == KNOB_LIST)
            find_item(l, knob, rule->value);
        for (char **say = rule->unsay; say && *say; say++)
            find_wording(l, knob, rule->value, *say, ROLE_UNSAY);
        for (char **say = rule->unless; say && *say; say++)
            find_wording(l, knob, rule->value, *say, ROLE_UNLESS);
    }
    find_quantities(l);
    drop_overlaps(l);
    drop_weak(l);
    drop_halves(l);
    drop_strangers(l);
    context_weigh(l);
    if (l->n)
        qsort(l->claims, (size_t)l->n, sizeof *l->claims, claim_order);
    return true;
}
