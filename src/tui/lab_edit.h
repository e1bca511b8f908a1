/* lab_edit.h - changing a knob of the lab's design: by its type, with undo and redo; what is wrong becomes the note. */
#ifndef TUI_LAB_EDIT_H
#define TUI_LAB_EDIT_H
#include "tui/screen_lab.h"

enum { LAB_VALUE = 1 }; /* tag of the dialog that asks for a value */
/* False: the value does not fit; the design stands as it was. */
bool lab_set(struct app *app, const struct knob *k, const char *value);
/* A boolean turns, a choice or a list opens its menu, anything else is typed. */
void lab_change_knob(struct app *app, const struct knob *k);
/* The next (by +1) or previous choice; a number doubles or halves within its range, a share moves by 0.05. */
void lab_nudge(struct app *app, const struct knob *k, int by);
void lab_again(struct app *app, bool undo); /* undo, or redo */
void lab_changes_free(struct lab_change *changes, int *n);
#endif
