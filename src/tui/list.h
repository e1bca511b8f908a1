/* list.h - a place in rows that may not all be seen: a list with a selected row, or a text that scrolls. */
#ifndef TUI_LIST_H
#define TUI_LIST_H
#include "tui/action.h"
#include "tui/grid.h"

struct list {
    int count, selected, top, height;
};
/* Rows and window may have changed: keeps the selection inside and in sight. */
void list_fit(struct list *l, int count, int height);
/* ACT_UP .. ACT_BOTTOM; false: no such move. */
bool list_move(struct list *l, enum action_id action);

struct scroll {
    int top, rows, height;
};
void scroll_fit(struct scroll *s, int rows, int height);
bool scroll_move(struct scroll *s, enum action_id action);
void scroll_to_end(struct scroll *s);

/* A mark at the right edge of an area, where in `rows` the window stands; nothing when all is seen. */
void draw_scrollbar(struct area a, int top, int rows);
/* Selected rows: a marker in the first column and reverse video over the row. */
void draw_selected(struct area a, int y, bool selected, bool focus);
#endif
