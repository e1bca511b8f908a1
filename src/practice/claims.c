#include "practice/claims.h"
#include "practice/belief.h"
#include "practice/claims_lists.h"
#include "practice/claims_quantities.h"
#include "practice/claims_rivals.h"
#include "practice/claims_part.h"
#include "practice/claims_stage.h"

#include <stdlib.h>
#include <string.h>

bool claims_sign_behind(const struct listener *l, int i, char sign) {
    if (i < 0 || i + 1 >= l->words.n)
        return false;
    for (int at = l->words.word[i].end; at < l->words.word[i + 1].start; at++)
        if (l->text[at] == sign)
            return true;
    return false;
}

struct claim *claims_add(struct listener *l) {
    if (l->n == l->room)
        l->claims = mem_grow(l->claims, (size_t)(l->room = l->room * 2 + 16), sizeof *l->claims);
    l->claims[l->n] = (struct claim){0};
    return &l->claims[l->n++];
}

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
    for (int i = sentence->first; i < sentence->first + sentence->n; i++)
        if (list ? lists_noun(l, knob, i) : words_is(&l->words, i, "|primari|decid|decis|success|"))
            return true;
    return false;
}

/* "must not rise" is said with its own negation: one before it is another's. */
static bool negates(const struct words *wording) {
    for (int i = 0; i < wording->n; i++)
        if (words_is(wording, i, "|no|not|without|never|dont|"))
            return true;
    return false;
}

/* How a wording is meant, by the signs before it: "@" in the knob's own step alone, "&" its words anywhere in one
 * sentence, "=" right beside a figure, "?" also where it depends on an "if", "!" a figure that says what is left out:
 * 90 % are 10 %, "-" a figure below zero however it is said. */
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

enum role { ROLE_SAY, ROLE_UNSAY, ROLE_UNLESS };
struct search { /* for a wording of a rule */
    const struct knob *knob;
    const char *value; /* NULL: of a quantity */
    enum role role;
    struct manner manner;
    const struct words *want;
};

/* What is asked may be answered in the next sentence. */
static bool may_be_asked(const struct search *x) {
    return !x->value && x->role == ROLE_SAY;
}

/* The next place of the wording: of all its words in one sentence, far apart, or in a row. What is said of another
 * step has to be said plainly. */
static bool find_next(const struct listener *l, const struct search *x, int from, int to, struct span *at) {
    bool own = x->knob->step == l->step, concept = has_concept(x->want), measured = !x->value && x->want->n > 1;
    if (x->manner.apart && own)
        return words_find_apart(&l->words, x->want, from, to, at);
    if (concept && !own && x->value && x->want->n == 2)
        return false; /* two everyday words may stand together in any step */
    int slack = negates(x->want) ? 0 : !concept ? 1 : own ? 3 : 0;
    return words_find(&l->words, x->want, from, to, slack, measured, at);
}

/* "Cross entropy instead of softmax" is no "softmax instead". */
static bool across_instead(const struct words *w, struct span at) {
    for (int i = at.first; i < at.last; i++)
        if (words_is(w, i, "|instead|") && words_is(w, i + 1, "|of|"))
            return true;
    return false;
}

static void add_found(struct listener *l, const struct search *x, struct span at) {
    const struct words *w = &l->words;
    bool question = words_sentence(w, at.first)->question, denied = words_denied(w, at);
    bool compared = !text_starts(x->knob->path, "evaluation."); /* "recall against the whole catalogue" says how */
    bool taken_anyway = x->role == ROLE_UNLESS || x->manner.condition || denied;
    bool spoken = question || (!taken_anyway && words_mentioned(w, at, compared));
    if (spoken && !may_be_asked(x))
        return;
    *claims_add(l) = (struct claim){.knob = x->knob,
                                    .value = x->value,
                                    .at = at,
                                    .length = x->want->n,
                                    .figure = -1,
                                    .spoken = spoken,
                                    .ruled_out = x->role == ROLE_UNSAY,
                                    .veto = x->role == ROLE_UNLESS,
                                    .beside = x->manner.beside,
                                    .apart = x->manner.apart,
                                    .weak = x->manner.own_step && x->want->n == 1,
                                    .rest = x->manner.rest,
                                    .negative = x->manner.negative,
                                    .denied = x->role == ROLE_UNSAY || (!negates(x->want) && denied)};
}

static void find_wording(struct listener *l, const struct knob *knob, const char *value, const char *wording,
                         enum role role) {
    struct search x = {.knob = knob, .value = value, .role = role, .manner = manner_of(&wording)};
    if (x.manner.own_step && knob->step != l->step)
        return;
    x.want = lexicon_wording(l->lexicon, wording, role == ROLE_UNLESS);
    if (words_absent(&l->words, x.want, !value))
        return;
    for (int s = 0; s < l->words.n_sentences; s++) {
        const struct sentence *sentence = &l->words.sentence[s];
        if ((sentence->question && !may_be_asked(&x)) || !goes_with(l, knob, s) || !in_place(l, knob, sentence))
            continue;
        struct span at;
        int from = sentence->first, to = sentence->first + sentence->n;
        for (; find_next(l, &x, from, to, &at); from = at.first + 1)
            if (at.weight >= -2 && !across_instead(&l->words, at)) /* else more was passed over than found */
                add_found(l, &x, at);
    }
}

static void find_wordings(struct listener *l, const struct knob *knob, const char *value, char **wordings,
                          enum role role) {
    for (; wordings && *wordings; wordings++)
        find_wording(l, knob, value, *wordings, role);
}

static bool find_phrases(struct listener *l, struct err *err) {
    for (int p = 0; p < l->content->n_phrases; p++) {
        const struct phrase *rule = &l->content->phrases[p];
        const struct knob *knob = knob_named(rule->knob);
        if (!knob)
            return err_set(err, ERR_NOT_FOUND, "unknown knob '%s' among the phrases", rule->knob);
        find_wordings(l, knob, rule->value, rule->say, ROLE_SAY);
        if (knob->type == KNOB_LIST)
            lists_find_item(l, knob, rule->value);
        find_wordings(l, knob, rule->value, rule->unsay, ROLE_UNSAY);
        find_wordings(l, knob, rule->value, rule->unless, ROLE_UNLESS);
    }
    return true;
}

static void find_quantities(struct listener *l) {
    for (int q = 0; q < l->content->n_quantities; q++) {
        const struct quantity *rule = &l->content->quantities[q];
        const struct knob *knob = knob_named(rule->knob);
        find_wordings(l, knob, NULL, rule->near, ROLE_SAY);
        find_wordings(l, knob, NULL, rule->unless, ROLE_UNLESS);
    }
}

static int claim_order(const void *x, const void *y) {
    const struct claim *a = x, *b = y;
    if (a->at.first != b->at.first)
        return a->at.first - b->at.first;
    return a->knob != b->knob ? (int)a->knob->id - (int)b->knob->id : b->length - a->length;
}

bool claims_find(struct listener *l, struct err *err) {
    if (!find_phrases(l, err))
        return false;
    int first_quantity = l->n;
    find_quantities(l);
    rivals_obey_vetoes(l);
    quantities_pair(l, first_quantity);
    rivals_settle(l);
    stage_turn(l);
    part_turn(l);
    lists_weigh(l);
    rivals_settle_in_context(l);
    belief_settle(l);
    if (l->n)
        qsort(l->claims, (size_t)l->n, sizeof *l->claims, claim_order);
    return true;
}
