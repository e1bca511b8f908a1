#include "tui/dialog.h"
#include "base/mem.h"
#include "tui/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void dialog_close(struct dialog *d) {
    for (int i = 0; i < d->n_items; i++) {
        free(d->items[i].name);
        free(d->items[i].detail);
        free(d->items[i].answer);
    }
    d->n_items = 0;
    editor_fini(&d->line);
    d->kind = DIALOG_NONE;
    d->error[0] = '\0';
    d->list = (struct list){0};
}

static void dialog_open(struct dialog *d, enum dialog_kind kind, int tag, const char *title) {
    dialog_close(d);
    d->kind = kind;
    d->tag = tag;
    snprintf(d->title, sizeof d->title, "%s", title);
}

void dialog_line(struct dialog *d, int tag, const char *title, const char *text) {
    dialog_open(d, DIALOG_LINE, tag, title);
    d->line.one_line = true;
    d->untouched = true;
    editor_set(&d->line, text);
}

void dialog_confirm(struct dialog *d, int tag, const char *question) {
    dialog_open(d, DIALOG_CONFIRM, tag, question);
}

void dialog_menu(struct dialog *d, int tag, const char *title, bool checks) {
    dialog_open(d, checks ? DIALOG_CHECKS : DIALOG_MENU, tag, title);
}

void dialog_find(struct dialog *d, int tag, const char *title) {
    dialog_open(d, DIALOG_FIND, tag, title);
    d->line.one_line = true;
    editor_set(&d->line, "");
}

void dialog_filter(struct dialog *d) {
    d->kind = DIALOG_FIND;
    d->line.one_line = true;
    d->list = (struct list){.height = d->list.height};
    editor_set(&d->line, "");
}

int dialog_shown(const struct dialog *d, int which[DIALOG_ITEMS]) {
    const char *typed = d->kind == DIALOG_FIND ? editor_text(&d->line) : "";
    int n = 0;
    for (int i = 0; i < d->n_items; i++)
        if (!*typed || strcasestr(d->items[i].name, typed) || strcasestr(d->items[i].detail, typed))
            which[n++] = i;
    return n;
}

void dialog_item(struct dialog *d, const char *name, const char *detail, bool ticked) {
    if (d->n_items < DIALOG_ITEMS)
        d->items[d->n_items++] =
            (struct dialog_item){.name = mem_string(name), .detail = mem_string(detail), .ticked = ticked};
}

void dialog_item_as(struct dialog *d, const char *answer, const char *name, const char *detail, bool ticked) {
    if (d->n_items == DIALOG_ITEMS)
        return;
    dialog_item(d, name, detail, ticked);
    d->items[d->n_items - 1].answer = mem_string(answer);
}

const char *dialog_answer(const struct dialog_item *item) {
    return item->answer ? item->answer : item->name;
}

void dialog_select(struct dialog *d, const char *answer) {
    for (int i = 0; i < d->n_items; i++)
        if (strcmp(dialog_answer(&d->items[i]), answer) == 0)
            d->list.selected = i;
}

bool dialog_initial(struct dialog *d, int32_t key) {
    for (int i = 1; i <= d->n_items; i++) {
        int at = (d->list.selected + i) % d->n_items;
        if (key > ' ' && key < 127 && strncasecmp(d->items[at].name, (char[]){(char)key, '\0'}, 1) == 0) {
            d->list.selected = at;
            return true;
        }
    }
    return false;
}

unsigned dialog_place(const struct dialog *d) {
    switch (d->kind) {
    case DIALOG_LINE:
        return PLACE_PROMPT;
    case DIALOG_CONFIRM:
        return PLACE_CONFIRM;
    case DIALOG_MENU:
        return PLACE_MENU;
    case DIALOG_CHECKS:
        return PLACE_CHECKS;
    case DIALOG_FIND:
        return PLACE_FIND;
    case DIALOG_NONE:
        break;
    }
    return 0;
}

static int most(int a, int b) {
    return a > b ? a : b;
}

/* Rows of a title that has no room in the frame: it stands inside, wrapped, with an empty row below. */
static int title_rows(const struct dialog *d, int w) {
    return utf8_columns(d->title) <= w - 8 ? 0 : wrapped_rows(d->title, w - 6) + 1;
}

/* Rows above the list inside the frame. */
static int head_rows(const struct dialog *d, int w) {
    return title_rows(d, w) + (d->kind == DIALOG_FIND);
}

static int box_width(const struct dialog *d, int screen) {
    enum { READABLE = 68 }; /* of a title */
    int name = 0, detail = 0, title = utf8_columns(d->title);
    for (int i = 0; i < d->n_items; i++) {
        name = most(name, utf8_columns(d->items[i].name));
        detail = most(detail, utf8_columns(d->items[i].detail));
    }
    int boxes = d->kind == DIALOG_CHECKS ? utf8_columns("[x] ") : 0;
    int w = most(boxes + name + detail + 12, (title < READABLE ? title : READABLE) + 8);
    return w < screen - 2 ? w : screen - 2;
}

/* The box of a menu: as wide as its lines, in the middle. */
static struct area box(const struct dialog *d, struct area screen) {
    int w = box_width(d, screen.w), h = d->n_items + 4 + head_rows(d, w);
    h = h < screen.h - 2 ? h : screen.h - 2;
    return area_part(screen, (screen.w - w) / 2, (screen.h - h) / 3, w, h);
}

void dialog_fit(struct dialog *d, int width, int height) {
    if (d->kind == DIALOG_LINE)
        editor_fit(&d->line, width - utf8_columns(d->title) - 4, 1);
    int which[DIALOG_ITEMS], find = d->kind == DIALOG_FIND, room = height - 6 - head_rows(d, box_width(d, width));
    if (find)
        editor_fit(&d->line, width - 12, 1);
    if (find || d->kind == DIALOG_MENU || d->kind == DIALOG_CHECKS)
        list_fit(&d->list, dialog_shown(d, which), d->n_items < room ? d->n_items : room);
}

static void draw_box(struct area a, const struct dialog *d) {
    draw_fill(a, 0, 0, a.w, a.h, STYLE_TEXT, " ");
    draw_fill(a, 1, 0, a.w - 2, 1, STYLE_FOCUS, "─");
    draw_fill(a, 1, a.h - 1, a.w - 2, 1, STYLE_FOCUS, "─");
    draw_fill(a, 0, 1, 1, a.h - 2, STYLE_FOCUS, "│");
    draw_fill(a, a.w - 1, 1, 1, a.h - 2, STYLE_FOCUS, "│");
    draw_text(a, 0, 0, STYLE_FOCUS, "┌");
    draw_text(a, a.w - 1, 0, STYLE_FOCUS, "┐");
    draw_text(a, 0, a.h - 1, STYLE_FOCUS, "└");
    draw_text(a, a.w - 1, a.h - 1, STYLE_FOCUS, "┘");
    if (title_rows(d, a.w)) {
        draw_wrapped(a, 3, 1, a.w - 6, STYLE_TITLE | STYLE_BOLD, d->title);
        return;
    }
    draw_text(a, 2, 0, STYLE_FOCUS, " ");
    int used = draw_cut(a, 3, 0, a.w - 6, STYLE_TITLE | STYLE_BOLD, d->title);
    draw_text(a, 3 + used, 0, STYLE_FOCUS, " ");
}

static void draw_menu(const struct dialog *d, struct area a) {
    enum { LEAST_DETAIL = 8 }; /* less of it says nothing */
    draw_box(a, d);
    int name = 0;
    for (int i = 0; i < d->n_items; i++)
        name = most(name, utf8_columns(d->items[i].name));
    int which[DIALOG_ITEMS], n = dialog_shown(d, which), find = d->kind == DIALOG_FIND, head = head_rows(d, a.w);
    struct area rows = area_part(a, 2, 2 + head, a.w - 4, a.h - 4 - head);
    if (find) {
        draw_text(a, 3, head, STYLE_FOCUS | STYLE_BOLD, ">");
        editor_draw(&d->line, area_part(a, 5, head, a.w - 8, 1), true, "");
        if (!n)
            draw_text(rows, 2, 0, STYLE_QUIET, "nothing of that name here");
    }
    for (int y = 0; y < rows.h && d->list.top + y < n; y++) {
        const struct dialog_item *item = &d->items[which[d->list.top + y]];
        int x = 2;
        if (d->kind == DIALOG_CHECKS)
            x += draw_text(rows, x, y, STYLE_TEXT, item->ticked ? "[x] " : "[ ] ");
        draw_cut(rows, x, y, rows.w - x - 1, STYLE_TEXT, item->name);
        if (rows.w - x - name - 4 >= LEAST_DETAIL)
            draw_cut(rows, x + name + 3, y, rows.w - x - name - 4, STYLE_QUIET, item->detail);
        draw_selected(rows, y, d->list.top + y == d->list.selected, true);
        draw_hot(rows, 0, y, rows.w, 1, ACT_SELECT, d->list.top + y);
    }
    draw_scrollbar(area_part(a, a.w - 3, 2 + head, 2, a.h - 4 - head), d->list.top, n);
    if (d->error[0])
        draw_cut(a, 3, a.h - 2, a.w - 6, STYLE_BAD, d->error);
}

void dialog_draw(const struct dialog *d, struct area screen, struct area footer) {
    if (d->kind == DIALOG_MENU || d->kind == DIALOG_CHECKS || d->kind == DIALOG_FIND)
        draw_menu(d, box(d, screen));
    if (d->kind != DIALOG_LINE && d->kind != DIALOG_CONFIRM)
        return;
    draw_fill(footer, 0, 0, footer.w, 1, STYLE_TEXT, " ");
    int used = draw_cut(footer, 1, 0, footer.w - 2, STYLE_FOCUS | STYLE_BOLD, d->title);
    if (d->kind == DIALOG_LINE)
        editor_draw(&d->line, area_part(footer, used + 2, 0, footer.w - used - 3, 1), true, "");
    else
        draw_text(footer, used + 3, 0, STYLE_TEXT, "y yes   n no");
}
