#include "practice/interviewer.h"
#include "practice/ear.h"
#include "practice/estimate.h"
#include "practice/words.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
        "which one is better", "is it better to", "good idea",        "what do you think",  "how do i design",
        "would you pick",      "would you go",    "good choice",      "right choice",       "right track",
        "do you think",        "the best way",    "the right way",    "you prefer",         "would you start",
        "better or",           "the better",      "should i take",    "should i pick",      "should i go with",
        "a good model",        "better than",     "tell me what to",  "the right number",   "would you build",
        "would you solve",     "how do i choose", "makes sense",      "my design",          "my answer",
        "my solution",         "my approach"};
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

/* "How old are you?" is about nobody's product. */
static bool personal(const struct words *w) {
    return w->n > 1 && words_is(w, w->n - 1, "|you|") && words_is(w, w->n - 2, "|are|do|");
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
static void answer_parts(const struct content *content, const struct design *scenario, const struct ear *ear,
                         const struct words *w, int from, int to, struct reply *out) {
    double whole, part;
    int fact = ear_hear(ear, w, from, to, &whole);
    int start = from;
    bool several = false;
    for (int i = from + 1; i <= to; i++) {
        bool joint = i == to || (words_is(w, i, "|what|how|which|who|is|are|do|does|can|when|where|may|must|should|") &&
                                 (w->word[i].clause != w->word[i - 1].clause || words_is(w, i - 1, "|and|")));
        if (!joint || i - start < 3)
            continue;
        int piece = ear_hear(ear, w, start, i, &part);
        if (start == from && i == to)
            break;
        if (piece >= 0 && part >= EAR_FLOOR + 0.05) {
            give(content, scenario, out, piece);
            several = true;
        }
        start = i;
    }
    if (!several && fact >= 0 && whole >= EAR_FLOOR)
        give(content, scenario, out, fact);
}

void interviewer_ask(const struct content *content, const struct design *scenario, uint64_t seed, const char *question,
                     struct reply *out) {
    *out = (struct reply){.kind = REPLY_UNKNOWN};
    struct ear *ear = ear_new(content, false);
    struct words w = words_of(question);
    double sure = 0.0;
    ear_hear(ear, &w, 0, w.n, &sure);
    if (asks_for_solution(&w) && sure < 0.9) {
        out->kind = REPLY_REFUSAL;
        text_add(&out->text, choose(content->refusals, seed, question));
    } else {
        for (int s = 0; s < w.n_sentences && !personal(&w); s++)
            answer_parts(content, scenario, ear, &w, w.sentence[s].first, w.sentence[s].first + w.sentence[s].n, out);
        if (out->n_facts)
            out->kind = REPLY_FACT;
        else
            text_add(&out->text, choose(content->unknown, seed, question));
    }
    words_free(&w);
    ear_free(ear);
}

void interviewer_assume(const struct content *content, const struct design *scenario, const char *assumption,
                        struct reply *out) {
    *out = (struct reply){.kind = REPLY_YOURS};
    struct ear *ear = ear_new(content, true);
    struct words w = words_of(assumption);
    double sure;
    int fact = ear_hear(ear, &w, 0, w.n, &sure);
    if (fact < 0 || sure < EAR_FLOOR) {
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
    ear_free(ear);
}

void reply_free(struct reply *reply) {
    text_free(&reply->text);
    *reply = (struct reply){0};
}
