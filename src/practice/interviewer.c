#include "practice/interviewer.h"
#include "practice/ear.h"
#include "practice/estimate.h"
#include "practice/words.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double CLAUSE_LESS = 0.06;  /* what a clause alone has to say more clearly than the whole */
static const double SEVERAL_MORE = 0.15; /* and each of several questions in one line than a single one */

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

/* Where the words of a wording stand in a row, a "~" between them for up to five others. */
static bool has_words(const struct words *w, const char *wording) {
    struct words want = words_of(wording);
    bool found = false;
    for (int at = 0; at < w->n && !found; at++) {
        int i = at;
        found = true;
        for (int k = 0; k < want.n && found; k++) {
            bool gap = k > 0 &&
                       memchr(wording + want.word[k - 1].end, '~', (size_t)(want.word[k].start - want.word[k - 1].end));
            int most = gap ? i + 5 : i;
            while (i < most && i < w->n && strcmp(w->word[i].stem, want.word[k].stem) != 0)
                i++;
            found = i < w->n && strcmp(w->word[i++].stem, want.word[k].stem) == 0;
        }
    }
    words_free(&want);
    return found;
}

/* "which should I use", "what would you do", "is that right": asks for the answer, not for a fact. */
static bool asks_for_solution(const struct words *w) {
    static const char *const WORDINGS[] = {"should i use",
                                           "should we use",
                                           "should i choose",
                                           "should i ~ choose",
                                           "would you ~ use",
                                           "would you ~ do",
                                           "would you ~ choose",
                                           "do you recommend",
                                           "would you recommend",
                                           "you recommend ~ model",
                                           "you suggest",
                                           "the right answer",
                                           "the best model",
                                           "what is best",
                                           "which is better",
                                           "is that right",
                                           "is this right",
                                           "is that correct",
                                           "is this correct",
                                           "is it right",
                                           "the solution",
                                           "full solution",
                                           "the answer",
                                           "correct answer",
                                           "perfect answer",
                                           "ideal answer",
                                           "expected answer",
                                           "what is the best",
                                           "how should i",
                                           "what should i ~ do",
                                           "what should i ~ say",
                                           "what should i ~ answer",
                                           "which model should",
                                           "which loss should",
                                           "model answer",
                                           "how would you",
                                           "tell me the design",
                                           "your choice",
                                           "which one is better",
                                           "is it better to",
                                           "good idea",
                                           "what do you think",
                                           "how do i design",
                                           "would you ~ pick",
                                           "would you ~ go",
                                           "good choice",
                                           "right choice",
                                           "right track",
                                           "do you think",
                                           "the best way",
                                           "the right way",
                                           "you prefer",
                                           "would you ~ start",
                                           "better or",
                                           "the better",
                                           "should i ~ take",
                                           "should i pick",
                                           "should i ~ go with",
                                           "a good model",
                                           "better than",
                                           "tell me what to",
                                           "the right number",
                                           "would you ~ build",
                                           "would you ~ solve",
                                           "how do i choose",
                                           "makes sense",
                                           "my design",
                                           "my answer",
                                           "my solution",
                                           "my approach",
                                           "would you ~ answer",
                                           "would you ~ design",
                                           "do you want me to say",
                                           "do you want to hear",
                                           "want to hear from me",
                                           "in my place",
                                           "in my shoes",
                                           "if you were me",
                                           "if you were the candidate",
                                           "full marks",
                                           "maximum score",
                                           "full score",
                                           "highest score",
                                           "get the points",
                                           "all the points",
                                           "write the design",
                                           "write it for me",
                                           "do it for me",
                                           "design it for me",
                                           "your own design",
                                           "your design",
                                           "your solution",
                                           "your answer",
                                           "copy it",
                                           "just tell me which",
                                           "just tell me the",
                                           "just give me the",
                                           "give me the ~ solution",
                                           "give me the ~ design",
                                           "give me the ~ architecture",
                                           "which ~ is the correct one",
                                           "which ~ is the right one",
                                           "right value for",
                                           "best value for",
                                           "which value gets",
                                           "what must i say",
                                           "what do i have to say",
                                           "what am i supposed to answer",
                                           "name the threshold that",
                                           "solve ~ for me",
                                           "the sample solution",
                                           "cheat sheet",
                                           "a hint for the answer"};
    for (size_t i = 0; i < sizeof WORDINGS / sizeof *WORDINGS; i++)
        if (has_words(w, WORDINGS[i]))
            return true;
    return false;
}

/* "How old are you?", "is your cat called Felix?" are about nobody's product. */
static bool personal(const struct words *w, const struct ear *ear) {
    for (int i = 0; i + 1 < w->n; i++)
        if (words_is(w, i, "|is|are|do|doe|") && words_is(w, i + 1, "|your|") && i + 2 < w->n &&
            !ear_knows(ear, &w->word[i + 2]))
            return true;
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

/* The fact that the words [from,to) are about, read as a whole and clause by clause: what stands around a question
 * ("before I draw anything: ...") need not be about anything. */
static int hear_best(const struct ear *ear, const struct words *w, int from, int to, double *score) {
    int best = ear_hear(ear, w, from, to, score);
    for (int i = from, start = from; i < to; i++) {
        bool ends = i + 1 == to || w->word[i + 1].clause != w->word[i].clause;
        if (!ends)
            continue;
        double part;
        int fact = i + 1 - start >= 4 && (start > from || i + 1 < to) ? ear_hear(ear, w, start, i + 1, &part) : -1;
        if (fact >= 0 && part - CLAUSE_LESS > *score) {
            best = fact;
            *score = part - CLAUSE_LESS;
        }
        start = i + 1;
    }
    return best;
}

/* "... and what does it achieve": goes on about the same. */
static bool goes_on(const struct words *w, int from, int to) {
    for (int i = from; i < to; i++)
        if (words_is(w, i, "|it|they|them|he|its|their|that|those|one|she|"))
            return true;
    return false;
}

/* The clauses of a line that are questions of their own: "how many users, and what is the budget?" */
static void answer_parts(const struct content *content, const struct design *scenario, const struct ear *ear,
                         const struct words *w, int context, int from, int to, struct reply *out) {
    double whole, wider = 0.0, part;
    int fact = hear_best(ear, w, from, to, &whole);
    int around = context < from ? hear_best(ear, w, context, to, &wider) : -1;
    if (around >= 0 && wider > whole) {
        fact = around;
        whole = wider;
    }
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
        if (piece >= 0 && part >= EAR_FLOOR + SEVERAL_MORE && !goes_on(w, start, i)) {
            give(content, scenario, out, piece);
            several = true;
        }
        start = i;
    }
    if (!several && fact >= 0 && whole >= EAR_FLOOR)
        give(content, scenario, out, fact);
}

/* Every question of a line, with what was said before it ("say a person buys later. How long does that take?"); a line
 * without any is one question. */
static void answer_line(const struct content *content, const struct design *scenario, const struct ear *ear,
                        const struct words *w, struct reply *out) {
    int context = 0;
    bool any = false;
    for (int s = 0; s < w->n_sentences; s++) {
        const struct sentence *x = &w->sentence[s];
        any = any || x->question;
        if (!x->question)
            continue;
        answer_parts(content, scenario, ear, w, context, x->first, x->first + x->n, out);
        context = x->first + x->n;
    }
    if (!any)
        answer_parts(content, scenario, ear, w, 0, 0, w->n, out);
}

void interviewer_ask(const struct content *content, const struct design *scenario, uint64_t seed, const char *question,
                     struct reply *out) {
    struct ear *ear = ear_new(content, false);
    interviewer_ask_with(ear, content, scenario, seed, question, out);
    ear_free(ear);
}

void interviewer_ask_with(const struct ear *ear, const struct content *content, const struct design *scenario,
                          uint64_t seed, const char *question, struct reply *out) {
    *out = (struct reply){.kind = REPLY_UNKNOWN};
    struct words w = words_of(question);
    double sure = 0.0;
    ear_hear(ear, &w, 0, w.n, &sure);
    if (asks_for_solution(&w) && sure < 0.9) {
        out->kind = REPLY_REFUSAL;
        text_add(&out->text, choose(content->refusals, seed, question));
    } else {
        if (!personal(&w, ear))
            answer_line(content, scenario, ear, &w, out);
        if (out->n_facts)
            out->kind = REPLY_FACT;
        else
            text_add(&out->text, choose(content->unknown, seed, question));
    }
    words_free(&w);
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
