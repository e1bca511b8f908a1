#include "practice/claims_quantities.h"
#include "practice/belief.h"
#include "practice/claims_counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "The bonus should be tiny, I'd put it at 0.02": the figure is of what the clause before is about. */
static bool points_back(const struct words *w, const struct span *at, const struct amount *a) {
    int i = a->first - 1;
    i -= words_is(w, i, "|at|to|as|be|around|about|roughly|of|");
    return at->last < i && words_is(w, i, "|it|that|this|them|") &&
           words_is(w, i - 1, "|put|set|make|keep|leave|have|take|fix|limit|cap|hold|want|like|choose|pick|") &&
           w->word[a->first].clause == w->word[at->last].clause + 1;
}

/* "Embedding width for the two towers: 64". */
static bool behind_colon(const struct listener *l, const struct span *at, const struct amount *a) {
    const struct words *w = &l->words;
    bool last = a->last + 1 >= w->n || w->word[a->last + 1].clause != w->word[a->last].clause;
    return at->last < a->first && last && claims_sign_behind(l, a->first - 1, ':') &&
           w->word[a->first].clause == w->word[at->last].clause + 1;
}

enum { AFAR = 20 };

/* Words between the amount and the wording; what is on the far side of a comma is farther. -1: not near. */
static int distance(const struct listener *l, const struct claim *c, const struct amount *a) {
    const struct words *w = &l->words;
    struct span at = c->at;
    if (c->learnt) /* anywhere in its sentence, but what has a word for it goes first */
        return AFAR;
    if (a->first <= at.last && a->last >= at.first)
        return 0;
    int from = a->first < at.first ? a->last + 1 : at.last + 1, to = a->first < at.first ? at.first : a->first;
    int small = 0;
    for (int i = from; i < to; i++)
        small += w->word[i].stop && !words_is(w, i, "|and|or|");
    if (points_back(w, &at, a) || behind_colon(l, &at, a))
        return a->reach;
    int gap = to - from - small + small / 3;
    if (w->word[a->first].clause != w->word[at.first].clause)
        gap += a->period && !a->figure ? 9 : 4;
    for (int i = from; i < to && a->period; i++) /* "CTR daily and retrain" */
        if (words_is(w, i, "|and|then|if|when|because|since|that|so|or|"))
            return -1;
    int reach = c->beside ? 0 : a->reach;
    return gap <= reach && (a->figure || !c->beside) ? gap : -1;
}

/* A period has its unit; a figure without one counts right beside the wording alone. */
static bool plain_enough(const struct knob *knob, const struct amount *a, int gap) {
    bool time = text_starts(knob->unit, "days") || text_starts(knob->unit, "minutes") ||
                strcmp(knob->unit, "seconds") == 0 || text_starts(knob->unit, "hours");
    return a->period || !time || (a->figure && gap <= 1 && strcmp(knob->unit, "days") != 0);
}

/* A figure of another step stands beside its noun: "500 candidates", in the same clause as what it counts. */
static bool said_plainly(const struct listener *l, const struct claim *c, const struct amount *a) {
    if (c->knob->step == l->step || c->learnt)
        return true;
    if (l->words.word[a->first].clause != l->words.word[c->at.first].clause)
        return false;
    return c->length > 1 || a->period || a->last + 1 == c->at.first || a->first == c->at.last + 1;
}

static const char BELOW[] =
    "|under|below|less|short|shorter|fewer|"; /* "under 10 seconds does not count" is from 10 on */

/* Whether the figure itself is denied or only spoken of. */
static bool only_spoken(const struct words *w, const struct claim *c, const struct amount *a) {
    struct span at = {a->first, a->last, 1};
    int before = a->first - 1;
    bool most = words_is(w, before, "|than|") && words_is(w, before - 1, "|less|fewer|more|"); /* "never more than 4" */
    bool denied = !most && words_denied(w, at) && !c->rest && !words_is(w, before, BELOW);
    return denied || words_mentioned(w, at, true);
}

/* Every wording takes the number that is nearest to it, nearest pairs first, a number once; what is only spoken of
 * takes what is left, so that a later figure can correct it. */
struct pair {
    int claim, gap, weight;
    bool spoken;
    struct amount amount;
};
static int pair_order(const void *a, const void *b) {
    const struct pair *p = a, *q = b;
    if (p->spoken != q->spoken)
        return p->spoken - q->spoken;
    if (p->gap != q->gap)
        return p->gap - q->gap;
    if (p->weight != q->weight)
        return q->weight - p->weight;
    return p->claim != q->claim ? p->claim - q->claim : p->amount.first - q->amount.first;
}

struct pairing {
    struct listener *l;
    int first; /* claims from here on are of quantities */
    struct pair *pairs;
    int n, room;
    bool *used; /* (words) a claim has this figure */
};

/* The upper end of "between 0.6 and 0.9": a threshold is the lower. */
static bool upper_end(const struct words *w, const struct claim *c, int i) {
    return i > 2 && strstr(c->knob->path, "threshold") && words_is(w, i - 1, "|and|") && w->word[i - 2].number &&
           words_is(w, i - 3, "|between|");
}

static void collect(struct pairing *p, int claim) {
    const struct listener *l = p->l;
    const struct claim *c = &l->claims[claim];
    const struct sentence *s = &l->words.sentence[l->words.word[c->at.first].sentence];
    for (int i = s->first; i < s->first + s->n; i++) {
        struct amount a;
        if (!amount_at(&l->words, i, c->knob, &a) || !said_plainly(l, c, &a) || upper_end(&l->words, c, i))
            continue;
        int gap = distance(l, c, &a);
        if (gap < 0 || !plain_enough(c->knob, &a, gap) || !counts_fit(l, c, &a, gap))
            continue;
        if (p->n == p->room)
            p->pairs = mem_grow(p->pairs, (size_t)(p->room = p->room * 2 + 16), sizeof *p->pairs);
        /* of two as near, the one before: "64 dimensions and 500 candidates" */
        bool inside = !c->learnt && i >= c->at.first && i <= c->at.last;
        if (inside && !a.period && a.first == a.last && l->words.word[i].value == 1.0 && !l->words.word[i].digits)
            continue; /* "similar to one above": a word of the wording */
        p->pairs[p->n++] = (struct pair){.claim = claim,
                                         .gap = inside ? -1 : gap * 2 + (i > c->at.last),
                                         .weight = c->at.weight,
                                         .spoken = c->spoken || s->question || only_spoken(&l->words, c, &a),
                                         .amount = a};
    }
}

static void take(struct pairing *p, struct claim *c, const struct amount *a, bool spoken) {
    for (int i = a->first; i <= a->last; i++)
        p->used[i] = true;
    c->figure = a->first;
    c->figure_end = a->last;
    c->number = c->rest ? round((1.0 - a->value) * 1e9) / 1e9 : c->negative ? -fabs(a->value) : a->value;
    c->denied = false;
    c->dropped = spoken;
}

static bool figure_taken(const struct pairing *p, const struct amount *a) {
    for (int i = a->first; i <= a->last; i++)
        if (p->used[i])
            return true;
    return false;
}

/* Another figure that nothing has taken would do as well: which one is meant cannot be told. */
static bool ambiguous(const struct pairing *p, const struct pair *pair) {
    for (int k = 0; k < p->n; k++)
        if (p->pairs[k].claim == pair->claim && p->pairs[k].amount.first != pair->amount.first &&
            !figure_taken(p, &p->pairs[k].amount))
            return true;
    return false;
}

static void pair_off(struct pairing *p) {
    struct listener *l = p->l;
    if (p->n)
        qsort(p->pairs, (size_t)p->n, sizeof *p->pairs, pair_order);
    for (int k = 0; k < p->n; k++) {
        const struct pair *pair = &p->pairs[k];
        struct claim *c = &l->claims[pair->claim];
        bool taken = c->figure >= 0 || figure_taken(p, &pair->amount) || (c->learnt && ambiguous(p, pair));
        struct span place = {c->at.first - 1, c->at.last + 1, 0}; /* side by side, too: "freshness", "boost" */
        for (int o = p->first; o < l->n && !c->learnt; o++) /* "replicas of" and "replicas" at one place are one */
            taken = taken ||
                    (l->claims[o].figure >= 0 && l->claims[o].knob == c->knob && span_meets(l->claims[o].at, place));
        if (!taken)
            take(p, c, &pair->amount, pair->spoken);
        if (!taken && c->learnt)
            c->at = (struct span){pair->amount.first, pair->amount.last, 0};
    }
}

/* "We shouldn't limit how often a person sees one": what is limited stands behind. */
static bool unlimited(const struct words *w, int x) {
    bool limits = false;
    for (int i = x - 1; i >= 0 && i >= x - 9 && w->word[i].clause == w->word[x].clause; i--) {
        if (limits && words_is(w, i, "|no|not|never|without|"))
            return true;
        limits = limits || words_is(w, i, "|limit|cap|restrict|bound|");
    }
    return false;
}

/* "No cache", "we do not explore": zero. */
static void turn_off(struct pairing *p) {
    static const char NONE[] = "|no|without|not|never|skip|";
    struct listener *l = p->l;
    for (int c = p->first; c < l->n; c++) {
        struct claim *x = &l->claims[c];
        const struct knob *knob = x->knob;
        bool zero_is_off = knob->low <= 0.0 && !knob->active[0] && strcmp(knob->unit, "probability") != 0 &&
                           (text_starts(knob->path, "policy.") || text_starts(knob->path, "serving.") ||
                            text_starts(knob->path, "data.unshown"));
        if (x->dropped && x->denied && !x->veto && !x->spoken && zero_is_off &&
            (words_is(&l->words, x->at.first - 1, NONE) || words_is(&l->words, x->at.first - 2, NONE) ||
             unlimited(&l->words, x->at.first))) {
            x->dropped = x->denied = false;
            x->number = 0.0;
        }
    }
}

/* ---- "Five epochs, no, make it three": a figure that takes another's place. */

enum { BACK = 16 }; /* words that may lie between the two */

/* "No" of a second thought, not of "no cache". */
static bool second_thought(const struct words *w, int i) {
    if (words_is(w, i, "|no|not|"))
        return i + 1 < w->n &&
               (w->word[i + 1].clause != w->word[i].clause || w->word[i + 1].number ||
                words_is(w, i + 1, "|wait|make|let|rather|say|better|it|that|sorry|actually|this|enough|quite|"));
    if (words_is(w, i, "|so|") && words_is(w, i + 1, "|only|just|"))
        return true;
    return words_is(
        w, i,
        "|nope|wait|sorry|rather|actually|hmm|hm|mmm|scratch|correction|too|mean|meant|instead|better|"
        "joke|make|making|correct|settle|overfit|stingy|greedy|generous|excessive|lot|rounding|or|prefer|bump|"
        "raise|lower|increase|reduce|revise|well|erm|er|uh|overkill|insufficient|little|steep|");
}

/* What follows the new figure: nothing, small words, or the noun of the old one. */
static bool closes(const struct words *w, const struct claim *c, const struct amount *a) {
    int i = a->last + 1;
    if (i >= w->n || w->word[i].clause != w->word[a->last].clause || w->word[i].stop || w->word[i].number)
        return true;
    if (words_is(w, i, "|enough|instead|rather|total|altogether|please|suffice|sounds|seems|after|will|overall|"))
        return true;
    for (int k = c->at.first; k <= c->at.last; k++)
        if (strcmp(w->word[k].stem, w->word[i].stem) == 0)
            return true;
    return strcmp(w->word[c->figure_end + 1].stem, w->word[i].stem) == 0;
}

/* The amount at word i in the terms of the claim, which had one before: "one hour is a joke, make that 36". */
static bool new_amount(const struct listener *l, const struct claim *c, int i, struct amount *a) {
    const struct words *w = &l->words;
    if (!amount_at(w, i, c->knob, a))
        return false;
    struct amount old;
    bool bare = !a->period && amount_at(w, c->figure, c->knob, &old) && old.period && a->first == a->last &&
                w->word[c->figure].number && w->word[c->figure].value > 0.0;
    if (bare)
        a->value *= old.value / w->word[c->figure].value;
    if (!bare && !plain_enough(c->knob, a, 0))
        return false;
    return counts_fit(l, c, a, 9);
}

/* The claim whose figure stands nearest before word i; NULL: none near enough. */
static struct claim *figure_before(const struct pairing *p, int i) {
    const struct words *w = &p->l->words;
    struct claim *last = NULL;
    for (int c = p->first; c < p->l->n; c++) {
        struct claim *x = &p->l->claims[c];
        if (x->figure >= 0 && x->figure_end < i && x->figure_end >= i - BACK &&
            w->word[x->figure].sentence >= w->word[i].sentence - 2 &&
            (!last || x->figure > last->figure || (x->figure == last->figure && last->dropped && !x->dropped)))
            last = x;
    }
    return last;
}

/* Whether a second thought lies between the claim's figure and the amount, or the figure was turned down. */
static bool thought_again(const struct words *w, const struct claim *c, const struct amount *a) {
    bool again = c->dropped || words_is(w, a->last + 1, "|rather|instead|after|");
    for (int k = c->figure_end + 1; k < a->first && !again; k++)
        again = second_thought(w, k);
    return again;
}

/* The claim that has the figure at word i. */
static struct claim *owner(const struct pairing *p, int i) {
    for (int c = p->first; c < p->l->n; c++)
        if (p->l->claims[c].figure == i)
            return &p->l->claims[c];
    return NULL;
}

static void correct(struct pairing *p) {
    struct listener *l = p->l;
    const struct words *w = &l->words;
    for (int i = 0; i < w->n; i++) {
        struct claim *c = w->sentence[w->word[i].sentence].question ? NULL : figure_before(p, i);
        struct claim *own = p->used[i] ? owner(p, i) : NULL;
        struct amount a;
        if (!c || (p->used[i] && (!own || own->knob != c->knob)) || !new_amount(l, c, i, &a) ||
            !thought_again(w, c, &a) || only_spoken(w, c, &a))
            continue;
        if (own) { /* beside an everyday word: what it corrects was beside a plain one */
            own->weak = own->weak && c->weak;
        } else if (closes(w, c, &a)) {
            c->at = (struct span){a.first, a.last, c->at.weight};
            c->weak = false;
            take(p, c, &a, false);
        }
        i = a.last;
    }
}

/* "How many candidates? Five hundred": the figure that begins the answer. */
static void answer_own_question(struct pairing *p) {
    struct listener *l = p->l;
    const struct words *w = &l->words;
    for (int c = p->first; c < l->n; c++) {
        struct claim *x = &l->claims[c];
        int s = w->word[x->at.first].sentence;
        if (!x->spoken || x->figure >= 0 || !w->sentence[s].question || s + 1 >= w->n_sentences || x->veto)
            continue;
        int first = w->sentence[s + 1].first;
        for (int i = first; i < first + 3 && i < first + w->sentence[s + 1].n; i++) {
            struct amount a;
            if (!p->used[i] && amount_at(w, i, x->knob, &a) && plain_enough(x->knob, &a, 0) &&
                counts_fit(l, x, &a, 9) && !only_spoken(w, x, &a)) {
                x->at = (struct span){a.first, a.last, x->at.weight};
                take(p, x, &a, false);
                break;
            }
        }
    }
}

static void collect_from(struct pairing *p, int claim) {
    for (; claim < p->l->n; claim++)
        if (!p->l->claims[claim].dropped) {
            p->l->claims[claim].dropped = true;
            collect(p, claim);
        }
}

void quantities_pair(struct listener *l, int first) {
    struct pairing p = {.l = l, .first = first, .used = mem_must((size_t)l->words.n + 1, sizeof *p.used)};
    collect_from(&p, first);
    pair_off(&p);
    turn_off(&p);
    correct(&p);
    answer_own_question(&p);
    int learnt = l->n;
    belief_look_for_figures(l, first);
    p.n = 0;
    collect_from(&p, learnt);
    pair_off(&p);
    free(p.used);
    free(p.pairs);
}
