#include "tui/frame.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <string.h>

int frame_body_height(const struct app *app) {
    return app->height > 2 ? app->height - 2 : 1;
}

int frame_head_rows(const struct app *app) {
    return app->height < 14 ? 1 : 2;
}

struct area frame_head(const struct app *app, struct area body, const char *title, const char *right) {
    int columns = utf8_columns(right), rows = frame_head_rows(app);
    bool room = columns + 12 < body.w;
    draw_cut(body, 1, 0, room ? body.w - columns - 4 : body.w - 2, STYLE_TITLE | STYLE_BOLD, title);
    if (room)
        draw_right(body, body.w - 1, 0, STYLE_QUIET, right);
    if (rows == 2)
        draw_hline(body, 1, STYLE_QUIET);
    return area_part(body, 0, rows, body.w, body.h - rows);
}

enum { FOOTER_ITEMS = 40 };
struct footer_item {
    const struct action *action;
    const char *label;
    char keys[24];
    int width;
    bool kept; /* help and the way out are always there */
};

static int collect(const struct app *app, struct footer_item items[FOOTER_ITEMS]) {
    unsigned place = app_place(app);
    const struct screen *screen = app_screen(app->screen);
    bool asks = place == screen->place(app);
    int n = 0;
    const struct action *a;
    for (int i = 0; (a = action_at(i)) && n < FOOTER_ITEMS; i++) {
        if (!(a->places & place) || !a->label[0] || (asks && screen->useful && !screen->useful(app, a->id)))
            continue;
        struct footer_item *item = &items[n++];
        item->action = a;
        item->label = asks && screen->label ? screen->label(app, a->id) : NULL;
        item->label = item->label ? item->label : a->label;
        action_keys(a, true, item->keys, sizeof item->keys);
        item->width = utf8_columns(item->keys) + 1 + utf8_columns(item->label) + 2;
        item->kept = a->id == ACT_HELP || a->id == ACT_QUIT || a->id == ACT_BACK || a->id == ACT_NO;
    }
    return n;
}

/* Takes the least used away until the rest fits. */
static int drop(struct footer_item *items, int n, int width) {
    int total = 1;
    for (int i = 0; i < n; i++)
        total += items[i].width;
    for (int i = n - 1; i >= 0 && total > width; i--)
        if (!items[i].kept) {
            total -= items[i].width;
            memmove(items + i, items + i + 1, (size_t)(n - i - 1) * sizeof *items);
            n--;
        }
    return n;
}

static void draw_footer(const struct app *app, struct area row) {
    struct footer_item items[FOOTER_ITEMS];
    if (app->prefix) {
        draw_text(row, 1, 0, STYLE_FOCUS | STYLE_BOLD, "^X –  the next key finishes it; any other forgets it");
        return;
    }
    int n = drop(items, collect(app, items), row.w), x = 1;
    for (int i = 0; i < n; i++) {
        int from = x;
        x += draw_text(row, x, 0, STYLE_FOCUS | STYLE_BOLD, items[i].keys) + 1;
        x += draw_text(row, x, 0, STYLE_TEXT, items[i].label) + 2;
        draw_hot(row, from, 0, x - from - 2, 1, items[i].action->id, 0);
    }
}

/* The note stands in the rule; one that is longer than the rule takes rows above it, all of it to be read. */
static void draw_note(const struct app *app, struct area all) {
    bool error = app->dialog.kind == DIALOG_LINE && app->dialog.error[0];
    const char *note = error ? app->dialog.error : app->note;
    int style = error ? STYLE_BAD : app->note_style, rule = all.h - 2;
    if (utf8_columns(note) <= all.w - 4) {
        draw_titled_rule(area_part(all, 0, rule, all.w, 1), 0, note, "", style);
        return;
    }
    int rows = wrapped_rows(note, all.w - 4);
    rows = rows < all.h - 3 ? rows : all.h - 3;
    struct area box = area_part(all, 0, rule - rows, all.w, rows + 1);
    draw_fill(box, 0, 0, box.w, box.h, STYLE_TEXT, " ");
    draw_hline(box, 0, STYLE_QUIET);
    draw_wrapped(box, 2, 1, all.w - 4, style, note);
}

/* One row of help: its height. */
static int help_row(struct area a, int y, const struct action *action) {
    char keys[64];
    action_keys(action, false, keys, sizeof keys);
    int column = a.w < 60 ? 14 : 22, used = utf8_columns(keys) + 1;
    int x = used > column ? used + 1 : column;
    draw_text(a, 1, y, STYLE_FOCUS | STYLE_BOLD, keys);
    return draw_wrapped(a, x, y, a.w - x - 2, STYLE_TEXT, action->help);
}

static int help_line(struct area a, int y, int style, const char *text) {
    return draw_wrapped(a, 1, y, a.w - 3, style, text);
}

/* One row a path, however long it is: the help is as long on every machine. */
static int help_paths(const struct app *app, struct area a, int y) {
    const char *const names[] = {"database", "cache", "cases"};
    const char *const paths[] = {app->db, app->cache, app->data};
    int from = y;
    for (int i = 0; i < 3; i++)
        if (paths[i]) {
            draw_text(a, 1, y, STYLE_QUIET, names[i]);
            draw_cut_middle(a, 11, y++, a.w - 13, STYLE_QUIET, paths[i]);
        }
    return y - from;
}

static const char *place_about(unsigned place) {
    switch (place) {
    case PLACE_HOME:
        return "Choose a case and start. An interviewer asks; you say what you would build, in your own words; "
               "then the design that you described is built and measured.";
    case PLACE_ANSWER:
        return "Write what you would build, in your own words. A line that ends in ? is a question: Enter sends it to "
               "the "
               "interviewer. A line that starts with / is a command: /estimate peak qps = 500e6*10/86400*3, /assume "
               "..., "
               "/risk ..., /set KEY=VALUE. All else is your answer, and saved as you type.";
    case PLACE_SAY:
        return "A letter alone is a command here; Enter goes back to writing. A sentence that you type goes into your "
               "answer.";
    case PLACE_END:
        return "The session is over, and all of it is kept. Two verdicts stand beside each other: what your design "
               "did, "
               "measured, and what an interviewer heard. One drill is on Enter; r goes back to a step in a copy.";
    case PLACE_FORECAST:
        return "Say what you expect before the engine answers. Intervals: two numbers that hold the truth four times "
               "out of five.";
    case PLACE_KNOBS:
        return "Every decision of a design is a knob. Change some, run, and look at what it did. Dim knobs do nothing "
               "in this design.";
    case PLACE_RUNS:
        return "Every run is kept. Mark two and compare them: differences are paired, with 95 % intervals.";
    default:
        return "";
    }
}

/* Draws the help; its rows. */
static int help(const struct app *app, struct area a) {
    int y = 0;
    const char *about = place_about(app->help_place);
    if (*about)
        y += help_line(a, y, STYLE_TEXT, about) + 1;
    const struct action *action;
    for (int i = 0; (action = action_at(i)); i++)
        if ((action->places & app->help_place) && action->help[0])
            y += help_row(a, y, action);
    y++;
    return y + help_paths(app, a, y);
}

int frame_help_rows(const struct app *app) {
    return help(app, (struct area){.w = app->width});
}

static void draw_help(const struct app *app, struct area body) {
    struct area a = frame_head(app, body, "Help", "what the keys do here");
    help(app, area_scrolled(a, app->help_scroll.top));
    draw_scrollbar(a, app->help_scroll.top, app->help_scroll.rows);
}

int frame_page_rows(const struct app *app) {
    return picture_text(app->page, (struct area){.w = app->width - 2}, 0);
}

static void draw_page(const struct app *app, struct area body) {
    struct area a = frame_head(app, body, app->page_title, "");
    picture_text(app->page, area_scrolled(area_part(a, 1, 0, a.w - 2, a.h), app->page_scroll.top), 0);
    draw_scrollbar(a, app->page_scroll.top, app->page_scroll.rows);
}

static void draw_too_small(const struct app *app, struct area all) {
    draw_format(all, 0, 0, STYLE_TITLE, "%d×%d is too small:", app->width, app->height);
    draw_format(all, 0, 1, STYLE_TEXT, "%d×%d at least", FRAME_LEAST_WIDTH, FRAME_LEAST_HEIGHT);
    draw_text(all, 0, 2, STYLE_QUIET, "q quits");
}

void app_view(const struct app *app, struct grid *grid) {
    grid_clear(grid);
    struct area all = area_all(grid);
    if (app->width < FRAME_LEAST_WIDTH || app->height < FRAME_LEAST_HEIGHT) {
        draw_too_small(app, all);
        return;
    }
    int height = frame_body_height(app);
    struct area body = area_part(all, 0, 0, all.w, height), footer = area_part(all, 0, height + 1, all.w, 1);
    if (app->help)
        draw_help(app, body);
    else if (app->page)
        draw_page(app, body);
    else
        app_screen(app->screen)->draw(app, body);
    if (app->repl.open && !app->help && !app->page)
        repl_pane_draw(app, body);
    if (app->dialog.kind)
        grid->n_hots = 0;
    draw_note(app, all);
    draw_footer(app, footer);
    dialog_draw(&app->dialog, body, footer);
    if (app->dialog.kind && app->dialog.kind != DIALOG_LINE && app->dialog.kind != DIALOG_FIND)
        grid->cursor_x = grid->cursor_y = -1;
    if (!app->unicode)
        grid_to_ascii(grid);
    else if (app->no_braille)
        grid_without_braille(grid);
}

void app_dump(const struct app *app, struct text *out) {
    text_format(out, "screen %s\nplace %#x\nsize %dx%d\n", app_screen(app->screen)->name, app_place(app), app->width,
                app->height);
    if (app->note[0])
        text_format(out, "note %s\n", app->note);
    if (app->help)
        text_format(out, "help %#x top %d of %d\n", app->help_place, app->help_scroll.top, app->help_scroll.rows);
    if (app->page)
        text_format(out, "page '%s' top %d of %d\n", app->page_title, app->page_scroll.top, app->page_scroll.rows);
    if (app->repl.open)
        text_format(out, "repl %s line '%s'\n", app->repl.running ? "running" : "ready", editor_text(&app->repl.line));
    if (app->dialog.kind)
        text_format(out, "dialog %d '%s' line '%s' item %d of %d error '%s'\n", (int)app->dialog.kind,
                    app->dialog.title, editor_text(&app->dialog.line), app->dialog.list.selected, app->dialog.n_items,
                    app->dialog.error);
    if (app->work.running)
        text_format(out, "work %s %d/%d\n", app->work.stage, app->work.node, app->work.nodes);
    app_screen(app->screen)->dump(app, out);
}
