/* practice_panes.c - where the parts of a session stand, and how they look.
 *   below 110 columns  the steps in one row; dialogue over answer, or one picture in their place
 *   from 110           dialogue and answer, a picture beside them
 *   from 160           the steps in a column at the left, too */
#include "base/mem.h"
#include "practice/hear.h"
#include "practice/moment.h"
#include "tui/app.h"
#include "tui/picture.h"
#include "tui/screen_practice.h"
#include "tui/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREE_PANES = 160, RAIL = 22 };

static int clamp(int v, int low, int high) {
    return v < low ? low : v > high ? high : v;
}

/* Rows of the answer with its rule: more when it is being written, less when the dialogue is read. */
static int answer_rows(const struct app *app, int height) {
    const struct practice *p = &app->practice;
    if (p->shown_step > STEPS)
        return 0;
    if (height < 10)
        return p->focus == FOCUS_ANSWER ? 4 : 2;
    return p->focus == FOCUS_ANSWER ? clamp(height * 2 / 5, 5, 16) : clamp(height / 5, 3, 8);
}

static int coach_rows(const struct app *app, int w) {
    struct text words = {0};
    int rows = practice_coach(app, &words) ? wrapped_rows(text_str(&words), w - 5) : 0;
    text_free(&words);
    return rows;
}

struct practice_layout practice_layout(const struct app *app, int width, int height) {
    const struct practice *p = &app->practice;
    struct practice_layout l = {0};
    bool two = width >= PRACTICE_TWO_PANES;
    l.rail = width >= THREE_PANES ? RAIL : 0;
    l.strip = l.rail || height < 8 ? 0 : 2;
    bool read = p->focus == FOCUS_PICTURE; /* what is looked at has the room */
    int board = two ? (width - l.rail) * (read ? 3 : 2) / 5 : 0, x = l.rail, w = width - l.rail - board,
        h = height - l.strip;
    int answer = answer_rows(app, height);
    int work = !p->now.working ? 0 : h < 12 ? 2 : h < 20 ? 3 : 9;
    int coach = coach_rows(app, w);
    if (coach && answer > 4)
        answer -= 1;
    l.answer.x = l.work.x = l.dialogue.x = l.coach.x = x;
    l.answer.w = l.work.w = l.dialogue.w = l.coach.w = w;
    l.answer.h = answer;
    l.work.h = work;
    l.coach.h = coach;
    l.dialogue.h = h - answer - work - coach;
    l.dialogue.y = l.strip;
    l.work.y = l.strip + l.dialogue.h;
    l.answer.y = l.work.y + work;
    l.coach.y = l.answer.y + answer;
    if (two) {
        l.board.x = x + w;
        l.board.w = board;
    } else if (p->full) { /* the picture in place of the dialogue; at the end, of everything */
        l.board.w = w;
    }
    l.board.y = l.strip;
    l.board.h = two ? h : l.board.w ? h - work - coach : 0;
    if (!two && p->full) {
        l.dialogue.h = l.answer.h = 0;
        l.work.y = l.strip + l.board.h;
    }
    return l;
}

static const char *voice_name(enum session_voice voice) {
    static const char *const names[] = {"INTERVIEWER", "YOU", "ENGINE", ""};
    return names[voice];
}

/* "F8 (/next)" for "/next", wherever a line tells one to type it. */
static void add_with_keys(struct text *out, const char *line, size_t n) {
    static const char *const keys[][2] = {{"/run", "F5"}, {"/next", "F8"}, {"/commit", "F2"}};
    for (size_t i = 0; i < n;) {
        size_t length = 0;
        for (size_t k = 0; k < sizeof keys / sizeof *keys && (i == 0 || line[i - 1] == ' ') && !length; k++) {
            size_t command = strlen(keys[k][0]);
            bool whole = strncmp(line + i, keys[k][0], command) == 0 &&
                         (i + command >= n || !isalpha((unsigned char)line[i + command]));
            if (whole)
                text_format(out, "%s (%s)", keys[k][1], keys[k][0]);
            length = whole ? command : 0;
        }
        if (!length)
            text_bytes(out, line + i, length = 1);
        i += length;
    }
}

/* What is said of commands, for somebody who has keys: a forecast is answered in its list (F3), a decision by F-keys.
 */
static char *with_keys(const struct session_line *line) {
    const char *cut = strstr(line->text, "  /predict "), *set = strstr(line->text, ": /set "), *choices = NULL;
    for (const char *p = line->text; !cut && set && p < set; p++)
        choices = p[0] == ' ' && p[1] == '(' ? p : choices;
    cut = choices ? choices : cut;
    size_t n = cut ? (size_t)(cut - line->text) : strlen(line->text);
    struct text out = {0};
    if (line->voice == VOICE_YOU)
        text_bytes(&out, line->text, n);
    else
        add_with_keys(&out, line->text, n);
    text_add(&out, choices ? "  (^Xd has the choices)" : "");
    return text_take(&out);
}

/* Draws the first `lines` lines of the dialogue (-1: all); the rows that they take. */
static int draw_dialogue(const struct app *app, struct area a, int lines_wanted) {
    static const int styles[] = {STYLE_TEXT, STYLE_PERSON, STYLE_TEXT, STYLE_QUIET};
    static const int heads[] = {STYLE_TITLE | STYLE_BOLD, STYLE_PERSON | STYLE_BOLD, STYLE_FOCUS | STYLE_BOLD,
                                STYLE_QUIET};
    int n, y = 0;
    const struct session_line *lines = session_lines(app->practice.now.session, &n);
    n = lines_wanted < 0 || lines_wanted > n ? n : lines_wanted;
    for (int i = 0; i < n; i++) {
        enum session_voice v = lines[i].voice;
        bool same = i > 0 && lines[i - 1].voice == v && lines[i - 1].step == lines[i].step;
        y += i > 0 && !(same && v == VOICE_NOTE);
        if (!same && voice_name(v)[0])
            draw_text(a, 1, y++, heads[v], voice_name(v));
        int w = a.w - 3 < 96 ? a.w - 3 : 96; /* longer lines are hard to read */
        char *text = with_keys(&lines[i]);
        y += draw_wrapped(a, 1, y, w, styles[v], text);
        free(text);
    }
    return y;
}

static const char *picture_title(const struct app *app) {
    static const char *const names[PICTURES] = {"your design", "the engine's answer", "whiteboard", "a model answer"};
    const struct practice *p = &app->practice;
    return p->shown_step > STEPS && p->picture == PICTURE_MOMENT ? "the end" : names[p->picture];
}

static void write_board(struct app *app, int width) {
    struct practice *p = &app->practice;
    bool board = p->picture == PICTURE_BOARD; /* fits any width; prose wants some */
    const struct moment_style style = {.width = width < 40 && !board ? 40 : width, .unicode = app->unicode};
    struct text out = {0};
    if (p->picture == PICTURE_BOARD)
        whiteboard_text(p->now.session, p->now.moment_step >= 5 ? p->now.moment : NULL, &style, &out);
    free(p->board_text);
    p->board_text = text_take(&out);
    p->board_width = width;
}

/* What was said, step by step and knob by knob; what nobody mentioned is left out. */
static int draw_design(const struct app *app, struct area a) {
    const struct session *s = app->practice.now.session;
    const struct design *d = session_design(s);
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids), y = 0, name = a.w < 50 ? 18 : 28;
    for (int step = 1; step <= STEPS; step++)
        for (int i = 0, headed = 0; i < n; i++) {
            const struct knob *k = knob_at(ids[i]);
            if (k->step != step || !session_said(s, ids[i]))
                continue;
            if (!headed++) {
                draw_text(a, 1, y += y > 0, STYLE_TITLE | STYLE_BOLD, session_content(s)->steps[step - 1].title);
                y++;
            }
            struct text said = {0}, value = {0};
            decision_words(k, &said);
            knob_value_spoken(k, design_text(d, ids[i]), &value);
            int rows = draw_wrapped(a, 2, y, name - 3, STYLE_QUIET, text_str(&said)),
                more = draw_wrapped(a, 1 + name, y, a.w - name - 3, STYLE_TEXT, text_str(&value));
            y += rows > more ? rows : more;
            text_free(&said);
            text_free(&value);
        }
    if (y == 0)
        return draw_wrapped(
            a, 1, 0, a.w - 3, STYLE_QUIET,
            "Nothing heard yet. What you say you would build appears here when you commit it; what stays "
            "unsaid takes the value it has when nobody thinks of it.");
    return y;
}

static int draw_untrained(const char *why, struct area a) {
    int y = draw_wrapped(a, 0, 0, a.w, STYLE_BAD, "The models could not be trained:");
    y += draw_wrapped(a, 2, y, a.w - 2, STYLE_TEXT, why) + 1;
    return y + draw_wrapped(a, 0, y, a.w, STYLE_QUIET,
                            "Say what you change, or choose it with ^Xd; F2 commits it, and they are trained again.");
}

/* The engine's answer; while a model learns, its curves as they come. */
static int draw_moment(const struct app *app, struct area a) {
    const struct practice *p = &app->practice;
    const struct picture picture = {p->now.session, p->now.moment, p->now.moment_before, p->now.naive,
                                    p->now.curveball};
    struct area in = area_part(a, 1, 0, a.w - 2, a.h);
    if (p->shown_step == 1)
        return picture_moment(&picture, 1, in);
    if (p->now.moment && p->now.moment_step)
        return picture_moment(&picture, p->now.moment_step, in);
    if (app->work.running && app->work.n_curves) {
        work_draw_curves(app, area_part(in, 0, 0, in.w, a.h > 14 ? 14 : a.h));
        return 14;
    }
    if (p->shown_step == 4 && p->now.untrained)
        return draw_untrained(p->now.untrained, in);
    return draw_wrapped(in, 0, 0, in.w, STYLE_QUIET,
                        p->now.working || app->work.running ? "The engine is at work."
                        : p->shown_step == 4 && session_committed(p->now.session, 4)
                            ? "The curves were drawn while it learned. What it is worth comes in step 5."
                        : p->shown_step == 4 ? "Training starts when the step is committed: its loss is drawn here."
                                             : "The engine has not answered in this step yet.");
}

/* The case's own answer, for whoever has committed theirs; at the end, of all steps. */
static int draw_model(const struct app *app, struct area a) {
    const struct session *s = app->practice.now.session;
    int from, to, y = 0;
    bool end = session_step(s) > STEPS;
    struct err when = {0};
    if (!session_model(s, &from, &to, &when)) {
        char said[sizeof when.message + 1];
        snprintf(said, sizeof said, "%c%s.", toupper((unsigned char)when.message[0]), when.message + 1);
        return draw_wrapped(a, 1, 0, a.w - 3, STYLE_QUIET, said);
    }
    for (int step = from; step <= to; step++) {
        const struct step_content *content = &session_content(s)->steps[step - 1];
        if (end)
            y += draw_format(a, 1, y, STYLE_TITLE | STYLE_BOLD, "%d %s", step, content->title) > 0;
        int w = a.w - 3 < 96 ? a.w - 3 : 96;
        y += draw_wrapped(a, 1, y, w, STYLE_TEXT, content->answer && *content->answer ? content->answer : "(none)");
        y += end;
    }
    return y;
}

static int draw_board_text(const struct app *app, struct area a) {
    const struct practice *p = &app->practice;
    if (p->picture == PICTURE_MODEL)
        return draw_model(app, a);
    if (p->picture == PICTURE_DESIGN)
        return draw_design(app, a);
    if (p->picture == PICTURE_MOMENT && p->shown_step <= STEPS)
        return draw_moment(app, a);
    if (p->picture == PICTURE_MOMENT && !session_scored(p->now.session))
        return draw_wrapped(
            a, 1, 0, a.w - 3, STYLE_QUIET,
            "Your design and the reference designs are measured on the same world, with the same people. "
            "The marks follow.");
    if (p->picture == PICTURE_MOMENT)
        return picture_end(p->now.session, app->unicode, area_part(a, 1, 0, a.w - 2 < 120 ? a.w - 2 : 120, a.h), 0);
    return app->practice.board_text ? picture_text(app->practice.board_text, area_part(a, 1, 0, a.w - 2, a.h), 0) : 0;
}

/* What is new is read from its first line: a long answer does not begin above the window. */
static void fit_dialogue(struct app *app, int w, int h) {
    struct practice *p = &app->practice;
    struct area measure = {.w = w};
    bool at_end = p->dialogue.top >= p->dialogue.rows - p->dialogue.height;
    int n;
    session_lines(p->now.session, &n);
    scroll_fit(&p->dialogue, draw_dialogue(app, measure, -1), h);
    if (n != p->lines_seen || at_end)
        scroll_to_end(&p->dialogue);
    bool resumed = p->lines_seen == 0 && session_at_ms(p->now.session) > 0;
    int first = draw_dialogue(app, measure, p->lines_seen);
    if (n != p->lines_seen && !resumed && p->dialogue.top > first)
        p->dialogue.top = first + (p->lines_seen > 0); /* without the blank row between */
    p->lines_seen = n;
}

void practice_panes_fit(struct app *app, int width, int height) {
    struct practice *p = &app->practice;
    if (!p->now.session)
        return;
    struct practice_layout l = practice_layout(app, width, height);
    if (l.dialogue.h > 0) /* behind a picture nothing counts as seen */
        fit_dialogue(app, l.dialogue.w, l.dialogue.h);
    editor_fit(&p->answer, l.answer.w - 3, l.answer.h - 1);
    int room = l.board.w - 3 - (l.board.x > 0); /* beside the dialogue a line stands in between */
    if (l.board.w && (p->board_width != room || !p->board_text))
        write_board(app, room);
    if (l.board.w)
        scroll_fit(&p->board, draw_board_text(app, (struct area){.w = room + 2}), l.board.h - 1);
    if (p->forecasts) {
        const struct session_forecast *rows;
        list_fit(&p->asks, practice_asks(app, &rows), l.dialogue.h);
    }
}

static const char *step_mark(const struct session *s, int step) {
    return session_step(s) == step ? "▸" : session_committed(s, step) ? "✓" : " ";
}

/* Names where they fit with two columns between them, else numbers alone. */
static void draw_strip(const struct session *s, struct area a) {
    const struct content *c = session_content(s);
    int total = 1, x = 1;
    for (int step = 1; step <= STEPS; step++)
        total += utf8_columns(c->steps[step - 1].id) + 3;
    int gap = a.w > total ? (a.w - total) / STEPS : 0;
    for (int step = 1; step <= STEPS; step++) {
        bool here = session_step(s) == step;
        int style = here ? STYLE_FOCUS | STYLE_BOLD : session_committed(s, step) ? STYLE_GOOD : STYLE_QUIET;
        x += draw_format(a, x, 0, style, "%s%d %s", step_mark(s, step), step, gap ? c->steps[step - 1].id : "");
        x += gap < 4 ? gap + !gap : 3;
    }
}

static void draw_rail(const struct session *s, struct area a) {
    for (int step = 1; step <= STEPS; step++) {
        bool here = session_step(s) == step;
        int style = here ? STYLE_FOCUS | STYLE_BOLD : session_committed(s, step) ? STYLE_GOOD : STYLE_QUIET;
        int seconds = (int)(session_spent_ms(s, step) / 1000);
        draw_format(a, 1, step - 1, style, "%s%d %s", step_mark(s, step), step, session_content(s)->steps[step - 1].id);
        if (seconds) {
            char time[16];
            snprintf(time, sizeof time, "%d:%02d", seconds / 60, seconds % 60);
            draw_right(a, a.w - 2, step - 1, STYLE_QUIET, time);
        }
    }
    draw_format(a, 1, STEPS + 1, STYLE_QUIET, "facts learnt  %d", session_facts(s));
    draw_format(a, 1, STEPS + 2, STYLE_QUIET, "hints         %d", session_hints(s));
    draw_vline(a, a.w - 1, STYLE_QUIET);
}

static const char *phase_words(const struct session *s) {
    switch (session_phase(s)) {
    case PHASE_SPEAK:
        return "F2 commits it";
    case PHASE_FORECAST:
        return session_step(s) == 1 ? "committed · F3 forecasts, F8 next step"
                                    : "committed · F3 forecasts, F5 the engine";
    case PHASE_WORKING:
        return "committed · the engine is at work";
    case PHASE_ANSWERED:
        break;
    }
    struct session_dive dive;
    if (session_diagnosis(s))
        return "what happened? · F2 commits it, F8 goes on";
    if (session_dive(s, session_step(s), &dive))
        return dive.which == INTERLUDE_CLOSE ? "to close · F8 ends it" : "deep dive · F2 commits more, F8 next step";
    return "committed · F8 next step";
}

static void draw_answer(const struct app *app, struct area a) {
    const struct practice *p = &app->practice;
    bool focus = p->focus == FOCUS_ANSWER && !p->forecasts;
    char title[48];
    snprintf(title, sizeof title, "%syour answer%s", focus ? "▸ " : "", p->dirty ? " …" : "");
    bool below = !p->forecasts && p->dialogue.top < p->dialogue.rows - p->dialogue.height;
    draw_titled_rule(a, 0, title,
                     a.w <= 60 ? ""
                     : below   ? "PgDn reads on"
                               : phase_words(p->now.session),
                     focus ? STYLE_FOCUS | STYLE_BOLD : STYLE_QUIET);
    editor_draw(
        &p->answer, area_part(a, 1, 1, a.w - 3, a.h - 1), focus,
        a.w < 60 ? "What would you build, and why? A line ending in ? asks."
                 : "What would you build, and why? A line that ends in ? asks the interviewer; /assume, /estimate and "
                   "/risk work too.");
    draw_scrollbar(area_part(a, 0, 1, a.w, a.h - 1), p->answer.scroll, editor_rows(&p->answer, a.w - 3));
    draw_hot(a, 0, 0, a.w, a.h, ACT_WRITE, 0);
}

static void draw_coach(const struct app *app, struct area a) {
    struct text words = {0};
    practice_coach(app, &words);
    draw_text(a, 1, 0, STYLE_FOCUS | STYLE_BOLD, "►");
    draw_wrapped(a, 3, 0, a.w - 5, STYLE_FOCUS, text_str(&words));
    text_free(&words);
}

/* Whether the interviewer has asked something that a picture hides. */
static bool asked_behind(const struct app *app) {
    int n;
    const struct session_line *lines = session_lines(app->practice.now.session, &n);
    for (int i = app->practice.lines_seen; i < n; i++)
        if (lines[i].voice == VOICE_INTERVIEWER && lines[i].step <= STEPS && lines[i].step == app->practice.shown_step)
            return true;
    return false;
}

static void draw_board(const struct app *app, struct area a, bool beside) {
    const struct practice *p = &app->practice;
    bool focus = p->focus == FOCUS_PICTURE;
    char title[48];
    snprintf(title, sizeof title, "%s%s", focus ? "▸ " : "", picture_title(app));
    bool waits = p->full && !beside && p->shown_step <= STEPS && asked_behind(app);
    draw_titled_rule(area_part(a, beside, 0, a.w - beside, 1), 0, title,
                     waits ? "the interviewer asks · Esc to the dialogue"
                     : p->full && !beside && p->shown_step <= STEPS && a.w >= 60 ? "Esc dialogue · F4 next"
                                                                                 : "F4 next",
                     focus ? STYLE_FOCUS | STYLE_BOLD : STYLE_TITLE);
    struct area in = area_part(a, 0, 1, a.w, a.h - 1);
    draw_board_text(app, area_scrolled(area_part(in, beside, 0, in.w - 1 - beside, in.h), p->board.top));
    draw_scrollbar(in, p->board.top, p->board.rows);
    if (beside)
        draw_vline(a, 0, STYLE_QUIET);
    draw_hot(a, 0, 0, a.w, 1, ACT_PICTURE, 0);
}

void practice_panes_draw(const struct app *app, struct area body) {
    const struct practice *p = &app->practice;
    struct practice_layout l = practice_layout(app, body.w, body.h);
    if (l.strip)
        draw_strip(p->now.session, area_part(body, 0, 0, body.w, 1));
    if (l.rail)
        draw_rail(p->now.session, area_part(body, 0, 0, l.rail, body.h));
    if (l.board.w) {
        struct area board = area_part(body, l.board.x, l.board.y, l.board.w, l.board.h);
        draw_board(app, board, l.board.x > 0);
    }
    if (l.dialogue.h > 0) {
        struct area a = area_part(body, l.dialogue.x, l.dialogue.y, l.dialogue.w, l.dialogue.h);
        if (p->forecasts) {
            practice_asks_draw(app, a);
        } else {
            draw_dialogue(app, area_scrolled(area_part(a, 0, 0, a.w, a.h), p->dialogue.top), -1);
            draw_scrollbar(a, p->dialogue.top, p->dialogue.rows);
        }
    }
    if (l.work.h)
        work_draw(app, area_part(body, l.work.x, l.work.y, l.work.w, l.work.h));
    if (l.coach.h)
        draw_coach(app, area_part(body, l.coach.x, l.coach.y, l.coach.w, l.coach.h));
    if (l.answer.h)
        draw_answer(app, area_part(body, l.answer.x, l.answer.y, l.answer.w, l.answer.h));
}
