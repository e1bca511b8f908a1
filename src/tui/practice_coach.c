/* practice_coach.c - guided mode: what to do next, in two rows above the answer. The first session needs no manual. */
#include "tui/app.h"
#include "tui/screen_practice.h"

#include <stdio.h>
#include <string.h>

/* The first wording that people could read: without the names of concepts and the signs for the rules. NULL: none. */
static const char *plain_wording(char **say) {
    for (; say && *say; say++)
        if (!strpbrk(*say, "<@&=?!"))
            return *say;
    return NULL;
}

/* A wording that the case would hear for one of the step's decisions: somewhere to begin. NULL: it has none. */
static const char *example(const struct content *c, int step) {
    const struct step_content *s = &c->steps[step - 1];
    for (int i = 0; i < s->n_decisions; i++)
        for (int k = 0; k < c->n_phrases; k++) {
            const struct phrase *p = &c->phrases[k];
            char **accept = s->decisions[i].accept;
            const char *words = strcmp(p->knob, s->decisions[i].knob) == 0 ? plain_wording(p->say) : NULL;
            for (int a = 0; words && accept && accept[a]; a++)
                if (strcmp(accept[a], p->value) == 0)
                    return words;
        }
    return NULL;
}

static void speak(const struct app *app, const struct session *s, int step, struct text *out) {
    bool empty = editor_empty(&app->practice.answer);
    if (!empty) {
        text_add(out, "When that is what you would say: F2 commits it, and the interviewer reads back what was heard. "
                      "F6 gives a hint.");
        return;
    }
    if (step == 1 && session_facts(s) == 0) {
        text_add(out, "Ask before you design: type a question that ends in ? and press Enter. For example: "
                      "How many people use it every day?");
        return;
    }
    if (step == 1) {
        text_add(
            out,
            "Ask more, or write what you assume and what success is, in a sentence or two. /estimate checks a sum. "
            "F2 when you are done.");
        return;
    }
    const char *words = example(session_content(s), step);
    if (words)
        text_format(out, "Say what you would do and why; begin, for example, with “%s, because …”. ", words);
    else
        text_add(out, "Say what you would do, and why. ");
    text_add(out, "Or ^Xd decides by list.");
}

static const char *reading(int step) {
    static const char *const words[STEPS + 2] = {
        [1] = "F8 goes on to step 2.",
        [2] = "These are the numbers to beat: left a simple rule, right the best that is possible here. F8 goes on.",
        [3] = "One of these features is too good to be true: which, and why? Nothing is marked. F8 goes on.",
        [4] = "The models learn in the background; F4 shows the curve. You need not wait: F8 goes on.",
        [5] = "● is your design, between a simple rule and the best possible; ○ is what your own test would have told "
              "you. F8 goes on.",
        [6] = "Which stage takes the time, and does the 99th percentile keep the budget? F8 goes on.",
        [7] = "When did the alerts ring, and when should they have? F8 ends the session and gives the marks.",
        [8] = "PgDn reads on. F4 leads to the whiteboard and to the model answers; q goes home, and all is kept.",
    };
    return words[step];
}

/* The interviewer wants to know something more. */
static bool asked_back(const struct session *s) {
    int n;
    const struct session_line *lines = session_lines(s, &n);
    for (int i = n - 1; i >= 0 && lines[i].step == session_step(s) && lines[i].voice != VOICE_YOU; i--) {
        size_t length = strlen(lines[i].text);
        if (strcmp(lines[i].text, session_content(s)->steps[session_step(s) - 1].prompt) == 0)
            return false; /* the question of the step itself */
        if (lines[i].voice == VOICE_INTERVIEWER && length && lines[i].text[length - 1] == '?')
            return true;
    }
    return false;
}

static bool all_given(const struct app *app) {
    const struct session_forecast *rows;
    int n = practice_asks(app, &rows), given = 0;
    for (int i = 0; i < n; i++)
        given += rows[i].given;
    return given == n;
}

bool practice_coach(const struct app *app, struct text *out) {
    const struct session *s = app->practice.now.session;
    if (!s || session_options(s)->mode != MODE_GUIDED || app->height < 16)
        return false;
    int step = session_step(s);
    struct session_dive dive;
    if (step <= STEPS && app->practice.forecasts && all_given(app))
        text_format(out, "All are answered. F%s",
                    step == 1 ? "8 goes on to step 2." : "5 seals them and lets the engine answer.");
    else if (step <= STEPS && app->practice.forecasts)
        text_add(out,
                 "Enter answers the marked question; two numbers with a space between, or a choice. F5 then lets the "
                 "engine answer.");
    else if (step > STEPS)
        text_add(out, session_scored(s)
                          ? reading(STEPS + 1)
                          : "The engine measures your design and others on the same world; the marks follow.");
    else if (session_phase(s) == PHASE_SPEAK)
        speak(app, s, step, out);
    else if (session_phase(s) == PHASE_WORKING)
        text_add(out, "The engine builds what you described, and measures it. Your clock stands still meanwhile.");
    else if (session_phase(s) == PHASE_FORECAST)
        text_format(out, "Read what was heard; wrong or missing? ^Xd mends it. F3: say what you expect. Then F%s.",
                    step == 1 ? "8 goes on" : "5 lets the engine answer");
    else if (session_diagnosis(s))
        text_add(out,
                 "What happened, and on which day? Add it to your text, and F2 commits it: then you are told. F8 ends "
                 "the session.");
    else if (session_dive(s, step, &dive))
        text_add(out, "The interviewer digs deeper: answer in your text and F2 commits it, or F8 goes on.");
    else if (asked_back(s) && app->practice.focus != FOCUS_PICTURE)
        text_add(out, "Asked something back? Add to your answer, and F2 commits it again; or F8 goes on.");
    else
        text_add(out, reading(step));
    return true;
}
