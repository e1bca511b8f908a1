#include "practice/coverage.h"
#include "practice/argued.h"
#include "practice/lexicon.h"
#include "practice/remark.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { WIDEST = 3 };                   /* sentences that may make a point together */
static const double NAMED_FLOOR = 0.3; /* chance */
struct hearer {
    const char *text;
    struct lexicon *lexicon;
    const struct step_content *step;
    struct words w;
    double *chance; /* (sentences, WIDEST, items) that the item is spoken of from there on; NULL: not listened for */
    double *doubt;  /* (sentences, items) that the sentence gets the item wrong; NULL likewise */
    bool *sure;     /* (sentences, items) a wording of it stands there; NULL likewise */
    int *load;      /* (sentences) items whose subject stands in it */
};
struct place { /* sentences [s,s+n) */
    int s, n;
    bool met; /* with what the item needs */
};

static bool meets(const struct hearer *h, int s, int n, const struct rubric_item *item) {
    switch (item->needs) {
    case NEEDS_NOTHING:
        return true;
    case NEEDS_REASON:
        return argued_reason(h->text, &h->w, s, n);
    case NEEDS_NUMBER:
        return argued_number(&h->w, s, n);
    case NEEDS_TRADEOFF:
        return argued_price(&h->w, s, n);
    }
    return false;
}

static double chance(const struct hearer *h, int s, int n, int item) {
    return h->chance ? h->chance[((size_t)s * WIDEST + (size_t)n - 1) * (size_t)h->step->n_rubric + (size_t)item] : 0.0;
}

static const double SURE = 0.7; /* of a doubt, where a wording of the item stands: mistakes share most words with it */

static double doubt(const struct hearer *h, int s, int item) {
    size_t at = (size_t)s * (size_t)h->step->n_rubric + (size_t)item;
    return h->doubt ? h->doubt[at] * (h->sure[at] ? SURE : 1.0) : 0.0;
}

/* The item that the sentence makes by itself, -1 none. */
static int own_item(const struct hearer *h, int s) {
    int best = -1;
    for (int i = 0; h->chance && i < h->step->n_rubric; i++)
        if (chance(h, s, 1, i) >= (best < 0 ? REMARK_FLOOR : chance(h, s, 1, best)))
            best = i;
    return best;
}

/* A sentence beside one that makes the item may argue for it when it makes none of its own. */
static bool may_argue(const struct hearer *h, int s, int item) {
    if (s < 0 || s >= h->w.n_sentences || h->w.sentence[s].dismissed)
        return false;
    int own = own_item(h, s);
    return own < 0 || own == item;
}

/* Whether the sentence speaks of the wording: in a row with up to four words between, or all of its subject words, but
 * one of those when there are four or more. */
static bool speaks_of(const struct hearer *h, int s, const struct words *want, bool exact) {
    const struct sentence *x = &h->w.sentence[s];
    struct span at;
    if (words_find(&h->w, want, x->first, x->first + x->n, 3, false, &at))
        return !words_denied(&h->w, at) && !(exact && words_mentioned(&h->w, at, true));
    if (exact)
        return false;
    int subject = 0, there = 0, first = -1, last = -1;
    for (int k = 0; k < want->n; k++) {
        if (want->word[k].stop)
            continue;
        subject++;
        for (int i = x->first; i < x->first + x->n; i++)
            if (words_same(&h->w, i, x->first + x->n, &want->word[k])) {
                there++;
                first = first < 0 || i < first ? i : first;
                last = i > last ? i : last;
                break;
            }
    }
    if (subject < 2 || there < subject - (subject >= 4))
        return false;
    return !words_denied(&h->w, (struct span){first, last, there});
}

/* What the sentence at s needs may stand in the next, or in one beside it that makes no point of its own. */
static struct place argued(const struct hearer *h, int s, int i) {
    const struct rubric_item *item = &h->step->rubric[i];
    if (meets(h, s, 1, item))
        return (struct place){s, 1, true};
    if (h->w.sentence[s].dismissed)
        return (struct place){s, 1, false};
    if (s + 1 < h->w.n_sentences &&
        ((argued_onward(&h->w, s + 1) && meets(h, s + 1, 1, item)) || (may_argue(h, s + 1, i) && meets(h, s, 2, item))))
        return (struct place){s, 2, true};
    if (may_argue(h, s - 1, i) && meets(h, s - 1, 2, item))
        return (struct place){s - 1, 2, true};
    return (struct place){s, 1, false};
}

/* A single word is the name of a subject and no point about it: what is said has to be like the item as well. */
static bool names_alone(const struct hearer *h, const struct words *want, int s, int i) {
    enum { ALONE = 1 };
    int subject = 0;
    for (int k = 0; k < want->n; k++)
        subject += !want->word[k].stop;
    return h->chance && h->step->rubric[i].needs == NEEDS_REASON && subject <= ALONE &&
           chance(h, s, 1, i) < NAMED_FLOOR && (s + 1 == h->w.n_sentences || chance(h, s, 2, i) < NAMED_FLOOR);
}

/* The first sentence that speaks of one of the wordings; one that meets the item's need before others. n 0: none. */
static struct place find_wording(const struct hearer *h, char **wordings, int i, bool exact) {
    struct place best = {-1, 0, false};
    int best_rank = 0;
    for (char **query = wordings; query && *query; query++) {
        const struct words *want = lexicon_wording(h->lexicon, *query, false);
        for (int s = 0; s < h->w.n_sentences; s++) {
            if (!speaks_of(h, s, want, exact))
                continue;
            struct place at = argued(h, s, i);
            at.met = at.met && !names_alone(h, want, s, i);
            int rank = argued_list(h->text, &h->w, s) ? 1 : !at.met ? 2 : at.n > 1 ? 3 : 4;
            if (rank > best_rank || (rank == best_rank && at.s < best.s)) {
                best = at;
                best_rank = rank;
            }
        }
    }
    best.met = best.met && best_rank > 1;
    return best;
}

/* Whether the sentence gets some item wrong, by its chance; such a sentence earns nothing. */
static bool mistaken(const struct hearer *h, int s) {
    for (int i = 0; h->doubt && i < h->step->n_rubric; i++)
        if (doubt(h, s, i) >= MISTAKE_FLOOR)
            return true;
    return false;
}

/* Whether the sentences get it wrong, or hold a wording of the item that is denied, or a known mistake. */
static bool not_meant(const struct hearer *h, int s, int n, const struct rubric_item *item) {
    for (int k = s; k < s + n; k++) {
        const struct sentence *x = &h->w.sentence[k];
        if (mistaken(h, k))
            return true;
        for (char **query = item->query; query && *query; query++) {
            struct span at;
            const struct words *want = lexicon_wording(h->lexicon, *query, false);
            if (words_find(&h->w, want, x->first, x->first + x->n, 3, false, &at) && words_denied(&h->w, at))
                return true;
        }
        for (char **query = item->wrong; query && *query; query++)
            if (speaks_of(h, k, lexicon_wording(h->lexicon, *query, false), true))
                return true;
    }
    return false;
}

/* The fewest sentences that make the item in words of their own, those with what it needs before others. n 0: none. */
static struct place find_remark(const struct hearer *h, int i) {
    const struct rubric_item *item = &h->step->rubric[i];
    struct place best = {-1, 0, false};
    for (int n = 1; n <= WIDEST && !best.met; n++)
        for (int s = 0; s + n <= h->w.n_sentences && !best.met; s++) {
            bool whole = chance(h, s, n, i) >= REMARK_FLOOR;
            bool list = true; /* a list of subjects counts where a whole sentence beside it argues for it */
            for (int k = s; whole && k < s + n; k++) {
                whole = n == 1 || may_argue(h, k, i);
                list = list && argued_list(h->text, &h->w, k);
            }
            whole = whole && !list;
            if (!whole || not_meant(h, s, n, item))
                continue;
            bool met = meets(h, s, n, item);
            if (met || !best.n)
                best = (struct place){s, n, met};
        }
    return best;
}

/* The sentence that gets the item wrong most surely, and this item rather than another. n 0: none. */
static struct place find_mistake(const struct hearer *h, int i) {
    struct place worst = {-1, 0, false};
    for (int s = 0; s < h->w.n_sentences; s++) {
        bool most = doubt(h, s, i) >= MISTAKE_FLOOR;
        for (int k = 0; most && k < h->step->n_rubric; k++)
            most = k == i || doubt(h, s, k) <= doubt(h, s, i);
        if (most && (!worst.n || doubt(h, s, i) > doubt(h, worst.s, i)))
            worst = (struct place){s, 1, false};
    }
    return worst;
}

static char *sentence_text(const struct hearer *h, int s, int n) {
    const struct sentence *x = &h->w.sentence[s + n - 1];
    int from = h->w.word[h->w.sentence[s].first].start, to = h->w.word[x->first + x->n - 1].end;
    struct text t = {0};
    text_bytes(&t, h->text + from, (size_t)(to - from));
    return text_take(&t);
}

static struct covered cover(const struct hearer *h, int i, int *sentence) {
    const struct rubric_item *item = &h->step->rubric[i];
    struct covered c = {.item = item};
    struct place wrong = find_wording(h, item->wrong, i, true), at = find_wording(h, item->query, i, false);
    wrong = wrong.n ? wrong : find_mistake(h, i);
    if (at.n && item->points > 0 && mistaken(h, at.s))
        at = (struct place){-1, 0, false};
    if (item->points < 0) {
        c.wrong = at.n > 0;
        c.earned = at.n > 0 ? item->points : 0.0;
    } else {
        bool bare = at.n && argued_list(h->text, &h->w, at.s);
        struct place other = at.n && at.met ? at : find_remark(h, i);
        if (other.n && (!at.n || other.met || bare)) {
            at = other;
            bare = false;
        }
        if (at.n && !(wrong.n && at.s == wrong.s)) {
            c.full = !bare && at.met;
            c.earned = item->points * (c.full ? 1.0 : bare ? 0.1 : 0.25);
        }
    }
    *sentence = at.n ? at.s : -1;
    if (wrong.n && item->points > 0 && (!at.n || wrong.s >= at.s)) { /* a later right statement takes it back */
        c.wrong = true;
        c.full = false;
        c.earned = -0.5 * item->points;
        at = wrong;
    }
    c.evidence = at.n ? sentence_text(h, at.s, at.n) : mem_string("");
    return c;
}

/* In which sentences a wording of which items stands. */
static void find_sure(struct hearer *h) {
    for (int i = 0; i < h->step->n_rubric; i++)
        for (char **query = h->step->rubric[i].query; query && *query; query++)
            for (int s = 0; s < h->w.n_sentences; s++) {
                const struct sentence *x = &h->w.sentence[s];
                struct span at;
                if (words_find(&h->w, lexicon_wording(h->lexicon, *query, false), x->first, x->first + x->n, 3, false,
                               &at) &&
                    !words_denied(&h->w, at))
                    h->sure[(size_t)s * (size_t)h->step->n_rubric + (size_t)i] = true;
            }
}

/* Every item's chance in every one, two and three sentences. */
static void listen(struct hearer *h, int step) {
    int n = h->step->n_rubric;
    const struct gist *gist = lexicon_items(h->lexicon, step);
    int *terms = gist_terms(gist, &h->w);
    h->chance = mem_must((size_t)h->w.n_sentences * WIDEST * (size_t)n + 1, sizeof *h->chance);
    h->doubt = mem_must((size_t)h->w.n_sentences * (size_t)n + 1, sizeof *h->doubt);
    h->sure = mem_must((size_t)h->w.n_sentences * (size_t)n + 1, sizeof *h->sure);
    find_sure(h);
    for (int s = 0; s < h->w.n_sentences; s++) {
        const struct sentence *x = &h->w.sentence[s];
        remark_mistakes(gist, h->step->rubric, n, &h->w, terms, x->first, x->first + x->n,
                        h->doubt + (size_t)s * (size_t)n);
        for (int k = 1; k <= WIDEST && s + k <= h->w.n_sentences; k++) {
            const struct sentence *last = &h->w.sentence[s + k - 1];
            remark_chances(gist, h->step->rubric, n, &h->w, terms, h->w.sentence[s].first, last->first + last->n,
                           h->chance + ((size_t)s * WIDEST + (size_t)k - 1) * (size_t)n);
        }
    }
    free(terms);
}

static struct coverage hear_items(struct lexicon *lexicon, int step, enum level level, const char *text, bool closely) {
    const struct step_content *part = &lexicon_content(lexicon)->steps[step - 1];
    struct hearer h = {.text = text, .lexicon = lexicon, .step = part, .w = lexicon_text(lexicon, text)};
    if (!closely)
        listen(&h, step);
    h.load = mem_must((size_t)h.w.n_sentences + 1, sizeof *h.load);
    struct coverage c = {.items = mem_must((size_t)part->n_rubric + 1, sizeof *c.items)};
    int *where = mem_must((size_t)part->n_rubric + 1, sizeof *where);
    for (int i = 0; i < part->n_rubric; i++) {
        if (part->rubric[i].level > level)
            continue;
        c.items[c.n] = cover(&h, i, &where[c.n]);
        if (where[c.n] >= 0 && part->rubric[i].points > 0)
            h.load[where[c.n]]++;
        c.n++;
    }
    for (int i = 0; i < c.n; i++) {
        struct covered *x = &c.items[i];
        /* One sentence that names five subjects and more argues for none of them in earnest. */
        if (where[i] >= 0 && x->earned > 0.0 && h.load[where[i]] > 4)
            x->earned *= 4.0 / h.load[where[i]];
        c.score += x->earned;
        c.max += x->item->points > 0 ? x->item->points : 0.0;
    }
    c.score = c.score < 0.0 ? 0.0 : c.score;
    free(where);
    free(h.load);
    free(h.chance);
    free(h.doubt);
    free(h.sure);
    words_free(&h.w);
    return c;
}

struct coverage coverage_of(const struct content *content, int step, enum level level, const char *text) {
    struct lexicon *lexicon = lexicon_new(content);
    struct coverage c = coverage_with(lexicon, step, level, text);
    lexicon_free(lexicon);
    return c;
}

struct coverage coverage_with(struct lexicon *lexicon, int step, enum level level, const char *text) {
    return hear_items(lexicon, step, level, text, false);
}

struct coverage coverage_closely(struct lexicon *lexicon, int step, enum level level, const char *text) {
    return hear_items(lexicon, step, level, text, true);
}

void coverage_free(struct coverage *c) {
    for (int i = 0; i < c->n; i++)
        free(c->items[i].evidence);
    free(c->items);
    *c = (struct coverage){0};
}

int coverage_tradeoffs(const char *text) {
    struct words w = words_of(text);
    int n = 0;
    for (int s = 0; s < w.n_sentences; s++)
        n += argued_number(&w, s, 1) && argued_price(&w, s, 1) && !w.sentence[s].question;
    words_free(&w);
    return n;
}

double coverage_overlap(const char *text, const char *query) {
    struct words have = words_of(text), want = words_of(query);
    int subject = 0, there = 0;
    for (int k = 0; k < want.n; k++) {
        subject += !want.word[k].stop;
        bool found = false;
        for (int i = 0; i < have.n && !found && !want.word[k].stop; i++)
            found = strcmp(have.word[i].stem, want.word[k].stem) == 0;
        there += found;
    }
    words_free(&have);
    words_free(&want);
    return subject ? (double)there / subject : 0.0;
}
