/* Life, events in, what there is to see. The way through the steps is in steps.c, speech in talk.c. */
#include "practice/drill.h"
#include "practice/forecast.h"
#include "practice/lexicon.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void ask_forecasts(struct session *s) {
    for (int step = 1; step <= STEPS; step++) {
        const struct step_content *part = &s->content->steps[step - 1];
        for (int i = 0; i < part->n_forecasts; i++) {
            s->forecasts = mem_grow(s->forecasts, (size_t)s->n_forecasts + 1, sizeof *s->forecasts);
            s->forecasts[s->n_forecasts++] =
                (struct session_forecast){.step = step, .ask = &part->forecasts[i], .truth = NAN, .skill = NAN};
        }
    }
}

struct session *session_new(const struct content *content, const struct session_options *options, struct err *err) {
    struct session *s = mem_must(1, sizeof *s);
    s->content = content;
    s->lexicon = lexicon_new(content);
    s->options = *options;
    s->options.scenario = options->scenario ? design_copy(options->scenario) : NULL;
    if (!decided_blank(content, &s->options, &s->blank, err)) {
        session_free(s);
        return NULL;
    }
    if (options->drill[0] && !drill_named(content, options->drill)) {
        err_set(err, ERR_NOT_FOUND, "no drill of '%s' is called '%s'", content->info.name, options->drill);
        session_free(s);
        return NULL;
    }
    s->design = design_copy(s->blank);
    s->known = mem_must((size_t)content->n_facts + 1, sizeof *s->known);
    s->told = mem_must((size_t)content->n_unbuilt + 1, sizeof *s->told);
    s->estimates = mem_must((size_t)content->n_estimates + 1, sizeof *s->estimates);
    for (int i = 0; i < STEPS; i++)
        s->probed[i] = mem_must((size_t)content->steps[i].n_probes + 1, sizeof **s->probed);
    ask_forecasts(s);
    s->step = options->only_step ? options->only_step : 1;
    s->trained = -1;
    return s;
}

void session_free(struct session *s) {
    if (!s)
        return;
    lexicon_free(s->lexicon);
    for (int i = 0; i < STEPS; i++) {
        text_free(&s->answer[i]);
        text_free(&s->spoken[i]);
        free(s->probed[i]);
    }
    for (int i = 0; i < s->n_risks; i++)
        free(s->risks[i].text);
    for (int i = 0; i < s->n_settings; i++) {
        free(s->settings[i].value);
        free(s->settings[i].words);
        free(s->settings[i].stood);
        free(s->settings[i].change);
    }
    for (int i = 0; i < s->n_lines; i++)
        free(s->lines[i].text);
    for (int i = 0; i < s->n_results; i++)
        result_free(&s->results[i]);
    for (int i = 0; i < s->n_overruled; i++)
        free(s->overruled[i]);
    for (int i = 0; i < INTERLUDES; i++) {
        free(s->dives[i].before);
        free(s->dives[i].heard);
        free(s->dives[i].made);
    }
    free(s->diagnosis.before);
    free(s->diagnosis.said);
    design_free(s->blank);
    design_free(s->design);
    design_free(s->asked);
    design_free(s->ahead);
    design_free(s->revealed);
    design_free((struct design *)s->options.scenario);
    marks_free(s->marks);
    findings_free(s->findings);
    void *own[] = {s->told,     s->noted, s->awaited_before, s->known,   s->estimates, s->target, s->risks,
                   s->settings, s->lines, s->forecasts,      s->results, s->overruled, s->wishes};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        free(own[i]);
    free(s);
}

static bool add_text(struct session *s, const char *text, struct session_effects *effects, struct err *err) {
    if (s->step > STEPS)
        return err_set(err, ERR_USAGE, "the session is over");
    struct text *answer = &s->answer[s->step - 1];
    if (answer->length)
        text_add(answer, "\n");
    text_add(answer, text);
    s->edited[s->step - 1] = true;
    effects->answer_changed = s->step;
    if (*text)
        talk(s, VOICE_YOU, "%s", text);
    return true;
}

static bool replace_text(struct session *s, const char *text, struct session_effects *effects, struct err *err) {
    if (s->step > STEPS)
        return err_set(err, ERR_USAGE, "the session is over");
    struct text *answer = &s->answer[s->step - 1];
    s->edited[s->step - 1] = s->edited[s->step - 1] || strcmp(text_str(answer), text) != 0;
    text_clear(answer);
    text_add(answer, text);
    effects->answer_changed = s->step;
    return true;
}

static bool correct(struct session *s, const char *pair, struct err *err) {
    if (s->step > STEPS)
        return err_set(err, ERR_USAGE, "the session is over; /fork NAME starts from it again");
    if (!decided_correct(s, pair, err))
        return false;
    const struct setting *x = &s->settings[s->n_settings - 1];
    struct text spoken = {0};
    knob_spoken(x->knob, &spoken);
    text_add(&spoken, " ");
    knob_value_spoken(x->knob, x->value, &spoken);
    talk(s, VOICE_INTERVIEWER, "Noted: %s.", text_str(&spoken));
    text_free(&spoken);
    foreseen_say(s);
    return true;
}

static bool predict(struct session *s, const char *text, struct err *err) {
    int which;
    if (!forecast_read(s->forecasts, s->n_forecasts, s->step, text, &which, err))
        return false;
    struct text said = {0};
    forecast_given(&s->forecasts[which], &said);
    talk(s, VOICE_YOU, "Forecast: %s", text_str(&said));
    text_free(&said);
    return true;
}

static bool pause_clock(struct session *s, bool on, struct err *err) {
    if (on && s->options.mode == MODE_INTERVIEW)
        return err_set(err, ERR_USAGE, "the clock of an interview does not stop");
    if (s->paused == on)
        return err_set(err, ERR_USAGE, on ? "the clock stands already; /resume lets it run" : "the clock runs already");
    s->paused = on;
    talk(s, VOICE_NOTE, on ? "The clock stands." : "The clock runs.");
    return true;
}

static bool is_item(const struct session *s, const char *id) {
    for (int i = 0; i < STEPS; i++)
        for (int k = 0; k < s->content->steps[i].n_rubric; k++)
            if (strcmp(s->content->steps[i].rubric[k].id, id) == 0)
                return true;
    return false;
}

static bool overrule(struct session *s, const char *id, struct err *err) {
    if (!s->scored)
        return err_set(err, ERR_USAGE, "there are no marks yet to overrule");
    if (!is_item(s, id))
        return err_set(err, ERR_NOT_FOUND, "no item of the rubric is called '%s'", id);
    s->overruled = mem_grow(s->overruled, (size_t)s->n_overruled + 1, sizeof *s->overruled);
    s->overruled[s->n_overruled++] = mem_string(id);
    talk(s, VOICE_NOTE, "Kept: you hold that you said %s. It moves no mark.", id);
    return true;
}

static bool score(struct session *s, struct session_effects *effects, struct err *err) {
    if (s->step > STEPS)
        return s->scored || err_set(err, ERR_USAGE, "the engine is still at work");
    if (s->phase[s->step] == PHASE_WORKING)
        return err_set(err, ERR_USAGE, "the engine is still at work; what you type is kept, this has to wait");
    for (int i = 0; i < STEPS; i++) {
        if (!s->edited[i])
            continue;
        int stood = s->step; /* what was written and not committed counts as it stands */
        s->step = i + 1;
        struct hearing h;
        bool ok = hear_with(s->lexicon, s->step, text_str(&s->answer[i]), &h, err) && decided_take(s, &h, err);
        hearing_free(&h);
        s->edited[i] = false;
        s->committed[i] = true;
        s->step = stood;
        if (!ok)
            return false;
    }
    steps_finish(s, effects);
    return true;
}

static bool fork_here(struct session *s, const char *name, struct session_effects *effects, struct err *err) {
    if (!*name)
        return err_set(err, ERR_USAGE, "/fork wants a name");
    effects->fork = name;
    talk(s, VOICE_NOTE, "Kept as a session of its own: %s. You go on here.", name);
    return true;
}

static bool rewind_to(struct session *s, const char *text, struct session_effects *effects, struct err *err) {
    int step = *text >= '1' && *text <= '7' && (!text[1] || text[1] == ' ') ? *text - '0' : 0;
    if (s->options.only_step)
        return err_set(err, ERR_USAGE, "a step alone has nothing to go back to");
    if (!step)
        return err_set(err, ERR_USAGE, "/rewind wants a step from 1 to 7, and a name if you like");
    int reached = 1;
    for (int i = 0; i < s->n_lines; i++)
        reached = s->lines[i].step > reached && s->lines[i].step <= STEPS ? s->lines[i].step : reached;
    if (step > reached)
        return err_set(err, ERR_USAGE, "step %d was not reached yet", step);
    const char *name = text + 1 + strspn(text + 1, " ");
    effects->fork = *name ? name : "rewound";
    effects->rewind = step;
    talk(s, VOICE_NOTE, "Kept as it is. A copy goes on from the beginning of step %d.", step);
    return true;
}

static bool begin_drill(struct session *s, const char *id, struct session_effects *effects, struct err *err) {
    if (!s->scored)
        return err_set(err, ERR_USAGE, "a drill comes after the marks: /score ends the session here");
    const struct drill *drill = *id ? drill_named(s->content, id) : drill_next(s);
    if (*id && !drill)
        return err_set(err, ERR_NOT_FOUND, "no drill of this case is called '%s'", id);
    effects->drill = drill ? drill->id : "";
    talk(s, VOICE_NOTE, "Five minutes on %s.", drill ? drill->title : s->content->steps[drill_step(s) - 1].title);
    return true;
}

static bool start(struct session *s, struct err *err) {
    if (s->started)
        return err_set(err, ERR_USAGE, "the session has started already");
    s->started = true;
    if (!s->options.drill[0])
        talk(s, VOICE_INTERVIEWER, "%s", s->content->opening);
    steps_enter(s, s->step);
    return true;
}

static void tick(struct session *s, int64_t at_ms) {
    if (s->options.untimed || s->step > STEPS)
        return;
    int64_t before = s->spent_ms[s->step], budget = session_minutes_ms(s, s->step);
    if (before < budget && before + (at_ms - s->at_ms) >= budget)
        talk(s, VOICE_NOTE, "The %g minutes of this step are over; the next one is waiting.", (double)budget / 60e3);
}

static bool page_named(const char *what, struct err *err) {
    static const char *const PAGES[] = {"", "steps", "design", "engine", "board"};
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        if (strcmp(what, PAGES[i]) == 0)
            return true;
    return err_set(err, ERR_USAGE, "/show wants steps, design, engine or board, not '%.40s'", what);
}

static bool dispatch(struct session *s, const struct session_event *e, struct session_effects *effects,
                     struct err *err) {
    switch (e->kind) {
    case EVENT_START:
        return start(s, err);
    case EVENT_TEXT:
        return add_text(s, e->text, effects, err);
    case EVENT_EDIT:
        return replace_text(s, e->text, effects, err);
    case EVENT_ASK:
        return talk_ask(s, e->text, err);
    case EVENT_ASSUME:
        return talk_assume(s, e->text, err);
    case EVENT_ESTIMATE:
        return talk_estimate(s, e->text, err);
    case EVENT_TARGET:
        return talk_target(s, e->text, err);
    case EVENT_RISK:
        return talk_risk(s, e->text, err);
    case EVENT_SET:
        return correct(s, e->text, err);
    case EVENT_COMMIT:
        return steps_commit(s, effects, err);
    case EVENT_PREDICT:
        return predict(s, e->text, err);
    case EVENT_RUN:
        return steps_run(s, effects, err);
    case EVENT_RESULT:
        return steps_result(s, e->text, effects, err);
    case EVENT_NEXT:
        return steps_next(s, effects, err);
    case EVENT_BACK:
        return steps_back(s, err);
    case EVENT_HINT:
        return s->step <= STEPS ? talk_hint(s, err) : err_set(err, ERR_USAGE, "the session is over");
    case EVENT_FORK:
        return fork_here(s, e->text, effects, err);
    case EVENT_REWIND:
        return rewind_to(s, e->text, effects, err);
    case EVENT_DRILL:
        return begin_drill(s, e->text, effects, err);
    case EVENT_PAUSE:
    case EVENT_RESUME:
        return pause_clock(s, e->kind == EVENT_PAUSE, err);
    case EVENT_SCORE:
        return score(s, effects, err);
    case EVENT_OVERRULE:
        return overrule(s, e->text, err);
    case EVENT_TICK:
        tick(s, e->at_ms);
        return true;
    case EVENT_FINDINGS:
        return session_findings(s) || session_owes_findings(s) ||
               err_set(err, ERR_USAGE, "that is found out after the marks of a whole session");
    case EVENT_MODEL: {
        int from, to;
        return session_model(s, &from, &to, err);
    }
    case EVENT_SHOW:
        return page_named(e->text, err);
    case EVENT_COMPARE:
    case EVENT_HISTORY:
    case EVENT_EXPORT:
    case EVENT_HELP:
    case EVENT_QUIT:
        return true;
    case EVENT_KINDS:
        break;
    }
    return err_set(err, ERR_USAGE, "no such event");
}

static bool is_kept(enum session_event_kind kind) {
    return kind != EVENT_TICK && kind < EVENT_FINDINGS;
}

/* The marks follow from what is there: made when the last run is in, again when something was overruled. */
static void mark(struct session *s, enum session_event_kind kind, struct session_effects *effects) {
    bool done = s->step > STEPS && s->n_wishes == 0;
    results_score_forecasts(s);
    if (!done || (s->scored && kind != EVENT_OVERRULE && kind != EVENT_SCORE))
        return;
    marks_free(s->marks);
    s->marks = marks_of(s);
    effects->scored = true;
    effects->ended = !s->scored || kind == EVENT_SCORE;
    s->scored = true;
}

bool session_apply(struct session *s, const struct session_event *event, struct session_effects *effects,
                   struct err *err) {
    *effects = (struct session_effects){0};
    if (!s->started && event->kind != EVENT_START)
        return err_set(err, ERR_USAGE, "the session has not started");
    int said = s->n_lines, step = s->step;
    int64_t passed = event->at_ms > s->at_ms ? event->at_ms - s->at_ms : 0, before = s->at_ms;
    if (event->kind != EVENT_TICK)
        s->at_ms += passed;
    if (!dispatch(s, event, effects, err)) {
        s->at_ms = before;
        return false;
    }
    if (event->kind != EVENT_TICK)
        s->spent_ms[step] += passed;
    else if (s->n_lines > said) { /* said once: the time is booked here, as any other event would */
        s->spent_ms[step] += passed;
        s->at_ms += passed;
    }
    effects->save = is_kept(event->kind);
    mark(s, event->kind, effects);
    effects->said = s->n_lines - said;
    return true;
}
