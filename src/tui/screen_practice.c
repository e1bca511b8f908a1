/* screen_practice.c - what keys and news do to a session's screen. The session itself is the driver's: this sends it
 * events through effects, and shows how it stands. What is typed goes out as one `edit` a second, and before anything
 * that looks at the answer. */
#include "tui/screen_practice.h"
#include "base/mem.h"
#include "tui/app.h"
#include "tui/frame.h"
#include "tui/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void practice_fini(struct practice *p) {
    editor_fini(&p->answer);
    free(p->board_text);
    p->board_text = NULL;
}

static unsigned place(const struct app *app) {
    const struct practice *p = &app->practice;
    if (p->forecasts)
        return PLACE_FORECAST;
    if (p->shown_step > STEPS)
        return PLACE_END;
    return p->focus == FOCUS_ANSWER ? PLACE_ANSWER : PLACE_SAY;
}

static int step(const struct app *app) {
    return app->practice.now.session ? session_step(app->practice.now.session) : 0;
}

void practice_save(struct app *app) {
    struct practice *p = &app->practice;
    if (!p->dirty || !p->now.session)
        return;
    p->dirty = false;
    if (step(app) <= STEPS && strcmp(editor_text(&p->answer), session_answer(p->now.session, step(app))) == 0)
        return; /* typed and taken away again */
    app_effect(app, EFFECT_SESSION_SEND, 0, EVENT_EDIT, editor_text(&p->answer));
}

static void send(struct app *app, enum session_event_kind kind) {
    practice_save(app);
    app_effect(app, EFFECT_SESSION_SEND, 0, kind, "");
}

void practice_close(struct app *app) {
    practice_save(app);
    app_effect(app, EFFECT_SESSION_CLOSE, 0, 0, NULL);
    app_effect(app, EFFECT_LIBRARY, 0, 0, NULL);
}

void practice_show(struct app *app, enum practice_picture picture) {
    struct practice *p = &app->practice;
    p->picture = picture;
    p->unseen = p->unseen && picture != PICTURE_MOMENT;
    p->full = true;
    p->focus = FOCUS_PICTURE;
    p->board = (struct scroll){0};
    p->board_width = 0;
    if (picture == PICTURE_MOMENT && !p->now.moment && step(app) > 1)
        app_effect(app, EFFECT_SESSION_MOMENT, 0, step(app) <= STEPS ? step(app) : STEPS, NULL);
}

/* From the answer through the pictures, and back. */
static void next_picture(struct app *app) {
    struct practice *p = &app->practice;
    bool shown = p->focus == FOCUS_PICTURE || p->full;
    if (shown && p->picture + 1 == PICTURES) {
        p->focus = step(app) > STEPS ? FOCUS_DIALOGUE : FOCUS_ANSWER;
        p->full = false;
        p->picture = PICTURE_DESIGN;
        p->board_width = 0;
        return;
    }
    practice_show(app, p->unseen ? PICTURE_MOMENT : shown ? p->picture + 1 : PICTURE_DESIGN);
}

static void next_pane(struct app *app, int by) {
    struct practice *p = &app->practice;
    p->focus = (enum practice_focus)(((int)p->focus + by + 3) % 3);
    if (p->focus == FOCUS_ANSWER && step(app) > STEPS)
        p->focus = by > 0 ? FOCUS_DIALOGUE : FOCUS_PICTURE;
    p->full = p->focus == FOCUS_PICTURE;
}

static void forecast(struct app *app) {
    struct practice *p = &app->practice;
    const struct session_forecast *rows;
    if (practice_asks(app, &rows) == 0) {
        app_note(app, STYLE_QUIET, "this step asks for no forecast");
        return;
    }
    p->forecasts = p->full || p->focus == FOCUS_PICTURE || !p->forecasts; /* a picture would hide the list */
    if (p->forecasts) {
        p->full = false;
        p->focus = p->focus == FOCUS_PICTURE ? FOCUS_ANSWER : p->focus;
    }
    p->asks.selected = 0;
}

static bool scroll(struct app *app, enum action_id action) {
    struct practice *p = &app->practice;
    return scroll_move(p->focus == FOCUS_PICTURE ? &p->board : &p->dialogue, action);
}

static bool forecast_act(struct app *app, enum action_id action, int arg) {
    struct practice *p = &app->practice;
    if (action == ACT_SELECT)
        p->asks.selected = arg;
    if (action == ACT_ENTER || action == ACT_SELECT)
        practice_ask(app);
    else if (action == ACT_BACK || action == ACT_QUIT || action == ACT_NEXT_PANE)
        p->forecasts = false;
    else
        return list_move(&p->asks, action);
    return true;
}

/* The first hint of a session says what it costs before it is given. */
static bool tell_price(struct app *app) {
    struct practice *p = &app->practice;
    int number, of;
    double cost;
    if (p->hint_told || !session_next_hint(p->now.session, &number, &of, &cost))
        return false;
    p->hint_told = true;
    app_note(app, STYLE_WARNING, "hint %d of %d costs %g point%s of what is heard; F6 again gives it", number, of, cost,
             cost == 1 ? "" : "s");
    return true;
}

/* A question or a command is carried out at its Enter, and is no part of the answer. */
static bool carry_out(struct app *app) {
    struct practice *p = &app->practice;
    size_t start, end;
    editor_line(&p->answer, &start, &end);
    const char *text = editor_text(&p->answer);
    size_t from = start, to = end;
    while (from < to && text[from] == ' ')
        from++;
    while (to > from && text[to - 1] == ' ')
        to--;
    if (p->answer.cursor != end || from == to || (text[from] != '/' && !session_is_question(text + from, to - from)))
        return false;
    struct text line = {0};
    text_bytes(&line, text + from, to - from);
    editor_cut(&p->answer, start, end);
    p->dirty = true;
    practice_save(app);
    bool priced = strcmp(text_str(&line), "/hint") == 0 && tell_price(app);
    if (!priced)
        app_effect(app, EFFECT_SESSION_LINE, 0, true, text_str(&line)); /* refused, it goes back into the answer */
    text_free(&line);
    return true;
}

static const struct {
    enum action_id action;
    enum session_event_kind event;
} events[] = {
    {ACT_COMMIT, EVENT_COMMIT}, {ACT_RUN, EVENT_RUN},       {ACT_HINT, EVENT_HINT},
    {ACT_NEXT, EVENT_NEXT},     {ACT_PREVIOUS, EVENT_BACK},
};

static bool session_act(struct app *app, enum action_id action) {
    if (action == ACT_HINT && tell_price(app))
        return true;
    if ((action == ACT_COMMIT || action == ACT_NEXT) && carry_out(app)) {
        app_note(app, STYLE_QUIET, "asked first; %s", action == ACT_COMMIT ? "F2 again commits" : "F8 again goes on");
        return true;
    }
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i].action == action) {
            app->practice.forecasts = false;
            send(app, events[i].event);
            return true;
        }
    if (action == ACT_PAUSE) {
        send(app, session_paused(app->practice.now.session) ? EVENT_RESUME : EVENT_PAUSE);
        return true;
    }
    if (action == ACT_SCORE) {
        if (step(app) > STEPS)
            send(app, EVENT_SCORE);
        else
            dialog_confirm(&app->dialog, PRACTICE_SCORE, "End the session here and see the marks?");
        return true;
    }
    return false;
}

static bool view_act(struct app *app, enum action_id action) {
    struct practice *p = &app->practice;
    switch (action) {
    case ACT_PICTURE:
        next_picture(app);
        return true;
    case ACT_DESIGN:
        practice_show(app, PICTURE_DESIGN);
        return true;
    case ACT_MOMENT:
        practice_show(app, PICTURE_MOMENT);
        return true;
    case ACT_WHITEBOARD:
        practice_show(app, PICTURE_BOARD);
        return true;
    case ACT_MODEL:
        practice_show(app, PICTURE_MODEL);
        return true;
    case ACT_NEXT_PANE:
        next_pane(app, +1);
        return true;
    case ACT_PREVIOUS_PANE:
        next_pane(app, -1);
        return true;
    case ACT_FORECAST:
        forecast(app);
        return true;
    case ACT_DECIDE:
        practice_decide(app);
        return true;
    case ACT_WRITE:
        p->focus = step(app) > STEPS ? FOCUS_DIALOGUE : FOCUS_ANSWER;
        p->full = false;
        return true;
    case ACT_BACK:
        p->focus = FOCUS_DIALOGUE;
        p->full = false;
        return true;
    case ACT_EDITOR:
        practice_save(app);
        app_effect(app, EFFECT_EDITOR, 0, 0, editor_text(&p->answer));
        return true;
    default:
        return false;
    }
}

static bool act(struct app *app, enum action_id action, int arg) {
    struct practice *p = &app->practice;
    if (!p->now.session)
        return false;
    if (p->forecasts && forecast_act(app, action, arg))
        return true;
    if (action == ACT_QUIT && p->focus == FOCUS_PICTURE && p->full && step(app) <= STEPS) {
        p->focus = FOCUS_DIALOGUE; /* out of the picture, not out of the session */
        p->full = false;
        return true;
    }
    if (action == ACT_QUIT && session_scored(p->now.session) && step(app) > STEPS && !p->exported) {
        dialog_confirm(&app->dialog, PRACTICE_LEAVE,
                       app->width < 80 ? "Leave the marks? They are kept (o at home)."
                                       : "Leave the marks? They are kept, o at home shows them; e exports.");
        return true;
    }
    if (action == ACT_QUIT) {
        practice_close(app);
        return false; /* and the app goes back */
    }
    bool page = action == ACT_PAGE_UP || action == ACT_PAGE_DOWN; /* of the dialogue, while one writes */
    if (page && p->focus == FOCUS_ANSWER)
        return scroll_move(p->full ? &p->board : &p->dialogue, action);
    return practice_end_act(app, action) || session_act(app, action) || view_act(app, action) || scroll(app, action);
}

/* An answer is being written: text goes there from wherever it is typed. */
static bool writes(const struct app *app) {
    const struct practice *p = &app->practice;
    return p->now.session && step(app) <= STEPS && (p->forecasts || p->focus != FOCUS_ANSWER);
}

static void go_to_answer(struct practice *p) {
    p->forecasts = p->full = false;
    p->focus = FOCUS_ANSWER;
}

static bool type(struct app *app, int32_t key) {
    struct practice *p = &app->practice;
    if (!p->now.session || step(app) > STEPS)
        return false;
    if (writes(app) && !key_is_text(key))
        return false;
    if (p->forecasts && key >= '0' && key <= '9' && practice_ask_figure(app, key))
        return true;
    if (writes(app))
        go_to_answer(p);
    if (key == KEY_RETURN && carry_out(app))
        return true;
    if (key == KEY_RETURN && p->now.working)
        app_note(app, STYLE_QUIET, "noted: it is kept in your answer; F2 commits it when the run is over");
    char *before = mem_string(editor_text(&p->answer));
    bool ok = editor_key(&p->answer, key);
    p->full = p->full && !ok;
    if (strcmp(before, editor_text(&p->answer)) != 0)
        p->dirty = true;
    free(before);
    return ok;
}

static void paste(struct app *app, const char *text) {
    struct practice *p = &app->practice;
    if (!p->now.session || step(app) > STEPS)
        return;
    go_to_answer(p);
    editor_insert(&p->answer, text, strlen(text));
    p->dirty = true;
}

static bool answered(struct app *app, int tag, const char *text) {
    if (tag == PRACTICE_ASK)
        return practice_ask_answered(app, text);
    if (tag == PRACTICE_DECIDE || tag == PRACTICE_VALUE)
        return practice_decided(app, tag, text);
    if (tag == PRACTICE_LEAVE) {
        practice_close(app);
        app_go(app, SCREEN_HOME);
        app_note(app, STYLE_QUIET, "left practice; the marks are kept: o shows them");
        return true;
    }
    if (tag == PRACTICE_SCORE)
        send(app, EVENT_SCORE);
    return practice_end_answered(app, tag, text);
}

static void fit(struct app *app, int width, int height) {
    practice_panes_fit(app, width, height - frame_head_rows(app));
}

static void clock_text(const struct app *app, char *buffer, size_t n) {
    const struct session *s = app->practice.now.session;
    int64_t all = session_total_ms(s), at = app->practice.now.clock_ms / 1000, in = app->practice.now.step_ms / 1000;
    int now = step(app);
    const char *paused = session_paused(s) ? "paused  " : "";
    if (session_options(s)->untimed || now > STEPS) {
        snprintf(buffer, n, "%s%d:%02d", paused, (int)(at / 60), (int)(at % 60));
        return;
    }
    int own = session_minutes_ms(s, now) / 1000;
    const char *over = in > own && own > 0 ? " over" : "";
    struct session_dive dive; /* its minutes are added to the step's */
    const char *what = session_dive(s, now, &dive) && dive.which != INTERLUDE_CLOSE ? "step and dive" : "this step";
    if (app->width < 70)
        snprintf(buffer, n, "%s%d:%02d%s", paused, (int)(in / 60), (int)(in % 60), over);
    else
        snprintf(buffer, n, "%s%d:%02d of %d:%02d   %s %d:%02d of %d:%02d%s", paused, (int)(at / 60), (int)(at % 60),
                 (int)(all / 60000), (int)(all / 1000 % 60), what, (int)(in / 60), (int)(in % 60), own / 60, own % 60,
                 over);
}

static void draw(const struct app *app, struct area body) {
    const struct session *s = app->practice.now.session;
    if (!s) {
        frame_head(app, body, "No session", "");
        return;
    }
    char clock[96];
    struct text title = {0};
    int now = step(app);
    if (app->width < 70 && now <= STEPS)
        text_format(&title, "%d %s", now, session_content(s)->steps[now - 1].id);
    else
        text_format(&title, "%s · %s", session_content(s)->info.title, session_level_name(session_options(s)->level));
    clock_text(app, clock, sizeof clock);
    practice_panes_draw(app, frame_head(app, body, text_str(&title), clock));
    text_free(&title);
}

/* What the phase calls for; the keys work all the same, and say why not when they do not. */
static bool useful(const struct app *app, enum action_id action) {
    const struct session *s = app->practice.now.session;
    if (!s)
        return true;
    enum session_phase phase = session_phase(s);
    bool end = step(app) > STEPS;
    switch (action) {
    case ACT_COMMIT:
        return !end && phase == PHASE_SPEAK && !app->practice.forecasts;
    case ACT_FORECAST:
        return !end && phase == PHASE_FORECAST;
    case ACT_RUN: /* the engine first answers in step 2 */
        return !end && phase == PHASE_FORECAST && step(app) > 1;
    case ACT_HINT:
        return !end && phase == PHASE_SPEAK && session_options(s)->mode != MODE_INTERVIEW;
    case ACT_DECIDE:
        return !end && (session_options(s)->mode == MODE_GUIDED || phase == PHASE_FORECAST || phase == PHASE_ANSWERED);
    case ACT_NEXT:
        return !end && phase != PHASE_WORKING && (phase != PHASE_FORECAST || step(app) == 1);
    case ACT_WRITE:
        return !end;
    case ACT_DRILL:
    case ACT_FINDINGS:
        return session_scored(s) && !session_options(s)->only_step;
    case ACT_MODEL:
        return end;
    case ACT_REWIND:
    case ACT_EXPORT:
        return end;
    default:
        return true;
    }
}

static void dump(const struct app *app, struct text *out) {
    const struct practice *p = &app->practice;
    if (!p->now.session)
        return;
    static const char *const panes[] = {"answer", "dialogue", "picture"};
    static const char *const pictures[] = {"design", "moment", "whiteboard", "model"};
    text_format(out, "step %d phase %d\nfocus %s picture %s\nforecasts %d\ndirty %d\nclock %lld ms, step %lld ms\n",
                step(app), (int)session_phase(p->now.session), panes[p->focus], pictures[p->picture], p->forecasts,
                p->dirty, (long long)p->now.clock_ms, (long long)p->now.step_ms);
    text_format(out, "answer '%s' cursor %zu\n", editor_text(&p->answer), p->answer.cursor);
}

const struct screen screen_practice = {.name = "practice",
                                       .place = place,
                                       .act = act,
                                       .type = type,
                                       .writes = writes,
                                       .paste = paste,
                                       .answered = answered,
                                       .message = practice_message,
                                       .useful = useful,
                                       .fit = fit,
                                       .draw = draw,
                                       .dump = dump};
