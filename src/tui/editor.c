#include "tui/editor.h"
#include "base/mem.h"
#include "tui/key.h"
#include "tui/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { EDIT_NONE, EDIT_TYPE, EDIT_DELETE, EDIT_OTHER };

static void state_free(struct editor_state *states, int *n) {
    for (int i = 0; i < *n; i++)
        free(states[i].text);
    *n = 0;
}

void editor_fini(struct editor *e) {
    state_free(e->undo, &e->n_undo);
    state_free(e->redo, &e->n_redo);
    text_free(&e->text);
    free(e->killed);
    *e = (struct editor){.one_line = e->one_line};
}

const char *editor_text(const struct editor *e) {
    return text_str(&e->text);
}

bool editor_empty(const struct editor *e) {
    return e->text.length == 0;
}

static void push(struct editor_state *states, int *n, const struct editor *e) {
    if (*n == EDITOR_UNDO) {
        free(states[0].text);
        memmove(states, states + 1, (EDITOR_UNDO - 1) * sizeof *states);
        --*n;
    }
    states[(*n)++] = (struct editor_state){mem_string(text_str(&e->text)), e->cursor};
}

static void begin_edit(struct editor *e, int kind) {
    if (kind != e->last_edit || kind == EDIT_OTHER) {
        push(e->undo, &e->n_undo, e);
        state_free(e->redo, &e->n_redo);
    }
    e->last_edit = kind;
    e->goal = 0;
}

/* text[start, end) becomes `bytes`; the cursor behind it. */
static void splice(struct editor *e, size_t start, size_t end, const char *bytes, size_t n) {
    char *tail = mem_string(text_str(&e->text) + end);
    e->text.length = start;
    text_bytes(&e->text, bytes, n);
    e->cursor = e->text.length;
    text_add(&e->text, tail);
    free(tail);
}

void editor_set(struct editor *e, const char *text) {
    state_free(e->undo, &e->n_undo);
    state_free(e->redo, &e->n_redo);
    text_clear(&e->text);
    text_add(&e->text, text);
    e->cursor = e->text.length;
    e->last_edit = EDIT_NONE;
    e->goal = 0;
    e->scroll = 0;
}

void editor_replace(struct editor *e, const char *text) {
    if (strcmp(text, editor_text(e)) == 0)
        return;
    begin_edit(e, EDIT_OTHER);
    splice(e, 0, e->text.length, text, strlen(text));
}

/* What may be inserted: no control characters but newlines; in one line those become spaces. */
static void add_clean(struct text *out, const char *bytes, size_t n, bool one_line) {
    for (size_t i = 0; i < n;) {
        uint32_t point;
        size_t length = utf8_decode(bytes + i, n - i, &point);
        char again[4];
        if (point == '\r')
            point = i + 1 < n && bytes[i + 1] == '\n' ? 0 : '\n';
        if (point == '\t' || (point == '\n' && one_line))
            point = ' ';
        bool control = (point < ' ' && point != '\n') || (point >= 0x7f && point < 0xa0);
        if (!control)
            text_bytes(out, again, utf8_encode(point, again));
        i += length;
    }
}

static void insert_as(struct editor *e, const char *bytes, size_t n, int kind) {
    struct text clean = {0};
    if (e->text.length + n <= EDITOR_LIMIT)
        add_clean(&clean, bytes, n, e->one_line);
    if (clean.length) {
        begin_edit(e, kind);
        splice(e, e->cursor, e->cursor, clean.bytes, clean.length);
    }
    text_free(&clean);
}

void editor_insert(struct editor *e, const char *bytes, size_t n) {
    insert_as(e, bytes, n, EDIT_OTHER);
}

static void restore(struct editor *e, struct editor_state *from, int *n_from, struct editor_state *to, int *n_to) {
    if (*n_from == 0)
        return;
    push(to, n_to, e);
    struct editor_state s = from[--*n_from];
    text_clear(&e->text);
    text_add(&e->text, s.text);
    e->cursor = s.cursor;
    free(s.text);
    e->last_edit = EDIT_NONE;
    e->goal = 0;
}

void editor_undo(struct editor *e) {
    restore(e, e->undo, &e->n_undo, e->redo, &e->n_redo);
}

void editor_redo(struct editor *e) {
    restore(e, e->redo, &e->n_redo, e->undo, &e->n_undo);
}

void editor_line(const struct editor *e, size_t *start, size_t *end) {
    const char *text = editor_text(e);
    *start = *end = e->cursor;
    while (*start > 0 && text[*start - 1] != '\n')
        --*start;
    while (*end < e->text.length && text[*end] != '\n')
        ++*end;
}

void editor_cut(struct editor *e, size_t start, size_t end) {
    if (start >= end)
        return;
    begin_edit(e, EDIT_OTHER);
    splice(e, start, end, "", 0);
}

static void kill_range(struct editor *e, size_t start, size_t end) {
    if (start >= end)
        return;
    free(e->killed);
    e->killed = mem_must(end - start + 1, 1);
    memcpy(e->killed, editor_text(e) + start, end - start);
    editor_cut(e, start, end);
}

static size_t after(const struct editor *e, size_t at) {
    return at < e->text.length ? at + utf8_cluster(e->text.bytes + at, e->text.length - at, NULL) : at;
}

static bool blank_at(const struct editor *e, size_t at) {
    return editor_text(e)[at] == ' ' || editor_text(e)[at] == '\n';
}

static size_t word_before(const struct editor *e) {
    size_t at = e->cursor;
    while (at > 0 && blank_at(e, at - 1))
        at--;
    while (at > 0 && !blank_at(e, at - 1))
        at--;
    return at;
}

static size_t word_after(const struct editor *e) {
    size_t at = e->cursor;
    while (at < e->text.length && blank_at(e, at))
        at++;
    while (at < e->text.length && !blank_at(e, at))
        at++;
    return at;
}

/* Rows of the wrapped text: calls are cheap enough for answers of a few pages. */
struct row {
    size_t start, end, next; /* end without the hanging spaces */
};

static struct row row_at(const struct editor *e, size_t start, int width) {
    struct wrapped line = utf8_wrap(editor_text(e) + start, e->text.length - start, width > 0 ? width : 1);
    return (struct row){start, start + line.bytes, start + line.next};
}

static bool last_row(const struct editor *e, struct row row) {
    bool open = row.next == e->text.length && row.start < row.next && editor_text(e)[row.next - 1] == '\n';
    return row.next >= e->text.length && !open;
}

/* The row that holds byte `at`, and its number. */
static int row_of(const struct editor *e, size_t at, int width, struct row *row) {
    int number = 0;
    *row = row_at(e, 0, width);
    while (!last_row(e, *row) && at >= row->next) {
        *row = row_at(e, row->next, width);
        number++;
    }
    return number;
}

int editor_rows(const struct editor *e, int width) {
    struct row row;
    return row_of(e, e->text.length, width, &row) + 1;
}

static size_t byte_at_column(const struct editor *e, struct row row, int column) {
    return row.start + utf8_fit(editor_text(e) + row.start, row.end - row.start, column);
}

static void move_rows(struct editor *e, int by) {
    struct row row;
    int number = row_of(e, e->cursor, e->width, &row);
    int column = e->goal ? e->goal - 1 : utf8_width(editor_text(e) + row.start, e->cursor - row.start);
    int target = number + by;
    if (target < 0) {
        e->cursor = 0;
    } else {
        row = row_at(e, 0, e->width);
        int i = 0;
        for (; i < target && !last_row(e, row); i++)
            row = row_at(e, row.next, e->width);
        e->cursor = i == target ? byte_at_column(e, row, column) : e->text.length;
    }
    e->goal = column + 1;
    e->last_edit = EDIT_NONE;
}

static void move_to(struct editor *e, size_t at) {
    e->cursor = at;
    e->goal = 0;
    e->last_edit = EDIT_NONE;
}

static void rub_out(struct editor *e, size_t start, size_t end) {
    if (start == end)
        return;
    begin_edit(e, EDIT_DELETE);
    splice(e, start, end, "", 0);
}

static bool move_key(struct editor *e, int32_t key) {
    size_t start, end;
    editor_line(e, &start, &end);
    switch (key) {
    case KEY_GO_LEFT:
    case KEY_CTRL('b'):
        move_to(e, utf8_cluster_before(editor_text(e), e->cursor));
        return true;
    case KEY_GO_RIGHT:
    case KEY_CTRL('f'):
        move_to(e, after(e, e->cursor));
        return true;
    case KEY_GO_HOME:
    case KEY_CTRL('a'):
        move_to(e, start);
        return true;
    case KEY_GO_END:
    case KEY_CTRL('e'):
        move_to(e, end);
        return true;
    case KEY_WORD_LEFT:
    case KEY_ALT | 'b':
        move_to(e, word_before(e));
        return true;
    case KEY_WORD_RIGHT:
    case KEY_ALT | 'f':
        move_to(e, word_after(e));
        return true;
    default:
        break;
    }
    if (e->one_line)
        return false;
    int page = e->height > 2 ? e->height - 1 : 1;
    int by = key == KEY_GO_UP || key == KEY_CTRL('p')     ? -1
             : key == KEY_GO_DOWN || key == KEY_CTRL('n') ? 1
             : key == KEY_GO_PAGE_UP                      ? -page
             : key == KEY_GO_PAGE_DOWN                    ? page
                                                          : 0;
    if (by)
        move_rows(e, by);
    return by != 0;
}

static bool edit_key(struct editor *e, int32_t key) {
    size_t start, end;
    editor_line(e, &start, &end);
    switch (key) {
    case KEY_RUBOUT:
    case KEY_CTRL('h'):
        rub_out(e, utf8_cluster_before(editor_text(e), e->cursor), e->cursor);
        return true;
    case KEY_GO_DELETE:
        rub_out(e, e->cursor, after(e, e->cursor));
        return true;
    case KEY_CTRL('k'):
        kill_range(e, e->cursor, end > e->cursor ? end : after(e, e->cursor));
        return true;
    case KEY_CTRL('u'):
        kill_range(e, start, e->cursor);
        return true;
    case KEY_CTRL('w'):
    case KEY_ALT | KEY_RUBOUT:
        kill_range(e, word_before(e), e->cursor);
        return true;
    case KEY_ALT | 'd':
        kill_range(e, e->cursor, word_after(e));
        return true;
    case KEY_CTRL('y'):
        if (e->killed)
            editor_insert(e, e->killed, strlen(e->killed));
        return true;
    case KEY_CTRL('z'):
    case KEY_CTRL('_'):
        editor_undo(e);
        return true;
    case KEY_ALT | 'z':
    case KEY_ALT | '_':
        editor_redo(e);
        return true;
    case KEY_RETURN:
    case '\n':
        if (!e->one_line)
            insert_as(e, "\n", 1, EDIT_OTHER);
        return !e->one_line;
    default:
        return false;
    }
}

bool editor_key(struct editor *e, int32_t key) {
    if (key_is_text(key)) {
        char bytes[4];
        size_t n = utf8_encode((uint32_t)key, bytes);
        if (key == ' ') /* a word is an undo */
            e->last_edit = EDIT_NONE;
        insert_as(e, bytes, n, EDIT_TYPE);
        return true;
    }
    return move_key(e, key) || edit_key(e, key);
}

void editor_fit(struct editor *e, int width, int height) {
    e->width = width > 1 ? width : 1;
    e->height = height > 0 ? height : 1;
    if (e->one_line) {
        int column = utf8_width(editor_text(e), e->cursor);
        if (column < e->scroll)
            e->scroll = column;
        if (column >= e->scroll + e->width)
            e->scroll = column - e->width + 1;
        return;
    }
    struct row row;
    int number = row_of(e, e->cursor, e->width, &row), rows = editor_rows(e, e->width);
    if (number < e->scroll)
        e->scroll = number;
    if (number >= e->scroll + e->height)
        e->scroll = number - e->height + 1;
    if (e->scroll > rows - e->height)
        e->scroll = rows > e->height ? rows - e->height : 0;
}

static void draw_line(const struct editor *e, struct area a, bool focus) {
    const char *text = editor_text(e);
    draw_text(area_part(a, -e->scroll, 0, a.w + e->scroll, 1), 0, 0, STYLE_TEXT, text);
    if (focus)
        draw_cursor(a, utf8_width(text, e->cursor) - e->scroll, 0);
}

void editor_draw(const struct editor *e, struct area a, bool focus, const char *placeholder) {
    if (editor_empty(e) && *placeholder)
        draw_wrapped(a, 0, 0, a.w, STYLE_QUIET, placeholder);
    if (e->one_line) {
        draw_line(e, a, focus);
        return;
    }
    struct row row = row_at(e, 0, a.w), at;
    int cursor = row_of(e, e->cursor, a.w, &at);
    for (int y = 0;; y++) {
        draw_bytes(a, 0, y - e->scroll, STYLE_TEXT, editor_text(e) + row.start, row.end - row.start);
        if (last_row(e, row) || y - e->scroll >= a.h)
            break;
        row = row_at(e, row.next, a.w);
    }
    int column = utf8_width(editor_text(e) + at.start, e->cursor - at.start);
    if (focus)
        draw_cursor(a, column < a.w ? column : a.w - 1, cursor - e->scroll);
}
