/* runs_list.c - how the list of runs looks: when a run was, what for, what came of it; below it what the marked one
 * changed. */
#include "tui/app.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

int runs_about_rows(const struct app *app) {
    return app->height < 14 ? 0 : app->height < 28 ? 5 : 8;
}

/* What a run was for: "s3-reference2", as a session calls its runs, is "session 3: reference 2". */
void run_purpose_words(const struct run_row *row, char *out, size_t n) {
    static const struct {
        const char *name, *words;
    } purposes[] = {{"baseline", "naive design"}, {"log", "the log"},         {"train", "training"},
                    {"reveal", "step 5"},         {"serve", "step 6"},        {"days", "step 7"},
                    {"final", "final design"},    {"reference", "reference"}, {"change", "forecast"},
                    {"curveball", "curveball"},   {"swap", "what if"}};
    long long session;
    char name[24];
    int index = 0, fields = sscanf(row->name, "s%lld-%23[a-z]%d", &session, name, &index);
    const char *tail = strrchr(row->scenario, '/');
    for (size_t i = 0; fields >= 2 && i < sizeof purposes / sizeof *purposes; i++)
        if (strcmp(purposes[i].name, name) == 0) {
            int used = snprintf(out, n, "session %lld: %s", session, purposes[i].words);
            if (fields == 3 && used > 0 && (size_t)used < n)
                snprintf(out + used, n - (size_t)used, " %d", index);
            return;
        }
    snprintf(out, n, "%s", row->name[0] ? row->name : tail ? tail + 1 : row->case_name);
}

static void case_words(const struct run_row *row, char *out, size_t n) {
    snprintf(out, n, "%s", row->case_name);
    for (char *p = out; *p; p++)
        *p = *p == '_' ? ' ' : *p;
}

static const char *date_of(const struct run_row *row, char *out, size_t n) {
    time_t when = (time_t)row->at;
    struct tm parts;
    out[0] = '\0';
    if (gmtime_r(&when, &parts))
        strftime(out, n, "%d %b %H:%M", &parts);
    return out;
}

/* Columns of the list by the room there is; 0: not shown. */
struct row_layout {
    int date, name, case_name, metric; /* where they begin */
};

static struct row_layout layout_of(int w) {
    if (w >= 110)
        return (struct row_layout){10, 24, 54, 78};
    if (w >= 76)
        return (struct row_layout){10, 24, 0, 50};
    return (struct row_layout){0, 10, 0, 0};
}

static void draw_row(const struct app *app, struct area a, int y, int i) {
    const struct runs *r = &app->runs;
    const struct run_row *row = &app->library.runs[r->rows[i]];
    struct row_layout at = layout_of(a.w);
    char id[24], value[32] = "", words[80], date[24] = "", metric[MEASURE_NAME];
    const struct metric *m = metric_named(row->headline_metric);
    bool marked = r->marked[0] == row->id || r->marked[1] == row->id;
    if (m && !isnan(row->headline))
        picture_figure(m, row->headline, value, sizeof value);
    snprintf(id, sizeof id, "#%lld", (long long)row->id);
    draw_text(a, 2, y, STYLE_WARNING, marked ? "*" : " ");
    draw_text(a, 4, y, STYLE_TEXT, id);
    int end = a.w - 2 - utf8_columns(value);
    run_purpose_words(row, words, sizeof words);
    draw_cut(a, at.name, y,
             (at.case_name ? at.case_name
              : at.metric  ? at.metric
                           : end) -
                 at.name - 1,
             STYLE_TEXT, words);
    if (at.date)
        draw_text(a, at.date, y, STYLE_QUIET, date_of(row, date, sizeof date));
    case_words(row, words, sizeof words);
    if (at.case_name)
        draw_cut(a, at.case_name, y, at.metric - at.case_name - 1, STYLE_QUIET, words);
    if (at.metric && value[0])
        draw_cut(a, at.metric, y, end - at.metric - 1, STYLE_QUIET, metric_spoken(m->name, metric, sizeof metric));
    draw_text(a, end, y, STYLE_TEXT, value);
    if (!row->passed)
        draw_text(a, 3, y, STYLE_BAD, "!");
    draw_selected(a, y, i == r->list.selected, !r->report);
    draw_hot(a, 0, y, a.w, 1, ACT_SELECT, i);
}

static void draw_heads(struct area a) {
    struct row_layout at = layout_of(a.w);
    draw_text(a, 4, 0, STYLE_QUIET, "run");
    if (at.date)
        draw_text(a, at.date, 0, STYLE_QUIET, "when");
    draw_text(a, at.name, 0, STYLE_QUIET, "what for");
    if (at.case_name)
        draw_text(a, at.case_name, 0, STYLE_QUIET, "case");
    draw_right(a, a.w - 2, 0, STYLE_QUIET, at.metric ? "primary metric" : "primary");
}

/* Of the marked line: what its columns have no room for, and what it changed. */
static void draw_about(const struct app *app, struct area a) {
    const struct runs *r = &app->runs;
    const struct run_row *row = runs_selected(app);
    const struct metric *m = row ? metric_named(row->headline_metric) : NULL;
    char metric[MEASURE_NAME], name[80], date[24];
    struct text line = {0};
    draw_hline(a, 0, STYLE_QUIET);
    if (!row)
        return;
    date_of(row, date, sizeof date);
    case_words(row, name, sizeof name);
    text_format(&line, "%s, %s, %.1f s", name, date, row->wall_s);
    if (m)
        text_format(&line, ", %s", metric_spoken(m->name, metric, sizeof metric));
    draw_cut(a, 2, 1, a.w - 3, STYLE_QUIET, text_str(&line));
    const char *change = app->library.changes ? app->library.changes[r->rows[r->list.selected]] : NULL;
    struct area words = area_part(a, 2, 2, a.w - 4, a.h - 3);
    draw_wrapped(words, 0, 0, words.w, STYLE_TEXT, change ? change : "");
    if (change && wrapped_rows(change, words.w) > words.h)
        draw_text(words, words.w - 1, words.h - 1, STYLE_TEXT, "…");
    draw_cut(a, 2, a.h - 1, a.w - 3, STYLE_QUIET, "* marked   ! a threshold failed");
    text_free(&line);
}

void runs_list_draw(const struct app *app, struct area a) {
    const struct runs *r = &app->runs;
    if (!r->n_rows) {
        draw_wrapped(a, 2, 1, a.w - 4, STYLE_QUIET,
                     r->filter[0] ? "No run holds that word. Esc takes the filter away."
                                  : "No runs yet. The lab (e at home) makes them, a session does, and so does "
                                    "`sevenstep run`.");
        return;
    }
    draw_heads(a);
    struct area rows = area_part(a, 0, 1, a.w, r->list.height);
    for (int y = 0; y < r->list.height && r->list.top + y < r->n_rows; y++)
        draw_row(app, rows, y, r->list.top + y);
    draw_scrollbar(rows, r->list.top, r->n_rows);
    if (runs_about_rows(app))
        draw_about(app, area_part(a, 0, a.h - runs_about_rows(app), a.w, runs_about_rows(app)));
}
