/* tui.h - the full-screen face: home, practice, lab, runs, help and the REPL pane. */
#ifndef TUI_TUI_H
#define TUI_TUI_H
#include "job/workspace.h"
#include "practice/session.h"

enum tui_colour { TUI_COLOUR_AUTO, TUI_COLOUR_NONE, TUI_COLOUR_ALWAYS };
/* Resolved by the caller: nothing here reads arguments or the environment, but for TERM and the locale. */
struct tui_options {
    bool practice;         /* begin in a session instead of at home */
    const char *case_name; /* NULL: the one that was left, or the first */
    const char *scenario;  /* NULL: the case's production scenario */
    enum session_mode mode;
    enum session_focus focus;
    enum level level;
    int step; /* 1..7: that step alone; 0: all */
    uint64_t seed;
    bool untimed;
    bool fresh;        /* a new session even when one was left unfinished: any of the options above was given */
    const char *keys;  /* file of keys, in place of a terminal */
    const char *snaps; /* folder for :snap; NULL: the one of `keys` */
    int width, height; /* with keys: the size, 0: 80x24 */
    enum tui_colour colour;
    bool tour;          /* on a copy of the database: says that nothing is kept */
    bool ascii;         /* no signs beyond ASCII, whatever the locale says */
    const char *editor; /* $VISUAL or $EDITOR; NULL: vi */
};
/* Runs until the person quits. ws is borrowed; its store and engine are opened as needed. */
bool tui_main(struct workspace *ws, const struct tui_options *options, struct err *err) MUST_USE;
#endif
