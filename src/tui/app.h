/* app.h - the whole of the TUI as a value: update(model, message) leaves effects, view(model) draws a grid.
 * Neither does input or output: host.c carries effects out and brings messages, term.c owns the terminal.
 * Life: app_init -> app_update, app_view, ... -> app_fini. What a message carries (runs, designs, text) is taken over
 * by the model unless it says borrowed. */
#ifndef TUI_APP_H
#define TUI_APP_H
#include "practice/driver.h"
#include "tui/dialog.h"
#include "tui/library.h"
#include "tui/screen_home.h"
#include "tui/screen_lab.h"
#include "tui/screen_practice.h"
#include "tui/screen_runs.h"
#include "tui/pane_repl.h"
#include "tui/tui.h"
#include "tui/typing.h"

enum msg_kind {
    MSG_KEY,         /* key */
    MSG_PASTE,       /* text, borrowed */
    MSG_CLICK,       /* hot: what the grid had there; x, y */
    MSG_WHEEL,       /* key: -1 up, +1 down; hot may be NULL */
    MSG_RESIZE,      /* x, y: the size */
    MSG_TICK,        /* time went by */
    MSG_IDLE,        /* no key came for TYPING_BREATH_MS */
    MSG_LIBRARY,     /* the library was read again */
    MSG_RUN,         /* run, id: one that was asked for; NULL: text says why not */
    MSG_SCENARIO,    /* scenario; NULL: text says why not */
    MSG_JOB,         /* job: news of the lab's run, borrowed */
    MSG_JOB_ENDED,   /* run; NULL: text says why not */
    MSG_SESSION,     /* news of the session: how it stands now; text (borrowed): what was refused, NULL nothing */
    MSG_PAGE,        /* text, borrowed: a page to be read; title: its heading */
    MSG_EDITED,      /* text: what $EDITOR left, borrowed; NULL: it failed, note says how */
    MSG_REPL,        /* text: output, borrowed; arg: enum repl_news */
    MSG_COMPLETIONS, /* words, n: borrowed */
    MSG_SIGNAL       /* the process was asked to end */
};
struct msg {
    enum msg_kind kind;
    int32_t key;
    int x, y, arg, n;
    const char *text, *title;
    const struct hot *hot;
    char **words;
    struct run *run;
    struct scenario *scenario;
    const struct job_event *job;
    const struct practice_news *news;
};

enum effect_kind {
    EFFECT_QUIT,
    EFFECT_LIBRARY,       /* read sessions and runs again */
    EFFECT_RUN_LOAD,      /* id -> MSG_RUN */
    EFFECT_RUNS_KNOW,     /* what the runs in sight changed */
    EFFECT_SCENARIO_LOAD, /* text: scenario or case -> MSG_SCENARIO */
    EFFECT_JOB_START,     /* the lab's design */
    EFFECT_JOB_CANCEL,
    EFFECT_EDITOR, /* text -> MSG_EDITED */
    EFFECT_REPL,   /* text -> MSG_REPL; arg: the width */
    EFFECT_REPL_STOP,
    EFFECT_REPL_COMPLETE,  /* text -> MSG_COMPLETIONS */
    EFFECT_SESSION_NEW,    /* as home has it; arg: that step alone, 0: as home says */
    EFFECT_SESSION_OPEN,   /* id */
    EFFECT_SESSION_SEND,   /* arg: enum session_event_kind, text */
    EFFECT_SESSION_LINE,   /* text: as --plain reads it */
    EFFECT_SESSION_EXPORT, /* text: the file; arg: though it exists */
    EFFECT_SESSION_STOP,   /* cancel its run */
    EFFECT_SESSION_MOMENT, /* arg: the step whose engine moment is wanted */
    EFFECT_SESSION_CLOSE,
    EFFECT_HISTORY, /* of all sessions -> MSG_PAGE */
    EFFECT_SUSPEND,
    EFFECT_REDRAW,
    EFFECT_MOUSE /* arg: 1 ours, 0 the terminal's */
};
struct effect {
    enum effect_kind kind;
    int64_t id;
    int arg;
    char *text; /* owned */
};
enum { EFFECTS_MAX = 32 };

enum screen_id { SCREEN_HOME, SCREEN_PRACTICE, SCREEN_LAB, SCREEN_RUNS, SCREENS };
struct app;
struct screen {
    const char *name;
    unsigned (*place)(const struct app *app);
    bool (*act)(struct app *app, enum action_id action, int arg); /* false: it means nothing here */
    bool (*type)(struct app *app, int32_t key);                   /* a key that is no action; may be NULL */
    bool (*writes)(const struct app *app); /* letters may be text, whatever they do here: typing.h; NULL: no */
    void (*paste)(struct app *app, const char *text);             /* may be NULL */
    bool (*answered)(struct app *app, int tag, const char *text); /* a dialog's; false: it stays open, with its error */
    void (*message)(struct app *app, const struct msg *msg);      /* what concerns it of the rest; may be NULL */
    bool (*useful)(const struct app *app, enum action_id action); /* now, for the footer; NULL: all are */
    const char *(*label)(const struct app *app, enum action_id action); /* now; NULL, or returns NULL: the table's */
    void (*fit)(struct app *app, int width, int height); /* the size of the body: keeps scrolls in sight */
    void (*draw)(const struct app *app, struct area body);
    void (*dump)(const struct app *app, struct text *out);
};

/* Where long work stands: the lab's run, or the session's. */
enum { CURVE_POINTS = 400, JOB_CURVES = 4 };
struct job_curve {
    char name[24];
    int n;
    double x[CURVE_POINTS], y[CURVE_POINTS];
};
struct work {
    bool running, cancelling;
    char stage[24], drawn[24]; /* drawn: the stage whose curves these are */
    int node, nodes;
    double done;
    int64_t since_ns;
    struct job_curve curves[JOB_CURVES];
    int n_curves;
    struct node_seconds *usual; /* what the parts of the plan took before, owned; NULL: nothing is known */
    int n_usual;
};

struct app {
    int width, height;
    bool unicode, mouse;
    bool no_braille; /* the font has none: the Linux console */
    bool tour;       /* nothing is kept */
    int64_t now_ns;
    int64_t now_wall; /* seconds since 1970 */
    struct library library;
    const char *db, *cache, *data; /* where things live, for the help; borrowed */
    enum screen_id screen, before;
    struct home home;
    struct practice practice;
    struct lab lab;
    struct runs runs;
    struct repl_pane repl;
    struct work work;
    struct dialog dialog;
    bool help;
    unsigned help_place, palette_place; /* where it was asked for */
    struct scroll help_scroll;
    char *page, page_title[80]; /* a text over the screen; owned, NULL none */
    struct scroll page_scroll;
    bool prefix; /* ^X was pressed */
    struct typing typing;
    bool quitting;
    int64_t interrupted_ns; /* of the last ^C that had nothing to stop */
    char note[1000];
    int note_style;
    struct effect effects[EFFECTS_MAX];
    int n_effects;
};

/* Takes the library over. */
void app_init(struct app *app, int width, int height, struct library *library);
void app_fini(struct app *app);
void app_update(struct app *app, const struct msg *msg);
/* Draws the whole screen; the grid has the app's size. */
void app_view(const struct app *app, struct grid *grid);
/* The model in lines "name value", for tests and :snap. */
void app_dump(const struct app *app, struct text *out);

/* For screens. */
void app_effect(struct app *app, enum effect_kind kind, int64_t id, int arg, const char *text);
void app_note(struct app *app, int style, const char *format, ...) PRINTF_LIKE(3, 4);
void app_go(struct app *app, enum screen_id screen);
unsigned app_place(const struct app *app);
bool app_busy(const struct app *app); /* the engine is at work, for the lab or for the session */
const struct screen *app_screen(enum screen_id screen);
void work_begin(struct work *w, int64_t now_ns);
void work_usual(struct work *w, struct node_seconds *take, int n); /* what runs of the case took before; may be NULL */
void work_news(struct work *w, const struct job_event *event);
/* Stage, bar and time in a row; curves, where there are any, below it. */
void work_draw(const struct app *app, struct area a);
void work_draw_curves(const struct app *app, struct area a); /* the curves alone; nothing when there are none */
#endif
