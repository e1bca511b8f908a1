#include "tui/screen_runs.h"
#include "base/mem.h"
#include "report/report.h"
#include "tui/app.h"
#include "tui/frame.h"
#include "tui/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TAG_FILTER = 1, TWO_PANES = 110, LIST_WIDTH = 46 };

static void close_runs(struct runs *r) {
    run_free(r->open[0]);
    run_free(r->open[1]);
    r->open[0] = r->open[1] = NULL;
    r->wanted[0] = r->wanted[1] = 0;
    free(r->text);
    r->text = NULL;
    r->failed = false;
    r->scroll = (struct scroll){0};
}

void runs_fini(struct runs *r) {
    close_runs(r);
    free(r->rows);
    r->rows = NULL;
}

static unsigned place(const struct app *app) {
    return app->runs.report ? PLACE_REPORT : PLACE_RUNS;
}

static bool holds(const struct run_row *row, const char *word) {
    char id[24];
    snprintf(id, sizeof id, "#%lld", (long long)row->id);
    return strcasestr(row->name, word) || strcasestr(row->case_name, word) || strcasestr(row->scenario, word) ||
           strcasestr(id, word);
}

static void filter(struct app *app) {
    struct runs *r = &app->runs;
    r->rows = mem_grow(r->rows, (size_t)app->library.n_runs + 1, sizeof *r->rows);
    r->n_rows = 0;
    for (int i = 0; i < app->library.n_runs; i++)
        if (!r->filter[0] || holds(&app->library.runs[i], r->filter))
            r->rows[r->n_rows++] = i;
}

const struct run_row *runs_selected(const struct app *app) {
    const struct runs *r = &app->runs;
    return r->list.selected < r->n_rows ? &app->library.runs[r->rows[r->list.selected]] : NULL;
}

static void want(struct app *app, int64_t a, int64_t b) {
    struct runs *r = &app->runs;
    close_runs(r);
    r->wanted[0] = a;
    r->wanted[1] = b;
    app_effect(app, EFFECT_RUN_LOAD, a, 0, NULL);
    if (b)
        app_effect(app, EFFECT_RUN_LOAD, b, 1, NULL);
}

/* On wide screens the report follows the selection. */
static void preview(struct app *app) {
    struct runs *r = &app->runs;
    const struct run_row *row = runs_selected(app);
    bool shown = row && (r->wanted[0] == row->id || (r->open[0] && r->open[0]->id == row->id && !r->open[1]));
    if (row && !shown && app->width >= TWO_PANES)
        want(app, row->id, 0);
}

static void mark(struct app *app) {
    struct runs *r = &app->runs;
    const struct run_row *row = runs_selected(app);
    if (!row)
        return;
    if (r->marked[0] == row->id) {
        r->marked[0] = r->marked[1];
        r->marked[1] = 0;
    } else if (r->marked[1] == row->id) {
        r->marked[1] = 0;
    } else if (!r->marked[0]) {
        r->marked[0] = row->id;
    } else {
        r->marked[0] = r->marked[1] ? r->marked[1] : r->marked[0];
        r->marked[1] = row->id;
    }
}

static void compare(struct app *app) {
    struct runs *r = &app->runs;
    const struct run_row *row = runs_selected(app);
    int64_t second = r->marked[1] ? r->marked[1] : row ? row->id : 0;
    if (!r->marked[0] || !second || r->marked[0] == second) {
        app_note(app, STYLE_WARNING, "mark a run with Space, then another, and compare");
        return;
    }
    bool older = r->marked[0] < second; /* what came first is what one compares with */
    want(app, older ? r->marked[0] : second, older ? second : r->marked[0]);
    r->report = true;
}

static void open_in_lab(struct app *app) {
    const struct run_row *row = runs_selected(app);
    const struct run *run = app->runs.open[1] ? app->runs.open[1] : app->runs.open[0];
    if (run && run->design && (app->runs.report || (row && row->id == run->id)))
        lab_take(app, design_copy(run->design), run->scenario);
    else if (row)
        app_effect(app, EFFECT_RUN_LOAD, row->id, 2, NULL);
}

static bool back(struct app *app) {
    struct runs *r = &app->runs;
    if (r->report) {
        r->report = false;
        if (r->open[1])
            close_runs(r);
        return true;
    }
    if (!r->filter[0])
        return false;
    r->filter[0] = '\0';
    return true;
}

static bool list_act(struct app *app, enum action_id action, int arg) {
    struct runs *r = &app->runs;
    const struct run_row *row = runs_selected(app);
    switch (action) {
    case ACT_SELECT:
        r->list.selected = arg;
        return true;
    case ACT_ENTER:
    case ACT_NEXT_PANE:
        if (row && (!r->open[0] || r->open[0]->id != row->id || r->open[1]))
            want(app, row->id, 0);
        r->report = row != NULL;
        return true;
    case ACT_MARK:
        mark(app);
        list_move(&r->list, ACT_DOWN);
        return true;
    case ACT_FILTER:
        dialog_line(&app->dialog, TAG_FILTER, "Filter:", r->filter);
        return true;
    default:
        return list_move(&r->list, action);
    }
}

static bool act(struct app *app, enum action_id action, int arg) {
    struct runs *r = &app->runs;
    if (action == ACT_COMPARE)
        compare(app);
    else if (action == ACT_LAB)
        open_in_lab(app);
    else if (action == ACT_BACK || (action == ACT_QUIT && r->report))
        return back(app);
    else if (r->report && (action == ACT_NEXT_PANE || action == ACT_PREVIOUS_PANE))
        r->report = false;
    else if (r->report)
        return scroll_move(&r->scroll, action);
    else
        return list_act(app, action == ACT_PREVIOUS_PANE ? ACT_NEXT_PANE : action, arg);
    return true;
}

static bool answered(struct app *app, int tag, const char *text) {
    if (tag == TAG_FILTER)
        snprintf(app->runs.filter, sizeof app->runs.filter, "%s", text);
    return true;
}

static void write_report(struct app *app, int width) {
    struct runs *r = &app->runs;
    struct text out = {0};
    struct err err = {0};
    const struct run *const both[2] = {r->open[0], r->open[1]};
    const struct report_style style = {.width = width < 40 ? 40 : width, .unicode = app->unicode};
    if (!report_write(both, r->open[1] ? 2 : 1, REPORT_TEXT, &style, &out, &err)) {
        text_clear(&out);
        text_format(&out, "no report: %s", err.message);
    }
    free(r->text);
    r->text = text_take(&out);
    r->text_width = width;
}

static void take_run(struct app *app, const struct msg *msg) {
    struct runs *r = &app->runs;
    if (msg->arg == 2) { /* asked for the lab */
        if (msg->run)
            lab_take(app, design_copy(msg->run->design), msg->run->scenario);
        else
            app_note(app, STYLE_BAD, "%s", msg->text);
        run_free(msg->run);
        return;
    }
    r->wanted[msg->arg] = 0;
    if (!msg->run) {
        close_runs(r);
        r->text = mem_string(msg->text);
        r->failed = true;
        return;
    }
    run_free(r->open[msg->arg]);
    r->open[msg->arg] = msg->run;
    free(r->text);
    r->text = NULL;
}

static void message(struct app *app, const struct msg *msg) {
    if (msg->kind == MSG_RUN)
        take_run(app, msg);
}

static int report_width(const struct app *app) {
    return (app->width >= TWO_PANES ? app->width - LIST_WIDTH - 3 : app->width) - 3;
}

static int lines_of(const char *text) {
    int n = 0;
    for (const char *p = text; p && *p; p++)
        n += *p == '\n';
    return n + 1;
}

/* What the runs in sight changed is looked up when they come into sight. */
static void look_up(struct app *app) {
    const struct runs *r = &app->runs;
    bool any = false;
    for (int i = r->list.top; i < r->list.top + r->list.height && i < r->n_rows; i++)
        any = any || !app->library.changes[r->rows[i]];
    if (any)
        app_effect(app, EFFECT_RUNS_KNOW, 0, 0, NULL);
}

static void fit(struct app *app, int width, int height) {
    (void)width;
    struct runs *r = &app->runs;
    filter(app);
    int rows = height - frame_head_rows(app);
    list_fit(&r->list, r->n_rows, rows - 1 - runs_about_rows(app));
    if (app->screen == SCREEN_RUNS && app->library.changes)
        look_up(app);
    if (app->screen == SCREEN_RUNS && !app->dialog.kind && !r->report)
        preview(app);
    bool here = r->open[0] && !r->wanted[0] && !r->wanted[1];
    if (here && (!r->text || (r->text_width != report_width(app) && !r->failed)))
        write_report(app, report_width(app));
    scroll_fit(&r->scroll, lines_of(r->text), rows - 1);
}

static int line_style(const char *line, size_t n) {
    bool heading = n > 0 && line[0] != ' ' && !memchr(line, ':', n) && n < 60;
    return heading ? STYLE_TITLE | STYLE_BOLD : STYLE_TEXT;
}

static void draw_report(const struct app *app, struct area a) {
    const struct runs *r = &app->runs;
    if (!r->text) {
        draw_text(a, 1, 1, STYLE_QUIET, "choose a run");
        return;
    }
    int y = -r->scroll.top;
    for (const char *line = r->text; *line; y++) {
        size_t n = strcspn(line, "\n");
        draw_bytes(a, 1, y, r->failed ? STYLE_BAD : line_style(line, n), line, n);
        line += n + (line[n] == '\n');
    }
    draw_scrollbar(a, r->scroll.top, r->scroll.rows);
}

static void draw(const struct app *app, struct area body) {
    const struct runs *r = &app->runs;
    struct text title = {0};
    char count[48];
    bool wide = app->width >= TWO_PANES;
    if (r->report && r->open[1])
        text_format(&title, "Comparison of #%lld and #%lld", (long long)r->open[0]->id, (long long)r->open[1]->id);
    else if (r->report && r->open[0] && !wide)
        text_format(&title, "Run #%lld %s", (long long)r->open[0]->id, r->open[0]->name);
    else if (r->filter[0])
        text_format(&title, "Runs  / %s", r->filter);
    else
        text_add(&title, "Runs");
    snprintf(count, sizeof count, "%d of %d", r->n_rows, app->library.n_runs);
    struct area a = frame_head(app, body, text_str(&title), count);
    text_free(&title);
    if (wide) {
        runs_list_draw(app, area_part(a, 0, 0, LIST_WIDTH, a.h));
        draw_vline(a, LIST_WIDTH + 1, r->report ? STYLE_FOCUS : STYLE_QUIET);
        if (r->report)
            draw_text(a, LIST_WIDTH + 1, 0, STYLE_FOCUS | STYLE_BOLD, "▸");
        draw_report(app, area_part(a, LIST_WIDTH + 3, 0, a.w - LIST_WIDTH - 3, a.h - 1));
    } else if (r->report) {
        draw_report(app, area_part(a, 0, 0, a.w, a.h - 1));
    } else {
        runs_list_draw(app, a);
    }
}

static void dump(const struct app *app, struct text *out) {
    const struct runs *r = &app->runs;
    text_format(out, "rows %d selected %d filter '%s'\nmarked %lld %lld\nreport %d\n", r->n_rows, r->list.selected,
                r->filter, (long long)r->marked[0], (long long)r->marked[1], r->report);
}

const struct screen screen_runs = {.name = "runs",
                                   .place = place,
                                   .act = act,
                                   .answered = answered,
                                   .message = message,
                                   .fit = fit,
                                   .draw = draw,
                                   .dump = dump};
