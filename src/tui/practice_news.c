/* practice_news.c - what news of the session do to its screen: another step, an answer of the engine, the end. */
#include "base/mem.h"
#include "tui/app.h"
#include "tui/screen_practice.h"

#include <stdlib.h>
#include <string.h>

/* A new step, or the end: its answer into the editor, its first picture beside it. */
static void enter_step(struct app *app, int now) {
    struct practice *p = &app->practice;
    p->shown_step = now;
    p->dirty = p->unseen = false;
    p->forecasts = false;
    p->full = now > STEPS;
    p->focus = now > STEPS ? FOCUS_PICTURE : FOCUS_ANSWER;
    p->picture = now > STEPS ? PICTURE_MOMENT : PICTURE_DESIGN;
    p->board = (struct scroll){0};
    editor_set(&p->answer, now > STEPS ? "" : session_answer(p->now.session, now));
}

static void take_news(struct app *app, const struct msg *msg) {
    struct practice *p = &app->practice;
    const struct session *before = p->now.session;
    bool worked = p->now.working, untrained = p->now.untrained;
    p->now = *msg->news;
    if (!p->now.session) {
        p->shown_step = 0;
        return;
    }
    if (msg->text)
        app_note(app, STYLE_WARNING, "%s", msg->text);
    if (p->now.line_refused) {
        editor_undo(&p->answer);
        p->dirty = true;
    }
    if (before != p->now.session || p->now.other) {
        app_go(app, SCREEN_PRACTICE);
        app->before = SCREEN_HOME;
        p->shown_step = p->lines_seen = 0;
        p->hint_told = session_hints(p->now.session) > 0;
        p->exported = false;
    }
    p->exported = p->exported || p->now.exported;
    if (session_step(p->now.session) != p->shown_step)
        enter_step(app, session_step(p->now.session));
    if (p->now.untrained && !untrained)
        app_note(app, STYLE_BAD, "the models could not be trained: F4 shows why");
    bool something = p->now.moment || app->width >= PRACTICE_TWO_PANES; /* an empty picture hides the dialogue */
    if (p->now.show && something) { /* who writes goes on writing: the picture gives way to the next letter */
        bool writing = p->focus == FOCUS_ANSWER && session_step(p->now.session) <= STEPS;
        practice_show(app, PICTURE_MOMENT);
        p->focus = writing ? FOCUS_ANSWER : FOCUS_PICTURE;
    }
    p->unseen = p->unseen || (p->now.show && !something);
    if (worked && !p->now.working)
        app->note[0] = '\0'; /* "still at work" */
    if (session_phase(p->now.session) != PHASE_FORECAST)
        p->forecasts = false;
    p->board_width = 0;
    if (p->now.quit) {
        practice_close(app);
        app_go(app, SCREEN_HOME);
    }
}

static void take_edited(struct app *app, const struct msg *msg) {
    struct practice *p = &app->practice;
    if (!msg->text)
        return;
    size_t n = strlen(msg->text); /* editors end a file with a newline that nobody typed */
    char *text = mem_string(msg->text);
    if (n && text[n - 1] == '\n')
        text[n - 1] = '\0';
    editor_replace(&p->answer, text);
    free(text);
    p->dirty = true;
    practice_save(app);
}

void practice_message(struct app *app, const struct msg *msg) {
    if (msg->kind == MSG_SESSION)
        take_news(app, msg);
    else if (msg->kind == MSG_EDITED)
        take_edited(app, msg);
    else if (msg->kind == MSG_TICK)
        practice_save(app);
}
