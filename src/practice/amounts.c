#include "practice/amounts.h"

#include <math.h>
#include <string.h>

/* Seconds in a unit of time, 0 for other words. */
static double time_unit(const char *stem) {
    static const struct {
        const char *stem;
        double seconds;
    } UNITS[] = {{"ms", 1e-3},           {"millisecond", 1e-3}, {"s", 1.0},         {"sec", 1.0},
                 {"second", 1.0},        {"min", 60.0},         {"minut", 60.0},    {"h", 3600.0},
                 {"hour", 3600.0},       {"dai", 86400.0},      {"daili", 86400},   {"day", 86400.0},
                 {"d", 86400.0},         {"night", 86400.0},    {"week", 604800.0}, {"month", 2592e3},
                 {"fortnight", 1209600}, {"biweek", 1209600.0}, {"hr", 3600.0}};
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strcmp(UNITS[i].stem, stem) == 0)
            return UNITS[i].seconds;
    return 0.0;
}

/* "A second head" is the next one, not a time. */
static bool ordinal(const struct words *w, int i) {
    return words_is(w, i, "|second|") && !(i > 0 && w->word[i - 1].number) &&
           !words_is(w, i - 1, "|per|every|everi|each|of|half|") && i + 1 < w->n &&
           w->word[i + 1].clause == w->word[i].clause && !w->word[i + 1].stop && w->word[i].end - w->word[i].start == 6;
}

static double unit_at(const struct words *w, int i, int sentence) {
    return i < w->n && w->word[i].sentence == sentence && !ordinal(w, i) ? time_unit(w->word[i].stem) : 0.0;
}

static double knob_time_unit(const struct knob *knob) {
    char stem[28];
    size_t n = strcspn(knob->unit, ", /");
    words_stem(knob->unit, n, stem);
    return n ? time_unit(stem) : 0.0;
}

/* "nightly", "daily": the ending is off the stem. */
static bool adverb(const struct words *w, int i) {
    const struct word *word = &w->word[i];
    return words_is(w, i, "|daili|biweek|") || (words_is(w, i, "|hour|night|week|month|fortnight|") &&
                                                word->end - word->start == (int)strlen(word->stem) + 2);
}

/* "20 million new ones a day" says how many, not how often; "once a day" is a period. */
static bool is_rate(const struct words *w, int i) {
    for (int k = i - 1; k >= 0 && k >= i - 4 && w->word[k].clause == w->word[i].clause; k--)
        if (w->word[k].number && !w->word[k].named && w->word[k].value > 1.0)
            return true;
    return false;
}

/* Periods without a figure: how many seconds, through which word. */
static double period_at(const struct words *w, int i, int *last) {
    const struct word *word = &w->word[i];
    int s = word->sentence;
    double unit;
    *last = i;
    if (words_is(w, i, "|every|each|everi|")) {
        static const struct {
            const char *list;
            double times;
        } ORDINALS[] = {{"|other|second|", 2}, {"|third|", 3}, {"|fourth|", 4}};
        for (size_t k = 0; k < sizeof ORDINALS / sizeof *ORDINALS; k++)
            if (words_is(w, i + 1, ORDINALS[k].list) && (unit = unit_at(w, i + 2, s)) > 0.0) {
                *last = i + 2;
                return ORDINALS[k].times * unit;
            }
        if ((unit = unit_at(w, i + 1, s)) > 0.0) {
            *last = i + 1;
            return unit;
        }
        int of = i + 2 + words_is(w, i + 2, "|of|"); /* "every quarter of an hour", "every half hour" */
        of += words_is(w, of, "|a|an|");
        if (words_is(w, i + 1, "|quarter|half|") && (unit = unit_at(w, of, s)) > 0.0) {
            *last = of;
            return w->word[i + 1].value * unit;
        }
        return 0.0;
    }
    double times = words_is(w, i, "|onc|once|") ? 1.0 : words_is(w, i, "|twic|twice|") ? 2.0 : 0.0;
    int k = i + 1;
    if (times > 0.0 && k + 1 < w->n && words_is(w, k, "|in|") && w->word[k + 1].number &&
        (unit = unit_at(w, k + 2, s)) > 0.0) { /* "once in thirty days" */
        *last = k + 2;
        return w->word[k + 1].value * unit / times;
    }
    if (word->number && words_is(w, i + 1, "|tim|times|")) {
        times = word->value;
        k = i + 2;
    }
    if (times > 0.0 && words_is(w, k, "|a|an|per|each|every|everi|") && (unit = unit_at(w, k + 1, s)) > 0.0) {
        *last = k + 1;
        return unit / times;
    }
    if (words_is(w, i, "|coupl|couple|") && words_is(w, i + 1, "|of|") && (unit = unit_at(w, i + 2, s)) > 0.0) {
        *last = i + 2;
        return 2.0 * unit;
    }
    if (words_is(w, i, "|a|an|per|") && (unit = unit_at(w, i + 1, s)) > 0.0 && strlen(w->word[i + 1].stem) > 2 &&
        !is_rate(w, i)) {
        *last = i + 1;
        return unit;
    }
    if (words_is(w, i, "|overnight|"))
        return 86400.0;
    return adverb(w, i) ? time_unit(word->stem) : 0.0;
}

/* "a fifth", "two thirds", "one in ten", "1 out of 20", "every tenth": a share; NAN: none. */
static double share_at(const struct words *w, int i, int *last) {
    static const struct {
        const char *list;
        double share;
    } PARTS[] = {{"|half|", 0.5},       {"|third|", 1.0 / 3}, {"|quart|quarter|", 0.25},
                 {"|fifth|", 0.2},      {"|tenth|", 0.1},     {"|twentieth|", 0.05},
                 {"|hundredth|", 0.01}, {"|eighth|", 0.125},  {"|sixth|", 1.0 / 6}};
    const struct word *word = &w->word[i];
    *last = i;
    for (size_t p = 0; p < sizeof PARTS / sizeof *PARTS; p++) {
        if (words_is(w, i, PARTS[p].list) && !(word->number && word->value > 1.0)) /* "half a million" */
            return PARTS[p].share;
        if (word->number && !word->figure && word->value >= 1 && words_is(w, i + 1, PARTS[p].list) && p > 0) {
            *last = i + 1;
            return word->value * PARTS[p].share;
        }
    }
    if (!word->number)
        return NAN;
    for (int k = i + 1; k <= i + 3 && k + 1 < w->n; k++) {
        int of = words_is(w, k, "|in|") ? k + 1 : words_is(w, k, "|out|") && words_is(w, k + 1, "|of|") ? k + 2 : 0;
        if (of && of < w->n && w->word[of].number && w->word[of].value > word->value) {
            *last = of;
            return word->value / w->word[of].value;
        }
    }
    if (i + 1 < w->n && w->word[i + 1].figure && w->word[i + 1].start == word->end + 1 && word->figure &&
        w->word[i + 1].value > word->value && w->word[i + 1].clause == word->clause) { /* "1/20" */
        *last = i + 1;
        return word->value / w->word[i + 1].value;
    }
    return NAN;
}

/* "The higher one with", "any one creator": no number. "At most one", "one per creator" are. */
static bool pronoun(const struct words *w, int i) {
    const struct word *word = &w->word[i];
    if (word->digits || word->value != 1.0 || word->figure)
        return false;
    if (words_is(w, i - 1, "|ani|any|each|everi|every|no|this|that|which|the|onli|other|another|"))
        return true;
    if (words_is(w, i - 1, "|to|") && words_is(w, i + 1, "|above|before|higher|ahead|already|")) /* "similar to one" */
        return true;
    if (words_is(w, i - 1, "|of|from|on|by|in|about|")) /* "two of the same channel on one page" */
        for (int k = i - 2; k >= 0 && w->word[k].sentence == word->sentence; k--)
            if (w->word[k].number)
                return true;
    bool ends = i + 1 >= w->n || w->word[i + 1].clause != word->clause;
    return (ends || w->word[i + 1].stop) &&
           !words_is(w, i - 1, "|of|to|at|is|than|be|equal|most|least|exactli|just|from|with|by|");
}

static bool number_at(const struct words *w, int i, const struct knob *knob, struct amount *out) {
    const struct word *word = &w->word[i];
    if (!word->number || word->named || pronoun(w, i) || words_is(w, i - 1, "|per|") || /* "2 per thousand" are two */
        (!word->figure && words_is(w, i + 1, "|tower|towers|stag|")))
        return false;
    if (words_is(w, i - 1, "|stage|phase|step|version|tier|part|option|") && word->value < 10.0)
        return false; /* names: "stage one keeps ..." */
    if (word->value >= 100.0 && words_is(w, i - 1, "|a|") && words_is(w, i - 2, "|in|of|per|"))
        return false; /* "2.3 posts in a thousand" */
    double own = knob_time_unit(knob), said;
    out->figure = word->figure || word->value > 2.0 || word->value == 0.0;
    out->reach = word->figure ? 4 : word->value == 1.0 ? 0 : word->value > 4.0 ? 3 : 1;
    bool percent = word->percent || words_is(w, i + 1, "|percent|pct|") ||
                   (words_is(w, i + 1, "|per|") && words_is(w, i + 2, "|cent|"));
    if (percent) {
        out->last = word->percent ? i : words_is(w, i + 1, "|per|") ? i + 2 : i + 1;
        out->value = word->value / 100.0;
        out->reach = 4;
        return knob->type != KNOB_INT && strcmp(knob->unit, "weight") != 0;
    }
    bool counts = strcmp(knob->unit, "x k") == 0 || strcmp(knob->unit, "showings") == 0 ||
                  strstr(knob->path, "epochs"); /* said in times */
    if (words_is(w, i + 1, "|tim|times|") &&
        (!counts || words_is(w, i + 2, "|more|mor|less|larger|faster|fast|bett|") ||
         (words_is(w, i + 2, "|a|an|per|each|every|everi|") && unit_at(w, i + 3, word->sentence) > 0.0)))
        return false;                              /* "three times as many", "twice an hour" */
    int unit = i + 1 + words_is(w, i + 1, "|of|"); /* "half an hour", "a quarter of an hour" */
    unit += words_is(w, unit, "|a|an|");
    said = unit_at(w, unit, word->sentence);
    if (said > 0.0 && strcmp(w->word[unit].stem, "d") == 0 && own == 0.0)
        said = 0.0; /* "64 d" is a width */
    out->value = word->minus && knob->low < 0.0 ? -word->value : word->value;
    if (said <= 0.0 && knob->type == KNOB_REAL && knob->high <= 1.0 && word->value > 1.0)
        return false; /* no share, no probability */
    if (said > 0.0) {
        out->value = word->value * said / own;
        out->last = unit;
        out->reach = 4;
        out->period = true;
        return own > 0.0;
    }
    return true;
}

bool amount_at(const struct words *w, int i, const struct knob *knob, struct amount *out) {
    *out = (struct amount){.first = i, .last = i, .reach = 4, .figure = true};
    double own = knob_time_unit(knob);
    bool share = knob->type == KNOB_REAL && (knob->high <= 1.0 || strstr(knob->unit, "share") || own == 0.0);
    if (own > 0.0) {
        double seconds = period_at(w, i, &out->last);
        if (seconds > 0.0) {
            out->period = true;
            out->reach = 3;
            out->value = seconds / own;
            return true;
        }
    }
    if (share && !(w->word[i].figure && w->word[i].percent)) {
        out->value = share_at(w, i, &out->last);
        bool time = unit_at(w, out->last + 1, w->word[i].sentence) > 0.0 ||
                    (words_is(w, out->last + 1, "|a|an|") && unit_at(w, out->last + 2, w->word[i].sentence) > 0.0);
        if (!isnan(out->value) && !time)
            return true;
        out->last = i;
    }
    return number_at(w, i, knob, out);
}
