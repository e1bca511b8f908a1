/* What the interviewer says to an answer to a question of his own: which points of the rubric he heard in it, and
 * whether the one that he was after is still open. He names what was said, never what was not: that would be a hint for
 * nothing. In an interview he keeps it to himself. */
#include "practice/coverage.h"
#include "practice/interviewer.h"
#include "practice/lexicon.h"
#include "practice/session_state.h"
#include "practice/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS_TOLD = 3 };

/* "Says what AUC cannot see" within a sentence; "AUC ..." stays. */
static void add_point(const char *about, struct text *out) {
    bool name = about[0] && isupper((unsigned char)about[1]);
    text_format(out, "%c%s", name ? about[0] : tolower((unsigned char)about[0]), about + (about[0] != '\0'));
}

/* "I heard there: ...; ...". asked: ids of the points that a question was about, none: whatever there is. How many. */
static int add_points(const struct coverage *c, const char *const *asked, int n_asked, struct text *out) {
    int told = 0;
    for (int i = 0; i < c->n && told < POINTS_TOLD; i++) {
        const struct covered *x = &c->items[i];
        bool wanted = n_asked == 0;
        for (int k = 0; k < n_asked; k++)
            wanted = wanted || strcmp(asked[k], x->item->id) == 0;
        if (!wanted || !x->full || x->wrong)
            continue;
        text_add(out, told++ ? "; " : "I heard there: ");
        add_point(x->item->about, out);
    }
    text_add(out, told ? "." : "");
    return told;
}

/* What is missing of a point that a question was about and that was half made, or made nowhere. */
static void add_open(const struct coverage *c, const char *const *asked, int n_asked, struct text *out) {
    static const char *const NEEDS[] = {[NEEDS_NOTHING] = "",
                                        [NEEDS_REASON] = " I did not hear the reason for it.",
                                        [NEEDS_NUMBER] = " I did not hear a figure for it.",
                                        [NEEDS_TRADEOFF] = " I did not hear what it costs."};
    const char *open = n_asked ? " The point that I was after I did not hear for certain." : "";
    for (int k = 0; k < n_asked; k++)
        for (int i = 0; i < c->n; i++)
            if (strcmp(asked[k], c->items[i].item->id) == 0 && c->items[i].earned > 0)
                open = NEEDS[c->items[i].item->needs];
    text_add(out, open);
}

static void react(struct session *s, const struct coverage *c, const char *const *asked, int n_asked,
                  const char *more) {
    struct text say = {0};
    if (s->options.mode == MODE_INTERVIEW)
        text_add(&say, "Noted.");
    else if (!add_points(c, asked, n_asked, &say)) {
        text_add(&say, "Noted.");
        add_open(c, asked, n_asked, &say);
    }
    text_format(&say, "%s%s", *more ? " " : "", more);
    talk(s, VOICE_INTERVIEWER, "%s", text_str(&say));
    text_free(&say);
}

void reaction_await(struct session *s, const struct probe *probe, int nth) {
    s->awaited[nth] = probe;
    s->n_awaited = nth + 1;
    s->awaited_step = s->step;
    free(s->awaited_before);
    s->awaited_before = mem_string(text_str(&s->answer[s->step - 1]));
}

/* What was said since a probe was put; "": nothing, or none was put in this step. */
static void said_to_probe(const struct session *s, struct text *out) {
    if (s->n_awaited && s->awaited_step == s->step)
        dive_since(s, s->step, s->awaited_before, out);
}

static void said_to_dive(const struct session *s, const struct asked_dive *d, struct text *out) {
    if (d && d->step == s->step)
        dive_since(s, d->step, d->heard ? d->heard : d->before, out);
}

bool reaction_due(const struct session *s) {
    struct text said = {0};
    said_to_probe(s, &said);
    said_to_dive(s, dive_of(s, s->step), &said);
    bool due = said.length || session_diagnosis(s);
    text_free(&said);
    return due;
}

static void to_probes(struct session *s) {
    struct text said = {0};
    const char *items[PROBES_AT_ONCE];
    int n = 0;
    said_to_probe(s, &said);
    for (int i = 0; i < s->n_awaited; i++)
        if (s->awaited[i]->item && *s->awaited[i]->item)
            items[n++] = s->awaited[i]->item;
    if (said.length) {
        struct coverage c = n ? coverage_with(s->lexicon, s->step, LEVEL_STAFF, text_str(&said))
                              : coverage_closely(s->lexicon, s->step, LEVEL_STAFF, text_str(&said));
        react(s, &c, items, n, "");
        coverage_free(&c);
        s->n_awaited = 0;
    }
    text_free(&said);
}

/* "... I would ask you how fast they react": what one would ask, where it is asked of the interviewer. */
static char *asked_back(const char *said) {
    struct words w = words_of(said);
    char *question = NULL;
    for (int i = 0; i + 2 < w.n && !question; i++)
        if (words_is(&w, i, "|ask|asking|") && words_is(&w, i + 1, "|you|") &&
            w.word[i].sentence == w.word[i + 2].sentence) {
            const struct sentence *x = &w.sentence[w.word[i].sentence];
            int from = w.word[i + 2].start, to = w.word[x->first + x->n - 1].end;
            struct text t = {0};
            text_bytes(&t, said + from, (size_t)(to - from));
            question = text_take(&t);
        }
    words_free(&w);
    return question;
}

static void to_close(struct session *s, const char *said) {
    char *question = asked_back(said);
    if (question) {
        struct reply reply;
        interviewer_ask(s->content, s->blank, s->options.seed, question, &reply);
        talk(s, VOICE_INTERVIEWER, "%s", text_str(&reply.text));
        reply_free(&reply);
        free(question);
    } else
        talk(s, VOICE_INTERVIEWER, "Noted, thank you.");
}

/* Of a question that has no points of its own, only what the wordings of its step give away. */
static struct coverage heard_in_dive(const struct session *s, const struct asked_dive *d, const char *said) {
    if (d->dive && d->dive->n_rubric)
        return dive_coverage(s, d->dive, d->subject, said);
    struct coverage c = coverage_closely(s->lexicon, d->subject, LEVEL_STAFF, said);
    return c;
}

static void to_dive(struct session *s, struct asked_dive *d) {
    struct text said = {0};
    said_to_dive(s, d, &said);
    if (said.length && d - s->dives == INTERLUDE_CLOSE)
        to_close(s, text_str(&said));
    else if (said.length) {
        const char *more = d->dive && d->dive->more && !d->followed ? d->dive->more : "";
        struct coverage c = heard_in_dive(s, d, text_str(&said));
        react(s, &c, NULL, 0, *more ? more : "Go on when you are ready.");
        coverage_free(&c);
    }
    if (said.length) {
        d->followed = true;
        free(d->heard);
        d->heard = mem_string(text_str(&s->answer[s->step - 1]));
    }
    text_free(&said);
}

void reaction_say(struct session *s) {
    struct asked_dive *d = (struct asked_dive *)dive_of(s, s->step);
    if (d)
        to_dive(s, d);
    else if (!session_diagnosis(s))
        to_probes(s);
    else
        s->n_awaited = 0; /* what is said now is about the curves */
}
