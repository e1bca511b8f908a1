/* term.h - the terminal: reads keys, mouse and pastes, and copies changed cells. The only file that knows curses.
 * Life: term_open -> term_read, term_show ... -> term_close, which leaves the terminal as it was. So do the signals
 * that end a process: the handlers restore it first. One terminal a process. */
#ifndef TUI_TERM_H
#define TUI_TERM_H
#include "tui/grid.h"
#include "tui/tui.h"

struct terminal;
enum term_event_kind { TERM_KEY, TERM_PASTE, TERM_CLICK, TERM_WHEEL, TERM_RESIZE };
struct term_event {
    enum term_event_kind kind;
    int32_t key; /* TERM_WHEEL: -1 up, +1 down */
    int x, y;    /* click, wheel: where; resize: the size */
    char *text;  /* paste; the caller's to free() */
};
/* ERR_USAGE when standard input or output is no terminal, or one that cannot place a cursor. */
struct terminal *term_open(enum tui_colour colour, struct err *err) MUST_USE;
void term_close(struct terminal *t);
void term_size(const struct terminal *t, int *width, int *height);
bool term_unicode(const struct terminal *t);
bool term_braille(const struct terminal *t);
/* the console of Linux has no such letters */ /* the locale is UTF-8 and the terminal knows more than ASCII */
/* What was typed, if anything; never waits long. Wait on standard input and term_signal_descriptor with poll(). */
bool term_read(struct terminal *t, struct term_event *event);
/* Readable once SIGTERM or SIGHUP came: leave the loop. */
int term_signal_descriptor(const struct terminal *t);
void term_show(struct terminal *t, const struct grid *grid);
void term_redraw(struct terminal *t); /* everything, at the next term_show */
void term_mouse(struct terminal *t, bool ours);
void term_suspend(struct terminal *t); /* to the shell; returns when continued */
/* Leaves and takes back the screen, for a program that runs in between. */
void term_leave(struct terminal *t);
void term_return(struct terminal *t);
#endif
