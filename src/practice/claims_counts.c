#include "practice/claims_counts.h"
#include "practice/estimate.h"

#include <string.h>

static const char MEASURES[] =
    "|gb|tb|mb|kb|pb|byt|bit|gigabyt|terabyt|megabyt|shard|sigma|core|machin|gpu|cpu|qps|rps|region|rack|flop|gflop|"
    "hz|dollar|cent|euro|look|engine|judge|judges|layer|layers|";

/* "256 GB" are no candidates, "3 sigma" no PSI. */
static bool counts_another(const struct listener *l, const struct claim *c, const struct amount *a) {
    int i = a->last + 1;
    if (a->period || !words_is(&l->words, i, MEASURES) || l->words.word[i].sentence != l->words.word[a->last].sentence)
        return false;
    bool within = i >= c->at.first && i <= c->at.last;
    bool people = words_is(&l->words, i, "|judge|judges|layer|layers|"); /* "by two judges" are no photographs */
    return (!within || people) && !strstr(c->knob->unit, l->words.word[i].stem);
}

/* "The newest above two hours pages" is an alarm, not how often something is done. */
static bool is_limit(const struct words *w, const struct claim *c, const struct amount *a) {
    if (!text_starts(c->knob->path, "serving.") && !text_starts(c->knob->path, "monitoring.retrain"))
        return false;
    int i = a->first - 1 - words_is(w, a->first - 1, "|a|an|the|than|");
    return words_is(w, i,
                    "|above|over|exceed|exceeds|beyond|older|longer|long|old|outside|past|last|previous|trailing|"
                    "latest|recent|") &&
           !words_is(w, i - 1, "|no|not|never|");
}

/* Behind "of": whose share a percentage is. */
static bool share_of_users(const struct words *w, const struct amount *a) {
    bool of = false;
    for (int i = a->last + 1; i <= a->last + 5 && i < w->n && w->word[i].clause == w->word[a->last].clause; i++) {
        of = of || words_is(w, i, "|of|");
        if (of && words_is(w, i, "|user|traffic|peopl|visitor|reader|viewer|member|request|search|session|"))
            return true;
    }
    return false;
}

static bool per_arm(const struct words *w, const struct amount *a) {
    for (int i = a->first - 7; i <= a->last + 6; i++)
        if (i >= 0 && i + 1 < w->n && w->word[i].sentence == w->word[a->first].sentence &&
            words_is(w, i, "|per|each|every|everi|either|an|a|") &&
            words_is(w, i + 1, "|arm|group|variant|varian|branch|side|treatment|cell|") &&
            (i > a->last ? w->word[i].clause == w->word[a->last].clause : i == 0 || !w->word[i - 1].number))
            return true;
    return false;
}

/* A count of the users of a test: a percentage is one of all users, what one arm has is half. */
static bool takes_users(const struct listener *l, struct amount *a) {
    const struct word *word = &l->words.word[a->first];
    if (word->percent || words_is(&l->words, a->first + 1, "|percent|pct|per|")) {
        const struct fact *all = fact_named(l->content, "daily_active_users");
        if (!all || !share_of_users(&l->words, a))
            return false;
        a->value *= all->value;
    }
    if (per_arm(&l->words, a))
        a->value *= 2.0;
    return true;
}

/* "0.10 per click" is no revenue per thousand; "0.002 an impression" is two. */
static bool takes_per_1000(const struct words *w, struct amount *a) {
    int i = a->last + 1;
    i += words_is(w, i, "|euro|dollar|cent|");
    if (!words_is(w, i, "|per|a|an|each|for|") || i + 1 >= w->n)
        return true;
    if (words_is(w, i + 1, "|click|convers|user|dai|day|session|request|page|campaign|"))
        return false;
    if (words_is(w, i + 1, "|impress|view|show|") && !words_is(w, i, "|for|"))
        a->value *= 1000.0;
    return true;
}

static bool takes_shares(const struct knob *knob) {
    return knob->high <= 1.0 || strstr(knob->unit, "share") || strstr(knob->unit, "probability") ||
           strcmp(knob->unit, "users") == 0;
}

/* "5 % random posts", "2.3 in a thousand": a share, which is no number of things. */
static bool says_share(const struct words *w, const struct amount *a) {
    if (w->word[a->first].percent || words_is(w, a->first + 1, "|percent|pct|"))
        return true;
    for (int i = a->last + 1; i <= a->last + 2 && i < w->n && w->word[i].clause == w->word[a->last].clause; i++)
        if (words_is(w, i, "|in|per|of|") && i + 1 < w->n) {
            int of = i + 1 + words_is(w, i + 1, "|a|one|every|");
            if (of < w->n && w->word[of].number && w->word[of].value >= 100.0 &&
                w->word[of].value > w->word[a->first].value && !w->word[of].digits)
                return true;
        }
    return false;
}

bool counts_fit(const struct listener *l, const struct claim *c, struct amount *a, int gap) {
    const struct knob *knob = c->knob;
    if (counts_another(l, c, a) || is_limit(&l->words, c, a))
        return false;
    if (!takes_shares(knob) && strcmp(knob->unit, "per 1000") != 0 && says_share(&l->words, a))
        return false;
    if (strcmp(knob->unit, "users") == 0 && !takes_users(l, a))
        return false;
    if (strcmp(knob->unit, "per 1000") == 0 && !takes_per_1000(&l->words, a))
        return false;
    if (knob->type == KNOB_INT && a->period && a->value > 0.0 && a->value < 1.0)
        a->value = 1.0; /* "hourly" of what goes by days: as often as it can */
    bool bare = l->words.word[a->first].digits && knob->step == l->step && gap == 0;
    double value = c->rest ? 1.0 - a->value : a->value;
    return bare || (value >= knob->low && value <= knob->high);
}
