#include "tui/app.h"
#include "base/mem.h"
#include "tui/frame.h"
#include "tui/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_QUIT = 1000, TAG_PALETTE }; /* of the app's own dialogs; screens use smaller ones */
static const int64_t TWICE_NS = 2000000000;

const struct screen *app_screen(enum screen_id screen) {
    static const struct screen *const screens[SCREENS] = {&screen_home, &screen_practice, &screen_lab, &screen_runs};
    return screens[screen];
}

static const struct screen *now(const struct app *app) {
    return app_screen(app->screen);
}

static void fit(struct app *app) {
    int height = frame_body_height(app);
    now(app)->fit(app, app->width, height);
    if (app->dialog.kind)
        dialog_fit(&app->dialog, app->width, height);
    if (app->repl.open)
        repl_pane_fit(app, app->width, height);
    if (app->page)
        scroll_fit(&app->page_scroll, frame_page_rows(app), height - frame_head_rows(app));
    if (app->help)
        scroll_fit(&app->help_scroll, frame_help_rows(app), height - frame_head_rows(app));
}

void app_init(struct app *app, int width, int height, struct library *library) {
    *app = (struct app){.width = width, .height = height, .unicode = true, .mouse = true, .library = *library};
    *library = (struct library){0};
    app->home.mode = MODE_PRACTICE;
    app->home.level = LEVEL_SENIOR;
    home_choose(app, NULL, NULL);
    fit(app);
}

void app_fini(struct app *app) {
    for (int i = 0; i < app->n_effects; i++)
        free(app->effects[i].text);
    dialog_close(&app->dialog);
    free(app->page);
    work_usual(&app->work, NULL, 0);
    practice_fini(&app->practice);
    lab_fini(&app->lab);
    runs_fini(&app->runs);
    repl_pane_fini(&app->repl);
    library_fini(&app->library);
}

void app_effect(struct app *app, enum effect_kind kind, int64_t id, int arg, const char *text) {
    if (app->n_effects < EFFECTS_MAX)
        app->effects[app->n_effects++] = (struct effect){kind, id, arg, mem_string(text)};
}

void app_note(struct app *app, int style, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(app->note, sizeof app->note, format, args);
    va_end(args);
    app->note_style = style;
}

void app_go(struct app *app, enum screen_id screen) {
    if (screen != app->screen)
        app->before = app->screen;
    app->screen = screen;
}

unsigned app_place(const struct app *app) {
    if (app->dialog.kind)
        return dialog_place(&app->dialog);
    if (app->help)
        return PLACE_HELP;
    if (app->page)
        return PLACE_PAGE;
    return app->repl.open ? PLACE_REPL : now(app)->place(app);
}

bool app_busy(const struct app *app) {
    return app->work.running;
}

static void quit(struct app *app) {
    app->quitting = true;
    practice_save(app);
    app_effect(app, EFFECT_QUIT, 0, 0, NULL);
}

static void ask_quit(struct app *app) {
    if (app->work.running && !app->practice.now.working)
        dialog_confirm(&app->dialog, TAG_QUIT, "A run is going on: stop it and quit?");
    else
        quit(app);
}

/* ^C stops what runs; with nothing to stop, twice within two seconds leaves. Nothing is lost either way. */
static void interrupt(struct app *app) {
    if (app->repl.running) {
        app_effect(app, EFFECT_REPL_STOP, 0, 0, NULL);
    } else if (app->work.running) {
        app->work.cancelling = true;
        app_effect(app, app->practice.now.working ? EFFECT_SESSION_STOP : EFFECT_JOB_CANCEL, 0, 0, NULL);
        app_note(app, STYLE_WARNING, "stopping; what was computed so far is kept");
    } else if (app->interrupted_ns && app->now_ns - app->interrupted_ns < TWICE_NS) {
        quit(app);
    } else {
        app->interrupted_ns = app->now_ns > 0 ? app->now_ns : 1;
        app_note(app, STYLE_WARNING, "nothing is running; ^C again leaves, and everything typed is kept");
    }
}

/* What the answer to a dialog is: the line, the item's answer, or those of the ticked ones joined by '+'. */
static void answer_of(const struct dialog *d, struct text *out) {
    if (d->kind == DIALOG_LINE)
        text_add(out, editor_text(&d->line));
    else if (d->kind == DIALOG_MENU && d->n_items)
        text_add(out, dialog_answer(&d->items[d->list.selected]));
    int which[DIALOG_ITEMS], n = d->kind == DIALOG_FIND ? dialog_shown(d, which) : 0;
    if (d->list.selected < n)
        text_add(out, dialog_answer(&d->items[which[d->list.selected]]));
    for (int i = 0; d->kind == DIALOG_CHECKS && i < d->n_items; i++)
        if (d->items[i].ticked)
            text_format(out, "%s%s", out->length ? "+" : "", dialog_answer(&d->items[i]));
}

/* Every action of the place by name, but for moving about: made of the table, as footer and help are. */
static void open_palette(struct app *app) {
    const struct action *a;
    struct dialog *d = &app->dialog;
    app->palette_place = app_place(app);
    dialog_find(d, TAG_PALETTE, "What would you like to do?");
    for (int i = 0; (a = action_at(i)); i++) {
        char keys[48];
        bool moving = a->id <= ACT_BOTTOM || a->id == ACT_PALETTE || a->id == ACT_STEP;
        if (!(a->places & app->palette_place) || !a->help[0] || moving)
            continue;
        dialog_item(d, action_keys(a, true, keys, sizeof keys), a->help, false);
        d->items[d->n_items - 1].value = (int)a->id;
    }
}

static void act(struct app *app, enum action_id action, int arg);

static void palette_done(struct app *app) {
    int which[DIALOG_ITEMS], n = dialog_shown(&app->dialog, which);
    int value = app->dialog.list.selected < n ? app->dialog.items[which[app->dialog.list.selected]].value : 0;
    if (!n)
        return;
    dialog_close(&app->dialog);
    act(app, (enum action_id)value, 0);
}

/* The dialog closes first, so that the screen may open the next one; when the answer will not do it comes back. */
static void dialog_done(struct app *app) {
    struct text answer = {0};
    int tag = app->dialog.tag;
    if (tag == TAG_PALETTE) {
        palette_done(app);
        return;
    }
    answer_of(&app->dialog, &answer);
    if (tag == TAG_QUIT) {
        dialog_close(&app->dialog);
        quit(app);
    } else {
        struct dialog was = app->dialog;
        app->dialog = (struct dialog){0};
        if (now(app)->answered(app, tag, text_str(&answer))) {
            dialog_close(&was);
        } else {
            snprintf(was.error, sizeof was.error, "%s", app->note);
            dialog_close(&app->dialog);
            app->dialog = was;
        }
    }
    text_free(&answer);
}

static bool dialog_act(struct app *app, enum action_id action, int arg) {
    struct dialog *d = &app->dialog;
    bool menu = d->kind == DIALOG_MENU || d->kind == DIALOG_CHECKS || d->kind == DIALOG_FIND;
    switch (action) {
    case ACT_NO:
    case ACT_BACK:
        dialog_close(d);
        return true;
    case ACT_YES:
    case ACT_ENTER:
        dialog_done(app);
        return true;
    case ACT_SELECT:
        d->list.selected = arg;
        if (d->kind == DIALOG_MENU || d->kind == DIALOG_FIND)
            dialog_done(app);
        else if (arg < d->n_items)
            d->items[arg].ticked = !d->items[arg].ticked;
        return true;
    case ACT_FILTER:
        dialog_filter(d);
        return true;
    case ACT_CHECK:
        d->items[d->list.selected].ticked = !d->items[d->list.selected].ticked;
        return true;
    default:
        return menu && list_move(&d->list, action);
    }
}

static void leave(struct app *app) {
    if (app->screen == SCREEN_HOME) {
        ask_quit(app);
        return;
    }
    const struct session *session = app->practice.now.session;
    bool over = session && session_scored(session);
    const char *const kept[SCREENS] = {
        "", over ? "the session and its marks are kept" : "the session is kept: Enter resumes it",
        "its changes are kept", ""};
    enum screen_id was = app->screen, to = app->before == was ? SCREEN_HOME : app->before;
    app_go(app, to);
    app->before = SCREEN_HOME;
    app_note(app, STYLE_QUIET, "left %s%s%s", app_screen(was)->name, kept[was][0] ? "; " : "", kept[was]);
}

static bool global_act(struct app *app, enum action_id action) {
    switch (action) {
    case ACT_HELP:
        app->help_place = app_place(app);
        app->help = true;
        app->help_scroll = (struct scroll){0};
        return true;
    case ACT_REPL:
        app->repl.open = true;
        return true;
    case ACT_PALETTE:
        open_palette(app);
        return true;
    case ACT_REDRAW:
        app_effect(app, EFFECT_REDRAW, 0, 0, NULL);
        return true;
    case ACT_SUSPEND:
        app_effect(app, EFFECT_SUSPEND, 0, 0, NULL);
        return true;
    case ACT_MOUSE:
        app->mouse = !app->mouse;
        app_effect(app, EFFECT_MOUSE, 0, app->mouse, NULL);
        app_note(app, STYLE_QUIET,
                 app->mouse ? "the mouse works here again" : "the mouse selects text; F10 takes it back");
        return true;
    case ACT_INTERRUPT:
        interrupt(app);
        return true;
    default:
        return false;
    }
}

static void close_page(struct app *app) {
    free(app->page);
    app->page = NULL;
}

static void take_page(struct app *app, const struct msg *msg) {
    close_page(app);
    app->page = mem_string(msg->text);
    snprintf(app->page_title, sizeof app->page_title, "%s", msg->title);
    app->page_scroll = (struct scroll){0};
}

static void act(struct app *app, enum action_id action, int arg) {
    if (app->dialog.kind && action != ACT_HELP && action != ACT_REDRAW && action != ACT_MOUSE) {
        dialog_act(app, action, arg);
    } else if (app->help && action != ACT_INTERRUPT) {
        if (action == ACT_BACK || action == ACT_HELP)
            app->help = false;
        else if (!scroll_move(&app->help_scroll, action))
            global_act(app, action);
    } else if (app->page && action != ACT_INTERRUPT) {
        if (action == ACT_BACK)
            close_page(app);
        else if (!scroll_move(&app->page_scroll, action))
            global_act(app, action);
    } else if (!global_act(app, action)) {
        bool done = app->repl.open ? repl_pane_act(app, action) : now(app)->act(app, action, arg);
        if (!done && (action == ACT_QUIT || action == ACT_BACK) && !app->repl.open)
            leave(app);
    }
}

static bool type(struct app *app, int32_t key) {
    struct dialog *d = &app->dialog;
    if (d->kind == DIALOG_LINE) {
        d->error[0] = '\0';
        if (d->untouched && key_is_text(key))
            editor_replace(&d->line, "");
        d->untouched = false;
        return editor_key(&d->line, key);
    }
    if (d->kind == DIALOG_FIND) {
        d->list = (struct list){.height = d->list.height};
        return editor_key(&d->line, key);
    }
    if (d->kind == DIALOG_MENU || d->kind == DIALOG_CHECKS)
        return dialog_initial(d, key);
    if (d->kind || app->help || app->page)
        return false;
    return app->repl.open ? repl_pane_type(app, key) : now(app)->type && now(app)->type(app, key);
}

/* The letter that waited is carried out: it stood alone. */
static void settle(struct app *app) {
    int32_t key = typing_settle(&app->typing);
    const struct action *a = key ? action_find(app_place(app), key, false) : NULL;
    if (a)
        act(app, a->id, key);
}

/* True: a letter that is text, or waits for the next key to tell. */
static bool typed(struct app *app, const struct action *a, int32_t key) {
    bool over = app->dialog.kind || app->help || app->page || app->repl.open;
    if (over || !key_is_text(key) || !now(app)->writes || !now(app)->writes(app)) {
        settle(app);
        return false;
    }
    enum typing_verdict verdict = typing_judge(&app->typing, a, key);
    if (verdict == TYPING_TEXT) {
        if (app->typing.key)
            type(app, app->typing.key);
        app->typing = (struct typing){0};
        return type(app, key);
    }
    return verdict == TYPING_WAITS;
}

static void press(struct app *app, int32_t key) {
    bool prefix = app->prefix;
    app->prefix = false;
    app->note[0] = '\0';
    if (key == KEY_CTRL('x') && !prefix) {
        app->prefix = true;
        return;
    }
    if (!prefix && typed(app, action_find(app_place(app), key, false), key))
        return;
    const struct action *a = action_find(app_place(app), key, prefix); /* what waited may have led elsewhere */
    if (a)
        act(app, a->id, key);
    else if (!prefix && !type(app, key) && (key & KEY_ALT)) { /* Escape and a key, typed fast */
        press(app, KEY_ESCAPE);
        press(app, key & ~KEY_ALT);
    }
    if (!a || a->id != ACT_INTERRUPT)
        app->interrupted_ns = 0;
}

static void paste(struct app *app, const char *text) {
    if (app->dialog.kind == DIALOG_LINE)
        editor_insert(&app->dialog.line, text, strlen(text));
    else if (app->dialog.kind || app->help || app->page)
        return;
    else if (app->repl.open)
        editor_insert(&app->repl.line, text, strlen(text));
    else if (now(app)->paste)
        now(app)->paste(app, text);
}

static void wheel(struct app *app, const struct msg *msg) {
    enum action_id action = msg->key < 0 ? ACT_UP : ACT_DOWN;
    if (app->repl.open && !app->dialog.kind && !app->help)
        action = msg->key < 0 ? ACT_PAGE_UP : ACT_PAGE_DOWN;
    for (int i = 0; i < (action == ACT_UP || action == ACT_DOWN ? 3 : 1); i++)
        act(app, action, 0);
}

static void job_ended(struct app *app) {
    app->work.running = app->work.cancelling = false;
}

void app_update(struct app *app, const struct msg *msg) {
    switch (msg->kind) {
    case MSG_KEY:
        press(app, msg->key);
        break;
    case MSG_IDLE:
        settle(app);
        break;
    case MSG_PASTE:
        paste(app, msg->text);
        break;
    case MSG_CLICK:
        app->note[0] = '\0';
        if (msg->hot)
            act(app, (enum action_id)msg->hot->action, msg->hot->arg);
        break;
    case MSG_WHEEL:
        wheel(app, msg);
        break;
    case MSG_RESIZE:
        app->width = msg->x;
        app->height = msg->y;
        break;
    case MSG_SIGNAL:
        quit(app);
        break;
    case MSG_JOB:
        work_news(&app->work, msg->job);
        break;
    case MSG_REPL:
    case MSG_COMPLETIONS:
        repl_pane_message(app, msg);
        break;
    case MSG_JOB_ENDED:
        job_ended(app);
        screen_lab.message(app, msg);
        break;
    case MSG_SCENARIO:
        screen_lab.message(app, msg);
        break;
    case MSG_RUN:
        screen_runs.message(app, msg);
        break;
    case MSG_LIBRARY:
        screen_runs.message(app, msg);
        break;
    case MSG_PAGE:
        take_page(app, msg);
        break;
    case MSG_TICK:
    case MSG_SESSION:
    case MSG_EDITED:
        screen_practice.message(app, msg);
        break;
    }
    fit(app);
}
