/* What the interviewer asks of his own accord after an answer: probes whose rule holds, each subject once. A probe is
 * not put when its rubric item was spoken of already, in whatever step or answer, when a question about the same
 * decision was put before, or when the person raised its risk. A rule KNOB=VALUE challenges what was chosen: that the
 * subject was named does not answer it, an argument does. */
#include "practice/coverage.h"
#include "practice/lexicon.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PROBES_OF_STEP = 3 };
static const double SPOKEN_OF = 0.15; /* share of an item's points: more than its name in a list */

static bool metric_below(const struct session *s, const char *rule) {
    char name[MEASURE_NAME], sign;
    double bound;
    if (sscanf(rule, "%63s %c %lf", name, &sign, &bound) != 3)
        return false;
    const struct result *own = result_of_design(s);
    if (own && text_starts(name, "monitoring.") && own->purpose != RUN_DAYS && own->purpose != RUN_FINAL)
        return false; /* measured before a word was said about monitors */
    const struct result_metric *m = result_metric(own, name);
    return m && !isnan(m->value) && (sign == '<' ? m->value < bound : m->value > bound);
}

/* The decision that a rule is about; NULL: a measurement, or "always". */
static const struct knob *knob_of(const char *when) {
    char path[96];
    if (text_starts(when, "unsaid "))
        return knob_named(when + strlen("unsaid "));
    const char *equals = text_starts(when, "metric ") ? NULL : strchr(when, '=');
    snprintf(path, sizeof path, "%.*s", equals ? (int)(equals - when) : 0, when);
    return equals ? knob_named(path) : NULL;
}

/* "unsaid KNOB", "KNOB=value", "metric NAME < 0.5", "always" */
bool probes_apply(const struct session *s, const char *when) {
    if (strcmp(when, "always") == 0)
        return true;
    if (text_starts(when, "metric "))
        return metric_below(s, when + strlen("metric "));
    const struct knob *knob = knob_of(when);
    if (text_starts(when, "unsaid "))
        return knob && !decided_setting(s, knob->id);
    return knob && design_active(s->design, knob->id) &&
           strcmp(design_text(s->design, knob->id), strchr(when, '=') + 1) == 0;
}

bool probes_asked_about(const struct session *s, const struct knob *knob) {
    return s->asked_about[knob->id];
}

void probes_note_asked(struct session *s, const struct knob *knob) {
    s->asked_about[knob->id] = true;
}

void probes_note_rule(struct session *s, const char *when) {
    const struct knob *knob = knob_of(when);
    if (knob)
        probes_note_asked(s, knob);
}

bool probes_asked_before(const struct session *s, const char *when) {
    const struct knob *knob = knob_of(when);
    bool challenge = knob && !text_starts(when, "unsaid ") && decided_setting(s, knob->id);
    return knob && !challenge && s->asked_about[knob->id];
}

void probes_said_so_far(const struct session *s, struct text *out) {
    for (int i = 0; i < STEPS; i++)
        text_format(out, "%s\n%s\n", text_str(&s->answer[i]), text_str(&s->spoken[i]));
}

static bool raised(const struct session *s, const char *risk) {
    for (int i = 0; i < s->n_risks; i++)
        if (coverage_overlap(s->risks[i].text, risk) >= 0.5)
            return true;
    return false;
}

/* Whether another probe with the same text, risk or item was put. */
static bool put_before(const struct session *s, const struct probe *probe) {
    for (int step = 0; step < STEPS; step++)
        for (int i = 0; i < s->content->steps[step].n_probes; i++) {
            const struct probe *other = &s->content->steps[step].probes[i];
            bool item = step == s->step - 1 && probe->item && *probe->item && other->item &&
                        strcmp(other->item, probe->item) == 0;
            bool risk = probe->risk && *probe->risk && other->risk && strcmp(other->risk, probe->risk) == 0;
            if (s->probed[step][i] && (item || risk || strcmp(other->say, probe->say) == 0))
                return true;
        }
    return false;
}

/* Whether one sentence holds all words of a risk: "no peeking" answers a probe on peeking, which coverage, where a
 * denied subject counts as not said, does not see. */
static bool names_risk(const char *said, const char *risk) {
    struct words w = words_of(said);
    bool found = false;
    for (int i = 0; i < w.n_sentences && !found; i++) {
        const struct sentence *x = &w.sentence[i];
        struct text sentence = {0};
        if (x->n == 0)
            continue;
        text_bytes(&sentence, said + w.word[x->first].start,
                   (size_t)(w.word[x->first + x->n - 1].end - w.word[x->first].start));
        found = !x->question && coverage_overlap(text_str(&sentence), risk) >= 1.0;
        text_free(&sentence);
    }
    words_free(&w);
    return found;
}

static bool covered(const struct session *s, const struct coverage *c, const struct probe *probe) {
    bool challenge = strchr(probe->when, '=') && !text_starts(probe->when, "metric ");
    bool measured = text_starts(probe->when, "metric ");
    if (!challenge && !measured && probe->risk && *probe->risk) {
        struct text all = {0};
        probes_said_so_far(s, &all);
        bool named = names_risk(text_str(&all), probe->risk);
        text_free(&all);
        if (named)
            return true;
    }
    for (int i = 0; i < c->n && probe->item; i++)
        if (strcmp(c->items[i].item->id, probe->item) == 0)
            return !c->items[i].wrong &&
                   (challenge ? c->items[i].full : c->items[i].earned > SPOKEN_OF * c->items[i].item->points);
    return false;
}

static struct coverage heard_of_step(const struct session *s, int step) {
    struct text all = {0};
    probes_said_so_far(s, &all);
    struct coverage c = coverage_with(s->lexicon, step, LEVEL_STAFF, text_str(&all));
    text_free(&all);
    return c;
}

void probes_put(struct session *s) {
    const struct step_content *step = &s->content->steps[s->step - 1];
    int asked = 0, before = 0;
    for (int i = 0; i < step->n_probes; i++)
        before += s->probed[s->step - 1][i];
    if (!step->n_probes || before >= PROBES_OF_STEP || dive_of(s, s->step) || session_diagnosis(s))
        return; /* one question at a time: what is asked now is a deep dive */
    struct coverage c = heard_of_step(s, s->step);
    for (int i = 0; i < step->n_probes && asked < PROBES_AT_ONCE && before + asked < PROBES_OF_STEP; i++) {
        const struct probe *probe = &step->probes[i];
        if (!probes_apply(s, probe->when) || probes_asked_before(s, probe->when) || put_before(s, probe) ||
            (probe->risk && raised(s, probe->risk)) || covered(s, &c, probe))
            continue;
        s->probed[s->step - 1][i] = true;
        reaction_await(s, probe, asked);
        probes_note_rule(s, probe->when);
        talk(s, VOICE_INTERVIEWER, "%s", probe->say);
        asked++;
    }
    coverage_free(&c);
}

bool probes_open(const struct session *s, int step, const struct probe *probe) {
    if (!probes_apply(s, probe->when) || probes_asked_before(s, probe->when) || put_before(s, probe))
        return false; /* most end here: to hear a whole session takes long */
    struct coverage c = heard_of_step(s, step);
    bool open = !covered(s, &c, probe);
    coverage_free(&c);
    return open;
}
