/* What happened on the days after the log: the curves of step 7 show it, nobody says it. The person says what it was
 * and when it began, in the answer; the timeline of the scenario knows. Of each thing that happened, a fault counts
 * twice as much as a drift: 70 % for naming it, 30 % for its day, give or take one. What is named and did not happen
 * takes a quarter off, so that a list of everything earns nothing. The first answer that names something stands. */
#include "practice/lexicon.h"
#include "practice/session_state.h"
#include "serve/timeline.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double NAMED = 0.7, DATED = 0.3, INVENTED = 0.25;
static const char ASK[] =
    "Something happened on these days that nobody announced. What was it, when did it begin, and how "
    "do the curves tell?";

/* What happened on the days that were played, and that the case has words for. */
static int happened(const struct session *s, struct timeline *out) {
    struct timeline all;
    struct err ignored = {0};
    long long days = design_int(s->blank, K_WORLD_REPLAY_DAYS);
    out->n = 0;
    if (!timeline_parse(design_text(s->blank, K_WORLD_TIMELINE), s->content->info.kind, &all, &ignored))
        return 0;
    for (int i = 0; i < all.n; i++)
        for (int k = 0; k < s->content->n_incidents && all.entry[i].day <= days; k++)
            if (strcmp(s->content->incidents[k].kind, incident_name(all.entry[i].kind)) == 0) {
                out->entry[out->n++] = all.entry[i];
                break;
            }
    return out->n;
}

static const struct incident_told *told_of(const struct session *s, const struct timeline_entry *e) {
    for (int k = 0; k < s->content->n_incidents; k++)
        if (strcmp(s->content->incidents[k].kind, incident_name(e->kind)) == 0)
            return &s->content->incidents[k];
    return NULL;
}

/* How a sentence names an incident: in so many words, by words that lie apart in it, or not. */
enum naming { NOT_NAMED, NAMED_APART, NAMED_DIRECTLY };

static enum naming names_in(struct lexicon *lexicon, const struct words *w, const struct sentence *x,
                            const struct incident_told *incident) {
    enum naming found = NOT_NAMED;
    for (char **say = incident->say; *say && found != NAMED_DIRECTLY; say++) {
        const struct words *want = lexicon_wording(lexicon, *say, false);
        struct span at;
        for (int from = x->first; found != NAMED_DIRECTLY && words_find(w, want, from, x->first + x->n, 3, false, &at);
             from = at.last + 1)
            found = words_denied(w, at) ? found : NAMED_DIRECTLY;
        if (found == NOT_NAMED && words_find_apart(w, want, x->first, x->first + x->n, &at))
            found = NAMED_APART;
    }
    return found;
}

/* Words that lie apart name nothing beside what the sentence says directly: "a feature stopped arriving, the counter
 * came in empty" has no counters that stopped. */
static void name_all(const struct session *s, struct lexicon *lexicon, const struct words *w, bool *named) {
    enum naming *how = mem_must((size_t)s->content->n_incidents + 1, sizeof *how);
    for (int i = 0; i < w->n_sentences; i++) {
        bool direct = false;
        for (int k = 0; k < s->content->n_incidents; k++) {
            how[k] = names_in(lexicon, w, &w->sentence[i], &s->content->incidents[k]);
            direct = direct || how[k] == NAMED_DIRECTLY;
        }
        for (int k = 0; k < s->content->n_incidents; k++)
            named[k] = named[k] || how[k] == NAMED_DIRECTLY || (how[k] == NAMED_APART && !direct);
    }
    free(how);
}

/* "day 9", "the 9th day", give or take one. */
static bool dates(const struct words *w, int day) {
    for (int i = 0; i < w->n; i++) {
        const struct word *x = &w->word[i];
        bool beside = words_is(w, i - 1, "|day|dai|") || words_is(w, i + 1, "|day|dai|") ||
                      (words_is(w, i + 1, "|th|st|nd|rd|") && words_is(w, i + 2, "|day|dai|"));
        if (x->number && beside && fabs(x->value - day) <= 1)
            return true;
    }
    return false;
}

struct verdict_said {
    double share;
    int named, of, invented;
};

static struct verdict_said judge(const struct session *s, const char *said) {
    struct timeline t;
    struct words w = lexicon_text(s->lexicon, said);
    bool *all = mem_must((size_t)s->content->n_incidents + 1, sizeof *all);
    name_all(s, s->lexicon, &w, all);
    struct verdict_said v = {.of = happened(s, &t)};
    double earned = 0, of = 0;
    for (int k = 0; k < s->content->n_incidents; k++) {
        const struct incident_told *incident = &s->content->incidents[k];
        bool named = all[k], real = false;
        for (int i = 0; i < t.n; i++) {
            if (told_of(s, &t.entry[i]) != incident)
                continue;
            double weight = incident_is_fault(t.entry[i].kind) ? 2 : 1;
            real = true;
            of += weight;
            earned += named ? weight * (NAMED + (dates(&w, t.entry[i].day) ? DATED : 0)) : 0;
            v.named += named;
        }
        v.invented += named && !real;
    }
    v.share = of > 0 ? fmin(1, fmax(0, earned / of - INVENTED * v.invented)) : 0;
    free(all);
    words_free(&w);
    return v;
}

void diagnosis_truth(const struct session *s, bool shows, struct text *out) {
    struct timeline t;
    happened(s, &t);
    for (int i = 0; i < t.n; i++) {
        const struct incident_told *told = told_of(s, &t.entry[i]);
        char name[sizeof t.entry[i].name];
        snprintf(name, sizeof name, "%s", t.entry[i].name);
        for (char *p = name; *p; p++)
            *p = *p == '_' ? ' ' : *p;
        text_format(out, "%s %d, %s%s%s%s",
                    shows ? "\nDay"
                    : i   ? "; day"
                          : "day",
                    t.entry[i].day, told->what, *name ? " (" : "", name, *name ? ")" : "");
        if (shows)
            text_format(out, ": %s.", told->shows);
    }
}

bool session_days_told(const struct session *s) {
    struct timeline t;
    bool judged = s->diagnosis.answered && s->options.mode != MODE_INTERVIEW;
    return s->step > STEPS || judged || !happened(s, &t);
}

bool session_diagnosis(const struct session *s) {
    return s->diagnosis.asked && !s->diagnosis.answered && s->step == STEPS;
}

void diagnosis_ask(struct session *s) {
    struct timeline t;
    if (s->diagnosis.asked || s->options.drill[0] || s->step != STEPS || !happened(s, &t))
        return;
    s->diagnosis.asked = true;
    s->diagnosis.before = mem_string(text_str(&s->answer[STEPS - 1]));
    if (s->advance)
        return; /* the person goes on: it stays unanswered */
    talk(s, VOICE_INTERVIEWER, "%s", ASK);
    talk(s, VOICE_NOTE, "%s", "/commit hears what you add to your answer; /next leaves it open.");
}

/* What was added since the question was put, and what it names. */
static struct verdict_said hear_it(const struct session *s, struct text *said) {
    dive_since(s, STEPS, s->diagnosis.before, said);
    return said->length ? judge(s, text_str(said)) : (struct verdict_said){0};
}

void diagnosis_cut(const struct session *s, char *text) {
    struct text said = {0};
    if (s->step != STEPS || !s->diagnosis.asked)
        return;
    if (s->diagnosis.answered)
        text_add(&said, s->diagnosis.said);
    else {
        struct verdict_said v = hear_it(s, &said);
        if (v.named + v.invented == 0)
            text_clear(&said);
    }
    char *rest = said.bytes;
    for (char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n")) {
        char *at = *line ? strstr(text, line) : NULL;
        if (at)
            memmove(at, at + strlen(line), strlen(at + strlen(line)) + 1);
    }
    text_free(&said);
}

static const char *opinion(const struct verdict_said *v) {
    return v->named == 0      ? "No."
           : v->named < v->of ? "That is part of it."
           : v->invented      ? "Yes; but not all that you named happened."
           : v->share < 1     ? "Yes, though not on that day."
                              : "Yes.";
}

void diagnosis_take(struct session *s) {
    if (!session_diagnosis(s))
        return;
    struct text said = {0}, truth = {0};
    struct verdict_said v = hear_it(s, &said);
    if (said.length && v.named + v.invented == 0)
        talk(s, VOICE_INTERVIEWER, "And what do you say happened? Name it, and the day.");
    else if (said.length) {
        s->diagnosis.answered = true;
        s->diagnosis.share = v.share;
        s->diagnosis.said = text_take(&said);
        diagnosis_truth(s, true, &truth);
        if (s->options.mode == MODE_INTERVIEW)
            talk(s, VOICE_INTERVIEWER, "Noted.");
        else
            talk(s, VOICE_INTERVIEWER, "%s%s", opinion(&v), text_str(&truth));
    }
    text_free(&truth);
    text_free(&said);
}

double diagnosis_mark(const struct session *s, struct marks *m) {
    if (!s->diagnosis.asked || !marks_in_scope(s, STEPS))
        return NAN;
    struct text truth = {0};
    diagnosis_truth(s, false, &truth);
    struct mark *mark =
        marks_add(m, MARK_DIAGNOSIS, STEPS, "what happened", DIAGNOSIS_POINTS, DIAGNOSIS_POINTS * s->diagnosis.share);
    if (s->diagnosis.answered)
        marks_evidence(mark, "it was %s; you said: %.110s", text_str(&truth), s->diagnosis.said);
    else
        marks_evidence(mark, "nobody said what happened; it was %s", text_str(&truth));
    text_free(&truth);
    return s->diagnosis.share;
}
