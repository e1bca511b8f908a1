/* practice_ask.c - the forecasts that a step asks for: a list, and a question for each that fits its kind. */
#include "practice/forecast.h"
#include "tui/app.h"
#include "tui/picture.h"
#include "tui/screen_practice.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int practice_asks(const struct app *app, const struct session_forecast **rows) {
    const struct session *s = app->practice.now.session;
    int n, first = 0, mine = 0;
    const struct session_forecast *all = session_forecasts(s, &n);
    for (int i = 0; i < n; i++)
        if (all[i].step == session_step(s) && mine++ == 0)
            first = i;
    *rows = all + first; /* forecasts of a step stand together */
    return mine;
}

static const struct session_forecast *selected(const struct app *app) {
    const struct session_forecast *rows;
    int n = practice_asks(app, &rows), i = app->practice.asks.selected;
    return i < n ? &rows[i] : NULL;
}

void practice_ask(struct app *app) {
    const struct session_forecast *f = selected(app);
    if (!f)
        return;
    if (f->sealed) {
        app_note(app, STYLE_QUIET, "sealed: the engine has answered or is about to");
        return;
    }
    struct dialog *d = &app->dialog;
    char title[sizeof d->title], metric[64];
    if (f->ask->kind == FORECAST_INTERVAL) {
        const struct metric *of = metric_named(f->ask->metric);
        const char *unit = of ? of->unit : "";
        snprintf(title, sizeof title, "From low to high, two numbers%s%s%s:", *unit ? " (" : "", unit,
                 *unit ? ")" : "");
        dialog_line(d, PRACTICE_ASK, title, "");
    } else if (f->ask->kind == FORECAST_DIRECTION) {
        struct text change = {0};
        forecast_change_words(f->ask->change ? f->ask->change : "Then", &change);
        snprintf(title, sizeof title, "%s: %s up, down, or no visible change?", text_str(&change),
                 metric_spoken(f->ask->metric, metric, sizeof metric));
        text_free(&change);
        dialog_menu(d, PRACTICE_ASK, title, false);
        dialog_item(d, "up", "the number goes up", false);
        dialog_item(d, "down", "it goes down", false);
        dialog_item(d, "same", "no visible effect", false);
    } else {
        snprintf(title, sizeof title, "Where will %s land?", metric_spoken(f->ask->metric, metric, sizeof metric));
        dialog_menu(d, PRACTICE_ASK, title, false);
        dialog_item(d, "baseline", "near the baseline", false);
        dialog_item(d, "middle", "half way", false);
        dialog_item(d, "oracle", "near the oracle", false);
    }
}

bool practice_ask_figure(struct app *app, int32_t key) {
    const struct session_forecast *f = selected(app);
    if (!f || f->sealed || f->ask->kind != FORECAST_INTERVAL)
        return false;
    practice_ask(app);
    app->dialog.untouched = false;
    return editor_key(&app->dialog.line, key);
}

/* On to the next one that is still open, round the list; the one just answered counts as given. */
static void select_open(struct app *app) {
    const struct session_forecast *rows;
    struct list *l = &app->practice.asks;
    int n = practice_asks(app, &rows), from = l->selected;
    for (int i = 1; i < n; i++)
        if (!rows[(from + i) % n].given) {
            l->selected = (from + i) % n;
            return;
        }
    app_note(app, STYLE_QUIET, "all are given: %s",
             session_step(app->practice.now.session) == 1 ? "F8 goes on" : "F5 lets the engine answer");
}

bool practice_ask_answered(struct app *app, const char *text) {
    const struct session_forecast *f = selected(app);
    if (!f || !*text)
        return true;
    struct text event = {0};
    /* two changes may move one metric: a direction is named by its change */
    text_format(&event, "%s %s", f->ask->kind == FORECAST_DIRECTION ? f->ask->change : f->ask->metric, text);
    app_effect(app, EFFECT_SESSION_SEND, 0, EVENT_PREDICT, text_str(&event));
    text_free(&event);
    select_open(app);
    return true;
}

static void given(const struct session_forecast *f, char *buffer, size_t n) {
    static const char *const directions[] = {"down", "same", "up"};
    char low[32], high[32];
    const struct metric *m = metric_named(f->ask->metric);
    if (!f->given)
        snprintf(buffer, n, "–");
    else if (f->ask->kind == FORECAST_DIRECTION)
        snprintf(buffer, n, "%s", directions[f->direction + 1]);
    else if (f->ask->kind == FORECAST_PLACE)
        snprintf(buffer, n, "%.0f to %.0f %% of the way", f->low * 100, f->high * 100);
    else if (m) { /* the unit once: "200 to 1500 machines" */
        picture_figure(m, f->low, low, sizeof low);
        snprintf(buffer, n, "%s to %s", low, metric_format(m, f->high, high, sizeof high));
    } else
        snprintf(buffer, n, "%s to %s", text_si(low, sizeof low, f->low), text_si(high, sizeof high, f->high));
}

static int ask_columns(struct area a) {
    return a.w < 60 ? 14 : 28; /* of what was given */
}

static int ask_rows(const struct session_forecast *f, struct area a) {
    char value[96];
    given(f, value, sizeof value);
    int asked = wrapped_rows(f->ask->ask ? f->ask->ask : f->ask->metric, a.w - 5 - ask_columns(a)),
        said = wrapped_rows(value, ask_columns(a) - 1);
    return asked > said ? asked : said;
}

static int draw_ask(const struct app *app, struct area a, int y, int i, const struct session_forecast *f) {
    char value[96];
    int columns = ask_columns(a);
    given(f, value, sizeof value);
    int rows = ask_rows(f, a);
    draw_wrapped(a, 3, y, a.w - 5 - columns, STYLE_TEXT, f->ask->ask ? f->ask->ask : f->ask->metric);
    draw_wrapped(a, a.w - columns, y, columns - 1, f->given ? STYLE_GOOD : STYLE_QUIET, value);
    draw_selected(a, y, i == app->practice.asks.selected, true);
    draw_hot(a, 0, y, a.w, rows, ACT_SELECT, i);
    return rows;
}

void practice_asks_draw(const struct app *app, struct area a) {
    const struct session_forecast *rows;
    int n = practice_asks(app, &rows), y = 0, end = 0;
    if (a.h > 2 * n + 3)
        y += draw_wrapped(
                 a, 1, 0, a.w - 3, STYLE_QUIET,
                 "Before the engine answers: what do you expect? Intervals hold the truth four times out of five.") +
             1;
    for (int i = 0; i <= app->practice.asks.selected && i < n; i++)
        end += ask_rows(&rows[i], a);
    struct area list = area_scrolled(area_part(a, 0, y, a.w, a.h - y), end > a.h - y ? end - (a.h - y) : 0);
    for (int i = 0, at = 0; i < n; i++)
        at += draw_ask(app, list, at, i, &rows[i]);
}
