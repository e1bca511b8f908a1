/* What a person states while requirements are clear: assumptions, the goal, targets, the scope. One line reads them
 * back in their own words. An assumption in plain words counts as one by /assume does. */
#include "practice/ear.h"
#include "practice/interviewer.h"
#include "practice/session_state.h"
#include "practice/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTED = 100 };
enum sort { NOTED_ASSUMED, NOTED_GOAL, NOTED_TARGET, NOTED_SCOPE, NOTED_RISK, NOTED };
static const char *const LEADS[NOTED] = {"assumed ", "the goal ", "the target ", "the scope ", "the risk "};

static bool has(const struct words *w, const struct sentence *x, const char *list) {
    for (int i = x->first; i < x->first + x->n; i++)
        if (words_is(w, i, list))
            return true;
    return false;
}

static bool figure(const struct words *w, const struct sentence *x) {
    for (int i = x->first; i < x->first + x->n; i++)
        if (w->word[i].number && !w->word[i].named)
            return true;
    return false;
}

/* "Watch time 3 % over today"; what merely holds more than another thing is no target. */
static bool is_target(const struct words *w, const struct sentence *x) {
    bool percent = false;
    for (int i = x->first; i < x->first + x->n; i++)
        percent = percent || w->word[i].percent || words_is(w, i, "|percent|");
    return figure(w, x) && (has(w, x, "|target|uplift|lift|") ||
                            (percent && has(w, x, "|over|against|baseline|today|currently|versus|more|fewer|less|")));
}

/* "The biggest risk is that ...", "what worries me": as /risk raises it. */
static bool names_risk(const struct words *w, const struct sentence *x) {
    return has(w, x, "|risk|risks|worry|worries|danger|fear|afraid|");
}

static bool out_of_scope(const struct words *w, const struct sentence *x) {
    for (int i = x->first; i < x->first + x->n; i++)
        if (words_is(w, i, "|scope|exclude|excluded|excluding|nongoal|nongoals|") ||
            (words_is(w, i, "|leave|leaving|left|keep|set|put|park|skip|ignore|") &&
             words_is(w, i + 1, "|out|aside|")) ||
            (words_is(w, i, "|non|no|not|") && words_is(w, i + 1, "|goal|goals|cover|covering|covered|touch|")))
            return true;
    return false;
}

/* Whether it is said as what one supposes, not as a design: "assume", "say", "we have", "there are". */
static bool supposes(const struct words *w, const struct sentence *x) {
    if (has(w, x, "|assume|assuming|assumption|suppose|supposing|presume|expect|guess|"))
        return true;
    return words_is(w, x->first, "|say|roughly|about|around|") ||
           (words_is(w, x->first, "|there|we|they|you|users|people|") && words_is(w, x->first + 1, "|are|have|is|"));
}

static void quote(struct text *list, const char *sentence) {
    size_t n = strlen(sentence), end = n > QUOTED ? QUOTED : n;
    while (end < n && end > 0 && ((unsigned char)sentence[end] & 0xC0u) == 0x80u) /* no character is cut in two */
        end--;
    text_format(list, "%s\"%.*s%s\"", list->length ? ", " : "", (int)end, sentence, end < n ? "..." : "");
}

static char *words_text(const char *text, const struct words *w, int first, int end) {
    struct text t = {0};
    int from = w->word[first].start, to = w->word[end - 1].end;
    while (text[to] == '%' || text[to] == ')')
        to++;
    text_bytes(&t, text + from, (size_t)(to - from));
    return text_take(&t);
}

/* Takes a sentence as an assumption, where it is one. A figure that is merely used may be one that was worked out ("so
 * 175,000 requests a second"): it is an assumption only where it is the fact's. */
static bool take_assumption(struct session *s, const struct ear *ear, const char *sentence, bool supposed, bool number,
                            struct text *list) {
    struct reply reply;
    if (!supposed && !number)
        return false;
    interviewer_assume_with(ear, s->content, s->blank, sentence, &reply);
    bool corrected = reply.kind == REPLY_CORRECTED, worked_out = reply.kind == REPLY_CONFIRMED && !reply.n_facts;
    bool about = worked_out || (reply.n_facts > 0 && (supposed || !corrected));
    if (about || supposed) {
        quote(list, sentence);
        if (corrected)
            text_format(list, " (no: %s)", text_str(&reply.text) + strlen(NOT_QUITE));
        else
            text_add(list, about && number ? " (yes)" : "");
        if (about && !worked_out)
            s->known[reply.facts[0]] = true;
    }
    reply_free(&reply);
    return about || supposed;
}

/* "200 million users and 12 loads each": every part that has a figure is an assumption of its own. */
static void take_assumptions(struct session *s, const struct ear *ear, const char *text, const struct words *w,
                             const struct sentence *x, struct text *list) {
    int end = x->first + x->n, start = x->first;
    bool supposed = supposes(w, x);
    for (int i = x->first + 1; i <= end; i++) {
        struct sentence left = {.first = start, .n = i - start}, right = {.first = i, .n = end - i};
        bool joint = i < end && (words_is(w, i, "|and|") || w->word[i].clause != w->word[i - 1].clause);
        if (i < end && (!joint || !figure(w, &left) || !figure(w, &right)))
            continue;
        int from = start + (words_is(w, start, "|and|") && i - start > 1);
        char *piece = words_text(text, w, from, i);
        take_assumption(s, ear, piece, supposed, figure(w, &left), list);
        free(piece);
        start = i;
    }
}

void noted_say(struct session *s, bool heard) {
    struct text lists[NOTED] = {0}, said = {0}, line = {0};
    dive_since(s, 1, s->noted ? s->noted : "", &said);
    struct words w = words_of(text_str(&said));
    struct ear *ear = ear_new(s->content, true);
    bool answers = reaction_due(s);
    for (int i = 0; i < w.n_sentences; i++) {
        const struct sentence *x = &w.sentence[i];
        if (x->question || x->n < 2)
            continue;
        char *sentence = words_text(text_str(&said), &w, x->first, x->first + x->n);
        if (out_of_scope(&w, x))
            quote(&lists[NOTED_SCOPE], sentence);
        else if (!answers && names_risk(&w, x)) {
            quote(&lists[NOTED_RISK], sentence);
            talk_add_risk(s, sentence);
        } else if (is_target(&w, x) && !supposes(&w, x))
            quote(&lists[NOTED_TARGET], sentence);
        else if (has(&w, x, "|goal|objective|success|aim|maximise|maximize|optimise|optimize|") && !supposes(&w, x))
            quote(&lists[NOTED_GOAL], sentence);
        else
            take_assumptions(s, ear, text_str(&said), &w, x, &lists[NOTED_ASSUMED]);
        free(sentence);
    }
    if (s->target && !lists[NOTED_TARGET].length)
        quote(&lists[NOTED_TARGET], s->target);
    for (int i = 0; i < NOTED; i++) {
        if (lists[i].length)
            text_format(&line, "%s%s%s", line.length ? "; " : "", LEADS[i], text_str(&lists[i]));
        text_free(&lists[i]);
    }
    if (line.length)
        talk(s, VOICE_INTERVIEWER, "Noted: %s.", text_str(&line));
    else if (!s->noted && !heard && !answers)
        talk(s, VOICE_INTERVIEWER, "I noted no assumption, goal, target or scope of yours so far.");
    free(s->noted);
    s->noted = mem_string(text_str(&s->answer[0]));
    text_free(&line);
    text_free(&said);
    ear_free(ear);
    words_free(&w);
}
