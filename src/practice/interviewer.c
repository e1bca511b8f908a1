#include "practice/interviewer.h"
#include "practice/estimate.h"
#include "practice/words.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double FLOOR = 0.5; /* below it, a question was not understood */

/* Every wording of every fact, and how many facts use each word. */
struct term {
    char stem[28];
    int facts, last; /* facts that use it; the last one counted */
};
struct wording {
    struct words words;
    int fact;
};
struct ear {
    struct wording *wording;
    int n, room;
    struct term *term;
    int n_terms, term_room, n_facts;
};

static struct term *term_of(struct ear *ear, const char *stem) {
    for (int i = 0; i < ear->n_terms; i++)
        if (strcmp(ear->term[i].stem, stem) == 0)
            return &ear->term[i];
    return NULL;
}

static void ear_add(struct ear *ear, int fact, const char *text) {
    if (ear->n == ear->room)
        ear->wording = mem_grow(ear->wording, (size_t)(ear->room = ear->room * 2 + 64), sizeof *ear->wording);
    ear->wording[ear->n] = (struct wording){words_of(text), fact};
    const struct words *w = &ear->wording[ear->n++].words;
    for (int i = 0; i < w->n; i++) {
        struct term *term = term_of(ear, w->word[i].stem);
        if (!term) {
            if (ear->n_terms == ear->term_room)
                ear->term = mem_grow(ear->term, (size_t)(ear->term_room = ear->term_room * 2 + 128), sizeof *ear->term);
            term = &ear->term[ear->n_terms++];
            *term = (struct term){.last = -1};
            snprintf(term->stem, sizeof term->stem, "%s", w->word[i].stem);
        }
        if (term->last != fact) {
            term->facts++;
            term->last = fact;
        }
    }
}

static struct ear ear_of(const struct content *content, bool assumptions) {
    struct ear ear = {.n_facts = content->n_facts};
    for (int f = 0; f < content->n_facts; f++) {
        for (char **w = content->facts[f].ask; w && *w; w++)
            ear_add(&ear, f, *w);
        for (char **w = content->facts[f].assume; w && *w && assumptions; w++)
            ear_add(&ear, f, *w);
    }
    return ear;
}

static void ear_free(struct ear *ear) {
    for (int i = 0; i < ear->n; i++)
        words_free(&ear->wording[i].words);
    free(ear->wording);
    free(ear->term);
}

/* A word nobody uses becomes the one that is a typing error away, if there is one. */
static void mend(struct ear *ear, struct words *w) {
    for (int i = 0; i < w->n; i++) {
        struct word *word = &w->word[i];
        if (word->stop || word->number || strlen(word->stem) < 5 || term_of(ear, word->stem))
            continue;
        for (int t = 0; t < ear->n_terms; t++)
            if (strlen(ear->term[t].stem) >= 5 && text_distance(word->stem, ear->term[t].stem) == 1) {
                memcpy(word->stem, ear->term[t].stem, sizeof word->stem);
                break;
            }
    }
}

static double weight(struct ear *ear, const struct word *word) {
    struct term *term = term_of(ear, word->stem);
    double rarity = log((1.0 + ear->n_facts) / (term ? term->facts : 0.5));
    return word->stop ? 0.1 * rarity : word->number ? 0.5 : rarity;
}

static bool has(const struct words *w, const char *stem) {
    for (int i = 0; i < w->n; i++)
        if (strcmp(w->word[i].stem, stem) == 0)
            return true;
    return false;
}

/* Weighted Dice of two wordings: 1 the same words, 0 none in common. */
static double alike(struct ear *ear, const struct words *a, int from, int to, const struct words *b) {
    double in_a = 0.0, in_b = 0.0, both = 0.0;
    for (int i = from; i < to; i++) {
        double v = weight(ear, &a->word[i]);
        in_a += v;
        both += has(b, a->word[i].stem) ? v : 0.0;
    }
    for (int i = 0; i < b->n; i++)
        in_b += weight(ear, &b->word[i]);
    return in_a + in_b > 0.0 ? 2.0 * both / (in_a + in_b) : 0.0;
}

/* How much of what is asked the fact's whole vocabulary holds. */
static double within(struct ear *ear, const struct words *a, int from, int to, int fact) {
    double all = 0.0, found = 0.0;
    for (int i = from; i < to; i++) {
        if (a->word[i].stop)
            continue;
        double v = weight(ear, &a->word[i]);
        all += v;
        for (int w = 0; w < ear->n; w++)
            if (ear->wording[w].fact == fact && has(&ear->wording[w].words, a->word[i].stem)) {
                found += v;
                break;
            }
    }
    return all > 0.0 ? found / all : 0.0;
}

static int best_fact(struct ear *ear, const struct words *a, int from, int to, double *score) {
    int best = -1;
    *score = 0.0;
    double *closest = mem_must((size_t)ear->n_facts + 1, sizeof *closest);
    for (int i = 0; i < ear->n; i++) {
        double v = alike(ear, a, from, to, &ear->wording[i].words);
        int fact = ear->wording[i].fact;
        closest[fact] = v > closest[fact] ? v : closest[fact];
    }
    for (int f = 0; f < ear->n_facts; f++) {
        if (closest[f] <= 0.15)
            continue;
        double v = 0.65 * closest[f] + 0.35 * within(ear, a, from, to, f);
        if (v > *score) {
            *score = v;
            best = f;
        }
    }
    free(closest);
    return best;
}

void number_spoken(double value, struct text *out) {
    static const struct {
        double from;
        const char *name;
    } UNITS[] = {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}};
    char digits[40];
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (fabs(value) >= UNITS[i].from) {
            snprintf(digits, sizeof digits, "%.4g", value / UNITS[i].from);
            text_format(out, "%s %s", digits, UNITS[i].name);
            return;
        }
    if (fabs(value) >= 1e4 && value == floor(value))
        text_format(out, "%.0f,%03.0f", floor(value / 1000), fmod(value, 1000));
    else
        text_format(out, "%.10g", value);
}

static void say_fact(const struct fact *fact, const struct design *scenario, struct text *out) {
    for (const char *p = fact->answer; *p; p++)
        if (text_starts(p, "{value}")) {
            number_spoken(fact_value(fact, scenario), out);
            p += strlen("{value}") - 1;
        } else
            text_bytes(out, p, 1);
}

static const char *choose(char **lines, uint64_t seed, const char *said) {
    size_t n = 0;
    while (lines && lines[n])
        n++;
    return n ? lines[hash_64(said, strlen(said), seed) % n] : "I cannot say.";
}

/* "which should I use", "what would you do", "is that right": asks for the answer, not for a fact. */
static bool asks_for_solution(const struct words *w) {
    static const char *const WORDINGS[] = {
        "should i use",        "should we use",   "should i choose",  "would you use",      "would you do",
        "would you choose",    "you recommend",   "you suggest",      "the right answer",   "the best model",
        "what is best",        "which is better", "is that right",    "is this right",      "is that correct",
        "is this correct",     "is it right",     "the solution",     "the answer",         "the correct answer",
        "what is the best",    "how should i",    "what should i do", "which model should", "which loss should",
        "model answer",        "am i right",      "how would you",    "tell me the design", "your choice",
        "which one is better", "is it better to", "good idea",        "what do you think",  "how do i design"};
    for (size_t i = 0; i < sizeof WORDINGS / sizeof *WORDINGS; i++) {
        struct words want = words_of(WORDINGS[i]);
        bool found = false;
        for (int at = 0; at + want.n <= w->n && !found; at++) {
            found = true;
            for (int k = 0; k < want.n && found; k++)
                found = strcmp(w->word[at + k].stem, want.word[k].stem) == 0;
        }
        words_free(&want);
        if (found)
            return true;
    }
    return false;
}

static bool already(const struct reply *reply, int fact) {
    for (int i = 0; i < reply->n_facts; i++)
        if (reply->facts[i] == fact)
            return true;
    return false;
}

static void give(const struct content *content, const struct design *scenario, struct reply *reply, int fact) {
    if (reply->n_facts == REPLY_FACTS || already(reply, fact))
        return;
    text_add(&reply->text, reply->n_facts ? " " : "");
    reply->facts[reply->n_facts++] = fact;
    say_fact(&content->facts[fact], scenario, &reply->text);
}

/* The clauses of a line that are questions of their own: "how many users, and what is the budget?" */
static void answer_parts(const struct content *content, const struct design *scenario, struct ear *ear,
                         const struct words *w, int from, int to, struct reply *out) {
    double whole, part;
    int fact = best_fact(ear, w, from, to, &whole);
    int start = from;
    bool several = false;
    for (int i = from + 1; i <= to; i++) {
        bool joint = i == to || (words_is(w, i, "|what|how|which|who|is|are|do|does|can|when|where|may|must|should|") &&
                                 (w->word[i].clause != w->word[i - 1].clause || words_is(w, i - 1, "|and|")));
        if (!joint || i - start < 3)
            continue;
        int piece = best_fact(ear, w, start, i, &part);
        if (start == from && i == to)
            break;
        if (piece >= 0 && part >= FLOOR + 0.05) {
            give(content, scenario, out, piece);
            several = true;
        }
        start = i;
    }
    if (!several && fact >= 0 && whole >= FLOOR)
        give(content, scenario, out, fact);
}

void interviewer_ask(const struct content *content, const struct design *scenario, uint64_t seed, const char *question,
                     struct reply *out) {
    *out = (struct reply){.kind = REPLY_UNKNOWN};
    struct ear ear = ear_of(content, false);
    struct words w = words_of(question);
    mend(&ear, &w);
    double sure = 0.0;
    best_fact(&ear, &w, 0, w.n, &sure);
    if (asks_for_solution(&w) && sure < 0.8) {
        out->kind = REPLY_REFUSAL;
        text_add(&out->text, choose(content->refusals, seed, question));
    } else {
        for (int s = 0; s < w.n_sentences; s++)
            answer_parts(content, scenario, &ear, &w, w.sentence[s].first, w.sentence[s].first + w.sentence[s].n, out);
        if (out->n_facts)
            out->kind = REPLY_FACT;
        else
            text_add(&out->text, choose(content->unknown, seed, question));
    }
    words_free(&w);
    ear_free(&ear);
}

void interviewer_assume(const struct content *content, const struct design *scenario, const char *assumption,
                        struct reply *out) {
    *out = (struct reply){.kind = REPLY_YOURS};
    struct ear ear = ear_of(content, true);
    struct words w = words_of(assumption);
    mend(&ear, &w);
    double sure;
    int fact = best_fact(&ear, &w, 0, w.n, &sure);
    if (fact < 0 || sure < FLOOR) {
        text_add(&out->text, "Your call. I take it as you say.");
    } else {
        double truth = fact_value(&content->facts[fact], scenario);
        bool number = false, right = false;
        for (int i = 0; i < w.n; i++) {
            double v = w.word[i].percent ? w.word[i].value / 100.0 : w.word[i].value;
            number = number || w.word[i].number;
            right = right || (w.word[i].number && !isnan(truth) && fabs(v - truth) <= 0.15 * fabs(truth));
        }
        out->kind = isnan(truth) || !number || right ? REPLY_CONFIRMED : REPLY_CORRECTED;
        text_add(&out->text, right ? "Yes. " : out->kind == REPLY_CORRECTED ? "Not quite. " : "Noted; what I know: ");
        give(content, scenario, out, fact);
    }
    words_free(&w);
    ear_free(&ear);
}

void reply_free(struct reply *reply) {
    text_free(&reply->text);
    *reply = (struct reply){0};
}
