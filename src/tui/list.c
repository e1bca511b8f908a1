#include "tui/list.h"

static int clamp(int v, int low, int high) {
    return v > high ? (high > low ? high : low) : v < low ? low : v;
}

void list_fit(struct list *l, int count, int height) {
    l->count = count;
    l->height = height > 0 ? height : 1;
    l->selected = clamp(l->selected, 0, count - 1);
    if (l->selected < l->top)
        l->top = l->selected;
    if (l->selected >= l->top + l->height)
        l->top = l->selected - l->height + 1;
    l->top = clamp(l->top, 0, count - l->height);
}

/* The row (or first row) that an action leads to, from `at` in `count` rows with a page of `page`. */
static bool moved(enum action_id action, int *at, int count, int page) {
    switch (action) {
    case ACT_UP:
        --*at;
        break;
    case ACT_DOWN:
        ++*at;
        break;
    case ACT_PAGE_UP:
        *at -= page;
        break;
    case ACT_PAGE_DOWN:
        *at += page;
        break;
    case ACT_TOP:
        *at = 0;
        break;
    case ACT_BOTTOM:
        *at = count - 1;
        break;
    default:
        return false;
    }
    *at = clamp(*at, 0, count - 1);
    return true;
}

bool list_move(struct list *l, enum action_id action) {
    bool ok = moved(action, &l->selected, l->count, l->height > 1 ? l->height - 1 : 1);
    list_fit(l, l->count, l->height);
    return ok;
}

void scroll_fit(struct scroll *s, int rows, int height) {
    s->rows = rows;
    s->height = height > 0 ? height : 1;
    s->top = clamp(s->top, 0, rows - s->height);
}

bool scroll_move(struct scroll *s, enum action_id action) {
    bool ok = moved(action, &s->top, s->rows, s->height > 1 ? s->height - 1 : 1);
    scroll_fit(s, s->rows, s->height);
    return ok;
}

void scroll_to_end(struct scroll *s) {
    s->top = clamp(s->rows - s->height, 0, s->rows);
}

void draw_scrollbar(struct area a, int top, int rows) {
    if (rows <= a.h || a.h < 3)
        return;
    int size = a.h * a.h / rows, room;
    size = size > 0 ? size : 1;
    room = a.h - size;
    int at = rows > a.h ? (top * room + (rows - a.h) / 2) / (rows - a.h) : 0;
    draw_fill(a, a.w - 1, at, 1, size, STYLE_QUIET, "┃");
}

void draw_selected(struct area a, int y, bool selected, bool focus) {
    if (!selected)
        return;
    draw_text(a, 0, y, STYLE_FOCUS, "▸");
    if (focus)
        draw_restyle(a, 0, y, a.w, STYLE_REVERSED);
}
