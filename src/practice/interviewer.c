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
static const double CLAUSE_ASKS = -0.04; /* the same, when it begins as a question does */
static const double SURE = 0.95;         /* a fact that is given though a decision was asked for */
enum { FOLLOW_UP = 3 };                  /* "is there one? how fast?": so few words go on about the same */
enum { BARE = 2 };                       /* "..., and how quickly?": the same, within a question */
static const double SEVERAL_MORE = 0.08; /* and what each of several questions in one line has to say beyond that */
static const double SAME_MORE = 0.22;    /* a later one that speaks of "it": most such go on about the same fact */

/* What a question begins with. */
static const char ASKS[] = "|what|how|which|who|is|are|do|does|can|when|where|may|must|should|";

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
        double less = words_is(w, start, ASKS) ? CLAUSE_ASKS : CLAUSE_LESS;
        if (fact >= 0 && part - less > *score) {
            best = fact;
            *score = part - less;
        }
        start = i + 1;
    }
    return best;
}

/* "... and what does it achieve": goes on about the same. */
static bool goes_on(const struct words *w, int from, int to) {
    for (int i = from; i < to; i++)
        if (words_is(w, i, "|it|they|them|he|its|their|that|those|one|she|such|this|these|"))
            return true;
    return false;
}

struct line { /* what is asked, and of whom */
    const struct content *content;
    const struct design *scenario;
    const struct ear *ear;
    const struct words *w;
    const char *said;
};

/* Where the part that begins at `from` ends: before the next word that opens a question of its own. */
static int part_end(const struct words *w, int from, int to) {
    for (int i = from + 1; i < to; i++)
        if (words_is(w, i, ASKS) && (w->word[i].clause != w->word[i - 1].clause || words_is(w, i - 1, "|and|or|also|")))
            return i;
    return to;
}

/* "How many users are there, and what latency do we have?": each part that is a question of its own is answered, and
 * what has no answer is said so. False: it is a single question. */
static bool answer_several(const struct line *l, int from, int to, struct reply *out) {
    int facts[REPLY_FACTS], n = 0, unknown = -1, unknown_end = 0;
    if (!words_is(l->w, from, ASKS) && !words_is(l->w, from + 1, ASKS)) /* "so how many ..." */
        return false;
    for (int start = from, end; start < to; start = end) {
        double score = 0;
        end = part_end(l->w, start, to);
        if (start == from && end == to)
            return false;
        int fact = ear_hear(l->ear, l->w, start, end, &score);
        if (n > 0 && end - start <= BARE)
            continue;
        bool same = n > 0 && goes_on(l->w, start, end);
        if (fact >= 0 && score >= EAR_FLOOR + (same ? SAME_MORE : SEVERAL_MORE) && n < REPLY_FACTS) {
            bool there = false;
            for (int i = 0; i < n; i++)
                there = there || facts[i] == fact;
            if (!there)
                facts[n++] = fact;
        } else if (end - start > FOLLOW_UP && !goes_on(l->w, start, end)) {
            unknown = start;
            unknown_end = end;
        }
    }
    if (n + (unknown >= 0) < 2 || n == 0)
        return false;
    for (int i = 0; i < n; i++)
        give(l->content, l->scenario, out, facts[i]);
    if (unknown >= 0)
        text_format(&out->text, " As for \"%.*s\": that I cannot say.",
                    l->w->word[unknown_end - 1 - words_is(l->w, unknown_end - 1, "|and|or|also|")].end -
                        l->w->word[unknown].start,
                    l->said + l->w->word[unknown].start);
    return true;
}

/* One question, in the light of what was said before it in the line. */
static void answer_part(const struct line *l, int context, int from, int to, struct reply *out) {
    double whole, wider = 0.0;
    if ((out->n_facts && to - from <= FOLLOW_UP) || answer_several(l, from, to, out))
        return;
    int fact = hear_best(l->ear, l->w, from, to, &whole);
    int around = context < from ? hear_best(l->ear, l->w, context, to, &wider) : -1;
    if (around >= 0 && wider > whole) {
        fact = around;
        whole = wider;
    }
    if (fact >= 0 && whole >= EAR_FLOOR)
        give(l->content, l->scenario, out, fact);
}

/* Every question of a line, with what was said before it ("say a person buys later. How long does that take?"); a line
 * without any is one question. */
static void answer_line(const struct line *l, struct reply *out) {
    const struct words *w = l->w;
    int context = 0;
    bool any = false;
    for (int s = 0; s < w->n_sentences; s++) {
        const struct sentence *x = &w->sentence[s];
        any = any || x->question;
        if (!x->question)
            continue;
        answer_part(l, context, x->first, x->first + x->n, out);
        context = x->first + x->n;
    }
    if (!any)
        answer_part(l, 0, 0, w->n, out);
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
    enum asked_for asked = ear_asked_for(ear, &w);
    if (asked == ASKED_SOLUTION || (asked == ASKED_DECISION && sure < SURE)) {
        out->kind = REPLY_REFUSAL;
        text_add(&out->text, choose(content->refusals, seed, question));
    } else {
        if (asked != ASKED_CHAT && !personal(&w, ear))
            answer_line(&(struct line){content, scenario, ear, &w, question}, out);
        if (out->n_facts)
            out->kind = REPLY_FACT;
        else
            text_add(&out->text, choose(content->unknown, seed, question));
    }
    words_free(&w);
}

void interviewer_assume(const struct content *content, const struct design *scenario, const char *assumption,
                        struct reply *out) {
    struct ear *ear = ear_new(content, true);
    interviewer_assume_with(ear, content, scenario, assumption, out);
    ear_free(ear);
}

/* A number that was worked out: "so 175,000 requests a second". */
static const struct estimate *worked_out(const struct content *content, const struct design *scenario,
                                         const struct words *w) {
    const struct estimate *found = NULL;
    for (int i = 0; i < w->n && !found; i++)
        if (w->word[i].number && !w->word[i].percent)
            found = estimate_of(content, scenario, w->word[i].value);
    return found;
}

/* Whether the fact is what was assumed: REPLY_CONFIRMED, *right where by its number; else REPLY_CORRECTED. */
static enum reply_kind judge(const struct words *w, double truth, bool *right) {
    bool number = false;
    *right = false;
    for (int i = 0; i < w->n; i++) {
        double v = w->word[i].percent ? w->word[i].value / 100.0 : w->word[i].value;
        number = number || w->word[i].number;
        *right = *right || (w->word[i].number && !isnan(truth) && fabs(v - truth) <= 0.15 * fabs(truth));
    }
    return isnan(truth) || !number || *right ? REPLY_CONFIRMED : REPLY_CORRECTED;
}

void interviewer_assume_with(const struct ear *ear, const struct content *content, const struct design *scenario,
                             const char *assumption, struct reply *out) {
    *out = (struct reply){.kind = REPLY_YOURS};
    struct words w = words_of(assumption);
    double sure;
    bool right = false;
    int fact = ear_hear(ear, &w, 0, w.n, &sure);
    if (fact >= 0 && sure >= EAR_FLOOR)
        out->kind = judge(&w, fact_value(&content->facts[fact], scenario), &right);
    const struct estimate *sum = out->kind == REPLY_CONFIRMED ? NULL : worked_out(content, scenario, &w);
    if (sum) { /* no fact, but what the facts come to */
        out->kind = REPLY_CONFIRMED;
        text_format(&out->text, "Yes, that is what the %s comes to.", sum->title);
    } else if (out->kind == REPLY_YOURS) {
        text_add(&out->text, "Your call. I take it as you say.");
    } else {
        text_add(&out->text, right ? "Yes. " : out->kind == REPLY_CORRECTED ? NOT_QUITE : "Noted; what I know: ");
        give(content, scenario, out, fact);
    }
    words_free(&w);
}

void reply_free(struct reply *reply) {
    text_free(&reply->text);
    *reply = (struct reply){0};
}
