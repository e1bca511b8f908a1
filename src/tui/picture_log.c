/* picture_log.c - step 3: the log as it is. Nothing is marked: which of it one would not trust is the question. */
#include "tui/chart.h"
#include "tui/picture.h"
#include "world/features.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Shares as bars of a whole, the label's balance among them; counts as figures. */
static int draw_figures(const struct run *run, struct area a, int y) {
    char value[32];
    int name = a.w >= 60 ? 24 : 20;
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        const struct measure *m = measures_find(&run->outcome.measures, metric->name);
        if (!m || strcmp(metric->stage, "log") != 0 || isnan(m->value))
            continue;
        picture_name(a, 0, y, name - 1, STYLE_TEXT, m->name);
        bool share = m->value >= 0 && m->value <= 1;
        if (share)
            snprintf(value, sizeof value, m->value > 0.99 || m->value < 0.01 ? "%.2f %%" : "%.1f %%", m->value * 100);
        else
            text_si(value, sizeof value, m->value);
        draw_right(a, name + 8, y, STYLE_TEXT | STYLE_BOLD, value);
        if (share)
            draw_track(a, name + 10, y, a.w - name - 10, m->value, STYLE_FOCUS);
        y++;
    }
    return y;
}

/* Clicks by position as columns, with the first and the last in figures. */
static int draw_positions(const struct measured_curve *c, struct area a, int y) {
    enum { HEIGHT = 6 };
    char first[16], last[16];
    y = picture_heading(a, y, "clicks by position", "");
    int n = c->n < a.w ? c->n : a.w, each = a.w / (n ? n : 1);
    draw_columns(area_part(a, 0, y, a.w, HEIGHT), c->y, n, STYLE_FOCUS);
    snprintf(first, sizeof first, "%.0f", c->x[0]);
    snprintf(last, sizeof last, "%.0f", c->x[n - 1]);
    draw_text(a, 0, y + HEIGHT, STYLE_QUIET, first);
    draw_text(a, (n - 1) * each, y + HEIGHT, STYLE_QUIET, last);
    draw_format(a, 4, y + HEIGHT, STYLE_QUIET, "%.1f %%", c->y[0] * 100);
    draw_format(a, (n - 1) * each - 7, y + HEIGHT, STYLE_QUIET, "%.1f %%", c->y[n - 1] * 100);
    return y + HEIGHT + 1;
}

/* How much the most shown share of the items has: a straight line would be all alike. */
static int draw_popularity(const struct measured_curve *c, struct area a, int y) {
    enum { HEIGHT = 7 };
    static const double ends[] = {0, 1};
    const struct curve curves[] = {{"", c->x, c->y, c->n, STYLE_FOCUS, false}, {"", ends, ends, 2, STYLE_QUIET, true}};
    y = picture_heading(a, y, "impressions, most shown items first", "");
    draw_chart(area_part(a, 0, y, a.w, HEIGHT), &(struct chart){.curves = curves, .n = 2, .x_name = "items"});
    return y + HEIGHT;
}

static int draw_feature(const struct measured_curve *c, int i, const struct feature *table, int n, struct area a,
                        int y) {
    int at = (int)c->x[i];
    draw_cut(a, 0, y, 23, STYLE_TEXT, at >= 0 && at < n ? table[at].name : "?");
    draw_format(a, 24, y, STYLE_TEXT | STYLE_BOLD, "%.3f", c->y[i]);
    draw_bar(a, 31, y, a.w - 31, (c->y[i] - 0.5) * 2, STYLE_FOCUS);
    return y + 1;
}

/* In the order of the table; in two columns where there is room. */
static int draw_features(const struct run *run, const struct measured_curve *c, struct area a, int y) {
    int n, columns = a.w >= 96 ? 2 : 1, rows = (c->n + columns - 1) / columns, w = (a.w - (columns - 1) * 4) / columns;
    const struct feature *table = feature_table(design_kind(run->design), &n);
    y = picture_heading(a, y, "one feature alone: ROC-AUC", "0.5 ▏ to 1");
    for (int i = 0; i < c->n; i++)
        draw_feature(c, i, table, n, area_part(a, (i / rows) * (w + 4), 0, w, y + rows), y + i % rows);
    return y + rows;
}

/* A number a class: the curve has a point for each class that the log's metrics tell apart. */
static bool draw_by_class(const struct run *run, const struct measured_curve *c, struct area a, int *y) {
    const struct measures *m = &run->outcome.measures;
    const char *names[32];
    int n = 0;
    for (int i = 0; i < m->n_metrics && n < 32; i++) {
        const char *bracket = strchr(m->metrics[i].name, '[');
        bool known = !bracket || !text_starts(m->metrics[i].name, "log.");
        for (int k = 0; k < n && !known; k++)
            known = strcmp(names[k], bracket) == 0;
        if (!known)
            names[n++] = bracket;
    }
    if (n == 0 || n != c->n)
        return false;
    char label[MEASURE_NAME];
    *y = picture_heading(a, *y, metric_spoken(c->name, label, sizeof label), "");
    for (int i = 0; i < n; i++, ++*y) {
        snprintf(label, sizeof label, "%s", names[i] + 1);
        label[strcspn(label, "]")] = '\0';
        draw_cut(a, 2, *y, 20, STYLE_TEXT, label);
        draw_format(a, 24, *y, STYLE_TEXT | STYLE_BOLD, "%.3g", c->y[i]);
        if (c->y[i] >= 0 && c->y[i] <= 1)
            draw_track(a, 34, *y, a.w - 34, c->y[i], STYLE_FOCUS);
    }
    ++*y;
    return true;
}

static int draw_shapes(const struct run *run, struct area a, int y) {
    const struct measured_curve *position = picture_curve(run, "log.click_rate_by_position");
    const struct measured_curve *popularity = picture_curve(run, "log.popularity");
    int w = (a.w - 4) / 2;
    if (a.w >= 70 && position && popularity) {
        draw_positions(position, area_part(a, 0, 0, w, y + 9), y);
        return draw_popularity(popularity, area_part(a, w + 4, 0, w, y + 9), y) + 1;
    }
    if (position && position->n > 1)
        y = draw_positions(position, a, y) + 1;
    return popularity ? draw_popularity(popularity, a, y) + 1 : y;
}

int picture_log(const struct run *run, struct area a, int y) {
    const struct measures *m = &run->outcome.measures;
    y += draw_wrapped(a, 0, y, a.w, STYLE_TEXT, "The log, as it is. Which of these would you not trust?") + 1;
    y = draw_figures(run, a, y) + 1;
    y = picture_classes(run, "log", a, y);
    y = draw_shapes(run, a, y);
    const struct measured_curve *features = picture_curve(run, "log.feature_auc");
    if (features)
        y = draw_features(run, features, a, y) + 1;
    for (int i = 0; i < m->n_curves; i++) {
        const struct measured_curve *c = &m->curves[i];
        bool drawn = c == features || strcmp(c->name, "log.click_rate_by_position") == 0 ||
                     strcmp(c->name, "log.popularity") == 0;
        if (!drawn && text_starts(c->name, "log.") && !draw_by_class(run, c, a, &y))
            y = picture_curves(run, c->name, a, y);
    }
    return y;
}
