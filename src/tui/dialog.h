/* dialog.h - what may stand in front of a screen and wants an answer: a line, a yes or no, a choice, ticks.
 * One at a time. The answer goes to the screen that asked, with the tag that it gave. */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H
#include "tui/editor.h"
#include "tui/list.h"

/* DIALOG_FIND: a menu of what holds the words that are typed */
enum dialog_kind { DIALOG_NONE, DIALOG_LINE, DIALOG_CONFIRM, DIALOG_MENU, DIALOG_CHECKS, DIALOG_FIND };
enum { DIALOG_ITEMS = 128 };
struct dialog_item {
    char *name, *detail; /* owned */
    char *answer;        /* what the screen gets when it is chosen; owned, NULL: the name */
    bool ticked;
    int value; /* the caller's */
};
struct dialog {
    enum dialog_kind kind;
    int tag;
    char title[320], error[1000];
    struct editor line;
    bool untouched; /* what stands in the line goes at the first letter typed */
    struct dialog_item items[DIALOG_ITEMS];
    int n_items;
    struct list list;
};
void dialog_close(struct dialog *d);
void dialog_line(struct dialog *d, int tag, const char *title, const char *text);
void dialog_confirm(struct dialog *d, int tag, const char *question);
/* A menu without items yet: dialog_item adds them, dialog_select marks one. */
void dialog_menu(struct dialog *d, int tag, const char *title, bool checks);
/* A menu that is filtered by typing; items as in a menu. */
void dialog_find(struct dialog *d, int tag, const char *title);
/* An open menu is filtered by typing from now on. */
void dialog_filter(struct dialog *d);
/* The items that are shown: all, or those that hold what was typed. which (DIALOG_ITEMS); their number. */
int dialog_shown(const struct dialog *d, int which[DIALOG_ITEMS]);
void dialog_item(struct dialog *d, const char *name, const char *detail, bool ticked);
/* One that is called otherwise than it is answered: "delayed feedback" for "delayed_feedback". */
void dialog_item_as(struct dialog *d, const char *answer, const char *name, const char *detail, bool ticked);
/* What the item is answered by. */
const char *dialog_answer(const struct dialog_item *item);
void dialog_select(struct dialog *d, const char *answer);
/* A letter marks the next item that begins with it; false: none does. */
bool dialog_initial(struct dialog *d, int32_t key);
unsigned dialog_place(const struct dialog *d); /* 0: closed */
void dialog_fit(struct dialog *d, int width, int height);
/* Lines and confirmations stand in the footer's row, menus in a box over `screen`. */
void dialog_draw(const struct dialog *d, struct area screen, struct area footer);
#endif
