/* screen_practice.h - a session: steps and clock, the dialogue, the answer being typed, and one picture beside it. */
#ifndef TUI_SCREEN_PRACTICE_H
#define TUI_SCREEN_PRACTICE_H
#include "practice/driver.h"
#include "tui/editor.h"
#include "tui/list.h"

struct app;
struct screen;
enum practice_focus { FOCUS_ANSWER, FOCUS_DIALOGUE, FOCUS_PICTURE };
enum practice_picture { PICTURE_DESIGN, PICTURE_MOMENT, PICTURE_BOARD, PICTURE_MODEL, PICTURES };
/* How a session stands: sent with every change and every second. Pointers are the driver's, valid until the next. */
struct practice_news {
    const struct session *session; /* NULL: it was closed */
    const char *scenario;
    int64_t clock_ms, step_ms;
    bool working;                             /* the engine is at work for it */
    const struct run *moment, *moment_before; /* of moment_step */
    const struct run *naive;                  /* of step 2: what nobody's design measures; NULL */
    const struct run *curveball;              /* of step 6: at the scale that the interviewer changed to; NULL */
    int moment_step;                          /* 0: none yet */
    const char *untrained;                    /* why the models of step 4 could not be trained; NULL */
    bool show;                                /* the moment is new */
    bool other;                               /* the driver went on with another session */
    bool quit;                                /* the person typed /quit */
    bool exported;                            /* a file was written */
    bool line_refused;                        /* the line that was sent did not please: it goes back into the answer */
};
struct practice {
    struct practice_news now;
    int shown_step; /* whose answer the editor holds */
    struct editor answer;
    bool dirty; /* typed since the last save */
    enum practice_focus focus;
    enum practice_picture picture;
    bool full;      /* narrow screens: the picture stands in place of the dialogue */
    bool unseen;    /* the engine began to answer behind the dialogue: the next picture is that */
    bool forecasts; /* the list of forecasts is open */
    struct list asks;
    struct scroll dialogue, board;
    int lines_seen;   /* of the dialogue: what is new scrolls to the end */
    char *board_text; /* the picture as text, owned; made anew with every news, and when the width changes */
    int board_width;
    char deciding[64];   /* the knob whose value a dialog asks for */
    char exporting[200]; /* the file that is to be written */
    bool hint_told;      /* what a hint costs was said in this session */
    bool exported;       /* something of this session was written to a file */
};
extern const struct screen screen_practice;
void practice_fini(struct practice *p);
/* Sends what was typed and not yet sent. */
void practice_save(struct app *app);

void practice_close(struct app *app); /* what was typed is kept */
void practice_show(struct app *app, enum practice_picture picture);

/* Parts, each in a file of its own: practice_news.c, practice_panes.c, practice_coach.c, practice_ask.c,
 * practice_decide.c. */
struct msg;
void practice_message(struct app *app, const struct msg *msg);
enum practice_dialog {
    PRACTICE_ASK = 1,
    PRACTICE_SCORE,
    PRACTICE_DECIDE,
    PRACTICE_VALUE,
    PRACTICE_REWIND,
    PRACTICE_EXPORT,
    PRACTICE_OVERRULE,
    PRACTICE_EMPTY,
    PRACTICE_LEAVE,
    PRACTICE_OVERWRITE
};
enum { PRACTICE_TWO_PANES = 110 }; /* columns from which a picture stands beside the dialogue */
struct practice_layout {           /* in the body below the head; w or h 0: not shown */
    int strip;                     /* rows of the steps above everything */
    int rail;                      /* columns of the steps at the left */
    struct {
        int x, y, w, h;
    } dialogue, work, coach, answer, board;
};
struct practice_layout practice_layout(const struct app *app, int width, int height);
void practice_panes_fit(struct app *app, int width, int height);
void practice_panes_draw(const struct app *app, struct area body);
/* The forecasts of the step that the session stands in. */
int practice_asks(const struct app *app, const struct session_forecast **rows);
void practice_ask(struct app *app); /* opens the dialog of the selected one */
/* A figure typed over the list begins the answer; false: the selected forecast is none of figures, or sealed. */
bool practice_ask_figure(struct app *app, int32_t key);
bool practice_ask_answered(struct app *app, const char *text);
void practice_asks_draw(const struct app *app, struct area a);
/* What to do next, in guided mode; false: nothing is said. */
bool practice_coach(const struct app *app, struct text *out);
/* practice_end.c: what one can do with a session that is over, or is to be gone through again */
bool practice_end_act(struct app *app, enum action_id action);
bool practice_end_answered(struct app *app, int tag, const char *text);
void practice_confirm_export(struct app *app); /* the file exists: asks before it is written over */
struct knob;
/* How a decision is called on the screen: as it is spoken, with its part of the design where two have one name. */
void decision_words(const struct knob *knob, struct text *out);
void practice_decide(struct app *app); /* opens the list of the step's knobs, where lists are offered */
bool practice_decided(struct app *app, int tag, const char *text);
#endif
