/* action.h - everything that a key can do, in one table: it makes the key map, the footer and the help, so none of them
 * can lie. A row belongs to places; the first row that fits the place and the key is it. */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H
#include <stdbool.h>
#include <stdint.h>

enum action_id {
    ACT_NONE,
    /* moving about */
    ACT_UP,
    ACT_DOWN,
    ACT_LEFT,
    ACT_RIGHT,
    ACT_PAGE_UP,
    ACT_PAGE_DOWN,
    ACT_TOP,
    ACT_BOTTOM,
    ACT_NEXT_PANE,
    ACT_PREVIOUS_PANE,
    ACT_ENTER,
    ACT_BACK,
    /* everywhere */
    ACT_HELP,
    ACT_REPL,
    ACT_QUIT,
    ACT_REDRAW,
    ACT_MOUSE,
    ACT_SUSPEND,
    ACT_INTERRUPT,
    ACT_FILTER,
    ACT_PALETTE,
    /* home */
    ACT_NEW,
    ACT_SCENARIO,
    ACT_LEVEL,
    ACT_MODE,
    ACT_FOCUS,
    ACT_CLOCK,
    ACT_PART,
    ACT_REVIEW,
    ACT_DRILL,
    ACT_RUNS,
    ACT_LAB,
    /* runs */
    ACT_MARK,
    ACT_COMPARE,
    /* lab */
    ACT_RUN,
    ACT_STEP, /* the digit that was pressed is the step */
    ACT_DEFAULT,
    ACT_UNDO,
    ACT_REDO,
    /* practice */
    ACT_WRITE,
    ACT_COMMIT,
    ACT_FORECAST,
    ACT_HINT,
    ACT_NEXT,
    ACT_PREVIOUS,
    ACT_PAUSE,
    ACT_PICTURE,
    ACT_DESIGN,
    ACT_DECIDE,
    ACT_WHITEBOARD,
    ACT_MOMENT,
    ACT_MODEL,
    ACT_SCORE,
    ACT_FINDINGS,
    ACT_VERSUS,
    ACT_HISTORY,
    ACT_EXPORT,
    ACT_REWIND,
    ACT_OVERRULE,
    ACT_LIST,
    ACT_EDITOR,
    /* the REPL's line, prompts, menus */
    ACT_COMPLETE,
    ACT_YES,
    ACT_NO,
    ACT_CHECK,
    /* what the mouse alone does */
    ACT_SELECT,
    ACTIONS
};

/* Where a key is pressed. */
enum place {
    PLACE_HOME = 1 << 0,
    PLACE_RUNS = 1 << 1,
    PLACE_REPORT = 1 << 2,
    PLACE_KNOBS = 1 << 3,  /* the lab's list */
    PLACE_RESULT = 1 << 4, /* the lab's result */
    PLACE_SAY = 1 << 5,    /* practice, a pane that is read */
    PLACE_ANSWER = 1 << 6, /* practice, the answer is typed */
    PLACE_FORECAST = 1 << 7,
    PLACE_HELP = 1 << 8,
    PLACE_REPL = 1 << 9,
    PLACE_PROMPT = 1 << 10, /* one line is asked for */
    PLACE_CONFIRM = 1 << 11,
    PLACE_MENU = 1 << 12,
    PLACE_CHECKS = 1 << 13, /* a menu with boxes to tick */
    PLACE_END = 1 << 14,    /* practice, the end page */
    PLACE_PAGE = 1 << 15,   /* a page of text over the screen */
    PLACE_FIND = 1 << 16,   /* a menu that is filtered by typing */
    PLACE_READING =
        PLACE_END | PLACE_HOME | PLACE_RUNS | PLACE_REPORT | PLACE_KNOBS | PLACE_RESULT | PLACE_SAY | PLACE_FORECAST,
    PLACE_PRACTICE = PLACE_SAY | PLACE_ANSWER | PLACE_FORECAST,
    PLACE_SESSION = PLACE_SAY | PLACE_END,
    PLACE_ALL = (1 << 17) - 1
};

struct action {
    enum action_id id;
    unsigned places;
    const char *keys;  /* names as key_read has them, by spaces; the first is shown */
    const char *label; /* in the footer, "" not there */
    const char *help;  /* "" not in the help: another row of the same action has it */
};
const struct action *action_at(int i); /* NULL past the end; in the order of footer and help */
/* What `second` (the key after ^X; 0 when there was no ^X) or `key` does in a place; NULL: nothing. */
const struct action *action_find(unsigned place, int32_t key, bool after_prefix);
/* All keys of a row as people see them, "F5 ^X^R r". buffer 48 bytes or more. */
const char *action_keys(const struct action *a, bool first_only, char *buffer, int n);
#endif
