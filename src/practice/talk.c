/* What is said: prompts, answers, read-backs, probes, hints. */
#include "practice/drill.h"
#include "practice/interviewer.h"
#include "practice/session_state.h"
#include "practice/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void talk(struct session *s, enum session_voice voice, const char *format, ...) {
    struct text line = {0};
    va_list args;
    va_start(args, format);
    text_vformat(&line, format, args);
    va_end(args);
    s->lines = mem_grow(s->lines, (size_t)s->n_lines + 1, sizeof *s->lines);
    s->lines[s->n_lines++] =
        (struct session_line){.voice = voice, .step = s->step, .at_ms = s->at_ms, .text = text_take(&line)};
}

/* What the person says beside the answer. */
static void you(struct session *s, const char *lead, const char *text) {
    talk(s, VOICE_YOU, "%s%s", lead, text);
    if (s->step <= STEPS)
        text_format(&s->spoken[s->step - 1], "%s\n", text);
}

static const struct step_content *part(const struct session *s) {
    return &s->content->steps[s->step - 1];
}

void talk_prompt(struct session *s) {
    const struct step_content *step = part(s);
    const struct drill *drill = drill_named(s->content, s->options.drill);
    if (drill) {
        talk(s, VOICE_NOTE, "%s, step %d: %s. %d minutes.", s->content->info.title, s->step, drill->title,
             DRILL_MINUTES);
        talk(s, VOICE_INTERVIEWER, "%s", drill->prompt);
        return;
    }
    if (s->options.untimed)
        talk(s, VOICE_NOTE, "Step %d of %d, %s.", s->step, STEPS, step->title);
    else
        talk(s, VOICE_NOTE, "Step %d of %d, %s: %g minutes.", s->step, STEPS, step->title, step->minutes);
    talk(s, VOICE_INTERVIEWER, "%s", step->prompt);
}

static void add_setting_spoken(const struct knob *knob, const char *value, struct text *out) {
    knob_spoken(knob, out);
    text_add(out, " ");
    knob_value_spoken(knob, value, out);
}

/* Guided: the open question with what one may choose among. */
static void add_choices(const struct session *s, const struct knob *knob, struct text *out) {
    enum world_kind kind = design_kind(s->design);
    if (s->options.mode != MODE_GUIDED || (knob->type != KNOB_CHOICE && knob->type != KNOB_LIST))
        return;
    bool metrics = strcmp(knob->choices, "@metrics") == 0; /* all that is measured is no menu */
    int n = metrics ? 0 : knob_choices(knob, kind);
    text_add(out, metrics ? " (a metric by its name" : " (");
    for (int i = 0; i < n && i < 12; i++) {
        text_add(out, i ? ", " : "");
        knob_value_spoken(knob, knob_choice(knob, kind, i), out);
    }
    text_format(out, "%s: /set ", n > 12 ? ", ..." : "");
    knob_spoken(knob, out);
    text_add(out, "=...)");
}

bool talk_said(const struct session *s, const char *text) {
    for (int i = 0; i < s->n_lines; i++)
        if (text_starts(s->lines[i].text, text))
            return true;
    return false;
}

static bool said_here(const struct session *s, const char *text) {
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].step == s->step && text_starts(s->lines[i].text, text))
            return true;
    return false;
}

/* The content's question about a decision, not one about what was said of it. */
static bool is_open_question(const struct session *s, const struct open_question *q) {
    for (int i = 0; i < part(s)->n_decisions; i++)
        if (part(s)->decisions[i].open && strcmp(part(s)->decisions[i].open, q->text) == 0)
            return true;
    return false;
}

/* A question is put once, however often answers are committed; about what is settled, only whether it is to change. */
static bool is_due(const struct session *s, const struct open_question *q) {
    return !talk_said(s, q->text) && (q->settled || !decided_setting(s, q->knob->id)) &&
           !(is_open_question(s, q) && probes_asked_about(s, q->knob));
}

/* Once a decision: what stays unsaid is not told again with every answer. */
static void add_unsaid(struct session *s, const struct hearing *h, struct text *out) {
    int unsaid = 0;
    for (int i = 0; i < h->n_unsaid; i++) {
        enum knob_id id = h->unsaid[i]->id;
        if (decided_setting(s, id) || s->told_unsaid[id])
            continue; /* settled in another step, or by a correction */
        s->told_unsaid[id] = true;
        text_add(out, unsaid++ ? ", " : out->length ? " Nothing about " : "Nothing about ");
        knob_spoken(h->unsaid[i], out);
    }
    if (unsaid)
        text_format(out, ": %s built as if nobody had thought of %s.", unsaid == 1 ? "that is" : "those are",
                    unsaid == 1 ? "it" : "them");
}

static void ask_open(struct session *s, const struct hearing *h) {
    int asked = 0, most = s->options.mode == MODE_GUIDED ? 6 : 2;
    for (int i = 0; i < h->n_open && asked < most; i++) {
        if (!is_due(s, &h->open[i]))
            continue;
        struct text t = {0};
        text_add(&t, h->open[i].text);
        add_choices(s, h->open[i].knob, &t);
        talk(s, VOICE_INTERVIEWER, "%s", text_str(&t));
        text_free(&t);
        probes_note_asked(s, h->open[i].knob);
        asked++;
    }
}

/* What was heard, as the design now has it: a correction made since holds, and a list is what all that was said made of
 * it. Whether there was any. */
static bool add_heard(const struct session *s, const struct hearing *h, const struct known_design *known,
                      struct text *out) {
    int since = known->order;
    int told = 0;
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct setting *x = decided_setting(s, id);
        bool stood = since && known->decided[id] && design_equal(known->design, s->design, id);
        bool fresh = x && x->step == s->step && !x->corrected && x->order > since && !stood;
        if (!x || !(fresh || (!since && hearing_of(h, id))))
            continue;
        text_add(out, told++ ? "; " : since ? "I heard, new or changed: " : "I heard: ");
        add_setting_spoken(x->knob, design_text(s->design, id), out);
        text_add(out, x->corrected ? " (your correction)" : "");
    }
    text_add(out, told ? "." : "");
    return told > 0;
}

void talk_read_back(struct session *s, const struct hearing *h, const struct known_design *known, bool asks) {
    struct text t = {0};
    if (s->step == 1)
        noted_say(s, h->n_heard > 0);
    int since = known->order;
    bool told = add_heard(s, h, known, &t);
    bool answers = since && reaction_due(s); /* to a question: no list of what it did not decide */
    if (!told && !answers && (s->step > 1 || h->n_heard))
        text_add(&t, since && h->n_heard ? "I heard no new decision; the others stand." : "I heard no decision.");
    add_unsaid(s, h, &t);
    if (t.length)
        talk(s, VOICE_INTERVIEWER, "%s", text_str(&t));
    text_free(&t);
    foreseen_say(s);
    unbuilt_tell(s, text_str(&s->answer[s->step - 1]));
    if (asks && !dive_of(s, s->step)) /* one thing at a time: a deep dive waits for its answer */
        ask_open(s, h);
}

static const char FORECASTS[] = "Before the engine answers, what do you expect?";

/* What a change is compared with: "Your design has: split temporal." */
static void add_compared(const struct session *s, const struct forecast_ask *ask, struct text *out) {
    struct design *changed = design_copy(s->design);
    struct text path = {0};
    struct err ignored = {0};
    text_bytes(&path, ask->change, strcspn(ask->change, "=["));
    const struct knob *knob = knob_named(text_str(&path));
    if (knob && design_set_pair(changed, ask->change, &ignored)) {
        bool same = design_equal(s->design, changed, knob->id);
        text_add(out, same ? " Your design has that already: " : " Your design has: ");
        add_setting_spoken(knob, design_text(s->design, knob->id), out);
        text_add(out, ".");
    }
    text_free(&path);
    design_free(changed);
}

static bool asks_of_changes(const struct session *s) {
    for (int i = 0; i < s->n_forecasts; i++)
        if (s->forecasts[i].step == s->step && s->forecasts[i].ask->kind == FORECAST_DIRECTION)
            return true;
    return false;
}

void talk_forecasts(struct session *s) {
    bool first = true;
    int number = 0; /* which of the step's, for /predict */
    if (said_here(s, FORECASTS))
        return;
    for (int i = 0; i < s->n_forecasts; i++) {
        const struct session_forecast *f = &s->forecasts[i];
        number += f->step == s->step;
        if (f->step != s->step || f->sealed || f->given)
            continue;
        if (first)
            talk(s, VOICE_INTERVIEWER, "%s%s", FORECASTS,
                 asks_of_changes(s) ? " Up and down are against your own design as it stands, with one thing changed."
                                    : "");
        first = false;
        char machine[40] = ""; /* "like this one": what one is */
        if (s->options.cores && strcmp(f->ask->metric, "capacity.machines") == 0)
            snprintf(machine, sizeof machine, " A machine is one of %d cores.", s->options.cores);
        struct text compared = {0};
        if (f->ask->kind == FORECAST_DIRECTION)
            add_compared(s, f->ask, &compared);
        talk(s, VOICE_INTERVIEWER, "%s%s%s  /predict %d %s", f->ask->ask, machine, text_str(&compared), number,
             f->ask->kind == FORECAST_INTERVAL    ? "LOW HIGH"
             : f->ask->kind == FORECAST_DIRECTION ? "up|down|same"
                                                  : "baseline|middle|oracle");
        text_free(&compared);
    }
    talk(s, VOICE_NOTE, "%s",
         s->step == 1 ? "/next goes on and seals what you predicted; the engine first answers in step 2."
                      : "/run seals what you predicted and lets the engine answer.");
}

static void learn(struct session *s, const struct reply *reply) {
    for (int i = 0; i < reply->n_facts; i++)
        s->known[reply->facts[i]] = true;
}

static bool nonempty(const char *text, const char *what, struct err *err) {
    return text[strspn(text, " \t\n?")] || err_set(err, ERR_USAGE, "%s", what);
}

bool talk_ask(struct session *s, const char *question, struct err *err) {
    if (!nonempty(question, "/ask wants a question", err))
        return false;
    struct reply reply;
    you(s, "", question);
    interviewer_ask(s->content, s->blank, s->options.seed, question, &reply);
    talk(s, VOICE_INTERVIEWER, "%s", text_str(&reply.text));
    learn(s, &reply);
    s->n_asked++;
    reply_free(&reply);
    return true;
}

bool talk_assume(struct session *s, const char *assumption, struct err *err) {
    if (!nonempty(assumption, "/assume wants what you assume", err))
        return false;
    struct reply reply;
    you(s, "I assume: ", assumption);
    interviewer_assume(s->content, s->blank, assumption, &reply);
    talk(s, VOICE_INTERVIEWER, "%s", text_str(&reply.text));
    learn(s, &reply);
    reply_free(&reply);
    return true;
}

bool talk_estimate(struct session *s, const char *text, struct err *err) {
    struct estimate_check check;
    if (!estimate_check(s->content, s->blank, s->known, text, &check, err))
        return false;
    struct said_estimate *e = &s->estimates[check.estimate - s->content->estimates];
    e->given = true;
    e->check = check;
    struct text say = {0};
    estimate_say(&check, &say);
    you(s, "Estimate: ", text);
    talk(s, VOICE_ENGINE, "%s", text_str(&say));
    text_free(&say);
    return true;
}

bool talk_target(struct session *s, const char *text, struct err *err) {
    if (!nonempty(text, "/target wants a number and what it is measured against", err))
        return false;
    free(s->target);
    s->target = mem_string(text);
    struct words w = words_of(text);
    bool number = false, base = false;
    for (int i = 0; i < w.n; i++) {
        number = number || w.word[i].number;
        base = base || words_is(&w, i, "|over|against|than|baselin|above|from|versus|vs|today|todai|current|compar|");
    }
    words_free(&w);
    you(s, "Target: ", text);
    talk(s, VOICE_INTERVIEWER, "%s",
         !number ? "By how much? I cannot measure that."
         : !base ? "Measured against what?"
                 : "Noted. I will hold you to it.");
    return true;
}

void talk_add_risk(struct session *s, const char *text) {
    s->risks = mem_grow(s->risks, (size_t)s->n_risks + 1, sizeof *s->risks);
    s->risks[s->n_risks++] = (struct risk_raised){mem_string(text), s->step};
}

bool talk_risk(struct session *s, const char *text, struct err *err) {
    if (!nonempty(text, "/risk wants the risk that you see", err))
        return false;
    talk_add_risk(s, text);
    you(s, "Risk: ", text);
    talk(s, VOICE_INTERVIEWER, "Noted. What would you do about it?");
    return true;
}

bool talk_hint(struct session *s, struct err *err) {
    char **hints = part(s)->hints;
    int taken = s->hints[s->step - 1], n = 0;
    while (hints && hints[n])
        n++;
    if (taken >= n)
        return err_set(err, ERR_USAGE, n ? "there are no more hints in this step" : "there is no hint in this step");
    double cost = steps_hint_cost(s, taken);
    talk(s, VOICE_NOTE, "Hint %d of %d: costs %g point%s of what the interviewer heard.", taken + 1, n, cost,
         cost == 1 ? "" : "s");
    talk(s, VOICE_INTERVIEWER, "%s", hints[taken]);
    s->hints[s->step - 1]++;
    return true;
}
