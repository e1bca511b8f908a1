#include "tui/screen_lab.h"
#include "base/mem.h"
#include "tui/app.h"
#include "tui/frame.h"
#include "tui/lab_edit.h"
#include "tui/lab_result.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TAG_FILTER = LAB_VALUE + 1, TAG_SCENARIO, TWO_PANES = 110 };

static void design_drop(struct lab *lab) {
    lab_changes_free(lab->undo, &lab->n_undo);
    lab_changes_free(lab->redo, &lab->n_redo);
    design_free(lab->design);
    design_free(lab->base);
    free(lab->thresholds);
    lab->design = lab->base = NULL;
    lab->thresholds = NULL;
    lab->n_thresholds = 0;
}

void lab_fini(struct lab *lab) {
    design_drop(lab);
    run_free(lab->run);
    run_free(lab->previous);
    lab->run = lab->previous = NULL;
}

static unsigned place(const struct app *app) {
    return app->lab.result ? PLACE_RESULT : PLACE_KNOBS;
}

static bool shows(const struct lab *lab, const struct knob *k) {
    return !lab->filter[0] || strcasestr(k->path, lab->filter) || strcasestr(k->meaning, lab->filter);
}

/* Steps in the order of the interview; what belongs to none, world and seeds, at the end. */
static void make_rows(struct lab *lab) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(lab->design, ids);
    lab->n_rows = 0;
    for (int i = 1; i <= 8; i++) {
        int step = i % 8, heading = lab->n_rows;
        for (int j = 0; j < n; j++) {
            const struct knob *k = knob_at(ids[j]);
            if (k->step != step || !shows(lab, k))
                continue;
            if (lab->n_rows == heading)
                lab->rows[lab->n_rows++] = -1 - step;
            lab->rows[lab->n_rows++] = (int)ids[j];
        }
    }
}

/* Headings are passed over: down, or up when the list was left upwards. */
static void skip_heading(struct lab *lab, bool upwards) {
    struct list *l = &lab->list;
    while (l->selected < lab->n_rows && lab->rows[l->selected] < 0) {
        bool first = l->selected == 0;
        l->selected += upwards && !first ? -1 : 1;
        upwards = upwards && !first;
    }
}

static const struct knob *selected(const struct lab *lab) {
    bool any = lab->design && lab->list.selected < lab->n_rows && lab->rows[lab->list.selected] >= 0;
    return any ? knob_at((enum knob_id)lab->rows[lab->list.selected]) : NULL;
}

void lab_take(struct app *app, struct design *design, const char *scenario) {
    struct lab *lab = &app->lab;
    design_drop(lab);
    lab->design = design;
    lab->base = design_copy(design);
    lab->wanted = false;
    lab->filter[0] = '\0';
    lab->list = (struct list){0};
    lab->result = false;
    snprintf(lab->scenario, sizeof lab->scenario, "%s", scenario[0] ? scenario : design_case(design));
    make_rows(lab);
    skip_heading(lab, false);
    app_go(app, SCREEN_LAB);
}

static void menu_scenario(struct app *app) {
    const struct library *l = &app->library;
    dialog_menu(&app->dialog, TAG_SCENARIO, "Start from", false);
    for (int i = 0; i < l->n_scenarios; i++)
        dialog_item(&app->dialog, l->scenarios[i].name,
                    l->scenarios[i].why ? l->scenarios[i].why : l->scenarios[i].title, false);
    dialog_select(&app->dialog, app->lab.scenario);
}

static void run(struct app *app) {
    if (app_busy(app)) {
        app_note(app, STYLE_WARNING, "the engine is at work already: ^C stops it");
        return;
    }
    app_effect(app, EFFECT_JOB_START, 0, 0, NULL);
    work_begin(&app->work, app->now_ns);
    app->lab.scroll = (struct scroll){0};
    app->lab.result = app->lab.result || app->width < TWO_PANES; /* its curves are worth watching */
}

static void go_to_step(struct lab *lab, int step) {
    for (int i = 0; i < lab->n_rows; i++)
        if (lab->rows[i] == -1 - step) {
            lab->list.selected = i + 1;
            lab->list.top = i;
            return;
        }
}

static bool knob_act(struct app *app, enum action_id action, int arg) {
    struct lab *lab = &app->lab;
    const struct knob *k = selected(lab);
    char value[200];
    switch (action) {
    case ACT_SELECT:
        if (lab->list.selected == arg && k)
            lab_change_knob(app, k);
        lab->list.selected = arg;
        break;
    case ACT_ENTER:
        if (k)
            lab_change_knob(app, k);
        break;
    case ACT_LEFT:
    case ACT_RIGHT:
        if (k)
            lab_nudge(app, k, action == ACT_LEFT ? -1 : +1);
        break;
    case ACT_DEFAULT:
        snprintf(value, sizeof value, "%s", k ? design_text(lab->base, k->id) : "");
        if (k)
            lab_set(app, k, value);
        break;
    case ACT_UNDO:
    case ACT_REDO:
        lab_again(app, action == ACT_UNDO);
        break;
    case ACT_STEP:
        go_to_step(lab, arg - '0');
        break;
    case ACT_FILTER:
        dialog_line(&app->dialog, TAG_FILTER, "Filter:", lab->filter);
        break;
    case ACT_BACK:
        if (!lab->filter[0])
            return false;
        lab->filter[0] = '\0';
        make_rows(lab);
        break;
    default:
        if (!list_move(&lab->list, action))
            return false;
    }
    skip_heading(lab, action == ACT_UP || action == ACT_PAGE_UP);
    return true;
}

static bool act(struct app *app, enum action_id action, int arg) {
    struct lab *lab = &app->lab;
    if (!lab->design && (action != ACT_QUIT && action != ACT_BACK && action != ACT_SCENARIO))
        return true;
    switch (action) {
    case ACT_RUN:
        run(app);
        return true;
    case ACT_RUNS:
        app_go(app, SCREEN_RUNS);
        return true;
    case ACT_SCENARIO:
        menu_scenario(app);
        return true;
    case ACT_COMPARE:
        lab->what_if = !lab->what_if;
        if (!lab->previous)
            app_note(app, STYLE_WARNING, "there is one result so far: change a knob and run again");
        return true;
    case ACT_NEXT_PANE:
    case ACT_PREVIOUS_PANE:
        lab->result = !lab->result;
        return true;
    default:
        break;
    }
    if (lab->result) {
        if (action != ACT_BACK)
            return scroll_move(&lab->scroll, action);
        lab->result = false;
        return true;
    }
    return knob_act(app, action, arg);
}

static bool answered(struct app *app, int tag, const char *text) {
    struct lab *lab = &app->lab;
    if (tag == LAB_VALUE)
        return selected(lab) ? lab_set(app, selected(lab), text) : true;
    if (tag == TAG_SCENARIO) {
        lab->wanted = true;
        app_effect(app, EFFECT_SCENARIO_LOAD, 0, 0, text);
    } else if (tag == TAG_FILTER && lab->design) {
        snprintf(lab->filter, sizeof lab->filter, "%s", text);
        make_rows(lab);
        lab->list = (struct list){.height = lab->list.height};
        skip_heading(lab, false);
    }
    return true;
}

static void take_scenario(struct app *app, const struct msg *msg) {
    struct lab *lab = &app->lab;
    lab->wanted = false;
    if (!msg->scenario) {
        app_note(app, STYLE_BAD, "%s", msg->text);
        return;
    }
    lab_take(app, design_copy(msg->scenario->design), msg->scenario->name);
    lab->thresholds = msg->scenario->thresholds;
    lab->n_thresholds = msg->scenario->n_thresholds;
    msg->scenario->thresholds = NULL;
    msg->scenario->n_thresholds = 0;
    scenario_free(msg->scenario);
}

static void take_run(struct app *app, const struct msg *msg) {
    struct lab *lab = &app->lab;
    if (!msg->run) {
        app_note(app, STYLE_BAD, "%s", msg->text);
        return;
    }
    run_free(lab->previous);
    lab->previous = lab->run;
    lab->run = msg->run;
    lab->result = true;
    lab->what_if = lab->previous && strcmp(design_case(lab->previous->design), design_case(lab->run->design)) == 0;
    lab->scroll = (struct scroll){0};
    app_note(app, run_passed(msg->run) ? STYLE_GOOD : STYLE_BAD, "run #%lld is done, in %.1f s%s",
             (long long)msg->run->id, msg->run->outcome.wall_s, run_passed(msg->run) ? "" : ": a threshold failed");
}

static void message(struct app *app, const struct msg *msg) {
    if (msg->kind == MSG_SCENARIO)
        take_scenario(app, msg);
    else
        take_run(app, msg);
}

static int list_width(const struct app *app) {
    return app->width < TWO_PANES ? app->width : app->width < 160 ? 56 : 66;
}

/* Rows of the meaning of the selected knob, with their rule. */
static int detail_rows(const struct app *app) {
    return app->height < 14 ? 0 : app->height < 28 ? 5 : 7;
}

static int work_rows(const struct app *app, int height) {
    return !app->work.running ? 0 : height < 14 ? 2 : height / 2;
}

static void fit(struct app *app, int width, int height) {
    struct lab *lab = &app->lab;
    int rows = height - frame_head_rows(app);
    bool two = width >= TWO_PANES;
    int below = two ? 0 : work_rows(app, rows);
    list_fit(&lab->list, lab->n_rows, rows - detail_rows(app) - (below > 4 ? 3 : below));
    if (lab->list.top == 1 && lab->list.selected == 1)
        lab->list.top = 0;
    int w = two ? width - list_width(app) - 3 : width;
    scroll_fit(&lab->scroll, lab_result_draw(app, (struct area){.w = w - 2}), rows - work_rows(app, rows));
}

static const char *step_name(int step) {
    static const char *const names[8] = {"World and seeds", "1 Requirements", "2 Framing",    "3 Data",
                                         "4 Model",         "5 Evaluation",   "6 Deployment", "7 Monitoring"};
    return names[step];
}

static void draw_knob(const struct app *app, struct area a, int y, int row) {
    const struct lab *lab = &app->lab;
    const struct knob *k = knob_at((enum knob_id)lab->rows[row]);
    bool active = design_active(lab->design, k->id), changed = !design_equal(lab->design, lab->base, k->id);
    int name = a.w < 50 ? 20 : a.w < 70 ? 32 : 34, style = !active ? STYLE_QUIET : changed ? STYLE_WARNING : STYLE_TEXT;
    char large[20];
    bool shorten = (k->type == KNOB_INT || k->type == KNOB_REAL) && design_real(lab->design, k->id) >= 1e5;
    const char *value =
        shorten ? text_si(large, sizeof large, design_real(lab->design, k->id)) : design_text(lab->design, k->id);
    draw_text(a, 2, y, STYLE_WARNING, changed ? "*" : " ");
    const char *path = a.w < 50 && strchr(k->path, '.') ? strchr(k->path, '.') + 1 : k->path;
    draw_cut(a, 4, y, name - 1, active ? STYLE_TEXT : STYLE_QUIET, path);
    int used = draw_cut(a, 4 + name, y, a.w - name - 6, style, value[0] ? value : "none");
    int x = 4 + name + used + 1;
    const char *tail = !active ? "not used" : k->unit;
    if (x + utf8_columns(tail) < a.w - 1)
        draw_text(a, x, y, STYLE_QUIET, tail);
    draw_selected(a, y, row == lab->list.selected, !lab->result);
    draw_hot(a, 0, y, a.w, 1, ACT_SELECT, row);
}

/* Large numbers as people write them: "500 M". */
static const char *bound(char *buffer, size_t n, double v) {
    return v >= 1e5 ? text_si(buffer, n, v) : text_double(buffer, n, v);
}

static void add_value(const struct knob *k, const char *value, struct text *out) {
    double number;
    char large[32];
    bool counts = (k->type == KNOB_INT || k->type == KNOB_REAL) && text_to_double(value, &number) && number >= 1e5;
    text_add(out, counts ? text_si(large, sizeof large, number) : value[0] ? value : "none");
}

static void draw_detail(const struct app *app, struct area a) {
    const struct lab *lab = &app->lab;
    const struct knob *k = selected(lab);
    draw_hline(a, 0, STYLE_QUIET);
    if (!k)
        return;
    struct text line = {0};
    char low[32], high[32], naive[200];
    enum world_kind kind = design_kind(lab->design);
    int rows = draw_wrapped(a, 2, 1, a.w - 4, STYLE_TEXT, k->meaning);
    if (k->type == KNOB_INT || k->type == KNOB_REAL)
        text_format(&line, "%s to %s %s · ", bound(low, sizeof low, k->low), bound(high, sizeof high, k->high),
                    k->unit);
    text_add(&line, "scenario ");
    add_value(k, design_text(lab->base, k->id), &line);
    text_add(&line, " · naive ");
    add_value(k, knob_naive(k, kind, naive, sizeof naive), &line);
    char active[256];
    size_t length = strlen(knob_active(k, kind, active, sizeof active));
    if (length)
        text_format(&line, " · used when %s%s", active, active[length - 1] == '=' ? "none" : "");
    draw_wrapped(a, 2, 1 + rows, a.w - 4, STYLE_QUIET, text_str(&line));
    text_free(&line);
}

static void draw_knobs(const struct app *app, struct area a) {
    const struct lab *lab = &app->lab;
    struct area rows = area_part(a, 0, 0, a.w, lab->list.height);
    for (int y = 0; y < rows.h && lab->list.top + y < lab->n_rows; y++) {
        int row = lab->list.top + y;
        if (lab->rows[row] < 0)
            draw_text(rows, 2, y, STYLE_TITLE | STYLE_BOLD, step_name(-1 - lab->rows[row]));
        else
            draw_knob(app, rows, y, row);
    }
    if (!lab->n_rows)
        draw_text(rows, 2, 1, STYLE_QUIET, "no knob holds that word; Esc takes the filter away");
    draw_scrollbar(rows, lab->list.top, lab->n_rows);
    if (detail_rows(app))
        draw_detail(app, area_part(a, 0, lab->list.height, a.w, detail_rows(app)));
}

static void draw_result(const struct app *app, struct area a) {
    int work = work_rows(app, a.h);
    if (work)
        work_draw(app, area_part(a, 0, 0, a.w, work));
    struct area rest = area_part(a, 1, work, a.w - 1, a.h - work);
    lab_result_draw(app, area_scrolled(area_part(rest, 0, 0, rest.w - 1, rest.h), app->lab.scroll.top));
    draw_scrollbar(rest, app->lab.scroll.top, app->lab.scroll.rows);
}

static void draw(const struct app *app, struct area body) {
    const struct lab *lab = &app->lab;
    struct text title = {0};
    char right[64] = "";
    text_format(&title, "Lab · %s", lab->scenario[0] ? lab->scenario : "no design yet");
    if (lab->filter[0])
        text_format(&title, "  / %s", lab->filter);
    if (lab->n_undo)
        snprintf(right, sizeof right, "%d change%s, u undoes", lab->n_undo, lab->n_undo == 1 ? "" : "s");
    struct area a = frame_head(app, body, text_str(&title), right);
    text_free(&title);
    if (!lab->design) {
        draw_wrapped(a, 2, 1, a.w - 4, STYLE_QUIET,
                     lab->wanted ? "loading the scenario …" : "No design: s chooses a scenario.");
        return;
    }
    int w = list_width(app);
    if (app->width >= TWO_PANES) {
        draw_knobs(app, area_part(a, 0, 0, w, a.h));
        draw_vline(a, w + 1, lab->result ? STYLE_FOCUS : STYLE_QUIET);
        if (lab->result) /* by a sign, not by colour alone */
            draw_text(a, w + 1, 0, STYLE_FOCUS | STYLE_BOLD, "▸");
        draw_result(app, area_part(a, w + 2, 0, a.w - w - 2, a.h));
    } else if (lab->result) {
        draw_result(app, a);
    } else {
        int work = work_rows(app, a.h) > 4 ? 3 : work_rows(app, a.h);
        draw_knobs(app, area_part(a, 0, 0, a.w, a.h - work));
        if (work)
            work_draw(app, area_part(a, 0, a.h - work, a.w, work));
    }
}

static bool useful(const struct app *app, enum action_id action) {
    const struct lab *lab = &app->lab;
    return (action != ACT_COMPARE || lab->previous) && (action != ACT_UNDO || lab->n_undo) &&
           (action != ACT_RUN || !app->work.running);
}

static void dump(const struct app *app, struct text *out) {
    const struct lab *lab = &app->lab;
    text_format(out, "scenario %s\nresult %d what_if %d filter '%s'\nundo %d redo %d\n", lab->scenario, lab->result,
                lab->what_if, lab->filter, lab->n_undo, lab->n_redo);
    if (selected(lab))
        text_format(out, "knob %s = %s\n", selected(lab)->path, design_text(lab->design, selected(lab)->id));
    enum knob_id ids[KNOBS];
    int n = lab->design ? design_knobs(lab->design, ids) : 0;
    for (int i = 0; i < n; i++)
        if (!design_equal(lab->design, lab->base, ids[i]))
            text_format(out, "changed %s = %s\n", knob_at(ids[i])->path, design_text(lab->design, ids[i]));
}

const struct screen screen_lab = {.name = "the lab",
                                  .place = place,
                                  .act = act,
                                  .answered = answered,
                                  .message = message,
                                  .useful = useful,
                                  .fit = fit,
                                  .draw = draw,
                                  .dump = dump};
