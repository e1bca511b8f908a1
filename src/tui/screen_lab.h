/* screen_lab.h - the lab: every knob of a design, a run at a key, and beside it what came out and what the last change
 * did. */
#ifndef TUI_SCREEN_LAB_H
#define TUI_SCREEN_LAB_H
#include "engine/run.h"
#include "tui/list.h"

struct app;
struct screen;
enum { LAB_UNDO = 100 };
struct lab_change {
    enum knob_id knob;
    char *before, *after; /* owned */
};
struct lab {
    struct design *design; /* owned; NULL until a scenario is loaded */
    struct design *base;   /* the scenario as it is, for `d` and the marks of change */
    char scenario[160];
    struct threshold *thresholds; /* of the scenario; owned */
    int n_thresholds;
    int rows[KNOBS + 16]; /* a knob's id, or -1 - step for a heading */
    int n_rows;
    char filter[80];
    struct list list;
    struct lab_change undo[LAB_UNDO], redo[LAB_UNDO];
    int n_undo, n_redo;
    struct run *run, *previous; /* the last two results; owned */
    bool what_if;               /* the result is shown beside the one before */
    bool result;                /* the result pane has the focus */
    struct scroll scroll;
    bool wanted; /* a scenario is being loaded */
};
extern const struct screen screen_lab;
void lab_fini(struct lab *lab);
/* Opens the lab on a design, taken over; the changes are marked against it. */
void lab_take(struct app *app, struct design *design, const char *scenario);
#endif
