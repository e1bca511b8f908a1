#include "tui/typing.h"

#include <stddef.h>

static bool moves(const struct action *a) {
    return a->id <= ACT_BOTTOM;
}

static bool shows(const struct action *a) {
    switch (a->id) {
    case ACT_PICTURE:
    case ACT_DESIGN:
    case ACT_MOMENT:
    case ACT_WHITEBOARD:
    case ACT_MODEL:
    case ACT_FORECAST:
        return true;
    default:
        return moves(a);
    }
}

static bool letter(int32_t key) {
    return (key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z');
}

enum typing_verdict typing_judge(struct typing *t, const struct action *a, int32_t key) {
    const struct action *before = t->key ? action_find(PLACE_SAY, t->key, false) : NULL;
    bool scrolls = a && moves(a) && (!t->key || (before && moves(before))); /* jjj */
    if (!a || (t->key && !scrolls))
        return TYPING_TEXT;
    if (!letter(key))
        return TYPING_COMMAND; /* nothing is written that begins with ':', '?' or a space */
    t->key = key;
    t->waits = !shows(a);
    return t->waits ? TYPING_WAITS : TYPING_COMMAND;
}

int32_t typing_settle(struct typing *t) {
    int32_t key = t->waits ? t->key : 0;
    *t = (struct typing){0};
    return key;
}
