/* pane_repl.h - the design REPL in a pane over any screen: a line, its history, what was printed. */
#ifndef TUI_PANE_REPL_H
#define TUI_PANE_REPL_H
#include "tui/editor.h"
#include "tui/list.h"

struct app;
struct msg;
enum { REPL_HISTORY = 200 };
enum repl_news { REPL_DONE, REPL_FAILED, REPL_MORE }; /* REPL_MORE: the text is a statement begun and not ended */
struct repl_pane {
    bool open, running;
    struct editor line;
    struct text output; /* all that was typed and printed */
    struct scroll scroll;
    char *history[REPL_HISTORY]; /* owned; oldest first */
    int n_history, at;           /* at: the one shown, n_history: the line being typed */
    char *begun;                 /* lines of a statement not yet ended; owned, NULL none */
};
void repl_pane_fini(struct repl_pane *p);
bool repl_pane_act(struct app *app, enum action_id action);
bool repl_pane_type(struct app *app, int32_t key);
void repl_pane_message(struct app *app, const struct msg *msg);
void repl_pane_fit(struct app *app, int width, int height);
void repl_pane_draw(const struct app *app, struct area a);
#endif
