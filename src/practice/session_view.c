/* What there is to see of a session: its state read, nothing changed. */
#include "practice/drill.h"
#include "practice/session_state.h"

const struct content *session_content(const struct session *s) {
    return s->content;
}

const struct session_options *session_options(const struct session *s) {
    return &s->options;
}

int session_step(const struct session *s) {
    return s->step;
}

enum session_phase session_phase(const struct session *s) {
    return s->phase[s->step];
}

bool session_paused(const struct session *s) {
    return s->paused;
}

bool session_scored(const struct session *s) {
    return s->scored;
}

bool session_committed(const struct session *s, int step) {
    return s->committed[step - 1];
}

bool session_model(const struct session *s, int *from, int *to, struct err *err) {
    bool end = s->step > STEPS;
    *from = !end ? s->step : s->options.only_step ? s->options.only_step : 1;
    *to = !end ? s->step : s->options.only_step ? s->options.only_step : STEPS;
    if (end)
        return s->scored || err_set(err, ERR_USAGE, "model answers show when the marks are there");
    if (s->options.mode == MODE_INTERVIEW)
        return err_set(err, ERR_USAGE, "model answers show at the end of an interview");
    return s->committed[s->step - 1] || err_set(err, ERR_USAGE, "a model answer shows once you have committed yours");
}

const char *session_answer(const struct session *s, int step) {
    return text_str(&s->answer[step - 1]);
}

int session_minutes_ms(const struct session *s, int step) {
    double minutes = s->options.drill[0] ? DRILL_MINUTES : s->content->steps[step - 1].minutes;
    return (int)(minutes * 60e3) + dive_ms(s, step);
}

int64_t session_spent_ms(const struct session *s, int step) {
    return s->spent_ms[step];
}

int64_t session_at_ms(const struct session *s) {
    return s->at_ms;
}

const struct session_line *session_lines(const struct session *s, int *n) {
    *n = s->n_lines;
    return s->lines;
}

const struct design *session_design(const struct session *s) {
    return s->design;
}

const char *session_said(const struct session *s, enum knob_id knob) {
    const struct setting *x = decided_setting(s, knob);
    return x ? x->words : NULL;
}

int session_hints(const struct session *s) {
    int n = 0;
    for (int i = 0; i < STEPS; i++)
        n += s->hints[i];
    return n;
}

bool session_next_hint(const struct session *s, int *number, int *of, double *cost) {
    if (s->step > STEPS)
        return false;
    char **hints = s->content->steps[s->step - 1].hints;
    *number = s->hints[s->step - 1] + 1;
    for (*of = 0; hints && hints[*of];)
        ++*of;
    *cost = steps_hint_cost(s, *number - 1);
    return *number <= *of;
}

int session_facts(const struct session *s) {
    int n = 0;
    for (int i = 0; i < s->content->n_facts; i++)
        n += s->known[i];
    return n;
}

const struct estimate_check *session_estimate(const struct session *s, int i) {
    bool given = i >= 0 && i < s->content->n_estimates && s->estimates[i].given;
    return given ? &s->estimates[i].check : NULL;
}

const struct session_forecast *session_forecasts(const struct session *s, int *n) {
    *n = s->n_forecasts;
    return s->forecasts;
}

const struct marks *session_marks(const struct session *s) {
    return s->marks;
}

void session_help(const struct session *s, struct text *out) {
    static const char *const NOW[] = {
        [PHASE_SPEAK] = "Say what you would build; a line that ends in ? is a question. /commit when it stands.",
        [PHASE_FORECAST] = "Predict what you can, correct what was heard; /run seals it and lets the engine answer.",
        [PHASE_WORKING] = "The engine is at work and the clock stands. What you type is kept.",
        [PHASE_ANSWERED] = "/next goes on. More text and /commit, or /set, change your answer."};
    text_format(out, "%s\n",
                s->step > STEPS ? "The session is over: /score shows the marks again."
                : s->step == 1 && s->phase[1] == PHASE_FORECAST
                    ? "Predict what you can, correct what was heard; /next seals it and goes on."
                    : NOW[s->phase[s->step]]);
    for (int i = 0; session_command_at(i); i++)
        text_format(out, "  %-28s %s\n", session_command_at(i)->usage, session_command_at(i)->help);
}
